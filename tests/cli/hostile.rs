//! Any words and any files: an exit code and a reason, never a panic.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};

use crate::desk::{Desk, RUBRIC_HEAD, SHEET_HEAD, outcome};

/// Words of the command line, right and wrong, and the files of the desk.
const WORDS: [&str; 46] = [
    "rubric",
    "sheet",
    "check",
    "import",
    "total",
    "aggregate",
    "rank",
    "help",
    "--help",
    "-h",
    "--version",
    "-V",
    "--lang",
    "--lang=en",
    "en",
    "zh",
    "--rubric",
    "--rubric=r.json",
    "r.json",
    "a.json",
    "r.csv",
    "a.csv",
    "none.json",
    "-o",
    "--output",
    "out.json",
    "-",
    "--",
    "--stage",
    "site",
    "--assessor",
    "--applicant",
    "--total",
    "1000",
    "18446744073709551616",
    "--created",
    "2026-11-23T10:32:00Z",
    "--status",
    "official",
    "--approval",
    "--format",
    "csv",
    "text",
    "--rule",
    "median",
    "",
];

/// Lines that get far, as far as the files let them.
const LINES: [&str; 8] = [
    "check x r.json",
    "check r.json a.json --rubric x",
    "rubric check x",
    "rubric import x -o - --total 10",
    "sheet import x --rubric r.json --stage site --assessor A --applicant B -o -",
    "total x --rubric r.json --format text",
    "aggregate x a.json --rubric r.json --format csv",
    "rank a.json x --rubric r.json --format csv",
];

/// The files of the desk, made once.
static FILES: LazyLock<[(&str, String); 4]> = LazyLock::new(|| {
    let desk = Desk::new();
    desk.import_rubric("r", &format!("{RUBRIC_HEAD}1,一,方法类,10\n"), 10)
        .silent();
    desk.import_sheet("a", &format!("{SHEET_HEAD}1,55\n")).silent();
    ["r.json", "a.json", "r.csv", "a.csv"].map(|name| (name, desk.read(name)))
});

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, text) in FILES.iter() {
        desk.write(name, text);
    }
    desk
}

/// The exit code is one of the three, a refusal has a reason, and nothing panics.
#[track_caller]
fn ends_well(desk: &Desk, words: &[&str]) {
    let told = outcome(&mut desk.command(words));
    assert!((0..=2).contains(&told.code), "{words:?}: {told:?}");
    assert!(!told.err.contains("panicked"), "{words:?}: {told:?}");
    assert!(told.code == 0 || !told.err.is_empty(), "{words:?}: {told:?}");
    let acts = |character: char| character.is_control() && character != '\n';
    assert!(!told.err.contains(acts), "{words:?}: {told:?}");
}

/// Each case is a process, so there are fewer of them than elsewhere; the same ones every time.
fn chances() -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 64;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_261_123);
    }
    config
}

/// A word: one that means something, or any characters but those that lead out of the folder.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => "-{0,2}[^/\\\\\0]{0,12}",
    ]
}

/// Part of a good file between other bytes.
fn damage() -> impl Strategy<Value = (Index, Index, Vec<u8>)> {
    (any::<Index>(), any::<Index>(), vec(any::<u8>(), 0..6))
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC C23
    #[test]
    fn any_words_end_with_an_exit_code_and_a_reason(words in vec(word(), 0..9)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        ends_well(&desk(), &words);
    }

    /// SPEC C23
    #[test]
    fn a_good_line_with_other_words_in_it_ends_with_an_exit_code_and_a_reason(
        line in select(&LINES[..]),
        edits in vec((any::<Index>(), any::<bool>(), word()), 0..3),
    ) {
        let mut words: Vec<String> = line.split(' ').map(|word| if word == "x" { "a.json" } else { word }.to_owned()).collect();
        for (at, in_place, word) in edits {
            let at = at.index(words.len());
            if in_place {
                words[at] = word;
            } else {
                words.insert(at, word);
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        ends_well(&desk(), &words);
    }

    /// SPEC C23
    #[test]
    fn any_bytes_end_with_an_exit_code_and_a_reason(bytes in vec(any::<u8>(), 0..200), line in select(&LINES[..])) {
        let desk = desk();
        desk.write("x", bytes);
        ends_well(&desk, &line.split(' ').collect::<Vec<_>>());
    }

    /// SPEC C23
    #[test]
    fn damaged_files_end_with_an_exit_code_and_a_reason(
        name in select(&["r.json", "a.json", "r.csv", "a.csv"][..]),
        (from, to, bytes) in damage(),
        line in select(&LINES[..]),
    ) {
        let desk = desk();
        let whole = desk.read(name).into_bytes();
        let (from, to) = (from.index(whole.len()), to.index(whole.len()));
        let (from, to) = (from.min(to), from.max(to));
        let damaged = [&whole[..from], &bytes, &whole[to..]].concat();
        desk.write("x", damaged);
        ends_well(&desk, &line.split(' ').collect::<Vec<_>>());
    }

    /// SPEC C23
    #[test]
    fn any_payload_under_its_own_fingerprint_ends_with_an_exit_code_and_a_reason(
        name in select(&["r.json", "a.json"][..]),
        (from, to, _) in damage(),
        piece in select(&["", "\"", "1", "null", "{}", "[]", ",", "\"\\u001b[2J\"", "-1", "1e400"][..]),
        line in select(&LINES[..]),
    ) {
        let desk = desk();
        let whole = desk.payload(name);
        let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
        let (from, to) = (*from.get(&ends), *to.get(&ends));
        let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 24));
        let payload = format!("{}{piece}{}", &whole[..from], whole.get(to..).unwrap_or_default());
        desk.write("x", desk.with_payload(name, &payload));
        ends_well(&desk, &line.split(' ').collect::<Vec<_>>());
    }
}
