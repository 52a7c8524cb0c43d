//! Figures for people: plain text and CSV, with the line for numbers that are not official.

use scoring::figures::{SummaryLabels, summary_json};
use scoring::foundations::{Fingerprint, Lang, is_unseen, visible};
use scoring::panel::{FileNumber, FiledSheet, Intake, SheetSummary};
use scoring::report::{aggregate_csv, summary_csv, tally_text};
use scoring::rubric::Rubric;
use scoring::scoresheet::Scoresheet;
use scoring::scoring::{Aggregate, Rule, Tally};
use serde_json::json;

use crate::support::{ALL_SCORED, Patch, aggregate_of, expect_file, record, small, small_with, valid};

const ILLUSTRATIVE: [Patch<'static>; 1] = [("/approval", None)];

fn illustrative() -> (Rubric, Fingerprint) {
    let mut patches = ILLUSTRATIVE.to_vec();
    patches.push(("/status", Some(json!("illustrative"))));
    small_with(&patches)
}

/// A desk with one sheet.
fn desk_of(sheet: &Scoresheet, rubric: &Rubric, fingerprint: Fingerprint) -> Intake {
    let mut intake = Intake::new();
    let filed = FiledSheet {
        name: String::new(),
        fingerprint,
        warnings: 0,
        summary: SheetSummary::of(sheet, None),
    };
    intake.admit(FileNumber(0), filed);
    intake.settle(rubric, Rule::Mean);
    intake
}

fn aggregate(rubric: &Rubric, fingerprint: Fingerprint, percents: &[&str]) -> Aggregate {
    let sheets: Vec<_> = percents
        .iter()
        .enumerate()
        .map(|(number, percent)| {
            let mut scores = ALL_SCORED;
            scores[6].1 = percent;
            let mut sheet = record(rubric, fingerprint, &scores);
            sheet.assessor = format!("评审员 {number}");
            valid(sheet, rubric, fingerprint)
        })
        .collect();
    aggregate_of(rubric, &sheets, Rule::Mean)
}

/// SPEC O5, O6, O10, N7
#[test]
fn one_sheet_as_text() {
    let (rubric, fingerprint) = illustrative();
    let mut scores = ALL_SCORED;
    scores[7].1 = "-";
    let tally = Tally::of_sheet(
        &rubric,
        &valid(record(&rubric, fingerprint, &scores), &rubric, fingerprint),
    );
    expect_file("tally.zh.txt", &tally_text(&rubric, &tally, Lang::Zh));
    expect_file("tally.en.txt", &tally_text(&rubric, &tally, Lang::En));
}

/// SPEC O5, O7, O8, O9, N6
#[test]
fn several_sheets_as_a_table() {
    let (rubric, fingerprint) = illustrative();
    let whole = aggregate(&rubric, fingerprint, &["0", "0", "100"]);
    expect_file("aggregate.zh.csv", &aggregate_csv(&rubric, &whole, Lang::Zh));
    expect_file("aggregate.en.csv", &aggregate_csv(&rubric, &whole, Lang::En));
    let gap = aggregate(&rubric, fingerprint, &["0", "-", "100"]);
    expect_file("aggregate-gap.zh.csv", &aggregate_csv(&rubric, &gap, Lang::Zh));
}

/// SPEC O7
#[test]
fn tables_open_in_chinese_excel() {
    let (rubric, fingerprint) = illustrative();
    let table = aggregate_csv(&rubric, &aggregate(&rubric, fingerprint, &["50"]), Lang::Zh);
    assert!(table.starts_with('\u{FEFF}'), "a byte order mark");
    assert!(table.ends_with("\r\n"));
    assert_eq!(
        table.matches('\n').count(),
        table.matches("\r\n").count(),
        "every line ends with CRLF"
    );
}

/// Spreadsheets make dates of fractions and numbers of codes when they open a table.
///
/// SPEC O11
#[test]
fn no_spreadsheet_changes_codes_fractions_and_names() {
    let (rubric, fingerprint) = small_with(&[("/parts/2/name/zh", Some(json!("001")))]);
    let whole = aggregate(&rubric, fingerprint, &["0", "50", "100"]);
    let table = aggregate_csv(&rubric, &whole, Lang::Zh);
    for (what, lost) in [
        ("[2.1.1],", "\n2.1.1,"),
        (",[55/4],", ",55/4,"),
        (",[125/3],[125/3],", ",125/3"),
        (",[001],", ",001,"),
    ] {
        assert!(table.contains(what) && !table.contains(lost), "{what}: {table}");
    }
    // Our own tables take such a code.
    let cells = "编号,百分比\n[1.1],55\n";
    let (rubric, fingerprint) = small();
    let options = scoring::table::SheetOptions {
        stage: scoring::scoresheet::Stage::Site,
        assessor: "王".to_owned(),
        applicant: "甲".to_owned(),
        overall: "好".to_owned(),
        revision: scoring::scoresheet::Revision::FIRST,
    };
    let (sheet, _) = scoring::table::read_sheet(cells, &rubric, fingerprint, options).expect("sound");
    assert!(sheet.percents()[0].is_some());
}

/// SPEC O6, R3
#[test]
fn numbers_that_are_not_official_say_so() {
    for (status, notice) in [
        ("official", None),
        ("illustrative", Some("示例分值，非官方")),
        ("draft", Some("非官方")),
    ] {
        let mut patches: Vec<Patch<'_>> = vec![("/status", Some(json!(status)))];
        if status != "official" {
            patches.push(("/approval", None));
        }
        let (rubric, fingerprint) = small_with(&patches);
        let aggregate = aggregate(&rubric, fingerprint, &["50", "60", "70"]);
        let sheet = valid(record(&rubric, fingerprint, &ALL_SCORED), &rubric, fingerprint);
        let intake = desk_of(&sheet, &rubric, fingerprint);
        let outputs = [
            aggregate_csv(&rubric, &aggregate, Lang::Zh),
            summary_csv(&rubric, Rule::Mean, &intake, Lang::Zh),
            tally_text(&rubric, &aggregate.tally, Lang::Zh),
        ];
        for output in outputs {
            match notice {
                Some(notice) => assert!(output.contains(notice), "{status}: {output}"),
                None => assert!(!output.contains("非官方"), "{status}: {output}"),
            }
        }
    }
}

/// SPEC O8
#[test]
fn no_cell_is_a_formula() {
    let (_, fingerprint) = small();
    for name in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=HYPERLINK(\"http://x\")",
        // The full-width characters of Chinese keyboards.
        "\u{FF1D}1+1",
        "\u{FF0B}1",
        "\u{FF0D}1",
        "\u{FF20}SUM(A1)",
        // What falls away before the character, or is not seen.
        " =1+1",
        "\u{3000}\u{FF1D}1",
        "\r\n=1",
        "\u{200B}=1",
        "\u{202E}=1",
        "\u{FEFF}=1",
        "\u{0}=1",
    ] {
        let (rubric, _) = small_with(&[("/parts/2/name/zh", Some(json!(name)))]);
        let table = aggregate_csv(&rubric, &aggregate(&small().0, fingerprint, &["50"]), Lang::Zh);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(table.as_bytes());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(cells.contains(&format!("'{}", visible(name))), "{table}");
        assert!(
            !cells.iter().any(|cell| cell.starts_with([
                '=', '+', '-', '@', '\t', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'
            ])),
            "{table}"
        );
    }
    // What only holds such a character stays as it is.
    let (rubric, _) = small_with(&[("/parts/2/name/zh", Some(json!("甲=乙")))]);
    let table = aggregate_csv(&rubric, &aggregate(&small().0, fingerprint, &["50"]), Lang::Zh);
    assert!(table.contains(",甲=乙,"), "{table}");
}

/// Titles and names that would drive a terminal or turn a line around.
///
/// SPEC O11, X5
#[test]
fn no_output_acts_on_whoever_reads_it() {
    let hostile = "标\u{1B}[31m\u{7}\u{9B}2J\n\u{202E}题\u{0}";
    let (rubric, fingerprint) = small_with(&[
        ("/title/zh", Some(json!(hostile))),
        ("/parts/0/name/zh", Some(json!(hostile))),
        ("/parts/0/clauses/0/name/zh", Some(json!(hostile))),
    ]);
    let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
    sheet.applicant = format!("甲{hostile}");
    sheet.assessor = format!("乙{hostile}");
    let sheet = valid(sheet, &rubric, fingerprint);
    let intake = desk_of(&sheet, &rubric, fingerprint);
    let tally = Tally::of_sheet(&rubric, &sheet);
    let labels = SummaryLabels {
        fingerprint,
        notice: "",
    };
    let whole = aggregate(&rubric, fingerprint, &["50"]);
    let json = summary_json(&rubric, labels, Rule::Mean, &intake);
    for output in [
        tally_text(&rubric, &tally, Lang::Zh),
        aggregate_csv(&rubric, &whole, Lang::Zh),
        summary_csv(&rubric, Rule::Mean, &intake, Lang::Zh),
        json.clone(),
    ] {
        let body = output.trim_start_matches('\u{FEFF}').replace(['\r', '\n'], "");
        assert!(!body.contains(is_unseen), "{body:?}");
    }
    let lines = tally_text(&rubric, &tally, Lang::Zh);
    assert!(
        lines.starts_with("标\u{241B}[31m\u{2407}\\u{9b}2J\u{240A}\\u{202e}题\u{2400}\n"),
        "{lines}"
    );
    // For a program the values are what they were.
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let squeezed = scoring::foundations::squeezed(&format!("甲{hostile}"));
    assert_eq!(read["groups"][0]["applicant"], json!(squeezed));
}
