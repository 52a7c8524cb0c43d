//! Real servers with the example configurations that travel in `dist/server`, and what they answer.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::browser::RUNTIME;
use crate::wait::{self, TIMEOUT};

/// What the example configurations say where everybody has to put something of their own.
const PORT: &str = "8080";
const ROOT: &str = "/srv/scoring-workbench";

/// Where Debian keeps the module that hands out `.br` files.
const BROTLI_MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A server that runs. It ends when it is dropped.
pub struct Server {
    program: Child,
    address: String,
    /// Whether it hands out `.br` files.
    pub knows_brotli: bool,
    _folder: TempDir,
}

impl Server {
    /// nginx as the example configures it; with the line for brotli taken in where its module is there.
    pub fn nginx(dist: &Path, brotli: bool) -> Self {
        let folder = TempDir::with_prefix("nginx-").expect("a folder");
        let place = |name: &str| folder.path().join(name).display().to_string();
        let (mut site, port) = configured(dist, "nginx.conf");
        let mut module = String::new();
        if brotli {
            assert!(site.contains("# brotli_static on;"));
            site = site.replace("# brotli_static on;", "brotli_static on;");
            module = format!("load_module {BROTLI_MODULE};");
        }
        fs::write(place("site.conf"), site).expect("a configuration");
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|what| format!("{what}_temp_path {};", place(what)))
            .join(" ");
        // What Debian's own nginx.conf says around a site, for a server that is nobody's but ours.
        let main = format!(
            "{module} daemon off; master_process off; pid {}; error_log {} warn; events {{}}
             http {{ access_log off; {temporary} include /etc/nginx/mime.types; include {}; }}",
            place("pid"),
            place("error.log"),
            place("site.conf")
        );
        fs::write(place("nginx.conf"), main).expect("a configuration");
        let mut program = Command::new(crate::place("NGINX", "/usr/sbin/nginx"));
        program.args(["-p", &place(""), "-c", &place("nginx.conf")]);
        Self::start(program, port, brotli, folder)
    }

    /// Whether nginx can hand out `.br` files here.
    pub fn nginx_can_brotli() -> bool {
        Path::new(BROTLI_MODULE).is_file()
    }

    /// Caddy as the example configures it.
    pub fn caddy(dist: &Path) -> Self {
        let folder = TempDir::with_prefix("caddy-").expect("a folder");
        let (site, port) = configured(dist, "Caddyfile");
        let file = folder.path().join("Caddyfile");
        // Its port for commands is one for the whole machine.
        fs::write(&file, format!("{{\n\tadmin off\n}}\n{site}")).expect("a configuration");
        let mut program = Command::new(crate::place("CADDY", "/usr/bin/caddy"));
        program
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path());
        Self::start(program, port, true, folder)
    }

    fn start(mut program: Command, port: u16, knows_brotli: bool, folder: TempDir) -> Self {
        let log = fs::File::create(folder.path().join("output")).expect("a log");
        let program = program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let mut server = Self {
            program,
            address: format!("http://127.0.0.1:{port}/"),
            knows_brotli,
            _folder: folder,
        };
        let ready = wait::until(TIMEOUT, || {
            let ended = server.program.try_wait().is_ok_and(|status| status.is_some());
            (ended || TcpStream::connect(("127.0.0.1", port)).is_ok()).then_some(!ended)
        });
        assert_eq!(ready, Some(true), "the server does not run: {}", server.said());
        server
    }

    /// What it wrote about its troubles.
    fn said(&self) -> String {
        let read = |name: &str| fs::read_to_string(self._folder.path().join(name)).unwrap_or_default();
        [read("output"), read("error.log")].concat()
    }

    /// Where it hands out the folder.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it answers to a request with these headers.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let answer = RUNTIME.block_on(async {
            let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
            let client = reqwest::Client::builder().no_proxy().build()?;
            let mut request = client.request(method, format!("{}{path}", self.address));
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let response = request.send().await?;
            let status = response.status().as_u16();
            let headers = response.headers().iter().map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    value.to_str().unwrap_or_default().to_owned(),
                )
            });
            let headers = headers.collect();
            let body = response.bytes().await?.to_vec();
            Ok::<_, reqwest::Error>(Answer {
                status,
                headers,
                body,
            })
        });
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}; {}", self.said()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

/// An answer, undecoded.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    headers: BTreeMap<String, String>,
    /// Its bytes as they came.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// An example configuration as it is, but for the port and the folder; and the port.
fn configured(dist: &Path, name: &str) -> (String, u16) {
    let path: PathBuf = dist.join("server").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(
        (text.matches(PORT).count(), text.matches(ROOT).count()),
        (1, 1),
        "{name}"
    );
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("the port it is").port();
    let dist = fs::canonicalize(dist).expect("the folder");
    let dist = dist.to_str().expect("a readable path");
    (text.replace(PORT, &port.to_string()).replace(ROOT, dist), port)
}
