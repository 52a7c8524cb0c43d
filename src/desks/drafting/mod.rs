//! The applicant's and the assessor's desk without a screen: drafts begun, opened, edited, exported, restored, locked.
//!
//! It is one desk: the two differ in the schema of their draft, in what begins it, and in the file that comes of it. A
//! shell hands every [`Event`] to [`Session::handle`], carries out the [`Effect`]s that come back in their order, and
//! draws what the session shows. The keeper stands inside: what it asks of the storages passes through, and what it
//! tells is heard here. The page is such a shell (`src/app/drafting`); the tests are another (`tests/keeper/drafting.rs`).

mod begin;
mod copies;
mod effect;
mod event;
mod export;
mod history;
mod live;
mod locking;
mod model;
mod opened_files;
mod shelf;
mod view;

pub use copies::{CopyFolder, FolderFound};
pub use effect::{Begun, Effect, News};
pub use event::{Event, ShippedRubric};
pub use export::{Audience, Handed, LocalTime, Purpose, is_copied, missing};
pub use history::LookedAt;
pub use live::{Changes, LiveDraft};
pub use locking::{LockAct, Locking, LockingFault};
pub use model::{OpenDraft, Session};
pub use opened_files::{Arrival, FilesTaken, Leads, OpenedFile, SheetFile, TakenRubric, Waiting};
pub use shelf::{RUBRICS, Shelf, ShelvedRubric};
pub use view::Shown;
