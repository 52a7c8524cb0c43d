//! Texts that fit nowhere: another window was quicker, or a record was damaged. They wait until somebody decides.

use leptos::prelude::*;

use scoring::document::{Address, Edit};
use scoring::foundations::Instant;
use scoring::keeper::Body;
use scoring::lock::DataKey;
use scoring::scoresheet::any_field;
use scoring::stored::read_stored_field;

use crate::app::browser::journal::{Change, Store};
use crate::app::browser::{clock, ids, journal, storage};
use crate::app::frame::DRAFTS;
use crate::app::workbench::Workbench;
use crate::app::workbench::found::unsealed;
use crate::app::workbench::keeping::record;

/// A text that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    key: String,
    /// Where it was found: a field's address, or what stands in its place.
    pub address: String,
    /// Its field, if the address is one.
    pub field: Option<Address>,
    /// The text.
    pub text: String,
    /// When it was put here.
    pub at: Option<Instant>,
}

impl Workbench {
    /// Puts a text in the tray of the open draft.
    pub(super) fn put_in_tray(self, field: &Address, text: String) {
        self.put_in_tray_under(&field.to_string(), text);
    }

    /// Puts a text in the tray that belongs to no field.
    pub(super) fn put_in_tray_under(self, address: &str, text: String) {
        let known = self.tray.with_untracked(|tray| {
            tray.iter()
                .any(|stray| stray.address == address && stray.text == text)
        });
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        if known || text.trim().is_empty() {
            return;
        }
        let now = clock::now();
        let key = format!("{}/{}/{address}", opened.id, ids::fresh());
        let seal = self.keeping.with_value(|keeping| keeping.key.clone());
        let record = record(seal.as_deref(), &key, &text, (0, now));
        self.keep_besides(Change::Put(Store::Conflicts, key.clone(), record));
        self.tray.update(|tray| {
            tray.push(Stray {
                key,
                address: address.to_owned(),
                field: any_field(address),
                text,
                at: Some(now),
            });
        });
        self.write_all();
    }

    /// Adds a waiting text at the end of its field.
    pub fn take_from_tray(self, stray: &Stray) {
        if let Some(field) = &stray.field {
            let standing = self.text_untracked(field);
            let between = if standing.is_empty() { "" } else { "\n" };
            let text = format!("{standing}{between}{}", stray.text);
            self.restore(vec![Edit::of(field, text)]);
        }
        self.drop_from_tray(stray);
    }

    /// Gives a waiting text up.
    pub fn drop_from_tray(self, stray: &Stray) {
        self.tray.update(|tray| tray.retain(|one| one.key != stray.key));
        self.keep_besides(Change::Remove(Store::Conflicts, stray.key.clone()));
        if let (None, Some(opened)) = (&stray.field, self.opened.get_untracked()) {
            // No field will ever be written there; the record has done its duty.
            let place = format!("{}/{}", opened.id, stray.address);
            storage::remove(&format!("{DRAFTS}{place}"));
            self.keep_besides(Change::Remove(Store::State, place));
        }
        self.write_all();
    }
}

/// What waits in a draft's tray.
pub(super) async fn read_tray(id: &str, key: Option<&DataKey>) -> Vec<Stray> {
    let records = journal::read(Store::Conflicts, &format!("{id}/"))
        .await
        .unwrap_or_default();
    let strays = records.into_iter().filter_map(|(at, record)| {
        let address = at.splitn(3, '/').nth(2)?.to_owned();
        let kept = unsealed(read_stored_field(&record), key, &at);
        let Body::Plain(text) = kept.body else { return None };
        Some(Stray {
            field: any_field(&address),
            at: kept.at,
            key: at,
            address,
            text,
        })
    });
    strays.collect()
}
