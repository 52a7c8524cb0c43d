//! The secretariat's desk without a screen: files in, a verdict each, questions, groups, the ranking.
//!
//! A shell (the page or the command line) hands every [`Event`] to [`Session::handle`], carries out the
//! [`Effect`]s that come back, and draws what [`Session::figures`], [`Session::rows`] and the intake show.
//! The desk is a log of [`crate::panel::Entry`]s; what is shown follows from the log and the files it names.
//! How the log comes to the disk and two windows share it is decided in [`storage`].

mod effect;
mod event;
mod following;
mod log;
mod model;
mod read_file;
pub mod storage;
mod view;

pub use effect::Effect;
pub use event::{Choice, Event};
pub use model::{Purpose, Session};
pub use read_file::{DeskContent, ReadFile, TextDetail, is_unread_table, write_read_file};
pub use view::{AssessorEntry, Figures, Order, Progress, Row, SheetOwner, StoredSize};
