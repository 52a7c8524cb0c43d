//! STUB
use scoring::keeper::*;
use crate::app::browser::{journal, storage};
use scoring::stored::{read_record, write_record, read_journal_record};
fn st(s: Store) -> journal::Store { match s { Store::Cards=>journal::Store::Cards, Store::State=>journal::Store::State, Store::History=>journal::Store::History, Store::Rubrics=>journal::Store::Rubrics, Store::Conflicts=>journal::Store::Tray, Store::Backups=>journal::Store::Backups } }
pub fn local(_guard: Option<&Guard>, changes: &[LocalChange]) -> LocalAnswer {
    let mut out = Vec::new();
    for c in changes {
        match c {
            LocalChange::Put(k, v) => out.push(storage::write(k, &write_record(v)).map(|_| None).map_err(|_| LocalFault::Full)),
            LocalChange::Remove(k) => { storage::remove(k); out.push(Ok(None)) }
            LocalChange::RemoveAll(k) => { for k in storage::keys(k) { storage::remove(&k) } out.push(Ok(None)) }
            LocalChange::PutField(..) => {}
        }
    }
    LocalAnswer::Done(out)
}
pub async fn journal(_g: Option<Guard>, changes: Vec<Change>) -> JournalAnswer {
    let c = changes.into_iter().filter_map(|c| Some(match c {
        Change::Put(s, k, v) => journal::Change::Put(st(s), k, write_record(&v)),
        Change::Remove(s, k) => journal::Change::Remove(st(s), k),
        Change::RemoveAll(s, k) => journal::Change::RemoveAll(st(s), k),
        Change::PutField(..) => return None,
    })).collect();
    match journal::write(c).await { Ok(()) => JournalAnswer::Done(Vec::new()), Err(_) => JournalAnswer::Failed(JournalFault::Absent) }
}
pub async fn survey() -> (LocalSurvey, Result<Box<JournalSurvey>, JournalFault>) {
    let mut records = Records::new();
    for key in storage::keys("scoring-workbench/") {
        let Some(text) = storage::read(&key) else { continue };
        let at = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/')).map(|(_, at)| at.to_owned());
        let v = match at { Some(at) if at != "head" => read_record(&at, &text), _ => Value::Text(text) };
        records.push((key, v));
    }
    let j = async {
        let cards = journal::read(journal::Store::Cards, "").await?;
        let mut encrypted = Vec::new();
        for (id, line) in &cards {
            if Card::parse(line).locked {
                for (k, t) in journal::read(journal::Store::State, &format!("{id}/")).await? {
                    let v = if k.ends_with("/head") { Value::Text(t) } else { read_journal_record(Store::State, &k, &t) };
                    encrypted.push((k, v));
                }
            }
        }
        let backups = journal::keys(journal::Store::Backups, "").await?;
        Ok::<_, journal::JournalFault>(JournalSurvey { empty: cards.is_empty(), cards, encrypted, removed: backups.iter().filter_map(|k| k.strip_prefix(TOMBSTONES).map(str::to_owned)).collect(), backups })
    }.await;
    (Ok(records), j.map(Box::new).map_err(|_| JournalFault::Absent))
}
