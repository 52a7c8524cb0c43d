//! The plan of a site visit (现场评审工作计划, Art. 13): who looks at what, when, where and how.

use core::fmt;

use crate::cycle::CycleFault;
use crate::foundations::{Code, Day, Id, is_blank, words};
use crate::problem::{Place, Problems};

words! {
    /// How something is looked at.
    VisitMethod {
        /// 首次会议、末次会议、合议.
        Meeting = "meeting",
        /// 查阅资料.
        Documents = "documents",
        /// 访谈.
        Interview = "interview",
        /// 现场观察.
        Observation = "observation",
    }
}

/// A time of a day, to the minute: `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Reads `09:30`; the day ends at `24:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
            plain.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        let time = hours * 60 + minutes;
        (minutes < 60 && time <= 24 * 60).then_some(Self(time))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A session of the visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitSession {
    /// The day.
    pub day: Day,
    /// When it begins.
    pub begins: TimeOfDay,
    /// When it ends.
    pub ends: TimeOfDay,
    /// Where.
    pub place: String,
    /// How.
    pub method: VisitMethod,
    /// What.
    pub words: String,
    /// The issues of the material report that it is about.
    pub issues: Vec<u32>,
    /// The clauses that it is about.
    pub clauses: Vec<Code>,
    /// Who of the panel.
    pub experts: Vec<Id>,
    /// Who of the applicant (受访部门).
    pub visited: String,
}

/// A plan as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPlanRecord {
    /// The cycle.
    pub cycle: Id,
    /// The application.
    pub application: Id,
    /// Its revision, from 1.
    pub revision: u32,
    /// Why it was revised; a first one has none.
    pub reason: String,
    /// The leader who made it (组长, Art. 12).
    pub leader: Id,
    /// The first day.
    pub first_day: Day,
    /// The last day.
    pub last_day: Day,
    /// The sessions, in their order.
    pub sessions: Vec<VisitSession>,
}

/// A plan whose sessions lie within its days. It can only come from [`VisitPlan::check`].
///
/// ```compile_fail,E0423
/// fn forged(record: scoring::cycle::VisitPlanRecord) -> scoring::cycle::VisitPlan {
///     scoring::cycle::VisitPlan(record)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPlan(VisitPlanRecord);

impl VisitPlan {
    /// Checks a plan as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(record: VisitPlanRecord) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let member = |path: &str| Place::Member(path.to_owned());
        let later = record.revision > 1;
        if record.revision == 0 || (later && is_blank(&record.reason)) {
            let revision = record.revision;
            problems.error(Place::File, CycleFault::RevisionWithoutReason { revision });
        }
        if record.last_day < record.first_day {
            problems.error(member("last_day"), CycleFault::PlanDays);
        }
        for (position, session) in record.sessions.iter().enumerate() {
            let place = || member(&format!("sessions[{position}]"));
            let is_within = record.first_day <= session.day && session.day <= record.last_day;
            if !is_within || session.ends <= session.begins {
                problems.error(place(), CycleFault::PlanDays);
            }
            if session.experts.is_empty() {
                problems.error(place(), CycleFault::NobodyVisits);
            }
        }
        problems.unless_errors(Self(record))
    }

    /// The plan as stated.
    pub fn record(&self) -> &VisitPlanRecord {
        &self.0
    }
}
