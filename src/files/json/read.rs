//! From a scanned text to typed values: a serde deserializer that takes nothing for something else.
//!
//! An object belongs where a struct is wanted and a list never does; a word is a text and never an object; a whole
//! number has no fraction. The first mismatch is reported as facts, with the path of its value.

use core::fmt;
use std::borrow::Cow;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use crate::files::json::Measure;
use crate::files::json::scan::{Children, Cursor, Kind, ScanFault};
use crate::files::wire::MAX_NAME;
use crate::files::{FileFault, Wanted};
use crate::foundations::excerpt;
use crate::problem::{Place, Problem};

/// What a JSON value is, in the words of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonForm {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// A fault, and the node it was met at, as soon as that is known.
#[derive(Clone, Debug)]
pub struct ReadError {
    fault: FileFault,
    node: Option<u32>,
}

impl ReadError {
    fn new(fault: FileFault) -> Self {
        Self { fault, node: None }
    }

    fn at(self, node: u32) -> Self {
        Self {
            node: self.node.or(Some(node)),
            ..self
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.fault)
    }
}

impl core::error::Error for ReadError {}

/// What a value is that a visitor refused. Every wrong form is caught before it comes to that.
fn refused(unexpected: Unexpected<'_>, wanted: &dyn Expected) -> FileFault {
    match unexpected {
        Unexpected::Str(found) => FileFault::BadValue {
            found: excerpt(found),
            wanted: Wanted::parse(&wanted.to_string()).unwrap_or(Wanted::OneMember),
        },
        _ => FileFault::NotWhole,
    }
}

impl de::Error for ReadError {
    /// Nothing of ours says it in words alone; of serde's own this is the one left: not one of several forms.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(FileFault::BadValue {
            found: String::new(),
            wanted: Wanted::OneMember,
        })
    }

    fn invalid_type(unexpected: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(refused(unexpected, wanted))
    }

    fn invalid_value(unexpected: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(refused(unexpected, wanted))
    }

    /// A name or id that is too long: nothing else has a length of its own.
    fn invalid_length(found: usize, _: &dyn Expected) -> Self {
        Self::new(FileFault::OverLimit {
            measure: Measure::Name,
            found,
            limit: MAX_NAME,
        })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        let found = excerpt(found);
        Self::new(FileFault::UnknownWord { found, known })
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(FileFault::UnknownMember)
    }

    fn missing_field(member: &'static str) -> Self {
        Self::new(FileFault::MissingMember { member })
    }
}

impl<'t> Cursor<'_, 't> {
    /// Fills a typed value.
    ///
    /// # Errors
    /// The first mismatch, with the path of its value.
    pub fn read<T: de::Deserialize<'t>>(self) -> Result<T, Problem<FileFault>> {
        T::deserialize(self)
            .map_err(|error| problem(self.path_of(error.node.unwrap_or(self.number())), error.fault))
    }

    /// A fault of a value inside, by the names of the members that lead to it, as far as they are there.
    pub fn refused(self, members: &[&str], fault: FileFault) -> Problem<FileFault> {
        let place = members
            .iter()
            .try_fold(self, |value, name| value.member(name).ok_or(value))
            .unwrap_or_else(|last| last);
        problem(place.path(), fault)
    }

    /// The form of its value.
    pub(in crate::files) fn form(self) -> JsonForm {
        match self.kind() {
            Kind::Null => JsonForm::Null,
            Kind::True | Kind::False => JsonForm::Boolean,
            Kind::Number => JsonForm::Number,
            Kind::Plain | Kind::Escaped => JsonForm::Text,
            Kind::List => JsonForm::List,
            Kind::Object => JsonForm::Object,
        }
    }

    fn wrong<T>(self, wanted: JsonForm) -> Result<T, ReadError> {
        let found = self.form();
        let fault = if (wanted, found) == (JsonForm::Number, JsonForm::Number) {
            FileFault::NotWhole
        } else {
            FileFault::WrongForm { wanted, found }
        };
        Err(ReadError::new(fault).at(self.number()))
    }

    fn visit_text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.text() {
            Some(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Some(Cow::Owned(text)) => visitor.visit_string(text),
            None => return self.wrong(JsonForm::Text),
        }
        .map_err(|error: ReadError| error.at(self.number()))
    }

    fn visit_whole<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.whole() {
            Some(number) => visitor
                .visit_u64(number)
                .map_err(|error: ReadError| error.at(self.number())),
            None => self.wrong(JsonForm::Number),
        }
    }

    fn visit_list<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.kind() != Kind::List {
            return self.wrong(JsonForm::List);
        }
        visitor
            .visit_seq(Items(self.children()))
            .map_err(|error| error.at(self.number()))
    }

    fn visit_object<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if !self.is_object() {
            return self.wrong(JsonForm::Object);
        }
        visitor
            .visit_map(Members {
                rest: self.children(),
                value: None,
            })
            .map_err(|error| error.at(self.number()))
    }
}

/// A fault at a path; no path is the text as a whole.
fn problem(path: String, fault: FileFault) -> Problem<FileFault> {
    let place = if path.is_empty() {
        Place::File
    } else {
        Place::Member(path)
    };
    Problem::error(place, fault)
}

impl From<ScanFault> for Problem<FileFault> {
    fn from(refusal: ScanFault) -> Self {
        match refusal {
            ScanFault::NotJson { line, column } => {
                Self::error(Place::File, FileFault::NotJson { line, column })
            }
            ScanFault::OverLimit {
                measure: Measure::Bytes,
                found,
                limit,
                ..
            } => {
                let wide = |count| u64::try_from(count).unwrap_or(u64::MAX);
                let (bytes, limit) = (wide(found), wide(limit));
                Self::error(Place::File, FileFault::TooLarge { bytes, limit })
            }
            ScanFault::OverLimit {
                measure,
                found,
                limit,
                path,
            } => problem(
                path,
                FileFault::OverLimit {
                    measure,
                    found,
                    limit,
                },
            ),
            ScanFault::Repeated { path } => problem(path, FileFault::MemberTwice),
        }
    }
}

/// Numbers of every width are read as whole ones: the format has no others.
macro_rules! whole {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
            self.visit_whole(visitor)
        })*
    };
}

macro_rules! texts {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
            self.visit_text(visitor)
        })*
    };
}

impl<'t> Deserializer<'t> for Cursor<'_, 't> {
    type Error = ReadError;

    whole! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    texts! {
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.form() {
            JsonForm::Null => visitor.visit_unit(),
            JsonForm::Boolean => self.deserialize_bool(visitor),
            JsonForm::Number => self.visit_whole(visitor),
            JsonForm::Text => self.visit_text(visitor),
            JsonForm::List => self.visit_list(visitor),
            JsonForm::Object => self.visit_object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.kind() {
            Kind::True => visitor.visit_bool(true),
            Kind::False => visitor.visit_bool(false),
            _ => self.wrong(JsonForm::Boolean),
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.kind() {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            _ => self.wrong(JsonForm::Null),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.visit_list(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.visit_object(visitor)
    }

    /// An object alone: a derived visitor would take a list as well.
    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.visit_object(visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let choice = match self.form() {
            JsonForm::Text => Choice {
                name: self,
                value: None,
            },
            JsonForm::Object => {
                let mut children = self.children();
                match (children.next(), children.next(), children.next()) {
                    (Some(name), Some(value), None) => Choice {
                        name,
                        value: Some(value),
                    },
                    // None of the choices, or a second one.
                    (_, _, Some(second)) => {
                        return Err(ReadError::new(FileFault::UnknownMember).at(second.number()));
                    }
                    _ => return Err(ReadError::custom("one member").at(self.number())),
                }
            }
            _ => return self.wrong(JsonForm::Text),
        };
        visitor
            .visit_enum(choice)
            .map_err(|error: ReadError| error.at(self.number()))
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

/// The items of a list.
struct Items<'s, 't>(Children<'s, 't>);

impl<'t> SeqAccess<'t> for Items<'_, 't> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        let read = |item: Cursor<'_, 't>| seed.deserialize(item).map_err(|error| error.at(item.number()));
        self.0.next().map(read).transpose()
    }
}

/// The members of an object.
struct Members<'s, 't> {
    rest: Children<'s, 't>,
    value: Option<Cursor<'s, 't>>,
}

impl<'t> MapAccess<'t> for Members<'_, 't> {
    type Error = ReadError;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        let Some(name) = self.rest.next() else {
            return Ok(None);
        };
        self.value = self.rest.next();
        seed.deserialize(name)
            .map(Some)
            .map_err(|error| error.at(name.number()))
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, ReadError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(|error| error.at(value.number())),
            None => Err(ReadError::custom("a value")),
        }
    }
}

/// One of several forms of a value: a word alone, or an object with one member that names the form.
struct Choice<'s, 't> {
    name: Cursor<'s, 't>,
    value: Option<Cursor<'s, 't>>,
}

impl<'s, 't> EnumAccess<'t> for Choice<'s, 't> {
    type Error = ReadError;
    type Variant = Chosen<'s, 't>;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Chosen<'s, 't>), ReadError> {
        let word = seed
            .deserialize(self.name)
            .map_err(|error| error.at(self.name.number()))?;
        Ok((
            word,
            Chosen {
                name: self.name,
                value: self.value,
            },
        ))
    }
}

/// What belongs to the form that was chosen: nothing for a word, a value for a member.
struct Chosen<'s, 't> {
    name: Cursor<'s, 't>,
    value: Option<Cursor<'s, 't>>,
}

impl<'t> VariantAccess<'t> for Chosen<'_, 't> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.value {
            None => Ok(()),
            Some(_) => {
                let (wanted, found) = (JsonForm::Text, JsonForm::Object);
                Err(ReadError::new(FileFault::WrongForm { wanted, found }).at(self.name.number()))
            }
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, ReadError> {
        match self.value {
            Some(value) => seed.deserialize(value).map_err(|error| error.at(value.number())),
            None => self.name.wrong(JsonForm::Object),
        }
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        match self.value {
            Some(value) => value.visit_list(visitor),
            None => self.name.wrong(JsonForm::Object),
        }
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self.value {
            Some(value) => value.visit_object(visitor),
            None => self.name.wrong(JsonForm::Object),
        }
    }
}
