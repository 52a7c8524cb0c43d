//! The keeper over a simulated disk: random runs of three windows, and single rules. No browser is involved.
//!
//! A run is a list of acts: somebody types, a window freezes, the journal executes a request, the browser is
//! killed. After every act all invariants are checked. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` choose how many
//! runs and which; `cargo xtask test simulation` runs twenty thousand.

mod acts; // what can happen, at random too, and its execution
mod disk; // localStorage and journal in memory, with their faults
mod drafting; // the desk that contains the keeper
mod invariants; // what is checked after every act
mod rules; // single rules
mod world; // windows that share the disk

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRunner};
use scoring::keeper::JournalFault;

use crate::acts::{
    APPLICANT, Act, DRAFT, EditSource, FIRST, FieldChange, OVERALL, Run, SECOND, SimpleAct, THIRD, VALUE,
    any_act, any_act_with_losses,
};
use crate::disk::{JournalMode, LocalMode};
use crate::invariants::Violation;

/// The random runs of a part: always the same, unless the environment names others. Each part has its own seed.
fn config_of_part(part: u64) -> Config {
    let mut config = Config {
        failure_persistence: None,
        // Every choice forks a generator; the default one takes half of the run time.
        rng_algorithm: RngAlgorithm::XorShift,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_MAX_SHRINK_ITERS").is_none() {
        // A run that never settles takes long to execute.
        config.max_shrink_iters = 1000;
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 500;
    }
    config.rng_seed = match config.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_126 + part),
        RngSeed::Fixed(seed) => RngSeed::Fixed(seed + part),
    };
    config
}

/// Executes acts and checks the invariants after each act.
fn check_run(acts: &[Act], rollback: usize) -> Result<(), TestCaseError> {
    let mut run = Run::new();
    for (number, act) in acts.iter().enumerate() {
        if let Err(Violation { invariant, seen }) = run.act(act) {
            prop_assert!(false, "{invariant}: {seen} (after act {number}, {act:?})");
        }
    }
    if let Err(Violation { invariant, seen }) = run.end(rollback) {
        prop_assert!(false, "{invariant}: {seen} (at the end)");
    }
    Ok(())
}

/// Executes random runs. A failing one is shrunk and reported with the seed that reproduces it.
///
/// The macro of proptest would read the seed from the environment, and all parts would have the same runs.
fn random_runs(part: u64, acts: BoxedStrategy<Act>) {
    let config = config_of_part(part);
    let seed = config.rng_seed;
    let runs = (prop::collection::vec(acts, 1..60), any::<usize>());
    let outcome = TestRunner::new(config).run(&runs, |(acts, rollback)| check_run(&acts, rollback));
    if let Err(failed) = outcome {
        panic!("{failed}\nPart {part} reproduces it with {seed:?}, which is PROPTEST_RNG_SEED and the part.");
    }
}

// Two parts, for two cores. In the first no storage is emptied and no record damaged, so that no invariant is relaxed for
// that.

/// SPEC J1, J3, J4, J12, J13, J15, J16, J20, J24, J25, J26, J27, J36
#[test]
fn whatever_happens_no_text_is_lost_and_saved_is_true() {
    random_runs(0, any_act());
}

/// SPEC J1, J3, J5, J12, J15, J24, J26, J27, J37, J40
#[test]
fn whatever_happens_while_storages_lose_records_no_shown_text_is_lost_and_saved_is_true() {
    random_runs(1, any_act_with_losses());
}

/// A write breaks and the journal is rebuilt before the other window has heard of either: both agree in the end, and do not
/// answer each other for ever.
///
/// SPEC J39
#[test]
fn a_broken_write_and_a_rebuilt_journal_are_reported_once_each() {
    let acts = [
        Act::Type(FIRST, APPLICANT),
        Act::JournalMode(JournalMode::Failing(JournalFault::Broken)),
        Act::StepJournal(1),
        Act::Rebuild(FIRST),
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A silent journal executed its requests, and localStorage was emptied meanwhile: the draft is encrypted all the same.
///
/// SPEC J26
#[test]
fn a_draft_is_encrypted_although_localstorage_was_emptied_meanwhile() {
    let acts = [
        Act::JournalMode(JournalMode::SilentDone),
        Act::EmptyLocal { announced: false },
        Act::Encrypt(SECOND),
        Act::StepJournal(1),
        Act::Type(FIRST, APPLICANT),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 1,
        },
        Act::StepJournal(2),
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied while a draft is loading, including what another window has just typed: it is shown all the
/// same.
///
/// SPEC J15, J37
#[test]
fn a_draft_that_is_opened_while_localstorage_is_emptied_shows_what_others_type() {
    let acts = [
        Act::Open(THIRD, DRAFT),
        Act::Type(FIRST, APPLICANT),
        Act::StepJournal(1),
        Act::EmptyLocal { announced: false },
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A storage event announces a text that localStorage lost before the event arrived, and the journal is absent: the
/// window writes the text again before it says that localStorage has it.
///
/// SPEC J12, J37
#[test]
fn a_text_that_a_late_storage_event_announces_is_written_again() {
    let acts = [
        Act::Encrypt(SECOND),
        Act::Type(FIRST, APPLICANT),
        Act::Type(FIRST, APPLICANT),
        Act::EmptyLocal { announced: false },
        Act::StepJournal(1),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 1,
        },
        Act::StepJournal(2),
        Act::JournalMode(JournalMode::Failing(JournalFault::Absent)),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A window opened the draft while localStorage could not be read. It writes there what it has before it learns that
/// another window has encrypted the draft, and the encrypted text is longer than what the storage takes.
///
/// SPEC J26
#[test]
fn nothing_readable_remains_where_the_encrypted_text_does_not_fit() {
    let acts = [
        Act::LocalMode(LocalMode::Unavailable),
        Act::Open(THIRD, DRAFT),
        Act::LocalMode(LocalMode::Full(59)),
        Act::Encrypt(FIRST),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// One window refills an emptied localStorage with its fields; the fields of another window are added.
///
/// SPEC J37
#[test]
fn an_emptied_localstorage_is_refilled_by_every_window() {
    let acts = [
        Act::Type(SECOND, VALUE),
        Act::Type(SECOND, OVERALL),
        Act::EmptyLocal { announced: true },
        Act::StepJournal(1),
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage cannot be read when a draft has just been opened: what another window wrote meanwhile is in the journal.
///
/// SPEC J15
#[test]
fn a_draft_that_is_opened_while_localstorage_gets_blocked_shows_what_others_type() {
    let acts = [
        Act::Type(FIRST, APPLICANT),
        Act::Open(THIRD, DRAFT),
        Act::StepJournal(1),
        Act::DeliverStorageEvents {
            window: THIRD,
            at_most: 2,
        },
        Act::Type(FIRST, APPLICANT),
        Act::LocalMode(LocalMode::Unavailable),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
    let acts = [
        Act::Open(FIRST, DRAFT),
        Act::Open(THIRD, DRAFT),
        Act::Type(FIRST, APPLICANT),
        Act::StepJournal(2),
        Act::DeliverStorageEvents {
            window: THIRD,
            at_most: 2,
        },
        Act::LocalMode(LocalMode::Unavailable),
        Act::DeliverAnswers {
            window: THIRD,
            at_most: 1,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied and then cannot be read, and the journal is silent: nothing is called saved there.
///
/// SPEC J12, J37
#[test]
fn a_localstorage_that_cannot_be_read_counts_for_nothing() {
    let acts = [
        Act::JournalMode(JournalMode::SilentDone),
        Act::EmptyLocal { announced: true },
        Act::Settle,
        Act::LocalMode(LocalMode::Unavailable),
        Act::Simple(FIRST, SimpleAct::PageShown),
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// Both storages are emptied before a window that waits for a passphrase loads the draft again: its texts stay in the
/// page.
///
/// SPEC J13, J37
#[test]
fn texts_of_a_draft_that_cannot_be_opened_again_stay_in_the_page() {
    let acts = [
        Act::EmptyLocal { announced: true },
        Act::Encrypt(SECOND),
        Act::DeliverStorageEvents {
            window: FIRST,
            at_most: 1,
        },
        Act::StepJournal(2),
        Act::EmptyJournal,
        Act::Type(FIRST, APPLICANT),
        Act::DeliverAnswers {
            window: FIRST,
            at_most: 1,
        },
    ];
    check_run(&acts, 0).expect("no text is lost");
}

/// What another window wrote into the journal is encrypted with the rest, and shown although no storage event announced
/// it.
///
/// SPEC J15, J26
#[test]
fn text_that_another_window_journalled_before_the_encryption_is_shown() {
    let acts = [
        Act::EmptyLocal { announced: false },
        Act::Type(SECOND, APPLICANT),
        Act::Encrypt(FIRST),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// One window cannot write to localStorage, and another has replaced a text that it shows: it shows the new text.
///
/// SPEC J1, J15
#[test]
fn a_window_without_localstorage_shows_what_another_wrote() {
    let acts = [
        Act::EmptyLocal { announced: false },
        Act::Type(SECOND, OVERALL),
        Act::Type(FIRST, VALUE),
        Act::Type(SECOND, OVERALL),
        Act::LocalMode(LocalMode::Unavailable),
        Act::Type(FIRST, VALUE),
        Act::Type(FIRST, APPLICANT),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
    let acts = [
        Act::LocalMode(LocalMode::Unavailable),
        Act::Type(SECOND, OVERALL),
        Act::Settle,
        Act::Simple(FIRST, SimpleAct::PageShown),
        Act::Settle,
        Act::Type(FIRST, VALUE),
        Act::Type(FIRST, APPLICANT),
        Act::Type(SECOND, OVERALL),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A text that another window found and called saved stays in the journal when a third window's text has its number.
///
/// SPEC J1, J24
#[test]
fn a_text_that_was_called_saved_outlasts_another_with_its_number() {
    let replaced = [FieldChange::Replace; 3];
    let acts = [
        Act::Open(THIRD, DRAFT),
        Act::EditSeveral(FIRST, EditSource::Typed, replaced),
        Act::Type(SECOND, APPLICANT),
        Act::Type(FIRST, APPLICANT),
        Act::EditSeveral(SECOND, EditSource::Typed, replaced),
        Act::StepJournal(2),
        Act::DeliverAnswers {
            window: THIRD,
            at_most: 1,
        },
        Act::StepJournal(2),
        Act::DeliverAnswers {
            window: FIRST,
            at_most: 1,
        },
        Act::DeliverAnswers {
            window: THIRD,
            at_most: 1,
        },
        Act::KillBrowser {
            rollback: 0,
            executed: 1,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage cannot be read when a window wakes, and takes what is typed there a moment later: the window reads what
/// others wrote meanwhile before it says that localStorage has everything.
///
/// SPEC J12, J27
#[test]
fn a_localstorage_that_works_again_is_read_before_it_counts() {
    let acts = [
        Act::Freeze(SECOND),
        Act::EditSeveral(FIRST, EditSource::Typed, [FieldChange::Replace; 3]),
        Act::JournalMode(JournalMode::Failing(JournalFault::Absent)),
        Act::LocalMode(LocalMode::Unavailable),
        Act::Thaw(SECOND),
        Act::LocalMode(LocalMode::Working),
        Act::Type(SECOND, APPLICANT),
        Act::StepJournal(2),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 3,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A window that is killed in the middle of a write leaves a record of a draft that another window removed meanwhile; the
/// next start, with which every run ends, removes it.
///
/// SPEC J25
#[test]
fn a_record_that_a_killed_window_wrote_of_a_removed_draft_goes_at_the_next_start() {
    let acts = [
        Act::Clear(FIRST, APPLICANT),
        Act::Type(FIRST, APPLICANT),
        Act::Kill {
            window: 2,
            executed: 0,
        },
        Act::StepJournal(1),
        Act::Remove(SECOND, DRAFT),
        Act::StepJournal(1),
        Act::StepJournal(1),
        Act::Start(2),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 1,
        },
        Act::KillAfterEffects {
            window: FIRST,
            effects: 2,
        },
        Act::Type(FIRST, APPLICANT),
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied and cannot be written while a draft is removed, and the journal is absent: the request is
/// stored once localStorage takes it, and the next start completes the removal.
///
/// SPEC J25
#[test]
fn a_removal_without_a_journal_is_requested_as_soon_as_localstorage_takes_it() {
    let acts = [
        Act::EmptyLocal { announced: false },
        Act::LocalMode(LocalMode::Unavailable),
        Act::JournalMode(JournalMode::Failing(JournalFault::Absent)),
        Act::Kill {
            window: FIRST,
            executed: 0,
        },
        Act::Start(FIRST),
        Act::Settle,
        Act::Remove(FIRST, DRAFT),
        Act::LocalMode(LocalMode::Working),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// A timer expires while a window without localStorage waits for the journal: the answer may be older than what another
/// window has written since, so the journal is read once more.
///
/// SPEC J15
#[test]
fn a_window_without_localstorage_reads_again_what_was_written_during_a_read() {
    let acts = [
        Act::LocalMode(LocalMode::Unavailable),
        Act::Type(FIRST, APPLICANT),
        Act::Settle,
        Act::EditSeveral(SECOND, EditSource::Typed, [FieldChange::Replace; 3]),
        Act::StepJournal(2),
        Act::FireTimer(FIRST),
        Act::DeliverAnswers {
            window: FIRST,
            at_most: 1,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied and then the journal is absent: the draft cannot be distinguished from a removed one, and the window
/// offers the texts that it shows. A text that was typed and cleared a moment ago is not among them.
///
/// SPEC J37
#[test]
fn of_a_draft_that_seems_removed_what_is_shown_is_offered() {
    let acts = [
        Act::Type(FIRST, APPLICANT),
        Act::EmptyLocal { announced: false },
        Act::StepJournal(1),
        Act::Type(SECOND, APPLICANT),
        Act::EditSeveral(
            SECOND,
            EditSource::Typed,
            [FieldChange::Clear, FieldChange::Keep, FieldChange::Keep],
        ),
        Act::JournalMode(JournalMode::Failing(JournalFault::Absent)),
        Act::Settle,
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// An encrypted draft is locked on request before the journal has what was typed, and both storages are emptied. A window
/// that was suspended refills them without the lock, and the draft is open again in this window when that is found: what
/// was typed is written all the same.
///
/// SPEC J21, J37
#[test]
fn a_text_that_was_typed_before_the_lock_is_written_where_the_draft_has_lost_its_lock() {
    let acts = [
        Act::Freeze(FIRST),
        Act::Encrypt(SECOND),
        Act::Settle,
        Act::EmptyJournal,
        Act::EditSeveral(SECOND, EditSource::Typed, [FieldChange::Replace; 3]),
        Act::Simple(SECOND, SimpleAct::Relock),
        Act::EmptyLocal { announced: false },
        Act::Thaw(FIRST),
        Act::StepJournal(3),
        Act::DeliverAnswers {
            window: FIRST,
            at_most: 1,
        },
        Act::StepJournal(1),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 2,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied, so that no storage event announces what one window typed, and the journal takes it without an
/// answer; another window encrypts the draft meanwhile. It learns of the text when the journal answers again.
///
/// SPEC J15, J37
#[test]
fn a_window_that_gets_no_answer_while_it_encrypts_learns_later_what_another_typed() {
    let acts = [
        Act::EmptyLocal { announced: false },
        Act::JournalMode(JournalMode::SilentDone),
        Act::EditSeveral(FIRST, EditSource::Typed, [FieldChange::Replace; 3]),
        Act::Encrypt(SECOND),
        Act::Settle,
        Act::StepJournal(2),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 1,
        },
    ];
    check_run(&acts, 0).expect("all invariants hold");
}

/// The journal is emptied, and a kill brings back a card from before the draft was encrypted: once it is unlocked the
/// card has no name.
///
/// SPEC J26
#[test]
fn a_card_from_before_the_lock_is_replaced_when_the_draft_is_unlocked() {
    let acts = [
        Act::Encrypt(SECOND),
        Act::StepJournal(1),
        Act::DeliverAnswers {
            window: SECOND,
            at_most: 1,
        },
        Act::StepJournal(1),
        Act::Type(FIRST, APPLICANT),
        Act::StepJournal(1),
        Act::EmptyJournal,
        Act::KillBrowser {
            rollback: 7_912_881_903_077_901_818,
            executed: 0,
        },
    ];
    check_run(&acts, 11_175_625_560_766_905_173).expect("all invariants hold");
}
