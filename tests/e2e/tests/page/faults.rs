//! Crashes and failing storage: what the page calls saved is on the disk, and what it says is true.
//!
//! Two things go beneath the page before it starts. The witness hears which transactions the disk has acknowledged,
//! and holds every field against them whenever the page says that it is saved. The faults make either storage fail.

use std::collections::BTreeMap;
use std::time::Duration;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::{Value, json};
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
        if (this.name === 'state' && key.includes('/field/')) this.transaction.texts[idOf(key)] = JSON.parse(text).text;
        if (journal === 'silent') one.addEventListener('success', event => event.stopImmediatePropagation());
        return one;
    };
    const commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
        return faults.journal === 'aborts' ? this.abort() : commit.apply(this, arguments);
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
            if (one && durable[id] !== one.value) lies.push([state, id, one.value, durable[id]]);
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
fn begin_beneath<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = Browser::start_empty(site, profile);
    page.before_every_page(BENEATH);
    page.go("#/");
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    until_saved(&page);
    page
}

/// Makes a storage fail in this way, or work again: `journal` or `storage`.
fn let_fail(page: &Browser<'_>, place: &str, how: &str) {
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
fn until_told(page: &Browser<'_>, words: &str) {
    page.until(&format!("the state {words}"), || {
        page.written_state().contains(words).then_some(())
    });
    if !words.contains("已保存") {
        let state = page.written_state();
        assert!(!state.contains("已保存"), "{state} says too much");
    }
}

/// Numbers without any order, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
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
    let mut chance = Chance(seed);
    let kills = kills();
    let mut page = begin(&site, &profile);
    until_saved(&page);
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    let (mut letters, mut claims) = (0, 0);
    for run in 1..=kills {
        let clause = CLAUSES[usize::try_from(chance.below(3)).expect("small")];
        page.open_clause(clause);
        let clause = clause.replace('.', "-");
        let delay = Duration::from_millis(100 + chance.below(2400));
        let end = page.crash_after(delay);
        let mut saved: BTreeMap<String, String> = BTreeMap::new();
        'typing: loop {
            let item = if chance.below(3) == 0 {
                "areas"
            } else {
                "strengths"
            };
            let field = format!("f-clause-{clause}-{item}");
            if page.script_if_alive(AT_THE_END, field.as_str()).is_none() {
                break;
            }
            for _ in 0..=chance.below(8) {
                let word = WORDS[usize::try_from(chance.below(6)).expect("small")];
                typed.entry(field.clone()).or_default().push_str(word);
                letters += 1;
                if !page.press_if_alive(word) {
                    break 'typing;
                }
                for _ in 0..chance.below(4) {
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
        assert_eq!(tray(&page).len(), 0, "a crash orders everything");
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
fn journal(page: &Browser<'_>, store: &str) -> Vec<(String, String)> {
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
fn put_in_journal(page: &Browser<'_>, store: &str, records: &[(String, Option<String>)]) {
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

/// The texts that wait in the tray.
fn tray(page: &Browser<'_>) -> Vec<String> {
    let records = journal(page, "tray").into_iter();
    let texts = records.map(|(_, record)| {
        let record: Value = serde_json::from_str(&record).expect("a record");
        record["text"].as_str().unwrap_or_default().to_owned()
    });
    texts.collect()
}

/// The id of the draft on the screen.
fn id(page: &Browser<'_>) -> String {
    page.place().split('/').nth(2).expect("an id").to_owned()
}

/// SPEC J1, J12
#[test]
fn while_the_journal_fails_the_page_says_so_and_recovers_by_itself() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    let mut whole = String::new();
    for (how, told) in [
        ("full", "空间已满"),
        ("broken", "正在重试"),
        ("aborts", "空间已满"),
        ("silent", "没有回应"),
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
        until_saved(&page);
        see_no_lie(&page);
    }
    page.crash();
    let page = Browser::start(&site, &profile);
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), whole);
}

/// SPEC J12, P4
#[test]
fn while_nothing_can_be_written_it_is_said_and_what_works_first_is_used() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin_beneath(&site, &profile);
    for (storage, journal) in [("full", "full"), ("blocked", "broken"), ("full", "silent")] {
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
    // The browser's own limit, below what the page has already.
    let quota = |size: Value| {
        page.devtools(
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": site.origin(), "quotaSize": size }),
        );
    };
    quota(json!(1));
    page.add(STRENGTHS, "三年由 41% ");
    until_told(&page, "已写入本浏览器");
    until_told(&page, "空间已满");
    let_fail(&page, "storage", "full");
    page.add(STRENGTHS, "升到 78%");
    until_told(&page, "没有写入：本浏览器的空间已满");
    see_no_lie(&page);
    page.devtools(
        "Storage.overrideQuotaForOrigin",
        json!({ "origin": site.origin() }),
    );
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

/// SPEC J12
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
