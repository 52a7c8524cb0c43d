//! The standing of a cycle, its audit and its docket, as plain text for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::docket::{
    Act, ApplicantStanding, Audit, Chain, Docket, Files, Remark, Repeat, Replay, StageStanding, Standing,
    VoteStanding,
};
use crate::foundations::{Exact, Lang, Rounding, visible_line};
use crate::report::checks::due_text;
use crate::words as say;

/// The standing, an application after the other, and what is to be reported.
pub fn standing_text(standing: &Standing, lang: Lang) -> String {
    let head = standing.head.map_or_else(String::new, |head| head.to_string());
    let mut text = say::StandingTitle {
        cycle: &standing.cycle,
        seq: &standing.seq,
        head: &head,
    }
    .text(lang)
        + "\n";
    for applicant in &standing.applicants {
        text += "\n";
        text += &applicant_text(applicant, standing.rounding, lang);
    }
    if !standing.remarks.is_empty() {
        text += "\n";
    }
    for remark in &standing.remarks {
        // Writing into a text cannot fail.
        let _ = writeln!(
            text,
            "{}  {}",
            remark.place(),
            visible_line(&say::remark(remark, lang))
        );
    }
    if let Some(due) = &standing.due {
        text += &due_text(due, lang);
    }
    text
}

fn applicant_text(applicant: &ApplicantStanding, rounding: Rounding, lang: Lang) -> String {
    let name = visible_line(&applicant.name);
    let mut text = format!("{name}  {}  {}\n", applicant.application, applicant.organisation);
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "  {name}  {value}");
    };
    row(
        say::standing_received(lang),
        say::receipt(applicant.received, lang).to_owned(),
    );
    if applicant.withdrawn.is_some() {
        row(say::standing_withdrawn(lang), say::standing_yes(lang).to_owned());
    }
    row(
        say::standing_eligibility(lang),
        say::eligibility(&applicant.eligibility, lang),
    );
    row(
        say::standing_qualification(lang),
        say::qualification(applicant.qualification, lang).to_owned(),
    );
    row(
        say::stage(crate::scoresheet::Stage::Material, lang),
        stage_text(&applicant.material, rounding, lang),
    );
    let visit = match applicant.visit {
        Some(true) => say::standing_yes(lang),
        Some(false) => say::standing_no(lang),
        None => say::standing_visit_open(lang),
    };
    row(say::standing_visit(lang), visit.to_owned());
    row(
        say::stage(crate::scoresheet::Stage::Site, lang),
        stage_text(&applicant.site, rounding, lang),
    );
    let compared = match applicant.repeat {
        Repeat::FirstTime => None,
        Repeat::AtLeastLast => Some(say::standing_at_least_last(lang)),
        Repeat::BelowLast => Some(say::standing_below_last(lang)),
        Repeat::NobodyInside => Some(say::standing_nobody_inside(lang)),
    };
    let candidate = [Some(say::candidate(applicant.candidate, lang)), compared];
    let candidate: Vec<&str> = candidate.into_iter().flatten().collect();
    row(say::standing_candidate(lang), candidate.join("  "));
    if let Some(vote) = applicant.vote {
        row(say::standing_vote(lang), vote_text(vote, lang));
    }
    row(
        say::standing_award(lang),
        say::award(applicant.award, lang).to_owned(),
    );
    text
}

fn stage_text(stage: &StageStanding, rounding: Rounding, lang: Lang) -> String {
    let points = |total: Exact| rounding.print(total);
    let total = stage.total.map_or_else(|| "\u{2014}".to_owned(), points);
    let rank = match (stage.rank, stage.shared) {
        (Some(rank), true) => say::standing_shared_rank(lang, rank),
        (Some(rank), false) => say::standing_rank(lang, rank),
        (None, _) => say::standing_no_rank(lang).to_owned(),
    };
    let mut text = [total, rank].join("  ");
    for address in &stage.unfinished {
        let _ = write!(text, "\n    {}", visible_line(&say::lacking(address, lang)));
    }
    text
}

fn vote_text(vote: VoteStanding, lang: Lang) -> String {
    let (quorate, passed) = (
        if vote.quorate {
            ""
        } else {
            say::standing_no_quorum(lang)
        },
        if vote.passed {
            say::standing_passed(lang)
        } else {
            say::standing_not_passed(lang)
        },
    );
    let counts = say::StandingVotes {
        in_favour: &vote.in_favour,
        against: &vote.against,
        present: &vote.present,
        recused: &vote.recused,
    };
    [counts.text(lang).as_str(), quorate, passed].join("  ")
}

/// An audit: equal, or what differs.
pub fn audit_text(audit: &Audit, lang: Lang) -> String {
    let (files, entries) = (&audit.files, &audit.entries);
    if audit.findings.is_empty() {
        let head = audit.head.map(|head| say::audit_head(lang, head) + "\n");
        return say::AuditEqual { files, entries }.text(lang) + "\n" + &head.unwrap_or_default();
    }
    let findings = &audit.findings.len();
    let mut text = say::AuditDiffers {
        files,
        entries,
        findings,
    }
    .text(lang)
        + "\n";
    for finding in &audit.findings {
        let line = format!("{}  {}", finding.place, say::finding(finding, lang));
        let _ = writeln!(text, "{}", visible_line(line.trim()));
    }
    text
}

/// The entries of a docket that follow each other, one a line: who typed it, what it is about, why one was left out,
/// which one an undo takes back, and which undo took one back. Where the chain does not hold follows behind them.
pub fn docket_text(docket: &Docket, files: &Files, lang: Lang) -> String {
    let replay = Replay::of(docket, files, None);
    let chain = Chain::of(&docket.entries);
    let mut undone_by = BTreeMap::new();
    for entry in &chain.line {
        if let Act::Undone { seq, .. } = entry.act
            && replay.is_in_force(entry.seq)
        {
            undone_by.insert(seq, entry.seq);
        }
    }
    let mut text = String::new();
    for entry in chain.line {
        let mut notes = Vec::new();
        if let Act::Undone { seq, .. } = entry.act {
            notes.push(say::docket_undoes(lang, seq));
        }
        if let Some(by) = undone_by.get(&entry.seq) {
            notes.push(say::docket_undone_by(lang, by));
        }
        notes.extend(replay.refusal(entry.seq).map(|refusal| {
            let problem = crate::problem::Problem::error(crate::problem::Place::File, refusal.clone());
            say::fault(&problem, lang)
        }));
        let words = [&entry.by.name, &entry.by.role].map(|word| visible_line(word).into_owned());
        let line = format!(
            "{}  {}  {}  {}  {}  {}",
            entry.seq,
            entry.at,
            entry.act.kind(),
            words.join(" "),
            entry.act.about().join(" "),
            notes.join("  ")
        );
        let _ = writeln!(text, "{}", visible_line(line.trim_end()));
    }
    for broken in chain.breaks.into_iter().map(Remark::Broken) {
        let _ = writeln!(text, "{}  {}", broken.place(), say::remark(&broken, lang));
    }
    text
}
