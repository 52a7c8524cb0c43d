//! A whole cycle in a folder: the demonstration, its standing, its audit, and what is found when a file is altered.

use std::fs;

use scoring::foundations::Fingerprint;
use serde_json::Value as Json;

use crate::desk::{Desk, MADE, fed};

/// A folder with the demonstration of a seed, as small as it can be.
fn demo(seed: &str) -> Desk {
    let folder = Desk::new();
    let said = folder.run(&[
        "demo",
        "--seed",
        seed,
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

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// SPEC C28, C29
#[test]
fn a_demonstration_and_its_standing() {
    let folder = demo("7");
    let text = folder.run(&["standing", "case"]).silent();
    let standing = json(&text);
    assert_eq!(
        (&standing["kind"], &standing["cycle"]),
        (&Json::from("standing"), &Json::from("2026"))
    );
    assert_eq!(standing["applicants"].as_array().map(Vec::len), Some(22));
    let of = |application: &str| {
        let applicants = standing["applicants"].as_array().expect("applicants");
        let one = applicants.iter().find(|one| one["application"] == application);
        one.expect("listed").clone()
    };
    assert_eq!(of("A001")["award"], "registered");
    assert_eq!(of("A005")["award"], "withdrawn");
    assert_eq!(of("A003")["candidate"], "tie_at_quota");
    // The same bytes again, and of the same seed.
    assert_eq!(folder.run(&["standing", "case"]).silent(), text);
    assert_eq!(demo("7").run(&["standing", "case"]).silent(), text);
    // A prefix.
    let early = json(&folder.run(&["standing", "case", "--at", "5"]).silent());
    assert_eq!(early["seq"], 5);
    assert_eq!(
        json(&folder.run(&["standing", "case", "--at", "0"]).silent())["head"],
        Json::Null
    );
    let last = standing["seq"].as_u64().expect("a number");
    let end = folder.run(&["standing", "case", "--at", &last.to_string()]);
    assert_eq!(end.silent(), text);
    // In words.
    let words = folder.run(&["standing", "case", "--format", "text"]).silent();
    assert!(words.contains("名额边界并列，由评委会决定"), "{words}");
    let words = folder
        .run(&["--lang", "en", "standing", "case", "--format", "text"])
        .silent();
    assert!(words.contains("tie at the edge of the quota"), "{words}");
    // A folder that is not empty is left alone.
    let refused = folder.run(&[
        "demo",
        "--seed",
        "8",
        "--applicants",
        "22",
        "--experts",
        "30",
        "-o",
        "case",
    ]);
    assert!(refused.refused(2).contains("case"));
    assert_eq!(folder.run(&["standing", "case"]).silent(), text);
    let small = folder.run(&["demo", "--seed", "8", "--applicants", "21", "-o", "other"]);
    assert!(small.refused(2).contains("22"));
}

/// One altered file found, and a file more, and a file less.
///
/// SPEC C29
#[test]
fn an_audit_of_a_folder() {
    let folder = demo("8");
    let clean = json(&folder.run(&["audit", "case"]).silent());
    assert_eq!(
        (&clean["equal"], &clean["findings"]),
        (&Json::from(true), &json("[]"))
    );
    let verified = json(&folder.run(&["docket", "verify", "case"]).silent());
    let head = verified["head"].as_str().expect("a head").to_owned();
    assert_eq!(verified["problems"], json("[]"));
    folder.run(&["audit", "case", "--head", &head]).silent();
    let digits = head.trim_start_matches("sha256:");
    folder.run(&["audit", "case", "--head", digits]).silent();
    let other = Fingerprint::of(b"another").to_string();
    let differs = folder.run(&["audit", "case", "--head", &other]);
    assert_eq!(differs.code, 1);
    assert_eq!(json(&differs.out)["findings"][0]["what"], "other_head");
    assert!(
        folder
            .run(&["audit", "case", "--head", "12"])
            .refused(2)
            .contains("--head")
    );
    let path = folder.path("case/专家库.json");
    let before = fs::read_to_string(&path).expect("a file");
    fs::write(&path, before.replace("示例评审员12", "示例评审员21")).expect("written");
    let found = folder.run(&["audit", "case"]);
    assert_eq!(found.code, 1);
    let found = json(&found.out);
    assert_eq!(found["equal"], false);
    let places: Vec<&str> = found["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|finding| finding["place"].as_str())
        .collect();
    assert!(places.contains(&"专家库.json"), "{places:?}");
    let words = folder.run(&["audit", "case", "--format", "text"]);
    assert!(words.out.contains("专家库.json"), "{}", words.out);
    fs::write(&path, before).expect("written");
    folder.write("case/多出来的.txt", "随手记");
    let found = json(&folder.run(&["audit", "case"]).out);
    assert_eq!(
        (&found["findings"][0]["place"], &found["findings"][0]["what"]),
        (&Json::from("多出来的.txt"), &Json::from("added"))
    );
}

/// SPEC C29, U16
#[test]
fn a_docket_that_was_altered() {
    let folder = demo("9");
    let shown = folder.run(&["docket", "show", "case"]).silent();
    assert!(shown.starts_with("1  2026-01-20T01:"), "{shown}");
    assert!(shown.lines().any(|line| line.contains("session_held")), "{shown}");
    // An entry changed, the fingerprint of the payload made anew, its hash left as it was.
    let changed = folder
        .payload("case/docket.json")
        .replacen("示例日报", "另一家报", 1);
    let text = folder.with_payload("case/docket.json", &changed);
    folder.write("case/docket.json", text);
    let verified = folder.run(&["docket", "verify", "case"]);
    assert_eq!(verified.code, 1);
    let verified = json(&verified.out);
    assert_eq!(verified["seq"], 1, "the chain ends before it");
    let problems = verified["problems"].as_array().expect("problems");
    let altered = |one: &&Json| one["place"] == "entry/2" && one["what"] == "altered";
    assert_eq!(problems.iter().filter(altered).count(), 1);
    assert_eq!(json(&folder.run(&["standing", "case"]).silent())["seq"], 1);
    // A paper is written as far as the chain holds, and it is said how far that is.
    let paper = folder.run(&["paper", "announcement", "case"]);
    assert_eq!(paper.code, 0);
    assert!(paper.err.contains("entry/2"), "{}", paper.err);
    // Without a docket nothing can be said.
    let folder = demo("9");
    fs::remove_file(folder.path("case/docket.json")).expect("removed");
    assert!(folder.run(&["standing", "case"]).refused(2).contains("case"));
}

/// SPEC C30
#[test]
fn the_file_of_a_cycle() {
    let folder = demo("7");
    let new = |last: &str, output: &str| {
        folder.run(&[
            "cycle",
            "new",
            "--id",
            "2028",
            "--title",
            "第十届示例奖",
            "--year",
            "2028",
            "--first-day",
            "2028-02-01",
            "--last-day",
            last,
            "--rubric",
            "case/评定标准.json",
            "--member",
            "M1=示例委员甲",
            "--member",
            "M2=示例委员乙",
            "-o",
            output,
            "--created",
            MADE,
        ])
    };
    assert_eq!(new("2028-03-31", "cycle.json").silent(), "");
    let checked = json(&folder.run(&["cycle", "check", "cycle.json"]).silent());
    assert_eq!(
        (&checked["files"][0]["kind"], &checked["files"][0]["fingerprint"]),
        (&Json::from("cycle"), &Json::from("intact"))
    );
    let file = json(&folder.read("cycle.json"));
    assert_eq!(file["payload"]["settings"]["quota"], 3);
    assert_eq!(
        file["payload"]["settings"]["majority"],
        json("{\"above\": \"1/2\"}")
    );
    assert!(new("2028-01-31", "bad.json").refused(1).contains("截止日"));
    assert!(new("2028-02-30", "bad.json").refused(2).contains("2028-02-30"));
    assert!(!folder.path("bad.json").exists());
    assert!(
        folder
            .run(&["cycle", "check", "case/专家库.json"])
            .refused(1)
            .contains("专家库")
    );
}

/// The bytes of a folder's archive, written by the program.
fn archived(folder: &Desk) -> Vec<u8> {
    assert_eq!(folder.run(&["archive", "case", "-o", "case.zip"]).silent(), "");
    fs::read(folder.path("case.zip")).expect("an archive")
}

/// SPEC C31
#[test]
fn an_archive_stands_for_its_folder() {
    let folder = demo("7");
    let bytes = archived(&folder);
    assert_eq!(archived(&folder), bytes, "the same bytes again");
    for words in [
        vec!["standing"],
        vec!["standing", "--format", "text"],
        vec!["--lang", "en", "standing", "--format", "text", "--at", "40"],
        vec!["audit"],
        vec!["audit", "--format", "text"],
        vec!["docket", "show"],
        vec!["docket", "verify"],
    ] {
        let of = |path: &'static str| {
            let words: Vec<&str> = words.iter().copied().chain([path]).collect();
            folder.run(&words).silent()
        };
        assert_eq!(of("case"), of("case.zip"), "{words:?}");
    }
    // Into itself it would be a part of the next one; a file is no folder, and what is not there is none.
    assert!(
        folder
            .run(&["archive", "case", "-o", "case/a.zip"])
            .refused(2)
            .contains("a.zip")
    );
    assert!(
        folder
            .run(&["archive", "case.zip", "-o", "b.zip"])
            .refused(2)
            .contains("case.zip")
    );
    assert!(
        folder
            .run(&["archive", "nowhere", "-o", "b.zip"])
            .refused(2)
            .contains("nowhere")
    );
    assert!(!folder.path("b.zip").exists());
}

/// SPEC C31
#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = demo("7");
    let clean = folder.run(&["standing", "case"]).silent();
    folder.write("secret.json", "{}");
    std::os::unix::fs::symlink(folder.path("secret.json"), folder.path("case/link.json")).expect("a link");
    std::os::unix::fs::symlink(folder.path("case"), folder.path("case/round")).expect("a link");
    let standing = folder.run(&["standing", "case"]);
    assert!(
        standing.err.contains("case/link.json") && standing.err.contains("链接"),
        "{}",
        standing.err
    );
    assert_eq!(standing.well(), clean);
    let found = folder.run(&["audit", "case"]);
    assert_eq!((found.code, found.err.as_str()), (1, ""));
    let whats: Vec<(String, String)> = findings(&found.out);
    let link = |name: &str| (name.to_owned(), "link".to_owned());
    assert_eq!(whats, [link("link.json"), link("round")]);
    // A pipe is not read, which would wait for whoever writes into it; and a file larger than any is not held.
    let pipe = folder.path("case/pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo starts").success());
    let huge = fs::File::create(folder.path("case/huge.json")).expect("a file");
    huge.set_len(60_000_000).expect("a sparse file");
    let found = folder.run(&["audit", "case"]);
    let of = |name: &str, what: &str| (name.to_owned(), what.to_owned());
    assert_eq!(
        findings(&found.out),
        [
            of("huge.json", "too_large"),
            link("link.json"),
            of("pipe.json", "special_file"),
            link("round")
        ]
    );
    let refused = folder.run(&["archive", "case", "-o", "case.zip"]).refused(1);
    assert!(refused.contains("case/huge.json: "), "{refused}");
    fs::remove_file(folder.path("case/huge.json")).expect("removed");
    let said = folder.run(&["archive", "case", "-o", "case.zip"]);
    assert!(
        said.err.contains("link.json") && said.err.contains("pipe.json"),
        "{}",
        said.err
    );
    said.well();
    assert_eq!(json(&folder.run(&["audit", "case.zip"]).silent())["equal"], true);
    // A name that other systems cannot use is reported, and nothing is written.
    folder.write("case/a:b.txt", "x");
    let refused = folder.run(&["archive", "case", "-o", "other.zip"]).refused(1);
    assert!(refused.contains("case/a:b.txt"), "{refused}");
    assert!(!folder.path("other.zip").exists());
}

/// What a system or an office program leaves in a folder is no part of the cycle: it is said once, and neither compared
/// nor archived. Another hidden file may have been put there by somebody.
///
/// SPEC C31
#[test]
fn files_of_the_system_are_passed_over() {
    let folder = demo("7");
    let clean = archived(&folder);
    for name in [
        ".DS_Store",
        "申报/Thumbs.db",
        "desktop.ini",
        "申报/._A001.json",
        "~$届.docx",
        ".~lock.届.ods#",
    ] {
        folder.write(&format!("case/{name}"), "系统");
    }
    for words in [["audit", "case"], ["standing", "case"]] {
        let said = folder.run(&words);
        assert_eq!(
            said.err, "case: 提示：6 个隐藏文件或系统文件，没有读取。\n",
            "{words:?}"
        );
        said.well();
    }
    let said = folder.run(&["archive", "case", "-o", "case.zip"]);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    said.well();
    assert_eq!(fs::read(folder.path("case.zip")).expect("an archive"), clean);
    folder.write("case/.hidden.json", "{}");
    let found = folder.run(&["audit", "case"]);
    assert_eq!(
        findings(&found.out),
        [(".hidden.json".to_owned(), "added".to_owned())]
    );
}

/// An archive, or a docket, on standard input; a docket alone and a file that is none are reported as that.
///
/// SPEC C31, C32
#[test]
fn a_cycle_on_standard_input_and_a_file_alone() {
    let folder = demo("7");
    let bytes = archived(&folder);
    for words in [
        vec!["standing"],
        vec!["audit"],
        vec!["docket", "verify"],
        vec!["paper", "register"],
        vec!["register", "list"],
        vec!["register", "check", "--certificate", "示例2026-1"],
    ] {
        let with = |path: &'static str| words.iter().copied().chain([path]).collect::<Vec<_>>();
        let clean = folder.run(&with("case")).well();
        let found = fed(&mut folder.command(&with("-")), &bytes);
        assert_eq!(found.silent(), clean, "{words:?}");
    }
    for kind in ["application", "report"] {
        let found = fed(&mut folder.command(&[kind, "check", "-"]), &bytes);
        let clean = folder.run(&[kind, "check", "case"]);
        assert_eq!((found.code, found.out), (clean.code, clean.out), "{kind}");
    }
    let docket = folder.read("case/docket.json");
    fed(&mut folder.command(&["docket", "verify", "-"]), &docket).silent();
    let alone = folder.run(&["standing", "case/docket.json"]);
    assert!(alone.err.contains("没有它所登记的文件"), "{}", alone.err);
    let alone = folder.run(&["paper", "register", "case/docket.json"]).refused(2);
    assert!(alone.contains("case/docket.json 只有案卷日志"), "{alone}");
    for words in [["standing", "case/届.json"], ["audit", "case/届.json"]] {
        let none = folder.run(&words).refused(2);
        assert!(none.contains("case/届.json 是单独一份文件"), "{none}");
    }
}

/// A file has 50 MB at most, a whole archive more.
///
/// SPEC F35, C31
#[test]
fn an_archive_larger_than_any_file_opens() {
    let folder = demo("7");
    let mut noise = 1_u64;
    let file: Vec<u8> = (0..5_500_000)
        .flat_map(|_| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (noise >> 8).to_le_bytes().into_iter().take(5)
        })
        .collect();
    folder.write("case/a.bin", &file);
    folder.write("case/b.bin", &file[1..]);
    let bytes = archived(&folder);
    assert!(bytes.len() > 50_000_000);
    let found = folder.run(&["audit", "case.zip"]);
    let added = |name: &str| (name.to_owned(), "added".to_owned());
    assert_eq!(findings(&found.out), [added("a.bin"), added("b.bin")]);
}

/// The places and words of an audit's findings.
fn findings(text: &str) -> Vec<(String, String)> {
    let of = |finding: &Json, member: &str| finding[member].as_str().expect("a text").to_owned();
    let findings = json(text)["findings"].as_array().expect("findings").clone();
    findings
        .iter()
        .map(|finding| (of(finding, "place"), of(finding, "what")))
        .collect()
}

/// What is refused in an archive is a finding, and a note elsewhere; small changes of the archive are found.
///
/// SPEC C31
#[test]
fn an_archive_that_was_tampered_with() {
    let folder = demo("7");
    let bytes = archived(&folder);
    let clean = folder.run(&["standing", "case.zip"]).silent();
    let at = |needle: &str| {
        let mut windows = bytes.windows(needle.len());
        windows
            .position(|window| window == needle.as_bytes())
            .expect("there")
    };
    // A byte of a file's data: it is not read, and so is missing too.
    let name = "专家库.json";
    let mut damaged = bytes.clone();
    damaged[at(name) + name.len() + 40] ^= 1;
    folder.write("damaged.zip", &damaged);
    let found = folder.run(&["audit", "damaged.zip"]);
    assert_eq!(found.code, 1);
    assert!(
        findings(&found.out).contains(&(name.to_owned(), "damaged".to_owned())),
        "{}",
        found.out
    );
    let noted = folder.run(&["standing", "damaged.zip"]);
    assert!(noted.err.contains("damaged.zip/专家库.json"), "{}", noted.err);
    // Bytes behind the end.
    let mut longer = bytes.clone();
    longer.extend_from_slice(b"more");
    folder.write("longer.zip", &longer);
    let found = folder.run(&["audit", "longer.zip"]);
    assert_eq!(findings(&found.out), [(String::new(), "hidden_bytes".to_owned())]);
    let noted = folder.run(&["standing", "longer.zip"]);
    assert!(noted.err.starts_with("longer.zip: "), "{}", noted.err);
    assert_eq!(noted.well(), clean);
    // Cut off, it is no archive any more.
    folder.write("short.zip", &bytes[..bytes.len() / 2]);
    for words in [["audit", "short.zip"], ["standing", "short.zip"]] {
        assert!(folder.run(&words).refused(1).starts_with("short.zip: "));
    }
}

/// SPEC C32
#[test]
fn a_docket_that_does_not_open() {
    let folder = demo("8");
    let text = folder.read("case/docket.json");
    let cut = &text[..text.floor_char_boundary(text.len() / 2)];
    for (broken, place) in [
        (cut.to_owned(), "行"),
        (
            text.replacen("\"kind\":\"docket\"", "\"kind\":\"dokket\"", 1),
            "dokket",
        ),
        (text.replacen("示例日报", "示例晚报", 1), "指纹"),
        ("随手记".to_owned(), "docket.json"),
    ] {
        folder.write("case/docket.json", &broken);
        let told = folder.run(&["standing", "case"]).refused(1);
        assert!(
            told.starts_with("case/docket.json: ") && told.contains(place),
            "{told}"
        );
        let found = folder.run(&["audit", "case"]);
        assert_eq!(found.code, 1);
        assert!(found.err.starts_with("case/docket.json: "), "{}", found.err);
        let whats = findings(&found.out);
        assert_eq!(
            whats,
            [("docket.json".to_owned(), "docket_unreadable".to_owned())]
        );
        assert_eq!(json(&found.out)["equal"], false);
    }
    // In an archive one bit of it is enough.
    folder.write("case/docket.json", &text);
    let mut packed = archived(&folder);
    let name = b"docket.json";
    let at = packed
        .windows(name.len())
        .position(|part| part == name)
        .expect("its entry");
    packed[at + name.len() + 40] ^= 1;
    folder.write("bit.zip", &packed);
    let found = folder.run(&["audit", "bit.zip"]);
    assert_eq!(found.code, 1, "{}", found.err);
    assert!(found.err.contains("bit.zip/docket.json: "), "{}", found.err);
    let unreadable = ("docket.json".to_owned(), "docket_unreadable".to_owned());
    assert!(findings(&found.out).contains(&unreadable), "{}", found.out);
    assert!(folder.run(&["standing", "bit.zip"]).code != 0);
    // Under another name and as no JSON it is no docket that anybody could find.
    fs::remove_file(folder.path("case/docket.json")).expect("removed");
    folder.write("case/notes.txt", "随手记");
    assert!(folder.run(&["audit", "case"]).refused(2).contains("没有案卷日志"));
}

/// SPEC C33
#[test]
fn pools_and_registers_out_of_tables() {
    let folder = Desk::new();
    folder.write(
        "pool.csv",
        "序号,姓名,工作单位,行业\n1,示例甲,示例大学,医疗卫生\n2,示例乙,示例学院,教育\n",
    );
    let made = folder.run(&["pool", "import", "pool.csv", "-o", "pool.json", "--created", MADE]);
    assert_eq!(made.silent(), "");
    let checked = json(&folder.run(&["check", "pool.json"]).silent());
    assert_eq!(checked["files"][0]["kind"], "pool");
    assert_eq!(
        json(&folder.read("pool.json"))["payload"]["experts"][1]["id"],
        "E002"
    );
    folder.write(
        "bad.csv",
        "序号,姓名,统一社会信用代码\n1,示例甲,9.1E+17\n,示例乙,\n",
    );
    let refused = folder
        .run(&["pool", "import", "bad.csv", "-o", "bad.json"])
        .refused(1);
    assert!(
        refused.contains("第 2 行「统一社会信用代码」列") && refused.contains("第 3 行「序号」列"),
        "{refused}"
    );
    assert!(!folder.path("bad.json").exists());
    folder.write(
        "register.csv",
        "证书编号,获奖组织,统一社会信用代码,获奖年度,审定日期,撤销日期\n\
            示例2016-1,示例区人民医院,91350100M000100Y43,2016,2016-09-01,\n\
            示例2018-1,示例区图书馆,91310110666007217T,2018,2018/9/1,2020-01-01\n",
    );
    let made = folder.run(&[
        "register",
        "import",
        "register.csv",
        "-o",
        "register.json",
        "--created",
        MADE,
    ]);
    assert_eq!(made.silent(), "");
    let listed = json(&folder.run(&["register", "list", "register.json"]).silent());
    assert_eq!(listed["awards"][1]["withdrawn"], "2020-01-01");
    let words = folder
        .run(&["register", "list", "register.json", "--format", "text"])
        .silent();
    assert!(words.contains("示例2018-1  2018  示例区图书馆"), "{words}");
    folder.run(&["register", "check", "register.json"]).silent();
    fs::create_dir(folder.path("case")).expect("a folder");
    let said = folder.run(&["register", "check", "case"]).refused(2);
    assert!(said.contains("--certificate"), "{said}");
    for (number, code, answer) in [
        ("示例 2016-１", 0, "valid"),
        ("示例\u{200B}2016-1\u{FE0F}", 0, "valid"),
        ("示例2018-1", 1, "withdrawn"),
        ("示例2019-1", 1, "unknown"),
    ] {
        let said = folder.run(&["register", "check", "register.json", "--certificate", number]);
        assert_eq!(
            (said.code, json(&said.out)["answer"].as_str()),
            (code, Some(answer)),
            "{number}"
        );
        let words = folder.run(&[
            "register",
            "check",
            "register.json",
            "--certificate",
            number,
            "--format",
            "text",
        ]);
        assert_eq!((words.code, words.out.lines().count()), (code, 1));
    }
    assert!(
        folder
            .run(&["register", "list", "pool.json"])
            .refused(1)
            .contains("专家库")
    );
}

/// SPEC C33, C34, C35
#[test]
fn a_cycle_is_looked_at_step_by_step() {
    let folder = demo("7");
    let applications = folder.run(&["application", "check", "case"]);
    assert_eq!((applications.code, applications.err.as_str()), (1, ""));
    let json_of = |text: &str, list: &str, application: &str| {
        let found = json(text)[list].as_array().expect("a list").clone();
        let mut found = found.into_iter().filter(|one| one["application"] == application);
        found.next().expect("listed")
    };
    let one = json_of(&applications.out, "applications", "A006");
    assert_eq!(
        (
            &one["eligibility"]["grounds"][0]["article"],
            &one["eligibility"]["grounds"][0]["date"]
        ),
        (&Json::from("6"), &Json::from("2022-09-01"))
    );
    folder
        .run(&["application", "check", "case", "--application", "A001"])
        .silent();
    let words = folder.run(&[
        "application",
        "check",
        "case",
        "--application",
        "A006",
        "--format",
        "text",
    ]);
    assert!(
        words.code == 1 && words.out.contains("6 2022-09-01"),
        "{}",
        words.out
    );
    assert!(
        folder
            .run(&["application", "check", "case", "--application", "A999"])
            .refused(2)
            .contains("A999")
    );
    let panels = folder.run(&["panel", "check", "case"]);
    assert_eq!(panels.code, 1);
    assert_eq!(
        json_of(&panels.out, "panels", "A015")["lacking"],
        json("[\"panel/size\"]")
    );
    folder
        .run(&["panel", "check", "case", "--application", "A001"])
        .silent();
    let reports = folder.run(&["report", "check", "case", "--format", "text"]);
    assert!(
        reports.code == 1 && reports.out.contains("要写现场发现"),
        "{}",
        reports.out
    );
    folder
        .run(&["report", "check", "case", "--application", "A001"])
        .silent();
    let file = folder.run(&["report", "check", "case/材料评审/A001-报告-1.json"]);
    assert_eq!(json(&file.out)["files"][0]["kind"], "panel_report");
    let valid = folder.run(&["register", "check", "case", "--certificate", "示例2026-1"]);
    assert_eq!(json(&valid.silent())["answer"], "valid");
    let withdrawn = folder.run(&["register", "check", "case", "--certificate", "示例2026-3"]);
    assert_eq!(
        (withdrawn.code, &json(&withdrawn.out)["answer"]),
        (1, &Json::from("withdrawn"))
    );
    // What is due: nothing else changes by the day.
    let plain = json(&folder.run(&["standing", "case", "--at", "300"]).silent());
    let mut due = json(
        &folder
            .run(&["standing", "case", "--at", "300", "--today", "2026-05-21"])
            .silent(),
    );
    let list = due["due"].as_array().expect("a list");
    assert!(
        list.iter()
            .any(|one| one["what"] == "sheet" && one["state"] == "missed"),
        "{list:?}"
    );
    due.as_object_mut()
        .expect("an object")
        .retain(|member, _| member != "due" && member != "today");
    assert_eq!(due, plain);
    let words = folder.run(&[
        "standing",
        "case",
        "--at",
        "300",
        "--today",
        "2026-05-21",
        "--format",
        "text",
    ]);
    assert!(words.silent().contains("已过期"));
    assert!(
        folder
            .run(&["standing", "case", "--today", "tomorrow"])
            .refused(2)
            .contains("--today")
    );
}

/// SPEC C36, Y47
#[test]
fn assignments_out_of_a_docket() {
    let folder = demo("7");
    let new = |expert: &str, stage: &str, more: &[&str]| {
        let words = [
            "assignment",
            "new",
            "case",
            "--expert",
            expert,
            "--stage",
            stage,
            "--created",
            MADE,
        ];
        folder.run(&[&words[..], &["-o", "out.json"], more].concat())
    };
    // As the demonstration's own secretariat wrote them; an expert of two panels says which.
    for (expert, stage, panel) in [
        ("E001", "material", None),
        ("E001", "site", None),
        ("E003", "material", Some("P001")),
        ("E003", "site", Some("P002")),
    ] {
        let more: Vec<&str> = panel.into_iter().flat_map(|panel| ["--panel", panel]).collect();
        assert_eq!(new(expert, stage, &more).silent(), "");
        let kept = format!("case/任务/{}-{stage}-{expert}.json", panel.unwrap_or("P001"));
        let payload = |name: &str| json(&folder.read(name))["payload"].clone();
        assert_eq!(payload("out.json"), payload(&kept), "{kept}");
    }
    assert_eq!(
        json(&folder.run(&["check", "out.json"]).silent())["files"][0]["kind"],
        "assignment"
    );
    let told = new("E003", "material", &[]).refused(2);
    assert!(told.contains("P001, P002"), "{told}");
    // Days that are typed stand in place of those of the entry.
    let days = ["--day", "2026-05-01", "--due", "2026-05-30"];
    assert_eq!(new("E001", "material", &days).silent(), "");
    let payload = json(&folder.read("out.json"))["payload"].clone();
    assert_eq!(
        (payload["day"].as_str(), payload["due"].as_str()),
        (Some("2026-05-01"), Some("2026-05-30"))
    );
    let backwards = ["--day", "2026-05-30", "--due", "2026-05-01"];
    for (expert, more, code, part) in [
        ("E001", &backwards[..], 1, "out.json: "),
        ("E001", &["--day", "2026-05-01"], 2, "--due"),
        ("E001", &["--panel", "P002"], 1, "E001"),
        ("E030", &[], 1, "E030"),
        ("E999", &[], 1, "E999"),
    ] {
        let told = new(expert, "material", more).refused(code);
        assert!(told.contains(part), "{expert} {more:?}: {told}");
    }
    assert!(new("E001", "self", &[]).refused(2).contains("material"));
}

/// SPEC F35
#[test]
fn bytes_before_an_archive_are_told() {
    let folder = demo("8");
    folder.run(&["archive", "case", "-o", "case.zip"]).silent();
    let mut bytes = b"MZ".repeat(40);
    bytes.extend(fs::read(folder.path("case.zip")).expect("an archive"));
    fs::write(folder.path("case.zip"), bytes).expect("written");
    let found = folder.run(&["audit", "case.zip"]);
    assert_eq!(found.code, 1, "{}", found.err);
    let findings = json(&found.out)["findings"].clone();
    let mut findings = findings.as_array().expect("a list").iter();
    assert!(findings.any(|one| one["what"] == "hidden_bytes"));
}
