//! Groups of sheets and the ranking by the site score alone (Art. 26), ties kept.

use std::cmp::Reverse;

use crate::foundations::{Code, Exact};
use crate::panel::intake::RankOutcome;
use crate::panel::{FileNumber, FiledSheet, Intake, Question};
use crate::problem::Problems;
use crate::rubric::Rubric;
use crate::scoresheet::Stage;
use crate::scoring::{Aggregate, AggregateFault, Rule, Tally, check_count};

/// A sheet that counts in its group.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// The file that it came in.
    pub number: FileNumber,
    /// The sheet.
    pub sheet: &'a FiledSheet,
}

impl Seat<'_> {
    /// The points of this sheet alone.
    pub fn tally(&self, rubric: &Rubric) -> Tally {
        Tally::of(rubric, &self.sheet.summary.percents)
    }
}

/// The sheets of one applicant and stage, and their result.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The applicant, by the name that stands for all others.
    pub applicant: &'a str,
    /// The stage.
    pub stage: Stage,
    /// The sheets that count, by assessor.
    pub seats: Vec<Seat<'a>>,
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

/// Why an applicant has no rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody has submitted a site review.
    NoSiteReview,
    /// Fewer sheets than a panel has assessors (Art. 12).
    FewSheets {
        /// How many count.
        count: usize,
    },
    /// Fewer sheets than the rule needs.
    FewForRule {
        /// How many count.
        count: usize,
        /// How many the rule needs.
        needed: usize,
    },
    /// Clauses that not every assessor has scored.
    Gaps {
        /// The clauses, in the rubric's order.
        clauses: Vec<Code>,
        /// The assessors who left any out.
        assessors: Vec<String>,
    },
    /// Two names that may mean the same.
    Question(Question),
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

/// An applicant without a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unranked<'a> {
    /// The applicant.
    pub applicant: &'a str,
    /// Every reason.
    pub reasons: &'a [Reason],
}

/// The applicants by their site score. Nothing breaks a tie: the regulation has no rule for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking<'a> {
    /// Those with a whole panel and a site total, highest first; by name within a tie, which means nothing.
    pub ranked: Vec<Ranked<'a>>,
    /// The others, by name.
    pub unranked: Vec<Unranked<'a>>,
}

impl Intake {
    /// The groups of accepted sheets, by applicant and stage, each computed when it is asked for.
    pub fn groups(&self, rubric: &Rubric, rule: Rule) -> impl Iterator<Item = Group<'_>> {
        self.dossiers().iter().flat_map(move |(applicant, dossier)| {
            dossier
                .stages()
                .filter_map(move |stage| self.group(applicant, stage, rubric, rule))
        })
    }

    /// The applicants and stages of which any sheet counts, in the order of [`Intake::groups`].
    pub fn stages_with_sheets(&self) -> impl Iterator<Item = (&str, Stage)> {
        self.dossiers()
            .iter()
            .flat_map(|(applicant, dossier)| dossier.stages().map(move |stage| (applicant.as_str(), stage)))
    }

    /// The group of one applicant and stage, if any sheet of it counts.
    ///
    /// An applicant's own assessment is one voice, whatever the rule, and needs no panel.
    pub fn group(&self, applicant: &str, stage: Stage, rubric: &Rubric, rule: Rule) -> Option<Group<'_>> {
        let (applicant, dossier) = self.dossiers().get_key_value(applicant)?;
        let seats: Vec<Seat<'_>> = dossier
            .seats(stage)
            .filter_map(|number| {
                let sheet = self.sheet(number)?;
                Some(Seat { number, sheet })
            })
            .collect();
        if seats.is_empty() {
            return None;
        }
        let own = stage == Stage::SelfAssessment;
        let rule = if own { Rule::Mean } else { rule };
        let counted = if own {
            Problems::new()
        } else {
            check_count(seats.len(), rule)
        };
        let percents: Vec<&[Option<Exact>]> =
            seats.iter().map(|seat| &*seat.sheet.summary.percents).collect();
        let result = counted.unless_errors(Aggregate::of(rubric, &percents, rule));
        Some(Group {
            applicant,
            stage,
            seats,
            result,
        })
    }

    /// The ranking as [`Intake::settle`] left it.
    pub fn ranking(&self) -> Ranking<'_> {
        let totals = self.totals().iter();
        let ranked = ranked(totals.map(|(Reverse(total), applicant)| (applicant.as_str(), *total)));
        let unranked = self
            .outcomes()
            .iter()
            .filter_map(|(applicant, outcome)| match outcome {
                RankOutcome::Total(_) => None,
                RankOutcome::Without(reasons) => Some(Unranked { applicant, reasons }),
            });
        Ranking {
            ranked,
            unranked: unranked.collect(),
        }
    }
}

/// Ranks applicants that stand in the order of their totals, highest first: equal totals share a rank, and as many
/// ranks behind it are left out.
pub fn ranked<'a>(totals: impl Iterator<Item = (&'a str, Exact)>) -> Vec<Ranked<'a>> {
    let mut ranked: Vec<Ranked<'a>> = Vec::new();
    for (position, (applicant, total)) in totals.enumerate() {
        let same = ranked.last_mut().filter(|last| last.total == total);
        let shared = same.map(|last| {
            last.shared = true;
            last.rank
        });
        ranked.push(Ranked {
            rank: shared.unwrap_or(position + 1),
            shared: shared.is_some(),
            applicant,
            total,
        });
    }
    ranked
}
