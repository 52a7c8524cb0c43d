//! An archive (归档包): a ZIP that holds every file of a cycle as it came, the docket among them.
//!
//! The same files give the same bytes: entries stand in the order of their names and bear one time. Whoever reads an
//! archive asks for its bounds before anything is unpacked; an entry that is refused costs no other, and is reported.
//!
//! An archive that is written here ends with the fingerprint of all its bytes before: heads have times, versions and
//! attributes, of which no file of the cycle knows. Each of them is also compared with what is written here, since who
//! changes one can compute the fingerprint anew. Archives of other programs have none, and theirs count for nothing.

mod layout;
mod names;

use std::collections::BTreeMap;
use std::io::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, ZipArchiveWriter, ZipFileHeaderRecord, ZipSliceEntry};

use crate::files::MAX_FILE_BYTES;
use crate::files::archive::layout::Layout;
use crate::files::archive::names::Names;
use crate::foundations::{Fingerprint, is_device, is_unseen, words};

/// How an archive begins, so that it is told from a docket alone.
pub const ARCHIVE_MARK: &[u8] = b"PK";

/// The most files in an archive: ten thousand sheets, and room.
pub const ARCHIVE_ENTRIES_MAX: u64 = 50_000;

/// The most bytes in an archive, packed or unpacked.
pub const ARCHIVE_BYTES_MAX: u64 = 1_000_000_000;

/// How many times its packed size a file may have. Records repeat themselves a lot; what repeats more is stored.
const RATIO_MAX: u64 = 200;

/// Below this size the ratio is not asked.
const RATIO_FROM: u64 = 1_000_000;

/// The longest name of a file in an archive, in bytes.
const NAME_MAX: usize = 1_024;

/// How hard texts are packed.
const LEVEL: u8 = 6;

words! {
    /// Why an archive, or a file in it, is not taken.
    ArchiveFault {
        /// It is no ZIP, or its directory cannot be read.
        Unreadable = "archive_unreadable",
        /// It holds more files than an archive may.
        TooMany = "too_many_entries",
        /// It, or a file in it, is larger than is read.
        TooLarge = "too_large",
        /// Bytes before its end or behind it that its directory does not name, or a comment.
        Hidden = "hidden_bytes",
        /// Bytes behind an entry that belong to none.
        Between = "bytes_between",
        /// An entry has a field that no file needs.
        ExtraField = "extra_field",
        /// An entry has a comment.
        Comment = "entry_comment",
        /// An entry of an archive that was written here has another time.
        Time = "entry_time",
        /// An entry of an archive that was written here has other versions or attributes.
        Attributes = "entry_attributes",
        /// An entry of an archive that was written here is packed in another way than here.
        Packing = "entry_packing",
        /// The entries of an archive that was written here do not stand in the order of their names.
        Order = "entry_order",
        /// A name that is empty, too long, absolute, leaves the folder, or means something to another system.
        UnsafeName = "unsafe_name",
        /// A name that is no UTF-8.
        NotUtf8 = "name_not_utf8",
        /// A name that is another one's on some system, or a file where another one has a folder.
        Duplicate = "duplicate_name",
        /// A symbolic link.
        Link = "link",
        /// Neither a file nor a folder: a pipe, a device.
        Special = "special_file",
        /// Encrypted.
        Encrypted = "encrypted",
        /// Packed in a way that is not read.
        Method = "packing_method",
        /// Unpacked it would be far larger than any text that was packed.
        Ratio = "ratio",
        /// Two files share the same bytes of the archive.
        Overlap = "overlap",
        /// The directory and the file's own head say different things.
        Contradicts = "contradicts",
        /// Its bytes are not those that were packed.
        Damaged = "damaged",
        /// The archive is not the one whose fingerprint it ends with.
        Altered = "archive_altered",
    }
}

/// Why no archive was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPacked {
    /// The first file that could not be read back; none where it is the archive itself.
    pub name: Option<String>,
    /// Why not.
    pub what: ArchiveFault,
    /// Of [`ArchiveFault::Duplicate`] the other file or folder.
    pub other: Option<String>,
}

/// Packs files into an archive.
///
/// # Errors
/// The first file that could not be read back, or that could not be unpacked beside another.
pub fn write_archive(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, NotPacked> {
    let whole = |what| NotPacked {
        name: None,
        what,
        other: None,
    };
    let file = |name: &String, what, other| NotPacked {
        name: Some(name.clone()),
        what,
        other,
    };
    if size_of(files.len()) > ARCHIVE_ENTRIES_MAX {
        return Err(whole(ArchiveFault::TooMany));
    }
    let (mut names, mut sum) = (Names::default(), 0);
    for (name, bytes) in files {
        sum += size_of(bytes.len());
        if !is_safe(name) {
            return Err(file(name, ArchiveFault::UnsafeName, None));
        }
        names
            .add_file(name)
            .map_err(|other| file(name, ArchiveFault::Duplicate, Some(other)))?;
        if size_of(bytes.len()) > MAX_FILE_BYTES || sum > ARCHIVE_BYTES_MAX {
            return Err(file(name, ArchiveFault::TooLarge, None));
        }
    }
    // What is written into memory cannot fail, and every name has been asked.
    let mut bytes = packed(files).map_err(|_| whole(ArchiveFault::Unreadable))?;
    let seal = bytes.len() - SEAL_BYTES;
    let print = Fingerprint::of(bytes.get(..seal).unwrap_or_default()).to_string();
    bytes.truncate(seal);
    bytes.extend_from_slice(print.as_bytes());
    Ok(bytes)
}

/// How long the comment is that an archive ends with: a fingerprint as text.
const SEAL_BYTES: usize = "sha256:".len() + 64;

fn packed(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, rawzip::Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    // Its place is kept for the fingerprint, which is known when everything before it stands.
    archive.set_comment(vec![b' '; SEAL_BYTES]);
    // The first day that a ZIP can name.
    let time = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0);
    for (name, bytes) in files {
        let small = deflated(bytes);
        let method = if small.is_some() {
            CompressionMethod::DEFLATE
        } else {
            CompressionMethod::STORE
        };
        let file = archive.new_file(name.as_str()).compression_method(method);
        let file = match time {
            Some(time) => file.last_modified(time),
            None => file,
        };
        let (mut entry, _) = file.unix_permissions(0o644).start()?;
        entry.write_all(small.as_ref().unwrap_or(bytes))?;
        entry.finish(rawzip::DataDescriptorOutput::new(
            rawzip::crc32(bytes),
            size_of(bytes.len()),
        ))?;
    }
    archive.finish()
}

/// A file as it is packed here; nothing where it is stored as it is.
fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(compress_to_vec(bytes, LEVEL)).filter(|small| {
        small.len() < bytes.len() && !is_suspicious(size_of(bytes.len()), size_of(small.len()))
    })
}

/// An opened archive: what may be unpacked, and what was refused.
#[derive(Clone, Debug)]
pub struct Archive<'b> {
    /// The files, by name.
    pub files: Vec<PackedFile<'b>>,
    /// What is not taken, with its name as far as it can be shown; the archive itself has none. What stands beside a
    /// file, a comment or bytes behind it, costs it nothing.
    pub refused: Vec<(String, ArchiveFault)>,
    /// Whether it says that it was written here: it ends with a fingerprint.
    pub is_ours: bool,
}

/// A file in an archive, not yet unpacked.
#[derive(Clone, Debug)]
pub struct PackedFile<'b> {
    /// Its name, with `/` between folders.
    pub name: String,
    data: &'b [u8],
    is_deflated: bool,
    size: u64,
    crc: u32,
}

impl<'b> Archive<'b> {
    /// Opens an archive and asks for all bounds; nothing is unpacked.
    ///
    /// # Errors
    /// Why nothing of it is taken.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ArchiveFault> {
        let unreadable = |_| ArchiveFault::Unreadable;
        if size_of(bytes.len()) > ARCHIVE_BYTES_MAX {
            return Err(ArchiveFault::TooLarge);
        }
        let zip = rawzip::ZipArchive::from_slice(bytes).map_err(unreadable)?;
        if zip.entries_hint() > ARCHIVE_ENTRIES_MAX {
            return Err(ArchiveFault::TooMany);
        }
        let mut records = Vec::new();
        let mut entries = zip.entries();
        while let Some(record) = entries.next_entry().map_err(unreadable)? {
            records.push(record);
            if size_of(records.len()) > zip.entries_hint() {
                return Err(ArchiveFault::Unreadable);
            }
        }
        if size_of(records.len()) != zip.entries_hint() {
            return Err(ArchiveFault::Unreadable);
        }
        let sizes = records.iter().map(ZipFileHeaderRecord::uncompressed_size_hint);
        if sizes.fold(0_u64, u64::saturating_add) > ARCHIVE_BYTES_MAX {
            return Err(ArchiveFault::TooLarge);
        }
        let mut archive = Self {
            files: Vec::new(),
            refused: Vec::new(),
            is_ours: false,
        };
        let comment = zip.comment().as_bytes();
        let stated = std::str::from_utf8(comment).ok().and_then(Fingerprint::parse);
        let is_ours = stated.is_some();
        archive.is_ours = is_ours;
        let mut layout = Layout::default();
        let mut names = Names::default();
        for record in &records {
            let shown = String::from_utf8_lossy(record.file_path().as_bytes()).into_owned();
            let entry = zip.get_entry(record.wayfinder());
            let entry = entry.map_err(|_| ArchiveFault::Damaged);
            match entry.and_then(|entry| {
                let file = looked_at(bytes, record, &entry, &mut layout, &mut names)?;
                Ok((file, layout::beside(bytes, record, &entry, is_ours)))
            }) {
                Ok((file, beside)) => {
                    archive.files.extend(file);
                    let beside = beside.into_iter().map(|fault| (shown.clone(), fault));
                    archive.refused.extend(beside);
                }
                Err(fault) => archive.refused.push((shown, fault)),
            }
        }
        let directory = layout::directory_end(&zip, &records);
        archive.refused.extend(layout.hidden(&zip, bytes, directory));
        let mut refuse = |fault| archive.refused.push((String::new(), fault));
        let listed = records.iter().map(|record| record.file_path().as_bytes());
        if is_ours && !(layout.is_in_order() && listed.is_sorted_by(|one, next| one < next)) {
            refuse(ArchiveFault::Order);
        }
        let end = usize::try_from(zip.end_offset()).unwrap_or_default();
        let before = bytes.get(..end.saturating_sub(comment.len()));
        match stated {
            _ if comment.is_empty() => {}
            Some(stated) if before.is_some_and(|before| Fingerprint::of(before) == stated) => {}
            Some(_) => refuse(ArchiveFault::Altered),
            None => refuse(ArchiveFault::Hidden),
        }
        archive.files.sort_by(|one, other| one.name.cmp(&other.name));
        archive.refused.sort();
        Ok(archive)
    }
}

/// Asks everything of one entry; nothing comes back of a folder.
fn looked_at<'b>(
    bytes: &'b [u8],
    record: &ZipFileHeaderRecord<'_>,
    entry: &ZipSliceEntry<'_>,
    layout: &mut Layout,
    names: &mut Names,
) -> Result<Option<PackedFile<'b>>, ArchiveFault> {
    let is_apart = layout.add(bytes, record, entry);
    let raw = record.file_path();
    let name = std::str::from_utf8(raw.as_bytes()).map_err(|_| ArchiveFault::NotUtf8)?;
    if !is_safe(name.strip_suffix('/').unwrap_or(name)) {
        return Err(ArchiveFault::UnsafeName);
    }
    let local = entry.local_header();
    let flags = [record.flags(), local.flags()];
    if flags
        .iter()
        .any(|flags| flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked())
    {
        return Err(ArchiveFault::Encrypted);
    }
    if record.mode().is_symlink() {
        return Err(ArchiveFault::Link);
    }
    // The mode of a name that ends in a stroke has the sign of a folder added to whatever its program wrote.
    let is_plain = match record.mode().value() & FILE_TYPE {
        0 | REGULAR => true,
        kind => record.is_dir() && [FOLDER, FOLDER | REGULAR].contains(&kind),
    };
    if !is_plain {
        return Err(ArchiveFault::Special);
    }
    let is_deflated = match record.compression_method() {
        CompressionMethod::STORE => false,
        CompressionMethod::DEFLATE => true,
        _ => return Err(ArchiveFault::Method),
    };
    let (size, small) = (record.uncompressed_size_hint(), record.compressed_size_hint());
    if !agree(bytes, record, entry) || (!is_deflated && size != small) {
        return Err(ArchiveFault::Contradicts);
    }
    if !is_apart {
        return Err(ArchiveFault::Overlap);
    }
    if size > MAX_FILE_BYTES {
        return Err(ArchiveFault::TooLarge);
    }
    if is_suspicious(size, small) {
        return Err(ArchiveFault::Ratio);
    }
    let added = match name.strip_suffix('/') {
        Some(folder) => names.add_folder(folder),
        None => names.add_file(name),
    };
    added.map_err(|_| ArchiveFault::Duplicate)?;
    if record.is_dir() {
        return if size == 0 {
            Ok(None)
        } else {
            Err(ArchiveFault::UnsafeName)
        };
    }
    let (from, to) = entry.compressed_data_range();
    let range = usize::try_from(from).ok().zip(usize::try_from(to).ok());
    let data = range.and_then(|(from, to)| bytes.get(from..to));
    Ok(Some(PackedFile {
        name: name.to_owned(),
        data: data.ok_or(ArchiveFault::Damaged)?,
        is_deflated,
        size,
        crc: record.crc32(),
    }))
}

impl PackedFile<'_> {
    /// The file's bytes as they came.
    ///
    /// # Errors
    /// They are not those that were packed.
    pub fn unpack(&self) -> Result<Vec<u8>, ArchiveFault> {
        let size = usize::try_from(self.size).map_err(|_| ArchiveFault::TooLarge)?;
        let bytes = if self.is_deflated {
            inflated(self.data, size).ok_or(ArchiveFault::Damaged)?
        } else {
            self.data.to_vec()
        };
        if bytes.len() == size && rawzip::crc32(&bytes) == self.crc {
            Ok(bytes)
        } else {
            Err(ArchiveFault::Damaged)
        }
    }

    /// Whether a file that was unpacked is packed as it would be here: it costs as much as packing it.
    pub fn is_packed_as_here(&self, unpacked: &[u8]) -> bool {
        match deflated(unpacked) {
            Some(small) => self.is_deflated && self.data == small,
            None => !self.is_deflated,
        }
    }
}

/// What was packed, of this size exactly; nothing where bytes follow behind the end of what was packed.
fn inflated(data: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; size];
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut DecompressorOxide::new(), data, &mut bytes, 0, flags);
    (status == TINFLStatus::Done && read == data.len() && written == size).then_some(bytes)
}

/// Which bits of a mode of Unix say what an entry is, and what they say of a file and of a folder.
const FILE_TYPE: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// Whether the directory and the entry's own head say the same.
fn agree(bytes: &[u8], record: &ZipFileHeaderRecord<'_>, entry: &ZipSliceEntry<'_>) -> bool {
    let local = entry.local_header();
    let of_directory = (
        record.crc32(),
        record.compressed_size_hint(),
        record.uncompressed_size_hint(),
    );
    let sums = if record.flags().has_data_descriptor() {
        if !layout::head_agrees(bytes, record) {
            return false;
        }
        match entry.data_descriptor() {
            Ok(Some(behind)) => (
                behind.crc32(),
                behind.compressed_size(),
                behind.uncompressed_size(),
            ),
            _ => return false,
        }
    } else {
        (
            local.crc32(),
            local.compressed_size_hint(),
            local.uncompressed_size_hint(),
        )
    };
    local.file_path().as_bytes() == record.file_path().as_bytes()
        && local.compression_method() == record.compression_method()
        && local.flags() == record.flags()
        && sums == of_directory
}

/// Whether a name stays in its folder and is the same name on every system: Windows takes away points and blanks at
/// the end of a name, keeps some names for devices, and has no name with a wildcard.
fn is_safe(name: &str) -> bool {
    let is_strange = |letter: char| "\\:*?\"<>|".contains(letter) || is_unseen(letter);
    let is_part = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default();
        !part.is_empty() && !part.ends_with(['.', ' ']) && !is_device(stem.trim_end())
    };
    name.len() <= NAME_MAX && name.split('/').all(is_part) && !name.contains(is_strange)
}

fn is_suspicious(size: u64, small: u64) -> bool {
    size > RATIO_FROM && size > small.saturating_mul(RATIO_MAX)
}

fn size_of(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
