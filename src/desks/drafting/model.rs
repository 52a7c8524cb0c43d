//! The session: what happens at the desk, one event after the other.

use std::rc::Rc;
use std::sync::Arc;

use crate::application::ApplicationRecord;
use crate::derived::Derived;
use crate::desks::drafting::history::Past;
use crate::desks::drafting::opened_files::{Leads, leads};
use crate::desks::drafting::shelf::Form;
use crate::desks::drafting::{
    Arrival, Effect, Event, Handed, News, OpenedFile, Purpose, Shelf, ShelvedRubric,
};
use crate::document::{Document, Edit};
use crate::files::{Imprint, read_reading_copy, write_reading_copy};
use crate::foundations::{Code, Fingerprint, Instant};
use crate::keeper::{self, Beginning, Chance, Exported, Keeper, Then, Ticket, Version, View};
use crate::lock::{DataKey, Lock};
use crate::scoresheet::{Desk, Draft, DraftHead, Field, RubricRef};
use crate::stored::{read_draft_head, read_head, write_draft_head};

/// The open draft, as the desk reads what the keeper has of it.
#[derive(Clone, Debug)]
pub struct OpenDraft {
    /// Head and texts.
    pub draft: Draft,
    /// Its rubric.
    pub shelved: Arc<ShelvedRubric>,
    /// The application under review, without its scores.
    pub application: Option<ApplicationRecord>,
    /// Its figures.
    pub figures: Derived,
}

impl OpenDraft {
    /// The first clause to score: the first gap, else the first clause.
    pub fn first_gap(&self) -> Option<Code> {
        let rubric = &self.shelved.rubric;
        let first = || rubric.clauses().next().map(|clause| clause.node.code.clone());
        self.draft.next_gap(rubric, None).or_else(first)
    }
}

/// What waits for a rubric that is being sought.
enum Waits {
    /// The keeper opens a draft.
    Keeper(Ticket, Box<DraftHead>),
    /// A draft begins.
    Begin(Box<Begin>),
}

/// A draft that begins once its rubric is at hand.
struct Begin {
    desk: Desk,
    rubric: RubricRef,
    application: Option<Fingerprint>,
    cycle: Option<String>,
    reading: Option<ApplicationRecord>,
    texts: Texts,
    /// The file that it begins from, which waits no more then.
    arrival: Option<Arrival>,
}

/// The first texts of a draft.
enum Texts {
    Few(Vec<(Field, String)>),
    OfApplication(Box<ApplicationRecord>),
    OfDraft(Document),
}

/// What is done while an event is handled.
struct Turn<'a, C> {
    now: Instant,
    chance: &'a mut C,
    effects: Vec<Effect>,
}

impl<C> Turn<'_, C> {
    fn tell(&mut self, news: News) {
        self.effects.push(Effect::Tell(news));
    }
}

/// The desk of an applicant or an assessor, without a screen.
#[derive(Default)]
pub struct Session {
    keeper: Keeper,
    shelf: Shelf,
    open: Option<OpenDraft>,
    arrivals: Vec<Arrival>,
    waits: Vec<(Fingerprint, Waits)>,
    handed: Option<Handed>,
    past: Past,
}

impl Session {
    /// A desk without a draft.
    pub fn new() -> Self {
        Self::default()
    }

    /// The keeper: the state of saving, the drafts on this machine, conflicts, removals.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// The rubrics at hand.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The open draft.
    pub fn open(&self) -> Option<&OpenDraft> {
        self.open.as_ref()
    }

    /// The files that wait, in the order in which they were opened.
    pub fn arrivals(&self) -> &[Arrival] {
        &self.arrivals
    }

    /// The file that was handed out last and that nobody has seen yet.
    pub fn handed(&self) -> Option<&Handed> {
        self.handed.as_ref()
    }

    /// The versions of the open draft, the latest first, as far as its history was read.
    pub fn versions(&self) -> Vec<Version> {
        self.past.versions()
    }

    /// What the version that is looked at says differently; nothing before it was read.
    pub fn differences(&self) -> Option<&[Then]> {
        self.past.differences()
    }

    /// Takes what happened; says what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant, chance: &mut impl Chance) -> Vec<Effect> {
        let mut turn = Turn {
            now,
            chance,
            effects: Vec::new(),
        };
        self.dispatch(event, &mut turn);
        turn.effects
    }

    fn dispatch(&mut self, event: Event, turn: &mut Turn<'_, impl Chance>) {
        match event {
            Event::Keeper(event) => self.keep(event, turn),
            Event::RubricFound(text) => self.rubric_found(&text, turn),
            Event::RubricMissing(fingerprint) => self.rubric_missing(fingerprint, turn),
            Event::FilesOpened(files) => self.files_opened(files, turn),
            Event::ArrivalDropped(arrival) => {
                self.take_arrival(arrival);
            }
            Event::BeginSelfAssessment { applicant, rubric } => {
                if let Some(shelved) = self.shelf.get(rubric) {
                    let begin = Begin {
                        desk: Desk::SelfAssessment,
                        rubric: RubricRef::to(&shelved.rubric, rubric),
                        application: None,
                        cycle: None,
                        reading: None,
                        texts: Texts::Few(vec![(Field::Applicant, applicant)]),
                        arrival: None,
                    };
                    self.begin(begin, turn);
                }
            }
            Event::BeginReview {
                arrival,
                stage,
                assessor,
            } => {
                if let Some(Arrival::Application {
                    record, fingerprint, ..
                }) = self.arrivals.get(arrival)
                {
                    let record = record.as_ref().clone().without_scores();
                    let begin = Begin {
                        desk: Desk::Review(stage),
                        rubric: record.sheet.rubric.clone(),
                        application: Some(*fingerprint),
                        cycle: None,
                        texts: Texts::Few(vec![
                            (Field::Applicant, record.sheet.applicant.clone()),
                            (Field::Assessor, assessor),
                        ]),
                        reading: Some(record),
                        arrival: self.arrivals.get(arrival).cloned(),
                    };
                    self.begin(begin, turn);
                }
            }
            Event::GoOn { arrival } => self.go_on(arrival, turn),
            Event::Export { day } => self.export(Purpose::HandIn, &day, turn),
            Event::ExportCopy { when } => self.export(Purpose::Copy, &when, turn),
            Event::HandedSeen => {
                if let Some(Handed { draft, revision, .. }) = self.handed.take()
                    && self.open_id() == Some(&draft)
                {
                    let at = turn.now;
                    self.keep(keeper::Event::Exported(Exported { at, revision }), turn);
                }
            }
            Event::HistoryWanted => {
                let id = self.open_id().cloned();
                turn.effects.extend(id.map(Effect::ReadHistory));
            }
            Event::HistoryRead(keys) => match (keys, &self.open) {
                (Ok(keys), Some(open)) => self.past = Past::of(&keys, open),
                (Err(fault), _) => turn.tell(News::NoHistory(fault)),
                (Ok(_), None) => {}
            },
            Event::VersionWanted(revision) => {
                turn.effects.push(Effect::ReadEntries(self.past.want(revision)));
            }
            Event::EntriesRead(records) => match (records, &self.open) {
                (Ok(records), Some(open)) => {
                    self.past
                        .compare(records, open, self.keeper.key().map(Rc::as_ref));
                }
                (Err(fault), _) => turn.tell(News::NoHistory(fault)),
                (Ok(_), None) => {}
            },
            Event::RestoreVersion(field) => {
                let edit = self.past.restoring(field.as_ref());
                self.keep(keeper::Event::Restore(edit), turn);
            }
            Event::Unlock(passphrase) => {
                if let View::AwaitingPassphrase(head, _) = self.keeper.view(turn.now)
                    && let Some(lock) = head.lock()
                {
                    turn.effects.push(Effect::OpenLock(lock.clone(), passphrase));
                }
            }
            Event::LockOpened(Ok(key)) => self.keep(keeper::Event::Unlocked(key), turn),
            Event::SetPassphrase(passphrase) => {
                if self.open.is_some() {
                    let key = self.keeper.key().cloned();
                    turn.effects.push(Effect::MakeLock(key, passphrase));
                }
            }
            Event::LockMade(Ok((key, lock))) => self.rewrite(Some((key, lock)), turn),
            Event::LockOpened(Err(fault)) | Event::LockMade(Err(fault)) => turn.tell(News::Lock(fault)),
            Event::RemoveLock => self.rewrite(None, turn),
        }
    }

    fn open_id(&self) -> Option<&String> {
        self.open.as_ref().map(|open| &open.draft.head.id)
    }

    /// Hands an event to the keeper, and its effects on; follows what became of the draft.
    fn keep(&mut self, event: keeper::Event, turn: &mut Turn<'_, impl Chance>) {
        let mut answers = Vec::new();
        for effect in self.keeper.handle(event, turn.now, turn.chance) {
            match effect {
                keeper::Effect::FindSchema(ticket, head) => match read_draft_head(&head.text) {
                    Ok(stored) => {
                        let wanted = stored.head.rubric.fingerprint;
                        self.waits
                            .push((wanted, Waits::Keeper(ticket, Box::new(stored.head))));
                        if self.shelf.get(wanted).is_none() {
                            turn.effects.push(Effect::FindRubric(wanted));
                        } else {
                            answers.push(wanted);
                        }
                    }
                    // The keeper asks for no schema of a head that cannot be read.
                    Err(_) => {}
                },
                effect => turn.effects.push(Effect::Keeper(effect)),
            }
        }
        self.follow(turn.now);
        for fingerprint in answers {
            self.go_on_waiting(fingerprint, turn);
        }
    }

    /// Reads the draft that the keeper has open: anew where it is another one, else what changed in it.
    fn follow(&mut self, now: Instant) {
        let View::Open(view) = self.keeper.view(now) else {
            if self.open.take().is_some() {
                self.past = Past::default();
            }
            return;
        };
        let texts: Document = view.texts.clone().into_iter().collect();
        let head = read_draft_head(&view.head.text).map(|stored| stored.head);
        match self.open.as_mut().filter(|open| open.draft.head.id == view.draft) {
            Some(open) => {
                if let Ok(head) = head {
                    open.draft.head = head;
                }
                let edit = open.draft.document.edit_to(&texts);
                let changed = open.draft.apply(edit).changed;
                if !changed.is_empty() {
                    open.figures.update(&open.draft, &open.shelved.rubric, &changed);
                }
            }
            None => {
                let shelved = head
                    .as_ref()
                    .ok()
                    .and_then(|head| self.shelf.get(head.rubric.fingerprint));
                let draft = head.as_ref().ok().map(|head| Draft {
                    head: head.clone(),
                    document: texts,
                });
                self.open = draft.zip(shelved.cloned()).map(|(draft, shelved)| OpenDraft {
                    application: view.application.and_then(read_reading_copy),
                    figures: Derived::of(&draft, &shelved.rubric),
                    draft,
                    shelved,
                });
                self.past = Past::default();
            }
        }
    }

    fn rubric_found(&mut self, text: &str, turn: &mut Turn<'_, impl Chance>) {
        // A damaged copy is no rubric; whoever waits for it is told that it is missing.
        if let Ok(rubric) = ShelvedRubric::of(text) {
            let fingerprint = self.shelf.put(rubric).fingerprint;
            self.go_on_waiting(fingerprint, turn);
        }
    }

    /// What waited for a rubric goes on.
    fn go_on_waiting(&mut self, fingerprint: Fingerprint, turn: &mut Turn<'_, impl Chance>) {
        let Some(shelved) = self.shelf.get(fingerprint).cloned() else {
            return;
        };
        for waits in self.take_waiting(fingerprint) {
            match waits {
                Waits::Keeper(ticket, head) => {
                    let shelved = Arc::clone(&shelved);
                    let form = Form { head: *head, shelved };
                    self.keep(keeper::Event::Schema(ticket, Some(Rc::new(form))), turn);
                }
                Waits::Begin(begin) => self.begin_under(*begin, &shelved, turn),
            }
        }
    }

    fn rubric_missing(&mut self, fingerprint: Fingerprint, turn: &mut Turn<'_, impl Chance>) {
        for waits in self.take_waiting(fingerprint) {
            match waits {
                Waits::Keeper(ticket, _) => self.keep(keeper::Event::Schema(ticket, None), turn),
                Waits::Begin(begin) => turn.tell(News::NoRubric(begin.rubric)),
            }
        }
    }

    fn take_waiting(&mut self, fingerprint: Fingerprint) -> Vec<Waits> {
        let all = std::mem::take(&mut self.waits).into_iter();
        let (found, others) = all.partition(|(wanted, _)| *wanted == fingerprint);
        self.waits = others;
        let found: Vec<(Fingerprint, Waits)> = found;
        found.into_iter().map(|(_, waits)| waits).collect()
    }

    fn files_opened(&mut self, files: Vec<OpenedFile>, turn: &mut Turn<'_, impl Chance>) {
        let mut sheets = Vec::new();
        for file in files {
            match leads(&file, &self.shelf, turn.now) {
                Ok(Leads::Waits(arrival)) => self.arrivals.push(arrival),
                Ok(Leads::Secretariat) => sheets.push(file),
                Ok(Leads::Rubric(rubric, warnings)) => {
                    let shelved = self.shelf.put(*rubric);
                    turn.effects.push(Effect::KeepRubric(Arc::clone(&shelved)));
                    let fingerprint = shelved.fingerprint;
                    turn.tell(News::RubricTaken(file.name, shelved, warnings));
                    self.go_on_waiting(fingerprint, turn);
                }
                Err(problems) => turn.tell(News::Refused(file.name, problems)),
            }
        }
        if !sheets.is_empty() {
            turn.effects.push(Effect::ToSecretariat(sheets));
        }
        if !self.arrivals.is_empty() {
            turn.tell(News::Waiting(self.arrivals.len()));
        }
    }

    fn take_arrival(&mut self, arrival: usize) -> Option<Arrival> {
        (arrival < self.arrivals.len()).then(|| self.arrivals.remove(arrival))
    }

    /// A file that waits becomes a draft of its own.
    fn go_on(&mut self, arrival: usize, turn: &mut Turn<'_, impl Chance>) {
        let Some(waiting) = self.arrivals.get(arrival).cloned() else {
            return;
        };
        let begin = match &waiting {
            Arrival::Application { record, .. } => Begin {
                desk: Desk::SelfAssessment,
                rubric: record.sheet.rubric.clone(),
                application: None,
                cycle: record.sheet.cycle.clone(),
                reading: None,
                texts: Texts::OfApplication(record.clone()),
                arrival: Some(waiting),
            },
            Arrival::Copy { copy, .. } => {
                let (draft, reading) = copy.as_ref().clone().into_parts();
                Begin {
                    desk: draft.head.desk,
                    rubric: draft.head.rubric,
                    application: draft.head.application,
                    cycle: draft.head.cycle,
                    reading,
                    texts: Texts::OfDraft(draft.document),
                    arrival: Some(waiting),
                }
            }
        };
        self.begin(begin, turn);
    }

    /// Begins a draft as soon as its rubric is at hand. Of two that wait for one, the later one was meant.
    fn begin(&mut self, begin: Begin, turn: &mut Turn<'_, impl Chance>) {
        self.waits.retain(|(_, waits)| !matches!(waits, Waits::Begin(_)));
        let fingerprint = begin.rubric.fingerprint;
        match self.shelf.get(fingerprint).cloned() {
            Some(shelved) => self.begin_under(begin, &shelved, turn),
            None => {
                self.waits.push((fingerprint, Waits::Begin(Box::new(begin))));
                turn.effects.push(Effect::FindRubric(fingerprint));
            }
        }
    }

    fn begin_under(&mut self, begin: Begin, shelved: &Arc<ShelvedRubric>, turn: &mut Turn<'_, impl Chance>) {
        let head = DraftHead {
            id: turn.chance.id(),
            desk: begin.desk,
            rubric: begin.rubric,
            application: begin.application,
            cycle: begin.cycle,
            created: turn.now,
            lock: None,
        };
        let draft = match begin.texts {
            Texts::Few(texts) => {
                let mut draft = Draft::begin(head.clone());
                for (field, text) in texts {
                    draft.apply(Edit::of(field, text));
                }
                draft
            }
            Texts::OfApplication(record) => record.to_draft(head.clone()),
            Texts::OfDraft(document) => Draft {
                head: head.clone(),
                document,
            },
        };
        let beginning = Beginning {
            draft: head.id.clone(),
            head: read_head(&write_draft_head(&head)),
            texts: draft.document.as_map().clone(),
            application: begin.reading.as_ref().map(write_reading_copy),
            schema: Rc::new(Form {
                head: head.clone(),
                shelved: Arc::clone(shelved),
            }),
        };
        self.keep(keeper::Event::Begin(Box::new(beginning)), turn);
        // Words of the open draft that stand in the page alone keep it open; the file waits on.
        if self.open_id() == Some(&head.id) {
            self.arrivals
                .retain(|arrival| Some(arrival) != begin.arrival.as_ref());
        }
    }

    fn export(&mut self, purpose: Purpose, when: &str, turn: &mut Turn<'_, impl Chance>) {
        let View::Open(view) = self.keeper.view(turn.now) else {
            return;
        };
        let (revision, Some(open)) = (view.revision, &self.open) else {
            return;
        };
        let imprint = Imprint {
            id: turn.chance.id(),
            created: turn.now,
            cycle: open.draft.head.cycle.clone(),
        };
        match open.handed(purpose, when, &imprint, revision) {
            Ok(handed) => {
                self.handed = Some(handed.clone());
                turn.effects.push(Effect::HandOut(handed));
            }
            Err(problems) => turn.tell(News::NotExported(problems)),
        }
    }

    /// Everything stored of the open draft is rewritten under a lock, or under none.
    fn rewrite(&mut self, lock: Option<(Rc<DataKey>, Lock)>, turn: &mut Turn<'_, impl Chance>) {
        let Some(open) = &self.open else { return };
        let (key, lock) = lock.unzip();
        let head = DraftHead {
            lock,
            ..open.draft.head.clone()
        };
        let head = read_head(&write_draft_head(&head));
        self.keep(keeper::Event::Rewrite(key, head), turn);
    }
}
