//! A docket replayed from its first entry: what it brings about. Entries are taken one after the other, and an undo
//! takes again those behind the one that it reaches back to.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::ReviewStage;
use crate::docket::compulsory::ensure_words;
use crate::docket::figures::Figures;
use crate::docket::remarks::{Remark, remarks_of};
use crate::docket::rules::ensure;
use crate::docket::state::{Opened, State};
use crate::docket::{Act, Break, Chain, Docket, Entry, FileContent, Files, Refusal};
use crate::foundations::{Fingerprint, Id, half_width, shows_nothing};

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
                Act::Undone { seq, .. } => {
                    let before = line.get(..position).unwrap_or_default();
                    if let Err(refusal) = run.undo(before, entry, *seq) {
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
        // Where the cycle could not be opened no entry behind it was gone through, and that is one thing to say.
        let is_cause = |refusal: &Refusal| matches!(refusal, Refusal::CannotOpen { .. });
        let is_unopened = self.state.is_none() && self.refused.values().any(is_cause);
        let refused = self.refused.iter();
        let refused = refused.filter(|(_, refusal)| !is_unopened || is_cause(refusal));
        let refused = refused.map(|(seq, refusal)| Remark::Refused {
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
    states: BTreeMap<u64, Option<State<'f>>>,
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
            if let Some(last) = turned_over(line, entry.seq).last() {
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
            states: BTreeMap::new(),
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
            self.states.insert(entry.seq, self.state.clone());
        }
    }

    fn try_to_apply(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.may_write(entry)?;
        ensure_words(entry)?;
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
        let Act::ForkSettled { kept, .. } = &entry.act else {
            return Ok(());
        };
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
        let cannot = |file| {
            let file = self.files.called(file);
            Err(Refusal::CannotOpen { file })
        };
        let Some(FileContent::Cycle(opened)) = self.files.content(cycle.file) else {
            return cannot(*cycle);
        };
        let Some(FileContent::Rubric(checked)) = self.files.content(rubric.file) else {
            return cannot(*rubric);
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
    fn undo(&mut self, before: &[&Entry], undo: &Entry, seq: u64) -> Result<(), Refusal> {
        self.may_write(undo)?;
        ensure_words(undo)?;
        ensure(seq != 1, || Refusal::CannotUndo)?;
        let chain = turned_over(before, seq);
        let entry = at(before, seq).ok_or_else(|| Refusal::Unknown { id: seq.to_string() })?;
        // The chain has asked already which branch counts, and an undo changes nothing of it.
        let settles = matches!(entry.act, Act::ForkSettled { .. });
        ensure(!settles, || Refusal::CannotUndo)?;
        let stands = !self.undone.contains(&seq) && !self.refused.contains_key(&seq);
        ensure(stands, || Refusal::NotInForce { seq })?;
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
            state: self.states.get(root).cloned().flatten(),
            refused: BTreeMap::new(),
            undone: BTreeSet::new(),
            wanted: std::mem::take(&mut self.wanted),
            states: BTreeMap::new(),
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
                self.states.remove(root);
                self.wanted.remove(root);
            }
        }
        match rests {
            Some(seq) => Err(Refusal::RestedOn { seq }),
            None => {
                self.state = other.state;
                self.states.extend(other.states);
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
fn turned_over(line: &[&Entry], seq: u64) -> Vec<u64> {
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
