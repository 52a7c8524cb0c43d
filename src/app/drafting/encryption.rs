//! Encrypting the open draft under a passphrase, changing and removing it, and locking by itself.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use leptos::prelude::*;

use scoring::keeper::{Event, JournalFault};
use scoring::lock::{Cost, DataKey, Lock, LockFault};
use scoring::stored::{read_head, write_draft_head};

use crate::app::browser::{document, ids, keys, storage};
use crate::app::drafting::Workbench;
use crate::app::drafting::keeper::Shown;

/// Where the choice of minutes is remembered.
const IDLE: &str = "scoring-workbench/1/idle";
/// How often it is looked whether somebody is still there.
const IDLE_MILLISECONDS: i32 = 5000;

/// Why a lock was not set, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockingFault {
    /// The passphrase, or the lock itself.
    Lock(LockFault),
    /// The browser gives no random bytes that nobody can guess.
    NoRandomness,
    /// The journal could not be rewritten; everything is as it was.
    Journal(JournalFault),
    /// Another change of the lock came first; this one was not made.
    UnderWay,
}

/// Waits for the end of a rewriting.
#[derive(Clone, Default)]
pub(super) struct Waiter(Rc<RefCell<Waiting>>);

#[derive(Default)]
struct Waiting {
    outcome: Option<Result<(), JournalFault>>,
    waker: Option<Waker>,
}

impl Waiter {
    fn end(&self, outcome: Result<(), JournalFault>) {
        let mut waiting = self.0.borrow_mut();
        waiting.outcome.get_or_insert(outcome);
        if let Some(waker) = waiting.waker.take() {
            waker.wake();
        }
    }

    async fn wait(&self) -> Result<(), JournalFault> {
        poll_fn(|context| {
            let mut waiting = self.0.borrow_mut();
            match waiting.outcome {
                Some(outcome) => Poll::Ready(outcome),
                None => {
                    waiting.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Workbench {
    /// Opens the draft that waits for its passphrase.
    ///
    /// # Errors
    /// The passphrase is wrong, or the lock does not open.
    pub async fn unlock(self, passphrase: String) -> Result<(), LockFault> {
        let Shown::AwaitingPassphrase(head, _) = self.shown.get_untracked() else {
            return Ok(());
        };
        let Some(lock) = &head.lock else { return Ok(()) };
        // Opening takes a moment of hard work; the page says so first.
        document::breathe().await;
        let key = Rc::new(lock.open(&passphrase)?);
        // Another draft may wait by now, or this one for another lock.
        if matches!(self.shown.get_untracked(), Shown::AwaitingPassphrase(waiting, _) if waiting == head) {
            self.send(Event::Unlocked(key));
        }
        Ok(())
    }

    /// Encrypts everything that is stored of the open draft.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn encrypt(self, passphrase: String) -> Result<(), LockingFault> {
        document::breathe().await;
        let key = DataKey::of(ids::secret().ok_or(LockingFault::NoRandomness)?);
        let lock = new_lock(&key, &passphrase)?;
        self.rewrite(Some((Rc::new(key), lock))).await
    }

    /// Sets another passphrase; what is encrypted stays as it is.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn change_passphrase(self, passphrase: String) -> Result<(), LockingFault> {
        document::breathe().await;
        let Some(key) = self.with_keeper(|keeper| keeper.key().cloned()).flatten() else {
            return Ok(());
        };
        let lock = new_lock(&key, &passphrase)?;
        self.rewrite(Some((key, lock))).await
    }

    /// Decrypts everything that is stored of the open draft.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn decrypt(self) -> Result<(), LockingFault> {
        self.rewrite(None).await
    }

    /// Closes the open draft, if it is encrypted and nothing of it stands in this page alone, and asks for its
    /// passphrase.
    pub fn lock_now(self) {
        self.send(Event::Relock);
    }

    /// Locks an encrypted draft after so many minutes without a key or a click; 0 never does.
    pub fn lock_after(self, minutes: u32) {
        self.set.idle_minutes.set(minutes);
        // A choice that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(IDLE, &minutes.to_string());
    }

    /// Watches for the moment from which nobody is there any more.
    pub(super) fn watch_idleness(self) {
        let remembered = storage::read(IDLE).and_then(|text| text.parse().ok());
        self.set.idle_minutes.set(remembered.unwrap_or_default());
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

    /// Rewrites everything that is stored of the open draft under this key, or under none; returns when it is done.
    async fn rewrite(self, lock: Option<(Rc<DataKey>, Lock)>) -> Result<(), LockingFault> {
        let Some(mut head) = self.look(|draft, _| draft.head.clone()) else {
            return Ok(());
        };
        let (key, lock) = lock.map_or((None, None), |(key, lock)| (Some(key), Some(lock)));
        head.lock = lock;
        // One after the other: the keeper takes no second one while the first is under way.
        let under_way = self.keeper.with_value(|state| state.rewriting.clone());
        if let Some(under_way) = under_way {
            // How that one ends is told where it was asked for.
            let _ = under_way.wait().await;
            return Err(LockingFault::UnderWay);
        }
        let waiter = Waiter::default();
        self.keeper
            .update_value(|state| state.rewriting = Some(waiter.clone()));
        self.send(Event::Rewrite(key, read_head(&write_draft_head(&head))));
        waiter.wait().await.map_err(LockingFault::Journal)
    }

    /// A rewriting ended, well or not.
    pub(super) fn rewriting_ended(self, outcome: Result<(), JournalFault>) {
        let waiter = self
            .keeper
            .try_update_value(|state| state.rewriting.take())
            .flatten();
        if let Some(waiter) = waiter {
            waiter.end(outcome);
        }
    }
}

fn new_lock(key: &DataKey, passphrase: &str) -> Result<Lock, LockingFault> {
    let salt = ids::secret().ok_or(LockingFault::NoRandomness)?;
    let nonce = ids::secret().ok_or(LockingFault::NoRandomness)?;
    key.lock(passphrase, Cost::USUAL, salt, nonce)
        .map_err(LockingFault::Lock)
}
