//! The page in one file, opened from disk in a folder with Chinese characters and blanks on the way to it.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::browser::{Browser, Profile};
use e2e::elsewhere::SINGLE_FILE;
use e2e::files::{Rubric, Sheet, percent};
use e2e::page::Stage;
use e2e::site::Site;
use serde_json::{Value, json};

const APPLICANT: &str = "第六中学";

/// Everything that the page asked for since the last question is the file itself, or stands in it, or was made by the
/// page.
#[track_caller]
fn assert_nothing_asked(page: &Browser<'_>) {
    let own = page.site().address("");
    assert!(own.starts_with("file:///") && own.contains("%20"), "{own}");
    assert_eq!(page.requests_elsewhere(), Vec::<String>::new());
    assert_eq!(page.site().asked(), Vec::<String>::new());
}

/// SPEC L1, L2
#[test]
fn the_main_job_from_a_stick() {
    let site = Site::on_disk();
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);

    // The applicant writes, scores, leaves, comes back and exports.
    page.begin_self_assessment(APPLICANT);
    page.write("strengths", "每季度核对一次。");
    page.score_by_mouse(&rubric.clauses[0], 60);
    page.next_gap_by_mouse();
    page.until_said(".progress", "已评 1/28");
    assert_nothing_asked(&page);
    page.close();
    let page = Browser::start(&site, &profile);
    page.until_said(".draft", APPLICANT);
    page.click_named(".draft a", "继续");
    page.until_said(".progress", "已评 1/28");
    page.reload();
    page.until_said(".progress", "已评 1/28");
    page.open_overview();
    let application = page.export();
    assert_nothing_asked(&page);

    // An assessor reviews that file.
    page.begin_review(&application, Stage::Site, "陈立");
    page.until_said(".applicant-words", "每季度核对一次。");
    page.enter_bands();
    for clause in &rubric.clauses {
        page.score_by_keyboard(clause, 70);
    }
    page.until_shown(".overview");
    page.judge("做法扎实。");
    page.until_said(".overview tfoot .total", "700.00");
    let sheet = page.export();
    see_paper(&page, &rubric);

    // The secretariat takes it in with others, and hands out the figures.
    page.open_secretariat();
    page.import(&[
        sheet,
        application,
        made_sheet(&profile, &rubric, (APPLICANT, "何静"), 70),
        made_sheet(&profile, &rubric, (APPLICANT, "吴敏"), 70),
        made_sheet(&profile, &rubric, ("第七医院", "何静"), 50),
    ]);
    page.until("the ranking", || (page.ranking().len() == 2).then_some(()));
    let ranking = page.ranking();
    assert_eq!(
        (ranking[0].applicant.as_str(), ranking[0].total.as_str()),
        (APPLICANT, "700.00")
    );
    let summary = read(&page.download(|page| page.click_named(".ranking button", "导出汇总 JSON")));
    assert_eq!(summary["ranking"][0]["applicant"], APPLICANT);
    let csv = page.download(|page| page.click_named(".ranking button", "导出汇总 CSV"));
    assert!(fs::read_to_string(csv).expect("a CSV").contains("700.00"));
    assert_nothing_asked(&page);
}

/// SPEC L1, L2
#[test]
fn the_example_and_the_other_rubric_are_inside() {
    let site = Site::on_disk();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    assert_eq!(page.count(".overview svg.radar .mark"), 9);
    page.open_example_desk();
    page.until_shown(".ranking");
    page.click_named(".masthead nav a", "开始");
    page.click_named(".way a", "开始自我评价");
    page.name_applicant_and_begin("第七医院", "卓越绩效七类目");
    assert_nothing_asked(&page);
}

/// A sheet with the same value everywhere, made without the program.
fn made_sheet(profile: &Profile, rubric: &Rubric, (applicant, assessor): (&str, &str), value: u8) -> PathBuf {
    let sheet = Sheet {
        rubric,
        stage: "site",
        applicant,
        assessor,
        application: None,
        values: vec![percent(value); rubric.clauses.len()],
        overall: "一般。",
    };
    profile.file(&format!("{applicant}-{assessor}.json"), sheet.file())
}

fn see_paper(page: &Browser<'_>, rubric: &Rubric) {
    page.on_paper(true);
    let foot = page.texts("tfoot").join(" ");
    assert!(foot.contains("示例分值，非官方"), "{foot}");
    assert!(foot.contains(&rubric.fingerprint[7..11]), "{foot}");
    page.on_paper(false);
    let paper = page.devtools("Page.printToPDF", json!({}));
    let paper = BASE64_STANDARD
        .decode(paper["data"].as_str().expect("a PDF"))
        .expect("base64");
    assert!(paper.starts_with(b"%PDF"), "paper comes out");
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands in the script elements with this attribute, by its value.
fn inside(html: &str, attribute: &str) -> Vec<(String, String)> {
    let beginning = format!("<script type=\"text/plain\" {attribute}=\"");
    let pieces = html.split(&beginning).skip(1);
    let piece = |piece: &str| {
        let (name, rest) = piece.split_once("\">").expect("a name");
        let (text, _) = rest.split_once("</script>").expect("an end");
        (name.to_owned(), text.to_owned())
    };
    pieces.map(piece).collect()
}

/// The bytes of a program in the one file: five characters from `#` on, without `<`, are four bytes in base 85.
fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for five in text.as_bytes().chunks(5) {
        let digit = |place: usize| {
            let code = u64::from(*five.get(place).unwrap_or(&b'x'));
            code - if code > 60 { 36 } else { 35 }
        };
        let four = (0..5).fold(0, |four, place| four * 85 + digit(place));
        let four = u32::try_from(four).expect("four bytes").to_be_bytes();
        bytes.extend(&four[..five.len() - 1]);
    }
    bytes
}

/// SPEC L3
#[test]
fn the_one_file_holds_the_same_bytes_as_the_folder() {
    let site = Site::on_disk();
    let html = site.file(SINGLE_FILE);
    let texts = inside(&html, "data-file");
    assert_eq!(texts.len(), 3, "two rubrics and the example");
    for (name, text) in texts {
        assert!(text == site.file(&name), "{name} differs");
    }
    let names = |beginning: &str, ending: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(site.dist()).expect("the folder").flatten();
        let fits = |name: &str| name.starts_with(beginning) && name.ends_with(ending);
        entries
            .filter(|entry| entry.file_name().to_str().is_some_and(fits))
            .map(|entry| entry.path())
            .collect()
    };
    let programs = inside(&html, "data-program");
    assert_eq!(
        programs.len(),
        4,
        "the start screen, a program a desk, and the one that opens files"
    );
    for (name, text) in programs {
        // The wasm of the last has another attribute behind the name.
        let name = name.split('"').next().expect("a name");
        let [file] = names(name, ".wasm").try_into().expect("one program of this name");
        let bytes = bytes_of(&text);
        assert!(bytes == fs::read(&file).expect("a program"), "{name} differs");
    }
    for style in names("", ".css") {
        let text = fs::read_to_string(style).expect("a style sheet");
        assert!(
            html.contains(&format!(">{text}</style>")),
            "a style sheet differs"
        );
    }
}
