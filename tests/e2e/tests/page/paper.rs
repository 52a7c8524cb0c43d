//! What comes out of the printer: pages that hold something, counted in the PDF that the browser writes.

use std::io::Read;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use flate2::read::ZlibDecoder;
use serde_json::json;

/// The pages of the PDF: what each draws.
fn pages(page: &Browser<'_>) -> Vec<Vec<u8>> {
    let pdf = page.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    let pdf = BASE64_STANDARD
        .decode(pdf["data"].as_str().expect("a PDF"))
        .expect("base64");
    let pages: Vec<Vec<u8>> = streams(&pdf)
        .into_iter()
        .filter(|stream| count(stream, b"BT\n") > 0)
        .collect();
    assert_eq!(
        pages.len(),
        count(&pdf, b"/Type /Page\n"),
        "a stream with letters a page"
    );
    pages
}

/// How many runs of letters each printed page shows.
fn printed(page: &Browser<'_>) -> Vec<usize> {
    pages(page).iter().map(|stream| count(stream, b"BT\n")).collect()
}

/// How far down each printed page the runs of letters stand of what these rules show.
fn printed_with(page: &Browser<'_>, rules: &str) -> Vec<Vec<f64>> {
    page.script(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync(arguments[0]);
         document.adoptedStyleSheets = [sheet];",
        (rules,),
    );
    let pages = pages(page);
    page.script("document.adoptedStyleSheets = []", ());
    pages.iter().map(|stream| places(stream)).collect()
}

/// How far down its page each run of letters begins: the last number of its matrix.
fn places(stream: &[u8]) -> Vec<f64> {
    let text = String::from_utf8_lossy(stream);
    let matrices = text.lines().filter_map(|line| line.strip_suffix(" Tm"));
    matrices
        .filter_map(|matrix| matrix.rsplit(' ').next()?.parse().ok())
        .collect()
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

/// Opens the example's applicants at the desk.
fn open_applicants(page: &Browser<'_>) {
    page.open_example_desk();
    page.until_shown(".ranking");
    page.script(
        "document.querySelectorAll('details.applicant').forEach(one => { one.open = true; })",
        (),
    );
    page.until("four applicants, each with its three stages", || {
        (page.count(".applicant .stage") == 12).then_some(())
    });
}

/// SPEC P45
#[test]
fn no_printed_page_of_the_ranking_and_the_applicants_is_empty() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    open_applicants(&page);
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

/// SPEC P49
#[test]
fn headings_and_radars_stand_with_what_they_belong_to() {
    const ALONE: &str = ".paper * { visibility: hidden; } ";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    open_applicants(&page);
    page.click(".applicant .stage:nth-of-type(2) > .stage-body > p > button");
    page.until_shown(".voices");
    let only = |css: &str| printed_with(&page, &format!("{ALONE} {css} {{ visibility: visible; }}"));
    // The number of the page stands in its margin whatever is hidden.
    let margins = only(".none");
    let has = |runs: &[Vec<f64>]| -> Vec<usize> {
        let pages = runs.iter().zip(&margins).enumerate();
        pages
            .filter(|(_, (runs, margin))| runs.len() > margin.len())
            .map(|(at, _)| at + 1)
            .collect()
    };
    let lowest = |runs: &[Vec<f64>]| -> Vec<Option<f64>> {
        let pages = runs.iter().zip(&margins);
        let lowest = pages.map(|(runs, margin)| {
            let within = runs.iter().filter(|place| !margin.contains(place));
            within.copied().reduce(f64::max)
        });
        lowest.collect()
    };
    let whole = lowest(&printed_with(&page, ".paper-foot { visibility: hidden; }"));
    let headings = lowest(&only(":is(h2, h3, h4, h5, dt, dt *, summary, dd > .muted)"));
    let ends: Vec<usize> = (1..)
        .zip(whole.iter().zip(&headings))
        .filter(|(_, (whole, heading))| heading.is_some() && whole <= heading)
        .map(|(number, _)| number)
        .collect();
    assert!(
        ends.is_empty(),
        "pages that end with a heading: {ends:?} of {}",
        whole.len()
    );
    let (named, radars, stages) = (
        has(&only(".stage-head")),
        has(&only(".radar *")),
        has(&only(".stage h4")),
    );
    let from = named.first().copied().unwrap_or_default();
    assert_eq!(
        named,
        (from..=whole.len()).collect::<Vec<_>>(),
        "every page of a stage is named"
    );
    let apart: Vec<&usize> = radars.iter().filter(|page| !stages.contains(page)).collect();
    assert!(
        !radars.is_empty() && apart.is_empty(),
        "radars without their heading: {apart:?}"
    );
}
