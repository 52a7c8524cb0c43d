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
        desk.run(&[
            "sheet",
            "import",
            "gaps.csv",
            "--rubric",
            &shipped,
            "--stage",
            "site",
            "--assessor",
            "A",
            "--applicant",
            "B",
            "-o",
            "gaps.json",
        ])
        .well();
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
