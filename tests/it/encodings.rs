//! From bytes to text: the encoding is found, or what the file is instead is named.

use std::cell::Cell;

use proptest::prelude::*;
use scoring::files::{Encoding, FileFault, MAX_FILE_BYTES, check_size, file_text, table_text};

use crate::support::chances;

const TABLE: &str = "编号,名称,类别,分值\r\n1,一丁,方法类,1000\r\n";
const FILE: &str = "{\"title\":\"一丁\"}\n";
/// 编号 and a line break in GB 18030.
const GB: &[u8] = b"\xB1\xE0\xBA\xC5\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

fn marked(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, bytes].concat()
}

const LITTLE: &[u8] = b"\xFF\xFE";
const BIG: &[u8] = b"\xFE\xFF";
const UTF8: &[u8] = b"\xEF\xBB\xBF";

/// A shell's decoder that knows one text, and is not asked about anything else.
fn gb18030(bytes: &[u8]) -> Option<String> {
    (bytes == GB).then(|| "编号\n".to_owned())
}

fn no_decoder(bytes: &[u8]) -> Option<String> {
    panic!("nobody should take {bytes:?} for GB 18030")
}

/// SPEC T26
#[test]
fn a_table_is_read_in_every_encoding_that_spreadsheets_write() {
    for bytes in [
        TABLE.as_bytes().to_vec(),
        utf16(TABLE, false),
        utf16(TABLE, true),
        marked(LITTLE, &utf16(TABLE, false)),
        marked(BIG, &utf16(TABLE, true)),
    ] {
        assert_eq!(table_text(&bytes, no_decoder).as_deref(), Ok(TABLE), "{bytes:?}");
    }
    // The mark of UTF-8 stays: the readers know it.
    let text = table_text(&marked(UTF8, TABLE.as_bytes()), no_decoder).expect("UTF-8");
    assert_eq!(text.trim_start_matches('\u{FEFF}'), TABLE);
    assert_eq!(table_text(GB, gb18030).as_deref(), Ok("编号\n"));
}

fn refusals() -> Vec<(Vec<u8>, FileFault)> {
    let damaged = |encoding| FileFault::DamagedEncoding { encoding };
    let little = utf16(TABLE, false);
    vec![
        (b"\xFF\n".to_vec(), FileFault::Undecodable),
        (
            TABLE.replace("1000", "10\0").into_bytes(),
            FileFault::ZeroByte { line: 2 },
        ),
        // One order of the bytes makes a line break of its end.
        (
            (FILE.to_owned() + "\0").into_bytes(),
            FileFault::ZeroByte { line: 2 },
        ),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), FileFault::Undecodable),
        // Neither order makes lines of it.
        (utf16("编号", false), FileFault::Undecodable),
        (
            marked(LITTLE, &little[..little.len() - 1]),
            damaged(Encoding::Utf16Le),
        ),
        (marked(LITTLE, b"\x00\xD8\n\x00"), damaged(Encoding::Utf16Le)),
        (marked(BIG, b"\x00\x00\x00\n"), FileFault::ZeroByte { line: 1 }),
        (marked(UTF8, GB), damaged(Encoding::Utf8)),
        (b"PK\x03\x04\x14\0\x06\0".to_vec(), FileFault::Workbook),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(),
            FileFault::Workbook,
        ),
    ]
}

/// SPEC T26, F20
#[test]
fn what_is_no_text_is_called_by_its_name() {
    for (bytes, fault) in refusals() {
        assert_eq!(table_text(&bytes, gb18030), Err(fault.clone()), "{bytes:?}");
        assert_eq!(file_text(&bytes, gb18030), Err(fault), "{bytes:?}");
    }
}

fn other_encodings() -> Vec<(Vec<u8>, Encoding)> {
    vec![
        (utf16(FILE, false), Encoding::Utf16Le),
        (utf16(FILE, true), Encoding::Utf16Be),
        (marked(LITTLE, &utf16(FILE, false)), Encoding::Utf16Le),
        (GB.to_vec(), Encoding::Gb18030),
    ]
}

/// SPEC F20
#[test]
fn a_file_of_the_workbench_is_utf8_and_another_encoding_is_named() {
    assert_eq!(file_text(FILE.as_bytes(), no_decoder).as_deref(), Ok(FILE));
    assert!(file_text(&marked(UTF8, FILE.as_bytes()), no_decoder).is_ok());
    for (bytes, found) in other_encodings() {
        let fault = FileFault::OtherEncoding { found };
        assert_eq!(file_text(&bytes, gb18030), Err(fault), "{bytes:?}");
    }
}

/// SPEC F20
#[test]
fn a_file_that_is_too_large_is_told_with_its_size() {
    assert_eq!(check_size(MAX_FILE_BYTES), Ok(()));
    let (bytes, limit) = (MAX_FILE_BYTES + 1, MAX_FILE_BYTES);
    let fault = FileFault::TooLarge { bytes, limit };
    assert_eq!(check_size(bytes), Err(fault.clone()));
    let long = vec![b' '; usize::try_from(bytes).expect("a size")];
    assert_eq!(table_text(&long, no_decoder), Err(fault));
}

/// The faults that are brought about here.
pub(crate) fn faults_met() -> Vec<FileFault> {
    let others = other_encodings().into_iter();
    let others = others.map(|(_, found)| FileFault::OtherEncoding { found });
    let large = FileFault::TooLarge { bytes: 1, limit: 0 };
    refusals()
        .into_iter()
        .map(|(_, fault)| fault)
        .chain(others)
        .chain([large])
        .collect()
}

proptest! {
    #![proptest_config(chances())]

    /// Whatever a table holds, each encoding gives back the same text.
    ///
    /// SPEC T26
    #[test]
    fn a_table_is_the_same_in_every_encoding(
        cells in prop::collection::vec("[ -~一-龥Ａ-Ｚ０-９，。、]{0,12}", 1..20),
        marks in any::<bool>(),
    ) {
        let table = format!("编号,百分比\n{}\n", cells.join("\n"));
        let with = |mark: &[u8], bytes: Vec<u8>| if marks { marked(mark, &bytes) } else { bytes };
        for bytes in [with(LITTLE, utf16(&table, false)), with(BIG, utf16(&table, true))] {
            let text = table_text(&bytes, no_decoder);
            prop_assert_eq!(text.as_deref(), Ok(table.as_str()));
        }
        let asked = Cell::new(false);
        let text = table_text(table.as_bytes(), |_| { asked.set(true); None });
        prop_assert_eq!(text.as_deref(), Ok(table.as_str()));
        prop_assert!(!asked.get());
    }

    /// SPEC F12
    #[test]
    fn no_bytes_make_the_decoder_stumble(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = table_text(&bytes, |_| None);
        let _ = file_text(&bytes, |_| Some(String::new()));
    }
}
