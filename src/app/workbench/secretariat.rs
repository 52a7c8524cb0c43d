//! The secretariat's desk: files taken in, with a verdict each.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::faults::AnyFault;
use scoring::files::{Content, FileFault, FileKind, open};
use scoring::foundations::Fingerprint;
use scoring::panel::{Intake, Verdict};
use scoring::problem::{Place, Problem, Problems};
use scoring::scoresheet::Stage;
use scoring::scoring::Rule;

use crate::app::browser::document;
use crate::app::browser::files::Chosen;
use crate::app::workbench::{ShelvedRubric, Workbench};

/// How many imported files may pass before the page is drawn anew.
const FILES_PER_BREATH: usize = 20;

/// A file that came to the secretariat's desk, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedFile {
    /// Its name.
    pub name: String,
    /// Whose and which, if it could be read so far.
    pub about: Option<(String, Stage, String)>,
    /// The fingerprint, if it was checked.
    pub fingerprint: Option<Fingerprint>,
    /// The verdict.
    pub verdict: Verdict<AnyFault>,
}

/// The secretariat's desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Secretariat {
    /// The rubric that sheets are held against.
    pub shelved: Option<Arc<ShelvedRubric>>,
    /// The rule of aggregation.
    pub rule: Rule,
    /// The sheets taken in.
    pub intake: Intake,
    /// Every file that came.
    pub files: Vec<ImportedFile>,
    /// Whether everything since the last import was exported.
    pub exported: bool,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Importing {
    /// Files read.
    pub done: usize,
    /// Files in all.
    pub all: usize,
}

impl Workbench {
    /// Imports files at the secretariat's desk, with progress; a second call or the button ends it.
    pub fn import(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let all = chosen.len();
            let mut texts = Vec::new();
            self.importing.set(Some(Importing { done: 0, all }));
            for (done, file) in chosen.into_iter().enumerate() {
                if self.importing.get_untracked().is_none() {
                    return;
                }
                match file.text().await {
                    Ok(text) => texts.push((file.name, text)),
                    Err(fault) => {
                        let verdict = Verdict::Refused(read_problem(fault).convert().into());
                        let file = ImportedFile {
                            name: file.name,
                            about: None,
                            fingerprint: None,
                            verdict,
                        };
                        self.secretariat.update(|desk| desk.files.push(file));
                    }
                }
                if done % FILES_PER_BREATH == 0 {
                    self.importing.set(Some(Importing { done, all }));
                }
            }
            self.importing.set(None);
            self.import_texts(texts).await;
        });
    }

    pub(super) async fn import_texts(self, texts: Vec<(String, String)>) {
        let mut desk = self.secretariat.get_untracked();
        let all = texts.len();
        // Rubrics first: sheets that came with them are held against them.
        let (rubrics, others): (Vec<_>, Vec<_>) = texts
            .into_iter()
            .partition(|(_, text)| matches!(open(text), Ok((_, Content::Rubric(_)))));
        for (name, text) in rubrics {
            let taken = self.shelve(&text);
            let (verdict, fingerprint) = match taken {
                Ok(shelved) => {
                    let _ = self.keep_rubric(&shelved);
                    let fingerprint = shelved.fingerprint;
                    if desk.intake.accepted().is_empty() {
                        desk.shelved = Some(shelved);
                    }
                    (Verdict::Accepted(Problems::new()), Some(fingerprint))
                }
                Err(problems) => (Verdict::Refused(problems), None),
            };
            desk.files.push(ImportedFile {
                name,
                about: None,
                fingerprint,
                verdict,
            });
        }
        self.importing.set(Some(Importing { done: 0, all }));
        for (done, (name, text)) in others.into_iter().enumerate() {
            if done % FILES_PER_BREATH == FILES_PER_BREATH - 1 {
                self.importing.set(Some(Importing { done, all }));
                self.secretariat.set(desk.clone());
                document::breathe().await;
                if self.importing.get_untracked().is_none() {
                    break;
                }
            }
            self.import_one(&mut desk, name, &text).await;
        }
        desk.exported = false;
        self.secretariat.set(desk);
        self.importing.set(None);
    }

    pub(super) async fn import_one(self, desk: &mut Secretariat, name: String, text: &str) {
        let refused = |name: String, problem: Problem<FileFault>| ImportedFile {
            name,
            about: None,
            fingerprint: None,
            verdict: Verdict::Refused(problem.convert().into()),
        };
        let (envelope, record) = match open(text) {
            Err(problem) => return desk.files.push(refused(name, problem)),
            Ok((envelope, Content::Scoresheet(record))) => (envelope, *record),
            Ok((envelope, Content::Application(application))) => (envelope, application.sheet),
            Ok((_, Content::Rubric(_))) => return,
            Ok((envelope, Content::Draft(_))) => {
                let (expected, found) = (FileKind::Scoresheet, envelope.kind);
                let problem = Problem::error(Place::File, FileFault::WrongFileKind { expected, found });
                return desk.files.push(refused(name, problem));
            }
        };
        if desk.shelved.is_none() || desk.intake.accepted().is_empty() {
            // The first sheet decides which rubric the desk works with, if that rubric is at hand.
            let found = self.find_rubric(record.rubric.fingerprint).await;
            desk.shelved = found
                .or(desk.shelved.take())
                .or_else(|| self.shelf.with_untracked(|shelf| shelf.first().cloned()));
        }
        let Some(shelved) = desk.shelved.clone() else {
            return;
        };
        let about = Some((record.applicant.clone(), record.stage, record.assessor.clone()));
        let verdict = desk.intake.admit(
            &name,
            envelope.fingerprint,
            record,
            (&shelved.rubric, shelved.fingerprint),
        );
        desk.files.push(ImportedFile {
            name,
            about,
            fingerprint: Some(envelope.fingerprint),
            verdict: verdict.convert(),
        });
    }

    /// Stops an import under way; what was taken in so far stays.
    pub fn stop_import(self) {
        self.importing.set(None);
    }

    /// Takes a file off the secretariat's desk.
    pub fn take_off_desk(self, position: usize) {
        self.secretariat.update(|desk| {
            if position < desk.files.len() {
                let file = desk.files.remove(position);
                if let (Verdict::Accepted(_), Some(fingerprint)) = (&file.verdict, file.fingerprint) {
                    desk.intake.take_out(fingerprint);
                }
            }
        });
    }

    /// Clears the secretariat's desk.
    pub fn clear_desk(self) {
        self.secretariat.update(|desk| {
            *desk = Secretariat {
                shelved: desk.shelved.clone(),
                rule: desk.rule,
                ..Secretariat::default()
            };
        });
    }
}

pub(super) fn read_problem(fault: FileFault) -> Problem<FileFault> {
    Problem::error(Place::File, fault)
}
