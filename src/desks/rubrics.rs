//! The rubrics that are available at a desk. It is no desk itself: every desk has one.

use std::sync::Arc;

use crate::faults::AnyFault;
use crate::files::open_rubric;
use crate::foundations::Fingerprint;
use crate::problem::Problems;
use crate::rubric::{Method, Rubric};

/// The prefix of rubrics in localStorage: `<prefix><fingerprint>`. The number is the version of the stored form.
pub const RUBRICS: &str = "scoring-workbench/1/rubric/";

/// A rubric file that ships, by its name.
pub type ShippedRubric = (String, String);

/// A sound rubric and the file it came from.
#[derive(Debug, PartialEq)]
pub struct RubricFile {
    /// The rubric.
    pub rubric: Rubric,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    /// The file.
    pub text: String,
}

impl RubricFile {
    /// Reads a rubric file.
    ///
    /// # Errors
    /// All that is wrong with it, or that it is a file of another kind.
    pub fn of(text: &str) -> Result<Self, Problems<AnyFault>> {
        let (envelope, draft) = open_rubric(text).map_err(|problem| Problems::from(problem.convert()))?;
        let (rubric, _) = Rubric::check(draft).map_err(Problems::convert)?;
        Ok(Self {
            rubric,
            fingerprint: envelope.fingerprint,
            text: text.to_owned(),
        })
    }
}

/// The available rubrics: those that ship come first, then those that were stored, opened or found, as they came.
#[derive(Clone, Debug, Default)]
pub struct AvailableRubrics {
    rubrics: Vec<Arc<RubricFile>>,
    /// How many of them ship.
    shipped: usize,
    /// Whether those that ship and those that were stored were read.
    filled: bool,
}

impl AvailableRubrics {
    /// Adds a rubric, unless it is there.
    pub fn put(&mut self, rubric: RubricFile) -> Arc<RubricFile> {
        if let Some(known) = self.get(rubric.fingerprint) {
            return Arc::clone(known);
        }
        let rubric = Arc::new(rubric);
        self.rubrics.push(Arc::clone(&rubric));
        rubric
    }

    /// Adds a rubric that ships, behind the others that ship.
    fn put_shipped(&mut self, rubric: RubricFile) {
        let known = self
            .rubrics
            .iter()
            .position(|one| one.fingerprint == rubric.fingerprint);
        let rubric = match known {
            Some(place) if place < self.shipped => return,
            Some(place) => self.rubrics.remove(place),
            None => Arc::new(rubric),
        };
        self.rubrics.insert(self.shipped, rubric);
        self.shipped += 1;
    }

    /// Adds the rubrics that ship, each by the name of its file, and those that were stored. Of a rubric that
    /// ships and cannot be read, its name and why comes back; a damaged text that was stored is no rubric, and costs no
    /// other.
    pub fn fill(
        &mut self,
        shipped: Vec<ShippedRubric>,
        stored: &[String],
    ) -> Vec<(String, Problems<AnyFault>)> {
        let mut unread = Vec::new();
        for (name, text) in shipped {
            match RubricFile::of(&text) {
                Ok(rubric) => self.put_shipped(rubric),
                Err(problems) => unread.push((name, problems)),
            }
        }
        self.put_stored(stored);
        self.filled = true;
        unread
    }

    /// Adds those of these texts that are rubrics.
    pub fn put_stored(&mut self, texts: &[String]) {
        for text in texts {
            if let Ok(rubric) = RubricFile::of(text) {
                self.put(rubric);
            }
        }
    }

    /// Whether those that ship and those that were stored were read.
    pub fn is_filled(&self) -> bool {
        self.filled
    }

    /// The rubric with this fingerprint.
    pub fn get(&self, fingerprint: Fingerprint) -> Option<&Arc<RubricFile>> {
        self.rubrics.iter().find(|one| one.fingerprint == fingerprint)
    }

    /// Every rubric.
    pub fn all(&self) -> &[Arc<RubricFile>] {
        &self.rubrics
    }

    /// The methods that a table may name, each id once, by the rubric that came first.
    pub fn methods(&self) -> Vec<Method> {
        let mut methods: Vec<Method> = Vec::new();
        for method in self.rubrics.iter().flat_map(|one| one.rubric.methods()) {
            if methods.iter().all(|known| known.id != method.id) {
                methods.push(method.clone());
            }
        }
        methods
    }
}
