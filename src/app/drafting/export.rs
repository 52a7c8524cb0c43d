//! Files that leave: the open draft, and summaries.

use leptos::prelude::*;

use scoring::application::{Application, DraftCopy};
use scoring::faults::AnyFault;
use scoring::files::{
    Imprint, open, write_application, write_application_for_assessment, write_draft, write_scoresheet,
};
use scoring::foundations::{Instant, Lang, file_name};
use scoring::keeper::{Event, Exported};
use scoring::problem::Problems;
use scoring::scoresheet::{Desk, Draft, Field, HandedIn, SheetRecord, Standard, Submission};
use scoring::words as say;

use crate::app::browser::{clock, files, ids};
use crate::app::drafting::Workbench;

/// A file that was handed to the browser's downloads. Some browsers drop it without a word, so it counts once the person
/// has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The file's name.
    pub name: String,
    /// What to tell of it.
    pub told: String,
    /// What to tell once the person has seen it.
    pub seen: String,
    /// What is in it, for those whose browser drops files.
    pub text: String,
    /// The last change of the draft that is in it; nothing where the file is no copy of the draft.
    pub revision: Option<u64>,
}

/// Whom an exported file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    /// Those who assess, and the secretariat that hands it on: without the applicant's own scores.
    Assessors,
    /// The applicant alone.
    Applicant,
}

impl Workbench {
    /// Exports the open draft as a file for the secretariat: a review as its scoresheet, a self-assessment as the
    /// application that assessors get, without its scores.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn export_draft(self) -> Result<(), Problems<AnyFault>> {
        self.export_as(Audience::Assessors)
    }

    /// Exports the open self-assessment with its scores, for the applicant to keep and to go on with.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn export_own(self) -> Result<(), Problems<AnyFault>> {
        self.export_as(Audience::Applicant)
    }

    fn export_as(self, audience: Audience) -> Result<(), Problems<AnyFault>> {
        // What is seen is exported.
        self.find_written();
        let (Some(opened), Some(draft)) = (self.opened.get_untracked(), self.look(|draft, _| draft.clone()))
        else {
            return Ok(());
        };
        let rubric = &opened.shelved.rubric;
        let handed_in = draft.handed_in();
        let imprint = match &handed_in {
            // What was handed in can be had again, to the same bytes.
            HandedIn::Submitted(last) => Imprint {
                id: String::new(),
                created: last.at,
                cycle: draft.head.cycle.clone(),
            },
            HandedIn::Not | HandedIn::Correcting(..) => Imprint {
                id: match draft.head.desk {
                    Desk::SelfAssessment => ids::fresh(),
                    Desk::Review(_) => String::new(),
                },
                created: clock::now(),
                cycle: draft.head.cycle.clone(),
            },
        };
        let (kind, text) = match draft.head.desk {
            Desk::SelfAssessment => {
                let (application, _) = Application::from_draft(&draft, rubric).map_err(Problems::convert)?;
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
            Desk::Review(_) => {
                let (sheet, _) = draft
                    .validate(rubric, Standard::Complete)
                    .map_err(Problems::convert)?;
                (sheet_kind(sheet.record()), write_scoresheet(&sheet, &imprint))
            }
        };
        let lang = self.lang.get_untracked();
        // What was written is read back before the page says that it was exported.
        let fingerprint = match open(&text) {
            Ok((envelope, _)) => envelope.fingerprint,
            Err(problem) => return Err(problem.convert().into()),
        };
        let name = file_name_of(&draft, &kind, clock::local_day(imprint.created));
        match files::download(&name, "application/json", &text) {
            Ok(()) => {
                if matches!(draft.head.desk, Desk::Review(_)) && !handed_in.is_fixed() {
                    self.note_submission(&Submission {
                        revision: handed_in.revision(),
                        at: imprint.created,
                        fingerprint,
                    });
                }
                // Without the scores it is no copy that one could go on with.
                let is_whole = matches!(draft.head.desk, Desk::Review(_)) || audience == Audience::Applicant;
                let told = say::Exported {
                    name: &name,
                    fingerprint: &fingerprint.short(),
                };
                let kept = say::ExportedOwn {
                    name: &name,
                    fingerprint: &fingerprint.short(),
                };
                let (told, seen) = match audience {
                    Audience::Assessors => (told.text(lang), say::exported_seen(lang, &name)),
                    Audience::Applicant => (kept.text(lang), say::exported_own_seen(lang, &name)),
                };
                self.hand(Handed {
                    told,
                    seen,
                    name,
                    text,
                    revision: is_whole.then(|| self.revision.get_untracked()),
                });
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
        Ok(())
    }

    /// The open draft as a file to go on with elsewhere, with its name.
    pub(super) fn copy_of_draft(self, when: impl Fn(Instant) -> String) -> Option<(String, String)> {
        self.find_written();
        let (opened, draft) = (self.opened.get_untracked()?, self.look(|draft, _| draft.clone())?);
        let imprint = Imprint {
            id: ids::fresh(),
            created: clock::now(),
            cycle: draft.head.cycle.clone(),
        };
        // Two drafts may be of one applicant; their copies must not meet in a folder.
        let kind = format!("{}-{}", say::file_draft(Lang::Zh), short_id(&draft.head.id));
        let name = file_name_of(&draft, &kind, when(imprint.created));
        let reading = opened.application.as_deref().cloned();
        Some((name, write_draft(&DraftCopy::of(draft, reading), &imprint)))
    }

    /// Exports the open draft as it stands, finished or not.
    pub fn export_copy(self) {
        let lang = self.lang.get_untracked();
        let Some((name, text)) = self.copy_of_draft(clock::local_minute) else {
            return;
        };
        let told = match open(&text) {
            // What was written is read back before the page says that it was exported.
            Err(problem) => Err(say::fault(&problem, lang)),
            Ok(_) => files::download(&name, "application/json", &text),
        };
        match told {
            Ok(()) => {
                self.hand(Handed {
                    told: say::copy_exported(lang, &name),
                    seen: say::copy_seen(lang, &name),
                    name,
                    text,
                    revision: Some(self.revision.get_untracked()),
                });
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
    }

    /// Tells that a file was handed to the browser's downloads. Whether it arrived, the page cannot know.
    fn hand(self, handed: Handed) {
        self.notice.set(None);
        self.set.handed.set(Some(handed));
    }

    /// The person has seen the file: from now on it counts as a copy.
    pub fn confirm_handed(self) {
        if let Some(handed) = self.set.handed.try_update(Option::take).flatten() {
            if let Some(revision) = handed.revision {
                self.note_export(revision);
            }
            self.done(handed.seen);
        }
    }

    /// The person wants to hear no more of the file.
    pub fn drop_handed(self) {
        self.set.handed.set(None);
    }

    /// Notes that a copy of the draft, as it stood after this change, has left this machine.
    pub(super) fn note_export(self, revision: u64) {
        let at = clock::now();
        self.send(Event::Exported(Exported { at, revision }));
    }

    /// Whether the open draft has changed since a copy of it last left this machine.
    pub fn changed_since_export(self) -> bool {
        let revision = self.revision.get();
        self.exported
            .get()
            .is_none_or(|exported| exported.revision != revision)
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

/// Enough of a draft's id to tell it from every other draft on this machine.
fn short_id(id: &str) -> String {
    const CHARACTERS: usize = 8;
    id.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(CHARACTERS)
        .collect()
}

/// A file's name: what it is, whose work, whose names, and when.
fn file_name_of(draft: &Draft, kind: &str, when: String) -> String {
    let stage = say::stage(draft.head.desk.stage(), Lang::Zh);
    let people = [draft.text(&Field::Applicant), draft.text(&Field::Assessor)];
    let people: Vec<&str> = people.into_iter().filter(|name| !name.is_empty()).collect();
    file_name(&format!("{kind}-{stage}-{}-{when}.json", people.join("-")))
}
