//! Many files at once, as the secretariat has them: folders, lists and standard input; a bad file costs no other; names
//! that may mean the same are asked about.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::desk::{COLON, Desk, Outcome, SHEET_HEAD};

const RUBRIC: &str = "编号,名称,类别,分值\n1,一,方法类,600\n2,二,结果类,400\n";

/// A desk with the rubric r.json and a folder of site sheets: three of each of these applicants.
fn desk(applicants: &[(&str, u8)]) -> Desk {
    let desk = Desk::new();
    desk.import_rubric("r", RUBRIC, 1000).silent();
    fs::create_dir_all(desk.path("in/later")).expect("a folder");
    for (applicant, percent) in applicants {
        for assessor in ["陈立", "何静", "吴敏"] {
            sheet(&desk, applicant, assessor, *percent);
        }
    }
    desk
}

/// Writes a sheet into the folder; its name is that of the applicant and the assessor.
fn sheet(desk: &Desk, applicant: &str, assessor: &str, percent: u8) -> String {
    let table = format!("{SHEET_HEAD}1,{percent}\n2,50\n");
    desk.import_sheet_of("new", &table, "site", assessor, applicant)
        .silent();
    let name = format!("in/{applicant}-{assessor}.json");
    fs::rename(desk.path("new.json"), desk.path(&name)).expect("a name");
    name
}

/// Runs the program with this on its standard input.
fn fed(desk: &Desk, line: &str, input: &[u8]) -> Outcome {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut command = desk.command(&words);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Outcome {
        code: output.status.code().expect("a code"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn ranks(out: &str) -> Vec<&str> {
    let (_, ranking) = out.split_once("\"ranking\":[").expect("a ranking");
    let (ranking, _) = ranking.split_once("],\"unranked\"").expect("its end");
    let applicants = ranking.split("\"applicant\":\"").skip(1);
    applicants
        .map(|rest| rest.split('"').next().unwrap_or(""))
        .collect()
}

/// SPEC C10, C25
#[test]
fn folders_lists_and_standard_input_give_the_same() {
    let desk = desk(&[("甲院", 50), ("乙校", 60)]);
    let mut names: Vec<String> = Vec::new();
    for applicant in ["乙校", "甲院"] {
        for assessor in ["何静", "吴敏", "陈立"] {
            names.push(format!("in/{applicant}-{assessor}.json"));
        }
    }
    names.sort();
    let one_by_one = desk
        .say(&format!("rank {} --rubric r.json", names.join(" ")))
        .well();
    assert_eq!(ranks(&one_by_one), ["乙校", "甲院"]);
    // One sheet lies deeper, and what is no file of ours lies beside.
    fs::rename(desk.path(&names[0]), desk.path("in/later/one.JSON")).expect("a name");
    desk.write("in/readme.txt", "x");
    let folder = desk.say("rank in --rubric r.json");
    assert_eq!((folder.code, &folder.out), (0, &one_by_one), "{folder:?}");
    assert!(
        folder.err.contains(&format!("in: 提示{COLON}1 个文件不是")),
        "{folder:?}"
    );
    names[0] = "in/later/one.JSON".to_owned();
    desk.write("list.txt", names.join("\r\n") + "\r\n\n");
    assert_eq!(desk.say("rank @list.txt --rubric r.json").well(), one_by_one);
    let mut lines = String::new();
    for name in &names {
        lines += &desk.read(name).trim_end().replace('\n', " ");
        lines += "\n\n";
    }
    assert_eq!(
        fed(&desk, "rank - --rubric r.json", lines.as_bytes()).well(),
        one_by_one
    );
    desk.write("all.ndjson", &lines);
    assert_eq!(desk.say("rank all.ndjson --rubric r.json").well(), one_by_one);
    // One file over several lines is one file.
    let first = desk.read(&names[1]);
    let others = names.iter().filter(|name| **name != names[1]).cloned();
    let line = format!("rank - {} --rubric r.json", others.collect::<Vec<_>>().join(" "));
    assert_eq!(fed(&desk, &line, first.as_bytes()).well(), one_by_one);
    // A broken line is reported by its number, and costs no other.
    let broken = lines.replacen("\"percent\":\"50\"", "\"percent\":\"90\"", 1);
    let told = fed(&desk, "rank - --rubric r.json", broken.as_bytes());
    assert_eq!(told.code, 1, "{told:?}");
    assert!(
        told.err.contains("内容与指纹不符") && told.err.contains("-:"),
        "{told:?}"
    );
    assert_eq!(ranks(&told.out).len(), 1, "{told:?}");
    for missing in ["rank none --rubric r.json", "rank @none --rubric r.json"] {
        desk.say(missing).refused(2);
    }
}

/// SPEC C10, C14, K6, P11
#[test]
fn a_bad_or_missing_file_costs_no_other_in_a_ranking() {
    let desk = desk(&[("甲院", 50), ("乙校", 60)]);
    let well = desk.say("rank in --rubric r.json").well();
    desk.write("in/broken.json", "{");
    let table = format!("{SHEET_HEAD}1,45\n2,50\n");
    desk.import_sheet_of("second", &table, "site", "陈立", "甲院")
        .silent();
    for (line, code, reason) in [
        ("rank in --rubric r.json", 1, "in/broken.json: 错误"),
        ("rank in none.json --rubric r.json", 2, "none.json: 错误"),
        ("rank in second.json --rubric r.json", 1, "second.json: 错误"),
        ("rank in r.csv --rubric r.json", 1, "这是表格"),
    ] {
        let told = desk.say(line);
        assert_eq!((told.code, &told.out), (code, &well), "{line}: {told:?}");
        assert!(told.err.contains(reason), "{line}: {told:?}");
    }
    // Where nothing at all was taken in there is no ranking.
    desk.import_rubric("other", &RUBRIC.replace("一", "甲"), 1000)
        .silent();
    let err = desk.say("rank in --rubric other.json").refused(1);
    assert!(err.contains("评定标准不同"), "{err}");
    // A rubric among the files is no sheet, and no mistake either.
    fs::remove_file(desk.path("in/broken.json")).expect("the file");
    assert_eq!(desk.say("rank in r.json --rubric r.json").well(), well);
}

/// SPEC C26, K14, K15
#[test]
fn names_that_may_mean_the_same_are_answered_by_options() {
    let desk = desk(&[("甲院", 50), ("乙校", 60)]);
    sheet(&desk, "甲院", "陈立【组长】", 90);
    let asked = desk.say("rank in --rubric r.json");
    assert_eq!(asked.code, 1, "{asked:?}");
    assert_eq!(ranks(&asked.out), ["乙校"]);
    assert!(
        asked.err.contains("「陈立」与「陈立【组长】」是否同一个人") && asked.err.contains("--same"),
        "{asked:?}"
    );
    assert!(
        asked
            .out
            .contains("\"reasons\":[{\"reason\":\"question\",\"whose\":\"assessor\",\"names\":[\"陈立\",\"陈立【组长】\"]}]"),
        "{asked:?}"
    );
    let other = desk.run(&[
        "rank",
        "in",
        "--rubric",
        "r.json",
        "--different",
        "陈立=陈立【组长】",
    ]);
    assert_eq!(
        (other.code, ranks(&other.out)),
        (0, vec!["乙校", "甲院"]),
        "{other:?}"
    );
    assert!(
        other.out.contains("\"exact\":\"560\""),
        "360 and 200 points: {other:?}"
    );
    let same = desk.run(&["rank", "in", "--rubric", "r.json", "--same", "陈立【组长】=陈立"]);
    assert_eq!(same.code, 1, "the second sheet is refused: {same:?}");
    assert!(same.err.contains("已有一份评分表"), "{same:?}");
    assert_eq!(ranks(&same.out), ["乙校", "甲院"]);
    // An aggregate is one number; as long as a question is open there is none.
    let line = "aggregate in/甲院-陈立.json in/甲院-何静.json in/甲院-吴敏.json in/甲院-陈立【组长】.json --rubric r.json";
    let err = desk.say(line).refused(1);
    assert!(err.contains("是否同一个人"), "{err}");
    let words = format!("{line} --different 陈立=陈立【组长】");
    assert!(desk.say(&words).well().contains("\"sheets\":4"));
    for pair in ["甲院", "=甲院", "甲院="] {
        let err = desk
            .run(&["rank", "in", "--rubric", "r.json", "--same", pair])
            .refused(2);
        assert!(err.contains("甲=乙"), "{err}");
    }
}

/// SPEC C10, K11, K12, K13
#[test]
fn who_has_no_rank_is_told_with_the_reason() {
    let desk = desk(&[("甲院", 50)]);
    sheet(&desk, "乙校", "陈立", 90);
    sheet(&desk, "乙校", "何静", 90);
    let table = format!("{SHEET_HEAD}1,90\n2,\n");
    for assessor in ["陈立", "何静", "吴敏"] {
        desk.import_sheet_of(assessor, &table, "site", assessor, "丙局")
            .well();
    }
    let told = desk.say("rank in 陈立.json 何静.json 吴敏.json --rubric r.json");
    assert_eq!((told.code, ranks(&told.out)), (0, vec!["甲院"]), "{told:?}");
    let csv = desk
        .say("rank in 陈立.json 何静.json 吴敏.json --rubric r.json --format csv")
        .well();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("\u{FEFF}名次,并列,申报组织"), "{csv}");
    assert!(lines[1].starts_with("1,,甲院,现场评审,3,500.00,[500],,"), "{csv}");
    assert!(
        lines[2].starts_with(",,丙局,现场评审,3,,,未评完\u{FF1A}条款 2\u{FF08}何静、吴敏、陈立\u{FF09},"),
        "{csv}"
    );
    assert!(
        lines[3].starts_with(",,乙校,现场评审,2,740.00,[740],现场评审只有 2 份评分表\u{FF0C}少于 3 份"),
        "{csv}"
    );
}

/// SPEC C5, K16, S2
#[test]
fn a_self_assessment_out_of_a_table_needs_no_name_and_is_no_application() {
    let desk = desk(&[("甲院", 50)]);
    desk.write("own.csv", format!("{SHEET_HEAD}1,95\n2,95\n"));
    desk.say("sheet import own.csv --rubric r.json --stage self --applicant 甲院 --overall 好 -o own.json")
        .silent();
    desk.say("sheet import own.csv --rubric r.json --stage site --applicant 甲院 -o x.json")
        .refused(2);
    let ranked = desk.say("rank own.json in --rubric r.json").well();
    assert_eq!(ranks(&ranked), ["甲院"]);
    assert!(
        ranked.contains("\"stage\":\"self\",\"sheets\":[{\"assessor\":\"\""),
        "{ranked}"
    );
}

/// SPEC G8
#[test]
fn sheets_that_do_not_belong_together_are_no_number() {
    let desk = desk(&[("甲院", 50), ("乙院", 50)]);
    desk.import_sheet_of(
        "材料",
        &format!("{SHEET_HEAD}1,80\n2,50\n"),
        "material",
        "陈立",
        "甲院",
    )
    .silent();
    desk.import_sheet_of(
        "又",
        &format!("{SHEET_HEAD}1,80\n2,50\n"),
        "site",
        " 陈立 ",
        "甲院",
    )
    .silent();
    let panel = "in/甲院-何静.json in/甲院-吴敏.json in/甲院-陈立.json";
    for (files, told) in [
        ("in/乙院-何静.json", "这份是「乙院」，前面的是「甲院」"),
        ("材料.json", "阶段不同"),
        ("又.json", "陈立"),
    ] {
        let refused = desk
            .say(&format!("aggregate {panel} {files} --rubric r.json"))
            .refused(1);
        let at_the_file = refused
            .lines()
            .any(|line| line.starts_with(files) && line.contains(told));
        assert!(at_the_file, "{refused}");
    }
    desk.say("aggregate --rubric r.json").refused(2);
    fs::create_dir(desk.path("空")).expect("a folder");
    desk.say("aggregate 空 --rubric r.json").refused(2);
}

/// SPEC C8
#[test]
fn several_people_who_assess_themselves_become_one_number() {
    let desk = desk(&[]);
    for (assessor, percent) in [("甲", 40), ("乙", 50), ("丙", 60)] {
        let table = format!("{SHEET_HEAD}1,{percent}\n2,50\n");
        desk.import_sheet_of(assessor, &table, "self", assessor, "甲院")
            .silent();
    }
    let mean = desk
        .say("aggregate 甲.json 乙.json 丙.json --rubric r.json")
        .well();
    assert!(
        mean.contains("\"sheets\":3,\"total\":{\"points\":\"500.00\""),
        "{mean}"
    );
}

/// A correction counts in place of the sheet that it names, whatever the order of the files, and every command says so.
///
/// SPEC C27
#[test]
fn a_correction_counts_and_is_told() {
    let desk = desk(&[("甲院", 50)]);
    let first = "in/甲院-陈立.json";
    desk.write("better.csv", format!("{SHEET_HEAD}1,80\n2,50\n"));
    let import = |words: &[&str]| {
        let own = [
            "sheet",
            "import",
            "better.csv",
            "--rubric",
            "r.json",
            "--stage",
            "site",
            "--assessor",
            "陈立",
            "--applicant",
            "甲院",
            "--overall",
            "好",
            "-o",
            "in/a.json",
        ];
        desk.run(&[&own[..], words].concat())
    };
    // Neither goes without the other, and only a scoresheet is corrected.
    import(&["--corrects", first]).refused(2);
    import(&["--reason", "漏看附件三"]).refused(2);
    import(&["--corrects", "r.json", "--reason", "漏看附件三"]).refused(1);
    import(&["--corrects", first, "--reason", " "]).refused(1);
    import(&["--corrects", first, "--reason", "漏看附件三"]).silent();

    let told = "第 2 版";
    for line in ["rank in --rubric r.json", "aggregate in --rubric r.json"] {
        let outcome = desk.say(line);
        assert_eq!(outcome.code, 0, "{line}: {outcome:?}");
        let lines: Vec<&str> = outcome.err.lines().filter(|line| line.contains(told)).collect();
        assert_eq!(
            lines.len(),
            2,
            "{line}: the sheet that counts and the one it replaces: {}",
            outcome.err
        );
        assert!(lines.iter().all(|line| line.contains("漏看附件三")), "{lines:?}");
        assert!(
            outcome.out.contains("\"sheets\":3") || outcome.out.contains("\"rank\":1"),
            "{}",
            outcome.out
        );
    }
    let ranking = desk.say("rank in --rubric r.json").well();
    assert!(
        ranking.contains("\"revision\":\"2\",\"reason\":\"漏看附件三\",\"supersedes\":\"sha256:"),
        "{ranking}"
    );
    // 600 points at 60 %, the mean of 80, 50 and 50, and 400 at 50 %.
    assert!(ranking.contains("\"exact\":\"560\""), "{ranking}");

    let report = desk.say(&format!("check in/a.json {first}")).well();
    assert_eq!(report.matches(told).count(), 2, "{report}");
    assert_eq!(report.matches("漏看附件三").count(), 2, "{report}");
}
