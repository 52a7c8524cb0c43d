//! Standings and audits of a cycle as JSON.

use serde::Serialize;

use crate::cycle::Award;
use crate::docket::{
    ApplicantStanding, Audit, Chain, Docket, Due, Finding, PanelCheck, Remark, Repeat, ReportCheck,
    StageStanding, Standing, VoteStanding,
};
use crate::figures::{PointsOut, line, points};
use crate::foundations::{Id, Rounding, Word as _};

#[derive(Serialize)]
struct StandingOut<'s> {
    kind: &'static str,
    cycle: &'s str,
    seq: u64,
    head: Option<String>,
    applicants: Vec<ApplicantOut<'s>>,
    problems: Vec<ProblemOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Vec<DueOut<'s>>>,
}

#[derive(Serialize)]
struct DueOut<'s> {
    place: &'s str,
    what: &'static str,
    day: Option<String>,
    state: &'static str,
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

impl From<&Remark> for ProblemOut {
    fn from(remark: &Remark) -> Self {
        Self {
            place: remark.place(),
            what: remark.what(),
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

fn eligibility(of: &ApplicantStanding) -> EligibilityOut<'_> {
    let grounds = of.eligibility.grounds.iter().map(|ground| GroundOut {
        article: ground.article.word(),
        date: ground.day.map(|day| day.to_string()),
    });
    EligibilityOut {
        verdict: of.eligibility.verdict.word(),
        grounds: grounds.collect(),
        missing: of.eligibility.missing.iter().map(String::as_str).collect(),
    }
}

fn applicant(of: &ApplicantStanding, rounding: Rounding) -> ApplicantOut<'_> {
    let total = |stage: &StageStanding| points(stage.total, rounding);
    ApplicantOut {
        organisation: of.organisation.as_str(),
        application: of.application.as_str(),
        name: &of.name,
        received: of.received.word(),
        withdrawn: of.withdrawn,
        eligibility: eligibility(of),
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
        repeat: match of.repeat {
            Repeat::FirstTime => None,
            Repeat::AtLeastLast => Some(Some(true)),
            Repeat::BelowLast => Some(Some(false)),
            Repeat::NobodyInside => Some(None),
        }
        .map(|at_least_last| RepeatOut { at_least_last }),
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
        problems: standing.remarks.iter().map(ProblemOut::from).collect(),
        today: standing.due.as_ref().map(|(today, _)| today.to_string()),
        due: standing
            .due
            .as_ref()
            .map(|(_, due)| due.iter().map(DueOut::from).collect()),
    })
}

impl<'s> From<&'s Due> for DueOut<'s> {
    fn from(due: &'s Due) -> Self {
        Self {
            place: &due.place,
            what: due.what,
            day: due.day.map(|day| day.to_string()),
            state: due.state.word(),
        }
    }
}

#[derive(Serialize)]
struct EligibilitiesOut<'s> {
    kind: &'static str,
    cycle: &'s str,
    applications: Vec<ApplicationOut<'s>>,
}

#[derive(Serialize)]
struct ApplicationOut<'s> {
    application: &'s str,
    organisation: &'s str,
    name: &'s str,
    received: &'static str,
    eligibility: EligibilityOut<'s>,
    qualification: &'static str,
}

/// Who may apply, as far as that can be computed, as JSON.
pub fn eligibility_json(standing: &Standing) -> String {
    let applications = standing.applicants.iter().map(|one| ApplicationOut {
        application: one.application.as_str(),
        organisation: one.organisation.as_str(),
        name: &one.name,
        received: one.received.word(),
        eligibility: eligibility(one),
        qualification: one.qualification.word(),
    });
    line(&EligibilitiesOut {
        kind: "applications",
        cycle: standing.cycle.as_str(),
        applications: applications.collect(),
    })
}

#[derive(Serialize)]
struct PanelsOut<'p> {
    kind: &'static str,
    cycle: &'p str,
    panels: Vec<PanelOut<'p>>,
}

#[derive(Serialize)]
struct PanelOut<'p> {
    application: &'p str,
    stage: &'static str,
    panel: Option<&'p str>,
    members: Vec<MemberOut<'p>>,
    lacking: &'p [String],
}

#[derive(Serialize)]
struct MemberOut<'p> {
    expert: &'p str,
    name: &'p str,
    leader: bool,
    trade_expert: bool,
    out: bool,
}

/// The panels of a cycle as JSON.
pub fn panels_json(docket: &Docket, panels: &[PanelCheck]) -> String {
    let panels = panels.iter().map(|one| PanelOut {
        application: one.application.as_str(),
        stage: one.stage.word(),
        panel: one.panel.as_ref().map(Id::as_str),
        members: one
            .members
            .iter()
            .map(|member| MemberOut {
                expert: member.expert.as_str(),
                name: &member.name,
                leader: member.leader,
                trade_expert: member.trade_expert,
                out: member.out,
            })
            .collect(),
        lacking: &one.lacking,
    });
    line(&PanelsOut {
        kind: "panels",
        cycle: docket.cycle.as_str(),
        panels: panels.collect(),
    })
}

#[derive(Serialize)]
struct ReportsOut<'r> {
    kind: &'static str,
    cycle: &'r str,
    reports: Vec<ReportOut<'r>>,
}

#[derive(Serialize)]
struct ReportOut<'r> {
    application: &'r str,
    stage: &'static str,
    report: Option<String>,
    revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<&'static str>,
    lacking: &'r [String],
}

/// The reports of a cycle as JSON.
pub fn reports_json(docket: &Docket, reports: &[ReportCheck]) -> String {
    let reports = reports.iter().map(|one| ReportOut {
        application: one.application.as_str(),
        stage: one.stage.word(),
        report: one.report.map(|print| print.to_string()),
        revision: one.revision,
        recommendation: one.recommendation.as_ref().map(|one| one.advice.word()),
        lacking: &one.lacking,
    });
    line(&ReportsOut {
        kind: "reports",
        cycle: docket.cycle.as_str(),
        reports: reports.collect(),
    })
}

#[derive(Serialize)]
struct RegisterOut<'a> {
    kind: &'static str,
    awards: Vec<AwardOut<'a>>,
}

#[derive(Serialize)]
struct AwardOut<'a> {
    certificate: &'a str,
    organisation: &'a str,
    name: &'a str,
    cycle: &'a str,
    year: u16,
    day: Option<String>,
    withdrawn: Option<String>,
}

impl<'a> From<&'a Award> for AwardOut<'a> {
    fn from(award: &'a Award) -> Self {
        Self {
            certificate: &award.certificate,
            organisation: award.organisation.as_str(),
            name: &award.name,
            cycle: award.cycle.as_str(),
            year: award.year,
            day: award.day.map(|day| day.to_string()),
            withdrawn: award.withdrawn.map(|day| day.to_string()),
        }
    }
}

/// The awards of a register as JSON.
pub fn register_json(awards: &[Award]) -> String {
    line(&RegisterOut {
        kind: "register",
        awards: awards.iter().map(AwardOut::from).collect(),
    })
}

#[derive(Serialize)]
struct CertificateOut<'a> {
    kind: &'static str,
    certificate: &'a str,
    answer: &'static str,
    holder: Option<&'a str>,
    year: Option<u16>,
}

/// What a certificate number is worth (Art. 35), as JSON: `valid`, `withdrawn` or `unknown`, with holder and year,
/// since a number alone proves nothing.
pub fn certificate_json(asked: &str, award: Option<&Award>) -> String {
    let answer = match award.map(|award| award.withdrawn) {
        Some(None) => "valid",
        Some(Some(_)) => "withdrawn",
        None => "unknown",
    };
    line(&CertificateOut {
        kind: "certificate",
        certificate: award.map_or(asked, |award| &award.certificate),
        answer,
        holder: award.map(|award| award.name.as_str()),
        year: award.map(|award| award.year),
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
    let breaks = chain.breaks.iter().copied().map(Remark::Broken);
    let mut problems: Vec<ProblemOut> = breaks.map(|remark| ProblemOut::from(&remark)).collect();
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
