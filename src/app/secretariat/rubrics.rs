//! The rubrics that are available at the secretariat's desk.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::rubrics::{AvailableRubrics, RubricFile};
use scoring::faults::AnyFault;
use scoring::foundations::Fingerprint;
use scoring::problem::Problems;
use scoring::words as say;

use crate::app::frame::Frame;
use crate::app::rubrics;

/// The available rubrics. They live as long as the page.
#[derive(Clone, Copy)]
pub struct Rubrics {
    frame: Frame,
    available: StoredValue<AvailableRubrics>,
}

impl Rubrics {
    /// None so far.
    pub fn new(frame: Frame) -> Self {
        Self {
            frame,
            available: StoredValue::new(AvailableRubrics::default()),
        }
    }

    /// Adds the rubric of a file.
    ///
    /// # Errors
    /// It does not open, is no rubric, or is none that one can score with.
    pub fn add(self, text: &str) -> Result<Arc<RubricFile>, Problems<AnyFault>> {
        let rubric = RubricFile::of(text)?;
        let mut rubrics = self.available.write_value();
        Ok(rubrics.put(rubric))
    }

    /// The rubric with this fingerprint.
    pub fn get(self, fingerprint: Fingerprint) -> Option<Arc<RubricFile>> {
        self.available
            .with_value(|rubrics| rubrics.get(fingerprint).cloned())
    }

    /// Reads those that ship and those that are stored.
    pub async fn fill(self) {
        let shipped = rubrics::shipped(self.frame).await;
        let stored = rubrics::stored_rubrics();
        let unread = self
            .available
            .try_update_value(|rubrics| rubrics.fill(shipped, &stored));
        let lang = self.frame.lang.get_untracked();
        for (name, problems) in unread.unwrap_or_default() {
            for problem in problems.iter() {
                self.frame
                    .trouble(format!("{name}: {}", say::fault(problem, lang)));
            }
        }
    }

    /// The rubric with this fingerprint, from wherever it is.
    pub async fn find(self, fingerprint: Fingerprint) -> Option<Arc<RubricFile>> {
        if self.get(fingerprint).is_none() {
            let stored = rubrics::stored_rubric(fingerprint).await;
            self.available.update_value(|rubrics| rubrics.put_stored(&stored));
        }
        if self.get(fingerprint).is_none() {
            self.fill().await;
        }
        self.get(fingerprint)
    }
}
