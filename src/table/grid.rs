//! A CSV text as a grid of trimmed cells with the row numbers that a spreadsheet shows.

use crate::problem::{Column, Place, Problems};
use crate::table::TableFault;

/// A row below the header.
pub(super) struct Row {
    /// As a spreadsheet counts: the header is row 1, and a cell with line breaks is still one row.
    pub(super) number: usize,
    cells: Vec<String>,
}

/// A table with its known columns found.
pub(super) struct Grid {
    /// The columns, in the order they were asked for; where each stands in the file.
    columns: Vec<(Column, Option<usize>)>,
    /// The rows that hold anything.
    pub(super) rows: Vec<Row>,
}

/// Which columns a table has.
pub(super) struct Layout {
    /// Each column with its heading, and whether it must be there.
    pub(super) columns: Vec<(Column, Vec<String>, bool)>,
}

impl Grid {
    /// Reads a CSV text.
    pub(super) fn read(text: &str, layout: &Layout, problems: &mut Problems<TableFault>) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let holds_anything = |row: &Row| !row.cells.iter().all(String::is_empty);
        let mut records = records(text, problems)?.into_iter().filter(holds_anything);
        let Some(Row { cells: header, .. }) = records.next() else {
            problems.error(Place::File, TableFault::EmptyFile);
            return None;
        };
        let columns = find_columns(&header, layout, problems)?;
        let mut rows = Vec::new();
        for row in records {
            if row.cells.iter().skip(header.len()).any(|cell| !cell.is_empty()) {
                problems.error(Place::Row(row.number, None), TableFault::ExtraCells);
            }
            rows.push(row);
        }
        if rows.is_empty() {
            problems.error(Place::File, TableFault::NoRows);
        }
        Some(Self { columns, rows })
    }

    /// The cell of a row under a column; empty where the row is short or the column is not there.
    pub(super) fn cell<'g>(&'g self, row: &'g Row, column: &Column) -> &'g str {
        let position = self
            .columns
            .iter()
            .find(|(known, _)| known == column)
            .and_then(|(_, at)| *at);
        position
            .and_then(|at| row.cells.get(at))
            .map_or("", String::as_str)
    }
}

fn records(text: &str, problems: &mut Problems<TableFault>) -> Option<Vec<Row>> {
    // Where a quotation mark is never closed, the last cell swallows this line too.
    let text = format!("{text}\n{END}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut number = 0;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let detail = error.to_string();
                problems.error(Place::File, TableFault::UnreadableTable { detail });
                return None;
            }
        };
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(&text, usize::try_from(start).unwrap_or(usize::MAX));
        let cells = record.iter().map(str::to_owned).collect();
        rows.push(Row { number, cells });
    }
    let last = rows.pop()?;
    if last.cells != [END] {
        problems.error(Place::Row(last.number, None), TableFault::OpenQuote);
        return None;
    }
    Some(rows)
}

/// A sign that no table holds as its last line.
const END: &str = "\u{1}";

/// The blank lines before a record. The reader passes over them; a spreadsheet counts them.
fn blank_lines(text: &str, start: usize) -> usize {
    let (before, rest) = text.split_at_checked(start).unwrap_or_default();
    // The record before ends with the first sign of its line break.
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

fn find_columns(
    header: &[String],
    layout: &Layout,
    problems: &mut Problems<TableFault>,
) -> Option<Vec<(Column, Option<usize>)>> {
    let heading_of = |cell: &str| crate::foundations::half_width(cell).trim().to_owned();
    let mut columns: Vec<(Column, Option<usize>)> = layout
        .columns
        .iter()
        .map(|(column, _, _)| (column.clone(), None))
        .collect();
    let mut sound = true;
    for (position, cell) in header.iter().enumerate() {
        let heading = heading_of(cell);
        let known = layout
            .columns
            .iter()
            .position(|(_, names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(&heading)));
        match known.and_then(|at| columns.get_mut(at)) {
            Some((column, Some(_))) => {
                problems.error(Place::Header(column.clone()), TableFault::RepeatedColumn);
                sound = false;
            }
            Some((_, slot)) => *slot = Some(position),
            None if heading.is_empty() => {}
            None => {
                let known = layout
                    .columns
                    .iter()
                    .filter_map(|(_, names, _)| names.first().cloned())
                    .collect();
                problems.warn(
                    Place::Header(Column::Other(heading)),
                    TableFault::UnknownColumn { known },
                );
            }
        }
    }
    for ((column, _, needed), (_, found)) in layout.columns.iter().zip(&columns) {
        if *needed && found.is_none() {
            problems.error(Place::Header(column.clone()), TableFault::MissingColumn);
            sound = false;
        }
    }
    sound.then_some(columns)
}
