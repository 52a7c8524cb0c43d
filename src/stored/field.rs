//! The record of one field, as localStorage and the journal keep it. Reading never fails outright.

use serde::{Deserialize, Serialize};

use crate::foundations::Instant;
use crate::keeper::{Body, JournalKey, StoredField};

#[derive(Serialize, Deserialize)]
struct StoredFieldWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, rename = "sealed", skip_serializing_if = "Option::is_none")]
    encrypted: Option<String>,
    #[serde(default)]
    at: String,
    #[serde(default)]
    revision: u64,
}

/// Writes a field's record; only what was read damaged has no moment.
pub fn write_stored_field(kept: &StoredField) -> String {
    let (text, encrypted) = match &kept.body {
        Body::Plain(text) => (Some(text.clone()), None),
        Body::Encrypted(text) => (None, Some(text.clone())),
    };
    let wire = StoredFieldWire {
        text,
        encrypted,
        at: kept.at.map_or_else(String::new, |at| at.to_string()),
        revision: kept.revision,
    };
    serde_json::to_string(&wire).unwrap_or_default()
}

/// Reads a field's record. Of a damaged one the raw text is kept: somebody wrote it.
pub fn read_stored_field(record: &str) -> StoredField {
    let wire = serde_json::from_str::<StoredFieldWire>(record).ok();
    // After a revision beyond all bounds no change could be counted any more.
    let counted = wire.filter(|wire| wire.revision <= JournalKey::LAST_REVISION);
    let read = counted.and_then(|wire| {
        let body = match (wire.text, wire.encrypted) {
            (Some(text), None) => Body::Plain(text),
            (None, Some(text)) => Body::Encrypted(text),
            _ => return None,
        };
        Some(StoredField {
            body,
            revision: wire.revision,
            at: Instant::parse(&wire.at),
            damaged: false,
        })
    });
    read.unwrap_or_else(|| StoredField {
        body: Body::Plain(record.to_owned()),
        revision: 0,
        at: None,
        damaged: true,
    })
}
