//! Pieces of wire types that several kinds share: texts that mean something, each read at its own place.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::application::{Amount, parse_year};
use crate::cycle::{Received, TimeOfDay};
use crate::files::Wanted;
use crate::files::json::Measure;
use crate::files::records::Wire;
use crate::foundations::{
    Code, Day, Exact, Fingerprint, Id, Instant, OrganisationId, SortedMap, Text, decimal_or_fraction,
    exact_text, parse_decimal,
};

/// The most characters of an id, a code, a version or a name: what messages and addresses are made of.
pub(super) const MAX_NAME: usize = Code::MAX_CHARACTERS;

/// An id, a version or a name: a text of bounded length.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name(pub(super) String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        check_name(&text)?;
        Ok(Self(text))
    }
}

/// Whether a text is as short as names are.
fn check_name<E: Error>(text: &str) -> Result<(), E> {
    // Counting is asked of long ones alone: no text has more characters than bytes.
    let characters = if text.len() > MAX_NAME {
        text.chars().count()
    } else {
        0
    };
    if characters > MAX_NAME {
        return Err(E::invalid_length(characters, &Measure::Name.id()));
    }
    Ok(())
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

/// Takes a short text as it stands, without a copy of its own, for what is parsed of it.
struct Parsed<T> {
    parse: fn(&str) -> Option<T>,
    wanted: Wanted,
}

impl<T> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.wanted, f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        check_name(text)?;
        (self.parse)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A value that is written as a text, and refused at its place where the text is none.
macro_rules! written_as_text {
    ($(#[$about:meta])* $name:ident($inner:ty), $wanted:expr, $parse:expr, $write:expr) => {
        $(#[$about])*
        #[derive(PartialEq, Eq, PartialOrd, Ord)]
        pub(super) struct $name(pub(super) $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let parse: fn(&str) -> Option<$inner> = $parse;
                deserializer
                    .deserialize_str(Parsed { parse, wanted: $wanted })
                    .map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$inner) -> String = $write;
                serializer.serialize_str(&write(&self.0))
            }
        }

        impl Wire for $name {
            type Value = $inner;

            fn of(value: &$inner) -> Self {
                Self(value.clone())
            }

            fn value(self) -> $inner {
                self.0
            }
        }
    };
}

written_as_text!(
    /// The code of a part or clause.
    CodeWire(Code), Wanted::Code, Code::parse, Code::to_string
);
written_as_text!(
    /// The code of a clause as the name of a member: written in one way only, so that no two names are one clause.
    ClauseName(Code), Wanted::Code, |text| Code::parse(text).filter(|code| code.as_str() == text), Code::to_string
);
written_as_text!(
    /// A number in decimals, as people type them.
    DecimalWire(Exact), Wanted::Decimal, |text| parse_decimal(text).ok(), |number| decimal_or_fraction(*number)
);
written_as_text!(
    /// A figure of a results grid, written in one way only.
    AmountWire(Amount), Wanted::Decimal, Amount::parse, Amount::to_string
);
written_as_text!(
    /// A year of a results grid: `2023`.
    YearWire(u16), Wanted::Year, parse_year, |year| year.to_string()
);
written_as_text!(
    /// A whole number from 1 to 999,999,999, written in one way only.
    CountWire(u32), Wanted::Count, parse_count, u32::to_string
);
written_as_text!(
    /// A fingerprint.
    PrintWire(Fingerprint), Wanted::Fingerprint, Fingerprint::parse, Fingerprint::to_string
);
written_as_text!(
    /// A moment.
    MomentWire(Instant), Wanted::Moment, Instant::parse, Instant::to_string
);
written_as_text!(
    /// A day in China.
    DayWire(Day), Wanted::Day, Day::parse, Day::to_string
);
written_as_text!(
    /// A time of a day, written in one way only.
    TimeWire(TimeOfDay), Wanted::Time, TimeOfDay::parse, TimeOfDay::to_string
);
written_as_text!(
    /// When a file came: a moment, or a day alone.
    ReceivedWire(Received), Wanted::Received,
    |text| Instant::parse(text).map(Received::At).or_else(|| Day::parse(text).map(Received::On)),
    |received| match received {
        Received::At(moment) => moment.to_string(),
        Received::On(day) => day.to_string(),
    }
);
written_as_text!(
    /// An id that people give.
    IdWire(Id), Wanted::Id, Id::parse, Id::to_string
);
written_as_text!(
    /// The id of an organisation, folded.
    OrganisationWire(OrganisationId), Wanted::Organisation,
    |text| OrganisationId::parse(text).filter(|id| id.as_str() == text), OrganisationId::to_string
);
written_as_text!(
    /// The id of an organisation as people type it, in a file that a fingerprint covers as it stands.
    TypedOrganisationWire(OrganisationId), Wanted::Organisation, OrganisationId::parse, OrganisationId::to_string
);
written_as_text!(
    /// A share as a fraction of whole numbers in lowest terms, or a whole number: `2/3`.
    ShareWire(Exact), Wanted::Share, parse_share, exact_text_of
);

/// Reads `2/3`, in lowest terms.
fn parse_share(text: &str) -> Option<Exact> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let whole = |digits: &str| {
        let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        plain.then(|| digits.parse::<i128>().ok()).flatten()
    };
    let (above, below) = (whole(above)?, whole(below).filter(|below| *below > 0)?);
    let share = Exact::new(above, below);
    (exact_text(share) == text).then_some(share)
}

fn exact_text_of(share: &Exact) -> String {
    exact_text(*share)
}

/// A whole number from 1 to 999,999,999.
fn parse_count(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|count: &u32| (1..1_000_000_000).contains(count) && count.to_string() == text)
}

impl<K: Serialize, V: Serialize> Serialize for SortedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for SortedMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries::new())
    }
}

/// Reads the members of an object into a map.
pub(super) struct Entries<K, V>(PhantomData<(K, V)>);

impl<K, V> Entries<K, V> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
    type Value = SortedMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = members.next_entry()? {
            entries.push(entry);
        }
        Ok(entries.into_iter().collect())
    }
}

/// A text in two languages, as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextWire {
    zh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl From<&Text> for TextWire {
    fn from(text: &Text) -> Self {
        Self {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}

impl From<TextWire> for Text {
    fn from(wire: TextWire) -> Self {
        Self {
            zh: wire.zh,
            en: wire.en,
        }
    }
}
