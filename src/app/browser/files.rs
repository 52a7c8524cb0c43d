//! Files: reading those that people choose or drop, and downloads.

use scoring::files::{FileFault, check_size, file_text, table_text};
use scoring::foundations::file_name;
use scoring::table::is_table_name;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file somebody chose, not yet read. Of thousands the browser is not asked for their names in the task in which they are
/// chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen(web_sys::File);

impl Chosen {
    /// The file as the browser has it.
    pub fn file(&self) -> &web_sys::File {
        &self.0
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Whether it is a folder, which browsers hand out as a file that cannot be read.
    pub fn is_folder(&self) -> bool {
        js_sys::Reflect::get(&self.0, &IS_FOLDER.into()).is_ok_and(|mark| mark.is_truthy())
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// It is a folder, too large, or cannot be read.
    pub async fn bytes(&self) -> Result<Vec<u8>, FileFault> {
        if self.is_folder() {
            return Err(FileFault::Folder);
        }
        check_file_size(self.0.size())?;
        let buffer = JsFuture::from(self.0.array_buffer())
            .await
            .map_err(|_| FileFault::Unreadable)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// The file's text, as the core makes it out: that of a table by its name, else that of a file of the workbench.
    ///
    /// # Errors
    /// As for its bytes, and where it is no text of its kind.
    pub async fn text(&self) -> Result<String, FileFault> {
        let bytes = self.bytes().await?;
        if is_table_name(&self.name()) {
            table_text(&bytes, gb18030)
        } else {
            file_text(&bytes, gb18030)
        }
    }
}

/// Where the window has the function of the program that opens files, where that runs in the page.
pub const OPEN_IN_PAGE: &str = "openFile";

/// Whether a file of this size, as a browser states it, is read at all. Asking the browser for the size of a file asks the
/// disk, and the page waits for it: so this is asked where the file is read.
///
/// # Errors
/// The file is too large.
pub fn check_file_size(size: f64) -> Result<(), FileFault> {
    check_size(whole(size).unwrap_or(u64::MAX))
}

/// A number as the browser rounds it; nothing where it is negative, no number, or beyond 64 bits. Rust's own way is to
/// write it as text too, with 18 kB of program for numbers of every form.
pub fn whole(number: f64) -> Option<u64> {
    let text = js_sys::Number::from(number).to_fixed(0).ok()?;
    String::from(text).parse().ok()
}

/// The text of bytes in GB 18030, by the browser's decoder; nothing where it cannot read them wholly.
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = web_sys::TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = web_sys::TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// The files chosen in a file input, which is emptied so that the same file can be chosen again.
pub fn chosen_in(event: &web_sys::Event) -> Vec<Chosen> {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = target else { return Vec::new() };
    let files = listed(input.files().into());
    // This empties the list that the browser gave.
    input.set_value("");
    files
}

/// The mark of a folder among dropped files; `public/first.js` sets it too.
const IS_FOLDER: &str = "isFolder";

/// The files that were dropped.
pub fn dropped_in(event: &web_sys::DragEvent) -> Vec<Chosen> {
    let Some(transfer) = event.data_transfer() else {
        return Vec::new();
    };
    let files = listed(transfer.files().into());
    let items = transfer.items();
    let items = (0..items.length()).filter_map(|at| items.get(at));
    for (chosen, item) in files.iter().zip(items.filter(|item| item.kind() == "file")) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        if entry.is_some_and(|entry| entry.is_directory()) {
            // It stays on the file when that is handed to another program.
            let _ = js_sys::Reflect::set(&chosen.0, &IS_FOLDER.into(), &true.into());
        }
    }
    files
}

/// The files of a list of the browser's.
fn listed(files: JsValue) -> Vec<Chosen> {
    if !files.is_object() {
        return Vec::new();
    }
    let files = js_sys::Array::from(&files).into_iter();
    files
        .filter_map(|file| file.dyn_into().ok().map(Chosen))
        .collect()
}

/// Where files wait on the window for the program that takes them.
const HANDED: &str = "handedFiles";

/// Leaves files where the program that takes the page over finds them.
pub fn hand_over(chosen: &[Chosen]) {
    let files = js_sys::Array::new();
    for one in chosen {
        files.push(one.file());
    }
    if let Some(window) = web_sys::window() {
        let _ = js_sys::Reflect::set(&window, &HANDED.into(), &files);
    }
}

/// Takes the files that wait.
pub fn taken_over() -> Vec<Chosen> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let waiting = js_sys::Reflect::get(&window, &HANDED.into());
    let _ = js_sys::Reflect::delete_property(&window, &HANDED.into());
    listed(waiting.unwrap_or_default())
}

/// Whether this is a browser inside another application that is known to drop downloads without a word.
pub fn downloads_are_dropped() -> bool {
    const APPLICATIONS: [&str; 6] = [
        "MicroMessenger",
        "DingTalk",
        "Lark/",
        "Weibo",
        "AlipayClient",
        " QQ/",
    ];
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| APPLICATIONS.iter().any(|name| agent.contains(name)))
}

/// Hands a text to the browser's downloads under a safe name.
///
/// # Errors
/// The browser would not make the file; the sentence is its own.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), String> {
    let said = |value: JsValue| format!("{value:?}");
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).map_err(said)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).map_err(said)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("document")?;
    let link: web_sys::HtmlAnchorElement = document
        .create_element("a")
        .map_err(said)?
        .dyn_into()
        .map_err(|_| "a".to_owned())?;
    link.set_href(&address);
    link.set_download(&file_name(name));
    link.click();
    // The download holds its own copy by the time the click returns.
    web_sys::Url::revoke_object_url(&address).map_err(said)
}
