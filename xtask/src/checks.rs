//! The test command: every check there is, one after the other, the cheap ones first.
//!
//! It names the features itself, since plain `cargo test` leaves out the command line. The first
//! failure ends it. The browser comes last, so that a machine without one has seen all the rest run.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::browser::{self, Browser, Firefox, Servers};
use crate::budget;
use crate::page;
use crate::process::{self, Failure, failed};
use crate::tools;

/// One check, by the name it is asked for.
pub struct Step {
    /// As in `cargo xtask test NAME`.
    pub name: &'static str,
    /// What it holds, in a line.
    pub about: &'static str,
    run: fn() -> Result<Outcome, Failure>,
}

enum Outcome {
    Passed,
    /// Left out on this machine, for this reason.
    Skipped(String),
}

/// All steps, in the order in which they run.
pub const STEPS: [Step; 12] = [
    Step {
        name: "fmt",
        about: "the whole workspace is formatted",
        run: fmt,
    },
    Step {
        name: "check",
        about: "the core compiles alone, without features",
        run: check,
    },
    Step {
        name: "clippy",
        about: "no warning in core, command line, page, xtask and browser tests",
        run: clippy,
    },
    Step {
        name: "core",
        about: "the tests of the core and of xtask",
        run: core,
    },
    Step {
        name: "cli",
        about: "the tests of the command line",
        run: cli,
    },
    Step {
        name: "doc",
        about: "the documentation of the core builds without a warning",
        run: doc,
    },
    Step {
        name: "release",
        about: "the command line builds for release",
        run: release,
    },
    Step {
        name: "dist",
        about: "the page builds for release",
        run: dist,
    },
    Step {
        name: "size",
        about: "the first load stays within its budget",
        run: size,
    },
    Step {
        name: "browser",
        about: "the release page works in a real browser",
        run: browser,
    },
    Step {
        name: "firefox",
        about: "the main job works in Firefox too",
        run: firefox,
    },
    Step {
        name: "server",
        about: "the release folder works behind nginx and Caddy",
        run: server,
    },
];

/// Runs the named steps, or all.
pub fn test(names: &[&str]) -> Result<(), Failure> {
    let steps = chosen(names)?;
    let started = Instant::now();
    let mut skipped = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}: {}", index + 1, steps.len(), step.name, step.about);
        let step_started = Instant::now();
        let outcome = (step.run)();
        let took = in_words(step_started.elapsed());
        match outcome {
            Ok(Outcome::Passed) => println!("== {} passed in {took}", step.name),
            Ok(Outcome::Skipped(reason)) => {
                println!("== {} SKIPPED: {reason}", step.name);
                skipped.push(format!("{} ({reason})", step.name));
            }
            Err(Failure::Failed(sentence)) => {
                println!("== {} FAILED after {took}", step.name);
                return Err(failed(format!(
                    "test: {} of {} steps passed, then {} failed: {sentence}",
                    index - skipped.len(),
                    steps.len(),
                    step.name
                )));
            }
            Err(usage) => return Err(usage),
        }
    }
    let passed = format!(
        "test: {} of {} steps passed in {}",
        steps.len() - skipped.len(),
        steps.len(),
        in_words(started.elapsed())
    );
    if skipped.is_empty() {
        println!("\nxtask: {passed}");
        Ok(())
    } else {
        Err(failed(format!("{passed}; skipped: {}", skipped.join("; "))))
    }
}

/// The steps of these names, in the order of [`STEPS`] whatever the order of the names.
fn chosen(names: &[&str]) -> Result<Vec<&'static Step>, Failure> {
    if let Some(unknown) = names
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        return Err(Failure::Usage(format!(
            "`{unknown}` is no step of the test command"
        )));
    }
    Ok(STEPS
        .iter()
        .filter(|step| names.is_empty() || names.contains(&step.name))
        .collect())
}

fn cargo(arguments: &str) -> Result<Outcome, Failure> {
    process::run(process::cargo().args(arguments.split_whitespace()))?;
    Ok(Outcome::Passed)
}

fn fmt() -> Result<Outcome, Failure> {
    tools::component("rustfmt", "fmt")?;
    cargo("fmt --all --check")
}

fn check() -> Result<Outcome, Failure> {
    cargo("check --lib")
}

fn clippy() -> Result<Outcome, Failure> {
    tools::component("clippy", "clippy")?;
    tools::wasm_target()?;
    // Each with the features it is built with, since a feature of one could hide a mistake in another.
    cargo("clippy --lib --tests -- -D warnings")?;
    cargo("clippy --features cli --all-targets -- -D warnings")?;
    cargo(
        "clippy --features app --bin start --bin workbench --target wasm32-unknown-unknown -- -D warnings",
    )?;
    cargo("clippy --features first --bin first -- -D warnings")?;
    cargo("clippy --package xtask --package e2e --all-targets -- -D warnings")
}

fn core() -> Result<Outcome, Failure> {
    // With the doc tests, which `--test` would leave out.
    cargo("test")?;
    cargo("test --package xtask")
}

fn cli() -> Result<Outcome, Failure> {
    cargo("test --features cli --bin scoresheets --test cli")
}

fn doc() -> Result<Outcome, Failure> {
    process::run(
        process::cargo()
            .args(["doc", "--no-deps", "--lib"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(Outcome::Passed)
}

fn release() -> Result<Outcome, Failure> {
    cargo("build --release --features cli --bin scoresheets")
}

fn dist() -> Result<Outcome, Failure> {
    page::dist()?;
    Ok(Outcome::Passed)
}

fn size() -> Result<Outcome, Failure> {
    let load = budget::measure(&built(process::root().join("dist"), "dist")?)?;
    println!("{load}");
    load.check()?;
    Ok(Outcome::Passed)
}

fn browser() -> Result<Outcome, Failure> {
    match browser::find_or_install() {
        Ok(browser) => in_browser(&browser, "page", &[]),
        Err(reason) => Ok(Outcome::Skipped(reason)),
    }
}

fn server() -> Result<Outcome, Failure> {
    match browser::find_or_install().and_then(|browser| Ok((browser, browser::servers()?))) {
        Ok((browser, Servers { nginx, caddy })) => {
            in_browser(&browser, "server", &[("NGINX", nginx), ("CADDY", caddy)])
        }
        Err(reason) => Ok(Outcome::Skipped(reason)),
    }
}

/// The browser tests of this name, told where everything is.
fn in_browser(browser: &Browser, tests: &str, more: &[(&str, PathBuf)]) -> Result<Outcome, Failure> {
    let mut command = page_tests()?;
    command
        .args(["--lib", "--test", tests, "--", "--skip", "firefox::"])
        .env("CHROMIUM", &browser.chromium)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .envs(more.iter().map(|(name, path)| (name, path)));
    process::run(&mut command)?;
    Ok(Outcome::Passed)
}

/// Kills the browser so many times while somebody types, and measures typing in a long text.
pub fn soak(kills: u32) -> Result<(), Failure> {
    const TESTS: [&str; 2] = [
        "faults::nothing_that_was_shown_as_saved_is_lost_when_the_browser_is_killed",
        "faults::a_long_text_with_a_past_of_weeks_takes_one_letter_more",
    ];
    let Browser {
        chromium,
        chromedriver,
    } = browser::find_or_install().map_err(failed)?;
    let mut tests = page_tests()?;
    tests
        .args([
            "--test",
            "page",
            "--",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .args(TESTS)
        .env("CHROMIUM", chromium)
        .env("CHROMEDRIVER", chromedriver)
        .env("KILLS", kills.to_string());
    process::run(&mut tests)
}

fn firefox() -> Result<Outcome, Failure> {
    let mut tests = page_tests()?;
    let Firefox { firefox, geckodriver } = match browser::find_or_install_firefox() {
        Ok(firefox) => firefox,
        Err(reason) => return Ok(Outcome::Skipped(reason)),
    };
    tests
        .args(["--test", "page", "firefox::"])
        .env("FIREFOX", firefox)
        .env("GECKODRIVER", geckodriver);
    process::run(&mut tests)?;
    Ok(Outcome::Passed)
}

/// Measures how long the release page takes until it can be used.
pub fn start_time() -> Result<(), Failure> {
    let dist = built(process::root().join("dist"), "dist")?;
    let Browser {
        chromium,
        chromedriver,
    } = browser::find_or_install().map_err(failed)?;
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "e2e", "--example", "start_time"])
            .env("WORKBENCH_DIST", dist)
            .env("CHROMIUM", chromium)
            .env("CHROMEDRIVER", chromedriver),
    )
}

/// The tests of the page, which are told where the page and the command line are.
fn page_tests() -> Result<Command, Failure> {
    let dist = built(process::root().join("dist"), "dist")?;
    let program = format!("scoresheets{}", std::env::consts::EXE_SUFFIX);
    let scoresheets = built(process::target_dir().join("release").join(program), "release")?;
    let mut tests = process::cargo();
    tests
        .args(["test", "--package", "e2e"])
        .env("WORKBENCH_DIST", dist)
        .env("SCORESHEETS", scoresheets);
    Ok(tests)
}

/// What an earlier step has built, when only later ones were asked for.
fn built(path: PathBuf, step: &str) -> Result<PathBuf, Failure> {
    if path.exists() {
        Ok(path)
    } else {
        Err(failed(format!(
            "{} is not there yet: run `cargo xtask test {step}` first",
            path.display()
        )))
    }
}

fn in_words(duration: Duration) -> String {
    match duration.as_secs() {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(asked: &[&str]) -> Vec<&'static str> {
        chosen(asked)
            .map(|steps| steps.iter().map(|step| step.name).collect())
            .unwrap_or_default()
    }

    #[test]
    fn all_steps_run_when_none_is_named() {
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn named_steps_run_in_the_usual_order() {
        assert_eq!(names(&["browser", "fmt", "dist"]), ["fmt", "dist", "browser"]);
    }

    #[test]
    fn an_unknown_step_is_a_usage_error() {
        assert!(
            matches!(chosen(&["fmt", "lint"]), Err(Failure::Usage(sentence)) if sentence.contains("`lint`"))
        );
    }

    #[test]
    fn durations_are_short() {
        assert_eq!(in_words(Duration::from_millis(1540)), "1.5 s");
        assert_eq!(in_words(Duration::from_secs(151)), "2 min 31 s");
    }
}
