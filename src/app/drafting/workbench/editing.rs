//! Reading and changing the open draft. Whoever reads says what it reads, and is drawn anew when that changes.

use leptos::prelude::*;

use scoring::derived::{Derived, Figure};
use scoring::desks::drafting::{Audience, Event, Session};
use scoring::document::{Address, Edit, Input};
use scoring::foundations::{Code, Exact, Fingerprint};
use scoring::scoresheet::{ClauseState, Draft, Stage};
use scoring::scoring::Tally;

use crate::app::drafting::Workbench;

impl Workbench {
    /// Reads from the open draft and its figures, and follows these sources; nothing while no draft is open.
    pub fn read<T>(
        self,
        inputs: impl IntoIterator<Item = Input<Figure>>,
        read: impl FnOnce(&Draft, &Derived) -> T,
    ) -> Option<T> {
        self.opened.track();
        for input in inputs {
            let reader = self.state.try_update_value(|state| state.readers.of(input));
            if let Some(reader) = reader {
                reader.track();
            }
        }
        self.look(read)
    }

    /// Reads from the open draft and follows all of it.
    pub fn read_whole<T>(self, read: impl FnOnce(&Draft, &Derived) -> T) -> Option<T> {
        self.opened.track();
        if let Some(reader) = self.state.try_with_value(|state| state.readers.of_whole()) {
            reader.track();
        }
        self.look(read)
    }

    /// Reads from the open draft, and follows nothing.
    pub fn look<T>(self, read: impl FnOnce(&Draft, &Derived) -> T) -> Option<T> {
        Some(self.mirror()?.with(read))
    }

    /// The text of a field of the open draft.
    pub fn text(self, at: &Address) -> String {
        let text = self.read([Input::Text(at.clone())], |draft, _| {
            draft.document.text(at).to_owned()
        });
        text.unwrap_or_default()
    }

    /// The points of the open draft.
    pub fn tally(self) -> Option<Tally> {
        self.read([Input::Figure(Figure::Tally)], |_, derived| {
            derived.tally().cloned()
        })
        .flatten()
    }

    /// The state of a clause of the open draft.
    pub fn clause_state(self, code: &Code) -> Option<ClauseState> {
        let figure = Input::Figure(Figure::State(code.clone()));
        self.read([figure], |_, derived| derived.state(code).cloned())
            .flatten()
    }

    /// The percentage of a clause of the open draft, where what was typed is a value.
    pub fn percent(self, code: &Code) -> Option<Exact> {
        let figure = Input::Figure(Figure::Percent(code.clone()));
        self.read([figure], |_, derived| derived.percent(code)).flatten()
    }

    /// The first clause to score in the open draft: the first gap, else the first clause.
    pub fn first_gap(self) -> Option<Code> {
        self.opened.track();
        self.with_session(Session::first_gap).flatten()
    }

    /// The id of the open draft.
    pub(super) fn open_id(self) -> Option<String> {
        let id = |session: &Session| session.open().map(|open| open.id.clone());
        self.with_session(id).flatten()
    }

    /// Whether the open draft was submitted and is not being corrected: its fields are fixed.
    pub fn is_fixed(self) -> bool {
        self.submission_state
            .with(scoring::scoresheet::SubmissionState::is_fixed)
    }

    /// The available rubrics are to be shown.
    pub fn fill_rubrics(self) {
        self.send(Event::RubricsRequested);
    }

    /// Begins a self-assessment.
    pub fn begin_self_assessment(self, applicant: String, rubric: Fingerprint) {
        self.send(Event::BeginSelfAssessment { applicant, rubric });
    }

    /// Begins a review of the application that waits.
    pub fn begin_review(self, stage: Stage, assessor: String) {
        self.send(Event::BeginReview { stage, assessor });
    }

    /// Changes a field.
    pub fn type_in(self, at: impl Into<Address>, text: String) {
        self.edit(Edit::of(at, text));
    }

    /// Makes an edit.
    pub fn edit(self, edit: Edit) {
        self.send(Event::Typed(edit));
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.send(Event::StepEnded);
    }

    /// Undoes the last step, and shows where.
    pub fn undo(self) {
        self.send(Event::Undo);
    }

    /// Redoes the step that was undone last.
    pub fn redo(self) {
        self.send(Event::Redo);
    }

    /// Adds the text of a conflict at the end of its field.
    pub fn take_conflict(self, key: &str) {
        self.send(Event::TakeConflict(key.to_owned()));
    }

    /// Drops the text of a conflict.
    pub fn drop_conflict(self, key: &str) {
        self.send(Event::DropConflict(key.to_owned()));
    }

    /// Looks at what a version says differently from now.
    pub fn look_at_version(self, sequence: u64) {
        self.send(Event::VersionRequested(sequence));
    }

    /// Restores the version that is looked at, or one field of it.
    pub fn restore(self, field: Option<Address>) {
        self.send(Event::RestoreVersion(field));
    }

    /// Exports the open draft as a file for somebody.
    pub fn export(self, audience: Audience) {
        self.send(Event::Export(audience));
    }

    /// Exports the open draft, finished or not.
    pub fn export_copy(self) {
        self.send(Event::ExportCopy);
    }

    /// The person has seen the file that was handed out.
    pub fn confirm_export(self) {
        self.send(Event::DownloadSeen);
    }

    /// The person closes the notice of it.
    pub fn drop_export(self) {
        self.send(Event::DownloadDropped);
    }

    /// Opens what was submitted for a correction, or words its reason anew.
    pub fn correct(self, reason: String) {
        self.send(Event::Correct(reason));
    }

    /// Goes on as if nothing had been submitted, where the note of it cannot be read.
    pub fn drop_submission(self) {
        self.send(Event::SubmissionDropped);
    }

    /// Removes a draft from this machine, or tries again what is left of a removal.
    pub fn remove(self, id: String) {
        self.send(Event::Remove(id));
    }

    /// Removes the open draft from this machine.
    pub fn remove_open(self) {
        if let Some(id) = self.open_id() {
            self.remove(id);
        }
    }

    /// Keeps the texts of the draft that another window removed, as a new draft.
    pub fn restore_detached(self) {
        self.send(Event::RestoreDetached);
    }

    /// Drops the texts of the draft that another window removed.
    pub fn drop_detached(self) {
        let asked = self.with_session(|session| session.asked().map(str::to_owned));
        if let Some(id) = asked.flatten() {
            self.remove(id);
        }
    }

    /// Deletes the journal of this browser and makes an empty one.
    pub fn rebuild_journal(self) {
        self.send(Event::Rebuild);
    }
}
