//! The log of the secretariat's desk in storage: one record an entry, under its number, never written again.

use serde::{Deserialize, Serialize};

use crate::files::json::{Cursor, Limits, scan, written};
use crate::files::{FileFault, Wanted};
use crate::foundations::{Fingerprint, Instant, excerpt};
use crate::panel::{Answer, Entry, NameKind, Question, StoredFile};
use crate::problem::Problem;
use crate::scoring::Rule;

/// The newest version of the stored form of an entry. Each entry states the first version that knows its kind and its rule.
const VERSION: u64 = 2;

/// What begins the key of every entry.
pub const DESK_ENTRIES: &str = "entry/";
/// What begins the key of every kept file; its fingerprint follows.
pub const DESK_FILES: &str = "file/";

/// As many digits as the number of an entry has in its key, so that keys stand in the order of numbers.
const DIGITS: usize = 12;

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEntry {
    /// The clock when it was written.
    pub written_at: Instant,
    /// The window that wrote it; by it a window knows its own entries again.
    pub window: String,
    /// The entry.
    pub entry: Entry,
}

#[derive(Deserialize)]
struct VersionProbe {
    version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryWire {
    version: u64,
    at: String,
    window: String,
    did: Did,
}

/// An action, by its name.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Did {
    Taken(TakenWire),
    TakenOut(OfEntry),
    Cleared(Nothing),
    RuleChosen(RuleWire),
    RubricChosen(RubricWire),
    Answered(AnswerWire),
    Undone(OfEntry),
    Redone(OfEntry),
    Chosen(ChosenWire),
    Ended(OfEntry),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChosenWire {
    names: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenWire {
    name: String,
    size: u64,
    bytes: String,
    payload: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfEntry {
    entry: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleWire {
    rule: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RubricWire {
    rubric: String,
    pinned: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerWire {
    whose: String,
    first: String,
    second: String,
    same: bool,
}

/// The key of an entry.
pub fn desk_entry_key(number: u64) -> String {
    format!("{DESK_ENTRIES}{number:0DIGITS$}")
}

/// The number of an entry by its key; nothing where it is none.
pub fn desk_entry_number(key: &str) -> Option<u64> {
    let digits = key.strip_prefix(DESK_ENTRIES)?;
    let sound = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| sound)
}

/// The key of a kept file.
pub fn desk_file_key(bytes: Fingerprint) -> String {
    format!("{DESK_FILES}{bytes}")
}

/// Writes an entry; nothing for one that could not be read, whose record stays as it is.
pub fn write_desk_entry(logged: &LoggedEntry) -> Option<String> {
    let did = match &logged.entry {
        Entry::Taken(file) => Did::Taken(TakenWire {
            name: file.name.clone(),
            size: file.size,
            bytes: file.bytes_hash.to_string(),
            payload: file.payload.map(|payload| payload.to_string()),
        }),
        Entry::TakenOut { entry } => Did::TakenOut(OfEntry { entry: *entry }),
        Entry::Cleared => Did::Cleared(Nothing {}),
        Entry::RuleChosen(rule) => Did::RuleChosen(RuleWire {
            rule: rule.id().to_owned(),
        }),
        Entry::RubricChosen { rubric, pinned } => Did::RubricChosen(RubricWire {
            rubric: rubric.to_string(),
            pinned: *pinned,
        }),
        Entry::Answered(Answer { question, same }) => Did::Answered(AnswerWire {
            whose: whose_id(question.whose).to_owned(),
            first: question.first.clone(),
            second: question.second.clone(),
            same: *same,
        }),
        Entry::Undone { entry } => Did::Undone(OfEntry { entry: *entry }),
        Entry::Redone { entry } => Did::Redone(OfEntry { entry: *entry }),
        Entry::Chosen(names) => Did::Chosen(ChosenWire { names: names.clone() }),
        Entry::Ended { entry } => Did::Ended(OfEntry { entry: *entry }),
        Entry::Damaged => return None,
    };
    // A window that does not know an entry's kind or rule must stop writing, and not call the entry damaged (K27).
    let version = match logged.entry {
        Entry::Chosen(_) | Entry::Ended { .. } | Entry::RuleChosen(Rule::TrimmedTwo) => 2,
        _ => 1,
    };
    let wire = EntryWire {
        version,
        at: logged.written_at.to_string(),
        window: logged.window.clone(),
        did,
    };
    written(&wire)
}

/// Reads an entry.
///
/// # Errors
/// It was written by a newer version, or is no entry.
pub fn read_desk_entry(text: &str) -> Result<LoggedEntry, FileFault> {
    let scanned = scan(text, &Limits::FILES).map_err(|refusal| Problem::from(refusal).fault)?;
    entry_of(scanned.root()).map_err(|problem| problem.fault)
}

/// Reads records of the log, which begins with the entry of this number: those that are missing or cannot be read stand
/// for their numbers as [`Entry::Damaged`].
///
/// # Errors
/// One was written by a newer version, so that nothing must be written behind it.
pub fn read_desk_log(from: u64, records: &[(String, String)]) -> Result<Vec<LoggedEntry>, FileFault> {
    let damaged = || LoggedEntry {
        written_at: Instant::from_unix_seconds(0),
        window: String::new(),
        entry: Entry::Damaged,
    };
    let mut next = from;
    let mut log = Vec::with_capacity(records.len());
    for (key, text) in records {
        let Some(number) = desk_entry_number(key).filter(|number| *number >= next) else {
            continue;
        };
        for _ in next..number {
            log.push(damaged());
        }
        next = number + 1;
        log.push(match read_desk_entry(text) {
            Ok(logged) => logged,
            Err(newer @ FileFault::NewerVersion { .. }) => return Err(newer),
            Err(_) => damaged(),
        });
    }
    Ok(log)
}

fn entry_of(record: Cursor<'_, '_>) -> Result<LoggedEntry, Problem<FileFault>> {
    let probe: VersionProbe = record.read()?;
    if probe.version > VERSION {
        let newer = FileFault::NewerVersion {
            found: probe.version,
            known: VERSION,
            written_by: String::new(),
        };
        return Err(record.refused(&["version"], newer));
    }
    let wire: EntryWire = record.read()?;
    let bad = |member: &str, found: &str, wanted| {
        let found = excerpt(found);
        record.refused(&["did", member], FileFault::BadValue { found, wanted })
    };
    let unknown = |member: &str, found: &str, known| {
        let found = excerpt(found);
        record.refused(&["did", member], FileFault::UnknownWord { found, known })
    };
    let fingerprint = |member: &str, text: &str| {
        Fingerprint::parse(text).ok_or_else(|| bad(member, text, Wanted::Fingerprint))
    };
    let entry = match wire.did {
        Did::Taken(file) => Entry::Taken(StoredFile {
            bytes_hash: fingerprint("bytes", &file.bytes)?,
            payload: file
                .payload
                .map(|payload| fingerprint("payload", &payload))
                .transpose()?,
            name: file.name,
            size: file.size,
        }),
        Did::TakenOut(OfEntry { entry }) => Entry::TakenOut { entry },
        Did::Cleared(Nothing {}) => Entry::Cleared,
        Did::RuleChosen(RuleWire { rule }) => {
            Entry::RuleChosen(Rule::parse(&rule).ok_or_else(|| unknown("rule", &rule, &Rule::IDS))?)
        }
        Did::RubricChosen(RubricWire { rubric, pinned }) => Entry::RubricChosen {
            rubric: fingerprint("rubric", &rubric)?,
            pinned,
        },
        Did::Answered(answer) => {
            const KNOWN: &[&str] = &["assessor", "applicant"];
            let whose = [NameKind::Assessor, NameKind::Applicant]
                .into_iter()
                .find(|whose| whose_id(*whose) == answer.whose)
                .ok_or_else(|| unknown("whose", &answer.whose, KNOWN))?;
            Entry::Answered(Answer {
                question: Question {
                    whose,
                    first: answer.first,
                    second: answer.second,
                },
                same: answer.same,
            })
        }
        Did::Undone(OfEntry { entry }) => Entry::Undone { entry },
        Did::Redone(OfEntry { entry }) => Entry::Redone { entry },
        Did::Chosen(ChosenWire { names }) => Entry::Chosen(names),
        Did::Ended(OfEntry { entry }) => Entry::Ended { entry },
    };
    let written_at = Instant::parse(&wire.at).ok_or_else(|| {
        let found = excerpt(&wire.at);
        let wanted = Wanted::Moment;
        record.refused(&["at"], FileFault::BadValue { found, wanted })
    })?;
    Ok(LoggedEntry {
        written_at,
        window: wire.window,
        entry,
    })
}

fn whose_id(whose: NameKind) -> &'static str {
    match whose {
        NameKind::Assessor => "assessor",
        NameKind::Applicant => "applicant",
    }
}
