//! Groups of sheets and the ranking: by the site score alone, ties kept, the two reviews never blended.

use scoring::figures::{SummaryLabels, summary_json};
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{FileNumber, FiledSheet, Group, Intake, Reason, SheetSummary, Verdict};
use scoring::report::summary_csv;
use scoring::rubric::Rubric;
use scoring::scoresheet::Stage;
use scoring::scoring::{AggregateFault, Rule};
use serde_json::{Value as Json, json};

use crate::support::{ALL_SCORED, code, exact, expect_file, record, small_with, valid};

/// A desk: applicant, stage, assessor, and the percentage of clause 2.2 (23 points).
fn desk(sheets: &[(&str, Stage, &str, &str)], rule: Rule) -> (Rubric, Fingerprint, Intake) {
    let illustrative = [("/status", Some(json!("illustrative"))), ("/approval", None)];
    let (rubric, fingerprint) = small_with(&illustrative);
    let mut intake = Intake::new();
    for (number, (applicant, stage, assessor, percent)) in (0..).zip(sheets) {
        let mut scores = ALL_SCORED;
        scores[6].1 = percent;
        let mut sheet = record(&rubric, fingerprint, &scores);
        sheet.applicant = (*applicant).to_owned();
        sheet.assessor = (*assessor).to_owned();
        sheet.stage = *stage;
        let sheet = FiledSheet {
            name: format!("{number}.json"),
            fingerprint: Fingerprint::of(&u64::to_be_bytes(number)),
            warnings: 0,
            summary: SheetSummary::of(&valid(sheet, &rubric, fingerprint), None),
        };
        intake.admit(FileNumber(number), sheet);
        let verdict = intake.verdict(FileNumber(number));
        assert!(
            matches!(verdict, Some(Verdict::Accepted { .. })),
            "{number}: {verdict:?}"
        );
    }
    intake.settle(&rubric, rule);
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
        let (_, _, intake) = desk(&sheets, Rule::Mean);
        let ranking = intake.ranking();
        let found: Vec<_> = ranking
            .ranked
            .iter()
            .map(|ranked| (ranked.applicant, ranked.rank, ranked.shared))
            .collect();
        assert_eq!(found, ranks);
        let without: Vec<_> = ranking.unranked.iter().map(|one| one.applicant).collect();
        assert_eq!(without, unranked);
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
    let (rubric, _, intake) = desk(&sheets, Rule::Mean);
    let ranking = intake.ranking();
    let print = |number: usize| rubric.rounding().print(ranking.ranked[number].total);
    assert_eq!(print(0), print(1));
    check_ranks(&sheets, &[("乙", 1, false), ("甲", 2, false)], &[]);
}

/// SPEC K8, K9, K11
#[test]
fn only_the_site_ranks() {
    let mut sheets = sites(&[("甲", ["10", "10", "10"]), ("乙", ["20", "20", "20"])]);
    sheets.extend([
        ("甲", Stage::Material, "甲评审", "100"),
        ("乙", Stage::Material, "甲评审", "0"),
        ("丙", Stage::Material, "甲评审", "100"),
        ("丁", Stage::Site, "甲评审", "100"),
        ("丁", Stage::Site, "乙评审", "-"),
        ("戊", Stage::SelfAssessment, "", "100"),
    ]);
    check_ranks(
        &sheets,
        &[("乙", 1, false), ("甲", 2, false)],
        &["丁", "丙", "戊"],
    );
}

/// SPEC K11, K12, K13
#[test]
fn without_a_rank_and_why() {
    let mut sheets = sites(&[
        ("甲", ["10", "10", "10"]),
        ("缺项", ["50", "-", "50"]),
        ("缺项又少", ["50", "50", "50"]),
    ]);
    sheets.retain(|(applicant, _, assessor, _)| *applicant != "缺项又少" || *assessor == "甲评审");
    sheets.extend([
        ("缺项又少", Stage::Site, "丁评审", "-"),
        ("两份", Stage::Site, "甲评审", "100"),
        ("两份", Stage::Site, "乙评审", "100"),
        ("未到现场", Stage::Material, "甲评审", "100"),
    ]);
    let gaps = |assessor: &str| Reason::Gaps {
        clauses: vec![code("2.2")],
        assessors: vec![assessor.to_owned()],
    };
    let few = |count| Reason::FewSheets { count };
    let needs = |count| Reason::FewForRule { count, needed: 5 };
    let (_, _, intake) = desk(&sheets, Rule::Mean);
    let reasons = |intake: &Intake| -> Vec<(String, Vec<Reason>)> {
        let of = |one: &scoring::panel::Unranked<'_>| (one.applicant.to_owned(), one.reasons.to_vec());
        intake.ranking().unranked.iter().map(of).collect()
    };
    assert_eq!(
        reasons(&intake),
        [
            ("两份".to_owned(), vec![few(2)]),
            ("未到现场".to_owned(), vec![Reason::NoSiteReview]),
            ("缺项".to_owned(), vec![gaps("乙评审")]),
            ("缺项又少".to_owned(), vec![few(2), gaps("丁评审")]),
        ]
    );
    assert_eq!(intake.ranking().ranked.len(), 1);
    let (_, _, intake) = desk(&sheets, Rule::Trimmed);
    assert_eq!(
        reasons(&intake)[4],
        ("缺项又少".to_owned(), vec![few(2), needs(2), gaps("丁评审")])
    );
    assert!(intake.ranking().ranked.is_empty());
}

/// What changes after the ranking was computed is computed again, and the rest stays as it was.
///
/// SPEC K9, K14
#[test]
fn the_ranking_follows_what_comes_and_goes() {
    let (rubric, fingerprint, mut intake) = desk(
        &sites(&[("甲", ["10", "10", "10"]), ("乙", ["20", "20", "20"])]),
        Rule::Mean,
    );
    let ranks = |intake: &Intake| -> Vec<String> {
        intake
            .ranking()
            .ranked
            .iter()
            .map(|ranked| format!("{} {}", ranked.rank, ranked.applicant))
            .collect()
    };
    assert_eq!(ranks(&intake), ["1 乙", "2 甲"]);
    let out = intake.take_out(FileNumber(4)).expect("a sheet");
    intake.settle(&rubric, Rule::Mean);
    assert_eq!(ranks(&intake), ["1 甲"]);
    intake.admit(FileNumber(4), out);
    intake.settle(&rubric, Rule::Mean);
    assert_eq!(ranks(&intake), ["1 乙", "2 甲"]);
    // Another rule counts everybody anew.
    intake.score_anew();
    intake.settle(&rubric, Rule::Trimmed);
    assert!(ranks(&intake).is_empty());
    intake.score_anew();
    intake.settle(&rubric, Rule::Median);
    assert_eq!(ranks(&intake), ["1 乙", "2 甲"]);
    let mut scores = ALL_SCORED;
    scores[6].1 = "100";
    let mut sheet = record(&rubric, fingerprint, &scores);
    sheet.applicant = "甲".to_owned();
    sheet.assessor = "丁评审".to_owned();
    let sheet = FiledSheet {
        name: "late.json".to_owned(),
        fingerprint: Fingerprint::of(b"late"),
        warnings: 0,
        summary: SheetSummary::of(&valid(sheet, &rubric, fingerprint), None),
    };
    intake.admit(FileNumber(99), sheet);
    intake.settle(&rubric, Rule::Mean);
    assert_eq!(ranks(&intake), ["1 甲", "2 乙"]);
}

/// SPEC K9, K14, K23
#[test]
fn results_found_step_by_step_are_those_found_at_once() {
    let names = [
        "深圳市龙岗区人民医院",
        "龙岗人民医院",
        "甲中心",
        "甲 中心",
        "乙中心",
        "市人民医院",
    ];
    let panels: Vec<_> = names.iter().map(|name| (*name, ["50", "60", "70"])).collect();
    let sheets = sites(&panels);
    let (rubric, _, at_once) = desk(&sheets, Rule::Mean);
    assert!(at_once.questions().len() > 1, "{:?}", at_once.questions());
    for most in [1, 2, 5] {
        let mut intake = at_once.clone();
        // The name that came first goes and comes back behind the others.
        let first: Vec<_> = (0..3)
            .filter_map(|number| intake.take_out(FileNumber(number)))
            .collect();
        let mut wanted = intake.clone();
        let mut steps = 0;
        while !intake.settle_some(&rubric, Rule::Mean, most) {
            steps += 1;
        }
        assert!(steps > 0, "at once, of {most}");
        wanted.settle(&rubric, Rule::Mean);
        assert_eq!(intake, wanted);
        for (number, sheet) in (100..).zip(first) {
            intake.admit(FileNumber(number), sheet.clone());
            wanted.admit(FileNumber(number), sheet);
            // Whatever was found of the names so far begins anew.
            intake.settle_some(&rubric, Rule::Mean, most);
        }
        wanted.settle(&rubric, Rule::Mean);
        while !intake.settle_some(&rubric, Rule::Mean, most) {}
        assert_eq!(intake, wanted);
    }
}

/// SPEC K14, K15
#[test]
fn the_name_that_comes_first_is_that_of_the_files_that_are_there() {
    let mut sheets = sites(&[("甲中心", ["50"; 3]), ("甲 中 心", ["60"; 3])]);
    // One sheet of the first, three of the other, two of the first.
    sheets[1..].rotate_left(2);
    let (rubric, _, mut intake) = desk(&sheets, Rule::Mean);
    let asked = |intake: &Intake| {
        let questions = intake.questions().into_iter();
        questions
            .map(|question| [question.first.clone(), question.second.clone()])
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(&intake), [["甲中心", "甲 中 心"]]);
    let first = intake.take_out(FileNumber(0));
    intake.settle(&rubric, Rule::Mean);
    assert_eq!(asked(&intake), [["甲 中 心", "甲中心"]]);
    intake.admit(FileNumber(0), first.expect("it was there"));
    intake.settle(&rubric, Rule::Mean);
    assert_eq!(asked(&intake), [["甲中心", "甲 中 心"]]);
}

/// SPEC K8, G9
#[test]
fn groups_by_applicant_and_stage() {
    let sheets = [
        ("乙", Stage::Site, "乙评审", "50"),
        ("甲", Stage::SelfAssessment, "", "90"),
        ("甲", Stage::Site, "乙评审", "40"),
        ("甲", Stage::Material, "甲评审", "30"),
        ("甲", Stage::Site, "甲评审", "60"),
    ];
    let (rubric, _, intake) = desk(&sheets, Rule::Mean);
    let found: Vec<_> = intake
        .groups(&rubric, Rule::Mean)
        .map(|group| {
            let assessors: Vec<&str> = group
                .seats
                .iter()
                .map(|seat| seat.sheet.summary.assessor.as_str())
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
    let of_site = intake
        .group("甲", Stage::Site, &rubric, Rule::Mean)
        .expect("a group");
    let (site, warnings) = of_site.result.as_ref().expect("a result");
    assert_eq!(site.tally.clauses[6].percent, Some(exact("50")));
    assert!(
        warnings
            .iter()
            .any(|problem| problem.fault == AggregateFault::FewSheets { count: 2 })
    );

    // An applicant's own assessment is one voice: it stands under every rule and needs no panel.
    let groups: Vec<Group<'_>> = intake.groups(&rubric, Rule::Trimmed).collect();
    let (own, warnings) = groups[1].result.as_ref().expect("a result");
    assert_eq!(own.tally.clauses[6].percent, Some(exact("90")));
    assert!(warnings.is_empty(), "{warnings:#?}");
    let problems = groups[3]
        .result
        .as_ref()
        .expect_err("too few sheets for the rule");
    assert!(problems.iter().any(|problem| problem.fault
        == AggregateFault::TooFewForRule {
            rule: Rule::Trimmed,
            count: 2
        }));
    assert_eq!(groups[3].total(), None);
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
    desk(&sheets, Rule::Mean)
}

/// SPEC O4, O5, O6, K10
#[test]
fn the_desk_for_scripts() {
    let (rubric, fingerprint, intake) = award();
    let labels = SummaryLabels {
        fingerprint,
        notice: "示例分值，非官方",
    };
    let text = summary_json(&rubric, labels, Rule::Mean, &intake);
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
    assert_eq!(
        found["without_rank"],
        json!([
            {
                "applicant": "=1+1",
                "reasons": [
                    {"reason": "few_sheets", "sheets": 1, "needed": 3},
                    {"reason": "gaps", "clauses": ["2.2"], "assessors": ["甲评审"]},
                ],
            },
            {"applicant": "丁公司", "reasons": [{"reason": "no_site_review"}]},
        ])
    );
    assert_eq!(
        (&found["per"], &found["rounding"]),
        (&json!("clause"), &json!({"rule": "half_up", "decimals": 2}))
    );
    let (official, print) = small_with(&[]);
    let labels = SummaryLabels {
        fingerprint: print,
        ..labels
    };
    let found: Json =
        serde_json::from_str(&summary_json(&official, labels, Rule::Median, &Intake::new())).expect("JSON");
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
    for (lang, name) in [(Lang::Zh, "summary.zh.csv"), (Lang::En, "summary.en.csv")] {
        expect_file(name, &summary_csv(&rubric, Rule::Mean, &intake, lang));
    }
}
