//! Nothing leaves the machine: every request goes to the page's own server, for its own files, when they are wanted.

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::Value;

/// The resources that the page itself has counted since it was loaded: their addresses.
fn resources(page: &Browser<'_>) -> Vec<String> {
    let names = page.script(
        "return performance.getEntriesByType('resource').map(entry => entry.name)",
        (),
    );
    e2e::files::items(&names)
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// SPEC P1
#[test]
fn everything_comes_from_the_own_folder_and_only_when_it_is_wanted() {
    // Without a service worker, so that every request of the page reaches the server.
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let wanted_later = |path: &String| {
        ["rubrics/", "example/", "drafting", "secretariat"]
            .iter()
            .any(|beginning| path.starts_with(beginning))
    };
    let first = site.asked();
    assert!(
        !first.iter().any(wanted_later),
        "loaded before anybody wanted it: {first:?}"
    );
    let doubles = first
        .iter()
        .filter(|path| first.iter().filter(|other| other == path).count() > 1);
    assert_eq!(doubles.collect::<Vec<_>>(), Vec::<&String>::new(), "loaded twice");

    page.click_named(".way a", "开始自我评价");
    page.until_shown("#rubric-choice option");
    assert!(
        site.asked()
            .iter()
            .any(|path| path == "rubrics/public-service.json")
    );
    assert!(!site.asked().iter().any(|path| path.starts_with("example/")));

    page.click_named(".masthead nav a", "开始");
    page.open_example();
    assert!(site.asked().iter().any(|path| path == "example/award.ndjson"));
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_clause("1.1");
    page.fill("[data-focus=strengths]", "写一句话。");
    page.open_overview();
    page.export();
    assert!(!site.asked().iter().any(|path| path.starts_with("secretariat")));
    page.open_example_desk();
    page.until_shown(".ranking");
    page.download(|page| page.click_named(".ranking button", "导出汇总 JSON"));

    let paths = site.asked();
    let known = [
        "rubrics/",
        "example/",
        "guard.js",
        "first.js",
        "start-",
        "drafting-",
        "secretariat-",
        "opening-",
        "page-",
        "icon-",
        "icons/",
        "manifest.webmanifest",
        "style-",
    ];
    let strange: Vec<&String> = paths
        .iter()
        .filter(|path| !path.is_empty() && !known.iter().any(|beginning| path.starts_with(beginning)))
        .collect();
    assert!(strange.is_empty(), "asked for something else: {strange:?}");
    let own = site.address("");
    let others: Vec<String> = resources(&page)
        .into_iter()
        .filter(|address| !address.starts_with(&own))
        .collect();
    assert_eq!(others, Vec::<String>::new());
    assert_eq!(page.requests_elsewhere(), Vec::<String>::new());
    let kept = page.script("return [document.cookie, sessionStorage.length]", ());
    assert_eq!((&kept[0], &kept[1]), (&Value::from(""), &Value::from(0)));
}

/// SPEC P1
#[test]
fn the_start_page_lists_drafts_without_the_engine() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.begin_self_assessment("第四消防站");
    page.until_clause("1.1");
    page.close();

    let before = site.asked().len();
    let page = Browser::start(&site, &profile);
    page.until_said(".draft", "第四消防站");
    let again = site.asked().split_off(before);
    assert!(
        !again.iter().any(|path| ["drafting", "secretariat"]
            .iter()
            .any(|desk| path.starts_with(desk))),
        "{again:?}"
    );
}

#[test]
fn without_the_network_it_says_what_is_missing_and_goes_on_when_it_is_back() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    site.away(true);
    page.click_named(".way a", "开始自我评价");
    page.until_said("#not-started", "没有启动");
    site.away(false);
    page.reload();
    page.until_shown("#applicant-name");

    // What was loaded goes on working; what was not is reported.
    page.name_applicant_and_begin("第五幼儿园", "公共服务卓越绩效评价准则");
    site.away(true);
    page.fill("[data-focus=strengths]", "写一句话。");
    page.open_overview();
    page.export();
    page.click_named(".masthead nav a", "开始");
    page.click_named(".way a", "打开示例");
    page.until_said(".notice.danger", "随附文件没有载入");
    let errors = page.console_errors();
    assert!(
        errors.iter().all(|error| {
            error.contains("Failed to load resource") || error.contains("dynamically imported module")
        }),
        "{errors:?}"
    );
}
