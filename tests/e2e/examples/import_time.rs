//! How long the secretariat's desk takes to import many sheets of 11 kB, against reading and JSON.parse of the same files
//! in the same browser: `cargo xtask import-time`.
//!
//! Each count is a browser of its own with an empty profile. The import ends when every file has its verdict, the ranking
//! stands, and all of it is on the disk. A ratio says more than the milliseconds, which are this machine's. The longest
//! task is that of the page's main thread during the import, as the browser observes it (nothing below 50 ms is reported).

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, Sheet, envelope, percent};
use e2e::site::Site;
use serde_json::{Value, json};

const COUNTS: [usize; 3] = [500, 2_000, 10_000];
/// How many make a panel.
const PANEL: usize = 5;
/// The ratio that is aimed at, and the one that is required.
const AIM: [f64; 2] = [2.0, 5.0];

/// Notes the tasks of the main thread that the browser calls long.
const WATCH: &str = "
    window.tasks = [];
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) window.tasks.push([one.startTime, one.duration]);
    }).observe({ type: 'longtask' });";

/// What the measurements share. Of a task that was under way when something was done only the rest counts: a browser
/// makes a thousand files of a choice in the task in which it tells of them.
const TOOLS: &str = "
    window.longest = from => Math.max(0, ...window.tasks.map(([at, took]) => Math.min(took, at + took - from)));
    window.answered = (act, is_there, done) => {
        const from = performance.now();
        act();
        const look = () => {
            if (!is_there() && performance.now() - from < 60000) return setTimeout(look);
            requestAnimationFrame(() => setTimeout(() => done([performance.now() - from, window.longest(from)])));
        };
        look();
    };
    window.all = css => Array.from(document.querySelectorAll(css));
    window.pick = (css, value) => {
        const list = document.querySelector(css);
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
    };";

/// Reads and parses what was chosen, one file after the other.
const BASELINE: &str = "
    const [done] = arguments, files = document.querySelector('#baseline').files;
    (async () => {
        const from = performance.now();
        let members = 0;
        for (const file of files) members += Object.keys(JSON.parse(await file.text())).length;
        done([performance.now() - from, files.length, members]);
    })();";

/// Waits for the end of an import that begins when files are chosen.
const IMPORT: &str = "
    document.querySelector('#import-files').addEventListener('change', () => {
        const from = performance.now();
        window.imported = null;
        setTimeout(() => {
            const look = () => {
                const text = css => (document.querySelector(css) || {}).textContent || '';
                const is_there = !document.querySelector('main progress') && document.querySelector('.ranking')
                    && text('#desk-kept').includes('已保存');
                if (is_there) window.imported = [performance.now() - from, window.longest(from)];
                else setTimeout(look, 20);
            };
            look();
        }, 200);
    }, { capture: true, once: true });";

/// Stops an import when a fifth was taken, and tells how long it takes to be idle.
const STOP: &str = "
    window.stopped = null;
    const look = () => {
        const progress = document.querySelector('main progress');
        if (!progress || progress.value < progress.max / 5) return setTimeout(look);
        const from = performance.now();
        progress.parentElement.querySelector('button').click();
        const idle = () => {
            if (document.querySelector('main progress')) return setTimeout(idle);
            requestAnimationFrame(() => setTimeout(() => { window.stopped = [performance.now() - from, window.longest(from)]; }));
        };
        idle();
    };
    look();";

/// What is done, where on the page that is, what must be drawn there before, and how it is done. Of long lists only what
/// is near the screen is drawn.
const ACTIONS: [[&str; 4]; 4] = [
    [
        "another rule",
        ".ranking",
        ".ranking tbody th",
        "window.answered(() => window.pick('#rule', 'median'), () => document.querySelector('.ranking .printed').textContent.includes('中位数'), done)",
    ],
    [
        "one removed",
        "details.verdicts",
        ".files tbody tr button",
        "const rows = () => document.querySelector('.files').getAttribute('aria-rowcount'), before = rows();
        window.answered(() => document.querySelector('.files tbody tr button').click(), () => rows() !== before, done)",
    ],
    [
        "another order",
        "details.verdicts",
        ".files tbody th",
        "const first = () => (document.querySelector('.files tbody th') || {}).textContent, before = first();
        window.answered(() => window.pick('#list-order', 'name'), () => first() !== before, done)",
    ],
    [
        "an applicant",
        "#applicants-title",
        ".applicant summary",
        "window.answered(() => document.querySelector('.applicant summary').click(), () => document.querySelector('.applicant[open] .stage table'), done)",
    ],
];

fn main() {
    let counts = std::env::args().skip(1).filter_map(|count| count.parse().ok());
    let counts: Vec<usize> = counts.collect();
    let counts = if counts.is_empty() {
        COUNTS.to_vec()
    } else {
        counts
    };
    println!("aim {}, at most {}", AIM[0], AIM[1]);
    for count in counts {
        measure(count);
    }
}

fn measure(count: usize) {
    let site = Site::serve();
    let profile = Profile::fresh();
    let files = files(&site, &profile, count);
    let bytes: u64 = files
        .iter()
        .filter_map(|file| Some(fs::metadata(file).ok()?.len()))
        .sum();
    let page = Browser::start_empty(&site, &profile);
    page.before_every_page(WATCH);
    page.go("#/");
    page.open_secretariat();
    page.script(TOOLS, ());
    page.script(
        "const input = document.createElement('input');
        Object.assign(input, { type: 'file', multiple: true, id: 'baseline' });
        document.querySelector('main').prepend(input);",
        (),
    );
    page.choose_files("#baseline", &files);
    let baseline = page.script_later(BASELINE, ());
    let before = memory();
    page.script(IMPORT, ());
    page.choose_files("#import-files", &files);
    let import = wait(&page, "window.imported");
    let after = memory();
    let ratio = first(&import) / first(&baseline);
    println!("{count} files, {:.1} MB", bytes as f64 / 1e6);
    println!("  read and parsed  {:>8.0} ms", first(&baseline));
    println!(
        "  imported         {:>8.0} ms   ratio {ratio:.2}   longest task {:.0} ms",
        first(&import),
        second(&import)
    );
    if let (Some(before), Some(after)) = (before, after) {
        let more = after.saturating_sub(before);
        println!(
            "  memory           {:>8.1} MB more in the page's process, {:.2} times the texts",
            more as f64 / 1e6,
            more as f64 / bytes as f64
        );
    }
    page.script("document.querySelector('details.verdicts').open = true;", ());
    for [what, place, drawn, action] in ACTIONS {
        page.script(
            "document.querySelector(arguments[0]).scrollIntoView()",
            (json!(place),),
        );
        page.until("what is drawn there", || (page.count(drawn) > 0).then_some(()));
        let took = page.script_later(&format!("const done = arguments[0]; {action}"), ());
        println!(
            "  {what:<16} {:>8.0} ms   longest task {:.0} ms",
            first(&took),
            second(&took)
        );
    }
    page.close();

    let other = Profile::fresh();
    let page = Browser::start_empty(&site, &other);
    page.before_every_page(WATCH);
    page.go("#/");
    page.open_secretariat();
    page.script(TOOLS, ());
    page.script(STOP, ());
    page.choose_files("#import-files", &files);
    let stopped = wait(&page, "window.stopped");
    println!(
        "  stopped          {:>8.0} ms   longest task {:.0} ms",
        first(&stopped),
        second(&stopped)
    );
    page.close();
}

/// Looks for minutes, since a slow one is to be reported too.
fn wait(page: &Browser<'_>, what: &str) -> Value {
    let from = Instant::now();
    loop {
        const LOOK: &str =
            "const done = arguments[0]; setTimeout(() => done([window.imported, window.stopped]), 200);";
        let found = page.script_later(LOOK, ());
        let place = usize::from(what.ends_with("stopped"));
        if !found[place].is_null() {
            return found[place].clone();
        }
        assert!(
            from.elapsed().as_secs() < 900,
            "not done within 15 minutes: {}",
            page.text("main")
        );
    }
}

fn first(value: &Value) -> f64 {
    value[0].as_f64().unwrap_or(f64::NAN)
}

fn second(value: &Value) -> f64 {
    value[1].as_f64().unwrap_or(f64::NAN)
}

/// Sheets of 11 kB, in panels; their names do not stand in the order of their coming.
fn files(site: &Site, profile: &Profile, count: usize) -> Vec<PathBuf> {
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let words = "现场查看了办事大厅的叫号记录和近三年的群众评价，做法有记录、有改进，数据与所附证据一致。";
    let one = |at: usize| {
        let (applicant, assessor) = (at / PANEL, at % PANEL);
        let sheet = Sheet {
            rubric: &rubric,
            stage: "site",
            applicant: &format!("第{applicant}号公共服务单位"),
            assessor: &format!("评审员{assessor}"),
            application: None,
            values: vec![percent((applicant * 7 + assessor) % 20 * 5); rubric.clauses.len()],
            overall: words,
        };
        let mut payload = sheet.payload();
        for entry in payload["entries"].as_array_mut().into_iter().flatten() {
            entry["strengths"] = json!([words, format!("{words}{at}")]);
        }
        let file = envelope("scoresheet", &payload, Some(&rubric.fingerprint));
        profile.file(&format!("{:06}.json", count - at), file)
    };
    (0..count).map(one).collect()
}

/// The memory of the largest renderer that this program's browser has, in bytes, where the system tells it.
fn memory() -> Option<u64> {
    let own = std::process::id();
    let field = |process: u32, name: &str| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    let is_own = |mut process: u32| {
        while process > 1 {
            if process == own {
                return true;
            }
            process = field(process, "PPid:")
                .and_then(|parent| parent.try_into().ok())
                .unwrap_or(0);
        }
        false
    };
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let processes = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let renderers = processes.filter(|process| {
        let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains("--type=renderer") && is_own(*process)
    });
    renderers
        .filter_map(|process| field(process, "VmRSS:"))
        .max()
        .map(|kilobytes| kilobytes * 1024)
}
