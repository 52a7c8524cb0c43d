//! Rubrics at hand: those that ship, those that drafts use, those that were opened.

use std::sync::Arc;

use leptos::prelude::*;

pub use scoring::desks::drafting::ShelvedRubric;

use scoring::desks::drafting::RUBRICS;
use scoring::faults::AnyFault;
use scoring::foundations::Fingerprint;
use scoring::keeper::LocalFault;
use scoring::problem::Problems;
use scoring::words as say;

use crate::app::browser::journal::Store;
use crate::app::browser::{journal, shipped, storage};
use crate::app::frame::Frame;

/// The rubrics that ship with the page.
const SHIPPED_RUBRICS: [&str; 2] = ["rubrics/public-service.json", "rubrics/gbt19580-style.json"];

/// The rubrics that ship, each with its name. One that cannot be read is told.
pub async fn shipped(frame: Frame) -> Vec<(String, String)> {
    let mut read = Vec::new();
    for path in SHIPPED_RUBRICS {
        match shipped::read(path).await {
            Ok(text) => read.push((path.to_owned(), text)),
            Err(said) => frame.trouble(say::trouble_loading(frame.lang.get_untracked(), said)),
        }
    }
    read
}

/// The texts of the rubrics that drafts here use or that were opened.
pub fn kept() -> Vec<String> {
    let keys = storage::keys(RUBRICS);
    keys.iter().filter_map(|key| storage::read(key)).collect()
}

/// The texts that stand where a rubric is kept.
pub async fn kept_with(fingerprint: Fingerprint) -> Vec<String> {
    let here = storage::read(&format!("{RUBRICS}{fingerprint}"));
    let journalled = journal::texts(Store::Rubrics, &[fingerprint.to_string()]).await;
    let journalled = journalled.unwrap_or_default().into_iter().flatten();
    here.into_iter().chain(journalled).collect()
}

/// Keeps a rubric in the browser, so that a draft outlives an update of the page.
///
/// # Errors
/// localStorage did not take it.
pub fn keep(shelved: &ShelvedRubric) -> Result<(), LocalFault> {
    storage::write(&format!("{RUBRICS}{}", shelved.fingerprint), &shelved.text)
}

/// The rubrics at hand at the secretariat's desk. Its signal lives as long as the page.
#[derive(Clone, Copy)]
pub struct Shelf {
    frame: Frame,
    rubrics: RwSignal<Vec<Arc<ShelvedRubric>>>,
}

impl Shelf {
    /// An empty shelf.
    pub fn new(frame: Frame) -> Self {
        Self {
            frame,
            rubrics: RwSignal::new(Vec::new()),
        }
    }

    /// Puts a rubric file on the shelf.
    ///
    /// # Errors
    /// It does not open, is no rubric, or is none that one can score with.
    pub fn shelve(self, text: &str) -> Result<Arc<ShelvedRubric>, Problems<AnyFault>> {
        let rubric = ShelvedRubric::of(text)?;
        if let Some(known) = self.get(rubric.fingerprint) {
            return Ok(known);
        }
        let shelved = Arc::new(rubric);
        self.rubrics.update(|shelf| shelf.push(Arc::clone(&shelved)));
        Ok(shelved)
    }

    /// The rubric on the shelf with this fingerprint.
    pub fn get(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        self.rubrics
            .with_untracked(|shelf| shelf.iter().find(|one| one.fingerprint == fingerprint).cloned())
    }

    /// Fills the shelf: the rubrics that ship with the page stand first, then those that drafts here use or
    /// that were opened.
    pub async fn fill(self) {
        let mut first = Vec::new();
        for (path, text) in shipped(self.frame).await {
            match self.shelve(&text) {
                Ok(shelved) => first.push(shelved),
                Err(problems) => problems
                    .iter()
                    .for_each(|problem| self.frame.trouble_with(&path, problem)),
            }
        }
        for text in kept() {
            // A damaged copy is no rubric; the shipped ones and the user's file remain.
            let _ = self.shelve(&text);
        }
        self.rubrics.update(|shelf| {
            shelf.retain(|one| !first.contains(one));
            shelf.splice(0..0, first);
        });
    }

    /// The rubric with this fingerprint, from wherever it is.
    pub async fn find(self, fingerprint: Fingerprint) -> Option<Arc<ShelvedRubric>> {
        if let Some(shelved) = self.get(fingerprint) {
            return Some(shelved);
        }
        for text in kept_with(fingerprint).await {
            if let Ok(shelved) = self.shelve(&text)
                && shelved.fingerprint == fingerprint
            {
                return Some(shelved);
            }
        }
        self.fill().await;
        self.get(fingerprint)
    }
}
