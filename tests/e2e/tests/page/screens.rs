//! Every screen for everybody: no fault that axe-core finds, at any width without scrolling sideways, in both
//! languages, light and dark. With SHOTS=FOLDER a picture of each is left there.

use std::collections::BTreeMap;

use e2e::browser::{Browser, Profile};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::Value;

/// axe-core 4.14.1, as it is published; its licence stands beside it.
pub const AXE: &str = include_str!("../../fixtures/axe/axe.min.js");

/// The widths that must do: a phone, a screen at 200 %, a laptop.
const WIDTHS: [(u32, u32); 3] = [(390, 844), (640, 720), (1280, 800)];

/// Goes through all screens, each as full as it gets, and has every one looked at.
fn tour(page: &Browser<'_>, mut look: impl FnMut(&str)) {
    let site = page.site();
    page.until_shown(".empty");
    look("start-empty");
    page.click_named(".way a", "开始自我评价");
    page.until_shown("#rubric-choice option");
    page.click_named("button[type=submit]", "开始评分");
    page.until_said("#applicant-fault", "没有写申报组织");
    look("new");
    page.click_named(".masthead nav a", "开始");
    page.click_named(".way a", "开始评审");
    page.until_shown("#open-application");
    look("review");
    let bundle = site.file("example/award.ndjson");
    let file = page
        .profile()
        .file("application.json", bundle.lines().next().unwrap_or_default());
    page.choose_files("#open-application", &[file]);
    page.until_shown("#assessor-name");
    look("review-file");
    page.review_opened_file(Stage::Site, "陈立");
    page.click(".bands .band:nth-of-type(4)");
    page.fill("[data-focus=value]", "57");
    // The click on the heading ends the typing, so that the fault is reported.
    page.click("article h1");
    page.until_said(".value .fault", "不是 5 的倍数");
    look("score-review");
    page.open_overview();
    page.click(".export .primary");
    page.until_shown("#export-errors");
    page.click(".warnings summary");
    look("overview-unfinished");
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    look("overview");
    page.click(".export a[href$='/record-sheet']");
    page.until_shown(".record");
    look("record-sheet");
    page.click(".record-sheet a.button");
    page.click(".overview .figures a[href$='/clause/6.1']");
    page.until_clause("6.1");
    page.until_said(".clause-score", "条款 6.1");
    page.click("[data-act=add-result]");
    page.press("满意度");
    page.script("document.querySelector('.paste').open = true", ());
    page.fill(".result-row:last-of-type [data-focus*='/year/']", "90");
    page.until_shown(".trend-mark");
    look("score");
    page.fill("[data-focus=strengths]", "写一句话。");
    page.click(".progress-saved a");
    page.until_shown(".version");
    page.click(".version:last-of-type button");
    page.until_shown("#version-title");
    look("history");
    page.click(".masthead .brand");
    page.click("main a[href='#/browser']");
    page.until_shown(".browser-test .figures");
    page.click(".browser-test .primary");
    page.until_shown(".browser-test-findings");
    look("browser");
    page.open_example_desk();
    page.until_shown(".ranking");
    page.click(".applicant summary");
    page.until_shown(".applicant[open] .figures");
    let bad = [
        ("notes.txt", "会议纪要".as_bytes()),
        ("again.json", bundle.lines().next().unwrap_or_default().as_bytes()),
    ];
    page.drop_files(".drop", &bad);
    page.until("the last verdicts", || {
        page.verdicts()
            .iter()
            .any(|row| row.file == "again.json")
            .then_some(())
    });
    look("secretariat");
    page.click_named(".masthead nav a", "开始");
    page.until("both drafts", || (page.count(".draft") == 2).then_some(()));
    look("start");
    page.click_named(".draft button", "移除");
    page.until_shown("dialog#remove-draft[open]");
    look("remove");
    page.click_named("dialog[open] button", "保留草稿");
    page.click(".masthead-tools button:last-child");
    page.until_shown("dialog#help[open]");
    look("help");
}

/// The other language; a script clicks, since an open dialog keeps the mouse away from the button.
fn switch_language(page: &Browser<'_>) {
    let before = page.script("return document.documentElement.lang", ());
    page.script("document.querySelector('.masthead-tools button').click()", ());
    page.until("the other language", || {
        (page.script("return document.documentElement.lang", ()) != before).then_some(())
    });
}

/// SPEC P13
#[test]
fn axe_finds_no_fault_on_any_screen() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.script(AXE, ());
    // Each fault once, with the first place where it stands.
    let mut faults = BTreeMap::new();
    tour(&page, |screen| {
        for lang in ["zh", "en"] {
            for colours in ["light", "dark"] {
                page.colours(colours);
                for fault in faults_found(&page) {
                    faults
                        .entry(fault)
                        .or_insert_with(|| format!("{screen} {lang} {colours}"));
                }
            }
            switch_language(&page);
        }
        page.colours("light");
        page.resize(390, 844);
        for fault in faults_found(&page) {
            faults
                .entry(fault)
                .or_insert_with(|| format!("{screen} on a phone"));
        }
        page.resize(1280, 800);
    });
    let told: Vec<String> = faults
        .iter()
        .map(|(fault, place)| format!("{place}: {fault}"))
        .collect();
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

/// What axe-core, loaded before, finds on the screen.
pub fn faults_found(page: &Browser<'_>) -> Vec<String> {
    const RUN: &str = "
        const done = arguments[arguments.length - 1];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
            found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}: ${node.failureSummary.replace(/\\s+/g, ' ')}`))),
            error => done([String(error)]));";
    let found = page.script_later(RUN, ());
    e2e::files::items(&found)
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// No fault that axe-core finds and nothing that scrolls sideways, wide and narrow, light and dark.
pub fn everybody_can_use_it(page: &Browser<'_>, name: &str) {
    page.script(AXE, ());
    for (width, height) in [(1280, 800), (390, 844)] {
        page.resize(width, height);
        for colours in ["light", "dark"] {
            page.colours(colours);
            let faults = faults_found(page);
            assert!(
                faults.is_empty(),
                "{name} {width} {colours}: {}",
                faults.join("\n")
            );
            page.picture(&format!("{name}-{width}-{colours}"));
        }
        assert_eq!(too_wide(page), "", "{name} at {width} pixels");
    }
    page.resize(1280, 800);
    page.colours("light");
}

/// SPEC P13
#[test]
fn no_screen_scrolls_sideways_at_any_width() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let mut faults = Vec::new();
    tour(&page, |screen| {
        for lang in ["zh", "en"] {
            for (width, height) in WIDTHS {
                page.resize(width, height);
                let wide = too_wide(&page);
                if !wide.is_empty() {
                    faults.push(format!("{screen} {lang} {width}: {wide}"));
                }
                if lang == "zh" && width != 640 {
                    page.colours("light");
                    page.picture(&format!("{screen}-{width}"));
                    page.colours("dark");
                    page.picture(&format!("{screen}-{width}-dark"));
                    page.colours("light");
                }
            }
            page.resize(1280, 800);
            switch_language(&page);
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What makes the page wider than its window; nothing where it is not.
pub fn too_wide(page: &Browser<'_>) -> String {
    const WIDE: &str = "
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return '';
        const inside = one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible' && up !== root && up !== document.body) return true; return false; };
        const out = Array.from(document.querySelectorAll('body *')).filter(one => one.checkVisibility() && one.getBoundingClientRect().right > root.clientWidth + 0.5 && !inside(one));
        return `${root.scrollWidth} > ${root.clientWidth}: ` + out.slice(0, 6).map(one => one.tagName + '.' + one.getAttribute('class') + ' ' + Math.round(one.getBoundingClientRect().right)).join(', ');";
    page.script(WIDE, ()).as_str().unwrap_or_default().to_owned()
}

#[test]
fn on_a_phone_the_clauses_open_as_a_drawer() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.resize(390, 844);
    page.begin_self_assessment("示例公交公司");
    page.until_clause("1.1");
    let listed = || page.truth("return document.querySelector('.parts').getClientRects().length > 0");
    assert!(!listed(), "the list stands open");
    page.click(".drawer");
    page.until("the list", || listed().then_some(()));
    assert!(page.shows(".drawer[aria-expanded=true]"));
    page.open_clause("3.2");
    page.until("the list to go", || (!listed()).then_some(()));
    // Fingers need room: every control that stands alone is at least 24 pixels high and wide (WCAG 2.2, 2.5.8).
    const SMALL: &str = "return Array.from(document.querySelectorAll('main button, main a.button, main input:not(.file), main select, main summary'))
        .filter(one => one.getClientRects().length > 0 && !one.closest('label.band, label.choice'))
        .filter(one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
        .map(one => one.outerHTML.slice(0, 100))";
    assert_eq!(page.script(SMALL, ()), Value::Array(Vec::new()));
}

#[test]
fn a_text_is_seen_whole_when_the_window_changes() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_clause("1.1");
    const WHOLE: &str = "return Array.from(document.querySelectorAll('textarea')).every(one => one.scrollHeight <= one.clientHeight + 1)";
    for (width, height) in [(1280, 800), (390, 844), (844, 390)] {
        page.resize(width, height);
        page.until(&format!("whole texts at {width} pixels"), || {
            page.truth(WHOLE).then_some(())
        });
    }
}
