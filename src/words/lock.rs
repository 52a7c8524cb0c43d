//! In words: why something locked does not open.

use crate::foundations::Lang;
use crate::lock::LockFault;
use crate::problem::Place;
use crate::words as say;
use crate::words::problem::Sentence;

impl Sentence for LockFault {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        lock_fault(self, lang)
    }
}

/// Why something locked does not open, and what to do.
pub fn lock_fault(fault: &LockFault, lang: Lang) -> String {
    match fault {
        LockFault::ShortPassphrase { count, min } => say::FaultShortPassphrase { count, min }.text(lang),
        LockFault::WrongPassphrase => say::fault_wrong_passphrase(lang).to_owned(),
        LockFault::DamagedLock => say::fault_damaged_lock(lang).to_owned(),
        LockFault::NewerLock { found, known } => say::FaultNewerLock { found, known }.text(lang),
        LockFault::UnknownDerivation { found } => say::fault_unknown_derivation(lang, found),
        LockFault::CostOutOfBounds { m_kib, t, p } => say::FaultLockCost {
            memory: m_kib,
            passes: t,
            lanes: p,
        }
        .text(lang),
        LockFault::NoMemory { m_kib } => say::fault_lock_memory(lang, m_kib),
        LockFault::NotEncrypted => say::fault_not_encrypted(lang).to_owned(),
        LockFault::DamagedText => say::fault_damaged_text(lang).to_owned(),
    }
}
