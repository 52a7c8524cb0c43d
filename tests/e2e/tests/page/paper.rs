//! What comes out of the printer: pages that hold something, counted in the PDF that the browser writes.

use std::io::Read;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use flate2::read::ZlibDecoder;
use serde_json::json;

/// How many runs of letters each printed page shows.
fn printed(page: &Browser<'_>) -> Vec<usize> {
    let pdf = page.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    let pdf = BASE64_STANDARD
        .decode(pdf["data"].as_str().expect("a PDF"))
        .expect("base64");
    let pages: Vec<usize> = streams(&pdf)
        .iter()
        .map(|stream| count(stream, b"BT\n"))
        .filter(|runs| *runs > 0)
        .collect();
    assert_eq!(
        pages.len(),
        count(&pdf, b"/Type /Page\n"),
        "a stream with letters a page"
    );
    pages
}

/// What the compressed streams of a PDF hold.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    const START: &[u8] = b"stream\n";
    let starts = (0..pdf.len()).filter(|at| pdf[*at..].starts_with(START) && !pdf[..*at].ends_with(b"end"));
    starts
        .filter_map(|at| {
            let mut stream = Vec::new();
            let mut reader = ZlibDecoder::new(&pdf[at + START.len()..]);
            reader.read_to_end(&mut stream).is_ok().then_some(stream)
        })
        .collect()
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .filter(|window| *window == wanted)
        .count()
}

/// Hides all of the page but its foot, and prints it.
fn printed_foot(page: &Browser<'_>) -> usize {
    page.script(
        "window.footAlone = new CSSStyleSheet();
         footAlone.replaceSync('.paper > tbody { visibility: hidden; }');
         document.adoptedStyleSheets = [footAlone];",
        (),
    );
    let foot = printed(page)[0];
    page.script("document.adoptedStyleSheets = []", ());
    foot
}

/// SPEC P45
#[test]
fn no_printed_page_of_the_ranking_and_the_applicants_is_empty() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example_desk();
    page.until_shown(".ranking");
    page.script(
        "document.querySelectorAll('details.applicant').forEach(one => { one.open = true; })",
        (),
    );
    page.until("four applicants, each with its three stages", || {
        (page.count(".applicant .stage") == 12).then_some(())
    });
    let foot = printed_foot(&page);
    let pages = printed(&page);
    let empty: Vec<usize> = (1..)
        .zip(&pages)
        .filter(|(_, runs)| **runs <= foot)
        .map(|(number, _)| number)
        .collect();
    assert!(
        empty.is_empty(),
        "{empty:?} of {pages:?}, where the foot alone has {foot}"
    );
}
