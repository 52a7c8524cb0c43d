//! What the browser tests need beside the page: Chromium and Firefox, their drivers, and a font with
//! Chinese characters; for the server tests nginx and Caddy too. Where they are missing they are installed, if this machine lets us.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{self, Failure};
use crate::tools;

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];
const FONT_FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];

/// The programs that the browser tests start in Chromium.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub chromedriver: PathBuf,
}

/// The programs that the browser tests start in Firefox.
pub struct Firefox {
    /// The browser itself.
    pub firefox: PathBuf,
    /// Its WebDriver server.
    pub geckodriver: PathBuf,
}

/// Finds Firefox and its driver, installing what is missing; otherwise says why they cannot be had.
pub fn find_or_install_firefox() -> Result<Firefox, String> {
    let wanted = [
        (firefox()?.is_some(), "firefox-esr"),
        (has_chinese_font(), "fonts-noto-cjk"),
    ];
    let packages = missing(&wanted);
    if !packages.is_empty() {
        install(&packages).map_err(|reason| {
            format!(
                "{} missing, and {reason}; install what is missing, or name the program in FIREFOX",
                packages.join(", ")
            )
        })?;
    }
    let firefox = firefox()?.ok_or("Firefox is not on PATH even after installing it")?;
    let geckodriver = match asked_or_found("GECKODRIVER", &["geckodriver"])? {
        Some(geckodriver) => geckodriver,
        // Debian has no package of it; it is compiled like the tools of the page.
        None => tools::geckodriver().map_err(|failure| match failure {
            Failure::Failed(sentence) | Failure::Usage(sentence) => sentence,
        })?,
    };
    Ok(Firefox { firefox, geckodriver })
}

/// The browsers, drivers and servers that are there, with their names.
pub fn found() -> Vec<(&'static str, PathBuf)> {
    let asked = [
        ("chromium", chromium()),
        ("chromedriver", chromedriver()),
        ("firefox", firefox()),
        ("geckodriver", asked_or_found("GECKODRIVER", &["geckodriver"])),
        ("nginx", nginx()),
        ("caddy", caddy()),
    ];
    let found = asked
        .into_iter()
        .filter_map(|(name, path)| Some((name, path.ok()??)));
    found.collect()
}

/// The servers that the release folder is tried with.
pub struct Servers {
    /// nginx, with the means to hand out compressed files.
    pub nginx: PathBuf,
    /// Caddy.
    pub caddy: PathBuf,
}

/// Finds the servers, installing what is missing where that starts none; otherwise says why they cannot be had.
pub fn servers() -> Result<Servers, String> {
    let find = || -> Result<_, String> { Ok((nginx()?, caddy()?)) };
    let reason = |why: &str| {
        format!("nginx or Caddy missing, and {why}; install both, or name them in NGINX and CADDY")
    };
    if let (Some(nginx), Some(caddy)) = find()? {
        return Ok(Servers { nginx, caddy });
    }
    // Their packages begin to serve on port 80 at once, which is nothing for a machine that somebody works at. In a
    // container nothing starts them.
    if Path::new("/run/systemd/system").exists() {
        return Err(reason("their packages would start servers on this machine"));
    }
    install(&["nginx-light", "libnginx-mod-http-brotli-static", "caddy"]).map_err(|why| reason(&why))?;
    match find()? {
        (Some(nginx), Some(caddy)) => Ok(Servers { nginx, caddy }),
        _ => Err("nginx or Caddy is not there even after installing it".into()),
    }
}

fn nginx() -> Result<Option<PathBuf>, String> {
    let found = asked_or_found("NGINX", &["nginx"])?;
    // For users other than root its folder is not on PATH.
    Ok(found.or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|path| path.is_file())))
}

fn caddy() -> Result<Option<PathBuf>, String> {
    asked_or_found("CADDY", &["caddy"])
}

/// Finds the browser, installing what is missing; otherwise says why it cannot be had.
pub fn find_or_install() -> Result<Browser, String> {
    let packages = missing_packages()?;
    if !packages.is_empty() {
        install(&packages).map_err(|reason| {
            format!(
                "{} missing, and {reason}; install what is missing, or name the programs in CHROMIUM and CHROMEDRIVER",
                packages.join(", ")
            )
        })?;
    }
    match (chromium()?, chromedriver()?) {
        (Some(chromium), Some(chromedriver)) => Ok(Browser {
            chromium,
            chromedriver,
        }),
        _ => Err("Chromium or its driver is not on PATH even after installing it".into()),
    }
}

/// The Debian packages that would bring what is not there.
fn missing_packages() -> Result<Vec<&'static str>, String> {
    let wanted = [
        (chromium()?.is_some(), "chromium"),
        (chromedriver()?.is_some(), "chromium-driver"),
        (has_chinese_font(), "fonts-noto-cjk"),
    ];
    Ok(missing(&wanted))
}

fn missing(wanted: &[(bool, &'static str)]) -> Vec<&'static str> {
    let missing = wanted.iter().filter(|(there, _)| !there);
    missing.map(|(_, package)| *package).collect()
}

fn firefox() -> Result<Option<PathBuf>, String> {
    asked_or_found("FIREFOX", &FIREFOX_NAMES)
}

fn chromium() -> Result<Option<PathBuf>, String> {
    asked_or_found("CHROMIUM", &CHROMIUM_NAMES)
}

fn chromedriver() -> Result<Option<PathBuf>, String> {
    asked_or_found("CHROMEDRIVER", &["chromedriver"])
}

/// The program named by this variable, else the first of these names on PATH.
fn asked_or_found(variable: &str, names: &[&str]) -> Result<Option<PathBuf>, String> {
    match env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
    {
        Some(asked) if asked.is_file() => {
            // The tests start in another folder.
            std::path::absolute(asked)
                .map(Some)
                .map_err(|error| format!("{variable}: {error}"))
        }
        Some(asked) => Err(format!("{variable} names {}, which is no file", asked.display())),
        None => Ok(names.iter().find_map(|name| process::on_path(name))),
    }
}

fn has_chinese_font() -> bool {
    // Other systems bring such fonts with them.
    env::consts::OS != "linux"
        || process::output_of(Command::new("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.is_empty())
        // fc-list may be missing where the fonts are not.
        || FONT_FOLDERS.iter().any(|folder| has_cjk_file(Path::new(folder)))
}

fn has_cjk_file(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            has_cjk_file(&path)
        } else {
            entry.file_name().to_string_lossy().contains("CJK")
        }
    })
}

/// Installs packages of the system, where this machine lets us; otherwise says why not.
pub fn install(packages: &[&str]) -> Result<(), String> {
    if process::on_path("apt-get").is_none() {
        return Err("this machine has no apt-get to install it with".into());
    }
    let root = process::output_of(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !root && process::output_of(Command::new("sudo").args(["-n", "true"])).is_none() {
        return Err("installing it needs root".into());
    }
    println!("Installing {} …", packages.join(", "));
    let apt_get = |arguments: &[&str]| {
        let mut command = if root {
            Command::new("env")
        } else {
            Command::new("sudo")
        };
        if !root {
            command.args(["-n", "env"]);
        }
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .args(arguments);
        process::run(&mut command).map_err(|failure| match failure {
            Failure::Failed(sentence) | Failure::Usage(sentence) => sentence,
        })
    };
    // Lists that could not be renewed may still be good enough.
    let _ = apt_get(&["update"]);
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}
