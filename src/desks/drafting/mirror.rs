//! The open draft for readers: its texts, the figures derived from them, and which of both changed.
//!
//! The texts of the keeper are authoritative. After each event this copy is updated text by text, so that only readers
//! of what changed are notified, and a typed letter recomputes only the figures that depend on it.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::mem;
use std::sync::Arc;

use crate::derived::{Derived, Figure};
use crate::desks::rubrics::{RUBRICS, RubricFile};
use crate::document::{Address, Change, Document, Edit, Form};
use crate::keeper::{self, Summary, Texts};
use crate::scoresheet::{Draft, DraftHead, Field};

/// What changed in a draft since this was last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The texts that are others now.
    pub texts: Vec<Address>,
    /// The figures that came out different.
    pub figures: Vec<Figure>,
}

/// One draft and its figures. The keeper asks it what its start page says, and the screen reads it.
///
/// A reader cannot take changes away from the others: only the session asks what changed
/// ([`crate::desks::drafting::Session::take_changes`]).
///
/// ```compile_fail,E0624
/// fn forestall(mirror: &scoring::desks::drafting::DraftMirror) {
///     mirror.take_changes();
/// }
/// ```
#[derive(Debug)]
pub struct DraftMirror {
    rubric_file: Arc<RubricFile>,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    draft: Draft,
    derived: Derived,
    changes: Changes,
}

impl DraftMirror {
    /// A draft without texts; they follow.
    pub(super) fn of(head: DraftHead, rubric_file: Arc<RubricFile>) -> Self {
        let draft = Draft::begin(head);
        let derived = Derived::of(&draft, &rubric_file.rubric);
        Self {
            rubric_file,
            state: RefCell::new(State {
                draft,
                derived,
                changes: Changes::default(),
            }),
        }
    }

    /// Takes over the texts of the keeper.
    pub(super) fn follow(&self, texts: &Texts) {
        let mut state = self.state.borrow_mut();
        let edit = difference(&state.draft.document, texts);
        if edit.changes.is_empty() {
            return;
        }
        let State {
            draft,
            derived,
            changes,
        } = &mut *state;
        let applied = draft.apply(edit);
        let figures = derived.update(draft, &self.rubric_file.rubric, &applied.changed);
        changes.figures.extend(figures);
        changes.texts.extend(applied.changed);
    }

    /// Takes over another head: the lock or the id is another one.
    pub(super) fn take_head(&self, head: DraftHead) {
        self.state.borrow_mut().draft.head = head;
    }

    /// The draft as it is, with its figures.
    pub fn with<T>(&self, read: impl FnOnce(&Draft, &Derived) -> T) -> T {
        let state = self.state.borrow();
        read(&state.draft, &state.derived)
    }

    /// Its rubric.
    pub fn rubric_file(&self) -> &Arc<RubricFile> {
        &self.rubric_file
    }

    /// What changed since this was last asked.
    pub(super) fn take_changes(&self) -> Changes {
        mem::take(&mut self.state.borrow_mut().changes)
    }
}

impl keeper::DraftModel for DraftMirror {
    fn recognises(&self, address: &Address) -> bool {
        self.with(|draft, _| draft.head.kind.schema().recognises(address))
    }

    fn is_position(&self, address: &Address) -> bool {
        let schema = self.with(|draft, _| draft.head.kind.schema());
        let reading = schema.read(address);
        reading.is_some_and(|reading| reading.field.form == Form::Order)
    }

    fn summary(&self, texts: &Texts) -> Summary {
        self.follow(texts);
        self.with(|draft, derived| {
            let progress = derived.progress();
            Summary {
                stage: Some(draft.head.kind.stage().id().to_owned()),
                progress: Some(keeper::Progress {
                    scored: progress.scored,
                    clauses: progress.clauses,
                }),
                applicant: draft.text(&Field::Applicant).to_owned(),
            }
        })
    }

    fn rubric(&self) -> Option<keeper::StoredRubric> {
        Some(keeper::StoredRubric {
            local_key: format!("{RUBRICS}{}", self.rubric_file.fingerprint),
            journal_key: self.rubric_file.fingerprint.to_string(),
            text: self.rubric_file.text.clone(),
        })
    }
}

/// The edit that leads from a document to these texts. Both are in the order of their addresses.
fn difference(document: &Document, texts: &Texts) -> Edit {
    let (mut old, mut new) = (document.texts().peekable(), texts.iter().peekable());
    let mut changes = Vec::new();
    let mut change = |address: &Address, text: &str| {
        changes.push(Change {
            address: address.clone(),
            text: text.to_owned(),
        });
    };
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        match order {
            Ordering::Less => {
                if let Some((address, _)) = old.next() {
                    change(address, "");
                }
            }
            Ordering::Greater => {
                if let Some((address, text)) = new.next() {
                    change(address, text);
                }
            }
            Ordering::Equal => {
                if let (Some((_, before)), Some((address, text))) = (old.next(), new.next())
                    && before != text
                {
                    change(address, text);
                }
            }
        }
    }
    changes.into_iter().collect()
}
