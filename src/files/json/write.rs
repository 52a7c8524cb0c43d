//! JSON without blanks, texts escaped where they must be: canonical (RFC 8785), with members in the order of their names,
//! or with members as they are declared.
//!
//! It stands here, and not in a library, because each of our types is compiled once for each writer that it meets, and
//! because a library brings numbers of every form with it. Our files hold whole numbers alone.

use core::fmt::{self, Write as _};

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::files::json::Cursor;
use crate::files::json::scan::Kind;
use crate::foundations::in_order;

/// Writes a value in canonical form; nothing for one that holds a fraction or bytes, which no file has.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let mut text = String::new();
    value.serialize(Writer::value(&mut text, Members::Sorted)).ok()?;
    Some(text)
}

/// Writes a value with its members as they are declared, as the browser's records have them; nothing for one that holds
/// a fraction or bytes.
pub fn written<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let mut text = String::new();
    value
        .serialize(Writer::value(&mut text, Members::Declared))
        .ok()?;
    Some(text)
}

/// The order of members.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    /// By their names.
    Sorted,
    /// As they are declared.
    Declared,
}

/// A text as JSON writes it.
pub fn quoted(text: &str) -> String {
    let mut written = String::new();
    push_quoted(&mut written, text);
    written
}

fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{C}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            // A text takes every character that is written to it.
            '\0'..='\u{1F}' => drop(write!(out, "\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// A value that was read, in canonical form; nothing where it holds a number that no file has.
pub fn canonical_of(value: Cursor<'_, '_>) -> Option<String> {
    let mut text = String::new();
    push_canonical(&mut text, value)?;
    Some(text)
}

fn push_canonical(out: &mut String, value: Cursor<'_, '_>) -> Option<()> {
    match value.kind() {
        Kind::Null | Kind::True | Kind::False => out.push_str(value.written()),
        Kind::Number => out.push_str(&value.whole()?.to_string()),
        Kind::Plain | Kind::Escaped => push_quoted(out, &value.text()?),
        Kind::List => {
            let mut list = List::begun(out, Members::Sorted, "]");
            for item in value.items() {
                push_canonical(list.next(), item)?;
            }
            list.close();
        }
        Kind::Object => {
            let mut object = Object::begun(out, Members::Sorted, "}");
            let mut children = value.children();
            while let (Some(name), Some(inside)) = (children.next(), children.next()) {
                let mut written = String::new();
                push_canonical(&mut written, inside)?;
                object.members.push((name.text()?.into_owned(), written));
            }
            object.close();
        }
    }
    Some(())
}

/// What cannot be written: a fraction, or bytes.
#[derive(Debug)]
pub(super) struct NotWritten;

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that no file holds")
    }
}

impl core::error::Error for NotWritten {}

impl ser::Error for NotWritten {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), NotWritten>;

/// Where a value goes. The name of a member is written bare, since names are put in order before they are quoted.
struct Writer<'o> {
    out: &'o mut String,
    members: Members,
    bare: bool,
}

impl<'o> Writer<'o> {
    fn value(out: &'o mut String, members: Members) -> Self {
        let bare = false;
        Self { out, members, bare }
    }

    fn word(self, word: &str) -> Written {
        self.out.push_str(word);
        Ok(())
    }

    fn text(self, text: &str) -> Written {
        if self.bare {
            self.out.push_str(text);
        } else {
            push_quoted(self.out, text);
        }
        Ok(())
    }

    /// Begins the object of one member that names the form of a value.
    fn form(self, name: &str) -> &'o mut String {
        self.out.push('{');
        push_quoted(self.out, name);
        self.out.push(':');
        self.out
    }
}

/// A list that is being written.
struct List<'o> {
    out: &'o mut String,
    members: Members,
    begun: bool,
    /// What ends the list, and the object around it where that names the form of a value.
    end: &'static str,
}

impl<'o> List<'o> {
    fn begun(out: &'o mut String, members: Members, end: &'static str) -> Self {
        out.push('[');
        Self {
            out,
            members,
            begun: false,
            end,
        }
    }

    /// Where the next item goes.
    fn next(&mut self) -> &mut String {
        if core::mem::replace(&mut self.begun, true) {
            self.out.push(',');
        }
        self.out
    }

    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Written {
        let members = self.members;
        item.serialize(Writer::value(self.next(), members))
    }

    fn close(self) {
        self.out.push_str(self.end);
    }
}

/// An object that is being written: its members, each with its name.
struct Object<'o> {
    out: &'o mut String,
    order: Members,
    members: Vec<(String, String)>,
    name: String,
    end: &'static str,
}

impl<'o> Object<'o> {
    fn begun(out: &'o mut String, order: Members, end: &'static str) -> Self {
        Self {
            out,
            order,
            members: Vec::new(),
            name: String::new(),
            end,
        }
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: String, value: &T) -> Written {
        let mut written = String::new();
        value.serialize(Writer::value(&mut written, self.order))?;
        self.members.push((name, written));
        Ok(())
    }

    fn close(self) {
        let members = match self.order {
            // By the units of UTF-16, as RFC 8785 has it.
            Members::Sorted => in_order(self.members, |(one, _), (other, _)| {
                one.encode_utf16().cmp(other.encode_utf16())
            }),
            Members::Declared => self.members,
        };
        self.out.push('{');
        for (place, (name, value)) in members.iter().enumerate() {
            if place > 0 {
                self.out.push(',');
            }
            push_quoted(self.out, name);
            self.out.push(':');
            self.out.push_str(value);
        }
        self.out.push_str(self.end);
    }
}

/// Numbers of every width are written as whole ones.
macro_rules! whole {
    ($($name:ident($type:ty))*) => {
        $(fn $name(self, number: $type) -> Written {
            self.word(&number.to_string())
        })*
    };
}

macro_rules! never {
    ($($name:ident($type:ty))*) => {
        $(fn $name(self, _: $type) -> Written {
            Err(NotWritten)
        })*
    };
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = NotWritten;
    type SerializeSeq = List<'o>;
    type SerializeTuple = List<'o>;
    type SerializeTupleStruct = List<'o>;
    type SerializeTupleVariant = List<'o>;
    type SerializeMap = Object<'o>;
    type SerializeStruct = Object<'o>;
    type SerializeStructVariant = Object<'o>;

    whole! {
        serialize_i64(i64) serialize_u64(u64)
    }

    never! {
        serialize_f32(f32) serialize_f64(f64) serialize_bytes(&[u8])
    }

    fn serialize_i8(self, number: i8) -> Written {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Written {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Written {
        self.serialize_i64(number.into())
    }

    fn serialize_u8(self, number: u8) -> Written {
        self.serialize_u64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Written {
        self.serialize_u64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Written {
        self.serialize_u64(number.into())
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.word(if value { "true" } else { "false" })
    }

    fn serialize_char(self, value: char) -> Written {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Written {
        self.text(text)
    }

    fn serialize_none(self) -> Written {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.word("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.word("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, form: &'static str) -> Written {
        self.text(form)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        form: &'static str,
        value: &T,
    ) -> Written {
        let members = self.members;
        let out = self.form(form);
        value.serialize(Writer::value(out, members))?;
        out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'o>, NotWritten> {
        Ok(List::begun(self.out, self.members, "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'o>, NotWritten> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'o>, NotWritten> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        form: &'static str,
        _: usize,
    ) -> Result<List<'o>, NotWritten> {
        let members = self.members;
        Ok(List::begun(self.form(form), members, "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'o>, NotWritten> {
        Ok(Object::begun(self.out, self.members, "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'o>, NotWritten> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        form: &'static str,
        _: usize,
    ) -> Result<Object<'o>, NotWritten> {
        let members = self.members;
        Ok(Object::begun(self.form(form), members, "}}"))
    }
}

macro_rules! lists {
    ($($trait:ident::$item:ident)*) => {
        $(impl $trait for List<'_> {
            type Ok = ();
            type Error = NotWritten;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Written {
                self.item(item)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        })*
    };
}
lists! {
    SerializeSeq::serialize_element SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field SerializeTupleVariant::serialize_field
}

macro_rules! objects {
    ($($trait:ident)*) => {
        $(impl $trait for Object<'_> {
            type Ok = ();
            type Error = NotWritten;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
                self.member(name.to_owned(), value)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        })*
    };
}
objects! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = NotWritten;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        self.name.clear();
        name.serialize(Writer {
            out: &mut self.name,
            members: self.order,
            bare: true,
        })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        let name = core::mem::take(&mut self.name);
        self.member(name, value)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}
