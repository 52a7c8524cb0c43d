//! Results grids and the evidence register: filled in, pasted, undone, handed to an assessor, and printed.

use e2e::browser::{Browser, Profile};
use e2e::page::Stage;
use e2e::site::Site;
use thirtyfour::Key;

use crate::drafts::{APPLICANT, until_saved};

/// A range as Excel copies it: headings, full-width and separated digits, a cell with a line break, a remark.
const RANGE: &str = "指标\t单位\t2023\t2024年\t2025年度\t目标值\t标杆\t对比对象\t数据来源\t备注\n\
    满意度\t%\t90.5\t９２％\t96\t95\t91.2%\t\"全市\n平均\"\t第三方调查\t新\n\
    投诉\t件\t1,200\t约 900\t—\t\t1000\t邻区\t台账\t";

fn cell(row: usize, name: &str) -> String {
    format!(".result-row:nth-of-type({row}) [data-focus$='/{name}']")
}

fn evidence(row: usize, name: &str) -> String {
    format!(".evidence-row:nth-of-type({row}) [id$='-{name}']")
}

/// Puts a range into the box and fills it in.
fn paste(page: &Browser<'_>, range: &str) {
    page.click(".paste summary");
    page.script(
        "document.querySelector('.paste textarea').value = arguments[0]",
        (range,),
    );
    page.click("[data-act=fill-in]");
}

/// SPEC P30, P31
#[test]
fn a_grid_and_a_register_go_from_the_applicant_to_the_assessor_and_onto_paper() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    assert_eq!(page.count(".results-grid"), 0, "an enabler has no results");
    page.open_clause("6.1");
    paste(&page, RANGE);
    let told = page.until_said(".paste-outcome", "填入了 2 行");
    for part in ["第 1 行", "备注", "第 3 行", "约 900"] {
        assert!(told.contains(part), "{told} should tell {part}");
    }
    for (name, text) in [
        ("indicator", "满意度"),
        ("year/2024", "92"),
        ("comparison", "91.2"),
        ("against", "全市 平均"),
    ] {
        assert_eq!(page.value(&cell(1, name)), text, "{name}");
    }
    assert_eq!(page.value(&cell(2, "year/2023")), "1200");
    assert_eq!(page.value(&cell(2, "year/2024")), "约 900");
    page.until_shown(".result-row:nth-of-type(1) .trend-line");
    page.until_said(".evidence-findings", "不是数");
    page.fill(&cell(2, "year/2024"), "900");
    page.until_said(".evidence-findings", "只有 2 年");
    // The whole range is one step, and so is a removed row.
    until_saved(&page);
    page.click(".result-row:nth-of-type(2) [id$='-remove']");
    page.until("one row", || (page.count(".result-row") == 1).then_some(()));
    page.click_named(".progress-tools button", "撤销");
    page.until("both rows", || (page.count(".result-row") == 2).then_some(()));
    assert_eq!(page.value(&cell(2, "indicator")), "投诉");
    // A row moves by keyboard, and the focus goes with it.
    page.script(
        "document.querySelector(\".result-row:nth-of-type(2) [id$='-up']\").focus()",
        (),
    );
    page.press_key(Key::Enter);
    page.until("the other order", || {
        (page.value(&cell(1, "indicator")) == "投诉").then_some(())
    });
    page.until("the focus on the way back", || {
        page.focus().ends_with("-down").then_some(())
    });
    page.click("[data-act=add-result]");
    page.until("the new row's first field", || {
        page.focus().ends_with("/indicator").then_some(())
    });
    page.press("床位");
    page.until("the new row", || {
        (page.value(&cell(3, "indicator")) == "床位").then_some(())
    });
    page.click("[data-act=year-before]");
    page.until_shown(&cell(3, "year/2022"));

    page.on_paper(true);
    let paper = page.text(".print-only:has(> .scroll .results-table)");
    assert!(paper.contains("满意度") && paper.contains("91.2"), "{paper}");
    page.on_paper(false);
    page.fill("[data-focus=citations]", "1、7");
    page.open_overview();
    for title in ["满意度调查报告", "投诉台账"] {
        page.click("[data-act=add-evidence]");
        page.until("the new item's title", || {
            page.focus().ends_with("/title").then_some(())
        });
        page.press(title);
    }
    page.until_said(".register .evidence-findings", "目录里没有这个编号");
    page.until_said(".register .evidence-findings", "没有条款引用");
    assert_eq!(page.value(&evidence(2, "number")), "2");
    // An item with its title is folded once another is added.
    page.click(".evidence-row:nth-of-type(1) summary");
    page.until_said(".evidence-row:nth-of-type(1)", "6.1");
    until_saved(&page);
    page.reload();
    page.until_shown(".evidence-row:nth-of-type(2)");
    assert_eq!(page.value(&evidence(1, "title")), "满意度调查报告");

    page.on_paper(true);
    let paper = page.text(".overview > .print-only:last-child");
    for part in ["证明材料目录", "满意度调查报告", "投诉", "1200", "91.2"] {
        assert!(paper.contains(part), "the paper should tell {part}");
    }
    page.on_paper(false);
    let file = page.export();
    page.close();

    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.begin_review(&file, Stage::Site, "王评审");
    page.open_clause("6.1");
    let read = page.until_said(".applicant-words", "满意度");
    for part in ["91.2", "全市 平均", "1 满意度调查报告"] {
        assert!(read.contains(part), "{read} should tell {part}");
    }
    page.until_shown(".applicant-words .trend-line");
    assert_eq!(
        page.count(".results-grid"),
        0,
        "an assessor reads the grid and does not write in it"
    );
}

/// A register of dozens is one block with its count: folded at first, as one left it afterwards. What has to be looked
/// at is reported outside of it, and paper has every item.
///
/// SPEC P33
#[test]
fn a_register_of_dozens_is_one_block() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    page.until_said(".register-items > summary", "82 份");
    assert!(!page.shows(".register-items[open]"));
    assert_eq!(page.text(".register-state"), "", "every item is cited");
    page.on_paper(true);
    assert_eq!(page.count(".overview > .print-only .register-table tbody tr"), 82);
    page.on_paper(false);
    page.click(".register-items > summary");
    page.until_shown(".register-items[open]");
    page.reload();
    page.until_shown(".register-items[open] .evidence-row:nth-of-type(82)");
    page.click(".register-items > summary");
    page.until_shown(".register-items:not([open])");
    // A new item is to be seen, and that nobody cites it is reported above.
    page.click("[data-act=add-evidence]");
    page.until_shown(".register-items[open]");
    page.until("the new item's title", || {
        page.focus().ends_with("/title").then_some(())
    });
    page.press("问卷");
    page.until_said(".register-state", "1 份材料没有条款引用");
}
