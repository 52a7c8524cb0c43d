//! What an archive holds beside its files: bytes that its directory does not name, and heads that say more than a file
//! needs. None of it costs a file.

use std::collections::BTreeMap;

use rawzip::extra_fields::ExtraFields;
use rawzip::{ZipFileHeaderRecord, ZipSliceArchive, ZipSliceEntry};

use crate::files::archive::{ArchiveFault, size_of};

/// The lengths of the fixed parts of heads: of an entry, of its record in the directory, of the end of a directory, and
/// of what stands before that end in an archive with large numbers.
const HEAD: u64 = 30;
const RECORD: u64 = 46;
const END: u64 = 22;
const LARGE_END: u64 = 76;
/// The length of the sums that this program writes behind the data, with their mark.
const SUMS: u64 = 16;

/// What this program writes into a head and its record, by their places: versions and attributes, time, and the sums
/// that stand behind the data.
const HEAD_WRITTEN: [Written; 3] = [
    (4, &[20, 0], ArchiveFault::Attributes),
    (10, &FIRST_TIME, ArchiveFault::Time),
    (14, &[0; 12], ArchiveFault::Attributes),
];
const RECORD_WRITTEN: [Written; 3] = [
    (4, &[20, 3, 20, 0], ArchiveFault::Attributes),
    (12, &FIRST_TIME, ArchiveFault::Time),
    // Disk, and attributes: a plain file that its owner may write.
    (34, &[0, 0, 0, 0, 0, 0, 0xA4, 0x01], ArchiveFault::Attributes),
];

/// The first moment of the first day that a ZIP can name.
const FIRST_TIME: [u8; 4] = [0, 0, 0x21, 0];

/// The same moment as a field of the record, in seconds since 1970.
const FIRST_TIME_FIELD: &[u8] = b"UT\x05\0\x01\x00\xA6\xCE\x12";

type Written = (u64, &'static [u8], ArchiveFault);

/// Which bytes of an archive belong to its entries.
#[derive(Default)]
pub(super) struct Layout {
    /// By where its head begins: where an entry's bytes end, and its name.
    taken: BTreeMap<u64, (u64, String)>,
}

impl Layout {
    /// Adds an entry; returns whether it shares no byte with another.
    pub(super) fn add(
        &mut self,
        bytes: &[u8],
        record: &ZipFileHeaderRecord<'_>,
        entry: &ZipSliceEntry<'_>,
    ) -> bool {
        let (from, (_, to)) = (record.local_header_offset(), entry.compressed_data_range());
        let to = to + size_of(descriptor(bytes, record, to).len());
        let before = self.taken.range(..=from).next_back();
        let behind = self.taken.range(from..).next();
        let is_apart =
            before.is_none_or(|(_, (end, _))| *end <= from) && behind.is_none_or(|(start, _)| to <= *start);
        if is_apart {
            let name = String::from_utf8_lossy(record.file_path().as_bytes()).into_owned();
            self.taken.insert(from, (to, name));
        }
        is_apart
    }

    /// The bytes before, between and behind the entries that the directory does not name: each with the name of the
    /// entry that it stands behind.
    pub(super) fn hidden(
        &self,
        zip: &ZipSliceArchive<&[u8]>,
        bytes: &[u8],
        directory: u64,
    ) -> Vec<(String, ArchiveFault)> {
        let mut hidden = Vec::new();
        let (mut end, mut last) = (0, "");
        let heads = self
            .taken
            .iter()
            .map(|(from, (to, name))| (*from, *to, name.as_str()));
        for (from, to, name) in heads.chain([(zip.directory_offset(), zip.directory_offset(), "")]) {
            if from > end {
                hidden.push((last.to_owned(), ArchiveFault::Between));
            }
            (end, last) = (to, name);
        }
        let is_whole = directory == zip.eocd_offset() && is_plain_end(zip, bytes, directory);
        let is_large = at(bytes, directory, 4) == b"PK\x06\x06" && directory + LARGE_END == zip.eocd_offset();
        if zip.end_offset() != size_of(bytes.len()) || !(is_whole || is_large) {
            hidden.push((String::new(), ArchiveFault::Hidden));
        }
        hidden
    }

    /// Whether entries stand in the order of their names, as in an archive that was written here.
    pub(super) fn is_in_order(&self) -> bool {
        self.taken.values().is_sorted_by(|(_, one), (_, next)| one < next)
    }
}

/// Where the directory ends: behind its last record.
pub(super) fn directory_end(zip: &ZipSliceArchive<&[u8]>, records: &[ZipFileHeaderRecord<'_>]) -> u64 {
    records.last().map_or(zip.directory_offset(), |record| {
        let texts = [
            record.file_path().as_bytes().len(),
            record.extra_fields().remaining_bytes().len(),
            record.comment().as_bytes().len(),
        ];
        record.central_directory_offset() + RECORD + size_of(texts.iter().sum())
    })
}

/// Whether the end of a directory says what is there and nothing else.
fn is_plain_end(zip: &ZipSliceArchive<&[u8]>, bytes: &[u8], directory: u64) -> bool {
    let start = zip.directory_offset();
    let count = u16::try_from(zip.entries_hint())
        .unwrap_or(u16::MAX)
        .to_le_bytes();
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let comment = u16::try_from(zip.comment().as_bytes().len()).unwrap_or(u16::MAX);
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend_from_slice(&count);
    end.extend_from_slice(&count);
    end.extend_from_slice(&number(directory.saturating_sub(start)));
    end.extend_from_slice(&number(start));
    end.extend_from_slice(&comment.to_le_bytes());
    at(bytes, directory, END) == end
}

/// What an entry's heads hold beside the file. An archive that was written here holds what this program writes; one of
/// another program may have times and attributes, and the fields that hold times, owners and large sizes.
pub(super) fn beside(
    bytes: &[u8],
    record: &ZipFileHeaderRecord<'_>,
    entry: &ZipSliceEntry<'_>,
    is_ours: bool,
) -> Vec<ArchiveFault> {
    let mut beside = Vec::new();
    let (listed, of_head) = (record.extra_fields(), entry.local_header().extra_fields());
    let is_strange = |mut fields: ExtraFields<'_>| {
        let strange = fields
            .by_ref()
            .any(|(id, data)| !is_usual(id.as_u16(), data.len()));
        strange || !fields.remaining_bytes().is_empty()
    };
    let has_fields = if is_ours {
        listed.remaining_bytes() != FIRST_TIME_FIELD || !of_head.remaining_bytes().is_empty()
    } else {
        is_strange(listed) || is_strange(of_head)
    };
    if has_fields {
        beside.push(ArchiveFault::ExtraField);
    }
    if !record.comment().as_bytes().is_empty() {
        beside.push(ArchiveFault::Comment);
    }
    if !is_ours {
        return beside;
    }
    let (_, behind) = entry.compressed_data_range();
    if size_of(descriptor(bytes, record, behind).len()) != SUMS {
        beside.push(ArchiveFault::Attributes);
    }
    let (head, listed) = (record.local_header_offset(), record.central_directory_offset());
    let heads = HEAD_WRITTEN.iter().map(|written| (head, written));
    let records = RECORD_WRITTEN.iter().map(|written| (listed, written));
    for (start, (place, written, fault)) in heads.chain(records) {
        let differs = at(bytes, start + place, size_of(written.len())) != *written;
        if differs && !beside.contains(fault) {
            beside.push(*fault);
        }
    }
    beside
}

/// Whether a field is one that other programs write, of the length that it has: large sizes, times, owners.
fn is_usual(id: u16, length: usize) -> bool {
    match id {
        0x0001 => length <= 28,
        0x000A => length == 32,
        0x5455 => [1, 5, 9, 13].contains(&length),
        0x5855 => [8, 12].contains(&length),
        0x7875 => [0, 11].contains(&length),
        _ => false,
    }
}

/// The sums of an entry that stand behind its data at this place: with or without their mark, in four or eight bytes;
/// nothing where they are none of these.
pub(super) fn descriptor<'b>(bytes: &'b [u8], record: &ZipFileHeaderRecord<'_>, from: u64) -> &'b [u8] {
    if !record.flags().has_data_descriptor() {
        return &[];
    }
    let (small, size) = (record.compressed_size_hint(), record.uncompressed_size_hint());
    let four = |size: u64| u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    let eight = |size: u64| size.to_le_bytes().to_vec();
    let short = [four(small), four(size)].concat();
    let long = [eight(small), eight(size)].concat();
    let sum = record.crc32().to_le_bytes();
    for mark in [&b"PK\x07\x08"[..], b""] {
        for sizes in [&short, &long] {
            let written = [mark, &sum, sizes].concat();
            let found = at(bytes, from, size_of(written.len()));
            if found == written {
                return found;
            }
        }
    }
    &[]
}

/// Whether the head of an entry whose sums stand behind its data says nothing else: no sums, those sums, or the largest
/// number, which says that they stand elsewhere.
pub(super) fn head_agrees(bytes: &[u8], record: &ZipFileHeaderRecord<'_>) -> bool {
    let head = record.local_header_offset();
    let number = |size: u64| u32::try_from(size).unwrap_or(u32::MAX);
    let sums = [
        (14, record.crc32()),
        (18, number(record.compressed_size_hint())),
        (22, number(record.uncompressed_size_hint())),
    ];
    debug_assert!(sums.iter().all(|(place, _)| place + 4 <= HEAD));
    sums.iter().all(|(place, sum)| {
        let found = at(bytes, head + place, 4);
        [0, u32::MAX, *sum].iter().any(|one| found == one.to_le_bytes())
    })
}

/// So many bytes from a place on; nothing where the archive ends before.
fn at(bytes: &[u8], from: u64, length: u64) -> &[u8] {
    let range = usize::try_from(from)
        .ok()
        .zip(usize::try_from(from + length).ok());
    range
        .and_then(|(from, to)| bytes.get(from..to))
        .unwrap_or_default()
}
