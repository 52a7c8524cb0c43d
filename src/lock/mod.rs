//! Locking a draft by a passphrase: a [`Lock`] wraps its [`DataKey`], and that key encrypts each stored text.
//!
//! Salts, nonces and keys are random bytes that the caller draws; nothing here is random or knows the time. A lock
//! encrypts what the browser stores. It is no seal of a file (密封), and says nothing of who wrote a text.
//!
//! Encrypted are the texts: of fields, of their history, of the conflict list, of backups, and the application under
//! review. What says where a text belongs and which of two is newer stays readable (SPEC J42):
//!
//! - the head: the draft's id, kind and stage, its rubric, the application's fingerprint, the cycle, when it began, and
//!   the lock's costs, salt, nonce and checksum; the rubric itself is a record of its own;
//! - the card: how many changes there were and how many clauses have a value, the stage, when the draft was last
//!   written and last exported, and up to which change;
//! - of each field that ever had a text its address, with codes of clauses, years and ids of rows, so also how many rows
//!   there are; its sequence number, when it was written, and the length of its text;
//! - of each entry of the history the same, with its cause and the id of its window; of a conflict its address, when it
//!   was listed and whether its record was damaged; of a backup its key and its moment.

mod fault;
mod key;
mod passphrase;
mod record;

pub use fault::LockFault;
pub use key::{DataKey, is_encrypted};
pub use passphrase::{MIN_CHARACTERS, Passphrase};
pub use record::{Cost, Lock};

/// The version of the record and of the encrypted texts that this program writes.
pub const VERSION: u64 = 1;
