//! Every output in full. The numbers were worked out by hand, once.

use crate::desk::{COLON, Desk, MADE, SHEET_HEAD};

const RUBRIC: &str = "编号,名称,类别,分值,方法\n\
    1,领导力,方法类,53,\n1.1,愿景,,30,\n1.2,管理,,23,\n\
    2,成果,结果类,,\n2.1,效率,,47,direct_points\n";

/// A desk with the rubric r.json of this status and the sheets a.json, b.json, c.json of one applicant.
fn desk(status: &str) -> Desk {
    let desk = Desk::new();
    desk.write("r.csv", RUBRIC);
    desk.run(&[
        "rubric",
        "import",
        "r.csv",
        "-o",
        "r.json",
        "--id",
        "demo",
        "--title",
        "示例标准",
        "--total",
        "100",
        "--status",
        status,
        "--created",
        MADE,
    ])
    .well();
    for (name, values) in [
        ("a", [55.0, 40.0, 37.5]),
        ("b", [60.0, 45.0, 50.0]),
        ("c", [65.0, 30.0, 62.5]),
    ] {
        let [first, second, third] = values;
        desk.import_sheet(
            name,
            &format!("{SHEET_HEAD}1.1,{first}\n1.2,{second}\n2.1,{third}\n"),
        )
        .silent();
    }
    desk
}

const TOTAL_OF_A: &str = concat!(
    r#"{"kind":"total","scored":3,"clauses":3,"total":{"points":"43.33","exact":"1733/40"},"#,
    r#""parts":[{"code":"1","score":{"points":"25.70","exact":"257/10"},"max":"53"},"#,
    r#"{"code":"2","score":{"points":"17.63","exact":"141/8"},"max":"47"}],"#,
    r#""clause_scores":[{"code":"1.1","percent":"55","score":{"points":"16.50","exact":"33/2"}},"#,
    r#"{"code":"1.2","percent":"40","score":{"points":"9.20","exact":"46/5"}},"#,
    r#"{"code":"2.1","percent":"37.5","score":{"points":"17.63","exact":"141/8"}}],"rounding":{"rule":"half_up","decimals":2}}"#,
    "\n"
);

const MEAN: &str = concat!(
    r#"{"kind":"aggregate","rule":"mean","sheets":3,"total":{"points":"50.32","exact":"3019/60"},"#,
    r#""parts":[{"code":"1","score":{"points":"26.82","exact":"1609/60"}},"#,
    r#"{"code":"2","score":{"points":"23.50","exact":"47/2"}}],"#,
    r#""clauses":[{"code":"1.1","score":{"points":"18.00","exact":"18"},"min":"55","max":"65","spread":"10"},"#,
    r#"{"code":"1.2","score":{"points":"8.82","exact":"529/60"},"min":"30","max":"45","spread":"15"},"#,
    r#"{"code":"2.1","score":{"points":"23.50","exact":"47/2"},"min":"37.5","max":"62.5","spread":"25"}],"per":"clause","rounding":{"rule":"half_up","decimals":2}}"#,
    "\n"
);

fn notice() -> String {
    format!("提示{COLON}示例分值\u{FF0C}非官方\n")
}

/// SPEC C7, C11, O1
#[test]
fn total_as_json() {
    let desk = desk("illustrative");
    for line in [
        "total a.json --rubric r.json",
        "total a.json --rubric r.json --format json",
    ] {
        let outcome = desk.say(line);
        assert_eq!(
            (outcome.code, outcome.out.as_str(), outcome.err),
            (0, TOTAL_OF_A, notice())
        );
    }
}

/// SPEC C7, C11, O10
#[test]
fn total_as_text() {
    let desk = desk("illustrative");
    let text = desk.say("total a.json --rubric r.json --format text").silent();
    let expected = "示例标准\n\
        示例分值\u{FF0C}非官方\n\
        1 领导力  25.70 / 53\n\
        \u{20} 1.1 愿景  55%  16.50 / 30\n\
        \u{20} 1.2 管理  40%  9.20 / 23\n\
        2 成果  17.63 / 47\n\
        \u{20} 2.1 效率  37.5%  17.63 / 47\n\
        已评 3/3\n\
        总分  43.33 / 100\n\
        输出时按「四舍五入」保留 2 位小数\u{FF1B}排序用未舍入的精确值。\n";
    assert_eq!(text, expected);
    let english = desk
        .say("--lang en total a.json --rubric r.json --format text")
        .silent();
    assert!(
        english.starts_with("示例标准\nIllustrative points, not official\n1 领导力  25.70 / 53\n"),
        "{english}"
    );
    assert!(english.contains("\nTotal  43.33 / 100\n"), "{english}");
}

/// SPEC C7, O5
#[test]
fn total_of_an_incomplete_sheet() {
    let desk = desk("illustrative");
    desk.import_sheet("gap", &format!("{SHEET_HEAD}1.2,40\n2.1,37.5\n"))
        .well();
    let expected = concat!(
        r#"{"kind":"total","scored":2,"clauses":3,"total":null,"#,
        r#""parts":[{"code":"1","score":null,"max":"53"},"#,
        r#"{"code":"2","score":{"points":"17.63","exact":"141/8"},"max":"47"}],"#,
        r#""clause_scores":[{"code":"1.1","percent":null,"score":null},"#,
        r#"{"code":"1.2","percent":"40","score":{"points":"9.20","exact":"46/5"}},"#,
        r#"{"code":"2.1","percent":"37.5","score":{"points":"17.63","exact":"141/8"}}],"rounding":{"rule":"half_up","decimals":2}}"#,
        "\n"
    );
    assert_eq!(desk.say("total gap.json --rubric r.json").well(), expected);
    let text = desk.say("total gap.json --rubric r.json --format text").well();
    assert!(
        text.contains("\n1 领导力  \u{2014} / 53\n  1.1 愿景    \u{2014} / 30\n"),
        "{text}"
    );
    assert!(text.contains("\n已评 2/3\n总分  \u{2014} / 100\n"), "{text}");
}

/// SPEC C8, C11, O2
#[test]
fn aggregate_as_json() {
    let desk = desk("illustrative");
    let mean = desk.say("aggregate a.json b.json c.json --rubric r.json");
    assert_eq!((mean.code, mean.out.as_str(), mean.err), (0, MEAN, notice()));
    let explicit = desk
        .say("aggregate a.json b.json c.json --rubric r.json --rule mean --format json")
        .well();
    assert_eq!(explicit, MEAN);
    let median = desk
        .say("aggregate a.json b.json c.json --rubric r.json --rule median")
        .well();
    let expected = concat!(
        r#"{"kind":"aggregate","rule":"median","sheets":3,"total":{"points":"50.70","exact":"507/10"},"#,
        r#""parts":[{"code":"1","score":{"points":"27.20","exact":"136/5"}},"#,
        r#"{"code":"2","score":{"points":"23.50","exact":"47/2"}}],"#,
        r#""clauses":[{"code":"1.1","score":{"points":"18.00","exact":"18"},"min":"55","max":"65","spread":"10"},"#,
        r#"{"code":"1.2","score":{"points":"9.20","exact":"46/5"},"min":"30","max":"45","spread":"15"},"#,
        r#"{"code":"2.1","score":{"points":"23.50","exact":"47/2"},"min":"37.5","max":"62.5","spread":"25"}],"per":"clause","rounding":{"rule":"half_up","decimals":2}}"#,
        "\n"
    );
    assert_eq!(median, expected);
}

/// SPEC C8, O3
#[test]
fn aggregate_as_ndjson() {
    let desk = desk("illustrative");
    let lines = desk.say("aggregate a.json b.json c.json --rubric r.json --format ndjson");
    let expected = concat!(
        r#"{"record":"total","rule":"mean","sheets":3,"total":{"points":"50.32","exact":"3019/60"},"per":"clause","rounding":{"rule":"half_up","decimals":2}}"#,
        "\n",
        r#"{"record":"part","code":"1","score":{"points":"26.82","exact":"1609/60"}}"#,
        "\n",
        r#"{"record":"part","code":"2","score":{"points":"23.50","exact":"47/2"}}"#,
        "\n",
        r#"{"record":"clause","code":"1.1","score":{"points":"18.00","exact":"18"},"min":"55","max":"65","spread":"10"}"#,
        "\n",
        r#"{"record":"clause","code":"1.2","score":{"points":"8.82","exact":"529/60"},"min":"30","max":"45","spread":"15"}"#,
        "\n",
        r#"{"record":"clause","code":"2.1","score":{"points":"23.50","exact":"47/2"},"min":"37.5","max":"62.5","spread":"25"}"#,
        "\n"
    );
    assert_eq!(
        (lines.code, lines.out.as_str(), lines.err),
        (0, expected, notice())
    );
}

/// SPEC C8, O7, O9
#[test]
fn aggregate_as_csv() {
    let desk = desk("illustrative");
    let table = desk
        .say("aggregate a.json b.json c.json --rubric r.json --format csv")
        .silent();
    let beside = "平均（按各条款的得分率）,四舍五入\u{FF0C}保留 2 位小数,示例分值\u{FF0C}非官方\r\n";
    let expected = format!(
        "\u{FEFF}编号,名称,得分,精确值,分值,最低,最高,极差,汇总规则,舍入,说明\r\n\
        [1],领导力,26.82,[1609/60],53,,,,{beside}\
        [1.1],愿景,18.00,[18],30,55,65,10,{beside}\
        [1.2],管理,8.82,[529/60],23,30,45,15,{beside}\
        [2],成果,23.50,[47/2],47,,,,{beside}\
        [2.1],效率,23.50,[47/2],47,37.5,62.5,25,{beside}\
        ,总分,50.32,[3019/60],100,,,,{beside}"
    );
    assert_eq!(table, expected);
}

#[test]
fn one_applicant_far_apart_and_an_infinite_decimal() {
    let desk = Desk::new();
    let rubric = "编号,名称,类别,分值,方法\n1,一,方法类,100,caf_fine_enabler\n";
    desk.import_rubric("r", rubric, 100).silent();
    for (name, last) in [("a", 1), ("b", 3), ("c", 3)] {
        desk.import_sheet(name, &format!("编号,P,D,C,A\n1,0,0,0,{last}%\n"))
            .silent();
    }
    let out = desk.say("aggregate a.json b.json c.json --rubric r.json").well();
    let clause =
        r#"{"code":"1","score":{"points":"0.58","exact":"7/12"},"min":"0.25","max":"0.75","spread":"0.5"}"#;
    assert!(out.contains(&format!("\"clauses\":[{clause}],\"per\"")), "{out}");
}

/// The fingerprint that a file states last.
fn fingerprint(desk: &Desk, file: &str) -> String {
    let text = desk.read(file);
    let (_, rest) = text.rsplit_once("\"fingerprint\":\"").expect("a fingerprint");
    rest.trim_end().trim_end_matches(['}', '\n', '"']).to_owned()
}

/// A desk with two applicants, one of them in two stages.
fn award() -> Desk {
    let desk = desk("illustrative");
    let table = format!("{SHEET_HEAD}1.1,55\n1.2,40\n2.1,37.5\n");
    desk.import_sheet_of("m", &table, "material", "甲", "某区图书馆")
        .silent();
    desk.import_sheet_of("own", &table, "self", "乙", "某区博物馆")
        .silent();
    desk
}

/// SPEC C10, O4
#[test]
fn rank_as_json() {
    let desk = award();
    let ranked = desk.say("rank own.json m.json c.json b.json a.json --rubric r.json");
    assert_eq!(ranked.code, 0, "{ranked:?}");
    let sheet = |name: &str, assessor: &str, total: &str| {
        let print = fingerprint(&desk, &format!("{name}.json"));
        format!(
            "{{\"assessor\":\"{assessor}\",\"fingerprint\":\"{print}\",\"revision\":\"1\",\"total\":{total}}}"
        )
    };
    let points = |points: &str, exact: &str| format!("{{\"points\":\"{points}\",\"exact\":\"{exact}\"}}");
    let total_of_a = points("43.33", "1733/40");
    let own = desk.say("aggregate own.json --rubric r.json").well();
    let material = desk.say("aggregate m.json --rubric r.json").well();
    let expected = format!(
        "{{\"kind\":\"summary\",\"rubric\":{{\"id\":\"demo\",\"version\":\"1\",\"fingerprint\":\"{}\",\
         \"status\":\"illustrative\",\"notice\":\"示例分值\u{FF0C}非官方\"}},\"rule\":\"mean\",\
         \"ranking\":[{{\"rank\":1,\"shared\":false,\"applicant\":\"某区图书馆\",\"total\":{}}}],\
         \"unranked\":[\"某区博物馆\"],\"groups\":[\
         {{\"applicant\":\"某区博物馆\",\"stage\":\"self\",\"sheets\":[{}],\"aggregate\":{}}},\
         {{\"applicant\":\"某区图书馆\",\"stage\":\"material\",\"sheets\":[{}],\"aggregate\":{}}},\
         {{\"applicant\":\"某区图书馆\",\"stage\":\"site\",\"sheets\":[{},{},{}],\"aggregate\":{}}}],\
         \"per\":\"clause\",\"rounding\":{{\"rule\":\"half_up\",\"decimals\":2}},\
         \"without_rank\":[{{\"applicant\":\"某区博物馆\",\"reasons\":[{{\"reason\":\"no_site_review\"}}]}}]}}\n",
        fingerprint(&desk, "r.json"),
        points("50.32", "3019/60"),
        sheet("own", "乙", &total_of_a),
        own.trim_end(),
        sheet("m", "甲", &total_of_a),
        material.trim_end(),
        sheet("a", "a", &total_of_a),
        sheet("b", "b", &points("51.85", "1037/20")),
        sheet("c", "c", &points("55.78", "2231/40")),
        MEAN.trim_end(),
    );
    assert_eq!(ranked.out, expected);
    assert!(ranked.err.ends_with(&notice()), "{ranked:?}");
    // Files for scripts are the same in every language.
    let english = desk.say("--lang en rank own.json m.json c.json b.json a.json --rubric r.json");
    assert_eq!(english.well(), expected);
}

/// SPEC C10, O8
#[test]
fn rank_as_csv() {
    let desk = award();
    // A second applicant with the same site score shares the rank; nothing breaks the tie.
    for (name, values) in [("x", "55,40,37.5"), ("y", "60,45,50"), ("z", "65,30,62.5")] {
        let [first, second, third] = values.split(',').collect::<Vec<_>>()[..] else {
            panic!("three values")
        };
        let table = format!("{SHEET_HEAD}1.1,{first}\n1.2,{second}\n2.1,{third}\n");
        desk.import_sheet_of(name, &table, "site", name, "=某区文化馆")
            .silent();
    }
    let table = desk
        .say("rank own.json m.json a.json b.json c.json x.json y.json z.json --rubric r.json --format csv")
        .well();
    let beside = "平均（按各条款的得分率）,四舍五入\u{FF0C}保留 2 位小数,示例分值\u{FF0C}非官方\r\n";
    let expected = format!(
        "\u{FEFF}名次,并列,申报组织,阶段,评分表份数,得分,精确值,不排名的原因,汇总规则,舍入,说明\r\n\
        1,并列,'=某区文化馆,现场评审,3,50.32,[3019/60],,{beside}\
        1,并列,某区图书馆,现场评审,3,50.32,[3019/60],,{beside}\
        ,,某区博物馆,现场评审,0,,,没有现场评审评分表,{beside}\
        ,,某区博物馆,自我评价,1,43.33,[1733/40],,{beside}\
        ,,某区图书馆,材料评审,1,43.33,[1733/40],,{beside}"
    );
    assert_eq!(table, expected);
}

#[test]
fn the_shipped_example_is_ranked_as_it_stands() {
    let desk = Desk::new();
    let public = concat!(env!("CARGO_MANIFEST_DIR"), "/public");
    let rubric = format!("{public}/rubrics/public-service.json");
    let bundle = std::fs::read_to_string(format!("{public}/example/award.ndjson")).expect("the example");
    let mut words = vec!["rank".to_owned(), "--rubric".to_owned(), rubric.clone()];
    for (number, line) in bundle.lines().enumerate() {
        let name = format!("{number:02}.json");
        desk.write(&name, line);
        words.push(name);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ranked = desk.run(&words).well();
    assert!(
        ranked.contains("\"rank\":1,\"shared\":true") && ranked.contains("\"rank\":3,"),
        "{ranked}"
    );
    // The application comes first in the bundle; its own scores are its self sheet.
    let total = desk.run(&["total", "00.json", "--rubric", &rubric]).well();
    assert!(
        total.starts_with("{\"kind\":\"total\",\"scored\":28,\"clauses\":28,\"total\":{"),
        "{total}"
    );
    let checked = desk
        .run(&["check", "00.json", "01.json", "--rubric", &rubric])
        .well();
    assert!(checked.contains("\"kind\":\"application\"") && checked.contains("\"kind\":\"scoresheet\""));
}

/// SPEC O6
#[test]
fn a_draft_says_so_and_an_official_rubric_needs_no_notice() {
    let draft = desk("draft");
    let words = "评定标准为草稿\u{FF0C}非官方";
    for (line, on_out) in [
        ("total a.json --rubric r.json", false),
        ("total a.json --rubric r.json --format text", true),
        ("aggregate a.json b.json c.json --rubric r.json", false),
        (
            "aggregate a.json b.json c.json --rubric r.json --format ndjson",
            false,
        ),
        (
            "aggregate a.json b.json c.json --rubric r.json --format csv",
            true,
        ),
        ("rank a.json b.json c.json --rubric r.json --format csv", true),
    ] {
        let told = draft.say(line);
        assert_eq!(
            (told.code, told.out.contains(words)),
            (0, on_out),
            "{line}: {told:?}"
        );
        let err = if on_out {
            String::new()
        } else {
            format!("提示{COLON}{words}\n")
        };
        assert_eq!(told.err, err, "{line}");
    }
    let official = desk("official");
    for line in [
        "total a.json --rubric r.json",
        "total a.json --rubric r.json --format text",
        "aggregate a.json b.json c.json --rubric r.json",
        "aggregate a.json b.json c.json --rubric r.json --format csv",
        "rank a.json b.json c.json --rubric r.json",
        "rank a.json b.json c.json --rubric r.json --format csv",
    ] {
        let out = official.say(line).silent();
        assert!(
            !out.contains("非官方") && !out.contains("notice"),
            "{line}: {out}"
        );
    }
}

/// SPEC C6, C11
#[test]
fn check_as_json() {
    let desk = desk("illustrative");
    let print = |file: &str| fingerprint(&desk, file);
    let expected = format!(
        "{{\"kind\":\"check\",\"files\":[\
         {{\"file\":\"r.json\",\"kind\":\"rubric\",\"version\":1,\"fingerprint\":\"intact\",\"sha256\":\"{}\",\"held\":\"values\",\"errors\":[],\"warnings\":[],\"notes\":[]}},\
         {{\"file\":\"a.json\",\"kind\":\"scoresheet\",\"version\":2,\"fingerprint\":\"intact\",\"sha256\":\"{}\",\"held\":\"values\",\"errors\":[],\"warnings\":[],\"notes\":[]}}]}}\n",
        print("r.json"),
        print("a.json"),
    );
    assert_eq!(desk.say("check r.json a.json").silent(), expected);
}
