//! The start screen in index.html, so that it is seen before its program has come: what the binary `first` prints,
//! a language after the other. The style sheet shows the one that `public/first.js` has found.

use std::fs;
use std::path::Path;

use crate::process::{self, Failure, failed};

/// The element that holds them.
const PLACE: &str = "<div id=\"waiting\">";

/// Draws the start screen and writes it into index.html.
pub fn write(dist: &Path) -> Result<(), Failure> {
    let path = dist.join("index.html");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    let html = fs::read_to_string(&path).map_err(in_words)?;
    fs::write(&path, placed(&html, &drawn()?)?).map_err(in_words)
}

/// What the binary prints.
fn drawn() -> Result<String, Failure> {
    println!("绘制首屏 · drawing the first screen; the first time takes a minute or two");
    let mut draw = process::cargo();
    draw.args(["run", "--quiet", "--features", "first", "--bin", "first"]);
    // Leptos warns of signals that are read once, which is all that a still picture does.
    let done = draw
        .output()
        .map_err(|error| failed(format!("cargo does not start: {error}")))?;
    if !done.status.success() {
        return Err(failed(format!(
            "the first screen is not drawn: {}",
            String::from_utf8_lossy(&done.stderr)
        )));
    }
    String::from_utf8(done.stdout).map_err(|error| failed(format!("the first screen is no text: {error}")))
}

/// The page with a screen for each line.
fn placed(html: &str, drawn: &str) -> Result<String, Failure> {
    let lines: Vec<&str> = drawn.lines().collect();
    let [chinese, english] = lines.as_slice() else {
        return Err(failed(format!(
            "the first screen should be two lines, Chinese and English: {drawn}"
        )));
    };
    let (before, after) = html
        .split_once(PLACE)
        .ok_or_else(|| failed(format!("index.html has no {PLACE} for the first screen")))?;
    let in_lang = |lang: &str, screen: &str| {
        format!(
            "\n<div class=\"first\" lang=\"{lang}\">{}</div>",
            without_marks(screen)
        )
    };
    Ok(format!(
        "{before}{PLACE}{}{}{after}",
        in_lang("zh-CN", chinese),
        in_lang("en", english)
    ))
}

/// HTML without comments: Leptos marks places with them that nobody looks for here.
fn without_marks(html: &str) -> String {
    let mut pieces = html.split("<!");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let comment = if piece.starts_with("--") { "-->" } else { ">" };
        text + piece.split_once(comment).map_or("", |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_stands_where_one_waits_for_it() -> Result<(), Failure> {
        let html = "<p>a</p><div id=\"waiting\">\n<p>b</p></div>";
        let page = placed(
            html,
            "<h1>开始</h1><!><!--<() />--><p>x\n<h1>Start<!-- > --></h1><p> </p>",
        )?;
        assert_eq!(
            page,
            "<p>a</p><div id=\"waiting\">\n<div class=\"first\" lang=\"zh-CN\"><h1>开始</h1><p>x</div>\
             \n<div class=\"first\" lang=\"en\"><h1>Start</h1><p> </p></div>\n<p>b</p></div>"
        );
        Ok(())
    }

    #[test]
    fn a_page_without_a_place_or_a_screen_is_none() {
        assert!(placed("<div id=\"other\"></div>", "a\nb").is_err());
        for drawn in ["", "a", "a\nb\nc"] {
            assert!(placed("<div id=\"waiting\"></div>", drawn).is_err(), "{drawn}");
        }
    }
}
