//! SPEC.md and the tests: every rule is cited, and every citation is a rule.

use std::collections::BTreeSet;

use super::{Source, code_of, comments_of, sources};
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
    rules_of(&read("SPEC.md"))
}

fn rules_of(spec: &str) -> Vec<String> {
    spec.lines()
        .filter_map(|line| id(line.strip_prefix("- **")?))
        .collect()
}

/// The ids cited in a comment, such as `SPEC R6, R7` behind its slashes.
fn cited(comment: &str) -> Vec<String> {
    let behind = |word: &str| comment.find(word).map(|at| &comment[at + word.len()..]);
    let Some(list) = behind("/ SPEC ").or_else(|| behind(". SPEC ")) else {
        return Vec::new();
    };
    list.split(", ").map_while(id).collect()
}

/// Whether this line of code makes what follows a test: `#[test]`, `#[tokio::test]`, with or without arguments.
fn begins_test(code: &str) -> bool {
    let attribute = code
        .trim()
        .strip_prefix("#[")
        .and_then(|rest| rest.split([']', '(']).next());
    attribute.is_some_and(|name| name == "test" || name.ends_with("::test"))
}

/// Of each line of a source whether it belongs to a test: to the comments and attributes above it, or to its body.
fn in_tests(text: &str) -> Vec<bool> {
    let code = code_of(text);
    let code: Vec<&str> = code.lines().collect();
    let comments = comments_of(text);
    let mut inside = vec![false; code.len()];
    for at in (0..code.len()).filter(|at| begins_test(code[*at])) {
        let above = |line: usize| {
            let code = code[line].trim();
            code.starts_with("#[") || (code.is_empty() && comments[line].starts_with("///"))
        };
        let first = (0..at).rev().take_while(|line| above(*line)).last().unwrap_or(at);
        let mut depth = 0usize;
        let last = (at..code.len()).find(|line| {
            let before = depth;
            let opened = code[*line].matches('{').count();
            depth = (depth + opened).saturating_sub(code[*line].matches('}').count());
            depth == 0 && (before > 0 || opened > 0)
        });
        inside[first..=last.unwrap_or(at)].fill(true);
    }
    inside
}

/// Every cited id of some lines of a source, with the places that cite it.
fn citations(source: &Source, counts: impl Fn(usize) -> bool) -> Vec<(String, String)> {
    let comments = comments_of(&source.text);
    let lines = comments.iter().enumerate().filter(|(line, _)| counts(*line));
    let places = lines.flat_map(|(line, comment)| {
        let place = format!("{}:{}", source.path, line + 1);
        cited(comment).into_iter().map(move |id| (id, place.clone()))
    });
    places.collect()
}

/// Where a rule may be cited.
const PLACES: [&str; 3] = ["tests", "src", "xtask"];

/// The ids that tests of a source cite. A comment elsewhere may name a rule too, and holds nothing.
fn cited_by_tests(source: &Source) -> Vec<String> {
    let inside = in_tests(&source.text);
    let cited = citations(source, |line| inside.get(line) == Some(&true));
    cited.into_iter().map(|(id, _)| id).collect()
}

#[test]
fn every_rule_is_cited_by_a_test() {
    let cited: BTreeSet<String> = sources(&PLACES, ".rs").iter().flat_map(cited_by_tests).collect();
    let missing: Vec<String> = rules().into_iter().filter(|id| !cited.contains(id)).collect();
    assert!(
        missing.is_empty(),
        "No test cites these rules of SPEC.md: {}.\nWrite `/// SPEC {}` above the test (or in its body) that would fail if the rule \
         were broken; if there is none, write it. A rule that nobody can test is no rule.",
        missing.join(", "),
        missing.first().map_or("", String::as_str)
    );
}

#[test]
fn every_citation_is_a_rule() {
    let rules: BTreeSet<String> = rules().into_iter().collect();
    let cited = sources(&PLACES, ".rs")
        .into_iter()
        .flat_map(|source| citations(&source, |_| true));
    let unknown: Vec<String> = cited
        .filter(|(id, _)| !rules.contains(id))
        .map(|(id, place)| format!("{id} at {place}"))
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

/// How many readings of the regulation the contract numbers.
const READINGS: u32 = 82;

/// What is wrong with the table of readings in a text like SPEC.md.
fn faults_of_readings(spec: &str) -> Vec<String> {
    let known: BTreeSet<String> = rules_of(spec).into_iter().collect();
    let rows = spec.lines().filter_map(|line| {
        let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
        let (number, ids) = cells.split_once(" | ")?;
        Some((number.parse::<u32>().ok()?, ids))
    });
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    for (number, ids) in rows {
        if !seen.insert(number) {
            faults.push(format!("reading {number} stands twice"));
        }
        if !(1..=READINGS).contains(&number) {
            faults.push(format!("there is no reading {number}"));
        }
        let unknown = ids.split(' ').filter(|id| !known.contains(*id));
        faults.extend(unknown.map(|id| format!("reading {number} names {id:?}, which is no rule")));
    }
    let missing = (1..=READINGS).filter(|number| !seen.contains(number));
    faults.extend(missing.map(|number| format!("reading {number} has no rule")));
    faults
}

#[test]
fn every_reading_of_the_regulation_has_its_rules() {
    let faults = faults_of_readings(&read("SPEC.md"));
    assert!(
        faults.is_empty(),
        "SPEC.md, \"Readings of the regulation\": {}.\nOne line a reading, with the ids of the rules that hold it.",
        faults.join("; ")
    );
}

#[test]
fn wrong_tables_of_readings_are_told() {
    let table = |rows: &[(u32, &str)]| -> String {
        let rows = rows.iter().map(|(number, ids)| format!("| {number} | {ids} |\n"));
        format!(
            "- **Y3** A rule.\n- **N17** Another.\n\n| reading | rules |\n|---|---|\n{}",
            rows.collect::<String>()
        )
    };
    let mut rows: Vec<(u32, &str)> = (1..=READINGS).map(|number| (number, "Y3 N17")).collect();
    assert_eq!(faults_of_readings(&table(&rows)), [""; 0]);
    rows[4] = (6, "Y3");
    rows[8] = (9, "Y4 ");
    rows.push((83, "N17"));
    assert_eq!(
        faults_of_readings(&table(&rows)),
        [
            "reading 6 stands twice",
            "reading 9 names \"Y4\", which is no rule",
            "reading 9 names \"\", which is no rule",
            "there is no reading 83",
            "reading 5 has no rule",
        ]
    );
}

#[test]
fn citations_are_found() {
    for (line, expected) in [
        ("/// SPEC R6", vec!["R6"]),
        ("    // SPEC R6, F12, N1", vec!["R6", "F12", "N1"]),
        ("/// Two texts. SPEC R6.", vec!["R6"]),
        ("// see `SPEC R6`", vec![]),
        ("SPEC R6", vec![]),
        ("/// SPECIAL R6", vec![]),
        ("/// SPEC of the rubric", vec![]),
    ] {
        assert_eq!(cited(line), expected, "{line}");
    }
}

#[test]
fn only_what_belongs_to_a_test_counts() {
    let text = "\
//! SPEC A1
/// SPEC A2
fn helper() {}
// SPEC A3

/// What it holds.
///
/// SPEC B1
#[test]
#[cfg(unix)]
fn one() {
    let text = \"}
    // SPEC A4\";
    // SPEC B2
    for case in [
        1, // SPEC B3
    ] {}
}

/// SPEC A5
const CASES: [u8; 0] = [];

mod inner {
    /// SPEC B4
    #[tokio::test(flavor = \"current_thread\")]
    async fn two() {}
    // SPEC A6
}
proptest! {
    #![proptest_config(chances())]
    /// SPEC B5
    #[test]
    fn three(one in 0..9) {
        let _ = r#\"// SPEC A7\"#; /* SPEC A8 */
    }
    /// SPEC A9
    #[cfg(test)]
    fn four() {}
}
";
    let source = Source {
        path: String::new(),
        text: text.to_owned(),
    };
    assert_eq!(cited_by_tests(&source), ["B1", "B2", "B3", "B4", "B5"]);
}
