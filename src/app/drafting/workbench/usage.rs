//! What every draft takes in this browser.

use scoring::keeper::{Card, EntryKey};

use crate::app::browser::journal;
use crate::app::browser::journal::Store;
use crate::app::drafting::Workbench;

/// What a draft takes in this browser, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// What it says of itself.
    pub card: Card,
    /// In localStorage.
    pub local: usize,
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
            let steps = journal::keys(Store::Entries, &prefix).await.unwrap_or_default();
            let past = steps.iter().filter_map(|key| EntryKey::parse(key));
            let past: usize = past.map(|key| key.characters).sum();
            let state: usize = state
                .iter()
                .map(|(key, text)| key.len() + text.chars().count())
                .sum();
            usage.push(Usage {
                card: card.card,
                local: card.size,
                journal: state + past,
                steps: steps.len(),
            });
        }
        usage
    }
}
