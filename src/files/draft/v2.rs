//! The wire form of a draft's payload, version 2. It is read and written no more: version 3 has two fields more, and
//! version 4 a third.

use crate::application::DraftCopy;
use crate::document::Address;
use crate::files::draft::v3;
use crate::files::json::Cursor;
use crate::files::{FileFault, Wanted};
use crate::problem::Problem;
use crate::scoresheet::Field;

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and what a copy of this draft may not hold.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
    let copy = v3::read(payload)?;
    for field in [Field::Submission, Field::Correction] {
        let at = Address::from(field);
        if !copy.draft().document.text(&at).is_empty() {
            let (found, wanted) = (at.to_string(), Wanted::Address);
            let place = ["fields", at.as_str()];
            return Err(payload.refused(&place, FileFault::BadValue { found, wanted }));
        }
    }
    Ok(copy)
}
