//! What the browser tests stand on: a web server, browsers, and the page in the words of its users.
//!
//! - [`site`]: the built page, served below a folder, and a record of what was asked for
//! - [`build`]: other builds of the page, made out of the built one
//! - [`browser`]: a browser with a profile of its own, from its start to its end
//! - [`kind`]: Chromium and Firefox, and how each is started
//! - `requests`: which requests are the page's, and which the browser's own
//! - `processes`: a browser's processes, ended all at once
//! - [`elsewhere`]: the page as one file on disk, or behind a server that is not ours
//! - [`server`]: nginx and Caddy with the example configurations, and what they answer
//! - `wait`: the one place that waits, by looking again
//! - [`screen`]: what is to be seen, and on what screen or paper
//! - [`mouse`], [`keyboard`]: what hands do; every key is counted
//! - [`time`]: minutes that pass in the page without anybody waiting for them
//! - [`page`]: what people do in the page, under the names they have for it
//! - [`files`]: rubrics read, and scoresheets made without the program under test
//! - [`command_line`]: the page's twin without a screen
//!
//! `cargo xtask test browser` builds nothing here but says where everything is.

pub mod browser;
pub mod build;
pub mod command_line;
pub mod elsewhere;
pub mod files;
pub mod keyboard;
pub mod kind;
pub mod mouse;
pub mod page;
mod processes;
mod requests;
pub mod screen;
pub mod server;
pub mod site;
pub mod time;
mod wait;

use std::path::{Path, PathBuf};

/// A file that `cargo xtask test` names in this variable, else the place where a developer has it.
pub fn place(variable: &str, usual: impl AsRef<Path>) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| usual.as_ref().to_owned(), PathBuf::from)
}

/// The folder of the whole workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
