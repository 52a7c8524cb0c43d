//! Figures of a draft while it is written: as if computed anew, and no more of them than depend on what was typed.

use proptest::prelude::*;
use scoring::application::{EvidenceItem, ResultField, Support, add_evidence, add_results, results_of};
use scoring::derived::{Derived, Figure};
use scoring::document::{Address, Edit, Position, RowId, row};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Draft, DraftKind, Field, Item, Progress};
use scoring::scoring::Tally;

use crate::results::proven;
use crate::support::{chances, code, draft, put_at, small};

fn id(text: &str) -> RowId {
    RowId::parse(text).expect("an id")
}

/// A self-assessment of 30,000 characters, 12 grids and 60 items of evidence.
fn long() -> (Rubric, Draft) {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    let clauses: Vec<String> = rubric
        .clauses()
        .map(|clause| clause.node.code.to_string())
        .collect();
    for clause in &clauses {
        put_at(
            &mut draft,
            clause,
            Item::Text("A".to_owned()),
            &"\u{6587}".repeat(30_000 / clauses.len()),
        );
        put_at(&mut draft, clause, Item::Citations, "1、2");
    }
    for grid in 0..12 {
        let clause = code(&clauses[grid % clauses.len()]);
        let rows: Vec<_> = (2021..2026)
            .map(|year| vec![(ResultField::Year(year), "5".to_owned())])
            .collect();
        let ids: Vec<RowId> = (0..5).map(|at| id(&format!("g{grid}-{at}"))).collect();
        let edit = add_results(&draft.document, &clause, &ids, &rows, &Position::Last);
        draft.apply(edit);
    }
    for number in 1..=60 {
        let item = EvidenceItem {
            number: number.to_string(),
            title: format!("证明材料 {number}"),
            ..EvidenceItem::default()
        };
        let edit = add_evidence(
            &draft.document,
            &id(&format!("e{number}")),
            &item,
            &Position::Last,
        );
        draft.apply(edit);
    }
    (rubric, draft)
}

/// SPEC D20
#[test]
fn a_letter_computes_what_depends_on_it_alone() {
    let (rubric, mut draft) = long();
    let mut derived = Derived::of(&draft, &rubric);
    let every = 4 * rubric.clause_count() + 2;
    assert_eq!(derived.computed(), every, "all of them at first");
    let clause = |item: Item| Address::from(Field::Clause(code("1.1"), item));
    let result = row(&results_of(&code("1.1")), &id("g0-0"));
    let evidence = Address::top("evidence").join("e7");
    let state = Figure::State(code("1.1"));
    for (what, at, text, computed, different) in [
        (
            "a letter of a text",
            clause(Item::Text("A".to_owned())),
            "字",
            1,
            vec![],
        ),
        (
            "the overview",
            Field::OrganisationOverview.into(),
            "字",
            0,
            vec![],
        ),
        (
            "a value",
            clause(Item::Value(None)),
            "55",
            3,
            vec![Figure::Percent(code("1.1")), state.clone(), Figure::Tally],
        ),
        (
            "the same value otherwise",
            clause(Item::Value(None)),
            "55.0",
            2,
            vec![],
        ),
        (
            "a band that holds the value",
            clause(Item::Band(None)),
            "mid",
            2,
            vec![],
        ),
        (
            "a figure of a grid",
            ResultField::Year(2021).at(&result),
            "6",
            2,
            vec![Figure::Results(code("1.1"))],
        ),
        (
            "a title of evidence",
            evidence.join("title"),
            "章程",
            1,
            vec![Figure::Register],
        ),
        ("a blank behind it", evidence.join("title"), "章程 ", 1, vec![]),
        (
            "a citation",
            clause(Item::Citations),
            "1、2、7",
            3,
            vec![Figure::Citations(code("1.1")), Figure::Register],
        ),
        (
            "a citation in other characters",
            clause(Item::Citations),
            "1,2,7",
            2,
            vec![],
        ),
    ] {
        let before = derived.computed();
        let changed = draft.apply(Edit::of(at, text)).changed;
        let found = derived.update(&draft, &rubric, &changed);
        assert_eq!(derived.computed() - before, computed, "{what}");
        assert_eq!(found, different, "{what}");
    }
}

/// SPEC D20
#[test]
fn figures_say_what_the_draft_says() {
    let (rubric, draft) = proven();
    let derived = Derived::of(&draft, &rubric);
    assert_eq!(derived.tally(), Some(&Tally::of_draft(&rubric, &draft)));
    assert_eq!(derived.progress(), Progress::of(&draft, &rubric));
    let (support, _) = Support::of_draft(&draft, &rubric);
    assert_eq!(derived.register(), Some(&support.register()));
    for clause in rubric.clauses() {
        let code = &clause.node.code;
        assert_eq!(derived.state(code), Some(&draft.state(&clause)));
        let rows = derived.results(code).map(|(rows, _)| rows.to_vec());
        assert_eq!(rows, Some(support.results.get(code).cloned().unwrap_or_default()));
    }
    assert_eq!(derived.state(&code("9.9")), None);
    assert_eq!(
        (derived.percent(&code("1.1")), derived.percent(&code("9.9"))),
        (None, None)
    );
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC D20
    #[test]
    fn after_any_edits_the_figures_are_as_if_computed_anew(
        edits in prop::collection::vec((
            "clause/(1.1|2.1.1)/(value|band|citations|strengths|value/T|value/G|results/[ab]/(target|order|year/2023))|evidence/[xy]/(number|order)",
            "[0-9]{0,3}|low|1、2|\\PC{0,3}",
        ), 0..20),
    ) {
        let (rubric, mut draft) = proven();
        let mut derived = Derived::of(&draft, &rubric);
        for (at, text) in edits {
            let changed = draft.apply(Edit::of(Address::parse(&at).expect("an address"), text)).changed;
            derived.update(&draft, &rubric, &changed);
            let anew = Derived::of(&draft, &rubric);
            prop_assert_eq!(derived.tally(), anew.tally());
            prop_assert_eq!(derived.register(), anew.register());
            for clause in rubric.clauses() {
                let code = &clause.node.code;
                prop_assert_eq!(derived.state(code), anew.state(code));
                prop_assert_eq!(derived.percent(code), anew.percent(code));
                prop_assert_eq!(derived.results(code), anew.results(code));
            }
        }
    }
}
