//! Files are opened by a program of its own (`opening.rs`): in a worker, so that the page stays responsive, or
//! one after the other in the page where no worker can be had. It is loaded when the first file is to be opened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use scoring::files::FileFault;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, MessageEvent, Worker};

use crate::app::browser::files::{self, Chosen, check_file_size, whole};
use crate::app::browser::{document, trusted};

/// A file to open.
#[derive(Clone)]
pub enum FileInput {
    /// Where the person has it; it is read with its opening.
    Chosen(Chosen),
    /// At hand.
    Bytes(Rc<Vec<u8>>),
}

/// A file that was opened.
pub struct Opened {
    /// What it is, as the opening program wrote it.
    pub text: String,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// Why a file was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It cannot be read.
    File(FileFault),
    /// The opening program stopped at it, or cannot be had.
    Failed,
}

/// How often it is looked whether a worker still answers.
const LOOK_MILLISECONDS: u32 = 5000;
/// After so many looks without a sign of it, two minutes of a page that is awake, a worker counts as ended: a browser
/// that ends one says nothing. The largest file is opened within seconds.
const SILENT_LOOKS: u32 = 24;

/// What is done with the answer.
type OnOpened = Box<dyn FnOnce(Result<Opened, OpenError>)>;

/// Has files opened. A clone is the same one.
#[derive(Clone, Default)]
pub struct Opener(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    program: OpeningProgram,
    jobs: BTreeMap<u32, Job>,
    next: u32,
    /// Looks since the worker last gave a sign; nothing while nobody looks.
    silent: Option<u32>,
}

struct Job {
    name: String,
    input: FileInput,
    whole: bool,
    is_posted: bool,
    then: OnOpened,
}

/// Where the opening program runs.
#[derive(Default)]
enum OpeningProgram {
    #[default]
    NotStarted,
    /// It was asked for; of a worker its end.
    Starting(Option<WorkerHandle>),
    InWorker(WorkerHandle),
    /// In the page; it has nothing to do.
    IdleInPage(Function),
    /// In the page; it opens a file.
    BusyInPage,
}

/// A worker, which ends with it.
struct WorkerHandle {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(Event)>,
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

impl Opener {
    /// Opens a file, and calls then. `whole`: with the texts of a sheet.
    pub fn open(
        &self,
        name: String,
        input: FileInput,
        whole: bool,
        then: impl FnOnce(Result<Opened, OpenError>) + 'static,
    ) {
        let mut state = self.0.borrow_mut();
        let number = state.next;
        state.next += 1;
        let job = Job {
            name,
            input,
            whole,
            is_posted: false,
            then: Box::new(then),
        };
        state.jobs.insert(number, job);
        drop(state);
        self.go_on();
    }

    /// Forgets the files that are to be read from where the person has them, also one that is being opened.
    pub fn forget_chosen(&self) {
        let mut state = self.0.borrow_mut();
        let is_kept = |job: &Job| matches!(job.input, FileInput::Bytes(_));
        let is_at_work = state.jobs.values().any(|job| job.is_posted && !is_kept(job));
        state.jobs.retain(|_, job| is_kept(job));
        if is_at_work && matches!(state.program, OpeningProgram::InWorker(_)) {
            // It may be in the middle of a large one.
            state.program = OpeningProgram::NotStarted;
            state.jobs.values_mut().for_each(|job| job.is_posted = false);
        }
        drop(state);
        self.go_on();
    }

    /// Starts the program where it does not run, and hands it what waits.
    fn go_on(&self) {
        let mut state = self.0.borrow_mut();
        if state.jobs.values().all(|job| job.is_posted) {
            return;
        }
        match std::mem::take(&mut state.program) {
            OpeningProgram::NotStarted => {
                drop(state);
                self.start();
            }
            OpeningProgram::InWorker(worker) => {
                for (number, job) in &mut state.jobs {
                    if !job.is_posted {
                        job.is_posted = true;
                        job.post(*number, &worker.worker);
                    }
                }
                state.program = OpeningProgram::InWorker(worker);
                drop(state);
                self.watch();
            }
            OpeningProgram::IdleInPage(open) => {
                state.program = OpeningProgram::BusyInPage;
                drop(state);
                let opener = self.clone();
                spawn_local(async move { opener.open_next(open).await });
            }
            other => state.program = other,
        }
    }

    fn start(&self) {
        let worker = self.new_worker();
        let is_in_worker = worker.is_some();
        self.0.borrow_mut().program = OpeningProgram::Starting(worker);
        if is_in_worker {
            self.watch();
        } else {
            self.start_in_page();
        }
    }

    /// Looks now and then, while a worker is waited for.
    fn watch(&self) {
        let mut state = self.0.borrow_mut();
        let is_watched = state.silent.is_some();
        state.silent.get_or_insert(0);
        drop(state);
        if !is_watched {
            self.look_later();
        }
    }

    fn look_later(&self) {
        let opener = self.clone();
        document::after(LOOK_MILLISECONDS, move || opener.look());
    }

    fn look(&self) {
        let mut state = self.0.borrow_mut();
        let is_waited_for = match &state.program {
            OpeningProgram::Starting(worker) => worker.is_some(),
            OpeningProgram::InWorker(_) => state.jobs.values().any(|job| job.is_posted),
            OpeningProgram::NotStarted | OpeningProgram::IdleInPage(_) | OpeningProgram::BusyInPage => false,
        };
        let looks = state.silent.unwrap_or_default() + 1;
        let is_over = looks >= SILENT_LOOKS;
        state.silent = (is_waited_for && !is_over).then_some(looks);
        drop(state);
        match (is_waited_for, is_over) {
            (true, true) => self.worker_failed(),
            (true, false) => self.look_later(),
            (false, _) => {}
        }
    }

    /// A worker with the program, which says when it is there.
    fn new_worker(&self) -> Option<WorkerHandle> {
        let place = place()?;
        let address = Reflect::get(&place, &"address".into()).ok()?.as_string()?;
        let make: Function = Reflect::get(&js_sys::global(), &"Worker".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let worker = Reflect::construct(&make, &Array::of1(&trusted::address(&address)?)).ok()?;
        let worker: Worker = worker.unchecked_into();
        let opener = self.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            opener.take_answer(&event.data());
        });
        let opener = self.clone();
        let on_error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            // The page goes on, so it is nothing for the guard.
            event.prevent_default();
            opener.worker_failed();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // An answer that cannot be taken out of its message is none.
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        // In the page that is one file the program's bytes stand in the page.
        if let Ok(bytes) = Reflect::get(&place, &"bytes".into())
            && let Some(bytes) = bytes.dyn_ref::<Function>()
        {
            worker.post_message(&bytes.call0(&place).ok()?).ok()?;
        }
        Some(WorkerHandle {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// The worker is there, or has opened a file.
    fn take_answer(&self, data: &JsValue) {
        if let Some(looks) = &mut self.0.borrow_mut().silent {
            *looks = 0;
        }
        let Some(answer) = data.dyn_ref::<Array>() else {
            let mut state = self.0.borrow_mut();
            state.program = match std::mem::take(&mut state.program) {
                OpeningProgram::Starting(Some(worker)) => OpeningProgram::InWorker(worker),
                other => other,
            };
            drop(state);
            return self.go_on();
        };
        let number = answer.get(0).as_f64().and_then(whole);
        let number = number.and_then(|number| u32::try_from(number).ok());
        let job = number.and_then(|number| self.0.borrow_mut().jobs.remove(&number));
        let Some(job) = job else {
            return;
        };
        let Some(text) = answer.get(1).as_string() else {
            let is_too_large = answer
                .get(1)
                .as_f64()
                .and_then(|size| check_file_size(size).err());
            let fault = is_too_large.unwrap_or(FileFault::Unreadable);
            return (job.then)(Err(OpenError::File(fault)));
        };
        let bytes = match &job.input {
            FileInput::Bytes(bytes) => Rc::clone(bytes),
            FileInput::Chosen(_) => Rc::new(Uint8Array::new(&answer.get(2)).to_vec()),
        };
        (job.then)(Ok(Opened { text, bytes }));
    }

    /// The worker did not come, or has stopped or fallen silent: at the first file that it was given and has not answered.
    fn worker_failed(&self) {
        let mut state = self.0.borrow_mut();
        match std::mem::take(&mut state.program) {
            OpeningProgram::Starting(worker) => {
                state.program = OpeningProgram::Starting(None);
                drop(state);
                self.start_in_page();
                // This is called by one of its closures.
                later(worker);
            }
            OpeningProgram::InWorker(worker) => {
                let first = state.jobs.iter().find(|(_, job)| job.is_posted);
                let first = first.map(|(number, _)| *number);
                let lost = first.and_then(|number| state.jobs.remove(&number));
                state.jobs.values_mut().for_each(|job| job.is_posted = false);
                drop(state);
                if let Some(lost) = lost {
                    (lost.then)(Err(OpenError::Failed));
                }
                self.go_on();
                later(Some(worker));
            }
            other => state.program = other,
        }
    }

    fn start_in_page(&self) {
        let opener = self.clone();
        spawn_local(async move {
            match in_page().await {
                Ok(open) => {
                    opener.0.borrow_mut().program = OpeningProgram::IdleInPage(open);
                    opener.go_on();
                }
                Err(error) => {
                    // Nobody catches it but the guard, which says which file is missing (public/guard.js).
                    let _ = Promise::reject(&error);
                    let mut state = opener.0.borrow_mut();
                    state.program = OpeningProgram::NotStarted;
                    let jobs = std::mem::take(&mut state.jobs);
                    drop(state);
                    for job in jobs.into_values() {
                        (job.then)(Err(OpenError::Failed));
                    }
                }
            }
        });
    }

    /// Opens the first file in the page, and lets the browser draw before.
    async fn open_next(&self, open: Function) {
        document::yield_to_browser().await;
        let job = self.0.borrow_mut().jobs.pop_first();
        if let Some((_, job)) = job {
            let answer = job.opened_by(&open).await;
            (job.then)(answer);
        }
        self.0.borrow_mut().program = OpeningProgram::IdleInPage(open);
        self.go_on();
    }
}

impl Job {
    fn post(&self, number: u32, worker: &Worker) {
        let number = JsValue::from(number);
        let (name, whole) = (JsValue::from_str(&self.name), JsValue::from_bool(self.whole));
        // A file and bytes can always be sent.
        let _ = match &self.input {
            FileInput::Chosen(chosen) => {
                worker.post_message(&Array::of4(&number, &name, chosen.file(), &whole))
            }
            FileInput::Bytes(bytes) => {
                let bytes = Uint8Array::from(bytes.as_slice());
                let asked = Array::of4(&number, &name, &bytes, &whole);
                worker.post_message_with_transfer(&asked, &Array::of1(&bytes.buffer()))
            }
        };
    }

    async fn opened_by(&self, open: &Function) -> Result<Opened, OpenError> {
        let bytes = match &self.input {
            FileInput::Bytes(bytes) => Rc::clone(bytes),
            FileInput::Chosen(chosen) => Rc::new(chosen.bytes().await.map_err(OpenError::File)?),
        };
        let (name, whole) = (JsValue::from_str(&self.name), JsValue::from_bool(self.whole));
        let input = Uint8Array::from(bytes.as_slice());
        let text = open.call3(&JsValue::NULL, &name, &input, &whole);
        let text = text.ok().and_then(|text| text.as_string());
        Ok(Opened {
            text: text.ok_or(OpenError::Failed)?,
            bytes,
        })
    }
}

/// What the page knows of the program: its address, its bytes where they stand in the page, and how it begins in the
/// page (index.html, xtask/src/single_file.rs).
fn place() -> Option<JsValue> {
    let window = web_sys::window()?;
    let place = Reflect::get(&window, &"openingProgram".into()).ok()?;
    place.is_object().then_some(place)
}

/// The function of the program that runs in the page.
async fn in_page() -> Result<Function, JsValue> {
    let global = js_sys::global();
    let place = place().ok_or("openingProgram")?;
    let begin: Function = Reflect::get(&place, &"here".into())?.dyn_into()?;
    let begun: Promise = begin.call0(&place)?.dyn_into()?;
    JsFuture::from(begun).await?;
    Reflect::get(&global, &files::OPEN_IN_PAGE.into())?.dyn_into()
}

/// Drops something once the call is done that is under way.
fn later(what: impl Sized + 'static) {
    spawn_local(async move { drop(what) });
}
