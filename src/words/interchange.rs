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
