//! The record of one field, as localStorage and the journal keep it. Reading never fails outright.

use crate::files::json::{Cursor, Limits, quoted, sound};
use crate::foundations::Instant;
use crate::keeper::{Body, EntryKey, StoredField};

/// A text that somebody typed is never too long for a record of it.
const LIMITS: Limits = Limits {
    bytes: 1_000_000_000,
    text: 1_000_000_000,
    ..Limits::FILES
};

/// Writes a field's record; only what was read damaged has no moment. A damaged record that is kept as a text stays
/// marked, so that it is never taken for one.
pub fn write_stored_field(kept: &StoredField) -> String {
    let (name, text) = match &kept.body {
        Body::Plain(text) => ("text", text),
        Body::Encrypted(text) => ("sealed", text),
    };
    let text = quoted(text);
    let at = kept.written_at.map_or_else(String::new, |at| at.to_string());
    let mark = if kept.damaged { ",\"damaged\":true" } else { "" };
    format!(
        "{{\"{name}\":{text},\"at\":\"{at}\",\"revision\":{}{mark}}}",
        kept.sequence
    )
}

/// Reads a field's record. Of a damaged one the raw text is kept: somebody wrote it.
pub fn read_stored_field(record: &str) -> StoredField {
    read(record).unwrap_or_else(|| StoredField {
        body: Body::Plain(record.to_owned()),
        sequence: 0,
        written_at: None,
        damaged: true,
    })
}

/// The field that a sound record holds. It is read without serde_json, which brings numbers of every form with it: a
/// fifth of the start program, which reads no other JSON.
fn read(record: &str) -> Option<StoredField> {
    let scanned = sound(record, &LIMITS)?;
    let record = scanned.root();
    let body = match (text_of(record, "text")?, text_of(record, "sealed")?) {
        (Some(text), None) => Body::Plain(text),
        (None, Some(text)) => Body::Encrypted(text),
        _ => return None,
    };
    let sequence = record.member("revision").map_or(Some(0), Cursor::whole)?;
    let at = text_of(record, "at")?.unwrap_or_default();
    // No change was counted so far.
    (sequence <= EntryKey::LAST_SEQUENCE).then(|| StoredField {
        body,
        sequence,
        written_at: Instant::parse(&at),
        damaged: record.member("damaged").is_some(),
    })
}

/// The text of a member that may be missing; nothing at all where another value stands there.
fn text_of(record: Cursor<'_, '_>, name: &str) -> Option<Option<String>> {
    match record.member(name).filter(|value| !value.is_null()) {
        None => Some(None),
        Some(value) => value.text().map(|text| Some(text.into_owned())),
    }
}
