//! The lock of a draft: opened, set, changed, removed, one change at a time.

use std::rc::Rc;

use crate::desks::drafting::model::Context;
use crate::desks::drafting::{DeskNotification, DraftStatus, Effect, Session};
use crate::keeper::{self, RandomSource, ReencryptFault};
use crate::lock::{DataKey, Lock, LockFault, Passphrase};
use crate::stored::{read_head, write_draft_head};

/// Why a lock was not opened, set, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockingFault {
    /// The passphrase, or the lock itself.
    Lock(LockFault),
    /// The browser gives no random bytes that nobody can guess.
    NoRandomness,
    /// The stored records were not encrypted, decrypted, or encrypted anew.
    NotReencrypted(ReencryptFault),
    /// Another change of the lock is in progress; this one was not made.
    AlreadyRunning,
}

/// What is done with a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockAction {
    /// The draft that waits for its passphrase is opened.
    Open,
    /// The draft gets a lock.
    Set,
    /// It gets another passphrase.
    Change,
    /// It is decrypted.
    Remove,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Locking {
    /// Nothing is done.
    #[default]
    Idle,
    /// It is in progress.
    Working(LockAction),
    /// The last one failed.
    Failed(LockAction, LockingFault),
}

/// The change in progress, and what it was begun for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LockPhase {
    /// The lock of this draft is tried.
    Opening(String, Lock),
    /// A lock for this draft is made.
    Making(String),
    /// Everything stored of the open draft is being re-encrypted.
    Reencrypting,
}

impl Session {
    /// Tries a passphrase at the lock of the draft that waits for it.
    pub(super) fn unlock(&mut self, passphrase: Passphrase, context: &mut Context<'_, impl RandomSource>) {
        let DraftStatus::AwaitingPassphrase(head, _) = self.draft_status(context.now) else {
            return;
        };
        let Some(lock) = head.lock else { return };
        if matches!(self.locking, Locking::Working(_)) {
            return;
        }
        self.locking = Locking::Working(LockAction::Open);
        self.lock_phase = Some(LockPhase::Opening(head.id.clone(), lock.clone()));
        context.ask(Effect::OpenLock {
            draft: head.id,
            lock,
            passphrase,
        });
    }

    /// A lock was opened, or not. Another draft may wait by now, or this one for another lock.
    pub(super) fn lock_opened(
        &mut self,
        id: &str,
        lock: &Lock,
        key: Result<Rc<DataKey>, LockFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let meant = matches!(&self.lock_phase, Some(LockPhase::Opening(draft, tried)) if draft == id && tried == lock);
        if !meant {
            return;
        }
        match key {
            Ok(key) => {
                self.end(LockAction::Open, Ok(()), context);
                self.send_to_keeper(keeper::Event::PassphraseAccepted(id.to_owned(), key), context);
            }
            Err(fault) => self.end(LockAction::Open, Err(LockingFault::Lock(fault)), context),
        }
    }

    pub(super) fn set_passphrase(
        &mut self,
        passphrase: Passphrase,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(id) = self.open_id().map(str::to_owned) else {
            return;
        };
        let key = self.keeper.key().cloned();
        let act = if key.is_some() {
            LockAction::Change
        } else {
            LockAction::Set
        };
        if self.is_free(act, context) {
            self.locking = Locking::Working(act);
            self.lock_phase = Some(LockPhase::Making(id.clone()));
            context.ask(Effect::MakeLock {
                draft: id,
                key,
                passphrase,
            });
        }
    }

    /// A lock was made, or not. It is put on the draft that it was made for, and on no other.
    pub(super) fn lock_made(
        &mut self,
        id: &str,
        made: Result<(Rc<DataKey>, Lock), LockingFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let meant = matches!(&self.lock_phase, Some(LockPhase::Making(draft)) if draft == id);
        let Locking::Working(act) = self.locking else {
            return;
        };
        if !meant {
            return;
        }
        match made {
            Ok((key, lock)) => self.reencrypt(Some((key, lock)), context),
            Err(fault) => self.end(act, Err(fault), context),
        }
    }

    pub(super) fn remove_lock(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if self.keeper.key().is_some() && self.is_free(LockAction::Remove, context) {
            self.locking = Locking::Working(LockAction::Remove);
            self.reencrypt(None, context);
        }
    }

    /// One change after the other: the keeper takes no second one while the first is in progress.
    fn is_free(&self, act: LockAction, context: &mut Context<'_, impl RandomSource>) -> bool {
        let is_free = self.lock_phase.is_none();
        if !is_free {
            context.notify(DeskNotification::LockNotDone(act, LockingFault::AlreadyRunning));
        }
        is_free
    }

    /// Everything stored of the open draft is encrypted under a lock, or decrypted.
    fn reencrypt(&mut self, lock: Option<(Rc<DataKey>, Lock)>, context: &mut Context<'_, impl RandomSource>) {
        let (key, lock) = lock.unzip();
        let Some(mut head) = self.read(|draft, _| draft.head.clone()) else {
            return;
        };
        head.lock = lock;
        self.lock_phase = Some(LockPhase::Reencrypting);
        self.send_to_keeper(
            keeper::Event::Reencrypt(key, read_head(&write_draft_head(&head))),
            context,
        );
    }

    /// A re-encryption ended, well or not.
    pub(super) fn lock_ended(
        &mut self,
        fault: Option<ReencryptFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        if self.lock_phase == Some(LockPhase::Reencrypting)
            && let Locking::Working(act) = self.locking
        {
            let outcome = fault.map_or(Ok(()), |fault| Err(LockingFault::NotReencrypted(fault)));
            self.end(act, outcome, context);
        }
    }

    /// The keeper reports no end of a re-encryption that another window cut short. What was begun for a draft that is gone
    /// is let go.
    pub(super) fn follow_lock(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let goes_on = match &self.lock_phase {
            None => self.open.is_some() || matches!(self.locking, Locking::Failed(LockAction::Open, _)),
            Some(LockPhase::Opening(id, lock)) => matches!(
                self.draft_status(context.now),
                DraftStatus::AwaitingPassphrase(head, _) if head.id == *id && head.lock.as_ref() == Some(lock)
            ),
            Some(LockPhase::Making(id)) => self.open_id() == Some(id),
            Some(LockPhase::Reencrypting) => {
                let reencrypting = self.view(context.now).is_some_and(|view| view.reencrypting);
                if !reencrypting {
                    self.lock_ended(Some(ReencryptFault::ChangedElsewhere), context);
                }
                return;
            }
        };
        if !goes_on {
            self.lock_phase = None;
            self.locking = Locking::Idle;
        }
    }

    /// Why the lock of another draft was not opened says nothing of the next one.
    pub(super) fn forget_lock_fault(&mut self, went: bool) {
        if went && matches!(self.locking, Locking::Failed(..)) {
            self.locking = Locking::Idle;
        }
    }

    fn end(
        &mut self,
        act: LockAction,
        outcome: Result<(), LockingFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.lock_phase = None;
        match outcome {
            Ok(()) => {
                self.locking = Locking::Idle;
                context.notify(DeskNotification::LockDone(act));
            }
            Err(fault) => {
                self.locking = Locking::Failed(act, fault.clone());
                context.notify(DeskNotification::LockNotDone(act, fault));
            }
        }
    }
}
