//! The events of the desk.

use std::sync::Arc;

use crate::desks::secretariat::ReadFile;
use crate::faults::AnyFault;
use crate::foundations::Fingerprint;
use crate::panel::{Answer, Entry, FileNumber};
use crate::problem::Problem;
use crate::rubric::Rubric;
use crate::scoresheet::Stage;
use crate::scoring::Rule;

/// A file that was chosen, before anybody read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its size in bytes, as the file system states it.
    pub size: u64,
}

/// The events of the desk.
#[derive(Clone, Debug)]
pub enum Event {
    /// Another window wrote entries from this number on. Own ones from there on, which are not stored yet, come behind
    /// them.
    Followed {
        /// The number of the first of them.
        from: u64,
        /// The entries.
        entries: Vec<Entry>,
    },
    /// Files were chosen or dropped together. They get the numbers from [`super::Session::next_number`] on.
    Chosen(Vec<Choice>),
    /// More files that were chosen together with the last ones: a shell may report many in parts.
    ChosenToo(Vec<Choice>),
    /// A file was read, for the first time or again; or it could not be read.
    Read {
        /// The file.
        file: FileNumber,
        /// What it is.
        reading: Result<ReadFile, Problem<AnyFault>>,
    },
    /// No more files are read of those chosen so far.
    Stopped,
    /// A rubric is available, as an answer to [`super::Effect::FindRubric`] or unrequested.
    RubricFound {
        /// The fingerprint of its payload.
        fingerprint: Fingerprint,
        /// The rubric.
        rubric: Arc<Rubric>,
    },
    /// A rubric that was requested is not available.
    RubricMissing(Fingerprint),
    /// A person chooses the rubric that sheets are checked against. No sheet changes it afterwards.
    RubricChosen(Fingerprint),
    /// A person chooses the rule of aggregation.
    RuleChosen(Rule),
    /// A file is taken out.
    TakenOut(FileNumber),
    /// Every file is taken out, and nothing more is read.
    Cleared,
    /// A question is answered.
    Answered(Answer),
    /// The last action that can be undone is undone.
    Undo,
    /// What was undone last is done again.
    Redo,
    /// A total is opened down to its sentences.
    Opened {
        /// The applicant.
        applicant: String,
        /// The stage.
        stage: Stage,
    },
    /// A sheet's warnings are asked for.
    WarningsOpened(FileNumber),
    /// A kept file was read for its texts, as an answer to [`super::Effect::ReadText`].
    TextRead {
        /// The file.
        file: FileNumber,
        /// What it is.
        reading: Result<ReadFile, Problem<AnyFault>>,
    },
    /// What was opened is closed, and its texts are dropped.
    Closed,
    /// Everything on the desk was exported.
    Exported,
    /// A person has seen that an import was interrupted.
    InterruptionSeen,
}
