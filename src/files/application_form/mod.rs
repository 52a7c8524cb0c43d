//! Files of kind `application_form`: 申报表.

mod v1;

use crate::cycle::{ApplicationForm, ApplicationFormRecord};
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct ApplicationForms;

impl Kind for ApplicationForms {
    const ID: &'static str = "application_form";
    const VERSION: u64 = 1;
    type Value = ApplicationFormRecord;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<ApplicationFormRecord, Problem<FileFault>> {
        payload.read::<v1::FormWire>().map(Wire::value)
    }

    fn outside(record: &ApplicationFormRecord) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: Some(Some(record.cycle.as_str())),
        }
    }
}

/// Writes the file of a form.
pub fn write_application_form(form: &ApplicationForm, imprint: &Imprint) -> String {
    envelope::pack(
        FileKind::ApplicationForm,
        &v1::FormWire::of(form.record()),
        None,
        &imprint.in_cycle(Some(form.record().cycle.as_str())),
    )
}
