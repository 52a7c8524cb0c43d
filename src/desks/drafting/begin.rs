//! Beginning a draft: from a name, an application, a copy or the example, once its rubric is available.

use std::rc::Rc;
use std::sync::Arc;

use crate::application::{ApplicationRecord, DraftCopy};
use crate::desks::drafting::merging::IncomingFile;
use crate::desks::drafting::model::Context;
use crate::desks::drafting::opened_files::{OpenedContent, OwnFile};
use crate::desks::drafting::{
    Begun, DeskNotification, DraftMirror, Effect, FilesTaken, NextPage, OpenedApplication, OpenedFile,
    Session, TakenRubric, WaitingFile,
};
use crate::desks::rubrics::{RubricFile, ShippedRubric};
use crate::document::{Document, Edit};
use crate::files::{Drafted, fingerprint_for_assessment, open_drafted, write_reading_copy};
use crate::foundations::Fingerprint;
use crate::keeper::{self, NewDraft, RandomSource, RequestId};
use crate::scoresheet::{Draft, DraftHead, DraftKind, Field, RubricRef, Stage};
use crate::stored::{read_head, write_draft_head};
use crate::table::is_table_name;

/// What waits for a rubric that was requested.
pub(super) struct RubricRequest {
    fingerprint: Fingerprint,
    requester: Requester,
    /// Whether it was looked for where rubrics are stored; then the rubrics decides.
    sought: bool,
}

enum Requester {
    /// The keeper opens a draft.
    Keeper(RequestId, Box<DraftHead>),
    /// A draft begins.
    NewDraft(Box<PendingDraft>),
}

/// A draft that begins once its rubric is available.
pub(super) struct PendingDraft {
    how: Begun,
    kind: DraftKind,
    rubric: RubricRef,
    application: Option<Fingerprint>,
    cycle: Option<String>,
    /// The application that is read.
    reading: Option<ApplicationRecord>,
    texts: InitialTexts,
    /// The file of the list that it begins from, which waits no more then.
    pub(super) waiting_file: Option<WaitingFile>,
}

/// The first texts of a draft.
enum InitialTexts {
    Few(Vec<(Field, String)>),
    OfApplication(Arc<ApplicationRecord>),
    OfDraft(Document),
}

impl PendingDraft {
    fn own(application: &Arc<ApplicationRecord>, how: Begun) -> Self {
        let sheet = &application.sheet;
        Self {
            how,
            kind: DraftKind::SelfAssessment,
            rubric: sheet.rubric.clone(),
            application: None,
            cycle: sheet.cycle.clone(),
            reading: None,
            texts: InitialTexts::OfApplication(Arc::clone(application)),
            waiting_file: None,
        }
    }

    fn copy(copy: DraftCopy) -> Self {
        let (draft, reading) = copy.into_parts();
        Self {
            how: Begun::Copy,
            kind: draft.head.kind,
            rubric: draft.head.rubric,
            application: draft.head.application,
            cycle: draft.head.cycle,
            reading,
            texts: InitialTexts::OfDraft(draft.document),
            waiting_file: None,
        }
    }

    /// The same where the draft that it is a copy of is submitted and takes nothing more.
    pub(super) fn beside_submitted(self) -> Self {
        Self {
            how: Begun::CopyOfSubmitted,
            ..self
        }
    }

    /// One of its first texts.
    pub(super) fn text(&self, field: &Field) -> &str {
        match (&self.texts, field) {
            (InitialTexts::Few(texts), _) => {
                let found = texts.iter().find(|(at, _)| at == field);
                found.map_or("", |(_, text)| text)
            }
            (InitialTexts::OfApplication(record), Field::Applicant) => &record.sheet.applicant,
            (InitialTexts::OfApplication(_), _) => "",
            (InitialTexts::OfDraft(document), _) => document.text(&field.into()),
        }
    }

    /// Whether it is the same work as a draft with this head: of the same kind, with the same rubric, about the same
    /// application.
    pub(super) fn is_of(&self, head: &DraftHead) -> bool {
        self.kind == head.kind
            && self.rubric.fingerprint == head.rubric.fingerprint
            && self.application == head.application
    }

    pub(super) fn draft(&self, head: DraftHead) -> Draft {
        match &self.texts {
            InitialTexts::Few(texts) => {
                let mut draft = Draft::begin(head);
                for (field, text) in texts {
                    draft.apply(Edit::of(field.clone(), text.clone()));
                }
                draft
            }
            InitialTexts::OfApplication(record) => record.to_draft(head),
            InitialTexts::OfDraft(document) => Draft {
                head,
                document: document.clone(),
            },
        }
    }
}

impl Session {
    pub(super) fn begin_self_assessment(
        &mut self,
        applicant: String,
        rubric: Fingerprint,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(rubric_file) = self.rubrics.get(rubric) else {
            return;
        };
        let begin = PendingDraft {
            how: Begun::SelfAssessment,
            kind: DraftKind::SelfAssessment,
            rubric: RubricRef::to(&rubric_file.rubric, rubric),
            application: None,
            cycle: None,
            reading: None,
            texts: InitialTexts::Few(vec![(Field::Applicant, applicant)]),
            waiting_file: None,
        };
        self.begin(begin, context);
    }

    pub(super) fn begin_review(
        &mut self,
        stage: Stage,
        assessor: String,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(opened) = &self.application_to_review else {
            return;
        };
        let record = opened.application.as_ref().clone().without_scores();
        let begin = PendingDraft {
            how: Begun::Review,
            kind: DraftKind::Review(stage),
            rubric: record.sheet.rubric.clone(),
            // The same, whether one opened the file for assessors or the applicant's own.
            application: Some(fingerprint_for_assessment(&record)),
            cycle: None,
            texts: InitialTexts::Few(vec![
                (Field::Applicant, record.sheet.applicant.clone()),
                (Field::Assessor, assessor),
            ]),
            reading: Some(record),
            waiting_file: None,
        };
        self.begin(begin, context);
    }

    pub(super) fn files_opened(
        &mut self,
        files: Vec<OpenedFile>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        // A table may name any method that the available rubrics define.
        if !self.rubrics.is_filled() && files.iter().any(|file| is_table_name(&file.name)) {
            self.unread.push(files);
            return self.read_rubrics(context);
        }
        let (mut rubrics, mut refused) = (Vec::new(), Vec::new());
        let (mut waiting_files, mut sheets) = (Vec::new(), Vec::new());
        for file in files {
            match file.read(&self.rubrics, context.now) {
                Ok(OpenedContent::Application(waiting)) => {
                    waiting_files.push(WaitingFile::Application(waiting))
                }
                Ok(OpenedContent::Copy(copy)) => waiting_files.push(WaitingFile::Copy(file.name, copy)),
                Ok(OpenedContent::Sheet) => sheets.push(file.into()),
                Ok(OpenedContent::Rubric(rubric, warnings)) => {
                    let rubric_file = self.rubrics.put(*rubric);
                    context.ask(Effect::StoreRubric(Arc::clone(&rubric_file)));
                    let name = file.name;
                    rubrics.push(TakenRubric {
                        name,
                        rubric_file,
                        warnings,
                    });
                }
                Err(problems) => refused.push((file.name, problems)),
            }
        }
        if !sheets.is_empty() {
            waiting_files.push(WaitingFile::Sheets(sheets));
        }
        // One place at a time: whoever opened them says which comes first, and none is lost meanwhile.
        let only = if waiting_files.len() == 1 {
            waiting_files.pop()
        } else {
            None
        };
        self.waiting_files.extend(waiting_files);
        let next_page = match &only {
            None => NextPage::Start,
            Some(WaitingFile::Application(_)) => NextPage::Review,
            Some(WaitingFile::Copy(..)) => NextPage::Draft,
            Some(WaitingFile::Sheets(_)) => NextPage::Secretariat,
        };
        let fingerprints: Vec<Fingerprint> = rubrics
            .iter()
            .map(|taken| taken.rubric_file.fingerprint)
            .collect();
        context.notify(DeskNotification::Files(FilesTaken {
            rubrics,
            refused,
            next_page,
        }));
        for fingerprint in fingerprints {
            self.rubric_available(fingerprint, context);
        }
        if let Some(waiting_file) = only {
            self.open_waiting_file(waiting_file, context);
        }
    }

    /// Takes a file to where it leads. It waits in the list until its draft has begun.
    fn open_waiting_file(&mut self, waiting_file: WaitingFile, context: &mut Context<'_, impl RandomSource>) {
        match waiting_file {
            WaitingFile::Application(waiting) => {
                self.set_application_aside();
                self.application_to_review = Some(waiting);
            }
            WaitingFile::Sheets(sheets) => context.ask(Effect::ToSecretariat(sheets)),
            WaitingFile::Copy(name, copy) => {
                let copy_of = Some(copy.draft().head.id.clone());
                let begin = PendingDraft {
                    waiting_file: Some(WaitingFile::Copy(name.clone(), copy.clone())),
                    ..PendingDraft::copy(*copy)
                };
                self.waiting_files.extend(begin.waiting_file.clone());
                let incoming = IncomingFile {
                    file: name,
                    begin,
                    copy_of,
                };
                self.begin_or_merge(incoming, context);
            }
        }
    }

    /// Puts the application that waits for a review back into the list, for another one or because its place was left.
    pub(super) fn set_application_aside(&mut self) {
        let waiting = self.application_to_review.take().map(WaitingFile::Application);
        self.waiting_files.extend(waiting);
    }

    pub(super) fn waiting_file_opened(
        &mut self,
        waiting_file: usize,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(waiting_file) = self.take_waiting_file(waiting_file) else {
            return;
        };
        let next_page = match &waiting_file {
            WaitingFile::Application(_) => NextPage::Review,
            WaitingFile::Copy(..) => NextPage::Draft,
            WaitingFile::Sheets(_) => NextPage::Secretariat,
        };
        context.notify(DeskNotification::Files(FilesTaken {
            rubrics: Vec::new(),
            refused: Vec::new(),
            next_page,
        }));
        self.open_waiting_file(waiting_file, context);
    }

    pub(super) fn waiting_file_dropped(
        &mut self,
        waiting_file: usize,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        if let Some(WaitingFile::Sheets(sheets)) = self.take_waiting_file(waiting_file) {
            context.ask(Effect::DropFiles(sheets));
        }
    }

    fn take_waiting_file(&mut self, waiting_file: usize) -> Option<WaitingFile> {
        (waiting_file < self.waiting_files.len()).then(|| self.waiting_files.remove(waiting_file))
    }

    pub(super) fn own_opened(&mut self, files: &[OpenedFile], context: &mut Context<'_, impl RandomSource>) {
        let [file] = files else {
            return context.notify(DeskNotification::OneFileOnly);
        };
        match file.read_own() {
            Ok(OwnFile::Application(OpenedApplication { application, .. })) => {
                let without_scores = application.sheet.is_for_assessment();
                let incoming = IncomingFile {
                    file: file.name.clone(),
                    begin: PendingDraft::own(&application, Begun::Own { without_scores }),
                    copy_of: None,
                };
                self.begin_or_merge(incoming, context);
            }
            Ok(OwnFile::Copy(copy)) => {
                let incoming = IncomingFile {
                    file: file.name.clone(),
                    copy_of: Some(copy.draft().head.id.clone()),
                    begin: PendingDraft::copy(*copy),
                };
                self.begin_or_merge(incoming, context);
            }
            Ok(OwnFile::Other) => context.notify(DeskNotification::OtherFile(file.name.clone())),
            Err(problems) => context.notify(DeskNotification::Refused(file.name.clone(), problems)),
        }
    }

    /// Opens the example: the draft that it was opened as before, if that is still there.
    pub(super) fn open_example(
        &mut self,
        application: &str,
        remembered: Option<(String, bool)>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let listed = |id: &str| {
            let listing = self.keeper.listing();
            listing.is_some_and(|listing| listing.drafts.iter().any(|listed| listed.draft == id))
        };
        if let Some((id, is_stored)) = remembered
            && (is_stored || listed(&id))
        {
            return context.notify(DeskNotification::Begun(id, Begun::Example { again: true }));
        }
        match open_drafted(application) {
            Ok((_, Drafted::Application(record))) => {
                let begin = PendingDraft::own(&Arc::from(record), Begun::Example { again: false });
                self.begin(begin, context);
            }
            _ => context.notify(DeskNotification::NoExample),
        }
    }

    /// Begins a draft as soon as its rubric is available. Of two that wait for one, the later one was meant.
    pub(super) fn begin(&mut self, begin: PendingDraft, context: &mut Context<'_, impl RandomSource>) {
        self.rubric_requests
            .retain(|request| !matches!(request.requester, Requester::NewDraft(_)));
        self.request_rubric(
            begin.rubric.fingerprint,
            Requester::NewDraft(Box::new(begin)),
            context,
        );
    }

    /// The keeper opens a draft with this head, and needs its rubric.
    pub(super) fn find_rubric(
        &mut self,
        request_id: RequestId,
        head: DraftHead,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.request_rubric(
            head.rubric.fingerprint,
            Requester::Keeper(request_id, Box::new(head)),
            context,
        );
    }

    fn request_rubric(
        &mut self,
        fingerprint: Fingerprint,
        requester: Requester,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.rubric_requests.push(RubricRequest {
            fingerprint,
            requester,
            sought: false,
        });
        if self.rubrics.get(fingerprint).is_some() {
            self.rubric_available(fingerprint, context);
        } else {
            context.ask(Effect::FindRubric(fingerprint));
        }
    }

    pub(super) fn read_rubrics(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if !std::mem::replace(&mut self.reading_rubrics, true) {
            context.ask(Effect::ReadRubrics);
        }
    }

    /// Reads those that ship and those that are stored: the rubrics that ship come first. Whatever still waits for a rubric waits in vain.
    pub(super) fn rubrics_read(
        &mut self,
        shipped: Vec<ShippedRubric>,
        kept: &[String],
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.reading_rubrics = false;
        for (name, problems) in self.rubrics.fill(shipped, kept) {
            context.notify(DeskNotification::BadRubric(name, problems));
        }
        let sought = |request: &&RubricRequest| request.sought;
        let ended = self.rubric_requests.iter().filter(sought);
        let ended: Vec<Fingerprint> = ended.map(|request| request.fingerprint).collect();
        for fingerprint in ended {
            if self.rubrics.get(fingerprint).is_some() {
                self.rubric_available(fingerprint, context);
            } else {
                self.rubric_missing(fingerprint, context);
            }
        }
        for files in std::mem::take(&mut self.unread) {
            self.files_opened(files, context);
        }
    }

    /// A rubric was looked for where rubrics are stored. If it is not there, those that ship are searched.
    pub(super) fn rubric_read(
        &mut self,
        fingerprint: Fingerprint,
        texts: &[String],
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.rubrics.put_stored(texts);
        if self.rubrics.get(fingerprint).is_some() {
            return self.rubric_available(fingerprint, context);
        }
        let request = self.rubric_requests.iter_mut();
        for request in request.filter(|request| request.fingerprint == fingerprint) {
            request.sought = true;
        }
        // A read in progress began before this one was requested; its answer is as good.
        self.read_rubrics(context);
    }

    /// What waited for a rubric goes on.
    pub(super) fn rubric_available(
        &mut self,
        fingerprint: Fingerprint,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let Some(rubric_file) = self.rubrics.get(fingerprint).cloned() else {
            return;
        };
        for requester in self.take_requesters(fingerprint) {
            match requester {
                Requester::Keeper(request_id, head) => {
                    let id = head.id.clone();
                    let mirror = Rc::new(DraftMirror::of(*head, Arc::clone(&rubric_file)));
                    self.track_draft(id, &mirror);
                    self.send_to_keeper(keeper::Event::RubricFound(request_id, Some(mirror)), context);
                }
                Requester::NewDraft(begin) => self.begin_under(*begin, &rubric_file, context),
            }
        }
    }

    fn rubric_missing(&mut self, fingerprint: Fingerprint, context: &mut Context<'_, impl RandomSource>) {
        for requester in self.take_requesters(fingerprint) {
            match requester {
                Requester::Keeper(request_id, _) => {
                    self.send_to_keeper(keeper::Event::RubricFound(request_id, None), context)
                }
                Requester::NewDraft(begin) => context.notify(DeskNotification::NoRubric(begin.rubric)),
            }
        }
    }

    fn take_requesters(&mut self, fingerprint: Fingerprint) -> Vec<Requester> {
        let all = std::mem::take(&mut self.rubric_requests).into_iter();
        let (found, others) = all.partition(|request| request.fingerprint == fingerprint);
        self.rubric_requests = others;
        let found: Vec<RubricRequest> = found;
        found.into_iter().map(|request| request.requester).collect()
    }

    fn begin_under(
        &mut self,
        begin: PendingDraft,
        rubric_file: &Arc<RubricFile>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let head = DraftHead {
            id: context.random.id(),
            kind: begin.kind,
            rubric: begin.rubric.clone(),
            application: begin.application,
            cycle: begin.cycle.clone(),
            created: context.now,
            lock: None,
        };
        let id = head.id.clone();
        let mirror = Rc::new(DraftMirror::of(head.clone(), Arc::clone(rubric_file)));
        self.track_draft(id.clone(), &mirror);
        let new_draft = NewDraft {
            draft: id.clone(),
            head: read_head(&write_draft_head(&head)),
            texts: begin.draft(head).document.as_map().clone(),
            // The copy that is written holds no score.
            application: begin.reading.as_ref().map(write_reading_copy),
            model: mirror,
        };
        // Texts of the open draft that are in no storage keep it open; the file waits on.
        if !self.replace(id.clone(), keeper::Event::Begin(Box::new(new_draft)), context) {
            return;
        }
        self.waiting_files
            .retain(|waiting_file| Some(waiting_file) != begin.waiting_file.as_ref());
        match begin.how {
            Begun::Review => self.application_to_review = None,
            Begun::Example { .. } => context.ask(Effect::RememberExample(id.clone())),
            _ => {}
        }
        context.notify(DeskNotification::Begun(id, begin.how));
    }
}

impl From<OpenedFile> for crate::desks::drafting::SheetFile {
    fn from(file: OpenedFile) -> Self {
        Self {
            number: file.number,
            name: file.name,
        }
    }
}
