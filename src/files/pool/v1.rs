//! The wire form of a pool's payload, version 1.

use serde::{Deserialize, Serialize};

use crate::cycle::{Expert, Tie, TieGround};
use crate::files::records::{Wire, WordWire, records};
use crate::files::wire::{DayWire, IdWire, Name, OrganisationWire};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct PoolWire {
    experts: Vec<ExpertWire>,
}

impl PoolWire {
    pub(in crate::files) fn of(experts: &Vec<Expert>) -> Self {
        Self {
            experts: Vec::of(experts),
        }
    }

    pub(in crate::files) fn experts(self) -> Vec<Expert> {
        self.experts.value()
    }
}

records! {
    ExpertWire for Expert {
        id: IdWire,
        name: Name,
        employer: Option<OrganisationWire>,
        trades: Vec<Name>,
        ties: Vec<TieWire>,
    }
    TieWire for Tie {
        organisation: OrganisationWire,
        ground: WordWire<TieGround>,
        until: Option<DayWire>,
    }
}
