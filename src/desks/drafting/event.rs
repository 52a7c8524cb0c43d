//! The events of the desk.

use std::rc::Rc;

use crate::desks::drafting::{Audience, FolderUpdate, LockingFault, Move, OpenedFile};
use crate::desks::rubrics::ShippedRubric;
use crate::document::{Address, Edit, Side};
use crate::foundations::{Code, Fingerprint, SortedMap};
use crate::keeper::{self, JournalFault, Records};
use crate::lock::{DataKey, Lock, LockFault, Passphrase};
use crate::scoresheet::Stage;

/// What happened: what somebody did, what the browser reported, and the answers to [`super::Effect`]s.
#[derive(Clone)]
pub enum Event {
    /// An event of the keeper that comes from the shell: its answers, timers, changes of other windows, the page hidden
    /// or shown. What a person does has events of its own; every other event of the keeper is ignored.
    Keeper(keeper::Event),
    /// The drafts on this machine are to be listed.
    ListDrafts,
    /// Open a draft.
    Open(String),
    /// Close the draft of this window.
    Close,
    /// Somebody typed or chose.
    Typed(Edit),
    /// Texts were found in form fields that no input event reported.
    FieldsRead(Edit),
    /// Typing in a field has ended.
    StepEnded,
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Append the text of a conflict to its field.
    TakeConflict(String),
    /// Discard the text of a conflict.
    DropConflict(String),
    /// The available rubrics are to be shown.
    RubricsRequested,
    /// The answer to [`super::Effect::ReadRubrics`]: the rubrics that ship, and the texts of those that are stored.
    RubricsRead(Vec<ShippedRubric>, Vec<String>),
    /// The answer to [`super::Effect::FindRubric`]: every text that is stored under this fingerprint.
    RubricRead(Fingerprint, Vec<String>),
    /// Files were opened together.
    FilesOpened(Vec<OpenedFile>),
    /// Files were opened where an applicant continues with one.
    OwnOpened(Vec<OpenedFile>),
    /// Open a file of the list of waiting_files.
    WaitingFileOpened(usize),
    /// Discard a file of the list of waiting_files.
    WaitingFileDropped(usize),
    /// Discard the application that waits for a review.
    ApplicationDropped,
    /// The page for the application that waits for a review was left; the application goes back to the waiting_files.
    ApplicationSetAside,
    /// Open the example that ships with the page.
    OpenExample {
        /// Its application file.
        application: String,
        /// The draft that it was opened as before, and whether localStorage has it.
        remembered: Option<(String, bool)>,
    },
    /// Begin a self-assessment under a rubric of the rubrics.
    BeginSelfAssessment {
        /// Who applies.
        applicant: String,
        /// The fingerprint of the rubric.
        rubric: Fingerprint,
    },
    /// Begin a review of the application that waits. The applicant's own scores never enter it (Art. 12).
    BeginReview {
        /// The stage.
        stage: Stage,
        /// Who assesses.
        assessor: String,
    },
    /// Begin a new draft with the texts of the one that another window removed, or that does not open any more.
    RestoreDetached,
    /// Remove a draft from this machine, or resume an incomplete removal.
    Remove(String),
    /// Create the journal of this browser anew, with every record that can be read.
    Rebuild,
    /// Export the open draft as a file for somebody.
    Export(Audience),
    /// Export the open draft as a copy that can be continued elsewhere, finished or not.
    ExportCopy,
    /// The download was started, or not: the words of the browser.
    Downloaded(Result<(), String>),
    /// Somebody confirms that the downloaded file is there: from now on it counts as exported.
    DownloadSeen,
    /// The notice of the download was closed.
    DownloadDropped,
    /// Correct what was submitted, for this reason; or change the wording of the reason.
    Correct(String),
    /// Ignore a note of a submission that cannot be read: the draft counts as not submitted.
    SubmissionDropped,
    /// Something about the folder for copies changed.
    Folder(FolderUpdate),
    /// Write a copy to the folder now.
    CopyRequested,
    /// The answer to [`super::Effect::WriteCopy`].
    CopyWritten {
        /// The draft.
        draft: String,
        /// The sequence number up to which the copy holds it.
        sequence: u64,
        /// Whether it was written.
        written: bool,
    },
    /// Whether the page shows the history of the open draft. While it does, the history is read again whenever something
    /// was saved.
    HistoryShown(bool),
    /// The answer to [`super::Effect::ReadOrigins`]: the field `origin` of drafts, by their ids.
    OriginsRead(SortedMap<String, String>),
    /// A side was chosen for the text at this address, which both the open draft and the offered file changed.
    SideChosen(Address, Side),
    /// The same side was chosen for everything that both changed.
    AllSidesChosen(Side),
    /// Merge the offered file into the open draft.
    MergeAccepted,
    /// Begin a separate draft with the offered file.
    MergeSeparated,
    /// Discard the offered file.
    MergeDropped,
    /// The answer to [`super::Effect::ReadHistory`]: the keys of the draft's entries.
    HistoryRead(String, Result<Vec<String>, JournalFault>),
    /// Show a version of the open draft: its texts up to this sequence number.
    VersionRequested(u64),
    /// The answer to [`super::Effect::ReadEntries`].
    EntriesRead {
        /// The draft.
        draft: String,
        /// The sequence number of the version.
        sequence: u64,
        /// The entries with their texts.
        entries: Result<Records, JournalFault>,
    },
    /// Restore the texts of the version that is shown, of all fields or of one.
    RestoreVersion(Option<Address>),
    /// Go to another clause, from the one that is shown if there is one.
    Move(Move, Option<Code>),
    /// Some seconds passed, with this activity.
    TimePassed(Vec<Activity>),
    /// Lock an encrypted draft after so many minutes without activity; 0 is never.
    IdleMinutesChosen(u32),
    /// The stored choice of minutes.
    IdleMinutesRemembered(Option<String>),
    /// Lock the open draft again, if it is encrypted, in every window of this browser.
    Relock,
    /// Somebody locked this draft in another window.
    LockedElsewhere(String),
    /// A passphrase was entered for the draft that awaits it.
    Unlock(Passphrase),
    /// The answer to [`super::Effect::OpenLock`] for this draft and lock.
    LockOpened(String, Lock, Result<Rc<DataKey>, LockFault>),
    /// Encrypt the open draft, or change its passphrase.
    SetPassphrase(Passphrase),
    /// The answer to [`super::Effect::MakeLock`] for this draft.
    LockMade(String, Result<(Rc<DataKey>, Lock), LockingFault>),
    /// Decrypt the open draft.
    RemoveLock,
}

/// Activity of somebody at the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// A key was pressed.
    Key,
    /// The pointer was pressed: a click, a touch.
    Press,
    /// The pointer was moved.
    PointerMove,
    /// An input method composes.
    Composition,
}

impl Event {
    /// Whether the shell must first read the form fields and send [`Event::FieldsRead`]: form fillers and dictation
    /// cause no input event, and what is exported or closed must contain their texts.
    pub fn needs_field_scan(&self) -> bool {
        matches!(
            self,
            Self::Keeper(keeper::Event::PageHidden)
                | Self::Open(_)
                | Self::Close
                | Self::Export(_)
                | Self::ExportCopy
                | Self::Folder(FolderUpdate::Chosen(_))
                | Self::CopyRequested
                | Self::Relock
                | Self::LockedElsewhere(_)
                | Self::TimePassed(_)
        )
    }
}

/// Whether the shell may send this event of the keeper.
pub(super) fn is_of_shell(event: &keeper::Event) -> bool {
    matches!(
        event,
        keeper::Event::PageHidden
            | keeper::Event::PageShown
            | keeper::Event::JournalClosed
            | keeper::Event::JournalBroke(_)
            | keeper::Event::Composing(_)
            | keeper::Event::ChangedElsewhere(..)
            | keeper::Event::TimerExpired(_)
            | keeper::Event::LocalDone(..)
            | keeper::Event::LocalRead(..)
            | keeper::Event::JournalDone(..)
            | keeper::Event::JournalRead(..)
            | keeper::Event::EntriesRead(..)
            | keeper::Event::StoragesScanned(..)
            | keeper::Event::Rebuilt(..)
    )
}
