//! Standings and audits of a cycle as JSON.

use serde::Serialize;

use crate::docket::{
    ApplicantStanding, Audit, Chain, Docket, Finding, StageStanding, Standing, Told, VoteStanding,
};
use crate::figures::{PointsOut, line, points};
use crate::foundations::{Rounding, Word as _};

#[derive(Serialize)]
struct StandingOut<'s> {
    kind: &'static str,
    cycle: &'s str,
    seq: u64,
    head: Option<String>,
    applicants: Vec<ApplicantOut<'s>>,
    problems: Vec<ProblemOut>,
}

#[derive(Serialize)]
struct ApplicantOut<'s> {
    organisation: &'s str,
    application: &'s str,
    name: &'s str,
    received: &'static str,
    withdrawn: Option<u64>,
    eligibility: EligibilityOut<'s>,
    qualification: &'static str,
    material: MaterialOut<'s>,
    visit: Option<bool>,
    site: SiteOut<'s>,
    candidate: &'static str,
    repeat: Option<RepeatOut>,
    vote: Option<VoteOut>,
    award: &'static str,
}

#[derive(Serialize)]
struct EligibilityOut<'s> {
    verdict: &'static str,
    grounds: Vec<GroundOut>,
    missing: Vec<&'s str>,
}

#[derive(Serialize)]
struct GroundOut {
    article: &'static str,
    date: Option<String>,
}

#[derive(Serialize)]
struct MaterialOut<'s> {
    total: Option<PointsOut>,
    rank: Option<usize>,
    unfinished: &'s [String],
}

#[derive(Serialize)]
struct SiteOut<'s> {
    total: Option<PointsOut>,
    rank: Option<usize>,
    shared: bool,
    unfinished: &'s [String],
}

#[derive(Serialize)]
struct RepeatOut {
    at_least_last: Option<bool>,
}

#[derive(Serialize)]
struct VoteOut {
    #[serde(rename = "for")]
    in_favour: u32,
    against: u32,
    present: u32,
    recused: u32,
    quorate: bool,
    passed: bool,
}

#[derive(Serialize)]
struct ProblemOut {
    place: String,
    what: String,
}

impl From<&Told> for ProblemOut {
    fn from(told: &Told) -> Self {
        Self {
            place: told.place(),
            what: told.what(),
        }
    }
}

impl From<VoteStanding> for VoteOut {
    fn from(vote: VoteStanding) -> Self {
        Self {
            in_favour: vote.in_favour,
            against: vote.against,
            present: vote.present,
            recused: vote.recused,
            quorate: vote.quorate,
            passed: vote.passed,
        }
    }
}

fn applicant(of: &ApplicantStanding, rounding: Rounding) -> ApplicantOut<'_> {
    let total = |stage: &StageStanding| points(stage.total, rounding);
    let grounds = of.eligibility.grounds.iter().map(|ground| GroundOut {
        article: ground.article.word(),
        date: ground.day.map(|day| day.to_string()),
    });
    ApplicantOut {
        organisation: of.organisation.as_str(),
        application: of.application.as_str(),
        name: &of.name,
        received: of.received.word(),
        withdrawn: of.withdrawn,
        eligibility: EligibilityOut {
            verdict: of.eligibility.verdict.word(),
            grounds: grounds.collect(),
            missing: of.eligibility.missing.iter().map(String::as_str).collect(),
        },
        qualification: of.qualification.word(),
        material: MaterialOut {
            total: total(&of.material),
            rank: of.material.rank,
            unfinished: &of.material.unfinished,
        },
        visit: of.visit,
        site: SiteOut {
            total: total(&of.site),
            rank: of.site.rank,
            shared: of.site.shared,
            unfinished: &of.site.unfinished,
        },
        candidate: of.candidate.word(),
        repeat: of.repeat.map(|at_least_last| RepeatOut { at_least_last }),
        vote: of.vote.map(VoteOut::from),
        award: of.award.word(),
    }
}

/// The standing of a cycle as JSON: the same for every reader of the same docket and files.
pub fn standing_json(standing: &Standing) -> String {
    let applicants = standing.applicants.iter();
    line(&StandingOut {
        kind: "standing",
        cycle: standing.cycle.as_str(),
        seq: standing.seq,
        head: standing.head.map(|head| head.to_string()),
        applicants: applicants.map(|one| applicant(one, standing.rounding)).collect(),
        problems: standing.told.iter().map(ProblemOut::from).collect(),
    })
}

#[derive(Serialize)]
struct AuditOut<'a> {
    kind: &'static str,
    equal: bool,
    files: usize,
    entries: usize,
    findings: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    place: &'a str,
    what: &'a str,
    expected: &'a str,
    found: &'a str,
}

impl<'a> From<&'a Finding> for FindingOut<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            place: &finding.place,
            what: &finding.what,
            expected: &finding.expected,
            found: &finding.found,
        }
    }
}

/// An audit as JSON.
pub fn audit_json(audit: &Audit) -> String {
    line(&AuditOut {
        kind: "audit",
        equal: audit.findings.is_empty(),
        files: audit.files,
        entries: audit.entries,
        findings: audit.findings.iter().map(FindingOut::from).collect(),
    })
}

#[derive(Serialize)]
struct DocketOut<'d> {
    kind: &'static str,
    cycle: &'d str,
    entries: usize,
    seq: u64,
    head: Option<String>,
    problems: Vec<ProblemOut>,
}

/// Whether the chain of a docket holds, as JSON; nothing but its own entries is asked.
pub fn docket_json(docket: &Docket) -> String {
    let chain = Chain::of(&docket.entries);
    let breaks = chain.breaks.iter().copied().map(Told::Broken);
    let mut problems: Vec<ProblemOut> = breaks.map(|told| ProblemOut::from(&told)).collect();
    problems.sort_by(|one, other| (&one.place, &one.what).cmp(&(&other.place, &other.what)));
    line(&DocketOut {
        kind: "docket",
        cycle: docket.cycle.as_str(),
        entries: docket.entries.len(),
        seq: chain.line.last().map_or(0, |entry| entry.seq),
        head: chain.head().map(|head| head.to_string()),
        problems,
    })
}
