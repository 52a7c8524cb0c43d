//! Tables as offices write them: titles above, sums below, other separators, dates made of codes, fractions of one.
//! What is meant without doubt is read and reported; what is in doubt is refused with row and column.

use proptest::prelude::*;
use proptest::sample::Index;
use scoring::files::{Encoding, table_text};
use scoring::foundations::{Code, Lang};
use scoring::problem::{Column, Place, Problem, Problems, Severity};
use scoring::rubric::{Rubric, RubricFault};
use scoring::scoresheet::{SheetFault, ValueFault};
use scoring::table::{NotANumber, TableFault, TableKind, Written, read_pool, read_register};
use scoring::words;

use crate::support::{Facts, chances, exact, facts, small};
use crate::tables::{SCORED, TWO, at, component, rubric_from, sheet_from};

/// Every separator that is read, the usual one first.
const SEPARATORS: [char; 7] = [',', ';', '\t', '\u{FF0C}', '\u{FF1B}', '\u{3001}', '|'];

fn text(text: &str) -> String {
    text.to_owned()
}

/// A spreadsheet kept 1.10 as 1.1.
fn lost_zero() -> TableFault {
    let (code, meant) = (text("1.1"), text("1.10"));
    TableFault::LostZero { code, meant }
}

fn row(number: usize) -> Place {
    Place::Row(number, None)
}

fn other(name: &str) -> Column {
    Column::Other(text(name))
}

fn known() -> TableFault {
    let known = ["编号", "名称", "类别", "分值", "方法", "要求", "看点"].map(text);
    TableFault::UnknownColumn {
        known: known.to_vec(),
    }
}

fn above(found: &str) -> TableFault {
    TableFault::AboveHeadings { found: text(found) }
}

fn beside(found: &str) -> TableFault {
    TableFault::BesideTable { found: text(found) }
}

fn left_out(label: &str) -> TableFault {
    TableFault::TotalLeftOut { label: text(label) }
}

fn not_compared(label: &str, found: &str) -> TableFault {
    let (label, found) = (text(label), text(found));
    TableFault::TotalNotCompared { label, found }
}

fn date(found: &str, meant: &str) -> TableFault {
    TableFault::DateForCode {
        found: text(found),
        meant: text(meant),
    }
}

fn written(found: &str, meant: &str, written: Written) -> TableFault {
    TableFault::WrittenNumber {
        found: text(found),
        meant: text(meant),
        written,
    }
}

fn stands(found: &str, stands: NotANumber) -> TableFault {
    TableFault::InPlaceOfNumber {
        found: text(found),
        stands,
    }
}

/// Tables that are the same rubric as [`TWO`], with what is reported of each.
fn same_rubrics() -> Vec<(String, Facts<TableFault>)> {
    let head = |head: &str| TWO.replacen("编号,名称,类别,分值", head, 1);
    let total = |total: &str| format!("{TWO}{total}\n");
    let mut cases = vec![
        // Titles and blank rows above.
        (
            format!("评分标准表,,,\n,,,\n制表：某中心,2026年,,\n{TWO}"),
            vec![
                (row(1), above("评分标准表")),
                (row(3), above("制表：某中心 2026年")),
            ],
        ),
        (
            format!("名称,某区标准,,\n{TWO}"),
            vec![(row(1), above("名称 某区标准"))],
        ),
        // Headings in other clothes.
        (head("编\u{200B}号,名\u{AD}称,\u{FEFF}类别,分\u{A0}值"), vec![]),
        (head("编 号,\"名\n称\",类　别,分值（分）"), vec![]),
        (head("编号 (Code),名称 (Name),类别 (Kind),分值 (Points)"), vec![]),
        (head("code,NAME,Kind,Ｐｏｉｎｔｓ"), vec![]),
        (head("编号*,名称：,类别【必填】,分值"), vec![]),
        (head("条款号,条款名称,类别,满分（分）"), vec![]),
        // Headings over two rows.
        (head("条款,,类别,分值\n编号,名称,,（分）"), vec![]),
        (head("编号,名称,评定,\n,,类别,分值"), vec![]),
        // Sums that agree.
        (total("合计,,,200"), vec![(row(6), left_out("合计"))]),
        (total("合　计：,,,200.0"), vec![(row(6), left_out("合　计："))]),
        (total(",总计（分）,,200"), vec![(row(6), left_out("总计（分）"))]),
        (total("Total,,,"), vec![(row(6), left_out("Total"))]),
        (
            TWO.replacen("2,结果", "小计,,,100\n2,结果", 1),
            vec![(row(5), left_out("小计"))],
        ),
        // Sums and means by other names, with other words around them, of parts, and above them.
        (
            total("得分合计,得分合计,方法类,200"),
            vec![(row(6), left_out("得分合计"))],
        ),
        (total("合计分值,,,200"), vec![(row(6), left_out("合计分值"))]),
        (total("Σ,,,200"), vec![(row(6), left_out("Σ"))]),
        (total("累计,,,200"), vec![(row(6), left_out("累计"))]),
        (total("總計：,,,200"), vec![(row(6), left_out("總計："))]),
        (total("合计1000分,,,"), vec![(row(6), left_out("合计1000分"))]),
        (total("（合计）,,,200"), vec![(row(6), left_out("（合计）"))]),
        (
            total("Total points,Total points,结果类,200"),
            vec![(row(6), left_out("Total points"))],
        ),
        (total("小计,,,100"), vec![(row(6), left_out("小计"))]),
        (total("部分合计,,,100"), vec![(row(6), left_out("部分合计"))]),
        (
            total("第一部分合计,,,100"),
            vec![(row(6), left_out("第一部分合计"))],
        ),
        (total("平均,,,66.7"), vec![(row(6), not_compared("平均", "66.7"))]),
        (
            total("平均值,,,66.7"),
            vec![(row(6), not_compared("平均值", "66.7"))],
        ),
        (
            total("方法类合计,,,90"),
            vec![(row(6), not_compared("方法类合计", "90"))],
        ),
        (
            TWO.replacen("2,结果", "做法小计,,,100\n2,结果", 1),
            vec![(row(5), left_out("做法小计"))],
        ),
        (
            TWO.replacen("2,结果", "1 做法小计,,,100\n2,结果", 1),
            vec![(row(5), left_out("1 做法小计"))],
        ),
        (
            format!(
                "{}合计,,,100\n总计,,,200\n",
                TWO.replacen("2,结果", "合计,,,100\n2,结果", 1)
            ),
            vec![
                (row(5), left_out("合计")),
                (row(7), left_out("合计")),
                (row(8), left_out("总计")),
            ],
        ),
        (
            TWO.replacen("1,做法", "小计,,,100\n1,做法", 1)
                .replacen("2,结果", "小计,,,100\n2,结果", 1),
            vec![(row(2), left_out("小计")), (row(6), left_out("小计"))],
        ),
        // Units below the headings; names, days and notes below the table.
        (
            TWO.replacen("分值\n", "分值\n单位,,,分\n", 1),
            vec![(row(2), beside("单位 分"))],
        ),
        (
            TWO.replacen("分值\n", "分值\n,,,（分）\n", 1),
            vec![(row(2), beside("（分）"))],
        ),
        (
            TWO.replacen("分值\n", "分值\n1,2,3,4\n", 1),
            vec![(row(2), beside("1 2 3 4"))],
        ),
        (
            TWO.replacen("分值\n", "分值\n1,2,3,4,\n", 1),
            vec![(row(2), beside("1 2 3 4"))],
        ),
        (
            TWO.replacen("分值\n", "分值\n栏次,1,2,3\n", 1),
            vec![(row(2), beside("栏次 1 2 3"))],
        ),
        (
            TWO.replacen("分值\n", "分值\n甲,乙,1,2\n", 1),
            vec![(row(2), beside("甲 乙 1 2"))],
        ),
        // A star marks what must be filled in.
        (TWO.replacen("编号,名称", "*编号,＊名称", 1), vec![]),
        (
            total("评审组长：,,,\n专家签名,张三,,\n共6条,,,\n"),
            vec![
                (row(6), beside("评审组长：")),
                (row(7), beside("专家签名 张三")),
                (row(8), beside("共6条")),
            ],
        ),
        (
            total(
                "合计,,,200\n制表人：张三,,审核：李四,2026年3月1日\n备注,本表一式两份,,\n2026年3月1日,,,\n第1页 共2页,,,",
            ),
            vec![
                (row(7), beside("制表人：张三 审核：李四 2026年3月1日")),
                (row(8), beside("备注 本表一式两份")),
                (row(9), beside("2026年3月1日")),
                (row(10), beside("第1页 共2页")),
                (row(6), left_out("合计")),
            ],
        ),
        // The headings again on each page.
        (
            TWO.replacen("2,结果", "编号,名称,类别,分值\n2,结果", 1),
            vec![(row(5), TableFault::HeadingsAgain)],
        ),
        // Codes and numbers as pasted.
        (
            TWO.replacen("1.1,", "1.1\u{200B},", 1)
                .replacen(",60", ",60\u{FEFF}", 1),
            vec![],
        ),
        (TWO.replacen("1.1,", "[1.1],", 1), vec![]),
        // Columns without a heading and behind the last one.
        (
            TWO.replacen("编号,", ",编号,", 1)
                .replace("\n1", "\n甲,1")
                .replace("\n2", "\n乙,2"),
            vec![(at(2, other("A")), TableFault::UnnamedColumn { found: text("甲") })],
        ),
        (TWO.replace('\n', ",,\n"), vec![]),
    ];
    cases.extend(SEPARATORS.into_iter().skip(1).map(|separator| {
        let table = TWO.replace(',', &separator.to_string());
        (
            table,
            vec![(Place::File, TableFault::Separator { found: separator })],
        )
    }));
    cases
}

/// Rubric tables that are refused, or read with a doubt that is reported.
fn wrong_rubrics() -> Vec<(String, Facts<TableFault>)> {
    let code = |typed: &str| TWO.replacen("1.1,", &format!("{typed},"), 1);
    let points = |typed: &str| TWO.replacen(",60\n", &format!(",{typed}\n"), 1);
    let alone = |place: Place, fault: TableFault| vec![(place, fault)];
    let differs = |row, label: &str, found: &str, sum, rows: (usize, usize)| {
        let (label, found) = (text(label), text(found));
        alone(
            at(row, Column::Points),
            TableFault::TotalRowDiffers {
                label,
                found,
                sum,
                rows,
            },
        )
    };
    let decimal = |found: &str, meant: &str| {
        let (found, meant) = (text(found), text(meant));
        TableFault::DecimalForCode { found, meant }
    };
    let with_code = |label: &str| {
        let (label, code) = (text(label), text("3"));
        alone(at(6, Column::Name), TableFault::TotalWithCode { label, code })
    };
    let mut cases = vec![
        (
            text("1,甲,方法类,200\n"),
            alone(
                row(1),
                TableFault::NoHeadings {
                    wanted: ["编号", "名称", "类别", "分值"].map(text).to_vec(),
                    found: text("1 甲 方法类 200"),
                },
            ),
        ),
        (
            text("标题,,\n编号,名称,类别\n1,甲,方法类\n"),
            alone(
                Place::Header(Column::Points),
                TableFault::MissingColumn {
                    row: 2,
                    found: ["编号", "名称", "类别"].map(text).to_vec(),
                },
            ),
        ),
        (
            format!("1.9,早,方法类,5\n{TWO}"),
            alone(
                row(1),
                TableFault::ContentAboveHeadings {
                    found: text("1.9 早 方法类 5"),
                },
            ),
        ),
        // A heading whose note names another column.
        (
            TWO.replacen("分值", "分值（类别）", 1),
            vec![
                (Place::Header(other("分值(类别)")), known()),
                (
                    Place::Header(Column::Points),
                    TableFault::MissingColumn {
                        row: 1,
                        found: ["编号", "名称", "类别", "分值（类别）"].map(text).to_vec(),
                    },
                ),
            ],
        ),
        // Sums that do not agree, and what may be a clause.
        (
            format!("{TWO}合计,,,199\n"),
            differs(6, "合计", "199", 200, (3, 5)),
        ),
        (
            format!("{TWO}合计,合计,方法类,500\n"),
            differs(6, "合计", "500", 200, (3, 5)),
        ),
        (
            TWO.replacen("2,结果", "小计,,,60\n2,结果", 1),
            differs(5, "小计", "60", 100, (3, 4)),
        ),
        (
            format!("{TWO}得分合计,得分合计,方法类,500\n"),
            differs(6, "得分合计", "500", 200, (3, 5)),
        ),
        (
            TWO.replacen("2,结果", "做法小计,,,60\n2,结果", 1),
            differs(5, "做法小计", "60", 100, (3, 4)),
        ),
        (
            format!("{TWO}第一部分合计,,,60\n"),
            differs(6, "第一部分合计", "60", 100, (3, 4)),
        ),
        (
            TWO.replacen("2,结果", "累计,,,60\n2,结果", 1),
            differs(5, "累计", "60", 100, (3, 4)),
        ),
        // The sum of a part alone, and sums above their parts.
        (
            format!("{}合计,,,100\n", TWO.replacen("2,结果", "合计,,,90\n2,结果", 1)),
            vec![
                (
                    at(5, Column::Points),
                    TableFault::TotalRowDiffers {
                        label: text("合计"),
                        found: text("90"),
                        sum: 100,
                        rows: (3, 4),
                    },
                ),
                (row(7), left_out("合计")),
            ],
        ),
        (
            TWO.replacen("1,做法", "小计,,,90\n1,做法", 1)
                .replacen("2,结果", "小计,,,100\n2,结果", 1),
            vec![
                (
                    at(2, Column::Points),
                    TableFault::TotalRowDiffers {
                        label: text("小计"),
                        found: text("90"),
                        sum: 100,
                        rows: (4, 5),
                    },
                ),
                (row(6), left_out("小计")),
            ],
        ),
        (format!("{TWO}3,合计,,200\n"), with_code("合计")),
        (format!("{TWO}3,得分合计,方法类,200\n"), with_code("得分合计")),
        (format!("{TWO}3,做法小计,,100\n"), with_code("做法小计")),
        (format!("{TWO}3,Total points,,200\n"), with_code("Total points")),
        // A sum by a name that no list has is reported beside what does not add up.
        (
            format!("{TWO}3,综述,方法类,200\n"),
            vec![
                (at(6, Column::Points), TableFault::LooksLikeTotal { points: 200 }),
                (
                    Place::Rubric,
                    RubricFault::TotalDiffers {
                        declared: 200,
                        sum: 400,
                    }
                    .into(),
                ),
            ],
        ),
        // What a spreadsheet computed in place of a code.
        (
            code("1.1000000000000001"),
            alone(at(3, Column::Code), decimal("1.1000000000000001", "1.1")),
        ),
        (
            code("1.0999999999999999"),
            alone(at(3, Column::Code), decimal("1.0999999999999999", "1.1")),
        ),
        (
            code("1.9999999999999998"),
            alone(at(3, Column::Code), decimal("1.9999999999999998", "2")),
        ),
        // A row with another separator, and an apostrophe.
        (
            TWO.replacen("1.1,领导,,60", "1.1;领导;;60", 1),
            alone(
                at(3, Column::Code),
                TableFault::OtherSeparator {
                    found: text("1.1;领导;;60"),
                    separator: ';',
                },
            ),
        ),
        (
            code("'1.1"),
            alone(
                at(3, Column::Code),
                TableFault::QuotedCode {
                    found: text("'1.1"),
                    meant: text("1.1"),
                },
            ),
        ),
        // 1.10 as spreadsheets keep it.
        (
            format!(
                "编号,名称,类别,分值\n1,甲,方法类,\n{}1.1,末,,10\n",
                (1..=9).map(|one| format!("1.{one},条,,10\n")).collect::<String>()
            ),
            alone(at(12, Column::Code), lost_zero()),
        ),
        (
            TWO.replacen("1.2,", "1.1,", 1),
            alone(
                at(4, Column::Code),
                RubricFault::DuplicateCode { code: text("1.1") }.into(),
            ),
        ),
        // Decimals that fell apart.
        (
            TWO.replacen("分值\n", "分值,备注\n", 1)
                .replacen(",60\n", ",60,5\n", 1),
            vec![
                (Place::Header(other("备注")), known()),
                (
                    at(3, Column::Points),
                    TableFault::SplitDecimal {
                        whole: text("60"),
                        rest: text("5"),
                    },
                ),
            ],
        ),
    ];
    let dates = [
        ("1月2日", "1.2"),
        ("2026/1/2", "1.2"),
        ("2026-01-02", "1.2"),
        ("2026/1/2 0:00:00", "1.2"),
        ("2026年1月2日", "1.2"),
        ("2026年1月", ""),
        ("1/2", "1.2"),
        ("1/2/2026", "1.2"),
        ("2-Jan", "1.2"),
        ("Jan-02", "1.2"),
        ("2-Jan-26", "1.2"),
        ("４５６５９", "1.2"),
    ];
    cases.extend(dates.map(|(found, meant)| (code(found), alone(at(3, Column::Code), date(found, meant)))));
    let dates = [
        ("1月2日星期五", "1.2"),
        ("1月2日（周五）", "1.2"),
        ("一月二日", "1.2"),
        ("二〇二六年十一月二日", "11.2"),
        ("3月", ""),
    ];
    cases.extend(dates.map(|(found, meant)| (code(found), alone(at(3, Column::Code), date(found, meant)))));
    let numbers = [
        written("'60", "60", Written::Apostrophe),
        written("\u{2019}60", "60", Written::Apostrophe),
        written("60分", "60", Written::Unit),
        written("六十分", "60", Written::Unit),
        written("六十", "60", Written::Numerals),
        written("一百二十五", "125", Written::Numerals),
        written("五五", "55", Written::Numerals),
        written("6 0", "60", Written::Blanks),
        stands("50%", NotANumber::Percentage),
        stands("1月5日", NotANumber::Date),
        stands("2026/1/5", NotANumber::Date),
        stands("#REF!", NotANumber::CellError),
        stands("####", NotANumber::CellError),
        stands("50-60", NotANumber::Range),
        stands("50～60", NotANumber::Range),
        stands("无", NotANumber::Placeholder),
        stands("-", NotANumber::Placeholder),
    ];
    for fault in numbers {
        let (TableFault::WrittenNumber { found, .. } | TableFault::InPlaceOfNumber { found, .. }) = &fault
        else {
            unreachable!("a fault of a number")
        };
        cases.push((points(found), alone(at(3, Column::Points), fault.clone())));
    }
    let with_comma = [
        written("1,000", "1000", Written::Thousands),
        written("1,234,567.5", "1234567.5", Written::Thousands),
        written("60,5", "60.5", Written::DecimalComma),
        written("６０，５", "60.5", Written::DecimalComma),
    ];
    for fault in with_comma {
        let TableFault::WrittenNumber { found, .. } = &fault else {
            unreachable!("a fault of a number")
        };
        let quoted = format!("\"{found}\"");
        cases.push((points(&quoted), alone(at(3, Column::Points), fault.clone())));
    }
    cases
}

/// Sheet tables with what is reported of each, and whether they are taken.
fn sheets() -> Vec<(bool, String, Facts<TableFault>)> {
    let change = |from: &str, to: &str| SCORED.replacen(from, to, 1);
    let among = |found: &str| TableFault::FractionAmongPercents { found: text(found) };
    vec![
        (
            true,
            SCORED.replacen("编号,百分比", "编号 (Code),百分比 (Per cent)", 1),
            vec![],
        ),
        (
            true,
            SCORED.replacen("编号,百分比", "编号,百分比（%）", 1),
            vec![],
        ),
        (
            true,
            SCORED.replacen("编号,百分比", "编号,百\u{200B}分比%", 1),
            vec![],
        ),
        (true, SCORED.replacen("编号,百分比", "条款编号,得分率", 1), vec![]),
        (
            true,
            SCORED.replacen("P,D,C,A", "策划 (Plan),D（实施）,检查,act", 1),
            vec![],
        ),
        // Units, signatures, and the day of the review.
        (
            true,
            format!(
                "{}评审员签字：,,,,,,,\n评审日期：2026年3月1日,,,,,,,\n",
                SCORED.replacen("Targets\n", "Targets\n,%,%,%,%,%,%,%\n", 1)
            ),
            vec![
                (row(2), beside("% % % % % % %")),
                (row(11), beside("评审员签字：")),
                (row(12), beside("评审日期：2026年3月1日")),
            ],
        ),
        (
            true,
            SCORED.replacen("编号,百分比,", ",评分,分项\n编号,百分比,", 1),
            vec![(row(1), above("评分 分项"))],
        ),
        (
            true,
            SCORED.replacen("编号,百分比,P,", "编号,评分,分项,\n,百分比,P,", 1),
            vec![],
        ),
        // Sums and means are left out, and what they say is reported.
        (
            true,
            format!("{SCORED}合计,,,,,,,\n"),
            vec![(row(10), left_out("合计"))],
        ),
        (
            true,
            format!("{SCORED}平均,58.5,,,,,,\n"),
            vec![(row(10), not_compared("平均", "58.5"))],
        ),
        (
            true,
            format!("{SCORED}领导小计,123,,,,,,\n"),
            vec![(row(10), not_compared("领导小计", "123"))],
        ),
        // Decimal commas.
        (
            false,
            change("2.1.1,37.5,", "2.1.1,\"37,5\",")
                .replace(',', ";")
                .replace("37;5", "37,5"),
            vec![
                (Place::File, TableFault::Separator { found: ';' }),
                (
                    at(6, Column::Percent),
                    written("37,5", "37.5", Written::DecimalComma),
                ),
            ],
        ),
        (
            false,
            text("编号,百分比,\n1.1,60,5,\n1.2,60\n"),
            vec![
                (at(2, other("C")), TableFault::ExtraCells { found: text("5") }),
                (
                    at(3, Column::Percent),
                    ValueFault::WrongValueForm {
                        wanted: scoring::scoresheet::ValueForm::Components(
                            ["P", "D", "C", "A"].map(text).to_vec(),
                        ),
                    }
                    .into(),
                ),
            ],
        ),
        // Fractions of one.
        (
            false,
            text("编号,百分比\n1.1,0\n1.3,0.6\n1.1.1,1\n"),
            vec![
                (
                    at(3, Column::Percent),
                    TableFault::FractionsOfOne {
                        found: text("0.6"),
                        values: 2,
                    },
                ),
                (
                    at(4, Column::Code),
                    SheetFault::UnknownCode { code: text("1.1.1") }.into(),
                ),
            ],
        ),
        (
            false,
            text("编号,百分比,P,D,C,A\n1.2,,0.5,0.6,0.7,1\n"),
            vec![(
                at(2, component("P")),
                TableFault::FractionsOfOne {
                    found: text("0.5"),
                    values: 4,
                },
            )],
        ),
        (
            false,
            text("编号,百分比\n1.1,0.6\n1.3,60\n"),
            vec![(at(2, Column::Percent), among("0.6"))],
        ),
        (
            true,
            text("编号,百分比,P,D,C,A\n1.1,60,,,,\n1.2,,1,1,1,1\n"),
            vec![],
        ),
        (
            true,
            SCORED.replacen("３３．３", "0.5", 1),
            vec![(at(8, Column::Percent), among("0.5"))],
        ),
        (true, SCORED.replacen("３３．３", "0.5%", 1), vec![]),
        (true, text("编号,百分比\n1.1,0\n1.3,0\n"), vec![]),
        // A date in place of a percentage.
        (
            false,
            change(",55,", ",5-May,"),
            vec![(at(2, Column::Percent), stands("5-May", NotANumber::Date))],
        ),
    ]
}

/// What is reported of a table itself; what is reported of clauses is the scoresheet's own.
fn of_rows(problems: &Problems<TableFault>) -> Facts<TableFault> {
    let mut facts = facts(problems);
    facts.retain(|(place, _)| !matches!(place, Place::Clause(_)));
    facts
}

/// Every fault that a case here brings about.
pub(crate) fn faults_met() -> Vec<TableFault> {
    let rubrics = same_rubrics().into_iter().chain(wrong_rubrics());
    let sheets = sheets().into_iter().map(|(_, _, facts)| facts);
    let all = rubrics.map(|(_, facts)| facts).chain(sheets).flatten();
    all.map(|(_, fault)| fault).collect()
}

fn two() -> Rubric {
    rubric_from(TWO, 200).expect("sound").1
}

/// SPEC T1, T2, T16, T17, T18, T19, T20, T35, T37
#[test]
fn what_offices_add_to_a_rubrics_table_changes_nothing() {
    let expected = two();
    for (table, told) in same_rubrics() {
        let (_, rubric, warnings) =
            rubric_from(&table, 200).unwrap_or_else(|problems| panic!("{table}: {problems:#?}"));
        assert!(rubric == expected, "another rubric comes of {table}");
        assert_eq!(facts(&warnings), told, "{table}");
    }
}

/// A row of sums or means never becomes a part, whatever it is called, and a clause is not taken for one.
///
/// SPEC T20
#[test]
fn rows_of_sums_are_known_by_their_names_and_clauses_are_not() {
    for label in [
        "合计",
        "得分合计",
        "合计得分",
        "分值合计",
        "小计",
        "本部分小计",
        "总计",
        "总计分值",
        "共计",
        "累计",
        "总分",
        "总 分（满分200分）",
        "综合总分",
        "加权总分",
        "评审总分",
        "总评分",
        "总成绩",
        "总得分",
        "最终得分",
        "最后得分",
        "综合得分",
        "实得分",
        "平均",
        "平均分",
        "平均得分（%）",
        "均分",
        "加权平均",
        "算术平均值",
        "合计：200",
        "合计(1+2)",
        "合 计",
        "总　计",
        "Total",
        "TOTAL SCORE",
        "Grand total:",
        "Sub-total",
        "Sum",
        "Average",
        "Mean score",
        "Σ",
    ] {
        let with_code = TableFault::TotalWithCode {
            label: text(label),
            code: text("3"),
        };
        let as_part = rubric_from(&format!("{TWO}3,{label},方法类,200\n"), 400);
        let told = as_part.err().map(|problems| facts(&problems));
        assert_eq!(told, Some(vec![(at(6, Column::Name), with_code)]), "{label}");
        let alone = rubric_from(&format!("{TWO}{label},,,\n"), 200);
        assert!(alone.is_ok_and(|(_, rubric, _)| rubric == two()), "{label}");
    }
    for name in [
        "总结与改进",
        "平均住院日",
        "统计",
        "会计",
        "设计",
        "审计与内控",
        "累计参保率",
        "汇总与上报",
        "总分行管理",
        "得分率管理",
        "满分服务",
        "Totality",
        "Meaning",
        "Summary",
    ] {
        let read = rubric_from(&format!("{TWO}3,{name},方法类,30\n"), 230);
        let clauses = read.map(|(_, rubric, _)| rubric.clauses().count());
        assert_eq!(clauses, Ok(4), "{name}");
    }
}

/// SPEC T2, T16, T18, T19, T20, T21, T22, T24, T35, T38
#[test]
fn what_is_in_doubt_in_a_rubrics_table_is_told_at_its_row() {
    for (table, told) in wrong_rubrics() {
        let problems = match rubric_from(&table, 200) {
            Ok((_, _, warnings)) => warnings,
            Err(problems) => problems,
        };
        assert_eq!(facts(&problems), told, "{table}");
    }
}

/// SPEC T17, T18, T19, T20, T23, T24
#[test]
fn a_sheets_table_as_offices_write_it() {
    let whole = sheet_from(SCORED).expect("sound").0;
    for (taken, table, told) in sheets() {
        let (found, sheet) = match sheet_from(&table) {
            Ok((sheet, warnings)) => (warnings, Some(sheet)),
            Err(problems) => (problems, None),
        };
        assert_eq!(of_rows(&found), told, "{table}");
        assert_eq!(sheet.is_some(), taken, "{table}");
        let complete = table.lines().count() >= SCORED.lines().count() && !table.contains("0.5");
        if let Some(sheet) = sheet.filter(|_| complete) {
            assert_eq!(sheet.percents(), whole.percents(), "{table}");
        }
    }
}

/// A code that lost its zero, by the clauses of the rubric: 1.10 is one of them and not in the table.
///
/// SPEC T22
#[test]
fn a_lost_zero_is_asked_for_where_the_rubric_has_the_code() {
    let rows: String = (1..=10).map(|one| format!("1.{one},条,,10\n")).collect();
    let table = format!("编号,名称,类别,分值\n1,甲,方法类,\n{rows}");
    let (_, rubric, _) = rubric_from(&table, 100).expect("sound");
    let options = scoring::table::SheetOptions {
        stage: scoring::scoresheet::Stage::Site,
        assessor: text("王"),
        applicant: text("甲"),
        overall: text("好"),
        revision: scoring::scoresheet::Revision::FIRST,
    };
    let fingerprint = scoring::foundations::Fingerprint::of(b"rubric");
    let read = |table: &str| scoring::table::read_sheet(table, &rubric, fingerprint, options.clone());
    let problems = read("编号,百分比\n1.1,50\n1.1,60\n").expect_err("twice");
    assert_eq!(facts(&problems), [(at(3, Column::Code), lost_zero())]);
    let problems = read("编号,百分比\n1.1,50\n1.10,50\n1.1,60\n").expect_err("twice");
    let twice = SheetFault::DuplicateCode { code: text("1.1") };
    assert_eq!(facts(&problems), [(at(4, Column::Code), twice.into())]);
}

/// What a message prints as the name of a column is a heading that tables may have.
///
/// SPEC T17
#[test]
fn headings_are_accepted_as_messages_print_them() {
    for lang in [Lang::Zh, Lang::En] {
        let print = |columns: &[Column]| {
            let names = columns.iter().map(|column| words::column(column, lang));
            names.collect::<Vec<_>>().join(",")
        };
        let rubric = print(&[
            Column::Code,
            Column::Name,
            Column::Kind,
            Column::Points,
            Column::Method,
            Column::Requirement,
            Column::LookAt,
        ]);
        let table = TWO.replacen("编号,名称,类别,分值", &rubric, 1);
        let (_, _, warnings) = rubric_from(&table, 200).expect("sound");
        assert!(warnings.is_empty(), "{table}: {warnings:#?}");
        let sheet = print(&[Column::Code, Column::Percent]);
        let table = SCORED.replacen("编号,百分比", &sheet, 1);
        let (_, warnings) = sheet_from(&table).expect("sound");
        assert_eq!(of_rows(&warnings), [], "{table}");
    }
}

/// Every sentence on a row says what was found there, and ends with what to do.
///
/// SPEC W1
#[test]
fn sentences_quote_what_was_found() {
    for (_, facts) in wrong_rubrics() {
        for (place, fault) in facts {
            let found = match &fault {
                TableFault::WrittenNumber { found, .. }
                | TableFault::InPlaceOfNumber { found, .. }
                | TableFault::DateForCode { found, .. }
                | TableFault::ExtraCells { found } => found.clone(),
                _ => continue,
            };
            for lang in [Lang::Zh, Lang::En] {
                let line = words::problem_line(&Problem::error(place.clone(), fault.clone()), lang);
                assert!(line.contains(&found), "{line}");
            }
        }
    }
}

/// What is done to a good table. The indices choose where.
#[derive(Clone, Debug)]
struct Mutation {
    what: usize,
    row: Index,
    column: Index,
    more: Index,
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let one = (0_usize..22, any::<Index>(), any::<Index>(), any::<Index>());
    let one = one.prop_map(|(what, row, column, more)| Mutation {
        what,
        row,
        column,
        more,
    });
    prop::collection::vec(one, 0..4)
}

/// A table before it is written down.
#[derive(Clone, Debug)]
struct Sketch {
    rows: Vec<Vec<String>>,
    /// Where the headings stand.
    head: usize,
}

impl Sketch {
    fn of(table: &str) -> Self {
        let rows = table.lines().map(|line| line.split(',').map(text).collect());
        Self {
            rows: rows.collect(),
            head: 0,
        }
    }

    fn row_of(&self, cells: &[&str]) -> Vec<String> {
        let mut row: Vec<String> = cells.iter().copied().map(text).collect();
        row.resize(self.rows[self.head].len().max(row.len()), String::new());
        row
    }

    /// A cell that is a heading, a code, a kind or a number, never a name.
    fn cell(&mut self, mutation: &Mutation, from: usize) -> &mut String {
        self.cell_under(mutation, from, &["名称"])
    }

    /// A cell that is no code either: another code is another table.
    fn value(&mut self, mutation: &Mutation, from: usize) -> &mut String {
        self.cell_under(mutation, from, &["名称", "编号"])
    }

    fn cell_under(&mut self, mutation: &Mutation, from: usize, not: &[&str]) -> &mut String {
        let row = from + mutation.row.index(self.rows.len() - from);
        while self.rows[row].len() < 3 {
            self.rows[row].push(String::new());
        }
        let heading = |column: usize| {
            let above = self.rows.iter().take(self.head + 2);
            above
                .filter_map(|row| row.get(column).cloned())
                .collect::<String>()
        };
        let seen = |text: String| {
            text.chars()
                .filter(|character| character.is_alphanumeric())
                .collect::<String>()
        };
        let free = |column: &usize| !not.iter().any(|name| seen(heading(*column)).contains(name));
        let free: Vec<usize> = (0..self.rows[row].len()).filter(free).collect();
        let column = free[mutation.column.index(free.len())];
        &mut self.rows[row][column]
    }

    fn apply(&mut self, mutation: &Mutation) {
        let Mutation {
            what,
            row,
            column,
            more,
        } = mutation;
        let pick = |all: &[&str]| text(all[more.index(all.len())]);
        let below = self.head + 1;
        match what {
            0 => {
                let titles = ["评分标准表", "某区 2026 年度,评分", "编号说明", "2026", "名称"];
                let title = self.row_of(&[&pick(&titles)]);
                self.rows.insert(0, title);
                self.head += 1;
            }
            1 => {
                let at = row.index(self.rows.len() + 1);
                let blank = if more.index(2) == 0 {
                    Vec::new()
                } else {
                    self.row_of(&[])
                };
                self.rows.insert(at, blank);
                self.head += usize::from(at <= self.head);
            }
            2 => {
                let label = pick(&[
                    "合计",
                    "总 计",
                    "小计",
                    "Total",
                    "平均",
                    "得分合计",
                    "做法小计",
                    "Σ",
                ]);
                let sum = ["200", "100", "199", ""][column.index(4)];
                let at = below + row.index(self.rows.len() - below + 1);
                let points = self.rows[self.head].len() - 1;
                let mut total = self.row_of(&[&label]);
                total[points] = text(sum);
                self.rows.insert(at, total);
            }
            3 => {
                let unseen = pick(&["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{200E}"]);
                let cell = self.cell(mutation, 0);
                let at = more.index(cell.chars().count() + 1);
                let at = cell
                    .char_indices()
                    .map(|(at, _)| at)
                    .nth(at)
                    .unwrap_or(cell.len());
                cell.insert_str(at, &unseen);
            }
            4 => {
                let note = pick(&["（%）", " (Code)", "（必填）", "*", "：", "\u{A0}", "\n"]);
                let head = self.head;
                let width = self.rows[head].len();
                if width > 0 {
                    self.rows[head][column.index(width)].push_str(&note);
                }
            }
            5 => {
                let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
                let (from, to) = (row.index(width), column.index(width));
                for row in &mut self.rows {
                    if !row.is_empty() {
                        row.resize(width.max(row.len()), String::new());
                        row.swap(from, to);
                    }
                }
            }
            6 => {
                let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
                for row in &mut self.rows {
                    row.resize(width + 1 + more.index(3), String::new());
                }
            }
            7 => {
                let cell = self.cell(mutation, 0);
                *cell = cell
                    .chars()
                    .map(|character| match character {
                        '!'..='~' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character),
                        other => other,
                    })
                    .collect();
            }
            // The writings of a number, which are codes, kinds and headings too where they fall on one.
            8 => self.cell(mutation, below).insert(0, '\''),
            9 => self.value(mutation, below).push('分'),
            10 => {
                let dates = pick(&["1月1日", "2026/1/1", "1-Jan", "Jan-01"]);
                *self.cell(mutation, below) = dates;
            }
            11 => {
                let cell = self.cell(mutation, below);
                *cell = cell.replace('.', ",");
            }
            12 => {
                let cell = self.cell(mutation, below);
                if cell.contains('.') {
                    *cell = cell.trim_end_matches('0').trim_end_matches('.').to_owned();
                }
            }
            13 => {
                // A heading is spread over two rows.
                let (head, width) = (self.head, self.rows[self.head].len());
                let mut upper = self.rows[head].clone();
                let mut lower = vec![String::new(); width];
                for at in column.index(width)..width {
                    lower[at] = std::mem::replace(&mut upper[at], text("评分"));
                }
                self.rows[head] = upper;
                self.rows.insert(head + 1, lower);
            }
            14 => {
                let head = self.rows[self.head].clone();
                let at = below + row.index(self.rows.len() - below + 1);
                self.rows.insert(at, head);
            }
            15 | 16 => {
                let name = if *what == 15 { "备注" } else { "" };
                let at = column.index(self.rows[self.head].len() + 1);
                let note = pick(&["好", "5", ""]);
                for (number, row) in self.rows.iter_mut().enumerate() {
                    if at <= row.len() {
                        let cell = if number == self.head { name } else { &note };
                        row.insert(at, text(cell));
                    }
                }
            }
            17 => {
                // A share of one in place of a percentage, in every cell that is a number above one.
                for row in self.rows.iter_mut().skip(below) {
                    for cell in row.iter_mut().skip(1) {
                        if let Ok(number) = cell.trim_end_matches('%').parse::<u32>() {
                            *cell = format!("0.{number:02}");
                        }
                    }
                }
            }
            18 => {
                let at = below + row.index(self.rows.len() - below);
                let width = self.rows[at].len();
                if width > 0 {
                    let mut cut = self.rows[at].clone();
                    cut.truncate(1 + column.index(width));
                    cut.resize(width, String::new());
                    // A row of which nothing is left is no row, and the table another one.
                    if cut.iter().any(|cell| !cell.is_empty()) {
                        self.rows[at] = cut;
                    }
                }
            }
            20 => {
                let first = pick(&[
                    "单位",
                    "制表人：张三",
                    "备注",
                    "审核",
                    "2026年3月1日",
                    "注：小数保留一位",
                ]);
                let at = below + row.index(self.rows.len() - below + 1);
                let mut beside = self.row_of(&[&first]);
                let last = beside.len() - 1;
                beside[last] = pick(&["分", "", "李四"]);
                self.rows.insert(at, beside);
            }
            19 => *self.value(mutation, below) = pick(&["六十", "0.6", "60,5", "1,000", "60～65", "无"]),
            _ => *self.cell(mutation, 0) += " ",
        }
    }

    fn written(&self, separator: char, end: &str, all_quoted: bool, loose: bool) -> String {
        let write = |cell: &String| {
            let needs = cell.contains([separator, '\n', '"']);
            // Without the quotation marks that its comma needs, a number falls apart.
            if (needs && (!loose || cell.contains(['\n', '"']))) || all_quoted {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let line = |row: &Vec<String>| {
            let cells: Vec<String> = row.iter().map(write).collect();
            cells.join(&separator.to_string())
        };
        let lines: Vec<String> = self.rows.iter().map(line).collect();
        lines.join(end) + end
    }

    /// The row in which a code stands, counted as a spreadsheet does, whatever clothes it wears.
    fn row_with(&self, code: &Code) -> Option<usize> {
        let seen = |cell: &String| -> String {
            let plain = cell.chars().map(|character| match u32::from(character) {
                wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(character),
                _ => character,
            });
            plain
                .filter(|character| character.is_alphanumeric() || *character == '.')
                .collect()
        };
        let code = code.to_string();
        let row = self
            .rows
            .iter()
            .position(|row| row.iter().any(|cell| seen(cell) == code));
        row.map(|row| row + 1)
    }
}

/// Whether a problem names a row or a column.
fn is_placed<F>(problem: &Problem<F>) -> bool {
    matches!(problem.place, Place::Row(..) | Place::Header(_))
}

/// Whether a refusal says where.
fn refused_where<F: Clone + std::fmt::Debug>(problems: &Problems<F>) -> bool {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    errors.any(is_placed)
}

/// Whether something is reported at the row of a code.
fn told_at(problems: &Problems<TableFault>, sketch: &Sketch, code: &Code) -> bool {
    let row = sketch.row_with(code);
    row.is_some()
        && problems
            .iter()
            .any(|problem| matches!(problem.place, Place::Row(at, _) if Some(at) == row))
}

/// The encodings that a table may be in without a table of characters.
const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be];

fn in_encoding(table: &str, encoding: Encoding) -> Vec<u8> {
    let units = table.encode_utf16();
    match encoding {
        Encoding::Utf16Le => units.flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => units.flat_map(u16::to_be_bytes).collect(),
        Encoding::Utf8 | Encoding::Gb18030 => table.as_bytes().to_vec(),
    }
}

const GOOD_RUBRIC: &str =
    "编号,名称,类别,分值\n1,做法,方法类,100\n1.1,领导,,60\n1.10,策划,,40\n2,结果,结果类,100\n";

proptest! {
    #![proptest_config(chances())]

    /// SPEC T25
    #[test]
    fn a_good_table_in_office_clothes_is_the_same_or_told(
        mutations in mutations(),
        separator in prop::sample::select(SEPARATORS.to_vec()),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in prop::sample::select(ENCODINGS.to_vec()),
        (all_quoted, loose, marked, of_sheet) in any::<(bool, bool, bool, bool)>(),
    ) {
        let mut sketch = Sketch::of(if of_sheet { SCORED } else { GOOD_RUBRIC });
        for mutation in &mutations {
            sketch.apply(mutation);
        }
        let mark = if marked { "\u{FEFF}" } else { "" };
        let table = mark.to_owned() + &sketch.written(separator, end, all_quoted, loose);
        // As a spreadsheet saves it, and as it is read again.
        let saved = in_encoding(&table, encoding);
        let table = match table_text(&saved, |_| None) {
            Ok(read) => {
                prop_assert_eq!(read.trim_start_matches('\u{FEFF}'), table.trim_start_matches('\u{FEFF}'));
                read
            }
            Err(fault) => {
                // Without its mark a short text of Chinese alone may be anything, and is called that.
                prop_assert!(encoding != Encoding::Utf8 && !marked, "{table:?} {fault:?}");
                return Ok(());
            }
        };
        if of_sheet {
            let good = sheet_from(SCORED).expect("sound").0;
            match sheet_from(&table) {
                Ok((sheet, warnings)) => {
                    let (rubric, _) = small();
                    for clause in rubric.clauses() {
                        let (was, is) = (good.percents()[clause.index], sheet.percents()[clause.index]);
                        let code = &clause.node.code;
                        // What is not scored any more is reported by its clause.
                        let not_scored = (Place::Clause(code.clone()), SheetFault::NotScored.into());
                        let told = is == was
                            || is.is_none() && facts(&warnings).contains(&not_scored)
                            || told_at(&warnings, &sketch, code);
                        prop_assert!(told, "silently another value of {code}: {table:?} {warnings:#?}");
                    }
                }
                Err(problems) => prop_assert!(refused_where(&problems), "{table:?} {problems:#?}"),
            }
        } else {
            let (_, good, _) = rubric_from(GOOD_RUBRIC, 200).expect("sound");
            match rubric_from(&table, 200) {
                Ok((_, rubric, warnings)) => {
                    for node in good.nodes().iter().chain(rubric.nodes()) {
                        let (was, is) = (good.node(&node.code), rubric.node(&node.code));
                        let told = is == was || told_at(&warnings, &sketch, &node.code);
                        prop_assert!(told, "silently another {}: {table:?} {warnings:#?}", node.code);
                    }
                    let methods = |rubric: &Rubric| rubric.clauses().map(|clause| clause.method.clone()).collect::<Vec<_>>();
                    prop_assert_eq!(methods(&rubric), methods(&good));
                }
                Err(problems) => prop_assert!(refused_where(&problems), "{table:?} {problems:#?}"),
            }
        }
    }
}

/// A single value, however it is written, is read as it is or reported at its cell.
///
/// SPEC T9, T24
#[test]
fn no_writing_of_a_number_is_read_as_another_number() {
    let writings = [
        "60",
        "60%",
        "６０",
        "６０％",
        "60.0",
        "060",
        " 60 ",
        "60\u{200B}",
        "'60",
        "60分",
        "六十",
        "6 0",
        "60,0",
        "0.6",
        "60.",
        "=60",
        "60-65",
        "+60",
        "60e0",
        "6０",
        "[60]",
        "（60）",
        "60/100",
        "$60",
        "60,000",
    ];
    for typed in writings {
        let table = SCORED.replacen("1.1,55", &format!("1.1,\"{typed}\""), 1);
        match sheet_from(&table) {
            Ok((sheet, _)) => assert_eq!(sheet.percents()[0], Some(exact("60")), "{typed:?}"),
            Err(problems) => {
                let places: Vec<_> = problems.iter().map(|problem| problem.place.clone()).collect();
                assert_eq!(places, [at(2, Column::Percent)], "{typed:?}");
            }
        }
    }
}

/// SPEC T34
#[test]
fn a_table_of_another_kind_is_named_as_what_it_is() {
    let mut as_rubric = vec![
        (SCORED.to_owned(), 1, TableKind::Scoresheet),
        (
            text("评分表,,\n条款编号,条款名称,得分率（%）\n1.1,领导,60\n"),
            2,
            TableKind::Scoresheet,
        ),
        (text("编号;百分比\n1.1;60\n"), 1, TableKind::Scoresheet),
        (text("序号,姓名,工作单位\n1,王评审,某校\n"), 1, TableKind::Pool),
        (
            text("证书编号,获奖组织,获奖年度\n1,甲医院,2021\n"),
            1,
            TableKind::Register,
        ),
    ];
    // What this program wrote for spreadsheets, in both languages.
    for lang in [Lang::Zh, Lang::En] {
        for columns in [words::aggregate_columns(lang), words::summary_columns(lang)] {
            let row = vec!["1"; columns.len()].join(",");
            let table = format!("\u{FEFF}{}\r\n{row}\r\n", columns.join(","));
            as_rubric.push((table, 1, TableKind::Figures));
        }
    }
    let told = |number, kind| vec![(row(number), TableFault::OtherTable { kind })];
    for (table, number, kind) in &as_rubric {
        let problems = rubric_from(table, 1000).expect_err(table);
        assert_eq!(facts(&problems), told(*number, *kind), "{table}");
        if *kind != TableKind::Scoresheet {
            let problems = sheet_from(table).expect_err(table);
            assert_eq!(facts(&problems), told(*number, *kind), "{table}");
        }
    }
    let problems = sheet_from(TWO).expect_err("a rubric");
    assert_eq!(facts(&problems), told(1, TableKind::Rubric));
    for problems in [
        read_pool(TWO).expect_err("a rubric"),
        read_register(TWO).expect_err("a rubric"),
    ] {
        assert_eq!(facts(&problems), told(1, TableKind::Rubric));
    }
}
