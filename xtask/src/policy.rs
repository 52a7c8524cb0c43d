//! The content security policy: nothing runs that is not the page's own, and nothing leaves.
//!
//! It stands in index.html itself, so that it holds behind any server, and is sent by the example servers too
//! (docs/server). No hash stands in it: inline scripts become files first. So the servers' files fit every build.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::html;
use crate::process::{Failure, failed};

/// What holds for the page in any form. `workbench-worker` is the one policy of Trusted Types: workers are had by their
/// addresses, and nothing else here takes a text for code, markup or the address of a script.
const ALWAYS: &str =
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types workbench-worker";

/// The names of the files that inline scripts become.
const SCRIPT_NAME: &str = "page-";

/// The policy of the served page.
pub fn served() -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; {ALWAYS}"
    )
}

/// The same as servers send it, with what only a header may say.
pub fn header() -> String {
    format!("{}; frame-ancestors 'none'", served())
}

/// The policy of the page that is one file: its own scripts and styles by their hashes, and no address but that of a
/// worker that the page makes out of its own text.
pub fn single_file(scripts: &[String], styles: &[String]) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; img-src data:; worker-src blob:; {ALWAYS}",
        scripts.join(" "),
        styles.join(" ")
    )
}

/// Writes the policy into index.html, and its inline scripts into files.
pub fn write(dist: &Path) -> Result<(), Failure> {
    let path = dist.join("index.html");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    let (html, scripts) = apply(&fs::read_to_string(&path).map_err(in_words)?)?;
    for (name, script) in scripts {
        fs::write(dist.join(name), script).map_err(in_words)?;
    }
    fs::write(&path, html).map_err(in_words)
}

/// A page under the policy, and the scripts that stood in it, by their names.
fn apply(html: &str) -> Result<(String, Vec<(String, String)>), Failure> {
    let mut page = String::with_capacity(html.len() + 1000);
    let mut scripts = Vec::new();
    let mut copied = 0;
    let mut told = false;
    // Modules wait until the page is read wherever they stand, so that one file does for all.
    let mut modules = String::new();
    let mut modules_at = 0;
    for element in html::elements(html) {
        let blocked = element
            .attributes()
            .find(|name| name.starts_with("on") || *name == "style");
        if let Some(blocked) = blocked {
            return Err(failed(format!(
                "index.html: <{} {blocked}> would be blocked by the content security policy: use a file of its own",
                element.name
            )));
        }
        if element.name == "style" {
            return Err(failed(
                "index.html: <style> would be blocked by the content security policy: use a style sheet",
            ));
        }
        page.push_str(&html[copied..element.whole.start]);
        copied = element.whole.end;
        let inline = element.runs() && element.attribute("src").is_none();
        if inline && element.attribute("type") == Some("module") {
            if modules.is_empty() {
                modules_at = page.len();
            }
            modules.push_str(element.inside.trim());
            modules.push('\n');
        } else if inline {
            let text = element.inside.trim().to_owned() + "\n";
            let name = script_name(&text);
            page.push_str(&format!("<script src=\"./{name}\"></script>"));
            scripts.push((name, text));
        } else {
            page.push_str(&html[element.whole.clone()]);
        }
        // It counts for what comes after it, so it comes first.
        if element.attribute("charset").is_some() {
            page.push_str(&format!("\n{}", meta(&served())));
            told = true;
        }
    }
    page.push_str(&html[copied..]);
    if !modules.is_empty() {
        let name = script_name(&modules);
        page.insert_str(
            modules_at,
            &format!("<script type=\"module\" src=\"./{name}\"></script>"),
        );
        scripts.push((name, modules));
    }
    if told {
        Ok((page, scripts))
    } else {
        Err(failed(
            "index.html has no <meta charset>, behind which the policy stands",
        ))
    }
}

/// The name of a script, out of its content.
fn script_name(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{SCRIPT_NAME}{:016x}.js", hasher.finish())
}

/// The element that tells a policy.
pub fn meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_become_files_and_data_stay() -> Result<(), Failure> {
        let html = "<head><meta charset=\"utf-8\"><title>a</title>\n<script type=\"module\">\nstart();\n</script>\
            <script>now()</script><script src=\"./guard.js\"></script><script type=\"module\">go();</script>\
            <script type=\"application/json\">{}</script></head>";
        let (page, scripts) = apply(html)?;
        let [(plain, now), (name, script)] = scripts.as_slice() else {
            return Err(failed(format!("{scripts:?}")));
        };
        assert_eq!((now.as_str(), script.as_str()), ("now()\n", "start();\ngo();\n"));
        assert!(name.starts_with("page-") && name.ends_with(".js"), "{name}");
        assert_eq!(
            page,
            format!(
                "<head><meta charset=\"utf-8\">\n{}<title>a</title>\n<script type=\"module\" src=\"./{name}\"></script>\
                 <script src=\"./{plain}\"></script><script src=\"./guard.js\"></script><script type=\"application/json\">{{}}</script></head>",
                meta(&served())
            )
        );
        Ok(())
    }

    #[test]
    fn what_the_policy_would_block_is_no_page() {
        for html in [
            "<meta charset=utf-8><p onclick=\"x()\">",
            "<meta charset=utf-8><p style=\"color: red\">",
            "<meta charset=utf-8><style>p {}</style>",
            "<title>without charset</title>",
        ] {
            assert!(apply(html).is_err(), "{html}");
        }
    }

    #[test]
    fn no_policy_lets_a_text_become_code() {
        for policy in [
            header(),
            single_file(&["'sha256-a'".into()], &["'sha256-b'".into()]),
        ] {
            assert!(policy.starts_with("default-src 'none';"));
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
            assert!(!policy.contains('*') && !policy.contains("http"));
        }
        assert!(!single_file(&[], &[]).contains("'self'"));
    }
}
