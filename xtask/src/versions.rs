//! What a test run works with: the versions of the toolchain, of the page's tools, browsers, drivers and servers.
//!
//! They are reported and nothing more: no test rests on one version.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::browser;
use crate::tools;

/// Each program that is there, with what it says of its version, a line each.
pub fn told() -> String {
    let toolchain = ["rustc", "cargo"].map(|name| (name, PathBuf::from(name)));
    let mut programs: Vec<(&str, PathBuf)> = toolchain.to_vec();
    for (name, path) in browser::found().into_iter().chain(tools::found()) {
        // A driver can be found in two ways; the first is the one that is used.
        if programs.iter().all(|(known, _)| *known != name) {
            programs.push((name, path));
        }
    }
    let lines = programs.into_iter().map(|(name, path)| {
        let said = said(name, &path).unwrap_or_else(|| "does not tell its version".into());
        format!("  {name:<13} {said}\n")
    });
    lines.collect()
}

fn said(name: &str, program: &Path) -> Option<String> {
    let asked = match name {
        "nginx" => "-v",
        "caddy" => "version",
        _ => "--version",
    };
    let output = Command::new(program)
        .arg(asked)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    // nginx says it on standard error.
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(line.to_owned())
}
