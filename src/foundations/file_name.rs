//! Names for files that are handed out: made of what people typed, and safe on every system that may get them.

use super::half_width;

/// The most bytes of a name. Linux allows 255; a folder on a stick, a mail program and a second ` (1)` need room.
const MAX_BYTES: usize = 180;

/// Names that Windows keeps for devices, whatever ending follows; beside them the numbered ports.
const DEVICES: [&str; 4] = ["AUX", "CON", "NUL", "PRN"];

/// What stands in for a name of which nothing is left.
const NAMELESS: &str = "file";

/// A name that can be a file's anywhere: letters, digits, `-`, `_` and `.`, neither hidden nor a device, not too long.
///
/// Characters of another kind become `-`: separators of folders, characters that shells and Windows take amiss, blanks, and
/// those that nobody sees, such as the ones that turn the direction of a text and with it the ending of a name.
pub fn file_name(wanted: &str) -> String {
    let kept = |character: char| {
        if character.is_alphanumeric() || "-_.".contains(character) {
            character
        } else {
            '-'
        }
    };
    let folded: String = half_width(wanted).chars().map(kept).collect();
    let trimmed = folded.trim_matches(['.', '-']);
    let (stem, ending) = match trimmed.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem, Some(ending)),
        _ => (trimmed, None),
    };
    let room = MAX_BYTES - ending.map_or(0, |ending| ending.len() + 1);
    let stem = shortened(stem, room).trim_end_matches(['.', '-']);
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    // A device is one up to the first point.
    let first = stem.split('.').next().unwrap_or_default();
    let mark = if is_device(first) { "_" } else { "" };
    match ending {
        Some(ending) => format!("{mark}{stem}.{ending}"),
        None => format!("{mark}{stem}"),
    }
}

/// Whether it reads as the kind of a file.
fn is_ending(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether Windows keeps a name, up to its first point, for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let numbered = ["COM", "LPT"]
        .into_iter()
        .find_map(|port| name.strip_prefix(port));
    DEVICES.contains(&name.as_str())
        || numbered.is_some_and(|number| {
            let mut digits = number.chars();
            // Windows takes the small raised digits for digits too.
            let digit =
                |character: char| character.is_ascii_digit() || "\u{B9}\u{B2}\u{B3}".contains(character);
            digits.next().is_some_and(digit) && digits.next().is_none()
        })
}

/// The longest beginning of at most so many bytes that ends with a whole letter.
fn shortened(text: &str, bytes: usize) -> &str {
    let end = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .take_while(|end| *end <= bytes)
        .last();
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}
