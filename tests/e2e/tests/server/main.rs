//! The folder as it is handed to those who run servers: behind the real nginx and the real Caddy, each with the example
//! configuration that lies in the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use e2e::browser::{Browser, Profile};
use e2e::build::files;
use e2e::elsewhere::SINGLE_FILE;
use e2e::files::fingerprint;
use e2e::server::{Answer, Server};
use e2e::site::Site;
use serde_json::json;

/// What every answer carries, whatever it is.
const ALWAYS: [(&str, &str); 4] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

fn type_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("ndjson") => "application/x-ndjson",
        Some("webmanifest") => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}

/// Whether a name changes with its content: a hash of sixteen digits after a dash, fewer where it begins with zeros.
fn is_hashed(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, rest)| {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        (12..=16).contains(&digits) && rest[digits..].starts_with(['.', '_'])
    })
}

#[track_caller]
fn assert_closed(name: &str, answer: &Answer) {
    for (header, value) in ALWAYS {
        assert_eq!(answer.header(header), value, "{name}: {header}");
    }
    let permissions = answer.header("permissions-policy");
    assert!(
        permissions.contains("camera=()")
            && permissions.contains("geolocation=()")
            && !permissions.contains('*'),
        "{name}: {permissions}"
    );
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{name}: {policy}");
    if name == SINGLE_FILE {
        // It brings its own policy along, which another one would only break.
        assert_eq!(policy, "frame-ancestors 'none'");
        assert_eq!(answer.header("content-disposition"), "attachment");
    } else {
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
            "{name}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{name}: {policy}"
        );
        assert_eq!(answer.header("content-disposition"), "");
    }
    let caching = if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    assert_eq!(answer.header("cache-control"), caching, "{name}");
    assert_eq!(answer.header("set-cookie"), "", "{name}");
}

/// The compressed forms that may stand beside a file: the ending, and the name that servers and browsers call it by.
const FORMS: [(&str, &str); 2] = [("gz", "gzip"), ("br", "br")];

/// The files of the folder that are the page's, without their compressed forms.
fn own_files(dist: &Path) -> Vec<String> {
    let mut all = files(dist);
    let is_form = |name: &str| {
        FORMS
            .iter()
            .any(|(ending, _)| name.ends_with(&format!(".{ending}")))
    };
    all.retain(|name| !name.starts_with("server/") && !is_form(name));
    all
}

/// Every file, plain and compressed, and what is no file.
fn hands_out_the_folder(server: &Server, dist: &Path) {
    let own = &own_files(dist);
    assert!(own.iter().any(|name| is_hashed(name)) && own.iter().any(|name| !is_hashed(name)));
    for name in own {
        let bytes = fs::read(dist.join(name)).expect("a file");
        let plain = server.ask("GET", name, &[("accept-encoding", "identity")]);
        assert_eq!(
            (plain.status, plain.header("content-encoding")),
            (200, ""),
            "{name}"
        );
        assert!(plain.body == bytes, "{name} comes as it is");
        assert_eq!(plain.header("content-type"), type_of(name), "{name}");
        assert_closed(name, &plain);

        // Who knows brotli asks for both forms; a server that does not know it has the other one.
        let best = if server.knows_brotli { FORMS[1] } else { FORMS[0] };
        for (asked, (ending, encoding)) in [("gzip", FORMS[0]), ("br", best), ("gzip, deflate, br", best)] {
            let Ok(compressed) = fs::read(dist.join(format!("{name}.{ending}"))) else {
                continue;
            };
            let answer = server.ask("GET", name, &[("accept-encoding", asked)]);
            if asked == "br" && !server.knows_brotli {
                assert_eq!(answer.header("content-encoding"), "", "{name}");
                assert!(answer.body == bytes, "{name} comes as it is");
                continue;
            }
            assert_eq!(
                (answer.status, answer.header("content-encoding")),
                (200, encoding),
                "{name}, asked for {asked}"
            );
            assert!(answer.body == compressed, "{name}.{ending} comes as it is");
            assert_eq!(answer.header("content-type"), type_of(name), "{name}.{ending}");
            assert!(
                answer.header("vary").to_lowercase().contains("accept-encoding"),
                "{name}"
            );
            assert_closed(name, &answer);
        }
    }
    // The beginning, what is there still, what is not there, and what is not for visitors.
    let index = server.ask("GET", "", &[("accept-encoding", "identity")]);
    assert!(index.status == 200 && index.body == fs::read(dist.join("index.html")).expect("the page"));
    assert_closed("index.html", &index);
    let again = server.ask("GET", "", &[("if-none-match", index.header("etag"))]);
    assert_eq!(again.status, 304, "what has not changed is not sent again");
    for missing in ["none.html", "server/nginx.conf", "server/Caddyfile"] {
        let answer = server.ask("GET", missing, &[]);
        assert_eq!(answer.status, 404, "{missing}");
        assert_closed(missing, &answer);
        assert!(
            !String::from_utf8_lossy(&answer.body).contains("listen"),
            "{missing}"
        );
    }
    let written = server.ask("POST", "index.html", &[]);
    assert_eq!(written.status, 405, "nothing can be sent to it");
}

/// The page in a browser, from this server: it works, nothing is refused, and what comes compressed is the file.
fn runs_in_a_browser(server: &Server) {
    const WATCH: &str = "window.offences = [];
        document.addEventListener('securitypolicyviolation', event => offences.push(event.violatedDirective), true);";
    let site = Site::behind(server.address());
    let profile = Profile::fresh();
    let page = Browser::start_empty(&site, &profile);
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": WATCH }),
    );
    page.go("#/");
    page.begin_self_assessment("第九供电局");
    page.write("strengths", "每季度核对一次。");
    page.open_overview();
    page.export();
    page.click_named(".masthead nav a", "开始");
    page.open_example();
    assert_eq!(page.script("return offences", ()), json!([]));
    assert_eq!(site.asked(), Vec::<String>::new(), "our own server was asked");

    // As browsers decode it: the bytes of the file, out of as many as the best form has that the server knows.
    const SUMS: &str = "const [names, done] = arguments;
        Promise.all(JSON.parse(names).map(async name => {
            const address = new URL(name + '?sum', document.baseURI).href;
            const response = await fetch(address, { cache: 'no-store' });
            const sum = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
            const [timing] = performance.getEntriesByName(address);
            return [name, Array.from(new Uint8Array(sum), byte => byte.toString(16).padStart(2, '0')).join(''), timing.encodedBodySize];
        })).then(done);";
    let dist = site.dist();
    let best = if server.knows_brotli { "br" } else { "gz" };
    let mut names = own_files(&dist);
    names.retain(|name| name != SINGLE_FILE && dist.join(format!("{name}.{best}")).is_file());
    assert!(names.len() > 8, "{names:?}");
    // From the server, and not from what the service worker has fetched ahead.
    page.devtools("Network.enable", json!({}));
    page.devtools("Network.setBypassServiceWorker", json!({ "bypass": true }));
    page.script("performance.setResourceTimingBufferSize(1000)", ());
    let sums = page.script_later(SUMS, json!(names).to_string().as_str());
    assert_eq!(e2e::files::items(&sums).len(), names.len());
    for told in e2e::files::items(&sums) {
        let name = told[0].as_str().expect("a name");
        let bytes = fs::read(dist.join(name)).expect("a file");
        let sum = format!("sha256:{}", told[1].as_str().expect("a sum"));
        assert_eq!(sum, fingerprint(&bytes), "{name}");
        let form = fs::metadata(dist.join(format!("{name}.{best}"))).expect("a form");
        assert_eq!(told[2], json!(form.len()), "{name}: {best} is what came");
    }
}

/// The forms as they lie in the folder, whatever a server makes of them.
///
/// SPEC L4
#[test]
fn what_compressing_makes_smaller_has_both_forms_and_they_give_it_again() {
    let dist = Site::serve().dist();
    let mut forms = 0;
    // Pictures are compressed as they are, and the sums are those of all other files.
    let is_left_out = |name: &str| name.ends_with(".png") || name == "SHA256SUMS";
    for name in own_files(&dist).into_iter().filter(|name| !is_left_out(name)) {
        let bytes = fs::read(dist.join(&name)).expect("a file");
        for (ending, _) in FORMS {
            let Ok(form) = fs::read(dist.join(format!("{name}.{ending}"))) else {
                assert!(
                    compressed(&bytes, ending).len() >= bytes.len(),
                    "{name} has no {ending}"
                );
                continue;
            };
            forms += 1;
            assert!(form.len() < bytes.len(), "{name}.{ending} is no smaller");
            assert!(
                decompressed(&form, ending) == bytes,
                "{name}.{ending} is another file"
            );
        }
    }
    assert!(forms > 20, "{forms} forms");
}

/// Bytes in this form.
fn compressed(bytes: &[u8], ending: &str) -> Vec<u8> {
    let mut form = Vec::new();
    if ending == "br" {
        let best = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut &bytes[..], &mut form, &best).expect("memory takes bytes");
    } else {
        let mut encoder = flate2::read::GzEncoder::new(bytes, flate2::Compression::best());
        encoder.read_to_end(&mut form).expect("memory takes bytes");
    }
    form
}

/// The bytes that a form gives.
fn decompressed(form: &[u8], ending: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if ending == "br" {
        brotli::BrotliDecompress(&mut &form[..], &mut bytes).expect("it is brotli");
    } else {
        flate2::read::GzDecoder::new(form)
            .read_to_end(&mut bytes)
            .expect("it is gzip");
    }
    bytes
}

/// SPEC L4, L6, L7
#[test]
fn nginx_as_the_example_configures_it() {
    let dist = Site::serve().dist();
    let server = Server::nginx(&dist, false);
    hands_out_the_folder(&server, &dist);
    runs_in_a_browser(&server);
}

/// SPEC L4, L6
#[test]
fn nginx_with_brotli() {
    // The line is for those who have the module; a machine without it has shown the rest.
    if !Server::nginx_can_brotli() {
        return println!("left out: the brotli module of nginx is not there");
    }
    let dist = Site::serve().dist();
    let server = Server::nginx(&dist, true);
    hands_out_the_folder(&server, &dist);
    runs_in_a_browser(&server);
}

/// SPEC L4, L6, L7
#[test]
fn caddy_as_the_example_configures_it() {
    let dist = Site::serve().dist();
    let server = Server::caddy(&dist);
    hands_out_the_folder(&server, &dist);
    runs_in_a_browser(&server);
}

/// SPEC L5
#[test]
fn the_sums_are_those_of_every_file() {
    let dist: PathBuf = Site::serve().dist();
    let text = fs::read_to_string(dist.join("SHA256SUMS")).expect("the sums");
    let told: BTreeMap<String, String> = text
        .lines()
        .map(|line| line.split_once("  ").expect("a sum and a name"))
        .map(|(sum, name)| (name.to_owned(), format!("sha256:{sum}")))
        .collect();
    let found: BTreeMap<String, String> = files(&dist)
        .into_iter()
        .filter(|name| name != "SHA256SUMS")
        .map(|name| {
            (
                name.clone(),
                fingerprint(&fs::read(dist.join(name)).expect("a file")),
            )
        })
        .collect();
    assert_eq!(told, found);
    let checked = std::process::Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(&dist)
        .status();
    assert!(
        checked.is_ok_and(|status| status.success()),
        "sha256sum -c says so too"
    );
}
