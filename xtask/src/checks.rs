//! The test command: every check there is, one after the other, the cheap ones first.
//!
//! It names the features itself, since plain `cargo test` leaves out the command line. The first
//! failure ends it. The browser comes last, so that a machine without one has seen all the rest run.

use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::browser::{self, Browser, Firefox, Servers};
use crate::budget;
use crate::naming;
use crate::page;
use crate::process::{self, Failure, failed};
use crate::tools;
use crate::versions;

/// One check, by the name it is asked for.
pub struct Step {
    /// As in `cargo xtask test NAME`.
    pub name: &'static str,
    /// What it holds, in a line.
    pub about: &'static str,
    run: Run,
}

/// How a step is run.
enum Run {
    /// As it is.
    Whole(fn() -> Result<Outcome, Failure>),
    /// All of its tests, or those whose names hold one of these words.
    Tests(fn(&[&str]) -> Result<Outcome, Failure>),
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
        run: Run::Whole(fmt),
    },
    Step {
        name: "check",
        about: "the core compiles alone, without features",
        run: Run::Whole(check),
    },
    Step {
        name: "clippy",
        about: "no warning in core, command line, page, xtask and browser tests",
        run: Run::Whole(clippy),
    },
    Step {
        name: "core",
        about: "the tests of the core and of xtask",
        run: Run::Tests(core),
    },
    Step {
        name: "simulation",
        about: "the keeper holds over twenty thousand random runs",
        run: Run::Whole(simulation),
    },
    Step {
        name: "cli",
        about: "the tests of the command line",
        run: Run::Tests(cli),
    },
    Step {
        name: "doc",
        about: "the documentation of the core builds without a warning",
        run: Run::Whole(doc),
    },
    Step {
        name: "release",
        about: "the command line and the page build for release",
        run: Run::Whole(release),
    },
    Step {
        name: "size",
        about: "first load, sessions and the one file stay within their budgets",
        run: Run::Whole(size),
    },
    Step {
        name: "browser",
        about: "the release page works in a real browser",
        run: Run::Tests(browser),
    },
    Step {
        name: "firefox",
        about: "the main job works in Firefox too",
        run: Run::Tests(firefox),
    },
    Step {
        name: "server",
        about: "the release folder works behind nginx and Caddy",
        run: Run::Tests(server),
    },
];

/// The variable by which property tests choose their cases; `.cargo/config.toml` sets it where nobody else does.
const SEED: &str = "PROPTEST_RNG_SEED";

/// The seed of the test that kills the browser while somebody types: another one in each run, unless SEED names one.
fn kill_seed() -> String {
    std::env::var("SEED").unwrap_or_else(|_| std::process::id().to_string())
}

/// A step that was run: its name, what became of it, and how long it took.
type Done = (&'static str, &'static str, Duration);

/// Runs the named steps, or all; of a single step those tests whose names hold one of the words behind it.
pub fn test(arguments: &[&str]) -> Result<(), Failure> {
    let (steps, words) = chosen(arguments)?;
    println!("With\n{}", versions::told());
    println!(
        "Property tests: {SEED}={}; when the browser is killed: SEED={}",
        std::env::var(SEED).unwrap_or_default(),
        kill_seed()
    );
    let mut done = Vec::new();
    let outcome = run(&steps, &words, &mut done);
    // Once more at the end, where somebody looks first; what was installed meanwhile is there now.
    println!("\nWith\n{}\n{}", versions::told(), table(&done));
    let passed = outcome?;
    println!("xtask: {passed}");
    Ok(())
}

/// Runs steps one after the other until one fails.
fn run(steps: &[&'static Step], words: &[&str], done: &mut Vec<Done>) -> Result<String, Failure> {
    let mut skipped = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}: {}", index + 1, steps.len(), step.name, step.about);
        let started = Instant::now();
        let outcome = match step.run {
            Run::Whole(run) => run(),
            Run::Tests(run) => run(words),
        };
        let took = started.elapsed();
        let became = match &outcome {
            Ok(Outcome::Passed) => "passed",
            Ok(Outcome::Skipped(_)) => "SKIPPED",
            Err(_) => "FAILED",
        };
        done.push((step.name, became, took));
        println!("== {} {became} after {}", step.name, in_words(took));
        match outcome {
            Ok(Outcome::Passed) => {}
            Ok(Outcome::Skipped(reason)) => skipped.push(format!("{} ({reason})", step.name)),
            Err(Failure::Failed(sentence)) => {
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
        "test: {} of {} steps passed",
        steps.len() - skipped.len(),
        steps.len()
    );
    if skipped.is_empty() {
        Ok(passed)
    } else {
        Err(failed(format!("{passed}; skipped: {}", skipped.join("; "))))
    }
}

/// How long each step took, and all of them.
fn table(done: &[Done]) -> String {
    let all: Duration = done.iter().map(|(_, _, took)| *took).sum();
    let rows = done.iter().copied().chain([("together", "", all)]);
    let rows = rows.map(|(name, became, took)| format!("  {name:<9} {became:<8} {:>12}\n", in_words(took)));
    rows.collect()
}

/// The steps of these names, in the order of [`STEPS`] whatever the order of the names; and, behind the name of a
/// single step with tests, words of which one must stand in a test's name.
fn chosen<'a>(arguments: &[&'a str]) -> Result<(Vec<&'static Step>, Vec<&'a str>), Failure> {
    let is_step = |name: &&str| STEPS.iter().any(|step| step.name == *name);
    let (names, words) = arguments.split_at(arguments.iter().take_while(|name| is_step(name)).count());
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| names.is_empty() || names.contains(&step.name))
        .collect();
    let takes_words = matches!(
        steps.as_slice(),
        [Step {
            run: Run::Tests(_),
            ..
        }]
    );
    match words.first() {
        Some(unknown) if !takes_words => Err(Failure::Usage(format!(
            "`{unknown}` is no step of the test command; names of tests follow a single step that has tests"
        ))),
        _ => Ok((steps, words.to_vec())),
    }
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
    // Core, command line, tests and xtask at once, so that what they share is compiled once; the step before compiles
    // the core alone.
    cargo("clippy --workspace --features cli --all-targets -- -D warnings")?;
    let programs = naming::cargo_arguments();
    process::run(
        process::cargo()
            .arg("clippy")
            .args(programs)
            .args(["--", "-D", "warnings"]),
    )?;
    cargo("clippy --features first --bin first -- -D warnings")
}

fn core(words: &[&str]) -> Result<Outcome, Failure> {
    // With the feature of the step after the next, so that the core is compiled once for both. Nothing in it asks for
    // a feature (`tidy`), and the second step compiles it without any.
    let arguments = [
        "test",
        "--features",
        "cli",
        "--lib",
        "--test",
        "it",
        "--test",
        "keeper",
    ];
    tests(process::cargo().args(arguments), &[], words)?;
    if words.is_empty() {
        cargo("test --features cli --doc")?;
        cargo("test --package xtask --package test-support")?;
    }
    Ok(Outcome::Passed)
}

/// The runs of each of the two parts of the simulation.
const RUNS: &str = "10000";

/// Looks further than the step before it, with what that one has compiled; `PROPTEST_CASES` decides how far.
fn simulation() -> Result<Outcome, Failure> {
    const CASES: &str = "PROPTEST_CASES";
    let cases = std::env::var(CASES).unwrap_or_else(|_| RUNS.to_owned());
    process::run(
        process::cargo()
            .args(["test", "--features", "cli", "--test", "keeper"])
            .args(["--", "whatever_happens"])
            .env(CASES, cases),
    )?;
    Ok(Outcome::Passed)
}

fn cli(words: &[&str]) -> Result<Outcome, Failure> {
    let arguments = [
        "test",
        "--features",
        "cli",
        "--bin",
        "scoresheets",
        "--test",
        "cli",
    ];
    tests(process::cargo().args(arguments), &[], words)
}

/// Runs the tests that these options choose, or of them those whose names hold one of the words; where none does, that
/// is a failure.
fn tests(command: &mut Command, options: &[&str], words: &[&str]) -> Result<Outcome, Failure> {
    command.arg("--");
    if words.is_empty() {
        process::run(command.args(options))?;
        return Ok(Outcome::Passed);
    }
    let listed = process::output_of(copied(command).arg("--list").args(options)).unwrap_or_default();
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .filter(|name| words.iter().any(|word| name.contains(word)))
        .collect();
    if names.is_empty() {
        return Err(failed(format!(
            "no test of this step is named like {}",
            words.join(", ")
        )));
    }
    process::run(command.arg("--exact").args(names))?;
    Ok(Outcome::Passed)
}

/// The same command once more.
fn copied(command: &Command) -> Command {
    let mut copy = Command::new(command.get_program());
    copy.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => copy.env(name, value),
            None => copy.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        copy.current_dir(folder);
    }
    copy
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
    // Beside each other: the page is optimised as a whole, for which one processor waits for the other.
    thread::scope(|scope| {
        let command_line = scope.spawn(|| cargo("build --release --features cli --bin scoresheets"));
        page::dist()?;
        command_line
            .join()
            .unwrap_or_else(|_| Err(failed("the build of the command line broke off")))
    })
}

fn size() -> Result<Outcome, Failure> {
    let load = budget::measure(&built(process::root().join("dist"), "release")?)?;
    println!("{load}");
    load.check()?;
    Ok(Outcome::Passed)
}

fn browser(words: &[&str]) -> Result<Outcome, Failure> {
    match browser::find_or_install() {
        Ok(browser) => in_browser(&browser, "page", &[], words),
        Err(reason) => Ok(Outcome::Skipped(reason)),
    }
}

fn server(words: &[&str]) -> Result<Outcome, Failure> {
    match browser::find_or_install().and_then(|browser| Ok((browser, browser::servers()?))) {
        Ok((browser, Servers { nginx, caddy })) => {
            in_browser(&browser, "server", &[("NGINX", nginx), ("CADDY", caddy)], words)
        }
        Err(reason) => Ok(Outcome::Skipped(reason)),
    }
}

/// The browser tests of this name, reported where everything is.
fn in_browser(
    browser: &Browser,
    program: &str,
    more: &[(&str, PathBuf)],
    words: &[&str],
) -> Result<Outcome, Failure> {
    let mut command = page_tests()?;
    command
        .args(["--lib", "--test", program])
        .env("CHROMIUM", &browser.chromium)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .envs(more.iter().map(|(name, path)| (name, path)));
    tests(&mut command, &["--skip", "firefox::"], words)
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

fn firefox(words: &[&str]) -> Result<Outcome, Failure> {
    let mut command = page_tests()?;
    let Firefox { firefox, geckodriver } = match browser::find_or_install_firefox() {
        Ok(firefox) => firefox,
        Err(reason) => return Ok(Outcome::Skipped(reason)),
    };
    command
        .args(["--test", "page"])
        .env("FIREFOX", firefox)
        .env("GECKODRIVER", geckodriver);
    tests(&mut command, &["firefox::"], words)
}

/// Measures how long the release page takes until it can be used.
pub fn start_time() -> Result<(), Failure> {
    measured("start_time")
}

/// Measures how long imports at the secretariat's desk of the release page take.
pub fn import_time() -> Result<(), Failure> {
    measured("import_time")
}

/// Runs what measures the release page in a browser.
fn measured(example: &str) -> Result<(), Failure> {
    let dist = built(process::root().join("dist"), "release")?;
    let Browser {
        chromium,
        chromedriver,
    } = browser::find_or_install().map_err(failed)?;
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "e2e", "--example", example])
            .env("WORKBENCH_DIST", dist)
            .env("CHROMIUM", chromium)
            .env("CHROMEDRIVER", chromedriver),
    )
}

/// The tests of the page, which are reported where the page and the command line are.
fn page_tests() -> Result<Command, Failure> {
    let dist = built(process::root().join("dist"), "release")?;
    let program = format!("scoresheets{}", std::env::consts::EXE_SUFFIX);
    let scoresheets = built(process::target_dir().join("release").join(program), "release")?;
    let mut tests = process::cargo();
    tests
        .args(["test", "--package", "e2e"])
        .env("WORKBENCH_DIST", dist)
        .env("SCORESHEETS", scoresheets)
        .env("SEED", kill_seed());
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
            .map(|(steps, _)| steps.iter().map(|step| step.name).collect())
            .unwrap_or_default()
    }

    #[test]
    fn all_steps_run_when_none_is_named() {
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn named_steps_run_in_the_usual_order() {
        assert_eq!(
            names(&["browser", "fmt", "release"]),
            ["fmt", "release", "browser"]
        );
    }

    #[test]
    fn an_unknown_step_is_a_usage_error() {
        assert!(
            matches!(chosen(&["fmt", "lint"]), Err(Failure::Usage(sentence)) if sentence.contains("`lint`"))
        );
    }

    #[test]
    fn words_behind_a_step_with_tests_choose_among_them() {
        for (asked, words) in [
            (
                &["browser", "guard::", "offline"][..],
                &["guard::", "offline"][..],
            ),
            (&["core", "tidy"], &["tidy"]),
            (&["browser"], &[]),
        ] {
            assert!(
                matches!(chosen(asked), Ok((steps, found)) if steps.len() == 1 && found == words),
                "{asked:?}"
            );
        }
        // Of two steps, of one without tests, and of none, nobody would know what is meant.
        for wrong in [&["core", "browser", "guard"][..], &["fmt", "guard"], &["guard"]] {
            assert!(matches!(chosen(wrong), Err(Failure::Usage(_))), "{wrong:?}");
        }
    }

    #[test]
    fn the_table_names_every_step_and_the_sum() {
        let done = [
            ("fmt", "passed", Duration::from_millis(700)),
            ("browser", "FAILED", Duration::from_secs(605)),
        ];
        let table = table(&done);
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines,
            [
                vec!["fmt", "passed", "0.7", "s"],
                vec!["browser", "FAILED", "10", "min", "5", "s"],
                vec!["together", "10", "min", "5", "s"],
            ]
        );
    }

    #[test]
    fn durations_are_short() {
        assert_eq!(in_words(Duration::from_millis(1540)), "1.5 s");
        assert_eq!(in_words(Duration::from_secs(151)), "2 min 31 s");
    }
}
