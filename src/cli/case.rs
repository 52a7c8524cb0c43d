//! From a folder or an archive to a docket and the files of its cycle. Every file in it counts, whatever its name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scoring::docket::{Chain, Docket, Files, Occurrence};
use scoring::files::{self, ARCHIVE_MARK, Archive, ArchiveFault, Content, FileFault, FileKind};
use scoring::foundations::{Fingerprint, Word as _};
use scoring::problem::{Place, Problem};
use scoring::words as say;

use crate::notes::Notes;
use crate::{decode, inputs, sources};

/// How deep folders may be nested.
const DEPTH_MAX: usize = 32;

/// What the file of a docket is called, where it does not say itself what it is.
const DOCKET_NAME: &str = "docket.json";

/// What is said of a folder that is nested too deep, as a word.
const TOO_DEEP: &str = "too_deep";

/// A cycle as it lies in a folder or an archive.
pub(crate) struct Case {
    pub(crate) docket: Docket,
    pub(crate) files: Files,
    /// Whether the docket was given alone, without the files that its entries name.
    pub(crate) is_alone: bool,
}

impl Case {
    /// Refuses the number of an entry behind the last one of the chain, as far as that holds.
    pub(crate) fn has_entry(&self, at: Option<u64>, notes: &mut Notes) -> Option<()> {
        let chain = Chain::of(&self.docket.entries);
        let last = chain.line.last().map_or(0, |entry| entry.seq);
        match at.filter(|at| *at > last) {
            None => Some(()),
            Some(at) => {
                let text = say::CliBeyondEnd {
                    found: &at,
                    last: &last,
                };
                notes.wrong_argument(&text.text(notes.lang()));
                None
            }
        }
    }
}

/// A cycle whose docket may not open.
pub(crate) enum Found {
    Whole(Case),
    /// The files, and the name of what should be the docket; why it does not open has been noted.
    WithoutDocket(Files, String),
}

/// Opens the folder, the archive, or the file of a docket alone. What is not read is noted.
pub(crate) fn open(path: &Path, notes: &mut Notes) -> Option<Case> {
    open_into(Files::default(), path, notes)
}

/// The same, with the texts of scoresheets, which papers quote.
pub(crate) fn open_with_texts(path: &Path, notes: &mut Notes) -> Option<Case> {
    open_into(Files::with_texts(), path, notes)
}

fn open_into(files: Files, path: &Path, notes: &mut Notes) -> Option<Case> {
    match look_into(Reading::into(files), path, notes)? {
        Found::Whole(case) => {
            for passed in case.files.passed_over() {
                notes.remark(&place_of(path, &passed.name), said_of(passed.why, notes));
            }
            Some(case)
        }
        Found::WithoutDocket(..) => None,
    }
}

/// The same for an audit, which tells itself what was not read.
pub(crate) fn look(path: &Path, notes: &mut Notes) -> Option<Found> {
    let reading = Reading {
        asks_packing: true,
        ..Reading::default()
    };
    look_into(reading, path, notes)
}

fn look_into(mut reading: Reading, path: &Path, notes: &mut Notes) -> Option<Found> {
    let is_folder = !inputs::is_stream(path)
        && fs::metadata(path)
            .map_err(|error| notes.unopened(path, &error))
            .ok()?
            .is_dir();
    if is_folder {
        let listed = list(path, notes)?;
        tell_of_system(listed.of_system, path, notes);
        for (name, why) in listed.passed_over {
            reading.files.pass_over(name, why);
        }
        for (name, at) in listed.files {
            match bounded(&at, notes)? {
                Some(bytes) => reading.take(name, &bytes),
                None => reading.files.pass_over(name, ArchiveFault::TooLarge.word()),
            }
        }
    } else {
        let read = sources::read_archive(path).map_err(|error| notes.unopened(path, &error));
        let Some(bytes) = read.ok()? else {
            notes.problem(&inputs::name_of(path), &of_archive(ArchiveFault::TooLarge));
            return None;
        };
        // Bytes before an archive are reported of it; they do not make it another file.
        let is_named_zip = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if is_named_zip || bytes.starts_with(ARCHIVE_MARK) {
            reading.take_archive(path, &bytes, notes)?;
        } else {
            if let Err(fault) = files::check_size(length(&bytes)) {
                notes.problem(&inputs::name_of(path), &Problem::error(Place::File, fault));
                return None;
            }
            let name = path.file_name().unwrap_or_default();
            reading.take(name.to_string_lossy().into_owned(), &bytes);
            reading.is_alone = true;
        }
    }
    reading.finish(path, notes)
}

/// The files of a folder as an archive takes them, by name; what is not taken is noted.
pub(crate) fn contents(folder: &Path, notes: &mut Notes) -> Option<BTreeMap<String, Vec<u8>>> {
    let listed = list(folder, notes)?;
    tell_of_system(listed.of_system, folder, notes);
    for (name, why) in listed.passed_over {
        notes.remark(&place_of(folder, &name), said_of(why, notes));
    }
    let mut contents = BTreeMap::new();
    for (name, at) in listed.files {
        let Some(bytes) = bounded(&at, notes)? else {
            notes.problem(&place_of(folder, &name), &of_archive(ArchiveFault::TooLarge));
            return None;
        };
        contents.insert(name, bytes);
    }
    Some(contents)
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// The bytes of a file; none where it is larger than any file of a cycle.
fn bounded(path: &Path, notes: &mut Notes) -> Option<Option<Vec<u8>>> {
    let read = sources::read(path).map_err(|error| notes.unopened(path, &error));
    Some(read.ok()?.ok())
}

/// A name inside a folder or an archive, as messages say it; the archive itself has none.
pub(crate) fn place_of(path: &Path, name: &str) -> String {
    match name {
        "" => inputs::name_of(path),
        name => format!("{}/{name}", inputs::name_of(path)),
    }
}

fn said_of(why: &str, notes: &Notes) -> &'static str {
    match ArchiveFault::parse(why) {
        Some(fault) => say::archive_fault(fault, notes.lang()),
        None => say::cli_too_deep(notes.lang()),
    }
}

pub(crate) fn of_archive(what: ArchiveFault) -> Problem<FileFault> {
    Problem::error(Place::File, FileFault::Archive { what })
}

/// Whether a file is called as a docket is, in whatever folder.
fn is_called_docket(name: &str) -> bool {
    let called = name.rsplit('/').next().unwrap_or_default();
    called.eq_ignore_ascii_case(DOCKET_NAME)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    files: Files,
    dockets: Vec<(String, Docket)>,
    /// A file that says it is a docket, and does not open.
    broken: Option<(String, Problem<FileFault>)>,
    /// A file that is called as a docket is, and does not even say what it is.
    suspected: Option<(String, Problem<FileFault>)>,
    /// Whether one file was given, neither a folder nor an archive.
    is_alone: bool,
    /// Whether the files of an archive that was written here are packed again, to compare.
    asks_packing: bool,
}

impl Reading {
    /// Reads into these files.
    fn into(files: Files) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }

    fn take(&mut self, name: String, bytes: &[u8]) {
        let occurrence = Occurrence {
            name: name.clone(),
            sum: Fingerprint::of(bytes),
            bytes: length(bytes),
        };
        let text = decode::json(bytes).map_err(|fault| Problem::error(Place::File, fault));
        let is_docket = |text: &String| files::stated(text).0.as_deref() == Some(FileKind::Docket.id());
        let says_so = text.as_ref().is_ok_and(is_docket);
        match text.and_then(|text| files::open(&text)) {
            Ok((_, Content::Docket(docket))) => self.dockets.push((name, *docket)),
            Ok((envelope, content)) => match files::docket_content(content) {
                Some(content) => self.files.add(envelope.fingerprint, content, occurrence),
                None => self.files.add_unopened(occurrence, None),
            },
            Err(problem) if says_so => self.broken = self.broken.take().or(Some((name, problem))),
            Err(problem) => {
                if is_called_docket(&name) && self.suspected.is_none() {
                    self.suspected = Some((name, problem));
                }
                self.files
                    .add_unopened(occurrence, files::stated_fingerprint(bytes));
            }
        }
    }

    /// Unpacks one file after the other, so that the packed bytes and one file are all that is held.
    fn take_archive(&mut self, path: &Path, bytes: &[u8], notes: &mut Notes) -> Option<()> {
        let archive = Archive::open(bytes)
            .map_err(|what| notes.problem(&inputs::name_of(path), &of_archive(what)))
            .ok()?;
        let mut of_system = BTreeSet::new();
        for (name, fault) in archive.refused {
            // Bytes behind a file of the system are none of its own.
            if fault != ArchiveFault::Between && is_of_system(&name) {
                of_system.insert(name);
            } else {
                self.files.pass_over(name, fault.word());
            }
        }
        for file in archive.files {
            if is_of_system(&file.name) {
                of_system.insert(file.name);
                continue;
            }
            match file.unpack() {
                Ok(bytes) => {
                    if self.asks_packing && archive.is_ours && !file.is_packed_as_here(&bytes) {
                        let why = ArchiveFault::Packing.word();
                        self.files.pass_over(file.name.clone(), why);
                    }
                    self.take(file.name, &bytes);
                }
                Err(fault) => self.files.pass_over(file.name, fault.word()),
            }
        }
        tell_of_system(of_system.len(), path, notes);
        Some(())
    }

    fn finish(mut self, path: &Path, notes: &mut Notes) -> Option<Found> {
        if self.dockets.len() > 1 {
            let names: Vec<&str> = self.dockets.iter().map(|(name, _)| name.as_str()).collect();
            let text = say::CliTwoDockets {
                path: &inputs::name_of(path),
                names: &names.join(", "),
            }
            .text(notes.lang());
            notes.wrong_argument(&text);
            return None;
        }
        let docket = self.dockets.pop().map(|(_, docket)| docket);
        // A docket that does not open is the one thing that nothing can be said without, beside a sound one too.
        let broken = self.broken.or(self.suspected.filter(|_| docket.is_none()));
        match (broken, docket) {
            (Some((name, problem)), _) => {
                notes.problem(&place_of(path, &name), &problem);
                Some(Found::WithoutDocket(self.files, name))
            }
            (None, Some(docket)) => Some(Found::Whole(Case {
                docket,
                files: self.files,
                is_alone: self.is_alone,
            })),
            (None, None) => {
                let mut passed = self.files.passed_over().iter();
                let docket = passed.find_map(|passed| {
                    let fault = ArchiveFault::parse(passed.why)?;
                    is_called_docket(&passed.name).then(|| (passed.name.clone(), fault))
                });
                if let Some((name, fault)) = docket {
                    notes.problem(&place_of(path, &name), &of_archive(fault));
                    return Some(Found::WithoutDocket(self.files, name));
                }
                let name = inputs::name_of(path);
                let text = if self.is_alone {
                    say::cli_no_docket_alone
                } else {
                    say::cli_no_docket
                };
                notes.wrong_argument(&text(notes.lang(), name));
                None
            }
        }
    }
}

/// A path inside a folder as a name, with `/` between folders on every system.
fn name_below(path: &Path) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// What lies in a folder.
#[derive(Default)]
struct Listed {
    /// The files by their names, with `/` between folders, in that order in an archive too.
    files: BTreeMap<String, PathBuf>,
    /// What is not read, and why as a word.
    passed_over: Vec<(String, &'static str)>,
    /// How many files a system or an office program left there for itself: they are no part of the cycle.
    of_system: usize,
}

/// Says once how many files of the system lie in a folder or an archive.
fn tell_of_system(count: usize, path: &Path, notes: &mut Notes) {
    if count > 0 {
        let text = say::cli_hidden(notes.lang(), count);
        notes.remark(&inputs::name_of(path), &text);
    }
}

/// The folder into which the Finder of macOS packs what it keeps for itself beside each file.
const FINDER_FOLDER: &str = "__MACOSX";

/// Whether a name inside a folder or an archive is a file that a system or an office program left there for itself.
fn is_of_system(name: &str) -> bool {
    name.split('/').any(|part| part == FINDER_FOLDER) || sources::is_of_system(Path::new(name))
}

/// Every file below a folder. Links are not followed: they lead to what is no part of the cycle, or round.
fn list(folder: &Path, notes: &mut Notes) -> Option<Listed> {
    let mut listed = Listed::default();
    let mut waiting = vec![(folder.to_owned(), 0)];
    while let Some((at, depth)) = waiting.pop() {
        let entries = fs::read_dir(&at).and_then(|entries| {
            let entries = entries.map(|entry| {
                let entry = entry?;
                Ok((entry.file_type()?, entry.path()))
            });
            entries.collect::<std::io::Result<Vec<_>>>()
        });
        let entries = entries.map_err(|error| notes.unopened(&at, &error)).ok()?;
        for (kind, path) in entries {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name_below(name);
            if kind.is_file() && is_of_system(&name) {
                listed.of_system += 1;
            } else if kind.is_symlink() {
                listed.passed_over.push((name, ArchiveFault::Link.word()));
            } else if kind.is_file() {
                listed.files.insert(name, path);
            } else if !kind.is_dir() {
                // Reading a pipe waits for whoever writes into it.
                listed.passed_over.push((name, ArchiveFault::Special.word()));
            } else if depth == DEPTH_MAX {
                listed.passed_over.push((name, TOO_DEEP));
            } else {
                waiting.push((path, depth + 1));
            }
        }
    }
    listed.passed_over.sort();
    Some(listed)
}
