//! What an assessor notes beside values and comments: clauses left out with a reason, key factors, what a visit is to
//! ask, and what it has shown.

use std::collections::BTreeSet;

use crate::foundations::{Code, SortedMap, is_blank, words};
use crate::problem::{Place, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{EntryRecord, SheetFault, Stage};

/// The most key factors of a sheet, and key themes of a report: twice as many as assessors elsewhere are advised to
/// keep (SPEC S17).
pub const ITEMS_MAX: usize = 50;

/// The most characters of one of them: it is a line of a list.
pub const ITEM_MAX: usize = 500;

/// The most characters of a page reference, and of a tag.
pub(super) const PAGES_MAX: usize = 100;

words! {
    /// What a visit is to do about an issue.
    IssueKind {
        /// 核实: what is stated may not be so.
        Verify = "verify",
        /// 澄清: what is stated is not clear.
        Clarify = "clarify",
    }
}

/// An issue for the visit (现场核实事项): known by application, expert and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteIssue {
    /// Its number in the sheet.
    pub number: u32,
    /// What is to be done about it.
    pub kind: IssueKind,
    /// The clause that it is about, where it is about one.
    pub clause: Option<Code>,
    /// What it is.
    pub words: String,
}

/// What the visit showed (现场核实结论), as one expert saw it; the panel's report decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFinding {
    /// The issue of the material report that it is about, by its number there, where it is about one.
    pub issue: Option<u32>,
    /// The clause that it is about, where it is about one.
    pub clause: Option<Code>,
    /// What was found.
    pub words: String,
}

/// What a sheet of a review may hold beside its entries; most hold nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewNotes {
    /// Clauses on which the assessor abstains, each with the reason; whether that is allowed is a cycle's setting.
    pub abstentions: SortedMap<Code, String>,
    /// Issues for the visit.
    pub issues: Vec<SiteIssue>,
    /// Key factors (关键因素): what of the applicant the assessor weighs all clauses by.
    pub key_factors: Vec<String>,
    /// What the visit showed; only in a sheet of the site stage.
    pub findings: Vec<SiteFinding>,
}

impl ReviewNotes {
    /// An abstention has a reason and no value; an issue has a number of its own and words; a finding has words and
    /// belongs to the visit; all of them name clauses of the rubric. Key factors are few and short.
    pub(super) fn check(
        &self,
        stage: Stage,
        entries: &[EntryRecord],
        rubric: &Rubric,
        problems: &mut Problems<SheetFault>,
    ) {
        let of_rubric = |code: &Code, problems: &mut Problems<SheetFault>| {
            if rubric.clause(code).is_none() {
                problems.error(Place::Clause(code.clone()), SheetFault::no_clause(code, rubric));
            }
        };
        for (code, reason) in &self.abstentions {
            of_rubric(code, problems);
            let place = || Place::Clause(code.clone());
            if is_blank(reason) {
                problems.error(place(), SheetFault::AbstainedWithoutReason);
            }
            let mut entries = entries.iter().filter(|entry| entry.code == *code);
            if entries.any(|entry| entry.value.is_some()) {
                problems.error(place(), SheetFault::AbstainedAndScored);
            }
        }
        let mut seen = BTreeSet::new();
        for issue in &self.issues {
            let number = issue.number;
            issue.clause.iter().for_each(|code| of_rubric(code, problems));
            if !seen.insert(number) {
                problems.error(Place::File, SheetFault::IssueTwice { number });
            }
            if is_blank(&issue.words) {
                problems.error(Place::File, SheetFault::IssueWithoutWords { number });
            }
        }
        let (found, max) = (self.key_factors.len(), ITEMS_MAX);
        if found > max {
            problems.error(Place::File, SheetFault::ManyKeyFactors { found, max });
        }
        for factor in &self.key_factors {
            check_item(factor, &Place::File, problems);
            check_length(factor, ITEM_MAX, &Place::File, problems);
        }
        if !self.findings.is_empty() && stage != Stage::Site {
            problems.error(Place::File, SheetFault::FindingBeforeVisit);
        }
        for finding in &self.findings {
            finding.clause.iter().for_each(|code| of_rubric(code, problems));
            let place = finding.clause.clone().map_or(Place::File, Place::Clause);
            check_item(&finding.words, &place, problems);
        }
    }
}

/// An item says something.
pub fn check_item<F: From<SheetFault>>(words: &str, place: &Place, problems: &mut Problems<F>) {
    if is_blank(words) {
        problems.error(place.clone(), SheetFault::BlankItem);
    }
}

/// A text of a bounded length is not longer.
pub fn check_length<F: From<SheetFault>>(text: &str, max: usize, place: &Place, problems: &mut Problems<F>) {
    // Counting is asked of long ones alone: no text has more characters than bytes.
    if text.len() > max {
        let found = text.chars().count();
        if found > max {
            problems.error(place.clone(), SheetFault::LongItem { found, max });
        }
    }
}
