//! Oversight (Art. 9(五), 32): whether docket and files are what they were, or where they differ.

mod files;

use crate::docket::audit::files::{Unlike, UnnamedFile, altered, joined, named};
use crate::docket::{Break, Docket, Files, Refusal};
use crate::docket::{Remark, Replay};
use crate::foundations::Fingerprint;

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: the name of a file that is there, `file/FINGERPRINT` of one that is missing, `entry/SEQ`, or `head`.
    pub place: String,
    /// What, as a word: of a file `altered`, `other_length`, `added`, `missing`, `twice`, `unreadable` or why it was
    /// passed over; of an entry what [`Remark::what`] says; `other_head`; `docket_unreadable`.
    pub what: String,
    /// Of `altered` the hashes of the bytes as they came; of `other_length` the length that the entry says; of `missing`
    /// the fingerprint of the file, or the numbers that no entry has; of `gap` the number that follows; of `twice` the
    /// name that the file has already; of `other_head` the head that was handed over. Else empty.
    pub expected: String,
    /// Of `altered` the hash of the bytes now; of `other_length` their length; of `gap` the number that the entry has; of
    /// `added` and `twice` the fingerprint; of `other_head` the head of the docket. Else empty.
    pub found: String,
    /// Why the entry is not allowed, where that is what differs.
    pub refusal: Option<Refusal>,
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

impl Finding {
    fn new(place: &str, what: &str, expected: String, found: String) -> Self {
        Self {
            place: place.to_owned(),
            what: what.to_owned(),
            expected,
            found,
            refusal: None,
        }
    }
}

/// Compares a docket with its files, and with the head that was handed to the supervisors, where one is given. Without
/// it a chain that was rewritten whole is equal.
pub fn audit(docket: &Docket, files: &Files, head: Option<Fingerprint>) -> Audit {
    let replay = Replay::of(docket, files, None);
    let mut findings: Vec<Finding> = replay.remarks().iter().filter_map(of_remark).collect();
    if let Some(head) = head
        && replay.head != Some(head)
    {
        let found = replay.head.map_or_else(String::new, |head| head.to_string());
        findings.push(Finding::new("head", "other_head", head.to_string(), found));
    }
    findings.extend(of_files(docket, files, &replay));
    findings.sort_by_cached_key(|finding| {
        let number = finding
            .place
            .strip_prefix("entry/")
            .and_then(|number| number.parse::<u64>().ok());
        // What broke the chain comes before what follows from it, and entries come in their order.
        let follows = finding.what.starts_with("refused/");
        let what = (finding.place.clone(), finding.what.clone());
        let facts = (finding.expected.clone(), finding.found.clone());
        (follows, number.is_none(), number, what, facts)
    });
    Audit {
        files: files.count(),
        entries: docket.entries.len(),
        head: replay.head,
        findings,
    }
}

/// What a remark is to an audit: an entry that is not allowed at its place, or a chain that does not hold. A clock that
/// ran backwards is reported in the standing and makes nothing unequal.
fn of_remark(remark: &Remark) -> Option<Finding> {
    let (refusal, expected, found) = match remark {
        Remark::Refused { refusal, .. } => (Some(refusal.clone()), String::new(), String::new()),
        Remark::Broken(Break::Clock { .. }) => return None,
        Remark::Broken(Break::Gap { expected, found }) => (None, expected.to_string(), found.to_string()),
        Remark::Broken(Break::Missing { first, last }) if first == last => {
            (None, first.to_string(), String::new())
        }
        Remark::Broken(Break::Missing { first, last }) => (None, format!("{first}–{last}"), String::new()),
        Remark::Broken(_) => (None, String::new(), String::new()),
        _ => return None,
    };
    Some(Finding {
        refusal,
        ..Finding::new(&remark.place(), &remark.what(), expected, found)
    })
}

/// Files that are not what the entries say, are missing, or were added.
fn of_files(docket: &Docket, files: &Files, replay: &Replay<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |place: &str, what: &str, expected: String, found: String| {
        findings.push(Finding::new(place, what, expected, found));
    };
    for passed in files.passed_over() {
        find(&passed.name, passed.why, String::new(), String::new());
    }
    let named = named(docket, replay);
    let mut unnamed_files: Vec<UnnamedFile<'_>> = Vec::new();
    for (payload, file) in files.each() {
        let Some(bytes) = named.by_payload.get(&payload) else {
            unnamed_files.extend(file.found.iter().map(|found| UnnamedFile {
                found,
                payload: Some(payload),
                stated: None,
            }));
            continue;
        };
        for unlike in bytes.unlike(file) {
            match unlike {
                Unlike::Altered(one) => find(&one.name, "altered", joined(&bytes.sums), one.sum.to_string()),
                Unlike::OtherLength(one, said) => {
                    find(&one.name, "other_length", said.to_string(), one.bytes.to_string())
                }
                Unlike::Twice(one, first) => {
                    find(&one.name, "twice", first.name.clone(), payload.to_string());
                }
                Unlike::Missing => find(
                    &format!("file/{payload}"),
                    "missing",
                    payload.to_string(),
                    String::new(),
                ),
            }
        }
    }
    for unopened in files.unopened() {
        let bytes = (unopened.found.sum, unopened.found.bytes);
        if !named.refused.contains(&bytes) {
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
            find(&found.name, "unreadable", String::new(), String::new());
        } else if let Some((_, said)) = lost.sums.iter().find(|(sum, _)| *sum == found.sum) {
            find(
                &found.name,
                "other_length",
                said.to_string(),
                found.bytes.to_string(),
            );
        } else {
            find(&found.name, "altered", joined(&lost.sums), found.sum.to_string());
        }
        unnamed_files.retain(|other| other.found != *found);
    }
    for unnamed in &unnamed_files {
        let found = unnamed.payload.unwrap_or(unnamed.found.sum);
        find(&unnamed.found.name, "added", String::new(), found.to_string());
    }
    for lost in missing {
        let print = lost.print.to_string();
        find(&format!("file/{print}"), "missing", print.clone(), String::new());
    }
    findings
}

/// What can be said where the docket itself does not open: that, and what else was not read.
pub fn audit_without_docket(files: &Files, docket: &str) -> Audit {
    let finding = |place: &str, what: &str| Finding::new(place, what, String::new(), String::new());
    let passed = files.passed_over().iter();
    let mut findings: Vec<Finding> = passed.map(|one| finding(&one.name, one.why)).collect();
    findings.push(finding(docket, "docket_unreadable"));
    findings.sort_by_cached_key(|finding| (finding.place.clone(), finding.what.clone()));
    Audit {
        files: files.count(),
        entries: 0,
        head: None,
        findings,
    }
}
