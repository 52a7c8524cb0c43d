//! What is looked at before anybody is notified: panels, reports, awards, and what is due on a day.

use scoring::cycle::ReviewStage;
use scoring::docket::{
    Act, Department, DueState, Handling, OpinionOutcome, awards, panels, reports, standing, standing_on,
};
use scoring::figures::standing_json;
use scoring::foundations::Word as _;

use super::{Case, IN_TIME, candidates, good_form, id, ids, open_notice};
use crate::support::day;

/// What is due on a day: place, what, and how it stands.
fn due(case: &Case, today: &str) -> Vec<(String, &'static str, &'static str)> {
    let found = standing_on(&case.docket(), &case.files(), None, Some(day(today)));
    let (_, due) = found.due.expect("asked for");
    due.into_iter()
        .map(|one| (one.place, one.what, one.state.word()))
        .collect()
}

/// SPEC Y42, C35
#[test]
fn what_is_due_on_a_day() {
    let mut case = Case::new();
    assert_eq!(
        due(&case, "2026-03-30"),
        [("calendar/last_day".to_owned(), "applications", "open")]
    );
    assert_eq!(
        due(&case, "2026-03-31"),
        [("calendar/last_day".to_owned(), "applications", "due")]
    );
    assert_eq!(due(&case, "2026-04-01"), []);
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    case.must(Act::SupplementAsked {
        application: id("a"),
        what: vec!["证书复印件".to_owned()],
        day: day("2026-04-02"),
        due: day("2026-04-09"),
    });
    case.must(Act::OpinionAsked {
        application: id("a"),
        department: Department::Personnel,
        day: day("2026-04-02"),
        due: day("2026-04-12"),
    });
    let about = |what: &'static str, place: &str, state: &'static str| (place.to_owned(), what, state);
    let opinion = "application/a/opinion/personnel";
    assert_eq!(
        due(&case, "2026-04-09"),
        [
            about("qualification", "application/a", "open"),
            about("supplement", "application/a", "due"),
            about("opinion", opinion, "open"),
        ]
    );
    assert!(due(&case, "2026-04-13").contains(&about("supplement", "application/a", "missed")));
    // The supplement came, an answer that is none did not, and one that is.
    case.applies(("a", "本地:a"), 2, "2026-04-09", None);
    let answers = |outcome| Act::OpinionRecorded {
        application: id("a"),
        department: Department::Personnel,
        day: day("2026-04-10"),
        outcome,
        events: Vec::new(),
    };
    case.must(answers(OpinionOutcome::Unanswered));
    assert!(due(&case, "2026-04-13").contains(&about("opinion", opinion, "missed")));
    case.must(answers(OpinionOutcome::NoObjection));
    assert_eq!(
        due(&case, "2026-04-13"),
        [about("qualification", "application/a", "open")]
    );
    // The day changes nothing else.
    let (docket, files) = (case.docket(), case.files());
    let mut on = standing_on(&docket, &files, None, Some(day("2030-01-01")));
    on.due = None;
    assert_eq!(
        standing_json(&on),
        standing_json(&standing(&docket, &files, None))
    );
}

/// SPEC Y42, C35
#[test]
fn sheets_publicity_objections_and_certificates_are_due() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", ReviewStage::Material, ["50", "50", "90"]);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    case.must(Act::PanelChanged {
        body: None,
        panel: id("P-a"),
        members: super::seats(&["e1", "e2", "e3", "e4"]),
        applications: ids(&["a"]),
        stage: ReviewStage::Site,
        reason: "增加一名".to_owned(),
    });
    case.must(Act::AssignmentIssued {
        expert: id("e4"),
        stage: ReviewStage::Site,
        applications: ids(&["a"]),
        day: day("2026-06-02"),
        due: day("2026-06-20"),
    });
    let sheet = |state| ("sheet/e4/a/site".to_owned(), "sheet", state);
    assert_eq!(due(&case, "2026-06-20"), [sheet("due")]);
    assert_eq!(due(&case, "2026-06-21"), [sheet("missed")]);
    case.sheet(("a", ReviewStage::Site), "e4", ["50", "50", "90"], 1);
    assert_eq!(due(&case, "2026-06-21"), []);
    // Of an application that does not go on no sheet is owed.
    for gives_up in [true, false] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        case.must(Act::AssignmentIssued {
            expert: id("e1"),
            stage: ReviewStage::Material,
            applications: ids(&["a"]),
            day: day("2026-04-25"),
            due: day("2026-05-20"),
        });
        assert_eq!(due(&case, "2026-05-20").len(), 1);
        case.must(if gives_up {
            Act::ApplicationWithdrawn {
                application: id("a"),
                day: day("2026-05-01"),
                reason: "不再申报".to_owned(),
            }
        } else {
            Act::QualificationDecided {
                application: id("a"),
                decision: scoring::docket::Decision::Refused,
                body: scoring::docket::Body::Secretariat,
                day: day("2026-05-01"),
                reason: "查实".to_owned(),
            }
        });
        assert_eq!(due(&case, "2026-05-20"), []);
    }
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(Act::ObjectionRecorded {
        objection: id("O1"),
        application: Some(id("a")),
        day: day("2026-08-04"),
        signed: true,
        words: "数据不实".to_owned(),
    });
    let objection = ("objection/O1".to_owned(), "objection", "open");
    let closing = |state| ("notice/N1".to_owned(), "closing", state);
    assert_eq!(due(&case, "2026-08-08"), [objection.clone(), closing("open")]);
    assert_eq!(due(&case, "2026-08-09"), [objection, closing("due")]);
}

/// SPEC C34
#[test]
fn panels_and_reports_say_what_they_lack() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.confirmed("b");
    let lacking = |case: &Case| -> Vec<(String, ReviewStage, Vec<String>)> {
        let found = panels(&case.docket(), &case.files());
        found
            .into_iter()
            .map(|one| (one.application.to_string(), one.stage, one.lacking))
            .collect()
    };
    let none = |stage| ("b".to_owned(), stage, vec!["panel/missing".to_owned()]);
    assert_eq!(
        lacking(&case),
        [
            ("a".to_owned(), ReviewStage::Material, vec![]),
            ("a".to_owned(), ReviewStage::Site, vec![]),
            none(ReviewStage::Material),
            none(ReviewStage::Site),
        ]
    );
    assert!(
        reports(&case.docket(), &case.files())
            .iter()
            .all(|one| one.lacking.is_empty())
    );
    case.must(Act::ConflictHandled {
        expert: id("e1"),
        applications: ids(&["a"]),
        ground: scoring::cycle::TieGround::Adviser,
        outcome: Handling::Recused,
        day: day("2026-06-20"),
        reason: String::new(),
    });
    // The stage that the application is at needs another member.
    let replacement = ("panel/a/e1".to_owned(), "replacement", "open");
    assert!(due(&case, "2026-06-25").contains(&replacement));
    let found = panels(&case.docket(), &case.files());
    assert_eq!(found[0].lacking, ["panel/leader", "panel/size"]);
    let out: Vec<bool> = found[0].members.iter().map(|member| member.out).collect();
    assert_eq!(out, [true, false, false]);
    let reports = reports(&case.docket(), &case.files());
    assert!(
        reports[0].lacking.contains(&"sheet/e1/recused".to_owned()),
        "{reports:?}"
    );
    // A stage without a report.
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let found = scoring::docket::reports(&case.docket(), &case.files());
    assert_eq!(
        (found.len(), found[0].lacking.as_slice()),
        (1, &["report/missing".to_owned()][..])
    );
    assert_eq!(DueState::WORDS.len(), 3);
}

/// SPEC C33
#[test]
fn awards_of_a_register_and_of_the_cycle() {
    let mut case = Case::with(scoring::cycle::Settings::default(), vec![candidates::former("r")]);
    case.visited(&[("a", "90")]);
    let listed = |case: &Case| awards(&case.docket(), &case.files());
    assert_eq!(listed(&case), [candidates::former("r")]);
    case.must(Act::AwardWithdrawn {
        body: None,
        certificate: "旧r".to_owned(),
        asked_by: scoring::docket::Body::Office,
        decided: Some(day("2026-05-01")),
        collected: Vec::new(),
        reason: "弄虚作假".to_owned(),
    });
    assert_eq!(listed(&case)[0].withdrawn, Some(day("2026-05-01")));
}

/// SPEC Y42, C35
#[test]
fn a_supplement_is_due_until_something_new_comes() {
    // Asked for while applications still come in, or after the last day.
    for (asked, until, came, is_open) in [
        ("2026-03-05", "2026-03-20", "2026-03-20", false),
        ("2026-03-05", "2026-03-20", "2026-03-21", true),
        ("2026-04-02", "2026-04-10", "2026-04-10", false),
        ("2026-04-02", "2026-04-10", "2026-04-11", true),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.must(Act::SupplementAsked {
            application: id("a"),
            what: vec!["证明材料".to_owned()],
            day: day(asked),
            due: day(until),
        });
        let owed = |case: &Case| {
            let found = due(case, "2026-05-01");
            found
                .iter()
                .any(|(_, what, state)| (*what, *state) == ("supplement", "missed"))
        };
        assert!(owed(&case), "what was there before is no supplement");
        case.applies(("a", "本地:a"), 2, came, None);
        assert_eq!(owed(&case), is_open, "{asked} {came}");
    }
}
