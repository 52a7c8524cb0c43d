//! The wire form of a panel report's payload, versions 1 and 2. Version 2 added comments merged out of the sheets', key
//! themes, and the recommendation for the visit.
//!
//! What it added is written where there is any, so that a report without it has the payload of version 1.

use crate::cycle::{
    CommentKind, Issue, PanelReportRecord, ReportClause, ReportComment, ReviewStage, SheetItem, VisitAdvice,
    VisitRecommendation,
};
use crate::files::FileFault;
use crate::files::json::Cursor;
use crate::files::records::{Counted, WordWire, records};
use crate::files::scoresheet::parts::{RubricRefWire, ValueWire};
use crate::files::wire::{CodeWire, IdWire, PrintWire};
use crate::problem::Problem;

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
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        themes: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recommendation: Option<RecommendationWire>,
    }
    ClauseWire for ReportClause {
        code: CodeWire,
        value: Option<ValueWire>,
        not_applicable: String,
        reason: String,
        finding: String,
        dissent: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        comments: Vec<CommentWire>,
    }
    CommentWire for ReportComment {
        kind: WordWire<CommentKind>,
        words: String,
        sources: Vec<ItemWire>,
    }
    RecommendationWire for VisitRecommendation { advice: WordWire<VisitAdvice>, reason: String }
    IssueWire for Issue {
        number: Counted,
        words: String,
        sources: Vec<ItemWire>,
        outcome: String,
        waiver: String,
    }
    ItemWire for SheetItem { expert: IdWire, number: Counted }
}

/// Whether a report says something that version 1 has no place for.
pub(super) fn is_needed(record: &PanelReportRecord) -> bool {
    record.has_comments() || !record.themes.is_empty() || record.recommendation.is_some()
}

/// What version 2 added stands in no file of version 1.
///
/// # Errors
/// The first member that does.
pub(super) fn check_older(payload: Cursor<'_, '_>) -> Result<(), Problem<FileFault>> {
    let clauses = payload.member("clauses").into_iter().flat_map(Cursor::items);
    let added = |of: Cursor<'_, '_>, names: &[&'static str]| {
        let name = names.iter().find(|name| of.member(name).is_some());
        name.map_or(Ok(()), |name| Err(of.refused(&[name], FileFault::UnknownMember)))
    };
    added(payload, &["themes", "recommendation"])?;
    clauses
        .into_iter()
        .try_for_each(|clause| added(clause, &["comments"]))
}
