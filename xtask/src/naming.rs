//! Names that change with their content for the workbench's files, which trunk leaves plain.
//!
//! A server or browser that keeps an old file under a plain name would run the start screen of one version
//! with the workbench of another.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::process::{Failure, failed};

/// Gives the workbench's script, wasm and loader the name of their content, and tells the page.
pub fn name_workbench(dist: &Path) -> Result<(), Failure> {
    let script = read(dist, "workbench.js")?;
    let mut hasher = DefaultHasher::new();
    script.hash(&mut hasher);
    let wasm = dist.join("workbench_bg.wasm");
    fs::read(&wasm)
        .map_err(|error| failed(format!("{}: {error}", wasm.display())))?
        .hash(&mut hasher);
    let name = format!("workbench-{:016x}", hasher.finish());
    for (file, renamed) in [
        ("workbench.js", format!("{name}.js")),
        ("workbench_loader.js", format!("{name}_loader.js")),
        ("index.html", "index.html".to_owned()),
    ] {
        let text = read(dist, file)?;
        let text = text
            .replace("workbench_bg.wasm", &format!("{name}_bg.wasm"))
            .replace("./workbench.js", &format!("./{name}.js"))
            .replace("./workbench_loader.js", &format!("./{name}_loader.js"));
        write(dist, file, &renamed, &text)?;
    }
    let renamed = dist.join(format!("{name}_bg.wasm"));
    fs::rename(&wasm, &renamed).map_err(|error| failed(format!("{}: {error}", renamed.display())))
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
