//! What is there of one applicant: who has submitted, which application is judged, and which questions are open.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::{Fingerprint, person_key};
use crate::panel::answers::{Answers, PairState};
use crate::panel::{FileNumber, FiledSheet, IntakeFault, NameKind, Question, Verdict};
use crate::problem::{Place, Problem};
use crate::scoresheet::Stage;

/// The sheets of one applicant, judged in the order in which they came.
///
/// The verdicts follow from the sheets that are there and from the answers, and from nothing else: taking one out
/// and deriving them anew gives what would have come without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dossier {
    /// Every sheet that is there, accepted or not, but for copies.
    files: BTreeSet<FileNumber>,
    /// The application that is judged, and the sheet that said so first.
    application: Option<(Fingerprint, FileNumber)>,
    /// What else the application files that are there are known by: the applicant's own file, with scores, has a
    /// fingerprint beside the one that assessors know.
    known_as: BTreeMap<Fingerprint, Fingerprint>,
    panels: BTreeMap<Stage, Panel>,
}

/// The sheets of one stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Panel {
    /// The sheet in force of each assessor, by the name that stands for him or her.
    seats: BTreeMap<String, FileNumber>,
    /// The names in the seats, by their key.
    alike: BTreeMap<String, Vec<String>>,
    /// Questions about names that keep sheets from counting.
    questions: BTreeSet<Question>,
}

/// All sheets that are there, by their numbers.
pub(super) type Sheets = BTreeMap<FileNumber, FiledSheet>;

impl Dossier {
    /// Adds a sheet. It is the last to have come, or [`Self::derive`] follows.
    pub(super) fn add(&mut self, number: FileNumber) -> bool {
        let is_last = self.files.last().is_none_or(|last| *last < number);
        self.files.insert(number);
        is_last
    }

    /// Takes a sheet out; [`Self::derive`] follows.
    pub(super) fn remove(&mut self, number: FileNumber) {
        self.files.remove(&number);
    }

    /// Whether nothing is there.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The application that is judged, where any sheet names one.
    pub(super) fn application(&self) -> Option<Fingerprint> {
        self.application.map(|(fingerprint, _)| fingerprint)
    }

    /// The stages with an accepted sheet, in their order.
    pub(super) fn stages(&self) -> impl Iterator<Item = Stage> {
        self.panels
            .iter()
            .filter(|(_, panel)| !panel.seats.is_empty())
            .map(|(stage, _)| *stage)
    }

    /// The sheets that count in a stage, by their assessors.
    pub(super) fn seats(&self, stage: Stage) -> impl Iterator<Item = FileNumber> {
        self.panels
            .get(&stage)
            .into_iter()
            .flat_map(|panel| panel.seats.values().copied())
    }

    /// The open questions of a stage.
    pub(super) fn questions(&self, stage: Stage) -> impl Iterator<Item = &Question> {
        self.panels
            .get(&stage)
            .into_iter()
            .flat_map(|panel| &panel.questions)
    }

    /// Judges all sheets anew.
    pub(super) fn derive(
        &mut self,
        sheets: &Sheets,
        answers: &Answers,
    ) -> Vec<(FileNumber, Verdict<IntakeFault>)> {
        self.application = None;
        self.panels.clear();
        let numbers: Vec<FileNumber> = self.files.iter().copied().collect();
        self.known_as = numbers
            .iter()
            .filter_map(|number| sheets.get(number).and_then(FiledSheet::known_as))
            .one_by_one();
        let judged = numbers
            .into_iter()
            .flat_map(|number| self.admit(number, sheets, answers));
        judged.collect()
    }

    /// Judges the sheet that came last, and says which verdicts follow.
    pub(super) fn admit(
        &mut self,
        number: FileNumber,
        sheets: &Sheets,
        answers: &Answers,
    ) -> Vec<(FileNumber, Verdict<IntakeFault>)> {
        let Some(sheet) = sheets.get(&number) else {
            return Vec::new();
        };
        let refused = |first: &FiledSheet, fault: IntakeFault| {
            let problem = Problem::error(Place::Named(first.name.clone()), fault);
            vec![(number, Verdict::Refused(problem.into()))]
        };
        let new = &sheet.summary;
        let own = new.stage == Stage::SelfAssessment;
        // An applicant has one self-assessment, whoever signed it.
        let seat = if own { "" } else { answers.root(&new.assessor) };
        let panel = self.panels.entry(new.stage).or_default();
        let there = panel
            .seats
            .get(seat)
            .and_then(|number| Some((*number, sheets.get(number)?)));
        if let Some((_, there_is)) = there {
            let (earlier, later) = if sheet.is_after(there_is) {
                (there_is, sheet)
            } else {
                (sheet, there_is)
            };
            if let Some(found) = later.names_instead_of(earlier) {
                let there = earlier.fingerprint;
                return refused(there_is, IntakeFault::OtherPredecessor { found, there });
            }
            if there_is.is_after(sheet) {
                return vec![(number, superseded_by(there_is))];
            }
        }
        if let Some((_, there)) = there
            && there.is_fuller_than(sheet)
        {
            return vec![(number, same_application_as(there))];
        }
        let is_fuller = there.is_some_and(|(_, there)| sheet.is_fuller_than(there));
        if let Some((_, there)) = there
            && !sheet.is_after(there)
            && !is_fuller
        {
            let assessor = if own { "" } else { &there.summary.assessor };
            let assessor = assessor.to_owned();
            return refused(there, IntakeFault::SecondSheet { assessor });
        }
        let named = new.application;
        let application = named.map(|print| self.known_as.get(&print).copied().unwrap_or(print));
        if let Some((found, (wanted, first))) = application.zip(self.application)
            && found != wanted
            && let Some(first) = sheets.get(&first)
        {
            return refused(first, IntakeFault::OtherApplication { found, wanted });
        }
        if there.is_none() && !own {
            let alike = panel.alike.entry(person_key(seat)).or_default();
            let open = alike
                .iter()
                .find(|name| answers.known(name, seat) == PairState::Open);
            if let Some(first) = open {
                let question = Question {
                    whose: NameKind::Assessor,
                    first: first.clone(),
                    second: new.assessor.clone(),
                };
                panel.questions.insert(question.clone());
                return vec![(number, Verdict::Asked(question))];
            }
            alike.push(seat.to_owned());
        }
        panel.seats.insert(seat.to_owned(), number);
        if self.application.is_none() {
            self.application = application.map(|fingerprint| (fingerprint, number));
        }
        let accepted = Verdict::Accepted {
            warnings: sheet.warnings,
        };
        let replaced = there.map(|(old, _)| {
            let verdict = if is_fuller {
                same_application_as(sheet)
            } else {
                superseded_by(sheet)
            };
            (old, verdict)
        });
        [(number, accepted)].into_iter().chain(replaced).collect()
    }
}

/// That a later revision takes the place of a sheet, and why.
fn superseded_by(later: &FiledSheet) -> Verdict<IntakeFault> {
    let revision = &later.summary.revision;
    Verdict::Superseded {
        by: later.name.clone(),
        revision: revision.number,
        reason: revision.reason.clone(),
    }
}

/// That a file holds the application of another one, which has the applicant's scores as well and counts.
fn same_application_as(fuller: &FiledSheet) -> Verdict<IntakeFault> {
    Verdict::SameApplication {
        by: fuller.name.clone(),
    }
}
