//! Groups of sheets and the ranking: by the site score alone, ties kept, the two reviews never blended.

use scoring::figures::{SummaryLabels, summary_json};
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{Intake, Ranking, Verdict, groups};
use scoring::report::summary_csv;
use scoring::rubric::Rubric;
use scoring::scoresheet::Stage;
use scoring::scoring::{AggregateFault, Rule};
use serde_json::{Value as Json, json};

use crate::support::{ALL_SCORED, exact, expect_file, record, small_with};

/// A desk: applicant, stage, assessor, and the percentage of clause 2.2 (23 points).
fn desk(sheets: &[(&str, Stage, &str, &str)]) -> (Rubric, Fingerprint, Intake) {
    let illustrative = [("/status", Some(json!("illustrative"))), ("/approval", None)];
    let (rubric, fingerprint) = small_with(&illustrative);
    let mut intake = Intake::new();
    for (number, (applicant, stage, assessor, percent)) in sheets.iter().enumerate() {
        let mut scores = ALL_SCORED;
        scores[6].1 = percent;
        let mut sheet = record(&rubric, fingerprint, &scores);
        sheet.applicant = (*applicant).to_owned();
        sheet.assessor = (*assessor).to_owned();
        sheet.stage = *stage;
        let print = Fingerprint::of(&number.to_be_bytes());
        let verdict = intake.admit(&format!("{number}.json"), print, sheet, (&rubric, fingerprint));
        assert!(matches!(verdict, Verdict::Accepted(_)), "{number}: {verdict:?}");
    }
    (rubric, fingerprint, intake)
}

/// Site sheets of three assessors for each applicant.
fn sites<'a>(applicants: &[(&'a str, [&'a str; 3])]) -> Vec<(&'a str, Stage, &'a str, &'a str)> {
    let of_one = |(applicant, percents): &(&'a str, [&'a str; 3])| {
        [
            ("甲评审", percents[0]),
            ("乙评审", percents[1]),
            ("丙评审", percents[2]),
        ]
        .map(|(assessor, percent)| (*applicant, Stage::Site, assessor, percent))
    };
    applicants.iter().flat_map(of_one).collect()
}

fn check_ranks(sheets: &[(&str, Stage, &str, &str)], ranks: &[(&str, usize, bool)], unranked: &[&str]) {
    for turn in 0..2 {
        let mut sheets = sheets.to_vec();
        if turn == 1 {
            sheets.reverse();
        }
        let (rubric, _, intake) = desk(&sheets);
        let groups = groups(intake.accepted(), &rubric, Rule::Mean);
        let ranking = Ranking::of(&groups);
        let found: Vec<_> = ranking
            .ranked
            .iter()
            .map(|ranked| (ranked.applicant, ranked.rank, ranked.shared))
            .collect();
        assert_eq!(found, ranks);
        assert_eq!(ranking.unranked, unranked);
    }
}

/// SPEC K9, K10
#[test]
fn ties_share_a_rank_and_the_next_is_left_out() {
    let high = ["50", "60", "70"];
    let same_mean = ["60", "60", "60"];
    let low = ["50", "50", "50"];
    check_ranks(
        &sites(&[
            ("丁", low),
            ("乙", high),
            ("甲", same_mean),
            ("丙", ["0", "0", "0"]),
        ]),
        &[
            ("乙", 1, true),
            ("甲", 1, true),
            ("丁", 3, false),
            ("丙", 4, false),
        ],
        &[],
    );
    check_ranks(
        &sites(&[("甲", low), ("乙", high), ("丙", low), ("丁", low)]),
        &[
            ("乙", 1, false),
            ("丁", 2, true),
            ("丙", 2, true),
            ("甲", 2, true),
        ],
        &[],
    );
}

/// SPEC K9, N7
#[test]
fn ranks_come_from_unrounded_totals() {
    // 23 points x 0.001 % / 3: the printed totals are the same to the last digit.
    let sheets = sites(&[("甲", ["50", "50", "50"]), ("乙", ["50", "50", "50.001"])]);
    let (rubric, _, intake) = desk(&sheets);
    let groups = groups(intake.accepted(), &rubric, Rule::Mean);
    let ranking = Ranking::of(&groups);
    let print = |number: usize| rubric.rounding().print(ranking.ranked[number].total);
    assert_eq!(print(0), print(1));
    check_ranks(&sheets, &[("乙", 1, false), ("甲", 2, false)], &[]);
}

/// SPEC K8, K9, K11
#[test]
fn only_the_site_ranks() {
    check_ranks(
        &[
            ("甲", Stage::Material, "甲评审", "100"),
            ("甲", Stage::Site, "甲评审", "10"),
            ("乙", Stage::Material, "甲评审", "0"),
            ("乙", Stage::Site, "甲评审", "20"),
            ("丙", Stage::Material, "甲评审", "100"),
            ("丁", Stage::Site, "甲评审", "100"),
            ("丁", Stage::Site, "乙评审", "-"),
            ("戊", Stage::SelfAssessment, "", "100"),
        ],
        &[("乙", 1, false), ("甲", 2, false)],
        &["丁", "丙", "戊"],
    );
}

/// SPEC K8, G9
#[test]
fn groups_by_applicant_and_stage() {
    let (rubric, _, intake) = desk(&[
        ("乙", Stage::Site, "乙评审", "50"),
        ("甲", Stage::SelfAssessment, "", "90"),
        ("甲", Stage::Site, "乙评审", "40"),
        ("甲", Stage::Material, "甲评审", "30"),
        ("甲", Stage::Site, "甲评审", "60"),
    ]);
    let groups_of = |rule| groups(intake.accepted(), &rubric, rule);
    let found: Vec<_> = groups_of(Rule::Mean)
        .iter()
        .map(|group| {
            let assessors: Vec<String> = group
                .sheets
                .iter()
                .map(|one| one.sheet.record().assessor.clone())
                .collect();
            (group.applicant.to_owned(), group.stage, assessors.join(" "))
        })
        .collect();
    let row = |applicant: &str, stage, assessors: &str| (applicant.to_owned(), stage, assessors.to_owned());
    assert_eq!(
        found,
        [
            row("乙", Stage::Site, "乙评审"),
            row("甲", Stage::SelfAssessment, ""),
            row("甲", Stage::Material, "甲评审"),
            row("甲", Stage::Site, "乙评审 甲评审"),
        ]
    );
    let groups = groups_of(Rule::Mean);
    let (site, _) = groups[3].result.as_ref().expect("a result");
    assert_eq!(site.tally.clauses[6].percent, Some(exact("50")));

    // An applicant's own assessment is one voice: it stands under every rule and needs no panel.
    let groups = groups_of(Rule::Trimmed);
    let (own, warnings) = groups[1].result.as_ref().expect("a result");
    assert_eq!(own.tally.clauses[6].percent, Some(exact("90")));
    assert!(warnings.is_empty(), "{warnings:#?}");
    let problems = groups[3]
        .result
        .as_ref()
        .expect_err("too few sheets for the rule");
    assert!(
        problems
            .iter()
            .any(|problem| problem.fault == AggregateFault::TrimmedNeedsFive { count: 2 })
    );
    assert_eq!(groups[3].total(), None);
    assert_eq!(Ranking::of(&groups).ranked, []);
}

fn award() -> (Rubric, Fingerprint, Intake) {
    let mut sheets = sites(&[
        ("甲医院", ["50", "60", "70"]),
        ("乙学校", ["60", "60", "60"]),
        ("丙街道", ["0", "0", "100"]),
    ]);
    sheets.push(("甲医院", Stage::SelfAssessment, "", "95"));
    sheets.push(("丁公司", Stage::Material, "甲评审", "40"));
    sheets.push(("=1+1", Stage::Site, "甲评审", "-"));
    desk(&sheets)
}

/// SPEC O4, O5, O6, K10
#[test]
fn the_desk_for_scripts() {
    let (rubric, fingerprint, intake) = award();
    let groups = groups(intake.accepted(), &rubric, Rule::Mean);
    let ranking = Ranking::of(&groups);
    let labels = SummaryLabels {
        fingerprint,
        notice: "示例分值，非官方",
    };
    let text = summary_json(&rubric, labels, Rule::Mean, &groups, &ranking);
    let found: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        found["rubric"],
        json!({
            "id": "small",
            "version": "2",
            "fingerprint": fingerprint.to_string(),
            "status": "illustrative",
            "notice": "示例分值，非官方",
        })
    );
    let ranks: Vec<_> = found["ranking"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["rank"].clone())
        .collect();
    assert_eq!(ranks, [1, 1, 3]);
    assert_eq!(found["unranked"], json!(["=1+1", "丁公司"]));
    assert_eq!(found["groups"][0]["sheets"][0]["total"], Json::Null);
    let (official, print) = small_with(&[]);
    let labels = SummaryLabels {
        fingerprint: print,
        ..labels
    };
    let found: Json = serde_json::from_str(&summary_json(
        &official,
        labels,
        Rule::Median,
        &[],
        &Ranking::default(),
    ))
    .expect("JSON");
    assert_eq!(
        found["rubric"].get("notice"),
        None,
        "official numbers carry no notice"
    );
    assert_eq!(found["rule"], "median");
}

/// SPEC O5, O7, O8, O9
#[test]
fn the_desk_for_spreadsheets() {
    let (rubric, _, intake) = award();
    let groups = groups(intake.accepted(), &rubric, Rule::Mean);
    let ranking = Ranking::of(&groups);
    for (lang, name) in [(Lang::Zh, "summary.zh.csv"), (Lang::En, "summary.en.csv")] {
        expect_file(name, &summary_csv(&rubric, &groups, &ranking, lang));
    }
}
