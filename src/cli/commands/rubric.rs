//! `rubric import`: a table becomes a rubric file.

use scoring::interchange::{Imprint, write_rubric};
use scoring::rubric::Status;
use scoring::table::{RubricOptions, read_rubric};
use scoring::words as say;

use crate::args::{RubricImport, RubricStatus};
use crate::notes::Notes;
use crate::{clock, decode, inputs, output};

/// Reads the table, checks the rubric, and writes it.
pub(crate) fn import(args: &RubricImport, notes: &mut Notes) -> Option<()> {
    if args.approval.is_some() && args.status != RubricStatus::Official {
        notes.wrong_argument(say::cli_approval_alone(notes.lang()));
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    let text = inputs::text(&args.table, decode::table, notes)?;
    let methods = inputs::shipped_methods(notes)?;
    let stem = || {
        let stem = args.table.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    let options = RubricOptions {
        id: args.id.clone().unwrap_or_else(stem),
        title: args.title.clone().unwrap_or_else(stem),
        version: args.version.clone(),
        status: match args.status {
            RubricStatus::Draft => Status::Draft,
            RubricStatus::Illustrative => Status::Illustrative,
            RubricStatus::Official => Status::Official {
                approval: args.approval.clone(),
            },
        },
        total: args.total,
    };
    let name = inputs::name_of(&args.table);
    let (draft, _, warnings) = read_rubric(&text, &methods, options)
        .map_err(|problems| notes.problems(&name, &problems))
        .ok()?;
    notes.problems(&name, &warnings);
    let imprint = Imprint {
        id: String::new(),
        created,
        cycle: None,
    };
    output::replace(&args.output, &write_rubric(&draft, &imprint), notes);
    Some(())
}
