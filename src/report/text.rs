//! The points of one sheet as plain text, for a terminal.

use crate::foundations::{Exact, Lang, decimal_or_fraction, visible_line};
use crate::rubric::Rubric;
use crate::scoring::Tally;
use crate::words;

/// One line a part and clause, the total, the rounding, and the line for numbers that are not official. Names from
/// the rubric stand with their control characters visible, since a terminal would obey them.
pub fn tally_text(rubric: &Rubric, tally: &Tally, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let score =
        |score: Option<Exact>| score.map_or_else(|| "\u{2014}".to_owned(), |score| rounding.print(score));
    let mut lines = vec![visible_line(rubric.title().get(lang)).into_owned()];
    lines.extend(words::notice_for(rubric.status(), lang).map(str::to_owned));
    // Clauses and parts stand in the order of the nodes.
    let (mut clauses, mut parts) = (tally.clauses.iter().peekable(), tally.parts.iter().peekable());
    for node in rubric.nodes() {
        let indent = "  ".repeat(node.depth);
        let name = visible_line(node.name.get(lang));
        let part = parts.next_if(|part| part.code == node.code);
        if let Some(clause) = clauses.next_if(|clause| clause.code == node.code) {
            let percent = clause
                .percent
                .map_or_else(String::new, |percent| decimal_or_fraction(percent) + "%");
            let (got, max) = (score(clause.score), clause.max);
            lines.push(format!("{indent}{} {name}  {percent}  {got} / {max}", node.code));
        } else if let Some(part) = part {
            lines.push(format!(
                "{indent}{} {name}  {} / {}",
                node.code,
                score(part.score),
                part.max
            ));
        } else {
            lines.push(format!("{indent}{} {name}", node.code));
        }
    }
    lines.push(
        words::ScoredOf {
            scored: &tally.scored,
            clauses: &tally.clauses.len(),
        }
        .text(lang),
    );
    lines.push(format!(
        "{}  {} / {}",
        words::total(lang),
        score(tally.total),
        tally.max
    ));
    let rule = words::rounding_rule(rounding.rule, lang);
    lines.push(
        words::RoundingLine {
            rule: &rule,
            decimals: &rounding.decimals,
        }
        .text(lang),
    );
    lines.join("\n") + "\n"
}
