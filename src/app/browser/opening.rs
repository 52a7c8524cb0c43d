//! The program that opens files: in a worker it answers messages, in the page it is a function. It has no desk, draws
//! nothing and keeps nothing.

use js_sys::{Array, Reflect, Uint8Array};
use scoring::desks::secretariat::{TextDetail, write_read_file};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use crate::app::browser::files::{OPEN_IN_PAGE, check_file_size, gb18030};

/// Begins to answer.
pub fn serve() {
    let scope = js_sys::global();
    match scope.dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(worker) => answer_messages(worker),
        Err(page) => {
            let open = Closure::<dyn Fn(String, Uint8Array, bool) -> String>::new(
                |name: String, bytes: Uint8Array, whole| opened(&name, &bytes.to_vec(), whole),
            );
            // The window takes any property.
            let _ = Reflect::set(&page, &OPEN_IN_PAGE.into(), &open.into_js_value());
        }
    }
}

/// A message is a number, a name, a file or its bytes, and whether texts are wanted. The answer has the number, what
/// the file is, and its bytes where the page had not read them; its size alone where it is too large, and nothing where
/// it cannot be read.
fn answer_messages(worker: DedicatedWorkerGlobalScope) {
    let scope = worker.clone();
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let asked: Array = event.data().unchecked_into();
        let name = asked.get(1).as_string().unwrap_or_default();
        let (given, whole) = (asked.get(2), asked.get(3).is_truthy());
        let is_read = given.is_instance_of::<Uint8Array>();
        let bytes = match read(given) {
            Ok(bytes) => bytes,
            Err(size) => {
                let _ = scope.post_message(&Array::of2(&asked.get(0), &size));
                return;
            }
        };
        let text = JsValue::from_str(&opened(&name, &bytes.to_vec(), whole));
        let _ = if is_read {
            scope.post_message(&Array::of2(&asked.get(0), &text))
        } else {
            let answer = Array::of3(&asked.get(0), &text, &bytes);
            scope.post_message_with_transfer(&answer, &Array::of1(&bytes.buffer()))
        };
    });
    worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    // Messages that come before somebody listens are lost, so the page waits for this one.
    let _ = worker.post_message(&JsValue::NULL);
}

/// The bytes of a file, or its size where it is not read.
fn read(given: JsValue) -> Result<Uint8Array, JsValue> {
    let file: Blob = match given.dyn_into::<Uint8Array>() {
        Ok(bytes) => return Ok(bytes),
        Err(file) => file.unchecked_into(),
    };
    let size = file.size();
    check_file_size(size).map_err(|_| JsValue::from_f64(size))?;
    let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(&file));
    // What cannot be read has no size that is too large.
    buffer
        .map(|buffer| Uint8Array::new(&buffer))
        .map_err(|_| JsValue::UNDEFINED)
}

fn opened(name: &str, bytes: &[u8], whole: bool) -> String {
    let texts = if whole {
        TextDetail::Whole
    } else {
        TextDetail::Shortened
    };
    write_read_file(name, bytes, texts, gb18030)
}
