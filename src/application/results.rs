//! The results grid (结果表) of a clause: indicators with their values by year, a target, a comparison, a source.

use crate::application::{Amount, ApplicationFault, Written, parse_year};
use crate::document::{Address, Change, Document, Edit, Position, RowId, row};
use crate::foundations::{Code, SortedMap};
use crate::foundations::{OneByOne as _, SortedSet};
use crate::problem::{Place, Problems};
use crate::scoresheet::Field;

/// The fewest years that show a trend (ours; the usual practice of excellence awards).
pub const TREND_YEARS: usize = 3;

/// A field of a row of a results grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultField {
    /// 指标
    Indicator,
    /// 单位
    Unit,
    /// Whether more is better: `higher`, `lower` or `none`.
    Better,
    /// The value of one year.
    Year(u16),
    /// 目标
    Target,
    /// The value that is compared with.
    Comparison,
    /// Whose value that is.
    Against,
    /// 数据来源
    Source,
}

impl ResultField {
    /// The address of the field in a row.
    pub fn at(self, row: &Address) -> Address {
        match self {
            Self::Indicator => row.join("indicator"),
            Self::Unit => row.join("unit"),
            Self::Better => row.join("better"),
            Self::Year(year) => row.join(&format!("year/{year:04}")),
            Self::Target => row.join("target"),
            Self::Comparison => row.join("comparison"),
            Self::Against => row.join("against"),
            Self::Source => row.join("source"),
        }
    }
}

/// The collection of a clause's results.
pub fn results_of(code: &Code) -> Address {
    Field::of_clause(code).join("results")
}

/// Whether more of an indicator is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Better {
    /// 越高越好
    Higher,
    /// 越低越好
    Lower,
    /// Neither, or not said.
    #[default]
    None,
}

impl Better {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Higher, Self::Lower, Self::None];

    /// The id in drafts and files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::None => "none",
        }
    }

    /// Reads an id back.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|better| better.id() == id)
    }
}

/// A row as it was typed, valid or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedResult {
    /// The row.
    pub id: RowId,
    /// 指标
    pub indicator: String,
    /// 单位
    pub unit: String,
    /// The id of a direction.
    pub better: String,
    /// Values by year.
    pub years: SortedMap<u16, String>,
    /// 目标
    pub target: String,
    /// The value that is compared with.
    pub comparison: String,
    /// Whose value that is.
    pub against: String,
    /// 数据来源
    pub source: String,
}

/// A row that is sound: every figure in it is a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultRow {
    /// 指标
    pub indicator: String,
    /// 单位
    pub unit: String,
    /// Whether more is better.
    pub better: Better,
    /// Values by year; a year without a value is not among them.
    pub years: SortedMap<u16, Amount>,
    /// 目标
    pub target: Option<Amount>,
    /// The value that is compared with.
    pub comparison: Option<Amount>,
    /// Whose value that is.
    pub against: String,
    /// 数据来源
    pub source: String,
}

/// The rows of a clause as they were typed, in their order.
pub fn typed_results(document: &Document, code: &Code) -> Vec<TypedResult> {
    let collection = results_of(code);
    let rows = document.rows(&collection).into_iter();
    rows.map(|id| TypedResult::of(document, &collection, id))
        .collect()
}

impl TypedResult {
    /// A row of a clause's results.
    pub fn of(document: &Document, collection: &Address, id: RowId) -> Self {
        let row = row(collection, &id);
        let text = |field: ResultField| document.text(&field.at(&row)).to_owned();
        let years = document
            .below(&row.join("year"))
            .filter_map(|(at, text)| Some((parse_year(at.last())?, text.to_owned())));
        Self {
            years: years.one_by_one(),
            indicator: text(ResultField::Indicator),
            unit: text(ResultField::Unit),
            better: text(ResultField::Better),
            target: text(ResultField::Target),
            comparison: text(ResultField::Comparison),
            against: text(ResultField::Against),
            source: text(ResultField::Source),
            id,
        }
    }

    /// Whether nothing is typed in it.
    pub fn is_empty(&self) -> bool {
        let texts = [
            &self.indicator,
            &self.unit,
            &self.target,
            &self.comparison,
            &self.against,
            &self.source,
        ];
        let years = self.years.values();
        texts.into_iter().chain(years).all(|text| text.trim().is_empty())
    }

    /// The row, and what there is to say of it. A figure that is no number is an error and stands in no row; gaps only
    /// warn. `number` is the row's place in the grid, from 1.
    pub fn check(&self, number: usize, place: &Place) -> (ResultRow, Problems<ApplicationFault>) {
        let mut problems = Problems::new();
        let row = self.indicator.trim().to_owned();
        let mut percent = false;
        let mut amount = |cell: ResultField, typed: &str| {
            let unit = self.unit.trim();
            let fits = |written: &Written| !written.percent || matches!(unit, "" | "%" | "\u{FF05}");
            match Amount::read(typed) {
                Ok(None) => None,
                Ok(Some(written)) if fits(&written) => {
                    percent |= written.percent;
                    Some(written.amount)
                }
                Ok(Some(_)) | Err(_) => {
                    let (row, found) = (row.clone(), typed.to_owned());
                    problems.error(
                        place.clone(),
                        ApplicationFault::NotAnAmount {
                            number,
                            row,
                            cell,
                            found,
                        },
                    );
                    None
                }
            }
        };
        let years = self.years.iter();
        let years: SortedMap<u16, Amount> = years
            .filter_map(|(year, typed)| Some((*year, amount(ResultField::Year(*year), typed)?)))
            .one_by_one();
        let target = amount(ResultField::Target, &self.target);
        let comparison = amount(ResultField::Comparison, &self.comparison);
        let unit = match self.unit.trim() {
            "" if percent => "%",
            unit => unit,
        };
        let checked = ResultRow {
            indicator: row,
            unit: unit.to_owned(),
            better: Better::parse(&self.better).unwrap_or_default(),
            years,
            target,
            comparison,
            against: self.against.trim().to_owned(),
            source: self.source.trim().to_owned(),
        };
        problems.extend(checked.gaps(number, place));
        (checked, problems)
    }
}

impl ResultRow {
    /// What is missing in it, which only warns. `number` is the row's place in the grid, from 1.
    pub(super) fn gaps(&self, number: usize, place: &Place) -> Problems<ApplicationFault> {
        let mut problems = Problems::new();
        let mut warn = |fault: ApplicationFault| problems.warn(place.clone(), fault);
        let row = &self.indicator;
        if row.is_empty() {
            warn(ApplicationFault::NoIndicator { number });
        } else {
            let count = self.years.len();
            if count < TREND_YEARS {
                let row = row.clone();
                warn(ApplicationFault::FewYears { row, count });
            }
            // Who says with whom, or why with nobody, has looked.
            if self.comparison.is_none() && self.against.is_empty() {
                let row = row.clone();
                warn(ApplicationFault::NoComparison { row });
            }
        }
        problems
    }
}

/// The rows of a clause that say anything, and what there is to say of them.
pub fn check_results(document: &Document, code: &Code) -> (Vec<ResultRow>, Problems<ApplicationFault>) {
    let mut problems = Problems::new();
    let mut rows = Vec::new();
    let place = Place::Clause(code.clone());
    for (at, typed) in typed_results(document, code).iter().enumerate() {
        if typed.is_empty() {
            continue;
        }
        let (row, found) = typed.check(at + 1, &place);
        rows.push(row);
        problems.extend(found);
    }
    (rows, problems)
}

/// The edit that writes texts into new rows of a clause, behind all others. `ids` are drawn by chance outside, one a
/// row; rows beyond them are not written.
pub fn add_results(
    document: &Document,
    code: &Code,
    ids: &[RowId],
    rows: &[Vec<(ResultField, String)>],
    position: &Position,
) -> Edit {
    let collection = results_of(code);
    let texts = ids.iter().zip(rows).flat_map(|(id, texts)| {
        let row = row(&collection, id);
        texts.iter().map(move |(field, text)| Change {
            address: field.at(&row),
            text: text.clone(),
        })
    });
    document
        .place_rows(&collection, ids, position)
        .and(texts.collect())
}

impl ResultRow {
    /// The row as somebody would type it.
    pub(super) fn typed(&self) -> Vec<(ResultField, String)> {
        let optional = |amount: Option<Amount>| amount.map_or_else(String::new, |amount| amount.to_string());
        let better = if self.better == Better::None {
            ""
        } else {
            self.better.id()
        };
        let mut texts = vec![
            (ResultField::Indicator, self.indicator.clone()),
            (ResultField::Unit, self.unit.clone()),
            (ResultField::Better, better.to_owned()),
            (ResultField::Target, optional(self.target)),
            (ResultField::Comparison, optional(self.comparison)),
            (ResultField::Against, self.against.clone()),
            (ResultField::Source, self.source.clone()),
        ];
        texts.extend(
            self.years
                .iter()
                .map(|(year, amount)| (ResultField::Year(*year), amount.to_string())),
        );
        texts.retain(|(_, text)| !text.is_empty());
        texts
    }
}

/// The years that any of these rows has a value for, the earliest first.
pub fn years_of(rows: &[TypedResult]) -> Vec<u16> {
    let years: SortedSet<u16> = rows.iter().flat_map(|row| row.years.keys().copied()).collect();
    years.into_iter().collect()
}
