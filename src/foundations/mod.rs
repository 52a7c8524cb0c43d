//! What every room counts with: exact numbers, codes, instants, days, fingerprints, ids of organisations, texts in two
//! languages, names of files, maps and sets in order.

mod calendar;
mod code;
mod day;
mod file_name;
mod fingerprint;
mod id;
mod instant;
mod likeness;
mod number;
mod one_by_one;
mod organisation;
mod sorted;
mod sum_name;
mod text;
mod visible;
mod word;

pub use code::Code;
pub use day::Day;
pub use file_name::file_name;
pub(crate) use file_name::is_device;
pub use fingerprint::Fingerprint;
pub use id::Id;
pub use instant::Instant;
pub use likeness::{OrganisationKeys, Spelling, person_key};
pub use number::{
    Exact, MAX_DECIMALS, NumberFault, Rounding, RoundingRule, decimal_or_fraction, exact_text, parse_decimal,
    percent_of,
};
pub use one_by_one::{InOrder, OneByOne};
pub use organisation::OrganisationId;
pub use sorted::{Entries, SortedMap, SortedSet, in_order};
pub use sum_name::{SumKind, SumName};
pub use text::{Lang, Text, half_width, squeezed};
pub use visible::{excerpt, is_blank, is_unseen, shows_nothing, visible, visible_line, write_visible};
pub use word::Word;
pub(crate) use word::words;
