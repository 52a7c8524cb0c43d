//! The secretariat's desk in the journal's database: the log, one record an entry, and the files it names, by the
//! fingerprints of their bytes. Nothing of it is ever written again; it is erased as a whole, or not at all.

use std::rc::Rc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionRef;
use js_sys::Uint8Array;
use scoring::foundations::Fingerprint;
use scoring::stored::{DESK_ENTRIES, desk_entry_key, desk_file_key};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::app::browser::journal::{self as base, Failure, JournalFault};

/// The store on the disk.
const STORE: &str = "desk";

/// The key of the record that is another one after each erasing, so that a window that still has the desk does not
/// write it once more.
const GENERATION: &str = "age";

/// What the store holds from a number on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Another one after each erasing; nothing before the first.
    pub generation: Option<String>,
    /// The entries, by their keys, in order.
    pub entries: Vec<(String, String)>,
}

/// A file that goes into the store with the entry that names it.
#[derive(Clone, Debug)]
pub struct File {
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// What became of entries that were to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// They are on the disk, and so are their files.
    Done,
    /// Entries stand there already, from the first of these numbers on, by their keys; nothing was written.
    Overtaken(Vec<(String, String)>),
    /// The entry before them is gone: the browser emptied the store. Nothing was written.
    Emptied,
    /// Another window erased the desk. Nothing was written.
    Erased,
}

/// The entries from this number on.
///
/// # Errors
/// The journal cannot be read.
pub async fn log(from: u64) -> Result<Stored, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = database.transaction(STORE).build()?;
        Ok(Stored {
            generation: generation(&transaction).await?,
            entries: entries(&transaction, from).await?,
        })
    };
    base::answered(question).await
}

/// Appends entries from this number on, with the files that they name, in one transaction with strict durability; or
/// nothing, where another window has written entries of these numbers, or has erased all.
///
/// # Errors
/// Nothing was written, except where the journal is silent: then nobody knows.
pub async fn append(
    known_generation: Option<&str>,
    from: u64,
    records: &[String],
    files: &[File],
) -> Result<Appended, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = base::strict(&database, [STORE])?;
        let generation = generation(&transaction).await?;
        if generation.is_some() && generation.as_deref() != known_generation {
            return Ok(Appended::Erased);
        }
        let there = entries(&transaction, from).await?;
        if !there.is_empty() {
            return Ok(Appended::Overtaken(there));
        }
        let store = transaction.object_store(STORE)?;
        if let Some(last) = from.checked_sub(1) {
            let before = store
                .get::<String, _, _>(desk_entry_key(last))
                .primitive()?
                .await?;
            if before.is_none() {
                return Ok(Appended::Emptied);
            }
        }
        let mut known = Vec::with_capacity(files.len());
        for file in files {
            known.push(
                store
                    .count()
                    .with_query::<String, _>(KeyRange::Only(desk_file_key(file.fingerprint)))
                    .primitive()?,
            );
        }
        let mut put = Vec::new();
        for (file, known) in files.iter().zip(known) {
            if known.await? == 0 {
                let bytes: JsValue = Uint8Array::from(file.bytes.as_slice()).into();
                put.push(
                    store
                        .put(bytes)
                        .with_key(desk_file_key(file.fingerprint))
                        .primitive()?,
                );
            }
        }
        for one in put {
            one.await?;
        }
        let mut put = Vec::new();
        for (number, record) in (from..).zip(records) {
            put.push(
                store
                    .put(record.clone())
                    .with_key(desk_entry_key(number))
                    .primitive()?,
            );
        }
        for one in put {
            one.await?;
        }
        drop(store);
        base::commit(transaction).await?;
        Ok(Appended::Done)
    };
    base::answered(question).await
}

/// Erases the desk: its log and all its files. Says whether it did: what another window has put there since, nobody here
/// has seen, and it stays.
///
/// # Errors
/// Nothing was erased, except where the journal is silent: then nobody knows.
pub async fn erase(
    known_generation: Option<&str>,
    stored: u64,
    new_generation: &str,
) -> Result<bool, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = base::strict(&database, [STORE])?;
        let is_known = generation(&transaction).await?.as_deref() == known_generation;
        if !is_known || !entries(&transaction, stored).await?.is_empty() {
            return Ok(false);
        }
        let store = transaction.object_store(STORE)?;
        let cleared = store.clear()?;
        let put = store
            .put(new_generation.to_owned())
            .with_key(GENERATION)
            .primitive()?;
        cleared.await?;
        put.await?;
        drop(store);
        base::commit(transaction).await?;
        Ok(true)
    };
    base::answered(question).await
}

/// Whether the bytes of a file are kept.
///
/// # Errors
/// The journal cannot be read.
pub async fn has_file(fingerprint: Fingerprint) -> Result<bool, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = database.transaction(STORE).build()?;
        let store = transaction.object_store(STORE)?;
        let only = KeyRange::Only(desk_file_key(fingerprint));
        let count = store.count().with_query::<String, _>(only).primitive()?.await?;
        Ok(count > 0)
    };
    base::answered(question).await
}

async fn generation(transaction: &TransactionRef<'_>) -> Result<Option<String>, Failure> {
    let store = transaction.object_store(STORE)?;
    Ok(store.get::<String, _, _>(GENERATION).primitive()?.await?)
}

/// The bytes of kept files; nothing for one that is not there.
///
/// # Errors
/// The journal cannot be read.
pub async fn files(fingerprints: &[Fingerprint]) -> Result<Vec<Option<Vec<u8>>>, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = database.transaction(STORE).build()?;
        let store = transaction.object_store(STORE)?;
        let mut asked = Vec::with_capacity(fingerprints.len());
        for fingerprint in fingerprints {
            let key = desk_file_key(*fingerprint);
            asked.push(store.get::<JsValue, _, _>(key).primitive()?);
        }
        let mut files = Vec::with_capacity(asked.len());
        for one in asked {
            let bytes = one.await?.and_then(|value| value.dyn_into::<Uint8Array>().ok());
            files.push(bytes.map(|bytes| bytes.to_vec()));
        }
        Ok(files)
    };
    base::answered(question).await
}

async fn entries(transaction: &TransactionRef<'_>, from: u64) -> Result<Vec<(String, String)>, Failure> {
    let store = transaction.object_store(STORE)?;
    let range = || {
        let end = base::end_of(DESK_ENTRIES);
        KeyRange::Bound(desk_entry_key(from), false, end, true)
    };
    let keys = store
        .get_all_keys::<String>()
        .with_query::<String, _>(range())
        .primitive()?;
    let records = store
        .get_all::<String>()
        .with_query::<String, _>(range())
        .primitive()?;
    let keys = keys.await?.collect::<Result<Vec<_>, _>>()?;
    let records = records.await?.collect::<Result<Vec<_>, _>>()?;
    Ok(keys.into_iter().zip(records).collect())
}
