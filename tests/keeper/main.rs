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

use crate::disk::JournalMode;
use crate::history::{Act, Run, any_act};

/// The cases of the random histories: fixed, unless somebody asks for others. Each part looks elsewhere.
fn chances(part: u64) -> Config {
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
fn holds(acts: &[Act], back: usize) -> Result<(), TestCaseError> {
    let mut run = Run::new();
    for (number, act) in acts.iter().enumerate() {
        if let Err((name, seen)) = run.act(act) {
            prop_assert!(false, "{name}: {seen} (after act {number}, {act:?})");
        }
    }
    if let Err((name, seen)) = run.end(back) {
        prop_assert!(false, "{name}: {seen} (at the end)");
    }
    Ok(())
}

/// Lives through random histories. A failing one is shrunk, and told with the seed that finds it again.
///
/// The macro of proptest would read the seed from the environment once more, so that all parts would be one.
fn live_through(part: u64) {
    let config = chances(part);
    let seed = config.rng_seed;
    let histories = (prop::collection::vec(any_act(), 1..60), any::<usize>());
    let outcome = TestRunner::new(config).run(&histories, |(acts, back)| holds(&acts, back));
    if let Err(failed) = outcome {
        panic!(
            "{failed}\nPart {part} finds it again with {seed:?}, which is PROPTEST_RNG_SEED and the part."
        );
    }
}

// Two parts, for two cores.

/// SPEC J1, J3, J4, J12, J13, J15, J16, J20, J36
#[test]
fn whatever_happens_no_word_is_lost_and_none_is_false() {
    live_through(0);
}

/// SPEC J24, J25, J26, J27
#[test]
fn whatever_happens_elsewhere_no_word_is_lost_and_none_is_false() {
    live_through(1);
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
        Act::Journal(1),
        Act::Type(0, 0),
        Act::HearAnswers(1, 1),
        Act::Journal(2),
    ];
    holds(&acts, 0).expect("it comes to rest");
}
