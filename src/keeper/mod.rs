//! The keeper: what was typed is kept, acknowledged and reconciled, as a pure state machine.
//!
//! Events go in, effects come out ([`Keeper::handle`]). The page carries the effects out through its ports; a simulated
//! disk does so in `tests/keeper`. A field's text stands in two storages, localStorage and the journal. A draft counts
//! its changes; each text carries the number of its change, its sequence number, which decides which of two copies is
//! the newer one; clocks only tell people when. The journal also keeps every change as an entry, under a key that says
//! all but the text.

mod card;
mod compaction;
mod entry;
mod listing;
mod loading;
mod machine;
mod open_draft;
mod ports;
mod removal;
mod rewriting;
mod stored;
mod undo_stacks;
mod versions;
mod writing;

pub use card::{Card, Exported, Progress, Summary};
pub use compaction::{Allowance, surplus};
pub use entry::{Cause, JournalKey};
pub use listing::{JournalState, ListOutcome, ListedDraft, Listing, list_drafts};
pub use loading::is_complete;
pub use machine::{Keeper, OpenFault, OpenView, View};
pub use open_draft::{Conflict, Texts};
pub use ports::{
    AllRecords, DRAFTS, DraftModel, Effect, Event, Head, HeadForm, IncompleteRemoval, JOURNAL_MARK,
    JournalAnswer, JournalChange, JournalDraft, JournalFault, JournalScan, LOCAL_BACKUPS, LocalAnswer,
    LocalChange, LocalDraft, LocalFault, LocalScan, NewDraft, News, OLD_VERSIONS, Precondition, REMOVALS,
    RandomSource, Record, Records, RequestId, Store, StoredRubric, TOMBSTONES, Timer,
};
pub use removal::{final_removal_changes, journal_removal_changes, local_removal_changes};
pub use rewriting::Rewrite;
pub use stored::{Body, Reconciled, StoredField, reconcile};
pub use undo_stacks::{UndoStacks, undo_stacks};
pub use versions::{Difference, Version, differences, fields_at, versions};
pub use writing::Saved;
