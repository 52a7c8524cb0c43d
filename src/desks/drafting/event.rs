//! What happens at the desk.

use std::rc::Rc;

use crate::desks::drafting::{Audience, FolderFound, LockingFault, OpenedFile};
use crate::document::{Address, Edit};
use crate::foundations::Fingerprint;
use crate::keeper::{self, JournalFault, Records};
use crate::lock::{DataKey, Lock, LockFault};
use crate::scoresheet::Stage;

/// A rubric file that ships, by its name.
pub type ShippedRubric = (String, String);

/// What happens at the desk.
#[derive(Clone)]
pub enum Event {
    /// The shell answers the keeper, or tells it of the browser: timers, other windows, hidden, shown. What a person
    /// does has events of its own here, and no other event of the keeper is taken.
    Keeper(keeper::Event),
    /// The drafts on this machine are to be looked over.
    LookOver,
    /// A draft is to be opened.
    Open(String),
    /// The draft of this window is to be closed.
    Close,
    /// Somebody typed or chose.
    Typed(Edit),
    /// Texts were seen in fields without an event of typing.
    Found(Edit),
    /// Typing in a field has ended.
    StepEnded,
    /// The last step is undone.
    Undo,
    /// The step that was undone last is redone.
    Redo,
    /// The text of a conflict is added at the end of its field.
    TakeConflict(String),
    /// The text of a conflict is dropped.
    DropConflict(String),
    /// The rubrics at hand are to be shown.
    ShelfWanted,
    /// The rubrics that ship and the texts of those that were kept, as an answer to [`super::Effect::ReadShelf`].
    ShelfRead(Vec<ShippedRubric>, Vec<String>),
    /// The texts that stand where a rubric with this fingerprint is kept, as an answer to
    /// [`super::Effect::FindRubric`].
    RubricSought(Fingerprint, Vec<String>),
    /// Files were opened together.
    FilesOpened(Vec<OpenedFile>),
    /// Files were opened by an applicant who goes on with one.
    OwnOpened(Vec<OpenedFile>),
    /// A file of the list is taken to where it leads.
    ArrivalOpened(usize),
    /// A file of the list is not wanted.
    ArrivalDropped(usize),
    /// The application that waits for a review is not wanted.
    WaitingDropped,
    /// The place was left where the application waits for a review; it goes back into the list.
    WaitingSetAside,
    /// The shipped example is opened: its application, and the draft that it was opened as before.
    OpenExample {
        /// The file.
        application: String,
        /// The draft that was remembered, and whether localStorage has it.
        remembered: Option<(String, bool)>,
    },
    /// A self-assessment begins, under a rubric on the shelf.
    BeginSelfAssessment {
        /// Who applies.
        applicant: String,
        /// The fingerprint of the rubric.
        rubric: Fingerprint,
    },
    /// A review of the application that waits begins. The applicant's own scores never enter it.
    BeginReview {
        /// The stage.
        stage: Stage,
        /// Who assesses.
        assessor: String,
    },
    /// The texts of the draft that another window removed begin a new one.
    Revive,
    /// A draft is removed from this machine, or what is left of a removal is tried again.
    Remove(String),
    /// The journal of this browser is deleted, and made anew.
    Rebuild,
    /// The open draft leaves as a file for somebody.
    Export(Audience),
    /// The open draft leaves as a copy to go on with elsewhere, finished or not.
    ExportCopy,
    /// The shell has handed the file out, or not: its own words.
    HandedOut(Result<(), String>),
    /// The person has seen the file that was handed out: from now on it counts.
    HandedSeen,
    /// The person wants to hear no more of it.
    HandedDropped,
    /// What was handed in is corrected for this reason, or the reason is worded anew.
    Correct(String),
    /// The note of a submission cannot be read, and the person goes on as if nothing had been handed in.
    SubmissionDropped,
    /// What is known of the folder for copies.
    Folder(FolderFound),
    /// A copy is to be written to the folder now.
    CopyWanted,
    /// It is time to look whether the copy in the folder is out of date.
    CopyDue,
    /// A copy of this revision of this draft was written to the folder, or not.
    CopyWritten {
        /// The draft.
        draft: String,
        /// The revision.
        revision: u64,
        /// Whether it was.
        written: bool,
    },
    /// The history of the open draft is looked at.
    HistoryWanted,
    /// The keys of a draft's journal entries, as an answer to [`super::Effect::ReadHistory`].
    HistoryRead(String, Result<Vec<String>, JournalFault>),
    /// A version of it is looked at: what stood at this revision.
    VersionWanted(u64),
    /// The texts of entries, as an answer to [`super::Effect::ReadEntries`].
    EntriesRead(String, u64, Result<Records, JournalFault>),
    /// No version is looked at any more.
    VersionLeft,
    /// The texts of the version that is looked at are restored, of all fields or of one.
    RestoreVersion(Option<Address>),
    /// An encrypted draft is closed and asks for its passphrase.
    Relock,
    /// A passphrase was given for the draft that waits for it.
    Unlock(String),
    /// This lock of this draft was opened or not, as an answer to [`super::Effect::OpenLock`].
    LockOpened(String, Lock, Result<Rc<DataKey>, LockFault>),
    /// The open draft gets a lock, or another passphrase.
    SetPassphrase(String),
    /// A lock for this draft was made or not, as an answer to [`super::Effect::MakeLock`].
    LockMade(String, Result<(Rc<DataKey>, Lock), LockingFault>),
    /// The lock is taken off the open draft.
    RemoveLock,
}

/// Whether an event of the keeper is the shell's to tell.
pub(super) fn is_of_shell(event: &keeper::Event) -> bool {
    matches!(
        event,
        keeper::Event::Hidden
            | keeper::Event::Shown
            | keeper::Event::Elsewhere(..)
            | keeper::Event::Timer(_)
            | keeper::Event::LocalDone(..)
            | keeper::Event::LocalRead(..)
            | keeper::Event::JournalDone(..)
            | keeper::Event::JournalRead(..)
            | keeper::Event::EntriesRead(..)
            | keeper::Event::Surveyed(..)
            | keeper::Event::Rebuilt(..)
    )
}
