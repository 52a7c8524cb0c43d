//! Which drafts a draft came from: of each the sequence number of the latest change that was taken in.
//!
//! A copy that leaves says so of its own draft too. So whoever opens it where that draft is knows what both had in
//! common, and can merge the two.

use crate::foundations::SortedMap;

/// Drafts by their ids, each with the latest of its sequence numbers that is in the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin(SortedMap<String, u64>);

impl Origin {
    /// Reads the text under which a draft keeps it: a line of id and number a draft. A line that cannot be read says
    /// nothing.
    pub fn parse(text: &str) -> Self {
        let mut origin = Self::default();
        for line in text.lines() {
            if let Some((id, sequence)) = line.rsplit_once(' ')
                && let Ok(sequence) = sequence.parse()
            {
                origin.note(id, sequence);
            }
        }
        origin
    }

    /// The text under which a draft keeps it.
    pub fn text(&self) -> String {
        let lines = self.0.iter().map(|(id, sequence)| format!("{id} {sequence}"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Notes that a draft up to this sequence number is in it; the latest one counts.
    pub fn note(&mut self, id: &str, sequence: u64) {
        if id.is_empty() || id.contains(['\n', '\r']) {
            return;
        }
        let latest = self.0.slot(id.to_owned());
        *latest = sequence.max(*latest);
    }

    /// Notes all that is in another one.
    pub fn join(&mut self, other: &Self) {
        for (id, sequence) in &other.0 {
            self.note(id, *sequence);
        }
    }

    /// The latest sequence number of a draft that is in it.
    pub fn sequence_of(&self, id: &str) -> Option<u64> {
        self.0.get(id).copied()
    }

    /// Whether both say something of one draft.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.keys().any(|id| other.0.contains_key(id))
    }
}
