//! The commands. Each returns its text for standard output; nothing where it has none or must not say it.

mod aggregate;
mod archive;
mod assignment;
mod check;
mod cycle;
mod demo;
mod docket;
mod paper;
mod people;
mod rank;
mod review;
mod rubric;
mod sheet;
mod total;

use crate::args::{
    ApplicationCommand, AssignmentCommand, Command, CycleCommand, DocketCommand, PanelCommand, PoolCommand,
    RegisterCommand, ReportCommand, RubricCommand, SheetCommand,
};
use crate::notes::Notes;
use scoring::files::FileKind;

/// Runs one command.
pub(crate) fn run(command: &Command, notes: &mut Notes) -> Option<String> {
    match command {
        Command::Rubric(RubricCommand::Check { file }) => check::one(file, FileKind::Rubric, notes),
        Command::Rubric(RubricCommand::Import(args)) => rubric::import(args, notes),
        Command::Sheet(SheetCommand::Import(args)) => sheet::import(args, notes),
        Command::Check(args) => check::files(args, notes),
        Command::Total(args) => total::total(args, notes),
        Command::Aggregate(args) => aggregate::aggregate(args, notes),
        Command::Rank(args) => rank::rank(args, notes),
        Command::Cycle(CycleCommand::New(args)) => cycle::new(args, notes),
        Command::Cycle(CycleCommand::Check { file }) => check::one(file, FileKind::Cycle, notes),
        Command::Pool(PoolCommand::Import(args)) => people::import_pool(args, notes),
        Command::Register(RegisterCommand::Import(args)) => people::import_register(args, notes),
        Command::Register(RegisterCommand::List(args)) => people::list(args, notes),
        Command::Register(RegisterCommand::Check(args)) => people::check(args, notes),
        Command::Application(ApplicationCommand::Check(args)) => review::application(args, notes),
        Command::Assignment(AssignmentCommand::New(args)) => assignment::new(args, notes),
        Command::Panel(PanelCommand::Check(args)) => review::panel(args, notes),
        Command::Report(ReportCommand::Check(args)) => review::report(args, notes),
        Command::Docket(DocketCommand::Show { path }) => docket::show(path, notes),
        Command::Docket(DocketCommand::Verify { path }) => docket::verify(path, notes),
        Command::Standing(args) => docket::standing(args, notes),
        Command::Audit(args) => docket::audit(args, notes),
        Command::Paper(args) => paper::paper(args, notes),
        Command::Archive(args) => archive::archive(args, notes),
        Command::Demo(args) => demo::demo(args, notes),
        // Reading the command line has answered it.
        Command::Help { .. } => None,
    }
}
