//! The page as one HTML file, for a USB stick: opened from disk, it asks network and disk for nothing.
//!
//! Styles and scripts stand in it as texts, named to the browser by their hashes; the programs (wasm, as text)
//! and the shipped files stand in script elements that do not run. A program is decoded when it is wanted, once.
//! Whatever of dist/ this file does not know ends the build, so that nothing is left out unseen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use crate::folder;
use crate::html::{self, Element};
use crate::naming;
use crate::policy;
use crate::process::{Failure, failed};

/// Its name in dist/.
pub const NAME: &str = "scoring-workbench.html";

/// What only a server has a use for. A service worker and an installed app need an address of their own.
const NEEDLESS_LINKS: [&str; 5] = [
    "apple-touch-icon",
    "manifest",
    "modulepreload",
    "preload",
    "mask-icon",
];

/// The programs, by the beginnings of their files, with what each does when it has been read.
const PROGRAMS: [(&str, &str); 3] = [
    ("drafting-", "window.desks = { drafting: begin };"),
    ("secretariat-", "window.desks.secretariat = begin;"),
    (
        "start-",
        "window.startProgram = name => window.desks[name](); dispatchEvent(new CustomEvent('TrunkApplicationStarted', { detail: { wasm: await begin() } }));",
    ),
];

/// The first of the 86 characters in which wasm is written, and the one of them that is left out: a script element would
/// end with it.
const FIRST: u8 = b'#';
const LEFT_OUT: u8 = b'<';

/// Wasm as text: five characters for four bytes, where base64 has four for three. So the page stays a sixteenth smaller.
/// Of the last one to three bytes come as many characters and one.
fn text_of_wasm(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 5);
    for chunk in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        let mut rest = u32::from_be_bytes(four);
        let mut characters = ['#'; 5];
        for character in characters.iter_mut().rev() {
            // A remainder of 85 fits.
            let code = FIRST + (rest % 85) as u8;
            *character = char::from(code + u8::from(code >= LEFT_OUT));
            rest /= 85;
        }
        text.extend(&characters[..=chunk.len()]);
    }
    text
}

/// How bytes are had from such a text; what is missing at its end counts as the last character.
const BYTES_OF: &str = "
function bytesOf(text) {
    const bytes = new Uint8Array(Math.floor(text.length / 5 * 4));
    for (let at = 0, to = 0; at < text.length; at += 5) {
        let four = 0;
        for (let place = at; place < at + 5; place += 1) {
            const code = place < text.length ? text.charCodeAt(place) : 120;
            four = four * 85 + code - (code > 60 ? 36 : 35);
        }
        for (let shift = 24; shift >= 0 && to < bytes.length; shift -= 8) bytes[to++] = four >>> shift;
    }
    return bytes;
}
";

/// How a program is had from its element, once. The element goes, since its text is needed once and is large.
const BEGIN: &str = "
let begun;
function begin() { return begun ??= program(); }
function program() {
    const element = document.querySelector(\"script[data-program='NAME']\");
    const bytes = bytesOf(element.textContent);
    element.remove();
    return __wbg_init({ module_or_path: bytes });
}
";

/// What follows the glue of the program that opens files. The script stands in the page, where it can begin, and its text
/// is that of a worker too, which waits for the bytes.
const OPENING: &str = "
if (typeof window === 'undefined') {
    onmessage = ({ data }) => { wasm_bindgen({ module_or_path: data }).catch(error => setTimeout(() => { throw error; })); };
} else {
    const element = what => document.querySelector(`script[data-program='opening-'][data-is=${what}]`);
    let bytes, address;
    const decoded = () => {
        if (bytes) return bytes;
        bytes = bytesOf(element('wasm').textContent);
        element('wasm').remove();
        return bytes;
    };
    window.openingProgram = {
        get address() { return address ??= URL.createObjectURL(new Blob([element('script').textContent], { type: 'text/javascript' })); },
        bytes: decoded,
        here: () => wasm_bindgen({ module_or_path: decoded() }),
    };
}
";

/// Writes the file.
pub fn write(dist: &Path) -> Result<(), Failure> {
    let page = Page::of(dist)?;
    let html = page.html()?;
    let path = dist.join(NAME);
    fs::write(&path, &html).map_err(|error| failed(format!("{}: {error}", path.display())))
}

/// The files of dist/, and which of them have found their place.
struct Page<'d> {
    dist: &'d Path,
    index: String,
    files: BTreeSet<String>,
}

impl<'d> Page<'d> {
    fn of(dist: &'d Path) -> Result<Self, Failure> {
        let files = folder::files(dist)?.into_iter().collect();
        let index = text_of(dist, "index.html")?;
        Ok(Self { dist, index, files })
    }

    fn html(mut self) -> Result<String, Failure> {
        let index = self.index.clone();
        self.files.remove("index.html");
        let mut scripts = Vec::new();
        let mut styles = Vec::new();
        let mut page = String::new();
        let mut copied = 0;
        let mut policy_at = None;
        let mut body_ends = None;
        for element in html::elements(&index) {
            page.push_str(&index[copied..element.whole.start]);
            copied = element.whole.end;
            let source = element.attribute("src").or(element.attribute("href"));
            match (element.name, source) {
                ("meta", _) if element.attribute("http-equiv").is_some() => policy_at = Some(page.len()),
                // From disk no service worker can be had, and one that is not named is not asked for.
                ("meta", _) if element.attribute("name") == Some("worker") => {
                    page.push_str("<meta name=\"worker\" content=\"\">");
                }
                ("link", Some(source)) => page.push_str(&self.link(&element, source, &mut styles)?),
                ("script", Some(source)) => page.push_str(&self.script(&element, source, &mut scripts)?),
                (_, Some(source)) if !source.starts_with('#') => {
                    return Err(failed(format!(
                        "index.html: <{} … {source}> would be asked for by the page that is one file",
                        element.name
                    )));
                }
                _ => page.push_str(&index[element.whole.clone()]),
            }
        }
        page.push_str(&index[copied..]);
        let policy_at = policy_at.ok_or_else(|| failed("index.html has no content security policy yet"))?;
        // Data first, so that the programs find them; both at the end, so that the first line of the page is seen
        // before megabytes are read.
        let mut rest = String::new();
        for name in self.files.clone() {
            if name.starts_with("rubrics/") || name.starts_with("example/") {
                let text = verbatim(&name, text_of(self.dist, &name)?)?;
                rest.push_str(&format!(
                    "<script type=\"text/plain\" data-file=\"{name}\">{text}</script>\n"
                ));
                self.files.remove(&name);
            }
        }
        for (beginning, then) in PROGRAMS {
            let (data, script) = self.program(beginning, then)?;
            rest.push_str(&format!(
                "<script type=\"text/plain\" data-program=\"{beginning}\">{data}</script>\n\
                 <script type=\"module\">{script}</script>\n"
            ));
            scripts.push(hash(&script));
        }
        let (data, script) = self.parts(naming::OPENING)?;
        let glue = naming::glue_of_opening(&script).ok_or_else(|| {
            failed("the program that opens files does not begin as the page that is one file expects")
        })?;
        let script = format!("{glue}\n{BYTES_OF}{OPENING}");
        let program = naming::OPENING;
        rest.push_str(&format!(
            "<script type=\"text/plain\" data-program=\"{program}\" data-is=\"wasm\">{data}</script>\n\
             <script type=\"module\" data-program=\"{program}\" data-is=\"script\">{script}</script>\n"
        ));
        scripts.push(hash(&script));
        if let Some(end) = page.rfind("</body>") {
            body_ends = Some(end);
        }
        page.insert_str(body_ends.unwrap_or(page.len()), &rest);
        page.insert_str(policy_at, &policy::meta(&policy::single_file(&scripts, &styles)));
        let left: Vec<&String> = self.files.iter().filter(|name| !is_needless(name)).collect();
        if left.is_empty() {
            Ok(page)
        } else {
            Err(failed(format!(
                "the page that is one file would lack {left:?}: give them a place in xtask/src/single_file.rs"
            )))
        }
    }

    fn link(
        &mut self,
        element: &Element<'_>,
        source: &str,
        styles: &mut Vec<String>,
    ) -> Result<String, Failure> {
        let name = source.trim_start_matches("./");
        match element.attribute("rel") {
            Some("stylesheet") => {
                let text = verbatim(name, text_of(self.dist, name)?)?;
                if text.contains("url(") || text.contains("@import") {
                    return Err(failed(format!(
                        "{name}: a style sheet may not ask for another file"
                    )));
                }
                self.files.remove(name);
                styles.push(hash(&text));
                let media = element
                    .attribute("media")
                    .map_or_else(String::new, |media| format!(" media=\"{media}\""));
                Ok(format!("<style{media}>{text}</style>"))
            }
            Some("icon") if name.ends_with(".svg") => {
                let bytes = read(self.dist, name)?;
                self.files.remove(name);
                Ok(format!(
                    "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">",
                    BASE64_STANDARD.encode(bytes)
                ))
            }
            // The same picture in other forms.
            Some("icon") => Ok(String::new()),
            Some(needless) if NEEDLESS_LINKS.contains(&needless) => Ok(String::new()),
            other => Err(failed(format!(
                "index.html: <link rel=\"{}\"> has no form in the page that is one file",
                other.unwrap_or_default()
            ))),
        }
    }

    fn script(
        &mut self,
        element: &Element<'_>,
        source: &str,
        scripts: &mut Vec<String>,
    ) -> Result<String, Failure> {
        let name = source.trim_start_matches("./");
        let text = verbatim(name, text_of(self.dist, name)?)?;
        self.files.remove(name);
        // These two load the programs by address; here the programs stand in the page.
        if text.contains("window.startProgram") || text.contains("TrunkApplicationStarted") {
            return Ok(String::new());
        }
        let module = element.attribute("type") == Some("module");
        let waits = ["async", "defer"]
            .iter()
            .any(|word| element.attribute(word).is_some());
        if waits && !module {
            return Err(failed(format!(
                "{name}: an inline script runs where it stands, so it can be neither async nor defer"
            )));
        }
        if module && imports(&text) {
            return Err(failed(format!(
                "{name} imports another file: it has no form in the page that is one file"
            )));
        }
        scripts.push(hash(&text));
        let kind = if module { " type=\"module\"" } else { "" };
        Ok(format!("<script{kind}>{text}</script>"))
    }

    /// A program's wasm as text, and its script with what follows.
    fn program(&mut self, beginning: &str, then: &str) -> Result<(String, String), Failure> {
        let (data, text) = self.parts(beginning)?;
        let begin = BEGIN.replace("NAME", beginning);
        Ok((data, format!("{text}{BYTES_OF}{begin}{then}\n")))
    }

    /// A program's wasm as text, and its glue.
    fn parts(&mut self, beginning: &str) -> Result<(String, String), Failure> {
        let mine: Vec<String> = self
            .files
            .iter()
            .filter(|name| name.starts_with(beginning))
            .cloned()
            .collect();
        let one = |ending: &str| {
            let mut found = mine.iter().filter(|name| name.ends_with(ending));
            match (found.next(), found.next()) {
                (Some(name), None) => Ok(name.clone()),
                _ => Err(failed(format!(
                    "dist/ should hold one {beginning}*{ending}: {mine:?}"
                ))),
            }
        };
        let wasm = one("_bg.wasm")?;
        let glue = one(&wasm.replace("_bg.wasm", ".js"))?;
        let data = text_of_wasm(&read(self.dist, &wasm)?);
        let text = verbatim(&glue, text_of(self.dist, &glue)?)?;
        if imports(&text) {
            return Err(failed(format!(
                "{glue} imports another file: it has no form in the page that is one file"
            )));
        }
        for name in [&wasm, &glue, &glue.replace(".js", "_loader.js")] {
            self.files.remove(name);
        }
        Ok((data, text))
    }
}

/// Whether a file of dist/ is for servers only.
fn is_needless(name: &str) -> bool {
    name == NAME || name == "worker.js" || name.ends_with(".webmanifest") || name.starts_with("icons/")
}

/// Whether a module imports another when it starts.
fn imports(script: &str) -> bool {
    script.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("import ") || line.starts_with("import{") || line.starts_with("export * from")
    })
}

/// A text that an HTML parser reads as it stands, inside a script or style. Its bytes may not be changed: they have
/// fingerprints.
fn verbatim(name: &str, text: String) -> Result<String, Failure> {
    let small = text.to_ascii_lowercase();
    let trap = ["</script", "</style", "<!--", "\r", "\0"]
        .into_iter()
        .find(|trap| small.contains(trap));
    match trap {
        None => Ok(text),
        Some(trap) => Err(failed(format!(
            "{name} holds {trap:?}, which does not stand in an HTML text as it is"
        ))),
    }
}

/// A text as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    fs::read(dist.join(name)).map_err(|error| failed(format!("dist/{name}: {error}")))
}

fn text_of(dist: &Path, name: &str) -> Result<String, Failure> {
    String::from_utf8(read(dist, name)?).map_err(|error| failed(format!("dist/{name}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as trunk and the steps before leave it, with changes of ours.
    fn built(case: &str, changes: &[(&str, &str)]) -> Result<String, Failure> {
        let dist = std::env::temp_dir().join(format!("xtask-single-{case}-{}", std::process::id()));
        let usual = [
            (
                "index.html",
                "<html><head><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
                 <link rel=stylesheet href=\"./a.css\" media=print><link rel=icon href=./icon.svg>\
                 <link rel=preload href=./start-1_bg.wasm><script src=./guard.js></script>\
                 <meta name=worker content=./worker.js><script type=module src=./page-1.js></script></head><body><p>a</p></body></html>",
            ),
            ("a.css", "p { color: red }"),
            ("icon.svg", "<svg/>"),
            ("guard.js", "guard();"),
            (
                "page-1.js",
                "import init from './start-1.js'; 'TrunkApplicationStarted'",
            ),
            ("start-1.js", "start glue;\n"),
            ("start-1_bg.wasm", "\0asm1"),
            ("drafting-2.js", "drafting glue;\n"),
            ("drafting-2_bg.wasm", "\0asm2"),
            ("drafting-2_loader.js", "import './drafting-2.js'"),
            ("secretariat-3.js", "secretariat glue;\n"),
            ("secretariat-3_bg.wasm", "\0asm3"),
            ("secretariat-3_loader.js", "import './secretariat-3.js'"),
            (
                "opening-4.js",
                "opening glue;\nself.openingBegun = wasm_bindgen({ module_or_path: fetch('./opening-4_bg.wasm') });\n",
            ),
            ("opening-4_bg.wasm", "\0asm4"),
            ("rubrics/r.json", "{\"a\":\"<b>\"}\n"),
            ("worker.js", "only for a server"),
        ];
        let in_words = |error: std::io::Error| failed(error.to_string());
        fs::create_dir_all(dist.join("rubrics")).map_err(in_words)?;
        for (name, text) in usual.iter().chain(changes) {
            fs::write(dist.join(name), text).map_err(in_words)?;
        }
        let html = Page::of(&dist).and_then(Page::html);
        fs::remove_dir_all(&dist).map_err(in_words)?;
        html
    }

    #[test]
    fn everything_stands_in_one_file() -> Result<(), Failure> {
        let html = built("whole", &[])?;
        for piece in [
            "<style media=\"print\">p { color: red }</style>",
            "<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">",
            "<script>guard();</script>",
            "<meta name=\"worker\" content=\"\">",
            "<script type=\"text/plain\" data-file=\"rubrics/r.json\">{\"a\":\"<b>\"}\n</script>",
            "data-program=\"start-\">#-Etf2c</script>",
            "data-program=\"drafting-\">#-Etf3(</script>",
            "data-program=\"secretariat-\">#-Etf3E</script>",
            "data-program=\"opening-\" data-is=\"wasm\">#-Etf3`</script>",
            "data-program=\"opening-\" data-is=\"script\">opening glue;\n",
            &hash("guard();"),
            &hash("p { color: red }"),
        ] {
            assert!(html.contains(piece), "{piece} is not in {html}");
        }
        for element in html::elements(&html) {
            for name in ["src", "href"] {
                let address = element.attribute(name).unwrap_or("data:");
                assert!(address.starts_with("data:"), "{element:?}");
            }
            if element.runs() || element.name == "style" {
                assert!(
                    html.contains(&hash(element.inside)),
                    "without its hash: {element:?}"
                );
            }
        }
        assert_eq!(html.matches("Content-Security-Policy").count(), 1);
        Ok(())
    }

    #[test]
    fn what_has_no_place_ends_the_build() {
        for (case, name, text) in [
            ("unknown", "new.bin", "?"),
            ("second", "start-9_bg.wasm", "two of a kind"),
            (
                "import",
                "drafting-2.js",
                "import { a } from './snippets/a.js';\n",
            ),
            ("script", "rubrics/r.json", "{\"a\":\"</SCRIPT>\"}"),
            ("address", "a.css", "p { background: url(a.png) }"),
            (
                "picture",
                "index.html",
                "<meta charset=utf-8><meta http-equiv=x><img src=a.png>",
            ),
        ] {
            assert!(built(case, &[(name, text)]).is_err(), "{name}");
        }
    }
}
