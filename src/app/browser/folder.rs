//! A folder of the person's own choice on disk, where the browser can write to one (File System Access).
//!
//! web-sys does not name this interface yet, so it is called by its names.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A folder that somebody chose.
#[derive(Clone, Debug)]
pub struct Folder {
    handle: JsValue,
}

/// Whether this browser can write to a folder at all.
pub fn available() -> bool {
    web_sys::window().is_some_and(|window| {
        Reflect::get(&window, &"showDirectoryPicker".into()).is_ok_and(|value| value.is_function())
    })
}

/// Asks the person for a folder; nothing where none was chosen.
pub async fn choose() -> Option<Folder> {
    let window = web_sys::window()?;
    let handle = call(&window, "showDirectoryPicker", &[mode()]).await.ok()?;
    Some(Folder { handle })
}

impl Folder {
    /// The folder that was remembered.
    pub fn of(handle: JsValue) -> Option<Self> {
        handle.is_object().then_some(Self { handle })
    }

    /// What has to be remembered of it.
    pub fn handle(&self) -> &JsValue {
        &self.handle
    }

    /// Its name.
    pub fn name(&self) -> String {
        Reflect::get(&self.handle, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default()
    }

    /// Whether the page may write to it without asking. Where the browser never asks, it may.
    pub async fn allowed(&self) -> bool {
        match call(&self.handle, "queryPermission", &[mode()]).await {
            Ok(state) => state.as_string().as_deref() == Some("granted"),
            Err(_) => true,
        }
    }

    /// Asks the person to allow it; only a click can.
    pub async fn ask(&self) -> bool {
        match call(&self.handle, "requestPermission", &[mode()]).await {
            Ok(state) => state.as_string().as_deref() == Some("granted"),
            Err(_) => true,
        }
    }

    /// Writes a file, whole or not at all, in place of one of the same name.
    ///
    /// # Errors
    /// The folder is gone, full, or not allowed any more.
    pub async fn write(&self, name: &str, text: &str) -> Result<(), JsValue> {
        let create = Object::new();
        Reflect::set(&create, &"create".into(), &true.into())?;
        let file = call(&self.handle, "getFileHandle", &[name.into(), create.into()]).await?;
        let stream = call(&file, "createWritable", &[]).await?;
        call(&stream, "write", &[text.into()]).await?;
        call(&stream, "close", &[]).await?;
        Ok(())
    }
}

fn mode() -> JsValue {
    let mode = Object::new();
    // Setting a member of a new object does not fail.
    let _ = Reflect::set(&mode, &"mode".into(), &"readwrite".into());
    mode.into()
}

async fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    let promise: Promise = function.apply(object, &arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
