//! Taking in sheets: each gets a verdict, and everything is found by maps. What changes costs what it touches.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::{Exact, Fingerprint};
use crate::panel::answers::Answers;
use crate::panel::dossier::{Dossier, Sheets};
use crate::panel::names::Names;
use crate::panel::{Answer, IntakeFault, NameKind, Question, Reason, SheetSummary, Verdict};
use crate::rubric::Rubric;
use crate::scoresheet::Stage;
use crate::scoring::{Aggregate, PANEL_MIN, Rule};

/// The place of a file in the order of coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileNumber(pub u64);

/// A valid sheet that came in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledSheet {
    /// The file's name.
    pub name: String,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    /// How many warnings it has.
    pub warnings: usize,
    /// The sheet without its texts.
    pub summary: SheetSummary,
}

impl FiledSheet {
    /// Of an application file with the applicant's scores: its own fingerprint, and the one that assessors know.
    pub(super) fn known_as(&self) -> Option<(Fingerprint, Fingerprint)> {
        let known = self.summary.application.filter(|_| self.summary.is_application)?;
        (known != self.fingerprint).then_some((self.fingerprint, known))
    }

    /// Whether both came in files of one application, of which this one has the applicant's scores and the other not.
    pub(super) fn is_fuller_than(&self, other: &Self) -> bool {
        let known = self.known_as().map(|(_, known)| known);
        other.summary.is_application && known == Some(other.fingerprint)
    }

    /// Whether this sheet is a later revision than the other one of the same assessor.
    pub(super) fn is_after(&self, other: &Self) -> bool {
        self.summary.revision.number > other.summary.revision.number
    }

    /// The sheet that this one names in place of the other, whose next revision it is.
    pub(super) fn names_instead_of(&self, other: &Self) -> Option<Fingerprint> {
        let (new, old) = (&self.summary.revision, &other.summary.revision);
        let is_next = old.number.checked_add(1) == Some(new.number);
        new.supersedes
            .filter(|named| is_next && *named != other.fingerprint)
    }
}

/// The rank of an applicant, or the reasons why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RankOutcome {
    /// With this site total.
    Total(Exact),
    /// Without a rank, for these reasons.
    Without(Vec<Reason>),
}

/// The sheets that are there, all made with one rubric.
///
/// A verdict follows from the sheets and answers that are there, judged in the order of coming. So a sheet that is
/// taken out makes room for the one that was refused because of it, and putting it back takes that room again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    sheets: Sheets,
    verdicts: BTreeMap<FileNumber, Verdict<IntakeFault>>,
    /// The sheets with the same payload; the first of them is judged.
    payloads: BTreeMap<Fingerprint, BTreeSet<FileNumber>>,
    assessors: Answers,
    applicants: Answers,
    names: Names,
    /// By the name that stands for the applicant.
    dossiers: BTreeMap<String, Dossier>,
    /// Dossiers whose verdicts are derived anew.
    stale: BTreeSet<String>,
    /// Dossiers whose outcome is computed anew.
    unscored: BTreeSet<String>,
    outcomes: BTreeMap<String, RankOutcome>,
    /// The ranking: highest total first, then by name.
    totals: BTreeSet<(Reverse<Exact>, String)>,
    /// Sheets whose verdict changed since somebody asked.
    changed: BTreeSet<FileNumber>,
}

impl Intake {
    /// Nothing taken in yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a valid sheet. Its number is new; usually it is the highest so far.
    pub fn admit(&mut self, number: FileNumber, sheet: FiledSheet) {
        let same = self.payloads.entry(sheet.fingerprint).or_default();
        let before = same.first().copied();
        same.insert(number);
        self.sheets.insert(number, sheet);
        match before {
            Some(first) if first < number => self.call_same(number, first),
            Some(later) => {
                self.unplace(later);
                self.place(number);
                self.rename_same(number);
            }
            None => self.place(number),
        }
    }

    /// Takes a sheet out and returns it.
    pub fn take_out(&mut self, number: FileNumber) -> Option<FiledSheet> {
        let fingerprint = self.sheets.get(&number)?.fingerprint;
        let mut next = None;
        let mut was_first = false;
        if let Some(same) = self.payloads.get_mut(&fingerprint) {
            was_first = same.first() == Some(&number);
            same.remove(&number);
            next = same.first().copied();
        }
        if was_first {
            self.unplace(number);
        }
        if next.is_none() {
            self.payloads.remove(&fingerprint);
        }
        self.verdicts.remove(&number);
        self.changed.insert(number);
        let sheet = self.sheets.remove(&number);
        if let Some(next) = next.filter(|_| was_first) {
            self.place(next);
            self.rename_same(next);
        }
        sheet
    }

    /// Takes these answers in place of all earlier ones.
    pub fn set_answers<'a>(&mut self, answers: impl Iterator<Item = &'a Answer> + Clone) {
        let assessors = Answers::of(answers.clone(), NameKind::Assessor);
        if assessors != self.assessors {
            self.assessors = assessors;
            // Few answers are given, and an assessor may sit in any panel.
            self.stale.extend(self.dossiers.keys().cloned());
        }
        let applicants = Answers::of(answers, NameKind::Applicant);
        if applicants != self.applicants {
            let touched: BTreeSet<String> = applicants
                .renamed()
                .chain(self.applicants.renamed())
                .map(str::to_owned)
                .one_by_one();
            let files: Vec<FileNumber> = touched.iter().flat_map(|name| self.names.files(name)).collect();
            for number in &files {
                self.unplace(*number);
            }
            self.applicants = applicants;
            for number in files {
                self.place(number);
            }
            self.names.ask_anew();
        }
        self.judge_stale();
    }

    /// Judges what changes have touched. Verdicts are right afterwards.
    pub fn judge_stale(&mut self) {
        for applicant in std::mem::take(&mut self.stale) {
            let Some(dossier) = self.dossiers.get_mut(&applicant) else {
                continue;
            };
            let before = dossier.application();
            let judged = dossier.derive(&self.sheets, &self.assessors);
            if dossier.application() != before {
                self.names.ask_anew();
            }
            if dossier.is_empty() {
                self.dossiers.remove(&applicant);
            }
            self.unscored.insert(applicant);
            self.note(judged);
        }
    }

    /// Computes the outcome of every applicant again, as after another rule.
    pub fn score_anew(&mut self) {
        self.unscored.extend(self.dossiers.keys().cloned());
    }

    /// Brings verdicts, questions, outcomes and the ranking up to date: of those applicants whom changes have touched.
    pub fn settle(&mut self, rubric: &Rubric, rule: Rule) {
        while !self.settle_some(rubric, rule, usize::MAX) {}
    }

    /// The same of so many names or applicants at most. Says whether nothing is left; until then questions and ranking are
    /// not right.
    pub fn settle_some(&mut self, rubric: &Rubric, rule: Rule, most: usize) -> bool {
        self.judge_stale();
        let applications = self
            .dossiers
            .iter()
            .filter_map(|(name, dossier)| Some((name.as_str(), dossier.application()?)));
        let Some(touched) = self.names.ask_some(&self.applicants, applications, most) else {
            return false;
        };
        self.unscored.extend(touched);
        for _ in 0..most {
            let Some(applicant) = self.unscored.pop_first() else {
                break;
            };
            if let Some(RankOutcome::Total(total)) = self.outcomes.remove(&applicant) {
                self.totals.remove(&(Reverse(total), applicant.clone()));
            }
            let Some(dossier) = self.dossiers.get(&applicant) else {
                continue;
            };
            let outcome = self.outcome(&applicant, dossier, rubric, rule);
            if let RankOutcome::Total(total) = outcome {
                self.totals.insert((Reverse(total), applicant.clone()));
            }
            self.outcomes.insert(applicant, outcome);
        }
        self.unscored.is_empty()
    }

    /// The verdict on a sheet.
    pub fn verdict(&self, number: FileNumber) -> Option<&Verdict<IntakeFault>> {
        self.verdicts.get(&number)
    }

    /// A sheet that is there, whatever its verdict.
    pub fn sheet(&self, number: FileNumber) -> Option<&FiledSheet> {
        self.sheets.get(&number)
    }

    /// The name that stands for an applicant of this name.
    pub fn applicant_of<'a>(&'a self, name: &'a str) -> &'a str {
        self.applicants.root(name)
    }

    /// The sheets of an applicant that count in a stage.
    pub fn seats_of(&self, applicant: &str, stage: Stage) -> Vec<FileNumber> {
        let dossier = self.dossiers.get(applicant);
        dossier
            .into_iter()
            .flat_map(|dossier| dossier.seats(stage))
            .collect()
    }

    /// Whether no sheet is there.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// The sheets whose verdict changed, or that went, since the last call.
    pub fn take_changed(&mut self) -> BTreeSet<FileNumber> {
        std::mem::take(&mut self.changed)
    }

    /// The open questions, those about applicants first. Of these they are as [`Self::settle`] found them.
    pub fn questions(&self) -> Vec<&Question> {
        let of_panels: BTreeSet<&Question> = self
            .dossiers
            .values()
            .flat_map(|dossier| Stage::ALL.into_iter().flat_map(|stage| dossier.questions(stage)))
            .one_by_one();
        self.names.questions().chain(of_panels).collect()
    }

    pub(super) fn dossiers(&self) -> &BTreeMap<String, Dossier> {
        &self.dossiers
    }

    pub(super) fn outcomes(&self) -> &BTreeMap<String, RankOutcome> {
        &self.outcomes
    }

    pub(super) fn totals(&self) -> &BTreeSet<(Reverse<Exact>, String)> {
        &self.totals
    }

    /// The total that ranks, or every reason why there is none.
    fn outcome(&self, applicant: &str, dossier: &Dossier, rubric: &Rubric, rule: Rule) -> RankOutcome {
        let sheets: Vec<&FiledSheet> = dossier
            .seats(Stage::Site)
            .filter_map(|number| self.sheets.get(&number))
            .collect();
        let mut reasons: Vec<Reason> = self
            .names
            .questions_about(applicant)
            .cloned()
            .map(Reason::Question)
            .collect();
        reasons.extend(dossier.questions(Stage::Site).cloned().map(Reason::Question));
        if sheets.is_empty() {
            reasons.push(Reason::NoSiteReview);
            return RankOutcome::Without(reasons);
        }
        let count = sheets.len();
        if count < PANEL_MIN {
            reasons.push(Reason::FewSheets { count });
        }
        if count < rule.least_sheets() {
            let needed = rule.least_sheets();
            reasons.push(Reason::FewForRule { count, needed });
        }
        let gap =
            |sheet: &FiledSheet, index: usize| sheet.summary.percents.get(index).copied().flatten().is_none();
        let clauses: Vec<_> = rubric
            .clauses()
            .filter(|clause| sheets.iter().any(|sheet| gap(sheet, clause.index)))
            .map(|clause| clause.node.code.clone())
            .collect();
        if !clauses.is_empty() {
            let assessors = sheets
                .iter()
                .filter(|sheet| sheet.summary.gaps() > 0)
                .map(|sheet| sheet.summary.assessor.clone());
            reasons.push(Reason::Gaps {
                clauses,
                assessors: assessors.collect(),
            });
        }
        if !reasons.is_empty() {
            return RankOutcome::Without(reasons);
        }
        let percents: Vec<&[Option<Exact>]> = sheets.iter().map(|sheet| &*sheet.summary.percents).collect();
        let total = Aggregate::of(rubric, &percents, rule).tally.total;
        total.map_or_else(|| RankOutcome::Without(Vec::new()), RankOutcome::Total)
    }

    /// Puts a sheet into the dossier of its applicant and judges it.
    fn place(&mut self, number: FileNumber) {
        let Some(sheet) = self.sheets.get(&number) else {
            return;
        };
        let name = &sheet.summary.applicant;
        self.names.add(name, number);
        let applicant = self.applicants.root(name).to_owned();
        let dossier = self.dossiers.entry(applicant.clone()).or_default();
        // Sheets that came before may name it by its other fingerprint.
        let is_last = dossier.add(number) && sheet.known_as().is_none();
        if is_last && !self.stale.contains(&applicant) {
            let before = dossier.application();
            let judged = dossier.admit(number, &self.sheets, &self.assessors);
            if dossier.application() != before {
                self.names.ask_anew();
            }
            self.unscored.insert(applicant);
            self.note(judged);
        } else {
            self.stale.insert(applicant);
        }
    }

    /// Takes a sheet out of the dossier of its applicant.
    fn unplace(&mut self, number: FileNumber) {
        let Some(sheet) = self.sheets.get(&number) else {
            return;
        };
        let name = &sheet.summary.applicant;
        self.names.remove(name, number);
        let applicant = self.applicants.root(name).to_owned();
        if let Some(dossier) = self.dossiers.get_mut(&applicant) {
            dossier.remove(number);
            self.stale.insert(applicant);
        }
    }

    /// Notes that a sheet is a copy.
    fn call_same(&mut self, number: FileNumber, first: FileNumber) {
        let first = self
            .sheets
            .get(&first)
            .map_or_else(String::new, |sheet| sheet.name.clone());
        self.note(vec![(number, Verdict::SameAgain { first })]);
    }

    /// Tells the copies of a sheet that it is the first of them now.
    fn rename_same(&mut self, first: FileNumber) {
        let Some(sheet) = self.sheets.get(&first) else {
            return;
        };
        let copies: Vec<FileNumber> = self
            .payloads
            .get(&sheet.fingerprint)
            .into_iter()
            .flatten()
            .copied()
            .filter(|number| *number != first)
            .collect();
        for copy in copies {
            self.call_same(copy, first);
        }
    }

    fn note(&mut self, verdicts: Vec<(FileNumber, Verdict<IntakeFault>)>) {
        for (number, verdict) in verdicts {
            if self.verdicts.get(&number) != Some(&verdict) {
                self.verdicts.insert(number, verdict);
                self.changed.insert(number);
            }
        }
    }
}
