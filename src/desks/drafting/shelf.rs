//! Rubrics at hand, and what the keeper knows of a draft through its rubric.

use std::sync::Arc;

use crate::document::Address;
use crate::faults::AnyFault;
use crate::files::{Content, FileFault, FileKind, open_scored};
use crate::foundations::Fingerprint;
use crate::keeper::{self, Summary, Texts};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::{Method, Rubric};
use crate::scoresheet::{Draft, DraftHead, Field, Progress};

/// Where rubrics stand in localStorage: `<prefix><fingerprint>`. The number is the version of the stored form.
pub const RUBRICS: &str = "scoring-workbench/1/rubric/";

/// A sound rubric and the file it came from.
#[derive(Debug, PartialEq)]
pub struct ShelvedRubric {
    /// The rubric.
    pub rubric: Rubric,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    /// The file.
    pub text: String,
}

impl ShelvedRubric {
    /// Reads a rubric file.
    ///
    /// # Errors
    /// All that is wrong with it, or that it is a file of another kind.
    pub fn of(text: &str) -> Result<Self, Problems<AnyFault>> {
        let (envelope, content) = open_scored(text).map_err(|problem| Problems::from(problem.convert()))?;
        let Content::Rubric(draft) = content else {
            let (expected, found) = (FileKind::Rubric, envelope.kind);
            let fault = FileFault::WrongFileKind { expected, found };
            return Err(Problem::error(Place::File, fault.into()).into());
        };
        let (rubric, _) = Rubric::check(*draft).map_err(Problems::convert)?;
        Ok(Self {
            rubric,
            fingerprint: envelope.fingerprint,
            text: text.to_owned(),
        })
    }
}

/// The rubrics at hand, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Vec<Arc<ShelvedRubric>>);

impl Shelf {
    /// Puts a rubric on the shelf, unless it stands there.
    pub(super) fn put(&mut self, rubric: ShelvedRubric) -> Arc<ShelvedRubric> {
        if let Some(known) = self.get(rubric.fingerprint) {
            return Arc::clone(known);
        }
        let rubric = Arc::new(rubric);
        self.0.push(Arc::clone(&rubric));
        rubric
    }

    /// The rubric with this fingerprint.
    pub fn get(&self, fingerprint: Fingerprint) -> Option<&Arc<ShelvedRubric>> {
        self.0.iter().find(|one| one.fingerprint == fingerprint)
    }

    /// Every rubric.
    pub fn rubrics(&self) -> impl Iterator<Item = &Arc<ShelvedRubric>> {
        self.0.iter()
    }

    /// The methods that a table may name, each id once, by the rubric that came first.
    pub(super) fn methods(&self) -> Vec<Method> {
        let mut methods: Vec<Method> = Vec::new();
        for method in self.0.iter().flat_map(|one| one.rubric.methods()) {
            if methods.iter().all(|known| known.id != method.id) {
                methods.push(method.clone());
            }
        }
        methods
    }
}

/// A draft as the keeper sees it.
pub(super) struct Form {
    pub(super) head: DraftHead,
    pub(super) shelved: Arc<ShelvedRubric>,
}

impl keeper::Schema for Form {
    fn recognises(&self, address: &Address) -> bool {
        self.head.desk.schema().recognises(address)
    }

    fn summary(&self, texts: &Texts) -> Summary {
        let mut draft = Draft::begin(self.head.clone());
        draft.document = texts.clone().into_iter().collect();
        let Progress { scored, clauses } = Progress::of(&draft, &self.shelved.rubric);
        Summary {
            stage: Some(self.head.desk.stage().id().to_owned()),
            progress: Some(keeper::Progress { scored, clauses }),
            applicant: draft.text(&Field::Applicant).to_owned(),
        }
    }

    fn rubric(&self) -> Option<keeper::Rubric> {
        Some(keeper::Rubric {
            local_key: format!("{RUBRICS}{}", self.shelved.fingerprint),
            journal_key: self.shelved.fingerprint.to_string(),
            text: self.shelved.text.clone(),
        })
    }
}
