//! Locked drafts: a passphrase, and everything stored sealed under the key that it opens.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::keeper::{Body, StoredField};
use scoring::lock::{Cost, DataKey, Lock, LockFault, is_sealed};
use scoring::stored::{read_draft_head, read_stored_field, write_draft_head, write_stored_field};
use scoring::words as say;

use crate::app::browser::journal::{Change, JournalFault, Store};
use crate::app::browser::{document, ids, journal, keys, storage};
use crate::app::frame::{DRAFTS, Notice};
use crate::app::route::Route;
use crate::app::workbench::Workbench;
use crate::app::workbench::found::{Found, unsealed};

/// Where the choice of minutes is remembered.
const IDLE: &str = "scoring-workbench/1/idle";
/// How often it is looked whether somebody is still there.
const IDLE_MILLISECONDS: i32 = 5000;

/// Why a lock was not put on, taken off or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockingFault {
    /// The passphrase, or the lock itself.
    Lock(LockFault),
    /// The browser gives no random bytes that nobody can guess.
    NoRandomness,
    /// The journal could not be rewritten; everything is as it was.
    Journal(JournalFault),
}

impl Workbench {
    /// Opens the draft that waits for its passphrase.
    ///
    /// # Errors
    /// The passphrase is wrong, or the lock does not open.
    pub async fn unlock(self, passphrase: String) -> Result<(), LockFault> {
        let Some(head) = self.locked.get_untracked() else {
            return Ok(());
        };
        let Some(lock) = &head.lock else { return Ok(()) };
        // Opening takes a moment of hard work; the page says so first.
        document::breathe().await;
        let key = Arc::new(lock.open(&passphrase)?);
        let found = Found::look(&head.id, Some(&key)).await;
        let stored = found.head().map(read_draft_head);
        if let Some(Ok(stored)) = stored {
            if stored.is_old() && !found.back_up(&head.id, stored.version).await {
                let text = say::trouble_no_backup(self.lang.get_untracked()).to_owned();
                self.go_telling(&Route::Start, Notice::Trouble(text));
                return Ok(());
            }
            self.go_on_with(stored, found, Some(key)).await;
        }
        Ok(())
    }

    /// Locks the open draft: all that is stored of it is sealed.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn put_lock_on(self, passphrase: String) -> Result<(), LockingFault> {
        document::breathe().await;
        let key = DataKey::of(ids::secret().ok_or(LockingFault::NoRandomness)?);
        let lock = new_lock(&key, &passphrase)?;
        self.store_anew(Some((Arc::new(key), lock))).await
    }

    /// Puts another passphrase on the open draft; what is sealed stays as it is.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn change_passphrase(self, passphrase: String) -> Result<(), LockingFault> {
        document::breathe().await;
        let Some(key) = self.keeping.with_value(|keeping| keeping.key.clone()) else {
            return Ok(());
        };
        let lock = new_lock(&key, &passphrase)?;
        self.store_anew(Some((key, lock))).await
    }

    /// Takes the lock off the open draft: all that is stored of it is plain again.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn take_lock_off(self) -> Result<(), LockingFault> {
        self.store_anew(None).await
    }

    /// Shuts the open draft, if it is locked and nothing of it stands in this page alone.
    pub fn lock_now(self) {
        let locked = self.keeping.with_value(|keeping| keeping.key.is_some());
        if let Some(id) = self.open_id().filter(|_| locked && self.draft_written()) {
            self.open_draft(id);
        }
    }

    /// Shuts a locked draft after so many minutes without a key or a click; 0 never does.
    pub fn shut_after(self, minutes: u32) {
        self.idle_minutes.set(minutes);
        // A choice that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(IDLE, &minutes.to_string());
    }

    /// Watches for the moment from which nobody is there any more.
    pub(super) fn watch_idleness(self) {
        let remembered = storage::read(IDLE).and_then(|text| text.parse().ok());
        self.idle_minutes.set(remembered.unwrap_or_default());
        self.look_for_idleness();
    }

    fn look_for_idleness(self) {
        document::after(IDLE_MILLISECONDS, move || {
            let minutes = self.idle_minutes.get_untracked();
            if minutes > 0 && keys::idle_seconds() >= f64::from(minutes) * 60.0 {
                self.lock_now();
            }
            self.look_for_idleness();
        });
    }

    /// Another window put a lock on the open draft or took it off: what is written from here must follow.
    pub(super) fn lock_changed_elsewhere(self, head: &str) {
        let lock = read_draft_head(head).ok().map(|stored| stored.head.lock);
        let own = self
            .draft
            .with_untracked(|draft| draft.as_ref().map(|draft| draft.head.lock.clone()));
        if let (Some(theirs), Some(own), Some(id)) = (lock, own, self.open_id())
            && theirs != own
            && self.draft_written()
        {
            self.open_draft(id);
        }
    }

    /// Writes everything that is stored of the open draft once more, under this key or under none: first the journal,
    /// in one transaction with the head, then localStorage.
    async fn store_anew(self, lock: Option<(Arc<DataKey>, Lock)>) -> Result<(), LockingFault> {
        let Some(id) = self.open_id() else { return Ok(()) };
        let old = self.keeping.with_value(|keeping| keeping.key.clone());
        let (key, lock) = lock.map_or((None, None), |(key, lock)| (Some(key), Some(lock)));
        let Some(head) = self.draft.with_untracked(|draft| {
            let mut head = draft.as_ref()?.head.clone();
            head.lock = lock.clone();
            Some(head)
        }) else {
            return Ok(());
        };
        self.pause().await.map_err(LockingFault::Journal)?;
        let written = async {
            let mut changes = changes_under(&id, old.as_deref(), key.as_deref()).await?;
            changes.push(Change::Put(
                Store::State,
                format!("{id}/head"),
                write_draft_head(&head),
            ));
            journal::write(changes).await
        };
        if let Err(fault) = written.await {
            self.resume(old);
            self.write_all();
            return Err(LockingFault::Journal(fault));
        }
        self.resume(key.clone());
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.head.lock = lock;
            }
        });
        let head = write_draft_head(&head);
        let prefix = format!("{DRAFTS}{id}/");
        for at in storage::keys(&prefix) {
            let Some(place) = at.strip_prefix(DRAFTS) else {
                continue;
            };
            let Some(record) = storage::read(&at) else {
                continue;
            };
            let anew = if at.ends_with("/head") {
                head.clone()
            } else if at.ends_with("/card") {
                continue;
            } else {
                under(place, &record, old.as_deref(), key.as_deref())
            };
            if storage::write(&at, &anew).is_err() {
                // The journal has it; a plain text beside a lock would be worse than none.
                storage::remove(&at);
            }
        }
        // The card names who applies, and a locked draft names nobody.
        self.write_card();
        Ok(())
    }
}

fn new_lock(key: &DataKey, passphrase: &str) -> Result<Lock, LockingFault> {
    let salt = ids::secret().ok_or(LockingFault::NoRandomness)?;
    let nonce = ids::secret().ok_or(LockingFault::NoRandomness)?;
    key.lock(passphrase, Cost::USUAL, salt, nonce)
        .map_err(LockingFault::Lock)
}

/// Everything that the journal has of a draft, sealed or opened as it will be.
async fn changes_under(
    id: &str,
    old: Option<&DataKey>,
    new: Option<&DataKey>,
) -> Result<Vec<Change>, JournalFault> {
    let mut changes = Vec::new();
    for store in [Store::State, Store::History, Store::Conflicts] {
        for (at, record) in journal::read(store, &format!("{id}/")).await? {
            // A step is sealed for its field, as the field itself is.
            let place = match store {
                Store::History => {
                    scoring::keeper::JournalKey::parse(&at).map(|key| format!("{id}/field/{}", key.address))
                }
                _ => Some(at.clone()),
            };
            if let Some(place) = place.filter(|_| !at.ends_with("/head")) {
                let anew = under(&place, &record, old, new);
                changes.push(Change::Put(store, at, anew));
            }
        }
    }
    for (at, text) in journal::read(Store::Backups, "").await? {
        if at.split('/').nth(1) == Some(id) {
            let anew = text_under(&at, &text, old, new);
            changes.push(Change::Put(Store::Backups, at, anew));
        }
    }
    Ok(changes)
}

/// A record, opened by the old key and sealed by the new one.
fn under(place: &str, record: &str, old: Option<&DataKey>, new: Option<&DataKey>) -> String {
    if place.ends_with("/application") {
        return text_under(place, record, old, new);
    }
    let kept = unsealed(read_stored_field(record), old, place);
    match (&kept.body, new) {
        // What its key does not open stays as it is, for better days.
        (Body::Encrypted(_), _) => record.to_owned(),
        (Body::Plain(_), None) => write_stored_field(&kept),
        (Body::Plain(text), Some(key)) => write_stored_field(&StoredField {
            body: Body::Encrypted(key.seal(ids::secret().unwrap_or_default(), place, text)),
            ..kept
        }),
    }
}

fn text_under(place: &str, text: &str, old: Option<&DataKey>, new: Option<&DataKey>) -> String {
    let plain = match old.filter(|_| is_sealed(text)) {
        Some(key) => key.open(place, text).ok(),
        None => Some(text.to_owned()).filter(|text| !is_sealed(text)),
    };
    match (plain, new) {
        (None, _) => text.to_owned(),
        (Some(plain), None) => plain,
        (Some(plain), Some(key)) => key.seal(ids::secret().unwrap_or_default(), place, &plain),
    }
}
