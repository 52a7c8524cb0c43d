//! What the browser keeps of one's own drafts, to and from JSON: heads, fields, locks.
//!
//! Reading is lenient: what can be read is kept, and the rest is reported. Nothing here travels; files that do are
//! in [`crate::files`].

mod field;
mod head;
mod lock;
mod records;

pub use field::{read_stored_field, write_stored_field};
pub use head::{StoredHead, read_draft_head, write_draft_head};
pub use lock::{read_lock, write_lock};
pub use records::{read_head, read_journal_record, read_record, read_surveyed, write_record};
