//! CSV tables: rubrics and scoresheets out of rows, and each fault at its row and column.

use std::sync::LazyLock;

use proptest::prelude::*;
use scoring::files::{Content, open, write_rubric};
use scoring::foundations::NumberFault;
use scoring::problem::{Column, Place, Problems};
use scoring::rubric::{Kind, Method, Rubric, RubricDraft, RubricFault, Status};
use scoring::scoresheet::{Scoresheet, SheetFault, Stage, ValueFault, ValueForm};
use scoring::table::{RubricOptions, SheetOptions, TableFault, TableKind, read_rubric, read_sheet};

use crate::faults::{assert_all_met, table_faults};
use crate::support::{
    ALL_SCORED, Facts, chances, code, exact, facts, imprint, open_rubric, read, record, small, valid,
};
use crate::{office_tables, people_tables};

static METHODS: LazyLock<Vec<Method>> = LazyLock::new(|| {
    let source = read("src/shipped/rubrics/public-service.json");
    open_rubric(&serde_json::from_str(&source).expect("JSON"))
        .expect("it opens")
        .methods
});

pub(crate) fn rubric_from(
    text: &str,
    total: u64,
) -> Result<(RubricDraft, Rubric, Problems<TableFault>), Problems<TableFault>> {
    let options = RubricOptions {
        id: "table".to_owned(),
        title: "表格".to_owned(),
        version: "1".to_owned(),
        status: Status::Draft,
        total,
    };
    read_rubric(text, &METHODS, options)
}

pub(crate) fn sheet_from(text: &str) -> Result<(Scoresheet, Problems<TableFault>), Problems<TableFault>> {
    let (rubric, fingerprint) = small();
    let options = SheetOptions {
        stage: Stage::Site,
        assessor: " 王评审 ".to_owned(),
        applicant: "甲医院".to_owned(),
        overall: "总体良好".to_owned(),
        revision: scoring::scoresheet::Revision::FIRST,
    };
    read_sheet(text, &rubric, fingerprint, options)
}

pub(crate) fn at(row: usize, column: Column) -> Place {
    Place::Row(row, Some(column))
}

pub(crate) fn component(id: &str) -> Column {
    Column::Component(id.to_owned())
}

pub(crate) const TWO: &str =
    "编号,名称,类别,分值\n1,做法,方法类,100\n1.1,领导,,60\n1.2,策划,,40\n2,结果,结果类,100\n";

/// SPEC T1, T2, T3, T4, T5, T6
#[test]
fn a_rubric_out_of_rows() {
    let (draft, rubric, warnings) = rubric_from(TWO, 200).expect("sound");
    assert!(warnings.is_empty());
    assert_eq!(
        (draft.id.as_str(), draft.title.zh.as_str(), draft.version.as_str()),
        ("table", "表格", "1")
    );
    let clauses: Vec<_> = rubric
        .clauses()
        .map(|clause| {
            (
                clause.node.code.to_string(),
                clause.kind,
                clause.method.id.clone(),
                clause.node.points,
            )
        })
        .collect();
    let clause = |code: &str, kind, method: &str, points| (code.to_owned(), kind, method.to_owned(), points);
    let expected = [
        clause("1.1", Kind::Enabler, "adli_range", 60),
        clause("1.2", Kind::Enabler, "adli_range", 40),
        clause("2", Kind::Result, "letci_range", 100),
    ];
    assert_eq!(clauses, expected);
    assert_eq!(rubric.methods().len(), 2, "only the methods that are used");
    // The same rubric, however its table is kept.
    for text in [
        format!("\u{FEFF}{TWO}"),
        TWO.replace('\n', "\r\n"),
        TWO.replace("\n1.1", "\n\n,,,\n1.1"),
        TWO.replace("方法类", "Enabler").replace("结果类", "RESULT"),
        TWO.replace("1,做法,方法类,100", "1,做法,方法类,"),
        TWO.replace("1.1,领导", "\u{FF11}\u{FF0E}\u{FF11}, 领导 ")
            .replace(",60", ",\u{FF16}\u{FF10}.0"),
        "分值,类别,名称,编号\n100,方法类,做法,1\n60,,领导,1.1\n40,,策划,1.2\n100,结果类,结果,2\n".to_owned(),
        // Rows in any order; siblings stand as their rows do.
        "编号,名称,类别,分值\n1.1,领导,,60\n2,结果,结果类,100\n1.2,策划,,40\n1,做法,方法类,100\n".replace(
            "2,结果,结果类,100\n1.2,策划,,40\n1,做法,方法类,100\n",
            "1.2,策划,,40\n1,做法,方法类,100\n2,结果,结果类,100\n",
        ),
    ] {
        let (_, same, _) = rubric_from(&text, 200).unwrap_or_else(|problems| panic!("{text}: {problems:#?}"));
        assert!(
            same == rubric,
            "another rubric comes of {text}: {:#?}",
            same.nodes()
        );
    }
}

/// SPEC T4
#[test]
fn parents_go_by_segments_and_not_by_digits() {
    let text = "编号,名称,类别,分值\n1,甲,方法类,\n1.1,乙,,10\n10,丙,结果类,\n10.1,丁,,20\n1.10,戊,,5\n";
    let (_, rubric, _) = rubric_from(text, 35).expect("sound");
    let nodes: Vec<_> = rubric
        .nodes()
        .iter()
        .map(|node| (node.code.to_string(), node.depth, node.points))
        .collect();
    let node = |code: &str, depth, points| (code.to_owned(), depth, points);
    let expected = [
        node("1", 0, 15),
        node("1.1", 1, 10),
        node("1.10", 1, 5),
        node("10", 0, 20),
        node("10.1", 1, 20),
    ];
    assert_eq!(nodes, expected);
}

/// SPEC T5, T7
#[test]
fn methods_requirements_and_points_to_look_at() {
    let text = "编号,名称,类别,分值,方法,要求,看点\n\
                1,做法,方法类,60,caf_classic_enabler,,\n\
                1.1,领导,,20,,\"有人,负责\",谁负责;何时开始\u{FF1B} 有无记录 ;\n\
                1.2,策划,,40,direct_points,,\n";
    let (draft, rubric, _) = rubric_from(text, 60).expect("sound");
    let method = |text: &str| rubric.clause(&code(text)).expect("a clause").method.id.clone();
    assert_eq!(
        (method("1.1").as_str(), method("1.2").as_str()),
        ("caf_classic_enabler", "direct_points")
    );
    let node = &draft.parts[0].clauses[0];
    assert_eq!(
        node.requirement.as_ref().map(|text| text.zh.as_str()),
        Some("有人,负责")
    );
    let points: Vec<&str> = node.look_at.iter().map(|text| text.zh.as_str()).collect();
    assert_eq!(points, ["谁负责", "何时开始", "有无记录"]);
}

/// SPEC T1, T2, T3, T4, T6, T8, T14, T15, R4, R5, R6, R7, R8, R10
#[test]
fn every_fault_of_a_rubrics_table_at_its_row() {
    let text = |text: &str| text.to_owned();
    let known = ["编号", "名称", "类别", "分值", "方法", "要求", "看点"]
        .map(text)
        .to_vec();
    let ids: Vec<String> = METHODS.iter().map(|method| method.id.clone()).collect();
    let number = |found: &str| TableFault::NotANumber {
        found: found.to_owned(),
        fault: NumberFault::NotANumber,
    };
    let cases: Vec<(String, Facts<TableFault>)> = vec![
        (text(""), vec![(Place::File, TableFault::EmptyFile)]),
        (
            text("\u{FEFF} \n,,\n"),
            vec![(Place::File, TableFault::EmptyFile)],
        ),
        (
            text("编号,名称,类别,分值\n"),
            vec![(Place::File, TableFault::NoRows)],
        ),
        (
            text("编号,名称,类别\n1,甲,方法类\n"),
            vec![(
                Place::Header(Column::Points),
                TableFault::MissingColumn {
                    row: 1,
                    found: ["编号", "名称", "类别"].map(text).to_vec(),
                },
            )],
        ),
        (
            text("编号,名称,类别,分值,名称\n1,甲,方法类,200,乙\n"),
            vec![(Place::Header(Column::Name), TableFault::RepeatedColumn)],
        ),
        (
            TWO.replacen("分值\n", "分值,备注\n", 1),
            vec![(
                Place::Header(Column::Other(text("备注"))),
                TableFault::UnknownColumn { known },
            )],
        ),
        (
            TWO.replacen(",60\n", ",60,多\n", 1),
            vec![(
                at(3, Column::Other(text("E"))),
                TableFault::ExtraCells { found: text("多") },
            )],
        ),
        (
            TWO.replacen(",60\n", ",60,,\n", 1),
            vec![(Place::Row(3, None), TableFault::LongerRow { cells: 6, usual: 4 })],
        ),
        (
            TWO.replacen("领导", "\"领导", 1),
            vec![(Place::Row(3, None), TableFault::OpenQuote)],
        ),
        (
            TWO.replacen("1.1,", ",", 1),
            vec![(at(3, Column::Code), TableFault::MissingCode)],
        ),
        (
            TWO.replacen("1.1,", "1..1,", 1),
            vec![(at(3, Column::Code), TableFault::BadCode { found: text("1..1") })],
        ),
        (
            TWO.replacen("1.2,", "1.1,", 1),
            vec![(
                at(4, Column::Code),
                TableFault::from(RubricFault::DuplicateCode { code: text("1.1") }),
            )],
        ),
        (
            TWO.replacen("1.2,", "7.2,", 1),
            vec![(
                at(4, Column::Code),
                TableFault::MissingParent { parent: text("7") },
            )],
        ),
        (
            TWO.replacen("领导", "", 1),
            vec![(at(3, Column::Name), TableFault::from(RubricFault::EmptyName))],
        ),
        (
            TWO.replacen("方法类", "两类", 1),
            vec![(
                at(2, Column::Kind),
                TableFault::UnknownKind {
                    found: text("两类")
                },
            )],
        ),
        (
            TWO.replacen("结果类", "", 1),
            vec![(at(5, Column::Kind), TableFault::from(RubricFault::MissingKind))],
        ),
        (
            TWO.replacen(",60\n", ",许多\n", 1),
            vec![(at(3, Column::Points), number("许多"))],
        ),
        (
            TWO.replacen(",60\n", ",-60\n", 1),
            vec![(at(3, Column::Points), number("-60"))],
        ),
        (
            TWO.replacen(",60\n", ",59.5\n", 1),
            vec![(
                at(3, Column::Points),
                TableFault::FractionalPoints { found: text("59.5") },
            )],
        ),
        (
            TWO.replacen(",60\n", ",\n", 1),
            vec![
                (
                    at(3, Column::Points),
                    TableFault::from(RubricFault::MissingPoints),
                ),
                (
                    at(2, Column::Points),
                    TableFault::from(RubricFault::SumDiffers {
                        declared: 100,
                        sum: 40,
                    }),
                ),
                (
                    Place::Rubric,
                    TableFault::from(RubricFault::TotalDiffers {
                        declared: 200,
                        sum: 140,
                    }),
                ),
            ],
        ),
        (
            TWO.replacen(",60\n", ",0\n", 1).replacen(",100\n", ",\n", 1),
            vec![
                (
                    at(3, Column::Points),
                    TableFault::from(RubricFault::PointsOutOfRange { found: text("0") }),
                ),
                (
                    Place::Rubric,
                    TableFault::from(RubricFault::TotalDiffers {
                        declared: 200,
                        sum: 140,
                    }),
                ),
            ],
        ),
        (
            TWO.replacen("方法类,100", "方法类,101", 1),
            vec![(
                at(2, Column::Points),
                TableFault::from(RubricFault::SumDiffers {
                    declared: 101,
                    sum: 100,
                }),
            )],
        ),
        (
            TWO.replacen("结果类,100", "结果类,99", 1),
            vec![(
                Place::Rubric,
                TableFault::from(RubricFault::TotalDiffers {
                    declared: 200,
                    sum: 199,
                }),
            )],
        ),
        (
            text("编号,名称,类别,分值,方法\n1,甲,方法类,200,magic\n"),
            vec![(
                at(2, Column::Method),
                TableFault::from(RubricFault::UnknownMethod {
                    found: text("magic"),
                    known: ids,
                }),
            )],
        ),
        (
            text("编号,名称,类别,分值,方法\n1,甲,方法类,200,letci_range\n"),
            vec![(
                at(2, Column::Method),
                TableFault::from(RubricFault::MethodForOtherKind {
                    method: text("letci_range"),
                }),
            )],
        ),
        (
            text("编号,名称,百分比\n1,甲,60\n"),
            vec![(
                Place::Row(1, None),
                TableFault::OtherTable {
                    kind: TableKind::Scoresheet,
                },
            )],
        ),
        // Blank rows count, cells with line breaks do not.
        (
            text("编号,名称,类别,分值\n\n1,\"甲\n乙\",方法类,100\n\n\n2,丙,结果类,很多\n"),
            vec![(at(6, Column::Points), number("很多"))],
        ),
    ];
    let mut met = vec![
        TableFault::UnreadableTable {
            detail: String::new(),
        },
        TableFault::PercentContradicts {
            found: exact("0"),
            computed: exact("0"),
        },
    ];
    for (table, expected) in cases {
        let problems = match rubric_from(&table, 200) {
            Ok((_, _, warnings)) => warnings,
            Err(problems) => problems,
        };
        assert_eq!(facts(&problems), expected, "{table}");
        met.extend(expected.into_iter().map(|(_, fault)| fault));
    }
    met.extend(office_tables::faults_met());
    met.extend(people_tables::faults_met());
    assert_all_met(&table_faults(), &met);
}

/// Cells as people and programs fill them: usual ones, none, what spreadsheets cannot show, and what is too long.
fn cell() -> impl Strategy<Value = String> {
    let odd = [
        "",
        " ",
        "\u{200B}",
        "\u{0}",
        "\u{FFFE}",
        "\u{1B}[1m",
        "\"",
        "\\",
        "=1+1",
        "甲\n乙",
        "甲；乙;；丙",
        "\r",
    ];
    prop_oneof![
        3 => "[甲-癸]{1,4}",
        2 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// Codes, well formed or not, up to a character too many.
fn typed_code() -> impl Strategy<Value = String> {
    let usual = [
        "1",
        "1.1",
        "1.2",
        "1.2.1",
        "2",
        "2.1",
        "2.1",
        "甲",
        "[3]",
        "１．３",
    ];
    prop_oneof![
        8 => prop::sample::select(usual.to_vec()).prop_map(str::to_owned),
        1 => cell(),
        1 => (1_999_usize..=2_001).prop_map(|length| "a".repeat(length)),
        1 => (15_usize..=17).prop_map(|depth| vec!["1"; depth].join(".")),
    ]
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC C37
    #[test]
    fn what_comes_of_a_table_opens_again(
        rows in prop::collection::vec((typed_code(), prop::array::uniform4(cell()), 0_usize..3, 0_u64..4), 1..9),
        (id, title, version) in (cell(), cell(), cell()),
        official in any::<Option<String>>(),
    ) {
        let mut table = "编号,名称,要求,看点,方法,类别,分值\n".to_owned();
        for (code, cells, kind, points) in &rows {
            let quoted = |cell: &String| format!("\"{}\",", cell.replace('"', "\"\""));
            let method = if cells[3].len() == 3 { "letci_range" } else { "" };
            let [name, requirement, look_at, _] = cells;
            let kind = ["方法类", "结果类", ""][*kind];
            table += &quoted(code);
            table.extend([name, requirement, look_at].map(quoted));
            let points = [String::new(), "10".to_owned(), "20".to_owned(), "30".to_owned()][*points as usize].clone();
            table += &format!("{method},{kind},{points}\n");
        }
        let options = |total| RubricOptions {
            id: id.clone(),
            title: title.clone(),
            version: version.clone(),
            status: official.clone().map_or(Status::Draft, |approval| Status::Official { approval: Some(approval) }),
            total,
        };
        let read = read_rubric(&table, &METHODS, options(1000));
        // The total is the sum, whatever that is.
        let sum = read.as_ref().err().and_then(|problems| {
            problems.iter().find_map(|problem| match problem.fault {
                TableFault::Rubric(RubricFault::TotalDiffers { sum, .. }) => Some(sum),
                _ => None,
            })
        });
        let read = sum.map_or(read, |sum| read_rubric(&table, &METHODS, options(sum)));
        if let Ok((draft, rubric, _)) = read {
            let text = write_rubric(&draft, &imprint());
            let opened = open(&text);
            prop_assert!(opened.is_ok(), "{table:?}: {opened:?}");
            if let Ok((_, Content::Rubric(again))) = opened {
                prop_assert_eq!(&*again, &draft);
                let checked = Rubric::check(*again).map(|(rubric, _)| rubric);
                prop_assert!(checked == Ok(rubric), "{table:?}");
            }
        }
    }
}

pub(crate) const SCORED: &str = "编号,百分比,P,D,C,A,趋势,Targets\n\
                      1.1,55,,,,,,\n\
                      1.2,,60,50,30,10,,\n\
                      1.3,71%,,,,,,\n\
                      1.4,50\u{FF05},,,,,,\n\
                      2.1.1,37.5,,,,,45,30\n\
                      2.1.2,,,,,,45,30\n\
                      2.2,\u{FF13}\u{FF13}\u{FF0E}\u{FF13},,,,,,\n\
                      3,31.25,,,,,,\n";

/// SPEC T9, T11, T12, T13, V7
#[test]
fn a_sheet_out_of_rows() {
    let (rubric, fingerprint) = small();
    let mut scores = ALL_SCORED;
    scores[3].1 = "15p";
    let expected = valid(record(&rubric, fingerprint, &scores), &rubric, fingerprint);
    for text in [
        SCORED.to_owned(),
        SCORED.replacen("1.1,55", "1,,,,,,,\n1.1,55", 1),
        SCORED.replacen("1.1,55", "\n2.1,,\n1.1,55", 1),
        SCORED.replacen("P,D,C,A", "策划,Do,检查,act", 1),
        SCORED.replacen("2.1.1,37.5,", "2.1.1,,", 1),
        SCORED.replacen("2.1.1,37.5,", "2.1.1,37.50%,", 1),
    ] {
        let (sheet, _) = sheet_from(&text).unwrap_or_else(|problems| panic!("{text}: {problems:#?}"));
        assert_eq!(sheet.percents(), expected.percents(), "{text}");
        assert_eq!(
            (sheet.record().assessor.as_str(), sheet.record().stage),
            ("王评审", Stage::Site)
        );
    }
    let (sheet, warnings) = sheet_from("编号,百分比\n1.1,0\n1.3,\n").expect("gaps are warnings");
    assert_eq!(sheet.percents().iter().flatten().count(), 1);
    let gaps = warnings
        .iter()
        .filter(|problem| problem.fault == TableFault::from(SheetFault::NotScored))
        .count();
    assert_eq!(gaps, 7);
}

/// SPEC T1, T2, T9, T10, T11, T12, T13, T14, V2, V3
#[test]
fn every_fault_of_a_sheets_table_at_its_row() {
    let text = |text: &str| text.to_owned();
    let number = |found: &str, fault| TableFault::NotANumber {
        found: found.to_owned(),
        fault,
    };
    let no_number = |found: &str| number(found, NumberFault::NotANumber);
    let components = |ids: &[&str]| {
        TableFault::from(ValueFault::WrongValueForm {
            wanted: ValueForm::Components(ids.iter().map(|id| (*id).to_owned()).collect()),
        })
    };
    let off = |found: &str, step: &str| {
        TableFault::from(ValueFault::OffStep {
            found: exact(found),
            step: exact(step),
        })
    };
    let above = |found: &str| {
        TableFault::from(ValueFault::AboveScale {
            found: exact(found),
            max: exact("100"),
        })
    };
    let change = |from: &str, to: &str| SCORED.replacen(from, to, 1);
    let cases: Vec<(String, Place, TableFault)> = vec![
        (
            text("编号\n1.1\n"),
            Place::Header(Column::Percent),
            TableFault::MissingColumn {
                row: 1,
                found: vec![text("编号")],
            },
        ),
        (
            change("1.1,55", ",55"),
            at(2, Column::Code),
            TableFault::MissingCode,
        ),
        (
            change("1.1,55", "1.,55"),
            at(2, Column::Code),
            TableFault::BadCode { found: text("1.") },
        ),
        (
            change("1.1,55", "9.9,55"),
            at(2, Column::Code),
            TableFault::from(SheetFault::UnknownCode { code: text("9.9") }),
        ),
        (
            change("1.1,55", "2.1,55"),
            at(2, Column::Code),
            TableFault::from(SheetFault::NotALeaf { code: text("2.1") }),
        ),
        (
            change("1.3,71%", "1.1,71%"),
            at(4, Column::Code),
            TableFault::from(SheetFault::DuplicateCode { code: text("1.1") }),
        ),
        (change(",55,", ",优,"), at(2, Column::Percent), no_number("优")),
        (change(",55,", ",%,"), at(2, Column::Percent), no_number("%")),
        (change(",55,", ",-5,"), at(2, Column::Percent), no_number("-5")),
        (
            change(",55,", ",55%%,"),
            at(2, Column::Percent),
            no_number("55%%"),
        ),
        (change(",55,", ",52,"), at(2, Column::Percent), off("52", "5")),
        (change(",55,", ",105,"), at(2, Column::Percent), above("105")),
        (
            change("\u{FF13}\u{FF13}\u{FF0E}\u{FF13}", "0.00000000001"),
            at(8, Column::Percent),
            number("0.00000000001", NumberFault::PercentTooLong),
        ),
        (
            change("\u{FF13}\u{FF13}\u{FF0E}\u{FF13}", "0.0000000000001"),
            at(8, Column::Percent),
            number("0.0000000000001", NumberFault::PercentTooLong),
        ),
        (
            change("1.2,,60", "1.2,37.5,"),
            at(3, component("P")),
            TableFault::from(ValueFault::PartlyScored {
                missing: vec![text("P")],
            }),
        ),
        (
            change("1.2,,60,50,30,10", "1.2,37.5,,,,"),
            at(3, Column::Percent),
            components(&["P", "D", "C", "A"]),
        ),
        (change("1.2,,60", "1.2,,101"), at(3, component("P")), above("101")),
        (
            change("1.2,,60", "1.2,,60.5"),
            at(3, component("P")),
            off("60.5", "1"),
        ),
        (
            change("1.2,,60,50,30,10,,", "1.2,,60,50,30,10,5,"),
            at(3, component("T")),
            components(&["P", "D", "C", "A"]),
        ),
        (
            change("2.1.1,37.5", "2.1.1,38"),
            at(6, Column::Percent),
            TableFault::PercentContradicts {
                found: exact("38"),
                computed: exact("37.5"),
            },
        ),
        (
            change("3,31.25,,", "3,31.25,5,"),
            at(9, component("P")),
            TableFault::from(ValueFault::WrongValueForm {
                wanted: ValueForm::Points,
            }),
        ),
        (
            change("3,31.25", "3,31"),
            at(9, Column::Percent),
            off("12.4", "0.5"),
        ),
    ];
    for (table, place, fault) in cases {
        let problems = sheet_from(&table).expect_err(&table);
        assert_eq!(facts(&problems), [(place, fault)], "{table}");
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC F12, T1
    #[test]
    fn no_table_makes_the_reader_stumble(
        text in "(编号|名称|类别|分值|百分比|P|[0-9.]{1,5}|[,;\"\r\n\t%=+ -]|\\PC){0,60}",
        at in any::<prop::sample::Index>(),
    ) {
        let _ = rubric_from(&text, 200);
        let _ = sheet_from(&text);
        let inside = |table: &str| {
            let letters: Vec<char> = table.chars().collect();
            let (before, behind) = letters.split_at(at.index(letters.len()));
            before.iter().collect::<String>() + &text + &behind.iter().collect::<String>()
        };
        let _ = rubric_from(&inside(TWO), 200);
        let _ = sheet_from(&inside(SCORED));
    }

    /// Points in rows become the points of the rubric, whatever their number and order.
    ///
    /// SPEC T4, T6
    #[test]
    fn rows_keep_their_points(parts in prop::collection::vec(prop::collection::vec(1_u64..500, 0..6), 1..13), rotate in 0_usize..40) {
        let mut rows = Vec::new();
        let mut total = 0;
        for (number, clauses) in parts.iter().enumerate() {
            let sum = if clauses.is_empty() { 7 } else { clauses.iter().sum() };
            total += sum;
            rows.push(format!("{number},部分,enabler,{sum}"));
            rows.extend(clauses.iter().enumerate().map(|(at, points)| format!("{number}.{at},条款,,{points}")));
        }
        let turn = rotate % rows.len();
        rows.rotate_left(turn);
        let text = format!("编号,名称,类别,分值\n{}\n", rows.join("\n"));
        let (_, rubric, _) = rubric_from(&text, total).expect("sound");
        for (number, clauses) in parts.iter().enumerate() {
            for (at, points) in clauses.iter().enumerate() {
                prop_assert_eq!(rubric.clause(&code(&format!("{number}.{at}"))).expect("a clause").node.points, *points);
            }
        }
        prop_assert_eq!(rubric.parts().count(), parts.len());
        prop_assert!(rubric_from(&text, total + 1).is_err());
    }
}
