//! Which drafts a draft came from: of each the latest revision that was taken in.
//!
//! A copy that leaves says so of its own draft too. So whoever opens it where that draft is knows what both had in
//! common, and can merge the two.

use std::collections::BTreeMap;

/// Drafts by their ids, each with the latest of its revisions that is in the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin(BTreeMap<String, u64>);

impl Origin {
    /// Reads the text under which a draft keeps it: a line `id revision` a draft. A line that cannot be read says nothing.
    pub fn parse(text: &str) -> Self {
        let mut origin = Self::default();
        for line in text.lines() {
            if let Some((id, revision)) = line.rsplit_once(' ')
                && let Ok(revision) = revision.parse()
            {
                origin.note(id, revision);
            }
        }
        origin
    }

    /// The text under which a draft keeps it.
    pub fn text(&self) -> String {
        let lines = self.0.iter().map(|(id, revision)| format!("{id} {revision}"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Notes that this revision of a draft is in it; the latest one counts.
    pub fn note(&mut self, id: &str, revision: u64) {
        if id.is_empty() || id.contains(['\n', '\r']) {
            return;
        }
        let latest = self.0.entry(id.to_owned()).or_default();
        *latest = revision.max(*latest);
    }

    /// Notes all that is in another one.
    pub fn join(&mut self, other: &Self) {
        for (id, revision) in &other.0 {
            self.note(id, *revision);
        }
    }

    /// The latest revision of a draft that is in it.
    pub fn revision_of(&self, id: &str) -> Option<u64> {
        self.0.get(id).copied()
    }

    /// Whether both say something of one draft.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.keys().any(|id| other.0.contains_key(id))
    }
}
