//! Keeping a draft: its versions, copies elsewhere, a lock, its removal, and the test of the browser.

use std::fs;
use std::time::Duration;

use e2e::browser::{Browser, Profile};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::drafts::{APPLICANT, STRENGTHS, begin, until_saved};
use crate::screens::everybody_can_use_it;

const FIRST: &str = "连续三年公布服务承诺兑现率。每季度核对一次。";
const SECOND: &str = "连续四年公布服务承诺兑现率。每季度核对一次。";
const THIRD: &str = "连续五年公布服务承诺兑现率。每季度核对一次。";
pub(crate) const PASSPHRASE: &str = "月台评审七号门前";

#[track_caller]
pub(crate) fn open_history(page: &Browser<'_>) {
    page.click(".progress-saved a");
    page.until_shown(".history .version");
}

/// Everything that the browser keeps for the page, in both places, as one text.
pub(crate) fn everything_kept(page: &Browser<'_>) -> String {
    const JOURNAL: &str = "const done = arguments[arguments.length - 1];
        const open = indexedDB.open('scoring-workbench');
        open.onsuccess = () => {
            const found = [];
            const names = Array.from(open.result.objectStoreNames);
            const reading = open.result.transaction(names);
            for (const name of names) {
                const asked = reading.objectStore(name).openCursor();
                asked.onsuccess = () => {
                    const at = asked.result;
                    if (!at) return;
                    found.push(name + ' ' + at.key + ' ' + at.value);
                    at.continue();
                };
            }
            reading.oncomplete = () => { open.result.close(); done(found.join('\\n')); };
        };";
    let journal = page.script_later(JOURNAL, ());
    format!("{}\n{}", page.kept(), journal.as_str().expect("a text"))
}

/// SPEC J8
#[test]
fn an_older_version_shows_what_it_says_and_comes_back() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, FIRST);
    until_saved(&page);
    // A later sitting: the clock of the page goes on by an hour.
    page.script("const now = Date.now; Date.now = () => now() + 3600 * 1000;", ());
    page.click("article h1");
    page.fill(STRENGTHS, SECOND);
    page.fill("[data-focus=areas]", "缺少同业比较。");
    until_saved(&page);
    open_history(&page);
    assert_eq!(page.count(".version"), 2);
    page.click(".version:nth-of-type(1) button");
    page.until_said(".version-shown", "这个版本和现在一样");
    page.click(".version:nth-of-type(2) button");
    page.until_said(".version-shown", "有 2 栏不同");
    let gone = page.texts(".changed del").join("|");
    let new = page.texts(".changed ins").join("|");
    assert_eq!((gone.as_str(), new.as_str()), ("三", "四|缺少同业比较。"));

    // One field alone, then everything, and each can be taken back.
    page.click_named(".changed button", "恢复这一栏");
    page.until_said(".notice.good", "已找回 1 栏");
    until_saved(&page);
    page.click_named(".neighbours button, .progress-tools button", "撤销");
    page.until_clause("1.1");
    page.until("the newer words", || {
        (page.value(STRENGTHS) == SECOND).then_some(())
    });
    open_history(&page);
    let last = page.count(".version");
    page.click(&format!(".version:nth-of-type({last}) button"));
    page.click_named(".version-shown button", "把这些栏都恢复到那时");
    page.until_said(".notice.good", "已找回 2 栏");
    until_saved(&page);
    page.reload();
    page.until_shown(".history .version");
    page.until_said(".versions", "找回较早的版本");
    let id = page.place().split('/').nth(2).expect("an id").to_owned();
    page.go(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(
        (page.value(STRENGTHS), page.value("[data-focus=areas]")),
        (FIRST.to_owned(), String::new())
    );
}

/// SPEC J22
#[test]
fn an_unfinished_review_goes_on_at_another_machine_from_its_copy() {
    let site = Site::serve();
    let (first, second) = (Profile::fresh(), Profile::fresh());
    let bundle = site.file("example/award.ndjson");
    let page = Browser::start(&site, &first);
    let file = first.file("application.json", bundle.lines().next().unwrap_or_default());
    page.begin_review(&file, Stage::Site, "陈立");
    page.until_clause("1.1");
    page.fill(STRENGTHS, FIRST);
    page.fill("[data-focus=value]", "5");
    until_saved(&page);
    let words = page.text(".applicant-words");
    open_history(&page);
    page.until_said(".copy-age", "还没有导出过副本");
    let copy = page.download(|page| page.click_named("button", "导出草稿副本"));
    page.confirm_file();
    page.until_said(".copy-age", "之后没有改动");
    let text = fs::read_to_string(&copy).expect("a file");
    let read: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(read["kind"], "draft");
    let own = page.place().split('/').nth(2).expect("an id").to_owned();
    // The applicant's words are in it, and none of the scores that the applicant's own file has.
    let is_scored = |text: &str| {
        ["percent", "points", "components"]
            .iter()
            .any(|unit| text.contains(&format!("\"{unit}\"")))
    };
    assert!(is_scored(bundle.lines().next().unwrap_or_default()));
    assert!(
        read["payload"]["reading"]["overview"].is_string() && !is_scored(&text),
        "{text}"
    );
    // What is typed later is not in it.
    page.go(&format!("#/draft/{own}/clause/1.1"));
    page.until_clause("1.1");
    page.fill("[data-focus=areas]", "这一句在副本之后。");
    until_saved(&page);
    open_history(&page);
    page.until_said(".copy-age", "之后又有改动");
    page.click_named(".masthead nav a", "开始");
    page.until_said(".draft", "最近导出");
    page.close();

    let page = Browser::start(&site, &second);
    page.choose_files("#open-files", std::slice::from_ref(&copy));
    // The first clause without a value.
    page.until_clause("1.2");
    page.open_clause("1.1");
    page.until("the words", || (page.value(STRENGTHS) == FIRST).then_some(()));
    assert_eq!(page.value("[data-focus=value]"), "5");
    assert_eq!(page.text(".applicant-words"), words);
    assert_eq!(page.value("[data-focus=areas]"), "");
    let other = page.place().split('/').nth(2).expect("an id").to_owned();
    assert_ne!(other, own, "a draft of its own");
    page.fill(STRENGTHS, SECOND);
    until_saved(&page);
    open_history(&page);
    page.until_said(".copy-age", "还没有导出过副本");
}

/// Changes the draft that is open, and takes a copy of it to carry elsewhere.
fn carry(page: &Browser<'_>, texts: &[(&str, &str)]) -> std::path::PathBuf {
    for (field, text) in texts {
        page.fill(field, text);
    }
    until_saved(page);
    open_history(page);
    let copy = page.download(|page| page.click_named("button", "导出草稿副本"));
    page.confirm_file();
    copy
}

/// SPEC A19, A20, P13
#[test]
fn a_copy_carried_between_two_computers_is_merged() {
    const AREAS: &str = "#f-clause-1-1-areas";
    const EVIDENCE: &str = "#f-clause-1-1-evidence";
    let site = Site::serve();
    let (first, second) = (Profile::fresh(), Profile::fresh());
    let page = begin(&site, &first);
    let place = page.place();
    let copy = carry(&page, &[(STRENGTHS, FIRST), (AREAS, "夜间急诊没有统计。")]);
    page.close();

    let page = Browser::start(&site, &second);
    page.choose_files("#open-files", std::slice::from_ref(&copy));
    page.until_clause("1.1");
    let back = carry(&page, &[(STRENGTHS, SECOND), (AREAS, "夜间急诊按月统计。")]);
    page.close();

    let page = Browser::start(&site, &first);
    page.go(&place);
    page.until_clause("1.1");
    page.fill(AREAS, "夜间急诊按周统计。");
    page.fill(EVIDENCE, "统计台账");
    until_saved(&page);
    page.click_named(".masthead nav a", "开始");
    page.choose_files("#open-files", std::slice::from_ref(&back));
    page.until_shown("#merge-title");
    assert_eq!(page.count(".merge-choice"), 1);
    assert_eq!(page.count("[aria-labelledby='merge-taken-title'] .changed"), 1);
    page.until_said(".merge .changed ins", "四");
    page.until_said(".merge-kept summary", "1 栏");
    page.click(".merge-kept summary");
    page.until_said(".merge-kept", "统计台账");
    everybody_can_use_it(&page, "merge");
    // Nothing is merged before a side is chosen; one who chooses keeps the focus where it is.
    page.click("[data-act=merge]");
    page.until_said(".notice.danger", "还有没选的");
    page.click(".merge-side:nth-of-type(2) input");
    assert!(page.truth("return document.activeElement.type === 'radio' && document.activeElement.checked"));
    page.click("[data-act=merge]");
    page.until_said(".notice.good", "已并入文件里的 2 栏");
    page.go(&place);
    page.until_clause("1.1");
    page.until("the merged texts", || {
        let texts = [STRENGTHS, AREAS, EVIDENCE].map(|field| page.value(field));
        (texts == [SECOND, "夜间急诊按月统计。", "统计台账"]).then_some(())
    });
    // The state before is in the history.
    until_saved(&page);
    open_history(&page);
    page.until_said(".versions", "并入文件");
    page.click(".version:nth-of-type(2) button");
    // What it says otherwise than now is marked letter by letter.
    page.until_said(".version-shown", "周");
}

/// After so long the page has looked once more whether the copy in the folder is out of date.
const A_LOOK: Duration = Duration::from_secs(70);

/// A folder of the browser's own stands in for the one that a person chooses: everything but the question is real.
const OWN_FOLDER: &str = "window.showDirectoryPicker = () => navigator.storage.getDirectory();";

/// SPEC J23
#[test]
fn copies_go_to_a_folder_and_failures_are_said() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(OWN_FOLDER);
    page.hold_time();
    page.go("#/");
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.fill(STRENGTHS, FIRST);
    until_saved(&page);
    open_history(&page);
    page.click_named("button", "选择文件夹……");
    page.until_said(".history", "自动副本写在");
    const FILES: &str = "const done = arguments[arguments.length - 1];
        (async () => {
            const found = [];
            const folder = await navigator.storage.getDirectory();
            for await (const [name, file] of folder.entries()) found.push([name, await (await file.getFile()).text()]);
            return found;
        })().then(done, () => done([]));";
    // While the browser still writes, a file beside the copy may go away under the reading.
    let files = || -> Vec<(String, String)> {
        let found = page.script_later(FILES, ());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let found = e2e::files::items(&found).iter();
        found.map(|file| (text(&file[0]), text(&file[1]))).collect()
    };
    let (name, text) = page.until("the copy", || match files().as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    });
    assert!(name.contains(APPLICANT) && name.ends_with(".json"), "{name}");
    assert!(text.contains(FIRST), "{text}");
    // The same day the same file is brought up to date.
    let id = page.place().split('/').nth(2).expect("an id").to_owned();
    page.go(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    page.fill(STRENGTHS, SECOND);
    until_saved(&page);
    open_history(&page);
    page.until_said(".copy-age", "之后又有改动");
    page.pass(A_LOOK);
    page.until("the copy to be brought up to date by itself", || {
        let files = files();
        (files.len() == 1 && files[0].1.contains(SECOND)).then_some(())
    });
    page.until_said(".copy-age", "之后没有改动");
    // What has not changed is not written again, and on another day there is another file.
    page.pass(Duration::from_hours(24));
    page.go(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    assert_eq!(files().len(), 1);
    page.fill(STRENGTHS, THIRD);
    until_saved(&page);
    page.pass(A_LOOK);
    page.until("the copy of the next day", || {
        let files = files();
        let holds = |words: &str| files.iter().filter(|(_, text)| text.contains(words)).count();
        (files.len() == 2 && holds(SECOND) == 1 && holds(THIRD) == 1).then_some(())
    });
    open_history(&page);
    // The folder is gone, like a stick that was pulled out.
    page.script(
        "FileSystemDirectoryHandle.prototype.getFileHandle = () => Promise.reject(new DOMException('gone', 'NotFoundError'));",
        (),
    );
    page.click_named("button", "现在写一份");
    page.until_said(".history .fault", "没有写进文件夹");
}

/// SPEC J18
#[test]
fn a_delivered_draft_is_wiped_with_all_that_is_left_of_it() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, FIRST);
    until_saved(&page);
    let id = page.place().split('/').nth(2).expect("an id").to_owned();
    assert!(everything_kept(&page).contains(&id));
    open_history(&page);
    page.click_named("button", "清除这份草稿……");
    page.until_said("dialog[open]", "不能恢复");
    page.click_named("dialog[open] button", "保留草稿");
    page.click_named("button", "清除这份草稿……");
    page.click_named("dialog[open] button", "清除");
    page.until_said(".notice.good", "已从这台电脑清除");
    page.until_shown(".empty");
    // But that it was removed, so that no window brings it back.
    let removed = format!("backups removed/{id} ");
    page.until("nothing to be left", || {
        let kept = everything_kept(&page);
        let mut lines = kept.lines().filter(|line| !line.starts_with(&removed));
        lines
            .all(|line| !line.contains(&id) && !line.contains(FIRST))
            .then_some(())
    });
}

/// SPEC J19
#[test]
fn the_browser_is_tested_and_left_as_it_was() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, FIRST);
    until_saved(&page);
    page.click_named(".masthead nav a", "开始");
    page.click_named("a", "检查我的浏览器");
    page.until_said(".figures", APPLICANT);
    // In the order of the texts: the browser lists what it keeps in an order of its own.
    let sorted = || {
        let kept = everything_kept(&page);
        let pieces = kept
            .split([',', '\n'])
            .map(|piece| piece.trim_matches(['[', ']']));
        let mut pieces: Vec<String> = pieces.map(str::to_owned).collect();
        pieces.sort();
        pieces
    };
    let before = sorted();
    page.click_named("button", "开始检查");
    page.until_said(".browser-test-findings", "原样读出");
    page.until_said(".browser-test .notice", "只要这不是隐私窗口，内容会保存在硬盘上");
    page.until_said(".browser-test-findings", "看不出来");
    assert_eq!(sorted(), before, "the test has left something");

    // Without a journal, and then without anything, it does not call the browser fit.
    page.script(
        "IDBDatabase.prototype.transaction = () => { throw new DOMException('no', 'QuotaExceededError'); };",
        (),
    );
    page.click_named("button", "开始检查");
    page.until_said(".browser-test .notice", "不太可靠");
    page.script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };",
        (),
    );
    page.click_named("button", "开始检查");
    page.until_said(".browser-test .notice", "不要在这里工作");
}

/// Puts a lock on the open draft, on its page of keeping.
pub(crate) fn lock(page: &Browser<'_>) {
    page.fill("#new-passphrase", PASSPHRASE);
    page.fill("#same-passphrase", "另外一句口令");
    page.click(".passphrase button");
    page.until_said("#new-passphrase-fault", "两遍写得不一样");
    page.fill("#same-passphrase", PASSPHRASE);
    page.click(".passphrase button");
    page.until_shown("#idle");
    page.until_said(".notice.good", "已加锁");
}

/// SPEC J20
#[test]
fn a_locked_draft_is_kept_and_read_by_nobody_without_its_passphrase() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, FIRST);
    until_saved(&page);
    open_history(&page);
    lock(&page);
    let id = page.place().split('/').nth(2).expect("an id").to_owned();
    let readable = |kept: &str| {
        [FIRST, SECOND, APPLICANT]
            .iter()
            .any(|words| kept.contains(words))
    };
    page.until("nothing to be readable", || {
        (!readable(&everything_kept(&page))).then_some(())
    });

    // Saving, undo and history go on; the crash of the browser costs nothing.
    page.go(&format!("#/draft/{id}/clause/1.1"));
    page.until_clause("1.1");
    page.fill(STRENGTHS, SECOND);
    until_saved(&page);
    assert!(
        !readable(&everything_kept(&page)),
        "something typed after the lock can be read"
    );
    page.crash();

    let page = Browser::start(&site, &profile);
    page.until_said(".draft", "已加锁的草稿");
    assert!(!page.text("main").contains(APPLICANT));
    page.click_named(".draft a", "继续");
    page.until_shown("#passphrase");
    assert_eq!(page.count("textarea"), 0);
    page.fill("#passphrase", "这句口令不对");
    page.press_key(Key::Enter);
    page.until_said("#passphrase-fault", "口令不对");
    page.fill("#passphrase", PASSPHRASE);
    page.press_key(Key::Enter);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), SECOND);
    page.click_named(".progress-tools button", "撤销");
    page.until("the words before", || {
        (page.value(STRENGTHS) == FIRST).then_some(())
    });
    until_saved(&page);

    // Another passphrase, and then none.
    open_history(&page);
    page.click_named("button", "更换口令");
    page.fill("#new-passphrase", "换了一句新的口令");
    page.fill("#same-passphrase", "换了一句新的口令");
    page.click(".passphrase button");
    page.until_said(".notice.good", "口令已更换");
    page.reload();
    page.until_shown("#passphrase");
    page.fill("#passphrase", PASSPHRASE);
    page.press_key(Key::Enter);
    page.until_said("#passphrase-fault", "口令不对");
    page.fill("#passphrase", "换了一句新的口令");
    page.press_key(Key::Enter);
    page.until_shown("#idle");
    page.click_named("button", "取消加锁");
    page.until_said(".notice.good", "已取消加锁");
    page.reload();
    page.until_shown(".history .version");
    assert!(everything_kept(&page).contains(FIRST));
}

/// Unlocks the draft whose passphrase is asked for.
fn unlock(page: &Browser<'_>) {
    page.until_shown("#passphrase");
    page.fill("#passphrase", PASSPHRASE);
    page.press_key(Key::Enter);
}

/// Begins a self-assessment in a page whose time goes on when the test says so; gives the place of its first clause.
fn begin_while_time_is_held(page: &Browser<'_>) -> String {
    page.hold_time();
    page.go("#/");
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    until_saved(page);
    page.place()
}

/// SPEC J21
#[test]
fn a_locked_draft_locks_itself_when_nobody_is_there() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    let clause = begin_while_time_is_held(&page);
    open_history(&page);
    let keeping = page.place();
    lock(&page);
    page.click_named("button", "现在锁上");
    unlock(&page);
    let mut typed = FIRST.to_owned();
    for minutes in [5, 15] {
        page.go(&keeping);
        page.until_shown("#idle");
        page.choose("#idle", &format!("{minutes} 分钟"));
        page.go(&clause);
        page.until_clause("1.1");
        // Nobody waits for it to be saved.
        page.fill(STRENGTHS, &typed);
        // The page hears of what hands did at its next look, and the time begins with that.
        page.pass(LOOK);
        let almost = Duration::from_mins(minutes) - 2 * LOOK;
        page.pass(almost);
        assert_eq!(page.clause().as_deref(), Some("1.1"), "before {minutes} minutes");
        typed.push('又');
        page.add(STRENGTHS, "又");
        page.pass(LOOK);
        page.pass(almost);
        assert_eq!(
            page.clause().as_deref(),
            Some("1.1"),
            "somebody was there meanwhile"
        );
        page.pass(2 * LOOK);
        unlock(&page);
        page.until_clause("1.1");
        assert_eq!(page.value(STRENGTHS), typed);
    }
}

/// What is composed when a draft is locked stands in no other place: it is read before.
///
/// SPEC A15, J21, J41
#[test]
fn what_an_input_method_composes_is_kept_when_the_draft_is_locked() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    let clause = begin_while_time_is_held(&page);
    open_history(&page);
    lock(&page);
    page.choose("#idle", "5 分钟");
    let compose = |text: &str, letters: &str| {
        page.go(&clause);
        page.until_clause("1.1");
        page.fill(STRENGTHS, text);
        page.devtools(
            "Input.imeSetComposition",
            json!({ "text": letters, "selectionStart": letters.len(), "selectionEnd": letters.len() }),
        );
        page.until("the letters in the field", || {
            (page.value(STRENGTHS) == format!("{text}{letters}")).then_some(())
        });
    };
    // Nobody is there for five minutes.
    compose("写了", "hao");
    page.pass(LOOK);
    page.pass(Duration::from_mins(5));
    page.pass(LOOK);
    unlock(&page);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "写了hao");

    // Another window locks it.
    compose("又写", "xie");
    let composing = page.tab();
    let locking = page.second_tab(&clause.replace("/clause/1.1", "/history"));
    page.to_tab(&locking);
    unlock(&page);
    page.click_named("button", "现在锁上");
    page.until_shown("#passphrase");
    page.to_tab(&composing);
    unlock(&page);
    page.until_clause("1.1");
    assert_eq!(page.value(STRENGTHS), "又写xie");
}

/// How often the page looks whether somebody is there.
const LOOK: Duration = Duration::from_secs(2);
