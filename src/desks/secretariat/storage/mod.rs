//! The storage of the desk: the log and files are read when the desk opens, appended as it grows, and read again when
//! another window writes.
//!
//! The stored log and the session's log are equal up to a number; the session's later entries are still to be written.
//! If another window was faster, its entries are inserted before them. One disk operation is pending at a time: it is
//! an [`Effect`], and the shell answers with an [`Event`].

mod ports;

pub use ports::{
    Appended, Batch, DeskFault, DeskFile, DeskSaveStatus, Effect, Event, Limits, StoredBytes, StoredLog,
};

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::desks::secretariat::{self, Figures, Session};
use crate::foundations::{Fingerprint, Instant};
use crate::keeper::JournalFault;
use crate::panel::{Entry, FileNumber};
use crate::stored::{LoggedEntry, read_desk_log, write_desk_entry};

/// The state of the desk's storage.
#[derive(Debug, Default)]
pub struct DeskStorage {
    limits: Limits,
    /// This window, in the entries that it writes.
    window: String,
    is_open: bool,
    /// Why the disk could not be read or written, until all of the session is on it.
    fault: Option<DeskFault>,
    /// Whether a write of the database broke, here or in another window, since it was rebuilt or the browser started: what it
    /// acknowledges after that is in doubt (SPEC J39).
    journal_broke: bool,
    task: DiskTask,
    /// The number of entries that are the same here and on the disk.
    stored_entries: u64,
    /// The last of them as it is stored, which shows whether it is still the same log.
    last_record: Option<String>,
    /// The number of entries that were there before the browser emptied it. Another window may write the same ones again.
    entries_before_emptying: u64,
    /// What the disk had when it was read; another one since it was erased.
    generation: Option<String>,
    /// Bytes of files that are not stored yet.
    unsaved_bytes: UnsavedBytes,
    /// Whether another window has written since it was last read.
    has_changed: bool,
    /// Whether a retry is scheduled.
    retry_scheduled: bool,
    /// Chosen files to read once fewer unsaved bytes are in memory.
    reads_on_hold: Vec<FileNumber>,
    damaged: usize,
    /// The files that the log names, in its order, and the position of each.
    order: Vec<Fingerprint>,
    places: BTreeMap<Fingerprint, usize>,
    /// Stored files that were read ahead.
    prefetched: BTreeMap<Fingerprint, Rc<Vec<u8>>>,
}

/// Bytes of files, and how many they are: that is asked at every event, of a thousand files.
#[derive(Debug, Default)]
struct UnsavedBytes {
    files: BTreeMap<Fingerprint, Rc<Vec<u8>>>,
    count: usize,
}

impl UnsavedBytes {
    fn insert(&mut self, file: DeskFile) {
        self.remove(file.fingerprint);
        self.count += file.bytes.len();
        self.files.insert(file.fingerprint, file.bytes);
    }

    fn remove(&mut self, fingerprint: Fingerprint) {
        let removed = self.files.remove(&fingerprint);
        self.count -= removed.map_or(0, |bytes| bytes.len());
    }

    fn get(&self, fingerprint: Fingerprint) -> Option<Rc<Vec<u8>>> {
        self.files.get(&fingerprint).cloned()
    }
}

/// The pending disk operation.
#[derive(Debug, Default)]
enum DiskTask {
    #[default]
    Idle,
    ReadingLog {
        from: u64,
    },
    Parsing(Parsing),
    /// The bytes of the next entry are read from where the person has them.
    ReadingAgain(BatchBuilder, Fingerprint),
    /// The disk is asked whether it has them.
    Seeking(BatchBuilder, Fingerprint),
    Appending {
        from: u64,
        entries: usize,
        last: Option<String>,
    },
    Erasing {
        generation: String,
    },
}

/// Records of the log, some of them read.
#[derive(Debug)]
struct Parsing {
    from: u64,
    /// What the disk has, where all of the log is read anew.
    generation: Option<Option<String>>,
    records: Vec<(String, String)>,
    done: usize,
    logged: Vec<LoggedEntry>,
}

/// Entries that are being collected for one write.
#[derive(Debug)]
struct BatchBuilder {
    from: u64,
    records: Vec<String>,
    files: Vec<DeskFile>,
    relied_on: Vec<Fingerprint>,
    /// The bytes of the files, those of the next entry excepted.
    bytes: usize,
}

impl BatchBuilder {
    fn next(&self) -> u64 {
        self.from + number(self.records.len())
    }
}

/// What the handling of one event uses and produces.
struct Context<'a> {
    session: &'a mut Session,
    now: Instant,
    effects: Vec<Effect>,
}

impl DeskStorage {
    /// A desk that nobody looked for yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// How well a session is saved: the page may say 「已保存」 at [`DeskSaveStatus::OnDisk`] alone.
    ///
    /// A fault is shown until all of the session is on the disk, not until the next write begins.
    pub fn save_status(&self, session: &Session) -> DeskSaveStatus {
        match self.fault {
            Some(fault) => DeskSaveStatus::Failed(fault),
            None if !self.was_opened() => DeskSaveStatus::Closed,
            None if !self.is_open => DeskSaveStatus::Opening,
            // What is listed and not read yet is nowhere but where the person has it.
            None if session.is_importing() || self.has_unwritten(session) => DeskSaveStatus::Saving,
            None if self.journal_broke => DeskSaveStatus::Doubtful,
            None => DeskSaveStatus::OnDisk,
        }
    }

    /// Whether entries of a session are not on the disk.
    fn has_unwritten(&self, session: &Session) -> bool {
        !session.entries_from(self.stored_entries).is_empty()
    }

    /// Whether the desk was requested: it is open, or being read for the first time.
    fn was_opened(&self) -> bool {
        self.is_open || !matches!(self.task, DiskTask::Idle)
    }

    /// The desk in numbers, as far as the disk has acknowledged it; all of it where it is not stored, or cannot be,
    /// which the page says.
    pub fn figures(&self, session: &Session) -> Figures {
        match self.save_status(session) {
            DeskSaveStatus::Closed | DeskSaveStatus::Doubtful | DeskSaveStatus::Failed(_) => {
                session.figures()
            }
            DeskSaveStatus::Opening | DeskSaveStatus::OnDisk | DeskSaveStatus::Saving => {
                session.figures_before(self.stored_entries)
            }
        }
    }

    /// Entries of the log that could not be read.
    pub fn damaged(&self) -> usize {
        self.damaged
    }

    /// Whether the person may do something at the desk; else it waits for [`Effect::Open`].
    pub fn is_open(&self) -> bool {
        self.is_open && !matches!(self.task, DiskTask::Erasing { .. })
    }

    /// Whether nothing may be lost if the page is left or loaded anew.
    pub fn is_safe(&self, session: &Session) -> bool {
        match self.save_status(session) {
            DeskSaveStatus::Closed | DeskSaveStatus::OnDisk => true,
            DeskSaveStatus::Opening | DeskSaveStatus::Saving => false,
            DeskSaveStatus::Doubtful | DeskSaveStatus::Failed(_) => {
                let figures = session.figures();
                figures.files == 0 || figures.exported
            }
        }
    }

    /// Takes in what happened, and says what is to be done.
    pub fn handle(&mut self, session: &mut Session, event: Event, now: Instant) -> Vec<Effect> {
        let effects = Vec::new();
        let mut context = Context {
            session,
            now,
            effects,
        };
        match event {
            Event::Opened { window } => self.open(window, &mut context),
            Event::EntriesAdded => self.write_if_idle(&mut context),
            Event::BytesRead(file) => {
                self.unsaved_bytes.insert(file);
            }
            Event::ReadWanted(file) if !self.reads_on_hold.contains(&file) => self.reads_on_hold.push(file),
            Event::ReadWanted(_) => {}
            Event::ChangedElsewhere => {
                self.has_changed = true;
                if self.is_idle() {
                    self.read(&mut context);
                }
            }
            Event::RetryDue => {
                self.retry_scheduled = false;
                // What the disk has comes first, where it could not be read before.
                if !self.has_changed {
                    self.write_if_idle(&mut context);
                } else if self.is_idle() {
                    self.read(&mut context);
                }
            }
            Event::JournalBroke(broke) => self.journal_broke = broke,
            Event::EraseWanted { generation } => self.erase(generation, &mut context),
            answer => self.answered(answer, &mut context),
        }
        self.release_reads(&mut context);
        context.effects
    }

    /// Where the bytes of a stored file are. Those that were read ahead are handed out once.
    pub fn stored_bytes(&mut self, fingerprint: Fingerprint) -> StoredBytes {
        if self.window.is_empty() {
            return StoredBytes::NotStored;
        }
        let prefetched = self.prefetched.remove(&fingerprint);
        if let Some(bytes) = prefetched.or_else(|| self.unsaved_bytes.get(fingerprint)) {
            return StoredBytes::Loaded(bytes);
        }
        let from = self.places.get(&fingerprint).copied();
        let next = from.and_then(|from| self.order.get(from..)).unwrap_or_default();
        let next: Vec<Fingerprint> = next.iter().take(self.limits.prefetched_files).copied().collect();
        StoredBytes::OnDisk(if next.is_empty() { vec![fingerprint] } else { next })
    }

    /// Takes files that the disk was asked for, and hands out the first.
    pub fn take_prefetched(
        &mut self,
        asked: &[Fingerprint],
        files: Vec<Option<Vec<u8>>>,
    ) -> Option<Rc<Vec<u8>>> {
        // What was read ahead and not asked for was taken out.
        self.prefetched.clear();
        let read = asked.iter().copied().zip(files);
        self.prefetched
            .extend(read.filter_map(|(fingerprint, bytes)| Some((fingerprint, Rc::new(bytes?)))));
        self.prefetched.remove(asked.first()?)
    }

    fn is_idle(&self) -> bool {
        self.is_open && matches!(self.task, DiskTask::Idle)
    }

    fn open(&mut self, window: String, context: &mut Context<'_>) {
        if !self.was_opened() {
            self.window = window;
            self.read(context);
        }
    }

    /// Writes what is not on the disk, unless an operation is pending.
    fn write_if_idle(&mut self, context: &mut Context<'_>) {
        if self.is_idle() && self.fault != Some(DeskFault::Journal(JournalFault::Newer)) {
            self.write(context);
        }
    }

    fn erase(&mut self, generation: String, context: &mut Context<'_>) {
        let is_all_there = !self.has_unwritten(context.session) && !context.session.is_importing();
        if self.is_idle() && is_all_there {
            context.effects.push(Effect::Erase {
                known: self.generation.clone(),
                stored: self.stored_entries,
                generation: generation.clone(),
            });
            self.task = DiskTask::Erasing { generation };
        }
    }

    /// Takes an answer, where it was asked for.
    fn answered(&mut self, answer: Event, context: &mut Context<'_>) {
        match (std::mem::take(&mut self.task), answer) {
            (DiskTask::ReadingLog { from }, Event::LogRead(read)) => match read {
                Ok(log) => self.take_log(from, log, context),
                Err(fault) => self.fail_reading(fault, context),
            },
            (DiskTask::Parsing(parsing), Event::Yielded) => self.parse(parsing, context),
            (DiskTask::ReadingAgain(mut batch, wanted), Event::ReadAgain(found)) => {
                match found.filter(|bytes| Fingerprint::of(bytes) == wanted) {
                    Some(bytes) => {
                        batch.files.push(DeskFile {
                            fingerprint: wanted,
                            bytes,
                        });
                        self.gather(batch, context);
                    }
                    None => self.seek(batch, wanted, context),
                }
            }
            (DiskTask::Seeking(mut batch, wanted), Event::FileSought(there)) => match there {
                Ok(true) => {
                    batch.relied_on.push(wanted);
                    self.gather(batch, context);
                }
                // An entry must not be stored without the bytes that it names.
                Ok(false) if batch.records.is_empty() => self.fail(DeskFault::BytesMissing, context),
                // What comes before it is written first.
                Ok(false) => self.append(batch, context),
                Err(fault) => self.fail(DeskFault::Journal(fault), context),
            },
            (DiskTask::Appending { from, entries, last }, Event::Appended(answer)) => match answer {
                Ok(Appended::Done) => {
                    let written = context.session.entries_from(from).get(..entries);
                    let written = written.unwrap_or_default().to_vec();
                    self.note_stored(from, &written, last);
                    context
                        .effects
                        .push(Effect::AnnounceChange(self.stored_entries.to_string()));
                    self.write(context);
                }
                Ok(Appended::Overtaken(records)) => self.begin_parsing(from, None, records, context),
                // The stored log is read again: own entries come behind those that are there.
                Ok(Appended::Erased) => self.read(context),
                // What is here is written once more.
                Ok(Appended::Emptied) => {
                    self.note_emptied();
                    self.write(context);
                }
                Err(fault) => {
                    self.note_broken(fault, context);
                    self.fail(DeskFault::Journal(fault), context);
                }
            },
            (DiskTask::Erasing { generation }, Event::Erased(answer)) => {
                match answer {
                    Ok(true) => {
                        self.forget(context);
                        self.generation = Some(generation.clone());
                        context.effects.push(Effect::AnnounceChange(generation));
                        self.write(context);
                    }
                    // Another window has put something there meanwhile, which is shown first.
                    Ok(false) => self.read(context),
                    // Whether it did is seen when it is read.
                    Err(fault) => {
                        self.note_broken(fault, context);
                        self.fail_reading(fault, context);
                    }
                }
                context.effects.push(Effect::Open);
            }
            // Nobody asked for it.
            (task, _) => self.task = task,
        }
    }

    // Reading.

    /// Takes in what the disk has and this window has not.
    fn read(&mut self, context: &mut Context<'_>) {
        self.has_changed = false;
        self.read_from(self.stored_entries, context);
    }

    fn read_from(&mut self, from: u64, context: &mut Context<'_>) {
        context.effects.push(Effect::ReadLog(from));
        self.task = DiskTask::ReadingLog { from };
    }

    fn take_log(&mut self, from: u64, log: StoredLog, context: &mut Context<'_>) {
        let is_known = log.generation == self.generation;
        // After it was emptied another window may have written something else.
        let is_gone = from > 0 && log.before != self.last_record;
        if is_known && !is_gone {
            return self.begin_parsing(from, None, log.entries, context);
        }
        if from == 0 {
            // It was never read before, or what was stored is known to be gone.
            return self.begin_parsing(0, Some(log.generation), log.entries, context);
        }
        if log.generation.is_none() || is_known {
            // Erasing leaves another generation: the browser emptied it.
            self.note_emptied();
        } else {
            self.forget(context);
        }
        self.read_from(0, context);
    }

    fn begin_parsing(
        &mut self,
        from: u64,
        generation: Option<Option<String>>,
        records: Vec<(String, String)>,
        context: &mut Context<'_>,
    ) {
        let parsing = Parsing {
            from,
            generation,
            records,
            done: 0,
            logged: Vec::new(),
        };
        self.parse(parsing, context);
    }

    /// Reads some records, and lets the browser draw before the next.
    fn parse(&mut self, mut parsing: Parsing, context: &mut Context<'_>) {
        let rest = parsing.records.get(parsing.done..).unwrap_or_default();
        let some = rest.get(..self.limits.records_at_once).unwrap_or(rest);
        let next = parsing.from + number(parsing.logged.len());
        match read_desk_log(next, some) {
            Ok(logged) => parsing.logged.extend(logged),
            Err(_) => return self.fail_reading(JournalFault::Newer, context),
        }
        parsing.done += some.len();
        if parsing.done < parsing.records.len() {
            context.effects.push(Effect::YieldToBrowser);
            self.task = DiskTask::Parsing(parsing);
            return;
        }
        if let Some(generation) = parsing.generation {
            self.generation = generation;
        }
        let last = parsing.records.pop().map(|(_, record)| record);
        self.take_entries(parsing.from, parsing.logged, last, context);
        if !self.is_open {
            self.is_open = true;
            context.effects.push(Effect::Open);
        }
        self.write(context);
    }

    /// Takes in entries that the disk has from this number on. The first of them may be those of this window:
    /// where the disk did not say that it had written them, or where another window wrote again what the browser took
    /// away.
    fn take_entries(
        &mut self,
        from: u64,
        logged: Vec<LoggedEntry>,
        last: Option<String>,
        context: &mut Context<'_>,
    ) {
        let own = context.session.entries_from(from);
        let is_same = |((number, logged), own): &((u64, &LoggedEntry), &Entry)| {
            (logged.window == self.window || *number < self.entries_before_emptying) && logged.entry == **own
        };
        let same = (from..).zip(&logged).zip(own).take_while(is_same).count();
        let mut entries: Vec<Entry> = logged.into_iter().map(|logged| logged.entry).collect();
        self.note_stored(from, &entries, last);
        let theirs = entries.split_off(same);
        if theirs.is_empty() {
            return;
        }
        self.damaged += theirs.iter().filter(|entry| **entry == Entry::Damaged).count();
        let from = from + number(same);
        if self.entries_before_emptying > from {
            self.entries_before_emptying += number(theirs.len());
        }
        let followed = secretariat::Event::Followed {
            from,
            entries: theirs,
        };
        context
            .effects
            .push(Effect::Session(context.session.handle(followed)));
    }

    /// Takes note of entries that the disk has from this number on, with the files that they name, and of the last of
    /// them as it is stored.
    fn note_stored(&mut self, from: u64, entries: &[Entry], last: Option<String>) {
        self.stored_entries = from + number(entries.len());
        self.last_record = last.or(self.last_record.take());
        for entry in entries {
            if let Entry::Taken(file) = entry {
                self.unsaved_bytes.remove(file.bytes_hash);
                let place = self.order.len();
                self.places.entry(file.bytes_hash).or_insert(place);
                self.order.push(file.bytes_hash);
            }
        }
    }

    /// The browser emptied the disk.
    fn note_emptied(&mut self) {
        self.entries_before_emptying = self.entries_before_emptying.max(self.stored_entries);
        self.stored_entries = 0;
        self.last_record = None;
        self.generation = None;
        self.order.clear();
        self.places.clear();
    }

    /// Begins with an empty desk, after it was erased.
    fn forget(&mut self, context: &mut Context<'_>) {
        *context.session = context.session.emptied();
        *self = Self {
            limits: self.limits,
            window: std::mem::take(&mut self.window),
            is_open: self.is_open,
            fault: self.fault,
            journal_broke: self.journal_broke,
            has_changed: self.has_changed,
            retry_scheduled: self.retry_scheduled,
            ..Self::default()
        };
        context.effects.push(Effect::ErasedDesk);
    }

    // Writing.

    /// Writes what is not on the disk, until all of it is; then takes in what another window wrote meanwhile.
    fn write(&mut self, context: &mut Context<'_>) {
        if self.has_unwritten(context.session) {
            let batch = BatchBuilder {
                from: self.stored_entries,
                records: Vec::new(),
                files: Vec::new(),
                relied_on: Vec::new(),
                bytes: 0,
            };
            return self.gather(batch, context);
        }
        self.task = DiskTask::Idle;
        if self.has_changed {
            self.read(context);
        } else {
            self.fault = None;
        }
    }

    /// Gathers entries and the bytes that they name: from memory, again from where the person has them, or from the disk.
    fn gather(&mut self, mut batch: BatchBuilder, context: &mut Context<'_>) {
        let limits = self.limits;
        while batch.records.len() < limits.entries_at_once && batch.bytes <= limits.bytes_at_once {
            let entry = context.session.entries_from(batch.next()).first();
            let Some(entry) = entry.cloned() else {
                break;
            };
            if let Entry::Taken(file) = &entry {
                let wanted = file.bytes_hash;
                let is_found = batch.files.iter().any(|file| file.fingerprint == wanted)
                    || batch.relied_on.contains(&wanted);
                if is_found {
                    // Two entries name the same bytes, or they were asked for.
                } else if let Some(bytes) = self.unsaved_bytes.get(wanted) {
                    batch.files.push(DeskFile {
                        fingerprint: wanted,
                        bytes,
                    });
                } else if let Some(file) = context.session.file_of(batch.next()) {
                    context.effects.push(Effect::ReadAgain(file));
                    self.task = DiskTask::ReadingAgain(batch, wanted);
                    return;
                } else {
                    return self.seek(batch, wanted, context);
                }
            }
            let logged = LoggedEntry {
                written_at: context.now,
                window: self.window.clone(),
                entry,
            };
            batch.records.push(write_desk_entry(&logged).unwrap_or_default());
            batch.bytes = batch.files.iter().map(|file| file.bytes.len()).sum();
        }
        self.append(batch, context);
    }

    fn seek(&mut self, batch: BatchBuilder, wanted: Fingerprint, context: &mut Context<'_>) {
        context.effects.push(Effect::SeekFile(wanted));
        self.task = DiskTask::Seeking(batch, wanted);
    }

    fn append(&mut self, batch: BatchBuilder, context: &mut Context<'_>) {
        self.task = DiskTask::Appending {
            from: batch.from,
            entries: batch.records.len(),
            last: batch.records.last().cloned(),
        };
        context.effects.push(Effect::Append(Batch {
            generation: self.generation.clone(),
            from: batch.from,
            before: self.last_record.clone(),
            records: batch.records,
            files: batch.files,
            relied_on: batch.relied_on,
        }));
    }

    // Failing.

    /// The disk could not be read: it is read before anything is written.
    fn fail_reading(&mut self, fault: JournalFault, context: &mut Context<'_>) {
        self.has_changed = true;
        if !self.is_open {
            self.is_open = true;
            context.effects.push(Effect::Open);
        }
        self.fail(DeskFault::Journal(fault), context);
    }

    /// A write failed: whether what is acknowledged from now on is in doubt.
    fn note_broken(&mut self, fault: JournalFault, context: &mut Context<'_>) {
        if fault == JournalFault::Broken && !self.journal_broke {
            self.journal_broke = true;
            context.effects.push(Effect::ShareJournalBroke);
        }
    }

    /// The disk failed: that is shown, and tried again after a while.
    fn fail(&mut self, fault: DeskFault, context: &mut Context<'_>) {
        self.task = DiskTask::Idle;
        self.fault = Some(fault);
        if self.unsaved_bytes.count > self.limits.bytes_waiting {
            // They can be read once more from where the person has them.
            self.unsaved_bytes = UnsavedBytes::default();
        }
        if fault != DeskFault::Journal(JournalFault::Newer) && !self.retry_scheduled {
            self.retry_scheduled = true;
            context.effects.push(Effect::StartRetryTimer);
        }
    }

    /// Hands out the reads on hold, once there is room for their bytes.
    fn release_reads(&mut self, context: &mut Context<'_>) {
        let is_busy = !matches!(self.task, DiskTask::Idle);
        if !is_busy || self.unsaved_bytes.count <= self.limits.bytes_waiting {
            let files = std::mem::take(&mut self.reads_on_hold).into_iter();
            context.effects.extend(files.map(Effect::Read));
        }
    }
}

fn number(count: usize) -> u64 {
    // A usize fits on every machine there is.
    u64::try_from(count).unwrap_or(u64::MAX)
}
