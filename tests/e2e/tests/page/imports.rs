//! Imports at the secretariat's desk: files are opened beside the page, several drops follow each other, stopping keeps
//! what was taken, and long lists are drawn as they scroll.

use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, Sheet, percent};
use e2e::site::Site;
use serde_json::json;

/// Counts workers, and what is posted to them.
const WATCH_WORKERS: &str = "
    window.workers = 0;
    window.posted = 0;
    window.Worker = class extends Worker {
        constructor(address) { super(address); window.workers += 1; }
        postMessage(...message) { window.posted += 1; super.postMessage(...message); }
    };";

const NO_WORKERS: [&str; 2] = [
    "delete window.Worker;",
    "window.Worker = class { constructor() { setTimeout(() => this.onerror(new Event('error', { cancelable: true }))); } \
     terminate() {} postMessage() {} };",
];

/// A worker that stops at one file, once it has answered those before.
const MORTAL_WORKER: &str = "
    window.Worker = class extends Worker {
        postMessage(message, ...more) {
            if (Array.isArray(message) && message[1] === '第三份.json') this.deadly = message[0];
            super.postMessage(message, ...more);
        }
        set onmessage(hear) {
            super.onmessage = hear && (event => {
                const dies = Array.isArray(event.data) && event.data[0] === this.deadly;
                if (!dies) hear.call(this, event);
                else this.onerror?.(new Event('error', { cancelable: true }));
            });
        }
    };";

/// A worker that is never heard of, and one that is not heard of any more from one file on. While nothing is heard, the
/// page's looks for a character follow each other at once.
const SILENT_WORKERS: [&str; 2] = [
    "window.Worker = class { constructor() { window.isSilent = true; } terminate() { window.isSilent = false; } postMessage() {} };",
    "window.Worker = class extends Worker {
        postMessage(message, ...more) {
            if (Array.isArray(message) && message[1] === '第三份.json') this.deadly = message[0];
            super.postMessage(message, ...more);
        }
        set onmessage(hear) {
            super.onmessage = hear && (event => {
                if (Array.isArray(event.data) && event.data[0] === this.deadly) window.isSilent = this.isSilent = true;
                if (!this.isSilent) hear.call(this, event);
            });
        }
        terminate() { window.isSilent = false; super.terminate(); }
    };",
];

const LOOKS_AT_ONCE: &str = "
    const later = window.setTimeout;
    window.setTimeout = (call, wait, ...more) => {
        if (wait !== 5000) return later(call, wait, ...more);
        const look = () => window.isSilent ? call() : later(look, 1);
        return later(look, 1);
    };";

/// Files of panels of three, with names by their number.
fn sheets(site: &Site, profile: &Profile, applicants: usize) -> Vec<PathBuf> {
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let mut files = Vec::new();
    for applicant in 0..applicants {
        for assessor in ["陈立", "何静", "吴敏"] {
            let sheet = Sheet {
                rubric: &rubric,
                stage: "site",
                applicant: &format!("示例单位{applicant:04}"),
                assessor,
                application: None,
                values: vec![percent(applicant % 20 * 5); rubric.clauses.len()],
                overall: "综合评价。",
            };
            files.push(profile.file(&format!("{applicant:04}-{assessor}.json"), sheet.file()));
        }
    }
    files
}

fn number(page: &Browser<'_>, script: &str) -> u64 {
    page.script(script, ()).as_u64().unwrap_or_default()
}

/// Imports sheets and a picture, and says what is listed.
fn imported(page: &Browser<'_>, files: &[PathBuf]) -> Vec<(String, String)> {
    page.open_secretariat();
    page.import(files);
    let rows = page.verdicts().into_iter();
    rows.map(|row| (row.verdict, row.reason)).collect()
}

/// SPEC K33, L1
#[test]
fn files_are_opened_in_a_worker_served_and_from_disk() {
    for site in [Site::serve as fn() -> Site, Site::on_disk] {
        let site = site();
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        page.before_every_page(WATCH_WORKERS);
        page.go("#/");
        page.open_secretariat();
        assert_eq!(number(&page, "return window.workers"), 0, "nothing is opened yet");
        let mut files = sheets(&site, &profile, 4);
        files.push(profile.file("会议纪要.txt", "会议纪要。"));
        let rows = imported(&page, &files);
        assert!(
            rows[..12].iter().all(|(verdict, _)| verdict == "已接收"),
            "{rows:?}"
        );
        assert_eq!(rows[12].0, "不是本工作台的文件");
        // What is reported of it is there in both languages.
        page.click_named(".masthead button", "English");
        page.until_said(".files tbody tr:last-child", "Not one of ours");
        assert_eq!(number(&page, "return window.workers"), 1);
        assert!(number(&page, "return window.posted") >= 13);
        page.until_said(".counts", "12");
    }
}

/// SPEC K33
#[test]
fn without_a_worker_files_are_opened_in_the_page() {
    for without in NO_WORKERS {
        for site in [Site::serve as fn() -> Site, Site::on_disk] {
            let site = site();
            let profile = Profile::fresh();
            let page = Browser::start_empty(&site, &profile);
            page.before_every_page(without);
            page.go("#/");
            let rows = imported(&page, &sheets(&site, &profile, 4));
            assert_eq!(rows.len(), 12);
            assert!(rows.iter().all(|(verdict, _)| verdict == "已接收"), "{rows:?}");
            assert_eq!(page.ranking().len(), 4);
        }
    }
}

/// SPEC K33
#[test]
fn a_worker_that_stops_at_a_file_costs_no_other() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(MORTAL_WORKER);
    page.go("#/");
    let mut files = sheets(&site, &profile, 4);
    files.insert(2, profile.file("第三份.json", "{}"));
    let rows = imported(&page, &files);
    assert_eq!(rows[2].0, "读不出来");
    assert!(rows[2].1.contains("没有导入"), "{rows:?}");
    assert_eq!(rows.iter().filter(|(verdict, _)| verdict == "已接收").count(), 12);
}

/// SPEC K33
#[test]
fn a_worker_that_is_not_heard_of_keeps_nobody_waiting() {
    for (silent, lost) in SILENT_WORKERS.into_iter().zip([0, 1]) {
        let site = Site::serve();
        let profile = Profile::fresh();
        let page = Browser::start_empty(&site, &profile);
        page.before_every_page(&format!("{LOOKS_AT_ONCE}{silent}"));
        page.go("#/");
        let mut files = sheets(&site, &profile, 4);
        files.insert(2, profile.file("第三份.json", "{}"));
        let rows = imported(&page, &files);
        assert_eq!(rows[2].1.contains("没有导入"), lost == 1, "{rows:?}");
        assert_eq!(rows.iter().filter(|(verdict, _)| verdict == "已接收").count(), 12);
    }
}

/// SPEC K17, K33
#[test]
fn what_is_dropped_meanwhile_follows() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let files = sheets(&site, &profile, 36);
    for part in files.chunks(36) {
        page.choose_files("#import-files", part);
    }
    page.until_imported(108);
    page.until_said(".counts", "已接收 108 份");
    assert_eq!(page.ranking().len(), 36);
    let rows = page.verdicts();
    let names: Vec<String> = rows.iter().map(|row| row.file.clone()).collect();
    let chosen = files.iter().filter_map(|file| file.file_name()?.to_str());
    assert_eq!(
        names,
        chosen.collect::<Vec<_>>(),
        "each once, as they were chosen"
    );
}

/// SPEC K18, K33
#[test]
fn a_stopped_import_keeps_what_was_taken() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let files = sheets(&site, &profile, 200);
    // Pressed in the page, as soon as some were taken: a driver may come too late.
    page.script(
        "window.stopping = setInterval(() => {
            const progress = document.querySelector('main progress');
            if (!progress || progress.value < 20) return;
            clearInterval(window.stopping);
            progress.parentElement.querySelector('button').click();
            window.stillThere = document.querySelector('main progress') !== null;
        });",
        (),
    );
    page.choose_files("#import-files", &files);
    page.until_imported(600);
    let counts = page.text(".counts");
    let count = |word: &str| {
        let behind = counts
            .split_once(word)
            .map_or("0", |(_, behind)| behind)
            .trim_start();
        let end = behind
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(behind.len());
        behind[..end].parse::<usize>().unwrap_or_default()
    };
    let (taken, left) = (count("已接收"), count("未读取"));
    assert_eq!(taken + left, 600, "{counts}");
    assert!(taken >= 20 && left > 0, "{taken} were taken");
    page.until_said(".counts", &format!("已接收 {taken} 份"));
    page.until_said("#desk-kept", "已保存在这台电脑上");
    // Those that were not taken are named, and come when they are chosen again.
    page.script("document.querySelector('details.verdicts').open = true", ());
    page.choose("#list-order", "结论");
    page.until("those that were not read to come first", || {
        (page.verdicts().first()?.verdict == "未读取").then_some(())
    });
    page.reload();
    page.until_imported(taken);
    page.choose_files("#import-files", &files);
    page.until_said(".counts", "已接收 600 份");
}

/// SPEC K35
#[test]
fn what_needs_somebody_is_one_press_away_and_seen_whole_on_a_phone() {
    const SEEN: &str = "
        const row = document.querySelector('.files tbody tr[aria-rowindex]'), box = document.querySelector('.verdicts .scroll');
        const inside = one => one.getBoundingClientRect().right <= innerWidth && one.getBoundingClientRect().left >= 0;
        return box.scrollWidth <= box.clientWidth && Array.from(row.children).every(inside) && row.innerText.includes('本工作台');";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let mut files = sheets(&site, &profile, 4);
    page.import(&files);
    assert!(
        !page.text(".import").contains("需要处理"),
        "nothing needs anybody"
    );
    files.truncate(0);
    files.push(profile.file("会议纪要.txt", "会议纪要。"));
    page.import(&files);
    page.fill("#list-find", "没有这样的文件");
    page.until("an empty list", || (page.listed() == 0).then_some(()));
    page.click_named(".import button", "查看需要处理的文件");
    page.until("the refused one to come first", || {
        (page.verdicts().first()?.verdict == "不是本工作台的文件").then_some(())
    });
    assert_eq!(page.listed(), 13);
    assert_eq!(page.value("#list-order"), "verdict");
    assert_eq!(page.value("#list-find"), "");
    page.until("the list to be focused", || {
        page.truth("return document.activeElement.matches('.verdicts > summary')")
            .then_some(())
    });
    assert!(page.truth("return Array.from(document.querySelectorAll('.files thead tr > *')).every(one => one.tagName === 'TH' && one.textContent)"));
    page.resize(390, 844);
    page.until("the whole row", || page.truth(SEEN).then_some(()));
}

/// SPEC K34
#[test]
fn a_list_of_thousands_is_drawn_as_it_scrolls() {
    const FILES: usize = 3000;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    // Small files that are refused; made in the page, since each is on no disk for long.
    page.script(
        "const transfer = new DataTransfer();
        for (let at = 0; at < arguments[0]; at += 1) transfer.items.add(new File(['x' + at], `第${at}份.txt`));
        const input = document.querySelector('#import-files');
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));",
        (json!(FILES),),
    );
    page.until_done("the import", || {
        let is_idle = page.count("main progress") == 0;
        (is_idle && page.text(".counts").contains(&format!("未接收 {FILES} 份"))).then_some(())
    });
    let count = (FILES + 1).to_string();
    assert_eq!(page.script("return document.querySelector('.files').ariaRowCount || document.querySelector('.files').getAttribute('aria-rowcount')", ()), json!(count));
    assert!(page.count(".files tbody tr[aria-rowindex]") < 300);
    // Wherever one scrolls to, the rows on the screen are those of that place.
    const AT: &str = "
        const table = document.querySelector('.files'), box = table.getBoundingClientRect();
        scrollTo(0, scrollY + box.top + box.height * arguments[0] - innerHeight / 2);
        const seen = Array.from(document.querySelectorAll('.files tbody tr[aria-rowindex]')).filter(row => {
            const at = row.getBoundingClientRect();
            return at.bottom > 0 && at.top < innerHeight;
        });
        return seen.map(row => [Number(row.ariaRowIndex || row.getAttribute('aria-rowindex')), row.querySelector('th').textContent]);";
    for part in [0.5, 0.9, 0.1, 1.0] {
        let rows = page.until("rows at that place", || {
            let rows = page.script(AT, (json!(part),));
            let rows: Vec<(usize, String)> = serde_json::from_value(rows).ok()?;
            let wanted = part * FILES as f64;
            let is_near = |at: usize| (at as f64 - wanted).abs() < 0.1 * FILES as f64;
            (rows.len() > 5 && rows.iter().all(|(at, _)| is_near(*at))).then_some(rows)
        });
        for (at, name) in rows {
            assert_eq!(name, format!("第{}份.txt", at - 2));
        }
    }
    // One is found by its name, and the list is then the one row.
    page.script("const find = document.querySelector('#list-find'); find.value = '第2718份'; find.dispatchEvent(new Event('input', { bubbles: true }));", ());
    page.until("the one row", || {
        (page.listed() == 1 && page.verdicts().len() == 1).then_some(())
    });
    assert_eq!(page.verdicts()[0].file, "第2718份.txt");
}

/// SPEC K34
#[test]
fn a_ranking_of_many_is_drawn_as_it_scrolls_and_printed_whole() {
    const APPLICANTS: usize = 150;
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let files: Vec<PathBuf> = sheets(&site, &profile, APPLICANTS)
        .into_iter()
        .step_by(3)
        .collect();
    assert_eq!(files.len(), APPLICANTS);
    page.import(&files);
    page.until_said(".counts", &format!("已接收 {APPLICANTS} 份"));
    let rows = "return Number(document.querySelector('.ranking .figures').getAttribute('aria-rowcount'))";
    assert_eq!(page.script(rows, ()), json!(APPLICANTS + 1));
    let blocks = || page.texts("summary h3");
    assert!(page.ranking().len() < APPLICANTS && blocks().len() < APPLICANTS);

    // The blocks near the screen are drawn, and one that was opened stays open, drawn or not.
    let first = "示例单位0000".to_owned();
    let last = format!("示例单位{:04}", APPLICANTS - 1);
    page.until("the first block", || {
        page.script("document.querySelector('.pieces').scrollIntoView()", ());
        blocks().contains(&first).then_some(())
    });
    page.script("document.querySelector('.applicant summary').click()", ());
    page.until_shown(".applicant[open] .stage");
    page.until("the last block, without the first", || {
        page.script("scrollTo(0, document.body.scrollHeight)", ());
        let blocks = blocks();
        (blocks.contains(&last) && !blocks.contains(&first)).then_some(())
    });

    // On paper every row of the ranking is there, once and in its order, and the applicant that was opened.
    page.on_paper(true);
    page.until("every row on paper", || {
        (page.ranking().len() == APPLICANTS).then_some(())
    });
    let names: Vec<String> = page.ranking().into_iter().map(|row| row.applicant).collect();
    let expected: Vec<String> = (0..APPLICANTS)
        .map(|number| format!("示例单位{number:04}"))
        .collect();
    assert_eq!(names, expected);
    page.until_shown(".applicant[open] .stage .figures");
    const PRINTED: &str = "return Array.from(document.querySelectorAll('.applicant')).filter(one => one.getClientRects().length).map(one => one.querySelector('h3').textContent)";
    assert_eq!(
        page.script(PRINTED, ()),
        json!([first]),
        "those alone that were opened"
    );
    page.on_paper(false);
    page.until("the screen's rows", || {
        (page.ranking().len() < APPLICANTS).then_some(())
    });
}

/// SPEC P46
#[test]
fn a_dropped_folder_is_called_a_folder_and_costs_no_file() {
    const SENTENCE: &str = "这是一个文件夹";
    let site = Site::serve();
    let profile = Profile::fresh();
    let sheet = sheets(&site, &profile, 1).remove(0);
    let folder = profile.file("材料评审.zip", "").with_file_name("材料评审");
    std::fs::create_dir(&folder).expect("a folder");
    let page = Browser::start(&site, &profile);
    // At the start, where no desk is there yet: the folder goes to a desk and is called one there.
    page.drop_paths(".drop", std::slice::from_ref(&folder));
    page.until_said("main", SENTENCE);
    page.open_secretariat();
    page.drop_paths(".import .drop", &[folder, sheet]);
    page.until_imported(2);
    let verdicts = page.verdicts();
    let folder = &verdicts[0];
    assert_eq!(folder.verdict, "读不出来");
    assert!(folder.reason.contains(SENTENCE), "{}", folder.reason);
    assert_eq!(verdicts[1].verdict, "已接收");
}
