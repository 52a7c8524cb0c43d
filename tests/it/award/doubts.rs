//! What the rules allow and people have to know all the same.

use scoring::cycle::ReviewStage;
use scoring::docket::{Act, Department, OpinionOutcome, VoteCount};
use scoring::files::{Content, open, write_scoresheet};
use scoring::scoresheet::ReviewNotes;

use super::{
    Case, IN_TIME, close_notice, confirm, good_form, government, id, open_notice, organisation, session, vote,
};
use crate::support::{day, imprint, valid};

/// What is told at a place.
fn told(case: &Case, place: &str) -> Vec<String> {
    let remarks = case.standing().remarks.into_iter();
    let there = remarks.filter(|remark| remark.place() == place);
    there.map(|remark| remark.what()).collect()
}

/// SPEC Y54
#[test]
fn a_vote_that_a_reason_carried_is_told() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.applies(("late", "本地:late"), 1, "2026-04-01", Some(good_form()));
    case.passed(&["a"]);
    assert_eq!(told(&case, "application/a"), [""; 0]);
    case.must(session(
        13,
        vec![VoteCount {
            reason: "评委会决定".to_owned(),
            ..vote("late", 9, 3)
        }],
    ));
    assert_eq!(told(&case, "application/late"), ["passed_unranked"]);
    // So is one whose report fell afterwards, as far as it goes.
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.sheet(("a", ReviewStage::Site), "e2", ["50", "50", "80"], 2);
    assert_eq!(told(&case, "application/a"), ["passed_unranked"]);
    case.must(government(&["a"], &[], ""));
    assert_eq!(told(&case, "application/a"), ["passed_unranked"]);
}

/// SPEC Y54
#[test]
fn an_applicant_without_a_file_or_a_confirmation_is_told() {
    let mut case = Case::new();
    let file = case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.panel(&["a"]);
    assert_eq!(told(&case, "application/a"), ["panel_unconfirmed"]);
    case.opinions("a");
    case.must(confirm("a", ""));
    assert_eq!(told(&case, "application/a"), [""; 0]);
    case.must(Act::FileWithdrawn {
        file,
        reason: "交错了".to_owned(),
    });
    let told = told(&case, "application/a");
    assert!(told.contains(&"no_file".to_owned()), "{told:?}");
}

/// SPEC Y54
#[test]
fn a_confirmation_against_an_objection_is_told() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.opinions("a");
    case.must(Act::OpinionRecorded {
        application: id("a"),
        department: Department::Personnel,
        day: day("2026-04-11"),
        outcome: OpinionOutcome::Objection,
        events: Vec::new(),
    });
    assert_eq!(told(&case, "application/a"), [""; 0]);
    case.must(confirm("a", ""));
    assert_eq!(told(&case, "application/a"), ["confirmed_against/personnel"]);
}

/// SPEC Y54
#[test]
fn who_continues_an_applicant_is_told() {
    let mut case = Case::new();
    case.applies(("b", "本地:b"), 1, IN_TIME, None);
    let text = case.application_text("示例a医院", "第1版");
    let file = case.file("a.json", text, IN_TIME);
    case.must(Act::Identified {
        file,
        application: id("a"),
        organisation: Some(organisation("本地:a")),
        continues: ["本地:b", "本地:旧"].map(organisation).into(),
        expert: None,
        revision: 1,
        reason: String::new(),
        form: None,
    });
    assert_eq!(told(&case, "application/a"), ["continues/本地:b"]);
}

/// SPEC Y54
#[test]
fn sheets_on_an_earlier_revision_are_told() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let of = ("a", ReviewStage::Material);
    let first = {
        let text = case.texts["a-1.json"].clone();
        open(&text).expect("it opens").0.fingerprint
    };
    for expert in ["e1", "e2", "e3"] {
        let text = case.sheet_text(of, expert, ["50", "50", "50"], 1, ReviewNotes::default());
        let Ok((_, Content::Scoresheet(mut sheet))) = open(&text) else {
            panic!("a sheet");
        };
        sheet.application = Some(first);
        let (rubric, fingerprint) = &case.rubric;
        let text = write_scoresheet(&valid(*sheet, rubric, *fingerprint), &imprint());
        case.take_sheet(of, expert, 1, text);
    }
    assert_eq!(told(&case, "application/a"), [""; 0]);
    case.applies(("a", "本地:a"), 2, "2026-03-20", None);
    assert_eq!(told(&case, "application/a"), ["earlier_revision/material"]);
}

/// SPEC Y54
#[test]
fn a_site_review_of_who_is_not_on_the_list_is_told() {
    let mut case = Case::new();
    case.confirmed("a");
    case.confirmed("b");
    case.panel(&["a", "b"]);
    for application in ["a", "b"] {
        case.stage(application, ReviewStage::Material, ["50", "50", "50"]);
    }
    let visit = case.visit(&["a"], "只看一家");
    case.must(visit);
    case.sheet(("b", ReviewStage::Site), "e1", ["50", "50", "80"], 1);
    case.sheet(("a", ReviewStage::Site), "e1", ["50", "50", "80"], 1);
    assert_eq!(told(&case, "application/b"), ["reviewed_unlisted"]);
    assert_eq!(told(&case, "application/a"), [""; 0]);
}

/// SPEC Y54
#[test]
fn a_receipt_number_that_two_applicants_got_is_told() {
    let mut case = Case::new();
    let mut files = Vec::new();
    for application in ["a", "b"] {
        let text = case.application_text(&format!("示例{application}医院"), "第1版");
        let file = case.keep(&format!("{application}.json"), text);
        case.must(Act::FileAccepted {
            file,
            receipt: Some("受理 001".to_owned()),
            received: super::received_at(IN_TIME),
        });
        files.push(file.file);
    }
    let place = |at: usize| format!("file/{}", files[at]);
    case.identified(("a", "本地:a"), 1, files[0], None);
    assert_eq!(told(&case, &place(0)), [""; 0]);
    case.identified(("b", "本地:b"), 1, files[1], None);
    for at in 0..2 {
        assert_eq!(told(&case, &place(at)), ["receipt_twice/受理 001"]);
    }
}
