//! One journey for each method: a table becomes a rubric, its clauses are scored by keyboard, and the page shows
//! what whole numbers say it should.

use std::fs;

use e2e::browser::{Browser, Profile};
use e2e::command_line::scoresheets;
use e2e::files::{Clause, Rubric, items};
use e2e::site::Site;
use serde_json::{Value, json};
use test_support::fraction::{Fraction, score};
use thirtyfour::Key;

/// What is given to one clause: a number, or one for each component; with how many tenths.
type Given = &'static [&'static str];

#[test]
fn adli_ranges_for_enablers() {
    journey("adli_range", "方法类", [&["65"], &["0"]]);
}

#[test]
fn letci_ranges_for_results() {
    journey("letci_range", "结果类", [&["95"], &["30"]]);
}

#[test]
fn caf_classical_for_enablers() {
    journey("caf_classic_enabler", "enabler", [&["63"], &["91"]]);
}

#[test]
fn caf_classical_for_results() {
    journey("caf_classic_result", "result", [&["11"], &["70"]]);
}

#[test]
fn caf_fine_tuned_for_enablers() {
    journey(
        "caf_fine_enabler",
        "enabler",
        [&["45", "62", "30", "92"], &["10", "11", "50", "51"]],
    );
}

#[test]
fn caf_fine_tuned_for_results() {
    journey("caf_fine_result", "result", [&["45", "62"], &["7", "100"]]);
}

#[test]
fn direct_points() {
    journey("direct_points", "enabler", [&["100.5"], &["667"]]);
}

fn journey(method: &str, kind: &str, given: [Given; 2]) {
    let site = Site::serve();
    let profile = Profile::fresh();
    // Points that do not divide: rounding has something to do.
    let table = format!(
        "编号,名称,类别,分值,方法\n1,甲部分,{kind},,\n1.1,甲一,,333,{method}\n1.2,甲二,,667,{method}\n"
    );
    let table = profile.file(&format!("{method}.csv"), table);
    let made = profile.file("made.json", "");
    let words = ["rubric", "import", "-o", made.to_str().expect("a path")];
    scoresheets(&words, [table.as_path()]);
    let rubric = Rubric::read(&fs::read_to_string(made).expect("a rubric"));

    let page = Browser::start(&site, &profile);
    page.choose_files("#open-files", &[table]);
    page.until_said(".notice.good", &format!("已收下评定标准「{method}」"));
    page.click_named(".way a", "开始自我评价");
    page.name_applicant_and_begin("示例医院", method);

    page.click("article h1");
    page.tab_to("['band', 'value'].includes(one.dataset.focus.split(/[-/]/)[0])");
    let mut total = Fraction::of(0, 1);
    for (clause, given) in rubric.clauses.iter().zip(given) {
        total = total.plus(score_clause(&page, clause, given));
    }
    page.until_shown(".overview");
    page.until_said(".overview tfoot .total", &total.points());
    page.until_said(".progress .total", &format!("总分 {} / 1000", total.points()));

    let file: Value =
        serde_json::from_str(&fs::read_to_string(page.export_own()).expect("a file")).expect("JSON");
    let sheet = &file["payload"]["sheet"];
    assert_eq!(
        sheet["rubric"]["fingerprint"],
        rubric.fingerprint.as_str(),
        "page and command line read a table alike"
    );
    let values: Vec<Value> = items(&sheet["entries"])
        .iter()
        .map(|entry| entry["value"].clone())
        .collect();
    let wanted: Vec<Value> = rubric
        .clauses
        .iter()
        .zip(given)
        .map(|(clause, given)| written(clause, given))
        .collect();
    assert_eq!(values, wanted);
}

/// Scores a clause by keyboard and returns the points that it should be worth.
fn score_clause(page: &Browser<'_>, clause: &Clause, given: Given) -> Fraction {
    page.until_clause(&clause.code);
    let components = clause.components();
    let components: Vec<Option<&str>> = if components.is_empty() {
        vec![None]
    } else {
        components.into_iter().map(Some).collect()
    };
    assert_eq!(components.len(), given.len());
    for (at, (component, number)) in components.iter().zip(given).enumerate() {
        if !clause.takes_points() {
            page.until_focus(&component.map_or("band".to_owned(), |id| format!("band-{id}")));
            let whole = number.parse().expect("a whole percentage");
            page.press(&clause.band_key(*component, whole).to_string());
        }
        page.until_focus(&component.map_or("value".to_owned(), |id| format!("value/{id}")));
        page.press(number);
        if at + 1 < given.len() {
            page.press_key(Key::Enter);
        }
    }
    let numbers: Vec<Fraction> = given.iter().map(|number| read(number)).collect();
    let mut percent = Fraction::mean(&numbers);
    if clause.takes_points() {
        percent = percent.times(Fraction::of(100, clause.points));
    }
    let score = score(clause.points, percent);
    let line = format!(
        "条款 {}，{}%，得分 {} / {}",
        clause.code,
        percent.percent(),
        score.points(),
        clause.points
    );
    page.until("the score beside the value", || {
        (page.texts(".clause-score") == [line.as_str()]).then_some(())
    });
    page.press_key(Key::Enter);
    page.until_left(&clause.code);
    score
}

fn written(clause: &Clause, given: Given) -> Value {
    match (clause.components().as_slice(), given) {
        ([], [points]) if clause.takes_points() => json!({ "points": points }),
        ([], [percent]) => json!({ "percent": percent }),
        (components, given) => {
            let parts = components
                .iter()
                .zip(given)
                .map(|(id, number)| ((*id).to_owned(), json!(number)));
            json!({ "components": Value::Object(parts.collect()) })
        }
    }
}

/// A number with at most one decimal.
fn read(number: &str) -> Fraction {
    let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| text.parse::<i128>().expect("digits");
    Fraction::of(digits(whole) * 10 + digits(tenths), 10)
}

#[test]
fn a_cumulative_scale_marks_the_bands_below_as_met() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let table = "编号,名称,类别,分值,方法\n1,甲,enabler,1000,caf_classic_enabler\n";
    page.choose_files("#open-files", &[profile.file("cumulative.csv", table)]);
    page.until_said(".notice.good", "cumulative");
    page.click_named(".way a", "开始自我评价");
    page.name_applicant_and_begin("示例医院", "cumulative");
    page.until_said(".bands .hint", "逐级累加");
    page.enter_bands();
    page.press("4");
    page.until("the two bands between nothing and the fourth", || {
        (page.count(".band.included") == 2).then_some(())
    });
    assert_eq!(page.count(".band.chosen"), 1);
}

#[test]
fn a_table_that_is_wrong_is_refused_with_row_and_reason() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let table = "编号,名称,类别,分值\n1,甲部分,enabler,1000\n1.1,甲一,,400\n1.2,甲二,,500\n";
    page.choose_files("#open-files", &[profile.file("wrong.csv", table)]);
    let told = page.until_said(".notice.danger", "wrong.csv");
    assert!(
        told.contains("第 2 行") && told.contains("写的分值是 1000，下级分值之和是 900"),
        "{told}"
    );
    assert!(
        !page.kept().contains("scoring-workbench/1/rubric/"),
        "nothing of it is kept"
    );

    // The same table as a Chinese spreadsheet writes it, in GB 18030, is read, and once more in UTF-8 with a mark.
    let gb18030: &[u8] =
        b"\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,\xC0\xE0\xB1\xF0,\xB7\xD6\xD6\xB5\r\n1,\xBC\xD7,enabler,1000\r\n";
    page.choose_files("#open-files", &[profile.file("gb18030.csv", gb18030)]);
    page.until_said(".notice.good", "已收下评定标准「gb18030」");
    let marked = "\u{FEFF}编号,名称,类别,分值\r\n1,乙,result,1000\r\n合计,,,1000\r\n";
    page.choose_files("#open-files", &[profile.file("marked.csv", marked)]);
    let told = page.until_said(".notice.good", "已收下评定标准「marked」");
    assert!(
        told.contains("marked.csv"),
        "what was passed over names its file: {told}"
    );
    // The table of a scoresheet is reported as that.
    let scores = "编号,百分比\r\n1,60\r\n";
    page.choose_files("#open-files", &[profile.file("scores.csv", scores)]);
    page.until_said(".notice.danger", "这是评分表的表格");
}
