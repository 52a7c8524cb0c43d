//! The lock: plain data that wraps a data key under a passphrase.

use argon2::{Algorithm, Argon2, Error, Params, Version};
use zeroize::Zeroizing;

use crate::foundations::Fingerprint;
use crate::lock::key::{KEY, NONCE, TAG, decrypt, encrypt};
use crate::lock::{DataKey, LockFault, VERSION, passphrase};

/// Bytes of a salt.
const SALT: usize = 16;

/// What keys are wrapped for, so that no encrypted text can stand for one.
const PURPOSE: &[u8] = b"scoring-workbench/key/1";

/// How much work it is to try one passphrase (Argon2id). It is stored with the lock, so that later locks may
/// cost more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub m_kib: u32,
    /// Passes over it.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

impl Cost {
    /// What new locks cost: the minimum that OWASP names for Argon2id.
    pub const DEFAULT: Self = Self {
        m_kib: 19 * 1024,
        t: 2,
        p: 1,
    };

    /// The most memory that a lock may ask for.
    pub const MAX_M_KIB: u32 = 64 * 1024;

    /// The most memory times passes.
    pub const MAX_WORK_KIB: u64 = 256 * 1024;

    /// The most lanes.
    pub const MAX_P: u32 = 4;

    /// A record comes from a disk that others may have written to: it must not freeze the page.
    fn params(self) -> Result<Params, LockFault> {
        let Self { m_kib, t, p } = self;
        let fault = LockFault::CostOutOfBounds { m_kib, t, p };
        let work = u64::from(m_kib) * u64::from(t);
        if m_kib > Self::MAX_M_KIB || work > Self::MAX_WORK_KIB || p > Self::MAX_P {
            return Err(fault);
        }
        Params::new(m_kib, t, p, Some(KEY)).map_err(|_| fault)
    }
}

/// A lock. It stands in the open in its draft's head; without it no passphrase opens anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The work of one try.
    pub cost: Cost,
    /// Makes equal passphrases of two locks different keys.
    pub salt: [u8; SALT],
    /// The nonce of the wrapped key.
    pub nonce: [u8; NONCE],
    /// The data key, encrypted under the key that the passphrase gives.
    pub wrapped: [u8; KEY + TAG],
}

impl Lock {
    /// The one way in which version 1 makes a key of a passphrase.
    pub const DERIVATION: &str = "argon2id";

    /// Opens the lock.
    ///
    /// # Errors
    /// The passphrase is wrong, the cost is out of bounds (then no work was done), or memory is short. A damaged
    /// record cannot be told from a wrong passphrase here: [`Lock::fingerprint`], stored beside it, tells it first.
    pub fn open(&self, passphrase: &str) -> Result<DataKey, LockFault> {
        let key = self.cost_key(&passphrase::folded(passphrase))?;
        let opened = decrypt(&key, &self.nonce, PURPOSE, &self.wrapped).ok_or(LockFault::WrongPassphrase)?;
        let bytes: &[u8; KEY] = opened.as_slice().try_into().map_err(|_| LockFault::DamagedLock)?;
        Ok(DataKey::of(*bytes))
    }

    /// The fingerprint of all that the record holds. It tells damage, not intent: whoever changes a record can make
    /// a new one.
    pub fn fingerprint(&self) -> Fingerprint {
        let Self {
            cost: Cost { m_kib, t, p },
            salt,
            nonce,
            wrapped,
        } = self;
        let mut bytes = format!("{VERSION} {} {m_kib} {t} {p} ", Self::DERIVATION).into_bytes();
        bytes.extend(salt);
        bytes.extend(nonce);
        bytes.extend(wrapped);
        Fingerprint::of(&bytes)
    }

    fn cost_key(&self, passphrase: &str) -> Result<Zeroizing<[u8; KEY]>, LockFault> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.cost.params()?);
        let mut key = Zeroizing::new([0; KEY]);
        match argon2.hash_password_into(passphrase.as_bytes(), &self.salt, key.as_mut_slice()) {
            Ok(()) => Ok(key),
            Err(Error::OutOfMemory) => Err(LockFault::NoMemory {
                m_kib: self.cost.m_kib,
            }),
            // A text of more than four gigabytes is no passphrase.
            Err(_) => Err(LockFault::WrongPassphrase),
        }
    }
}

impl DataKey {
    /// Wraps this key under a passphrase: a first one, or another one later. The texts that it encrypted stay as they
    /// are and decrypt as before. `salt` and `nonce` are fresh random bytes.
    ///
    /// # Errors
    /// The passphrase is too short, the cost is out of bounds, or memory is short.
    pub fn lock(
        &self,
        passphrase: &str,
        cost: Cost,
        salt: [u8; SALT],
        nonce: [u8; NONCE],
    ) -> Result<Lock, LockFault> {
        let passphrase = passphrase::new(passphrase)?;
        let mut lock = Lock {
            cost,
            salt,
            nonce,
            wrapped: [0; KEY + TAG],
        };
        let key = lock.cost_key(&passphrase)?;
        let wrapped = encrypt(&key, &nonce, PURPOSE, self.bytes());
        lock.wrapped = wrapped.try_into().map_err(|_| LockFault::DamagedLock)?;
        Ok(lock)
    }
}
