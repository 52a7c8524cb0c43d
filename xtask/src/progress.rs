//! How far a long build is: cargo's own count of crates, reported in a line now and then.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{self, Failure, failed};

/// So often it is reported at the most.
const BETWEEN_LINES: Duration = Duration::from_secs(15);

/// So much of what cargo wrote is shown where it fails.
const LINES_SHOWN: usize = 40;

/// Runs a cargo command to its end. What it does is reported in short; where it fails its last lines are shown.
pub fn run(command: &mut Command, what: &str) -> Result<(), Failure> {
    let in_words = process::in_words(command);
    let mut child = command
        // Cargo counts for a screen alone, unless it is asked to.
        .envs([
            ("CARGO_TERM_PROGRESS_WHEN", "always"),
            ("CARGO_TERM_PROGRESS_WIDTH", "120"),
            ("CARGO_TERM_COLOR", "never"),
        ])
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(format!("`{in_words}` could not be started: {error}")))?;
    let started = Instant::now();
    let mut told = started;
    let mut last = Vec::new();
    let mut piece = Vec::new();
    let written = child.stderr.take().into_iter();
    for byte in written
        .flat_map(|written| std::io::BufReader::new(written).bytes())
        .map_while(Result::ok)
    {
        if byte != b'\r' && byte != b'\n' {
            piece.push(byte);
            continue;
        }
        let line = String::from_utf8_lossy(&piece).trim().to_owned();
        piece.clear();
        match counted(&line) {
            Some((done, all)) if told.elapsed() >= BETWEEN_LINES => {
                told = Instant::now();
                println!("  {what}: {done}/{all} crates, {} s", started.elapsed().as_secs());
            }
            Some(_) => {}
            None if line.is_empty() => {}
            None => last.push(line),
        }
    }
    let status = child.wait();
    let outcome = process::check(&in_words, status.map_err(|error| error.to_string()));
    match &outcome {
        Ok(()) => println!("  {what}: done in {} s", started.elapsed().as_secs()),
        Err(_) => {
            for line in last.iter().skip(last.len().saturating_sub(LINES_SHOWN)) {
                eprintln!("  {line}");
            }
        }
    }
    outcome
}

/// The crates that are done and all there are, in a line such as `Building [==>  ] 12/345: serde, syn`.
fn counted(line: &str) -> Option<(u32, u32)> {
    let count = line.strip_prefix("Building [")?.split_once("] ")?.1;
    let (done, all) = count.split(':').next()?.split_once('/')?;
    Some((done.trim().parse().ok()?, all.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_counted_as_cargo_counts_them() {
        for (line, expected) in [
            (
                "Building [=====>          ] 12/345: serde, syn(build)",
                Some((12, 345)),
            ),
            ("Building [>  ] 0/7", Some((0, 7))),
            ("Compiling serde v1.0.228", None),
            ("Downloaded 12/345 crates", None),
            ("Building trunk", None),
        ] {
            assert_eq!(counted(line), expected, "{line}");
        }
    }

    #[test]
    fn a_build_that_fails_is_a_sentence() {
        let outcome = run(process::cargo().arg("no-such-subcommand"), "a build");
        assert!(
            matches!(outcome, Err(Failure::Failed(sentence)) if sentence.starts_with("`cargo no-such-subcommand` failed"))
        );
    }
}
