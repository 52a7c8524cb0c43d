//! From arguments to files, one after the other: paths, folders, lists of paths, and standard input. Nothing is held
//! but the file at hand.

use std::fs::{self, File, FileType};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use scoring::files::{ARCHIVE_BYTES_MAX, FileFault, MAX_FILE_BYTES, check_size};
use scoring::problem::{Place, Problem};
use scoring::words as say;

use crate::notes::Notes;
use crate::{decode, inputs};

/// A file that was found: its name in messages, and its bytes.
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) bytes: Result<Vec<u8>, Unread>,
}

/// Why there are no bytes.
pub(crate) enum Unread {
    /// It could not be read: what was said of it.
    Unopened(String),
    /// It is too large to be read at all.
    TooLarge(FileFault),
}

/// What cannot be read is noted, and handed on as that.
fn unopened(path: &Path, error: &io::Error, notes: &mut Notes, take: &mut dyn FnMut(Found)) {
    notes.unopened(path, error);
    take(Found {
        name: path.display().to_string(),
        bytes: Err(Unread::Unopened(notes.said_of_unopened(error))),
    });
}

/// How deep folders may be nested.
const DEPTH_MAX: usize = 32;

/// Hands on every file that the arguments name, in their order. What cannot be read is noted and costs no other.
///
/// - a folder: every `.json` and `.ndjson` in it and below, by name; hidden files, pipes and devices are passed over
/// - `@LIST`: the paths in that file, one a line, in the encodings of tables; `@-` for a list on standard input
/// - `-`: standard input, one file or a file a line
/// - `NAME.ndjson`: a file a line
pub(crate) fn each(arguments: &[PathBuf], notes: &mut Notes, take: &mut dyn FnMut(Found)) {
    for argument in arguments {
        match argument.to_str().and_then(|text| text.strip_prefix('@')) {
            Some(list) => each_listed(Path::new(list), notes, take),
            None => each_at(argument, notes, take),
        }
    }
}

fn each_listed(list: &Path, notes: &mut Notes, take: &mut dyn FnMut(Found)) {
    let name = inputs::name_of(list);
    let read = if inputs::is_stream(list) {
        bounded(&mut io::stdin().lock(), Vec::new())
    } else {
        read(list)
    };
    let bytes = match read {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(unread)) => {
            let bytes = Err(unread);
            return take(Found { name, bytes });
        }
        Err(error) => return unopened(list, &error, notes, take),
    };
    let text = match decode::table(&bytes) {
        Ok(text) => text,
        Err(fault) => return notes.problem(&name, &Problem::error(Place::File, fault)),
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let mut lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .peekable();
    if lines.peek().is_none() {
        notes.nothing_in(list, say::cli_nothing_read);
    }
    for (line, row) in lines {
        if line.len() > PATH_MAX {
            let length = line.chars().count();
            let text = say::CliLongLine {
                row: &row,
                length: &length,
            }
            .text(notes.lang());
            notes.unusable(list, &text);
        } else {
            each_at(Path::new(line), notes, take);
        }
    }
}

/// The most bytes of a path in a list. No system takes longer ones, and a message shows them whole.
const PATH_MAX: usize = 4_096;

fn each_at(path: &Path, notes: &mut Notes, take: &mut dyn FnMut(Found)) {
    if path == Path::new("-") {
        let read = lines("-", &mut io::stdin().lock(), take);
        return read.unwrap_or_else(|error| unopened(path, &error, notes, take));
    }
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => {
            let (mut passed, mut is_empty) = (PassedOver::default(), true);
            each_below(path, 0, &mut passed, notes, &mut |found| {
                is_empty = false;
                take(found);
            });
            if is_empty {
                notes.nothing_in(path, say::cli_empty_folder);
            }
            let lang = notes.lang();
            let PassedOver { others, hidden } = passed;
            let others = (others > 0).then(|| say::cli_passed_over(lang, others));
            let hidden = (hidden > 0).then(|| say::cli_hidden(lang, hidden));
            for text in others.into_iter().chain(hidden) {
                notes.remark(&path.display().to_string(), &text);
            }
        }
        Ok(_) => one(path, notes, take),
        Err(error) => unopened(path, &error, notes, take),
    }
}

/// The files of a folder by name, those of a folder in it where its own name stands.
fn each_below(
    folder: &Path,
    depth: usize,
    passed: &mut PassedOver,
    notes: &mut Notes,
    take: &mut dyn FnMut(Found),
) {
    if depth > DEPTH_MAX {
        return notes.remark(&folder.display().to_string(), say::cli_too_deep(notes.lang()));
    }
    let entries = fs::read_dir(folder).and_then(|entries| {
        let paths = entries.map(|entry| entry.and_then(|entry| Ok((entry.file_type()?, entry.path()))));
        paths.collect::<io::Result<Vec<(FileType, PathBuf)>>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return unopened(folder, &error, notes, take),
    };
    entries.sort_by(|one, other| one.1.cmp(&other.1));
    for (kind, path) in entries {
        if is_hidden(&path) {
            passed.hidden += 1;
        } else if kind.is_dir() {
            // A folder itself, not a link to one: links may lead round.
            each_below(&path, depth + 1, passed, notes, take);
        } else if !has_ending(&path, &["json", "ndjson"]) {
            passed.others += 1;
        } else if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
            // Reading a pipe waits for whoever writes into it.
            notes.remark(&path.display().to_string(), say::cli_no_file(notes.lang()));
        } else {
            one(&path, notes, take);
        }
    }
}

/// How many files of a folder were passed over.
#[derive(Default)]
struct PassedOver {
    /// Those that are not called as ours are.
    others: usize,
    /// Those of the system, which nobody put there: `.DS_Store`, `._a.json`, `Thumbs.db`.
    hidden: usize,
}

/// Whether a file is hidden, or a system or a program keeps it there for itself.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || is_of_system(path)
}

/// Whether a system or an office program left a file there for itself: `.DS_Store`, `._a.json`, `Thumbs.db`,
/// `~$a.docx`. Other hidden files may have been put there by somebody.
pub(crate) fn is_of_system(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is = |of_system: &str| name.eq_ignore_ascii_case(of_system);
    [".DS_Store", "Thumbs.db", "desktop.ini"].into_iter().any(is)
        || name.starts_with("._")
        || name.starts_with("~$")
        || (name.starts_with(".~lock.") && name.ends_with('#'))
}

fn one(path: &Path, notes: &mut Notes, take: &mut dyn FnMut(Found)) {
    let name = path.display().to_string();
    let read = if has_ending(path, &["ndjson"]) {
        File::open(path).and_then(|file| lines(&name, &mut BufReader::new(file), take))
    } else {
        read(path).map(|bytes| take(Found { name, bytes }))
    };
    read.unwrap_or_else(|error| unopened(path, &error, notes, take));
}

/// The bytes of a file, but of none that is larger than a file may be: those would fill the memory first.
pub(crate) fn read(path: &Path) -> io::Result<Result<Vec<u8>, Unread>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if let Err(fault) = check_size(size) {
        return Ok(Err(Unread::TooLarge(fault)));
    }
    bounded(&mut file, Vec::new())
}

/// The bytes of an archive, a file or standard input; nothing where they are more than an archive may have.
pub(crate) fn read_archive(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let most = ARCHIVE_BYTES_MAX + 1;
    if inputs::is_stream(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(Some(bytes).filter(|bytes| length(bytes) < most))
}

/// These bytes and all that follow, or how many they are where they are too many. What is too much is not held.
pub(crate) fn bounded(input: &mut dyn io::Read, mut bytes: Vec<u8>) -> io::Result<Result<Vec<u8>, Unread>> {
    let held = length(&bytes);
    input
        .take((MAX_FILE_BYTES + 1).saturating_sub(held))
        .read_to_end(&mut bytes)?;
    let mut size = length(&bytes);
    if size > MAX_FILE_BYTES {
        size += io::copy(input, &mut io::sink())?;
    }
    Ok(check_size(size).map(|()| bytes).map_err(Unread::TooLarge))
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)))
}

/// One file, or a file a line where the first line is a whole object. A file of a line is called by its number.
fn lines(name: &str, input: &mut dyn BufRead, take: &mut dyn FnMut(Found)) -> io::Result<()> {
    let (mut number, mut is_empty) = (0_usize, true);
    loop {
        let mut line = Vec::new();
        (&mut *input)
            .take(MAX_FILE_BYTES + 1)
            .read_until(b'\n', &mut line)?;
        if line.is_empty() {
            break;
        }
        number += 1;
        let text = line.trim_ascii();
        if text.is_empty() {
            continue;
        }
        let is_file = is_empty && !text.ends_with(b"}");
        is_empty = false;
        let size = length(&line);
        let bytes = if is_file {
            bounded(input, line)?
        } else if size > MAX_FILE_BYTES {
            let rest = u64::try_from(input.skip_until(b'\n')?).unwrap_or(u64::MAX);
            let size = check_size(size.saturating_add(rest));
            size.map(|()| Vec::new()).map_err(Unread::TooLarge)
        } else {
            Ok(line)
        };
        let name = if is_file {
            name.to_owned()
        } else {
            format!("{name}:{number}")
        };
        take(Found { name, bytes });
    }
    if is_empty {
        // Nothing is an empty file, which is reported, and not a list of none.
        let (name, bytes) = (name.to_owned(), Ok(Vec::new()));
        take(Found { name, bytes });
    }
    Ok(())
}
