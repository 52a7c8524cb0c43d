//! The wire form of a panel report's payload, version 1.

use crate::cycle::{Issue, PanelReportRecord, ReportClause, ReviewStage, SourceOfIssue};
use crate::files::records::{Counted, WordWire, records};
use crate::files::scoresheet::v1::{RubricRefWire, ValueWire};
use crate::files::wire::{CodeWire, IdWire, PrintWire};

records! {
    ReportWire for PanelReportRecord {
        cycle: IdWire,
        rubric: RubricRefWire,
        application: IdWire,
        stage: WordWire<ReviewStage>,
        revision: Counted,
        reason: String,
        leader: IdWire,
        sheets: Vec<PrintWire>,
        material: Option<PrintWire>,
        clauses: Vec<ClauseWire>,
        issues: Vec<IssueWire>,
        overall: String,
    }
    ClauseWire for ReportClause {
        code: CodeWire,
        value: Option<ValueWire>,
        not_applicable: String,
        reason: String,
        finding: String,
        dissent: String,
    }
    IssueWire for Issue {
        number: Counted,
        words: String,
        sources: Vec<SourceWire>,
        outcome: String,
        waiver: String,
    }
    SourceWire for SourceOfIssue { expert: IdWire, number: Counted }
}
