//! The fields of self-assessments and reviews: the schema of each kind of draft, and the names that code has for them.
//!
//! A new field of a clause is a row of a schema here, with the version of draft files in which it comes, and a name among
//! [`Item`]s; ARCHITECTURE.md lists the rest.

use core::fmt;

use crate::document::{Address, Form, Schema};
use crate::foundations::Code;

/// A field that every version of a draft file has.
const fn field(pattern: &'static str, form: Form) -> crate::document::FieldPattern {
    field_since(1, pattern, form)
}

/// A field that draft files have since a version.
const fn field_since(since: u64, pattern: &'static str, form: Form) -> crate::document::FieldPattern {
    crate::document::FieldPattern { pattern, form, since }
}

/// The fields of both kinds in their order, with those that one kind alone has: behind the evidence of a clause, and at
/// the end.
macro_rules! fields {
    ([$($of_clause:expr),*], [$($at_the_end:expr),* $(,)?]) => {
        &[
            field("applicant", Form::Line),
            field("assessor", Form::Line),
            field("overview", Form::Text),
            field("overall", Form::Text),
            field("clause/{clause}/text/{id}", Form::Text),
            field("clause/{clause}/evidence", Form::Lines),
            $($of_clause,)*
            field("clause/{clause}/strengths", Form::Lines),
            field("clause/{clause}/areas", Form::Lines),
            field("clause/{clause}/band", Form::Choice),
            field("clause/{clause}/band/{id}", Form::Choice),
            field("clause/{clause}/value", Form::Number),
            field("clause/{clause}/value/{id}", Form::Number),
            $($at_the_end,)*
        ]
    };
}

/// 自我评价: what the applicant writes.
pub static SELF_ASSESSMENT: Schema = Schema {
    kind: "self_assessment",
    fields: fields!(
        [field_since(2, "clause/{clause}/citations", Form::Citations)],
        [
            field_since(2, "clause/{clause}/results/{row}/indicator", Form::Line),
            field_since(2, "clause/{clause}/results/{row}/unit", Form::Line),
            field_since(2, "clause/{clause}/results/{row}/better", Form::Choice),
            field_since(2, "clause/{clause}/results/{row}/year/{year}", Form::Number),
            field_since(2, "clause/{clause}/results/{row}/target", Form::Number),
            field_since(2, "clause/{clause}/results/{row}/comparison", Form::Number),
            field_since(2, "clause/{clause}/results/{row}/against", Form::Line),
            field_since(2, "clause/{clause}/results/{row}/source", Form::Line),
            field_since(2, "clause/{clause}/results/{row}/order", Form::Order),
            field_since(2, "evidence/{row}/number", Form::Line),
            field_since(2, "evidence/{row}/title", Form::Line),
            field_since(2, "evidence/{row}/issuer", Form::Line),
            field_since(2, "evidence/{row}/date", Form::Day),
            field_since(2, "evidence/{row}/pages", Form::Line),
            field_since(2, "evidence/{row}/order", Form::Order),
            field_since(4, "origin", Form::Record),
        ]
    ),
};

/// 评审: what an assessor writes. Up to stored version 2 any draft could hold an overview and texts by aspect, so that
/// a review has them too; no screen asks for them.
pub static REVIEW: Schema = Schema {
    kind: "review",
    fields: fields!(
        [],
        [
            field_since(3, "submission", Form::Record),
            field_since(3, "correction", Form::Record),
            field_since(4, "origin", Form::Record),
        ]
    ),
};

/// Every schema of a draft.
pub static SCHEMAS: [&Schema; 2] = [&SELF_ASSESSMENT, &REVIEW];

/// Reads a written address that a draft of some kind has a field for.
pub fn any_field(text: &str) -> Option<Address> {
    let at = Address::parse(text)?;
    SCHEMAS.iter().any(|schema| schema.recognises(&at)).then_some(at)
}

/// The version of draft files in which the field at an address came; nothing where no draft has one.
pub fn draft_version_of(at: &Address) -> Option<u64> {
    let found = SCHEMAS.iter().filter_map(|schema| schema.read(at));
    found.map(|read| read.field.since).min()
}

/// The clause that an address belongs to, if it belongs to one.
pub fn clause_of(at: &Address) -> Option<Code> {
    let mut segments = at.segments();
    let clause = segments.next() == Some("clause");
    segments.next().filter(|_| clause).and_then(Code::parse)
}

/// A field that code asks for by name. Written, it is its [`Address`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The applicant's name.
    Applicant,
    /// The assessor's name; in a self-assessment, who fills it in.
    Assessor,
    /// The organisation overview (组织概述).
    OrganisationOverview,
    /// The overall judgement (综合评价).
    Overall,
    /// The last submission of a review; the program writes it.
    Submission,
    /// Why a submitted review is being corrected.
    Correction,
    /// Which drafts it came from ([`crate::scoresheet::Origin`]); the program writes it.
    Origin,
    /// A field of one clause.
    Clause(Code, Item),
}

/// A field of one clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The text on one aspect of the clause's method, by the aspect's id.
    Text(String),
    /// Evidence notes, one a line.
    Evidence,
    /// Numbers of the evidence that the clause rests on, as `1、3、12`.
    Citations,
    /// Strengths (优势), one a line.
    Strengths,
    /// Areas for improvement (改进机会), one a line.
    Areas,
    /// The chosen band, of the method or of one of its components.
    Band(Option<String>),
    /// The value, of the method or of one of its components.
    Value(Option<String>),
}

impl Field {
    /// Everything of one clause: the address above its fields.
    pub fn of_clause(code: &Code) -> Address {
        Address::top("clause").join(code.as_str())
    }
}

impl From<&Field> for Address {
    fn from(field: &Field) -> Self {
        match field {
            Field::Applicant => Self::top("applicant"),
            Field::Assessor => Self::top("assessor"),
            Field::OrganisationOverview => Self::top("overview"),
            Field::Overall => Self::top("overall"),
            Field::Submission => Self::top("submission"),
            Field::Correction => Self::top("correction"),
            Field::Origin => Self::top("origin"),
            Field::Clause(code, item) => Field::of_clause(code).join(&item.to_string()),
        }
    }
}

impl From<Field> for Address {
    fn from(field: Field) -> Self {
        Self::from(&field)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, id) = match self {
            Self::Text(id) => ("text", Some(id)),
            Self::Evidence => ("evidence", None),
            Self::Citations => ("citations", None),
            Self::Strengths => ("strengths", None),
            Self::Areas => ("areas", None),
            Self::Band(id) => ("band", id.as_ref()),
            Self::Value(id) => ("value", id.as_ref()),
        };
        match id {
            None => f.write_str(name),
            Some(id) => write!(f, "{name}/{id}"),
        }
    }
}
