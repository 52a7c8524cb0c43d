//! A static web server as any office has one: it hands out the files of `dist` below a folder, and nothing else.
//! What is not served by it, but by nobody or by a real server, stands in `elsewhere`.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::elsewhere::Elsewhere;

/// The page does not stand at the root of its server: relative addresses have to be relative.
const FOLDER: &str = "/award/";

/// A name that the tests' browsers look up on this machine. Over plain http it is no secure context, as 127.0.0.1
/// would be: that is how a page stands on an office's own server.
pub(crate) const PLAIN_HOST: &str = "office.example";

/// So many tests use browsers at once, however many threads there are.
const AT_ONCE: usize = 2;

static IN_USE: Mutex<usize> = Mutex::new(0);
static ONE_LEFT: Condvar = Condvar::new();

/// A running server. It ends when it is dropped.
pub struct Site {
    shared: Arc<Shared>,
    host: &'static str,
    port: u16,
    listening: Mutex<Option<JoinHandle<()>>>,
    pub(crate) elsewhere: Option<Elsewhere>,
    _turn: Turn,
}

struct Shared {
    dist: Mutex<PathBuf>,
    asked: Mutex<Vec<Asked>>,
    away: AtomicBool,
    breaks_off_at: Mutex<Option<String>>,
    /// Files whose path ends like this are not handed out.
    lost: Mutex<String>,
    /// Files whose path ends like this are answered with a page of somebody else's.
    disguised: Mutex<String>,
    /// Another content security policy than the page's own; none where it is empty.
    policy: Mutex<String>,
    kept_for_ever: AtomicBool,
    closed: AtomicBool,
}

impl Site {
    /// Serves the built page on a free port, once it is this test's turn.
    pub fn serve() -> Self {
        Self::serve_folder(crate::place("WORKBENCH_DIST", crate::workspace().join("dist")))
    }

    /// Serves it over plain http, where browsers allow no service worker.
    pub fn serve_plain() -> Self {
        Self::serve_at(
            PLAIN_HOST,
            crate::place("WORKBENCH_DIST", crate::workspace().join("dist")),
        )
    }

    /// Serves a folder with a page in the same way.
    pub fn serve_folder(dist: PathBuf) -> Self {
        Self::serve_at("127.0.0.1", dist)
    }

    fn serve_at(host: &'static str, dist: PathBuf) -> Self {
        let turn = Turn::take();
        assert!(
            dist.join("index.html").is_file(),
            "{} holds no page: run `cargo xtask test dist browser`",
            dist.display()
        );
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("the port it is").port();
        let shared = Arc::new(Shared {
            dist: Mutex::new(dist),
            asked: Mutex::new(Vec::new()),
            away: AtomicBool::new(false),
            breaks_off_at: Mutex::new(None),
            lost: Mutex::new(String::new()),
            disguised: Mutex::new(String::new()),
            policy: Mutex::new(String::new()),
            kept_for_ever: AtomicBool::new(false),
            closed: AtomicBool::new(false),
        });
        let site = Self {
            shared,
            host,
            port,
            listening: Mutex::new(None),
            elsewhere: None,
            _turn: turn,
        };
        site.listen(listener);
        site
    }

    fn listen(&self, listener: TcpListener) {
        let shared = Arc::clone(&self.shared);
        *held(&self.listening) = Some(thread::spawn(move || listen(&listener, &shared)));
    }

    /// Ends the server: nobody answers at its address any more.
    pub fn stop(&self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        // The listener waits for a visitor; this is the last one.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(listening) = held(&self.listening).take() {
            // A listener that failed has failed its test already.
            drop(listening.join());
        }
    }

    /// Starts the server anew at the same address.
    pub fn start_again(&self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).expect("the port is still free");
        self.shared.closed.store(false, Ordering::SeqCst);
        self.listen(listener);
    }

    /// Serves another build from now on.
    pub fn swap(&self, dist: &Path) {
        *held(&self.shared.dist) = dist.to_owned();
    }

    /// Tells browsers from now on to keep every file for ever, as a server that means too well does.
    pub fn keep_for_ever(&self) {
        self.shared.kept_for_ever.store(true, Ordering::SeqCst);
    }

    /// Breaks off in the middle of this file the next time it is asked for, and is away from then on.
    pub fn break_off_at(&self, path: &str) {
        *held(&self.shared.breaks_off_at) = Some(path.to_owned());
    }

    /// Where the built page lies.
    pub fn dist(&self) -> PathBuf {
        held(&self.shared.dist).clone()
    }

    /// The server itself, without the folder: what every address must begin with.
    pub fn origin(&self) -> String {
        format!("http://{}:{}", self.host, self.port)
    }

    /// The address of the page, with a place in it such as `#/new`.
    pub fn address(&self, place: &str) -> String {
        match &self.elsewhere {
            Some(elsewhere) => elsewhere.address(place),
            None => format!("{}{FOLDER}{place}", self.origin()),
        }
    }

    /// The paths that the page asked for so far, in their order, as they stand below its folder.
    pub fn asked(&self) -> Vec<String> {
        self.asked_by(false)
    }

    /// The paths that the page's service worker asked for so far, and its own program.
    pub fn asked_by_worker(&self) -> Vec<String> {
        self.asked_by(true)
    }

    /// The paths that the page asked for and reported where it stands.
    pub fn asked_with_referrer(&self) -> Vec<String> {
        let asked = held(&self.shared.asked);
        let telling = asked
            .iter()
            .filter(|asked| asked.tells_referrer && !asked.by_worker);
        telling.map(|asked| asked.path.clone()).collect()
    }

    fn asked_by(&self, worker: bool) -> Vec<String> {
        let asked = held(&self.shared.asked);
        let asked = asked.iter().filter(|asked| asked.by_worker == worker);
        asked.map(|asked| asked.path.clone()).collect()
    }

    /// Hands out nothing any more, as if the network were gone, or begins again.
    pub fn away(&self, away: bool) {
        self.shared.away.store(away, Ordering::SeqCst);
    }

    /// Has lost the files whose path ends like this; with nothing, has them all again.
    pub fn lose(&self, ending: &str) {
        ending.clone_into(&mut held(&self.shared.lost));
    }

    /// Answers requests for files whose path ends like this with a page, as networks do where one has to log in; with
    /// nothing, hands them out again.
    pub fn disguise(&self, ending: &str) {
        ending.clone_into(&mut held(&self.shared.disguised));
    }

    /// Sends this content security policy with every answer, as a server or proxy may; with nothing, none.
    pub fn send_policy(&self, policy: &str) {
        policy.clone_into(&mut held(&self.shared.policy));
    }

    /// Where the files lie whose name ends like this, in the page's folder itself.
    pub fn files(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&*held(&self.shared.dist))
            .into_iter()
            .flatten()
            .flatten();
        let paths = entries.map(|entry| entry.path());
        paths
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .collect()
    }

    /// A file as it is served.
    pub fn file(&self, path: &str) -> String {
        let path = held(&self.shared.dist).join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One request.
struct Asked {
    path: String,
    by_worker: bool,
    /// Whether it tells where it comes from.
    tells_referrer: bool,
}

fn held<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for visitor in listener.incoming() {
        if shared.closed.load(Ordering::SeqCst) {
            return;
        }
        if let Ok(visitor) = visitor {
            let shared = Arc::clone(shared);
            // A browser may hang up at any time; that is its own business.
            thread::spawn(move || drop(answer(visitor, &shared)));
        }
    }
}

fn answer(mut visitor: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut lines = BufReader::new(visitor.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // Of the rest of the request it only matters who asks: a service worker is the referrer of what it fetches.
    let mut by_worker = false;
    let mut tells_referrer = false;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        tells_referrer |= line.starts_with("referer: ");
        by_worker |= line == "service-worker: script"
            || (line.starts_with("referer: ") && line.ends_with("/worker.js"));
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let inside = path.strip_prefix(FOLDER);
    held(&shared.asked).push(Asked {
        path: inside.unwrap_or(path).to_owned(),
        by_worker,
        tells_referrer,
    });
    let inside = match inside {
        Some("") => Some("index.html"),
        Some(inside) if !inside.contains("..") => Some(inside),
        _ => None,
    };
    let lost = held(&shared.lost).clone();
    let is_there = |inside: &&str| lost.is_empty() || !inside.ends_with(&lost);
    let inside = inside
        .filter(|_| !shared.away.load(Ordering::SeqCst))
        .filter(is_there);
    let dist = held(&shared.dist).clone();
    let body = inside.and_then(|inside| fs::read(dist.join(inside)).ok());
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_default();
    let disguised = held(&shared.disguised).clone();
    let (kind, body) = match inside {
        Some(inside) if !disguised.is_empty() && inside.ends_with(&disguised) => (
            "text/html; charset=utf-8",
            b"<!doctype html><title>Log in</title>".to_vec(),
        ),
        inside => (kind_of(Path::new(inside.unwrap_or_default())), body),
    };
    let policy = match held(&shared.policy).as_str() {
        "" => String::new(),
        policy => format!("Content-Security-Policy: {policy}\r\n"),
    };
    let keeping = if shared.kept_for_ever.load(Ordering::SeqCst) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    write!(
        visitor,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {keeping}\r\n{policy}\
         Connection: close\r\n\r\n",
        body.len()
    )?;
    if held(&shared.breaks_off_at)
        .take_if(|path| Some(path.as_str()) == inside)
        .is_some()
    {
        shared.away.store(true, Ordering::SeqCst);
        return visitor.write_all(&body[..body.len() / 2]);
    }
    visitor.write_all(&body)
}

fn kind_of(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("ndjson") => "application/x-ndjson",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// The right to use browsers, handed on when it is dropped.
struct Turn;

impl Turn {
    fn take() -> Self {
        let in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |in_use: &mut usize| *in_use >= AT_ONCE;
        let mut in_use = ONE_LEFT
            .wait_while(in_use, full)
            .unwrap_or_else(PoisonError::into_inner);
        *in_use += 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *IN_USE.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ONE_LEFT.notify_one();
    }
}
