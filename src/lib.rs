//! The core of the scoring workbench: the rubric engine, without a browser, a clock or a disk.
//!
//! The rooms stand in the order in which data passes through them:
//!
//! 1. [`foundations`]: exact numbers, codes, instants, fingerprints; what every room counts with.
//! 2. [`lock`]: a passphrase opens a [`lock::Lock`], and its [`lock::DataKey`] encrypts stored texts.
//! 3. [`problem`]: where something is wrong and how grave it is; each room has the enum of its own faults.
//! 4. [`document`]: texts under typed addresses: schema, edits, merging; what every desk works on.
//! 5. [`keeper`]: what was typed is kept, acknowledged and reconciled; a state machine without a disk.
//! 6. [`rubric`]: [`rubric::RubricDraft`] (as written) becomes a [`rubric::Rubric`] (checked).
//! 7. [`scoresheet`]: a [`scoresheet::Draft`] (as typed) becomes a [`scoresheet::Scoresheet`] (valid).
//! 8. [`application`]: the applicant's texts, evidence and own scores: an [`application::Application`].
//! 9. [`table`]: CSV text becomes a rubric draft, a scoresheet record, a pool of experts or a register.
//! 10. [`scoring`]: a scoresheet becomes a [`scoring::Tally`]; several become an [`scoring::Aggregate`].
//! 11. [`derived`]: figures of a draft while it is written, computed when what they read changes.
//! 12. [`panel`]: files become a verdict each, accepted sheets become groups and a [`panel::Ranking`].
//! 13. [`cycle`]: an award cycle as data: days, settings, people, what an applicant must fulfil.
//! 14. [`docket`]: what happened in a cycle, entry by entry, and the [`docket::Standing`] that follows from it.
//! 15. [`chart`]: tallies become shapes; the only geometry, and the only floats.
//! 16. [`difference`]: two texts become [`difference::Run`]s: what stayed, what went, what came.
//! 17. [`files`]: files that travel: the envelope, and a folder for each kind of file.
//! 18. [`demo`]: an invented cycle with every awkward case, out of a seed.
//! 19. [`stored`]: what the browser keeps of drafts and of the secretariat's desk, to and from JSON.
//! 20. [`faults`]: the faults of every room as one, where files of every kind meet.
//! 21. [`words`]: what people read, in Chinese and English.
//! 22. [`papers`]: what a secretariat writes in a cycle, from the announcement to the register, as data.
//! 23. [`figures`]: totals, aggregates, rankings, standings and papers as JSON, for scripts.
//! 24. [`desks`]: a desk as a session without a screen: events in, effects out, and what it shows.
//! 25. [`report`]: figures and papers with their words, as text and as CSV.
//!
//! ARCHITECTURE.md says which room may import which, and a test holds it.

#![deny(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]
#![warn(unreachable_pub)]

pub mod application;
pub mod chart;
pub mod cycle;
pub mod demo;
pub mod derived;
pub mod desks;
pub mod difference;
pub mod docket;
pub mod document;
pub mod faults;
pub mod figures;
pub mod files;
pub mod foundations;
pub mod keeper;
pub mod lock;
pub mod panel;
pub mod papers;
pub mod problem;
pub mod report;
pub mod rubric;
pub mod scoresheet;
pub mod scoring;
pub mod stored;
pub mod table;
pub mod words;
