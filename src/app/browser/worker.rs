//! The service worker, which keeps the page for times without network: registered, watched, and told to take over.
//!
//! Its own program is `xtask/src/worker.js`. A page without one, as served for development or opened from disk,
//! names none, and then nothing here says anything.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

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
    /// Another tab has taken it. This page goes on with the files of its own version.
    TakenElsewhere,
}

/// Tells at once and at each change whether the page starts without network, and of a newer version.
pub fn watch(tell: impl Fn(Offline, Option<Newer>) + 'static) {
    let Some(worker) = Worker::of_this_page() else {
        return;
    };
    if !worker.window.is_secure_context() {
        return tell(Offline::Insecure, None);
    }
    let Some(container) = worker.container() else {
        return tell(Offline::Unsupported, None);
    };
    tell(Offline::Preparing, None);
    spawn_local(async move {
        match worker.registration(&container).await {
            Some(registration) => follow(&container, registration, tell),
            None => tell(Offline::Failed, None),
        }
    });
}

/// Has the waiting version take over, and calls once it has.
pub fn take_over(then: impl Fn() + 'static) {
    spawn_local(async move {
        let worker = Worker::of_this_page();
        let Some((worker, container)) = worker.and_then(|worker| worker.container().map(|it| (worker, it)))
        else {
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
        let listener = Closure::<dyn Fn()>::new(move || {
            if newer.state() == ServiceWorkerState::Activated {
                then();
            }
        });
        let _ = waiting.add_event_listener_with_callback("statechange", listener.as_ref().unchecked_ref());
        listener.forget();
        let _ = waiting.post_message(&JsValue::from_str("take over"));
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
        let named = window
            .document()?
            .query_selector("meta[name='worker']")
            .ok()
            .flatten()?;
        let address = named
            .get_attribute("content")
            .filter(|address| !address.is_empty())?;
        Some(Self { window, address })
    }

    fn container(&self) -> Option<ServiceWorkerContainer> {
        let container = Reflect::get(&self.window.navigator(), &"serviceWorker".into()).ok()?;
        container.dyn_into().ok()
    }

    /// The registration, which the two programs of the page share: the first one to ask begins it.
    async fn registration(&self, container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
        let shared = JsValue::from_str("workerRegistration");
        let begun = Reflect::get(&self.window, &shared)
            .ok()
            .and_then(|it| it.dyn_into::<Promise>().ok());
        let promise = match begun {
            Some(promise) => promise,
            None => {
                let promise = self.register(container).ok()?;
                let _ = Reflect::set(&self.window, &shared, &promise);
                promise
            }
        };
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    fn register(&self, container: &ServiceWorkerContainer) -> Result<Promise, JsValue> {
        let options = Object::new();
        // The worker's program never comes from the HTTP cache, whatever the server says.
        Reflect::set(&options, &"updateViaCache".into(), &"none".into())?;
        let register: Function = Reflect::get(container, &"register".into())?.dyn_into()?;
        let promise = register.call2(container, &self.trusted_address()?, &options)?;
        promise.dyn_into()
    }

    /// The address, as a page with Trusted Types wants it. Without them it is a text.
    fn trusted_address(&self) -> Result<JsValue, JsValue> {
        let address = JsValue::from_str(&self.address);
        let types = Reflect::get(&self.window, &"trustedTypes".into())?;
        if types.is_undefined() {
            return Ok(address);
        }
        // The build wrote the address, so the policy has nothing to refuse.
        let same = Closure::once_into_js(|address: JsValue| address);
        let rules = Object::new();
        Reflect::set(&rules, &"createScriptURL".into(), &same)?;
        let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
        let policy = create.call2(&types, &"workbench-worker".into(), &rules)?;
        let trust: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
        trust.call1(&policy, &address)
    }
}

/// Looks at the registration whenever something about it changes, as long as the page lives.
fn follow(
    container: &ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
    tell: impl Fn(Offline, Option<Newer>) + 'static,
) {
    let replaced = Rc::new(Cell::new(false));
    let on_change = Rc::new(RefCell::new(None::<Function>));
    let look = {
        let (registration, replaced) = (registration.clone(), Rc::clone(&replaced));
        let on_change = Rc::clone(&on_change);
        move || {
            let (active, waiting) = (registration.active(), registration.waiting());
            let installing = registration.installing();
            for worker in [&active, &waiting, &installing].into_iter().flatten() {
                worker.set_onstatechange(on_change.borrow().as_ref());
            }
            let offline = match &active {
                Some(active) if active.state() == ServiceWorkerState::Activated => Offline::Ready,
                None if waiting.is_none() && installing.is_none() => Offline::Failed,
                _ => Offline::Preparing,
            };
            let newer = match active.and(waiting) {
                Some(_) => Some(Newer::Waits),
                None => replaced.get().then_some(Newer::TakenElsewhere),
            };
            tell(offline, newer);
        }
    };
    let look = Closure::<dyn Fn()>::new(look).into_js_value();
    let look: Function = look.unchecked_into();
    on_change.replace(Some(look.clone()));
    registration.set_onupdatefound(Some(&look));
    let _ = look.call0(&JsValue::NULL);

    // The first worker that takes a page in replaces nothing.
    let had_one = Cell::new(container.controller().is_some());
    listen(container, "controllerchange", move || {
        replaced.set(had_one.replace(true));
        let _ = look.call0(&JsValue::NULL);
    });
    // A page may stay open for days: it asks for a newer version when somebody comes back to it.
    if let Some(window) = web_sys::window()
        && let Some(document) = window.document()
    {
        let ask = registration.clone();
        listen(&window, "online", move || ask_for_newer(&ask));
        let ask = registration.clone();
        let shown = document.clone();
        listen(&document, "visibilitychange", move || {
            if !shown.hidden() {
                ask_for_newer(&ask);
            }
        });
    }
    ask_for_newer(&registration);
}

fn ask_for_newer(registration: &ServiceWorkerRegistration) {
    // The first version is on its way and cannot be old.
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

fn listen(target: &web_sys::EventTarget, event: &str, call: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(call);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}
