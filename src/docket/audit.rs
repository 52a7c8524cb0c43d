//! Oversight (Art. 9(五), 32): whether docket and files are what they were, or where they differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::replay::{Replay, Told};
use crate::docket::{Act, Break, Chain, Docket, FileSum, Files, Occurrence};
use crate::foundations::Fingerprint;

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where: a file's name, an entry, the head of the chain.
    pub place: String,
    /// What, as a word.
    pub what: String,
    /// What the docket says.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many files were looked at.
    pub files: usize,
    /// How many entries the docket has.
    pub entries: usize,
    /// What differs, by place. Nothing: all is equal.
    pub findings: Vec<Finding>,
}

/// Compares a docket with its files, and with the head that was handed to the supervisors, where one is given. Without
/// it a chain that was rewritten whole is equal.
pub fn audit(docket: &Docket, files: &Files, head: Option<Fingerprint>) -> Audit {
    let replay = Replay::of(docket, files, None);
    let mut findings = Vec::new();
    let mut find = |place: String, what: &str, expected: String, found: String| {
        findings.push(Finding {
            place,
            what: what.to_owned(),
            expected,
            found,
        });
    };
    for told in replay.told() {
        // A clock that ran backwards is told in the standing and makes nothing unequal.
        let differs = match &told {
            Told::Refused { .. } => true,
            Told::Broken(broken) => !matches!(broken, Break::Clock { .. }),
            _ => false,
        };
        if differs {
            find(told.place(), &told.what(), String::new(), String::new());
        }
    }
    if let Some(head) = head
        && replay.head != Some(head)
    {
        let found = replay.head.map_or_else(String::new, |head| head.to_string());
        find("head".to_owned(), "other_head", head.to_string(), found);
    }
    let named = named(docket);
    let mut count = files.unopened().len();
    for (payload, file) in files.each() {
        count += file.found.len();
        let name = |occurrence: &Occurrence| occurrence.name.clone();
        let Some(sums) = named.by_payload.get(&payload) else {
            for occurrence in &file.found {
                find(name(occurrence), "added", String::new(), payload.to_string());
            }
            continue;
        };
        for occurrence in &file.found {
            if !sums.contains(&(occurrence.sum, occurrence.bytes)) {
                let expected = sums.iter().map(|(sum, _)| sum.to_string());
                let expected = expected.collect::<Vec<_>>().join(" ");
                find(name(occurrence), "altered", expected, occurrence.sum.to_string());
            }
        }
        for occurrence in file.found.iter().skip(1) {
            let first = file.found.first().map(name).unwrap_or_default();
            find(name(occurrence), "twice", first, payload.to_string());
        }
    }
    for occurrence in files.unopened() {
        if !named.refused.contains(&(occurrence.sum, occurrence.bytes)) {
            let found = occurrence.sum.to_string();
            find(occurrence.name.clone(), "added", String::new(), found);
        }
    }
    let there: BTreeSet<(Fingerprint, u64)> =
        files.unopened().iter().map(|one| (one.sum, one.bytes)).collect();
    for (payload, _) in named
        .by_payload
        .iter()
        .filter(|(payload, _)| files.content(**payload).is_none())
    {
        find(
            format!("file/{payload}"),
            "missing",
            payload.to_string(),
            String::new(),
        );
    }
    for (sum, _) in named.refused.difference(&there) {
        find(format!("file/{sum}"), "missing", sum.to_string(), String::new());
    }
    findings.sort();
    Audit {
        files: count,
        entries: docket.entries.len(),
        findings,
    }
}

/// The files that the entries of a chain name.
struct Named {
    by_payload: BTreeMap<Fingerprint, BTreeSet<(Fingerprint, u64)>>,
    /// Files that did not open and are kept, by their bytes.
    refused: BTreeSet<(Fingerprint, u64)>,
}

fn named(docket: &Docket) -> Named {
    let mut named = Named {
        by_payload: BTreeMap::new(),
        refused: BTreeSet::new(),
    };
    let mut name = |file: FileSum| {
        let sums = named.by_payload.entry(file.file).or_default();
        sums.insert((file.sum, file.bytes));
    };
    for entry in Chain::of(&docket.entries).line {
        match &entry.act {
            Act::CycleOpened { cycle, rubric } => {
                name(*cycle);
                name(*rubric);
            }
            Act::FileAccepted { file, .. } => name(*file),
            Act::FileRefused {
                file: Some(file),
                sum,
                bytes,
                ..
            } => name(FileSum {
                file: *file,
                sum: *sum,
                bytes: *bytes,
            }),
            Act::FileRefused {
                file: None,
                sum,
                bytes,
                ..
            } => drop(named.refused.insert((*sum, *bytes))),
            _ => {}
        }
    }
    named
}
