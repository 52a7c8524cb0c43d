//! A document: texts under typed addresses, its schema, edits with their inverses, and merging.
//!
//! Every desk keeps its work as such a document. What an address means is said once, in the schema of the kind.

mod address;

pub use address::Address;
