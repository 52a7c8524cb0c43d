//! Taking in files: one verdict each, and what was accepted never changes.

use scoring::faults::AnyFault;
use scoring::files::FileFault;
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{Accepted, Intake, IntakeFault, Verdict};
use scoring::problem::{Place, Problem, Problems};
use scoring::scoresheet::{SheetFault, SheetRecord, Stage};
use scoring::words;
use serde_json::json;

use crate::support::{ALL_SCORED, Facts, facts, record, small, small_with};

type Change = fn(&mut SheetRecord);

const ASSESSED: &[u8] = b"the application of 2026";

/// What becomes of a second file after a first one, which is a complete site review of one application.
fn second(change: Change) -> (Verdict<IntakeFault>, Intake) {
    let (rubric, fingerprint) = small();
    let mut first = record(&rubric, fingerprint, &ALL_SCORED);
    first.application = Some(Fingerprint::of(ASSESSED));
    let mut other = first.clone();
    change(&mut other);
    let mut intake = Intake::new();
    let verdict = intake.admit(
        "first.json",
        Fingerprint::of(b"first"),
        first,
        (&rubric, fingerprint),
    );
    assert_eq!(verdict, Verdict::Accepted(Problems::new()));
    let verdict = intake.admit(
        "second.json",
        Fingerprint::of(b"second"),
        other,
        (&rubric, fingerprint),
    );
    (verdict, intake)
}

fn refused(change: Change) -> Facts<IntakeFault> {
    let (verdict, intake) = second(change);
    assert_eq!(intake.accepted().len(), 1, "a refused file changes nothing");
    assert_eq!(intake.accepted()[0].name, "first.json");
    match verdict {
        Verdict::Refused(problems) => facts(&problems),
        other => panic!("{other:?}"),
    }
}

fn first() -> Place {
    Place::Named("first.json".to_owned())
}

/// SPEC K1
#[test]
fn the_same_again() {
    let (rubric, fingerprint) = small();
    let mut intake = Intake::new();
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    let print = Fingerprint::of(b"one");
    intake.admit("first.json", print, sheet.clone(), (&rubric, fingerprint));
    let before = intake.clone();
    let verdict = intake.admit("copy.json", print, sheet, (&rubric, fingerprint));
    assert_eq!(
        verdict,
        Verdict::SameAgain {
            first: "first.json".to_owned()
        }
    );
    assert_eq!(intake, before);
}

/// SPEC K2, K6, S1
#[test]
fn another_rubric() {
    let (rubric, fingerprint) = small();
    let (older, old_print) = small_with(&[("/version", Some(json!("1")))]);
    let mut intake = Intake::new();
    let sheet = record(&older, old_print, &ALL_SCORED);
    let verdict = intake.admit("old.json", Fingerprint::of(b"old"), sheet, (&rubric, fingerprint));
    let Verdict::Refused(problems) = &verdict else {
        panic!("{verdict:?}")
    };
    assert!(matches!(
        facts(problems)[..],
        [(Place::File, IntakeFault::Sheet(SheetFault::OtherRubric { .. }))]
    ));
    assert_eq!(words::verdict_of(&verdict.convert(), Lang::Zh), "评定标准不同");
    assert!(intake.accepted().is_empty());
}

/// SPEC K6, S2
#[test]
fn invalid_sheets_and_incomplete_ones() {
    let faults = refused(|sheet| sheet.assessor.clear());
    assert_eq!(
        faults,
        [(Place::Assessor, IntakeFault::Sheet(SheetFault::NoAssessor))]
    );
    let (verdict, intake) = second(|sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.entries[0].value = None;
    });
    let Verdict::Accepted(warnings) = verdict else {
        panic!("{verdict:?}")
    };
    assert_eq!(warnings.len(), 1, "a gap is a warning, and the sheet is taken in");
    assert_eq!(intake.accepted().len(), 2);
}

/// SPEC K3
#[test]
fn a_second_sheet_of_an_assessor() {
    let fault = IntakeFault::SecondSheet {
        assessor: "王评审".to_owned(),
    };
    let expected = vec![(first(), fault)];
    assert_eq!(refused(|sheet| sheet.overall = "另一份".to_owned()), expected);
    assert_eq!(refused(|sheet| sheet.assessor = " 王评审 ".to_owned()), expected);
    for accepted in [
        (|sheet| sheet.stage = Stage::Material) as Change,
        |sheet| sheet.assessor = "李评审".to_owned(),
        |sheet| sheet.applicant = "乙学校".to_owned(),
    ] {
        assert!(matches!(second(accepted).0, Verdict::Accepted(_)));
    }
}

/// SPEC K4
#[test]
fn a_second_self_assessment() {
    let (rubric, fingerprint) = small();
    let mut intake = Intake::new();
    for (name, who, accepted) in [("a.json", "", true), ("b.json", "办公室", false)] {
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        sheet.stage = Stage::SelfAssessment;
        sheet.assessor = who.to_owned();
        let verdict = intake.admit(
            name,
            Fingerprint::of(name.as_bytes()),
            sheet,
            (&rubric, fingerprint),
        );
        assert_eq!(matches!(verdict, Verdict::Accepted(_)), accepted, "{verdict:?}");
        if let Verdict::Refused(problems) = verdict {
            let problem = problems.iter().next().expect("a problem");
            assert_eq!(problem.place, Place::Named("a.json".to_owned()));
            assert!(words::fault(problem, Lang::Zh).contains("已有一份自我评价"));
        }
    }
}

/// SPEC K5
#[test]
fn another_application_of_the_same_applicant() {
    let (wanted, found) = (Fingerprint::of(ASSESSED), Fingerprint::of(b"a later one"));
    let fault = || IntakeFault::OtherApplication { found, wanted };
    let later: Change = |sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.application = Some(Fingerprint::of(b"a later one"));
    };
    assert_eq!(refused(later), [(first(), fault())]);
    let (verdict, _) = second(later);
    assert_eq!(words::verdict_of(&verdict.convert(), Lang::Zh), "申报材料不同");
    // The two stages judge the same application.
    let at_material: Change = |sheet| {
        sheet.stage = Stage::Material;
        sheet.application = Some(Fingerprint::of(b"a later one"));
    };
    assert_eq!(refused(at_material), [(first(), fault())]);
    // A sheet that does not say which application it is about stands beside one that does.
    let silent: Change = |sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.application = None;
    };
    assert!(matches!(second(silent).0, Verdict::Accepted(_)));
    // The applicant's own file is the application: its fingerprint is the one that reviews name.
    let own: Change = |sheet| {
        sheet.stage = Stage::SelfAssessment;
        sheet.application = None;
    };
    let found = Fingerprint::of(b"second");
    assert_eq!(
        refused(own),
        [(first(), IntakeFault::OtherApplication { found, wanted })]
    );
}

/// SPEC K5
#[test]
fn reviews_of_the_application_that_is_there() {
    let (rubric, fingerprint) = small();
    let mut own = record(&rubric, fingerprint, &ALL_SCORED);
    own.stage = Stage::SelfAssessment;
    let mut review = record(&rubric, fingerprint, &ALL_SCORED);
    review.application = Some(Fingerprint::of(ASSESSED));
    for order in [[0, 1], [1, 0]] {
        let mut intake = Intake::new();
        for which in order {
            let (name, print, sheet) = [
                ("own.json", Fingerprint::of(ASSESSED), own.clone()),
                ("review.json", Fingerprint::of(b"review"), review.clone()),
            ][which]
                .clone();
            let verdict = intake.admit(name, print, sheet, (&rubric, fingerprint));
            assert!(matches!(verdict, Verdict::Accepted(_)), "{order:?}: {verdict:?}");
        }
    }
}

/// SPEC K7
#[test]
fn what_is_taken_out_may_come_again() {
    let (rubric, fingerprint) = small();
    let mut intake = Intake::new();
    let print = Fingerprint::of(b"one");
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    intake.admit("first.json", print, sheet.clone(), (&rubric, fingerprint));
    assert_eq!(intake.take_out(Fingerprint::of(b"another")), None);
    let taken: Accepted = intake.take_out(print).expect("it was there");
    assert_eq!((taken.name.as_str(), taken.fingerprint), ("first.json", print));
    assert!(intake.accepted().is_empty());
    let verdict = intake.admit("again.json", print, sheet, (&rubric, fingerprint));
    assert!(matches!(verdict, Verdict::Accepted(_)));
}

/// SPEC K1, K2, K3, K5
#[test]
fn verdicts_in_a_few_words() {
    let refused = |fault: AnyFault| Verdict::Refused(Problem::error(Place::File, fault).into());
    let newer = FileFault::NewerVersion {
        found: 2,
        known: 1,
        written_by: String::new(),
    };
    for (verdict, zh) in [
        (Verdict::Accepted(Problems::new()), "已接收"),
        (Verdict::SameAgain { first: String::new() }, "重复导入"),
        (
            refused(FileFault::Altered { same_content: false }.into()),
            "被改动",
        ),
        (
            refused(FileFault::EnvelopeContradicts { member: "rubric" }.into()),
            "被改动",
        ),
        (refused(newer.into()), "版本较新"),
        (refused(FileFault::NotOurs.into()), "不是本工作台的文件"),
        (
            refused(FileFault::NotJson { line: 1, column: 1 }.into()),
            "不是本工作台的文件",
        ),
        (refused(FileFault::EmptyFile.into()), "不是本工作台的文件"),
        (
            refused(
                IntakeFault::SecondSheet {
                    assessor: String::new(),
                }
                .into(),
            ),
            "同一评审员的第二份",
        ),
        (refused(SheetFault::NoApplicant.into()), "内容有误"),
    ] {
        assert_eq!(words::verdict_of(&verdict, Lang::Zh), zh);
        assert!(!words::verdict_of(&verdict, Lang::En).is_empty());
    }
}
