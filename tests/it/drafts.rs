//! Drafts: fields and their addresses, undo, the state of a clause, the next gap, and the way to a valid sheet.

use proptest::prelude::*;
use scoring::document::{Address, Edit};
use scoring::foundations::Code;
use scoring::problem::Place;
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    ClauseState, Draft, DraftKind, Field, Item, Progress, SCHEMAS, Scoresheet, SheetFault, Stage, Standard,
    Value, ValueFault, any_field, clause_of,
};

use crate::support::{
    ALL_SCORED, any_address, chances, code, draft, exact, facts, put, put_at, record, small, value,
};

/// A complete review, typed field by field.
fn typed() -> (Rubric, Draft) {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::Review(Stage::Site), &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Assessor, "王评审");
    put(&mut draft, Field::Overall, "总体良好");
    for (clause, text) in ALL_SCORED {
        match value(text) {
            Value::Components(parts) => {
                for (id, number) in parts {
                    put_at(&mut draft, clause, Item::Value(Some(id)), &number.to_string());
                }
            }
            Value::Percent(_) | Value::Points(_) => {
                put_at(&mut draft, clause, Item::Value(None), text.trim_end_matches('p'));
            }
        }
        put_at(&mut draft, clause, Item::Strengths, " 有制度 \n\n有记录\n");
        put_at(&mut draft, clause, Item::Areas, "未检查");
    }
    (rubric, draft)
}

/// SPEC D1, D7, S4
#[test]
fn what_was_typed_becomes_a_sheet() {
    let (rubric, draft) = typed();
    let (sheet, warnings) = draft.validate(&rubric, Standard::Complete).expect("valid");
    assert!(warnings.is_empty(), "{warnings:#?}");
    let fingerprint = draft.head.rubric.fingerprint;
    let expected = Scoresheet::check(
        record(&rubric, fingerprint, &ALL_SCORED),
        &rubric,
        fingerprint,
        Standard::Complete,
    );
    assert_eq!(sheet, expected.expect("valid").0);
}

/// SPEC D7, V2, V3, V5
#[test]
fn problems_of_a_draft_are_told_once_and_all_together() {
    let clause = |text: &str| Place::Clause(code(text));
    for (standard, not_scored) in [
        (Standard::Complete, SheetFault::MustBeScored),
        (Standard::Readable, SheetFault::NotScored),
    ] {
        let (rubric, mut draft) = typed();
        put_at(&mut draft, "1.1", Item::Value(None), "53");
        put_at(&mut draft, "1.2", Item::Value(Some("C".to_owned())), "");
        put_at(&mut draft, "1.3", Item::Value(None), "");
        put_at(&mut draft, "1.4", Item::Value(None), "thirty");
        put(&mut draft, Field::Applicant, "");
        let problems = draft.validate(&rubric, standard).expect_err("faults");
        let mut told = facts(&problems);
        told.sort_by_key(|(place, _)| place.clone());
        let expected = [
            (
                clause("1.1"),
                SheetFault::from(ValueFault::OffStep {
                    found: exact("53"),
                    step: exact("5"),
                }),
            ),
            (
                clause("1.2"),
                SheetFault::from(ValueFault::PartlyScored {
                    missing: vec!["C".to_owned()],
                }),
            ),
            (clause("1.3"), not_scored),
            (
                clause("1.4"),
                SheetFault::from(ValueFault::NotANumber {
                    found: "thirty".to_owned(),
                    fault: scoring::foundations::NumberFault::NotANumber,
                }),
            ),
            (Place::Applicant, SheetFault::NoApplicant),
        ];
        assert_eq!(told, expected, "{standard:?}");
    }
}

/// SPEC D11
#[test]
fn a_draft_goes_on_from_a_file() {
    let (rubric, draft) = typed();
    let (sheet, _) = draft.validate(&rubric, Standard::Complete).expect("valid");
    let mut again = Draft::from_record(draft.head.clone(), sheet.record());
    assert_eq!(
        again.validate(&rubric, Standard::Complete).expect("valid").0,
        sheet
    );
    assert_eq!(
        again.text(&Field::Clause(code("1.2"), Item::Value(Some("P".to_owned())))),
        "60"
    );
    assert_eq!(again.text(&Field::Clause(code("2.2"), Item::Value(None))), "33.3");
    put_at(&mut again, "1.1", Item::Text("A".to_owned()), " 每年评估 ");
    let (sheet, _) = again.validate(&rubric, Standard::Complete).expect("valid");
    assert_eq!(
        sheet.record().entries[0].texts,
        [("A".to_owned(), "每年评估".to_owned())]
    );
}

/// SPEC D4
#[test]
fn the_state_of_a_clause() {
    let (rubric, fingerprint) = small();
    let partly = |missing: &str| {
        let missing = vec![missing.to_owned()];
        ClauseState::Faulty(ValueFault::PartlyScored { missing })
    };
    let off = ClauseState::Faulty(ValueFault::OffStep {
        found: exact("7"),
        step: exact("5"),
    });
    let both = |first: &'static str, second: &'static str| {
        let item = |id: &str| Item::Value(Some(id.to_owned()));
        vec![(item("T"), first), (item("G"), second)]
    };
    for (clause, fields, expected) in [
        ("1.1", vec![], ClauseState::Empty),
        ("1.1", vec![(Item::Value(None), " ")], ClauseState::Started),
        ("1.1", vec![(Item::Evidence, "文件 3")], ClauseState::Started),
        ("1.1", vec![(Item::Band(None), "low")], ClauseState::Started),
        ("1.1", vec![(Item::Value(None), "0")], ClauseState::Scored),
        ("1.1", vec![(Item::Value(None), "7")], off),
        ("2.1.1", both("45", ""), partly("G")),
        ("2.1.1", both("", "30"), partly("T")),
        ("2.1.1", both("45", "30"), ClauseState::Scored),
    ] {
        let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
        for (item, text) in &fields {
            put_at(&mut draft, clause, item.clone(), text);
        }
        let clause = rubric.clause(&code(clause)).expect("a clause");
        assert_eq!(draft.state(&clause), expected, "{} {fields:?}", clause.node.code);
        let progress = Progress::of(&draft, &rubric);
        assert_eq!(progress.scored, usize::from(expected == ClauseState::Scored));
        assert_eq!(progress.clauses, 8);
    }
    let (rubric, draft) = typed();
    assert_eq!(Progress::of(&draft, &rubric).scored, 8);
}

/// SPEC D5
#[test]
fn the_next_gap_goes_round_once() {
    let (rubric, mut draft) = typed();
    assert_eq!(draft.next_gap(&rubric, None), None, "nothing is missing");
    for clause in ["1.1", "1.3", "2.2"] {
        put_at(&mut draft, clause, Item::Value(None), "");
    }
    for (after, expected) in [
        (None, "1.1"),
        (Some("1.1"), "1.3"),
        (Some("1.2"), "1.3"),
        (Some("1.3"), "2.2"),
        (Some("2.2"), "1.1"),
        (Some("3"), "1.1"),
        (Some("no such clause"), "1.1"),
    ] {
        let after = after.and_then(Code::parse);
        assert_eq!(
            draft.next_gap(&rubric, after.as_ref()),
            Some(code(expected)),
            "after {after:?}"
        );
    }
    for (clause, text) in [("1.3", "71"), ("2.2", "50")] {
        put_at(&mut draft, clause, Item::Value(None), text);
    }
    assert_eq!(
        draft.next_gap(&rubric, Some(&code("1.1"))),
        Some(code("1.1")),
        "the clause itself comes last"
    );
    put_at(&mut draft, "1.1", Item::Value(None), "7");
    assert_eq!(
        draft.next_gap(&rubric, None),
        Some(code("1.1")),
        "a wrong value is a gap"
    );
}

/// SPEC D6
#[test]
fn the_band_is_the_chosen_one_or_the_values() {
    let (rubric, fingerprint) = small();
    let clause = rubric.clause(&code("1.2")).expect("a clause");
    let component = |item: fn(Option<String>) -> Item| item(Some("P".to_owned()));
    for (band, number, expected) in [
        ("", "", None),
        ("", "55", Some("3")),
        ("2", "", Some("2")),
        ("2", "55", Some("2")),
        ("gone", "55", Some("3")),
        ("", "many", None),
    ] {
        let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
        put_at(&mut draft, "1.2", component(Item::Band), band);
        put_at(&mut draft, "1.2", component(Item::Value), number);
        assert_eq!(draft.band(&clause, Some("P")), expected, "{band:?} {number:?}");
    }
}

/// SPEC D1, D3
#[test]
fn addresses_of_fields() {
    let at = |item: Item| Field::Clause(code("1.1"), item);
    for (field, address) in [
        (Field::Applicant, "applicant"),
        (Field::Assessor, "assessor"),
        (Field::OrganisationOverview, "overview"),
        (Field::Overall, "overall"),
        (at(Item::Evidence), "clause/1.1/evidence"),
        (at(Item::Strengths), "clause/1.1/strengths"),
        (at(Item::Areas), "clause/1.1/areas"),
        (at(Item::Text("A".to_owned())), "clause/1.1/text/A"),
        (at(Item::Band(None)), "clause/1.1/band"),
        (at(Item::Band(Some("P".to_owned()))), "clause/1.1/band/P"),
        (at(Item::Value(None)), "clause/1.1/value"),
        (at(Item::Value(Some("P".to_owned()))), "clause/1.1/value/P"),
    ] {
        let at = Address::from(&field);
        assert_eq!(at.as_str(), address);
        assert_eq!(any_field(address), Some(at.clone()));
        let expected = matches!(field, Field::Clause(..)).then(|| code("1.1"));
        assert_eq!(clause_of(&at), expected);
        for schema in SCHEMAS {
            let reading = schema
                .read(&at)
                .unwrap_or_else(|| panic!("{}: {address}", schema.kind));
            assert_eq!(reading.clause(), expected);
        }
    }
    for address in [
        "",
        "Applicant",
        "applicant/x",
        "clause",
        "clause/1.1",
        "clause/1.1/",
        "clause//value",
        "clause/1.1/text",
        "clause/1.1/text/",
        "clause/1.1/value/",
        "clause/1.1/evidence/A",
        "clause/1.1/votes",
        "clause/1..1/value",
        "clause/ 1.1/value",
        "clause/\u{FF11}.1/value",
    ] {
        assert_eq!(any_field(address), None, "{address:?}");
    }
}

/// SPEC S8
#[test]
fn desks_and_their_stages() {
    for (kind, stage, id) in [
        (DraftKind::SelfAssessment, Stage::SelfAssessment, "self"),
        (DraftKind::Review(Stage::Material), Stage::Material, "material"),
        (DraftKind::Review(Stage::Site), Stage::Site, "site"),
    ] {
        assert_eq!((kind.stage(), stage.id()), (stage, id));
        assert_eq!(Stage::parse(id), Some(stage));
    }
    assert_eq!(Stage::parse("Site"), None);
}

fn some_address() -> impl Strategy<Value = Address> {
    let codes = prop::sample::select(vec!["1.1", "1.2", "2.1.1", "3", "9.9"]);
    any_address(codes.prop_map(str::to_owned), "[A-Za-z0-9/ \u{4E00}]{1,6}")
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let text = prop_oneof![
        Just(String::new()),
        "[0-9]{1,3}",
        "[0-9.\u{FF10}-\u{FF19}。%-]{0,6}",
        "\\PC{0,8}"
    ];
    (some_address(), text).prop_map(|(at, text)| Edit::of(at, text))
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC D3
    #[test]
    fn every_address_reads_back(at in some_address()) {
        prop_assert_eq!(any_field(at.as_str()), Some(at));
    }

    /// SPEC D2
    #[test]
    fn a_change_and_its_inverse_are_nothing(edits in prop::collection::vec(any_edit(), 1..30)) {
        let (_, mut draft) = typed();
        let before = draft.clone();
        let mut states = Vec::new();
        let mut undo = Vec::new();
        for edit in edits {
            states.push(draft.clone());
            undo.push(draft.apply(edit).inverse);
        }
        let after = draft.clone();
        let mut redo = Vec::new();
        while let Some(edit) = undo.pop() {
            redo.push(draft.apply(edit).inverse);
            let state = states.pop();
            prop_assert_eq!(Some(&draft), state.as_ref());
        }
        prop_assert_eq!(&draft, &before);
        while let Some(edit) = redo.pop() {
            draft.apply(edit);
        }
        prop_assert_eq!(draft, after);
    }

    /// Whatever is typed: a draft has a state everywhere, and it is a sheet or tells why not.
    ///
    /// SPEC D1, D7, F12
    #[test]
    fn nothing_typed_makes_a_draft_stumble(edits in prop::collection::vec(any_edit(), 0..40)) {
        let (rubric, mut draft) = typed();
        for edit in edits {
            draft.apply(edit);
        }
        for clause in rubric.clauses() {
            let scored = draft.state(&clause) == ClauseState::Scored;
            prop_assert_eq!(scored, matches!(draft.value(&clause), Ok(Some(_))));
        }
        let gap = draft.next_gap(&rubric, None);
        let progress = Progress::of(&draft, &rubric);
        prop_assert_eq!(gap.is_none(), progress.scored == progress.clauses);
        match draft.validate(&rubric, Standard::Readable) {
            Ok((sheet, warnings)) => {
                prop_assert!(!warnings.has_errors());
                prop_assert_eq!(sheet.percents().iter().flatten().count(), Progress::of(&draft, &rubric).scored);
            }
            Err(problems) => prop_assert!(problems.has_errors()),
        }
    }
}
