//! `archive`: every file of a folder, as it lies there, in one archive.

use std::fs;
use std::path::Path;

use scoring::files::write_archive;
use scoring::words as say;

use crate::args::Archive;
use crate::notes::Notes;
use crate::{case, inputs, output};

/// Packs the folder; nothing is written where a file could not be read back.
pub(crate) fn archive(args: &Archive, notes: &mut Notes) -> Option<String> {
    if !fs::metadata(&args.folder)
        .map_err(|error| notes.unopened(&args.folder, &error))
        .ok()?
        .is_dir()
    {
        notes.wrong_argument(&say::cli_no_folder(notes.lang(), args.folder.display()));
        return None;
    }
    if lies_in(&args.output, &args.folder) {
        notes.wrong_argument(&say::cli_archive_inside(notes.lang(), args.output.display()));
        return None;
    }
    let contents = case::contents(&args.folder, notes)?;
    let packed = write_archive(&contents).map_err(|not| {
        let place = case::place_of(&args.folder, not.name.as_deref().unwrap_or_default());
        match not.other {
            Some(other) => notes.cannot(Path::new(&place), &say::cli_name_taken(notes.lang(), other)),
            None => notes.problem(&place, &case::of_archive(not.what)),
        }
    });
    output::deliver_bytes(&args.output, &packed.ok()?, notes);
    None
}

/// Whether a file would lie in the folder, and so be a part of the next archive of it.
fn lies_in(output: &Path, folder: &Path) -> bool {
    let above = match output.parent() {
        Some(above) if above != Path::new("") => above,
        _ => Path::new("."),
    };
    let whole = fs::canonicalize(above).ok().zip(fs::canonicalize(folder).ok());
    !inputs::is_stream(output) && whole.is_some_and(|(above, folder)| above.starts_with(folder))
}
