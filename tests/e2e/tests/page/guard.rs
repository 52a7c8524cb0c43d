//! The guard: old browsers learn which versions do, programs that do not start or die are reported, and what
//! this browser keeps can be taken out without them.

use std::fs;
use std::path::Path;

use e2e::browser::{Browser, Profile};
use e2e::files::items;
use e2e::site::Site;
use serde_json::{Value, json};
use wasmparser::{Validator, WasmFeatures};

use crate::screens::{AXE, everybody_can_use_it, faults_found};

fn no_program_runs(page: &Browser<'_>) {
    assert!(!page.shows("script[type=module]"), "a program is on its way");
    assert!(!page.shows("#start, #app"), "a program has started");
}

// What a browser may keep, as the drafts and their journal lay it out.

const STRENGTHS: &str = "甲、<b>不是标签</b>\n第二行";
const NEWER_STRENGTHS: &str = "甲、改过的一稿。";
const HALF: &str = "{\"text\":\"半截";

/// A record as the rescue file holds it.
fn record(from: &str, key: &str, value: impl Into<Value>) -> Value {
    json!({ "from": from, "key": key, "value": value.into() })
}

fn field(text: &str, at: &str) -> String {
    json!({ "text": text, "at": at, "revision": 3 }).to_string()
}

/// Three drafts, of which one is in both places, one in the database alone, and one is locked; and other records.
fn kept() -> Vec<Value> {
    let early = "2026-11-20T08:00:00Z";
    let first = |address: &str, value: String| {
        record(
            "localStorage",
            &format!("scoring-workbench/1/draft/aaa/{address}"),
            value,
        )
    };
    let head = json!({ "version": 1, "id": "aaa", "stage": "self", "created": early });
    vec![
        first("head", head.to_string()),
        first("card", format!("1 28 self {early} 第一小学")),
        first("field/applicant", field("第一小学", early)),
        first("field/clause/1.10/areas", field("乙", early)),
        first("field/clause/1.2/value", field("60", early)),
        first("field/clause/1.1/strengths", field(STRENGTHS, early)),
        first("field/clause/1.1/evidence", field("", early)),
        first("field/overall", HALF.to_owned()),
        record("localStorage", "scoring-workbench/1/language", "zh"),
        record("indexedDB/backups", "aaa/2026-11-20", "整份备份"),
        record(
            "indexedDB/cards",
            "bbb",
            "v2 12 open - 0 28 site 2026-11-22T08:00:00Z 第二医院 门诊",
        ),
        record("indexedDB/history", "aaa/2/field/overall", field("旧稿", early)),
        record("indexedDB/rubrics", "sha256:00", "{}"),
        record("indexedDB/state", "aaa/field/applicant", field("第一小学", early)),
        record(
            "indexedDB/state",
            "aaa/field/clause/1.1/strengths",
            field(NEWER_STRENGTHS, "2026-11-21T08:00:00Z"),
        ),
        record("indexedDB/state", "bbb/field/overview", field("概述", early)),
        // Nothing that a program of ours has written.
        record(
            "indexedDB/state",
            "bbb/field/overall",
            json!({ "strange": [1, 2] }),
        ),
        record(
            "indexedDB/state",
            "ccc/field/overview",
            json!({ "sealed": "b2theQ==" }).to_string(),
        ),
        record("indexedDB/tray", "2026/1", "一份被拒收的文件"),
    ]
}

/// Puts records where the programs put them. The database is made as they make it.
fn keep(page: &Browser<'_>, records: &[Value]) {
    const KEEP: &str = "
        const [records, done] = arguments;
        const stores = ['cards', 'state', 'history', 'rubrics', 'tray', 'backups'];
        for (const one of records) if (one.from === 'localStorage') localStorage.setItem(one.key, one.value);
        const opening = indexedDB.open('scoring-workbench', 1);
        opening.onupgradeneeded = () => stores.forEach(store => opening.result.createObjectStore(store));
        opening.onerror = () => done(String(opening.error));
        opening.onsuccess = () => {
            const writing = opening.result.transaction(stores, 'readwrite');
            for (const one of records) {
                const [, store] = one.from.split('/');
                if (store) writing.objectStore(store).put(one.value, one.key);
            }
            writing.oncomplete = () => { opening.result.close(); done(''); };
            writing.onabort = () => done(String(writing.error));
        };";
    assert_eq!(page.script_later(KEEP, (json!(records),)), "");
}

/// All that lies in the browser for the page, whoever put it there, in an order of its own.
fn everything_kept(page: &Browser<'_>) -> Value {
    const ALL: &str = "
        const done = arguments[0], all = Object.entries(localStorage).sort();
        indexedDB.databases().then(bases => {
            all.push(bases.map(one => one.name + one.version));
            if (!bases.length) return done(all);
            const opening = indexedDB.open('scoring-workbench');
            opening.onsuccess = () => {
                const stores = Array.from(opening.result.objectStoreNames);
                const reading = opening.result.transaction(stores);
                for (const store of stores) {
                    reading.objectStore(store).getAllKeys().onsuccess = event => all.push([store, event.target.result]);
                    reading.objectStore(store).getAll().onsuccess = event => all.push([store, event.target.result]);
                }
                reading.oncomplete = () => { opening.result.close(); done(all); };
            };
        });";
    page.script_later(ALL, ())
}

fn rescued(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).expect("the file is there");
    let file: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(file["format"], "scoring-workbench-rescue");
    assert_eq!(file["version"], 1);
    items(&file["records"]).to_vec()
}

fn in_order(mut records: Vec<Value>) -> Vec<Value> {
    records.sort_by_key(|record| format!("{} {}", record["from"], record["key"]));
    records
}

/// The id under which a record is listed: what follows `draft/` in localStorage, a key's first segment in the database.
fn group_of(record: &Value) -> &str {
    let key = record["key"].as_str().unwrap_or_default();
    let in_draft = key.strip_prefix("scoring-workbench/1/draft/");
    match (record["from"] == "localStorage", in_draft) {
        (true, None) => "-",
        (_, Some(key)) => first_segment(key),
        (false, None) => first_segment(key),
    }
}

fn first_segment(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}

/// A record as a person reads it: where it lies, its key, and its text.
fn as_text(record: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    format!(
        "{} {}\n{}",
        text(&record["from"]),
        text(&record["key"]),
        text(&record["value"])
    )
}

fn strings(value: &Value) -> Vec<String> {
    let texts = items(value).iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Unfolds all that the rescue lists, and waits until this text can be read there.
fn until_rescued(page: &Browser<'_>, text: &str) {
    page.until_shown("#download-all");
    page.script(
        "document.querySelectorAll('.rescued details').forEach(one => { one.open = true; })",
        (),
    );
    page.until(text, || {
        let texts = page.texts(".rescued dd");
        texts.iter().any(|one| one.contains(text)).then_some(())
    });
}

/// SPEC Z4, Z5, Z6
#[test]
fn rescue_hands_out_every_record_as_it_is_without_the_programs() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    rescue(&page);
    everybody_can_use_it(&page, "rescue");
    page.console_errors();
}

/// Fills the browser, takes everything out again, and sees that it still lies there as it was.
pub fn rescue(page: &Browser<'_>) {
    // The programs are not to be had, and are not missed.
    page.site().lose("_bg.wasm");
    page.visit("#/rescue");
    page.until_said("#rescue-state", "0 条记录");
    page.script("localStorage.setItem('somebody-else', 'x')", ());
    let kept = kept();
    keep(page, &kept);
    let before = everything_kept(page);
    page.reload();

    page.until_said("#rescue-state", &format!("{} 条记录", kept.len()));
    let mut groups: Vec<&str> = kept.iter().map(group_of).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut listed = page.texts(".rescued h2");
    listed.sort_unstable();
    assert_eq!(listed, groups);

    // Each record as it is, and nothing of what it means.
    page.click("[data-draft=aaa] summary");
    page.until_shown("[data-draft=aaa] dl");
    const TEXTS: &str = "return Array.from(document.querySelectorAll('[data-draft=aaa] dt'), one =>
        one.textContent + '\\n' + one.nextSibling.textContent)";
    let mut texts = strings(&page.script(TEXTS, ()));
    let mut wanted: Vec<String> = kept
        .iter()
        .filter(|record| group_of(record) == "aaa")
        .map(as_text)
        .collect();
    texts.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(texts, wanted);
    until_rescued(page, "{\"strange\":[1,2]}");

    for id in ["aaa", "bbb", "ccc"] {
        let file = page.download(|page| page.click(&format!("[data-draft={id}] button")));
        let own: Vec<Value> = kept
            .iter()
            .filter(|record| group_of(record) == id)
            .cloned()
            .collect();
        assert!(!own.is_empty());
        assert_eq!(in_order(rescued(&file)), in_order(own), "{id}");
    }
    let file = page.download(|page| page.click("#download-all"));
    assert_eq!(in_order(rescued(&file)), in_order(kept));

    assert_eq!(
        everything_kept(page),
        before,
        "reading has changed what lies there"
    );
    no_program_runs(page);
}

/// SPEC Z5
#[test]
fn rescue_makes_nothing_where_there_is_nothing() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.visit("#/rescue");
    page.until_said("#rescue-state", "0 条记录");
    assert_eq!(everything_kept(&page), json!([[]]));
    assert!(!page.shows("#download-all"));
    no_program_runs(&page);
}

/// SPEC Z6
#[test]
fn rescue_reads_thousands_of_records_and_past_those_that_cannot_be_read() {
    const MANY: usize = 5000;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.visit("#/rescue");
    page.until_said("#rescue-state", "0 条记录");
    let mut all: Vec<Value> = (0..MANY)
        .map(|at| {
            record(
                "indexedDB/history",
                &format!("ddd/{at}/field/overall"),
                field(&format!("第 {at} 稿"), "2026-11-20T08:00:00Z"),
            )
        })
        .collect();
    all.push(record("indexedDB/state", "ddd/field/overall", field("定稿", "")));
    keep(&page, &all);
    // One record whose bytes on the disk are gone.
    page.before_every_page(
        "const whole = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (key) {
            if (key === 'ddd/7/field/overall') throw new DOMException('its bytes are gone', 'DataError');
            return whole.call(this, key);
        };",
    );
    page.reload();
    page.until_said("[data-draft=ddd]", &format!("{} 条记录", MANY + 1));
    page.until_said("#found .note", "indexedDB/history 读不出来");
    page.until_said("#found .note", "its bytes are gone");
    let file = page.download(|page| page.click("#download-all"));
    let mut found = in_order(rescued(&file));
    let mut wanted = in_order(all);
    let lost = |records: &mut Vec<Value>| {
        let at = records
            .iter()
            .position(|one| one["key"] == "ddd/7/field/overall")
            .expect("it is named");
        records.remove(at)
    };
    assert_eq!(lost(&mut found)["unreadable"], "DataError: its bytes are gone");
    lost(&mut wanted);
    assert_eq!(found, wanted);
}

/// SPEC Z6
#[test]
fn rescue_says_which_storage_is_blocked() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(
        "const shut = { get() { throw new DOMException('shut', 'SecurityError'); } };
        Object.defineProperty(window, 'localStorage', shut);
        Object.defineProperty(window, 'indexedDB', shut);",
    );
    page.visit("#/rescue");
    page.until_said("#found .note", "localStorage");
    page.until_said("#found .note", "IndexedDB");
    page.until_said("#rescue-state", "0 条记录");
}

/// A draft with one text, and the place it is at.
fn draft_with(page: &Browser<'_>, text: &str) {
    page.begin_self_assessment("第七中学");
    page.until_clause("1.1");
    page.fill("[data-focus=strengths]", text);
    page.until_said(".state.started", "草稿");
}

/// SPEC Z1, Z2
#[test]
fn an_old_browser_is_told_which_versions_do_and_hands_out_its_drafts() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    draft_with(&page, "旧浏览器里的一句话。");
    page.close();

    let lacking = [
        ("delete window.WebAssembly;", "WebAssembly"),
        (
            "const all = WebAssembly.validate;
            WebAssembly.validate = module => module.length < 30 && !module.includes(111) && all(module);",
            "WebAssembly reference types",
        ),
        ("delete window.HTMLDialogElement;", "dialog"),
    ];
    for (script, lack) in lacking {
        let page = Browser::start_empty(&site, &profile);
        page.before_every_page(script);
        let before = site.asked().len();
        page.go("#/");
        for version in ["Chromium 97", "Firefox 102", "Safari 16"] {
            page.until_said("#oldest", version);
        }
        page.until_said("main p.small", lack);
        page.until_said("h1", "浏览器太旧");
        page.until_said("h1", "too old");
        everybody_can_use_it(&page, "old");
        no_program_runs(&page);
        let asked = site.asked().split_off(before);
        assert!(!asked.iter().any(|path| path.ends_with(".wasm")), "{asked:?}");

        page.click("main a");
        until_rescued(&page, "第七中学");
        until_rescued(&page, "旧浏览器里的一句话。");
        no_program_runs(&page);
    }
}

/// SPEC Z8
#[test]
fn a_policy_that_forbids_webassembly_is_told_as_that() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    draft_with(&page, "策略改变前的一句话。");
    // As a server or a proxy of an office adds it to every page.
    site.send_policy("script-src 'self'");
    page.visit("#/rescue");
    page.visit("#/");
    page.until_said("h1", "安全策略禁止 WebAssembly");
    page.until_said("h1", "policy forbids WebAssembly");
    page.until_said("main", "这不是网络问题");
    page.until_said("main", "wasm-unsafe-eval");
    page.until_said("#oldest", "Chromium 97");
    everybody_can_use_it(&page, "forbidden");
    no_program_runs(&page);
    assert!(!page.text("main").contains("太旧"));
    page.click("main a");
    until_rescued(&page, "策略改变前的一句话。");
    // What the policy refused stands in the console.
    page.console_errors();
    site.send_policy("");
    page.click(".guard .row a");
    page.until_shown(".ways");
}

/// What every engine had before it had reference types (DESIGN.md, "Which browsers"): whoever has these has those.
const OLDER: [WasmFeatures; 4] = [
    WasmFeatures::FLOATS,
    WasmFeatures::SIGN_EXTENSION,
    WasmFeatures::SATURATING_FLOAT_TO_INT,
    WasmFeatures::BULK_MEMORY,
];

/// The second is what this validator calls the types themselves.
const REFERENCE_TYPES: WasmFeatures = WasmFeatures::REFERENCE_TYPES.union(WasmFeatures::GC_TYPES);

fn is_valid(module: &[u8], features: WasmFeatures) -> bool {
    Validator::new_with_features(features)
        .validate_all(module)
        .is_ok()
}

/// SPEC Z1
#[test]
fn the_guard_asks_for_what_the_build_uses_and_for_nothing_else() {
    let site = Site::serve();
    let guard = site.file("guard.js");
    let list = guard
        .split_once("var REFERENCE_TYPES = [")
        .expect("the module stands in guard.js")
        .1;
    let list = list.split(']').next().expect("its end");
    let module: Vec<u8> = list
        .split(", ")
        .map(|byte| byte.parse().expect("a byte"))
        .collect();
    let older = OLDER.into_iter().fold(WasmFeatures::empty(), WasmFeatures::union);
    assert!(is_valid(&module, REFERENCE_TYPES), "the module is no module");
    assert!(
        !is_valid(&module, older),
        "the module does not need reference types"
    );
    let built = site.files("_bg.wasm");
    assert!(!built.is_empty());
    for path in built {
        let wasm = fs::read(&path).expect("a built file");
        let path = path.display();
        assert!(
            is_valid(&wasm, older | REFERENCE_TYPES),
            "{path} needs what guard.js does not ask for"
        );
        assert!(
            !is_valid(&wasm, older),
            "{path} needs no reference types: browsers are turned away for nothing"
        );
    }
}

/// SPEC Z1
#[test]
fn the_guard_is_written_for_very_old_browsers() {
    let guard = Site::serve().file("guard.js");
    let code: String = guard
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    for young in ["=>", "`", "?.", "??", "...", "innerHTML", "eval(", ".style"] {
        assert!(!code.contains(young), "{young} stands in guard.js");
    }
    for young in ["let ", "const ", "class ", "async ", "await "] {
        let found = code.lines().find(|line| line.trim_start().starts_with(young));
        assert_eq!(found, None);
    }
}

/// SPEC Z3, Z9
#[test]
fn programs_that_do_not_start_are_reported_and_the_waiting_line_goes() {
    // Over plain http, where no service worker has the files that the server has lost.
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    let script = site
        .files(".js")
        .into_iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .find(|name| name.starts_with("start-"))
        .expect("the start program has a script");
    for lost in ["_bg.wasm", script.as_str()] {
        site.lose(lost);
        page.visit("#/rescue");
        page.script("location.hash = '#/'", ());
        page.until_said("#not-started", "没有启动");
        page.until_said("#not-started", "did not start");
        page.until_said("#not-started", &format!("{lost}: 404"));
        assert!(page.truth("return !document.getElementById('waiting').checkVisibility()"));
        page.script(AXE, ());
        assert_eq!(faults_found(&page), Vec::<String>::new());
        page.click("#not-started a");
        page.until_said("#rescue-state", "0 条记录");
        site.lose("");
        page.click(".guard .row a");
        page.until_shown(".ways");
    }
    // A page to log in at, as some networks answer with, in place of the program.
    site.disguise("_bg.wasm");
    page.visit("#/rescue");
    page.script("location.hash = '#/'", ());
    page.until_said("#not-started", "_bg.wasm: 200 text/html");
    site.disguise("");
    page.reload();
    // A desk, on the way to a place that needs it.
    site.lose("_bg.wasm");
    page.script("location.hash = '#/secretariat'", ());
    page.until_said("#not-started", "没有启动");
    assert!(
        page.truth("return !document.getElementById('start').checkVisibility()"),
        "the way on is said to be open"
    );
    site.lose("");
    page.reload();
    page.until_shown("#import-files");
    page.until_ready();
    page.console_errors();
}

/// SPEC Z3
#[test]
fn a_program_that_takes_long_is_said_to_take_long() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(
        "const usual = window.fetch;
        window.fetch = (...asked) => new Promise(answer => { window.answerNow = () => answer(usual(...asked)); });",
    );
    page.visit("#/");
    page.until_said("#slow", "比平常慢");
    page.script("window.answerNow()", ());
    page.until_shown(".ways");
    page.until("the remark to go", || (!page.shows("#slow")).then_some(()));
}

/// SPEC Z3
#[test]
fn errors_of_others_do_no_harm() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    // One while the program is on its way; it starts all the same, and the page takes back what it feared.
    page.before_every_page(
        "document.addEventListener('DOMContentLoaded', () => {
            dispatchEvent(new ErrorEvent('error', { error: new Error('an extension') }));
            window.feared = !!document.getElementById('not-started');
        });",
    );
    page.go("#/");
    page.until_shown(".ways");
    assert!(page.truth("return window.feared"), "the test tests nothing");
    page.until("the fear to go", || (!page.shows("#not-started")).then_some(()));
    page.script(
        "setTimeout(() => { throw new Error('an extension'); });
        Promise.reject(new TypeError('an extension'));
        document.body.appendChild(new Image()).src = 'not-there.png';",
        (),
    );
    page.until("the picture to fail", || {
        site.asked().contains(&"not-there.png".to_owned()).then_some(())
    });
    draft_with(&page, "照常继续。");
    assert!(!page.shows("#fatal:not([hidden])"));
    let errors = page.console_errors();
    assert!(
        errors.iter().any(|error| error.contains("an extension")),
        "{errors:?}"
    );
}

/// The ways to die that are tried, as scripts that make the next act in the open draft the last.
const DEATHS: [(&str, &str); 2] = [
    // Something that the program asks the browser throws where nobody expects it.
    (
        "an import that throws",
        "Object.defineProperty(HTMLTextAreaElement.prototype, 'scrollHeight', { get() { throw new Error('it broke'); } });",
    ),
    // WebAssembly itself stops, as it does after a panic.
    (
        "a trap",
        "const body = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 97, 0, 0, 10, 5, 1, 3, 0, 0, 11);
        const trap = new WebAssembly.Instance(new WebAssembly.Module(body)).exports.a;
        document.querySelector('[data-focus=areas]').addEventListener('input', () => trap());",
    ),
];

/// SPEC Z3
#[test]
fn a_program_that_dies_says_so_and_what_was_written_is_whole() {
    let site = Site::serve();
    for (name, death) in DEATHS {
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        // A script that the driver itself runs would be a stranger, whose errors tell nothing.
        page.before_every_page(&format!("window.breakNow = () => {{ {death} }};"));
        page.go("#/");
        draft_with(&page, "先前写好的一句话。");
        page.script("window.breakNow()", ());
        page.add("[data-focus=areas]", "最");
        page.until_said("#fatal:not([hidden])", "已停止");
        page.until_said("#fatal", "stopped on an error");
        page.script(AXE, ());
        assert_eq!(faults_found(&page), Vec::<String>::new(), "{name}");
        assert!(
            page.truth("return document.querySelector('[data-focus=areas]').readOnly"),
            "{name}: one can go on typing into a dead page"
        );
        page.picture("died");
        page.console_errors();

        // The way to the rescue, and back.
        let place = page.place();
        page.click("#fatal a");
        until_rescued(&page, "第七中学");
        page.go(&place);
        page.until_clause("1.1");
        assert_eq!(
            page.value("[data-focus=strengths]"),
            "先前写好的一句话。",
            "{name}"
        );
    }
}

/// SPEC Z3
#[test]
fn a_panic_is_a_death() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    draft_with(&page, "先前写好的一句话。");
    // The drawing of pages takes it for granted that elements can be made; once they cannot.
    page.script(
        "const whole = Document.prototype.createElement;
        Document.prototype.createElement = function () {
            Document.prototype.createElement = whole;
            throw new DOMException('no more', 'OperationError');
        };",
        (),
    );
    page.click_named(".progress-tools a", "总览与导出");
    page.until_said("#fatal:not([hidden])", "已停止");
    // The panic's own words are kept for whoever mends it.
    page.until_said("#fatal-detail", "panicked at");
    page.console_errors();
    page.click("#fatal button");
    page.until_shown(".overview");
    page.go(&page.place().replace("overview", "clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(page.value("[data-focus=strengths]"), "先前写好的一句话。");
}

/// SPEC Z3
#[test]
fn what_a_panic_shows_gets_its_ways_out() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    draft_with(&page, "先前写好的一句话。");
    // As src/app/browser/fatal.rs does it, with a trap that somebody swallows.
    page.script("document.getElementById('fatal').removeAttribute('hidden')", ());
    page.until_shown("#fatal button");
    page.click("#fatal a");
    until_rescued(&page, "第七中学");
}
