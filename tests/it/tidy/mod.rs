//! House rules that neither the compiler nor clippy can hold. Each failure says what to do.

mod habits; // headers, lint exceptions, colours, sleeping, leftovers, pinned versions
mod rooms; // which room imports which, and what only one room may name
mod rules; // SPEC.md and the tests that cite it

use std::fs;

use crate::support::{read, root};

/// A source file: its path in the package and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every file under these folders (or these files themselves) with this ending, in order of their paths.
pub(crate) fn sources(places: &[&str], ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting: Vec<_> = places.iter().map(|place| root().join(place)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)
                    .expect("a folder")
                    .map(|entry| entry.expect("an entry").path()),
            );
        } else if path.to_string_lossy().ends_with(ending) {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let path = path
                .strip_prefix(root())
                .expect("inside")
                .to_string_lossy()
                .replace('\\', "/");
            found.push(Source { path, text });
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(
        !found.is_empty(),
        "no *{ending} under {places:?}: the rule would hold for nothing"
    );
    found
}

/// The rooms of the library, as `src/lib.rs` names them.
pub(crate) fn rooms() -> Vec<String> {
    let library = read("src/lib.rs");
    let names = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The library's own files: `src/lib.rs` and its rooms. The build script lives in a room and is no part of it.
pub(crate) fn library() -> Vec<Source> {
    let places: Vec<String> = rooms().iter().map(|room| format!("src/{room}")).collect();
    let mut places: Vec<&str> = places.iter().map(String::as_str).collect();
    places.push("src/lib.rs");
    let mut found = sources(&places, ".rs");
    found.retain(|source| source.path != "src/words/generate.rs");
    found
}

/// Rust code with comments and the contents of texts blanked out, line for line.
pub(crate) fn code_of(text: &str) -> String {
    parted(text).0
}

/// The comments that begin with `//` alone, line for line.
pub(crate) fn comments_of(text: &str) -> Vec<String> {
    parted(text).1
}

/// Code without comments and the contents of texts, and for each of its lines the comment that begins with `//`.
fn parted(text: &str) -> (String, Vec<String>) {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut comments = vec![String::new(); text.matches('\n').count() + 1];
    let mut at = 0;
    let blank = |code: &mut String, letter: char| code.push(if letter == '\n' { '\n' } else { ' ' });
    while let Some(letter) = letters.get(at).copied() {
        let next = letters.get(at + 1).copied();
        match (letter, next) {
            ('/', Some('/')) => {
                let line = code.matches('\n').count();
                while let Some(letter) = letters.get(at).copied().filter(|letter| *letter != '\n') {
                    comments[line].push(letter);
                    code.push(' ');
                    at += 1;
                }
            }
            ('/', Some('*')) => {
                let mut depth = 0;
                while let Some(letter) = letters.get(at).copied() {
                    let pair = (letter, letters.get(at + 1).copied());
                    let (step, change) = match pair {
                        ('/', Some('*')) => (2, 1),
                        ('*', Some('/')) => (2, -1),
                        _ => (1, 0),
                    };
                    for _ in 0..step {
                        blank(&mut code, letters[at]);
                        at += 1;
                    }
                    depth += change;
                    if depth == 0 {
                        break;
                    }
                }
            }
            ('r', Some('"' | '#')) if raw_text(&letters, at).is_some() => {
                let hashes = raw_text(&letters, at).unwrap_or(0);
                let end: Vec<char> = std::iter::once('"')
                    .chain(std::iter::repeat_n('#', hashes))
                    .collect();
                at += hashes + 2;
                code.push_str("r\"");
                while at < letters.len() && !letters[at..].starts_with(&end) {
                    blank(&mut code, letters[at]);
                    at += 1;
                }
                code.push('"');
                at += end.len();
            }
            ('"', _) => {
                code.push('"');
                at += 1;
                while let Some(letter) = letters.get(at).copied().filter(|letter| *letter != '"') {
                    let step = if letter == '\\' { 2 } else { 1 };
                    for _ in 0..step {
                        if let Some(letter) = letters.get(at) {
                            blank(&mut code, *letter);
                        }
                        at += 1;
                    }
                }
                code.push('"');
                at += 1;
            }
            // A quoted character, not a lifetime.
            ('\'', Some('\\')) => {
                code.push_str("'  ");
                at += 3;
                while letters.get(at).is_some_and(|letter| *letter != '\'') {
                    code.push(' ');
                    at += 1;
                }
                code.push('\'');
                at += 1;
            }
            ('\'', Some(_)) if letters.get(at + 2) == Some(&'\'') => {
                code.push_str("' '");
                at += 3;
            }
            _ => {
                code.push(letter);
                at += 1;
            }
        }
    }
    (code, comments)
}

/// How many `#` a raw text at this place begins with; nothing where there is none.
fn raw_text(letters: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    if before.is_some_and(|letter| letter.is_alphanumeric() || *letter == '_') {
        return None;
    }
    let hashes = letters[at + 1..]
        .iter()
        .take_while(|letter| **letter == '#')
        .count();
    (letters.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The line number of a place in a text, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Every place where the word stands on its own: `serde` in `serde::Serialize`, not in `deserialize`.
pub(crate) fn words_in(code: &str, word: &str) -> Vec<usize> {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word)
        .filter(|(at, _)| {
            !code[..*at].chars().next_back().is_some_and(part_of_word)
                && !code[at + word.len()..].chars().next().is_some_and(part_of_word)
        })
        .map(|(at, _)| at)
        .collect()
}

/// Fails with all findings at once and the rule behind them.
pub(crate) fn assert_none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}\n  {}", findings.join("\n  "));
}

/// Fails where code of these sources names one of these words.
pub(crate) fn assert_unnamed(sources: &[Source], words: &[&str], rule: &str) {
    let mut findings = Vec::new();
    for source in sources {
        let code = code_of(&source.text);
        for word in words {
            let places = words_in(&code, word);
            findings.extend(
                places
                    .iter()
                    .map(|at| format!("{}:{}: {word}", source.path, line_of(&code, *at))),
            );
        }
    }
    assert_none(&findings, rule);
}

#[test]
fn comments_and_texts_are_no_code() {
    for (text, code) in [
        ("let a = 1; // b\nc", "let a = 1;     \nc"),
        ("/// doc\nfn f() {}", "       \nfn f() {}"),
        ("a /* b /* c */ d */ e", "a                   e"),
        ("f(\"a // \\\" b\") // c", "f(\"         \")     "),
        ("r\"a\\\" b", "r\"  \" b"),
        ("r#\"a \" b\"# c", "r\"     \" c"),
        ("'\"' '\\'' '\\u{FF0C}' &'a str", "' ' '  ' '        ' &'a str"),
        ("for r in 0..3 {}", "for r in 0..3 {}"),
    ] {
        assert_eq!(code_of(text), code, "{text}");
    }
}
