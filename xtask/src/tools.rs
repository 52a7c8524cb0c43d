//! The tools of the page, pinned: trunk and wasm-bindgen; Firefox's driver for the browser tests; and the parts of the
//! Rust toolchain.
//!
//! Their versions are those of `Trunk.toml` and stand nowhere else. A tool of that version on PATH is used as it is.
//! What is missing goes into a cache folder of the user's own, one folder for each version, shared by all clones:
//! `cargo binstall` is asked first where it is there, and what it does not bring is compiled. An interrupted
//! installation leaves nothing that looks installed, and the next one goes on from what was already compiled. Two at
//! the same time wait for each other; the lock is the operating system's, so it ends with its holder.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::process::{self, Failure, failed};
use crate::progress;

/// What the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The version of Firefox's driver; no distribution that we know of has a package of it.
const GECKODRIVER: &str = "0.37.1";

/// How tools are compiled, in place of the release profile they come with: trunk's own, with link-time optimisation in
/// one unit, takes three times as long, for a program that starts another compiler.
const QUICKLY: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// One program from the crate registry.
struct Tool {
    /// The program, and the name of its folder.
    program: &'static str,
    package: &'static str,
    version: String,
    /// What of it is compiled, and by which lock file, in words of `cargo install`.
    compiled: &'static [&'static str],
    /// Roughly how long compiling takes, for whoever waits.
    minutes: u8,
}

/// Where a tool is, or how it comes here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is on PATH.
    OnPath,
    /// It was installed before.
    Kept,
    /// It is not there, and comes by the first of these that brings it.
    Missing(&'static [Bringer]),
}

/// What brings a tool that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bringer {
    /// `cargo binstall`, which fetches it compiled.
    Binstall,
    /// `cargo install`, which compiles it.
    Compiling,
}

/// Where the tool of this version is, by what the one on PATH and the one that was kept say of themselves.
fn way(version: &str, on_path: Option<&str>, kept: Option<&str>, binstall: bool) -> Way {
    if on_path == Some(version) {
        Way::OnPath
    } else if kept == Some(version) {
        Way::Kept
    } else if binstall {
        Way::Missing(&[Bringer::Binstall, Bringer::Compiling])
    } else {
        Way::Missing(&[Bringer::Compiling])
    }
}

/// The tools of the page.
fn page_tools() -> Result<[Tool; 2], Failure> {
    let file = process::root().join("Trunk.toml");
    let text = fs::read_to_string(&file).map_err(|error| failed(format!("Trunk.toml: {error}")))?;
    let pinned = |section, key| {
        pinned_version(&text, section, key)
            .ok_or_else(|| failed(format!("Trunk.toml pins no exact version as `{key}`")))
    };
    Ok([
        Tool {
            program: "trunk",
            package: "trunk",
            version: pinned("", "trunk-version")?,
            // Without what asks for newer versions of itself and fetches tools: it finds them on PATH.
            compiled: &["--locked", "--no-default-features", "--bin", "trunk"],
            minutes: 4,
        },
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: pinned("tools", "wasm_bindgen")?,
            // Its lock file can name versions of other crates that a registry no longer has or not yet.
            compiled: &["--no-default-features", "--bin", "wasm-bindgen"],
            minutes: 2,
        },
    ])
}

fn driver() -> Tool {
    Tool {
        program: "geckodriver",
        package: "geckodriver",
        version: GECKODRIVER.into(),
        compiled: &["--locked"],
        minutes: 3,
    }
}

/// Whether the page can be built without installing anything first.
pub fn page_tools_are_there() -> Result<bool, Failure> {
    let cache = cache()?;
    let tools = page_tools()?;
    Ok(tools
        .iter()
        .all(|tool| !matches!(tool.way(&cache), Way::Missing(_))))
}

/// PATH with the pinned tools in front; what is missing is installed first.
pub fn path() -> Result<OsString, Failure> {
    let cache = cache()?;
    let tools = page_tools()?;
    install_missing(&tools, &cache)?;
    let kept = tools.iter().filter(|tool| tool.way(&cache) == Way::Kept);
    let mut folders: Vec<PathBuf> = kept.map(|tool| tool.folder(&cache).join("bin")).collect();
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).map_err(|error| failed(format!("PATH cannot be extended: {error}")))
}

/// Firefox's driver, installed first where it is missing.
pub fn geckodriver() -> Result<PathBuf, Failure> {
    let tool = driver();
    let cache = cache()?;
    install_missing(std::slice::from_ref(&tool), &cache)?;
    Ok(tool.kept_program(&cache))
}

/// The tools that are there, with their names.
pub fn found() -> Vec<(&'static str, PathBuf)> {
    let Ok(cache) = cache() else {
        return Vec::new();
    };
    let tools = page_tools().into_iter().flatten().chain([driver()]);
    let found = tools.filter_map(|tool| match tool.way(&cache) {
        Way::OnPath => Some((tool.program, process::on_path(tool.program)?)),
        Way::Kept => Some((tool.program, tool.kept_program(&cache))),
        Way::Missing(_) => None,
    });
    found.collect()
}

fn cache() -> Result<PathBuf, Failure> {
    cache_dir(env::consts::OS, |name| env::var_os(name))
        .and_then(|folder| std::path::absolute(folder).ok())
        .ok_or_else(|| failed("no cache folder is known: set SCORING_WORKBENCH_CACHE to one"))
}

/// Installs those of the tools that are missing, at the same time: each waits for the network and for its slowest
/// crate in turn.
fn install_missing(tools: &[Tool], cache: &Path) -> Result<(), Failure> {
    let missing = || -> Vec<(&Tool, &[Bringer])> {
        let ways = tools.iter().map(|tool| (tool, tool.way(cache)));
        let missing = ways.filter_map(|(tool, way)| match way {
            Way::Missing(bringers) => Some((tool, bringers)),
            Way::OnPath | Way::Kept => None,
        });
        missing.collect()
    };
    if missing().is_empty() {
        return Ok(());
    }
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", cache.display()));
    fs::create_dir_all(cache).map_err(in_words)?;
    // It is let go at the end, with the file that holds it.
    let lock = File::create(cache.join("lock")).map_err(in_words)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("Waiting: another set-up is installing into {} …", cache.display());
            lock.lock().map_err(in_words)?;
        }
        Err(TryLockError::Error(error)) => return Err(in_words(error)),
    }
    thread::scope(|scope| {
        let installing: Vec<_> = missing()
            .into_iter()
            .map(|(tool, bringers)| scope.spawn(move || tool.install(cache, bringers)))
            .collect();
        installing
            .into_iter()
            .map(|one| {
                one.join()
                    .unwrap_or_else(|_| Err(failed("an installation broke off")))
            })
            .fold(Ok(()), Result::and)
    })
}

impl Tool {
    fn folder(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.program, self.version))
    }

    fn kept_program(&self, cache: &Path) -> PathBuf {
        let program = format!("{}{}", self.program, env::consts::EXE_SUFFIX);
        self.folder(cache).join("bin").join(program)
    }

    fn way(&self, cache: &Path) -> Way {
        let on_path = process::on_path(self.program).and_then(|program| version_of(&program));
        let kept = version_of(&self.kept_program(cache));
        let binstall = process::on_path("cargo-binstall").is_some();
        way(&self.version, on_path.as_deref(), kept.as_deref(), binstall)
    }

    fn install(&self, cache: &Path, bringers: &[Bringer]) -> Result<(), Failure> {
        let mut outcome = Ok(());
        for bringer in bringers {
            outcome = self.bring(*bringer, cache);
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    fn bring(&self, bringer: Bringer, cache: &Path) -> Result<(), Failure> {
        let Tool {
            package,
            version,
            minutes,
            ..
        } = self;
        let folder = self.folder(cache);
        let unfinished = folder.with_added_extension("unfinished");
        let build = folder.with_added_extension("build");
        let mut install = process::cargo();
        // Not in the repository, whose settings are not meant for its tools.
        install.current_dir(cache).env_remove("CARGO_TARGET_DIR");
        match bringer {
            Bringer::Binstall => {
                println!("正在取得 {package} {version} · fetching {package} {version} by cargo binstall");
                install
                    .args([
                        "binstall",
                        "--no-confirm",
                        "--disable-strategies",
                        "compile",
                        "--root",
                    ])
                    .arg(&unfinished)
                    .arg(format!("{package}@{version}"));
                process::run(&mut install)?;
            }
            Bringer::Compiling => {
                println!(
                    "正在安装 {package} {version}，通常约 {minutes} 分钟，仅此一次 · \
                     installing {package} {version}, usually about {minutes} minutes, only this once"
                );
                install
                    .arg("install")
                    .arg(format!("{package}@{version}"))
                    .args(self.compiled)
                    .arg("--root")
                    .arg(&unfinished)
                    .arg("--target-dir")
                    .arg(&build)
                    .envs(QUICKLY);
                without_flags(&mut install).env_remove("CARGO_BUILD_TARGET");
                progress::run(&mut install, package).map_err(|failure| match failure {
                    Failure::Failed(sentence) => failed(format!(
                        "{sentence}. {package} comes from the crate registry, so this needs the network; \
                         started again, it goes on from where it stopped"
                    )),
                    usage => usage,
                })?;
            }
        }
        let in_words = |error: std::io::Error| failed(format!("{}: {error}", folder.display()));
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(in_words)?;
        }
        fs::rename(&unfinished, &folder).map_err(in_words)?;
        if build.exists() {
            fs::remove_dir_all(&build).map_err(in_words)?;
        }
        if version_of(&self.kept_program(cache)).as_ref() == Some(version) {
            Ok(())
        } else {
            Err(failed(format!(
                "{package} {version} is installed in {} but does not start",
                folder.display()
            )))
        }
    }
}

/// The version that a program tells of itself; nothing where it is not there or does not start.
fn version_of(program: &Path) -> Option<String> {
    let said = process::output_of(Command::new(program).arg("--version"))?;
    said.split_whitespace().nth(1).map(str::to_owned)
}

/// Takes the caller's compiler flags away.
pub fn without_flags(command: &mut Command) -> &mut Command {
    // The second is the same to cargo, and stronger.
    command
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
}

/// The standard library for the page. Naming the target in `rust-toolchain.toml` is not enough where
/// rustup may not install by itself.
pub fn wasm_target() -> Result<(), Failure> {
    let folder =
        process::output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(&["target", "add", WASM_TARGET])
}

/// A part of the toolchain, installed when `cargo SUBCOMMAND` does not start.
pub fn component(name: &str, subcommand: &str) -> Result<(), Failure> {
    if process::output_of(process::cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    rustup(&["component", "add", name])
}

fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    let mut rustup = Command::new("rustup");
    rustup.current_dir(process::root()).args(arguments);
    process::run(&mut rustup).map_err(|_| {
        failed(format!(
            "the Rust toolchain lacks a part that rust-toolchain.toml names, and `{}` did not bring it. \
             Run that command with the network at hand; without rustup, install the part \
             by the way that Rust was installed",
            process::in_words(&rustup)
        ))
    })
}

/// Where the tools are kept: the folder asked for, or the usual one of this system.
fn cache_dir(system: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    const NAME: &str = "scoring-workbench";
    let folder = |name| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(asked) = folder("SCORING_WORKBENCH_CACHE") {
        return Some(asked);
    }
    match system {
        "windows" => folder("LOCALAPPDATA").map(|local| local.join(NAME).join("cache")),
        "macos" => folder("HOME").map(|home| home.join("Library/Caches").join(NAME)),
        _ => folder("XDG_CACHE_HOME")
            // The XDG specification has relative paths ignored.
            .filter(|cache| cache.is_absolute())
            .or_else(|| folder("HOME").map(|home| home.join(".cache")))
            .map(|cache| cache.join(NAME)),
    }
}

/// The version that a line `key = "1.2.3"` or `key = "=1.2.3"` of this section pins; the section
/// before the first heading is `""`. Enough of TOML for a file of our own.
fn pinned_version(text: &str, section: &str, key: &str) -> Option<String> {
    let mut current = "";
    for line in text.lines().map(str::trim) {
        if let Some(heading) = line.strip_prefix('[') {
            current = heading.split(']').next()?.trim();
        } else if let Some((name, value)) = line.split_once('=')
            && current == section
            && name.trim() == key
        {
            let quoted = value.trim().strip_prefix('"')?;
            let version = quoted.split('"').next()?;
            let version = version.strip_prefix('=').unwrap_or(version).trim();
            let exact = version.split('.').count() == 3
                && version
                    .split('.')
                    .all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
            return exact.then(|| version.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: &str = "\
trunk-version = \"=0.21.14\"

[build]
wasm_bindgen = \"9.9.9\"

[ tools ] # the bundler's helpers
# wasm_bindgen = \"0.0.1\"
wasm_bindgen = \"0.2.130\" # as in Cargo.lock
sass = \"^1.2.3\"
";

    #[test]
    fn what_is_there_is_used_and_what_is_missing_is_fetched_before_it_is_compiled() {
        use Bringer::{Binstall, Compiling};
        for (on_path, kept, binstall, expected) in [
            (Some("1.2.3"), None, false, Way::OnPath),
            (Some("1.2.3"), Some("1.2.3"), true, Way::OnPath),
            // Another version on PATH is left alone.
            (Some("1.2.4"), Some("1.2.3"), true, Way::Kept),
            (None, Some("1.2.3"), false, Way::Kept),
            (Some("1.2.4"), None, false, Way::Missing(&[Compiling])),
            (None, None, true, Way::Missing(&[Binstall, Compiling])),
            // What was kept and tells another version is spoiled.
            (None, Some("1.2.2"), false, Way::Missing(&[Compiling])),
        ] {
            assert_eq!(
                way("1.2.3", on_path, kept, binstall),
                expected,
                "{on_path:?} {kept:?} {binstall}"
            );
        }
    }

    #[test]
    fn a_version_is_read_from_its_own_section() {
        assert_eq!(
            pinned_version(TRUNK, "", "trunk-version").as_deref(),
            Some("0.21.14")
        );
        assert_eq!(
            pinned_version(TRUNK, "tools", "wasm_bindgen").as_deref(),
            Some("0.2.130")
        );
    }

    #[test]
    fn what_is_missing_or_not_exact_is_no_version() {
        assert_eq!(pinned_version(TRUNK, "tools", "sass"), None);
        assert_eq!(pinned_version(TRUNK, "serve", "wasm_bindgen"), None);
        assert_eq!(pinned_version(TRUNK, "", "wasm_bindgen"), None);
        assert_eq!(
            pinned_version("[tools]\nwasm_bindgen = \"../../up\"", "tools", "wasm_bindgen"),
            None
        );
    }

    #[test]
    fn the_shipped_file_pins_both_tools() {
        let text = fs::read_to_string(process::root().join("Trunk.toml")).unwrap_or_default();
        assert!(pinned_version(&text, "", "trunk-version").is_some());
        assert!(pinned_version(&text, "tools", "wasm_bindgen").is_some());
    }

    #[test]
    fn each_system_has_its_cache_folder() {
        let check = |system: &str, variables: &[(&str, &str)], expected: Option<&str>| {
            let variable = |name: &str| {
                variables
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| OsString::from(value))
            };
            assert_eq!(
                cache_dir(system, variable),
                expected.map(PathBuf::from),
                "{system} {variables:?}"
            );
        };
        check("linux", &[("HOME", "/h")], Some("/h/.cache/scoring-workbench"));
        check(
            "linux",
            &[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")],
            Some("/x/scoring-workbench"),
        );
        check(
            "linux",
            &[("HOME", "/h"), ("XDG_CACHE_HOME", "x")],
            Some("/h/.cache/scoring-workbench"),
        );
        check(
            "linux",
            &[("HOME", "/h"), ("SCORING_WORKBENCH_CACHE", "/s")],
            Some("/s"),
        );
        check(
            "linux",
            &[("HOME", "/h"), ("SCORING_WORKBENCH_CACHE", "")],
            Some("/h/.cache/scoring-workbench"),
        );
        check(
            "macos",
            &[("HOME", "/h")],
            Some("/h/Library/Caches/scoring-workbench"),
        );
        check(
            "windows",
            &[("LOCALAPPDATA", "/l")],
            Some("/l/scoring-workbench/cache"),
        );
        check("linux", &[], None);
    }
}
