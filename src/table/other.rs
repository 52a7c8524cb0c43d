//! Which other kind of table stands where one was looked for: by headings that it alone has.

use crate::table::headings::key;
use crate::table::records::Row;

/// A kind of table that this program reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A rubric.
    Rubric,
    /// A scoresheet.
    Scoresheet,
    /// Sums and ranks that this program wrote; they are read nowhere.
    Figures,
    /// A pool of experts.
    Pool,
    /// A register of awards.
    Register,
}

/// What a row of headings has of a kind: one of each of these.
const MARKS: [(TableKind, &[&[&str]]); 5] = [
    (TableKind::Figures, &[&["得分", "score"], &["精确值", "exact"]]),
    (
        TableKind::Rubric,
        &[CODES, &["类别", "kind"], &["分值", "points", "满分"]],
    ),
    (
        TableKind::Scoresheet,
        &[CODES, &["百分比", "percent", "percentage", "得分率"]],
    ),
    (TableKind::Pool, &[&["姓名", "专家姓名"]]),
    (TableKind::Register, &[&["证书编号", "证书号", "certificate"]]),
];

const CODES: &[&str] = &["编号", "code", "条款编号", "条款号"];

/// Which kind of table the rows are, and the row that says so. To be asked where a column is missing; the wanted kind may
/// be the answer.
pub(super) fn kind_of(rows: &[Row]) -> Option<(usize, TableKind)> {
    rows.iter().find_map(|row| {
        let keys: Vec<String> = row.cells.iter().map(|cell| key(cell)).collect();
        let has = |names: &&[&str]| keys.iter().any(|key| names.contains(&bare(key)));
        let marked = MARKS.iter().find(|(_, marks)| marks.iter().all(has));
        marked.map(|(kind, _)| (row.number, *kind))
    })
}

/// A heading without its unit: 百分比（%） is 百分比. A longer note may name another column.
fn bare(key: &str) -> &str {
    let unit = [key.strip_suffix("(%)"), key.strip_suffix("(分)")];
    let base = unit.into_iter().flatten().next().unwrap_or(key);
    base.trim_end_matches(['%', '*', ':'])
}
