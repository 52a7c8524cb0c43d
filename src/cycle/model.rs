//! The cycle itself: its year, days, rubric, settings and committee.

use std::collections::BTreeSet;

use crate::cycle::{Calendar, CycleFault, Settings};
use crate::foundations::{Day, Id, Text};
use crate::problem::{Place, Problems};
use crate::scoresheet::RubricRef;

/// A member of the committee (评委会委员, Art. 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What votes name the member by.
    pub id: Id,
    /// The name.
    pub name: String,
}

/// A cycle as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleRecord {
    /// What files and the docket name it by.
    pub id: Id,
    /// The title (第 N 届…).
    pub title: Text,
    /// The year of its awards (获奖年度, Art. 34).
    pub year: u16,
    /// Its days (Art. 21).
    pub calendar: Calendar,
    /// The rubric that everything is scored by.
    pub rubric: RubricRef,
    /// The settings it begins with.
    pub settings: Settings,
    /// The committee.
    pub members: Vec<Member>,
}

/// A cycle whose days, settings and members are sound. It can only come from [`Cycle::check`].
///
/// ```compile_fail,E0423
/// fn forged(record: scoring::cycle::CycleRecord) -> scoring::cycle::Cycle {
///     scoring::cycle::Cycle(record)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle(CycleRecord);

impl Cycle {
    /// Checks a cycle as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(record: CycleRecord) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let member = |path: &str| Place::Member(path.to_owned());
        if record.calendar.last_day < record.calendar.first_day {
            problems.error(member("calendar.last_day"), CycleFault::DaysReversed);
        }
        for day in record.calendar.holidays.intersection(&record.calendar.workdays) {
            let day = day.to_string();
            problems.error(member("calendar.workdays"), CycleFault::HolidayAndWorkday { day });
        }
        for setting in record.settings.each().into_iter().filter(|one| !one.is_valid()) {
            let setting = setting.name();
            problems.error(
                member(&format!("settings.{setting}")),
                CycleFault::SettingOutOfRange { setting },
            );
        }
        problems.extend(check_members(&record.members));
        problems.unless_errors(Self(record))
    }

    /// The cycle as stated.
    pub fn record(&self) -> &CycleRecord {
        &self.0
    }

    /// The day that 15(一) and 16(一) to (四) are judged by.
    pub fn reference_day(&self, settings: &Settings) -> Day {
        settings.reference_day.unwrap_or(self.0.calendar.last_day)
    }
}

/// A committee has members, each with an id of its own.
pub(crate) fn check_members(members: &[Member]) -> Problems<CycleFault> {
    let mut problems = Problems::new();
    let place = || Place::Member("members".to_owned());
    if members.is_empty() {
        problems.error(place(), CycleFault::NoMembers);
    }
    let mut seen = BTreeSet::new();
    for member in members.iter().filter(|member| !seen.insert(&member.id)) {
        let id = member.id.to_string();
        problems.error(place(), CycleFault::IdTwice { id });
    }
    problems
}
