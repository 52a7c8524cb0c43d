//! Rubrics at hand: those that ship, those that drafts use, those that were opened.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::faults::AnyFault;
use scoring::files::{Content, FileFault, FileKind, open};
use scoring::foundations::Fingerprint;
use scoring::keeper::LocalFault;
use scoring::problem::{Place, Problem, Problems};
use scoring::rubric::Rubric;
use scoring::words as say;

use crate::app::browser::journal::Store;
use crate::app::browser::{journal, shipped, storage};
use crate::app::frame::Frame;

/// The rubrics that ship with the page.
pub const SHIPPED_RUBRICS: [&str; 2] = ["rubrics/public-service.json", "rubrics/gbt19580-style.json"];
/// Keys in localStorage. The number is the version of the stored form.
pub const RUBRICS: &str = "scoring-workbench/1/rubric/";

/// A checked rubric and the file it came from.
#[derive(Debug, PartialEq)]
pub struct ShelvedRubric {
    /// The rubric.
    pub rubric: Rubric,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    /// The file, word for word.
    pub text: String,
}

/// The rubrics at hand. Its signal lives as long as the page.
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

    /// Every rubric on the shelf, followed.
    pub fn rubrics(self) -> ReadSignal<Vec<Arc<ShelvedRubric>>> {
        self.rubrics.read_only()
    }

    /// Puts a rubric file on the shelf.
    ///
    /// # Errors
    /// It does not open, is no rubric, or is none that one can score with.
    pub fn shelve(self, text: &str) -> Result<Arc<ShelvedRubric>, Problems<AnyFault>> {
        let (envelope, content) = open(text).map_err(|problem| Problems::from(problem.convert()))?;
        let Content::Rubric(draft) = content else {
            let (expected, found) = (FileKind::Rubric, envelope.kind);
            let fault = FileFault::WrongFileKind { expected, found };
            return Err(Problem::error(Place::File, fault.into()).into());
        };
        let (rubric, _) = Rubric::check(*draft).map_err(Problems::convert)?;
        let fingerprint = envelope.fingerprint;
        if let Some(known) = self.get(fingerprint) {
            return Ok(known);
        }
        let shelved = Arc::new(ShelvedRubric {
            rubric,
            fingerprint,
            text: text.to_owned(),
        });
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
        for path in SHIPPED_RUBRICS {
            match shipped::read(path).await.map(|text| self.shelve(&text)) {
                Ok(Ok(shelved)) => first.push(shelved),
                Ok(Err(problems)) => problems
                    .iter()
                    .for_each(|problem| self.frame.trouble_with(path, problem)),
                Err(said) => self
                    .frame
                    .trouble(say::trouble_loading(self.frame.lang.get_untracked(), said)),
            }
        }
        for key in storage::keys(RUBRICS) {
            if let Some(text) = storage::read(&key) {
                // A damaged copy is no rubric; the shipped ones and the user's file remain.
                let _ = self.shelve(&text);
            }
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
        let here = storage::read(&format!("{RUBRICS}{fingerprint}"));
        let kept = journal::texts(Store::Rubrics, &[fingerprint.to_string()]).await;
        let kept = kept.unwrap_or_default().into_iter().flatten();
        for text in here.into_iter().chain(kept) {
            if let Ok(shelved) = self.shelve(&text)
                && shelved.fingerprint == fingerprint
            {
                return Some(shelved);
            }
        }
        self.fill().await;
        self.get(fingerprint)
    }

    /// Keeps a rubric in the browser, so that a draft outlives an update of the page.
    ///
    /// # Errors
    /// localStorage did not take it.
    pub fn keep(self, shelved: &ShelvedRubric) -> Result<(), LocalFault> {
        storage::write(&format!("{RUBRICS}{}", shelved.fingerprint), &shelved.text)
    }
}
