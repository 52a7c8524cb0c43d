//! Files and figures to and from JSON. The only room that knows serde; its wire types never leave it.
//!
//! Opening is strict: a file is taken whole or refused with its reason. Restoring one's own draft is lenient:
//! what can be read is kept, and the rest is reported. The two share no function.

mod copy;
mod draft;
mod encoding;
mod envelope;
mod fault;
mod figures;
mod kept;
mod lock;
mod path;
mod rubric;
mod sheet;
mod stored;

pub use draft::{StoredHead, read_draft_head, read_reading_copy, write_draft_head, write_reading_copy};
pub use encoding::{Encoding, MAX_FILE_BYTES, check_size, file_text, table_text};
pub use envelope::{Content, Envelope, FORMAT, FileKind, Imprint, VERSION, open, pack_payload, stated};
pub use fault::FileFault;
pub use figures::{
    CheckedFile, Held, SummaryLabels, aggregate_json, aggregate_ndjson, check_json, summary_json, total_json,
};
pub use kept::{read_kept, write_kept};
pub use lock::{read_lock, write_lock};
pub use stored::{
    read_head, read_journal_record, read_record, read_stored_field, write_record, write_stored_field,
};

use crate::application::{Application, DraftCopy};
use crate::foundations::{Fingerprint, Text};
use crate::rubric::RubricDraft;
use crate::scoresheet::{Scoresheet, SheetRecord};

use serde::{Deserialize, Serialize};

/// Writes a rubric file. The draft is one that passed [`crate::rubric::Rubric::check`].
pub fn write_rubric(draft: &RubricDraft, imprint: &Imprint) -> String {
    envelope::pack(FileKind::Rubric, &rubric::RubricWire::from(draft), None, imprint)
}

/// Writes a scoresheet file.
pub fn write_scoresheet(sheet: &Scoresheet, imprint: &Imprint) -> String {
    let record = sheet.record();
    envelope::pack(
        FileKind::Scoresheet,
        &sheet::SheetWire::from(record),
        Some(record.rubric.fingerprint),
        &in_cycle_of(record, imprint),
    )
}

/// Writes an application file.
pub fn write_application(application: &Application, imprint: &Imprint) -> String {
    let record = application.record();
    let fingerprint = record.sheet.rubric.fingerprint;
    envelope::pack(
        FileKind::Application,
        &sheet::ApplicationWire::from(record),
        Some(fingerprint),
        &in_cycle_of(&record.sheet, imprint),
    )
}

/// Writes a copy of a draft, as it stands.
pub fn write_draft(copy: &DraftCopy, imprint: &Imprint) -> String {
    let head = &copy.draft().head;
    let imprint = Imprint {
        cycle: head.cycle.clone(),
        ..imprint.clone()
    };
    envelope::pack(
        FileKind::Draft,
        &copy::DraftWire::from(copy),
        Some(head.rubric.fingerprint),
        &imprint,
    )
}

/// The imprint with the record's own cycle: a file whose outside and inside differ could not be opened again.
fn in_cycle_of(record: &SheetRecord, imprint: &Imprint) -> Imprint {
    Imprint {
        cycle: record.cycle.clone(),
        ..imprint.clone()
    }
}

/// A text in two languages, as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWire {
    zh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl From<&Text> for TextWire {
    fn from(text: &Text) -> Self {
        Self {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}

impl From<TextWire> for Text {
    fn from(wire: TextWire) -> Self {
        Self {
            zh: wire.zh,
            en: wire.en,
        }
    }
}

/// Reads a fingerprint member.
fn fingerprint_of(text: &str, member: &str) -> Result<Fingerprint, String> {
    Fingerprint::parse(text).ok_or_else(|| format!("{member}: sha256:… expected"))
}
