//! The wire form of a scoresheet's payload, versions 2 and 3: which revision it is, abstentions, issues for the visit, and
//! what version 3 added. That no file of version 2 holds any of it is asked before it is read (`added_in_v3`).

use serde::{Deserialize, Serialize};

use crate::files::FileFault;
use crate::files::json::Cursor;
use crate::files::records::{Counted, Wire, WordWire, records};
use crate::files::scoresheet::added_in_v3::{AssignmentWire, FindingWire, form_of};
use crate::files::scoresheet::parts::{EntryWire, PersonWire, RubricRefWire, StageWire};
use crate::files::scoresheet::v1;
use crate::files::wire::{ClauseName, CodeWire, CountWire, PrintWire};
use crate::foundations::SortedMap;
use crate::problem::Problem;
use crate::scoresheet::{IssueKind, ReviewNotes, Revision, SheetRecord, SiteIssue};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct SheetWire {
    rubric: RubricRefWire,
    stage: StageWire,
    applicant: PersonWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<PrintWire>,
    assessor: PersonWire,
    cycle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentWire>,
    revision: CountWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supersedes: Option<PrintWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    key_factors: Vec<String>,
    entries: Vec<EntryWire>,
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    abstentions: SortedMap<ClauseName, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    issues: Vec<IssueWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingWire>,
    overall: String,
}

records! {
    IssueWire for SiteIssue {
        number: Counted,
        kind: WordWire<IssueKind>,
        clause: Option<CodeWire>,
        words: String,
    }
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<SheetRecord, Problem<FileFault>> {
    payload.read::<SheetWire>().map(SheetRecord::from)
}

/// Every sheet of version 1 was a first one.
impl From<v1::SheetWire> for SheetWire {
    fn from(wire: v1::SheetWire) -> Self {
        Self {
            rubric: wire.rubric,
            stage: wire.stage,
            applicant: wire.applicant,
            application: wire.application,
            assessor: wire.assessor,
            cycle: wire.cycle,
            assignment: None,
            revision: CountWire(Revision::FIRST.number),
            reason: None,
            supersedes: None,
            key_factors: Vec::new(),
            entries: wire.entries,
            abstentions: SortedMap::new(),
            issues: Vec::new(),
            findings: Vec::new(),
            overall: wire.overall,
        }
    }
}

impl From<&SheetRecord> for SheetWire {
    fn from(record: &SheetRecord) -> Self {
        let (form, entries) = (form_of(record), record.entries.iter());
        let entries = entries.map(|entry| EntryWire::of(entry, form)).collect();
        let (revision, notes) = (&record.revision, &record.notes);
        let abstentions = notes.abstentions.iter();
        Self {
            assignment: record.assignment.as_ref().map(AssignmentWire::of),
            key_factors: notes.key_factors.clone(),
            findings: notes.findings.iter().map(FindingWire::of).collect(),
            abstentions: abstentions
                .map(|(code, reason)| (ClauseName(code.clone()), reason.clone()))
                .collect(),
            issues: notes.issues.iter().map(IssueWire::of).collect(),
            revision: CountWire(revision.number),
            reason: (!revision.reason.is_empty()).then(|| revision.reason.clone()),
            supersedes: revision.supersedes.map(PrintWire),
            ..Self::from(v1::SheetWire::around(record, entries))
        }
    }
}

impl From<SheetWire> for SheetRecord {
    fn from(wire: SheetWire) -> Self {
        let revision = Revision {
            number: wire.revision.0,
            reason: wire.reason.unwrap_or_default(),
            supersedes: wire.supersedes.map(|print| print.0),
        };
        let abstentions = wire.abstentions.into_iter();
        let notes = ReviewNotes {
            abstentions: abstentions.map(|(code, reason)| (code.0, reason)).collect(),
            issues: wire.issues.into_iter().map(Wire::value).collect(),
            key_factors: wire.key_factors,
            findings: wire.findings.into_iter().map(Wire::value).collect(),
        };
        let first = v1::SheetWire {
            rubric: wire.rubric,
            stage: wire.stage,
            applicant: wire.applicant,
            application: wire.application,
            assessor: wire.assessor,
            cycle: wire.cycle,
            entries: wire.entries,
            overall: wire.overall,
        };
        Self {
            assignment: wire.assignment.map(Wire::value),
            revision,
            notes,
            ..Self::from(first)
        }
    }
}
