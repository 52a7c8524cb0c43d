//! The card of a draft: what the start page lists of it, in one line of text, so that the list needs neither rubric nor
//! engine.

use core::fmt;

use crate::foundations::Instant;

/// The version of the line. Version 1 began with a number.
const VERSION: &str = "v2";

/// When a draft was last exported, and up to which change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// When.
    pub at: Instant,
    /// The sequence number up to which the file holds the draft.
    pub sequence: u64,
}

/// How much of a draft is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Clauses with a value.
    pub scored: usize,
    /// All clauses.
    pub clauses: usize,
}

/// What the start page lists of a draft, derived from its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The id of its stage; one word.
    pub stage: Option<String>,
    /// How much is scored.
    pub progress: Option<Progress>,
    /// Who applies; empty where nobody was named yet.
    pub applicant: String,
}

/// A draft on the start page, in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The sequence number of the last change; 0 in stored forms that did not number changes.
    pub sequence: u64,
    /// Whether the draft is encrypted. Its card then contains no name.
    pub encrypted: bool,
    /// The id of its stage; nothing where the line cannot be read.
    pub stage: Option<String>,
    /// How much is scored.
    pub progress: Option<Progress>,
    /// When it was last written.
    pub written: Option<Instant>,
    /// The last copy that left this machine.
    pub exported: Option<Exported>,
    /// Who applies; empty where nobody was named yet.
    pub applicant: String,
}

impl Card {
    /// Parses a line leniently: what cannot be read is left out.
    pub fn parse(line: &str) -> Self {
        let (new, rest) = match line.split_once(' ') {
            Some((VERSION, rest)) => (true, rest),
            // A newer version's line may have any form.
            Some((version, _)) if version.starts_with('v') => return Self::default(),
            _ => (false, line),
        };
        let mut words = rest.splitn(if new { 8 } else { 5 }, ' ');
        let mut next = || words.next().unwrap_or_default();
        let mut card = Self::default();
        if new {
            card.sequence = next().parse().unwrap_or_default();
            card.encrypted = next() == "locked";
            card.exported = next().split_once('@').and_then(|(at, sequence)| {
                Some(Exported {
                    at: Instant::parse(at)?,
                    sequence: sequence.parse().ok()?,
                })
            });
        }
        let (scored, clauses) = (next().parse::<usize>().ok(), next().parse::<usize>().ok());
        card.progress = scored
            .zip(clauses)
            .map(|(scored, clauses)| Progress { scored, clauses });
        card.stage = Some(next())
            .filter(|stage| !stage.is_empty() && *stage != "-")
            .map(str::to_owned);
        card.written = Instant::parse(next());
        next().clone_into(&mut card.applicant);
        card
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = if self.encrypted { "locked" } else { "open" };
        write!(f, "{VERSION} {} {form} ", self.sequence)?;
        match self.exported {
            Some(exported) => write!(f, "{}@{} ", exported.at, exported.sequence)?,
            None => f.write_str("- ")?,
        }
        match self.progress {
            Some(progress) => write!(f, "{} {} ", progress.scored, progress.clauses)?,
            None => f.write_str("- - ")?,
        }
        f.write_str(self.stage.as_deref().unwrap_or("-"))?;
        match self.written {
            Some(written) => write!(f, " {written} ")?,
            None => f.write_str(" - ")?,
        }
        f.write_str(&self.applicant)
    }
}
