//! The command line's tests: the built program, real files, its output and exit codes.
//!
//! - `rubric_tables`, `sheet_tables`: good and wrong tables, case by case; the row and the reason of each refusal.
//! - `encodings`: bytes that are text, and bytes that are not.
//! - `files`: opening what other programs and hands have made; replacing files; the same bytes again.
//! - `formats`: every output in full.
//! - `arguments`: the command line itself.
//! - `secretariat`: many files at once: folders, lists, standard input; bad files, questions about names, ranks.
//! - `manners`: language, help, suggestions, standard input and output, and what is never overwritten or obeyed.
//! - `award`: a whole cycle in a folder: demonstration, standing, audit, docket.
//! - `cycles`: a docket shown, numbers that it does not have, archives of other systems, names side by side.
//! - `papers`: papers of a cycle out of a folder, and what is missing for one.
//! - `checking`: what `check` held a file against, and what it did not look at.
//! - `large`: large inputs: few words, and nothing that grows with the square of the size.
//! - `hostile`: any words and any files: an exit code and a reason, never a panic.
//! - `readme`: every command that README shows, with the output that it shows.
//! - `exact`: random rubrics and sheets against a computation of the test's own.

mod arguments;
mod award;
mod checking;
mod cycles;
mod desk;
mod encodings;
mod exact;
mod files;
mod formats;
mod hostile;
#[cfg(unix)]
mod large;
mod manners;
mod papers;
#[cfg(unix)]
mod readme;
mod rubric_tables;
mod secretariat;
mod sheet_tables;
