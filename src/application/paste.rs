//! A range that was copied in Excel or WPS, as rows of a results grid.
//!
//! Nothing is dropped silently: a text that is no number stands in the grid as it was pasted, and whatever has no
//! place there is reported with its row and column.

use crate::application::{Amount, PasteFault, ResultField};
use crate::foundations::{SumName, half_width};
use crate::problem::{Column, Place, Problems};

/// What a pasted range says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The texts of each row, empty ones left out.
    pub rows: Vec<Vec<(ResultField, String)>>,
    /// What could not be read. All of it only warns; places are rows and columns of the range.
    pub problems: Problems<PasteFault>,
}

/// Headings by the field they stand for, as they are compared: half-width, lower case, without blanks.
const HEADINGS: [(ResultField, &[&str]); 7] = [
    (
        ResultField::Indicator,
        &[
            "指标",
            "指标名称",
            "绩效指标",
            "测量指标",
            "项目",
            "名称",
            "年份",
            "年度",
            "indicator",
            "measure",
            "kpi",
            "year",
        ],
    ),
    (ResultField::Unit, &["单位", "计量单位", "unit"]),
    (
        ResultField::Better,
        &["方向", "趋势", "好坏方向", "better", "direction", "polarity"],
    ),
    (ResultField::Target, &["目标", "目标值", "target", "goal"]),
    (
        ResultField::Comparison,
        &[
            "对比",
            "对比值",
            "比较值",
            "标杆",
            "标杆值",
            "对标值",
            "行业平均",
            "comparison",
            "benchmark",
        ],
    ),
    (
        ResultField::Against,
        &[
            "对比对象",
            "比较对象",
            "标杆对象",
            "对标对象",
            "comparedwith",
            "against",
        ],
    ),
    (
        ResultField::Source,
        &["来源", "数据来源", "资料来源", "证明材料", "source", "datasource"],
    ),
];

/// Reads a pasted range: cells parted by tabs, or by another separator under headings, rows by line ends, quoted where
/// a cell has line breaks.
///
/// A row of headings says which column is which, below titles and spread over two rows as it may be. Without one, columns
/// are taken in the order in which the grid shows them: `columns`.
pub fn read_pasted(text: &str, columns: &[ResultField]) -> Pasted {
    let mut pasted = Pasted::default();
    let separator = match separator_of(text) {
        Ok('\t') => '\t',
        Ok(separator) => {
            pasted
                .problems
                .warn(Place::Row(1, None), PasteFault::Separated { separator });
            separator
        }
        Err(fault) => {
            pasted.problems.warn(Place::Row(1, None), fault);
            return pasted;
        }
    };
    let (mut cells, open_quote) = cells_of(text, separator);
    let headings = Headings::find(&cells);
    let (above, below) = headings
        .as_ref()
        .map_or((0, 0), |headings| (headings.above, headings.last_row()));
    let content = cells.split_off(below);
    for (at, title) in cells.iter().take(above).enumerate() {
        if let Some(found) = title.iter().find(|cell| !cell.is_empty()).cloned() {
            let place = Place::Row(at + 1, None);
            pasted.problems.warn(place, PasteFault::AboveHeadings { found });
        }
    }
    let mut body: Vec<(usize, Vec<String>)> = Vec::new();
    for (at, row) in content.into_iter().enumerate() {
        match note(&row) {
            Some(found) => {
                let place = Place::Row(below + 1 + at, None);
                pasted.problems.warn(place, PasteFault::Note { found });
            }
            None => body.push((below + 1 + at, row)),
        }
    }
    let columns = match headings {
        Some(headings) => headings.columns(&body, &mut pasted.problems),
        None => columns.iter().copied().map(Some).collect(),
    };
    if let Some((place, fault)) = misplaced(&body, &columns) {
        pasted.problems.warn(place, fault);
        return pasted;
    }
    let mut nothing = Nothing::default();
    for (number, row) in body {
        if let Some(label) = total_label(&row, &columns) {
            let place = Place::Row(number, None);
            pasted.problems.warn(place, PasteFault::TotalRow { label });
            continue;
        }
        let texts = read_row(number, &row, &columns, (&mut nothing, &mut pasted.problems));
        if texts.is_empty() {
            continue;
        }
        if !texts.iter().any(|(field, _)| *field == ResultField::Indicator) {
            pasted
                .problems
                .warn(Place::Row(number, None), PasteFault::NoIndicator);
        }
        pasted.rows.push(texts);
    }
    if let Some((place, found)) = nothing.first {
        let cells = nothing.cells;
        pasted
            .problems
            .warn(place, PasteFault::LeftEmpty { found, cells });
    }
    if let Some((row, column)) = open_quote {
        pasted.problems.warn(place(row, column), PasteFault::OpenQuote);
    }
    pasted
}

/// What parts the cells: a tab, or in a text without one the character under which the first row is one of headings.
///
/// # Errors
/// There is no tab, and another character parts every row into columns of numbers without headings.
fn separator_of(text: &str) -> Result<char, PasteFault> {
    if text.contains('\t') {
        return Ok('\t');
    }
    for separator in [',', ';', '\u{FF0C}', '\u{FF1B}', '\u{3001}', '|'] {
        let (rows, _) = cells_of(text, separator);
        let headed = Headings::find(&rows).is_some_and(|headings| headings.cells.len() > 1);
        if headed {
            return Ok(separator);
        }
        let mut rows = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
        let Some(first) = rows.next().filter(|first| first.len() > 1) else {
            continue;
        };
        let in_columns = |row: &Vec<String>| {
            let numbers = row
                .iter()
                .filter(|cell| matches!(Amount::read(cell), Ok(Some(_))));
            row.len() > 2 && numbers.count() + 2 >= row.len()
        };
        if in_columns(first) && rows.all(in_columns) {
            return Err(PasteFault::SeparatedAlone { separator });
        }
    }
    Ok('\t')
}

/// The first cell that does not fit its column as it can only be where headings are missing: a number in a column of
/// texts, or a text beside headings that are years alone.
fn misplaced(body: &[(usize, Vec<String>)], columns: &[Option<ResultField>]) -> Option<(Place, PasteFault)> {
    let years_alone = !columns.is_empty()
        && columns
            .iter()
            .all(|column| matches!(column, Some(ResultField::Year(_)) | None));
    body.iter().find_map(|(number, row)| {
        row.iter()
            .zip(columns)
            .enumerate()
            .find_map(|(at, (cell, column))| {
                let field = (*column)?;
                let is_number = matches!(Amount::read(cell), Ok(Some(_)));
                let misplaced = match field {
                    ResultField::Unit | ResultField::Better => is_number,
                    ResultField::Year(_) => years_alone && at == 0 && !is_number && !cell.is_empty(),
                    _ => false,
                };
                let found = cell.clone();
                misplaced.then(|| (place(*number, at), PasteFault::Unheaded { found, field }))
            })
    })
}

/// What a row of sums or means is called, if it is one.
fn total_label(row: &[String], columns: &[Option<ResultField>]) -> Option<String> {
    let at = columns
        .iter()
        .position(|column| *column == Some(ResultField::Indicator))?;
    let name = row.get(at)?;
    // 接待总计 may be an indicator; a word for a sum alone is none.
    let sum = SumName::of(&compared(name)).filter(|sum| sum.of.is_empty());
    sum.map(|_| name.clone())
}

/// A cell of the range, named as a spreadsheet names its columns: A, B, … Z, AA.
fn place(row: usize, column: usize) -> Place {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest /= 26;
    }
    Place::Row(row, Some(Column::Other(letters)))
}

/// The headings of a range, as they were found.
struct Headings {
    /// How many rows stand above them.
    above: usize,
    /// How many rows they take: one or two.
    rows: usize,
    /// The headings, from the left.
    cells: Vec<String>,
}

impl Headings {
    /// In the first row, or in one below titles alone.
    fn find(rows: &[Vec<String>]) -> Option<Self> {
        const LOOKED_THROUGH: usize = 6;
        let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
        let titles = rows
            .iter()
            .take(LOOKED_THROUGH)
            .take_while(|row| filled(row) < 2)
            .count();
        let is_below = |above: &usize| {
            rows.get(*above)
                .is_some_and(|row| filled(row) > 1 && is_heading(row))
        };
        let above = Some(titles)
            .filter(is_below)
            .or_else(|| rows.first().filter(|row| is_heading(row)).map(|_| 0))?;
        let mut cells = rows.get(above)?.clone();
        let spans = rows
            .get(above + 1)
            .is_some_and(|lower| stands_below(&cells, lower));
        if let Some(lower) = rows.get(above + 1).filter(|_| spans) {
            cells.resize(cells.len().max(lower.len()), String::new());
            for (cell, below) in cells.iter_mut().zip(lower) {
                if !below.is_empty() {
                    cell.clone_from(below);
                }
            }
        }
        let rows = 1 + usize::from(spans);
        Some(Self { above, rows, cells })
    }

    /// The number of the row that they end with.
    fn last_row(&self) -> usize {
        self.above + self.rows
    }

    /// Which field each column is; nothing for one that was reported.
    fn columns(
        &self,
        body: &[(usize, Vec<String>)],
        problems: &mut Problems<PasteFault>,
    ) -> Vec<Option<ResultField>> {
        let mut columns: Vec<Option<ResultField>> = Vec::new();
        let width = body
            .iter()
            .map(|(_, row)| row.len())
            .max()
            .unwrap_or_default()
            .max(self.cells.len());
        for at in 0..width {
            let heading = self.cells.get(at).map_or("", String::as_str);
            let filled = |row: &&(usize, Vec<String>)| row.1.get(at).is_some_and(|cell| !cell.is_empty());
            let cells = body.iter().filter(filled).count();
            let found = heading.to_owned();
            let column = match field_of(heading) {
                // A first column without a heading names the rows.
                None if heading.is_empty() && at == 0 => Some(ResultField::Indicator),
                None => {
                    if !heading.is_empty() || cells > 0 {
                        problems.warn(
                            place(self.last_row(), at),
                            PasteFault::UnknownHeading { found, cells },
                        );
                    }
                    None
                }
                Some(field) if columns.contains(&Some(field)) => {
                    problems.warn(
                        place(self.last_row(), at),
                        PasteFault::RepeatedHeading { found, cells },
                    );
                    None
                }
                field => field,
            };
            columns.push(column);
        }
        columns
    }
}

/// Whether a row continues the headings above it: it has headings alone, and none below one that says what its column
/// is.
fn stands_below(upper: &[String], lower: &[String]) -> bool {
    let mut filled = lower.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let above = |at: usize| upper.get(at).and_then(|cell| field_of(cell));
    lower.iter().any(|cell| !cell.is_empty())
        && filled.all(|(at, cell)| field_of(cell).is_some() && above(at).is_none())
}

/// What a row says that is a note below or between the rows, and no indicator: 注:…, 备注, 填表人:….
fn note(row: &[String]) -> Option<String> {
    const NOTES: [&str; 11] = [
        "注",
        "备注",
        "附注",
        "说明",
        "数据来源",
        "资料来源",
        "制表人",
        "填表人",
        "填报人",
        "审核人",
        "note",
    ];
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    let (first, others) = (filled.next()?, filled.count());
    let plain = half_width(first).to_lowercase();
    let word = plain.split(':').next().unwrap_or_default().trim();
    (others == 0 && NOTES.contains(&word)).then(|| first.clone())
}

/// Cells that say that there is nothing: they are left empty.
#[derive(Default)]
struct Nothing {
    first: Option<(Place, String)>,
    cells: usize,
}

impl Nothing {
    fn note(&mut self, place: Place, found: &str) {
        self.cells += 1;
        self.first.get_or_insert_with(|| (place, found.to_owned()));
    }
}

fn read_row(
    number: usize,
    row: &[String],
    columns: &[Option<ResultField>],
    (nothing, problems): (&mut Nothing, &mut Problems<PasteFault>),
) -> Vec<(ResultField, String)> {
    let mut texts: Vec<(ResultField, String)> = Vec::new();
    let unit_column = columns
        .iter()
        .position(|column| *column == Some(ResultField::Unit));
    let unit = unit_column.and_then(|at| row.get(at)).map_or("", String::as_str);
    let in_percent = matches!(unit, "" | "%" | "\u{FF05}");
    let (mut with_percent, mut without) = (false, false);
    for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let Some(column) = columns.get(at) else {
            let found = cell.clone();
            problems.warn(place(number, at), PasteFault::NoColumn { found });
            continue;
        };
        let Some(field) = *column else { continue };
        let text = match field {
            ResultField::Year(_) | ResultField::Target | ResultField::Comparison => {
                match Amount::read(cell) {
                    Ok(None) => {
                        nothing.note(place(number, at), cell);
                        String::new()
                    }
                    Ok(Some(written)) if written.percent && !in_percent => {
                        let (found, unit) = (cell.clone(), unit.to_owned());
                        problems.warn(place(number, at), PasteFault::PercentBesideUnit { found, unit });
                        cell.clone()
                    }
                    Ok(Some(written)) => {
                        with_percent |= written.percent;
                        without |= !written.percent;
                        written.amount.to_string()
                    }
                    Err(_) => {
                        let found = cell.clone();
                        problems.warn(place(number, at), PasteFault::NotANumber { found });
                        cell.clone()
                    }
                }
            }
            ResultField::Better => direction(cell),
            _ => cell.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if !text.is_empty() {
            texts.push((field, text));
        }
    }
    if with_percent && unit.is_empty() {
        texts.push((ResultField::Unit, "%".to_owned()));
        if without {
            problems.warn(Place::Row(number, None), PasteFault::MixedPercent);
        }
    }
    texts
}

/// The id of a direction, as people write it; other words stay as they are.
fn direction(cell: &str) -> String {
    let word = compared(cell);
    let id = match word.as_str() {
        "higher" | "up" | "\u{2191}" | "越高越好" | "越大越好" | "正向" | "高" | "上升" => {
            "higher"
        }
        "lower" | "down" | "\u{2193}" | "越低越好" | "越小越好" | "逆向" | "反向" | "低" | "下降" => {
            "lower"
        }
        _ => return cell.to_owned(),
    };
    id.to_owned()
}

/// A row is one of headings where a word of it is a known heading, or where all of it are years.
fn is_heading(row: &[String]) -> bool {
    let filled = || row.iter().filter(|cell| !cell.is_empty());
    let word = |cell: &String| !matches!(field_of(cell), None | Some(ResultField::Year(_)));
    let year = |cell: &String| matches!(field_of(cell), Some(ResultField::Year(_)));
    filled().any(word) || (filled().count() > 1 && filled().all(year))
}

fn field_of(heading: &str) -> Option<ResultField> {
    let word = compared(heading);
    let known = HEADINGS.iter().find(|(_, words)| words.contains(&word.as_str()));
    known
        .map(|(field, _)| *field)
        .or_else(|| year_of(&word).map(ResultField::Year))
}

/// The year that a heading names: `2023`, `2023年`, `2023年度`, `2023年实际`, `FY2023`.
fn year_of(word: &str) -> Option<u16> {
    let digits = word.strip_prefix("fy").unwrap_or(word);
    let end = digits
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(digits.len());
    let (year, rest) = digits.split_at(end);
    let suffix = matches!(
        rest,
        "" | "年" | "年度" | "年实际" | "年实际值" | "年值" | "实际" | "实际值"
    );
    let year = year.parse().ok().filter(|year| year_sound(*year))?;
    suffix.then_some(year)
}

/// Whether a year can be one of a results grid, as the schema of drafts has them.
pub fn year_sound(year: u16) -> bool {
    (1900..2200).contains(&year)
}

/// Reads a year as drafts and files write it.
pub fn parse_year(text: &str) -> Option<u16> {
    let year = text.parse().ok().filter(|year| year_sound(*year))?;
    (year.to_string() == text).then_some(year)
}

/// A word as headings are compared.
fn compared(cell: &str) -> String {
    let plain = half_width(cell).to_lowercase();
    let plain = plain.split(['(', '\u{3010}', '[']).next().unwrap_or_default();
    plain.split_whitespace().collect()
}

/// The cells of a range, trimmed, and where a quotation mark was left open.
fn cells_of(text: &str, separator: char) -> (Vec<Vec<String>>, Option<(usize, usize)>) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut open: Option<(usize, usize)> = None;
    let mut letters = text.chars().peekable();
    let finished = |cell: &mut String| core::mem::take(cell).replace('\u{A0}', " ").trim().to_owned();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if open.is_some() => match letters.peek() {
                Some('"') => {
                    letters.next();
                    cell.push('"');
                }
                _ => open = None,
            },
            // Only at the beginning of a cell: elsewhere it is a mark like any other.
            '"' if cell.is_empty() => open = Some((rows.len() + 1, row.len())),
            _ if open.is_some() => cell.push(letter),
            _ if letter == separator => row.push(finished(&mut cell)),
            '\r' | '\n' => {
                if letter == '\r' {
                    letters.next_if_eq(&'\n');
                }
                row.push(finished(&mut cell));
                rows.push(core::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(finished(&mut cell));
        rows.push(row);
    }
    (rows, open)
}
