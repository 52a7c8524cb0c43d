//! From clause to clause: the neighbour, and the next gap.

use crate::desks::drafting::model::Context;
use crate::desks::drafting::{DeskNotification, OpenDraft, Session};
use crate::foundations::Code;
use crate::keeper::RandomSource;

/// Where one goes from a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the clause behind it; from no clause to the first one.
    Next,
    /// To the clause before it.
    Previous,
    /// To the next clause without a value, going round once; where every clause has one, to the overview.
    NextGap,
}

/// Where one goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a clause of this draft.
    Clause(String, Code, FieldToFocus),
    /// To the overview of this draft.
    Overview(String),
}

/// Where one goes on writing in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldToFocus {
    /// In the field that had the focus in the clause before.
    Same,
    /// Where its value is chosen.
    Value,
}

impl OpenDraft {
    /// The clauses before and behind a clause.
    pub fn neighbours(&self, code: &Code) -> (Option<Code>, Option<Code>) {
        let codes = self.codes();
        let Some(here) = codes.iter().position(|other| other == code) else {
            return (None, None);
        };
        let at = |place: Option<usize>| place.and_then(|place| codes.get(place)).cloned();
        (at(here.checked_sub(1)), at(here.checked_add(1)))
    }
}

impl Session {
    /// Goes on from a clause, where there is somewhere to go.
    pub(super) fn move_on(
        &self,
        to: Move,
        from: Option<&Code>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(open) = &self.open else { return };
        let clause = |code, focus| Destination::Clause(open.id.clone(), code, focus);
        let rubric = &open.rubric_file.rubric;
        let from = from.filter(|code| rubric.clause(code).is_some());
        let neighbour = match (to, from) {
            (Move::NextGap, _) => {
                let gap = self.read(|draft, _| draft.next_gap(rubric, from)).flatten();
                let to = gap.map_or_else(
                    || Destination::Overview(open.id.clone()),
                    |code| clause(code, FieldToFocus::Value),
                );
                return context.notify(DeskNotification::Moved(to));
            }
            (Move::Next, Some(code)) => open.neighbours(code).1,
            (Move::Previous, Some(code)) => open.neighbours(code).0,
            (Move::Next, None) => open.codes().into_iter().next(),
            (Move::Previous, None) => None,
        };
        if let Some(code) = neighbour {
            context.notify(DeskNotification::Moved(clause(code, FieldToFocus::Same)));
        }
    }
}
