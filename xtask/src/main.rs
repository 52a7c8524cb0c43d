//! `cargo xtask`: everything a fresh clone needs, in one place.
//!
//! - [`tools`]: what is missing is installed, pinned, into a cache of the user's own
//! - [`page`]: the page built or served, by trunk
//! - [`worker`]: the service worker, with the list of every file of the build
//! - [`checks`]: the steps of the test command
//! - [`budget`]: what a first visit transfers, measured against its limit
//! - [`browser`]: Chromium, Firefox, their drivers and Chinese fonts, found or installed
//! - [`import_names`], [`function_order`], [`comments`], [`naming`], [`policy`], [`single_file`], [`folder`]: what
//!   becomes of the release page once trunk has built it
//! - [`spreadsheet`]: our tables opened in LibreOffice, and what comes back
//! - [`process`]: other programs started, and their failures in words; [`progress`]: how far a long build is
//! - [`versions`]: what the tests ran with
//!
//! Exit codes: 0 well, 1 something failed or was left out, 2 wrong arguments.
//! This crate does not depend on the package it builds, so it starts even while that does not compile.

mod browser;
mod budget;
mod checks;
mod comments;
mod early;
mod first_screen;
mod folder;
mod function_order;
mod html;
mod import_names;
mod naming;
mod page;
mod policy;
mod process;
mod progress;
mod single_file;
mod spreadsheet;
mod style_sheet;
mod tools;
mod versions;
mod worker;

use std::process::ExitCode;

use process::Failure;

/// How often `soak` kills the browser when it is not reported: about ten minutes.
const USUAL_KILLS: u32 = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(sentence)) => {
            eprintln!("xtask: {sentence}");
            ExitCode::from(1)
        }
        Err(Failure::Usage(sentence)) => {
            eprintln!("xtask: {sentence}\n\n{}", usage());
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<(), Failure> {
    match arguments {
        ["serve"] => page::serve(None),
        ["serve", "--port", port] => page::serve(Some(page::parse_port(port)?)),
        ["dist"] => page::dist(),
        ["test", steps @ ..] => checks::test(steps),
        ["soak"] => checks::soak(USUAL_KILLS),
        ["soak", kills] => match kills.parse() {
            Ok(kills) => checks::soak(kills),
            Err(_) => Err(Failure::Usage(format!("`{kills}` is no number of kills"))),
        },
        ["bench"] => {
            // One that misses its aims ends with an error, and does not keep the other from being printed.
            let benches = [
                "bench",
                "--no-fail-fast",
                "--bench",
                "opening",
                "--bench",
                "replay",
            ];
            process::run(process::cargo().args(benches))?;
            checks::import_time()
        }
        ["import-time"] => checks::import_time(),
        ["start-time"] => checks::start_time(),
        ["spreadsheet"] => spreadsheet::check(),
        [page::ANNOUNCE, port] => page::announce(page::parse_port(port)?),
        ["help" | "-h" | "--help"] => {
            println!("{}", usage());
            Ok(())
        }
        [] => Err(Failure::Usage("a command is missing".into())),
        [
            command @ ("serve" | "dist" | "bench" | "soak" | "start-time" | "import-time" | "spreadsheet"),
            ..,
        ] => Err(Failure::Usage(format!(
            "wrong arguments for `{command}`: {}",
            arguments[1..].join(" ")
        ))),
        [unknown, ..] => Err(Failure::Usage(format!("unknown command `{unknown}`"))),
    }
}

fn usage() -> String {
    let mut text = String::from(
        "\
usage: cargo xtask COMMAND

  serve [--port N]   build the page for development and serve it on 127.0.0.1:8080,
                     or on the next free port; Ctrl+C ends it
  dist               build the release page into dist/ and print its size
  test [STEP…]       run every check, or only the named steps, always in this order;
  test STEP WORD…    of core, cli, browser, firefox or server only the tests whose names hold a word:
",
    );
    for step in &checks::STEPS {
        text.push_str(&format!(
            "                       {:<8} {}\n",
            step.name, step.about
        ));
    }
    text.push_str(
        "  \
  bench              time opening, checking and aggregating many scoresheets, replaying a cycle, and import-time
  import-time        time imports at the secretariat's desk of the built page, against reading and JSON.parse
                     of the same files in the same browser
  soak [N]           kill the browser N times (100) while somebody types, and look that nothing
                     which was shown as saved is lost; then time typing in a long text
  start-time         time the built page on a slowed processor, against the same screen as static HTML
  spreadsheet        open our tables in LibreOffice, installed where it is missing, and look that
                     no code, name or figure is changed
  help               show this

What is missing (trunk, wasm-bindgen, the wasm target, a browser for the tests) is installed first.
  SCORING_WORKBENCH_CACHE   where the tools are kept, instead of the user's cache folder
  CHROMIUM, CHROMEDRIVER    the browser and the driver for the tests, instead of those on PATH
  FIREFOX, GECKODRIVER      the same for the tests in Firefox
  NGINX, CADDY              the servers for the tests, instead of those on PATH",
    );
    text
}
