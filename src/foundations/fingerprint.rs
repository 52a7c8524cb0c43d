//! Fingerprints: SHA-256 over the bytes of a payload in canonical form.

use core::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of a payload's canonical bytes. Written as `sha256:` and 64 hexadecimal digits.
///
/// It shows alteration, not authorship: whoever alters a file can compute a new one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    const PREFIX: &str = "sha256:";

    /// The fingerprint of these bytes as they stand.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads the written form back; nothing where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(Self::PREFIX)?.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0_u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = pair else { return None };
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }

    /// The first twelve digits in groups of four, for people to compare on screen and paper.
    pub fn short(self) -> String {
        let hex = self.to_string();
        let digits = hex.trim_start_matches(Self::PREFIX);
        let group = |from: usize| digits.get(from..from + 4).unwrap_or_default().to_owned();
        [group(0), group(4), group(8)].join(" ")
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::PREFIX)?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
