//! Files of kind `docket`: 案卷日志; its entries with their hashes, and what a cycle's other files are to it.

pub(in crate::files) mod v1;

use crate::cycle::{ApplicationForm, Assignment, Cycle, Pool, Register, VisitPlan};
use crate::docket::{Act, By, Docket, Entry, FileContent};
use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{Content, FileFault, FileKind, Imprint, envelope, fingerprint_for_assessment};
use crate::foundations::{Fingerprint, Instant};
use crate::problem::Problem;
use crate::rubric::Rubric;
use crate::scoresheet::SheetRecord;

/// The kind.
pub(super) struct Dockets;

impl Kind for Dockets {
    const ID: &'static str = "docket";
    const VERSION: u64 = 1;
    type Value = Docket;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<Docket, Problem<FileFault>> {
        v1::read(payload)
    }

    fn outside(docket: &Docket) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: Some(Some(docket.cycle.as_str())),
        }
    }
}

/// Writes the file of a docket.
pub fn write_docket(docket: &Docket, imprint: &Imprint) -> String {
    envelope::pack(
        FileKind::Docket,
        &v1::payload(docket),
        None,
        &imprint.in_cycle(Some(docket.cycle.as_str())),
    )
}

/// An entry that follows another one, with its hash.
pub fn next_entry(last: Option<&Entry>, at: Instant, by: By, act: Act) -> Entry {
    let blank = Fingerprint::of(b"");
    hashed(Entry {
        seq: last.map_or(1, |last| last.seq.saturating_add(1)),
        at,
        by,
        act,
        again: None,
        previous: last.map(|last| last.hash),
        hash: blank,
        found: blank,
    })
}

/// An entry that writes one of another branch again, with its hash.
pub fn entry_again(last: Option<&Entry>, at: Instant, by: By, left: &Entry) -> Entry {
    hashed(Entry {
        again: Some(left.hash),
        ..next_entry(last, at, by, left.act.clone())
    })
}

fn hashed(entry: Entry) -> Entry {
    let hash = v1::hash_of(&v1::entry(&entry));
    Entry {
        hash,
        found: hash,
        ..entry
    }
}

/// What a file is to a docket; nothing where it has no place in a cycle, or is not sound.
pub fn docket_content(content: Content) -> Option<FileContent> {
    Some(match content {
        Content::Rubric(draft) => FileContent::Rubric(Box::new(Rubric::check(*draft).ok()?.0)),
        Content::Cycle(record) => FileContent::Cycle(Box::new(Cycle::check(*record).ok()?.0)),
        Content::Pool(experts) => FileContent::Pool(Pool::check(*experts).ok()?.0),
        Content::Register(awards) => FileContent::Register(Register::check(*awards).ok()?.0),
        Content::Application(record) => FileContent::Application {
            overview_characters: counted([record.overview.as_str()]),
            report_characters: counted(texts_of(&record.sheet)),
            for_assessors: fingerprint_for_assessment(&record),
            name: record.sheet.applicant,
            cycle: record.sheet.cycle,
            rubric: record.sheet.rubric.fingerprint,
        },
        Content::ApplicationForm(form) => FileContent::Form(Box::new(ApplicationForm::check(*form).ok()?.0)),
        Content::Assignment(record) => FileContent::Assignment(Box::new(Assignment::check(*record).ok()?.0)),
        Content::VisitPlan(record) => FileContent::VisitPlan(Box::new(VisitPlan::check(*record).ok()?.0)),
        Content::Scoresheet(record) => FileContent::Sheet(record),
        Content::Declaration(declaration) => FileContent::Declaration(*declaration),
        Content::PanelReport(record) => FileContent::Report(record),
        Content::Draft(_) | Content::Docket(_) => return None,
    })
}

/// How many characters texts have; white space is none.
fn counted<'t>(texts: impl IntoIterator<Item = &'t str>) -> usize {
    let characters = texts.into_iter().flat_map(str::chars);
    characters.filter(|character| !character.is_whitespace()).count()
}

/// The texts of a self-assessment report: what stands under its clauses, and the overall judgement.
fn texts_of(sheet: &SheetRecord) -> impl Iterator<Item = &str> {
    let of_clauses = sheet.entries.iter().flat_map(|entry| {
        let texts = entry.texts.iter().map(|(_, text)| text);
        let comments = entry.strengths.iter().chain(&entry.areas);
        let comments = comments.map(|comment| &comment.text);
        texts.chain(comments).chain(&entry.evidence)
    });
    of_clauses.chain([&sheet.overall]).map(String::as_str)
}
