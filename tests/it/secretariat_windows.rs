//! Windows at one secretariat's desk, over a disk that is slow, full, failing, silent, emptied, erased or damaged, and
//! windows that are killed: whatever happens and whenever, nothing is lost or doubled, and all come to show what the
//! log and the kept files say.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;
use scoring::desks::secretariat::storage::{
    self, Appended, Batch, DeskFault, DeskFile, DeskSaveStatus, DeskStorage, Limits, StoredBytes, StoredLog,
};
use scoring::desks::secretariat::{Choice, DeskContent, Effect, Event, Figures, Purpose, ReadFile, Session};
use scoring::files::FileFault;
use scoring::foundations::{Fingerprint, Instant, Lang};
use scoring::keeper::JournalFault;
use scoring::panel::{Entry, FileNumber, Verdict};
use scoring::problem::{Place, Problem};
use scoring::rubric::Rubric;
use scoring::scoring::Rule;
use scoring::stored::{desk_entry_key, read_desk_log};
use scoring::words;

use crate::secretariat::{other_rubric, sheet};
use crate::support::{chances, small};

/// So little at once that a few small files reach every limit.
const LIMITS: Limits = Limits {
    entries_at_once: 3,
    bytes_at_once: 3_000,
    bytes_waiting: 4_000,
    prefetched_files: 2,
    records_at_once: 2,
};

/// What became of the whole disk, and how often.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Fate {
    erased: u32,
    emptied: u32,
}

/// What the browser keeps.
#[derive(Default)]
struct Disk {
    generation: Option<String>,
    log: BTreeMap<u64, String>,
    files: BTreeMap<Fingerprint, Vec<u8>>,
    is_full: bool,
    fate: Fate,
}

impl Disk {
    fn log(&self, from: u64) -> StoredLog {
        let entries = self.log.range(from..);
        StoredLog {
            generation: self.generation.clone(),
            before: from.checked_sub(1).and_then(|last| self.log.get(&last).cloned()),
            entries: entries
                .map(|(number, record)| (desk_entry_key(*number), record.clone()))
                .collect(),
        }
    }

    fn append(&mut self, batch: &Batch) -> Appended {
        let has_files = batch.relied_on.iter().all(|file| self.files.contains_key(file));
        if let Some(refused) = batch.refused_by(self.log(batch.from), has_files) {
            return refused;
        }
        for file in &batch.files {
            self.files.insert(file.fingerprint, file.bytes.to_vec());
        }
        self.log.extend((batch.from..).zip(batch.records.iter().cloned()));
        Appended::Done
    }

    fn erase(&mut self, known: Option<&str>, stored: u64, generation: String) -> bool {
        if self.generation.as_deref() != known || self.log.range(stored..).next().is_some() {
            return false;
        }
        self.log.clear();
        self.files.clear();
        self.generation = Some(generation);
        self.fate.erased += 1;
        true
    }

    fn empty(&mut self) {
        self.log.clear();
        self.files.clear();
        self.generation = None;
        self.fate.emptied += 1;
    }

    fn entries(&self) -> Vec<Entry> {
        let logged = read_desk_log(0, &self.log(0).entries).expect("no newer version");
        logged.into_iter().map(|logged| logged.entry).collect()
    }
}

/// How the disk takes a question.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    Works,
    Fails(JournalFault),
    /// It executes the request, and no window gets the answer.
    WorksSilently,
}

/// The rubrics at hand, for all windows.
type RubricStore = Rc<RefCell<BTreeMap<Fingerprint, Arc<Rubric>>>>;

struct Window {
    session: Session,
    storage: DeskStorage,
    chosen: BTreeMap<FileNumber, Vec<u8>>,
    /// The file that was read last.
    read: BTreeMap<Fingerprint, Vec<u8>>,
    rubrics: RubricStore,
    /// What the session waits for.
    effects: VecDeque<Effect>,
    /// What the disk was asked, and what it answered.
    asked: VecDeque<storage::Effect>,
    answers: VecDeque<(Fate, storage::Event)>,
    /// What became of the disk as far as the answers tell.
    fate: Fate,
    /// What waits until the desk is open.
    waiting: Vec<Event>,
    /// Files that wait for room.
    without_room: BTreeSet<FileNumber>,
    timer: bool,
    is_rung: bool,
    has_announced: bool,
    saw_broken_write: bool,
}

fn now() -> Instant {
    Instant::parse("2026-11-23T10:32:00Z").expect("a date")
}

impl Window {
    fn save_status(&self) -> DeskSaveStatus {
        self.storage.save_status(&self.session)
    }

    fn open(name: String, fate: Fate, rubrics: RubricStore) -> Self {
        let mut window = Self {
            session: Session::new(Purpose::Own),
            storage: DeskStorage::new(LIMITS),
            chosen: BTreeMap::new(),
            read: BTreeMap::new(),
            rubrics,
            effects: VecDeque::new(),
            asked: VecDeque::new(),
            answers: VecDeque::new(),
            fate,
            waiting: Vec::new(),
            without_room: BTreeSet::new(),
            timer: false,
            is_rung: false,
            has_announced: false,
            saw_broken_write: false,
        };
        window.send_to_storage(storage::Event::Opened { window: name });
        window
    }

    /// A person or the browser tells the session something.
    fn tell(&mut self, event: Event) {
        for effect in self.session.handle(event) {
            self.carry_out(effect);
        }
    }

    /// As a person does it: once the desk is open.
    fn act(&mut self, event: Event) {
        if self.storage.is_open() {
            self.tell(event);
        } else {
            self.waiting.push(event);
        }
    }

    /// Bytes are held at once, as on the page; whatever waits for an answer comes later.
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::StoreFile { bytes_hash, .. } => {
                self.send_to_storage(storage::Event::BytesRead(DeskFile {
                    fingerprint: bytes_hash,
                    bytes: Rc::new(self.read[&bytes_hash].clone()),
                }))
            }
            Effect::StoreRubric {
                fingerprint,
                bytes_hash,
                ..
            } => {
                let DeskContent::Rubric(rubric) = ReadFile::of("", &self.read[&bytes_hash], |_| None).content
                else {
                    panic!("no rubric was read")
                };
                let rubric = Rubric::clone(&rubric);
                self.rubrics.borrow_mut().insert(fingerprint, Arc::new(rubric));
            }
            Effect::Append { .. } => self.send_to_storage(storage::Event::EntriesAdded),
            Effect::Read(file) => {
                self.without_room.insert(file);
                self.send_to_storage(storage::Event::ReadWanted(file));
            }
            Effect::Renumbered { from, to } => {
                // What was asked for under the old number is found under it.
                if let Some(bytes) = self.chosen.get(&from).cloned() {
                    self.chosen.insert(to, bytes);
                }
            }
            later => self.effects.push_back(later),
        }
    }

    fn send_to_storage(&mut self, event: storage::Event) {
        for effect in self.storage.handle(&mut self.session, event, now()) {
            match effect {
                storage::Effect::Session(effects) => {
                    for effect in effects {
                        self.carry_out(effect);
                    }
                }
                storage::Effect::ErasedDesk => {
                    self.chosen.clear();
                    self.without_room.clear();
                }
                storage::Effect::Open => {
                    for event in std::mem::take(&mut self.waiting) {
                        self.tell(event);
                    }
                }
                storage::Effect::Read(file) => {
                    self.without_room.remove(&file);
                    self.effects.push_back(Effect::Read(file));
                }
                storage::Effect::AnnounceChange(_) => self.has_announced = true,
                storage::Effect::ShareJournalBroke => self.saw_broken_write = true,
                storage::Effect::StartRetryTimer => {
                    assert!(!self.timer, "one try is due already");
                    self.timer = true;
                }
                asked => {
                    assert!(
                        self.asked.is_empty() && self.answers.is_empty(),
                        "one thing at a time"
                    );
                    self.asked.push_back(asked);
                }
            }
        }
    }

    /// The disk does what it was asked, or does not.
    fn disk(&mut self, disk: &mut Disk, outcome: Outcome) {
        let Some(asked) = self.asked.pop_front() else {
            return;
        };
        let fault = match outcome {
            Outcome::Fails(fault) => Some(fault),
            Outcome::Works | Outcome::WorksSilently => {
                let writes = matches!(asked, storage::Effect::Append(_) | storage::Effect::Erase { .. });
                (disk.is_full && writes).then_some(JournalFault::Full)
            }
        };
        let told = |works: Outcome| match (fault, works) {
            (Some(fault), _) => Err(fault),
            (None, Outcome::WorksSilently) => Err(JournalFault::Silent),
            (None, _) => Ok(()),
        };
        let told = told(outcome);
        let answer = match asked {
            storage::Effect::ReadLog(from) => storage::Event::LogRead(told.map(|()| disk.log(from))),
            storage::Effect::YieldToBrowser => storage::Event::Yielded,
            storage::Effect::ReadAgain(file) => {
                let bytes = self.chosen.get(&file).cloned().filter(|_| told.is_ok());
                storage::Event::ReadAgain(bytes.map(Rc::new))
            }
            storage::Effect::SeekFile(file) => {
                storage::Event::FileSought(told.map(|()| disk.files.contains_key(&file)))
            }
            storage::Effect::Append(batch) => {
                let done = fault.is_none().then(|| disk.append(&batch));
                storage::Event::Appended(told.map(|()| done.expect("it worked")))
            }
            storage::Effect::Erase {
                known,
                stored,
                generation,
            } => {
                let seen = self.session.entries_from(0).len();
                let there = disk.entries().len();
                let done = fault
                    .is_none()
                    .then(|| disk.erase(known.as_deref(), stored, generation));
                if done == Some(true) {
                    assert!(there <= seen, "erased what another window added");
                }
                storage::Event::Erased(told.map(|()| done.expect("it worked")))
            }
            other => panic!("{other:?} is nothing for the disk"),
        };
        // Of what failed nobody knows what became of the disk.
        let fate = if told.is_ok() { disk.fate } else { self.fate };
        self.answers.push_back((fate, answer));
    }

    fn answer(&mut self) {
        if let Some((fate, answer)) = self.answers.pop_front() {
            let is_of_all = matches!(
                answer,
                storage::Event::LogRead(_) | storage::Event::Appended(_) | storage::Event::Erased(_)
            );
            // What it means that something was refused is seen when the log is read.
            let is_refused = matches!(
                answer,
                storage::Event::Appended(Ok(Appended::Erased)) | storage::Event::Erased(Ok(false))
            );
            if is_of_all && !is_refused {
                self.fate = fate;
            }
            self.send_to_storage(answer);
        }
    }

    fn ring(&mut self) {
        if std::mem::take(&mut self.is_rung) {
            self.send_to_storage(storage::Event::ChangedElsewhere);
        }
    }

    fn time(&mut self) {
        if std::mem::take(&mut self.timer) {
            self.send_to_storage(storage::Event::RetryDue);
        }
    }

    /// The bytes of a kept file, as the page finds them.
    fn kept(&mut self, file: FileNumber, bytes: Fingerprint, disk: &Disk) -> Option<Vec<u8>> {
        let found = match self.storage.stored_bytes(bytes) {
            StoredBytes::Loaded(bytes) => Some(bytes),
            StoredBytes::OnDisk(asked) => {
                let files = asked.iter().map(|file| disk.files.get(file).cloned());
                self.storage.take_prefetched(&asked, files.collect())
            }
            StoredBytes::NotStored => panic!("it is an own desk"),
        };
        found
            .map(|bytes| bytes.to_vec())
            .or_else(|| self.chosen.get(&file).cloned())
    }

    /// Carries out one effect of the session; whether there was any.
    fn step(&mut self, disk: &Disk) -> bool {
        let Some(effect) = self.effects.pop_front() else {
            return false;
        };
        match effect {
            Effect::Read(file) => {
                let bytes = self.chosen.get(&file).cloned();
                self.opened(file, bytes);
            }
            Effect::ReadStored { file, bytes_hash } => {
                let bytes = self.kept(file, bytes_hash, disk);
                self.opened(file, bytes);
            }
            Effect::FindRubric(fingerprint) => {
                let found = self.rubrics.borrow().get(&fingerprint).cloned();
                let event = match found {
                    Some(rubric) => Event::RubricFound { fingerprint, rubric },
                    None => Event::RubricMissing(fingerprint),
                };
                self.tell(event);
            }
            // These need no answer.
            Effect::ReadText { .. }
            | Effect::StoreRubric { .. }
            | Effect::Append { .. }
            | Effect::StoreFile { .. }
            | Effect::Renumbered { .. } => {}
        }
        true
    }

    fn opened(&mut self, file: FileNumber, bytes: Option<Vec<u8>>) {
        let reading = match bytes {
            Some(bytes) => {
                let reading = ReadFile::of("", &bytes, |_| None);
                self.read.insert(reading.bytes_hash, bytes);
                Ok(reading)
            }
            None => Err(Problem::error(Place::File, FileFault::Unreadable.into())),
        };
        self.tell(Event::Read { file, reading });
    }

    /// Files that could not be read, of which nothing is kept.
    fn unreadable(&self) -> usize {
        let rows = self.session.rows();
        let is_unreadable = |verdict: &Verdict<_>| {
            matches!(verdict, Verdict::Refused(problems)
                if problems.iter().any(|problem| problem.fault == FileFault::Unreadable.into()))
        };
        rows.filter(|row| is_unreadable(&row.verdict)).count()
    }

    /// Everything that the desk shows, but for the order of its rows.
    fn shown(&mut self) -> (Vec<String>, Vec<String>, Figures, Rule) {
        self.session.settle();
        let mut rows: Vec<String> = self
            .session
            .rows()
            .map(|row| format!("{} {}", row.name, words::verdict_of(&row.verdict, Lang::Zh)))
            .collect();
        rows.sort();
        let ranking = self.session.intake().ranking();
        let ranked = ranking.ranked.iter();
        let ranks = ranked
            .map(|one| format!("{} {}", one.rank, one.applicant))
            .collect();
        let figures = Figures {
            exported: false,
            ..self.session.figures()
        };
        (rows, ranks, figures, self.session.rule())
    }
}

/// The names of files that entries name, in their order. Each is chosen once.
fn names(entries: &[Entry]) -> Vec<String> {
    let taken = entries.iter().filter_map(|entry| match entry {
        Entry::Taken(file) => Some(file.name.clone()),
        _ => None,
    });
    taken.collect()
}

/// What happens.
#[derive(Clone, Debug)]
enum Act {
    Choose(Vec<usize>),
    Step(usize),
    TakeOut(usize),
    Clear,
    Stop,
    Undo,
    Redo,
    Rule(usize),
    /// The disk executes the request. No window has got the answer yet.
    Disk(Outcome),
    Answer,
    /// So often both.
    Write(usize),
    Ring,
    Time,
    Erase,
    Kill,
    /// The disk is full from now on, or no longer.
    Full,
    /// The browser empties the disk, while all windows are at rest.
    Empty,
    /// The machine is switched off, and a record is gone or unreadable afterwards.
    Damage(usize, bool),
}

fn any_act() -> impl Strategy<Value = Act> {
    let fault = prop_oneof![
        Just(JournalFault::Full),
        Just(JournalFault::Broken),
        Just(JournalFault::Silent),
        Just(JournalFault::HeldByOlderWindow),
    ];
    let outcome = prop_oneof![
        3 => Just(Outcome::Works),
        1 => fault.prop_map(Outcome::Fails),
        1 => Just(Outcome::WorksSilently),
    ];
    prop_oneof![
        5 => proptest::collection::vec(0_usize..9, 1..5).prop_map(Act::Choose),
        8 => (1_usize..12).prop_map(Act::Step),
        2 => (0_usize..8).prop_map(Act::TakeOut),
        2 => Just(Act::Clear),
        1 => Just(Act::Stop),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => (0_usize..3).prop_map(Act::Rule),
        6 => outcome.prop_map(Act::Disk),
        6 => Just(Act::Answer),
        6 => (1_usize..9).prop_map(Act::Write),
        3 => Just(Act::Ring),
        2 => Just(Act::Time),
        2 => Just(Act::Erase),
        1 => Just(Act::Kill),
        1 => Just(Act::Full),
        1 => Just(Act::Empty),
        1 => (0_usize..8, any::<bool>()).prop_map(|(at, gone)| Act::Damage(at, gone)),
    ]
}

/// Six sheets, a second one, a rubric, and a sheet made with it.
fn files() -> Vec<(String, String)> {
    let own = ["甲院", "乙校"].into_iter().flat_map(|applicant| {
        ["陈立", "何静", "吴敏"].map(|assessor| {
            let percent = if applicant == "甲院" { "50" } else { "65" };
            (
                format!("{applicant}-{assessor}.json"),
                sheet(applicant, assessor, percent),
            )
        })
    });
    let second = ("第二份.json".to_owned(), sheet("甲院", "陈立", "60"));
    let (rubric, _, other) = other_rubric();
    own.chain([
        second,
        ("标准.json".to_owned(), rubric),
        ("其他标准.json".to_owned(), other),
    ])
    .collect()
}

/// A disk and the windows at it.
struct World {
    disk: Disk,
    windows: Vec<Window>,
    files: Vec<(String, String)>,
    rubrics: RubricStore,
    opened: usize,
    chosen: usize,
    erasings: usize,
    /// What was seen last of the disk.
    fate: Fate,
    /// Files that were taken and must be on the disk in the end.
    expected: BTreeSet<String>,
    /// Files that went with an erasing.
    erased: BTreeSet<String>,
}

impl World {
    fn new(windows: usize) -> Self {
        let (rubric, fingerprint) = small();
        let mut world = Self {
            disk: Disk::default(),
            windows: Vec::new(),
            files: files(),
            rubrics: Rc::new(RefCell::new(BTreeMap::from([(fingerprint, Arc::new(rubric))]))),
            opened: 0,
            chosen: 0,
            erasings: 0,
            fate: Fate::default(),
            expected: BTreeSet::new(),
            erased: BTreeSet::new(),
        };
        for _ in 0..windows {
            let window = world.window();
            world.windows.push(window);
        }
        world
    }

    fn window(&mut self) -> Window {
        self.opened += 1;
        let name = format!("window-{}", self.opened);
        Window::open(name, self.disk.fate, Rc::clone(&self.rubrics))
    }

    fn act(&mut self, at: usize, act: &Act) {
        match act {
            Act::Choose(chosen) => self.choose(at, chosen),
            Act::Kill => {
                self.windows[at] = self.window();
                self.forget_unsaved();
            }
            Act::Full => self.disk.is_full = !self.disk.is_full,
            Act::Empty => {
                self.rest();
                if self.all_kept() {
                    self.disk.empty();
                }
            }
            Act::Damage(at, is_gone) => {
                let number = u64::try_from(*at).expect("a small number");
                if *is_gone {
                    self.disk.log.remove(&number);
                } else if let Some(record) = self.disk.log.get_mut(&number) {
                    *record = "{".to_owned();
                }
                for at in 0..self.windows.len() {
                    self.windows[at] = self.window();
                }
                self.forget_unsaved();
            }
            Act::Erase => {
                self.erasings += 1;
                let generation = format!("generation-{}", self.erasings);
                self.windows[at].send_to_storage(storage::Event::EraseWanted { generation });
            }
            _ => self.act_in(at, act),
        }
    }

    fn act_in(&mut self, at: usize, act: &Act) {
        let window = &mut self.windows[at];
        match act {
            Act::Step(most) => {
                let mut left = *most;
                while left > 0 && window.step(&self.disk) {
                    left -= 1;
                }
            }
            Act::TakeOut(row) => {
                let number = window.session.rows().nth(*row).map(|row| row.number);
                if let Some(number) = number {
                    window.act(Event::TakenOut(number));
                }
            }
            Act::Clear => window.act(Event::Cleared),
            Act::Stop => window.act(Event::Stopped),
            Act::Undo => window.act(Event::Undo),
            Act::Redo => window.act(Event::Redo),
            Act::Rule(rule) => window.act(Event::RuleChosen(Rule::ALL[*rule])),
            Act::Disk(outcome) => window.disk(&mut self.disk, *outcome),
            Act::Answer => window.answer(),
            Act::Write(times) => {
                for _ in 0..*times {
                    window.disk(&mut self.disk, Outcome::Works);
                    window.answer();
                }
            }
            Act::Ring => window.ring(),
            Act::Time => window.time(),
            other => panic!("{other:?} is of the world"),
        }
    }

    fn choose(&mut self, at: usize, chosen: &[usize]) {
        let window = &mut self.windows[at];
        if !window.storage.is_open() {
            // The files would get their numbers once it is open.
            return;
        }
        let mut number = window.session.next_number();
        let mut choices = Vec::new();
        for (name, text) in chosen.iter().map(|file| &self.files[*file]) {
            window.chosen.insert(number, text.clone().into_bytes());
            number.0 += 1;
            self.chosen += 1;
            choices.push(Choice {
                name: format!("{:03}-{name}", self.chosen),
                size: text.len() as u64,
            });
        }
        window.tell(Event::Chosen(choices));
    }

    /// What was only in a window that is gone is gone.
    fn forget_unsaved(&mut self) {
        let mut left: BTreeSet<String> = names(&self.disk.entries()).into_iter().collect();
        for window in &self.windows {
            left.extend(names(window.session.entries_from(0)));
        }
        self.expected.retain(|name| left.contains(name));
    }

    fn all_kept(&self) -> bool {
        let mut statuses = self.windows.iter().map(Window::save_status);
        statuses.all(|status| status == DeskSaveStatus::OnDisk)
    }

    /// What holds at every time.
    fn check(&mut self) {
        for at in 0..self.windows.len() {
            if std::mem::take(&mut self.windows[at].has_announced) {
                for (other, window) in self.windows.iter_mut().enumerate() {
                    window.is_rung |= other != at;
                }
            }
        }
        if std::mem::replace(&mut self.fate, self.disk.fate).erased != self.disk.fate.erased {
            self.erased.append(&mut self.expected);
        }
        let there = self.disk.entries();
        for entry in &there {
            if let Entry::Taken(file) = entry {
                assert!(
                    self.disk.files.contains_key(&file.bytes_hash),
                    "{} without its bytes",
                    file.name
                );
            }
        }
        let mut once = BTreeSet::new();
        // What several windows write again after the browser took it away may stand there more than once.
        let is_once = self.disk.fate.emptied == 0;
        for name in names(&there) {
            assert!(
                once.insert(name.clone()) || !is_once,
                "{name} stands twice on the disk"
            );
        }
        for window in &self.windows {
            let own = window.session.entries_from(0);
            let taken = names(own);
            let before = taken.len();
            let taken: BTreeSet<String> = taken.into_iter().collect();
            assert!(
                before == taken.len() || !is_once,
                "a file stands twice in a window"
            );
            if window.fate.erased == self.disk.fate.erased {
                self.expected.extend(taken);
            } else {
                self.erased.extend(taken);
            }
            // The counts hold nothing that is not on the disk, unless the window says that it cannot save.
            let figures = window.storage.figures(&window.session);
            let counted = figures.files - figures.waiting - figures.stopped;
            let unread = window.unreadable();
            let counts_all = matches!(
                window.save_status(),
                DeskSaveStatus::Failed(_) | DeskSaveStatus::Doubtful
            );
            if !counts_all && window.fate == self.disk.fate {
                assert!(
                    counted <= names(&there).len() + unread,
                    "counted, and not on the disk"
                );
            }
            if window.save_status() == DeskSaveStatus::OnDisk && window.fate == self.disk.fate {
                assert!(own.len() <= there.len(), "shown as on the disk, and is not there");
                assert_eq!(own, &there[..own.len()], "shown as on the disk, and is not there");
            }
        }
    }

    /// The disk works, and all that is under way comes to its end.
    fn rest(&mut self) {
        self.disk.is_full = false;
        for window in &mut self.windows {
            // Nobody knows that the browser emptied the disk before he looks.
            window.is_rung = true;
        }
        let mut tries = 0;
        for _ in 0..10_000 {
            let mut is_moving = false;
            for window in &mut self.windows {
                is_moving |= window.is_rung || !window.asked.is_empty() || !window.answers.is_empty();
                window.ring();
                window.disk(&mut self.disk, Outcome::Works);
                window.answer();
                while window.step(&self.disk) {
                    is_moving = true;
                }
            }
            self.check();
            if !is_moving {
                // What cannot be written is tried for ever; a few times tell.
                if tries == 4 || self.windows.iter().all(|window| !window.timer) {
                    return self.check_rest();
                }
                tries += 1;
                for window in &mut self.windows {
                    window.time();
                }
            }
        }
        panic!("it comes to no rest");
    }

    fn check_rest(&self) {
        for window in &self.windows {
            assert!(window.without_room.is_empty(), "a file waits for room for ever");
            match window.save_status() {
                DeskSaveStatus::OnDisk => {}
                // What the browser took away is not to be had again where nobody has the files.
                DeskSaveStatus::Failed(DeskFault::BytesMissing) if self.disk.fate.emptied > 0 => return,
                // After a broken write nothing is called saved, though all of it is there.
                DeskSaveStatus::Doubtful if window.saw_broken_write => {}
                status => panic!("at rest it is {status:?}"),
            }
        }
        let there: BTreeSet<String> = names(&self.disk.entries()).into_iter().collect();
        for name in self.expected.difference(&self.erased) {
            assert!(there.contains(name), "{name} is lost");
        }
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC K27, K28, K29, K30, K37
    #[test]
    fn windows_at_a_failing_disk_lose_nothing_and_come_to_show_the_same(
        count in 2_usize..4,
        acts in proptest::collection::vec((0_usize..3, any_act()), 1..80),
    ) {
        let mut world = World::new(count);
        for (at, act) in &acts {
            world.act(at % count, act);
            world.check();
        }
        world.rest();
        // What nobody had read when it was stopped is nowhere but in its window.
        for window in &mut world.windows {
            let unread: Vec<FileNumber> = window
                .session
                .rows()
                .filter(|row| matches!(row.verdict, Verdict::Stopped))
                .map(|row| row.number)
                .collect();
            for number in unread {
                window.tell(Event::TakenOut(number));
            }
        }
        world.rest();
        if !world.all_kept() {
            return Ok(());
        }
        let fresh = world.window();
        world.windows.push(fresh);
        world.rest();
        let there = world.disk.entries();
        let mut fresh = world.windows.pop().expect("it was opened");
        let wanted = fresh.shown();
        for window in &mut world.windows {
            prop_assert_eq!(window.session.entries_from(0), &there[..]);
            // What the browser took away may have been read by one window and not by another.
            if world.disk.fate.emptied == 0 {
                prop_assert_eq!(window.shown(), wanted.clone());
            }
        }
    }
}

/// Lives through these acts, each of a window.
fn at_rest_after(count: usize, acts: &[(usize, Act)]) -> World {
    let mut world = World::new(count);
    for (at, act) in acts {
        world.act(*at, act);
        world.check();
    }
    world.rest();
    world
}

/// The browser emptied the disk, and a new window has written as many entries as another one knows.
///
/// SPEC K28
#[test]
fn a_log_of_the_same_length_is_not_taken_for_the_same() {
    let world = at_rest_after(
        3,
        &[
            (0, Act::Rule(0)),
            (0, Act::Empty),
            (1, Act::Kill),
            (1, Act::Rule(1)),
            (1, Act::Write(1)),
        ],
    );
    let there = world.disk.entries();
    for window in &world.windows {
        assert_eq!(window.session.entries_from(0), there);
        assert_eq!(window.session.rule(), world.windows[0].session.rule());
    }
    assert!(there.contains(&Entry::RuleChosen(Rule::ALL[0])));
    assert!(there.contains(&Entry::RuleChosen(Rule::ALL[1])));
}

/// The same, while a window writes: nothing is put behind an entry that it does not know.
///
/// SPEC K28
#[test]
fn nothing_is_written_behind_an_entry_that_a_window_does_not_know() {
    let world = at_rest_after(
        2,
        &[
            (0, Act::Rule(0)),
            (0, Act::Empty),
            (1, Act::Kill),
            (1, Act::Rule(1)),
            (1, Act::Write(2)),
            (0, Act::Rule(2)),
            (0, Act::Disk(Outcome::Works)),
        ],
    );
    let there = world.disk.entries();
    assert_eq!(there.len(), 3, "{there:?}");
    for window in &world.windows {
        assert_eq!(window.session.entries_from(0), there);
    }
}

/// What a window had not written goes with an erasing in another.
///
/// SPEC K30
#[test]
fn what_was_not_written_goes_with_an_erasing() {
    let world = at_rest_after(
        2,
        &[
            (0, Act::Write(2)),
            (0, Act::Choose(vec![0])),
            (0, Act::Step(3)),
            (0, Act::Write(3)),
            (1, Act::Write(3)),
            (1, Act::Choose(vec![1])),
            (1, Act::Step(9)),
            (0, Act::Erase),
            (0, Act::Write(1)),
        ],
    );
    assert_eq!(world.disk.fate.erased, 1);
    assert!(world.disk.entries().is_empty());
    for window in &world.windows {
        assert!(window.session.entries_from(0).is_empty());
        assert_eq!(window.session.figures().files, 0);
    }
}

/// SPEC J39
#[test]
fn after_a_broken_write_nothing_is_called_saved() {
    let mut storage = DeskStorage::new(Limits::RULES);
    let mut session = Session::new(Purpose::Own);
    let mut handle = |event| storage.handle(&mut session, event, Instant::from_unix_seconds(0));
    let window = "window".to_owned();
    handle(storage::Event::Opened { window });
    handle(storage::Event::LogRead(Ok(storage::StoredLog::default())));
    handle(storage::Event::Yielded);
    handle(storage::Event::JournalBroke(true));
    assert_eq!(storage.save_status(&session), DeskSaveStatus::Doubtful);
    storage.handle(
        &mut session,
        storage::Event::JournalBroke(false),
        Instant::from_unix_seconds(0),
    );
    assert_eq!(storage.save_status(&session), DeskSaveStatus::OnDisk);
}
