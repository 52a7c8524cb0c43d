//! The keeper over a simulated disk: random histories of three windows, and the rules one by one. Core only.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` make it look longer and elsewhere. Tens of thousands of histories want
//! `cargo test --profile simulation --test keeper`.

mod disk; // localStorage and journal in memory, with their faults
mod drafting; // the desk that contains the keeper
mod history; // random acts, and what is done with them
mod invariants; // what must hold
mod rules; // the rules one by one
mod world; // windows over the disk

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::history::{Act, Run, any_act};

/// The cases of the random histories: fixed, unless somebody asks for others. Each part looks elsewhere.
fn chances(part: u64) -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_MAX_SHRINK_ITERS").is_none() {
        // A history that never comes to rest takes long to live through.
        config.max_shrink_iters = 1000;
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 1500;
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

// Two parts, for two cores.

proptest! {
    #![proptest_config(chances(0))]

    /// SPEC J1, J3, J4, J12, J13, J15, J16, J20
    #[test]
    fn whatever_happens_no_word_is_lost_and_none_is_false(
        acts in prop::collection::vec(any_act(), 1..60),
        back in any::<usize>(),
    ) {
        holds(&acts, back)?;
    }
}

proptest! {
    #![proptest_config(chances(1))]

    /// SPEC J24, J25, J26, J27
    #[test]
    fn whatever_happens_elsewhere_no_word_is_lost_and_none_is_false(
        acts in prop::collection::vec(any_act(), 1..60),
        back in any::<usize>(),
    ) {
        holds(&acts, back)?;
    }
}
