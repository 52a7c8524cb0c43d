//! The secretariat's desk in the journal's database: the log, one record an entry, and the files it names, by the
//! fingerprints of their bytes. No record of it ever becomes another one; it is erased as a whole, or not at all.

use indexed_db_futures::KeyRange;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionRef;
use js_sys::Uint8Array;
use scoring::desks::secretariat::storage::{Appended, Batch, StoredLog};
use scoring::foundations::Fingerprint;
use scoring::stored::{DESK_ENTRIES, desk_entry_key, desk_file_key};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::app::browser::journal::{self as base, Failure, JournalFault};

/// The store on the disk.
const STORE: &str = "desk";

/// The key of the record that is another one after each erasing, so that a window that still has the desk does not
/// write it once more.
const GENERATION: &str = "age";

/// The entries from this number on.
///
/// # Errors
/// The journal cannot be read.
pub async fn log(from: u64) -> Result<StoredLog, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = base::reading(&database, [STORE])?;
        log_in(&transaction, from).await
    };
    base::answered(question).await
}

/// Appends entries with the files that they name, in one transaction with strict durability; or nothing, where what the
/// disk has refuses them.
///
/// # Errors
/// Nothing was written, except where the journal is silent: then nobody knows.
pub async fn append(batch: Batch) -> Result<Appended, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = base::strict(&database, [STORE])?;
        let log = log_in(&transaction, batch.from).await?;
        let has_files = are_there(&transaction, &batch.relied_on).await?;
        if let Some(refused) = batch.refused_by(log, has_files) {
            return Ok(refused);
        }
        // The requests are left to the transaction, which fails with the first that does: thousands of answers that
        // nobody needs would keep the page from drawing. A file that is there already is put there once more as it is.
        let store = transaction.object_store(STORE)?;
        for file in &batch.files {
            let bytes = Uint8Array::from(file.bytes.as_slice());
            base::put(&store, &bytes, &desk_file_key(file.fingerprint).into())?;
        }
        for (number, record) in (batch.from..).zip(&batch.records) {
            base::put(&store, &record.as_str().into(), &desk_entry_key(number).into())?;
        }
        drop(store);
        base::commit(transaction).await?;
        Ok(Appended::Done)
    };
    base::answered(question).await
}

/// Erases the desk: its log and all its files. Says whether it did: what another window has put there since, nobody
/// here has seen, and it stays.
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
        let transaction = base::reading(&database, [STORE])?;
        has_key(&transaction, desk_file_key(fingerprint)).await
    };
    base::answered(question).await
}

/// The log from this number on, in a transaction.
async fn log_in(transaction: &TransactionRef<'_>, from: u64) -> Result<StoredLog, Failure> {
    let before = match from.checked_sub(1) {
        Some(last) => record(transaction, desk_entry_key(last)).await?,
        None => None,
    };
    Ok(StoredLog {
        generation: generation(transaction).await?,
        before,
        entries: entries(transaction, from).await?,
    })
}

async fn are_there(transaction: &TransactionRef<'_>, files: &[Fingerprint]) -> Result<bool, Failure> {
    let store = transaction.object_store(STORE)?;
    let mut asked = Vec::with_capacity(files.len());
    for file in files {
        let range = KeyRange::Only(desk_file_key(*file));
        asked.push(store.count().with_query::<String, _>(range).primitive()?);
    }
    let mut are_there = true;
    for one in asked {
        are_there &= one.await? > 0;
    }
    Ok(are_there)
}

async fn has_key(transaction: &TransactionRef<'_>, key: String) -> Result<bool, Failure> {
    let store = transaction.object_store(STORE)?;
    let count = store
        .count()
        .with_query::<String, _>(KeyRange::Only(key))
        .primitive()?
        .await?;
    Ok(count > 0)
}

async fn record(transaction: &TransactionRef<'_>, key: String) -> Result<Option<String>, Failure> {
    let store = transaction.object_store(STORE)?;
    Ok(store.get::<String, _, _>(key).primitive()?.await?)
}

async fn generation(transaction: &TransactionRef<'_>) -> Result<Option<String>, Failure> {
    record(transaction, GENERATION.to_owned()).await
}

/// The bytes of kept files; nothing for one that is not there.
///
/// # Errors
/// The journal cannot be read.
pub async fn files(fingerprints: &[Fingerprint]) -> Result<Vec<Option<Vec<u8>>>, JournalFault> {
    let question = async {
        let database = base::database().await?;
        let transaction = base::reading(&database, [STORE])?;
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
