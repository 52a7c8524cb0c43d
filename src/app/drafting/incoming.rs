//! Files that somebody opened on the start page, and the example.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::{ApplicationRecord, DraftCopy};
use scoring::faults::AnyFault;
use scoring::files::{Content, FileFault, FileKind, Imprint, open, stated, write_rubric};
use scoring::foundations::Fingerprint;
use scoring::keeper::DRAFTS;
use scoring::problem::{Place, Problem, Problems};
use scoring::rubric::{Method, Status};
use scoring::scoresheet::{Desk, Draft};
use scoring::table::{RubricOptions, TableFault, read_rubric};
use scoring::words as say;

use crate::app::browser::files::{self, Chosen, is_table, read_problem};
use crate::app::browser::shipped::EXAMPLE;
use crate::app::browser::{clock, shipped, storage};
use crate::app::drafting::Workbench;
use crate::app::frame::Notice;
use crate::app::route::Route;

/// Under this key in localStorage stands the id of the draft that the example was opened as.
const EXAMPLE_DRAFT: &str = "scoring-workbench/1/example";

/// A file that waits for the person to say what to do with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its name.
    pub name: String,
    /// The application in it.
    pub application: Arc<ApplicationRecord>,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
}

/// What somebody opened together with other files, and what leads to a place of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// An application, to be reviewed.
    Application(Waiting),
    /// A copy of a draft, with the file's name.
    Copy(String, Box<DraftCopy>),
    /// Scoresheets for the secretariat's desk.
    Sheets(Vec<Chosen>),
}

impl Workbench {
    /// Takes the files that somebody opened: an application waits for a decision, a rubric goes on the shelf,
    /// scoresheets go to the secretariat's desk. Tells what became of each that stays here. Files that lead to
    /// different places wait in a list.
    pub(super) fn take_files(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let mut sheets = Vec::new();
            let (mut good, mut bad) = (Vec::new(), Vec::new());
            let mut arrivals = Vec::new();
            for file in chosen {
                let name = file.name.clone();
                let refused = |problem: &Problem<FileFault>| format!("{name}: {}", say::fault(problem, lang));
                let text = match file.text().await {
                    Ok(text) => text,
                    Err(fault) => {
                        bad.push(refused(&read_problem(fault)));
                        continue;
                    }
                };
                let taken = if is_table(&name) {
                    let taken = self.take_table(&name, &text).await;
                    taken.map(|(title, warnings)| {
                        good.extend(warnings.iter().map(|warning| say::problem_line(warning, lang)));
                        title
                    })
                } else if stated(&text).0.as_deref() == Some(FileKind::Scoresheet.id()) {
                    // The secretariat's desk opens it, once.
                    sheets.push(file);
                    continue;
                } else {
                    match open(&text) {
                        Ok((_, Content::Rubric(_))) => self.take_rubric(&text),
                        Ok((envelope, Content::Application(record))) => {
                            let fingerprint = envelope.fingerprint;
                            arrivals.push(Arrival::Application(Waiting {
                                name,
                                application: Arc::from(record),
                                fingerprint,
                            }));
                            continue;
                        }
                        Ok((_, Content::Scoresheet(_))) => {
                            sheets.push(file);
                            continue;
                        }
                        Ok((_, Content::Draft(copy))) => {
                            arrivals.push(Arrival::Copy(name, copy));
                            continue;
                        }
                        // Files of a whole cycle are the command line's so far.
                        Ok((envelope, _)) => Err(Problem::error(
                            Place::File,
                            AnyFault::File(FileFault::WrongFileKind {
                                expected: FileKind::Scoresheet,
                                found: envelope.kind,
                            }),
                        )
                        .into()),
                        Err(problem) => Err(problem.convert().into()),
                    }
                };
                match taken {
                    Ok(title) => good.push(say::rubric_taken(lang, title)),
                    Err(problems) => {
                        bad.push(name);
                        bad.extend(problems.iter().map(|problem| say::problem_line(problem, lang)));
                        if problems.more() > 0 {
                            bad.push(say::more_problems(lang, problems.more()));
                        }
                    }
                }
            }
            if !sheets.is_empty() {
                arrivals.push(Arrival::Sheets(sheets));
            }
            let mut place = Route::Start;
            if arrivals.len() == 1 {
                for arrival in arrivals {
                    match self.open_arrival(arrival).await {
                        Ok(there) => place = there,
                        Err(text) => bad.push(text),
                    }
                }
            } else {
                // One place at a time: whoever opened them says which comes first, and none is lost meanwhile.
                self.set.arrivals.update(|waiting| waiting.extend(arrivals));
            }
            let told = if bad.is_empty() {
                Notice::Done(good.join("\n"))
            } else {
                bad.extend(good);
                Notice::Trouble(bad.join("\n"))
            };
            match &told {
                Notice::Done(text) if text.is_empty() => self.go(&place),
                _ => self.go_telling(&place, told),
            }
        });
    }

    /// Takes what was opened to where it belongs; returns the place.
    async fn open_arrival(self, arrival: Arrival) -> Result<Route, String> {
        match arrival {
            Arrival::Application(waiting) => {
                self.set.waiting.set(Some(waiting));
                Ok(Route::NewReview)
            }
            Arrival::Copy(_, copy) => {
                let id = self.go_on_with_copy(*copy).await?;
                Ok(Route::Score(id, None))
            }
            Arrival::Sheets(sheets) => {
                files::hand_over(&sheets);
                Ok(Route::Secretariat)
            }
        }
    }

    /// Opens one of the files that wait in the list, by its position there.
    pub fn open_arrival_at(self, position: usize) {
        let Some(arrival) = self.drop_arrival(position) else {
            return;
        };
        spawn_local(async move {
            match self.open_arrival(arrival).await {
                Ok(place) => self.go(&place),
                Err(text) => self.trouble(text),
            }
        });
    }

    /// Takes one of the files that wait out of the list.
    pub fn drop_arrival(self, position: usize) -> Option<Arrival> {
        self.set
            .arrivals
            .try_update(|waiting| (position < waiting.len()).then(|| waiting.remove(position)))
            .flatten()
    }

    /// Lets the application that waits for a decision go.
    pub fn drop_waiting(self) {
        self.set.waiting.set(None);
    }

    /// Goes on with the applicant's own file: an application, or a copy of a self-assessment's draft.
    pub fn go_on_with_own(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let [file] = chosen.as_slice() else {
                return self.trouble(say::own_one_file(lang).to_owned());
            };
            let text = match file.text().await {
                Ok(text) => text,
                Err(fault) => return self.trouble_with(&file.name, &read_problem(fault)),
            };
            match open(&text) {
                Ok((envelope, Content::Application(record))) => self.continue_application(Waiting {
                    name: file.name.clone(),
                    application: Arc::from(record),
                    fingerprint: envelope.fingerprint,
                }),
                Ok((_, Content::Draft(copy))) if copy.draft().head.desk == Desk::SelfAssessment => {
                    match self.go_on_with_copy(*copy).await {
                        Ok(id) => self.go(&Route::Score(id, None)),
                        Err(text) => self.trouble(text),
                    }
                }
                Ok(_) => self.trouble(say::own_other_file(lang, &file.name)),
                Err(problem) => self.trouble_with(&file.name, &problem),
            }
        });
    }

    /// Goes on with a copy of a draft, as a draft of its own; returns its id.
    async fn go_on_with_copy(self, copy: DraftCopy) -> Result<String, String> {
        let wanted = &copy.draft().head.rubric;
        let Some(shelved) = self.shelf.find(wanted.fingerprint).await else {
            return Err(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
        };
        let (draft, reading) = copy.into_parts();
        let application = (reading.as_ref(), draft.head.application);
        let begun = self.begin_draft(draft.head.desk, &shelved, application, |head| Draft {
            head,
            document: draft.document.clone(),
        });
        // Words of the open draft may stand in this page alone; then it stays.
        begun.ok_or_else(|| say::trouble_unwritten(self.lang.get_untracked()).to_owned())
    }

    /// Puts a rubric on the shelf and keeps it; returns its title.
    pub(super) fn take_rubric(self, text: &str) -> Result<String, Problems<AnyFault>> {
        let shelved = self.shelf.shelve(text)?;
        if self.shelf.keep(&shelved).is_err() {
            self.trouble(say::trouble_full(self.lang.get_untracked()).to_owned());
        }
        Ok(shelved.rubric.title().get(self.lang.get_untracked()).to_owned())
    }

    /// A table is a rubric to be: refused with rows and reasons, or put on the shelf as a draft. Returns its title, and
    /// what was passed over or left out in reading it.
    pub(super) async fn take_table(
        self,
        name: &str,
        text: &str,
    ) -> Result<(String, Problems<TableFault>), Problems<AnyFault>> {
        // A table may name any method that the rubrics at hand define.
        self.shelf.fill().await;
        let mut methods: Vec<Method> = Vec::new();
        self.shelf.rubrics().with_untracked(|shelf| {
            for method in shelf.iter().flat_map(|one| one.rubric.methods()) {
                if !methods.iter().any(|known| known.id == method.id) {
                    methods.push(method.clone());
                }
            }
        });
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let options = RubricOptions {
            id: stem.clone(),
            title: stem,
            version: "1".to_owned(),
            status: Status::Draft,
            total: 1000,
        };
        let (draft, _, warnings) = read_rubric(text, &methods, options).map_err(Problems::convert)?;
        let imprint = Imprint {
            id: String::new(),
            created: clock::now(),
            cycle: None,
        };
        let title = self.take_rubric(&write_rubric(&draft, &imprint))?;
        Ok((title, warnings))
    }

    /// Opens the self-assessment of the shipped example as a draft. The draft of an earlier time is gone to.
    pub(super) fn open_example(self) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let begun = self.example_draft();
            let back = |text: String| self.go_telling(&Route::Start, Notice::Trouble(text));
            let bundle = match shipped::read(EXAMPLE).await {
                Ok(bundle) => bundle,
                Err(said) => return back(say::trouble_loading(lang, said)),
            };
            let application = match bundle.lines().next().map(open) {
                Some(Ok((_, Content::Application(application)))) => application,
                _ => return back(say::trouble_loading(lang, EXAMPLE)),
            };
            let Some(shelved) = self.shelf.find(application.sheet.rubric.fingerprint).await else {
                return back(say::trouble_no_rubric(lang, application.sheet.rubric.name()));
            };
            let again = begun.is_some();
            let Some(id) = begun.or_else(|| self.draft_from(&application, &shelved)) else {
                return self.tell_unwritten();
            };
            // Where it cannot be remembered, the example opens as one more draft next time.
            let _ = storage::write(EXAMPLE_DRAFT, &id);
            let told = if again {
                say::example_again(lang)
            } else {
                say::example_opened(lang)
            };
            self.go_telling(&Route::Overview(id), Notice::Done(told.to_owned()));
        });
    }

    /// The draft of the example that is on this machine already.
    fn example_draft(self) -> Option<String> {
        let id = storage::read(EXAMPLE_DRAFT)?;
        let cards = self.cards.get_untracked().unwrap_or_default();
        let listed = cards.iter().any(|card| card.id == id);
        (listed || storage::read(&format!("{DRAFTS}{id}/head")).is_some()).then_some(id)
    }
}
