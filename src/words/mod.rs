//! What people read, made from the Fluent files beside this one: a function or a struct for each message, and the
//! sentences that name problems and places. A file of a room says that room's faults.

mod application;
mod cycle;
mod docket;
mod files;
mod keeper;
mod lock;
mod moment;
mod names;
mod panel;
mod problem;
mod quoted;
mod rubric;
mod scoresheet;
mod scoring;
mod table;

pub use application::{better, evidence_field, result_field};
pub use cycle::recommendation;
pub use docket::{
    award, candidate, due_state, due_what, eligibility, finding, lacking, qualification, receipt, remark,
};
pub use files::archive_fault;
pub use keeper::{journal_fault, local_fault};
pub use lock::lock_fault;
pub use moment::moment;
pub use names::{
    aggregate_columns, column, field, file_kind, kind, long_notice_for, notice_for, rounding_in_short,
    rounding_rule, rule, rule_in_full, severity, stage, summary_columns,
};
pub use panel::{correction, question, reason, verdict_of, verdict_of_file, verdict_reason};
pub use problem::{Sentence, fault, place, problem_line};
pub use quoted::Quoted;

use crate::foundations::Lang;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
