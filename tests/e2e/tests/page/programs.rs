//! The programs of the page: each is loaded cold at its own addresses, and none disturbs another.

use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::build::Build;
use e2e::site::Site;

use crate::drafts::{STRENGTH, STRENGTHS, begin, until_saved};

/// Places of each desk, with what is there when the desk is.
const PLACES: [(&str, &str, &str); 6] = [
    ("drafting", "#/new", "#applicant-name"),
    ("drafting", "#/review", "#open-application"),
    ("drafting", "#/browser", ".browser-test"),
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

/// SPEC P44
#[test]
fn an_address_that_is_no_place_leads_to_the_start() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    let is_at_start = "return location.hash === '#/' && document.documentElement.className === ''";
    page.visit("#/nonsense");
    page.until("the start", || page.truth(is_at_start).then_some(()));
    page.until_shown("#start h1");
    page.visit("#/assessor");
    page.until("the start again", || page.truth(is_at_start).then_some(()));
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

/// SPEC P42
#[test]
fn a_desk_that_does_not_come_is_told_and_one_stays() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let draft = page.place();
    site.lose("_bg.wasm");
    page.click_named(".masthead nav a", "秘书处");
    page.until_said(".notice.danger", "没有载入");
    assert_eq!(page.place(), draft);
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    // Once the server has it again, the notice leads there, and Back leads to the draft.
    site.lose("");
    page.click(".notice [data-do='load-again']");
    page.until_shown(".secretariat");
    page.script("history.back()", ());
    page.until("the draft", || (page.place() == draft).then_some(()));
    page.until("what was written", || {
        (page.value(STRENGTHS) == STRENGTH).then_some(())
    });
    page.console_errors();
}

/// Bytes that a proxy or a disk has changed give no program, although they would be valid WebAssembly.
///
/// SPEC P47
#[test]
fn a_program_with_other_bytes_does_not_start() {
    for (program, place) in [
        ("start-", "#/"),
        ("drafting-", "#/new"),
        ("secretariat-", "#/secretariat"),
    ] {
        let build = Build::without_worker();
        build.lengthen(program);
        let site = Site::serve_folder(build.folder().to_path_buf());
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        page.visit(place);
        page.until_said("#not-started", "程序文件不完整");
        page.console_errors();
        // Nothing was written by then.
        page.visit("#/rescue");
        page.until_shown("#rescue-state");
    }
}

/// SPEC P41
#[test]
fn whoever_comes_back_at_once_finds_the_page() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.script("location.hash = '#/new'", ());
    page.until_shown("#applicant-name");
    page.open_secretariat();
    // In one turn, and with the answers of the browser in between.
    const QUICKLY: &str = "const done = arguments[arguments.length - 1];
        const places = ['#/new', '#/secretariat', '#/new', '#/secretariat', '#/'];
        let at = 0;
        const next = () => {
            if (at === places.length) return setTimeout(done);
            location.hash = places[at];
            at += 1;
            at % 2 ? next() : setTimeout(next);
        };
        next()";
    for _ in 0..10 {
        page.script_later(QUICKLY, ());
        page.until_shown(".ways");
        assert_eq!(page.count("#app"), 1);
        page.script("location.hash = '#/secretariat'", ());
        page.until_shown("#import-files");
        assert_eq!(page.count("#app"), 1);
    }
}

/// SPEC P43
#[test]
fn what_is_begun_before_the_rubrics_are_there_begins_when_they_are() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(
        "const usual = window.fetch;
        window.fetch = (...asked) => /rubrics/.test(asked[0].url || asked[0])
            ? new Promise(answer => { (window.held ||= []).push(() => answer(usual(...asked))); })
            : usual(...asked);",
    );
    page.go("#/new");
    page.fill("#applicant-name", "示例区第四消防站");
    page.press_key(thirtyfour::Key::Enter);
    page.until_said(".notice", "载入后就开始");
    page.script("window.held.forEach(go => go())", ());
    page.until("the first held request to be answered", || {
        page.script("window.held.forEach(go => go())", ());
        page.shows("article[data-clause]").then_some(())
    });
}
