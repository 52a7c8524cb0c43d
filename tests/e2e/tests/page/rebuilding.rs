//! The journal is rebuilt, and the browser is killed meanwhile: what was in it is there again.

use std::collections::BTreeMap;
use std::time::Duration;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::Value;

use crate::desk::{panel, stored};
use crate::drafts::{APPLICANT, STRENGTHS, until_saved};
use crate::faults::{begin_beneath, journal, let_fail, put_in_journal, start_beneath, until_told};

/// From the n-th time on that a database is asked for or to be deleted, nothing is done: what lies on the disk then stays
/// so until the browser is killed.
const STOP: &str = "
    let left = arguments[0];
    window.isStopped = false;
    for (const name of ['open', 'deleteDatabase']) {
        const real = IDBFactory.prototype[name];
        IDBFactory.prototype[name] = function () {
            left -= 1;
            if (left > 0) return real.apply(this, arguments);
            window.isStopped = true;
            throw new DOMException('a fault of the test', 'UnknownError');
        };
    }";

/// How often a database is asked for or deleted in a whole rebuilding: what stands aside is replaced (2), the journal is
/// deleted, not found, what stands aside is found and read, the journal is made, what stands aside is deleted.
const REQUESTS: usize = 8;

const JOURNAL: &str = "scoring-workbench";
const ASIDE: &str = "scoring-workbench-rebuild";

/// The request by which the journal is not found.
const NOT_FOUND: usize = 4;

/// What the journal has of drafts and of the secretariat's desk.
fn records(page: &Browser<'_>) -> BTreeMap<String, String> {
    let of_store = |store| {
        let records = journal(page, store).into_iter();
        records.map(move |(key, text)| (format!("{store}/{key}"), text))
    };
    let desk = stored(page).into_iter();
    let desk = desk.map(|(key, value)| (format!("desk/{key}"), value.to_string()));
    ["state", "history"]
        .into_iter()
        .flat_map(of_store)
        .chain(desk)
        .collect()
}

/// Whether nothing of a rebuilding is left.
fn is_ended(page: &Browser<'_>) -> bool {
    databases(page) == [JOURNAL] && journal(page, "folders").is_empty()
}

fn databases(page: &Browser<'_>) -> Vec<String> {
    const NAMES: &str = "const done = arguments[0];
        indexedDB.databases().then(all => done(all.map(one => one.name).sort()));";
    let names: Value = page.script_later(NAMES, ());
    serde_json::from_value(names).expect("names")
}

/// Opens the draft, types, and lets a write break, so that the page offers to rebuild the journal; says what is in it.
fn until_rebuilding_is_offered(page: &Browser<'_>, typed: &str) -> BTreeMap<String, String> {
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    let_fail(page, "journal", "broken");
    page.fill(STRENGTHS, typed);
    until_told(page, "还没有进入保存日志");
    let_fail(page, "journal", "");
    until_told(page, "保存日志出过错");
    // By its address: a window that is shown reads again, and what it says of that moves the link.
    page.go(&page.place().replace("/clause/1.1", "/history"));
    page.until_shown(".history .version");
    page.click("[data-act=rebuild]");
    page.until_shown("dialog[open]");
    records(page)
}

/// Begins the rebuilding that is offered, and kills the browser at this request.
fn crash_at(page: Browser<'_>, request: usize) {
    page.script(STOP, (request,));
    page.click_named("dialog[open] button", "删除并重建");
    page.until(&format!("request {request} of the rebuilding"), || {
        page.truth("return window.isStopped").then_some(())
    });
    page.crash();
}

/// Starts the browser after its end, and sees that everything is there and nothing is said of a loss.
#[track_caller]
fn start_again<'s>(
    site: &'s Site,
    profile: &'s Profile,
    before: &BTreeMap<String, String>,
    when: &str,
) -> Browser<'s> {
    let page = start_beneath(site, profile);
    page.until_said(".draft", APPLICANT);
    assert_eq!(page.count(".unlisted"), 0, "{when}");
    let now = records(&page);
    for (key, text) in before {
        assert_eq!(now.get(key), Some(text), "{when}: {key}");
    }
    page
}

/// A draft, and a sheet at the secretariat's desk, in a browser with the faults beneath.
fn begin_with_both<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = begin_beneath(site, profile);
    page.open_secretariat();
    let files = panel(site, profile, "第一水务公司（示例）", 50);
    page.import(&files);
    page.until_said("#desk-kept", "已保存在这台电脑上");
    page.go("#/");
    page.until_said(".draft", APPLICANT);
    page
}

/// SPEC J33, J43
#[test]
fn a_browser_killed_between_two_steps_of_a_rebuilding_loses_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let mut page = begin_with_both(&site, &profile);
    for step in 1..=REQUESTS {
        let before = until_rebuilding_is_offered(&page, &format!("第{step}次写的"));
        crash_at(page, step);
        if step == NOT_FOUND {
            // There is no journal then, and the rescue shows what stands aside.
            let rescue = Browser::start_empty(&site, &profile);
            rescue.visit("#/rescue");
            rescue.until_shown(".rescued[data-draft=file]");
            rescue.close();
        }
        page = start_again(&site, &profile, &before, &format!("step {step}"));
        if step <= 3 {
            // The journal was not deleted: another window might be at it for ten minutes more.
            put_in_journal(
                &page,
                "folders",
                &[("rebuilt".to_owned(), Some("long ago".to_owned()))],
            );
            page.reload();
            page.until("what stands aside to be deleted", || {
                (databases(&page) == [JOURNAL]).then_some(())
            });
        }
        page.until("the mark to be taken off", || {
            journal(&page, "folders").is_empty().then_some(())
        });
    }
    page.open_secretariat();
    page.until_imported(3);
    page.go("#/");
    let before = until_rebuilding_is_offered(&page, "最后写的");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.good", "都带过来了");
    page.until("nothing to stand aside", || is_ended(&page).then_some(()));
    page.go("#/");
    page.until_said(".draft", APPLICANT);
    let now = records(&page);
    assert!(before.iter().all(|(key, text)| now.get(key) == Some(text)));
}

/// SPEC J43
#[test]
fn the_start_screen_leaves_a_killed_rebuilding_to_the_drafting_desk() {
    for site in [Site::serve as fn() -> Site, Site::on_disk] {
        let site = site();
        let profile = Profile::fresh();
        let page = begin_with_both(&site, &profile);
        let before = until_rebuilding_is_offered(&page, "重建之前写的");
        crash_at(page, NOT_FOUND);
        let page = start_again(&site, &profile, &before, "killed before the journal was made");
        page.until_said("#app .draft", APPLICANT);
        assert_eq!(page.place(), "#/");
        page.until("nothing to stand aside", || is_ended(&page).then_some(()));
        // Whoever opens the next window finds the start screen as ever.
        page.second_tab("#/");
        page.until_said("#start .draft", APPLICANT);
    }
}

/// SPEC J43
#[test]
fn records_stand_aside_until_the_desk_comes_that_goes_on() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = begin_with_both(&site, &profile);
    let before = until_rebuilding_is_offered(&page, "重建之前写的");
    crash_at(page, NOT_FOUND);
    let is_desk = |name: &String| name.starts_with("drafting-");
    let names = site
        .files("_bg.wasm")
        .into_iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    let desk = names.into_iter().find(is_desk).expect("the program of the desk");
    site.lose(&desk);
    let page = Browser::start_empty(&site, &profile);
    page.visit("#/");
    // The start screen stays, and says of its list that it lacks what the journal has.
    page.until_said("#start .unlisted", "无法读取保存日志");
    assert_eq!(databases(&page), [ASIDE]);
    page.console_errors();
    site.lose("");
    page.crash();
    let page = start_again(&site, &profile, &before, "the desk came late");
    page.until("nothing to stand aside", || is_ended(&page).then_some(()));
}

/// SPEC J33, J43
#[test]
fn a_browser_killed_at_any_moment_of_a_rebuilding_loses_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let mut page = begin_with_both(&site, &profile);
    for milliseconds in [0, 30, 60, 100, 160, 250] {
        let before = until_rebuilding_is_offered(&page, &format!("{milliseconds} 毫秒"));
        page.script(
            "const [wanted] = arguments;
            for (const one of document.querySelectorAll('dialog[open] button'))
                if (one.textContent.includes(wanted)) setTimeout(() => one.click());",
            "删除并重建",
        );
        page.crash_after(Duration::from_millis(milliseconds))
            .join()
            .expect("the end");
        page.bury();
        page = start_again(&site, &profile, &before, &format!("after {milliseconds} ms"));
    }
    page.open_secretariat();
    page.until_imported(3);
}

/// SPEC J33, J43
#[test]
fn a_journal_whose_records_cannot_be_put_aside_is_not_deleted() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_with_both(&site, &profile);
    let before = until_rebuilding_is_offered(&page, "满了之前写的");
    let_fail(&page, "journal", "full");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.danger", "没有重建");
    let_fail(&page, "journal", "");
    let now = records(&page);
    assert!(before.iter().all(|(key, text)| now.get(key) == Some(text)));
    until_told(&page, "保存日志出过错");
    page.reload();
    page.until_shown(".history .version");
    page.click("[data-act=rebuild]");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.good", "都带过来了");
    page.go("#/");
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    page.fill(STRENGTHS, "又写的");
    until_saved(&page);
}
