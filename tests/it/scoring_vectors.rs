//! The points of one sheet: known totals of the shipped rubric, gaps, and an independent computation.

use std::sync::LazyLock;

use proptest::prelude::*;
use scoring::figures::total_json;
use scoring::foundations::{Exact, Fingerprint};
use scoring::rubric::{Kind, Rubric};
use scoring::scoresheet::{DraftKind, Item};
use scoring::scoring::Tally;
use serde_json::{Value as Json, json};

use crate::support::{
    ALL_SCORED, chances, code, draft, exact, open_rubric, patched, put_at, read, record, small, valid, value,
};

/// The shipped rubric, with some clauses scored by other methods.
fn shipped(methods: &[(&str, &str)]) -> (Rubric, Fingerprint) {
    let source: Json =
        serde_json::from_str(&read("src/shipped/rubrics/public-service.json")).expect("the source is JSON");
    let patches: Vec<(String, Json)> = methods
        .iter()
        .map(|(clause, method)| {
            let (part, clause) = clause.split_once('.').expect("a clause");
            let at = |text: &str| text.parse::<usize>().expect("a number") - 1;
            (
                format!("/parts/{}/clauses/{}/method", at(part), at(clause)),
                json!(method),
            )
        })
        .collect();
    let patches: Vec<_> = patches
        .iter()
        .map(|(at, new)| (at.as_str(), Some(new.clone())))
        .collect();
    let draft = open_rubric(&patched(source, &patches)).expect("it opens");
    let fingerprint = Fingerprint::of(b"the tests' own");
    (Rubric::check(draft).expect("it is sound").0, fingerprint)
}

static SHIPPED: LazyLock<Rubric> = LazyLock::new(|| shipped(&[]).0);

fn printed(rubric: &Rubric, number: Option<Exact>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| rubric.rounding().print(number))
}

/// The test vectors of the shipped point table.
///
/// SPEC V6, S7, N7
#[test]
fn known_totals() {
    let (rubric, _) = shipped(&[]);
    let total = |percent_of: &dyn Fn(Kind) -> &'static str| {
        let percents: Vec<_> = rubric
            .clauses()
            .map(|clause| Some(exact(percent_of(clause.kind))))
            .collect();
        printed(&rubric, Tally::of(&rubric, &percents).total)
    };
    assert_eq!(total(&|_| "50"), "500.00");
    assert_eq!(total(&|_| "100"), "1000.00");
    assert_eq!(total(&|_| "0"), "0.00");
    let mixed = |kind| if kind == Kind::Enabler { "60" } else { "40" };
    assert_eq!(total(&mixed), "500.00");
}

/// SPEC V4, V6, M10, N7
#[test]
fn known_clauses() {
    for (clause, method, text, exact_score, shown) in [
        ("1.1", "adli_range", "55", "55/4", "13.75"),
        ("5.3", "adli_range", "45", "207/10", "20.70"),
        ("1.1", "caf_fine_enabler", "P60 D50 C30 A10", "75/8", "9.38"),
        ("7.2", "caf_fine_result", "T45 G30", "33/4", "8.25"),
        ("7.2", "letci_range", "100", "22", "22.00"),
        ("1.1", "caf_classic_enabler", "91", "91/4", "22.75"),
        ("9.2", "caf_classic_result", "33", "99/4", "24.75"),
        ("4.4", "direct_points", "7.55p", "151/20", "7.55"),
        ("4.4", "direct_points", "0p", "0", "0.00"),
    ] {
        let (rubric, fingerprint) = shipped(&[(clause, method)]);
        let sheet = valid(
            record(&rubric, fingerprint, &[(clause, text)]),
            &rubric,
            fingerprint,
        );
        let tally = Tally::of_sheet(&rubric, &sheet);
        let scored = tally
            .clauses
            .iter()
            .find(|one| one.code == code(clause))
            .expect("the clause");
        let score = scored.score.expect("a score");
        assert_eq!(
            scoring::foundations::exact_text(score),
            exact_score,
            "{clause} {text}"
        );
        assert_eq!(rubric.rounding().print(score), shown, "{clause} {text}");
        assert_eq!(tally.total, None, "one clause is no total");
    }
}

/// SPEC S4, S7
#[test]
fn gaps_are_not_zero() {
    let (rubric, fingerprint) = small();
    let tally = |scores: &[(&str, &str)]| {
        Tally::of_sheet(
            &rubric,
            &valid(record(&rubric, fingerprint, scores), &rubric, fingerprint),
        )
    };
    let whole = tally(&ALL_SCORED);
    // 13.75 + 9.375 + 14.2 + 12.5 | 8.25 + 4.5 + 7.659 | 12.5
    assert_eq!(whole.total, Some(exact("82.734")));
    let parts: Vec<_> = whole.parts.iter().map(|part| part.score).collect();
    assert_eq!(
        parts,
        [Some(exact("49.825")), Some(exact("20.409")), Some(exact("12.5"))]
    );
    assert_eq!((whole.scored, whole.max), (8, exact("200")));

    let mut gap = ALL_SCORED;
    gap[6].1 = "-";
    let gap = tally(&gap);
    assert_eq!(gap.total, None);
    let parts: Vec<_> = gap.parts.iter().map(|part| part.score).collect();
    assert_eq!(parts, [Some(exact("49.825")), None, Some(exact("12.5"))]);
    let part = &gap.parts[1];
    assert_eq!((part.so_far, part.max_so_far), (exact("12.75"), exact("37")));
    assert_eq!((part.scored, part.clauses), (2, 3));
    assert_eq!(
        part.percent(),
        Some(exact("1275/37")),
        "of the points scored so far"
    );
    assert_eq!(gap.scored, 7);
    assert_eq!(tally(&[]).parts[0].percent(), None);

    let mut zero = ALL_SCORED;
    zero[6].1 = "0";
    assert_eq!(tally(&zero).total, Some(exact("75.075")), "zero is a score");
}

/// SPEC D1, S7
#[test]
fn a_draft_counts_as_far_as_it_is_right() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    put_at(&mut draft, "1.1", Item::Value(None), "55");
    put_at(&mut draft, "1.3", Item::Value(None), "500");
    put_at(&mut draft, "2.1.1", Item::Value(Some("T".to_owned())), "45");
    let tally = Tally::of_draft(&rubric, &draft);
    assert_eq!((tally.scored, tally.total), (1, None));
    assert_eq!(tally.parts[0].so_far, exact("13.75"));
}

/// SPEC O1, O5
#[test]
fn totals_for_scripts() {
    let (rubric, fingerprint) = small();
    let mut scores = ALL_SCORED;
    scores[7].1 = "-";
    let sheet = valid(record(&rubric, fingerprint, &scores), &rubric, fingerprint);
    let text = total_json(&rubric, &Tally::of_sheet(&rubric, &sheet));
    assert!(
        text.ends_with("}\n") && text.matches('\n').count() == 1,
        "one line"
    );
    let found: Json = serde_json::from_str(&text).expect("JSON");
    let score = |points: &str, exact: &str| json!({"points": points, "exact": exact});
    let clause =
        |code: &str, percent: &str, score: Json| json!({"code": code, "percent": percent, "score": score});
    let expected = json!({
        "kind": "total",
        "scored": 7,
        "clauses": 8,
        "total": null,
        "parts": [
            {"code": "1", "score": score("49.83", "1993/40"), "max": "100"},
            {"code": "2", "score": score("20.41", "20409/1000"), "max": "60"},
            {"code": "3", "score": null, "max": "40"},
        ],
        "clause_scores": [
            clause("1.1", "55", score("13.75", "55/4")),
            clause("1.2", "37.5", score("9.38", "75/8")),
            clause("1.3", "71", score("14.20", "71/5")),
            clause("1.4", "125/3", score("12.50", "25/2")),
            clause("2.1.1", "37.5", score("8.25", "33/4")),
            clause("2.1.2", "30", score("4.50", "9/2")),
            clause("2.2", "33.3", score("7.66", "7659/1000")),
            {"code": "3", "percent": null, "score": null},
        ],
        "rounding": {"rule": "half_up", "decimals": 2},
    });
    assert_eq!(found, expected);
}

proptest! {
    #![proptest_config(chances())]

    /// An independent computation in thousandths of per cent, with nothing but integers.
    ///
    /// SPEC N1, S7, V6
    #[test]
    fn totals_equal_plain_integer_sums(thousandths in prop::collection::vec(prop::option::weighted(0.95, 0_i128..=100_000), 28)) {
        let rubric = &*SHIPPED;
        let percents: Vec<_> = thousandths.iter().map(|one| one.map(|one| Exact::new(one, 1000))).collect();
        let tally = Tally::of(rubric, &percents);
        let points: Vec<i128> = rubric.clauses().map(|clause| clause.node.points.into()).collect();
        let sum: Option<i128> = thousandths.iter().zip(&points).map(|(one, points)| one.map(|one| one * points)).sum();
        prop_assert_eq!(tally.total, sum.map(|sum| Exact::new(sum, 100_000)));
        prop_assert_eq!(tally.scored, thousandths.iter().flatten().count());
        let parts: Option<Exact> = tally.parts.iter().map(|part| part.score).sum();
        prop_assert_eq!(tally.total, parts);
        let so_far: Exact = tally.parts.iter().map(|part| part.so_far).sum();
        let clauses: Exact = tally.clauses.iter().filter_map(|clause| clause.score).sum();
        prop_assert_eq!(so_far, clauses);
    }
}

/// SPEC N1
#[test]
fn nothing_is_lost_where_floats_lose() {
    let (rubric, fingerprint) = small();
    let scores = [("2.2", "0.000000000001"), ("1.4", "0.000000000001p")];
    let sheet = valid(record(&rubric, fingerprint, &scores), &rubric, fingerprint);
    let tally = Tally::of_sheet(&rubric, &sheet);
    assert_eq!(
        tally.clauses[6].score,
        Some(exact("0.000000000001") * exact("0.23"))
    );
    assert_eq!(tally.clauses[3].score, Some(exact("0.000000000001")));
    assert_eq!(value("0.1"), value("0.10"));
}
