//! Figures with their words, for people: plain text and spreadsheets.

mod csv;
mod text;

pub use csv::{aggregate_csv, summary_csv};
pub use text::tally_text;
