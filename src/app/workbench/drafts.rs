//! Drafts begun, opened and closed.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::ApplicationRecord;
use scoring::document::{Address, Change as TextChange, Edit, History};
use scoring::files::{fingerprint_for_assessment, read_reading_copy};
use scoring::foundations::{Code, Fingerprint};
use scoring::keeper::{Body, Card, Cause};
use scoring::lock::DataKey;
use scoring::problem::{Place, Problem};
use scoring::scoresheet::{Desk, Draft, DraftHead, Field, RubricRef, Stage};
use scoring::scoring::Tally;
use scoring::stored::{StoredHead, read_draft_head, write_draft_head};
use scoring::words as say;

use crate::app::browser::journal::{Change, Store};
use crate::app::browser::{address, clock, ids, storage};
use crate::app::frame::{DRAFTS, Notice};
use crate::app::route::Route;
use crate::app::workbench::found::{Found, Past, compact};
use crate::app::workbench::tray::read_tray;
use crate::app::workbench::{Saved, ShelvedRubric, Stray, Waiting, Workbench};

/// A journal that had no answer may know changes with higher numbers, but never so many more: what is typed now is
/// newer than all of them.
const BEYOND_THE_UNREAD: u64 = 1_000_000;

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

impl OpenDraft {
    /// The codes of its clauses, in their order.
    pub fn codes(&self) -> Vec<Code> {
        let clauses = self.shelved.rubric.clauses();
        clauses.map(|clause| clause.node.code.clone()).collect()
    }
}

impl Workbench {
    /// The points of the open draft as it stands, counted anew with each change.
    pub fn tally(self, shelved: &Arc<ShelvedRubric>) -> Memo<Option<Tally>> {
        let shelved = Arc::clone(shelved);
        Memo::new(move |_| {
            self.draft
                .with(|draft| Some(Tally::of_draft(&shelved.rubric, draft.as_ref()?)))
        })
    }

    pub(super) fn close_draft(self) {
        // What stands nowhere but in this page stays in it; whoever comes back finds it.
        let may_go = self.draft_written() || self.exported_as_it_is();
        if self.opened.with_untracked(Option::is_some) && may_go {
            self.opened.set(None);
            self.draft.set(None);
            self.handed.set(None);
            self.tray.set(Vec::new());
            self.keeping.update_value(|keeping| keeping.key = None);
        }
        self.locked.set(None);
    }

    pub(super) fn open_id(self) -> Option<String> {
        self.opened
            .try_with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()))
            .flatten()
    }

    fn exported_as_it_is(self) -> bool {
        let revision = self.keeping.with_value(|keeping| keeping.revision);
        self.exported
            .with_untracked(|exported| exported.is_some_and(|exported| exported.revision == revision))
    }

    /// Closes the open draft before another takes its place. One with words that stand in this page alone stays, and
    /// it is said why.
    pub(super) fn stays_open(self) -> bool {
        self.close_draft();
        let Some(opened) = self.opened.get_untracked() else {
            return false;
        };
        let text = say::trouble_unwritten(self.lang.get_untracked()).to_owned();
        self.go_telling(&Route::Overview(opened.id), Notice::Trouble(text));
        true
    }

    /// Opens a draft: what localStorage and the journal keep of it is held against each other, field by field.
    pub(super) fn open_draft(self, id: String) {
        if self.stays_open() {
            return;
        }
        let lang = self.lang.get_untracked();
        spawn_local(async move {
            let back = |text: String| self.go_telling(&Route::Start, Notice::Trouble(text));
            let found = Found::look(&id, None).await;
            let Some(head) = found.head() else {
                return back(say::trouble_no_draft(lang).to_owned());
            };
            let head = match read_draft_head(head) {
                Ok(head) => head,
                Err(fault) => return back(say::fault(&Problem::error(Place::File, fault), lang)),
            };
            if head.head.lock.is_some() {
                // The page asks for the passphrase, and goes on from there.
                return self.locked.set(Some(head.head));
            }
            if head.is_old() && !found.back_up(&id, head.version).await {
                return back(say::trouble_no_backup(lang).to_owned());
            }
            self.go_on_with(head, found, None).await;
        });
    }

    /// Shows a draft that was found, once its rubric is at hand.
    pub(super) async fn go_on_with(self, stored: StoredHead, mut found: Found, key: Option<Arc<DataKey>>) {
        let id = stored.head.id.clone();
        let Some(shelved) = self.find_rubric(stored.head.rubric.fingerprint).await else {
            let name = stored.head.rubric.name();
            let text = say::trouble_no_rubric(self.lang.get_untracked(), name);
            return self.go_telling(&Route::Start, Notice::Trouble(text));
        };
        found.mend(&id, key.as_deref()).await;
        let past = Past::of(&id, key.as_deref()).await;
        let tray = read_tray(&id, key.as_deref()).await;
        // Somebody may have gone elsewhere meanwhile.
        let wanted = Route::parse(&address::hash()).draft() == Some(&id);
        if wanted && self.opened.with_untracked(Option::is_none) {
            self.show_draft(stored, shelved, found, past, tray, key);
        }
    }

    fn show_draft(
        self,
        stored: StoredHead,
        shelved: Arc<ShelvedRubric>,
        found: Found,
        past: Past,
        tray: Vec<Stray>,
        key: Option<Arc<DataKey>>,
    ) {
        let id = stored.head.id.clone();
        let mut draft = Draft::begin(stored.head.clone());
        let (mut revisions, mut highest) = (BTreeMap::new(), past.revision);
        for (field, one) in &found.fields {
            let Body::Plain(text) = &one.standing.body else {
                continue;
            };
            draft.apply(Edit::of(field, text));
            highest = highest.max(one.standing.revision);
            revisions.insert(field.clone(), one.standing.revision);
        }
        if found.unread.is_some() {
            highest += BEYOND_THE_UNREAD;
        }
        let window = ids::fresh().chars().take(6).collect();
        self.keeping.update_value(|keeping| {
            keeping.window = window;
            keeping.turn_to(highest, revisions, key);
            keeping.unread = found.unread.is_some();
        });
        let card = storage::read(&format!("{DRAFTS}{id}/card")).unwrap_or_default();
        self.exported.set(Card::parse(&card).exported);
        self.saved.set(Saved::Untouched);
        let edits = |changes: Vec<TextChange>| changes.into_iter().map(Edit::from).collect();
        self.history
            .set(History::resume(edits(past.stacks.undo), edits(past.stacks.redo)));
        self.tray.set(tray);
        self.locked.set(None);
        let application = found
            .application
            .as_deref()
            .and_then(read_reading_copy)
            .map(Arc::new);
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id: id.clone(),
            shelved: Arc::clone(&shelved),
            application,
        }));
        self.bring_together(&stored, found);
        spawn_local(async move { compact(&past.keys).await });
    }

    /// What one place lacks is brought there; what fits nowhere goes to the tray.
    fn bring_together(self, stored: &StoredHead, found: Found) {
        let (id, old) = (&stored.head.id, stored.is_old());
        let uncounted = !stored.counts_changes();
        // A journal that had no answer may know more; it is heard before anything is brought to it.
        let unread = found.unread.is_some();
        let only_here = uncounted || !(found.in_journal || unread);
        if only_here || old {
            self.keep_what_is_fixed();
        }
        if old {
            // The head is written anew with the rest.
            storage::remove(&format!("{DRAFTS}{id}/head"));
        }
        let mut lacking = only_here || old || unread || !found.in_browser;
        for (field, one) in found.fields {
            if uncounted {
                self.count(&field, Cause::Begun, false);
            } else if !(one.in_browser && one.in_journal) {
                lacking = true;
                let cause = if only_here { Cause::Begun } else { Cause::Typed };
                let places = (one.in_browser, one.in_journal || unread);
                self.keep_again(&field, &one.standing, cause, places);
            }
            for words in one.displaced {
                if let Body::Plain(text) = words {
                    self.put_in_tray(&field, text);
                }
            }
        }
        for (address, text) in found.strange {
            self.put_in_tray_under(&address, text);
        }
        if lacking {
            self.write_all();
        }
    }

    /// Puts what does not change while one types into the journal.
    pub(super) fn keep_what_is_fixed(self) {
        let (Some(opened), Some(draft)) = (self.opened.get_untracked(), self.draft.get_untracked()) else {
            return;
        };
        let put = |store, key, text| self.keep_besides(Change::Put(store, key, text));
        let id = &opened.id;
        put(
            Store::Rubrics,
            opened.shelved.fingerprint.to_string(),
            opened.shelved.text.clone(),
        );
        if let Some(application) = &opened.application {
            put(
                Store::State,
                format!("{id}/application"),
                self.reading_copy(id, application),
            );
        }
        put(Store::State, format!("{id}/head"), write_draft_head(&draft.head));
    }

    /// Writes a new draft and goes to it.
    pub(super) fn begin_draft(
        self,
        desk: Desk,
        shelved: &Arc<ShelvedRubric>,
        (reading, application): (Option<&ApplicationRecord>, Option<Fingerprint>),
        filled: impl FnOnce(DraftHead) -> Draft,
    ) -> String {
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
        let draft = filled(head);
        let reading = reading.map(|record| Arc::new(record.clone().without_scores()));
        let fields: Vec<Address> = draft.fields().map(|(field, _)| field.clone()).collect();
        // Where nothing can be written the work goes on in memory, and the page says so.
        self.history.set(History::default());
        self.tray.set(Vec::new());
        self.exported.set(None);
        self.handed.set(None);
        let window = ids::fresh().chars().take(6).collect();
        self.keeping.update_value(|keeping| {
            keeping.window = window;
            keeping.turn_to(0, BTreeMap::new(), None);
        });
        self.draft.set(Some(draft));
        self.opened.set(Some(OpenDraft {
            id: id.clone(),
            shelved: Arc::clone(shelved),
            application: reading,
        }));
        self.keep_what_is_fixed();
        for field in &fields {
            self.count(field, Cause::Begun, false);
        }
        self.write_all();
        id
    }

    /// Begins a self-assessment.
    pub fn begin_self_assessment(self, applicant: String, shelved: &Arc<ShelvedRubric>) {
        if self.stays_open() {
            return;
        }
        let id = self.begin_draft(Desk::SelfAssessment, shelved, (None, None), |head| {
            let mut draft = Draft::begin(head);
            draft.apply(Edit::of(Field::Applicant, applicant));
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
            if self.stays_open() {
                return;
            }
            let record = waiting.application.as_ref().clone().without_scores();
            let applicant = record.sheet.applicant.clone();
            // The same, whether one opened the file for assessors or the applicant's own.
            let known = fingerprint_for_assessment(&record);
            let application = (Some(&record), Some(known));
            let id = self.begin_draft(Desk::Review(stage), &shelved, application, |head| {
                let mut draft = Draft::begin(head);
                draft.apply(Edit::of(Field::Applicant, applicant));
                draft.apply(Edit::of(Field::Assessor, assessor));
                draft
            });
            self.waiting.set(None);
            self.go(&Route::Context(id));
        });
    }

    /// Goes on with an applicant's own file as a new draft.
    pub fn continue_application(self, waiting: Waiting) {
        spawn_local(async move {
            let wanted = &waiting.application.sheet.rubric;
            let Some(shelved) = self.find_rubric(wanted.fingerprint).await else {
                return self.trouble(say::trouble_no_rubric(self.lang.get_untracked(), wanted.name()));
            };
            if self.stays_open() {
                return;
            }
            let id = self.draft_from(&waiting.application, &shelved);
            self.waiting.set(None);
            if waiting.application.sheet.is_for_assessment() {
                let told = say::own_without_scores(self.lang.get_untracked()).to_owned();
                return self.go_telling(&Route::Overview(id), Notice::Done(told));
            }
            self.go(&Route::Overview(id));
        });
    }

    pub(super) fn draft_from(self, application: &ApplicationRecord, shelved: &Arc<ShelvedRubric>) -> String {
        self.begin_draft(Desk::SelfAssessment, shelved, (None, None), |head| {
            application.to_draft(head)
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
