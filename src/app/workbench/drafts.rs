//! Drafts begun, opened and closed.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::ApplicationRecord;
use scoring::foundations::{Code, Fingerprint, Instant};
use scoring::interchange::{
    read_draft_head, read_reading_copy, read_stored_field, write_draft_head, write_reading_copy,
    write_stored_field,
};
use scoring::problem::{Place, Problem};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Desk, Draft, DraftHead, Edit, Field, Progress, RubricRef, Stage};
use scoring::words as say;

use crate::app::browser::storage::WriteFault;
use crate::app::browser::{clock, ids, storage};
use crate::app::frame::{DRAFTS, DraftCard, Notice, write_card};
use crate::app::route::Route;
use crate::app::workbench::{Saved, ShelvedRubric, Waiting, Workbench};

/// The draft that is open, apart from what changes while one types.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// Its id.
    pub id: String,
    /// Its rubric.
    pub shelved: Arc<ShelvedRubric>,
    /// The application under review, without its scores.
    pub application: Option<Arc<ApplicationRecord>>,
}

impl Workbench {
    pub(super) fn close_draft(self) {
        if self.opened.with_untracked(Option::is_some) {
            self.opened.set(None);
            self.draft.set(None);
        }
    }

    /// Begins to open a draft; says whether there is one to open, and tells where there is none.
    pub(super) fn open_draft(self, id: String) -> bool {
        self.close_draft();
        let head = storage::read(&format!("{DRAFTS}{id}/head"));
        let lang = self.lang.get_untracked();
        let Some(head) = head else {
            let text = say::trouble_no_draft(lang).to_owned();
            self.go_telling(&Route::Start, Notice::Trouble(text));
            return false;
        };
        let head = match read_draft_head(&head) {
            Ok(head) => head,
            Err(fault) => {
                let text = say::fault(&Problem::new(Place::File, fault), lang);
                self.go_telling(&Route::Start, Notice::Trouble(text));
                return false;
            }
        };
        spawn_local(async move {
            let Some(shelved) = self.find_rubric(head.rubric.fingerprint).await else {
                let name = head.rubric.name();
                let text = say::trouble_no_rubric(self.lang.get_untracked(), name);
                return self.go_telling(&Route::Start, Notice::Trouble(text));
            };
            self.show_draft(head, shelved);
        });
        true
    }

    pub(super) fn show_draft(self, head: DraftHead, shelved: Arc<ShelvedRubric>) {
        let id = head.id.clone();
        let prefix = format!("{DRAFTS}{id}/field/");
        let mut draft = Draft::begin(head);
        for key in storage::keys(&prefix) {
            let field = key.strip_prefix(&prefix).and_then(Field::parse);
            if let (Some(field), Some(record)) = (field, storage::read(&key)) {
                draft.apply(Edit {
                    field,
                    text: read_stored_field(&record).text,
                });
            }
        }
        let copy = storage::read(&format!("{DRAFTS}{id}/application"));
        let application = copy.as_deref().and_then(read_reading_copy).map(Arc::new);
        self.saved.set(Saved::Untouched);
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.unsaved.set(BTreeSet::new());
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id,
            shelved,
            application,
        }));
    }

    /// Writes a new draft and goes to it.
    pub(super) fn begin_draft(
        self,
        desk: Desk,
        shelved: &Arc<ShelvedRubric>,
        application: Option<(&ApplicationRecord, Fingerprint)>,
        filled: impl FnOnce(DraftHead) -> Draft,
    ) -> String {
        let head = DraftHead {
            id: ids::fresh(),
            desk,
            rubric: RubricRef::to(&shelved.rubric, shelved.fingerprint),
            application: application.map(|(_, fingerprint)| fingerprint),
            cycle: None,
            created: clock::now(),
        };
        let id = head.id.clone();
        let draft = filled(head);
        let write_all = || -> Result<(), WriteFault> {
            self.keep_rubric(shelved)?;
            storage::write(&format!("{DRAFTS}{id}/head"), &write_draft_head(&draft.head))?;
            if let Some((record, _)) = application {
                storage::write(&format!("{DRAFTS}{id}/application"), &write_reading_copy(record))?;
            }
            let now = clock::now();
            for (field, text) in draft.fields() {
                storage::write(
                    &format!("{DRAFTS}{id}/field/{field}"),
                    &write_stored_field(text, now),
                )?;
            }
            keep_card(&draft, &shelved.rubric, now)
        };
        let written = write_all();
        let reading = application.map(|(record, _)| Arc::new(record.clone().without_scores()));
        // Where nothing can be written the work goes on in memory, and the page says so.
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.unsaved.set(BTreeSet::new());
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id: id.clone(),
            shelved: Arc::clone(shelved),
            application: reading,
        }));
        self.saved.set(match written {
            Ok(()) => Saved::Written(clock::now()),
            Err(fault) => {
                self.mark_all_unsaved();
                Saved::Failed(fault)
            }
        });
        id
    }

    pub(super) fn mark_all_unsaved(self) {
        let fields = self.draft.with_untracked(|draft| {
            draft
                .iter()
                .flat_map(Draft::fields)
                .map(|(field, _)| field.clone())
                .collect::<BTreeSet<_>>()
        });
        self.unsaved.set(fields);
    }

    /// Begins a self-assessment.
    pub fn begin_self_assessment(self, applicant: String, shelved: &Arc<ShelvedRubric>) {
        let id = self.begin_draft(Desk::SelfAssessment, shelved, None, |head| {
            let mut draft = Draft::begin(head);
            draft.apply(Edit {
                field: Field::Applicant,
                text: applicant,
            });
            draft
        });
        self.go(&Route::Score(id, None));
    }

    /// Begins a review of an application; the applicant's own scores never enter it.
    pub fn begin_review(self, waiting: Waiting, stage: Stage, assessor: String) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.find_rubric(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let record = waiting.application.as_ref().clone().without_scores();
            let applicant = record.sheet.applicant.clone();
            let application = Some((&record, waiting.fingerprint));
            let id = self.begin_draft(Desk::Review(stage), &shelved, application, |head| {
                let mut draft = Draft::begin(head);
                draft.apply(Edit {
                    field: Field::Applicant,
                    text: applicant,
                });
                draft.apply(Edit {
                    field: Field::Assessor,
                    text: assessor,
                });
                draft
            });
            self.waiting.set(None);
            self.go(&Route::Score(id, None));
        });
    }

    /// Goes on with an applicant's own file as a new draft.
    pub fn continue_application(self, waiting: Waiting) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.find_rubric(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            let id = self.draft_from(&waiting.application, &shelved);
            self.waiting.set(None);
            self.go(&Route::Overview(id));
        });
    }

    pub(super) fn draft_from(self, application: &ApplicationRecord, shelved: &Arc<ShelvedRubric>) -> String {
        self.begin_draft(Desk::SelfAssessment, shelved, None, |head| {
            let mut draft = Draft::from_record(head, &application.sheet);
            draft.apply(Edit {
                field: Field::Overview,
                text: application.overview.clone(),
            });
            draft
        })
    }

    /// The first clause to score in the open draft: the first gap, else the first clause.
    pub fn first_gap(self) -> Option<Code> {
        let opened = self.opened.get()?;
        self.draft.with(|draft| {
            let rubric = &opened.shelved.rubric;
            let gap = draft.as_ref().and_then(|draft| draft.next_gap(rubric, None));
            gap.or_else(|| rubric.clauses().next().map(|clause| clause.node.code.clone()))
        })
    }
}

/// Keeps what the start page shows of a draft.
pub(super) fn keep_card(draft: &Draft, rubric: &Rubric, now: Instant) -> Result<(), WriteFault> {
    write_card(&DraftCard {
        id: draft.head.id.clone(),
        applicant: draft.text(&Field::Applicant).to_owned(),
        stage: Some(draft.head.desk.stage()),
        progress: Some(Progress::of(draft, rubric)),
        written: Some(now),
        size: 0,
    })
}
