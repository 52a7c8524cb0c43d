//! Large inputs: few words, and nothing that grows with the square of the size.
//!
//! Nothing is measured. Each run has a bound that what grows with the size stays far below and what grows with its
//! square goes far beyond: there the system ends it, and the test fails instead of going on for an hour.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use crate::desk::{Desk, Outcome, RUBRIC_HEAD, SHEET_HEAD, outcome};

/// So many rows or clauses: a program that compares each with each other makes more than ten thousand million comparisons.
const MANY: usize = 150_000;

/// So many that moving half of the rows for each one takes longer than the bound.
const MORE: usize = 180_000;

/// So many of them stand in one part: a list has a limit of its own.
const IN_PART: usize = 50_000;

/// So many values stand in one sheet: a file has no longer list.
const IN_LIST: usize = 100_000;

/// The code of a clause.
fn code(number: usize) -> String {
    format!("{}.{}", number / IN_PART + 1, number % IN_PART + 1)
}

/// The most problems that are reported of one input.
const MOST: usize = 500;

/// Runs the program with half a minute of processor time and four gigabytes.
fn bounded(desk: &Desk, words: &[&str]) -> Outcome {
    let program = desk.command(words);
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -t 30; ulimit -v 4000000; exec \"$0\" \"$@\""])
        .arg(program.get_program())
        .args(program.get_args())
        .stdin(Stdio::null());
    if let Some(folder) = program.get_current_dir() {
        command.current_dir(folder);
    }
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    outcome(&mut command)
}

/// Imports a table of many rows as a rubric, each clause one point.
fn import_rubric(desk: &Desk, table: &str, total: usize) -> Outcome {
    desk.write("r.csv", table);
    let total = total.to_string();
    bounded(
        desk,
        &["rubric", "import", "r.csv", "-o", "r.json", "--total", &total],
    )
}

fn import_sheet(desk: &Desk, table: &str) -> Outcome {
    desk.write("s.csv", table);
    let words = [
        "sheet", "import", "s.csv", "-o", "s.json", "--rubric", "r.json", "--stage", "site",
    ];
    bounded(
        desk,
        &[&words[..], &["--assessor", "A", "--applicant", "B"]].concat(),
    )
}

/// A table with so many clauses, each row of which is followed by what `more` says.
fn rubric_table(more: impl Fn(usize) -> String) -> String {
    let mut table = RUBRIC_HEAD.to_owned();
    for part in 1..=MANY / IN_PART {
        let _ = writeln!(table, "{part},部分,方法类,");
    }
    for number in 0..MANY {
        let _ = writeln!(table, "{},条款,,1{}", code(number), more(number));
    }
    table
}

/// A table with so many values, in an order that is not the rubric's.
fn sheet_table(value: &str, values: usize) -> String {
    let mut table = SHEET_HEAD.to_owned();
    for number in (0..values).rev() {
        let _ = writeln!(table, "{},{value}", code(number));
    }
    table
}

/// At most so many problems are reported, and then how many more there are.
#[track_caller]
fn few_words(told: &str, all: usize) {
    let more = format!("还有 {} ", all - MOST);
    assert_eq!(
        told.lines().count(),
        MOST + 1,
        "{}",
        told.lines().last().unwrap_or_default()
    );
    let last = told.lines().last().unwrap_or_default();
    assert!(last.contains(&more), "{last}");
}

/// SPEC F24
#[test]
fn a_large_rubric_and_its_sheet_are_read_in_proportion() {
    let desk = Desk::new();
    import_rubric(&desk, &rubric_table(|_| String::new()), MANY).well();
    import_sheet(&desk, &sheet_table("5", IN_LIST)).well();
    bounded(&desk, &["check", "r.json"]).well();
}

/// Codes that go down: each row comes before all that were read.
///
/// SPEC F24
#[test]
fn a_large_table_from_its_end_is_read_in_proportion() {
    let mut table = RUBRIC_HEAD.to_owned();
    for part in (1..=MORE.div_ceil(IN_PART)).rev() {
        let _ = writeln!(table, "{part},部分,方法类,");
    }
    for number in (0..MORE).rev() {
        let _ = writeln!(table, "{},条款,,1", code(number));
    }
    import_rubric(&Desk::new(), &table, MORE).well();
}

/// SPEC F24
#[test]
fn a_large_table_with_a_sum_behind_every_row_is_read_in_proportion() {
    let desk = Desk::new();
    let table = rubric_table(|_| "\n小计,,,1".to_owned());
    import_rubric(&desk, &table, MANY).well();
    // Each of these names a part, and none is right.
    let table = rubric_table(|_| "\n第一部分小计,,,1".to_owned());
    few_words(&import_rubric(&desk, &table, MANY).refused(1), MANY);
}

/// SPEC F24
#[test]
fn of_a_large_table_full_of_faults_few_words_are_told() {
    let desk = Desk::new();
    few_words(
        &import_rubric(&desk, &rubric_table(|_| "x".to_owned()), MANY).refused(1),
        MANY,
    );
    let twice = rubric_table(|number| format!("\n{},条款,,1", code(number)));
    few_words(&import_rubric(&desk, &twice, MANY).refused(1), MANY);
    import_rubric(&desk, &format!("{RUBRIC_HEAD}1,一,方法类,10\n"), 10).well();
    few_words(&import_sheet(&desk, &sheet_table("5", MANY)).refused(1), MANY);
    few_words(&import_sheet(&desk, &sheet_table("x", MANY)).refused(1), MANY);
}
