//! Strict JSON: one pass over a text finds every value in it and refuses what is not allowed anywhere; a second one,
//! over what was found, fills typed values.
//!
//! serde_json takes a list where an object belongs, lets the last of two equal names win in a map, and builds values
//! before their number is known. Here none of the three can happen, at any level of any kind of file.

mod limits;
mod outline;
mod read;
mod scan;
mod write;

pub use limits::{Limits, Measure};
pub(in crate::files) use outline::members;
pub use read::{JsonForm, ReadError};
pub use scan::{Cursor, ScanFault, Scanned, scan, sound};
pub use write::{canonical, canonical_of, quoted, written};
