//! What an expert is asked to review (评审任务, Art. 12): stage, panel, applications and days; no score of an applicant
//! and no contact.

use std::collections::BTreeSet;

use crate::cycle::{CycleFault, ReviewStage};
use crate::foundations::{Day, Fingerprint, Id};
use crate::problem::{Place, Problems};
use crate::scoresheet::RubricRef;

/// A member of the panel, as the others know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedMember {
    /// The expert.
    pub expert: Id,
    /// The name.
    pub name: String,
    /// 组长.
    pub leader: bool,
    /// 行业专家.
    pub trade_expert: bool,
}

/// An application to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedApplication {
    /// The application.
    pub application: Id,
    /// The applicant's name, which a reviewer does not change.
    pub name: String,
    /// The fingerprint of the application's file for assessors, where it was handed out as a file.
    pub file: Option<Fingerprint>,
}

/// An assignment as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRecord {
    /// The cycle.
    pub cycle: Id,
    /// The rubric to score by.
    pub rubric: RubricRef,
    /// The expert who is asked.
    pub expert: Id,
    /// The stage.
    pub stage: ReviewStage,
    /// The panel.
    pub panel: Id,
    /// Its members, the expert among them.
    pub members: Vec<AssignedMember>,
    /// The applications.
    pub applications: Vec<AssignedApplication>,
    /// The day it was issued.
    pub day: Day,
    /// The day by which sheets are due.
    pub due: Day,
}

/// An assignment whose expert sits on its panel. It can only come from [`Assignment::check`].
///
/// ```compile_fail,E0423
/// fn forged(record: scoring::cycle::AssignmentRecord) -> scoring::cycle::Assignment {
///     scoring::cycle::Assignment(record)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment(AssignmentRecord);

impl Assignment {
    /// Checks an assignment as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(record: AssignmentRecord) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let member = |path: &str| Place::Member(path.to_owned());
        if record.due < record.day {
            problems.error(member("due"), CycleFault::DueBefore);
        }
        if !record.members.iter().any(|one| one.expert == record.expert) {
            let id = record.expert.to_string();
            problems.error(member("members"), CycleFault::NotOnPanel { id });
        }
        let experts = record.members.iter().map(|one| (&one.expert, "members"));
        let applications = record.applications.iter();
        let applications = applications.map(|one| (&one.application, "applications"));
        let mut seen = BTreeSet::new();
        for (id, place) in experts.chain(applications) {
            if !seen.insert((place, id)) {
                let id = id.to_string();
                problems.error(member(place), CycleFault::IdTwice { id });
            }
        }
        problems.unless_errors(Self(record))
    }

    /// The assignment as stated.
    pub fn record(&self) -> &AssignmentRecord {
        &self.0
    }
}
