//! What an assessor notes beside values: clauses on which it abstains, and issues for the visit.

use scoring::cycle::{CommentKind, Issue, ReportComment, ReviewStage, Setting, SheetItem};
use scoring::docket::{Act, Body, Refusal};
use scoring::files::{Content, open, write_scoresheet};
use scoring::foundations::Fingerprint;
use scoring::scoresheet::{Comment, IssueKind, ReviewNotes, Scoresheet, SheetFault, SiteIssue, Standard};

use super::{Case, id, issue};
use crate::support::{ALL_SCORED, code, exact, imprint, record, small, valid};

const MATERIAL: ReviewStage = ReviewStage::Material;

fn abstains(clauses: &[&str]) -> ReviewNotes {
    ReviewNotes {
        abstentions: clauses
            .iter()
            .map(|clause| (code(clause), "与本人专业无关".to_owned()))
            .collect(),
        ..ReviewNotes::default()
    }
}

fn asks(numbers: &[u32]) -> ReviewNotes {
    let ask = |number: &u32| SiteIssue {
        number: *number,
        kind: IssueKind::Verify,
        clause: None,
        words: "核实窗口等候时间".to_owned(),
    };
    ReviewNotes {
        issues: numbers.iter().map(ask).collect(),
        ..ReviewNotes::default()
    }
}

/// A confirmed application with a panel of so many, in a cycle that allows abstentions, and the sheets of the panel:
/// each its percentage for clause 1.2, `-` for an abstention.
fn reviewed(rule: scoring::cycle::ResultRule, percents: &[&str]) -> (Case, Vec<Fingerprint>) {
    let mut case = Case::new();
    case.confirmed("a");
    case.set(Setting::Abstention(true), Body::Committee);
    case.set(Setting::ResultRule(rule), Body::Committee);
    let experts: Vec<String> = (1..=percents.len()).map(|number| format!("e{number}")).collect();
    let names: Vec<&str> = experts.iter().map(String::as_str).collect();
    case.must(Act::PanelFormed {
        body: None,
        panel: id("P"),
        members: super::seats(&names),
        applications: vec![id("a")],
    });
    let sheets = names
        .iter()
        .zip(percents)
        .map(|(expert, percent)| {
            let notes = if *percent == "-" {
                abstains(&["1.2"])
            } else {
                ReviewNotes::default()
            };
            let text = case.sheet_text(("a", MATERIAL), expert, ["10", percent, "50"], 1, notes);
            case.take_sheet(("a", MATERIAL), expert, 1, text)
        })
        .collect();
    (case, sheets)
}

/// SPEC Y45
#[test]
fn the_values_that_remain_make_the_result() {
    use scoring::cycle::ResultRule::{Consensus, Mean, Median, Trimmed};
    for (rule, percents, total, lacking) in [
        // 20 and 200 points beside 400 times the result of clause 1.2.
        (Mean, &["40", "50", "-"][..], Some("400"), &[][..]),
        (Mean, &["40", "50", "60"], Some("420"), &[]),
        (Median, &["40", "50", "60", "-"], Some("420"), &[]),
        (Mean, &["40", "-", "-"], None, &["clause/1.2/value"]),
        (Mean, &["-", "-", "-"], None, &["clause/1.2/value"]),
        (Trimmed, &["10", "50", "50", "50", "90"], Some("420"), &[]),
        // Four values, and four sheets, are too few for this rule.
        (
            Trimmed,
            &["10", "50", "50", "50", "-"],
            None,
            &["clause/1.2/rule/5/4"],
        ),
        (Trimmed, &["10", "50", "50", "50"], None, &["rule/5/4"]),
        (Consensus, &["40", "50", "-"], Some("400"), &[]),
        (Consensus, &["40", "-", "-"], None, &["clause/1.2/value"]),
    ] {
        let (mut case, sheets) = reviewed(rule, percents);
        let mut record = case.report_record(("a", MATERIAL), ["10", "45", "50"], &sheets);
        for clause in &mut record.clauses {
            clause.reason = "合议".to_owned();
        }
        case.report(record);
        let found = case.of("a").material;
        assert_eq!(found.total, total.map(exact), "{rule:?} {percents:?}");
        let found_lacking = [found.unfinished, found.too_few].concat();
        assert_eq!(found_lacking, lacking, "{rule:?} {percents:?}");
        assert_eq!(found.rank, total.map(|_| 1), "{rule:?} {percents:?}");
    }
}

/// SPEC Y45
#[test]
fn an_abstention_that_the_cycle_does_not_allow() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let text = case.sheet_text(("a", MATERIAL), "e1", ["10", "-", "50"], 1, abstains(&["1.2"]));
    let file = case.keep("abstains.json", text);
    let accepted = Act::FileAccepted {
        file,
        receipt: None,
        received: super::received_at(super::IN_TIME),
    };
    let refusal = case.refused(accepted.clone());
    assert_eq!(
        (refusal.id(), refusal.against()),
        ("abstained", Some("abstention"))
    );
    case.set(Setting::Abstention(true), Body::Secretariat);
    case.must(accepted);
    // A gap that gives no reason is none, and leaves the clause without a result.
    let (mut case, _) = reviewed(scoring::cycle::ResultRule::Mean, &["40", "50", "60"]);
    let gap = case.sheet_text(
        ("a", MATERIAL),
        "e3",
        ["10", "-", "50"],
        2,
        ReviewNotes::default(),
    );
    case.take_sheet(("a", MATERIAL), "e3", 2, gap);
    assert_eq!(case.of("a").material.total, None);
}

/// SPEC Y45, S1
#[test]
fn notes_are_held_against_the_rubric() {
    let (rubric, fingerprint) = small();
    let first = crate::support::ALL_SCORED[0].0;
    let faults = |notes: ReviewNotes| -> Vec<SheetFault> {
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        sheet.notes = notes;
        match Scoresheet::check(sheet, &rubric, fingerprint, Standard::Complete) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|problem| problem.fault.clone()).collect(),
        }
    };
    assert_eq!(faults(ReviewNotes::default()), []);
    assert_eq!(faults(asks(&[1, 2])), []);
    assert_eq!(faults(asks(&[2, 2])), [SheetFault::IssueTwice { number: 2 }]);
    let mut blank = asks(&[1]);
    blank.issues[0].words = " \n".to_owned();
    assert_eq!(faults(blank), [SheetFault::IssueWithoutWords { number: 1 }]);
    let mut elsewhere = asks(&[1]);
    elsewhere.issues[0].clause = Some(code("9.9"));
    assert_eq!(
        faults(elsewhere),
        [SheetFault::UnknownCode {
            code: "9.9".to_owned()
        }]
    );
    assert_eq!(faults(abstains(&[first])), [SheetFault::AbstainedAndScored]);
    let mut silent = abstains(&[]);
    silent.abstentions.insert(code("9.9"), " ".to_owned());
    assert_eq!(
        faults(silent),
        [
            SheetFault::UnknownCode {
                code: "9.9".to_owned()
            },
            SheetFault::AbstainedWithoutReason
        ]
    );
    // Who abstains with a reason has left nothing out.
    let mut scores = ALL_SCORED;
    scores[0].1 = "-";
    let mut sheet = record(&rubric, fingerprint, &scores);
    sheet.notes = abstains(&[first]);
    assert!(Scoresheet::check(sheet, &rubric, fingerprint, Standard::Complete).is_ok());
}

/// A material stage whose second expert asks two things, with these issues in its report.
fn merged(issues: Vec<Issue>) -> Vec<String> {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let sheets = ["e1", "e2", "e3"].map(|expert| {
        let notes = if expert == "e2" {
            asks(&[1, 3])
        } else {
            ReviewNotes::default()
        };
        let text = case.sheet_text(("a", MATERIAL), expert, ["10", "50", "50"], 1, notes);
        case.take_sheet(("a", MATERIAL), expert, 1, text)
    });
    let mut record = case.report_record(("a", MATERIAL), ["10", "50", "50"], &sheets);
    record.issues = issues;
    case.report(record);
    case.of("a").material.unfinished
}

fn with_sources(number: u32, words: &str, waiver: &str, sources: &[(&str, u32)]) -> Issue {
    let source = |(expert, number): &(&str, u32)| SheetItem {
        expert: id(expert),
        number: *number,
    };
    Issue {
        words: words.to_owned(),
        sources: sources.iter().map(source).collect(),
        ..issue(number, "", waiver)
    }
}

/// SPEC Y46
#[test]
fn every_issue_of_a_sheet_is_merged_or_waived() {
    let (first, third) = ("issue/e2/1/source", "issue/e2/3/source");
    for (issues, lacking) in [
        (Vec::new(), &[first, third][..]),
        (
            vec![with_sources(1, "核实等候时间", "", &[("e2", 1), ("e2", 3)])],
            &[],
        ),
        (vec![with_sources(1, "核实等候时间", "", &[("e2", 1)])], &[third]),
        (
            vec![
                with_sources(1, "核实等候时间", "", &[("e2", 1)]),
                with_sources(2, "", "材料已足以说明", &[("e2", 3)]),
            ],
            &[],
        ),
        // Blank words are none, and the issue of another expert is another one.
        (
            vec![with_sources(1, " ", "\n", &[("e2", 1), ("e2", 3)])],
            &[first, third],
        ),
        (
            vec![with_sources(1, "核实等候时间", "", &[("e1", 1), ("e3", 3)])],
            &["issue/1/source/e1/1", "issue/1/source/e3/3", first, third],
        ),
        // What no sheet asks is no source, waived or not; an issue of the leader's own has none.
        (
            vec![
                with_sources(1, "核实等候时间", "", &[("e2", 1), ("e2", 3), ("e2", 4)]),
                with_sources(2, "", "不再核实", &[("e9", 1)]),
                with_sources(3, "核实台账", "", &[]),
            ],
            &["issue/1/source/e2/4", "issue/2/source/e9/1"],
        ),
    ] {
        assert_eq!(merged(issues.clone()), lacking, "{issues:?}");
    }
}

/// What a report lacks whose first clause has these comments. Of that clause the sheet of e1 has two strengths and an
/// area, and those of e2 and e3 have none.
fn commented(comments: &[ReportComment]) -> Vec<String> {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let percents = ["10", "50", "50"];
    let text = case.sheet_text(("a", MATERIAL), "e1", percents, 1, ReviewNotes::default());
    let Ok((_, Content::Scoresheet(mut sheet))) = open(&text) else {
        panic!("a sheet");
    };
    let said = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| Comment::from((*text).to_owned()))
            .collect()
    };
    sheet.entries[0].strengths = said(&["流程清楚", "记录齐全"]);
    sheet.entries[0].areas = said(&["缺少比较"]);
    let (rubric, fingerprint) = case.rubric.clone();
    let text = write_scoresheet(&valid(*sheet, &rubric, fingerprint), &imprint());
    let first = case.take_sheet(("a", MATERIAL), "e1", 1, text);
    let [second, third] = ["e2", "e3"].map(|expert| case.sheet(("a", MATERIAL), expert, percents, 1));
    let mut record = case.report_record(("a", MATERIAL), percents, &[first, second, third]);
    record.clauses[0].comments = comments.to_vec();
    case.report(record);
    case.of("a").material.unfinished
}

/// SPEC Y49
#[test]
fn comments_of_a_report_are_traced_to_the_sheets() {
    let (strength, area) = (CommentKind::Strength, CommentKind::Area);
    let comment = |kind, sources: &[(&str, u32)]| ReportComment {
        kind,
        words: "流程清楚，记录齐全".to_owned(),
        sources: with_sources(1, "", "", sources).sources,
    };
    for (comments, lacking) in [
        (
            vec![
                comment(strength, &[("e1", 1), ("e1", 2)]),
                comment(area, &[("e1", 1)]),
            ],
            &[][..],
        ),
        // A comment of the panel's own has no source.
        (vec![comment(area, &[])], &[]),
        (
            vec![comment(strength, &[("e1", 3)])],
            &["clause/1.1/comment/1/source/e1/3"],
        ),
        (
            vec![comment(strength, &[]), comment(area, &[("e1", 1), ("e1", 2)])],
            &["clause/1.1/comment/2/source/e1/2"],
        ),
        (
            vec![comment(strength, &[("e2", 1), ("e9", 1)])],
            &[
                "clause/1.1/comment/1/source/e2/1",
                "clause/1.1/comment/1/source/e9/1",
            ],
        ),
    ] {
        assert_eq!(commented(&comments), lacking, "{comments:?}");
    }
}

/// SPEC Y46, Y20
#[test]
fn what_was_waived_before_the_visit_needs_no_outcome() {
    for (waiver, lacking) in [("材料已足以说明", &[][..]), ("", &["issue/1/outcome"])] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        let percents = ["10", "50", "50"];
        let sheets = ["e1", "e2", "e3"].map(|expert| case.sheet(("a", MATERIAL), expert, percents, 1));
        let mut record = case.report_record(("a", MATERIAL), percents, &sheets);
        record.issues = vec![issue(1, "", waiver)];
        case.report(record);
        let visit = case.visit(&["a"], "");
        case.must(visit);
        case.stage("a", ReviewStage::Site, percents);
        assert_eq!(case.of("a").site.unfinished, lacking, "{waiver}");
    }
    assert_eq!(Refusal::Abstained.against(), Some("abstention"));
}
