//! Conditions of entries that the entries of several subjects ask, and those that are long; [`super::change`] asks them
//! and then changes the state.

use std::collections::BTreeSet;

use crate::cycle::{Article, Calendar, Event, ReviewStage, SiteList, Verdict};
use crate::docket::figures::Figures;
use crate::docket::review::{StageResult, panel_lacks};
use crate::docket::state::{ApplicationState, State};
use crate::docket::{Body, Decision, Department, PanelMember, Refusal, VoteCount};
use crate::foundations::{Day, Exact, Fingerprint, Id, is_blank};

/// Whether an entry is allowed.
pub(super) type Allowed = Result<(), Refusal>;

/// Refuses where a condition does not hold.
pub(super) fn ensure(holds: bool, refusal: impl FnOnce() -> Refusal) -> Allowed {
    if holds { Ok(()) } else { Err(refusal()) }
}

/// Refuses where something stands against the entry and no reason carries it.
pub(super) fn reason_if(needed: bool, reason: &str, against: &'static str) -> Allowed {
    ensure(!needed || !is_blank(reason), || Refusal::ReasonNeeded { against })
}

/// Refuses where another body decides.
pub(super) fn decides(body: Body, allowed: &[Body], against: &'static str) -> Allowed {
    ensure(allowed.contains(&body), || Refusal::WrongBody { against })
}

/// Refuses what is due before it was asked for.
pub(super) fn not_before(due: Day, asked: Day) -> Allowed {
    ensure(due >= asked, || Refusal::DueBefore)
}

/// Refuses an award among events: it stands in the register (Art. 6, 34).
pub(super) fn no_awards(events: &[Event]) -> Allowed {
    let is_award = |event: &Event| event.article == Article::Art6;
    ensure(!events.iter().any(is_award), || Refusal::AwardAsEvent)
}

/// Refuses an entry that names somebody or something twice.
pub(super) fn each_once<'i>(named: impl Iterator<Item = &'i Id>) -> Allowed {
    let mut seen = BTreeSet::new();
    for id in named {
        ensure(seen.insert(id), || Refusal::Twice { id: id.to_string() })?;
    }
    Ok(())
}

/// Refuses an entry that is about nobody, or names somebody twice.
pub(super) fn somebody<'i>(mut named: impl Iterator<Item = &'i Id> + Clone) -> Allowed {
    each_once(named.clone())?;
    ensure(named.next().is_some(), || Refusal::Nobody)
}

pub(super) fn unknown(id: &Id) -> Refusal {
    Refusal::Unknown { id: id.to_string() }
}

impl State<'_> {
    pub(super) fn known(&self, application: &Id) -> Result<&ApplicationState, Refusal> {
        self.applications
            .get(application)
            .ok_or_else(|| unknown(application))
    }

    /// An application that is known and not withdrawn.
    pub(super) fn not_withdrawn(&self, application: &Id) -> Result<&ApplicationState, Refusal> {
        let applicant = self.known(application)?;
        ensure(applicant.withdrawn.is_none(), || Refusal::Withdrawn {
            application: application.to_string(),
        })?;
        Ok(applicant)
    }

    /// An application whose qualification is confirmed, and which was not withdrawn.
    pub(super) fn confirmed(&self, application: &Id) -> Allowed {
        self.not_withdrawn(application)?;
        ensure(self.is_confirmed_and_not_withdrawn(application), || {
            Refusal::NotConfirmed {
                application: application.to_string(),
            }
        })
    }

    /// Whether something of the application is in force: against a late one no reason helps (Art. 22).
    pub(super) fn has_file_in_force(&self, application: &Id) -> Allowed {
        let applicant = self.known(application)?;
        ensure(self.in_force(applicant).is_some(), || Refusal::Late)
    }

    /// Whether the site review of an application is finished, or was when candidates were proposed: a report that
    /// changed since is reported, and no reason stands for one that never was (Art. 12, 25).
    pub(super) fn is_reviewed(&self, application: &Id) -> Allowed {
        let ranks = || {
            let site = StageResult::of(self, application, ReviewStage::Site);
            site.is_finished() && site.total.is_some() && self.is_reviewed_at(application, ReviewStage::Site)
        };
        ensure(self.was_candidate.contains(application) || ranks(), || {
            Refusal::Unreviewed {
                application: application.to_string(),
            }
        })
    }

    /// The days of list for the visit, candidates, session, publicity, decision and register do not run backwards.
    pub(super) fn in_order(&self, day: Day) -> Allowed {
        ensure(self.last_step.is_none_or(|last| last <= day), || {
            Refusal::DayRunsBack
        })
    }

    pub(super) fn quoted(&self, stage: ReviewStage, quoted: Fingerprint) -> Result<Figures, Refusal> {
        let figures = Figures::of(self, stage);
        ensure(figures.fingerprint == quoted, || Refusal::OtherFigures)?;
        Ok(figures)
    }

    /// What stands against a decision about qualification: against a late application and a second one no reason
    /// helps; an opinion that was not given and a verdict that says otherwise need one (Art. 22, 23).
    pub(super) fn may_decide(
        &self,
        application: &Id,
        decision: Decision,
        reason: &str,
    ) -> Result<Verdict, Refusal> {
        let applicant = self.not_withdrawn(application)?;
        let found = self.eligibility(application, applicant);
        match decision {
            Decision::Confirmed => {
                ensure(self.in_force(applicant).is_some(), || Refusal::Late)?;
                ensure(!self.has_second(application), || Refusal::OneApplication)?;
                let asked = [
                    Department::Organisation,
                    Department::Personnel,
                    Department::Discipline,
                ];
                let answered = asked.iter().all(|department| {
                    let opinion = applicant.opinions.get(department);
                    opinion.is_some_and(|outcome| outcome.is_answer())
                });
                reason_if(!answered, reason, "23")?;
                reason_if(found.verdict != Verdict::Eligible, reason, "15, 16")?;
            }
            Decision::Refused => reason_if(found.verdict == Verdict::Eligible, reason, "15, 16")?,
        }
        Ok(found.verdict)
    }

    /// A panel has experts of the pool, each once, who did not lose their standing, and lacks nothing (Art. 12).
    pub(super) fn may_judge(&self, members: &[PanelMember]) -> Allowed {
        for member in members {
            self.expert(&member.expert)
                .ok_or_else(|| unknown(&member.expert))?;
            self.has_standing(&member.expert)?;
        }
        each_once(members.iter().map(|member| &member.expert))?;
        let members: Vec<&PanelMember> = members.iter().collect();
        ensure(panel_lacks(self, &members).is_empty(), || {
            Refusal::PanelIncomplete
        })
    }

    /// An expert who lost the standing as an assessor judges nothing any more (Art. 32).
    pub(super) fn has_standing(&self, expert: &Id) -> Allowed {
        ensure(!self.removed.contains_key(expert), || Refusal::Removed {
            expert: expert.to_string(),
        })
    }

    /// The applications that the setting sends to the visit: confirmed, with a finished material report.
    pub(super) fn to_visit(&self, material: &Figures) -> BTreeSet<Id> {
        let goes = |id: &Id, result: &StageResult| {
            let seat = material.ranked.get(id);
            match self.settings.site_list {
                // A rule that has too few sheets makes no total, and the report is finished all the same.
                SiteList::All => result.is_finished() && self.is_confirmed_and_not_withdrawn(id),
                SiteList::First(places) => seat
                    .and_then(|seat| u32::try_from(seat.rank).ok())
                    .is_some_and(|rank| rank <= places),
                SiteList::AtLeast(points) => seat.is_some_and(|seat| seat.total >= points),
            }
        };
        let results = material.results.iter();
        results
            .filter(|(id, result)| goes(id, result))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Whether the votes of a candidate add up: those recused are members present, each named once.
    pub(super) fn adds_up(&self, vote: &VoteCount, present: &BTreeSet<&Id>) -> Allowed {
        let recused: BTreeSet<&Id> = vote.recused.iter().collect();
        let voting = present.len().saturating_sub(recused.len());
        let cast = u64::from(vote.in_favour) + u64::from(vote.against);
        let adds_up = recused.len() == vote.recused.len()
            && recused.is_subset(present)
            && u64::try_from(voting).is_ok_and(|voting| cast <= voting);
        ensure(adds_up, || Refusal::VoteDoesNotAddUp {
            application: vote.application.to_string(),
        })
    }

    /// Whether so many present are a quorum of the members named at this place.
    pub(super) fn is_quorum(&self, present: usize) -> bool {
        let count = |count: usize| Exact::from_integer(i128::try_from(count).unwrap_or(i128::MAX));
        count(present) >= self.settings.quorum * count(self.members.len())
    }

    /// What stands against publishing these: each is confirmed (23), in force (22) and reviewed (25), and was passed in
    /// the vote in force (27); more first-time winners than the quota need a reason (5), and so do figures that have
    /// changed since the candidates were proposed.
    pub(super) fn may_publish(&self, applications: &BTreeSet<Id>, reason: &str) -> Allowed {
        for application in applications {
            self.confirmed(application)?;
            ensure(self.is_passed(application), || Refusal::NotPassed {
                application: application.to_string(),
            })?;
            self.not_struck(application)?;
            self.has_file_in_force(application)?;
            self.is_reviewed(application)?;
        }
        let earlier = self.notices.values().flat_map(|notice| &notice.applications);
        let winners: BTreeSet<&Id> = applications.iter().chain(earlier).collect();
        reason_if(self.is_above_quota(winners.into_iter()), reason, "5")?;
        let now = Figures::of(self, ReviewStage::Site).fingerprint;
        let proposed = self.proposed.as_ref().map(|proposed| proposed.fingerprint);
        reason_if(proposed != Some(now), reason, "26")
    }

    /// Refuses what an upheld objection struck from the 拟奖名单 (Art. 27).
    pub(super) fn not_struck(&self, application: &Id) -> Allowed {
        ensure(!self.is_struck(application), || Refusal::Struck {
            application: application.to_string(),
        })
    }

    /// Whether the committee passed the candidate in its last session with quorum (Art. 26).
    pub(super) fn is_passed(&self, application: &Id) -> bool {
        self.votes.get(application).is_some_and(|votes| votes.passed)
    }

    /// Whether there are more first-time winners among these than the quota allows; repeat winners take no place, and
    /// neither do those who were struck.
    pub(super) fn is_above_quota<'a>(&self, winners: impl Iterator<Item = &'a Id>) -> bool {
        let first_time = winners.filter(|id| {
            let applicant = self.applications.get(*id);
            let counts = applicant.is_some_and(|applicant| !self.is_repeat(applicant));
            counts && !self.is_struck(id)
        });
        u32::try_from(first_time.count()).unwrap_or(u32::MAX) > self.settings.quota
    }

    /// The last day of a notice's time.
    pub(super) fn publicity_ends(&self, opened: Day) -> Day {
        let calendar: &Calendar = &self.opened.cycle.record().calendar;
        calendar.publicity_ends(
            opened,
            self.settings.publicity_days,
            self.settings.publicity_working_days,
        )
    }
}
