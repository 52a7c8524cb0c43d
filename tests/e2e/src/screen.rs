//! What is to be seen: the page asked by scripts, the screen it stands on, and the requests behind it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use thirtyfour::prelude::WebDriverResult;

use crate::browser::Browser;
use crate::requests::asks_nobody;
use crate::wait::LONG_TIMEOUT;

impl Browser<'_> {
    /// Runs a script in the page and returns its answer.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: impl Arguments) -> Value {
        match self.tried(script, arguments) {
            Ok(answer) => answer,
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// The answer of a script; nothing where the browser is gone.
    pub fn script_if_alive(&self, script: &str, arguments: impl Arguments) -> Option<Value> {
        self.tried(script, arguments).ok()
    }

    fn tried(&self, script: &str, arguments: impl Arguments) -> WebDriverResult<Value> {
        let arguments = arguments.values();
        self.run(async |driver| Ok(driver.execute(script, arguments).await?.json().clone()))
    }

    /// Runs a script that hands its answer to its last argument, a function.
    #[track_caller]
    pub fn script_later(&self, script: &str, arguments: impl Arguments) -> Value {
        let arguments = arguments.values();
        let answer = self.run(async |driver| {
            driver.set_script_timeout(LONG_TIMEOUT).await?;
            Ok(driver.execute_async(script, arguments).await?.json().clone())
        });
        answer.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Whether a script finds something to be so; not so while the page is changing under it.
    pub fn truth(&self, script: &str) -> bool {
        self.tried(script, ()).is_ok_and(|answer| answer == true)
    }

    /// The texts of all elements that match, as they are to be seen.
    pub fn texts(&self, css: &str) -> Vec<String> {
        const TEXTS: &str = "return Array.from(document.querySelectorAll(arguments[0]), one => (one.innerText ?? one.textContent).trim())";
        strings(&self.script(TEXTS, css))
    }

    /// The text of the first element that matches, once there is one.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.until(css, || self.texts(css).into_iter().next())
    }

    /// How many elements match.
    pub fn count(&self, css: &str) -> usize {
        let count = self.script("return document.querySelectorAll(arguments[0]).length", css);
        count
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or_default()
    }

    /// Whether an element matches.
    pub fn shows(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        const VALUE: &str = "return (document.querySelector(arguments[0]) || {}).value";
        self.until(css, || self.script(VALUE, css).as_str().map(str::to_owned))
    }

    /// Waits for an element whose text holds these words.
    #[track_caller]
    pub fn until_said(&self, css: &str, words: &str) -> String {
        self.until(&format!("{css} saying {words}"), || {
            self.texts(css).into_iter().find(|text| text.contains(words))
        })
    }

    /// Waits for an element to be there.
    #[track_caller]
    pub fn until_shown(&self, css: &str) {
        self.until(css, || self.shows(css).then_some(()));
    }

    /// All that the browser keeps for the page, as one text.
    pub fn kept(&self) -> String {
        self.script("return JSON.stringify(Object.entries(localStorage))", ())
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Sends a command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Runs this script before any other of every page that this tab shows from now on.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        );
    }

    /// Makes the visible page so large, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// Shows the page as on a screen with this colour scheme.
    pub fn colours(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "media": "screen", "features": features }),
        );
    }

    /// Shows the page as on paper, or again as on a screen.
    pub fn on_paper(&self, paper: bool) {
        let media = if paper { "print" } else { "screen" };
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media }));
    }

    /// Saves a picture of the whole page below the folder named in SHOTS, if one is.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("SHOTS").map(PathBuf::from) else {
            return;
        };
        fs::create_dir_all(&folder).expect("a folder for pictures");
        let [width, height, whole] = self.measures();
        self.resize(width, whole.max(height));
        let bytes = self
            .run(async |driver| driver.screenshot_as_png().await)
            .expect("a picture");
        self.resize(width, height);
        fs::write(folder.join(format!("{name}.png")), bytes).expect("a picture is written");
    }

    /// The visible width and height, and the height of the whole page.
    fn measures(&self) -> [u32; 3] {
        let measures = self.script(
            "return [innerWidth, innerHeight, document.documentElement.scrollHeight]",
            (),
        );
        [0, 1, 2].map(|at| {
            measures[at]
                .as_u64()
                .and_then(|measure| u32::try_from(measure).ok())
                .unwrap_or_default()
        })
    }

    /// What the page asked for since the last question, whoever answered: addresses. What the browser asks for itself is
    /// not among them.
    pub fn requests(&self) -> Vec<String> {
        let log = self
            .run(async |driver| driver.get_log("performance").await)
            .expect("a record of requests");
        let entries: Vec<Value> = log
            .iter()
            .filter_map(|entry| serde_json::from_str(&entry.message).ok())
            .collect();
        let page = [self.site().address(""), format!("blob:{}/", self.site().origin())];
        let mut requests = self.requests.borrow_mut();
        requests.of_page(&page, &entries)
    }

    /// Those of [`Browser::requests`] that ask somebody else than the page's own folder. That the page has asked for
    /// anything at all since the browser was started is seen to.
    #[track_caller]
    pub fn requests_elsewhere(&self) -> Vec<String> {
        let own = self.site().address("");
        let requests = self.requests();
        assert!(
            self.requests.borrow().counted > 0,
            "the record of requests is empty"
        );
        let elsewhere = requests
            .into_iter()
            .filter(|address| !asks_nobody(address) && !address.starts_with(&own));
        elsewhere.collect()
    }

    /// The errors that the console has reported since it was last asked.
    pub fn console_errors(&self) -> Vec<String> {
        let log = self
            .run(async |driver| driver.browser_log().await)
            .unwrap_or_default();
        log.into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            // Chromium's remark on every download of a page over plain http; it lets them pass.
            .filter(|message| !message.contains("' was loaded over an insecure connection."))
            .collect()
    }
}

pub(crate) fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items
        .map(|item| item.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// What a script may be given.
pub trait Arguments {
    /// As the driver wants it.
    fn values(self) -> Vec<Value>;
}

impl Arguments for () {
    fn values(self) -> Vec<Value> {
        Vec::new()
    }
}

impl Arguments for &str {
    fn values(self) -> Vec<Value> {
        vec![json!(self)]
    }
}

impl<A: Into<Value>> Arguments for (A,) {
    fn values(self) -> Vec<Value> {
        vec![self.0.into()]
    }
}

impl<A: Into<Value>, B: Into<Value>> Arguments for (A, B) {
    fn values(self) -> Vec<Value> {
        vec![self.0.into(), self.1.into()]
    }
}
