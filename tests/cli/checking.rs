//! What `check` held a file against, and what it did not look at.

use crate::desk::{COLON, Desk, RUBRIC_HEAD, SHEET_HEAD, fed};

/// A desk with a rubric r.json, a sheet a.json, and wrong.json: the same with 101 % and an unknown clause, sound
/// as a file.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.import_rubric(
        "r",
        &format!("{RUBRIC_HEAD}1,一,方法类,600\n2,二,结果类,400\n"),
        1000,
    )
    .silent();
    desk.import_sheet("a", &format!("{SHEET_HEAD}1,55\n2,50\n"))
        .silent();
    let payload = desk.payload("a.json");
    let payload = payload
        .replace("\"percent\":\"55\"", "\"percent\":\"101\"")
        .replace("\"code\":\"2\"", "\"code\":\"7\"");
    desk.write("wrong.json", desk.with_payload("a.json", &payload));
    desk
}

/// SPEC C22
#[test]
fn without_a_rubric_check_says_that_values_were_not_looked_at() {
    let desk = desk();
    let outcome = desk.say("check wrong.json");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let note = "只检查了结构\u{FF0C}没有检查各项的值\u{FF1A}手边没有它的评定标准「r 1」";
    assert!(
        outcome.err.starts_with(&format!("wrong.json: 提示{COLON}{note}")),
        "{outcome:?}"
    );
    assert!(outcome.err.contains("请用 --rubric 给出"), "{outcome:?}");
    assert!(
        outcome.out.contains(&format!(
            "\"held\":\"structure only\",\"errors\":[],\"warnings\":[],\"notes\":[\"{note}"
        )),
        "{outcome:?}"
    );
}

/// SPEC C22
#[test]
fn the_rubric_that_a_file_names_is_found_among_the_files_wherever_it_stands() {
    let desk = desk();
    for line in [
        "check wrong.json --rubric r.json",
        "check r.json wrong.json",
        "check wrong.json r.json",
    ] {
        let outcome = desk.say(line);
        assert_eq!(outcome.code, 1, "{line}: {outcome:?}");
        for reason in ["101", "没有条款 7"] {
            assert!(outcome.err.contains(reason), "{line}: {outcome:?}");
        }
        assert!(!outcome.out.contains("structure only"), "{line}: {outcome:?}");
    }
    // Another rubric among the files is none for this sheet, and no reason to refuse it.
    desk.import_rubric("other", &format!("{RUBRIC_HEAD}1,一,方法类,1000\n"), 1000)
        .silent();
    let outcome = desk.say("check other.json a.json");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.out.contains("structure only"), "{outcome:?}");
    // Asked for, it is one; the values were not looked at even so.
    let outcome = desk.say("check a.json --rubric other.json");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.out.contains("structure only"), "{outcome:?}");
}

/// SPEC C22
#[test]
fn shipped_rubrics_are_at_hand() {
    let desk = desk();
    for rubric in ["public-service", "gbt19580-style"] {
        let shipped = format!("{}/public/rubrics/{rubric}.json", env!("CARGO_MANIFEST_DIR"));
        desk.write("gaps.csv", format!("{SHEET_HEAD}1.1,\n"));
        desk.import_table("gaps.csv", &shipped, "gaps.json").well();
        let outcome = desk.say("check gaps.json");
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(
            outcome.out.contains("\"held\":\"values\""),
            "{rubric}: {outcome:?}"
        );
        assert!(outcome.err.contains("未评"), "{rubric}: {outcome:?}");
    }
}

/// SPEC C20
#[test]
fn one_of_the_files_may_be_standard_input() {
    let desk = desk();
    let outcome = fed(
        &mut desk.command(&["check", "-", "r.json"]),
        desk.read("wrong.json"),
    );
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.err.starts_with(&format!("标准输入: 错误{COLON}")),
        "{outcome:?}"
    );
    assert!(outcome.out.contains("\"file\":\"-\""), "{outcome:?}");
    let err = desk.say("check - a.json --rubric -").refused(2);
    assert!(err.contains("只能用一次"), "{err}");
}

/// SPEC C6, C14
#[test]
fn a_missing_file_costs_no_other_its_report() {
    let desk = Desk::new();
    desk.import_rubric("r", "编号,名称,类别,分值\n1,一,方法类,1000\n", 1000)
        .silent();
    let outcome = desk.say("check missing.json r.json");
    assert_eq!(outcome.code, 2);
    assert_eq!(
        outcome.err.matches("missing.json").count(),
        1,
        "told once: {}",
        outcome.err
    );
    let report: serde_json::Value = serde_json::from_str(&outcome.out).expect("a report");
    let files = report["files"].as_array().expect("files");
    assert_eq!(files.len(), 2);
    assert_eq!(files[0]["errors"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&files[1]["kind"], &files[1]["fingerprint"]),
        (&"rubric".into(), &"intact".into())
    );
}

/// A bad or missing file costs no other: the report tells of every file that could be read.
///
/// SPEC C6, C25
#[test]
fn folders_lists_and_lines_are_checked_and_a_missing_file_costs_no_other() {
    let desk = desk();
    let names = files_of;
    std::fs::create_dir_all(desk.path("in/deeper")).expect("a folder");
    desk.write("in/deeper/a.json", desk.read("a.json"));
    desk.write("in/broken.json", "{");
    desk.write("in/readme.txt", "x");
    let outcome = desk.say("check in r.json --rubric r.json");
    assert_eq!(
        names(&outcome.out),
        ["in/broken.json", "in/deeper/a.json", "r.json"]
    );
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.err.contains(&format!("in: 提示{COLON}1 个文件不是")),
        "{outcome:?}"
    );
    desk.write("list.txt", "a.json\r\n\ngone.json\nr.json\n");
    let outcome = desk.say("check @list.txt");
    assert_eq!(names(&outcome.out), ["a.json", "gone.json", "r.json"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.err.contains("gone.json"), "{outcome:?}");
    assert!(!outcome.out.contains("structure only"), "{outcome:?}");
    let line = |name| desk.read(name).trim_end().replace('\n', " ") + "\n";
    let lines = line("a.json") + &line("wrong.json") + &line("r.json");
    let outcome = fed(&mut desk.command(&["check", "-"]), &lines);
    assert_eq!(names(&outcome.out), ["-:1", "-:2", "-:3"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    // Nothing could be read: there is nothing to report.
    desk.say("check gone.json").refused(2);
}

/// A list in any encoding of tables, on standard input too; a line that is no path is reported and costs no other.
///
/// SPEC C25
#[test]
fn lists_are_read_in_every_encoding_and_from_standard_input() {
    let desk = desk();
    desk.write("申报.json", desk.read("a.json"));
    let names = ["申报.json", "r.json"];
    let list = names.join("\r\n") + "\r\n";
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(list.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    // 申报 in GB 18030.
    let gb18030 = b"\xC9\xEA\xB1\xA8.json\nr.json\n".to_vec();
    let marked = format!("\u{FEFF}{list}").into_bytes();
    for bytes in [list.clone().into_bytes(), marked, utf16, gb18030] {
        desk.write("list.txt", &bytes);
        assert_eq!(files_of(&desk.say("check @list.txt").well()), names);
    }
    let outcome = fed(&mut desk.command(&["check", "@-"]), &list);
    assert_eq!(files_of(&outcome.well()), names);
    let err = desk.say("check @- -").refused(2);
    assert!(err.contains("只能用一次"), "{err}");
    // Two megabytes without a line break.
    desk.write(
        "list.txt",
        format!("r.json\n{}\n申报.json\n", "x".repeat(2_000_000)),
    );
    let outcome = desk.say("check @list.txt");
    assert_eq!(files_of(&outcome.out), ["r.json", "申报.json"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.err.contains("第 2 行有 2000000 个字"),
        "{}",
        outcome.err.len()
    );
    assert!(outcome.err.len() < 1_000, "{}", outcome.err.len());
    // No list at all.
    desk.write("list.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    let err = desk.say("check @list.txt").refused(1);
    assert!(err.contains("list.txt"), "{err}");
}

/// What systems and programs put into a folder is no file of ours; a pipe in it is not waited for.
///
/// SPEC C25
#[test]
fn hidden_files_and_pipes_in_a_folder_are_passed_over_and_told() {
    let desk = desk();
    std::fs::create_dir_all(desk.path("in/.git")).expect("a folder");
    desk.write("in/a.json", desk.read("a.json"));
    for name in [
        "._a.json",
        ".hidden.json",
        ".DS_Store",
        "Thumbs.db",
        ".git/b.json",
    ] {
        desk.write(&format!("in/{name}"), b"\0\x05\x16\x07");
    }
    let outcome = desk.say("check in --rubric r.json");
    assert_eq!(files_of(&outcome.out), ["in/a.json"]);
    assert_eq!(
        (outcome.code, outcome.err.lines().count()),
        (0, 1),
        "{}",
        outcome.err
    );
    assert!(outcome.err.contains("5 个隐藏文件或系统文件"), "{}", outcome.err);
    #[cfg(unix)]
    {
        let made = std::process::Command::new("mkfifo")
            .arg(desk.path("in/pipe.json"))
            .status();
        assert!(made.expect("mkfifo").success());
        std::os::unix::fs::symlink("pipe.json", desk.path("in/to-pipe.json")).expect("a link");
        let outcome = desk.say("check in --rubric r.json");
        assert_eq!(files_of(&outcome.out), ["in/a.json"]);
        assert_eq!(
            (outcome.code, outcome.err.lines().count()),
            (0, 3),
            "{}",
            outcome.err
        );
        for name in ["in/pipe.json: ", "in/to-pipe.json: "] {
            assert!(
                outcome.err.contains(&format!("{name}提示{COLON}不是普通文件")),
                "{}",
                outcome.err
            );
        }
    }
}

/// The names of the files that a report tells of.
fn files_of(report: &str) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(report).expect("a report");
    let files = report["files"].as_array().expect("files");
    let name = |file: &serde_json::Value| file["file"].as_str().expect("a name").to_owned();
    files.iter().map(name).collect()
}

/// What the page says of results, register and citations while they are typed, `check` says of the file.
///
/// SPEC C6, S12
#[test]
fn results_and_evidence_of_an_application_are_checked() {
    let desk = Desk::new();
    let example = include_str!("../../public/example/award.ndjson");
    desk.write("a.json", example.lines().next().expect("an application"));
    desk.say("check a.json").silent();
    let application: serde_json::Value = serde_json::from_str(&desk.read("a.json")).expect("JSON");
    let mut payload = application["payload"].clone();
    let again = payload["evidence"][0].clone();
    payload["evidence"]
        .as_array_mut()
        .expect("a register")
        .push(again);
    payload["citations"]["1.1"] = serde_json::json!(["999"]);
    payload["citations"]["9.9"] = serde_json::json!(["1"]);
    let row = payload["results"]["6.1"][0].as_object_mut().expect("a row");
    row.remove("comparison");
    let mut years = serde_json::Map::new();
    years.insert("2025".to_owned(), "90.7".into());
    payload["results"]["6.1"][0]["years"] = years.into();
    let payload = payload.to_string();
    let fingerprint = scoring::foundations::Fingerprint::of(payload.as_bytes());
    let mut outside = application;
    for member in ["payload", "fingerprint"] {
        outside.as_object_mut().expect("an object").remove(member);
    }
    let outside = outside.to_string();
    let outside = outside.strip_suffix('}').expect("an object");
    desk.write(
        "b.json",
        format!("{outside},\"payload\":{payload},\"fingerprint\":\"{fingerprint}\"}}"),
    );
    let outcome = desk.say("check b.json");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    for told in [
        "错误：条款 9.9",
        "用了不止一次",
        "条款 1.1",
        "只有 1 年",
        "没有对比值",
        "目录里没有这个编号",
        "没有条款引用",
    ] {
        assert!(outcome.err.contains(told), "{told}: {}", outcome.err);
    }
}

/// A folder without a file for us is reported; a report of nothing would look like one that all is well.
///
/// SPEC C6, C25
#[test]
fn an_empty_folder_is_told() {
    let desk = desk();
    std::fs::create_dir_all(desk.path("in/deeper")).expect("a folder");
    let told = desk.say("check in").refused(2);
    assert!(told.contains("in: 错误\u{FF1A}文件夹里没有"), "{told}");
    // Beside other files it costs none of them.
    let outcome = desk.say("check in a.json r.json");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome.out.contains("a.json") && outcome.err.contains("in: "),
        "{outcome:?}"
    );
    let outcome = desk.say("rank in --rubric r.json");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    // So are a list of nothing, and nothing on standard input.
    desk.write("list.txt", "\n\n");
    let told = desk.say("check @list.txt").refused(2);
    assert!(
        told.contains("list.txt: 错误\u{FF1A}没有可以读取的文件"),
        "{told}"
    );
    for text in ["", "\n\r\n"] {
        let outcome = fed(&mut desk.command(&["check", "-"]), text);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.err.contains("文件是空的"), "{outcome:?}");
    }
    // Blank lines before a file of several lines are none of its own.
    let outcome = fed(
        &mut desk.command(&["check", "-"]),
        &("\n".to_owned() + &desk.read("r.json")),
    );
    assert_eq!(outcome.code, 0, "{outcome:?}");
}

/// A table is called one by every command that takes files of the workbench.
///
/// SPEC C6, K20
#[test]
fn a_table_is_called_a_table() {
    let desk = desk();
    desk.write("t.csv", format!("{SHEET_HEAD}1,55\n"));
    desk.write("book.xlsx", b"PK\x03\x04\x14\0\x06\0");
    let lines = [
        "check t.csv",
        "check book.xlsx",
        "rank t.csv --rubric r.json",
        "total t.csv --rubric r.json",
        "total a.json --rubric t.csv",
        "rubric check t.csv",
    ];
    for line in lines {
        let outcome = desk.say(line);
        assert_eq!(outcome.code, 1, "{line}: {outcome:?}");
        assert!(
            outcome.err.contains("这是表格") && outcome.err.contains("scoresheets sheet import"),
            "{line}: {outcome:?}"
        );
    }
}

/// What is larger than a file may be is reported with its size and not held in memory; it costs no other file.
///
/// SPEC C6, F20
#[test]
fn a_file_that_is_too_large_is_not_read() {
    let desk = desk();
    let file = std::fs::File::create(desk.path("huge.json")).expect("a file");
    // It has no bytes on the disk.
    file.set_len(40_000_000_000).expect("a long file");
    for line in [
        "check huge.json a.json r.json",
        "rank huge.json a.json --rubric r.json",
        "total huge.json --rubric r.json",
    ] {
        let outcome = desk.say(line);
        assert_eq!(outcome.code, 1, "{line}: {outcome:?}");
        assert!(
            outcome.err.contains("huge.json: 错误\u{FF1A}文件有 40000 MB"),
            "{line}: {outcome:?}"
        );
        assert_eq!(outcome.out.is_empty(), line.starts_with("total"), "{line}");
    }
    let line = |name| desk.read(name).trim_end().replace('\n', " ") + "\n";
    let long = format!("{{\"a\":\"{}\"}}\n", "x".repeat(51_000_000));
    let outcome = fed(
        &mut desk.command(&["check", "-"]),
        &(line("r.json") + &long + &line("a.json")),
    );
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.err.contains("-:2: 错误\u{FF1A}文件有 51.1 MB"),
        "{}",
        outcome.err
    );
    assert!(
        outcome.out.contains("\"-:3\",\"kind\":\"scoresheet\""),
        "{}",
        outcome.out
    );
}
