//! The scoresheet (评分表): what is typed ([`Draft`]) and what is valid ([`Scoresheet`]), and the way between.

mod draft;
mod fault;
mod field;
mod notes;
mod origin;
mod progress;
mod record;
mod revision;
mod sheet;
mod value;

pub use draft::{Draft, DraftHead, DraftKind};
pub use fault::{SheetFault, ValueFault};
pub use field::{Field, Item, REVIEW, SCHEMAS, SELF_ASSESSMENT, any_field, clause_of, draft_version_of};
pub use notes::{
    ITEM_MAX, ITEMS_MAX, IssueKind, ReviewNotes, SiteFinding, SiteIssue, check_item, check_length,
};
pub use origin::Origin;
pub use progress::{ClauseState, Progress};
pub use record::{AssignmentRef, Comment, EntryRecord, RubricName, RubricRef, SheetRecord, Stage};
pub use revision::{REASON_MAX, Revision, Submission, SubmissionState};
pub use sheet::{Scoresheet, Standard};
pub use value::{Value, ValueForm, parse_typed_value};
