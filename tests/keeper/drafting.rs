//! The desk of applicant and assessor without a screen, over the simulated disk: events in, effects out.

use std::rc::Rc;

use scoring::application::{ApplicationRecord, DraftCopy};
use scoring::derived::Figure;
use scoring::desks::drafting::{
    Activity, Age, Audience, Begun, Changes, CopyFolder, DeskNotification, Destination, DraftStatus, Effect,
    Event, ExportedFile, FieldToFocus, FilePurpose, FilesTaken, FolderUpdate, IDLE_MINUTES, LastCopy,
    LocalTime, LockAction, Locking, LockingFault, MergeOffer, Move, NextPage, OpenedFile, Session, SheetFile,
    WaitingFile,
};
use scoring::desks::rubrics::{RUBRICS, RubricFile, ShippedRubric};
use scoring::document::{Address, Edit, Side};
use scoring::faults::AnyFault;
use scoring::files::{Content, FileFault, Imprint, fingerprint_for_assessment, open, write_draft};
use scoring::foundations::{Fingerprint, Instant};
use scoring::keeper::{self, Card, LocalAnswer, SaveStatus, Store, View};
use scoring::lock::{Cost, DataKey, LockFault, Passphrase, is_encrypted};
use scoring::scoresheet::{Draft, DraftKind, Field, Item, SheetFault, Stage, SubmissionState};
use scoring::stored::{read_draft_head, read_journal_record, read_record, write_draft_head};

use crate::disk::{Answer, Journal, JournalMode, Local, LocalMode, Pending, Request};
use crate::world::{Counter, address};

const RUBRIC: &str = include_str!("../data/interchange/rubric/v1/every-member.json");
const APPLICATION: &str = include_str!("../data/interchange/application/v2/every-member.json");
const COPY: &str = include_str!("../data/interchange/draft/v2/every-member.json");
const OWN_COPY: &str = include_str!("../data/interchange/draft/v2/self.json");
const SHEET: &str = include_str!("../data/interchange/scoresheet/v1/every-member.json");

const SHIPPED: &str = include_str!("../../public/rubrics/public-service.json");
const PASSPHRASE: &str = "eight characters";
/// How the simulated place writes moments.
const LOCAL: LocalTime = LocalTime {
    day: |at| at.to_string().chars().take(10).collect(),
    minute: |at| at.to_string().chars().take(16).collect(),
};

/// A shell that carries out what the desk asks, until nothing is left.
struct Shell {
    session: Session,
    local: Local,
    journal: Journal,
    random: Counter,
    now: i64,
    /// The rubric files that are kept, and those that ship.
    rubrics: Vec<&'static str>,
    shipped: Vec<ShippedRubric>,
    /// Whether the rubrics is not read before the test says so.
    slow_rubrics: bool,
    rubrics_asked: usize,
    notifications: Vec<DeskNotification>,
    exported_file: Vec<ExportedFile>,
    /// Why nothing can be handed out.
    no_downloads: Option<&'static str>,
    copies: Vec<ExportedFile>,
    folder_fails: bool,
    sheets: Vec<SheetFile>,
    dropped: Vec<SheetFile>,
    example: Option<String>,
    idle_minutes: Option<u32>,
    history_reads: usize,
    /// The drafts that other windows have to lock.
    locked_elsewhere: Vec<String>,
    /// Whether locks are opened and made when the test says so.
    slow_locks: bool,
    locks: Vec<Effect>,
    /// Whether the journal answers when the test says so.
    slow_journal: bool,
}

impl Shell {
    fn new() -> Self {
        let mut shell = Self {
            session: Session::new(LOCAL),
            local: Local::new(),
            journal: Journal::new(),
            random: Counter(0),
            now: 1_795_429_920,
            rubrics: vec![RUBRIC],
            shipped: Vec::new(),
            slow_rubrics: false,
            rubrics_asked: 0,
            notifications: Vec::new(),
            exported_file: Vec::new(),
            no_downloads: None,
            copies: Vec::new(),
            folder_fails: false,
            sheets: Vec::new(),
            dropped: Vec::new(),
            example: None,
            idle_minutes: None,
            history_reads: 0,
            locked_elsewhere: Vec::new(),
            slow_locks: false,
            locks: Vec::new(),
            slow_journal: false,
        };
        shell.send(Event::ListDrafts);
        shell.notifications.clear();
        shell
    }

    /// The page is loaded anew.
    fn reload(&mut self) {
        self.session = Session::new(LOCAL);
        self.send(Event::ListDrafts);
    }

    fn send(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = (!events.is_empty()).then(|| events.remove(0)) {
            let now = Instant::from_unix_seconds(self.now);
            for effect in self.session.handle(event, now, &mut self.random) {
                self.carry_out(effect, &mut events);
            }
            while events.is_empty()
                && !self.slow_journal
                && let Some((asked, answer)) = self.journal.process_next()
            {
                events.push(Event::Keeper(self.answered(asked, answer)));
            }
        }
    }

    fn carry_out(&mut self, effect: Effect, events: &mut Vec<Event>) {
        match effect {
            Effect::Keeper(effect) => self.keep(effect, events),
            Effect::FindRubric(fingerprint) => {
                let kept = self.rubrics.iter();
                let found = kept.filter(|text| fingerprint_of(text) == fingerprint);
                let found = found.map(|text| (*text).to_owned()).collect();
                events.push(Event::RubricRead(fingerprint, found));
            }
            Effect::ReadRubrics => {
                self.rubrics_asked += 1;
                if !self.slow_rubrics {
                    events.push(self.rubrics());
                }
            }
            Effect::StoreRubric(rubric_file) => {
                let key = format!("{RUBRICS}{}", rubric_file.fingerprint);
                self.local.records.insert(key, rubric_file.text.clone());
            }
            Effect::Download(exported_file) => {
                let outcome = self.no_downloads.map_or(Ok(()), |said| Err(said.to_owned()));
                self.exported_file.push(exported_file);
                events.push(Event::Downloaded(outcome));
            }
            Effect::WriteCopy(copy) => {
                events.push(Event::CopyWritten {
                    draft: copy.draft.clone(),
                    sequence: copy.sequence.expect("a copy has its number"),
                    written: !self.folder_fails,
                });
                self.copies.push(copy);
            }
            Effect::ToSecretariat(sheets) => self.sheets.extend(sheets),
            Effect::DropFiles(files) => self.dropped.extend(files),
            Effect::RememberExample(id) => self.example = Some(id),
            Effect::RememberIdleMinutes(minutes) => self.idle_minutes = Some(minutes),
            Effect::ReadOrigins(drafts) => {
                let one = |draft: String| {
                    let key = format!("{}{draft}/field/origin", keeper::DRAFTS);
                    let stored = read_record("field/origin", self.local.records.get(&key)?);
                    let keeper::Record::Field(field) = stored else {
                        return None;
                    };
                    Some((draft, field.text()?.to_owned()))
                };
                events.push(Event::OriginsRead(drafts.into_iter().filter_map(one).collect()));
            }
            Effect::ReadHistory(draft) => {
                self.history_reads += 1;
                let entries = self.journal.under(Store::Entries, &format!("{draft}/"));
                let keys = entries.into_iter().map(|(key, _)| key).collect();
                events.push(Event::HistoryRead(draft, Ok(keys)));
            }
            Effect::ReadEntries {
                draft,
                sequence,
                keys,
            } => {
                let one = |key: String| {
                    let text = self.journal.records.get(&(Store::Entries, key.clone()))?;
                    let value = read_journal_record(Store::Entries, &key, text);
                    Some((key, value))
                };
                let read = keys.into_iter().filter_map(one).collect();
                events.push(Event::EntriesRead {
                    draft,
                    sequence,
                    entries: Ok(read),
                });
            }
            Effect::OpenLock { .. } | Effect::MakeLock { .. } if self.slow_locks => self.locks.push(effect),
            Effect::OpenLock { .. } | Effect::MakeLock { .. } => events.push(worked(effect)),
            Effect::LockElsewhere(draft) => self.locked_elsewhere.push(draft),
            Effect::Notify(notifications) => self.notifications.push(notifications),
        }
    }

    /// What the shell reads where rubrics ship and are kept.
    fn rubrics(&self) -> Event {
        let kept = self.local.records.iter();
        let kept = kept.filter(|(key, _)| key.starts_with(RUBRICS));
        let kept = kept.map(|(_, text)| text.clone());
        Event::RubricsRead(self.shipped.clone(), kept.collect())
    }

    fn keep(&mut self, effect: keeper::Effect, events: &mut Vec<Event>) {
        let request = match effect {
            keeper::Effect::Local(request_id, precondition, changes) => {
                let answer = if precondition.is_some_and(|precondition| !self.local.holds(&precondition)) {
                    LocalAnswer::Stale
                } else {
                    LocalAnswer::Done(
                        changes
                            .iter()
                            .map(|change| self.local.change(0, change))
                            .collect(),
                    )
                };
                return events.push(Event::Keeper(keeper::Event::LocalDone(request_id, answer)));
            }
            keeper::Effect::ReadLocal(request_id, draft) => {
                let read = self.local.draft(&draft);
                return events.push(Event::Keeper(keeper::Event::LocalRead(request_id, read)));
            }
            keeper::Effect::Journal(request_id, precondition, changes) => {
                (request_id, Request::Write(precondition, changes))
            }
            keeper::Effect::ReadJournal(request_id, draft) => (request_id, Request::Draft(draft)),
            keeper::Effect::ReadEntries(request_id, keys) => (request_id, Request::Entries(keys)),
            keeper::Effect::Reencrypt(request_id, order) => (request_id, Request::Reencrypt(order)),
            keeper::Effect::ScanStorages(request_id) => (request_id, Request::ScanStorages),
            keeper::Effect::Rebuild(request_id) => (request_id, Request::Rebuild),
            keeper::Effect::FindRubric(..) | keeper::Effect::Notify(_) => {
                panic!("the desk handles it itself")
            }
            keeper::Effect::StartTimer(..)
            | keeper::Effect::ShareJournalBroke(_)
            | keeper::Effect::RememberJournalBroke(_) => return,
        };
        let (request_id, request) = request;
        self.journal.pending.push_back(Pending {
            window: 0,
            instance: 0,
            request_id,
            request,
        });
    }

    fn answered(&self, asked: Pending, answer: Answer) -> keeper::Event {
        let request_id = asked.request_id;
        match answer {
            Answer::Write(answer) => keeper::Event::JournalDone(request_id, answer),
            Answer::Draft(read) => keeper::Event::JournalRead(request_id, read),
            Answer::Entries(read) => keeper::Event::EntriesRead(request_id, read),
            Answer::ScanStorages(read) => keeper::Event::StoragesScanned(request_id, self.local.scan(), read),
            Answer::Rebuild(outcome) => keeper::Event::Rebuilt(request_id, outcome),
        }
    }

    fn type_in(&mut self, at: impl Into<Address>, text: &str) {
        self.send(Event::Typed(Edit::of(at, text)));
        self.send(Event::StepEnded);
    }

    /// Time passes, and nobody is seen.
    fn pass(&mut self, seconds: i64) {
        self.now += seconds;
        self.send(Event::TimePassed(Vec::new()));
    }

    fn open_files(&mut self, files: &[(&str, &str)]) {
        self.send(Event::FilesOpened(opened(files)));
    }

    fn open_own(&mut self, files: &[(&str, &str)]) {
        self.send(Event::OwnOpened(opened(files)));
    }

    /// A self-assessment of this applicant, begun.
    fn begin(&mut self, applicant: &str) -> String {
        self.send(Event::RubricsRead(Vec::new(), vec![RUBRIC.to_owned()]));
        self.send(Event::BeginSelfAssessment {
            applicant: applicant.to_owned(),
            rubric: fingerprint_of(RUBRIC),
        });
        self.id()
    }

    /// A review of the application, begun.
    fn review(&mut self, application: &str) -> String {
        self.open_files(&[("application.json", application)]);
        self.send(Event::BeginReview {
            stage: Stage::Site,
            assessor: "王评审".to_owned(),
        });
        self.id()
    }

    /// A review that can be submitted, opened from its copy.
    fn finished_review(&mut self) -> String {
        let copy = finished_copy();
        self.open_files(&[("copy.json", &copy)]);
        self.id()
    }

    fn id(&self) -> String {
        self.session.open().expect("an open draft").id.clone()
    }

    fn draft(&self) -> Draft {
        self.session
            .read(|draft, _| draft.clone())
            .expect("an open draft")
    }

    /// The rubric file of the open draft.
    fn draft_rubric(&self) -> String {
        let open = self.session.open().expect("an open draft");
        open.rubric_file.text.clone()
    }

    fn now(&self) -> Instant {
        Instant::from_unix_seconds(self.now)
    }

    fn submission_state(&self) -> SubmissionState {
        self.session.submission_state(self.now())
    }

    fn sequence(&self) -> u64 {
        match self.view() {
            View::Open(open) => open.sequence,
            view => panic!("{view:?}"),
        }
    }

    /// The sequence number of the copy that left last.
    fn exported(&self) -> Option<u64> {
        match self.view() {
            View::Open(open) => open.exported.map(|exported| exported.sequence),
            view => panic!("{view:?}"),
        }
    }

    /// What happens to the work on a lock that was put off.
    fn work(&mut self) -> Event {
        worked(self.locks.remove(0))
    }

    fn text(&self, at: impl Into<Address>) -> String {
        self.draft().document.text(&at.into()).to_owned()
    }

    fn view(&self) -> View<'_> {
        self.session.keeper().view(self.now())
    }

    fn saved(&self) -> SaveStatus {
        match self.view() {
            View::Open(open) => open.saved,
            view => panic!("{view:?}"),
        }
    }

    /// The names of the files in the list.
    fn waiting(&self) -> Vec<&str> {
        let names = self
            .session
            .waiting_files()
            .iter()
            .flat_map(|waiting_file| match waiting_file {
                WaitingFile::Application(waiting) => vec![waiting.name.as_str()],
                WaitingFile::Copy(name, _) => vec![name.as_str()],
                WaitingFile::Sheets(sheets) => sheets.iter().map(|sheet| sheet.name.as_str()).collect(),
            });
        names.collect()
    }

    fn last_files(&self) -> &FilesTaken {
        let files = self
            .notifications
            .iter()
            .rev()
            .find_map(|notifications| match notifications {
                DeskNotification::Files(taken) => Some(taken),
                _ => None,
            });
        files.expect("files were opened")
    }
}

fn opened(files: &[(&str, &str)]) -> Vec<OpenedFile> {
    let files = (0..).zip(files).map(|(number, (name, text))| OpenedFile {
        number,
        name: (*name).to_owned(),
        text: Ok((*text).to_owned()),
    });
    files.collect()
}

/// The long work on a lock, done.
fn worked(effect: Effect) -> Event {
    match effect {
        Effect::OpenLock {
            draft,
            lock,
            passphrase,
        } => {
            let key = lock.open(passphrase.as_str()).map(Rc::new);
            Event::LockOpened(draft, lock, key)
        }
        Effect::MakeLock {
            draft,
            key,
            passphrase,
        } => {
            let key = key.unwrap_or_else(|| Rc::new(DataKey::of([7; 32])));
            let cost = Cost { m_kib: 8, t: 1, p: 1 };
            let made = key.lock(passphrase.as_str(), cost, [1; 16], [2; 24]);
            let made = made.map(|lock| (key, lock)).map_err(LockingFault::Lock);
            Event::LockMade(draft, made)
        }
        other => panic!("{other:?}"),
    }
}

/// A copy of a review of which every clause is scored.
fn finished_copy() -> String {
    let Ok((_, Content::Scoresheet(sheet))) = open_file(SHEET) else {
        panic!("no sheet")
    };
    let Ok((_, Content::Draft(copy))) = open_file(COPY) else {
        panic!("no copy")
    };
    let (mut draft, reading) = copy.into_parts();
    draft = Draft::from_record(draft.head, &sheet);
    let rubric_file = RubricFile::of(RUBRIC).expect("a rubric");
    for clause in rubric_file.rubric.clauses() {
        let code = clause.node.code.clone();
        let at = |item| Field::Clause(code.clone(), item);
        if draft.value(&clause).is_ok_and(|value| value.is_some()) {
            continue;
        }
        for component in &clause.method.components {
            draft.apply(Edit::of(at(Item::Value(Some(component.id.clone()))), "50"));
        }
        if clause.method.components.is_empty() {
            draft.apply(Edit::of(at(Item::Value(None)), "50"));
        }
    }
    for (field, text) in [
        (Field::Applicant, "甲医院"),
        (Field::Assessor, "王评审"),
        (Field::Overall, "总体良好"),
    ] {
        draft.apply(Edit::of(field, text));
    }
    let imprint = Imprint {
        id: "copy-1".to_owned(),
        created: Instant::from_unix_seconds(1_795_429_920),
        cycle: None,
    };
    write_draft(&DraftCopy::of(draft, reading), &imprint)
}

fn fingerprint_of(text: &str) -> Fingerprint {
    open(text).expect("a file").0.fingerprint
}

fn application() -> ApplicationRecord {
    match open(APPLICATION).expect("a file").1 {
        Content::Application(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn values(document: &scoring::document::Document) -> usize {
    let texts = document.texts();
    texts.filter(|(at, _)| at.as_str().contains("/value")).count()
}

/// SPEC A1
#[test]
fn a_draft_begins_is_kept_and_opens_again() {
    let mut shell = Shell::new();
    let id = shell.begin("示例市政务服务中心");
    assert!(matches!(shell.saved(), SaveStatus::OnDisk(_)));
    assert_eq!(shell.text(Field::Applicant), "示例市政务服务中心");
    let progress = |shell: &Shell| {
        let progress = shell.session.read(|_, figures| figures.progress());
        progress.expect("an open draft")
    };
    assert_eq!(progress(&shell).scored, 0);
    let code = shell.session.first_gap().expect("a gap");
    shell.type_in(Field::Clause(code.clone(), Item::Value(None)), "55");
    assert_eq!(progress(&shell).scored, 1);
    shell.send(Event::Undo);
    assert_eq!(progress(&shell).scored, 0);
    shell.send(Event::Redo);
    // The rubric is found anew: beside the draft it stands under its fingerprint.
    shell.reload();
    let key = format!("{RUBRICS}{}", fingerprint_of(RUBRIC));
    assert_eq!(shell.local.records.get(&key).map(String::as_str), Some(RUBRIC));
    let listed = shell.session.keeper().listing().expect("a listing").drafts[0]
        .card
        .clone();
    assert_eq!(listed.stage.as_deref(), Some("self"));
    assert_eq!(listed.progress.map(|progress| progress.scored), Some(1));
    assert!(shell.session.open().is_none());
    shell.send(Event::Open(id));
    assert_eq!(shell.text(Field::Clause(code, Item::Value(None))), "55");
    assert_eq!(progress(&shell).scored, 1);
}

/// SPEC A2
#[test]
fn a_draft_whose_rubric_is_nowhere_is_told_so() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.rubrics.clear();
    shell.local.records.retain(|key, _| !key.starts_with(RUBRICS));
    shell.reload();
    shell.send(Event::Open(id));
    assert!(matches!(
        shell.view(),
        View::Failed(keeper::OpenFault::NoRubric(_))
    ));
    assert!(matches!(
        shell.notifications.last(),
        Some(DeskNotification::NotOpened(keeper::OpenFault::NoRubric(_)))
    ));
    shell.open_files(&[("copy.json", OWN_COPY)]);
    assert_eq!(shell.last_files().next_page, NextPage::Draft);
    let reported = shell.notifications.last();
    assert!(
        matches!(reported, Some(DeskNotification::NoRubric(rubric)) if rubric.fingerprint == fingerprint_of(RUBRIC))
    );
    // The file waits on, and goes on once the rubric is there.
    assert_eq!(shell.waiting(), ["copy.json"]);
    shell.open_files(&[("rubric.json", RUBRIC)]);
    shell.send(Event::WaitingFileOpened(0));
    assert!(shell.waiting().is_empty());
    assert!(shell.session.open().is_some());
}

/// The rubrics that ship stand first on the rubrics, whatever came before them; one that cannot be read is reported, and a
/// damaged copy of another one stops nothing.
///
/// SPEC A2
#[test]
fn a_rubric_is_found_where_it_is_kept_and_then_available() {
    let mut shell = Shell::new();
    shell.rubrics.clear();
    shell.shipped = vec![
        ("broken.json".to_owned(), "{".to_owned()),
        ("shipped.json".to_owned(), SHIPPED.to_owned()),
        ("small.json".to_owned(), RUBRIC.to_owned()),
    ];
    shell.open_files(&[("copy.json", OWN_COPY)]);
    assert!(shell.session.open().is_some());
    assert!(
        matches!(&shell.notifications[..], [.., DeskNotification::BadRubric(name, _), DeskNotification::Begun(..)] if name == "broken.json")
    );
    // Found in its place, it needs no rubrics.
    shell.reload();
    shell.rubrics = vec![RUBRIC];
    let asked = shell.rubrics_asked;
    shell.open_files(&[("copy.json", OWN_COPY)]);
    assert_eq!(shell.rubrics_asked, asked);
    shell.send(Event::RubricsRequested);
    let rubrics = |shell: &Shell| -> Vec<String> {
        let rubrics = shell.session.rubrics().all().iter();
        rubrics.map(|one| one.rubric.id().to_owned()).collect()
    };
    assert_eq!(rubrics(&shell).last().map(String::as_str), Some("small"));
    assert_eq!(rubrics(&shell).len(), 2);
}

/// A look for a rubric that is answered after the draft was closed and opened again: the first answer is the one that
/// the keeper takes or not, and the open draft has its texts and figures either way.
///
/// SPEC A2
#[test]
fn a_late_rubric_leaves_no_open_draft_without_its_figures() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let fingerprint = fingerprint_of(RUBRIC);
    shell.reload();
    shell.rubrics.clear();
    shell.local.records.retain(|key, _| !key.starts_with(RUBRICS));
    shell.slow_rubrics = true;
    for _ in 0..2 {
        shell.send(Event::Open(id.clone()));
        shell.send(Event::Close);
    }
    shell.send(Event::Open(id));
    shell.send(Event::RubricRead(fingerprint, vec![RUBRIC.to_owned()]));
    shell.send(Event::RubricRead(fingerprint, vec![RUBRIC.to_owned()]));
    shell.send(Event::RubricsRead(Vec::new(), Vec::new()));
    assert_eq!(shell.session.draft_status(shell.now()), DraftStatus::Open);
    assert_eq!(shell.text(Field::Applicant), "甲医院");
    shell.type_in(Field::Overall, "后写的");
    assert_eq!(shell.text(Field::Overall), "后写的");
}

/// SPEC A3
#[test]
fn a_review_begins_from_an_application_without_its_scores() {
    let mut shell = Shell::new();
    let record = application();
    let id = shell.review(APPLICATION);
    assert_eq!(shell.last_files().next_page, NextPage::Review);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::Begun(id.clone(), Begun::Review))
    );
    assert!(shell.session.application_to_review().is_none());
    let check = |shell: &Shell| {
        let (open, draft) = (shell.session.open().expect("an open draft"), shell.draft());
        assert_eq!(open.kind, DraftKind::Review(Stage::Site));
        // The same, whether the file for assessors was opened or the applicant's own.
        assert_eq!(draft.head.application, Some(fingerprint_for_assessment(&record)));
        let reading = open.application.as_deref();
        assert_eq!(reading, Some(&record.clone().without_scores()));
        assert_eq!(draft.text(&Field::Applicant), record.sheet.applicant);
        assert_eq!(values(&draft.document), 0);
    };
    check(&shell);
    shell.reload();
    shell.send(Event::Open(id));
    check(&shell);
    // One whose place is left, and one that another takes the place of, wait in the list again.
    shell.open_files(&[("application.json", APPLICATION)]);
    shell.send(Event::ApplicationSetAside);
    assert!(shell.session.application_to_review().is_none());
    assert_eq!(shell.session.waiting_files().len(), 1);
    shell.open_files(&[("application.json", APPLICATION)]);
    shell.send(Event::WaitingFileOpened(0));
    assert!(shell.session.application_to_review().is_some());
    assert_eq!(shell.session.waiting_files().len(), 1);
    shell.send(Event::WaitingFileDropped(0));
    // One that is not wanted begins nothing.
    shell.send(Event::ApplicationDropped);
    let before = shell.id();
    shell.send(Event::BeginReview {
        stage: Stage::Site,
        assessor: "王评审".to_owned(),
    });
    assert_eq!(shell.id(), before);
}

/// SPEC A4
#[test]
fn a_file_of_ones_own_goes_on_as_a_draft_of_its_own() {
    let mut shell = Shell::new();
    shell.open_own(&[("own.json", APPLICATION)]);
    let own = Begun::Own {
        without_scores: false,
    };
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::Begun(shell.id(), own))
    );
    let draft = shell.draft();
    assert_eq!(
        draft.document,
        application().to_draft(draft.head.clone()).document
    );
    assert_eq!(draft.head.cycle, application().sheet.cycle);
    assert!(values(&draft.document) > 0);
    let first = shell.id();
    shell.open_files(&[("copy.json", COPY), ("own-copy.json", OWN_COPY)]);
    assert_eq!(shell.waiting(), ["copy.json", "own-copy.json"]);
    assert_eq!(shell.last_files().next_page, NextPage::Start);
    for text in [COPY, OWN_COPY] {
        shell.send(Event::WaitingFileOpened(0));
        let Ok((_, Content::Draft(copy))) = open_file(text) else {
            panic!("no copy")
        };
        let draft = shell.draft();
        assert_eq!(draft.document, copy.draft().document);
        assert_eq!(draft.head.kind, copy.draft().head.kind);
        assert_eq!(draft.head.cycle, copy.draft().head.cycle);
        let open = shell.session.open().expect("an open draft");
        assert_eq!(open.application.as_deref(), copy.reading());
        assert_ne!(draft.head.id, copy.draft().head.id);
        assert_ne!(draft.head.id, first);
    }
    assert!(shell.waiting().is_empty());
}

/// SPEC A4
#[test]
fn only_one_file_of_ones_own_goes_on_and_no_other() {
    let broken = ("broken.json", "{");
    type Told = fn(&DeskNotification) -> bool;
    let cases: [(&[(&str, &str)], Told); 5] = [
        (
            &[("a.json", APPLICATION), ("b.json", APPLICATION)],
            |notifications| matches!(notifications, DeskNotification::OneFileOnly),
        ),
        (
            &[("copy.json", COPY)],
            |notifications| matches!(notifications, DeskNotification::OtherFile(name) if name == "copy.json"),
        ),
        (&[("sheet.json", SHEET)], |notifications| {
            matches!(notifications, DeskNotification::OtherFile(_))
        }),
        (
            &[broken],
            |notifications| matches!(notifications, DeskNotification::Refused(name, problems) if name == "broken.json" && problems.has_errors()),
        ),
        (&[("own-copy.json", OWN_COPY)], |notifications| {
            matches!(notifications, DeskNotification::Begun(_, Begun::Copy))
        }),
    ];
    for (files, is_reported) in cases {
        let mut shell = Shell::new();
        shell.open_own(files);
        shell
            .notifications
            .retain(|notifications| *notifications != DeskNotification::DraftsListed);
        assert!(
            matches!(&shell.notifications[..], [notifications] if is_reported(notifications)),
            "{:?}",
            shell.notifications
        );
    }
}

/// SPEC A9
#[test]
fn the_example_begins_once_and_is_gone_to_after_that() {
    let mut shell = Shell::new();
    let open_example = |shell: &mut Shell, remembered: Option<(String, bool)>| {
        shell.send(Event::OpenExample {
            application: APPLICATION.to_owned(),
            remembered,
        });
        shell.notifications.pop()
    };
    let reported = open_example(&mut shell, None);
    let first = shell.id();
    let began = |id: &str, again| Some(DeskNotification::Begun(id.to_owned(), Begun::Example { again }));
    assert_eq!(reported, began(&first, false));
    assert_eq!(shell.example.as_deref(), Some(first.as_str()));
    // Whether localStorage has it or the list alone, it is the same draft.
    assert_eq!(
        open_example(&mut shell, Some((first.clone(), true))),
        began(&first, true)
    );
    shell.reload();
    assert_eq!(
        open_example(&mut shell, Some((first.clone(), false))),
        began(&first, true)
    );
    // One that was removed begins anew.
    shell.send(Event::Remove(first.clone()));
    open_example(&mut shell, Some((first.clone(), false)));
    assert_ne!(shell.id(), first);
    shell.send(Event::OpenExample {
        application: RUBRIC.to_owned(),
        remembered: None,
    });
    assert_eq!(shell.notifications.last(), Some(&DeskNotification::NoExample));
}

fn open_file(text: &str) -> Result<(scoring::files::Envelope, Content), FileFault> {
    open(text).map_err(|problem| problem.fault)
}

/// SPEC A5
#[test]
fn every_file_leads_somewhere_and_a_bad_one_costs_no_other() {
    let mut shell = Shell::new();
    let table = "编号,名称,类别,分值\n1,示例条款,方法类,1000\n";
    let mut files = opened(&[
        ("broken.json", "{"),
        ("sheet.json", SHEET),
        ("early.csv", table),
        ("rubric.json", RUBRIC),
        ("application.json", APPLICATION),
    ]);
    files.insert(
        0,
        OpenedFile {
            number: 9,
            name: "gone.json".to_owned(),
            text: Err(FileFault::EmptyFile),
        },
    );
    shell.send(Event::FilesOpened(files));
    let taken = shell.last_files();
    let refused: Vec<&str> = taken.refused.iter().map(|(name, _)| name.as_str()).collect();
    // A table needs the methods of a rubric at hand; here there is none.
    assert_eq!(refused, ["gone.json", "broken.json", "early.csv"]);
    let faults: Vec<&AnyFault> = taken.refused[0].1.iter().map(|problem| &problem.fault).collect();
    assert_eq!(faults, [&AnyFault::File(FileFault::EmptyFile)]);
    let rubrics: Vec<&str> = taken
        .rubrics
        .iter()
        .map(|one| one.rubric_file.rubric.id())
        .collect();
    assert_eq!(rubrics, ["small"]);
    // Two that lead to different places wait, and say which comes first.
    assert_eq!(taken.next_page, NextPage::Start);
    assert_eq!(shell.waiting(), ["application.json", "sheet.json"]);
    assert!(shell.sheets.is_empty());
    shell.send(Event::WaitingFileOpened(1));
    let sheet = |number, name: &str| SheetFile {
        number,
        name: name.to_owned(),
    };
    assert_eq!(shell.sheets, [sheet(1, "sheet.json")]);
    shell.send(Event::WaitingFileDropped(3));
    shell.send(Event::WaitingFileDropped(0));
    assert!(shell.waiting().is_empty());
    // One alone is taken to its place at once.
    shell.open_files(&[("sheets.json", SHEET), ("more.json", SHEET)]);
    assert_eq!(shell.last_files().next_page, NextPage::Secretariat);
    assert_eq!(shell.sheets.len(), 3);
    shell.open_files(&[("a.json", APPLICATION), ("sheet.json", SHEET)]);
    shell.send(Event::WaitingFileDropped(1));
    assert_eq!(shell.dropped, [sheet(1, "sheet.json")]);
}

/// SPEC A5
#[test]
fn a_table_becomes_an_available_rubric() {
    let mut shell = Shell::new();
    shell.shipped = vec![("shipped.json".to_owned(), SHIPPED.to_owned())];
    // The rubrics is filled first: a table may name any method that the rubrics at hand define.
    shell.slow_rubrics = true;
    let table = "编号,名称,类别,分值,页码\n1,示例条款,方法类,400,3\n2,示例结果,结果类,600,5\n";
    shell.open_files(&[("示例标准.csv", table)]);
    assert!(shell.notifications.is_empty());
    let rubrics = shell.rubrics();
    shell.send(rubrics);
    let taken = shell.last_files();
    let [rubric] = taken.rubrics.as_slice() else {
        panic!("{taken:?}")
    };
    assert_eq!(rubric.rubric_file.rubric.id(), "示例标准");
    assert!(!rubric.warnings.is_empty());
    let key = format!("{RUBRICS}{}", rubric.rubric_file.fingerprint);
    assert_eq!(shell.local.records.get(&key), Some(&rubric.rubric_file.text));
}

/// SPEC A6
#[test]
fn what_is_missing_is_told_and_a_finished_draft_leaves_as_a_file() {
    let mut shell = Shell::new();
    shell.review(APPLICATION);
    let missing = |shell: &Shell| shell.session.missing().expect("an open draft");
    assert!(missing(&shell).has_errors());
    shell.send(Event::Export(Audience::Assessors));
    assert!(
        matches!(shell.notifications.last(), Some(DeskNotification::NotExported(_, problems)) if *problems == missing(&shell))
    );
    assert!(shell.exported_file.is_empty());
    // A copy leaves, finished or not.
    shell.send(Event::ExportCopy);
    let copy = shell.exported_file.pop().expect("a file");
    assert_eq!(copy.purpose, FilePurpose::Copy);
    let Ok((_, Content::Draft(content))) = open_file(&copy.text) else {
        panic!("no copy")
    };
    let mut document = shell.draft().document;
    let origin = format!("{} {}", shell.id(), shell.sequence());
    document.apply(Edit::of(Field::Origin, origin));
    assert_eq!(content.draft().document, document, "it says what it is a copy of");
    // It counts once the person has seen it, with the sequence number of what it holds.
    shell.type_in(Field::Overall, "总体良好");
    assert_eq!(shell.exported(), None);
    shell.send(Event::DownloadSeen);
    assert_eq!(shell.exported(), copy.sequence);
    assert_eq!(shell.notifications.last(), Some(&DeskNotification::Seen(copy)));
    assert_eq!(shell.session.exported_file(), None);
    // One that the browser does not take is reported, and nothing waits to be seen.
    shell.no_downloads = Some("no room");
    shell.send(Event::ExportCopy);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::NotDownloaded("no room".to_owned()))
    );
    assert_eq!(shell.session.exported_file(), None);
}

/// What assessors get holds no score, and is no copy that one could go on with; the applicant's own is the application
/// that it came from.
///
/// SPEC A6, S16
#[test]
fn a_self_assessment_leaves_for_assessors_without_scores_and_beside_it_for_the_applicant() {
    let mut shell = Shell::new();
    shell.open_own(&[("own.json", APPLICATION)]);
    assert!(!shell.session.missing().expect("an open draft").has_errors());
    let record = application();
    let sequence = shell.sequence();
    let cases = [
        (Audience::Assessors, record.clone().without_scores(), None),
        (Audience::Applicant, record, Some(sequence)),
    ];
    let mut names = Vec::new();
    for (audience, expected, counts) in cases {
        shell.send(Event::Export(audience));
        let exported_file = shell.exported_file.pop().expect("a file");
        assert_eq!(exported_file.purpose, FilePurpose::Export(audience));
        assert!(
            exported_file.name.ends_with("-2026-11-23.json"),
            "{}",
            exported_file.name
        );
        let Ok((envelope, Content::Application(found))) = open_file(&exported_file.text) else {
            panic!("no application")
        };
        assert_eq!(envelope.fingerprint, exported_file.fingerprint);
        assert_eq!(*found, expected);
        assert_eq!(
            (exported_file.sequence, &exported_file.submission),
            (counts, &None)
        );
        shell.send(Event::DownloadSeen);
        assert_eq!(shell.exported(), counts);
        names.push(exported_file.name);
    }
    assert_ne!(names[0], names[1]);
    assert_eq!(shell.submission_state(), SubmissionState::Not);
}

/// SPEC S15, A10
#[test]
fn a_submitted_review_takes_no_change_until_it_is_corrected() {
    let mut shell = Shell::new();
    let id = shell.finished_review();
    let before = shell.sequence();
    let conflict = conflict_in_overall(&mut shell, &id);
    // Nothing was submitted where the browser did not take the file.
    shell.no_downloads = Some("no room");
    shell.send(Event::Export(Audience::Assessors));
    assert_eq!(shell.submission_state(), SubmissionState::Not);
    shell.no_downloads = None;
    shell.send(Event::Export(Audience::Assessors));
    let first = shell.exported_file.pop().expect("a file");
    assert!(
        matches!(shell.submission_state(), SubmissionState::Submitted(last) if last.fingerprint == first.fingerprint)
    );
    shell.send(Event::DownloadSeen);
    assert_eq!(shell.exported(), Some(shell.sequence()));
    // Whatever is done, nothing changes.
    shell.send(Event::HistoryShown(true));
    shell.send(Event::VersionRequested(before));
    let fixed = shell.draft().document;
    for event in [
        Event::Typed(Edit::of(Field::Overall, "别的")),
        Event::FieldsRead(Edit::of(Field::Overall, "别的")),
        Event::Undo,
        Event::Redo,
        Event::TakeConflict(conflict),
        Event::RestoreVersion(None),
        Event::Correct("  ".to_owned()),
        Event::Correct("长".repeat(501)),
        Event::SubmissionDropped,
    ] {
        shell.send(event);
        assert_eq!(shell.draft().document, fixed);
    }
    // Its file can be had again, on another day, to the same bytes.
    shell.now += 90_000;
    shell.send(Event::Export(Audience::Assessors));
    let again = shell.exported_file.pop().expect("a file");
    assert_eq!((&again.text, &again.name), (&first.text, &first.name));
    assert_eq!(again.submission, None);
    // A reason opens it.
    shell.send(Event::Correct(" 总体判断写错了。 ".to_owned()));
    shell.type_in(Field::Overall, "改对的");
    shell.send(Event::Undo);
    shell.send(Event::Redo);
    assert_eq!(shell.text(Field::Overall), "改对的");
    shell.send(Event::Export(Audience::Assessors));
    let second = shell.exported_file.pop().expect("a file");
    assert_ne!(second.name, first.name);
    let SubmissionState::Submitted(last) = shell.submission_state() else {
        panic!("{:?}", shell.submission_state())
    };
    assert_eq!(last.revision.number, 2);
    assert_eq!(last.revision.reason, "总体判断写错了。");
    assert_eq!(last.revision.supersedes, Some(first.fingerprint));
    // It stays so after a reload.
    shell.reload();
    shell.send(Event::Open(id));
    assert!(shell.submission_state().is_fixed());
}

/// Another window replaces what is being typed here, which goes to the conflict list; returns its key there.
fn conflict_in_overall(shell: &mut Shell, id: &str) -> String {
    shell.send(Event::Typed(Edit::of(Field::Overall, "写到一半")));
    let sequence = shell.sequence() + 10;
    stored_elsewhere(shell, id, "overall", "别处写的", sequence);
    match shell.view() {
        View::Open(open) => open.conflicts.first().expect("a conflict").key.clone(),
        view => panic!("{view:?}"),
    }
}

/// Another window writes a field.
fn stored_elsewhere(shell: &mut Shell, id: &str, at: &str, text: &str, sequence: u64) {
    let key = format!("{}{id}/field/{at}", keeper::DRAFTS);
    let at_place = format!("field/{at}");
    let stored = format!(r#"{{"text":"{text}","at":"2026-11-23T10:32:00Z","revision":{sequence}}}"#);
    let value = read_record(&at_place, &stored);
    shell.local.records.insert(key.clone(), stored);
    shell.send(Event::Keeper(keeper::Event::ChangedElsewhere(
        Some(key),
        Some(value),
    )));
}

/// The texts and addresses of the conflict list.
fn listed(shell: &Shell) -> Vec<(String, String)> {
    let View::Open(open) = shell.view() else {
        panic!("{:?}", shell.view())
    };
    let conflicts = open.conflicts.iter();
    conflicts
        .map(|conflict| (conflict.address.clone(), conflict.text.clone()))
        .collect()
}

/// The position of a row is no text that anybody decides about: the newer one stands, and undo brings the former one back.
/// One that an older version put on the list leaves it.
///
/// SPEC J4
#[test]
fn the_position_of_a_row_is_never_on_the_conflict_list() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let order = address("evidence/r1/order");
    let row = Edit::of(address("evidence/r1/title"), "制度汇编").and(Edit::of(order.clone(), "i"));
    shell.send(Event::Typed(row));
    let sequence = shell.sequence() + 10;
    stored_elsewhere(&mut shell, &id, "evidence/r1/order", "r", sequence);
    assert_eq!(shell.draft().document.text(&order), "r");
    assert_eq!(listed(&shell), []);
    let stray = format!("{id}/stray/evidence/r1/order");
    let record = r#"{"text":"i","at":"2026-11-23T10:32:00Z","revision":0}"#;
    let conflict = (Store::Conflicts, stray);
    shell.journal.records.insert(conflict.clone(), record.to_owned());
    shell.reload();
    shell.send(Event::Open(id));
    assert_eq!(listed(&shell), []);
    assert!(!shell.journal.records.contains_key(&conflict));
    // A damaged record of it has to be seen all the same: nothing writes over it.
    assert_eq!(shell.draft().document.text(&order), "r");
}

/// A text that its field has is nothing to decide. It comes back while somebody types, and goes for good at the next
/// opening.
///
/// SPEC J4
#[test]
fn a_text_that_its_field_has_is_not_on_the_conflict_list() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    conflict_in_overall(&mut shell, &id);
    let conflict = ("overall".to_owned(), "写到一半".to_owned());
    assert_eq!(listed(&shell), std::slice::from_ref(&conflict));
    shell.type_in(Field::Overall, "写到一半");
    assert_eq!(listed(&shell), []);
    shell.send(Event::Typed(Edit::of(Field::Overall, "写到一半的")));
    assert_eq!(listed(&shell), [conflict]);
    shell.type_in(Field::Overall, "写到一半");
    shell.reload();
    shell.send(Event::Open(id.clone()));
    assert_eq!(listed(&shell), []);
    assert_eq!(shell.journal.under(Store::Conflicts, &format!("{id}/")), []);
    shell.type_in(Field::Overall, "另写的");
    assert_eq!(listed(&shell), []);
    let history = shell.journal.under(Store::Entries, &format!("{id}/"));
    assert!(history.iter().any(|(_, text)| text.contains("写到一半")));
}

/// The members of a record that is a JSON object.
fn members(record: &str) -> Vec<String> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(record).expect("an object");
    object.into_iter().map(|(name, _)| name).collect()
}

/// Checks that a record of an encrypted draft has no text that can be read, by what stands behind the draft in its key.
fn check_encrypted(name: &str, record: &str) {
    match name {
        "head" => {
            let head = read_draft_head(record).expect("a head").head;
            assert!(head.lock.is_some());
            // It has no member that the type does not know.
            assert_eq!(write_draft_head(&head), record);
        }
        "card" => {
            let card = Card::parse(record);
            assert!(card.encrypted && card.applicant.is_empty(), "{record}");
            assert_eq!(card.to_string(), record);
        }
        "application" => assert!(is_encrypted(record), "{record}"),
        _ => {
            let mut expected = vec!["at", "revision", "sealed"];
            let mut members = members(record);
            members.sort();
            if members.iter().any(|member| member == "damaged") {
                expected.insert(1, "damaged");
            }
            assert_eq!(members, expected, "{name}: {record}");
            assert!(record.starts_with("{\"sealed\":\"locked1:"), "{name}: {record}");
        }
    }
}

/// SPEC J42
#[test]
fn of_an_encrypted_draft_no_text_can_be_read_in_any_record() {
    let row =
        Edit::of(address("evidence/r1/title"), "制度汇编").and(Edit::of(address("evidence/r1/order"), "i"));
    let review: fn(&mut Shell) = |shell| drop(shell.finished_review());
    let own: fn(&mut Shell) = |shell| drop(shell.begin("甲医院"));
    for (begin, edit) in [(review, Edit::of(Field::Overall, "总体不错")), (own, row)] {
        let mut shell = Shell::new();
        begin(&mut shell);
        let id = shell.id();
        shell.send(Event::Typed(edit));
        shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
        conflict_in_overall(&mut shell, &id);
        shell.type_in(Field::Overall, "写完的");
        shell.send(Event::Undo);
        shell.send(Event::ExportCopy);
        shell.send(Event::DownloadSeen);
        let prefix = format!("{}{id}/", keeper::DRAFTS);
        let mut stores = Vec::new();
        for (key, record) in &shell.local.records {
            match key.strip_prefix(&prefix) {
                Some(name) => check_encrypted(name, record),
                None => assert!(
                    key.starts_with(RUBRICS) || key == keeper::JOURNAL_MARK,
                    "localStorage has {key}: {record}"
                ),
            }
        }
        for ((store, key), record) in &shell.journal.records {
            stores.push(*store);
            let name = key.strip_prefix(&format!("{id}/"));
            match (store, name) {
                (Store::Rubrics, None) => assert_eq!(record, &shell.draft_rubric()),
                (Store::Cards, None) => check_encrypted("card", record),
                (Store::State, Some(name)) => check_encrypted(name, record),
                (Store::Entries, Some(name)) => {
                    assert!(keeper::EntryKey::parse(key).is_some(), "{key}");
                    check_encrypted(name, record);
                }
                (Store::Conflicts, Some(name)) => check_encrypted(name, record),
                _ => panic!("{store:?} has {key}: {record}"),
            }
        }
        for store in [Store::Cards, Store::State, Store::Entries, Store::Conflicts] {
            assert!(stores.contains(&store), "{store:?} has a record");
        }
    }
}

/// A note of a submission that cannot be read keeps the draft fixed, wherever it lies; only the person says that it
/// goes on as if nothing had been submitted.
///
/// SPEC S15, A10
#[test]
fn a_submission_that_cannot_be_read_keeps_the_draft_fixed() {
    let mut shell = Shell::new();
    let id = shell.finished_review();
    shell.send(Event::Export(Audience::Assessors));
    let sequence = shell.sequence() + 10;
    stored_elsewhere(&mut shell, &id, "submission", "1 gestern", sequence);
    assert_eq!(shell.submission_state(), SubmissionState::Damaged);
    shell.type_in(Field::Overall, "别的");
    assert_eq!(shell.text(Field::Overall), "总体良好");
    // Nobody knows which revision it would be.
    shell.exported_file.clear();
    shell.send(Event::Export(Audience::Assessors));
    assert!(shell.exported_file.is_empty());
    let Some(DeskNotification::NotExported(_, problems)) = shell.notifications.last() else {
        panic!("{:?}", shell.notifications)
    };
    let damaged = AnyFault::Sheet(SheetFault::DamagedSubmission);
    assert!(problems.iter().any(|problem| problem.fault == damaged));
    shell.send(Event::Correct("总体判断写错了。".to_owned()));
    assert_eq!(shell.submission_state(), SubmissionState::Damaged);
    // A copy can be had all the same.
    shell.send(Event::ExportCopy);
    assert_eq!(shell.exported_file.len(), 1);
    shell.send(Event::SubmissionDropped);
    assert_eq!(shell.submission_state(), SubmissionState::Not);
    shell.type_in(Field::Overall, "别的");
    assert_eq!(shell.text(Field::Overall), "别的");
}

/// Where every copy of the note is damaged, its words lie in the conflict list and the field is empty.
///
/// SPEC S15, A10
#[test]
fn a_note_of_a_submission_in_the_conflict_list_keeps_the_draft_fixed() {
    for takes in [true, false] {
        let mut shell = Shell::new();
        let id = shell.finished_review();
        shell.send(Event::Export(Audience::Assessors));
        let SubmissionState::Submitted(submission) = shell.submission_state() else {
            panic!("{:?}", shell.submission_state())
        };
        // No place has the field any more, and a stray text of it lies beside the draft.
        let of_note = |key: &str| key.starts_with(&format!("{id}/")) && key.ends_with("/submission");
        shell.journal.records.retain(|(_, key), _| !of_note(key));
        let key = format!("{}{id}/field/submission", keeper::DRAFTS);
        let conflict = (Store::Conflicts, format!("{id}/stray/submission"));
        let stray = shell.local.records.remove(&key).expect("a note");
        shell.journal.records.insert(conflict, stray);
        shell.reload();
        shell.send(Event::Open(id.clone()));
        assert_eq!(shell.text(Field::Submission), "");
        assert_eq!(shell.submission_state(), SubmissionState::Damaged);
        shell.type_in(Field::Overall, "别的");
        assert_eq!(shell.text(Field::Overall), "总体良好");
        let conflict = match shell.view() {
            View::Open(open) => open.conflicts.first().expect("a conflict").key.clone(),
            view => panic!("{view:?}"),
        };
        if takes {
            shell.send(Event::TakeConflict(conflict));
            assert_eq!(shell.submission_state(), SubmissionState::Submitted(submission));
        } else {
            shell.send(Event::SubmissionDropped);
            assert_eq!(shell.submission_state(), SubmissionState::Not);
        }
        let View::Open(open) = shell.view() else {
            panic!("closed")
        };
        assert!(open.conflicts.is_empty());
    }
}

/// SPEC A11
#[test]
fn a_folder_gets_a_copy_when_it_is_chosen_and_when_the_last_one_is_out_of_date() {
    let mut shell = Shell::new();
    let writes = |last: Option<i64>, failed| CopyFolder::Writes {
        name: "U 盘".to_owned(),
        last: last.map(Instant::from_unix_seconds),
        failed,
    };
    let found = |name: &str| name.to_owned();
    assert_eq!(*shell.session.folder(), CopyFolder::None);
    shell.send(Event::Folder(FolderUpdate::Unavailable));
    assert_eq!(*shell.session.folder(), CopyFolder::Unknown);
    shell.send(Event::Folder(FolderUpdate::Remembered(found("U 盘"), false)));
    assert_eq!(*shell.session.folder(), CopyFolder::Asks(found("U 盘")));
    // Without a folder that may be written to, or without a draft, nothing is.
    shell.begin("甲医院");
    shell.pass(60);
    shell.send(Event::CopyRequested);
    assert!(shell.copies.is_empty());
    shell.send(Event::Folder(FolderUpdate::Chosen(found("U 盘"))));
    assert_eq!(*shell.session.folder(), writes(Some(shell.now), false));
    let copy = shell.copies.pop().expect("a copy");
    assert_eq!(
        (copy.purpose, copy.sequence),
        (FilePurpose::Copy, Some(shell.sequence()))
    );
    assert!(copy.name.ends_with("-2026-11-23.json"), "{}", copy.name);
    assert_eq!(shell.exported(), copy.sequence);
    let last = shell.now;
    // Nothing was typed since.
    shell.pass(60);
    assert!(shell.copies.is_empty());
    shell.type_in(Field::Overall, "后写的");
    shell.pass(59);
    assert!(shell.copies.is_empty(), "it is looked once a minute");
    shell.folder_fails = true;
    shell.pass(1);
    assert_eq!(*shell.session.folder(), writes(Some(last), true));
    assert_eq!(shell.exported(), copy.sequence);
    shell.folder_fails = false;
    shell.pass(60);
    assert_eq!(*shell.session.folder(), writes(Some(shell.now), false));
    // A slow folder answers when another draft is open: that one has no copy by it.
    shell.begin("乙医院");
    shell.send(Event::CopyWritten {
        draft: copy.draft,
        sequence: shell.sequence(),
        written: true,
    });
    assert_eq!(shell.exported(), None);
    shell.send(Event::Folder(FolderUpdate::Forgotten));
    assert_eq!(*shell.session.folder(), CopyFolder::None);
}

/// SPEC A7
#[test]
fn a_version_is_restored_whole_or_field_by_field_as_one_step() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let first = shell.sequence();
    shell.now += 4000;
    shell.type_in(Field::Applicant, "乙医院");
    shell.type_in(Field::Overall, "后写的");
    assert!(shell.session.versions().is_none());
    shell.send(Event::HistoryShown(true));
    let versions = |shell: &Shell| match shell.session.versions() {
        Some(Ok(versions)) => versions.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(versions(&shell).len(), 2);
    assert!(shell.session.shown_version().is_none());
    shell.send(Event::VersionRequested(first));
    let differing = |shell: &Shell| -> Vec<Address> {
        let shown_version = shell.session.shown_version().expect("a version");
        assert_eq!(shown_version.version.sequence, first);
        shown_version
            .differences
            .iter()
            .map(|change| change.address.clone())
            .collect()
    };
    assert_eq!(differing(&shell), [address("applicant"), address("overall")]);
    shell.send(Event::RestoreVersion(Some(address("overall"))));
    assert_eq!(shell.notifications.last(), Some(&DeskNotification::Restored(1)));
    assert_eq!(differing(&shell), [address("applicant")]);
    assert_eq!(
        (shell.text(Field::Applicant), shell.text(Field::Overall)),
        ("乙医院".to_owned(), String::new())
    );
    shell.send(Event::RestoreVersion(None));
    assert_eq!(shell.text(Field::Applicant), "甲医院");
    shell.send(Event::Undo);
    shell.send(Event::Undo);
    assert_eq!(
        (shell.text(Field::Applicant), shell.text(Field::Overall)),
        ("乙医院".to_owned(), "后写的".to_owned())
    );
    // An entry that is gone is reported as damaged, and restores nothing.
    let gone = |(store, key): &(Store, String)| {
        *store == Store::Entries && key.starts_with(&format!("{id}/")) && key.ends_with("/begun/applicant")
    };
    let key = shell
        .journal
        .records
        .keys()
        .find(|key| gone(key))
        .cloned()
        .expect("an entry");
    shell.journal.records.remove(&key);
    shell.send(Event::VersionRequested(first));
    let shown_version = shell.session.shown_version().expect("a version");
    assert_eq!(shown_version.damaged, [address("applicant")]);
    // Answers that come late, of another draft or another version, change nothing.
    let before = shown_version.clone();
    let listed = versions(&shell);
    shell.send(Event::HistoryRead(
        "another".to_owned(),
        Err(keeper::JournalFault::Broken),
    ));
    shell.send(Event::EntriesRead {
        draft: id,
        sequence: first + 1,
        entries: Ok(Vec::new()),
    });
    assert_eq!(versions(&shell), listed);
    assert_eq!(shell.session.shown_version(), Some(&before));
    shell.begin("丙医院");
    assert_eq!(versions(&shell).len(), 1, "of the draft that is open now");
    assert!(shell.session.shown_version().is_none());
}

/// What happened to a draft stays so, whichever version is restored.
///
/// SPEC A7, S15
#[test]
fn an_older_version_restores_nothing_that_was_noted() {
    let mut shell = Shell::new();
    shell.finished_review();
    let first = shell.sequence();
    shell.now += 4000;
    shell.send(Event::Export(Audience::Assessors));
    shell.send(Event::Correct("总体判断写错了。".to_owned()));
    shell.type_in(Field::Overall, "改对的");
    shell.send(Event::HistoryShown(true));
    shell.send(Event::VersionRequested(first));
    let shown_version = shell.session.shown_version().expect("a version");
    let differing: Vec<&Address> = shown_version
        .differences
        .iter()
        .map(|change| &change.address)
        .collect();
    assert_eq!(differing, [&address("overall")]);
    shell.send(Event::RestoreVersion(None));
    assert_eq!(shell.text(Field::Overall), "总体良好");
    assert!(shell.submission_state().last().is_some());
}

/// SPEC A8
#[test]
fn a_draft_is_locked_and_opened_by_its_passphrase() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.send(Event::SetPassphrase(Passphrase::new("short".to_owned())));
    let Some(DeskNotification::LockNotDone(
        LockAction::Set,
        fault @ LockingFault::Lock(LockFault::ShortPassphrase { .. }),
    )) = shell.notifications.last().cloned()
    else {
        panic!("{:?}", shell.notifications)
    };
    assert_eq!(*shell.session.locking(), Locking::Failed(LockAction::Set, fault));
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::LockDone(LockAction::Set))
    );
    assert_eq!(*shell.session.locking(), Locking::Idle);
    let readable = |shell: &Shell| {
        let mut texts = shell.local.records.values().chain(shell.journal.records.values());
        texts.any(|text| text.contains("甲医院"))
    };
    let is_locked = |shell: &Shell| shell.draft().head.lock.is_some();
    assert!(!readable(&shell));
    assert!(is_locked(&shell));
    shell.reload();
    shell.send(Event::Open(id));
    assert!(matches!(
        shell.session.draft_status(shell.now()),
        DraftStatus::AwaitingPassphrase(_, false)
    ));
    assert!(shell.session.open().is_none());
    shell.send(Event::Unlock(Passphrase::new("another one".to_owned())));
    let wrong = LockingFault::Lock(LockFault::WrongPassphrase);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::LockNotDone(LockAction::Open, wrong.clone()))
    );
    assert_eq!(*shell.session.locking(), Locking::Failed(LockAction::Open, wrong));
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    assert_eq!(shell.text(Field::Applicant), "甲医院");
    shell.send(Event::SetPassphrase(Passphrase::new("another one".to_owned())));
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::LockDone(LockAction::Change))
    );
    shell.send(Event::RemoveLock);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::LockDone(LockAction::Remove))
    );
    assert!(readable(&shell));
    assert!(!is_locked(&shell));
}

/// SPEC A12
#[test]
fn one_change_of_a_lock_at_a_time_and_only_for_the_draft_that_it_was_begun_for() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.slow_locks = true;
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    assert_eq!(*shell.session.locking(), Locking::Working(LockAction::Set));
    shell.send(Event::SetPassphrase(Passphrase::new("another one".to_owned())));
    let reported = DeskNotification::LockNotDone(LockAction::Set, LockingFault::AlreadyRunning);
    assert_eq!(
        (shell.notifications.last(), shell.locks.len()),
        (Some(&reported), 1)
    );
    // Another draft is open when the lock is made: it gets none.
    let other = shell.begin("乙医院");
    assert_eq!(*shell.session.locking(), Locking::Idle);
    let late = shell.work();
    shell.send(late);
    assert!(shell.draft().head.lock.is_none());
    // While everything is encrypted no second change begins, and its end is reported once.
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    shell.slow_journal = true;
    let made = shell.work();
    shell.send(made);
    shell.send(Event::RemoveLock);
    shell.send(Event::SetPassphrase(Passphrase::new("another one".to_owned())));
    assert_eq!(shell.notifications.last(), Some(&reported));
    assert_eq!(*shell.session.locking(), Locking::Working(LockAction::Set));
    // Another window removes the draft meanwhile; the change has ended then.
    let removal = format!("{}{other}", keeper::REMOVALS);
    let value = keeper::Record::Text("1".to_owned());
    shell.send(Event::Keeper(keeper::Event::ChangedElsewhere(
        Some(removal),
        Some(value),
    )));
    assert_eq!(
        shell.session.draft_status(shell.now()),
        DraftStatus::Detached(keeper::OpenFault::Removed)
    );
    let changed_elsewhere = LockingFault::NotReencrypted(keeper::ReencryptFault::ChangedElsewhere);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::LockNotDone(LockAction::Set, changed_elsewhere))
    );
    assert_ne!(id, other);
}

/// SPEC A12
#[test]
fn a_passphrase_opens_the_draft_that_it_was_typed_for() {
    let mut shell = Shell::new();
    let mut ids = Vec::new();
    for name in ["甲医院", "乙医院"] {
        ids.push(shell.begin(name));
        shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    }
    shell.reload();
    shell.slow_locks = true;
    shell.send(Event::Open(ids[0].clone()));
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    shell.send(Event::Open(ids[1].clone()));
    let late = shell.work();
    shell.send(late);
    assert!(
        matches!(shell.session.draft_status(shell.now()), DraftStatus::AwaitingPassphrase(head, _) if head.id == ids[1])
    );
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    let opened = shell.work();
    shell.send(opened);
    assert_eq!(shell.text(Field::Applicant), "乙医院");
}

/// SPEC J13, A4
#[test]
fn text_that_is_in_no_storage_keeps_its_draft_open() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.journal.mode = JournalMode::Failing(keeper::JournalFault::Full);
    shell.local.mode = LocalMode::Full(10);
    shell.type_in(Field::Overall, "只在这里");
    for event in [
        Event::FilesOpened(opened(&[("own-copy.json", OWN_COPY)])),
        Event::Open("another".to_owned()),
    ] {
        shell.send(event);
        assert_eq!(shell.id(), id);
        assert_eq!(
            shell.notifications.last(),
            Some(&DeskNotification::UnstoredText(Some(id.clone())))
        );
        assert_eq!(shell.session.asked(), Some(id.as_str()));
    }
    assert_eq!(shell.waiting(), ["own-copy.json"]);
    // Whoever leaves it comes back to it.
    shell.send(Event::Close);
    assert_eq!(
        (shell.id(), shell.session.asked()),
        (id.clone(), Some(id.as_str()))
    );
}

/// SPEC A13
#[test]
fn a_draft_that_another_window_removed_begins_anew_with_its_texts() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    shell.type_in(Field::Overall, "还要的");
    let removal = format!("{}{id}", keeper::REMOVALS);
    let value = keeper::Record::Text("1".to_owned());
    shell.send(Event::Keeper(keeper::Event::ChangedElsewhere(
        Some(removal),
        Some(value),
    )));
    assert_eq!(
        shell.session.draft_status(shell.now()),
        DraftStatus::Detached(keeper::OpenFault::Removed)
    );
    assert!(shell.session.open().is_none());
    assert_eq!(shell.text(Field::Overall), "还要的");
    shell.send(Event::RestoreDetached);
    let revived = shell.id();
    assert_ne!(revived, id);
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::Begun(revived.clone(), Begun::RestoredDetached))
    );
    assert_eq!(shell.text(Field::Overall), "还要的");
    let head = shell.draft().head;
    assert_eq!((head.id, head.lock), (revived.clone(), None));
    // The way back leads through pages of the removed one.
    assert_eq!(shell.session.continued_as(&id), Some(revived.as_str()));
    assert_eq!(shell.session.continued_as(&revived), None);
    // There is nothing to revive of a draft that stands.
    let before = shell.id();
    shell.send(Event::RestoreDetached);
    assert_eq!(shell.id(), before);
}

/// SPEC A13
#[test]
fn a_removal_is_told_to_whoever_asked_for_it() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.notifications.clear();
    shell.send(Event::Remove(id.clone()));
    assert_eq!(
        shell.notifications,
        [
            DeskNotification::DraftsListed,
            DeskNotification::Removed(id, None)
        ]
    );
    // Looks that are asked for while one is under way are one more look, and the list is reported after each.
    shell.notifications.clear();
    shell.slow_journal = true;
    for _ in 0..3 {
        shell.send(Event::ListDrafts);
    }
    assert!(shell.notifications.is_empty());
    assert_eq!(shell.journal.pending.len(), 1);
    shell.slow_journal = false;
    shell.send(Event::StepEnded);
    assert_eq!(
        shell.notifications,
        [DeskNotification::DraftsListed, DeskNotification::DraftsListed]
    );
    shell.notifications.clear();
    shell.send(Event::Rebuild);
    assert!(
        matches!(&shell.notifications[..], [DeskNotification::JournalRebuilt(Ok(carried)), DeskNotification::DraftsListed] if carried.whole),
        "{:?}",
        shell.notifications
    );
}

/// A letter computes what depends on it, and tells which texts and figures are others.
///
/// SPEC A14, D18
#[test]
fn a_letter_tells_what_depends_on_it_and_no_more() {
    let mut shell = Shell::new();
    shell.begin("甲医院");
    let code = shell.session.first_gap().expect("a gap");
    let computed = |shell: &Shell| shell.session.read(|_, figures| figures.computed());
    shell.session.take_changes();
    let before = computed(&shell);
    shell.type_in(Field::Overall, "好");
    assert_eq!(
        shell.session.take_changes(),
        Changes {
            texts: vec![address("overall")],
            figures: Vec::new(),
        }
    );
    assert_eq!(computed(&shell), before);
    let value = Address::from(Field::Clause(code.clone(), Item::Value(None)));
    shell.type_in(value.clone(), "55");
    let changed = shell.session.take_changes();
    assert_eq!(changed.texts, [value]);
    let expected = [
        Figure::Percent(code.clone()),
        Figure::State(code.clone()),
        Figure::Tally,
    ];
    assert_eq!(changed.figures, expected);
    // Where a step is undone, the page goes.
    shell.send(Event::Undo);
    assert_eq!(shell.notifications.last(), Some(&DeskNotification::Stepped(code)));
    assert_eq!(shell.session.take_changes().figures, expected);
    assert_eq!(shell.session.take_changes(), Changes::default());
}

/// The shell may report of storages and windows; what a person does it says by the desk's own events.
///
/// SPEC A10
#[test]
fn the_shell_cannot_send_a_persons_events_to_the_keeper_directly() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let before = shell.draft().document;
    for event in [
        keeper::Event::Typed(Edit::of(Field::Overall, "别的")),
        keeper::Event::Noted(Edit::of(Field::Submission, "别的")),
        keeper::Event::Remove(id.clone()),
        keeper::Event::Close,
    ] {
        shell.send(Event::Keeper(event));
        assert_eq!(shell.draft().document, before);
    }
    assert_eq!(shell.id(), id);
}

/// Whoever locks a draft and goes has locked it in every window; the timer of one window locks that one alone.
///
/// SPEC J21
#[test]
fn a_draft_that_is_locked_on_request_is_locked_in_every_window() {
    let is_open = |shell: &Shell| shell.session.draft_status(shell.now()) == DraftStatus::Open;
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.send(Event::Relock);
    assert!(shell.locked_elsewhere.is_empty(), "it is not encrypted");
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    shell.send(Event::IdleMinutesChosen(5));
    shell.send(Event::TimePassed(vec![Activity::Key]));
    shell.pass(300);
    assert!(!is_open(&shell));
    assert!(
        shell.locked_elsewhere.is_empty(),
        "somebody may work in the other window"
    );
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    shell.send(Event::Relock);
    assert_eq!(shell.locked_elsewhere, [id.as_str()]);
    // The other window.
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    shell.send(Event::LockedElsewhere("another".to_owned()));
    assert!(is_open(&shell));
    shell.send(Event::LockedElsewhere(id));
    assert!(!is_open(&shell));
    assert_eq!(shell.locked_elsewhere.len(), 1, "it tells nobody again");
}

/// SPEC J21, A15
#[test]
fn an_encrypted_draft_is_locked_when_nobody_is_there() {
    let is_locked = |shell: &Shell| {
        matches!(
            shell.session.draft_status(shell.now()),
            DraftStatus::AwaitingPassphrase(..)
        )
    };
    let mut shell = Shell::new();
    shell.begin("甲医院");
    shell.send(Event::IdleMinutesRemembered(Some("7".to_owned())));
    assert_eq!(shell.session.idle_minutes(), 0, "no choice");
    shell.send(Event::IdleMinutesRemembered(Some("15".to_owned())));
    assert_eq!(shell.session.idle_minutes(), 15);
    shell.send(Event::IdleMinutesChosen(5));
    assert!(IDLE_MINUTES.contains(&5));
    assert_eq!(shell.idle_minutes, Some(5));
    shell.send(Event::TimePassed(vec![Activity::Key]));
    shell.pass(3600);
    assert_eq!(
        shell.session.draft_status(shell.now()),
        DraftStatus::Open,
        "a draft in the clear"
    );
    shell.send(Event::SetPassphrase(Passphrase::new(PASSPHRASE.to_owned())));
    for activity in [
        Activity::Key,
        Activity::Press,
        Activity::PointerMove,
        Activity::Composition,
    ] {
        shell.send(Event::TimePassed(vec![activity]));
        shell.pass(299);
        assert!(!is_locked(&shell), "{activity:?}");
    }
    // Dictation types without a key.
    shell.type_in(Field::Overall, "口述");
    shell.pass(299);
    assert!(!is_locked(&shell));
    // A clock that is set back makes no idle time longer.
    shell.pass(-4000);
    assert!(!is_locked(&shell));
    shell.pass(1);
    assert!(is_locked(&shell));
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    assert_eq!(shell.text(Field::Overall), "口述");
    // What an input method composes then is read before, and nothing is read where nothing is locked.
    shell.send(Event::TimePassed(vec![Activity::Key]));
    let locks = |shell: &Shell, event| {
        let later = Instant::from_unix_seconds(shell.now + 300);
        shell.session.is_locked_by(&event, later)
    };
    assert!(locks(&shell, Event::TimePassed(Vec::new())));
    assert!(!locks(&shell, Event::TimePassed(vec![Activity::Composition])));
    assert!(
        !shell
            .session
            .is_locked_by(&Event::TimePassed(Vec::new()), shell.now())
    );
    assert!(locks(&shell, Event::Relock));
    assert!(locks(&shell, Event::LockedElsewhere(shell.id())));
    assert!(!locks(&shell, Event::LockedElsewhere("another".to_owned())));
    assert!(!locks(&shell, Event::Undo));
    // A text that was found in a field keeps nobody's draft open.
    shell.now += 300;
    shell.send(Event::FieldsRead(Edit::of(Field::Overall, "口述hao")));
    shell.send(Event::TimePassed(Vec::new()));
    assert!(is_locked(&shell));
    shell.send(Event::Unlock(Passphrase::new(PASSPHRASE.to_owned())));
    assert_eq!(shell.text(Field::Overall), "口述hao");
    // Never is never.
    shell.send(Event::IdleMinutesChosen(0));
    assert!(!locks(&shell, Event::TimePassed(Vec::new())));
    shell.pass(100_000);
    assert!(!is_locked(&shell));
}

/// SPEC A15
#[test]
fn fields_are_looked_over_before_anything_leaves_or_closes() {
    for event in [
        Event::Keeper(keeper::Event::PageHidden),
        Event::Open("a".to_owned()),
        Event::Close,
        Event::Export(Audience::Applicant),
        Event::ExportCopy,
        Event::Folder(FolderUpdate::Chosen("U".to_owned())),
        Event::CopyRequested,
        Event::Relock,
        Event::LockedElsewhere("a".to_owned()),
        Event::TimePassed(Vec::new()),
    ] {
        assert!(event.needs_field_scan());
    }
    // What was found is not looked for again.
    for event in [Event::FieldsRead(Edit::default()), Event::Undo, Event::ListDrafts] {
        assert!(!event.needs_field_scan());
    }
}

/// SPEC A16
#[test]
fn one_goes_on_to_the_neighbour_and_to_the_next_gap() {
    let mut shell = Shell::new();
    shell.send(Event::Move(Move::Next, None));
    assert!(shell.notifications.is_empty(), "no draft is open");
    let id = shell.begin("甲医院");
    let codes = shell.session.open().expect("an open draft").codes();
    let [first, second] = [0, 1].map(|at| codes.get(at).expect("two clauses").clone());
    let last = codes.last().expect("a clause").clone();
    let mut goes = |to: Move, from: Option<&scoring::foundations::Code>| {
        shell.notifications.clear();
        shell.send(Event::Move(to, from.cloned()));
        shell.notifications.pop()
    };
    let clause = |code: &scoring::foundations::Code, focus| {
        let to = Destination::Clause(id.clone(), code.clone(), focus);
        Some(DeskNotification::Moved(to))
    };
    assert_eq!(goes(Move::Next, None), clause(&first, FieldToFocus::Same));
    assert_eq!(goes(Move::Previous, None), None);
    assert_eq!(
        goes(Move::Next, Some(&first)),
        clause(&second, FieldToFocus::Same)
    );
    assert_eq!(
        goes(Move::Previous, Some(&second)),
        clause(&first, FieldToFocus::Same)
    );
    assert_eq!(goes(Move::Previous, Some(&first)), None);
    assert_eq!(goes(Move::Next, Some(&last)), None);
    assert_eq!(
        goes(Move::NextGap, Some(&first)),
        clause(&second, FieldToFocus::Value)
    );
    assert_eq!(
        goes(Move::NextGap, Some(&last)),
        clause(&first, FieldToFocus::Value)
    );
    let neighbours =
        |code: &scoring::foundations::Code| shell.session.open().map(|open| open.neighbours(code));
    assert_eq!(neighbours(&first), Some((None, Some(second.clone()))));
    assert_eq!(neighbours(&second).map(|pair| pair.0), Some(Some(first)));
    // Where every clause has its value there is no gap.
    let id = shell.finished_review();
    shell.send(Event::Move(Move::NextGap, None));
    assert_eq!(
        shell.notifications.last(),
        Some(&DeskNotification::Moved(Destination::Overview(id)))
    );
}

/// SPEC A17
#[test]
fn the_history_that_is_shown_is_read_again_when_something_was_saved() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.type_in(Field::Overall, "先写的");
    assert_eq!(shell.history_reads, 0, "nobody looks at it");
    shell.send(Event::HistoryShown(true));
    assert_eq!(shell.history_reads, 1);
    shell.pass(2);
    assert_eq!(shell.history_reads, 1, "nothing was saved");
    shell.now += 4000;
    shell.type_in(Field::Overall, "后写的");
    assert_eq!(shell.history_reads, 2);
    assert!(matches!(shell.session.versions(), Some(Ok(versions)) if versions.len() == 2));
    // While its write is pending it is not in the history.
    shell.slow_journal = true;
    shell.type_in(Field::Overall, "未落盘");
    assert_eq!(shell.history_reads, 2);
    shell.slow_journal = false;
    shell.pass(2);
    assert_eq!(shell.history_reads, 3);
    // A draft that opens later at the same place is read by itself.
    shell.send(Event::Close);
    shell.send(Event::Open(id));
    assert_eq!(shell.history_reads, 4);
    shell.send(Event::HistoryShown(false));
    shell.type_in(Field::Overall, "无人看");
    assert_eq!(shell.history_reads, 4);
}

/// SPEC A18
#[test]
fn the_last_copy_is_current_outdated_or_overdue() {
    let mut shell = Shell::new();
    shell.begin("甲医院");
    let last = |shell: &Shell| shell.session.last_copy(shell.now());
    assert_eq!(last(&shell), LastCopy::None);
    shell.send(Event::ExportCopy);
    assert_eq!(last(&shell), LastCopy::None, "nobody has seen it");
    shell.send(Event::DownloadSeen);
    assert_eq!(last(&shell), LastCopy::Current(Age::Now));
    shell.now += 24 * 3600 + 1;
    assert_eq!(last(&shell), LastCopy::Current(Age::Hours(24)));
    shell.type_in(Field::Overall, "后写的");
    assert_eq!(last(&shell), LastCopy::Outdated(Age::Hours(24), true));
    shell.now -= 2;
    assert_eq!(last(&shell), LastCopy::Outdated(Age::Hours(23), false));
    shell.now += 2 * 24 * 3600;
    assert_eq!(last(&shell), LastCopy::Outdated(Age::Days(2), true));
    shell.send(Event::ExportCopy);
    shell.send(Event::DownloadSeen);
    shell.now += 120;
    assert_eq!(last(&shell), LastCopy::Current(Age::Minutes(2)));
    // The clock is set back.
    let exported = Instant::from_unix_seconds(shell.now - 120);
    shell.now -= 239;
    assert_eq!(last(&shell), LastCopy::Current(Age::Now));
    shell.now -= 1;
    assert_eq!(last(&shell), LastCopy::Current(Age::Ahead(exported)));
    shell.type_in(Field::Overall, "又写的");
    assert_eq!(last(&shell), LastCopy::Outdated(Age::Ahead(exported), true));
}

/// Two computers and what is carried between them: each has the same rubric and a storage of its own.
fn two_computers() -> (Shell, Shell) {
    let mut second = Shell::new();
    second.random = Counter(1_000_000);
    (Shell::new(), second)
}

/// A copy of the open draft, as a file that was seen leaving.
fn copy_of(shell: &mut Shell) -> String {
    shell.send(Event::ExportCopy);
    shell.send(Event::DownloadSeen);
    shell.exported_file.pop().expect("a copy").text
}

fn changes(changes: &[(&str, &str)]) -> Vec<scoring::document::Change> {
    let one = |(at, text): &(&str, &str)| scoring::document::Change {
        address: address(at),
        text: (*text).to_owned(),
    };
    changes.iter().map(one).collect()
}

fn offer(shell: &Shell) -> &MergeOffer {
    shell.session.merge_offer().expect("an offer")
}

/// Where the sheet of a self-assessment differs: in what each computer changed since the copy was made.
fn changed_on_both() -> (Shell, Shell, String, String) {
    let (mut first, mut second) = two_computers();
    let id = first.begin("甲医院");
    first.type_in(Field::OrganisationOverview, "共同的概述");
    first.type_in(Field::Overall, "共同的评价");
    let copy = copy_of(&mut first);
    second.open_own(&[("copy.json", &copy)]);
    assert_ne!(second.id(), id, "a draft of its own");
    second.type_in(Field::OrganisationOverview, "第二台的概述");
    second.type_in(Field::Overall, "第二台的评价");
    second.now += 5000;
    first.type_in(Field::Overall, "第一台的评价");
    first.type_in(Field::Assessor, "张三");
    let back = copy_of(&mut second);
    (first, second, id, back)
}

/// SPEC A19, A20, D19
#[test]
fn a_copy_that_comes_back_is_merged_into_its_draft() {
    let (mut first, mut second, id, back) = changed_on_both();
    first.now += 5000;
    let before = first.draft().document;
    let sequence = first.sequence();
    // From the list as from where an applicant goes on; also when another draft is open.
    first.begin("乙医院");
    first.open_files(&[("back.json", &back)]);
    assert_eq!(first.id(), id);
    assert_eq!(
        first.notifications.last(),
        Some(&DeskNotification::MergeFound(id.clone()))
    );
    assert_eq!(
        first.draft().document,
        before,
        "nothing is changed before it is decided"
    );
    assert_eq!(first.waiting(), ["back.json"]);
    let shown = offer(&first);
    assert_eq!(shown.file, "back.json");
    assert!(shown.ancestor_known);
    assert_eq!(shown.taken, changes(&[("overview", "第二台的概述")]));
    assert_eq!(shown.unchanged, changes(&[("assessor", "张三")]));
    let [choice] = shown.choices.as_slice() else {
        panic!("{shown:?}");
    };
    assert_eq!(choice.ours, changes(&[("overall", "第一台的评价")]));
    assert_eq!(choice.theirs, changes(&[("overall", "第二台的评价")]));
    // Nothing is merged while something is undecided.
    first.send(Event::MergeAccepted);
    assert_eq!(
        first.notifications.last(),
        Some(&DeskNotification::MergeUndecided(0))
    );
    assert_eq!(first.draft().document, before);
    first.send(Event::SideChosen(address("overall"), Side::Ours));
    first.send(Event::SideChosen(address("overall"), Side::Theirs));
    first.send(Event::MergeAccepted);
    assert_eq!(first.notifications.last(), Some(&DeskNotification::Merged(2)));
    assert!(first.session.merge_offer().is_none());
    assert!(first.waiting().is_empty(), "the file waits no more");
    assert_eq!(first.text(Field::OrganisationOverview), "第二台的概述");
    assert_eq!(first.text(Field::Overall), "第二台的评价");
    assert_eq!(first.text(Field::Assessor), "张三");
    // The former state stays as a version, and comes back whole.
    first.send(Event::HistoryShown(true));
    first.send(Event::VersionRequested(sequence));
    let version = first.session.shown_version().expect("a version");
    assert_eq!(version.differences.len(), 2);
    first.send(Event::RestoreVersion(None));
    assert_eq!(first.text(Field::Overall), "第一台的评价");
    first.send(Event::Undo);
    assert_eq!(first.text(Field::Overall), "第二台的评价");
    // Undone, it is as if it had not been merged.
    first.send(Event::Undo);
    assert_eq!(first.draft().document, before);
    first.send(Event::Redo);
    // On the other computer the merged draft has what that one knows, and no more to choose.
    let merged = copy_of(&mut first);
    second.open_own(&[("merged.json", &merged)]);
    let shown = offer(&second);
    assert!(shown.ancestor_known);
    assert_eq!(shown.taken, changes(&[("assessor", "张三")]));
    assert!(shown.choices.is_empty());
    second.send(Event::MergeAccepted);
    assert_eq!(second.notifications.last(), Some(&DeskNotification::Merged(1)));
}

/// SPEC A19
#[test]
fn a_newer_copy_is_merged_into_the_draft_that_began_from_an_older_one() {
    let (mut first, mut second, _, _) = changed_on_both();
    let newer = copy_of(&mut first);
    let before = second.id();
    second.open_own(&[("newer.json", &newer)]);
    assert_eq!(second.id(), before);
    let shown = offer(&second);
    assert!(shown.ancestor_known);
    assert_eq!(shown.taken, changes(&[("assessor", "张三")]));
    assert_eq!(shown.unchanged, changes(&[("overview", "第二台的概述")]));
    assert_eq!(shown.choices.len(), 1);
}

/// The storages of one computer go on in two places, as from a backup or a profile that roams.
///
/// SPEC A19, D19
#[test]
fn a_copy_of_a_state_that_was_never_here_is_not_taken_for_an_earlier_one() {
    for later_here in [false, true] {
        let (mut here, mut there) = (Shell::new(), Shell::new());
        for shell in [&mut here, &mut there] {
            shell.begin("甲医院");
            shell.type_in(Field::Overall, "星期一写的。");
        }
        assert_eq!(here.id(), there.id());
        there.type_in(Field::OrganisationOverview, "星期二写的。");
        let copy = copy_of(&mut there);
        if later_here {
            here.type_in(Field::Assessor, "张三");
            here.type_in(Field::Overall, "这里也写了。");
            here.type_in(Field::Overall, "这里又写了。");
        }
        here.open_own(&[("copy.json", &copy)]);
        let shown = offer(&here);
        assert!(!shown.ancestor_known);
        assert!(!shown.is_nothing_new());
        assert_eq!(shown.taken, changes(&[("overview", "星期二写的。")]));
    }
}

/// SPEC A19
#[test]
fn a_draft_opened_beside_its_own_copy_has_nothing_to_take() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let copy = copy_of(&mut shell);
    shell.type_in(Field::Overall, "后写的");
    shell.open_own(&[("copy.json", &copy)]);
    assert!(offer(&shell).is_nothing_new());
    // A second draft is begun where the person wants one, and the file may be left.
    shell.send(Event::MergeDropped);
    assert!(shell.session.merge_offer().is_none());
    assert_eq!(
        (shell.id(), shell.text(Field::Overall)),
        (id.clone(), "后写的".to_owned())
    );
    shell.open_own(&[("copy.json", &copy)]);
    shell.send(Event::MergeSeparated);
    assert_ne!(shell.id(), id);
    assert_eq!(shell.text(Field::Overall), "");
}

/// SPEC A19
#[test]
fn a_file_waits_for_its_draft_whatever_is_listed_meanwhile() {
    let (mut first, _, _, back) = changed_on_both();
    let id = first.id();
    first.send(Event::Close);
    first.open_own(&[("back.json", &back)]);
    // A page that has just begun lists its drafts again.
    first.send(Event::ListDrafts);
    assert_eq!(first.id(), id);
    assert_eq!(offer(&first).choices.len(), 1);
    first.send(Event::ListDrafts);
    assert_eq!(offer(&first).choices.len(), 1);
}

/// SPEC A20
#[test]
fn texts_that_were_copied_into_an_emptied_history_say_nothing_of_what_both_had_in_common() {
    let is_history = |store: &Store| *store == Store::Entries;
    let is_any = |_: &Store| true;
    for emptied in [is_history, is_any] {
        let (mut first, mut second, _, back) = changed_on_both();
        let newer = copy_of(&mut first);
        for (shell, file) in [(&mut first, &back), (&mut second, &newer)] {
            let id = shell.id();
            shell.send(Event::Close);
            shell.journal.records.retain(|(store, _), _| !emptied(store));
            shell.send(Event::Open(id));
            shell.open_own(&[("file.json", file)]);
            let shown = offer(shell);
            assert!(!shown.ancestor_known);
            // What was typed here is a choice, and nothing that a file may simply replace.
            let differing: Vec<&Address> = shown.choices.iter().map(|choice| &choice.address).collect();
            assert_eq!(differing, [&address("overview"), &address("overall")]);
        }
    }
}

/// A text of another window that was replaced here is in the history under a cause of its own.
///
/// SPEC A20
#[test]
fn a_replaced_text_of_another_window_leaves_the_ancestor_known() {
    let (mut first, _, _, back) = changed_on_both();
    let (id, sequence) = (first.id(), first.sequence() + 1);
    stored_elsewhere(&mut first, &id, "overall", "别处写的", sequence);
    first.type_in(Field::Overall, "这里改写的");
    let entries = first.journal.under(Store::Entries, &format!("{id}/"));
    assert!(
        entries.iter().any(|(key, _)| key.contains("/other-window/")),
        "{entries:?}"
    );
    first.open_own(&[("back.json", &back)]);
    assert!(offer(&first).ancestor_known);
}

/// SPEC A20
#[test]
fn where_the_ancestor_is_not_known_everything_that_differs_is_shown() {
    let (mut first, _, _, back) = changed_on_both();
    // The history that would say it is gone.
    first
        .journal
        .records
        .retain(|(store, _), _| *store != Store::Entries);
    first.open_own(&[("back.json", &back)]);
    let shown = offer(&first);
    assert!(!shown.ancestor_known);
    assert!(shown.taken.is_empty());
    let differing: Vec<&Address> = shown.choices.iter().map(|choice| &choice.address).collect();
    assert_eq!(differing, [&address("overview"), &address("overall")]);
    // What one side alone has stays.
    for at in ["overview", "overall"] {
        first.send(Event::SideChosen(address(at), Side::Ours));
    }
    first.send(Event::MergeAccepted);
    assert_eq!(first.text(Field::Assessor), "张三");
    assert_eq!(first.notifications.last(), Some(&DeskNotification::Merged(0)));
    // An application names no draft: the one of the same applicant is held against it, and another is not.
    let mut shell = Shell::new();
    shell.open_own(&[("own.json", APPLICATION)]);
    let id = shell.id();
    shell.type_in(Field::OrganisationOverview, "另写的");
    shell.open_own(&[("own.json", APPLICATION)]);
    assert_eq!(shell.id(), id);
    let shown = offer(&shell);
    assert!(!shown.ancestor_known);
    let differing: Vec<&Address> = shown.choices.iter().map(|choice| &choice.address).collect();
    assert_eq!(differing, [&address("overview")]);
    shell.send(Event::MergeDropped);
    shell.type_in(Field::Applicant, "乙医院");
    shell.send(Event::ListDrafts);
    shell.open_own(&[("own.json", APPLICATION)]);
    assert_ne!(shell.id(), id);
}

/// SPEC A19
#[test]
fn a_choice_counts_for_the_texts_that_were_seen() {
    let (mut first, _, _, back) = changed_on_both();
    first.open_own(&[("back.json", &back)]);
    first.send(Event::SideChosen(address("overall"), Side::Theirs));
    // Another window goes on writing.
    let (id, sequence) = (first.id(), first.sequence() + 10);
    stored_elsewhere(&mut first, &id, "overall", "别处写的", sequence);
    let shown = offer(&first);
    assert_eq!(shown.choices.first().map(|choice| choice.chosen), Some(None));
    assert_eq!(
        shown.choices.first().map(|choice| choice.ours.clone()),
        Some(changes(&[("overall", "别处写的")]))
    );
    // Whoever goes to another draft is asked no more; the draft is as it was.
    first.begin("乙医院");
    assert!(first.session.merge_offer().is_none());
}

/// SPEC A19
#[test]
fn a_removed_row_that_the_other_side_changed_is_a_choice() {
    let (mut first, mut second) = two_computers();
    first.begin("甲医院");
    for (at, text) in [("evidence/a/title", "年报"), ("evidence/a/order", "m")] {
        first.type_in(address(at), text);
    }
    let copy = copy_of(&mut first);
    second.open_own(&[("copy.json", &copy)]);
    second.type_in(address("evidence/a/title"), "年度报告");
    let back = copy_of(&mut second);
    first.send(Event::Typed(
        [("evidence/a/title", ""), ("evidence/a/order", "")]
            .map(|(at, text)| scoring::document::Change {
                address: address(at),
                text: text.to_owned(),
            })
            .into_iter()
            .collect(),
    ));
    first.open_own(&[("back.json", &back)]);
    let shown = offer(&first);
    assert!(shown.taken.is_empty(), "{shown:?}");
    let [choice] = shown.choices.as_slice() else {
        panic!("{shown:?}");
    };
    assert_eq!(choice.address, address("evidence/a"));
    assert!(choice.ours.is_empty());
    first.send(Event::SideChosen(address("evidence/a"), Side::Theirs));
    first.send(Event::MergeAccepted);
    assert_eq!(first.text(address("evidence/a/title")), "年度报告");
    assert_eq!(first.text(address("evidence/a/order")), "m");
}

/// SPEC A19
#[test]
fn what_is_submitted_while_a_file_is_offered_stays_as_it_is() {
    let (mut first, mut second) = two_computers();
    first.finished_review();
    let copy = copy_of(&mut first);
    second.open_files(&[("copy.json", &copy)]);
    second.type_in(Field::Overall, "第二台的评价");
    let back = copy_of(&mut second);
    first.open_files(&[("back.json", &back)]);
    assert_eq!(offer(&first).taken, changes(&[("overall", "第二台的评价")]));
    // As another window may do it meanwhile.
    first.send(Event::Export(Audience::Assessors));
    let before = first.draft().document;
    first.send(Event::MergeAccepted);
    assert_eq!(first.draft().document, before);
    assert!(first.session.merge_offer().is_none());
    assert_eq!(first.waiting(), ["back.json"], "the file waits");
}

/// SPEC A19
#[test]
fn what_was_submitted_is_not_merged_into() {
    let mut shell = Shell::new();
    let id = shell.finished_review();
    let copy = copy_of(&mut shell);
    shell.send(Event::Export(Audience::Assessors));
    shell.open_files(&[("copy.json", &copy)]);
    assert!(shell.session.merge_offer().is_none());
    assert_ne!(shell.id(), id, "a draft of its own");
    let reported = DeskNotification::Begun(shell.id(), Begun::CopyOfSubmitted);
    assert!(
        shell.notifications.contains(&reported),
        "{:?}",
        shell.notifications
    );
}

/// SPEC A19
#[test]
fn where_rows_stand_is_merged_and_not_counted_among_the_texts() {
    let (mut first, mut second) = two_computers();
    first.begin("甲医院");
    for (row, order) in [("a", "g"), ("b", "m")] {
        first.type_in(address(&format!("evidence/{row}/title")), row);
        first.type_in(address(&format!("evidence/{row}/order")), order);
    }
    let copy = copy_of(&mut first);
    second.open_own(&[("copy.json", &copy)]);
    // On the other computer one row moves before the other.
    second.type_in(address("evidence/b/order"), "c");
    let moved = copy_of(&mut second);
    // Then a row is added there.
    second.type_in(address("evidence/c/title"), "年报");
    second.type_in(address("evidence/c/order"), "p");
    let added = copy_of(&mut second);

    first.open_own(&[("moved.json", &moved)]);
    let shown = offer(&first);
    assert!(shown.reordered && shown.taken.is_empty());
    assert!(!shown.is_nothing_new());
    first.send(Event::MergeAccepted);
    assert_eq!(first.notifications.last(), Some(&DeskNotification::RowsMoved));
    assert_eq!(first.text(address("evidence/b/order")), "c");

    first.open_own(&[("added.json", &added)]);
    let shown = offer(&first);
    assert_eq!(shown.taken, changes(&[("evidence/c/title", "年报")]));
    assert!(!shown.reordered, "a new row moves no other");
    first.send(Event::MergeAccepted);
    assert_eq!(first.notifications.last(), Some(&DeskNotification::Merged(1)));
    assert_eq!(first.text(address("evidence/c/order")), "p");
}

/// SPEC A19
#[test]
fn one_side_can_be_chosen_of_everything() {
    let (mut first, mut second, _, _) = changed_on_both();
    first.type_in(Field::OrganisationOverview, "第一台的概述");
    let back = copy_of(&mut second);
    first.open_own(&[("back.json", &back)]);
    assert_eq!(offer(&first).choices.len(), 2);
    first.send(Event::SideChosen(address("overall"), Side::Ours));
    first.send(Event::AllSidesChosen(Side::Theirs));
    assert_eq!(offer(&first).undecided(), None);
    first.send(Event::MergeAccepted);
    assert_eq!(first.text(Field::OrganisationOverview), "第二台的概述");
    assert_eq!(first.text(Field::Overall), "第二台的评价");
}
