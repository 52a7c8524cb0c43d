//! The events of the desk.

use std::rc::Rc;

use crate::desks::drafting::{Audience, FolderUpdate, LockingFault, Move, OpenedFile};
use crate::desks::shelf::ShippedRubric;
use crate::document::{Address, Edit, Side};
use crate::foundations::{Code, Fingerprint, SortedMap};
use crate::keeper::{self, JournalFault, Records};
use crate::lock::{DataKey, Lock, LockFault};
use crate::scoresheet::Stage;

/// The events of the desk.
#[derive(Clone)]
pub enum Event {
    /// The shell answers the keeper, or tells it of the browser: timers, other windows, hidden, shown. What a person
    /// does has events of its own here, and no other event of the keeper is taken.
    Keeper(keeper::Event),
    /// The drafts on this machine are to be looked over.
    ListDrafts,
    /// A draft is to be opened.
    Open(String),
    /// The draft of this window is to be closed.
    Close,
    /// Somebody typed or chose.
    Typed(Edit),
    /// Texts were seen in fields without an event of typing.
    FieldsRead(Edit),
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
    ApplicationDropped,
    /// The place was left where the application waits for a review; it goes back into the list.
    ApplicationSetAside,
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
    RestoreRemoved,
    /// A draft is removed from this machine, or what is left of a removal is tried again.
    Remove(String),
    /// The journal of this browser is deleted, and made anew.
    Rebuild,
    /// The open draft leaves as a file for somebody.
    Export(Audience),
    /// The open draft leaves as a copy to go on with elsewhere, finished or not.
    ExportCopy,
    /// The shell has handed the file out, or not: its own words.
    Downloaded(Result<(), String>),
    /// The person has seen the file that was handed out: from now on it counts.
    DownloadSeen,
    /// The person closes the notice of it.
    DownloadDropped,
    /// What was handed in is corrected for this reason, or the reason is worded anew.
    Correct(String),
    /// The note of a submission cannot be read, and the person goes on as if nothing had been handed in.
    SubmissionDropped,
    /// What is known of the folder for copies.
    Folder(FolderUpdate),
    /// A copy is to be written to the folder now.
    CopyWanted,
    /// A copy of this draft up to this sequence number was written to the folder, or not.
    CopyWritten {
        /// The draft.
        draft: String,
        /// The sequence number.
        sequence: u64,
        /// Whether it was.
        written: bool,
    },
    /// The place where the history of the open draft is shown was gone to, or left. While it is shown, the history is
    /// read again whenever something was saved.
    HistoryShown(bool),
    /// What drafts on this machine note of their origin, by their ids, as an answer to [`super::Effect::ReadOrigins`].
    OriginsRead(SortedMap<String, String>),
    /// Of what the open draft and the file that is offered both changed at this address, a side is chosen.
    SideChosen(Address, Side),
    /// The same side is chosen of everything that both changed.
    AllSidesChosen(Side),
    /// The file that is offered is merged into the open draft.
    MergeAccepted,
    /// The file that is offered begins a draft of its own.
    MergeSeparated,
    /// The file that is offered is not wanted.
    MergeDropped,
    /// The keys of a draft's journal entries, as an answer to [`super::Effect::ReadHistory`].
    HistoryRead(String, Result<Vec<String>, JournalFault>),
    /// A version of it is looked at: the draft up to this sequence number.
    VersionWanted(u64),
    /// The texts of entries, as an answer to [`super::Effect::ReadEntries`].
    EntriesRead(String, u64, Result<Records, JournalFault>),
    /// The texts of the version that is looked at are restored, of all fields or of one.
    RestoreVersion(Option<Address>),
    /// From the clause that is shown, where one is, to another one.
    Move(Move, Option<Code>),
    /// Time has passed, and this was seen of the person meanwhile. It comes every few seconds.
    TimePassed(Vec<Activity>),
    /// After so many minutes without any activity an encrypted draft is to be locked; 0 is never.
    IdleMinutesChosen(u32),
    /// What the browser remembers of that choice.
    IdleMinutesRemembered(Option<String>),
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

/// What shows that somebody is there.
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
    /// Whether the shell looks over the fields first, and tells by [`Event::FieldsRead`] what stands in them without
    /// having been typed: form fillers and dictation tell nobody. What leaves the page, and what closes a draft, must
    /// have it.
    pub fn needs_field_scan(&self) -> bool {
        matches!(
            self,
            Self::Keeper(keeper::Event::PageHidden)
                | Self::Open(_)
                | Self::Close
                | Self::Export(_)
                | Self::ExportCopy
                | Self::Folder(FolderUpdate::Chosen(_))
                | Self::CopyWanted
                | Self::Relock
                | Self::TimePassed(_)
        )
    }
}

/// Whether an event of the keeper is the shell's to tell.
pub(super) fn is_of_shell(event: &keeper::Event) -> bool {
    matches!(
        event,
        keeper::Event::PageHidden
            | keeper::Event::PageShown
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
