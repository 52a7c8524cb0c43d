//! The fields of a draft: each is one text, with one written address.

use core::fmt;

use crate::foundations::Code;

/// A field that somebody fills in. Its written form is its address in storage: `clause/1.1/value`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The applicant's name.
    Applicant,
    /// The assessor's name; in a self-assessment, who fills it in.
    Assessor,
    /// The organisation overview (组织概述).
    Overview,
    /// The overall judgement (综合评价).
    Overall,
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
    /// Reads a written address back.
    pub fn parse(address: &str) -> Option<Self> {
        match address {
            "applicant" => return Some(Self::Applicant),
            "assessor" => return Some(Self::Assessor),
            "overview" => return Some(Self::Overview),
            "overall" => return Some(Self::Overall),
            _ => {}
        }
        let (code, item) = address.strip_prefix("clause/")?.split_once('/')?;
        let (name, id) = match item.split_once('/') {
            Some((name, id)) if !id.is_empty() => (name, Some(id.to_owned())),
            Some(_) => return None,
            None => (item, None),
        };
        let item = match (name, id) {
            ("text", Some(id)) => Item::Text(id),
            ("evidence", None) => Item::Evidence,
            ("strengths", None) => Item::Strengths,
            ("areas", None) => Item::Areas,
            ("band", id) => Item::Band(id),
            ("value", id) => Item::Value(id),
            _ => return None,
        };
        Code::parse(code)
            .filter(|parsed| parsed.as_str() == code)
            .map(|code| Self::Clause(code, item))
    }

    /// The clause this field belongs to, if it belongs to one.
    pub fn code(&self) -> Option<&Code> {
        match self {
            Self::Clause(code, _) => Some(code),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Applicant => f.write_str("applicant"),
            Self::Assessor => f.write_str("assessor"),
            Self::Overview => f.write_str("overview"),
            Self::Overall => f.write_str("overall"),
            Self::Clause(code, item) => write!(f, "clause/{code}/{item}"),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, id) = match self {
            Self::Text(id) => ("text", Some(id)),
            Self::Evidence => ("evidence", None),
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
