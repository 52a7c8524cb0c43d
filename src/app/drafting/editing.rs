//! Reading and changing the open draft. Whoever reads says what it reads, and is drawn anew when that changes.

use leptos::prelude::*;

use scoring::derived::{Derived, Figure};
use scoring::document::{Address, Edit, Source};
use scoring::keeper::{Event, News};
use scoring::scoresheet::{ClauseState, Draft, clause_of};
use scoring::scoring::Tally;

use crate::app::drafting::Workbench;
use crate::app::route::Route;

impl Workbench {
    /// Reads from the open draft and its figures, and follows these sources; nothing while no draft is open.
    pub fn read<T>(
        self,
        sources: impl IntoIterator<Item = Source<Figure>>,
        read: impl FnOnce(&Draft, &Derived) -> T,
    ) -> Option<T> {
        self.opened.track();
        for source in sources {
            let reader = self.keeper.try_update_value(|state| state.reader_of(source));
            if let Some(reader) = reader {
                reader.track();
            }
        }
        self.look(read)
    }

    /// Reads from the open draft and follows all of it.
    pub fn read_whole<T>(self, read: impl FnOnce(&Draft, &Derived) -> T) -> Option<T> {
        self.opened.track();
        if let Some(reader) = self.keeper.try_with_value(|state| state.reader_of_whole()) {
            reader.track();
        }
        self.look(read)
    }

    /// Reads from the open draft as it stands, and follows nothing.
    pub fn look<T>(self, read: impl FnOnce(&Draft, &Derived) -> T) -> Option<T> {
        let live = self.keeper.try_with_value(|state| state.live.clone()).flatten()?;
        Some(live.with(read))
    }

    /// The text of a field of the open draft.
    pub fn text(self, at: &Address) -> String {
        let text = self.read([Source::Text(at.clone())], |draft, _| {
            draft.document.text(at).to_owned()
        });
        text.unwrap_or_default()
    }

    /// The points of the open draft as they stand.
    pub fn tally(self) -> Option<Tally> {
        self.read([Source::Figure(Figure::Tally)], |_, derived| {
            derived.tally().cloned()
        })
        .flatten()
    }

    /// The state of a clause of the open draft.
    pub fn clause_state(self, code: &scoring::foundations::Code) -> Option<ClauseState> {
        let figure = Source::Figure(Figure::State(code.clone()));
        self.read([figure], |_, derived| derived.state(code).cloned())
            .flatten()
    }

    /// The percentage of a clause of the open draft, where what was typed is a value.
    pub fn percent(self, code: &scoring::foundations::Code) -> Option<scoring::foundations::Exact> {
        let figure = Source::Figure(Figure::Percent(code.clone()));
        self.read([figure], |_, derived| derived.percent(code)).flatten()
    }

    /// Changes a field.
    pub fn type_in(self, at: impl Into<Address>, text: String) {
        self.edit(Edit::of(at, text));
    }

    /// Makes an edit, unless the draft was handed in: whatever put a text into a fixed field, it is not taken.
    pub fn edit(self, edit: Edit) {
        if self.is_fixed_now() {
            return;
        }
        self.send(Event::Typed(edit));
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.send(Event::StepEnded);
    }

    /// Undoes the last step, and shows where.
    pub fn undo(self) {
        self.step(Event::Undo);
    }

    /// Redoes the step that was undone last.
    pub fn redo(self) {
        self.step(Event::Redo);
    }

    fn step(self, event: Event) {
        if self.is_fixed_now() {
            return;
        }
        let told = self.send(event);
        let changed = told.iter().find_map(|news| match news {
            News::Changed(changed) => changed.iter().find_map(clause_of),
            _ => None,
        });
        if let (Some(code), Some(id)) = (changed, self.open_id()) {
            self.go(&Route::Score(id, Some(code)));
        }
    }

    /// Restores texts of an older version; that can be undone.
    pub fn restore(self, edit: Edit) {
        if self.is_fixed_now() {
            return;
        }
        self.send(Event::Restore(edit));
    }

    /// Adds the text of a conflict at the end of its field.
    pub fn take_conflict(self, key: &str) {
        if self.is_fixed_now() {
            return;
        }
        self.send(Event::TakeConflict(key.to_owned()));
    }

    /// Drops the text of a conflict.
    pub fn drop_conflict(self, key: &str) {
        self.send(Event::DropConflict(key.to_owned()));
    }
}
