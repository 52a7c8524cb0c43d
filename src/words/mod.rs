//! What people read: one function a message, made from the Fluent files beside this one, and the sentences
//! that name problems and places.

mod names;
mod problems;

pub use names::{
    aggregate_columns, column, file_kind, kind, notice_for, rounding_rule, rule, severity, stage,
    summary_columns,
};
pub use problems::{fault, lock_fault, place, problem_line, verdict_of};

use crate::foundations::Lang;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
