//! An award cycle (届) as data: its calendar and settings, its people, and what an applicant must fulfil.
//!
//! Each file of a cycle is a record as stated and becomes a checked type by one function. What happened in the cycle
//! is in [`crate::docket`].

mod assignment;
mod calendar;
mod eligibility;
mod fault;
mod form;
mod model;
mod people;
mod report;
mod settings;
mod visit_plan;

pub use assignment::{AssignedApplication, AssignedMember, Assignment, AssignmentRecord};
pub use calendar::{Calendar, Received};
pub use eligibility::{
    Answer, Article, Claim, Eligibility, Event, Facts, Form, Ground, History, Verdict, eligibility,
};
pub use fault::CycleFault;
pub use form::{
    ApplicationForm, ApplicationFormRecord, Contact, FormEvent, Improvement, OrganisationKind, PastAward,
    Recommendation,
};
pub(crate) use model::check_members;
pub use model::{Cycle, CycleRecord, Member};
pub use people::{
    Award, Declaration, DeclaredConflict, Expert, Pool, Register, Tie, TieGround, folded_certificate,
};
pub use report::{
    CommentKind, Issue, PanelReport, PanelReportRecord, ReportClause, ReportComment, ReviewStage, SheetItem,
    VisitAdvice, VisitRecommendation,
};
pub use settings::{Majority, ResultRule, Setting, Settings, SiteList, SourceOfSetting};
pub use visit_plan::{TimeOfDay, VisitMethod, VisitPlan, VisitPlanRecord, VisitSession};
