//! The key of a locked draft, and the texts it encrypts.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::lock::{LockFault, VERSION};

/// Bytes of a key.
pub(super) const KEY: usize = 32;
/// Bytes of a nonce: so many that random ones never meet.
pub(super) const NONCE: usize = 24;
/// Bytes by which an encrypted text is longer: they show every change.
pub(super) const TAG: usize = 16;

/// How every encrypted text begins, before its version; no JSON does.
const PREFIX: &str = "locked";

/// The associated data of an encrypted text, followed by its record key.
const PURPOSE: &str = "scoring-workbench/text/1/";

/// Whether a stored text is an encrypted one, of any version.
pub fn is_encrypted(stored: &str) -> bool {
    version_and_rest(stored).is_some()
}

/// `locked1:…`: the version, and what stands behind the colon.
fn version_and_rest(stored: &str) -> Option<(u64, &str)> {
    let (version, rest) = stored.strip_prefix(PREFIX)?.split_once(':')?;
    let digits = version.bytes().all(|byte| byte.is_ascii_digit()) && !version.starts_with('0');
    Some((version.parse().ok().filter(|_| digits)?, rest))
}

/// The key that encrypts the texts of one draft. It is zeroized on drop and redacted in `Debug`.
pub struct DataKey([u8; KEY]);

impl DataKey {
    /// The key of these random bytes.
    pub fn of(bytes: [u8; KEY]) -> Self {
        Self(bytes)
    }

    /// Encrypts a text for the key of its record, such as `<draft>/field/clause/1.1/strengths`: it decrypts under that
    /// record key alone.
    ///
    /// `nonce` is fresh random bytes; one that is used twice gives both texts away.
    pub fn encrypt(&self, nonce: [u8; NONCE], record_key: &str, text: &str) -> String {
        let mut bytes = nonce.to_vec();
        bytes.extend(encrypt(&self.0, &nonce, &bound_to(record_key), text.as_bytes()));
        format!("{PREFIX}{VERSION}:{}", Base64UrlUnpadded::encode_string(&bytes))
    }

    /// Decrypts a text that was encrypted for this record key.
    ///
    /// # Errors
    /// It was never encrypted, is of a newer version, or is damaged, moved to another record, or encrypted with another
    /// key.
    pub fn decrypt(&self, record_key: &str, encrypted: &str) -> Result<String, LockFault> {
        let (version, rest) = version_and_rest(encrypted).ok_or(LockFault::NotEncrypted)?;
        if version > VERSION {
            return Err(LockFault::NewerLock {
                found: version,
                known: VERSION,
            });
        }
        let opened = || {
            let bytes = Base64UrlUnpadded::decode_vec(rest).ok()?;
            let (nonce, encrypted) = bytes.split_first_chunk::<NONCE>()?;
            let text = decrypt(&self.0, nonce, &bound_to(record_key), encrypted)?;
            core::str::from_utf8(&text).ok().map(str::to_owned)
        };
        opened().ok_or(LockFault::DamagedText)
    }

    pub(super) fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for DataKey {}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

fn bound_to(record_key: &str) -> Vec<u8> {
    format!("{PURPOSE}{record_key}").into_bytes()
}

/// Encrypts bytes under a key, bound to what they are for.
pub(super) fn encrypt(key: &[u8; KEY], nonce: &[u8; NONCE], purpose: &[u8], bytes: &[u8]) -> Vec<u8> {
    let payload = Payload {
        msg: bytes,
        aad: purpose,
    };
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    // It fails above 256 GiB only, which no text in memory has.
    cipher.encrypt(&XNonce::from(*nonce), payload).unwrap_or_default()
}

/// Decrypts what [`encrypt`] encrypted; nothing where anything differs.
pub(super) fn decrypt(
    key: &[u8; KEY],
    nonce: &[u8; NONCE],
    purpose: &[u8],
    encrypted: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload {
        msg: encrypted,
        aad: purpose,
    };
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    cipher
        .decrypt(&XNonce::from(*nonce), payload)
        .ok()
        .map(Zeroizing::new)
}
