//! The record of one field, as localStorage and the journal keep it. Reading never fails outright.

use serde::{Deserialize, Serialize};

use crate::foundations::Instant;
use crate::journal::{Body, Kept, StepKey};

#[derive(Serialize, Deserialize)]
struct KeptWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
    #[serde(default)]
    at: String,
    #[serde(default)]
    revision: u64,
}

/// Writes a field's record; only what was read damaged has no moment.
pub fn write_kept(kept: &Kept) -> String {
    let (text, sealed) = match &kept.body {
        Body::Plain(text) => (Some(text.clone()), None),
        Body::Sealed(sealed) => (None, Some(sealed.clone())),
    };
    let wire = KeptWire {
        text,
        sealed,
        at: kept.at.map_or_else(String::new, |at| at.to_string()),
        revision: kept.revision,
    };
    serde_json::to_string(&wire).unwrap_or_default()
}

/// Reads a field's record. Of a damaged one the raw text is kept: somebody wrote it.
pub fn read_kept(record: &str) -> Kept {
    let wire = serde_json::from_str::<KeptWire>(record).ok();
    // After a revision beyond all bounds no change could be counted any more.
    let counted = wire.filter(|wire| wire.revision <= StepKey::LAST_REVISION);
    let read = counted.and_then(|wire| {
        let body = match (wire.text, wire.sealed) {
            (Some(text), None) => Body::Plain(text),
            (None, Some(sealed)) => Body::Sealed(sealed),
            _ => return None,
        };
        Some(Kept {
            body,
            revision: wire.revision,
            at: Instant::parse(&wire.at),
            damaged: false,
        })
    });
    read.unwrap_or_else(|| Kept {
        body: Body::Plain(record.to_owned()),
        revision: 0,
        at: None,
        damaged: true,
    })
}
