//! What a file is, as one program of the page tells another of the same version: JSON that never leaves the machine and
//! is kept nowhere.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::files::scoresheet::{read_sheet_record, write_sheet_record};
use crate::foundations::{Fingerprint, Text};
use crate::scoresheet::SheetRecord;

/// A file that was opened by another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedElsewhere {
    /// The fingerprint of its bytes.
    pub bytes: Fingerprint,
    /// How many they are.
    pub size: u64,
    /// The fingerprint of its payload, if it opened.
    pub payload: Option<Fingerprint>,
    /// What is in it.
    pub found: FoundElsewhere,
}

/// What is in a file that was opened by another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundElsewhere {
    /// A rubric, which is opened once more where it is needed.
    Rubric,
    /// A scoresheet as stated, or an application as its own sheet.
    Sheet {
        /// The sheet.
        record: Box<SheetRecord>,
        /// The fingerprint that assessors know the application by, if it came in an application file.
        application: Option<Fingerprint>,
    },
    /// A table.
    Table,
    /// It does not open. The words of such faults are where files are opened.
    Unopened {
        /// The member that is wrong; nothing where it is the whole file.
        member: Option<String>,
        /// The verdict, in two or three words.
        verdict: Text,
        /// Why, and what to do.
        sentence: Text,
    },
}

#[derive(Serialize, Deserialize)]
struct OpenedWire<'a> {
    bytes: String,
    size: u64,
    payload: Option<String>,
    #[serde(borrow)]
    found: FoundWire<'a>,
}

#[derive(Serialize, Deserialize)]
enum FoundWire<'a> {
    Rubric,
    Sheet {
        #[serde(borrow)]
        record: &'a RawValue,
        application: Option<String>,
    },
    Table,
    Unopened {
        member: Option<String>,
        verdict: [String; 2],
        sentence: [String; 2],
    },
}

/// Writes it.
pub fn write_opened(opened: &OpenedElsewhere) -> String {
    let texts = |text: &Text| [text.zh.clone(), text.en.clone().unwrap_or_default()];
    let sheet;
    let found = match &opened.found {
        FoundElsewhere::Rubric => FoundWire::Rubric,
        FoundElsewhere::Table => FoundWire::Table,
        FoundElsewhere::Sheet { record, application } => {
            sheet = RawValue::from_string(write_sheet_record(record));
            let Ok(record) = &sheet else {
                // A record that was read can be written.
                return String::new();
            };
            let application = application.map(|application| application.to_string());
            FoundWire::Sheet { record, application }
        }
        FoundElsewhere::Unopened {
            member,
            verdict,
            sentence,
        } => FoundWire::Unopened {
            member: member.clone(),
            verdict: texts(verdict),
            sentence: texts(sentence),
        },
    };
    let wire = OpenedWire {
        bytes: opened.bytes.to_string(),
        size: opened.size,
        payload: opened.payload.map(|payload| payload.to_string()),
        found,
    };
    serde_json::to_string(&wire).unwrap_or_default()
}

/// Reads what [`write_opened`] wrote.
pub fn read_opened(text: &str) -> Option<OpenedElsewhere> {
    let wire: OpenedWire<'_> = serde_json::from_str(text).ok()?;
    let text = |[zh, en]: [String; 2]| Text { zh, en: Some(en) };
    let fingerprint = |text: Option<String>| match text {
        Some(text) => Fingerprint::parse(&text).map(Some),
        None => Some(None),
    };
    let found = match wire.found {
        FoundWire::Rubric => FoundElsewhere::Rubric,
        FoundWire::Table => FoundElsewhere::Table,
        FoundWire::Sheet { record, application } => FoundElsewhere::Sheet {
            record: Box::new(read_sheet_record(record.get())?),
            application: fingerprint(application)?,
        },
        FoundWire::Unopened {
            member,
            verdict,
            sentence,
        } => FoundElsewhere::Unopened {
            member,
            verdict: text(verdict),
            sentence: text(sentence),
        },
    };
    Some(OpenedElsewhere {
        bytes: Fingerprint::parse(&wire.bytes)?,
        size: wire.size,
        payload: fingerprint(wire.payload)?,
        found,
    })
}
