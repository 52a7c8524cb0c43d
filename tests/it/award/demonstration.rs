//! The invented cycle: whole, the same for the same seed, and every awkward case in it by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use scoring::cycle::{Article, Verdict};
use scoring::demo::{Size, demo};
use scoring::docket::{
    Act, ApplicantStanding, AwardState, Candidate, Chain, Docket, Files, Qualification, Receipt, Repeat,
    Standing, audit, standing,
};
use scoring::files::{Content, open};
use scoring::foundations::Fingerprint;
use scoring::rubric::Rubric;

use super::{files_of, id};
use crate::support::{day, read};

pub(crate) const SIZE: Size = Size {
    applicants: 24,
    experts: 30,
};

pub(crate) fn made(seed: u64, size: Size) -> Option<BTreeMap<String, String>> {
    let text = read("public/rubrics/public-service.json");
    let (envelope, Content::Rubric(draft)) = open(&text).expect("it opens") else {
        panic!("no rubric");
    };
    let (rubric, _) = Rubric::check(*draft).expect("sound");
    demo(seed, size, &text, (&rubric, envelope.fingerprint))
}

struct Shown {
    texts: BTreeMap<String, String>,
    docket: Docket,
    files: Files,
    standing: Standing,
}

/// One cycle for all tests here.
static SHOWN: LazyLock<Shown> = LazyLock::new(|| {
    let texts = made(7, SIZE).expect("a cycle");
    let Ok((_, Content::Docket(docket))) = open(&texts["docket.json"]) else {
        panic!("no docket");
    };
    let files = files_of(&others(&texts));
    let standing = standing(&docket, &files, None);
    Shown {
        docket: *docket,
        files,
        standing,
        texts,
    }
});

fn others(texts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut texts = texts.clone();
    texts.remove("docket.json");
    texts
}

fn of(number: usize) -> &'static ApplicantStanding {
    let wanted = id(&format!("A{number:03}"));
    let mut applicants = SHOWN.standing.applicants.iter();
    applicants.find(|one| one.application == wanted).expect("listed")
}

/// The standing before the entry that an application was withdrawn by, and the like.
fn before(seq: u64) -> Standing {
    standing(&SHOWN.docket, &SHOWN.files, Some(seq - 1))
}

/// SPEC C28
#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(made(7, SIZE).expect("a cycle"), SHOWN.texts);
    assert_ne!(made(8, SIZE).expect("a cycle"), SHOWN.texts);
    for (applicants, experts) in [(21, 90), (30, 10), (2_001, 9_000)] {
        assert_eq!(
            made(7, Size { applicants, experts }),
            None,
            "{applicants} {experts}"
        );
    }
}

/// SPEC C28, B8
#[test]
fn every_entry_of_the_demonstration_is_allowed_and_every_file_named() {
    for seed in [7, 8, 2_026] {
        let texts = made(seed, SIZE).expect("a cycle");
        let Ok((_, Content::Docket(docket))) = open(&texts["docket.json"]) else {
            panic!("no docket");
        };
        assert_eq!(Chain::of(&docket.entries).breaks, []);
        let files = files_of(&others(&texts));
        assert_eq!(audit(&docket, &files, None).findings, [], "{seed}");
        let award = |number: usize| {
            let found = standing(&docket, &files, None);
            let wanted = id(&format!("A{number:03}"));
            let one = found.applicants.into_iter().find(|one| one.application == wanted);
            one.expect("listed").award
        };
        assert_eq!(award(1), AwardState::Registered, "{seed}");
    }
}

/// Whatever a department said it was asked for before (Art. 23), once about every applicant.
///
/// SPEC C28
#[test]
fn every_opinion_of_the_demonstration_was_asked_for() {
    let mut asked = BTreeSet::new();
    let mut answered = BTreeSet::new();
    for entry in &SHOWN.docket.entries {
        match &entry.act {
            Act::OpinionAsked {
                application,
                department,
                ..
            } => assert!(asked.insert((application, *department)), "{}", entry.seq),
            Act::OpinionRecorded {
                application,
                department,
                ..
            } => {
                assert!(asked.contains(&(application, *department)), "{}", entry.seq);
                answered.insert((application, *department));
            }
            _ => {}
        }
    }
    assert_eq!(asked, answered);
    assert_eq!(asked.len(), 3 * SHOWN.standing.applicants.len());
}

/// SPEC Y26, Y27
#[test]
fn case_ties_at_the_edge_and_for_the_first_rank() {
    for (number, rank, candidate) in [
        (1, 1, Candidate::InQuota),
        (2, 1, Candidate::InQuota),
        (3, 4, Candidate::TieAtQuota),
        (4, 4, Candidate::TieAtQuota),
    ] {
        let site = &of(number).site;
        assert_eq!((site.rank, site.shared), (Some(rank), true), "{number}");
        assert_eq!(of(number).candidate, candidate, "{number}");
    }
}

/// SPEC Y27
#[test]
fn case_a_repeat_winner() {
    assert_eq!(of(5).candidate, Candidate::Repeat);
    assert_eq!(of(5).repeat, Repeat::AtLeastLast);
}

/// SPEC Y1, Y2, Y3
#[test]
fn case_exclusions() {
    for (number, article, on) in [
        (6, Article::Art6, "2022-09-01"),
        (7, Article::Art6, "2021-03-10"),
        (8, Article::Art15i, "2024-02-29"),
        (9, Article::Art16ii, "2023-03-31"),
    ] {
        let found = &of(number).eligibility;
        assert_eq!(found.verdict, Verdict::Excluded, "{number}");
        let grounds: Vec<_> = found
            .grounds
            .iter()
            .map(|ground| (ground.article, ground.day))
            .collect();
        assert_eq!(grounds, [(article, Some(day(on)))], "{number}");
        assert_eq!(of(number).qualification, Qualification::Refused, "{number}");
    }
    // Missed by one day, and in time by one second.
    assert_eq!(of(10).eligibility.verdict, Verdict::Eligible);
    assert_eq!(of(10).qualification, Qualification::Confirmed);
    assert_eq!(of(10).received, Receipt::InTime);
    assert_eq!(of(21).received, Receipt::Late);
}

/// SPEC Y9, Y7
#[test]
fn case_two_applications_and_a_late_revision() {
    assert_eq!(of(11).organisation, of(12).organisation);
    let withdrawn = of(12).withdrawn.expect("withdrawn");
    let earlier = before(withdrawn);
    for application in ["A011", "A012"] {
        let one = earlier
            .applicants
            .iter()
            .find(|one| one.application == id(application));
        let found = &one.expect("listed").eligibility;
        assert_eq!(found.verdict, Verdict::Unclear, "{application}");
    }
    assert_eq!(of(11).qualification, Qualification::Confirmed);
    assert_eq!(of(13).received, Receipt::InTime, "the first revision is in force");
}

/// SPEC Y14, Y12, Y13
#[test]
fn case_a_leader_recused_late_a_panel_of_two_and_an_expert_of_two_panels() {
    let lacking = |number: usize| {
        (
            of(number).material.unfinished.clone(),
            of(number).site.unfinished.clone(),
        )
    };
    let leader = "sheet/E013/recused";
    let (material, site) = lacking(14);
    assert!(material.iter().any(|what| what == leader) && site.iter().any(|what| what == leader));
    assert_eq!((of(14).visit, of(14).site.rank), (Some(true), None));
    let (material, _) = lacking(15);
    assert_eq!(material, ["panel/size", "sheet/E015/recused"]);
    assert_eq!(of(15).visit, Some(false));
    let panels = SHOWN.docket.entries.iter().filter(|entry| match &entry.act {
        Act::PanelFormed { members, .. } => members.iter().any(|member| member.expert == id("E003")),
        _ => false,
    });
    assert_eq!(panels.count(), 2);
}

/// SPEC Y16, Y17
#[test]
fn case_corrected_sheets() {
    assert_eq!(of(16).material.unfinished, [""; 0], "corrected before the report");
    assert!(of(16).site.rank.is_some());
    assert_eq!(of(17).site.unfinished, ["sheet/E018/superseded"]);
    assert_eq!(of(17).site.rank, None);
    assert!(of(17).site.total.is_some());
}

/// SPEC Y19, Y20
#[test]
fn case_a_clause_without_a_finding_and_a_waived_issue() {
    let unfinished = &of(18).site.unfinished;
    assert_eq!(unfinished.len(), 1);
    assert!(unfinished[0].ends_with("/finding"), "{unfinished:?}");
    assert_eq!(of(19).site.unfinished, [""; 0]);
    assert!(of(19).site.rank.is_some());
}

/// SPEC Y28, Y10
#[test]
fn case_withdrawn_after_the_ranking() {
    let seq = of(20).withdrawn.expect("withdrawn");
    let earlier = before(seq);
    let one = earlier
        .applicants
        .iter()
        .find(|one| one.application == id("A020"));
    assert!(one.expect("listed").site.rank.is_some());
    assert_eq!((of(20).site.rank, of(20).candidate), (None, Candidate::Unranked));
    assert!(of(20).site.total.is_some());
}

/// SPEC Y30, Y31
#[test]
fn case_a_member_recused_and_a_vote_without_quorum() {
    let vote = of(1).vote.expect("a vote");
    assert_eq!(
        (vote.in_favour, vote.present, vote.recused, vote.passed),
        (9, 13, 1, true)
    );
    let sessions: Vec<u64> = SHOWN
        .docket
        .entries
        .iter()
        .filter(|entry| matches!(entry.act, Act::SessionHeld { .. }))
        .map(|entry| entry.seq)
        .collect();
    let first = standing(&SHOWN.docket, &SHOWN.files, Some(sessions[0]));
    let one = first.applicants.iter().find(|one| one.application == id("A001"));
    let vote = one.expect("listed").vote.expect("a vote");
    assert_eq!((vote.in_favour, vote.quorate, vote.passed), (9, false, false));
    assert_eq!(of(3).vote.map(|vote| vote.passed), Some(false), "6 of 13");
}

/// SPEC Y33, Y37, Y36
#[test]
fn case_an_objection_that_changes_the_result_and_a_withdrawn_award() {
    assert_eq!(of(4).award, AwardState::Struck);
    assert_eq!(of(1).award, AwardState::Registered);
    assert_eq!(of(2).award, AwardState::Registered);
    assert_eq!(of(5).award, AwardState::Withdrawn);
    assert_eq!(of(3).award, AwardState::NotYet, "nobody moves up");
}

/// A file altered by hand was refused at intake and is kept; one altered afterwards is found.
///
/// SPEC B8
#[test]
fn case_a_file_altered_by_hand() {
    let name = "退回/改动过的评分表.json";
    assert!(open(&SHOWN.texts[name]).is_err());
    let mut texts = others(&SHOWN.texts);
    let (path, text) = texts
        .iter_mut()
        .find(|(path, _)| path.starts_with("现场评审"))
        .expect("a file");
    let path = path.clone();
    *text = text.replace("总体良好", "总体优秀");
    let found = audit(&SHOWN.docket, &files_of(&texts), None);
    let places: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.place.as_str())
        .collect();
    assert!(places.contains(&path.as_str()), "{places:?}");
    // With its fingerprint made anew it opens, and is another file than the one that was taken in.
    let file: serde_json::Value = serde_json::from_str(&texts[&path]).expect("JSON");
    let anew = Fingerprint::of(file["payload"].to_string().as_bytes()).to_string();
    let old = file["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let text = texts[&path].replace(&old, &anew);
    texts.insert(path.clone(), text);
    let found = audit(&SHOWN.docket, &files_of(&texts), None);
    let of_file: Vec<_> = found
        .findings
        .iter()
        .filter(|finding| finding.place == path)
        .collect();
    let sum = |text: &str| Fingerprint::of(text.as_bytes()).to_string();
    let (expected, now) = (sum(&SHOWN.texts[&path]), sum(&texts[&path]));
    assert_eq!(of_file.len(), 1);
    assert_eq!(
        (of_file[0].what.as_str(), &of_file[0].expected, &of_file[0].found),
        ("altered", &expected, &now)
    );
    let whats = |what: &str| {
        found
            .findings
            .iter()
            .filter(|finding| finding.what == what)
            .count()
    };
    assert_eq!((whats("missing"), whats("added")), (0, 0));
}

/// Ranks and candidates of other seeds, computed here from the JSON of the files alone, with integers.
///
/// SPEC Y26, Y27
#[test]
fn ranks_equal_an_independent_computation() {
    for seed in [1, 2, 3] {
        let texts = made(seed, SIZE).expect("a cycle");
        let json = |name: &str| -> serde_json::Value { serde_json::from_str(&texts[name]).expect("JSON") };
        let mut points = BTreeMap::new();
        collect_points(&json("评定标准.json")["payload"]["parts"], &mut points);
        let entries = json("docket.json")["payload"]["entries"].clone();
        let entries = entries.as_array().expect("entries");
        let of_kind = |kind: &'static str| entries.iter().filter(move |entry| entry["kind"] == kind);
        let named = |entry: &serde_json::Value| entry["data"]["application"].as_str().map(str::to_owned);
        let withdrawn: Vec<String> = of_kind("application_withdrawn").filter_map(named).collect();
        let visited =
            of_kind("site_list_decided").next_back().expect("a list")["data"]["applications"].clone();
        // What is unfinished on site: a leader recused, a sheet superseded, a clause without a finding.
        let unfinished = ["A014", "A017", "A018"];
        let mut totals: BTreeMap<String, i64> = BTreeMap::new();
        for application in visited.as_array().expect("a list") {
            let application = application.as_str().expect("an id").to_owned();
            if withdrawn.contains(&application) || unfinished.contains(&application.as_str()) {
                continue;
            }
            let report = json(&format!("现场评审/{application}-报告-1.json"));
            let clauses = report["payload"]["clauses"].as_array().expect("clauses").clone();
            let hundredths = clauses.iter().map(|clause| {
                let percent = clause["value"]["percent"].as_str().expect("a percentage");
                let percent: i64 = percent.parse().expect("a whole one");
                points[clause["code"].as_str().expect("a code")] * percent
            });
            totals.insert(application, hundredths.sum());
        }
        let first_time = |application: &str| application != "A005";
        let expected: Vec<(String, usize, Candidate)> = totals
            .iter()
            .map(|(application, total)| {
                let above = |first: bool| {
                    let better = totals.iter().filter(|(_, other)| *other > total);
                    better.filter(|(other, _)| !first || first_time(other)).count()
                };
                let equal = totals
                    .iter()
                    .filter(|(other, same)| *same == total && first_time(other))
                    .count();
                let candidate = match above(true) {
                    _ if !first_time(application) => Candidate::Repeat,
                    above if above + equal <= 3 => Candidate::InQuota,
                    above if above < 3 => Candidate::TieAtQuota,
                    _ => Candidate::Behind,
                };
                (application.clone(), above(false) + 1, candidate)
            })
            .collect();
        let Ok((_, Content::Docket(docket))) = open(&texts["docket.json"]) else {
            panic!("no docket");
        };
        let shown = standing(&docket, &files_of(&others(&texts)), None);
        let mut found: Vec<(String, usize, Candidate)> = shown
            .applicants
            .iter()
            .filter_map(|one| Some((one.application.to_string(), one.site.rank?, one.candidate)))
            .collect();
        found.sort();
        assert_eq!(found, expected, "{seed}");
        for one in shown.applicants.iter().filter(|one| one.site.rank.is_some()) {
            let total = crate::support::exact(&format!("{}/100", totals[one.application.as_str()]));
            assert_eq!(one.site.total, Some(total), "{seed} {}", one.application);
        }
    }
}

/// The points of every clause, by code.
fn collect_points(nodes: &serde_json::Value, found: &mut BTreeMap<String, i64>) {
    for node in nodes.as_array().into_iter().flatten() {
        match node.get("clauses") {
            Some(below) => collect_points(below, found),
            None => {
                let code = node["code"].as_str().expect("a code").to_owned();
                found.insert(code, node["points"].as_i64().expect("points"));
            }
        }
    }
}
