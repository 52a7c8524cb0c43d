//! A Chromium with a profile of its own, driven through its WebDriver.
//!
//! Every call blocks, and waits by looking again until a deadline; no time is let pass for its own sake.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::{WebDriverResult, WebElement};
use thirtyfour::{By, Capabilities, WebDriver, WindowHandle};
use tokio::runtime::Runtime;

use crate::site::Site;
use crate::wait::{self, LONG_PATIENCE, PATIENCE};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().expect("a runtime")
});

/// A person's own browser data and downloads. Both go when it is dropped.
pub struct Profile {
    folder: TempDir,
}

impl Profile {
    /// A new person at a new machine.
    pub fn fresh() -> Self {
        let folder = TempDir::with_prefix("workbench-").expect("a folder for a profile");
        fs::create_dir(folder.path().join("downloads")).expect("a folder for downloads");
        Self { folder }
    }

    /// Where the browser puts what the page hands out.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// A file of this person's, with these bytes.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }
}

/// A running browser. It ends when it is dropped, even by a panic.
pub struct Browser<'s> {
    site: &'s Site,
    profile: &'s Profile,
    driver: Option<WebDriver>,
    program: Child,
    /// Kept open: a driver that finds its output closed dies of it.
    _output: BufReader<ChildStdout>,
    pub(crate) presses: Cell<usize>,
}

impl<'s> Browser<'s> {
    /// Starts a Chinese browser with this profile, and shows the start page.
    pub fn start(site: &'s Site, profile: &'s Profile) -> Self {
        let browser = Self::start_empty(site, profile);
        browser.go("#/");
        browser
    }

    /// Starts a Chinese browser with this profile, and shows nothing yet.
    pub fn start_empty(site: &'s Site, profile: &'s Profile) -> Self {
        let mut program = Command::new(crate::place("CHROMEDRIVER", "chromedriver"))
            .arg("--port=0")
            .env("LANGUAGE", "zh_CN")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(program.stdout.take().expect("its output"));
        let port = port_told(&mut output);
        let mut browser = Self {
            site,
            profile,
            driver: None,
            program,
            _output: output,
            presses: Cell::new(0),
        };
        // From here on a failure ends the driver too.
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(profile));
        browser.driver = Some(RUNTIME.block_on(driver).expect("chromium starts"));
        browser
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("a browser that runs")
    }

    pub(crate) fn run<T>(
        &self,
        ask: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        RUNTIME.block_on(ask(self.driver()))
    }

    /// The server that this browser visits.
    pub fn site(&self) -> &'s Site {
        self.site
    }

    /// The profile it runs with.
    pub fn profile(&self) -> &'s Profile {
        self.profile
    }

    // Waiting.

    /// Looks until there is something to see.
    #[track_caller]
    pub fn until<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.until_within(PATIENCE, what, look)
    }

    /// Looks until long work is done.
    #[track_caller]
    pub fn until_done<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.until_within(LONG_PATIENCE, what, look)
    }

    #[track_caller]
    fn until_within<T>(&self, patience: Duration, what: &str, look: impl FnMut() -> Option<T>) -> T {
        match wait::until(patience, look) {
            Some(found) => found,
            None => panic!("waited in vain for {what}; {}", self.situation()),
        }
    }

    /// What stands on the screen, for the message of a test that fails.
    fn situation(&self) -> String {
        const TOLD: &str = "return [location.hash, document.activeElement.cloneNode().outerHTML,
            ...Array.from(document.querySelectorAll('h1, .notice, #fatal:not([hidden])'), one => one.innerText)].join(' | ')";
        let told = self.run(async |driver| driver.execute(TOLD, Vec::new()).await);
        told.map_or_else(|error| error.to_string(), |told| told.json().to_string())
    }

    // Going about.

    /// Goes to a place in the page, loading it anew where it is not there yet.
    pub fn go(&self, place: &str) {
        let address = self.site.address(place);
        self.run(async |driver| driver.goto(address).await)
            .expect("the page loads");
        self.until_ready();
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        self.run(async |driver| driver.refresh().await)
            .expect("the page loads");
        self.until_ready();
    }

    /// Waits until the page can be used.
    pub fn until_ready(&self) {
        self.until("the page to be ready", || {
            self.truth("return !document.getElementById('waiting') && !!document.querySelector('main')")
                .then_some(())
        });
    }

    /// The place in the page: the address from `#` on.
    pub fn place(&self) -> String {
        self.script("return location.hash", ())
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Opens the same page in a second tab and goes there.
    pub fn second_tab(&self, place: &str) -> WindowHandle {
        self.run(async |driver| {
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab.clone()).await?;
            Ok(tab)
        })
        .inspect(|_| self.go(place))
        .expect("a second tab")
    }

    /// The tab of the moment.
    pub fn tab(&self) -> WindowHandle {
        self.run(async |driver| driver.window().await).expect("a tab")
    }

    /// Goes to a tab.
    pub fn to_tab(&self, tab: &WindowHandle) {
        self.run(async |driver| driver.switch_to_window(tab.clone()).await)
            .expect("the tab is there");
    }

    // Asking the page.

    /// Runs a script in the page and returns its answer.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: impl Arguments) -> Value {
        match self.tried(script, arguments) {
            Ok(answer) => answer,
            Err(error) => panic!("{script}: {error}"),
        }
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
            driver.set_script_timeout(LONG_PATIENCE).await?;
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

    // The mouse.

    /// Clicks the first element that matches, once it can be clicked.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.click_found(css, "return true", "");
    }

    /// Clicks the element with this very text.
    #[track_caller]
    pub fn click_named(&self, css: &str, name: &str) {
        self.click_found(css, "return one.innerText.trim() === words", name);
    }

    /// Chooses the option of a list whose text begins like this.
    #[track_caller]
    pub fn choose(&self, css: &str, beginning: &str) {
        self.click_found(
            &format!("{css} option"),
            "return one.textContent.trim().startsWith(words)",
            beginning,
        );
    }

    /// Clicks the first of the elements that `wanted` is true of, in the middle of the screen, where nothing that
    /// sticks to its edges is in the way.
    #[track_caller]
    fn click_found(&self, css: &str, wanted: &str, words: &str) {
        let find = format!(
            "const words = arguments[1];
            const one = Array.from(document.querySelectorAll(arguments[0])).find(one => {{ {wanted} }});
            if (one) one.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            return one;"
        );
        self.until(&format!("{css} {words} to click"), || {
            self.run(async |driver| {
                let found = driver
                    .execute(find.as_str(), vec![json!(css), json!(words)])
                    .await?;
                found.element()?.click().await
            })
            .ok()
        });
    }

    /// Puts a text in place of what stands in a field, by keyboard.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        self.until(&format!("{css} to fill"), || {
            self.run(async |driver| driver.find(By::Css(css)).await?.clear().await)
                .ok()
        });
        self.add(css, text);
    }

    /// Adds a text to what stands in a field, by keyboard.
    #[track_caller]
    pub fn add(&self, css: &str, text: &str) {
        let field = self.element(css);
        self.run(async |_| field.send_keys(text).await)
            .unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    #[track_caller]
    fn element(&self, css: &str) -> WebElement {
        self.until(css, || {
            self.run(async |driver| driver.find(By::Css(css)).await).ok()
        })
    }

    // Files.

    /// Chooses files in a file input, as its dialog would.
    #[track_caller]
    pub fn choose_files(&self, css: &str, files: &[PathBuf]) {
        let files: Vec<&str> = files
            .iter()
            .map(|file| file.to_str().expect("a readable path"))
            .collect();
        self.add(css, &files.join("\n"));
    }

    /// Lets files fall on an element, from outside the browser as far as the page can tell.
    pub fn drop_files(&self, css: &str, files: &[(&str, &[u8])]) {
        const DROP: &str = "
            const transfer = new DataTransfer();
            for (const [name, bytes] of arguments[1]) transfer.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ['dragenter', 'dragover', 'drop']) {
                const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
                const taken = !document.querySelector(arguments[0]).dispatchEvent(event);
                if (kind !== 'dragenter' && !taken) throw new Error(kind + ' is left to the browser, which would open the file');
            }";
        self.script(DROP, (css, json!(files)));
    }

    /// Does something that ends in a download, and returns the file.
    #[track_caller]
    pub fn download(&self, act: impl FnOnce(&Self)) -> PathBuf {
        let folder = self.profile.downloads();
        let before = listed(&folder);
        act(self);
        self.until("a download", || {
            let unfinished = |path: &PathBuf| {
                let ending = path.extension().and_then(|ending| ending.to_str());
                !matches!(ending, Some("json" | "csv"))
            };
            let new: Vec<PathBuf> = listed(&folder)
                .into_iter()
                .filter(|path| !before.contains(path))
                .collect();
            match new.as_slice() {
                [file] if !unfinished(file) => Some(file.clone()),
                _ => None,
            }
        })
    }

    // The browser itself.

    /// Sends a command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
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

    /// What the network was asked for since the last question, whoever answered: addresses.
    pub fn requests(&self) -> Vec<String> {
        let log = self
            .run(async |driver| driver.get_log("performance").await)
            .expect("a record of requests");
        let sent = log.iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(&entry.message).ok()?;
            let event = &event["message"];
            let is_request = event["method"] == "Network.requestWillBeSent";
            is_request.then(|| {
                event["params"]["request"]["url"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            })
        });
        sent.collect()
    }

    /// Ends the browser as a person does, so that it keeps what it has to keep.
    pub fn close(mut self) {
        self.check_health();
        self.end();
    }

    /// The errors that the console has told since it was last asked.
    pub fn console_errors(&self) -> Vec<String> {
        let log = self
            .run(async |driver| driver.browser_log().await)
            .unwrap_or_default();
        log.into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect()
    }

    /// No test goes well with an error in the console or a page that has died.
    #[track_caller]
    fn check_health(&self) {
        let errors = self.console_errors();
        assert!(errors.is_empty(), "the console holds errors: {errors:#?}");
        let dead = self.truth("return !!document.querySelector('#fatal:not([hidden])')");
        assert!(!dead, "the page has died: {}", self.situation());
    }

    fn end(&mut self) {
        if let Some(driver) = self.driver.take() {
            // The driver waits for the browser to end; where it cannot, both are ended below.
            drop(RUNTIME.block_on(driver.quit()));
        }
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

impl Drop for Browser<'_> {
    fn drop(&mut self) {
        if self.driver.is_none() {
            return self.end();
        }
        let failing = thread::panicking();
        if failing {
            eprintln!("when it failed: {}", self.situation());
        }
        let health = (!failing)
            .then(|| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.check_health())));
        self.end();
        if let Some(Err(complaint)) = health {
            std::panic::resume_unwind(complaint);
        }
    }
}

/// The port that the driver says it has taken.
fn port_told(output: &mut impl std::io::BufRead) -> u16 {
    output
        .lines()
        .map_while(Result::ok)
        .find_map(|line| {
            line.split_once("successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok()
        })
        .expect("chromedriver tells its port")
}

fn capabilities(profile: &Profile) -> Capabilities {
    let data = profile.folder.path().join("data");
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
        // Whatever the browser itself may want from the world, it does not get it.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--lang=zh-CN",
        "--window-size=1280,900",
    ];
    let mut arguments: Vec<String> = arguments.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", data.display()));
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
    let asked = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        // Leaving a page with something unsaved asks; a test that leaves means it.
        "unhandledPromptBehavior": "accept",
    });
    match asked {
        Value::Object(asked) => Capabilities::from(asked),
        other => panic!("{other} are no capabilities"),
    }
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
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

impl<A: Into<Value>, B: Into<Value>> Arguments for (A, B) {
    fn values(self) -> Vec<Value> {
        vec![self.0.into(), self.1.into()]
    }
}
