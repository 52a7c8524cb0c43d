//! What people answered about names that may mean the same, and the questions that are still open.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::squeezed;

/// Whose names a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// Two names of assessors.
    Assessor,
    /// Two names of applicants.
    Applicant,
}

/// Two names that may mean the same. The pair has no direction, but the first is the one that came first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// Whose names they are.
    pub whose: NameKind,
    /// The name that is already there.
    pub first: String,
    /// The name that came later.
    pub second: String,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// Whether both names mean the same. The first then stands for both.
    pub same: bool,
}

/// What is known of a pair of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairState {
    /// They mean the same.
    Same,
    /// They mean different persons or organisations.
    Different,
    /// Nobody has said.
    Open,
}

/// The answers about one sort of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// Each name that means the same as another, with the name that stands for both.
    roots: BTreeMap<String, String>,
    /// Pairs that were answered as different, both as the names that stand for them, in order.
    different: BTreeSet<(String, String)>,
}

impl Answers {
    /// What these answers come to, the later ones before the earlier: an answer replaces an older one of the same pair.
    pub(super) fn of<'a>(answers: impl Iterator<Item = &'a Answer>, whose: NameKind) -> Self {
        let mut latest: BTreeMap<(String, String), (String, String, bool)> = BTreeMap::new();
        for answer in answers.filter(|answer| answer.question.whose == whose) {
            let (first, second) = (
                squeezed(&answer.question.first),
                squeezed(&answer.question.second),
            );
            latest.insert(
                in_order(first.clone(), second.clone()),
                (first, second, answer.same),
            );
        }
        let mut parents: BTreeMap<String, String> = BTreeMap::new();
        for (first, second, _) in latest.values().filter(|(_, _, same)| *same) {
            let (root, other) = (top(&mut parents, first), top(&mut parents, second));
            if root != other {
                parents.insert(other, root);
            }
        }
        let names: Vec<String> = parents.keys().cloned().collect();
        let roots = names.into_iter().map(|name| {
            let root = top(&mut parents, &name);
            (name, root)
        });
        let mut found = Self {
            roots: roots.one_by_one(),
            different: BTreeSet::new(),
        };
        for (first, second, _) in latest.values().filter(|(_, _, same)| !*same) {
            let pair = in_order(found.root(first).to_owned(), found.root(second).to_owned());
            found.different.insert(pair);
        }
        found
    }

    /// The name that stands for this one: itself, where nothing was said.
    pub(super) fn root<'a>(&'a self, name: &'a str) -> &'a str {
        self.roots.get(name).map_or(name, String::as_str)
    }

    /// What is known of two names.
    pub(super) fn known(&self, first: &str, second: &str) -> PairState {
        let (first, second) = (self.root(first), self.root(second));
        if first == second {
            return PairState::Same;
        }
        let pair = in_order(first.to_owned(), second.to_owned());
        if self.different.contains(&pair) {
            PairState::Different
        } else {
            PairState::Open
        }
    }

    /// Every name that another one stands for, here or in other answers.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &str> {
        self.roots.keys().map(String::as_str)
    }
}

/// The last of the names that stand for each other, from this one on. What was passed on the way leads straight there
/// afterwards, so that long chains stay cheap.
fn top(parents: &mut BTreeMap<String, String>, name: &str) -> String {
    let mut passed = Vec::new();
    let mut at = name.to_owned();
    while let Some(next) = parents.get(&at) {
        let next = next.clone();
        passed.push(std::mem::replace(&mut at, next));
    }
    for name in passed {
        parents.insert(name, at.clone());
    }
    at
}

fn in_order(first: String, second: String) -> (String, String) {
    if first <= second {
        (first, second)
    } else {
        (second, first)
    }
}
