//! Rows that sum up others: what they are called, and in a rubric's table whether they agree with the rows.
//!
//! Offices write 合计 under the whole table or under each part, 小计 below its part or above it, and means. A row is
//! compared with the rows that its name and its place say; one that is no sum is left out and compared with nothing.
//! However many such rows there are, each is compared by sums that were made once.

use std::collections::BTreeMap;

use crate::foundations::{Code, OneByOne as _, SortedMap, SumKind, SumName, exact_text};
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

/// Rows of sums are left out. One that agrees with the rows, or is no sum, is a warning; another one is an error.
/// `nodes` are the rows of content, from the first on, and `rows` says where each code stands.
pub(super) fn judge(
    grid: &Grid,
    nodes: &[(usize, &NodeDraft)],
    rows: &BTreeMap<Code, usize>,
    problems: &mut Problems<TableFault>,
) {
    let mut clauses = Clauses::of(nodes, rows);
    if let Some((row, points)) = clauses.unnamed_sum() {
        let place = Place::Row(row, Some(Column::Points));
        problems.warn(place, TableFault::LooksLikeTotal { points });
    }
    let names: Vec<Option<SumName>> = grid.totals.iter().map(|total| named(&total.label)).collect();
    let names_parts = names.iter().flatten().any(|name| !name.of.is_empty());
    let parts = if names_parts {
        Parts::of(nodes)
    } else {
        Parts::default()
    };
    let mut with_word: Vec<(&str, Vec<usize>)> = Vec::new();
    for (total, name) in grid.totals.iter().zip(&names) {
        let Some(name) = name else { continue };
        match with_word.iter_mut().find(|(word, _)| *word == name.word) {
            Some((_, rows)) => rows.push(total.row.number),
            None => with_word.push((name.word, vec![total.row.number])),
        }
    }
    for (total, name) in grid.totals.iter().zip(&names) {
        let Some(name) = name else { continue };
        let (row, label) = (&total.row, total.label.clone());
        clauses.pass(row.number);
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
            Ok(Some(number)) if name.kind != SumKind::NoSum => exact_text(number),
            _ => {
                let found = typed.to_owned();
                problems.warn(place, TableFault::TotalNotCompared { label, found });
                continue;
            }
        };
        let part = parts.named(&name.of);
        let rows = with_word.iter().find(|(word, _)| *word == name.word);
        let rows = rows.map_or(&[][..], |(_, rows)| rows);
        let spans = clauses.spans(row.number, name.kind, part, rows);
        if spans.iter().any(|span| number == span.sum.to_string()) {
            problems.warn(place, TableFault::TotalLeftOut { label });
            continue;
        }
        let found = typed.to_owned();
        let first = spans.first().filter(|_| part.is_some() || name.of.is_empty());
        let Some(first) = first else {
            // It sums up what only its author knows: 方法类合计.
            problems.warn(place, TableFault::TotalNotCompared { label, found });
            continue;
        };
        let fault = TableFault::TotalRowDiffers {
            label,
            found,
            sum: first.sum,
            rows: (first.from, first.to),
        };
        problems.error(Place::Row(row.number, Some(Column::Points)), fault);
    }
}

/// Clauses that a row may sum up: their points, and the first and the last of their rows.
#[derive(Clone, Copy, Default)]
struct Span {
    sum: u64,
    from: usize,
    to: usize,
}

impl Span {
    fn is_empty(&self) -> bool {
        self.to == 0
    }

    fn add(&mut self, row: usize, points: u64) {
        self.sum = self.sum.saturating_add(points);
        self.from = if self.is_empty() { row } else { self.from };
        self.to = row;
    }
}

/// A clause without clauses below it.
struct Leaf {
    row: usize,
    /// Its place among the rows of content.
    node: usize,
    points: u64,
    /// The points of all leaves above it.
    before: u64,
}

/// The rows of content with what the clauses below each add up to.
struct Clauses {
    /// The place of the row above each in the tree.
    above: Vec<Option<usize>>,
    /// The clauses below each, itself among them.
    below: Vec<Span>,
    /// Those of them that were passed.
    passed: Vec<Span>,
    leaves: Vec<Leaf>,
    /// How many leaves were passed.
    at: usize,
}

impl Clauses {
    fn of(nodes: &[(usize, &NodeDraft)], rows: &BTreeMap<Code, usize>) -> Self {
        let place = |code: &Option<Code>| {
            let row = rows.get(&code.as_ref()?.parent()?)?;
            Some(nodes.partition_point(|(other, _)| other < row))
        };
        let above: Vec<Option<usize>> = nodes.iter().map(|(_, node)| place(&node.code)).collect();
        let mut is_leaf = vec![true; nodes.len()];
        for above in above.iter().flatten() {
            if let Some(leaf) = is_leaf.get_mut(*above) {
                *leaf = false;
            }
        }
        let mut clauses = Self {
            above,
            below: Vec::new(),
            passed: vec![Span::default(); nodes.len()],
            leaves: Vec::new(),
            at: 0,
        };
        let mut before = 0_u64;
        let nodes = nodes.iter().zip(is_leaf).enumerate();
        for (node, ((row, draft), _)) in nodes.filter(|(_, (_, is_leaf))| *is_leaf) {
            let points = draft.points.unwrap_or(0);
            clauses.leaves.push(Leaf {
                row: *row,
                node,
                points,
                before,
            });
            before = before.saturating_add(points);
        }
        clauses.pass(usize::MAX);
        clauses.below = clauses.passed.clone();
        clauses.passed.fill(Span::default());
        clauses.at = 0;
        clauses
    }

    /// Goes on to a row.
    fn pass(&mut self, row: usize) {
        while let Some(leaf) = self.leaves.get(self.at).filter(|leaf| leaf.row < row) {
            let mut next = Some(leaf.node);
            while let Some(node) = next {
                if let Some(span) = self.passed.get_mut(node) {
                    span.add(leaf.row, leaf.points);
                }
                next = self.above.get(node).copied().flatten();
            }
            self.at += 1;
        }
    }

    /// The clauses between two rows.
    fn between(&self, from: usize, to: usize) -> Span {
        let place = |row: usize| self.leaves.partition_point(|leaf| leaf.row < row);
        let within = self.leaves.get(place(from)..place(to)).unwrap_or_default();
        match (within.first(), within.last()) {
            (Some(first), Some(last)) => Span {
                sum: last.before.saturating_add(last.points) - first.before,
                from: first.row,
                to: last.row,
            },
            _ => Span::default(),
        }
    }

    /// What a row may sum up, the likeliest first: by its name where that names a part, else by its place among the
    /// rows with the same word.
    fn spans(&self, row: usize, kind: SumKind, part: Option<usize>, with_word: &[usize]) -> Vec<Span> {
        if let Some(part) = part {
            return self.below.get(part).copied().into_iter().collect();
        }
        if kind == SumKind::Running {
            return vec![self.between(0, row)];
        }
        let whole = self.between(0, usize::MAX);
        let mut spans = Vec::new();
        if kind == SumKind::Sum && with_word.len() == 1 {
            spans.push(whole);
        }
        let at = with_word.partition_point(|other| *other < row);
        let is_head = with_word
            .first()
            .is_some_and(|first| self.between(0, *first).is_empty());
        if is_head {
            spans.push(self.between(row, with_word.get(at + 1).copied().unwrap_or(usize::MAX)));
        } else {
            let before = at.checked_sub(1).and_then(|at| with_word.get(at));
            spans.push(self.between(before.copied().unwrap_or(0), row));
            // What the last clause above the row is a part of, or a part without clauses.
            let last = self.at.checked_sub(1).and_then(|at| self.leaves.get(at));
            let above = |node: usize| self.above.get(node).copied().flatten();
            let mut next = last.map(|leaf| above(leaf.node).unwrap_or(leaf.node));
            while let Some(node) = next {
                spans.extend(self.passed.get(node));
                next = above(node);
            }
        }
        spans.push(whole);
        spans.retain(|span| !span.is_empty());
        spans
    }

    /// A last part without clauses that has as many points as all clauses of two or more other parts together: a row of
    /// sums may have any name.
    fn unnamed_sum(&self) -> Option<(usize, u64)> {
        let last = self.above.iter().rposition(Option::is_none)?;
        let leaf = self.leaves.last().filter(|leaf| leaf.node == last)?;
        let parts = self.above.iter().filter(|above| above.is_none()).count();
        let has_clauses = parts < self.above.len();
        (parts > 2 && has_clauses && leaf.points == leaf.before).then_some((leaf.row, leaf.points))
    }
}

/// The parts and clauses that the name of a row of sums may begin with.
#[derive(Default)]
struct Parts {
    /// Their places, by code, by name, and by both.
    by_name: SortedMap<String, usize>,
    /// The places of those above all others, one after the other.
    first: Vec<usize>,
}

impl Parts {
    fn of(nodes: &[(usize, &NodeDraft)]) -> Self {
        let mut parts = Self::default();
        let mut names = Vec::new();
        for (place, (_, node)) in nodes.iter().enumerate() {
            let Some(code) = &node.code else { continue };
            if code.parent().is_none() {
                parts.first.push(place);
            }
            let (number, name) = (key(code.as_str()), key(&node.name.zh));
            let both = format!("{number}{name}");
            names.extend([number, name, both].map(|name| (name, place)));
        }
        // Of those with one name the first counts.
        parts.by_name = names.into_iter().rev().one_by_one();
        parts
    }

    /// The one with this code or name, or the 第一部分.
    fn named(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        self.by_name.get(name).copied().or_else(|| {
            let number = name
                .strip_prefix('第')?
                .trim_end_matches(['部', '分', '章', '节']);
            let number = numerals(number).unwrap_or_else(|| number.to_owned());
            let place: usize = number.parse().ok()?;
            self.first.get(place.checked_sub(1)?).copied()
        })
    }
}
