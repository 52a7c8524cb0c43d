//! Storages in a state that nobody foresaw: damaged everywhere, without a part, cleared while nobody types, doubtful since
//! a write broke. The page says what it is, and what can be read is kept.

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::json;

use crate::drafts::{APPLICANT, AREA, AREAS, STRENGTH, STRENGTHS, begin, until_saved};
use crate::faults::{begin_beneath, id, journal, let_fail, put_in_journal, until_told};
use crate::keeping::{lock, open_history};

/// Makes the database anew without one of its stores, with the records of the others.
const WITHOUT: &str = "const [missing, done] = arguments, kept = {};
    const opening = indexedDB.open('scoring-workbench');
    opening.onsuccess = () => {
        const open = opening.result, version = open.version, names = Array.from(open.objectStoreNames);
        const reading = open.transaction(names);
        for (const name of names) {
            kept[name] = [];
            reading.objectStore(name).openCursor().onsuccess = event => {
                const at = event.target.result;
                if (at) { kept[name].push([at.key, at.value]); at.continue(); }
            };
        }
        reading.oncomplete = () => {
            open.close();
            indexedDB.deleteDatabase('scoring-workbench');
            const making = indexedDB.open('scoring-workbench', version);
            making.onupgradeneeded = () => {
                for (const name of names.filter(name => name !== missing)) {
                    const store = making.result.createObjectStore(name);
                    kept[name].forEach(([key, value]) => store.put(value, key));
                }
            };
            making.onsuccess = () => { making.result.close(); done(); };
        };
    };";

/// Goes where no program has the database open.
fn to_the_rescue(page: &Browser<'_>) {
    page.visit("#/rescue");
    page.until_said("#rescue-state", "条记录");
}

/// SPEC J4, J40
#[test]
fn a_field_that_is_damaged_everywhere_says_so_and_shows_no_record() {
    const RAW: &str = r#"{"text":"门诊预"#;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let (id, clause) = (id(&page), page.place());
    let field = "field/clause/1.1/strengths";
    to_the_rescue(&page);
    page.script(
        "localStorage.setItem(arguments[0], arguments[1])",
        (format!("scoring-workbench/1/draft/{id}/{field}"), RAW),
    );
    put_in_journal(&page, "state", &[(format!("{id}/{field}"), Some(RAW.to_owned()))]);
    let entries = journal(&page, "history").into_iter();
    let of_field = entries.filter(|(key, _)| key.ends_with("clause/1.1/strengths"));
    let damaged: Vec<_> = of_field.map(|(key, _)| (key, Some(RAW.to_owned()))).collect();
    put_in_journal(&page, "history", &damaged);
    for _ in 0..2 {
        page.visit(&clause);
        page.until_clause("1.1");
        page.until_said(".damaged-field", "记录在各处都已损坏");
        assert_eq!(page.value(STRENGTHS), "");
        assert!(page.kept().contains("门诊预"), "the record is overwritten");
    }
    open_history(&page);
    page.until_said(".conflict", "不是写过的文字");
    assert_eq!(page.count(".conflict"), 1);
    assert!(!page.text(".conflict").contains("接到该栏末尾"));
    page.go(&clause);
    page.until_clause("1.1");
    page.fill(STRENGTHS, "重新写的");
    until_saved(&page);
    assert_eq!(page.count(".damaged-field"), 0);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "重新写的");
    open_history(&page);
    page.until_said(".conflict", "门诊预");
}

/// SPEC J14, J33
#[test]
fn a_journal_without_a_part_is_told_listed_and_rebuilt_with_the_rest() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let id = id(&page);
    to_the_rescue(&page);
    page.script_later(WITHOUT, "cards");
    // What another program put there is no text: it is a damaged record, and costs no words.
    page.script_later(
        "const [key, done] = arguments, opening = indexedDB.open('scoring-workbench');
        opening.onsuccess = () => {
            const writing = opening.result.transaction('state', 'readwrite');
            writing.objectStore('state').put({ a: 1 }, key);
            writing.objectStore('state').put('x', 7);
            writing.oncomplete = () => { opening.result.close(); done(); };
        };",
        format!("{id}/field/clause/1.1/strengths").as_str(),
    );
    page.script("localStorage.clear()", ());
    page.visit("#/");
    page.until_said(".unlisted", "缺了一部分");
    assert_eq!(page.count(".draft"), 1);
    page.visit("#/browser");
    page.until_said(".journal-state", "缺了一部分");
    page.click("[data-act=rebuild]");
    page.until_said("dialog[open]", "读得出来的记录");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.good", "其余的没有读出来");
    page.visit(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.crash();
    let page = Browser::start(&site, &profile);
    page.until_said(".draft", APPLICANT);
}

/// SPEC J33, J37
#[test]
fn a_journal_that_is_cleared_while_nobody_types_is_filled_again_and_told() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let origin = page.script("return location.origin", ());
    page.devtools(
        "Storage.clearDataForOrigin",
        json!({ "origin": origin, "storageTypes": "indexeddb" }),
    );
    page.until_said(".notice", "现在是空的");
    page.until("the journal to be filled again", || {
        let texts = journal(&page, "state").into_iter();
        texts
            .map(|(_, text)| text)
            .any(|text| text.contains(STRENGTH))
            .then_some(())
    });
    until_saved(&page);
}

/// SPEC J39
#[test]
fn a_broken_write_is_not_forgotten_by_a_reload_but_by_a_rebuilt_journal() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let clause = page.place();
    let_fail(&page, "journal", "broken");
    page.fill(STRENGTHS, STRENGTH);
    until_told(&page, "还没有进入保存日志");
    let_fail(&page, "journal", "");
    until_told(&page, "保存日志出过错");
    page.reload();
    page.until_clause("1.1");
    until_told(&page, "保存日志出过错");
    let first = page.tab();
    let second = page.second_tab(&clause);
    page.to_tab(&second);
    page.until_clause("1.1");
    until_told(&page, "保存日志出过错");
    page.to_tab(&first);
    // By its address: a window that is shown reads again, and what it says of that moves the link.
    page.go(&clause.replace("/clause/1.1", "/history"));
    page.until_shown(".history .version");
    page.click("[data-act=rebuild]");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.good", "都带过来了");
    page.to_tab(&second);
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    page.add(AREAS, "又");
    until_saved(&page);
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// SPEC J39
#[test]
fn a_write_that_broke_once_is_told_although_the_next_one_is_acknowledged() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let_fail(&page, "journal", "aborts once");
    page.fill(STRENGTHS, STRENGTH);
    until_told(&page, "保存日志出过错");
    assert_eq!(page.script("return window.faults.journal", ()), "");
}

/// SPEC J21
#[test]
fn a_draft_that_is_locked_on_request_is_locked_in_the_other_window() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    open_history(&page);
    lock(&page);
    let first = page.tab();
    let second = page.second_tab(&page.place());
    page.to_tab(&second);
    page.until_shown("#passphrase");
    page.fill("#passphrase", crate::keeping::PASSPHRASE);
    page.press_key(thirtyfour::Key::Enter);
    page.until_shown("#idle");
    page.to_tab(&first);
    page.click_named("button", "现在锁上");
    page.until_shown("#passphrase");
    page.to_tab(&second);
    page.until_shown("#passphrase");
    assert_eq!(page.count("textarea"), 0);
}

/// SPEC J14
#[test]
fn records_without_a_head_are_listed_as_what_they_are() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    until_saved(&page);
    page.script(
        "localStorage.setItem('scoring-workbench/1/draft/abc/field/overall', '{\"text\":\"半\"}')",
        (),
    );
    page.visit("#/");
    page.until("both to be listed", || (page.count(".draft") == 2).then_some(()));
    let texts = page.texts(".draft");
    let half = texts.iter().filter(|text| text.contains("没有开头记录"));
    assert_eq!(half.count(), 1, "{texts:?}");
    // It does not open, so no way leads to where it would say so; one leads to its records.
    let half = texts.iter().position(|text| text.contains("没有开头记录"));
    let half = half.expect("one of the two") + 1;
    let links = page.texts(&format!(".draft:nth-child({half}) a:not([hidden])"));
    assert_eq!(links, ["取出这个浏览器里的原始记录"]);
    page.click(&format!(".draft:nth-child({half}) a:not([hidden])"));
    page.until_said("#rescue-state", "条记录");
}

/// SPEC J38
#[test]
fn an_unread_journal_is_told_once_at_each_empty_field() {
    const NEWER: &str = "const done = arguments[0], opening = indexedDB.open('scoring-workbench', 99);
        opening.onsuccess = () => { opening.result.close(); done(); };";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let clause = page.place();
    to_the_rescue(&page);
    page.script_later(NEWER, ());
    page.visit(&clause);
    page.until_clause("1.1");
    page.until_said(".damaged-field", "保存日志还没有读到");
    // Band and value are one thing, and what is not empty says nothing.
    assert_eq!(page.count(".picker .damaged-field"), 1);
    let at_strengths = format!(".field:has({STRENGTHS}) .damaged-field");
    assert_eq!(page.count(&at_strengths), 0);
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}
