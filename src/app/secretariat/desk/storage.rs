//! Executes the effects of the own desk's storage in IndexedDB and localStorage. What is read and written, and when, is
//! decided in the library. The example's desk is not stored.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::secretariat::storage::{DeskFile, Effect, Event, StoredBytes};
use scoring::foundations::Fingerprint;
use scoring::keeper::RETRY_MS;
use scoring::panel::FileNumber;

use crate::app::browser::channel::{self, Message};
use crate::app::browser::{clock, desk as disk, document, ids, storage};
use crate::app::secretariat::desk::{Drawing, Secretariat, SecretariatDesk, bytes_from};

/// The key in localStorage by which windows notify each other that the log has changed.
const LOG_CHANGED: &str = "scoring-workbench/1/desk";

/// An action to execute once the desk is open.
pub(super) type WhenOpen = Box<dyn FnOnce()>;

impl SecretariatDesk {
    /// The bytes of a stored file: still in memory, or from the disk.
    pub(super) async fn stored_bytes(self, fingerprint: Fingerprint) -> Option<Rc<Vec<u8>>> {
        let bytes = self
            .state
            .try_update_value(|state| state.storage.stored_bytes(fingerprint))?;
        let asked = match bytes {
            StoredBytes::Loaded(bytes) => return Some(bytes),
            StoredBytes::OnDisk(asked) => asked,
            StoredBytes::NotStored => return None,
        };
        let files = disk::files(&asked).await.ok()?;
        self.state
            .try_update_value(|state| state.storage.take_prefetched(&asked, files))?
    }
}

impl Secretariat {
    /// Opens the own desk as it was left, the first time that somebody goes there or brings files.
    pub fn open_own_desk(self) {
        storage::on_change_elsewhere(move |key, _| {
            if key.is_none_or(|key| key == LOG_CHANGED) {
                self.send_to_storage(Event::ChangedElsewhere);
            }
        });
        channel::on_message(move |message| match message {
            Message::JournalBroke(broke) => self.send_to_storage(Event::JournalBroke(broke)),
            Message::Asked => {
                if channel::remembers_broken_journal() {
                    channel::tell(&Message::JournalBroke(true));
                }
            }
            Message::Locked(_) => {}
        });
        if channel::remembers_broken_journal() {
            self.send_to_storage(Event::JournalBroke(true));
        } else {
            channel::tell(&Message::Asked);
        }
        self.send_to_storage(Event::Opened { window: ids::fresh() });
    }

    /// Whether nothing of the own desk would be lost if the page were loaded anew.
    pub fn desk_written(self) -> bool {
        let state = self.own_desk.state;
        let is_safe = state.try_with_value(|state| state.storage.is_safe(&state.session));
        is_safe.unwrap_or(true)
    }

    /// Erases the desk from this machine, with all that was taken out. It cannot be undone.
    pub fn erase_desk(self) {
        self.send_to_storage(Event::EraseWanted {
            generation: ids::fresh(),
        });
    }

    /// Does something at a desk, once it is open.
    pub(super) fn when_open(self, desk: SecretariatDesk, act: impl FnOnce() + 'static) {
        let is_open = desk != self.own_desk || desk.state.with_value(|state| state.storage.is_open());
        if is_open {
            return act();
        }
        desk.state
            .update_value(|state| state.when_open.push(Box::new(act)));
    }

    /// Reads a file that was chosen for the own desk, once there is room. Its source is looked for at once, since its
    /// number may be another one later.
    pub(super) fn read_with_room(self, file: FileNumber) {
        let desk = self.own_desk;
        let (name, source) = (desk.name(file), desk.source(file));
        desk.state.update_value(|state| {
            state.to_read.insert(file, (name, source));
        });
        self.send_to_storage(Event::ReadWanted(file));
    }

    /// Tells the storage of the own desk what happened, and carries out what it asks.
    pub(super) fn send_to_storage(self, event: Event) {
        let desk = self.own_desk;
        let is_written = matches!(event, Event::Appended(_));
        let drawn = desk.state.try_update_value(|state| {
            let effects = state.storage.handle(&mut state.session, event, clock::now());
            let figures = state.storage.figures(&state.session);
            (
                effects,
                figures,
                state.storage.save_status(&state.session),
                state.storage.damaged(),
            )
        });
        let Some((effects, figures, save_status, damaged)) = drawn else {
            return;
        };
        let is_other = desk.save_status.get_untracked() != save_status;
        if is_other {
            desk.set.save_status.set(save_status);
        }
        // The counts follow the disk.
        if is_written || is_other {
            desk.set.figures.set(figures);
        }
        if desk.damaged.get_untracked() != damaged {
            desk.set.damaged.set(damaged);
        }
        for effect in effects {
            self.carry_out_storage(desk, effect);
        }
    }

    fn carry_out_storage(self, desk: SecretariatDesk, effect: Effect) {
        match effect {
            Effect::Session(effects) => {
                for effect in effects {
                    self.carry_out(desk, effect);
                }
                self.draw(desk, Drawing::Now);
            }
            Effect::ErasedDesk => {
                desk.state.update_value(|state| {
                    state.sources.clear();
                    state.stored_to_read.clear();
                });
                self.forget_unread(desk);
                self.draw(desk, Drawing::Now);
            }
            Effect::Open => {
                let waiting = desk
                    .state
                    .try_update_value(|state| std::mem::take(&mut state.when_open));
                for act in waiting.unwrap_or_default() {
                    act();
                }
            }
            Effect::Read(file) => {
                let to_read = desk.state.try_update_value(|state| state.to_read.remove(&file));
                let Some((name, source)) = to_read.flatten() else {
                    return;
                };
                self.open_chosen(desk, file, name, source);
            }
            Effect::ReadLog(from) => {
                self.send_to_storage_later(async move { Event::LogRead(disk::log(from).await) })
            }
            Effect::YieldToBrowser => self.send_to_storage_later(async {
                document::yield_to_browser().await;
                Event::Yielded
            }),
            Effect::ReadAgain(file) => {
                let source = desk.source(file);
                self.send_to_storage_later(async move { Event::ReadAgain(bytes_from(source).await.ok()) });
            }
            Effect::SeekFile(fingerprint) => {
                self.send_to_storage_later(
                    async move { Event::FileSought(disk::has_file(fingerprint).await) },
                );
            }
            Effect::Append(batch) => {
                self.send_to_storage_later(async move { Event::Appended(disk::append(batch).await) });
            }
            Effect::Erase {
                known,
                stored,
                generation,
            } => self.send_to_storage_later(async move {
                Event::Erased(disk::erase(known.as_deref(), stored, &generation).await)
            }),
            // Without localStorage other windows find it out when they write.
            Effect::AnnounceChange(what) => {
                let _ = storage::write(LOG_CHANGED, &what);
            }
            Effect::ShareJournalBroke => {
                channel::remember_broken_journal(true);
                channel::tell(&Message::JournalBroke(true));
            }
            Effect::StartRetryTimer => {
                document::after(RETRY_MS, move || self.send_to_storage(Event::RetryDue))
            }
        }
    }

    fn send_to_storage_later(self, answer: impl Future<Output = Event> + 'static) {
        spawn_local(async move { self.send_to_storage(answer.await) });
    }

    /// Holds the bytes of the file that was just read until they are on the disk.
    pub(super) fn hold_bytes(self, fingerprint: Fingerprint) {
        if let Some(bytes) = self.own_desk.read_bytes(fingerprint) {
            self.send_to_storage(Event::BytesRead(DeskFile { fingerprint, bytes }));
        }
    }
}
