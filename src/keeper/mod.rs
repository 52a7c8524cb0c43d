//! The keeper: what was typed is kept, acknowledged and reconciled, as a pure state machine.
//!
//! Events go in, effects come out ([`Keeper::handle`]). The page carries the effects out through its ports; a
//! simulated disk does so in `tests/keeper`. A field's text stands in two places, localStorage and the journal. A draft
//! counts its changes; each text carries the number of its change, its revision. Revisions decide which of two copies
//! is the newer one; clocks only tell people when. The journal also keeps every change as an entry, under a key that
//! says all but the text.

mod card;
mod compaction;
mod entry;
mod machine;
mod open;
mod opening;
mod ports;
mod removal;
mod rewriting;
mod stacks;
mod stored;
mod survey;
mod versions;
mod writing;

pub use card::{Card, Exported, Progress, Summary};
pub use compaction::{Allowance, surplus};
pub use entry::{Cause, JournalKey};
pub use machine::{Keeper, OpenFault, OpenView, View};
pub use open::{Conflict, Texts};
pub use opening::is_whole;
pub use ports::{
    Beginning, Chance, Change, DRAFTS, Effect, Event, Everything, Guard, Head, HeadForm, JOURNAL_MARK,
    JournalAnswer, JournalDraft, JournalFault, JournalSurvey, LOCAL_BACKUPS, Left, LocalAnswer, LocalChange,
    LocalDraft, LocalFault, LocalSurvey, News, OLD_VERSIONS, REMOVALS, Records, Rubric, Schema, Store,
    TOMBSTONES, Ticket, Timer, Value,
};
pub use removal::{removal_begun, removal_ended, removed_from_journal};
pub use rewriting::Rewrite;
pub use stacks::{Stacks, stacks};
pub use stored::{Body, Reconciled, StoredField, reconcile};
pub use survey::{JournalState, Listed, Listing, Surveyed, survey};
pub use versions::{Then, Version, differences, fields_at, versions};
pub use writing::Saved;
