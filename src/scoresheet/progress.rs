//! How far a draft has come: the state of each clause, and the next gap.

use crate::foundations::Code;
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{Draft, Field, Item, ValueFault};

/// The state of a clause in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseState {
    /// 空: nothing was typed.
    Empty,
    /// 草稿: something was typed, but no value.
    Started,
    /// 已评: it has a value.
    Scored,
    /// 有提醒: what was typed is no value.
    Faulty(ValueFault),
}

/// How far a draft has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Clauses with a value.
    pub scored: usize,
    /// All clauses.
    pub clauses: usize,
}

impl Progress {
    /// Counts a draft's clauses.
    pub fn of(draft: &Draft, rubric: &Rubric) -> Self {
        let scored = rubric
            .clauses()
            .filter(|clause| draft.state(clause) == ClauseState::Scored)
            .count();
        Self {
            scored,
            clauses: rubric.clause_count(),
        }
    }
}

impl Draft {
    /// The state of a clause.
    pub fn state(&self, clause: &Clause<'_>) -> ClauseState {
        match self.value(clause) {
            Err((fault, _)) => ClauseState::Faulty(fault),
            Ok(Some(_)) => ClauseState::Scored,
            Ok(None) => {
                let code = &clause.node.code;
                let typed = self.document.has_below(&Field::of_clause(code));
                if typed {
                    ClauseState::Started
                } else {
                    ClauseState::Empty
                }
            }
        }
    }

    /// The next clause without a value after this one, going round once; this one last.
    pub fn next_gap(&self, rubric: &Rubric, after: Option<&Code>) -> Option<Code> {
        let clauses: Vec<Clause<'_>> = rubric.clauses().collect();
        let here = clauses.iter().position(|clause| Some(&clause.node.code) == after);
        let start = here.map_or(0, |position| position + 1);
        let (before, behind) = clauses.split_at_checked(start)?;
        behind
            .iter()
            .chain(before)
            .find(|clause| self.state(clause) != ClauseState::Scored)
            .map(|clause| clause.node.code.clone())
    }

    /// The id of the band that a clause (or a component of it) stands in: the chosen one, else the value's.
    pub fn band<'m>(&self, clause: &Clause<'m>, component: Option<&str>) -> Option<&'m str> {
        let field = |item: Item| Field::Clause(clause.node.code.clone(), item);
        let chosen = self.text(&field(Item::Band(component.map(str::to_owned))));
        let bands = clause.method.bands_of(component);
        if let Some(band) = bands.iter().find(|band| band.id == chosen) {
            return Some(&band.id);
        }
        let value = self.number(clause, component).ok().flatten()?;
        clause
            .method
            .band_at(component, value)
            .map(|band| band.id.as_str())
    }
}
