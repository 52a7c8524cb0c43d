//! The keeper saves drafts in the browser's two storages and reconciles their copies. It is a pure state machine.
//!
//! [`Keeper::handle`] takes an [`Event`] and returns [`Effect`]s. The page executes them (`src/app/browser/ports`); in
//! tests a simulated disk does (`tests/keeper`).
//!
//! - Every field is stored twice: in localStorage, synchronously, and in the journal (IndexedDB), durably.
//! - Every change of a draft has a sequence number. Of two copies of a field the one with the higher number is newer;
//!   clocks are shown to people and decide nothing.
//! - The journal also stores every step of typing and every other change as an entry. Its key ([`EntryKey`]) holds
//!   everything but the text.
//! - A draft is saved once the journal has acknowledged everything that the window shows: see [`SaveStatus`], computed in
//!   `writing.rs`.
//!
//! Where to start: `ports.rs` defines records, events and effects; `machine.rs` dispatches events; `loading.rs` opens a
//! draft, `window_draft.rs` edits it, `writing.rs` writes it, `rewriting.rs` re-encrypts it, `removal.rs` removes it.
//! `stored.rs` has fields and reconciles the copies that are found on loading, `window_draft.rs` those that other windows
//! write, `entry.rs` the keys of the journal, `versions.rs` and `undo_stacks.rs`
//! what follows from entries, `compaction.rs` which of them may go; `card.rs` and `listing.rs` the list of drafts.

mod card;
mod compaction;
mod entry;
mod listing;
mod loading;
mod machine;
mod ports;
mod removal;
mod rewriting;
mod stored;
mod undo_stacks;
mod versions;
mod window_draft;
mod writing;

pub use card::{Card, Exported, Progress, Summary};
pub use compaction::{Allowance, has_every_entry, surplus};
pub use entry::{Cause, EntryKey};
pub use listing::{JournalState, ListOutcome, ListedDraft, Listing, list_drafts};
pub use machine::{Keeper, OpenFault, OpenView, View};
pub use ports::{
    AllRecords, Carried, DRAFTS, DraftModel, Effect, Event, Head, HeadForm, IncompleteRemoval, JOURNAL_MARK,
    JournalAnswer, JournalChange, JournalDraft, JournalFault, JournalScan, LOCAL_BACKUPS, LocalAnswer,
    LocalChange, LocalDraft, LocalFault, LocalScan, NewDraft, News, OLD_VERSIONS, Precondition, REMOVALS,
    RETRY_MS, RandomSource, Record, Records, ReencryptFault, RequestId, Store, StoredRubric, TOMBSTONES,
    Timer, UNDO_ENTRIES_AFTER_RELOAD, field_key,
};
pub use removal::{journal_removal_changes, last_removal_changes, left_of_removal, local_removal_changes};
pub use rewriting::Rewrite;
pub use stored::{Body, Reconciled, StoredField, reconcile};
pub use undo_stacks::{UndoStacks, undo_stacks};
pub use versions::{Difference, Version, differences, fields_at, versions};
pub use window_draft::{Conflict, Texts};
pub use writing::SaveStatus;
