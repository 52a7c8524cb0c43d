//! Opening what other programs and hands have made; replacing files; the same bytes again.

use std::fs;

use scoring::application::DraftCopy;
use scoring::document::Edit;
use scoring::files::{Content, Imprint, open, write_draft};
use scoring::foundations::Instant;
use scoring::rubric::Rubric;
use scoring::scoresheet::{Draft, DraftHead, RubricRef, Stage, any_field};
use sha2::{Digest as _, Sha256};

use crate::desk::{COLON, Desk, MADE, RUBRIC_HEAD, SHEET_HEAD, append, cut_off, outcome};

const RUBRIC: &str = "编号,名称,类别,分值\n1,一,方法类,600\n2,二,结果类,400\n";

/// A desk with the rubric r.json and the complete sheets a.json to e.json.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.import_rubric("r", RUBRIC, 1000).silent();
    for (name, first) in [("a", 40), ("b", 50), ("c", 60), ("d", 70), ("e", 80)] {
        desk.import_sheet(name, &format!("{SHEET_HEAD}1,{first}\n2,50\n"))
            .silent();
    }
    desk
}

/// Writes the file again with one piece of its text replaced.
#[track_caller]
fn changed(desk: &Desk, from: &str, to: &str, piece: &str, by: &str) {
    let text = desk.read(from);
    assert!(text.contains(piece), "{piece} is missing in {text}");
    desk.write(to, text.replacen(piece, by, 1));
}

/// SPEC C6, F4, F5, F6, F7
#[test]
fn altered_foreign_and_newer_files_are_told_apart() {
    let desk = desk();
    changed(
        &desk,
        "a.json",
        "score.json",
        "\"percent\":\"40\"",
        "\"percent\":\"90\"",
    );
    changed(
        &desk,
        "a.json",
        "layout.json",
        "\"stage\":\"site\"",
        "\"stage\": \"site\"",
    );
    changed(
        &desk,
        "a.json",
        "outside.json",
        "\"rubric\":\"sha256:",
        "\"rubric\":\"sha256:0",
    );
    changed(&desk, "a.json", "newer.json", "\"version\":2,", "\"version\":4,");
    changed(
        &desk,
        "a.json",
        "format.json",
        "public-service-award-workbench",
        "efqm",
    );
    changed(
        &desk,
        "a.json",
        "kind.json",
        "\"kind\":\"scoresheet\"",
        "\"kind\":\"oversight\"",
    );
    changed(
        &desk,
        "a.json",
        "member.json",
        "\"cycle\":null,",
        "\"cycle\":null,\"extra\":1,",
    );
    let text = desk.read("a.json");
    desk.write("half.json", &text[..text.len() / 2]);
    desk.write("list.json", "[1,2]");
    desk.write("empty.json", " \n");
    let cases = [
        (
            "score.json",
            "\"scoresheet\",\"version\":2,\"fingerprint\":\"altered\"",
            "文件导出后被改动过",
        ),
        (
            "layout.json",
            "\"scoresheet\",\"version\":2,\"fingerprint\":\"altered\"",
            "只是排版被改动",
        ),
        (
            "outside.json",
            "\"scoresheet\",\"version\":2,\"fingerprint\":\"intact\"",
            "外层与内层的「rubric」不一致",
        ),
        (
            "newer.json",
            "\"scoresheet\",\"version\":4,\"fingerprint\":null",
            "更新的版本",
        ),
        (
            "format.json",
            "null,\"version\":null,\"fingerprint\":null",
            "不是本工作台导出的文件",
        ),
        (
            "kind.json",
            "\"oversight\",\"version\":2,\"fingerprint\":null",
            "「oversight」本版本不认识",
        ),
        (
            "member.json",
            "\"scoresheet\",\"version\":2,\"fingerprint\":\"intact\"",
            "文件格式里没有这一项",
        ),
        (
            "half.json",
            "null,\"version\":null,\"fingerprint\":null",
            "不是完整的 JSON 文件",
        ),
        (
            "list.json",
            "null,\"version\":null,\"fingerprint\":null",
            "不是本工作台导出的文件",
        ),
        (
            "empty.json",
            "null,\"version\":null,\"fingerprint\":null",
            "文件是空的",
        ),
    ];
    for (file, stated, reason) in cases {
        let outcome = desk.run(&["check", file]);
        assert_eq!(outcome.code, 1, "{file}: {outcome:?}");
        let start = format!(
            "{{\"kind\":\"check\",\"files\":[{{\"file\":\"{file}\",\"kind\":{stated},\"sha256\":null,\"held\":null,\"errors\":[\""
        );
        assert!(outcome.out.starts_with(&start), "{file}: {outcome:?}");
        assert!(
            outcome.out.contains(reason) && outcome.err.contains(reason),
            "{file}: {outcome:?}"
        );
        assert!(
            outcome.err.starts_with(&format!("{file}: 错误{COLON}")),
            "{file}: {outcome:?}"
        );
        // No other command works with such a file, or writes anything.
        for line in [
            format!("total {file} --rubric r.json"),
            format!("total a.json --rubric {file}"),
            format!("aggregate a.json b.json {file} --rubric r.json"),
            format!("rank {file} --rubric r.json"),
            format!("sheet import a.csv --rubric {file} --stage site --assessor A --applicant B -o x.json"),
        ] {
            let err = desk.say(&line).refused(1);
            assert!(err.contains(reason), "{line}: {err}");
        }
        assert!(!desk.path("x.json").exists());
    }
}

/// SPEC C6
#[test]
fn check_tells_of_many_files_at_once() {
    let desk = desk();
    desk.import_rubric("other", RUBRIC, 1000).silent();
    desk.import_sheet("gap", &format!("{SHEET_HEAD}1,40\n")).well();
    let well = desk.say("check r.json a.json gap.json").well();
    assert_eq!(
        well.matches("\"fingerprint\":\"intact\",\"sha256\":\"sha256:")
            .count(),
        3,
        "{well}"
    );
    // Held against a rubric, gaps are warnings and another rubric is an error.
    let gap = desk.say("check gap.json a.json --rubric r.json");
    assert_eq!(gap.code, 0, "{gap:?}");
    let warning = format!("提醒{COLON}条款 2{COLON}未评。未评不等于零分。");
    assert_eq!(gap.err, format!("gap.json: {warning}\n"));
    assert!(
        gap.out
            .contains(&format!("\"errors\":[],\"warnings\":[\"{warning}\"]")),
        "{gap:?}"
    );
    let foreign = desk.say("check r.json a.json --rubric other.json");
    assert_eq!(foreign.code, 1, "{foreign:?}");
    assert!(
        foreign
            .err
            .starts_with(&format!("a.json: 错误{COLON}评定标准不同")),
        "{foreign:?}"
    );
    assert!(
        foreign.err.contains("r 1") && foreign.err.contains("other 1"),
        "{foreign:?}"
    );
}

/// SPEC C1
#[test]
fn a_rubric_is_checked_whole() {
    let desk = desk();
    // A rubric with a wrong sum.
    let payload = desk.payload("r.json").replace("\"points\":600", "\"points\":500");
    desk.write("wrong.json", desk.with_payload("r.json", &payload));
    let reason = "各条款分值之和是 900";
    let outcome = desk.say("check wrong.json");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(
        outcome.out.contains("\"fingerprint\":\"intact\"") && outcome.out.contains(reason),
        "{outcome:?}"
    );
    for line in [
        "rubric check wrong.json",
        "total a.json --rubric wrong.json",
        "check a.json --rubric wrong.json",
        "aggregate a.json --rubric wrong.json",
    ] {
        let err = desk.say(line).refused(1);
        assert_eq!(err.lines().count(), 1);
        assert!(
            err.starts_with("wrong.json: ") && err.contains(reason),
            "{line}: {err}"
        );
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// SPEC F2
#[test]
fn the_fingerprint_is_the_sha256_of_the_payload_as_it_stands() {
    let desk = desk();
    for file in ["r.json", "a.json"] {
        let text = desk.read(file);
        let (_, payload) = text.split_once("\"payload\":").expect("a payload");
        let (payload, rest) = payload.split_once(",\n\"fingerprint\":").expect("a fingerprint");
        assert_eq!(
            rest.trim_end(),
            format!("\"sha256:{}\"\n}}", sha256(payload.as_bytes()))
        );
    }
}

#[test]
fn the_other_kind_of_file_is_refused() {
    let desk = desk();
    let example = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/example/award.ndjson"
    ))
    .expect("the example");
    desk.write(
        "application.json",
        example.lines().next().expect("an application"),
    );
    let cases = [
        (
            "total r.json --rubric r.json",
            "这里需要的是「评分表」文件\u{FF0C}这是「评定标准」文件",
        ),
        ("aggregate application.json --rubric r.json", "评定标准不同"),
        (
            "total a.json --rubric a.json",
            "这里需要的是「评定标准」文件\u{FF0C}这是「评分表」文件",
        ),
        ("total a.json --rubric application.json", "这是「申报」文件"),
        ("rubric check a.json", "这是「评分表」文件"),
        (
            "sheet import a.csv --rubric b.json --stage site --assessor A --applicant B -o x.json",
            "这是「评分表」文件",
        ),
    ];
    for (line, reason) in cases {
        let err = desk.say(line).refused(1);
        assert!(err.contains(reason), "{line}: {err}");
    }
    assert!(!desk.path("x.json").exists());
}

/// A copy of a draft in the middle of a review, about the rubric r.json of this desk.
fn draft_copy(desk: &Desk) -> String {
    let rubric = fs::read_to_string(desk.path("r.json")).expect("the rubric");
    let Ok((envelope, Content::Rubric(stated))) = open(&rubric) else {
        panic!("no rubric")
    };
    let (rubric, _) = Rubric::check(*stated).expect("sound");
    let mut draft = Draft::begin(DraftHead {
        id: "draft-7".to_owned(),
        kind: scoring::scoresheet::DraftKind::Review(Stage::Site),
        rubric: RubricRef::to(&rubric, envelope.fingerprint),
        application: None,
        cycle: None,
        created: Instant::from_unix_seconds(0),
        lock: None,
    });
    for (address, text) in [
        ("applicant", "某区图书馆"),
        ("assessor", "王评审"),
        ("clause/1/value", "九十"),
        ("clause/9/value", "55"),
    ] {
        draft.apply(Edit::of(any_field(address).expect("an address"), text));
    }
    let imprint = Imprint {
        id: String::new(),
        created: Instant::from_unix_seconds(0),
        cycle: None,
    };
    write_draft(&DraftCopy::of(draft, None), &imprint)
}

/// SPEC C6, C7, C8, C10, F19
#[test]
fn a_draft_is_checked_and_not_counted() {
    let desk = desk();
    desk.write("draft.json", draft_copy(&desk));
    let out = desk.say("check draft.json").well();
    assert!(
        out.contains(r#""kind":"draft","version":4,"fingerprint":"intact""#),
        "{out}"
    );
    assert!(
        out.contains(r#""held":"structure only","errors":[],"warnings":[]"#),
        "{out}"
    );
    let outcome = desk.say("check draft.json --rubric r.json");
    assert_eq!(outcome.code, 1);
    let err = outcome.err;
    for (place, reason) in [
        ("payload.fields[\"clause/9/value\"]", "评定标准里没有条款 9"),
        ("条款 1", "「九十」不是可以计分的数"),
        ("条款 2", "未评"),
        ("综合评价", "第二十条"),
    ] {
        let line = err.lines().find(|line| line.contains(reason));
        assert!(
            line.is_some_and(|line| line.contains(place)),
            "{place}, {reason}: {err}"
        );
    }
    desk.write("altered.json", draft_copy(&desk).replace("九十", "九五"));
    let outcome = desk.say("check altered.json");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("内容与指纹不符"), "{outcome:?}");
    for line in [
        "total draft.json --rubric r.json",
        "aggregate a.json draft.json --rubric r.json",
        "rank draft.json --rubric r.json",
        "total a.json --rubric draft.json",
    ] {
        let err = desk.say(line).refused(1);
        assert!(err.contains("这是「草稿副本」文件"), "{line}: {err}");
    }
}

/// SPEC C9, C14
#[test]
fn sheets_that_do_not_belong_together_are_refused() {
    let desk = desk();
    let table = format!("{SHEET_HEAD}1,40\n2,50\n");
    let another = table.replace("40", "45");
    desk.import_sheet_of("again", &another, "site", "a", "某区图书馆")
        .silent();
    desk.import_sheet_of("stage", &table, "material", "f", "某区图书馆")
        .silent();
    desk.import_sheet_of("applicant", &table, "site", "g", "某区博物馆")
        .silent();
    desk.import_rubric("other", &RUBRIC.replace("一", "甲"), 1000)
        .silent();
    let cases = [
        (
            "aggregate a.json b.json a.json --rubric r.json",
            "a.json: ",
            "「a」在这个阶段已有一份评分表",
        ),
        (
            "aggregate a.json b.json again.json --rubric r.json",
            "again.json: ",
            "「a」在这个阶段已有一份评分表",
        ),
        (
            "aggregate a.json b.json stage.json --rubric r.json",
            "stage.json: ",
            "阶段不同",
        ),
        (
            "aggregate a.json b.json applicant.json --rubric r.json",
            "applicant.json: ",
            "「某区博物馆」",
        ),
        (
            "aggregate a.json b.json c.json --rubric other.json",
            "a.json: ",
            "评分表用的是「r 1」\u{FF0C}这里是「other 1」",
        ),
        (
            "total a.json --rubric other.json",
            "a.json: ",
            "评分表用的是「r 1」\u{FF0C}这里是「other 1」",
        ),
        (
            "aggregate a.json b.json c.json d.json --rule trimmed --rubric r.json",
            "a.json, b.json, c.json, d.json: ",
            "至少要 5 份评分表",
        ),
    ];
    for (line, file, reason) in cases {
        let err = desk.say(line).refused(1);
        let told = |told: &str| told.starts_with(&format!("{file}错误{COLON}")) && told.contains(reason);
        assert!(err.lines().any(told), "{line}: {err}");
    }
    // Two versions of one rubric under the same name differ by their fingerprints.
    desk.write("r2.csv", RUBRIC.replace("一", "乙"));
    desk.run(&[
        "rubric", "import", "r2.csv", "-o", "r2.json", "--id", "r", "--title", "r",
    ])
    .silent();
    let err = desk.say("total a.json --rubric r2.json").refused(1);
    assert!(err.contains("名称和版本都是「r 1」"), "{err}");
}

/// SPEC C9
#[test]
fn a_small_panel_is_warned_about() {
    let desk = desk();
    let two = desk.say("aggregate a.json b.json --rubric r.json");
    assert_eq!(two.code, 0, "{two:?}");
    assert!(
        two.err
            .starts_with(&format!("a.json, b.json: 提醒{COLON}只有 2 份评分表")),
        "{two:?}"
    );
    assert!(two.out.contains("\"sheets\":2"), "{two:?}");
    let three = desk.say("aggregate a.json b.json c.json --rubric r.json");
    assert!(three.code == 0 && !three.err.contains("提醒"), "{three:?}");
    let ranked = desk.say("rank a.json b.json --rubric r.json");
    assert!(
        ranked.code == 0 && ranked.err.contains("只有 2 份评分表"),
        "{ranked:?}"
    );
    // An applicant's own assessment is one voice, not a panel that is too small.
    let table = format!("{SHEET_HEAD}1,40\n2,50\n");
    desk.import_sheet_of("own", &table, "self", "z", "某区图书馆")
        .silent();
    let ranked = desk.say("rank own.json a.json b.json c.json --rubric r.json");
    assert!(ranked.code == 0 && !ranked.err.contains("提醒"), "{ranked:?}");
}

/// SPEC C7, O5
#[test]
fn not_scored_is_not_zero() {
    let desk = desk();
    desk.import_sheet("gap", &format!("{SHEET_HEAD}1,40\n2,\n"))
        .well();
    let total = desk.say("total gap.json --rubric r.json");
    assert_eq!(total.code, 0, "{total:?}");
    assert!(
        total
            .out
            .starts_with("{\"kind\":\"total\",\"scored\":1,\"clauses\":2,\"total\":null,"),
        "{total:?}"
    );
    assert!(
        total
            .err
            .starts_with(&format!("gap.json: 提醒{COLON}条款 2{COLON}未评")),
        "{total:?}"
    );
    let aggregate = desk.say("aggregate a.json b.json gap.json --rubric r.json");
    assert_eq!(aggregate.code, 0, "{aggregate:?}");
    assert!(
        aggregate
            .out
            .starts_with("{\"kind\":\"aggregate\",\"rule\":\"mean\",\"sheets\":3,\"total\":null,"),
        "{aggregate:?}"
    );
    assert!(
        aggregate
            .out
            .contains("{\"code\":\"2\",\"score\":null,\"min\":null,\"max\":null,\"spread\":null}],"),
        "{aggregate:?}"
    );
    desk.import_sheet("none", &format!("{SHEET_HEAD}1,\n")).well();
    let none = desk.say("total none.json --rubric r.json").well();
    assert!(
        none.contains("\"scored\":0") && none.contains("\"total\":null"),
        "{none}"
    );
    // Nothing is ranked without a total.
    let ranked = desk.say("rank gap.json --rubric r.json").well();
    assert!(
        ranked.contains("\"ranking\":[],\"unranked\":[\"某区图书馆\"]"),
        "{ranked}"
    );
}

#[test]
fn the_order_of_the_sheets_changes_nothing() {
    let desk = desk();
    let one = desk
        .say("aggregate a.json b.json c.json d.json e.json --rule trimmed --rubric r.json")
        .well();
    let other = desk
        .say("aggregate e.json c.json a.json d.json b.json --rule trimmed --rubric r.json")
        .well();
    assert_eq!(one, other);
    let one = desk.say("rank a.json b.json c.json --rubric r.json").well();
    let other = desk.say("rank c.json a.json b.json --rubric r.json").well();
    assert_eq!(one, other);
}

/// SPEC C10
#[test]
fn the_same_file_again_counts_once_in_a_ranking() {
    let desk = desk();
    desk.write("copy.json", desk.read("a.json"));
    let once = desk.say("rank a.json b.json c.json --rubric r.json").well();
    let twice = desk.say("rank a.json b.json copy.json c.json --rubric r.json");
    assert_eq!((twice.code, &twice.out), (0, &once), "{twice:?}");
    assert!(
        twice
            .err
            .contains(&format!("copy.json: 提示{COLON}内容与 a.json 相同")),
        "{twice:?}"
    );
}

/// SPEC C13
#[test]
fn a_failing_run_leaves_the_output_as_it_was() {
    let desk = desk();
    desk.write("wrong.csv", format!("{RUBRIC_HEAD}1,一,方法类,999\n"));
    desk.write("kept.json", "kept");
    let before = desk.names();
    desk.say("rubric import wrong.csv -o kept.json").refused(1);
    desk.say("sheet import wrong.csv --rubric r.json --stage site --assessor A --applicant B -o kept.json")
        .refused(1);
    desk.say("rubric import none.csv -o kept.json").refused(2);
    desk.say("rubric import r.csv -o kept.json --created never")
        .refused(2);
    assert_eq!(desk.read("kept.json"), "kept");
    assert_eq!(desk.names(), before);
}

/// SPEC C13
#[test]
fn output_is_replaced_whole_and_leaves_nothing_beside_it() {
    let desk = desk();
    desk.write("x.json", "old".repeat(100_000));
    fs::create_dir(desk.path("folder")).expect("a folder");
    let before = desk.names();
    let import = |output: &str| desk.run(&["rubric", "import", "r.csv", "--created", MADE, "-o", output]);
    import("x.json").silent();
    assert_eq!(desk.read("x.json"), desk.read("r.json"));
    import("./x.json").silent();
    import("folder/x.json").silent();
    import(desk.path("x.json").to_str().expect("a path")).silent();
    assert_eq!(desk.names(), before);
    assert_eq!(desk.read("folder/x.json"), desk.read("r.json"));
}

/// SPEC C13, C14
#[test]
fn what_cannot_be_written_ends_with_2() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).expect("a folder");
    desk.write("locked.json", "kept");
    let mut permissions = fs::metadata(desk.path("locked.json"))
        .expect("the file")
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.path("locked.json"), permissions).expect("permissions");
    let before = desk.names();
    for output in ["folder", "none/x.json", "r.csv/x.json", "locked.json", ""] {
        let err = desk.run(&["rubric", "import", "r.csv", "-o", output]).refused(2);
        assert_eq!(err.lines().count(), 1, "{output}: {err}");
        if !output.is_empty() {
            let start = format!("{output}: 错误{COLON}写不进文件");
            assert!(err.starts_with(&start), "{output}: {err}");
        }
    }
    assert_eq!(desk.read("locked.json"), "kept");
    assert_eq!(desk.names(), before);
}

#[cfg(unix)]
#[test]
fn links_devices_and_permissions_are_kept() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    let desk = desk();
    let import = |output: &str| desk.run(&["rubric", "import", "r.csv", "--created", MADE, "-o", output]);
    let mode = |name: &str| {
        fs::metadata(desk.path(name))
            .expect("the file")
            .permissions()
            .mode()
            & 0o777
    };
    // A new file is as open as any other that this user makes.
    desk.write("usual", "");
    import("new.json").silent();
    assert_eq!(mode("new.json"), mode("usual"));
    fs::set_permissions(desk.path("new.json"), fs::Permissions::from_mode(0o640)).expect("permissions");
    import("new.json").silent();
    assert_eq!(mode("new.json"), 0o640);
    symlink("new.json", desk.path("link.json")).expect("a link");
    desk.write("new.json", "old");
    import("link.json").silent();
    assert!(
        fs::symlink_metadata(desk.path("link.json"))
            .expect("the link")
            .is_symlink()
    );
    assert_eq!(desk.read("new.json"), desk.read("r.json"));
    // A pipe is written into, not replaced. (One of the test's own: a fault here must not cost a device.)
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe"))
        .status();
    assert!(made.expect("mkfifo starts").success());
    let pipe = desk.path("pipe");
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).expect("the pipe"));
    import("pipe").silent();
    let kind = fs::metadata(desk.path("pipe")).expect("the pipe").file_type();
    assert!(kind.is_fifo(), "{kind:?}");
    assert_eq!(reader.join().expect("the reader ends"), desk.read("r.json"));
}

/// SPEC C15, F11
#[test]
fn the_same_input_gives_the_same_bytes() {
    let desk = desk();
    let rubric = |extra: &[&str]| {
        desk.run(&[&["rubric", "import", "r.csv", "-o", "x.json"], extra].concat())
            .silent();
        desk.read("x.json")
    };
    let expected = desk.read("r.json");
    assert!(expected.contains(&format!("\"created\":\"{MADE}\"")));
    let named = ["--id", "r", "--title", "r", "--created"];
    for moment in [
        MADE,
        "2026-11-23T18:32:00+08:00",
        "2026-11-23t10:32:00.999z",
        "2026-11-22T23:32:00-11:00",
    ] {
        assert_eq!(rubric(&[&named[..], &[moment]].concat()), expected, "{moment}");
    }
    let with_epoch = |epoch: &str, extra: &[&str]| {
        let words = [&["rubric", "import", "r.csv", "-o", "x.json"], extra].concat();
        outcome(desk.command(&words).env("SOURCE_DATE_EPOCH", epoch))
    };
    with_epoch("1795429920", &[]).silent();
    assert_eq!(desk.read("x.json"), expected);
    // What is given by hand goes before the environment.
    with_epoch("0", &["--created", MADE]).silent();
    assert_eq!(desk.read("x.json"), expected);
    for epoch in [
        "",
        "now",
        "-1",
        "+1",
        "1.5",
        " 1",
        "99999999999999999999",
        "999999999999",
    ] {
        let err = with_epoch(epoch, &[]).refused(2);
        assert!(err.contains("SOURCE_DATE_EPOCH"), "{epoch:?}: {err}");
    }
    // The clock is the last resort: the moment differs, the content does not.
    let now = rubric(&[]);
    assert_ne!(now, expected);
    let content = |text: &str| text.split_once("\"written_by\"").expect("a writer").1.to_owned();
    assert_eq!(content(&now), content(&expected));
    let sheet = || {
        desk.import_sheet("x", &format!("{SHEET_HEAD}1,40\n2,50\n"))
            .silent();
        desk.read("x.json")
    };
    assert_eq!(sheet(), sheet());
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let desk = desk();
    for line in [
        "--help",
        "check r.json a.json",
        "total a.json --rubric r.json --format text",
        "aggregate a.json b.json c.json --rubric r.json",
        "rank a.json b.json c.json --rubric r.json --format csv",
    ] {
        let told = cut_off(&mut desk.command(&line.split(' ').collect::<Vec<_>>()));
        assert_eq!(told.code, 0, "{line}: {told:?}");
        assert!(
            !told.err.contains("panicked") && !told.err.contains("错误"),
            "{line}: {told:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let desk = desk();
    let full = || {
        fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("the device")
    };
    let mut command = desk.command(&["total", "a.json", "--rubric", "r.json"]);
    command.stdout(full());
    let told = outcome(&mut command);
    assert_eq!(told.code, 2, "{told:?}");
    assert!(told.err.contains("标准输出"), "{told:?}");
    // And where even that cannot be reported, nothing breaks.
    command.stderr(full());
    assert_eq!(outcome(&mut command).code, 2);
}

#[test]
fn bytes_behind_the_end_are_refused() {
    let desk = desk();
    append(desk.path("a.json"), b"{}");
    let err = desk.say("total a.json --rubric r.json").refused(1);
    assert!(err.contains("不是完整的 JSON 文件"), "{err}");
}
