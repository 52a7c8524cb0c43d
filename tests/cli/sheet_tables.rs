//! Scoresheets out of tables: which are taken, and why and in which row the others are not.

use crate::desk::{COLON, Desk, RUBRIC_HEAD, SHEET_HEAD, each_line_names};

/// Part 1 in steps of five, part 2 by components, part 3 a clause in points.
const RUBRIC: &str = "编号,名称,类别,分值,方法\n\
    1,领导力,方法类,,\n1.1,愿景,,30,\n1.2,管理,,23,\n\
    2,员工,方法类,,caf_fine_enabler\n2.1,培训,,20,\n\
    3,成果,结果类,47,direct_points\n";

/// A desk with the rubric r.json on it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.import_rubric("r", RUBRIC, 120).silent();
    desk
}

/// A table that is refused: its text, the place (nothing for the whole file), and a word of the reason.
struct Wrong {
    what: &'static str,
    table: String,
    place: &'static str,
    reason: &'static str,
}

/// A wrong table: the usual headings over these rows.
fn rows(what: &'static str, rows: &str, place: &'static str, reason: &'static str) -> Wrong {
    whole(what, &format!("{SHEET_HEAD}{rows}"), place, reason)
}

/// A wrong table, headings and all.
fn whole(what: &'static str, table: &str, place: &'static str, reason: &'static str) -> Wrong {
    Wrong {
        what,
        table: table.to_owned(),
        place,
        reason,
    }
}

/// A table whose one value, in row 3, is wrong.
fn value(what: &'static str, typed: &str, reason: &'static str) -> Wrong {
    rows(
        what,
        &format!("1.2,40\n1.1,{typed}\n3,50\n"),
        "第 3 行「百分比」列",
        reason,
    )
}

/// A table with components in row 2.
fn components(what: &'static str, row: &str, place: &'static str, reason: &'static str) -> Wrong {
    whole(what, &format!("编号,百分比,P,D,C,A\n{row}\n"), place, reason)
}

fn check(desk: &Desk, wrong: &Wrong) {
    let before = desk.names();
    let outcome = desk.import_sheet("s", &wrong.table);
    let what = format!("{}: {outcome:?}", wrong.what);
    assert_eq!(outcome.code, 1, "{what}");
    let err = outcome.refused(1);
    each_line_names(&err, "s.csv");
    let place = match wrong.place {
        "" => format!("s.csv: 错误{COLON}"),
        place => format!("s.csv: 错误{COLON}{place}{COLON}"),
    };
    let told = |line: &str| line.starts_with(&place) && line.contains(wrong.reason);
    assert!(err.lines().any(told), "{what}");
    std::fs::remove_file(desk.path("s.csv")).expect("the table is there");
    assert_eq!(desk.names(), before, "{what}");
}

/// SPEC C5, C12, C14, T10, T13, T14
#[test]
fn wrong_tables_are_refused_with_row_and_reason() {
    let desk = desk();
    let cases = [
        // Values.
        value("above the scale", "101", "超过了上限 100"),
        value("between the steps", "57", "57 不是 5 的倍数"),
        value("a fraction between the steps", "37.5", "37.5 不是 5 的倍数"),
        value("a minus sign", "-5", "「-5」不是可以计分的数"),
        value("a full-width minus sign", "\u{FF0D}5", "不是可以计分的数"),
        value("a plus sign", "+5", "「+5」不是可以计分的数"),
        value("an exponent", "1e1", "「1e1」不是可以计分的数"),
        value("a vulgar fraction", "½", "「½」不是可以计分的数"),
        value("a quotient", "1/2", "不是可以计分的数"),
        value("thousands", "\"1,000\"", "「1,000」不是可以计分的数"),
        value("two signs", "55%%", "「55%%」不是可以计分的数"),
        value("a sign alone", "%", "「%」不是可以计分的数"),
        value("a sign before", "%55", "不是可以计分的数"),
        value("per mille", "55‰", "不是可以计分的数"),
        value("a blank inside", "5 5", "不是可以计分的数"),
        value("a point at the end", "55.", "不是可以计分的数"),
        value("a point at the beginning", ".5", "不是可以计分的数"),
        value("two points", "5.5.5", "不是可以计分的数"),
        value("a decimal comma", "\"37,5\"", "不是可以计分的数"),
        value("a range", "50-55", "不是可以计分的数"),
        value("a word", "优", "「优」不是可以计分的数"),
        value("a formula", "=55", "不是可以计分的数"),
        value(
            "a number of another script",
            "\u{0665}\u{0665}",
            "不是可以计分的数",
        ),
        value("too long", "99999999999999999999", "位数太多"),
        value("endless decimals", "55.00000000000000000001", "位数太多"),
        rows(
            "endless decimals of points",
            "3,33.33333333333\n",
            "第 2 行「百分比」列",
            "位数太多",
        ),
        rows(
            "points above the clause's own",
            "3,100.5\n",
            "第 2 行「百分比」列",
            "超过了上限 100",
        ),
        // Codes.
        rows(
            "a code that is not there",
            "1.1,55\n1.3,55\n",
            "第 3 行「编号」列",
            "评定标准里没有条款 1.3",
        ),
        rows(
            "a part that is not there",
            "9,\n",
            "第 2 行「编号」列",
            "评定标准里没有条款 9",
        ),
        rows(
            "a part with a value",
            "1,55\n1.1,55\n",
            "第 2 行「编号」列",
            "1 是上级",
        ),
        rows(
            "a code twice",
            "1.1,55\n1.2,\n1.1,60\n",
            "第 4 行「编号」列",
            "编号 1.1 出现了两次",
        ),
        rows(
            "a code twice, without values",
            "1.1,\n1.1,\n",
            "第 3 行「编号」列",
            "出现了两次",
        ),
        rows(
            "a value without a code",
            "1.1,55\n,60\n",
            "第 3 行「编号」列",
            "没有编号",
        ),
        rows(
            "a code that is none",
            "1.1,55\n1;2,60\n",
            "第 3 行「编号」列",
            "写法不对",
        ),
        // Columns and the file.
        whole(
            "no percentages",
            "编号,名称\n1.1,愿景\n",
            "表头「百分比」列",
            "缺少「百分比」列",
        ),
        whole("no codes", "百分比\n55\n", "表头「编号」列", "缺少「编号」列"),
        whole(
            "a column twice",
            "编号,百分比,编号\n1.1,55,1.1\n",
            "表头「编号」列",
            "出现了两次",
        ),
        whole(
            "a component twice",
            "编号,百分比,P,策划\n1.1,55,,\n",
            "表头「P」列",
            "出现了两次",
        ),
        whole("nothing", "", "", "文件是空的"),
        whole("a header alone", SHEET_HEAD, "", "只有表头"),
        rows("too many cells", "1.1,55,60\n", "第 2 行「C」列", "格子比表头多"),
        rows(
            "an open quotation mark",
            "1.1,\"55\n1.2,60\n",
            "第 2 行",
            "引号没有合上",
        ),
        // Components.
        components("a component too few", "2.1,,50,50,50,", "第 2 行「A」列", "还缺"),
        components(
            "a component above the scale",
            "2.1,,50,50,101,50",
            "第 2 行「C」列",
            "超过了上限 100",
        ),
        components(
            "a component between the steps",
            "2.1,,50,50.5,50,50",
            "第 2 行「D」列",
            "不是 1 的倍数",
        ),
        components(
            "a component with a sign",
            "2.1,,-1,50,50,50",
            "第 2 行「P」列",
            "不是可以计分的数",
        ),
        components(
            "a percentage in place of components",
            "2.1,55,,,,",
            "第 2 行「百分比」列",
            "分项评分",
        ),
        components(
            "a percentage that contradicts",
            "2.1,55,50,50,50,51",
            "第 2 行「百分比」列",
            "不一致",
        ),
        components(
            "components in place of a percentage",
            "1.1,,50,,,",
            "第 2 行「P」列",
            "按百分比评分",
        ),
        components(
            "components beside points",
            "3,50,,50,,",
            "第 2 行「D」列",
            "按分值评分",
        ),
    ];
    for wrong in &cases {
        check(&desk, wrong);
    }
}

/// The value that a clause gets from what was typed, as `total` prints its percentage.
fn percent_of(desk: &Desk, table: &str, code: &str) -> String {
    desk.import_sheet("s", table).well();
    let total = desk.say("total s.json --rubric r.json").well();
    let (_, rest) = total
        .split_once("\"clause_scores\":")
        .and_then(|(_, clauses)| clauses.split_once(&format!("{{\"code\":\"{code}\",\"percent\":")))
        .unwrap_or_else(|| panic!("{code} is missing in {total}"));
    let end = rest.find(",\"score\"").expect("a score follows");
    rest[..end].to_owned()
}

/// SPEC T9
#[test]
fn percentages_are_taken_as_people_write_them() {
    let desk = desk();
    let cases = [
        ("1.1", "55", "\"55\""),
        ("1.1", "55%", "\"55\""),
        ("1.1", "55 %", "\"55\""),
        ("1.1", "55\u{FF05}", "\"55\""),
        ("1.1", "\u{FF15}\u{FF15}", "\"55\""),
        ("1.1", "\u{FF15}\u{FF15}\u{FF05}", "\"55\""),
        ("1.1", "55.0", "\"55\""),
        ("1.1", "055", "\"55\""),
        ("1.1", " 55 ", "\"55\""),
        ("1.1", "\u{3000}55\u{3000}%\u{3000}", "\"55\""),
        ("1.1", "\"55\"", "\"55\""),
        ("1.1", "5", "\"5\""),
        ("1.1", "0", "\"0\""),
        ("1.1", "100", "\"100\""),
        ("1.1", "", "null"),
        ("3", "37.5", "\"37.5\""),
        ("3", "37.5%", "\"37.5\""),
        ("3", "\u{FF13}\u{FF17}\u{FF0E}\u{FF15}\u{FF05}", "\"37.5\""),
        ("3", "37。5", "\"37.5\""),
        ("3", "33.3333333333", "\"33.3333333333\""),
        ("3", "0.5%", "\"0.5\""),
    ];
    for (code, typed, percent) in cases {
        let found = percent_of(&desk, &format!("{SHEET_HEAD}{code},{typed}\n"), code);
        assert_eq!(found, percent, "{typed:?}");
    }
}

#[test]
fn every_multiple_of_five_is_valid_without_a_method() {
    let desk = desk();
    for value in (0..=100).step_by(5) {
        let found = percent_of(&desk, &format!("{SHEET_HEAD}1.1,{value}\n"), "1.1");
        assert_eq!(found, format!("\"{value}\""));
    }
}

/// SPEC T11
#[test]
fn components_are_taken_under_their_id_or_name() {
    let desk = desk();
    let cases = [
        ("编号,百分比,P,D,C,A\n2.1,,50,60,70,81\n", "\"65.25\""),
        ("编号,百分比,策划,实施,检查,改进\n2.1,,50,60,70,80\n", "\"65\""),
        (
            "编号,百分比,plan,do,check,act\n2.1,,50%,60 %,\u{FF17}\u{FF10},80.0\n",
            "\"65\"",
        ),
        ("编号,百分比,A,C,D,P\n2.1,65.25,81,70,60,50\n", "\"65.25\""),
        ("编号,百分比,P,D,C,A\n2.1,,0,0,0,0\n", "\"0\""),
        ("编号,百分比,P,D,C,A\n2.1,,,,,\n", "null"),
    ];
    for (table, percent) in cases {
        assert_eq!(percent_of(&desk, table, "2.1"), percent, "{table}");
    }
}

#[test]
fn a_rubric_of_components_alone_needs_no_percentages() {
    let desk = Desk::new();
    let rubric =
        "编号,名称,类别,分值,方法\n1,领导力,方法类,60,caf_fine_enabler\n2,成果,结果类,40,caf_fine_result\n";
    desk.import_rubric("r", rubric, 100).silent();
    let table = "编号,P,D,C,A,T,G\n1,50,50,50,50,,\n2,,,,,30,31\n";
    desk.import_sheet("s", table).silent();
    let total = desk.say("total s.json --rubric r.json").well();
    assert!(
        total.contains("\"total\":{\"points\":\"42.20\",\"exact\":\"211/5\"}"),
        "{total}"
    );
}

/// SPEC T12
#[test]
fn rows_of_parts_and_empty_rows_may_stay() {
    let desk = desk();
    let table = "\u{FEFF}编号,名称,百分比\r\n1,领导力,\r\n\r\n1.1,愿景,55\r\n,,\r\n1.2,管理,40\r\n2,员工,\r\n3,成果,50\r\n";
    let outcome = desk.import_sheet("s", table);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""));
    // The column of names is unknown here and passed over; 2.1 is not scored, which is not zero.
    let lines: Vec<&str> = outcome.err.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("「名称」") && lines[1].contains("未评不等于零分"),
        "{lines:?}"
    );
}

#[test]
fn people_must_be_named() {
    let desk = desk();
    let table = format!("{SHEET_HEAD}1.1,55\n");
    for (stage, assessor, applicant, reason) in [
        ("site", "", "某馆", "没有写评审员"),
        ("material", " \u{3000}", "某馆", "没有写评审员"),
        ("site", "张三", "", "没有写申报组织"),
        ("self", "张三", "  ", "没有写申报组织"),
    ] {
        let err = desk
            .import_sheet_of("s", &table, stage, assessor, applicant)
            .refused(1);
        assert!(err.contains(reason), "{stage} {assessor:?} {applicant:?}: {err}");
        assert!(!desk.path("s.json").exists());
    }
}

/// SPEC C5
#[test]
fn a_sheet_is_submitted_and_names_its_rubric() {
    let desk = desk();
    desk.import_sheet_of(
        "s",
        &format!("{SHEET_HEAD}1.1,55\n3,37.5\n"),
        "material",
        " 张  三 ",
        "某区图书馆",
    )
    .well();
    let file = desk.read("s.json");
    let rubric = desk.read("r.json");
    let fingerprint = rubric.rsplit_once("\"fingerprint\":\"").expect("a fingerprint").1;
    let fingerprint = &fingerprint[..71];
    for word in [
        "\"kind\":\"scoresheet\"",
        "\"stage\":\"material\"",
        "\"assessor\":{\"name\":\"张 三\"}",
        "\"overall\":\"总体良好。\"",
        &format!("\"rubric\":\"{fingerprint}\""),
        &format!("\"rubric\":{{\"fingerprint\":\"{fingerprint}\",\"id\":\"r\",\"version\":\"1\"}}"),
        "{\"code\":\"1.1\",\"value\":{\"percent\":\"55\"}}",
        // 37.5 per cent of 47 points, as the points that were given.
        "{\"code\":\"3\",\"value\":{\"points\":\"17.625\"}}",
    ] {
        assert!(file.contains(word), "{word} is missing in {file}");
    }
}

/// SPEC C5
#[test]
fn the_judgement_and_comment_rules_only_warn() {
    let desk = Desk::new();
    desk.import_rubric("r", &format!("{RUBRIC_HEAD}1,一,方法类,10\n"), 10)
        .silent();
    desk.write("s.csv", format!("{SHEET_HEAD}1,55\n"));
    let outcome =
        desk.say("sheet import s.csv --rubric r.json --stage self --assessor A --applicant B -o s.json");
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""));
    assert!(outcome.err.contains("第二十条"), "{outcome:?}");
    assert_eq!(outcome.err.lines().count(), 1);
}
