//! The secretariat's own desk on the disk: opened as it was left, written as it grows, and followed where another
//! window writes.
//!
//! The log in the journal and the session's are the same up to a number; what stands behind it in the session is still
//! to be written. Where another window was faster, its entries are taken in, and the own ones come behind them. The
//! example's desk is never kept.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::secretariat::Event;
use scoring::foundations::Fingerprint;
use scoring::panel::Entry;
use scoring::stored::{LoggedEntry, read_desk_log, write_desk_entry};

use crate::app::browser::desk::{Appended, File};
use crate::app::browser::journal::JournalFault;
use crate::app::browser::{clock, desk as disk, document, ids, storage};
use crate::app::secretariat::desk::{Secretariat, SecretariatDesk, bytes_from};

/// Where windows tell each other in localStorage that the log has grown.
const LOG_GROWN: &str = "scoring-workbench/1/desk";
/// How long to wait before what could not be written is tried again.
const RETRY_MILLISECONDS: i32 = 3000;
/// As many entries are written in one transaction at most.
const ENTRIES_AT_ONCE: usize = 64;
/// As many bytes of files are written in one transaction, and one file more.
const BYTES_AT_ONCE: usize = 4_000_000;
/// While so many bytes wait to be written, no further file is read.
const BYTES_WAITING: usize = 16_000_000;
/// As many kept files are read from the disk at once.
const FILES_AHEAD: usize = 16;
/// As many records of the log are read without letting the browser draw.
const RECORDS_AT_ONCE: usize = 200;

/// Whether the desk is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskKept {
    /// It was not looked for yet.
    #[default]
    Closed,
    /// What was kept of it is being read.
    Opening,
    /// All of it is on the disk.
    OnDisk,
    /// Something is on its way there.
    Saving,
    /// It cannot be read or written; that is tried again, except where a newer version has written to it.
    Failed(JournalFault),
}

/// What is to be done once the desk is open.
type Waiting = Box<dyn FnOnce()>;

/// What is known of the desk on the disk.
#[derive(Default)]
pub(super) struct DeskKeeping {
    /// This window, in the entries that it writes.
    window: String,
    is_open: bool,
    waiting: Vec<Waiting>,
    /// As many entries are the same here and on the disk.
    stored: u64,
    /// What the disk had when it was read; another one since it was erased.
    generation: Option<String>,
    /// Bytes that are not on the disk.
    at_hand: BTreeMap<Fingerprint, Rc<Vec<u8>>>,
    /// The bytes of the file that was just read.
    just_read: Option<Rc<Vec<u8>>>,
    /// Whether the disk is being read or written.
    is_busy: bool,
    /// Whether another window has written since it was last read.
    has_grown: bool,
    /// Whether another try is due.
    retry_due: bool,
    /// Who waits until fewer bytes wait.
    room: Option<Waker>,
    /// The files that the log names, in its order, and where each stands there.
    order: Vec<Fingerprint>,
    places: BTreeMap<Fingerprint, usize>,
    /// Kept files that were read before they were asked for.
    ahead: BTreeMap<Fingerprint, Rc<Vec<u8>>>,
}

impl DeskKeeping {
    fn bytes_waiting(&self) -> usize {
        self.at_hand.values().map(|bytes| bytes.len()).sum()
    }
}

/// Entries on their way to the disk.
struct Batch {
    from: u64,
    records: Vec<String>,
    files: Vec<File>,
}

impl SecretariatDesk {
    /// Notes the bytes of the file that was just read.
    pub(super) fn note_read(self, bytes: Rc<Vec<u8>>) {
        self.state
            .update_value(|state| state.keeping.just_read = Some(bytes));
    }

    /// The bytes of the file that was just read.
    pub(super) fn just_read(self) -> Option<Rc<Vec<u8>>> {
        self.state.with_value(|state| state.keeping.just_read.clone())
    }

    /// Holds the bytes of the file that was just read until they are on the disk.
    pub(super) fn hold_bytes(self, fingerprint: Fingerprint) {
        self.state.update_value(|state| {
            let keeping = &mut state.keeping;
            if let Some(bytes) = keeping.just_read.clone() {
                keeping.at_hand.insert(fingerprint, bytes);
            }
        });
    }

    /// Waits while too many bytes wait to be written.
    pub(super) async fn has_room(self) {
        poll_fn(|context| {
            let waits = self.state.try_update_value(|state| {
                let keeping = &mut state.keeping;
                let waits = keeping.is_busy && keeping.bytes_waiting() > BYTES_WAITING;
                if waits {
                    keeping.room = Some(context.waker().clone());
                }
                waits
            });
            if waits.unwrap_or(false) {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }

    /// The bytes of a kept file: still at hand, or from the disk.
    pub(super) async fn kept_bytes(self, fingerprint: Fingerprint) -> Option<Rc<Vec<u8>>> {
        let (found, next) = self.state.try_update_value(|state| {
            let keeping = &mut state.keeping;
            if keeping.window.is_empty() {
                // The example is not kept.
                return None;
            }
            let found = keeping.ahead.remove(&fingerprint);
            let found = found.or_else(|| keeping.at_hand.get(&fingerprint).cloned());
            let from = keeping.places.get(&fingerprint).copied();
            let next = from.and_then(|from| keeping.order.get(from..));
            let next: Vec<Fingerprint> = next
                .unwrap_or_default()
                .iter()
                .take(FILES_AHEAD)
                .copied()
                .collect();
            Some((found, next))
        })??;
        if found.is_some() {
            return found;
        }
        let next = if next.is_empty() { vec![fingerprint] } else { next };
        let files = disk::files(&next).await.ok()?;
        self.state.try_update_value(|state| {
            let ahead = &mut state.keeping.ahead;
            // What was read ahead and not asked for was taken out.
            ahead.clear();
            let read = next.into_iter().zip(files);
            ahead.extend(read.filter_map(|(fingerprint, bytes)| Some((fingerprint, Rc::new(bytes?)))));
            ahead.remove(&fingerprint)
        })?
    }

    /// Takes note of entries that the disk has from this number on.
    fn note_stored(self, from: u64, entries: &[Entry]) {
        self.state.update_value(|state| {
            let keeping = &mut state.keeping;
            keeping.stored = from + u64::try_from(entries.len()).unwrap_or_default();
            for entry in entries {
                if let Entry::Taken(file) = entry {
                    let place = keeping.order.len();
                    keeping.places.entry(file.bytes).or_insert(place);
                    keeping.order.push(file.bytes);
                }
            }
        });
    }

    fn stored(self) -> u64 {
        self.state.with_value(|state| state.keeping.stored)
    }

    /// Begins to read or write the disk, unless that is under way.
    fn turn(self) -> bool {
        let free = self.state.try_update_value(|state| {
            let keeping = &mut state.keeping;
            let is_free = keeping.is_open && !keeping.is_busy;
            keeping.is_busy |= is_free;
            is_free
        });
        free.unwrap_or(false)
    }

    /// Ends it, and lets go on who waits for it.
    fn end_turn(self) {
        let room = self.state.try_update_value(|state| {
            state.keeping.is_busy = false;
            state.keeping.room.take()
        });
        if let Some(room) = room.flatten() {
            room.wake();
        }
    }

    /// What is to be written next.
    ///
    /// # Errors
    /// The bytes of a file are nowhere to be had: its entry must not stand without them.
    async fn batch(self) -> Result<Option<Batch>, JournalFault> {
        let (from, window, entries) = self.state.with_value(|state| {
            let from = state.keeping.stored;
            let entries = state.session.entries_from(from).iter();
            let entries: Vec<Entry> = entries.take(ENTRIES_AT_ONCE).cloned().collect();
            (from, state.keeping.window.clone(), entries)
        });
        let mut batch = Batch {
            from,
            records: Vec::new(),
            files: Vec::new(),
        };
        let mut bytes = 0;
        for (number, entry) in (from..).zip(entries) {
            if bytes > BYTES_AT_ONCE {
                break;
            }
            if let Entry::Taken(kept) = &entry {
                match self.bytes_to_keep(number, kept.bytes).await {
                    Some(found) => {
                        bytes += found.len();
                        batch.files.push(File {
                            fingerprint: kept.bytes,
                            bytes: found,
                        });
                    }
                    None if disk::has_file(kept.bytes).await? => {}
                    None if batch.records.is_empty() => return Err(JournalFault::Broken),
                    // What comes before it is written first.
                    None => break,
                }
            }
            let logged = LoggedEntry {
                at: clock::now(),
                window: window.clone(),
                entry,
            };
            batch.records.push(write_desk_entry(&logged).unwrap_or_default());
        }
        Ok((!batch.records.is_empty()).then_some(batch))
    }

    /// The bytes that an entry names: at hand, or once more from where the person has them.
    async fn bytes_to_keep(self, entry: u64, fingerprint: Fingerprint) -> Option<Rc<Vec<u8>>> {
        let (at_hand, file) = self.state.with_value(|state| {
            let at_hand = state.keeping.at_hand.get(&fingerprint).cloned();
            (at_hand, state.session.file_of(entry))
        });
        if at_hand.is_some() {
            return at_hand;
        }
        let bytes = bytes_from(self.source(file?)).await.ok()?;
        (Fingerprint::of(&bytes) == fingerprint).then_some(bytes)
    }
}

impl Secretariat {
    /// Opens the own desk as it was left, the first time that somebody goes there or brings files.
    pub fn open_own_desk(self) {
        let desk = self.own_desk;
        if desk.kept.get_untracked() != DeskKept::Closed {
            return;
        }
        desk.set.kept.set(DeskKept::Opening);
        desk.state
            .update_value(|state| state.keeping.window = ids::fresh());
        storage::on_change_elsewhere(move |key, _| {
            if key.is_none_or(|key| key == LOG_GROWN) {
                desk.state.update_value(|state| state.keeping.has_grown = true);
                self.follow_desk();
            }
        });
        spawn_local(async move {
            let read = self.take_in(desk).await;
            let waiting = desk.state.try_update_value(|state| {
                state.keeping.is_open = true;
                std::mem::take(&mut state.keeping.waiting)
            });
            desk.set
                .kept
                .set(read.map_or_else(DeskKept::Failed, |()| DeskKept::OnDisk));
            for act in waiting.unwrap_or_default() {
                act();
            }
            match read {
                Ok(()) => self.keep_desk(desk),
                Err(fault) => self.retry_desk(desk, fault),
            }
        });
    }

    /// Whether nothing of the own desk would be lost if the page were loaded anew.
    pub fn desk_written(self) -> bool {
        let desk = self.own_desk;
        let is_importing = desk.state.try_with_value(|state| state.session.is_importing());
        let figures = desk.figures.try_get_untracked().unwrap_or_default();
        match desk.kept.try_get_untracked() {
            None | Some(DeskKept::Closed) => true,
            Some(DeskKept::OnDisk) => !is_importing.unwrap_or(false),
            Some(DeskKept::Opening | DeskKept::Saving) => false,
            Some(DeskKept::Failed(_)) => figures.files == 0 || figures.exported,
        }
    }

    /// Does something at a desk, once it is open.
    pub(super) fn when_open(self, desk: SecretariatDesk, act: impl FnOnce() + 'static) {
        let is_open = desk != self.own_desk || desk.state.with_value(|state| state.keeping.is_open);
        if is_open {
            return act();
        }
        desk.state
            .update_value(|state| state.keeping.waiting.push(Box::new(act)));
        self.open_own_desk();
    }

    /// Takes in what the disk has and this window has not.
    ///
    /// # Errors
    /// The disk cannot be read, or a newer version has written to it.
    async fn take_in(self, desk: SecretariatDesk) -> Result<(), JournalFault> {
        let from = desk.stored();
        desk.state.update_value(|state| state.keeping.has_grown = false);
        let read = self.read_from(desk, from).await;
        desk.state
            .update_value(|state| state.keeping.has_grown |= read.is_err());
        read
    }

    async fn read_from(self, desk: SecretariatDesk, from: u64) -> Result<(), JournalFault> {
        let stored = disk::log(from).await?;
        let known = desk.state.with_value(|state| state.keeping.generation.clone());
        if stored.generation == known {
            let logged = read_slowly(from, &stored.entries).await?;
            self.take_entries(desk, from, logged);
            return Ok(());
        }
        // It was erased since, or this is the first time that it is read.
        if from > 0 {
            self.forget_desk(desk);
        }
        let stored = if from > 0 { disk::log(0).await? } else { stored };
        let logged = read_slowly(0, &stored.entries).await?;
        desk.state
            .update_value(|state| state.keeping.generation = stored.generation);
        self.take_entries(desk, 0, logged);
        Ok(())
    }

    /// Begins with an empty desk, after it was erased.
    fn forget_desk(self, desk: SecretariatDesk) {
        desk.state.update_value(|state| {
            state.session = state.session.emptied();
            state.sources.clear();
            state.keeping = DeskKeeping {
                window: std::mem::take(&mut state.keeping.window),
                is_open: true,
                is_busy: state.keeping.is_busy,
                retry_due: state.keeping.retry_due,
                room: state.keeping.room.take(),
                ..DeskKeeping::default()
            };
        });
        desk.set.damaged.set(0);
        self.draw(desk, false);
    }

    /// Erases the desk from this machine, with all that was taken out. It cannot be undone.
    pub fn erase_desk(self) {
        let desk = self.own_desk;
        if !desk.turn() {
            return;
        }
        spawn_local(async move {
            let generation = ids::fresh();
            let (known, stored) = desk
                .state
                .with_value(|state| (state.keeping.generation.clone(), state.keeping.stored));
            let erased = disk::erase(known.as_deref(), stored, &generation).await;
            desk.end_turn();
            match erased {
                // Another window has put something there meanwhile, which is shown first.
                Ok(false) => {
                    desk.state.update_value(|state| state.keeping.has_grown = true);
                    self.follow_desk();
                }
                Ok(true) => {
                    self.forget_desk(desk);
                    desk.state
                        .update_value(|state| state.keeping.generation = Some(generation.clone()));
                    let _ = storage::write(LOG_GROWN, &generation);
                    desk.set.kept.set(DeskKept::OnDisk);
                }
                Err(fault) => {
                    // Whether it did is seen when it is read.
                    desk.state.update_value(|state| state.keeping.has_grown = true);
                    self.retry_desk(desk, fault);
                }
            }
        });
    }

    /// Takes in entries that stand on the disk from this number on. The first of them may be this window's own, where
    /// the journal did not say that it had written them.
    fn take_entries(self, desk: SecretariatDesk, from: u64, logged: Vec<LoggedEntry>) {
        let window = desk.state.with_value(|state| state.keeping.window.clone());
        let own = logged.iter().take_while(|logged| logged.window == window).count();
        let mut entries: Vec<Entry> = logged.into_iter().map(|logged| logged.entry).collect();
        desk.note_stored(from, &entries);
        let theirs = entries.split_off(own);
        let damaged = theirs.iter().filter(|entry| **entry == Entry::Damaged).count();
        if damaged > 0 {
            desk.set.damaged.update(|count| *count += damaged);
        }
        if !theirs.is_empty() {
            let from = from + u64::try_from(own).unwrap_or_default();
            self.tell(
                desk,
                Event::Followed {
                    from,
                    entries: theirs,
                },
            );
        }
    }

    /// Takes in what another window wrote.
    fn follow_desk(self) {
        let desk = self.own_desk;
        if !desk.turn() {
            return;
        }
        spawn_local(async move {
            let read = self.take_in(desk).await;
            desk.end_turn();
            match read {
                Ok(()) => self.keep_desk(desk),
                Err(fault) => self.retry_desk(desk, fault),
            }
        });
    }

    /// Writes what is not on the disk, until all of it is.
    pub(super) fn keep_desk(self, desk: SecretariatDesk) {
        if desk.kept.get_untracked() == DeskKept::Failed(JournalFault::Newer) || !desk.turn() {
            return;
        }
        spawn_local(async move {
            let written = self.write_desk(desk).await;
            let has_grown = desk.state.with_value(|state| state.keeping.has_grown);
            desk.end_turn();
            match written {
                Ok(()) if has_grown => self.follow_desk(),
                Ok(()) => desk.set.kept.set(DeskKept::OnDisk),
                Err(fault) => self.retry_desk(desk, fault),
            }
        });
    }

    async fn write_desk(self, desk: SecretariatDesk) -> Result<(), JournalFault> {
        while let Some(batch) = desk.batch().await? {
            if desk.kept.get_untracked() == DeskKept::OnDisk {
                desk.set.kept.set(DeskKept::Saving);
            }
            let generation = desk.state.with_value(|state| state.keeping.generation.clone());
            match disk::append(generation.as_deref(), batch.from, &batch.records, &batch.files).await? {
                Appended::Done => {
                    let room = desk.state.try_update_value(|state| {
                        let entries = state.session.entries_from(batch.from);
                        let written = entries.get(..batch.records.len()).unwrap_or_default().to_vec();
                        for file in &batch.files {
                            state.keeping.at_hand.remove(&file.fingerprint);
                        }
                        (written, state.keeping.room.take())
                    });
                    let Some((written, room)) = room else { continue };
                    desk.note_stored(batch.from, &written);
                    // Where there is no localStorage, other windows hear of it when they write.
                    let _ = storage::write(LOG_GROWN, &desk.stored().to_string());
                    if let Some(room) = room {
                        room.wake();
                    }
                }
                Appended::Overtaken(records) => {
                    let logged = read_slowly(batch.from, &records).await?;
                    self.take_entries(desk, batch.from, logged);
                }
                // Where nothing of it was read yet, nothing is forgotten: what is here comes behind what is there.
                Appended::Erased => self.read_from(desk, desk.stored()).await?,
                // The browser emptied it. What is here is written once more.
                Appended::Emptied => desk.state.update_value(|state| {
                    state.keeping.stored = 0;
                    state.keeping.generation = None;
                }),
            }
        }
        Ok(())
    }

    /// Tells that the disk failed, and tries again after a while.
    fn retry_desk(self, desk: SecretariatDesk, fault: JournalFault) {
        desk.set.kept.set(DeskKept::Failed(fault));
        desk.state.update_value(|state| {
            // They can be read once more from where the person has them.
            if state.keeping.bytes_waiting() > BYTES_WAITING {
                state.keeping.at_hand.clear();
            }
        });
        let is_first = desk.state.try_update_value(|state| {
            let is_first = fault != JournalFault::Newer && !state.keeping.retry_due;
            state.keeping.retry_due |= is_first;
            is_first
        });
        if is_first == Some(true) {
            document::after(RETRY_MILLISECONDS, move || {
                let has_grown = desk.state.try_update_value(|state| {
                    state.keeping.retry_due = false;
                    state.keeping.has_grown
                });
                // What the disk has comes first, where it could not be read before.
                if has_grown == Some(true) {
                    self.follow_desk();
                } else {
                    self.keep_desk(desk);
                }
            });
        }
    }
}

/// Reads records of the log, and lets the browser draw in between.
async fn read_slowly(from: u64, records: &[(String, String)]) -> Result<Vec<LoggedEntry>, JournalFault> {
    let mut logged = Vec::with_capacity(records.len());
    for some in records.chunks(RECORDS_AT_ONCE) {
        let next = from + u64::try_from(logged.len()).unwrap_or_default();
        logged.extend(read_desk_log(next, some).map_err(|_| JournalFault::Newer)?);
        document::breathe().await;
    }
    Ok(logged)
}
