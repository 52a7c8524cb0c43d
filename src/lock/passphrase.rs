//! A passphrase as it is meant: what keyboards and input methods do to the same keys is folded away.

use core::fmt;

use zeroize::Zeroizing;

use crate::foundations::half_width;
use crate::lock::LockFault;

/// A passphrase as somebody entered it. No log shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// The passphrase that was entered.
    pub fn new(entered: String) -> Self {
        Self(entered)
    }

    /// Its characters, as they were entered.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The fewest characters of a new passphrase.
pub const MIN_CHARACTERS: usize = 8;

/// The passphrase's bytes. Full-width forms become ASCII, 。 becomes the point that shares its key, and blanks at
/// the ends go; every other character stays as it is. A lock depends on this for ever: another folding is another
/// version.
pub(super) fn folded(typed: &str) -> Zeroizing<String> {
    let folded = Zeroizing::new(half_width(typed));
    let text = Zeroizing::new(folded.replace('。', "."));
    Zeroizing::new(text.trim().to_owned())
}

/// A passphrase that is about to be set.
///
/// # Errors
/// It has fewer characters than [`MIN_CHARACTERS`].
pub(super) fn new(typed: &str) -> Result<Zeroizing<String>, LockFault> {
    let text = folded(typed);
    let count = text.chars().count();
    if count < MIN_CHARACTERS {
        return Err(LockFault::ShortPassphrase {
            count,
            min: MIN_CHARACTERS,
        });
    }
    Ok(text)
}
