//! What only a browser can show of keeping: two windows of one draft, a page that comes back from the way back, texts
//! that something put into a field, damage that leads to the rescue, and a journal that is rebuilt.

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::json;
use thirtyfour::Key;

use crate::drafts::{APPLICANT, AREA, AREAS, STRENGTH, STRENGTHS, begin, until_saved};
use crate::faults::{HELD, conflicts, id, journal, put_in_journal};
use crate::keeping::{PASSPHRASE, everything_kept, lock, open_history};

/// Removes the open draft, on its page of keeping.
fn wipe(page: &Browser<'_>) {
    open_history(page);
    page.click_named("button", "清除这份草稿……");
    page.click_named("dialog[open] button", "清除");
    page.until_said(".notice.good", "已从这台电脑清除");
}

/// Waits until the page offers what is left in it of a removed draft, and takes it as a new draft.
fn keep_as_new(page: &Browser<'_>, removed: &str) -> String {
    page.until_said("h1", "在另一个窗口里被移除了");
    assert_eq!(
        page.count("textarea"),
        0,
        "nothing can be typed into what is removed"
    );
    page.click("[data-act=revive]");
    page.until_shown(".overview");
    until_saved(page);
    let kept = id(page);
    assert_ne!(kept, removed);
    // The way back leads through pages of the removed draft, and each of them is the new one's.
    page.script("history.back()", ());
    page.until_clause("1.1");
    assert_eq!(id(page), kept);
    assert_eq!(page.count(".notice.danger"), 0);
    page.script("history.forward()", ());
    page.until_shown(".overview");
    kept
}

/// Nothing is left of a draft but that it was removed.
fn until_gone(page: &Browser<'_>, removed: &str) {
    page.until("nothing to be left of the removed draft", || {
        let stores = ["cards", "state", "history", "tray"];
        let gone = stores
            .iter()
            .all(|store| journal(page, store).iter().all(|(key, _)| !key.contains(removed)));
        (gone && !page.kept().contains(removed)).then_some(())
    });
}

/// SPEC J25
#[test]
fn a_draft_that_another_window_removed_is_offered_as_a_new_one() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let removed = id(&page);
    let (first, place) = (page.tab(), page.place());
    let second = page.second_tab(&place);
    page.until_clause("1.1");
    page.to_tab(&first);
    wipe(&page);
    page.to_tab(&second);
    let kept = keep_as_new(&page, &removed);
    page.go(&format!("#/draft/{kept}/clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    until_gone(&page, &removed);
    page.crash();
    let page = Browser::start(&site, &profile);
    page.until("one draft", || (page.count(".draft") == 1).then_some(()));
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// Beneath a page: it does not hear that it is seen again, after which it would look for what happened meanwhile.
const UNSEEN: &str = "addEventListener('visibilitychange', event => event.stopImmediatePropagation(), true);";

/// SPEC J25
#[test]
fn a_letter_typed_before_the_removal_is_heard_brings_nothing_back() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    page.fill(AREAS, AREA);
    until_saved(&page);
    let removed = id(&page);
    let (first, place) = (page.tab(), page.place());
    let second = page.second_tab(&place);
    page.until_clause("1.1");
    page.before_every_page(HELD);
    page.before_every_page(UNSEEN);
    page.reload();
    page.until_clause("1.1");
    page.to_tab(&first);
    wipe(&page);
    page.to_tab(&second);
    page.add(STRENGTHS, "又");
    let kept = keep_as_new(&page, &removed);
    page.go(&format!("#/draft/{kept}/clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (format!("{STRENGTH}又"), AREA.to_owned())
    );
    until_gone(&page, &removed);
}

/// SPEC J20, J24
#[test]
fn a_window_asks_for_the_passphrase_that_another_one_set_and_loses_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let (first, place) = (page.tab(), page.place());
    let second = page.second_tab(&place);
    page.until_clause("1.1");
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.to_tab(&first);
    open_history(&page);
    lock(&page);
    page.to_tab(&second);
    page.until_shown("#passphrase");
    assert_eq!(page.count("textarea"), 0);
    page.fill("#passphrase", PASSPHRASE);
    page.press_key(Key::Enter);
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (STRENGTH.to_owned(), AREA.to_owned())
    );
    page.add(AREAS, "又");
    until_saved(&page);
    let words = [STRENGTH, AREA, APPLICANT];
    let kept = everything_kept(&page);
    assert!(words.iter().all(|words| !kept.contains(words)), "{kept}");
    // The other window takes the encrypted text over, and then decrypts everything.
    page.to_tab(&first);
    page.click_named("button", "取消加锁");
    page.until_said(".notice.good", "已取消加锁");
    page.to_tab(&second);
    page.add(AREAS, "好");
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(AREAS), format!("{AREA}又好"));
}

/// SPEC J26
#[test]
fn plain_records_that_a_crash_brought_back_beside_a_lock_are_gone_after_the_next_start() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    // What a browser does that is killed soon after: localStorage is back at what reached the disk.
    page.script("window.before = Object.entries(localStorage)", ());
    open_history(&page);
    lock(&page);
    page.script(
        "for (const [key, text] of window.before) localStorage.setItem(key, text)",
        (),
    );
    assert!(page.kept().contains(STRENGTH) && page.kept().contains(APPLICANT));
    page.close();

    let page = Browser::start(&site, &profile);
    page.until("nothing to be readable", || {
        let kept = everything_kept(&page);
        (!kept.contains(STRENGTH) && !kept.contains(APPLICANT)).then_some(())
    });
    page.until_said(".draft", "已加锁的草稿");
    page.click_named(".draft a", "继续");
    page.until_shown("#passphrase");
    page.fill("#passphrase", PASSPHRASE);
    page.press_key(Key::Enter);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// SPEC J34
#[test]
fn a_draft_with_a_damaged_head_leads_to_the_rescue() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let (id, place) = (id(&page), page.place());
    page.go("#/");
    page.script(
        "localStorage.setItem(arguments[0], '{')",
        format!("scoring-workbench/1/draft/{id}/head").as_str(),
    );
    put_in_journal(&page, "state", &[(format!("{id}/head"), Some("{".to_owned()))]);
    page.go(&place);
    page.until_said("h1", "开头记录已损坏");
    page.click("main a[href='#/rescue']");
    page.until_shown(&format!(".rescued[data-draft='{id}']"));
    page.click(&format!(".rescued[data-draft='{id}'] summary"));
    page.until_said(&format!(".rescued[data-draft='{id}']"), STRENGTH);
}

/// Beneath a page: a journal that cannot be opened until it is deleted.
const BEYOND_REPAIR: &str = "
if (!window.repaired) {
    const open = IDBFactory.prototype.open, remove = IDBFactory.prototype.deleteDatabase;
    let damaged = true;
    IDBFactory.prototype.open = function () {
        if (damaged) throw new DOMException('Internal error opening backing store', 'UnknownError');
        return open.apply(this, arguments);
    };
    IDBFactory.prototype.deleteDatabase = function () {
        damaged = false;
        window.repaired = true;
        return remove.apply(this, arguments);
    };
}";

/// SPEC J33, J32
#[test]
fn a_journal_that_cannot_be_opened_is_rebuilt_and_filled_again() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let id = id(&page);
    page.before_every_page(BEYOND_REPAIR);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    page.click(".progress-saved a");
    page.until_said(".journal-state", "以前在这个浏览器里可以用");
    page.click("[data-act=rebuild]");
    page.until_said("dialog[open]", "读得出来的记录");
    page.click_named("dialog[open] button", "删除并重建");
    page.until_said(".notice.good", "保存日志已经重建");
    page.until("the warning to go", || {
        (page.count(".journal-state") == 0).then_some(())
    });
    page.go(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    page.fill(AREAS, AREA);
    until_saved(&page);
    let state = journal(&page, "state");
    for words in [STRENGTH, AREA] {
        assert!(state.iter().any(|(_, text)| text.contains(words)), "{words}");
    }
}

/// Half a character is stored as the sign for an unknown one; the field shows that, before a reload does.
///
/// SPEC J35
#[test]
fn a_field_shows_what_is_stored_of_half_a_character() {
    const TYPE: &str = r"const one = document.querySelector(arguments[0]);
        one.value = '\u5b64\ud83d\u9ad8';
        one.setSelectionRange(2, 2);
        one.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    const SHOWN: &str = r"const one = document.querySelector(arguments[0]);
        return [one.value === '\u5b64\ufffd\u9ad8', one.selectionStart, one.selectionEnd]";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.click(STRENGTHS);
    page.script(TYPE, STRENGTHS);
    page.until("the field to show what is read", || {
        (page.script(SHOWN, STRENGTHS) == json!([true, 2, 2])).then_some(())
    });
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "孤\u{fffd}高");
}

/// SPEC J35
#[test]
fn a_text_that_something_put_into_a_field_is_stored() {
    const PUT: &str = "document.querySelector(arguments[0]).value = arguments[1]";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "手写的。");
    until_saved(&page);
    // When the field is left.
    page.click(STRENGTHS);
    page.script(PUT, (STRENGTHS, STRENGTH));
    page.click(AREAS);
    assert!(page.kept().contains(STRENGTH));
    // After a while, wherever the focus is.
    page.script(PUT, (AREAS, AREA));
    page.until("the text to be stored", || {
        page.kept().contains(AREA).then_some(())
    });
    until_saved(&page);
    // It is a step like any other.
    page.click_named(".progress-tools button", "撤销");
    page.until("the text to go", || page.value(AREAS).is_empty().then_some(()));
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    // Before a copy leaves.
    open_history(&page);
    page.open_overview();
    let copy = page.script_later(
        "const [css, text, done] = arguments;
         document.querySelector(css).value = text;
         const make = URL.createObjectURL;
         URL.createObjectURL = blob => { blob.text().then(done); return make.call(URL, blob); };
         document.querySelector('.progress-saved a').click();
         setTimeout(function look() {
             const button = Array.from(document.querySelectorAll('button')).find(one => one.textContent.includes('导出草稿副本'));
             button ? button.click() : setTimeout(look);
         });",
        ("#f-overall", "综合评价是别处填进来的。"),
    );
    assert!(
        copy.as_str()
            .is_some_and(|copy| copy.contains("综合评价是别处填进来的。"))
    );
}

/// SPEC J27
#[test]
fn a_page_that_comes_back_reads_what_happened_before_it_writes() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "起");
    until_saved(&page);
    let (first, place) = (page.tab(), page.place());
    // The first window leaves the page; the browser keeps it as it is for the way back.
    page.script("window.sameAsBefore = true", ());
    page.script("location.href = 'about:blank'", ());
    page.until("another page", || {
        page.truth("return location.href === 'about:blank'").then_some(())
    });
    page.second_tab(&place);
    page.until_clause("1.1");
    page.add(STRENGTHS, "承");
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.to_tab(&first);
    page.script("history.back()", ());
    page.until_clause("1.1");
    println!(
        "the page was kept as it was: {}",
        page.script("return !!window.sameAsBefore", ())
    );
    page.until("the other window's words", || {
        (page.value(STRENGTHS) == "起承" && page.value(AREAS) == AREA).then_some(())
    });
    page.add(STRENGTHS, "转");
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        ("起承转".to_owned(), AREA.to_owned())
    );
}

/// Types one letter, and notes the places of all elements that are drawn anew from then on.
const TYPE_AND_NOTE: &str = "const field = document.querySelector(arguments[0]);
    const drawn = window.drawnAnew = new Set();
    const place = node => {
        const one = node.nodeType === 1 ? node : node.parentElement;
        const known = one && one.closest('.field, .progress-saved, .progress-tools, .state, .clause-score, .progress-total');
        return known ? known.className + (known.contains(field) ? ' own' : '') : one && one.outerHTML.slice(0, 80);
    };
    new MutationObserver(all => all.forEach(one => drawn.add(place(one.target)))).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
    field.focus();
    document.execCommand('insertText', false, '字');";

/// SPEC D18
#[test]
fn a_letter_draws_its_own_field_and_what_follows_from_it_alone() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    page.script(TYPE_AND_NOTE, STRENGTHS);
    // The last that is drawn of it.
    until_saved(&page);
    let drawn = page.script("return Array.from(window.drawnAnew)", ());
    let drawn: Vec<&str> = drawn
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(serde_json::Value::as_str)
        .collect();
    let known = |place: &&str| {
        ["field own", "progress-saved", "progress-tools"]
            .iter()
            .any(|known| place.starts_with(known))
    };
    assert!(!drawn.is_empty() && drawn.iter().all(known), "{drawn:?}");
}

/// Another window writes into the field in which an input method composes here: the composition goes on, and neither text
/// is lost.
///
/// SPEC J4, J41
#[test]
fn what_another_window_writes_waits_for_the_end_of_a_composition() {
    const WRITE_ELSEWHERE: &str =
        "const key = Object.keys(localStorage).find(key => key.endsWith(arguments[0]));
        const newValue = JSON.stringify({ text: arguments[1], at: '2026-11-27T00:00:00Z', revision: 900 });
        localStorage.setItem(key, newValue);
        dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage }));";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "已");
    until_saved(&page);
    let compose = |letters: &str| {
        page.devtools(
            "Input.imeSetComposition",
            json!({ "text": letters, "selectionStart": letters.len(), "selectionEnd": letters.len() }),
        );
    };
    compose("y");
    page.until("the letter in the field", || {
        (page.value(STRENGTHS) == "已y").then_some(())
    });
    page.script(WRITE_ELSEWHERE, ("/clause/1.1/strengths", "另一个窗口写的"));
    compose("you");
    page.until("the composition to go on", || {
        (page.value(STRENGTHS) == "已you").then_some(())
    });
    page.devtools("Input.insertText", json!({ "text": "有" }));
    until_saved(&page);
    page.until("the text of the other window", || {
        (page.value(STRENGTHS) == "另一个窗口写的").then_some(())
    });
    let texts = format!("{}{}", page.value(STRENGTHS), conflicts(&page).concat());
    assert!(texts.contains("已有"), "{texts}");
}
