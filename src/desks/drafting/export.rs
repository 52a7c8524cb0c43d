//! Exporting a draft: for assessors, for the applicant, as a copy.

use std::sync::Arc;

use crate::application::{Application, ApplicationRecord, DraftCopy};
use crate::desks::drafting::merging::with_origin;
use crate::desks::drafting::model::Context;
use crate::desks::drafting::{DeskNotification, Effect, Session};
use crate::faults::AnyFault;
use crate::files::{
    Imprint, open_drafted, write_application, write_application_for_assessment, write_draft, write_scoresheet,
};
use crate::foundations::{Fingerprint, Instant, Lang, file_name};
use crate::keeper::{self, Exported, RandomSource};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{
    Draft, DraftKind, Field, SheetFault, SheetRecord, Standard, Submission, SubmissionState,
};
use crate::words as say;

/// How the shell writes moments in its time zone, for the names of files.
#[derive(Clone, Copy, Debug)]
pub struct LocalTime {
    /// The day.
    pub day: fn(Instant) -> String,
    /// The minute, for files that come several a day.
    pub minute: fn(Instant) -> String,
}

/// Whom an exported file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Those who assess, and the secretariat that hands it on: without the applicant's own scores.
    Assessors,
    /// The applicant alone.
    Applicant,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePurpose {
    /// It goes to somebody.
    Export(Audience),
    /// One goes on with it elsewhere.
    Copy,
}

/// A file that leaves. It counts as a copy once the person has seen it, since a browser may drop it without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// What it is for.
    pub purpose: FilePurpose,
    /// Its name.
    pub name: String,
    /// What is in it.
    pub text: String,
    /// The fingerprint of its payload, as it was read back.
    pub fingerprint: Fingerprint,
    /// The draft.
    pub draft: String,
    /// The sequence number up to which it holds the draft; nothing where one could not go on with the file.
    pub sequence: Option<u64>,
    /// What is noted once the shell has handed it out: that a review was submitted.
    pub submission: Option<Submission>,
}

/// The faults of a draft that is to be exported: an error prevents it, a warning does not.
pub fn missing(draft: &Draft, rubric: &Rubric) -> Problems<AnyFault> {
    match draft.head.kind {
        DraftKind::SelfAssessment => match Application::from_draft(draft, rubric) {
            Ok((_, warnings)) => warnings.convert(),
            Err(problems) => problems.convert(),
        },
        DraftKind::Review(_) => match draft.validate(rubric, Standard::Complete) {
            Ok((_, warnings)) => warnings.convert(),
            Err(problems) => problems.convert(),
        },
    }
}

/// A draft that is to leave as a file.
pub(super) struct DraftExport<'a> {
    pub(super) draft: &'a Draft,
    pub(super) rubric: &'a Rubric,
    pub(super) application: Option<&'a Arc<ApplicationRecord>>,
    pub(super) sequence: u64,
    pub(super) id: String,
    pub(super) now: Instant,
    pub(super) local: LocalTime,
}

impl DraftExport<'_> {
    /// The file for the secretariat, or the applicant's own.
    ///
    /// # Errors
    /// All faults that prevent it. What was written is read back before it is called written.
    pub(super) fn into_file_for(self, audience: Audience) -> Result<ExportedFile, Problems<AnyFault>> {
        let head = &self.draft.head;
        let submission_state = self.draft.submission_state();
        let is_review = matches!(head.kind, DraftKind::Review(_));
        let imprint = match &submission_state {
            // What was submitted can be had again, to the same bytes.
            SubmissionState::Submitted(last) => self.imprint(String::new(), last.at),
            SubmissionState::Not | SubmissionState::Correcting(..) | SubmissionState::Damaged
                if is_review =>
            {
                self.imprint(String::new(), self.now)
            }
            SubmissionState::Not | SubmissionState::Correcting(..) | SubmissionState::Damaged => {
                self.imprint(self.id.clone(), self.now)
            }
        };
        let (kind, text) = match (head.kind, audience) {
            (DraftKind::SelfAssessment, _) => {
                let (application, _) =
                    Application::from_draft(self.draft, self.rubric).map_err(Problems::convert)?;
                match audience {
                    Audience::Assessors => (
                        say::file_application(Lang::Zh).to_owned(),
                        write_application_for_assessment(application.record(), &imprint),
                    ),
                    Audience::Applicant => (
                        say::file_application_own(Lang::Zh).to_owned(),
                        write_application(&application, &imprint),
                    ),
                }
            }
            (DraftKind::Review(_), _) => {
                let checked = self.draft.validate(self.rubric, Standard::Complete);
                let (sheet, _) = checked.map_err(Problems::convert)?;
                (sheet_kind(sheet.record()), write_scoresheet(&sheet, &imprint))
            }
        };
        let day = (self.local.day)(imprint.created);
        let mut exported_file = self.exported_file(FilePurpose::Export(audience), &kind, &day, text)?;
        if is_review && !submission_state.is_fixed() {
            exported_file.submission = Some(Submission {
                revision: submission_state.revision(),
                at: imprint.created,
                fingerprint: exported_file.fingerprint,
            });
        }
        // Without the scores it is no copy that one could go on with.
        if !is_review && audience == Audience::Assessors {
            exported_file.sequence = None;
        }
        Ok(exported_file)
    }

    /// A copy to go on with elsewhere, finished or not.
    ///
    /// # Errors
    /// It cannot be read back.
    pub(super) fn into_copy(self, when: fn(Instant) -> String) -> Result<ExportedFile, Problems<AnyFault>> {
        // Two drafts may be of one applicant; their copies must not meet in a folder.
        let kind = format!("{}-{}", say::file_draft(Lang::Zh), short_id(&self.draft.head.id));
        let reading = self.application.map(|application| application.as_ref().clone());
        let copy = DraftCopy::of(with_origin(self.draft, self.sequence), reading);
        let text = write_draft(&copy, &self.imprint(self.id.clone(), self.now));
        self.exported_file(FilePurpose::Copy, &kind, &when(self.now), text)
    }

    fn imprint(&self, id: String, created: Instant) -> Imprint {
        Imprint {
            id,
            created,
            cycle: self.draft.head.cycle.clone(),
        }
    }

    fn exported_file(
        &self,
        purpose: FilePurpose,
        kind: &str,
        when: &str,
        text: String,
    ) -> Result<ExportedFile, Problems<AnyFault>> {
        let (envelope, _) = open_drafted(&text).map_err(|problem| Problems::from(problem.convert()))?;
        Ok(ExportedFile {
            purpose,
            name: file_name_of(self.draft, kind, when),
            text,
            fingerprint: envelope.fingerprint,
            draft: self.draft.head.id.clone(),
            sequence: Some(self.sequence),
            submission: None,
        })
    }
}

/// What a scoresheet's file is called: of a correction also its revision, so that it does not meet the one before.
fn sheet_kind(sheet: &SheetRecord) -> String {
    let kind = say::file_scoresheet(Lang::Zh);
    let revision = &sheet.revision;
    if revision.is_correction() {
        format!("{kind}-{}", say::revision_number(Lang::Zh, revision.number))
    } else {
        kind.to_owned()
    }
}

/// Enough of a draft's id to distinguish it from every other draft on this machine.
fn short_id(id: &str) -> String {
    const CHARACTERS: usize = 8;
    id.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(CHARACTERS)
        .collect()
}

/// A file's name: what it is, whose work, whose names, and when.
fn file_name_of(draft: &Draft, kind: &str, when: &str) -> String {
    let stage = say::stage(draft.head.kind.stage(), Lang::Zh);
    let people = [draft.text(&Field::Applicant), draft.text(&Field::Assessor)];
    let people: Vec<&str> = people.into_iter().filter(|name| !name.is_empty()).collect();
    file_name(&format!("{kind}-{stage}-{}-{when}.json", people.join("-")))
}

impl Session {
    /// The open draft, to leave as a file.
    fn export_with<T>(
        &self,
        context: &mut Context<'_, impl RandomSource>,
        write: impl FnOnce(DraftExport<'_>) -> Result<T, Problems<AnyFault>>,
    ) -> Option<Result<T, Problems<AnyFault>>> {
        let open = self.open.as_ref()?;
        let sequence = self.view(context.now)?.sequence;
        let (id, now, local) = (context.random.id(), context.now, self.local);
        self.read(|draft, _| {
            write(DraftExport {
                draft,
                rubric: &open.rubric_file.rubric,
                application: open.application.as_ref(),
                sequence,
                id,
                now,
                local,
            })
        })
    }

    pub(super) fn export(&mut self, audience: Audience, context: &mut Context<'_, impl RandomSource>) {
        if self.submission_state(context.now) == SubmissionState::Damaged {
            let problem = Problem::error(Place::Correction, SheetFault::DamagedSubmission.into());
            return context.notify(DeskNotification::NotExported(
                FilePurpose::Export(audience),
                problem.into(),
            ));
        }
        let exported_file = self.export_with(context, |export| export.into_file_for(audience));
        self.download(FilePurpose::Export(audience), exported_file, context);
    }

    pub(super) fn export_copy(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let minute = self.local.minute;
        let exported_file = self.export_with(context, |export| export.into_copy(minute));
        self.download(FilePurpose::Copy, exported_file, context);
    }

    fn download(
        &mut self,
        purpose: FilePurpose,
        exported_file: Option<Result<ExportedFile, Problems<AnyFault>>>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        match exported_file {
            Some(Ok(exported_file)) => {
                self.pending_download = Some(exported_file.clone());
                context.ask(Effect::Download(exported_file));
            }
            Some(Err(problems)) => context.notify(DeskNotification::NotExported(purpose, problems)),
            None => {}
        }
    }

    /// The shell has handed the file out, or not. Only then was anything submitted.
    pub(super) fn downloaded(
        &mut self,
        outcome: Result<(), String>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(exported_file) = self.pending_download.take() else {
            return;
        };
        if let Err(said) = outcome {
            return context.notify(DeskNotification::NotDownloaded(said));
        }
        let mut exported_file = exported_file;
        if let Some(submission) = &exported_file.submission {
            let sequence = |session: &Self| session.view(context.now).map(|view| view.sequence);
            let holds_all = sequence(self) == exported_file.sequence;
            self.send_to_keeper(keeper::Event::Noted(Draft::submitted(submission)), context);
            // The note that it left is no change of what is in it.
            if holds_all {
                exported_file.sequence = self.view(context.now).map(|view| view.sequence);
            }
        }
        self.exported_file = Some(exported_file);
    }

    pub(super) fn download_seen(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let Some(exported_file) = self.exported_file.take() else {
            return;
        };
        if let Some(sequence) = exported_file.sequence
            && self.open_id() == Some(&exported_file.draft)
        {
            let at = context.now;
            self.send_to_keeper(keeper::Event::Exported(Exported { at, sequence }), context);
        }
        context.notify(DeskNotification::Seen(exported_file));
    }

    /// Writes a copy of the open draft to the folder, where there is one.
    pub(super) fn write_copy(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if !self.folder.writes() {
            return;
        }
        let day = self.local.day;
        match self.export_with(context, |export| export.into_copy(day)) {
            Some(Ok(copy)) => context.ask(Effect::WriteCopy(copy)),
            Some(Err(_)) => self.folder.note(false, context.now),
            None => {}
        }
    }

    /// Writes a copy where the one that left last is out of date.
    pub(super) fn copy_due(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if self.open.is_some() && !self.last_copy(context.now).is_current() {
            self.write_copy(context);
        }
    }

    /// A copy was written, or not. What was typed meanwhile is not in it, and another draft may be open by now.
    pub(super) fn copy_written(
        &mut self,
        draft: &str,
        sequence: u64,
        written: bool,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.folder.note(written, context.now);
        if written && self.open_id() == Some(draft) {
            let at = context.now;
            self.send_to_keeper(keeper::Event::Exported(Exported { at, sequence }), context);
        }
    }
}
