//! What the rules allow and people have to know all the same, application by application.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::{ReviewStage, folded_certificate};
use crate::docket::figures::Figures;
use crate::docket::remarks::Remark;
use crate::docket::state::{ApplicationState, State};
use crate::docket::{Decision, FileContent, OpinionOutcome};
use crate::foundations::{Fingerprint, Id};

/// The doubts about every application that was not withdrawn, and about receipts.
pub(super) fn doubts(state: &State<'_>, site: &Figures) -> Vec<Remark> {
    let alive = state.applications.iter();
    let alive: Vec<(&Id, &ApplicationState)> = alive
        .filter(|(_, applicant)| applicant.withdrawn.is_none())
        .collect();
    let mut doubts = Vec::new();
    for (id, applicant) in &alive {
        let id = *id;
        let is_confirmed = state.is_confirmed_and_not_withdrawn(id);
        if is_confirmed && state.in_force(applicant).is_none() {
            doubts.push(Remark::NoFile(id.clone()));
        }
        if !is_confirmed && state.panel_of.contains_key(id) {
            doubts.push(Remark::PanelUnconfirmed(id.clone()));
        }
        if matches!(applicant.qualification, Some((Decision::Confirmed, _))) {
            let against = applicant.opinions.iter();
            let against = against.filter(|(_, outcome)| **outcome == OpinionOutcome::Objection);
            doubts.extend(against.map(|(department, _)| Remark::ConfirmedAgainst {
                application: id.clone(),
                department: *department,
            }));
        }
        let applying = |organisation| alive.iter().any(|(_, other)| other.organisation == organisation);
        let continued = applicant.continues.iter();
        doubts.extend(
            continued
                .filter(|organisation| applying((*organisation).clone()))
                .map(|organisation| Remark::ContinuesApplicant {
                    application: id.clone(),
                    organisation: organisation.clone(),
                }),
        );
        let stages = ReviewStage::ALL.into_iter();
        doubts.extend(
            stages
                .filter(|stage| rests_on_earlier_revision(state, id, applicant, *stage))
                .map(|stage| Remark::EarlierRevision {
                    application: id.clone(),
                    stage,
                }),
        );
        if state.visit.is_some()
            && !state.is_reviewed_at(id, ReviewStage::Site)
            && is_scored_on_site(state, id)
        {
            doubts.push(Remark::ReviewedUnlisted(id.clone()));
        }
        if state.is_passed(id) && !state.is_struck(id) && !site.ranked.contains_key(id) {
            doubts.push(Remark::PassedUnranked(id.clone()));
        }
    }
    doubts.extend(receipts_twice(state));
    doubts
}

/// Whether a sheet in force was made with another revision of the application than the one in force.
fn rests_on_earlier_revision(
    state: &State<'_>,
    id: &Id,
    applicant: &ApplicationState,
    stage: ReviewStage,
) -> bool {
    let Some((_, in_force)) = state.in_force(applicant) else {
        return false;
    };
    let panel = state.panel(id, stage);
    let sheets = panel
        .iter()
        .filter_map(|member| state.sheet(id, stage, &member.expert));
    let mut made_with = sheets
        .filter_map(|sheet| state.sheet_facts.get(&sheet))
        .filter_map(|facts| facts.application_file);
    made_with.any(|file| file != in_force && state.for_assessors(in_force) != Some(file))
}

/// Whether anything of a site review is in.
fn is_scored_on_site(state: &State<'_>, id: &Id) -> bool {
    let has_sheets =
        |(application, stage, _): &(Id, ReviewStage, Id)| application == id && *stage == ReviewStage::Site;
    state.report(id, ReviewStage::Site).is_some()
        || state
            .sheets
            .iter()
            .any(|(seat, sheets)| has_sheets(seat) && !sheets.is_empty())
}

/// Application files of different applications with one receipt number: an applicant cannot be shown by it what came.
fn receipts_twice(state: &State<'_>) -> Vec<Remark> {
    let mut given: BTreeMap<String, BTreeSet<(&Id, Fingerprint)>> = BTreeMap::new();
    for (file, receipt) in &state.receipts {
        let is_application = matches!(
            state.opened.files.content(*file),
            Some(FileContent::Application { .. })
        );
        if let Some(application) = state.filed.get(file).filter(|_| is_application) {
            let number = folded_certificate(receipt);
            given.entry(number).or_default().insert((application, *file));
        }
    }
    let mut twice = Vec::new();
    for (number, files) in given {
        let applications: BTreeSet<&Id> = files.iter().map(|(application, _)| *application).collect();
        if applications.len() > 1 && !number.is_empty() {
            twice.extend(files.into_iter().map(|(_, file)| Remark::ReceiptTwice {
                file,
                receipt: state.receipts.get(&file).cloned().unwrap_or_default(),
            }));
        }
    }
    twice
}
