//! The wire form of a draft's payload, version 3. It is read and written no more: version 4 has a field more.

use crate::application::DraftCopy;
use crate::document::Address;
use crate::files::draft::v4;
use crate::files::json::Cursor;
use crate::files::{FileFault, Wanted};
use crate::problem::Problem;
use crate::scoresheet::Field;

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and what a copy of this draft may not hold.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
    let copy = v4::read(payload)?;
    let at = Address::from(Field::Origin);
    if copy.draft().document.text(&at).is_empty() {
        return Ok(copy);
    }
    let (found, wanted) = (at.to_string(), Wanted::Address);
    Err(payload.refused(&["fields", at.as_str()], FileFault::BadValue { found, wanted }))
}
