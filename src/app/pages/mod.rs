//! The pages, one a place in the app.

mod begin;
mod history;
mod overview;
pub mod score;
mod secretariat;
mod start;

pub use begin::{NewReviewPage, NewSelfAssessmentPage};
pub use history::HistoryPage;
pub use overview::OverviewPage;
pub use score::{ScorePage, go_to_next_gap, step_clause};
pub use secretariat::SecretariatPage;
pub use start::StartPage;
