//! From paths to checked rubrics and sheets. What is wrong is noted on the way; nothing comes back then.

use std::fs;
use std::path::Path;

use scoring::foundations::Fingerprint;
use scoring::interchange::{self, Content, Envelope, FileFault, FileKind};
use scoring::problem::{Place, Problem};
use scoring::rubric::{Method, Rubric};
use scoring::scoresheet::{Scoresheet, SheetRecord, Standard};

use crate::decode;
use crate::notes::Notes;

/// The rubric that ships with the workbench; tables name its methods.
const SHIPPED: &str = include_str!("../../public/rubrics/public-service.json");

/// A path as messages name it.
pub(crate) fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// The text of a file, decoded.
pub(crate) fn text(
    path: &Path,
    decode: fn(&[u8]) -> Result<String, FileFault>,
    notes: &mut Notes,
) -> Option<String> {
    let bytes = fs::read(path)
        .map_err(|error| notes.unopened(path, &error))
        .ok()?;
    decode(&bytes)
        .map_err(|fault| notes.problem(&name_of(path), &Problem::error(Place::File, fault)))
        .ok()
}

/// A file of the workbench, opened.
pub(crate) fn opened(path: &Path, notes: &mut Notes) -> Option<(Envelope, Content)> {
    let text = text(path, decode::json, notes)?;
    interchange::open(&text)
        .map_err(|problem| notes.problem(&name_of(path), &problem))
        .ok()
}

/// A rubric to score with. Its own warnings are for `rubric check` to tell.
pub(crate) fn rubric(path: &Path, notes: &mut Notes) -> Option<(Rubric, Fingerprint)> {
    let (envelope, content) = opened(path, notes)?;
    let Content::Rubric(draft) = content else {
        notes.problem(&name_of(path), &wrong_kind(FileKind::Rubric, envelope.kind));
        return None;
    };
    match Rubric::check(*draft) {
        Ok((rubric, _)) => Some((rubric, envelope.fingerprint)),
        Err(problems) => {
            notes.problems(&name_of(path), &problems);
            None
        }
    }
}

/// The methods that a table may name.
pub(crate) fn shipped_methods(notes: &mut Notes) -> Option<Vec<Method>> {
    let name = "public-service.json";
    let (_, content) = interchange::open(SHIPPED)
        .map_err(|problem| notes.problem(name, &problem))
        .ok()?;
    let Content::Rubric(draft) = content else {
        return None;
    };
    let (rubric, _) = Rubric::check(*draft)
        .map_err(|problems| notes.problems(name, &problems))
        .ok()?;
    Some(rubric.methods().to_vec())
}

/// A scoresheet, or an application as its own sheet, as stated.
pub(crate) fn entry(path: &Path, notes: &mut Notes) -> Option<(Envelope, SheetRecord)> {
    let (envelope, content) = opened(path, notes)?;
    match content {
        Content::Scoresheet(record) => Some((envelope, *record)),
        Content::Application(record) => Some((envelope, record.sheet)),
        Content::Rubric(_) | Content::Draft(_) => {
            notes.problem(&name_of(path), &wrong_kind(FileKind::Scoresheet, envelope.kind));
            None
        }
    }
}

/// A record held against its rubric; of its warnings those that touch the numbers are noted.
pub(crate) fn checked(
    path: &Path,
    record: SheetRecord,
    rubric: &(Rubric, Fingerprint),
    notes: &mut Notes,
) -> Option<Scoresheet> {
    let name = name_of(path);
    match Scoresheet::check(record, &rubric.0, rubric.1, Standard::Readable) {
        Ok((sheet, warnings)) => {
            notes.problems_of_numbers(&name, warnings.convert());
            Some(sheet)
        }
        Err(problems) => {
            notes.problems(&name, &problems);
            None
        }
    }
}

/// Another kind of file than the one that is needed.
pub(crate) fn wrong_kind(expected: FileKind, found: FileKind) -> Problem<FileFault> {
    Problem::error(Place::File, FileFault::WrongFileKind { expected, found })
}
