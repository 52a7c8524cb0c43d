//! The test of the browser: whether it stores what is written, how much, and for how long.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use scoring::keeper::{JournalAnswer, JournalChange, JournalFault, Record, Store};

use super::{ids, journal, ports, storage};

/// The prefix of the keys that the test writes and deletes.
const PLACE: &str = "browser-test/";
/// The characters that a day's work may take, generously.
const DAYS_WORK: usize = 2_000_000;
/// The piece by which localStorage is filled.
const PIECE: usize = 100_000;
/// More pieces than any browser's localStorage takes.
const MOST_PIECES: usize = 200;

/// The result of the test.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowserTest {
    /// Whether localStorage gave back what it was given.
    pub local: bool,
    /// How many characters more localStorage took before it was full; nothing where it takes none.
    pub local_room: Option<usize>,
    /// Whether the journal gave back a day's work after a strict write.
    pub journal: Result<(), JournalFault>,
    /// Whether the browser has promised not to clear this page's data by itself.
    pub persisted: Option<bool>,
    /// The bytes this page uses, and the bytes the browser would give it.
    pub room: Option<(f64, f64)>,
    /// Whether the address is one that the browser trusts: https, this machine, or a file.
    pub secure: bool,
}

/// Runs the whole test, and leaves nothing behind.
pub async fn run() -> BrowserTest {
    let local = storage_keeps();
    BrowserTest {
        local,
        local_room: local.then(room_in_storage),
        journal: journal_keeps().await,
        persisted: ask("persisted").await.and_then(|answer| answer.as_bool()),
        room: room().await,
        secure: web_sys::window().is_some_and(|window| window.is_secure_context()),
    }
}

/// Asks the browser never to clear this page's data by itself; says what it answered.
pub async fn ask_to_persist() -> Option<bool> {
    ask("persist").await.and_then(|answer| answer.as_bool())
}

fn storage_keeps() -> bool {
    let key = format!("{PLACE}{}", ids::fresh());
    let kept = storage::write(&key, &key).is_ok() && storage::read(&key).as_deref() == Some(&key);
    storage::remove(&key);
    kept
}

/// Fills localStorage to its limit and empties it again, in one go: no other window can write meanwhile.
fn room_in_storage() -> usize {
    let piece = "\u{8BC4}".repeat(PIECE);
    let keys: Vec<String> = (0..MOST_PIECES).map(|at| format!("{PLACE}{at}")).collect();
    let taken = keys
        .iter()
        .take_while(|key| storage::write(key, &piece).is_ok())
        .count();
    for key in &keys {
        storage::remove(key);
    }
    taken * PIECE
}

async fn journal_keeps() -> Result<(), JournalFault> {
    let key = format!("{PLACE}{}", ids::fresh());
    let text = "\u{8BC4}".repeat(DAYS_WORK);
    let put = JournalChange::Put(Store::Backups, key.clone(), Record::Text(text.clone()));
    written(ports::journal_records(vec![put]).await)?;
    let back = journal::texts(Store::Backups, std::slice::from_ref(&key)).await?;
    let same = back.into_iter().flatten().next().as_deref() == Some(text.as_str());
    let all = JournalChange::RemoveAll(Store::Backups, PLACE.to_owned());
    written(ports::journal_records(vec![all]).await)?;
    if same { Ok(()) } else { Err(JournalFault::Broken) }
}

fn written(answer: JournalAnswer) -> Result<(), JournalFault> {
    match answer {
        JournalAnswer::Failed(fault) => Err(fault),
        JournalAnswer::Done(_) | JournalAnswer::Stale => Ok(()),
    }
}

async fn room() -> Option<(f64, f64)> {
    let estimate = ask("estimate").await?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some((number("usage")?, number("quota")?))
}

/// Asks the browser's storage manager, which is there in secure contexts only.
async fn ask(name: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    let method: js_sys::Function = Reflect::get(&manager, &name.into()).ok()?.dyn_into().ok()?;
    let promise: js_sys::Promise = method.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
