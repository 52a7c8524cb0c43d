//! A docket gone through from its first entry: what it brings about, and what is to be told of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::figures::Figures;
use crate::docket::rules::{reason_if, unless};
use crate::docket::state::{Opened, State};
use crate::docket::{Act, Break, Chain, Decision, Docket, Entry, FileContent, Files, Refusal};
use crate::foundations::{Fingerprint, Id, OrganisationId};

/// Something that people have to know of a docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The entry was not allowed at its place and is left out.
    Refused {
        /// The entry.
        seq: u64,
        /// Why.
        refusal: Refusal,
    },
    /// The chain does not hold.
    Broken(Break),
    /// A file is in, and nobody has said whose it is.
    Unidentified(Fingerprint),
    /// The check sign of the organisation's code does not fit.
    CheckSign(OrganisationId),
    /// The verdict is another one than when the qualification was decided.
    VerdictChanged(Id),
    /// The expert's employer itself applies in this cycle.
    EmployerApplies(Id),
    /// The figures are not those that the candidates were proposed with.
    FiguresChanged,
    /// The objection came after the time of its list (Art. 27). It stops the decision all the same.
    LateObjection(Id),
    /// More first-time winners were passed than the quota allows (Art. 5).
    AboveQuota,
}

impl Told {
    /// Where it is, as an address.
    pub fn place(&self) -> String {
        match self {
            Self::Refused { seq, .. } => format!("entry/{seq}"),
            Self::Broken(
                Break::Altered { seq }
                | Break::Gap { found: seq, .. }
                | Break::Fork { seq }
                | Break::Left { seq }
                | Break::Clock { seq },
            ) => format!("entry/{seq}"),
            Self::Unidentified(file) => format!("file/{file}"),
            Self::CheckSign(organisation) => format!("organisation/{organisation}"),
            Self::VerdictChanged(application) => format!("application/{application}"),
            Self::EmployerApplies(expert) => format!("expert/{expert}"),
            Self::LateObjection(objection) => format!("objection/{objection}"),
            Self::FiguresChanged => "candidates".to_owned(),
            Self::AboveQuota => "votes".to_owned(),
        }
    }

    /// What it is, as a word.
    pub fn what(&self) -> String {
        let word = match self {
            Self::Refused { refusal, .. } => {
                let against = refusal.against().map(|against| format!("/{against}"));
                return format!("refused/{}{}", refusal.id(), against.unwrap_or_default());
            }
            Self::Broken(Break::Altered { .. }) => "altered",
            Self::Broken(Break::Gap { .. }) => "gap",
            Self::Broken(Break::Fork { .. }) => "fork",
            Self::Broken(Break::Left { .. }) => "left_out",
            Self::Broken(Break::Clock { .. }) => "clock_ran_back",
            Self::Unidentified(_) => "unidentified",
            Self::CheckSign(_) => "check_sign",
            Self::VerdictChanged(_) => "verdict_changed",
            Self::EmployerApplies(_) => "employer_applies",
            Self::LateObjection(_) => "late_objection",
            Self::FiguresChanged => "figures_changed",
            Self::AboveQuota => "above_quota",
        };
        word.to_owned()
    }
}

/// A docket gone through as far as its chain holds, or up to a chosen entry.
#[derive(Clone, Debug)]
pub struct Replay<'f> {
    pub(super) seq: u64,
    pub(super) head: Option<Fingerprint>,
    pub(super) state: Option<State<'f>>,
    refused: BTreeMap<u64, Refusal>,
    undone: BTreeSet<u64>,
    breaks: Vec<Break>,
}

impl<'f> Replay<'f> {
    /// Goes through a docket; up to the entry with number `at`, where one is given.
    pub fn of(docket: &Docket, files: &'f Files, at: Option<u64>) -> Self {
        let chain = Chain::of(&docket.entries);
        let until = |entry: &&&Entry| at.is_none_or(|at| entry.seq <= at);
        let line: Vec<&Entry> = chain.line.iter().take_while(until).copied().collect();
        let last = line.last();
        let mut run = Run {
            cycle: &docket.cycle,
            files,
            state: None,
            refused: BTreeMap::new(),
        };
        let mut undone = BTreeSet::new();
        for (position, entry) in line.iter().enumerate() {
            match &entry.act {
                Act::Undone { seq, reason } => {
                    let before = line.get(..position).unwrap_or_default();
                    match run.without(before, *seq, reason, &undone) {
                        Ok((other, set)) => {
                            run.state = other;
                            undone = set;
                        }
                        Err(refusal) => drop(run.refused.insert(entry.seq, refusal)),
                    }
                }
                _ => run.take(entry),
            }
        }
        Self {
            seq: last.map_or(0, |entry| entry.seq),
            head: last.map(|entry| entry.hash),
            state: run.state,
            refused: run.refused,
            undone,
            breaks: chain.breaks,
        }
    }

    /// The figures of a stage; nothing before the cycle was opened.
    pub fn figures(&self, stage: crate::cycle::ReviewStage) -> Option<Figures> {
        self.state.as_ref().map(|state| Figures::of(state, stage))
    }

    /// Why an entry with this number was left out.
    pub fn refusal(&self, seq: u64) -> Option<&Refusal> {
        self.refused.get(&seq)
    }

    /// Whether an entry of the chain counts: it was allowed at its place and is not undone.
    pub fn is_in_force(&self, seq: u64) -> bool {
        !self.refused.contains_key(&seq) && !self.undone.contains(&seq)
    }

    /// Everything that people have to know, in order of its place.
    pub fn told(&self) -> Vec<Told> {
        let refused = self.refused.iter().map(|(seq, refusal)| Told::Refused {
            seq: *seq,
            refusal: refusal.clone(),
        });
        let mut told: Vec<Told> = refused
            .chain(self.breaks.iter().copied().map(Told::Broken))
            .collect();
        if let Some(state) = &self.state {
            told.extend(told_of(state));
        }
        told.sort_by_cached_key(|one| (one.place(), one.what()));
        told
    }
}

/// What the state itself asks or tells.
fn told_of(state: &State<'_>) -> Vec<Told> {
    let mut told = Vec::new();
    let owned: BTreeSet<Fingerprint> = state
        .applications
        .values()
        .flat_map(|applicant| applicant.files.values().copied())
        .chain(state.seats.keys().copied())
        .collect();
    for file in state.accepted.keys().filter(|file| !owned.contains(*file)) {
        let content = state.opened.files.content(*file);
        if let Some(FileContent::Application { .. } | FileContent::Sheet(_)) = content {
            told.push(Told::Unidentified(*file));
        }
    }
    let mut organisations = BTreeSet::new();
    for (id, applicant) in &state.applications {
        organisations.insert(&applicant.organisation);
        let now = || state.eligibility(id, applicant).verdict;
        if let Some((Decision::Confirmed, then)) = applicant.qualification
            && then != now()
        {
            told.push(Told::VerdictChanged(id.clone()));
        }
    }
    let unfit = organisations.iter().filter(|id| !id.check_sign_fits());
    told.extend(unfit.map(|id| Told::CheckSign((*id).clone())));
    let sitting: BTreeSet<&Id> = state
        .panels
        .values()
        .flatten()
        .map(|member| &member.expert)
        .collect();
    let employed_here = |expert: &&&Id| {
        let employer = state.expert(expert).and_then(|expert| expert.employer.as_ref());
        employer.is_some_and(|employer| organisations.contains(employer))
    };
    let applying = sitting.iter().filter(employed_here);
    told.extend(applying.map(|expert| Told::EmployerApplies((*expert).clone())));
    if let Some(proposed) = state.proposed
        && proposed != Figures::of(state, crate::cycle::ReviewStage::Site).fingerprint
    {
        told.push(Told::FiguresChanged);
    }
    let late = state
        .objections
        .iter()
        .filter(|(_, objection)| state.is_late(objection));
    told.extend(late.map(|(id, _)| Told::LateObjection(id.clone())));
    let passed = state.votes.iter().filter(|(_, votes)| votes.passed);
    if state.is_above_quota(passed.map(|(id, _)| id)) {
        told.push(Told::AboveQuota);
    }
    told
}

/// Entries taken one after the other.
struct Run<'d, 'f> {
    cycle: &'d Id,
    files: &'f Files,
    state: Option<State<'f>>,
    refused: BTreeMap<u64, Refusal>,
}

impl<'f> Run<'_, 'f> {
    fn take(&mut self, entry: &Entry) {
        let taken = match &mut self.state {
            Some(state) => state.take(entry.seq, &entry.act),
            None => self.open(&entry.act),
        };
        if let Err(refusal) = taken {
            self.refused.insert(entry.seq, refusal);
        }
    }

    fn open(&mut self, act: &Act) -> Result<(), Refusal> {
        let Act::CycleOpened { cycle, rubric } = act else {
            return Err(Refusal::NotTheFirst);
        };
        let (Some(FileContent::Cycle(opened)), Some(FileContent::Rubric(checked))) =
            (self.files.content(cycle.file), self.files.content(rubric.file))
        else {
            return Err(Refusal::UnknownFile);
        };
        unless(opened.record().id == *self.cycle, || Refusal::OtherCycle {
            found: opened.record().id.to_string(),
        })?;
        unless(opened.record().rubric.fingerprint == rubric.file, || {
            Refusal::OtherRubric
        })?;
        self.state = Some(State::new(Opened {
            files: self.files,
            cycle: opened,
            rubric: checked,
            rubric_print: rubric.file,
        }));
        Ok(())
    }

    /// The state without an entry, and which entries are undone then; refused where a later entry rests on it. What
    /// was left out at its place stays out.
    fn without(
        &self,
        before: &[&Entry],
        seq: u64,
        reason: &str,
        undone: &BTreeSet<u64>,
    ) -> Result<(Option<State<'f>>, BTreeSet<u64>), Refusal> {
        reason_if(true, reason, "undo")?;
        unless(seq != 1, || Refusal::CannotUndo)?;
        let target = before.iter().find(|entry| entry.seq == seq);
        let target = target.ok_or_else(|| Refusal::Unknown { id: seq.to_string() })?;
        let stands = !undone.contains(&seq) && !self.refused.contains_key(&seq);
        unless(stands, || Refusal::AlreadyDone { id: seq.to_string() })?;
        let mut undone = undone.clone();
        undone.insert(seq);
        if let Act::Undone { seq: again, .. } = target.act {
            undone.remove(&again);
        }
        let mut other = Run {
            cycle: self.cycle,
            files: self.files,
            state: None,
            refused: BTreeMap::new(),
        };
        let in_force = before.iter().filter(|entry| {
            let is_undo = matches!(entry.act, Act::Undone { .. });
            !is_undo && !undone.contains(&entry.seq) && !self.refused.contains_key(&entry.seq)
        });
        for entry in in_force {
            other.take(entry);
            unless(other.refused.is_empty(), || Refusal::RestedOn { seq: entry.seq })?;
        }
        Ok((other.state, undone))
    }
}
