//! The start screen before its program: seen at once, its links lead on, and nothing pressed or dropped there is lost.

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::Value;
use thirtyfour::Key;

use crate::screens::everybody_can_use_it;

/// A page whose programs do not come before the test says so.
fn held<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = Browser::start_empty(site, profile);
    page.before_every_page(
        "const usual = window.fetch;
        window.fetch = (...asked) => new Promise(answer => {
            (window.held = window.held || []).push(() => answer(usual(...asked)));
        });
        window.letGo = () => { window.fetch = usual; for (const answer of window.held || []) answer(); };",
    );
    page
}

/// Lets the programs come.
fn let_go(page: &Browser<'_>) {
    page.until("a program on its way", || {
        page.truth("return !!window.held").then_some(())
    });
    page.script("window.letGo()", ());
    page.until_ready();
}

/// Whether the start screen is to be seen, in whatever language.
fn stands(page: &Browser<'_>) -> bool {
    page.truth(
        "return Array.from(document.querySelectorAll('#waiting .ways')).some(one => one.checkVisibility())",
    )
}

/// What the screen is made of, without what is known of this machine only.
fn drawn(page: &Browser<'_>, place: &str) -> String {
    const DRAWN: &str = "
        const copy = document.querySelector(arguments[0]).cloneNode(true);
        copy.querySelectorAll('dialog#help, [aria-labelledby=drafts-title] > :not(h2), .offline').forEach(one => one.remove());
        const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
        const found = [];
        while (comments.nextNode()) found.push(comments.currentNode);
        found.forEach(one => one.remove());
        const sorted = one => { for (const name of one.getAttributeNames().sort()) { const value = one.getAttribute(name); one.removeAttribute(name); one.setAttribute(name, value); } };
        copy.querySelectorAll('*').forEach(sorted);
        return copy.innerHTML;";
    page.script(DRAWN, place).as_str().unwrap_or_default().to_owned()
}

/// SPEC P16
#[test]
fn the_first_screen_is_the_one_that_the_program_draws() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = held(&site, &profile);
    // Another query loads the page anew.
    for (place, lang, title) in [
        ("#/", "zh-CN", "公共服务质量奖评分"),
        ("?again#/", "en", "Scoring for public-service"),
    ] {
        page.visit(place);
        page.until_said("#waiting h1", title);
        assert_eq!(page.script("return document.documentElement.lang", ()), lang);
        assert!(stands(&page));
        assert_eq!(page.count("#waiting .first"), 1, "the other language is gone");
        everybody_can_use_it(&page, &format!("first-{lang}"));
        let still = drawn(&page, &format!("#waiting .first[lang={lang}]"));
        assert!(still.contains("#/example"), "{still}");
        let_go(&page);
        assert_eq!(still, drawn(&page, &format!("#start .first[lang={lang}]")));
        page.click(".masthead-tools button");
    }
    // The drafting program draws the same.
    let parts = ["header", ".hero", ".ways", ".drop"];
    let of_the_start = parts.map(|part| drawn(&page, &format!("#start {part}")));
    page.script("location.hash = '#/secretariat'", ());
    page.until_shown("#import-files");
    page.script("location.hash = '#/'", ());
    page.until_shown("#app .ways");
    assert_eq!(
        of_the_start,
        parts.map(|part| drawn(&page, &format!("#app {part}")))
    );
}

/// SPEC P16
#[test]
fn what_is_pressed_before_the_program_is_there_is_done_when_it_is() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = held(&site, &profile);
    page.visit("#/");
    assert!(stands(&page));
    page.tab_to("one.innerText === 'English'");
    page.press_key(Key::Enter);
    assert_eq!(page.script("return document.documentElement.lang", ()), "zh-CN");
    let_go(&page);
    page.until_said("h1", "Scoring for public-service");
    // The focus is on the button that took the place of the one that was pressed.
    let focused = page.script("return document.activeElement.innerText", ());
    assert_eq!(focused, "中文");
    assert!(page.truth("return !!document.activeElement.closest('#start')"));
}

/// SPEC P16
#[test]
fn a_link_of_the_first_screen_leads_on_before_the_program_is_there() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = held(&site, &profile);
    page.visit("#/");
    page.click_named("#waiting .way a", "开始评审");
    page.until_said("#waiting", "正在打开");
    assert!(!stands(&page), "the first screen is to be seen");
    let_go(&page);
    page.until_shown("#open-application");
}

/// SPEC P16
#[test]
fn a_place_inside_does_not_begin_with_the_first_screen() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = held(&site, &profile);
    page.visit("#/secretariat");
    page.until_said("#waiting", "正在打开");
    assert!(!stands(&page), "the first screen is to be seen");
    let_go(&page);
    page.until_shown("#import-files");
}

/// SPEC P16
#[test]
fn a_file_dropped_early_is_opened_and_one_dropped_beside_does_no_harm() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = held(&site, &profile);
    let bundle = site.file("example/award.ndjson");
    let application = bundle.lines().next().unwrap_or_default();
    page.visit("#/");
    page.until_shown("#waiting .drop");
    // Each fails where the browser would open the file in place of the page.
    page.drop_files("#waiting h1", &[("beside.json", application.as_bytes())]);
    assert_eq!(page.place(), "#/");
    page.drop_files("#waiting .drop", &[("application.json", application.as_bytes())]);
    let_go(&page);
    page.until_shown("#assessor-name");
    page.drop_files("h1", &[("beside.json", application.as_bytes())]);
    let handed = page.script("return window.handedFiles", ());
    assert_eq!(handed, Value::Null);
}
