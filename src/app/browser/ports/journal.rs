//! The keeper's effects on the journal. Each takes its slot in the queue when it is called, not when it is awaited.

use std::future::Future;

use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionRef;
use scoring::foundations::SortedSet;
use scoring::keeper::{
    AllRecords, Card, Carried, JournalAnswer, JournalChange, JournalDraft, JournalFault, JournalScan,
    LocalScan, OLD_VERSIONS, Precondition, Record, Records, Reencryption, Store, StoredField, TOMBSTONES,
    UNDO_ENTRIES_AFTER_RELOAD,
};
use scoring::stored::{
    read_journal_record, read_scanned, read_stored_field, write_record, write_stored_field,
};
use wasm_bindgen::JsValue;

use super::queue::QueueSlot;
use super::{BrowserRandom, local};
use crate::app::browser::journal::{self as base, Failure, STORES, store_name, text_of, under};

/// Makes all these changes in one transaction with strict durability, or none. The precondition and the sequence
/// numbers of fields are looked at in the same transaction.
pub fn journal(
    precondition: Option<Precondition>,
    changes: Vec<JournalChange>,
) -> impl Future<Output = JournalAnswer> {
    written(async move || {
        let database = base::database().await?;
        let transaction = base::strict(&database, STORES.map(store_name))?;
        if let Some(precondition) = &precondition
            && !holds(&transaction, precondition).await?
        {
            return Ok(JournalAnswer::Stale);
        }
        let newer = make(&transaction, &changes).await?;
        base::commit(transaction).await?;
        Ok(JournalAnswer::Done(newer))
    })
}

/// Makes changes of whole records, whatever other windows have written, in one transaction with strict durability, or none.
/// A field is compared with the one that is there, and is refused here: so the start program, which removes drafts, has
/// not the code for it.
pub fn journal_records(changes: Vec<JournalChange>) -> impl Future<Output = JournalAnswer> {
    written(async move || {
        let database = base::database().await?;
        let transaction = base::strict(&database, STORES.map(store_name))?;
        for change in &changes {
            if change_record(&transaction, change)?.is_some() {
                return Err(JournalFault::Broken.into());
            }
        }
        base::commit(transaction).await?;
        Ok(JournalAnswer::Done(Records::new()))
    })
}

/// Re-encrypts everything that the journal has of a draft, in one transaction that first reads it. Encrypting is done
/// while the transaction waits, so that the page does nothing else meanwhile.
pub fn reencrypt(order: Reencryption) -> impl Future<Output = JournalAnswer> {
    written(async move || {
        let database = base::database().await?;
        let transaction = base::strict(&database, STORES.map(store_name))?;
        if !holds(&transaction, &order.precondition).await? {
            return Ok(JournalAnswer::Stale);
        }
        let all_records = all_records(&transaction, &order.precondition.draft).await?;
        let newer = make(&transaction, &order.changes(all_records, &mut BrowserRandom)).await?;
        base::commit(transaction).await?;
        Ok(JournalAnswer::Done(newer))
    })
}

/// What the journal has of one draft, as it was at one moment.
///
/// # Errors
/// The journal cannot be read.
pub fn read_journal(draft: &str) -> impl Future<Output = Result<Box<JournalDraft>, JournalFault>> + use<> {
    let draft = draft.to_owned();
    read(async move || {
        let database = base::database().await?;
        let transaction = base::reading(
            &database,
            [Store::State, Store::Entries, Store::Conflicts, Store::Backups].map(store_name),
        )?;
        let prefix = format!("{draft}/");
        let removed = text(&transaction, Store::Backups, &format!("{TOMBSTONES}{draft}"))?;
        let state = records(&transaction, Store::State, &prefix)?;
        let conflicts = records(&transaction, Store::Conflicts, &prefix)?;
        let keys = keys(&transaction, Store::Entries, &prefix)?;
        let removed = removed.await?.is_some();
        let state = state.await?;
        let conflicts = conflicts.await?;
        let keys = keys.await?;
        let last = keys
            .get(keys.len().saturating_sub(UNDO_ENTRIES_AFTER_RELOAD)..)
            .unwrap_or_default();
        let entries = entries(&transaction, last).await?;
        let behind = |(key, value): (String, Record)| {
            let at = key.strip_prefix(&prefix).unwrap_or_default().to_owned();
            (at, value)
        };
        Ok(Box::new(JournalDraft {
            state: state.into_iter().map(behind).collect(),
            conflicts,
            keys,
            entries,
            removed,
        }))
    })
}

/// The entries under these keys, without those that are not there.
///
/// # Errors
/// The journal cannot be read.
pub fn read_entries(keys: &[String]) -> impl Future<Output = Result<Records, JournalFault>> + use<> {
    let keys = keys.to_vec();
    read(async move || {
        let database = base::database().await?;
        let transaction = base::reading(&database, [store_name(Store::Entries)])?;
        entries(&transaction, &keys).await
    })
}

/// Looks over both places, localStorage last: both are as they are when this returns.
pub fn scan_storages() -> impl Future<Output = (LocalScan, Result<Box<JournalScan>, JournalFault>)> {
    let journal = read(scan_journal);
    async move {
        let journal = journal.await;
        (local::scan(), journal)
    }
}

async fn scan_journal() -> Result<Box<JournalScan>, Failure> {
    let database = base::database().await?;
    // What is there is listed, also where a part is missing.
    let names = base::names_of_stores(&database);
    let there = |store: &Store| names.iter().any(|name| name == store_name(*store));
    let stores: Vec<Store> = STORES.into_iter().filter(there).collect();
    let incomplete = stores.len() < STORES.len();
    if stores.is_empty() {
        return Ok(Box::new(JournalScan {
            incomplete,
            ..JournalScan::default()
        }));
    }
    let transaction = base::reading(
        &database,
        stores.iter().map(|store| store_name(*store)).collect::<Vec<_>>(),
    )?;
    let mut counts = Vec::new();
    for store in &stores {
        counts.push(
            transaction
                .object_store(store_name(*store))?
                .count()
                .primitive()?,
        );
    }
    let cards = match there(&Store::Cards) {
        true => texts(&transaction, Store::Cards, "")?.await?,
        false => Vec::new(),
    };
    let backups = match there(&Store::Backups) {
        true => keys(&transaction, Store::Backups, "")?.await?,
        false => Vec::new(),
    };
    let state = match there(&Store::State) {
        true => keys(&transaction, Store::State, "")?.await?,
        false => Vec::new(),
    };
    let mut empty = true;
    for count in counts {
        empty &= count.await? == 0;
    }
    let mut encrypted = Vec::new();
    let locked = cards.iter().filter(|(_, line)| Card::parse(line).encrypted);
    for (draft, _) in locked.filter(|_| there(&Store::State)) {
        encrypted.push(texts(&transaction, Store::State, &format!("{draft}/"))?);
    }
    let mut records = Records::new();
    for one in encrypted {
        let scanned = |(key, text): (String, String)| {
            let at = key.split_once('/').map_or("", |(_, at)| at);
            let value = read_scanned(at, &text);
            (key, value)
        };
        records.extend(one.await?.into_iter().map(scanned));
    }
    let removed = backups.iter().filter_map(|key| key.strip_prefix(TOMBSTONES));
    let removed = removed.map(str::to_owned).collect();
    Ok(Box::new(JournalScan {
        cards,
        heads: state
            .iter()
            .filter_map(|key| key.strip_suffix("/head").map(str::to_owned))
            .collect(),
        incomplete,
        encrypted: records,
        removed,
        backups: backups
            .into_iter()
            .filter(|key| {
                OLD_VERSIONS
                    .iter()
                    .any(|version| key.starts_with(&format!("{version}/")))
            })
            .collect(),
        empty,
    }))
}

/// Deletes the database and makes one with everything of it that can be read ([`base::rebuilding`]), when its turn comes.
///
/// # Errors
/// It stands as it did, or its records stand aside, from where they are taken when it is opened next.
pub fn rebuild() -> impl Future<Output = Result<Carried, JournalFault>> {
    let slot = QueueSlot::take();
    async move {
        slot.wait().await;
        base::rebuilding::rebuild().await
    }
}

/// Asks a question when its turn comes, unless there was no answer just now.
fn read<T>(question: impl AsyncFn() -> Result<T, Failure>) -> impl Future<Output = Result<T, JournalFault>> {
    let slot = QueueSlot::take();
    async move { base::asked(with_retry(&slot, &question)).await }
}

/// Writes when its turn comes.
fn written(
    question: impl AsyncFn() -> Result<JournalAnswer, Failure>,
) -> impl Future<Output = JournalAnswer> {
    let slot = QueueSlot::take();
    async move {
        let answer = base::answered(with_retry(&slot, &question)).await;
        answer.unwrap_or_else(JournalAnswer::Failed)
    }
}

/// Asks a question when its turn comes, and once more if the database had been closed before: the browser closes one
/// whose files it moved or cleared, and a new one is opened. What broke in a transaction is not done again, since the
/// one after it may be acknowledged and lost (SPEC J39).
async fn with_retry<T>(
    slot: &QueueSlot,
    question: &impl AsyncFn() -> Result<T, Failure>,
) -> Result<T, Failure> {
    slot.wait().await;
    match question().await {
        Err(Failure::Closed) => {
            base::close();
            question().await
        }
        outcome => outcome,
    }
}

/// Whether a precondition holds, as the transaction sees it.
async fn holds(transaction: &TransactionRef<'_>, precondition: &Precondition) -> Result<bool, Failure> {
    let head = text(transaction, Store::State, &format!("{}/head", precondition.draft))?;
    let removed = text(
        transaction,
        Store::Backups,
        &format!("{TOMBSTONES}{}", precondition.draft),
    )?;
    let (head, removed) = (head.await?, removed.await?);
    Ok(precondition.holds(head.as_deref(), removed.is_some()))
}

/// Everything that the journal has of a draft.
async fn all_records(transaction: &TransactionRef<'_>, draft: &str) -> Result<AllRecords, Failure> {
    let prefix = format!("{draft}/");
    let mut asked = Vec::new();
    for store in [Store::State, Store::Entries, Store::Conflicts] {
        asked.push((store, records(transaction, store, &prefix)?));
    }
    for version in OLD_VERSIONS {
        let prefix = format!("{version}/{prefix}");
        asked.push((Store::Backups, records(transaction, Store::Backups, &prefix)?));
    }
    let mut all_records = AllRecords::new();
    for (store, one) in asked {
        let records = one.await?;
        all_records.extend(records.into_iter().map(|(key, value)| (store, key, value)));
    }
    Ok(all_records)
}

/// Makes changes in their order; hands back the fields that stay because they are newer. Whether they were made is what
/// the end of the transaction says.
async fn make(transaction: &TransactionRef<'_>, changes: &[JournalChange]) -> Result<Records, Failure> {
    let mut newer = Records::new();
    let mut rest = changes;
    while let Some((change, behind)) = rest.split_first() {
        rest = behind;
        let Some(first) = change_record(transaction, change)? else {
            continue;
        };
        let mut fields = vec![first];
        let mut keys = SortedSet::from([first.0]);
        while let Some((JournalChange::PutField(key, field), behind)) = rest.split_first()
            && keys.insert(key)
        {
            rest = behind;
            fields.push((key, field));
        }
        put_fields(transaction, &fields, &mut newer).await?;
    }
    Ok(newer)
}

/// Makes a change that asks for nothing first; hands back the field of one that does.
fn change_record<'c>(
    transaction: &TransactionRef<'_>,
    change: &'c JournalChange,
) -> Result<Option<(&'c String, &'c StoredField)>, Failure> {
    match change {
        JournalChange::Put(store, key, value) => {
            let place = transaction.object_store(store_name(*store))?;
            base::put(&place, &write_record(value).into(), &key.into())?;
        }
        JournalChange::Remove(store, key) => {
            base::delete(&transaction.object_store(store_name(*store))?, &key.into())?;
        }
        JournalChange::RemoveAll(store, prefix) => {
            let place = transaction.object_store(store_name(*store))?;
            base::delete(&place, &base::range_under(prefix)?)?;
        }
        JournalChange::PutField(key, field) => return Ok(Some((key, field))),
    }
    Ok(None)
}

/// Puts fields of different keys, unless those there outlast them. All are asked for at once.
async fn put_fields(
    transaction: &TransactionRef<'_>,
    fields: &[(&String, &StoredField)],
    newer: &mut Records,
) -> Result<(), Failure> {
    let mut asked = Vec::with_capacity(fields.len());
    for (key, _) in fields {
        asked.push(text(transaction, Store::State, key)?);
    }
    for ((key, field), there) in fields.iter().zip(asked) {
        let there = there.await?.map(|record| read_stored_field(&record));
        match there.filter(|there| there.outlasts(field)) {
            Some(there) => newer.push(((*key).clone(), Record::Field(there))),
            None => {
                let place = transaction.object_store(store_name(Store::State))?;
                base::put(&place, &write_stored_field(field).into(), &(*key).into())?;
            }
        }
    }
    Ok(())
}

/// Entries by their keys, all asked for at once.
async fn entries(transaction: &TransactionRef<'_>, keys: &[String]) -> Result<Records, Failure> {
    let mut asked = Vec::with_capacity(keys.len());
    for key in keys {
        asked.push(text(transaction, Store::Entries, key)?);
    }
    let mut entries = Records::new();
    for (key, text) in keys.iter().zip(asked) {
        if let Some(text) = text.await? {
            entries.push((key.clone(), read_journal_record(Store::Entries, key, &text)));
        }
    }
    Ok(entries)
}

/// A text that was asked for.
fn text(
    transaction: &TransactionRef<'_>,
    store: Store,
    key: &str,
) -> Result<impl Future<Output = Result<Option<String>, Error>> + use<>, Error> {
    let place = transaction.object_store(store_name(store))?;
    let asked = place.get::<JsValue, _, _>(key.to_owned()).primitive()?;
    Ok(async { Ok(asked.await?.as_ref().map(text_of)) })
}

/// The keys that begin like this, in their order.
fn keys(
    transaction: &TransactionRef<'_>,
    store: Store,
    prefix: &str,
) -> Result<impl Future<Output = Result<Vec<String>, Failure>> + use<>, Error> {
    let keys = transaction
        .object_store(store_name(store))?
        .get_all_keys::<String>()
        .with_query::<String, _>(under(prefix))
        .primitive()?;
    Ok(async { Ok(keys.await?.collect::<Result<_, _>>()?) })
}

/// The texts whose keys begin like this, by their keys, in the order of the keys.
fn texts(
    transaction: &TransactionRef<'_>,
    store: Store,
    prefix: &str,
) -> Result<impl Future<Output = Result<Vec<(String, String)>, Failure>> + use<>, Error> {
    let keys = keys(transaction, store, prefix)?;
    let texts = transaction
        .object_store(store_name(store))?
        .get_all::<JsValue>()
        .with_query::<String, _>(under(prefix))
        .primitive()?;
    Ok(async {
        let keys = keys.await?;
        let texts = texts.await?.collect::<Result<Vec<_>, _>>()?;
        Ok(keys.into_iter().zip(texts.iter().map(text_of)).collect())
    })
}

/// The same as records.
fn records(
    transaction: &TransactionRef<'_>,
    store: Store,
    prefix: &str,
) -> Result<impl Future<Output = Result<Records, Failure>> + use<>, Error> {
    let texts = texts(transaction, store, prefix)?;
    Ok(async move {
        let read = |(key, text): (String, String)| {
            let value = read_journal_record(store, &key, &text);
            (key, value)
        };
        Ok(texts.await?.into_iter().map(read).collect())
    })
}
