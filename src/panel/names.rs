//! The names of applicants that are there, and which of them may mean the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::{Fingerprint, OrganisationKeys};
use crate::panel::answers::{Answers, PairState};
use crate::panel::{FileNumber, NameKind, Question};

/// Every applicant's name as files state it, with the files, and the open questions about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    names: BTreeMap<String, Name>,
    /// Whether a name came or went, or an answer, since the questions were asked.
    is_stale: bool,
    /// The questions are being found.
    asking: Option<Asking>,
    questions: Vec<Question>,
    /// The questions by the names that stand for the applicants.
    about: BTreeMap<String, Vec<Question>>,
}

/// A name that files state.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    files: BTreeSet<FileNumber>,
    /// Computed once: questions are found again whenever a name comes or goes.
    keys: OrganisationKeys,
}

/// How far the questions were found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asking {
    /// The names in the order of their coming.
    names: Vec<String>,
    /// So many of them were compared with those before.
    done: usize,
    index: Index,
    found: Vec<Question>,
}

impl Names {
    /// Adds a file of this name.
    pub(super) fn add(&mut self, name: &str, number: FileNumber) {
        match self.names.get_mut(name) {
            Some(known) => {
                known.files.insert(number);
                // The name came earlier than was known.
                self.is_stale |= known.files.first() == Some(&number);
            }
            None => {
                let known = Name {
                    files: BTreeSet::from([number]),
                    keys: OrganisationKeys::of(name),
                };
                self.names.insert(name.to_owned(), known);
                self.is_stale = true;
            }
        }
    }

    /// Takes a file of this name away.
    pub(super) fn remove(&mut self, name: &str, number: FileNumber) {
        let Some(known) = self.names.get_mut(name) else {
            return;
        };
        let was_first = known.files.first() == Some(&number);
        known.files.remove(&number);
        if known.files.is_empty() {
            self.names.remove(name);
        }
        // Without its first file a name came later, or not at all.
        self.is_stale |= was_first;
    }

    /// The files of this name.
    pub(super) fn files(&self, name: &str) -> impl Iterator<Item = FileNumber> {
        let files = self.names.get(name).map(|known| &known.files);
        files.into_iter().flatten().copied()
    }

    /// Asks again at the next opportunity.
    pub(super) fn ask_anew(&mut self) {
        self.is_stale = true;
    }

    /// The open questions.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter()
    }

    /// The open questions about an applicant.
    pub(super) fn questions_about(&self, applicant: &str) -> impl Iterator<Item = &Question> {
        self.about.get(applicant).into_iter().flatten()
    }

    /// Finds the questions again, where anything changed, of so many names at most; and once none is left, returns the
    /// applicants whom that may touch. Until then the questions are the old ones.
    ///
    /// A name is compared with the names that came before it, and one question at a time is asked about it: so there
    /// are never more questions than names, however alike they are.
    pub(super) fn ask_some<'a>(
        &mut self,
        answers: &Answers,
        applications: impl Iterator<Item = (&'a str, Fingerprint)>,
        most: usize,
    ) -> Option<BTreeSet<String>> {
        if std::mem::take(&mut self.is_stale) {
            self.asking = Some(self.begin_asking());
        }
        let Some(mut asking) = self.asking.take() else {
            return Some(BTreeSet::new());
        };
        for _ in 0..most {
            let Some(name) = asking.names.get(asking.done) else {
                return Some(self.asked(asking, answers, applications));
            };
            if let Some(Name { keys, .. }) = self.names.get(name) {
                let open = asking.index.first_open(name, keys, &asking.names, answers);
                asking.found.extend(open);
                asking.index.insert(asking.done, keys);
            }
            asking.done += 1;
        }
        self.asking = Some(asking);
        None
    }

    fn begin_asking(&self) -> Asking {
        let first = |(name, known): (&'_ String, &Name)| Some((*known.files.first()?, name.clone()));
        let mut names: Vec<(FileNumber, String)> = self.names.iter().filter_map(first).collect();
        names.sort();
        Asking {
            names: names.into_iter().map(|(_, name)| name).collect(),
            done: 0,
            index: Index::default(),
            found: Vec::new(),
        }
    }

    /// Puts the questions that were found in place of the old ones.
    fn asked<'a>(
        &mut self,
        asking: Asking,
        answers: &Answers,
        applications: impl Iterator<Item = (&'a str, Fingerprint)>,
    ) -> BTreeSet<String> {
        let mut found = asking.found;
        let before = std::mem::take(&mut self.about);
        self.questions.clear();
        // One application under two names is one applicant under two names, or one of them names the wrong file.
        let mut judged: BTreeMap<Fingerprint, &str> = BTreeMap::new();
        for (name, application) in applications {
            match judged.get(&application) {
                Some(first) if answers.known(first, name) == PairState::Open => {
                    found.push(question(first, name));
                }
                Some(_) => {}
                None => {
                    judged.insert(application, name);
                }
            }
        }
        let mut seen = BTreeSet::new();
        for question in found {
            let pair = [question.first.clone(), question.second.clone()];
            let mut sorted = pair.clone();
            sorted.sort();
            if !seen.insert(sorted) {
                continue;
            }
            for name in pair {
                let root = answers.root(&name).to_owned();
                self.about.entry(root).or_default().push(question.clone());
            }
            self.questions.push(question);
        }
        before.into_keys().chain(self.about.keys().cloned()).one_by_one()
    }
}

/// Names that came so far, as their places in the order of coming, by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Index {
    whole: BTreeMap<String, Vec<usize>>,
    shortened: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// The first question about a name, if it is like one that came before and nobody has said how they stand.
    fn first_open(
        &self,
        name: &str,
        keys: &OrganisationKeys,
        names: &[String],
        answers: &Answers,
    ) -> Option<Question> {
        let whole = self.whole.get(&keys.whole);
        let above = keys.shortened.iter().filter_map(|key| self.whole.get(key));
        let below = self.shortened.get(&keys.whole);
        let mut open = None;
        let places = whole.into_iter().chain(above).chain(below).flatten();
        for other in places.filter_map(|place| names.get(*place)) {
            match answers.known(other, name) {
                // It is known who this is; the question about the others is theirs.
                PairState::Same => return None,
                PairState::Open => {
                    open = Some(question(other, name));
                    break;
                }
                PairState::Different => {}
            }
        }
        open
    }

    fn insert(&mut self, place: usize, keys: &OrganisationKeys) {
        self.whole.entry(keys.whole.clone()).or_default().push(place);
        for key in &keys.shortened {
            self.shortened.entry(key.clone()).or_default().push(place);
        }
    }
}

fn question(first: &str, second: &str) -> Question {
    Question {
        whose: NameKind::Applicant,
        first: first.to_owned(),
        second: second.to_owned(),
    }
}
