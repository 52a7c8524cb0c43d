//! The head of a draft in storage.

use serde::{Deserialize, Serialize};

use crate::files::json::{Limits, scan, written};
use crate::files::{FileFault, Wanted};
use crate::foundations::{Fingerprint, Instant, excerpt};
use crate::problem::Problem;
use crate::scoresheet::{DraftHead, DraftKind, RubricRef, Stage};
use crate::stored::lock::{LockWire, lock_of};

/// The version of the stored form. Version 1 counted no changes: its fields have no sequence number. Version 2 did not
/// name the kind of document, and had no rows.
const VERSION: u64 = 3;

/// The first version whose fields have a sequence number.
const COUNTS_CHANGES: u64 = 2;

#[derive(Serialize, Deserialize)]
struct HeadWire {
    version: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    id: String,
    stage: String,
    rubric: String,
    rubric_id: String,
    rubric_version: String,
    #[serde(default)]
    application: Option<String>,
    #[serde(default)]
    cycle: Option<String>,
    created: String,
    // Read apart: a lock of a newer version is reported as such, and not as a head that is damaged.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    lock: Option<LockWire>,
}

#[derive(Deserialize)]
struct VersionProbe {
    version: u64,
}

/// Writes a draft's head.
pub fn write_draft_head(head: &DraftHead) -> String {
    let wire = HeadWire {
        version: VERSION,
        document: Some(head.kind.schema().kind.to_owned()),
        id: head.id.clone(),
        stage: head.kind.stage().id().to_owned(),
        rubric: head.rubric.fingerprint.to_string(),
        rubric_id: head.rubric.id.clone(),
        rubric_version: head.rubric.version.clone(),
        application: head.application.map(|fingerprint| fingerprint.to_string()),
        cycle: head.cycle.clone(),
        created: head.created.to_string(),
        lock: head.lock.as_ref().map(LockWire::from),
    };
    written(&wire).unwrap_or_default()
}

/// A draft's head as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredHead {
    /// The head.
    pub head: DraftHead,
    /// The version of the stored form, of this head and of the fields beside it.
    pub version: u64,
}

impl StoredHead {
    /// Whether the draft was stored by an older version, and has to be brought up to date.
    pub fn is_old(&self) -> bool {
        self.version < VERSION
    }

    /// Whether its fields have sequence numbers. Those of version 1 have none and are counted anew.
    pub fn has_sequences(&self) -> bool {
        self.version >= COUNTS_CHANGES
    }
}

/// Reads a draft's head.
///
/// # Errors
/// It was written by a newer version, its lock cannot be read, or it is no head; its fields stay where they are in
/// each case.
pub fn read_draft_head(text: &str) -> Result<StoredHead, FileFault> {
    let scanned = scan(text, &Limits::FILES).map_err(|refusal| Problem::from(refusal).fault)?;
    let record = scanned.root();
    let probe: VersionProbe = record.read().map_err(|problem| problem.fault)?;
    if probe.version > VERSION {
        return Err(FileFault::NewerVersion {
            found: probe.version,
            known: VERSION,
            written_by: String::new(),
        });
    }
    let wire: HeadWire = record.read().map_err(|problem| problem.fault)?;
    let stage = Stage::parse(&wire.stage).ok_or_else(|| FileFault::UnknownWord {
        found: excerpt(&wire.stage),
        known: &["self", "material", "site"],
    })?;
    let fingerprint = Fingerprint::parse(&wire.rubric).ok_or_else(|| FileFault::BadValue {
        found: excerpt(&wire.rubric),
        wanted: Wanted::Fingerprint,
    })?;
    let kind = match stage {
        Stage::SelfAssessment => DraftKind::SelfAssessment,
        Stage::Material | Stage::Site => DraftKind::Review(stage),
    };
    // From version 3 on the head names its kind of document.
    if wire.version >= VERSION && wire.document.as_deref() != Some(kind.schema().kind) {
        return Err(FileFault::UnknownWord {
            found: excerpt(wire.document.as_deref().unwrap_or_default()),
            known: &["self_assessment", "review"],
        });
    }
    let head = DraftHead {
        id: wire.id,
        kind,
        rubric: RubricRef {
            fingerprint,
            id: wire.rubric_id,
            version: wire.rubric_version,
        },
        application: wire.application.as_deref().and_then(Fingerprint::parse),
        cycle: wire.cycle,
        created: Instant::parse(&wire.created).unwrap_or(Instant::from_unix_seconds(0)),
        lock: record
            .member("lock")
            .filter(|lock| !lock.is_null())
            .map(lock_of)
            .transpose()
            .map_err(FileFault::Lock)?,
    };
    Ok(StoredHead {
        head,
        version: wire.version,
    })
}
