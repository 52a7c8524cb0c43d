//! A scoresheet out of a table: 编号, 百分比, and a column for each component of the rubric's methods.

use crate::foundations::{Code, Exact, Fingerprint, NumberFault, half_width, parse_decimal};
use crate::problem::{Column, Place, Problems};
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{
    EntryRecord, RubricRef, Scoresheet, SheetFault, SheetRecord, Stage, Standard, Value, ValueFault,
    ValueForm,
};
use crate::table::TableFault;
use crate::table::grid::{Grid, Layout, Row};

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
    let mut columns = vec![
        (Column::Code, vec!["编号".to_owned()], true),
        (Column::Percent, vec!["百分比".to_owned()], needs_percent(rubric)),
    ];
    let names = components
        .iter()
        .map(|(id, names)| (Column::Component(id.clone()), names.clone(), false));
    columns.extend(names);
    let Some(grid) = Grid::read(text, &Layout { columns }, &mut problems) else {
        return Err(problems);
    };
    let mut entries: Vec<EntryRecord> = Vec::new();
    for row in &grid.rows {
        let at = |column: Column| Place::Row(row.number, Some(column));
        let typed = grid.cell(row, &Column::Code);
        let Some(code) = Code::parse(typed) else {
            let found = typed.to_owned();
            let fault = if found.is_empty() {
                TableFault::MissingCode
            } else {
                TableFault::BadCode { found }
            };
            problems.error(at(Column::Code), fault);
            continue;
        };
        let name = code.to_string();
        if entries.iter().any(|entry| entry.code == code) {
            problems.error(at(Column::Code), SheetFault::DuplicateCode { code: name });
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
        match read_value(&grid, row, &clause, &components) {
            Ok(value) => entries.push(EntryRecord::scored(code, value)),
            Err((column, fault)) => problems.error(at(column), fault),
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
        entries,
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
            let headings = headings
                .into_iter()
                .flatten()
                .map(|name| half_width(name).trim().to_owned());
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
    let number =
        |column: &Column| read_percent(grid.cell(row, column)).map_err(|fault| (column.clone(), fault));
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

/// A percentage as tables hold it: with or without %, whole or decimal.
fn read_percent(typed: &str) -> Result<Option<Exact>, TableFault> {
    let text = half_width(typed);
    let text = text.trim();
    let bare = text.strip_suffix('%').unwrap_or(text);
    match parse_decimal(bare) {
        Err(NumberFault::Empty) if text.is_empty() => Ok(None),
        Err(NumberFault::Empty) => Err(TableFault::NotANumber {
            found: typed.to_owned(),
            fault: NumberFault::NotANumber,
        }),
        // Two decimals fewer than elsewhere, since points out of a percentage have two more.
        Ok(percent) if (percent * Exact::from_integer(MOST_PARTS)).is_integer() => Ok(Some(percent)),
        Ok(_) | Err(NumberFault::TooLong) => Err(TableFault::NotANumber {
            found: typed.to_owned(),
            fault: NumberFault::PercentTooLong,
        }),
        Err(fault) => Err(TableFault::NotANumber {
            found: typed.to_owned(),
            fault,
        }),
    }
}

/// Percentages in tables have at most ten decimals.
const MOST_PARTS: i128 = 10_000_000_000;
