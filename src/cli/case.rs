//! From a folder to a docket and the files of its cycle. Every file below the folder counts, whatever its name.

use std::fs;
use std::path::{Path, PathBuf};

use scoring::docket::{Docket, Files, Occurrence};
use scoring::files::{self, Content, FileKind};
use scoring::foundations::Fingerprint;
use scoring::words as say;

use crate::decode;
use crate::notes::Notes;

/// How deep folders may be nested.
const DEPTH_MAX: usize = 32;

/// A cycle as it lies in a folder.
pub(crate) struct Case {
    pub(crate) docket: Docket,
    pub(crate) files: Files,
}

/// Opens the folder, or the file of a docket alone. Files that do not open are kept as such: `audit` tells of them.
pub(crate) fn open(path: &Path, notes: &mut Notes) -> Option<Case> {
    open_into(Files::default(), path, notes)
}

/// The same, with the texts of scoresheets, which papers quote.
pub(crate) fn open_with_texts(path: &Path, notes: &mut Notes) -> Option<Case> {
    open_into(Files::with_texts(), path, notes)
}

fn open_into(mut files: Files, path: &Path, notes: &mut Notes) -> Option<Case> {
    let mut paths = Vec::new();
    let about = fs::metadata(path)
        .map_err(|error| notes.unopened(path, &error))
        .ok()?;
    if about.is_dir() {
        collect(path, 0, &mut paths, notes);
    } else {
        paths.push(path.to_owned());
    }
    if notes.has_errors() {
        return None;
    }
    let mut docket = None;
    for found in &paths {
        let bytes = fs::read(found)
            .map_err(|error| notes.unopened(found, &error))
            .ok()?;
        let name = found.strip_prefix(path).unwrap_or(found);
        let name = name.display().to_string().replace('\\', "/");
        let occurrence = Occurrence {
            name,
            sum: Fingerprint::of(&bytes),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        };
        let stated = decode::json(&bytes);
        let is_docket = |text: &String| files::stated(text).0.as_deref() == Some(FileKind::Docket.id());
        match stated.as_ref().map(|text| (files::open(text), is_docket(text))) {
            Ok((Ok((_, Content::Docket(found_docket))), _)) => {
                if docket.replace(*found_docket).is_some() {
                    notes.wrong_argument(&say::cli_two_dockets(notes.lang(), path.display()));
                    return None;
                }
            }
            // A docket that does not open is the one thing that nothing can be said without.
            Ok((Err(problem), true)) => {
                notes.problem(&found.display().to_string(), &problem);
                return None;
            }
            Ok((Ok((envelope, content)), _)) => match files::docket_content(content) {
                Some(content) => files.add(envelope.fingerprint, content, occurrence),
                None => files.add_unopened(occurrence),
            },
            _ => files.add_unopened(occurrence),
        }
    }
    let Some(docket) = docket else {
        notes.wrong_argument(&say::cli_no_docket(notes.lang(), path.display()));
        return None;
    };
    Some(Case { docket, files })
}

/// Every file below a folder, by name. Links to folders may lead round and are not followed.
fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, notes: &mut Notes) {
    if depth > DEPTH_MAX {
        return notes.remark(&folder.display().to_string(), say::cli_too_deep(notes.lang()));
    }
    let entries = fs::read_dir(folder).and_then(|entries| {
        let paths = entries.map(|entry| {
            let entry = entry?;
            Ok((entry.file_type()?.is_dir(), entry.path()))
        });
        paths.collect::<std::io::Result<Vec<(bool, PathBuf)>>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return notes.unopened(folder, &error),
    };
    entries.sort_by(|one, other| one.1.cmp(&other.1));
    for (is_folder, path) in entries {
        if is_folder {
            collect(&path, depth + 1, found, notes);
        } else {
            found.push(path);
        }
    }
}
