//! Names that change with their content for the files of the desks' programs, which trunk leaves plain.
//!
//! A server or browser that keeps an old file under a plain name would run the start screen of one version
//! with a desk of another.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::process::{Failure, failed};
use crate::tools::WASM_TARGET;

/// The programs of the desks, by the beginnings of their files.
const DESKS: [&str; 2] = ["drafting", "secretariat"];

/// What cargo is told to compile the programs of the page, and no more.
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
    fs::read(&wasm)
        .map_err(|error| failed(format!("{}: {error}", wasm.display())))?
        .hash(&mut hasher);
    let name = format!("{program}-{:016x}", hasher.finish());
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
self.openingBegun = wasm_bindgen({ module_or_path: './NAME_bg.wasm' });
if (typeof window === 'undefined') self.openingBegun.catch(error => setTimeout(() => { throw error; }));
";

/// Makes one script of the glue and the start of the program that opens files, so that a worker asks for no second one,
/// and gives it and its wasm the name of their content.
pub fn name_opening(dist: &Path) -> Result<(), Failure> {
    let glue = read(dist, "opening.js")?;
    let wasm = dist.join("opening_bg.wasm");
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", wasm.display()));
    let mut hasher = DefaultHasher::new();
    (glue.as_str(), BEGIN_OPENING).hash(&mut hasher);
    fs::read(&wasm).map_err(in_words)?.hash(&mut hasher);
    let name = format!("{OPENING}{:016x}", hasher.finish());
    let script = glue + &BEGIN_OPENING.replace("NAME", &name);
    write(dist, "opening.js", &format!("{name}.js"), &script)?;
    fs::rename(&wasm, dist.join(format!("{name}_bg.wasm"))).map_err(in_words)?;
    let loader = "opening_loader.js";
    fs::remove_file(dist.join(loader)).map_err(|error| failed(format!("{loader}: {error}")))?;
    let index = read(dist, "index.html")?;
    let index = index.replace(&format!("./{loader}"), &format!("./{name}.js"));
    write(dist, "index.html", "index.html", &index)
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
