//! Rows that are no content: units below the headings, and names, days and notes below the table.

use crate::table::headings::key;
use crate::table::records::Row;

/// What a row of units holds, and what may stand before it.
const UNITS: [&str; 15] = [
    "单位",
    "计量单位",
    "unit",
    "units",
    "分",
    "分值",
    "点",
    "个",
    "项",
    "人",
    "%",
    "百分比",
    "points",
    "percent",
    "-",
];

/// What a row below the table begins with, or what stands before a colon there ends with: who made it, who checked it, when, and notes.
const FOOTERS: [&str; 22] = [
    "注",
    "评审员",
    "制表",
    "制表人",
    "填表",
    "填表人",
    "填报人",
    "经办人",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "审批",
    "负责人",
    "签字",
    "签名",
    "盖章",
    "日期",
    "备注",
    "说明",
    "preparedby",
    "note",
];

/// Whether a row holds units alone.
pub(super) fn is_units(row: &Row) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_empty());
    cells.all(|cell| {
        let key = key(cell);
        let bare = key.strip_prefix("单位:").unwrap_or(&key);
        let bare = bare.strip_prefix('(').and_then(|bare| bare.strip_suffix(')'));
        UNITS.contains(&bare.unwrap_or(&key))
    })
}

/// Whether a row numbers the columns: 1 2 3 4, 栏次 1 2 3, 甲 乙 1 2.
pub(super) fn is_column_numbers(row: &Row) -> bool {
    const NAMES: [&str; 7] = ["栏次", "甲", "乙", "丙", "丁", "a", "b"];
    /// So many cells in order are no content; where a name stands before the numbers, one fewer.
    const ENOUGH: usize = 4;
    let filled = row.cells.iter().rposition(|cell| !cell.is_empty());
    let cells = row.cells.iter().take(filled.map_or(0, |last| last + 1));
    let cells: Vec<String> = cells.map(|cell| key(cell)).collect();
    let names = cells
        .iter()
        .take_while(|cell| NAMES.contains(&cell.as_str()))
        .count();
    let numbers = cells.get(names..).unwrap_or_default();
    let mut in_order = numbers.iter().zip(1_u32..);
    let enough = ENOUGH - usize::from(names > 0);
    cells.len() >= enough && !numbers.is_empty() && in_order.all(|(cell, number)| *cell == number.to_string())
}

/// Whether a row says who made the table, or when, or is a note on it, by its first words. Without a colon behind them
/// they may be what a row of more cells says of somebody.
pub(super) fn is_footer(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    let first = first.map(|cell| key(cell)).unwrap_or_default();
    let (word, has_colon) = match first.split_once(':') {
        Some((word, _)) => (word, true),
        None => (first.as_str(), false),
    };
    let word = word.trim_end_matches(|character: char| character.is_ascii_digit());
    let is_day = || first.split_once('年').is_some_and(|(year, _)| year.len() == 4) && first.ends_with('日');
    let is_page = || first.starts_with('第') && first.ends_with('页');
    let is_count = || first.starts_with('共') && first.ends_with(['条', '项', '行', '页', '人']);
    let mut footers = FOOTERS.iter();
    match (has_colon, filled) {
        (true, _) => word.ends_with("组长") || footers.any(|footer| word.ends_with(footer)),
        (false, 0..=2) if footers.any(|footer| word == *footer) => true,
        (false, 2) => ["签字", "签名", "盖章"]
            .iter()
            .any(|footer| word.ends_with(footer)),
        (false, 1) => is_day() || is_page() || is_count(),
        (false, _) => false,
    }
}
