//! What is written: files whole or not at all and never over an input, and standard output.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use same_file::Handle;
use scoring::files::{self, FileFault};
use scoring::problem::{Place, Problem};
use scoring::words as say;
use tempfile::Builder;

use crate::inputs;
use crate::notes::Notes;

/// Whether `-o` names one of the inputs, which it would destroy; noted where it does.
///
/// Links of both kinds and other spellings of a name are the same file.
pub(crate) fn is_an_input(output: &Path, inputs: &[&Path], notes: &mut Notes) -> bool {
    let Some(input) = inputs.iter().find(|input| is_same_file(output, input)) else {
        return false;
    };
    notes.over_input(output, input);
    true
}

/// Writes the text to a file; for `-` returns it for standard output.
pub(crate) fn deliver(output: &Path, text: String, notes: &mut Notes) -> Option<String> {
    if inputs::is_stream(output) {
        return Some(text);
    }
    replace(output, text.as_bytes(), notes);
    None
}

/// The same for a file of the workbench. One that this program would not open again is reported with its reason and not
/// written.
pub(crate) fn deliver_file(output: &Path, text: String, notes: &mut Notes) -> Option<String> {
    let Err(problem) = files::open(&text) else {
        return deliver(output, text, notes);
    };
    match (problem.fault, problem.place) {
        (FileFault::OverLimit { found, limit, .. }, place) => {
            let place = match place {
                Place::Member(path) => path,
                _ => String::new(),
            };
            let (place, found, limit) = (&place, &found, &limit);
            let text = say::CliOverLimit { place, found, limit }.text(notes.lang());
            notes.unwritable(output, &text);
        }
        (fault, place) => notes.problem(&inputs::name_of(output), &Problem::error(place, fault)),
    }
    None
}

/// Writes bytes to a file, or for `-` to standard output.
pub(crate) fn deliver_bytes(output: &Path, bytes: &[u8], notes: &mut Notes) {
    if inputs::is_stream(output) {
        print_bytes(bytes, notes);
    } else {
        replace(output, bytes, notes);
    }
}

/// Puts bytes in the place of a file; notes it where that cannot be done, and leaves what was there.
fn replace(path: &Path, bytes: &[u8], notes: &mut Notes) {
    if let Err(error) = try_replace(path, bytes) {
        notes.unwritten(path, &error);
    }
}

/// Writes to standard output. A reader who has gone away has what it wanted.
pub(crate) fn print(text: &str, notes: &mut Notes) {
    print_bytes(text.as_bytes(), notes);
}

fn print_bytes(bytes: &[u8], notes: &mut Notes) {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => notes.unprinted(&error),
        _ => {}
    }
}

fn is_same_file(output: &Path, input: &Path) -> bool {
    // Nothing but a file is destroyed by writing, and opening a pipe to look at it would disturb it.
    let is_file = |path: &Path| fs::metadata(path).is_ok_and(|found| found.is_file());
    if inputs::is_stream(output) || !is_file(output) {
        return false;
    }
    if inputs::is_stream(input) {
        let handles = Handle::stdin().and_then(|input| Ok((input, Handle::from_path(output)?)));
        return handles.is_ok_and(|(input, output)| input == output);
    }
    // A file that may be written and not read cannot be asked who it is; its path can.
    let paths = || Some((fs::canonicalize(output).ok()?, fs::canonicalize(input).ok()?));
    is_file(input)
        && (same_file::is_same_file(output, input).unwrap_or_default()
            || paths().is_some_and(|(output, input)| output == input))
}

/// The new file is complete on the disk before it takes the name, so that the name never stands for half a file.
fn try_replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Behind a link it is the file that is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        // A device or a pipe, such as /dev/stdout: it has no contents to keep.
        return File::options().write(true).open(&target)?.write_all(bytes);
    }
    if before
        .as_ref()
        .is_some_and(|before| before.permissions().readonly())
    {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".scoresheets-");
    let permissions = before
        .map(|before| before.permissions())
        .or_else(usual_permissions);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|failed| failed.error)?;
    // The new name is on the disk once its folder is; not every system can be asked for that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// What a new file may be used for; temporary files are their owner's alone otherwise.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}
