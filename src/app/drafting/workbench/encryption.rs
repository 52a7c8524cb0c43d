//! What a person does with the lock of a draft.

use scoring::desks::drafting::Event;
use scoring::lock::Passphrase;

use crate::app::browser::storage;
use crate::app::drafting::Workbench;

/// Where the choice of minutes is remembered.
const IDLE: &str = "scoring-workbench/1/idle";

impl Workbench {
    /// Opens the draft that waits for its passphrase.
    pub fn unlock(self, passphrase: String) {
        self.send(Event::Unlock(Passphrase::new(passphrase)));
    }

    /// Encrypts everything that is stored of the open draft, or sets another passphrase.
    pub fn set_passphrase(self, passphrase: String) {
        self.send(Event::SetPassphrase(Passphrase::new(passphrase)));
    }

    /// Decrypts everything that is stored of the open draft.
    pub fn decrypt(self) {
        self.send(Event::RemoveLock);
    }

    /// Closes the open draft, if it is encrypted and all of it is in a storage, and asks for its
    /// passphrase.
    pub fn lock_now(self) {
        self.send(Event::Relock);
    }

    /// Locks an encrypted draft after so many minutes without anybody being there; 0 never does.
    pub fn lock_after(self, minutes: u32) {
        self.send(Event::IdleMinutesChosen(minutes));
    }

    pub(super) fn remember_idle_minutes(self) {
        self.send(Event::IdleMinutesRemembered(storage::read(IDLE)));
    }
}

/// Remembers a choice of minutes.
pub(super) fn keep_idle_minutes(minutes: u32) {
    // A choice that is not remembered is asked for again; nothing is lost.
    let _ = storage::write(IDLE, &minutes.to_string());
}
