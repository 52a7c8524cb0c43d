//! A CSV text as a grid of trimmed cells with the row numbers that a spreadsheet shows.

use crate::problem::{Column, Fault, Place, Problems};

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
    pub(super) fn read(text: &str, layout: &Layout, problems: &mut Problems) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if text.trim().is_empty() {
            problems.note(Place::File, Fault::EmptyFile);
            return None;
        }
        let mut records = records(text, problems)?.into_iter();
        let header = records.next().map(|row| row.cells).unwrap_or_default();
        let columns = find_columns(&header, layout, problems)?;
        let mut rows = Vec::new();
        for row in records {
            if row.cells.iter().all(String::is_empty) {
                continue;
            }
            if row.cells.iter().skip(header.len()).any(|cell| !cell.is_empty()) {
                problems.note(Place::Row(row.number, None), Fault::ExtraCells);
            }
            rows.push(row);
        }
        if rows.is_empty() {
            problems.note(Place::File, Fault::NoRows);
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

fn records(text: &str, problems: &mut Problems) -> Option<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut lines_inside_cells = 0;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.note(
                    Place::File,
                    Fault::UnreadableTable {
                        detail: error.to_string(),
                    },
                );
                return None;
            }
        };
        // The reader passes over blank lines, which a spreadsheet counts, and counts lines inside quoted cells,
        // which a spreadsheet does not.
        let line = record.position().map_or(0, csv::Position::line);
        let blank_lines = record.position().map_or(0, |position| {
            let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
            let rest = text.get(from..).unwrap_or_default();
            let blanks = rest.chars().take_while(|sign| matches!(sign, '\r' | '\n'));
            blanks.filter(|sign| *sign == '\n').count()
        });
        let number = usize::try_from(line).unwrap_or(0) + blank_lines - lines_inside_cells;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        lines_inside_cells += cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        rows.push(Row { number, cells });
    }
    Some(rows)
}

fn find_columns(
    header: &[String],
    layout: &Layout,
    problems: &mut Problems,
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
                problems.note(Place::Header(column.clone()), Fault::RepeatedColumn);
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
                problems.note(
                    Place::Header(Column::Other(heading)),
                    Fault::UnknownColumn { known },
                );
            }
        }
    }
    for ((column, _, needed), (_, found)) in layout.columns.iter().zip(&columns) {
        if *needed && found.is_none() {
            problems.note(Place::Header(column.clone()), Fault::MissingColumn);
            sound = false;
        }
    }
    sound.then_some(columns)
}
