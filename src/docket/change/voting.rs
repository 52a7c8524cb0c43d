//! From the material reports to the vote: the list for the visit, the candidates, the session (Art. 24 to 26).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cycle::ReviewStage;
use crate::docket::figures::Figures;
use crate::docket::rules::{Allowed, decides, each_once, ensure, reason_if, somebody};
use crate::docket::state::{State, Votes};
use crate::docket::{Body, Refusal, VoteCount};
use crate::foundations::{Day, Fingerprint, Id};

impl State<'_> {
    pub(super) fn decide_visit(
        &mut self,
        applications: &[Id],
        body: Body,
        day: Day,
        figures: Fingerprint,
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Secretariat], "24")?;
        each_once(applications.iter())?;
        for application in applications {
            self.confirmed(application)?;
        }
        let material = self.quoted(ReviewStage::Material, figures)?;
        let list: BTreeSet<Id> = applications.iter().cloned().collect();
        reason_if(list != self.to_visit(&material), reason, "24")?;
        self.step(day)?;
        self.visit = Some(list);
        self.visit_decided = Some(day);
        Ok(())
    }

    pub(super) fn propose(&mut self, body: Body, day: Day, figures: Fingerprint, reason: &str) -> Allowed {
        decides(body, &[Body::Secretariat], "26")?;
        let site = self.quoted(ReviewStage::Site, figures)?;
        let visited = self
            .visit
            .iter()
            .flatten()
            .filter(|id| self.is_confirmed_and_not_withdrawn(id));
        let unfinished = visited.filter(|id| !site.ranked.contains_key(*id)).count();
        reason_if(unfinished > 0, reason, "25")?;
        self.step(day)?;
        self.was_candidate.extend(site.ranked.keys().cloned());
        self.proposed = Some(Arc::new(site));
        Ok(())
    }

    pub(super) fn vote(
        &mut self,
        body: Option<Body>,
        day: Day,
        present: &[Id],
        votes: &[VoteCount],
    ) -> Allowed {
        decides(body.unwrap_or(Body::Committee), &[Body::Committee], "26")?;
        // A session without any votes is a fact that nothing stands against.
        ensure(votes.is_empty() || self.proposed.is_some(), || {
            Refusal::NothingProposed
        })?;
        somebody(present.iter())?;
        each_once(votes.iter().map(|vote| &vote.application))?;
        // Guests are not counted.
        let members = self.members.iter().map(|one| &one.id);
        let present: BTreeSet<&Id> = members.filter(|id| present.contains(id)).collect();
        let site = Figures::of(self, ReviewStage::Site);
        for vote in votes {
            self.known(&vote.application)?;
            self.adds_up(vote, &present)?;
            reason_if(!site.ranked.contains_key(&vote.application), &vote.reason, "26")?;
        }
        let present = present.len();
        self.step(day)?;
        let quorate = self.is_quorum(present);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for vote in votes {
            let (present, recused) = (count(present), count(vote.recused.len()));
            let majority = self.settings.majority;
            let found = Votes {
                in_favour: vote.in_favour,
                against: vote.against,
                present,
                recused,
                quorate,
                passed: quorate && majority.passes(vote.in_favour, present, recused),
            };
            // A session without quorum gives nothing and takes nothing away; it shows until there is one with quorum.
            let stands = self
                .votes
                .get(&vote.application)
                .is_some_and(|before| before.quorate);
            if quorate || !stands {
                self.votes.insert(vote.application.clone(), found);
            }
        }
        Ok(())
    }
}
