//! The pages, one a place in the app.

mod begin;
mod browser;
mod detached;
mod history;
mod merge;
mod overview;
mod record_sheet;
mod safekeeping;
pub mod score;
mod start;
mod unlock;
mod waiting_files;

pub use begin::{NewReviewPage, NewSelfAssessmentPage};
pub use browser::BrowserPage;
pub use detached::{DamagedPage, DetachedPage, detached_title};
pub use history::HistoryPage;
pub use merge::MergePage;
pub use overview::OverviewPage;
pub use record_sheet::RecordSheetPage;
pub use score::ScorePage;
pub use start::StartPage;
#[cfg(feature = "first")]
pub use start::StartTemplates;
pub use unlock::UnlockPage;
pub use waiting_files::WaitingFiles;
