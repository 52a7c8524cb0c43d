//! The keeper's rules without a disk: copies compared, keys of journal entries, what can be undone,
//! versions, what is dropped, and the lines of the start screen.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use scoring::document::{Address, Change, Edit};
use scoring::foundations::{Instant, SortedMap};
use scoring::keeper::{
    Allowance, Body, Card, Cause, EntryKey, Exported, Progress, StoredField, UndoStacks, Version, fields_at,
    reconcile, surplus, undo_stacks, versions,
};
use scoring::scoresheet::{Draft, DraftKind, Field, Item, any_field};

use crate::support::{chances, code, draft, imprint, small};

const CAUSES: [Cause; 8] = [
    Cause::Begun,
    Cause::Refilled,
    Cause::FromOtherWindow,
    Cause::Typed,
    Cause::Undo,
    Cause::Redo,
    Cause::Restored,
    Cause::Noted,
];
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn field(address: &str) -> Address {
    any_field(address).unwrap_or_else(|| panic!("{address} is no field"))
}

fn edit(address: &str, text: &str) -> Change {
    Change {
        address: field(address),
        text: text.to_owned(),
    }
}

/// Few fields, so that steps meet.
fn few_fields() -> impl Strategy<Value = Address> {
    select(vec![
        "applicant",
        "overall",
        "clause/1.1/value",
        "clause/1.2/value/P",
    ])
    .prop_map(field)
}

/// Any field that has an address, with anything in its ids.
fn some_field() -> impl Strategy<Value = Address> {
    let codes = select(vec!["1", "1.1", "2.1.1", "甲.乙_-"]).prop_map(code);
    let id = || "(?s).{1,6}|[/ \n]{1,3}";
    let item = prop_oneof![
        id().prop_map(Item::Text),
        Just(Item::Evidence),
        Just(Item::Strengths),
        Just(Item::Areas),
        prop::option::of(id()).prop_map(Item::Band),
        prop::option::of(id()).prop_map(Item::Value),
    ];
    prop_oneof![
        few_fields(),
        (codes, item).prop_map(|(code, item)| Address::from(Field::Clause(code, item)))
    ]
}

fn any_instant() -> impl Strategy<Value = Instant> {
    (0_i64..=253_402_300_799).prop_map(Instant::from_unix_seconds)
}

// Copies of one field.

fn plain(text: &str) -> Body {
    Body::Plain(text.to_owned())
}

fn copy(text: &str, sequence: u64) -> StoredField {
    StoredField {
        body: plain(text),
        sequence,
        written_at: Some(imprint().created),
        damaged: false,
    }
}

/// A record of which only the raw text is left.
fn damaged(text: &str) -> StoredField {
    StoredField {
        written_at: None,
        damaged: true,
        ..copy(text, 0)
    }
}

fn at(copy: StoredField, seconds: i64) -> StoredField {
    StoredField {
        written_at: Some(Instant::from_unix_seconds(seconds)),
        ..copy
    }
}

fn encrypted(copy: StoredField, text: &str) -> StoredField {
    StoredField {
        body: Body::Encrypted(text.to_owned()),
        ..copy
    }
}

/// SPEC J2, J3, J4, J5
#[test]
fn copies_held_against_each_other() {
    for (copies, winner, displaced) in [
        (vec![copy("甲", 3)], copy("甲", 3), vec![]),
        // The higher sequence number stands; what it replaced is a step of the past.
        (vec![copy("甲", 3), copy("乙", 4)], copy("乙", 4), vec![]),
        (vec![copy("甲", 10), copy("乙", 9)], copy("甲", 10), vec![]),
        (vec![copy("甲", 3), copy("", 4)], copy("", 4), vec![]),
        // Whatever the clock says.
        (
            vec![at(copy("甲", 3), 2000), at(copy("乙", 4), 1000)],
            at(copy("乙", 4), 1000),
            vec![],
        ),
        // The same sequence number twice: the words decide, and the others are handed back.
        (
            vec![at(copy("a", 3), 2000), at(copy("b", 3), 1000)],
            at(copy("b", 3), 1000),
            vec![plain("a")],
        ),
        (
            vec![
                copy("c", 3),
                copy("b", 3),
                copy("a", 3),
                copy("a", 3),
                copy("old", 2),
            ],
            copy("c", 3),
            vec![plain("a"), plain("b")],
        ),
        (vec![copy("甲", 3), copy("甲", 3)], copy("甲", 3), vec![]),
        // Before changes were counted every sequence number is 0.
        (vec![copy("a", 0), copy("b", 0)], copy("b", 0), vec![plain("a")]),
        // A damaged record never stands beside a sound one, and costs no words.
        (
            vec![damaged("{\"te"), copy("甲", 0)],
            copy("甲", 0),
            vec![plain("{\"te")],
        ),
        (
            vec![
                StoredField {
                    sequence: 9,
                    ..damaged("{\"te")
                },
                copy("甲", 3),
            ],
            copy("甲", 3),
            vec![plain("{\"te")],
        ),
        (vec![damaged("甲"), copy("甲", 3)], copy("甲", 3), vec![]),
        // All are damaged: what stands says so, and the last step can stand in for it.
        (vec![damaged("a"), damaged("b")], damaged("b"), vec![plain("a")]),
        (vec![damaged("a"), damaged("a")], damaged("a"), vec![]),
        // Under lock or not, words are words.
        (
            vec![encrypted(copy("", 3), "c2Vh"), copy("甲", 2)],
            encrypted(copy("", 3), "c2Vh"),
            vec![],
        ),
        (
            vec![encrypted(copy("", 3), "甲"), copy("甲", 3)],
            encrypted(copy("", 3), "甲"),
            vec![plain("甲")],
        ),
    ] {
        let reconciled = reconcile(copies.clone()).expect("there are copies");
        assert_eq!(reconciled.winner, winner, "{copies:?}");
        assert_eq!(reconciled.displaced, displaced, "{copies:?}");
    }
    assert_eq!(reconcile(Vec::new()), None);
}

fn any_copy() -> impl Strategy<Value = StoredField> {
    let text = select(vec!["", "甲", "乙", "甲\n乙", "{\"text\":"]).prop_map(str::to_owned);
    let body = prop_oneof![
        4 => text.clone().prop_map(Body::Plain),
        1 => text.prop_map(Body::Encrypted),
    ];
    let clock = prop::option::of((0_i64..4).prop_map(Instant::from_unix_seconds));
    (body, 0_u64..4, clock, prop::bool::weighted(0.25)).prop_map(|(body, sequence, written_at, damaged)| {
        StoredField {
            body,
            sequence,
            written_at,
            damaged,
        }
    })
}

fn any_copies() -> impl Strategy<Value = Vec<StoredField>> {
    prop::collection::vec(any_copy(), 1..6)
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC J3
    #[test]
    fn the_undamaged_copy_of_the_highest_revision_stands(copies in any_copies()) {
        let winner = reconcile(copies.clone()).expect("there are copies").winner;
        prop_assert!(copies.contains(&winner));
        let sound = copies.iter().filter(|copy| !copy.damaged).map(|copy| copy.sequence);
        match sound.max() {
            Some(highest) => {
                prop_assert!(!winner.damaged);
                prop_assert_eq!(winner.sequence, highest);
            }
            None => prop_assert!(winner.damaged),
        }
    }

    /// SPEC J4
    #[test]
    fn no_words_are_lost(copies in any_copies()) {
        let reconciled = reconcile(copies.clone()).expect("there are copies");
        let winner = &reconciled.winner;
        let older = |copy: &StoredField| !copy.damaged && copy.sequence < winner.sequence;
        // All that is not a step of the past stands or is handed back, once, and nothing else is.
        let mut expected: BTreeSet<&Body> = copies.iter().filter(|copy| !older(copy)).map(|copy| &copy.body).collect();
        prop_assert!(expected.remove(&winner.body));
        let displaced: BTreeSet<&Body> = reconciled.displaced.iter().collect();
        prop_assert_eq!(displaced.len(), reconciled.displaced.len());
        prop_assert_eq!(displaced, expected);
    }

    /// Two windows that find the same copies decide alike.
    ///
    /// SPEC J3, J4
    #[test]
    fn the_order_of_copies_does_not_matter(
        (copies, shuffled) in any_copies().prop_flat_map(|copies| (Just(copies.clone()), Just(copies).prop_shuffle()))
    ) {
        prop_assert_eq!(reconcile(copies), reconcile(shuffled));
    }

    /// SPEC J2
    #[test]
    fn clocks_decide_nothing(
        copies in any_copies(),
        clocks in prop::collection::vec(prop::option::of(any_instant()), 6),
    ) {
        let others: Vec<StoredField> = copies.iter().zip(clocks).map(|(copy, written_at)| StoredField { written_at, ..copy.clone() }).collect();
        let one = reconcile(copies).expect("there are copies");
        let other = reconcile(others).expect("there are copies");
        prop_assert_eq!(one.winner.body, other.winner.body);
        prop_assert_eq!(one.winner.sequence, other.winner.sequence);
        prop_assert_eq!(one.winner.damaged, other.winner.damaged);
        prop_assert_eq!(one.displaced, other.displaced);
    }

    /// What stood before does not come back: held against what stands, it changes nothing.
    ///
    /// SPEC J3
    #[test]
    fn what_stands_goes_on_standing(copies in any_copies()) {
        let winner = reconcile(copies.clone()).expect("there are copies").winner;
        let mut again = copies;
        again.push(winner.clone());
        prop_assert_eq!(reconcile(again).expect("there are copies").winner, winner);
    }
}

// Keys of steps.

fn step(sequence: u64, seconds: i64, cause: Cause, address: &str) -> EntryKey {
    EntryKey {
        draft: "draft-7".to_owned(),
        sequence,
        window: "5k2m0q".to_owned(),
        made_at: Instant::from_unix_seconds(seconds),
        characters: 2,
        cause,
        address: field(address),
    }
}

/// SPEC J6
#[test]
fn the_written_form_of_a_key() {
    let written = [
        "draft-7/000000000042/5k2m0q/1795429920/2/begun/applicant",
        "draft-7/000000000042/5k2m0q/1795429920/2/copied/clause/1.1/value",
        "draft-7/000000000042/5k2m0q/1795429920/2/other-window/clause/1.1/value",
        "draft-7/000000000042/5k2m0q/1795429920/2/typed/clause/1.1/value",
        "draft-7/000000000042/5k2m0q/1795429920/2/taken-back/clause/1.2/value/P",
        "draft-7/000000000042/5k2m0q/1795429920/2/done-again/overall",
        "draft-7/000000000042/5k2m0q/1795429920/2/restored/clause/1.1/text/A/b",
        "draft-7/000000000042/5k2m0q/1795429920/2/recorded/submission",
    ];
    assert_eq!(written.len(), CAUSES.len());
    for (cause, written) in CAUSES.into_iter().zip(written) {
        let address = written.splitn(7, '/').nth(6).expect("an address");
        let key = step(42, 1_795_429_920, cause, address);
        assert_eq!(key.to_string(), written);
        assert_eq!(EntryKey::parse(written), Some(key));
    }
}

/// SPEC J6
#[test]
fn strange_keys_are_none() {
    // Whether a draft has such a field is for its schema to say.
    assert!(EntryKey::parse("draft-7/000000000042/5k2m0q/1795429920/2/typed/elsewhere").is_some());
    for strange in [
        "",
        "/",
        "//////",
        "draft-7",
        "draft-7/",
        "draft-7/000000000042/5k2m0q/1795429920/2/typed",
        "draft-7/000000000042/5k2m0q/1795429920/2/typed/",
        "draft-7/000000000042/5k2m0q/1795429920/2/dreamt/applicant",
        "draft-7/000000000042/5k2m0q/1795429920/-2/typed/applicant",
        "draft-7/000000000042/5k2m0q/1795429920/99999999999999999999999/typed/applicant",
        // Other ways to write what could be meant. Steps are removed by the key that would be written.
        "draft-7/42/5k2m0q/1795429920/2/typed/applicant",
        "draft-7/+00000000042/5k2m0q/1795429920/2/typed/applicant",
        "draft-7/000000000042/5k2m0q/1795429920/02/typed/applicant",
        "draft-7/000000000042/5k2m0q/-1/2/typed/applicant",
        "draft-7/000000000042/5k2m0q/253402300800/2/typed/applicant",
        // Beyond the last sequence number.
        "draft-7/100000000000/5k2m0q/1795429920/2/typed/applicant",
        "draft-7/1000000000000/5k2m0q/1795429920/2/typed/applicant",
        "draft-7/18446744073709551615/5k2m0q/1795429920/2/typed/applicant",
        // An id that holds a slash is no draft's.
        "drafts/7/000000000042/5k2m0q/1795429920/2/typed/applicant",
        "draft-7/000000000042/5k/2m/1795429920/2/typed/applicant",
    ] {
        assert_eq!(EntryKey::parse(strange), None, "{strange:?}");
    }
}

fn any_key() -> impl Strategy<Value = EntryKey> {
    let name = || "[^/]{0,8}|[0-9a-v]{26}";
    let sequence = prop_oneof![0_u64..20, 0..=EntryKey::LAST_SEQUENCE];
    let characters = prop_oneof![0_usize..5000, any::<usize>()];
    (
        name(),
        sequence,
        name(),
        any_instant(),
        characters,
        select(CAUSES.to_vec()),
        some_field(),
    )
        .prop_map(
            |(draft, sequence, window, made_at, characters, cause, field)| EntryKey {
                draft,
                sequence,
                window,
                made_at,
                characters,
                cause,
                address: field,
            },
        )
}

/// The order of texts in IndexedDB: by UTF-16 code units.
fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC J6
    #[test]
    fn every_key_reads_back(key in any_key()) {
        prop_assert_eq!(EntryKey::parse(&key.to_string()), Some(key));
    }

    /// SPEC J6
    #[test]
    fn keys_stand_in_the_order_of_their_sequence_numbers(one in any_key(), other in any_key()) {
        let other = EntryKey { draft: one.draft.clone(), ..other };
        let written = units(&one.to_string()).cmp(&units(&other.to_string()));
        if one.sequence != other.sequence {
            prop_assert_eq!(written, one.sequence.cmp(&other.sequence));
        }
    }

    /// The steps of a draft are read by what their keys begin with.
    ///
    /// SPEC J6
    #[test]
    fn a_draft_is_never_taken_for_another(one in any_key(), other in any_key()) {
        let begins = other.to_string().starts_with(&format!("{}/", one.draft));
        prop_assert_eq!(begins, one.draft == other.draft);
    }

    /// SPEC J6
    #[test]
    fn what_reads_as_a_key_is_written_as_one(
        key in any_key(),
        strange in "\\PC*|[0-9a-z/]{0,60}",
        place in any::<Index>(),
        character in select(vec!['/', '0', '+', ' ', 'x']),
        put in any::<bool>(),
    ) {
        let mut letters: Vec<char> = key.to_string().chars().collect();
        let place = place.index(letters.len());
        if put {
            letters.insert(place, character);
        } else {
            letters.remove(place);
        }
        for text in [strange, letters.into_iter().collect()] {
            if let Some(read) = EntryKey::parse(&text) {
                prop_assert_eq!(read.to_string(), text);
            }
        }
    }
}

// What can be taken back and done again.

/// Fields by their addresses, and what they say.
type Texts<'a> = &'a [(&'a str, &'a str)];
/// Steps: what made each, its field's address, and its text.
type Taken<'a> = Vec<(Cause, &'a str, &'a str)>;

/// The entries of steps, in the order of their keys: each step has its sequence number, and all have one moment.
fn entries(steps: &[(Cause, Edit)]) -> Vec<(EntryKey, String)> {
    let mut entries = Vec::new();
    for ((cause, edit), sequence) in steps.iter().zip(1..) {
        for Change { address, text } in &edit.changes {
            let key = EntryKey {
                characters: text.chars().count(),
                ..step(sequence, 1_795_429_920, *cause, address.as_str())
            };
            entries.push((key, text.clone()));
        }
    }
    entries.sort_by_key(|(key, _)| key.to_string());
    entries
}

/// SPEC J7
#[test]
fn steps_taken_back_and_done_again() {
    use Cause::{Begun, Noted, Redo, Restored, Typed, Undo};
    let (a, b) = ("applicant", "overall");
    let edits = |list: Texts<'_>| -> Vec<Edit> {
        list.iter()
            .map(|(address, text)| edit(address, text).into())
            .collect()
    };
    #[rustfmt::skip]
    let cases: [(bool, Taken<'_>, Texts<'_>, Texts<'_>); 20] = [
        (true, vec![], &[], &[]),
        (true, vec![(Begun, a, "1")], &[], &[]),
        (true, vec![(Typed, a, "1")], &[(a, "")], &[]),
        (true, vec![(Begun, a, "1"), (Typed, a, "2"), (Typed, b, "3")], &[(a, "1"), (b, "")], &[]),
        (true, vec![(Typed, a, "1"), (Typed, a, "2"), (Undo, a, "1")], &[(a, "")], &[(a, "2")]),
        (true, vec![(Typed, a, "1"), (Undo, a, ""), (Redo, a, "1")], &[(a, "")], &[]),
        (true, vec![(Typed, a, "1"), (Undo, a, ""), (Typed, b, "2")], &[(b, "")], &[]),
        (true, vec![(Typed, a, "1"), (Undo, a, ""), (Restored, b, "2")], &[(b, "")], &[]),
        (true, vec![(Typed, a, "1"), (Restored, a, ""), (Undo, a, "1")], &[(a, "")], &[(a, "")]),
        // What happened is no step: the one before it is undone.
        (true, vec![(Typed, a, "1"), (Noted, b, "2")], &[(a, "")], &[]),
        // Two windows: each takes its own last step back, and the other's stays.
        (true, vec![(Typed, a, "1"), (Typed, b, "2"), (Undo, a, "")], &[(b, "")], &[(a, "1")]),
        (true, vec![(Typed, a, "1"), (Typed, b, "2"), (Undo, a, ""), (Undo, b, ""), (Redo, a, "1")],
            &[(a, "")], &[(b, "2")]),
        // The beginning is cut off: what was there before is not known, and the way back ends.
        (false, vec![(Typed, a, "1")], &[], &[]),
        (false, vec![(Typed, a, "1"), (Typed, a, "2")], &[(a, "1")], &[]),
        (false, vec![(Typed, a, "1"), (Typed, a, "2"), (Typed, b, "3")], &[], &[]),
        (false, vec![(Begun, a, "1"), (Typed, a, "2")], &[(a, "1")], &[]),
        (false, vec![(Typed, a, "1"), (Undo, a, "0")], &[], &[(a, "1")]),
        (false, vec![(Undo, a, "0"), (Redo, a, "1")], &[(a, "0")], &[]),
        // A step in between is missing: nothing is offered that never led from one to the other.
        (true, vec![(Typed, a, "1"), (Typed, a, "2"), (Undo, a, "3")], &[], &[]),
        (true, vec![(Typed, a, "1"), (Typed, b, "2"), (Undo, b, ""), (Redo, b, "3")], &[], &[]),
    ];
    for (whole, steps, undo, redo) in cases {
        let steps: Vec<(Cause, Edit)> = steps
            .into_iter()
            .map(|(cause, address, text)| (cause, edit(address, text).into()))
            .collect();
        let expected = UndoStacks {
            undo: edits(undo),
            redo: edits(redo),
        };
        assert_eq!(
            undo_stacks(&entries(&steps), whole),
            expected,
            "{whole} {steps:?}"
        );
    }
}

/// An edit of several texts is undone as a whole or, where an entry of it is missing, not at all. The journals of
/// older pages give each text its sequence number: there each is a step.
///
/// SPEC J36
#[test]
fn an_edit_of_several_texts_is_one_step() {
    let (a, b, c) = ("applicant", "overall", "clause/1.1/value");
    let edit = |texts: Texts<'_>| -> Edit { texts.iter().map(|(at, text)| edit(at, text)).collect() };
    let steps = [
        (Cause::Begun, edit(&[(a, "1")])),
        (Cause::Typed, edit(&[(a, "12345"), (b, "1"), (c, "123")])),
        (Cause::Typed, edit(&[(b, "2")])),
    ];
    let before = edit(&[(a, "1"), (c, ""), (b, "")]);
    let (all, typed) = (entries(&steps), edit(&[(b, "1")]));
    let stacked = |entries: &[(EntryKey, String)], whole| undo_stacks(entries, whole).undo;
    assert_eq!(stacked(&all, true), [before.clone(), typed.clone()]);
    // The list begins in the middle of the edit.
    assert_eq!(stacked(&all[2..], false), []);
    // An entry that another window wrote for a text it found has the same number and stands among them.
    let mut beside = all.clone();
    let found = step(2, 1_795_429_920, Cause::Begun, "clause/1.2/value/P");
    beside.push((found, "22".to_owned()));
    beside.sort_by_key(|(key, _)| key.to_string());
    assert_eq!(stacked(&beside, true), [before.clone(), typed]);
    let undone = [
        steps.as_slice(),
        &[(Cause::Undo, edit(&[(b, "1")])), (Cause::Undo, before)],
    ]
    .concat();
    let UndoStacks { undo, redo } = undo_stacks(&entries(&undone), true);
    assert_eq!(undo, []);
    assert_eq!(
        redo,
        [edit(&[(b, "2")]), edit(&[(a, "12345"), (c, "123"), (b, "1")])]
    );
    // Each with a sequence number of its own, as an older page wrote them.
    let apart = [
        (Cause::Typed, edit(&[(a, "1")])),
        (Cause::Typed, edit(&[(b, "2")])),
    ];
    assert_eq!(
        stacked(&entries(&apart), true),
        [edit(&[(a, "")]), edit(&[(b, "")])]
    );
}

/// What somebody does at the desk.
#[derive(Clone, Debug)]
enum Act {
    Type(Vec<(Address, String)>),
    GoOn(String),
    TakeBack,
    DoAgain,
    Restore(Vec<(Address, String)>),
}

fn any_act() -> impl Strategy<Value = Act> {
    let text = || "[ab]{0,2}";
    prop_oneof![
        4 => prop::collection::vec((few_fields(), text()), 1..2).prop_map(Act::Type),
        2 => prop::collection::vec((few_fields(), text()), 2..4).prop_map(Act::Type),
        1 => text().prop_map(Act::GoOn),
        4 => Just(Act::TakeBack),
        2 => Just(Act::DoAgain),
        1 => prop::collection::vec((few_fields(), text()), 1..3).prop_map(Act::Restore),
    ]
}

/// A draft that is edited in memory, and the steps that the journal would have of it.
struct Editor {
    draft: Draft,
    stacks: UndoStacks,
    steps: Vec<(Cause, Edit)>,
    typing: Option<Address>,
}

impl Editor {
    fn begin(texts: BTreeMap<Address, String>) -> Self {
        let (rubric, fingerprint) = small();
        let mut editor = Self {
            draft: draft(DraftKind::SelfAssessment, &rubric, fingerprint),
            stacks: UndoStacks::default(),
            steps: Vec::new(),
            typing: None,
        };
        for (field, text) in texts {
            editor.make(Cause::Begun, Edit::of(field, text));
        }
        editor
    }

    /// Makes a change and returns the one that takes it back.
    fn make(&mut self, cause: Cause, edit: Edit) -> Edit {
        self.steps.push((cause, edit.clone()));
        self.draft.apply(edit).inverse
    }

    /// Makes an edit and returns what it changed; nothing where it changed nothing.
    fn change(&mut self, cause: Cause, texts: Vec<(Address, String)>) -> Option<Edit> {
        self.typing = None;
        let edit = texts
            .into_iter()
            .map(|(address, text)| Change { address, text })
            .collect();
        let edit = self.draft.document.effective(edit);
        if edit.changes.is_empty() {
            return None;
        }
        let before = self.make(cause, edit.clone());
        self.stacks.undo.push(before);
        self.stacks.redo.clear();
        Some(edit)
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Type(texts) => {
                let edit = self.change(Cause::Typed, texts);
                self.typing = edit.as_ref().and_then(Edit::only).cloned();
            }
            // The step goes on, and the journal has it once, as it is at its end.
            Act::GoOn(text) => {
                if let Some(field) = self.typing.clone() {
                    self.steps.pop();
                    self.make(Cause::Typed, Edit::of(field, text));
                    self.stacks.redo.clear();
                }
            }
            Act::TakeBack => {
                self.typing = None;
                if let Some(edit) = self.stacks.undo.pop() {
                    let before = self.make(Cause::Undo, edit);
                    self.stacks.redo.push(before);
                }
            }
            Act::DoAgain => {
                self.typing = None;
                if let Some(edit) = self.stacks.redo.pop() {
                    let before = self.make(Cause::Redo, edit);
                    self.stacks.undo.push(before);
                }
            }
            Act::Restore(texts) => {
                self.change(Cause::Restored, texts);
            }
        }
    }
}

fn any_beginning() -> impl Strategy<Value = BTreeMap<Address, String>> {
    prop::collection::btree_map(few_fields(), "[ab]{1,2}", 0..3)
}

proptest! {
    #![proptest_config(chances())]

    /// Whenever the crash comes.
    ///
    /// SPEC J7
    #[test]
    fn the_stacks_are_as_before_the_crash(
        texts in any_beginning(),
        acts in prop::collection::vec(any_act(), 0..40),
    ) {
        let mut editor = Editor::begin(texts);
        for act in acts {
            editor.act(act);
            prop_assert_eq!(&undo_stacks(&entries(&editor.steps), true), &editor.stacks, "{:?}", &editor.steps);
        }
    }

    /// What is offered is the end of what was offered before, never anything else.
    ///
    /// SPEC J7
    #[test]
    fn a_cut_off_beginning_offers_nothing_wrong(
        texts in any_beginning(),
        acts in prop::collection::vec(any_act(), 0..40),
        cut in any::<Index>(),
    ) {
        let mut editor = Editor::begin(texts);
        for act in acts {
            editor.act(act);
        }
        let entries = entries(&editor.steps);
        let cut = cut.index(entries.len() + 1);
        let offered = undo_stacks(&entries[cut..], false);
        prop_assert!(editor.stacks.undo.ends_with(&offered.undo), "{:?} of {:?}", offered, editor.stacks);
        prop_assert!(editor.stacks.redo.ends_with(&offered.redo), "{:?} of {:?}", offered, editor.stacks);
    }

    /// What can be taken back leads to the beginning, whatever was done before.
    ///
    /// SPEC J7
    #[test]
    fn taking_all_back_leads_to_the_beginning(
        texts in any_beginning(),
        acts in prop::collection::vec(any_act(), 0..40),
    ) {
        let mut editor = Editor::begin(texts);
        let beginning = editor.draft.clone();
        for act in acts {
            editor.act(act);
        }
        let mut again = editor.draft.clone();
        for edit in undo_stacks(&entries(&editor.steps), true).undo.into_iter().rev() {
            again.apply(edit);
        }
        prop_assert_eq!(again, beginning);
    }
}

// Versions.

/// Steps, each so many seconds after the one before.
type Gaps = Vec<(i64, Cause)>;

/// Steps of one field.
fn steps_after(gaps: &[(i64, Cause)]) -> Vec<EntryKey> {
    let mut seconds = 1_795_429_920;
    let mut keys = Vec::new();
    for (sequence, (gap, cause)) in (1..).zip(gaps) {
        seconds += gap;
        keys.push(step(sequence, seconds, *cause, "applicant"));
    }
    keys
}

/// SPEC J8
#[test]
fn where_a_version_ends() {
    use Cause::{Begun, Restored, Typed, Undo};
    #[rustfmt::skip]
    let cases: [(Gaps, &[u64]); 12] = [
        (vec![], &[]),
        (vec![(0, Begun)], &[1]),
        (vec![(0, Begun), (1, Typed), (599, Typed), (599, Undo)], &[4]),
        (vec![(0, Typed), (600, Typed)], &[2, 1]),
        (vec![(0, Typed), (599, Typed), (601, Typed), (DAY, Typed), (0, Typed)], &[5, 3, 2]),
        // An hour at most, counted from the first step.
        (vec![(0, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (59, Typed)],
            &[8]),
        (vec![(0, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (590, Typed), (60, Typed)],
            &[8, 7]),
        // Bringing back is a version of its own, whatever stands around it.
        (vec![(0, Typed), (1, Restored), (0, Restored), (1, Typed)], &[4, 3, 1]),
        (vec![(0, Restored), (0, Restored)], &[2]),
        // A clock that was set back a little is no pause; one that was set back for long is.
        (vec![(0, Typed), (-300, Typed), (1, Typed)], &[3]),
        (vec![(0, Typed), (-600, Typed), (1, Typed)], &[3, 1]),
        (vec![(0, Typed), (-DAY, Typed), (1, Typed), (DAY, Typed)], &[4, 3, 1]),
    ];
    for (gaps, expected) in cases {
        let found: Vec<u64> = versions(&steps_after(&gaps))
            .iter()
            .map(|one| one.sequence)
            .collect();
        assert_eq!(found, expected, "{gaps:?}");
    }
}

/// SPEC J8
#[test]
fn what_a_version_tells() {
    let ten = 1_795_428_000;
    let keys = [
        step(1, ten, Cause::Begun, "overall"),
        step(2, ten + 60, Cause::Typed, "clause/1.1/value"),
        step(3, ten + 90, Cause::Typed, "applicant"),
        step(5, ten + 30, Cause::Typed, "clause/1.1/value"),
        step(6, ten + HOUR, Cause::Restored, "applicant"),
    ];
    let moment = Instant::from_unix_seconds;
    let expected = [
        Version {
            sequence: 6,
            from: moment(ten + HOUR),
            to: moment(ten + HOUR),
            fields: vec![field("applicant")],
            restored: true,
        },
        Version {
            sequence: 5,
            from: moment(ten),
            to: moment(ten + 30),
            // Each once, in the order of the addresses and not of typing.
            fields: vec![field("applicant"), field("clause/1.1/value"), field("overall")],
            restored: false,
        },
    ];
    assert_eq!(versions(&keys), expected);
    let at = |sequence: u64| -> Vec<u64> {
        fields_at(&keys, sequence)
            .values()
            .map(|key| key.sequence)
            .collect()
    };
    assert!(at(0).is_empty());
    assert_eq!(at(2), [2, 1]);
    assert_eq!(at(4), [3, 2, 1]);
    assert_eq!(at(5), [3, 5, 1]);
    assert_eq!(at(u64::MAX), [6, 5, 1]);
}

/// A history: steps in the order of their sequence numbers, with pauses, long ones too, and a clock that is set back.
fn any_history(most: usize) -> impl Strategy<Value = Vec<EntryKey>> {
    let gap = prop_oneof![
        6 => 0_i64..700,
        2 => select(vec![599, 600, 601, 3599, 3600, 3601]),
        2 => HOUR..2 * DAY,
        1 => -2 * HOUR..0,
    ];
    let cause = prop_oneof![4 => Just(Cause::Typed), 1 => select(CAUSES.to_vec())];
    let one = (few_fields(), 1_u64..4, gap, cause, 0_usize..1000);
    prop::collection::vec(one, 0..most).prop_map(|steps| {
        let (mut sequence, mut seconds) = (0, 1_795_429_920);
        let mut keys = Vec::new();
        for (field, counted, gap, cause, characters) in steps {
            sequence += counted;
            seconds += gap;
            keys.push(EntryKey {
                characters,
                address: field,
                ..step(sequence, seconds, cause, "applicant")
            });
        }
        keys
    })
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC J8
    #[test]
    fn every_step_is_in_one_version(keys in any_history(40)) {
        let apart = |one: &EntryKey, other: &EntryKey| (one.made_at.unix_seconds() - other.made_at.unix_seconds()).abs();
        let restores = |key: &EntryKey| key.cause == Cause::Restored;
        let mut rest = keys.as_slice();
        let mut before: Option<&[EntryKey]> = None;
        for version in versions(&keys).iter().rev() {
            let end = rest.iter().position(|key| key.sequence == version.sequence).expect("its last step") + 1;
            let (own, others) = rest.split_at(end);
            let (first, last) = (&own[0], &own[end - 1]);
            prop_assert_eq!((version.from, version.to), (first.made_at, last.made_at));
            prop_assert!(own.iter().all(|key| restores(key) == version.restored));
            prop_assert!(own.windows(2).all(|pair| apart(&pair[0], &pair[1]) < 10 * MINUTE));
            prop_assert!(own.iter().all(|key| apart(first, key) < HOUR));
            let fields: BTreeSet<Address> = own.iter().map(|key| key.address.clone()).collect();
            prop_assert_eq!(&version.fields, &fields.into_iter().collect::<Vec<_>>());
            // It began because the one before it could not go on.
            if let Some(before) = before {
                let (begin, end) = (&before[0], &before[before.len() - 1]);
                prop_assert!(
                    apart(end, first) >= 10 * MINUTE || apart(begin, first) >= HOUR || restores(end) != restores(first)
                );
            }
            (before, rest) = (Some(own), others);
        }
        prop_assert!(rest.is_empty());
    }

    /// SPEC J8
    #[test]
    fn a_version_differs_from_the_one_before_in_its_fields(keys in any_history(40)) {
        let mut before = SortedMap::new();
        for version in versions(&keys).iter().rev() {
            let now = fields_at(&keys, version.sequence);
            let changed: Vec<Address> = now
                .iter()
                .filter(|(field, step)| before.get(**field) != Some(*step))
                .map(|(field, _)| (*field).clone())
                .collect();
            prop_assert_eq!(&version.fields, &changed);
            prop_assert!(before.keys().all(|field| now.contains_key(*field)));
            before = now;
        }
    }

    /// SPEC J5, J8
    #[test]
    fn of_each_field_the_last_step_stands(keys in any_history(40), sequence in 0_u64..90) {
        let found = fields_at(&keys, sequence);
        for key in &keys {
            let last = keys.iter().rfind(|other| other.address == key.address && other.sequence <= sequence);
            prop_assert_eq!(found.get(&key.address).copied(), last);
        }
    }
}

// What gives way.

/// What is given up one after another as the allowance of steps shrinks, by sequence number.
fn giving_way(keys: &[EntryKey]) -> Vec<u64> {
    let mut order = Vec::new();
    for steps in (0..keys.len()).rev() {
        let allowance = Allowance {
            entries: steps,
            characters: usize::MAX,
        };
        let gone: Vec<u64> = surplus(keys, allowance).iter().map(|key| key.sequence).collect();
        let new: Vec<u64> = gone.iter().filter(|one| !order.contains(*one)).copied().collect();
        assert!(
            new.len() <= 1 && gone.len() == order.len() + new.len(),
            "{order:?}, then {gone:?}"
        );
        order.extend(new);
    }
    order
}

/// SPEC J9
#[test]
fn in_which_order_steps_give_way() {
    let (midnight, a, b, c) = (20_000 * DAY, "applicant", "overall", "assessor");
    let typed = |sequence, seconds, address| step(sequence, midnight + seconds, Cause::Typed, address);
    let keys = [
        typed(1, 10 * HOUR + 5 * MINUTE, a),
        typed(2, 10 * HOUR + 10 * MINUTE, b),
        typed(3, 10 * HOUR + 50 * MINUTE, a),
        typed(4, 15 * HOUR, a),
        typed(5, DAY + 9 * HOUR, a),
        typed(6, 2 * DAY + 9 * HOUR, a),
        typed(7, 2 * DAY + 9 * HOUR + 59 * MINUTE, a),
        typed(8, 2 * DAY + 10 * HOUR, c),
    ];
    // The same hour has a later one of 1 and of 6, the same day of 3; 2, 7 and 8 are the last of their fields.
    assert_eq!(giving_way(&keys), [1, 6, 3, 4, 5]);
    // A clock that was set back in between does not part what the same hour has.
    let keys = [
        typed(1, 10 * HOUR, b),
        typed(2, 12 * HOUR, b),
        typed(3, DAY + 10 * HOUR + 50 * MINUTE, a),
        typed(4, DAY + 9 * HOUR, a),
        typed(5, DAY + 10 * HOUR + 55 * MINUTE, a),
    ];
    assert_eq!(giving_way(&keys), [3, 1, 4]);
    assert!(giving_way(&[]).is_empty());
}

/// SPEC J9
#[test]
fn the_allowance() {
    assert_eq!(
        Allowance::DEFAULT,
        Allowance {
            entries: 4000,
            characters: 12_000_000
        }
    );
    let mut keys = steps_after(&[(0, Cause::Typed), (1, Cause::Typed)]);
    for key in &mut keys {
        key.characters = 100;
    }
    // A step takes 200 characters besides its text.
    let gone = |steps, characters| {
        surplus(
            &keys,
            Allowance {
                entries: steps,
                characters,
            },
        )
        .len()
    };
    assert_eq!(gone(2, 600), 0);
    assert_eq!(gone(1, 600), 1);
    assert_eq!(gone(2, 599), 1);
    assert_eq!(gone(0, 0), 1);
    // A key may claim anything.
    for key in &mut keys {
        key.characters = usize::MAX;
    }
    assert_eq!(surplus(&keys, Allowance::DEFAULT), keys[..1]);
}

/// The rule in its own words, slowly: of what may go the first that the same hour, then the same day, then any time
/// has a later one of.
fn given_up_slowly(keys: &[EntryKey], allowance: Allowance) -> Vec<EntryKey> {
    let mut rest = keys.to_vec();
    let periods: [i64; 3] = [HOUR, DAY, i64::MAX];
    loop {
        let characters: usize = rest.iter().map(|key| key.characters + 200).sum();
        if rest.len() <= allowance.entries && characters <= allowance.characters {
            break;
        }
        let first = periods.iter().find_map(|period| {
            let when = |key: &EntryKey| key.made_at.unix_seconds() / period;
            (0..rest.len()).find(|place| {
                let own = &rest[*place];
                let mut later = rest[place + 1..].iter();
                later.any(|other| other.address == own.address && when(other) == when(own))
            })
        });
        let Some(first) = first else { break };
        rest.remove(first);
    }
    keys.iter().filter(|key| !rest.contains(key)).cloned().collect()
}

fn any_allowance() -> impl Strategy<Value = Allowance> {
    (0_usize..40, 0_usize..30_000).prop_map(|(steps, characters)| Allowance {
        entries: steps,
        characters,
    })
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC J9
    #[test]
    fn what_goes_is_what_the_rule_says(keys in any_history(40), allowance in any_allowance()) {
        prop_assert_eq!(surplus(&keys, allowance), given_up_slowly(&keys, allowance));
    }

    /// SPEC J5, J9
    #[test]
    fn the_last_step_of_a_field_never_goes(keys in any_history(40), allowance in any_allowance()) {
        let gone = surplus(&keys, allowance);
        let rest: Vec<EntryKey> = keys.iter().filter(|key| !gone.contains(key)).cloned().collect();
        prop_assert_eq!(fields_at(&rest, u64::MAX), fields_at(&keys, u64::MAX));
        let characters: usize = rest.iter().map(|key| key.characters + 200).sum();
        let within = rest.len() <= allowance.entries && characters <= allowance.characters;
        prop_assert!(within || rest.len() == fields_at(&keys, u64::MAX).len());
        // What stays is not asked again.
        prop_assert_eq!(surplus(&rest, allowance), []);
    }
}

/// SPEC J9
#[test]
fn a_long_history_comes_down_to_its_allowance() {
    let fields: Vec<String> = (1..=50)
        .map(|clause| format!("clause/{clause}/strengths"))
        .collect();
    let keys: Vec<EntryKey> = (1_u64..)
        .zip(fields.iter().cycle().take(20_000))
        .map(|(sequence, address)| {
            let minute = i64::try_from(sequence).expect("a few") * MINUTE;
            step(sequence, 1_795_429_920 + minute, Cause::Typed, address)
        })
        .collect();
    let gone = surplus(&keys, Allowance::DEFAULT);
    assert_eq!(gone.len(), 16_000);
    let heavy: Vec<EntryKey> = keys
        .iter()
        .map(|key| EntryKey {
            characters: 5800,
            ..key.clone()
        })
        .collect();
    let gone = surplus(&heavy, Allowance::DEFAULT);
    // 2000 steps of 5800 characters and the 200 besides them are 12 million.
    assert_eq!(gone.len(), 18_000);
    assert!(gone.iter().all(|key| key.sequence <= 19_950));
}

// The lines of the start screen.

fn card() -> Card {
    Card {
        sequence: 42,
        encrypted: false,
        stage: Some("site".to_owned()),
        progress: Some(Progress {
            scored: 3,
            clauses: 8,
        }),
        written: Some(imprint().created),
        exported: Some(Exported {
            at: Instant::from_unix_seconds(imprint().created.unix_seconds() - DAY),
            sequence: 40,
        }),
        applicant: "甲 医院".to_owned(),
    }
}

#[test]
fn the_written_form_of_a_card() {
    for (card, line) in [
        (
            card(),
            "v2 42 open 2026-11-22T10:32:00Z@40 3 8 site 2026-11-23T10:32:00Z 甲 医院",
        ),
        (
            Card {
                encrypted: true,
                exported: None,
                applicant: String::new(),
                ..card()
            },
            "v2 42 locked - 3 8 site 2026-11-23T10:32:00Z ",
        ),
        (
            Card {
                applicant: " 甲\n乙 ".to_owned(),
                ..Card::default()
            },
            "v2 0 open - - - - -  甲\n乙 ",
        ),
    ] {
        assert_eq!(card.to_string(), line);
        assert_eq!(Card::parse(line), card);
    }
}

#[test]
fn lines_of_version_1_and_lines_that_nobody_wrote() {
    let old = |stage: Option<&str>, written: Option<Instant>, applicant: &str| Card {
        sequence: 0,
        stage: stage.map(str::to_owned),
        written,
        exported: None,
        applicant: applicant.to_owned(),
        ..card()
    };
    let written = Some(imprint().created);
    let only = |applicant: &str| Card {
        applicant: applicant.to_owned(),
        ..Card::default()
    };
    for (line, expected) in [
        (
            "3 8 site 2026-11-23T10:32:00Z 甲 医院",
            old(Some("site"), written, "甲 医院"),
        ),
        ("3 8 self 2026-11-23T10:32:00Z ", old(Some("self"), written, "")),
        (
            "3 8 material 2026-11-23T10:32:00Z v2 42 open",
            old(Some("material"), written, "v2 42 open"),
        ),
        ("3 8   甲\n医院", old(None, None, "甲\n医院")),
        // Of a line that cannot be read, what can be.
        ("", Card::default()),
        (" ", Card::default()),
        ("甲", Card::default()),
        ("3", Card::default()),
        ("3 8 panel yesterday 甲", old(Some("panel"), None, "甲")),
        (
            "three 8 site then 甲",
            Card {
                stage: Some("site".to_owned()),
                ..only("甲")
            },
        ),
        ("v2", Card::default()),
        ("v2 ", Card::default()),
        (
            "v2 42",
            Card {
                sequence: 42,
                ..Card::default()
            },
        ),
        (
            "v2 42 locked",
            Card {
                sequence: 42,
                encrypted: true,
                ..Card::default()
            },
        ),
        (
            "v2 -1 ajar now@then x y z w 甲",
            Card {
                stage: Some("z".to_owned()),
                ..only("甲")
            },
        ),
        (
            "v2 1 open 2026-11-22T10:32:00Z@ 3 - site - 甲",
            Card {
                sequence: 1,
                stage: Some("site".to_owned()),
                ..only("甲")
            },
        ),
        // A newer version's line may have any form: nothing of it is taken for something else.
        (
            "v3 42 open - 3 8 site 2026-11-23T10:32:00Z 甲医院",
            Card::default(),
        ),
        ("v20 42", Card::default()),
    ] {
        assert_eq!(Card::parse(line), expected, "{line:?}");
    }
}

fn any_card() -> impl Strategy<Value = Card> {
    let stages = vec!["self", "material", "site"];
    let exported = (any_instant(), any::<u64>()).prop_map(|(at, sequence)| Exported { at, sequence });
    (
        any::<u64>(),
        any::<bool>(),
        prop::option::of(select(stages)),
        prop::option::of((any::<usize>(), any::<usize>())),
        prop::option::of(any_instant()),
        prop::option::of(exported),
        "(?s).{0,12}|[ \n\u{3000}v2-]{0,6}",
    )
        .prop_map(
            |(sequence, locked, stage, progress, written, exported, applicant)| Card {
                sequence,
                encrypted: locked,
                stage: stage.map(str::to_owned),
                progress: progress.map(|(scored, clauses)| Progress { scored, clauses }),
                written,
                exported,
                applicant,
            },
        )
}

proptest! {
    #![proptest_config(chances())]

    #[test]
    fn every_card_reads_back(card in any_card()) {
        prop_assert_eq!(Card::parse(&card.to_string()), card);
    }

    /// What was read of any line is written in the form of now, and reads the same.
    #[test]
    fn no_line_makes_reading_stumble(line in "(?s).{0,40}|(v2 )?[0-9a-zTZ:@ \\-\u{4E00}]{0,60}") {
        let card = Card::parse(&line);
        prop_assert_eq!(Card::parse(&card.to_string()), card);
    }
}
