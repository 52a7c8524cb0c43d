//! A static web server as any office has one: it hands out the files of `dist` below a folder, and nothing else.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// The page does not stand at the root of its server: relative addresses have to be relative.
const FOLDER: &str = "/award/";

/// So many tests use browsers at once, however many threads there are.
const AT_ONCE: usize = 2;

static IN_USE: Mutex<usize> = Mutex::new(0);
static ONE_LEFT: Condvar = Condvar::new();

/// A running server. It ends when it is dropped.
pub struct Site {
    shared: Arc<Shared>,
    port: u16,
    listening: Option<JoinHandle<()>>,
    _turn: Turn,
}

struct Shared {
    dist: PathBuf,
    asked: Mutex<Vec<String>>,
    away: AtomicBool,
    /// Files whose path ends like this are not handed out.
    lost: Mutex<String>,
    closed: AtomicBool,
}

impl Site {
    /// Serves the built page on a free port, once it is this test's turn.
    pub fn serve() -> Self {
        Self::serve_folder(crate::place("WORKBENCH_DIST", crate::workspace().join("dist")))
    }

    /// Serves a folder with a page in the same way.
    pub fn serve_folder(dist: PathBuf) -> Self {
        let turn = Turn::take();
        assert!(
            dist.join("index.html").is_file(),
            "{} holds no page: run `cargo xtask test dist browser`",
            dist.display()
        );
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("the port it is").port();
        let shared = Arc::new(Shared {
            dist,
            asked: Mutex::new(Vec::new()),
            away: AtomicBool::new(false),
            lost: Mutex::new(String::new()),
            closed: AtomicBool::new(false),
        });
        let listening = thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Self {
            shared,
            port,
            listening: Some(listening),
            _turn: turn,
        }
    }

    /// The server itself, without the folder: what every address must begin with.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address of the page, with a place in it such as `#/new`.
    pub fn address(&self, place: &str) -> String {
        format!("{}{FOLDER}{place}", self.origin())
    }

    /// The paths that were asked for so far, in their order, as they stand below the page's folder.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.shared.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }

    /// Hands out nothing any more, as if the network were gone, or begins again.
    pub fn away(&self, away: bool) {
        self.shared.away.store(away, Ordering::SeqCst);
    }

    /// Has lost the files whose path ends like this; with nothing, has them all again.
    pub fn lose(&self, ending: &str) {
        let mut lost = self.shared.lost.lock().unwrap_or_else(PoisonError::into_inner);
        ending.clone_into(&mut lost);
    }

    /// Where the files lie whose name ends like this, in the page's folder itself.
    pub fn files(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.shared.dist).into_iter().flatten().flatten();
        let paths = entries.map(|entry| entry.path());
        paths
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .collect()
    }

    /// A file as it is served.
    pub fn file(&self, path: &str) -> String {
        let path = self.shared.dist.join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        // The listener waits for a visitor; this is the last one.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(listening) = self.listening.take() {
            // A listener that failed has failed its test already.
            drop(listening.join());
        }
    }
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
    // The rest of the request says nothing that matters here, but must be read.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let inside = path.strip_prefix(FOLDER);
    let mut asked = shared.asked.lock().unwrap_or_else(PoisonError::into_inner);
    asked.push(inside.unwrap_or(path).to_owned());
    drop(asked);
    let inside = match inside {
        Some("") => Some("index.html"),
        Some(inside) if !inside.contains("..") => Some(inside),
        _ => None,
    };
    let lost = shared.lost.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let is_there = |inside: &&str| lost.is_empty() || !inside.ends_with(&lost);
    let inside = inside
        .filter(|_| !shared.away.load(Ordering::SeqCst))
        .filter(is_there);
    let body = inside.and_then(|inside| fs::read(shared.dist.join(inside)).ok());
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_default();
    let kind = kind_of(Path::new(inside.unwrap_or_default()));
    write!(
        visitor,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )?;
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
