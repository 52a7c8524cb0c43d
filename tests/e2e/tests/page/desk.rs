//! The secretariat's desk stays on this machine: what was imported and done there is there again after a reload, a
//! kill, and in a second window.

use std::collections::BTreeSet;
use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, Sheet, percent};
use e2e::site::Site;
use serde_json::{Value, json};

const KEPT: &str = "已保存在这台电脑上";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01";

/// A site sheet of this applicant and assessor.
fn sheet(rubric: &Rubric, applicant: &str, assessor: &str, everywhere: u8) -> String {
    Sheet {
        rubric,
        stage: "site",
        applicant,
        assessor,
        application: None,
        values: vec![percent(everywhere); rubric.clauses.len()],
        overall: "综合评价。",
    }
    .file()
}

/// Files of three assessors of one applicant.
pub(crate) fn panel(site: &Site, profile: &Profile, applicant: &str, everywhere: u8) -> Vec<PathBuf> {
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let of_one = |assessor: &str| {
        let file = sheet(&rubric, applicant, assessor, everywhere);
        profile.file(&format!("{applicant}-{assessor}.json"), file)
    };
    ["陈立", "何静", "吴敏"].map(of_one).into()
}

#[track_caller]
fn until_kept(page: &Browser<'_>) {
    page.until_said("#desk-kept", KEPT);
}

/// The files of the list with their verdicts, and the ranking.
fn shown(page: &Browser<'_>) -> (BTreeSet<(String, String)>, Vec<[String; 3]>) {
    let rows = page.verdicts().into_iter().map(|row| (row.file, row.verdict));
    let ranks = page.ranking().into_iter();
    let ranks = ranks.map(|row| [row.rank, row.applicant, row.total]).collect();
    (rows.collect(), ranks)
}

/// The store of the desk: each key with the text of its record, of files with their bytes.
pub(crate) fn stored(page: &Browser<'_>) -> Vec<(String, Value)> {
    const ALL: &str = "
        const done = arguments[0], opening = indexedDB.open('scoring-workbench');
        opening.onsuccess = () => {
            const open = opening.result, found = [];
            open.transaction('desk').objectStore('desk').openCursor().onsuccess = event => {
                const at = event.target.result;
                if (!at) { open.close(); return done(found); }
                found.push([at.key, at.value instanceof Uint8Array ? Array.from(at.value) : at.value]);
                at.continue();
            };
        };";
    let found = page.script_later(ALL, ());
    serde_json::from_value(found).expect("keys and records")
}

/// SPEC K29
#[test]
fn what_was_imported_and_done_is_there_after_a_reload_and_another_start() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let mut files = panel(&site, &profile, "第一水务公司（示例）", 50);
    files.extend(panel(&site, &profile, "第二水务公司（示例）", 60));
    files.push(profile.file("会议照片.png", PNG));
    page.import(&files);
    page.choose("#rule", "中位数");
    page.click_named(".files tr:nth-child(7) button", "移除");
    page.until("the picture to go", || (page.verdicts().len() == 6).then_some(()));
    until_kept(&page);
    let before = shown(&page);
    assert_eq!(before.1.len(), 2);

    // The bytes lie there as they came, also those of what was taken out.
    let kept = stored(&page);
    let bytes: Vec<&Value> = kept
        .iter()
        .filter(|(key, _)| key.starts_with("file/"))
        .map(|(_, bytes)| bytes)
        .collect();
    assert_eq!(bytes.len(), 7);
    for path in &files {
        let written = json!(std::fs::read(path).expect("the file"));
        assert!(bytes.contains(&&written), "{}", path.display());
    }

    page.reload();
    page.until_imported(6);
    assert_eq!(shown(&page), before);
    assert_eq!(page.value("#rule"), "median");
    page.click_named(".import button", "撤销");
    page.until("the picture to be back", || {
        (page.verdicts().len() == 7).then_some(())
    });
    page.click_named(".verdicts button", "清空全部导入");
    page.until_said(".empty", "还没有导入文件");
    until_kept_empty(&page);
    page.close();

    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    page.until_said(".empty", "还没有导入文件");
    page.click_named(".import button", "撤销");
    page.until_imported(7);
    assert_eq!(shown(&page).1, before.1);
    until_kept(&page);
    // A number opens down to its sentences, read again from what is kept.
    page.click_named(".applicant summary", "第一水务公司（示例）");
    page.click_named(".applicant[open] .stage:last-of-type button", "看每条评语");
    page.until_said(".applicant[open] .overall", "综合评价。");

    // The example stands beside it and leaves no trace there.
    let log = stored(&page);
    page.go("#/example");
    page.until_said(".notice", "示例");
    page.open_example_desk();
    page.until_done("the example to be read", || {
        (page.count("main progress") == 0 && page.count(".ranking tbody tr") > 1).then_some(())
    });
    page.click_named(".secretariat .notice a", "关闭示例，回到自己的工作");
    page.until_imported(7);
    assert_eq!(stored(&page), log);
}

/// Waits until clearing is on the disk, of which an empty desk says nothing.
fn until_kept_empty(page: &Browser<'_>) {
    page.until("clearing to be on the disk", || {
        let log = stored(page);
        let last = log.iter().rfind(|(key, _)| key.starts_with("entry/"));
        last.is_some_and(|(_, record)| record.as_str().is_some_and(|text| text.contains("\"cleared\"")))
            .then_some(())
    });
}

/// What an import that is killed half-way leaves: the files, how many of them the desk has after the next start, and that
/// start.
fn killed_half_way<'s>(site: &'s Site, profile: &'s Profile, files: &[PathBuf]) -> (usize, Browser<'s>) {
    const SHOWN: &str = "
        const progress = document.querySelector('main progress'), counts = document.querySelector('.counts').textContent;
        return [progress ? progress.value : 0, Number(/已接收 (\\d+)/.exec(counts)?.[1] || 0)];";
    let page = Browser::start(site, profile);
    page.open_secretariat();
    page.choose_files("#import-files", files);
    // As far as the page has notified other windows that the disk has it.
    let told = page.until_done("a part to be on the disk", || {
        let entries = page.script(
            "return Number(localStorage.getItem('scoring-workbench/1/desk'))",
            (),
        );
        entries.as_u64().filter(|entries| *entries > 60)
    });
    let shown = page.script(SHOWN, ());
    page.crash();

    let page = Browser::start(site, profile);
    page.open_secretariat();
    page.until_done("what was kept to be read", || {
        (page.count(".files tbody tr") > 0 && page.count("main progress") == 0).then_some(())
    });
    let found = page.listed();
    // Of the entries one is the choice of the files and one that of the rubric.
    assert!(found as u64 >= told - 2, "{found} of {told}");
    let shown: [usize; 2] = serde_json::from_value(shown).expect("two numbers");
    assert!(
        shown.iter().all(|shown| *shown <= found),
        "{shown:?} were shown, {found} are there"
    );
    assert!(found < files.len());
    (found, page)
}

/// SPEC K29, K36, K37
#[test]
fn an_import_that_is_killed_half_way_keeps_what_was_taken() {
    const FILES: usize = 600;
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let files: Vec<PathBuf> = (0..FILES)
        .map(|number| {
            let applicant = format!("示例单位{number:03}");
            let file = sheet(&rubric, &applicant, "陈立", 50);
            profile.file(&format!("{applicant}.json"), file)
        })
        .collect();
    let (found, page) = killed_half_way(&site, &profile, &files);
    page.until_said(".counts", &format!("已接收 {found} 份，未接收 0 份"));
    // What was not read is reported, at every start.
    let left = format!("{} 份没有读入", FILES - found);
    page.until_said("#interrupted", &left);
    page.reload();
    page.until_imported(found);
    page.until_said("#interrupted", &left);
    page.click_named("#interrupted summary", "没有读入的文件");
    let names = page.text("#interrupted details");
    assert!(
        names.contains("示例单位599.json") && !names.contains("示例单位000.json"),
        "{names}"
    );
    // Chosen once more, every file counts once.
    page.choose_files("#import-files", &files);
    page.until_imported(found + FILES);
    page.until_said(".counts", &format!("已接收 {FILES} 份"));
    page.until_said(".counts", &format!("重复 {found} 份"));
    until_kept(&page);
    page.until("nothing to be missing", || {
        (page.count("#interrupted") == 0).then_some(())
    });
}

/// SPEC K36
#[test]
fn an_interruption_that_somebody_has_seen_is_not_told_again() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let of_one = |number| {
        let applicant = format!("示例单位{number:03}");
        let file = sheet(&rubric, &applicant, "陈立", 50);
        profile.file(&format!("{applicant}.json"), file)
    };
    let files: Vec<PathBuf> = (0..600).map(of_one).collect();
    let (found, page) = killed_half_way(&site, &profile, &files);
    page.until_shown("#interrupted");
    page.click_named("#interrupted button", "知道了");
    page.until("the notice to go", || {
        (page.count("#interrupted") == 0).then_some(())
    });
    until_kept(&page);
    page.reload();
    page.until_imported(found);
    page.until_said(".counts", &format!("已接收 {found} 份"));
    assert_eq!(page.count("#interrupted"), 0);
}

/// SPEC K28, K29
#[test]
fn a_second_window_shows_the_same_and_both_add_to_it() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let first = page.tab();
    let second = page.second_tab("#/secretariat");
    page.until_shown("#import-files");
    page.to_tab(&first);
    page.import(&panel(&site, &profile, "第一水务公司（示例）", 50));
    until_kept(&page);
    page.to_tab(&second);
    page.until_imported(3);
    page.import(&panel(&site, &profile, "第二水务公司（示例）", 60));
    page.choose("#rule", "中位数");
    until_kept(&page);
    let wanted = shown(&page);
    assert_eq!(wanted.1.len(), 2);
    page.to_tab(&first);
    page.until_imported(6);
    page.until("the rule of the other window", || {
        (page.value("#rule") == "median").then_some(())
    });
    assert_eq!(shown(&page), wanted);
    page.reload();
    page.until_imported(6);
    assert_eq!(shown(&page), wanted);
}

/// SPEC K29
#[test]
fn where_the_disk_is_full_that_is_said_and_writing_goes_on_later() {
    const FULL: &str = "
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function () {
            if (this.name === 'desk') throw new DOMException('full', 'QuotaExceededError');
            return put.apply(this, arguments);
        };
        window.makeRoom = () => { IDBObjectStore.prototype.put = put; };";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    page.script(FULL, ());
    page.import(&panel(&site, &profile, "第一水务公司（示例）", 50));
    page.until_said("#desk-kept", "没有保存在这台电脑上：空间已满");
    assert_eq!(page.ranking().len(), 1);
    page.script("makeRoom()", ());
    until_kept(&page);
    page.reload();
    page.until_imported(3);
}

/// SPEC K30
#[test]
fn a_desk_that_is_erased_is_gone_in_every_window() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    page.import(&panel(&site, &profile, "第一水务公司（示例）", 50));
    until_kept(&page);
    let first = page.tab();
    let second = page.second_tab("#/secretariat");
    page.until_imported(3);
    page.click_named(".verdicts button", "清空全部导入");
    page.until_said("#desk-left", "3 份文件");
    page.click_named("#desk-left button", "彻底删除");
    page.until("the store to be empty", || {
        let keys: Vec<String> = stored(&page).into_iter().map(|(key, _)| key).collect();
        (keys == ["age"]).then_some(())
    });
    page.to_tab(&first);
    page.until_said(".empty", "还没有导入文件");
    assert_eq!(page.count("#desk-left"), 0);
    // What is imported afterwards is a new desk.
    page.import(&panel(&site, &profile, "第二水务公司（示例）", 60));
    until_kept(&page);
    page.to_tab(&second);
    page.until_imported(3);
    page.reload();
    page.until_imported(3);
    assert_eq!(page.ranking().len(), 1);
    assert_eq!(page.ranking()[0].applicant, "第二水务公司（示例）");
}
