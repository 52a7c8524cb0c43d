//! Days in China, as the award counts them: never moments. Years and days are added as the Civil Code counts them.

use core::fmt;

use crate::foundations::Instant;
use crate::foundations::calendar::{civil_from_days, days_from_civil};

/// A civil date in the award's time zone (UTC+8, without summer time). Written `2026-03-31`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// China's time is this many seconds ahead of UTC.
const AHEAD_SECONDS: i64 = 8 * 3600;
const SECONDS_PER_DAY: i64 = 86_400;
/// 0001-01-01 and 9999-12-31, the days that four digits can write.
const FIRST: i64 = -719_162;
const LAST: i64 = 2_932_896;

impl Day {
    /// Reads `2026-03-31`; nothing where the text is another form or no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = |(at, byte): (usize, &u8)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        if bytes.len() != 10 || !bytes.iter().enumerate().all(shape) {
            return None;
        }
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let day = Self(days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?));
        // A date that does not exist (02-30) reads back as another one.
        ((FIRST..=LAST).contains(&day.0) && day.to_string() == text).then_some(day)
    }

    /// The day in China at a moment: `2026-03-31T16:00:00Z` is on 2026-04-01.
    pub fn at(moment: Instant) -> Self {
        Self((moment.unix_seconds() + AHEAD_SECONDS).div_euclid(SECONDS_PER_DAY))
    }

    /// The corresponding day so many years later; in a month that has no such day, its last (民法典 202).
    #[must_use]
    pub fn plus_years(self, years: u32) -> Self {
        let (year, month, day) = civil_from_days(self.0);
        let same_month = |day| days_from_civil(year + i64::from(years), month, day);
        // Only 29 February can be missing; then 28 February is the last day of the month.
        let later = same_month(day);
        let exists = civil_from_days(later).1 == month;
        Self(if exists { later } else { same_month(day - 1) }.min(LAST))
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self((self.0 + i64::from(days)).min(LAST))
    }

    /// The calendar year.
    pub fn year(self) -> i64 {
        civil_from_days(self.0).0
    }

    /// Year, month and day as numbers.
    pub fn parts(self) -> (i64, i64, i64) {
        civil_from_days(self.0)
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday.
        matches!((self.0 + 3).rem_euclid(7), 5 | 6)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
