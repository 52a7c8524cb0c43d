//! Figures for scripts, as JSON: totals, aggregates, the summary of a secretariat's desk, checks, the standing of a
//! cycle.
//!
//! Numbers are texts: digits under the rubric's rounding beside the exact fraction.

mod award;
mod paper;

pub use award::{
    audit_json, certificate_json, docket_json, eligibility_json, panels_json, register_json, reports_json,
    standing_json,
};
pub use paper::paper_json;

use serde::Serialize;

use crate::foundations::{
    Exact, Fingerprint, Rounding, RoundingRule, decimal_or_fraction, exact_text, is_unseen,
};
use crate::panel::{Group, Intake, NameKind, Question, Reason};
use crate::rubric::{Rubric, Status};
use crate::scoring::{Aggregate, PANEL_MIN, Rule, Tally};

#[derive(Serialize)]
struct PointsOut {
    points: String,
    exact: String,
}

/// How the digits under `points` came about; `exact` is never rounded.
#[derive(Serialize)]
struct RoundingOut {
    rule: &'static str,
    decimals: u8,
}

#[derive(Serialize)]
struct TotalOut {
    kind: &'static str,
    scored: usize,
    clauses: usize,
    total: Option<PointsOut>,
    parts: Vec<PartOut>,
    clause_scores: Vec<ClauseScoreOut>,
    rounding: RoundingOut,
}

#[derive(Serialize)]
struct PartOut {
    code: String,
    score: Option<PointsOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<String>,
}

#[derive(Serialize)]
struct ClauseScoreOut {
    code: String,
    percent: Option<String>,
    score: Option<PointsOut>,
}

#[derive(Serialize)]
struct AggregateOut {
    kind: &'static str,
    rule: &'static str,
    sheets: usize,
    total: Option<PointsOut>,
    parts: Vec<PartOut>,
    clauses: Vec<ClauseSpreadOut>,
    per: &'static str,
    rounding: RoundingOut,
}

#[derive(Serialize)]
struct ClauseSpreadOut {
    code: String,
    score: Option<PointsOut>,
    min: Option<String>,
    max: Option<String>,
    spread: Option<String>,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    kind: &'static str,
    rubric: SummaryRubricOut<'a>,
    rule: &'static str,
    ranking: Vec<RankedOut<'a>>,
    unranked: Vec<&'a str>,
    groups: Vec<GroupOut<'a>>,
    per: &'static str,
    rounding: RoundingOut,
    without_rank: Vec<WithoutRankOut<'a>>,
}

#[derive(Serialize)]
struct WithoutRankOut<'a> {
    applicant: &'a str,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
enum ReasonOut<'a> {
    NoSiteReview,
    FewSheets {
        sheets: usize,
        needed: usize,
    },
    FewForRule {
        sheets: usize,
        needed: usize,
    },
    Gaps {
        clauses: Vec<String>,
        assessors: &'a [String],
    },
    Question {
        whose: &'static str,
        names: [&'a str; 2],
    },
}

impl<'a> From<&'a Reason> for ReasonOut<'a> {
    fn from(reason: &'a Reason) -> Self {
        match reason {
            Reason::NoSiteReview => Self::NoSiteReview,
            Reason::FewSheets { count } => Self::FewSheets {
                sheets: *count,
                needed: PANEL_MIN,
            },
            Reason::FewForRule { count, needed } => Self::FewForRule {
                sheets: *count,
                needed: *needed,
            },
            Reason::Gaps { clauses, assessors } => Self::Gaps {
                clauses: clauses.iter().map(ToString::to_string).collect(),
                assessors,
            },
            Reason::Question(Question { whose, first, second }) => Self::Question {
                whose: match whose {
                    NameKind::Assessor => "assessor",
                    NameKind::Applicant => "applicant",
                },
                names: [first, second],
            },
        }
    }
}

#[derive(Serialize)]
struct SummaryRubricOut<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
}

#[derive(Serialize)]
struct RankedOut<'a> {
    rank: usize,
    shared: bool,
    applicant: &'a str,
    total: PointsOut,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    applicant: &'a str,
    stage: &'static str,
    sheets: Vec<GroupSheetOut<'a>>,
    aggregate: Option<AggregateOut>,
}

#[derive(Serialize)]
struct GroupSheetOut<'a> {
    assessor: &'a str,
    fingerprint: String,
    revision: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<String>,
    total: Option<PointsOut>,
}

/// What a summary says about its rubric.
#[derive(Clone, Copy, Debug)]
pub struct SummaryLabels<'a> {
    /// The fingerprint of the rubric's payload.
    pub fingerprint: Fingerprint,
    /// The line for numbers that are not official.
    pub notice: &'a str,
}

/// One checked file of `scoresheets check`.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedFile {
    /// Its name as given.
    pub file: String,
    /// Its kind, if it could be read so far.
    pub kind: Option<String>,
    /// The version of its format.
    pub version: Option<u64>,
    /// `intact`, `altered` or nothing where it could not be checked.
    pub fingerprint: Option<&'static str>,
    /// The fingerprint itself.
    pub sha256: Option<String>,
    /// How much of it was checked; nothing where it did not open.
    pub held: Option<Held>,
    /// Errors, in words.
    pub errors: Vec<String>,
    /// Warnings, in words.
    pub warnings: Vec<String>,
    /// What was not checked and why, in words.
    pub notes: Vec<String>,
}

/// How much of a file was checked: no error found says nothing about what was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Held {
    /// Its structure and every value in it.
    #[serde(rename = "values")]
    Values,
    /// Its structure alone: the rubric that its values are held against was not at hand.
    #[serde(rename = "structure only")]
    StructureOnly,
}

fn points(number: Option<Exact>, rounding: Rounding) -> Option<PointsOut> {
    number.map(|number| PointsOut {
        points: rounding.print(number),
        exact: exact_text(number),
    })
}

fn percent(number: Option<Exact>) -> Option<String> {
    number.map(decimal_or_fraction)
}

fn rounding_out(rounding: Rounding) -> RoundingOut {
    RoundingOut {
        rule: match rounding.rule {
            RoundingRule::HalfUp => "half_up",
            RoundingRule::HalfEven => "half_even",
        },
        decimals: rounding.decimals,
    }
}

/// What a rule of aggregation works on: each clause by itself. Parts and totals are sums of its results.
const PER_CLAUSE: &str = "clause";

/// One value as a line of JSON. The types above are texts, numbers and lists: they cannot fail. What a terminal
/// would act upon is an escape, as serde_json writes only the control characters of ASCII.
fn line<T: Serialize>(value: &T) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default()) + "\n"
}

/// JSON with what a terminal would obey as escapes, which mean the same to every reader. Such characters stand in
/// texts only.
fn escaped(json: String) -> String {
    if !json.contains(is_unseen) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_unseen(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                text += &format!("\\u{unit:04x}");
            }
        } else {
            text.push(character);
        }
    }
    text
}

fn parts(tally: &Tally, rounding: Rounding, with_max: bool) -> Vec<PartOut> {
    let part = |part: &crate::scoring::PartScore| PartOut {
        code: part.code.to_string(),
        score: points(part.score, rounding),
        max: with_max.then(|| exact_text(part.max)),
    };
    tally.parts.iter().map(part).collect()
}

/// The points of one sheet.
pub fn total_json(rubric: &Rubric, tally: &Tally) -> String {
    let rounding = rubric.rounding();
    let clause = |clause: &crate::scoring::ClauseScore| ClauseScoreOut {
        code: clause.code.to_string(),
        percent: percent(clause.percent),
        score: points(clause.score, rounding),
    };
    line(&TotalOut {
        kind: "total",
        rounding: rounding_out(rounding),
        scored: tally.scored,
        clauses: tally.clauses.len(),
        total: points(tally.total, rounding),
        parts: parts(tally, rounding, true),
        clause_scores: tally.clauses.iter().map(clause).collect(),
    })
}

fn aggregate_out(rubric: &Rubric, aggregate: &Aggregate) -> AggregateOut {
    let rounding = rubric.rounding();
    let tally = &aggregate.tally;
    let clause =
        |(score, spread): (&crate::scoring::ClauseScore, &crate::scoring::ClauseSpread)| ClauseSpreadOut {
            code: score.code.to_string(),
            score: points(score.score, rounding),
            min: percent(spread.min),
            max: percent(spread.max),
            spread: percent(spread.spread),
        };
    AggregateOut {
        kind: "aggregate",
        rule: aggregate.rule.id(),
        per: PER_CLAUSE,
        rounding: rounding_out(rounding),
        sheets: aggregate.sheets,
        total: points(tally.total, rounding),
        parts: parts(tally, rounding, false),
        clauses: tally.clauses.iter().zip(&aggregate.spreads).map(clause).collect(),
    }
}

/// Several sheets as one result.
pub fn aggregate_json(rubric: &Rubric, aggregate: &Aggregate) -> String {
    line(&aggregate_out(rubric, aggregate))
}

/// The same as lines for column stores: one for the total, one for each part, one for each clause.
pub fn aggregate_ndjson(rubric: &Rubric, aggregate: &Aggregate) -> String {
    #[derive(Serialize)]
    struct Tagged<T> {
        record: &'static str,
        #[serde(flatten)]
        value: T,
    }
    #[derive(Serialize)]
    struct Head {
        rule: &'static str,
        sheets: usize,
        total: Option<PointsOut>,
        per: &'static str,
        rounding: RoundingOut,
    }
    let out = aggregate_out(rubric, aggregate);
    let head = Head {
        rule: out.rule,
        per: out.per,
        rounding: out.rounding,
        sheets: out.sheets,
        total: out.total,
    };
    let mut lines = line(&Tagged {
        record: "total",
        value: head,
    });
    for part in out.parts {
        lines += &line(&Tagged {
            record: "part",
            value: part,
        });
    }
    for clause in out.clauses {
        lines += &line(&Tagged {
            record: "clause",
            value: clause,
        });
    }
    lines
}

/// A secretariat's desk: the ranking, the applicants without a rank and why, and every group. The intake is settled.
pub fn summary_json(rubric: &Rubric, labels: SummaryLabels<'_>, rule: Rule, intake: &Intake) -> String {
    let rounding = rubric.rounding();
    let ranking = intake.ranking();
    let ranked = ranking.ranked.iter().filter_map(|ranked| {
        Some(RankedOut {
            rank: ranked.rank,
            shared: ranked.shared,
            applicant: ranked.applicant,
            total: points(Some(ranked.total), rounding)?,
        })
    });
    let without = ranking.unranked.iter().map(|one| WithoutRankOut {
        applicant: one.applicant,
        reasons: one.reasons.iter().map(ReasonOut::from).collect(),
    });
    let status = match rubric.status() {
        Status::Official { .. } => "official",
        Status::Illustrative => "illustrative",
        Status::Draft => "draft",
    };
    line(&SummaryOut {
        kind: "summary",
        rubric: SummaryRubricOut {
            id: rubric.id(),
            version: rubric.version(),
            fingerprint: labels.fingerprint.to_string(),
            status,
            notice: rubric.status().needs_notice().then_some(labels.notice),
        },
        rule: rule.id(),
        per: PER_CLAUSE,
        rounding: rounding_out(rounding),
        ranking: ranked.collect(),
        unranked: ranking.unranked.iter().map(|one| one.applicant).collect(),
        without_rank: without.collect(),
        groups: intake
            .groups(rubric, rule)
            .map(|group| group_out(rubric, &group))
            .collect(),
    })
}

fn group_out<'a>(rubric: &Rubric, group: &Group<'a>) -> GroupOut<'a> {
    let sheets = group.seats.iter().map(|seat| {
        let revision = &seat.sheet.summary.revision;
        GroupSheetOut {
            assessor: &seat.sheet.summary.assessor,
            fingerprint: seat.sheet.fingerprint.to_string(),
            revision: revision.number.to_string(),
            reason: revision.is_correction().then_some(revision.reason.as_str()),
            supersedes: revision.supersedes.map(|fingerprint| fingerprint.to_string()),
            total: points(seat.tally(rubric).total, rubric.rounding()),
        }
    });
    let aggregate = group.result.as_ref().ok();
    GroupOut {
        applicant: group.applicant,
        stage: group.stage.id(),
        sheets: sheets.collect(),
        aggregate: aggregate.map(|(aggregate, _)| aggregate_out(rubric, aggregate)),
    }
}

/// What was found in files.
pub fn check_json(files: &[CheckedFile]) -> String {
    #[derive(Serialize)]
    struct CheckOut<'a> {
        kind: &'static str,
        files: &'a [CheckedFile],
    }
    line(&CheckOut { kind: "check", files })
}
