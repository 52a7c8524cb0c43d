//! The assignment (评审任务) of an expert as it follows from the docket: who sits where, and until when.

use crate::cycle::{
    AssignedApplication, AssignedMember, Assignment, AssignmentRecord, CycleFault, ReviewStage,
};
use crate::docket::replay::Replay;
use crate::docket::state::State;
use crate::docket::{Act, Chain, Docket, Files, PanelMember, Refusal};
use crate::foundations::{Day, Id};
use crate::problem::Problems;
use crate::scoresheet::RubricRef;

/// What an assignment is asked for.
#[derive(Clone, Copy, Debug)]
pub struct AssignmentWanted<'w> {
    /// The expert.
    pub expert: &'w Id,
    /// The stage.
    pub stage: ReviewStage,
    /// The panel; only an expert of several has to say which.
    pub panel: Option<&'w Id>,
    /// The day of issue and the day by which sheets are due; without them those of the last entry that issued an
    /// assignment to the expert for this stage and panel.
    pub days: Option<(Day, Day)>,
}

/// Why there is no assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unassigned {
    /// An entry that issued it would be refused.
    Refused(Refusal),
    /// The expert sits on several panels at this stage, and none is named.
    SeveralPanels(Vec<Id>),
    /// No entry says the days, and they are not given.
    NoDays,
    /// It would not be sound.
    Faulty(Problems<CycleFault>),
}

/// The assignment of an expert at a stage: the applications of one panel that the expert judges, confirmed and not
/// withdrawn, and at the site stage on the list for the visit; with everybody who judges any of them.
///
/// # Errors
/// Why there is none.
pub fn assignment(
    docket: &Docket,
    files: &Files,
    wanted: AssignmentWanted<'_>,
) -> Result<Assignment, Unassigned> {
    let replay = Replay::of(docket, files, None);
    let refused = |refusal| Unassigned::Refused(refusal);
    let state = replay
        .state
        .as_ref()
        .ok_or_else(|| refused(Refusal::NotTheFirst))?;
    let expert = wanted.expert;
    let unknown = |id: &Id| refused(Refusal::Unknown { id: id.to_string() });
    state.expert(expert).ok_or_else(|| unknown(expert))?;
    let judged = judged(state, expert, wanted.stage);
    let mut panels: Vec<&Id> = judged.iter().map(|(_, panel)| *panel).collect();
    panels.sort();
    panels.dedup();
    let panel = match (wanted.panel, panels.as_slice()) {
        (Some(panel), known) if known.contains(&panel) => panel,
        (None, [panel]) => *panel,
        (None, [_, _, ..]) => {
            return Err(Unassigned::SeveralPanels(panels.into_iter().cloned().collect()));
        }
        _ => {
            return Err(refused(Refusal::NotOnPanel {
                expert: expert.to_string(),
            }));
        }
    };
    let applications: Vec<Id> = judged
        .iter()
        .filter(|(_, of)| *of == panel)
        .map(|(application, _)| (*application).clone())
        .collect();
    state
        .check_assignment(expert, wanted.stage, &applications)
        .map_err(refused)?;
    let issued = || {
        let mut line = Chain::of(&docket.entries).line.into_iter().rev();
        line.find_map(|entry| match &entry.act {
            Act::AssignmentIssued {
                expert: to,
                stage,
                applications: of,
                day,
                due,
            } if replay.is_in_force(entry.seq)
                && to == expert
                && *stage == wanted.stage
                && of.iter().any(|one| applications.contains(one)) =>
            {
                Some((*day, *due))
            }
            _ => None,
        })
    };
    let (day, due) = wanted.days.or_else(issued).ok_or(Unassigned::NoDays)?;
    let record = AssignmentRecord {
        cycle: state.opened.cycle.record().id.clone(),
        rubric: RubricRef::to(state.opened.rubric, state.opened.rubric_print),
        expert: expert.clone(),
        stage: wanted.stage,
        panel: panel.clone(),
        members: members(state, wanted.stage, &applications),
        applications: applications
            .iter()
            .filter_map(|id| Some((id, state.applications.get(id)?)))
            .map(|(id, applicant)| AssignedApplication {
                application: id.clone(),
                name: state.name_of(applicant).to_owned(),
                file: state
                    .in_force(applicant)
                    .and_then(|(_, print)| state.for_assessors(print)),
            })
            .collect(),
        day,
        due,
    };
    let (assignment, _) = Assignment::check(record).map_err(Unassigned::Faulty)?;
    Ok(assignment)
}

/// The applications that an expert judges at a stage, each with its panel.
fn judged<'s>(state: &'s State<'_>, expert: &Id, stage: ReviewStage) -> Vec<(&'s Id, &'s Id)> {
    let of_panels = state.panel_of.iter();
    let judged = of_panels.filter(|(id, _)| {
        let mut panel = state.panel(id, stage).into_iter();
        state.is_confirmed_and_not_withdrawn(id)
            && state.is_reviewed_at(id, stage)
            && panel.any(|member| member.expert == *expert)
    });
    judged.collect()
}

/// Everybody who judges any of these applications, in the order of their seats.
fn members(state: &State<'_>, stage: ReviewStage, applications: &[Id]) -> Vec<AssignedMember> {
    let mut members: Vec<AssignedMember> = Vec::new();
    let judging = applications.iter().flat_map(|id| state.panel(id, stage));
    for PanelMember {
        expert,
        leader,
        trade_expert,
    } in judging
    {
        if !members.iter().any(|known| known.expert == *expert) {
            let name = state.expert(expert).map(|expert| expert.name.clone());
            members.push(AssignedMember {
                expert: expert.clone(),
                name: name.unwrap_or_default(),
                leader: *leader,
                trade_expert: *trade_expert,
            });
        }
    }
    members
}
