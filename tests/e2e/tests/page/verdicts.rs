//! What the secretariat learns of each file: a verdict in two words, the reason, the way out. A bad file never
//! takes a good one with it.

use std::path::PathBuf;

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, Sheet, envelope, fingerprint, percent};
use e2e::page::Verdict;
use e2e::site::Site;
use serde_json::{Value, json};

const APPLICANT: &str = "第一水务公司";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00";

/// A site sheet of this assessor, everywhere with the same percentage.
fn sheet<'r>(rubric: &'r Rubric, assessor: &'r str, everywhere: u8) -> Sheet<'r> {
    Sheet {
        rubric,
        stage: "site",
        applicant: APPLICANT,
        assessor,
        application: None,
        values: vec![percent(everywhere); rubric.clauses.len()],
        overall: "综合评价。",
    }
}

/// Files of every sort, each with the verdict that it should have and a part of the reason.
fn files(site: &Site) -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let other = Rubric::read(&site.file("rubrics/gbt19580-style.json"));
    let application = Sheet {
        stage: "self",
        assessor: "",
        ..sheet(&rubric, "", 40)
    }
    .application_file("概述");
    let print: Value = serde_json::from_str(&application).expect("JSON");
    let print = print["fingerprint"].as_str().expect("a fingerprint");
    let about = |assessor: &'static str, application: &str| {
        let sheet = sheet(&rubric, assessor, 55);
        Sheet {
            application: Some(application),
            ..sheet
        }
        .file()
    };
    let first = about("陈立", print);
    let altered = |from: &str, to: &str| {
        let text = about("改动者", print);
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let pretty = |text: &str| {
        let file: Value = serde_json::from_str(text).expect("JSON");
        serde_json::to_string_pretty(&file).expect("JSON")
    };
    let wrong_code = {
        let mut payload = sheet(&rubric, "错号者", 50).payload();
        payload["entries"][0]["code"] = json!("1.9");
        envelope("scoresheet", &payload, Some(&rubric.fingerprint))
    };
    let off_step = {
        let mut sheet = sheet(&rubric, "离格者", 50);
        sheet.values[2] = percent("52");
        sheet.file()
    };
    vec![
        ("a-application.json", application.clone().into(), "已接收", ""),
        ("b-first.json", first.clone().into(), "已接收", ""),
        ("c-again.json", first.clone().into(), "重复导入", "b-first.json"),
        (
            "d-digit.json",
            altered("\"55\"", "\"65\"").into(),
            "被改动",
            "改动过",
        ),
        (
            "e-layout.json",
            pretty(&about("排版者", print)).into(),
            "被改动",
            "只是排版被改动",
        ),
        (
            "f-outside.json",
            about("改动者", print)
                .replacen(&rubric.fingerprint, &other.fingerprint, 1)
                .into(),
            "被改动",
            "外层",
        ),
        (
            "g-other-rubric.json",
            sheet(&other, "何静", 50).file().into(),
            "评定标准不同",
            "评定标准不同",
        ),
        (
            "h-newer.json",
            about("未来者", print)
                .replacen("\"version\":1", "\"version\":99", 1)
                .into(),
            "版本较新",
            "请更新本工作台",
        ),
        (
            "i-random.json",
            b"{\"a\":[1,2,3]}".to_vec(),
            "不是本工作台的文件",
            "本工作台导出的 JSON 文件",
        ),
        (
            "j-text.json",
            "会议纪要：一、二、三。".into(),
            "不是本工作台的文件",
            "JSON",
        ),
        (
            "k-cut.json",
            first[..first.len() / 2].into(),
            "不是本工作台的文件",
            "不是完整的 JSON 文件",
        ),
        ("l-empty.json", Vec::new(), "不是本工作台的文件", "文件是空的"),
        ("m-picture.json", PNG.to_vec(), "不是本工作台的文件", "编码"),
        (
            "m-table.csv",
            "编号,百分比\n1.1,50\n".into(),
            "表格",
            "sheet import",
        ),
        (
            "n-second.json",
            Sheet {
                application: Some(print),
                ..sheet(&rubric, "陈立", 60)
            }
            .file()
            .into(),
            "同一评审员的第二份",
            "陈立",
        ),
        (
            "o-other-application.json",
            about("吴敏", &fingerprint(b"other")).into(),
            "申报材料不同",
            "不是同一份申报材料",
        ),
        ("p-wrong-code.json", wrong_code.into(), "内容有误", "没有条款 1.9"),
        ("q-off-step.json", off_step.into(), "内容有误", "52 不是 5 的倍数"),
        ("r-last.json", about("何静", print).into(), "已接收", ""),
    ]
}

#[track_caller]
fn assert_verdicts(page: &Browser<'_>, files: &[(&str, Vec<u8>, &str, &str)]) {
    let found = page.verdicts();
    assert_eq!(found.len(), files.len());
    for (name, _, verdict, reason) in files {
        let row = found
            .iter()
            .find(|row| row.file == *name)
            .unwrap_or_else(|| panic!("no verdict on {name}"));
        assert_eq!(row.verdict, *verdict, "{row:?}");
        assert!(row.reason.contains(reason), "{row:?} should tell {reason}");
    }
    let accepted = files.iter().filter(|file| file.2 == "已接收").count();
    let refused = files.len() - accepted - 1;
    page.until_said(
        ".verdicts summary",
        &format!("已接收 {accepted} 份，未接收 {refused} 份"),
    );
    // Two site sheets came through: too few for a panel, so that there is no rank, and the page says why (Art. 12).
    let ranking = page.ranking();
    assert_eq!(ranking.len(), 1);
    let row = &ranking[0];
    assert_eq!(
        [&row.rank, &row.total, &row.sheets],
        ["—", "—", "2"],
        "{ranking:?}"
    );
    assert!(row.exact.contains("少于 3 份"), "{ranking:?}");
}

/// SPEC P11
#[test]
fn each_file_has_its_verdict_when_chosen_together() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let files = files(&site);
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let paths: Vec<PathBuf> = files
        .iter()
        .map(|(name, bytes, ..)| profile.file(name, bytes))
        .collect();
    page.import(&paths);
    assert_verdicts(&page, &files);

    // What was taken off the desk may come again; what stays is not counted twice.
    let removed = |row: &Verdict| row.file == "r-last.json";
    let at = page.verdicts().iter().position(removed).expect("its row") + 1;
    page.click(&format!(".files tbody tr:nth-child({at}) button"));
    page.until("the row to go", || {
        (!page.verdicts().iter().any(removed)).then_some(())
    });
    assert_eq!(page.ranking()[0].sheets, "1");
    page.import(&paths[paths.len() - 1..]);
    page.until("the sheet to be back", || {
        (page.ranking()[0].sheets == "2").then_some(())
    });

    page.click_named(".verdicts button", "清空全部导入");
    page.until_said(".empty", "还没有导入文件");
    assert!(page.ranking().is_empty());
    page.click_named(".import button", "撤销");
    page.until("the desk to be back", || {
        (page.ranking().len() == 1).then_some(())
    });
    // The number opens down to the sentences that earned it.
    page.click_named(".applicant summary", APPLICANT);
    page.click_named(".applicant[open] .stage:last-of-type button", "看每条评语");
    page.until_said(".applicant[open] .overall", "综合评价。");
}

/// Names that may mean one person are asked about, and the page says so until somebody answers.
///
/// SPEC K14, K15
#[test]
fn names_written_alike_are_asked_about() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let paths: Vec<PathBuf> = ["陈立", "何静", "吴敏", "陈立（组长）"]
        .iter()
        .map(|assessor| profile.file(&format!("{assessor}.json"), sheet(&rubric, assessor, 50).file()))
        .collect();
    page.import(&paths);
    page.until_said(".questions", "是否同一个人");
    assert_eq!(page.ranking()[0].rank, "—");
    page.click_named(".questions button", "不同");
    page.until("the rank", || (page.ranking()[0].rank == "1").then_some(()));
    assert_eq!(page.ranking()[0].sheets, "4");
}

/// SPEC P11
#[test]
fn each_file_has_its_verdict_when_dropped_together() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let files = files(&site);
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let dropped: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes, ..)| (*name, bytes.as_slice()))
        .collect();
    page.drop_files(".drop", &dropped);
    page.until_imported(files.len());
    assert_verdicts(&page, &files);
}

#[test]
fn files_opened_on_the_start_page_go_where_they_belong() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let files = files(&site);
    let named = |wanted: &str| {
        let file = files.iter().find(|file| file.0 == wanted).expect("the file");
        (file.0, file.1.as_slice())
    };
    let page = Browser::start(&site, &profile);
    // An application waits for a decision.
    page.drop_files(".drop", &[named("a-application.json")]);
    page.until_shown("#assessor-name");
    page.until_said(".facts", APPLICANT);
    // Scoresheets go to the secretariat.
    page.click_named(".masthead nav a", "开始");
    page.until_shown("#open-files");
    page.drop_files(".drop", &[named("b-first.json"), named("r-last.json")]);
    page.until_imported(2);
    assert!(page.verdicts().iter().all(|row| row.verdict == "已接收"));
    // What is none of ours is reported by name.
    page.click_named(".masthead nav a", "开始");
    page.until_shown("#open-files");
    page.drop_files(".drop", &[named("m-picture.json")]);
    page.until_said(".notice.danger", "m-picture.json");
}

#[test]
fn equal_totals_share_a_rank_and_the_next_is_left_out() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let page = Browser::start(&site, &profile);
    page.open_secretariat();
    let mut paths = Vec::new();
    for (applicant, everywhere) in [("甲院", 50), ("乙校", 70), ("丙局", 70), ("丁站", 35)] {
        for assessor in ["陈立", "何静", "吴敏"] {
            let file = Sheet {
                applicant,
                ..sheet(&rubric, assessor, everywhere)
            }
            .file();
            paths.push(profile.file(&format!("{applicant}-{assessor}.json"), file));
        }
    }
    // One comes with a material sheet only: it has no place in the ranking.
    let material = Sheet {
        applicant: "戊行",
        stage: "material",
        ..sheet(&rubric, "陈立", 90)
    }
    .file();
    paths.push(profile.file("material.json", material));
    page.import(&paths);
    let rows: Vec<[String; 3]> = page
        .ranking()
        .into_iter()
        .map(|row| [row.rank.replace(' ', ""), row.applicant, row.total])
        .collect();
    let wanted = [
        ["1并列", "丙局", "700.00"],
        ["1并列", "乙校", "700.00"],
        ["3", "甲院", "500.00"],
        ["4", "丁站", "350.00"],
        ["—", "戊行", "—"],
    ];
    assert_eq!(rows, wanted.map(|row| row.map(str::to_owned)));
    page.until_said(".ranking", "有并列");
}
