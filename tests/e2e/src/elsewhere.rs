//! The page where our own little server does not hand it out: one file on disk, or the folder behind a real server.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::site::Site;

/// The page that is one file lies where people put such things: with Chinese characters and blanks on the way to it.
const FOLDER_ON_DISK: &str = "评审 材料 2026";

/// The name of the page that is one file.
pub const SINGLE_FILE: &str = "scoring-workbench.html";

/// Where browsers find the page instead.
pub(crate) struct Elsewhere {
    address: String,
    /// Goes with the site.
    _disk: Option<TempDir>,
}

impl Elsewhere {
    pub(crate) fn address(&self, place: &str) -> String {
        format!("{}{place}", self.address)
    }
}

impl Site {
    /// Puts the page that is one file, alone, into a folder; browsers open it from there.
    pub fn on_disk() -> Self {
        let mut site = Self::serve();
        let disk = TempDir::with_prefix("stick-").expect("a folder");
        let folder = disk.path().join(FOLDER_ON_DISK);
        fs::create_dir(&folder).expect("a folder as people name it");
        let file = folder.join(SINGLE_FILE);
        fs::copy(site.dist().join(SINGLE_FILE), &file).expect("the page in one file");
        site.elsewhere = Some(Elsewhere {
            address: file_address(&file),
            _disk: Some(disk),
        });
        site
    }

    /// The same page, which browsers find at the address of another server.
    pub fn behind(address: &str) -> Self {
        let mut site = Self::serve();
        site.elsewhere = Some(Elsewhere {
            address: address.to_owned(),
            _disk: None,
        });
        site
    }
}

/// The address of a file on disk.
fn file_address(path: &Path) -> String {
    let mut address = "file://".to_owned();
    for byte in path.to_str().expect("a readable path").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").expect("memory takes a text");
        }
    }
    address
}
