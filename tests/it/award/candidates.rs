//! Ranks, the quota and its edge, repeat winners, the list for the visit, and the fingerprint of figures.

use scoring::cycle::{Award, ResultRule, ReviewStage, Setting, Settings, SiteList};
use scoring::docket::{Act, Body, Candidate, Refusal, Remark};
use scoring::foundations::Fingerprint;

use super::{Case, id, organisation};
use crate::support::{day, exact};

/// A former award of an application's organisation, long ago.
pub(super) fn former(application: &str) -> Award {
    Award {
        certificate: format!("旧 {application}"),
        organisation: organisation(&format!("本地:{application}")),
        name: format!("示例{application}医院"),
        cycle: id("2016"),
        year: 2016,
        day: Some(day("2016-06-01")),
        withdrawn: None,
    }
}

fn seat(application: &str, rank: usize, candidate: Candidate) -> (String, Option<usize>, Candidate) {
    (application.to_owned(), Some(rank), candidate)
}

use Candidate::{Behind, InQuota, Repeat, TieAtQuota};

/// A tie for rank 1, a tie at the edge of the quota, a repeat winner.
///
/// SPEC Y26, Y27
#[test]
fn ranks_and_candidates() {
    let mut case = Case::with(Settings::default(), vec![former("r")]);
    case.visited(&[
        ("a", "90"),
        ("b", "90"),
        ("c", "80"),
        ("d", "80"),
        ("e", "70"),
        ("r", "85"),
    ]);
    assert_eq!(
        case.candidates(),
        [
            seat("a", 1, InQuota),
            seat("b", 1, InQuota),
            seat("c", 4, TieAtQuota),
            seat("d", 4, TieAtQuota),
            seat("e", 6, Behind),
            seat("r", 3, Repeat),
        ]
    );
    assert!(case.of("a").site.shared && !case.of("e").site.shared);
    assert_eq!(
        case.of("r").repeat,
        scoring::docket::Repeat::AtLeastLast,
        "85 against 80"
    );
    assert_eq!(case.of("a").repeat, scoring::docket::Repeat::FirstTime);
    // A repeat winner with the total of the tie is no part of it.
    let mut case = Case::with(Settings::default(), vec![former("r")]);
    case.visited(&[("a", "90"), ("b", "80"), ("c", "70"), ("r", "70"), ("d", "60")]);
    assert_eq!(
        case.candidates(),
        [
            seat("a", 1, InQuota),
            seat("b", 2, InQuota),
            seat("c", 3, InQuota),
            seat("d", 5, Behind),
            seat("r", 3, Repeat),
        ]
    );
    assert_eq!(case.of("r").repeat, scoring::docket::Repeat::AtLeastLast);
}

/// SPEC Y27
#[test]
fn repeat_winners_alone_and_awards_that_were_withdrawn() {
    let mut withdrawn = former("w");
    withdrawn.withdrawn = Some(day("2017-01-01"));
    let mut case = Case::with(Settings::default(), vec![former("r"), withdrawn]);
    case.visited(&[("r", "90")]);
    assert_eq!(
        case.of("r").repeat,
        scoring::docket::Repeat::NobodyInside,
        "nobody is inside"
    );
    case.confirmed("w");
    case.panel(&["w"]);
    case.stage("w", ReviewStage::Material, ["50", "50", "50"]);
    let visit = case.visit(&["r", "w"], "");
    case.must(visit);
    case.stage("w", ReviewStage::Site, ["50", "50", "95"]);
    // Who holds only withdrawn awards is a first-time applicant.
    assert_eq!(case.of("w").candidate, InQuota);
    assert_eq!(
        case.of("r").repeat,
        scoring::docket::Repeat::BelowLast,
        "90 against 95"
    );
}

/// A withdrawn application after ranking.
///
/// SPEC Y26, Y28
#[test]
fn ranks_close_up_and_changed_figures_are_told() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80"), ("c", "70"), ("d", "60")]);
    let proposal = case.proposal("");
    case.must(proposal);
    assert!(!case.standing().remarks.contains(&Remark::FiguresChanged));
    case.must(Act::ApplicationWithdrawn {
        application: id("b"),
        day: day("2026-07-02"),
        reason: "机构撤并".to_owned(),
    });
    assert_eq!(
        case.candidates(),
        [
            seat("a", 1, InQuota),
            ("b".to_owned(), None, Candidate::Unranked),
            seat("c", 2, InQuota),
            seat("d", 3, InQuota),
        ]
    );
    let standing = case.of("b");
    assert!(standing.site.total.is_some() && standing.visit == Some(true));
    let (docket, files) = (case.docket(), case.files());
    let english = scoring::foundations::Lang::En;
    let shown = scoring::report::docket_text(&docket, &files, english);
    for about in ["a confirmed", "P-a-b-c-d a b c d", "a b c d", "a e1 sha256:"] {
        let about = format!("经办人甲 秘书处  {about}");
        assert!(shown.contains(&about), "{about}");
    }
    let text = scoring::report::standing_text(&case.standing(), english);
    assert!(text.contains("  visit  yes\n"), "{text}");
    // What has changed is told, application by application.
    let remarks = case.standing().remarks;
    assert_eq!(remarks[0], Remark::FiguresChanged);
    let told: Vec<_> = remarks.iter().map(|one| (one.place(), one.what())).collect();
    let of = |place: &str, what: &str| (place.to_owned(), what.to_owned());
    assert_eq!(
        told,
        [
            of("candidates", "figures_changed"),
            of(
                "candidates/b",
                "rank/2..none/exact/620..none/candidate/in_quota..none"
            ),
            of("candidates/c", "rank/3..2"),
            of("candidates/d", "rank/4..3/candidate/behind..in_quota"),
        ]
    );
    assert_eq!(
        scoring::words::remark(&remarks[3], scoring::foundations::Lang::En),
        "When the candidates were proposed: rank 4, 540 points, behind the quota. Now: rank 3, 540 points, inside the \
         quota."
    );
}

/// SPEC Y25
#[test]
fn the_list_for_the_visit() {
    let mut case = Case::new();
    for application in ["a", "b", "c"] {
        case.confirmed(application);
    }
    case.panel(&["a", "b", "c"]);
    // 599.999 is shown as 600.00 and is out.
    case.stage("a", ReviewStage::Material, ["50", "50", "75"]);
    case.stage("b", ReviewStage::Material, ["50", "50", "74.99975"]);
    case.stage("c", ReviewStage::Material, ["50", "50", "70"]);
    assert_eq!(case.of("b").material.total, Some(exact("599.999")));
    let needed = Refusal::ReasonNeeded { against: "24" };
    let try_list = |case: &mut Case, list: &[&str]| {
        let act = case.visit(list, "");
        let seq = case.put(act);
        case.refusal(seq)
    };
    assert_eq!(try_list(&mut case, &["a", "b"]), Some(needed.clone()), "all go");
    assert_eq!(try_list(&mut case, &["a", "b", "c"]), None);
    case.set(
        Setting::SiteList(SiteList::AtLeast(exact("600"))),
        Body::Committee,
    );
    assert_eq!(try_list(&mut case, &["a", "b"]), Some(needed.clone()));
    assert_eq!(try_list(&mut case, &["a"]), None);
    case.set(Setting::SiteList(SiteList::First(2)), Body::Committee);
    assert_eq!(try_list(&mut case, &["a"]), Some(needed));
    assert_eq!(try_list(&mut case, &["b", "a"]), None);
    let otherwise = case.visit(&["c"], "评委会决定另看一家");
    case.must(otherwise);
    assert_eq!(case.of("c").visit, Some(true));
    assert_eq!(case.of("a").visit, Some(false));
    // Who is not confirmed is not visited.
    case.applies(("x", "本地:x"), 1, super::IN_TIME, None);
    let unconfirmed = case.visit(&["x"], "另有考虑");
    assert_eq!(
        case.refused(unconfirmed),
        Refusal::NotConfirmed {
            application: "x".to_owned()
        }
    );
}

/// SPEC Y29
#[test]
fn figures_are_of_stated_bytes() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b\"\\", "33.3")]);
    let canonical = |value: serde_json::Value| {
        let text = serde_json_canonical(&value);
        Fingerprint::of(text.as_bytes())
    };
    let rows = |material: bool| {
        let row = |application: &str, exact: &str, rank: u8| {
            let mut row = serde_json::json!({"application": application, "exact": exact, "rank": rank});
            if !material {
                row["candidate"] = "in_quota".into();
            }
            row
        };
        if material {
            [row("a", "500", 1), row("b\"\\", "500", 1)]
        } else {
            [row("a", "660", 1), row("b\"\\", "2166/5", 2)]
        }
    };
    for (stage, word, material) in [
        (ReviewStage::Material, "material", true),
        (ReviewStage::Site, "site", false),
    ] {
        let value = serde_json::json!({"cycle": "2026", "stage": word, "applications": rows(material)});
        assert_eq!(case.figures(stage), canonical(value), "{word}");
    }
    // Another fingerprint than the one at its place is refused, with no reason either.
    let refusal = case.refused(Act::CandidatesProposed {
        body: Body::Secretariat,
        day: day("2026-07-01"),
        figures: case.figures(ReviewStage::Material),
        reason: "数字有误".to_owned(),
    });
    assert_eq!(refusal, Refusal::OtherFigures);
}

/// RFC 8785 for values whose names are ASCII: members in order, no blanks.
fn serde_json_canonical(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            let members: Vec<String> = names
                .into_iter()
                .map(|name| {
                    let name_text = serde_json::Value::from(name.as_str()).to_string();
                    format!("{name_text}:{}", serde_json_canonical(&members[name]))
                })
                .collect();
            format!("{{{}}}", members.join(","))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(serde_json_canonical).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

/// SPEC Y26
#[test]
fn unfinished_others_need_a_reason_when_candidates_are_proposed() {
    let mut case = Case::new();
    case.visited(&[("a", "90"), ("b", "80")]);
    case.sheet(("b", ReviewStage::Site), "e2", ["50", "50", "81"], 2);
    let early = case.proposal("");
    assert_eq!(case.refused(early), Refusal::ReasonNeeded { against: "25" });
    let early = case.proposal("该组织的评审组另行补报");
    case.must(early);
}

/// Under a rule that makes no result of three sheets there is no total, and the material report is finished all the same.
///
/// SPEC Y25
#[test]
fn all_who_have_a_finished_report_are_visited_without_a_total_too() {
    let settings = Settings {
        result_rule: ResultRule::Trimmed,
        ..Settings::default()
    };
    let mut case = Case::with(settings, Vec::new());
    case.confirmed("a");
    case.confirmed("b");
    case.panel(&["a", "b"]);
    case.stage("a", ReviewStage::Material, ["50", "50", "50"]);
    let found = case.of("a").material;
    assert_eq!((found.total, found.unfinished), (None, Vec::new()));
    assert_eq!(found.too_few, ["rule/5/3"]);
    let told = case.standing().remarks;
    let told: Vec<_> = told.iter().map(|one| (one.place(), one.what())).collect();
    assert_eq!(
        told,
        [("application/a/material".to_owned(), "too_few/rule/5/3".to_owned())]
    );
    let needed = Refusal::ReasonNeeded { against: "24" };
    for other in [&[][..], &["a", "b"]] {
        let list = case.visit(other, "");
        assert_eq!(case.refused(list), needed, "{other:?}");
    }
    let list = case.visit(&["a"], "");
    case.must(list);
}
