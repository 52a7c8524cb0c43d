//! Archives of a cycle: the same files give the same bytes and come back as they were; whatever an archive should not
//! hold is refused before it is unpacked, and costs no other file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

use proptest::prelude::*;
use rawzip::extra_fields::ExtraFieldId;
use rawzip::path::EntryPath;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, Header, ZipArchiveWriter, ZipFileBuilder};
use scoring::docket::{audit, standing};
use scoring::figures::standing_json;
use scoring::files::{Archive, ArchiveFault, Content, FileFault, open, write_archive, write_docket};
use scoring::foundations::Word as _;

use crate::award::{Case, files_of};
use crate::support::{chances, imprint, root, updating};

fn contents(texts: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let bytes = texts
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    bytes.collect()
}

fn packed(texts: &[(&str, &str)]) -> Vec<u8> {
    write_archive(&contents(texts)).expect("an archive")
}

/// What comes out of an archive, and what was refused.
type Unpacked = (BTreeMap<String, Vec<u8>>, Vec<(String, ArchiveFault)>);

fn unpacked(bytes: &[u8]) -> Unpacked {
    let archive = Archive::open(bytes).expect("it opens");
    let mut refused = archive.refused.clone();
    let mut files = BTreeMap::new();
    for file in &archive.files {
        match file.unpack() {
            Ok(bytes) => drop(files.insert(file.name.clone(), bytes)),
            Err(fault) => refused.push((file.name.clone(), fault)),
        }
    }
    (files, refused)
}

type Builder<'a> = ZipFileBuilder<'a, 'static, Vec<u8>>;

/// An archive as a hostile hand makes it: names as they are, and whatever else the entry is said to be.
struct Forged(ZipArchiveWriter<Vec<u8>>);

impl Forged {
    fn new() -> Self {
        Self(ZipArchiveWriter::new(Vec::new()))
    }

    fn put(mut self, name: &[u8], data: &[u8], how: impl FnOnce(Builder<'_>) -> Builder<'_>) -> Self {
        let file = self.0.new_file(EntryPath::verbatim(name.to_vec()));
        let (mut entry, _) = how(file).start().expect("an entry");
        entry.write_all(data).expect("memory");
        let sum = DataDescriptorOutput::new(rawzip::crc32(data), data.len() as u64);
        entry.finish(sum).expect("memory");
        self
    }

    fn plain(self, name: &str) -> Self {
        self.put(name.as_bytes(), name.as_bytes(), |file| file)
    }

    fn done(self) -> Vec<u8> {
        self.0.finish().expect("memory")
    }
}

/// SPEC F34
#[test]
fn files_come_back_as_they_were_and_give_the_same_bytes() {
    let texts = [
        ("docket.json", "{}\n"),
        ("申报/示例区人民医院（1）.json", "一二三\r\n"),
        ("empty.txt", ""),
    ];
    let archive = packed(&texts);
    assert_eq!(unpacked(&archive), (contents(&texts), Vec::new()));
    let mut other = texts;
    other.reverse();
    assert_eq!(packed(&other), archive);
    // Names are UTF-8 and say so; the time is one and the same.
    let zip = rawzip::ZipArchive::from_slice(&archive).expect("a ZIP");
    for record in zip.entries() {
        let record = record.expect("an entry");
        let is_ascii = record.file_path().as_bytes().is_ascii();
        assert_eq!(record.flags().is_utf8(), !is_ascii);
        assert_eq!(record.last_modified_dos().year(), 1980);
    }
    // Nothing at all is an archive too.
    assert_eq!(unpacked(&packed(&[])), (BTreeMap::new(), Vec::new()));
}

/// SPEC F34
#[test]
fn what_could_not_be_read_back_is_not_written() {
    for (name, fault) in [
        ("a\\b.json", ArchiveFault::UnsafeName),
        ("C:x.json", ArchiveFault::UnsafeName),
        ("a\u{202E}b.json", ArchiveFault::UnsafeName),
        ("a/../b.json", ArchiveFault::UnsafeName),
        ("DOCKET.json", ArchiveFault::Duplicate),
    ] {
        let not = write_archive(&contents(&[("docket.json", ""), (name, "")])).expect_err(name);
        let is_taken = fault == ArchiveFault::Duplicate;
        let (first, other) = if is_taken {
            ("docket.json", Some(name))
        } else {
            (name, None)
        };
        assert_eq!((not.name.as_deref(), not.what), (Some(first), fault), "{name}");
        assert_eq!(not.other.as_deref(), other, "{name}");
    }
    // A text that repeats itself beyond all measure is stored as it is, and so comes back.
    let long = "0".repeat(3_000_000);
    let archive = packed(&[("long.txt", &long)]);
    assert!(archive.len() > long.len());
    assert_eq!(unpacked(&archive).0["long.txt"], long.as_bytes());
}

/// The entries that are refused, each in an archive with one sound file.
pub(crate) fn refusals() -> Vec<(&'static str, Vec<u8>, ArchiveFault)> {
    let with = |name: &[u8]| {
        Forged::new()
            .plain("sound.txt")
            .put(name, b"x", |file| file)
            .done()
    };
    let mut cases: Vec<(&'static str, Vec<u8>, ArchiveFault)> = [
        "../docket.json",
        "/docket.json",
        "a/../../b.json",
        "a//b.json",
        "./b.json",
        "C:/docket.json",
        "..\\docket.json",
        "a/b\u{7}.json",
        "docket.json.",
        "a /b.json",
        "con.json",
        "a/LPT1",
        "what?.json",
        "",
    ]
    .into_iter()
    .map(|name| (name, with(name.as_bytes()), ArchiveFault::UnsafeName))
    .collect();
    let zeros = vec![0; 2_000_000];
    let small = miniz_oxide::deflate::compress_to_vec(&zeros, 6);
    let bomb = {
        let mut zip = Forged::new().plain("sound.txt").0;
        let file = zip
            .new_file("bomb")
            .compression_method(CompressionMethod::DEFLATE);
        let (mut entry, _) = file.start().expect("an entry");
        entry.write_all(&small).expect("memory");
        let sum = DataDescriptorOutput::new(rawzip::crc32(&zeros), zeros.len() as u64);
        entry.finish(sum).expect("memory");
        zip.finish().expect("memory")
    };
    let put = |name: &'static str, how: fn(Builder<'_>) -> Builder<'_>| {
        Forged::new()
            .plain("sound.txt")
            .put(name.as_bytes(), b"x", how)
            .done()
    };
    let long = vec![b'n'; 1_025];
    // The second entry with another byte in its data, in its local name, in its sum.
    let sound = Forged::new().plain("sound.txt").plain("second.txt").done();
    let at = |needle: &[u8], which: usize| {
        let mut found = (0..sound.len()).filter(|at| sound[*at..].starts_with(needle));
        found.nth(which).expect("there")
    };
    let changed = |at: usize| {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        bytes
    };
    // Its offset in the directory leads to the first entry: both share their bytes.
    let mut shared = sound.clone();
    let second = at(b"PK\x01\x02", 1);
    shared[second + 42..second + 46].fill(0);
    cases.extend([
        ("long", with(&long), ArchiveFault::UnsafeName),
        ("GBK", with(b"\xB0\xB8\xBE\xED.json"), ArchiveFault::NotUtf8),
        ("again", with(b"sound.txt"), ArchiveFault::Duplicate),
        ("case", with(b"SOUND.TXT"), ArchiveFault::Duplicate),
        ("long s", with("ſound.txt".as_bytes()), ArchiveFault::Duplicate),
        ("width", with("ｓound.txt".as_bytes()), ArchiveFault::Duplicate),
        (
            "unseen",
            with("sou\u{200D}nd.txt".as_bytes()),
            ArchiveFault::Duplicate,
        ),
        ("in a file", with(b"Sound.txt/a.json"), ArchiveFault::Duplicate),
        (
            "link",
            put("link.json", |file| file.unix_permissions(0o120_777)),
            ArchiveFault::Link,
        ),
        (
            "encrypted",
            put("secret.json", |file| file.encrypted(true)),
            ArchiveFault::Encrypted,
        ),
        (
            "method",
            put("zstd.json", |file| {
                file.compression_method(CompressionMethod::ZSTD)
            }),
            ArchiveFault::Method,
        ),
        ("ratio", bomb, ArchiveFault::Ratio),
        // The data is the name here: local name, data, directory.
        ("data", changed(at(b"second.txt", 1)), ArchiveFault::Damaged),
        ("name", changed(at(b"second.txt", 0)), ArchiveFault::Contradicts),
        (
            "sum",
            changed(at(b"PK\x07\x08", 1) + 4),
            ArchiveFault::Contradicts,
        ),
        ("overlap", shared, ArchiveFault::Contradicts),
        (
            "pipe",
            put("pipe.json", |file| file.unix_permissions(0o010_644)),
            ArchiveFault::Special,
        ),
        (
            "folder",
            put("folder.json", |file| file.unix_permissions(0o040_755)),
            ArchiveFault::Special,
        ),
        ("padded", padded(), ArchiveFault::Damaged),
    ]);
    cases
}

/// A file whose packed data ends before its bytes do.
fn padded() -> Vec<u8> {
    let mut data = miniz_oxide::deflate::compress_to_vec(b"text", 6);
    data.extend_from_slice(b"hidden");
    let mut zip = Forged::new().plain("sound.txt").0;
    let file = zip
        .new_file("padded.txt")
        .compression_method(CompressionMethod::DEFLATE);
    let (mut entry, _) = file.start().expect("an entry");
    entry.write_all(&data).expect("memory");
    let sum = DataDescriptorOutput::new(rawzip::crc32(b"text"), 4);
    entry.finish(sum).expect("memory");
    zip.finish().expect("memory")
}

/// SPEC F34
#[test]
fn no_byte_of_an_archive_is_changed_without_notice() {
    let long = "一二三四五".repeat(30);
    let archive = packed(&[("docket.json", "{}"), ("申报/示例.json", &long)]);
    for at in 0..archive.len() {
        for bit in 0..8 {
            let mut bytes = archive.clone();
            bytes[at] ^= 1 << bit;
            let is_noticed = Archive::open(&bytes).map_or(true, |archive| {
                !archive.refused.is_empty() || archive.files.iter().any(|file| file.unpack().is_err())
            });
            assert!(is_noticed, "byte {at}, bit {bit}");
        }
    }
    // Another comment is hidden bytes; none at all is what other programs write.
    let (files, refused) = unpacked(&archive);
    assert_eq!((files.len(), refused), (2, Vec::new()));
    let with_comment = |comment: &[u8]| {
        let mut zip = ZipArchiveWriter::new(Vec::new());
        zip.set_comment(comment.to_vec());
        unpacked(&zip.finish().expect("memory")).1
    };
    assert_eq!(with_comment(b""), []);
    let whole = |fault| vec![(String::new(), fault)];
    assert_eq!(with_comment(b"from a friend"), whole(ArchiveFault::Hidden));
    let other = scoring::foundations::Fingerprint::of(b"other").to_string();
    assert_eq!(with_comment(other.as_bytes()), whole(ArchiveFault::Altered));
}

/// The same files in an archive that was packed anew, with its fingerprint made anew.
///
/// SPEC F34, F35
#[test]
fn an_archive_that_was_packed_anew_is_noticed() {
    let text = "一二三四五".repeat(200);
    let zip = |level: Option<u8>| {
        let small = level.map(|level| miniz_oxide::deflate::compress_to_vec(text.as_bytes(), level));
        let mut zip = ZipArchiveWriter::new(Vec::new());
        zip.set_comment(vec![b' '; 71]);
        let method = if small.is_some() {
            CompressionMethod::DEFLATE
        } else {
            CompressionMethod::STORE
        };
        let file = zip.new_file("docket.json").compression_method(method);
        let time = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0).expect("a day");
        let (mut entry, _) = file
            .last_modified(time)
            .unix_permissions(0o644)
            .start()
            .expect("memory");
        entry
            .write_all(small.as_deref().unwrap_or(text.as_bytes()))
            .expect("memory");
        let length = u64::try_from(text.len()).expect("small");
        let sum = DataDescriptorOutput::new(rawzip::crc32(text.as_bytes()), length);
        entry.finish(sum).expect("memory");
        sealed(zip.finish().expect("memory"))
    };
    let of_this_program = packed(&[("docket.json", &text)]);
    assert_eq!(zip(Some(6)), of_this_program);
    for (level, is_as_here) in [(Some(6), true), (Some(1), false), (None, false)] {
        let bytes = zip(level);
        let archive = Archive::open(&bytes).expect("it opens");
        assert_eq!(archive.refused, []);
        let [file] = archive.files.as_slice() else {
            panic!("one file");
        };
        assert!(archive.is_ours);
        let unpacked = file.unpack().expect("sound");
        assert_eq!(file.is_packed_as_here(&unpacked), is_as_here, "{level:?}");
    }
    // The sums behind the data without their mark, which some programs leave out.
    let marked = of_this_program.windows(4).position(|four| four == b"PK\x07\x08");
    let marked = marked.expect("sums");
    let mut bytes = of_this_program.clone();
    bytes.drain(marked..marked + 4);
    let end = bytes.len() - 71 - 22;
    let directory = u32::try_from(marked + 12).expect("small");
    bytes[end + 16..end + 20].copy_from_slice(&directory.to_le_bytes());
    let bytes = sealed(bytes);
    let archive = Archive::open(&bytes).expect("it opens");
    let of_docket = ("docket.json".to_owned(), ArchiveFault::Attributes);
    assert_eq!(archive.refused, [of_docket]);
}

/// SPEC F35
#[test]
fn what_an_archive_should_not_hold_is_refused_and_costs_no_other() {
    for (name, bytes, fault) in refusals() {
        let (files, refused) = unpacked(&bytes);
        assert_eq!(files["sound.txt"], b"sound.txt", "{name}");
        assert_eq!(files.len(), 1, "{name}: {files:?}");
        let faults: Vec<ArchiveFault> = refused.iter().map(|(_, fault)| *fault).collect();
        assert!(faults.contains(&fault), "{name}: {refused:?}");
    }
}

/// SPEC F35
#[test]
fn entries_that_share_bytes() {
    // Two entries of the directory with one name and one place: the second is refused for either.
    let sound = Forged::new().plain("sound.txt").done();
    let end = sound.len() - 22;
    let directory = sound
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .expect("a directory");
    let mut doubled = sound[..end].to_vec();
    doubled.extend_from_slice(&sound[directory..end]);
    let mut tail = sound[end..].to_vec();
    tail[8] = 2;
    tail[10] = 2;
    let size = u32::try_from((end - directory) * 2).expect("small").to_le_bytes();
    tail[12..16].copy_from_slice(&size);
    doubled.extend_from_slice(&tail);
    let (files, refused) = unpacked(&doubled);
    assert_eq!(files.len(), 1);
    assert_eq!(refused, [("sound.txt".to_owned(), ArchiveFault::Overlap)]);
}

/// SPEC F35
#[test]
fn bytes_that_the_directory_does_not_name() {
    let sound = packed(&[("a.txt", "1"), ("b.txt", "2")]);
    let hidden = [(String::new(), ArchiveFault::Hidden)];
    let mut behind = sound.clone();
    behind.extend_from_slice(b"more");
    assert_eq!(unpacked(&behind).1, hidden);
    let mut before = b"more".to_vec();
    before.extend_from_slice(&sound);
    // Whatever stands before an archive moves its places; some readers allow for that.
    match Archive::open(&before) {
        Ok(archive) => assert_ne!(archive.refused, []),
        Err(fault) => assert_eq!(fault, ArchiveFault::Unreadable),
    }
}

/// An archive with its fingerprint made anew.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let seal = bytes.len() - "sha256:".len() - 64;
    let print = scoring::foundations::Fingerprint::of(&bytes[..seal]).to_string();
    bytes.truncate(seal);
    bytes.extend_from_slice(print.as_bytes());
    bytes
}

/// Where a mark stands for the first time.
fn position(bytes: &[u8], mark: &[u8]) -> usize {
    let mut windows = bytes.windows(mark.len());
    windows.position(|window| window == mark).expect("there")
}

/// What stands beside the files in an archive with one file, each in an archive whose fingerprint was made anew: who
/// changes a head can compute that too.
pub(crate) fn what_stands_beside() -> Vec<(&'static str, Vec<u8>, ArchiveFault)> {
    let sound = packed(&[("sound.txt", "sound.txt")]);
    let listed = position(&sound, b"PK\x01\x02");
    let change = |at: usize| {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        sealed(bytes)
    };
    let with = |how: fn(Builder<'_>) -> Builder<'_>| {
        let mut zip = ZipArchiveWriter::new(Vec::new());
        zip.set_comment(vec![b' '; 71]);
        let time = rawzip::time::UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0).expect("a time");
        let file = zip
            .new_file("sound.txt")
            .last_modified(time)
            .unix_permissions(0o644);
        let (mut entry, _) = how(file).start().expect("an entry");
        entry.write_all(b"sound.txt").expect("memory");
        let sum = DataDescriptorOutput::new(rawzip::crc32(b"sound.txt"), 9);
        entry.finish(sum).expect("memory");
        sealed(zip.finish().expect("memory"))
    };
    assert_eq!(with(|file| file), sound);
    vec![
        (
            "comment",
            with(|file| file.comment(b"and more".to_vec())),
            ArchiveFault::Comment,
        ),
        (
            "local field",
            with(|file| {
                file.extra_field(ExtraFieldId::new(0xCAFE), b"more", Header::LOCAL)
                    .expect("a field")
            }),
            ArchiveFault::ExtraField,
        ),
        (
            "listed field",
            with(|file| {
                file.extra_field(ExtraFieldId::new(0x5455), b"\x01\0\0\0\0", Header::CENTRAL)
                    .expect("a field")
            }),
            ArchiveFault::ExtraField,
        ),
        ("version of the head", change(4), ArchiveFault::Attributes),
        ("time of the head", change(12), ArchiveFault::Time),
        ("maker", change(listed + 4), ArchiveFault::Attributes),
        ("time", change(listed + 12), ArchiveFault::Time),
        ("kind of text", change(listed + 36), ArchiveFault::Attributes),
        ("rights", change(listed + 40), ArchiveFault::Attributes),
    ]
}

/// SPEC F35
#[test]
fn what_stands_beside_a_file_is_told_and_costs_it_nothing() {
    for (name, bytes, fault) in what_stands_beside() {
        let (files, refused) = unpacked(&bytes);
        assert_eq!(files["sound.txt"], b"sound.txt", "{name}");
        assert_eq!(refused, [("sound.txt".to_owned(), fault)], "{name}");
    }
    // Bytes between two entries, with the places behind them put right: behind which file they stand.
    let sound = packed(&[("a.txt", "1"), ("b.txt", "2")]);
    let second = sound
        .windows(4)
        .enumerate()
        .filter(|(_, mark)| *mark == b"PK\x03\x04")
        .nth(1);
    let (second, _) = second.expect("a second head");
    let mut between = sound.clone();
    between.splice(second..second, *b"more");
    let mut moved = |at: usize| {
        let at = at + 4;
        let mut place = u32::from_le_bytes(between[at..at + 4].try_into().expect("four bytes"));
        place += 4;
        between[at..at + 4].copy_from_slice(&place.to_le_bytes());
    };
    let record = sound.len() - 71 - 22 - (46 + 5 + 9);
    moved(record + 42);
    moved(sound.len() - 71 - 22 + 16);
    let (files, refused) = unpacked(&sealed(between));
    assert_eq!(files.len(), 2);
    assert_eq!(refused, [("a.txt".to_owned(), ArchiveFault::Between)]);
    // Files in another order.
    let mut zip = ZipArchiveWriter::new(Vec::new());
    zip.set_comment(vec![b' '; 71]);
    let time = rawzip::time::UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0).expect("a time");
    for name in ["b.txt", "a.txt"] {
        let file = zip.new_file(name).last_modified(time).unix_permissions(0o644);
        let (mut entry, _) = file.start().expect("an entry");
        entry.write_all(b"x").expect("memory");
        entry
            .finish(DataDescriptorOutput::new(rawzip::crc32(b"x"), 1))
            .expect("memory");
    }
    let (files, refused) = unpacked(&sealed(zip.finish().expect("memory")));
    assert_eq!(
        (files.len(), refused),
        (2, vec![(String::new(), ArchiveFault::Order)])
    );
}

/// Times, owners and large sizes that other programs write beside a file count for nothing; whatever else is there is
/// reported, and so are fields of another length.
///
/// SPEC F34, F35
#[test]
fn fields_of_other_programs() {
    let with = |number: u16, data: &[u8]| {
        let archive = Forged::new().put(b"sound.txt", b"x", |file| {
            let field = file.extra_field(ExtraFieldId::new(number), data, Header::LOCAL | Header::CENTRAL);
            field.expect("a field")
        });
        unpacked(&archive.done())
    };
    for (number, length) in [(0x5455, 5), (0x5455, 9), (0x7875, 11), (0x000A, 32), (0x5855, 8)] {
        assert_eq!(with(number, &vec![1; length]).1, [], "{number:x}");
    }
    for (number, length) in [(0x5455, 40), (0x7875, 12), (0x000A, 33), (0xCAFE, 0), (0x7075, 9)] {
        let (files, refused) = with(number, &vec![1; length]);
        assert_eq!(files.len(), 1);
        assert_eq!(
            refused,
            [("sound.txt".to_owned(), ArchiveFault::ExtraField)],
            "{number:x}"
        );
    }
}

/// SPEC F35
#[test]
fn archives_that_are_none_or_too_much() {
    let sound = Forged::new().plain("a.txt").done();
    for bytes in [
        &b""[..],
        b"PK",
        b"PK\x03\x04",
        &sound[..sound.len() - 1],
        b"PK\x05\x06",
    ] {
        assert_eq!(Archive::open(bytes).map(drop), Err(ArchiveFault::Unreadable));
    }
    // The directory names one entry, and the end of it two, or sixty thousand.
    let end = sound.len() - 22;
    for (count, fault) in [(2_u16, ArchiveFault::Unreadable), (60_000, ArchiveFault::TooMany)] {
        let mut bytes = sound.clone();
        bytes[end + 8..end + 10].copy_from_slice(&count.to_le_bytes());
        bytes[end + 10..end + 12].copy_from_slice(&count.to_le_bytes());
        assert_eq!(Archive::open(&bytes).map(drop), Err(fault));
    }
    // A file that says it is larger than any, and a whole that is: nothing is unpacked.
    let directory = sound
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .expect("a directory");
    let mut bytes = sound.clone();
    bytes[directory + 24..directory + 28].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    assert_eq!(Archive::open(&bytes).map(drop), Err(ArchiveFault::TooLarge));
}

/// One of every fault, for the list of all.
pub(crate) fn faults_met() -> Vec<FileFault> {
    let refused = refusals()
        .into_iter()
        .chain(what_stands_beside())
        .flat_map(|(_, bytes, _)| unpacked(&bytes).1)
        .chain([ArchiveFault::Between, ArchiveFault::Order].map(|fault| (String::new(), fault)));
    refused.map(|(_, what)| FileFault::Archive { what }).collect()
}

/// SPEC F35
#[test]
fn every_fault_of_an_archive_is_met() {
    let refusals = refusals().into_iter().chain(what_stands_beside());
    let mut met: Vec<&str> = refusals.map(|(_, _, fault)| fault.word()).collect();
    // The tests above.
    met.extend([
        ArchiveFault::Unreadable.word(),
        ArchiveFault::TooMany.word(),
        ArchiveFault::TooLarge.word(),
        ArchiveFault::Hidden.word(),
        ArchiveFault::Between.word(),
        ArchiveFault::Order.word(),
        ArchiveFault::Packing.word(),
        ArchiveFault::Overlap.word(),
        ArchiveFault::Altered.word(),
    ]);
    for word in ArchiveFault::WORDS {
        assert!(met.contains(word), "{word}");
    }
}

proptest! {
    #![proptest_config(chances())]
    /// Any bytes, and any archive with some bytes changed: an answer and never a panic, and what comes out with the
    /// sum it had is what went in.
    ///
    /// SPEC F35
    #[test]
    fn any_bytes(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4), cut in any::<prop::sample::Index>(), whole in any::<bool>()) {
        let texts = [("docket.json", "{\"a\":1}"), ("申报/甲.json", "一二三"), ("b.txt", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")];
        let mut bytes = packed(&texts);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(archive) = Archive::open(&bytes) {
            for file in &archive.files {
                let _ = file.unpack();
            }
        }
    }
}

const FROZEN: &str = "tests/data/archive/v1.zip";

/// An archive of the first release opens for ever, and says what it said: `UPDATE_EXPECT=1` adds it where it is missing.
///
/// SPEC F36
#[test]
fn a_frozen_archive_opens() {
    let path = root().join(FROZEN);
    if updating() && !path.exists() {
        let mut case = Case::new();
        case.visited(&[("a", "90"), ("b", "80")]);
        case.passed(&["a"]);
        let mut texts = case.texts.clone();
        texts.insert("docket.json".to_owned(), write_docket(&case.docket(), &imprint()));
        let texts = texts.into_iter().map(|(name, text)| (name, text.into_bytes()));
        let bytes = write_archive(&texts.collect()).expect("an archive");
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(&path, bytes).expect("written");
    }
    let bytes = fs::read(&path).expect("the frozen archive");
    let (files, refused) = unpacked(&bytes);
    assert_eq!(refused, []);
    let archive = Archive::open(&bytes).expect("it opens");
    for file in &archive.files {
        let unpacked = file.unpack().expect("sound");
        assert!(file.is_packed_as_here(&unpacked), "another packer: {}", file.name);
    }
    let mut texts: BTreeMap<String, String> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).expect("a text")))
        .collect();
    let docket = texts.remove("docket.json").expect("a docket");
    let Ok((_, Content::Docket(docket))) = open(&docket) else {
        panic!("no docket");
    };
    let files = files_of(&texts);
    assert_eq!(audit(&docket, &files, None).findings, []);
    let standing = standing_json(&standing(&docket, &files, None));
    crate::support::expect_file("archive.standing.json", &standing);
}

/// A folder's entry has a name that ends in a stroke and no bytes, whatever mode the program gave it.
///
/// SPEC F35
#[test]
fn an_entry_of_a_folder_is_passed_over() {
    for mode in [0, 0o100_644, 0o040_755] {
        let zip = Forged::new().plain("sound.txt");
        let zip = zip.put("空/".as_bytes(), b"", |file| file.unix_permissions(mode));
        let bytes = zip.done();
        let archive = Archive::open(&bytes).expect("it opens");
        assert_eq!(
            (archive.files.len(), archive.refused),
            (1, Vec::new()),
            "{mode:o}"
        );
    }
}
