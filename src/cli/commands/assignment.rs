//! `assignment new`: the file that an expert gets, as it follows from the docket.

use scoring::docket::{self, AssignmentWanted, Unassigned};
use scoring::files::{Imprint, write_assignment};
use scoring::problem::{Place, Problem};
use scoring::words as say;

use crate::args::AssignmentNew;
use crate::commands::cycle::{day, id};
use crate::notes::Notes;
use crate::{case, clock, inputs, output};

/// Writes the file; returns its text where standard output was asked for.
pub(crate) fn new(args: &AssignmentNew, notes: &mut Notes) -> Option<String> {
    if output::is_an_input(&args.output, &[&args.path], notes) {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    let expert = id("--expert", &args.expert, notes)?;
    let panel = match &args.panel {
        None => None,
        Some(panel) => Some(id("--panel", panel, notes)?),
    };
    let days = match (&args.day, &args.due) {
        (Some(from), Some(due)) => Some((day("--day", from, notes)?, day("--due", due, notes)?)),
        _ => None,
    };
    let case = case::open(&args.path, notes)?;
    let wanted = AssignmentWanted {
        expert: &expert,
        stage: args.stage,
        panel: panel.as_ref(),
        days,
    };
    let assignment = match docket::assignment(&case.docket, &case.files, wanted) {
        Ok(assignment) => assignment,
        Err(Unassigned::Faulty(problems)) => {
            notes.problems(&inputs::name_of(&args.output), &problems);
            return None;
        }
        Err(Unassigned::NoDays) => {
            notes.wrong_argument(say::cli_assignment_days(notes.lang()));
            return None;
        }
        Err(Unassigned::SeveralPanels(panels)) => {
            let panels: Vec<&str> = panels.iter().map(|panel| panel.as_str()).collect();
            let text = say::CliSeveralPanels {
                expert: &expert,
                panels: &panels.join(", "),
            };
            notes.wrong_argument(&text.text(notes.lang()));
            return None;
        }
        Err(Unassigned::Refused(refusal)) => {
            notes.problem(
                &inputs::name_of(&args.path),
                &Problem::error(Place::File, refusal),
            );
            return None;
        }
    };
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    output::deliver_file(&args.output, write_assignment(&assignment, &imprint), notes)
}
