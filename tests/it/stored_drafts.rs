//! Drafts in storage: heads and fields write and read back, damage costs no text, and drafts of every stored version
//! open for ever. Those stand under `tests/data/draft/v<version>`; the folder only grows.
//!
//! `UPDATE_EXPECT=1` writes what is missing there and never rewrites what is there.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use scoring::files::json::JsonForm;
use scoring::files::{Content, FileFault, Wanted, open, read_reading_copy, write_reading_copy};
use scoring::foundations::{Fingerprint, Instant};
use scoring::keeper::{Body, Card, Cause, EntryKey, Exported, Progress, StoredField};
use scoring::scoresheet::{DraftHead, DraftKind, RubricRef, Stage, any_field};
use scoring::stored::{StoredHead, read_draft_head, read_stored_field, write_draft_head, write_stored_field};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::support::{chances, imprint, read, root, small, updating};

fn head(kind: DraftKind) -> DraftHead {
    let (rubric, fingerprint) = small();
    DraftHead {
        id: "draft-7".to_owned(),
        kind,
        rubric: RubricRef::to(&rubric, fingerprint),
        application: Some(Fingerprint::of(b"application")),
        cycle: Some("2026".to_owned()),
        created: imprint().created,
        lock: None,
    }
}

fn stored(head: DraftHead, version: u64) -> StoredHead {
    StoredHead { head, version }
}

fn kept(body: Body, sequence: u64, written_at: Option<Instant>) -> StoredField {
    StoredField {
        body,
        sequence,
        written_at,
        damaged: false,
    }
}

fn plain(text: &str) -> Body {
    Body::Plain(text.to_owned())
}

fn encrypted(text: &str) -> Body {
    Body::Encrypted(text.to_owned())
}

fn damaged(record: &str) -> StoredField {
    StoredField {
        damaged: true,
        ..kept(plain(record), 0, None)
    }
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// SPEC D8
#[test]
fn the_stored_form_of_a_head() {
    let head = head(DraftKind::Review(Stage::Site));
    let mut expected = json!({
        "version": 3,
        "document": "review",
        "id": "draft-7",
        "stage": "site",
        "rubric": head.rubric.fingerprint.to_string(),
        "rubric_id": "small",
        "rubric_version": "2",
        "application": Fingerprint::of(b"application").to_string(),
        "cycle": "2026",
        "created": "2026-11-23T10:32:00Z",
    });
    assert_eq!(json(&write_draft_head(&head)), expected);
    let now = read_draft_head(&expected.to_string()).expect("read");
    assert!(!now.is_old() && now.has_sequences());
    assert_eq!(now, stored(head.clone(), 3));
    // Version 2 did not name the kind of document, and the fields of version 1 had no sequence number.
    expected["document"].take();
    for (version, counts) in [(2, true), (1, false)] {
        expected["version"] = json!(version);
        let before = read_draft_head(&expected.to_string()).expect("read");
        assert!(before.is_old());
        assert_eq!(before.has_sequences(), counts);
        assert_eq!(before, stored(head.clone(), version));
    }
}

/// SPEC D8
#[test]
fn heads_read_back() {
    for kind in [
        DraftKind::SelfAssessment,
        DraftKind::Review(Stage::Material),
        DraftKind::Review(Stage::Site),
    ] {
        let mut head = head(kind);
        let again = |head: &DraftHead| read_draft_head(&write_draft_head(head));
        assert_eq!(again(&head), Ok(stored(head.clone(), 3)));
        head.application = None;
        head.cycle = None;
        assert_eq!(again(&head), Ok(stored(head, 3)));
    }
}

/// SPEC D9
#[test]
fn heads_that_cannot_be_read() {
    let with = |name: &str, new: Json| {
        let mut wire = json(&write_draft_head(&head(DraftKind::SelfAssessment)));
        wire[name] = new;
        read_draft_head(&wire.to_string())
    };
    let newer = FileFault::NewerVersion {
        found: 4,
        known: 3,
        written_by: String::new(),
    };
    assert_eq!(with("version", json!(4)), Err(newer.clone()));
    // A newer version may have any form: it is called newer, not broken.
    assert_eq!(
        read_draft_head(r#"{"version":4,"everything":"else"}"#),
        Err(newer)
    );
    let word = FileFault::UnknownWord {
        found: "panel".to_owned(),
        known: &["self", "material", "site"],
    };
    assert_eq!(with("stage", json!("panel")), Err(word));
    let print = FileFault::BadValue {
        found: "sha256:12".to_owned(),
        wanted: Wanted::Fingerprint,
    };
    assert_eq!(with("rubric", json!("sha256:12")), Err(print));
    for (document, found) in [(json!("review"), "review"), (json!(null), "")] {
        let other = FileFault::UnknownWord {
            found: found.to_owned(),
            known: &["self_assessment", "review"],
        };
        assert_eq!(with("document", document), Err(other), "not what the stage says");
    }
    let form = |wanted, found| FileFault::WrongForm { wanted, found };
    assert_eq!(with("id", json!(7)), Err(form(JsonForm::Text, JsonForm::Number)));
    for (text, fault) in [
        ("", FileFault::NotJson { line: 1, column: 1 }),
        ("{", FileFault::NotJson { line: 1, column: 2 }),
        ("[]", form(JsonForm::Object, JsonForm::List)),
        ("null", form(JsonForm::Object, JsonForm::Null)),
        ("{}", FileFault::MissingMember { member: "version" }),
        ("\u{FEFF}{}", FileFault::NotJson { line: 1, column: 1 }),
    ] {
        assert_eq!(read_draft_head(text), Err(fault), "{text:?}");
    }
    // What is not needed to go on is not insisted on.
    let created = with("created", json!("yesterday")).expect("read").head.created;
    assert_eq!(created, Instant::from_unix_seconds(0));
    let application = with("application", json!("?")).expect("read").head.application;
    assert_eq!(application, None);
}

/// SPEC D10
#[test]
fn the_stored_form_of_a_field() {
    let at = imprint().created;
    let text = "第一行\n\"第二行\"\u{0}";
    assert_eq!(
        json(&write_stored_field(&kept(plain(text), 7, Some(at)))),
        json!({"text": text, "at": "2026-11-23T10:32:00Z", "revision": 7})
    );
    assert_eq!(
        json(&write_stored_field(&kept(encrypted("c2VhbGVk"), 8, Some(at)))),
        json!({"sealed": "c2VhbGVk", "at": "2026-11-23T10:32:00Z", "revision": 8})
    );
}

/// SPEC D10
#[test]
fn fields_and_damaged_fields() {
    let at = Some(imprint().created);
    for (record, expected) in [
        (
            r#"{"text":"有","at":"2026-11-23T10:32:00Z","revision":7}"#,
            kept(plain("有"), 7, at),
        ),
        (
            r#"{"sealed":"c2VhbGVk","at":"2026-11-23T10:32:00Z","revision":7}"#,
            kept(encrypted("c2VhbGVk"), 7, at),
        ),
        // Version 1 counted no changes.
        (
            r#"{"text":"有","at":"2026-11-23T10:32:00Z"}"#,
            kept(plain("有"), 0, at),
        ),
        // A clock that nobody can read costs no text, for clocks decide nothing.
        (
            r#"{"text":"有","at":"yesterday","revision":7}"#,
            kept(plain("有"), 7, None),
        ),
        (r#"{"text":"有","revision":7}"#, kept(plain("有"), 7, None)),
        (
            r#"{"text":"有","revision":7,"later":1}"#,
            kept(plain("有"), 7, None),
        ),
        (
            r#"{"text":"","sealed":null,"revision":7}"#,
            kept(plain(""), 7, None),
        ),
        (
            r#"{"text":"有","revision":99999999999}"#,
            kept(plain("有"), EntryKey::LAST_SEQUENCE, None),
        ),
    ] {
        assert_eq!(read_stored_field(record), expected, "{record:?}");
    }
    for record in [
        r#"{"text":"写了一半的"#,
        "只有文字",
        "",
        "{}",
        "null",
        r#"{"at":"2026-11-23T10:32:00Z","revision":7}"#,
        // Which of the two somebody meant, nobody knows.
        r#"{"text":"有","sealed":"c2VhbGVk","revision":7}"#,
        r#"{"text":"有","revision":-1}"#,
        r#"{"text":"有","revision":"7"}"#,
        // Nobody counts so far.
        r#"{"text":"有","revision":100000000000}"#,
        r#"{"text":"有","revision":999999999999}"#,
        r#"{"text":"有","revision":18446744073709551615}"#,
        r#"{"text":["有"]}"#,
    ] {
        assert_eq!(read_stored_field(record), damaged(record), "{record:?}");
    }
}

fn any_body() -> impl Strategy<Value = Body> {
    let text = "\\PC*|[\u{0}-\u{20}\u{4E00}\"\\\\]{0,20}";
    prop_oneof![text.prop_map(Body::Plain), text.prop_map(Body::Encrypted)]
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC D10
    #[test]
    fn every_record_reads_back(
        body in any_body(),
        sequence in 0..=EntryKey::LAST_SEQUENCE,
        seconds in prop::option::of(0_i64..=253_402_300_799),
    ) {
        let kept = kept(body, sequence, seconds.map(Instant::from_unix_seconds));
        prop_assert_eq!(read_stored_field(&write_stored_field(&kept)), kept);
    }

    /// SPEC D10
    #[test]
    fn no_record_makes_reading_stumble(record in "\\PC*|[{}\\[\\]\":,a-z0-9]{0,40}") {
        let kept = read_stored_field(&record);
        if kept.damaged {
            prop_assert_eq!(kept, damaged(&record));
        }
    }

    /// SPEC D9, D10, F12
    #[test]
    fn damage_costs_no_text(text in "[\u{4E00}-\u{4E10}]{1,8}", cut in any::<prop::sample::Index>()) {
        let record = write_stored_field(&kept(plain(&text), 7, Some(imprint().created)));
        let letters: Vec<char> = record.chars().collect();
        let rest: String = letters[..cut.index(letters.len())].iter().collect();
        prop_assert_eq!(read_stored_field(&rest), damaged(&rest));
        let head = write_draft_head(&head(DraftKind::SelfAssessment));
        prop_assert!(read_draft_head(&head[..cut.index(head.len())]).is_err());
    }
}

/// A draft as a browser keeps it: localStorage by address, and the steps of the journal by key.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Snapshot {
    #[serde(rename = "localStorage")]
    browser: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    history: BTreeMap<String, String>,
}

const FROZEN: &str = "tests/data/draft";

/// The version that is written now.
const LATEST: u64 = 3;

/// Every frozen draft with its fingerprint. A new one is added here; no line ever changes.
const LIST: [(&str, &str); 7] = [
    (
        "v1/review.json",
        "sha256:b9b4cb88cf44893b57981b4291891413d715e1048770b64479c4d49004bd9732",
    ),
    (
        "v1/self.json",
        "sha256:124db428e8afa09fd866abec8cee72670c5a4450035641a5da2032c7140331c1",
    ),
    (
        "v2/review.json",
        "sha256:054ce858954bafe67d61d645a61f28cf74774fce54841184914bfde8b7945e99",
    ),
    (
        "v2/self.json",
        "sha256:5e63e0f0b38747d32fc59dfba4b80d7772cdbf9c32a09601d3105e7592e8bcbe",
    ),
    (
        "v3/review.json",
        "sha256:14bf21de5cdfb1350e8e7f4fcffde53b53150cbfc3440dfab01855feed2466be",
    ),
    (
        "v3/rows.json",
        "sha256:50ce9eee9daf83c7540c00639742fec0da66bb398bda6be70e57dcedd330238c",
    ),
    (
        "v3/self.json",
        "sha256:85b309acad2fbb3aab79886fd2c36d52506e6fdfc93ee0544ce5a7c67d0fbf6f",
    ),
];

/// What was typed in the frozen drafts, in the order of typing, with what was valid and what was not.
const TYPED: [(&str, &str); 8] = [
    ("applicant", "甲医院"),
    ("assessor", "王 评审"),
    ("clause/1.1/value", "55"),
    ("clause/1.1/strengths", "有制度\n有\"记录\""),
    ("clause/1.2/value/P", "60"),
    ("clause/1.2/band/P", "3"),
    ("clause/1.4/value", "thirty"),
    ("clause/1.3/value", ""),
];

/// What was typed in the frozen draft with rows: a results grid, an item of evidence, a citation.
const TYPED_IN_ROWS: [(&str, &str); 8] = [
    ("applicant", "甲医院"),
    ("clause/1.1/value", "55"),
    ("clause/2.1.1/results/5k2m0q/order", "i"),
    ("clause/2.1.1/results/5k2m0q/indicator", "满意度"),
    ("clause/2.1.1/results/5k2m0q/year/2025", "９６％"),
    ("evidence/7p1x/order", "i"),
    ("evidence/7p1x/number", "1"),
    ("clause/2.1.1/citations", "1、2"),
];

/// What was typed in a frozen draft.
fn typed(name: &str) -> &'static [(&'static str, &'static str)] {
    if name.ends_with("/rows.json") {
        &TYPED_IN_ROWS
    } else {
        &TYPED
    }
}

fn frozen_head(kind: DraftKind) -> DraftHead {
    match kind {
        DraftKind::Review(_) => head(kind),
        DraftKind::SelfAssessment => DraftHead {
            application: None,
            cycle: None,
            ..head(kind)
        },
    }
}

/// The moment of a step of the frozen drafts: a minute after the one before.
fn moment(step: usize) -> Instant {
    let minutes = i64::try_from(step).expect("a few");
    Instant::from_unix_seconds(imprint().created.unix_seconds() + 60 * minutes)
}

fn frozen_card(kind: DraftKind, version: u64) -> Card {
    let steps = TYPED.len();
    Card {
        sequence: if version == 1 { 0 } else { steps as u64 },
        encrypted: false,
        stage: Some(kind.stage().id().to_owned()),
        progress: Some(Progress {
            scored: 1,
            clauses: 8,
        }),
        written: Some(moment(steps)),
        exported: (version > 1 && kind == DraftKind::SelfAssessment).then(|| Exported {
            at: moment(3),
            sequence: 3,
        }),
        applicant: "甲医院".to_owned(),
    }
}

fn reading_copy() -> String {
    let file = read("tests/data/interchange/application/v1/every-member.json");
    match open(&file).expect("it opens").1 {
        Content::Application(record) => write_reading_copy(&record),
        other => panic!("no application: {other:?}"),
    }
}

/// What is frozen as the latest version, as the program writes it now.
fn written_now(name: &str, kind: DraftKind) -> Snapshot {
    let head = frozen_head(kind);
    let mut browser = BTreeMap::from([
        ("head".to_owned(), write_draft_head(&head)),
        ("card".to_owned(), frozen_card(kind, LATEST).to_string()),
    ]);
    if kind != DraftKind::SelfAssessment {
        browser.insert("application".to_owned(), reading_copy());
    }
    let mut history = BTreeMap::new();
    for (number, (address, text)) in (1..).zip(typed(name)) {
        let record = write_stored_field(&kept(plain(text), number, Some(moment(number as usize))));
        browser.insert(format!("field/{address}"), record.clone());
        history.insert(frozen_key(number, address, text).to_string(), record);
    }
    Snapshot { browser, history }
}

fn frozen_key(number: u64, address: &str, text: &str) -> EntryKey {
    EntryKey {
        draft: "draft-7".to_owned(),
        sequence: number,
        window: "5k2m0q".to_owned(),
        made_at: moment(number as usize),
        characters: text.chars().count(),
        cause: if number == 1 { Cause::Begun } else { Cause::Typed },
        address: any_field(address).expect("an address"),
    }
}

/// The text of a frozen draft; one of the version that is written now is made if it is missing.
fn frozen(name: &str) -> (DraftKind, u64, String) {
    let kind = match name {
        name if name.ends_with("/self.json") || name.ends_with("/rows.json") => DraftKind::SelfAssessment,
        _ => DraftKind::Review(Stage::Site),
    };
    let file = root().join(FROZEN).join(name);
    if updating() && name.starts_with(&format!("v{LATEST}/")) && !file.exists() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        let text = serde_json::to_string_pretty(&written_now(name, kind)).expect("JSON");
        fs::write(&file, text + "\n").expect("the file can be written");
    }
    let version = name[1..2].parse().expect("a version");
    (kind, version, read(format!("{FROZEN}/{name}")))
}

/// SPEC D8, D10
#[test]
fn frozen_drafts_are_never_touched() {
    for (name, fingerprint) in LIST {
        let (.., text) = frozen(name);
        assert_eq!(
            Fingerprint::of(text.as_bytes()).to_string(),
            fingerprint,
            "{name} was changed. It stands for drafts that people have: restore it."
        );
    }
    let mut listed = LIST.map(|(name, _)| name.to_owned()).to_vec();
    for version in fs::read_dir(root().join(FROZEN)).expect("the frozen drafts") {
        let folder = version.expect("a folder").path();
        for file in fs::read_dir(&folder).expect("a folder") {
            let path = file.expect("a file").path();
            let name = path.strip_prefix(root().join(FROZEN)).expect("inside");
            let name = name.to_string_lossy().replace('\\', "/");
            let place = listed.iter().position(|one| *one == name);
            listed.remove(place.unwrap_or_else(|| panic!("{name} is not listed")));
        }
    }
    assert!(listed.is_empty(), "not there: {listed:?}");
}

/// SPEC D8, D9, D10, D12
#[test]
fn every_frozen_draft_opens() {
    for (name, _) in LIST {
        let (kind, version, text) = frozen(name);
        let mut snapshot: Snapshot = serde_json::from_str(&text).expect("JSON");
        let head =
            read_draft_head(&snapshot.browser["head"]).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        assert_eq!(head.is_old(), version < LATEST, "{name}");
        assert_eq!(head, stored(frozen_head(kind), version), "{name}");
        assert_eq!(
            Card::parse(&snapshot.browser["card"]),
            frozen_card(kind, version),
            "{name}"
        );
        let application = snapshot.browser.get("application");
        assert_eq!(application.is_some(), kind != DraftKind::SelfAssessment, "{name}");
        if let Some(copy) = application {
            let record = read_reading_copy(copy).unwrap_or_else(|| panic!("{name}: the reading copy"));
            assert_eq!(write_reading_copy(&record), reading_copy(), "{name}");
        }
        for (number, (address, text)) in (1..).zip(typed(name)) {
            let record = snapshot
                .browser
                .remove(&format!("field/{address}"))
                .unwrap_or_else(|| panic!("{name}: {address}"));
            let sequence = if version == 1 { 0 } else { number };
            let expected = kept(plain(text), sequence, Some(moment(number as usize)));
            assert_eq!(read_stored_field(&record), expected, "{name}: {address}");
            if version > 1 {
                let key = frozen_key(number, address, text);
                let step = snapshot.history.remove(&key.to_string());
                let step = step.unwrap_or_else(|| panic!("{name}: {key}"));
                assert_eq!(read_stored_field(&step), expected, "{name}: {key}");
                assert_eq!(EntryKey::parse(&key.to_string()), Some(key), "{name}");
            }
        }
        assert!(snapshot.history.is_empty(), "{name}: {snapshot:?}");
        let fields = snapshot.browser.keys().filter(|key| key.starts_with("field/"));
        assert_eq!(fields.count(), 0, "{name}: {snapshot:?}");
    }
}

/// SPEC D8, D10
#[test]
fn drafts_are_written_as_the_latest_frozen_ones() {
    for name in ["v3/review.json", "v3/rows.json", "v3/self.json"] {
        let (kind, _, text) = frozen(name);
        let snapshot: Snapshot = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            snapshot,
            written_now(name, kind),
            "{name}: the stored form has changed. Drafts that people have are of the old one: give it a new version, \
             read both, and freeze the new one beside the old."
        );
    }
}
