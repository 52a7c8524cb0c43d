//! Which requests are the page's, out of what the browser's DevTools tell of all its tabs.
//!
//! A browser asks for things of its own too: its new-tab page, icons, lists of what is dangerous. Whose a request is says
//! the frame, the worker or the script that asked for it, and never the form of its address.

use std::collections::BTreeMap;

use serde_json::Value;

/// What has been seen of the browser's frames. It is kept over several readings of the record.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    /// Whether a frame shows the page or stands in it, by the tab and the frame's id.
    frames: BTreeMap<(String, String), bool>,
    /// How many requests of the page there were so far: none would mean that nothing is recorded.
    pub(crate) counted: usize,
}

impl Requests {
    /// The addresses that the page asked for, out of the next entries of the record.
    ///
    /// `page` is how addresses of its documents, scripts and workers begin.
    pub(crate) fn of_page<'e>(
        &mut self,
        page: &[String],
        entries: impl IntoIterator<Item = &'e Value>,
    ) -> Vec<String> {
        let mut asked = Vec::new();
        for entry in entries {
            let tab = text(&entry["webview"]);
            let event = &entry["message"];
            let told = &event["params"];
            match text(&event["method"]) {
                "Page.frameAttached" => {
                    let parent = self.is_own(tab, text(&told["parentFrameId"]));
                    self.frames.insert(key(tab, text(&told["frameId"])), parent);
                }
                "Page.frameNavigated" => {
                    let frame = &told["frame"];
                    // Whatever is shown inside the page is the page's doing.
                    let own = begins(page, text(&frame["url"])) || self.is_own(tab, text(&frame["parentId"]));
                    self.frames.insert(key(tab, text(&frame["id"])), own);
                }
                "Network.requestWillBeSent"
                    if self.is_own(tab, text(&told["frameId"])) || is_asked_by(page, told) =>
                {
                    asked.push(text(&told["request"]["url"]).to_owned());
                }
                _ => {}
            }
        }
        self.counted += asked.len();
        asked
    }

    fn is_own(&self, tab: &str, frame: &str) -> bool {
        self.frames.get(&key(tab, frame)).copied().unwrap_or(false)
    }
}

/// Whether a document, a worker or a script of the page asked: a worker has no frame, and a new tab none that was seen.
fn is_asked_by(page: &[String], told: &Value) -> bool {
    let initiator = &told["initiator"];
    let mut stack = &initiator["stack"];
    let mut scripts = Vec::new();
    while stack.is_object() {
        let calls = stack["callFrames"].as_array().into_iter().flatten();
        scripts.extend(calls.map(|call| text(&call["url"])));
        stack = &stack["parent"];
    }
    [text(&told["documentURL"]), text(&initiator["url"])]
        .into_iter()
        .chain(scripts)
        .any(|address| begins(page, address))
}

fn key(tab: &str, frame: &str) -> (String, String) {
    (tab.to_owned(), frame.to_owned())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn begins(page: &[String], address: &str) -> bool {
    page.iter().any(|beginning| address.starts_with(beginning))
}

/// Whether an address asks nobody: what the page has made itself, or what stands in the address.
pub(crate) fn asks_nobody(address: &str) -> bool {
    ["data:", "blob:", "about:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the form in which Chromium tells it, with what matters here: a start on a fresh machine, whose new-tab page asks
    /// for things of its own as Chromium 148's does, and what a page could do to get something out unseen.
    const RECORD: &str = include_str!("../fixtures/requests.ndjson");

    #[test]
    fn a_request_is_the_pages_by_who_asked_for_it() {
        let entries: Vec<Value> = RECORD
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
            .collect();
        // Each entry says by itself whether it should count.
        let wanted: Vec<&str> = entries
            .iter()
            .filter(|entry| entry["counts"] == true)
            .map(|entry| text(&entry["message"]["params"]["request"]["url"]))
            .collect();
        let page = ["http://127.0.0.1:4000/award/", "blob:http://127.0.0.1:4000/"].map(str::to_owned);
        assert_eq!(Requests::default().of_page(&page, &entries), wanted);
        assert!(wanted.len() > 5 && wanted.len() < entries.len() / 2);

        // In two readings as in one.
        let mut requests = Requests::default();
        let (first, second) = entries.split_at(6);
        let mut found = requests.of_page(&page, first);
        found.extend(requests.of_page(&page, second));
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_asks_nobody_is_made_by_the_page() {
        for (address, nobody) in [
            ("data:text/plain,1", true),
            ("blob:http://127.0.0.1:4000/1", true),
            ("about:blank", true),
            ("http://127.0.0.1:4000/award/", false),
            ("chrome-untrusted://new-tab-page/", false),
        ] {
            assert_eq!(asks_nobody(address), nobody, "{address}");
        }
    }
}
