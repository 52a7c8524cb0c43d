//! Opening a draft: both places are read, the copies of each field compared, and what one place lacks is enqueued.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::document::{Address, Edit, History};
use crate::foundations::OneByOne as _;
use crate::keeper::compaction::{Allowance, surplus};
use crate::keeper::machine::{Context, OpenFault};
use crate::keeper::open::{Conflict, Open, Storage};
use crate::keeper::ports::{
    DraftModel, Effect, Head, HeadForm, JournalChange, JournalDraft, JournalFault, LOCAL_BACKUPS,
    LocalAnswer, LocalChange, LocalDraft, Record, Records, RequestId, Store,
};
use crate::keeper::writing::{Other, Reading};
use crate::keeper::{Body, Card, Cause, JournalKey, Reconciled, StoredField, reconcile, undo_stacks};
use crate::lock::{DataKey, Lock, is_encrypted};

/// A journal that had no answer may know changes with higher numbers, but never so many more: what is typed without
/// it is newer than all of them.
const UNREAD_CHANGES: u64 = 1_000_000;

/// A draft that is being opened.
pub(super) struct Opening {
    pub(super) id: String,
    pub(super) key: Option<Rc<DataKey>>,
    /// The lock that the key came out of.
    lock: Option<Lock>,
    /// The draft as it stood in this window before another one changed its lock.
    pub(super) suspended: Option<Box<Open>>,
    local: LocalDraft,
    request_id: RequestId,
    step: Step,
}

/// The copies of each field: localStorage's, and the journal's.
type Copies = BTreeMap<Address, [Option<StoredField>; 2]>;

/// What opening waits for.
enum Step {
    Local,
    Journal,
    DraftModel(Found),
    Backup(Ready),
    LocalBackup(Ready),
    Entries(Ready, Vec<JournalKey>),
}

/// Both places were read.
struct Found {
    journal: Result<Box<JournalDraft>, JournalFault>,
    head: Head,
}

/// The rubric was found too.
struct Ready {
    found: Found,
    model: Rc<dyn DraftModel>,
    /// What stands in for fields of which all copies are damaged.
    mended: BTreeMap<Address, StoredField>,
    backed_up: bool,
}

/// How opening goes on.
pub(super) enum Next {
    /// It waits.
    Wait(Box<Opening>),
    /// It asks for the passphrase.
    Ask(Head, Option<Box<Open>>),
    /// The draft stands.
    Open(Box<Open>),
    /// It cannot be opened; with it goes the draft as this window had it.
    Fail(OpenFault, Option<Box<Open>>),
    /// Its removal was asked for and is not done; with it goes the draft as this window had it.
    Remove(Option<Box<Open>>),
}

impl Opening {
    pub(super) fn begin(
        id: String,
        opened: Option<(Lock, Rc<DataKey>)>,
        suspended: Option<Box<Open>>,
        context: &mut Context<'_>,
    ) -> Box<Self> {
        let request_id = context.next_request_id();
        context.push(Effect::ReadLocal(request_id, id.clone()));
        let (lock, key) = opened.unzip();
        Box::new(Self {
            id,
            key,
            lock,
            suspended,
            local: LocalDraft::default(),
            request_id,
            step: Step::Local,
        })
    }

    fn ask(&mut self, context: &mut Context<'_>) -> RequestId {
        self.request_id = context.next_request_id();
        self.request_id
    }

    pub(super) fn local_read(
        mut self: Box<Self>,
        request_id: RequestId,
        local: LocalDraft,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id == self.request_id && matches!(self.step, Step::Local) {
            if local.removing {
                return Next::Remove(self.suspended);
            }
            self.local = local;
            self.step = Step::Journal;
            let request_id = self.ask(context);
            context.read_journal(request_id, self.id.clone());
        }
        Next::Wait(self)
    }

    pub(super) fn journal_read(
        mut self: Box<Self>,
        request_id: RequestId,
        journal: Result<Box<JournalDraft>, JournalFault>,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id != self.request_id || !matches!(self.step, Step::Journal) {
            return Next::Wait(self);
        }
        if journal.as_ref().is_ok_and(|journal| journal.removed) {
            return Next::Fail(OpenFault::NoDraft, self.suspended);
        }
        let Some(head) = standing_head(&self.local, journal.as_deref().ok()) else {
            let known = |records: &Records| records.iter().any(|(at, _)| at.starts_with("field/"));
            let anything =
                known(&self.local.records) || journal.as_ref().is_ok_and(|journal| known(&journal.state));
            let fault = if anything {
                OpenFault::DamagedHead
            } else {
                OpenFault::NoDraft
            };
            return Next::Fail(fault, self.suspended);
        };
        match head.form {
            HeadForm::Newer => return Next::Fail(OpenFault::Newer, self.suspended),
            HeadForm::Damaged => return Next::Fail(OpenFault::DamagedHead, self.suspended),
            HeadForm::Readable { .. } => {}
        }
        // Another window may have changed the lock while the passphrase was typed.
        if head.lock().is_some() && head.lock() != self.lock.as_ref() {
            return Next::Ask(head, self.suspended);
        }
        if head.lock().is_none() {
            self.key = None;
        }
        let request_id = self.ask(context);
        context.push(Effect::FindRubric(request_id, head.clone()));
        self.step = Step::DraftModel(Found { journal, head });
        Next::Wait(self)
    }

    pub(super) fn model(
        mut self: Box<Self>,
        request_id: RequestId,
        model: Option<Rc<dyn DraftModel>>,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id != self.request_id {
            return Next::Wait(self);
        }
        match std::mem::replace(&mut self.step, Step::Journal) {
            Step::DraftModel(found) => match model {
                None => Next::Fail(OpenFault::NoRubric(found.head), self.suspended),
                Some(model) => {
                    let ready = Ready {
                        found,
                        model,
                        mended: BTreeMap::new(),
                        backed_up: false,
                    };
                    self.advance(ready, context)
                }
            },
            step => {
                self.step = step;
                Next::Wait(self)
            }
        }
    }

    /// Backs up what is brought up to date, looks for what stands in for damaged fields, and opens.
    fn advance(mut self: Box<Self>, ready: Ready, context: &mut Context<'_>) -> Next {
        if ready.found.head.updated().is_some() && !ready.backed_up {
            let request_id = self.ask(context);
            let changes = self
                .backup(&ready, context)
                .into_iter()
                .map(|(key, text)| JournalChange::Put(Store::Backups, key, Record::Text(text)));
            context.journal(request_id, None, changes.collect());
            self.step = Step::Backup(ready);
            return Next::Wait(self);
        }
        let wanted = self.damaged(&ready);
        if !wanted.is_empty() {
            let request_id = self.ask(context);
            let keys = wanted.iter().map(ToString::to_string).collect();
            context.push(Effect::ReadEntries(request_id, keys));
            self.step = Step::Entries(ready, wanted);
            return Next::Wait(self);
        }
        self.finish(ready, context)
    }

    /// The records of localStorage, as they go to the backups.
    fn backup(&self, ready: &Ready, context: &Context<'_>) -> Vec<(String, String)> {
        let version = match ready.found.head.form {
            HeadForm::Readable { version, .. } => version,
            HeadForm::Newer | HeadForm::Damaged => 0,
        };
        let named = |(address, text): &(String, String)| {
            let key = format!("{version}/{}/{}/{address}", self.id, context.now);
            (key, text.clone())
        };
        self.local.raw.iter().map(named).collect()
    }

    pub(super) fn journal_done(
        mut self: Box<Self>,
        request_id: RequestId,
        done: bool,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id != self.request_id {
            return Next::Wait(self);
        }
        match std::mem::replace(&mut self.step, Step::Journal) {
            Step::Backup(ready) if done => {
                let ready = Ready {
                    backed_up: true,
                    ..ready
                };
                self.advance(ready, context)
            }
            Step::Backup(ready) => {
                let request_id = self.ask(context);
                let put = |(key, text)| LocalChange::Put(format!("{LOCAL_BACKUPS}{key}"), Record::Text(text));
                let changes = self.backup(&ready, context).into_iter().map(put).collect();
                context.local(request_id, None, changes);
                self.step = Step::LocalBackup(ready);
                Next::Wait(self)
            }
            step => {
                self.step = step;
                Next::Wait(self)
            }
        }
    }

    pub(super) fn local_done(
        mut self: Box<Self>,
        request_id: RequestId,
        answer: &LocalAnswer,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id != self.request_id {
            return Next::Wait(self);
        }
        match std::mem::replace(&mut self.step, Step::Journal) {
            Step::LocalBackup(ready) => {
                let done = matches!(answer, LocalAnswer::Done(all) if all.iter().all(Result::is_ok));
                if !done {
                    return Next::Fail(OpenFault::NoBackup, self.suspended);
                }
                let ready = Ready {
                    backed_up: true,
                    ..ready
                };
                self.advance(ready, context)
            }
            step => {
                self.step = step;
                Next::Wait(self)
            }
        }
    }

    pub(super) fn entries_read(
        mut self: Box<Self>,
        request_id: RequestId,
        entries: Result<Records, JournalFault>,
        context: &mut Context<'_>,
    ) -> Next {
        if request_id != self.request_id {
            return Next::Wait(self);
        }
        match std::mem::replace(&mut self.step, Step::Journal) {
            Step::Entries(mut ready, wanted) => {
                for (key, value) in entries.unwrap_or_default() {
                    if let (Some(key), Record::Field(field)) = (JournalKey::parse(&key), value) {
                        let place = format!("{}/field/{}", self.id, key.address);
                        let field = field.decrypted(self.key.as_deref(), &place);
                        ready.mended.insert(key.address, field);
                    }
                }
                for key in wanted {
                    // What could not be read is not asked for again.
                    ready.mended.entry(key.address).or_insert_with(|| StoredField {
                        body: Body::Plain(String::new()),
                        sequence: 0,
                        at: None,
                        damaged: true,
                    });
                }
                self.finish(ready, context)
            }
            step => {
                self.step = step;
                Next::Wait(self)
            }
        }
    }

    /// The copies of each field in both places, and whether each is plain under a lock.
    fn copies(&self, ready: &Ready) -> (Copies, BTreeSet<(Address, usize)>) {
        let mut copies = Copies::new();
        let mut bare = BTreeSet::new();
        let journal = ready
            .found
            .journal
            .as_ref()
            .map(|journal| journal.state.as_slice());
        for (place, records) in [self.local.records.as_slice(), journal.unwrap_or_default()]
            .into_iter()
            .enumerate()
        {
            for (at, value) in records {
                let Some(address) = recognised(at, &ready.model) else {
                    continue;
                };
                let Record::Field(field) = value else { continue };
                if self.key.is_some() && field.text().is_some() {
                    bare.insert((address.clone(), place));
                }
                let mut field = field
                    .clone()
                    .decrypted(self.key.as_deref(), &format!("{}/{at}", self.id));
                // Without a key it says nothing; the place that was decrypted says it.
                field.damaged |= field.text().is_none();
                if let Some(slot) = copies.entry(address).or_default().get_mut(place) {
                    *slot = Some(field);
                }
            }
        }
        (copies, bare)
    }

    /// The last entries of the fields of which all copies are damaged.
    fn damaged(&self, ready: &Ready) -> Vec<JournalKey> {
        let Ok(journal) = &ready.found.journal else {
            return Vec::new();
        };
        let keys: Vec<JournalKey> = journal
            .keys
            .iter()
            .filter_map(|key| JournalKey::parse(key))
            .collect();
        let (copies, _) = self.copies(ready);
        let damaged = copies
            .iter()
            .filter(|(_, copies)| copies.iter().flatten().all(|copy| copy.damaged));
        let last = |address: &Address| keys.iter().rev().find(|key| &key.address == address).cloned();
        damaged.filter_map(|(address, _)| last(address)).collect()
    }

    fn finish(self: Box<Self>, ready: Ready, context: &mut Context<'_>) -> Next {
        let (copies, bare) = self.copies(&ready);
        let Ready {
            found: Found { journal, head },
            model,
            mended,
            ..
        } = ready;
        let updated = head.updated();
        let uncounted = matches!(head.form, HeadForm::Readable { counted: false, .. });
        let standing = updated.unwrap_or_else(|| head.clone());
        let mut open = Open::new(
            self.id.clone(),
            standing,
            Rc::clone(&model),
            self.key.clone(),
            context,
        );
        let local_head = find_head(&self.local.records);
        let journal_head = journal
            .as_ref()
            .ok()
            .and_then(|journal| find_head(&journal.state));
        let in_journal = journal.as_ref().is_ok_and(|journal| !journal.state.is_empty());
        let empty = JournalDraft::default();
        let journal_draft = journal.as_deref().unwrap_or(&empty);
        open.application = application(&self, journal_draft);
        open.take_past(journal_draft);
        let last = journalled(journal_draft);
        for (address, [local, stored]) in copies {
            let place = |place: usize, copy: &Option<StoredField>, standing: &StoredField| {
                let same = copy.as_ref().is_some_and(|copy| {
                    (copy.damaged, copy.sequence, &copy.body)
                        == (standing.damaged, standing.sequence, &standing.body)
                });
                same && !bare.contains(&(address.clone(), place))
            };
            let all: Vec<StoredField> = [&local, &stored].into_iter().flatten().cloned().collect();
            let Some(Reconciled {
                mut standing,
                mut displaced,
            }) = reconcile(all)
            else {
                continue;
            };
            if let Some(entry) = mended
                .get(&address)
                .filter(|entry| standing.damaged && !entry.damaged)
            {
                let damaged = std::mem::replace(&mut standing, entry.clone());
                displaced.push(damaged.body);
            }
            for body in displaced {
                if let Body::Plain(text) = body {
                    open.add_conflict(address.as_str(), text, context);
                }
            }
            let Some(text) = standing.text().map(str::to_owned) else {
                continue;
            };
            open.set(&address, text.clone());
            open.sequence = open.sequence.max(standing.sequence);
            open.sequences.insert(address.clone(), standing.sequence);
            if uncounted {
                continue;
            }
            if !place(0, &local, &standing) {
                open.has_changed = true;
                open.local.unwritten.insert(address.clone());
            }
            if journal.is_ok() && !place(1, &stored, &standing) {
                open.has_changed = true;
                open.journal.fields.insert(address.clone());
            }
            if journal.is_ok() && last.get(&address).is_none_or(|last| *last < standing.sequence) {
                let cause = if in_journal { Cause::Typed } else { Cause::Copied };
                let at = standing.at.unwrap_or(context.now);
                open.enqueue_entry(&address, text, standing.sequence, cause, false, at);
            }
        }
        for (at, text) in unrecognised(&self.local.records, &model, None)
            .into_iter()
            .chain(unrecognised(
                &journal_draft.state,
                &model,
                self.key.as_deref().map(|key| (key, self.id.as_str())),
            ))
        {
            open.add_conflict(&at, text, context);
        }
        for (key, value) in &journal_draft.conflicts {
            open.take_stored_conflict(key, value);
        }
        let card = self.local.records.iter().find_map(|(at, value)| match value {
            Record::Text(text) if at == "card" => Some(Card::parse(text)),
            _ => None,
        });
        open.exported = card.and_then(|card| card.exported);
        open.compact(journal_draft);
        let own = Some(open.head.text.clone());
        open.local.heads = vec![local_head.map(|head| head.text.clone())];
        if open.local.heads != [own.clone()] {
            open.enqueue_all_local();
            open.local.heads.push(own.clone());
        }
        match journal {
            Ok(_) => {
                open.journal.heads = vec![journal_head.map(|head| head.text.clone())];
                if open.journal.heads != [own.clone()] {
                    open.has_changed = true;
                    open.journal.others.push(Other::Header);
                    open.journal.heads.push(own);
                }
            }
            Err(fault) => {
                open.sequence += UNREAD_CHANGES;
                open.journal.heads = vec![None, own];
                open.journal.reading = Reading::Due;
                open.journal.fault = Some(fault);
                open.has_changed = true;
            }
        }
        if uncounted {
            for address in open.sequences.keys().cloned().collect::<Vec<_>>() {
                let text = open.text(&address).to_owned();
                open.change(Edit::of(address, text), Cause::Begun, context);
            }
        }
        if let Some(suspended) = self.suspended {
            open.take_suspended(*suspended, context);
        }
        // What other windows wrote while the journal was read was heard by nobody.
        let request_id = context.next_request_id();
        open.local.second_read = Some(request_id);
        context.push(Effect::ReadLocal(request_id, open.id.clone()));
        Next::Open(Box::new(open))
    }
}

impl Open {
    /// Takes what this window had not written when another one changed the lock: its texts are typed after the others.
    fn take_suspended(&mut self, mut suspended: Self, context: &mut Context<'_>) {
        let (entries, fields, others) = suspended.journal.take_unwritten();
        self.journal.entries.extend(entries);
        for address in fields.iter().chain(&suspended.local.unwritten) {
            let text = suspended.text(address).to_owned();
            if self.text(address) != text {
                self.sequence = self.sequence.max(suspended.sequence);
                self.change(Edit::of(address, text), Cause::Typed, context);
            }
        }
        for other in others {
            if let Other::Conflict(conflict) = other {
                self.add_conflict(&conflict.address, conflict.text, context);
            }
        }
        self.exported = self.exported.or(suspended.exported);
    }

    /// What can be undone, and the highest sequence number of the past.
    fn take_past(&mut self, journal: &JournalDraft) {
        let keys: Vec<JournalKey> = journal
            .keys
            .iter()
            .filter_map(|key| JournalKey::parse(key))
            .collect();
        self.sequence = self.sequence.max(keys.last().map_or(0, |key| key.sequence));
        let mut entries: Vec<(JournalKey, String)> = Vec::new();
        let mut whole = journal.entries.len() == journal.keys.len() && is_whole(&keys);
        for (key, value) in &journal.entries {
            let (Some(key), Record::Field(field)) = (JournalKey::parse(key), value) else {
                continue;
            };
            if !self.model.recognises(&key.address) {
                continue;
            }
            let place = format!("{}/field/{}", self.id, key.address);
            let field = field.clone().decrypted(self.key.as_deref(), &place);
            match field.text().filter(|_| !field.damaged) {
                Some(text) => entries.push((key, text.to_owned())),
                // What stood there is not known: nothing before it can be undone.
                None => {
                    entries.clear();
                    whole = false;
                }
            }
        }
        let stacks = undo_stacks(&entries, whole);
        self.history = History::resume(stacks.undo, stacks.redo);
    }

    /// Takes a conflict that the journal has.
    fn take_stored_conflict(&mut self, key: &str, value: &Record) {
        let (Some(address), Record::Field(field)) = (key.splitn(3, '/').nth(2), value) else {
            return;
        };
        let field = field.clone().decrypted(self.key.as_deref(), key);
        let Some(text) = field.text() else { return };
        if self.conflicts.iter().all(|conflict| conflict.key != key) {
            self.conflicts.push(Conflict {
                key: key.to_owned(),
                address: address.to_owned(),
                field: Address::parse(address).filter(|address| self.model.recognises(address)),
                text: text.to_owned(),
                at: field.at,
            });
        }
    }

    /// Drops the entries that are beyond the allowance.
    fn compact(&mut self, journal: &JournalDraft) {
        let keys: Vec<JournalKey> = journal
            .keys
            .iter()
            .filter_map(|key| JournalKey::parse(key))
            .collect();
        let surplus = surplus(&keys, Allowance::USUAL);
        let gone = surplus
            .iter()
            .map(|key| JournalChange::Remove(Store::History, key.to_string()));
        self.journal.others.extend(gone.map(Other::Change));
    }

    /// Takes what a journal says that was read while the draft was open.
    pub(super) fn sync(&mut self, journal: &JournalDraft, context: &mut Context<'_>) -> Synced {
        if journal.removed {
            return Synced::Removed;
        }
        let own = Some(self.head.text.clone());
        match find_head(&journal.state) {
            None => {
                self.journal.heads = vec![None, own];
                self.enqueue_all_journal();
            }
            Some(head) if head.text == self.head.text => self.journal.heads = vec![own],
            Some(head) if !head.is_readable() || head.lock() == self.head.lock() => {
                self.journal.heads = vec![Some(head.text.clone()), own];
                self.journal.others.push(Other::Header);
            }
            Some(head) => return Synced::OtherLock(head.clone()),
        }
        self.journal.reading = Reading::Synced;
        self.journal.fault = None;
        let keys = journal.keys.iter().filter_map(|key| JournalKey::parse(key));
        self.sequence = self
            .sequence
            .max(keys.map(|key| key.sequence).max().unwrap_or_default());
        let mut there: BTreeMap<Address, u64> = BTreeMap::new();
        for (at, value) in &journal.state {
            let Record::Field(field) = value else { continue };
            if let Some(address) = recognised(at, &self.model) {
                if !field.damaged {
                    there.insert(address.clone(), field.sequence);
                }
                self.absorb(&address, field.clone(), Storage::Journal, context);
            }
        }
        let last = journalled(journal);
        let known: Vec<(Address, u64)> = self
            .sequences
            .iter()
            .map(|(at, sequence)| (at.clone(), *sequence))
            .collect();
        for (address, sequence) in known {
            if there.get(&address).is_none_or(|there| *there < sequence) {
                self.has_changed = true;
                self.journal.fields.insert(address.clone());
                let waiting = |address: &Address| {
                    let entries = self.journal.entries.iter();
                    entries
                        .filter(|entry| &entry.key.address == address)
                        .map(|entry| entry.key.sequence)
                        .max()
                };
                if waiting(&address).is_none_or(|waiting| waiting < sequence)
                    && last.get(&address).is_none_or(|last| *last < sequence)
                {
                    let text = self.text(&address).to_owned();
                    self.enqueue_entry(&address, text, sequence, Cause::Typed, false, context.now);
                }
            }
        }
        for (key, value) in &journal.conflicts {
            self.take_stored_conflict(key, value);
        }
        self.flush(context);
        Synced::Fine
    }
}

/// What reading the journal of an open draft showed.
pub(super) enum Synced {
    Fine,
    Removed,
    /// Another window encrypted or decrypted it, or changed its passphrase.
    OtherLock(Head),
}

/// The sequence number of the last entry of each field.
fn journalled(journal: &JournalDraft) -> BTreeMap<Address, u64> {
    let keys = journal.keys.iter().filter_map(|key| JournalKey::parse(key));
    keys.map(|key| (key.address, key.sequence)).one_by_one()
}

/// Whether these can be all the entries there ever were. Where entries were dropped, what is left is near the
/// allowance.
pub fn is_whole(keys: &[JournalKey]) -> bool {
    let characters: usize = keys
        .iter()
        .map(|key| key.characters)
        .fold(0, usize::saturating_add);
    keys.len() < Allowance::USUAL.entries / 2 && characters < Allowance::USUAL.characters / 2
}

pub(super) fn find_head(records: &Records) -> Option<&Head> {
    records.iter().find_map(|(at, value)| match value {
        Record::Head(head) if at == "head" => Some(head),
        _ => None,
    })
}

/// The head that stands: the journal's, for encrypting and decrypting are done there first; then one that can be read.
fn standing_head(local: &LocalDraft, journal: Option<&JournalDraft>) -> Option<Head> {
    let heads = [
        journal.and_then(|journal| find_head(&journal.state)),
        find_head(&local.records),
    ];
    let readable = heads.iter().flatten().find(|head| head.is_readable());
    let newer = || heads.iter().flatten().find(|head| head.form == HeadForm::Newer);
    let any = || heads.iter().flatten().next();
    readable.or_else(newer).or_else(any).map(|head| (*head).clone())
}

fn recognised(at: &str, model: &Rc<dyn DraftModel>) -> Option<Address> {
    let address = at.strip_prefix("field/").and_then(Address::parse)?;
    model.recognises(&address).then_some(address)
}

/// Texts under addresses that the draft does not have.
fn unrecognised(
    records: &Records,
    model: &Rc<dyn DraftModel>,
    key: Option<(&DataKey, &str)>,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, value) in records {
        if matches!(at.as_str(), "head" | "application" | "card") || recognised(at, model).is_some() {
            continue;
        }
        let text = match value {
            Record::Head(head) => Some(head.text.clone()),
            Record::Text(text) => Some(text.clone()),
            Record::Field(field) => {
                let place = key.map(|(_, id)| format!("{id}/{at}")).unwrap_or_default();
                let field = field.clone().decrypted(key.map(|(key, _)| key), &place);
                field.text().map(str::to_owned)
            }
        };
        found.extend(text.map(|text| (at.clone(), text)));
    }
    found
}

/// The application that is read, from whichever place has it readable.
fn application(opening: &Opening, journal: &JournalDraft) -> Option<String> {
    let place = format!("{}/application", opening.id);
    let texts = [&opening.local.records, &journal.state].into_iter().flatten();
    let mut found = texts.filter_map(|(at, value)| match value {
        Record::Text(text) if at == "application" => match opening.key.as_deref() {
            Some(key) if is_encrypted(text) => key.decrypt(&place, text).ok(),
            _ if is_encrypted(text) => None,
            _ => Some(text.clone()),
        },
        _ => None,
    });
    found.next()
}
