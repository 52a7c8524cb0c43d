//! `rank`: the secretariat's desk without a screen; the same bytes as the page's summary.

use scoring::figures::{SummaryLabels, summary_json};
use scoring::foundations::Lang;
use scoring::panel::Group;
use scoring::report::summary_csv;
use scoring::words as say;

use crate::args::{Rank, RankFormat};
use crate::desk;
use crate::notes::Notes;

/// Takes in the files, groups them, and ranks by the site score. What is wrong with a file is reported and costs no other.
pub(crate) fn rank(args: &Rank, notes: &mut Notes) -> Option<String> {
    let order = desk::Order {
        files: &args.files,
        rubric: &args.rubric,
        rule: args.rule,
        same: &args.same,
        different: &args.different,
    };
    let (session, (rubric, fingerprint)) = desk::taken_in(&order, notes)?;
    desk::tell(&session, notes);
    for group in session.groups() {
        note_group(&group, notes);
    }
    if notes.has_errors() && session.figures().accepted == 0 {
        return None;
    }
    Some(match args.format {
        RankFormat::Json => {
            notes.notice(&rubric);
            let labels = SummaryLabels {
                fingerprint,
                // Files for scripts are the same in every language.
                notice: say::notice_for(rubric.status(), Lang::Zh).unwrap_or_default(),
            };
            summary_json(&rubric, labels, args.rule, session.intake())
        }
        RankFormat::Csv => summary_csv(&rubric, args.rule, session.intake(), notes.lang()),
    })
}

fn note_group(group: &Group<'_>, notes: &mut Notes) {
    let names: Vec<&str> = group.seats.iter().map(|seat| seat.sheet.name.as_str()).collect();
    let problems = match &group.result {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    notes.problems_together(&names, problems);
}
