//! The command line itself: what it takes, and what it says where it cannot.

use crate::desk::{COLON, Desk, RUBRIC_HEAD, SHEET_HEAD, outcome};

/// A desk with a rubric r.json and a sheet a.json.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.import_rubric("r", &format!("{RUBRIC_HEAD}1,一,方法类,1000\n"), 1000)
        .silent();
    desk.import_sheet("a", &format!("{SHEET_HEAD}1,55\n")).silent();
    desk
}

/// SPEC C14
#[test]
fn wrong_arguments_end_with_2_in_one_line() {
    let desk = desk();
    let before = desk.names();
    let cases = [
        ("grade a.json", "不认识「grade」"),
        ("rubric import r.csv", "缺少 --output"),
        ("rubric import -o x.json", "缺少 <表格.csv>"),
        ("rubric import r.csv -o x.json --total -5", "不认识「-5」"),
        (
            "rubric import r.csv -o x.json --total 0",
            "--total <整数> 的值「0」不对",
        ),
        (
            "rubric import r.csv -o x.json --total 1000.5",
            "的值「1000.5」不对",
        ),
        (
            "rubric import r.csv -o x.json --status final",
            "可用的值\u{FF1A}draft、illustrative、official",
        ),
        ("rubric import r.csv -o x.json --approval 1", "--approval 只用于"),
        (
            "rubric import r.csv -o x.json --created yesterday",
            "的值「yesterday」不是时间",
        ),
        (
            "rubric import r.csv -o x.json --created 2026-02-30T00:00:00Z",
            "不是时间",
        ),
        ("rubric import r.csv -o x.json --created 2026-11-23", "不是时间"),
        (
            "rubric import r.csv -o x.json --created 2026-11-23T10:32:00",
            "不是时间",
        ),
        (
            "rubric import r.csv -o x.json --created 1969-12-31T23:59:59Z",
            "不是时间",
        ),
        (
            "sheet import a.csv --rubric r.json --stage final --assessor A --applicant B -o x.json",
            "可用的值\u{FF1A}self、material、site",
        ),
        (
            "sheet import a.csv --rubric r.json --stage site --applicant B -o x.json",
            "缺少 --assessor",
        ),
        (
            "sheet import a.csv --stage site --assessor A --applicant B -o x.json",
            "缺少 --rubric",
        ),
        ("check", "缺少 <文件>"),
        ("total a.json", "缺少 --rubric"),
        ("total a.json --rubric", "--rubric <评定标准.json> 后面没有写值"),
        ("total a.json b.json --rubric r.json", "不认识「b.json」"),
        (
            "total a.json --rubric r.json --format csv",
            "可用的值\u{FF1A}json、text",
        ),
        ("total a.json --rubric r.json --rubric r.json", "只能写一次"),
        ("aggregate --rubric r.json", "缺少 <评分表.json>"),
        (
            "aggregate a.json --rubric r.json --rule best",
            "可用的值\u{FF1A}mean、median、trimmed、trimmed_two",
        ),
        (
            "aggregate a.json --rubric r.json --format text",
            "可用的值\u{FF1A}json、csv、ndjson",
        ),
        (
            "rank a.json --rubric r.json --format ndjson",
            "可用的值\u{FF1A}json、csv",
        ),
        ("rank a.json --rubric r.json --verbose", "不认识「--verbose」"),
        ("--lang fr check a.json", "可用的值\u{FF1A}zh、en"),
    ];
    for (line, reason) in cases {
        let err = desk.say(line).refused(2);
        assert!(
            err.starts_with(&format!("scoresheets: 错误{COLON}命令行{COLON}")),
            "{line}: {err}"
        );
        assert!(err.contains(reason), "{line}: {err}");
        assert_eq!(err.lines().count(), 1, "{line}: {err}");
        // English says as much, with the same exit code.
        let english = desk.say(&format!("--lang en {line}"));
        if !line.contains("--lang") {
            let err = english.refused(2);
            assert!(
                err.starts_with("scoresheets: error: command line: "),
                "{line}: {err}"
            );
            assert_eq!(err.lines().count(), 1, "{line}: {err}");
        }
    }
    assert_eq!(desk.names(), before);
}

/// SPEC C14
#[test]
fn files_that_cannot_be_opened_end_with_2() {
    let desk = desk();
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    let before = desk.names();
    let cases = [
        ("rubric check none.json", "none.json"),
        ("rubric check folder", "folder"),
        ("rubric import none.csv -o x.json", "none.csv"),
        (
            "sheet import none.csv --rubric r.json --stage site --assessor A --applicant B -o x.json",
            "none.csv",
        ),
        (
            "sheet import a.csv --rubric none.json --stage site --assessor A --applicant B -o x.json",
            "none.json",
        ),
        ("check none.json folder", "none.json"),
        ("check a.json --rubric none.json", "none.json"),
        ("total none.json --rubric r.json", "none.json"),
        ("total a.json --rubric none.json", "none.json"),
        ("aggregate a.json none.json --rubric r.json", "none.json"),
        ("rank none.json --rubric r.json", "none.json"),
    ];
    for (line, file) in cases {
        let err = desk.say(line).refused(2);
        let start = format!("{file}: 错误{COLON}打不开文件");
        assert!(err.lines().any(|told| told.starts_with(&start)), "{line}: {err}");
    }
    assert_eq!(desk.names(), before);
}

/// SPEC C16
#[test]
fn help_and_version_are_what_was_asked_for() {
    let desk = Desk::new();
    for line in [
        "--help",
        "-h",
        "rubric --help",
        "rubric import --help",
        "sheet import -h",
        "total --help",
        "rank -h",
    ] {
        let help = desk.say(line).silent();
        assert!(help.contains("用法\u{FF1A}scoresheets"), "{line}: {help}");
        for word in ["Usage", "Print", "Options", "[default"] {
            assert!(!help.contains(word), "{line}: {word} in {help}");
        }
        let english = desk.say(&format!("--lang en {line}")).silent();
        assert!(english.contains("Usage: scoresheets"), "{line}: {english}");
    }
    assert_eq!(
        desk.say("--version").silent(),
        format!("scoresheets {}\n", env!("CARGO_PKG_VERSION"))
    );
    let bare = desk.say("").refused(2);
    assert!(bare.contains("用法"), "{bare}");
}

#[test]
fn names_may_hold_anything() {
    let desk = desk();
    std::fs::rename(desk.path("a.json"), desk.path("评分 表\n一.json")).expect("a name");
    desk.write("坏\n名.json", "{");
    let outcome = desk.run(&["check", "评分 表\n一.json", "坏\n名.json", "--rubric", "r.json"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.err.lines().count(), 1, "{outcome:?}");
    assert!(outcome.err.starts_with("坏␊名.json: "), "{outcome:?}");
    assert!(outcome.out.contains("评分 表\\n一.json"), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn words_that_are_no_text_end_with_2() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = desk();
    let mut command = desk.command(&["rubric", "import", "r.csv", "-o", "x.json", "--id"]);
    command.arg(std::ffi::OsStr::from_bytes(b"\xFF"));
    let err = outcome(&mut command).refused(2);
    assert!(err.contains("不是 UTF-8"), "{err}");
    assert!(!desk.path("x.json").exists());
}
