//! The commands. Each returns its text for standard output; nothing where it has none or must not say it.

mod aggregate;
mod check;
mod rank;
mod rubric;
mod sheet;
mod total;

use crate::args::{Command, RubricCommand, SheetCommand};
use crate::notes::Notes;

/// Runs one command.
pub(crate) fn run(command: &Command, notes: &mut Notes) -> Option<String> {
    match command {
        Command::Rubric(RubricCommand::Check { file }) => check::rubric(file, notes),
        Command::Rubric(RubricCommand::Import(args)) => rubric::import(args, notes),
        Command::Sheet(SheetCommand::Import(args)) => sheet::import(args, notes),
        Command::Check(args) => check::files(args, notes),
        Command::Total(args) => total::total(args, notes),
        Command::Aggregate(args) => aggregate::aggregate(args, notes),
        Command::Rank(args) => rank::rank(args, notes),
        // Reading the command line has answered it.
        Command::Help { .. } => None,
    }
}
