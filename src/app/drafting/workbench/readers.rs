//! Which parts of the screen read which texts and figures of the open draft: only readers of what changed are notified.

use std::collections::BTreeMap;

use leptos::prelude::*;

use scoring::derived::Figure;
use scoring::desks::drafting::Changes;
use scoring::document::{Address, Input};

/// What is read, each with the trigger that is tracked.
#[derive(Default)]
pub(super) struct Readers {
    texts: BTreeMap<Address, ArcTrigger>,
    below: BTreeMap<Address, ArcTrigger>,
    figures: BTreeMap<Figure, ArcTrigger>,
    whole: ArcTrigger,
}

impl Readers {
    /// What stands for a source; the caller tracks it.
    pub(super) fn of(&mut self, input: Input<Figure>) -> ArcTrigger {
        let trigger = match input {
            Input::Text(at) => self.texts.entry(at).or_default(),
            Input::Below(at) => self.below.entry(at).or_default(),
            Input::Figure(figure) => self.figures.entry(figure).or_default(),
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
