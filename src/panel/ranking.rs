//! Groups of sheets and the ranking by the site score alone (Art. 26), ties kept.

use crate::foundations::Exact;
use crate::panel::Accepted;
use crate::problem::Problems;
use crate::rubric::Rubric;
use crate::scoresheet::Stage;
use crate::scoring::{Aggregate, AggregateFault, NamedSheet, Rule};

/// The sheets of one applicant and stage, and their result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// The applicant.
    pub applicant: &'a str,
    /// The stage.
    pub stage: Stage,
    /// The sheets, by assessor.
    pub sheets: Vec<&'a Accepted>,
    /// The result, with its warnings; or why there is none.
    pub result: Result<(Aggregate, Problems<AggregateFault>), Problems<AggregateFault>>,
}

impl Group<'_> {
    /// The total, once every clause is scored in every sheet.
    pub fn total(&self) -> Option<Exact> {
        self.result
            .as_ref()
            .ok()
            .and_then(|(aggregate, _)| aggregate.tally.total)
    }
}

/// Accepted sheets by applicant and stage, each in a fixed order, with the rule applied.
///
/// An applicant's own assessment is one voice, whatever the rule.
pub fn groups<'a>(accepted: &'a [Accepted], rubric: &Rubric, rule: Rule) -> Vec<Group<'a>> {
    let key = |one: &'a Accepted| {
        let record = one.sheet.record();
        (record.applicant.as_str(), record.stage, record.assessor.as_str())
    };
    let mut sorted: Vec<&Accepted> = accepted.iter().collect();
    sorted.sort_by_key(|one| key(one));
    sorted
        .chunk_by(|one, other| (key(one).0, key(one).1) == (key(other).0, key(other).1))
        .filter_map(|sheets| {
            let (applicant, stage, _) = key(sheets.first()?);
            let rule = if stage == Stage::SelfAssessment {
                Rule::Mean
            } else {
                rule
            };
            let named: Vec<NamedSheet<'_>> = sheets
                .iter()
                .map(|one| NamedSheet {
                    name: &one.name,
                    sheet: &one.sheet,
                })
                .collect();
            let mut result = Aggregate::of(rubric, &named, rule);
            if let (Stage::SelfAssessment, Ok((_, warnings))) = (stage, &mut result) {
                // Article 12 asks for three in a panel of assessors, not for three self-assessments.
                *warnings = Problems::new();
            }
            Some(Group {
                applicant,
                stage,
                sheets: sheets.to_vec(),
                result,
            })
        })
        .collect()
}

/// A place in the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The rank, from 1. Equal scores share it, and the ranks behind it are left out.
    pub rank: usize,
    /// Whether another applicant has the same rank.
    pub shared: bool,
    /// The applicant.
    pub applicant: &'a str,
    /// The site total, unrounded.
    pub total: Exact,
}

/// The applicants by their site score. Nothing breaks a tie: the regulation has no rule for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking<'a> {
    /// Those with a site total, highest first; by name within a tie, which means nothing.
    pub ranked: Vec<Ranked<'a>>,
    /// Those without one.
    pub unranked: Vec<&'a str>,
}

impl<'a> Ranking<'a> {
    /// Ranks by the unrounded site totals of these groups.
    pub fn of(groups: &[Group<'a>]) -> Self {
        let site = groups.iter().filter(|group| group.stage == Stage::Site);
        let mut totals: Vec<(&'a str, Exact)> = site
            .filter_map(|group| group.total().map(|total| (group.applicant, total)))
            .collect();
        totals.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let ranked = totals.iter().map(|(applicant, total)| {
            let above = totals.iter().filter(|(_, other)| other > total).count();
            let same = totals.iter().filter(|(_, other)| other == total).count();
            Ranked {
                rank: above + 1,
                shared: same > 1,
                applicant,
                total: *total,
            }
        });
        let mut unranked: Vec<&'a str> = groups.iter().map(|group| group.applicant).collect();
        unranked.dedup();
        unranked.retain(|applicant| !totals.iter().any(|(ranked, _)| ranked == applicant));
        Self {
            ranked: ranked.collect(),
            unranked,
        }
    }
}
