//! From the application to the qualified list: supplements, opinions, inspections, the decision (Art. 22, 23).

use crate::cycle::Event;
use crate::docket::rules::{Allowed, decides, ensure, no_awards, not_before};
use crate::docket::state::{State, Supplement};
use crate::docket::{Body, Decision, Department, OpinionOutcome, Refusal};
use crate::foundations::{Day, Id};

impl State<'_> {
    /// The days for applications are announced before they are over (Art. 21).
    pub(super) fn announce(&self, day: Day) -> Allowed {
        let last = self.opened.cycle.record().calendar.last_day;
        ensure(day <= last, || Refusal::AfterLastDay)
    }

    /// The applicant gives up. An award that stands in the register is the government's to take back (Art. 31).
    pub(super) fn withdraw_application(&mut self, seq: u64, application: &Id, day: Day) -> Allowed {
        let applicant = self.not_withdrawn(application)?;
        let came = applicant
            .all_files()
            .filter_map(|file| self.accepted.get(&file))
            .map(|received| received.day())
            .min();
        ensure(came.is_none_or(|came| came <= day), || Refusal::DayRunsBack)?;
        ensure(self.certificate_of(application).is_none(), || {
            Refusal::Registered {
                application: application.to_string(),
            }
        })?;
        self.change(application, |applicant| applicant.withdrawn = Some(seq));
        Ok(())
    }

    pub(super) fn ask_supplement(&mut self, application: &Id, day: Day, due: Day) -> Allowed {
        not_before(due, day)?;
        self.not_withdrawn(application)?;
        // A supplement heals no application that is late as a whole, and nothing of one that has its award.
        self.has_file_in_force(application)?;
        ensure(self.certificate_of(application).is_none(), || {
            Refusal::Registered {
                application: application.to_string(),
            }
        })?;
        self.change(application, |applicant| {
            // A second supplement takes away no day that the first one gave.
            let due = applicant
                .supplement
                .as_ref()
                .map_or(due, |first| first.due.max(due));
            let before = applicant.all_files().collect();
            applicant.supplement = Some(Supplement { due, before });
        });
        Ok(())
    }

    pub(super) fn ask_opinion(
        &mut self,
        application: &Id,
        department: Department,
        (day, due): (Day, Day),
    ) -> Allowed {
        not_before(due, day)?;
        self.not_withdrawn(application)?;
        self.change(application, |applicant| {
            applicant.asked.insert(department, due);
        });
        Ok(())
    }

    pub(super) fn record_opinion(
        &mut self,
        application: &Id,
        (department, outcome): (Department, OpinionOutcome),
        events: &[Event],
    ) -> Allowed {
        no_awards(events)?;
        self.known(application)?;
        self.change(application, |applicant| {
            applicant.opinions.insert(department, outcome);
            applicant.events.extend(events.iter().cloned());
        });
        Ok(())
    }

    pub(super) fn record_inspection(&mut self, application: &Id, events: &[Event]) -> Allowed {
        no_awards(events)?;
        self.known(application)?;
        self.change(application, |applicant| {
            applicant.events.extend(events.iter().cloned());
        });
        Ok(())
    }

    pub(super) fn decide_qualification(
        &mut self,
        application: &Id,
        decision: Decision,
        body: Body,
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Secretariat], "23")?;
        let verdict = self.may_decide(application, decision, reason)?;
        self.change(application, |applicant| {
            applicant.qualification = Some((decision, verdict));
        });
        Ok(())
    }
}
