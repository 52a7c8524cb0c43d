//! Wire types that are a domain type member by member, and the two ways between them.
//!
//! A member that may be missing is an `Option`; it is written as `null`.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::files::Wanted;
use crate::files::wire::{Name, TextWire};
use crate::foundations::{Text, Word};

/// A wire type and the value it stands for.
pub(super) trait Wire: Sized {
    /// The value.
    type Value;

    /// What is written of a value.
    fn of(value: &Self::Value) -> Self;

    /// The value that was read.
    fn value(self) -> Self::Value;
}

macro_rules! plain {
    ($($type:ty)+) => {
        $(impl Wire for $type {
            type Value = $type;

            fn of(value: &$type) -> Self {
                value.clone()
            }

            fn value(self) -> $type {
                self
            }
        })+
    };
}
plain! { String bool u16 u32 u64 }

impl Wire for Name {
    type Value = String;

    fn of(value: &String) -> Self {
        Self::from(value)
    }

    fn value(self) -> String {
        self.0
    }
}

impl Wire for TextWire {
    type Value = Text;

    fn of(value: &Text) -> Self {
        Self::from(value)
    }

    fn value(self) -> Text {
        self.into()
    }
}

impl<W: Wire> Wire for Option<W> {
    type Value = Option<W::Value>;

    fn of(value: &Self::Value) -> Self {
        value.as_ref().map(W::of)
    }

    fn value(self) -> Self::Value {
        self.map(W::value)
    }
}

impl<W: Wire> Wire for Vec<W> {
    type Value = Vec<W::Value>;

    fn of(value: &Self::Value) -> Self {
        value.iter().map(W::of).collect()
    }

    fn value(self) -> Self::Value {
        self.into_iter().map(W::value).collect()
    }
}

/// A word of a closed list.
pub(super) struct WordWire<T>(pub(super) T);

impl<T: Word> Wire for WordWire<T> {
    type Value = T;

    fn of(value: &T) -> Self {
        Self(*value)
    }

    fn value(self) -> T {
        self.0
    }
}

impl<'de, T: Word> Deserialize<'de> for WordWire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Name(word) = Name::deserialize(deserializer)?;
        T::parse(&word)
            .map(Self)
            .ok_or_else(|| D::Error::unknown_variant(&word, T::WORDS))
    }
}

impl<T: Word> Serialize for WordWire<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

/// A number that is counted from 1.
pub(super) struct Counted(pub(super) u32);

impl Wire for Counted {
    type Value = u32;

    fn of(value: &u32) -> Self {
        Self(*value)
    }

    fn value(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        if number == 0 {
            let wanted = Wanted::Count.to_string();
            return Err(D::Error::invalid_value(Unexpected::Str("0"), &wanted.as_str()));
        }
        Ok(Self(number))
    }
}

impl Serialize for Counted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

/// Wire types with the members of a domain type.
macro_rules! records {
    ($($(#[$about:meta])* $name:ident for $domain:ident { $($(#[$attribute:meta])* $member:ident: $wire:ty),+ $(,)? })+) => {
        $(
            $(#[$about])*
            #[derive(serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(in crate::files) struct $name { $($(#[$attribute])* $member: $wire),+ }

            impl $crate::files::records::Wire for $name {
                type Value = $domain;

                fn of(value: &$domain) -> Self {
                    Self { $($member: <$wire as $crate::files::records::Wire>::of(&value.$member)),+ }
                }

                fn value(self) -> $domain {
                    $domain { $($member: self.$member.value()),+ }
                }
            }
        )+
    };
}
pub(super) use records;

impl Wire for crate::files::scoresheet::parts::RubricRefWire {
    type Value = crate::scoresheet::RubricRef;

    fn of(value: &Self::Value) -> Self {
        Self::from(value)
    }

    fn value(self) -> Self::Value {
        self.into()
    }
}

impl Wire for crate::files::scoresheet::parts::ValueWire {
    type Value = crate::scoresheet::Value;

    fn of(value: &Self::Value) -> Self {
        Self::from(value)
    }

    fn value(self) -> Self::Value {
        self.into()
    }
}
