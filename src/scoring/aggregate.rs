//! Several assessors become one number, clause by clause, by a rule that is chosen openly.

use crate::foundations::{Code, Exact};
use crate::problem::{Place, Problems};
use crate::rubric::{Clause, Rubric};
use crate::scoring::{AggregateFault, Tally};

/// How several percentages of one clause become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// 平均: the arithmetic mean.
    #[default]
    Mean,
    /// 中位数: the middle one; the mean of the middle two where their number is even.
    Median,
    /// 去掉一个最高和一个最低后平均: needs five sheets.
    Trimmed,
    /// 去掉两个最高和两个最低后平均: needs seven sheets, so that three are counted.
    TrimmedTwo,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::Mean, Self::Median, Self::Trimmed, Self::TrimmedTwo];

    /// Their ids, in the same order.
    pub const IDS: [&'static str; 4] = ["mean", "median", "trimmed", "trimmed_two"];

    /// The rule's id in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Trimmed => "trimmed",
            Self::TrimmedTwo => "trimmed_two",
        }
    }

    /// Reads an id back.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// The fewest sheets that the rule works on.
    pub fn least_sheets(self) -> usize {
        match self {
            Self::Mean | Self::Median => 1,
            Self::Trimmed => 5,
            Self::TrimmedTwo => 7,
        }
    }

    /// One percentage out of several, which are in ascending order; none of fewer than the rule works on.
    fn of_enough(self, sorted: &[Exact]) -> Option<Exact> {
        let enough = sorted.len() >= self.least_sheets();
        self.applied(sorted).filter(|_| enough)
    }

    /// One percentage out of several, which are in ascending order.
    fn applied(self, sorted: &[Exact]) -> Option<Exact> {
        let counted = match self {
            Self::Mean => sorted,
            Self::Median => {
                let half = sorted.len().checked_sub(1)? / 2;
                sorted.get(half..sorted.len() - half)?
            }
            Self::Trimmed => sorted.get(1..sorted.len().checked_sub(1)?)?,
            Self::TrimmedTwo => sorted.get(2..sorted.len().checked_sub(2)?)?,
        };
        let count = i128::try_from(counted.len()).ok().filter(|count| *count > 0)?;
        Some(counted.iter().sum::<Exact>() / Exact::from_integer(count))
    }
}

/// How the assessors differ on one clause, in percentages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseSpread {
    /// The clause.
    pub code: Code,
    /// The lowest percentage; nothing where any sheet lacks the clause.
    pub min: Option<Exact>,
    /// The highest percentage.
    pub max: Option<Exact>,
    /// The highest less the lowest (极差).
    pub spread: Option<Exact>,
}

/// Several sheets of one applicant and stage as one result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The rule.
    pub rule: Rule,
    /// How many sheets went in.
    pub sheets: usize,
    /// The points. A clause that any sheet lacks is not scored: no number rests on fewer assessors than others.
    pub tally: Tally,
    /// How the assessors differ, in the rubric's order.
    pub spreads: Vec<ClauseSpread>,
}

impl Aggregate {
    /// Applies the rule to the percentages of sheets that are known to belong together, each in the order of the
    /// rubric's clauses; the order of the sheets changes nothing. With fewer sheets than the rule needs nothing is scored.
    pub fn of(rubric: &Rubric, sheets: &[&[Option<Exact>]], rule: Rule) -> Self {
        let mut percents = Vec::new();
        let mut spreads = Vec::new();
        for clause in rubric.clauses() {
            let sorted = sorted_percents(&clause, sheets);
            percents.push(rule.of_enough(&sorted));
            let (min, max) = (sorted.first().copied(), sorted.last().copied());
            let spread = min.zip(max).map(|(min, max)| max - min);
            spreads.push(ClauseSpread {
                code: clause.node.code.clone(),
                min,
                max,
                spread,
            });
        }
        Self {
            rule,
            sheets: sheets.len(),
            tally: Tally::of(rubric, &percents),
            spreads,
        }
    }

    /// What the rule makes of one clause of such sheets.
    pub fn of_clause(clause: &Clause<'_>, sheets: &[&[Option<Exact>]], rule: Rule) -> Option<Exact> {
        rule.of_enough(&sorted_percents(clause, sheets))
    }
}

/// The percentages of a clause in their order; none where any sheet lacks it.
fn sorted_percents(clause: &Clause<'_>, sheets: &[&[Option<Exact>]]) -> Vec<Exact> {
    let given = sheets
        .iter()
        .map(|sheet| sheet.get(clause.index).copied().flatten());
    let mut sorted = given.collect::<Option<Vec<Exact>>>().unwrap_or_default();
    sorted.sort();
    sorted
}

/// What is to be said of the number of sheets: too few for the rule, or for a panel (Art. 12).
pub fn check_count(count: usize, rule: Rule) -> Problems<AggregateFault> {
    let mut problems = Problems::new();
    if count < rule.least_sheets() {
        problems.error(Place::File, AggregateFault::TooFewForRule { rule, count });
    } else if count < PANEL_MIN {
        problems.warn(Place::File, AggregateFault::FewSheets { count });
    }
    problems
}

/// A panel has three assessors or more (Art. 12).
pub const PANEL_MIN: usize = 3;
