//! Going about: addresses and Back, titles, files that lead to different places, the confirmation of an export, and
//! figures that outlive a translator.

use e2e::browser::{Browser, Profile};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::Value;
use thirtyfour::Key;

use crate::drafts::{APPLICANT, STRENGTH, STRENGTHS, begin, until_saved};

fn back(page: &Browser<'_>) {
    page.script("history.back()", ());
}

/// SPEC P20
#[test]
fn no_dialog_stays_open_above_another_place() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let goes_with_the_place = || {
        page.press_with(&[Key::Alt], '/');
        page.until_shown("#help[open]");
        back(&page);
        page.until_clause("1.1");
        page.until("the help to be closed", || {
            (page.count("dialog[open]") == 0).then_some(())
        });
    };
    page.open_clause("1.2");
    goes_with_the_place();
    page.go("#/secretariat");
    page.until_shown("#import-files");
    goes_with_the_place();
}

/// SPEC P20
#[test]
fn back_leaves_a_draft_and_does_nothing_again() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.until_shown(".empty");
    page.open_example();
    let overview = page.place();
    back(&page);
    page.until_shown(".draft");
    // The example that is open already is gone to.
    page.open_example();
    assert_eq!(page.place(), overview);
    page.click_named(".masthead nav a", "开始");
    page.until_shown(".draft");
    assert_eq!(page.count(".draft"), 1, "one example, one draft");
    // From the first clause of a draft Back leads to where one came from.
    page.click_named(".draft a", "继续");
    page.until_shown("article[data-clause]");
    back(&page);
    page.until_shown(".draft");
}

/// SPEC P21
#[test]
fn the_example_leaves_the_desk_alone() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let bundle = site.file("example/award.ndjson");
    let file = profile.file("application.json", bundle.lines().next().unwrap_or_default());
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    page.import(&[file]);
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    page.open_example_desk();
    page.until_said(".ranking", "有并列");
    page.click_named(".secretariat .notice a", "关闭示例，回到自己的工作");
    page.until_imported(1);
}

/// SPEC P22
#[test]
fn titles_name_the_screen() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let title = |wanted: &str| {
        page.until(wanted, || {
            let title = page.script("return document.title", ());
            title
                .as_str()
                .is_some_and(|title| title.starts_with(wanted))
                .then_some(())
        });
    };
    title("条款 1.1 确立使命");
    let whole = page.script("return document.title", ());
    assert!(
        whole.as_str().is_some_and(|whole| whole.contains(APPLICANT)),
        "{whole}"
    );
    page.open_overview();
    title("总览与导出");
    page.open_secretariat();
    title("秘书处 – 公共服务质量奖评分工作台");
    page.open_example_desk();
    title("秘书处 – 示例 – ");
    page.click_named(".masthead nav a", "开始");
    title("公共服务质量奖评分工作台");
}

/// SPEC P23
#[test]
fn files_for_different_places_wait_and_none_is_lost() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let bundle = site.file("example/award.ndjson");
    let lines: Vec<&str> = bundle.lines().collect();
    let kind = |line: &str| {
        let file: Value = serde_json::from_str(line).unwrap_or_default();
        file["kind"].as_str().unwrap_or_default().to_owned()
    };
    let sheet = lines
        .iter()
        .find(|line| kind(line) == "scoresheet")
        .expect("a sheet");
    let page = Browser::start(&site, &profile);
    page.until_shown("#open-files");
    page.drop_files(
        ".drop",
        &[
            ("申报.json", lines[0].as_bytes()),
            ("评分表.json", sheet.as_bytes()),
            ("坏.json", b"{"),
        ],
    );
    page.until_said(".notice.danger", "坏.json");
    page.until_said(".waiting-files", "申报.json");
    page.until_said(".waiting-files", "1 份评分表");
    page.click_named(".waiting-files button", "交到秘书处页面");
    page.until_imported(1);
    page.click_named(".masthead nav a", "开始");
    page.click_named(".waiting-files button", "开始评审");
    page.until_shown("#assessor-name");
    // Nothing has begun of it: it waits again.
    page.click_named(".masthead nav a", "开始");
    page.until_said(".waiting-files", "申报.json");
    page.click_named(".waiting-files button", "不打开");
    page.until("the end of the list", || {
        (!page.shows(".waiting-files")).then_some(())
    });
}

/// SPEC P24
#[test]
fn an_export_counts_once_the_person_has_seen_the_file() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    page.open_overview();
    // What assessors get has no scores and is no copy of the work; the own file is one.
    page.export();
    page.until_said(".copy-age", "还没有导出过副本");
    page.download(|page| page.click(".export .own"));
    page.until_said("#exported-file", "请到下载文件夹里看一看");
    let focused = "return document.activeElement.id === 'exported-file' && document.activeElement.getBoundingClientRect().top >= 0";
    page.until("the focus on the confirmation", || {
        page.truth(focused).then_some(())
    });
    page.until_said(".copy-age", "还没有导出过副本");
    // Who sees no file can take its text along.
    page.click("#exported-file summary");
    let text = page.value("#exported-file textarea");
    assert!(text.contains(STRENGTH), "the text is the file's");
    page.confirm_file();
    page.until_said(".notice.good", "自己留存");
    page.until_said(".copy-age", "之后没有改动");
}

/// SPEC P25
#[test]
fn figures_go_on_when_a_translator_has_replaced_their_texts() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    assert_eq!(
        page.script("return document.documentElement.translate", ()),
        false
    );
    // What translators do: each text gives way to one in an element of theirs.
    const TRANSLATE: &str = "
        const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            font.textContent = text.data;
            text.replaceWith(font);
        }";
    page.fill(STRENGTHS, STRENGTH);
    until_saved(&page);
    page.script(TRANSLATE, ());
    page.click(".bands .band:nth-of-type(4)");
    page.fill("[data-focus=value]", "55");
    page.until_said(".clause-score", "55%");
    page.until_said(".progress .counted", "已评 1/28");
    page.until_said(".clauses a[aria-current=page] .state.scored", "13.75");
    page.until_said(".progress-saved", "已保存");
    // The next clause stands under its own heading.
    page.script("location.hash = location.hash.replace('/1.1', '/1.2')", ());
    page.until_clause("1.2");
    page.until_said("article h1", "建立并实施组织");
}

/// SPEC P26
#[test]
fn what_browsers_keep_of_forms_leaves_the_words_out() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let remembered = "return Array.from(document.querySelectorAll('main :is(textarea, input)')).filter(one => one.autocomplete !== 'off').map(one => one.id || one.name)";
    assert_eq!(page.script(remembered, ()), serde_json::json!([]));
    page.open_overview();
    page.until_shown("#f-overall");
    assert_eq!(page.script(remembered, ()), serde_json::json!([]));
}

/// SPEC P27
#[test]
fn a_clause_prints_its_words() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    let typed = [
        ("strengths", STRENGTH),
        ("areas", "夜间急诊的等候时间没有统计。"),
        ("evidence", "门诊统计台账"),
    ];
    for (item, words) in typed {
        page.write(item, words);
    }
    page.click(".bands .band:nth-of-type(4)");
    page.click_named(".picks .pick", "60");
    page.until_said(".clause-score", "60%");
    until_saved(&page);
    // What is typed into a field is no text of the page: on the screen the words stand in the fields alone.
    let printed = || page.texts("article.clause").concat();
    assert!(!printed().contains(STRENGTH));
    page.on_paper(true);
    let paper = page.until("the clause on paper", || {
        Some(printed()).filter(|text| text.contains(STRENGTH))
    });
    for (item, words) in typed {
        assert_eq!(paper.matches(words).count(), 1, "{item}: {paper}");
    }
    let band = page.texts(".band.chosen .band-name").concat();
    assert!(band.contains("四档") && paper.contains(&band), "{band}: {paper}");
    // Of the bands the chosen one alone is there.
    let bands = "return Array.from(document.querySelectorAll('article.clause .band')).filter(one => one.getClientRects().length).length";
    assert_eq!(page.script(bands, ()), 1);
    let score = page.texts("article.clause .clause-score").concat();
    assert!(
        score.contains("60%") && paper.contains(&score),
        "{score}: {paper}"
    );
    page.on_paper(false);
}

/// SPEC A21
#[test]
fn a_record_sheet_holds_the_rubric_and_no_score() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    let clauses = page.count(".overview .figures tbody a");
    page.click_named(".export a", "打印空白记录表");
    page.until_shown(".record");
    assert_eq!(page.count(".record tbody tr"), clauses);
    let values = page.texts(".record td:nth-of-type(2)").concat();
    assert!(
        !values.contains(|character: char| character.is_ascii_digit()),
        "{values}"
    );
    assert_eq!(page.texts(".record td:nth-of-type(3)").concat().trim(), "");
    page.on_paper(true);
    page.until_said(".paper-foot", "示例分值");
    page.until_said(".signatures", "签名");
    page.on_paper(false);
    // Back to the overview, whose own tables the sheet does not hold.
    assert_eq!(page.count(".figures"), 0);
    page.click_named(".record-sheet a", "总览与导出");
    page.until_shown(".overview .figures");
}

/// SPEC P28
#[test]
fn on_a_phone_the_work_begins_below_a_hundred_pixels() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.resize(390, 844);
    let top = page.script(
        "return document.querySelector('.clauses').getBoundingClientRect().top + scrollY",
        (),
    );
    assert!(top.as_f64().is_some_and(|top| top <= 110.0), "{top}");
    // No name is squeezed to a character a line.
    page.open_overview();
    page.until_shown(".overview .figures");
    let squeezed = "return Array.from(document.querySelectorAll('.figures th[scope=row]')).filter(one => one.getClientRects().length && one.clientWidth < 90).length";
    assert_eq!(page.script(squeezed, ()), 0);
    page.resize(1280, 860);
}

/// Shows a clause of the open draft in this language.
fn show_clause(page: &Browser<'_>, code: &str, english: bool) {
    const IS_ENGLISH: &str = "return document.documentElement.lang.startsWith('en')";
    if page.truth(IS_ENGLISH) != english {
        page.click("[data-do=language]");
    }
    page.script(
        "location.hash = location.hash.split('/').slice(0, 3).join('/') + '/clause/' + arguments[0]",
        (code,),
    );
    page.until_clause(code);
}

/// Waits for a clause to end within two screens; one that is scored has its band and its score on the screen of its value.
fn until_it_fits(page: &Browser<'_>, code: &str, is_scored: bool) {
    const END: &str = "scrollTo(0, 0);
        const controls = document.querySelectorAll('article.clause :is(button, .button)');
        // What is folded has a place all the same.
        const seen = Array.from(controls).filter(one => one.checkVisibility());
        return Math.max(...seen.map(one => one.getBoundingClientRect().bottom))";
    const TOGETHER: &str = "document.querySelector('.picker').scrollIntoView({ block: 'end' });
        const [band, value, score, bar] = ['.band.chosen', '.picker .value', '.clause-score', '.progress']
            .map(css => document.querySelector(css).getBoundingClientRect());
        scrollTo(0, 0);
        return band.top >= bar.bottom && band.bottom <= value.top + 1
            && score.top >= value.top && score.bottom <= Math.min(value.bottom, innerHeight)";
    page.until(&format!("clause {code} within two screens"), || {
        let end = page.script(END, ()).as_f64()?;
        (end <= 2.0 * 860.0).then_some(())
    });
    if is_scored {
        page.until(&format!("band and score of clause {code}"), || {
            page.truth(TOGETHER).then_some(())
        });
    }
}

/// SPEC P32
#[test]
fn a_clause_of_an_applicant_fits_two_screens() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.resize(1280, 860);
    for english in [false, true] {
        for code in ["1.2", "3.2", "9.1"] {
            show_clause(&page, code, english);
            until_it_fits(&page, code, false);
        }
    }
    page.click("[data-do=language]");
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    for english in [false, true] {
        for code in ["1.1", "3.1", "5.2", "6.1", "9.1"] {
            show_clause(&page, code, english);
            until_it_fits(&page, code, true);
        }
    }
    // What is folded is there, and one click away.
    page.click(".requirement summary");
    assert!(page.text(".requirement").contains("How to judge"));
    page.click(".requirement summary");
    page.click(".result-row summary");
    page.until_shown(".result-row details[open] .result-years");
    assert_eq!(page.count(".result-row"), 7);
}

/// Begins a review of the example's application.
fn begin_example_review(page: &Browser<'_>, profile: &Profile, site: &Site) {
    let bundle = site.file("example/award.ndjson");
    let application = profile.file("application.json", bundle.lines().next().unwrap_or_default());
    page.begin_review(&application, Stage::Material, "\u{738b}\u{8bc4}\u{5ba1}");
}

/// SPEC P32, P48
#[test]
fn a_clause_of_an_assessor_fits_two_screens_beside_the_applicant_s_words() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    begin_example_review(&page, &profile, &site);
    page.resize(1280, 860);
    for (code, aspects) in [
        ("1.2", ["方法", "展开", "学习", "整合"]),
        ("6.1", ["水平", "趋势", "对比", "整合"]),
    ] {
        show_clause(&page, code, false);
        let headings = page.texts(".applicant-words h3");
        assert_eq!(headings[..4], aspects, "as in the form");
        for english in [false, true] {
            show_clause(&page, code, english);
            until_it_fits(&page, code, false);
        }
        for (item, words) in [
            (
                "evidence",
                "《2023—2025年战略规划》第 3 章；2024 年度工作报告第 12 页",
            ),
            (
                "strengths",
                "使命、愿景和价值观经全员讨论后确定，每年复核一次，并写入部门目标责任书。\n宣贯覆盖率连续三年达到 100%，有签到与测评记录。",
            ),
            (
                "areas",
                "对一线员工理解程度的评价方法较单一，未见对外包人员的测评数据。\n复核的结果如何用于改进，材料中没有说明。",
            ),
        ] {
            page.write(item, words);
        }
        page.click(".bands .band:nth-of-type(4)");
        page.click_named(".picks .pick", "60");
        page.until_said(".clause-score", "60%");
        for english in [false, true] {
            show_clause(&page, code, english);
            until_it_fits(&page, code, true);
        }
    }
}

/// SPEC P48
#[test]
fn on_a_phone_the_first_screen_has_a_field() {
    const TOP: &str = "return document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = begin(&site, &profile);
    page.resize(390, 844);
    let top = |css: &str| page.script(TOP, (css,)).as_f64().unwrap_or(f64::MAX);
    for english in [false, true] {
        show_clause(&page, "1.2", english);
        assert!(top("article.clause textarea") < 700.0);
    }
    page.click("[data-do=language]");
    page.resize(1280, 860);
    begin_example_review(&page, &profile, &site);
    page.resize(390, 844);
    for english in [false, true] {
        show_clause(&page, "6.1", english);
        assert!(top("article.clause textarea") < 700.0);
        assert!(top(".applicant-words") < top(".bands"));
    }
}

/// SPEC P50
#[test]
fn what_became_of_a_press_is_in_sight_and_has_the_focus() {
    const IN_SIGHT: &str = "const one = document.activeElement.getBoundingClientRect();
        return document.activeElement.matches('.notices > .notice') && one.top >= 0 && one.bottom <= innerHeight";
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example_desk();
    page.until_shown(".ranking .figures");
    let focused = |css: &str| {
        let script = format!("return document.activeElement.matches({css:?})");
        page.until(css, || page.truth(&script).then_some(()));
    };
    page.download(|page| page.click(".ranking button.primary"));
    page.until("the confirmation", || page.truth(IN_SIGHT).then_some(()));
    page.click("[data-do=close-notice]");
    focused(".ranking button.primary");
    page.click(".applicant:first-of-type summary");
    page.click(".applicant .stage:last-of-type > .stage-body > p > button");
    focused(".voices-title");
    page.click_named(".stage button", "收起评语");
    focused(".stage-body > p > button");
    page.click(".verdicts summary");
    page.click(".files tr[aria-rowindex='2'] button");
    focused(".files tr[aria-rowindex='2'] button");
    page.click_named(".verdicts button", "清空全部导入");
    focused("#desk-undo");
    page.click("#desk-undo");
    focused("#desk-undo");
    page.click("#desk-undo");
    focused("#desk-redo");
    // A refused file is told of where one is.
    page.click_named(".masthead nav a", "开始");
    page.until_shown("#open-files");
    let tables = ["1.csv", "2.csv", "3.csv", "4.csv"].map(|name| profile.file(name, "甲,乙\n1,2\n"));
    page.choose_files("#open-files", &tables);
    page.until("the verdicts", || page.truth(IN_SIGHT).then_some(()));
}

/// SPEC P51, P19
#[test]
fn what_nobody_sees_is_shown_as_a_sign() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.until_shown(".way a");
    page.begin_self_assessment("\u{4e2d}\u{202e}\u{5fc3}");
    page.until_said(".progress-who", "\u{4e2d}\\u{202e}\u{5fc3}");
    page.fill(STRENGTHS, "\u{4e00}\u{200b}\u{4e8c}");
    until_saved(&page);
    assert_eq!(
        page.value(STRENGTHS),
        "\u{4e00}\u{200b}\u{4e8c}",
        "a field has the text as it is"
    );
    page.open_overview();
    let own = page.export_own();
    let application = page.export();
    // Who is reviewed is still the one that the file names.
    page.begin_review(&application, Stage::Material, "\u{738b}\u{8bc4}\u{5ba1}");
    page.open_overview();
    page.until_said(".applicant-name", "\\u{202e}");
    assert!(!page.shows(".applicant-name .notice"));
    page.open_secretariat();
    page.import(&[own]);
    page.until_said(".files", "\\u{202e}");
    let raw = "return /[\\u0000-\\u0008\\u000b-\\u001f\\u200b\\u202e]/.test(document.body.innerText + document.title)";
    assert_eq!(page.script(raw, ()), false);
}
