//! `standing`, `audit`, `docket show` and `docket verify`: what follows from the docket and the files in a folder or
//! an archive.

use std::path::Path;

use scoring::docket::{self, Break, Chain};
use scoring::figures::{audit_json, docket_json, standing_json};
use scoring::foundations::Fingerprint;
use scoring::report::{audit_text, docket_text, standing_text};
use scoring::words as say;

use crate::args::{Audit, Standing, TotalFormat};
use crate::case::{self, Found};
use crate::commands::cycle;
use crate::inputs;
use crate::notes::Notes;

/// The standing, up to an entry where one is named.
pub(crate) fn standing(args: &Standing, notes: &mut Notes) -> Option<String> {
    let today = match &args.today {
        None => None,
        Some(text) => Some(cycle::day("--today", text, notes)?),
    };
    let case = case::open(&args.path, notes)?;
    if case.is_alone {
        let name = inputs::name_of(&args.path);
        notes.remark(&name, say::cli_standing_alone(notes.lang()));
    }
    case.has_entry(args.at, notes)?;
    let standing = docket::standing_on(&case.docket, &case.files, args.at, today);
    Some(match args.format {
        TotalFormat::Json => standing_json(&standing),
        TotalFormat::Text => standing_text(&standing, notes.lang()),
    })
}

/// Whether docket and files are equal.
pub(crate) fn audit(args: &Audit, notes: &mut Notes) -> Option<String> {
    let head = match &args.head {
        None => None,
        // The digits alone are a hash too: so they stand on paper.
        Some(text) => {
            match Fingerprint::parse(text).or_else(|| Fingerprint::parse(&format!("sha256:{text}"))) {
                Some(head) => Some(head),
                None => {
                    let text = say::CliBadHead {
                        name: &"--head",
                        found: text,
                    };
                    notes.wrong_argument(&text.text(notes.lang()));
                    return None;
                }
            }
        }
    };
    let audit = match case::look(&args.path, notes)? {
        Found::Whole(case) => docket::audit(&case.docket, &case.files, head),
        Found::WithoutDocket(files, name) => docket::audit_without_docket(&files, &name),
    };
    if !audit.findings.is_empty() {
        notes.differs();
    }
    Some(match args.format {
        TotalFormat::Json => audit_json(&audit),
        TotalFormat::Text => audit_text(&audit, notes.lang()),
    })
}

/// The entries of a docket, one a line.
pub(crate) fn show(path: &Path, notes: &mut Notes) -> Option<String> {
    let case = case::open(path, notes)?;
    Some(docket_text(&case.docket, &case.files, notes.lang()))
}

/// Whether the chain of a docket holds.
pub(crate) fn verify(path: &Path, notes: &mut Notes) -> Option<String> {
    let case = case::open(path, notes)?;
    let chain = Chain::of(&case.docket.entries);
    if chain
        .breaks
        .iter()
        .any(|broken| !matches!(broken, Break::Clock { .. }))
    {
        notes.differs();
    }
    Some(docket_json(&case.docket))
}
