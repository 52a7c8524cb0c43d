//! `check` and `rubric check`: what files are, whether they are intact, and every problem in them.

use std::path::Path;

use scoring::faults::AnyFault;
use scoring::foundations::Fingerprint;
use scoring::interchange::{self, CheckedFile, Content, FileFault, FileKind, check_json};
use scoring::problem::{Place, Problem, Problems, Severity};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Scoresheet, Standard};
use scoring::words as say;

use crate::args::Check;
use crate::notes::Notes;
use crate::{decode, inputs};

/// Reports on files of any kind. The report is the result, so it is told of faulty files too.
pub(crate) fn files(args: &Check, notes: &mut Notes) -> Option<String> {
    let rubric = match &args.rubric {
        None => None,
        Some(path) => Some(inputs::rubric(path, notes)?),
    };
    let reports: Vec<CheckedFile> = args
        .files
        .iter()
        .filter_map(|path| report(path, rubric.as_ref(), None, notes))
        .collect();
    (!notes.is_blocked()).then(|| check_json(&reports))
}

/// Reports on one file that must be a rubric; a faulty one is told on standard error alone.
pub(crate) fn rubric(path: &Path, notes: &mut Notes) -> Option<String> {
    let report = report(path, None, Some(FileKind::Rubric), notes)?;
    (!notes.has_errors()).then(|| check_json(&[report]))
}

fn report(
    path: &Path,
    rubric: Option<&(Rubric, Fingerprint)>,
    wanted: Option<FileKind>,
    notes: &mut Notes,
) -> Option<CheckedFile> {
    let bytes = std::fs::read(path)
        .map_err(|error| notes.unopened(path, &error))
        .ok()?;
    let mut report = CheckedFile {
        file: inputs::name_of(path),
        kind: None,
        version: None,
        fingerprint: None,
        sha256: None,
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    let problems = decode::json(&bytes).map_or_else(
        |fault| Problem::error(Place::File, AnyFault::File(fault)).into(),
        |text| looked_through(&text, rubric, wanted, &mut report),
    );
    for problem in &problems {
        let line = say::problem_line(problem, notes.lang());
        match problem.severity {
            Severity::Error => report.errors.push(line),
            Severity::Warning => report.warnings.push(line),
        }
    }
    notes.problems(&report.file, &problems);
    Some(report)
}

/// Fills in what the file is, and returns what is wrong with it.
fn looked_through(
    text: &str,
    rubric: Option<&(Rubric, Fingerprint)>,
    wanted: Option<FileKind>,
    report: &mut CheckedFile,
) -> Problems<AnyFault> {
    (report.kind, report.version) = interchange::stated(text);
    let (envelope, content) = match interchange::open(text) {
        Ok(opened) => opened,
        Err(problem) => {
            report.fingerprint = fingerprint_behind(&problem);
            return problem.convert().into();
        }
    };
    report.fingerprint = Some(INTACT);
    report.sha256 = Some(envelope.fingerprint.to_string());
    if let Some(wanted) = wanted.filter(|wanted| *wanted != envelope.kind) {
        return inputs::wrong_kind(wanted, envelope.kind).convert().into();
    }
    let record = match content {
        Content::Rubric(draft) => return told(Rubric::check(*draft)),
        Content::Application(record) => record.sheet,
        Content::Scoresheet(record) => *record,
        Content::Draft(copy) => {
            return rubric.map_or_else(Problems::new, |(rubric, fingerprint)| {
                copy.check(rubric, *fingerprint).convert()
            });
        }
    };
    rubric.map_or_else(Problems::new, |(rubric, fingerprint)| {
        told(Scoresheet::check(
            record,
            rubric,
            *fingerprint,
            Standard::Readable,
        ))
    })
}

const INTACT: &str = "intact";
const ALTERED: &str = "altered";

/// What is known of the fingerprint of a file that did not open: the payload is read only after it held.
fn fingerprint_behind(problem: &Problem<FileFault>) -> Option<&'static str> {
    match (&problem.fault, &problem.place) {
        (FileFault::Altered { .. }, _) => Some(ALTERED),
        (FileFault::EnvelopeContradicts { .. }, _) | (_, Place::Member(_)) => Some(INTACT),
        _ => None,
    }
}

/// All problems, whether the value was refused for them or not.
fn told<T, F>(checked: Result<(T, Problems<F>), Problems<F>>) -> Problems<AnyFault>
where
    AnyFault: From<F>,
{
    let problems = checked.map_or_else(|problems| problems, |(_, warnings)| warnings);
    problems.convert()
}
