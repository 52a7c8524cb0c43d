//! Removing the open draft from this machine, with everything that is left of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::words as say;

use crate::app::frame::Notice;
use crate::app::route::Route;
use crate::app::workbench::Workbench;
use crate::app::workbench::keeping::Keeping;

impl Workbench {
    /// Removes the open draft from this machine, and goes to the start page.
    pub fn wipe(self) {
        let Some(id) = self.open_id() else { return };
        spawn_local(async move {
            // What is still on its way would be written after the removal.
            let _ = self.pause().await;
            self.keeping.update_value(Keeping::forget);
            self.opened.set(None);
            self.draft.set(None);
            self.tray.set(Vec::new());
            let outcome = self.remove_everywhere(&id).await;
            self.resume(None);
            let lang = self.lang.get_untracked();
            let notice = match outcome {
                Ok(()) => Notice::Done(say::wiped(lang).to_owned()),
                Err(_) => Notice::Trouble(say::removal_left(lang).to_owned()),
            };
            self.go_telling(&Route::Start, notice);
        });
    }
}
