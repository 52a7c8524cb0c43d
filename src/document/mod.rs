//! A document: texts under typed addresses, its schema, edits with their inverses, and merging.
//!
//! Every desk keeps its work as such a document. What an address means is said once, in the schema of the kind:
//! a schema is data, and nothing here knows a clause's evidence from a list of visitors.
//!
//! - [`Document`] holds what was typed, valid or not, one text an [`Address`]; rows of a collection are texts too.
//! - [`Edit`] changes texts and returns its inverse and what changed; [`UndoHistory`] undoes and redoes.
//! - [`Figures`] computes what follows from a document, and only that which depends on what changed.
//! - [`merge`] brings two copies together that have a common ancestor.

mod address;
mod edit;
mod figures;
mod merge;
mod rows;
mod schema;
mod texts;
mod undo;

pub use address::Address;
pub use edit::{Applied, Change, Edit};
pub use figures::{Figures, Input};
pub use merge::{MergeConflict, Merged, Side, merge};
pub use rows::{ORDER, Position, RowId, row};
pub use schema::{FieldPattern, Form, ParsedAddress, Rank, Schema};
pub use texts::Document;
pub use undo::{UndoHistory, UndoableEdit};
