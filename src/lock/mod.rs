//! Locking a draft by a passphrase: a [`Lock`] wraps its [`DataKey`], and that key encrypts each stored text.
//!
//! Salts, nonces and keys are random bytes that the caller draws; nothing here is random or knows the time. A lock
//! encrypts what the browser stores. It is no seal of a file (密封), and says nothing of who wrote a text.

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
