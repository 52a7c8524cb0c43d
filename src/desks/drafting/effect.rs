//! The effects of the desk: what the shell has to execute.

use std::rc::Rc;
use std::sync::Arc;

use crate::desks::drafting::{
    Destination, ExportedFile, FilePurpose, FilesTaken, LockAction, LockingFault, SheetFile,
};
use crate::desks::rubrics::RubricFile;
use crate::faults::AnyFault;
use crate::foundations::{Code, Fingerprint};
use crate::keeper::{self, Carried, IncompleteRemoval, JournalFault, OpenFault};
use crate::lock::{DataKey, Lock, Passphrase};
use crate::problem::Problems;
use crate::scoresheet::RubricRef;

/// What the shell has to execute, in the order given.
#[derive(Clone, Debug)]
pub enum Effect {
    /// An effect of the keeper: reads and writes of the storages, and its timer. The desk itself handles
    /// [`keeper::Effect::FindRubric`] and [`keeper::Effect::Notify`]; the shell never gets them.
    Keeper(keeper::Effect),
    /// Read the rubric file with this fingerprint from every place where rubrics of drafts are stored; answered by
    /// [`super::Event::RubricRead`].
    FindRubric(Fingerprint),
    /// Read the rubrics that ship with the page and those that are stored; answered by [`super::Event::RubricsRead`].
    ReadRubrics,
    /// Store a rubric that was opened, under [`crate::desks::rubrics::RUBRICS`] and its fingerprint.
    StoreRubric(Arc<RubricFile>),
    /// Start the download of a file; answered by [`super::Event::Downloaded`].
    Download(ExportedFile),
    /// Write a copy to the folder; answered by [`super::Event::CopyWritten`].
    WriteCopy(ExportedFile),
    /// Pass scoresheets to the secretariat's desk.
    ToSecretariat(Vec<SheetFile>),
    /// Discard files that were to go to the secretariat's desk.
    DropFiles(Vec<SheetFile>),
    /// Remember that the example was opened as this draft.
    RememberExample(String),
    /// Remember after how many idle minutes an encrypted draft is locked.
    RememberIdleMinutes(u32),
    /// Read the field `origin` of these drafts from localStorage, where it is there and not encrypted; answered by
    /// [`super::Event::OriginsRead`].
    ReadOrigins(Vec<String>),
    /// Read the keys of a draft's journal entries; answered by [`super::Event::HistoryRead`].
    ReadHistory(String),
    /// Read entries for one version of a draft; answered by [`super::Event::EntriesRead`].
    ReadEntries {
        /// The draft.
        draft: String,
        /// The sequence number of the version.
        sequence: u64,
        /// The keys of the entries.
        keys: Vec<String>,
    },
    /// Open the lock of a draft, which takes about a second; answered by [`super::Event::LockOpened`].
    OpenLock {
        /// The draft.
        draft: String,
        /// Its lock.
        lock: Lock,
        /// What was entered.
        passphrase: Passphrase,
    },
    /// Make a lock for a draft, which takes about a second; answered by [`super::Event::LockMade`].
    MakeLock {
        /// The draft.
        draft: String,
        /// Its key, if it is encrypted; else a new one is made of fresh random bytes.
        key: Option<Rc<DataKey>>,
        /// What was chosen.
        passphrase: Passphrase,
    },
    /// Tell the other windows of this browser to lock this draft, by [`super::Event::LockedElsewhere`].
    LockElsewhere(String),
    /// Notify the page.
    Notify(DeskNotification),
}

/// How a draft was begun or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A self-assessment.
    SelfAssessment,
    /// A review of an application.
    Review,
    /// From the applicant's own application.
    Own {
        /// Whether the file holds no scores, as assessors get it.
        without_scores: bool,
    },
    /// From a copy of a draft.
    Copy,
    /// From a copy of a draft that is here, is submitted, and takes nothing more.
    CopyOfSubmitted,
    /// The example.
    Example {
        /// Whether the draft that it was opened as before is still there, and was opened.
        again: bool,
    },
    /// With the texts of a draft that another window removed.
    RestoredDetached,
}

/// Notifications to the page. Lasting state is in the view.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskNotification {
    /// The list of drafts, or of incomplete removals, changed.
    DraftsListed,
    /// Files were opened together; the outcome for each.
    Files(FilesTaken),
    /// An applicant opened several files where one continues a draft.
    OneFileOnly,
    /// A file is neither an application nor a copy of a self-assessment.
    OtherFile(String),
    /// A file cannot be read, for these reasons.
    Refused(String, Problems<AnyFault>),
    /// A rubric that ships cannot be read, for these reasons.
    BadRubric(String, Problems<AnyFault>),
    /// A draft cannot begin: its rubric is not available.
    NoRubric(RubricRef),
    /// The example cannot be read.
    NoExample,
    /// A draft was begun, or one that was there was opened.
    Begun(String, Begun),
    /// Nothing was opened, begun or closed: some text of this draft is in no storage.
    UnstoredText(Option<String>),
    /// A draft cannot be opened.
    NotOpened(OpenFault),
    /// A file belongs to this draft, which is being opened so that both can be merged.
    MergeFound(String),
    /// Nothing was merged: no side is chosen yet at this position of the list.
    MergeUndecided(usize),
    /// The file was merged into the open draft, and changed so many texts.
    Merged(usize),
    /// The file was merged into the open draft, and changed the order of rows but no text.
    RowsMoved,
    /// The page goes to this place.
    Moved(Destination),
    /// A step was undone or redone, and changed this clause.
    Stepped(Code),
    /// The version that was requested is available.
    VersionRead,
    /// Texts of an older version were restored, so many.
    Restored(usize),
    /// A draft cannot be exported, for these reasons.
    NotExported(FilePurpose, Problems<AnyFault>),
    /// The download could not be started; the words of the browser.
    NotDownloaded(String),
    /// Somebody has confirmed that the file is there; it counts as exported from now on.
    Seen(ExportedFile),
    /// A lock was opened, set, changed or removed.
    LockDone(LockAction),
    /// None of that happened; nothing was changed.
    LockNotDone(LockAction, LockingFault),
    /// A removal that was requested here ended: complete in both storages, or incomplete.
    Removed(String, Option<IncompleteRemoval>),
    /// The journal was rebuilt, or not.
    JournalRebuilt(Result<Carried, JournalFault>),
    /// The journal was emptied, and is filled again with what this window shows.
    JournalEmptied,
}
