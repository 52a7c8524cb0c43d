//! `aggregate`: several sheets of one applicant and stage as one result.

use std::path::Path;

use scoring::figures::{aggregate_json, aggregate_ndjson};
use scoring::files::{Content, FileKind};
use scoring::foundations::Fingerprint;
use scoring::report::aggregate_csv;
use scoring::rubric::Rubric;
use scoring::scoresheet::Scoresheet;
use scoring::scoring::{Aggregate as Result, NamedSheet};

use crate::args::{Aggregate, AggregateFormat};
use crate::inputs;
use crate::notes::Notes;

/// Puts the sheets together by the rule.
pub(crate) fn aggregate(args: &Aggregate, notes: &mut Notes) -> Option<String> {
    let rubric = inputs::rubric(&args.rubric, notes)?;
    let sheets: Vec<(String, Scoresheet)> = args
        .files
        .iter()
        .filter_map(|path| Some((inputs::name_of(path), sheet(path, &rubric, notes)?)))
        .collect();
    if notes.has_errors() {
        return None;
    }
    let named: Vec<NamedSheet<'_>> = sheets
        .iter()
        .map(|(name, sheet)| NamedSheet { name, sheet })
        .collect();
    let names: Vec<&str> = named.iter().map(|named| named.name).collect();
    let (rubric, _) = &rubric;
    let (aggregate, warnings) = Result::of(rubric, &named, args.rule)
        .map_err(|problems| notes.problems_together(&names, &problems))
        .ok()?;
    notes.problems_together(&names, &warnings);
    Some(match args.format {
        AggregateFormat::Json => {
            notes.notice(rubric);
            aggregate_json(rubric, &aggregate)
        }
        AggregateFormat::Ndjson => {
            notes.notice(rubric);
            aggregate_ndjson(rubric, &aggregate)
        }
        AggregateFormat::Csv => aggregate_csv(rubric, &aggregate, notes.lang()),
    })
}

fn sheet(path: &Path, rubric: &(Rubric, Fingerprint), notes: &mut Notes) -> Option<Scoresheet> {
    let (envelope, content) = inputs::opened(path, notes)?;
    let Content::Scoresheet(record) = content else {
        notes.problem(
            &inputs::name_of(path),
            &inputs::wrong_kind(FileKind::Scoresheet, envelope.kind),
        );
        return None;
    };
    inputs::checked(path, *record, rubric, notes)
}
