//! The days of a cycle: the last day for applications, holidays, and the end of a publicity.

use std::collections::BTreeSet;

use crate::foundations::{Day, Instant};

/// The days of a cycle (Art. 21) and the holidays as far as its file lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day for applications.
    pub first_day: Day,
    /// The last day for applications. An announced day is not moved by holidays.
    pub last_day: Day,
    /// Days that are holidays, whatever day of the week they are.
    pub holidays: BTreeSet<Day>,
    /// Weekends on which people work (调休).
    pub workdays: BTreeSet<Day>,
}

/// When a file came: a moment, or a day where no time was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Received {
    /// At this moment.
    At(Instant),
    /// On this day.
    On(Day),
}

impl Received {
    /// The day in China.
    pub fn day(self) -> Day {
        match self {
            Self::At(moment) => Day::at(moment),
            Self::On(day) => day,
        }
    }
}

impl Calendar {
    /// Whether something that came then is in time for this last day, which is whole (民法典 203).
    pub fn is_in_time(received: Received, last: Day) -> bool {
        received.day() <= last
    }

    /// The day on which an application counts as received: what comes early comes on the first day.
    pub fn counted_as_received(&self, received: Received) -> Day {
        received.day().max(self.first_day)
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: Day) -> bool {
        !self.holidays.contains(&day) && (!day.is_weekend() || self.workdays.contains(&day))
    }

    /// The last day of a publicity that opens on `opened`: so many days later, the day of opening not counted
    /// (民法典 201), and later still until so many working days lie in it; a last day that the cycle lists as a
    /// holiday moves to the next working day (203).
    pub fn publicity_ends(&self, opened: Day, days: u32, working_days: u32) -> Day {
        let mut last = opened;
        let (mut counted, mut working) = (0, 0);
        // Both are settings of two digits at most; a year of holidays ends the search.
        let longest = days.saturating_add(LONGEST_HOLIDAY);
        while (counted < days || working < working_days) && counted < longest {
            last = last.plus_days(1);
            counted += 1;
            working += u32::from(self.is_working(last));
        }
        let is_holiday = self.holidays.contains(&last);
        while is_holiday && !self.is_working(last) && counted < longest {
            last = last.plus_days(1);
            counted += 1;
        }
        last
    }
}

/// The most days that holidays prolong a publicity by.
const LONGEST_HOLIDAY: u32 = 366;
