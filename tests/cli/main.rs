//! The command line's tests: the built program, real files, its output and exit codes.
//!
//! - `rubric_tables`, `sheet_tables`: good and wrong tables, case by case; the row and the reason of each refusal.
//! - `encodings`: bytes that are text, and bytes that are not.
//! - `files`: opening what other programs and hands have made; replacing files; the same bytes again.
//! - `formats`: every output in full.
//! - `arguments`: the command line itself.
//! - `exact`: random rubrics and sheets against a computation of the test's own.

mod arguments;
mod desk;
mod encodings;
mod exact;
mod files;
mod formats;
mod rubric_tables;
mod sheet_tables;
