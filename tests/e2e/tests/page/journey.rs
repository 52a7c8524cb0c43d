//! From a blank page to the secretariat's desk: an applicant, three assessors and the secretariat, each with a
//! browser of their own, passing each other the files that they really downloaded.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, items};
use e2e::kind::Kind;
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::Value;
use test_support::fraction::{Fraction, score};

const APPLICANT: &str = "示例区政务服务中心";
const ASSESSORS: [&str; 3] = ["陈立", "何静", "吴敏"];
const APPROACH: &str = "我们每季度用群众来信核对窗口流程，十二月完成第四轮。";
const EVIDENCE: &str = "《窗口流程核对记录》2026 年 9 月第 3 页";
const OWN_JUDGEMENT: &str = "自评结论只供本单位改进之用。";
const TOTAL: i128 = 1000;
/// The overall judgement, in the words of one assessor.
fn judgement(assessor: &str, stage: Stage) -> String {
    format!("{}：{assessor}认为做法扎实，结果有据。", stage.name())
}

/// The percentages of one person: multiples of five from 0 to 100, other ones for everybody.
fn percents(rubric: &Rubric, person: usize) -> Vec<i128> {
    let clauses = 0..rubric.clauses.len();
    clauses
        .map(|at| i128::try_from((at * 7 + person * 3 + at * person) % 21 * 5).expect("small"))
        .collect()
}

fn total(rubric: &Rubric, percents: &[Fraction]) -> Fraction {
    Fraction::sum(
        rubric
            .clauses
            .iter()
            .zip(percents)
            .map(|(clause, percent)| score(clause.points, *percent)),
    )
}

fn fractions(percents: &[i128]) -> Vec<Fraction> {
    percents.iter().map(|percent| Fraction::of(*percent, 1)).collect()
}

/// Clause by clause the mean of several people.
fn means(people: &[Vec<i128>]) -> Vec<Fraction> {
    let clauses = 0..people.first().map_or(0, Vec::len);
    let of_clause = |at: usize| {
        people
            .iter()
            .map(|person| Fraction::of(person[at], 1))
            .collect::<Vec<_>>()
    };
    clauses.map(|at| Fraction::mean(&of_clause(at))).collect()
}

/// SPEC P8, P9
#[test]
fn the_main_journey() {
    travel(Kind::Chromium);
}

/// The whole journey in browsers of one kind.
pub fn travel(kind: Kind) {
    let site = Site::serve();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    assert_eq!(
        rubric.clauses.len(),
        28,
        "the shipped rubric has the 28 clauses of CAF 2006"
    );

    let [applicant, secretariat] = [Profile::fresh(), Profile::fresh()];
    let (own, application) = apply(&Browser::start_kind(kind, &site, &applicant), &rubric);

    let assessors = [Profile::fresh(), Profile::fresh(), Profile::fresh()];
    let mut files = vec![own];
    for (at, profile) in assessors.iter().enumerate() {
        let page = Browser::start_kind(kind, &site, profile);
        // One of them has read the papers before; at the visit there are all three.
        if at == 0 {
            files.push(assess(&page, &application, &rubric, at, Stage::Material));
        }
        files.push(assess(&page, &application, &rubric, at, Stage::Site));
    }
    collect(&Browser::start_kind(kind, &site, &secretariat), &rubric, &files);
}

/// The person's place in the lists of percentages.
fn person(assessor: usize, stage: Stage) -> usize {
    1 + assessor * 2 + usize::from(stage == Stage::Site)
}

/// The applicant scores by mouse, writes a little, and exports the own file and the one for assessors.
fn apply(page: &Browser<'_>, rubric: &Rubric) -> (PathBuf, PathBuf) {
    let percents = percents(rubric, 0);
    page.begin_self_assessment(APPLICANT);
    page.write("text-A", APPROACH);
    page.write("evidence", EVIDENCE);
    page.until_said(".state.started", "草稿");
    for (clause, percent) in rubric.clauses.iter().zip(&percents) {
        page.until_clause(&clause.code);
        page.score_by_mouse(clause, *percent);
        page.next_gap_by_mouse();
    }
    page.until_shown(".overview");
    page.judge(OWN_JUDGEMENT);
    let own = total(rubric, &fractions(&percents));
    page.until_said(".overview tfoot .total", &own.points());
    page.until_said(".progress .total", &format!("总分 {} / {TOTAL}", own.points()));
    assert_eq!(
        page.count(".overview svg.radar .mark"),
        9,
        "nine parts, nine marks"
    );

    let file = page.export_own();
    let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(
        name.starts_with(&format!("自评留存-自我评价-{APPLICANT}-")),
        "{name}"
    );
    let application = read(&file);
    assert_eq!(application["kind"], "application");
    let written = items(&application["payload"]["sheet"]["entries"]);
    let written: Vec<&Value> = written.iter().map(|entry| &entry["value"]["percent"]).collect();
    let wanted: Vec<Value> = percents
        .iter()
        .map(|percent| percent.to_string().into())
        .collect();
    assert_eq!(written, wanted.iter().collect::<Vec<_>>());

    // What assessors get has the words and no score.
    let given = page.export();
    let name = given.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(name.starts_with(&format!("申报-自我评价-{APPLICANT}-")), "{name}");
    let sheet = &read(&given)["payload"]["sheet"];
    let entries = items(&sheet["entries"]);
    assert_eq!(entries.len(), rubric.clauses.len());
    assert!(
        entries.iter().all(|entry| entry.get("value").is_none()),
        "{sheet}"
    );
    assert_eq!(
        (sheet["overall"].as_str(), &entries[0]["texts"]["A"]),
        (Some(""), &Value::from(APPROACH))
    );
    (file, given)
}

/// An assessor opens the application, sees its words but not its scores, scores by keyboard, and exports.
fn assess(page: &Browser<'_>, application: &Path, rubric: &Rubric, assessor: usize, stage: Stage) -> PathBuf {
    let name = ASSESSORS[assessor];
    page.begin_review(application, stage, name);
    see_words_but_no_scores(page, rubric);

    page.enter_bands();
    let before = page.presses();
    let percents = percents(rubric, person(assessor, stage));
    for (clause, percent) in rubric.clauses.iter().zip(&percents) {
        page.score_by_keyboard(clause, *percent);
    }
    let pressed = page.presses() - before;
    let allowed = 4 * rubric.clauses.len();
    assert!(
        pressed <= allowed,
        "{pressed} keys for {} clauses, and {allowed} are allowed",
        rubric.clauses.len()
    );

    page.until_shown(".overview");
    // Without the overall judgement nothing is exported (Art. 20).
    page.until_said("#export-errors", "综合评价");
    page.click(".export .primary");
    page.until_said("#export-errors[role=alert]", "第二十条");
    page.judge(&judgement(name, stage));
    page.until_said(
        ".overview tfoot .total",
        &total(rubric, &fractions(&percents)).points(),
    );
    let file = page.export();
    let sheet = read(&file);
    assert_eq!(sheet["kind"], "scoresheet");
    assert_eq!(sheet["payload"]["assessor"]["name"], name);
    assert_eq!(
        sheet["payload"]["stage"],
        if stage == Stage::Site { "site" } else { "material" }
    );
    assert_eq!(sheet["payload"]["application"], read(application)["fingerprint"]);
    file
}

/// Promise 5: an assessor does not see the applicant's own score before the own score stands.
fn see_words_but_no_scores(page: &Browser<'_>, rubric: &Rubric) {
    page.until_said(".applicant-words", APPROACH);
    page.until_said(".applicant-words", EVIDENCE);
    page.until_said(".progress", "已评 0/28");

    let own = total(rubric, &fractions(&percents(rubric, 0))).points();
    let document = page.script("return document.documentElement.outerHTML", ());
    let document = document.as_str().expect("a document");
    let kept = page.kept();
    for secret in [own.as_str(), OWN_JUDGEMENT] {
        assert!(!document.contains(secret), "{secret} stands in the page");
        assert!(!kept.contains(secret), "{secret} lies in the browser");
    }
    let picked =
        page.count(".band.chosen") + page.count(".clause-score:not(:empty)") + page.count(".state.scored");
    assert_eq!(picked, 0, "something is scored already");

    // What is kept of the application has every clause and no value.
    const COPIES: &str = "return Object.keys(localStorage).filter(key => key.endsWith('/application')).map(key => localStorage[key])";
    let copies = page.script(COPIES, ());
    assert!(!items(&copies).is_empty(), "a review keeps a copy to read");
    for copy in items(&copies) {
        let copy: Value = serde_json::from_str(copy.as_str().expect("a text")).expect("JSON");
        let entries = items(&copy["sheet"]["entries"]);
        assert_eq!(entries.len(), rubric.clauses.len());
        assert!(
            entries.iter().all(|entry| entry.get("value").is_none()),
            "a score lies in the copy: {copy}"
        );
        assert_eq!(copy["sheet"]["overall"], "");
    }
}

/// The secretariat takes in everything at once and hands out the summary.
fn collect(page: &Browser<'_>, rubric: &Rubric, files: &[PathBuf]) {
    page.open_secretariat();
    page.import(files);
    let verdicts = page.verdicts();
    assert_eq!(verdicts.len(), files.len());
    for (verdict, file) in verdicts.iter().zip(files) {
        assert_eq!(verdict.verdict, "已接收", "{verdict:?}");
        assert_eq!(
            Some(verdict.file.as_str()),
            file.file_name().and_then(|name| name.to_str())
        );
        assert!(verdict.about.starts_with(APPLICANT), "{verdict:?}");
    }

    let site: Vec<Vec<i128>> = (0..3)
        .map(|at| percents(rubric, person(at, Stage::Site)))
        .collect();
    let material = total(rubric, &fractions(&percents(rubric, person(0, Stage::Material))));
    let own = total(rubric, &fractions(&percents(rubric, 0)));
    let site_mean = total(rubric, &means(&site));

    let ranking = page.ranking();
    let [first] = ranking.as_slice() else {
        panic!("one applicant, one row: {ranking:?}")
    };
    let row = [
        &first.rank,
        &first.applicant,
        &first.total,
        &first.exact,
        &first.sheets,
        &first.material,
    ];
    let (rounded, exact, beside) = (site_mean.points(), site_mean.exact(), material.points());
    assert_eq!(
        row,
        [
            "1",
            APPLICANT,
            rounded.as_str(),
            exact.as_str(),
            "3",
            beside.as_str()
        ]
    );

    let json = read(&page.download(|page| page.click_named(".ranking button", "导出汇总 JSON")));
    assert_eq!(json["kind"], "summary");
    assert_eq!(json["rule"], "mean");
    assert_eq!(json["rubric"]["fingerprint"], rubric.fingerprint.as_str());
    assert_eq!(json["rubric"]["notice"], "示例分值，非官方");
    let ranked = &json["ranking"][0];
    assert_eq!(
        (&ranked["rank"], &ranked["shared"]),
        (&Value::from(1), &Value::from(false))
    );
    assert_eq!(points(&ranked["total"]), [site_mean.points(), site_mean.exact()]);
    let groups = items(&json["groups"]);
    let wanted = [("self", own), ("material", material), ("site", site_mean)];
    assert_eq!(groups.len(), wanted.len());
    for (group, (stage, total)) in groups.iter().zip(wanted) {
        assert_eq!(group["stage"], stage);
        assert_eq!(
            points(&group["aggregate"]["total"]),
            [total.points(), total.exact()],
            "{stage}"
        );
    }
    clause_by_clause(&groups[2]["aggregate"], rubric, &site);

    let csv =
        fs::read(page.download(|page| page.click_named(".ranking button", "导出汇总 CSV"))).expect("a CSV");
    let text = csv
        .strip_prefix("\u{FEFF}".as_bytes())
        .expect("a byte order mark, for Chinese Excel");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(
        rows[0],
        [
            "名次",
            "并列",
            "申报组织",
            "阶段",
            "评分表份数",
            "得分",
            "精确值",
            "不排名的原因",
            "汇总规则",
            "舍入",
            "说明"
        ]
    );
    let line = |rank: &str, stage: &str, sheets: &str, total: Fraction| {
        [
            rank,
            "",
            APPLICANT,
            stage,
            sheets,
            &total.points(),
            &format!("[{}]", total.exact()),
            "",
            "平均（按各条款的得分率）",
            "四舍五入，保留 2 位小数",
            "示例分值，非官方",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let wanted = [
        line("1", "现场评审", "3", site_mean),
        line("", "自我评价", "1", own),
        line("", "材料评审", "1", material),
    ];
    assert_eq!(rows[1..], wanted);
}

/// Mean, lowest, highest and spread of each clause, and the sums of the parts.
fn clause_by_clause(aggregate: &Value, rubric: &Rubric, people: &[Vec<i128>]) {
    let clauses = items(&aggregate["clauses"]);
    assert_eq!(clauses.len(), rubric.clauses.len());
    let means = means(people);
    let scores: Vec<Fraction> = rubric
        .clauses
        .iter()
        .zip(&means)
        .map(|(clause, mean)| score(clause.points, *mean))
        .collect();
    for (at, (found, clause)) in clauses.iter().zip(&rubric.clauses).enumerate() {
        let given = people.iter().map(|person| person[at]);
        let (least, most) = (given.clone().min().expect("people"), given.max().expect("people"));
        assert_eq!(found["code"], clause.code.as_str());
        assert_eq!(
            points(&found["score"]),
            [scores[at].points(), scores[at].exact()],
            "{}",
            clause.code
        );
        let spread = [&found["min"], &found["max"], &found["spread"]];
        assert_eq!(
            spread,
            [least, most, most - least]
                .map(|number| Value::from(number.to_string()))
                .each_ref()
        );
    }
    for (part, found) in items(&aggregate["parts"]).iter().enumerate() {
        let own = rubric
            .clauses
            .iter()
            .zip(&scores)
            .filter(|(clause, _)| clause.part == part);
        let sum = Fraction::sum(own.map(|(_, score)| *score));
        assert_eq!(
            points(&found["score"]),
            [sum.points(), sum.exact()],
            "part {part}"
        );
    }
}

fn points(value: &Value) -> [String; 2] {
    ["points", "exact"].map(|name| value[name].as_str().unwrap_or_default().to_owned())
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
