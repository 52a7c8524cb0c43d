//! What the payloads of all versions of a scoresheet are made of: rubric, stage, persons, entries with values and comments.

use core::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::files::json::JsonForm;
use crate::files::wire::{CodeWire, DecimalWire, Entries, Name, PrintWire};
use crate::foundations::{OneByOne as _, SortedMap};
use crate::scoresheet::{Comment, EntryRecord, RubricRef, Stage, Value};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct RubricRefWire {
    fingerprint: PrintWire,
    id: Name,
    version: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::files) enum StageWire {
    #[serde(rename = "self")]
    SelfAssessment,
    Material,
    Site,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonWire {
    pub(super) name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryWire {
    code: CodeWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<ValueWire>,
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    texts: SortedMap<Name, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    strengths: Vec<CommentWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    areas: Vec<CommentWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::files) enum ValueWire {
    Percent(DecimalWire),
    Points(DecimalWire),
    Components(SortedMap<Name, DecimalWire>),
}

impl From<&RubricRef> for RubricRefWire {
    fn from(rubric: &RubricRef) -> Self {
        Self {
            fingerprint: PrintWire(rubric.fingerprint),
            id: Name::from(&rubric.id),
            version: Name::from(&rubric.version),
        }
    }
}

impl From<RubricRefWire> for RubricRef {
    fn from(wire: RubricRefWire) -> Self {
        Self {
            fingerprint: wire.fingerprint.0,
            id: wire.id.0,
            version: wire.version.0,
        }
    }
}

impl From<Stage> for StageWire {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::SelfAssessment => Self::SelfAssessment,
            Stage::Material => Self::Material,
            Stage::Site => Self::Site,
        }
    }
}

impl From<StageWire> for Stage {
    fn from(wire: StageWire) -> Self {
        match wire {
            StageWire::SelfAssessment => Self::SelfAssessment,
            StageWire::Material => Self::Material,
            StageWire::Site => Self::Site,
        }
    }
}

/// A strength or an area for improvement: a text up to version 2, an object since. The object is read as a map, which
/// [`check_comments`] has looked at: another derived type would be more code in every program.
pub(super) enum CommentWire {
    Text(String),
    Item(SortedMap<Name, String>),
}

/// The members of a comment; only the first must be there.
pub(super) const COMMENT: [&str; 3] = ["text", "pages", "tag"];

impl CommentWire {
    /// What is written of a comment, as a text or as an object.
    pub(super) fn of(comment: &Comment, form: JsonForm) -> Self {
        let text = comment.text.clone();
        if form == JsonForm::Text {
            return Self::Text(text);
        }
        let texts = [&comment.text, &comment.pages, &comment.tag];
        let members = COMMENT.into_iter().zip(texts);
        // The first is written however empty it is.
        let members = members.filter(|(name, text)| *name == "text" || !text.is_empty());
        let members = members.map(|(name, text)| (Name(name.to_owned()), text.clone()));
        Self::Item(members.collect())
    }

    /// The comment that was read.
    pub(super) fn value(self) -> Comment {
        match self {
            Self::Text(text) => Comment::from(text),
            Self::Item(members) => {
                let mut comment = Comment::default();
                for (Name(name), text) in members {
                    match name.as_str() {
                        "pages" => comment.pages = text,
                        "tag" => comment.tag = text,
                        _ => comment.text = text,
                    }
                }
                comment
            }
        }
    }
}

impl Serialize for CommentWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Item(members) => members.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for CommentWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EitherForm)
    }
}

/// Takes a comment in either form; which of them belongs there was asked before.
struct EitherForm;

impl<'de> Visitor<'de> for EitherForm {
    type Value = CommentWire;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a comment")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<CommentWire, E> {
        Ok(CommentWire::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<CommentWire, E> {
        Ok(CommentWire::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<CommentWire, A::Error> {
        Entries::new().visit_map(members).map(CommentWire::Item)
    }
}

impl EntryWire {
    /// What is written of an entry, its comments as texts or as objects.
    pub(super) fn of(entry: &EntryRecord, form: JsonForm) -> Self {
        let comments = |of: &[Comment]| of.iter().map(|comment| CommentWire::of(comment, form)).collect();
        Self {
            code: CodeWire(entry.code.clone()),
            value: entry.value.as_ref().map(ValueWire::from),
            texts: entry
                .texts
                .iter()
                .map(|(id, text)| (Name::from(id), text.clone()))
                .one_by_one(),
            strengths: comments(&entry.strengths),
            areas: comments(&entry.areas),
            evidence: entry.evidence.clone(),
        }
    }
}

impl From<EntryWire> for EntryRecord {
    fn from(wire: EntryWire) -> Self {
        Self {
            code: wire.code.0,
            value: wire.value.map(Value::from),
            texts: wire.texts.into_iter().map(|(id, text)| (id.0, text)).collect(),
            strengths: wire.strengths.into_iter().map(CommentWire::value).collect(),
            areas: wire.areas.into_iter().map(CommentWire::value).collect(),
            evidence: wire.evidence,
        }
    }
}

impl From<&Value> for ValueWire {
    fn from(value: &Value) -> Self {
        match value {
            Value::Percent(percent) => Self::Percent(DecimalWire(*percent)),
            Value::Points(points) => Self::Points(DecimalWire(*points)),
            Value::Components(parts) => Self::Components(
                parts
                    .iter()
                    .map(|(id, value)| (Name::from(id), DecimalWire(*value)))
                    .one_by_one(),
            ),
        }
    }
}

impl From<ValueWire> for Value {
    fn from(wire: ValueWire) -> Self {
        match wire {
            ValueWire::Percent(percent) => Self::Percent(percent.0),
            ValueWire::Points(points) => Self::Points(points.0),
            ValueWire::Components(parts) => {
                Self::Components(parts.into_iter().map(|(id, value)| (id.0, value.0)).collect())
            }
        }
    }
}
