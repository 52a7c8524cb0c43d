//! The keeper: what was typed is kept, acknowledged and reconciled, as a pure state machine.
//!
//! Events go in, effects come out. The page carries the effects out through its ports; a simulated disk does so in
//! the tests.
