//! Crashes and failing storage: what the page calls saved is on the disk, and what it says is true.
//!
//! Two things go beneath the page before it starts. The witness hears which transactions the disk has acknowledged,
//! and holds every field against them whenever the page says that it is saved. The faults make either storage fail.

use std::collections::BTreeMap;
use std::time::Duration;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::{Value, json};
use test_support::random::Random;
use thirtyfour::Key;

use crate::drafts::{APPLICANT, AREA, AREAS, STRENGTH, STRENGTHS, begin, until_saved};

/// Beneath the page: `faults` says what fails, `lies` holds what was called saved and was not, `states` what was
/// said.
const BENEATH: &str = r#"
if (!window.faults) (() => {
    window.faults = { journal: '', storage: '' };
    window.lies = [];
    window.states = [];
    const durable = {}, touched = new Set();
    let composing = false;
    const failing = (name) => new DOMException('a fault of the test', name);
    const idOf = key => 'f-' + key.split('/field/')[1].replace(/[/.]/g, '-');

    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (mode !== 'readwrite') return transaction.apply(this, arguments);
        if (faults.journal === 'broken') throw failing('UnknownError');
        const one = transaction.apply(this, arguments);
        one.texts = {};
        const { journal } = faults;
        one.addEventListener('complete', event => {
            if (options && options.durability === 'strict') Object.assign(durable, one.texts);
            if (journal === 'silent') event.stopImmediatePropagation();
        });
        return one;
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (text, key) {
        const { journal } = faults;
        if (journal === 'full') throw failing('QuotaExceededError');
        const one = put.apply(this, arguments);
        if (this.name === 'state' && this.transaction.texts && key.includes('/field/')) this.transaction.texts[idOf(key)] = JSON.parse(text).text;
        if (journal === 'silent') one.addEventListener('success', event => event.stopImmediatePropagation());
        return one;
    };
    const commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
        const { journal } = faults;
        if (journal === 'aborts once') faults.journal = '';
        return journal.startsWith('aborts') ? this.abort() : commit.apply(this, arguments);
    };
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {
        if (faults.journal === 'absent') throw failing('SecurityError');
        const { journal } = faults;
        const one = open.apply(this, arguments);
        if (journal === 'closed to all') for (const kind of ['success', 'error', 'upgradeneeded', 'blocked'])
            one.addEventListener(kind, event => event.stopImmediatePropagation());
        return one;
    };

    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function () {
        if (faults.storage === 'full') throw failing('QuotaExceededError');
        return setItem.apply(this, arguments);
    };
    const real = window.localStorage;
    Object.defineProperty(window, 'localStorage', { configurable: true, get() {
        if (faults.storage === 'blocked') throw failing('SecurityError');
        return real;
    } });

    const look = () => {
        const state = (document.querySelector('.progress-saved') || {}).textContent || '';
        if (states[states.length - 1] !== state) states.push(state);
        if (!state.includes('已保存') || composing) return;
        for (const id of touched) {
            const one = document.getElementById(id);
            if (one && durable[id] !== one.value) lies.push([state, id, one.value.slice(-40), (durable[id] || '').slice(-40)]);
        }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    addEventListener('input', event => {
        composing = event.isComposing;
        if (event.target.id.startsWith('f-')) touched.add(event.target.id);
        setTimeout(look);
    }, true);
    addEventListener('compositionend', () => { composing = false; setTimeout(look); }, true);
})();
"#;

/// A browser whose storages can be made to fail, at the first clause of a new draft.
pub(crate) fn begin_beneath<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = start_beneath(site, profile);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    until_saved(&page);
    page
}

/// The same, at the first screen.
pub(crate) fn start_beneath<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = Browser::start_empty(site, profile);
    page.before_every_page(BENEATH);
    page.go("#/");
    page
}

/// Makes a storage fail in this way, or work again: `journal` or `storage`.
pub(crate) fn let_fail(page: &Browser<'_>, place: &str, how: &str) {
    page.script("window.faults[arguments[0]] = arguments[1]", (place, how));
}

/// Nothing was called saved that no disk had acknowledged.
#[track_caller]
fn see_no_lie(page: &Browser<'_>) {
    let told = page.script("return [window.lies, window.states]", ());
    assert_eq!(
        told[0].as_array().map_or(1, Vec::len),
        0,
        "called saved while it was not: {} of {}",
        told[0],
        told[1]
    );
}

/// Waits until the state holds these words, and nothing that says more.
#[track_caller]
pub(crate) fn until_told(page: &Browser<'_>, words: &str) {
    page.until(&format!("the state {words}"), || {
        page.written_state().contains(words).then_some(())
    });
    if !words.contains("保存日志里") {
        let state = page.written_state();
        assert!(!state.contains("已保存"), "{state} says too much");
    }
}

fn number_in(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// How often the browser is killed: as often as asked, 30 times where a change is accepted, else 5 times.
fn kills() -> u64 {
    let usual = if std::env::var("CI").is_ok_and(|ci| ci == "true") {
        30
    } else {
        5
    };
    number_in("KILLS").unwrap_or(usual)
}

/// The state and what stands in the fields, at one and the same moment.
fn glance(page: &Browser<'_>) -> Option<(String, BTreeMap<String, String>)> {
    const GLANCE: &str = "return [(document.querySelector('.progress-saved') || {}).textContent || '',
        Array.from(document.querySelectorAll('main textarea'), one => [one.id, one.value])]";
    let told = page.script_if_alive(GLANCE, ())?;
    let fields = told[1].as_array()?.iter().map(|field| {
        let text = |at: usize| field[at].as_str().unwrap_or_default().to_owned();
        (text(0), text(1))
    });
    Some((told[0].as_str()?.to_owned(), fields.collect()))
}

/// SPEC J1, J3, J14
#[test]
fn nothing_that_was_shown_as_saved_is_lost_when_the_browser_is_killed() {
    const WORDS: [&str; 6] = ["门", "诊预约", "3", "等候，", "e", "\u{3002}又\u{1F600}"];
    const CLAUSES: [&str; 3] = ["1.1", "1.2", "2.1"];
    const AT_THE_END: &str = "const one = document.getElementById(arguments[0]);
        one.focus(); one.setSelectionRange(one.value.length, one.value.length)";
    let site = Site::serve();
    let profile = Profile::fresh();
    let seed = number_in("SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let mut random = Random::of_seed(seed);
    let kills = kills();
    let mut page = begin(&site, &profile);
    until_saved(&page);
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    let (mut letters, mut claims) = (0, 0);
    for run in 1..=kills {
        let clause = random.pick(&CLAUSES);
        page.open_clause(clause);
        let clause = clause.replace('.', "-");
        let delay = Duration::from_millis(100 + random.draw() % 2400);
        let end = page.crash_after(delay);
        let mut saved: BTreeMap<String, String> = BTreeMap::new();
        'typing: loop {
            let item = if random.one_in(3) { "areas" } else { "strengths" };
            let field = format!("f-clause-{clause}-{item}");
            if page.script_if_alive(AT_THE_END, field.as_str()).is_none() {
                break;
            }
            for _ in 0..=random.below(8) {
                let word = random.pick(&WORDS);
                typed.entry(field.clone()).or_default().push_str(word);
                letters += 1;
                if !page.press_if_alive(word) {
                    break 'typing;
                }
                for _ in 0..random.below(4) {
                    let Some((state, fields)) = glance(&page) else {
                        break 'typing;
                    };
                    if state.contains("已保存") {
                        claims += 1;
                        saved = fields;
                    }
                }
            }
        }
        end.join().expect("the end");
        page.bury();

        page = Browser::start(&site, &profile);
        page.until_said(".draft", APPLICANT);
        page.click_named(".draft a", "继续");
        page.until_shown("article[data-clause]");
        page.open_clause(&clause.replace('-', "."));
        for item in ["strengths", "areas"] {
            let field = format!("f-clause-{clause}-{item}");
            let (found, whole) = (
                page.value(&format!("#{field}")),
                typed.remove(&field).unwrap_or_default(),
            );
            let promised = saved.get(&field).map_or("", String::as_str);
            assert!(
                found.starts_with(promised) && whole.starts_with(&found),
                "kill {run} of {kills} after {delay:?} (SEED={seed}): {field} was shown as saved with {promised:?}, \
                 typed up to {whole:?}, and came back as {found:?}"
            );
            typed.insert(field, found);
        }
        assert_eq!(conflicts(&page).len(), 0, "a crash orders everything");
    }
    println!("{kills} kills, {letters} key presses, {claims} times seen as saved; SEED={seed}");
    // The other clauses are as they were left, too.
    for clause in CLAUSES {
        page.open_clause(clause);
        for item in ["strengths", "areas"] {
            let field = format!("f-clause-{}-{item}", clause.replace('.', "-"));
            if let Some(text) = typed.get(&field) {
                assert_eq!(&page.value(&format!("#{field}")), text, "{field}");
            }
        }
    }
}

/// All records of a store of the journal, as keys and texts.
pub(crate) fn journal(page: &Browser<'_>, store: &str) -> Vec<(String, String)> {
    const READ: &str = "const done = arguments[arguments.length - 1];
        indexedDB.open('scoring-workbench').onsuccess = event => {
            const database = event.target.result;
            const place = database.transaction(arguments[0]).objectStore(arguments[0]);
            const keys = place.getAllKeys(), texts = place.getAll();
            texts.onsuccess = () => { database.close(); done(keys.result.map((key, at) => [key, texts.result[at]])); };
        }";
    pairs(&page.script_later(READ, store))
}

/// Puts records into a store of the journal, or removes them where the text is null.
pub(crate) fn put_in_journal(page: &Browser<'_>, store: &str, records: &[(String, Option<String>)]) {
    const WRITE: &str = "const done = arguments[arguments.length - 1];
        indexedDB.open('scoring-workbench').onsuccess = event => {
            const database = event.target.result;
            const one = database.transaction(arguments[0], 'readwrite');
            for (const [key, text] of arguments[1])
                text === null ? one.objectStore(arguments[0]).delete(key) : one.objectStore(arguments[0]).put(text, key);
            one.oncomplete = () => { database.close(); done(); };
        }";
    page.script_later(WRITE, (store, json!(records)));
}

fn pairs(value: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = value.as_array().into_iter().flatten();
    all.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// The texts on the conflict list.
pub(crate) fn conflicts(page: &Browser<'_>) -> Vec<String> {
    let records = journal(page, "tray").into_iter();
    let texts = records.map(|(_, record)| {
        let record: Value = serde_json::from_str(&record).expect("a record");
        record["text"].as_str().unwrap_or_default().to_owned()
    });
    texts.collect()
}

/// The id of the draft on the screen.
pub(crate) fn id(page: &Browser<'_>) -> String {
    page.place().split('/').nth(2).expect("an id").to_owned()
}

/// SPEC J1, J12, J39
#[test]
fn while_the_journal_fails_the_page_says_so_and_recovers_by_itself() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let mut whole = String::new();
    for (how, told) in [
        ("full", "空间已满"),
        ("silent", "没有回应"),
        ("broken", "正在重试"),
    ] {
        let_fail(&page, "journal", how);
        page.add(STRENGTHS, how);
        whole.push_str(how);
        until_told(&page, "已写入本浏览器");
        until_told(&page, told);
        // One goes on typing meanwhile, and every letter goes to localStorage.
        page.add(STRENGTHS, "又");
        whole.push('又');
        until_told(&page, "已写入本浏览器");
        assert!(page.kept().contains(&whole), "{how}");
        see_no_lie(&page);
        let_fail(&page, "journal", "");
        // Nobody touches anything.
        if how == "broken" {
            // The disk may have been full, and then what is acknowledged now is gone at the next start.
            until_told(&page, "浏览器的存储可能已经损坏");
        } else {
            until_saved(&page);
        }
        see_no_lie(&page);
    }
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), whole);
}

/// A transaction that ends without a reason is a broken one: the disk may have been full.
///
/// SPEC J39
#[test]
fn a_write_that_ends_without_a_reason_is_a_broken_one() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let_fail(&page, "journal", "aborts");
    page.add(STRENGTHS, "窗口");
    until_told(&page, "已写入本浏览器");
    until_told(&page, "正在重试");
    see_no_lie(&page);
    let_fail(&page, "journal", "");
    until_told(&page, "浏览器的存储可能已经损坏");
    see_no_lie(&page);
}

/// SPEC J12, P4
#[test]
fn while_nothing_can_be_written_it_is_said_and_what_works_first_is_used() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    for (storage, journal) in [("full", "full"), ("blocked", "full"), ("full", "silent")] {
        let_fail(&page, "storage", storage);
        let_fail(&page, "journal", journal);
        page.add(STRENGTHS, "甲");
        until_told(
            &page,
            if storage == "full" {
                "没有写入：本浏览器的空间已满"
            } else {
                "没有写入：本浏览器不允许保存"
            },
        );
        see_no_lie(&page);
        // First the one place works again, without anybody touching anything, then the other.
        let_fail(&page, "storage", "");
        until_told(&page, "已写入本浏览器");
        see_no_lie(&page);
        let_fail(&page, "journal", "");
        until_saved(&page);
        see_no_lie(&page);
        // The other way round.
        let_fail(&page, "storage", storage);
        let_fail(&page, "journal", journal);
        page.add(STRENGTHS, "乙");
        until_told(&page, "没有写入");
        let_fail(&page, "journal", "");
        until_told(&page, "内容在保存日志里");
        see_no_lie(&page);
        let_fail(&page, "storage", "");
        until_saved(&page);
    }
    let whole = "甲乙".repeat(3);
    assert!(page.kept().contains(&whole));
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), whole);
}

/// SPEC J12, P4
#[test]
fn a_quota_that_is_used_up_in_mid_sentence_is_told_and_loses_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    page.add(STRENGTHS, "门诊预约率");
    until_saved(&page);
    let_fail(&page, "journal", "full");
    page.add(STRENGTHS, "三年由 41% ");
    until_told(&page, "已写入本浏览器");
    until_told(&page, "空间已满");
    let_fail(&page, "storage", "full");
    page.add(STRENGTHS, "升到 78%");
    until_told(&page, "没有写入：本浏览器的空间已满");
    see_no_lie(&page);
    let_fail(&page, "journal", "");
    until_told(&page, "内容在保存日志里");
    let_fail(&page, "storage", "");
    until_saved(&page);
    see_no_lie(&page);
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "门诊预约率三年由 41% 升到 78%");
}

/// SPEC J3, J16
#[test]
fn a_journal_that_answers_late_is_heard_before_it_is_written() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    page.fill(STRENGTHS, "旧");
    until_saved(&page);
    const OLD: &str = "window.old = Object.entries(localStorage)";
    const AS_BEFORE: &str = "for (const [key, text] of window.old) localStorage.setItem(key, text)";
    page.script(OLD, ());
    page.add(STRENGTHS, "新");
    page.fill(AREAS, "原有");
    until_saved(&page);
    // A crash leaves localStorage behind the journal, and then the journal has no answer.
    page.script(AS_BEFORE, ());
    page.before_every_page("window.faults.journal = 'closed to all'");
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "旧");
    page.add(AREAS, "补记");
    until_told(&page, "没有回应");
    see_no_lie(&page);
    let_fail(&page, "journal", "");
    page.until("what the journal knows", || {
        (page.value(STRENGTHS) == "旧新").then_some(())
    });
    until_saved(&page);
    let areas = page.value(AREAS);
    assert!(areas.ends_with("补记"), "{areas}");
    // Neither what was typed nor what the journal had is lost.
    let history = journal(&page, "history");
    for words in [areas.as_str(), "原有", "旧新"] {
        let record = format!("\"text\":\"{words}\"");
        assert!(
            history.iter().any(|(_, step)| step.contains(&record)),
            "{words} is not in {history:?}"
        );
    }
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        ("旧新".to_owned(), areas)
    );
}

/// So long the journal may take.
const TIMEOUT: Duration = Duration::from_secs(6);

/// SPEC J16
#[test]
fn a_journal_counts_as_failing_after_six_seconds_and_not_before() {
    let almost = TIMEOUT - Duration::from_millis(1);
    let rest = TIMEOUT - almost;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(BENEATH);
    page.hold_time();
    page.go("#/");
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    until_saved(&page);
    let_fail(&page, "journal", "silent");
    page.fill(STRENGTHS, STRENGTH);
    page.until_said(".progress-saved", "正在保存");
    page.pass(almost);
    assert!(
        page.written_state().contains("正在保存"),
        "{}",
        page.written_state()
    );
    page.pass(rest);
    until_told(&page, "没有回应");
    // A draft opens without it, and no sooner.
    page.before_every_page("window.faults.journal = 'closed to all'");
    page.reload();
    page.pass(almost);
    assert_eq!(page.clause(), None, "it is not waited for");
    page.pass(rest);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// SPEC J12, J16
#[test]
fn a_journal_that_does_not_open_keeps_nobody_from_working() {
    for (how, told) in [("closed to all", "没有回应"), ("absent", "不提供保存日志")] {
        let site = Site::serve();
        let profile = Profile::fresh();
        let page = begin_beneath(&site, &profile);
        page.fill(STRENGTHS, STRENGTH);
        until_saved(&page);
        page.before_every_page(&format!("window.faults.journal = '{how}'"));
        page.reload();
        page.until_clause("1.1");
        assert_eq!(page.value(STRENGTHS), STRENGTH);
        page.add(STRENGTHS, "又");
        until_told(&page, "已写入本浏览器");
        until_told(&page, told);
        see_no_lie(&page);
        let_fail(&page, "journal", "");
        until_saved(&page);
        see_no_lie(&page);
    }
}

/// SPEC J3, J4, J5
#[test]
fn a_damaged_record_costs_no_words() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    page.fill(AREAS, AREA);
    until_saved(&page);
    let id = id(&page);
    let key = |address: &str| format!("scoring-workbench/1/draft/{id}/{address}");
    let put = |address: &str, text: &str| {
        page.script(
            "localStorage.setItem(arguments[0], arguments[1])",
            (key(address), text),
        );
    };
    let opened_anew = || {
        page.reload();
        page.until_clause("1.1");
        (page.value(STRENGTHS), page.value(AREAS))
    };
    let whole = || (STRENGTH.to_owned(), AREA.to_owned());

    // One copy was damaged by hand: the other stands, and what the damaged one still says is kept.
    put("field/clause/1.1/strengths", r#"{"text":"门诊预约率三年由"#);
    assert_eq!(opened_anew(), whole());
    page.until("the damaged words on the conflict list", || {
        conflicts(&page)
            .iter()
            .any(|text| text.contains("门诊预约率三年由"))
            .then_some(())
    });
    // The record is mended by that.
    page.until("the record to be whole", || {
        page.kept().contains(STRENGTH).then_some(())
    });

    // The copy in the journal was damaged.
    let state = |address: &str| format!("{id}/{address}");
    put_in_journal(
        &page,
        "state",
        &[(state("field/clause/1.1/areas"), Some("夜间急诊".to_owned()))],
    );
    assert_eq!(opened_anew(), whole());

    // Both were: the last step stands in for them.
    put("field/clause/1.1/strengths", "门");
    put_in_journal(
        &page,
        "state",
        &[(state("field/clause/1.1/strengths"), Some("诊".to_owned()))],
    );
    assert_eq!(opened_anew(), whole());
    page.until("all damaged words on the conflict list", || {
        let conflicts = conflicts(&page);
        ["门", "诊", "夜间急诊"]
            .iter()
            .all(|words| conflicts.iter().any(|text| text == words))
            .then_some(())
    });

    // A record under an address of no field, and one that is older than what stands.
    put(
        "field/clause/1.1/strenghts",
        r#"{"text":"错放的文字","at":"2026-11-23T10:32:00Z","revision":9}"#,
    );
    put(
        "field/clause/1.1/areas",
        r#"{"text":"旧的文字","at":"2036-11-23T10:32:00Z","revision":1}"#,
    );
    assert_eq!(opened_anew(), whole());
    page.until("the words without a place on the conflict list", || {
        conflicts(&page)
            .iter()
            .any(|text| text.contains("错放的文字"))
            .then_some(())
    });

    // Without its head in one place it opens from the other.
    page.script("localStorage.removeItem(arguments[0])", (key("head"), ""));
    assert_eq!(opened_anew(), whole());
    put("head", "{");
    assert_eq!(opened_anew(), whole());
    // Of two texts with the same sequence number neither is dropped.
    let record = page.script(
        "return localStorage.getItem(arguments[0])",
        (key("field/clause/1.1/areas"), ""),
    );
    let record = record.as_str().expect("a record").replace(AREA, "另一种写法");
    put("field/clause/1.1/areas", &record);
    let (_, areas) = opened_anew();
    let other = if areas == AREA { "另一种写法" } else { AREA };
    page.until("the other words on the conflict list", || {
        conflicts(&page).iter().any(|text| text == other).then_some(())
    });
}

/// SPEC J10
#[test]
fn a_draft_of_the_first_version_is_brought_up_to_date_after_a_backup() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    until_saved(&page);
    let id = id(&page);
    let prefix = format!("scoring-workbench/1/draft/{id}/");
    // The same draft as version 1 left it: no sequence numbers, and no journal.
    const AS_IT_WAS: &str = "const [prefix, fields] = arguments;
        const head = JSON.parse(localStorage.getItem(prefix + 'head'));
        delete head.lock;
        localStorage.setItem(prefix + 'head', JSON.stringify({ ...head, version: 1 }));
        for (const key of Object.keys(localStorage)) if (key.startsWith(prefix + 'field/')) localStorage.removeItem(key);
        for (const [address, text] of fields)
            localStorage.setItem(prefix + 'field/' + address, JSON.stringify({ text, at: '2026-10-01T08:00:00Z' }));
        localStorage.setItem(prefix + 'card', '1 28 self 2026-10-01T08:00:00Z ' + fields[0][1]);";
    let fields = json!([
        ["applicant", APPLICANT],
        ["clause/1.1/strengths", STRENGTH],
        ["clause/1.1/value", "60"]
    ]);
    page.go("#/");
    page.script(AS_IT_WAS, (prefix.as_str(), fields));
    let all = |store: &str| -> Vec<(String, Option<String>)> {
        journal(&page, store)
            .into_iter()
            .map(|(key, _)| (key, None))
            .collect()
    };
    for store in ["state", "history", "cards", "rubrics"] {
        put_in_journal(&page, store, &all(store));
    }
    let before: Vec<(String, String)> = pairs(&page.script("return Object.entries(localStorage)", ()))
        .into_iter()
        .filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), text)))
        .collect();
    page.reload();
    let card = page.text(".draft");
    assert!(card.contains(APPLICANT) && card.contains("已评 1/28"), "{card}");
    page.click_named(".draft a", "继续");
    page.until_shown("article[data-clause]");
    page.open_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    assert_eq!(page.value("[data-focus=value]"), "60");
    until_saved(&page);
    // Every record as it was is among the backups, under the version it had.
    let backups = journal(&page, "backups");
    for (address, text) in before {
        let kept = backups.iter().any(|(key, backup)| {
            key.starts_with(&format!("1/{id}/")) && key.ends_with(&format!("/{address}")) && *backup == text
        });
        assert!(kept, "{address} is not among {backups:?}");
    }
    let stored = page.kept();
    assert!(
        stored.contains(r#"version\":3"#) && stored.contains(r#"revision\":"#),
        "{stored}"
    );
    assert!(
        journal(&page, "history").len() >= 3,
        "the texts begin the history"
    );
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_shown("article[data-clause]");
    page.open_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
}

/// SPEC J11
#[test]
fn a_draft_of_a_newer_version_is_told_and_left_as_it_is() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let (id, place) = (id(&page), page.place());
    const NEWER: &str = "for (const key of Object.keys(localStorage)) if (key.endsWith('/head'))
        localStorage.setItem(key, JSON.stringify({ version: 99, everything: 'else' }))";
    page.go("#/");
    page.script(NEWER, ());
    put_in_journal(
        &page,
        "state",
        &[(
            format!("{id}/head"),
            Some(r#"{"version":99,"everything":"else"}"#.to_owned()),
        )],
    );
    let before = (page.kept(), journal(&page, "state"), journal(&page, "history"));
    page.go(&place);
    page.until_said(".notice.danger", "版本");
    page.until_said(".draft", APPLICANT);
    assert!(
        (page.kept(), journal(&page, "state"), journal(&page, "history")) == before,
        "a draft of a newer version was touched"
    );
}

/// Beneath a page: what it would hear from other windows waits until it is let go, and comes as it then stands.
pub(crate) const HELD: &str = "
if (!window.letGo) {
    let holding = true;
    const held = new Set();
    window.letGo = () => {
        holding = false;
        for (const key of held) dispatchEvent(new StorageEvent('storage', { key, newValue: localStorage.getItem(key) }));
    };
    addEventListener('storage', event => {
        if (!holding) return;
        held.add(event.key);
        event.stopImmediatePropagation();
    });
}";

/// SPEC J4, J15
#[test]
fn two_windows_that_type_in_one_field_at_once_lose_neither_text() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "起");
    until_saved(&page);
    let first = page.tab();
    let second = page.second_tab(&page.place());
    page.until_clause("1.1");
    // Neither hears of the other until both have written, as two people who type in the same moment.
    page.before_every_page(HELD);
    page.reload();
    page.until_clause("1.1");
    page.to_tab(&first);
    page.before_every_page(HELD);
    page.reload();
    page.until_clause("1.1");
    page.add(STRENGTHS, "第一个窗口写的");
    until_saved(&page);
    page.to_tab(&second);
    page.add(STRENGTHS, "第二个窗口写的");
    until_saved(&page);
    for tab in [&first, &second] {
        page.to_tab(tab);
        page.script("window.letGo()", ());
    }
    page.to_tab(&first);
    page.until("both windows to agree", || {
        let here = page.value(STRENGTHS);
        page.to_tab(&second);
        let there = page.value(STRENGTHS);
        page.to_tab(&first);
        (here == there).then_some(())
    });
    until_saved(&page);
    let agreed = page.value(STRENGTHS);
    page.to_tab(&second);
    page.until("both windows to agree", || {
        (page.value(STRENGTHS) == agreed).then_some(())
    });
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), agreed);
    let everywhere = format!("{agreed}{}", conflicts(&page).concat());
    for words in ["第一个窗口写的", "第二个窗口写的"] {
        assert!(everywhere.contains(words), "{words} is not in {everywhere}");
    }
}

/// SPEC J2, J3
#[test]
fn a_clock_that_was_set_back_decides_nothing() {
    const YEARS_AGO: &str = "const now = Date.now; Date.now = () => now() - 1e11;";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, "先写的");
    until_saved(&page);
    page.script(YEARS_AGO, ());
    page.add(STRENGTHS, "后写的");
    until_saved(&page);
    // A copy from before, with the later clock, is the older one all the same.
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "先写的后写的");
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "先写的后写的");
}

/// SPEC J7
#[test]
fn steps_are_taken_back_after_a_reload_and_after_a_crash() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    page.click(".bands .band:nth-of-type(3)");
    page.click_named(".picks .pick", "40");
    page.until_said(".clause-score", "40%");
    page.fill(AREAS, AREA);
    until_saved(&page);
    page.reload();
    page.until_clause("1.1");
    page.press_with(&[Key::Alt], 'u');
    page.until("the text to go", || page.value(AREAS).is_empty().then_some(()));
    until_saved(&page);
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_shown("article[data-clause]");
    page.open_clause("1.1");
    assert_eq!(page.value(AREAS), "");
    page.press_with(&[Key::Alt, Key::Shift], 'u');
    page.until("the text to be back", || {
        (page.value(AREAS) == AREA).then_some(())
    });
    for _ in 0..2 {
        page.press_with(&[Key::Alt], 'u');
    }
    page.until("the value to go", || {
        page.value("[data-focus=value]").is_empty().then_some(())
    });
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (STRENGTH.to_owned(), String::new())
    );
}

/// SPEC J13, P4
#[test]
fn a_draft_that_stands_in_the_page_alone_is_not_closed() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let first = page.place();
    let_fail(&page, "storage", "full");
    let_fail(&page, "journal", "full");
    page.add(STRENGTHS, STRENGTH);
    until_told(&page, "没有写入");
    // Neither another draft nor a new one takes its place.
    page.click_named(".masthead nav a", "开始");
    page.click_named(".way a", "开始自我评价");
    page.fill("#applicant-name", "第三供电所");
    page.choose("#rubric-choice", "公共服务卓越绩效评价准则");
    page.click_named("button[type=submit]", "开始评分");
    page.until_said(".notice.danger", "还有内容没有写入");
    page.until_said(".progress-who", APPLICANT);
    page.go(&first);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    let_fail(&page, "storage", "");
    let_fail(&page, "journal", "");
    until_saved(&page);
    see_no_lie(&page);
    page.click_named(".masthead nav a", "开始");
    page.begin_self_assessment("第三供电所");
    page.until_said(".progress-who", "第三供电所");
}

/// SPEC J14
#[test]
fn the_start_page_lists_and_removes_what_either_place_knows() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    let id = id(&page);
    page.go("#/");
    page.script("localStorage.clear()", ());
    page.reload();
    page.until_said(".draft", APPLICANT);
    page.click_named(".draft a", "继续");
    page.until_shown("article[data-clause]");
    page.open_clause("1.1");
    assert_eq!(page.value(STRENGTHS), STRENGTH);
    page.until("the draft in localStorage", || {
        page.kept().contains(STRENGTH).then_some(())
    });

    page.click_named(".masthead nav a", "开始");
    page.click_named(".draft button", "移除");
    page.click_named("dialog[open] button", "移除草稿");
    page.until("no draft", || (page.count(".draft") == 0).then_some(()));
    page.until("nothing left of it", || {
        let stores = ["cards", "state", "history", "tray"];
        let gone = stores
            .iter()
            .all(|store| journal(&page, store).iter().all(|(key, _)| !key.contains(&id)));
        (gone && !page.kept().contains(&id)).then_some(())
    });
    page.reload();
    page.until_shown("#open-files");
    assert_eq!(page.count(".draft"), 0);
}

/// SPEC P5, J1, J41
#[test]
fn a_crash_in_mid_composition_keeps_what_was_meant_before() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    page.fill(STRENGTHS, "已写");
    until_saved(&page);
    let compose = |letters: &str| {
        page.devtools(
            "Input.imeSetComposition",
            json!({ "text": letters, "selectionStart": letters.len(), "selectionEnd": letters.len() }),
        );
    };
    compose("hao");
    page.until("the letters in the field", || {
        (page.value(STRENGTHS) == "已写hao").then_some(())
    });
    until_told(&page, "正在输入的字还没有保存");
    page.devtools("Input.insertText", json!({ "text": "好" }));
    until_saved(&page);
    compose("xie");
    until_told(&page, "正在输入的字还没有保存");
    see_no_lie(&page);
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "已写好");
}

/// SPEC J17
#[test]
fn a_newer_page_may_take_the_journal_over_at_once() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    page.add(STRENGTHS, "甲");
    until_saved(&page);
    const NEWER: &str = "const done = arguments[arguments.length - 1];
        const asked = indexedDB.open('scoring-workbench', 7);
        asked.onblocked = () => done('blocked');
        asked.onsuccess = () => { asked.result.close(); done('open'); };";
    let outcome = page.script_later(NEWER, ());
    // Never does it have to wait until the other window is closed.
    assert_eq!(outcome, json!("open"));
    page.add(STRENGTHS, "乙");
    until_told(&page, "更新的版本");
    see_no_lie(&page);
    assert!(page.kept().contains("甲乙"));
}

/// SPEC P2, J9
#[test]
fn a_long_text_with_a_past_of_weeks_takes_one_letter_more() {
    const STEPS: usize = 5000;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let id = id(&page);
    let (long, place) = ("质".repeat(30_000), page.place());
    page.go("#/");
    put_a_past(&page, &id, STEPS, &long);
    page.go(&place);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), long);
    page.add(STRENGTHS, "量");
    until_saved(&page);
    see_no_lie(&page);
    let typing = page.script_later(TYPING, STRENGTHS);
    println!("milliseconds a letter at the end of 30,000: {typing}");
    let typed = page.value(STRENGTHS);
    assert!(typed.starts_with(&format!("{long}量")) && typed.ends_with('字'));
    until_saved(&page);
    see_no_lie(&page);
    // The history came down to its allowance, and the last words are in it.
    page.until_done("the history to be within its allowance", || {
        (journal(&page, "history").len() <= 4000 + 4).then_some(())
    });
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert!(page.value(STRENGTHS) == typed);
}

/// Types in a field and in a bare one with the same text, letter by letter until the page has drawn, and tells how
/// long the middle letter took.
const TYPING: &str = "const [css, done] = arguments;
    const bare = document.createElement('textarea');
    const time = async one => {
        one.focus();
        one.setSelectionRange(one.value.length, one.value.length);
        const times = [];
        for (let letter = 0; letter < 41; letter++) {
            const before = performance.now();
            document.execCommand('insertText', false, '字');
            one.scrollHeight;
            await new Promise(soon => setTimeout(soon));
            one.scrollHeight;
            times.push(performance.now() - before);
            await new Promise(soon => requestAnimationFrame(soon));
        }
        return times.sort((a, b) => a - b)[20].toFixed(1);
    };
    (async () => {
        const field = document.querySelector(css);
        bare.className = field.className;
        bare.value = field.value;
        field.after(bare);
        const plain = await time(bare);
        bare.remove();
        await new Promise(soon => setTimeout(soon));
        done({ page: await time(field), plain });
    })();";

/// Gives a draft a past of so many steps, ten minutes apart, the last of which is this text.
fn put_a_past(page: &Browser<'_>, id: &str, steps: usize, last: &str) {
    const FIELD: &str = "field/clause/1.1/strengths";
    let record = |revision: usize, text: &str| {
        json!({ "text": text, "at": "2026-11-01T08:00:00Z", "revision": revision }).to_string()
    };
    let history = (1..=steps).map(|step| {
        let text = if step == steps {
            last.to_owned()
        } else {
            format!("第{step}步")
        };
        let at = 1_790_000_000 + step * 600;
        let key = format!(
            "{id}/{:012}/window/{at}/{}/typed/clause/1.1/strengths",
            step + 10,
            text.chars().count()
        );
        (key, Some(record(step + 10, &text)))
    });
    put_in_journal(page, "history", &history.collect::<Vec<_>>());
    put_in_journal(
        page,
        "state",
        &[(format!("{id}/{FIELD}"), Some(record(steps + 10, last)))],
    );
}
