//! Other builds of the page, made out of the built one by copying it: as newer ones, and with faults.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// In every newer build's index.html, and in no other.
pub const NEWER_MARK: &str = "<meta name=\"build\" content=\"newer\">";

const WORKER: &str = "worker.js";

/// What lies beside the page and is no part of it: other forms of it, and what helps to serve it.
fn is_beside(name: &str) -> bool {
    [".gz", ".br"].iter().any(|ending| name.ends_with(ending))
        || name.starts_with("server/")
        || ["SHA256SUMS", "scoring-workbench.html"].contains(&name)
}

/// A build in a folder of its own, which goes when it is dropped.
pub struct Build {
    folder: TempDir,
}

impl Build {
    /// The built page as it is.
    pub fn copied() -> Self {
        let built = crate::place("WORKBENCH_DIST", crate::workspace().join("dist"));
        let folder = TempDir::with_prefix("build-").expect("a folder for a build");
        for path in files(&built) {
            let to = folder.path().join(&path);
            fs::create_dir_all(to.parent().expect("a folder above")).expect("a folder");
            fs::copy(built.join(&path), to).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        Self { folder }
    }

    /// The page of some day later: the drafting program's script and wasm have other names, its loader and a rubric have
    /// other bytes under their old names, and the worker lists what is there now.
    pub fn newer() -> Self {
        let build = Self::copied();
        let names = build.kept();
        let program = names
            .iter()
            .find(|name| name.starts_with("drafting-") && name.ends_with("_bg.wasm"));
        let old = program
            .and_then(|name| name.strip_suffix("_bg.wasm"))
            .expect("the drafting program");
        let renamed = |text: &str| {
            let text = text.replace(&format!("{old}.js"), "drafting-newer.js");
            text.replace(&format!("{old}_bg.wasm"), "drafting-newer_bg.wasm")
        };
        for name in &names {
            fs::rename(build.path(name), build.path(renamed(name))).expect("another name");
            if name.starts_with(old) && name.ends_with(".js") {
                build.change(&renamed(name), |text| renamed(&text));
            }
        }
        build.change("index.html", |text| {
            text.replace("</head>", &format!("{NEWER_MARK}</head>"))
        });
        build.change("rubrics/public-service.json", |text| text + "\n");
        build.list_anew();
        build
    }

    /// The page as it is served for development: it names no worker, and there is none.
    pub fn without_worker() -> Self {
        let build = Self::copied();
        build.change("index.html", |text| text.replace("\"./worker.js\"", "\"\""));
        fs::remove_file(build.path(WORKER)).expect("there was one");
        build
    }

    /// The folder, to be served.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Alters a file behind the worker's back, as a broken copy to a server does.
    pub fn spoil(&self, path: &str) {
        self.change(path, |text| text.replacen(' ', "  ", 1));
    }

    /// Adds to the WebAssembly of a program what changes nothing of it but its hash.
    pub fn lengthen(&self, program: &str) {
        let names = self.kept();
        let name = names
            .iter()
            .find(|name| name.starts_with(program) && name.ends_with("_bg.wasm"))
            .unwrap_or_else(|| panic!("{program} is none of {names:?}"));
        let mut wasm = fs::read(self.path(name)).expect("the program");
        // A section of its own with the name x.
        wasm.extend([0, 2, 1, b'x']);
        fs::write(self.path(name), wasm).expect("the longer program");
    }

    /// Everything that the worker keeps: each file but the worker itself, as it is asked for.
    pub fn kept(&self) -> Vec<String> {
        let names = files(self.folder()).into_iter();
        names.filter(|name| name != WORKER && !is_beside(name)).collect()
    }

    fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder().join(path)
    }

    fn change(&self, path: &str, change: impl FnOnce(String) -> String) {
        let text = fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let changed = change(text.clone());
        assert!(changed != text, "{path} is as it was");
        fs::write(self.path(path), changed).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Has the worker list the files that lie here now, under another version.
    fn list_anew(&self) {
        let mut list = String::new();
        for path in self.kept() {
            let bytes = fs::read(self.path(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let hash: String = Sha256::digest(bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            list.push_str(&format!("  \"{path}\": \"{hash}\",\n"));
        }
        let version: String = Sha256::digest(&list)
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.change(WORKER, |text| {
            let text = replaced(&text, "const FILES = {\n", "};", &list);
            replaced(&text, "const VERSION = '", "'", &version)
        });
    }
}

/// A text with something else between two marks.
fn replaced(text: &str, before: &str, after: &str, between: &str) -> String {
    let (start, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {text}"));
    let (_, rest) = rest
        .split_once(after)
        .unwrap_or_else(|| panic!("no {after} in {rest}"));
    [start, before, between, after, rest].concat()
}

/// Every file below a folder, by its path in it with `/` on every system, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(below) = waiting.pop() {
        for entry in fs::read_dir(folder.join(&below)).expect("a folder").flatten() {
            let name = format!("{below}{}", entry.file_name().to_str().expect("a readable name"));
            if entry.path().is_dir() {
                waiting.push(format!("{name}/"));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}
