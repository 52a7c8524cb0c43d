//! Addresses of programs as a page with Trusted Types wants them: by one policy, which the programs of the page share.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where the policy is found on the window by the program that comes second: a policy is made once.
const SHARED: &str = "addressPolicy";

/// The address of a worker's program. Without Trusted Types it is a text.
pub fn address(address: &str) -> Option<JsValue> {
    let window = web_sys::window()?;
    let types = Reflect::get(&window, &"trustedTypes".into()).unwrap_or_default();
    let address = JsValue::from_str(address);
    if types.is_undefined() {
        return Some(address);
    }
    let shared = Reflect::get(&window, &SHARED.into()).unwrap_or_default();
    let policy = if shared.is_undefined() {
        let made = policy(&types)?;
        // The window takes any property.
        let _ = Reflect::set(&window, &SHARED.into(), &made);
        made
    } else {
        shared
    };
    let trust: Function = Reflect::get(&policy, &"createScriptURL".into())
        .ok()?
        .dyn_into()
        .ok()?;
    trust.call1(&policy, &address).ok()
}

/// The build writes the addresses, so the policy has nothing to refuse.
fn policy(types: &JsValue) -> Option<JsValue> {
    let rules = Object::new();
    let unchanged = Closure::<dyn Fn(JsValue) -> JsValue>::new(|address| address).into_js_value();
    Reflect::set(&rules, &"createScriptURL".into(), &unchanged).ok()?;
    let create: Function = Reflect::get(types, &"createPolicy".into())
        .ok()?
        .dyn_into()
        .ok()?;
    create.call2(types, &"workbench-worker".into(), &rules).ok()
}
