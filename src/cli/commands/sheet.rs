//! `sheet import`: a table becomes a submitted scoresheet.

use scoring::files::{Imprint, write_scoresheet};
use scoring::table::{SheetOptions, read_sheet};

use crate::args::SheetImport;
use crate::notes::Notes;
use crate::{clock, decode, inputs, output};

/// Reads the table, holds it against the rubric, and writes the sheet; returns its text where standard output was
/// asked for.
pub(crate) fn import(args: &SheetImport, notes: &mut Notes) -> Option<String> {
    let inputs = [args.table.as_path(), args.rubric.as_path()];
    if !inputs::stream_at_most_once(&inputs, notes) || output::is_an_input(&args.output, &inputs, notes) {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    // Both files are tried, so that one run tells what is wrong with either.
    let rubric = inputs::rubric(&args.rubric, notes);
    let text = inputs::text(&args.table, decode::table, notes);
    let ((rubric, fingerprint), text) = rubric.zip(text)?;
    let name = inputs::name_of(&args.table);
    let options = SheetOptions {
        stage: args.stage,
        // The applicant's own assessment may leave open who filled it in.
        assessor: args.assessor.clone().unwrap_or_default(),
        applicant: args.applicant.clone(),
        overall: args.overall.clone(),
    };
    let (sheet, warnings) = read_sheet(&text, &rubric, fingerprint, options)
        .map_err(|problems| notes.problems(&name, &problems))
        .ok()?;
    notes.problems(&name, &warnings);
    if notes.has_errors() {
        return None;
    }
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    output::deliver(&args.output, write_scoresheet(&sheet, &imprint), notes)
}
