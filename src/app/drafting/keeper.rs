//! The keeper on this page: events are sent to it, and its effects are carried out by the browser.
//!
//! All that the page shows of the open draft comes from the keeper's view, after each event.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::Future;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::derived::Figure;
use scoring::document::Source;
use scoring::keeper::{
    Effect, Event, Head, JournalFault, Keeper, News, OpenFault, OpenView, Saved, Schema, Ticket, View,
};
use scoring::scoresheet::DraftHead;
use scoring::stored::read_draft_head;

use crate::app::browser::{clock, document, ports};
use crate::app::drafting::drafts::read_application;
use crate::app::drafting::encryption::Waiter;
use crate::app::drafting::live::{LiveDraft, Readers};
use crate::app::drafting::{OpenDraft, Workbench};

/// What stands at the place of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// No draft is asked for.
    Nothing,
    /// A draft is being read.
    Opening,
    /// A draft waits for its passphrase; says whether words of this window wait with it.
    AwaitingPassphrase(Box<DraftHead>, bool),
    /// The draft is open.
    Open,
    /// Another window removed the draft; its texts can begin a new one.
    Removed,
    /// The draft cannot be opened.
    Failed(OpenFault),
}

/// The keeper, and what the page needs beside it.
pub(super) struct KeeperState {
    keeper: Keeper,
    /// The draft that was asked for last and was not closed.
    pub(super) asked: Option<String>,
    /// Removals that somebody here asked for.
    pub(super) removals_asked: BTreeSet<String>,
    /// The open draft.
    pub(super) live: Option<Rc<LiveDraft>>,
    /// The drafts that the keeper has, by their ids.
    drafts: BTreeMap<String, Weak<LiveDraft>>,
    /// The head that was read last, as it is stored.
    head: String,
    readers: Readers,
    /// Who waits for the end of a rewriting.
    pub(super) rewriting: Option<Waiter>,
    /// Whether the drafts on this machine are being looked over, and whether that is to be done once more.
    pub(super) is_looking: bool,
    pub(super) look_again: bool,
}

impl KeeperState {
    pub(super) fn new() -> Self {
        Self {
            keeper: Keeper::new(),
            asked: None,
            removals_asked: BTreeSet::new(),
            live: None,
            drafts: BTreeMap::new(),
            head: String::new(),
            readers: Readers::default(),
            rewriting: None,
            is_looking: false,
            look_again: false,
        }
    }

    /// What stands for a source of the open draft; the caller tracks it.
    pub(super) fn reader_of(&mut self, source: Source<Figure>) -> ArcTrigger {
        self.readers.of(source)
    }

    /// What stands for the whole open draft.
    pub(super) fn reader_of_whole(&self) -> ArcTrigger {
        self.readers.of_whole()
    }

    /// Notes under which id the keeper has a draft.
    pub(super) fn note(&mut self, id: String, live: &Rc<LiveDraft>) {
        self.drafts.retain(|_, live| live.strong_count() > 0);
        self.drafts.insert(id, Rc::downgrade(live));
    }
}

impl Workbench {
    /// Reads from the keeper.
    pub(super) fn with_keeper<T>(self, read: impl FnOnce(&Keeper) -> T) -> Option<T> {
        self.keeper.try_with_value(|state| read(&state.keeper))
    }

    /// Tells the keeper what happened, carries out what follows, and shows how it stands. Returns what the keeper told.
    pub(super) fn send(self, event: Event) -> Vec<News> {
        let mut queue = VecDeque::from([event]);
        let mut told = Vec::new();
        let (mut surveyed, mut rebuilt) = (false, None);
        while let Some(event) = queue.pop_front() {
            surveyed |= matches!(event, Event::Surveyed(..));
            if let Event::Rebuilt(_, outcome) = &event {
                rebuilt = Some(*outcome);
            }
            let effects = self
                .keeper
                .try_update_value(|state| state.keeper.handle(event, clock::now(), &mut ports::Chance));
            for effect in effects.unwrap_or_default() {
                self.perform(effect, &mut queue, &mut told);
            }
        }
        let before = self.shown.get_untracked();
        self.show();
        if surveyed || told.iter().any(|news| matches!(news, News::Removal(..))) {
            self.show_listing();
        }
        if surveyed {
            self.looked_over();
        }
        if let Some(outcome) = rebuilt {
            self.rebuilding_ended(outcome);
        }
        for news in &told {
            self.hear(news);
        }
        let rewriting = self
            .with_keeper(|keeper| matches!(keeper.view(clock::now()), View::Open(open) if open.rewriting));
        if rewriting == Some(false) {
            // Of a rewriting that another window cut short, the keeper tells no end.
            self.rewriting_ended(Err(JournalFault::Broken));
        }
        match self.shown.get_untracked() {
            Shown::Failed(fault) if before != Shown::Failed(fault.clone()) => self.tell_failed(&fault),
            _ => {}
        }
        told
    }

    fn perform(self, effect: Effect, queue: &mut VecDeque<Event>, told: &mut Vec<News>) {
        match effect {
            // localStorage answers before anything else happens.
            Effect::Local(ticket, guard, changes) => {
                queue.push_back(Event::LocalDone(ticket, ports::local(guard.as_ref(), &changes)));
            }
            Effect::ReadLocal(ticket, draft) => {
                queue.push_back(Event::LocalRead(ticket, ports::read_local(&draft)));
            }
            // The journal does what it is asked in the order of asking.
            Effect::Journal(ticket, guard, changes) => {
                let asked = ports::journal(guard, changes);
                self.answer(async move { Event::JournalDone(ticket, asked.await) });
            }
            Effect::ReadJournal(ticket, draft) => {
                let asked = ports::read_journal(&draft);
                self.answer(async move { Event::JournalRead(ticket, asked.await) });
            }
            Effect::ReadEntries(ticket, keys) => {
                let asked = ports::read_entries(&keys);
                self.answer(async move { Event::EntriesRead(ticket, asked.await) });
            }
            Effect::Rewrite(ticket, order) => {
                let asked = ports::rewrite(*order);
                self.answer(async move { Event::JournalDone(ticket, asked.await) });
            }
            Effect::Survey(ticket) => {
                let asked = ports::survey();
                self.answer(async move {
                    let (local, journal) = asked.await;
                    Event::Surveyed(ticket, local, journal)
                });
            }
            Effect::Rebuild(ticket) => {
                let asked = ports::rebuild();
                self.answer(async move { Event::Rebuilt(ticket, asked.await) });
            }
            Effect::FindSchema(ticket, head) => self.find_schema(ticket, head),
            Effect::Wait(timer, milliseconds) => {
                let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
                document::after(milliseconds, move || drop(self.send(Event::Timer(timer))));
            }
            Effect::Tell(news) => told.push(news),
        }
    }

    /// Sends what the journal answers.
    fn answer(self, asked: impl Future<Output = Event> + 'static) {
        spawn_local(async move { drop(self.send(asked.await)) });
    }

    /// Finds the rubric that a head names.
    fn find_schema(self, ticket: Ticket, head: Head) {
        spawn_local(async move {
            let live = self.live_of(&head).await;
            let schema = live.map(|live| live as Rc<dyn Schema>);
            self.send(Event::Schema(ticket, schema));
        });
    }

    async fn live_of(self, head: &Head) -> Option<Rc<LiveDraft>> {
        let head = read_draft_head(&head.text).ok()?.head;
        let shelved = self.shelf.find(head.rubric.fingerprint).await?;
        let id = head.id.clone();
        let live = Rc::new(LiveDraft::of(head, shelved));
        self.keeper.update_value(|state| state.note(id, &live));
        Some(live)
    }

    /// Takes what the keeper told to whoever is to hear of it. Everything that lasts stands in the view.
    fn hear(self, news: &News) {
        match news {
            News::Rewritten => self.rewriting_ended(Ok(())),
            News::NotRewritten(fault) => self.rewriting_ended(Err(*fault)),
            News::Removal(id, left) => self.removal_ended(id, left.as_ref()),
            // Whoever sent the event looks at the first; the others show in the view.
            News::Refused | News::Opened(_) | News::Changed(_) | News::RemovedElsewhere(_) => {}
        }
    }

    /// Brings what the page shows up to what the keeper says.
    fn show(self) {
        let now = clock::now();
        let due = self.keeper.try_update_value(|state| {
            let KeeperState {
                keeper,
                live,
                drafts,
                head,
                readers,
                ..
            } = state;
            let view = keeper.view(now);
            let shown = match &view {
                View::Closed => Shown::Nothing,
                View::Opening => Shown::Opening,
                View::AwaitingPassphrase(head, held) => match read_draft_head(&head.text) {
                    Ok(stored) => Shown::AwaitingPassphrase(Box::new(stored.head), *held),
                    Err(_) => Shown::Failed(OpenFault::DamagedHead),
                },
                View::Open(_) => Shown::Open,
                View::Removed(_) => Shown::Removed,
                View::Failed(fault) => Shown::Failed((*fault).clone()),
            };
            let mut due = Vec::new();
            match view {
                View::Open(open) => {
                    let there = drafts.get(open.draft).and_then(Weak::upgrade);
                    let same = match (&there, &*live) {
                        (Some(there), Some(live)) => Rc::ptr_eq(there, live),
                        _ => false,
                    };
                    let stands = |opened: &Option<OpenDraft>| {
                        opened.as_ref().is_some_and(|opened| opened.id == open.draft)
                    };
                    let other = !(same && self.opened.with_untracked(stands));
                    if other {
                        live.clone_from(&there);
                        head.clear();
                    }
                    if let Some(live) = &*live {
                        if *head != open.head.text {
                            head.clone_from(&open.head.text);
                            if let Ok(stored) = read_draft_head(head) {
                                live.take_head(stored.head);
                            }
                        }
                        live.follow(open.texts);
                        due = readers.due(live);
                        self.show_open(&open, live, other);
                    }
                }
                // What is left of it is still shown and can be taken over.
                View::Removed(_) => self.hide_open(),
                _ => {
                    *live = None;
                    self.hide_open();
                }
            }
            put(self.set.shown, shown);
            due
        });
        for reader in due.unwrap_or_default() {
            reader.notify();
        }
    }

    fn show_open(self, open: &OpenView<'_>, live: &Rc<LiveDraft>, other: bool) {
        if other {
            let application = open.application.and_then(read_application);
            let desk = live.with(|draft, _| draft.head.desk);
            self.set.opened.set(Some(OpenDraft {
                id: open.draft.to_owned(),
                desk,
                shelved: live.shelved.clone(),
                application,
            }));
            self.set.handed.set(None);
        }
        put(self.set.saved, open.saved);
        put(self.set.revision, open.revision);
        put(self.set.exported, open.exported);
        put(self.set.undoable, (!open.undo.is_empty(), !open.redo.is_empty()));
        put(self.set.encrypted, open.head.lock().is_some());
        if self.conflicts.with_untracked(|known| known != open.conflicts) {
            self.set.conflicts.set(open.conflicts.to_vec());
        }
    }

    fn hide_open(self) {
        put(self.set.opened, None);
        put(self.set.handed, None);
        put(self.set.conflicts, Vec::new());
        put(self.set.saved, Saved::Untouched);
        put(self.set.undoable, (false, false));
    }
}

/// Sets a signal to a value where it has another one.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
