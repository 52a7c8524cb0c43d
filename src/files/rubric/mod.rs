//! Files of kind `rubric`: 评定标准.

mod v1;

use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;
use crate::rubric::RubricDraft;

/// The kind.
pub(super) struct Rubrics;

impl Kind for Rubrics {
    const ID: &'static str = "rubric";
    const VERSION: u64 = 1;
    type Value = RubricDraft;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<RubricDraft, Problem<FileFault>> {
        v1::read(payload)
    }

    fn outside(_: &RubricDraft) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: None,
        }
    }
}

/// Writes a rubric file. The draft is one that passed [`crate::rubric::Rubric::check`].
pub fn write_rubric(draft: &RubricDraft, imprint: &Imprint) -> String {
    envelope::pack(FileKind::Rubric, &v1::RubricWire::from(draft), None, imprint)
}
