//! Text from elsewhere inside a message: bounded, and with no character that acts instead of being read.

use core::fmt::{self, Display, Write as _};

use crate::foundations::{is_unseen, write_visible};

/// How many characters of a fact stand in a message.
const QUOTED_CHARACTERS: usize = 200;

/// A fact as messages quote it. Control characters, direction controls and the like are visible as symbols or as
/// their numbers, so that a text from a file can neither steer a terminal nor turn a line around; a long text is cut
/// and ends with `…`.
///
/// Every argument of every message passes through here; text that is printed beside messages should too.
pub struct Quoted<'a>(pub &'a dyn Display);

impl Display for Quoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut visible = Visible {
            out,
            left: QUOTED_CHARACTERS,
            cut: false,
        };
        match write!(visible, "{}", self.0) {
            // The rest of a long text is not even looked at.
            Err(_) if visible.cut => visible.out.write_char('\u{2026}'),
            outcome => outcome,
        }
    }
}

/// Passes characters on in a visible form, until there are too many.
struct Visible<'o, 'f> {
    out: &'o mut fmt::Formatter<'f>,
    left: usize,
    cut: bool,
}

impl fmt::Write for Visible<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            let Some(left) = self.left.checked_sub(1) else {
                self.cut = true;
                return Err(fmt::Error);
            };
            self.left = left;
            if is_unseen(character) {
                write_visible(character, self.out)?;
            } else {
                self.out.write_char(character)?;
            }
        }
        Ok(())
    }
}
