//! A scoresheet out of a table: 编号, 百分比, and a column for each component of the rubric's methods.

use std::collections::BTreeSet;

use crate::foundations::OneByOne as _;
use crate::foundations::{Code, Exact, Fingerprint};
use crate::problem::{Column, Place, Problems};
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{
    EntryRecord, ReviewNotes, Revision, RubricRef, Scoresheet, SheetFault, SheetRecord, Stage, Standard,
    Value, ValueFault, ValueForm,
};
use crate::table::TableFault;
use crate::table::cell;
use crate::table::grid::Grid;
use crate::table::headings::Known;
use crate::table::other::TableKind;
use crate::table::records::Row;
use crate::table::totals::Total;

/// What a table does not say about its sheet.
#[derive(Clone, Debug)]
pub struct SheetOptions {
    /// The stage.
    pub stage: Stage,
    /// The assessor's name.
    pub assessor: String,
    /// The applicant's name.
    pub applicant: String,
    /// The overall judgement; may be empty.
    pub overall: String,
    /// Which of the assessor's sheets it is.
    pub revision: Revision,
}

/// Reads a scoresheet from a CSV text.
///
/// # Errors
/// All problems, with row and column, if any of them is an error. Clauses without a value are warnings.
pub fn read_sheet(
    text: &str,
    rubric: &Rubric,
    fingerprint: Fingerprint,
    options: SheetOptions,
) -> Result<(Scoresheet, Problems<TableFault>), Problems<TableFault>> {
    let mut problems = Problems::new();
    let components = component_columns(rubric);
    let mut layout = vec![
        Known::new(Column::Code, &["编号", "Code", "条款编号", "条款号"], true),
        Known::new(
            Column::Percent,
            &["百分比", "Per cent", "Percent", "Percentage", "得分率"],
            needs_percent(rubric),
        ),
    ];
    layout.extend(components.iter().map(|(id, names)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Known::new(Column::Component(id.clone()), &names, false)
    }));
    let Some(grid) = Grid::read(text, (TableKind::Scoresheet, &layout), &mut problems) else {
        return Err(problems);
    };
    leave_out_totals(&grid, &components, &mut problems);
    let scale = Scale::of(&grid, &components);
    if let Scale::FractionsOfOne { place, found, values } = &scale {
        let (found, values) = (found.clone(), *values);
        problems.error(place.clone(), TableFault::FractionsOfOne { found, values });
    }
    let codes: BTreeSet<Code> = grid
        .rows
        .iter()
        .filter_map(|row| grid.code(row).ok())
        .one_by_one();
    let mut entries: Vec<EntryRecord> = Vec::new();
    let mut met = BTreeSet::new();
    for row in &grid.rows {
        let at = |column: Column| Place::Row(row.number, Some(column));
        let code = match grid.code(row) {
            Ok(code) => code,
            Err(fault) => {
                problems.error(at(Column::Code), fault);
                continue;
            }
        };
        let name = code.to_string();
        if met.contains(&code) {
            let meant = Code::parse(&format!("{name}0"));
            let lost = meant.filter(|meant| rubric.clause(meant).is_some() && !codes.contains(meant));
            match lost.map(|meant| meant.to_string()) {
                Some(meant) => problems.error(at(Column::Code), TableFault::LostZero { code: name, meant }),
                None => problems.error(at(Column::Code), SheetFault::DuplicateCode { code: name }),
            }
            continue;
        }
        let Some(clause) = rubric.clause(&code) else {
            let part = rubric.node(&code).is_some();
            let empty = |column: &Column| grid.cell(row, column).is_empty();
            let scored = !empty(&Column::Percent)
                || components
                    .iter()
                    .any(|(id, _)| !empty(&Column::Component(id.clone())));
            // People keep the rows of the parts in their tables; only a value there is a mistake.
            if !part {
                problems.error(at(Column::Code), SheetFault::UnknownCode { code: name });
            } else if scored {
                problems.error(at(Column::Code), SheetFault::NotALeaf { code: name });
            }
            continue;
        };
        if matches!(scale, Scale::FractionsOfOne { .. }) {
            // Told once above; that each of them is off its step would be no help. The code counts as met.
            met.insert(code.clone());
            entries.push(EntryRecord::scored(code, None));
            continue;
        }
        let fractions = scale.fractions_in(&grid, row, &components);
        match read_value(&grid, row, &clause, &components) {
            Ok(value) => {
                met.insert(code.clone());
                entries.push(EntryRecord::scored(code, value));
            }
            Err((column, TableFault::Sheet(SheetFault::Value(ValueFault::OffStep { .. }))))
                if fractions.iter().any(|(other, _)| *other == column) =>
            {
                let found = grid.cell(row, &column).to_owned();
                problems.error(at(column), TableFault::FractionAmongPercents { found });
                continue;
            }
            Err((column, fault)) => problems.error(at(column), fault),
        }
        for (column, found) in fractions {
            problems.warn(at(column), TableFault::FractionAmongPercents { found });
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let record = SheetRecord {
        rubric: RubricRef::to(rubric, fingerprint),
        stage: options.stage,
        applicant: options.applicant,
        application: None,
        assessor: options.assessor,
        cycle: None,
        assignment: None,
        revision: options.revision,
        entries,
        notes: ReviewNotes::default(),
        overall: options.overall,
    };
    match Scoresheet::check(record, rubric, fingerprint, Standard::Readable) {
        Ok((sheet, warnings)) => {
            problems.extend(warnings);
            Ok((sheet, problems))
        }
        Err(faults) => {
            problems.extend(faults);
            Err(problems)
        }
    }
}

/// Rows of sums are left out, and reported. What they hold is not compared: it may be a sum, a mean, or points.
fn leave_out_totals(grid: &Grid, components: &[(String, Vec<String>)], problems: &mut Problems<TableFault>) {
    for Total { row, label } in &grid.totals {
        let (place, label) = (Place::Row(row.number, None), label.clone());
        let mut cells = number_columns(components).map(|column| grid.cell(row, &column));
        match cells.find(|cell| !cell.is_empty()).map(str::to_owned) {
            Some(found) => problems.warn(place, TableFault::TotalNotCompared { label, found }),
            None => problems.warn(place, TableFault::TotalLeftOut { label }),
        }
    }
}

/// The columns that hold values.
fn number_columns(components: &[(String, Vec<String>)]) -> impl Iterator<Item = Column> {
    let components = components.iter().map(|(id, _)| Column::Component(id.clone()));
    core::iter::once(Column::Percent).chain(components)
}

/// What the values of a table are shares of, as far as it is clear. Spreadsheets keep 60 % as 0.6.
enum Scale {
    /// Every value is at most one and not all are zero: hundredths or whole, which nobody can tell.
    FractionsOfOne {
        place: Place,
        found: String,
        values: usize,
    },
    /// There are larger ones; whether a fraction stands among them.
    Percent { mixed: bool },
}

impl Scale {
    /// Looks at all values of a table that bear no %: with the sign a value says itself what it is.
    fn of(grid: &Grid, components: &[(String, Vec<String>)]) -> Self {
        let mut first = None;
        let (mut values, mut larger, mut mixed) = (0, false, false);
        for row in &grid.rows {
            for column in number_columns(components) {
                let cell = grid.cell(row, &column);
                let Ok(Some((value, signed))) = cell::percent(cell) else {
                    continue;
                };
                if signed || value > ONE {
                    larger = true;
                } else if value > NOTHING {
                    values += 1;
                    mixed |= value < ONE;
                    let place = Place::Row(row.number, Some(column));
                    first.get_or_insert((place, cell.to_owned()));
                }
            }
        }
        match first {
            Some((place, found)) if !larger => Self::FractionsOfOne { place, found, values },
            _ => Self::Percent { mixed },
        }
    }

    /// The cells of a row that look like fractions of one among percentages.
    fn fractions_in(
        &self,
        grid: &Grid,
        row: &Row,
        components: &[(String, Vec<String>)],
    ) -> Vec<(Column, String)> {
        if !matches!(self, Self::Percent { mixed: true }) {
            return Vec::new();
        }
        let fraction = |column: &Column| {
            let value = cell::percent(grid.cell(row, column));
            value.is_ok_and(|value| {
                value.is_some_and(|(value, signed)| !signed && value > NOTHING && value <= ONE)
            })
        };
        let columns = number_columns(components).filter(fraction);
        columns
            .map(|column| {
                let found = grid.cell(row, &column).to_owned();
                (column, found)
            })
            .collect()
    }
}

const NOTHING: Exact = Exact::from_integer(0);
const ONE: Exact = Exact::from_integer(1);

fn needs_percent(rubric: &Rubric) -> bool {
    rubric.clauses().any(|clause| clause.method.components.is_empty())
}

/// Each component of the rubric's methods, with the headings its column may have: id, Chinese, English name.
fn component_columns(rubric: &Rubric) -> Vec<(String, Vec<String>)> {
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    for clause in rubric.clauses() {
        for component in &clause.method.components {
            let headings = [
                Some(&component.id),
                Some(&component.name.zh),
                component.name.en.as_ref(),
            ];
            let headings = headings.into_iter().flatten().map(|name| name.trim().to_owned());
            match columns.iter_mut().find(|(id, _)| id == &component.id) {
                Some((_, known)) => known.extend(headings),
                None => columns.push((component.id.clone(), headings.collect())),
            }
        }
    }
    columns
}

fn read_value(
    grid: &Grid,
    row: &Row,
    clause: &Clause<'_>,
    components: &[(String, Vec<String>)],
) -> Result<Option<Value>, (Column, TableFault)> {
    let number = |column: &Column| match cell::percent(grid.cell(row, column)) {
        Ok(value) => Ok(value.map(|(value, _)| value)),
        Err(fault) => Err((column.clone(), fault)),
    };
    let percent = number(&Column::Percent)?;
    let ValueForm::Components(wanted) = ValueForm::of(clause.method) else {
        for (id, _) in components {
            let column = Column::Component(id.clone());
            if !grid.cell(row, &column).is_empty() {
                return Err((column, wrong_form(clause)));
            }
        }
        let value = percent
            .map(|percent| Value::from_percent(percent, clause))
            .transpose();
        return value.map_err(|fault| (Column::Percent, fault.into()));
    };
    let mut parts = Vec::new();
    let mut missing = Vec::new();
    for (id, _) in components {
        let column = Column::Component(id.clone());
        match (number(&column)?, wanted.contains(id)) {
            (Some(value), true) => parts.push((id.clone(), value)),
            (Some(_), false) => {
                return Err((column, wrong_form(clause)));
            }
            (None, true) => missing.push(id.clone()),
            (None, false) => {}
        }
    }
    if parts.is_empty() {
        return match percent {
            None => Ok(None),
            Some(_) => Err((Column::Percent, wrong_form(clause))),
        };
    }
    if let Some(first) = missing.first().cloned() {
        return Err((
            Column::Component(first),
            ValueFault::PartlyScored { missing }.into(),
        ));
    }
    // Each number is judged under its own heading, the combination after them.
    for (id, value) in &parts {
        let alone = Value::Components(wanted.iter().map(|other| (other.clone(), *value)).collect());
        alone
            .percent(clause)
            .map_err(|fault| (Column::Component(id.clone()), fault.into()))?;
    }
    let ordered = wanted
        .iter()
        .filter_map(|id| parts.iter().find(|part| &part.0 == id).cloned());
    let value = Value::Components(ordered.collect());
    let computed = value
        .percent(clause)
        .map_err(|fault| (Column::Percent, fault.into()))?;
    match percent {
        Some(found) if found != computed => Err((
            Column::Percent,
            TableFault::PercentContradicts { found, computed },
        )),
        _ => Ok(Some(value)),
    }
}

fn wrong_form(clause: &Clause<'_>) -> TableFault {
    let wanted = ValueForm::of(clause.method);
    ValueFault::WrongValueForm { wanted }.into()
}
