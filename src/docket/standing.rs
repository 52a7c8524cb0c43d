//! The standing (现状): everything that is shown of a cycle, as one pure function of docket and files.

use crate::cycle::Eligibility;
use crate::docket::checks::{Due, due};
use crate::docket::figures::{Candidate, Figures};
use crate::docket::state::{ApplicationState, State};
use crate::docket::{Decision, Docket, Files, Remark, Replay};
use crate::foundations::{Day, Exact, Fingerprint, Id, OrganisationId, Rounding, words};

words! {
    /// Whether an application came in time (Art. 22).
    Receipt {
        /// Some file is in force.
        InTime = "in_time",
        /// Files came, and none in time.
        Late = "late",
        /// None of its files is left.
        Missing = "missing",
    }
    /// What the secretariat decided (Art. 23).
    Qualification {
        /// It fulfils the conditions.
        Confirmed = "confirmed",
        /// It does not.
        Refused = "refused",
        /// Not decided yet.
        Open = "open",
    }
    /// How far an award has come (Art. 26 to 31).
    AwardState {
        /// Nothing yet.
        NotYet = "none",
        /// Passed by the committee (拟奖).
        Proposed = "proposed",
        /// On an opened 公示稿.
        Publicised = "publicised",
        /// Approved by the government.
        Decided = "decided",
        /// With a certificate.
        Registered = "registered",
        /// Taken back by the government.
        Withdrawn = "withdrawn",
        /// Struck by an upheld objection.
        Struck = "struck",
        /// Not approved by the government.
        Rejected = "rejected",
    }
}

/// A stage of an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageStanding {
    /// The exact total, once every clause has a result.
    pub total: Option<Exact>,
    /// The rank.
    pub rank: Option<usize>,
    /// Whether another has the same rank.
    pub shared: bool,
    /// What the report lacks, as sorted addresses.
    pub unfinished: Vec<String>,
    /// Where the rule has fewer sheets or values than it works on, as sorted addresses.
    pub too_few: Vec<String>,
}

/// The votes on an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteStanding {
    /// For it.
    pub in_favour: u32,
    /// Against it.
    pub against: u32,
    /// Members present.
    pub present: u32,
    /// Of these, recused.
    pub recused: u32,
    /// Whether they were a quorum.
    pub quorate: bool,
    /// Whether it passed.
    pub passed: bool,
}

/// How the result of a repeat winner compares with the last one inside the quota, or in the tie at its edge (Art. 34).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It is no repeat winner, or does not rank.
    FirstTime,
    /// It is at least that one's.
    AtLeastLast,
    /// It is below that one's.
    BelowLast,
    /// Nobody is inside.
    NobodyInside,
}

/// One application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicantStanding {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The application.
    pub application: Id,
    /// The name in its file; empty where none of its files is left.
    pub name: String,
    /// Whether it came in time.
    pub received: Receipt,
    /// The entry that withdrew it.
    pub withdrawn: Option<u64>,
    /// Whether it may apply, as far as that can be computed.
    pub eligibility: Eligibility,
    /// What was decided about that.
    pub qualification: Qualification,
    /// 材料评审.
    pub material: StageStanding,
    /// Whether it is visited; nothing before the list is decided.
    pub visit: Option<bool>,
    /// 现场评审.
    pub site: StageStanding,
    /// Where it stands for the quota.
    pub candidate: Candidate,
    /// Whether it is a repeat winner, and how its result compares.
    pub repeat: Repeat,
    /// The votes on it.
    pub vote: Option<VoteStanding>,
    /// How far its award has come.
    pub award: AwardState,
}

/// The standing of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The cycle.
    pub cycle: Id,
    /// The last entry that counts; 0 in an empty docket.
    pub seq: u64,
    /// Its hash.
    pub head: Option<Fingerprint>,
    /// How totals are rounded when they are shown.
    pub rounding: Rounding,
    /// The applications, by organisation and then by their own id.
    pub applicants: Vec<ApplicantStanding>,
    /// What people have to know, by place.
    pub remarks: Vec<Remark>,
    /// What is to be done on the day that was asked about; nothing where none was.
    pub due: Option<(Day, Vec<Due>)>,
}

/// The standing that follows from a docket and its files; up to the entry with number `at`, where one is given.
pub fn standing(docket: &Docket, files: &Files, at: Option<u64>) -> Standing {
    standing_on(docket, files, at, None)
}

/// The same with what is due, missed or open on a day; the day changes nothing else.
pub fn standing_on(docket: &Docket, files: &Files, at: Option<u64>, today: Option<Day>) -> Standing {
    let replay = Replay::of(docket, files, at);
    let state = replay.state.as_ref();
    let due = today.map(|today| (today, state.map_or_else(Vec::new, |state| due(state, today))));
    Standing {
        due,
        ..of_replay(docket, &replay)
    }
}

/// The standing of a docket that was gone through.
pub(super) fn of_replay(docket: &Docket, replay: &Replay<'_>) -> Standing {
    let figures = replay.both_figures();
    let known = replay.state.as_ref().zip(figures.as_ref());
    let mut applicants = known.map_or_else(Vec::new, |(state, figures)| applicants(state, figures));
    applicants.sort_by(|one, other| {
        let key = |of: &ApplicantStanding| (of.organisation.clone(), of.application.clone());
        key(one).cmp(&key(other))
    });
    Standing {
        cycle: docket.cycle.clone(),
        seq: replay.seq,
        head: replay.head,
        rounding: replay
            .state
            .as_ref()
            .map_or_else(Rounding::default, |state| state.opened.rubric.rounding()),
        applicants,
        remarks: replay.remarks_with(figures.as_ref()),
        due: None,
    }
}

fn applicants(state: &State<'_>, [material, site]: &[Figures; 2]) -> Vec<ApplicantStanding> {
    let one = |(id, applicant): (&Id, &ApplicationState)| {
        let candidate = site.ranked.get(id).and_then(|seat| seat.candidate);
        let candidate = candidate.unwrap_or(Candidate::Unranked);
        ApplicantStanding {
            organisation: applicant.organisation.clone(),
            application: id.clone(),
            name: state.name_of(applicant).to_owned(),
            received: received(state, applicant),
            withdrawn: applicant.withdrawn,
            eligibility: state.eligibility(id, applicant),
            qualification: match applicant.qualification {
                Some((Decision::Confirmed, _)) => Qualification::Confirmed,
                Some((Decision::Refused, _)) => Qualification::Refused,
                None => Qualification::Open,
            },
            material: of_stage(material, id),
            visit: state.visit.as_ref().map(|visit| visit.contains(id)),
            site: of_stage(site, id),
            candidate,
            repeat: match site.at_least_last(id) {
                _ if candidate != Candidate::Repeat => Repeat::FirstTime,
                Some(true) => Repeat::AtLeastLast,
                Some(false) => Repeat::BelowLast,
                None => Repeat::NobodyInside,
            },
            vote: state.votes.get(id).map(|votes| VoteStanding {
                in_favour: votes.in_favour,
                against: votes.against,
                present: votes.present,
                recused: votes.recused,
                quorate: votes.quorate,
                passed: votes.passed,
            }),
            award: award(state, id, applicant),
        }
    };
    state.applications.iter().map(one).collect()
}

fn of_stage(figures: &Figures, id: &Id) -> StageStanding {
    let result = figures.results.get(id).cloned().unwrap_or_default();
    let seat = figures.ranked.get(id);
    StageStanding {
        total: result.total,
        rank: seat.map(|seat| seat.rank),
        shared: seat.is_some_and(|seat| seat.shared),
        unfinished: result.unfinished,
        too_few: result.too_few,
    }
}

fn received(state: &State<'_>, applicant: &ApplicationState) -> Receipt {
    match (applicant.files.is_empty(), state.in_force(applicant)) {
        (true, _) => Receipt::Missing,
        (false, Some(_)) => Receipt::InTime,
        (false, None) => Receipt::Late,
    }
}

fn award(state: &State<'_>, id: &Id, applicant: &ApplicationState) -> AwardState {
    if let Some(certificate) = state.certificate_of(id) {
        return if state.withdrawn_awards.contains_key(certificate) {
            AwardState::Withdrawn
        } else {
            AwardState::Registered
        };
    }
    if applicant.withdrawn.is_some() {
        return AwardState::NotYet;
    }
    let decision = state.decisions.get(id).map(|decided| decided.approved);
    if decision == Some(false) {
        return AwardState::Rejected;
    }
    let reached = if decision == Some(true) {
        AwardState::Decided
    } else if state.is_listed(id) {
        AwardState::Publicised
    } else if state.is_passed(id) {
        AwardState::Proposed
    } else {
        return AwardState::NotYet;
    };
    // An upheld objection strikes from the 拟奖名单: who never came onto it is struck from nothing.
    if state.is_struck(id) {
        return AwardState::Struck;
    }
    reached
}
