//! Events, effects and limits of the desk's storage.

use std::rc::Rc;

use crate::desks::secretariat;
use crate::foundations::Fingerprint;
use crate::keeper::JournalFault;
use crate::panel::FileNumber;

/// How much is done at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most entries of one transaction.
    pub entries_at_once: usize,
    /// The most bytes of files in one transaction, one file excepted.
    pub bytes_at_once: usize,
    /// While more bytes wait to be written, no further file is read.
    pub bytes_waiting: usize,
    /// The most stored files that are read from the disk at once.
    pub prefetched_files: usize,
    /// The most records of the log that are read before the browser may draw.
    pub records_at_once: usize,
}

impl Limits {
    /// Those of the page.
    pub const RULES: Self = Self {
        entries_at_once: 64,
        bytes_at_once: 4_000_000,
        bytes_waiting: 16_000_000,
        prefetched_files: 16,
        records_at_once: 200,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::RULES
    }
}

/// How well the desk is saved; [`DeskStorage::save_status`](super::DeskStorage::save_status) decides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskSaveStatus {
    /// It was not requested yet.
    #[default]
    Closed,
    /// What is stored of it is being read.
    Opening,
    /// All of it is on the disk.
    OnDisk,
    /// The disk has acknowledged all of it, and a write of the database has broken before: what it acknowledges is in doubt.
    Doubtful,
    /// A write is pending.
    Saving,
    /// It cannot be read or written; that is tried again, except where a newer version has written to it.
    Failed(DeskFault),
}

/// Why the desk could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskFault {
    /// The database failed.
    Journal(JournalFault),
    /// An entry names the bytes of a file, and neither this page nor the disk nor the place that the file was chosen from
    /// has them.
    BytesMissing,
}

/// What the disk holds from a number on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredLog {
    /// Another one after each erasing; nothing before the first.
    pub generation: Option<String>,
    /// The entry before the first as it is stored; nothing where there is none.
    pub before: Option<String>,
    /// The entries, by their keys, in order.
    pub entries: Vec<(String, String)>,
}

/// A file that goes to the disk with the entry that names it.
#[derive(Clone, Debug)]
pub struct DeskFile {
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// Entries that go to the disk in one transaction with strict durability, with their files; or nothing of it does.
#[derive(Clone, Debug)]
pub struct Batch {
    /// What the disk had when it was read.
    pub generation: Option<String>,
    /// The number of the first entry.
    pub from: u64,
    /// The entry before it as it was stored; nothing where there is none.
    pub before: Option<String>,
    /// The entries as they are stored.
    pub records: Vec<String>,
    /// The files that they name.
    pub files: Vec<DeskFile>,
    /// Files that they name too, and that the disk is known to have.
    pub relied_on: Vec<Fingerprint>,
}

impl Batch {
    /// Why nothing of it is to be written onto this log; the log from its first number on. `has_files` says whether all
    /// that it relies on are there.
    pub fn refused_by(&self, log: StoredLog, has_files: bool) -> Option<Appended> {
        if log.generation != self.generation {
            return Some(match log.generation {
                // Erasing leaves a generation. Where there was one and is none, nobody erased it.
                None => Appended::Emptied,
                Some(_) => Appended::Erased,
            });
        }
        // After it was emptied another window may have written something else.
        if log.before != self.before {
            return Some(Appended::Emptied);
        }
        if !log.entries.is_empty() {
            return Some(Appended::Overtaken(log.entries));
        }
        (!has_files).then_some(Appended::Emptied)
    }
}

/// What became of entries that were to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// They are on the disk, and so are their files.
    Done,
    /// The disk has entries already from the first of these numbers on, by their keys; nothing was written.
    Overtaken(Vec<(String, String)>),
    /// The entry before them is gone or another one, or a file that they rely on: the browser emptied the store.
    /// Nothing was written.
    Emptied,
    /// Another window erased the desk. Nothing was written.
    Erased,
}

/// The events of the desk's storage.
#[derive(Clone, Debug)]
pub enum Event {
    /// The desk is requested by a window of this name; sent once or more often.
    Opened {
        /// The window, in the entries that it writes.
        window: String,
    },
    /// The session may have entries that are not on the disk.
    EntriesAdded,
    /// The bytes of a file are in memory, until they are on the disk.
    BytesRead(DeskFile),
    /// A file that was chosen is to be read; answered by [`Effect::Read`] once there is room.
    ReadWanted(FileNumber),
    /// Another window has written to the log.
    ChangedElsewhere,
    /// Another window, or this one before its page was loaded anew, saw a write of the database break, or rebuilt it.
    JournalBroke(bool),
    /// The time of [`Effect::StartRetryTimer`] is over.
    RetryDue,
    /// A person wants it erased from this machine. Ignored while an operation is pending.
    EraseWanted {
        /// What the disk shall have afterwards; never used before.
        generation: String,
    },
    /// The answer to [`Effect::ReadLog`].
    LogRead(Result<StoredLog, JournalFault>),
    /// The answer to [`Effect::YieldToBrowser`].
    Yielded,
    /// The answer to [`Effect::ReadAgain`].
    ReadAgain(Option<Rc<Vec<u8>>>),
    /// The answer to [`Effect::SeekFile`].
    FileSought(Result<bool, JournalFault>),
    /// The answer to [`Effect::Append`].
    Appended(Result<Appended, JournalFault>),
    /// The answer to [`Effect::Erase`]: whether it did.
    Erased(Result<bool, JournalFault>),
}

/// The effects of the desk's storage, in this order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Carry out what the session asks, and draw.
    Session(Vec<secretariat::Effect>),
    /// The desk was erased: drop where its files are, and draw.
    ErasedDesk,
    /// The desk is open: do what waited for it.
    Open,
    /// Read a file that was chosen, for the session.
    Read(FileNumber),
    /// Read the log from this number on.
    ReadLog(u64),
    /// Yield to the browser, so that it can draw.
    YieldToBrowser,
    /// Read a file once more from where the person has it.
    ReadAgain(FileNumber),
    /// Whether the disk has the bytes of a file.
    SeekFile(Fingerprint),
    /// Write entries and their files.
    Append(Batch),
    /// Erase log and files, where this is all that the disk has.
    Erase {
        /// What the disk is known to have.
        known: Option<String>,
        /// As many entries are known.
        stored: u64,
        /// What it has afterwards.
        generation: String,
    },
    /// Notify other windows that the disk has something else, with a text that is never the same twice in a row.
    AnnounceChange(String),
    /// A write of the database broke: other windows are notified, and this one remembers it until it is closed.
    ShareJournalBroke,
    /// Send [`Event::RetryDue`] after [`RETRY_MS`](crate::keeper::RETRY_MS).
    StartRetryTimer,
}

/// Where the bytes of a stored file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredBytes {
    /// In memory.
    Loaded(Rc<Vec<u8>>),
    /// On the disk. These are read at once: the one that was asked for and those that will be.
    OnDisk(Vec<Fingerprint>),
    /// Nowhere: the desk is not stored.
    NotStored,
}
