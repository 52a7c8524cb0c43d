//! The windows of one browser over the simulated disk. They can be frozen, killed between any two effects, and
//! restarted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use scoring::document::{Address, Edit};
use scoring::foundations::{Fingerprint, Instant};
use scoring::keeper::{
    DRAFTS, DraftModel, Effect, Event, Head, JournalAnswer, Keeper, LocalAnswer, NewDraft, Notification,
    OpenView, RandomSource, RequestId, StoredRubric, Summary, Texts, View,
};
use scoring::lock::{Cost, DataKey, Lock};
use scoring::scoresheet::{DraftHead, DraftKind, RubricRef};
use scoring::stored::{read_draft_head, read_head, read_record, write_draft_head};

use crate::disk::{Answer, Journal, Local, LocalEvent, LocalMode, Losses, Pending, Request};
use crate::invariants::{ExpectedStep, Violation};

/// The fields of the simulated drafts.
pub(crate) const FIELDS: [&str; 3] = ["applicant", "overall", "clause/1.1/value"];

pub(crate) fn address(at: &str) -> Address {
    Address::parse(at).expect("an address")
}

pub(crate) fn edit(at: &str, text: &str) -> Edit {
    Edit::of(address(at), text)
}

/// Predictable ids and nonces.
pub(crate) struct Counter(pub(crate) u64);

impl RandomSource for Counter {
    fn id(&mut self) -> String {
        self.0 += 1;
        format!("{:06}id", self.0)
    }

    fn nonce(&mut self) -> [u8; 24] {
        self.0 += 1;
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes
    }
}

struct SimulatedModel;

impl DraftModel for SimulatedModel {
    fn recognises(&self, address: &Address) -> bool {
        FIELDS.contains(&address.as_str())
    }

    fn summary(&self, texts: &Texts) -> Summary {
        Summary {
            stage: Some("self".to_owned()),
            progress: None,
            applicant: texts.get(&address("applicant")).cloned().unwrap_or_default(),
        }
    }

    fn rubric(&self) -> Option<StoredRubric> {
        None
    }
}

/// The losses of each storage.
#[derive(Clone, Copy, Default)]
struct AllLosses {
    local: Losses,
    journal: Losses,
}

/// A storage event that is not delivered yet.
struct PendingEvent {
    event: Event,
    /// The record that the window's copy of localStorage has until then, and its key; nothing if the window has written
    /// the record itself since.
    lagging: Option<(String, Option<String>)>,
}

impl PendingEvent {
    fn of(event: Event) -> Self {
        Self { event, lagging: None }
    }
}

/// One window.
pub(crate) struct Window {
    pub(crate) keeper: Keeper,
    pub(crate) instance: u64,
    /// Storage events that are not delivered yet.
    storage_events: VecDeque<PendingEvent>,
    /// Answers of the journal that are not delivered yet, each with its losses by then.
    answers: VecDeque<(Losses, Request, Event)>,
    pub(crate) timer: bool,
    /// The version of the journal when the timer last fired; 0 since a read of the journal failed, which showed nothing.
    journal_version_at_timer: u64,
    /// The losses of each storage when this window started.
    at_start: AllLosses,
    /// The same when it last read each draft.
    losses_at_last_read: BTreeMap<String, AllLosses>,
    pub(crate) frozen: bool,
    pub(crate) notifications: Vec<Notification>,
    /// The fields of the open draft whose text another window wrote.
    written_elsewhere: BTreeSet<Address>,
    /// The texts of the open draft after the last change of them.
    shown: Texts,
    /// Whether it has scanned both storages.
    has_scanned: bool,
    /// How many kills there were when it last asked for a scan.
    kills_at_scan: u64,
}

impl Window {
    /// What its copy of localStorage has where it lags behind.
    fn lagging(&self) -> BTreeMap<String, Option<String>> {
        let mut lagging = BTreeMap::new();
        for (key, text) in self
            .storage_events
            .iter()
            .filter_map(|event| event.lagging.as_ref())
        {
            lagging.entry(key.clone()).or_insert_with(|| text.clone());
        }
        lagging
    }

    /// Notes whose text each field of the open draft has now. A draft that is still being written after it was closed is
    /// reported too.
    fn note_authors(&mut self, effects: &[Effect], is_step: bool, takes_conflict: bool, now: Instant) {
        let view = self.keeper.view(now);
        let View::Open(open) = &view else { return };
        for effect in effects {
            match effect {
                Effect::Notify(Notification::Opened(_)) => self.written_elsewhere.clear(),
                Effect::Notify(Notification::Changed(fields)) if !is_step => {
                    let changed = fields
                        .iter()
                        .filter(|field| self.shown.get(*field) != open.texts.get(*field));
                    for field in changed {
                        if takes_conflict {
                            self.written_elsewhere.remove(field);
                        } else {
                            self.written_elsewhere.insert(field.clone());
                        }
                    }
                }
                _ => {}
            }
        }
        let is_told = |effect: &Effect| {
            matches!(
                effect,
                Effect::Notify(Notification::Opened(_) | Notification::Changed(_))
            )
        };
        if is_step || effects.iter().any(is_told) {
            self.shown = open.texts.clone();
        }
    }

    /// Its copy has these records from now on.
    fn catch_up(&mut self, is_known: impl Fn(&str) -> bool) {
        for event in &mut self.storage_events {
            event.lagging = event.lagging.take_if(|(key, _)| !is_known(key));
        }
    }

    /// The losses of each storage when this window last read a draft there.
    fn losses(&self, draft: &str) -> AllLosses {
        self.losses_at_last_read
            .get(draft)
            .copied()
            .unwrap_or(self.at_start)
    }

    fn losses_at_last_read(&mut self, draft: &str) -> &mut AllLosses {
        self.losses_at_last_read
            .entry(draft.to_owned())
            .or_insert(self.at_start)
    }
}

/// The browser: storages, windows, clock.
pub(crate) struct World {
    pub(crate) local: Local,
    pub(crate) journal: Journal,
    pub(crate) windows: Vec<Option<Window>>,
    pub(crate) now: i64,
    pub(crate) random: Counter,
    /// The keys of all locks, by their salts: people know every passphrase.
    pub(crate) keys: BTreeMap<[u8; 16], Rc<DataKey>>,
    /// After how many further effects the acting window is killed.
    pub(crate) crash_after: Option<usize>,
    /// The windows that were killed so.
    pub(crate) crashed: Vec<usize>,
    /// How many windows were started so far.
    instances: u64,
    /// How many kills there were.
    kills: u64,
    /// Whether both storages were scanned since the last kill.
    pub(crate) scanned_since_kill: bool,
    /// How often localStorage had been emptied when it was last scanned.
    emptied_at_scan: u64,
    pub(crate) drafts: u64,
    /// What each window remembers until it is closed: whether a write of the journal broke.
    broke: Vec<bool>,
    /// The first violation of `an_edit_is_one_step`.
    pub(crate) failed_step: Option<Violation>,
}

/// More rounds than anything pending needs.
pub(crate) const MANY_ROUNDS: usize = 3000;

impl World {
    pub(crate) fn new(windows: usize) -> Self {
        let mut world = Self {
            local: Local::new(),
            journal: Journal::new(),
            windows: (0..windows).map(|_| None).collect(),
            now: 1_795_429_920,
            random: Counter(0),
            keys: BTreeMap::new(),
            crash_after: None,
            crashed: Vec::new(),
            instances: 0,
            kills: 0,
            scanned_since_kill: true,
            emptied_at_scan: 0,
            drafts: 0,
            broke: vec![false; windows],
            failed_step: None,
        };
        for window in 0..windows {
            world.start(window);
        }
        world
    }

    pub(crate) fn now(&self) -> Instant {
        Instant::from_unix_seconds(self.now)
    }

    /// A head for a draft, with or without a lock.
    pub(crate) fn head(&self, id: &str, lock: Option<Lock>) -> Head {
        read_head(&write_draft_head(&DraftHead {
            id: id.to_owned(),
            kind: DraftKind::SelfAssessment,
            rubric: RubricRef {
                fingerprint: Fingerprint::of(b"rubric"),
                id: "small".to_owned(),
                version: "2".to_owned(),
            },
            application: None,
            cycle: None,
            created: Instant::from_unix_seconds(1_795_429_920),
            lock,
        }))
    }

    /// A new lock of the lowest cost.
    pub(crate) fn lock(&mut self) -> (Rc<DataKey>, Lock) {
        let mut bytes = [0; 32];
        bytes[..24].copy_from_slice(&self.random.nonce());
        let key = Rc::new(DataKey::of(bytes));
        let cost = Cost { m_kib: 8, t: 1, p: 1 };
        let mut salt = [0; 16];
        salt.copy_from_slice(&self.random.nonce()[..16]);
        let lock = key
            .lock("eight characters", cost, salt, self.random.nonce())
            .expect("a lock");
        self.keys.insert(lock.salt, Rc::clone(&key));
        (key, lock)
    }

    /// Another lock around the same key.
    pub(crate) fn another_lock(&mut self, key: &Rc<DataKey>) -> Lock {
        let cost = Cost { m_kib: 8, t: 1, p: 1 };
        let mut salt = [0; 16];
        salt.copy_from_slice(&self.random.nonce()[..16]);
        let lock = key
            .lock("nine characters", cost, salt, self.random.nonce())
            .expect("a lock");
        self.keys.insert(lock.salt, Rc::clone(key));
        lock
    }

    /// Starts a window in this place; the former one is gone.
    pub(crate) fn start(&mut self, window: usize) {
        self.instances += 1;
        self.windows[window] = Some(Window {
            keeper: Keeper::new(),
            instance: self.instances,
            storage_events: VecDeque::new(),
            answers: VecDeque::new(),
            timer: false,
            journal_version_at_timer: 0,
            at_start: AllLosses {
                local: self.local.losses(),
                journal: self.journal.losses(),
            },
            losses_at_last_read: BTreeMap::new(),
            frozen: false,
            notifications: Vec::new(),
            written_elsewhere: BTreeSet::new(),
            shown: Texts::new(),
            has_scanned: false,
            kills_at_scan: 0,
        });
        if self.broke[window] {
            self.send(window, Event::JournalBroke(true));
        }
        self.send(window, Event::ListDrafts);
    }

    pub(crate) fn is_awake(&self, window: usize) -> bool {
        self.windows[window].as_ref().is_some_and(|window| !window.frozen)
    }

    /// Whether a window has scanned both storages.
    pub(crate) fn has_scanned(&self, window: usize) -> bool {
        self.windows[window]
            .as_ref()
            .is_some_and(|window| window.has_scanned)
    }

    pub(crate) fn view(&self, window: usize) -> Option<View<'_>> {
        Some(self.windows[window].as_ref()?.keeper.view(self.now()))
    }

    /// Whether a window says that it holds texts that are in no storage: until a passphrase is entered, or of a draft that
    /// seems removed. Of such a draft it offers the texts that it shows, and no steps before them.
    pub(crate) fn holds_texts(&self, window: usize) -> bool {
        let there = self.windows[window].as_ref();
        let has_unstored_text = there.is_some_and(|window| window.keeper.has_unstored_text());
        has_unstored_text || matches!(self.view(window), Some(View::Detached(..)))
    }

    pub(crate) fn open(&self, window: usize) -> Option<OpenView<'_>> {
        match self.view(window)? {
            View::Open(open) => Some(open),
            _ => None,
        }
    }

    pub(crate) fn begin(&mut self, window: usize, texts: &[(&str, &str)]) -> String {
        self.drafts += 1;
        let id = format!("draft{}", self.drafts);
        let head = self.head(&id, None);
        let new_draft = NewDraft {
            draft: id.clone(),
            head,
            model: Rc::new(SimulatedModel),
            texts: texts
                .iter()
                .map(|(at, text)| (address(at), (*text).to_owned()))
                .collect(),
            application: None,
        };
        self.send(window, Event::Begin(Box::new(new_draft)));
        id
    }

    /// Sends an event to a window and executes its effects.
    pub(crate) fn send(&mut self, window: usize, event: Event) {
        let now = self.now();
        let mut queue = VecDeque::from([event]);
        let mut handled = 0;
        while let Some(event) = queue.pop_front() {
            handled += 1;
            assert!(
                handled < 1000,
                "localStorage and the keeper answer each other for ever"
            );
            let Some(there) = self.windows[window].as_mut() else {
                return;
            };
            let has_scanned = matches!(&event, Event::StoragesScanned(_, _, Ok(_)));
            let step = ExpectedStep::of(&there.keeper.view(now), &event);
            let takes_conflict = matches!(&event, Event::TakeConflict(_));
            let effects = there.keeper.handle(event, now, &mut self.random);
            there.note_authors(&effects, step.is_some(), takes_conflict, now);
            // Executing the effects may bring texts of another window.
            let broken = step.and_then(|step| {
                let authors = step.check_authors(&mut there.written_elsewhere);
                authors.and_then(|()| step.check(&there.keeper.view(now))).err()
            });
            self.failed_step = self.failed_step.take().or(broken);
            there.has_scanned |= has_scanned;
            for effect in effects {
                if !self.carry_out(window, effect, &mut queue) {
                    return;
                }
            }
            if has_scanned && self.local.mode != LocalMode::Unavailable {
                let there = self.windows[window].as_ref().expect("it lives");
                self.scanned_since_kill |= there.kills_at_scan == self.kills;
                // The text of a field that the journal may not have stays until its draft is unlocked.
                let journal = &self.journal;
                self.local.written_late.retain(|(key, _)| {
                    let draft = key[DRAFTS.len()..].split('/').next().unwrap_or_default();
                    key.contains("/field/") && !journal.has_removed(draft)
                });
                self.emptied_at_scan = self.local.emptied;
            }
        }
        self.broadcast_storage_events();
    }

    /// Counts an effect. Returns whether the window survives it.
    fn survives_effect(&mut self, window: usize) -> bool {
        match &mut self.crash_after {
            Some(0) => {
                self.crash_after = None;
                self.crashed.push(window);
                self.windows[window] = None;
                self.note_kill();
                self.broadcast_storage_events();
                false
            }
            Some(left) => {
                *left -= 1;
                true
            }
            None => true,
        }
    }

    fn carry_out(&mut self, window: usize, effect: Effect, queue: &mut VecDeque<Event>) -> bool {
        if !self.survives_effect(window) {
            return false;
        }
        let looked_at = match &effect {
            Effect::ReadLocal(_, draft) => Some(draft),
            Effect::Local(_, Some(precondition), _) => Some(&precondition.draft),
            _ => None,
        };
        if let Some(draft) = looked_at.filter(|_| self.local.mode != LocalMode::Unavailable) {
            let now = self.local.losses();
            let there = self.windows[window].as_mut().expect("it lives");
            let seen = &mut there.losses_at_last_read(draft).local;
            // A precondition looks at the head, and at no other record.
            seen.emptied = now.emptied;
            if matches!(effect, Effect::ReadLocal(..)) {
                seen.damaged = now.damaged;
            }
        }
        let there = self.windows[window].as_ref().expect("it lives");
        self.local.lagging = there.lagging();
        match effect {
            Effect::Local(request_id, precondition, changes) => {
                let answer = if precondition.is_some_and(|precondition| !self.local.holds(&precondition)) {
                    changes
                        .iter()
                        .for_each(|change| self.local.note_unwritten(change));
                    LocalAnswer::Stale
                } else {
                    let mut outcomes = Vec::new();
                    for change in &changes {
                        if !self.survives_effect(window) {
                            return false;
                        }
                        outcomes.push(self.local.change(window, change));
                    }
                    LocalAnswer::Done(outcomes)
                };
                // What it has written its copy has.
                let lagging = std::mem::take(&mut self.local.lagging);
                let there = self.windows[window].as_mut().expect("it lives");
                there.catch_up(|key| !lagging.contains_key(key));
                queue.push_back(Event::LocalDone(request_id, answer));
            }
            Effect::ReadLocal(request_id, draft) => {
                let read = self.local.draft(&draft);
                queue.push_back(Event::LocalRead(request_id, read));
            }
            Effect::Journal(request_id, precondition, changes) => {
                self.ask(window, request_id, Request::Write(precondition, changes))
            }
            Effect::ReadJournal(request_id, draft) => self.ask(window, request_id, Request::Draft(draft)),
            Effect::ReadEntries(request_id, keys) => self.ask(window, request_id, Request::Entries(keys)),
            Effect::Reencrypt(request_id, order) => self.ask(window, request_id, Request::Reencrypt(order)),
            Effect::ScanStorages(request_id) => {
                self.windows[window].as_mut().expect("it lives").kills_at_scan = self.kills;
                self.ask(window, request_id, Request::ScanStorages);
            }
            Effect::Rebuild(request_id) => self.ask(window, request_id, Request::Rebuild),
            Effect::FindRubric(request_id, _) => {
                queue.push_back(Event::RubricFound(request_id, Some(Rc::new(SimulatedModel))))
            }
            Effect::RememberJournalBroke(broke) => self.broke[window] = broke,
            Effect::ShareJournalBroke(broke) => {
                self.broke[window] = broke;
                for (number, other) in self.windows.iter_mut().enumerate() {
                    if let Some(other) = other.as_mut().filter(|other| number != window && !other.frozen) {
                        other
                            .storage_events
                            .push_back(PendingEvent::of(Event::JournalBroke(broke)));
                    }
                }
            }
            Effect::StartTimer(..) => self.windows[window].as_mut().expect("it lives").timer = true,
            Effect::Notify(notifications) => self.windows[window]
                .as_mut()
                .expect("it lives")
                .notifications
                .push(notifications),
        }
        true
    }

    fn ask(&mut self, window: usize, request_id: RequestId, request: Request) {
        let instance = self.windows[window].as_ref().expect("it lives").instance;
        self.journal.pending.push_back(Pending {
            window,
            instance,
            request_id,
            request,
        });
    }

    /// Queues storage events for the other windows. Frozen windows never get them.
    fn broadcast_storage_events(&mut self) {
        for change in std::mem::take(&mut self.local.events) {
            let LocalEvent {
                window: author,
                key,
                before,
                after,
            } = change;
            let at = key
                .strip_prefix(DRAFTS)
                .and_then(|rest| rest.split_once('/'))
                .map(|(_, at)| at);
            let value = after.map(|text| read_record(at.unwrap_or("card"), &text));
            for (number, window) in self.windows.iter_mut().enumerate() {
                if let Some(window) = window
                    .as_mut()
                    .filter(|window| number != author && !window.frozen)
                {
                    window.storage_events.push_back(PendingEvent {
                        event: Event::ChangedElsewhere(Some(key.clone()), value.clone()),
                        lagging: Some((key.clone(), before.clone())),
                    });
                }
            }
        }
    }

    /// Lets the journal execute its next request.
    pub(crate) fn step_journal(&mut self) -> bool {
        let Some((asked, answer)) = self.journal.process_next() else {
            return false;
        };
        let request_id = asked.request_id;
        if let Answer::Rebuild(Ok(_)) = &answer {
            // The browser closes the connections of the others to the journal that is deleted.
            for (number, other) in self.windows.iter_mut().enumerate() {
                if let Some(other) = other
                    .as_mut()
                    .filter(|other| number != asked.window && !other.frozen)
                {
                    other
                        .storage_events
                        .push_back(PendingEvent::of(Event::JournalClosed));
                }
            }
        }
        let event = match answer {
            Answer::Write(answer) => Event::JournalDone(request_id, answer),
            Answer::Draft(read) => Event::JournalRead(request_id, read),
            Answer::Entries(read) => Event::EntriesRead(request_id, read),
            Answer::ScanStorages(read) => Event::StoragesScanned(request_id, Ok(Vec::new()), read),
            Answer::Rebuild(outcome) => Event::Rebuilt(request_id, outcome),
        };
        if let Some(window) = self.windows[asked.window]
            .as_mut()
            .filter(|window| window.instance == asked.instance)
        {
            let losses = self.journal.losses();
            window.answers.push_back((losses, asked.request, event));
        }
        true
    }

    /// Delivers the next answer of the journal to a window.
    pub(crate) fn deliver_answer(&mut self, window: usize) -> bool {
        if !self.is_awake(window) {
            return false;
        }
        let Some((losses, request, event)) = self.windows[window]
            .as_mut()
            .and_then(|window| window.answers.pop_front())
        else {
            return false;
        };
        // A successful write does not show what another window refilled.
        let read = match (&request, &event) {
            (Request::Draft(draft), Event::JournalRead(_, Ok(_))) => Some(draft),
            (Request::Write(Some(precondition), _), Event::JournalDone(_, JournalAnswer::Stale)) => {
                Some(&precondition.draft)
            }
            _ => None,
        };
        if matches!(event, Event::JournalRead(_, Err(_))) {
            let there = self.windows[window].as_mut().expect("it lives");
            there.journal_version_at_timer = 0;
        }
        if let Some(draft) = read {
            self.windows[window]
                .as_mut()
                .expect("it lives")
                .losses_at_last_read(draft)
                .journal = losses;
        }
        // localStorage is read when the journal has answered, not before.
        let event = match event {
            Event::StoragesScanned(request_id, _, read) => {
                self.local.lagging = self.windows[window].as_ref().expect("it lives").lagging();
                Event::StoragesScanned(request_id, self.local.scan(), read)
            }
            event => event,
        };
        self.send(window, event);
        true
    }

    /// Delivers the next storage event to a window.
    pub(crate) fn deliver_storage_event(&mut self, window: usize) -> bool {
        if !self.is_awake(window) {
            return false;
        }
        let Some(event) = self.windows[window]
            .as_mut()
            .and_then(|window| window.storage_events.pop_front())
        else {
            return false;
        };
        self.send(window, event.event);
        true
    }

    /// Empties localStorage. Windows get an event if another page did it, and none if the browser did.
    pub(crate) fn empty_local(&mut self, announced: bool) {
        self.local.empty();
        for window in self.windows.iter_mut().flatten() {
            window.catch_up(|_| true);
            if announced {
                let event = PendingEvent::of(Event::ChangedElsewhere(None, None));
                window.storage_events.push_back(event);
            }
        }
    }

    pub(crate) fn fire_timer(&mut self, window: usize) -> bool {
        if !self.is_awake(window) {
            return false;
        }
        let Some(there) = self.windows[window].as_mut() else {
            return false;
        };
        if !std::mem::take(&mut there.timer) {
            return false;
        }
        there.journal_version_at_timer = self.journal.version;
        self.send(window, Event::TimerExpired(scoring::keeper::Timer::Retry));
        true
    }

    /// Whether all storage events were delivered to a window.
    pub(crate) fn has_seen_all_storage_events(&self, window: usize) -> bool {
        self.windows[window]
            .as_ref()
            .is_some_and(|window| window.storage_events.is_empty() && !window.frozen)
    }

    /// Whether an event, an answer or the timer will still notify a window of what was written to the journal at this
    /// version.
    pub(crate) fn will_be_notified(&self, window: usize, written: u64) -> bool {
        let Some(there) = self.windows[window].as_ref() else {
            return false;
        };
        let asked = |pending: &Pending| pending.window == window && pending.instance == there.instance;
        !self.has_seen_all_storage_events(window)
            || !there.answers.is_empty()
            || self.journal.pending.iter().any(asked)
            || there.timer && written > there.journal_version_at_timer
    }

    /// Whether localStorage was scanned since the last kill and the last emptying.
    pub(crate) fn is_localstorage_scanned(&self) -> bool {
        self.scanned_since_kill && self.emptied_at_scan == self.local.emptied
    }

    /// Whether a window has not read a draft in localStorage since it was emptied or a record damaged.
    pub(crate) fn missed_local_loss(&self, window: usize, draft: &str) -> bool {
        let there = self.windows[window].as_ref();
        there.is_some_and(|there| there.losses(draft).local != self.local.losses())
    }

    /// Whether a window has not read a draft in the journal since it was emptied or a record damaged.
    pub(crate) fn missed_journal_loss(&self, window: usize, draft: &str) -> bool {
        let there = self.windows[window].as_ref();
        there.is_some_and(|there| there.losses(draft).journal != self.journal.losses())
    }

    pub(crate) fn freeze(&mut self, window: usize) {
        if let Some(there) = self.windows[window].as_mut() {
            there.frozen = true;
            // Its process goes on.
            there.catch_up(|_| true);
        }
    }

    pub(crate) fn thaw(&mut self, window: usize) {
        if let Some(there) = self.windows[window].as_mut().filter(|there| there.frozen) {
            there.frozen = false;
            // Events from before the freeze may be outdated.
            self.send(window, Event::PageShown);
        }
    }

    pub(crate) fn kill(&mut self, window: usize, done: usize) {
        self.windows[window] = None;
        self.note_kill();
        self.journal.abandon(done, |pending| pending.window == window);
    }

    pub(crate) fn kill_browser(&mut self, rollback: usize, done: usize) {
        for window in &mut self.windows {
            *window = None;
        }
        self.broke.fill(false);
        self.journal.abandon(done, |_| true);
        let most = self.local.changes();
        self.local.roll_back(rollback % (most + 1));
        self.note_kill();
    }

    /// What was read before a kill says nothing of what the killed window wrote.
    fn note_kill(&mut self) {
        self.kills += 1;
        self.scanned_since_kill = false;
    }

    /// Enters the passphrase that a window waits for.
    pub(crate) fn unlock(&mut self, window: usize) {
        let key = match self.view(window) {
            Some(View::AwaitingPassphrase(head, _)) => {
                let key = head.lock().and_then(|lock| self.keys.get(&lock.salt));
                let stored = read_draft_head(&head.text).expect("a head").head;
                key.map(|key| (stored.id, Rc::clone(key)))
            }
            _ => None,
        };
        if let Some((id, key)) = key {
            self.send(window, Event::PassphraseAccepted(id, key));
        }
    }

    /// Executes and delivers everything pending, until nothing is left.
    #[track_caller]
    pub(crate) fn settle(&mut self) {
        assert!(self.settle_for(MANY_ROUNDS), "requests are retried endlessly");
    }

    /// The same while a storage fails and writes are retried endlessly.
    #[track_caller]
    pub(crate) fn settle_but_retries(&mut self) {
        assert!(!self.settle_for(60), "what fails is not retried");
    }

    /// The same for so many rounds. Returns whether nothing is left.
    pub(crate) fn settle_for(&mut self, rounds: usize) -> bool {
        for _ in 0..rounds {
            let mut moved = self.step_journal();
            for window in 0..self.windows.len() {
                moved |= self.deliver_storage_event(window);
                moved |= self.deliver_answer(window);
                moved |= self.fire_timer(window);
            }
            if !moved {
                return true;
            }
        }
        false
    }
}
