//! Applications as they come in: days, revisions, supplements, second applications, withdrawal, qualification.

use scoring::cycle::{Article, Event, Verdict};
use scoring::docket::{
    Act, Body, Decision, Department, OpinionOutcome, Qualification, Receipt, Refusal, Remark,
};
use scoring::foundations::Id;

use super::{Case, IN_TIME, confirm, good_form, id, organisation};
use crate::support::day;

/// SPEC Y6
#[test]
fn the_last_day_is_whole() {
    for (received, expected) in [
        ("2026-03-31T15:59:59Z", Receipt::InTime),
        ("2026-03-31T16:00:00Z", Receipt::Late),
        ("2026-03-31", Receipt::InTime),
        ("2026-04-01", Receipt::Late),
        // Too early is in time.
        ("2026-01-15", Receipt::InTime),
    ] {
        let mut case = Case::new();
        case.applies(("a", "本地:a"), 1, received, Some(good_form()));
        assert_eq!(case.of("a").received, expected, "{received}");
    }
}

/// A revised application after the deadline.
///
/// SPEC Y7
#[test]
fn the_revision_in_force_is_the_highest_in_time() {
    let mut case = Case::new();
    // Post arrives out of order, and revisions may be missing.
    case.applies(("a", "本地:a"), 4, IN_TIME, None);
    case.applies(("a", "本地:a"), 2, "2026-03-20", Some(good_form()));
    case.applies(("a", "本地:a"), 5, "2026-04-05", None);
    let standing = case.of("a");
    assert_eq!(standing.received, Receipt::InTime);
    // A revision without a form keeps the one before it.
    assert_eq!(standing.eligibility.verdict, Verdict::Eligible);
    // A supplement lets the later one in, until its due day.
    let supplement = |due| Act::SupplementAsked {
        application: id("a"),
        what: vec!["证明材料目录".to_owned()],
        day: day("2026-04-02"),
        due: day(due),
    };
    let files = |case: &Case| case.standing().applicants[0].eligibility.grounds.len();
    let mut late_form = good_form();
    late_form.events = vec![Event {
        article: Article::Art16ii,
        day: Some(day("2025-01-01")),
    }];
    case.applies(("a", "本地:a"), 6, "2026-04-06", Some(late_form));
    assert_eq!(files(&case), 0, "revision 6 is late");
    case.must(supplement("2026-04-05"));
    assert_eq!(files(&case), 0, "it came a day after the due day");
    case.must(supplement("2026-04-06"));
    assert_eq!(files(&case), 1, "it came on the due day");
    case.must(supplement("2026-04-03"));
    assert_eq!(
        files(&case),
        1,
        "a second supplement takes away no day of the first"
    );
    // A supplement heals no application that is late as a whole.
    case.applies(("b", "本地:b"), 1, "2026-04-01", Some(good_form()));
    let heals = Act::SupplementAsked {
        application: id("b"),
        what: vec!["证明材料".to_owned()],
        day: day("2026-04-02"),
        due: day("2026-04-30"),
    };
    assert_eq!(case.refused(heals), Refusal::Late);
    assert_eq!(case.of("b").received, Receipt::Late);
    case.opinions("b");
    assert_eq!(case.refused(confirm("b", "材料齐全")), Refusal::Late);
}

/// SPEC Y8
#[test]
fn one_file_a_revision_and_one_organisation_an_application() {
    let mut case = Case::new();
    let first = case.applies(("a", "91350100M000100Y43"), 1, IN_TIME, Some(good_form()));
    let text = case.application_text("示例a医院", "另一份");
    let file = case.file("other.json", text, IN_TIME);
    let identified = |file, application: &str, holder: &str, revision| Act::Identified {
        file,
        application: id(application),
        organisation: Some(organisation(holder)),
        continues: Vec::new(),
        expert: None,
        revision,
        reason: String::new(),
        form: None,
    };
    assert_eq!(
        case.refused(identified(file, "a", "91350100M000100Y43", 1)),
        Refusal::RevisionTaken { revision: 1 }
    );
    assert_eq!(
        case.refused(identified(file, "a", "本地:别家", 2)),
        Refusal::OtherOrganisation
    );
    assert!(matches!(
        case.refused(identified(first, "b", "本地:别家", 1)),
        Refusal::AlreadyDone { .. }
    ));
    assert!(
        case.standing().remarks.contains(&Remark::Unidentified(file)),
        "nobody has said whose it is"
    );
    case.must(identified(file, "a", "91350100M000100Y43", 2));
    assert!(!case.standing().remarks.contains(&Remark::Unidentified(file)));
    // A wrong check digit is asked about and refuses nothing.
    let asked = organisation("91350100M000100Y42");
    assert!(
        !case
            .standing()
            .remarks
            .iter()
            .any(|told| matches!(told, Remark::CheckDigit(_)))
    );
    case.applies(("c", "91350100M000100Y42"), 1, IN_TIME, Some(good_form()));
    let told = Remark::CheckDigit(asked.clone());
    assert!(case.standing().remarks.contains(&told));
    // Until somebody has compared it.
    case.must(Act::LikenessAnswered {
        application: id("c"),
        expert: None,
        organisation: Some(asked),
        outcome: scoring::docket::Likeness::Same,
        day: day("2026-04-02"),
        reason: "与法人证书核对无误".to_owned(),
    });
    assert!(!case.standing().remarks.contains(&told));
    assert_eq!(case.of("c").eligibility.verdict, Verdict::Eligible);
}

/// Files of which nobody can say whose they are, and entries that do not say it.
///
/// SPEC Y8
#[test]
fn whose_a_file_is() {
    let mut case = Case::new();
    let text = case.application_text("示例a医院", "初版");
    let application = case.file("a.json", text, IN_TIME);
    let text = case.sheet_text(
        ("a", scoring::cycle::ReviewStage::Material),
        "e1",
        ["10", "50", "50"],
        1,
        scoring::scoresheet::ReviewNotes::default(),
    );
    let sheet = case.file("sheet.json", text, IN_TIME);
    let pool = case.keep("pool.json", case.texts["pool.json"].clone()).file;
    let never = scoring::foundations::Fingerprint::of(b"never");
    let identified = |file, organisation, expert| Act::Identified {
        file,
        application: id("a"),
        organisation,
        continues: Vec::new(),
        expert,
        revision: 1,
        reason: String::new(),
        form: None,
    };
    let not_accepted = Refusal::NotAccepted {
        file: never.to_string(),
    };
    for (file, holder, expert, refusal) in [
        (application, None, None, Refusal::NoOwner),
        (
            application,
            Some(organisation("本地:a")),
            Some(id("e1")),
            Refusal::NoOwner,
        ),
        (sheet, None, None, Refusal::NoOwner),
        (pool, Some(organisation("本地:a")), None, Refusal::OwnedByNobody),
        (never, Some(organisation("本地:a")), None, not_accepted),
    ] {
        assert_eq!(case.refused(identified(file, holder, expert)), refusal);
    }
}

/// A form whose revision is not there counts for nothing, and so it is told.
///
/// SPEC Y43
#[test]
fn a_form_without_its_application_file_is_told() {
    let mut case = Case::new();
    let file = case.applies(("a", "本地:a"), 1, IN_TIME, None);
    let (first, second) = (super::forms::form(), {
        let mut form = super::forms::form();
        form.revision = 2;
        form
    });
    case.file("form-1.json", super::forms::written(first), IN_TIME);
    assert_eq!(case.standing().remarks, []);
    case.file("form-2.json", super::forms::written(second), IN_TIME);
    let told = |case: &Case| {
        let remarks = case.standing().remarks;
        let told = remarks.iter().map(|one| (one.place(), one.what()));
        told.collect::<Vec<_>>()
    };
    let of = |revision: u32| ("application/a".to_owned(), format!("form_alone/{revision}"));
    assert_eq!(told(&case), [of(2)]);
    case.applies(("a", "本地:a"), 2, IN_TIME, None);
    assert_eq!(told(&case), []);
    case.must(Act::FileWithdrawn {
        file,
        reason: "传错".to_owned(),
    });
    assert_eq!(told(&case), [of(1)]);
}

/// Two applications of one organisation.
///
/// SPEC Y9
#[test]
fn an_organisation_has_one_application() {
    let mut case = Case::new();
    case.applies(("a", "本地:同一家"), 1, IN_TIME, Some(good_form()));
    case.opinions("a");
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Eligible);
    case.applies(("b", "本地:同一家"), 1, "2026-03-02", Some(good_form()));
    for application in ["a", "b"] {
        let found = case.of(application).eligibility;
        assert_eq!(found.verdict, Verdict::Unclear);
        assert_eq!(found.missing.iter().collect::<Vec<_>>(), ["one_application"]);
    }
    assert_eq!(
        case.refused(confirm("a", "以先到的为准")),
        Refusal::OneApplication
    );
    // An application is alive until it is withdrawn, with a file left or without.
    let file = case.entries.iter().rev().find_map(|entry| match &entry.act {
        Act::FileAccepted { file, .. } => Some(file.file),
        _ => None,
    });
    case.must(Act::FileWithdrawn {
        file: file.expect("that of b"),
        reason: "传错".to_owned(),
    });
    assert_eq!(case.of("b").received, Receipt::Missing);
    assert_eq!(
        case.refused(confirm("a", "以先到的为准")),
        Refusal::OneApplication
    );
    case.must(Act::ApplicationWithdrawn {
        application: id("b"),
        day: day("2026-04-01"),
        reason: "重复申报".to_owned(),
    });
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Eligible);
    case.must(confirm("a", ""));
}

/// SPEC Y10
#[test]
fn an_applicant_gives_up_and_a_file_is_taken_out() {
    let mut case = Case::new();
    let first = case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let second = case.applies(("a", "本地:a"), 2, "2026-03-02", None);
    let withdrawn = |file| Act::FileWithdrawn {
        file,
        reason: "误收".to_owned(),
    };
    case.must(withdrawn(second));
    assert_eq!(
        case.of("a").received,
        Receipt::InTime,
        "the revision before is in force again"
    );
    assert_eq!(
        case.refused(withdrawn(second)),
        Refusal::NotAccepted {
            file: second.to_string()
        }
    );
    case.must(withdrawn(first));
    let standing = case.of("a");
    assert_eq!(standing.received, Receipt::Missing);
    assert_eq!(standing.name, "");
    // It may come again.
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    assert_eq!(case.of("a").name, "示例a医院");
    let given_up = case.must(Act::ApplicationWithdrawn {
        application: id("a"),
        day: day("2026-04-01"),
        reason: "人手不足".to_owned(),
    });
    let standing = case.of("a");
    assert_eq!(standing.withdrawn, Some(given_up));
    assert_eq!(standing.received, Receipt::InTime, "it keeps its files");
    let text = case.application_text("示例a医院", "第三版");
    let file = case.file("late.json", text, "2026-03-03");
    let refusal = case.refused(Act::Identified {
        file,
        application: id("a"),
        organisation: Some(organisation("本地:a")),
        continues: Vec::new(),
        expert: None,
        revision: 3,
        reason: String::new(),
        form: None,
    });
    let application = "a".to_owned();
    assert_eq!(refusal, Refusal::Withdrawn { application });
}

/// SPEC Y11
#[test]
fn what_a_decision_on_qualification_needs() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let needs = |against| Refusal::ReasonNeeded { against };
    assert_eq!(case.refused(confirm("a", "")), needs("23"), "no opinion yet");
    case.opinions("a");
    // Silence is never consent.
    case.must(Act::OpinionRecorded {
        application: id("a"),
        department: Department::Discipline,
        day: day("2026-04-15"),
        outcome: OpinionOutcome::Unanswered,
        events: Vec::new(),
    });
    assert_eq!(case.refused(confirm("a", " ")), needs("23"));
    case.opinions("a");
    let mut by_office = confirm("a", "");
    if let Act::QualificationDecided { body, .. } = &mut by_office {
        *body = Body::Office;
    }
    assert_eq!(case.refused(by_office), Refusal::WrongBody { against: "23" });
    let refuse = |reason: &str| Act::QualificationDecided {
        application: id("a"),
        decision: Decision::Refused,
        body: Body::Secretariat,
        day: day("2026-04-20"),
        reason: reason.to_owned(),
    };
    assert_eq!(case.refused(refuse("")), needs("15, 16"), "it is eligible");
    case.must(confirm("a", ""));
    assert_eq!(case.of("a").qualification, Qualification::Confirmed);
    // An opinion names an event afterwards: reported, and decided anew.
    case.must(Act::OpinionRecorded {
        application: id("a"),
        department: Department::Discipline,
        day: day("2026-05-15"),
        outcome: OpinionOutcome::Objection,
        events: vec![Event {
            article: Article::Art16ii,
            day: Some(day("2026-05-01")),
        }],
    });
    let standing = case.standing();
    assert!(standing.remarks.contains(&Remark::VerdictChanged(id("a"))));
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Excluded);
    assert_eq!(
        case.of("a").qualification,
        Qualification::Confirmed,
        "only a decision counts"
    );
    assert_eq!(case.refused(confirm("a", "")), needs("15, 16"));
    case.must(confirm("a", "查实该事件属另一组织"));
    case.must(refuse(""));
    assert_eq!(case.of("a").qualification, Qualification::Refused);
    // Who was refused while the answers were missing is told of too, once they are there.
    case.applies(("b", "本地:b"), 1, IN_TIME, None);
    let mut refused = refuse("");
    if let Act::QualificationDecided { application, .. } = &mut refused {
        *application = id("b");
    }
    case.must(refused);
    assert!(!case.standing().remarks.contains(&Remark::VerdictChanged(id("b"))));
    case.applies(("b", "本地:b"), 2, IN_TIME, Some(good_form()));
    assert!(case.standing().remarks.contains(&Remark::VerdictChanged(id("b"))));
}

/// A successor has the awards of those that it continues.
///
/// SPEC Y4
#[test]
fn successors_and_awards_of_this_cycle() {
    let award = |certificate: &str, holder: &str, cycle: &str, on: &str| scoring::cycle::Award {
        certificate: certificate.to_owned(),
        organisation: organisation(holder),
        name: "示例旧院".to_owned(),
        cycle: id(cycle),
        year: 2022,
        day: Some(day(on)),
        withdrawn: None,
    };
    let awards = vec![
        award("No. 1", "本地:旧院", "2022", "2022-06-01"),
        award("No. 2", "本地:本届", "2026", "2026-01-01"),
    ];
    let mut case = Case::with(scoring::cycle::Settings::default(), awards);
    let of = |case: &Case, application: &str| case.of(application).eligibility.verdict;
    case.applies(("new", "本地:新院"), 1, IN_TIME, Some(good_form()));
    assert_eq!(of(&case, "new"), Verdict::Eligible);
    let text = case.application_text("示例new医院", "第二版");
    let file = case.file("new-2.json", text, IN_TIME);
    case.must(Act::Identified {
        file,
        application: id("new"),
        organisation: Some(organisation("本地:新院")),
        continues: vec![organisation("本地:旧院")],
        expert: None,
        revision: 2,
        reason: String::new(),
        form: None,
    });
    assert_eq!(of(&case, "new"), Verdict::Excluded);
    // An award of this cycle neither excludes nor makes its holder a repeat winner.
    case.applies(("own", "本地:本届"), 1, IN_TIME, Some(good_form()));
    assert_eq!(of(&case, "own"), Verdict::Eligible);
}

/// SPEC B10
#[test]
fn applications_stand_by_organisation_and_then_by_their_own_id() {
    let mut case = Case::new();
    for (application, holder) in [("z", "本地:1"), ("b", "本地:2"), ("a", "本地:2")] {
        case.applies((application, holder), 1, IN_TIME, None);
    }
    let order: Vec<Id> = case
        .standing()
        .applicants
        .into_iter()
        .map(|one| one.application)
        .collect();
    assert_eq!(order, [id("z"), id("a"), id("b")]);
}

/// A slip in the organisation: taken out and identified anew, the application is the other one's.
///
/// SPEC Y8, Y10
#[test]
fn a_wrong_organisation_is_put_right_once_no_file_is_left() {
    let mut case = Case::new();
    let file = case.applies(("a", "本地:错"), 1, IN_TIME, Some(good_form()));
    let identified = |holder: &str, file, revision| Act::Identified {
        file,
        application: id("a"),
        organisation: Some(organisation(holder)),
        continues: vec![organisation("本地:旧")],
        expert: None,
        revision,
        reason: String::new(),
        form: Some(good_form()),
    };
    let text = case.application_text("示例a医院", "第2版");
    let second = case.file("a-2.json", text, IN_TIME);
    assert_eq!(
        case.refused(identified("本地:对", second, 2)),
        Refusal::OtherOrganisation,
        "while a file stands for the other"
    );
    case.must(Act::FileWithdrawn {
        file,
        reason: "组织登记错误".to_owned(),
    });
    case.must(identified("本地:对", second, 2));
    assert_eq!(case.of("a").organisation, organisation("本地:对"));
    // The other organisation is free to apply.
    case.applies(("b", "本地:错"), 1, IN_TIME, Some(good_form()));
    case.opinions("b");
    case.must(confirm("b", ""));
}
