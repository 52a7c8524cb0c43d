//! Where the headings stand and which columns they name.
//!
//! Offices put titles above their tables, spread headings over two rows, print both languages, add units and notes
//! in brackets, and paste characters that nobody sees.

use crate::foundations::half_width;
use crate::problem::Column;
use crate::table::cell::seen;
use crate::table::records::Row;

/// How many rows with content are looked through for the headings.
pub(super) const LOOKED_THROUGH: usize = 20;

/// A column that a kind of table knows.
pub(super) struct Known {
    /// The column.
    pub(super) column: Column,
    /// Its usual heading.
    pub(super) name: String,
    /// All its headings, as headings are compared.
    keys: Vec<String>,
    /// Whether a table must have it.
    pub(super) needed: bool,
}

impl Known {
    /// A column with its headings, the usual one first.
    pub(super) fn new(column: Column, names: &[&str], needed: bool) -> Self {
        let name = names.first().copied().unwrap_or_default();
        Self {
            column,
            name: half_width(name).trim().to_owned(),
            keys: names.iter().map(|name| key(name)).collect(),
            needed,
        }
    }
}

/// What a cell of the header says of its column.
#[derive(Clone)]
pub(super) enum Heading {
    /// The known column at this place of the layout.
    Known(usize),
    /// A heading that this kind of table does not know.
    Unknown(String),
    /// Nothing.
    Unnamed,
}

/// The headings as they were found.
pub(super) struct Header {
    /// How many rows with content stand above them.
    pub(super) above: usize,
    /// How many rows they take: one or two.
    pub(super) rows: usize,
    /// What each column is, from the left.
    pub(super) headings: Vec<Heading>,
    /// Whether every needed column is there.
    pub(super) complete: bool,
    /// How many known columns there are.
    pub(super) known: usize,
}

impl Header {
    /// The best row or pair of rows among the first ones.
    pub(super) fn find(rows: &[Row], layout: &[Known]) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (above, row) in rows.iter().enumerate().take(LOOKED_THROUGH) {
            let alone: Vec<Heading> = row.cells.iter().map(|cell| heading(cell, layout)).collect();
            let pair = rows.get(above + 1).and_then(|next| joined(row, next, layout));
            for (rows, headings) in [(1, Some(alone)), (2, pair)] {
                let Some(headings) = headings else { continue };
                let found = Self::of(above, rows, headings, layout);
                if best.as_ref().is_none_or(|best| found.is_better_than(best)) {
                    best = Some(found);
                }
            }
        }
        best
    }

    fn of(above: usize, rows: usize, headings: Vec<Heading>, layout: &[Known]) -> Self {
        let there = |at: usize| {
            headings
                .iter()
                .any(|one| matches!(one, Heading::Known(known) if *known == at))
        };
        let known = (0..layout.len()).filter(|at| there(*at)).count();
        let complete = layout
            .iter()
            .enumerate()
            .all(|(at, column)| !column.needed || there(at));
        Self {
            above,
            rows,
            headings,
            complete,
            known,
        }
    }

    /// Whether it should be taken in place of another. One row is better than two that say no more, since the other
    /// is a title then; of equal ones the first stays.
    pub(super) fn is_better_than(&self, other: &Self) -> bool {
        let merit = |header: &Self| (header.complete, header.known, header.rows == 1);
        merit(self) > merit(other)
    }
}

/// Two rows read as one: a heading above, a heading below, or the same in both.
fn joined(upper: &Row, lower: &Row, layout: &[Known]) -> Option<Vec<Heading>> {
    let cell = |row: &'_ Row, at: usize| row.cells.get(at).cloned().unwrap_or_default();
    let width = upper.cells.len().max(lower.cells.len());
    let mut headings = Vec::new();
    for at in 0..width {
        let (above, below) = (cell(upper, at), cell(lower, at));
        headings.push(match (heading(&above, layout), heading(&below, layout)) {
            (Heading::Known(one), Heading::Known(other)) if one != other => return None,
            // Below the heading of the codes a row of content has its code.
            (Heading::Known(CODE), Heading::Unknown(_)) => return None,
            (Heading::Known(one), _) | (_, Heading::Known(one)) => Heading::Known(one),
            (Heading::Unknown(one), Heading::Unknown(other)) => Heading::Unknown(format!("{one} {other}")),
            (Heading::Unknown(one), Heading::Unnamed) | (Heading::Unnamed, Heading::Unknown(one)) => {
                Heading::Unknown(one)
            }
            (Heading::Unnamed, Heading::Unnamed) => Heading::Unnamed,
        });
    }
    Some(headings)
}

/// Every layout begins with the codes.
const CODE: usize = 0;

/// What a cell says as a heading.
pub(super) fn heading(cell: &str, layout: &[Known]) -> Heading {
    let key = key(cell);
    let named = |name: &str| {
        let found = layout
            .iter()
            .position(|known| known.keys.iter().any(|one| one == name));
        found.filter(|_| !name.is_empty())
    };
    if key.is_empty() {
        return Heading::Unnamed;
    }
    let (base, note) = in_brackets(&key).unwrap_or((&key, ""));
    // A star marks what must be filled in.
    let bare = base.trim_start_matches('*').trim_end_matches(['%', '*', ':']);
    let found = named(&key).or_else(|| named(base)).or_else(|| named(bare));
    match (found, named(note)) {
        // A note that names another column leaves open which one is meant.
        (Some(one), Some(other)) if one != other => Heading::Unknown(shown(cell)),
        (Some(one), _) => Heading::Known(one),
        (None, _) => Heading::Unknown(shown(cell)),
    }
}

/// An unknown heading as messages show it.
fn shown(cell: &str) -> String {
    half_width(&seen(cell)).trim().to_owned()
}

/// A text as headings are compared: no blanks, no unseen characters, half-width, small letters, round brackets.
pub(super) fn key(cell: &str) -> String {
    let round = |character: char| match character {
        '\u{3010}' | '\u{3014}' | '[' => '(',
        '\u{3011}' | '\u{3015}' | ']' => ')',
        other => other,
    };
    half_width(&seen(cell))
        .to_lowercase()
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(round)
        .collect()
}

/// What stands before brackets at the end, and what in them.
fn in_brackets(key: &str) -> Option<(&str, &str)> {
    key.strip_suffix(')')?.split_once('(')
}
