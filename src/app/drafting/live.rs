//! The open draft as the screens read it: its texts, the figures that follow from them, and who reads which.
//!
//! The keeper holds the texts that count. After each event the copy here follows them, text by text, so that a screen
//! is drawn anew only where something that it reads has changed.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use leptos::prelude::*;

use scoring::derived::{Derived, Figure};
use scoring::document::{Address, Change, Document, Edit, Source};
use scoring::keeper::{Progress, Rubric, Schema, Summary, Texts};
use scoring::scoresheet::{Draft, DraftHead, Field};

use crate::app::shelf::{RUBRICS, ShelvedRubric};

/// One draft, its figures, and what changed in it since it was last shown.
pub(super) struct LiveDraft {
    pub(super) shelved: Arc<ShelvedRubric>,
    state: RefCell<State>,
}

struct State {
    draft: Draft,
    derived: Derived,
    texts: Vec<Address>,
    figures: Vec<Figure>,
}

impl LiveDraft {
    /// A draft without texts; they follow.
    pub(super) fn of(head: DraftHead, shelved: Arc<ShelvedRubric>) -> Self {
        let draft = Draft::begin(head);
        let derived = Derived::of(&draft, &shelved.rubric);
        Self {
            shelved,
            state: RefCell::new(State {
                draft,
                derived,
                texts: Vec::new(),
                figures: Vec::new(),
            }),
        }
    }

    /// Takes over the texts that stand in the keeper.
    pub(super) fn follow(&self, texts: &Texts) {
        let mut state = self.state.borrow_mut();
        let edit = difference(&state.draft.document, texts);
        if edit.changes.is_empty() {
            return;
        }
        let State {
            draft,
            derived,
            texts,
            figures,
        } = &mut *state;
        let applied = draft.apply(edit);
        figures.extend(derived.update(draft, &self.shelved.rubric, &applied.changed));
        texts.extend(applied.changed);
    }

    /// Takes over another head: the lock is another one.
    pub(super) fn take_head(&self, head: DraftHead) {
        self.state.borrow_mut().draft.head = head;
    }

    /// The draft as it stands, with its figures.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Draft, &Derived) -> T) -> T {
        let state = self.state.borrow();
        read(&state.draft, &state.derived)
    }

    /// What changed since this was last asked.
    fn take_changes(&self) -> (Vec<Address>, Vec<Figure>) {
        let mut state = self.state.borrow_mut();
        (mem::take(&mut state.texts), mem::take(&mut state.figures))
    }
}

impl Schema for LiveDraft {
    fn recognises(&self, address: &Address) -> bool {
        self.with(|draft, _| draft.head.desk.schema().recognises(address))
    }

    fn summary(&self, texts: &Texts) -> Summary {
        self.follow(texts);
        self.with(|draft, derived| {
            let progress = derived.progress();
            Summary {
                stage: Some(draft.head.desk.stage().id().to_owned()),
                progress: Some(Progress {
                    scored: progress.scored,
                    clauses: progress.clauses,
                }),
                applicant: draft.text(&Field::Applicant).to_owned(),
            }
        })
    }

    fn rubric(&self) -> Option<Rubric> {
        Some(Rubric {
            local_key: format!("{RUBRICS}{}", self.shelved.fingerprint),
            journal_key: self.shelved.fingerprint.to_string(),
            text: self.shelved.text.clone(),
        })
    }
}

/// The edit that leads from a document to these texts. Both stand in the order of their addresses.
fn difference(document: &Document, texts: &Texts) -> Edit {
    let (mut old, mut new) = (document.texts().peekable(), texts.iter().peekable());
    let mut changes = Vec::new();
    let mut change = |at: &Address, text: &str| {
        changes.push(Change {
            at: at.clone(),
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
                if let Some((at, _)) = old.next() {
                    change(at, "");
                }
            }
            Ordering::Greater => {
                if let Some((at, text)) = new.next() {
                    change(at, text);
                }
            }
            Ordering::Equal => {
                if let (Some((_, before)), Some((at, text))) = (old.next(), new.next())
                    && before != text
                {
                    change(at, text);
                }
            }
        }
    }
    changes.into_iter().collect()
}

/// Who is to hear of which change.
#[derive(Default)]
pub(super) struct Readers {
    texts: BTreeMap<Address, ArcTrigger>,
    below: BTreeMap<Address, ArcTrigger>,
    figures: BTreeMap<Figure, ArcTrigger>,
    whole: ArcTrigger,
}

impl Readers {
    /// What stands for a source; the caller tracks it.
    pub(super) fn of(&mut self, source: Source<Figure>) -> ArcTrigger {
        let trigger = match source {
            Source::Text(at) => self.texts.entry(at).or_default(),
            Source::Below(at) => self.below.entry(at).or_default(),
            Source::Figure(figure) => self.figures.entry(figure).or_default(),
        };
        trigger.clone()
    }

    /// What stands for the whole draft.
    pub(super) fn of_whole(&self) -> ArcTrigger {
        self.whole.clone()
    }

    /// Those who are to hear of what changed in a draft since this was last asked.
    pub(super) fn due(&self, live: &LiveDraft) -> Vec<ArcTrigger> {
        let (texts, figures) = live.take_changes();
        let mut due = Vec::new();
        for at in &texts {
            due.extend(self.texts.get(at).cloned());
            let above = at.above().chain([at.as_str()]);
            due.extend(above.filter_map(|above| self.below.get(above).cloned()));
        }
        due.extend(
            figures
                .iter()
                .filter_map(|figure| self.figures.get(figure).cloned()),
        );
        if !due.is_empty() || !texts.is_empty() {
            due.push(self.whole.clone());
        }
        due
    }
}
