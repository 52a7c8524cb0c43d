//! Why something locked does not open.

/// Why a lock, or a text under it, does not open. What can be told apart is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum LockFault {
    /// A new passphrase with too few characters.
    ShortPassphrase { count: usize, min: usize },
    /// The lock is whole, and this passphrase does not open it.
    WrongPassphrase,
    /// The lock's record is damaged: no passphrase can open it.
    DamagedLock,
    /// The lock, or a text under it, was made by a newer version.
    NewerLock { found: u64, known: u64 },
    /// The lock makes its key in a way that this version does not know.
    UnknownDerivation { found: String },
    /// The lock asks for more work or memory than any lock of ours, or for none.
    CostOutOfBounds { m_kib: u32, t: u32, p: u32 },
    /// The memory that the key needs is not to be had just now.
    NoMemory { m_kib: u32 },
    /// The text was never encrypted.
    NotEncrypted,
    /// The encrypted text is damaged, stands at another place than its own, or belongs to another key.
    DamagedText,
}
