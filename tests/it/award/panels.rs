//! Panels, recusal, sheets, and what a report lacks.

use scoring::cycle::{
    Declaration, DeclaredConflict, Majority, ResultRule, ReviewStage, Setting, SiteList, Tie, TieGround,
};
use scoring::docket::{Act, Body, Handling, PanelMember, Refusal, Remark};
use scoring::files::write_declaration;
use scoring::foundations::{Exact, Fingerprint};

use super::{Case, IN_TIME, expert, good_form, id, ids, issue, organisation, seats};
use crate::support::{day, exact, imprint};

const MATERIAL: ReviewStage = ReviewStage::Material;
const SITE: ReviewStage = ReviewStage::Site;

/// A confirmed application with a panel and three sheets of the material stage.
fn reviewed() -> (Case, [Fingerprint; 3]) {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let sheets = ["e1", "e2", "e3"].map(|expert| case.sheet(("a", MATERIAL), expert, ["10", "50", "50"], 1));
    (case, sheets)
}

fn lacking(case: &Case, stage: ReviewStage) -> Vec<String> {
    let of = case.of("a");
    match stage {
        MATERIAL => of.material.unfinished,
        SITE => of.site.unfinished,
    }
}

/// SPEC Y12
#[test]
fn a_panel_is_whole() {
    let mut case = Case::new();
    case.confirmed("a");
    let formed = |members: Vec<PanelMember>| Act::PanelFormed {
        body: None,
        panel: id("P"),
        members,
        applications: ids(&["a"]),
    };
    let mut two_leaders = seats(&["e1", "e2", "e3"]);
    two_leaders[2].leader = true;
    let mut no_trade = seats(&["e1", "e2", "e3"]);
    no_trade[1].trade_expert = false;
    for members in [seats(&["e1", "e2"]), two_leaders, no_trade] {
        assert_eq!(case.refused(formed(members)), Refusal::PanelIncomplete);
    }
    assert_eq!(
        case.refused(formed(seats(&["e1", "e2", "e2"]))),
        Refusal::Twice { id: "e2".to_owned() }
    );
    assert_eq!(
        case.refused(formed(seats(&["e1", "e2", "nobody"]))),
        Refusal::Unknown {
            id: "nobody".to_owned()
        }
    );
    // The leader may be the trade expert.
    let mut both = seats(&["e1", "e2", "e3"]);
    both[0].trade_expert = true;
    both[1].trade_expert = false;
    case.must(formed(both));
    let mut second = formed(seats(&["e4", "e5", "e6"]));
    if let Act::PanelFormed { panel, .. } = &mut second {
        *panel = id("Q");
    }
    assert_eq!(
        case.refused(second),
        Refusal::SecondPanel {
            application: "a".to_owned()
        }
    );
}

/// A leader recused late; a panel that falls to two; an expert of two panels.
///
/// SPEC Y13, Y14
#[test]
fn a_recusal_is_for_one_application_and_reaches_back() {
    let mut case = Case::new();
    for application in ["a", "b"] {
        case.confirmed(application);
    }
    case.panel(&["a", "b"]);
    for application in ["a", "b"] {
        case.stage(application, MATERIAL, ["50", "50", "50"]);
    }
    let visit = case.visit(&["a", "b"], "");
    case.must(visit);
    for application in ["a", "b"] {
        case.stage(application, SITE, ["50", "50", "50"]);
    }
    let recused = |outcome, reason: &str| Act::ConflictHandled {
        expert: id("e1"),
        applications: ids(&["a"]),
        ground: TieGround::Adviser,
        outcome,
        day: day("2026-06-20"),
        reason: reason.to_owned(),
    };
    case.must(recused(Handling::Recused, ""));
    let standing = case.of("a");
    let expected = ["panel/leader", "panel/size", "report/leader", "sheet/e1/recused"];
    assert_eq!(standing.material.unfinished, expected);
    assert_eq!(standing.site.unfinished, expected);
    assert_eq!(
        (standing.site.rank, standing.visit),
        (None, Some(true)),
        "the list stands"
    );
    assert!(standing.site.total.is_some(), "the total is shown without a rank");
    assert_eq!(case.of("b").site.rank, Some(1), "ranks close up");
    // Another leads for this application alone, from the site stage on.
    case.must(Act::PanelChanged {
        body: None,
        panel: id("P-a-b"),
        members: seats(&["e4", "e2", "e3"]),
        applications: ids(&["a"]),
        stage: SITE,
        reason: "组长回避".to_owned(),
    });
    assert_eq!(
        case.of("a").material.unfinished,
        expected,
        "the material stage is as it was"
    );
    assert_eq!(
        case.of("a").site.unfinished,
        ["report/leader", "sheet/e1/recused", "sheet/e4/missing"]
    );
    assert_eq!(case.of("b").site.rank, Some(1));
    // What was handled otherwise brings the expert back, with a reason.
    assert_eq!(
        case.refused(recused(Handling::Stands, "")),
        Refusal::ReasonNeeded { against: "recusal" }
    );
    case.must(recused(Handling::Stands, "经查不成立"));
    assert_eq!(case.of("a").material.unfinished, [""; 0]);
}

/// SPEC Y14
#[test]
fn declarations_and_ties() {
    let (mut case, sheets) = reviewed();
    let record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record);
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    let declaration = Declaration {
        cycle: id("2026"),
        expert: id("e3"),
        day: day("2026-05-01"),
        conflicts: vec![DeclaredConflict {
            application: id("a"),
            ground: TieGround::Relative,
            words: "配偶在该院任职".to_owned(),
        }],
    };
    case.file(
        "e3-declaration.json",
        write_declaration(&declaration, &imprint()),
        IN_TIME,
    );
    assert_eq!(lacking(&case, MATERIAL), ["panel/size", "sheet/e3/recused"]);
    // Ties by id.
    let reference = day("2026-03-31");
    for (ground, until, stands) in [
        (TieGround::Employed, None, true),
        (TieGround::Employed, Some("2023-03-31"), false),
        (TieGround::Employed, Some("2023-04-01"), true),
        (TieGround::Adviser, Some("2025-01-01"), true),
        (TieGround::Business, Some("2026-03-30"), false),
        (TieGround::Business, None, true),
        (TieGround::Interest, Some("2026-03-31"), false),
    ] {
        let mut one = expert(1);
        one.ties = vec![Tie {
            organisation: organisation("本地:a"),
            ground,
            until: until.map(day),
        }];
        let found = one
            .ties_to(&organisation("本地:a"), reference, 3)
            .into_iter()
            .next();
        assert_eq!(found.is_some(), stands, "{ground:?} {until:?}");
        assert!(one.ties_to(&organisation("本地:b"), reference, 3).is_empty());
    }
    // The present employer is a tie, and an employer that itself applies is asked about.
    let employer = "本地:示例大学1";
    assert_eq!(
        expert(1)
            .ties_to(&organisation(employer), reference, 3)
            .into_iter()
            .next(),
        Some(TieGround::Employed)
    );
    case.applies(("u", employer), 1, IN_TIME, Some(good_form()));
    let asked = |case: &Case| {
        let remarks = case.standing().remarks;
        let asked = remarks
            .into_iter()
            .filter(|one| matches!(one, Remark::EmployerApplies(_)));
        asked.collect::<Vec<_>>()
    };
    assert_eq!(asked(&case), [Remark::EmployerApplies(id("e1"))]);
    // Who has no seat is asked about too, until a conflict of the expert was handled.
    case.applies(("v", "本地:示例大学9"), 1, IN_TIME, Some(good_form()));
    assert_eq!(
        asked(&case),
        ["e1", "e9"].map(|expert| Remark::EmployerApplies(id(expert)))
    );
    case.must(Act::ConflictHandled {
        expert: id("e1"),
        applications: ids(&["u"]),
        ground: TieGround::Employed,
        outcome: Handling::Recused,
        day: day("2026-05-02"),
        reason: String::new(),
    });
    assert_eq!(asked(&case), [Remark::EmployerApplies(id("e9"))]);
    case.must(Act::ApplicationWithdrawn {
        application: id("v"),
        day: day("2026-05-03"),
        reason: "机构撤并".to_owned(),
    });
    assert_eq!(asked(&case), []);
}

/// A conflict about an application that is not there keeps nobody out, and so it is told.
///
/// SPEC Y14
#[test]
fn a_conflict_about_nobody_is_told() {
    let (mut case, _) = reviewed();
    let declaration = Declaration {
        cycle: id("2026"),
        expert: id("e3"),
        day: day("2026-05-01"),
        conflicts: vec![DeclaredConflict {
            application: id("z9"),
            ground: TieGround::Relative,
            words: "配偶在该院任职".to_owned(),
        }],
    };
    case.file("typo.json", write_declaration(&declaration, &imprint()), IN_TIME);
    let told = |case: &Case| {
        let remarks = case.standing().remarks;
        let told = remarks.iter().map(|one| (one.place(), one.what()));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(&case),
        [("expert/e3".to_owned(), "unknown_application/z9".to_owned())]
    );
    // It is known once its first file is in.
    case.applies(("z9", "本地:z9"), 1, IN_TIME, Some(good_form()));
    assert_eq!(told(&case), []);
}

/// Directors and disputes count three years, as employment does.
///
/// SPEC Y14
#[test]
fn ties_that_ended() {
    for (ground, until, stands) in [
        (TieGround::Director, "2023-03-31", false),
        (TieGround::Director, "2023-04-01", true),
        (TieGround::Dispute, "2023-03-31", false),
        (TieGround::Dispute, "2023-04-01", true),
        (TieGround::Relative, "2026-03-31", false),
        (TieGround::Relative, "2026-04-01", true),
    ] {
        let tie = Tie {
            organisation: organisation("本地:a"),
            ground,
            until: Some(day(until)),
        };
        assert_eq!(tie.excludes(day("2026-03-31"), 3), stands, "{ground:?} {until}");
    }
}

/// An issue has one number in a report: of two with one number the site report could leave one out.
///
/// SPEC Y20
#[test]
fn an_issue_has_a_number_of_its_own() {
    let (case, sheets) = reviewed();
    let mut record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    record.issues = vec![issue(1, "", ""), issue(1, "", "")];
    let (rubric, fingerprint) = &case.rubric;
    let problems = scoring::cycle::PanelReport::check(record, rubric, *fingerprint);
    let problems = problems.expect_err("one number twice");
    let faults: Vec<_> = problems.iter().map(|one| one.fault.clone()).collect();
    let twice = scoring::scoresheet::SheetFault::IssueTwice { number: 1 };
    assert_eq!(faults, [twice.into()]);
}

/// A tie by id in the pool in force: the last that was accepted.
///
/// SPEC Y14
#[test]
fn a_tie_in_the_pool_puts_the_expert_out() {
    let (mut case, sheets) = reviewed();
    let record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record);
    let mut experts: Vec<_> = (1..=12).map(expert).collect();
    experts[2].ties = vec![Tie {
        organisation: organisation("本地:a"),
        ground: TieGround::Adviser,
        until: Some(day("2024-01-01")),
    }];
    let (pool, _) = scoring::cycle::Pool::check(experts).expect("sound");
    let file = case.file(
        "pool-2.json",
        scoring::files::write_pool(&pool, &imprint()),
        IN_TIME,
    );
    assert_eq!(lacking(&case, MATERIAL), ["panel/size", "sheet/e3/recused"]);
    case.must(Act::FileWithdrawn {
        file,
        reason: "名单有误".to_owned(),
    });
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
}

/// SPEC Y15
#[test]
fn an_expert_who_lost_the_standing() {
    let (mut case, sheets) = reviewed();
    let mut record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record.clone());
    let removed = Act::ExpertRemoved {
        expert: id("e3"),
        day: day("2026-05-10"),
        reason: "泄露申报材料".to_owned(),
    };
    case.must(removed.clone());
    // What was reported stays, and no panel can have the expert from now on.
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    assert_eq!(
        case.refused(Act::PanelFormed {
            body: None,
            panel: id("Q"),
            members: seats(&["e1", "e2", "e3"]),
            applications: Vec::new(),
        }),
        Refusal::Removed {
            expert: "e3".to_owned()
        }
    );
    // Nor does the expert correct what was reported: the report would rest on a superseded sheet.
    let corrected = case.sheet_text(
        ("a", MATERIAL),
        "e3",
        ["12", "50", "50"],
        2,
        scoring::scoresheet::ReviewNotes::default(),
    );
    let file = case.file("corrected.json", corrected, IN_TIME);
    let refusal = case.refused(Act::Identified {
        file,
        application: id("a"),
        organisation: None,
        continues: Vec::new(),
        expert: Some(id("e3")),
        revision: 2,
        reason: "看错一处".to_owned(),
        form: None,
    });
    assert_eq!((refusal.id(), refusal.against()), ("removed", Some("32")));
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    // The sheet was reported, and so it stays in a later revision of the report too.
    (record.revision, record.reason) = (2, "改正笔误".to_owned());
    case.report(record);
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    assert_eq!(case.of("a").material.rank, Some(1));
    // Before the report the sheet falls.
    let (mut case, sheets) = reviewed();
    case.must(removed);
    let record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record);
    assert_eq!(lacking(&case, MATERIAL), ["panel/size", "sheet/e3/recused"]);
}

/// A corrected sheet before and after the report; a report on a superseded sheet.
///
/// SPEC Y16, Y17
#[test]
fn a_report_rests_on_the_sheets_in_force() {
    let (mut case, sheets) = reviewed();
    // Before the report: the correction counts.
    let corrected = case.sheet(("a", MATERIAL), "e3", ["10", "50", "52"], 2);
    let record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record.clone());
    assert_eq!(lacking(&case, MATERIAL), ["sheet/e3/superseded"]);
    let mut second = record.clone();
    (second.revision, second.reason) = (2, "采用更正后的评分表".to_owned());
    second.sheets = vec![sheets[0], sheets[1], corrected];
    case.report(second.clone());
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    assert_eq!(case.of("a").material.rank, Some(1));
    // After the report: it rests on a sheet that is superseded, and does not rank.
    case.sheet(("a", MATERIAL), "e2", ["10", "50", "50"], 3);
    let standing = case.of("a").material;
    assert_eq!(standing.unfinished, ["sheet/e2/superseded"]);
    assert_eq!((standing.total, standing.rank), (Some(exact("420")), None));
    let mut third = second.clone();
    (third.revision, third.sheets) = (3, vec![sheets[0], corrected]);
    case.report(third);
    assert_eq!(lacking(&case, MATERIAL), ["sheet/e2/not_in_report"]);
    let mut fourth = second;
    (fourth.revision, fourth.sheets) = (4, vec![Fingerprint::of(b"nothing")]);
    case.report(fourth);
    let unknown = format!("sheet/{}/missing", Fingerprint::of(b"nothing"));
    assert_eq!(
        lacking(&case, MATERIAL),
        [
            "sheet/e1/not_in_report".to_owned(),
            "sheet/e2/not_in_report".to_owned(),
            "sheet/e3/not_in_report".to_owned(),
            unknown
        ]
    );
}

/// SPEC Y16
#[test]
fn whose_a_sheet_is() {
    let (mut case, sheets) = reviewed();
    let identified = |file, expert: &str, revision, reason: &str| Act::Identified {
        file,
        application: id("a"),
        organisation: None,
        continues: Vec::new(),
        expert: Some(id(expert)),
        revision,
        reason: reason.to_owned(),
        form: None,
    };
    assert!(matches!(
        case.refused(identified(sheets[0], "e1", 2, "更正")),
        Refusal::AlreadyDone { .. }
    ));
    case.must(Act::FileWithdrawn {
        file: sheets[0],
        reason: "传错".to_owned(),
    });
    let again = case.texts["a-material-e1-1.json"].clone();
    let file = case.keep("a-material-e1-1.json", again);
    case.must(Act::FileAccepted {
        file,
        receipt: None,
        received: super::received_at(IN_TIME),
    });
    assert_eq!(
        case.refused(identified(sheets[0], "e9", 1, "")),
        Refusal::NotOnPanel {
            expert: "e9".to_owned()
        }
    );
    assert_eq!(
        case.refused(identified(sheets[0], "e2", 1, "")),
        Refusal::RevisionTaken { revision: 1 }
    );
    assert_eq!(
        case.refused(identified(sheets[0], "e2", 2, "")),
        Refusal::ReasonNeeded { against: "revision" }
    );
    // A revision needs no predecessor here.
    case.must(identified(sheets[0], "e1", 7, "更正"));
}

/// A sheet that says which correction it is.
///
/// SPEC Y16
#[test]
fn a_sheet_is_the_revision_that_it_states() {
    let (mut case, sheets) = reviewed();
    let text = case.texts["a-material-e1-1.json"].clone();
    let Ok((_, scoring::files::Content::Scoresheet(record))) = scoring::files::open(&text) else {
        panic!("a sheet");
    };
    let mut record = *record;
    record.revision = scoring::scoresheet::Revision {
        number: 3,
        reason: "看错一处".to_owned(),
        supersedes: Some(sheets[0]),
    };
    let (rubric, fingerprint) = &case.rubric;
    let sheet = crate::support::valid(record, rubric, *fingerprint);
    let file = case.file(
        "corrected.json",
        scoring::files::write_scoresheet(&sheet, &imprint()),
        IN_TIME,
    );
    let identified = |revision| Act::Identified {
        file,
        application: id("a"),
        organisation: None,
        continues: Vec::new(),
        expert: Some(id("e1")),
        revision,
        reason: String::new(),
        form: None,
    };
    assert_eq!(
        case.refused(identified(2)),
        Refusal::OtherRevision { revision: 2 }
    );
    // The sheet holds its reason.
    case.must(identified(3));
}

/// SPEC Y18
#[test]
fn reasons_that_a_consensus_needs() {
    for (given, consensus, expected) in [
        // Inside the range, its ends included.
        (["10", "14", "12"], "10", &[][..]),
        (["10", "14", "12"], "14", &[]),
        (["10", "14", "12"], "15", &["clause/1.1/reason"]),
        (["10", "14", "12"], "9", &["clause/1.1/reason"]),
        // Bands that are not adjacent: low and high.
        (["9", "12", "15"], "12", &["clause/1.1/reason"]),
        (["9", "14", "12"], "12", &[]),
        // A spread of 20.
        (["15", "35", "20"], "20", &["clause/1.1/reason"]),
        (["16", "35", "20"], "20", &[]),
        (["16", "35", "20"], "-", &["clause/1.1/value"]),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        let mut sheets = Vec::new();
        for (expert, percent) in ["e1", "e2", "e3"].into_iter().zip(given) {
            sheets.push(case.sheet(("a", MATERIAL), expert, [percent, "50", "50"], 1));
        }
        let mut record = case.report_record(("a", MATERIAL), [consensus, "50", "50"], &sheets);
        case.report(record.clone());
        assert_eq!(lacking(&case, MATERIAL), expected, "{given:?} {consensus}");
        if expected.iter().any(|what| what.ends_with("reason")) {
            (record.revision, record.reason) = (2, "补写理由".to_owned());
            record.clauses[0].reason = " \u{3000}".to_owned();
            case.report(record.clone());
            assert_eq!(lacking(&case, MATERIAL), expected, "blank words are none");
            record.revision = 3;
            record.clauses[0].reason = "现有记录支持这个分值".to_owned();
            case.report(record);
            assert_eq!(lacking(&case, MATERIAL), [""; 0], "{given:?} {consensus}");
        }
    }
}

/// Numbers with fractions: a percentage between two bands belongs to the lower.
///
/// SPEC Y18
#[test]
fn spreads_are_exact() {
    for (given, expected) in [
        (["30.00", "49.99", "40"], &[][..]),
        (["30.00", "50.00", "40"], &["clause/2/reason"]),
        (["30.01", "50.00", "40"], &[]),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        let mut sheets = Vec::new();
        for (expert, percent) in ["e1", "e2", "e3"].into_iter().zip(given) {
            sheets.push(case.sheet(("a", MATERIAL), expert, ["50", "50", percent], 1));
        }
        let record = case.report_record(("a", MATERIAL), ["50", "50", "40"], &sheets);
        case.report(record);
        assert_eq!(lacking(&case, MATERIAL), expected, "{given:?}");
    }
}

/// A clause moved on site without a finding; a waived issue.
///
/// SPEC Y19, Y20
#[test]
fn site_against_material() {
    let (mut case, sheets) = reviewed();
    let mut material = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    material.issues = vec![issue(1, "", ""), issue(2, "", "")];
    case.report(material.clone());
    let visit = case.visit(&["a"], "");
    case.must(visit);
    let sheets = ["e1", "e2", "e3"].map(|expert| case.sheet(("a", SITE), expert, ["12", "50", "50"], 1));
    let mut site = case.report_record(("a", SITE), ["12", "50", "50"], &sheets);
    case.report(site.clone());
    assert_eq!(
        lacking(&case, SITE),
        ["clause/1.1/finding", "issue/1/outcome", "issue/2/outcome"]
    );
    (site.revision, site.reason) = (2, "补写核实结果".to_owned());
    site.clauses[0].finding = "现场查到新的记录".to_owned();
    site.issues = vec![
        issue(1, "等候时间平均九分钟", ""),
        issue(2, " ", "已由证明材料说明"),
    ];
    case.report(site.clone());
    assert_eq!(lacking(&case, SITE), [""; 0]);
    assert_eq!(case.of("a").site.rank, Some(1));
    // Another material report comes into force: the site report goes on from the old one.
    (material.revision, material.reason) = (2, "改正笔误".to_owned());
    let newer = case.report(material);
    assert_eq!(lacking(&case, SITE), ["material/superseded"]);
    (site.revision, site.material) = (3, Some(newer));
    case.report(site);
    assert_eq!(lacking(&case, SITE), [""; 0]);
}

/// SPEC Y21
#[test]
fn one_rule_makes_the_result() {
    let (mut case, _) = reviewed();
    let total = |case: &Case| case.of("a").material.total;
    assert_eq!(total(&case), None, "no report, no consensus");
    case.set(Setting::ResultRule(ResultRule::Mean), Body::Committee);
    case.sheet(("a", MATERIAL), "e1", ["10", "50", "60"], 2);
    assert_eq!(
        total(&case),
        Some(exact("1300") / exact("3")),
        "20 and 200 points, and 640/3 of clause 2"
    );
    assert_eq!(case.of("a").material.rank, None, "and no rank without a report");
    case.set(Setting::ResultRule(ResultRule::Median), Body::Committee);
    assert_eq!(total(&case), Some(exact("420")));
    case.set(Setting::ResultRule(ResultRule::Trimmed), Body::Committee);
    assert_eq!(total(&case), None, "three sheets are too few");
}

/// A member's sheet is not in: the result is that of the sheets in force, and the stage is unfinished.
///
/// SPEC Y21, Y23
#[test]
fn a_sheet_that_is_missing_takes_no_total_away() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.set(Setting::ResultRule(ResultRule::Mean), Body::Committee);
    assert_eq!(case.of("a").material.total, None, "no sheet, no result");
    let sheets = [("e1", "50"), ("e2", "60")]
        .map(|(expert, percent)| case.sheet(("a", MATERIAL), expert, ["50", "50", percent], 1));
    assert_eq!(case.of("a").material.total, Some(exact("520")));
    let record = case.report_record(("a", MATERIAL), ["50", "50", "55"], &sheets);
    case.report(record);
    let found = case.of("a").material;
    assert_eq!(found.unfinished, ["sheet/e3/missing"]);
    assert_eq!((found.total, found.rank), (Some(exact("520")), None));
}

/// SPEC Y22, Y23
#[test]
fn a_clause_that_is_not_applicable() {
    let (mut case, sheets) = reviewed();
    let mut record = case.report_record(("a", MATERIAL), ["10", "-", "50"], &sheets);
    record.clauses[1].not_applicable = "该院不设窗口".to_owned();
    case.report(record);
    let standing = case.of("a").material;
    assert_eq!(standing.total, None, "not allowed unless the cycle says so");
    assert_eq!(standing.unfinished, ["clause/1.2/value"]);
    case.set(Setting::NotApplicable(true), Body::Committee);
    let standing = case.of("a").material;
    // 20 of 200 and 200 of 400; 400 points are out: 220 × 1000 / 600.
    assert_eq!(standing.total, Some(exact("1100") / exact("3")));
    assert_eq!(standing.rank, Some(1));
}

/// Who is ill after the report is replaced for what follows, and stays a member of what was reported.
///
/// SPEC Y13
#[test]
fn a_reported_stage_keeps_its_members() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", MATERIAL, ["50", "50", "50"]);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    let replaced = |third: &str, stage| Act::PanelChanged {
        body: None,
        panel: id("P-a"),
        members: seats(&["e1", "e2", third]),
        applications: ids(&["a"]),
        stage,
        reason: "病假".to_owned(),
    };
    case.must(replaced("e4", MATERIAL));
    assert_eq!(case.of("a").material.unfinished, [""; 0]);
    assert_eq!(case.of("a").material.rank, Some(1));
    // The visit is the new panel's.
    let sheets = ["e1", "e2", "e4"].map(|expert| case.sheet(("a", SITE), expert, ["50", "50", "50"], 1));
    let mut record = case.report_record(("a", SITE), ["50", "50", "50"], &sheets);
    for clause in &mut record.clauses {
        clause.finding = "现场核实".to_owned();
    }
    case.report(record);
    assert_eq!(case.of("a").site.unfinished, [""; 0]);
    case.must(replaced("e5", SITE));
    assert_eq!(case.of("a").site.unfinished, [""; 0]);
    // Somebody who was recused is no member of anything, and the others of the stage stay its members.
    case.must(Act::ConflictHandled {
        expert: id("e3"),
        applications: ids(&["a"]),
        ground: TieGround::Adviser,
        outcome: Handling::Recused,
        day: day("2026-06-20"),
        reason: String::new(),
    });
    assert_eq!(
        case.of("a").material.unfinished,
        ["panel/size", "sheet/e3/recused"]
    );
    assert_eq!(case.of("a").site.unfinished, ["material/superseded"; 0]);
    // A change of the panel after the recusal is what makes another one responsible for the stage.
    case.must(replaced("e6", MATERIAL));
    assert_eq!(
        case.of("a").material.unfinished,
        ["sheet/e3/recused", "sheet/e6/missing"]
    );
}

/// One of three is ill after the report and keeps the seat; another is recused later, which takes nobody else out.
///
/// SPEC Y13
#[test]
fn a_late_recusal_leaves_the_seat_of_who_was_ill() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", MATERIAL, ["50", "50", "50"]);
    case.must(Act::PanelChanged {
        body: None,
        panel: id("P-a"),
        members: seats(&["e1", "e2", "e4"]),
        applications: ids(&["a"]),
        stage: SITE,
        reason: "病假".to_owned(),
    });
    case.must(Act::PanelChanged {
        body: None,
        panel: id("P-a"),
        members: seats(&["e1", "e2", "e5"]),
        applications: ids(&["a"]),
        stage: MATERIAL,
        reason: "病假".to_owned(),
    });
    case.must(Act::ConflictHandled {
        expert: id("e2"),
        applications: ids(&["a"]),
        ground: TieGround::Adviser,
        outcome: Handling::Recused,
        day: day("2026-06-20"),
        reason: String::new(),
    });
    assert_eq!(
        lacking(&case, MATERIAL),
        ["panel/size", "panel/trade_expert", "sheet/e2/recused"],
        "the seat of e3 stays, and nothing is asked of e5"
    );
}

/// A stage that was reported anew, by the panel that followed a recusal, keeps the members of that one.
///
/// SPEC Y13
#[test]
fn a_stage_that_was_reported_anew_keeps_its_latest_members() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", MATERIAL, ["50", "50", "50"]);
    case.must(Act::ConflictHandled {
        expert: id("e3"),
        applications: ids(&["a"]),
        ground: TieGround::Adviser,
        outcome: Handling::Recused,
        day: day("2026-05-20"),
        reason: String::new(),
    });
    let changed = |second: &str, reason: &str| Act::PanelChanged {
        body: None,
        panel: id("P-a"),
        members: seats(&["e1", second, "e4"]),
        applications: ids(&["a"]),
        stage: MATERIAL,
        reason: reason.to_owned(),
    };
    case.must(changed("e2", "回避"));
    let percents = ["50", "50", "50"];
    let sheets = ["e1", "e2", "e4"].map(|expert| {
        let revision = if expert == "e4" { 1 } else { 2 };
        case.sheet(("a", MATERIAL), expert, percents, revision)
    });
    let mut record = case.report_record(("a", MATERIAL), percents, &sheets);
    (record.revision, record.reason) = (2, "评审员回避".to_owned());
    case.report(record);
    assert_eq!(case.of("a").material.unfinished, [""; 0]);
    case.must(changed("e5", "病假"));
    assert_eq!(case.of("a").material.unfinished, [""; 0]);
}

/// A reason that nobody sees is none.
///
/// SPEC Y18, Y20
#[test]
fn words_that_nobody_sees_are_none() {
    for unseen in [
        "\u{200B}",
        "\u{2060}\u{FEFF}",
        "\u{3164}",
        "\u{AD}",
        "\u{2800}",
        "\u{180E}",
        "\u{0}",
        "\u{3000}",
    ] {
        let (mut case, sheets) = reviewed();
        let mut record = case.report_record(("a", MATERIAL), ["90", "50", "50"], &sheets);
        record.clauses[0].reason = unseen.to_owned();
        case.report(record);
        assert!(
            lacking(&case, MATERIAL).contains(&"clause/1.1/reason".to_owned()),
            "{unseen:?}"
        );
        let undone = Act::Undone {
            seq: 2,
            reason: unseen.to_owned(),
        };
        assert!(
            matches!(case.refused(undone), Refusal::ReasonNeeded { .. }),
            "{unseen:?}"
        );
    }
}

/// SPEC Y24
#[test]
fn a_change_of_what_decides_scores() {
    let (mut case, _) = reviewed();
    let set = |setting, body, reason: &str| Act::SettingChanged {
        setting,
        body,
        reason: reason.to_owned(),
    };
    let visit = Setting::SiteList(SiteList::First(10));
    assert_eq!(
        case.refused(set(visit, Body::Secretariat, "场地有限")),
        Refusal::WrongBody { against: "9(3)" }
    );
    case.must(set(visit, Body::Committee, "场地有限"));
    assert_eq!(
        case.refused(set(Setting::Quota(4), Body::Secretariat, "")),
        Refusal::ReasonNeeded { against: "quota" }
    );
    // What the regulation fixes stays, and saying it again changes nothing.
    for (setting, article) in [
        (Setting::PanelSize(4), "12"),
        (Setting::WaitingYears(3), "6"),
        (Setting::OperationYears(0), "15(1)"),
        (Setting::LookBackYears(4), "16"),
    ] {
        assert_eq!(
            case.refused(set(setting, Body::Committee, "人手不足")),
            Refusal::FixedByRegulation { article }
        );
    }
    case.must(set(Setting::WaitingYears(5), Body::Committee, "重申"));
    assert_eq!(
        case.refused(set(Setting::TalkSpread(exact("101")), Body::Committee, "笔误")),
        Refusal::SettingValue {
            setting: "talk_spread"
        }
    );
    case.must(set(Setting::Quota(4), Body::Secretariat, "区政府同意"));
    // Nothing below zero decides anything: a majority of less than nothing would pass everybody.
    let below = |number: i128| Exact::from_integer(-number);
    for setting in [
        Setting::TalkSpread(below(1)),
        Setting::SiteList(SiteList::AtLeast(below(1))),
        Setting::Majority(Majority::Above(below(1))),
    ] {
        let refusal = Refusal::SettingValue {
            setting: setting.name(),
        };
        assert_eq!(case.refused(set(setting, Body::Committee, "人手不足")), refusal);
    }
}

/// SPEC Y16
#[test]
fn a_sheet_against_the_old_rubric() {
    let (mut case, _) = reviewed();
    let (rubric, fingerprint) = crate::support::small();
    let mut record = crate::support::record(&rubric, fingerprint, &crate::support::ALL_SCORED);
    record.cycle = Some("2026".to_owned());
    let sheet = crate::support::valid(record, &rubric, fingerprint);
    let file = case.keep("old.json", scoring::files::write_scoresheet(&sheet, &imprint()));
    let refusal = case.refused(Act::FileAccepted {
        file,
        receipt: None,
        received: super::received_at(IN_TIME),
    });
    assert_eq!(refusal, Refusal::OtherRubric);
    assert_eq!(refusal.against(), Some("18"));
}

/// SPEC Y14
#[test]
fn a_conflict_declared_after_another_was_handled() {
    let (mut case, sheets) = reviewed();
    let record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    case.report(record);
    let handled_for = |ground, outcome| Act::ConflictHandled {
        expert: id("e3"),
        applications: ids(&["a"]),
        ground,
        outcome,
        day: day("2026-05-02"),
        reason: "经核实不构成利害关系".to_owned(),
    };
    let handled = |outcome| handled_for(TieGround::Relative, outcome);
    let declared = |case: &mut Case, on: &str| {
        let declaration = Declaration {
            cycle: id("2026"),
            expert: id("e3"),
            day: day(on),
            conflicts: vec![DeclaredConflict {
                application: id("a"),
                ground: TieGround::Relative,
                words: "配偶在该院任职".to_owned(),
            }],
        };
        let text = write_declaration(&declaration, &imprint());
        case.file(&format!("e3-{on}.json"), text, IN_TIME);
    };
    let out = ["panel/size", "sheet/e3/recused"];
    declared(&mut case, "2026-05-01");
    assert_eq!(lacking(&case, MATERIAL), out);
    case.must(handled(Handling::Stands));
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    // What was handled stands until a later declaration.
    declared(&mut case, "2026-05-03");
    assert_eq!(lacking(&case, MATERIAL), out);
    case.must(handled(Handling::Stands));
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    // What is handled on one ground says nothing of another.
    case.must(handled_for(TieGround::Adviser, Handling::Recused));
    assert_eq!(lacking(&case, MATERIAL), out);
    case.must(handled(Handling::Stands));
    assert_eq!(lacking(&case, MATERIAL), out);
    case.must(handled_for(TieGround::Adviser, Handling::Stands));
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    // That the expert goes on is said of everything that was declared up to here, whatever ground the entry names.
    declared(&mut case, "2026-05-05");
    case.must(handled_for(TieGround::Adviser, Handling::Stands));
    assert_eq!(lacking(&case, MATERIAL), [""; 0]);
    declared(&mut case, "2026-05-06");
    assert_eq!(lacking(&case, MATERIAL), out);
}
