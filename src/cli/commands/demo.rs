//! `demo`: an invented cycle in a folder.

use std::fs;
use std::path::Path;

use scoring::demo::{Size, demo as invented};
use scoring::words as say;

use crate::args::Demo;
use crate::inputs;
use crate::notes::Notes;

/// Writes every file of the cycle, the docket last, into a folder with nothing in it.
pub(crate) fn demo(args: &Demo, notes: &mut Notes) -> Option<String> {
    let size = Size {
        applicants: args.applicants,
        experts: args.experts,
    };
    let (text, rubric, fingerprint) = inputs::shipped_first(notes)?;
    let Some(files) = invented(args.seed, size, text, (&rubric, fingerprint)) else {
        let text = say::CliDemoSize {
            least: &Size::APPLICANTS_MIN,
            most: &Size::APPLICANTS_MAX,
            applicants: &size.applicants,
            experts: &Size::experts_min(size.applicants.min(Size::APPLICANTS_MAX)),
        };
        notes.wrong_argument(&text.text(notes.lang()));
        return None;
    };
    if !is_free(&args.output) {
        notes.wrong_argument(&say::cli_not_empty(notes.lang(), args.output.display()));
        return None;
    }
    for (name, text) in files {
        let path = args.output.join(name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text));
        if let Err(error) = written {
            notes.unwritten(&path, &error);
            return None;
        }
    }
    None
}

/// Whether nothing is there that could be overwritten.
fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !folder.exists(),
    }
}
