//! The journal in IndexedDB: what every draft says, every step that led there, and what must not be lost.
//!
//! Here it is opened, upgraded and read, and rebuilt in [`rebuilding`]. The keeper's ports ([`super::ports`]) write
//! drafts, [`super::desk`] the secretariat's desk. All keys and values are texts; what they mean is the core's business.
//!
//! A program says what it does where it finds an interrupted rebuilding ([`on_interrupted`]): the desks go on with it,
//! and the start program, which has not the code, leaves the page to one that has.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::{Database, ObjectStoreName};
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::future::OpenDbRequest;
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use js_sys::Reflect;
pub use scoring::keeper::{JournalFault, Store};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent};

use crate::app::browser::document;

pub mod rebuilding;

const NAME: &str = "scoring-workbench";

/// The database in which the records of the journal stand aside while it is rebuilt.
const ASIDE: &str = "scoring-workbench-rebuild";

/// The key of the mark of a rebuilding, in the store of what is no text.
const MARK: &str = "rebuilt";

/// One step of the database's own version: which stores it is to have, not what is in them.
type Step = fn(&IdbDatabase) -> Result<(), JsValue>;

/// The steps from an empty database to the one of this page. The first leads from version 0 to 1, the second from 1 to
/// 2, and so on; an upgrade takes those from the version it finds. A step that was released is never changed: a new
/// one is added at the end.
const STEPS: [Step; 2] = [
    |database| create_missing(database, &FIRST_STORES),
    // Version 1 could be left without its stores: by a page that gave up waiting for its first opening.
    |database| {
        create_missing(database, &FIRST_STORES)?;
        create_missing(database, &SECOND_STORES)
    },
];

/// The stores of version 1.
const FIRST_STORES: [&str; 7] = [
    "cards", "state", "history", "rubrics", "tray", "backups", "folders",
];

/// The stores that came with version 2.
const SECOND_STORES: [&str; 2] = ["removals", "desk"];

/// How long the journal may leave a question unanswered. A slow disk answers within a second or two; one that hangs
/// must keep nobody from working, nor from hearing of it.
const TIMEOUT_MILLISECONDS: i32 = 6000;

/// Every store of the keeper.
pub(super) const STORES: [Store; 6] = [
    Store::Cards,
    Store::State,
    Store::Entries,
    Store::Rubrics,
    Store::Conflicts,
    Store::Backups,
];

/// The name of a store on the disk.
pub(super) fn store_name(store: Store) -> &'static str {
    match store {
        Store::Cards => "cards",
        Store::State => "state",
        Store::Entries => "history",
        Store::Rubrics => "rubrics",
        // It was called so when it was first released.
        Store::Conflicts => "tray",
        Store::Backups => "backups",
    }
}

/// How long a journal that did not answer is not read again: opening a draft asks it many questions.
const SILENT_MILLISECONDS: f64 = 10_000.0;

thread_local! {
    static OPEN: RefCell<Option<Database>> = const { RefCell::new(None) };
    static SILENT_SINCE: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    static OPENING: RefCell<Option<Rc<Opening>>> = const { RefCell::new(None) };
    static ON_CLOSED: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
    static ON_INTERRUPTED: RefCell<Option<Rc<GoOn>>> = const { RefCell::new(None) };
}

/// What is done about an interrupted rebuilding, with the journal where there is one: it gives the whole journal.
type GoOn = dyn Fn(Option<Database>) -> GoingOn;

/// A rebuilding that is gone on with.
pub type GoingOn = Pin<Box<dyn Future<Output = Result<Database, Failure>>>>;

/// Calls where the journal is opened and a rebuilding of it was interrupted, or is under way in another window.
pub fn on_interrupted(call: impl Fn(Option<Database>) -> GoingOn + 'static) {
    ON_INTERRUPTED.set(Some(Rc::new(call)));
}

async fn go_on(journal: Option<Database>) -> Result<Database, Failure> {
    match ON_INTERRUPTED.with_borrow(Clone::clone) {
        Some(call) => call(journal).await,
        None => Err(JournalFault::Broken.into()),
    }
}

/// Calls whenever the browser closes the database, since somebody clears it, or since another page deletes it or raises
/// its version: what it had may be gone.
pub fn on_closed(call: impl Fn() + 'static) {
    ON_CLOSED.set(Some(Rc::new(call)));
}

fn closed_from_outside() {
    close();
    if let Some(call) = ON_CLOSED.with_borrow(Clone::clone) {
        call();
    }
}

/// Every key and text whose key begins like this, in order of the keys.
///
/// # Errors
/// The journal cannot be read.
pub async fn read(store: Store, prefix: &str) -> Result<Vec<(String, String)>, JournalFault> {
    asked(read_between(store, prefix.to_owned(), end_of(prefix))).await
}

async fn read_between(store: Store, from: String, to: String) -> Result<Vec<(String, String)>, Failure> {
    let database = database().await?;
    let transaction = reading(&database, [store_name(store)])?;
    let place = transaction.object_store(store_name(store))?;
    let range = || KeyRange::Bound(from.clone(), false, to.clone(), true);
    let keys = place
        .get_all_keys::<String>()
        .with_query::<String, _>(range())
        .primitive()?;
    let texts = place
        .get_all::<JsValue>()
        .with_query::<String, _>(range())
        .primitive()?;
    let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
    let texts = texts.await?.collect::<Result<Vec<_>, _>>()?;
    Ok(keys.into_iter().zip(texts.iter().map(text_of)).collect())
}

/// Every key that begins like this, in order.
///
/// # Errors
/// The journal cannot be read.
pub async fn keys(store: Store, prefix: &str) -> Result<Vec<String>, JournalFault> {
    asked(keys_between(store, prefix)).await
}

async fn keys_between(store: Store, prefix: &str) -> Result<Vec<String>, Failure> {
    let database = database().await?;
    let transaction = reading(&database, [store_name(store)])?;
    let place = transaction.object_store(store_name(store))?;
    let range = under(prefix);
    let keys = place
        .get_all_keys::<String>()
        .with_query::<String, _>(range)
        .primitive()?;
    Ok(keys.await?.collect::<Result<Vec<_>, _>>()?)
}

/// The texts under these keys; nothing for a key that is not there.
///
/// # Errors
/// The journal cannot be read.
pub async fn texts(store: Store, keys: &[String]) -> Result<Vec<Option<String>>, JournalFault> {
    asked(texts_under(store, keys)).await
}

async fn texts_under(store: Store, keys: &[String]) -> Result<Vec<Option<String>>, Failure> {
    let database = database().await?;
    let transaction = reading(&database, [store_name(store)])?;
    let place = transaction.object_store(store_name(store))?;
    let mut asked = Vec::with_capacity(keys.len());
    for key in keys {
        asked.push(place.get::<JsValue, _, _>(key.clone()).primitive()?);
    }
    let mut texts = Vec::with_capacity(asked.len());
    for one in asked {
        texts.push(one.await?.as_ref().map(text_of));
    }
    Ok(texts)
}

/// The text of a record. Another program may have put there what is no text: that is read as a damaged record.
pub(super) fn text_of(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        let written = js_sys::JSON::stringify(value).ok();
        let written = written.and_then(|written| written.as_string());
        format!("no text: {}", written.unwrap_or_default())
    })
}

/// Asks, unless there was no answer just now.
pub(super) async fn asked<T>(question: impl Future<Output = Result<T, Failure>>) -> Result<T, JournalFault> {
    // A clock that was set back must not make the journal silent for ever.
    if (js_sys::Date::now() - SILENT_SINCE.get()).abs() < SILENT_MILLISECONDS {
        return Err(silence());
    }
    answered(question).await
}

/// Waits for the answer, for a while. Whoever does not answer is closed, and opened anew for the next question.
pub(super) async fn answered<T>(
    question: impl Future<Output = Result<T, Failure>>,
) -> Result<T, JournalFault> {
    answered_within(TIMEOUT_MILLISECONDS, question).await
}

async fn answered_within<T>(
    milliseconds: i32,
    question: impl Future<Output = Result<T, Failure>>,
) -> Result<T, JournalFault> {
    let mut question = pin!(question);
    let mut timeout = pin!(document::in_milliseconds(milliseconds));
    let answer = poll_fn(|context| match question.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => timeout.as_mut().poll(context).map(|()| None),
    });
    let answer = answer.await;
    SILENT_SINCE.set(match answer {
        Some(_) => f64::NEG_INFINITY,
        None => js_sys::Date::now(),
    });
    match answer {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(failure)) => {
            let fault = failure.fault();
            if fault == JournalFault::Broken {
                // Whoever asks next opens it anew.
                close();
            }
            Err(fault)
        }
        None => {
            close();
            Err(silence())
        }
    }
}

/// Closes the database; whoever asks next opens it anew, even while an opening that gives no answer goes on.
pub(super) fn close() {
    OPENING.take();
    if let Some(open) = OPEN.take() {
        open.close();
    }
}

/// Why there is no answer.
fn silence() -> JournalFault {
    let blocked = Reflect::get(&js_sys::global(), &BLOCKED.into());
    if blocked.is_ok_and(|blocked| blocked.is_truthy()) {
        JournalFault::HeldByOlderWindow
    } else {
        JournalFault::Silent
    }
}

/// The member of the window in which both programs of a page find whether the upgrade is blocked: the browser tells it
/// to the one that asked first, and the other waits behind it.
const BLOCKED: &str = "journalBlocked";

fn tell_blocked(blocked: bool) {
    // Where a window takes no members, the journal is told as silent.
    let _ = Reflect::set(&js_sys::global(), &BLOCKED.into(), &blocked.into());
}

/// A transaction over these stores. The browser flushes what it changed to the disk before it says that it
/// is done. One that is dropped changes nothing.
pub(super) fn strict<'d>(
    database: &'d Database,
    stores: impl ObjectStoreName,
) -> Result<Transaction<'d>, Failure> {
    let mut strict = TransactionOptions::new();
    strict.set_durability(TransactionDurability::Strict);
    let transaction = database
        .transaction(stores)
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build();
    begun(transaction)
}

/// A transaction that reads these stores.
pub(super) fn reading<'d>(
    database: &'d Database,
    stores: impl ObjectStoreName,
) -> Result<Transaction<'d>, Failure> {
    begun(database.transaction(stores).build())
}

/// A transaction that begins, where the database is still open.
///
/// Of several requests that fail each one tells its transaction, whose listener in indexed_db_futures 0.6 ends the
/// program when it is called twice. The end of the transaction says that it failed all the same.
fn begun(transaction: Result<Transaction<'_>, Error>) -> Result<Transaction<'_>, Failure> {
    let transaction = transaction.map_err(|error| match error {
        Error::DomException(DomException::InvalidStateError(_)) => Failure::Closed,
        error => error.into(),
    })?;
    transaction.as_sys().set_onerror(None);
    Ok(transaction)
}

/// Ends a transaction; when this returns, all of it is on the disk.
///
/// # Errors
/// Nothing of it is.
pub(super) async fn commit(transaction: Transaction<'_>) -> Result<(), Failure> {
    let browsers = transaction.as_sys().clone();
    transaction
        .commit()
        .await
        .map_err(|error| Failure::from(browsers.error().map_or(error, Error::from)))
}

/// Asks for a record to be put there. Whether it was is what the end of the transaction says.
pub(super) fn put(store: &ObjectStore<'_>, value: &JsValue, key: &JsValue) -> Result<(), Failure> {
    let asked = store.as_sys().put_with_key(value, key);
    asked.map(drop).map_err(refused)
}

/// Asks for a record to be deleted, or all of a range of keys. Whether it was is what the end of the transaction says.
pub(super) fn delete(store: &ObjectStore<'_>, keys: &JsValue) -> Result<(), Failure> {
    let asked = store.as_sys().delete(keys);
    asked.map(drop).map_err(refused)
}

fn refused(error: JsValue) -> Failure {
    match error.dyn_into::<web_sys::DomException>() {
        Ok(exception) => Failure::from(Error::from(exception)),
        Err(_) => Failure::Fault(JournalFault::Broken),
    }
}

/// The key of the one folder for copies.
const COPIES: &str = "copies";
/// The store for folders, which are objects of the browser and no texts.
const FOLDERS: &str = "folders";

/// The folder for copies that was chosen, as the browser remembers it.
///
/// # Errors
/// The journal cannot be read.
pub async fn folder() -> Result<Option<JsValue>, Failure> {
    let database = database().await?;
    let transaction = reading(&database, [FOLDERS])?;
    let place = transaction.object_store(FOLDERS)?;
    Ok(place.get::<JsValue, _, _>(COPIES).primitive()?.await?)
}

/// Remembers the folder for copies.
///
/// # Errors
/// It is not remembered.
pub async fn keep_folder(handle: &JsValue) -> Result<(), Failure> {
    let database = database().await?;
    let transaction = database
        .transaction(FOLDERS)
        .with_mode(TransactionMode::Readwrite)
        .build()?;
    let place = transaction.object_store(FOLDERS)?;
    place.put(handle.clone()).with_key(COPIES).primitive()?.await?;
    Ok(transaction.commit().await?)
}

/// Forgets the folder for copies.
///
/// # Errors
/// It is still remembered.
pub async fn forget_folder() -> Result<(), Failure> {
    let database = database().await?;
    let transaction = database
        .transaction(FOLDERS)
        .with_mode(TransactionMode::Readwrite)
        .build()?;
    let place = transaction.object_store(FOLDERS)?;
    place.delete(COPIES).primitive()?.await?;
    Ok(transaction.commit().await?)
}

/// An opening under way, and who waits for it. It goes on to its end even where all of them give up: the browser
/// upgrades the database in any case, and without our steps it would be left without its stores.
#[derive(Default)]
struct Opening {
    outcome: RefCell<Option<Result<Database, JournalFault>>>,
    waiting: RefCell<Vec<Waker>>,
}

pub(super) async fn database() -> Result<Database, JournalFault> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let under_way = OPENING.with_borrow(Clone::clone);
    let opening = under_way.unwrap_or_else(|| {
        let opening = Rc::new(Opening::default());
        OPENING.set(Some(Rc::clone(&opening)));
        spawn_local(open(Rc::clone(&opening)));
        opening
    });
    poll_fn(|context| match opening.outcome.borrow().clone() {
        Some(outcome) => Poll::Ready(outcome),
        None => {
            opening.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        }
    })
    .await
}

/// Opens the database, upgraded where it is older, and tells everybody who waits for it.
async fn open(opening: Rc<Opening>) {
    let opened = opened().await;
    if let Ok(opened) = &opened {
        // A newer version of this page must not have to wait until this one is closed; this one will then hear that
        // there is a newer one.
        let give_way = Closure::once_into_js(closed_from_outside);
        let browsers = opened.as_sys();
        browsers.set_onversionchange(Some(give_way.unchecked_ref()));
        let closed = Closure::once_into_js(closed_from_outside);
        browsers.set_onclose(Some(closed.unchecked_ref()));
        if let Some(earlier) = OPEN.replace(Some(opened.clone())) {
            earlier.close();
        }
        let marked = opened.clone();
        spawn_local(async move {
            if let Ok(Some(_)) = mark_of(&marked).await {
                let _ = go_on(Some(marked)).await;
            }
        });
    }
    tell_blocked(false);
    // Whoever waited too long has begun another opening meanwhile.
    if OPENING.with_borrow(|under_way| under_way.as_ref().is_some_and(|one| Rc::ptr_eq(one, &opening))) {
        OPENING.take();
    }
    opening.outcome.replace(Some(opened.map_err(Failure::fault)));
    for waiting in opening.waiting.take() {
        waiting.wake();
    }
}

/// The journal. One that is not there is made, empty unless its records stand aside.
async fn opened() -> Result<Database, Failure> {
    if let Some(journal) = existing(NAME).await? {
        return Ok(journal);
    }
    match existing(ASIDE).await? {
        Some(aside) => {
            aside.close();
            go_on(None).await
        }
        None => Ok(asked_for(NAME, Some(Box::new(|_| Ok(()))))?.await?),
    }
}

/// A database of ours, where it is there.
async fn existing(name: &str) -> Result<Option<Database>, Failure> {
    match asked_for(name, None)?.await {
        Err(OpenDbError::Base(Error::DomException(DomException::AbortError(_)))) => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

/// The mark of a rebuilding.
async fn mark_of(database: &Database) -> Result<Option<JsValue>, Failure> {
    let transaction = reading(database, [FOLDERS])?;
    let place = transaction.object_store(FOLDERS)?;
    Ok(place.get::<JsValue, _, _>(MARK).primitive()?.await?)
}

/// Asks the browser for a database of ours. What it tells until it answers is heard without `indexed_db_futures`, whose
/// listeners put every error into words, with numbers of every form: a tenth of the start program.
///
/// One that is not there is made only where it is said what it is filled with, in the transaction that makes it. Without,
/// the request ends as aborted, and there is still none.
fn asked_for(name: &str, fill: Option<Fill>) -> Result<OpenDbRequest, OpenDbError> {
    let request = Database::open(name).with_version(STEPS.len() as u32).build()?;
    let browsers = request.as_sys();
    let blocked = Closure::once_into_js(|| tell_blocked(true));
    browsers.set_onblocked(Some(blocked.unchecked_ref()));
    // An error that it throws ends the upgrade: the database stays as it was.
    let upgrade = Closure::once_into_js(move |event: IdbVersionChangeEvent| upgrade(&event, fill));
    browsers.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(request)
}

/// Fills a new database.
type Fill = Box<dyn FnOnce(&IdbTransaction) -> Result<(), JsValue>>;

/// Takes the steps from the version that is there, and fills a database that is new.
fn upgrade(event: &IdbVersionChangeEvent, fill: Option<Fill>) -> Result<(), JsValue> {
    let request: IdbOpenDbRequest = event.target().ok_or("target")?.dyn_into()?;
    let database: IdbDatabase = request.result()?.dyn_into()?;
    let transaction = request.transaction().ok_or("transaction")?;
    let is_new = event.old_version() == 0.0;
    if is_new && fill.is_none() {
        return transaction.abort();
    }
    // Versions are small whole numbers, which the browser tells as floats.
    let mut steps = STEPS.iter().skip(event.old_version() as usize);
    steps.try_for_each(|step| step(&database))?;
    fill.filter(|_| is_new).map_or(Ok(()), |fill| fill(&transaction))
}

/// Whether a store of this name is one of this page's.
fn has_store(name: &str) -> bool {
    FIRST_STORES.contains(&name) || SECOND_STORES.contains(&name)
}

/// The names of the stores that the database has.
pub(super) fn names_of_stores(database: &Database) -> Vec<String> {
    let names = database.as_sys().object_store_names();
    (0..names.length()).filter_map(|at| names.get(at)).collect()
}

/// Creates those of these stores that are not there.
fn create_missing(database: &IdbDatabase, stores: &[&str]) -> Result<(), JsValue> {
    let there = database.object_store_names();
    for store in stores.iter().filter(|store| !there.contains(store)) {
        database.create_object_store(store)?;
    }
    Ok(())
}

/// The first text after all that begin like this.
pub(super) fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{FFFF}")
}

/// All keys that begin like this.
pub(super) fn under(prefix: &str) -> KeyRange<String> {
    KeyRange::Bound(prefix.to_owned(), false, end_of(prefix), true)
}

/// The same, as the browser has it.
pub(super) fn range_under(prefix: &str) -> Result<JsValue, Failure> {
    let (from, to) = (prefix.into(), end_of(prefix).into());
    let range = IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, false, true);
    range.map(JsValue::from).map_err(refused)
}

/// Why something was not done, converted from the browser's errors.
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// The browser had closed the database before a transaction began. Nothing was executed.
    Closed,
    /// Any other reason.
    Fault(JournalFault),
}

impl Failure {
    fn fault(self) -> JournalFault {
        match self {
            Self::Closed => JournalFault::Broken,
            Self::Fault(fault) => fault,
        }
    }
}

impl From<JournalFault> for Failure {
    fn from(fault: JournalFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Fault(match error {
            Error::DomException(exception) => {
                let exception: web_sys::DomException = exception.into();
                match exception.name().as_str() {
                    "QuotaExceededError" => JournalFault::Full,
                    "VersionError" => JournalFault::Newer,
                    "SecurityError" | "NotAllowedError" => JournalFault::Absent,
                    // A store is missing, or one that makes its keys itself stands under its name.
                    "NotFoundError" | "DataError" => JournalFault::Incomplete,
                    _ => JournalFault::Broken,
                }
            }
            _ => JournalFault::Broken,
        })
    }
}

impl From<OpenDbError> for Failure {
    fn from(error: OpenDbError) -> Self {
        Self::Fault(match error {
            // What a browser says that keeps nothing in its private windows.
            OpenDbError::Base(Error::DomException(DomException::InvalidStateError(_))) => {
                JournalFault::Absent
            }
            // One that was there and cannot be opened is not absent: it can be rebuilt.
            OpenDbError::Base(error) => Self::from(error).fault(),
            _ => JournalFault::Absent,
        })
    }
}
