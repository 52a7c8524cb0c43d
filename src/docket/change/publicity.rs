//! Published lists and objections (Art. 27).

use std::collections::BTreeSet;

use crate::docket::rules::{Allowed, decides, ensure, reason_if, somebody, unknown};
use crate::docket::state::{Notice, Objection, State};
use crate::docket::{Body, Refusal};
use crate::foundations::{Day, Id};

impl State<'_> {
    pub(super) fn publish(
        &mut self,
        body: Option<Body>,
        notice: &Id,
        applications: &[Id],
        day: Day,
        reason: &str,
    ) -> Allowed {
        decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "27")?;
        ensure(!self.notices.contains_key(notice), || Refusal::AlreadyDone {
            id: notice.to_string(),
        })?;
        somebody(applications.iter())?;
        let list: BTreeSet<Id> = applications.iter().cloned().collect();
        for application in &list {
            let mut open = self.notices.values().filter(|notice| !notice.closed);
            let is_on_one = open.any(|notice| notice.applications.contains(application));
            ensure(!is_on_one, || Refusal::OnOpenNotice {
                application: application.to_string(),
            })?;
        }
        self.may_publish(&list, reason)?;
        self.step(day)?;
        self.notices.insert(
            notice.clone(),
            Notice {
                applications: list,
                opened: day,
                closed: false,
            },
        );
        Ok(())
    }

    pub(super) fn close(&mut self, notice: &Id, day: Day, reason: &str) -> Allowed {
        let found = self.notices.get(notice).ok_or_else(|| unknown(notice))?;
        ensure(!found.closed, || Refusal::AlreadyDone {
            id: notice.to_string(),
        })?;
        let ends = self.publicity_ends(found.opened);
        reason_if(day <= ends, reason, "publicity_days")?;
        self.step(day)?;
        if let Some(found) = self.notices.get_mut(notice) {
            found.closed = true;
        }
        Ok(())
    }

    pub(super) fn object(
        &mut self,
        objection: &Id,
        application: Option<&Id>,
        (day, signed): (Day, bool),
    ) -> Allowed {
        ensure(!self.objections.contains_key(objection), || {
            Refusal::AlreadyDone {
                id: objection.to_string(),
            }
        })?;
        if let Some(application) = application {
            self.known(application)?;
        }
        self.objections.insert(
            objection.clone(),
            Objection {
                application: application.cloned(),
                day,
                signed,
                open: true,
                upheld: false,
            },
        );
        Ok(())
    }

    pub(super) fn resolve(&mut self, objection: &Id, upheld: bool, day: Day) -> Allowed {
        let found = self.objections.get(objection).ok_or_else(|| unknown(objection))?;
        ensure(found.open, || Refusal::AlreadyDone {
            id: objection.to_string(),
        })?;
        ensure(found.day <= day, || Refusal::DayRunsBack)?;
        if let Some(found) = self.objections.get_mut(objection) {
            found.open = false;
            found.upheld = upheld;
        }
        Ok(())
    }
}
