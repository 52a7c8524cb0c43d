//! What an assessor notes beside values and comments: clauses left out with a reason, and what a visit is to ask.

use std::collections::BTreeSet;

use crate::foundations::{Code, SortedMap, words};
use crate::problem::{Place, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{EntryRecord, SheetFault};

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

/// What a sheet of a review may hold beside its entries; most hold nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewNotes {
    /// Clauses on which the assessor abstains, each with the reason; whether that is allowed is a cycle's setting.
    pub abstentions: SortedMap<Code, String>,
    /// Issues for the visit.
    pub issues: Vec<SiteIssue>,
}

impl ReviewNotes {
    /// An abstention has a reason and no value; an issue has a number of its own and words; both name clauses of the
    /// rubric.
    pub(super) fn check(
        &self,
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
            if reason.trim().is_empty() {
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
            if issue.words.trim().is_empty() {
                problems.error(Place::File, SheetFault::IssueWithoutWords { number });
            }
        }
    }
}
