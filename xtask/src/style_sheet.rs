//! One style sheet in place of several: nothing is drawn before the last of them has come, and each costs a request.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::comments;
use crate::html;
use crate::process::{Failure, failed};

/// Joins the style sheets of index.html, in their order, into one file with the name of its content.
pub fn join(dist: &Path) -> Result<(), Failure> {
    let read = |name: &str| {
        fs::read_to_string(dist.join(name)).map_err(|error| failed(format!("dist/{name}: {error}")))
    };
    let index = read("index.html")?;
    let mut joined = String::new();
    let mut names = Vec::new();
    let mut page = String::with_capacity(index.len());
    let mut copied = 0;
    let mut place = None;
    for element in html::elements(&index) {
        if element.name != "link" || element.attribute("rel") != Some("stylesheet") {
            continue;
        }
        if element.attribute("media").is_some() {
            return Err(failed(
                "index.html: a style sheet for one medium cannot be joined with the others: use @media inside it",
            ));
        }
        let name = element
            .attribute("href")
            .unwrap_or_default()
            .trim_start_matches("./");
        joined.push_str(&read(name)?);
        names.push(name.to_owned());
        page.push_str(&index[copied..element.whole.start]);
        copied = element.whole.end;
        place.get_or_insert(page.len());
    }
    page.push_str(&index[copied..]);
    let place = place.ok_or_else(|| failed("index.html has no style sheet"))?;
    let joined = comments::style(&joined);
    let mut hasher = DefaultHasher::new();
    joined.hash(&mut hasher);
    let name = format!("style-{:016x}.css", hasher.finish());
    page.insert_str(place, &format!("<link rel=\"stylesheet\" href=\"./{name}\">"));
    let in_words = |error: std::io::Error| failed(format!("dist/{name}: {error}"));
    for name in names {
        fs::remove_file(dist.join(name)).map_err(in_words)?;
    }
    fs::write(dist.join(&name), joined).map_err(in_words)?;
    fs::write(dist.join("index.html"), page).map_err(in_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with two style sheets and this head, joined: the page, and what the folder holds besides.
    fn joined(case: &str, head: &str) -> Result<(String, Vec<String>), Failure> {
        let dist = std::env::temp_dir().join(format!("xtask-style-{case}-{}", std::process::id()));
        let in_words = |error: std::io::Error| failed(error.to_string());
        fs::create_dir_all(&dist).map_err(in_words)?;
        for (name, text) in [("index.html", head), ("a-1.css", "a {}\n"), ("b-2.css", "b {}\n")] {
            fs::write(dist.join(name), text).map_err(in_words)?;
        }
        let done = join(&dist);
        let page = fs::read_to_string(dist.join("index.html")).map_err(in_words)?;
        let mut sheets = Vec::new();
        for entry in fs::read_dir(&dist).map_err(in_words)?.flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "css") {
                sheets.push(fs::read_to_string(entry.path()).map_err(in_words)?);
            }
        }
        fs::remove_dir_all(&dist).map_err(in_words)?;
        done.map(|()| (page, sheets))
    }

    #[test]
    fn the_sheets_become_one_in_their_order() -> Result<(), Failure> {
        let head = "<link rel=icon href=i.svg>\n<link rel=\"stylesheet\" href=\"./b-2.css\" integrity=x/>\
            <p>between</p><link rel=stylesheet href=./a-1.css>after";
        let (page, sheets) = joined("order", head)?;
        assert_eq!(sheets, ["b{}a{}"]);
        let (before, rest) = page.split_once("./style-").unwrap_or_default();
        assert_eq!(
            before,
            "<link rel=icon href=i.svg>\n<link rel=\"stylesheet\" href=\""
        );
        assert_eq!(&rest[16..], ".css\"><p>between</p>after");
        Ok(())
    }

    #[test]
    fn what_cannot_be_joined_ends_the_build() {
        for (case, head) in [
            ("none", "<link rel=icon href=i.svg>"),
            ("medium", "<link rel=stylesheet href=a-1.css media=print>"),
            ("lost", "<link rel=stylesheet href=c.css>"),
        ] {
            assert!(joined(case, head).is_err(), "{case}");
        }
    }
}
