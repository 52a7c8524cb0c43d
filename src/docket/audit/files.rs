//! Which files the entries name, which of them are missing, and which of those were altered where they lie.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::{Act, Docket, FileSum, Files, Occurrence};
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

/// The files that the entries of a chain name.
pub(super) struct NamedFiles {
    pub(super) by_payload: BTreeMap<Fingerprint, BTreeSet<(Fingerprint, u64)>>,
    /// Files that did not open and are kept, by their bytes.
    pub(super) refused: BTreeSet<(Fingerprint, u64)>,
}

pub(super) fn named(docket: &Docket) -> NamedFiles {
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
