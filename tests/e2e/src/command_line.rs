//! `scoresheets`, the page's twin without a screen.

use std::path::Path;
use std::process::Command;

/// Runs the command line and returns what it wrote to its output. It has to go well.
#[track_caller]
pub fn scoresheets<'a>(words: &[&str], files: impl IntoIterator<Item = &'a Path>) -> String {
    let program = crate::place(
        "SCORESHEETS",
        crate::workspace().join("target/release/scoresheets"),
    );
    let done = Command::new(&program)
        .args(words)
        .args(files)
        .output()
        .unwrap_or_else(|error| {
            panic!(
                "{}: {error}; run `cargo xtask test release browser`",
                program.display()
            )
        });
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success(),
        "scoresheets {words:?} ended with {}: {said}",
        done.status
    );
    String::from_utf8(done.stdout).expect("its output is UTF-8")
}
