//! A journal that had no answer when a draft was opened, and has one later.
//!
//! Until then the draft is what localStorage knows of it, and that may be older: nothing goes into the journal before
//! it was heard.

use std::collections::BTreeSet;

use leptos::prelude::*;

use scoring::document::Address;
use scoring::keeper::{Body, Cause};

use crate::app::browser::journal::JournalFault;
use crate::app::workbench::Workbench;
use crate::app::workbench::found::{Found, Past};
use crate::app::workbench::tray::read_tray;

impl Workbench {
    /// Hears the journal, if that is still to be done. What it has newer stands here too, except where somebody has
    /// typed meanwhile: those words come after the journal's, which stay a step of the past.
    ///
    /// # Errors
    /// It still has no answer.
    pub(super) async fn hear_journal(self) -> Result<(), JournalFault> {
        let (unread, key) = self
            .keeping
            .with_value(|keeping| (keeping.unread, keeping.key.clone()));
        let Some(id) = self.open_id().filter(|_| unread) else {
            return Ok(());
        };
        let found = Found::look(&id, key.as_deref()).await;
        if let Some(fault) = found.unread {
            return Err(fault);
        }
        let past = Past::of(&id, key.as_deref()).await;
        let waiting = read_tray(&id, key.as_deref()).await;
        if self.open_id().as_ref() != Some(&id) {
            return Ok(());
        }
        let standing = found.fields.values().map(|one| one.standing.revision);
        let highest = standing.max().unwrap_or_default().max(past.revision);
        let typed: BTreeSet<Address> = self
            .keeping
            .try_update_value(|keeping| keeping.heard(&id, highest))
            .unwrap_or_default();
        self.tray.update(|tray| tray.extend(waiting));
        let unknown = !found.in_journal;
        if unknown {
            self.keep_what_is_fixed();
        }
        for (field, one) in found.fields {
            if typed.contains(&field) {
                continue;
            }
            if let Body::Plain(text) = &one.standing.body
                && self.text_untracked(&field) != *text
            {
                self.apply_elsewhere(field.clone(), text.clone());
            }
            let revision = one.standing.revision;
            self.keeping.update_value(|keeping| {
                keeping.fields.insert(field.clone(), revision);
            });
            if !(one.in_browser && one.in_journal) {
                let cause = if unknown { Cause::Begun } else { Cause::Typed };
                self.keep_again(&field, &one.standing, cause, (one.in_browser, one.in_journal));
            }
            for words in one.displaced {
                if let Body::Plain(text) = words {
                    self.put_in_tray(&field, text);
                }
            }
        }
        for field in &typed {
            self.count(field, Cause::Typed, false);
        }
        self.write_browser();
        Ok(())
    }
}
