//! A CSV text as rows of cells, with the row numbers that a spreadsheet shows.

use crate::problem::{Place, Problem};
use crate::table::TableFault;

/// The characters that separate cells, the usual one first.
pub(super) const SEPARATORS: [char; 7] = [',', ';', '\t', '\u{FF0C}', '\u{FF1B}', '\u{3001}', '|'];

/// A row that holds anything.
pub(super) struct Row {
    /// As a spreadsheet counts: the first line is row 1, and a cell with line breaks is still one row.
    pub(super) number: usize,
    /// The cells, without blanks at their ends.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The cells that hold something, in one line.
    pub(super) fn content(&self) -> String {
        let cells = self.cells.iter().filter(|cell| !cell.is_empty());
        cells.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The rows that hold anything, at most `limit` of them.
///
/// # Errors
/// The text is no CSV, or its last quotation mark is never closed.
pub(super) fn rows(text: &str, separator: char, limit: usize) -> Result<Vec<Row>, Problem<TableFault>> {
    // The reader knows separators of one byte. Another one takes the place of a byte that no table holds.
    let (delimiter, replaced) = match u8::try_from(separator).ok().filter(u8::is_ascii) {
        Some(delimiter) => (delimiter, false),
        None => (STAND_IN, true),
    };
    // Where a quotation mark is never closed, the last cell swallows this line too.
    let mut text = format!("{text}\n{END}");
    if replaced {
        text = text.replace(separator, STAND_IN_TEXT);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut number = 0;
    let mut open = None;
    for record in reader.records() {
        let record = record.map_err(|error| {
            let detail = error.to_string();
            Problem::error(Place::File, TableFault::UnreadableTable { detail })
        })?;
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(&text, usize::try_from(start).unwrap_or(usize::MAX));
        open = (record.iter().ne([END])).then_some(number);
        if open.is_none() || record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == limit {
            return Ok(rows);
        }
        let kept = |cell: &str| match replaced {
            true => cell.replace(STAND_IN_TEXT, separator.encode_utf8(&mut [0; 4])),
            false => cell.to_owned(),
        };
        let cells = record.iter().map(kept).collect();
        rows.push(Row { number, cells });
    }
    match open {
        None => Ok(rows),
        Some(number) => Err(Problem::error(Place::Row(number, None), TableFault::OpenQuote)),
    }
}

/// Stands for a separator that takes more than one byte.
const STAND_IN: u8 = 0x1F;
const STAND_IN_TEXT: &str = "\u{1F}";

/// A text that no table holds as its last line.
const END: &str = "\u{1}";

/// The blank lines before a record. The reader passes over them; a spreadsheet counts them.
fn blank_lines(text: &str, start: usize) -> usize {
    let (before, rest) = text.split_at_checked(start).unwrap_or_default();
    // The record before ends with the first character of its line break.
    let mut rest = match before.ends_with('\r') {
        true => rest.strip_prefix('\n').unwrap_or(rest),
        false => rest,
    };
    let mut count = 0;
    while let Some(next) = ["\r\n", "\n", "\r"]
        .into_iter()
        .find_map(|end| rest.strip_prefix(end))
    {
        rest = next;
        count += 1;
    }
    count
}
