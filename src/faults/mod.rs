//! The faults of every room as one, for the places where files of every kind meet: the verdicts of the
//! secretariat, the notes of the command line, the notices of the page.

use crate::application::ApplicationFault;
use crate::cycle::CycleFault;
use crate::docket::Refusal;
use crate::files::FileFault;
use crate::lock::LockFault;
use crate::panel::IntakeFault;
use crate::rubric::RubricFault;
use crate::scoresheet::{SheetFault, ValueFault};
use crate::scoring::AggregateFault;
use crate::table::TableFault;

/// A fault of any room. A fault that a room wraps stands here under its own room, so that there is one pattern
/// for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyFault {
    /// Why a file does not open.
    File(FileFault),
    /// Of a table itself.
    Table(TableFault),
    /// Of a rubric.
    Rubric(RubricFault),
    /// Of a scoresheet.
    Sheet(SheetFault),
    /// Of an application, beyond its sheet.
    Application(ApplicationFault),
    /// Of several sheets together.
    Aggregate(AggregateFault),
    /// Of a sheet beside those already taken in.
    Intake(IntakeFault),
    /// Of a file of a cycle.
    Cycle(CycleFault),
    /// Of an entry of a docket.
    Docket(Refusal),
}

impl From<LockFault> for AnyFault {
    fn from(fault: LockFault) -> Self {
        Self::File(fault.into())
    }
}

impl From<FileFault> for AnyFault {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl From<TableFault> for AnyFault {
    fn from(fault: TableFault) -> Self {
        match fault {
            TableFault::Rubric(fault) => Self::Rubric(fault),
            TableFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Table(fault),
        }
    }
}

impl From<RubricFault> for AnyFault {
    fn from(fault: RubricFault) -> Self {
        Self::Rubric(fault)
    }
}

impl From<ValueFault> for AnyFault {
    fn from(fault: ValueFault) -> Self {
        Self::Sheet(fault.into())
    }
}

impl From<SheetFault> for AnyFault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

impl From<ApplicationFault> for AnyFault {
    fn from(fault: ApplicationFault) -> Self {
        match fault {
            ApplicationFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Application(fault),
        }
    }
}

impl From<AggregateFault> for AnyFault {
    fn from(fault: AggregateFault) -> Self {
        Self::Aggregate(fault)
    }
}

impl From<IntakeFault> for AnyFault {
    fn from(fault: IntakeFault) -> Self {
        match fault {
            IntakeFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Intake(fault),
        }
    }
}

impl From<CycleFault> for AnyFault {
    fn from(fault: CycleFault) -> Self {
        match fault {
            CycleFault::Clause(fault) => fault.into(),
            CycleFault::Value(fault) => fault.into(),
            fault => Self::Cycle(fault),
        }
    }
}

impl From<Refusal> for AnyFault {
    fn from(refusal: Refusal) -> Self {
        Self::Docket(refusal)
    }
}
