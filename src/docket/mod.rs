//! The docket (案卷日志) of a cycle: what happened, entry by entry, and the standing (现状) that follows from it.
//!
//! The docket and the files it names are the whole cycle; nothing computed is stored. [`Chain::of`] says in which
//! order entries follow each other, [`Replay`] holds each against the rules and the state at its place, and
//! [`Standing`] is what is there afterwards.
//!
//! | question | decided in |
//! |---|---|
//! | Is an entry allowed at its place? | `change/mod.rs`, which leads to the file of its subject; conditions in `rules.rs`; the words it cannot be without in `compulsory.rs`; its article in `fault.rs` (`Refusal::against`) |
//! | Opening, undo, hand-over, forks | `replay.rs`, `chain.rs` |
//! | Settings, members, papers that were issued | `change/procedure.rs`; what a setting may be: `src/cycle/settings.rs` |
//! | What has to be known or asked about, names alike among them? | `remarks.rs`; what the rules allow all the same: `doubts.rs` |
//! | May an application be qualified? | `change/qualifying.rs`, `rules.rs` (`may_decide`) |
//! | What do the checks print, and what is due on a day? | `checks.rs` |
//! | Who is assigned what, and what does a paper need of the course? | `assigning.rs`, `proceedings.rs` |
//! | Which file is in force, also by a supplement? | `state.rs` (`in_force`), `change/receiving.rs` |
//! | Who may apply, by years and days? | `state.rs` (`eligibility`) gathers the facts, `src/cycle/eligibility.rs` decides, `src/cycle/calendar.rs` has the days |
//! | Who sits on a panel, who is recused? | `state.rs` (`panel`, `seated`, `is_recused`), `change/panels.rs` |
//! | What does a report lack, and what is a stage's result? | `review.rs` |
//! | Ranks, ties, the quota's edge, repeat winners | `figures.rs`; a repeat winner: `state.rs` (`is_repeat`) |
//! | The vote: quorum, majority, which one is in force | `change/voting.rs`, `rules.rs`; `Majority` in `src/cycle/settings.rs` |
//! | Publicity, objections, decision, register | `change/publicity.rs`, `change/awards.rs` |
//! | Which file was altered, is missing or was added? | `audit/` |

mod act;
mod assigning;
mod audit;
mod chain;
mod change;
mod checks;
mod compulsory;
mod doubts;
mod fault;
mod figures;
mod files;
mod proceedings;
mod remarks;
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
pub use remarks::Remark;
pub use replay::Replay;
pub use review::{StageResult, Unfinished};
pub use standing::{
    ApplicantStanding, AwardState, Qualification, Receipt, Repeat, StageStanding, Standing, VoteStanding,
    standing, standing_on,
};
