//! A browser with a profile of its own, driven through its WebDriver; Chromium unless a test says otherwise.
//!
//! Every call blocks. What is asked of the page stands in `screen`, what hands do in `mouse` and `keyboard`.

use std::cell::{Cell, RefCell};
use std::fs::{self, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::Value;
use tempfile::{NamedTempFile, TempDir};
use thirtyfour::prelude::WebDriverResult;
use thirtyfour::{WebDriver, WindowHandle};
use tokio::runtime::Runtime;

use crate::kind::Kind;
use crate::processes;
use crate::requests::Requests;
use crate::site::Site;
use crate::wait::{self, LONG_TIMEOUT, TIMEOUT};

pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
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

    /// Where the browser keeps what it knows of this person.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
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
    kind: Kind,
    site: &'s Site,
    profile: &'s Profile,
    driver: Option<WebDriver>,
    program: Child,
    /// Kept open: a driver that finds its output closed dies of it.
    _output: BufReader<ChildStdout>,
    pub(crate) presses: Cell<usize>,
    pub(crate) requests: RefCell<Requests>,
    troubles: Troubles,
}

impl<'s> Browser<'s> {
    /// Starts a Chinese browser with this profile, and shows the start screen.
    pub fn start(site: &'s Site, profile: &'s Profile) -> Self {
        Self::start_kind(Kind::Chromium, site, profile)
    }

    /// Starts a Chinese browser of this kind with this profile, and shows the start screen.
    pub fn start_kind(kind: Kind, site: &'s Site, profile: &'s Profile) -> Self {
        let browser = Self::start_kind_empty(kind, site, profile);
        browser.go("#/");
        browser
    }

    /// Starts a Chinese browser with this profile, and shows nothing yet.
    pub fn start_empty(site: &'s Site, profile: &'s Profile) -> Self {
        Self::start_kind_empty(Kind::Chromium, site, profile)
    }

    /// Starts a Chinese browser of this kind with this profile, and shows nothing yet.
    pub fn start_kind_empty(kind: Kind, site: &'s Site, profile: &'s Profile) -> Self {
        // A driver chooses its port by itself, and ends at once where somebody else was quicker.
        let troubles = Troubles::of_driver();
        let started = (0..DRIVER_TRIES).find_map(|_| start_driver(kind, &troubles));
        let (program, output, port) =
            started.unwrap_or_else(|| panic!("no driver of {kind:?} tells its port{}", troubles.told()));
        let mut browser = Self {
            kind,
            site,
            profile,
            driver: None,
            program,
            _output: output,
            presses: Cell::new(0),
            requests: RefCell::default(),
            troubles,
        };
        // From here on a failure ends the driver too.
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), kind.capabilities(profile));
        let driver = RUNTIME.block_on(driver);
        browser.driver =
            Some(driver.unwrap_or_else(|error| {
                panic!("{kind:?} does not start: {error}{}", browser.troubles.told())
            }));
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

    /// Looks until there is something to see.
    #[track_caller]
    pub fn until<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.until_within(TIMEOUT, what, look)
    }

    /// Looks until long work is done.
    #[track_caller]
    pub fn until_done<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.until_within(LONG_TIMEOUT, what, look)
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
            ...Array.from(document.querySelectorAll('h1, .notice, #fatal:not([hidden]), #not-started'), one => one.innerText)].join(' | ')";
        let told = self.run(async |driver| driver.execute(TOLD, Vec::new()).await);
        // A driver that does not answer has perhaps said why.
        told.map_or_else(
            |error| format!("{error}{}", self.troubles.told()),
            |told| told.json().to_string(),
        )
    }

    /// Goes to a place in the page, loading it anew where it is not there yet.
    pub fn go(&self, place: &str) {
        self.visit(place);
        self.until_ready();
    }

    /// Goes to a place in the page, whether or not the page can be used there.
    pub fn visit(&self, place: &str) {
        let address = self.site.address(place);
        self.run(async |driver| driver.goto(address).await)
            .expect("the page loads");
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

    /// Ends the browser as a person does, so that it keeps what it has to keep.
    pub fn close(mut self) {
        self.check_health();
        self.end();
    }

    /// Ends every process of the browser now, as a machine that fails does.
    pub fn crash(self) {
        self.crash_after(Duration::ZERO).join().expect("the end");
        self.bury();
    }

    /// Does so from aside after a while, whatever is under way then; [`Browser::bury`] has to follow.
    pub fn crash_after(&self, delay: Duration) -> JoinHandle<()> {
        let driver = self.program.id();
        thread::spawn(move || {
            wait::moment(delay);
            processes::kill_family(driver);
        })
    }

    /// Puts away what is left of a browser that was ended from aside. The next one may have its profile.
    pub fn bury(mut self) {
        if let Some(driver) = self.driver.take() {
            // There is nobody left to be notified.
            drop(driver.leak());
        }
        drop(self.program.wait());
        // A browser that ended by itself would have taken them along.
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            drop(fs::remove_file(
                self.profile.folder.path().join("data").join(lock),
            ));
        }
    }

    /// No test goes well with an error in the console or a page that has died.
    #[track_caller]
    fn check_health(&self) {
        let errors = self.console_errors();
        assert!(errors.is_empty(), "the console holds errors: {errors:#?}");
        let dead = self.truth("return !!document.querySelector('#fatal:not([hidden]), #not-started')");
        assert!(!dead, "the page has died: {}", self.situation());
    }

    fn end(&mut self) {
        if let Some(driver) = self.driver.take() {
            let browser = driver
                .capabilities()
                .get(self.kind.process_id())
                .and_then(Value::as_u64);
            // The driver waits for the browser to end. A driver that cannot leaves it to us.
            if let (Err(_), Some(id)) = (RUNTIME.block_on(driver.quit()), browser) {
                drop(Command::new("kill").arg("-KILL").arg(id.to_string()).status());
            }
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

/// So often a driver is started that ends before it has reported its port.
const DRIVER_TRIES: usize = 3;

/// A running driver with its output and the port that it says it has taken; nothing where it ended before that.
fn start_driver(kind: Kind, troubles: &Troubles) -> Option<(Child, BufReader<ChildStdout>, u16)> {
    let mut program = kind
        .driver()
        .stdout(Stdio::piped())
        .stderr(troubles.file())
        .spawn()
        .unwrap_or_else(|error| panic!("the driver of {kind:?} does not start: {error}"));
    let mut output = BufReader::new(program.stdout.take().expect("its output"));
    let told = (&mut output)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| kind.port_in(&line));
    if told.is_none() {
        drop(program.kill());
        drop(program.wait());
    }
    Some((program, output, told?))
}

/// What a driver, and the browser below it, writes on standard error; shown where a test fails because of it.
struct Troubles(NamedTempFile);

impl Troubles {
    /// So many of its last letters are shown.
    const SHOWN: usize = 4000;

    fn of_driver() -> Self {
        Self(NamedTempFile::with_prefix("driver-").expect("a file for what the driver says"))
    }

    fn file(&self) -> Stdio {
        let file = OpenOptions::new().append(true).open(self.0.path());
        file.map_or_else(|_| Stdio::null(), Stdio::from)
    }

    /// Its end, on lines of its own; empty where nothing was said.
    fn told(&self) -> String {
        let bytes = fs::read(self.0.path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let letters = text.trim().chars().count();
        let end: String = text
            .trim()
            .chars()
            .skip(letters.saturating_sub(Self::SHOWN))
            .collect();
        if end.is_empty() {
            end
        } else {
            format!("\nstandard error of the driver:\n{end}")
        }
    }
}
