//! What hands do apart from single keys: clicking, filling fields, choosing and dropping files, downloading.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::By;
use thirtyfour::prelude::WebElement;

use crate::browser::Browser;

impl Browser<'_> {
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

    /// Lets files and folders of the disk fall on an element, as the browser itself takes them from outside.
    pub fn drop_paths(&self, css: &str, paths: &[PathBuf]) {
        const MIDDLE: &str = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]";
        let middle = self.script(MIDDLE, (css,));
        let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({ "type": kind, "x": middle[0], "y": middle[1], "data": data });
            self.devtools("Input.dispatchDragEvent", event);
        }
    }

    /// Does something that ends in a download, and returns the file.
    #[track_caller]
    pub fn download(&self, act: impl FnOnce(&Self)) -> PathBuf {
        let folder = self.profile().downloads();
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
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
