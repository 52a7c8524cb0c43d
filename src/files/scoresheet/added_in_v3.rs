//! What version 3 of a scoresheet's payload added to version 2: the assignment that it answers, key factors, findings of
//! the visit, and comments with page references and tags.
//!
//! Both versions are one wire type, because every program of the page reads both and two would be twice the code; what
//! belongs to which is asked of the text before it is read.

use crate::files::FileFault;
use crate::files::json::{Cursor, JsonForm};
use crate::files::records::{Counted, records};
use crate::files::scoresheet::parts::COMMENT;
use crate::files::wire::{CodeWire, IdWire, PrintWire};
use crate::problem::Problem;
use crate::scoresheet::{AssignmentRef, SheetRecord, SiteFinding};

/// The members of the payload that version 3 added.
const ADDED: [&str; 3] = ["assignment", "key_factors", "findings"];

records! {
    AssignmentWire for AssignmentRef {
        file: PrintWire,
        application: IdWire,
        declaration: Option<PrintWire>,
    }
    FindingWire for SiteFinding {
        issue: Option<Counted>,
        clause: Option<CodeWire>,
        words: String,
    }
}

/// In which form a sheet's comments are written: as objects, with all of version 3, where the sheet says something that
/// version 2 has no place for.
pub(super) fn form_of(record: &SheetRecord) -> JsonForm {
    let notes = &record.notes;
    let entries = record.entries.iter();
    let mut comments = entries.flat_map(|entry| entry.strengths.iter().chain(&entry.areas));
    let is_needed = record.assignment.is_some()
        || !notes.key_factors.is_empty()
        || !notes.findings.is_empty()
        || comments.any(|comment| !comment.is_plain());
    if is_needed {
        JsonForm::Object
    } else {
        JsonForm::Text
    }
}

/// What version 3 added stands in no older file.
///
/// # Errors
/// The first member that does.
pub(super) fn check_members(payload: Cursor<'_, '_>) -> Result<(), Problem<FileFault>> {
    match ADDED.into_iter().find(|name| payload.member(name).is_some()) {
        None => Ok(()),
        Some(name) => Err(payload.refused(&[name], FileFault::UnknownMember)),
    }
}

/// Every comment of a sheet has the form of its version.
///
/// # Errors
/// The first that has another.
pub(in crate::files) fn check_comments(
    sheet: Cursor<'_, '_>,
    wanted: JsonForm,
) -> Result<(), Problem<FileFault>> {
    for entry in sheet.member("entries").into_iter().flat_map(Cursor::items) {
        let lists = ["strengths", "areas"]
            .into_iter()
            .filter_map(|list| entry.member(list));
        for comment in lists.flat_map(Cursor::items) {
            let found = comment.form();
            if found != wanted {
                return Err(comment.refused(&[], FileFault::WrongForm { wanted, found }));
            }
            check_members_of(comment)?;
        }
    }
    Ok(())
}

/// A comment that is an object has the members of one, each a text.
fn check_members_of(comment: Cursor<'_, '_>) -> Result<(), Problem<FileFault>> {
    if comment.form() != JsonForm::Object {
        return Ok(());
    }
    for (name, value) in comment.entries() {
        let wanted = JsonForm::Text;
        let found = value.form();
        if !COMMENT
            .into_iter()
            .any(|known| name.text().is_some_and(|name| name == known))
        {
            return Err(value.refused(&[], FileFault::UnknownMember));
        }
        if found != wanted {
            return Err(value.refused(&[], FileFault::WrongForm { wanted, found }));
        }
    }
    let member = "text";
    match comment.member(member) {
        Some(_) => Ok(()),
        None => Err(comment.refused(&[], FileFault::MissingMember { member })),
    }
}
