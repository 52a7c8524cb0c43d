//! From paths to checked rubrics and sheets. What is wrong is noted on the way; nothing comes back then.

use core::convert::Infallible;
use std::io;
use std::path::Path;

use scoring::desks::secretariat::is_unread_table;
use scoring::faults::AnyFault;
use scoring::files::{self, Content, Envelope, FileFault, FileKind};
use scoring::foundations::Fingerprint;
use scoring::panel::IntakeFault;
use scoring::problem::{Place, Problem};
use scoring::rubric::{Method, Rubric};
use scoring::scoresheet::{Scoresheet, SheetRecord, Standard};
use scoring::words as say;

use crate::decode;
use crate::notes::Notes;
use crate::sources::{self, Unread};

/// The rubrics that ship with the workbench. Tables name the methods of the first.
const SHIPPED: [(&str, &str); 2] = [
    (
        "public-service.json",
        include_str!("../../public/rubrics/public-service.json"),
    ),
    (
        "gbt19580-style.json",
        include_str!("../../public/rubrics/gbt19580-style.json"),
    ),
];

/// A path as messages name it.
pub(crate) fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a path stands for standard input or output. A file of that name is `./-`.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// What stands for standard input or output, as a path and in messages.
pub(crate) const STREAM: &str = "-";

/// What stands for a list of paths on standard input.
const LISTED_STREAM: &str = "@-";

/// Whether standard input is named once at most; noted where it is named again, since it can be read once.
pub(crate) fn stream_at_most_once<'p>(paths: impl IntoIterator<Item = &'p Path>, notes: &mut Notes) -> bool {
    let is_listed = |path: &Path| path.as_os_str() == LISTED_STREAM;
    let paths = paths.into_iter();
    let once = paths.filter(|path| is_stream(path) || is_listed(path)).count() < 2;
    if !once {
        notes.wrong_argument(say::cli_stdin_once(notes.lang()));
    }
    once
}

/// The bytes of a file or of standard input.
pub(crate) fn bytes(path: &Path, notes: &mut Notes) -> Option<Vec<u8>> {
    let read = if is_stream(path) {
        sources::bounded(&mut io::stdin().lock(), Vec::new())
    } else {
        sources::read(path)
    };
    match read.map_err(|error| notes.unopened(path, &error)).ok()? {
        Ok(bytes) => Some(bytes),
        Err(Unread::TooLarge(fault)) => {
            notes.problem(&name_of(path), &Problem::error(Place::File, fault));
            None
        }
        Err(Unread::Unopened(_)) => None,
    }
}

/// The text of a file, decoded.
pub(crate) fn text(
    path: &Path,
    decode: fn(&[u8]) -> Result<String, FileFault>,
    notes: &mut Notes,
) -> Option<String> {
    let bytes = bytes(path, notes)?;
    decode(&bytes)
        .map_err(|fault| notes.problem(&name_of(path), &Problem::error(Place::File, fault)))
        .ok()
}

/// A file of the workbench, opened.
pub(crate) fn opened(path: &Path, notes: &mut Notes) -> Option<(Envelope, Content)> {
    let (name, bytes) = (name_of(path), bytes(path, notes)?);
    let text = decode::json(&bytes).map_err(|fault| Problem::error(Place::File, fault));
    text.and_then(|text| files::open(&text))
        .map_err(|problem| {
            notes.problem(
                &name,
                &or_table::<Infallible, Infallible>(problem.convert(), &name, &bytes),
            )
        })
        .ok()
}

/// What is wrong with a file that did not open; a table is called one.
pub(crate) fn or_table<C, D>(
    problem: Problem<AnyFault<C, D>>,
    name: &str,
    bytes: &[u8],
) -> Problem<AnyFault<C, D>> {
    match &problem.fault {
        AnyFault::File(fault) if is_unread_table(fault, name, bytes) => {
            Problem::error(Place::File, IntakeFault::Table.into())
        }
        _ => problem,
    }
}

/// A rubric to score with. Its own warnings are for `rubric check` to tell.
pub(crate) fn rubric(path: &Path, notes: &mut Notes) -> Option<(Rubric, Fingerprint)> {
    let file = opened(path, notes)?;
    rubric_in(&name_of(path), file, notes)
}

fn rubric_in(
    name: &str,
    (envelope, content): (Envelope, Content),
    notes: &mut Notes,
) -> Option<(Rubric, Fingerprint)> {
    let Content::Rubric(draft) = content else {
        notes.problem(name, &wrong_kind(FileKind::Rubric, envelope.kind));
        return None;
    };
    match Rubric::check(*draft) {
        Ok((rubric, _)) => Some((rubric, envelope.fingerprint)),
        Err(problems) => {
            notes.problems(name, &problems);
            None
        }
    }
}

/// The rubrics that ship with the workbench; tests hold that there is nothing to note about them.
pub(crate) fn shipped(notes: &mut Notes) -> Vec<(Rubric, Fingerprint)> {
    let mut rubric = |(name, text): (&str, &str)| {
        let opened = files::open(text).map_err(|problem| notes.problem(name, &problem));
        rubric_in(name, opened.ok()?, notes)
    };
    SHIPPED.into_iter().filter_map(&mut rubric).collect()
}

/// The first of them, with the text of its file.
pub(crate) fn shipped_first(notes: &mut Notes) -> Option<(&'static str, Rubric, Fingerprint)> {
    let (_, text) = SHIPPED.first()?;
    let (rubric, fingerprint) = shipped(notes).into_iter().next()?;
    Some((text, rubric, fingerprint))
}

/// The methods that a table may name.
pub(crate) fn shipped_methods(notes: &mut Notes) -> Option<Vec<Method>> {
    let rubrics = shipped(notes);
    rubrics.first().map(|(rubric, _)| rubric.methods().to_vec())
}

/// A scoresheet, or an application as its own sheet, as stated.
pub(crate) fn entry(path: &Path, notes: &mut Notes) -> Option<(Envelope, SheetRecord)> {
    let (envelope, content) = opened(path, notes)?;
    match content {
        Content::Scoresheet(record) => Some((envelope, *record)),
        Content::Application(record) => Some((envelope, record.sheet)),
        Content::Rubric(_)
        | Content::Draft(_)
        | Content::Cycle(_)
        | Content::Pool(_)
        | Content::Register(_)
        | Content::ApplicationForm(_)
        | Content::Assignment(_)
        | Content::Declaration(_)
        | Content::VisitPlan(_)
        | Content::PanelReport(_)
        | Content::Docket(_) => {
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
    let standard = Standard::of_file(&record);
    match Scoresheet::check(record, &rubric.0, rubric.1, standard) {
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
