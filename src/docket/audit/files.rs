//! Which files the entries name, which of them are missing, and which of those were altered where they lie.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::replay::Replay;
use crate::docket::{Act, Chain, Docket, DocketFile, Entry, FileSum, Files, Occurrence};
use crate::foundations::Fingerprint;

/// A file that no entry names.
#[derive(Clone, Copy)]
pub(super) struct UnnamedFile<'f> {
    pub(super) found: &'f Occurrence,
    pub(super) payload: Option<Fingerprint>,
    /// The fingerprint that it states and does not have.
    pub(super) stated: Option<Fingerprint>,
}

/// A file that an entry names and that is not there.
#[derive(Clone)]
pub(super) struct MissingFile {
    /// The fingerprint of its payload; of a file that never opened, of its bytes.
    pub(super) print: Fingerprint,
    pub(super) sums: BTreeSet<(Fingerprint, u64)>,
}

/// Whether a file could be the one that is missing.
type Fits<'r> = &'r dyn Fn(&UnnamedFile<'_>, &MissingFile) -> bool;

/// How many bytes a file that was altered by hand may have gained or lost to be taken for the one that is missing.
const EDITED_BYTES: u64 = 64;

/// Which files are missing ones that were altered where they lay, without doubt: by the fingerprint that they still
/// state, then by their length, then because nothing else is missing and nothing else was added. What is found leaves
/// `missing`. Two files that could both be the one are reported as added.
pub(super) fn altered<'f>(
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

pub(super) fn joined(sums: &BTreeSet<(Fingerprint, u64)>) -> String {
    let sums: Vec<String> = sums.iter().map(|(sum, _)| sum.to_string()).collect();
    sums.join(" ")
}

impl NamedFiles {
    /// The named files that are not there.
    pub(super) fn missing(&self, files: &Files) -> Vec<MissingFile> {
        let there: BTreeSet<(Fingerprint, u64)> = files
            .unopened()
            .iter()
            .map(|one| (one.found.sum, one.found.bytes))
            .collect();
        let payloads = self.by_payload.iter();
        let payloads = payloads.filter(|(payload, _)| files.content(**payload).is_none());
        let payloads = payloads.map(|(payload, named)| MissingFile {
            print: *payload,
            sums: named.sums.clone(),
        });
        let refused = self.refused.difference(&there).map(|(sum, bytes)| MissingFile {
            print: *sum,
            sums: BTreeSet::from([(*sum, *bytes)]),
        });
        payloads.chain(refused).collect()
    }
}

/// The bytes in which a payload came.
#[derive(Default)]
pub(super) struct NamedBytes {
    /// Hashes and lengths: of the entries in force, else of those that no longer count.
    pub(super) sums: BTreeSet<(Fingerprint, u64)>,
    /// Whether an entry in force names the payload; then each of its bytes is there once, else one of them.
    is_in_force: bool,
}

/// The files that the entries of a chain name.
pub(super) struct NamedFiles {
    pub(super) by_payload: BTreeMap<Fingerprint, NamedBytes>,
    /// Files that did not open and are kept, by their bytes.
    pub(super) refused: BTreeSet<(Fingerprint, u64)>,
}

/// How the files of a payload that is there differ from what the entries say of it.
pub(super) enum Unlike<'f> {
    /// Other bytes than an entry says.
    Altered(&'f Occurrence),
    /// The bytes that an entry says, and another length.
    OtherLength(&'f Occurrence, u64),
    /// One more than the entries name: the same file as this one.
    Twice(&'f Occurrence, &'f Occurrence),
    /// Of several files in force one that is not there.
    Missing,
}

impl NamedBytes {
    pub(super) fn unlike<'f>(&self, file: &'f DocketFile) -> Vec<Unlike<'f>> {
        let mut left = self.sums.clone();
        let mut unlike = Vec::new();
        let mut others = Vec::new();
        for one in &file.found {
            let is_taken = if self.is_in_force {
                left.remove(&(one.sum, one.bytes))
            } else {
                self.sums.contains(&(one.sum, one.bytes)) && !std::mem::take(&mut left).is_empty()
            };
            if !is_taken {
                others.push(one);
            }
        }
        if !self.is_in_force && others.len() < file.found.len() {
            left.clear();
        }
        for one in others {
            let states = |(sum, _): &&(Fingerprint, u64)| *sum == one.sum;
            let said = left.iter().find(states).or_else(|| self.sums.iter().find(states));
            let claimed = match said {
                Some((_, bytes)) if *bytes != one.bytes => {
                    unlike.push(Unlike::OtherLength(one, *bytes));
                    said.copied()
                }
                Some(_) => None,
                None => {
                    unlike.push(Unlike::Altered(one));
                    left.first().copied()
                }
            };
            let is_more = !claimed.is_some_and(|claimed| left.remove(&claimed));
            let mut rest = file.found.iter().filter(|other| *other != one);
            if is_more && let Some(first) = rest.next() {
                unlike.push(Unlike::Twice(one, first));
            }
        }
        if self.is_in_force {
            for (sum, bytes) in left {
                // Said twice of one file, and once with another length.
                let same = file.found.iter().find(|one| one.sum == sum);
                unlike.push(same.map_or(Unlike::Missing, |one| Unlike::OtherLength(one, bytes)));
            }
        }
        unlike
    }
}

/// An entry in force says in which bytes a payload lies there. One that no longer counts says how it came then.
pub(super) fn named(docket: &Docket, replay: &Replay<'_>) -> NamedFiles {
    let mut in_force: BTreeMap<Fingerprint, NamedBytes> = BTreeMap::new();
    for entry in Chain::of(&docket.entries).line {
        if !replay.is_in_force(entry.seq) {
            continue;
        }
        if let Act::FileWithdrawn { file, .. } = &entry.act {
            in_force.remove(file);
        }
        for file in named_by(entry) {
            let named = in_force.entry(file.file).or_default();
            named.is_in_force = true;
            named.sums.insert((file.sum, file.bytes));
        }
    }
    // Also what no longer counts, behind a break of the chain: its files are not strangers.
    let mut then: BTreeMap<Fingerprint, NamedBytes> = BTreeMap::new();
    for file in docket.entries.iter().flat_map(named_by) {
        let named = then.entry(file.file).or_default();
        named.sums.insert((file.sum, file.bytes));
    }
    then.extend(in_force);
    let refused = docket.entries.iter().filter_map(|entry| match &entry.act {
        Act::FileRefused {
            file: None,
            sum,
            bytes,
            ..
        } => Some((*sum, *bytes)),
        _ => None,
    });
    NamedFiles {
        by_payload: then,
        refused: refused.collect(),
    }
}

/// The files with a payload that an entry names.
fn named_by(entry: &Entry) -> Vec<FileSum> {
    match &entry.act {
        Act::CycleOpened { cycle, rubric } => vec![*cycle, *rubric],
        Act::FileAccepted { file, .. } => vec![*file],
        Act::FileRefused {
            file: Some(file),
            sum,
            bytes,
            ..
        } => vec![FileSum {
            file: *file,
            sum: *sum,
            bytes: *bytes,
        }],
        _ => Vec::new(),
    }
}
