//! The desk of applicant and assessor without a screen, over the simulated disk.

use scoring::application::ApplicationRecord;
use scoring::desks::drafting::{
    Arrival, Effect, Event, Handed, News, OpenedFile, Purpose, RUBRICS, Session, ShelvedRubric,
};
use scoring::document::{Address, Edit};
use scoring::faults::AnyFault;
use scoring::files::{Content, FileFault, open};
use scoring::foundations::{Fingerprint, Instant};
use scoring::keeper::{self, LocalAnswer, Saved, Store, Then, View};
use scoring::lock::{Cost, DataKey, LockFault};
use scoring::scoresheet::{Desk, Field, Item, Stage};
use scoring::stored::read_journal_record;
use std::rc::Rc;

use crate::disk::{Answer, Journal, JournalMode, Local, Pending, Request};
use crate::world::{Counter, address};

const RUBRIC: &str = include_str!("../data/interchange/rubric/v1/every-member.json");
const APPLICATION: &str = include_str!("../data/interchange/application/v2/every-member.json");
const COPY: &str = include_str!("../data/interchange/draft/v2/every-member.json");
const OWN_COPY: &str = include_str!("../data/interchange/draft/v2/self.json");
const SHEET: &str = include_str!("../data/interchange/scoresheet/v1/every-member.json");

/// A shell that carries out what the desk asks, until nothing is left.
struct Shell {
    session: Session,
    local: Local,
    journal: Journal,
    chance: Counter,
    now: i64,
    /// The rubric files that can be found.
    rubrics: Vec<&'static str>,
    news: Vec<News>,
    handed: Vec<Handed>,
    sheets: Vec<OpenedFile>,
    refusals: usize,
}

impl Shell {
    fn new() -> Self {
        let mut shell = Self {
            session: Session::new(),
            local: Local::new(),
            journal: Journal::new(),
            chance: Counter(0),
            now: 1_795_429_920,
            rubrics: vec![RUBRIC],
            news: Vec::new(),
            handed: Vec::new(),
            sheets: Vec::new(),
            refusals: 0,
        };
        shell.send(Event::Keeper(keeper::Event::Start));
        shell
    }

    /// The page is loaded anew.
    fn reload(&mut self) {
        self.session = Session::new();
        self.send(Event::Keeper(keeper::Event::Start));
    }

    fn send(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = (!events.is_empty()).then(|| events.remove(0)) {
            let now = Instant::from_unix_seconds(self.now);
            for effect in self.session.handle(event, now, &mut self.chance) {
                self.carry_out(effect, &mut events);
            }
            while events.is_empty()
                && let Some((asked, answer)) = self.journal.step()
            {
                events.push(Event::Keeper(self.answered(asked, answer)));
            }
        }
    }

    fn carry_out(&mut self, effect: Effect, events: &mut Vec<Event>) {
        match effect {
            Effect::Keeper(effect) => self.keep(effect, events),
            Effect::FindRubric(fingerprint) => {
                let found = self
                    .rubrics
                    .iter()
                    .find(|text| fingerprint_of(text) == fingerprint);
                events.push(match found {
                    Some(text) => Event::RubricFound((*text).to_owned()),
                    None => Event::RubricMissing(fingerprint),
                });
            }
            Effect::KeepRubric(shelved) => {
                let key = format!("{RUBRICS}{}", shelved.fingerprint);
                self.local.records.insert(key, shelved.text.clone());
            }
            Effect::HandOut(handed) => self.handed.push(handed),
            Effect::ToSecretariat(sheets) => self.sheets.extend(sheets),
            Effect::ReadHistory(draft) => {
                let entries = self.journal.under(Store::History, &format!("{draft}/"));
                let keys = entries.into_iter().map(|(key, _)| key).collect();
                events.push(Event::HistoryRead(Ok(keys)));
            }
            Effect::ReadEntries(keys) => {
                let one = |key: String| {
                    let text = self.journal.records.get(&(Store::History, key.clone()))?;
                    let value = read_journal_record(Store::History, &key, text);
                    Some((key, value))
                };
                events.push(Event::EntriesRead(Ok(keys.into_iter().filter_map(one).collect())));
            }
            Effect::OpenLock(lock, passphrase) => {
                events.push(Event::LockOpened(lock.open(&passphrase).map(Rc::new)));
            }
            Effect::MakeLock(key, passphrase) => {
                let key = key.unwrap_or_else(|| Rc::new(DataKey::of([7; 32])));
                let cost = Cost { m_kib: 8, t: 1, p: 1 };
                let made = key.lock(&passphrase, cost, [1; 16], [2; 24]);
                events.push(Event::LockMade(made.map(|lock| (key, lock))));
            }
            Effect::Tell(news) => self.news.push(news),
        }
    }

    fn keep(&mut self, effect: keeper::Effect, events: &mut Vec<Event>) {
        let request = match effect {
            keeper::Effect::Local(ticket, guard, changes) => {
                let answer = if guard.is_some_and(|guard| !self.local.holds(&guard)) {
                    LocalAnswer::Stale
                } else {
                    LocalAnswer::Done(
                        changes
                            .iter()
                            .map(|change| self.local.change(0, change))
                            .collect(),
                    )
                };
                return events.push(Event::Keeper(keeper::Event::LocalDone(ticket, answer)));
            }
            keeper::Effect::ReadLocal(ticket, draft) => {
                let read = self.local.draft(&draft);
                return events.push(Event::Keeper(keeper::Event::LocalRead(ticket, read)));
            }
            keeper::Effect::Journal(ticket, guard, changes) => (ticket, Request::Write(guard, changes)),
            keeper::Effect::ReadJournal(ticket, draft) => (ticket, Request::Draft(draft)),
            keeper::Effect::ReadEntries(ticket, keys) => (ticket, Request::Entries(keys)),
            keeper::Effect::Rewrite(ticket, order) => (ticket, Request::Rewrite(order)),
            keeper::Effect::Survey(ticket) => (ticket, Request::Survey),
            keeper::Effect::Rebuild(ticket) => (ticket, Request::Rebuild),
            keeper::Effect::Tell(keeper::News::Refused) => return self.refusals += 1,
            keeper::Effect::FindSchema(..) => panic!("the desk finds the rubric itself"),
            keeper::Effect::Wait(..) | keeper::Effect::Tell(_) => return,
        };
        let (ticket, request) = request;
        self.journal.pending.push_back(Pending {
            window: 0,
            life: 0,
            ticket,
            request,
        });
    }

    fn answered(&self, asked: Pending, answer: Answer) -> keeper::Event {
        let ticket = asked.ticket;
        match answer {
            Answer::Write(answer) => keeper::Event::JournalDone(ticket, answer),
            Answer::Draft(read) => keeper::Event::JournalRead(ticket, read),
            Answer::Entries(read) => keeper::Event::EntriesRead(ticket, read),
            Answer::Survey(read) => keeper::Event::Surveyed(ticket, self.local.survey(), read),
            Answer::Rebuild(outcome) => keeper::Event::Rebuilt(ticket, outcome),
        }
    }

    fn type_in(&mut self, at: impl Into<Address>, text: &str) {
        self.send(Event::Keeper(keeper::Event::Typed(Edit::of(at, text))));
        self.send(Event::Keeper(keeper::Event::StepEnded));
    }

    fn open_files(&mut self, files: &[(&str, &str)]) {
        let files = files.iter().map(|(name, text)| OpenedFile {
            name: (*name).to_owned(),
            text: Ok((*text).to_owned()),
        });
        self.send(Event::FilesOpened(files.collect()));
    }

    /// A self-assessment of this applicant, begun.
    fn begin(&mut self, applicant: &str) -> String {
        self.send(Event::RubricFound(RUBRIC.to_owned()));
        self.send(Event::BeginSelfAssessment {
            applicant: applicant.to_owned(),
            rubric: fingerprint_of(RUBRIC),
        });
        self.id()
    }

    fn id(&self) -> String {
        self.session.open().expect("an open draft").draft.head.id.clone()
    }

    fn text(&self, at: impl Into<Address>) -> String {
        let draft = &self.session.open().expect("an open draft").draft;
        draft.document.text(&at.into()).to_owned()
    }

    fn view(&self) -> View<'_> {
        self.session.keeper().view(Instant::from_unix_seconds(self.now))
    }

    fn saved(&self) -> Saved {
        match self.view() {
            View::Open(open) => open.saved,
            view => panic!("{view:?}"),
        }
    }

    fn waiting(&self) -> Vec<&str> {
        let name = |arrival| match arrival {
            &Arrival::Application { ref name, .. } | &Arrival::Copy { ref name, .. } => name.as_str(),
        };
        self.session.arrivals().iter().map(name).collect()
    }
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
    assert!(matches!(shell.saved(), Saved::OnDisk(_)));
    assert_eq!(shell.text(Field::Applicant), "示例市政务服务中心");
    let progress = |shell: &Shell| shell.session.open().expect("an open draft").figures.progress();
    assert_eq!(progress(&shell).scored, 0);
    let code = shell
        .session
        .open()
        .and_then(|open| open.first_gap())
        .expect("a gap");
    shell.type_in(Field::Clause(code.clone(), Item::Value(None)), "55");
    assert_eq!(progress(&shell).scored, 1);
    shell.send(Event::Keeper(keeper::Event::Undo));
    assert_eq!(progress(&shell).scored, 0);
    shell.send(Event::Keeper(keeper::Event::Redo));
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
    shell.send(Event::Keeper(keeper::Event::Open(id)));
    assert_eq!(shell.text(Field::Clause(code, Item::Value(None))), "55");
    assert_eq!(progress(&shell).scored, 1);
}

/// SPEC A2
#[test]
fn a_draft_whose_rubric_is_nowhere_is_told_so() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.rubrics.clear();
    shell.reload();
    shell.send(Event::Keeper(keeper::Event::Open(id)));
    assert!(matches!(
        shell.view(),
        View::Failed(keeper::OpenFault::NoRubric(_))
    ));
    shell.open_files(&[("copy.json", OWN_COPY)]);
    shell.send(Event::GoOn { arrival: 0 });
    let told = shell.news.last();
    assert!(matches!(told, Some(News::NoRubric(rubric)) if rubric.fingerprint == fingerprint_of(RUBRIC)));
    // The file waits on, and goes on once the rubric is there.
    assert_eq!(shell.waiting(), ["copy.json"]);
    shell.open_files(&[("rubric.json", RUBRIC)]);
    shell.send(Event::GoOn { arrival: 0 });
    assert!(shell.waiting().is_empty());
    assert!(shell.session.open().is_some());
}

/// SPEC A3
#[test]
fn a_review_begins_from_an_application_without_its_scores() {
    let mut shell = Shell::new();
    shell.open_files(&[("application.json", APPLICATION)]);
    assert_eq!(shell.waiting(), ["application.json"]);
    shell.send(Event::BeginReview {
        arrival: 0,
        stage: Stage::Site,
        assessor: "王评审".to_owned(),
    });
    assert!(shell.waiting().is_empty());
    let record = application();
    let check = |shell: &Shell| {
        let open = shell.session.open().expect("an open draft");
        assert_eq!(open.draft.head.desk, Desk::Review(Stage::Site));
        assert_eq!(open.draft.head.application, Some(fingerprint_of(APPLICATION)));
        assert_eq!(open.application, Some(record.clone().without_scores()));
        assert_eq!(open.draft.text(&Field::Applicant), record.sheet.applicant);
        assert_eq!(values(&open.draft.document), 0);
    };
    check(&shell);
    let id = shell.id();
    shell.reload();
    shell.send(Event::Keeper(keeper::Event::Open(id)));
    check(&shell);
}

/// SPEC A4
#[test]
fn a_file_of_ones_own_goes_on_as_a_draft_of_its_own() {
    let mut shell = Shell::new();
    shell.open_files(&[
        ("own.json", APPLICATION),
        ("copy.json", COPY),
        ("own-copy.json", OWN_COPY),
    ]);
    assert_eq!(shell.waiting(), ["own.json", "copy.json", "own-copy.json"]);
    assert_eq!(shell.news, [News::Waiting(3)]);
    shell.send(Event::GoOn { arrival: 0 });
    let open = shell.session.open().expect("an open draft");
    let expected = application().to_draft(open.draft.head.clone());
    assert_eq!(open.draft.document, expected.document);
    assert!(values(&open.draft.document) > 0);
    let first = shell.id();
    for text in [COPY, OWN_COPY] {
        shell.send(Event::GoOn { arrival: 0 });
        let Ok((_, Content::Draft(copy))) = open_file(text) else {
            panic!("no copy")
        };
        let open = shell.session.open().expect("an open draft");
        assert_eq!(open.draft.document, copy.draft().document);
        assert_eq!(open.draft.head.desk, copy.draft().head.desk);
        assert_eq!(open.draft.head.cycle, copy.draft().head.cycle);
        assert_eq!(open.application.as_ref(), copy.reading());
        assert_ne!(open.draft.head.id, copy.draft().head.id);
        assert_ne!(open.draft.head.id, first);
    }
    assert!(shell.waiting().is_empty());
}

fn open_file(text: &str) -> Result<(scoring::files::Envelope, Content), FileFault> {
    open(text).map_err(|problem| problem.fault)
}

/// SPEC A5
#[test]
fn every_file_leads_somewhere_and_a_bad_one_costs_no_other() {
    let mut shell = Shell::new();
    let table = "编号,名称,类别,分值\n1,示例条款,方法类,1000\n";
    shell.send(Event::FilesOpened(vec![
        OpenedFile {
            name: "gone.json".to_owned(),
            text: Err(FileFault::EmptyFile),
        },
        OpenedFile {
            name: "broken.json".to_owned(),
            text: Ok("{".to_owned()),
        },
        OpenedFile {
            name: "sheet.json".to_owned(),
            text: Ok(SHEET.to_owned()),
        },
        OpenedFile {
            name: "early.csv".to_owned(),
            text: Ok(table.to_owned()),
        },
        OpenedFile {
            name: "rubric.json".to_owned(),
            text: Ok(RUBRIC.to_owned()),
        },
        OpenedFile {
            name: "application.json".to_owned(),
            text: Ok(APPLICATION.to_owned()),
        },
    ]));
    let told: Vec<(&str, bool)> = shell
        .news
        .iter()
        .filter_map(|news| match news {
            News::Refused(name, _) => Some((name.as_str(), false)),
            News::RubricTaken(name, ..) => Some((name.as_str(), true)),
            _ => None,
        })
        .collect();
    // A table needs the methods of a rubric at hand; at first there is none.
    let expected = [
        ("gone.json", false),
        ("broken.json", false),
        ("early.csv", false),
        ("rubric.json", true),
    ];
    assert_eq!(told, expected);
    let Some(News::Refused(_, problems)) = shell.news.first() else {
        panic!("nothing was told")
    };
    let faults: Vec<&AnyFault> = problems.iter().map(|problem| &problem.fault).collect();
    assert_eq!(faults, [&AnyFault::File(FileFault::EmptyFile)]);
    assert_eq!(
        shell
            .sheets
            .iter()
            .map(|file| file.name.as_str())
            .collect::<Vec<_>>(),
        ["sheet.json"]
    );
    assert_eq!(shell.waiting(), ["application.json"]);
    let shelf: Vec<&str> = shell
        .session
        .shelf()
        .rubrics()
        .map(|one| one.rubric.id())
        .collect();
    assert_eq!(shelf, ["small"]);
    shell.send(Event::ArrivalDropped(3));
    shell.send(Event::ArrivalDropped(0));
    assert!(shell.waiting().is_empty());
}

/// SPEC A5
#[test]
fn a_table_becomes_a_rubric_on_the_shelf() {
    const SHIPPED: &str = include_str!("../../public/rubrics/public-service.json");
    let mut shell = Shell::new();
    shell.send(Event::RubricFound(SHIPPED.to_owned()));
    let table = "编号,名称,类别,分值\n1,示例条款,方法类,400\n2,示例结果,结果类,600\n";
    shell.open_files(&[("示例标准.csv", table)]);
    let taken: Vec<&ShelvedRubric> = shell.session.shelf().rubrics().map(AsRef::as_ref).collect();
    let [_, rubric] = taken.as_slice() else {
        panic!("{:?}", shell.news)
    };
    assert_eq!(rubric.rubric.id(), "示例标准");
    let key = format!("{RUBRICS}{}", rubric.fingerprint);
    assert_eq!(shell.local.records.get(&key), Some(&rubric.text));
}

/// SPEC A6
#[test]
fn what_is_missing_is_told_and_a_finished_draft_leaves_as_a_file() {
    let mut shell = Shell::new();
    shell.open_files(&[("application.json", APPLICATION)]);
    shell.send(Event::BeginReview {
        arrival: 0,
        stage: Stage::Site,
        assessor: "王评审".to_owned(),
    });
    let missing = |shell: &Shell| shell.session.open().expect("an open draft").missing();
    assert!(missing(&shell).has_errors());
    let day = || "2026-11-26".to_owned();
    shell.send(Event::Export { day: day() });
    assert!(matches!(shell.news.last(), Some(News::NotExported(problems)) if *problems == missing(&shell)));
    assert!(shell.handed.is_empty());
    // A copy leaves, finished or not.
    shell.send(Event::ExportCopy { when: day() });
    let copy = shell.handed.pop().expect("a file");
    assert_eq!(copy.purpose, Purpose::Copy);
    let Ok((_, Content::Draft(content))) = open_file(&copy.text) else {
        panic!("no copy")
    };
    assert_eq!(
        content.draft().document,
        shell.session.open().expect("an open draft").draft.document
    );
    // It counts once the person has seen it, with the revision that it holds.
    let exported = |shell: &Shell| match shell.view() {
        View::Open(open) => open.exported.map(|exported| exported.revision),
        view => panic!("{view:?}"),
    };
    shell.type_in(Field::Overall, "总体良好");
    assert_eq!(exported(&shell), None);
    shell.send(Event::HandedSeen);
    assert_eq!(exported(&shell), Some(copy.revision));
    // The applicant's own draft, once complete, leaves as the application that it came from.
    shell.open_files(&[("own.json", APPLICATION)]);
    shell.send(Event::GoOn { arrival: 0 });
    assert!(!missing(&shell).has_errors());
    shell.send(Event::Export { day: day() });
    let handed = shell.handed.pop().expect("a file");
    assert_eq!(handed.purpose, Purpose::HandIn);
    assert!(handed.name.ends_with("-2026-11-26.json"), "{}", handed.name);
    let Ok((envelope, Content::Application(record))) = open_file(&handed.text) else {
        panic!("no application")
    };
    assert_eq!(envelope.fingerprint, handed.fingerprint);
    assert_eq!(*record, application());
}

/// SPEC A7
#[test]
fn a_version_is_restored_whole_or_field_by_field_as_one_step() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    let first = match shell.view() {
        View::Open(open) => open.revision,
        view => panic!("{view:?}"),
    };
    shell.now += 4000;
    shell.type_in(Field::Applicant, "乙医院");
    shell.type_in(Field::Overall, "后写的");
    shell.send(Event::HistoryWanted);
    assert_eq!(shell.session.versions().len(), 2);
    assert_eq!(shell.session.differences(), None);
    shell.send(Event::VersionWanted(first));
    let differences = shell.session.differences().expect("differences").to_vec();
    let at = |one: &Then| match one {
        Then::Differs(change) => change.at.clone(),
        Then::Damaged(at) => panic!("{at} is damaged"),
    };
    let differing: Vec<Address> = differences.iter().map(at).collect();
    assert_eq!(differing, [address("applicant"), address("overall")]);
    shell.send(Event::RestoreVersion(Some(address("overall"))));
    assert_eq!(
        (shell.text(Field::Applicant), shell.text(Field::Overall)),
        ("乙医院".to_owned(), String::new())
    );
    shell.send(Event::RestoreVersion(None));
    assert_eq!(shell.text(Field::Applicant), "甲医院");
    shell.send(Event::Keeper(keeper::Event::Undo));
    shell.send(Event::Keeper(keeper::Event::Undo));
    assert_eq!(
        (shell.text(Field::Applicant), shell.text(Field::Overall)),
        ("乙医院".to_owned(), "后写的".to_owned())
    );
    // An entry that is gone is told as damaged, and restores nothing.
    let gone = |(store, key): &(Store, String)| {
        *store == Store::History && key.starts_with(&format!("{id}/")) && key.ends_with("/begun/applicant")
    };
    let key = shell
        .journal
        .records
        .keys()
        .find(|key| gone(key))
        .cloned()
        .expect("an entry");
    shell.journal.records.remove(&key);
    shell.send(Event::VersionWanted(first));
    let damaged = Then::Damaged(address("applicant"));
    assert!(
        shell
            .session
            .differences()
            .expect("differences")
            .contains(&damaged)
    );
}

/// SPEC A8
#[test]
fn a_draft_is_locked_and_opened_by_its_passphrase() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.send(Event::SetPassphrase("short".to_owned()));
    assert!(
        matches!(
            shell.news.last(),
            Some(News::Lock(LockFault::ShortPassphrase { .. }))
        ),
        "{:?}",
        shell.news
    );
    shell.send(Event::SetPassphrase("eight signs".to_owned()));
    let readable = |shell: &Shell| {
        let mut texts = shell.local.records.values().chain(shell.journal.records.values());
        texts.any(|text| text.contains("甲医院"))
    };
    let is_locked = |shell: &Shell| {
        let open = shell.session.open().expect("an open draft");
        open.draft.head.lock.is_some()
    };
    assert!(!readable(&shell));
    assert!(is_locked(&shell));
    shell.reload();
    shell.send(Event::Keeper(keeper::Event::Open(id)));
    assert!(matches!(shell.view(), View::AwaitingPassphrase(..)));
    assert!(shell.session.open().is_none());
    shell.send(Event::Unlock("another one".to_owned()));
    assert_eq!(shell.news.last(), Some(&News::Lock(LockFault::WrongPassphrase)));
    shell.send(Event::Unlock("eight signs".to_owned()));
    assert_eq!(shell.text(Field::Applicant), "甲医院");
    shell.send(Event::RemoveLock);
    assert!(readable(&shell));
    assert!(!is_locked(&shell));
}

/// SPEC J13, A4
#[test]
fn words_in_the_page_alone_keep_their_draft_open() {
    let mut shell = Shell::new();
    let id = shell.begin("甲医院");
    shell.journal.mode = JournalMode::Failing(keeper::JournalFault::Full);
    shell.local.mode = crate::disk::LocalMode::Full(10);
    shell.type_in(Field::Overall, "只在这里");
    shell.open_files(&[("own-copy.json", OWN_COPY)]);
    shell.send(Event::GoOn { arrival: 0 });
    assert_eq!((shell.id(), shell.refusals), (id, 1));
    assert_eq!(shell.waiting(), ["own-copy.json"]);
}
