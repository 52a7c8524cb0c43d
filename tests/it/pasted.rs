//! Ranges pasted from Excel and WPS into a results grid.

use proptest::prelude::*;
use scoring::application::{PasteFault, Pasted, ResultField, read_pasted};
use scoring::foundations::Lang;
use scoring::problem::{Column, Place};
use scoring::words;

use crate::faults::{assert_all_met, paste_faults};
use crate::support::chances;

use ResultField::{Against, Better, Comparison, Indicator, Source, Target, Unit, Year};

/// The grid's columns, as they stand without headings.
const SHOWN: [ResultField; 6] = [Indicator, Unit, Year(2023), Year(2024), Target, Comparison];

type Row = Vec<(ResultField, String)>;
/// Row, column, and what is reported of the cell.
type Told = Vec<(usize, String, PasteFault)>;

fn rows(rows: &[&[(ResultField, &str)]]) -> Vec<Row> {
    let row = |row: &[(ResultField, &str)]| {
        row.iter()
            .map(|(field, text)| (*field, (*text).to_owned()))
            .collect()
    };
    rows.iter().map(|texts| row(texts)).collect()
}

fn told(pasted: &Pasted) -> Told {
    let told = pasted.problems.iter().map(|problem| match &problem.place {
        Place::Row(row, Some(Column::Other(column))) => (*row, column.clone(), problem.fault.clone()),
        Place::Row(row, None) => (*row, String::new(), problem.fault.clone()),
        other => panic!("{other:?}"),
    });
    told.collect()
}

/// SPEC T30
#[test]
fn ranges_with_headings() {
    let headings = "指标\t单位\t方向\t2023\t2024年\t２０２５年度\t目标值\t标杆\t对比对象\t数据来源";
    let expected = rows(&[&[
        (Indicator, "患者满意度"),
        (Unit, "%"),
        (Better, "higher"),
        (Year(2023), "90.5"),
        (Year(2024), "92"),
        (Year(2025), "1234.5"),
        (Target, "95"),
        (Comparison, "91.2"),
        (Against, "全市 平均"),
        (Source, "调查 \"甲\""),
    ]]);
    let row =
        "患者满意度\t%\t越高越好\t90.50\t９２％\t1,234.5\t95\t91.2%\t\"全市\n平均\"\t\"调查 \"\"甲\"\"\"";
    for line_end in ["\n", "\r\n", "\r"] {
        for end in ["", line_end] {
            let pasted = read_pasted(&format!("{headings}{line_end}{row}{end}"), &SHOWN);
            assert_eq!(told(&pasted), []);
            assert_eq!(pasted.rows, expected, "{line_end:?}");
        }
    }
    // The first column names the rows where nothing stands above it.
    let pasted = read_pasted("\t2023\t2024\n床位\t1\t2\n", &[]);
    assert_eq!(
        pasted.rows,
        rows(&[&[(Indicator, "床位"), (Year(2023), "1"), (Year(2024), "2")]])
    );
    assert_eq!(told(&pasted), []);
}

/// SPEC T30
#[test]
fn ranges_without_headings() {
    let pasted = read_pasted("床位\t张\t2023\t2024\t—\t-5\n\n\t\t\t\n出院\t人次", &SHOWN);
    let expected = rows(&[
        &[
            (Indicator, "床位"),
            (Unit, "张"),
            (Year(2023), "2023"),
            (Year(2024), "2024"),
            (Comparison, "-5"),
        ],
        &[(Indicator, "出院"), (Unit, "人次")],
    ]);
    assert_eq!(
        pasted.rows, expected,
        "numbers that look like years are values here"
    );
    let left_empty = PasteFault::LeftEmpty {
        found: "—".to_owned(),
        cells: 1,
    };
    assert_eq!(told(&pasted), [(1, "E".to_owned(), left_empty)]);
    assert_eq!(read_pasted("", &SHOWN), Pasted::default());
}

/// SPEC T30, T31
#[test]
fn titles_headings_in_two_rows_and_notes() {
    let above = |row, found: &str| {
        let found = found.to_owned();
        (row, String::new(), PasteFault::AboveHeadings { found })
    };
    let note = |row, found: &str| {
        let found = found.to_owned();
        (row, String::new(), PasteFault::Note { found })
    };
    let expected = rows(&[&[
        (Indicator, "满意度"),
        (Unit, "%"),
        (Year(2023), "85"),
        (Year(2024), "86"),
        (Target, "90"),
    ]]);
    let row = "满意度\t%\t85\t86\t90";
    for (pasted, told_of) in [
        (
            format!("表1 近三年满意度\n\n指标\t单位\t2023年\t2024年\t目标\n{row}\n注：数据来自年报\n备注"),
            vec![
                above(1, "表1 近三年满意度"),
                note(5, "注：数据来自年报"),
                note(6, "备注"),
            ],
        ),
        (
            format!("指标\t单位\t近两年数据\t\t目标\n\t\t2023\t2024\t\n{row}"),
            vec![],
        ),
        (
            format!("近三年满意度\n指标\t单位\t近两年数据\t\t目标\n\t\t2023\t2024\n{row}\t\n填表人:李四"),
            vec![above(1, "近三年满意度"), note(5, "填表人:李四")],
        ),
        (
            "近三年满意度\n指标,单位,2023,2024,目标\n满意度,%,85,86,90".to_owned(),
            vec![
                (1, String::new(), PasteFault::Separated { separator: ',' }),
                above(1, "近三年满意度"),
            ],
        ),
    ] {
        let read = read_pasted(&pasted, &SHOWN);
        assert_eq!(read.rows, expected, "{pasted:?}");
        assert_eq!(told(&read), told_of, "{pasted:?}");
    }
    // A row of the grid whose one cell is a heading's word is a row.
    let read = read_pasted("床位\t张\t1\t2\n名称", &SHOWN);
    assert_eq!(read.rows.len(), 2);
}

/// SPEC T31, T36
#[test]
fn what_could_not_be_read_is_told_with_its_place() {
    let text = |text: &str| text.to_owned();
    let unheaded = |found: &str, field| PasteFault::Unheaded {
        found: text(found),
        field,
    };
    let mut met = Vec::new();
    for (pasted, expected_rows, expected) in [
        (
            "床位\t张\t约 50\t51",
            rows(&[&[
                (Indicator, "床位"),
                (Unit, "张"),
                (Year(2023), "约 50"),
                (Year(2024), "51"),
            ]]),
            vec![(
                1,
                "C",
                PasteFault::NotANumber {
                    found: text("约 50")
                },
            )],
        ),
        (
            "床位\t张\t50%",
            rows(&[&[(Indicator, "床位"), (Unit, "张"), (Year(2023), "50%")]]),
            vec![(
                1,
                "C",
                PasteFault::PercentBesideUnit {
                    found: text("50%"),
                    unit: text("张"),
                },
            )],
        ),
        (
            "满意度\t\t0.95\t96%",
            rows(&[&[
                (Indicator, "满意度"),
                (Year(2023), "0.95"),
                (Year(2024), "96"),
                (Unit, "%"),
            ]]),
            vec![(1, "", PasteFault::MixedPercent)],
        ),
        (
            "指标\t备注\t2023\t2023年\t\n床位\t新楼\t1\t2\t3\n出院\t\t4\t5",
            rows(&[
                &[(Indicator, "床位"), (Year(2023), "1")],
                &[(Indicator, "出院"), (Year(2023), "4")],
            ]),
            vec![
                (
                    1,
                    "B",
                    PasteFault::UnknownHeading {
                        found: text("备注"),
                        cells: 1,
                    },
                ),
                (
                    1,
                    "D",
                    PasteFault::RepeatedHeading {
                        found: text("2023年"),
                        cells: 2,
                    },
                ),
                (
                    1,
                    "E",
                    PasteFault::UnknownHeading {
                        found: text(""),
                        cells: 1,
                    },
                ),
            ],
        ),
        (
            "床位\t张\t1\t2\t3\t4\t5\t6",
            rows(&[&[
                (Indicator, "床位"),
                (Unit, "张"),
                (Year(2023), "1"),
                (Year(2024), "2"),
                (Target, "3"),
                (Comparison, "4"),
            ]]),
            vec![
                (1, "G", PasteFault::NoColumn { found: text("5") }),
                (1, "H", PasteFault::NoColumn { found: text("6") }),
            ],
        ),
        (
            "床位\t张\n出院\t\"人次\t1\n2",
            rows(&[
                &[(Indicator, "床位"), (Unit, "张")],
                &[(Indicator, "出院"), (Unit, "人次 1 2")],
            ]),
            vec![(2, "B", PasteFault::OpenQuote)],
        ),
        // Other separators, with headings and without.
        (
            "指标,单位,2023,2024\n满意度,%,85,\"1,086\"",
            rows(&[&[
                (Indicator, "满意度"),
                (Unit, "%"),
                (Year(2023), "85"),
                (Year(2024), "1086"),
            ]]),
            vec![(1, "", PasteFault::Separated { separator: ',' })],
        ),
        (
            "满意度,%,85,86\n床位,张,1,2",
            vec![],
            vec![(1, "", PasteFault::SeparatedAlone { separator: ',' })],
        ),
        // Without headings, or with those of years alone, the values would stand in other columns.
        ("满意度\t85\t86\t87", vec![], vec![(1, "B", unheaded("85", Unit))]),
        (
            "2023年\t2024年\n满意度\t85\t86",
            vec![],
            vec![
                (
                    1,
                    "C",
                    PasteFault::UnknownHeading {
                        found: text(""),
                        cells: 1,
                    },
                ),
                (2, "A", unheaded("满意度", Year(2023))),
            ],
        ),
        (
            "2023年\t2024年\n85\t86",
            rows(&[&[(Year(2023), "85"), (Year(2024), "86")]]),
            vec![(2, "", PasteFault::NoIndicator)],
        ),
        // Sums are no indicators, unless the name says of what.
        (
            "指标\t单位\t2023\n接待总计\t人\t7\n合计\t\t1319\n平均\t\t3",
            rows(&[&[(Indicator, "接待总计"), (Unit, "人"), (Year(2023), "7")]]),
            vec![
                (
                    3,
                    "",
                    PasteFault::TotalRow {
                        label: text("合计")
                    },
                ),
                (
                    4,
                    "",
                    PasteFault::TotalRow {
                        label: text("平均")
                    },
                ),
            ],
        ),
        (
            "床位情况\n指标\t2023\t2024\n床位\t——\t/\n注：无",
            rows(&[&[(Indicator, "床位")]]),
            vec![
                (
                    1,
                    "",
                    PasteFault::AboveHeadings {
                        found: text("床位情况"),
                    },
                ),
                (
                    4,
                    "",
                    PasteFault::Note {
                        found: text("注：无"),
                    },
                ),
                (
                    3,
                    "B",
                    PasteFault::LeftEmpty {
                        found: text("——"),
                        cells: 2,
                    },
                ),
            ],
        ),
    ] {
        let read = read_pasted(pasted, &SHOWN);
        assert_eq!(read.rows, expected_rows, "{pasted:?}");
        let expected: Told = expected
            .into_iter()
            .map(|(row, column, fault)| (row, column.to_owned(), fault))
            .collect();
        assert_eq!(told(&read), expected, "{pasted:?}");
        assert!(!read.problems.has_errors());
        met.extend(read.problems.into_iter().map(|problem| problem.fault));
    }
    assert_all_met(&paste_faults(), &met);
    let beyond = format!("{}x", "\t".repeat(27));
    let (row, column, _) = told(&read_pasted(&beyond, &SHOWN)).remove(0);
    assert_eq!((row, column.as_str()), (1, "AB"));
}

/// SPEC W1, T31
#[test]
fn what_is_told_of_a_pasted_range_is_said_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut said: Vec<String> = Vec::new();
        for fault in paste_faults() {
            let problem = scoring::problem::Problem::warning(Place::Row(1, None), fault);
            let sentence = words::fault(&problem, lang);
            assert!(!sentence.is_empty() && !said.contains(&sentence), "{sentence}");
            said.push(sentence);
        }
    }
}

proptest! {
    #![proptest_config(chances())]

    /// Every cell is in a row, or reported, or empty, or says that there is no number.
    ///
    /// SPEC T31
    #[test]
    fn nothing_is_dropped_silently(cells in prop::collection::vec(prop::collection::vec("[a-d0-9 ]{0,4}|指标|2023|备注", 0..8), 0..6)) {
        let text: Vec<String> = cells.iter().map(|row| row.join("\t")).collect();
        let pasted = read_pasted(&text.join("\n"), &SHOWN);
        let whole = |fault: &PasteFault| matches!(fault, PasteFault::Unheaded { .. });
        if pasted.problems.iter().any(|problem| whole(&problem.fault)) {
            prop_assert!(pasted.rows.is_empty());
            return Ok(());
        }
        let filled = cells.iter().flatten().filter(|cell| !cell.trim().is_empty()).count();
        let taken: usize = pasted.rows.iter().map(Vec::len).sum();
        let told: usize = pasted.problems.iter().map(|problem| match &problem.fault {
            PasteFault::UnknownHeading { cells, .. } | PasteFault::RepeatedHeading { cells, .. } => *cells,
            PasteFault::NoColumn { .. } | PasteFault::AboveHeadings { .. } | PasteFault::Note { .. } => 1,
            _ => 0,
        }).sum();
        // One row of headings, or two that belong together, is no text of the grid.
        let filled_in = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let counts: Vec<usize> = cells.iter().map(filled_in).collect();
        let pairs = counts.windows(2).map(|pair| pair.iter().sum());
        let mut headings = counts.iter().copied().chain(pairs).chain([0]);
        prop_assert!(headings.any(|headings| taken + told + headings == filled), "{} + {} of {}", taken, told, filled);
    }

    /// SPEC T30, F12
    #[test]
    fn nothing_pasted_makes_the_reader_stumble(text in "(?s)[\\t\\n\\r\"a1%,，—年 ]{0,40}|\\PC{0,40}") {
        let pasted = read_pasted(&text, &SHOWN);
        for row in pasted.rows {
            prop_assert!(!row.is_empty());
        }
    }
}
