//! The keeper's ports: its effects carried out in this browser, its records read and written.
//!
//! They guarantee what the simulated disk of `tests/keeper` does. Where a browser behaves otherwise, this ensures it:
//!
//! - *The journal executes requests in their order.* A browser orders transactions by when they were begun, and ours
//!   begin only once the database is open, so requests wait in a [`queue`] from the moment of the call. Requests of
//!   another window come in between, as in the simulation.
//! - *A transaction is atomic.* One that is dropped before its end is aborted by
//!   `indexed_db_futures`; preconditions, sequence numbers and what a re-encryption reads are read inside it. Between two
//!   requests nothing is waited for but requests: a transaction without one ends by itself.
//! - *Done means on the disk.* Writes ask for strict durability, and are done when the transaction is complete, not
//!   when its requests are: a quota may abort it at its end. That is told as [`JournalFault::Full`] where the browser
//!   gives it as the reason; an end for another reason, such as a disk without space, or for none is
//!   [`JournalFault::Broken`].
//! - *Failed means nothing was changed.* Every failure but silence is one of a transaction that did not complete. One
//!   that did not even begin, because the browser had closed the database, is begun once more on a new one; what broke
//!   afterwards is told, since the keeper is in doubt from then on (SPEC J39).
//! - *Silence is reported as such.* A request that times out leaves the queue, and its transaction is aborted if that
//!   is still possible. Whether it was is unknown.
//! - *A newer page takes the database over at once.* An open database is closed on `versionchange`; pending
//!   transactions are completed first, and later requests fail with [`JournalFault::Newer`].
//! - *localStorage is one place for all windows*, but a browser may run two windows in two processes, each with a copy
//!   that follows a moment later. A precondition and a sequence number that are read there may be as old as that. What
//!   passes it is found out by the event that follows, and by the journal, which has no such copies.
//! - *Each record of localStorage is written or refused by itself*; if the new one is refused, the former one stays.

mod journal;
mod local;
mod queue;

pub use journal::{journal, journal_records, read_entries, read_journal, rebuild, reencrypt, scan_storages};
pub use local::{changed_elsewhere, local, read_local};

use scoring::keeper;

use crate::app::browser::ids;

/// Ids and nonces, from the browser.
#[derive(Clone, Copy, Debug)]
pub struct BrowserRandom;

impl keeper::RandomSource for BrowserRandom {
    fn id(&mut self) -> String {
        ids::fresh()
    }

    fn nonce(&mut self) -> [u8; 24] {
        ids::nonce()
    }
}
