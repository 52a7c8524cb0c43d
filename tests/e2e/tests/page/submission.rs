//! A review that was handed in: it is fixed, its file can be had again, and a correction needs a reason.

use std::fs;

use e2e::browser::{Browser, Profile};
use e2e::files::Rubric;
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::Value;

use crate::drafts::until_saved;

const REASON: &str = "1.1 漏看了附件三。";

fn read(path: &std::path::Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// Whether every field of the clause on the screen is fixed.
fn is_fixed(page: &Browser<'_>) -> bool {
    page.truth(
        "const all = [...document.querySelectorAll('article.clause :is(textarea, input)')]; \
         return all.length > 3 && all.every(one => one.readOnly || one.disabled)",
    )
}

/// SPEC S15, K24
#[test]
fn what_was_exported_is_fixed_until_it_is_corrected() {
    let site = Site::serve();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let profile = Profile::fresh();
    let bundle = site.file("example/award.ndjson");
    let application = profile.file("申报.json", bundle.lines().next().unwrap_or_default());
    let page = Browser::start(&site, &profile);
    page.begin_review(&application, Stage::Site, "陈立");
    page.enter_bands();
    for clause in &rubric.clauses {
        page.score_by_keyboard(clause, 70);
    }
    page.until_shown(".overview");
    page.judge("做法扎实。");
    assert!(!page.shows(".submission"));
    let first = page.export();
    page.until_said(".submission", "第 1 版");
    page.until_said(".progress-saved", "已提交");
    until_saved(&page);

    // Fixed, after a reload too: no field, no undo, no digit changes anything.
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_said(".fixed-notice", "已提交");
    assert!(is_fixed(&page));
    page.reload();
    page.until_clause("1.1");
    page.until_said(".fixed-notice", "已提交");
    assert!(is_fixed(&page));
    page.script(
        "document.querySelectorAll('.progress-tools button').forEach(one => one.click())",
        (),
    );
    page.until_said(".progress", "已评 28/28");
    page.open_overview();
    let again = page.export();
    assert_eq!(read(&again), read(&first), "the same file again");

    // A reason opens it.
    page.click(".submission summary");
    page.until("the button that waits for a reason", || {
        page.truth("return document.querySelector('.submission button').disabled")
            .then_some(())
    });
    page.fill("#correction-reason", REASON);
    page.click_named(".submission button", "开始更正");
    page.until_said(".submission", "正在更正");
    page.until_said(".progress-saved", "更正中");
    until_saved(&page);
    page.reload();
    page.until_said(".submission", REASON);
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_clause("1.1");
    page.fill("[data-focus=value]", "75");
    page.open_overview();
    let second = page.export();
    page.until_said(".submission", "第 2 版");
    let (first_file, second_file) = (read(&first), read(&second));
    assert_eq!(first_file["payload"]["revision"], "1");
    assert_eq!(second_file["payload"]["revision"], "2");
    assert_eq!(second_file["payload"]["reason"], REASON);
    assert_eq!(second_file["payload"]["supersedes"], first_file["fingerprint"]);
    let name = second.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(name.starts_with("评分表-第2版-"), "{name}");

    // Bringing an older version back does not unsay it.
    page.click(".progress-saved a");
    page.until_shown(".version");
    page.click(".version:last-of-type button");
    page.until_shown("#version-title");
    assert!(
        !page.text(".version-shown").contains("sha256"),
        "the record is no text to bring back"
    );
    page.until("the button to bring back to rest", || {
        page.truth("return [...document.querySelectorAll('.version-shown .changed button')].every(one => one.disabled)")
            .then_some(())
    });

    // The secretariat sees which one counts, which does not, and why.
    page.open_secretariat();
    page.import(&[second, first]);
    let verdicts = page.verdicts();
    assert_eq!(
        verdicts
            .iter()
            .map(|row| row.verdict.as_str())
            .collect::<Vec<_>>(),
        ["已接收", "已被更正"]
    );
    for row in page.texts(".files tbody tr") {
        assert!(row.contains(REASON), "{row}");
    }
    page.click(".applicant summary");
    page.until_said(".stage thead", "第2版");
    page.until_said(".stage", REASON);
}

/// SPEC S15, A10
#[test]
fn a_submission_that_cannot_be_read_is_told_and_the_person_decides() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let bundle = site.file("example/award.ndjson");
    let application = profile.file("申报.json", bundle.lines().next().unwrap_or_default());
    let page = Browser::start(&site, &profile);
    page.begin_review(&application, Stage::Site, "陈立");
    page.open_overview();
    page.judge("做法扎实。");
    until_saved(&page);
    page.script(
        "const id = location.hash.split('/')[2]; \
         const damaged = {text: '1 昨天', at: '2026-11-23T10:32:00Z', revision: 999}; \
         localStorage.setItem(`scoring-workbench/1/draft/${id}/field/submission`, JSON.stringify(damaged))",
        (),
    );
    page.reload();
    page.until_said(".submission", "提交记录已损坏");
    assert!(page.truth("return document.getElementById('f-overall').readOnly"));
    page.click(".submission summary");
    page.click("[data-act=drop-submission]");
    page.until("the end of the note", || {
        (!page.shows(".submission")).then_some(())
    });
    page.judge("改对的。");
    until_saved(&page);
    page.reload();
    page.until_shown(".overview");
    assert!(!page.shows(".submission"));
}

/// A review that has just begun lacks a value in every clause: that is one sentence with a link to each of them.
///
/// SPEC P34
#[test]
fn what_many_clauses_lack_is_said_once() {
    let site = Site::serve();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let profile = Profile::fresh();
    let bundle = site.file("example/award.ndjson");
    let application = profile.file("申报.json", bundle.lines().next().unwrap_or_default());
    let page = Browser::start(&site, &profile);
    page.begin_review(&application, Stage::Site, "陈立");
    page.open_overview();
    page.click(".export .primary");
    page.until_said("#export-errors li", "还没有评分");
    assert_eq!(page.count("#export-errors li"), 2, "the judgement and the values");
    assert_eq!(page.count("#export-errors a"), rubric.clauses.len());
    page.click("#export-errors a[href$='/clause/6.2']");
    page.until_clause("6.2");
}
