//! Characters that nobody sees, made visible wherever a text leaves for people: a terminal, a table, a message.
//!
//! Texts are stored as they were typed, with whatever came along in a paste. What they must not do is to act: to
//! drive a terminal, to turn the order of a line around, or to make two names look alike.

use core::fmt;
use std::borrow::Cow;

/// The text with every character made visible that nobody sees: ESC as `\u{241B}`, a direction control as `\u{202e}`.
/// Tabs and line breaks stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |character| matches!(character, '\n' | '\t'))
}

/// The same on one line: tabs and line breaks are made visible too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

fn shown(text: &str, stays: fn(char) -> bool) -> Cow<'_, str> {
    let acts = |character: char| is_unseen(character) && !stays(character);
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // A line break of Windows is a line break.
        if character == '\r' && stays('\n') && characters.peek() == Some(&'\n') {
            continue;
        }
        if acts(character) {
            // Writing into a text cannot fail.
            let _ = write_visible(character, &mut shown);
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Writes a character that nobody sees in a visible form: a control character of ASCII as its symbol (U+2400 and
/// following), any other as its number.
///
/// # Errors
/// Those of `out`.
pub fn write_visible(character: char, out: &mut impl fmt::Write) -> fmt::Result {
    let symbol = match character {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7F}' => Some('\u{2421}'),
        _ => None,
    };
    match symbol {
        Some(symbol) => out.write_char(symbol),
        None => write!(out, "{}", character.escape_unicode()),
    }
}

/// Whether a character has no sign of its own and acts on those around it: the control characters (C0, DEL, C1),
/// what sets or turns the direction of writing, separators of lines, characters of no width, and code points that
/// are no characters. The two joiners stay: scripts and emoji are made of them.
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FDD0}'..='\u{FDEF}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
        || u32::from(character) & 0xFFFE == 0xFFFE
}

/// Whether a text shows nothing: it is empty, or all of it is white space and characters that nobody sees.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || shows_nothing(character))
}

/// Whether a character leaves nothing to see in a name: those of [`is_unseen`], the joiners and selectors of variants
/// that text in other scripts is made of, and letters that are blank (fillers of Hangul, the empty cell of Braille).
/// Two names that differ in them alone look the same.
pub fn shows_nothing(character: char) -> bool {
    is_unseen(character)
        || matches!(
            character,
            '\u{34F}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200C}'
                | '\u{200D}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FFA0}'
                | '\u{E0100}'..='\u{E01EF}'
        )
}

/// The most characters of a text that a message quotes.
const EXCERPT: usize = 80;

/// A text as a message quotes it: whole, or its beginning and an ellipsis.
pub fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => {
            let (start, _) = text.split_at(end);
            format!("{start}\u{2026}")
        }
        None => text.to_owned(),
    }
}
