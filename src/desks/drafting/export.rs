//! The files that a draft leaves as.

use crate::application::{Application, DraftCopy};
use crate::desks::drafting::OpenDraft;
use crate::faults::AnyFault;
use crate::files::{Imprint, open_drafted, write_application, write_draft, write_scoresheet};
use crate::foundations::{Fingerprint, Lang, file_name};
use crate::problem::Problems;
use crate::scoresheet::{Desk, Draft, Field, Standard};
use crate::words as say;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is handed in.
    HandIn,
    /// One goes on with it elsewhere.
    Copy,
}

/// A file that leaves. It counts as a copy once the person has seen it, since a browser may drop it without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// What it is for.
    pub purpose: Purpose,
    /// Its name.
    pub name: String,
    /// What is in it.
    pub text: String,
    /// The fingerprint of its payload, as it was read back.
    pub fingerprint: Fingerprint,
    /// The draft.
    pub draft: String,
    /// The revision of the draft that is in it.
    pub revision: u64,
}

impl OpenDraft {
    /// What stands between the draft and its file: errors keep it here, warnings go along.
    pub fn missing(&self) -> Problems<AnyFault> {
        match self.checked(None) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        }
    }

    /// The file for the secretariat, where an imprint is given, and what there is to say of it.
    fn checked(&self, imprint: Option<&Imprint>) -> Result<(String, Problems<AnyFault>), Problems<AnyFault>> {
        let (draft, rubric) = (&self.draft, &self.shelved.rubric);
        let written = |write: &dyn Fn(&Imprint) -> String| imprint.map(write).unwrap_or_default();
        match draft.head.desk {
            Desk::SelfAssessment => {
                let (application, warnings) =
                    Application::from_draft(draft, rubric).map_err(Problems::convert)?;
                let text = written(&|imprint| write_application(&application, imprint));
                Ok((text, warnings.convert()))
            }
            Desk::Review(_) => {
                let (sheet, warnings) = draft
                    .validate(rubric, Standard::Complete)
                    .map_err(Problems::convert)?;
                let text = written(&|imprint| write_scoresheet(&sheet, imprint));
                Ok((text, warnings.convert()))
            }
        }
    }

    /// The draft as a file.
    ///
    /// # Errors
    /// All that stands in the way. What was written is read back before it is called written.
    pub(super) fn handed(
        &self,
        purpose: Purpose,
        when: &str,
        imprint: &Imprint,
        revision: u64,
    ) -> Result<Handed, Problems<AnyFault>> {
        let head = &self.draft.head;
        let (kind, text) = match purpose {
            Purpose::HandIn => {
                let kind = match head.desk {
                    Desk::SelfAssessment => say::file_application(Lang::Zh),
                    Desk::Review(_) => say::file_scoresheet(Lang::Zh),
                };
                (kind.to_owned(), self.checked(Some(imprint))?.0)
            }
            Purpose::Copy => {
                // Two drafts may be of one applicant; their copies must not meet in a folder.
                let kind = format!("{}-{}", say::file_draft(Lang::Zh), short_id(&head.id));
                let copy = DraftCopy::of(self.draft.clone(), self.application.clone());
                (kind, write_draft(&copy, imprint))
            }
        };
        let (envelope, _) = open_drafted(&text).map_err(|problem| Problems::from(problem.convert()))?;
        Ok(Handed {
            purpose,
            name: file_name_of(&self.draft, &kind, when),
            text,
            fingerprint: envelope.fingerprint,
            draft: head.id.clone(),
            revision,
        })
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
fn file_name_of(draft: &Draft, kind: &str, when: &str) -> String {
    let stage = say::stage(draft.head.desk.stage(), Lang::Zh);
    let people = [draft.text(&Field::Applicant), draft.text(&Field::Assessor)];
    let people: Vec<&str> = people.into_iter().filter(|name| !name.is_empty()).collect();
    file_name(&format!("{kind}-{stage}-{}-{when}.json", people.join("-")))
}
