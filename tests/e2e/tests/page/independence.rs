//! What an assessor sees of an application, and what not: the overview first, never the applicant's own scores, and a
//! name that stays.

use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::Value;

use crate::drafts::until_saved;

/// The application of the example, as a file of this person's.
fn application(site: &Site, profile: &Profile) -> (PathBuf, Value) {
    let bundle = site.file("example/award.ndjson");
    let line = bundle.lines().next().unwrap_or_default();
    let file = profile.file("application.json", line);
    (file, serde_json::from_str(line).expect("JSON"))
}

/// SPEC P17
#[test]
fn the_overview_of_the_applicant_stands_before_the_clauses() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let (file, application) = application(&site, &profile);
    let overview = application["payload"]["overview"].as_str().expect("an overview");
    let beginning: String = overview.chars().take(20).collect();
    let page = Browser::start(&site, &profile);
    page.click_named(".way a", "开始评审");
    page.choose_files("#open-application", &[file]);
    page.fill("#assessor-name", "陈立");
    page.click_named("button[type=submit]", "开始评分");
    page.until_said("article.context", &beginning);
    page.until_said(".clauses a[aria-current=page]", "组织概述");
    // Alt and ↓ lead on to the first clause; there it can be opened beside one's own words.
    page.press_with(&[thirtyfour::Key::Alt], thirtyfour::Key::Down);
    page.until_clause("1.1");
    page.click(".applicant-overview summary");
    page.until_said(".applicant-overview[open]", &beginning);
    // The list leads back to it.
    page.click_named(".clauses a", "组织概述");
    page.until_said("article.context", &beginning);
    // It is on the paper of the review.
    page.open_overview();
    page.on_paper(true);
    page.until_said(".print-only", &beginning);
    page.on_paper(false);
}

/// SPEC P18
#[test]
fn a_review_offers_no_way_to_the_applicants_own_scores() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let (file, _) = application(&site, &profile);
    let page = Browser::start(&site, &profile);
    page.choose_files("#open-files", &[file]);
    page.until_shown("#assessor-name");
    for offered in page.texts("main :is(a, button, label)") {
        assert!(
            !offered.contains("接着填写"),
            "{offered} is offered to an assessor"
        );
    }
    // The applicant's way begins where a self-assessment begins.
    page.click_named(".masthead nav a", "开始");
    page.click_named(".way a", "开始自我评价");
    page.until_said(".own", "接着填写自己的申报");
    page.until_shown("#open-own");
}

/// SPEC P19
#[test]
fn the_name_of_the_applicant_comes_from_the_file() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let (file, application) = application(&site, &profile);
    let name = application["payload"]["sheet"]["applicant"]["name"]
        .as_str()
        .expect("a name");
    let page = Browser::start(&site, &profile);
    page.begin_review(&file, Stage::Material, "陈立");
    page.open_overview();
    page.until_said(".applicant-name", name);
    assert!(!page.shows("#f-applicant"), "the name can be edited");
    assert!(page.shows("#f-assessor"));

    // An earlier version let it be edited. What it left is reported, and mended by one press: the same draft as another
    // machine's storage may have it.
    let id = page.place().split('/').nth(2).expect("an id").to_owned();
    until_saved(&page);
    let kept = page.kept();
    page.close();
    let second = Profile::fresh();
    let page = Browser::start(&site, &second);
    const PUT: &str = "
        for (const [key, text] of JSON.parse(arguments[0]))
            localStorage[key] = key.endsWith('/applicant') ? text.replace(arguments[1], '另一个名称') : text;";
    page.script(PUT, (kept.as_str(), name));
    page.go(&format!("#/draft/{id}/overview"));
    page.until_said(".applicant-name .notice", "另一个名称");
    page.click_named(".applicant-name button", "改用申报文件里的名称");
    page.until("the notice to go", || {
        (!page.shows(".applicant-name .notice")).then_some(())
    });
    page.until_said(".progress-who", name);
}
