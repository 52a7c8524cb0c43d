//! The kinds of browser there are: which programs they are, how they are asked to behave, what they tell.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use crate::browser::Profile;
use crate::site::PLAIN_HOST;

/// A browser that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium, in which everything is tested. Only it knows the DevTools protocol.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Kind {
    /// Its driver, ready to be started on a free port.
    pub(crate) fn driver(self) -> Command {
        let mut driver = Command::new(match self {
            Self::Chromium => crate::place("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => crate::place("GECKODRIVER", "geckodriver"),
        });
        driver.arg("--port=0").env("LANGUAGE", "zh_CN");
        if self == Self::Firefox {
            driver
                .env("MOZ_HEADLESS_WIDTH", "1280")
                .env("MOZ_HEADLESS_HEIGHT", "900");
        }
        driver
    }

    /// The port that the driver says it has taken, where this line says it.
    pub(crate) fn port_in(self, line: &str) -> Option<u16> {
        let before = match self {
            Self::Chromium => "successfully on port ",
            Self::Firefox => "Listening on 127.0.0.1:",
        };
        line.split_once(before)?.1.trim_end_matches('.').parse().ok()
    }

    /// The name under which the driver tells the browser's process.
    pub(crate) fn process_id(self) -> &'static str {
        match self {
            Self::Chromium => "goog:processID",
            Self::Firefox => "moz:processID",
        }
    }

    /// A Chinese browser without a window, with this profile, that asks nobody but the page's server.
    pub(crate) fn capabilities(self, profile: &Profile) -> Capabilities {
        let asked = match self {
            Self::Chromium => chromium(profile),
            Self::Firefox => firefox(profile),
        };
        match asked {
            Value::Object(asked) => Capabilities::from(asked),
            other => panic!("{other} are no capabilities"),
        }
    }
}

fn chromium(profile: &Profile) -> Value {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--force-prefers-reduced-motion",
        "--lang=zh-CN",
        "--window-size=1280,900",
    ];
    let mut arguments: Vec<String> = arguments.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.data().display()));
    // Whatever the browser itself may want from the world, it does not get it.
    arguments.push(format!(
        "--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    ));
    let options = json!({
        "binary": crate::place("CHROMIUM", "/usr/bin/chromium"),
        "args": arguments,
        "prefs": {
            "intl.accept_languages": "zh-CN,zh",
            "download.default_directory": profile.downloads(),
            "download.prompt_for_download": false,
            // Several downloads in a row are what the secretariat wants.
            "profile.default_content_setting_values.automatic_downloads": 1,
        },
    });
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        // Leaving a page with something unsaved asks; a test that leaves means it.
        "unhandledPromptBehavior": "accept",
    })
}

fn firefox(profile: &Profile) -> Value {
    // It makes no folder of its own where it is given one.
    fs::create_dir_all(profile.data()).expect("a folder for the browser's data");
    let options = json!({
        "binary": crate::place("FIREFOX", "/usr/bin/firefox-esr"),
        "args": ["-headless", "-profile", profile.data()],
        "prefs": {
            "intl.accept_languages": "zh-CN,zh",
            "browser.download.folderList": 2,
            "browser.download.dir": profile.downloads(),
            "browser.download.useDownloadDir": true,
            "browser.download.always_ask_before_handling_new_types": false,
            // The list of downloads would open by itself and take the focus from the page.
            "browser.download.alwaysOpenPanel": false,
            "ui.prefersReducedMotion": 1,
            // Whatever the browser itself may want from the world goes to a port where nobody listens;
            // this machine is never asked through a proxy.
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": 9,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": 9,
        },
    });
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": options,
        "unhandledPromptBehavior": "accept",
    })
}
