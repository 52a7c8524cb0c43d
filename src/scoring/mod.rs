//! From percentages to points, exactly: one sheet ([`Tally`]) or several ([`Aggregate`]).

mod aggregate;
mod fault;
mod tally;

pub use aggregate::{Aggregate, ClauseSpread, NamedSheet, Rule};
pub use fault::AggregateFault;
pub use tally::{ClauseScore, PartScore, Tally};
