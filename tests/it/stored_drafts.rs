//! Drafts in storage: heads and fields write and read back, and damage costs no text.

use proptest::prelude::*;
use scoring::foundations::{Fingerprint, Instant};
use scoring::interchange::{
    StoredField, read_draft_head, read_stored_field, write_draft_head, write_stored_field,
};
use scoring::problem::Fault;
use scoring::scoresheet::{Desk, DraftHead, RubricRef, Stage};
use serde_json::{Value as Json, json};

use crate::support::{chances, imprint, small};

fn head(desk: Desk) -> DraftHead {
    let (rubric, fingerprint) = small();
    DraftHead {
        id: "draft-7".to_owned(),
        desk,
        rubric: RubricRef::to(&rubric, fingerprint),
        application: Some(Fingerprint::of(b"application")),
        cycle: Some("2026".to_owned()),
        created: imprint().created,
        lock: None,
    }
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// SPEC D8
#[test]
fn the_stored_form_of_a_head() {
    let head = head(Desk::Review(Stage::Site));
    let expected = json!({
        "version": 1,
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
    assert_eq!(read_draft_head(&expected.to_string()), Ok(head));
}

/// SPEC D8
#[test]
fn heads_read_back() {
    for desk in [
        Desk::SelfAssessment,
        Desk::Review(Stage::Material),
        Desk::Review(Stage::Site),
    ] {
        let mut head = head(desk);
        assert_eq!(read_draft_head(&write_draft_head(&head)), Ok(head.clone()));
        head.application = None;
        head.cycle = None;
        assert_eq!(read_draft_head(&write_draft_head(&head)), Ok(head));
    }
}

/// SPEC D9
#[test]
fn heads_that_cannot_be_read() {
    let with = |name: &str, new: Json| {
        let mut wire = json(&write_draft_head(&head(Desk::SelfAssessment)));
        wire[name] = new;
        read_draft_head(&wire.to_string())
    };
    let newer = Fault::NewerVersion {
        found: 2,
        known: 1,
        written_by: String::new(),
    };
    assert_eq!(with("version", json!(2)), Err(newer.clone()));
    // A newer version may have any form: it is called newer, not broken.
    assert_eq!(
        read_draft_head(r#"{"version":2,"everything":"else"}"#),
        Err(newer)
    );
    let broken = |outcome: Result<DraftHead, Fault>| matches!(outcome, Err(Fault::BadStructure { .. }));
    assert!(broken(with("stage", json!("panel"))));
    assert!(broken(with("rubric", json!("sha256:12"))));
    assert!(broken(with("id", json!(7))));
    for text in ["", "{", "[]", "null", "{}", "\u{FEFF}{}"] {
        assert!(broken(read_draft_head(text)), "{text:?}");
    }
    // What is not needed to go on is not insisted on.
    assert_eq!(
        with("created", json!("yesterday")).expect("read").created,
        Instant::from_unix_seconds(0)
    );
    assert_eq!(with("application", json!("?")).expect("read").application, None);
}

/// SPEC D10
#[test]
fn fields_and_damaged_fields() {
    let at = imprint().created;
    let written = write_stored_field("第一行\n\"第二行\"\u{0}", at);
    assert_eq!(
        json(&written),
        json!({"text": "第一行\n\"第二行\"\u{0}", "at": "2026-11-23T10:32:00Z"})
    );
    let field = |text: &str, at, damaged| StoredField {
        text: text.to_owned(),
        at,
        damaged,
    };
    for (record, expected) in [
        (
            written.as_str(),
            field("第一行\n\"第二行\"\u{0}", Some(at), false),
        ),
        (r#"{"text":"有","at":"yesterday"}"#, field("有", None, false)),
        (
            r#"{"text":"有","at":"2026-11-23T10:32:00Z","later":1}"#,
            field("有", Some(at), false),
        ),
        (
            r#"{"text":"写了一半的"#,
            field(r#"{"text":"写了一半的"#, None, true),
        ),
        ("只有文字", field("只有文字", None, true)),
        ("", field("", None, true)),
    ] {
        assert_eq!(read_stored_field(record), expected, "{record:?}");
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC D10
    #[test]
    fn every_text_reads_back(text in "\\PC*|[\u{0}-\u{20}\u{4E00}\"\\\\]{0,20}", seconds in 0_i64..=253_402_300_799) {
        let at = Instant::from_unix_seconds(seconds);
        let field = read_stored_field(&write_stored_field(&text, at));
        prop_assert_eq!(field, StoredField { text, at: Some(at), damaged: false });
    }

    /// SPEC D9, D10, F12
    #[test]
    fn damage_costs_no_text(text in "[\u{4E00}-\u{4E10}]{1,8}", cut in any::<prop::sample::Index>()) {
        let record = write_stored_field(&text, imprint().created);
        let letters: Vec<char> = record.chars().collect();
        let rest: String = letters[..cut.index(letters.len())].iter().collect();
        let field = read_stored_field(&rest);
        prop_assert!(field.damaged);
        prop_assert_eq!(field.text, rest);
        let head = write_draft_head(&head(Desk::SelfAssessment));
        prop_assert!(read_draft_head(&head[..cut.index(head.len())]).is_err());
    }
}
