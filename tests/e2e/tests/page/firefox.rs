//! In Firefox: the main job from a blank page to the ranking, without network, from disk, and the rescue. Everything
//! else is tested in Chromium.

use e2e::browser::{Browser, Profile};
use e2e::kind::Kind;
use e2e::site::Site;

const APPLICANT: &str = "第八社区医院";

/// SPEC Z7
#[test]
fn the_main_journey_in_firefox() {
    crate::journey::travel(Kind::Firefox);
}

/// SPEC Z4, Z5
#[test]
fn the_rescue_in_firefox() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_kind_empty(Kind::Firefox, &site, &profile);
    crate::guard::rescue(&page);
}

/// SPEC Q1
#[test]
fn after_one_visit_firefox_starts_it_without_a_server() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_kind(Kind::Firefox, &site, &profile);
    page.until_said(".offline", "不联网也能打开");
    page.close();
    site.stop();
    let page = Browser::start_kind(Kind::Firefox, &site, &profile);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
}

/// SPEC L1
#[test]
fn the_one_file_in_firefox() {
    let site = Site::on_disk();
    let profile = Profile::fresh();
    let page = Browser::start_kind(Kind::Firefox, &site, &profile);
    page.begin_self_assessment(APPLICANT);
    page.write("strengths", "每季度核对一次。");
    page.until("the draft to be saved", || {
        page.written_state().starts_with("已保存").then_some(())
    });
    page.reload();
    page.until_clause("1.1");
    assert_eq!(page.value("[data-focus=strengths]"), "每季度核对一次。");
    page.close();
    let page = Browser::start_kind(Kind::Firefox, &site, &profile);
    page.until_said(".draft", APPLICANT);
    page.open_example();
}
