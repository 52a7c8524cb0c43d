//! What the modules share: the small rubric and its patches, sheets in one line, expected files, the chances of
//! property tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use scoring::document::{Address, Edit};
use scoring::files::{Content, FileFault, FileKind, Imprint, open, pack_payload, write_rubric};
use scoring::foundations::{Code, Day, Exact, Fingerprint, Instant, parse_decimal};
use scoring::problem::{Place, Problem, Problems};
use scoring::rubric::{Rubric, RubricDraft, RubricFault};
use scoring::scoresheet::{
    Comment, Draft, DraftHead, DraftKind, EntryRecord, Field, Item, Revision, RubricRef, SCHEMAS, Scoresheet,
    SheetRecord, Stage, Standard, Value,
};
use scoring::scoring::{Aggregate, Rule};
use serde_json::Value as Json;

/// The folder of the package.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the package.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let file = root().join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Whether expected files are to be written instead of compared.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// Compares a text with a kept one under `tests/data/expected`; `UPDATE_EXPECT=1` keeps the new one.
pub(crate) fn expect_file(name: &str, text: &str) {
    let file = root().join("tests/data/expected").join(name);
    if updating() {
        fs::write(&file, text).expect("the expected file can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        expected == text,
        "tests/data/expected/{name} is another text. If the new one is right, run\n    UPDATE_EXPECT=1 cargo \
         test --test it\nand look at the difference before it is kept.\n--- expected\n{expected}\n--- found\n{text}"
    );
}

/// The address of any field of any kind of draft: a pattern of a schema, with these codes and ids in its braces.
pub(crate) fn any_address(
    codes: impl Strategy<Value = String>,
    ids: impl Strategy<Value = String>,
) -> impl Strategy<Value = Address> {
    let patterns: BTreeSet<&str> = SCHEMAS
        .iter()
        .flat_map(|schema| schema.fields.iter().map(|field| field.pattern))
        .collect();
    let patterns = prop::sample::select(Vec::from_iter(patterns));
    (patterns, codes, ids, "[A-Za-z0-9_-]{1,8}", 1900..2200_u16).prop_map(|(pattern, code, id, row, year)| {
        let filled = pattern.replace("{clause}", &code).replace("{row}", &row);
        let filled = filled.replace("{year}", &year.to_string()).replace("{id}", &id);
        Address::parse(&filled).unwrap_or_else(|| panic!("{filled} is an address"))
    })
}

/// How property tests run: the same cases every time, so that a green gate stays green. `.cargo/config.toml` has the
/// seed; `PROPTEST_RNG_SEED=7 PROPTEST_CASES=5000` looks elsewhere and longer.
///
/// It says which cases these are, so that a test that fails tells it.
pub(crate) fn chances() -> Config {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed.to_string(),
        RngSeed::Random => "any: run it by cargo, which sets PROPTEST_RNG_SEED".to_owned(),
    };
    println!("PROPTEST_RNG_SEED={seed} PROPTEST_CASES={}", config.cases);
    config
}

/// What files of tests say about themselves.
pub(crate) fn imprint() -> Imprint {
    Imprint {
        id: String::new(),
        created: Instant::parse("2026-11-23T10:32:00Z").expect("a date"),
        cycle: None,
    }
}

/// A code that is known to be one.
pub(crate) fn code(text: &str) -> Code {
    Code::parse(text).unwrap_or_else(|| panic!("{text} is no code"))
}

/// A day that is known to be one.
pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A number that is known to be one: a decimal, or a fraction such as `112/3`.
pub(crate) fn exact(text: &str) -> Exact {
    let decimal = |text: &str| parse_decimal(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
    match text.split_once('/') {
        Some((above, below)) => decimal(above) / decimal(below),
        None => decimal(text),
    }
}

/// The small rubric's payload: every member of the format stands in it.
pub(crate) fn small_json() -> Json {
    serde_json::from_str(include_str!("../data/rubric/small.json")).expect("small.json is JSON")
}

/// A change of a payload: a JSON pointer and what shall stand there, or nothing for nothing.
///
/// A pointer that ends in `/-` appends to a list.
pub(crate) type Patch<'a> = (&'a str, Option<Json>);

/// The payload with these changes.
pub(crate) fn patched(mut payload: Json, patches: &[Patch<'_>]) -> Json {
    for (pointer, new) in patches {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        let parent = payload
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("{pointer} leads nowhere"));
        match (parent, new) {
            (Json::Object(members), Some(new)) => {
                members.insert(name.to_owned(), new.clone());
            }
            (Json::Object(members), None) => {
                members
                    .remove(name)
                    .unwrap_or_else(|| panic!("{pointer} is not there"));
            }
            (Json::Array(items), Some(new)) if name == "-" => items.push(new.clone()),
            (Json::Array(items), new) => {
                let position: usize = name.parse().expect("a position");
                match new {
                    Some(new) => items[position] = new.clone(),
                    None => {
                        items.remove(position);
                    }
                }
            }
            (other, _) => panic!("{pointer}: {other} has no members"),
        }
    }
    payload
}

/// The payload as a file, opened.
pub(crate) fn open_rubric(payload: &Json) -> Result<RubricDraft, Problem<FileFault>> {
    let file = pack_payload(FileKind::Rubric, &payload.to_string(), None, &imprint()).expect("JSON");
    open(&file).map(|(_, content)| match content {
        Content::Rubric(draft) => *draft,
        other => panic!("no rubric: {other:?}"),
    })
}

/// The small rubric with these changes, as it is checked.
pub(crate) fn check_small(
    patches: &[Patch<'_>],
) -> Result<(Rubric, Problems<RubricFault>), Problems<RubricFault>> {
    let payload = patched(small_json(), patches);
    Rubric::check(open_rubric(&payload).unwrap_or_else(|problem| panic!("{patches:?}: {problem:?}")))
}

/// The small rubric with these changes and the fingerprint it has then.
pub(crate) fn small_with(patches: &[Patch<'_>]) -> (Rubric, Fingerprint) {
    let draft = open_rubric(&patched(small_json(), patches)).expect("the small rubric opens");
    let fingerprint = fingerprint_of(&write_rubric(&draft, &imprint()));
    let (rubric, _) = Rubric::check(draft).unwrap_or_else(|problems| panic!("{patches:?}: {problems:#?}"));
    (rubric, fingerprint)
}

/// The small rubric: eight clauses in three parts, every form of value, 200 points.
pub(crate) fn small() -> (Rubric, Fingerprint) {
    static SMALL: LazyLock<(Rubric, Fingerprint)> = LazyLock::new(|| small_with(&[]));
    SMALL.clone()
}

/// The codes of the small rubric's clauses with a value that each can have.
pub(crate) const ALL_SCORED: [(&str, &str); 8] = [
    ("1.1", "55"),
    ("1.2", "P60 D50 C30 A10"),
    ("1.3", "71"),
    ("1.4", "12.5p"),
    ("2.1.1", "T45 G30"),
    ("2.1.2", "T45 G30"),
    ("2.2", "33.3"),
    ("3", "12.5p"),
];

/// The fingerprint of a written file.
pub(crate) fn fingerprint_of(file: &str) -> Fingerprint {
    open(file)
        .unwrap_or_else(|problem| panic!("{problem:?}"))
        .0
        .fingerprint
}

/// A value out of a short text: `55` in per cent, `12.5p` in points, `P60 D50 C30 A10` by components.
pub(crate) fn value(text: &str) -> Value {
    if let Some(points) = text.strip_suffix('p') {
        return Value::Points(exact(points));
    }
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return Value::Percent(exact(text));
    }
    let part = |word: &str| {
        let at = word
            .find(|character: char| character.is_ascii_digit())
            .expect("a component with a number");
        (word[..at].to_owned(), exact(&word[at..]))
    };
    Value::Components(text.split(' ').map(part).collect())
}

/// A sheet's record: entries with a value each, `-` for none; two strengths and one area, so that no comment
/// rule of the small rubric warns.
pub(crate) fn record(rubric: &Rubric, fingerprint: Fingerprint, scores: &[(&str, &str)]) -> SheetRecord {
    let entry = |(clause, text): &(&str, &str)| EntryRecord {
        strengths: ["有制度", "有记录"].map(Comment::plain).into(),
        areas: vec![Comment::plain("未检查")],
        ..EntryRecord::scored(code(clause), (*text != "-").then(|| value(text)))
    };
    SheetRecord {
        rubric: RubricRef::to(rubric, fingerprint),
        stage: Stage::Site,
        applicant: "甲医院".to_owned(),
        application: None,
        assessor: "王评审".to_owned(),
        cycle: None,
        assignment: None,
        revision: Revision::FIRST,
        entries: scores.iter().map(entry).collect(),
        notes: scoring::scoresheet::ReviewNotes::default(),
        overall: "总体良好".to_owned(),
    }
}

/// A record as a sheet; it must be one.
pub(crate) fn valid(record: SheetRecord, rubric: &Rubric, fingerprint: Fingerprint) -> Scoresheet {
    Scoresheet::check(record, rubric, fingerprint, Standard::Readable)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .0
}

/// What a rule makes of sheets that belong together.
pub(crate) fn aggregate_of(rubric: &Rubric, sheets: &[Scoresheet], rule: Rule) -> Aggregate {
    let percents: Vec<_> = sheets.iter().map(Scoresheet::percents).collect();
    Aggregate::of(rubric, &percents, rule)
}

/// Places and faults in the form in which tables of cases name them.
pub(crate) type Facts<F> = Vec<(Place, F)>;

/// The facts of these problems, in their order.
pub(crate) fn facts<F: Clone>(problems: &Problems<F>) -> Facts<F> {
    problems
        .iter()
        .map(|problem| (problem.place.clone(), problem.fault.clone()))
        .collect()
}

/// An empty draft of the small rubric.
pub(crate) fn draft(kind: DraftKind, rubric: &Rubric, fingerprint: Fingerprint) -> Draft {
    Draft::begin(DraftHead {
        id: "draft-1".to_owned(),
        kind,
        rubric: RubricRef::to(rubric, fingerprint),
        application: None,
        cycle: None,
        created: imprint().created,
        lock: None,
    })
}

/// Types a text into a field.
pub(crate) fn put(draft: &mut Draft, field: impl Into<Address>, text: &str) {
    draft.apply(Edit::of(field, text));
}

/// Types a text into a clause's field.
pub(crate) fn put_at(draft: &mut Draft, clause: &str, item: Item, text: &str) {
    put(draft, Field::Clause(code(clause), item), text);
}
