//! The folder for copies: chosen, asked for and written to. What is written when, the session says.

use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::drafting::{Event, ExportedFile, FolderUpdate};

use crate::app::browser::folder::{self, Folder};
use crate::app::browser::journal;
use crate::app::drafting::Workbench;

impl Workbench {
    /// Remembers the folder that was chosen on another day, and looks after its copy from now on.
    pub(super) fn remember_folder(self) {
        if !folder::available() {
            return self.send(Event::Folder(FolderUpdate::Unavailable));
        }
        spawn_local(async move {
            let remembered = journal::folder().await.ok().flatten().and_then(Folder::of);
            let Some(chosen) = remembered else { return };
            let (name, allowed) = (chosen.name(), chosen.allowed().await);
            self.folder_handle.set_value(Some(chosen));
            self.send(Event::Folder(FolderUpdate::Remembered(name, allowed)));
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
        self.send(Event::Folder(FolderUpdate::Chosen(name)));
    }

    /// Writes no more copies to the folder; those that are there stay.
    pub fn forget_folder(self) {
        self.folder_handle.set_value(None);
        self.send(Event::Folder(FolderUpdate::Forgotten));
        spawn_local(async move {
            // What cannot be forgotten today is asked about tomorrow.
            let _ = journal::forget_folder().await;
        });
    }

    /// Writes today's copy of the open draft.
    pub fn copy_to_folder_now(self) {
        self.send(Event::CopyRequested);
    }

    pub(super) fn write_copy(self, copy: ExportedFile, queue: &mut VecDeque<Event>) {
        let ExportedFile {
            name,
            text,
            draft,
            sequence,
            ..
        } = copy;
        let sequence = sequence.unwrap_or_default();
        let written = move |written| Event::CopyWritten {
            draft,
            sequence,
            written,
        };
        match self.folder_handle.get_value() {
            None => queue.push_back(written(false)),
            Some(chosen) => self.answer(async move { written(chosen.write(&name, &text).await.is_ok()) }),
        }
    }
}
