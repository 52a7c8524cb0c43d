//! The programs of the page: each is loaded cold at its own addresses, and none disturbs another.

use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;

use crate::drafts::{STRENGTH, STRENGTHS, begin, until_saved};

/// Places of each desk, with what is there when the desk is.
const PLACES: [(&str, &str, &str); 6] = [
    ("drafting", "#/new", "#applicant-name"),
    ("drafting", "#/review", "#open-application"),
    ("drafting", "#/browser", ".browser-trial"),
    ("drafting", "#/example", ".overview"),
    ("secretariat", "#/secretariat", "#import-files"),
    ("secretariat", "#/secretariat/example", ".ranking"),
];

/// SPEC P40
#[test]
fn each_desk_is_loaded_cold_by_its_own_address_and_no_other() {
    for (desk, place, there) in PLACES {
        // Without a service worker, so that every request of the page reaches the server.
        let site = Site::serve_plain();
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        page.go(place);
        page.until_shown(there);
        let loaded = |name: &str| {
            let ours = |path: &String| path.starts_with(name) && path.ends_with(".wasm");
            site.asked().iter().filter(|path| ours(path)).count()
        };
        let other = if desk == "drafting" {
            "secretariat"
        } else {
            "drafting"
        };
        assert_eq!(
            (loaded(desk), loaded(other)),
            (1, 0),
            "{place}: {:?}",
            site.asked()
        );
    }
}

/// SPEC P40
#[test]
fn each_desk_is_loaded_cold_from_disk() {
    for (_, place, there) in PLACES {
        let site = Site::on_disk();
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        page.go(place);
        page.until_shown(there);
    }
}

/// SPEC P41
#[test]
fn a_desk_goes_on_while_one_is_at_another() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let draft = page.place();
    // Enough files for their import to outlast the way to the draft and back.
    const FILES: usize = 300;
    let bundle = site.file("example/award.ndjson");
    let sheets: Vec<&str> = bundle
        .lines()
        .filter(|line| line.contains("\"scoresheet\""))
        .collect();
    let names: Vec<PathBuf> = (0..FILES)
        .map(|at| profile.file(&format!("sheet-{at}.json"), sheets[at % sheets.len()]))
        .collect();
    page.open_secretariat();
    page.choose_files("#import-files", &names);
    page.until_shown("main progress");
    page.script(&format!("location.hash = '{draft}'"), ());
    page.until_shown(STRENGTHS);
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    assert_eq!(page.count("#app"), 1, "two desks are in the page");
    page.open_secretariat();
    page.until_imported(FILES);
}

/// SPEC P41
#[test]
fn language_title_and_keys_are_those_of_the_desk_that_is_seen() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.script("location.hash = '#/new'", ());
    page.until_shown("#applicant-name");
    page.open_secretariat();
    page.click_named(".masthead button", "English");
    page.until_said("h1", "Secretariat");
    page.script("location.hash = '#/new'", ());
    page.until_said("h1", "Begin a self-assessment");
    assert_eq!(page.script("return document.documentElement.lang", ()), "en");
    let title = page.script("return document.title", ());
    assert!(
        !title.as_str().unwrap_or_default().contains("Secretariat"),
        "{title}"
    );
    page.press_with(&[thirtyfour::Key::Alt], '/');
    page.until("the help", || (page.count("dialog[open]") == 1).then_some(()));
}
