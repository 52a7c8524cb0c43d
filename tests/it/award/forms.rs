//! Forms, assignments and plans of visits as files of their own; papers that were issued; entries that are written
//! again; bodies that are named.

use scoring::cycle::{
    Answer, ApplicationForm, ApplicationFormRecord, Article, Assignment, AssignmentRecord, CycleFault,
    FormEvent, ReviewStage, Setting, TimeOfDay, Verdict, VisitPlan, VisitPlanRecord,
};
use scoring::docket::{self, Act, AssignmentWanted, Body, Refusal, Remark, Unassigned};
use scoring::files::{
    FileKind, entry_again, next_entry, pack_payload, write_application_form, write_assignment,
    write_visit_plan,
};
use scoring::foundations::Fingerprint;
use scoring::problem::Severity;
use scoring::scoresheet::RubricRef;

use super::{
    Case, IN_TIME, close_notice, good_form, government, id, open_notice, organisation, received_at,
    registered, samples, seats, session, vote,
};
use crate::support::{day, imprint};

/// A form of application a that fulfils everything.
pub(super) fn form() -> ApplicationFormRecord {
    let answers = good_form();
    ApplicationFormRecord {
        organisation: organisation("本地:a"),
        established: answers.established,
        operating_since: answers.operating_since,
        claims: answers.claims,
        events: Vec::new(),
        ..samples::form()
    }
}

pub(super) fn written(record: ApplicationFormRecord) -> String {
    let (form, _) = ApplicationForm::check(record).expect("sound");
    write_application_form(&form, &imprint())
}

/// Keeps a file and gives the entry that takes it in.
fn accept(case: &mut Case, name: &str, text: String, received: &str) -> Act {
    let file = case.keep(name, text);
    Act::FileAccepted {
        file,
        receipt: None,
        received: received_at(received),
    }
}

/// SPEC Y43
#[test]
fn a_form_that_is_a_file_says_what_the_verdict_rests_on() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, None);
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Unclear);
    let file = case.file("form.json", written(form()), IN_TIME);
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Eligible);
    // One form a revision, whoever says it.
    let mut again = form();
    again.name = "另一个名称".to_owned();
    let second = accept(&mut case, "again.json", written(again), IN_TIME);
    assert_eq!(case.refused(second), Refusal::RevisionTaken { revision: 1 });
    case.must(Act::FileWithdrawn {
        file,
        reason: "交错了".to_owned(),
    });
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Unclear);
    // The next one says that something happened.
    let mut bad = form();
    bad.events = vec![FormEvent {
        article: Article::Art16ii,
        day: Some(day("2023-03-31")),
        words: "有效投诉".to_owned(),
        proofs: Vec::new(),
    }];
    case.file("bad.json", written(bad), IN_TIME);
    let found = case.of("a").eligibility;
    assert_eq!(found.verdict, Verdict::Excluded);
    assert_eq!(found.grounds[0].day, Some(day("2023-03-31")));
}

/// SPEC Y43
#[test]
fn a_form_counts_where_it_came_in_time() {
    for (received, supplement, counts) in [
        ("2026-03-31T15:59:59Z", None, true),
        ("2026-03-31T16:00:00Z", None, false),
        ("2026-04-08", Some("2026-04-10"), true),
        ("2026-04-10T16:00:00Z", Some("2026-04-10"), false),
        // An earlier due day takes nothing away.
        ("2026-03-31", Some("2026-03-20"), true),
    ] {
        let mut case = Case::new();
        case.applies(("a", "本地:a"), 1, IN_TIME, None);
        if let Some(due) = supplement {
            case.must(Act::SupplementAsked {
                application: id("a"),
                what: vec!["申报表".to_owned()],
                day: day("2026-03-10"),
                due: day(due),
            });
        }
        case.file("form.json", written(form()), received);
        let verdict = if counts {
            Verdict::Eligible
        } else {
            Verdict::Unclear
        };
        assert_eq!(case.of("a").eligibility.verdict, verdict, "{received}");
    }
}

/// SPEC Y43
#[test]
fn a_form_belongs_to_a_known_application() {
    let mut case = Case::new();
    let early = accept(&mut case, "form.json", written(form()), IN_TIME);
    assert_eq!(
        case.refused(early.clone()),
        Refusal::Unknown { id: "a".to_owned() }
    );
    case.applies(("a", "本地:a"), 1, IN_TIME, None);
    let mut other = form();
    other.organisation = organisation("本地:b");
    let other = accept(&mut case, "other.json", written(other), IN_TIME);
    assert_eq!(case.refused(other), Refusal::OtherOrganisation);
    let mut elsewhere = form();
    elsewhere.cycle = id("2024");
    let elsewhere = accept(&mut case, "elsewhere.json", written(elsewhere), IN_TIME);
    assert_eq!(
        case.refused(elsewhere),
        Refusal::OtherCycle {
            found: "2024".to_owned()
        }
    );
    // A form of revision 2 that came first is not replaced by what is typed from paper.
    let mut second = form();
    second.revision = 2;
    second.established = Some(day("2025-01-01"));
    case.must(early);
    case.file("second.json", written(second), IN_TIME);
    assert_eq!(
        case.of("a").eligibility.verdict,
        Verdict::Eligible,
        "revision 1 is in force"
    );
    let text = case.application_text("示例a医院", "第2版");
    let file = case.file("a-2.json", text, IN_TIME);
    let identified = |form| Act::Identified {
        file,
        application: id("a"),
        organisation: Some(organisation("本地:a")),
        continues: Vec::new(),
        expert: None,
        revision: 2,
        reason: String::new(),
        form,
    };
    assert_eq!(
        case.refused(identified(Some(good_form()))),
        Refusal::RevisionTaken { revision: 2 }
    );
    case.must(identified(None));
    assert_eq!(
        case.of("a").eligibility.verdict,
        Verdict::Excluded,
        "founded in 2025"
    );
    case.must(Act::ApplicationWithdrawn {
        application: id("a"),
        day: day("2026-03-20"),
        reason: "不再申报".to_owned(),
    });
    let mut third = form();
    third.revision = 3;
    let third = accept(&mut case, "third.json", written(third), IN_TIME);
    assert_eq!(
        case.refused(third),
        Refusal::Withdrawn {
            application: "a".to_owned()
        }
    );
}

/// SPEC Y43, B11
#[test]
fn a_form_names_its_applicant_and_answers_once() {
    let faults = |change: &dyn Fn(&mut ApplicationFormRecord)| {
        let mut record = form();
        change(&mut record);
        let problems = match ApplicationForm::check(record) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.severity == Severity::Error, problem.fault.clone()))
            .collect();
        found
    };
    let article = |article| CycleFault::ClaimedArticle { article };
    assert_eq!(faults(&|_| {}), []);
    assert_eq!(
        faults(&|form| form.name = " ".to_owned()),
        [(true, CycleFault::NoName)]
    );
    assert_eq!(
        faults(&|form| form.declared = None),
        [(false, CycleFault::NotDeclared)]
    );
    assert_eq!(
        faults(&|form| form.organisation = organisation("91350100M000100Y42")),
        [(
            false,
            CycleFault::CheckDigit {
                id: "91350100M000100Y42".to_owned()
            }
        )]
    );
    assert_eq!(
        faults(&|form| form.claims.push(scoring::cycle::Claim {
            article: Article::Art16v,
            answer: Answer::Yes,
        })),
        [(true, article("16(5)"))]
    );
    assert_eq!(
        faults(&|form| form.claims.push(scoring::cycle::Claim {
            article: Article::Art15i,
            answer: Answer::Yes,
        })),
        [(true, article("15(1)"))]
    );
    assert_eq!(
        faults(&|form| form.events.push(FormEvent {
            article: Article::Art15ii,
            day: None,
            words: String::new(),
            proofs: Vec::new(),
        })),
        [(true, article("15(2)"))]
    );
}

/// SPEC Y44
#[test]
fn an_assignment_is_for_an_expert_who_has_a_seat() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let rubric = RubricRef::to(&case.rubric.0, case.rubric.1);
    let written = |change: &dyn Fn(&mut AssignmentRecord)| {
        let mut record = samples::assignment(&rubric);
        change(&mut record);
        write_assignment(&Assignment::check(record).expect("sound").0, &imprint())
    };
    let good = accept(&mut case, "good.json", written(&|_| {}), "2026-04-25");
    case.must(good);
    type Change<'c> = &'c dyn Fn(&mut AssignmentRecord);
    let cases: [(Change<'_>, Refusal); 4] = [
        (
            &|one| one.cycle = id("2024"),
            Refusal::OtherCycle {
                found: "2024".to_owned(),
            },
        ),
        (
            &|one| one.rubric.fingerprint = Fingerprint::of(b"old"),
            Refusal::OtherRubric,
        ),
        (
            &|one| one.applications[0].application = id("b"),
            Refusal::Unknown { id: "b".to_owned() },
        ),
        (
            &|one| {
                one.expert = id("e7");
                one.members[2].expert = id("e7");
            },
            Refusal::NotOnPanel {
                expert: "e7".to_owned(),
            },
        ),
    ];
    for (at, (change, refusal)) in cases.into_iter().enumerate() {
        let bad = accept(
            &mut case,
            &format!("bad-{at}.json"),
            written(change),
            "2026-04-25",
        );
        assert_eq!(case.refused(bad), refusal);
    }
    // On its own it is held against itself.
    let faults = |change: Change<'_>| {
        let mut record = samples::assignment(&rubric);
        change(&mut record);
        let problems = Assignment::check(record).expect_err("not sound");
        let found: Vec<_> = problems.iter().map(|problem| problem.fault.clone()).collect();
        found
    };
    assert_eq!(
        faults(&|one| one.due = day("2026-04-24")),
        [CycleFault::DueBefore]
    );
    assert_eq!(
        faults(&|one| one.expert = id("e9")),
        [CycleFault::NotOnPanel { id: "e9".to_owned() }]
    );
    let twice = one_more_application;
    assert_eq!(faults(&twice), [CycleFault::IdTwice { id: "a".to_owned() }]);
}

fn one_more_application(record: &mut AssignmentRecord) {
    let first = record.applications[0].clone();
    record.applications.push(first);
}

/// SPEC Y44
#[test]
fn a_plan_is_the_leaders() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", ReviewStage::Material, ["50", "50", "50"]);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    type Change<'c> = &'c dyn Fn(&mut VisitPlanRecord);
    let written = |change: Change<'_>| {
        let mut record = samples::plan();
        record.sessions[0].issues.clear();
        change(&mut record);
        write_visit_plan(&VisitPlan::check(record).expect("sound").0, &imprint())
    };
    let first: Change<'_> = &|one| {
        one.revision = 1;
        one.reason = String::new();
        one.sessions[0].place = "旧址".to_owned();
    };
    let good = accept(&mut case, "1.json", written(first), "2026-06-08");
    case.must(good);
    let place = |case: &Case| {
        let (docket, files) = (case.docket(), case.files());
        let course = scoring::docket::Proceedings::of(&docket, &files, None).expect("opened");
        course.visit_plan(&id("a")).expect("a plan").record().sessions[0]
            .place
            .clone()
    };
    assert_eq!(place(&case), "旧址");
    let file = case.file("2.json", written(&|_| {}), "2026-06-09");
    assert_eq!(place(&case), "门诊楼");
    let cases: [(Change<'_>, Refusal); 3] = [
        (
            &|one| one.sessions.clear(),
            Refusal::RevisionTaken { revision: 2 },
        ),
        (
            &|one| one.leader = id("e2"),
            Refusal::NotOnPanel {
                expert: "e2".to_owned(),
            },
        ),
        (
            &|one| one.application = id("b"),
            Refusal::Unknown { id: "b".to_owned() },
        ),
    ];
    for (at, (change, refusal)) in cases.into_iter().enumerate() {
        let bad = accept(
            &mut case,
            &format!("bad-{at}.json"),
            written(change),
            "2026-06-09",
        );
        assert_eq!(case.refused(bad), refusal);
    }
    case.must(Act::FileWithdrawn {
        file,
        reason: "改回".to_owned(),
    });
    assert_eq!(place(&case), "旧址");
    let faults = |change: Change<'_>| {
        let mut record = samples::plan();
        change(&mut record);
        let problems = VisitPlan::check(record).expect_err("not sound");
        let found: Vec<_> = problems.iter().map(|problem| problem.fault.clone()).collect();
        found
    };
    assert_eq!(
        faults(&|one| one.reason = " ".to_owned()),
        [CycleFault::RevisionWithoutReason { revision: 2 }]
    );
    assert_eq!(
        faults(&|one| one.last_day = day("2026-06-12")),
        [CycleFault::PlanDays],
        "a session behind it"
    );
    assert_eq!(
        faults(&|one| one.sessions[0].ends = one.sessions[0].begins),
        [CycleFault::PlanDays]
    );
    assert_eq!(
        faults(&|one| one.sessions[0].experts.clear()),
        [CycleFault::NobodyVisits]
    );
    for (text, is_one) in [
        ("00:00", true),
        ("09:30", true),
        ("24:00", true),
        ("24:01", false),
        ("9:30", false),
        ("09:60", false),
        ("09:3", false),
        ("+9:30", false),
        ("0930", false),
    ] {
        assert_eq!(
            TimeOfDay::parse(text).map(|time| time.to_string()).as_deref() == Some(text),
            is_one,
            "{text}"
        );
    }
}

/// SPEC B16
#[test]
fn a_paper_that_was_issued_quotes_the_figures_of_its_place() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    let issued = |name: &str, figures| Act::PaperIssued {
        name: name.to_owned(),
        application: None,
        day: day("2026-07-01"),
        figures,
        sum: Some(Fingerprint::of(b"text")),
    };
    assert_eq!(
        case.refused(issued("得分汇总与排序表", Some(Fingerprint::of(b"made up")))),
        Refusal::OtherFigures
    );
    case.must(issued("公告", None));
    let material = case.figures(ReviewStage::Material);
    case.must(issued("现场评审名单", Some(material)));
    let site = case.figures(ReviewStage::Site);
    let seq = case.must(issued("得分汇总与排序表", Some(site)));
    let outdated = |case: &Case| -> Vec<Remark> {
        let told = case.standing().remarks;
        told.into_iter()
            .filter(|one| matches!(one, Remark::PaperOutdated { .. }))
            .collect()
    };
    assert_eq!(outdated(&case), []);
    case.must(Act::ApplicationWithdrawn {
        application: id("b"),
        day: day("2026-07-02"),
        reason: "撤回".to_owned(),
    });
    let list = Remark::PaperOutdated {
        seq: seq - 1,
        name: "现场评审名单".to_owned(),
    };
    let ranking = Remark::PaperOutdated {
        seq,
        name: "得分汇总与排序表".to_owned(),
    };
    assert_eq!(outdated(&case), [list.clone(), ranking]);
    // Issued anew it is of now.
    let site = case.figures(ReviewStage::Site);
    case.must(issued("得分汇总与排序表", Some(site)));
    assert_eq!(outdated(&case), [list]);
    let mut unknown = issued("反馈报告", None);
    if let Act::PaperIssued { application, .. } = &mut unknown {
        *application = Some(id("z"));
    }
    assert_eq!(case.refused(unknown), Refusal::Unknown { id: "z".to_owned() });
}

/// SPEC B17, B3
#[test]
fn what_another_branch_says_is_written_again() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let trunk = case.entries.clone();
    let (last, by) = (trunk.last().expect("an entry"), trunk[0].by.clone());
    let supplement = |what: &str| Act::SupplementAsked {
        application: id("a"),
        what: vec![what.to_owned()],
        day: day("2026-04-02"),
        due: day("2026-04-10"),
    };
    let kept = next_entry(Some(last), last.at, by.clone(), supplement("证明材料"));
    let left = next_entry(Some(last), last.at, by.clone(), super::confirm("a", "意见另附"));
    let settled = next_entry(
        Some(&kept),
        last.at,
        by.clone(),
        Act::ForkSettled {
            kept: kept.hash,
            reason: "另一台机器上的登记作废".to_owned(),
        },
    );
    let again = entry_again(Some(&settled), last.at, by.clone(), &left);
    assert_eq!(again.again, Some(left.hash));
    let twice = entry_again(Some(&again), last.at, by.clone(), &left);
    // The first that writes the second entry of that branch says something else.
    let second = next_entry(Some(&left), last.at, by.clone(), supplement("乙机登记"));
    let mut other = entry_again(Some(&twice), last.at, by.clone(), &second);
    other.act = supplement("别的");
    let other = super::rehashed(other);
    let of_line = entry_again(Some(&other), last.at, by, &kept);
    case.entries.extend([
        kept,
        left,
        second,
        settled,
        again.clone(),
        twice.clone(),
        other.clone(),
        of_line.clone(),
    ]);
    let replay_refusal = |entry: &scoring::docket::Entry| case.refusal(entry.seq);
    assert_eq!(replay_refusal(&again), None);
    assert_eq!(
        case.of("a").qualification,
        scoring::docket::Qualification::Confirmed
    );
    assert_eq!(replay_refusal(&twice), Some(Refusal::NotAgain), "once");
    assert_eq!(
        replay_refusal(&other),
        Some(Refusal::NotAgain),
        "it says the same"
    );
    assert_eq!(
        replay_refusal(&of_line),
        Some(Refusal::NotAgain),
        "what is on the line is there"
    );
}

/// SPEC Y39
#[test]
fn the_body_that_is_named_is_the_one_that_decides() {
    let bodies = [Body::Secretariat, Body::Office, Body::Committee, Body::Government];
    let with = |act: &Act, named: Body| {
        let mut act = act.clone();
        if let Act::PanelFormed { body, .. }
        | Act::PanelChanged { body, .. }
        | Act::SessionHeld { body, .. }
        | Act::PublicityOpened { body, .. }
        | Act::AwardWithdrawn { body, .. } = &mut act
        {
            *body = Some(named);
        }
        act
    };
    let only = |case: &mut Case, act: Act, right: Body, against: &'static str| {
        for named in bodies.into_iter().filter(|named| *named != right) {
            assert_eq!(
                case.refused(with(&act, named)),
                Refusal::WrongBody { against },
                "{named:?}"
            );
        }
        case.must(with(&act, right));
    };
    let mut case = Case::new();
    case.confirmed("z");
    let formed = Act::PanelFormed {
        body: None,
        panel: id("Z"),
        members: seats(&["e1", "e2", "e3"]),
        applications: vec![id("z")],
    };
    only(&mut case, formed, Body::Secretariat, "11(5)");
    let changed = Act::PanelChanged {
        body: None,
        panel: id("Z"),
        members: seats(&["e1", "e2", "e4"]),
        applications: vec![id("z")],
        stage: ReviewStage::Material,
        reason: "因病".to_owned(),
    };
    only(&mut case, changed, Body::Secretariat, "11(5)");
    case.must(Act::ApplicationWithdrawn {
        application: id("z"),
        day: day("2026-04-22"),
        reason: "不再申报".to_owned(),
    });
    case.visited(&[("a", "90")]);
    for (named, against) in [
        (Body::Office, "24"),
        (Body::Government, "24"),
        (Body::Committee, "24"),
        (Body::Committee, "26"),
        (Body::Office, "26"),
        (Body::Office, "23"),
        (Body::Committee, "23"),
    ] {
        let mut act = match against {
            "24" => case.visit(&["a"], ""),
            "26" => case.proposal(""),
            _ => super::confirm("a", ""),
        };
        if let Act::SiteListDecided { body, .. }
        | Act::CandidatesProposed { body, .. }
        | Act::QualificationDecided { body, .. } = &mut act
        {
            *body = named;
        }
        assert_eq!(case.refused(act), Refusal::WrongBody { against }, "{named:?}");
    }
    let proposal = case.proposal("");
    case.must(proposal);
    only(
        &mut case,
        session(13, vec![vote("a", 9, 3)]),
        Body::Committee,
        "26",
    );
    only(&mut case, open_notice("N1", &["a"], ""), Body::Secretariat, "27");
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
    case.must(registered("a", "2026-1"));
    let withdrawn = Act::AwardWithdrawn {
        certificate: "2026-1".to_owned(),
        asked_by: Body::Office,
        body: None,
        decided: Some(day("2027-01-15")),
        collected: Vec::new(),
        reason: "弄虚作假".to_owned(),
    };
    for named in [Body::Secretariat, Body::Office, Body::Committee] {
        assert_eq!(
            case.refused(with(&withdrawn, named)),
            Refusal::WrongBody { against: "31" }
        );
    }
    case.must(with(&withdrawn, Body::Government));
}

/// SPEC Y41
#[test]
fn limits_of_texts_are_settings() {
    let told = |report: usize, setting: Option<Setting>| {
        let mut case = Case::new();
        if let Some(setting) = setting {
            case.set(setting, Body::Secretariat);
        }
        let text = case.application_text("示例a医院", "概述");
        // The text of a clause makes the report long; its overall judgement has four characters.
        let (file, _) = text.split_once("\"payload\":").expect("a payload");
        assert!(!file.is_empty());
        let mut payload: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let overall = "字 \n".repeat(report);
        payload["payload"]["sheet"]["overall"] = serde_json::json!(overall);
        let print = case.rubric.1;
        let mut imprint = imprint();
        imprint.cycle = Some("2026".to_owned());
        let text = pack_payload(
            FileKind::Application,
            &payload["payload"].to_string(),
            Some(print),
            &imprint,
        );
        let file = case.file("a-1.json", text.expect("JSON"), IN_TIME);
        case.identified(("a", "本地:a"), 1, file, Some(good_form()));
        let told = case.standing().remarks;
        told.into_iter().find_map(|one| match one {
            Remark::LongReport {
                characters, limit, ..
            } => Some((characters, limit)),
            _ => None,
        })
    };
    assert_eq!(told(30_000, None), None);
    assert_eq!(told(30_001, None), Some((30_001, 30_000)));
    assert_eq!(told(30_001, Some(Setting::ReportCharacters(50_000))), None);
    assert_eq!(told(11, Some(Setting::ReportCharacters(10))), Some((11, 10)));
}

/// SPEC Y47
#[test]
fn an_assignment_follows_from_the_docket() {
    let wanted = |expert: &str, stage, days| {
        let expert = id(expert);
        move |case: &Case| {
            let wanted = AssignmentWanted {
                expert: &expert,
                stage,
                panel: None,
                days,
            };
            docket::assignment(&case.docket(), &case.files(), wanted)
        }
    };
    let days = Some((day("2026-04-25"), day("2026-05-20")));
    let material = wanted("e1", ReviewStage::Material, days);
    let mut case = Case::new();
    for application in ["a", "b", "c"] {
        case.confirmed(application);
    }
    case.applies(("d", "本地:d"), 1, IN_TIME, Some(good_form()));
    case.panel(&["a", "b", "c", "d"]);
    let listed = |found: Result<Assignment, Unassigned>| -> Vec<String> {
        let found = found.expect("an assignment");
        let applications = found.record().applications.iter();
        applications.map(|one| one.application.to_string()).collect()
    };
    assert_eq!(listed(material(&case)), ["a", "b", "c"], "d is not confirmed");
    // Whoever is recused for one application judges the others, and is seen as a member there.
    case.must(Act::ConflictHandled {
        expert: id("e1"),
        applications: vec![id("b")],
        ground: scoring::cycle::TieGround::Adviser,
        outcome: docket::Handling::Recused,
        day: day("2026-04-22"),
        reason: "曾经辅导".to_owned(),
    });
    case.must(Act::ApplicationWithdrawn {
        application: id("c"),
        day: day("2026-04-23"),
        reason: "不再申报".to_owned(),
    });
    assert_eq!(listed(material(&case)), ["a"]);
    let third = wanted("e3", ReviewStage::Material, days);
    assert_eq!(listed(third(&case)), ["a", "b"]);
    let found = third(&case).expect("an assignment");
    let members: Vec<&str> = found
        .record()
        .members
        .iter()
        .map(|one| one.expert.as_str())
        .collect();
    assert_eq!(members, ["e1", "e2", "e3"]);
    assert_eq!(found.record().rubric.fingerprint, case.rubric.1);
    // The file is taken in as it is.
    let text = write_assignment(&found, &imprint());
    let accepted = accept(&mut case, "assignment.json", text, "2026-04-25");
    case.must(accepted);
    // Without days it needs the entry that issued it.
    let undated = wanted("e1", ReviewStage::Material, None);
    assert_eq!(undated(&case), Err(Unassigned::NoDays));
    case.must(Act::AssignmentIssued {
        expert: id("e1"),
        stage: ReviewStage::Material,
        applications: vec![id("a")],
        day: day("2026-04-26"),
        due: day("2026-05-21"),
    });
    let found = undated(&case).expect("an assignment");
    assert_eq!(
        (found.record().day, found.record().due),
        (day("2026-04-26"), day("2026-05-21"))
    );
    let backwards = wanted("e1", ReviewStage::Material, days.map(|(from, due)| (due, from)));
    assert!(matches!(backwards(&case), Err(Unassigned::Faulty(_))));
    // Nobody is on the list for the visit yet, and e7 has no seat.
    for (expert, stage) in [("e1", ReviewStage::Site), ("e7", ReviewStage::Material)] {
        let refusal = Refusal::NotOnPanel {
            expert: expert.to_owned(),
        };
        assert_eq!(
            wanted(expert, stage, days)(&case),
            Err(Unassigned::Refused(refusal))
        );
    }
}

/// SPEC Y47, B3
#[test]
fn an_assignment_has_no_days_of_a_branch_that_was_not_kept() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let last = case.entries.last().cloned();
    let follows = |before: Option<&docket::Entry>, act| {
        let before = before.or(last.as_ref());
        let by = before.expect("an entry").by.clone();
        next_entry(before, imprint().created, by, act)
    };
    let left = follows(
        None,
        Act::AssignmentIssued {
            expert: id("e1"),
            stage: ReviewStage::Material,
            applications: vec![id("a")],
            day: day("2026-04-26"),
            due: day("2026-05-21"),
        },
    );
    let kept = follows(
        None,
        Act::ExpertRemoved {
            expert: id("e9"),
            day: day("2026-04-26"),
            reason: "违反纪律".to_owned(),
        },
    );
    let settled = follows(
        Some(&kept),
        Act::ForkSettled {
            kept: kept.hash,
            reason: "以移出为准".to_owned(),
        },
    );
    case.entries.extend([left, kept, settled]);
    let wanted = AssignmentWanted {
        expert: &id("e1"),
        stage: ReviewStage::Material,
        panel: None,
        days: None,
    };
    let found = docket::assignment(&case.docket(), &case.files(), wanted);
    assert_eq!(found, Err(Unassigned::NoDays));
}
