//! Fingerprints: SHA-256 against its published vectors, and RFC 8785 through the packing of payloads.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scoring::files::json::{self, Limits, canonical_of, quoted, scan};
use scoring::files::{FileKind, pack_payload};
use scoring::foundations::Fingerprint;
use serde::Serialize;

use crate::support::{chances, imprint};

const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// SPEC N13
#[test]
fn known_vectors() {
    let million = "a".repeat(1_000_000);
    for (text, digits) in [
        ("", EMPTY),
        (
            "abc",
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            million.as_str(),
            "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ] {
        assert_eq!(Fingerprint::of(text.as_bytes()).to_string(), digits);
    }
}

/// SPEC N13
#[test]
fn the_written_form() {
    let fingerprint = Fingerprint::of(b"");
    assert_eq!(Fingerprint::parse(EMPTY), Some(fingerprint));
    assert_eq!(fingerprint.short(), "e3b0 c442 98fc");
    assert_eq!(format!("{fingerprint:?}"), EMPTY);
    let upper = EMPTY.to_uppercase().replace("SHA", "sha");
    let bare = EMPTY.trim_start_matches("sha256:");
    for text in [
        "",
        "sha256:",
        bare,
        upper.as_str(),
        &EMPTY[..70],
        &format!("{EMPTY}0"),
        &EMPTY.replace("sha256", "sha512"),
        &EMPTY.replace('e', "g"),
        &format!("sha256:{}", "é".repeat(32)),
    ] {
        assert_eq!(Fingerprint::parse(text), None, "{text}");
    }
}

/// The payload as it is stored when it is packed.
fn canonical(payload: &str) -> Option<String> {
    let file = pack_payload(FileKind::Rubric, payload, None, &imprint())?;
    let line = file
        .lines()
        .find_map(|line| line.strip_prefix("\"payload\":"))
        .expect("a line for the payload");
    Some(line.trim_end_matches(',').to_owned())
}

/// The examples of RFC 8785, section 3.2, its appendix B, and the sorting by UTF-16 units.
///
/// SPEC F2
#[test]
fn canonical_payloads() {
    for (payload, expected) in [
        ("{ }", "{}"),
        (" [ 1 ,\t2 ]\n", "[1,2]"),
        (r#"{"b":1,"a":2}"#, r#"{"a":2,"b":1}"#),
        (
            r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        ),
        (
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With \
             Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
        ),
        (
            "[-0.0,0,1e0,100,1e21,1e20]",
            "[0,0,1,100,1e+21,100000000000000000000]",
        ),
    ] {
        assert_eq!(canonical(payload).as_deref(), Some(expected), "{payload}");
    }
    for no_json in ["", "{", "{'a':1}", "1 2", "nul"] {
        assert_eq!(canonical(no_json), None, "{no_json}");
    }
}

/// SPEC F2, F11
#[test]
fn layout_and_order_of_members_do_not_show_in_the_fingerprint() {
    let line = |payload: &str| {
        let file = pack_payload(FileKind::Rubric, payload, None, &imprint()).expect("JSON");
        file.lines()
            .find(|line| line.starts_with("\"fingerprint\""))
            .expect("a fingerprint")
            .to_owned()
    };
    assert_eq!(line(r#"{"a":1,"b":[2]}"#), line("{ \"b\": [ 2.0 ],\n\"a\": 1 }"));
    assert_ne!(line(r#"{"a":1,"b":[2]}"#), line(r#"{"a":1,"b":[3]}"#));
}

/// A value with every form that a wire type has.
#[derive(Clone, Debug, Serialize)]
struct Whole {
    text: String,
    count: u32,
    wide: u64,
    known: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<Form>,
    named: BTreeMap<String, Vec<u16>>,
    pair: (String, i8),
    nothing: (),
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Alone,
    One(String),
    Two(String, u8),
    Named { zeta: String, alpha: Option<u8> },
}

fn whole() -> impl Strategy<Value = Whole> {
    let text = || "[a-c\u{0}-\u{1F}\"\\\\/\u{7F}\u{E9}\u{FB33}\u{1F600}]{0,8}";
    let form = prop_oneof![
        Just(Form::Alone),
        text().prop_map(Form::One),
        (text(), any::<u8>()).prop_map(|(text, number)| Form::Two(text, number)),
        (text(), any::<Option<u8>>()).prop_map(|(zeta, alpha)| Form::Named { zeta, alpha }),
    ];
    let named = prop::collection::btree_map(text(), prop::collection::vec(any::<u16>(), 0..3), 0..5);
    (
        (
            text(),
            any::<u32>(),
            0..=9_007_199_254_740_991_u64,
            any::<Option<bool>>(),
        ),
        (prop::collection::vec(form, 0..4), named, (text(), any::<i8>())),
    )
        .prop_map(|((text, count, wide, known), (list, named, pair))| Whole {
            text,
            count,
            wide,
            known,
            list,
            named,
            pair,
            nothing: (),
        })
}

proptest! {
    #![proptest_config(chances())]

    /// What is written is what another writer of RFC 8785 writes, from a value as from its JSON in any layout.
    ///
    /// SPEC F2, N13
    #[test]
    fn canonical_values_are_written_as_another_writer_does(value in whole()) {
        let other = serde_json_canonicalizer::to_string(&value).expect("JSON");
        prop_assert_eq!(json::canonical(&value), Some(other));
        prop_assert_eq!(json::written(&value), serde_json::to_string(&value).ok());
        let mut read = value;
        // Signed numbers are in no file.
        read.pair.1 = read.pair.1.max(0);
        let other = serde_json_canonicalizer::to_string(&read).expect("JSON");
        let pretty = serde_json::to_string_pretty(&read).expect("JSON");
        let scanned = scan(&pretty, &Limits::FILES).expect("JSON");
        prop_assert_eq!(canonical_of(scanned.root()), Some(other));
        prop_assert_eq!(quoted(&read.text), serde_json::to_string(&read.text).expect("a text"));
    }
}

/// SPEC F2
#[test]
fn what_no_file_holds_is_not_written() {
    for text in ["1.5", "-1", "1e300", "[{\"a\":0.1}]"] {
        let scanned = scan(text, &Limits::FILES).expect("JSON");
        assert_eq!(canonical_of(scanned.root()), None, "{text}");
    }
    assert_eq!(json::canonical(&1.5), None);
    for (text, expected) in [
        ("2.0", "2"),
        ("10e-1", "1"),
        (r#"{"b":1.0,"a":[]}"#, r#"{"a":[],"b":1}"#),
    ] {
        let scanned = scan(text, &Limits::FILES).expect("JSON");
        assert_eq!(canonical_of(scanned.root()).as_deref(), Some(expected));
    }
}
