//! A rubric as a file or a table states it, before anything is checked.

use crate::foundations::{Code, Lang, Rounding, Text};
use crate::rubric::{Kind, Method};

/// Whether the numbers of a rubric are official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Approved by the committee (Art. 9(三)); names the approval.
    Official {
        /// The decision that approved it.
        approval: Option<String>,
    },
    /// For trying out: 「示例分值,非官方」.
    Illustrative,
    /// Being written: not official either.
    Draft,
}

/// Where a piece of the rubric comes from, and under which terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What was taken.
    pub what: Text,
    /// The document or address it was taken from.
    pub place: String,
    /// The terms.
    pub licence: Text,
}

/// How many strengths and areas for improvement a clause should have; they only warn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// For strengths (优势).
    pub strengths: CountRule,
    /// For areas for improvement (改进机会).
    pub areas: CountRule,
}

/// From how many to how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountRule {
    /// At least so many; 0 asks for none.
    pub min: usize,
    /// At most so many; nothing for no limit.
    pub max: Option<usize>,
}

/// What became of an older version's clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The older version.
    pub from_version: String,
    /// For each clause here, the older clauses it continues.
    pub clauses: Vec<MappedClause>,
}

/// One clause of this version and what it continues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedClause {
    /// The clause of this version.
    pub code: Code,
    /// The older clauses; none means that the content is new.
    pub from: Vec<Code>,
    /// Whether the scores of the two versions may be compared.
    pub comparable: bool,
}

impl Mapping {
    /// The older clauses whose scores may be compared with this clause's; none where the content is new.
    ///
    /// A clause that the mapping does not mention is taken over under its own code.
    pub fn comparable_with<'m>(&'m self, code: &'m Code) -> &'m [Code] {
        match self.clauses.iter().find(|mapped| &mapped.code == code) {
            Some(mapped) if mapped.comparable => &mapped.from,
            Some(_) => &[],
            None => core::slice::from_ref(code),
        }
    }
}

/// A part or clause as stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeDraft {
    /// The code, if it is well formed.
    pub code: Option<Code>,
    /// The name.
    pub name: Text,
    /// Points: needed at the leaves, a declared sum above them.
    pub points: Option<u64>,
    /// Enabler or result; inherited where nothing is said.
    pub kind: Option<Kind>,
    /// The id of the method; inherited where nothing is said.
    pub method: Option<String>,
    /// What the clause asks for.
    pub requirement: Option<Text>,
    /// Points to look at.
    pub look_at: Vec<Text>,
    /// How to judge.
    pub guidance: Option<Text>,
    /// Codes of the result clauses that this enabler should cause.
    pub leads_to: Vec<Code>,
    /// What is below it; a clause has nothing below.
    pub clauses: Vec<NodeDraft>,
}

/// A rubric as stated.
#[derive(Clone, Debug, PartialEq)]
pub struct RubricDraft {
    /// The identity, the same over versions.
    pub id: String,
    /// The version.
    pub version: String,
    /// Official or not.
    pub status: Status,
    /// The title.
    pub title: Text,
    /// Where the contents come from.
    pub sources: Vec<Source>,
    /// The points that all clauses should add up to.
    pub total: u64,
    /// The rounding on output.
    pub rounding: Rounding,
    /// How many comments a clause should have.
    pub comments: Comments,
    /// The methods.
    pub methods: Vec<Method>,
    /// The parts.
    pub parts: Vec<NodeDraft>,
    /// What became of an older version's clauses.
    pub mapping: Option<Mapping>,
}

impl Status {
    /// Whether numbers must carry the line 「示例分值,非官方」.
    pub fn needs_notice(&self) -> bool {
        !matches!(self, Self::Official { .. })
    }
}

impl Source {
    /// The source's statement in the reader's language.
    pub fn statement(&self, lang: Lang) -> &str {
        self.what.get(lang)
    }
}
