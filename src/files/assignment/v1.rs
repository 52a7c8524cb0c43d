//! The wire form of an assignment's payload, version 1.

use crate::cycle::{AssignedApplication, AssignedMember, AssignmentRecord, ReviewStage};
use crate::files::records::{WordWire, records};
use crate::files::scoresheet::parts::RubricRefWire;
use crate::files::wire::{DayWire, IdWire, PrintWire};

records! {
    AssignmentWire for AssignmentRecord {
        cycle: IdWire,
        rubric: RubricRefWire,
        expert: IdWire,
        stage: WordWire<ReviewStage>,
        panel: IdWire,
        members: Vec<AssignedMemberWire>,
        applications: Vec<AssignedApplicationWire>,
        day: DayWire,
        due: DayWire,
    }
    AssignedMemberWire for AssignedMember {
        expert: IdWire,
        name: String,
        leader: bool,
        trade_expert: bool,
    }
    AssignedApplicationWire for AssignedApplication {
        application: IdWire,
        name: String,
        file: Option<PrintWire>,
    }
}
