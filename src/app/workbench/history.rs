//! The past of the open draft: its versions, what they say differently, and the way back to them.

use leptos::prelude::*;

use scoring::document::{Address, Change};
use scoring::keeper::{Body, Card, JournalKey, fields_at};
use scoring::scoresheet::Draft;
use scoring::stored::read_stored_field;

use crate::app::browser::journal;
use crate::app::browser::journal::{JournalFault, Store};
use crate::app::workbench::Workbench;
use crate::app::workbench::found::{is_whole, known_entry, unsealed};

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
        Ok(keys.iter().filter_map(|key| known_entry(key)).collect())
    }

    /// What would bring the open draft back to a revision: one edit for each field that says something else now.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn way_back(self, steps: &[JournalKey], revision: u64) -> Result<Vec<Change>, JournalFault> {
        let then = fields_at(steps, revision);
        let keys: Vec<String> = then.values().map(ToString::to_string).collect();
        let texts = journal::texts(Store::History, &keys).await?;
        let key = self.keeping.with_value(|keeping| keeping.key.clone());
        let id = self.open_id().unwrap_or_default();
        let mut edits: Vec<Change> = Vec::new();
        for (field, record) in then.keys().zip(texts) {
            let place = format!("{id}/field/{field}");
            let kept = record.map(|record| unsealed(read_stored_field(&record), key.as_deref(), &place));
            // A step whose record is gone or damaged says nothing of what the field said.
            let kept = kept.filter(|kept| !kept.damaged);
            if let Some(Body::Plain(text)) = kept.map(|kept| kept.body) {
                edits.push(Change {
                    at: (*field).clone(),
                    text,
                });
            }
        }
        let now: Vec<(Address, String)> = self.draft.with_untracked(|draft| {
            let fields = draft.iter().flat_map(Draft::fields);
            fields
                .map(|(field, text)| (field.clone(), text.to_owned()))
                .collect()
        });
        // Where steps have given way, a field without one may have said anything.
        let whole = is_whole(steps);
        for (field, _) in &now {
            if whole && !then.contains_key(field) {
                edits.push(Change {
                    at: field.clone(),
                    text: String::new(),
                });
            }
        }
        edits.retain(|edit| self.text_untracked(&edit.at) != edit.text);
        let schema = self
            .draft
            .with_untracked(|draft| draft.as_ref().map(|draft| draft.head.desk.schema()));
        edits.sort_by_cached_key(|edit| schema.map(|schema| schema.rank(&edit.at)));
        Ok(edits)
    }
}
