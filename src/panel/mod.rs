//! The secretariat's sheets: a verdict for each, groups of those that count, questions about names, and the ranking.

mod answers;
mod dossier;
mod entry;
mod fault;
mod intake;
mod names;
mod ranking;
mod summary;
mod verdict;

pub use answers::{Answer, NameKind, Question};
pub use entry::{Entry, StoredFile};
pub use fault::IntakeFault;
pub use intake::{FileNumber, FiledSheet, Intake};
pub use ranking::{Group, Ranked, Ranking, Reason, Seat, Unranked, ranked};
pub use summary::{SheetSummary, Written};
pub use verdict::{Verdict, VerdictKind};
