//! `sheet import`: a table becomes a submitted scoresheet.

use scoring::files::{Content, FileKind, Imprint, write_scoresheet};
use scoring::scoresheet::Revision;
use scoring::table::{SheetOptions, read_sheet};

use crate::args::SheetImport;
use crate::notes::Notes;
use crate::{clock, decode, inputs, output};

/// Reads the table, holds it against the rubric, and writes the sheet; returns its text where standard output was
/// asked for.
pub(crate) fn import(args: &SheetImport, notes: &mut Notes) -> Option<String> {
    let mut inputs = vec![args.table.as_path(), args.rubric.as_path()];
    inputs.extend(args.corrects.as_deref());
    if !inputs::stream_at_most_once(inputs.iter().copied(), notes)
        || output::is_an_input(&args.output, &inputs, notes)
    {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    // Both files are tried, so that one run tells what is wrong with either.
    let rubric = inputs::rubric(&args.rubric, notes);
    let text = inputs::text(&args.table, decode::table, notes);
    let revision = revision(args, notes);
    let (((rubric, fingerprint), text), revision) = rubric.zip(text).zip(revision)?;
    let name = inputs::name_of(&args.table);
    let options = SheetOptions {
        stage: args.stage,
        // The applicant's own assessment may leave open who filled it in.
        assessor: args.assessor.clone().unwrap_or_default(),
        applicant: args.applicant.clone(),
        overall: args.overall.clone(),
        revision,
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
    output::deliver_file(&args.output, write_scoresheet(&sheet, &imprint), notes)
}

/// Which revision the new sheet is: a first one, or the next one of the sheet that it corrects.
fn revision(args: &SheetImport, notes: &mut Notes) -> Option<Revision> {
    let Some((path, reason)) = args.corrects.as_deref().zip(args.reason.as_ref()) else {
        return Some(Revision::FIRST);
    };
    match inputs::opened(path, notes)? {
        (envelope, Content::Scoresheet(record)) => {
            Some(record.revision.corrected(envelope.fingerprint, reason.clone()))
        }
        (envelope, _) => {
            let wrong = inputs::wrong_kind(FileKind::Scoresheet, envelope.kind);
            notes.problem(&inputs::name_of(path), &wrong);
            None
        }
    }
}
