//! Files of kind `draft`: 草稿副本, what was typed so far.

mod v1;
mod wire; // versions 2 to 4

use crate::application::DraftCopy;
use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Drafts;

impl Kind for Drafts {
    const ID: &'static str = "draft";
    const VERSION: u64 = 4;
    type Value = DraftCopy;

    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
        wire::check_fields(payload, version)?;
        match version {
            1 => v1::read(payload),
            _ => wire::read(payload),
        }
    }

    fn outside(copy: &DraftCopy) -> Outside<'_> {
        let head = &copy.draft().head;
        Outside {
            rubric: Some(head.rubric.fingerprint),
            cycle: Some(head.cycle.as_deref()),
        }
    }
}

/// Writes a copy of a draft, as it stands.
pub fn write_draft(copy: &DraftCopy, imprint: &Imprint) -> String {
    let head = &copy.draft().head;
    envelope::pack(
        FileKind::Draft,
        &wire::DraftWire::from(copy),
        Some(head.rubric.fingerprint),
        &imprint.in_cycle(head.cycle.as_deref()),
    )
}
