//! Strict JSON: one pass over a text finds every value in it and refuses what is not allowed anywhere; a second one,
//! over what was found, fills typed values.
//!
//! serde_json takes a list where an object belongs, lets the last of two equal names win in a map, and builds values
//! before their number is known. Here none of the three can happen, at any level of any kind of file.

mod limits;
mod read;
mod scan;

pub use limits::{Limits, Measure};
pub use read::{Form, ReadError};
pub use scan::{Cursor, Refusal, Scanned, scan, sound};
