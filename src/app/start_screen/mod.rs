//! The texts of the start screen, without Leptos: the start program and the workbench both show it.

mod drafts;
mod language;
mod offline;

pub use drafts::{
    DraftCard, DraftLine, Unlisted, card_name, draft_name, journal_line, removal_line, unlisted_lines,
};
pub use language::{LANGUAGE, language};
pub use offline::offline_line;
