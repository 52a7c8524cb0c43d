//! Native and wasm agree: what the page makes of hundreds of files is what the command line makes of them, byte for
//! byte.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::browser::{Browser, Profile};
use e2e::command_line::scoresheets;
use e2e::files::{Clause, Rubric, Sheet, percent};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::{Value, json};
use test_support::random::Random;

/// The rules of aggregation: those that the page offers, no more and no fewer.
const RULES: [&str; 4] = ["mean", "median", "trimmed", "trimmed_two"];

/// Panels of this size, so that every rule has enough: where one has not, the command line refuses the panel below.
const PANEL: usize = 7;

/// Every method in one rubric, with parts of unequal depth.
const EVERY_METHOD: &str = "编号,名称,类别,分值,方法
1,方法,enabler,,
1.1,甲,,111,adli_range
1.2,乙,,,
1.2.1,乙一,,97,caf_classic_enabler
1.2.2,乙二,,133,caf_fine_enabler
2,结果,result,,
2.1,丙,,59,letci_range
2.2,丁,,201,caf_classic_result
2.3,戊,,170,caf_fine_result
3,直接,result,229,direct_points
";

/// SPEC P12
#[test]
fn hundreds_of_sheets_of_the_shipped_rubric() {
    let site = Site::serve();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    compare(&site, &rubric, 30, 1);
}

#[test]
fn sheets_of_a_table_with_every_method() {
    let site = Site::serve();
    let folder = Profile::fresh();
    let made = folder.file("every-method.json", "");
    let table = folder.file("every-method.csv", EVERY_METHOD);
    scoresheets(
        &["rubric", "import", "-o", made.to_str().expect("a path")],
        [table.as_path()],
    );
    let rubric = Rubric::read(&fs::read_to_string(&made).expect("a rubric"));
    assert_eq!(rubric.clauses.len(), 7);
    compare(&site, &rubric, 8, 2);
}

fn compare(site: &Site, rubric: &Rubric, applicants: usize, seed: u64) {
    let profile = Profile::fresh();
    let rubric_file = profile.file("rubric.json", &rubric.text);
    let files = generated(rubric, &profile, applicants, seed);
    let page = Browser::start(site, &profile);
    page.open_secretariat();
    // The rubric comes last and is taken first.
    page.import(&[files.as_slice(), std::slice::from_ref(&rubric_file)].concat());
    page.until_said(
        ".verdicts summary",
        &format!("已接收 {} 份，未接收 0 份", files.len()),
    );

    let paths = || files.iter().map(PathBuf::as_path);
    let rubric_file = rubric_file.to_str().expect("a path");
    let offered = page.script(
        "return Array.from(document.querySelectorAll('#rule option'), one => one.value)",
        (),
    );
    assert_eq!(offered, json!(RULES), "each rule is compared");
    let applicant = name_of(applicants / 2);
    let panel: Vec<&Path> = paths()
        .filter(|path| is_of(path, &applicant, Stage::Site))
        .collect();
    assert_eq!(panel.len(), PANEL);
    page.click_named(".applicant summary", &applicant);
    let words = |command, rule, format| {
        [
            command,
            "--rubric",
            rubric_file,
            "--rule",
            rule,
            "--format",
            format,
        ]
    };
    for rule in RULES {
        page.click(&format!("#rule option[value={rule}]"));
        for (format, button) in [("json", "导出汇总 JSON"), ("csv", "导出汇总 CSV")] {
            let summary = page.download(|page| page.click_named(".ranking button", button));
            let words = words("rank", rule, format);
            same(&summary, &scoresheets(&words, paths()));
        }
        // One panel's figures.
        for (format, button) in [("json", "导出本阶段 JSON"), ("csv", "导出本阶段 CSV")] {
            let group =
                page.download(|page| page.click_named(".applicant[open] .stage:last-child button", button));
            let words = words("aggregate", rule, format);
            same(&group, &scoresheets(&words, panel.iter().copied()));
        }
    }
}

#[track_caller]
fn same(downloaded: &Path, own: &str) {
    let text = fs::read_to_string(downloaded).expect("a download");
    if text != own {
        let at = text
            .bytes()
            .zip(own.bytes())
            .position(|(one, other)| one != other)
            .unwrap_or(text.len().min(own.len()));
        let near = |text: &str| {
            text.chars()
                .skip(
                    text.get(..at)
                        .map_or(at, |head| head.chars().count())
                        .saturating_sub(60),
                )
                .take(160)
                .collect::<String>()
        };
        panic!(
            "page and command line differ at byte {at}\npage: {}\nline: {}",
            near(&text),
            near(own)
        );
    }
}

fn name_of(applicant: usize) -> String {
    format!("第{applicant:02}申报单位")
}

fn file_name(applicant: &str, stage: &str, assessor: usize) -> String {
    format!("{applicant}-{stage}-{assessor}.json")
}

fn is_of(path: &Path, applicant: &str, stage: Stage) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let stage = if stage == Stage::Site { "site" } else { "material" };
    name.starts_with(&format!("{applicant}-{stage}-"))
}

/// For each applicant an application, and a panel's sheets of both stages. Two applicants are equal at the site, and
/// now and then a clause is not scored.
fn generated(rubric: &Rubric, profile: &Profile, applicants: usize, seed: u64) -> Vec<PathBuf> {
    let mut random = Random::of_seed(seed);
    let mut files = Vec::new();
    let mut first_at_site = Vec::new();
    for applicant in 0..applicants {
        let name = name_of(applicant);
        let own = Sheet {
            rubric,
            stage: "self",
            applicant: &name,
            assessor: "",
            application: None,
            values: values(rubric, &mut random, 20),
            overall: "",
        };
        let application = own.application_file("概述");
        let print: Value = serde_json::from_str(&application).expect("JSON");
        let print = print["fingerprint"].as_str().expect("a fingerprint").to_owned();
        files.push(profile.file(&file_name(&name, "self", 0), application));
        for stage in ["material", "site"] {
            for assessor in 0..PANEL {
                // The sheets of every seventh applicant have gaps.
                let gaps = if applicant % 7 == 3 { 20 } else { 0 };
                let mut given = values(rubric, &mut random, gaps);
                if stage == "site" && applicant == 0 {
                    first_at_site.push(given.clone());
                } else if stage == "site" && applicant == 1 {
                    given.clone_from(&first_at_site[assessor]);
                }
                let sheet = Sheet {
                    rubric,
                    stage,
                    applicant: &name,
                    assessor: &format!("评审员{assessor}"),
                    application: Some(&print),
                    values: given,
                    overall: "综合评价一句话。",
                };
                files.push(profile.file(&file_name(&name, stage, assessor), sheet.file()));
            }
        }
    }
    files
}

/// A random value for each clause; nothing for about one in `gaps`.
fn values(rubric: &Rubric, random: &mut Random, gaps: usize) -> Vec<Value> {
    let value = |clause: &Clause, random: &mut Random| match (clause.components().as_slice(), clause.step()) {
        ([], Some(step)) => percent(random.draw() % (100 / step + 1) * step),
        ([], None) => {
            let tenths = random.below(usize::try_from(clause.points).expect("points") * 10 + 1);
            let number = match (tenths / 10, tenths % 10) {
                (whole, 0) => whole.to_string(),
                (whole, tenth) => format!("{whole}.{tenth}"),
            };
            json!({ "points": number })
        }
        (components, _) => {
            let parts = components
                .iter()
                .map(|id| ((*id).to_owned(), json!(random.below(101).to_string())));
            json!({ "components": Value::Object(parts.collect()) })
        }
    };
    let clauses = rubric.clauses.iter();
    clauses
        .map(|clause| {
            if gaps > 0 && random.one_in(gaps) {
                Value::Null
            } else {
                value(clause, random)
            }
        })
        .collect()
}
