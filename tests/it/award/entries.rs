//! Entries that say nothing, or that come before what they rest on: words that a kind cannot be without, papers by their
//! names, panels by their ids, assignments before the list for the visit, two published lists at once.

use scoring::cycle::{Member, ReviewStage};
use scoring::docket::{Act, Body, Decision, FileSum};
use scoring::foundations::{Fingerprint, Word as _};
use scoring::papers::PaperName;

use super::{
    Case, IN_TIME, close_notice, government, id, ids, open_notice, received_at, seats, session, vote,
};
use crate::support::day;

/// A blank, a wide one, and characters that nobody sees.
const BLANK: &str = " \u{3000}\u{200B}\u{3164}\n";

/// Every kind of entry that has words it cannot be without, with nothing in their place.
fn blank_acts() -> Vec<(Act, &'static str)> {
    let (a, on, blank) = (id("a"), day("2026-04-02"), || BLANK.to_owned());
    let print = Fingerprint::of(b"file");
    let sum = FileSum {
        file: print,
        sum: print,
        bytes: 4,
    };
    let supplement = |what: &[&str]| Act::SupplementAsked {
        application: id("a"),
        what: what.iter().map(|text| (*text).to_owned()).collect(),
        day: on,
        due: on,
    };
    let collected = |what: &str, reason: &str| Act::AwardWithdrawn {
        certificate: "2026-1".to_owned(),
        asked_by: Body::Office,
        body: None,
        decided: Some(on),
        collected: vec!["奖牌".to_owned(), what.to_owned()],
        reason: reason.to_owned(),
    };
    let members = |name: &str, reason: &str| Act::MembersChanged {
        members: vec![Member {
            id: id("m1"),
            name: name.to_owned(),
        }],
        body: Body::Committee,
        day: on,
        reason: reason.to_owned(),
    };
    vec![
        (
            Act::Announced {
                day: on,
                medium: blank(),
            },
            "blank",
        ),
        (
            Act::FileAccepted {
                file: sum,
                receipt: Some(blank()),
                received: received_at(IN_TIME),
            },
            "blank",
        ),
        (
            Act::FileRefused {
                file: None,
                sum: print,
                bytes: 4,
                reason: blank(),
            },
            "reason_needed",
        ),
        (
            Act::FileWithdrawn {
                file: print,
                reason: blank(),
            },
            "reason_needed",
        ),
        (
            Act::ApplicationWithdrawn {
                application: a.clone(),
                day: on,
                reason: blank(),
            },
            "reason_needed",
        ),
        (supplement(&[]), "blank"),
        (supplement(&["证书", BLANK]), "blank"),
        (
            Act::InspectionRecorded {
                application: a.clone(),
                day: on,
                events: Vec::new(),
                words: blank(),
            },
            "blank",
        ),
        (
            Act::PanelChanged {
                body: None,
                panel: id("P-a"),
                members: seats(&["e1", "e2", "e4"]),
                applications: ids(&["a"]),
                stage: ReviewStage::Site,
                reason: blank(),
            },
            "reason_needed",
        ),
        (
            Act::ExpertRemoved {
                expert: id("e9"),
                day: on,
                reason: blank(),
            },
            "reason_needed",
        ),
        (
            Act::ObjectionRecorded {
                objection: id("O9"),
                application: Some(a.clone()),
                day: on,
                signed: false,
                words: blank(),
            },
            "blank",
        ),
        (
            Act::ObjectionResolved {
                objection: id("O1"),
                upheld: false,
                day: on,
                reason: blank(),
            },
            "reason_needed",
        ),
        (collected(BLANK, "弄虚作假"), "blank"),
        (collected("证书", BLANK), "reason_needed"),
        (
            Act::RewardRecorded {
                application: a.clone(),
                day: on,
                words: blank(),
            },
            "blank",
        ),
        (
            Act::FollowUpRecorded {
                application: a,
                day: on,
                words: blank(),
            },
            "blank",
        ),
        (members(BLANK, "换届"), "blank"),
        (members("委员1", BLANK), "reason_needed"),
        (Act::HandedOver { to: blank(), day: on }, "blank"),
        (
            Act::ForkSettled {
                kept: print,
                reason: blank(),
            },
            "reason_needed",
        ),
        (
            Act::Undone {
                seq: 3,
                reason: blank(),
            },
            "reason_needed",
        ),
    ]
}

/// A cycle up to the register, with an objection that is open, so that no other rule is in the way.
fn with_award() -> Case {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(Act::ObjectionRecorded {
        objection: id("O1"),
        application: None,
        day: day("2026-08-02"),
        signed: false,
        words: "反映的情况".to_owned(),
    });
    case.must(close_notice("N1", "2026-08-09", ""));
    case.must(government(&["a"], &[], ""));
    case.must(super::registered("a", "2026-1"));
    case
}

/// SPEC B18
#[test]
fn an_entry_has_the_words_that_its_kind_cannot_be_without() {
    let case = with_award();
    let mut taken = Vec::new();
    for (act, refusal) in blank_acts() {
        let kind = act.kind();
        let mut case = case.clone();
        let seq = case.put(act);
        match case.refusal(seq) {
            Some(found) if found.id() == refusal => {}
            found => taken.push((kind, found)),
        }
    }
    assert_eq!(taken, []);
}

/// SPEC B18
#[test]
fn an_entry_says_who_typed_it() {
    let mut case = Case::new();
    for (name, role) in [(BLANK, "秘书处"), ("经办人甲", BLANK)] {
        let seq = case.put(Act::Announced {
            day: day("2026-01-20"),
            medium: "示例日报".to_owned(),
        });
        let mut entry = case.entries.pop().expect("an entry");
        entry.by.name = name.to_owned();
        entry.by.role = role.to_owned();
        case.entries.push(super::rehashed(entry));
        assert_eq!(case.refusal(seq).map(|refusal| refusal.id()), Some("blank"));
    }
}

/// The document's number may come later, and so may what is collected of an award that was withdrawn.
///
/// SPEC B18
#[test]
fn what_may_come_later_is_not_asked_for() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    case.passed(&["a"]);
    case.must(open_notice("N1", &["a"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    let mut decided = government(&["a"], &[], "");
    if let Act::GovernmentDecided { document, .. } = &mut decided {
        document.clear();
    }
    case.must(decided);
    case.must(super::registered("a", "2026-1"));
    case.must(Act::AwardWithdrawn {
        certificate: "2026-1".to_owned(),
        asked_by: Body::Office,
        body: None,
        decided: Some(day("2026-12-01")),
        collected: Vec::new(),
        reason: "弄虚作假".to_owned(),
    });
}

/// SPEC Y52
#[test]
fn papers_for_the_visit_wait_for_its_list() {
    let mut case = Case::new();
    for name in ["a", "b"] {
        case.confirmed(name);
    }
    case.panel(&["a", "b"]);
    let issued = |stage, applications: &[&str]| Act::AssignmentIssued {
        expert: id("e1"),
        stage,
        applications: ids(applications),
        day: day("2026-06-02"),
        due: day("2026-06-20"),
    };
    case.must(issued(ReviewStage::Material, &["a", "b"]));
    case.stage("a", ReviewStage::Material, ["50", "50", "50"]);
    let early = case.refused(issued(ReviewStage::Site, &["a"]));
    assert_eq!((early.id(), early.against()), ("not_visited", Some("24")));
    let list = case.visit(&["a"], "");
    case.must(list);
    assert_eq!(
        case.refused(issued(ReviewStage::Site, &["b"])).id(),
        "not_visited"
    );
    // One beside it that is on the list has its papers.
    case.must(issued(ReviewStage::Site, &["b", "a"]));
}

/// SPEC Y12
#[test]
fn a_panel_is_known_by_its_id() {
    let mut case = Case::new();
    for name in ["a", "b", "c", "d"] {
        case.confirmed(name);
    }
    let formed = |experts: &[&str], applications: &[&str]| Act::PanelFormed {
        body: None,
        panel: id("P1"),
        members: seats(experts),
        applications: ids(applications),
    };
    // One without an application has its members too.
    case.must(formed(&["e1", "e2", "e3"], &[]));
    let other = case.refused(formed(&["e4", "e5", "e6"], &["a"]));
    assert_eq!((other.id(), other.against()), ("panel_taken", Some("12")));
    case.must(formed(&["e1", "e2", "e3"], &["a"]));
    // The same people in other roles are another panel.
    assert_eq!(
        case.refused(formed(&["e2", "e1", "e3"], &["b"])).id(),
        "panel_taken"
    );
    assert_eq!(
        case.refused(formed(&["e1", "e2", "e3", "e4"], &["b"])).id(),
        "panel_taken"
    );
    let mut same = formed(&["e1", "e2", "e3"], &["b"]);
    if let Act::PanelFormed { members, .. } = &mut same {
        members.reverse();
    }
    case.must(same);
    // After a change either is the panel: as it was formed, and as it sits now.
    case.must(Act::PanelChanged {
        body: None,
        panel: id("P1"),
        members: seats(&["e1", "e2", "e7"]),
        applications: ids(&["a"]),
        stage: ReviewStage::Site,
        reason: "成员患病".to_owned(),
    });
    case.must(formed(&["e1", "e2", "e7"], &["c"]));
    case.must(formed(&["e1", "e2", "e3"], &["d"]));
}

/// SPEC B16
#[test]
fn a_paper_that_was_issued_is_one_of_the_award() {
    let mut case = Case::new();
    let issued = |name: &str| Act::PaperIssued {
        name: name.to_owned(),
        application: None,
        day: day("2026-07-01"),
        figures: None,
        sum: None,
    };
    for name in ["", BLANK, "通报批评", "ranking ", "Ranking"] {
        let refused = case.refused(issued(name));
        assert_eq!(refused.id(), "unknown_paper", "{name}");
    }
    for paper in PaperName::ALL {
        case.must(issued(paper.word()));
        case.must(issued(paper.label(scoring::foundations::Lang::Zh)));
    }
    for other in ["公告", "通告", "候选名单", "证书", "表彰决定", "撤销决定"] {
        case.must(issued(other));
    }
}

/// SPEC Y34
#[test]
fn nobody_stands_on_two_lists_whose_time_goes_on() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.passed(&["a", "b"]);
    case.must(open_notice("N1", &["a"], ""));
    let twice = case.refused(open_notice("N2", &["b", "a"], ""));
    assert_eq!((twice.id(), twice.against()), ("on_open_notice", Some("27")));
    case.must(open_notice("N3", &["b"], ""));
    case.must(close_notice("N1", "2026-08-09", ""));
    // Once its time is over a list may be published again, as after a slip in it.
    let mut again = open_notice("N4", &["a"], "");
    if let Act::PublicityOpened { day: opened, .. } = &mut again {
        *opened = day("2026-08-10");
    }
    case.must(again);
}

/// A late file is never in force, and neither is what the secretariat typed from the paper that came with it.
///
/// SPEC Y7
#[test]
fn answers_that_came_late_do_not_count() {
    let mut case = Case::new();
    let verdict = |case: &Case, application: &str| {
        let found = case.of(application).eligibility;
        (found.verdict.word(), found.missing.len())
    };
    case.applies(("late", "本地:late"), 1, "2026-04-01", Some(super::good_form()));
    assert_eq!(verdict(&case, "late"), ("unclear", 8), "late as a whole");
    let heals = case.refused(Act::SupplementAsked {
        application: id("late"),
        what: vec!["申报表".to_owned()],
        day: day("2026-04-02"),
        due: day("2026-04-30"),
    });
    assert_eq!(heals.id(), "late");
    assert_eq!(
        verdict(&case, "late"),
        ("unclear", 8),
        "a supplement heals nothing"
    );
    // The post turned two revisions round: of the first one nothing counts.
    case.applies(("a", "本地:a"), 2, "2026-03-30", None);
    case.applies(("a", "本地:a"), 1, "2026-04-01", Some(super::good_form()));
    assert_eq!(verdict(&case, "a"), ("unclear", 8), "the form came late");
    case.applies(("b", "本地:b"), 1, "2026-03-30", Some(super::good_form()));
    case.applies(("b", "本地:b"), 2, "2026-04-01", None);
    assert_eq!(verdict(&case, "b"), ("eligible", 0), "the form came in time");
    let refused = case.refused(Act::QualificationDecided {
        application: id("late"),
        decision: Decision::Confirmed,
        body: Body::Secretariat,
        day: day("2026-04-20"),
        reason: "材料齐全".to_owned(),
    });
    assert_eq!(refused.id(), "late");
}

/// Where the cycle's own file or its rubric cannot be opened, that is one thing to say, with the name of the file.
///
/// SPEC B5
#[test]
fn a_cycle_that_cannot_be_opened_is_one_finding() {
    let mut case = Case::new();
    case.visited(&[("a", "90")]);
    let undone = case.put(Act::Announced {
        day: day("2026-06-01"),
        medium: "示例日报".to_owned(),
    });
    case.put(Act::Undone {
        seq: undone,
        reason: "写错".to_owned(),
    });
    case.put(session(13, vec![vote("a", 9, 0)]));
    for (name, becomes) in [
        ("cycle.json", Some("{}")),
        ("cycle.json", None),
        ("rubric.json", Some("不是文件")),
    ] {
        let mut texts = case.texts.clone();
        let whole = texts.remove(name).expect("there");
        if let Some(text) = becomes {
            texts.insert(name.to_owned(), text.to_owned());
        }
        let files = super::files_of(&texts);
        let standing = scoring::docket::standing(&case.docket(), &files, None);
        let told: Vec<String> = standing.remarks.iter().map(|one| one.what()).collect();
        assert_eq!(told, ["refused/cannot_open"], "{name}");
        assert_eq!(standing.remarks[0].place(), "entry/1");
        let found = scoring::docket::audit(&case.docket(), &files, None).findings;
        let of_entries = found.iter().filter(|one| one.place.starts_with("entry/"));
        assert_eq!(of_entries.count(), 1, "{name}: {found:?}");
        // A file that still says what it is is called by its name.
        let altered = whole.replacen("\"payload\":{", "\"payload\":{ ", 1);
        texts.insert(name.to_owned(), altered);
        let standing = scoring::docket::standing(&case.docket(), &super::files_of(&texts), None);
        let said = scoring::words::remark(&standing.remarks[0], scoring::foundations::Lang::Zh);
        assert!(said.contains(name), "{said}");
        assert_eq!(standing.remarks.len(), 1);
    }
}
