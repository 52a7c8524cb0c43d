//! Locking a draft by a passphrase: a [`Lock`] keeps its [`DataKey`] shut, and that key seals each stored text.
//!
//! Salts, nonces and keys are random bytes that the caller draws; nothing here is random or knows the time. A lock
//! shuts what the browser stores. It is no seal of a file (密封), and says nothing of who wrote a text.

mod fault;
mod key;
mod passphrase;
mod record;

pub use fault::LockFault;
pub use key::{DataKey, is_sealed};
pub use passphrase::MIN_SIGNS;
pub use record::{Cost, Lock};

/// The version of the record and of the sealed texts that this program writes.
pub const VERSION: u64 = 1;
