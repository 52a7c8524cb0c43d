//! The papers of a cycle: texts as an office reads them, what is public and what is not, and what is missing when.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use scoring::cycle::{Award, ReviewStage, Setting, Settings, SiteList, VisitPlan};
use scoring::docket::{Act, Body, Decision, Department, Docket, Files, Proceedings};
use scoring::figures::paper_json;
use scoring::files::{Content, open, write_scoresheet, write_visit_plan};
use scoring::foundations::{Lang, OrganisationId, Word as _};
use scoring::papers::{AnnouncementWord, Block, Missing, Paper, PaperName, Wanted, paper};
use scoring::report::paper_text;
use scoring::scoresheet::{Comment, ReviewNotes};
use serde_json::Value as Json;

use crate::award::demonstration::{SIZE, made};
use crate::award::{
    Case, add_file, close_notice, government, id, issue, open_notice, registered, seats, session, vote,
};
use crate::support::{day, expect_file, imprint, valid};

const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

/// A cycle with the texts of its sheets.
struct Shown {
    docket: Docket,
    files: Files,
}

impl Shown {
    fn of(seed: u64) -> Self {
        let mut texts = made(seed, SIZE).expect("a cycle");
        let docket = texts.remove("docket.json").expect("a docket");
        let Ok((_, Content::Docket(docket))) = open(&docket) else {
            panic!("no docket");
        };
        let mut files = Files::with_texts();
        texts
            .iter()
            .for_each(|(name, text)| add_file(&mut files, name, text));
        Self {
            docket: *docket,
            files,
        }
    }

    fn course(&self, at: Option<u64>) -> Option<Proceedings<'_>> {
        Proceedings::of(&self.docket, &self.files, at)
    }

    /// The number of the last entry of a kind.
    fn last(&self, kind: &str) -> u64 {
        let mut entries = self.docket.entries.iter().rev();
        let found = entries.find(|entry| entry.act.kind() == kind);
        found.unwrap_or_else(|| panic!("no {kind}")).seq
    }
}

static SHOWN: LazyLock<Shown> = LazyLock::new(|| Shown::of(7));
static WHOLE: LazyLock<Proceedings<'static>> = LazyLock::new(|| SHOWN.course(None).expect("opened"));

/// What each paper is asked for: an applicant, a panel, a department, and a day in its time.
fn wanted(name: PaperName) -> Wanted {
    let on = match name {
        PaperName::Announcement => "2026-01-20",
        PaperName::Receipt => "2026-04-08",
        PaperName::Supplement => "2026-04-02",
        PaperName::Consultation => "2026-04-03",
        PaperName::Qualification => "2026-04-21",
        PaperName::Assignment => "2026-06-02",
        PaperName::MaterialReport => "2026-05-22",
        PaperName::VisitList => "2026-06-01",
        PaperName::VisitPlan => "2026-06-05",
        PaperName::SiteReport => "2026-06-18",
        PaperName::Feedback => "2026-11-27",
        PaperName::Ranking => "2026-07-01",
        PaperName::Minutes => "2026-07-10",
        PaperName::PublicNotice => "2026-08-01",
        PaperName::Request => "2026-08-21",
        PaperName::Register => "2026-09-10",
    };
    let applicant = match name {
        PaperName::Receipt | PaperName::Supplement => "A022",
        _ => "A019",
    };
    Wanted {
        applicant: Some(applicant.to_owned()),
        panel: Some("P001".to_owned()),
        stage: None,
        department: Some(Department::Personnel),
        notice: None,
        word: None,
        day: Some(day(on)),
        file_name: None,
    }
}

fn written(name: PaperName, lang: Lang) -> Paper {
    paper(name, Some(&WHOLE), &wanted(name), lang).unwrap_or_else(|missing| panic!("{name:?}: {missing:?}"))
}

/// The ids of what is missing for a paper at a place.
fn missing(shown: &Shown, name: PaperName, at: Option<u64>, wanted: &Wanted) -> Vec<&'static str> {
    match paper(name, shown.course(at).as_ref(), wanted, Lang::Zh) {
        Ok(_) => Vec::new(),
        Err(missing) => missing.iter().map(Missing::id).collect(),
    }
}

/// Every paper of one cycle, in both languages, as a clerk reads it.
///
/// SPEC U1, U14, U15
#[test]
fn every_paper_as_text() {
    for name in PaperName::ALL {
        for (lang, ending) in LANGUAGES {
            let text = paper_text(&written(name, lang));
            expect_file(&format!("papers/{}.{ending}.txt", name.word()), &text);
        }
    }
}

/// Three sheets of the demonstration quote one page for a clause, and some of them in the same words.
///
/// SPEC U20, U21
#[test]
fn comments_quote_pages_and_are_said_once() {
    for name in [
        PaperName::MaterialReport,
        PaperName::SiteReport,
        PaperName::Feedback,
    ] {
        for (lang, quoted) in [(Lang::Zh, "（见第5页"), (Lang::En, " (see 第5页")] {
            let paper = written(name, lang);
            let mut said = Vec::new();
            for block in &paper.body {
                if let Block::Points { items, .. } = block {
                    said.extend(items.iter().filter(|item| item.contains(quoted)));
                }
            }
            assert!(said.len() > 1, "{name:?} {lang:?}: {said:?}");
            let once: std::collections::BTreeSet<_> = said.iter().collect();
            assert_eq!(once.len(), said.len(), "{name:?}: {said:?}");
        }
    }
}

/// The report names the comments that were merged, with their experts; the applicant reads neither.
///
/// SPEC U21
#[test]
fn papers_hold_what_the_panel_merged() {
    let named = |name: PaperName| {
        let text = paper_text(&written(name, Lang::Zh));
        let text: String = text.lines().map(str::trim).collect();
        [
            "；来源：",
            "与同类组织的比较不足",
            "建议进入现场评审",
            "部分指标缺少同类组织的比较数据",
        ]
        .map(|words| text.contains(words))
    };
    assert_eq!(named(PaperName::MaterialReport), [true, true, true, true]);
    assert_eq!(named(PaperName::SiteReport), [true, true, false, true]);
    assert_eq!(named(PaperName::Feedback), [false, true, false, true]);
}

/// What assessors noted of the applicant, and which aspect of the method a comment is about, stand in the reports of
/// the panel: each factor once, aspects by their names. The applicant reads neither, and no assignment holds them.
///
/// SPEC U22
#[test]
fn reports_hold_key_factors_and_aspects() {
    for (lang, heading, about) in [
        (Lang::Zh, "关键因素（评审员记录）", "【"),
        (Lang::En, "Key factors (as assessors noted them)", "["),
    ] {
        for (name, holds) in [
            (PaperName::MaterialReport, true),
            (PaperName::SiteReport, true),
            (PaperName::Feedback, false),
            (PaperName::Assignment, false),
        ] {
            let paper = written(name, lang);
            let points = paper.body.iter().filter_map(|block| match block {
                Block::Points { label, items } => Some((label.as_str(), items)),
                _ => None,
            });
            let points: Vec<_> = points.collect();
            let factors: Vec<&String> = points
                .iter()
                .filter(|(title, _)| *title == heading)
                .flat_map(|(_, items)| *items)
                .collect();
            let once: BTreeSet<&&String> = factors.iter().collect();
            assert_eq!(
                (!factors.is_empty(), once.len()),
                (holds, factors.len()),
                "{name:?}"
            );
            let names_aspects = points
                .iter()
                .flat_map(|(_, items)| *items)
                .any(|item| item.starts_with(about));
            assert_eq!(names_aspects, holds, "{name:?}");
        }
        // By its name in the method, not by its id.
        let text = paper_text(&written(PaperName::MaterialReport, lang));
        assert!(!text.contains("【A】") && !text.contains("[A] "));
    }
}

/// Whatever the order in which the files came, and however often it is written.
///
/// SPEC U1
#[test]
fn the_same_docket_and_files_give_the_same_bytes() {
    let mut texts = made(7, SIZE).expect("a cycle");
    texts.remove("docket.json");
    let mut files = Files::with_texts();
    texts
        .iter()
        .rev()
        .for_each(|(name, text)| add_file(&mut files, name, text));
    let course = Proceedings::of(&SHOWN.docket, &files, None);
    for name in PaperName::ALL {
        for (lang, _) in LANGUAGES {
            let other = paper(name, course.as_ref(), &wanted(name), lang).expect("a paper");
            assert_eq!(paper_json(&other), paper_json(&written(name, lang)), "{name:?}");
            assert_eq!(paper_text(&other), paper_text(&written(name, lang)), "{name:?}");
        }
    }
}

/// Every text that the cycle holds and the public does not read: names and ids of experts, members and applications,
/// ids of organisations, points, votes, opinions, reasons, objections.
fn private_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for number in 1..=SIZE.experts {
        words.insert(format!("E{number:03}"));
        words.insert(format!("示例评审员{number}"));
    }
    for number in 1..=15 {
        words.insert(format!("M{number:03}"));
        words.insert(format!("示例委员{number}"));
    }
    let rounding = WHOLE.rubric().rounding();
    for one in &WHOLE.standing().applicants {
        words.insert(one.application.to_string());
        words.insert(one.organisation.to_string());
        let totals = [one.material.total, one.site.total];
        words.extend(totals.into_iter().flatten().map(|total| rounding.print(total)));
    }
    let entries = WHOLE.entries().collect::<Vec<_>>();
    for entry in entries {
        words.insert(entry.by.name.clone());
        match &entry.act {
            Act::ObjectionRecorded {
                objection,
                words: said,
                ..
            } => {
                words.insert(objection.to_string());
                words.insert(said.clone());
            }
            Act::ObjectionResolved { reason, .. }
            | Act::QualificationDecided { reason, .. }
            | Act::ApplicationWithdrawn { reason, .. }
            | Act::PublicityOpened { reason, .. }
            | Act::CandidatesProposed { reason, .. }
            | Act::ConflictHandled { reason, .. } => drop(words.insert(reason.clone())),
            Act::SessionHeld { minutes, .. } => drop(words.insert(minutes.clone())),
            _ => {}
        }
    }
    for said in [
        "赞成",
        "反对",
        "回避",
        "名次",
        "得分",
        "并列",
        "再次",
        "首次",
        "无异议",
        "总体良好",
        "窗口",
    ] {
        words.insert(said.to_owned());
    }
    words.retain(|word| !word.trim().is_empty());
    words
}

/// SPEC U4
#[test]
fn the_public_notice_holds_the_public_fields_and_nothing_else() {
    let notice = written(PaperName::PublicNotice, Lang::Zh);
    let (text, json) = (paper_text(&notice), paper_json(&notice));
    for word in private_words() {
        assert!(
            !text.contains(&word) && !json.contains(&word),
            "{word} is on the notice"
        );
    }
    for name in [
        "示例区图书馆（1）",
        "示例区第一小学（2）",
        "示例区供水公司（4）",
        "示例区街道办事处（5）",
    ] {
        assert!(text.contains(name), "{name}");
    }
    assert!(!text.contains("示例区公共交通公司（3）"), "not passed");
    for said in [
        "自2026年8月2日至2026年8月8日，共7天",
        "排名不分先后",
        "2026年8月1日",
    ] {
        assert!(text.contains(said), "{said}");
    }
    // Another seed has other scores, sheets and clocks: the notice is the same but for the hash of its docket.
    let other = Shown::of(8);
    let course = other.course(None);
    let others = paper(
        PaperName::PublicNotice,
        course.as_ref(),
        &wanted(PaperName::PublicNotice),
        Lang::Zh,
    );
    let without_hash = |paper: &Paper| -> String {
        let text = paper_text(paper);
        let lines = text.lines().filter(|line| !line.contains("sha256:"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(without_hash(&others.expect("a notice")), without_hash(&notice));
}

/// Before the vote there is nothing to publish; after it the names that were passed, from the day of the notice on.
///
/// SPEC U3, U4
#[test]
fn a_public_notice_before_it_is_opened() {
    let asked = Wanted::default();
    let name = PaperName::PublicNotice;
    let vote = SHOWN.last("session_held");
    assert_eq!(missing(&SHOWN, name, Some(vote - 1), &asked), ["vote"]);
    assert_eq!(missing(&SHOWN, name, Some(vote), &asked), ["day"]);
    let early = Wanted {
        day: Some(day("2026-07-09")),
        ..Wanted::default()
    };
    assert_eq!(missing(&SHOWN, name, Some(vote), &early), ["day_before"]);
    let opened = SHOWN.last("publicity_opened");
    let asked = wanted(name);
    let draft = paper(name, SHOWN.course(Some(opened - 1)).as_ref(), &asked, Lang::Zh).expect("a draft");
    assert_eq!(
        paper_json(&draft),
        paper_json(&written(name, Lang::Zh)),
        "a draft is what is opened, hash included"
    );
}

/// SPEC U5
#[test]
fn the_feedback_names_no_assessor_and_no_other_applicant() {
    let mut checked = 0;
    for one in &WHOLE.standing().applicants {
        for (lang, _) in LANGUAGES {
            let asked = Wanted {
                applicant: Some(one.application.to_string()),
                ..Wanted::default()
            };
            let Ok(found) = paper(PaperName::Feedback, Some(&WHOLE), &asked, lang) else {
                continue;
            };
            checked += 1;
            let text = paper_text(&found) + &paper_json(&found);
            for number in 1..=SIZE.experts {
                assert!(!text.contains(&format!("示例评审员{number}")), "{number}");
                assert!(!text.contains(&format!("E{number:03}")), "{number}");
            }
            for other in WHOLE
                .standing()
                .applicants
                .iter()
                .filter(|other| other.name != one.name)
            {
                assert!(!text.contains(&other.name), "{}", other.name);
            }
            let total = one.site.total.or(one.material.total).expect("a total");
            assert!(!text.contains(&WHOLE.rubric().rounding().print(total)), "points");
            assert!(!text.contains("sha256:"), "a fingerprint leads to a sheet");
            assert!(text.contains(&one.name));
        }
    }
    assert!(checked > 20, "{checked}");
}

/// A name that somebody wrote into a comment is reported with its place, and the report is not written.
///
/// SPEC U5
#[test]
fn a_name_in_the_words_of_a_report_stops_the_feedback() {
    let feedback = |words: &str| {
        let mut case = Case::new();
        case.visited(&[("a", "90"), ("b", "80")]);
        let site = |expert: &str| (("a", ReviewStage::Site), expert.to_owned());
        let sheets = ["e1", "e2", "e3"].map(|expert| {
            let (of, expert) = site(expert);
            case.sheet(of, &expert, ["50", "50", "90"], 2)
        });
        let mut record = case.report_record(("a", ReviewStage::Site), ["50", "50", "90"], &sheets);
        record.revision = 2;
        record.reason = "更正".to_owned();
        record.overall = words.to_owned();
        for clause in &mut record.clauses {
            clause.finding = "现场核实".to_owned();
        }
        case.report(record);
        feedback_of(&mut case)
    };
    assert!(feedback("总体良好，方法成体系。").is_ok());
    let named = |word: &str| {
        let (place, word) = ("overall".to_owned(), word.to_owned());
        Err(vec![Missing::Names { place, word }])
    };
    for (words, word, label) in [
        ("评审员2认为总体良好。", "评审员2", "a member of the panel"),
        ("评审员e2认为总体良好。", "评审员e2", "as the sheet has it"),
        ("评审员9认为总体良好。", "评审员9", "a member of the pool"),
        ("比示例b医院好。", "示例b医院", "another applicant"),
        ("附示例b医院分院。", "示例b医院", "within a longer word"),
    ] {
        assert_eq!(feedback(words), named(word), "{label}");
    }
    // However it is written.
    for (words, word) in [
        ("评审員２认为良好", "评审员2"),
        ("评 审员\u{3000}2认为良好", "评审员2"),
        ("评\u{200D}审员·2认为良好", "评审员2"),
        ("评审员-（2）认为良好", "评审员2"),
        ("比示例 Ｂ 醫院好", "示例b医院"),
    ] {
        assert_eq!(feedback(words), named(word), "{words}");
    }
    assert!(feedback("示例a医院总体良好").is_ok(), "its own name");
    assert!(feedback("评审员，2人次培训").is_ok(), "punctuation parts words");
}

/// Words of comments are asked as they were written, also where a comment quotes a page, and ids tell as much as names.
///
/// SPEC U5
#[test]
fn the_feedback_finds_names_and_ids_in_comments() {
    for (words, is_written) in [
        ("据窗口所述，做法好", true),
        ("据评审\u{200B}员2所述，做法好", false),
        ("据评审\n员2所述，做法好", false),
        ("好于org-b2026", false),
        ("见A1002、1002页", true),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.confirmed("org-b2026");
        case.panel(&["a"]);
        for stage in ReviewStage::ALL {
            let percents = ["50", "50", "50"];
            let sheets = ["e1", "e2", "e3"].map(|expert| {
                let text = case.sheet_text(("a", stage), expert, percents, 1, ReviewNotes::default());
                let Ok((_, Content::Scoresheet(mut sheet))) = open(&text) else {
                    panic!("a sheet");
                };
                sheet.entries[0].strengths = vec![Comment {
                    text: words.to_owned(),
                    pages: "第5页".to_owned(),
                    tag: String::new(),
                }];
                let (rubric, fingerprint) = &case.rubric;
                let text = write_scoresheet(&valid(*sheet, rubric, *fingerprint), &imprint());
                case.take_sheet(("a", stage), expert, 1, text)
            });
            let record = case.report_record(("a", stage), percents, &sheets);
            case.report(record);
            if stage == ReviewStage::Material {
                let visit = case.visit(&["a"], "只看一家");
                case.must(visit);
            }
        }
        let found = feedback_of(&mut case);
        let places = found
            .map(drop)
            .map_err(|missing| missing.iter().map(Missing::id).collect::<Vec<_>>());
        let expected = if is_written { Ok(()) } else { Err(vec!["names"]) };
        assert_eq!(places, expected, "{words}");
    }
}

/// An expert who was replaced before handing in anything had a seat all the same.
///
/// SPEC U5
#[test]
fn the_feedback_names_nobody_who_was_replaced() {
    for (words, is_written) in [
        ("总体良好", true),
        ("评审员3曾提出意见", false),
        // One of the pool who never had a seat.
        ("评审员5曾提出意见", false),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        case.must(Act::PanelChanged {
            body: None,
            panel: id("P-a"),
            members: seats(&["e1", "e2", "e4"]),
            applications: vec![id("a")],
            stage: ReviewStage::Material,
            reason: "因病".to_owned(),
        });
        for stage in ReviewStage::ALL {
            let percents = ["50", "50", "50"];
            let sheets = ["e1", "e2", "e4"].map(|expert| case.sheet(("a", stage), expert, percents, 1));
            let mut record = case.report_record(("a", stage), percents, &sheets);
            record.overall = words.to_owned();
            case.report(record);
            if stage == ReviewStage::Material {
                let visit = case.visit(&["a"], "");
                case.must(visit);
            }
        }
        assert_eq!(feedback_of(&mut case).is_ok(), is_written, "{words}");
    }
}

/// Rows of the ranking: name, site total, rank.
fn rows_of(paper: &Paper) -> Vec<Vec<String>> {
    let table = paper.body.iter().find_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let rows = table.expect("a table").iter();
    rows.map(|row| row.iter().map(|cell| cell.clone().unwrap_or_default()).collect())
        .collect()
}

/// Ranks are those of the site, ties are shared and never parted, and the material total sorts nothing.
///
/// SPEC U6, U11
#[test]
fn the_ranking_shares_ties_and_sorts_by_the_site_alone() {
    let found = written(PaperName::Ranking, Lang::Zh);
    let rows = rows_of(&found);
    let ranks: Vec<&str> = rows.iter().map(|row| row[row.len() - 2].as_str()).collect();
    assert_eq!(
        ranks[..5],
        ["1（并列）", "1（并列）", "3", "4（并列）", "4（并列）"]
    );
    let hundredths = |points: &str| {
        points
            .replace('.', "")
            .parse::<u64>()
            .expect("points of two decimals")
    };
    let site: Vec<u64> = rows.iter().map(|row| hundredths(&row[row.len() - 3])).collect();
    assert!(site.windows(2).all(|pair| pair[0] >= pair[1]), "{site:?}");
    assert!(rows[3].last().expect("a remark").contains("名额边界并列"));
    assert!(rows[2].last().expect("a remark").contains("不占名额"));
    // Nobody's name stands for a column of scores.
    assert!(!paper_text(&found).contains("示例评审员"));
    for name in PaperName::ALL {
        let has_points = [
            PaperName::MaterialReport,
            PaperName::SiteReport,
            PaperName::Feedback,
            PaperName::Ranking,
            PaperName::Minutes,
            PaperName::Request,
        ];
        let mark = written(name, Lang::Zh).mark;
        assert_eq!(
            mark.as_deref() == Some("示例分值，非官方"),
            has_points.contains(&name),
            "{name:?}"
        );
    }
}

/// With a higher material total and a lower one on site, an applicant stands behind.
///
/// SPEC U6
#[test]
fn the_material_total_sorts_nothing() {
    let mut case = Case::new();
    for name in ["a", "b"] {
        case.confirmed(name);
    }
    case.panel(&["a", "b"]);
    case.stage("a", ReviewStage::Material, ["90", "90", "90"]);
    case.stage("b", ReviewStage::Material, ["50", "50", "50"]);
    let visit = case.visit(&["a", "b"], "");
    case.must(visit);
    case.stage("a", ReviewStage::Site, ["50", "50", "50"]);
    case.stage("b", ReviewStage::Site, ["60", "60", "60"]);
    let (docket, files) = (case.docket(), case.files());
    let course = Proceedings::of(&docket, &files, None);
    let found = paper(PaperName::Ranking, course.as_ref(), &Wanted::default(), Lang::Zh).expect("a ranking");
    let names: Vec<String> = rows_of(&found).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(names, ["示例b医院", "示例a医院"]);
}

/// Each paper is refused before its time, with what is missing, and written once it is there.
///
/// SPEC U3, U7, U8, U9, U17
#[test]
fn papers_before_their_time() {
    let first = |kind: &str| {
        let mut entries = SHOWN.docket.entries.iter();
        entries
            .find(|entry| entry.act.kind() == kind)
            .expect("an entry")
            .seq
    };
    let undated = |name: PaperName| Wanted {
        day: None,
        ..wanted(name)
    };
    for (name, seq, what) in [
        (PaperName::Announcement, 1, "cycle"),
        (
            PaperName::Supplement,
            SHOWN.last("supplement_asked"),
            "supplement_asked",
        ),
        (PaperName::VisitList, first("site_list_decided"), "visit_list"),
        (PaperName::VisitPlan, first("site_list_decided"), "visit_list"),
        (PaperName::Minutes, first("session_held"), "session"),
        (PaperName::Request, first("publicity_closed"), "publicity"),
        (PaperName::Feedback, first("government_decided"), "decision"),
    ] {
        assert_eq!(
            missing(&SHOWN, name, Some(seq - 1), &undated(name)),
            [what],
            "{name:?}"
        );
        assert_eq!(
            missing(&SHOWN, name, Some(seq), &undated(name)),
            [""; 0],
            "{name:?}"
        );
    }
    let at = |name: PaperName, seq: u64| missing(&SHOWN, name, Some(seq), &undated(name));
    assert_eq!(at(PaperName::Consultation, 3), ["no_applications"]);
    assert_eq!(at(PaperName::Qualification, 3), ["no_applications"]);
    let decided = SHOWN.last("qualification_decided");
    assert!(at(PaperName::Qualification, decided - 3).contains(&"qualification"));
    assert_eq!(at(PaperName::Qualification, decided), [""; 0]);
    assert_eq!(at(PaperName::Assignment, decided), ["unknown_panel"]);
    assert_eq!(at(PaperName::MaterialReport, decided), ["report"]);
    assert_eq!(at(PaperName::SiteReport, first("site_list_decided")), ["report"]);
    assert_eq!(at(PaperName::Ranking, first("site_list_decided")), ["ranks"]);
    assert_eq!(at(PaperName::Receipt, 5), ["unknown_applicant"]);
    // An unfinished report is not printed: what it lacks is reported, with its article.
    let of = |applicant: &str| Wanted {
        applicant: Some(applicant.to_owned()),
        ..Wanted::default()
    };
    let lacking = paper(PaperName::SiteReport, Some(&WHOLE), &of("A018"), Lang::Zh).expect_err("unfinished");
    assert!(
        matches!(&lacking[..], [Missing::Unfinished { address, .. }] if address.ends_with("/finding")),
        "{lacking:?}"
    );
    assert_eq!(lacking[0].against(), Some("25"));
    assert_eq!(
        missing(&SHOWN, PaperName::SiteReport, None, &of("A017")),
        ["unfinished"]
    );
    assert_eq!(
        missing(&SHOWN, PaperName::VisitPlan, None, &of("A015")),
        ["not_visited"]
    );
    // What the request itself lacks.
    let nothing = Wanted::default();
    for (name, what) in [
        (PaperName::Receipt, "applicant"),
        (PaperName::Assignment, "panel"),
        (PaperName::Consultation, "department"),
    ] {
        assert_eq!(missing(&SHOWN, name, None, &nothing), [what]);
    }
    assert_eq!(
        missing(&SHOWN, PaperName::Receipt, None, &of("示例区")),
        ["unknown_applicant"]
    );
    assert_eq!(
        missing(&SHOWN, PaperName::Receipt, None, &of("示例区图书馆（1）")),
        [""; 0]
    );
    let early = Wanted {
        day: Some(day("2026-07-09")),
        ..Wanted::default()
    };
    assert_eq!(missing(&SHOWN, PaperName::Minutes, None, &early), ["day_before"]);
}

/// SPEC U3, W1
#[test]
fn whatever_is_missing_is_said_in_both_languages() {
    let mut seen = BTreeSet::new();
    let mut ask = |missing: &Missing| {
        seen.insert(missing.id());
        let (zh, en) = (missing.sentence(Lang::Zh), missing.sentence(Lang::En));
        assert!(zh.ends_with('。') && en.ends_with('.'), "{zh} {en}");
        assert_ne!(zh, en);
        if let Some(article) = missing.against() {
            let number = article.split(',').next().expect("a number");
            assert!(en.contains(number), "{en} names article {article}");
        }
    };
    let stage = ReviewStage::Site;
    let application = id("A001");
    let text = || "示例".to_owned();
    let all = [
        Missing::Cycle,
        Missing::Applicant,
        Missing::UnknownApplicant { found: text() },
        Missing::Panel,
        Missing::UnknownPanel { found: text() },
        Missing::UnknownNotice { found: text() },
        Missing::Department,
        Missing::Day,
        Missing::OtherDay {
            day: day("2026-08-01"),
        },
        Missing::DayBefore {
            day: day("2026-07-10"),
        },
        Missing::File {
            application: application.clone(),
        },
        Missing::SupplementAsked {
            application: application.clone(),
        },
        Missing::NoApplications,
        Missing::Qualification {
            application: application.clone(),
        },
        Missing::NothingToReview { panel: text() },
        Missing::Report {
            application: application.clone(),
            stage,
        },
        Missing::Unfinished {
            stage,
            address: text(),
        },
        Missing::SheetWords { sheet: text() },
        Missing::VisitList,
        Missing::NotVisited { application },
        Missing::Names {
            place: text(),
            word: text(),
        },
        Missing::FileName { word: text() },
        Missing::Ranks,
        Missing::Session,
        Missing::Vote,
        Missing::Publicity,
        Missing::Objection { objection: id("O1") },
        Missing::Decision,
        Missing::Awards,
    ];
    all.iter().for_each(&mut ask);
    assert_eq!(seen.len(), all.len(), "one word each");
}

/// The minutes are those of their session, whatever came later; the request leaves out who was struck.
///
/// SPEC U7, U8
#[test]
fn minutes_stay_as_they_were_and_a_request_follows_the_objections() {
    let seq = SHOWN.last("session_held");
    let then = paper(
        PaperName::Minutes,
        SHOWN.course(Some(seq)).as_ref(),
        &wanted(PaperName::Minutes),
        Lang::Zh,
    );
    let minutes = written(PaperName::Minutes, Lang::Zh);
    assert_eq!(then.expect("minutes"), minutes);
    let hash = SHOWN.docket.entries[usize::try_from(seq).expect("small") - 1].hash;
    assert!(paper_text(&minutes).contains(&hash.to_string()), "all 64 digits");
    // The session before had no quorum.
    let first = SHOWN.docket.entries.iter();
    let mut first = first.filter(|entry| entry.act.kind() == "session_held");
    let first = first.next().expect("a session").seq;
    let without = paper(
        PaperName::Minutes,
        SHOWN.course(Some(first)).as_ref(),
        &Wanted::default(),
        Lang::Zh,
    );
    assert!(paper_text(&without.expect("minutes")).contains("不足法定人数"));
    let request = paper_text(&written(PaperName::Request, Lang::Zh));
    assert!(
        !rows_of(&written(PaperName::Request, Lang::Zh))
            .iter()
            .any(|row| row[1].contains("（4）"))
    );
    for said in [
        "妥否，请批示。",
        "移出拟奖名单",
        "收到异议2件",
        "匿名的1件",
        "不足法定人数",
    ] {
        assert!(request.contains(said), "{said}");
    }
    // While the objection is open the one that it is about is left out, and said to follow.
    let resolved = SHOWN.last("objection_resolved");
    let open = paper(
        PaperName::Request,
        SHOWN.course(Some(resolved - 1)).as_ref(),
        &Wanted::default(),
        Lang::Zh,
    );
    let open = open.expect("a request");
    assert!(!rows_of(&open).iter().any(|row| row[1].contains("（4）")));
    assert!(paper_text(&open).contains("另有示例区供水公司（4）的异议正在核查"));
}

/// SPEC U9
#[test]
fn the_register_holds_former_awards_and_those_of_this_cycle() {
    let rows = rows_of(&written(PaperName::Register, Lang::Zh));
    let column = |at: usize| -> Vec<&str> { rows.iter().map(|row| row[at].as_str()).collect() };
    assert_eq!(
        column(1),
        [
            "示例2016-5",
            "示例2021-7",
            "示例2022-6",
            "示例2026-1",
            "示例2026-2",
            "示例2026-3"
        ]
    );
    assert_eq!(column(6), ["首次", "首次", "首次", "首次", "首次", "再次"]);
    assert_eq!(column(9)[5], "已撤销（2027年1月15日）");
    let decided = SHOWN.last("government_decided");
    let before = paper(
        PaperName::Register,
        SHOWN.course(Some(decided)).as_ref(),
        &Wanted::default(),
        Lang::Zh,
    );
    assert_eq!(rows_of(&before.expect("former ones")).len(), 3);
}

/// SPEC U9, Y27
#[test]
fn who_holds_only_withdrawn_awards_is_no_repeat_winner_in_the_register() {
    let award = |year: u16, withdrawn: Option<&str>| Award {
        certificate: format!("{year}-1"),
        organisation: OrganisationId::parse("本地:旧院").expect("an id"),
        name: "示例旧院".to_owned(),
        cycle: id(&year.to_string()),
        year,
        day: Some(day(&format!("{year}-06-01"))),
        withdrawn: withdrawn.map(day),
    };
    for (withdrawn, second) in [(None, "再次"), (Some("2012-01-01"), "首次")] {
        let awards = vec![award(2010, withdrawn), award(2016, None)];
        let case = Case::with(Settings::default(), awards);
        let found = paper_of(&case, PaperName::Register, &Wanted::default()).expect("a register");
        let classes: Vec<String> = rows_of(&found).iter().map(|row| row[6].clone()).collect();
        assert_eq!(classes, ["首次", second], "{withdrawn:?}");
    }
}

/// SPEC U8
#[test]
fn a_request_asks_for_what_the_government_can_approve() {
    let names = |case: &Case| -> Vec<String> {
        let found = paper_of(case, PaperName::Request, &Wanted::default()).expect("a request");
        rows_of(&found).iter().map(|row| row[1].clone()).collect()
    };
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80"), ("c", "70"), ("d", "60")]);
    case.passed(&["a", "b", "c", "d"]);
    case.must(open_notice("N1", &["a", "b", "c", "d"], "区政府同意增加一家"));
    case.must(close_notice("N1", "2026-08-09", ""));
    assert_eq!(names(&case).len(), 4);
    case.must(Act::QualificationDecided {
        application: id("a"),
        decision: Decision::Refused,
        body: Body::Secretariat,
        day: day("2026-08-10"),
        reason: "查实隐瞒事故".to_owned(),
    });
    let mut again = session(13, vec![vote("b", 2, 10)]);
    if let Act::SessionHeld { day: stated, .. } = &mut again {
        *stated = day("2026-08-20");
    }
    case.must(again);
    case.must(Act::ObjectionRecorded {
        objection: id("O1"),
        application: Some(id("d")),
        day: day("2026-08-03"),
        signed: true,
        words: "反映的情况".to_owned(),
    });
    assert_eq!(names(&case), ["示例c医院"]);
    case.must(government(&["c"], &[], ""));
    case.must(Act::ObjectionResolved {
        objection: id("O1"),
        upheld: false,
        day: day("2026-08-30"),
        reason: "经核查".to_owned(),
    });
    assert_eq!(names(&case), ["示例d医院"], "c is decided");
    // Once all are decided it is the paper that asked for the last decision.
    let asked = paper_of(&case, PaperName::Request, &Wanted::default());
    case.must(government(&["d"], &[], ""));
    assert_eq!(paper_of(&case, PaperName::Request, &Wanted::default()), asked);
}

/// SPEC U4
#[test]
fn a_notice_is_printed_again_while_others_wait() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    let of_list = |notice: &str| Wanted {
        notice: Some(notice.to_owned()),
        ..Wanted::default()
    };
    case.must(open_notice("N1", &["a"], ""));
    let found = paper_of(&case, PaperName::PublicNotice, &of_list("N1")).expect("a notice");
    let names: Vec<String> = rows_of(&found).iter().map(|row| row[1].clone()).collect();
    assert_eq!(names, ["示例a医院"]);
    assert!(
        paper_text(&found).contains("2026年8月1日"),
        "a list has its own day"
    );
    let later = Wanted {
        day: Some(day("2026-11-27")),
        ..of_list("N1")
    };
    let refused = paper_of(&case, PaperName::PublicNotice, &later).expect_err("another day");
    let refused = refused.first().expect("why");
    assert_eq!((refused.id(), refused.is_of_request()), ("other_day", true));
    // Without it, those that are on no list yet.
    let next = Wanted {
        day: Some(day("2026-08-02")),
        ..Wanted::default()
    };
    let found = paper_of(&case, PaperName::PublicNotice, &next).expect("a notice");
    assert_eq!(rows_of(&found)[0][1], "示例b医院");
    let unknown = paper_of(&case, PaperName::PublicNotice, &of_list("N9")).expect_err("no list");
    let unknown = unknown.first().expect("why");
    assert_eq!((unknown.id(), unknown.is_of_request()), ("unknown_notice", true));
}

/// Passed by the committee, and then found not to fulfil the conditions: who cannot be published is not printed.
///
/// SPEC U4, Y34
#[test]
fn a_notice_before_it_is_opened_names_confirmed_applicants_alone() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    let refused = |application: &str| Act::QualificationDecided {
        application: id(application),
        decision: Decision::Refused,
        body: Body::Secretariat,
        day: day("2026-07-20"),
        reason: "查实隐瞒事故".to_owned(),
    };
    case.must(refused("a"));
    let asked = Wanted {
        day: Some(day("2026-08-01")),
        ..Wanted::default()
    };
    let found = paper_of(&case, PaperName::PublicNotice, &asked).expect("a notice");
    let names: Vec<String> = rows_of(&found).iter().map(|row| row[1].clone()).collect();
    assert_eq!(names, ["示例b医院"]);
    case.must(refused("b"));
    let nobody = paper_of(&case, PaperName::PublicNotice, &asked).expect_err("nobody is left");
    let nobody: Vec<&str> = nobody.iter().map(Missing::id).collect();
    assert_eq!(nobody, ["vote"]);
}

/// What nobody knows is a blank: null in the data, room to write in the text, and never a word.
///
/// SPEC U2, U10, U12, U13
#[test]
fn blanks_are_blanks_and_assumptions_are_notes() {
    for name in PaperName::ALL {
        let mut asked = wanted(name);
        if name != PaperName::PublicNotice {
            asked.day = None;
        }
        let found = paper(name, Some(&WHOLE), &asked, Lang::Zh).expect("a paper");
        let json: Json = serde_json::from_str(&paper_json(&found)).expect("JSON");
        assert_eq!(json["kind"], "paper");
        assert_eq!(json["name"], name.word());
        let has_day = !json["signature"]["day"].is_null();
        assert_eq!(has_day, name == PaperName::PublicNotice, "{name:?}");
        for field in json["head"].as_array().expect("fields") {
            let is_blank = field["value"].is_null();
            assert_eq!(is_blank, field["label"] != "受理编号", "{name:?} {field}");
        }
        for field in json["contact"].as_array().expect("fields") {
            assert!(field["value"].is_null(), "{name:?} {field}");
        }
        assert!(!json["notes"].as_array().expect("notes").is_empty(), "{name:?}");
        // A request stays what was asked for: it rests on the docket before the decision.
        let asked = SHOWN.course(Some(SHOWN.last("government_decided") - 1));
        let rests_on = if name == PaperName::Request {
            asked.as_ref().expect("opened")
        } else {
            &WHOLE
        };
        let head = rests_on.standing().head.expect("a head").to_string();
        let names_head = json["notes"].to_string().contains(&head);
        // What leaves the house has no such note, and minutes are those of their session.
        let without = [PaperName::Feedback, PaperName::PublicNotice, PaperName::Minutes];
        assert_eq!(names_head, !without.contains(&name), "{name:?}");
    }
    let notice: Json =
        serde_json::from_str(&paper_json(&written(PaperName::PublicNotice, Lang::Zh))).expect("JSON");
    let rows = notice["body"][1]["rows"].as_array().expect("rows");
    // A004 handed its form in on paper: no file says which kind of organisation it is.
    let kinds: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|row| (row[1].as_str().expect("a name"), row[2].as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("示例区图书馆（1）", Some("直属事务（业）单位")),
            ("示例区第一小学（2）", Some("政府投资的教育机构")),
            ("示例区供水公司（4）", None),
            ("示例区街道办事处（5）", Some("派出机构（街道办事处）")),
        ]
    );
    let text = paper_text(&written(PaperName::Request, Lang::Zh));
    assert!(text.contains("签发人：＿") && text.contains("2026年8月21日") && text.contains("＿（盖章）"));
    let words = [
        (None, "的通知"),
        (Some(AnnouncementWord::Circular), "的通知"),
        (Some(AnnouncementWord::Proclamation), "的公告"),
        (Some(AnnouncementWord::Notice), "的通告"),
    ];
    for (word, ending) in words {
        let asked = Wanted {
            word,
            ..Wanted::default()
        };
        let found = paper(PaperName::Announcement, Some(&WHOLE), &asked, Lang::Zh).expect("a paper");
        assert!(found.title.ends_with(ending), "{}", found.title);
    }
}

/// Every paper of many cycles, about everybody: it is there, or what is missing is said.
///
/// SPEC U1, U3
#[test]
fn every_paper_of_other_seeds_is_written_or_refused_with_a_reason() {
    let mut papers = 0;
    for seed in 100..120 {
        let shown = Shown::of(seed);
        let course = shown.course(None);
        let applicants = &course.as_ref().expect("opened").standing().applicants;
        for name in PaperName::ALL {
            let about: Vec<Wanted> = match name {
                PaperName::Assignment => (0..=9)
                    .map(|panel| Wanted {
                        panel: Some(format!("P{panel:03}")),
                        ..Wanted::default()
                    })
                    .collect(),
                PaperName::Consultation => Department::WORDS
                    .iter()
                    .map(|word| Wanted {
                        department: Department::parse(word),
                        ..Wanted::default()
                    })
                    .collect(),
                PaperName::Receipt
                | PaperName::Supplement
                | PaperName::MaterialReport
                | PaperName::VisitPlan
                | PaperName::SiteReport
                | PaperName::Feedback => applicants
                    .iter()
                    .map(|one| Wanted {
                        applicant: Some(one.application.to_string()),
                        ..Wanted::default()
                    })
                    .collect(),
                _ => vec![Wanted::default()],
            };
            for asked in about {
                match paper(name, course.as_ref(), &asked, Lang::Zh) {
                    Ok(found) => {
                        papers += 1;
                        assert!(paper_text(&found).contains(&found.title[..12]), "{name:?}");
                    }
                    Err(missing) => assert!(!missing.is_empty(), "{name:?} {asked:?}"),
                }
            }
        }
    }
    assert!(papers > 1_000, "{papers}");
}

/// Every place of the docket: no paper panics, and none is both there and missing.
///
/// SPEC U1, U3
#[test]
fn every_paper_at_every_tenth_entry() {
    let last = SHOWN.docket.entries.len() as u64;
    for at in (0..last).step_by(10) {
        let course = SHOWN.course(Some(at));
        for name in PaperName::ALL {
            let asked = Wanted {
                day: None,
                ..wanted(name)
            };
            if let Err(missing) = paper(name, course.as_ref(), &asked, Lang::En) {
                assert!(!missing.is_empty(), "{name:?} at {at}");
            }
        }
    }
}

/// A Chinese paper of a case as it stands.
fn paper_of(case: &Case, name: PaperName, asked: &Wanted) -> Result<Paper, Vec<Missing>> {
    let mut files = Files::with_texts();
    case.texts
        .iter()
        .for_each(|(name, text)| add_file(&mut files, name, text));
    let docket = case.docket();
    let course = Proceedings::of(&docket, &files, None);
    paper(name, course.as_ref(), asked, Lang::Zh)
}

/// The feedback report for applicant a, once its vote, its publicity and the government's decision are entered.
fn feedback_of(case: &mut Case) -> Result<Paper, Vec<Missing>> {
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
    let asked = Wanted {
        applicant: Some("a".to_owned()),
        ..Wanted::default()
    };
    paper_of(case, PaperName::Feedback, &asked)
}

/// One of every paper, for the schema.
pub(crate) fn outputs() -> Vec<(&'static str, String)> {
    let all = PaperName::ALL.into_iter();
    all.map(|name| ("paper", paper_json(&written(name, Lang::En))))
        .collect()
}

/// SPEC U18
#[test]
fn a_rule_that_changed_while_sheets_were_in_is_printed_on_every_later_paper() {
    let mut case = Case::new();
    case.set(Setting::TalkSpread(crate::support::exact("25")), Body::Committee);
    case.visited(&[("a", "90")]);
    let ranking = |case: &Case| {
        let ranking = paper_of(case, PaperName::Ranking, &Wanted::default()).expect("a paper");
        paper_text(&ranking).replace('\n', "")
    };
    assert!(!ranking(&case).contains("评审开始后"), "before any sheet");
    case.set(Setting::Quota(4), Body::Committee);
    assert!(
        !ranking(&case).contains("评审开始后"),
        "scores do not follow from it"
    );
    case.set(Setting::TalkSpread(crate::support::exact("30")), Body::Committee);
    let text = ranking(&case);
    let said = "评审开始后，经评委会批准（第九条第（三）项），变更了须合议说明理由的分差：评委会决定。";
    assert!(text.contains(said), "{text}");
    let (before, _) = text.split_once("计算人").expect("the signatures");
    assert!(before.contains(said), "above the signatures");
    // Every paper says so but the two that hold what they may hold and no more.
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
    case.must(registered("a", "2026-1"));
    let asked = Wanted {
        applicant: Some("a".to_owned()),
        panel: Some("P-a".to_owned()),
        department: Some(Department::Discipline),
        ..Wanted::default()
    };
    let mut told = 0;
    for name in PaperName::ALL {
        let Ok(found) = paper_of(&case, name, &asked) else {
            continue;
        };
        told += 1;
        let says_so = paper_text(&found).replace('\n', "").contains(said);
        let may_not = matches!(name, PaperName::PublicNotice | PaperName::Feedback);
        assert_eq!(says_so, !may_not, "{name:?}");
    }
    assert!(told > 10, "{told}");
}

/// The docket takes a sheet that was withdrawn for none, and so do papers: nothing was changed while sheets were in.
///
/// SPEC U18, Y24
#[test]
fn a_rule_that_changed_after_the_only_sheet_was_withdrawn_is_not_printed() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let sheet = case.sheet(("a", ReviewStage::Material), "e1", ["50", "50", "50"], 1);
    case.must(Act::FileWithdrawn {
        file: sheet,
        reason: "交错文件".to_owned(),
    });
    case.set(
        Setting::TalkSpread(crate::support::exact("30")),
        Body::Secretariat,
    );
    let found = paper_of(&case, PaperName::Qualification, &Wanted::default()).expect("a paper");
    assert!(!paper_text(&found).contains("评审开始后"));
}

/// SPEC U19
#[test]
fn what_was_waived_is_not_planned_for() {
    let mut case = Case::new();
    let mut record = case.material_report_of_a();
    record.issues = vec![issue(1, "", ""), issue(2, "", "材料已足以说明")];
    record.issues[1].words = "核实安全台账".to_owned();
    case.report(record);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    let asked = Wanted {
        applicant: Some("a".to_owned()),
        ..Wanted::default()
    };
    let text = |name| paper_text(&paper_of(&case, name, &asked).expect("a paper"));
    let plan = text(PaperName::VisitPlan);
    assert!(
        plan.contains("核实窗口等候时间") && !plan.contains("核实安全台账"),
        "{plan}"
    );
    assert!(text(PaperName::MaterialReport).contains("核实安全台账"));
}

/// SPEC U19
#[test]
fn an_issue_is_looked_at_by_those_whose_session_names_it() {
    let mut case = Case::new();
    let mut record = case.material_report_of_a();
    record.issues = vec![issue(1, "", ""), issue(2, "", "")];
    case.report(record);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    let mut plan = crate::award::samples::plan();
    (plan.revision, plan.reason) = (1, String::new());
    let mut session = plan.sessions[0].clone();
    (session.issues, session.experts) = (vec![1], vec![id("e2")]);
    plan.sessions = vec![session.clone()];
    (session.issues, session.experts) = (vec![2], vec![id("e3")]);
    plan.sessions.push(session);
    let (plan, _) = VisitPlan::check(plan).expect("sound");
    case.file("plan.json", write_visit_plan(&plan, &imprint()), "2026-06-08");
    let asked = Wanted {
        applicant: Some("a".to_owned()),
        ..Wanted::default()
    };
    let found = paper_of(&case, PaperName::VisitPlan, &asked).expect("a paper");
    let tables = found.body.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let is_numbered =
        |row: &&Vec<Option<String>>| row[0].as_deref().is_some_and(|cell| cell.parse::<u32>().is_ok());
    let issues = tables.flatten().filter(is_numbered);
    let experts: Vec<Option<&str>> = issues.map(|row| row[3].as_deref()).collect();
    assert_eq!(experts, [Some("评审员2"), Some("评审员3")]);
}

/// SPEC U19
#[test]
fn the_plan_of_a_visit_is_the_file_in_force() {
    let text = paper_text(&written(PaperName::VisitPlan, Lang::Zh)).replace('\n', "");
    for said in [
        "2026年6月12日",
        "09:30至11:30",
        "查阅窗口等候时间的记录",
        "访谈",
        "办公室",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Before the plan came there is room for it.
    let plan = SHOWN
        .docket
        .entries
        .iter()
        .find(|entry| match &entry.act {
            scoring::docket::Act::FileAccepted { file, .. } => matches!(
                SHOWN.files.content(file.file),
                Some(scoring::docket::FileContent::VisitPlan(plan)) if plan.record().application == id("A019")
            ),
            _ => false,
        })
        .expect("a plan");
    let asked = wanted(PaperName::VisitPlan);
    let course = SHOWN.course(Some(plan.seq - 1));
    let before = paper(PaperName::VisitPlan, course.as_ref(), &asked, Lang::Zh).expect("a paper");
    let before = paper_text(&before);
    assert!(!before.contains("查阅窗口等候时间的记录") && before.contains("首次会议"));
}

/// SPEC U7
#[test]
fn the_list_for_the_visit_names_the_rule_at_its_entry() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    let rule = |case: &Case| {
        let list = paper_of(case, PaperName::VisitList, &Wanted::default()).expect("a paper");
        let text = paper_text(&list).replace('\n', "");
        let (_, rule) = text.split_once("入围规则：").expect("the rule");
        let (rule, _) = rule.split_once('。').expect("its end");
        rule.to_owned()
    };
    let before = rule(&case);
    case.set(Setting::SiteList(SiteList::First(10)), Body::Committee);
    assert_eq!(rule(&case), before);
}

/// SPEC U7
#[test]
fn votes_stand_by_rank() {
    let ranks: Vec<u32> = rows_of(&written(PaperName::Minutes, Lang::Zh))
        .iter()
        .map(|row| {
            let number: String = row[1].chars().take_while(char::is_ascii_digit).collect();
            number.parse().unwrap_or(u32::MAX)
        })
        .collect();
    assert!(
        ranks.len() > 4 && ranks.contains(&3),
        "a repeat winner between ties: {ranks:?}"
    );
    assert!(ranks.is_sorted(), "{ranks:?}");
}

/// SPEC U9, U23
#[test]
fn a_register_shows_no_bare_id() {
    let rows = rows_of(&written(PaperName::Register, Lang::Zh));
    let of_year = |year: &'static str| rows.iter().filter(move |row| row[5] == year);
    assert!(of_year("2026").count() > 2 && of_year("2016").count() > 0);
    assert!(of_year("2026").all(|row| row[4] == "第九届"), "{rows:?}");
    assert!(of_year("2016").all(|row| row[4].is_empty()), "{rows:?}");
    let local = rows
        .iter()
        .find(|row| row[3].contains("005"))
        .expect("a local id");
    assert_eq!(local[3], "无（秘书处编号：005）");
    for name in PaperName::ALL {
        let text = paper_text(&written(name, Lang::Zh));
        assert!(!text.contains("本地:"), "{name:?}");
    }
}

/// SPEC U23
#[test]
fn what_people_wrote_ends_with_a_full_stop() {
    let ended = |paper: &Paper, ends: &str| {
        let text = |block: &Block| match block {
            Block::Paragraph(text) => Some(text.clone()),
            _ => None,
        };
        let texts: Vec<String> = paper.body.iter().filter_map(text).collect();
        assert!(!texts.is_empty());
        for text in texts {
            assert!(text.ends_with(|last: char| ends.contains(last)), "{text}");
        }
    };
    for name in [
        PaperName::Minutes,
        PaperName::MaterialReport,
        PaperName::SiteReport,
        PaperName::Feedback,
    ] {
        ended(&written(name, Lang::Zh), "。：");
    }
    ended(&written(PaperName::Minutes, Lang::En), ".:");
}

/// In every line and in every cell of a table, however narrow it became.
///
/// SPEC U14
#[test]
fn lines_and_cells_part_neither_brackets_nor_numbers() {
    for name in PaperName::ALL {
        let text = paper_text(&written(name, Lang::Zh));
        for line in text.lines() {
            for cell in line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()) {
                let parted = cell
                    .starts_with(|first: char| "，。；：、！？）》」』”’〉】〕〗％".contains(first))
                    || cell.ends_with(|last: char| "（《「『“‘〈【〔〖".contains(last));
                assert!(!parted, "{name:?}: {line}");
                let mut letters = cell.chars();
                let of_number = letters.next().is_some_and(|first| "年月日".contains(first));
                let behind = letters.next();
                assert!(
                    !(of_number && behind.is_none_or(|next| next.is_ascii_digit())),
                    "{name:?}: {line}"
                );
            }
        }
    }
}
