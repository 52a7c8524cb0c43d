//! Files that travel, to and from JSON: the envelope, and one folder for each kind of file.
//!
//! Opening is strict: a file is taken whole or refused with its reason and the place of it. What the browser keeps
//! of one's own draft is read leniently, in [`crate::stored`]. What one program of the page tells another of a file
//! stands here too (`opened`), because it is made of the same wire types.

mod application;
mod application_form;
mod archive;
mod assignment;
mod cycle;
mod declaration;
mod docket;
mod draft;
mod encoding;
mod envelope;
mod fault;
pub mod json;
mod opened;
mod panel_report;
mod pool;
mod records;
mod register;
mod registry;
mod rubric;
mod scoresheet;
mod visit_plan;
mod wire;

pub use application::{
    fingerprint_for_assessment, read_reading_copy, write_application, write_application_for_assessment,
    write_reading_copy,
};
pub use application_form::write_application_form;
pub use archive::{
    ARCHIVE_BYTES_MAX, ARCHIVE_ENTRIES_MAX, ARCHIVE_MARK, Archive, ArchiveFault, NotPacked, PackedFile,
    write_archive,
};
pub use assignment::write_assignment;
pub use cycle::write_cycle;
pub use declaration::write_declaration;
pub use docket::{docket_content, entry_again, next_entry, write_docket};
pub use draft::write_draft;
pub use encoding::{Encoding, MAX_FILE_BYTES, check_size, file_text, table_text};
pub use envelope::{
    Envelope, FORMAT, Imprint, open, open_drafted, open_rubric, open_scored, pack_payload, stated,
    stated_fingerprint,
};
pub use fault::{FileFault, Wanted};
pub use opened::{FoundElsewhere, OpenedElsewhere, read_opened, write_opened};
pub use panel_report::write_panel_report;
pub use pool::write_pool;
pub use register::write_register;
pub use registry::{Content, Drafted, FileKind, Scored};
pub use rubric::write_rubric;
pub use scoresheet::write_scoresheet;
pub use visit_plan::write_visit_plan;
