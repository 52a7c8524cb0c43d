//! The page: served while one works on it, or built for release. Each has a target folder of its own,
//! since its flags would rebuild everything that the others have built.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::budget;
use crate::comments;
use crate::early;
use crate::first_screen;
use crate::folder;
use crate::function_order;
use crate::import_names;
use crate::naming;
use crate::policy;
use crate::process::{self, Failure, failed};
use crate::progress;
use crate::single_file;
use crate::style_sheet;
use crate::tools;
use crate::worker;

/// The command by which [`serve`] starts a second xtask; it is not meant for people.
pub const ANNOUNCE: &str = "announce";

const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8099;

/// What lies in the root but not in the page: a change there builds nothing anew.
const NOT_THE_PAGE: [&str; 5] = ["benches", "dist", "target", "tests", "xtask"];

/// Builds the page for development and serves it until Ctrl+C, building again after every change.
pub fn serve(port: Option<u16>) -> Result<(), Failure> {
    let port = free_port(port)?;
    // Before anything runs beside it: of two rustup at once the slower one fails.
    tools::wasm_target()?;
    let mut trunk = if tools::page_tools_are_there()? {
        trunk("serve")?
    } else {
        // The first time: each waits for the network and for its slowest crate in turn. What fails here fails once
        // more with trunk, which says why.
        thread::scope(|scope| {
            scope.spawn(|| drop(compile()));
            trunk("serve")
        })?
    };
    // Not dist/: that folder is the release's, and the browser tests open it. An old page is removed,
    // so that the address is announced for the one built now.
    let dist = process::target_dir().join("serve/dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|error| failed(format!("{}: {error}", dist.display())))?;
    }
    trunk
        .args(["--address", "127.0.0.1", "--port", &port.to_string()])
        // Its list of every name of this machine would hide the one address that we announce.
        .args(["--disable-address-lookup", "true"])
        .arg("--dist")
        .arg(dist);
    for path in watched(process::root())? {
        trunk.arg("--watch").arg(path);
    }
    for_serving(&mut trunk);
    println!("构建页面,首次约几分钟 · building the page; the first time takes minutes");
    let itself =
        env::current_exe().map_err(|error| failed(format!("xtask does not find itself: {error}")))?;
    Command::new(itself)
        .args([ANNOUNCE, &port.to_string()])
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| failed(format!("xtask cannot start itself: {error}")))?;
    become_the(&mut trunk)
}

/// Compiles the programs as trunk will for serving, so that it finds them compiled.
fn compile() -> Result<(), Failure> {
    let mut compile = process::cargo();
    compile
        .args(["build", "--locked"])
        .args(naming::cargo_arguments());
    for_serving(&mut compile);
    progress::run(&mut compile, "page")
}

/// What a build for serving is reported: anything else would compile everything anew.
fn for_serving(command: &mut Command) {
    command
        .env("CARGO_ENCODED_RUSTFLAGS", page_flags())
        .env("CARGO_TARGET_DIR", process::target_dir().join("serve"));
}

/// Builds the release page into `dist/`.
pub fn dist() -> Result<(), Failure> {
    let mut trunk = trunk("build")?;
    // Trunk asks for one program after the other; cargo alone optimises as many at once as there are processors.
    let mut compile = process::cargo();
    compile
        .args(["build", "--locked", "--profile", "page"])
        .args(naming::cargo_arguments());
    for_release(&mut compile);
    process::run(&mut compile)?;
    let dist = process::root().join("dist");
    // The cargo profile of the release stands in index.html, which would win over an argument here.
    trunk.arg("--release").arg("--dist").arg(&dist);
    for_release(&mut trunk);
    process::run(&mut trunk)?;
    after_build(&dist)
}

/// What a release build is reported, by cargo and by trunk alike.
fn for_release(command: &mut Command) {
    tools::without_flags(command)
        .env("CARGO_ENCODED_RUSTFLAGS", page_flags())
        .env("CARGO_TARGET_DIR", process::target_dir().join("page"));
}

/// What follows a release build, once trunk has filled `dist/`.
///
/// The order matters. Each step sees what the steps before it have left: the bytes of index.html are final after the
/// policy, so whoever lists or embeds them comes after it, and what only repeats other files comes last.
fn after_build(dist: &Path) -> Result<(), Failure> {
    import_names::write(dist)?;
    function_order::write(dist)?;
    comments::write(dist)?;
    naming::name_start(dist)?;
    naming::name_desks(dist)?;
    naming::name_opening(dist)?;
    style_sheet::join(dist)?;
    first_screen::write(dist)?;
    policy::write(dist)?;
    early::write(dist)?;
    worker::write(dist)?;
    single_file::write(dist)?;
    folder::copy_servers(dist)?;
    folder::compress(dist)?;
    folder::sum(dist)?;
    println!("dist/, compressed:\n{}", budget::measure(dist)?);
    Ok(())
}

/// How the page is compiled: with view types erased, which makes this page a seventh smaller, and without the
/// paths of the machine that built it.
fn page_flags() -> String {
    let home = env::var("CARGO_HOME").unwrap_or_else(|_| env::var("HOME").unwrap_or_default() + "/.cargo");
    let root = process::root();
    // In the encoded form, where blanks in paths do no harm.
    [
        "--cfg".to_owned(),
        "erase_components".to_owned(),
        format!("--remap-path-prefix={home}=cargo"),
        format!("--remap-path-prefix={}=.", root.display()),
    ]
    .join("\u{1f}")
}

fn trunk(command: &str) -> Result<Command, Failure> {
    tools::wasm_target()?;
    let mut trunk = Command::new("trunk");
    trunk
        .arg(command)
        .current_dir(process::root())
        .env("PATH", tools::path()?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk 0.21 takes the usual NO_COLOR=1 for a wrong value of its own option and stops.
        .env_remove("NO_COLOR")
        // The stronger form of RUSTFLAGS would undo what each command sets there.
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    Ok(trunk)
}

/// The folders that the page is made of, and its index.html. Left alone, trunk would watch the whole
/// repository, with every file that any other build writes.
fn watched(root: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", root.display()));
    let mut paths = vec![root.join("index.html")];
    for entry in fs::read_dir(root).map_err(in_words)? {
        let entry = entry.map_err(in_words)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.path().is_dir() && !name.starts_with('.') && !NOT_THE_PAGE.contains(&name.as_ref()) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// A port number from the command line.
pub fn parse_port(text: &str) -> Result<u16, Failure> {
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(Failure::Usage(format!(
            "`{text}` is no port: it must be a number from 1 to 65535"
        ))),
    }
}

fn free_port(wanted: Option<u16>) -> Result<u16, Failure> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    match wanted {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => Err(failed(format!(
            "port {port} is taken or not allowed: choose another with --port"
        ))),
        None => (FIRST_PORT..=LAST_PORT).find(is_free).ok_or_else(|| {
            failed(format!(
                "all ports from {FIRST_PORT} to {LAST_PORT} are taken: choose one with --port"
            ))
        }),
    }
}

/// Prints the address as soon as the page is there, which trunk does not wait for. Gives up when the
/// process that started it ends.
pub fn announce(port: u16) -> Result<(), Failure> {
    let parent = parent_id();
    // Where a parent's end cannot be seen, an hour is longer than any first build.
    let started = Instant::now();
    while parent_id() == parent && started.elapsed() < Duration::from_secs(3600) {
        if answers(port) {
            let address = format!("http://127.0.0.1:{port}/");
            println!("\n打开 {address} 开始评分 · open {address} to start\n");
            break;
        }
        thread::sleep(Duration::from_millis(250));
    }
    Ok(())
}

/// Whether a page comes from this port, and not the error of a build that failed.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}

/// Goes on as the other program, so that whoever ends xtask by its process id ends the server too.
#[cfg(unix)]
fn become_the(command: &mut Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.stdin(Stdio::null()).exec();
    Err(failed(format!(
        "`{}` could not be started: {error}",
        process::in_words(command)
    )))
}

#[cfg(not(unix))]
fn become_the(command: &mut Command) -> Result<(), Failure> {
    process::run(command)
}

#[cfg(unix)]
fn parent_id() -> Option<u32> {
    Some(std::os::unix::process::parent_id())
}

#[cfg(not(unix))]
fn parent_id() -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_that_a_port_can_have() {
        assert!(matches!(parse_port("8080"), Ok(8080)));
        for wrong in ["0", "65536", "-1", "", "http"] {
            assert!(matches!(parse_port(wrong), Err(Failure::Usage(_))), "{wrong}");
        }
    }

    #[test]
    fn a_taken_port_is_refused_when_asked_for_and_passed_over_otherwise() -> std::io::Result<()> {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = taken.local_addr()?.port();
        assert!(matches!(free_port(Some(port)), Err(Failure::Failed(_))));
        let _first = TcpListener::bind((Ipv4Addr::LOCALHOST, FIRST_PORT));
        assert!(matches!(free_port(None), Ok(port) if port > FIRST_PORT));
        Ok(())
    }

    #[test]
    fn only_what_the_page_is_made_of_is_watched() -> Result<(), Failure> {
        let paths = watched(process::root())?;
        assert!(paths.contains(&process::root().join("src")));
        assert!(paths.contains(&process::root().join("index.html")));
        assert!(!paths.contains(&process::root().join("target")));
        assert!(!paths.contains(&process::root().join(".git")));
        Ok(())
    }
}
