//! `rubric import`: a table becomes a rubric file.

use std::path::Path;

use scoring::files::{Imprint, write_rubric};
use scoring::rubric::Status;
use scoring::table::{RubricOptions, read_rubric};
use scoring::words as say;

use crate::args::{RubricImport, RubricStatus};
use crate::notes::Notes;
use crate::{clock, decode, inputs, output};

/// Reads the table, checks the rubric, and writes it; returns its text where standard output was asked for.
pub(crate) fn import(args: &RubricImport, notes: &mut Notes) -> Option<String> {
    if args.approval.is_some() && args.status != RubricStatus::Official {
        notes.wrong_argument(say::cli_approval_alone(notes.lang()));
        return None;
    }
    if args.id.is_none() && inputs::is_stream(&args.table) {
        notes.wrong_argument(say::cli_stdin_name(notes.lang()));
        return None;
    }
    if output::is_an_input(&args.output, &[&args.table], notes) {
        return None;
    }
    let created = clock::created(args.created.as_deref(), notes)?;
    let text = inputs::text(&args.table, decode::table, notes)?;
    let methods = inputs::shipped_methods(notes)?;
    // Standard input has no name; its rubric has an id then.
    let name = match &args.id {
        Some(id) if inputs::is_stream(&args.table) => id.clone(),
        _ => stem(&args.table),
    };
    let named = RubricOptions::of_table(&name);
    let options = RubricOptions {
        id: args.id.clone().unwrap_or(named.id),
        title: args.title.clone().unwrap_or(named.title),
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
    output::deliver_file(&args.output, write_rubric(&draft, &imprint), notes)
}

fn stem(table: &Path) -> String {
    let stem = table.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
