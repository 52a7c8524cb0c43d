//! The records of the keeper, as localStorage and the journal hold them. Reading never fails outright.

use crate::files::FileFault;
use crate::keeper::{Head, HeadForm, Record, Store};
use crate::stored::{read_draft_head, read_stored_field, write_draft_head, write_stored_field};

/// Reads a head, as far as the keeper has to understand it.
pub fn read_head(text: &str) -> Head {
    let form = match read_draft_head(text) {
        Ok(stored) => HeadForm::Readable {
            version: stored.version,
            has_sequences: stored.has_sequences(),
            updated: stored.is_old().then(|| write_draft_head(&stored.head)),
            draft: stored.head.id,
            lock: stored.head.lock,
        },
        Err(FileFault::NewerVersion { .. }) => HeadForm::Newer,
        Err(_) => HeadForm::Damaged,
    };
    Head {
        text: text.to_owned(),
        form,
    }
}

/// Reads a record that stands at an address of a draft: `head`, `card`, `application`, `field/…`.
pub fn read_record(name: &str, text: &str) -> Record {
    match name {
        "head" => Record::Head(read_head(text)),
        "card" | "application" => Record::Text(text.to_owned()),
        _ => Record::Field(read_stored_field(text)),
    }
}

/// Reads a record as far as the list of drafts needs it ([`crate::keeper::list_drafts`]): of heads, the text alone.
/// It stands apart so that the start program needs no reader of heads.
pub fn read_scanned(name: &str, text: &str) -> Record {
    match name {
        "head" | "card" | "application" => Record::Text(text.to_owned()),
        _ => Record::Field(read_stored_field(text)),
    }
}

/// Reads a record of the journal, by its whole key.
pub fn read_journal_record(store: Store, key: &str, text: &str) -> Record {
    match store {
        Store::State => read_record(key.split_once('/').map_or("", |(_, name)| name), text),
        Store::Entries | Store::Conflicts => Record::Field(read_stored_field(text)),
        Store::Cards | Store::Rubrics | Store::Backups => Record::Text(text.to_owned()),
    }
}

/// Writes a record.
pub fn write_record(value: &Record) -> String {
    match value {
        Record::Head(head) => head.text.clone(),
        Record::Field(field) => write_stored_field(field),
        Record::Text(text) => text.clone(),
    }
}
