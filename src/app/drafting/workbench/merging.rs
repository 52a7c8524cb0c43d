//! What the person does with a file that belongs to the open draft.

use scoring::desks::drafting::Event;
use scoring::document::{Address, Side};
use scoring::keeper::{DRAFTS, Record};
use scoring::stored::read_record;

use crate::app::browser::storage;
use crate::app::drafting::Workbench;

impl Workbench {
    /// Chooses a side of what both changed.
    pub fn choose_side(self, at: Address, side: Side) {
        self.send(Event::SideChosen(at, side));
    }

    /// Chooses the same side of everything that both changed.
    pub fn choose_all_sides(self, side: Side) {
        self.send(Event::AllSidesChosen(side));
    }

    /// Merges the file into the open draft.
    pub fn accept_merge(self) {
        self.send(Event::MergeAccepted);
    }

    /// Begins a draft of its own from the file.
    pub fn separate_merge(self) {
        self.send(Event::MergeSeparated);
    }

    /// Leaves the file, and the draft as it is.
    pub fn drop_merge(self) {
        self.send(Event::MergeDropped);
    }
}

/// What drafts note of their origin, where localStorage has it and it can be read.
pub(super) fn read_origins(drafts: Vec<String>) -> Event {
    let one = |draft: String| {
        let stored = storage::read(&format!("{DRAFTS}{draft}/field/origin"))?;
        let Record::Field(field) = read_record("field/origin", &stored) else {
            return None;
        };
        Some((draft, field.text()?.to_owned()))
    };
    Event::OriginsRead(drafts.into_iter().filter_map(one).collect())
}
