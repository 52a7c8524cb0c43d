//! A docket replayed from its first entry: what it brings about, and the remarks about it.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::ReviewStage;
use crate::docket::doubts::doubts;
use crate::docket::figures::Figures;
use crate::docket::rules::{ensure, reason_if};
use crate::docket::state::{Opened, State};
use crate::docket::{Act, Break, Chain, Decision, Department, Docket, Entry, FileContent, Files, Refusal};
use crate::foundations::{
    Fingerprint, Id, OrganisationId, OrganisationKeys, Word as _, half_width, shows_nothing,
};

/// Something that people have to know of a docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The entry was not allowed at its place and is left out.
    Refused {
        /// The entry.
        seq: u64,
        /// Why.
        refusal: Refusal,
    },
    /// The chain does not hold, or its clock ran backwards, which breaks nothing.
    Broken(Break),
    /// A file is in, and nobody has said whose it is.
    Unidentified(Fingerprint),
    /// The check digit of the organisation's code does not fit.
    CheckDigit(OrganisationId),
    /// The verdict is another one than when the qualification was decided.
    VerdictChanged(Id),
    /// The expert's employer itself applies in this cycle.
    EmployerApplies(Id),
    /// An organisation of an expert on the panel has a name like the applicant's.
    ExpertAlike {
        /// The expert.
        expert: Id,
        /// The application.
        application: Id,
    },
    /// Another applicant, or the holder of an earlier award, has a name like the applicant's and another id.
    OrganisationAlike {
        /// The application.
        application: Id,
        /// The other organisation.
        organisation: OrganisationId,
    },
    /// The overview is longer than the cycle asks for (ours).
    LongOverview {
        /// The application.
        application: Id,
        /// How many characters it has; blanks are none.
        characters: usize,
        /// How many it should have at most.
        limit: usize,
    },
    /// The self-assessment report is longer than the cycle asks for (ours).
    LongReport {
        /// The application.
        application: Id,
        /// How many characters it has; blanks are none.
        characters: usize,
        /// How many it should have at most.
        limit: usize,
    },
    /// A paper was issued with figures that are not those of now.
    PaperOutdated {
        /// The entry that says so.
        seq: u64,
        /// The paper.
        name: String,
    },
    /// The application is confirmed, and none of its files is in force (Art. 22): nothing of it is published.
    NoFile(Id),
    /// The application has a panel, and its qualification is not confirmed (Art. 23, 24).
    PanelUnconfirmed(Id),
    /// The qualification was confirmed although a department objects (Art. 23).
    ConfirmedAgainst {
        /// The application.
        application: Id,
        /// The department.
        department: Department,
    },
    /// The applicant continues an organisation that applies itself.
    ContinuesApplicant {
        /// The application.
        application: Id,
        /// The organisation that it continues.
        organisation: OrganisationId,
    },
    /// Sheets in force were made with another revision of the application than the one in force.
    EarlierRevision {
        /// The application.
        application: Id,
        /// The stage.
        stage: ReviewStage,
    },
    /// Sheets or a report of the visit are in, and the application is not on the list for it (Art. 24).
    ReviewedUnlisted(Id),
    /// The committee passed an application that does not rank (Art. 25, 26): nothing of it is published before its
    /// review is finished.
    PassedUnranked(Id),
    /// Application files of several applications got one receipt number (Art. 22).
    ReceiptTwice {
        /// The file.
        file: Fingerprint,
        /// The number.
        receipt: String,
    },
    /// The figures are not those that the candidates were proposed with.
    FiguresChanged,
    /// The objection came after the time of its list (Art. 27). It stops the decision all the same.
    LateObjection(Id),
    /// More first-time winners were passed than the quota allows (Art. 5).
    AboveQuota,
}

impl Remark {
    /// Where it is, as an address.
    pub fn place(&self) -> String {
        match self {
            Self::Refused { seq, .. } => format!("entry/{seq}"),
            Self::Broken(
                Break::Altered { seq }
                | Break::Gap { found: seq, .. }
                | Break::Missing { first: seq, .. }
                | Break::Fork { seq }
                | Break::Left { seq }
                | Break::Clock { seq },
            ) => format!("entry/{seq}"),
            Self::Unidentified(file) => format!("file/{file}"),
            Self::CheckDigit(organisation) => format!("organisation/{organisation}"),
            Self::VerdictChanged(application) => format!("application/{application}"),
            Self::EmployerApplies(expert) => format!("expert/{expert}"),
            Self::ExpertAlike { expert, .. } => format!("expert/{expert}"),
            Self::NoFile(application)
            | Self::PanelUnconfirmed(application)
            | Self::ReviewedUnlisted(application)
            | Self::PassedUnranked(application)
            | Self::ConfirmedAgainst { application, .. }
            | Self::ContinuesApplicant { application, .. }
            | Self::EarlierRevision { application, .. }
            | Self::OrganisationAlike { application, .. }
            | Self::LongOverview { application, .. }
            | Self::LongReport { application, .. } => {
                format!("application/{application}")
            }
            Self::PaperOutdated { seq, .. } => format!("entry/{seq}"),
            Self::ReceiptTwice { file, .. } => format!("file/{file}"),
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
            Self::Broken(Break::Missing { .. }) => "missing",
            Self::Broken(Break::Fork { .. }) => "fork",
            Self::Broken(Break::Left { .. }) => "left_out",
            Self::Broken(Break::Clock { .. }) => "clock_ran_back",
            Self::Unidentified(_) => "unidentified",
            Self::CheckDigit(_) => "check_sign",
            Self::VerdictChanged(_) => "verdict_changed",
            Self::EmployerApplies(_) => "employer_applies",
            Self::ExpertAlike { application, .. } => return format!("alike/{application}"),
            Self::OrganisationAlike { organisation, .. } => return format!("alike/{organisation}"),
            Self::LongOverview { .. } => "long_overview",
            Self::LongReport { .. } => "long_report",
            Self::PaperOutdated { .. } => "paper_outdated",
            Self::NoFile(_) => "no_file",
            Self::PanelUnconfirmed(_) => "panel_unconfirmed",
            Self::ConfirmedAgainst { department, .. } => {
                return format!("confirmed_against/{}", department.word());
            }
            Self::ContinuesApplicant { organisation, .. } => return format!("continues/{organisation}"),
            Self::EarlierRevision { stage, .. } => return format!("earlier_revision/{}", stage.word()),
            Self::ReviewedUnlisted(_) => "reviewed_unlisted",
            Self::PassedUnranked(_) => "passed_unranked",
            Self::ReceiptTwice { receipt, .. } => return format!("receipt_twice/{receipt}"),
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
        let mut run = Run::new(&docket.cycle, files, &line);
        run.left = left_out(docket, &chain);
        run.settling = chain.settling;
        for (position, entry) in line.iter().enumerate() {
            match &entry.act {
                Act::Undone { seq, reason } => {
                    let before = line.get(..position).unwrap_or_default();
                    if let Err(refusal) = run.undo(before, entry, *seq, reason) {
                        run.refused.insert(entry.seq, refusal);
                    }
                }
                _ => run.apply(entry),
            }
        }
        Self {
            seq: last.map_or(0, |entry| entry.seq),
            head: last.map(|entry| entry.hash),
            state: run.state,
            refused: run.refused,
            undone: run.undone,
            breaks: chain.breaks,
        }
    }

    /// The figures of a stage; nothing before the cycle was opened.
    pub fn figures(&self, stage: ReviewStage) -> Option<Figures> {
        self.state.as_ref().map(|state| Figures::of(state, stage))
    }

    /// Why an entry with this number was left out.
    pub fn refusal(&self, seq: u64) -> Option<&Refusal> {
        self.refused.get(&seq)
    }

    /// Whether an entry counts: it was allowed at its place and is not undone. Asked only of entries of
    /// [`Chain::line`]: an entry of another branch has the number of one that counts.
    pub fn is_in_force(&self, seq: u64) -> bool {
        !self.refused.contains_key(&seq) && !self.undone.contains(&seq)
    }

    /// The figures of both stages; nothing before the cycle was opened.
    pub(super) fn both_figures(&self) -> Option<[Figures; 2]> {
        let of = |state| ReviewStage::ALL.map(|stage| Figures::of(state, stage));
        self.state.as_ref().map(of)
    }

    /// Everything that people have to know, in order of its place.
    pub fn remarks(&self) -> Vec<Remark> {
        self.remarks_with(self.both_figures().as_ref())
    }

    /// The same, where the figures of both stages are known already.
    pub(super) fn remarks_with(&self, figures: Option<&[Figures; 2]>) -> Vec<Remark> {
        let refused = self.refused.iter().map(|(seq, refusal)| Remark::Refused {
            seq: *seq,
            refusal: refusal.clone(),
        });
        let mut remarks: Vec<Remark> = refused
            .chain(self.breaks.iter().copied().map(Remark::Broken))
            .collect();
        if let Some((state, figures)) = self.state.as_ref().zip(figures) {
            remarks.extend(remarks_of(state, figures));
        }
        remarks.sort_by_cached_key(|one| (one.place(), one.what()));
        remarks
    }
}

/// The questions and remarks of the state itself.
fn remarks_of(state: &State<'_>, figures: &[Figures; 2]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let owned: BTreeSet<Fingerprint> = state
        .applications
        .values()
        .flat_map(|applicant| applicant.files.values().copied())
        .chain(state.seats.keys().copied())
        .collect();
    for file in state.accepted.keys().filter(|file| !owned.contains(*file)) {
        let content = state.opened.files.content(*file);
        if let Some(FileContent::Application { .. } | FileContent::Sheet(_)) = content {
            remarks.push(Remark::Unidentified(*file));
        }
    }
    let mut organisations = BTreeSet::new();
    for (id, applicant) in &state.applications {
        organisations.insert(&applicant.organisation);
        let now = || state.eligibility(id, applicant).verdict;
        if let Some((Decision::Confirmed, then)) = applicant.qualification
            && then != now()
        {
            remarks.push(Remark::VerdictChanged(id.clone()));
        }
    }
    let unfit = organisations.iter().filter(|id| !id.check_digit_fits());
    remarks.extend(unfit.map(|id| Remark::CheckDigit((*id).clone())));
    let sitting: BTreeSet<&Id> = state.seats_of_all().map(|(_, member)| &member.expert).collect();
    let employed_here = |expert: &&&Id| {
        let employer = state.expert(expert).and_then(|expert| expert.employer.as_ref());
        employer.is_some_and(|employer| organisations.contains(employer))
    };
    let applying = sitting.iter().filter(employed_here);
    remarks.extend(applying.map(|expert| Remark::EmployerApplies((*expert).clone())));
    let [material, site] = figures;
    let now = [material.fingerprint, site.fingerprint];
    remarks.extend(doubts(state, site));
    let site = site.fingerprint;
    if state.proposed.is_some_and(|proposed| proposed != site) {
        remarks.push(Remark::FiguresChanged);
    }
    let outdated = state
        .issued
        .iter()
        .filter(|(_, issued)| !now.contains(&issued.figures));
    remarks.extend(outdated.map(|(name, issued)| Remark::PaperOutdated {
        seq: issued.seq,
        name: name.clone(),
    }));
    remarks.extend(alike_experts(state));
    remarks.extend(alike_organisations(state));
    remarks.extend(long_texts(state));
    let late = state
        .objections
        .iter()
        .filter(|(_, objection)| state.is_late(objection));
    remarks.extend(late.map(|(id, _)| Remark::LateObjection(id.clone())));
    let passed = state.votes.iter().filter(|(_, votes)| votes.passed);
    if state.is_above_quota(passed.map(|(id, _)| id)) {
        remarks.push(Remark::AboveQuota);
    }
    remarks
}

/// Experts on a panel of whom it is open whether they belong to the applicant.
fn alike_experts(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut seen = BTreeSet::new();
    for (application, member) in state.seats_of_all() {
        let is_new = seen.insert((application, &member.expert));
        if is_new && state.is_likeness_open(&member.expert, application) {
            remarks.push(Remark::ExpertAlike {
                expert: member.expert.clone(),
                application: application.clone(),
            });
        }
    }
    remarks
}

/// Applicants whose name is like that of another applicant, or of the holder of an earlier award, with another id.
/// Each pair is asked about once, at the later application.
fn alike_organisations(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let own = state.opened.cycle.record().id.as_str();
    let awards = state.awards().iter().filter(|award| award.cycle.as_str() != own);
    let holders = awards.map(|award| (&award.organisation, award.name.as_str()));
    let mut index = Names::default();
    for (organisation, name) in holders {
        index.insert(organisation, OrganisationKeys::of(name));
    }
    let applying = state
        .applications
        .iter()
        .filter(|(_, applicant)| applicant.withdrawn.is_none() && !applicant.files.is_empty());
    for (id, applicant) in applying {
        let keys = OrganisationKeys::of(state.name_of(applicant));
        for other in index.like(&keys) {
            let is_known = *other == applicant.organisation
                || applicant.continues.contains(other)
                || applicant.compared.contains_key(other);
            if !is_known {
                remarks.push(Remark::OrganisationAlike {
                    application: id.clone(),
                    organisation: other.clone(),
                });
            }
        }
        index.insert(&applicant.organisation, keys);
    }
    remarks
}

/// Organisations by the keys of their names.
#[derive(Default)]
struct Names<'s> {
    whole: BTreeMap<String, BTreeSet<&'s OrganisationId>>,
    shortened: BTreeMap<String, BTreeSet<&'s OrganisationId>>,
}

impl<'s> Names<'s> {
    fn insert(&mut self, organisation: &'s OrganisationId, keys: OrganisationKeys) {
        if keys.whole.is_empty() {
            return;
        }
        self.whole.entry(keys.whole).or_default().insert(organisation);
        for key in keys.shortened {
            self.shortened.entry(key).or_default().insert(organisation);
        }
    }

    fn like(&self, keys: &OrganisationKeys) -> BTreeSet<&'s OrganisationId> {
        let above = keys.shortened.iter().filter_map(|key| self.whole.get(key));
        let equal = self.whole.get(&keys.whole).into_iter();
        let below = self.shortened.get(&keys.whole).into_iter();
        equal.chain(above).chain(below).flatten().copied().collect()
    }
}

/// Applications whose overview or report is longer than it should be; it is reported and refuses nothing.
fn long_texts(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (id, applicant) in &state.applications {
        let file = state.in_force(applicant).map(|(_, print)| print);
        let Some(FileContent::Application {
            overview_characters: overview,
            report_characters: report,
            ..
        }) = file.and_then(|print| state.opened.files.content(print))
        else {
            continue;
        };
        let limit = |most: u32| usize::try_from(most).unwrap_or(usize::MAX);
        let (most, application) = (limit(state.settings.overview_characters), || id.clone());
        if *overview > most {
            remarks.push(Remark::LongOverview {
                application: application(),
                characters: *overview,
                limit: most,
            });
        }
        let most = limit(state.settings.report_characters);
        if *report > most {
            remarks.push(Remark::LongReport {
                application: application(),
                characters: *report,
                limit: most,
            });
        }
    }
    remarks
}

/// Entries taken one after the other. An undo goes back to where its entry was taken, and takes those behind it again:
/// so a docket costs its entries once, and each undo those that it reaches back over.
struct Run<'d, 'f> {
    cycle: &'d Id,
    files: &'f Files,
    state: Option<State<'f>>,
    refused: BTreeMap<u64, Refusal>,
    /// Entries that were taken back, undos among them.
    undone: BTreeSet<u64>,
    /// How many undos of the whole docket reach back to an entry.
    wanted: BTreeMap<u64, usize>,
    /// The state before each of these entries.
    before: BTreeMap<u64, Option<State<'f>>>,
    /// The numbers of the entries of the line by their hashes.
    numbers: BTreeMap<Fingerprint, u64>,
    /// What branches that were not kept say, by the hashes of their entries.
    left: BTreeMap<Fingerprint, LeftOut<'d>>,
    /// The entries that settle a fork.
    settling: BTreeSet<Fingerprint>,
}

/// An entry of a branch that was not kept: the first entry that says it is that one again, and its act.
type LeftOut<'d> = (Option<u64>, &'d Act);

/// The entries of branches that were not kept.
fn left_out<'d>(docket: &'d Docket, chain: &Chain<'d>) -> BTreeMap<Fingerprint, LeftOut<'d>> {
    let kept: BTreeSet<Fingerprint> = chain.line.iter().map(|entry| entry.hash).collect();
    let left = docket
        .entries
        .iter()
        .filter(|entry| !kept.contains(&entry.hash) && entry.hash == entry.found);
    let mut left: BTreeMap<_, LeftOut<'d>> = left.map(|entry| (entry.hash, (None, &entry.act))).collect();
    for entry in &chain.line {
        if let Some((first, _)) = entry.again.and_then(|again| left.get_mut(&again)) {
            first.get_or_insert(entry.seq);
        }
    }
    left
}

impl<'d, 'f> Run<'d, 'f> {
    fn new(cycle: &'d Id, files: &'f Files, line: &[&Entry]) -> Self {
        let mut wanted = BTreeMap::new();
        for entry in line
            .iter()
            .filter(|entry| matches!(entry.act, Act::Undone { .. }))
        {
            if let Some(last) = chain_of(line, entry.seq).last() {
                *wanted.entry(*last).or_default() += 1;
            }
        }
        Self {
            cycle,
            files,
            state: None,
            refused: BTreeMap::new(),
            undone: BTreeSet::new(),
            wanted,
            before: BTreeMap::new(),
            numbers: line.iter().map(|entry| (entry.hash, entry.seq)).collect(),
            left: BTreeMap::new(),
            settling: BTreeSet::new(),
        }
    }

    fn apply(&mut self, entry: &Entry) {
        self.keep(entry);
        if let Err(refusal) = self.try_to_apply(entry) {
            self.refused.insert(entry.seq, refusal);
        }
    }

    /// Keeps the state before an entry that some undo reaches back to.
    fn keep(&mut self, entry: &Entry) {
        if self.wanted.contains_key(&entry.seq) {
            self.before.insert(entry.seq, self.state.clone());
        }
    }

    fn try_to_apply(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.may_write(entry)?;
        self.is_again(entry)?;
        self.settles(entry)?;
        match &mut self.state {
            Some(state) => state.apply(entry.seq, &entry.act),
            None => self.open(&entry.act),
        }
    }

    /// Once the docket was handed over, only its holder writes in it.
    fn may_write(&self, entry: &Entry) -> Result<(), Refusal> {
        let holder = self.state.as_ref().and_then(|state| state.holder.as_ref());
        let writer = folded_name(&entry.by.name);
        let other = holder.filter(|holder| folded_name(holder) != writer);
        other.map_or(Ok(()), |holder| Err(Refusal::HandedOver { to: holder.clone() }))
    }

    /// What is written again stands on a branch that was not kept, and says the same there.
    fn is_again(&self, entry: &Entry) -> Result<(), Refusal> {
        let Some(again) = entry.again else {
            return Ok(());
        };
        let left = self.left.get(&again);
        let is_first = left.is_some_and(|(first, _)| *first == Some(entry.seq));
        ensure(
            is_first && left.is_some_and(|(_, act)| **act == entry.act),
            || Refusal::NotAgain,
        )
    }

    /// A fork is settled on the branch that is kept, by an entry of it. [`Chain::of`] has asked which one.
    fn settles(&self, entry: &Entry) -> Result<(), Refusal> {
        let Act::ForkSettled { kept, reason } = &entry.act else {
            return Ok(());
        };
        reason_if(true, reason, "fork")?;
        let kept_by = self.numbers.get(kept);
        ensure(kept_by.is_some_and(|seq| *seq < entry.seq), || {
            Refusal::NotThisBranch {
                kept: kept.to_string(),
            }
        })?;
        ensure(self.settling.contains(&entry.hash), || Refusal::NoFork)
    }

    fn open(&mut self, act: &Act) -> Result<(), Refusal> {
        let Act::CycleOpened { cycle, rubric } = act else {
            return Err(Refusal::NotTheFirst);
        };
        let (Some(FileContent::Cycle(opened)), Some(FileContent::Rubric(checked))) =
            (self.files.content(cycle.file), self.files.content(rubric.file))
        else {
            let files = [*cycle, *rubric].into_iter();
            let missing = files.filter(|file| self.files.content(file.file).is_none());
            let mut why = missing.map(|file| self.files.not_there(file));
            return Err(why.next().unwrap_or(Refusal::UnknownFile));
        };
        ensure(opened.record().id == *self.cycle, || Refusal::OtherCycle {
            found: opened.record().id.to_string(),
        })?;
        ensure(opened.record().rubric.fingerprint == rubric.file, || {
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

    /// Takes an entry back; refused where a later entry rests on it. What was left out at its place stays out.
    fn undo(&mut self, before: &[&Entry], undo: &Entry, seq: u64, reason: &str) -> Result<(), Refusal> {
        self.may_write(undo)?;
        reason_if(true, reason, "undo")?;
        ensure(seq != 1, || Refusal::CannotUndo)?;
        let chain = chain_of(before, seq);
        let entry = at(before, seq).ok_or_else(|| Refusal::Unknown { id: seq.to_string() })?;
        // The chain has asked already which branch counts, and an undo changes nothing of it.
        let settles = matches!(entry.act, Act::ForkSettled { .. });
        ensure(!settles, || Refusal::CannotUndo)?;
        let stands = !self.undone.contains(&seq) && !self.refused.contains_key(&seq);
        ensure(stands, || Refusal::AlreadyDone { id: seq.to_string() })?;
        let Some(root) = chain.last() else {
            return Ok(());
        };
        let mut undone = self.undone.clone();
        for (step, flipped) in chain.iter().enumerate() {
            let falls = step % 2 == 0;
            if falls && !undone.insert(*flipped) {
                // Brought back, an earlier undo would take back what a later one has taken back already.
                let by_another = |entry: &&&Entry| {
                    matches!(entry.act, Act::Undone { seq, .. } if seq == *flipped)
                        && !self.undone.contains(&entry.seq)
                        && !self.refused.contains_key(&entry.seq)
                };
                let seq = before
                    .iter()
                    .rfind(by_another)
                    .map_or(*flipped, |entry| entry.seq);
                return Err(Refusal::RestedOn { seq });
            }
            if !falls {
                undone.remove(flipped);
            }
        }
        let mut other = Run {
            cycle: self.cycle,
            files: self.files,
            state: self.before.get(root).cloned().flatten(),
            refused: BTreeMap::new(),
            undone: BTreeSet::new(),
            wanted: std::mem::take(&mut self.wanted),
            before: BTreeMap::new(),
            numbers: std::mem::take(&mut self.numbers),
            left: std::mem::take(&mut self.left),
            settling: std::mem::take(&mut self.settling),
        };
        let first = usize::try_from(root.saturating_sub(1)).unwrap_or(usize::MAX);
        let mut rests = None;
        for entry in before.iter().skip(first) {
            other.keep(entry);
            let is_undo = matches!(entry.act, Act::Undone { .. });
            if is_undo || undone.contains(&entry.seq) || self.refused.contains_key(&entry.seq) {
                continue;
            }
            if other.try_to_apply(entry).is_err() {
                rests = Some(entry.seq);
                break;
            }
        }
        self.wanted = std::mem::take(&mut other.wanted);
        self.numbers = std::mem::take(&mut other.numbers);
        self.left = std::mem::take(&mut other.left);
        self.settling = std::mem::take(&mut other.settling);
        if let Some(left) = self.wanted.get_mut(root) {
            *left -= 1;
            if *left == 0 {
                self.before.remove(root);
                self.wanted.remove(root);
            }
        }
        match rests {
            Some(seq) => Err(Refusal::RestedOn { seq }),
            None => {
                self.state = other.state;
                self.before.extend(other.before);
                self.undone = undone;
                Ok(())
            }
        }
    }
}

/// The entry with this number: the entries of a line are numbered from 1 without a gap.
fn at<'e>(line: &[&'e Entry], seq: u64) -> Option<&'e Entry> {
    let index = usize::try_from(seq.checked_sub(1)?).ok()?;
    line.get(index).copied().filter(|entry| entry.seq == seq)
}

/// The name of a person as a hand-over compares it: without width, blanks and characters that nobody sees. A blank
/// more would lock the docket for ever: nobody else may write, and no entry takes a hand-over back.
fn folded_name(name: &str) -> String {
    let half = half_width(name);
    let seen = half
        .chars()
        .filter(|character| !character.is_whitespace() && !shows_nothing(*character));
    seen.collect()
}

/// What an undo of this entry turns over: the entry, and where it is an undo itself, what that took back, and so on.
fn chain_of(line: &[&Entry], seq: u64) -> Vec<u64> {
    let mut chain = Vec::new();
    let mut next = Some(seq);
    while let Some(entry) = next.and_then(|seq| at(line, seq)) {
        chain.push(entry.seq);
        next = match entry.act {
            // Only what stands before an undo can be taken back by it.
            Act::Undone { seq, .. } if seq < entry.seq => Some(seq),
            _ => None,
        };
    }
    chain
}
