//! The wire form of a declaration's payload, version 1.

use crate::cycle::{Declaration, DeclaredConflict, TieGround};
use crate::files::records::{WordWire, records};
use crate::files::wire::{DayWire, IdWire};

records! {
    DeclarationWire for Declaration {
        cycle: IdWire,
        expert: IdWire,
        day: DayWire,
        conflicts: Vec<ConflictWire>,
    }
    ConflictWire for DeclaredConflict {
        application: IdWire,
        ground: WordWire<TieGround>,
        words: String,
    }
}
