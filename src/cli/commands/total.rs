//! `total`: the points of one sheet.

use scoring::figures::total_json;
use scoring::report::tally_text;
use scoring::scoring::Tally;

use crate::args::{Total, TotalFormat};
use crate::inputs;
use crate::notes::Notes;

/// The points of a scoresheet, or of an application's own sheet.
pub(crate) fn total(args: &Total, notes: &mut Notes) -> Option<String> {
    if !inputs::stream_at_most_once([args.file.as_path(), &args.rubric], notes) {
        return None;
    }
    let rubric = inputs::rubric(&args.rubric, notes);
    let entry = inputs::entry(&args.file, notes);
    let (rubric, (_, record)) = rubric.zip(entry)?;
    let sheet = inputs::checked(&args.file, record, &rubric, notes)?;
    let (rubric, _) = &rubric;
    let tally = Tally::of_sheet(rubric, &sheet);
    Some(match args.format {
        TotalFormat::Json => {
            notes.notice(rubric);
            total_json(rubric, &tally)
        }
        TotalFormat::Text => tally_text(rubric, &tally, notes.lang()),
    })
}
