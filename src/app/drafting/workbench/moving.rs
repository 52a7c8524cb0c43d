//! Going on from clause to clause.

use scoring::desks::drafting::{Destination, Event, FieldToFocus, Move};
use scoring::foundations::Code;
use scoring::rubric::Rubric;
use scoring::scoresheet::Item;

use crate::app::browser::document;
use crate::app::drafting::Workbench;
use crate::app::route::Route;

impl Workbench {
    /// Goes on from the clause that is shown.
    pub fn move_on(self, to: Move) {
        let from = match self.route.get_untracked() {
            Route::Score(_, code) => code,
            _ => None,
        };
        self.send(Event::Move(to, from));
    }

    /// Goes there, and puts the focus where one goes on writing.
    pub(super) fn move_to(self, to: Destination) {
        let (id, code, focus) = match to {
            Destination::Overview(id) => return self.go(&Route::Overview(id)),
            Destination::Clause(id, code, focus) => (id, code, focus),
        };
        let place = format!("article[data-clause='{code}']");
        let fields = match focus {
            FieldToFocus::Same => {
                let field = document::focused_name().map(|name| format!("{place} [data-focus='{name}']"));
                field.into_iter().chain([format!("{place} h1")]).collect()
            }
            FieldToFocus::Value => {
                let value = self.opened.with_untracked(|opened| {
                    let rubric = &opened.as_ref()?.rubric_file.rubric;
                    Some(value_field(rubric, &code))
                });
                value
                    .into_iter()
                    .map(|value| format!("{place} {value}"))
                    .collect()
            }
        };
        self.go(&Route::Score(id, Some(code)));
        // Not with the event that tells of it: a key pressed meanwhile is meant for the next clause.
        self.arrive();
        document::focus_in(place, fields);
    }
}

/// Where the value of a clause is chosen: its bands, or the field of its number.
fn value_field(rubric: &Rubric, code: &Code) -> String {
    let Some(clause) = rubric.clause(code) else {
        return "main".to_owned();
    };
    let component = clause.method.components.first().map(|one| one.id.clone());
    let suffix = component.as_ref().map_or_else(String::new, |id| format!("-{id}"));
    let name = if clause.method.bands_of(component.as_deref()).is_empty() {
        Item::Value(component).to_string()
    } else {
        format!("band{suffix}")
    };
    format!("[data-focus='{name}']")
}
