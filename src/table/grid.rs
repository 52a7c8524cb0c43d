//! A CSV text as a grid: its separator and headings found, its rows told apart.

use crate::foundations::Code;
use crate::problem::{Column, Place, Problem, Problems};
use crate::table::TableFault;
use crate::table::beside::{is_column_numbers, is_footer, is_units};
use crate::table::cell;
use crate::table::headings::{Header, Heading, Known, LOOKED_THROUGH, heading};
use crate::table::other::{TableKind, kind_of};
use crate::table::records::{self, Row, SEPARATORS};
use crate::table::totals::{Total, is_total};

/// A table with its known columns found.
pub(super) struct Grid {
    /// Each known column, and where it stands in the file.
    columns: Vec<(Column, Option<usize>)>,
    /// What separates the cells.
    separator: char,
    /// The rows of content.
    pub(super) rows: Vec<Row>,
    /// The rows of sums.
    pub(super) totals: Vec<Total>,
}

impl Grid {
    /// Reads a CSV text of the wanted kind. The layout begins with the codes.
    pub(super) fn read(
        text: &str,
        (wanted, layout): (TableKind, &[Known]),
        problems: &mut Problems<TableFault>,
    ) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let separator = separator_of(text, layout);
        let mut rows = match records::rows(text, separator, usize::MAX) {
            Ok(rows) => rows,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        let Some(header) = Header::find(&rows, layout) else {
            problems.error(Place::File, TableFault::EmptyFile);
            return None;
        };
        if !header.complete
            && let Some((row, kind)) = kind_of(rows.get(..LOOKED_THROUGH).unwrap_or(&rows))
            && kind != wanted
        {
            problems.error(Place::Row(row, None), TableFault::OtherTable { kind });
            return None;
        }
        if header.known == 0 {
            problems.push(without_headings(&rows, layout));
            return None;
        }
        if separator != ',' {
            problems.warn(Place::File, TableFault::Separator { found: separator });
        }
        let content = rows.split_off((header.above + header.rows).min(rows.len()));
        let heading_rows = rows.split_off(header.above.min(rows.len()));
        let columns = find_columns(&header, &heading_rows, layout, problems)?;
        let mut grid = Self {
            columns,
            separator,
            rows: Vec::new(),
            totals: Vec::new(),
        };
        for row in &rows {
            grid.tell_above(row, problems);
        }
        for row in content {
            if is_heading_again(&row, &header, layout) {
                problems.warn(Place::Row(row.number, None), TableFault::HeadingsAgain);
            } else if let Some(label) = grid.total_label(&row) {
                grid.totals.push(Total { row, label });
            } else if (grid.rows.is_empty() && (is_units(&row) || is_column_numbers(&row)))
                || (is_footer(&row) && !grid.is_numbered(&row))
            {
                let found = row.content();
                problems.warn(Place::Row(row.number, None), TableFault::BesideTable { found });
            } else {
                grid.rows.push(row);
            }
        }
        if grid.rows.is_empty() {
            problems.error(Place::File, TableFault::NoRows);
        }
        grid.tell_unnamed(&header, problems);
        grid.tell_split_decimals(&header, problems);
        Some(grid)
    }

    /// The cell of a row under a column; empty where the row is short or the column is not there.
    pub(super) fn cell<'g>(&self, row: &'g Row, column: &Column) -> &'g str {
        self.position(column)
            .and_then(|at| row.cells.get(at))
            .map_or("", String::as_str)
    }

    /// Whether the table has this column.
    pub(super) fn has(&self, column: &Column) -> bool {
        self.position(column).is_some()
    }

    /// The code of a row.
    pub(super) fn code(&self, row: &Row) -> Result<Code, TableFault> {
        cell::code(self.cell(row, &Column::Code), self.separator)
    }

    fn position(&self, column: &Column) -> Option<usize> {
        let found = self.columns.iter().find(|(known, _)| known == column);
        found.and_then(|(_, at)| *at)
    }

    /// What a row of sums is called, if it is one. It says so in place of its code, as its name, or first of all.
    fn total_label(&self, row: &Row) -> Option<String> {
        let (code, name) = (self.cell(row, &Column::Code), self.cell(row, &Column::Name));
        let first = row.cells.iter().find(|cell| !cell.is_empty())?;
        let label = [code, name].into_iter().find(|cell| is_total(cell));
        let label = label.or_else(|| (code.is_empty() && is_total(first)).then_some(first.as_str()));
        label.map(str::to_owned)
    }

    /// Whether a number stands in a column of numbers.
    fn is_numbered(&self, row: &Row) -> bool {
        let mut columns = self.columns.iter().filter(|(column, _)| is_numeric(column));
        columns.any(|(column, _)| {
            let cell = cell::percent(self.cell(row, column));
            cell.is_ok_and(|value| value.is_some())
        })
    }

    /// A row above the headings is a title, unless it holds a code and a number under them.
    fn tell_above(&self, row: &Row, problems: &mut Problems<TableFault>) {
        let found = row.content();
        let coded = self.code(row).is_ok_and(|code| {
            code.as_str()
                .starts_with(|character: char| character.is_ascii_digit())
        });
        let place = Place::Row(row.number, None);
        if coded && self.is_numbered(row) {
            problems.error(place, TableFault::ContentAboveHeadings { found });
        } else {
            problems.warn(place, TableFault::AboveHeadings { found });
        }
    }

    /// Tells of cells that no heading stands over, and of rows that are longer than the others.
    fn tell_unnamed(&self, header: &Header, problems: &mut Problems<TableFault>) {
        let named = |heading: &Heading| !matches!(heading, Heading::Unnamed);
        let behind = header.headings.iter().rposition(named).map_or(0, |last| last + 1);
        let mut told = Vec::new();
        let usual = self.rows.iter().map(|row| row.cells.len()).min().unwrap_or(0);
        for row in &self.rows {
            let filled = |at: &usize| row.cells.get(*at).is_some_and(|cell| !cell.is_empty());
            let at = |column: usize| Place::Row(row.number, Some(Column::Other(letters(column))));
            let found = |column: usize| row.cells.get(column).cloned().unwrap_or_default();
            if let Some(column) = (behind..row.cells.len()).find(filled) {
                let found = found(column);
                problems.error(at(column), TableFault::ExtraCells { found });
            } else if row.cells.len() > usual.max(header.headings.len()) {
                let cells = row.cells.len();
                let usual = usual.max(header.headings.len());
                problems.warn(
                    Place::Row(row.number, None),
                    TableFault::LongerRow { cells, usual },
                );
            }
            let between = header.headings.iter().enumerate().take(behind);
            let unnamed = between.filter(|(_, heading)| !named(heading)).map(|(at, _)| at);
            for column in unnamed.filter(filled) {
                if !told.contains(&column) {
                    told.push(column);
                    let found = found(column);
                    problems.warn(at(column), TableFault::UnnamedColumn { found });
                }
            }
        }
    }

    /// Tells of whole numbers with one or two digits in an unknown column to their right: 60,5 falls apart so.
    fn tell_split_decimals(&self, header: &Header, problems: &mut Problems<TableFault>) {
        let digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        for row in &self.rows {
            for (column, at) in &self.columns {
                let Some(at) = at.filter(|_| is_numeric(column)) else {
                    continue;
                };
                let next = header.headings.get(at + 1);
                let (Some(whole), Some(rest)) = (row.cells.get(at), row.cells.get(at + 1)) else {
                    continue;
                };
                if matches!(next, Some(Heading::Unknown(_)))
                    && digits(whole)
                    && digits(rest)
                    && rest.len() <= 2
                {
                    let (whole, rest) = (whole.clone(), rest.clone());
                    let place = Place::Row(row.number, Some(column.clone()));
                    problems.warn(place, TableFault::SplitDecimal { whole, rest });
                }
            }
        }
    }
}

/// Whether a column holds numbers.
fn is_numeric(column: &Column) -> bool {
    matches!(column, Column::Points | Column::Percent | Column::Component(_))
}

/// The separator under which the headings are found; a comma where none is better.
fn separator_of(text: &str, layout: &[Known]) -> char {
    let mut best: Option<(char, Header)> = None;
    for separator in SEPARATORS {
        if separator != ',' && !text.contains(separator) {
            continue;
        }
        let Ok(rows) = records::rows(text, separator, LOOKED_THROUGH + 1) else {
            continue;
        };
        let Some(header) = Header::find(&rows, layout) else {
            continue;
        };
        if best.as_ref().is_none_or(|(_, best)| header.is_better_than(best)) {
            best = Some((separator, header));
        }
    }
    best.map_or(',', |(separator, _)| separator)
}

fn without_headings(rows: &[Row], layout: &[Known]) -> Problem<TableFault> {
    let wanted = layout.iter().filter(|known| known.needed);
    let wanted = wanted.map(|known| known.name.clone()).collect();
    let first = rows.first();
    let found = first.map(Row::content).unwrap_or_default();
    let place = Place::Row(first.map_or(1, |row| row.number), None);
    Problem::error(place, TableFault::NoHeadings { wanted, found })
}

/// Whether a row holds nothing but the headings of its columns, as pages that were put together do.
fn is_heading_again(row: &Row, header: &Header, layout: &[Known]) -> bool {
    let mut matching = 0;
    for (at, cell) in row.cells.iter().enumerate() {
        match (heading(cell, layout), header.headings.get(at)) {
            (Heading::Known(one), Some(Heading::Known(other))) if one == *other => matching += 1,
            (Heading::Unnamed, _) => {}
            (Heading::Unknown(one), Some(Heading::Unknown(other))) if one == *other => {}
            _ => return false,
        }
    }
    matching > 1
}

/// A column's letters as spreadsheets show them: A, Z, AA.
fn letters(mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        if column < 26 {
            return letters;
        }
        column = column / 26 - 1;
    }
}

fn find_columns(
    header: &Header,
    rows: &[Row],
    layout: &[Known],
    problems: &mut Problems<TableFault>,
) -> Option<Vec<(Column, Option<usize>)>> {
    let mut columns: Vec<(Column, Option<usize>)> =
        layout.iter().map(|known| (known.column.clone(), None)).collect();
    let mut sound = true;
    for (position, heading) in header.headings.iter().enumerate() {
        match heading {
            Heading::Known(at) => match columns.get_mut(*at) {
                Some((column, Some(_))) => {
                    problems.error(Place::Header(column.clone()), TableFault::RepeatedColumn);
                    sound = false;
                }
                Some((_, slot)) => *slot = Some(position),
                None => {}
            },
            Heading::Unknown(name) => {
                let known = layout.iter().map(|known| known.name.clone()).collect();
                let place = Place::Header(Column::Other(name.clone()));
                problems.warn(place, TableFault::UnknownColumn { known });
            }
            Heading::Unnamed => {}
        }
    }
    let row = rows.last().map_or(0, |row| row.number);
    for (known, (_, found)) in layout.iter().zip(&columns) {
        if known.needed && found.is_none() {
            let cells = rows.iter().flat_map(|row| &row.cells);
            let found = cells.filter(|cell| !cell.is_empty()).cloned().collect();
            let place = Place::Header(known.column.clone());
            problems.error(place, TableFault::MissingColumn { row, found });
            sound = false;
        }
    }
    sound.then_some(columns)
}
