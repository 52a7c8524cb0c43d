//! Documents: addresses, edits and their inverses, rows, history, schemas, figures, merging.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use scoring::document::{
    Address, Change, Document, Edit, FieldPattern, Figures, Form, Input, MergeConflict, Position, RowId,
    Schema, Side, UndoHistory, merge, row,
};
use scoring::foundations::Instant;

use crate::support::chances;

pub(crate) fn at(text: &str) -> Address {
    Address::parse(text).unwrap_or_else(|| panic!("{text} is no address"))
}

fn id(text: &str) -> RowId {
    RowId::parse(text).unwrap_or_else(|| panic!("{text} is no id"))
}

fn second(second: i64) -> Instant {
    Instant::from_unix_seconds(1_795_000_000 + second)
}

fn document(texts: &[(&str, &str)]) -> Document {
    texts
        .iter()
        .map(|(address, text)| (at(address), (*text).to_owned()))
        .collect()
}

fn ids(document: &Document, collection: &str) -> Vec<String> {
    let rows = document.rows(&at(collection)).into_iter();
    rows.map(|id| id.to_string()).collect()
}

/// SPEC D13
#[test]
fn addresses_read_back() {
    for (text, above, last) in [
        ("applicant", vec![], "applicant"),
        (
            "clause/1.1/value/P",
            vec!["clause", "clause/1.1", "clause/1.1/value"],
            "P",
        ),
        ("evidence/7/", vec!["evidence", "evidence/7"], ""),
    ] {
        let address = at(text);
        assert_eq!(address.to_string(), text);
        assert_eq!(address.above().collect::<Vec<_>>(), above);
        assert_eq!(address.last(), last);
        assert_eq!(address.segments().collect::<Vec<_>>().join("/"), text);
    }
    assert_eq!((Address::parse(""), Address::parse("/a")), (None, None));
    assert_eq!(at("a/b/c").below(&at("a")), Some("b/c"));
    assert_eq!(at("ab/c").below(&at("a")), None);
    assert_eq!(at("a").below(&at("a")), None);
    assert_eq!(at("a").join("b"), at("a/b"));
}

/// SPEC D13
#[test]
fn an_edit_tells_what_it_changed() {
    let mut document = document(&[("a", "1"), ("b", "2")]);
    let edit = Edit::of(at("a"), "1")
        .and(Edit::of(at("b"), ""))
        .and(Edit::of(at("c"), "x"))
        .and(Edit::of(at("d"), "x"))
        .and(Edit::of(at("d"), ""));
    let applied = document.apply(edit);
    assert_eq!(applied.changed, [at("b"), at("c")]);
    assert_eq!(document.text(&at("b")), "");
    assert_eq!(document.texts().count(), 2, "an empty text is none");
    document.apply(applied.inverse);
    assert_eq!(document, self::document(&[("a", "1"), ("b", "2")]));
}

/// SPEC D14
#[test]
fn rows_stand_where_they_were_put() {
    let evidence = at("evidence");
    let mut document = Document::new();
    let place = |document: &mut Document, name: &str, position: Position| {
        let edit = document.place_rows(&at("evidence"), &[id(name)], &position);
        document.apply(edit).changed
    };
    for name in ["b", "c", "d"] {
        place(&mut document, name, Position::Last);
    }
    place(&mut document, "a", Position::First);
    let changed = place(&mut document, "x", Position::After(id("b")));
    assert_eq!(changed, [at("evidence/x/order")], "no other row is touched");
    assert_eq!(ids(&document, "evidence"), ["a", "b", "x", "c", "d"]);
    let changed = place(&mut document, "d", Position::First);
    assert_eq!(changed, [at("evidence/d/order")]);
    assert_eq!(ids(&document, "evidence"), ["d", "a", "b", "x", "c"]);
    place(&mut document, "y", Position::After(id("gone")));
    assert_eq!(ids(&document, "evidence"), ["d", "a", "b", "x", "c", "y"]);
    // Without a place a row is still there, and comes last.
    document.apply(Edit::of(row(&evidence, &id("0")).join("title"), "证书"));
    document.apply(Edit::of(row(&evidence, &id("1")).join("order"), "no place!"));
    assert_eq!(
        ids(&document, "evidence"),
        ["d", "a", "b", "x", "c", "y", "0", "1"]
    );
    place(&mut document, "z", Position::After(id("0")));
    assert_eq!(
        ids(&document, "evidence"),
        ["d", "a", "b", "x", "c", "y", "0", "z", "1"]
    );
    assert_eq!(ids(&document, "clause/1.1/results"), [""; 0]);
}

/// SPEC D14
#[test]
fn two_copies_that_add_a_row_have_both() {
    let mut ancestor = document(&[("evidence/a/order", "1"), ("evidence/z/order", "2")]);
    ancestor.apply(Edit::of(at("evidence/a/title"), "甲"));
    let mut copies = [ancestor.clone(), ancestor.clone()];
    for (copy, name) in copies.iter_mut().zip(["m", "n"]) {
        let edit = copy.place_rows(&at("evidence"), &[id(name)], &Position::After(id("a")));
        copy.apply(edit);
    }
    let [ours, theirs] = copies;
    let mut merged = merge(&ancestor, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(ids(&merged.document, "evidence"), ["a", "m", "n", "z"]);
    // Both rows have one place; another row still fits between them.
    let edit = merged
        .document
        .place_rows(&at("evidence"), &[id("k")], &Position::After(id("m")));
    merged.document.apply(edit);
    assert_eq!(ids(&merged.document, "evidence"), ["a", "m", "k", "n", "z"]);
}

/// SPEC D15
#[test]
fn a_removed_row_comes_back_whole() {
    let before = document(&[
        ("evidence/a/order", "1"),
        ("evidence/a/title", "甲"),
        ("evidence/a/year/2023", "5"),
        ("evidence/ab/order", "2"),
    ]);
    let mut document = before.clone();
    let edit = document.remove_row(&at("evidence"), &id("a"));
    let applied = document.apply(edit);
    assert_eq!(ids(&document, "evidence"), ["ab"]);
    assert_eq!(applied.changed.len(), 3);
    document.apply(applied.inverse);
    assert_eq!(document, before);
    let nothing = document.remove_row(&at("evidence"), &id("gone"));
    assert_eq!(nothing, Edit::default());
}

/// SPEC D16
#[test]
fn letters_typed_together_are_one_step() {
    let mut document = Document::new();
    let mut history = UndoHistory::default();
    let mut coalesced = Vec::new();
    for (seconds, address, text) in [
        (0, "a", "x"),
        (1, "a", "xy"),
        (59, "a", "xyz"),
        (60, "a", "xyz!"),
        (61, "b", "1"),
        (62, "a", "x"),
    ] {
        let recorded = history.change(&mut document, Edit::of(at(address), text), second(seconds));
        coalesced.push(recorded.expect("a change").coalesced);
    }
    assert_eq!(coalesced, [false, true, true, false, false, false]);
    assert_eq!(
        history.change(&mut document, Edit::of(at("a"), "x"), second(63)),
        None
    );
    history.end_step();
    let own = history.change(&mut document, Edit::of(at("a"), "xx"), second(64));
    assert!(!own.expect("a change").coalesced);
    let mut states = Vec::new();
    while history.undo(&mut document).is_some() {
        states.push(document.text(&at("a")).to_owned());
    }
    assert_eq!(states, ["x", "xyz!", "xyz!", "xyz", ""]);
    assert_eq!(document, Document::new());
    while history.redo(&mut document).is_some() {}
    assert_eq!((document.text(&at("a")), document.text(&at("b"))), ("xx", "1"));
    // A new edit ends what could be redone.
    history.undo(&mut document);
    history.change(&mut document, Edit::of(at("b"), "2"), second(70));
    assert!(!history.can_redo());
}

/// What was typed a moment ago and is deleted comes back: selecting all and deleting is a step of its own, and so is
/// deleting letter by letter what is more than a slip.
///
/// SPEC D16
#[test]
fn a_deletion_of_what_was_just_typed_can_be_undone() {
    let typed = "医院每周召开质量例会,由院长主持,各科室汇报整改情况并留有记录。";
    let undone = |after: &[&str]| {
        let mut document = Document::new();
        let mut history = UndoHistory::default();
        for (seconds, text) in [typed].iter().chain(after).enumerate() {
            history.change(
                &mut document,
                Edit::of(at("a"), *text),
                second(i64::try_from(seconds).expect("few")),
            );
        }
        history.undo(&mut document);
        document.text(&at("a")).to_owned()
    };
    assert_eq!(undone(&[""]), typed);
    assert_eq!(undone(&["改写"]), typed);
    let shorter: Vec<&str> = typed.char_indices().rev().map(|(end, _)| &typed[..end]).collect();
    assert_eq!(undone(&shorter).chars().count(), typed.chars().count() - 20);
    // A slip that is mended belongs to the step.
    assert_eq!(undone(&[&typed[..typed.len() - 3], typed]), "");
}

/// SPEC D16
#[test]
fn edits_of_several_texts_are_steps_of_their_own() {
    let mut document = Document::new();
    let mut history = UndoHistory::default();
    let both = |text: &str| Edit::of(at("a"), text).and(Edit::of(at("b"), text));
    for text in ["1", "2"] {
        let recorded = history
            .change(&mut document, both(text), second(0))
            .expect("a change");
        assert!(!recorded.coalesced);
    }
    history.undo(&mut document);
    assert_eq!((document.text(&at("a")), document.text(&at("b"))), ("1", "1"));
    // Steps beyond the last five hundred are dropped.
    for number in 0..600 {
        history.end_step();
        history.change(&mut document, Edit::of(at("a"), format!("n{number}")), second(0));
    }
    let steps = std::iter::from_fn(|| history.undo(&mut document)).count();
    assert_eq!((steps, document.text(&at("a"))), (500, "n99"));
}

const FIELDS: [FieldPattern; 7] = {
    const fn field(pattern: &'static str, form: Form) -> FieldPattern {
        FieldPattern {
            pattern,
            form,
            since: 1,
        }
    }
    [
        field("zeal", Form::Line),
        field("clause/{clause}/text/{id}", Form::Text),
        field("clause/{clause}/evidence", Form::Lines),
        field("clause/{clause}/results/{row}/year/{year}", Form::Number),
        field("clause/{clause}/results/{row}/order", Form::Order),
        field("evidence/{row}/title", Form::Line),
        field("evidence/{row}/order", Form::Order),
    ]
};
const SCHEMA: Schema = Schema {
    kind: "trial",
    fields: &FIELDS,
};

/// SPEC D17
#[test]
fn a_schema_reads_its_addresses_and_no_others() {
    let reading = |address: &str| {
        let address = at(address);
        SCHEMA.read(&address).map(|reading| {
            let values = ["clause", "row", "year", "id"].map(|brace| reading.value(brace).unwrap_or("-"));
            format!("{} {}", reading.field.pattern, values.join(" "))
        })
    };
    for (address, expected) in [
        ("zeal", Some("zeal - - - -")),
        ("clause/1.1/text/A", Some("clause/{clause}/text/{id} 1.1 - - A")),
        (
            "clause/1.1/text/a//b/",
            Some("clause/{clause}/text/{id} 1.1 - - a//b/"),
        ),
        (
            "clause/6.1/results/7k/year/2023",
            Some("clause/{clause}/results/{row}/year/{year} 6.1 7k 2023 -"),
        ),
        ("evidence/a_-B/title", Some("evidence/{row}/title - a_-B - -")),
        ("zeal/more", None),
        ("zea", None),
        ("clause", None),
        ("clause/1.1", None),
        ("clause/1.1/text", None),
        ("clause/1.1/text/", None),
        ("clause//evidence", None),
        ("clause/1..1/evidence", None),
        ("clause/\u{FF11}.1/evidence", None),
        ("clause/1.1/evidence/A", None),
        ("clause/6.1/results/7k/year/23", None),
        ("clause/6.1/results/7k/year/２０２３", None),
        ("evidence/a b/title", None),
        ("evidence/title", None),
    ] {
        assert_eq!(reading(address).as_deref(), expected, "{address}");
        assert_eq!(SCHEMA.recognises(&at(address)), expected.is_some());
    }
    let collections: Vec<_> = SCHEMA.collections().collect();
    assert_eq!(collections, ["clause/{clause}/results", "evidence"]);
    let address = at("clause/6.1/results/7k/year/2023");
    let read = SCHEMA.read(&address).expect("a field");
    assert_eq!(read.clause().expect("a code").to_string(), "6.1");
    assert_eq!(read.row(), Some(id("7k")));
}

/// SPEC D17
#[test]
fn addresses_stand_as_people_read_them() {
    let ordered = [
        "zeal",
        "clause/1.1/text/A",
        "clause/1.1/text/B",
        "clause/1.1/evidence",
        "clause/1.1/results/a/year/2023",
        "clause/1.1/results/a/order",
        "clause/1.1/results/b/year/2022",
        "clause/1.2/text/A",
        "evidence/a/title",
        "evidence/b/title",
        "alien",
    ];
    let mut sorted = ordered.map(at);
    sorted.sort();
    sorted.sort_by_key(|address| SCHEMA.rank(address));
    assert_eq!(sorted, ordered.map(at));
}

/// Lengths of texts, their sum by part, and the sum of all.
fn counted(document: &Document, figures: &mut Figures<String, usize>, changed: &[Address]) -> Vec<String> {
    let mut computed = Vec::new();
    figures.update(changed, |key, figures| {
        computed.push(key.clone());
        match key.split_once(' ') {
            Some(("length", address)) => document.text(&at(address)).chars().count(),
            Some(("part", part)) => document
                .below(&at(part))
                .map(|(_, text)| text.chars().count())
                .sum(),
            _ => ["part a", "part b"]
                .iter()
                .filter_map(|part| figures.get(&(*part).to_owned()))
                .sum(),
        }
    });
    computed
}

/// SPEC D18
#[test]
fn only_what_depends_on_a_change_is_computed() {
    let mut document = document(&[("a/1", "x"), ("a/2", "y"), ("b/1", "z"), ("ab", "!")]);
    let mut figures: Figures<String, usize> = Figures::new();
    for address in ["a/1", "a/2", "b/1"] {
        figures.declare(format!("length {address}"), [Input::Text(at(address))]);
    }
    for part in ["a", "b"] {
        figures.declare(format!("part {part}"), [Input::Below(at(part))]);
    }
    let parts = ["part a", "part b"].map(|part| Input::Figure(part.to_owned()));
    figures.declare("total".to_owned(), parts);
    assert_eq!(counted(&document, &mut figures, &[]).len(), 6, "all at first");
    for (address, text, expected) in [
        ("a/1", "xx", vec!["length a/1", "part a", "total"]),
        // Another text of the same length: the part stands, and so does the total.
        ("a/1", "yy", vec!["length a/1", "part a"]),
        ("b/1", "zzz", vec!["length b/1", "part b", "total"]),
        ("ab", "!!", vec![]),
        ("c/1", "new", vec![]),
        ("a/1", "yy", vec![]),
        ("a/3", "new", vec!["part a", "total"]),
    ] {
        let changed = document.apply(Edit::of(at(address), text)).changed;
        assert_eq!(
            counted(&document, &mut figures, &changed),
            expected,
            "{address}: {text}"
        );
    }
    assert_eq!(figures.get(&"total".to_owned()), Some(&9));
}

/// SPEC D19
#[test]
fn a_merge_takes_both_sides() {
    let before = [("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1")];
    let ours = [("a", "2"), ("b", "1"), ("c", "2"), ("d", "2"), ("f", "x")];
    let theirs = [
        ("a", "1"),
        ("b", "3"),
        ("c", "2"),
        ("d", "3"),
        ("e", "3"),
        ("f", "y"),
    ];
    let merged = merge(&document(&before), &document(&ours), &document(&theirs));
    let conflict = |address: &str, ancestor: &str, ours: &str, theirs: &str| MergeConflict::Text {
        address: at(address),
        ancestor: ancestor.to_owned(),
        ours: ours.to_owned(),
        theirs: theirs.to_owned(),
    };
    let expected = [
        ("a", "2"),
        ("b", "3"),
        ("c", "2"),
        ("d", "3"),
        ("e", "3"),
        ("f", "y"),
    ];
    assert_eq!(merged.document, document(&expected));
    assert_eq!(
        merged.conflicts,
        [
            conflict("d", "1", "2", "3"),
            conflict("e", "1", "", "3"),
            conflict("f", "", "x", "y")
        ]
    );
}

/// SPEC D19
#[test]
fn a_row_that_one_side_removed_and_the_other_changed_stays_whole() {
    let before = [
        ("evidence/a/order", "1"),
        ("evidence/a/title", "甲"),
        ("evidence/a/pages", "3"),
        ("evidence/b/order", "2"),
        ("evidence/b/title", "乙"),
    ];
    let ancestor = document(&before);
    let ours = document(&[]);
    let mut theirs = ancestor.clone();
    theirs.apply(Edit::of(at("evidence/a/title"), "甲 2"));
    let row = at("evidence/a");
    let mut expected = theirs.clone();
    let gone = expected.remove_row(&at("evidence"), &id("b"));
    expected.apply(gone);
    for (ours, theirs, by) in [(&ours, &theirs, Side::Ours), (&theirs, &ours, Side::Theirs)] {
        let merged = merge(&ancestor, ours, theirs);
        assert_eq!(
            merged.document, expected,
            "{by:?}: the untouched row goes, the other stays whole"
        );
        let row = row.clone();
        assert_eq!(merged.conflicts, [MergeConflict::RemovedRow { row, by }]);
    }
}

const COLLECTION: &str = "evidence";

fn any_address() -> impl Strategy<Value = Address> {
    prop_oneof![
        prop::sample::select(vec!["applicant", "clause/1.1/text/A", "clause/1.1/evidence"]).prop_map(at),
        ("[a-d]", prop::sample::select(vec!["title", "pages", "order"]))
            .prop_map(|(row, name)| at(&format!("{COLLECTION}/{row}/{name}"))),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    let text = prop_oneof![Just(String::new()), "[1-9a-c]{1,2}", "\\PC{0,4}"];
    (any_address(), text).prop_map(|(address, text)| Change { address, text })
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop::collection::vec(any_change(), 1..4).prop_map(Edit::from_iter)
}

fn any_document() -> impl Strategy<Value = Document> {
    prop::collection::vec(any_change(), 0..12).prop_map(|changes| {
        let mut document = Document::new();
        document.apply(Edit { changes });
        document
    })
}

/// A document and two that were made of it.
fn any_copies() -> impl Strategy<Value = [Document; 3]> {
    let edits = || prop::collection::vec(any_edit(), 0..5);
    (any_document(), edits(), edits()).prop_map(|(ancestor, ours, theirs)| {
        let edited = |edits: Vec<Edit>| {
            let mut copy = ancestor.clone();
            for edit in edits {
                copy.apply(edit);
            }
            copy
        };
        let (ours, theirs) = (edited(ours), edited(theirs));
        [ancestor, ours, theirs]
    })
}

#[derive(Clone, Debug)]
enum Step {
    Change(Edit, i64),
    End,
    Undo,
    Redo,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any_edit(), 0_i64..90).prop_map(|(edit, pause)| Step::Change(edit, pause)),
        4 => (any_change(), 0_i64..90).prop_map(|(change, pause)| Step::Change(Edit { changes: vec![change] }, pause)),
        1 => Just(Step::End),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC D2, D13
    #[test]
    fn an_edit_and_its_inverse_are_nothing(before in any_document(), edit in any_edit()) {
        let mut document = before.clone();
        let applied = document.apply(edit);
        let differing: Vec<Address> = before.edit_to(&document).changes.into_iter().map(|change| change.address).collect();
        prop_assert_eq!(&applied.changed, &differing);
        let after = document.clone();
        let back = document.apply(applied.inverse);
        prop_assert_eq!(&document, &before);
        document.apply(back.inverse);
        prop_assert_eq!(document, after);
    }

    /// SPEC D13
    #[test]
    fn what_an_edit_changes_is_the_same_edit(before in any_document(), edit in any_edit()) {
        let effective = before.effective(edit.clone());
        let (mut one, mut other) = (before.clone(), before);
        let applied = one.apply(effective.clone());
        prop_assert_eq!(other.apply(edit).changed, applied.changed.clone());
        prop_assert_eq!(one, other);
        let addresses: Vec<Address> = effective.changes.into_iter().map(|change| change.address).collect();
        prop_assert_eq!(addresses, applied.changed);
    }

    /// SPEC D13
    #[test]
    fn a_document_becomes_any_other(from in any_document(), to in any_document()) {
        let mut document = from.clone();
        document.apply(from.edit_to(&to));
        prop_assert_eq!(document, to);
    }

    /// A list of names is the model: whatever is added, moved and removed, rows stand as in the list.
    ///
    /// SPEC D14, D15
    #[test]
    fn rows_stand_as_in_a_list(
        start in any_document(),
        moves in prop::collection::vec((prop::collection::vec("[a-h]", 0..3), 0_usize..10), 0..40),
    ) {
        let collection = at(COLLECTION);
        let mut document = start;
        let mut list = document.rows(&collection);
        for (names, target) in moves {
            let mut names: Vec<RowId> = names.iter().map(|name| id(name)).collect();
            names.dedup();
            names.sort();
            names.dedup();
            if names.is_empty() {
                // Nothing to place: remove a row.
                if let Some(gone) = list.get(target).cloned() {
                    let edit = document.remove_row(&collection, &gone);
                    document.apply(edit);
                    list.retain(|id| *id != gone);
                }
                prop_assert_eq!(document.rows(&collection), list.clone());
                continue;
            }
            list.retain(|id| !names.contains(id));
            let position = match target {
                0 => Position::First,
                9 => Position::Last,
                target => list.get(target).map_or(Position::Last, |id| Position::After(id.clone())),
            };
            let index = match &position {
                Position::First => 0,
                Position::Last => list.len(),
                Position::After(id) => list.iter().position(|one| one == id).expect("a row") + 1,
            };
            list.splice(index..index, names.clone());
            let edit = document.place_rows(&collection, &names, &position);
            let only_places = edit.changes.iter().all(|change| change.address.last() == "order");
            prop_assert!(only_places);
            document.apply(edit);
            prop_assert_eq!(document.rows(&collection), list.clone());
        }
    }

    /// SPEC D16
    #[test]
    fn undoing_all_leads_back_and_redoing_all_forward(
        start in any_document(),
        steps in prop::collection::vec(any_step(), 0..40),
    ) {
        let mut document = start.clone();
        let mut history = UndoHistory::default();
        let mut now = 0;
        for step in steps {
            let before = document.clone();
            match step {
                Step::Change(edit, pause) => {
                    now += pause;
                    let recorded = history.change(&mut document, edit, second(now));
                    prop_assert_eq!(recorded.is_none(), document == before);
                }
                Step::End => history.end_step(),
                Step::Undo => {
                    let possible = history.can_undo();
                    let applied = history.undo(&mut document);
                    prop_assert_eq!(applied.is_some(), possible);
                    if possible {
                        let mut again = (history.clone(), document.clone());
                        again.0.redo(&mut again.1);
                        prop_assert_eq!(again.1, before);
                    }
                }
                Step::Redo => {
                    history.redo(&mut document);
                }
            }
        }
        while history.redo(&mut document).is_some() {}
        let last = document.clone();
        while history.undo(&mut document).is_some() {}
        prop_assert_eq!(&document, &start);
        while history.redo(&mut document).is_some() {}
        prop_assert_eq!(document, last);
    }

    /// SPEC D19
    #[test]
    fn merging_with_an_unchanged_side_is_the_other_side([ancestor, ours, _] in any_copies()) {
        for merged in [
            merge(&ancestor, &ours, &ancestor),
            merge(&ancestor, &ancestor, &ours),
            merge(&ancestor, &ours, &ours),
        ] {
            prop_assert_eq!(&merged.document, &ours);
            prop_assert_eq!(merged.conflicts.len(), 0);
        }
    }

    /// SPEC D19
    #[test]
    fn both_sides_merge_alike([ancestor, ours, theirs] in any_copies()) {
        let one = merge(&ancestor, &ours, &theirs);
        let other = merge(&ancestor, &theirs, &ours);
        prop_assert_eq!(&one.document, &other.document);
        let turned: Vec<MergeConflict> = other.conflicts.into_iter().map(|conflict| match conflict {
            MergeConflict::Text { address, ancestor, ours, theirs } => MergeConflict::Text { address, ancestor, ours: theirs, theirs: ours },
            MergeConflict::RemovedRow { row, by: Side::Ours } => MergeConflict::RemovedRow { row, by: Side::Theirs },
            MergeConflict::RemovedRow { row, by: Side::Theirs } => MergeConflict::RemovedRow { row, by: Side::Ours },
        }).collect();
        prop_assert_eq!(one.conflicts, turned);
    }

    /// SPEC D19
    #[test]
    fn no_text_of_either_side_is_lost([ancestor, ours, theirs] in any_copies()) {
        let merged = merge(&ancestor, &ours, &theirs);
        let mut told: BTreeMap<Address, BTreeSet<String>> = BTreeMap::new();
        for conflict in &merged.conflicts {
            if let MergeConflict::Text { address, ours, theirs, .. } = conflict {
                told.entry(address.clone()).or_default().extend([ours.clone(), theirs.clone()]);
            }
        }
        for side in [&ours, &theirs] {
            for (at, text) in side.texts().filter(|(at, text)| ancestor.text(at) != *text) {
                let stands = merged.document.text(at) == text;
                let shown = told.get(at).is_some_and(|texts| texts.contains(text));
                prop_assert!(stands || shown, "{}: {:?}", at, text);
            }
        }
        // Nothing is made up either.
        for (at, text) in merged.document.texts() {
            prop_assert!(ours.text(at) == text || theirs.text(at) == text, "{}", at);
        }
    }

    /// SPEC D18
    #[test]
    fn figures_are_as_if_computed_anew(start in any_document(), edits in prop::collection::vec(any_edit(), 0..10)) {
        let declared = || {
            let mut figures: Figures<String, usize> = Figures::new();
            for part in ["a", "b"] {
                let part = at(if part == "a" { COLLECTION } else { "clause" });
                figures.declare(format!("part {part}"), [Input::Below(part)]);
            }
            figures.declare("length applicant".to_owned(), [Input::Text(at("applicant"))]);
            figures
        };
        let mut document = start;
        let mut figures = declared();
        counted(&document, &mut figures, &[]);
        for edit in edits {
            let changed = document.apply(edit).changed;
            counted(&document, &mut figures, &changed);
            let mut anew = declared();
            counted(&document, &mut anew, &[]);
            for key in ["part evidence", "part clause", "length applicant"] {
                prop_assert_eq!(figures.get(&key.to_owned()), anew.get(&key.to_owned()));
            }
        }
    }
}
