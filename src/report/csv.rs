//! Figures for spreadsheets, as CSV that Chinese Excel opens: UTF-8 with a byte order mark, CRLF lines.
//!
//! Spreadsheets make a number of the code 1.10 and a date of the fraction 11/2 when they open a CSV file, and keep no
//! trace of what stood there. So what must stay as it is stands in square brackets: `[1.10]`, `[11/2]`. In no language
//! does a spreadsheet take that for a number, a date or a formula; people see it, and our own tables take it back.

use crate::foundations::{Exact, Lang, decimal_or_fraction, exact_text, half_width, is_unseen, visible};
use crate::panel::Intake;
use crate::rubric::Rubric;
use crate::scoresheet::Stage;
use crate::scoring::{Aggregate, Rule};
use crate::words;

/// Several sheets of one applicant and stage, clause by clause.
pub fn aggregate_csv(rubric: &Rubric, aggregate: &Aggregate, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let mut table = Table::new(&words::aggregate_columns(lang));
    let [rule, digits, notice] = provenance(rubric, aggregate.rule, lang);
    let points = |score: Option<Exact>| score.map_or_else(String::new, |score| rounding.print(score));
    let exact =
        |score: Option<Exact>| score.map_or_else(String::new, |score| in_brackets(&exact_text(score)));
    let percent = |value: Option<Exact>| match value.map(decimal_or_fraction) {
        Some(fraction) if fraction.contains('/') => in_brackets(&fraction),
        other => other.unwrap_or_default(),
    };
    let mut row =
        |code: String, name: &str, score: Option<Exact>, max: Exact, spreads: [Option<Exact>; 3]| {
            let [min, top, spread] = spreads.map(percent);
            let (score, exact, max) = (points(score), exact(score), exact_text(max));
            table.row(&[
                &code, name, &score, &exact, &max, &min, &top, &spread, &rule, &digits, &notice,
            ]);
        };
    // Clauses and parts stand in the order of the nodes.
    let tally = &aggregate.tally;
    let mut clauses = tally.clauses.iter().zip(&aggregate.spreads).peekable();
    let mut parts = tally.parts.iter().peekable();
    for node in rubric.nodes() {
        let (code, name) = (in_brackets(node.code.as_str()), &named(node.name.get(lang)));
        let part = parts.next_if(|part| part.code == node.code);
        // A part without clauses below it is a clause itself, and stands as one.
        if let Some((clause, spread)) = clauses.next_if(|(clause, _)| clause.code == node.code) {
            let spreads = [spread.min, spread.max, spread.spread];
            row(code, name, clause.score, clause.max, spreads);
        } else if let Some(part) = part {
            row(code, name, part.score, part.max, [None; 3]);
        }
    }
    row(
        String::new(),
        words::total(lang),
        tally.total,
        tally.max,
        [None; 3],
    );
    table.finish()
}

/// A secretariat's desk: one row for each applicant and stage, those with a rank first and in its order. An applicant
/// without a rank has a row of the site review with the reasons, even where nobody has handed one in.
pub fn summary_csv(rubric: &Rubric, rule: Rule, intake: &Intake, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let ranking = intake.ranking();
    let mut table = Table::new(&words::summary_columns(lang));
    let [by_rule, digits, notice] = provenance(rubric, rule, lang);
    let mut row = |rank: &str, shared: &str, applicant: &str, stage: Stage, reason: &str| {
        let group = intake.group(applicant, stage, rubric, rule);
        let sheets = group.as_ref().map_or(0, |group| group.seats.len()).to_string();
        let total = group.and_then(|group| group.total());
        let score = total.map_or_else(String::new, |total| rounding.print(total));
        let exact = total.map_or_else(String::new, |total| in_brackets(&exact_text(total)));
        let stage = words::stage(stage, lang);
        table.row(&[
            rank,
            shared,
            &named(applicant),
            stage,
            &sheets,
            &score,
            &exact,
            reason,
            &by_rule,
            &digits,
            &notice,
        ]);
    };
    for ranked in &ranking.ranked {
        let shared = if ranked.shared {
            words::shared_rank(lang)
        } else {
            ""
        };
        row(
            &ranked.rank.to_string(),
            shared,
            ranked.applicant,
            Stage::Site,
            "",
        );
    }
    let between = if lang == Lang::Zh { "\u{FF1B}" } else { "; " };
    for unranked in &ranking.unranked {
        let reasons: Vec<String> = unranked
            .reasons
            .iter()
            .map(|reason| words::reason(reason, lang))
            .collect();
        row("", "", unranked.applicant, Stage::Site, &reasons.join(between));
    }
    for (applicant, stage) in intake
        .stages_with_sheets()
        .filter(|(_, stage)| *stage != Stage::Site)
    {
        row("", "", applicant, stage, "");
    }
    table.finish()
}

/// What stands beside every number: the rule, the rounding, and the line that numbers must carry while they are not
/// official. In columns, so that the headings are the first row of the file and every row has the same cells.
fn provenance(rubric: &Rubric, rule: Rule, lang: Lang) -> [String; 3] {
    let notice = words::notice_for(rubric.status(), lang).unwrap_or_default();
    [
        words::rule_in_full(rule, lang),
        words::rounding_in_short(rubric.rounding(), lang),
        notice.to_owned(),
    ]
}

/// A CSV text as it grows.
struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(headings: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{FEFF}".as_bytes().to_vec());
        let mut table = Self { writer };
        table.row(headings);
        table
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
fn in_brackets(text: &str) -> String {
    format!("[{text}]")
}

/// A name as it is, but for one that a spreadsheet would change: `001`, `1-2`, `1月2日`.
fn named(name: &str) -> String {
    let plain = half_width(name);
    let letters = plain
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    let of_dates = |character: char| character.is_ascii() || "年月日时分秒".contains(character);
    if plain
        .trim_start()
        .starts_with(|character: char| character.is_ascii_digit())
        && letters <= 3
        && plain.chars().all(of_dates)
    {
        in_brackets(name)
    } else {
        name.to_owned()
    }
}

/// A cell that no spreadsheet takes for a formula. Chinese Excel takes the full-width characters for the others, and blanks
/// and characters that nobody sees may fall away on opening before it looks.
fn harmless(cell: &str) -> String {
    let unseen = |character: char| {
        character.is_whitespace() || is_unseen(character) || matches!(character, '\u{200C}' | '\u{200D}')
    };
    let begins = half_width(cell.trim_start_matches(unseen)).starts_with(['=', '+', '-', '@']);
    if begins || cell.starts_with(['\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
