//! The points of one sheet: clause by clause, part by part, in total.

use crate::foundations::{Code, Exact, percent_of};
use crate::rubric::Rubric;
use crate::scoresheet::{Draft, Scoresheet};

/// The points of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseScore {
    /// The clause.
    pub code: Code,
    /// The percentage; nothing where it is not scored.
    pub percent: Option<Exact>,
    /// The clause's points times the percentage, divided by 100.
    pub score: Option<Exact>,
    /// The clause's points.
    pub max: Exact,
}

/// The points of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartScore {
    /// The part.
    pub code: Code,
    /// The sum of its clauses; nothing until each of them is scored.
    pub score: Option<Exact>,
    /// The part's points.
    pub max: Exact,
    /// Points of the clauses that are scored.
    pub so_far: Exact,
    /// The points that those clauses could have.
    pub max_so_far: Exact,
    /// How many of its clauses are scored.
    pub scored: usize,
    /// How many clauses it has.
    pub clauses: usize,
}

impl PartScore {
    /// The share of the part's points, weighted by points; of the scored clauses only while some are missing.
    pub fn percent(&self) -> Option<Exact> {
        (self.scored > 0).then(|| percent_of(self.so_far, self.max_so_far))
    }
}

/// The points of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Each clause, in the rubric's order.
    pub clauses: Vec<ClauseScore>,
    /// Each part, in the rubric's order.
    pub parts: Vec<PartScore>,
    /// The sum of all; nothing until every clause is scored.
    pub total: Option<Exact>,
    /// The rubric's total.
    pub max: Exact,
    /// How many clauses are scored.
    pub scored: usize,
}

/// `percent` of `max` points, exactly; the percentage is one of 0 to 100.
pub fn points_of(max: Exact, percent: Exact) -> Exact {
    max * percent / Exact::from_integer(100)
}

impl Tally {
    /// Scores percentages that stand in the order of the rubric's clauses.
    pub fn of(rubric: &Rubric, percents: &[Option<Exact>]) -> Self {
        let zero = Exact::from_integer(0);
        let mut parts: Vec<PartScore> = rubric
            .parts()
            .map(|part| PartScore {
                code: part.code.clone(),
                score: None,
                max: Exact::from_integer(i128::from(part.points)),
                so_far: zero,
                max_so_far: zero,
                scored: 0,
                clauses: 0,
            })
            .collect();
        let mut clauses = Vec::with_capacity(percents.len());
        for clause in rubric.clauses() {
            let percent = percents.get(clause.index).copied().flatten();
            let max = clause.points();
            let score = percent.map(|percent| points_of(max, percent));
            if let Some(part) = parts.get_mut(clause.part) {
                part.clauses += 1;
                if let Some(score) = score {
                    part.scored += 1;
                    part.so_far += score;
                    part.max_so_far += max;
                }
            }
            clauses.push(ClauseScore {
                code: clause.node.code.clone(),
                percent,
                score,
                max,
            });
        }
        for part in &mut parts {
            part.score = (part.scored == part.clauses).then_some(part.so_far);
        }
        let total = parts.iter().map(|part| part.score).sum::<Option<Exact>>();
        let scored = parts.iter().map(|part| part.scored).sum();
        let max = Exact::from_integer(i128::from(rubric.total()));
        Self {
            clauses,
            parts,
            total,
            max,
            scored,
        }
    }

    /// Scores a valid sheet.
    pub fn of_sheet(rubric: &Rubric, sheet: &Scoresheet) -> Self {
        Self::of(rubric, sheet.percents())
    }

    /// Scores what a draft holds so far; what is no value counts as not scored.
    pub fn of_draft(rubric: &Rubric, draft: &Draft) -> Self {
        let percents: Vec<_> = rubric
            .clauses()
            .map(|clause| draft.value(&clause).ok().flatten()?.percent(&clause).ok())
            .collect();
        Self::of(rubric, &percents)
    }
}
