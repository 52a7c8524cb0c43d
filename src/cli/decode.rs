//! From bytes to text, strictly: what is not wholly readable is refused. The core decides; here is the decoder that it
//! does not have.

use encoding_rs::GB18030;
use scoring::files::{FileFault, file_text, table_text};

/// The text of a table.
pub(crate) fn table(bytes: &[u8]) -> Result<String, FileFault> {
    table_text(bytes, gb18030)
}

/// The text of a file of the workbench.
pub(crate) fn json(bytes: &[u8]) -> Result<String, FileFault> {
    file_text(bytes, gb18030)
}

/// The text of bytes in GB 18030, wholly readable.
pub(crate) fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(String::from)
}
