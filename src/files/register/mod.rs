//! Files of kind `register`: 获奖名册.

mod v1;

use crate::cycle::{Award, Register};
use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Registers;

impl Kind for Registers {
    const ID: &'static str = "register";
    const VERSION: u64 = 1;
    type Value = Vec<Award>;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<Vec<Award>, Problem<FileFault>> {
        payload.read::<v1::RegisterWire>().map(v1::RegisterWire::awards)
    }

    fn outside(_: &Vec<Award>) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: None,
        }
    }
}

/// Writes the file of a register.
pub fn write_register(register: &Register, imprint: &Imprint) -> String {
    let awards = register.awards().to_vec();
    envelope::pack(FileKind::Register, &v1::RegisterWire::of(&awards), None, imprint)
}
