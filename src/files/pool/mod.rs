//! Files of kind `pool`: 专家库.

mod v1;

use crate::cycle::{Expert, Pool};
use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Pools;

impl Kind for Pools {
    const ID: &'static str = "pool";
    const VERSION: u64 = 1;
    type Value = Vec<Expert>;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<Vec<Expert>, Problem<FileFault>> {
        payload.read::<v1::PoolWire>().map(v1::PoolWire::experts)
    }

    fn outside(_: &Vec<Expert>) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: None,
        }
    }
}

/// Writes the file of a pool.
pub fn write_pool(pool: &Pool, imprint: &Imprint) -> String {
    let experts: Vec<Expert> = pool.experts().cloned().collect();
    envelope::pack(FileKind::Pool, &v1::PoolWire::of(&experts), None, imprint)
}
