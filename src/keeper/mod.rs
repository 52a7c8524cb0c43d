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
//! - A draft is saved once the journal has acknowledged everything that the window shows: `WindowDraft::save_status` in
//!   `writing.rs` decides it, see [`SaveStatus`].
//!
//! # The draft of a window
//!
//! | `State` | becomes |
//! |---|---|
//! | `Closed` | `Open` by `Begin`; `Loading` by `Open` |
//! | `Loading` | `Open`; `AwaitingPassphrase` if its head has a lock and no key is there; `Failed` if it cannot be opened, or `Detached` if this window has texts of it |
//! | `AwaitingPassphrase` | `Loading` by `PassphraseAccepted` |
//! | `Open` | `Reencrypting` by `Reencrypt`; `AwaitingPassphrase` if another window changed the lock; `Loading` by `Relock`; `Detached` if another window removed it |
//! | `Reencrypting` | `Open` once it ended, well or not; else as `Open`, but it is neither closed nor locked meanwhile |
//! | `Detached` | `Open`, as a new draft, by `RestoreDetached` |
//! | `Failed` | as `Closed` |
//!
//! `Close`, `Open` of another draft and `Begin` leave every state but `Reencrypting`, unless a text of it is in no storage.
//! `Remove` leads to `Closed` from every state. An open draft that the journal has not acknowledged completely is written on
//! after it was closed (`Keeper::closing`).
//!
//! # The heads in the two storages
//!
//! A draft exists where it has a head. What a window does when it reads another one than its own:
//!
//! | localStorage | journal | meaning | done |
//! |---|---|---|---|
//! | own, or one that it may have (`heads`) | the same | nothing happened | missing fields are written |
//! | none | own | localStorage was emptied | everything is written there |
//! | none | none | the journal was emptied too | everything is written to both |
//! | none | removal | the draft was removed | `Detached` |
//! | none | there is no journal (absent, of a newer page) | nothing tells it from a removal | `Detached` |
//! | none, or without a lock | cannot be read now | not known yet | nothing is written; the timer reads again |
//! | without a lock | own, with one | a window wrote it before it saw the lock | own head and encrypted texts are written there |
//! | without a lock | without one | another window decrypted the draft | it is written on without a key |
//! | without a lock | there is no journal | another window decrypted the draft | it is written on without a key |
//! | another lock | not asked | another window encrypted it, or changed its passphrase | `AwaitingPassphrase` |
//! | the same lock, another text; damaged | not asked | an older form, or a damaged one | own head is written |
//! | – | another lock, or none | another window changed the lock | `AwaitingPassphrase`, or written on without a key |
//! | – | the same lock, another text; damaged | an older form, or a damaged one | own head is written |
//!
//! The decision about localStorage is in `Keeper::full_read_done`, that about the journal in `reconcile_journal`, and what
//! both say together in `UnexplainedHead::explained_by`.
//!
//! Where to start: `ports.rs` defines records, events and effects; `machine.rs` dispatches events; `loading.rs` opens a
//! draft, `window_draft.rs` edits it, `writing.rs` writes it, `reencryption.rs` re-encrypts it, `removal.rs` removes it.
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
mod reencryption;
mod removal;
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
    LocalChange, LocalDraft, LocalFault, LocalScan, NewDraft, Notification, OLD_VERSIONS, Precondition,
    REMOVALS, RETRY_MS, RandomSource, Record, Records, ReencryptFault, RequestId, Store, StoredRubric,
    TOMBSTONES, Timer, UNDO_ENTRIES_AFTER_RELOAD, field_key,
};
pub use reencryption::Reencryption;
pub use removal::{journal_removal_changes, last_removal_changes, left_of_removal, local_removal_changes};
pub use stored::{Body, Reconciled, StoredField, reconcile};
pub use undo_stacks::{UndoStacks, undo_stacks};
pub use versions::{Difference, Version, differences, fields_at, versions};
pub use window_draft::{Conflict, Texts};
pub use writing::SaveStatus;
