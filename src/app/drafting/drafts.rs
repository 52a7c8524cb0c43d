//! Drafts begun, opened and closed.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::ApplicationRecord;
use scoring::document::Edit;
use scoring::files::{fingerprint_for_assessment, read_reading_copy, write_reading_copy};
use scoring::foundations::{Code, Fingerprint};
use scoring::keeper::{Beginning, Event, News, OpenFault};
use scoring::scoresheet::{Desk, Draft, DraftHead, Field, RubricRef, Stage};
use scoring::stored::{read_draft_head, read_head, write_draft_head};
use scoring::words as say;

use crate::app::browser::{clock, ids};
use crate::app::drafting::live::LiveDraft;
use crate::app::drafting::{Waiting, Workbench};
use crate::app::frame::Notice;
use crate::app::route::Route;
use crate::app::shelf::ShelvedRubric;

/// The draft that is open, apart from what changes while one types.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// Its id.
    pub id: String,
    /// Whose work it is.
    pub desk: Desk,
    /// Its rubric.
    pub shelved: Arc<ShelvedRubric>,
    /// The application under review, without its scores.
    pub application: Option<Arc<ApplicationRecord>>,
}

impl OpenDraft {
    /// The codes of its clauses, in their order.
    pub fn codes(&self) -> Vec<Code> {
        let clauses = self.shelved.rubric.clauses();
        clauses.map(|clause| clause.node.code.clone()).collect()
    }
}

impl Workbench {
    /// The id of the open draft.
    pub(super) fn open_id(self) -> Option<String> {
        self.opened
            .try_with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()))
            .flatten()
    }

    /// Opens the draft at a place, unless it is the one that stands there.
    pub(super) fn open_draft(self, id: &str) {
        let stands = self
            .keeper
            .try_with_value(|state| state.asked.as_deref() == Some(id));
        if stands == Some(true) {
            return;
        }
        if self.asked_for(id, Event::Open(id.to_owned())) {
            return;
        }
        self.tell_unwritten();
    }

    /// Sends an event after which another draft stands in this window; says whether it does, or words of the one
    /// before stand in this page alone.
    pub(super) fn asked_for(self, id: &str, event: Event) -> bool {
        let before = self
            .keeper
            .try_update_value(|state| state.asked.replace(id.to_owned()))
            .flatten();
        let refused = self.send(event).contains(&News::Refused);
        if refused {
            self.keeper.update_value(|state| state.asked = before);
        }
        !refused
    }

    /// Closes the draft of this window. One with words that stand in this page alone stays; whoever comes back finds it.
    pub(super) fn close_draft(self) {
        if !self.send(Event::Close).contains(&News::Refused) {
            self.keeper.update_value(|state| state.asked = None);
        }
    }

    /// Tells why the open draft was not closed, at its place.
    pub(super) fn tell_unwritten(self) {
        let text = say::trouble_unwritten(self.lang.get_untracked()).to_owned();
        let stands = self.keeper.try_with_value(|state| state.asked.clone()).flatten();
        let place = stands.map_or(Route::Start, Route::Overview);
        self.go_telling(&place, Notice::Trouble(text));
    }

    /// A draft cannot be opened. Where only its head is damaged, its place leads to the rescue; else it is told on the
    /// start page.
    pub(super) fn tell_failed(self, fault: &OpenFault) {
        let lang = self.lang.get_untracked();
        let text = match fault {
            OpenFault::DamagedHead => return,
            OpenFault::NoDraft => say::trouble_no_draft(lang).to_owned(),
            OpenFault::NoBackup => say::trouble_no_backup(lang).to_owned(),
            OpenFault::Newer => say::trouble_newer_draft(lang).to_owned(),
            OpenFault::NoRubric(head) => {
                let rubric = read_draft_head(&head.text).map(|stored| stored.head.rubric);
                let name = rubric.map(|rubric| rubric.name()).unwrap_or_default();
                say::trouble_no_rubric(lang, name)
            }
        };
        self.go_telling(&Route::Start, Notice::Trouble(text));
    }

    /// Begins a draft and returns its id; nothing where words of the open one stand in this page alone.
    pub(super) fn begin_draft(
        self,
        desk: Desk,
        shelved: &Arc<ShelvedRubric>,
        (reading, application): (Option<&ApplicationRecord>, Option<Fingerprint>),
        filled: impl FnOnce(DraftHead) -> Draft,
    ) -> Option<String> {
        let head = DraftHead {
            id: ids::fresh(),
            desk,
            rubric: RubricRef::to(&shelved.rubric, shelved.fingerprint),
            application,
            cycle: None,
            created: clock::now(),
            lock: None,
        };
        let id = head.id.clone();
        let draft = filled(head.clone());
        let live = Rc::new(LiveDraft::of(head.clone(), Arc::clone(shelved)));
        self.keeper.update_value(|state| state.note(id.clone(), &live));
        let texts = draft.fields().map(|(at, text)| (at.clone(), text.to_owned()));
        let beginning = Beginning {
            draft: id.clone(),
            head: read_head(&write_draft_head(&head)),
            schema: live,
            texts: texts.collect(),
            application: reading.map(|record| write_reading_copy(&record.clone().without_scores())),
        };
        // Where nothing can be written the work goes on in memory, and the page says so.
        let begun = self.asked_for(&id, Event::Begin(Box::new(beginning)));
        begun.then_some(id)
    }

    /// Goes to a draft that began, or tells why it did not.
    fn go_begun(self, begun: Option<String>, place: impl FnOnce(String) -> Route) {
        match begun {
            Some(id) => self.go(&place(id)),
            None => self.tell_unwritten(),
        }
    }

    /// Begins a self-assessment.
    pub fn begin_self_assessment(self, applicant: String, shelved: &Arc<ShelvedRubric>) {
        let begun = self.begin_draft(Desk::SelfAssessment, shelved, (None, None), |head| {
            let mut draft = Draft::begin(head);
            draft.apply(Edit::of(Field::Applicant, applicant));
            draft
        });
        self.go_begun(begun, |id| Route::Score(id, None));
    }

    /// Begins a review of an application; the applicant's own scores never enter it.
    pub fn begin_review(self, waiting: Waiting, stage: Stage, assessor: String) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.shelf.find(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let record = waiting.application.as_ref().clone().without_scores();
            let applicant = record.sheet.applicant.clone();
            // The same, whether one opened the file for assessors or the applicant's own.
            let known = fingerprint_for_assessment(&record);
            let application = (Some(&record), Some(known));
            let begun = self.begin_draft(Desk::Review(stage), &shelved, application, |head| {
                let mut draft = Draft::begin(head);
                draft.apply(Edit::of(Field::Applicant, applicant));
                draft.apply(Edit::of(Field::Assessor, assessor));
                draft
            });
            if begun.is_some() {
                self.set.waiting.set(None);
            }
            self.go_begun(begun, Route::Context);
        });
    }

    /// Goes on with an applicant's own file as a new draft.
    pub fn continue_application(self, waiting: Waiting) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.shelf.find(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let begun = self.draft_from(&waiting.application, &shelved);
            if begun.is_some() {
                self.set.waiting.set(None);
            }
            match begun {
                Some(id) if waiting.application.sheet.is_for_assessment() => {
                    let told = say::own_without_scores(self.lang.get_untracked()).to_owned();
                    self.go_telling(&Route::Overview(id), Notice::Done(told));
                }
                begun => self.go_begun(begun, Route::Overview),
            }
        });
    }

    pub(super) fn draft_from(
        self,
        application: &ApplicationRecord,
        shelved: &Arc<ShelvedRubric>,
    ) -> Option<String> {
        self.begin_draft(Desk::SelfAssessment, shelved, (None, None), |head| {
            application.to_draft(head)
        })
    }

    /// The first clause to score in the open draft: the first gap, else the first clause.
    pub fn first_gap(self) -> Option<Code> {
        let opened = self.opened.get()?;
        let rubric = &opened.shelved.rubric;
        let gap = self.look(|draft, _| draft.next_gap(rubric, None)).flatten();
        gap.or_else(|| rubric.clauses().next().map(|clause| clause.node.code.clone()))
    }
}

/// The application that is read, as it is stored in plain.
pub(super) fn read_application(text: &str) -> Option<Arc<ApplicationRecord>> {
    read_reading_copy(text).map(Arc::new)
}
