//! In words: why a file does not open.

use crate::foundations::Lang;
use crate::interchange::FileFault;
use crate::problem::Place;
use crate::words as say;
use crate::words::file_kind;
use crate::words::problem::Sentence;

impl Sentence for FileFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        match self {
            Self::EmptyFile => plain(say::fault_empty_file),
            Self::Undecodable => plain(say::fault_undecodable),
            Self::OtherEncoding { found } => say::fault_other_encoding(lang, found),
            Self::DamagedEncoding { encoding } => say::fault_damaged_encoding(lang, encoding),
            Self::Workbook => plain(say::fault_workbook),
            Self::TooLarge { bytes, limit } => {
                let (size, limit) = (&megabytes(*bytes), &megabytes(*limit));
                say::FaultTooLarge { size, limit }.text(lang)
            }
            Self::Unreadable => plain(say::fault_unreadable),
            Self::NotJson { line, column } => say::FaultNotJson { line, column }.text(lang),
            Self::NotOurs => plain(say::fault_not_ours),
            Self::UnknownFileKind { found } => say::fault_unknown_file_kind(lang, found),
            Self::WrongFileKind { expected, found } => {
                let (expected, found) = (&file_kind(*expected, lang), &file_kind(*found, lang));
                say::FaultWrongFileKind { expected, found }.text(lang)
            }
            Self::NewerVersion {
                found,
                known,
                written_by: by,
            } => say::FaultNewerVersion { found, known, by }.text(lang),
            Self::Altered { same_content: false } => plain(say::fault_altered),
            Self::Altered { same_content: true } => plain(say::fault_altered_layout),
            Self::EnvelopeContradicts { member } => say::fault_envelope_contradicts(lang, member),
            Self::BadStructure { detail } => say::fault_bad_structure(lang, detail),
            Self::Lock(fault) => fault.sentence(place, lang),
        }
    }
}

/// A size in millions of bytes with one decimal, a part counted as a whole one: 50.1 is more than 50.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}
