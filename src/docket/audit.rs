//! Oversight (Art. 9(五), 32): whether docket and files are what they were, or where they differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::replay::{Remark, Replay};
use crate::docket::{Act, Break, Docket, FileSum, Files, Occurrence};
use crate::foundations::Fingerprint;

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where: the name of a file that is there, `file/FINGERPRINT` of one that is missing, `entry/SEQ`, or `head`.
    pub place: String,
    /// What, as a word: of a file `altered`, `added`, `missing`, `twice`, `unreadable` or why it was passed over; of
    /// an entry what [`Remark::what`] says; `other_head`; `docket_unreadable`.
    pub what: String,
    /// Of `altered` the hashes of the bytes as they came; of `missing` the fingerprint of the file, or the numbers that
    /// no entry has; of `gap` the number that follows; of `twice` the name that the file has already; of `other_head`
    /// the head that was handed over. Else empty.
    pub expected: String,
    /// Of `altered` the hash of the bytes now; of `gap` the number that the entry has; of `added` and `twice` the
    /// fingerprint; of `other_head` the head of the docket. Else empty.
    pub found: String,
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many files were looked at.
    pub files: usize,
    /// How many entries the docket has.
    pub entries: usize,
    /// The head of its chain, as far as that holds.
    pub head: Option<Fingerprint>,
    /// What differs: what broke the chain, entries in their order, files by name, refused entries last. Nothing: all is
    /// equal.
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
    for remark in replay.remarks() {
        // A clock that ran backwards is reported in the standing and makes nothing unequal.
        let differs = match &remark {
            Remark::Refused { .. } => true,
            Remark::Broken(broken) => !matches!(broken, Break::Clock { .. }),
            _ => false,
        };
        if differs {
            let (expected, found) = match &remark {
                Remark::Broken(Break::Gap { expected, found }) => (expected.to_string(), found.to_string()),
                Remark::Broken(Break::Missing { first, last }) if first == last => {
                    (first.to_string(), String::new())
                }
                Remark::Broken(Break::Missing { first, last }) => (format!("{first}–{last}"), String::new()),
                _ => Default::default(),
            };
            find(remark.place(), &remark.what(), expected, found);
        }
    }
    if let Some(head) = head
        && replay.head != Some(head)
    {
        let found = replay.head.map_or_else(String::new, |head| head.to_string());
        find("head".to_owned(), "other_head", head.to_string(), found);
    }
    for passed in files.passed_over() {
        find(passed.name.clone(), passed.why, String::new(), String::new());
    }
    let named = named(docket);
    let mut unnamed_files: Vec<UnnamedFile<'_>> = Vec::new();
    for (payload, file) in files.each() {
        let Some(sums) = named.by_payload.get(&payload) else {
            unnamed_files.extend(file.found.iter().map(|found| UnnamedFile {
                found,
                payload: Some(payload),
                stated: None,
            }));
            continue;
        };
        for occurrence in &file.found {
            if !sums.contains(&(occurrence.sum, occurrence.bytes)) {
                find(
                    occurrence.name.clone(),
                    "altered",
                    joined(sums),
                    occurrence.sum.to_string(),
                );
            }
        }
        for occurrence in file.found.iter().skip(1) {
            let first = file.found.first().map(|first| first.name.clone());
            find(
                occurrence.name.clone(),
                "twice",
                first.unwrap_or_default(),
                payload.to_string(),
            );
        }
    }
    for unopened in files.unopened() {
        if !named
            .refused
            .contains(&(unopened.found.sum, unopened.found.bytes))
        {
            unnamed_files.push(UnnamedFile {
                found: &unopened.found,
                payload: None,
                stated: unopened.stated,
            });
        }
    }
    let mut missing = named.missing(files);
    for (unnamed, lost) in altered(&unnamed_files, &mut missing) {
        let found = &unnamed.found;
        if lost.sums.contains(&(found.sum, found.bytes)) {
            find(found.name.clone(), "unreadable", String::new(), String::new());
            unnamed_files.retain(|other| other.found != *found);
            continue;
        }
        find(
            found.name.clone(),
            "altered",
            joined(&lost.sums),
            found.sum.to_string(),
        );
        unnamed_files.retain(|other| other.found != *found);
    }
    for unnamed in &unnamed_files {
        let found = unnamed.payload.unwrap_or(unnamed.found.sum);
        find(
            unnamed.found.name.clone(),
            "added",
            String::new(),
            found.to_string(),
        );
    }
    for lost in missing {
        let print = lost.print.to_string();
        find(format!("file/{print}"), "missing", print, String::new());
    }
    findings.sort_by_cached_key(|finding| {
        let number = finding
            .place
            .strip_prefix("entry/")
            .and_then(|number| number.parse::<u64>().ok());
        // What broke the chain comes before what follows from it, and entries come in their order.
        let follows = finding.what.starts_with("refused/");
        (follows, number.is_none(), number, finding.clone())
    });
    Audit {
        files: files.count(),
        entries: docket.entries.len(),
        head: replay.head,
        findings,
    }
}

/// A file that no entry names.
#[derive(Clone, Copy)]
struct UnnamedFile<'f> {
    found: &'f Occurrence,
    payload: Option<Fingerprint>,
    /// The fingerprint that it states and does not have.
    stated: Option<Fingerprint>,
}

/// A file that an entry names and that is not there.
#[derive(Clone)]
struct MissingFile {
    /// The fingerprint of its payload; of a file that never opened, of its bytes.
    print: Fingerprint,
    sums: BTreeSet<(Fingerprint, u64)>,
}

/// Whether a file could be the one that is missing.
type Fits<'r> = &'r dyn Fn(&UnnamedFile<'_>, &MissingFile) -> bool;

/// How many bytes a file that was altered by hand may have gained or lost to be taken for the one that is missing.
const EDITED_BYTES: u64 = 64;

/// Which files are missing ones that were altered where they lay, without doubt: by the fingerprint that they still
/// state, then by their length, then because nothing else is missing and nothing else was added. What is found leaves
/// `missing`. Two files that could both be the one are reported as added.
fn altered<'f>(
    unnamed_files: &[UnnamedFile<'f>],
    missing: &mut Vec<MissingFile>,
) -> Vec<(UnnamedFile<'f>, MissingFile)> {
    let mut pairs: Vec<(UnnamedFile<'f>, MissingFile)> = Vec::new();
    let mut rest: Vec<UnnamedFile<'f>> = unnamed_files.to_vec();
    let states = |unnamed: &UnnamedFile<'_>, lost: &MissingFile| unnamed.stated == Some(lost.print);
    let is_near = |most: u64| {
        move |unnamed: &UnnamedFile<'_>, lost: &MissingFile| {
            let bytes = unnamed.found.bytes;
            lost.sums.iter().any(|(_, before)| before.abs_diff(bytes) <= most)
        }
    };
    let is_the_last = |_: &UnnamedFile<'_>, _: &MissingFile| true;
    let rules: [Fits<'_>; 4] = [&states, &is_near(0), &is_near(EDITED_BYTES), &is_the_last];
    for fits in rules {
        let only = |unnamed: &UnnamedFile<'f>| {
            let mut candidates = missing.iter().filter(|lost| fits(unnamed, lost));
            let lost = candidates.next().filter(|_| candidates.next().is_none())?;
            let claims = rest.iter().filter(|other| fits(other, lost)).count();
            (claims == 1).then(|| (*unnamed, lost.clone()))
        };
        let found: Vec<(UnnamedFile<'f>, MissingFile)> = rest.iter().filter_map(only).collect();
        rest.retain(|unnamed| !found.iter().any(|(other, _)| other.found == unnamed.found));
        missing.retain(|lost| !found.iter().any(|(_, other)| other.print == lost.print));
        pairs.extend(found);
    }
    pairs
}

fn joined(sums: &BTreeSet<(Fingerprint, u64)>) -> String {
    let sums: Vec<String> = sums.iter().map(|(sum, _)| sum.to_string()).collect();
    sums.join(" ")
}

impl NamedFiles {
    /// The named files that are not there.
    fn missing(&self, files: &Files) -> Vec<MissingFile> {
        let there: BTreeSet<(Fingerprint, u64)> = files
            .unopened()
            .iter()
            .map(|one| (one.found.sum, one.found.bytes))
            .collect();
        let payloads = self.by_payload.iter();
        let payloads = payloads.filter(|(payload, _)| files.content(**payload).is_none());
        let payloads = payloads.map(|(payload, sums)| MissingFile {
            print: *payload,
            sums: sums.clone(),
        });
        let refused = self.refused.difference(&there).map(|(sum, bytes)| MissingFile {
            print: *sum,
            sums: BTreeSet::from([(*sum, *bytes)]),
        });
        payloads.chain(refused).collect()
    }
}

/// What can be said where the docket itself does not open: that, and what else was not read.
pub fn audit_without_docket(files: &Files, docket: &str) -> Audit {
    let finding = |place: &str, what: &str| Finding {
        place: place.to_owned(),
        what: what.to_owned(),
        expected: String::new(),
        found: String::new(),
    };
    let passed = files.passed_over().iter();
    let mut findings: Vec<Finding> = passed.map(|one| finding(&one.name, one.why)).collect();
    findings.push(finding(docket, "docket_unreadable"));
    findings.sort();
    Audit {
        files: files.count(),
        entries: 0,
        head: None,
        findings,
    }
}

/// The files that the entries of a chain name.
struct NamedFiles {
    by_payload: BTreeMap<Fingerprint, BTreeSet<(Fingerprint, u64)>>,
    /// Files that did not open and are kept, by their bytes.
    refused: BTreeSet<(Fingerprint, u64)>,
}

fn named(docket: &Docket) -> NamedFiles {
    let mut named = NamedFiles {
        by_payload: BTreeMap::new(),
        refused: BTreeSet::new(),
    };
    let mut name = |file: FileSum| {
        let sums = named.by_payload.entry(file.file).or_default();
        sums.insert((file.sum, file.bytes));
    };
    // Also what no longer counts, behind a break of the chain: its files are not strangers.
    for entry in &docket.entries {
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
