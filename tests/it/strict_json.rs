//! Strict JSON: what the pass over a text takes and refuses, where it says things stand, and what it costs.

use proptest::prelude::*;
use scoring::files::json::{Limits, Measure, ScanFault, scan};
use serde_json::Value as Json;

use crate::support::chances;

const SMALL: Limits = Limits {
    bytes: 200,
    depth: 4,
    values: 20,
    children: 5,
    text: 10,
};

fn refusal(text: &str, limits: &Limits) -> ScanFault {
    scan(text, limits).map(|_| ()).expect_err(text)
}

/// SPEC F26
#[test]
fn what_json_is() {
    for text in [
        "null",
        " true ",
        "-0",
        "1.5e-3",
        "0.1",
        "\"\"",
        "[]",
        "{}",
        "[[],{}]",
        "{\"a\":{\"b\":[1,\"x\"]}}",
        "\"\\u00e9\\ud83d\\ude00\\n\\/\"",
        "{\"a\":1,\"b\":2,\"A\":3}",
        "\r\n\t [ ] ",
    ] {
        assert!(scan(text, &Limits::FILES).is_ok(), "{text}");
        assert!(serde_json::from_str::<Json>(text).is_ok(), "{text}");
    }
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "\"a",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "[",
        "]",
        "{",
        "}",
        "[}",
        "{]",
        "1 2",
        "'a'",
        "NaN",
        "// x\n1",
        "\u{A0}1",
    ] {
        assert!(
            matches!(refusal(text, &Limits::FILES), ScanFault::NotJson { .. }),
            "{text}"
        );
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
    }
}

/// SPEC F26
#[test]
fn a_text_that_is_not_json_says_where() {
    for (text, line, column) in [
        ("编号,百分比", 1, 1),
        ("{}{}", 1, 3),
        ("{\n\"名\": 1,\n\"甲乙\" 2}", 3, 6),
        ("[1,\n2", 2, 2),
        ("{\"a\": \"b", 1, 9),
    ] {
        assert_eq!(
            refusal(text, &Limits::FILES),
            ScanFault::NotJson { line, column },
            "{text}"
        );
    }
}

/// Names are compared as they read, not as they are written; the same name in another object is another member.
///
/// SPEC F21
#[test]
fn a_member_that_stands_twice_is_refused_with_its_path() {
    for (text, path) in [
        (r#"{"a":1,"a":1}"#, "a"),
        (r#"{"a":1,"\u0061":2}"#, "a"),
        (r#"{"b":1,"c":2,"a":3,"b":4}"#, "b"),
        (r#"[{"a":1},{"x":[{"k":1,"j":{},"k":2}]}]"#, "[1].x[0].k"),
        (
            r#"{"fields":{"clause/1.1":"","x":"","clause/1.1":""}}"#,
            r#"fields["clause/1.1"]"#,
        ),
        (r#"{"":1,"":2}"#, r#"[""]"#),
        (r#"{"\ud83d\ude00":1,"😀":2}"#, r#"["😀"]"#),
        (r#"{"a\"b":{"c.d":1,"c.d":2}}"#, r#"["a\"b"]["c.d"]"#),
    ] {
        let path = path.to_owned();
        assert_eq!(
            refusal(text, &Limits::FILES),
            ScanFault::Repeated { path },
            "{text}"
        );
    }
    for text in [
        r#"{"a":{"a":{"a":1}},"b":{"a":1}}"#,
        r#"[{"a":1},{"a":1}]"#,
        r#"{"b":1,"a":2,"B":3}"#,
    ] {
        assert!(scan(text, &Limits::FILES).is_ok(), "{text}");
    }
}

/// Each limit holds to the last one that is allowed, and the number that is reported is the one that is there.
///
/// SPEC F22
#[test]
fn limits_are_told_with_what_was_found() {
    let list = |count: usize| format!("{{\"a\":[{}]}}", vec!["1"; count].join(","));
    let object = |count: usize| {
        let members: Vec<String> = (0..count).map(|number| format!("\"m{number}\":0")).collect();
        format!("[{{{}}}]", members.join(","))
    };
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let text = |length: usize| format!("{{\"a\":[\"{}\"]}}", "x".repeat(length));
    let pairs = |count: usize| format!("[{}]", vec!["[1,2,3]"; count].join(","));
    for (sound, over, measure, found, path) in [
        (list(5), list(9), Measure::Children, 9, "a"),
        (object(5), object(8), Measure::Children, 8, "[0]"),
        (deep(4), deep(60), Measure::Depth, 60, "[0][0][0]"),
        (text(10), text(17), Measure::Text, 17, "a"),
        (pairs(4), pairs(5), Measure::Values, 21, ""),
        (
            " ".repeat(198) + "{}",
            " ".repeat(200) + "{}",
            Measure::Bytes,
            202,
            "",
        ),
    ] {
        assert!(scan(&sound, &SMALL).is_ok(), "{sound}");
        let limit = SMALL.of(measure);
        assert_eq!(
            refusal(&over, &SMALL),
            ScanFault::OverLimit {
                measure,
                found,
                limit,
                path: path.to_owned()
            },
            "{over}"
        );
    }
    let name = format!("{{\"{}\":1}}", "n".repeat(11));
    assert!(matches!(
        refusal(&name, &SMALL),
        ScanFault::OverLimit {
            measure: Measure::Text,
            found: 11,
            ..
        }
    ));
    // A path is of bounded length, whatever the names in it.
    let long = format!("{{\"{}\":{{\"b\":1,\"b\":2}}}}", "名".repeat(5_000));
    let ScanFault::Repeated { path } = refusal(&long, &Limits::FILES) else {
        panic!("{long}")
    };
    assert!(path.chars().count() < 100, "{path}");
}

/// Hostile texts of some megabytes: every pass over them is linear, so that this test ends at once.
///
/// SPEC F22
#[test]
fn hostile_texts_cost_one_pass() {
    let many = 90_000;
    let names: Vec<String> = (0..many).rev().map(|number| format!("\"{number}\":0")).collect();
    let wide = format!("{{{}}}", names.join(","));
    assert!(scan(&wide, &Limits::FILES).is_ok());
    let twice = format!("{{{},\"89999\":0}}", names.join(","));
    let path = "89999".to_owned();
    assert_eq!(refusal(&twice, &Limits::FILES), ScanFault::Repeated { path });
    assert!(matches!(
        refusal(&"[".repeat(5_000_000), &Limits::FILES),
        ScanFault::OverLimit {
            measure: Measure::Depth,
            found: 5_000_000,
            ..
        }
    ));
    assert!(matches!(
        refusal(&format!("[{}", "[],".repeat(1_500_000)), &Limits::FILES),
        ScanFault::OverLimit {
            measure: Measure::Children,
            ..
        }
    ));
    let escapes = format!("\"{}\"", "\\u0041".repeat(300_000));
    assert_eq!(
        scan(&escapes, &Limits::FILES)
            .expect("JSON")
            .root()
            .text()
            .expect("a text")
            .len(),
        300_000
    );
}

/// Whether an object in the text has two members of one name: reported by keeping every member in a list.
fn has_twins(text: &str) -> bool {
    struct Twins(bool);
    impl<'de> serde::Deserialize<'de> for Twins {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct All;
            impl<'de> serde::de::Visitor<'de> for All {
                type Value = Twins;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("anything")
                }
                fn visit_unit<E>(self) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_bool<E>(self, _: bool) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_i64<E>(self, _: i64) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_u64<E>(self, _: u64) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_f64<E>(self, _: f64) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_str<E>(self, _: &str) -> Result<Twins, E> {
                    Ok(Twins(false))
                }
                fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Twins, A::Error> {
                    let mut found = false;
                    while let Some(Twins(inside)) = list.next_element()? {
                        found |= inside;
                    }
                    Ok(Twins(found))
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Twins, A::Error> {
                    let (mut names, mut found) = (Vec::new(), false);
                    while let Some((name, Twins(inside))) = map.next_entry::<String, Twins>()? {
                        found |= inside || names.contains(&name);
                        names.push(name);
                    }
                    Ok(Twins(found))
                }
            }
            deserializer.deserialize_any(All)
        }
    }
    serde_json::from_str::<Twins>(text).is_ok_and(|Twins(found)| found)
}

/// A JSON text as serde_json would write it, of any shape.
fn json_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,2})?([eE][+-]?[0-9])?",
        "[a-c\u{0}\n\"\\\\\u{E9}\u{1F600}]{0,12}".prop_map(|text| serde_json::Value::from(text).to_string()),
        Just("\"\\u0061\\ud83d\\ude00\\/\"".to_owned()),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let name = prop_oneof![
            "[a-c]{0,2}".prop_map(|name| format!("{name:?}")),
            Just("\"\\u0061\"".to_owned())
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(" ,"))),
            prop::collection::vec((name, inner), 0..5).prop_map(|members| {
                let members: Vec<String> = members
                    .into_iter()
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(chances())]

    /// The pass agrees with serde_json on what JSON is, for sound texts and for texts with a byte changed.
    ///
    /// SPEC F26, F21
    #[test]
    fn the_pass_agrees_with_another_reader(
        text in json_text(),
        at in any::<prop::sample::Index>(),
        put in "[\\[\\]{}\":,0-9a\\\\ \u{1}e.-]{0,2}",
        cut in 0_usize..2,
    ) {
        let characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len() + 1);
        let changed: String = characters[..at]
            .iter()
            .copied()
            .chain(put.chars())
            .chain(characters.iter().copied().skip(at + cut))
            .collect();
        for text in [text, changed] {
            let other = serde_json::from_str::<Json>(&text).is_ok();
            let found = scan(&text, &Limits::FILES);
            match found {
                Ok(_) => prop_assert!(other && !has_twins(&text), "{}", text),
                Err(ScanFault::Repeated { .. }) => prop_assert!(!other || has_twins(&text), "{}", text),
                Err(_) => prop_assert!(!other, "{}", text),
            }
        }
    }
}
