//! `paper`: one paper of a cycle, or what is missing for it.

use std::fs;
use std::path::Path;

use scoring::docket::{Break, Proceedings, Remark};
use scoring::figures::paper_json;
use scoring::papers::{Wanted, paper as written};
use scoring::report::paper_text;
use scoring::words as say;

use crate::args::{Paper, PaperFormat};
use crate::commands::cycle::day;
use crate::notes::Notes;
use crate::{case, inputs, output};

/// Writes the paper; returns its text where no file was named.
pub(crate) fn paper(args: &Paper, notes: &mut Notes) -> Option<String> {
    if let Some(output) = &args.output {
        if output::is_an_input(output, &[&args.path], notes) {
            return None;
        }
        if lies_inside(output, &args.path) {
            notes.wrong_argument(&say::cli_inside_case(notes.lang(), output.display()));
            return None;
        }
    }
    let day = match &args.day {
        None => None,
        Some(found) => Some(day("--day", found, notes)?),
    };
    let (name, called) = args.name;
    let wanted = Wanted {
        applicant: args.applicant.clone(),
        panel: args.panel.clone(),
        stage: args.stage,
        department: args.department,
        notice: args.notice.clone(),
        word: args.word.or(called),
        day,
        file_name: args.output.as_deref().map(inputs::name_of),
    };
    let case = case::open_with_texts(&args.path, notes)?;
    if case.is_alone {
        let text = say::cli_docket_alone(notes.lang(), inputs::name_of(&args.path));
        notes.wrong_argument(&text);
        return None;
    }
    case.has_entry(args.at, notes)?;
    let proceedings = Proceedings::of(&case.docket, &case.files, args.at);
    if let Some(proceedings) = &proceedings {
        tell_of_breaks(&args.path, proceedings, notes);
    }
    let paper = match written(name, proceedings.as_ref(), &wanted, notes.lang()) {
        Ok(paper) => paper,
        Err(missing) => {
            for one in missing {
                let text = one.sentence(notes.lang());
                if one.is_of_request() {
                    notes.wrong_argument(&text);
                } else {
                    notes.cannot(&args.path, &text);
                }
            }
            return None;
        }
    };
    let text = match args.format {
        PaperFormat::Text => paper_text(&paper),
        PaperFormat::Json => paper_json(&paper),
    };
    match &args.output {
        None => Some(text),
        Some(file) => output::deliver(file, text, notes),
    }
}

/// Says where the chain does not hold: the paper tells of what stands before. A clock that ran back changes nothing.
fn tell_of_breaks(path: &Path, proceedings: &Proceedings<'_>, notes: &mut Notes) {
    for remark in &proceedings.standing().remarks {
        if let Remark::Broken(broken) = remark
            && !matches!(broken, Break::Clock { .. })
        {
            let place = format!("{} {}", inputs::name_of(path), remark.place());
            notes.remark(&place, &say::remark(remark, notes.lang()));
        }
    }
}

/// Whether a file would come to lie in the folder of the case.
fn lies_inside(output: &Path, case: &Path) -> bool {
    let folder = match output.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let both = fs::canonicalize(folder).and_then(|folder| Ok((folder, fs::canonicalize(case)?)));
    case.is_dir() && both.is_ok_and(|(folder, case)| folder.starts_with(case))
}
