//! The interface of the keeper: records, events, effects, and the ways in which a storage fails.
//!
//! A shell executes effects in their order. The answers of localStorage come back as events at once, before any other
//! event; those of the journal come later, with the [`RequestId`] of their effect.

use std::rc::Rc;

use crate::document::{Address, Edit};
use crate::foundations::{OneByOne as _, SortedMap};
use crate::keeper::{EntryKey, Exported, Reencryption, StoredField, Summary, Texts};
use crate::lock::{DataKey, Lock};

/// The prefix of drafts in localStorage: `<prefix><draft>/head`, `…/field/<address>`. The number is the version of the
/// key layout.
pub const DRAFTS: &str = "scoring-workbench/1/draft/";
/// The prefix of removal requests in localStorage. A request is kept until both storages have done it.
pub const REMOVALS: &str = "scoring-workbench/1/removal/";
/// The prefix of backups in localStorage, for those that the journal could not take.
pub const LOCAL_BACKUPS: &str = "scoring-workbench/backup/";
/// The key that is set once this browser had a journal.
pub const JOURNAL_MARK: &str = "scoring-workbench/1/journal";
/// The prefix of tombstones in [`Store::Backups`]. A tombstone says that a draft was removed; it holds the id and the
/// moment only.
pub const TOMBSTONES: &str = "removed/";

/// What the name of a field's record begins with, behind its draft.
pub(super) const FIELDS: &str = "field/";

/// The key of a field's record in [`Store::State`], and behind [`DRAFTS`] in localStorage: `<draft>/field/<address>`.
/// The text of the field, and of its entries, is encrypted for this key.
pub fn field_key(draft: &str, address: &Address) -> String {
    format!("{draft}/{FIELDS}{address}")
}

/// The address of the field that a key of this draft belongs to ([`field_key`]); nothing for another record.
pub(super) fn parse_field_key(draft: &str, key: &str) -> Option<Address> {
    parse_field_name(key.strip_prefix(draft)?.strip_prefix('/')?)
}

/// The same for the name of a record, which is its key behind the draft: `field/<address>`.
pub(super) fn parse_field_name(name: &str) -> Option<Address> {
    name.strip_prefix(FIELDS).and_then(Address::parse)
}

/// The delay before a failed read or write is tried again, in milliseconds.
pub const RETRY_MS: u32 = 3000;

/// The old versions of the stored form, of which there may be backups.
pub const OLD_VERSIONS: [u64; 2] = [1, 2];

/// How many steps at most can be undone after a reload; while the draft is open there are more
/// ([`crate::document::UndoHistory`]).
pub const UNDO_ENTRIES_AFTER_RELOAD: usize = 200;

/// A store of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// One [`crate::keeper::Card`] a draft, by its id: what the start page lists.
    Cards,
    /// The current records of each draft, by `draft/head`, `draft/application` and [`field_key`].
    State,
    /// Every entry, by its [`crate::keeper::EntryKey`].
    Entries,
    /// Rubrics that drafts use, by fingerprint.
    Rubrics,
    /// Texts of conflicts, by `draft/id/address`.
    Conflicts,
    /// Records of drafts from before a migration, by `version/draft/…`, and tombstones.
    Backups,
}

/// A draft's head: who works on what, and the lock. The keeper reads only what it needs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// As it is stored.
    pub text: String,
    /// What it contains.
    pub form: HeadForm,
}

/// The content of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadForm {
    /// It can be read.
    Readable {
        /// The draft that it names.
        draft: String,
        /// The version of its stored form.
        version: u64,
        /// The same head in the current form, if it is stored in an older one.
        updated: Option<String>,
        /// Whether the fields beside it have sequence numbers.
        has_sequences: bool,
        /// Its lock, if the draft is encrypted.
        lock: Option<Lock>,
    },
    /// A newer version of the page wrote it.
    Newer,
    /// It cannot be read.
    Damaged,
}

impl Head {
    /// The lock of an encrypted draft.
    pub fn lock(&self) -> Option<&Lock> {
        match &self.form {
            HeadForm::Readable { lock, .. } => lock.as_ref(),
            HeadForm::Newer | HeadForm::Damaged => None,
        }
    }

    /// The same head in the current form, if it is stored in an older one.
    pub fn updated(&self) -> Option<Self> {
        match &self.form {
            HeadForm::Readable {
                updated: Some(text),
                draft,
                lock,
                version,
                ..
            } => Some(Self {
                text: text.clone(),
                form: HeadForm::Readable {
                    draft: draft.clone(),
                    version: *version,
                    updated: None,
                    has_sequences: true,
                    lock: lock.clone(),
                },
            }),
            _ => None,
        }
    }

    /// Whether it can be read and is another draft's.
    pub(super) fn is_of_another(&self, id: &str) -> bool {
        matches!(&self.form, HeadForm::Readable { draft, .. } if draft != id)
    }

    /// Whether a draft with this head can be opened.
    pub fn is_readable(&self) -> bool {
        matches!(self.form, HeadForm::Readable { .. })
    }
}

/// A record of a storage, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The head of a draft.
    Head(Head),
    /// A field, a journal entry, or the text of a conflict.
    Field(StoredField),
    /// Anything else: cards, the application under review, rubrics, backups.
    Text(String),
}

/// Records by their keys, in order.
pub type Records = Vec<(String, Record)>;

/// A change of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalChange {
    /// Puts a record under a key.
    Put(Store, String, Record),
    /// Puts a field under a key of [`Store::State`], unless the record there outlasts it ([`StoredField::outlasts`]).
    PutField(String, StoredField),
    /// Removes a key.
    Remove(Store, String),
    /// Removes every key with this prefix.
    RemoveAll(Store, String),
}

/// A change of localStorage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalChange {
    /// Puts a record under a key.
    Put(String, Record),
    /// Puts a field under a key, unless the record there is newer ([`StoredField::is_newer_than`]).
    PutField(String, StoredField),
    /// Removes a key.
    Remove(String),
    /// Removes every key with this prefix.
    RemoveAll(String),
}

/// The condition under which changes are made; if it does not hold, none is made. It detects a draft that another
/// window removed, encrypted or decrypted, however late the events of that arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// The draft, which must not have been removed.
    pub draft: String,
    /// The texts that its stored head may have; `None` allows a missing head.
    pub heads: Vec<Option<String>>,
}

impl Precondition {
    /// Whether it holds in a storage that has this head of the draft.
    pub fn holds(&self, head: Option<&str>, is_removed: bool) -> bool {
        !is_removed && self.heads.iter().any(|allowed| allowed.as_deref() == head)
    }
}

/// Why localStorage could not be read or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalFault {
    /// The browser stores nothing for this page: private mode, a policy, or a setting.
    Unavailable,
    /// The browser's space for this page is used up.
    Full,
}

/// Why the journal could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalFault {
    /// The browser has none for this page: private mode, a policy, or too old.
    Absent,
    /// A newer version of this page has changed it.
    Newer,
    /// The browser's space for this page is used up.
    Full,
    /// It failed for a reason that the browser does not state usefully.
    Broken,
    /// It does not answer. Whether it executed the request is unknown.
    Silent,
    /// Another window keeps an older version of the database open. Nothing was executed.
    HeldByOlderWindow,
    /// It lacks a part: a store is missing, or is not one that this page made. Nothing was executed.
    Incomplete,
}

impl JournalFault {
    /// Whether deleting the journal and creating a new one helps. One that a newer page wrote is left to that page.
    pub fn is_mended_by_rebuilding(self) -> bool {
        !matches!(self, Self::Newer | Self::HeldByOlderWindow | Self::Full)
    }
}

/// Why a draft was not encrypted, decrypted, or encrypted anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReencryptFault {
    /// The journal failed; nothing was changed.
    Journal(JournalFault),
    /// Another window changed the lock of the draft meanwhile or removed the draft, or the journal was emptied.
    ChangedElsewhere,
    /// A write of the journal broke before, so that what it acknowledges is in doubt. Nothing was tried.
    JournalInDoubt,
    /// The draft has used up its sequence numbers, and what was typed last can never be written. Nothing was tried.
    NumbersUsedUp,
}

/// What a new journal has of the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// How many records were read from the former one and are in the new one.
    pub records: usize,
    /// Whether that is all it had.
    pub whole: bool,
}

/// Identifies an effect; its answer carries the same id.
pub type RequestId = u64;

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Writes that failed are retried.
    Retry,
}

/// What the shell has to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Change localStorage; answered by [`Event::LocalDone`] at once.
    Local(RequestId, Option<Precondition>, Vec<LocalChange>),
    /// Read all of one draft from localStorage; answered by [`Event::LocalRead`] at once.
    ReadLocal(RequestId, String),
    /// Make all these changes in one transaction with strict durability, or none.
    Journal(RequestId, Option<Precondition>, Vec<JournalChange>),
    /// Read what loading a draft needs; answered by [`Event::JournalRead`].
    ReadJournal(RequestId, String),
    /// Read journal entries by their keys; answered by [`Event::EntriesRead`].
    ReadEntries(RequestId, Vec<String>),
    /// Read all records of a draft and write them re-encrypted, in one transaction with strict durability, so that no
    /// concurrent write escapes. Answered by [`Event::JournalDone`].
    Reencrypt(RequestId, Box<Reencryption>),
    /// Read both storages for the list of drafts; answered by [`Event::StoragesScanned`] once the journal answered.
    ScanStorages(RequestId),
    /// Delete the journal and create one with all records of it that can be read; answered by [`Event::Rebuilt`].
    Rebuild(RequestId),
    /// Remember until this window is closed, also if its page is loaded anew, that a write of the journal broke, or
    /// forget it; and report it to the other windows by [`Event::JournalBroke`].
    ShareJournalBroke(bool),
    /// Remember the same, or forget it, as another window reported it. The others know it from that one: windows that
    /// passed it on could answer each other for ever.
    RememberJournalBroke(bool),
    /// Find the rubric that a head names; answered by [`Event::RubricFound`].
    FindRubric(RequestId, Head),
    /// Send [`Event::TimerExpired`] after so many milliseconds.
    StartTimer(Timer, u32),
    /// Notify the page.
    Notify(Notification),
}

/// Notifications to the page. Lasting state is in [`crate::keeper::View`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notification {
    /// A draft was opened; its texts are in the view.
    Opened(String),
    /// Texts changed other than by typing: by undo, by another window, by the journal.
    Changed(Vec<Address>),
    /// The draft was not closed: some of its text is in no storage.
    NotClosed,
    /// Another window removed the open draft.
    RemovedElsewhere(String),
    /// All stored records of the draft are encrypted under its new lock, or decrypted.
    Reencrypted,
    /// They were not.
    NotReencrypted(ReencryptFault),
    /// A removal ended: complete in both storages, or incomplete.
    Removal(String, Option<IncompleteRemoval>),
    /// Both storages were scanned; the result is the listing.
    DraftsListed,
    /// The journal was rebuilt, or not.
    Rebuilt(Result<Carried, JournalFault>),
    /// The journal lacks a draft that it had: it was emptied, and is filled again with what this window shows.
    JournalEmptied,
}

/// What a removal could not delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncompleteRemoval {
    /// localStorage could not be changed.
    pub local: Option<LocalFault>,
    /// The journal still has the draft, or may have it.
    pub journal: Option<JournalFault>,
}

/// What localStorage has of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalDraft {
    /// Its records, by the key behind `<draft>/`.
    pub records: Records,
    /// The same records as stored text.
    pub raw: Vec<(String, String)>,
    /// Its backups there, by the key behind [`LOCAL_BACKUPS`].
    pub backups: Records,
    /// Whether its removal was requested.
    pub removing: bool,
    /// Why it could not be read; then the other fields mean nothing.
    pub fault: Option<LocalFault>,
}

impl LocalDraft {
    /// Its head, if there is one.
    pub(super) fn head(&self) -> Option<&Head> {
        head_of(&self.records)
    }
}

/// What the journal has of one draft, as far as loading needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalDraft {
    /// Its current records, by the key behind `<draft>/`.
    pub state: Records,
    /// Its conflicts, by their whole keys.
    pub conflicts: Records,
    /// The keys of its entries, in order.
    pub keys: Vec<String>,
    /// The last entries with their texts: [`UNDO_ENTRIES_AFTER_RELOAD`] of them.
    pub entries: Records,
    /// Whether it was removed.
    pub removed: bool,
}

impl JournalDraft {
    /// Its head, if there is one.
    pub(super) fn head(&self) -> Option<&Head> {
        head_of(&self.state)
    }

    /// The sequence number of the last entry of each field.
    pub(super) fn last_entries(&self) -> SortedMap<Address, u64> {
        let keys = self.keys.iter().filter_map(|key| EntryKey::parse(key));
        keys.map(|key| (key.address, key.sequence)).one_by_one()
    }
}

fn head_of(records: &Records) -> Option<&Head> {
    records.iter().find_map(|(key, record)| match record {
        Record::Head(head) if key == "head" => Some(head),
        _ => None,
    })
}

/// All records that the journal has of one draft.
pub type AllRecords = Vec<(Store, String, Record)>;

/// Every record of this page in localStorage, by its whole key.
pub type LocalScan = Result<Records, LocalFault>;

/// What the journal has of all drafts, as far as the list needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalScan {
    /// The cards by draft.
    pub cards: Vec<(String, String)>,
    /// The state records of encrypted drafts, by whole keys.
    pub encrypted: Records,
    /// The drafts whose head it has.
    pub heads: Vec<String>,
    /// Whether parts of it are missing, so that the rest of this is what the others have.
    pub incomplete: bool,
    /// The drafts that were removed.
    pub removed: Vec<String>,
    /// The keys of all backups.
    pub backups: Vec<String>,
    /// Whether it is empty.
    pub empty: bool,
}

/// How localStorage answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalAnswer {
    /// The outcome of each change. A field that was newer in localStorage is returned and stays.
    Done(Vec<Result<Option<StoredField>, LocalFault>>),
    /// The precondition did not hold; nothing was changed.
    Stale,
}

impl LocalAnswer {
    /// Why a change was not made, of the first that was not.
    pub fn fault(&self) -> Option<LocalFault> {
        match self {
            Self::Done(outcomes) => outcomes
                .iter()
                .find_map(|outcome| outcome.as_ref().err().copied()),
            Self::Stale => None,
        }
    }
}

/// How the journal answered a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalAnswer {
    /// All is on the disk, except for fields that outlast those in the journal: these are returned and stay.
    Done(Records),
    /// The precondition did not hold; nothing was changed.
    Stale,
    /// Nothing was changed; after [`JournalFault::Silent`] that is unknown.
    Failed(JournalFault),
}

/// What happened.
#[derive(Clone)]
pub enum Event {
    /// The page starts, or shows its list of drafts: both storages are scanned.
    ListDrafts,
    /// Open a draft.
    Open(String),
    /// Begin a new draft.
    Begin(Box<NewDraft>),
    /// Close the open draft.
    Close,
    /// A passphrase opened the lock of this draft. Ignored unless it is still waited for.
    PassphraseAccepted(String, Rc<DataKey>),
    /// Lock the open draft again, if it is encrypted.
    Relock,
    /// Somebody typed or chose. An edit is one step of undo and has one sequence number.
    Typed(Edit),
    /// Texts were found in form fields that no input event reported.
    FieldsRead(Edit),
    /// Typing in a field has ended; the next change is an entry of its own.
    StepEnded,
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Restore texts of an older version, as one step.
    Restore(Edit),
    /// The program notes what happened to the draft; that is no step of undo.
    Noted(Edit),
    /// Append the text of a conflict to its field.
    TakeConflict(String),
    /// Discard the text of a conflict.
    DropConflict(String),
    /// A copy was exported; it holds the draft up to this sequence number.
    Exported(Exported),
    /// Encrypt all stored records under this key and with this head; without a key, decrypt them.
    Reencrypt(Option<Rc<DataKey>>, Head),
    /// Remove a draft, or resume an incomplete removal.
    Remove(String),
    /// Begin a new draft with the texts of the one that another window removed.
    RestoreDetached(String, Head),
    /// Delete the journal and create one with all records of it that can be read.
    Rebuild,
    /// The browser closed the journal, as when somebody clears it or another page deletes it.
    JournalClosed,
    /// A write of the journal broke, or it was rebuilt: another window says so, or this one from before its page was
    /// loaded anew.
    JournalBroke(bool),
    /// Whether an input method composes in a field of the open draft, whose text is not reported before it ends.
    Composing(bool),
    /// The page was hidden.
    PageHidden,
    /// The page is visible again after it was hidden or suspended.
    PageShown,
    /// Another window changed a record of localStorage; without a key it was emptied.
    ChangedElsewhere(Option<String>, Option<Record>),
    /// A timer expired.
    TimerExpired(Timer),
    /// The answer to [`Effect::FindRubric`].
    RubricFound(RequestId, Option<Rc<dyn DraftModel>>),
    /// The answer to [`Effect::Local`].
    LocalDone(RequestId, LocalAnswer),
    /// The answer to [`Effect::ReadLocal`].
    LocalRead(RequestId, LocalDraft),
    /// The answer to [`Effect::Journal`] and to [`Effect::Reencrypt`].
    JournalDone(RequestId, JournalAnswer),
    /// The answer to [`Effect::ReadJournal`].
    JournalRead(RequestId, Result<Box<JournalDraft>, JournalFault>),
    /// The answer to [`Effect::ReadEntries`].
    EntriesRead(RequestId, Result<Records, JournalFault>),
    /// The answer to [`Effect::ScanStorages`].
    StoragesScanned(RequestId, LocalScan, Result<Box<JournalScan>, JournalFault>),
    /// The answer to [`Effect::Rebuild`].
    Rebuilt(RequestId, Result<Carried, JournalFault>),
}

/// A draft to begin.
#[derive(Clone)]
pub struct NewDraft {
    /// Its id.
    pub draft: String,
    /// Its head.
    pub head: Head,
    /// Which fields it has, and its summary.
    pub model: Rc<dyn DraftModel>,
    /// Its first texts.
    pub texts: Texts,
    /// The application under review, as it is stored unencrypted.
    pub application: Option<String>,
}

/// A rubric, stored beside its drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRubric {
    /// Its key in localStorage.
    pub local_key: String,
    /// Its key in the journal.
    pub journal_key: String,
    /// The file.
    pub text: String,
}

/// Random values. Tests supply predictable ones.
pub trait RandomSource {
    /// An id that no other machine makes, without `/`.
    fn id(&mut self) -> String;
    /// Fresh random bytes for one encryption.
    fn nonce(&mut self) -> [u8; 24];
}

/// What the keeper needs to know of a draft's content.
pub trait DraftModel {
    /// Whether the draft has such a field.
    fn recognises(&self, address: &Address) -> bool;
    /// The field whose record has this key behind `<draft>/`, if the draft has it.
    fn field_under(&self, key: &str) -> Option<Address> {
        let address = parse_field_name(key)?;
        self.recognises(&address).then_some(address)
    }
    /// Whether a text is the position of a row: no text that anybody reads. Of two the newer one stands, and none is a
    /// conflict.
    fn is_position(&self, _address: &Address) -> bool {
        false
    }
    /// What the start page lists of it.
    fn summary(&self, texts: &Texts) -> Summary;
    /// Its rubric, stored beside the draft.
    fn rubric(&self) -> Option<StoredRubric>;
}
