//! The journal is deleted and made anew with what can be read of it, so that a browser that is killed meanwhile loses
//! nothing.
//!
//! 1. The journal notes when its rebuilding began.
//! 2. The records are put aside: into a second database, in one strict transaction, with a mark that says that they are
//!    all there.
//! 3. The journal is deleted.
//! 4. Whoever opens it finds none, and makes it with the records that stand aside ([`made`]), in the transaction that
//!    makes it. So no window finds it empty, and it never stands there with a part of them. The mark comes with them.
//! 5. Whoever has opened a journal with the mark ([`end`]) lets it reach the disk, deletes what stands aside, and takes
//!    the mark off. One with the note of a beginning that is ten minutes old was never deleted, and the browser was
//!    killed; until then another window may still be at it.
//!
//! The start program finds both ([`super::on_interrupted`]) and leaves them to a desk.
//!
//! Between any two steps the next opening goes on, and each step may be done twice. localStorage notes nothing of it: it
//! reaches the disk seconds after it was written.

use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::prelude::*;
use js_sys::Date;
use scoring::keeper::{Carried, JOURNAL_MARK, JournalFault};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::{
    ASIDE, FOLDERS, Failure, Fill, GoingOn, MARK, NAME, STORES, answered, answered_within, asked_for, close,
    commit, database, existing, has_store, mark_of, names_of_stores, put, reading, store_name, strict,
    tell_blocked,
};
use crate::app::browser::storage;

/// How long after its beginning a rebuilding is certainly not under way any more.
const OVER_MILLISECONDS: f64 = 600_000.0;

/// How long one step may take that reads or writes all records: a desk may have thousands of files.
const STEP_MILLISECONDS: i32 = 60_000;

/// A record as the browser has it, with the name of its store.
struct RawRecord {
    store: String,
    key: JsValue,
    value: JsValue,
}

fn filled_with(records: Vec<RawRecord>) -> Fill {
    Box::new(move |transaction| {
        let mut records = records.iter();
        records.try_for_each(|RawRecord { store, key, value }| {
            transaction
                .object_store(store)?
                .put_with_key(value, key)
                .map(drop)
        })
    })
}

/// What can be read of a database, and whether that is all it has.
type Found = (Vec<RawRecord>, bool);

/// Deletes the database and makes one with everything of it that can be read. Other windows give way.
///
/// # Errors
/// It stands as it did where the records could not be put aside. Where it failed later they are, and the next opening
/// takes them.
pub(in crate::app::browser) async fn rebuild() -> Result<Carried, JournalFault> {
    // A journal that is silent, or does not open, costs its time and gives nothing.
    let read = match answered(async { Ok(database().await?) }).await {
        Ok(database) => answered_within(STEP_MILLISECONDS, async { Ok(records_of(&database).await) }).await,
        Err(fault) => Err(fault),
    };
    let mut at_once = None;
    let (records, whole) = match read {
        Ok((records, whole)) => {
            // A journal that takes no note is rebuilt all the same.
            let _ = answered(note_beginning()).await;
            answered_within(STEP_MILLISECONDS, put_aside(&records)).await?;
            (records.len(), whole)
        }
        // An earlier rebuilding may not have come to its end.
        Err(_) => match answered_within(STEP_MILLISECONDS, aside()).await {
            Ok(Some((records, true))) => (records.len(), false),
            Ok(None) => {
                // So that nobody says that the browser emptied it.
                answered(put_aside(&[])).await?;
                (0, false)
            }
            found => {
                let (records, _) = found.ok().flatten().unwrap_or_default();
                let count = records.len();
                at_once = Some(records);
                (count, false)
            }
        },
    };
    close();
    answered(delete(NAME)).await?;
    answered_within(STEP_MILLISECONDS, async {
        if let Some(records) = at_once {
            // What stands aside and cannot be read whole stays there, for the rescue.
            asked_for(NAME, Some(filled_with(records)))?.await?.close();
        }
        // What an upgrade puts there is not flushed before this is.
        let database = database().await?;
        commit(strict(&database, STORES.map(store_name))?).await
    })
    .await?;
    Ok(Carried { records, whole })
}

/// Goes on with a rebuilding that was interrupted: ends the one that made this journal, or makes the journal.
pub fn go_on(journal: Option<Database>) -> GoingOn {
    Box::pin(async {
        match journal {
            Some(journal) => end(&journal).await.map(|()| journal),
            None => made().await,
        }
    })
}

/// The journal, made with the records that stand aside.
async fn made() -> Result<Database, Failure> {
    let mut records = Vec::new();
    if let Some((aside, whole)) = aside().await? {
        if !whole {
            return Err(JournalFault::Broken.into());
        }
        if aside.is_empty() {
            // We emptied it, and not the browser.
            storage::remove(JOURNAL_MARK);
        }
        records = aside;
        records.push(mark());
    }
    Ok(asked_for(NAME, Some(filled_with(records)))?.await?)
}

/// Ends the rebuilding that made this journal. What fails is done when it is opened next.
async fn end(journal: &Database) -> Result<(), Failure> {
    let may_go_on = |began: f64| (Date::now() - began).abs() < OVER_MILLISECONDS;
    let mark = mark_of(journal).await?;
    if mark.is_none_or(|mark| mark.as_f64().is_some_and(may_go_on)) {
        return Ok(());
    }
    // What an upgrade put there is not flushed before this is.
    put_mark(journal, &JsValue::TRUE).await?;
    delete(ASIDE).await?;
    let marked = strict(journal, [FOLDERS])?;
    marked.object_store(FOLDERS)?.delete(MARK).primitive()?.await?;
    commit(marked).await
}

/// What stands aside, where that is known to be everything that was put there.
async fn aside() -> Result<Option<Found>, Failure> {
    let Some(database) = existing(ASIDE).await? else {
        return Ok(None);
    };
    let found = match mark_of(&database).await {
        Ok(Some(_)) => Ok(Some(records_of(&database).await)),
        Ok(None) => Ok(None),
        Err(failure) => Err(failure),
    };
    database.close();
    found
}

/// Puts these records aside, in place of what stands there.
async fn put_aside(records: &[RawRecord]) -> Result<(), Failure> {
    delete(ASIDE).await?;
    let database = asked_for(ASIDE, Some(filled_with(Vec::new())))?.await?;
    let filled = async {
        let transaction = strict(&database, names_of_stores(&database))?;
        for RawRecord { store, key, value } in records.iter().chain([&mark()]) {
            put(&transaction.object_store(store)?, value, key)?;
        }
        commit(transaction).await
    };
    let filled = filled.await;
    database.close();
    filled
}

/// Deletes a database, once other windows have given way.
async fn delete(name: &str) -> Result<(), Failure> {
    let deleting = Database::delete_by_name(name)?;
    let request = deleting.as_sys().unchecked_ref::<web_sys::IdbOpenDbRequest>();
    let blocked = Closure::once_into_js(|| tell_blocked(true));
    request.set_onblocked(Some(blocked.unchecked_ref()));
    deleting.await?;
    tell_blocked(false);
    Ok(())
}

/// The mark of records that are whole; of a rebuilding that has only begun it is the moment.
fn mark() -> RawRecord {
    RawRecord {
        store: FOLDERS.to_owned(),
        key: MARK.into(),
        value: JsValue::TRUE,
    }
}

async fn note_beginning() -> Result<(), Failure> {
    let database = database().await?;
    put_mark(&database, &Date::now().into()).await
}

async fn put_mark(database: &Database, mark: &JsValue) -> Result<(), Failure> {
    let transaction = strict(database, [FOLDERS])?;
    put(&transaction.object_store(FOLDERS)?, mark, &MARK.into())?;
    commit(transaction).await
}

/// Everything but the mark that can be read of a database, whatever it is.
async fn records_of(database: &Database) -> Found {
    let mut records = Vec::new();
    let names = names_of_stores(database);
    let mut whole = STORES
        .iter()
        .all(|store| names.iter().any(|name| name == store_name(*store)));
    for name in names {
        match records_in(database, &name).await {
            Ok(found) if has_store(&name) => records.extend(found),
            _ => whole = false,
        }
    }
    records.retain(|record| record.key.as_string().as_deref() != Some(MARK));
    (records, whole)
}

async fn records_in(database: &Database, name: &str) -> Result<Vec<RawRecord>, Failure> {
    let transaction = reading(database, [name])?;
    let place = transaction.object_store(name)?;
    let keys = place.get_all_keys::<JsValue>().primitive()?;
    let values = place.get_all::<JsValue>().primitive()?;
    let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
    let values = values.await?.collect::<Result<Vec<_>, _>>()?;
    let pairs = keys.into_iter().zip(values);
    Ok(pairs
        .map(|(key, value)| RawRecord {
            store: name.to_owned(),
            key,
            value,
        })
        .collect())
}
