//! How long the release page takes until it can be used, on a processor slowed down four times, against the same
//! screen as static HTML with the same style sheets: `cargo xtask start-time`.
//!
//! Each run is a browser of its own with an empty profile. "Can be used" is the first frame with the four ways in,
//! painted, and the main thread free again: their links lead on, and what else is pressed is held until the program
//! is there. "All answers" is the same moment once the program has taken the screen over. Both pages come from the
//! same server in the same run, so the ratio says more than the milliseconds, which are this machine's. The time for
//! which the main thread was busy is counted in time of the processor, so that it says something even on a machine
//! that others use.

use std::fs;
use std::path::Path;

use e2e::browser::{Browser, Profile};
use e2e::site::Site;
use serde_json::json;

const RUNS: usize = 15;
const SLOWER: u32 = 4;
/// The ratio that is aimed at.
const AIM: f64 = 1.5;

/// Notes when the screen is there and painted, and what else tells where the time goes.
const WATCH: &str = "
    addEventListener('TrunkApplicationStarted', () => { window.startedAt = performance.now(); });
    const noted = {};
    const note = (moment, there) => {
        if (noted[moment] || !there) return;
        noted[moment] = true;
        requestAnimationFrame(() => setTimeout(() => { window[moment] = performance.now(); }));
    };
    const look = () => {
        note('usableAt', document.querySelector('.ways a'));
        note('answersAt', document.querySelector('.ways a') && !document.querySelector('#waiting'));
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });";

/// What was noted, in milliseconds since the address was asked for; nothing where there was no such moment.
const TIMES: &str = "
    const got = ending => (performance.getEntriesByType('resource').find(one => one.name.endsWith(ending)) || {}).responseEnd;
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    return [window.usableAt, window.answersAt, painted && painted.startTime,
        performance.timing.domInteractive - performance.timing.navigationStart,
        got('_bg.wasm'), window.startedAt].map(time => time || 0);";

const MOMENTS: [&str; 7] = [
    "usable",
    "all answers",
    "first paint",
    "HTML read",
    "program received",
    "program started",
    "main thread busy",
];

/// What one start took, in the order of [`MOMENTS`], in milliseconds.
type Times = [f64; MOMENTS.len()];

fn main() {
    let folder = tempfile::tempdir().expect("a folder for both pages");
    let built = e2e::place("WORKBENCH_DIST", e2e::workspace().join("dist"));
    copy(&built, folder.path());
    let site = Site::serve_folder(folder.path().to_owned());
    fs::write(folder.path().join("static.html"), drawn(&site)).expect("the static page");
    fs::write(
        folder.path().join("empty.html"),
        "<!doctype html><link rel=icon href=data:,>",
    )
    .expect("a page to begin at");

    let mut page = Vec::new();
    let mut still = Vec::new();
    for run in 1..=RUNS {
        still.push(times(&site, "static.html"));
        page.push(times(&site, ""));
        println!(
            "run {run}: static {:.0} ms, page {:.0} ms",
            still[run - 1][0],
            page[run - 1][0]
        );
    }
    println!("\nmedian of {RUNS}, processor {SLOWER} times slower   static     page");
    for (at, moment) in MOMENTS.iter().enumerate() {
        println!(
            "{moment:<40} {:>6.0} ms {:>5.0} ms",
            median(&still, at),
            median(&page, at)
        );
    }
    let still_usable = median(&still, 0);
    let ratio = median(&page, 0) / still_usable;
    let verdict = if ratio <= AIM { "within" } else { "above" };
    println!("usable {ratio:.2} times, {verdict} the aim of {AIM}");
    println!("all answers {:.2} times", median(&page, 1) / still_usable);
    println!(
        "main thread busy {:.2} times",
        median(&page, 6) / median(&still, 6)
    );
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the built page").flatten() {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).expect("a copy of the page");
        }
    }
}

/// The start screen as it stands when it is drawn, without what drew it.
fn drawn(site: &Site) -> String {
    const DRAWN: &str = "
        document.querySelectorAll('script, link[rel*=preload], meta[name=workbench], meta[http-equiv]').forEach(one => one.remove());
        return '<!doctype html>' + document.documentElement.outerHTML;";
    let profile = Profile::fresh();
    let page = Browser::start(site, &profile);
    page.until_shown(".empty");
    page.script(DRAWN, ()).as_str().expect("a page").to_owned()
}

fn times(site: &Site, place: &str) -> Times {
    let profile = Profile::fresh();
    let page = Browser::start_empty(site, &profile);
    // On the same server already, so that no process is changed on the way.
    page.visit("empty.html");
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": WATCH }),
    );
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }));
    page.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }));
    page.visit(place);
    page.until("a page that answers", || {
        page.truth("return !!window.usableAt && !!window.answersAt")
            .then_some(())
    });
    let times = page.script(TIMES, ());
    let metrics = page.devtools("Performance.getMetrics", json!({}));
    let busy = e2e::files::items(&metrics["metrics"])
        .iter()
        .find(|one| one["name"] == "TaskDuration");
    let busy = busy.and_then(|one| one["value"].as_f64()).unwrap_or_default() * 1000.0;
    let [usable, answers, painted, read, received, started] =
        [0, 1, 2, 3, 4, 5].map(|at| times[at].as_f64().unwrap_or_default());
    [usable, answers, painted, read, received, started, busy]
}

fn median(runs: &[Times], at: usize) -> f64 {
    let mut times: Vec<f64> = runs.iter().map(|run| run[at]).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
