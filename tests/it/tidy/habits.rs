//! Headers, lint exceptions, leftovers, sleeping, colours, pinned versions, and the map's length.

use super::{Source, assert_none, assert_unnamed, code_of, line_of, sources, words_in};
use crate::support::read;

const RUST: [&str; 4] = ["src", "tests", "xtask", "benches"];

#[test]
fn every_file_says_what_it_is_for() {
    let findings: Vec<String> = sources(&RUST, ".rs")
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();
    assert_none(
        &findings,
        "Every file opens with `//! ` and a sentence on what belongs there and what does not:",
    );
}

#[test]
fn every_lint_exception_has_its_reason() {
    let mut findings = Vec::new();
    for source in sources(&RUST, ".rs") {
        let code = code_of(&source.text);
        for (at, _) in code.match_indices("#[").chain(code.match_indices("#![")) {
            let attribute = &code[at..];
            let attribute = &attribute[..attribute.find(']').map_or(attribute.len(), |end| end + 1)];
            let inner = attribute.trim_start_matches(['#', '!', '[']).trim_start();
            let conditional = inner.strip_prefix("cfg_attr(");
            let says =
                |what: &str| inner.starts_with(what) || conditional.is_some_and(|inner| inner.contains(what));
            let place = format!("{}:{}", source.path, line_of(&code, at));
            if says("allow(") {
                findings.push(format!(
                    "{place}: `allow` stays when its cause is gone; write `expect` with a reason"
                ));
            } else if says("expect(") && !attribute.contains("reason =") {
                findings.push(format!("{place}: an exception without `reason = \"…\"`"));
            }
        }
    }
    assert_none(&findings, "A lint is right until somebody says why not:");
}

#[test]
fn nothing_is_left_over() {
    let mut findings = Vec::new();
    for source in sources(&RUST, ".rs") {
        let code = code_of(&source.text);
        for left_over in ["todo!", "unimplemented!", "dbg!"] {
            let name = left_over.trim_end_matches('!');
            let places = words_in(&code, name);
            let places = places
                .iter()
                .filter(|at| code[**at + name.len()..].starts_with('!'));
            findings.extend(places.map(|at| format!("{}:{}: {left_over}", source.path, line_of(&code, *at))));
        }
        for ignored in ["#[ignore", "#[should_panic"] {
            let places = code.match_indices(ignored);
            findings
                .extend(places.map(|(at, _)| format!("{}:{}: {ignored}]", source.path, line_of(&code, at))));
        }
    }
    assert_none(
        &findings,
        "Finish it, or write an issue; a test that is not run or wants a panic holds nothing:",
    );
}

#[test]
fn tests_do_not_sleep() {
    // A browser is waited for by asking it again and again; the one file that does so is called wait.rs.
    let tests: Vec<Source> = sources(&["tests"], ".rs")
        .into_iter()
        .filter(|source| !source.path.ends_with("/wait.rs"))
        .collect();
    assert_unnamed(
        &tests,
        &["sleep"],
        "A test that sleeps is slow on a good day and red on a bad one. Wait for the condition (tests/e2e: in wait.rs):",
    );
}

/// The values of all declarations of a style sheet, with their lines.
fn declared_values(css: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut piece = String::new();
    let mut line = 1;
    let mut start = 1;
    let mut rest = css;
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            let length = comment.find("*/").map_or(rest.len(), |end| end + 4);
            line += rest[..length].matches('\n').count();
            rest = &rest[length..];
            continue;
        }
        match letter {
            ';' | '}' => {
                if let Some((_, value)) = piece.split_once(':') {
                    found.push((start, value.trim().to_owned()));
                }
                piece.clear();
            }
            // What stood before it was a selector.
            '{' => piece.clear(),
            _ if piece.trim().is_empty() => {
                start = line;
                piece = letter.to_string();
            }
            _ => piece.push(letter),
        }
        line += usize::from(letter == '\n');
        rest = &rest[letter.len_utf8()..];
    }
    found
}

/// The first colour that is written out in a value.
fn colour(value: &str) -> Option<String> {
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
    ];
    let name = |at: usize| {
        !value[..at]
            .chars()
            .next_back()
            .is_some_and(|character| character.is_alphanumeric() || character == '-')
    };
    if let Some(function) = functions
        .iter()
        .find(|function| value.find(**function).is_some_and(name))
    {
        return Some((*function).to_owned() + "…)");
    }
    value.match_indices('#').find_map(|(at, _)| {
        let digits: String = value[at + 1..]
            .chars()
            .take_while(|character| character.is_alphanumeric())
            .collect();
        let hex = digits.chars().all(|character| character.is_ascii_hexdigit());
        (hex && matches!(digits.len(), 3 | 4 | 6 | 8) && !value[..at].ends_with("url("))
            .then(|| format!("#{digits}"))
    })
}

#[test]
fn colours_are_named_in_tokens_css() {
    let mut findings = Vec::new();
    for sheet in sources(&["style"], ".css")
        .iter()
        .filter(|sheet| sheet.path != "style/tokens.css")
    {
        for (line, value) in declared_values(&sheet.text) {
            findings.extend(colour(&value).map(|colour| format!("{}:{line}: {colour}", sheet.path)));
        }
    }
    for source in sources(&["src/app"], ".rs") {
        for (number, line) in source.text.lines().enumerate() {
            let written = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("]
                .iter()
                .find(|function| line.contains(**function));
            findings.extend(written.map(|function| format!("{}:{}: {function}…)", source.path, number + 1)));
        }
    }
    assert_none(
        &findings,
        "A colour has a name in style/tokens.css, where light, dark and print give it its value; use `var(--…)`:",
    );
}

#[test]
fn colours_are_found() {
    for (css, expected) in [
        ("a { color: #1a2b3c; }", Some("#1a2b3c")),
        ("a:hover, #add { color: var(--ink) }", None),
        ("@media print { a { background: rgb(1 2 3) } }", Some("rgb(…)")),
        ("/* #fff */ a { fill: url(#abc) }", None),
        ("a { border: 1px solid #FFF }", Some("#FFF")),
        ("a { color: color-mix(in oklab, var(--a), var(--b)) }", None),
        ("a { color: hsla(1, 2%, 3%) }", Some("hsla(…)")),
    ] {
        let found = declared_values(css).iter().find_map(|(_, value)| colour(value));
        assert_eq!(found.as_deref(), expected, "{css}");
    }
}

/// The text in quotes behind a key in a TOML file, from a line on.
fn quoted<'t>(toml: &'t str, key: &str) -> Option<&'t str> {
    let line = toml
        .lines()
        .find(|line| line.split('=').next().is_some_and(|name| name.trim() == key))?;
    line.split('"').nth(1)
}

#[test]
fn the_browser_glue_has_one_version() {
    let trunk = read("Trunk.toml");
    let manifest = read("Cargo.toml");
    let lock = read("Cargo.lock");
    let tool = quoted(&trunk, "wasm_bindgen").expect("Trunk.toml pins wasm_bindgen");
    let pin = quoted(&manifest, "wasm-bindgen").expect("Cargo.toml pins wasm-bindgen");
    let locked = lock
        .split("[[package]]")
        .find(|package| package.contains("name = \"wasm-bindgen\"\n"));
    let locked = locked
        .and_then(|package| quoted(package, "version"))
        .expect("Cargo.lock has wasm-bindgen");
    assert_eq!(
        (tool, pin.strip_prefix('=')),
        (locked, Some(locked)),
        "wasm-bindgen's tool (Trunk.toml), its pin (Cargo.toml, with `=`) and Cargo.lock must name one version: the \
         page does not start otherwise"
    );
    let serve = quoted(&trunk, "trunk-version").and_then(|version| version.strip_prefix('='));
    assert!(serve.is_some(), "Trunk.toml pins trunk itself with `=`");
}

#[test]
fn the_guard_stays_small() {
    let size = read("public/guard.js").len();
    assert!(
        size <= 12_000,
        "public/guard.js has {size} bytes, over 12 kB. It detects, reports, and hands out raw records; what knows a \
         format belongs to the programs"
    );
}

#[test]
fn the_map_stays_short() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(
        lines < 200,
        "ARCHITECTURE.md has {lines} lines. Under 200: details belong to the headers of files"
    );
}

#[test]
fn every_module_of_these_tests_has_its_line() {
    for main in ["tests/it/main.rs", "tests/it/tidy/mod.rs"] {
        for line in read(main).lines().filter(|line| line.starts_with("mod ")) {
            assert!(
                line.contains("; // "),
                "{main}: `{line}` needs a few words on what belongs there"
            );
        }
    }
}
