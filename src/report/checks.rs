//! What was looked at in a cycle, as plain text for people: conditions, panels, reports, awards.

use std::fmt::Write as _;

use crate::cycle::{Award, ReviewStage};
use crate::docket::{Due, PanelCheck, ReportCheck, Standing};
use crate::foundations::{Day, Lang, visible_line};
use crate::words as say;

/// Who may apply: receipt, conditions with articles and days, and what was decided.
pub fn eligibility_text(standing: &Standing, lang: Lang) -> String {
    let mut text = String::new();
    for one in &standing.applicants {
        let head = format!("{}  {}  {}", one.name, one.application, one.organisation);
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{}", visible_line(&head));
        for (name, value) in [
            (
                say::standing_received(lang),
                say::receipt(one.received, lang).to_owned(),
            ),
            (
                say::standing_eligibility(lang),
                say::eligibility(&one.eligibility, lang),
            ),
            (
                say::standing_qualification(lang),
                say::qualification(one.qualification, lang).to_owned(),
            ),
        ] {
            let _ = writeln!(text, "  {name}  {}", visible_line(&value));
        }
    }
    text
}

/// The panels, and what stands against each.
pub fn panels_text(panels: &[PanelCheck], lang: Lang) -> String {
    let mut text = String::new();
    for one in panels {
        let panel = one.panel.as_ref().map_or("\u{2014}", |panel| panel.as_str());
        let _ = writeln!(
            text,
            "{}  {}  {panel}",
            one.application,
            stage_name(one.stage, lang)
        );
        for member in &one.members {
            let roles = [
                (member.leader, say::check_leader(lang)),
                (member.trade_expert, say::check_trade_expert(lang)),
                (member.out, say::check_out(lang)),
            ];
            let roles = roles.iter().filter(|(holds, _)| *holds).map(|(_, role)| *role);
            let line = [member.expert.as_str(), &member.name].into_iter().chain(roles);
            let line = line.collect::<Vec<_>>().join("  ");
            let _ = writeln!(text, "  {}", visible_line(&line));
        }
        tell(&mut text, &one.lacking, lang);
    }
    text
}

/// The reports, and what each lacks.
pub fn reports_text(reports: &[ReportCheck], lang: Lang) -> String {
    let mut text = String::new();
    for one in reports {
        let state = if one.lacking.is_empty() {
            say::check_finished(lang)
        } else {
            say::check_unfinished(lang)
        };
        let _ = writeln!(
            text,
            "{}  {}  {state}",
            one.application,
            stage_name(one.stage, lang)
        );
        if let Some(recommendation) = &one.recommendation {
            let line = say::recommendation(recommendation, lang);
            let _ = writeln!(text, "  {}", visible_line(&line));
        }
        tell(&mut text, &one.lacking, lang);
    }
    text
}

/// The awards, one a line.
pub fn register_text(awards: &[Award], lang: Lang) -> String {
    let mut text = String::new();
    for award in awards {
        let day = award
            .day
            .map_or_else(|| "\u{2014}".to_owned(), |day| day.to_string());
        let withdrawn = award.withdrawn.map(|day| say::register_withdrawn(lang, day));
        let line = format!(
            "{}  {}  {}  {}  {day}  {}",
            award.certificate,
            award.year,
            award.name,
            award.organisation,
            withdrawn.unwrap_or_default()
        );
        let _ = writeln!(text, "{}", visible_line(line.trim_end()));
    }
    text
}

/// What a certificate number is worth, with holder and year.
pub fn certificate_text(asked: &str, award: Option<&Award>, lang: Lang) -> String {
    let line = match award {
        None => say::certificate_unknown(lang, asked),
        Some(award) => {
            let (certificate, holder, year) = (&award.certificate, &award.name, &award.year);
            match &award.withdrawn {
                None => say::CertificateValid {
                    certificate,
                    holder,
                    year,
                }
                .text(lang),
                Some(day) => say::CertificateWithdrawn {
                    certificate,
                    holder,
                    year,
                    day,
                }
                .text(lang),
            }
        }
    };
    visible_line(&line).into_owned() + "\n"
}

/// What is to be done on a day.
pub(super) fn due_text((today, due): &(Day, Vec<Due>), lang: Lang) -> String {
    let mut text = format!("\n{}\n", say::due_title(lang, today));
    for one in due {
        let state = say::due_state(one.state, lang);
        let day = one
            .day
            .map_or_else(|| "\u{2014}".to_owned(), |day| day.to_string());
        let line = format!("{state}  {day}  {}  {}", say::due_what(one.what, lang), one.place);
        let _ = writeln!(text, "{}", visible_line(&line));
    }
    text
}

fn stage_name(stage: ReviewStage, lang: Lang) -> &'static str {
    say::stage(stage.of_sheets(), lang)
}

fn tell(text: &mut String, lacking: &[String], lang: Lang) {
    for address in lacking {
        let _ = writeln!(
            text,
            "  {}  {}",
            visible_line(address),
            visible_line(&say::lacking(address, lang))
        );
    }
}
