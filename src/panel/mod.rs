//! The secretariat's desk: a verdict for each file, groups of accepted sheets, and the ranking.

mod fault;
mod intake;
mod ranking;

pub use fault::IntakeFault;
pub use intake::{Accepted, Intake, Verdict};
pub use ranking::{Group, Ranked, Ranking, groups};
