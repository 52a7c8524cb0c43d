//! What the tests of the core, of the command line and of the page share. Nothing of the program under test is used here.
//!
//! - [`fraction`]: the figures that should come out, computed once more with whole numbers
//! - [`random`]: numbers that look random and are the same in every run

pub mod fraction;
pub mod random;
