//! `rank`: the secretariat's desk without a screen; the same bytes as the page's summary.

use scoring::figures::{SummaryLabels, summary_json};
use scoring::foundations::Lang;
use scoring::panel::{Group, Intake, Ranking, Verdict, groups};
use scoring::report::summary_csv;
use scoring::words as say;

use crate::args::{Rank, RankFormat};
use crate::inputs;
use crate::notes::Notes;

/// Takes in the files, groups them, and ranks by the site score.
pub(crate) fn rank(args: &Rank, notes: &mut Notes) -> Option<String> {
    let (rubric, fingerprint) = inputs::rubric(&args.rubric, notes)?;
    let mut intake = Intake::new();
    for path in &args.files {
        let Some((envelope, record)) = inputs::entry(path, notes) else {
            continue;
        };
        let name = inputs::name_of(path);
        match intake.admit(&name, envelope.fingerprint, record, (&rubric, fingerprint)) {
            Verdict::Accepted(warnings) => notes.problems_of_numbers(&name, warnings.convert()),
            Verdict::SameAgain { first } => notes.remark(&name, &say::cli_same_again(notes.lang(), first)),
            Verdict::Refused(problems) => notes.problems(&name, &problems),
        }
    }
    if notes.has_errors() {
        return None;
    }
    let groups = groups(intake.accepted(), &rubric, args.rule);
    for group in &groups {
        note_group(group, notes);
    }
    if notes.has_errors() {
        return None;
    }
    let ranking = Ranking::of(&groups);
    Some(match args.format {
        RankFormat::Json => {
            notes.notice(&rubric);
            let labels = SummaryLabels {
                fingerprint,
                // Files for scripts are the same in every language.
                notice: say::notice_for(rubric.status(), Lang::Zh).unwrap_or_default(),
            };
            summary_json(&rubric, labels, args.rule, &groups, &ranking)
        }
        RankFormat::Csv => summary_csv(&rubric, &groups, &ranking, notes.lang()),
    })
}

fn note_group(group: &Group<'_>, notes: &mut Notes) {
    let names: Vec<&str> = group.sheets.iter().map(|one| one.name.as_str()).collect();
    let problems = match &group.result {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    notes.problems_together(&names, problems);
}
