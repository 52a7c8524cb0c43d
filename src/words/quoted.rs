//! Text from elsewhere inside a message: bounded, and with no character that acts instead of being read.

use core::fmt::{self, Display, Write as _};

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
            match character {
                // U+2400 begins the symbols for control characters, in their order.
                '\0'..='\u{1F}' => {
                    let symbol = char::from_u32(0x2400 + u32::from(character));
                    self.out.write_char(symbol.unwrap_or('\u{FFFD}'))?;
                }
                '\u{7F}' => self.out.write_char('\u{2421}')?,
                _ if is_unseen(character) => write!(self.out, "{}", character.escape_unicode())?,
                _ => self.out.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Characters that nobody sees and that change what is seen: C1 controls, direction controls, separators of lines,
/// blanks without width, and code points that are no characters. Joiners are not among them: scripts need them.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FFFE}'
            | '\u{FFFF}'
    )
}
