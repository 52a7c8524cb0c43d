//! What the start screen and its program need is asked for at once. A browser that meets a content security policy in
//! a page does not read ahead, so each script would be asked for when the one before it has run.

use std::fs;
use std::path::Path;

use crate::html::{self, Element};
use crate::process::{Failure, failed};

/// Writes a link for every style sheet and script of index.html behind the policy, and moves trunk's own there.
pub fn write(dist: &Path) -> Result<(), Failure> {
    let path = dist.join("index.html");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    let html = fs::read_to_string(&path).map_err(in_words)?;
    fs::write(&path, linked(&html)?).map_err(in_words)
}

fn linked(html: &str) -> Result<String, Failure> {
    let mut page = String::with_capacity(html.len() + 1000);
    let mut links = String::new();
    let mut copied = 0;
    let mut place = None;
    for element in html::elements(html) {
        page.push_str(&html[copied..element.whole.start]);
        copied = element.whole.end;
        let whole = &html[element.whole.clone()];
        if is_early(&element) {
            links.push_str(&format!("\n{whole}"));
            continue;
        }
        page.push_str(whole);
        if element.attribute("http-equiv") == Some("Content-Security-Policy") {
            place = Some(page.len());
        }
        links.push_str(&link_for(&element).unwrap_or_default());
    }
    page.push_str(&html[copied..]);
    let place = place.ok_or_else(|| failed("index.html has no content security policy yet"))?;
    page.insert_str(place, &links);
    Ok(page)
}

/// Whether it asks for something early already.
fn is_early(element: &Element<'_>) -> bool {
    element.name == "link" && matches!(element.attribute("rel"), Some("preload" | "modulepreload"))
}

/// What asks early for the file of an element.
fn link_for(element: &Element<'_>) -> Option<String> {
    let kind = match element.name {
        "link" if element.attribute("rel") == Some("stylesheet") => "rel=\"preload\" as=\"style\"",
        "script" if element.attribute("type") == Some("module") => "rel=\"modulepreload\"",
        "script" if element.runs() => "rel=\"preload\" as=\"script\"",
        _ => return None,
    };
    let address = element.attribute("src").or(element.attribute("href"))?;
    Some(format!("\n<link {kind} href=\"{address}\">"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_behind_the_policy() -> Result<(), Failure> {
        let html = "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"x\"><title>a</title>\
            <link rel=\"stylesheet\" href=\"./s.css\"><link rel=icon href=i.svg><link rel=\"preload\" href=\"./p.wasm\" as=fetch>\
            <body><script src=\"./guard.js\"></script><script type=\"text/plain\">a</script>\
            <script type=\"module\" src=\"./m.js\"></script>";
        assert_eq!(
            linked(html)?,
            "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n\
             <link rel=\"preload\" as=\"style\" href=\"./s.css\">\n<link rel=\"preload\" href=\"./p.wasm\" as=fetch>\n\
             <link rel=\"preload\" as=\"script\" href=\"./guard.js\">\n<link rel=\"modulepreload\" href=\"./m.js\">\
             <title>a</title><link rel=\"stylesheet\" href=\"./s.css\"><link rel=icon href=i.svg>\
             <body><script src=\"./guard.js\"></script><script type=\"text/plain\">a</script>\
             <script type=\"module\" src=\"./m.js\"></script>"
        );
        assert!(linked("<title>no policy</title>").is_err());
        Ok(())
    }
}
