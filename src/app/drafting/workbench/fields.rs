//! Reading form fields: texts that something put into a field without an input event are found and stored.
//!
//! Form fillers, dictation, spelling checkers and extensions may set a field's value without an event. So the fields on
//! the page are read whenever one loses the focus, every few seconds, and before the events for which the session
//! requires it (`Event::needs_field_scan`).

use leptos::prelude::UpdateValue as _;

use scoring::desks::drafting::Event;
use scoring::document::{Address, Edit};
use scoring::keeper::{self, DRAFTS, REMOVALS};

use crate::app::browser::{activity, document, fields, ports};
use crate::app::drafting::Workbench;
use crate::app::route::Route;

/// The interval at which the fields are read and the session learns that time has passed.
const SCAN_MILLISECONDS: u32 = 2000;
/// A delay beyond the interval from which the machine must have been suspended.
const SUSPENDED_MILLISECONDS: f64 = 30_000.0;

impl Workbench {
    /// Looks over the fields from now on.
    pub(super) fn watch_fields(self) {
        fields::on_left(move || self.scan_fields());
        fields::on_composing(move |composing| {
            if self.composing.with_untracked(|known| *known != composing) {
                self.composing.set(composing);
            }
            self.take_changes_elsewhere();
        });
        self.look_later();
    }

    /// Tells the session every few seconds that time has passed.
    fn look_later(self) {
        let before = document::milliseconds();
        document::after(SCAN_MILLISECONDS, move || {
            self.send(Event::TimePassed(activity::take()));
            self.take_changes_elsewhere();
            let late = document::milliseconds() - before - f64::from(SCAN_MILLISECONDS);
            if late > SUSPENDED_MILLISECONDS && document::is_visible() {
                // Storage events of other windows were missed meanwhile.
                self.send(Event::Keeper(keeper::Event::PageShown));
            }
            self.look_later();
        });
    }

    /// Takes over the text of a field that is not the text that the page put there, unless an input method composes: what
    /// stands there then is not yet what is meant.
    pub(super) fn scan_fields(self) {
        if !fields::is_composing() {
            self.take_field_texts();
        }
    }

    /// The same, with what an input method composes.
    pub(super) fn take_field_texts(self) {
        if self.opened.with_untracked(Option::is_none) {
            return;
        }
        for (at, shown, found) in fields::differing() {
            let Some(at) = Address::parse(&at) else { continue };
            // Where the page has not drawn a newer text yet, the older one is no finding.
            let current = self.look(|draft, _| draft.document.text(&at).to_owned());
            if current.as_ref() == Some(&shown) {
                self.send(Event::FieldsRead(Edit::of(at, found)));
            }
        }
    }

    /// The page was hidden, and may not be shown again.
    pub(super) fn hidden(self) {
        self.send(Event::Keeper(keeper::Event::PageHidden));
    }

    /// Another window changed localStorage.
    pub(super) fn changed_elsewhere(self, key: Option<String>, text: Option<String>) {
        self.state
            .update_value(|state| state.changed_elsewhere.push((key, text)));
        self.take_changes_elsewhere();
    }

    /// Takes over what other windows changed, unless an input method composes: a text that was replaced meanwhile would be
    /// lost to what is composed upon the former one.
    fn take_changes_elsewhere(self) {
        if fields::is_composing() {
            return;
        }
        let changes = self
            .state
            .try_update_value(|state| std::mem::take(&mut state.changed_elsewhere));
        for (key, text) in changes.unwrap_or_default() {
            let listed = key
                .as_deref()
                .is_none_or(|key| key.starts_with(DRAFTS) || key.starts_with(REMOVALS));
            self.send(Event::Keeper(ports::changed_elsewhere(key, text)));
            if listed && self.route.get_untracked() == Route::Start {
                self.send(Event::ListDrafts);
            }
        }
    }
}
