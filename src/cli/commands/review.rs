//! `application check`, `panel check` and `report check`: whether a step of a cycle can be taken.

use scoring::cycle::Verdict;
use scoring::docket;
use scoring::figures::{eligibility_json, panels_json, reports_json};
use scoring::files::FileKind;
use scoring::report::{eligibility_text, panels_text, reports_text};
use scoring::words as say;

use crate::args::{CaseCheck, TotalFormat};
use crate::case::{self, Case};
use crate::commands::{check, people};
use crate::notes::Notes;

/// Who may apply, with articles and days; of a file alone, whether it is sound.
pub(crate) fn application(args: &CaseCheck, notes: &mut Notes) -> Option<String> {
    if !people::is_case(&args.path) {
        return check::one(&args.path, FileKind::Application, notes);
    }
    let case = case::open(&args.path, notes)?;
    let mut standing = docket::standing(&case.docket, &case.files, None);
    standing
        .applicants
        .retain(|one| args.is_meant(one.application.as_str()));
    found(args, !standing.applicants.is_empty(), notes)?;
    if standing
        .applicants
        .iter()
        .any(|one| one.eligibility.verdict != Verdict::Eligible)
    {
        notes.differs();
    }
    Some(match args.format {
        TotalFormat::Json => eligibility_json(&standing),
        TotalFormat::Text => eligibility_text(&standing, notes.lang()),
    })
}

/// Whether panels are whole after recusals.
pub(crate) fn panel(args: &CaseCheck, notes: &mut Notes) -> Option<String> {
    let Case { docket, files, .. } = case::open(&args.path, notes)?;
    let mut panels = docket::panels(&docket, &files);
    panels.retain(|one| args.is_meant(one.application.as_str()));
    found(args, !panels.is_empty(), notes)?;
    if panels.iter().any(|one| !one.lacking.is_empty()) {
        notes.differs();
    }
    Some(match args.format {
        TotalFormat::Json => panels_json(&docket, &panels),
        TotalFormat::Text => panels_text(&panels, notes.lang()),
    })
}

/// Whether reports are finished, and what each lacks; of a file alone, whether it is sound.
pub(crate) fn report(args: &CaseCheck, notes: &mut Notes) -> Option<String> {
    if !people::is_case(&args.path) {
        return check::one(&args.path, FileKind::PanelReport, notes);
    }
    let Case { docket, files, .. } = case::open(&args.path, notes)?;
    let mut reports = docket::reports(&docket, &files);
    reports.retain(|one| args.is_meant(one.application.as_str()));
    found(args, !reports.is_empty(), notes)?;
    if reports.iter().any(|one| !one.lacking.is_empty()) {
        notes.differs();
    }
    Some(match args.format {
        TotalFormat::Json => reports_json(&docket, &reports),
        TotalFormat::Text => reports_text(&reports, notes.lang()),
    })
}

/// Tells where the application that was asked about is not there.
fn found(args: &CaseCheck, is_there: bool, notes: &mut Notes) -> Option<()> {
    match &args.application {
        Some(asked) if !is_there => {
            notes.wrong_argument(&say::cli_no_application(notes.lang(), asked));
            None
        }
        _ => Some(()),
    }
}
