//! Papers of a cycle in a folder: written, handed to a file, and refused with what is missing.

use serde_json::Value as Json;

use crate::desk::Desk;

/// A folder with the demonstration of a seed, as small as it can be.
fn demo() -> Desk {
    let folder = Desk::new();
    let said = folder.run(&[
        "demo",
        "--seed",
        "7",
        "--applicants",
        "22",
        "--experts",
        "30",
        "-o",
        "case",
    ]);
    assert_eq!(said.silent(), "");
    folder
}

/// SPEC U16, U13
#[test]
fn a_paper_out_of_a_folder() {
    let folder = demo();
    let text = folder.run(&["paper", "公示稿", "case"]).silent();
    assert!(
        text.contains("关于第九届示例区区长公共服务质量奖拟奖名单的公示"),
        "{text}"
    );
    assert_eq!(
        folder.run(&["paper", "public-notice", "case"]).silent(),
        text,
        "by its word"
    );
    // An announcement by what it calls itself.
    let proclaimed = folder.run(&["paper", "announcement", "case", "--word", "proclamation"]);
    let proclaimed = proclaimed.silent();
    assert!(proclaimed.contains("公共服务质量奖的公告"), "{proclaimed}");
    for name in ["公告", "申报公告"] {
        assert_eq!(
            folder.run(&["paper", name, "case"]).silent(),
            proclaimed,
            "{name}"
        );
    }
    let english = folder.run(&["--lang", "en", "paper", "minutes", "case", "--day", "2026-07-10"]);
    assert!(english.silent().contains("10 July 2026"));
    let json = folder
        .run(&["paper", "minutes", "case", "--format", "json"])
        .silent();
    let json: Json = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&json["kind"], &json["name"]),
        (&Json::from("paper"), &Json::from("minutes"))
    );
    assert_eq!(json["signature"]["day"], Json::Null);
    let said = folder.run(&["paper", "register", "case", "-o", "register.txt"]);
    assert_eq!(said.silent(), "");
    assert!(folder.read("register.txt").contains("获奖名册"));
    // Up to an entry.
    let early = folder.run(&["paper", "minutes", "case", "--at", "9"]).refused(1);
    assert!(early.contains("case") && early.contains("第二十六条"), "{early}");
    // An audit would find a file too many.
    let inside = folder.run(&["paper", "register", "case", "-o", "case/register.txt"]);
    assert!(inside.refused(2).contains("case/register.txt"));
    folder.run(&["audit", "case"]).silent();
}

/// SPEC U16, U3, C17
#[test]
fn what_a_request_lacks_and_what_the_help_names() {
    let folder = demo();
    for (words, said) in [
        (&["paper", "receipt", "case"][..], "--applicant"),
        (&["paper", "receipt", "case", "--applicant", "A099"], "A099"),
        (&["paper", "assignment", "case", "--panel", "P099"], "P099"),
        (&["paper", "consultation", "case"], "--department"),
        (
            &["paper", "consultation", "case", "--department", "other-one"],
            "personnel",
        ),
        (&["paper", "minutes", "case", "--day", "2026-07-32"], "--day"),
        (
            &["paper", "minutes", "case", "--day", "2026-07-01"],
            "2026年7月10日",
        ),
        (&["paper", "minute", "case"], "minutes"),
    ] {
        let refused = folder.run(words).refused(2);
        assert!(refused.contains(said), "{words:?}: {refused}");
    }
    let unfinished = folder.run(&["paper", "site-report", "case", "--applicant", "A018"]);
    assert!(unfinished.refused(1).contains("finding"));
    for (lang, name) in [("zh", "会议纪要"), ("en", "Minutes")] {
        let help = folder.run(&["--lang", lang, "help", "paper"]).silent();
        assert!(help.contains("minutes") && help.contains(name), "{help}");
        assert!(
            help.contains("public-notice") && help.contains("register"),
            "{help}"
        );
    }
}

/// The applicant reads the name of the file too.
///
/// SPEC U5, U16
#[test]
fn a_file_name_names_no_assessor() {
    let folder = demo();
    let to = |name: &str| folder.run(&["paper", "feedback", "case", "--applicant", "A001", "-o", name]);
    for (name, word) in [
        ("示例评审员1-反馈.txt", "示例评审员1"),
        ("反馈_E030.txt", "E030"),
        ("A002.txt", "A002"),
    ] {
        assert!(to(name).refused(2).contains(word), "{name}");
        assert!(!folder.path(name).exists(), "{name}");
    }
    assert_eq!(to("A001-反馈.txt").silent(), "");
}
