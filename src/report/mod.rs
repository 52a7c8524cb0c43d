//! Figures with their words, for people: plain text and spreadsheets.

mod checks;
mod csv;
mod paper;
mod standing;
mod text;

pub use checks::{certificate_text, eligibility_text, panels_text, register_text, reports_text};
pub use csv::{aggregate_csv, summary_csv};
pub use paper::paper_text;
pub use standing::{audit_text, docket_text, standing_text};
pub use text::tally_text;
