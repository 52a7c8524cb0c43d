//! Figures for spreadsheets, as CSV that Chinese Excel opens: UTF-8 with a byte order mark, CRLF lines.
//!
//! Spreadsheets make a number of the code 1.10 and a date of the fraction 11/2 when they open a CSV file, and keep no
//! trace of what stood there. So what must stay as it is stands in square brackets: `[1.10]`, `[11/2]`. In no language
//! does a spreadsheet take that for a number, a date or a formula; people see it, and our own tables take it back.

use crate::foundations::{Exact, Lang, decimal_or_fraction, exact_text, half_width, is_unseen, visible};
use crate::panel::{Group, Ranking};
use crate::rubric::Rubric;
use crate::scoring::Aggregate;
use crate::words;

/// Several sheets of one applicant and stage, clause by clause.
pub fn aggregate_csv(rubric: &Rubric, aggregate: &Aggregate, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let mut table = Table::new();
    table.notice(rubric, lang);
    table.row(&words::aggregate_columns(lang));
    let points = |score: Option<Exact>| score.map_or_else(String::new, |score| rounding.print(score));
    let exact = |score: Option<Exact>| score.map_or_else(String::new, |score| kept(&exact_text(score)));
    let percent = |value: Option<Exact>| match value.map(decimal_or_fraction) {
        Some(fraction) if fraction.contains('/') => kept(&fraction),
        other => other.unwrap_or_default(),
    };
    // Clauses and parts stand in the order of the nodes.
    let tally = &aggregate.tally;
    let mut clauses = tally.clauses.iter().zip(&aggregate.spreads).peekable();
    let mut parts = tally.parts.iter().peekable();
    for node in rubric.nodes() {
        let name = named(node.name.get(lang));
        let code = kept(node.code.as_str());
        let part = parts.next_if(|part| part.code == node.code);
        // A part without clauses below it is a clause itself, and stands as one.
        if let Some((clause, spread)) = clauses.next_if(|(clause, _)| clause.code == node.code) {
            let (score, max) = (clause.score, exact_text(clause.max));
            let spreads = [percent(spread.min), percent(spread.max), percent(spread.spread)];
            let [min, top, spread] = spreads;
            table.row(&[code, name, points(score), exact(score), max, min, top, spread]);
        } else if let Some(part) = part {
            let (score, max) = (part.score, exact_text(part.max));
            table.row(&[
                code,
                name,
                points(score),
                exact(score),
                max,
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
    }
    let total = aggregate.tally.total;
    let whole = exact_text(aggregate.tally.max);
    let label = words::total(lang).to_owned();
    table.row(&[
        String::new(),
        label,
        points(total),
        exact(total),
        whole,
        String::new(),
        String::new(),
        String::new(),
    ]);
    table.finish()
}

/// A secretariat's desk: one row for each applicant and stage.
pub fn summary_csv(rubric: &Rubric, groups: &[Group<'_>], ranking: &Ranking<'_>, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let mut table = Table::new();
    table.notice(rubric, lang);
    table.row(&words::summary_columns(lang));
    for group in groups {
        let total = group.total();
        let ranked = ranking
            .ranked
            .iter()
            .find(|ranked| ranked.applicant == group.applicant);
        let ranked = ranked.filter(|_| group.stage == crate::scoresheet::Stage::Site);
        let shared = ranked
            .filter(|ranked| ranked.shared)
            .map(|_| words::shared_rank(lang));
        table.row(&[
            named(group.applicant),
            words::stage(group.stage, lang).to_owned(),
            group.sheets.len().to_string(),
            total.map_or_else(String::new, |total| rounding.print(total)),
            total.map_or_else(String::new, |total| kept(&exact_text(total))),
            ranked.map_or_else(String::new, |ranked| ranked.rank.to_string()),
            shared.unwrap_or_default().to_owned(),
        ]);
    }
    table.finish()
}

/// A CSV text as it grows.
struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new() -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer("\u{FEFF}".as_bytes().to_vec());
        Self { writer }
    }

    /// The line that numbers must carry while they are not official.
    fn notice(&mut self, rubric: &Rubric, lang: Lang) {
        if let Some(notice) = words::notice_for(rubric.status(), lang) {
            self.row(&[notice]);
        }
    }

    /// Writes a row; the writer's sink is memory and cannot fail.
    fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
        let shown = cells.map(|cell| visible(&cell).into_owned());
        self.writer.write_record(shown).unwrap_or_default();
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A text that no spreadsheet takes for a number or a date.
fn kept(text: &str) -> String {
    format!("[{text}]")
}

/// A name as it is, but for one that a spreadsheet would change: `001`, `1-2`, `1月2日`.
fn named(name: &str) -> String {
    let plain = half_width(name);
    let letters = plain.chars().filter(|sign| sign.is_alphabetic()).count();
    let of_dates = |sign: char| sign.is_ascii() || "年月日时分秒".contains(sign);
    if plain.trim_start().starts_with(|sign: char| sign.is_ascii_digit())
        && letters <= 3
        && plain.chars().all(of_dates)
    {
        kept(name)
    } else {
        name.to_owned()
    }
}

/// A cell that no spreadsheet takes for a formula. Chinese Excel takes the full-width signs for the others, and blanks
/// and signs that nobody sees may fall away on opening before it looks.
fn harmless(cell: &str) -> String {
    let unseen =
        |sign: char| sign.is_whitespace() || is_unseen(sign) || matches!(sign, '\u{200C}' | '\u{200D}');
    let begins = half_width(cell.trim_start_matches(unseen)).starts_with(['=', '+', '-', '@']);
    if begins || cell.starts_with(['\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
