//! Rows that sum up others: what they are called, and in a rubric's table whether they agree with the rows.
//!
//! Offices write 合计 under the whole table or under each part, 小计 below its part or above it, and means. A row is
//! compared with the rows that its name and its place say; one that is no sum is left out and compared with nothing.

use std::collections::BTreeSet;

use crate::foundations::{Code, SumKind, SumName, exact_text};
use crate::problem::{Column, Place, Problems};
use crate::rubric::NodeDraft;
use crate::table::cell::{self, numerals, plain};
use crate::table::fault::TableFault;
use crate::table::grid::Grid;
use crate::table::headings::key;
use crate::table::records::Row;

/// A row that sums up others.
pub(super) struct Total {
    /// The row.
    pub(super) row: Row,
    /// What it is called, as it is written.
    pub(super) label: String,
}

/// Whether a cell names a row of sums: 合计, 得分合计（分）, 领导力小计, Total points.
pub(super) fn is_total(cell: &str) -> bool {
    named(cell).is_some()
}

fn named(cell: &str) -> Option<SumName> {
    SumName::of(&key(cell))
}

/// A clause without clauses below it.
struct Leaf<'n> {
    /// Which of the leaves it is.
    at: usize,
    row: usize,
    code: &'n Code,
    points: u64,
}

/// Rows of sums are left out. One that agrees with the rows, or is no sum, is a warning; another one is an error.
pub(super) fn judge(grid: &Grid, nodes: &[(usize, &NodeDraft)], problems: &mut Problems<TableFault>) {
    let coded = || {
        nodes
            .iter()
            .filter_map(|(row, node)| Some((*row, node.code.as_ref()?, *node)))
    };
    let parents: BTreeSet<Code> = coded().filter_map(|(_, code, _)| code.parent()).collect();
    let leaves: Vec<Leaf<'_>> = coded()
        .filter(|(_, code, _)| !parents.contains(code))
        .enumerate()
        .map(|(at, (row, code, node))| Leaf {
            at,
            row,
            code,
            points: node.points.unwrap_or(0),
        })
        .collect();
    let names: Vec<Option<SumName>> = grid.totals.iter().map(|total| named(&total.label)).collect();
    for (total, name) in grid.totals.iter().zip(&names) {
        let Some(name) = name else { continue };
        let (row, label) = (&total.row, total.label.clone());
        if let Ok(code) = grid.code(row)
            && code.as_str() != plain(&label)
        {
            let code = code.to_string();
            let place = Place::Row(row.number, Some(Column::Name));
            problems.error(place, TableFault::TotalWithCode { label, code });
            continue;
        }
        let place = Place::Row(row.number, None);
        let typed = grid.cell(row, &Column::Points);
        let number = match cell::number(typed) {
            Ok(None) => {
                problems.warn(place, TableFault::TotalLeftOut { label });
                continue;
            }
            Ok(Some(number)) if name.kind != SumKind::NoSum => number,
            _ => {
                let found = typed.to_owned();
                problems.warn(place, TableFault::TotalNotCompared { label, found });
                continue;
            }
        };
        let same_word = |(other, named): (&Total, &Option<SumName>)| {
            let same = named.as_ref().is_some_and(|named| named.word == name.word);
            same.then_some(other.row.number)
        };
        let with_word: Vec<usize> = grid.totals.iter().zip(&names).filter_map(same_word).collect();
        let spans = spans(row.number, name, &with_word, &leaves, nodes);
        if spans
            .iter()
            .any(|span| exact_text(number) == sum(span).to_string())
        {
            problems.warn(place, TableFault::TotalLeftOut { label });
            continue;
        }
        if !name.of.is_empty() && part_named(&name.of, nodes).is_none() {
            // It sums up what only its author knows: 方法类合计.
            let found = typed.to_owned();
            problems.warn(place, TableFault::TotalNotCompared { label, found });
            continue;
        }
        let first = spans.first().map_or(&[][..], Vec::as_slice);
        let fault = TableFault::TotalRowDiffers {
            label,
            found: typed.to_owned(),
            sum: sum(first),
            rows: runs(first),
        };
        problems.error(Place::Row(row.number, Some(Column::Points)), fault);
    }
}

/// The leaves that a row may sum up, the likeliest first: by its name where that names a part, else by its place
/// among the rows with the same word.
fn spans<'l>(
    row: usize,
    name: &SumName,
    with_word: &[usize],
    leaves: &'l [Leaf<'l>],
    nodes: &[(usize, &NodeDraft)],
) -> Vec<Vec<&'l Leaf<'l>>> {
    let rows = |from: usize, to: usize| leaves.iter().filter(move |leaf| from < leaf.row && leaf.row < to);
    let below = |above: &Code| -> Vec<&Leaf<'_>> {
        let within = |leaf: &&Leaf<'_>| lineage(leaf.code).iter().any(|code| code == above);
        leaves.iter().filter(within).collect()
    };
    if let Some(part) = part_named(&name.of, nodes) {
        return vec![below(&part)];
    }
    let whole: Vec<&Leaf<'_>> = leaves.iter().collect();
    if name.kind == SumKind::Running {
        return vec![rows(0, row).collect()];
    }
    let before = with_word.iter().rev().find(|other| **other < row).copied();
    let next = with_word.iter().find(|other| **other > row).copied();
    let heads = with_word
        .first()
        .is_some_and(|first| rows(0, *first).next().is_none());
    let mut spans: Vec<Vec<&Leaf<'_>>> = Vec::new();
    if name.kind == SumKind::Sum && with_word.len() == 1 {
        spans.push(whole.clone());
    }
    if heads {
        spans.push(rows(row, next.unwrap_or(usize::MAX)).collect());
    } else {
        spans.push(rows(before.unwrap_or(0), row).collect());
        // A part that alone has its sum.
        let last = rows(0, row)
            .next_back()
            .map(|leaf| lineage(leaf.code))
            .unwrap_or_default();
        let above = last.get(1..).filter(|above| !above.is_empty()).unwrap_or(&last);
        spans.extend(
            above
                .iter()
                .map(|code| below(code).into_iter().filter(|leaf| leaf.row < row).collect()),
        );
    }
    spans.push(whole);
    spans.retain(|span| !span.is_empty());
    spans
}

/// A code and those above it.
fn lineage(code: &Code) -> Vec<Code> {
    core::iter::successors(Some(code.clone()), Code::parent).collect()
}

/// The part or clause that the name of a row of sums begins with: its code, its name, or 第一部分.
fn part_named(of: &str, nodes: &[(usize, &NodeDraft)]) -> Option<Code> {
    if of.is_empty() {
        return None;
    }
    let known = nodes.iter().find_map(|(_, node)| {
        let code = node.code.as_ref()?;
        let (number, name) = (key(code.as_str()), key(&node.name.zh));
        let both = format!("{number}{name}");
        [number, name, both]
            .iter()
            .any(|one| one == of)
            .then(|| code.clone())
    });
    known.or_else(|| {
        let number = of.strip_prefix('第')?.trim_end_matches(['部', '分', '章', '节']);
        let number = numerals(number).unwrap_or_else(|| number.to_owned());
        let parts = nodes.iter().filter_map(|(_, node)| node.code.as_ref());
        let place: usize = number.parse().ok()?;
        parts
            .filter(|code| code.parent().is_none())
            .nth(place.checked_sub(1)?)
            .cloned()
    })
}

fn sum(span: &[&Leaf<'_>]) -> u64 {
    span.iter().fold(0, |sum, leaf| sum.saturating_add(leaf.points))
}

/// The rows of a span, from and to: clauses that follow each other are one run.
fn runs(span: &[&Leaf<'_>]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut last = None;
    for leaf in span {
        match runs.last_mut() {
            Some((_, to)) if last == leaf.at.checked_sub(1) => *to = leaf.row,
            _ => runs.push((leaf.row, leaf.row)),
        }
        last = Some(leaf.at);
    }
    runs
}
