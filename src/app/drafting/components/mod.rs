//! Pieces of the pages of a draft. One file a piece, one style sheet section of the same name.

mod band_picker;
mod evidence_register;
mod exported_file;
mod fold;
mod results_grid;
mod save_state;
pub mod storage_state;
mod submission;
mod written_field;

pub use band_picker::BandPicker;
pub use evidence_register::{CitedItems, EvidenceRegister, cited_list, register_table};
pub use exported_file::ExportedFileNotice;
pub use fold::fold;
pub use results_grid::{ResultsGrid, results_table};
pub use save_state::SaveState;
pub use storage_state::{JournalSection, UnlistedDrafts};
pub use submission::{SubmissionNotice, submission_text};
pub use written_field::{LineField, WrittenField, field_id, fixed, shows, storage_note, typing, written};

use leptos::prelude::*;

use crate::app::drafting::Workbench;

/// The state of the desk.
pub fn workbench() -> Workbench {
    expect_context::<Workbench>()
}
