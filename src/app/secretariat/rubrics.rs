//! The rubrics that are available at the secretariat's desk.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::shelf::{Shelf, ShelvedRubric};
use scoring::faults::AnyFault;
use scoring::foundations::Fingerprint;
use scoring::problem::Problems;
use scoring::words as say;

use crate::app::frame::Frame;
use crate::app::shelf;

/// The available rubrics. They live as long as the page.
#[derive(Clone, Copy)]
pub struct Rubrics {
    frame: Frame,
    shelf: StoredValue<Shelf>,
}

impl Rubrics {
    /// None so far.
    pub fn new(frame: Frame) -> Self {
        Self {
            frame,
            shelf: StoredValue::new(Shelf::default()),
        }
    }

    /// Puts a rubric file on the shelf.
    ///
    /// # Errors
    /// It does not open, is no rubric, or is none that one can score with.
    pub fn shelve(self, text: &str) -> Result<Arc<ShelvedRubric>, Problems<AnyFault>> {
        let rubric = ShelvedRubric::of(text)?;
        let mut shelf = self.shelf.write_value();
        Ok(shelf.put(rubric))
    }

    /// The rubric on the shelf with this fingerprint.
    pub fn get(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        self.shelf.with_value(|shelf| shelf.get(fingerprint).cloned())
    }

    /// Fills the shelf.
    pub async fn fill(self) {
        let shipped = shelf::shipped(self.frame).await;
        let stored = shelf::stored_rubrics();
        let unread = self.shelf.try_update_value(|shelf| shelf.fill(shipped, &stored));
        let lang = self.frame.lang.get_untracked();
        for (name, problems) in unread.unwrap_or_default() {
            for problem in problems.iter() {
                self.frame
                    .trouble(format!("{name}: {}", say::fault(problem, lang)));
            }
        }
    }

    /// The rubric with this fingerprint, from wherever it is.
    pub async fn find(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        if self.get(fingerprint).is_none() {
            let stored = shelf::stored_rubric(fingerprint).await;
            self.shelf.update_value(|shelf| shelf.put_stored(&stored));
        }
        if self.get(fingerprint).is_none() {
            self.fill().await;
        }
        self.get(fingerprint)
    }
}
