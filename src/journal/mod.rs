//! What a draft's storage holds, without the storage: copies held against each other, steps, versions, compaction.
//!
//! A field's text stands in two places, localStorage and the journal. A draft counts its changes; each text carries
//! the number of its change, its revision. Revisions decide which of two copies is the newer one; clocks only tell
//! people when. The journal also keeps every step that was taken, each under a key that says all but the text.

mod card;
mod compaction;
mod reconcile;
mod step;
mod undo;
mod versions;

pub use card::{Card, Exported};
pub use compaction::{Allowance, surplus};
pub use reconcile::{Body, Kept, Reconciled, reconcile};
pub use step::{Cause, StepKey};
pub use undo::{Stacks, stacks};
pub use versions::{Version, fields_at, versions};
