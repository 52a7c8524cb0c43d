//! What happens at the desk.

use std::rc::Rc;

use crate::desks::drafting::OpenedFile;
use crate::document::Address;
use crate::foundations::Fingerprint;
use crate::keeper::{self, JournalFault, Records};
use crate::lock::{DataKey, Lock, LockFault};
use crate::scoresheet::Stage;

/// What happens at the desk.
#[derive(Clone)]
pub enum Event {
    /// What the keeper is told: typing, undo, opening and closing, the answers of both storages, what other windows do.
    Keeper(keeper::Event),
    /// A rubric file was read, as an answer to [`super::Effect::FindRubric`] or unasked.
    RubricFound(String),
    /// A rubric that was sought is not at hand.
    RubricMissing(Fingerprint),
    /// Files were opened together.
    FilesOpened(Vec<OpenedFile>),
    /// A file that waits is not wanted.
    ArrivalDropped(usize),
    /// A self-assessment begins, under a rubric on the shelf.
    BeginSelfAssessment {
        /// Who applies.
        applicant: String,
        /// The fingerprint of the rubric.
        rubric: Fingerprint,
    },
    /// A review of an application that waits begins. The applicant's own scores never enter it.
    BeginReview {
        /// Which of the files that wait.
        arrival: usize,
        /// The stage.
        stage: Stage,
        /// Who assesses.
        assessor: String,
    },
    /// A file that waits becomes a draft of its own: the applicant's own application, or a copy of a draft.
    GoOn {
        /// Which of the files that wait.
        arrival: usize,
    },
    /// The open draft leaves as a file for the secretariat.
    Export {
        /// The day as the file's name says it.
        day: String,
    },
    /// The open draft leaves as a copy to go on with elsewhere, finished or not.
    ExportCopy {
        /// The day or minute as the file's name says it.
        when: String,
    },
    /// The person has seen the file that was handed out: from now on it counts as a copy.
    HandedSeen,
    /// The history of the open draft is looked at.
    HistoryWanted,
    /// The keys of its journal entries, as an answer to [`super::Effect::ReadHistory`].
    HistoryRead(Result<Vec<String>, JournalFault>),
    /// A version of it is looked at: what stood at this revision.
    VersionWanted(u64),
    /// The texts of its entries, as an answer to [`super::Effect::ReadEntries`].
    EntriesRead(Result<Records, JournalFault>),
    /// The texts of the version that is looked at are restored, of all fields or of one.
    RestoreVersion(Option<Address>),
    /// A passphrase was given for the draft that waits for it.
    Unlock(String),
    /// The lock was opened or not, as an answer to [`super::Effect::OpenLock`].
    LockOpened(Result<Rc<DataKey>, LockFault>),
    /// The open draft gets a lock, or another passphrase.
    SetPassphrase(String),
    /// A lock was made or not, as an answer to [`super::Effect::MakeLock`].
    LockMade(Result<(Rc<DataKey>, Lock), LockFault>),
    /// The lock is taken off the open draft.
    RemoveLock,
}
