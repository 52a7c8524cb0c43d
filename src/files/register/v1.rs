//! The wire form of a register's payload, version 1.

use serde::{Deserialize, Serialize};

use crate::cycle::Award;
use crate::files::records::{Wire, records};
use crate::files::wire::{DayWire, IdWire, Name, OrganisationWire};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct RegisterWire {
    awards: Vec<AwardWire>,
}

impl RegisterWire {
    pub(in crate::files) fn of(awards: &Vec<Award>) -> Self {
        Self {
            awards: Vec::of(awards),
        }
    }

    pub(in crate::files) fn awards(self) -> Vec<Award> {
        self.awards.value()
    }
}

records! {
    AwardWire for Award {
        certificate: Name,
        organisation: OrganisationWire,
        name: Name,
        cycle: IdWire,
        year: u16,
        day: Option<DayWire>,
        withdrawn: Option<DayWire>,
    }
}
