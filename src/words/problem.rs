//! Problems in words: how grave, where, what is wrong, and what to do. No blame, and one word per thing.

use core::convert::Infallible;

use crate::faults::AnyFault;
use crate::foundations::Lang;
use crate::problem::{Place, Problem, Severity};
use crate::words as say;
use crate::words::{Quoted, column};

/// What is wrong and what to do, in words. Every enum of faults has it, in the file of its room.
pub trait Sentence {
    /// The sentences for a fault at this place.
    fn sentence(&self, place: &Place, lang: Lang) -> String;
}

impl Sentence for Infallible {
    fn sentence(&self, _: &Place, _: Lang) -> String {
        match *self {}
    }
}

impl<C: Sentence, D: Sentence> Sentence for AnyFault<C, D> {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        let fault: &dyn Sentence = match self {
            Self::File(fault) => fault,
            Self::Table(fault) => fault,
            Self::Rubric(fault) => fault,
            Self::Sheet(fault) => fault,
            Self::Application(fault) => fault,
            Self::Aggregate(fault) => fault,
            Self::Intake(fault) => fault,
            Self::Cycle(fault) => fault,
            Self::Docket(fault) => fault,
        };
        fault.sentence(place, lang)
    }
}

/// What is wrong, and what to do.
pub fn fault<F: Sentence>(problem: &Problem<F>, lang: Lang) -> String {
    problem.fault.sentence(&problem.place, lang)
}

/// A problem on one line: how grave, where, what, and what to do.
pub fn problem_line<F: Sentence>(problem: &Problem<F>, lang: Lang) -> String {
    line(problem.severity, &problem.place, &problem.fault, lang)
}

fn line(severity: Severity, place: &Place, fault: &dyn Sentence, lang: Lang) -> String {
    let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
    let (severity, text) = (say::severity(severity, lang), fault.sentence(place, lang));
    match place {
        // What is about the file as a whole stands beside its name already.
        Place::File => format!("{severity}{between}{text}"),
        place => format!("{severity}{between}{}{between}{text}", self::place(place, lang)),
    }
}

/// Where a problem is.
pub fn place(place: &Place, lang: Lang) -> String {
    match place {
        Place::File => say::place_file(lang).to_owned(),
        Place::Member(path) => Quoted(path).to_string(),
        Place::Header(name) => say::place_header(lang, column(name, lang)),
        Place::Row(row, None) => say::place_row(lang, row),
        Place::Row(row, Some(name)) => {
            let column = &column(name, lang);
            say::PlaceRowColumn { row, column }.text(lang)
        }
        Place::Rubric => say::place_rubric(lang).to_owned(),
        Place::Untitled(position) => say::place_untitled(lang, position),
        Place::Clause(code) => say::place_clause(lang, code),
        Place::Method(id) => say::place_method(lang, id),
        Place::MethodItem(id, item) => say::PlaceMethodItem { id, item }.text(lang),
        Place::Applicant => say::place_applicant(lang).to_owned(),
        Place::Assessor => say::place_assessor(lang).to_owned(),
        Place::Overall => say::place_overall(lang).to_owned(),
        Place::Correction => say::place_correction(lang).to_owned(),
        Place::Evidence => say::place_evidence(lang).to_owned(),
        Place::Named(name) => Quoted(name).to_string(),
    }
}

/// Items one after the other, with the comma of the language for lists; of many, the first.
pub(super) fn list(items: &[String], lang: Lang) -> String {
    let (first, more) = match items.get(..LISTED_ITEMS) {
        Some(first) if items.len() > LISTED_ITEMS => (first, "\u{2026}"),
        _ => (items, ""),
    };
    first.join(if lang == Lang::Zh { "\u{3001}" } else { ", " }) + more
}

/// How many items a message lists.
const LISTED_ITEMS: usize = 12;
