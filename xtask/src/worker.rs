//! The service worker of the release page, made of `worker.js` and the list of all files of the build.
//!
//! Everything that the page is made of stands in the list with its SHA-256, so the list is made last, over the
//! bytes as they will be served.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::process::{Failure, failed};

/// The worker as it is read and reviewed; two places in it are filled in.
const TEMPLATE: &str = include_str!("worker.js");
const VERSION: &str = "/* version */";
const FILES: &str = "{/* files */}";

/// Its name beside index.html. It is the one name that never changes: browsers look there for a newer one.
const NAME: &str = "worker.js";

/// In index.html as it is written; a page that is served for development keeps it and has no worker.
const UNNAMED: &str = "<meta name=\"worker\" content=\"\">";

/// Names the worker in the page, and writes it with the list of every file that lies in this folder now.
///
/// What is written to the folder later, such as compressed copies and the page as one file, is no part of what
/// the worker keeps.
pub fn write(dist: &Path) -> Result<(), Failure> {
    name_in_page(dist)?;
    let mut files = BTreeMap::new();
    list(dist, "", &mut files)?;
    if files.contains_key(NAME) {
        return Err(failed(format!("dist/{NAME} is there already")));
    }
    let path = dist.join(NAME);
    fs::write(&path, filled(&files)).map_err(|error| failed(format!("{}: {error}", path.display())))
}

fn name_in_page(dist: &Path) -> Result<(), Failure> {
    let path = dist.join("index.html");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    let page = fs::read_to_string(&path).map_err(in_words)?;
    if !page.contains(UNNAMED) {
        return Err(failed(format!("{} has no {UNNAMED}", path.display())));
    }
    let named = UNNAMED.replace("\"\"", &format!("\"./{NAME}\""));
    fs::write(&path, page.replace(UNNAMED, &named)).map_err(in_words)
}

/// Every file below a folder, by its path in the page, with its SHA-256.
fn list(dist: &Path, folder: &str, files: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let in_words = |error: std::io::Error| failed(format!("dist/{folder}: {error}"));
    for entry in fs::read_dir(dist.join(folder)).map_err(in_words)? {
        let entry = entry.map_err(in_words)?;
        let name = entry.file_name();
        let path = format!("{folder}{}", name.to_string_lossy());
        let plain = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
        if !name.to_string_lossy().chars().all(plain) {
            return Err(failed(format!(
                "dist/{path}: the address of this file would differ from its name; use letters, digits, - _ and ."
            )));
        }
        if entry.path().is_dir() {
            list(dist, &format!("{path}/"), files)?;
        } else {
            let bytes = fs::read(entry.path()).map_err(in_words)?;
            files.insert(path, sha256(&bytes));
        }
    }
    Ok(())
}

/// The worker for these files. Its version is the hash of its own text and of the list, so that two builds have
/// the same version if and only if nothing differs.
fn filled(files: &BTreeMap<String, String>) -> String {
    let mut list = String::from("{\n");
    for (path, hash) in files {
        list.push_str(&format!("  \"{path}\": \"{hash}\",\n"));
    }
    list.push('}');
    let worker = TEMPLATE.replace(FILES, &list);
    let version = sha256(worker.as_bytes());
    worker.replace(VERSION, &version[..16])
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files, removed when it is dropped.
    struct Folder(std::path::PathBuf);

    impl Folder {
        fn with(name: &str, files: &[(&str, &str)]) -> std::io::Result<Self> {
            let folder =
                Self(std::env::temp_dir().join(format!("xtask-worker-{name}-{}", std::process::id())));
            for (path, text) in files {
                let path = folder.0.join(path);
                fs::create_dir_all(path.parent().unwrap_or(&folder.0))?;
                fs::write(path, text)?;
            }
            Ok(folder)
        }

        fn worker(&self) -> std::io::Result<String> {
            fs::read_to_string(self.0.join(NAME))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // What cannot be removed lies in a folder for such things.
            drop(fs::remove_dir_all(&self.0));
        }
    }

    const PAGE: &str = "<head><meta name=\"worker\" content=\"\"></head>";

    #[test]
    fn every_file_is_listed_with_its_hash_and_the_page_names_the_worker()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = Folder::with(
            "list",
            &[("index.html", PAGE), ("a.css", "abc"), ("rubrics/b.json", "")],
        )?;
        assert!(write(&folder.0).is_ok());
        let worker = folder.worker()?;
        let page = fs::read_to_string(folder.0.join("index.html"))?;
        assert_eq!(page, PAGE.replace("\"\"", "\"./worker.js\""));
        // The two hashes of the texts "abc" and "" stand in FIPS 180.
        for line in [
            "  \"a.css\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\n".to_owned(),
            format!("  \"index.html\": \"{}\",\n", sha256(page.as_bytes())),
            "  \"rubrics/b.json\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\n"
                .to_owned(),
        ] {
            assert_eq!(worker.matches(&line).count(), 1, "{line}{worker}");
        }
        assert!(!worker.contains(FILES) && !worker.contains(VERSION));
        // A list that is not made last is no list of everything.
        assert!(write(&folder.0).is_err());
        Ok(())
    }

    #[test]
    fn the_version_is_another_when_anything_is() {
        let version = |files: &[(&str, &str)]| {
            let files = files
                .iter()
                .map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned()));
            let worker = filled(&files.collect());
            worker.lines().find_map(|line| {
                line.strip_prefix("const VERSION = '")?
                    .strip_suffix("';")
                    .map(str::to_owned)
            })
        };
        let first = version(&[("a.js", "1"), ("b.js", "2")]);
        assert!(first.as_ref().is_some_and(|version| version.len() == 16));
        assert_eq!(first, version(&[("b.js", "2"), ("a.js", "1")]));
        for other in [
            version(&[("a.js", "1")]),
            version(&[("a.js", "1"), ("b.js", "3")]),
            version(&[("a.js", "1"), ("c.js", "2")]),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn a_name_that_an_address_would_change_is_refused() -> Result<(), Box<dyn std::error::Error>> {
        let folder = Folder::with("name", &[("index.html", PAGE), ("two words.json", "")])?;
        assert!(matches!(write(&folder.0), Err(Failure::Failed(said)) if said.contains("two words.json")));
        let folder = Folder::with("page", &[("index.html", "<head></head>")])?;
        assert!(write(&folder.0).is_err());
        Ok(())
    }
}
