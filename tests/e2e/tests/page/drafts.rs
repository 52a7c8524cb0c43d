//! What was typed is kept, or it is said at once that it is not, with a way to keep it.

use std::fs;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::{Value, json};
use thirtyfour::Key;

pub(crate) const APPLICANT: &str = "第二人民医院";
pub(crate) const STRENGTH: &str = "门诊预约率三年由 41% 升到 78%。";
pub(crate) const AREA: &str = "夜间急诊的等候时间没有统计。";
pub(crate) const STRENGTHS: &str = "#f-clause-1-1-strengths";
pub(crate) const AREAS: &str = "#f-clause-1-1-areas";

/// Waits until the page says that all is saved, in both places.
#[track_caller]
pub(crate) fn until_saved(page: &Browser<'_>) {
    page.until("the draft to be saved", || {
        let state = page.written_state();
        (state.contains("已保存") && !state.contains("保存日志")).then_some(())
    });
}

/// Begins a self-assessment.
pub(crate) fn begin<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = Browser::start(site, profile);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page
}

/// SPEC P2
#[test]
fn what_was_typed_is_back_after_reloading_and_after_closing_the_browser() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    page.click(".bands .band:nth-of-type(4)");
    page.click_named(".picks .pick", "60");
    until_saved(&page);
    // Nothing needs to be left or confirmed: the last letter is written like the first.
    page.add(STRENGTHS, "又");
    page.reload();
    page.until_shown(STRENGTHS);
    assert_eq!(page.value(STRENGTHS), format!("{STRENGTH}又"));
    assert_eq!(page.value("[data-focus=value]"), "60");
    page.until_said(".band.chosen", "四档");
    page.close();

    let page = Browser::start(&site, &profile);
    let card = page.text(".draft");
    for told in [APPLICANT, "自我评价", "已评 1/28", "最后写入", "千字"] {
        assert!(card.contains(told), "{card} should tell {told}");
    }
    page.click_named(".draft a", "继续");
    // It goes on at the first gap.
    page.until_clause("1.2");
    page.open_clause("1.1");
    assert_eq!(page.value(STRENGTHS), format!("{STRENGTH}又"));
    page.add(STRENGTHS, "。");
    until_saved(&page);
}

/// SPEC P3
#[test]
fn two_tabs_with_the_same_draft_keep_what_is_typed_in_both() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let first = page.tab();
    let second = page.second_tab(&page.place());
    page.until_clause("1.1");
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.to_tab(&first);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    // Each sees what the other has written.
    page.until("the other tab's text", || {
        (page.value(AREAS) == AREA).then_some(())
    });
    page.to_tab(&second);
    page.until("the other tab's text", || {
        (page.value(STRENGTHS) == STRENGTH).then_some(())
    });
    for tab in [&second, &first] {
        page.to_tab(tab);
        page.reload();
        page.until_clause("1.1");
        assert_eq!(
            (page.value(STRENGTHS), page.value(AREAS)),
            (STRENGTH.to_owned(), AREA.to_owned())
        );
    }
}

/// SPEC P3
#[test]
fn two_drafts_side_by_side_do_not_mix() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    let first = page.place();
    page.click_named(".masthead nav a", "开始");
    page.begin_self_assessment("第三供电所");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "");
    page.fill(AREAS, AREA);
    let second = page.place();
    // From one to the other by address, as a bookmark or the back button does it.
    page.go(&first);
    page.until_said(".progress-who", APPLICANT);
    page.until("the first draft", || {
        (page.value(STRENGTHS) == STRENGTH).then_some(())
    });
    assert_eq!(page.value(AREAS), "");
    page.go(&second);
    page.until_said(".progress-who", "第三供电所");
    page.until("the second draft", || (page.value(AREAS) == AREA).then_some(()));
    assert_eq!(page.value(STRENGTHS), "");

    page.click_named(".masthead nav a", "开始");
    page.until("both drafts", || (page.count(".draft") == 2).then_some(()));
    let id = second.split('/').nth(2).expect("an id").to_owned();
    let cards = page.texts(".draft");
    let at = cards
        .iter()
        .position(|card| card.contains("第三供电所"))
        .expect("its card")
        + 1;
    let remove = format!(".draft:nth-child({at}) button");
    page.click_named(&remove, "移除");
    page.until_said("dialog[open]", "第三供电所");
    page.click_named("dialog[open] button", "保留草稿");
    assert_eq!(page.count(".draft"), 2);
    page.click_named(&remove, "移除");
    page.click_named("dialog[open] button", "移除草稿");
    page.until("one draft", || (page.count(".draft") == 1).then_some(()));
    assert!(page.text(".draft").contains(APPLICANT));
    assert!(
        !page.kept().contains(&id),
        "something of the removed draft is left"
    );
}

/// SPEC P4
#[test]
fn where_storage_is_blocked_the_page_works_and_says_so() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); } });
        IDBFactory.prototype.open = () => { throw new DOMException('Access is denied for this document.', 'SecurityError'); };";
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": BLOCKED }),
    );
    page.go("#/");
    page.until_said(".notice.danger", "这个浏览器不允许本页保存内容");
    page.begin_self_assessment(APPLICANT);
    page.fill(STRENGTHS, STRENGTH);
    page.until("the state of the draft", || {
        page.written_state()
            .contains("没有写入：本浏览器不允许保存")
            .then_some(())
    });
    assert!(!page.written_state().contains("已写入"));
    page.click(".bands .band:nth-of-type(2)");
    page.click_named(".picks .pick", "25");
    page.open_overview();
    assert!(exported(&page).contains(STRENGTH));
}

/// SPEC J12
#[test]
fn where_localstorage_alone_is_blocked_the_journal_keeps_everything() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    );
    page.go("#/");
    page.begin_self_assessment(APPLICANT);
    page.fill(STRENGTHS, STRENGTH);
    page.until("the state of the draft", || {
        let state = page.written_state();
        (state.contains("已保存") && state.contains("快速存储不可用，内容在保存日志里")).then_some(())
    });
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// SPEC P4, J12
#[test]
fn when_the_space_is_full_it_says_so_and_exports_all_the_same() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(AREAS, AREA);
    until_saved(&page);
    const FILL: &str = "
        let count = 0;
        for (let size = 1 << 21; size >= 1; size >>= 1) {
            try { for (;;) localStorage.setItem('full/' + count++, 'x'.repeat(size)); } catch { /* full for this size */ }
        }";
    page.script(FILL, ());
    page.fill(STRENGTHS, STRENGTH);
    page.until("the state of the draft", || {
        let state = page.written_state();
        (state.contains("已保存") && state.contains("快速存储已满，内容在保存日志里")).then_some(())
    });
    // Then the journal is full as well.
    const FULL: &str = "window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";
    page.script(FULL, ());
    page.add(STRENGTHS, "又");
    page.until("the state of the draft", || {
        page.written_state()
            .contains("没有写入：本浏览器的空间已满")
            .then_some(())
    });
    assert!(!page.written_state().contains("已写入"));
    page.open_overview();
    let file = exported(&page);
    assert!(file.contains(&format!("{STRENGTH}又")) && file.contains(AREA));

    // With room again the next letter brings everything that was missing.
    const EMPTY: &str = "for (const key of Object.keys(localStorage)) if (key.startsWith('full/')) localStorage.removeItem(key);
        IDBObjectStore.prototype.put = window.put;";
    page.script(EMPTY, ());
    page.fill("#f-overall", "好");
    until_saved(&page);
    page.reload();
    page.until_shown("#f-overall");
    assert_eq!(page.value("#f-overall"), "好");
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (format!("{STRENGTH}又"), AREA.to_owned())
    );
}

/// Every request of one transaction fails, as on a disk that is full: the page goes on, says so, and writes again.
///
/// SPEC J39
#[test]
fn a_transaction_of_which_every_request_fails_ends_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    // What is there already cannot be added, so that a request for each record fails in the browser itself.
    page.script(
        "window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) { return this.add(value, key); };",
        (),
    );
    page.add(STRENGTHS, "又");
    page.until("the state of the draft", || {
        page.written_state()
            .contains("还没有进入保存日志：保存日志读写出错，正在重试")
            .then_some(())
    });
    page.script("IDBObjectStore.prototype.put = window.put;", ());
    page.fill(AREAS, AREA);
    page.until("the state of the draft", || {
        let state = page.written_state();
        (state.contains("已写入") && state.contains("浏览器的存储可能已经损坏")).then_some(())
    });
    page.reload();
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (format!("{STRENGTH}又"), AREA.to_owned())
    );
}

fn exported(page: &Browser<'_>) -> String {
    fs::read_to_string(page.export()).expect("a file")
}

/// SPEC P5
#[test]
fn what_an_input_method_composes_is_written_when_it_is_meant() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "已");
    until_saved(&page);
    let before = page.kept();
    for letters in ["y", "yo", "you"] {
        let composed =
            json!({ "text": letters, "selectionStart": letters.len(), "selectionEnd": letters.len() });
        page.devtools("Input.imeSetComposition", composed);
    }
    page.until("the letters in the field", || {
        (page.value(STRENGTHS) == "已you").then_some(())
    });
    assert!(page.kept() == before, "letters that are not meant are kept");
    page.devtools("Input.insertText", json!({ "text": "有" }));
    page.until("the character in the field", || {
        (page.value(STRENGTHS) == "已有").then_some(())
    });
    page.until("the character in the browser", || {
        page.kept().contains("已有").then_some(())
    });
    assert!(!page.kept().contains("you"));
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "已有");

    // The digit that picks a candidate is no band, and its Enter does not go on to the next clause.
    const CANDIDATE: &str = "const one = document.querySelector(arguments[0]);
        one.focus();
        one.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[1], isComposing: true, bubbles: true, cancelable: true }));";
    page.script(CANDIDATE, ("[data-focus=band]", "4"));
    page.script(CANDIDATE, ("[data-focus=value]", "Enter"));
    assert_eq!(
        (page.count(".band.chosen"), page.clause().as_deref()),
        (0, Some("1.1"))
    );
}

/// SPEC P6
#[test]
fn steps_are_taken_back_and_done_again() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let disabled = |name: &str| {
        let buttons = page.script(
            "return Array.from(document.querySelectorAll('.progress-tools button'), one => [one.innerText.trim(), one.disabled])",
            (),
        );
        buttons
            .as_array()
            .into_iter()
            .flatten()
            .any(|button| button[0] == name && button[1] == true)
    };
    assert!(disabled("撤销") && disabled("重做"));
    page.fill(STRENGTHS, STRENGTH);
    page.click(".bands .band:nth-of-type(3)");
    page.click_named(".picks .pick", "40");
    page.until_said(".clause-score", "40%");
    page.open_clause("1.3");
    page.fill("#f-clause-1-3-areas", AREA);

    // A text that was typed in one go is one step, and the step shows where it was.
    page.click_named(".progress-tools button", "撤销");
    page.until("the text to go", || {
        page.value("#f-clause-1-3-areas").is_empty().then_some(())
    });
    page.click_named(".progress-tools button", "撤销");
    page.until_clause("1.1");
    page.until("the value to go", || {
        page.value("[data-focus=value]").is_empty().then_some(())
    });
    page.press_with(&[Key::Alt], 'u');
    page.until("the band to go", || {
        (page.count(".band.chosen") == 0).then_some(())
    });
    page.press_with(&[Key::Alt], 'u');
    page.until("the text to go", || {
        page.value(STRENGTHS).is_empty().then_some(())
    });
    page.until("nothing to take back", || disabled("撤销").then_some(()));

    for _ in 0..3 {
        page.press_with(&[Key::Alt, Key::Shift], 'u');
    }
    page.until_said(".clause-score", "40%");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    page.click_named(".progress-tools button", "重做");
    page.until_clause("1.3");
    page.until("the text to be back", || {
        (page.value("#f-clause-1-3-areas") == AREA).then_some(())
    });
    until_saved(&page);
    page.reload();
    page.until_clause("1.3");
    assert_eq!(page.value("#f-clause-1-3-areas"), AREA);
}

/// SPEC P7
#[test]
fn an_application_goes_on_at_another_machine() {
    let site = Site::serve();
    let (first, second) = (Profile::fresh(), Profile::fresh());
    let page = begin(&site, &first);
    page.fill(STRENGTHS, STRENGTH);
    page.click(".bands .band:nth-of-type(3)");
    page.click_named(".picks .pick", "40");
    page.open_overview();
    page.fill("#f-overview", "本院设有四个院区。");
    let file = page.export_own();
    page.close();

    let page = Browser::start(&site, &second);
    page.click_named(".way a", "开始自我评价");
    page.choose_files("#open-own", std::slice::from_ref(&file));
    page.until_shown(".overview");
    assert_eq!(page.value("#f-overview"), "本院设有四个院区。");
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_said(".clause-score", "40%");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    // Unchanged it makes the same payload again.
    page.open_overview();
    let payload = |text: &str| {
        let file: Value = serde_json::from_str(text).expect("JSON");
        (file["payload"].clone(), file["fingerprint"].clone())
    };
    assert_eq!(
        payload(&fs::read_to_string(page.export_own()).expect("a file")),
        payload(&fs::read_to_string(file).expect("a file"))
    );
}

#[test]
fn an_address_without_a_draft_is_told() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.go("#/draft/nowhere/clause/1.1");
    page.until_said(".notice.danger", "这台电脑的浏览器里没有这份草稿");
    page.until_shown("#open-files");
}

#[test]
fn the_example_says_what_it_is() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    page.until_said(".notice.good", "这是虚构的示例");
    page.until_said(".progress", "已评 28/28");
    page.open_example_desk();
    page.until_said(".ranking", "有并列");
    assert_eq!(page.ranking().len(), 4);
}
