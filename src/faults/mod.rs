//! The faults of every room as one, for the places where files of every kind meet: the verdicts of the
//! secretariat, the notes of the command line, the notices of the page.

use core::convert::Infallible;

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

/// A fault of any room that a file brings to a desk. A fault that a room wraps stands here under its own room, so that
/// there is one pattern for it.
///
/// No desk opens a cycle's files, and none carries the words of their faults: `C` and `D` are types without a value there,
/// and the faults of those rooms where they are met ([`AwardFault`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyFault<C = Infallible, D = Infallible> {
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
    Cycle(C),
    /// Of an entry of a docket.
    Docket(D),
}

/// The same with those of a cycle's files.
pub type AwardFault = AnyFault<CycleFault, Refusal>;

impl<C, D> From<LockFault> for AnyFault<C, D> {
    fn from(fault: LockFault) -> Self {
        Self::File(fault.into())
    }
}

impl<C, D> From<FileFault> for AnyFault<C, D> {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl<C, D> From<TableFault> for AnyFault<C, D> {
    fn from(fault: TableFault) -> Self {
        match fault {
            TableFault::Rubric(fault) => Self::Rubric(fault),
            TableFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Table(fault),
        }
    }
}

impl<C, D> From<RubricFault> for AnyFault<C, D> {
    fn from(fault: RubricFault) -> Self {
        Self::Rubric(fault)
    }
}

impl<C, D> From<ValueFault> for AnyFault<C, D> {
    fn from(fault: ValueFault) -> Self {
        Self::Sheet(fault.into())
    }
}

impl<C, D> From<SheetFault> for AnyFault<C, D> {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

impl<C, D> From<ApplicationFault> for AnyFault<C, D> {
    fn from(fault: ApplicationFault) -> Self {
        match fault {
            ApplicationFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Application(fault),
        }
    }
}

impl<C, D> From<AggregateFault> for AnyFault<C, D> {
    fn from(fault: AggregateFault) -> Self {
        Self::Aggregate(fault)
    }
}

impl<C, D> From<IntakeFault> for AnyFault<C, D> {
    fn from(fault: IntakeFault) -> Self {
        match fault {
            IntakeFault::Sheet(fault) => Self::Sheet(fault),
            fault => Self::Intake(fault),
        }
    }
}

impl<D> From<CycleFault> for AnyFault<CycleFault, D> {
    fn from(fault: CycleFault) -> Self {
        match fault {
            CycleFault::Sheet(fault) => fault.into(),
            CycleFault::Value(fault) => fault.into(),
            fault => Self::Cycle(fault),
        }
    }
}

impl<C> From<Refusal> for AnyFault<C, Refusal> {
    fn from(refusal: Refusal) -> Self {
        Self::Docket(refusal)
    }
}
