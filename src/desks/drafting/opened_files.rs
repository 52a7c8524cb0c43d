//! Files that were opened at the desk, and where each leads.

use crate::application::{ApplicationRecord, DraftCopy};
use crate::desks::drafting::{Shelf, ShelvedRubric};
use crate::faults::AnyFault;
use crate::files::{Content, FileFault, FileKind, Imprint, open_drafted, stated, write_rubric};
use crate::foundations::{Fingerprint, Instant};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Status;
use crate::table::{RubricOptions, read_rubric};

/// A file that was opened: its name, and its text where it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: Result<String, FileFault>,
}

/// A file that waits for the person to say what to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// An application: to be reviewed, or the applicant's own to go on with.
    Application {
        /// The file's name.
        name: String,
        /// The application in it.
        record: Box<ApplicationRecord>,
        /// The fingerprint of its payload.
        fingerprint: Fingerprint,
    },
    /// A copy of a draft, to go on with.
    Copy {
        /// The file's name.
        name: String,
        /// The copy in it.
        copy: Box<DraftCopy>,
    },
}

/// Where a file leads.
pub(super) enum Leads {
    /// It waits.
    Waits(Arrival),
    /// It is a rubric; what was passed over in reading it.
    Rubric(Box<ShelvedRubric>, Problems<AnyFault>),
    /// It is for the secretariat's desk, which opens it.
    Secretariat,
}

/// What a table of a rubric is called by its name.
const TABLES: [&str; 3] = [".csv", ".tsv", ".txt"];
/// What the clauses of a rubric out of a table should add up to.
const TOTAL: u64 = 1000;

/// Opens a file, once.
///
/// # Errors
/// It is nothing for any desk; why.
pub(super) fn leads(file: &OpenedFile, shelf: &Shelf, now: Instant) -> Result<Leads, Problems<AnyFault>> {
    let OpenedFile { name, text } = file;
    let text = text
        .as_deref()
        .map_err(|fault| Problems::from(Problem::error(Place::File, fault.clone().into())))?;
    let lower = name.to_lowercase();
    if TABLES.iter().any(|ending| lower.ends_with(ending)) {
        return rubric_of_table(name, text, shelf, now);
    }
    if stated(text).0.as_deref() == Some(FileKind::Scoresheet.id()) {
        return Ok(Leads::Secretariat);
    }
    let (envelope, content) = open_drafted(text).map_err(|problem| Problems::from(problem.convert()))?;
    let (name, fingerprint) = (name.clone(), envelope.fingerprint);
    Ok(match content {
        Content::Rubric(_) => Leads::Rubric(Box::new(ShelvedRubric::of(text)?), Problems::new()),
        Content::Scoresheet(_) => Leads::Secretariat,
        Content::Application(record) => Leads::Waits(Arrival::Application {
            name,
            record,
            fingerprint,
        }),
        Content::Draft(copy) => Leads::Waits(Arrival::Copy { name, copy }),
        // Files of a whole cycle are the command line's so far.
        Content::Cycle(_)
        | Content::Pool(_)
        | Content::Register(_)
        | Content::Declaration(_)
        | Content::PanelReport(_)
        | Content::Docket(_) => {
            let wrong = FileFault::WrongFileKind {
                expected: FileKind::Scoresheet,
                found: envelope.kind,
            };
            return Err(Problems::from(Problem::error(Place::File, wrong.into())));
        }
    })
}

/// A table is a rubric to be: a draft of one, under the name of its file.
fn rubric_of_table(
    name: &str,
    text: &str,
    shelf: &Shelf,
    created: Instant,
) -> Result<Leads, Problems<AnyFault>> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let options = RubricOptions {
        id: stem.clone(),
        title: stem,
        version: "1".to_owned(),
        status: Status::Draft,
        total: TOTAL,
    };
    let (draft, _, warnings) = read_rubric(text, &shelf.methods(), options).map_err(Problems::convert)?;
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    let rubric = ShelvedRubric::of(&write_rubric(&draft, &imprint))?;
    Ok(Leads::Rubric(Box::new(rubric), warnings.convert()))
}
