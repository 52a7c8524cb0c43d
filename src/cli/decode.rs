//! From bytes to text, strictly: what is not wholly readable is refused.

use encoding_rs::GB18030;
use scoring::interchange::FileFault;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF16_MARKS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];

/// The text of a table: UTF-8 with or without its mark, else GB 18030.
pub(crate) fn table(bytes: &[u8]) -> Result<String, FileFault> {
    match json(bytes) {
        // A file that begins with the mark of UTF-8 and then breaks it is damaged, not another encoding.
        Err(_) if !is_foreign(bytes) && !bytes.starts_with(UTF8_MARK) => {
            let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
            text.map(String::from).ok_or(FileFault::Undecodable)
        }
        decoded => decoded,
    }
}

/// The text of a JSON file: UTF-8.
pub(crate) fn json(bytes: &[u8]) -> Result<String, FileFault> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_foreign(bytes) => Ok(text.to_owned()),
        _ => Err(FileFault::Undecodable),
    }
}

/// Whether the bytes are UTF-16 or no text at all.
fn is_foreign(bytes: &[u8]) -> bool {
    UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark)) || bytes.contains(&0)
}
