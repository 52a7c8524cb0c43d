//! The secretariat's desk: a verdict for each file, groups of accepted sheets, and the ranking.

mod intake;
mod ranking;

pub use intake::{Accepted, Intake, Verdict};
pub use ranking::{Group, Ranked, Ranking, groups};
