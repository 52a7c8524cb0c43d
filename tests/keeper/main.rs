//! The keeper over a simulated disk: random histories of three windows, and the rules one by one. Core only.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` make it look longer and elsewhere. `cargo xtask test simulation` looks at
//! twenty thousand histories, optimised.

mod disk; // localStorage and journal in memory, with their faults
mod drafting; // the desk that contains the keeper
mod history; // random acts, and what is done with them
mod invariants; // what must hold
mod rules; // the rules one by one
mod world; // windows over the disk

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRunner};

use crate::disk::{JournalMode, LocalMode};
use crate::history::{Act, Run, SimpleAct, any_act};

/// The cases of the random histories: fixed, unless somebody asks for others. Each part looks elsewhere.
fn config_of_part(part: u64) -> Config {
    let mut config = Config {
        failure_persistence: None,
        // Every choice forks a generator; the usual one takes half of the time of a history.
        rng_algorithm: RngAlgorithm::XorShift,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_MAX_SHRINK_ITERS").is_none() {
        // A history that never comes to rest takes long to live through.
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

/// Lives through a history, and looks after each act whether everything holds.
fn check_history(acts: &[Act], rollback: usize) -> Result<(), TestCaseError> {
    let mut run = Run::new();
    for (number, act) in acts.iter().enumerate() {
        if let Err((name, seen)) = run.act(act) {
            prop_assert!(false, "{name}: {seen} (after act {number}, {act:?})");
        }
    }
    if let Err((name, seen)) = run.end(rollback) {
        prop_assert!(false, "{name}: {seen} (at the end)");
    }
    Ok(())
}

/// Lives through random histories. A failing one is shrunk, and told with the seed that finds it again.
///
/// The macro of proptest would read the seed from the environment once more, so that all parts would be one.
fn run_histories(part: u64, with_emptying: bool) {
    let config = config_of_part(part);
    let seed = config.rng_seed;
    let histories = (
        prop::collection::vec(any_act(with_emptying), 1..60),
        any::<usize>(),
    );
    let outcome = TestRunner::new(config).run(&histories, |(acts, rollback)| check_history(&acts, rollback));
    if let Err(failed) = outcome {
        panic!(
            "{failed}\nPart {part} finds it again with {seed:?}, which is PROPTEST_RNG_SEED and the part."
        );
    }
}

// Two parts, for two cores. In the first nobody takes anything out of the places, so that nothing is excused by it.

/// SPEC J1, J3, J4, J12, J13, J15, J16, J20, J24, J25, J26, J27, J36
#[test]
fn whatever_happens_no_text_is_lost_and_saved_is_true() {
    run_histories(0, false);
}

/// SPEC J1, J12, J15, J24, J26, J27, J37
#[test]
fn whatever_happens_while_storages_are_emptied_no_shown_text_is_lost_and_saved_is_true() {
    run_histories(1, true);
}

/// A silent journal did what it was asked, and localStorage was emptied meanwhile: the lock is put on all the same.
///
/// SPEC J26
#[test]
fn a_lock_is_put_on_though_localstorage_was_emptied_meanwhile() {
    let acts = [
        Act::JournalMode(JournalMode::SilentDone),
        Act::EmptyLocal(false),
        Act::Encrypt(1),
        Act::StepJournal(1),
        Act::Type(0, 0),
        Act::DeliverAnswers(1, 1),
        Act::StepJournal(2),
    ];
    check_history(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied while a draft is being opened, and with it what another window has just typed: it is shown.
///
/// SPEC J15, J37
#[test]
fn a_draft_that_is_opened_while_localstorage_is_emptied_shows_what_others_type() {
    let acts = [
        Act::Open(2, 0),
        Act::Type(0, 0),
        Act::StepJournal(1),
        Act::EmptyLocal(false),
        Act::Settle,
    ];
    check_history(&acts, 0).expect("all invariants hold");
}

/// One window fills an emptied localStorage again with what it knows; what another alone knows comes into it too.
///
/// SPEC J37
#[test]
fn an_emptied_localstorage_gets_what_each_window_knows() {
    let acts = [
        Act::Type(1, 2),
        Act::Type(1, 1),
        Act::EmptyLocal(true),
        Act::StepJournal(1),
    ];
    check_history(&acts, 0).expect("all invariants hold");
}

/// localStorage is emptied and then cannot be looked into, and the journal is silent: nothing is said to stand there.
///
/// SPEC J12, J37
#[test]
fn a_localstorage_that_cannot_be_looked_into_counts_for_nothing() {
    let acts = [
        Act::JournalMode(JournalMode::SilentDone),
        Act::EmptyLocal(true),
        Act::Settle,
        Act::LocalMode(LocalMode::Blocked),
        Act::Simple(0, SimpleAct::PageShown),
    ];
    check_history(&acts, 0).expect("all invariants hold");
}

/// Both places are emptied before a window that waits for a passphrase opens the draft again: its words stay in it.
///
/// SPEC J13, J37
#[test]
fn texts_of_a_draft_that_cannot_be_opened_again_stay_in_the_page() {
    let acts = [
        Act::EmptyLocal(true),
        Act::Encrypt(1),
        Act::DeliverStorageEvents(0, 1),
        Act::StepJournal(2),
        Act::EmptyJournal,
        Act::Type(0, 0),
        Act::DeliverAnswers(0, 1),
    ];
    check_history(&acts, 0).expect("no text is lost");
}

/// What another window wrote into the journal is encrypted with the rest, and shown though localStorage told nothing.
///
/// SPEC J15, J26
#[test]
fn text_that_another_window_journalled_before_the_encryption_is_shown() {
    let acts = [
        Act::EmptyLocal(false),
        Act::Type(1, 0),
        Act::Encrypt(0),
        Act::Settle,
    ];
    check_history(&acts, 0).expect("all invariants hold");
}

/// One window cannot write to localStorage, and another has replaced a text that it showed: it hears of it.
///
/// SPEC J1, J15
#[test]
fn a_window_without_localstorage_shows_what_another_wrote() {
    let acts = [
        Act::EmptyLocal(false),
        Act::Type(1, 1),
        Act::Type(0, 2),
        Act::Type(1, 1),
        Act::LocalMode(LocalMode::Blocked),
        Act::Type(0, 2),
        Act::Type(0, 0),
        Act::Settle,
    ];
    check_history(&acts, 0).expect("all invariants hold");
    let acts = [
        Act::LocalMode(LocalMode::Blocked),
        Act::Type(1, 1),
        Act::Settle,
        Act::Simple(0, SimpleAct::PageShown),
        Act::Settle,
        Act::Type(0, 2),
        Act::Type(0, 0),
        Act::Type(1, 1),
        Act::Settle,
    ];
    check_history(&acts, 0).expect("all invariants hold");
}
