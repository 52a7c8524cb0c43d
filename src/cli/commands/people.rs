//! `pool import`, `register import`, `register list` and `register check`: experts and awards.

use std::fs;
use std::io::{self, BufRead as _, Read as _};
use std::path::Path;

use scoring::cycle::{Award, Register, folded_certificate};
use scoring::docket;
use scoring::figures::{certificate_json, register_json};
use scoring::files::{ARCHIVE_MARK, Content, FileKind, Imprint, write_pool, write_register};
use scoring::problem::Problems;
use scoring::report::{certificate_text, register_text};
use scoring::table::{TableFault, read_pool, read_register};
use scoring::words as say;

use crate::args::{RegisterCheck, RegisterList, TableImport, TotalFormat};
use crate::commands::check;
use crate::notes::Notes;
use crate::{case, clock, decode, inputs, output};

/// Makes the file of a pool of a table; returns its text where standard output was asked for.
pub(crate) fn import_pool(args: &TableImport, notes: &mut Notes) -> Option<String> {
    import(args, read_pool, write_pool, notes)
}

/// The same for a register.
pub(crate) fn import_register(args: &TableImport, notes: &mut Notes) -> Option<String> {
    import(args, read_register, write_register, notes)
}

/// What comes of a table, and what is reported of it.
type Read<T> = Result<(T, Problems<TableFault>), Problems<TableFault>>;

fn import<T>(
    args: &TableImport,
    read: fn(&str) -> Read<T>,
    write: fn(&T, &Imprint) -> String,
    notes: &mut Notes,
) -> Option<String> {
    if output::is_an_input(&args.output, &[&args.table], notes) {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    let text = inputs::text(&args.table, decode::table, notes)?;
    let name = inputs::name_of(&args.table);
    let (value, warnings) = read(&text)
        .map_err(|problems| notes.problems(&name, &problems))
        .ok()?;
    notes.problems(&name, &warnings);
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    output::deliver_file(&args.output, write(&value, &imprint), notes)
}

/// The awards of a register, or of a cycle with its own.
pub(crate) fn list(args: &RegisterList, notes: &mut Notes) -> Option<String> {
    let awards = awards(&args.path, notes)?;
    Some(match args.format {
        TotalFormat::Json => register_json(&awards),
        TotalFormat::Text => register_text(&awards, notes.lang()),
    })
}

/// Whether the file of a register is sound; with a certificate number, what that is worth.
pub(crate) fn check(args: &RegisterCheck, notes: &mut Notes) -> Option<String> {
    let Some(asked) = &args.certificate else {
        if is_case(&args.path) {
            notes.wrong_argument(say::cli_certificate_wanted(notes.lang()));
            return None;
        }
        return check::one(&args.path, FileKind::Register, notes);
    };
    let awards = awards(&args.path, notes)?;
    let folded = folded_certificate(asked);
    let award = awards
        .iter()
        .find(|award| folded_certificate(&award.certificate) == folded);
    if award.is_none_or(|award| award.withdrawn.is_some()) {
        notes.differs();
    }
    Some(match args.format {
        TotalFormat::Json => certificate_json(asked, award),
        TotalFormat::Text => certificate_text(asked, award, notes.lang()),
    })
}

fn awards(path: &Path, notes: &mut Notes) -> Option<Vec<Award>> {
    if is_case(path) {
        let case = case::open(path, notes)?;
        return Some(docket::awards(&case.docket, &case.files));
    }
    let name = inputs::name_of(path);
    match inputs::opened(path, notes)? {
        (_, Content::Register(awards)) => {
            let (register, warnings) = Register::check(*awards)
                .map_err(|problems| notes.problems(&name, &problems))
                .ok()?;
            notes.problems(&name, &warnings);
            Some(register.awards().to_vec())
        }
        (envelope, _) => {
            notes.problem(&name, &inputs::wrong_kind(FileKind::Register, envelope.kind));
            None
        }
    }
}

/// Whether a path is a whole cycle: a folder, or an archive, also on standard input.
pub(crate) fn is_case(path: &Path) -> bool {
    if inputs::is_stream(path) {
        // What is looked at stays in the buffer of standard input, for whoever reads it.
        let begins = |buffer: &[u8]| buffer.starts_with(ARCHIVE_MARK);
        return io::stdin().lock().fill_buf().is_ok_and(begins);
    }
    let is_archive = || {
        let mut mark = [0; ARCHIVE_MARK.len()];
        let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut mark));
        read.is_ok() && mark == *ARCHIVE_MARK
    };
    path.is_dir() || (path.is_file() && is_archive())
}
