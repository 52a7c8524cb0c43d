//! The docket (案卷日志) of a cycle: what happened, entry by entry, and the standing (现状) that follows from it.
//!
//! The docket and the files it names are the whole cycle; nothing computed is stored. [`Chain::of`] says in which
//! order entries follow each other, [`Replay`] holds each against the rules and the state at its place, and
//! [`Standing`] is what is there afterwards.

mod act;
mod assigning;
mod audit;
mod chain;
mod change;
mod checks;
mod fault;
mod figures;
mod files;
mod proceedings;
mod replay;
mod review;
mod rules;
mod standing;
mod state;

pub use act::{
    Act, Body, By, Decision, Department, Docket, Entry, FileSum, Handling, Likeness, OpinionOutcome,
    PanelMember, VoteCount,
};
pub use assigning::{AssignmentWanted, Unassigned, assignment};
pub use audit::{Audit, Finding, audit, audit_without_docket};
pub use chain::{Break, Chain};
pub use checks::{Due, DueState, MemberCheck, PanelCheck, ReportCheck, awards, panels, reports};
pub use fault::Refusal;
pub use figures::{Candidate, Figures, RankedApplication};
pub use files::{DocketFile, FileContent, Files, Occurrence, PassedOver, Unopened};
pub use proceedings::Proceedings;
pub use replay::{Remark, Replay};
pub use review::{StageResult, Unfinished};
pub use standing::{
    ApplicantStanding, AwardState, Qualification, Receipt, Repeat, StageStanding, Standing, VoteStanding,
    standing, standing_on,
};
