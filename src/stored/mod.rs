//! What the browser keeps, to and from JSON: of one's own drafts heads, fields and locks, of the secretariat's desk its
//! log.
//!
//! Reading is lenient: what can be read is kept, and the rest is reported. Nothing here travels; files that do are
//! in [`crate::files`].

mod desk;
mod field;
mod head;
mod lock;
mod records;

pub use desk::{
    DESK_ENTRIES, DESK_FILES, LoggedEntry, desk_entry_key, desk_entry_number, desk_file_key, read_desk_entry,
    read_desk_log, write_desk_entry,
};
pub use field::{read_stored_field, write_stored_field};
pub use head::{StoredHead, read_draft_head, write_draft_head};
pub use lock::{read_lock, write_lock};
pub use records::{read_head, read_journal_record, read_record, read_scanned, write_record};
