//! The government's decision, the register, and awards that are taken back (Art. 28 to 31, 34, 35).

use crate::cycle::folded_certificate;
use crate::docket::rules::{Allowed, decides, ensure, reason_if, somebody};
use crate::docket::state::{Decided, State};
use crate::docket::{Body, Refusal};
use crate::foundations::{Day, Id};

impl State<'_> {
    /// The government approves or rejects names on lists whose time is over, and adds none (Art. 28).
    pub(super) fn decide(
        &mut self,
        approved: &[Id],
        rejected: &[Id],
        (body, day): (Body, Day),
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Government], "28")?;
        somebody(approved.iter().chain(rejected))?;
        for application in approved.iter().chain(rejected) {
            self.known(application)?;
            ensure(!self.decisions.contains_key(application), || {
                Refusal::AlreadyDone {
                    id: application.to_string(),
                }
            })?;
            ensure(self.is_on_closed_notice(application), || Refusal::NotPublicised {
                application: application.to_string(),
            })?;
            self.not_struck(application)?;
            let is_objected = self.is_objected_to(application) || self.is_procedure_faulted();
            reason_if(is_objected, reason, "27")?;
        }
        for application in approved {
            self.confirmed(application)?;
            // A later session may have voted otherwise.
            ensure(self.is_passed(application), || Refusal::NotPassed {
                application: application.to_string(),
            })?;
            self.has_file_in_force(application)?;
            self.is_reviewed(application)?;
        }
        self.step(day)?;
        let approved = approved.iter().map(|id| (id, true));
        let decided = approved.chain(rejected.iter().map(|id| (id, false)));
        for (application, approved) in decided {
            // The reason of the decision carries what stood against it then.
            let despite = self.open_objections(application).cloned().collect();
            let decided = Decided {
                approved,
                day,
                despite,
            };
            self.decisions.insert(application.clone(), decided);
        }
        self.decided_on = self.decided_on.or(Some(day));
        Ok(())
    }

    pub(super) fn register(&mut self, application: &Id, certificate: &str, day: Day) -> Allowed {
        let decided = self.decisions.get(application).filter(|decided| decided.approved);
        let decided = decided.ok_or_else(|| Refusal::NotDecided {
            application: application.to_string(),
        })?;
        self.confirmed(application)?;
        self.not_struck(application)?;
        self.has_file_in_force(application)?;
        self.is_reviewed(application)?;
        let is_objected = self
            .open_objections(application)
            .any(|objection| !decided.despite.contains(objection));
        ensure(!is_objected, || Refusal::Objected {
            application: application.to_string(),
        })?;
        ensure(self.certificate_of(application).is_none(), || {
            Refusal::AlreadyDone {
                id: application.to_string(),
            }
        })?;
        let folded = folded_certificate(certificate);
        // A row of the register about this very award takes nothing away from it.
        let own = self.opened.cycle.record().id.as_str();
        let organisation = &self.known(application)?.organisation;
        let taken = self.awards().iter().any(|award| {
            let is_itself = award.cycle.as_str() == own && award.organisation == *organisation;
            folded_certificate(&award.certificate) == folded && !is_itself
        });
        let is_free = !folded.is_empty() && !taken && !self.certificates.contains_key(&folded);
        ensure(is_free, || Refusal::CertificateTaken {
            certificate: certificate.to_owned(),
        })?;
        self.step(day)?;
        let written = certificate.trim().to_owned();
        self.certificates.insert(folded, (application.clone(), written));
        Ok(())
    }

    /// The office or the secretariat asks, the government withdraws (Art. 31).
    pub(super) fn withdraw_award(
        &mut self,
        certificate: &str,
        (asked_by, body): (Body, Option<Body>),
        decided: Option<Day>,
    ) -> Allowed {
        decides(body.unwrap_or(Body::Government), &[Body::Government], "31")?;
        decides(asked_by, &[Body::Office, Body::Secretariat], "31")?;
        let day = decided.ok_or(Refusal::NoDecision)?;
        let folded = folded_certificate(certificate);
        let mut former = self.awards().iter();
        let former = former.find(|award| folded_certificate(&award.certificate) == folded);
        ensure(
            former.is_some() || self.certificates.contains_key(&folded),
            || Refusal::Unknown {
                id: certificate.to_owned(),
            },
        )?;
        let is_withdrawn = former.is_some_and(|award| award.withdrawn.is_some())
            || self.withdrawn_awards.contains_key(&folded);
        ensure(!is_withdrawn, || Refusal::AlreadyDone {
            id: certificate.to_owned(),
        })?;
        let own = self.certificates.get(&folded);
        let own = own.and_then(|(application, _)| self.decisions.get(application));
        let awarded = own
            .map(|decided| decided.day)
            .or(former.and_then(|award| award.day));
        ensure(awarded.is_none_or(|awarded| awarded <= day), || {
            Refusal::DayRunsBack
        })?;
        self.withdrawn_awards.insert(folded, day);
        Ok(())
    }

    /// What winners are given, and what became of them (Art. 29, 33), is recorded of an award in the register, and came
    /// after the decision.
    pub(super) fn has_award(&self, application: &Id, day: Day) -> Allowed {
        ensure(self.certificate_of(application).is_some(), || {
            Refusal::NotRegistered {
                application: application.to_string(),
            }
        })?;
        let decided = self.decisions.get(application);
        ensure(decided.is_none_or(|decided| decided.day <= day), || {
            Refusal::DayRunsBack
        })
    }
}
