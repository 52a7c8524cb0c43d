//! Encrypting, decrypting and changing the passphrase: everything stored of a draft is rewritten, the journal first.
//!
//! The journal takes head and texts in one transaction, so that it is never half encrypted. localStorage follows; it is
//! called done once both places are.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::document::Address;
use crate::foundations::OneByOne as _;
use crate::keeper::machine::{Turn, look_again};
use crate::keeper::open::{Open, Source};
use crate::keeper::opening::find_head;
use crate::keeper::ports::{
    Chance, Change, DRAFTS, Effect, Everything, Guard, Head, JournalAnswer, JournalDraft, JournalFault,
    LOCAL_BACKUPS, LocalAnswer, LocalChange, LocalDraft, LocalFault, News, OLD_VERSIONS, Records, Store,
    Ticket, Timer, Value,
};
use crate::keeper::writing::{RETRY_MS, Reading, body};
use crate::keeper::{Body, Card, JournalKey, StoredField};
use crate::lock::{DataKey, is_encrypted};

/// What the journal is asked to rewrite.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// What must hold.
    pub guard: Guard,
    old: Option<Rc<DataKey>>,
    new: Option<Rc<DataKey>>,
    head: Head,
    card: Card,
    /// Backups that stand in localStorage; they move into the journal.
    backups: Records,
}

impl Rewrite {
    /// The changes, from everything that the journal has of the draft: of [`Store::State`], [`Store::History`] and
    /// [`Store::Conflicts`] under `<draft>/`, and of [`Store::Backups`] under `<version>/<draft>/`.
    pub fn changes(&self, everything: Everything, chance: &mut dyn Chance) -> Vec<Change> {
        let id = &self.guard.draft;
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        let mut changes = Vec::new();
        for (store, at, value) in everything {
            // An entry is encrypted for its field, as the field itself is.
            let place = match store {
                Store::History => JournalKey::parse(&at).map(|key| format!("{id}/field/{}", key.address)),
                _ => Some(at.clone()),
            };
            if let Some(place) = place.filter(|_| !at.ends_with("/head")) {
                changes.push(Change::Put(store, at, anew(&value, &place, old, new, chance)));
            }
        }
        for (key, value) in &self.backups {
            changes.push(Change::Put(
                Store::Backups,
                key.clone(),
                anew(value, key, old, new, chance),
            ));
        }
        let head = Value::Head(self.head.clone());
        changes.push(Change::Put(Store::State, format!("{id}/head"), head));
        let card = Value::Text(self.card.to_string());
        changes.push(Change::Put(Store::Cards, id.clone(), card));
        changes
    }
}

/// What a rewriting is at.
pub(super) struct Rewriting {
    key: Option<Rc<DataKey>>,
    head: Head,
    step: Step,
    /// Whether localStorage was found without a head after the journal was rewritten, so that the journal is asked
    /// whether the draft was removed.
    is_head_missing: bool,
}

enum Step {
    /// What is on its way arrives first.
    Flushing,
    /// localStorage is asked for backups.
    Backups(Ticket),
    Writing(Ticket),
    /// The journal did not say whether it was written, or is to say whether the draft was removed since.
    Checking(Option<Ticket>, Option<Rc<DataKey>>),
    /// localStorage is read, to be rewritten.
    ReadingLocal(Ticket, Option<Rc<DataKey>>),
    WritingLocal(Ticket, Vec<String>, Option<Rc<DataKey>>),
    /// localStorage cannot be reached: what stands there may be as it was.
    LocalBlocked(Option<Rc<DataKey>>),
    /// What was found and typed meanwhile arrives.
    Settling,
}

/// How a rewriting goes on.
pub(super) enum Progress {
    Goes,
    Ended,
}

impl Rewriting {
    pub(super) fn begin(key: Option<Rc<DataKey>>, head: Head) -> Self {
        Self {
            key,
            head,
            step: Step::Flushing,
            is_head_missing: false,
        }
    }

    fn fail(open: &mut Open, fault: JournalFault, turn: &mut Turn<'_>) -> Progress {
        open.journal.paused = false;
        turn.tell(News::NotRewritten(fault));
        // A place may have been emptied, or changed by another window.
        look_again(open, turn);
        Progress::Ended
    }

    /// Goes on where nothing has to be waited for.
    pub(super) fn advance(&mut self, open: &mut Open, turn: &mut Turn<'_>) -> Progress {
        match self.step {
            Step::Flushing => {
                if let Some(fault) = open.journal.fault {
                    return Self::fail(open, fault, turn);
                }
                if open.all_journalled() {
                    open.journal.paused = true;
                    let ticket = turn.ticket();
                    self.step = Step::Backups(ticket);
                    turn.push(Effect::ReadLocal(ticket, open.id.clone()));
                }
                Progress::Goes
            }
            Step::Settling if open.all_journalled() => {
                turn.tell(News::Rewritten);
                Progress::Ended
            }
            _ => Progress::Goes,
        }
    }

    pub(super) fn journal_done(
        &mut self,
        open: &mut Open,
        ticket: Ticket,
        answer: &JournalAnswer,
        turn: &mut Turn<'_>,
    ) -> Progress {
        if !matches!(self.step, Step::Writing(asked) if asked == ticket) {
            return Progress::Goes;
        }
        match answer {
            JournalAnswer::Done(_) => self.committed(open, turn),
            JournalAnswer::Failed(JournalFault::Silent) => self.check(open, None, turn),
            JournalAnswer::Failed(fault) => return Self::fail(open, *fault, turn),
            JournalAnswer::Stale => {
                open.journal.reading = Reading::Due;
                return Self::fail(open, JournalFault::Broken, turn);
            }
        }
        Progress::Goes
    }

    fn check(&mut self, open: &Open, old: Option<Rc<DataKey>>, turn: &mut Turn<'_>) {
        let ticket = turn.ticket();
        self.step = Step::Checking(Some(ticket), old);
        turn.read_journal(ticket, open.id.clone());
    }

    /// Tries again what had no answer.
    pub(super) fn retry(&mut self, open: &Open, turn: &mut Turn<'_>) {
        if let Step::LocalBlocked(old) = &self.step {
            let ticket = turn.ticket();
            self.step = Step::ReadingLocal(ticket, old.clone());
            turn.push(Effect::ReadLocal(ticket, open.id.clone()));
        }
        if let Step::Checking(None, old) = &self.step {
            let old = old.clone();
            self.check(open, old, turn);
        }
    }

    pub(super) fn journal_read(
        &mut self,
        open: &mut Open,
        ticket: Ticket,
        read: &Result<Box<JournalDraft>, JournalFault>,
        turn: &mut Turn<'_>,
    ) -> Progress {
        let old = match &self.step {
            Step::Checking(Some(asked), old) if *asked == ticket => old.clone(),
            _ => return Progress::Goes,
        };
        match read {
            Err(_) => {
                self.step = Step::Checking(None, old);
                turn.wait(Timer::Retry, RETRY_MS);
            }
            Ok(journal) => {
                let is_ours = find_head(&journal.state).is_some_and(|head| head.text == self.head.text);
                if is_ours && self.is_head_missing {
                    // It was not removed: localStorage was emptied.
                    open.local.heads.push(None);
                    self.read_local(open, old, turn);
                } else if is_ours {
                    self.committed(open, turn);
                } else {
                    open.journal.reading = Reading::Due;
                    return Self::fail(open, JournalFault::Silent, turn);
                }
            }
        }
        Progress::Goes
    }

    /// The journal is rewritten; localStorage follows.
    fn committed(&mut self, open: &mut Open, turn: &mut Turn<'_>) {
        let old = std::mem::replace(&mut open.key, self.key.clone());
        open.head = self.head.clone();
        open.journal.heads = vec![Some(open.head.text.clone())];
        // It rewrote what other windows had written too, and this one need not have heard of that.
        open.journal.reading = Reading::Due;
        self.read_local(open, old, turn);
    }

    fn read_local(&mut self, open: &Open, old: Option<Rc<DataKey>>, turn: &mut Turn<'_>) {
        let ticket = turn.ticket();
        self.step = Step::ReadingLocal(ticket, old);
        turn.push(Effect::ReadLocal(ticket, open.id.clone()));
    }

    pub(super) fn local_read(
        &mut self,
        open: &mut Open,
        ticket: Ticket,
        local: &LocalDraft,
        turn: &mut Turn<'_>,
    ) {
        match &self.step {
            Step::Backups(asked) if *asked == ticket => {
                let mut card = open.card(turn.now);
                card.locked = self.head.lock().is_some();
                card.applicant = if card.locked {
                    String::new()
                } else {
                    open.schema.summary(open.document.as_map()).applicant
                };
                let order = Rewrite {
                    guard: Guard {
                        draft: open.id.clone(),
                        heads: open.journal.heads.clone(),
                    },
                    old: open.key.clone(),
                    new: self.key.clone(),
                    head: self.head.clone(),
                    card,
                    backups: local.backups.clone(),
                };
                let ticket = turn.ticket();
                self.step = Step::Writing(ticket);
                turn.push(Effect::Rewrite(ticket, Box::new(order)));
            }
            Step::ReadingLocal(asked, old) if *asked == ticket => {
                let old = old.clone();
                // What another window wrote before it heard of the lock stands here too.
                for (at, value) in &local.records {
                    let address = at.strip_prefix("field/").and_then(Address::parse);
                    if let (Some(address), Value::Field(field)) = (address, value) {
                        let place = open.place(&address);
                        let field = field.clone().decrypted(old.as_deref(), &place);
                        open.absorb(&address, field, Source::Local, turn);
                    }
                }
                let is_missing =
                    find_head(&local.records).is_none() && local.fault.is_none() && !local.removing;
                if is_missing && !open.local.heads.contains(&None) {
                    self.is_head_missing = true;
                    return self.check(open, old, turn);
                }
                // The journal took the new lock, so that whatever lock stands here is older.
                let seen = find_head(&local.records).map(|head| Some(head.text.clone()));
                open.local.heads.extend(seen);
                self.write_local(open, old, turn);
            }
            _ => {}
        }
    }

    fn write_local(&mut self, open: &mut Open, old: Option<Rc<DataKey>>, turn: &mut Turn<'_>) {
        let base = format!("{DRAFTS}{}", open.id);
        let mut changes = vec![LocalChange::Put(
            format!("{base}/head"),
            Value::Head(open.head.clone()),
        )];
        // What stands under no field's address is on the conflict list, or was read here just now.
        changes.push(LocalChange::RemoveAll(format!("{base}/field/")));
        let backups = OLD_VERSIONS
            .map(|version| LocalChange::RemoveAll(format!("{LOCAL_BACKUPS}{version}/{}/", open.id)));
        changes.extend(backups);
        let card = open.card(turn.now).to_string();
        changes.push(LocalChange::Put(format!("{base}/card"), Value::Text(card)));
        if let Some(text) = open.stored_application(turn) {
            changes.push(LocalChange::Put(format!("{base}/application"), Value::Text(text)));
        }
        let addresses: BTreeSet<Address> = open.revisions.keys().cloned().one_by_one();
        for address in &addresses {
            let record = StoredField {
                body: open.body(&open.place(address), open.text(address), turn),
                revision: open.revisions.get(address).copied().unwrap_or_default(),
                at: Some(turn.now),
                damaged: false,
            };
            changes.push(LocalChange::PutField(format!("{base}/field/{address}"), record));
        }
        let keys = changes.iter().map(|change| match change {
            LocalChange::Put(key, _)
            | LocalChange::PutField(key, _)
            | LocalChange::Remove(key)
            | LocalChange::RemoveAll(key) => key.clone(),
        });
        let keys = keys.collect();
        let ticket = turn.ticket();
        self.step = Step::WritingLocal(ticket, keys, old);
        let mut heads = open.local.heads.clone();
        heads.push(Some(open.head.text.clone()));
        let guard = Guard {
            draft: open.id.clone(),
            heads,
        };
        turn.local(ticket, Some(guard), changes);
    }

    /// Takes the answer of localStorage. Says whether the draft has to be looked at anew there.
    pub(super) fn local_done(
        &mut self,
        open: &mut Open,
        ticket: Ticket,
        answer: &LocalAnswer,
        turn: &mut Turn<'_>,
    ) -> bool {
        let Step::WritingLocal(asked, keys, old) = &self.step else {
            return false;
        };
        if *asked != ticket {
            return false;
        }
        let LocalAnswer::Done(outcomes) = answer else {
            open.journal.paused = false;
            self.step = Step::LocalBlocked(old.clone());
            turn.wait(Timer::Retry, RETRY_MS);
            return true;
        };
        if outcomes.contains(&Err(LocalFault::Blocked)) {
            open.journal.paused = false;
            self.step = Step::LocalBlocked(old.clone());
            turn.wait(Timer::Retry, RETRY_MS);
            open.write_journal(turn);
            return false;
        }
        let fields = format!("{DRAFTS}{}/field/", open.id);
        let mut lost = Vec::new();
        open.local.unwritten.clear();
        open.local.header_due = false;
        open.local.is_blocked = false;
        open.local.is_head_missing = false;
        for (key, outcome) in keys.iter().zip(outcomes) {
            let Err(fault) = outcome else { continue };
            open.local.fault = Some(*fault);
            // The journal has it; a plain text beside a lock would be worse than none.
            lost.push(LocalChange::Remove(key.clone()));
            match key.strip_prefix(&fields).and_then(Address::parse) {
                Some(address) => {
                    open.local.unwritten.insert(address);
                }
                None => open.local.header_due = true,
            }
        }
        let head = Some(open.head.text.clone());
        open.local.heads = vec![head];
        if open.local.header_due {
            open.local.heads.push(None);
        }
        if !lost.is_empty() {
            let ticket = turn.ticket();
            turn.local(ticket, None, lost);
        }
        open.journal.paused = false;
        self.step = Step::Settling;
        open.flush(turn);
        false
    }
}

/// A record, decrypted by the old key and encrypted by the new one. What the old key does not decrypt stays as it is.
fn anew(
    value: &Value,
    place: &str,
    old: Option<&DataKey>,
    new: Option<&DataKey>,
    chance: &mut dyn Chance,
) -> Value {
    match value {
        Value::Head(_) => value.clone(),
        Value::Text(text) => {
            let plain = match old.filter(|_| is_encrypted(text)) {
                Some(key) => key.decrypt(place, text).ok(),
                None => Some(text.clone()).filter(|text| !is_encrypted(text)),
            };
            match plain {
                None => value.clone(),
                Some(plain) => match body(new, place, &plain, chance) {
                    Body::Plain(text) | Body::Encrypted(text) => Value::Text(text),
                },
            }
        }
        Value::Field(field) => {
            let plain = field.clone().decrypted(old, place);
            match plain.text() {
                None => value.clone(),
                Some(text) => Value::Field(StoredField {
                    body: body(new, place, text, chance),
                    ..plain
                }),
            }
        }
    }
}
