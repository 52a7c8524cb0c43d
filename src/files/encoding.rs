//! From bytes to text: which encoding a file is in, and what it is where it is no text.
//!
//! Page and command line decide the same way, since they ask here. Only GB 18030 takes a table of characters that the
//! core does not have: a shell brings its own decoder.

use std::fmt;

use crate::files::FileFault;
use crate::files::json::Limits;

/// The largest file that is read, in bytes; the largest real ones are far smaller.
pub const MAX_FILE_BYTES: u64 = Limits::FILES.bytes as u64;

/// An encoding of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// GB 18030, which holds GBK and GB 2312.
    Gb18030,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB 18030",
        })
    }
}

/// The text of a table: UTF-8, UTF-16, or GB 18030 by the shell's strict decoder.
///
/// # Errors
/// The bytes are too many, no text, or not wholly readable.
pub fn table_text(bytes: &[u8], gb18030: impl FnOnce(&[u8]) -> Option<String>) -> Result<String, FileFault> {
    decoded(bytes, gb18030).map(|(text, _)| text)
}

/// The text of a file of the workbench: UTF-8, since its fingerprint is taken over bytes.
///
/// # Errors
/// As for a table, and any other encoding by its name.
pub fn file_text(bytes: &[u8], gb18030: impl FnOnce(&[u8]) -> Option<String>) -> Result<String, FileFault> {
    match decoded(bytes, gb18030)? {
        (text, Encoding::Utf8) => Ok(text),
        (_, found) => Err(FileFault::OtherEncoding { found }),
    }
}

/// Whether a file of this size is read at all.
///
/// # Errors
/// It has more than [`MAX_FILE_BYTES`].
pub fn check_size(bytes: u64) -> Result<(), FileFault> {
    if bytes > MAX_FILE_BYTES {
        let limit = MAX_FILE_BYTES;
        Err(FileFault::TooLarge { bytes, limit })
    } else {
        Ok(())
    }
}

fn decoded(
    bytes: &[u8],
    gb18030: impl FnOnce(&[u8]) -> Option<String>,
) -> Result<(String, Encoding), FileFault> {
    check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    if WORKBOOKS.iter().any(|begin| bytes.starts_with(begin)) {
        return Err(FileFault::Workbook);
    }
    if let Some(encoding) = encoding_by_mark(bytes) {
        // A file that begins with a mark and then breaks its encoding is damaged, not in another one.
        let text = match encoding {
            Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Encoding::Utf8 | Encoding::Gb18030 => utf8(bytes),
        };
        return match text {
            Some(text) => Ok((without_zero(text)?, encoding)),
            None => Err(FileFault::DamagedEncoding { encoding }),
        };
    }
    if bytes.contains(&0)
        && let Some(found) = utf16_without_mark(bytes)
    {
        return Ok(found);
    }
    if let Some(text) = utf8(bytes) {
        return Ok((without_zero(text)?, Encoding::Utf8));
    }
    let text = gb18030(bytes).ok_or(FileFault::Undecodable)?;
    // Nearly every picture is a text in GB 18030, but for its control characters.
    let is_odd = |character: char| character.is_control() && !matches!(character, '\0' | '\t' | '\r' | '\n');
    if text.contains('\0') && text.contains(is_odd) {
        return Err(FileFault::Undecodable);
    }
    Ok((without_zero(text)?, Encoding::Gb18030))
}

/// A text without U+0000, which no file of ours and no spreadsheet writes.
fn without_zero(text: String) -> Result<String, FileFault> {
    match text.split_once('\0') {
        None => Ok(text),
        Some((before, _)) => {
            let line = before.matches('\n').count() + 1;
            Err(FileFault::ZeroByte { line })
        }
    }
}

/// How the workbooks of spreadsheets begin: the newer ones are ZIP archives, the older ones compound files.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

fn encoding_by_mark(bytes: &[u8]) -> Option<Encoding> {
    let marks: [(&[u8], Encoding); 3] = [
        (b"\xEF\xBB\xBF", Encoding::Utf8),
        (b"\xFF\xFE", Encoding::Utf16Le),
        (b"\xFE\xFF", Encoding::Utf16Be),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, encoding)| encoding)
}

/// UTF-8, its mark left in place.
fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// UTF-16 whose every unit is sound; its mark, if there is one, is left out.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    rest.is_empty().then_some(text)
}

/// UTF-16 without a mark, where one order of the bytes alone makes a text of lines out of them.
fn utf16_without_mark(bytes: &[u8]) -> Option<(String, Encoding)> {
    // In UTF-16 that is valid UTF-8 too nearly every other byte is NUL; UTF-8 with a few of them is none.
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if std::str::from_utf8(bytes).is_ok() && nuls < bytes.len() / 4 {
        return None;
    }
    let likely = |text: &String| {
        let control = |character: char| character.is_control() && !matches!(character, '\t' | '\r' | '\n');
        text.contains(['\n', '\r', '{']) && !text.contains(control)
    };
    let little = utf16(bytes, u16::from_le_bytes).filter(likely);
    let big = utf16(bytes, u16::from_be_bytes).filter(likely);
    match (little, big) {
        (Some(text), None) => Some((text, Encoding::Utf16Le)),
        (None, Some(text)) => Some((text, Encoding::Utf16Be)),
        _ => None,
    }
}
