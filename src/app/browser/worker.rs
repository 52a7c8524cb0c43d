//! The service worker, which keeps the page for times without network: registered, watched, and told to take over.
//!
//! Its own program is `xtask/src/worker.js`. A page without one, as served for development or opened from disk,
//! names none, and then nothing here says anything.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::app::browser::trusted;

/// Whether the page starts without network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// It does: one whole version of it is in the browser.
    Ready,
    /// Not yet: its files are being fetched.
    Preparing,
    /// Not yet: its files could not all be had. The next start tries again.
    Failed,
    /// Never at this address: browsers allow it over https only.
    Insecure,
    /// Never in this browser, or not as it is set.
    Unsupported,
}

/// A newer version of the page than the one on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// It is here, whole, and waits.
    Waits,
    /// It has taken over, for another tab or too late for this one. This page goes on with its own files.
    Taken,
}

/// What the worker keeps for this page; nothing of it where the page names no worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfflineCopy {
    /// Whether the page starts without network.
    pub offline: Option<Offline>,
    /// A newer version.
    pub newer: Option<Newer>,
}

/// Tells as soon as it is known, and at each change, what is kept.
pub fn watch(tell: impl Fn(OfflineCopy) + 'static) {
    let Some(worker) = Worker::of_this_page() else {
        return;
    };
    let known = |offline| OfflineCopy {
        offline: Some(offline),
        newer: None,
    };
    if !worker.window.is_secure_context() {
        return tell(known(Offline::Insecure));
    }
    let Some(container) = worker.container() else {
        return tell(known(Offline::Unsupported));
    };
    // Fetching and checking the whole build must not stand in the way of the start screen.
    super::document::when_idle(move || {
        spawn_local(async move {
            match worker.registration(&container).await {
                Some(registration) => follow(&container, registration, tell),
                None => tell(known(Offline::Failed)),
            }
        });
    });
}

/// Has the waiting version take over, and calls once it has.
pub fn take_over(then: impl Fn() + 'static) {
    spawn_local(async move {
        let Some(worker) = Worker::of_this_page() else {
            return;
        };
        let Some(container) = worker.container() else {
            return;
        };
        let Some(registration) = worker.registration(&container).await else {
            return;
        };
        // Another tab may have been first.
        let Some(waiting) = registration.waiting() else {
            return then();
        };
        let newer = waiting.clone();
        listen(&waiting, "statechange", move || {
            if activated(&newer) {
                then();
            }
        });
        let _ = waiting.post_message(&"take over".into());
    });
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The worker that the build has named in this page.
struct Worker {
    window: web_sys::Window,
    address: String,
}

impl Worker {
    fn of_this_page() -> Option<Self> {
        let window = web_sys::window()?;
        // A page from disk needs no network anyway.
        if window.location().protocol().ok()? == "file:" {
            return None;
        }
        let document = window.document()?;
        let named = document.query_selector("meta[name='worker']").ok().flatten()?;
        let address = named
            .get_attribute("content")
            .filter(|address| !address.is_empty())?;
        Some(Self { window, address })
    }

    fn container(&self) -> Option<ServiceWorkerContainer> {
        get(&self.window.navigator(), "serviceWorker").dyn_into().ok()
    }

    /// The registration, which the two programs of the page share: the first one to ask begins it.
    async fn registration(&self, container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
        const SHARED: &str = "workerRegistration";
        let promise = match get(&self.window, SHARED).dyn_into::<Promise>() {
            Ok(begun) => begun,
            Err(_) => {
                let begun = self.register(container)?;
                set(&self.window, SHARED, &begun);
                begun
            }
        };
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    fn register(&self, container: &ServiceWorkerContainer) -> Option<Promise> {
        let options = Object::new();
        // The worker's program never comes from the HTTP cache, whatever the server says.
        set(&options, "updateViaCache", &"none".into());
        let register: Function = get(container, "register").dyn_into().ok()?;
        let promise = register.call2(container, &trusted::address(&self.address)?, &options);
        promise.ok()?.dyn_into().ok()
    }
}

/// Looks at the registration whenever something about it changes, as long as the page lives.
fn follow(
    container: &ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
    tell: impl Fn(OfflineCopy) + 'static,
) {
    let replaced = Rc::new(Cell::new(false));
    let look = {
        let (registration, replaced) = (registration.clone(), Rc::clone(&replaced));
        move || {
            let (active, waiting) = (registration.active(), registration.waiting());
            let offline = match &active {
                Some(active) if activated(active) => Offline::Ready,
                None if waiting.is_none() && registration.installing().is_none() => Offline::Failed,
                _ => Offline::Preparing,
            };
            let newer = match active.and(waiting) {
                Some(_) => Some(Newer::Waits),
                None => replaced.get().then_some(Newer::Taken),
            };
            tell(OfflineCopy {
                offline: Some(offline),
                newer,
            });
        }
    };
    look();
    let look: Function = Closure::<dyn Fn()>::new(look).into_js_value().unchecked_into();
    // A worker that is being installed now, and each later one.
    let (coming, looking) = (registration.clone(), look.clone());
    let arrive = move || {
        for worker in [coming.installing(), coming.waiting(), coming.active()]
            .into_iter()
            .flatten()
        {
            let _ = worker.add_event_listener_with_callback("statechange", &looking);
        }
    };
    arrive();
    listen(&registration, "updatefound", arrive);
    // The first worker that takes a page in replaces nothing.
    let had_one = Cell::new(container.controller().is_some());
    listen(container, "controllerchange", move || {
        replaced.set(had_one.replace(true));
        let _ = look.call0(&JsValue::NULL);
    });
    ask_for_newer(&registration);
    // A page may stay open for days: it asks again when somebody comes back to it.
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let shown = document.clone();
        listen(&document, "visibilitychange", move || {
            if !shown.hidden() {
                ask_for_newer(&registration);
            }
        });
    }
}

fn ask_for_newer(registration: &ServiceWorkerRegistration) {
    // The first version is being installed and cannot be old.
    if registration.active().is_none() {
        return;
    }
    if let Ok(asking) = registration.update() {
        spawn_local(async move {
            // Without network there is no answer, and the version at hand goes on.
            let _ = JsFuture::from(asking).await;
        });
    }
}

fn activated(worker: &web_sys::ServiceWorker) -> bool {
    get(worker, "state") == "activated"
}

fn listen(target: &web_sys::EventTarget, event: &str, call: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(call);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// A property that not every browser has.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Plain objects and the window take any property.
    let _ = Reflect::set(object, &name.into(), value);
}
