//! Files that somebody opened, read for the session; and the example.

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::drafting::{Event, OpenedFile, WaitingFile};
use scoring::keeper::DRAFTS;
use scoring::words as say;

use crate::app::browser::files::Chosen;
use crate::app::browser::shipped::{self, EXAMPLE};
use crate::app::browser::storage;
use crate::app::drafting::Workbench;
use crate::app::frame::Notice;
use crate::app::route::Route;

/// The key in localStorage of the id of the draft that the example was opened as.
pub(super) const EXAMPLE_DRAFT: &str = "scoring-workbench/1/example";

impl Workbench {
    /// Takes the files that somebody opened.
    pub(super) fn take_files(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let opened = self.opened_files(chosen).await;
            self.send(Event::FilesOpened(opened));
        });
    }

    /// Goes on with the applicant's own file: an application, or a copy of a self-assessment's draft.
    pub fn go_on_with_own(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            let opened = self.opened_files(chosen).await;
            self.send(Event::OwnOpened(opened));
            self.let_files_go();
        });
    }

    async fn opened_files(self, chosen: Vec<Chosen>) -> Vec<OpenedFile> {
        let mut read = Vec::new();
        for file in chosen {
            let text = file.text().await;
            read.push((file, text));
        }
        // The session gets them before any other event.
        let opened = read.into_iter().map(|(file, text)| {
            let name = file.name();
            let number = self.state.try_update_value(|state| state.hold(file));
            OpenedFile {
                number: number.unwrap_or_default(),
                name,
                text,
            }
        });
        opened.collect()
    }

    /// Lets go of files that wait for nothing.
    pub(super) fn let_files_go(self) {
        self.state.update_value(|state| {
            if state.session.is_reading_files() {
                return;
            }
            let waiting: Vec<u64> = state
                .session
                .waiting_files()
                .iter()
                .flat_map(|waiting_file| match waiting_file {
                    WaitingFile::Sheets(sheets) => sheets.iter().map(|sheet| sheet.number).collect(),
                    WaitingFile::Application(_) | WaitingFile::Copy(..) => Vec::new(),
                })
                .collect();
            state.let_go(|number| waiting.contains(&number));
        });
    }

    /// Opens one of the files that wait in the list, by its position there.
    pub fn open_waiting_file_at(self, position: usize) {
        self.send(Event::WaitingFileOpened(position));
    }

    /// Drops one of the files that wait in the list.
    pub fn drop_waiting_file(self, position: usize) {
        self.send(Event::WaitingFileDropped(position));
    }

    /// Lets the application that waits for a decision go.
    pub fn drop_waiting(self) {
        self.send(Event::ApplicationDropped);
    }

    /// Opens the self-assessment of the shipped example as a draft.
    pub(super) fn open_example(self) {
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let bundle = match shipped::read(EXAMPLE).await {
                Ok(bundle) => bundle,
                Err(said) => {
                    let told = Notice::Trouble(say::trouble_loading(lang, said));
                    return self.go_telling(&Route::Start, told);
                }
            };
            let remembered = storage::read(EXAMPLE_DRAFT).map(|id| {
                let is_stored = storage::read(&format!("{DRAFTS}{id}/head")).is_some();
                (id, is_stored)
            });
            self.send(Event::OpenExample {
                application: bundle.lines().next().unwrap_or_default().to_owned(),
                remembered,
            });
        });
    }
}
