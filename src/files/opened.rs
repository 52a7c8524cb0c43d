//! What a file is, as one program of the page tells another of the same version: JSON that never leaves the machine and
//! is kept nowhere.

use serde::{Deserialize, Serialize};

use crate::files::json::{Limits, scan, written};
use crate::files::scoresheet::SheetWire;
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

/// A sheet that was opened may be as large as a file, and what is reported of it stands around it.
const LIMITS: Limits = Limits {
    bytes: 1_000_000_000,
    text: 1_000_000_000,
    values: 4_000_000,
    ..Limits::FILES
};

#[derive(Serialize, Deserialize)]
struct OpenedWire {
    bytes: String,
    size: u64,
    payload: Option<String>,
    found: FoundWire,
}

#[derive(Serialize, Deserialize)]
enum FoundWire {
    Rubric,
    Sheet {
        record: Box<SheetWire>,
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
    let found = match &opened.found {
        FoundElsewhere::Rubric => FoundWire::Rubric,
        FoundElsewhere::Table => FoundWire::Table,
        FoundElsewhere::Sheet { record, application } => FoundWire::Sheet {
            record: Box::new(SheetWire::from(&**record)),
            application: application.map(|application| application.to_string()),
        },
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
    written(&wire).unwrap_or_default()
}

/// Reads what [`write_opened`] wrote.
pub fn read_opened(text: &str) -> Option<OpenedElsewhere> {
    let wire: OpenedWire = scan(text, &LIMITS).ok()?.root().read().ok()?;
    let text = |[zh, en]: [String; 2]| Text { zh, en: Some(en) };
    let fingerprint = |text: Option<String>| match text {
        Some(text) => Fingerprint::parse(&text).map(Some),
        None => Some(None),
    };
    let found = match wire.found {
        FoundWire::Rubric => FoundElsewhere::Rubric,
        FoundWire::Table => FoundElsewhere::Table,
        FoundWire::Sheet { record, application } => FoundElsewhere::Sheet {
            record: Box::new(SheetRecord::from(*record)),
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
