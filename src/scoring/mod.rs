//! From percentages to points, exactly: one sheet ([`Tally`]) or several ([`Aggregate`]).

mod aggregate;
mod fault;
mod tally;

pub use aggregate::{Aggregate, ClauseSpread, PANEL_MIN, Rule, check_count};
pub use fault::AggregateFault;
pub use tally::{ClauseScore, PartScore, Tally, points_of};
