//! A figure of a results grid: a decimal number of either sign, as people and spreadsheets write it.

use core::fmt;

use crate::foundations::{Exact, NumberFault, decimal_or_fraction, half_width, parse_decimal};

/// A decimal number. Zero has no sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    negative: bool,
    size: Exact,
}

/// An amount as it was written, with what stood behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number.
    pub amount: Amount,
    /// Whether a per cent sign stood behind it.
    pub percent: bool,
}

/// What people write into a cell that has no number.
const NOTHING: [&str; 10] = [
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "\u{2014}\u{2014}",
    "/",
    "n/a",
    "na",
    "无",
    "暂无",
];

impl Amount {
    /// Reads a number as people write it: full-width digits, a sign before it, thousands parted by commas, a per cent
    /// sign behind it. Nothing where the cell says that there is none.
    ///
    /// # Errors
    /// It is no number, or it has more digits than are kept exactly.
    pub fn read(typed: &str) -> Result<Option<Written>, NumberFault> {
        let text = half_width(typed).replace('\u{A0}', " ");
        let text = text.trim();
        if text.is_empty() || NOTHING.contains(&text.to_lowercase().as_str()) {
            return Ok(None);
        }
        let (text, percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (text, false),
        };
        let (text, negative) = match text.strip_prefix(['-', '\u{2212}', '+']) {
            Some(number) => (number.trim_start(), !text.starts_with('+')),
            None => (text, false),
        };
        let size = match parse_decimal(&without_separators(text)?) {
            Err(NumberFault::Empty) => return Err(NumberFault::NotANumber),
            read => read?,
        };
        let negative = negative && size.numer() != 0;
        Ok(Some(Written {
            amount: Self { negative, size },
            percent,
        }))
    }

    /// Reads a number as files write it.
    pub fn parse(written: &str) -> Option<Self> {
        let amount = Self::read(written).ok().flatten()?.amount;
        (amount.to_string() == written).then_some(amount)
    }

    /// The number on a line from below zero to above it.
    pub fn signed(self) -> Exact {
        if self.negative {
            Exact::from_integer(0) - self.size
        } else {
            self.size
        }
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.signed().cmp(&other.signed())
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}{}", decimal_or_fraction(self.size))
    }
}

/// A number without the commas between its thousands. A comma elsewhere may be meant as a point: it is no number.
fn without_separators(text: &str) -> Result<String, NumberFault> {
    let (whole, rest) = text.split_at(text.find(['.', '。']).unwrap_or(text.len()));
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let mut groups = groups.peekable();
    if groups.peek().is_none() {
        return Ok(text.to_owned());
    }
    let mut digits = first.to_owned();
    if !(1..=3).contains(&first.len()) {
        return Err(NumberFault::NotANumber);
    }
    for group in groups {
        if group.len() != 3 {
            return Err(NumberFault::NotANumber);
        }
        digits += group;
    }
    Ok(digits + rest)
}
