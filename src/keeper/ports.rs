//! What goes in and out of the keeper: records, events, effects, and why a storage failed.
//!
//! A shell carries effects out in their order. The answers of localStorage come back as events at once, before
//! anything else happens; those of the journal come when they come, under the ticket of their effect.

use std::rc::Rc;

use crate::document::{Address, Edit};
use crate::keeper::{Exported, Rewrite, StoredField, Summary, Texts};
use crate::lock::{DataKey, Lock};

/// Where drafts stand in localStorage: `<prefix><draft>/head`, `…/field/<address>`. The number is the version of the
/// stored form.
pub const DRAFTS: &str = "scoring-workbench/1/draft/";
/// Where a removal that was asked for stands until both storages have done it.
pub const REMOVALS: &str = "scoring-workbench/1/removal/";
/// Where backups stand that the journal could not take.
pub const LOCAL_BACKUPS: &str = "scoring-workbench/backup/";
/// Says that this browser had a journal.
pub const JOURNAL_MARK: &str = "scoring-workbench/1/journal";
/// Where the journal says that a draft was removed, in [`Store::Backups`]: it holds the id and the moment alone.
pub const TOMBSTONES: &str = "removed/";

/// The versions of the stored form that backups may be of.
pub const OLD_VERSIONS: [u64; 2] = [1, 2];

/// A store of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// One line a draft, by its id: what the start page lists.
    Cards,
    /// What each draft says now, by `draft/address` as in localStorage.
    State,
    /// Every entry, by a key that says all but its text.
    History,
    /// Rubrics that drafts use, by fingerprint.
    Rubrics,
    /// Texts of conflicts, by `draft/id/address`.
    Conflicts,
    /// Drafts as they were before an update changed their form, by `version/draft/…`, and tombstones.
    Backups,
}

/// A draft's head, as far as the keeper has to understand it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// As it is stored.
    pub text: String,
    /// What it says.
    pub form: HeadForm,
}

/// What a head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadForm {
    /// It can be read.
    Readable {
        /// The version of its stored form.
        version: u64,
        /// The same head in the form of today, where it has an older one.
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

    /// The same head in the form of today, where it has an older one.
    pub fn updated(&self) -> Option<Self> {
        match &self.form {
            HeadForm::Readable {
                updated: Some(text),
                lock,
                version,
                ..
            } => Some(Self {
                text: text.clone(),
                form: HeadForm::Readable {
                    version: *version,
                    updated: None,
                    has_sequences: true,
                    lock: lock.clone(),
                },
            }),
            _ => None,
        }
    }

    /// Whether the draft can be opened by it.
    pub fn is_readable(&self) -> bool {
        matches!(self.form, HeadForm::Readable { .. })
    }
}

/// One record of a storage, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The head of a draft.
    Head(Head),
    /// A field, a journal entry, or the text of a conflict.
    Field(StoredField),
    /// Anything else: cards, the application that is read, rubrics, backups.
    Text(String),
}

/// Records by their keys, in order.
pub type Records = Vec<(String, Record)>;

/// One change of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalChange {
    /// Puts a record under a key.
    Put(Store, String, Record),
    /// Puts a field under a key of [`Store::State`], unless the record there has a higher sequence number.
    PutField(String, StoredField),
    /// Removes a key.
    Remove(Store, String),
    /// Removes every key that begins like this.
    RemoveAll(Store, String),
}

/// One change of localStorage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalChange {
    /// Puts a record under a key.
    Put(String, Record),
    /// Puts a field under a key, unless the record there has a higher sequence number.
    PutField(String, StoredField),
    /// Removes a key.
    Remove(String),
    /// Removes every key that begins like this.
    RemoveAll(String),
}

/// What must hold for changes to be made; else none is made. A draft that was removed, encrypted or decrypted by
/// another window is found out by this, however late its events come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// The draft, which must not have been removed.
    pub draft: String,
    /// The texts that its head may have there; nothing stands for no head.
    pub heads: Vec<Option<String>>,
}

/// Why localStorage did not take a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalFault {
    /// The browser keeps nothing for this page: private mode, a policy, or blocked by its owner.
    Blocked,
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
    /// It failed, and the browser did not say why in a way that helps.
    Broken,
    /// It does not answer; whether it did what it was asked is not known.
    Silent,
    /// Another window holds an older version of it open, and does not let go. It did nothing.
    Blocked,
}

/// Names one effect, so that its answer finds back.
pub type RequestId = u64;

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// What could not be written is tried again.
    Retry,
}

/// What is to be done. In the order in which they stand.
#[derive(Clone, Debug)]
pub enum Effect {
    /// JournalChange localStorage; answered by [`Event::LocalDone`] at once.
    Local(RequestId, Option<Precondition>, Vec<LocalChange>),
    /// Read all of one draft from localStorage; answered by [`Event::LocalRead`] at once.
    ReadLocal(RequestId, String),
    /// Make all these changes in one transaction with strict durability, or none.
    Journal(RequestId, Option<Precondition>, Vec<JournalChange>),
    /// Read what opening a draft needs; answered by [`Event::JournalRead`].
    ReadJournal(RequestId, String),
    /// Read journal entries by their keys; answered by [`Event::EntriesRead`].
    ReadEntries(RequestId, Vec<String>),
    /// Rewrite everything that is stored of a draft, in one transaction with strict durability that first reads it, so
    /// that nothing another window writes in between stays as it was. Answered by [`Event::JournalDone`].
    Rewrite(RequestId, Box<Rewrite>),
    /// Look over both storages; answered by [`Event::StoragesScanned`] once the journal answered.
    ScanStorages(RequestId),
    /// Delete the journal and make an empty one; answered by [`Event::Rebuilt`].
    Rebuild(RequestId),
    /// Find the rubric that a head names; answered by [`Event::RubricFound`].
    FindRubric(RequestId, Head),
    /// Send [`Event::TimerExpired`] after so many milliseconds.
    StartTimer(Timer, u32),
    /// Tell the page.
    Tell(News),
}

/// What the page is told as it happens. Everything that lasts stands in the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A draft is shown; its texts stand in the view.
    Opened(String),
    /// Texts changed that were not typed just now: by undo, by another window, by the journal.
    Changed(Vec<Address>),
    /// The draft was not closed: words of it stand in this page alone.
    NotClosed,
    /// Another window removed the open draft.
    RemovedElsewhere(String),
    /// Everything that is stored of the draft was rewritten under its new lock, or under none.
    Rewritten,
    /// It was not, and everything is as it was.
    NotRewritten(JournalFault),
    /// A removal ended: done in both storages, or something is left.
    Removal(String, Option<IncompleteRemoval>),
    /// Both storages were looked over; what they have stands in the listing.
    DraftsListed,
    /// The journal was rebuilt, or not.
    Rebuilt(Result<(), JournalFault>),
}

/// What is left of a draft that should be removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncompleteRemoval {
    /// localStorage could not be looked into.
    pub local: Option<LocalFault>,
    /// The journal still has it, or may have it.
    pub journal: Option<JournalFault>,
}

/// What localStorage has of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalDraft {
    /// Its records, by what stands behind `<draft>/`.
    pub records: Records,
    /// The same as they are stored.
    pub raw: Vec<(String, String)>,
    /// Its backups there, by their whole keys behind [`LOCAL_BACKUPS`].
    pub backups: Records,
    /// Whether its removal was asked for.
    pub removing: bool,
    /// Why it could not be looked at; then the rest says nothing.
    pub fault: Option<LocalFault>,
}

/// What the journal has of one draft, as far as opening it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalDraft {
    /// What it says now, by what stands behind `<draft>/`.
    pub state: Records,
    /// Its conflicts, by their whole keys.
    pub conflicts: Records,
    /// The keys of its entries, in order.
    pub keys: Vec<String>,
    /// The last entries with their texts, as many as can be undone after a reload.
    pub entries: Records,
    /// Whether it was removed.
    pub removed: bool,
}

/// Everything that the journal has of one draft.
pub type AllRecords = Vec<(Store, String, Record)>;

/// What localStorage holds of ours, by whole keys.
pub type LocalScan = Result<Records, LocalFault>;

/// What the journal says of all drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalScan {
    /// The cards by draft.
    pub cards: Vec<(String, String)>,
    /// The state records of drafts whose card says that they are encrypted, by whole keys.
    pub encrypted: Records,
    /// The drafts that were removed.
    pub removed: Vec<String>,
    /// The keys of all backups.
    pub backups: Vec<String>,
    /// Whether nothing at all stands in it.
    pub empty: bool,
}

/// How localStorage answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalAnswer {
    /// One outcome a change; a field that was newer there is handed back and stays.
    Done(Vec<Result<Option<StoredField>, LocalFault>>),
    /// The precondition did not hold; nothing was changed.
    Stale,
}

/// How the journal answered a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalAnswer {
    /// All is on the disk, but fields that were newer there: these are handed back and stay.
    Done(Records),
    /// The precondition did not hold; nothing was changed.
    Stale,
    /// Nothing was changed, except where the journal is silent: then nobody knows.
    Failed(JournalFault),
}

/// What happened.
#[derive(Clone)]
pub enum Event {
    /// The page starts, or shows its list of drafts.
    ListDrafts,
    /// A draft is to be opened.
    Open(String),
    /// A new draft begins.
    Begin(Box<NewDraft>),
    /// The open draft is to be closed.
    Close,
    /// A passphrase opened the lock of this draft, if it still waits for it.
    Unlocked(String, Rc<DataKey>),
    /// An encrypted draft is closed and asks for its passphrase.
    Relock,
    /// Somebody typed or chose. An edit is one step of undo and has one sequence number.
    Typed(Edit),
    /// Texts were seen in fields without an event of typing.
    FieldsRead(Edit),
    /// Typing in a field has ended; the next change is an entry of its own.
    StepEnded,
    /// The last change is undone.
    Undo,
    /// The last undone change is redone.
    Redo,
    /// Texts of an older version are restored, as one step.
    Restore(Edit),
    /// The program writes down what happened to the draft; that is no step of undo.
    Recorded(Edit),
    /// The text of a conflict is added at the end of its field.
    TakeConflict(String),
    /// The text of a conflict is dropped.
    DropConflict(String),
    /// A copy left this machine; it holds the draft up to this sequence number.
    Exported(Exported),
    /// Everything stored is rewritten under this key, with this head.
    Rewrite(Option<Rc<DataKey>>, Head),
    /// A draft is to be removed, or a removal is tried again.
    Remove(String),
    /// The texts of a draft that another window removed begin a new draft.
    RestoreRemoved(String, Head),
    /// The journal is to be rebuilt.
    Rebuild,
    /// The page was hidden.
    PageHidden,
    /// The page is shown again after it was asleep or out of sight.
    PageShown,
    /// Another window changed a record of localStorage; no key where it was emptied.
    ChangedElsewhere(Option<String>, Option<Record>),
    /// A timer ran out.
    TimerExpired(Timer),
    /// The rubric was found, or not.
    RubricFound(RequestId, Option<Rc<dyn DraftModel>>),
    /// The answer to [`Effect::Local`].
    LocalDone(RequestId, LocalAnswer),
    /// The answer to [`Effect::ReadLocal`].
    LocalRead(RequestId, LocalDraft),
    /// The answer to [`Effect::Journal`] and to [`Effect::Rewrite`].
    JournalDone(RequestId, JournalAnswer),
    /// The answer to [`Effect::ReadJournal`].
    JournalRead(RequestId, Result<Box<JournalDraft>, JournalFault>),
    /// The answer to [`Effect::ReadEntries`].
    EntriesRead(RequestId, Result<Records, JournalFault>),
    /// The answer to [`Effect::ScanStorages`].
    StoragesScanned(RequestId, LocalScan, Result<Box<JournalScan>, JournalFault>),
    /// The answer to [`Effect::Rebuild`].
    Rebuilt(RequestId, Result<(), JournalFault>),
}

/// A draft that begins.
#[derive(Clone)]
pub struct NewDraft {
    /// Its id.
    pub draft: String,
    /// Its head.
    pub head: Head,
    /// What it recognises.
    pub model: Rc<dyn DraftModel>,
    /// Its first texts.
    pub texts: Texts,
    /// The application that is read, as it is stored in plain.
    pub application: Option<String>,
}

/// A rubric that is stored beside its drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRubric {
    /// Its key in localStorage.
    pub local_key: String,
    /// Its key in the journal.
    pub journal_key: String,
    /// The file.
    pub text: String,
}

/// What nobody can foresee.
pub trait RandomSource {
    /// An id that no other machine makes, without `/`.
    fn id(&mut self) -> String;
    /// Fresh random bytes for one encryption.
    fn nonce(&mut self) -> [u8; 24];
}

/// What a kind of draft knows of its texts.
pub trait DraftModel {
    /// Whether the draft has such a field.
    fn recognises(&self, address: &Address) -> bool;
    /// What the start page says of it.
    fn summary(&self, texts: &Texts) -> Summary;
    /// Its rubric, to be stored beside it.
    fn rubric(&self) -> Option<StoredRubric>;
}
