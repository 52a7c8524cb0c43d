//! The schema of a kind of document: its addresses, the form of their texts, and their order.

use crate::document::{Address, ORDER, RowId};
use crate::foundations::Code;

/// What a text is, for the page that shows it and for the check that reads it. Whatever is typed is kept all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text of one line.
    Line,
    /// A text of any length.
    Text,
    /// One statement a line.
    Lines,
    /// A number.
    Number,
    /// One of several ids.
    Choice,
    /// A day, or a period.
    Day,
    /// Numbers of items of evidence.
    Citations,
    /// The place of a row in its collection.
    Order,
    /// What happened to the document. It is no step that is undone, and no older version brings it back.
    Record,
}

/// One field of a kind of document, or one for each of several clauses, rows, years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPattern {
    /// The address, with what varies in braces: `{clause}` is a code, `{row}` the id of a row, `{year}` a year from
    /// 1900 to 2199,
    /// and `{id}` at the end any id of the rubric, which may hold further `/`.
    pub pattern: &'static str,
    /// What its text is.
    pub form: Form,
    /// The version of the files of this kind in which it came; older ones hold none.
    pub since: u64,
}

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name of the kind, as the stored head gives it.
    pub kind: &'static str,
    /// Its fields, in the order in which people read them.
    pub fields: &'static [FieldPattern],
}

/// An address, parsed by its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedAddress<'a> {
    /// The field.
    pub field: &'static FieldPattern,
    /// What stands for each brace of the pattern, from the left.
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> ParsedAddress<'a> {
    /// What stands for a brace of the pattern, such as `clause`.
    pub fn value(&self, brace: &str) -> Option<&'a str> {
        let found = self.values.iter().find(|(name, _)| *name == brace);
        found.map(|(_, value)| *value)
    }

    /// The code that stands for `{clause}`.
    pub fn clause(&self) -> Option<Code> {
        self.value("clause").and_then(Code::parse)
    }

    /// The id that stands for `{row}`.
    pub fn row(&self) -> Option<RowId> {
        self.value("row").and_then(RowId::parse)
    }
}

/// Where an address stands among the others of its document; compares as people read them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(Vec<(usize, String)>);

impl Schema {
    /// What an address means in this kind of document; nothing where it has no such field.
    pub fn read<'a>(&self, address: &'a Address) -> Option<ParsedAddress<'a>> {
        self.fields.iter().find_map(|field| field.read(address))
    }

    /// Whether this kind of document has a field at an address.
    pub fn recognises(&self, address: &Address) -> bool {
        self.read(address).is_some()
    }

    /// Where an address stands in the order of the document; those that it does not have come last.
    pub fn rank(&self, address: &Address) -> Rank {
        let Some(reading) = self.read(address) else {
            return Rank(vec![(self.fields.len(), address.to_string())]);
        };
        let mut values = reading.values.iter();
        let mut pattern = String::new();
        let parts = reading.field.pattern.split('/').map(|part| {
            pattern = format!("{pattern}{part}/");
            let alike = |field: &FieldPattern| format!("{}/", field.pattern).starts_with(&pattern);
            let place = self.fields.iter().position(alike).unwrap_or_default();
            let value = brace(part).and_then(|_| values.next());
            (
                place,
                value.map_or_else(String::new, |(_, value)| (*value).to_owned()),
            )
        });
        Rank(parts.collect())
    }

    /// The patterns of its collections: what stands before `{row}`.
    pub fn collections(&self) -> impl Iterator<Item = &'static str> {
        let ordered = self.fields.iter().filter(|field| field.form == Form::Order);
        ordered.filter_map(|field| field.pattern.strip_suffix(ORDER)?.strip_suffix("/{row}/"))
    }
}

impl FieldPattern {
    fn read<'a>(&'static self, address: &'a Address) -> Option<ParsedAddress<'a>> {
        let mut values = Vec::new();
        let mut rest = Some(address.as_str());
        for part in self.pattern.split('/') {
            let text = rest?;
            let Some(name) = brace(part) else {
                let (segment, behind) = first(text);
                rest = (segment == part).then_some(behind)?;
                continue;
            };
            let (value, behind) = if name == "id" { (text, None) } else { first(text) };
            let sound = match name {
                "clause" => Code::parse(value).is_some_and(|code| code.as_str() == value),
                "row" => RowId::parse(value).is_some(),
                "year" => is_year(value),
                _ => !value.is_empty(),
            };
            if !sound {
                return None;
            }
            values.push((name, value));
            rest = behind;
        }
        rest.is_none().then_some(ParsedAddress { field: self, values })
    }
}

/// A year from 1900 to 2199.
fn is_year(text: &str) -> bool {
    let year = text.parse().is_ok_and(|year: u16| (1900..2200).contains(&year));
    year && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name in the braces of a part of a pattern.
fn brace(part: &'static str) -> Option<&'static str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// The first segment, and what stands behind it where anything does.
fn first(text: &str) -> (&str, Option<&str>) {
    match text.split_once('/') {
        Some((segment, behind)) => (segment, Some(behind)),
        None => (text, None),
    }
}
