//! Votes, publicity, objections, the government's decision, the register.

use scoring::cycle::{Award, Majority, Setting, Settings};
use scoring::docket::{Act, AwardState, Body, Refusal, Remark, VoteCount};
use scoring::foundations::{Day, Exact};

use super::{Case, close_notice, government, id, ids, open_notice, organisation, registered, session, vote};
use crate::support::day;

fn objection(number: &str, application: Option<&str>, signed: bool) -> Act {
    Act::ObjectionRecorded {
        objection: id(number),
        application: application.map(id),
        day: day("2026-08-03"),
        signed,
        words: "反映的情况".to_owned(),
    }
}

fn resolved(number: &str, upheld: bool) -> Act {
    Act::ObjectionResolved {
        objection: id(number),
        upheld,
        day: day("2026-08-07"),
        reason: "经核查".to_owned(),
    }
}

/// Three applications, proposed and passed.
fn passed() -> Case {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80"), ("c", "70"), ("d", "60")]);
    case.passed(&["a", "b", "c"]);
    case
}

/// Three applications on a list whose time is over.
fn publicised() -> Case {
    let mut case = passed();
    case.must(open_notice("N1", &["a", "b", "c"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case
}

fn award(case: &Case, application: &str) -> AwardState {
    case.of(application).award
}

/// SPEC Y30
#[test]
fn quorum_and_majority() {
    // 15 members; 10 are two thirds.
    for (present, in_favour, against, recused, quorate, passed) in [
        (10, 6, 4, 0, true, true),
        (9, 9, 0, 0, false, false),
        (12, 6, 6, 0, true, false),
        (13, 7, 6, 0, true, true),
        (13, 7, 5, 1, true, true),
        // Abstentions are not for: 6 of 12.
        (13, 6, 0, 1, true, false),
        (10, 0, 0, 10, true, false),
    ] {
        let mut case = Case::new();
        case.visited(&[("a", "90")]);
        let proposal = case.proposal("");
        case.must(proposal);
        let mut count = vote("a", in_favour, against);
        count.recused = (1..=recused).map(|number| id(&format!("m{number}"))).collect();
        case.must(session(present, vec![count]));
        let found = case.of("a").vote.expect("a vote");
        let label = format!("{in_favour}:{against} of {present}, {recused} recused");
        assert_eq!((found.quorate, found.passed), (quorate, passed), "{label}");
        assert_eq!(award(&case, "a") == AwardState::Proposed, passed, "{label}");
    }
    let two_thirds = Majority::AtLeastOfPresent(Exact::new(2, 3));
    for (in_favour, present, recused, passes) in [
        (8, 12, 0, true),
        (7, 12, 0, false),
        (8, 12, 3, true),
        (0, 3, 3, false),
    ] {
        assert_eq!(
            two_thirds.passes(in_favour, present, recused),
            passes,
            "{in_favour} of {present}"
        );
    }
}

/// A committee member recused; votes that do not add up.
///
/// SPEC Y30, Y31
#[test]
fn votes_that_cannot_be() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    assert_eq!(
        case.refused(session(13, vec![vote("a", 9, 3)])),
        Refusal::NothingProposed
    );
    // A session that votes on nobody is a fact, whenever it was.
    let mut early = session(13, Vec::new());
    if let Act::SessionHeld { day: on, .. } = &mut early {
        *on = day("2026-06-20");
    }
    case.must(early);
    let proposal = case.proposal("");
    case.must(proposal);
    let mut twice = session(12, vec![vote("a", 9, 3)]);
    if let Act::SessionHeld { present, .. } = &mut twice {
        present.push(id("m7"));
    }
    let of = |id: &str| Refusal::Twice { id: id.to_owned() };
    assert_eq!(case.refused(twice), of("m7"));
    assert_eq!(
        case.refused(session(12, vec![vote("a", 9, 3), vote("a", 3, 9)])),
        of("a")
    );
    let not_added = Refusal::VoteDoesNotAddUp {
        application: "a".to_owned(),
    };
    assert_eq!(case.refused(session(12, vec![vote("a", 9, 4)])), not_added);
    let with_recused = |recused: &[&str]| VoteCount {
        recused: ids(recused),
        ..vote("a", 9, 3)
    };
    assert_eq!(case.refused(session(12, vec![with_recused(&["m1"])])), not_added);
    assert_eq!(
        case.refused(session(13, vec![with_recused(&["m15"])])),
        not_added,
        "not there"
    );
    assert_eq!(
        case.refused(session(14, vec![with_recused(&["m1", "m1"])])),
        not_added
    );
    let Act::SessionHeld {
        day,
        mut present,
        minutes,
        ..
    } = session(9, Vec::new())
    else {
        panic!("a session");
    };
    // Guests are not counted: nine of fifteen members are no quorum, however many are in the room.
    present.extend(ids(&["guest-1", "guest-2", "guest-3"]));
    let with_guests = |present: &[scoring::foundations::Id], votes| Act::SessionHeld {
        body: None,
        day,
        present: present.to_vec(),
        votes,
        minutes: minutes.clone(),
    };
    let tenth = vec![vote("a", 9, 1)];
    assert_eq!(case.refused(with_guests(&present, tenth)), not_added);
    case.must(with_guests(&present, vec![vote("a", 9, 0)]));
    let found = case.of("a").vote.expect("a vote");
    assert_eq!((found.present, found.quorate), (9, false));
    let of_guest = VoteCount {
        recused: ids(&["guest-1"]),
        ..vote("a", 8, 0)
    };
    assert_eq!(case.refused(with_guests(&present, vec![of_guest])), not_added);
    case.must(session(13, vec![with_recused(&["m1"])]));
    assert_eq!(case.of("a").vote.map(|vote| vote.recused), Some(1));
    // A vote for an application without a rank needs a reason.
    case.confirmed("x");
    assert_eq!(
        case.refused(session(13, vec![vote("x", 9, 3)])),
        Refusal::ReasonNeeded { against: "26" }
    );
}

/// A vote without quorum.
///
/// SPEC Y31
#[test]
fn the_vote_in_force_is_that_of_the_last_session_with_quorum() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    let proposal = case.proposal("");
    case.must(proposal);
    case.must(session(9, vec![vote("a", 9, 0)]));
    let found = |case: &Case| {
        let vote = case.of("a").vote.expect("a vote");
        (vote.in_favour, vote.quorate, vote.passed)
    };
    assert_eq!(
        found(&case),
        (9, false, false),
        "shown until there is one with quorum"
    );
    case.must(session(10, vec![vote("a", 6, 4)]));
    assert_eq!(found(&case), (6, true, true));
    case.must(session(8, vec![vote("a", 0, 8)]));
    assert_eq!(found(&case), (6, true, true), "it takes nothing away");
    case.must(session(15, vec![vote("a", 7, 8)]));
    assert_eq!(found(&case), (7, true, false));
    assert_eq!(award(&case, "a"), AwardState::NotYet);
}

/// SPEC Y31, Y34
#[test]
fn more_winners_than_the_quota() {
    let mut case = passed();
    assert!(!case.standing().remarks.contains(&Remark::AboveQuota));
    case.must(session(13, vec![vote("d", 9, 3)]));
    assert!(
        case.standing().remarks.contains(&Remark::AboveQuota),
        "accepted, and told"
    );
    case.must(open_notice("N1", &["a", "b", "c"], ""));
    // Earlier lists are counted.
    assert_eq!(
        case.refused(open_notice("N2", &["d"], "")),
        Refusal::ReasonNeeded { against: "5" }
    );
    case.must(open_notice("N2", &["d"], "区政府同意本届增加一家"));
}

/// SPEC Y28, Y34
#[test]
fn what_is_published_was_passed() {
    let mut case = passed();
    assert_eq!(
        case.refused(open_notice("N1", &["a", "d"], "领导同意")),
        Refusal::NotPassed {
            application: "d".to_owned()
        }
    );
    // Figures that have changed since the candidates were proposed.
    case.sheet(
        ("d", scoring::cycle::ReviewStage::Site),
        "e2",
        ["50", "50", "61"],
        2,
    );
    assert!(case.standing().remarks.contains(&Remark::FiguresChanged));
    assert_eq!(
        case.refused(open_notice("N1", &["a", "b", "c"], "")),
        Refusal::ReasonNeeded { against: "26" }
    );
    let Act::CandidatesProposed {
        body,
        figures,
        reason,
        ..
    } = case.proposal("另有一家未完成")
    else {
        panic!("a proposal");
    };
    case.must(Act::CandidatesProposed {
        body,
        figures,
        reason,
        day: day("2026-07-20"),
    });
    case.must(open_notice("N1", &["a", "b", "c"], ""));
    assert_eq!(award(&case, "a"), AwardState::Publicised);
    assert_eq!(award(&case, "d"), AwardState::NotYet);
}

/// Opened 2026-08-01, last day 2026-08-08.
///
/// SPEC Y34
#[test]
fn the_days_of_a_publicity() {
    for (on, reason, allowed) in [
        ("2026-08-08", "", false),
        ("2026-08-08", "省里统一部署", true),
        ("2026-08-09", "", true),
    ] {
        let mut case = passed();
        case.must(open_notice("N1", &["a"], ""));
        let seq = case.put(close_notice("N1", on, reason));
        let needed = Some(Refusal::ReasonNeeded {
            against: "publicity_days",
        });
        assert_eq!(
            case.refusal(seq),
            if allowed { None } else { needed },
            "{on} {reason}"
        );
    }
    let calendar = |holidays: &[&str], workdays: &[&str]| scoring::cycle::Calendar {
        first_day: day("2026-02-01"),
        last_day: day("2026-03-31"),
        holidays: holidays.iter().map(|text| day(text)).collect(),
        workdays: workdays.iter().map(|text| day(text)).collect(),
    };
    for (opened, holidays, workdays, last) in [
        ("2026-08-01", &[][..], &[][..], "2026-08-08"),
        // Two holidays in the week: five working days take longer.
        ("2026-08-01", &["2026-08-05", "2026-08-06"], &[], "2026-08-11"),
        // A last day on a holiday moves behind it.
        ("2026-08-01", &["2026-08-08", "2026-08-09"], &[], "2026-08-10"),
        // A weekend on which people work counts.
        ("2026-08-01", &["2026-08-05"], &["2026-08-08"], "2026-08-08"),
    ] {
        let found = calendar(holidays, workdays).publicity_ends(day(opened), 7, 5);
        assert_eq!(found, day(last), "{opened} {holidays:?} {workdays:?}");
    }
}

/// SPEC Y24, Y34
#[test]
fn a_closing_is_judged_by_the_settings_at_its_place() {
    let mut case = passed();
    case.must(open_notice("N1", &["a"], ""));
    let needed = Refusal::ReasonNeeded {
        against: "publicity_days",
    };
    assert_eq!(case.refused(close_notice("N1", "2026-08-08", "")), needed);
    case.set(Setting::PublicityDays(6), Body::Secretariat);
    case.must(close_notice("N1", "2026-08-08", ""));
}

/// An objection that changes the result.
///
/// SPEC Y33
#[test]
fn objections() {
    let mut case = passed();
    case.must(open_notice("N1", &["a", "b", "c"], ""));
    case.must(objection("O1", Some("a"), true));
    case.must(objection("O2", Some("b"), false));
    case.must(close_notice("N1", "2026-08-09", ""));
    let needed = Refusal::ReasonNeeded { against: "27" };
    assert_eq!(case.refused(government(&["a", "b"], &[], "")), needed);
    // An anonymous one stops nothing, and others may be decided meanwhile.
    case.must(government(&["b"], &[], ""));
    let before = case.candidates();
    case.must(resolved("O1", true));
    assert_eq!(award(&case, "a"), AwardState::Struck);
    assert_eq!(case.candidates(), before, "no figure changes by itself");
    assert_eq!(
        case.refused(government(&[], &["a"], "仍然同意")),
        Refusal::Struck {
            application: "a".to_owned()
        }
    );
    assert!(matches!(
        case.refused(resolved("O1", false)),
        Refusal::AlreadyDone { .. }
    ));
    // One against the procedure stops all, a late one too.
    assert!(
        !case
            .standing()
            .remarks
            .iter()
            .any(|told| matches!(told, Remark::LateObjection(_)))
    );
    let Act::ObjectionRecorded {
        objection: number,
        application,
        signed,
        words,
        ..
    } = objection("O3", None, true)
    else {
        panic!("an objection");
    };
    case.must(Act::ObjectionRecorded {
        objection: number,
        application,
        signed,
        words,
        day: day("2026-08-09"),
    });
    assert!(case.standing().remarks.contains(&Remark::LateObjection(id("O3"))));
    assert_eq!(case.refused(government(&["c"], &[], "")), needed);
    // It is not settled before it came.
    assert_eq!(case.refused(resolved("O3", false)), Refusal::DayRunsBack);
    case.must(Act::ObjectionResolved {
        objection: id("O3"),
        upheld: false,
        day: day("2026-08-09"),
        reason: "经核查".to_owned(),
    });
    case.must(government(&["c"], &[], ""));
    assert_eq!(award(&case, "c"), AwardState::Decided);
}

/// The committee votes otherwise after the list was published: the vote in force decides.
///
/// SPEC Y35, Y31
#[test]
fn the_government_approves_nobody_whom_a_later_vote_did_not_pass() {
    let mut case = passed();
    case.must(open_notice("N1", &["a", "b"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    let Act::SessionHeld { present, minutes, .. } = session(13, Vec::new()) else {
        panic!("a session");
    };
    let again = |votes| Act::SessionHeld {
        body: None,
        day: day("2026-08-20"),
        present: present.clone(),
        votes,
        minutes: minutes.clone(),
    };
    case.must(again(vec![vote("a", 2, 10)]));
    let not_passed = Refusal::NotPassed {
        application: "a".to_owned(),
    };
    assert_eq!(case.refused(government(&["a", "b"], &[], "")), not_passed);
    case.must(government(&["b"], &["a"], ""));
}

/// SPEC Y32, Y35, Y36
#[test]
fn decision_and_register() {
    let mut case = publicised();
    assert_eq!(
        case.refused(government(&["d"], &[], "增加一家")),
        Refusal::NotPublicised {
            application: "d".to_owned()
        }
    );
    let mut by_office = government(&["a"], &[], "");
    if let Act::GovernmentDecided { body, .. } = &mut by_office {
        *body = Body::Office;
    }
    assert_eq!(case.refused(by_office), Refusal::WrongBody { against: "28" });
    case.must(government(&["a", "b"], &["c"], ""));
    assert_eq!(award(&case, "a"), AwardState::Decided);
    assert_eq!(award(&case, "c"), AwardState::Rejected);
    assert!(matches!(
        case.refused(government(&["c"], &[], "")),
        Refusal::AlreadyDone { .. }
    ));
    assert_eq!(
        case.refused(registered("c", "2026-3")),
        Refusal::NotDecided {
            application: "c".to_owned()
        }
    );
    let undo = case.must(registered("a", "2026-1"));
    // Numbers are compared folded.
    assert!(matches!(
        case.refused(registered("b", "２０２６ -1")),
        Refusal::CertificateTaken { .. }
    ));
    case.must(Act::Undone {
        seq: undo,
        reason: "编号写错".to_owned(),
    });
    case.must(registered("b", "2026-1"));
    assert_eq!(
        award(&case, "a"),
        AwardState::Decided,
        "an undone registration frees its number"
    );
    assert_eq!(award(&case, "b"), AwardState::Registered);
}

/// An award of an earlier cycle, and the day on which it was withdrawn.
fn award_of_2021(withdrawn: Option<Day>) -> Award {
    Award {
        certificate: "2021-7".to_owned(),
        organisation: organisation("本地:旧院"),
        name: "示例旧院".to_owned(),
        cycle: id("2021"),
        year: 2021,
        day: Some(day("2021-06-01")),
        withdrawn,
    }
}

/// A withdrawn award.
///
/// SPEC Y36, Y37
#[test]
fn an_award_is_withdrawn() {
    let mut case = Case::with(Settings::default(), vec![award_of_2021(None)]);
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    case.must(open_notice("N1", &["a", "b"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a", "b"], &[], ""));
    assert!(matches!(
        case.refused(registered("a", "2021-7")),
        Refusal::CertificateTaken { .. }
    ));
    case.must(registered("a", "2026-1"));
    let withdrawn = |certificate: &str, asked_by, decided: Option<&str>| Act::AwardWithdrawn {
        body: None,
        certificate: certificate.to_owned(),
        asked_by,
        decided: decided.map(day),
        collected: vec!["奖牌".to_owned(), "证书".to_owned()],
        reason: "弄虚作假".to_owned(),
    };
    assert_eq!(
        case.refused(withdrawn("2026-1", Body::Office, None)),
        Refusal::NoDecision
    );
    assert_eq!(
        case.refused(withdrawn("2026-1", Body::Committee, Some("2027-01-10"))),
        Refusal::WrongBody { against: "31" }
    );
    assert!(matches!(
        case.refused(withdrawn("2026-9", Body::Office, Some("2027-01-10"))),
        Refusal::Unknown { .. }
    ));
    let mut silent = withdrawn("2026-1", Body::Office, Some("2027-01-10"));
    if let Act::AwardWithdrawn { reason, .. } = &mut silent {
        *reason = " \u{200B}".to_owned();
    }
    assert_eq!(case.refused(silent), Refusal::ReasonNeeded { against: "31" });
    // Not before the day on which it was awarded, in this cycle or in an earlier one.
    for (certificate, early) in [("2026-1", "2026-08-31"), ("2021-7", "2021-05-31")] {
        let early = withdrawn(certificate, Body::Office, Some(early));
        assert_eq!(case.refused(early), Refusal::DayRunsBack, "{certificate}");
    }
    case.must(withdrawn("2026-1", Body::Office, Some("2027-01-10")));
    assert_eq!(award(&case, "a"), AwardState::Withdrawn);
    // A withdrawn number stays taken.
    assert!(matches!(
        case.refused(registered("b", "2026-1")),
        Refusal::CertificateTaken { .. }
    ));
}

/// The same step on another day.
fn dated(mut act: Act, on: &str) -> Act {
    if let Act::SiteListDecided { day: stated, .. }
    | Act::CandidatesProposed { day: stated, .. }
    | Act::SessionHeld { day: stated, .. }
    | Act::PublicityOpened { day: stated, .. }
    | Act::PublicityClosed { day: stated, .. }
    | Act::GovernmentDecided { day: stated, .. }
    | Act::AwardRegistered { day: stated, .. } = &mut act
    {
        *stated = day(on);
    }
    act
}

/// Every step on the day before the one that the last step had.
///
/// SPEC Y38
#[test]
fn days_do_not_run_backwards() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    for (step, early) in [
        (case.visit(&["a"], ""), "2026-05-31"),
        (case.proposal(""), "2026-05-31"),
        (session(13, vec![vote("a", 9, 3)]), "2026-06-30"),
        (open_notice("N1", &["a"], ""), "2026-07-09"),
        (close_notice("N1", "2026-08-09", "统一部署"), "2026-07-31"),
        (government(&["a"], &[], ""), "2026-08-08"),
        (registered("a", "2026-1"), "2026-08-31"),
    ] {
        let kind = step.kind();
        let refusal = case.refused(dated(step.clone(), early));
        assert_eq!(refusal, Refusal::DayRunsBack, "{kind}");
        case.must(step);
    }
}

/// Names that were withdrawn or rejected keep their places of the quota, those that were struck do not.
///
/// SPEC Y34
#[test]
fn places_of_the_quota_on_published_lists() {
    let needed = Some(Refusal::ReasonNeeded { against: "5" });
    let second = |case: &mut Case| {
        let seq = case.put(dated(open_notice("N2", &["d"], ""), "2026-09-02"));
        case.refusal(seq)
    };
    let listed = || {
        let mut case = passed();
        case.must(session(13, vec![vote("d", 9, 3)]));
        case.must(open_notice("N1", &["a", "b", "c"], ""));
        case
    };
    let mut rejected = listed();
    rejected.must(close_notice("N1", "2026-08-09", ""));
    rejected.must(government(&["a", "b"], &["c"], ""));
    assert_eq!(second(&mut rejected), needed, "rejected");
    let mut withdrawn = listed();
    withdrawn.must(Act::ApplicationWithdrawn {
        application: id("c"),
        day: day("2026-08-02"),
        reason: "机构撤并".to_owned(),
    });
    // Candidates proposed anew, so that the figures stand against nothing.
    let proposal = dated(withdrawn.proposal(""), "2026-08-02");
    withdrawn.must(proposal);
    assert_eq!(second(&mut withdrawn), needed, "withdrawn");
    let mut struck = listed();
    struck.must(objection("O1", Some("c"), true));
    struck.must(resolved("O1", true));
    assert_eq!(second(&mut struck), None, "struck");
}

/// SPEC Y32
#[test]
fn rewards_and_improvement_are_of_registered_awards() {
    let mut case = publicised();
    case.must(government(&["a"], &[], ""));
    let about = |application: &str| {
        let (application, day) = (id(application), day("2026-10-10"));
        let words = "已落实".to_owned();
        [
            Act::RewardRecorded {
                application: application.clone(),
                day,
                words: words.clone(),
            },
            Act::FollowUpRecorded {
                application,
                day,
                words,
            },
        ]
    };
    for act in about("a") {
        let refusal = case.refused(act);
        assert_eq!((refusal.id(), refusal.against()), ("not_registered", Some("34")));
    }
    let refusal = case.refused(registered("b", "2026-2"));
    assert_eq!((refusal.id(), refusal.against()), ("not_decided", Some("28")));
    case.must(registered("a", "2026-1"));
    for act in about("a") {
        case.must(act);
    }
}

/// SPEC Y30, Y39
#[test]
fn the_committee_changes() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    let proposal = case.proposal("");
    case.must(proposal);
    let changed = |body| Act::MembersChanged {
        members: (1..=16)
            .map(|number| scoring::cycle::Member {
                id: id(&format!("m{number}")),
                name: format!("委员{number}"),
            })
            .collect(),
        body,
        day: day("2026-07-05"),
        reason: "换届".to_owned(),
    };
    assert_eq!(
        case.refused(changed(Body::Secretariat)),
        Refusal::WrongBody { against: "8" }
    );
    case.must(changed(Body::Committee));
    // Two thirds of sixteen are more than ten.
    case.must(session(10, vec![vote("a", 10, 0)]));
    assert_eq!(case.of("a").vote.map(|vote| vote.quorate), Some(false));
    case.set(Setting::Quorum(Exact::new(1, 2)), Body::Secretariat);
    case.must(session(10, vec![vote("a", 10, 0)]));
    assert_eq!(case.of("a").vote.map(|vote| vote.quorate), Some(true));
}

/// SPEC Y33, Y34
#[test]
fn who_was_struck_is_not_published_again() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(objection("O1", Some("a"), true));
    case.must(resolved("O1", true));
    let refusal = Refusal::Struck {
        application: "a".to_owned(),
    };
    case.must(open_notice("N2", &["b"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    assert_eq!(case.refused(open_notice("N3", &["a"], "")), refusal);
}

/// SPEC Y34
#[test]
fn repeat_winners_take_no_place_of_the_quota() {
    let mut case = Case::with(Settings::default(), vec![super::candidates::former("r")]);
    case.visited(&[("a", "90"), ("b", "80"), ("c", "70"), ("d", "60"), ("r", "85")]);
    case.passed(&["a", "b", "c", "d", "r"]);
    let above = Refusal::ReasonNeeded { against: "5" };
    assert_eq!(case.refused(open_notice("N1", &["a", "b", "c", "d"], "")), above);
    case.must(open_notice("N1", &["a", "b", "c", "r"], ""));
}

/// SPEC Y35
#[test]
fn the_government_waits_until_a_list_is_closed() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    let refusal = Refusal::NotPublicised {
        application: "a".to_owned(),
    };
    assert_eq!(case.refused(government(&["a"], &[], "急需")), refusal);
    assert_eq!(case.refused(government(&[], &["a"], "急需")), refusal);
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
}

/// SPEC Y36
#[test]
fn upper_and_lower_case_are_one_certificate_number() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    case.must(open_notice("N1", &["a", "b"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a", "b"], &[], ""));
    case.must(registered("a", "Lg-2026-1"));
    let taken = Refusal::CertificateTaken {
        certificate: "lG-2026-1".to_owned(),
    };
    assert_eq!(case.refused(registered("b", "lG-2026-1")), taken);
}

/// SPEC Y2
#[test]
fn what_happens_before_an_applicants_own_decision_counts() {
    let mut case = publicised();
    case.must(government(&["a"], &[], ""));
    let accident = |application: &str| Act::InspectionRecorded {
        application: id(application),
        day: day("2026-09-06"),
        events: vec![scoring::cycle::Event {
            article: scoring::cycle::Article::Art16ii,
            day: Some(day("2026-09-05")),
        }],
        words: "重大责任事故".to_owned(),
    };
    for application in ["a", "b", "c", "d"] {
        case.must(accident(application));
    }
    case.must(dated(government(&["b"], &[], ""), "2026-09-04"));
    case.must(dated(government(&["c"], &[], ""), "2026-09-08"));
    let verdicts = |case: &Case| {
        let of = |application: &str| case.of(application).eligibility.verdict;
        ["a", "b", "c", "d"].map(of)
    };
    use scoring::cycle::Verdict::{Eligible, Excluded};
    // Decided before, decided the day before, decided after; on no list, as of the first decision.
    assert_eq!(verdicts(&case), [Eligible, Eligible, Excluded, Eligible]);
    // What happens on the day of the decision does not happen before it.
    let mut same = publicised();
    same.must(dated(government(&["b", "c"], &[], ""), "2026-09-05"));
    same.must(accident("b"));
    assert_eq!(same.of("b").eligibility.verdict, Eligible);
    // While it waits for its decision, the accident counts.
    let mut waiting = publicised();
    waiting.must(government(&["a"], &[], ""));
    waiting.must(accident("b"));
    assert_eq!(waiting.of("b").eligibility.verdict, Excluded);
}

/// SPEC Y10
#[test]
fn a_withdrawal_and_the_register() {
    let gave_up = |application: &str| Act::ApplicationWithdrawn {
        application: id(application),
        day: day("2026-09-05"),
        reason: "机构撤并".to_owned(),
    };
    let mut case = publicised();
    case.must(government(&["a", "b"], &[], ""));
    case.must(gave_up("a"));
    assert_eq!(
        case.refused(registered("a", "2026-1")),
        Refusal::Withdrawn {
            application: "a".to_owned()
        }
    );
    case.must(registered("b", "2026-1"));
    let refusal = case.refused(gave_up("b"));
    assert_eq!((refusal.id(), refusal.against()), ("registered", Some("31")));
    assert_eq!(award(&case, "b"), AwardState::Registered);
    // A withdrawal says why.
    let silent = Act::ApplicationWithdrawn {
        application: id("c"),
        day: day("2026-09-05"),
        reason: " ".to_owned(),
    };
    assert_eq!(case.refused(silent), Refusal::ReasonNeeded { against: "22" });
}

fn unqualified(application: &str) -> Act {
    Act::QualificationDecided {
        application: id(application),
        decision: scoring::docket::Decision::Refused,
        body: Body::Secretariat,
        day: day("2026-07-20"),
        reason: "查实隐瞒事故".to_owned(),
    }
}

/// SPEC Y34, Y35
#[test]
fn who_is_not_confirmed_any_more_is_neither_published_nor_approved() {
    let refusal = Refusal::NotConfirmed {
        application: "a".to_owned(),
    };
    let mut case = passed();
    case.must(unqualified("a"));
    assert_eq!(
        case.refused(open_notice("N1", &["a", "b"], "会议已通过")),
        refusal
    );
    case.must(open_notice("N1", &["b"], "一家不再符合条件"));
    let mut case = publicised();
    case.must(unqualified("a"));
    assert_eq!(case.refused(government(&["a", "b"], &[], "已公示")), refusal);
    case.must(government(&["b"], &["a"], ""));
}

/// SPEC Y33
#[test]
fn an_open_objection_stops_a_rejection_too() {
    let mut case = publicised();
    case.must(objection("O1", Some("a"), true));
    let needed = Refusal::ReasonNeeded { against: "27" };
    assert_eq!(case.refused(government(&["b"], &["a"], "")), needed);
    case.must(government(&["b"], &["a"], "异议另行答复"));
}

/// SPEC Y36
#[test]
fn a_certificate_number_with_characters_that_nobody_sees() {
    let mut case = publicised();
    case.must(government(&["a", "b"], &[], ""));
    case.must(registered("a", "2026-1"));
    for number in [
        "2026\u{200B}-1",
        "2026-1\u{200D}",
        "2026-1\u{FE0F}",
        "\u{3164}2026-1",
    ] {
        let refusal = case.refused(registered("b", number));
        assert!(matches!(refusal, Refusal::CertificateTaken { .. }), "{number:?}");
    }
}

/// SPEC Y37
#[test]
fn an_award_is_withdrawn_once() {
    let old = award_of_2021(Some(day("2024-06-01")));
    let mut case = Case::with(Settings::default(), vec![old]);
    let refusal = case.refused(Act::AwardWithdrawn {
        body: None,
        certificate: "2021-7".to_owned(),
        asked_by: Body::Office,
        decided: Some(day("2027-01-10")),
        collected: Vec::new(),
        reason: "弄虚作假".to_owned(),
    });
    assert!(matches!(refusal, Refusal::AlreadyDone { .. }), "{refusal:?}");
}

/// The procedure was found wrong: the government decides all the same with a reason alone.
///
/// SPEC Y33
#[test]
fn an_upheld_objection_against_the_procedure_needs_a_reason() {
    let mut case = publicised();
    case.must(objection("O1", None, true));
    case.must(resolved("O1", true));
    let needed = Refusal::ReasonNeeded { against: "27" };
    assert_eq!(case.refused(government(&["a"], &[], "")), needed);
    assert_eq!(case.refused(government(&[], &["a"], "")), needed);
    case.must(government(&["a"], &[], "已重新表决并公示"));
}

/// What comes between the decision and the register: an open objection waits, one that is upheld strikes.
///
/// SPEC Y32, Y33
#[test]
fn an_objection_after_the_decision_stops_the_register() {
    let mut case = publicised();
    case.must(government(&["a", "b", "c"], &[], ""));
    let refused = |case: &mut Case, act: Act| {
        let refusal = case.refused(act);
        (refusal.id(), refusal.against())
    };
    let objected = ("objected", Some("27"));
    case.must(objection("O1", Some("a"), true));
    assert_eq!(refused(&mut case, registered("a", "2026-1")), objected);
    assert_eq!(award(&case, "a"), AwardState::Decided);
    // An anonymous one stops nothing; one that was not upheld neither.
    case.must(objection("O2", Some("b"), false));
    case.must(registered("b", "2026-2"));
    case.must(objection("O3", Some("c"), true));
    case.must(resolved("O3", false));
    // One against the procedure stops all.
    case.must(objection("O4", None, true));
    assert_eq!(refused(&mut case, registered("c", "2026-3")), objected);
    case.must(resolved("O4", false));
    case.must(registered("c", "2026-3"));
    case.must(resolved("O1", true));
    assert_eq!(award(&case, "a"), AwardState::Struck, "struck wins over decided");
    assert_eq!(
        refused(&mut case, registered("a", "2026-1")),
        ("struck", Some("27"))
    );
    let owed = super::standing_on(&case.docket(), &case.files(), None, Some(day("2026-10-01")));
    let owed = owed.due.map(|(_, due)| due).unwrap_or_default();
    assert!(!owed.iter().any(|one| one.what == "certificate"), "{owed:?}");
    // The register wins over an objection: the government alone takes an award back.
    case.must(objection("O5", Some("b"), true));
    case.must(resolved("O5", true));
    assert_eq!(award(&case, "b"), AwardState::Registered);
}

/// The reason of a decision carries the objections that were open then, up to the register.
///
/// SPEC Y33
#[test]
fn what_a_decision_carried_stops_no_certificate() {
    let mut case = publicised();
    case.must(objection("O1", Some("a"), true));
    case.must(objection("O2", None, true));
    case.must(government(&["a", "b"], &[], "经研究，异议不影响授奖"));
    case.must(registered("a", "2026-1"));
    // One that came later waits.
    case.must(objection("O3", Some("b"), true));
    let refusal = case.refused(registered("b", "2026-2"));
    assert_eq!((refusal.id(), refusal.against()), ("objected", Some("27")));
    case.must(resolved("O3", false));
    case.must(registered("b", "2026-2"));
}

/// An upheld objection strikes from the list of those who were passed: who is on none is struck from nothing.
///
/// SPEC Y32
#[test]
fn who_was_never_passed_is_not_struck() {
    let mut case = passed();
    case.must(objection("O1", Some("d"), true));
    case.must(resolved("O1", true));
    assert_eq!(award(&case, "d"), AwardState::NotYet);
    case.must(objection("O2", Some("a"), true));
    case.must(resolved("O2", true));
    assert_eq!(
        award(&case, "a"),
        AwardState::Struck,
        "passed, and on no notice yet"
    );
}
