//! `scoresheets`: the engine on the command line, for scripts and for checking the page.
//!
//! A thin shell: it reads files, asks the core, and writes files. Every command goes one way:
//!
//! 1. [`args`]: the words of the command line become a [`args::Command`], in the [`language`] of their reader;
//!    [`usage`] says what is wrong with them.
//! 2. [`inputs`]: paths become checked rubrics and sheets, over [`decode`] for the bytes.
//!    A whole cycle in a folder is opened by [`case`]. Where many files are taken, [`sources`] finds them and [`desk`] takes them to the secretariat's desk.
//! 3. [`commands`]: each asks the core and returns the text for standard output, or nothing.
//! 4. [`output`]: files are replaced whole or not at all, over [`clock`] for their time.
//!
//! Problems go into [`notes`] on the way, and from there to standard error. They decide the exit code:
//! 0 well, 1 problems in the data, 2 wrong arguments or files that cannot be opened or written.

#![deny(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod args;
mod case;
mod clock;
mod commands;
mod decode;
mod desk;
mod inputs;
mod language;
mod notes;
mod output;
mod sources;
mod usage;

use std::process::ExitCode;

use notes::Notes;

fn main() -> ExitCode {
    let mut notes = Notes::new(language::asked_for());
    let text = match args::Args::read() {
        Ok(args) => commands::run(&args.command, &mut notes),
        Err(error) => usage::explain(&error, &mut notes),
    };
    if let Some(text) = text {
        output::print(&text, &mut notes);
    }
    notes.finish()
}
