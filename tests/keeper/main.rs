//! The keeper over a simulated disk: random histories of three windows, and the rules one by one. Core only.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` make it look longer and elsewhere.

mod disk; // localStorage and journal in memory, with their faults
mod history; // random acts, and what is done with them
mod invariants; // what must hold
mod rules; // the rules one by one
mod world; // windows over the disk

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::history::{Run, any_act};

/// The cases of the random histories: fixed, unless somebody asks for others.
fn chances() -> Config {
    let mut config = Config {
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 10_000;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_261_126);
    }
    config
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC J1, J3, J4, J12, J13, J15, J16, J20
    #[test]
    fn whatever_happens_no_word_is_lost_and_no_word_is_false(
        acts in prop::collection::vec(any_act(), 1..60),
        back in any::<usize>(),
    ) {
        let mut run = Run::new();
        for (number, act) in acts.iter().enumerate() {
            if let Err((name, seen)) = run.act(act) {
                prop_assert!(false, "{name}: {seen} (after act {number}, {act:?})");
            }
        }
        if let Err((name, seen)) = run.end(back) {
            prop_assert!(false, "{name}: {seen} (at the end)");
        }
    }
}
