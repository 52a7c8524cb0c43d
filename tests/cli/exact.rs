//! Random rubrics and sheets against a computation of the tests' own: their own fractions, rules, rounding and texts.
//! Of the library only the list of rules is used here, so that none is left out.

use std::fmt::Write as _;

use scoring::scoring::Rule;
use test_support::fraction::Fraction;
use test_support::random::Random;

use crate::desk::{Desk, Outcome};

/// How a clause is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Steps(usize),
    Components(&'static [&'static str]),
    Anything,
}

/// A kind, a method (none for the default), and what it asks for.
type Manner = (&'static str, &'static str, Form);

const MANNERS: [Manner; 12] = [
    ("方法类", "", Form::Steps(5)),
    ("enabler", "", Form::Steps(5)),
    ("结果类", "", Form::Steps(5)),
    ("result", "", Form::Steps(5)),
    ("方法类", "adli_range", Form::Steps(5)),
    ("结果类", "letci_range", Form::Steps(5)),
    ("方法类", "caf_classic_enabler", Form::Steps(1)),
    ("结果类", "caf_classic_result", Form::Steps(1)),
    (
        "方法类",
        "caf_fine_enabler",
        Form::Components(&["P", "D", "C", "A"]),
    ),
    ("结果类", "caf_fine_result", Form::Components(&["T", "G"])),
    ("方法类", "direct_points", Form::Anything),
    ("结果类", "direct_points", Form::Anything),
];

const COMPONENTS: [&str; 6] = ["P", "D", "C", "A", "T", "G"];

#[derive(Clone, Debug)]
struct Row {
    code: String,
    parent: String,
    kind: &'static str,
    method: &'static str,
    /// Points and form of a clause; nothing for what has rows below.
    clause: Option<(i128, Form)>,
    /// What a parent declares.
    declares: bool,
}

/// A clause as the test knows it.
#[derive(Clone, Debug)]
struct Clause {
    code: String,
    part: String,
    points: i128,
    form: Form,
}

struct Rubric {
    rows: Vec<Row>,
    parts: Vec<String>,
    clauses: Vec<Clause>,
}

impl Rubric {
    fn random(random: &mut Random) -> Self {
        let mut rows = Vec::new();
        let first = 1 + random.below(9);
        for part in 0..1 + random.below(12) {
            let manner = random.pick(&MANNERS);
            let code = (first + part).to_string();
            let says_it_above = random.one_in(2);
            grow(
                &mut rows,
                random,
                &code,
                "",
                if says_it_above { Some(manner) } else { None },
                0,
            );
        }
        if random.one_in(3) {
            random.shuffle(&mut rows);
        }
        let mut rubric = Self {
            parts: rows
                .iter()
                .filter(|row| row.parent.is_empty())
                .map(|row| row.code.clone())
                .collect(),
            clauses: Vec::new(),
            rows,
        };
        for part in rubric.parts.clone() {
            rubric.walk(&part.clone(), &part);
        }
        rubric
    }

    /// Collects the clauses below a code in the order of their rows.
    fn walk(&mut self, code: &str, part: &str) {
        let row = self
            .rows
            .iter()
            .find(|row| row.code == code)
            .expect("the row")
            .clone();
        if let Some((points, form)) = row.clause {
            self.clauses.push(Clause {
                code: row.code,
                part: part.to_owned(),
                points,
                form,
            });
        }
        let below: Vec<String> = self
            .rows
            .iter()
            .filter(|row| row.parent == code)
            .map(|row| row.code.clone())
            .collect();
        for code in below {
            self.walk(&code, part);
        }
    }

    /// The points of all clauses at or below a code.
    fn points(&self, code: &str) -> i128 {
        let below = format!("{code}.");
        let inside = |clause: &&Clause| clause.code == code || clause.code.starts_with(&below);
        self.clauses
            .iter()
            .filter(inside)
            .map(|clause| clause.points)
            .sum()
    }

    fn total(&self) -> i128 {
        self.clauses.iter().map(|clause| clause.points).sum()
    }

    fn table(&self) -> String {
        let mut table = "编号,名称,类别,分值,方法\n".to_owned();
        for row in &self.rows {
            let points = match row.clause {
                Some((points, _)) => points.to_string(),
                None if row.declares => self.points(&row.code).to_string(),
                None => String::new(),
            };
            let _ = writeln!(
                table,
                "{},第{}条,{},{points},{}",
                row.code, row.code, row.kind, row.method
            );
        }
        table
    }
}

fn grow(
    rows: &mut Vec<Row>,
    random: &mut Random,
    code: &str,
    parent: &str,
    above: Option<Manner>,
    depth: usize,
) {
    let is_clause = depth == 3 || random.one_in(if depth == 0 { 6 } else { 2 });
    // What is said above is inherited; else each clause says it.
    let manner = above.unwrap_or_else(|| random.pick(&MANNERS));
    let says_it = if depth == 0 {
        above.is_some() || is_clause
    } else {
        above.is_none() && is_clause
    };
    let points = 1 + i128::try_from(random.below(240)).expect("small");
    rows.push(Row {
        code: code.to_owned(),
        parent: parent.to_owned(),
        kind: if says_it { manner.0 } else { "" },
        method: if says_it { manner.1 } else { "" },
        clause: is_clause.then_some((points, manner.2)),
        declares: random.one_in(2),
    });
    if !is_clause {
        for below in 1..=1 + random.below(if depth == 0 { 5 } else { 3 }) {
            grow(rows, random, &format!("{code}.{below}"), code, above, depth + 1);
        }
    }
}

/// What a sheet gives each clause, in the rubric's order.
struct Sheet {
    table: String,
    percents: Vec<Option<Fraction>>,
}

impl Sheet {
    fn random(rubric: &Rubric, random: &mut Random) -> Self {
        let incomplete = random.one_in(8);
        let used = |component: &&&str| {
            let uses =
                |clause: &Clause| matches!(clause.form, Form::Components(ids) if ids.contains(component));
            rubric.clauses.iter().any(uses)
        };
        let columns: Vec<&str> = COMPONENTS.iter().filter(used).copied().collect();
        let mut lines = Vec::new();
        let mut percents = Vec::new();
        for clause in &rubric.clauses {
            let mut cells = vec![String::new(); columns.len() + 1];
            if incomplete && random.one_in(4) {
                percents.push(None);
                // A clause without a value may have an empty row, or none.
                if random.one_in(2) {
                    continue;
                }
            } else {
                percents.push(Some(typed(clause.form, &columns, &mut cells, random)));
            }
            lines.push(format!("{},{}\n", clause.code, cells.join(",")));
        }
        if random.one_in(3) {
            random.shuffle(&mut lines);
        }
        // A table of a header alone is refused; this row is a part's or a clause's without a value.
        if lines.is_empty() {
            lines.push(format!("{}{}\n", rubric.parts[0], ",".repeat(columns.len() + 1)));
        }
        let head = columns
            .iter()
            .fold("编号,百分比".to_owned(), |head, column| head + "," + column);
        Self {
            table: format!("{head}\n{}", lines.concat()),
            percents,
        }
    }
}

/// Fills in the cells of one clause, and returns the percentage they stand for.
fn typed(form: Form, columns: &[&str], cells: &mut [String], random: &mut Random) -> Fraction {
    match form {
        Form::Steps(step) => {
            let value = step * random.below(100 / step + 1);
            cells[0] = written(&value.to_string(), true, random);
            Fraction::whole(value as i128)
        }
        Form::Anything => {
            let decimals = if random.one_in(4) {
                random.below(11)
            } else {
                random.below(4)
            };
            let unit = 10_usize.pow(decimals as u32);
            let value = random.below(100 * unit + 1);
            let text = match decimals {
                0 => value.to_string(),
                _ => format!("{}.{:0decimals$}", value / unit, value % unit),
            };
            cells[0] = written(&text, decimals == 0, random);
            Fraction::of(value as i128, unit as i128)
        }
        Form::Components(ids) => {
            let values: Vec<Fraction> = ids
                .iter()
                .map(|id| {
                    let value = random.below(101);
                    let at = columns
                        .iter()
                        .position(|column| column == id)
                        .expect("the column");
                    cells[at + 1] = written(&value.to_string(), true, random);
                    Fraction::whole(value as i128)
                })
                .collect();
            Fraction::mean(&values)
        }
    }
}

/// A number in one of the ways in which people write it.
fn written(number: &str, whole: bool, random: &mut Random) -> String {
    let wide = |text: &str| -> String {
        let wider = |character: char| char::from_u32(u32::from(character) + 0xFEE0).expect("a wide form");
        text.chars().map(wider).collect()
    };
    match random.below(8) {
        0 => format!("{number}%"),
        1 => format!("{number} %"),
        2 => wide(number),
        3 => wide(&format!("{number}%")),
        4 if whole => format!("{number}.0"),
        5 => format!(" {number} "),
        _ => number.to_owned(),
    }
}

/// A score as JSON.
fn score(number: Option<Fraction>) -> String {
    number.map_or("null".to_owned(), |number| {
        format!(
            "{{\"points\":\"{}\",\"exact\":\"{}\"}}",
            number.points(),
            number.exact()
        )
    })
}

fn percent(number: Option<Fraction>) -> String {
    number.map_or("null".to_owned(), |number| format!("\"{}\"", number.percent()))
}

/// The points of each clause, each part, and all.
struct Scores {
    clauses: Vec<Option<Fraction>>,
    parts: Vec<Option<Fraction>>,
    total: Option<Fraction>,
}

impl Scores {
    fn of(rubric: &Rubric, percents: &[Option<Fraction>]) -> Self {
        let scored = |(clause, percent): (&Clause, &Option<Fraction>)| {
            percent.map(|percent| percent.times(Fraction::of(clause.points, 100)))
        };
        let clauses: Vec<Option<Fraction>> = rubric.clauses.iter().zip(percents).map(scored).collect();
        let sum = |part: Option<&String>| -> Option<Fraction> {
            let inside = rubric.clauses.iter().zip(&clauses);
            let inside = inside.filter(|(clause, _)| part.is_none_or(|part| &clause.part == part));
            let scores: Option<Vec<Fraction>> = inside.map(|(_, score)| *score).collect();
            scores.map(Fraction::sum)
        };
        Self {
            parts: rubric.parts.iter().map(|part| sum(Some(part))).collect(),
            total: sum(None),
            clauses,
        }
    }
}

fn expected_total(rubric: &Rubric, sheet: &Sheet) -> String {
    let scores = Scores::of(rubric, &sheet.percents);
    let scored = sheet.percents.iter().flatten().count();
    let parts: Vec<String> = rubric
        .parts
        .iter()
        .zip(&scores.parts)
        .map(|(part, sum)| {
            let (sum, max) = (score(*sum), rubric.points(part));
            format!("{{\"code\":\"{part}\",\"score\":{sum},\"max\":\"{max}\"}}")
        })
        .collect();
    let clauses: Vec<String> = rubric
        .clauses
        .iter()
        .zip(sheet.percents.iter().zip(&scores.clauses))
        .map(|(clause, (given, points))| {
            let (given, points) = (percent(*given), score(*points));
            format!(
                "{{\"code\":\"{}\",\"percent\":{given},\"score\":{points}}}",
                clause.code
            )
        })
        .collect();
    format!(
        "{{\"kind\":\"total\",\"scored\":{scored},\"clauses\":{},\"total\":{},\"parts\":[{}],\"clause_scores\":[{}],\"rounding\":{{\"rule\":\"half_up\",\"decimals\":2}}}}\n",
        rubric.clauses.len(),
        score(scores.total),
        parts.join(","),
        clauses.join(",")
    )
}

/// The rules, and how many sheets each needs.
const RULES: [(&str, usize); 4] = [("mean", 1), ("median", 1), ("trimmed", 5), ("trimmed_two", 7)];

/// So many sheets a rubric has at the most: more than any rule needs.
const MOST_SHEETS: usize = 9;

fn by_rule(rule: &str, sorted: &[Fraction]) -> Fraction {
    let count = sorted.len();
    match rule {
        "mean" => Fraction::mean(sorted),
        "median" if count % 2 == 1 => sorted[count / 2],
        "median" => Fraction::mean(&[sorted[count / 2 - 1], sorted[count / 2]]),
        "trimmed" => Fraction::mean(&sorted[1..count - 1]),
        "trimmed_two" => Fraction::mean(&sorted[2..count - 2]),
        other => panic!("no rule {other}"),
    }
}

fn expected_aggregate(rubric: &Rubric, sheets: &[Sheet], rule: &str) -> String {
    let given = |at: usize| -> Option<Vec<Fraction>> {
        let mut given: Vec<Fraction> = sheets
            .iter()
            .map(|sheet| sheet.percents[at])
            .collect::<Option<_>>()?;
        given.sort_unstable();
        Some(given)
    };
    let sorted: Vec<Option<Vec<Fraction>>> = (0..rubric.clauses.len()).map(given).collect();
    let percents: Vec<Option<Fraction>> = sorted
        .iter()
        .map(|sorted| sorted.as_ref().map(|sorted| by_rule(rule, sorted)))
        .collect();
    let scores = Scores::of(rubric, &percents);
    let parts: Vec<String> = rubric
        .parts
        .iter()
        .zip(&scores.parts)
        .map(|(part, sum)| format!("{{\"code\":\"{part}\",\"score\":{}}}", score(*sum)))
        .collect();
    let clauses: Vec<String> = rubric
        .clauses
        .iter()
        .zip(sorted.iter().zip(&scores.clauses))
        .map(|(clause, (sorted, points))| {
            let ends = sorted
                .as_ref()
                .map(|sorted| (sorted[0], sorted[sorted.len() - 1]));
            format!(
                "{{\"code\":\"{}\",\"score\":{},\"min\":{},\"max\":{},\"spread\":{}}}",
                clause.code,
                score(*points),
                percent(ends.map(|ends| ends.0)),
                percent(ends.map(|ends| ends.1)),
                percent(ends.map(|ends| ends.1.minus(ends.0)))
            )
        })
        .collect();
    format!(
        "{{\"kind\":\"aggregate\",\"rule\":\"{rule}\",\"sheets\":{},\"total\":{},\"parts\":[{}],\"clauses\":[{}],\"per\":\"clause\",\"rounding\":{{\"rule\":\"half_up\",\"decimals\":2}}}}\n",
        sheets.len(),
        score(scores.total),
        parts.join(","),
        clauses.join(",")
    )
}

fn check(seed: u64) {
    let mut random = Random::of_seed(seed);
    let rubric = Rubric::random(&mut random);
    let desk = Desk::new();
    let total = u64::try_from(rubric.total()).expect("points are not negative");
    let imported = desk.import_rubric("r", &rubric.table(), total);
    assert_eq!(imported.code, 0, "seed {seed}: {imported:?}\n{}", rubric.table());
    let sheets: Vec<Sheet> = (0..1 + random.below(MOST_SHEETS))
        .map(|_| Sheet::random(&rubric, &mut random))
        .collect();
    let mut files = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let name = format!("s{number}");
        let imported = desk.import_sheet(&name, &sheet.table);
        assert_eq!(imported.code, 0, "seed {seed}: {imported:?}\n{}", sheet.table);
        files.push(format!("{name}.json"));
    }
    let told = |outcome: Outcome, expected: &str, what: &str| {
        assert_eq!(outcome.code, 0, "seed {seed}, {what}: {outcome:?}");
        assert_eq!(outcome.out, expected, "seed {seed}, {what}\n{}", rubric.table());
    };
    // The totals of two sheets stand for those of all: the aggregates hold every one of them.
    for (file, sheet) in files.iter().zip(&sheets).take(2) {
        let outcome = desk.run(&["total", file, "--rubric", "r.json"]);
        told(outcome, &expected_total(&rubric, sheet), file);
    }
    for (rule, least) in RULES {
        let mut words = vec!["aggregate", "--rubric", "r.json", "--rule", rule];
        words.extend(files.iter().map(String::as_str));
        let outcome = desk.run(&words);
        if sheets.len() < least {
            outcome.refused(1);
        } else {
            told(outcome, &expected_aggregate(&rubric, &sheets, rule), rule);
        }
    }
}

/// Four tests side by side, so that they use the machine's cores; each is a hundred rubrics of its own.
fn check_hundred(from: u64) {
    (from..from + 100).for_each(check);
}

#[test]
fn every_rule_is_computed_here() {
    assert_eq!(RULES.map(|(rule, _)| rule), Rule::ALL.map(Rule::id));
    assert!(RULES.iter().all(|(_, least)| *least < MOST_SHEETS));
}

#[test]
fn random_sheets_agree_1() {
    check_hundred(1000);
}

#[test]
fn random_sheets_agree_2() {
    check_hundred(2000);
}

#[test]
fn random_sheets_agree_3() {
    check_hundred(3000);
}

#[test]
fn random_sheets_agree_4() {
    check_hundred(4000);
}
