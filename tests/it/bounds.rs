//! Hostile contents: few words for many problems, and no step that grows with the square of the input.
//!
//! There is no clock in these tests: what is quadratic here would run for minutes and not for seconds.

use scoring::files::{FileFault, FileKind, MAX_FILE_BYTES, open, pack_payload};
use scoring::foundations::Lang;
use scoring::problem::{Place, Problem, Problems, Severity};
use scoring::report;
use scoring::rubric::{Rubric, RubricFault};
use scoring::scoresheet::{EntryRecord, Scoresheet, SheetFault, Standard};
use scoring::scoring::Tally;
use scoring::words;
use serde_json::{Value as Json, json};

use crate::support::{code, facts, imprint, open_rubric, record, small_json};

/// So many problems of one kind each.
fn problems(kinds: &[(Severity, usize)]) -> Problems<SheetFault> {
    let mut problems = Problems::new();
    for (severity, count) in kinds {
        for _ in 0..*count {
            match severity {
                Severity::Error => problems.error(Place::File, SheetFault::NoApplicant),
                Severity::Warning => problems.warn(Place::File, SheetFault::NotScored),
            }
        }
    }
    problems
}

/// SPEC F24
#[test]
fn problems_beyond_the_most_are_counted() {
    use Severity::{Error, Warning};
    const MOST: usize = Problems::<SheetFault>::MOST;
    for (kinds, kept, more, errors) in [
        (vec![(Error, MOST)], MOST, 0, MOST),
        (vec![(Error, MOST + 7)], MOST, 7, MOST),
        (vec![(Warning, MOST + 3)], MOST, 3, 0),
        // However late an error comes, it is reported.
        (vec![(Warning, MOST + 3), (Error, 2)], MOST, 5, 2),
        (
            vec![(Error, 2), (Warning, 3 * MOST), (Error, MOST)],
            MOST,
            3 * MOST + 2,
            MOST,
        ),
    ] {
        let found = problems(&kinds);
        let of_errors = found.iter().filter(|problem| problem.severity == Error).count();
        assert_eq!(
            (found.len(), found.more(), of_errors),
            (kept, more, errors),
            "{kinds:?}"
        );
        assert_eq!(found.has_errors(), errors > 0);
        let mut together = problems(&[(Warning, 1)]);
        together.extend(found.clone());
        assert_eq!(together.len() + together.more(), kept + more + 1);
        assert_eq!(together.has_errors(), errors > 0);
        let moved: Problems<SheetFault> = found.clone().relocated(|_| Place::Overall).convert();
        assert_eq!((moved.len(), moved.more()), (kept, more));
    }
}

/// A rubric of one part with so many clauses, each of one point.
fn wide(clauses: usize, change: impl Fn(usize, &mut Json)) -> Json {
    let list: Vec<Json> = (0..clauses)
        .map(|number| {
            let mut clause = json!({"code": format!("1.{number}"), "name": {"zh": "条款"}, "points": 1});
            change(number, &mut clause);
            clause
        })
        .collect();
    json!({
        "id": "wide", "version": "1", "status": "draft", "title": {"zh": "宽"}, "total": clauses + 1,
        "methods": [{"id": "m", "name": {"zh": "方法"}, "scale": {"unit": "percent"}}],
        "parts": [
            {"code": "1", "name": {"zh": "部分"}, "kind": "enabler", "method": "m", "clauses": list},
            {"code": "2", "name": {"zh": "结果"}, "kind": "result", "method": "m", "points": 1},
        ],
    })
}

/// SPEC F24, W5
#[test]
fn thousands_of_unknown_methods_make_few_words() {
    let unknown =
        |number: usize, clause: &mut Json| clause["method"] = json!(format!("{}{number}", "方".repeat(150)));
    let mut payload = wide(3_000, unknown);
    payload["methods"] = (0..3_000)
        .map(|number| json!({"id": format!("{}{number}", "法".repeat(150)), "name": {"zh": "方法"}, "scale": {"unit": "percent"}}))
        .collect();
    let problems = Rubric::check(open_rubric(&payload).expect("it opens")).expect_err("unknown methods");
    assert_eq!(problems.len(), Problems::<RubricFault>::MOST);
    assert!(problems.more() > 2_000, "{}", problems.more());
    for (_, fault) in facts(&problems) {
        if let RubricFault::UnknownMethod { known, .. } = fault {
            assert!(known.len() <= 13, "{}", known.len());
        }
    }
    let said: usize = problems
        .iter()
        .map(|problem| words::problem_line(problem, Lang::Zh).len())
        .sum();
    assert!(said < 1_500_000, "{said} bytes of words");
}

/// SPEC F24
#[test]
fn fifty_thousand_links_clauses_and_entries() {
    let many = 50_000;
    let link = |number: usize, clause: &mut Json| {
        clause["leads_to"] = if number.is_multiple_of(2) {
            json!(["2"])
        } else {
            json!(["1.49999", "9"])
        };
    };
    let mut payload = wide(many, link);
    let linked = Rubric::check(open_rubric(&payload).expect("it opens")).expect_err("bad links");
    assert_eq!(linked.len() + linked.more(), many);

    payload = wide(many, |_, _| {});
    payload["mapping"] = json!({
        "from_version": "0",
        "clauses": (0..many)
            .rev()
            .map(|number| json!({"code": format!("1.{number}"), "from": [], "comparable": false}))
            .collect::<Vec<_>>(),
    });
    let file = pack_payload(FileKind::Rubric, &payload.to_string(), None, &imprint()).expect("JSON");
    let fingerprint = open(&file).expect("it opens").0.fingerprint;
    let (rubric, warnings) = Rubric::check(open_rubric(&payload).expect("it opens")).expect("sound");
    assert!(warnings.is_empty());

    // Entries in an order that is not the rubric's, half of them unknown to it.
    let mut sheet = record(&rubric, fingerprint, &[]);
    sheet.entries = (0..2 * many)
        .rev()
        .map(|number| EntryRecord::scored(code(&format!("1.{number}")), None))
        .collect();
    let refused =
        Scoresheet::check(sheet.clone(), &rubric, fingerprint, Standard::Readable).expect_err("unknown");
    assert_eq!(
        refused
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .count(),
        refused.len()
    );
    sheet.entries.retain(|entry| rubric.node(&entry.code).is_some());
    let (sheet, _) = Scoresheet::check(sheet, &rubric, fingerprint, Standard::Readable).expect("gaps only");
    let text = report::tally_text(&rubric, &Tally::of_sheet(&rubric, &sheet), Lang::Zh);
    assert_eq!(
        text.lines().count(),
        many + 7,
        "a line for each node, the title, the notice and the end"
    );
}

/// The codes lead to the same clauses as a walk through all of them.
///
/// SPEC R16
#[test]
fn a_code_leads_to_its_clause() {
    let (rubric, _) = Rubric::check(open_rubric(&small_json()).expect("it opens")).expect("sound");
    for clause in rubric.clauses() {
        let found = rubric.clause(&clause.node.code).expect("a clause");
        assert_eq!(
            (found.index, found.part, found.kind),
            (clause.index, clause.part, clause.kind)
        );
        assert_eq!((found.node, found.method), (clause.node, clause.method));
    }
    for node in rubric.nodes() {
        assert_eq!(rubric.node(&node.code), Some(node));
    }
    assert!(rubric.clause(&code("1")).is_none(), "a part is no clause");
    assert!(rubric.node(&code("9.9")).is_none());
}

/// A file that was handed in as a text and not as bytes has the same limit.
///
/// SPEC F22
#[test]
fn a_text_over_the_limit_is_told_with_its_size() {
    let problem = open(&format!("{{{}}}", " ".repeat(50_000_000))).expect_err("too large");
    let fault = FileFault::TooLarge {
        bytes: 50_000_002,
        limit: MAX_FILE_BYTES,
    };
    assert_eq!(problem, Problem::error(Place::File, fault));
}
