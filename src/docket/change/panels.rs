//! Who judges: panels, assignments, conflicts, names that look alike (Art. 12, 32).

use std::collections::BTreeSet;

use crate::cycle::{ReviewStage, TieGround};
use crate::docket::rules::{Allowed, decides, each_once, ensure, not_before, reason_if, somebody, unknown};
use crate::docket::state::State;
use crate::docket::{Body, Handling, Likeness, PanelMember, Refusal};
use crate::foundations::{Day, Id, OrganisationId};

impl State<'_> {
    pub(super) fn form_panel(
        &mut self,
        body: Option<Body>,
        panel: &Id,
        members: &[PanelMember],
        applications: &[Id],
    ) -> Allowed {
        decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "11(5)")?;
        self.may_judge(members)?;
        // A panel may be formed before anybody knows what it will review.
        each_once(applications.iter())?;
        ensure(self.is_panel(panel, members), || Refusal::PanelTaken {
            panel: panel.to_string(),
        })?;
        for application in applications {
            self.not_withdrawn(application)?;
            ensure(!self.panel_of.contains_key(application), || {
                Refusal::SecondPanel {
                    application: application.to_string(),
                }
            })?;
        }
        self.formed
            .entry(panel.clone())
            .or_insert_with(|| members.to_vec());
        for application in applications {
            self.panel_of.insert(application.clone(), panel.clone());
            for stage in ReviewStage::ALL {
                self.latest_panels
                    .insert((application.clone(), stage), members.to_vec());
            }
        }
        Ok(())
    }

    /// Whether a panel that is formed again under its id has the members with which it was formed, or those with which
    /// it sits for one of its applications; then it gets further applications. Other members are another panel's.
    fn is_panel(&self, panel: &Id, members: &[PanelMember]) -> bool {
        let own = self.panel_of.iter().filter(|(_, of)| *of == panel);
        let sitting = own.flat_map(|(application, _)| {
            ReviewStage::ALL.map(|stage| self.latest_panels.get(&(application.clone(), stage)))
        });
        let formed = self.formed.get(panel);
        let same = |one: &Vec<PanelMember>| {
            one.len() == members.len() && members.iter().all(|member| one.contains(member))
        };
        formed.is_none() || formed.into_iter().chain(sitting.flatten()).any(same)
    }

    pub(super) fn change_panel(
        &mut self,
        body: Option<Body>,
        panel: &Id,
        members: &[PanelMember],
        (applications, stage): (&[Id], ReviewStage),
    ) -> Allowed {
        decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "11(5)")?;
        self.may_judge(members)?;
        somebody(applications.iter())?;
        for application in applications {
            self.not_withdrawn(application)?;
            ensure(self.panel_of.get(application) == Some(panel), || unknown(panel))?;
        }
        for application in applications {
            for later in ReviewStage::ALL.into_iter().filter(|later| *later >= stage) {
                let key = (application.clone(), later);
                let is_reported = self.report(application, later).is_some();
                let before = self.seated(application, later).cloned();
                // After a recusal the stage is reported anew, by the panel that is named here.
                let is_whole = |members: &Vec<PanelMember>| {
                    let mut members = members.iter();
                    is_reported && !members.any(|member| self.is_recused(&member.expert, application))
                };
                match before.filter(is_whole) {
                    Some(before) => self.reported_panels.insert(key.clone(), before),
                    None => self.reported_panels.remove(&key),
                };
                self.latest_panels.insert(key, members.to_vec());
            }
        }
        Ok(())
    }

    pub(super) fn issue_assignment(
        &mut self,
        expert: &Id,
        stage: ReviewStage,
        applications: &[Id],
        (day, due): (Day, Day),
    ) -> Allowed {
        not_before(due, day)?;
        somebody(applications.iter())?;
        self.check_assignment(expert, stage, applications)?;
        for application in applications {
            let seat = (application.clone(), stage, expert.clone());
            self.assigned.insert(seat, due);
        }
        Ok(())
    }

    /// An expert gets the papers of applications that it judges and of which no likeness of names is open; on site of
    /// some that are on the list for the visit. One beside them that is not costs the others nothing: what comes of it is
    /// told.
    pub(in crate::docket) fn check_assignment(
        &self,
        expert: &Id,
        stage: ReviewStage,
        applications: &[Id],
    ) -> Allowed {
        let mut others = applications.iter();
        if let Some(first) = others.clone().next() {
            let is_visited = others.any(|application| self.is_reviewed_at(application, stage));
            ensure(is_visited, || Refusal::NotVisited {
                application: first.to_string(),
            })?;
        }
        for application in applications {
            self.not_withdrawn(application)?;
            let judges = self.panel(application, stage);
            let sits = judges.iter().any(|member| member.expert == *expert);
            ensure(sits, || Refusal::NotOnPanel {
                expert: expert.to_string(),
            })?;
            let is_open = self.is_likeness_open(expert, application);
            ensure(!is_open, || Refusal::LikenessOpen {
                expert: expert.to_string(),
                application: application.to_string(),
            })?;
        }
        Ok(())
    }

    /// An answer about an expert keeps the expert out where the names mean one; about another organisation it makes
    /// the applicant one that continues it.
    pub(super) fn answer_likeness(
        &mut self,
        application: &Id,
        (expert, organisation): (Option<&Id>, Option<&OrganisationId>),
        outcome: Likeness,
    ) -> Allowed {
        self.known(application)?;
        match (expert, organisation) {
            (Some(expert), None) => {
                self.expert(expert).ok_or_else(|| unknown(expert))?;
                self.likeness
                    .insert((expert.clone(), application.clone()), outcome);
            }
            (None, Some(organisation)) => {
                self.compared.insert(application.clone());
                self.change(application, |applicant| {
                    applicant.compared.insert(organisation.clone(), outcome);
                });
            }
            _ => return Err(Refusal::NotOne),
        }
        Ok(())
    }

    pub(super) fn handle_conflict(
        &mut self,
        seq: u64,
        expert: &Id,
        applications: &[Id],
        (ground, outcome, reason): (TieGround, Handling, &str),
    ) -> Allowed {
        reason_if(outcome == Handling::Stands, reason, "recusal")?;
        self.expert(expert).ok_or_else(|| unknown(expert))?;
        somebody(applications.iter())?;
        for application in applications {
            self.known(application)?;
        }
        for application in applications {
            let pair = (expert.clone(), application.clone());
            let mut meant = BTreeSet::from([ground]);
            if outcome == Handling::Stands {
                // The expert is back: from everything that was declared, and from every tie, up to here.
                let declared = self.declared.get(&pair).into_iter().flatten();
                meant.extend(declared.map(|((_, ground), _)| *ground));
                meant.extend(self.ties(expert, application));
            }
            let grounds = self.handled.entry(pair).or_default();
            for one in meant {
                let recused = matches!(grounds.get(&one), Some((_, Handling::Recused)));
                // Who was found to be out on another ground stays out on it.
                if one == ground || !recused {
                    grounds.insert(one, (seq, outcome));
                }
            }
        }
        Ok(())
    }

    /// The expert loses the standing as an assessor (Art. 32).
    pub(super) fn remove_expert(&mut self, seq: u64, expert: &Id) -> Allowed {
        self.expert(expert).ok_or_else(|| unknown(expert))?;
        self.removed.entry(expert.clone()).or_insert(seq);
        Ok(())
    }
}
