//! What the person does with the lock, and locking by itself when nobody is there.

use leptos::prelude::*;

use scoring::desks::drafting::Event;

use crate::app::browser::{document, keys, storage};
use crate::app::drafting::Workbench;

/// Where the choice of minutes is remembered.
const IDLE: &str = "scoring-workbench/1/idle";
/// How often it is looked whether somebody is still there.
const IDLE_MILLISECONDS: i32 = 5000;

impl Workbench {
    /// Opens the draft that waits for its passphrase.
    pub fn unlock(self, passphrase: String) {
        self.send(Event::Unlock(passphrase));
    }

    /// Encrypts everything that is stored of the open draft, or sets another passphrase.
    pub fn set_passphrase(self, passphrase: String) {
        self.send(Event::SetPassphrase(passphrase));
    }

    /// Decrypts everything that is stored of the open draft.
    pub fn decrypt(self) {
        self.send(Event::RemoveLock);
    }

    /// Closes the open draft, if it is encrypted and nothing of it stands in this page alone, and asks for its
    /// passphrase.
    pub fn lock_now(self) {
        self.send(Event::Relock);
    }

    /// Locks an encrypted draft after so many minutes without a key or a click; 0 never does.
    pub fn lock_after(self, minutes: u32) {
        self.set_idle_minutes.set(minutes);
        // A choice that is not remembered is asked for again; nothing is lost.
        let _ = storage::write(IDLE, &minutes.to_string());
    }

    /// Watches for the moment from which nobody is there any more.
    pub(super) fn watch_idleness(self) {
        let remembered = storage::read(IDLE).and_then(|text| text.parse().ok());
        self.set_idle_minutes.set(remembered.unwrap_or_default());
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
}
