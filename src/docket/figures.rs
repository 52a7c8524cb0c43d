//! The figures of a stage: totals, ranks, candidates, and the fingerprint that later entries quote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cycle::ReviewStage;
use crate::docket::review::StageResult;
use crate::docket::state::State;
use crate::foundations::{Exact, Fingerprint, Id, Word as _, exact_text, words};
use crate::panel::ranked;

words! {
    /// Where an application stands for the quota (Art. 5, 26, 34).
    Candidate {
        /// Inside the quota.
        InQuota = "in_quota",
        /// 名额边界并列: a tie across the edge; the committee decides.
        TieAtQuota = "tie_at_quota",
        /// A repeat winner, outside the quota.
        Repeat = "repeat",
        /// Behind the edge.
        Behind = "behind",
        /// Without a rank.
        Unranked = "none",
    }
}

/// An application with a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedApplication {
    /// Its rank, from 1.
    pub rank: usize,
    /// Whether another has the same rank.
    pub shared: bool,
    /// The exact total.
    pub total: Exact,
    /// Where it stands for the quota; at the site stage alone.
    pub candidate: Option<Candidate>,
}

impl RankedApplication {
    /// What the fingerprint of the figures is taken of.
    pub(super) fn quoted(&self) -> (usize, Exact, Option<Candidate>) {
        (self.rank, self.total, self.candidate)
    }
}

/// The figures of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The stage.
    pub stage: ReviewStage,
    /// The result of every application, with a rank or without.
    pub results: BTreeMap<Id, StageResult>,
    /// Those that rank.
    pub ranked: BTreeMap<Id, RankedApplication>,
    /// The fingerprint of those that rank.
    pub fingerprint: Fingerprint,
}

impl Figures {
    /// The figures at this place. Those rank who are confirmed, not withdrawn and finished, and at the site stage on
    /// the list for the visit.
    pub(super) fn of(state: &State<'_>, stage: ReviewStage) -> Self {
        let results: BTreeMap<Id, StageResult> = state
            .applications
            .keys()
            .map(|id| (id.clone(), StageResult::of(state, id, stage)))
            .collect();
        let mut totals: Vec<(&Id, Exact)> = results
            .iter()
            .filter(|(id, result)| {
                result.is_finished()
                    && state.is_confirmed_and_not_withdrawn(id)
                    && state.is_reviewed_at(id, stage)
            })
            .filter_map(|(id, result)| Some((id, result.total?)))
            .collect();
        // By id within a tie, which means nothing.
        totals.sort_by(|(_, one), (_, other)| other.cmp(one));
        let ranks = ranked(totals.iter().map(|(id, total)| (id.as_str(), *total)));
        let candidates = Candidates::among(state, &totals);
        let ranked: BTreeMap<Id, RankedApplication> = totals
            .iter()
            .zip(ranks)
            .map(|((id, total), seat)| {
                let place = RankedApplication {
                    rank: seat.rank,
                    shared: seat.shared,
                    total: *total,
                    candidate: (stage == ReviewStage::Site).then(|| candidates.of(id, *total)),
                };
                ((*id).clone(), place)
            })
            .collect();
        let text = canonical(state.opened.cycle.record().id.as_str(), stage, &ranked);
        Self {
            stage,
            results,
            ranked,
            fingerprint: Fingerprint::of(text.as_bytes()),
        }
    }

    /// Whether a repeat winner's result is at least that of the last one inside the quota or in the tie at its edge;
    /// nothing where nobody is there.
    pub fn at_least_last(&self, id: &Id) -> Option<bool> {
        let own = self.ranked.get(id)?.total;
        let inside = |seat: &&RankedApplication| {
            matches!(seat.candidate, Some(Candidate::InQuota | Candidate::TieAtQuota))
        };
        let last = self.ranked.values().filter(inside).map(|seat| seat.total).min()?;
        Some(own >= last)
    }
}

/// Who takes a place of the quota: places are counted over first-time applicants alone.
struct Candidates {
    repeat: std::collections::BTreeSet<Id>,
    /// The totals of first-time applicants, highest first.
    first_time: Vec<Exact>,
    quota: usize,
}

impl Candidates {
    /// `totals` stand highest first.
    fn among(state: &State<'_>, totals: &[(&Id, Exact)]) -> Self {
        let is_repeat = |id: &Id| {
            let applicant = state.applications.get(id);
            applicant.is_some_and(|applicant| state.is_repeat(applicant))
        };
        let (repeat, first): (Vec<_>, Vec<_>) = totals.iter().partition(|(id, _)| is_repeat(id));
        Self {
            repeat: repeat.into_iter().map(|(id, _)| id.clone()).collect(),
            first_time: first.into_iter().map(|(_, total)| total).collect(),
            quota: usize::try_from(state.settings.quota).unwrap_or(usize::MAX),
        }
    }

    fn of(&self, id: &Id, total: Exact) -> Candidate {
        if self.repeat.contains(id) {
            return Candidate::Repeat;
        }
        let above = self.first_time.partition_point(|other| *other > total);
        let with_equal = self.first_time.partition_point(|other| *other >= total);
        if with_equal <= self.quota {
            Candidate::InQuota
        } else if above < self.quota {
            Candidate::TieAtQuota
        } else {
            Candidate::Behind
        }
    }
}

/// The figures as canonical JSON (RFC 8785): what a fingerprint is taken of.
fn canonical(cycle: &str, stage: ReviewStage, ranked: &BTreeMap<Id, RankedApplication>) -> String {
    let mut text = "{\"applications\":[".to_owned();
    for (position, (id, seat)) in ranked.iter().enumerate() {
        let comma = if position > 0 { "," } else { "" };
        let candidate = seat.candidate.map_or_else(String::new, |candidate| {
            format!(",\"candidate\":\"{}\"", candidate.word())
        });
        // Writing into a text cannot fail.
        let _ = write!(
            text,
            "{comma}{{\"application\":{}{candidate},\"exact\":\"{}\",\"rank\":{}}}",
            quoted(id.as_str()),
            exact_text(seat.total),
            seat.rank
        );
    }
    text + &format!("],\"cycle\":{},\"stage\":\"{}\"}}", quoted(cycle), stage.word())
}

/// An id as a JSON text. Ids have no control characters, so that two characters are all there is to escape.
fn quoted(id: &str) -> String {
    format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\""))
}
