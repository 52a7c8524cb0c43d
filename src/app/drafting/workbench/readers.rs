//! Which parts of the screen read which texts and figures of the open draft: only readers of what changed are notified.

use leptos::prelude::*;

use scoring::derived::Figure;
use scoring::desks::drafting::Changes;
use scoring::document::{Address, Input};
use scoring::foundations::SortedMap;

/// What is read, each with the trigger that is tracked.
#[derive(Default)]
pub(super) struct Readers {
    texts: SortedMap<Address, ArcTrigger>,
    below: SortedMap<Address, ArcTrigger>,
    figures: SortedMap<Figure, ArcTrigger>,
    whole: ArcTrigger,
}

impl Readers {
    /// What stands for a source; the caller tracks it.
    pub(super) fn of(&mut self, input: Input<Figure>) -> ArcTrigger {
        let trigger = match input {
            Input::Text(at) => self.texts.slot(at),
            Input::Below(at) => self.below.slot(at),
            Input::Figure(figure) => self.figures.slot(figure),
        };
        trigger.clone()
    }

    /// What stands for the whole draft.
    pub(super) fn of_whole(&self) -> ArcTrigger {
        self.whole.clone()
    }

    /// The triggers of the readers of these changes.
    pub(super) fn due(&self, changes: &Changes) -> Vec<ArcTrigger> {
        let Changes { texts, figures } = changes;
        let mut due = Vec::new();
        for at in texts {
            due.extend(self.texts.get(at).cloned());
            let above = at.above().chain([at.as_str()]);
            due.extend(above.filter_map(|above| self.below.get(above).cloned()));
        }
        let figures = figures.iter();
        due.extend(figures.filter_map(|figure| self.figures.get(figure).cloned()));
        if !due.is_empty() || !texts.is_empty() {
            due.push(self.whole.clone());
        }
        due
    }
}
