//! The wire form of a visit plan's payload, version 1.

use crate::cycle::{VisitMethod, VisitPlanRecord, VisitSession};
use crate::files::records::{Counted, WordWire, records};
use crate::files::wire::{CodeWire, DayWire, IdWire, TimeWire};

records! {
    VisitPlanWire for VisitPlanRecord {
        cycle: IdWire,
        application: IdWire,
        revision: Counted,
        reason: String,
        leader: IdWire,
        first_day: DayWire,
        last_day: DayWire,
        sessions: Vec<SessionWire>,
    }
    SessionWire for VisitSession {
        day: DayWire,
        begins: TimeWire,
        ends: TimeWire,
        place: String,
        method: WordWire<VisitMethod>,
        words: String,
        issues: Vec<Counted>,
        clauses: Vec<CodeWire>,
        experts: Vec<IdWire>,
        visited: String,
    }
}
