//! The programs of the page. A program that was started keeps running. The root element of one is in the page at a
//! time: the one that the address names.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

/// Where a program draws.
#[derive(Clone)]
pub struct ProgramRoot(HtmlElement);

impl ProgramRoot {
    /// A root element in the page, in place of the start screen.
    pub fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        // What stood there before any program goes by itself (public/first.js).
        if let Some(start) = document.get_element_by_id("start") {
            start.remove();
        }
        let root_element = document.create_element("div").ok()?;
        // Nothing else in the page has this id: the other root elements are not in it.
        root_element.set_id("app");
        let root_element = Self(root_element.dyn_into().ok()?);
        root_element.enter();
        Some(root_element)
    }

    /// The element to draw in.
    pub fn element(&self) -> HtmlElement {
        self.0.clone()
    }

    /// Puts the root element into the page.
    pub fn enter(&self) {
        if let Some(body) = web_sys::window().and_then(|window| window.document()?.body()) {
            // An element of our own can stand anywhere.
            let _ = body.append_child(&self.0);
        }
    }

    /// Takes the root element out of the page, with what is drawn in it.
    pub fn leave(&self) {
        self.0.remove();
    }
}

/// Starts another program, unless it was started before, and calls then; with the browser's error where it cannot be
/// had.
pub fn start(program: &'static str, then: impl FnOnce(Result<(), JsValue>) + 'static) {
    spawn_local(async move { then(started(program).await) });
}

/// What the browser says of an error.
pub fn said(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
    message.map_or_else(|| format!("{error:?}"), String::from)
}

/// Starts another program, unless it was started before.
///
/// Only the page itself knows where its programs are: in files whose names change with every build, or inside the
/// page that is one file. So it has a function for it (index.html, xtask/src/single_file.rs), and nothing here
/// makes a script element, which Trusted Types would refuse.
///
/// # Errors
/// What the browser says of a program that it did not get.
pub async fn started(program: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("window")?;
    let start: Function = Reflect::get(&window, &"startProgram".into())?.dyn_into()?;
    let started: Promise = start.call1(&window, &program.into())?.dyn_into()?;
    JsFuture::from(started).await?;
    Ok(())
}
