//! Shows the notifications of the session: as a notice, by focus, or by going to another page.

use scoring::desks::drafting::{
    Audience, Begun, DeskNotification, ExportedFile, FilePurpose, FilesTaken, LockAction, LockingFault,
    NextPage,
};
use scoring::faults::AnyFault;
use scoring::foundations::Lang;
use scoring::keeper::{Carried, IncompleteRemoval, JournalFault, OpenFault, ReencryptFault};
use scoring::problem::Problems;
use scoring::stored::read_draft_head;
use scoring::words as say;

use crate::app::browser::shipped::EXAMPLE;
use crate::app::browser::{address, document};
use crate::app::drafting::Workbench;
use crate::app::frame::Notice;
use crate::app::route::Route;

impl Workbench {
    /// Shows what happened, at its place.
    pub(super) fn notify(self, notifications: DeskNotification) {
        let lang = self.lang.get_untracked();
        match notifications {
            DeskNotification::DraftsListed => self.show_drafts(),
            DeskNotification::Files(taken) => {
                self.let_files_go();
                self.tell_files(&taken);
            }
            DeskNotification::OneFileOnly => self.trouble(say::own_one_file(lang).to_owned()),
            DeskNotification::OtherFile(name) => self.trouble(say::own_other_file(lang, name)),
            DeskNotification::Refused(name, problems) | DeskNotification::BadRubric(name, problems) => {
                self.trouble(listed(&name, &problems, lang).join("\n"));
            }
            DeskNotification::NoRubric(rubric) => {
                self.tell_not_begun(say::trouble_no_rubric(lang, rubric.name()))
            }
            DeskNotification::NoExample => self.tell_not_begun(say::trouble_loading(lang, EXAMPLE)),
            DeskNotification::Begun(id, how) => self.tell_begun(id, how),
            DeskNotification::UnstoredText(id) => {
                let place = id.map_or(Route::Start, Route::Overview);
                let text = self.with_pending(say::trouble_unwritten(lang).to_owned());
                self.go_telling(&place, Notice::Trouble(text));
            }
            DeskNotification::NotOpened(fault) => self.tell_failed(&fault),
            DeskNotification::MergeFound(id) => self.go_to_merge(id),
            DeskNotification::MergeUndecided(place) => {
                self.trouble(say::merge_undecided(lang).to_owned());
                document::focus_soon(format!("#merge-choice-{place} input"));
            }
            DeskNotification::Merged(0) => self.done(say::merged_nothing(lang).to_owned()),
            DeskNotification::Merged(count) => self.done(say::merged(lang, count)),
            DeskNotification::RowsMoved => self.done(say::merged_rows(lang).to_owned()),
            DeskNotification::Moved(to) => self.move_to(to),
            DeskNotification::Stepped(code) => {
                if let Some(id) = self.open_id() {
                    self.go(&Route::Score(id, Some(code)));
                }
            }
            DeskNotification::VersionRead => document::focus_soon("#version-title".to_owned()),
            DeskNotification::Restored(count) => self.done(say::version_restored(lang, count)),
            DeskNotification::NotExported(purpose, problems) => self.tell_not_exported(purpose, &problems),
            DeskNotification::NotDownloaded(said) => {
                self.tell_outcome(Notice::Trouble(say::trouble_export(lang, said)))
            }
            DeskNotification::Seen(exported_file) => self.done(seen(&exported_file, lang)),
            DeskNotification::LockDone(act) => match act {
                LockAction::Open => {}
                LockAction::Set => self.done(say::lock_put_on(lang).to_owned()),
                LockAction::Change => self.done(say::lock_changed(lang).to_owned()),
                LockAction::Remove => self.done(say::lock_taken_off(lang).to_owned()),
            },
            DeskNotification::LockNotDone(act, fault) => match act {
                LockAction::Open => document::focus_soon("#passphrase".to_owned()),
                _ if act == LockAction::Remove || fault == LockingFault::AlreadyRunning => {
                    self.trouble(locking_fault(&fault, lang));
                }
                // The form shows it.
                _ => {}
            },
            DeskNotification::Removed(id, left) => self.tell_removed(&id, left),
            DeskNotification::JournalRebuilt(outcome) => self.tell_rebuilt(outcome),
            DeskNotification::JournalEmptied => self.trouble(say::journal_emptied(lang).to_owned()),
        }
    }

    /// Goes to the draft that a file belongs to. The outcome of files that were opened with it is shown there.
    fn go_to_merge(self, id: String) {
        let place = Route::Overview(id);
        match self.take_next_notice() {
            Some(told) => self.go_telling(&place, told),
            None => self.go(&place),
        }
    }

    /// Shows which drafts are on this machine, and where it could not be looked.
    fn show_drafts(self) {
        let found = self.with_session(|session| {
            let keeper = session.keeper();
            let removals = keeper.removals().map(|(id, left)| (id.to_owned(), left));
            let removals: Vec<(String, Option<IncompleteRemoval>)> = removals.collect();
            keeper.listing().cloned().map(|listing| (listing, removals))
        });
        if let Some((listing, removals)) = found.flatten() {
            self.owner.show_listing(&listing, removals);
        }
    }

    /// Tells what became of files that were opened together, where they lead.
    fn tell_files(self, taken: &FilesTaken) {
        let lang = self.lang.get_untracked();
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for rubric in &taken.rubrics {
            good.push(say::rubric_taken(
                lang,
                rubric.rubric_file.rubric.title().get(lang),
            ));
            if !rubric.warnings.is_empty() {
                good.extend(listed(&rubric.name, &rubric.warnings, lang));
            }
        }
        for (name, problems) in &taken.refused {
            bad.extend(listed(name, problems, lang));
        }
        let told = if !bad.is_empty() {
            bad.extend(good);
            Some(Notice::Trouble(bad.join("\n")))
        } else if !good.is_empty() {
            Some(Notice::Done(good.join("\n")))
        } else {
            None
        };
        let place = match taken.next_page {
            NextPage::Start => Route::Start,
            NextPage::Review => Route::NewReview,
            NextPage::Secretariat => Route::Secretariat,
            // One goes there once it has begun.
            NextPage::Draft => return self.tell_next(told),
        };
        match told {
            None => self.go(&place),
            Some(told) => self.go_telling(&place, told),
        }
    }

    /// A draft did not begin. At a place that only leads on nothing is shown, so one goes to the start screen.
    fn tell_not_begun(self, text: String) {
        let text = self.with_pending(text);
        if Route::parse(&address::hash()).leads_on() {
            self.go_telling(&Route::Start, Notice::Trouble(text));
        } else {
            self.trouble(text);
        }
    }

    /// What was to be shown at the place of a draft is shown with why it did not begin.
    fn with_pending(self, text: String) -> String {
        match self.take_next_notice() {
            Some(Notice::Done(before) | Notice::Trouble(before) | Notice::NotLoaded(before, _)) => {
                format!("{text}\n{before}")
            }
            None => text,
        }
    }

    fn tell_begun(self, id: String, how: Begun) {
        let lang = self.lang.get_untracked();
        let (place, told) = match how {
            Begun::SelfAssessment | Begun::Copy => (Route::Score(id, None), None),
            Begun::CopyOfSubmitted => (Route::Score(id, None), Some(say::merge_submitted(lang))),
            Begun::Review => (Route::OrganisationOverview(id), None),
            Begun::Own { without_scores } => {
                let told = without_scores.then(|| say::own_without_scores(lang));
                (Route::Overview(id), told)
            }
            Begun::Example { again } => {
                let told = if again {
                    say::example_again(lang)
                } else {
                    say::example_opened(lang)
                };
                (Route::Overview(id), Some(told))
            }
            Begun::RestoredDetached => (Route::Overview(id), None),
        };
        match told {
            None => self.go(&place),
            Some(told) => self.go_telling(&place, Notice::Done(told.to_owned())),
        }
    }

    /// A draft cannot be opened. Where only its head is damaged, its place leads to the rescue; else it is told on the
    /// start screen.
    fn tell_failed(self, fault: &OpenFault) {
        let lang = self.lang.get_untracked();
        let text = match fault {
            OpenFault::DamagedHead => return,
            OpenFault::NoDraft => say::trouble_no_draft(lang).to_owned(),
            OpenFault::Removed => say::trouble_removed_draft(lang).to_owned(),
            OpenFault::JournalUnread(fault) => {
                say::trouble_journal_unread(lang, say::journal_fault(*fault, lang))
            }
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

    /// The overview lists what prevents a file; nothing should prevent a copy.
    fn tell_not_exported(self, purpose: FilePurpose, problems: &Problems<AnyFault>) {
        let listed = self
            .with_session(scoring::desks::drafting::Session::missing)
            .flatten();
        let is_listed = listed.is_some_and(|missing| missing.has_errors());
        if is_listed && matches!(purpose, FilePurpose::Export(_)) {
            return document::focus_soon("#export-errors".to_owned());
        }
        let lang = self.lang.get_untracked();
        let lines = problems.iter().map(|problem| say::fault(problem, lang));
        self.trouble(lines.collect::<Vec<_>>().join("\n"));
    }

    /// A removal ended; it is said done when it is done in both places.
    fn tell_removed(self, id: &str, left: Option<IncompleteRemoval>) {
        let lang = self.lang.get_untracked();
        let notice = match left {
            None => Notice::Done(say::wiped(lang).to_owned()),
            Some(_) => Notice::Trouble(say::removal_left(lang).to_owned()),
        };
        if self.route.with_untracked(|route| route.draft() == Some(id)) {
            self.go_telling(&Route::Start, notice);
        } else {
            self.tell(notice);
        }
    }

    fn tell_rebuilt(self, outcome: Result<Carried, JournalFault>) {
        let lang = self.lang.get_untracked();
        match outcome {
            Ok(carried) if carried.whole => self.done(say::journal_rebuilt_whole(lang, carried.records)),
            Ok(carried) => self.done(say::journal_rebuilt(lang, carried.records)),
            Err(fault) => self.trouble(say::journal_not_rebuilt(lang, say::journal_fault(fault, lang))),
        }
    }
}

/// The outcome of a file, under its name.
fn listed(name: &str, problems: &Problems<AnyFault>, lang: Lang) -> Vec<String> {
    let mut lines = vec![name.to_owned()];
    lines.extend(problems.iter().map(|problem| say::problem_line(problem, lang)));
    if problems.more() > 0 {
        lines.push(say::more_problems(lang, problems.more()));
    }
    lines
}

/// The notice of a file that was handed to the downloads. Whether it arrived, the page cannot know.
pub fn export_notice(exported_file: &ExportedFile, lang: Lang) -> String {
    let (name, fingerprint) = (&exported_file.name, exported_file.fingerprint.short());
    match exported_file.purpose {
        FilePurpose::Export(Audience::Assessors) => say::Exported {
            name,
            fingerprint: &fingerprint,
        }
        .text(lang),
        FilePurpose::Export(Audience::Applicant) => say::ExportedOwn {
            name,
            fingerprint: &fingerprint,
        }
        .text(lang),
        FilePurpose::Copy => say::copy_exported(lang, name),
    }
}

/// The notice once the person has seen it.
fn seen(exported_file: &ExportedFile, lang: Lang) -> String {
    let name = &exported_file.name;
    match exported_file.purpose {
        FilePurpose::Export(Audience::Assessors) => say::exported_seen(lang, name),
        FilePurpose::Export(Audience::Applicant) => say::exported_own_seen(lang, name),
        FilePurpose::Copy => say::copy_seen(lang, name),
    }
}

/// Why a lock was not opened, set, changed or removed.
pub fn locking_fault(fault: &LockingFault, lang: Lang) -> String {
    match fault {
        LockingFault::Lock(fault) => say::lock_fault(fault, lang),
        LockingFault::NoRandomness => say::lock_no_randomness(lang).to_owned(),
        LockingFault::AlreadyRunning => say::lock_under_way(lang).to_owned(),
        LockingFault::NotReencrypted(ReencryptFault::Journal(fault)) => {
            say::lock_journal(lang, say::journal_fault(*fault, lang))
        }
        LockingFault::NotReencrypted(ReencryptFault::ChangedElsewhere) => {
            say::lock_changed_elsewhere(lang).to_owned()
        }
        LockingFault::NotReencrypted(ReencryptFault::JournalInDoubt) => {
            say::lock_journal_in_doubt(lang).to_owned()
        }
        LockingFault::NotReencrypted(ReencryptFault::NumbersUsedUp) => say::lock_used_up(lang).to_owned(),
    }
}
