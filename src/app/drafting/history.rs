//! The past of the open draft: its versions, what they say differently, and the way back to them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use scoring::document::{Address, Change, Form};
use scoring::keeper::{Card, JournalKey, StoredField, Then, differences, fields_at, is_whole};
use scoring::scoresheet::any_field;
use scoring::stored::read_stored_field;

use crate::app::browser::journal;
use crate::app::browser::journal::{JournalFault, Store};
use crate::app::drafting::Workbench;

/// What a draft takes in this browser, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// What it says of itself.
    pub card: Card,
    /// In localStorage.
    pub quick: usize,
    /// In the journal, its past included.
    pub journal: usize,
    /// The steps of its past.
    pub steps: usize,
}

impl Workbench {
    /// What every draft on this machine takes.
    pub async fn usage(self) -> Vec<Usage> {
        let mut usage = Vec::new();
        for card in self.cards.get_untracked().unwrap_or_default() {
            let prefix = format!("{}/", card.id);
            // Without a journal a draft takes nothing in it.
            let state = journal::read(Store::State, &prefix).await.unwrap_or_default();
            let steps = journal::keys(Store::History, &prefix).await.unwrap_or_default();
            let past = steps.iter().filter_map(|key| JournalKey::parse(key));
            let past: usize = past.map(|key| key.characters).sum();
            let state: usize = state
                .iter()
                .map(|(key, text)| key.len() + text.chars().count())
                .sum();
            usage.push(Usage {
                card: card.card,
                quick: card.size,
                journal: state + past,
                steps: steps.len(),
            });
        }
        usage
    }

    /// The steps of the open draft, the oldest first, without their texts.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn steps(self) -> Result<Vec<JournalKey>, JournalFault> {
        let Some(opened) = self.opened.get_untracked() else {
            return Ok(Vec::new());
        };
        let keys = journal::keys(Store::History, &format!("{}/", opened.id)).await?;
        let known = keys.iter().filter_map(|key| JournalKey::parse(key));
        Ok(known
            .filter(|key| any_field(key.address.as_str()).is_some())
            .collect())
    }

    /// What a revision of the open draft says differently from now, field by field.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn way_back(self, steps: &[JournalKey], revision: u64) -> Result<Vec<Then>, JournalFault> {
        let keys = fields_at(steps, revision);
        let written: Vec<String> = keys.values().map(ToString::to_string).collect();
        let records = journal::texts(Store::History, &written).await?;
        let key = self.with_keeper(|keeper| keeper.key().cloned()).flatten();
        let id = self.open_id().unwrap_or_default();
        let mut then: BTreeMap<Address, Option<StoredField>> = BTreeMap::new();
        for (field, record) in keys.keys().zip(records) {
            let place = format!("{id}/field/{field}");
            let stored = record.map(|record| read_stored_field(&record).decrypted(key.as_deref(), &place));
            then.insert((*field).clone(), stored);
        }
        let now = self.look(|draft, _| {
            let fields = draft.fields();
            fields
                .map(|(field, text)| (field.clone(), text.to_owned()))
                .collect::<BTreeMap<Address, String>>()
        });
        let now = now.unwrap_or_default();
        let mut found = differences(&then, &now, is_whole(steps));
        let schema = self.look(|draft, _| draft.head.desk.schema());
        let is_record = |one: &Then| {
            let (Then::Differs(Change { at, .. }) | Then::Damaged(at)) = one;
            let read = schema.and_then(|schema| schema.read(at));
            read.is_some_and(|read| read.field.form == Form::Record)
        };
        // What happened stays so, whichever version is brought back.
        found.retain(|one| !is_record(one));
        found.sort_by_cached_key(|one| {
            let (Then::Differs(Change { at, .. }) | Then::Damaged(at)) = one;
            schema.map(|schema| schema.rank(at))
        });
        Ok(found)
    }
}
