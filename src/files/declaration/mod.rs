//! Files of kind `declaration`: 声明.

mod v1;

use crate::cycle::Declaration;
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Declarations;

impl Kind for Declarations {
    const ID: &'static str = "declaration";
    const VERSION: u64 = 1;
    type Value = Declaration;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<Declaration, Problem<FileFault>> {
        payload.read::<v1::DeclarationWire>().map(Wire::value)
    }

    fn outside(declaration: &Declaration) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: Some(Some(declaration.cycle.as_str())),
        }
    }
}

/// Writes the file of a declaration.
pub fn write_declaration(declaration: &Declaration, imprint: &Imprint) -> String {
    envelope::pack(
        FileKind::Declaration,
        &v1::DeclarationWire::of(declaration),
        None,
        &imprint.in_cycle(Some(declaration.cycle.as_str())),
    )
}
