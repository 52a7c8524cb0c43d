//! The checks of a rubric: each fault, from the smallest change of a sound rubric that brings it about.

use proptest::prelude::*;
use scoring::files::json::JsonForm;
use scoring::files::{FileFault, Wanted, write_rubric};
use scoring::problem::{Place, Problem, Severity};
use scoring::rubric::{Rubric, RubricFault};
use serde_json::{Value as Json, json};

use crate::faults::{assert_all_met, rubric_faults};
use crate::support::{
    Facts, Patch, chances, check_small, code, exact, facts, imprint, open_rubric, patched, small_json,
};

struct Case {
    patches: Vec<Patch<'static>>,
    expected: Facts<RubricFault>,
}

fn case(patches: &[Patch<'static>], expected: &[(Place, RubricFault)]) -> Case {
    Case {
        patches: patches.to_vec(),
        expected: expected.to_vec(),
    }
}

fn set(pointer: &'static str, new: Json) -> Patch<'static> {
    (pointer, Some(new))
}

fn drop(pointer: &'static str) -> Patch<'static> {
    (pointer, None)
}

fn clause(text: &str) -> Place {
    Place::Clause(code(text))
}

fn method(id: &str) -> Place {
    Place::Method(id.to_owned())
}

fn item(id: &str, item: &str) -> Place {
    Place::MethodItem(id.to_owned(), item.to_owned())
}

fn cases_of_the_head() -> Vec<Case> {
    let empty = |member| (Place::Rubric, RubricFault::EmptyIdentity { member });
    vec![
        case(&[set("/id", json!(""))], &[empty("id")]),
        case(&[set("/version", json!("  "))], &[empty("version")]),
        case(&[set("/title/zh", json!("\u{3000}"))], &[empty("title")]),
        case(
            &[set("/mapping/from_version", json!(""))],
            &[empty("mapping.from_version")],
        ),
        case(&[drop("/approval")], &[(Place::Rubric, RubricFault::NoApproval)]),
        case(
            &[set("/approval", json!(" "))],
            &[(Place::Rubric, RubricFault::NoApproval)],
        ),
        case(
            &[set("/rounding/decimals", json!(7))],
            &[(Place::Rubric, RubricFault::TooManyDecimals { found: 7 })],
        ),
        case(&[set("/rounding/decimals", json!(6))], &[]),
        case(
            &[set("/comments/strengths/min", json!(3))],
            &[(Place::Rubric, RubricFault::CommentRuleReversed)],
        ),
        case(
            &[set("/comments/areas", json!({"min": 1, "max": 0}))],
            &[(Place::Rubric, RubricFault::CommentRuleReversed)],
        ),
        case(&[set("/comments/areas", json!({"min": 2, "max": 2}))], &[]),
        case(
            &[set("/mapping/clauses/0/code", json!("1.9"))],
            &[(
                clause("1.9"),
                RubricFault::MappedUnknown {
                    code: "1.9".to_owned(),
                },
            )],
        ),
        case(
            &[set("/mapping/clauses/0/code", json!("2.1"))],
            &[(
                clause("2.1"),
                RubricFault::MappedUnknown {
                    code: "2.1".to_owned(),
                },
            )],
        ),
        case(
            &[set("/mapping/clauses/1/code", json!("1.1"))],
            &[(
                clause("1.1"),
                RubricFault::MappedTwice {
                    code: "1.1".to_owned(),
                },
            )],
        ),
    ]
}

fn cases_of_the_tree() -> Vec<Case> {
    let sum = |declared, sum| RubricFault::SumDiffers { declared, sum };
    let total = |declared, sum| (Place::Rubric, RubricFault::TotalDiffers { declared, sum });
    let duplicate = |text: &str| RubricFault::DuplicateCode {
        code: text.to_owned(),
    };
    let link = |text: &str| RubricFault::BadLink {
        code: text.to_owned(),
    };
    let out_of_range = |text: &str| RubricFault::PointsOutOfRange {
        found: text.to_owned(),
    };
    let known = [
        "range", "classic", "fine", "pair", "chain", "points", "halves", "free",
    ];
    let unknown = |found: &str| RubricFault::UnknownMethod {
        found: found.to_owned(),
        known: known.map(str::to_owned).to_vec(),
    };
    vec![
        case(
            &[set("/parts", json!([])), drop("/mapping")],
            &[(Place::Rubric, RubricFault::NoParts)],
        ),
        case(&[set("/total", json!(201))], &[total(201, 200)]),
        case(
            &[set("/parts/0/clauses/0/points", json!(26))],
            &[(clause("1"), sum(100, 101)), total(200, 201)],
        ),
        case(
            &[set("/parts/1/points", json!(61))],
            &[(clause("2"), sum(61, 60))],
        ),
        case(
            &[set("/parts/1/clauses/0/points", json!(0))],
            &[(clause("2.1"), sum(0, 37))],
        ),
        case(&[set("/parts/1/clauses/0/points", json!(37))], &[]),
        case(
            &[drop("/parts/2/points"), set("/total", json!(160))],
            &[(clause("3"), RubricFault::MissingPoints)],
        ),
        case(
            &[set("/parts/2/points", json!(0)), set("/total", json!(160))],
            &[(clause("3"), out_of_range("0"))],
        ),
        case(
            &[
                set("/parts/2/points", json!(1_000_000)),
                set("/total", json!(1_000_160)),
            ],
            &[(clause("3"), out_of_range("1000000"))],
        ),
        case(
            &[
                set("/parts/2/points", json!(999_999)),
                set("/total", json!(1_000_159)),
            ],
            &[],
        ),
        case(
            &[set("/parts/0/clauses/1/code", json!("1.1"))],
            &[(clause("1.1"), duplicate("1.1"))],
        ),
        case(
            // A full-width code is the same code.
            &[
                set("/parts/2/code", json!("\u{FF11}")),
                set("/parts/0/clauses/0/leads_to", json!([])),
            ],
            &[(clause("1"), duplicate("1"))],
        ),
        case(
            &[set("/parts/0/clauses/1/code", json!(""))],
            &[(Place::Untitled(3), RubricFault::MissingCode)],
        ),
        case(
            &[
                set("/parts/0/clauses/1/code", json!("")),
                set("/parts/0/clauses/2/code", json!("1..3")),
            ],
            &[
                (Place::Untitled(3), RubricFault::MissingCode),
                (Place::Untitled(4), RubricFault::MissingCode),
            ],
        ),
        case(
            &[set("/parts/0/name/zh", json!(""))],
            &[(clause("1"), RubricFault::EmptyName)],
        ),
        case(
            &[set("/parts/1/clauses/0/clauses/1/name/zh", json!(" "))],
            &[(clause("2.1.2"), RubricFault::EmptyName)],
        ),
        case(
            &[drop("/parts/2/kind")],
            &[(clause("3"), RubricFault::MissingKind)],
        ),
        case(
            &[drop("/parts/2/method")],
            &[(clause("3"), RubricFault::MissingMethod)],
        ),
        case(
            &[set("/parts/0/clauses/1/method", json!("magic"))],
            &[(clause("1.2"), unknown("magic"))],
        ),
        case(
            // Told where it is named, not at every clause that inherits it.
            &[set("/parts/1/method", json!("magic"))],
            &[(clause("2"), unknown("magic"))],
        ),
        case(
            &[set("/parts/1/clauses/1/method", json!("range"))],
            &[(
                clause("2.2"),
                RubricFault::MethodForOtherKind {
                    method: "range".to_owned(),
                },
            )],
        ),
        case(
            &[set("/parts/0/clauses/0/leads_to", json!(["9.9"]))],
            &[(clause("1.1"), link("9.9"))],
        ),
        case(
            &[set("/parts/0/clauses/0/leads_to", json!(["1.2"]))],
            &[(clause("1.1"), link("1.2"))],
        ),
        case(
            &[set("/parts/0/clauses/0/leads_to", json!(["2.1"]))],
            &[(clause("1.1"), link("2.1"))],
        ),
        case(
            &[set("/parts/2/leads_to", json!(["2.2"]))],
            &[(clause("3"), link("2.2"))],
        ),
        case(
            // The points of a clause are a multiple of its method's step, or full points could not be given.
            &[set("/methods/6/scale/step", json!("3"))],
            &[(
                clause("3"),
                RubricFault::PointsOffStep {
                    found: exact("40"),
                    step: exact("3"),
                },
            )],
        ),
    ]
}

fn cases_of_the_methods() -> Vec<Case> {
    let id = |text: &str| RubricFault::DuplicateId { id: text.to_owned() };
    let gap = |from: &str, to: &str| RubricFault::BandGap {
        from: exact(from),
        to: exact(to),
    };
    let off_step = |value: &str| RubricFault::BandOffStep { value: exact(value) };
    let components = |count: usize| {
        let one = |number: usize| json!({"id": number.to_string(), "name": {"zh": "分项"}});
        (0..count).map(one).collect::<Json>()
    };
    vec![
        case(
            &[set("/methods/7/id", json!("points"))],
            &[
                (method("points"), id("points")),
                (
                    clause("2.2"),
                    RubricFault::UnknownMethod {
                        found: "free".to_owned(),
                        known: [
                            "range", "classic", "fine", "pair", "chain", "points", "halves", "points",
                        ]
                        .map(str::to_owned)
                        .to_vec(),
                    },
                ),
            ],
        ),
        case(
            &[set("/methods/1/name/zh", json!(""))],
            &[(method("classic"), RubricFault::EmptyName)],
        ),
        case(
            &[set("/methods/0/aspects/1/id", json!("A"))],
            &[(method("range"), id("A"))],
        ),
        case(
            &[set("/methods/0/aspects/1/id", json!(""))],
            &[(method("range"), id(""))],
        ),
        case(
            &[set("/methods/0/aspects/1/name/zh", json!(""))],
            &[(item("range", "D"), RubricFault::EmptyName)],
        ),
        case(
            &[set("/methods/2/components/1/id", json!("P"))],
            &[(method("fine"), id("P"))],
        ),
        case(
            &[set("/methods/2/components/1/name/zh", json!(""))],
            &[(item("fine", "D"), RubricFault::EmptyName)],
        ),
        case(
            &[set("/methods/0/bands/1/id", json!("low"))],
            &[(item("range", "low"), id("low"))],
        ),
        case(
            &[set("/methods/0/bands/1/name/zh", json!(""))],
            &[(item("range", "high"), RubricFault::EmptyName)],
        ),
        case(
            &[set("/methods/5/scale/step", json!("0"))],
            &[(method("points"), RubricFault::BadStep)],
        ),
        case(
            &[set("/methods/7/scale/step", json!("0.0"))],
            &[(method("free"), RubricFault::BadStep)],
        ),
        case(
            &[set("/methods/7/scale/step", json!("7"))],
            &[(method("free"), RubricFault::StepDoesNotFit { step: exact("7") })],
        ),
        case(&[set("/methods/7/scale/step", json!("0.1"))], &[]),
        case(&[set("/methods/7/scale/step", json!("12.5"))], &[]),
        case(
            &[
                set("/methods/0/bands/0/from", json!("45")),
                set("/methods/0/bands/0/to", json!("0")),
            ],
            &[
                (item("range", "low"), RubricFault::BandReversed),
                (item("range", "high"), gap("5", "45")),
            ],
        ),
        case(
            &[set("/methods/0/bands/0/to", json!("40"))],
            &[(item("range", "high"), gap("45", "45"))],
        ),
        case(
            &[set("/methods/0/bands/0/from", json!("10"))],
            &[(item("range", "low"), gap("0", "5"))],
        ),
        case(
            &[set("/methods/0/bands/1/to", json!("95"))],
            &[(method("range"), gap("100", "100"))],
        ),
        case(
            &[set("/methods/0/bands/0/to", json!("50"))],
            &[(
                item("range", "high"),
                RubricFault::BandOverlap { value: exact("50") },
            )],
        ),
        case(
            &[set("/methods/0/bands/1/to", json!("105"))],
            &[(
                item("range", "high"),
                RubricFault::BandAboveScale {
                    found: exact("105"),
                    max: exact("100"),
                },
            )],
        ),
        case(
            &[set("/methods/0/bands/0/from", json!("3"))],
            &[
                (item("range", "low"), off_step("3")),
                // Never a gap that ends before it begins.
                (item("range", "low"), gap("0", "0")),
            ],
        ),
        case(
            &[set("/methods/2/components/3/bands/1/from", json!("51"))],
            &[(item("fine", "some"), gap("50", "50"))],
        ),
        case(
            &[drop("/methods/0/scale/step")],
            &[(method("range"), RubricFault::BandsWithoutSteps)],
        ),
        case(
            &[set("/methods/0/scale", json!({"unit": "points", "step": "5"}))],
            &[(method("range"), RubricFault::BandsWithoutSteps)],
        ),
        case(&[set("/methods/0/bands", json!([]))], &[]),
        case(
            &[drop("/methods/2/combination")],
            &[(method("fine"), RubricFault::CombinationUnclear)],
        ),
        case(
            &[set("/methods/7/combination", json!("mean"))],
            &[(method("free"), RubricFault::CombinationUnclear)],
        ),
        case(
            &[set("/methods/4/scale", json!({"unit": "points", "step": "0.5"}))],
            &[(method("chain"), RubricFault::BadComponents)],
        ),
        case(
            &[set("/methods/4/components", components(13))],
            &[(method("chain"), RubricFault::BadComponents)],
        ),
        case(&[set("/methods/4/components", components(12))], &[]),
    ]
}

#[track_caller]
fn assert_told(cases: Vec<Case>) {
    for Case { patches, expected } in cases {
        let problems = match check_small(&patches) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        assert_eq!(facts(&problems), expected, "{patches:?}");
    }
}

/// SPEC R2, R3, R12, R13, R14
#[test]
fn faults_of_the_head_are_told_with_their_place() {
    assert_told(cases_of_the_head());
}

/// SPEC R4, R5, R6, R7, R8, R9, R10, R11
#[test]
fn faults_of_the_tree_are_told_with_their_place() {
    assert_told(cases_of_the_tree());
}

/// SPEC M1, M2, M4, M5, M6, M9
#[test]
fn faults_of_the_methods_are_told_with_their_place() {
    assert_told(cases_of_the_methods());
}

#[test]
fn every_fault_of_a_rubric_has_a_case() {
    let cases = [cases_of_the_head(), cases_of_the_tree(), cases_of_the_methods()];
    let met: Vec<RubricFault> = cases
        .into_iter()
        .flatten()
        .flat_map(|case| case.expected)
        .map(|(_, fault)| fault)
        .collect();
    assert_all_met(&rubric_faults(), &met);
}

/// SPEC R1
#[test]
fn errors_stop_a_rubric_and_warnings_do_not() {
    assert!(check_small(&[]).expect("the small rubric is sound").1.is_empty());
    let (_, warnings) = check_small(&[("/approval", None)]).expect("a warning only");
    assert!(
        warnings
            .iter()
            .all(|problem| problem.severity == Severity::Warning)
    );
    let problems = check_small(&[
        ("/id", Some(json!(""))),
        ("/total", Some(json!(7))),
        ("/approval", None),
        ("/methods/0/bands/0/to", Some(json!("40"))),
        ("/parts/2/name/zh", Some(json!(""))),
    ])
    .expect_err("errors");
    assert_eq!(
        problems.len(),
        5,
        "all at once, none hides another: {problems:#?}"
    );
    assert!(problems.has_errors());
}

/// SPEC R3, F6, F23
#[test]
fn members_that_cannot_be_read_are_told_with_their_path() {
    let form = |wanted, found| FileFault::WrongForm { wanted, found };
    let word = |found: &str, known| FileFault::UnknownWord {
        found: found.to_owned(),
        known,
    };
    let value = |found: &str, wanted| FileFault::BadValue {
        found: found.to_owned(),
        wanted,
    };
    let points = "payload.parts[0].clauses[0].points";
    let pointer = "/parts/0/clauses/0/points";
    for (patch, place, fault) in [
        (
            set("/approvals", json!("x")),
            "payload.approvals",
            FileFault::UnknownMember,
        ),
        (
            set("/methods/0/bands/0/form", json!("0")),
            "payload.methods[0].bands[0].form",
            FileFault::UnknownMember,
        ),
        (
            set("/methods/1/scale/unit", json!("stars")),
            "payload.methods[1].scale.unit",
            word("stars", &["percent", "points"]),
        ),
        (set(pointer, json!(-1)), points, FileFault::NotWhole),
        (set(pointer, json!(2.5)), points, FileFault::NotWhole),
        (
            set(pointer, json!("25")),
            points,
            form(JsonForm::Number, JsonForm::Text),
        ),
        (
            set("/comments/areas/max", json!(4_294_967_296_u64)),
            "payload.comments.areas.max",
            FileFault::NotWhole,
        ),
        (
            drop("/total"),
            "payload",
            FileFault::MissingMember { member: "total" },
        ),
        (
            set("/status", json!("final")),
            "payload.status",
            word("final", &["official", "illustrative", "draft"]),
        ),
        (
            set("/status", json!("draft")),
            "payload.approval",
            FileFault::ApprovalWithoutStatus,
        ),
        (
            set("/methods/0/bands/0/to", json!("45 %")),
            "payload.methods[0].bands[0].to",
            value("45 %", Wanted::Decimal),
        ),
        (
            set("/parts/0/clauses/0/leads_to/0", json!("2..1")),
            "payload.parts[0].clauses[0].leads_to[0]",
            value("2..1", Wanted::Code),
        ),
    ] {
        let payload = patched(small_json(), std::slice::from_ref(&patch));
        let problem = open_rubric(&payload).expect_err("refused");
        let expected = Problem::error(Place::Member(place.to_owned()), fault);
        assert_eq!(problem, expected, "{patch:?}");
    }
}

/// Pointers to every member and item of a JSON text.
fn pointers(json: &Json, here: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Json)> = match json {
        Json::Object(members) => members.iter().map(|(name, one)| (name.clone(), one)).collect(),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, one)| (at.to_string(), one))
            .collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let pointer = format!("{here}/{name}");
        pointers(child, &pointer, found);
        found.push(pointer);
    }
}

fn junk() -> impl Strategy<Value = Option<Json>> {
    prop_oneof![
        Just(None),
        Just(Some(Json::Null)),
        any::<bool>().prop_map(|one| Some(json!(one))),
        any::<i64>().prop_map(|one| Some(json!(one))),
        (0_u32..200).prop_map(|one| Some(json!(one))),
        (0_u32..200).prop_map(|one| Some(json!(one.to_string()))),
        any::<f64>().prop_map(|one| Some(json!(one))),
        "[a-z0-9.\u{FF10}-\u{FF19}\u{4E00} /-]{0,8}".prop_map(|one| Some(json!(one))),
        Just(Some(json!([]))),
        Just(Some(json!({}))),
        prop::sample::select(vec![
            "range", "fine", "pair", "1.1", "2.2", "points", "percent", "enabler", "result"
        ])
        .prop_map(|one| Some(json!(one))),
    ]
}

proptest! {
    #![proptest_config(chances())]

    /// Whatever stands in a rubric file: it is refused, or it is a rubric that writes and reads back as itself.
    ///
    /// SPEC F10, F12, R1
    #[test]
    fn rubrics_with_anything_in_them(changes in prop::collection::vec((any::<prop::sample::Index>(), junk()), 1..4)) {
        let mut payload = small_json();
        for (place, new) in changes {
            let mut all = Vec::new();
            pointers(&payload, "", &mut all);
            if all.is_empty() {
                break;
            }
            let pointer = place.get(&all);
            payload = patched(payload, &[(pointer.as_str(), new)]);
        }
        if let Ok(draft) = open_rubric(&payload) {
            let again = write_rubric(&draft, &imprint());
            let (_, content) = scoring::files::open(&again).expect("what is written opens");
            prop_assert_eq!(content, scoring::files::Content::Rubric(Box::new(draft.clone())));
            if let Ok((rubric, _)) = Rubric::check(draft) {
                let sum: u64 = rubric.clauses().map(|clause| clause.node.points).sum();
                prop_assert_eq!(sum, rubric.total());
                prop_assert_eq!(rubric.parts().map(|part| part.points).sum::<u64>(), rubric.total());
                prop_assert_eq!(rubric.clauses().count(), rubric.clause_count());
            }
        }
    }
}
