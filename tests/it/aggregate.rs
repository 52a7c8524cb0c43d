//! Several sheets as one result: the rules, what cannot be put together, and what holds for any sheets.

use std::sync::LazyLock;

use proptest::prelude::*;
use scoring::figures::{aggregate_json, aggregate_ndjson};
use scoring::foundations::{Exact, Fingerprint, Lang};
use scoring::problem::Place;
use scoring::rubric::Rubric;
use scoring::scoresheet::{Scoresheet, SheetRecord};
use scoring::scoring::{AggregateFault, Rule, check_count};
use scoring::words;
use serde_json::{Value as Json, json};

use crate::support::{ALL_SCORED, aggregate_of, chances, exact, facts, record, small, valid};

/// Sheets of assessors 0, 1, 2 …, each with a percentage of clause 2.2 and the same elsewhere.
fn sheets(percents: &[&str]) -> (Rubric, Vec<Scoresheet>) {
    changed(percents, |_, _| {})
}

fn changed(percents: &[&str], change: impl Fn(usize, &mut SheetRecord)) -> (Rubric, Vec<Scoresheet>) {
    let (rubric, fingerprint) = small();
    let sheet = |(number, percent): (usize, &&str)| {
        let mut scores = ALL_SCORED;
        scores[6].1 = percent;
        let mut sheet = record(&rubric, fingerprint, &scores);
        sheet.assessor = format!("评审员 {number}");
        change(number, &mut sheet);
        valid(sheet, &rubric, fingerprint)
    };
    let sheets = percents.iter().enumerate().map(sheet).collect();
    (rubric, sheets)
}

/// SPEC G1, G2, G3, G4, G10
#[test]
fn the_rules() {
    use Rule::{Mean, Median, Trimmed, TrimmedTwo};
    for (rule, percents, expected) in [
        (Mean, vec!["50"], "50"),
        (Mean, vec!["50", "51"], "50.5"),
        (Mean, vec!["10", "20", "60"], "30"),
        (Mean, vec!["0", "0", "100"], "100/3"),
        (Median, vec!["50"], "50"),
        (Median, vec!["20", "60"], "40"),
        (Median, vec!["60", "10", "20"], "20"),
        (Median, vec!["60", "10", "20", "35"], "27.5"),
        (Trimmed, vec!["0", "40", "50", "60", "100"], "50"),
        (Trimmed, vec!["100", "0", "40", "50", "61"], "151/3"),
        (Trimmed, vec!["50", "50", "50", "50", "50"], "50"),
        (Trimmed, vec!["0", "0", "30", "30", "100", "100"], "40"),
        (
            TrimmedTwo,
            vec!["0", "10", "40", "50", "61", "90", "100"],
            "151/3",
        ),
        (
            TrimmedTwo,
            vec!["100", "100", "100", "30", "40", "0", "0", "0"],
            "42.5",
        ),
    ] {
        let (rubric, sheets) = sheets(&percents);
        let aggregate = aggregate_of(&rubric, &sheets, rule);
        let found = aggregate.tally.clauses[6].percent;
        assert_eq!(found, Some(exact(expected)), "{rule:?} {percents:?}");
        assert_eq!(
            aggregate.tally.clauses[6].score,
            found.map(|found| found * exact("0.23"))
        );
        // The others are the same in every sheet, so every rule leaves them as they are.
        let others = exact("82.734") - exact("7.659");
        assert_eq!(
            aggregate.tally.total,
            found.map(|found| others + found * exact("0.23"))
        );
        assert_eq!((aggregate.rule, aggregate.sheets), (rule, percents.len()));
    }
}

/// SPEC G1
#[test]
fn a_rule_works_clause_by_clause_and_not_on_totals() {
    let (rubric, fingerprint) = small();
    let sheet = |assessor: &str, first: &str, second: &str| {
        let mut scores = ALL_SCORED;
        (scores[0].1, scores[2].1) = (first, second);
        let mut sheet = record(&rubric, fingerprint, &scores);
        sheet.assessor = assessor.to_owned();
        valid(sheet, &rubric, fingerprint)
    };
    let sheets = [
        sheet("甲", "0", "100"),
        sheet("乙", "50", "0"),
        sheet("丙", "100", "50"),
    ];
    let median = aggregate_of(&rubric, &sheets, Rule::Median);
    assert_eq!(median.tally.clauses[0].percent, Some(exact("50")));
    assert_eq!(median.tally.clauses[2].percent, Some(exact("50")));
}

/// SPEC G7
#[test]
fn a_clause_that_one_sheet_lacks_is_not_scored() {
    let (rubric, sheets) = sheets(&["50", "-", "60"]);
    let aggregate = aggregate_of(&rubric, &sheets, Rule::Mean);
    assert_eq!(aggregate.tally.clauses[6].score, None);
    assert_eq!(aggregate.tally.total, None);
    let parts: Vec<bool> = aggregate
        .tally
        .parts
        .iter()
        .map(|part| part.score.is_some())
        .collect();
    assert_eq!(parts, [true, false, true]);
    let spread = &aggregate.spreads[6];
    assert_eq!((spread.min, spread.max, spread.spread), (None, None, None));
}

/// SPEC G7, N6
#[test]
fn the_spread_is_the_highest_less_the_lowest() {
    let (rubric, sheets) = sheets(&["33.3", "10", "62.5"]);
    let aggregate = aggregate_of(&rubric, &sheets, Rule::Mean);
    let spread = &aggregate.spreads[6];
    assert_eq!((spread.min, spread.max), (Some(exact("10")), Some(exact("62.5"))));
    assert_eq!(spread.spread, Some(exact("52.5")));
    assert_eq!(aggregate.spreads[0].spread, Some(exact("0")));
}

/// SPEC G2, G3, G4, G9, G10
#[test]
fn so_many_sheets_are_enough() {
    use Rule::{Mean, Median, Trimmed, TrimmedTwo};
    let few = |count| vec![(Place::File, AggregateFault::FewSheets { count })];
    let too_few = |rule, count| vec![(Place::File, AggregateFault::TooFewForRule { rule, count })];
    for (rule, count, expected) in [
        (Mean, 3, vec![]),
        (Mean, 2, few(2)),
        (Median, 1, few(1)),
        (Mean, 0, too_few(Mean, 0)),
        (Trimmed, 5, vec![]),
        (Trimmed, 4, too_few(Trimmed, 4)),
        (TrimmedTwo, 7, vec![]),
        (TrimmedTwo, 6, too_few(TrimmedTwo, 6)),
    ] {
        let problems = check_count(count, rule);
        assert_eq!(facts(&problems), expected, "{count} for {rule:?}");
        let is_enough = count >= rule.least_sheets();
        assert_eq!(problems.has_errors(), !is_enough, "{count} for {rule:?}");
    }
}

/// SPEC G2, G3, G4, G10
#[test]
fn ids_of_the_rules() {
    for (rule, id, least) in [
        (Rule::Mean, "mean", 1),
        (Rule::Median, "median", 1),
        (Rule::Trimmed, "trimmed", 5),
        (Rule::TrimmedTwo, "trimmed_two", 7),
    ] {
        assert_eq!((rule.id(), rule.least_sheets()), (id, least));
        assert_eq!(Rule::parse(id), Some(rule));
    }
    assert_eq!(Rule::parse("Mean"), None);
    assert_eq!(Rule::default(), Rule::Mean);
    assert_eq!(Rule::ALL.len(), 4);
    assert_eq!(Rule::ALL.map(Rule::id), Rule::IDS);
    for (lang, rule) in [Lang::Zh, Lang::En]
        .into_iter()
        .flat_map(|lang| Rule::IDS.map(|id| (lang, id)))
    {
        assert!(
            words::cli_rule(lang).contains(rule),
            "{lang:?}: the help names {rule}"
        );
    }
}

/// SPEC O2, O3, O5
#[test]
fn aggregates_for_scripts() {
    let (rubric, sheets) = sheets(&["0", "0", "100"]);
    let aggregate = aggregate_of(&rubric, &sheets, Rule::Mean);
    let text = aggregate_json(&rubric, &aggregate);
    let found: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(found["kind"], "aggregate");
    assert_eq!((&found["rule"], &found["sheets"]), (&json!("mean"), &json!(3)));
    assert_eq!(found["total"], json!({"points": "82.74", "exact": "9929/120"}));
    assert_eq!(
        found["parts"][0],
        json!({"code": "1", "score": {"points": "49.83", "exact": "1993/40"}})
    );
    let clause = json!({
        "code": "2.2",
        "score": {"points": "7.67", "exact": "23/3"},
        "min": "0",
        "max": "100",
        "spread": "100",
    });
    assert_eq!(found["clauses"][6], clause);

    let lines: Vec<Json> = aggregate_ndjson(&rubric, &aggregate)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    let records: Vec<&str> = lines.iter().filter_map(|line| line["record"].as_str()).collect();
    assert_eq!(records[..4], ["total", "part", "part", "part"]);
    assert_eq!(records[4..], ["clause"; 8]);
    assert_eq!(lines[0]["total"], found["total"]);
    let mut without_tag = lines[10].clone();
    without_tag.as_object_mut().expect("an object").remove("record");
    assert_eq!(without_tag, clause);

    let (rubric, sheets) = changed(&["-"], |_, _| {});
    let aggregate = aggregate_of(&rubric, &sheets, Rule::Mean);
    let found: Json = serde_json::from_str(&aggregate_json(&rubric, &aggregate)).expect("JSON");
    assert_eq!(found["total"], Json::Null);
    assert_eq!(
        found["clauses"][6],
        json!({"code": "2.2", "score": null, "min": null, "max": null, "spread": null})
    );
}

/// Percentages of 1 to 9 assessors for the eight clauses, in thousandths.
fn any_panel() -> impl Strategy<Value = Vec<Vec<Option<i128>>>> {
    let one = prop::collection::vec(prop::option::weighted(0.97, 0_i128..=100_000), 8);
    prop::collection::vec(one, 1..10)
}

/// Sheets of a rubric of eight clauses that take any percentage.
fn panel(percents: &[Vec<Option<i128>>]) -> (Rubric, Vec<Scoresheet>) {
    static EIGHT: LazyLock<(Rubric, Fingerprint)> = LazyLock::new(|| {
        let part = |number: usize| json!({"code": number.to_string(), "name": {"zh": "部分"}, "points": number * 7, "kind": "result", "method": "free"});
        crate::support::small_with(&[
            ("/parts", Some((1..=8).map(part).collect())),
            ("/total", Some(json!(36 * 7))),
            ("/mapping", None),
        ])
    });
    let (rubric, fingerprint) = EIGHT.clone();
    let sheet = |(number, percents): (usize, &Vec<Option<i128>>)| {
        let mut sheet = record(&rubric, fingerprint, &[]);
        sheet.assessor = format!("评审员 {number}");
        for (clause, percent) in rubric.clauses().zip(percents) {
            let value = percent.map(|percent| scoring::scoresheet::Value::Percent(Exact::new(percent, 1000)));
            sheet.entries.push(scoring::scoresheet::EntryRecord::scored(
                clause.node.code.clone(),
                value,
            ));
        }
        valid(sheet, &rubric, fingerprint)
    };
    let sheets = percents.iter().enumerate().map(sheet).collect();
    (rubric, sheets)
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC G5
    #[test]
    fn the_order_of_the_sheets_changes_nothing(percents in any_panel(), turn in 0_usize..9) {
        let (rubric, mut sheets) = panel(&percents);
        for rule in Rule::ALL.into_iter().filter(|rule| rule.least_sheets() <= percents.len()) {
            let straight = aggregate_of(&rubric, &sheets, rule);
            let count = sheets.len();
            sheets.rotate_left(turn % count);
            sheets.swap(0, count / 2);
            let turned = aggregate_of(&rubric, &sheets, rule);
            prop_assert_eq!(straight, turned);
        }
    }

    /// SPEC G6, G7
    #[test]
    fn results_lie_between_the_lowest_and_the_highest(percents in any_panel()) {
        let (rubric, sheets) = panel(&percents);
        for rule in Rule::ALL.into_iter().filter(|rule| rule.least_sheets() <= percents.len()) {
            let aggregate = aggregate_of(&rubric, &sheets, rule);
            for (clause, spread) in aggregate.tally.clauses.iter().zip(&aggregate.spreads) {
                prop_assert!(spread.min <= clause.percent && clause.percent <= spread.max);
                prop_assert_eq!(clause.percent.is_none(), spread.spread.is_none());
            }
        }
    }

    /// An independent computation with nothing but integers: sums over a common denominator.
    ///
    /// SPEC G2, G3, G4, G10, S7
    #[test]
    fn results_equal_plain_integer_sums(percents in any_panel()) {
        let (rubric, sheets) = panel(&percents);
        let count = percents.len() as i128;
        for rule in Rule::ALL.into_iter().filter(|rule| rule.least_sheets() <= percents.len()) {
            let aggregate = aggregate_of(&rubric, &sheets, rule);
            let mut total = Some(Exact::from_integer(0));
            for clause in 0..8 {
                let column: Option<Vec<i128>> = percents.iter().map(|one| one[clause]).collect();
                let expected = column.map(|mut column| {
                    column.sort_unstable();
                    let middle = column.len() / 2;
                    match rule {
                        Rule::Mean => Exact::new(column.iter().sum(), 1000 * count),
                        Rule::Median if column.len() % 2 == 1 => Exact::new(column[middle], 1000),
                        Rule::Median => Exact::new(column[middle - 1] + column[middle], 2000),
                        Rule::Trimmed => Exact::new(column[1..column.len() - 1].iter().sum(), 1000 * (count - 2)),
                        Rule::TrimmedTwo => Exact::new(column[2..column.len() - 2].iter().sum(), 1000 * (count - 4)),
                    }
                });
                prop_assert_eq!(aggregate.tally.clauses[clause].percent, expected);
                let points = Exact::from_integer((clause as i128 + 1) * 7);
                total = total.zip(expected).map(|(total, percent)| total + points * percent / Exact::from_integer(100));
            }
            prop_assert_eq!(aggregate.tally.total, total);
        }
    }
}
