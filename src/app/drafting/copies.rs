//! Copies of the open draft in a folder of the person's own: one a day, brought up to date while one works.

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::foundations::Instant;

use crate::app::browser::folder::{self, Folder};
use crate::app::browser::{clock, document, journal};
use crate::app::drafting::Workbench;

/// How often it is looked whether the copy is out of date.
const LOOK_MILLISECONDS: i32 = 60_000;

/// The folder for copies, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyFolder {
    /// This browser cannot write to folders.
    Unknown,
    /// None was chosen.
    None,
    /// One was chosen, and the browser wants to be asked again.
    Asks(String),
    /// Copies go there.
    Writes {
        /// Its name.
        name: String,
        /// When the last copy was written.
        last: Option<Instant>,
        /// Whether the last one failed.
        failed: bool,
    },
}

impl Workbench {
    /// Remembers the folder that was chosen on another day, and looks after its copy from now on.
    pub(super) fn remember_folder(self) {
        if !folder::available() {
            return self.set.folder.set(CopyFolder::Unknown);
        }
        spawn_local(async move {
            let remembered = journal::folder().await.ok().flatten().and_then(Folder::of);
            let Some(chosen) = remembered else { return };
            let name = chosen.name();
            let allowed = chosen.allowed().await;
            self.folder_handle.set_value(Some(chosen));
            self.set.folder.set(if allowed {
                CopyFolder::Writes {
                    name,
                    last: None,
                    failed: false,
                }
            } else {
                CopyFolder::Asks(name)
            });
        });
        self.look_after_copy();
    }

    fn look_after_copy(self) {
        document::after(LOOK_MILLISECONDS, move || {
            let writes = self
                .folder
                .with_untracked(|folder| matches!(folder, CopyFolder::Writes { .. }));
            if writes && untrack(|| self.changed_since_export()) && self.open_id().is_some() {
                self.copy_to_folder_now();
            }
            self.look_after_copy();
        });
    }

    /// Asks the person for a folder.
    pub fn choose_folder(self) {
        spawn_local(async move {
            let Some(chosen) = folder::choose().await else {
                return;
            };
            // A folder that is not remembered is asked for again next time.
            let _ = journal::keep_folder(chosen.handle()).await;
            self.take_folder(chosen);
        });
    }

    /// Asks the person to allow the remembered folder once more.
    pub fn allow_folder(self) {
        spawn_local(async move {
            let chosen = self.folder_handle.get_value();
            if let Some(chosen) = chosen
                && chosen.ask().await
            {
                self.take_folder(chosen);
            }
        });
    }

    fn take_folder(self, chosen: Folder) {
        let name = chosen.name();
        self.folder_handle.set_value(Some(chosen));
        self.set.folder.set(CopyFolder::Writes {
            name,
            last: None,
            failed: false,
        });
        self.copy_to_folder_now();
    }

    /// Writes no more copies to the folder; those that are there stay.
    pub fn forget_folder(self) {
        self.set.folder.set(CopyFolder::None);
        self.folder_handle.set_value(None);
        spawn_local(async move {
            // What cannot be forgotten today is asked about tomorrow.
            let _ = journal::forget_folder().await;
        });
    }

    /// Writes today's copy of the open draft.
    pub fn copy_to_folder_now(self) {
        let (Some(chosen), Some((name, text))) = (
            self.folder_handle.get_value(),
            self.copy_of_draft(clock::local_day),
        ) else {
            return;
        };
        // What is typed while a slow stick is written to is not in the copy.
        let (id, revision) = (self.open_id(), self.revision.get_untracked());
        spawn_local(async move {
            let written = chosen.write(&name, &text).await.is_ok();
            let _ = self.set.folder.try_update(|folder| {
                if let CopyFolder::Writes { last, failed, .. } = folder {
                    *failed = !written;
                    if written {
                        *last = Some(clock::now());
                    }
                }
            });
            // Another draft may be open by now.
            if written && self.open_id() == id {
                self.note_export(revision);
            }
        });
    }
}
