//! Scripts, styles and index.html travel without their comments, and the first two without indentation. Nothing else
//! of them changes: a program that read and wrote the languages would be larger than all of ours.

use std::fs;
use std::path::Path;

use crate::folder;
use crate::process::{Failure, failed};

/// Takes comments and indentation out of every script in `dist/`, and comments out of index.html.
pub fn write(dist: &Path) -> Result<(), Failure> {
    for name in folder::files(dist)?.iter().filter(|name| name.ends_with(".js")) {
        let path = dist.join(name);
        let in_words = |error: std::io::Error| failed(format!("dist/{name}: {error}"));
        let text = fs::read_to_string(&path).map_err(in_words)?;
        let text = script(&text).map_err(|said| failed(format!("dist/{name}: {said}")))?;
        fs::write(&path, text).map_err(in_words)?;
    }
    let path = dist.join("index.html");
    let in_words = |error: std::io::Error| failed(format!("dist/index.html: {error}"));
    let html = fs::read_to_string(&path).map_err(in_words)?;
    fs::write(&path, page(&html)).map_err(in_words)
}

/// A page without comments, and without the lines that were one.
fn page(html: &str) -> String {
    let mut pieces = html.split("<!--");
    let first = pieces.next().unwrap_or_default().to_owned();
    let kept = pieces.fold(first, |kept, piece| {
        kept + piece.split_once("-->").map_or("", |(_, behind)| behind)
    });
    let lines: Vec<&str> = kept.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n") + "\n"
}

/// A script without the lines that are comments and nothing else, and without indentation. Lines stay lines, since the
/// ends of some are the ends of statements.
fn script(text: &str) -> Result<String, String> {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            let behind = line.split_once("*/").map_or("", |(_, behind)| behind);
            if !behind.trim().is_empty() {
                return Err(format!("line {}: code stands behind a comment", number + 1));
            }
        } else if line.matches('`').count() % 2 == 1 {
            return Err(format!("line {}: a text goes on in the next line", number + 1));
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Ok(kept)
}

/// A style sheet without comments, and without blanks where they mean nothing.
pub fn style(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '/' if rest.starts_with("/*") => {
                let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                // It parts words like a blank.
                part(&mut kept);
                length
            }
            '"' | '\'' => {
                let end = rest[1..].find(character).map_or(rest.len(), |end| end + 2);
                kept.push_str(&rest[..end]);
                end
            }
            _ if character.is_ascii_whitespace() => {
                part(&mut kept);
                1
            }
            '{' | '}' | ';' | ',' => {
                if kept.ends_with(' ') {
                    kept.pop();
                }
                if character == '}' && kept.ends_with(';') {
                    kept.pop();
                }
                kept.push(character);
                1
            }
            _ => {
                kept.push(character);
                character.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    kept
}

/// A blank, where one can mean something.
fn part(kept: &mut String) {
    if !kept.is_empty() && !kept.ends_with([' ', '{', '}', ';', ',']) {
        kept.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_comments_and_indentation_alone() {
        let text = "// a\n/** b\n * c\n */\nlet a = 'x // y';\n\n  if (a)\n    /* d */\n    go(`//`) // e\n";
        assert_eq!(
            script(text).as_deref(),
            Ok("let a = 'x // y';\nif (a)\ngo(`//`) // e\n")
        );
        for text in ["/* a */ go();\n", "/*\n*/ go();\n", "let a = `x\n  y`;\n"] {
            assert!(script(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_page_keeps_its_elements() {
        assert_eq!(
            page("<!doctype html>\n<!-- a -->\n<p>b</p><!-- <p>c</p>\n -->\n\n<i>d</i>\n"),
            "<!doctype html>\n<p>b</p>\n<i>d</i>\n"
        );
    }

    #[test]
    fn a_style_sheet_keeps_what_it_says() {
        let text = "/* a */\n:root {\n  --a: 1px;\n}\n\n.a > b, .c :hover /* d */ .e {\n  content: \" ;  { \";\n  \
            width: calc(1px + 2px);\n  grid-area: 'a  b' /* c */ 'c';\n}\n@media print { p { margin: 0; } }\n";
        assert_eq!(
            style(text),
            ":root{--a: 1px}.a > b,.c :hover .e{content: \" ;  { \";width: calc(1px + 2px);grid-area: 'a  b' 'c'}\
             @media print{p{margin: 0}}"
        );
    }
}
