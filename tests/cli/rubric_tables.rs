//! Rubrics out of tables: which are taken, and why and in which row the others are not.

use std::fmt::Write as _;

use crate::desk::{COLON, Desk, MADE, RUBRIC_HEAD, each_line_names};

/// A table that is refused: its text, the place (nothing for the whole file), and a word of the reason.
struct Wrong {
    what: &'static str,
    table: String,
    place: &'static str,
    reason: &'static str,
}

/// A wrong table: the usual headings over these rows.
fn rows(what: &'static str, rows: &str, place: &'static str, reason: &'static str) -> Wrong {
    whole(what, &format!("{RUBRIC_HEAD}{rows}"), place, reason)
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

/// A table of two clauses in which one cell of row 3 is replaced.
fn cell(what: &'static str, column: usize, text: &str, place: &'static str, reason: &'static str) -> Wrong {
    let mut cells = ["1.1", "愿景", "方法类", "500"];
    cells[column] = text;
    let table = format!("1,领导力,方法类,\n{}\n1.2,管理,方法类,500\n", cells.join(","));
    rows(what, &table, place, reason)
}

/// Runs the import, and asserts the refusal, the place, the reason, and that nothing was written.
fn check(wrong: &Wrong) {
    let desk = Desk::new();
    let outcome = desk.import_rubric("t", &wrong.table, 1000);
    let what = format!("{}: {outcome:?}", wrong.what);
    assert_eq!(outcome.code, 1, "{what}");
    let err = outcome.refused(1);
    each_line_names(&err, "t.csv");
    let place = match wrong.place {
        "" => format!("t.csv: 错误{COLON}"),
        place => format!("t.csv: 错误{COLON}{place}{COLON}"),
    };
    let told = |line: &str| line.starts_with(&place) && line.contains(wrong.reason);
    assert!(err.lines().any(told), "{what}");
    assert_eq!(desk.names(), ["t.csv"], "{what}");
}

/// SPEC C2, C12, C14, T2, T4, T6, T8, T15
#[test]
fn wrong_tables_are_refused_with_row_and_reason() {
    let cases = [
        // Sums.
        rows(
            "a parent that is not the sum",
            "1,领导力,方法类,900\n1.1,愿景,,500\n1.2,管理,,500\n",
            "第 2 行「分值」列",
            "下级分值之和是 1000",
        ),
        rows(
            "a parent of zero",
            "1,领导力,方法类,0\n1.1,愿景,,1000\n",
            "第 2 行「分值」列",
            "写的分值是 0",
        ),
        rows(
            "a sum in the middle",
            "1,领导力,方法类,\n1.1,愿景,,900\n1.1.1,甲,,400\n1.1.2,乙,,600\n",
            "第 3 行「分值」列",
            "下级分值之和是 1000",
        ),
        rows(
            "too little in all",
            "1,领导力,方法类,999\n",
            "评定标准",
            "各条款分值之和是 999",
        ),
        rows(
            "too much in all",
            "1,领导力,方法类,999\n2,战略,方法类,2\n",
            "评定标准",
            "各条款分值之和是 1001",
        ),
        // Codes.
        rows(
            "a code twice",
            "1,领导力,方法类,500\n2,战略,方法类,250\n2,战略,方法类,250\n",
            "第 4 行「编号」列",
            "编号 2 出现了两次",
        ),
        rows(
            "1.10 that a spreadsheet made 1.1",
            "1,领导力,方法类,\n1.1,愿景,,500\n1.1,榜样,,500\n",
            "第 4 行「编号」列",
            "1.10 变成 1.1",
        ),
        rows(
            "the same code in full-width digits",
            "1,领导力,方法类,500\n\u{FF11},领导力,方法类,500\n",
            "第 3 行「编号」列",
            "编号 1 出现了两次",
        ),
        rows(
            "no row of the parent",
            "1.1,愿景,方法类,1000\n",
            "第 2 行「编号」列",
            "缺少上级 1 的一行",
        ),
        rows(
            "10 is no parent of 1.1",
            "10,领导力,方法类,500\n1.1,愿景,方法类,500\n",
            "第 3 行「编号」列",
            "缺少上级 1 的一行",
        ),
        rows(
            "1 is no parent of 10.1",
            "1,领导力,方法类,500\n10.1,愿景,方法类,500\n",
            "第 3 行「编号」列",
            "缺少上级 10 的一行",
        ),
        rows(
            "no row of the parent's level",
            "1,领导力,方法类,\n1.1.1,愿景,,1000\n",
            "第 3 行「编号」列",
            "缺少上级 1.1 的一行",
        ),
        cell("no code", 0, "", "第 3 行「编号」列", "没有编号"),
        cell(
            "an empty segment",
            0,
            "1..1",
            "第 3 行「编号」列",
            "「1..1」写法不对",
        ),
        cell("a point at the end", 0, "1.1.", "第 3 行「编号」列", "写法不对"),
        cell("a blank inside", 0, "1. 1", "第 3 行「编号」列", "写法不对"),
        cell("a sign before", 0, "-1.1", "第 3 行「编号」列", "写法不对"),
        cell("a formula", 0, "=1.1", "第 3 行「编号」列", "写法不对"),
        cell(
            "seventeen segments",
            0,
            "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
            "第 3 行「编号」列",
            "写法不对",
        ),
        // Names and kinds.
        cell("no name", 1, "", "第 3 行「名称」列", "名称是空的"),
        cell(
            "a name of blanks",
            1,
            " \u{3000} ",
            "第 3 行「名称」列",
            "名称是空的",
        ),
        rows(
            "a part without a name",
            "1,,方法类,\n1.1,愿景,,1000\n",
            "第 2 行「名称」列",
            "名称是空的",
        ),
        cell(
            "an unknown kind",
            2,
            "混合类",
            "第 3 行「类别」列",
            "类别「混合类」不认识",
        ),
        rows(
            "a part of an unknown kind",
            "1,领导力,X,\n1.1,愿景,方法类,1000\n",
            "第 2 行「类别」列",
            "类别「X」不认识",
        ),
        rows(
            "no kind anywhere",
            "1,领导力,,\n1.1,愿景,,1000\n",
            "第 3 行「类别」列",
            "没有类别",
        ),
        // Points.
        cell("no points", 3, "", "第 3 行「分值」列", "没有分值"),
        cell(
            "a fraction",
            3,
            "12.5",
            "第 3 行「分值」列",
            "分值「12.5」不是整数",
        ),
        cell(
            "a minus sign",
            3,
            "-500",
            "第 3 行「分值」列",
            "「-500」不是可以计分的数",
        ),
        cell(
            "a full-width minus sign",
            3,
            "\u{FF0D}500",
            "第 3 行「分值」列",
            "不是可以计分的数",
        ),
        cell(
            "a mathematical minus sign",
            3,
            "\u{2212}500",
            "第 3 行「分值」列",
            "不是可以计分的数",
        ),
        cell(
            "a plus sign",
            3,
            "+500",
            "第 3 行「分值」列",
            "「+500」不是可以计分的数",
        ),
        cell(
            "an exponent",
            3,
            "5e2",
            "第 3 行「分值」列",
            "「5e2」不是可以计分的数",
        ),
        cell(
            "a vulgar fraction",
            3,
            "½",
            "第 3 行「分值」列",
            "「½」不是可以计分的数",
        ),
        cell("a quotient", 3, "1/2", "第 3 行「分值」列", "不是可以计分的数"),
        cell(
            "thousands",
            3,
            "\"1,000\"",
            "第 3 行「分值」列",
            "「1,000」不是可以计分的数",
        ),
        cell("a percentage", 3, "50%", "第 3 行「分值」列", "不是可以计分的数"),
        cell(
            "a numeral",
            3,
            "五百",
            "第 3 行「分值」列",
            "「五百」不是可以计分的数",
        ),
        cell("infinity", 3, "inf", "第 3 行「分值」列", "不是可以计分的数"),
        cell("nothing to score", 3, "0", "第 3 行「分值」列", "超出范围"),
        cell(
            "a million",
            3,
            "1000000",
            "第 3 行「分值」列",
            "分值「1000000」超出范围",
        ),
        cell(
            "more than a computer counts",
            3,
            "99999999999999999999999999999999999999999",
            "第 3 行「分值」列",
            "位数太多",
        ),
        cell(
            "endless decimals",
            3,
            "500.0000000000001",
            "第 3 行「分值」列",
            "位数太多",
        ),
        // Columns.
        whole(
            "no codes",
            "名称,类别,分值\n领导力,方法类,1000\n",
            "表头「编号」列",
            "缺少「编号」列",
        ),
        whole(
            "no names",
            "编号,类别,分值\n1,方法类,1000\n",
            "表头「名称」列",
            "缺少「名称」列",
        ),
        whole(
            "no kinds",
            "编号,名称,分值\n1,领导力,1000\n",
            "表头「类别」列",
            "缺少「类别」列",
        ),
        whole(
            "no points",
            "编号,名称,类别\n1,领导力,方法类\n",
            "表头「分值」列",
            "缺少「分值」列",
        ),
        whole(
            "no headings",
            "1,领导力,方法类,1000\n",
            "第 1 行",
            "请在内容上方写一行表头：编号、名称、类别、分值",
        ),
        whole(
            "a column twice",
            "编号,名称,类别,分值,分值\n1,领导力,方法类,500,500\n",
            "表头「分值」列",
            "出现了两次",
        ),
        // The file.
        whole("nothing", "", "", "文件是空的"),
        whole("a byte order mark", "\u{FEFF}", "", "文件是空的"),
        whole("blanks", " \n\r\n\u{3000}\n", "", "文件是空的"),
        whole("commas", ",,,\n,,,\n", "", "文件是空的"),
        whole("a header alone", RUBRIC_HEAD, "", "只有表头"),
        whole(
            "a header over empty rows",
            "编号,名称,类别,分值\n,,,\n\n",
            "",
            "只有表头",
        ),
        // The row.
        rows(
            "a stray comma",
            "1,领导力,方法类,500\n2,战略,策划,方法类,500\n",
            "第 3 行「E」列",
            "「500」在最后一个表头之外",
        ),
        rows(
            "an open quotation mark",
            "1,领导力,方法类,500\n2,\"战略,方法类,500\n3,员工,方法类,0\n",
            "第 3 行",
            "引号没有合上",
        ),
        // Methods.
        whole(
            "an unknown method",
            "编号,名称,类别,分值,方法\n1,领导力,方法类,1000,adli\n",
            "第 2 行「方法」列",
            "方法「adli」没有定义",
        ),
        whole(
            "a part of an unknown method",
            "编号,名称,类别,分值,方法\n1,领导力,方法类,,efqm\n1.1,愿景,,1000,\n",
            "第 2 行「方法」列",
            "adli_range",
        ),
    ];
    cases.iter().for_each(check);
}

/// SPEC C12, T1
#[test]
fn rows_are_counted_as_a_spreadsheet_shows_them() {
    let wrong_last = |before: &str| format!("{before}9,错行,没有这类,1\n");
    let table = |body: &str| wrong_last(&format!("{RUBRIC_HEAD}{body}"));
    let cases = [
        ("plain", table("1,领导力,方法类,1\n"), 3),
        (
            "a blank line between",
            table("1,领导力,方法类,1\n\n\n2,战略,方法类,1\n"),
            6,
        ),
        (
            "a line of blanks between",
            table("1,领导力,方法类,1\n   \n2,战略,方法类,1\n"),
            5,
        ),
        ("rows of commas", table(",,,\n1,领导力,方法类,1\n,,,\n"), 5),
        ("a cell of two lines", table("1,\"领导\n力\",方法类,1\n"), 3),
        (
            "a cell that ends in line breaks",
            table("1,\"领导力\n\n\",方法类,1\n"),
            3,
        ),
        (
            "a cell of lines in CRLF",
            table("1,\"领导\r\n力\r\n\",方法类,1\r\n"),
            3,
        ),
        (
            "a blank line inside a cell",
            table("1,\"领导\n\n力\",方法类,1\n\n2,\"战\n略\",方法类,1\n"),
            5,
        ),
        (
            "CRLF",
            table("1,领导力,方法类,1\n2,战略,方法类,1\n").replace('\n', "\r\n"),
            4,
        ),
        (
            "CRLF and blank lines",
            table("1,领导力,方法类,1\n\n\n2,战略,方法类,1\n").replace('\n', "\r\n"),
            6,
        ),
        (
            "CR alone",
            table("1,领导力,方法类,1\n2,战略,方法类,1\n").replace('\n', "\r"),
            4,
        ),
        (
            "CR alone and blank lines",
            table("1,领导力,方法类,1\n\n2,战略,方法类,1\n").replace('\n', "\r"),
            5,
        ),
        (
            "endings of both kinds",
            table("1,领导力,方法类,1\r\n\n\r\n2,战略,方法类,1\n\r\n"),
            7,
        ),
        (
            "a byte order mark",
            format!("\u{FEFF}{}", table("1,领导力,方法类,1\n")),
            3,
        ),
        (
            "blank lines before the header",
            format!("\n\n{}", table("1,领导力,方法类,1\n")),
            5,
        ),
        (
            "commas before the header",
            format!(",,,\n{}", table("1,领导力,方法类,1\n")),
            4,
        ),
        (
            "no line break at the end",
            table("1,领导力,方法类,1\n").trim_end().to_owned(),
            3,
        ),
    ];
    for (what, table, row) in cases {
        let desk = Desk::new();
        let err = desk.import_rubric("t", &table, 1000).refused(1);
        let place = format!("t.csv: 错误{COLON}第 {row} 行「类别」列{COLON}");
        assert!(err.starts_with(&place), "{what}: {err}");
    }
}

/// A table that is taken: its text, its total, and words that its file must hold.
fn taken(what: &str, table: &str, total: u64, words: &[&str]) -> String {
    let desk = Desk::new();
    let outcome = desk.import_rubric("t", table, total);
    assert_eq!(outcome.code, 0, "{what}: {outcome:?}");
    let file = desk.read("t.json");
    for word in words {
        assert!(file.contains(word), "{what}: {word} is missing in {file}");
    }
    assert_eq!(desk.names(), ["t.csv", "t.json"], "{what}");
    desk.say("rubric check t.json").silent();
    file
}

/// SPEC C2, T3, T4
#[test]
fn good_tables_are_taken() {
    let table = |rows: &str| format!("{RUBRIC_HEAD}{rows}");
    taken(
        "one part that is a clause",
        &table("1,领导力,方法类,1000\n"),
        1000,
        &["\"code\":\"1\"", "adli_range"],
    );
    taken(
        "one part with one clause",
        &table("1,领导力,方法类,\n1.1,愿景,,1000\n"),
        1000,
        &["\"code\":\"1.1\""],
    );
    taken(
        "twelve parts",
        &table(
            &(1..=12)
                .map(|part| format!("{part},第{part}部分,结果类,5\n"))
                .collect::<String>(),
        ),
        60,
        &["\"code\":\"12\"", "letci_range"],
    );
    taken(
        "ids in English",
        &table("1,领导力,Enabler,400\n2,成果,RESULT,600\n"),
        1000,
        &["\"kind\":\"enabler\"", "\"kind\":\"result\""],
    );
    taken(
        "parents after their children",
        &table("1.1.1,甲,方法类,600\n1.1,愿景,,\n1.2,乙,方法类,400\n1,领导力,,1000\n"),
        1000,
        &["\"code\":\"1.1.1\""],
    );
    taken(
        "four levels",
        &table("1,一,方法类,10\n1.1,二,,10\n1.1.1,三,,10\n1.1.1.1,四,结果类,4\n1.1.1.2,四,,6\n"),
        10,
        &["\"code\":\"1.1.1.2\""],
    );
    taken(
        "1 and 10 side by side",
        &table("1,一,方法类,\n1.1,甲,,4\n10,十,结果类,\n10.1,乙,,6\n"),
        10,
        &["\"code\":\"10.1\""],
    );
    taken(
        "full-width digits",
        &table("\u{FF11},一,方法类,\u{FF11}\u{FF10}\n"),
        10,
        &["\"code\":\"1\"", "\"points\":10"],
    );
    taken(
        "letters in codes",
        &table("A,一,方法类,\nA.a-1,甲,,4\nA.b_2,乙,,6\n"),
        10,
        &["\"code\":\"A.a-1\""],
    );
    taken(
        "points with a point",
        &table("1,一,方法类,10.0\n"),
        10,
        &["\"points\":10"],
    );
    taken(
        "blanks around",
        &table(" 1 , 一 , 方法类 ,\u{3000}10 \n"),
        10,
        &["\"zh\":\"一\""],
    );
    taken(
        "a quoted header",
        "\"编号\",\"名称\",\"类别\",\"分值\"\n\"1\",\"一\",\"方法类\",\"10\"\n",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "a mark before a quoted header",
        "\u{FEFF}\"编号\",\"名称\",\"类别\",\"分值\"\n1,一,方法类,10\n",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "columns in another order",
        "分值,类别,名称,编号\n10,方法类,一,1\n",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "rows cut short",
        "编号,名称,类别,分值,方法,要求,看点\n1,一,方法类,10\n",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "rows drawn out",
        &table("1,一,方法类,10,,,\n"),
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "columns without a heading",
        "编号,名称,类别,分值,,\n1,一,方法类,10,,\n",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "CRLF and no last line break",
        "编号,名称,类别,分值\r\n1,一,方法类,10",
        10,
        &["\"code\":\"1\""],
    );
    taken(
        "the largest points",
        &table("1,一,方法类,999999\n"),
        999_999,
        &["\"points\":999999"],
    );
    taken(
        "quotation marks in a name",
        &table("1,\"一\"\"二\"\"\",方法类,10\n"),
        10,
        &["一\\\"二\\\""],
    );
    taken(
        "commas in a name",
        &table("1,\"一,二\",方法类,10\n"),
        10,
        &["一,二"],
    );
}

/// SPEC T5, T7
#[test]
fn methods_requirements_and_points_to_look_at_come_along() {
    let file = taken(
        "all columns",
        "编号,名称,类别,分值,方法,要求,看点\n\
         1,一,方法类,,caf_fine_enabler,,\n\
         1.1,甲,,47,direct_points,\"写明\n依据\",渠道; 频次\u{FF1B}范围;;\n\
         1.2,乙,,3,,,\n\
         2,二,结果类,50,,,\n",
        100,
        &[
            "\"method\":\"direct_points\"",
            "\"requirement\":{\"zh\":\"写明\\n依据\"}",
            "\"look_at\":[{\"zh\":\"渠道\"},{\"zh\":\"频次\"},{\"zh\":\"范围\"}]",
            "\"id\":\"letci_range\"",
        ],
    );
    // Methods that no clause uses stay out, and an inherited one stands once, at the part.
    assert!(!file.contains("caf_classic"), "{file}");
    assert_eq!(file.matches("\"method\":\"caf_fine_enabler\"").count(), 1);
}

/// SPEC C3
#[test]
fn what_the_table_does_not_say_has_defaults_and_options() {
    let desk = Desk::new();
    desk.write("区级标准.csv", format!("{RUBRIC_HEAD}1,一,方法类,1000\n"));
    let import = |words: &[&str]| {
        let fixed = [
            "rubric",
            "import",
            "区级标准.csv",
            "-o",
            "r.json",
            "--created",
            MADE,
        ];
        let outcome = desk.run(&[&fixed[..], words].concat());
        assert_eq!((outcome.code, outcome.out.as_str()), (0, ""), "{outcome:?}");
        (desk.read("r.json"), outcome.err)
    };
    let (file, err) = import(&[]);
    for word in [
        "\"id\":\"区级标准\"",
        "\"title\":{\"zh\":\"区级标准\"}",
        "\"version\":\"1\"",
        "\"status\":\"draft\"",
        MADE,
    ] {
        assert!(file.contains(word), "{word} is missing in {file}");
    }
    assert_eq!(err, "");
    let (file, err) = import(&[
        "--id",
        "sz",
        "--title",
        "评定标准",
        "--version",
        "2026",
        "--status",
        "official",
        "--approval",
        "委〔2026〕1号",
    ]);
    for word in [
        "\"id\":\"sz\"",
        "\"zh\":\"评定标准\"",
        "\"version\":\"2026\"",
        "\"status\":\"official\"",
        "\"approval\":\"委〔2026〕1号\"",
    ] {
        assert!(file.contains(word), "{word} is missing in {file}");
    }
    assert_eq!(err, "");
    let (file, err) = import(&["--status", "illustrative"]);
    assert!(file.contains("\"status\":\"illustrative\"") && err.is_empty());
    // Every status can be scored; an official rubric without its approval is warned about.
    let (_, err) = import(&["--status", "official"]);
    assert!(
        err.starts_with(&format!("区级标准.csv: 提醒{COLON}评定标准{COLON}")),
        "{err}"
    );
    assert!(err.contains("第九条"), "{err}");
}

#[test]
fn empty_options_are_problems_of_the_data() {
    for option in ["--id", "--title", "--version"] {
        let desk = Desk::new();
        desk.write("t.csv", format!("{RUBRIC_HEAD}1,一,方法类,1000\n"));
        let err = desk
            .run(&["rubric", "import", "t.csv", "-o", "r.json", option, " "])
            .refused(1);
        assert!(err.contains("是空的"), "{option}: {err}");
        assert_eq!(desk.names(), ["t.csv"]);
    }
}

#[test]
fn warnings_do_not_stop_an_import() {
    let desk = Desk::new();
    let table = "编号,名称,类别,分值,备注,方法\n1,一,方法类,10,,letci_range\n";
    let outcome = desk.import_rubric("t", table, 10);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""), "{outcome:?}");
    let lines: Vec<&str> = outcome.err.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with(&format!("t.csv: 提醒{COLON}表头「备注」列{COLON}")),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with(&format!("t.csv: 提醒{COLON}第 2 行「方法」列{COLON}")),
        "{lines:?}"
    );
    assert_eq!(desk.names(), ["t.csv", "t.json"]);
}

/// SPEC C12
#[test]
fn every_problem_of_a_table_is_told_in_one_run() {
    let desk = Desk::new();
    let table = format!("{RUBRIC_HEAD}1,,方法类,-1\n1..2,甲,丙类,2.5\n2,\"乙\n丁\",结果类,\"一\n二\"\n");
    let err = desk.import_rubric("t", &table, 1000).refused(1);
    each_line_names(&err, "t.csv");
    assert!(err.lines().count() >= 5, "{err}");
    for place in [
        "第 2 行「分值」列",
        "第 3 行「编号」列",
        "第 3 行「类别」列",
        "第 3 行「分值」列",
        "第 4 行「分值」列",
    ] {
        assert!(err.contains(place), "{place} is missing in {err}");
    }
}

#[test]
fn one_mistake_is_one_line() {
    for rows in [
        "1,一,,1000\n",
        "1,一,方法类,999\n2,二,丙类,1\n",
        "1,一,方法类,1000\n1,二,方法类,1\n",
    ] {
        let desk = Desk::new();
        let err = desk
            .import_rubric("t", &format!("{RUBRIC_HEAD}{rows}"), 1000)
            .refused(1);
        assert_eq!(err.lines().count(), 1, "{rows}: {err}");
    }
}

/// SPEC C16
#[test]
fn messages_come_in_english_too() {
    let desk = Desk::new();
    desk.write("t.csv", format!("{RUBRIC_HEAD}1,一,方法类,12.5\n"));
    let err = desk.say("--lang en rubric import t.csv -o r.json").refused(1);
    assert!(err.starts_with("t.csv: error: row 2, column"), "{err}");
    assert!(err.contains("not whole"), "{err}");
    let after = desk.say("rubric import t.csv -o r.json --lang=en").refused(1);
    assert_eq!(err, after);
}

/// What `rubric import` would write and nothing would open is refused, and nothing is written.
///
/// SPEC C37
#[test]
fn what_would_not_open_again_is_not_written() {
    let desk = Desk::new();
    let long = "x".repeat(2_001);
    let table = format!("{RUBRIC_HEAD}1,一,方法类,1000\n");
    desk.write("t.csv", &table);
    for option in ["--id", "--version"] {
        let err = desk
            .run(&["rubric", "import", "t.csv", "-o", "r.json", option, &long])
            .refused(1);
        assert!(err.contains("2001") && err.contains("2000"), "{option}: {err}");
        assert!(err.len() < 1_000, "{}", err.len());
    }
    // More clauses than a list may have.
    let mut table = format!("{RUBRIC_HEAD}1,一,方法类,\n");
    for number in 1..=100_001 {
        let _ = writeln!(table, "1.{number},条款,,1");
    }
    desk.write("t.csv", &table);
    let err = desk
        .say("rubric import t.csv -o r.json --total 100001")
        .refused(1);
    assert!(err.contains("r.json") && err.contains("100001"), "{err}");
    // A code that no file may have is reported at its row.
    desk.write("t.csv", format!("{RUBRIC_HEAD}{long},一,方法类,1000\n"));
    let err = desk.say("rubric import t.csv -o r.json").refused(1);
    assert!(err.contains("第 2 行「编号」列"), "{err}");
    assert_eq!(desk.names(), ["t.csv"]);
}
