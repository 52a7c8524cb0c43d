//! What the page transfers, as a server sends it, compressed with gzip: on the first visit, for a session at each desk,
//! and the page that is one file.
//!
//! The first visit is index.html, every script, style sheet and wasm file it names, and the modules those
//! scripts import. A session adds the program of its desk. Data that the page fetches later does not count.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::process::{Failure, failed};
use crate::{folder, single_file};

/// The most that a first visit may transfer, in bytes.
const FIRST_LOAD: usize = 99_000;
/// The most that a session at a desk may transfer, in bytes. DESIGN.md says what it should be.
const SESSIONS: [(&str, usize); 2] = [("drafting", 809_000), ("secretariat", 609_500)];
/// The most that the program may take that opens files, loaded with the first one at the secretariat's desk, in bytes.
const OPENING: usize = 130_000;
/// The most that the page that is one file may take, in bytes.
const SINGLE_FILE: usize = 5_235_000;

/// What the page transfers.
#[derive(Debug)]
pub struct Loads {
    first: Load,
    /// A session at each desk, and what is loaded there later.
    desks: Vec<Load>,
    single_file: Load,
}

/// What is transferred for one purpose, file by file.
#[derive(Debug)]
struct Load {
    purpose: String,
    files: Vec<Size>,
    budget: usize,
}

#[derive(Clone, Debug)]
struct Size {
    name: String,
    raw: usize,
    /// As it is transferred.
    sent: usize,
}

impl Loads {
    fn all(&self) -> impl Iterator<Item = &Load> {
        let first = [&self.first].into_iter();
        first.chain(&self.desks).chain([&self.single_file])
    }

    /// Refuses a page that is larger than one of its budgets.
    pub fn check(&self) -> Result<(), Failure> {
        self.all().try_for_each(Load::check)
    }
}

impl Load {
    fn sent(&self) -> usize {
        self.files.iter().map(|file| file.sent).sum()
    }

    fn check(&self) -> Result<(), Failure> {
        match self.sent().checked_sub(self.budget) {
            None | Some(0) => Ok(()),
            Some(excess) => Err(failed(format!(
                "{}: {} bytes over its budget of {}",
                self.purpose,
                grouped(excess),
                grouped(self.budget)
            ))),
        }
    }
}

impl fmt::Display for Loads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = || self.all().flat_map(|load| &load.files);
        let width = files().map(|file| file.name.len()).max().unwrap_or(0);
        for load in self.all() {
            for Size { name, raw, sent } in &load.files {
                writeln!(f, "  {name:<width$}  {:>9}  {:>9}", grouped(*raw), grouped(*sent))?;
            }
            let (sent, budget) = (grouped(load.sent()), grouped(load.budget));
            writeln!(f, "  {:<width$}  {:>9}  {sent:>9} of {budget}", load.purpose, "")?;
        }
        Ok(())
    }
}

/// Measures the built page in this folder.
pub fn measure(dist: &Path) -> Result<Loads, Failure> {
    let first = Load {
        purpose: "first load".to_owned(),
        files: first_load(dist)?,
        budget: FIRST_LOAD,
    };
    let start: usize = first.sent();
    let mut desks = Vec::new();
    for (desk, budget) in SESSIONS {
        let mut files = program(dist, desk)?;
        files.push(Size {
            name: "first load".to_owned(),
            raw: 0,
            sent: start,
        });
        desks.push(Load {
            purpose: format!("session at {desk}"),
            files,
            budget,
        });
    }
    desks.push(Load {
        purpose: "opening files".to_owned(),
        files: program(dist, "opening")?,
        budget: OPENING,
    });
    let whole = fs::metadata(dist.join(single_file::NAME))
        .map_err(|error| failed(format!("dist/{}: {error}", single_file::NAME)))?;
    let whole = usize::try_from(whole.len()).unwrap_or(usize::MAX);
    let single_file = Load {
        purpose: "one file".to_owned(),
        files: vec![Size {
            name: single_file::NAME.to_owned(),
            raw: whole,
            sent: whole,
        }],
        budget: SINGLE_FILE,
    };
    Ok(Loads {
        first,
        desks,
        single_file,
    })
}

/// The files of a desk's program.
fn program(dist: &Path, desk: &str) -> Result<Vec<Size>, Failure> {
    let beginning = format!("{desk}-");
    let names = folder::files(dist)?;
    let mine = names
        .into_iter()
        .filter(|name| name.starts_with(&beginning) && (name.ends_with(".js") || name.ends_with(".wasm")));
    mine.map(|name| size(dist, name)).collect()
}

fn size(dist: &Path, name: String) -> Result<Size, Failure> {
    let in_words = |error: std::io::Error| failed(format!("dist/{name}: {error}"));
    let bytes = fs::read(dist.join(&name)).map_err(in_words)?;
    let sent = gzip_size(&bytes).map_err(in_words)?;
    Ok(Size {
        raw: bytes.len(),
        sent,
        name,
    })
}

fn first_load(dist: &Path) -> Result<Vec<Size>, Failure> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(name) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let bytes = fs::read(dist.join(&name))
            .map_err(|error| failed(format!("dist/{name}, which the page needs: {error}")))?;
        let text = String::from_utf8_lossy(&bytes);
        let references = match name.rsplit_once('.') {
            Some((_, "html")) => references(&text),
            Some((_, "js")) => imports(&text),
            _ => Vec::new(),
        };
        for reference in references {
            waiting.push(resolve(&name, &reference)?);
        }
        files.push(size(dist, name)?);
    }
    Ok(files)
}

fn gzip_size(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The scripts, style sheets and wasm files that an HTML text names, in attributes or in inline
/// scripts, as they are written there.
fn references(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for ending in [".js", ".wasm", ".css"] {
        for (at, _) in html.match_indices(ending) {
            let (before, after) = (&html[..at], &html[at + ending.len()..]);
            // A reference ends with its quotation mark, or goes on as a query or fragment.
            if !after.starts_with(['"', '\'', '`', '?', '#', ' ', '>']) {
                continue;
            }
            let start = before.rfind(|c: char| c.is_whitespace() || "\"'`=()<>,;".contains(c));
            if let Some(start) = start
                && before[start..].starts_with(['"', '\'', '`', '='])
            {
                found.push(format!("{}{ending}", &before[start + 1..]));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The modules that a script imports when it starts; an `import()` comes later and does not count.
fn imports(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for keyword in ["from", "import"] {
        for (at, _) in script.match_indices(keyword) {
            let after = script[at + keyword.len()..].trim_start();
            let Some(quote) = after.chars().next().filter(|c| ['"', '\''].contains(c)) else {
                continue;
            };
            let name = after[1..].split(quote).next().unwrap_or_default();
            // Elsewhere in a script the word may stand before any other text.
            if name.starts_with("./") || name.starts_with("../") {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// A reference in one file as a path inside the folder of the page.
fn resolve(from: &str, reference: &str) -> Result<String, Failure> {
    let outside = || {
        failed(format!(
            "{from} names `{reference}`: the page may only name files of its own, by relative addresses"
        ))
    };
    if reference.starts_with('/') || reference.contains(':') {
        return Err(outside());
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop().ok_or_else(outside)?;
            }
            _ => path.push(part),
        }
    }
    Ok(path.join("/"))
}

/// A number with its thousands apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As trunk 0.21.14 writes it, and some traps.
    const INDEX: &str = r#"<!doctype html><html lang="zh-CN"><head>
<!-- it's not a script: see app.js -->
<link rel="stylesheet" href="./main-2f0d.css" integrity="sha384-x"/>
<link rel=stylesheet href=plain.css>
<script src="early.js?v=1" defer></script>
<script type="module">
import init, * as bindings from './workbench-7e6a.js';
const wasm = await init({ module_or_path: './workbench-7e6a_bg.wasm' });
</script>
<link rel="modulepreload" href="./workbench-7e6a.js" crossorigin="anonymous">
<link rel="preload" href="./workbench-7e6a_bg.wasm" as="fetch" type="application/wasm">
</head><body><noscript>Don't turn off node.js here; data.json and "x.json" come later.</noscript></body></html>"#;

    #[test]
    fn the_references_of_a_page_are_found_once_each() {
        assert_eq!(
            references(INDEX),
            [
                "./main-2f0d.css",
                "./workbench-7e6a.js",
                "./workbench-7e6a_bg.wasm",
                "early.js",
                "plain.css"
            ]
        );
    }

    #[test]
    fn a_script_brings_the_modules_it_imports() {
        let script = "import { a } from './snippets/b-1/inline0.js';\nimport \"../c.js\";\n\
            const later = () => import('./later.js');\n\
            new URL('x_bg.wasm', import.meta.url); throw 'imported from \"here\"';";
        assert_eq!(imports(script), ["./snippets/b-1/inline0.js", "../c.js"]);
    }

    #[test]
    fn a_reference_stays_inside_the_page() {
        let check = |from: &str, reference: &str, expected: Option<&str>| {
            assert_eq!(
                resolve(from, reference).ok().as_deref(),
                expected,
                "{from} {reference}"
            );
        };
        check("index.html", "./a.js", Some("a.js"));
        check("snippets/b/c.js", "../d.js", Some("snippets/d.js"));
        check("index.html", "../a.js", None);
        check("index.html", "/a.js", None);
        check("index.html", "//elsewhere.example/a.js", None);
        check("index.html", "https://elsewhere.example/a.js", None);
    }

    #[test]
    fn a_first_load_is_all_that_the_page_reaches_and_no_more() -> Result<(), Box<dyn std::error::Error>> {
        let dist = std::env::temp_dir().join(format!("xtask-budget-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets"))?;
        fs::write(
            dist.join("index.html"),
            "<script type=module>import x from './a.js'</script>",
        )?;
        fs::write(dist.join("a.js"), "import './snippets/b.js';")?;
        fs::write(dist.join("snippets/b.js"), "// ".repeat(1000))?;
        fs::write(dist.join("later.js"), "never counted")?;
        let load = first_load(&dist);
        fs::remove_file(dist.join("a.js"))?;
        let broken = first_load(&dist);
        fs::remove_dir_all(&dist)?;
        let Ok(files) = load else {
            return Err("not measured".into());
        };
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["index.html", "a.js", "snippets/b.js"]);
        assert!(files[2].raw == 3000 && files[2].sent < 100);
        assert!(broken.is_err());
        Ok(())
    }

    #[test]
    fn the_budget_is_the_limit_itself() {
        let of = |sent| Load {
            purpose: "first load".into(),
            files: vec![Size {
                name: "index.html".into(),
                raw: sent,
                sent,
            }],
            budget: 100,
        };
        assert!(of(100).check().is_ok());
        assert!(of(101).check().is_err());
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [7, 999, 1000, 1_234_567].map(grouped),
            ["7", "999", "1,000", "1,234,567"]
        );
    }
}
