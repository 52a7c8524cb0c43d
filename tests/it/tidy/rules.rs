//! SPEC.md and the tests: every rule is cited, and every citation is a rule.

use std::collections::{BTreeMap, BTreeSet};

use super::sources;
use crate::support::read;

/// A rule's id at the start of a text: a letter and a number.
fn id(text: &str) -> Option<String> {
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    let digits: String = text[1..].chars().take_while(char::is_ascii_digit).collect();
    let ends = !text[1 + digits.len()..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    (!digits.is_empty() && ends).then(|| format!("{letter}{digits}"))
}

/// The rules of SPEC.md, in its order.
fn rules() -> Vec<String> {
    let spec = read("SPEC.md");
    spec.lines()
        .filter_map(|line| id(line.strip_prefix("- **")?))
        .collect()
}

/// The ids cited in a line: `SPEC R6, R7`.
fn cited(line: &str) -> Vec<String> {
    let Some((_, list)) = line
        .split_once("SPEC ")
        .filter(|(before, _)| before.contains("//"))
    else {
        return Vec::new();
    };
    list.split(", ").map_while(id).collect()
}

/// Every cited id, with the places that cite it.
fn citations() -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources(&["tests", "src"], ".rs") {
        for (number, line) in source.text.lines().enumerate() {
            for id in cited(line) {
                found
                    .entry(id)
                    .or_default()
                    .push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    found
}

#[test]
fn every_rule_is_cited_by_a_test() {
    let citations = citations();
    let missing: Vec<String> = rules()
        .into_iter()
        .filter(|id| !citations.contains_key(id))
        .collect();
    assert!(
        missing.is_empty(),
        "No test cites these rules of SPEC.md: {}.\nWrite `/// SPEC {}` above the test that would fail if the rule \
         were broken; if there is none, write it. A rule that nobody can test is no rule.",
        missing.join(", "),
        missing.first().map_or("", String::as_str)
    );
}

#[test]
fn every_citation_is_a_rule() {
    let rules: BTreeSet<String> = rules().into_iter().collect();
    let unknown: Vec<String> = citations()
        .into_iter()
        .filter(|(id, _)| !rules.contains(id))
        .map(|(id, places)| format!("{id} at {}", places.join(", ")))
        .collect();
    assert!(
        unknown.is_empty(),
        "SPEC.md has no such rule: {}.\nCorrect the id, or write the rule: one sentence that a test can check.",
        unknown.join("; ")
    );
}

#[test]
fn rules_are_numbered_without_doubt() {
    let rules = rules();
    assert!(rules.len() > 100, "the rules were read");
    let mut seen = BTreeSet::new();
    for id in &rules {
        assert!(
            seen.insert(id.clone()),
            "{id} stands twice in SPEC.md; an id is given once and never again"
        );
    }
    let mut last = (' ', 0);
    for id in &rules {
        let (letter, number) = (
            id.chars().next().unwrap_or(' '),
            id[1..].parse::<u32>().expect("a number"),
        );
        assert!(
            letter != last.0 || number > last.1,
            "{id} stands out of order in SPEC.md"
        );
        last = (letter, number);
    }
    for line in read("SPEC.md").lines().filter(|line| line.starts_with("- **")) {
        assert!(
            line.ends_with('.'),
            "a rule is one line and ends with a full stop: {line}"
        );
    }
}

#[test]
fn citations_are_found() {
    for (line, expected) in [
        ("/// SPEC R6", vec!["R6"]),
        ("    // SPEC R6, F12, N1", vec!["R6", "F12", "N1"]),
        ("/// Two texts. SPEC R6.", vec!["R6"]),
        ("SPEC R6", vec![]),
        ("/// SPECIAL R6", vec![]),
        ("/// SPEC of the rubric", vec![]),
    ] {
        assert_eq!(cited(line), expected, "{line}");
    }
}
