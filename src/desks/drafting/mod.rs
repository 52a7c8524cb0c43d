//! The applicant's and the assessor's desk without a screen: drafts begun, opened, edited, exported, restored, locked.
//!
//! It is one desk: the two differ in the schema of their draft, in what begins it, and in the file that comes of it. A
//! shell hands every [`Event`] to [`Session::handle`], carries out the [`Effect`]s that come back in their order, and
//! draws what the session shows. The session contains the keeper: it passes the keeper's effects on to the shell and
//! handles its notifications. The page is such a shell (`src/app/drafting`); the tests are another
//! (`tests/keeper/drafting.rs`).

mod begin;
mod copies;
mod effect;
mod event;
mod export;
mod history;
mod idle_lock;
mod locking;
mod merging;
mod mirror;
mod model;
mod moving;
mod opened_files;
mod view;

pub use copies::{Age, CopyFolder, FolderUpdate, LastCopy};
pub use effect::{Begun, DeskNotification, Effect};
pub use event::{Activity, Event};
pub use export::{Audience, ExportedFile, FilePurpose, LocalTime, missing};
pub use history::ShownVersion;
pub use idle_lock::IDLE_MINUTES;
pub use locking::{LockAction, Locking, LockingFault};
pub use merging::{MergeChoice, MergeOffer};
pub use mirror::{Changes, DraftMirror};
pub use model::{OpenDraft, Session};
pub use moving::{Destination, FieldToFocus, Move};
pub use opened_files::{
    FilesTaken, NextPage, OpenedApplication, OpenedFile, SheetFile, TakenRubric, WaitingFile,
};
pub use view::DraftStatus;
