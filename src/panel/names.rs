//! The names of applicants that are there, and which of them may mean the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::{Fingerprint, OrganisationKeys};
use crate::panel::answers::{Answers, PairState};
use crate::panel::{FileNumber, NameKind, Question};

/// Every applicant's name as files state it, with the files, and the open questions about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    files: BTreeMap<String, BTreeSet<FileNumber>>,
    /// Whether a name came or went, or an answer, since the questions were asked.
    is_stale: bool,
    questions: Vec<Question>,
    /// The questions by the names that stand for the applicants.
    about: BTreeMap<String, Vec<Question>>,
}

impl Names {
    /// Adds a file of this name.
    pub(super) fn add(&mut self, name: &str, number: FileNumber) {
        match self.files.get_mut(name) {
            Some(files) => {
                files.insert(number);
            }
            None => {
                self.files.insert(name.to_owned(), BTreeSet::from([number]));
                self.is_stale = true;
            }
        }
    }

    /// Takes a file of this name away.
    pub(super) fn remove(&mut self, name: &str, number: FileNumber) {
        let Some(files) = self.files.get_mut(name) else {
            return;
        };
        files.remove(&number);
        if files.is_empty() {
            self.files.remove(name);
            self.is_stale = true;
        }
    }

    /// The files of this name.
    pub(super) fn files(&self, name: &str) -> impl Iterator<Item = FileNumber> {
        self.files.get(name).into_iter().flatten().copied()
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

    /// Finds the questions again, where anything changed, and returns the applicants whom that may touch.
    ///
    /// A name is held against the names that came before it, and one question at a time is asked about it: so there
    /// are never more questions than names, however alike they are.
    pub(super) fn ask<'a>(
        &mut self,
        answers: &Answers,
        applications: impl Iterator<Item = (&'a str, Fingerprint)>,
    ) -> BTreeSet<String> {
        if !std::mem::take(&mut self.is_stale) {
            return BTreeSet::new();
        }
        let before = std::mem::take(&mut self.about);
        self.questions.clear();
        let mut names: Vec<(FileNumber, &String)> = self
            .files
            .iter()
            .filter_map(|(name, files)| Some((*files.first()?, name)))
            .collect();
        names.sort();
        let mut index = Index::default();
        let mut found: Vec<Question> = Vec::new();
        for (_, name) in &names {
            let keys = OrganisationKeys::of(name);
            found.extend(index.first_open(name, &keys, answers));
            index.insert(name, keys);
        }
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

/// Names that came so far, by their keys.
#[derive(Default)]
struct Index<'n> {
    whole: BTreeMap<String, Vec<&'n str>>,
    shortened: BTreeMap<String, Vec<&'n str>>,
}

impl<'n> Index<'n> {
    /// The first question about a name, if it is like one that came before and nobody has said how they stand.
    fn first_open(&self, name: &str, keys: &OrganisationKeys, answers: &Answers) -> Option<Question> {
        let whole = self.whole.get(&keys.whole);
        let above = keys.shortened.iter().filter_map(|key| self.whole.get(key));
        let below = self.shortened.get(&keys.whole);
        let mut open = None;
        for other in whole.into_iter().chain(above).chain(below).flatten() {
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

    fn insert(&mut self, name: &'n str, keys: OrganisationKeys) {
        self.whole.entry(keys.whole).or_default().push(name);
        for key in keys.shortened {
            self.shortened.entry(key).or_default().push(name);
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
