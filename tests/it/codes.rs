//! Codes of parts and clauses, and the folding of texts that people type.

use proptest::prelude::*;
use scoring::foundations::{Code, Lang, Text, half_width, squeezed};

use crate::support::{chances, code};

/// SPEC N10
#[test]
fn codes_as_typed() {
    let deep = vec!["1"; Code::MAX_DEPTH].join(".");
    let too_deep = vec!["1"; Code::MAX_DEPTH + 1].join(".");
    for (typed, expected) in [
        ("1", Some("1")),
        ("1.1", Some("1.1")),
        ("1.10", Some("1.10")),
        (" 1.1 ", Some("1.1")),
        ("\u{FF11}\u{FF0E}\u{FF12}", Some("1.2")),
        ("\u{3000}7", Some("7")),
        ("A-1.b_2", Some("A-1.b_2")),
        ("一.二", Some("一.二")),
        (deep.as_str(), Some(deep.as_str())),
        (too_deep.as_str(), None),
        ("", None),
        (" ", None),
        (".", None),
        ("1.", None),
        (".1", None),
        ("1..1", None),
        ("1 1", None),
        ("1/1", None),
        ("1,1", None),
        ("-1", None),
        ("=1", None),
        ("+1", None),
        ("1.1\n", Some("1.1")),
        ("1\n.1", None),
        ("\"1\"", None),
    ] {
        let found = Code::parse(typed);
        assert_eq!(found.as_ref().map(Code::as_str), expected, "typed {typed:?}");
    }
}

/// SPEC N11
#[test]
fn one_dotted_segment_up() {
    for (child, parent) in [
        ("1", None),
        ("10", None),
        ("1.1", Some("1")),
        ("10.1", Some("10")),
        ("1.10", Some("1")),
        ("2.1.1", Some("2.1")),
    ] {
        assert_eq!(code(child).parent(), parent.map(code), "{child}");
    }
}

/// SPEC N14
#[test]
fn folded_texts() {
    assert_eq!(
        half_width("\u{FF21}\u{FF42}\u{FF19}\u{FF05}\u{3000}\u{FF0C}中。"),
        "Ab9% ,中。"
    );
    for (typed, name) in [
        ("  甲  医院 ", "甲 医院"),
        ("甲\u{3000}医院", "甲 医院"),
        ("甲\n\t医院", "甲 医院"),
        ("", ""),
    ] {
        assert_eq!(squeezed(typed), name);
    }
}

/// SPEC N15
#[test]
fn chinese_stands_in_where_english_is_missing() {
    let both = Text {
        zh: "领导".to_owned(),
        en: Some("Leadership".to_owned()),
    };
    assert_eq!((both.get(Lang::Zh), both.get(Lang::En)), ("领导", "Leadership"));
    assert_eq!(Text::zh("领导").get(Lang::En), "领导");
    assert_eq!(Lang::default(), Lang::Zh);
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC N10
    #[test]
    fn a_code_reads_back_as_itself(typed in "\\PC{0,12}") {
        if let Some(code) = Code::parse(&typed) {
            prop_assert_eq!(Code::parse(code.as_str()), Some(code));
        }
    }
}
