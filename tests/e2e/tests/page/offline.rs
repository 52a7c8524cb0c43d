//! It starts without network; a newer version comes whole or not at all, and is taken when one agrees.

use std::collections::BTreeSet;

use e2e::browser::{Browser, Profile};
use e2e::build::Build;
use e2e::site::Site;
use serde_json::{Value, json};

const APPLICANT: &str = "第六供水所";
const STRENGTH: &str = "水质每日公布。";
const AREA: &str = "夜间抢修没有记录。";
const STRENGTHS: &str = "#f-clause-1-1-strengths";
const AREAS: &str = "#f-clause-1-1-areas";

/// Waits until the page says that it starts without network.
#[track_caller]
fn until_ready_offline(page: &Browser<'_>) {
    page.until_said(".offline", "不联网也能打开");
}

/// Waits until the page offers a newer version.
#[track_caller]
fn until_offered(page: &Browser<'_>) {
    page.until_said("#newer", "有新版本");
}

/// Whether the page on the screen is of the newer build.
fn is_newer(page: &Browser<'_>) -> bool {
    page.shows("meta[name=build]")
}

#[track_caller]
fn until_newer(page: &Browser<'_>) {
    page.until_shown("meta[name=build]");
    page.until_ready();
}

/// The caches of this page, by their names.
fn caches(page: &Browser<'_>) -> Vec<String> {
    let names = page.script_later(
        "const done = arguments[arguments.length - 1]; caches.keys().then(done)",
        (),
    );
    let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// What the page gets when it asks for a file of its folder.
fn fetched(page: &Browser<'_>, path: &str) -> String {
    const FETCH: &str = "const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then(answer => answer.ok ? answer.text() : String(answer.status)).then(done)";
    page.script_later(FETCH, path)
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Whether no newer version is under way or waits; then what was tried has ended.
fn nothing_under_way(page: &Browser<'_>) -> bool {
    const LOOK: &str = "const done = arguments[arguments.length - 1];
        navigator.serviceWorker.getRegistration().then(found => done(!found.installing && !found.waiting))";
    page.script_later(LOOK, ()) == true
}

#[track_caller]
fn assert_draft_whole(page: &Browser<'_>) {
    page.until_shown(STRENGTHS);
    assert_eq!(
        (page.value(STRENGTHS), page.value(AREAS)),
        (STRENGTH.to_owned(), AREA.to_owned())
    );
}

/// SPEC Q1
#[test]
fn after_one_visit_it_starts_and_works_without_a_server() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    page.close();
    site.stop();

    let page = Browser::start(&site, &profile);
    page.until_said("h1", "公共服务质量奖评分");
    until_ready_offline(&page);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.fill(STRENGTHS, STRENGTH);
    page.fill(AREAS, AREA);
    page.until("the state of the draft", || {
        page.written_state().starts_with("已保存").then_some(())
    });
    page.reload();
    assert_draft_whole(&page);
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    page.open_example_desk();
    page.until_said(".ranking", "有并列");
    page.close();

    // An address inside, such as a bookmark, is a start like any other.
    let page = Browser::start_empty(&site, &profile);
    page.go("#/secretariat");
    page.until_shown("#import-files");
    page.click_named(".masthead nav a", "开始");
    page.until("both drafts", || (page.count(".draft") == 2).then_some(()));
}

/// SPEC Q2
#[test]
fn the_worker_fetches_the_whole_build_once_and_nothing_else() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    let mut asked = site.asked_by_worker();
    asked.sort();
    let mut build = Build::copied().kept();
    build.push("worker.js".to_owned());
    build.sort();
    assert_eq!(asked, build);

    // The page that was there before has its files from it too, and so has one that is loaded anew.
    let loaded = |page: &Browser<'_>| {
        page.begin_self_assessment(APPLICANT);
        page.click_named(".masthead nav a", "开始");
        page.open_example();
    };
    let before = site.asked().len();
    loaded(&page);
    page.go("#/");
    page.reload();
    page.until_shown(".draft");
    let later = site.asked().split_off(before);
    assert_eq!(later, Vec::<String>::new());

    // What is not the page's goes to the network as if there were no worker.
    assert_eq!(fetched(&page, "notes.txt"), "404");
    assert!(fetched(&page, "rubrics/public-service.json?newest") == site.file("rubrics/public-service.json"));
    assert_eq!(fetched(&page, "../elsewhere.txt"), "404");
    let passed: Vec<String> = site.asked().split_off(before);
    assert_eq!(
        passed,
        ["notes.txt", "rubrics/public-service.json", "/elsewhere.txt"]
    );
    let missing = page.console_errors();
    assert!(missing.iter().all(|error| error.contains("404")), "{missing:?}");
}

/// SPEC Q3, Q4
#[test]
fn a_newer_version_waits_until_one_agrees_and_the_draft_is_whole() {
    let newer = Build::newer();
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.fill(STRENGTHS, STRENGTH);
    site.swap(newer.folder());
    page.reload();
    until_offered(&page);
    assert_eq!(caches(&page).len(), 2, "both versions are whole");

    // Not agreed: the old version stays, however often the page is loaded, and after the browser was closed.
    for _ in 0..2 {
        assert!(!is_newer(&page));
        assert!(!fetched(&page, "rubrics/public-service.json").ends_with("\n\n"));
        page.reload();
        until_offered(&page);
    }
    page.click_named("#newer button", "以后再说");
    page.until("the offer to go", || (!page.shows("#newer")).then_some(()));
    page.fill(AREAS, AREA);
    page.reload();
    until_offered(&page);
    assert_draft_whole(&page);
    assert!(!is_newer(&page));

    let place = page.place();
    page.click_named("#newer button", "更新到新版本");
    until_newer(&page);
    assert_eq!(page.place(), place);
    assert_draft_whole(&page);
    assert!(!page.shows("#newer"));
    assert!(fetched(&page, "rubrics/public-service.json") == site.file("rubrics/public-service.json"));
    page.reload();
    page.until("the older version to be forgotten", || {
        (caches(&page).len() == 1).then_some(())
    });
    page.close();
    site.stop();
    let page = Browser::start(&site, &profile);
    assert!(is_newer(&page));
    page.click_named(".draft a", "继续");
    page.until_clause("1.1");
    assert_draft_whole(&page);
}

/// SPEC Q10
#[test]
fn a_version_that_is_here_whole_is_not_fetched_again() {
    let (older, newer) = (Build::copied(), Build::newer());
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    site.swap(newer.folder());
    page.reload();
    until_offered(&page);
    // Somebody comes back to the tab.
    let before = site.asked_by_worker().len();
    page.script("document.dispatchEvent(new Event('visibilitychange'))", ());
    page.until("the worker to be asked for", || {
        (site.asked_by_worker().len() > before).then_some(())
    });
    // The browser asks by itself; a server goes back to the version in use, and on again.
    for build in [&newer, &older, &newer] {
        site.swap(build.folder());
        const UPDATE: &str = "const done = arguments[arguments.length - 1];
            const settled = one => one.installing
                ? one.installing.addEventListener('statechange', () => settled(one))
                : done(true);
            navigator.serviceWorker.getRegistration().then(one => one.update()).then(settled)";
        page.script_later(UPDATE, ());
    }
    let asked = site.asked_by_worker().split_off(before);
    assert!(asked.iter().all(|path| path == "worker.js"), "{asked:?}");
}

/// SPEC Q2, Q3
#[test]
fn when_every_page_was_closed_the_newer_version_is_there_at_the_next_start() {
    let newer = Build::newer();
    let site = Site::serve();
    // What the HTTP cache holds under a plain name is of another day, and never taken for the newer version.
    site.keep_for_ever();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    site.swap(newer.folder());
    page.reload();
    until_offered(&page);
    page.close();
    site.stop();

    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    assert!(is_newer(&page) && !page.shows("#newer"));
    page.until("the older version to be forgotten", || {
        (caches(&page).len() == 1).then_some(())
    });
}

/// SPEC Q4
#[test]
fn no_version_is_taken_while_something_is_not_written() {
    let newer = Build::newer();
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    site.swap(newer.folder());
    page.reload();
    until_offered(&page);
    const FILL: &str = "
        let count = 0;
        for (let size = 1 << 21; size >= 1; size >>= 1) {
            try { for (;;) localStorage.setItem('full/' + count++, 'x'.repeat(size)); } catch { /* full for this size */ }
        }
        window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    page.script(FILL, ());
    page.fill(STRENGTHS, STRENGTH);
    page.until("the state of the draft", || {
        page.written_state().contains("没有写入").then_some(())
    });
    page.click_named("#newer button", "更新到新版本");
    page.until_said(".notice.danger", "没有更新");
    assert!(!is_newer(&page) && !nothing_under_way(&page));
    assert_eq!(page.value(STRENGTHS), STRENGTH);

    const EMPTY: &str = "for (const key of Object.keys(localStorage)) if (key.startsWith('full/')) localStorage.removeItem(key);
        IDBObjectStore.prototype.put = window.put;";
    page.script(EMPTY, ());
    page.fill(AREAS, AREA);
    page.until("the state of the draft", || {
        page.written_state().starts_with("已保存").then_some(())
    });
    page.click_named("#newer button", "更新到新版本");
    until_newer(&page);
    assert_draft_whole(&page);
}

/// SPEC Q5
#[test]
fn an_update_that_breaks_off_leaves_the_version_in_use_as_it_is() {
    let (newer, spoiled) = (Build::newer(), Build::newer());
    spoiled.spoil("example/award.ndjson");
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);

    // One file is another than the worker's list says.
    site.swap(spoiled.folder());
    let asked = |path: &str| {
        site.asked_by_worker()
            .iter()
            .filter(|asked| *asked == path)
            .count()
    };
    let tried = |page: &Browser<'_>, times: usize| {
        page.until("a try that has ended", || {
            (asked("worker.js") > times && asked("example/award.ndjson") > times && nothing_under_way(page))
                .then_some(())
        });
        assert!(!page.shows("#newer") && !is_newer(page));
    };
    page.reload();
    tried(&page, 1);

    // The server goes away in the middle of a file.
    site.swap(newer.folder());
    site.break_off_at("example/award.ndjson");
    page.reload();
    tried(&page, 2);
    assert_eq!(caches(&page).len(), 1, "nothing is left of what broke off");
    page.close();
    site.stop();

    let page = Browser::start(&site, &profile);
    assert!(!is_newer(&page));
    until_ready_offline(&page);
    page.open_example();
    page.close();

    // With the server back and whole, the newer version arrives after all.
    site.start_again();
    site.away(false);
    let page = Browser::start(&site, &profile);
    until_offered(&page);
    page.click_named("#newer button", "更新到新版本");
    until_newer(&page);
}

/// SPEC Q5
#[test]
fn a_version_that_finds_no_room_leaves_the_one_in_use_as_it_is() {
    let newer = Build::newer();
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    const USED: &str = "const done = arguments[arguments.length - 1];
        navigator.storage.estimate().then(room => done(room.usage))";
    let used = page.script_later(USED, ()).as_u64().expect("a number of bytes");
    // Room for some of the files, and not for all.
    page.devtools(
        "Storage.overrideQuotaForOrigin",
        json!({ "origin": site.origin(), "quotaSize": used + 500_000 }),
    );
    site.swap(newer.folder());
    page.reload();
    page.until("a try that has ended", || {
        let asked = site.asked_by_worker();
        let whole = asked.iter().filter(|path| *path == "worker.js").count() > 1
            && newer.kept().iter().all(|file| {
                asked.iter().filter(|path| *path == file).count()
                    > usize::from(!file.starts_with("drafting-newer"))
            });
        (whole && nothing_under_way(&page)).then_some(())
    });
    assert!(!page.shows("#newer") && !is_newer(&page));
    assert_eq!(caches(&page).len(), 1, "nothing is left of what found no room");
    site.away(true);
    page.reload();
    page.open_example();
    site.away(false);

    page.devtools(
        "Storage.overrideQuotaForOrigin",
        json!({ "origin": site.origin() }),
    );
    page.reload();
    until_offered(&page);
    page.click_named("#newer button", "更新到新版本");
    until_newer(&page);
}

/// SPEC Q6
#[test]
fn a_tab_of_the_older_version_goes_on_with_its_own_files() {
    let newer = Build::newer();
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_ready_offline(&page);
    let old_rubric = site.file("rubrics/public-service.json");
    let first = page.tab();
    // The second tab has loaded the start screen alone: of the older version most is still to come.
    let second = page.second_tab("#/");
    page.until_shown("#open-files");
    page.to_tab(&first);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.fill(STRENGTHS, STRENGTH);
    page.fill(AREAS, AREA);
    site.swap(newer.folder());
    page.reload();
    until_offered(&page);
    page.click_named("#newer button", "更新到新版本");
    until_newer(&page);
    assert_draft_whole(&page);
    let new_rubric = site.file("rubrics/public-service.json");
    assert!(old_rubric != new_rubric);
    assert!(fetched(&page, "rubrics/public-service.json") == new_rubric);

    page.to_tab(&second);
    assert!(!is_newer(&page));
    page.until_said("#newer", "新版本已经启用");
    assert!(fetched(&page, "rubrics/public-service.json") == old_rubric);
    // The server has no such files any more.
    page.begin_self_assessment("第七供水所");
    page.until_clause("1.1");
    page.write("strengths", "写一句话。");
    assert!(fetched(&page, "rubrics/public-service.json") == old_rubric);
    assert_eq!(caches(&page).len(), 2);

    // The first tab, loaded once more, leaves the other's files alone.
    page.to_tab(&first);
    page.reload();
    assert_draft_whole(&page);
    page.to_tab(&second);
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    assert!(!is_newer(&page));

    page.reload();
    until_newer(&page);
    page.reload();
    page.until("the older version to be forgotten", || {
        (caches(&page).len() == 1).then_some(())
    });
}

/// SPEC Q7
#[test]
fn where_browsers_allow_no_worker_it_works_and_says_what_is_missing() {
    let site = Site::serve_plain();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    assert!(!page.truth("return isSecureContext"));
    page.until_said("main .offline", "浏览器只准许 https 地址的网页离线打开");
    assert!(!page.shows(".notice"), "it is no alarm");
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.fill(STRENGTHS, STRENGTH);
    page.open_overview();
    page.export();
    page.click(".masthead-tools button:last-child");
    page.until_said("#help .offline", "其他功能照常");
    page.script("document.querySelector('.masthead-tools button').click()", ());
    page.until_said("#help .offline", "https addresses only");
}

/// SPEC Q7
#[test]
fn a_first_visit_that_breaks_off_says_so_and_is_made_up_for() {
    let spoiled = Build::copied();
    spoiled.spoil("example/award.ndjson");
    let site = Site::serve();
    let whole = Build::copied();
    site.swap(spoiled.folder());
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.until_said("main .offline", "没有取全");
    assert_eq!(caches(&page), Vec::<String>::new());
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    site.swap(whole.folder());
    page.go("#/");
    page.reload();
    until_ready_offline(&page);
}

/// SPEC Q8
#[test]
fn a_page_that_names_no_worker_has_none() {
    let development = Build::without_worker();
    let site = Site::serve();
    site.swap(development.folder());
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.begin_self_assessment(APPLICANT);
    page.until_clause("1.1");
    page.go("#/");
    page.until_shown(".draft");
    assert_eq!(page.texts(".offline").concat(), "");
    assert_eq!(site.asked_by_worker(), Vec::<String>::new());
    const REGISTRATIONS: &str = "const done = arguments[arguments.length - 1];
        navigator.serviceWorker.getRegistrations().then(found => done(found.length))";
    assert_eq!(page.script_later(REGISTRATIONS, ()), 0);
}

/// SPEC Q9
#[test]
fn it_can_be_installed_under_its_own_name_and_colours() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let manifest: Value = serde_json::from_str(&site.file("manifest.webmanifest")).expect("JSON");
    assert_eq!(manifest["name"], "公共服务质量奖评分工作台");
    assert_eq!(
        (&manifest["start_url"], &manifest["scope"]),
        (&Value::from("./"), &Value::from("./"))
    );
    // What the icons are is measured by the browser, not read off their names.
    const MEASURE: &str = "const done = arguments[arguments.length - 1];
        const icon = new Image();
        icon.onload = () => done(`${icon.naturalWidth}x${icon.naturalHeight}`);
        icon.onerror = () => done('no picture');
        icon.src = arguments[0];";
    let mut kinds = BTreeSet::new();
    for icon in e2e::files::items(&manifest["icons"]) {
        let source = icon["src"].as_str().expect("an address");
        let measured = page.script_later(MEASURE, source);
        if icon["sizes"] == "any" {
            assert!(measured != "no picture", "{source}");
        } else {
            assert_eq!(measured, icon["sizes"], "{source}");
        }
        kinds.insert(format!(
            "{} {}",
            icon["sizes"],
            icon["purpose"].as_str().unwrap_or("any")
        ));
    }
    for wanted in [
        "\"192x192\" any",
        "\"512x512\" any",
        "\"512x512\" maskable",
        "\"any\" any",
    ] {
        assert!(kinds.contains(wanted), "{wanted} is missing among {kinds:?}");
    }
    let problems = page.devtools("Page.getInstallabilityErrors", json!({}));
    let problems: Vec<&Value> = e2e::files::items(&problems["installabilityErrors"])
        .iter()
        // The tests' browser window belongs to nobody who could install something.
        .filter(|problem| problem["errorId"] != "in-incognito")
        .collect();
    assert_eq!(problems, Vec::<&Value>::new());

    // The frame that the browser draws has the colour of the page's head.
    const COLOURS: &str = "
        const probe = document.createElement('p');
        document.body.append(probe);
        probe.style.color = Array.from(document.querySelectorAll('meta[name=theme-color]')).find(one => matchMedia(one.media).matches).content;
        const colours = [getComputedStyle(probe).color, getComputedStyle(document.querySelector('.masthead')).backgroundColor];
        probe.remove();
        return colours;";
    for scheme in ["light", "dark"] {
        page.colours(scheme);
        let colours = page.script(COLOURS, ());
        assert_eq!(colours[0], colours[1], "{scheme}");
    }
}
