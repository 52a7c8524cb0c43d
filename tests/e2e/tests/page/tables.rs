//! Rubrics of any number of parts: nine is nowhere hard-wired. They draw, have their colours, and print with the line
//! that says what they are not.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use e2e::browser::{Browser, Profile};
use e2e::command_line::scoresheets;
use e2e::files::Rubric;
use e2e::site::Site;
use serde_json::{Value, json};
use test_support::fraction::{Fraction, score};

/// A rubric of so many parts with one clause each, enablers and results by turns, 1000 points in all.
fn table(parts: usize) -> String {
    let mut table = "编号,名称,类别,分值\n".to_owned();
    let share = 1000 / parts;
    for part in 1..=parts {
        let kind = if part % 2 == 1 { "方法类" } else { "结果类" };
        let points = if part == parts {
            1000 - share * (parts - 1)
        } else {
            share
        };
        writeln!(table, "{part},第{part}部分的名称,{kind},").expect("memory takes a text");
        writeln!(table, "{part}.1,第{part}部分的条款,{kind},{points}").expect("memory takes a text");
    }
    table
}

/// SPEC P15
#[test]
fn two_parts_have_bars_and_no_radar() {
    draw(2);
}

/// SPEC P15
#[test]
fn three_parts_have_a_radar() {
    draw(3);
}

#[test]
fn twelve_parts_have_a_radar_and_twelve_hues() {
    draw(12);
}

fn draw(parts: usize) {
    let site = Site::serve();
    let profile = Profile::fresh();
    let name = format!("parts-{parts}");
    let file = profile.file(&format!("{name}.csv"), table(parts));
    let made = profile.file("made.json", "");
    scoresheets(
        &["rubric", "import", "-o", made.to_str().expect("a path")],
        [file.as_path()],
    );
    let rubric = Rubric::read(&fs::read_to_string(made).expect("a rubric"));
    assert_eq!(rubric.clauses.len(), parts);

    let page = Browser::start(&site, &profile);
    page.choose_files("#open-files", &[file]);
    page.until_said(".notice.good", &name);
    page.click_named(".way a", "开始自我评价");
    page.name_applicant_and_begin("示例学校", &name);
    // Before anything is scored the profile is there already, and empty.
    page.until_shown(".reference .profile .figures");
    assert_eq!(page.count(".reference svg.radar"), usize::from(parts > 2));
    let percents: Vec<i128> = (0..parts)
        .map(|at| i128::try_from(at * 35 % 100).expect("small"))
        .collect();
    for (clause, percent) in rubric.clauses.iter().zip(&percents) {
        page.until_clause(&clause.code);
        page.score_by_mouse(clause, *percent);
        page.next_gap_by_mouse();
    }
    page.until_shown(".overview");
    let scores: Vec<Fraction> = rubric
        .clauses
        .iter()
        .zip(&percents)
        .map(|(clause, percent)| score(clause.points, Fraction::of(*percent, 1)))
        .collect();
    let total = Fraction::sum(scores.iter().copied());
    page.until_said(".overview tfoot .total", &total.points());

    // The numbers as a table, whatever is drawn beside it.
    let rows = page.cells(".overview section.profile tbody tr");
    assert_eq!(rows.len(), parts);
    for (at, row) in rows.iter().enumerate() {
        let (code, percent) = (at + 1, Fraction::of(percents[at], 1).points());
        let wanted = [
            format!("{code} 第{code}部分的名称"),
            scores[at].points(),
            rubric.clauses[at].points.to_string(),
            format!("{percent}%"),
        ];
        assert_eq!(row[..4], wanted);
    }
    see_bars(&page, &percents);
    see_radar(&page, parts);
    see_paper(&page, "评定标准为草稿，非官方", &rubric.fingerprint);
}

/// A bar for each part, as long as its percentage and in a hue of its own.
fn see_bars(page: &Browser<'_>, percents: &[i128]) {
    const BARS: &str = "return Array.from(document.querySelectorAll('.overview section.profile tbody .bar-fill'), bar =>
        [parseFloat(bar.getAttribute('width')), getComputedStyle(bar).fill, bar.ownerSVGElement.getBoundingClientRect().width])";
    let bars = page.script(BARS, ());
    let bars = e2e::files::items(&bars);
    assert_eq!(bars.len(), percents.len());
    for (bar, percent) in bars.iter().zip(percents) {
        let length = bar[0].as_f64().expect("a length");
        assert!(
            format!("{length:.0}") == percent.to_string(),
            "{bar} for {percent}"
        );
        assert!(
            bar[2].as_f64() > Some(40.0),
            "a bar that is too small to see: {bar}"
        );
    }
    let hues: BTreeSet<String> = bars.iter().map(|bar| bar[1].to_string()).collect();
    assert_eq!(hues.len(), percents.len(), "{hues:?}");
}

/// A mark and a label for each part; nothing where there are too few parts for a plane.
fn see_radar(page: &Browser<'_>, parts: usize) {
    let parts_drawn = if parts > 2 { parts } else { 0 };
    assert_eq!(page.count(".overview svg.radar"), usize::from(parts > 2));
    const HUES: &str = "return Array.from(document.querySelectorAll('.overview .radar .mark'), mark => getComputedStyle(mark).fill)";
    let marks = page.script(HUES, ());
    let hues: BTreeSet<String> = e2e::files::items(&marks).iter().map(Value::to_string).collect();
    assert_eq!(
        (page.count(".overview .radar .mark"), hues.len()),
        (parts_drawn, parts_drawn)
    );
    let labels = page.texts(".overview .radar .axis");
    assert_eq!(labels.len(), parts_drawn);
    for (at, label) in labels.iter().enumerate() {
        assert!(label.starts_with(&format!("{} ", at + 1)), "{label}");
    }
    // No label lies over another.
    const OVER: &str = "const boxes = Array.from(document.querySelectorAll('.overview .radar .axis'), one => one.getBoundingClientRect());
        return boxes.some((one, at) => boxes.slice(at + 1).some(other =>
            one.left < other.right && other.left < one.right && one.top < other.bottom - 1 && other.top < one.bottom - 1));";
    assert!(
        !page.truth(OVER),
        "labels of the radar lie over each other: {labels:?}"
    );
}

/// On paper every page ends with the line that the points are not official and with the rubric's fingerprint.
fn see_paper(page: &Browser<'_>, notice: &str, fingerprint: &str) {
    page.on_paper(true);
    const FOOT: &str = "const foot = document.querySelector('.paper-foot');
        return { text: foot && foot.innerText, shown: !!foot && foot.getClientRects().length > 0,
            repeated: getComputedStyle(document.querySelector('.paper > tfoot')).display };";
    let foot = page.script(FOOT, ());
    assert_eq!(foot["shown"], true, "{foot}");
    // A table's foot is what browsers repeat on every page.
    assert_eq!(foot["repeated"], "table-footer-group", "{foot}");
    let text = foot["text"].as_str().expect("a text");
    let print = fingerprint.trim_start_matches("sha256:");
    assert!(
        text.contains(notice) && text.replace(' ', "").contains(print),
        "{text}"
    );
    let shown = |css: &str| {
        page.truth(&format!(
            "const one = document.querySelector('{css}'); return !!one && one.getClientRects().length > 0"
        ))
    };
    for only_on_screen in [".masthead", ".progress-tools", ".skip"] {
        assert!(!shown(only_on_screen), "{only_on_screen} is printed");
    }
    let printed = page.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    // The first letters of every PDF, in the base64 of the protocol.
    assert!(
        printed["data"]
            .as_str()
            .is_some_and(|data| data.starts_with("JVBERi") && data.len() > 10_000)
    );
    page.on_paper(false);
    assert!(
        !shown(".paper-foot"),
        "the foot of the paper stands on the screen"
    );
}

/// SPEC P14
#[test]
fn every_place_with_points_prints_the_notice_and_the_fingerprint() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let page = Browser::start(&site, &profile);
    page.open_example();
    let print = |page: &Browser<'_>| see_paper(page, "示例分值，非官方", &rubric.fingerprint);
    print(&page);
    page.on_paper(true);
    // What was written is printed clause by clause, though the overview does not show it on the screen.
    assert_eq!(page.count(".paper-clause"), 28);
    assert!(page.truth("return document.querySelector('section.print-only').getClientRects().length > 0"));
    page.on_paper(false);
    page.click(".overview .figures a[href$='/clause/4.3']");
    page.until_clause("4.3");
    print(&page);
    page.open_example_desk();
    page.until_shown(".ranking");
    print(&page);
    // On the screen the short line stands beside the numbers.
    assert!(page.texts(".tag.warning").concat().contains("示例分值，非官方"));
}

#[test]
fn the_second_rubric_that_ships_has_seven_parts() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.click_named(".way a", "开始自我评价");
    page.name_applicant_and_begin("示例电力公司", "卓越绩效七类目");
    assert_eq!(page.count(".parts .part"), 7);
    page.open_overview();
    assert_eq!(page.count(".overview .radar .axis"), 7);
    page.until_said(".overview .note.warning", "非官方");
}
