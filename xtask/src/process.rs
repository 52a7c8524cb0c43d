//! Other programs: where they run, how they are started, and what is said when they fail.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Why a command of xtask ends early, in one sentence for the reader.
#[derive(Debug)]
pub enum Failure {
    /// The arguments make no sense: exit code 2, with the usage.
    Usage(String),
    /// Something went wrong on the way: exit code 1.
    Failed(String),
}

/// A [`Failure::Failed`] with this sentence.
pub fn failed(sentence: impl Into<String>) -> Failure {
    Failure::Failed(sentence.into())
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The folder that native builds go to. The page has folders of its own below it, since other flags
/// in the same folder would rebuild everything.
pub fn target_dir() -> PathBuf {
    // Cargo reads a relative CARGO_TARGET_DIR from where it was started; the children start elsewhere.
    env::var_os("CARGO_TARGET_DIR")
        .and_then(|folder| std::path::absolute(folder).ok())
        .unwrap_or_else(|| root().join("target"))
}

/// The same cargo that started this program, in the root of the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).env("CARGO_TARGET_DIR", target_dir());
    command
}

/// Runs a program to its end, its output passed through. No child ever waits for input.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.stdin(Stdio::null()).status();
    check(&in_words(command), status.map_err(|error| error.to_string()))
}

/// What a program prints, or `None` when it cannot be started or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What became of a program, in words where it failed.
pub fn check(command: &str, status: Result<ExitStatus, String>) -> Result<(), Failure> {
    match status {
        Err(error) => Err(failed(format!("`{command}` could not be started: {error}"))),
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(match status.code() {
            Some(code) => format!("`{command}` failed with exit code {code}"),
            None => format!("`{command}` was ended from outside ({status})"),
        })),
    }
}

/// A command as one would type it, without the folder of its program.
pub fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or(command.get_program());
    let words: Vec<_> = [program]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

/// The program of this name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_without_its_folder() {
        let mut command = Command::new("/some/where/cargo");
        command.args(["clippy", "--lib"]);
        assert_eq!(in_words(&command), "cargo clippy --lib");
    }

    #[test]
    fn a_program_that_is_not_there_is_a_sentence() {
        let Err(Failure::Failed(sentence)) = run(&mut Command::new("no-such-program-anywhere")) else {
            panic!("it cannot have run");
        };
        assert!(
            sentence.starts_with("`no-such-program-anywhere` could not be started: "),
            "{sentence}"
        );
    }
}
