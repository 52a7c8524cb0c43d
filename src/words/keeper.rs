//! In words: why a storage of the browser failed.

use crate::foundations::Lang;
use crate::keeper::{JournalFault, LocalFault};
use crate::words as say;

/// Why localStorage could not be read or written.
pub fn local_fault(fault: LocalFault, lang: Lang) -> &'static str {
    match fault {
        LocalFault::Full => say::browser_full(lang),
        LocalFault::Unavailable => say::browser_blocked(lang),
    }
}

/// Why the journal could not be read or written.
pub fn journal_fault(fault: JournalFault, lang: Lang) -> &'static str {
    match fault {
        JournalFault::Absent => say::journal_absent(lang),
        JournalFault::Newer => say::journal_newer(lang),
        JournalFault::Full => say::journal_full(lang),
        JournalFault::Broken => say::journal_broken(lang),
        JournalFault::Silent => say::journal_silent(lang),
        JournalFault::HeldByOlderWindow => say::journal_blocked(lang),
        JournalFault::Incomplete => say::journal_incomplete(lang),
    }
}
