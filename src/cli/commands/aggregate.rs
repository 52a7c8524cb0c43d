//! `aggregate`: several sheets of one applicant and stage as one result.

use std::collections::BTreeSet;

use scoring::desks::secretariat::Session;
use scoring::figures::{aggregate_json, aggregate_ndjson};
use scoring::files::FileKind;
use scoring::foundations::Exact;
use scoring::panel::{FiledSheet, Verdict};
use scoring::problem::{Place, Problem};
use scoring::report::aggregate_csv;
use scoring::scoresheet::Stage;
use scoring::scoring::{Aggregate as Result, AggregateFault, check_count};

use crate::args::{Aggregate, AggregateFormat};
use crate::notes::Notes;
use crate::{desk, inputs};

/// Puts the sheets together by the rule. One number of these sheets is asked for: where anything stands against one of
/// them, all of it is reported and there is no number.
pub(crate) fn aggregate(args: &Aggregate, notes: &mut Notes) -> Option<String> {
    let order = desk::Order {
        files: &args.files,
        rubric: &args.rubric,
        rule: args.rule,
        same: &args.same,
        different: &args.different,
    };
    let (session, (rubric, _)) = desk::taken_in(&order, notes)?;
    let sheets = belonging_together(&session, notes)?;
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let counted = check_count(sheets.len(), args.rule);
    notes.problems_together(&names, &counted);
    if notes.has_errors() {
        return None;
    }
    let percents: Vec<&[Option<Exact>]> = sheets.iter().map(|sheet| &*sheet.summary.percents).collect();
    let aggregate = Result::of(&rubric, &percents, args.rule);
    Some(match args.format {
        AggregateFormat::Json => {
            notes.notice(&rubric);
            aggregate_json(&rubric, &aggregate)
        }
        AggregateFormat::Ndjson => {
            notes.notice(&rubric);
            aggregate_ndjson(&rubric, &aggregate)
        }
        AggregateFormat::Csv => aggregate_csv(&rubric, &aggregate, notes.lang()),
    })
}

/// The sheets that count, if they are of one applicant and stage and no question about them is open.
fn belonging_together<'s>(session: &'s Session, notes: &mut Notes) -> Option<Vec<&'s FiledSheet>> {
    let intake = session.intake();
    let mut sheets: Vec<&FiledSheet> = Vec::new();
    let mut own = BTreeSet::new();
    let mut is_mixed = false;
    for row in session.rows() {
        let sheet = match (&row.verdict, intake.sheet(row.number)) {
            (Verdict::SameAgain { .. }, Some(sheet)) => {
                let assessor = sheet.summary.assessor.clone();
                let fault = AggregateFault::SecondSheet { assessor };
                notes.problem(&row.name, &Problem::error(Place::File, fault));
                continue;
            }
            (_, Some(sheet)) if sheet.summary.is_application => {
                let wrong = inputs::wrong_kind(FileKind::Scoresheet, FileKind::Application);
                notes.problem(&row.name, &wrong);
                continue;
            }
            // Several people may assess themselves, each in a sheet; at the desk one self-assessment is handed in.
            (Verdict::Refused(_), Some(sheet))
                if sheet.summary.stage == Stage::SelfAssessment
                    && own.insert(sheet.summary.assessor.as_str()) =>
            {
                sheet
            }
            (Verdict::Accepted { .. }, Some(sheet)) => {
                if sheet.summary.stage == Stage::SelfAssessment {
                    own.insert(sheet.summary.assessor.as_str());
                }
                desk::tell_row(session, &row, notes);
                sheet
            }
            _ => {
                desk::tell_row(session, &row, notes);
                continue;
            }
        };
        if let Some(fault) = against(sheet, sheets.first().copied(), session) {
            is_mixed = true;
            notes.problem(&row.name, &Problem::error(Place::File, fault));
        }
        sheets.push(sheet);
    }
    let has_questions = desk::tell_questions(session, notes);
    if sheets.is_empty() && !notes.has_errors() {
        notes.problem("-", &Problem::error(Place::File, AggregateFault::NoSheets));
    }
    (!is_mixed && !has_questions && !sheets.is_empty()).then_some(sheets)
}

/// Why a sheet is not of the same applicant and stage as the first.
fn against(sheet: &FiledSheet, first: Option<&FiledSheet>, session: &Session) -> Option<AggregateFault> {
    let (found, wanted) = (&sheet.summary, &first?.summary);
    let name = |name| session.intake().applicant_of(name).to_owned();
    let (applicant, first) = (name(&found.applicant), name(&wanted.applicant));
    if applicant != first {
        let (found, wanted) = (applicant, first);
        return Some(AggregateFault::OtherApplicant { found, wanted });
    }
    (found.stage != wanted.stage).then_some(AggregateFault::OtherStage)
}
