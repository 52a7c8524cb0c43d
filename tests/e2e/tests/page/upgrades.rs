//! The database's own version is raised: one of an older page opens with everything in it, and a window that does not
//! let go is reported.

use std::fs;
use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::Value;

use crate::drafts::{APPLICANT, AREA, AREAS, STRENGTH, STRENGTHS, until_saved};

/// The stores of version 2.
const STORES: [&str; 9] = [
    "backups", "cards", "desk", "folders", "history", "removals", "rubrics", "state", "tray",
];

/// What a page of version 1 left in a browser: localStorage, and the database by stores, keys and texts.
fn frozen() -> PathBuf {
    e2e::workspace().join("tests/data/database/v1.json")
}

fn version_1() -> Value {
    let text = fs::read_to_string(frozen()).expect("the frozen database");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Builds the frozen database in a page without programs, and leaves it open as `held`, as a window that hangs does.
fn build(page: &Browser<'_>, frozen: &Value) {
    const BUILD: &str = "
        const [frozen, done] = arguments;
        for (const [key, text] of Object.entries(frozen.localStorage)) localStorage.setItem(key, text);
        const opening = indexedDB.open('scoring-workbench', frozen.version);
        opening.onupgradeneeded = () => Object.keys(frozen.stores).forEach(store => opening.result.createObjectStore(store));
        opening.onerror = () => done(String(opening.error));
        opening.onsuccess = () => {
            window.held = opening.result;
            const writing = held.transaction(Object.keys(frozen.stores), 'readwrite');
            for (const [store, records] of Object.entries(frozen.stores))
                for (const [key, text] of Object.entries(records)) writing.objectStore(store).put(text, key);
            writing.oncomplete = () => done('');
            writing.onabort = () => done(String(writing.error));
        };";
    page.visit("#/rescue");
    page.until_said("#rescue-state", "0 条记录");
    assert_eq!(page.script_later(BUILD, (frozen.clone(),)), "");
}

/// All that lies in the browser, in the form of the frozen file.
fn database(page: &Browser<'_>) -> Value {
    const ALL: &str = "
        const done = arguments[0], opening = indexedDB.open('scoring-workbench');
        opening.onsuccess = () => {
            const open = opening.result, stores = {}, names = Array.from(open.objectStoreNames);
            const reading = open.transaction(names);
            for (const name of names) {
                stores[name] = {};
                reading.objectStore(name).openCursor().onsuccess = event => {
                    const at = event.target.result;
                    if (!at) return;
                    stores[name][at.key] = at.value;
                    at.continue();
                };
            }
            reading.oncomplete = () => {
                open.close();
                done({ version: open.version, localStorage: { ...localStorage }, stores });
            };
        };";
    page.script_later(ALL, ())
}

/// SPEC J30
#[test]
fn a_database_of_version_1_opens_with_all_its_records() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let frozen = version_1();
    let page = Browser::start_empty(&site, &profile);
    build(&page, &frozen);
    page.script("held.close()", ());
    page.go("#/");
    page.until_said(".draft", APPLICANT);

    // Upgraded, and nothing in it touched: what drafts are made of is brought up to date when one is opened.
    let now = database(&page);
    assert_eq!(now["version"], 2);
    let stores: Vec<&String> = now["stores"].as_object().expect("stores").keys().collect();
    assert_eq!(stores, STORES);
    for (store, records) in frozen["stores"].as_object().expect("stores") {
        let frozen = records.as_object().expect("records");
        assert!(
            store == "folders" || !frozen.is_empty(),
            "nothing stands frozen in {store}"
        );
        assert_eq!(&now["stores"][store], records, "{store}");
    }

    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    assert_eq!(page.value(AREAS), AREA);
    page.add(STRENGTHS, "又一句。");
    until_saved(&page);
    page.click(".progress-saved a");
    page.until_shown(".history .version");
}

/// SPEC J30, J31
#[test]
fn a_window_that_does_not_let_go_is_told_of_and_the_upgrade_follows() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    build(&page, &version_1());
    let holds = page.tab();
    let waits = page.second_tab("#/");
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    page.add(STRENGTHS, "等着的一句。");
    page.until("the state to name the other window", || {
        page.written_state().contains("另一个窗口").then_some(())
    });
    assert!(
        !page.written_state().contains("已保存"),
        "{}",
        page.written_state()
    );
    assert!(page.kept().contains("等着的一句。"));

    page.to_tab(&holds);
    page.script("held.close()", ());
    page.to_tab(&waits);
    page.add(STRENGTHS, "之后的一句。");
    until_saved(&page);
    let now = database(&page);
    let stores: Vec<&String> = now["stores"].as_object().expect("stores").keys().collect();
    assert_eq!(stores, STORES, "the upgrade went on without its steps");
    assert!(
        now["stores"]["state"]
            .to_string()
            .contains("等着的一句。之后的一句。")
    );
}
