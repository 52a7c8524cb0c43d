//! The effects of the desk: what the shell has to do.

use std::rc::Rc;
use std::sync::Arc;

use crate::desks::drafting::{
    Destination, ExportedFile, FilePurpose, FilesTaken, LockAction, LockingFault, SheetFile,
};
use crate::desks::shelf::ShelvedRubric;
use crate::faults::AnyFault;
use crate::foundations::{Code, Fingerprint};
use crate::keeper::{self, IncompleteRemoval, JournalFault, OpenFault};
use crate::lock::{DataKey, Lock};
use crate::problem::Problems;
use crate::scoresheet::RubricRef;

/// The effects of the desk: what the shell has to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// What the keeper asks of the storages, and its timer. [`keeper::Effect::FindRubric`] and
    /// [`keeper::Effect::Tell`] never come: the desk handles them itself.
    Keeper(keeper::Effect),
    /// Read the rubric file with this fingerprint wherever drafts' rubrics are kept; answered by
    /// [`super::Event::RubricSought`].
    FindRubric(Fingerprint),
    /// Read the rubrics that ship and those that were kept; answered by [`super::Event::ShelfRead`].
    ReadShelf,
    /// Keep a rubric that was opened, under [`crate::desks::shelf::RUBRICS`] and its fingerprint.
    KeepRubric(Arc<ShelvedRubric>),
    /// Hand a file out as a download; answered by [`super::Event::Downloaded`].
    Download(ExportedFile),
    /// Write a copy to the folder; answered by [`super::Event::CopyWritten`].
    WriteCopy(ExportedFile),
    /// Take scoresheets to the secretariat's desk.
    ToSecretariat(Vec<SheetFile>),
    /// Files that waited are not wanted any more.
    DropFiles(Vec<SheetFile>),
    /// Remember this draft as the example's.
    RememberExample(String),
    /// Remember this choice of minutes.
    RememberIdleMinutes(u32),
    /// Read what these drafts note of their origin, where it stands in localStorage and is not encrypted: the field
    /// `origin` of each. Answered by [`super::Event::OriginsRead`].
    ReadOrigins(Vec<String>),
    /// Read the keys of a draft's journal entries; answered by [`super::Event::HistoryRead`].
    ReadHistory(String),
    /// Read entries of this draft, by their keys, for the version with this sequence number; answered by
    /// [`super::Event::EntriesRead`].
    ReadEntries(String, u64, Vec<String>),
    /// Open the lock of a draft with a passphrase, which takes long; answered by [`super::Event::LockOpened`].
    OpenLock(String, Lock, String),
    /// Make a lock for a draft with a passphrase, for this key or for a new one, of fresh random bytes. Takes long;
    /// answered by [`super::Event::LockMade`].
    MakeLock(String, Option<Rc<DataKey>>, String),
    /// Tell the page.
    Tell(News),
}

/// How a draft began or was gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A self-assessment.
    SelfAssessment,
    /// A review of an application.
    Review,
    /// From the applicant's own application; says whether it came without scores, as it goes to assessors.
    Own {
        /// Whether the file holds no scores.
        without_scores: bool,
    },
    /// From a copy of a draft.
    Copy,
    /// From a copy of a draft that is here, is submitted, and takes nothing more.
    CopyOfSubmitted,
    /// The example; says whether the draft of an earlier time was gone to.
    Example {
        /// Whether it was there.
        again: bool,
    },
    /// With the texts of a draft that another window removed.
    RestoredRemoved,
}

/// What the page is told as it happens. Everything that lasts stands in the view.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The drafts on this machine, or what is left of removals, are others now.
    DraftsListed,
    /// Files were opened together; what became of them.
    Files(FilesTaken),
    /// An applicant goes on with one file, and several were opened.
    OneFileOnly,
    /// A file is neither an application nor a copy of a self-assessment.
    OtherFile(String),
    /// A file cannot be read; why.
    Refused(String, Problems<AnyFault>),
    /// A rubric that ships cannot be read; why.
    BadRubric(String, Problems<AnyFault>),
    /// A draft cannot begin: its rubric is not at hand.
    NoRubric(RubricRef),
    /// The example cannot be read.
    NoExample,
    /// A draft began, or the one that was there was gone to.
    Begun(String, Begun),
    /// Nothing was opened, begun or closed: words of this draft stand in the page alone.
    UnstoredText(Option<String>),
    /// A draft cannot be opened.
    NotOpened(OpenFault),
    /// A file belongs to this draft, which is being opened; then both are held against each other.
    MergeFound(String),
    /// Nothing was merged: the choice at this place is not made yet.
    MergeUndecided(usize),
    /// The file was merged into the open draft; so many texts are others now.
    Merged(usize),
    /// The file was merged into the open draft; rows stand in another order now, and no text is another.
    RowsMoved,
    /// One goes on to here.
    Moved(Destination),
    /// A step was undone or redone, and changed this clause.
    Stepped(Code),
    /// The version that was asked for is looked at.
    VersionRead,
    /// Texts of an older version were restored, so many.
    Restored(usize),
    /// A draft cannot be exported; all that stands in the way.
    NotExported(FilePurpose, Problems<AnyFault>),
    /// The shell could not hand the file out; its own words.
    NotDownloaded(String),
    /// The person has seen the file; it counts from now on.
    Seen(ExportedFile),
    /// A lock was opened, set, changed or removed.
    LockDone(LockAction),
    /// It was not, and nothing was changed.
    LockNotDone(LockAction, LockingFault),
    /// A removal that somebody here asked for ended: done in both places, or something is left.
    Removed(String, Option<IncompleteRemoval>),
    /// The journal was rebuilt, or not.
    JournalRebuilt(Result<(), JournalFault>),
}
