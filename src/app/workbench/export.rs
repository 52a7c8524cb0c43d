//! Files that leave: the open draft, and summaries.

use leptos::prelude::*;

use scoring::application::Application;
use scoring::foundations::Lang;
use scoring::interchange::{Imprint, open, write_application, write_scoresheet};
use scoring::problem::Problems;
use scoring::scoresheet::{Desk, Field, Standard};
use scoring::words as say;

use crate::app::browser::{clock, files, ids};
use crate::app::workbench::Workbench;

impl Workbench {
    /// Exports the open draft as a file for the secretariat.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn export_draft(self) -> Result<(), Problems> {
        let (Some(opened), Some(draft)) = (self.opened.get_untracked(), self.draft.get_untracked()) else {
            return Ok(());
        };
        let rubric = &opened.shelved.rubric;
        let imprint = Imprint {
            id: ids::fresh(),
            created: clock::now(),
            cycle: draft.head.cycle.clone(),
        };
        let (kind, text) = match draft.head.desk {
            Desk::SelfAssessment => {
                let (application, _) = Application::from_draft(&draft, rubric)?;
                (
                    say::file_application(Lang::Zh),
                    write_application(&application, &imprint),
                )
            }
            Desk::Review(_) => {
                let (sheet, _) = draft.validate(rubric, Standard::Complete)?;
                (say::file_scoresheet(Lang::Zh), write_scoresheet(&sheet, &imprint))
            }
        };
        let lang = self.lang.get_untracked();
        // What was written is read back before the page says that it was exported.
        let fingerprint = match open(&text) {
            Ok((envelope, _)) => envelope.fingerprint,
            Err(problem) => return Err(problem.into()),
        };
        let stage = say::stage(draft.head.desk.stage(), Lang::Zh);
        let people = [draft.text(&Field::Applicant), draft.text(&Field::Assessor)];
        let people = people
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let name = format!(
            "{kind}-{stage}-{people}-{}.json",
            clock::local_day(imprint.created)
        );
        match files::download(&name, "application/json", &text) {
            Ok(()) => {
                self.done(say::exported(lang, &name, fingerprint.short()));
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
        Ok(())
    }

    /// Hands a summary to the browser's downloads.
    pub fn download(self, name: &str, mime: &str, text: &str) {
        let lang = self.lang.get_untracked();
        match files::download(name, mime, text) {
            Ok(()) => {
                self.secretariat.update(|desk| desk.exported = true);
                self.done(say::downloaded(lang, name));
            }
            Err(said) => self.trouble(say::trouble_export(lang, said)),
        }
    }
}
