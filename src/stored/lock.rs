//! The record of a lock: a JSON object in the head of the draft that it locks.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use crate::files::json::{Cursor, Limits, scan, written};
use crate::lock::{Cost, Lock, LockFault, VERSION};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockWire {
    version: u64,
    kdf: String,
    m_kib: u32,
    t: u32,
    p: u32,
    salt: String,
    nonce: String,
    key: String,
    check: String,
}

/// As much of a record as must be readable in every version.
#[derive(Deserialize)]
struct Probe {
    version: u64,
    kdf: Option<String>,
}

impl From<&Lock> for LockWire {
    fn from(lock: &Lock) -> Self {
        Self {
            version: VERSION,
            kdf: Lock::DERIVATION.to_owned(),
            m_kib: lock.cost.m_kib,
            t: lock.cost.t,
            p: lock.cost.p,
            salt: Base64UrlUnpadded::encode_string(&lock.salt),
            nonce: Base64UrlUnpadded::encode_string(&lock.nonce),
            key: Base64UrlUnpadded::encode_string(&lock.wrapped),
            check: lock.fingerprint().to_string(),
        }
    }
}

impl LockWire {
    /// The lock, where the record is whole.
    fn lock(&self) -> Option<Lock> {
        let lock = Lock {
            cost: Cost {
                m_kib: self.m_kib,
                t: self.t,
                p: self.p,
            },
            salt: bytes(&self.salt)?,
            nonce: bytes(&self.nonce)?,
            wrapped: bytes(&self.key)?,
        };
        // Without this a damaged record would look like a wrong passphrase, and somebody would try for hours.
        (lock.fingerprint().to_string() == self.check).then_some(lock)
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    (read == N).then_some(bytes)
}

/// Writes a lock's record.
pub fn write_lock(lock: &Lock) -> String {
    written(&LockWire::from(lock)).unwrap_or_default()
}

/// Reads a lock's record.
///
/// # Errors
/// It is of a newer version, makes its key in an unknown way, or is damaged; told apart in this order.
pub fn read_lock(record: &str) -> Result<Lock, LockFault> {
    let scanned = scan(record, &Limits::FILES).map_err(|_| LockFault::DamagedLock)?;
    lock_of(scanned.root())
}

/// The lock of a record that stands in another.
pub(super) fn lock_of(record: Cursor<'_, '_>) -> Result<Lock, LockFault> {
    let probe: Probe = record.read().map_err(|_| LockFault::DamagedLock)?;
    if probe.version > VERSION {
        return Err(LockFault::NewerLock {
            found: probe.version,
            known: VERSION,
        });
    }
    if probe.version < VERSION {
        return Err(LockFault::DamagedLock);
    }
    match probe.kdf {
        Some(kdf) if kdf != Lock::DERIVATION => return Err(LockFault::UnknownDerivation { found: kdf }),
        _ => {}
    }
    let wire: LockWire = record.read().map_err(|_| LockFault::DamagedLock)?;
    wire.lock().ok_or(LockFault::DamagedLock)
}
