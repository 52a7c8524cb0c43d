//! Files that were opened at the desk, and where each leads.

use std::sync::Arc;

use crate::application::{ApplicationRecord, DraftCopy};
use crate::desks::rubrics::{AvailableRubrics, RubricFile};
use crate::faults::AnyFault;
use crate::files::{Drafted, FileFault, FileKind, Imprint, open_drafted, stated, write_rubric};
use crate::foundations::{Fingerprint, Instant};
use crate::problem::{Place, Problem, Problems};
use crate::scoresheet::DraftKind;
use crate::table::{RubricOptions, is_table_name, read_rubric};

/// A file that was opened: its name, and its text where it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// The shell's own number for it, by which a sheet finds back to its bytes.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: Result<String, FileFault>,
}

/// A scoresheet for the secretariat's desk, which opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFile {
    /// The shell's own number for it.
    pub number: u64,
    /// Its name.
    pub name: String,
}

/// An application that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedApplication {
    /// The file's name.
    pub name: String,
    /// The application in it.
    pub application: Arc<ApplicationRecord>,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
}

/// A file that waits for the person to say what to do with it.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitingFile {
    /// An application, to be reviewed.
    Application(OpenedApplication),
    /// A copy of a draft, with the file's name.
    Copy(String, Box<DraftCopy>),
    /// Scoresheets for the secretariat's desk.
    Sheets(Vec<SheetFile>),
}

/// A rubric that became available, and what was passed over in reading it.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenRubric {
    /// The file's name.
    pub name: String,
    /// The rubric.
    pub rubric_file: Arc<RubricFile>,
    /// What was passed over.
    pub warnings: Problems<AnyFault>,
}

/// What became of files that were opened together.
#[derive(Clone, Debug, PartialEq)]
pub struct FilesTaken {
    /// The rubrics that became available.
    pub rubrics: Vec<TakenRubric>,
    /// The files that are nothing for any desk, each with its reasons.
    pub refused: Vec<(String, Problems<AnyFault>)>,
    /// Where they lead.
    pub next_page: NextPage,
}

/// Where files that were opened together lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// Nowhere, or to different places: those that lead somewhere wait in the list.
    Start,
    /// To the beginning of a review.
    Review,
    /// To a draft, which is reported once it has begun.
    Draft,
    /// To the secretariat's desk.
    Secretariat,
}

/// What a file is for this desk.
pub(super) enum OpenedContent {
    /// An application.
    Application(OpenedApplication),
    /// A copy of a draft.
    Copy(Box<DraftCopy>),
    /// A rubric; what was passed over in reading it.
    Rubric(Box<RubricFile>, Problems<AnyFault>),
    /// A scoresheet.
    Sheet,
}

/// What an applicant opens to go on with.
pub(super) enum OwnFile {
    /// An application.
    Application(OpenedApplication),
    /// A copy of a self-assessment.
    Copy(Box<DraftCopy>),
    /// Something else.
    Other,
}

impl OpenedFile {
    fn text(&self) -> Result<&str, Problems<AnyFault>> {
        let text = self.text.as_deref();
        text.map_err(|fault| Problem::error(Place::File, fault.clone().into()).into())
    }

    /// Opens a file, once.
    ///
    /// # Errors
    /// It is nothing for any desk; why.
    pub(super) fn read(
        &self,
        rubrics: &AvailableRubrics,
        now: Instant,
    ) -> Result<OpenedContent, Problems<AnyFault>> {
        let text = self.text()?;
        if is_table_name(&self.name) {
            return rubric_of_table(&self.name, text, rubrics, now);
        }
        if stated(text).0.as_deref() == Some(FileKind::Scoresheet.id()) {
            return Ok(OpenedContent::Sheet);
        }
        let (envelope, content) = open_drafted(text).map_err(|problem| Problems::from(problem.convert()))?;
        match content {
            Drafted::Rubric(_) => Ok(OpenedContent::Rubric(
                Box::new(RubricFile::of(text)?),
                Problems::new(),
            )),
            Drafted::Scoresheet(_) => Ok(OpenedContent::Sheet),
            Drafted::Application(record) => Ok(OpenedContent::Application(OpenedApplication {
                name: self.name.clone(),
                application: Arc::from(record),
                fingerprint: envelope.fingerprint,
            })),
            Drafted::Draft(copy) => Ok(OpenedContent::Copy(copy)),
        }
    }

    /// Opens a file that the applicant goes on with.
    ///
    /// # Errors
    /// It cannot be read; why.
    pub(super) fn read_own(&self) -> Result<OwnFile, Problems<AnyFault>> {
        let text = self.text()?;
        let (envelope, content) = open_drafted(text).map_err(|problem| Problems::from(problem.convert()))?;
        Ok(match content {
            Drafted::Application(record) => OwnFile::Application(OpenedApplication {
                name: self.name.clone(),
                application: Arc::from(record),
                fingerprint: envelope.fingerprint,
            }),
            Drafted::Draft(copy) if copy.draft().head.kind == DraftKind::SelfAssessment => {
                OwnFile::Copy(copy)
            }
            _ => OwnFile::Other,
        })
    }
}

/// A table is a rubric to be: a draft of one, under the name of its file.
fn rubric_of_table(
    name: &str,
    text: &str,
    rubrics: &AvailableRubrics,
    created: Instant,
) -> Result<OpenedContent, Problems<AnyFault>> {
    let options = RubricOptions::of_table(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let (draft, _, warnings) = read_rubric(text, &rubrics.methods(), options).map_err(Problems::convert)?;
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    let rubric = RubricFile::of(&write_rubric(&draft, &imprint))?;
    Ok(OpenedContent::Rubric(Box::new(rubric), warnings.convert()))
}
