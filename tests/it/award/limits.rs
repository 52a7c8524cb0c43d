//! What no reason overcomes: an award without a review or without an application; entries about nobody, or with a name
//! twice; days that cannot be; plans of visits that were not decided.

use scoring::cycle::{
    ApplicationForm, Award, CycleFault, PanelReport, Register, ReviewStage, Setting, VisitPlan,
    VisitPlanRecord,
};
use scoring::docket::{Act, AwardState, Body, Handling, Refusal, VoteCount};
use scoring::files::{
    Content, FileKind, next_entry, open, pack_payload, write_application_form, write_visit_plan,
};
use scoring::foundations::OrganisationId;
use scoring::problem::Severity;

use super::{
    Case, IN_TIME, candidates, close_notice, confirm, government, id, ids, issue, open_notice, received_at,
    registered, samples, seats, session, vote,
};
use crate::support::{day, imprint};

fn unreviewed(application: &str) -> Refusal {
    Refusal::Unreviewed {
        application: application.to_owned(),
    }
}

/// A vote that a reason carries.
fn carried(application: &str) -> VoteCount {
    VoteCount {
        reason: "评委会决定".to_owned(),
        ..vote(application, 13, 0)
    }
}

/// Nobody was reviewed, and the committee voted with a reason.
///
/// SPEC Y53
#[test]
fn no_reason_publishes_an_award_without_a_review() {
    let mut case = Case::new();
    case.confirmed("a");
    let proposal = case.proposal("");
    case.must(proposal);
    case.must(session(13, vec![carried("a")]));
    assert_eq!(case.of("a").award, AwardState::Proposed);
    let reason = "评委会决定";
    assert_eq!(case.refused(open_notice("N1", &["a"], reason)), unreviewed("a"));
    // Nor does a review that is not finished.
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    case.stage("a", ReviewStage::Material, ["50", "50", "50"]);
    let visit = case.visit(&["a"], "");
    case.must(visit);
    let proposal = case.proposal("尚未完成");
    case.must(proposal);
    case.must(session(13, vec![carried("a")]));
    assert_eq!(case.refused(open_notice("N1", &["a"], reason)), unreviewed("a"));
    // Once it is, the vote stands; where it falls again before it was ever a candidate's, nothing goes on.
    case.stage("a", ReviewStage::Site, ["50", "50", "90"]);
    case.must(open_notice("N1", &["a"], reason));
    case.must(close_notice("N1", "2026-08-09", ""));
    let report = case.reports[&("a".to_owned(), ReviewStage::Site)];
    let falls = |case: &mut Case| {
        case.must(Act::FileWithdrawn {
            file: report,
            reason: "交错了".to_owned(),
        })
    };
    let fallen = falls(&mut case);
    assert_eq!(case.refused(government(&["a"], &[], reason)), unreviewed("a"));
    case.must(government(&[], &["a"], reason));
    case.entries.truncate(usize::try_from(fallen).expect("small") - 1);
    case.must(government(&["a"], &[], ""));
    falls(&mut case);
    assert_eq!(case.refused(registered("a", "2026-1")), unreviewed("a"));
}

/// A report that changed after the candidates were proposed is reported, and a reason carries the publication.
///
/// SPEC Y28, Y53
#[test]
fn what_was_finished_when_candidates_were_proposed_goes_on_with_a_reason() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    case.sheet(("a", ReviewStage::Site), "e2", ["50", "50", "80"], 2);
    assert_eq!(case.of("a").site.rank, None);
    let needed = Refusal::ReasonNeeded { against: "26" };
    assert_eq!(case.refused(open_notice("N1", &["a", "b"], "")), needed);
    case.must(open_notice("N1", &["a", "b"], "笔误更正，不影响结论"));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a", "b"], &[], ""));
    case.must(registered("a", "2026-1"));
}

/// An applicant of whom no file is in force has no name to be published.
///
/// SPEC Y53
#[test]
fn nothing_of_an_applicant_without_a_file_is_published() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    let file = case.texts["a-1.json"].clone();
    let file = open(&file).expect("it opens").0.fingerprint;
    let taken_out = Act::FileWithdrawn {
        file,
        reason: "交错了".to_owned(),
    };
    let before = case.entries.len();
    case.must(taken_out.clone());
    let reason = "评委会决定";
    assert_eq!(case.refused(open_notice("N1", &["a"], reason)), Refusal::Late);
    case.entries.truncate(before);
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    let before = case.entries.len();
    case.must(taken_out.clone());
    assert_eq!(case.refused(government(&["a"], &[], reason)), Refusal::Late);
    case.entries.truncate(before);
    case.must(government(&["a"], &[], ""));
    case.must(taken_out);
    assert_eq!(case.refused(registered("a", "2026-1")), Refusal::Late);
}

/// SPEC Y53
#[test]
fn no_certificate_after_the_qualification_was_refused() {
    let mut case = Case::approved();
    let mut refuse = confirm("a", "查实弄虚作假");
    if let Act::QualificationDecided { decision, .. } = &mut refuse {
        *decision = scoring::docket::Decision::Refused;
    }
    case.must(refuse);
    let refusal = case.refused(registered("a", "2026-1"));
    assert_eq!((refusal.id(), refusal.against()), ("not_confirmed", Some("23")));
}

/// SPEC B18
#[test]
fn a_certificate_has_a_number() {
    let mut case = Case::new();
    for number in ["", " ", "\u{200B}"] {
        let refusal = case.refused(registered("a", number));
        assert_eq!(refusal.id(), "blank");
    }
}

/// SPEC Y7
#[test]
fn a_supplement_is_not_asked_of_who_came_late_or_has_the_award() {
    let ask = |on: &str, due: &str| Act::SupplementAsked {
        application: id("a"),
        what: vec!["证明材料".to_owned()],
        day: day(on),
        due: day(due),
    };
    let mut case = Case::new();
    case.applies(
        ("a", "本地:a"),
        1,
        "2026-03-31T16:00:00Z",
        Some(super::good_form()),
    );
    assert_eq!(case.refused(ask("2026-04-02", "2026-04-10")), Refusal::Late);
    let mut case = Case::approved();
    case.must(registered("a", "2026-1"));
    assert_eq!(case.refused(ask("2026-09-11", "2026-09-20")).id(), "registered");
}

/// SPEC B19
#[test]
fn an_entry_is_about_somebody_and_names_everybody_once() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    let figures = case.figures(ReviewStage::Material);
    let twice = || Refusal::Twice { id: "a".to_owned() };
    let list = |applications: &[&str]| Act::SiteListDecided {
        applications: ids(applications),
        body: Body::Secretariat,
        day: day("2026-07-10"),
        figures,
        reason: "评委会决定".to_owned(),
    };
    let formed = |applications: &[&str]| Act::PanelFormed {
        body: None,
        panel: id("P2"),
        members: seats(&["e4", "e5", "e6"]),
        applications: ids(applications),
    };
    let changed = |applications: &[&str]| Act::PanelChanged {
        body: None,
        panel: id("P-a-b"),
        members: seats(&["e4", "e5", "e6"]),
        applications: ids(applications),
        stage: ReviewStage::Site,
        reason: "因病".to_owned(),
    };
    let assigned = |applications: &[&str]| Act::AssignmentIssued {
        expert: id("e1"),
        stage: ReviewStage::Material,
        applications: ids(applications),
        day: day("2026-04-21"),
        due: day("2026-05-20"),
    };
    let handled = |applications: &[&str]| Act::ConflictHandled {
        expert: id("e4"),
        applications: ids(applications),
        ground: scoring::cycle::TieGround::Relative,
        outcome: Handling::Stands,
        day: day("2026-04-21"),
        reason: "核实".to_owned(),
    };
    type Kind<'k> = &'k dyn Fn(&[&str]) -> Act;
    let kinds: [Kind<'_>; 5] = [
        &changed,
        &assigned,
        &handled,
        &|applications| open_notice("N1", applications, ""),
        &|applications| government(applications, &[], ""),
    ];
    for kind in kinds {
        let act = kind(&[]);
        assert_eq!(case.refused(act.clone()), Refusal::Nobody, "{}", act.kind());
        let act = kind(&["a", "a"]);
        assert_eq!(case.refused(act.clone()), twice(), "{}", act.kind());
    }
    assert_eq!(case.refused(formed(&["a", "a"])), twice());
    assert_eq!(case.refused(list(&["a", "a", "b"])), twice());
    assert_eq!(case.refused(government(&["a"], &["a"], "")), twice());
    assert_eq!(case.refused(session(0, Vec::new())), Refusal::Nobody);
    // A list for the visit may be of nobody, where the cut-off is above all, and a panel may be formed for later.
    case.must(list(&[]));
    case.must(formed(&[]));
}

/// SPEC B3
#[test]
fn a_fork_is_settled_where_there_is_one() {
    let mut case = Case::new();
    case.confirmed("a");
    let kept = case.entries[3].hash;
    let settle = Act::ForkSettled {
        kept,
        reason: "核对后保留".to_owned(),
    };
    assert_eq!(case.refused(settle.clone()), Refusal::NoFork);
    case.entries.pop();
    // Behind a fork it settles it; a hash from before the fork settles nothing.
    let last = case.entries.pop().expect("an entry");
    let other = next_entry(
        case.entries.last(),
        last.at,
        last.by.clone(),
        confirm("a", "另一台电脑上登记"),
    );
    let before_fork = case.entries.last().expect("an entry").hash;
    let kept = last.hash;
    case.entries.push(last);
    let settled = case.put(Act::ForkSettled {
        kept,
        reason: "核对后保留".to_owned(),
    });
    case.entries.push(other.clone());
    assert_eq!(case.refusal(settled), None);
    assert_eq!(case.standing().seq, settled);
    case.entries
        .truncate(usize::try_from(settled).expect("small") - 1);
    case.put(Act::ForkSettled {
        kept: before_fork,
        reason: "核对后保留".to_owned(),
    });
    case.entries.push(other);
    assert_eq!(case.standing().seq, settled - 2, "the fork is open");
}

/// SPEC Y55
#[test]
fn days_that_cannot_be() {
    let mut case = Case::new();
    let announced = |on: &str| Act::Announced {
        day: day(on),
        medium: "示例日报".to_owned(),
    };
    case.must(announced("2026-03-31"));
    let refusal = case.refused(announced("2026-04-01"));
    assert_eq!((refusal.id(), refusal.against()), ("after_last_day", Some("21")));
    case.visited(&[("a", "90"), ("b", "80")]);
    let withdrawn = |on: &str| Act::ApplicationWithdrawn {
        application: id("b"),
        day: day(on),
        reason: "放弃".to_owned(),
    };
    assert_eq!(case.refused(withdrawn("2026-02-28")), Refusal::DayRunsBack);
    case.must(withdrawn(IN_TIME));
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
    case.must(registered("a", "2026-1"));
    for on in ["2026-08-31", "2026-09-01"] {
        let (application, words) = (id("a"), "奖牌".to_owned());
        let reward = Act::RewardRecorded {
            application: application.clone(),
            day: day(on),
            words: words.clone(),
        };
        let follow_up = Act::FollowUpRecorded {
            application,
            day: day(on),
            words,
        };
        for act in [reward, follow_up] {
            if on < "2026-09-01" {
                assert_eq!(case.refused(act), Refusal::DayRunsBack);
            } else {
                case.must(act);
            }
        }
    }
}

/// SPEC Y39
#[test]
fn settings_are_the_secretariats_or_the_committees() {
    let mut case = Case::new();
    let set = |body: Body| Act::SettingChanged {
        setting: Setting::Quota(2),
        body,
        reason: "评委会决定".to_owned(),
    };
    for body in [Body::Government, Body::Office] {
        assert_eq!(case.refused(set(body)), Refusal::WrongBody { against: "9(3)" });
    }
    for body in [Body::Secretariat, Body::Committee] {
        case.must(set(body));
    }
}

/// SPEC Y44
#[test]
fn a_plan_is_of_a_visit_that_was_decided() {
    let mut case = Case::new();
    let mut record = case.material_report_of_a();
    record.issues = vec![issue(1, "", "")];
    case.report(record);
    let plan = |change: &dyn Fn(&mut VisitPlanRecord)| {
        let mut record = samples::plan();
        record.first_day = day("2026-06-01");
        record.last_day = record.last_day.max(record.first_day);
        for session in &mut record.sessions {
            session.experts = ids(&["e1", "e2"]);
            session.issues.clear();
            session.clauses.clear();
        }
        change(&mut record);
        write_visit_plan(&VisitPlan::check(record).expect("sound").0, &imprint())
    };
    let accept = |case: &mut Case, name: &str, text: String| Act::FileAccepted {
        file: case.keep(name, text),
        receipt: None,
        received: received_at("2026-06-02"),
    };
    let early = accept(&mut case, "early.json", plan(&|_| {}));
    assert_eq!(case.refused(early).id(), "not_visited");
    let visit = case.visit(&["a"], "");
    case.must(visit);
    for (name, refusal, change) in [
        (
            "before.json",
            "day_runs_back",
            &(|plan: &mut VisitPlanRecord| plan.first_day = day("2026-05-31"))
                as &dyn Fn(&mut VisitPlanRecord),
        ),
        ("stranger.json", "not_on_panel", &|plan| {
            plan.sessions[0].experts = ids(&["e1", "e9"]);
        }),
        ("issue.json", "unknown", &|plan| {
            plan.sessions[0].issues = vec![1, 2]
        }),
    ] {
        let act = accept(&mut case, name, plan(change));
        assert_eq!(case.refused(act).id(), refusal, "{name}");
    }
    let sound = accept(
        &mut case,
        "sound.json",
        plan(&|plan| plan.sessions[0].issues = vec![1]),
    );
    case.must(sound);
}

/// An issue that came up on site asks for an outcome or a waiver as every other does.
///
/// SPEC Y20
#[test]
fn every_issue_of_the_site_report_needs_an_outcome() {
    for (second, unfinished) in [
        (issue(2, "", ""), vec!["issue/2/outcome"]),
        (issue(2, "\u{200B} ", ""), vec!["issue/2/outcome"]),
        (issue(2, "属实", ""), vec![]),
        (issue(2, "", "与评分无关"), vec![]),
    ] {
        let mut case = Case::new();
        case.confirmed("a");
        case.panel(&["a"]);
        let percents = ["50", "50", "50"];
        for stage in ReviewStage::ALL {
            let sheets = ["e1", "e2", "e3"].map(|expert| case.sheet(("a", stage), expert, percents, 1));
            let mut record = case.report_record(("a", stage), percents, &sheets);
            if stage == ReviewStage::Site {
                record.issues = vec![second.clone()];
            }
            case.report(record);
            if stage == ReviewStage::Material {
                let visit = case.visit(&["a"], "");
                case.must(visit);
            }
        }
        assert_eq!(case.of("a").site.unfinished, unfinished);
    }
}

/// SPEC Y22
#[test]
fn a_clause_that_is_not_applicable_has_no_value() {
    let case = Case::new();
    let mut record = case.report_record(("a", ReviewStage::Material), ["50", "50", "50"], &[]);
    record.clauses[1].not_applicable = "没有这项服务".to_owned();
    let (rubric, fingerprint) = &case.rubric;
    let both = PanelReport::check(record.clone(), rubric, *fingerprint).expect_err("it contradicts itself");
    let faults: Vec<&CycleFault> = both.iter().map(|problem| &problem.fault).collect();
    assert_eq!(faults, [&CycleFault::ScoredAndNotApplicable]);
    record.clauses[1].value = None;
    assert!(PanelReport::check(record, rubric, *fingerprint).is_ok());
}

/// Small letters, full-width signs and blanks are how people type a code.
///
/// SPEC Y43
#[test]
fn a_code_in_a_form_is_folded() {
    let right = OrganisationId::completed("12440307MB2D00001").expect("a code");
    let typed = format!("１２４４ {}", &right.as_str()[4..].to_lowercase());
    let mut record = samples::form();
    record.organisation = right.clone();
    let (form, _) = ApplicationForm::check(record).expect("sound");
    let text = write_application_form(&form, &imprint());
    let mut payload: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    payload["payload"]["organisation"] = typed.into();
    let payload = payload["payload"].to_string();
    let mut of_cycle = imprint();
    of_cycle.cycle = Some("2026".to_owned());
    let text = pack_payload(FileKind::ApplicationForm, &payload, None, &of_cycle).expect("JSON");
    let Ok((_, Content::ApplicationForm(form))) = open(&text) else {
        panic!("it does not open");
    };
    assert_eq!(form.organisation, right);
}

/// SPEC Y37
#[test]
fn an_award_withdrawn_before_its_day_is_asked_about() {
    let check = |withdrawn: &str| {
        let award = Award {
            withdrawn: Some(day(withdrawn)),
            ..candidates::former("a")
        };
        let given = award.day.expect("a day");
        let (_, warnings) = Register::check(vec![award]).expect("sound");
        let warned = warnings.iter().any(|problem| {
            problem.severity == Severity::Warning
                && matches!(problem.fault, CycleFault::WithdrawnBefore { .. })
        });
        (given, warned)
    };
    let (given, warned) = check("1990-01-01");
    assert!(warned);
    assert!(!check(&given.to_string()).1);
}
