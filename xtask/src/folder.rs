//! A folder of files for any static server: beside each file its compressed forms, and the sums of all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use crate::policy;
use crate::process::{self, Failure, failed};

/// The sums of all files, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS";

/// Where the example configurations lie, here and in dist/.
const SERVERS: (&str, &str) = ("docs/server", "server");

const COMPRESSIBLE: [&str; 9] = [
    "html",
    "js",
    "css",
    "wasm",
    "svg",
    "json",
    "ndjson",
    "webmanifest",
    "txt",
];

/// The paths of all files below a folder, with `/` and in order.
pub fn files(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(below) = waiting.pop() {
        let path = folder.join(&below);
        let in_words = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
        for entry in fs::read_dir(&path).map_err(in_words)? {
            let entry = entry.map_err(in_words)?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                waiting.push(format!("{name}/"));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Puts the example configurations into dist/, so that they travel with the page they belong to; each sends the very
/// policy that the page carries.
pub fn copy_servers(dist: &Path) -> Result<(), Failure> {
    let (from, to) = (process::root().join(SERVERS.0), dist.join(SERVERS.1));
    let in_words = |error: std::io::Error| failed(format!("{}: {error}", to.display()));
    fs::create_dir_all(&to).map_err(in_words)?;
    for name in files(&from)? {
        let text = fs::read_to_string(from.join(&name)).map_err(in_words)?;
        let policy = policy::header();
        if !text.contains(&policy) {
            return Err(failed(format!(
                "{}/{name} must send exactly this policy: {policy}",
                SERVERS.0
            )));
        }
        fs::write(to.join(&name), text).map_err(in_words)?;
    }
    Ok(())
}

/// Writes `.gz` and `.br` beside every file that they make smaller, as small as they go.
pub fn compress(dist: &Path) -> Result<(), Failure> {
    for name in files(dist)? {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        if !ending.is_some_and(|ending| COMPRESSIBLE.contains(&ending)) {
            continue;
        }
        let in_words = |error: std::io::Error| failed(format!("dist/{name}: {error}"));
        let bytes = fs::read(dist.join(&name)).map_err(in_words)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes).map_err(in_words)?;
        let gzip = encoder.finish().map_err(in_words)?;
        let mut brotli = Vec::new();
        let best = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &best).map_err(in_words)?;
        for (ending, compressed) in [("gz", gzip), ("br", brotli)] {
            if compressed.len() < bytes.len() {
                fs::write(dist.join(format!("{name}.{ending}")), compressed).map_err(in_words)?;
            }
        }
    }
    Ok(())
}

/// Writes the sums of all files.
pub fn sum(dist: &Path) -> Result<(), Failure> {
    let mut text = String::new();
    for name in files(dist)? {
        if name != SUMS {
            let bytes =
                fs::read(dist.join(&name)).map_err(|error| failed(format!("dist/{name}: {error}")))?;
            for byte in Sha256::digest(bytes) {
                text.push_str(&format!("{byte:02x}"));
            }
            text.push_str(&format!("  {name}\n"));
        }
    }
    fs::write(dist.join(SUMS), text).map_err(|error| failed(format!("dist/{SUMS}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn the_example_configurations_send_the_policy_of_the_page() -> Result<(), Box<dyn std::error::Error>> {
        let dist = std::env::temp_dir().join(format!("xtask-servers-{}", std::process::id()));
        let copied = copy_servers(&dist).and_then(|()| files(&dist));
        fs::remove_dir_all(&dist)?;
        assert_eq!(
            copied.ok(),
            Some(vec![
                "server/Caddyfile".into(),
                "server/nginx.conf".into(),
                "server/web.config".into(),
            ])
        );
        Ok(())
    }

    #[test]
    fn compressed_forms_give_the_file_again_and_all_is_summed() -> Result<(), Box<dyn std::error::Error>> {
        let dist = std::env::temp_dir().join(format!("xtask-folder-{}", std::process::id()));
        fs::create_dir_all(dist.join("below"))?;
        let text = "公共服务质量奖 ".repeat(500);
        fs::write(dist.join("below/a.js"), &text)?;
        fs::write(dist.join("small.js"), "1")?;
        fs::write(dist.join("picture.png"), &text)?;
        let done = compress(&dist)
            .and_then(|()| sum(&dist))
            .and_then(|()| files(&dist));
        let gzip = fs::read(dist.join("below/a.js.gz"))?;
        let brotli = fs::read(dist.join("below/a.js.br"))?;
        let sums = fs::read_to_string(dist.join(SUMS))?;
        fs::remove_dir_all(&dist)?;
        let Ok(done) = done else {
            return Err("not compressed".into());
        };
        assert_eq!(
            done,
            [
                "SHA256SUMS",
                "below/a.js",
                "below/a.js.br",
                "below/a.js.gz",
                "picture.png",
                "small.js"
            ]
        );
        let mut again = String::new();
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut again)?;
        assert_eq!(again, text);
        let mut again = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut again)?;
        assert_eq!(again, text.as_bytes());
        assert_eq!(sums.lines().count(), 5);
        assert!(
            sums.ends_with("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  small.js\n"),
            "{sums}"
        );
        Ok(())
    }
}
