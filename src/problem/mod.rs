//! Something that is wrong: where, how grave, and which of a room's faults it is.
//!
//! Each room has an enum of its own faults, in its `fault.rs`; a room above wraps the enums of those below. The
//! rule that notices a fault decides how grave it is. The sentences people read are in [`crate::words`].

mod place;

pub use place::{Column, Place};

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the result stands.
    Warning,
    /// The result would be wrong or void; nothing is written.
    Error,
}

/// One thing that is wrong, at one place. `F` is the enum of faults of the room that noticed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<F> {
    /// Where it is.
    pub place: Place,
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub fault: F,
}

impl<F> Problem<F> {
    /// A fault that stops the work.
    pub fn error(place: Place, fault: F) -> Self {
        Self {
            place,
            severity: Severity::Error,
            fault,
        }
    }

    /// A fault that the result stands in spite of.
    pub fn warning(place: Place, fault: F) -> Self {
        Self {
            place,
            severity: Severity::Warning,
            fault,
        }
    }

    /// The same problem, its fault wrapped by the enum of a room above.
    #[must_use]
    pub fn convert<G: From<F>>(self) -> Problem<G> {
        Problem {
            place: self.place,
            severity: self.severity,
            fault: self.fault.into(),
        }
    }
}

/// All that is wrong with one input, in the order of its places. Collected, never cut off at the first; beyond
/// [`Problems::MOST`] they are only counted, so that a hostile input makes no list without end. An error never gives
/// way to a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems<F> {
    noted: Vec<Problem<F>>,
    more: usize,
}

impl<F> Problems<F> {
    /// How many problems are kept.
    pub const MOST: usize = 500;

    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self {
            noted: Vec::new(),
            more: 0,
        }
    }

    /// Notes a fault that stops the work.
    pub fn error(&mut self, place: Place, fault: impl Into<F>) {
        self.push(Problem::error(place, fault.into()));
    }

    /// Notes a fault that the result stands in spite of.
    pub fn warn(&mut self, place: Place, fault: impl Into<F>) {
        self.push(Problem::warning(place, fault.into()));
    }

    /// Adds a problem as it is.
    pub fn push(&mut self, problem: Problem<F>) {
        if self.noted.len() < Self::MOST {
            self.noted.push(problem);
            return;
        }
        self.more = self.more.saturating_add(1);
        let warning = |one: &Problem<F>| one.severity == Severity::Warning;
        if problem.severity == Severity::Error
            && let Some(last) = self.noted.iter().rposition(warning)
        {
            self.noted.remove(last);
            self.noted.push(problem);
        }
    }

    /// Adds all of another list, which may be of a room below.
    pub fn extend<G: Into<F>>(&mut self, others: Problems<G>) {
        let wrapped = |problem: Problem<G>| Problem {
            place: problem.place,
            severity: problem.severity,
            fault: problem.fault.into(),
        };
        self.more = self.more.saturating_add(others.more);
        for problem in others.noted {
            self.push(wrapped(problem));
        }
    }

    /// The same problems, their faults wrapped by the enum of a room above.
    #[must_use]
    pub fn convert<G: From<F>>(self) -> Problems<G> {
        Problems {
            noted: self.noted.into_iter().map(Problem::convert).collect(),
            more: self.more,
        }
    }

    /// Whether the result must not be used.
    pub fn has_errors(&self) -> bool {
        self.noted
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// Every problem, errors and warnings.
    pub fn iter(&self) -> core::slice::Iter<'_, Problem<F>> {
        self.noted.iter()
    }

    /// Whether nothing at all is wrong.
    pub fn is_empty(&self) -> bool {
        self.noted.is_empty()
    }

    /// How many problems are kept.
    pub fn len(&self) -> usize {
        self.noted.len()
    }

    /// How many there are beyond those that are kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// The same faults at other places: a table says rows where a tree says codes.
    #[must_use]
    pub fn relocated(self, place_of: impl Fn(&Problem<F>) -> Place) -> Self {
        let moved = |problem: Problem<F>| Problem {
            place: place_of(&problem),
            ..problem
        };
        Self {
            noted: self.noted.into_iter().map(moved).collect(),
            more: self.more,
        }
    }

    /// The value with its warnings, or all problems where one of them is an error.
    ///
    /// # Errors
    /// These problems, if any is an error.
    pub fn unless_errors<T>(self, value: T) -> Result<(T, Self), Self> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok((value, self))
        }
    }
}

impl<F> Default for Problems<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F> From<Problem<F>> for Problems<F> {
    fn from(problem: Problem<F>) -> Self {
        Self {
            noted: vec![problem],
            more: 0,
        }
    }
}

impl<F> IntoIterator for Problems<F> {
    type Item = Problem<F>;
    type IntoIter = std::vec::IntoIter<Problem<F>>;

    fn into_iter(self) -> Self::IntoIter {
        self.noted.into_iter()
    }
}

impl<'a, F> IntoIterator for &'a Problems<F> {
    type Item = &'a Problem<F>;
    type IntoIter = core::slice::Iter<'a, Problem<F>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
