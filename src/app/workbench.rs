//! The state of the app and the one place where it changes: drafts, rubrics, the secretariat's desk.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::{Application, ApplicationRecord};
use scoring::foundations::{Code, Fingerprint, Instant, Lang, file_name};
use scoring::interchange::{
    Content, Imprint, open, read_draft_head, read_reading_copy, read_stored_field, write_application,
    write_draft_head, write_reading_copy, write_rubric, write_scoresheet, write_stored_field,
};
use scoring::panel::{Intake, Verdict};
use scoring::problem::{Fault, Place, Problem, Problems};
use scoring::rubric::{Method, Rubric, Status};
use scoring::scoresheet::{Desk, Draft, DraftHead, Edit, Field, Progress, RubricRef, Stage, Standard};
use scoring::scoring::Rule;
use scoring::table::{RubricOptions, read_rubric};
use scoring::words as say;

use crate::app::browser::files::{Chosen, ReadFault};
use crate::app::browser::storage::WriteFault;
use crate::app::browser::{address, clock, document, files, ids, shipped, storage};
use crate::app::frame::{DRAFTS, DraftCard, Frame, Notice, write_card};
use crate::app::route::Route;

/// The rubrics that ship with the page.
pub const SHIPPED_RUBRICS: [&str; 2] = ["rubrics/public-service.json", "rubrics/gbt19580-style.json"];
const EXAMPLE: &str = "example/award.ndjson";

/// Keys in localStorage. The number is the version of the stored form.
const RUBRICS: &str = "scoring-workbench/1/rubric/";

/// Steps that can be taken back.
const UNDO_LIMIT: usize = 500;
/// How many imported files may pass before the page is drawn anew.
const FILES_PER_BREATH: usize = 20;

/// Whether what was typed is in the browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed since the draft was opened.
    Untouched,
    /// Written at this moment. Not yet beyond a crash of the browser, so the page does not say 已保存.
    Written(Instant),
    /// Not written; what was typed is in this page only.
    Failed(WriteFault),
}

/// A checked rubric and the file it came from.
#[derive(Debug, PartialEq)]
pub struct ShelvedRubric {
    /// The rubric.
    pub rubric: Rubric,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    text: String,
}

/// The draft that is open, apart from what changes while one types.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// Its id.
    pub id: String,
    /// Its rubric.
    pub shelved: Arc<ShelvedRubric>,
    /// The application under review, without its scores.
    pub application: Option<Arc<ApplicationRecord>>,
}

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
    pub verdict: Verdict,
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

/// The state of the app. Every signal lives as long as the page.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// What every page has.
    pub frame: Frame,
    /// The rubrics at hand.
    pub shelf: RwSignal<Vec<Arc<ShelvedRubric>>>,
    /// The open draft, apart from its fields.
    pub opened: RwSignal<Option<OpenDraft>>,
    /// The open draft's fields.
    pub draft: RwSignal<Option<Draft>>,
    /// Whether they are in storage.
    pub saved: RwSignal<Saved>,
    /// What can be taken back.
    pub undo: RwSignal<Vec<Edit>>,
    /// What can be done again.
    pub redo: RwSignal<Vec<Edit>>,
    /// The secretariat's desk.
    pub secretariat: RwSignal<Secretariat>,
    /// An import under way.
    pub importing: RwSignal<Option<Importing>>,
    /// An application that was opened and waits for a decision.
    pub waiting: RwSignal<Option<Waiting>>,
    /// What is to be told at the place one is going to.
    next_notice: RwSignal<Option<Notice>>,
    unsaved: RwSignal<BTreeSet<Field>>,
    /// The field that the last step changed, while typing goes on in it.
    typing: RwSignal<Option<Field>>,
}

impl Workbench {
    /// The state at the start: what the browser remembers.
    pub fn begin() -> Self {
        let workbench = Self {
            frame: Frame::begin(),
            shelf: RwSignal::new(Vec::new()),
            opened: RwSignal::new(None),
            draft: RwSignal::new(None),
            saved: RwSignal::new(Saved::Untouched),
            undo: RwSignal::new(Vec::new()),
            redo: RwSignal::new(Vec::new()),
            secretariat: RwSignal::new(Secretariat::default()),
            importing: RwSignal::new(None),
            next_notice: RwSignal::new(None),
            waiting: RwSignal::new(None),
            unsaved: RwSignal::new(BTreeSet::new()),
            typing: RwSignal::new(None),
        };
        address::on_change(move || workbench.arrive());
        storage::on_change_elsewhere(move |key, text| workbench.changed_elsewhere(&key, text));
        document::ask_before_leaving(move || {
            let unsaved = workbench
                .unsaved
                .try_with_untracked(|unsaved| !unsaved.is_empty());
            let desk = workbench
                .secretariat
                .try_with_untracked(|desk| !desk.files.is_empty() && !desk.exported);
            unsaved.unwrap_or(false) || desk.unwrap_or(false)
        });
        // One arrives at the address that the start screen was left for, as at any other.
        workbench.route.set(Route::Start);
        workbench.arrive();
        workbench
    }

    // Going about.

    /// Goes to a place and tells something there.
    fn go_telling(self, route: &Route, notice: Notice) {
        if Route::parse(&address::hash()) == *route {
            self.notice.set(Some(notice));
        } else {
            self.next_notice.set(Some(notice));
            self.go(route);
        }
    }

    /// Takes note of a new address.
    fn arrive(self) {
        let route = Route::parse(&address::hash());
        self.typing.set(None);
        if let Some(id) = route.draft() {
            let open = self
                .opened
                .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()));
            if open.as_deref() != Some(id) && !self.open_draft(id.to_owned()) {
                return;
            }
        } else {
            self.close_draft();
            self.list_drafts();
        }
        let same_page = self.route.with_untracked(
            |old| matches!((old, &route), (Route::Score(old, _), Route::Score(new, _)) if old == new),
        );
        if !same_page {
            document::scroll_to_top();
            document::focus_soon("h1".to_owned());
        }
        let told = self.next_notice.try_update(Option::take).flatten();
        if told.is_some() || self.route.get_untracked() != route {
            self.notice.set(told);
        }
        if self.route.get_untracked() != route {
            match route {
                Route::Example => self.open_example(),
                Route::Files => self.take_files(files::taken_over()),
                _ => {}
            }
            self.route.set(route);
        }
    }

    fn trouble_with(self, name: &str, problem: &Problem) {
        let lang = self.lang.get_untracked();
        self.trouble(format!("{name}: {}", say::fault(problem, lang)));
    }

    // Rubrics.

    /// Puts a rubric file on the shelf.
    fn shelve(self, text: &str) -> Result<Arc<ShelvedRubric>, Problems> {
        let (envelope, content) = open(text).map_err(Problems::from)?;
        let Content::Rubric(draft) = content else {
            let found = envelope.kind.id().to_owned();
            return Err(Problem::new(
                Place::File,
                Fault::WrongFileKind {
                    expected: "rubric",
                    found,
                },
            )
            .into());
        };
        let (rubric, _) = Rubric::check(*draft)?;
        let fingerprint = envelope.fingerprint;
        if let Some(known) = self.shelved(fingerprint) {
            return Ok(known);
        }
        let shelved = Arc::new(ShelvedRubric {
            rubric,
            fingerprint,
            text: text.to_owned(),
        });
        self.shelf.update(|shelf| shelf.push(Arc::clone(&shelved)));
        Ok(shelved)
    }

    /// The rubric on the shelf with this fingerprint.
    fn shelved(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        self.shelf
            .with_untracked(|shelf| shelf.iter().find(|one| one.fingerprint == fingerprint).cloned())
    }

    /// Fills the shelf: the rubrics that ship with the page stand first, then those that drafts here use or
    /// that were opened.
    pub async fn fill_shelf(self) {
        let mut first = Vec::new();
        for path in SHIPPED_RUBRICS {
            match shipped::read(path).await.map(|text| self.shelve(&text)) {
                Ok(Ok(shelved)) => first.push(shelved),
                Ok(Err(problems)) => problems
                    .iter()
                    .for_each(|problem| self.trouble_with(path, problem)),
                Err(said) => self.trouble(say::trouble_loading(self.lang.get_untracked(), said)),
            }
        }
        for key in storage::keys(RUBRICS) {
            if let Some(text) = storage::read(&key) {
                // A damaged copy is no rubric; the shipped ones and the user's file remain.
                let _ = self.shelve(&text);
            }
        }
        self.shelf.update(|shelf| {
            shelf.retain(|one| !first.contains(one));
            shelf.splice(0..0, first);
        });
    }

    /// The rubric with this fingerprint, from wherever it is.
    async fn find_rubric(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        if let Some(shelved) = self.shelved(fingerprint) {
            return Some(shelved);
        }
        if let Some(text) = storage::read(&format!("{RUBRICS}{fingerprint}"))
            && let Ok(shelved) = self.shelve(&text)
            && shelved.fingerprint == fingerprint
        {
            return Some(shelved);
        }
        self.fill_shelf().await;
        self.shelved(fingerprint)
    }

    /// Keeps a rubric in the browser, so that a draft outlives an update of the page.
    fn keep_rubric(self, shelved: &ShelvedRubric) -> Result<(), WriteFault> {
        storage::write(&format!("{RUBRICS}{}", shelved.fingerprint), &shelved.text)
    }

    // Drafts.

    fn close_draft(self) {
        if self.opened.with_untracked(Option::is_some) {
            self.opened.set(None);
            self.draft.set(None);
        }
    }

    /// Begins to open a draft; says whether there is one to open, and tells where there is none.
    fn open_draft(self, id: String) -> bool {
        self.close_draft();
        let head = storage::read(&format!("{DRAFTS}{id}/head"));
        let lang = self.lang.get_untracked();
        let Some(head) = head else {
            let text = say::trouble_no_draft(lang).to_owned();
            self.go_telling(&Route::Start, Notice::Trouble(text));
            return false;
        };
        let head = match read_draft_head(&head) {
            Ok(head) => head,
            Err(fault) => {
                let text = say::fault(&Problem::new(Place::File, fault), lang);
                self.go_telling(&Route::Start, Notice::Trouble(text));
                return false;
            }
        };
        spawn_local(async move {
            let Some(shelved) = self.find_rubric(head.rubric.fingerprint).await else {
                let name = head.rubric.name();
                let text = say::trouble_no_rubric(self.lang.get_untracked(), name);
                return self.go_telling(&Route::Start, Notice::Trouble(text));
            };
            self.show_draft(head, shelved);
        });
        true
    }

    fn show_draft(self, head: DraftHead, shelved: Arc<ShelvedRubric>) {
        let id = head.id.clone();
        let prefix = format!("{DRAFTS}{id}/field/");
        let mut draft = Draft::begin(head);
        for key in storage::keys(&prefix) {
            let field = key.strip_prefix(&prefix).and_then(Field::parse);
            if let (Some(field), Some(record)) = (field, storage::read(&key)) {
                draft.apply(Edit {
                    field,
                    text: read_stored_field(&record).text,
                });
            }
        }
        let copy = storage::read(&format!("{DRAFTS}{id}/application"));
        let application = copy.as_deref().and_then(read_reading_copy).map(Arc::new);
        self.saved.set(Saved::Untouched);
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.unsaved.set(BTreeSet::new());
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id,
            shelved,
            application,
        }));
    }

    /// Writes a new draft and goes to it.
    fn begin_draft(
        self,
        desk: Desk,
        shelved: &Arc<ShelvedRubric>,
        application: Option<(&ApplicationRecord, Fingerprint)>,
        filled: impl FnOnce(DraftHead) -> Draft,
    ) -> String {
        let head = DraftHead {
            id: ids::fresh(),
            desk,
            rubric: RubricRef::to(&shelved.rubric, shelved.fingerprint),
            application: application.map(|(_, fingerprint)| fingerprint),
            cycle: None,
            created: clock::now(),
        };
        let id = head.id.clone();
        let draft = filled(head);
        let write_all = || -> Result<(), WriteFault> {
            self.keep_rubric(shelved)?;
            storage::write(&format!("{DRAFTS}{id}/head"), &write_draft_head(&draft.head))?;
            if let Some((record, _)) = application {
                storage::write(&format!("{DRAFTS}{id}/application"), &write_reading_copy(record))?;
            }
            let now = clock::now();
            for (field, text) in draft.fields() {
                storage::write(
                    &format!("{DRAFTS}{id}/field/{field}"),
                    &write_stored_field(text, now),
                )?;
            }
            keep_card(&draft, &shelved.rubric, now)
        };
        let written = write_all();
        let reading = application.map(|(record, _)| Arc::new(record.clone().without_scores()));
        // Where nothing can be written the work goes on in memory, and the page says so.
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.unsaved.set(BTreeSet::new());
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id: id.clone(),
            shelved: Arc::clone(shelved),
            application: reading,
        }));
        self.saved.set(match written {
            Ok(()) => Saved::Written(clock::now()),
            Err(fault) => {
                self.mark_all_unsaved();
                Saved::Failed(fault)
            }
        });
        id
    }

    fn mark_all_unsaved(self) {
        let fields = self.draft.with_untracked(|draft| {
            draft
                .iter()
                .flat_map(Draft::fields)
                .map(|(field, _)| field.clone())
                .collect::<BTreeSet<_>>()
        });
        self.unsaved.set(fields);
    }

    /// Begins a self-assessment.
    pub fn begin_self_assessment(self, applicant: String, shelved: &Arc<ShelvedRubric>) {
        let id = self.begin_draft(Desk::SelfAssessment, shelved, None, |head| {
            let mut draft = Draft::begin(head);
            draft.apply(Edit {
                field: Field::Applicant,
                text: applicant,
            });
            draft
        });
        self.go(&Route::Score(id, None));
    }

    /// Begins a review of an application; the applicant's own scores never enter it.
    pub fn begin_review(self, waiting: Waiting, stage: Stage, assessor: String) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.find_rubric(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let record = waiting.application.as_ref().clone().without_scores();
            let applicant = record.sheet.applicant.clone();
            let application = Some((&record, waiting.fingerprint));
            let id = self.begin_draft(Desk::Review(stage), &shelved, application, |head| {
                let mut draft = Draft::begin(head);
                draft.apply(Edit {
                    field: Field::Applicant,
                    text: applicant,
                });
                draft.apply(Edit {
                    field: Field::Assessor,
                    text: assessor,
                });
                draft
            });
            self.waiting.set(None);
            self.go(&Route::Score(id, None));
        });
    }

    /// Goes on with an applicant's own file as a new draft.
    pub fn continue_application(self, waiting: Waiting) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.find_rubric(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let id = self.draft_from(&waiting.application, &shelved);
            self.waiting.set(None);
            self.go(&Route::Overview(id));
        });
    }

    fn draft_from(self, application: &ApplicationRecord, shelved: &Arc<ShelvedRubric>) -> String {
        self.begin_draft(Desk::SelfAssessment, shelved, None, |head| {
            let mut draft = Draft::from_record(head, &application.sheet);
            draft.apply(Edit {
                field: Field::Overview,
                text: application.overview.clone(),
            });
            draft
        })
    }

    // Typing.

    /// The text of a field of the open draft.
    pub fn text(self, field: &Field) -> String {
        self.draft.with(|draft| {
            draft
                .as_ref()
                .map_or_else(String::new, |draft| draft.text(field).to_owned())
        })
    }

    /// Changes a field and writes it.
    pub fn type_in(self, field: Field, text: String) {
        let same = self
            .draft
            .with_untracked(|draft| draft.as_ref().is_none_or(|draft| draft.text(&field) == text));
        if same {
            return;
        }
        let going_on = self
            .typing
            .with_untracked(|typing| typing.as_ref() == Some(&field));
        let before = self.change(Edit {
            field: field.clone(),
            text,
        });
        if !going_on {
            self.undo.update(|steps| {
                steps.extend(before);
                let surplus = steps.len().saturating_sub(UNDO_LIMIT);
                steps.drain(..surplus);
            });
        }
        self.redo.update(Vec::clear);
        self.typing.set(Some(field));
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.typing.set(None);
    }

    /// Takes the last step back, and shows where.
    pub fn take_back(self) {
        self.step(self.undo, self.redo);
    }

    /// Does the step that was taken back again.
    pub fn do_again(self) {
        self.step(self.redo, self.undo);
    }

    fn step(self, from: RwSignal<Vec<Edit>>, to: RwSignal<Vec<Edit>>) {
        let Some(edit) = from.try_update(Vec::pop).flatten() else {
            return;
        };
        self.typing.set(None);
        let field = edit.field.clone();
        let before = self.change(edit);
        to.update(|steps| steps.extend(before));
        let id = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()));
        if let (Some(code), Some(id)) = (field.code(), id) {
            self.go(&Route::Score(id, Some(code.clone())));
        }
    }

    fn change(self, edit: Edit) -> Option<Edit> {
        let field = edit.field.clone();
        let before = self
            .draft
            .try_update(|draft| draft.as_mut().map(|draft| draft.apply(edit)))
            .flatten();
        self.unsaved.update(|unsaved| {
            unsaved.insert(field);
        });
        self.write_unsaved();
        before
    }

    /// Writes every field that is not in storage yet; what cannot be written stays on the list.
    fn write_unsaved(self) {
        let opened = self.opened.get_untracked();
        let Some(opened) = opened else { return };
        let now = clock::now();
        let outcome = self.draft.with_untracked(|draft| -> Result<(), WriteFault> {
            let Some(draft) = draft else { return Ok(()) };
            for field in self.unsaved.get_untracked() {
                let record = write_stored_field(draft.text(&field), now);
                storage::write(&format!("{DRAFTS}{}/field/{field}", opened.id), &record)?;
                self.unsaved.update(|unsaved| {
                    unsaved.remove(&field);
                });
            }
            if storage::read(&format!("{DRAFTS}{}/head", opened.id)).is_none() {
                storage::write(
                    &format!("{DRAFTS}{}/head", opened.id),
                    &write_draft_head(&draft.head),
                )?;
                self.keep_rubric(&opened.shelved)?;
            }
            keep_card(draft, &opened.shelved.rubric, now)
        });
        self.saved.set(match outcome {
            Ok(()) => Saved::Written(now),
            Err(fault) => Saved::Failed(fault),
        });
    }

    /// Another tab changed a record: its text is taken over, field by field.
    fn changed_elsewhere(self, key: &str, record: Option<String>) {
        let opened = self.opened.try_get_untracked().flatten();
        let field = opened.and_then(|opened| {
            key.strip_prefix(DRAFTS)?
                .strip_prefix(&opened.id)?
                .strip_prefix("/field/")
                .and_then(Field::parse)
        });
        if let (Some(field), Some(record)) = (field, record) {
            let text = read_stored_field(&record).text;
            let _ = self
                .draft
                .try_update(|draft| draft.as_mut().map(|draft| draft.apply(Edit { field, text })));
        } else if key.starts_with(DRAFTS) && self.route.try_get_untracked() == Some(Route::Start) {
            self.list_drafts();
        }
    }

    // Export.

    /// Exports the open draft as a file for the secretariat.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn export_draft(self) -> Result<(), Problems> {
        let (Some(opened), Some(draft)) = (self.opened.get_untracked(), self.draft.get_untracked()) else {
            return Ok(());
        };
        let rubric = &opened.shelved.rubric;
        let imprint = Imprint {
            id: ids::fresh(),
            created: clock::now(),
            cycle: draft.head.cycle.clone(),
        };
        let (kind, text) = match draft.head.desk {
            Desk::SelfAssessment => {
                let (application, _) = Application::from_draft(&draft, rubric)?;
                (
                    say::file_application(Lang::Zh),
                    write_application(&application, &imprint),
                )
            }
            Desk::Review(_) => {
                let (sheet, _) = draft.validate(rubric, Standard::Complete)?;
                (say::file_scoresheet(Lang::Zh), write_scoresheet(&sheet, &imprint))
            }
        };
        let lang = self.lang.get_untracked();
        // What was written is read back before the page says that it was exported.
        let fingerprint = match open(&text) {
            Ok((envelope, _)) => envelope.fingerprint,
            Err(problem) => return Err(problem.into()),
        };
        let stage = say::stage(draft.head.desk.stage(), Lang::Zh);
        let people = [draft.text(&Field::Applicant), draft.text(&Field::Assessor)];
        let people = people
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let day = clock::local_day(imprint.created);
        let name = file_name(&format!("{kind}-{stage}-{people}-{day}.json"));
        match files::download(&name, "application/json", &text) {
            Ok(()) => {
                self.done(say::exported(lang, &name, fingerprint.short()));
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
        Ok(())
    }

    // Files that come in on the start page.

    /// Takes the files that somebody opened: an application waits for a decision, a rubric goes on the shelf,
    /// scoresheets go to the secretariat's desk. Tells what became of each that stays here.
    fn take_files(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let mut sheets = Vec::new();
            let (mut good, mut bad) = (Vec::new(), Vec::new());
            let mut application = None;
            for file in chosen {
                let name = file.name.clone();
                let refused = |problem: &Problem| format!("{name}: {}", say::fault(problem, lang));
                let text = match file.text().await {
                    Ok(text) => text,
                    Err(fault) => {
                        bad.push(refused(&read_problem(fault)));
                        continue;
                    }
                };
                let taken = if name.to_lowercase().ends_with(".csv") {
                    self.take_table(&name, &text).await
                } else {
                    match open(&text) {
                        Ok((_, Content::Rubric(_))) => self.take_rubric(&text),
                        Ok((envelope, Content::Application(record))) => {
                            let fingerprint = envelope.fingerprint;
                            application = Some(Waiting {
                                name,
                                application: Arc::from(record),
                                fingerprint,
                            });
                            continue;
                        }
                        Ok((_, Content::Scoresheet(_))) => {
                            sheets.push((name, text));
                            continue;
                        }
                        Err(problem) => Err(problem.into()),
                    }
                };
                match taken {
                    Ok(title) => good.push(say::rubric_taken(lang, title)),
                    Err(problems) => {
                        bad.push(name);
                        bad.extend(problems.iter().map(|problem| say::problem_line(problem, lang)));
                    }
                }
            }
            let place = if !sheets.is_empty() {
                self.import_texts(sheets).await;
                Route::Secretariat
            } else if let Some(application) = application {
                self.waiting.set(Some(application));
                Route::NewReview
            } else {
                Route::Start
            };
            let told = if bad.is_empty() {
                Notice::Done(good.join("\n"))
            } else {
                Notice::Trouble(bad.join("\n"))
            };
            match &told {
                Notice::Done(text) if text.is_empty() => self.go(&place),
                _ => self.go_telling(&place, told),
            }
        });
    }

    /// Puts a rubric on the shelf and keeps it; returns its title.
    fn take_rubric(self, text: &str) -> Result<String, Problems> {
        let shelved = self.shelve(text)?;
        if self.keep_rubric(&shelved).is_err() {
            self.trouble(say::trouble_full(self.lang.get_untracked()).to_owned());
        }
        Ok(shelved.rubric.title().get(self.lang.get_untracked()).to_owned())
    }

    /// A table is a rubric to be: refused with rows and reasons, or put on the shelf as a draft.
    async fn take_table(self, name: &str, text: &str) -> Result<String, Problems> {
        // A table may name any method that the rubrics at hand define.
        self.fill_shelf().await;
        let mut methods: Vec<Method> = Vec::new();
        self.shelf.with_untracked(|shelf| {
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
        let (draft, _, _) = read_rubric(text, &methods, options)?;
        let imprint = Imprint {
            id: String::new(),
            created: clock::now(),
            cycle: None,
        };
        self.take_rubric(&write_rubric(&draft, &imprint))
    }

    /// Opens the shipped example: its self-assessment as a draft, its sheets on the secretariat's desk.
    fn open_example(self) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let back = |text: String| self.go_telling(&Route::Start, Notice::Trouble(text));
            let bundle = match shipped::read(EXAMPLE).await {
                Ok(bundle) => bundle,
                Err(said) => return back(say::trouble_loading(lang, said)),
            };
            let named = |(at, line): (usize, &str)| (say::example_file(lang, at + 1), line.to_owned());
            let files: Vec<(String, String)> = bundle.lines().enumerate().map(named).collect();
            let application = match files.first().map(|(_, text)| open(text)) {
                Some(Ok((_, Content::Application(application)))) => application,
                _ => return back(say::trouble_loading(lang, EXAMPLE)),
            };
            let Some(shelved) = self.find_rubric(application.sheet.rubric.fingerprint).await else {
                return back(say::trouble_no_rubric(lang, application.sheet.rubric.name()));
            };
            let id = self.draft_from(&application, &shelved);
            self.clear_desk();
            self.import_texts(files).await;
            self.secretariat.update(|desk| desk.exported = true);
            self.go_telling(
                &Route::Overview(id),
                Notice::Done(say::example_opened(lang).to_owned()),
            );
        });
    }

    // The secretariat's desk.

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
                        let verdict = Verdict::Refused(read_problem(fault).into());
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

    async fn import_texts(self, texts: Vec<(String, String)>) {
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

    async fn import_one(self, desk: &mut Secretariat, name: String, text: &str) {
        let refused = |name: String, problem: Problem| ImportedFile {
            name,
            about: None,
            fingerprint: None,
            verdict: Verdict::Refused(problem.into()),
        };
        let (envelope, record) = match open(text) {
            Err(problem) => return desk.files.push(refused(name, problem)),
            Ok((envelope, Content::Scoresheet(record))) => (envelope, *record),
            Ok((envelope, Content::Application(application))) => (envelope, application.sheet),
            Ok((_, Content::Rubric(_))) => return,
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
            verdict,
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

    /// Hands a summary to the browser's downloads.
    pub fn download(self, name: &str, mime: &str, text: &str) {
        let lang = self.lang.get_untracked();
        let name = &file_name(name);
        match files::download(name, mime, text) {
            Ok(()) => {
                self.secretariat.update(|desk| desk.exported = true);
                self.done(say::downloaded(lang, name));
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
    }

    /// The first clause to score in the open draft: the first gap, else the first clause.
    pub fn first_gap(self) -> Option<Code> {
        let opened = self.opened.get()?;
        self.draft.with(|draft| {
            let rubric = &opened.shelved.rubric;
            let gap = draft.as_ref().and_then(|draft| draft.next_gap(rubric, None));
            gap.or_else(|| rubric.clauses().next().map(|clause| clause.node.code.clone()))
        })
    }
}

fn read_problem(fault: ReadFault) -> Problem {
    let fault = match fault {
        ReadFault::Undecodable => Fault::Undecodable,
        ReadFault::Unreadable => Fault::NotOurs,
    };
    Problem::new(Place::File, fault)
}

/// Keeps what the start page shows of a draft.
fn keep_card(draft: &Draft, rubric: &Rubric, now: Instant) -> Result<(), WriteFault> {
    write_card(&DraftCard {
        id: draft.head.id.clone(),
        applicant: draft.text(&Field::Applicant).to_owned(),
        stage: Some(draft.head.desk.stage()),
        progress: Some(Progress::of(draft, rubric)),
        written: Some(now),
        size: 0,
    })
}

impl core::ops::Deref for Workbench {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}
