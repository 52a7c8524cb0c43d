//! The applicant's and the assessor's desk without a screen: drafts begun, opened, edited, exported, restored, locked.
//!
//! It is one desk: the two differ in the schema of their draft, in what begins it, and in the file that comes of it. A
//! shell hands every [`Event`] to [`Session::handle`], carries out the [`Effect`]s that come back in their order, and
//! draws what the session shows. The keeper stands inside; its events and effects pass through, but for finding the
//! rubric of a draft, which the shelf answers where it can.
//!
//! The page does not draw it yet: `src/app/drafting` begins, opens and exports drafts by itself, over the same keeper.

mod effect;
mod event;
mod export;
mod history;
mod model;
mod opened_files;
mod shelf;

pub use effect::{Effect, News};
pub use event::Event;
pub use export::{Handed, Purpose};
pub use model::{OpenDraft, Session};
pub use opened_files::{Arrival, OpenedFile};
pub use shelf::{RUBRICS, Shelf, ShelvedRubric};
