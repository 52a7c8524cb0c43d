//! Moments in time. They are input to the core; nothing here asks a clock.

use core::fmt;

use crate::foundations::calendar::{civil_from_days, days_from_civil};

/// A moment in whole seconds since 1970-01-01T00:00:00Z. Written as RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i64);

const SECONDS_PER_DAY: i64 = 86_400;
/// 9999-12-31T23:59:59Z, the last moment that RFC 3339 can write.
const LAST: i64 = 253_402_300_799;

impl Instant {
    /// The moment so many seconds after 1970 began; times outside the years 1970–9999 are moved to their edge.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.clamp(0, LAST))
    }

    /// Seconds since 1970 began.
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// Reads `2026-11-23T10:32:00Z`; nothing where the text is another form or no real date.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = |(at, byte): (usize, &u8)| match at {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 | 16 => *byte == b':',
            19 => *byte == b'Z',
            _ => byte.is_ascii_digit(),
        };
        if bytes.len() != 20 || !bytes.iter().enumerate().all(shape) {
            return None;
        }
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let day = days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let moment =
            Self(day * SECONDS_PER_DAY + number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?);
        // A date that does not exist (02-30, 25:00) reads back as another one.
        (moment.0 >= 0 && moment.to_string() == text).then_some(moment)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, second) = (
            self.0.div_euclid(SECONDS_PER_DAY),
            self.0.rem_euclid(SECONDS_PER_DAY),
        );
        let (year, month, day) = civil_from_days(day);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        )
    }
}
