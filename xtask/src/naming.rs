//! Names that change with their content for the files of the programs. Trunk leaves those of the desks plain, and those
//! of the start program it names before the functions are put in order.
//!
//! A server or browser that keeps an old file under a plain name would run the start screen of one version
//! with a desk of another. Each program is asked for with the hash of its wasm too: a byte that a proxy or a disk has
//! changed could give another score, and nothing else would tell.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha384};

use crate::folder;
use crate::html;
use crate::process::{Failure, failed};
use crate::tools::WASM_TARGET;

/// The programs of the desks, by the beginnings of their files.
const DESKS: [&str; 2] = ["drafting", "secretariat"];

/// What cargo is reported to compile the programs of the page, and no more.
pub fn cargo_arguments() -> Vec<&'static str> {
    let programs = ["start", "opening"].into_iter().chain(DESKS);
    let programs = programs.flat_map(|program| ["--bin", program]);
    ["--features", "app", "--target", WASM_TARGET]
        .into_iter()
        .chain(programs)
        .collect()
}

/// Gives script, wasm and loader of each desk's program the name of their content, and tells the page.
pub fn name_desks(dist: &Path) -> Result<(), Failure> {
    DESKS.iter().try_for_each(|desk| name_program(dist, desk))
}

fn name_program(dist: &Path, program: &str) -> Result<(), Failure> {
    let script = read(dist, &format!("{program}.js"))?;
    let mut hasher = DefaultHasher::new();
    script.hash(&mut hasher);
    let wasm = dist.join(format!("{program}_bg.wasm"));
    let content = fs::read(&wasm).map_err(|error| failed(format!("{}: {error}", wasm.display())))?;
    content.hash(&mut hasher);
    let name = format!("{program}-{:016x}", hasher.finish());
    let loader = format!("{program}_loader.js");
    let begins = read(dist, &loader)?;
    let asked = format!("new URL('./{program}_bg.wasm', import.meta.url)");
    let checked = replaced(
        &begins,
        "init()",
        &format!("init({})", checked_fetch(&asked, &content)),
    )?;
    write(dist, &loader, &loader, &checked)?;
    for (file, renamed) in [
        (format!("{program}.js"), format!("{name}.js")),
        (format!("{program}_loader.js"), format!("{name}_loader.js")),
        ("index.html".to_owned(), "index.html".to_owned()),
    ] {
        let text = read(dist, &file)?;
        let text = text
            .replace(&format!("{program}_bg.wasm"), &format!("{name}_bg.wasm"))
            .replace(&format!("./{program}.js"), &format!("./{name}.js"))
            .replace(&format!("./{program}_loader.js"), &format!("./{name}_loader.js"));
        write(dist, &file, &renamed, &text)?;
    }
    let renamed = dist.join(format!("{name}_bg.wasm"));
    fs::rename(&wasm, &renamed).map_err(|error| failed(format!("{}: {error}", renamed.display())))
}

/// The program that opens files, by the beginning of its files.
pub const OPENING: &str = "opening-";

/// What follows the glue of the program that opens files: it begins by itself, in a worker as in the page. A worker hands
/// on an error that is thrown, and not one that a promise has.
const BEGIN_OPENING: &str = "
self.openingBegun = wasm_bindgen(ASKED);
if (typeof window === 'undefined') self.openingBegun.catch(error => setTimeout(() => { throw error; }));
";

/// The glue of the program that opens files, without the start that [`name_opening`] has put behind it.
pub fn glue_of_opening(script: &str) -> Option<&str> {
    let start = BEGIN_OPENING.split_once("ASKED").map(|(start, _)| start)?;
    script.split_once(start).map(|(glue, _)| glue)
}

/// Makes one script of the glue and the start of the program that opens files, so that a worker asks for no second one,
/// and gives it and its wasm the name of their content.
pub fn name_opening(dist: &Path) -> Result<(), Failure> {
    let glue = read(dist, "opening.js")?;
    let wasm = dist.join("opening_bg.wasm");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", wasm.display()));
    let mut hasher = DefaultHasher::new();
    (glue.as_str(), BEGIN_OPENING).hash(&mut hasher);
    let content = fs::read(&wasm).map_err(in_words)?;
    content.hash(&mut hasher);
    let name = format!("{OPENING}{:016x}", hasher.finish());
    let asked = checked_fetch(&format!("'./{name}_bg.wasm'"), &content);
    let script = glue + &BEGIN_OPENING.replace("ASKED", &asked);
    write(dist, "opening.js", &format!("{name}.js"), &script)?;
    fs::rename(&wasm, dist.join(format!("{name}_bg.wasm"))).map_err(in_words)?;
    let loader = "opening_loader.js";
    fs::remove_file(dist.join(loader)).map_err(|error| failed(format!("{loader}: {error}")))?;
    let index = read(dist, "index.html")?;
    let index = index.replace(&format!("./{loader}"), &format!("./{name}.js"));
    write(dist, "index.html", "index.html", &index)
}

/// Gives script and wasm of the start program the name of their content as it is now, and tells the page, with the
/// hashes by which a browser checks them.
pub fn name_start(dist: &Path) -> Result<(), Failure> {
    let files = folder::files(dist)?;
    let mut names = files
        .iter()
        .filter_map(|name| name.strip_prefix("start-")?.strip_suffix("_bg.wasm"));
    let (Some(hash), None) = (names.next(), names.next()) else {
        return Err(failed(format!(
            "dist/ should hold one start-*_bg.wasm: {files:?}"
        )));
    };
    let given = format!("start-{hash}");
    let script = read(dist, &format!("{given}.js"))?;
    let in_words = |error: std::io::Error| failed(format!("dist/{given}_bg.wasm: {error}"));
    let wasm = fs::read(dist.join(format!("{given}_bg.wasm"))).map_err(in_words)?;
    let mut hasher = DefaultHasher::new();
    script.hash(&mut hasher);
    wasm.hash(&mut hasher);
    let name = format!("start-{:016x}", hasher.finish());
    let script = script.replace(&given, &name);
    let mut page = read(dist, "index.html")?.replace(&given, &name);
    for (file, content) in [
        (format!("./{name}.js"), script.as_bytes()),
        (format!("./{name}_bg.wasm"), wasm.as_slice()),
    ] {
        let checked = html::elements(&page)
            .iter()
            .filter(|element| element.attribute("href") == Some(&file))
            .filter_map(|element| element.attribute("integrity").map(str::to_owned))
            .collect::<Vec<_>>();
        let integrity = integrity_of(content);
        for stated in checked {
            page = page.replace(&stated, &integrity);
        }
    }
    let asked = format!("'./{name}_bg.wasm'");
    // As trunk writes it.
    let plain = format!("{{ module_or_path: {asked} }}");
    let page = replaced(&page, &plain, &checked_fetch(&asked, &wasm))?;
    write(dist, &format!("{given}.js"), &format!("{name}.js"), &script)?;
    fs::rename(
        dist.join(format!("{given}_bg.wasm")),
        dist.join(format!("{name}_bg.wasm")),
    )
    .map_err(in_words)?;
    write(dist, "index.html", "index.html", &page)
}

/// The hash by which a browser checks a file.
fn integrity_of(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// What the glue of a program is given to begin: its wasm at an address, which a browser refuses if it has other bytes.
fn checked_fetch(address: &str, content: &[u8]) -> String {
    let integrity = integrity_of(content);
    format!("{{ module_or_path: fetch({address}, {{ integrity: '{integrity}' }}) }}")
}

fn replaced(text: &str, found: &str, by: &str) -> Result<String, Failure> {
    if text.contains(found) {
        Ok(text.replace(found, by))
    } else {
        Err(failed(format!("no program begins by `{found}` in {text}")))
    }
}

fn read(dist: &Path, file: &str) -> Result<String, Failure> {
    let path = dist.join(file);
    fs::read_to_string(&path).map_err(|error| failed(format!("{}: {error}", path.display())))
}

fn write(dist: &Path, file: &str, renamed: &str, text: &str) -> Result<(), Failure> {
    let path = dist.join(renamed);
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    fs::write(&path, text).map_err(in_words)?;
    if file != renamed {
        fs::remove_file(dist.join(file)).map_err(in_words)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_the_start_program_as_it_is_now() -> Result<(), Failure> {
        let dist = std::env::temp_dir().join(format!("xtask-naming-{}", std::process::id()));
        let in_words = |error: std::io::Error| failed(error.to_string());
        fs::create_dir_all(&dist).map_err(in_words)?;
        for (name, text) in [
            ("start-1.js", "glue"),
            ("start-1_bg.wasm", "other bytes than those that were hashed"),
            (
                "index.html",
                "<link rel=\"modulepreload\" href=\"./start-1.js\" integrity=\"sha384-script\">\
                 <link rel=preload href=\"./start-1_bg.wasm\" integrity=\"sha384-wasm\"><link href=a.css integrity=sha384-a>\
                 <script type=module>import init from './start-1.js'; init({ module_or_path: './start-1_bg.wasm' });</script>",
            ),
        ] {
            fs::write(dist.join(name), text).map_err(in_words)?;
        }
        let done = name_start(&dist);
        let page = read(&dist, "index.html")?;
        let files = folder::files(&dist)?;
        fs::remove_dir_all(&dist).map_err(in_words)?;
        done?;
        let [_, script, wasm] = files.as_slice() else {
            return Err(failed(format!("{files:?}")));
        };
        assert!(
            script != "start-1.js" && *wasm == script.replace(".js", "_bg.wasm"),
            "{files:?}"
        );
        // What `openssl dgst -sha384 -binary | base64` says of the two.
        for (file, hash) in [
            (
                script,
                "OQbpQaJL4O579hGvzBmML/8pgAWF5AO3MV2W+sJNoPxYBrIh5sYlxhRs3CI7K+FV",
            ),
            (
                wasm,
                "LaL9PkB0UVlhQOMZul6TkLmUuVSg89FpRHaswHStBdYrJTHXsJrkI/ppdxDwuye/",
            ),
        ] {
            let link = format!("href=\"./{file}\" integrity=\"sha384-{hash}\"");
            assert!(page.contains(&link), "{link} is not in {page}");
        }
        assert!(
            page.contains(&format!(
                "import init from './{script}'; init({{ module_or_path: fetch('./{wasm}', {{ integrity: 'sha384-LaL9PkB0"
            )),
            "{page}"
        );
        assert!(page.contains("integrity=sha384-a"));
        Ok(())
    }
}
