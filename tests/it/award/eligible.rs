//! Whether an organisation may apply: every edge of the windows, and what is missing.

use scoring::cycle::{
    Answer, Article, Claim, Eligibility, Event, Facts, Form, Ground, History, Settings, Verdict, eligibility,
};

use scoring::docket::{Act, Department, OpinionOutcome, Refusal};

use super::{Case, good_form, id, organisation};
use crate::support::day;

fn judged(reference: &str, change: impl FnOnce(&mut Form)) -> Eligibility {
    judged_with(reference, "2026-03-01", &[], &[], change)
}

fn judged_with(
    reference: &str,
    received: &str,
    history: &[History],
    reported: &[Event],
    change: impl FnOnce(&mut Form),
) -> Eligibility {
    let mut form = good_form();
    change(&mut form);
    eligibility(Facts {
        settings: &Settings::default(),
        reference: day(reference),
        year: 2026,
        received: day(received),
        decided: None,
        form: &form,
        reported,
        history,
        is_second: false,
    })
}

fn event(article: Article, on: &str) -> Event {
    Event {
        article,
        day: Some(day(on)),
    }
}

fn award(on: &str) -> History {
    History {
        year: 2021,
        day: Some(day(on)),
        withdrawn: None,
    }
}

/// Counted from the later of the two days; the ground has the day of establishment.
///
/// SPEC Y1
#[test]
fn three_years_of_operation() {
    for (established, reference, fulfilled) in [
        ("2023-05-10", "2026-05-10", true),
        ("2023-05-10", "2026-05-09", false),
        // Founded on 29 February.
        ("2024-02-29", "2027-02-28", true),
        ("2024-02-29", "2027-02-27", false),
    ] {
        let found = judged(reference, |form| {
            form.established = Some(day("2001-01-01"));
            form.operating_since = Some(day(established));
        });
        let ground = Ground {
            article: Article::Art15i,
            day: Some(day("2001-01-01")),
        };
        let expected = if fulfilled { Vec::new() } else { vec![ground] };
        assert_eq!(found.grounds, expected, "{established} {reference}");
        // Founded later than in operation, as after a merger: the later day counts.
        let found = judged(reference, |form| {
            form.established = Some(day(established));
            form.operating_since = Some(day("2001-01-01"));
        });
        assert_eq!(found.grounds.is_empty(), fulfilled, "{established} {reference}");
    }
}

/// Excluded under 16(二) by one day, and missed by one day.
///
/// SPEC Y2
#[test]
fn the_look_back_window() {
    for (article, on, reference, counts) in [
        (Article::Art16ii, "2023-03-31", "2026-03-31", true),
        (Article::Art16ii, "2023-03-30", "2026-03-31", false),
        // Years are added and never taken off: three years from 28 February 2021 end on 28 February 2024.
        (Article::Art16i, "2021-02-28", "2024-02-29", false),
        (Article::Art16i, "2021-03-01", "2024-02-29", true),
        (Article::Art16iii, "2023-03-31", "2026-03-31", true),
        (Article::Art16iv, "2023-03-30", "2026-03-31", false),
        // 16(五) has no window.
        (Article::Art16v, "1999-01-01", "2026-03-31", true),
        // What happens after the reference day counts.
        (Article::Art16ii, "2026-05-01", "2026-03-31", true),
    ] {
        let reported = [event(article, on)];
        let found = judged_with(reference, "2026-03-01", &[], &reported, |_| {});
        let expected = if counts {
            vec![Ground {
                article,
                day: Some(day(on)),
            }]
        } else {
            Vec::new()
        };
        assert_eq!(found.grounds, expected, "{article:?} {on} {reference}");
        let verdict = if counts {
            Verdict::Excluded
        } else {
            Verdict::Eligible
        };
        assert_eq!(found.verdict, verdict, "{article:?} {on} {reference}");
    }
}

/// What happens on the day of the government's decision or later does not happen before it.
///
/// SPEC Y2
#[test]
fn the_decision_closes_the_window() {
    for (on, counts) in [("2026-08-31", true), ("2026-09-01", false)] {
        let form = good_form();
        let found = eligibility(Facts {
            settings: &Settings::default(),
            reference: day("2026-03-31"),
            year: 2026,
            received: day("2026-03-01"),
            decided: Some(day("2026-09-01")),
            form: &form,
            reported: &[event(Article::Art16ii, on)],
            history: &[],
            is_second: false,
        });
        assert_eq!(!found.grounds.is_empty(), counts, "{on}");
    }
}

/// An applicant in its fourth year after an award, and one on the very day.
///
/// SPEC Y3
#[test]
fn five_years_after_an_award() {
    for (awarded, received, excluded) in [
        ("2021-06-01", "2026-06-01", true),
        ("2021-06-01", "2026-06-02", false),
        ("2022-06-01", "2026-03-01", true),
        ("2024-02-29", "2029-02-28", true),
        ("2024-02-29", "2029-03-01", false),
    ] {
        let found = judged_with(received, received, &[award(awarded)], &[], |_| {});
        let ground = Ground {
            article: Article::Art6,
            day: Some(day(awarded)),
        };
        let expected = if excluded { vec![ground] } else { Vec::new() };
        assert_eq!(found.grounds, expected, "{awarded} {received}");
    }
    // The last day for applications says nothing: handed in too early is excluded, handed in anew is not.
    let of = |received| judged_with("2026-06-15", received, &[award("2021-06-01")], &[], |_| {}).verdict;
    assert_eq!(of("2026-05-20"), Verdict::Excluded);
    assert_eq!(of("2026-06-02"), Verdict::Eligible);
}

/// SPEC Y4
#[test]
fn an_award_without_a_day_and_one_withdrawn() {
    let without_day = |year| History {
        year,
        day: None,
        withdrawn: None,
    };
    for (year, missing) in [(2020, true), (2019, false)] {
        let found = judged_with("2026-03-31", "2026-03-01", &[without_day(year)], &[], |_| {});
        let expected: Vec<&str> = if missing { vec!["6/day"] } else { Vec::new() };
        assert_eq!(found.missing.iter().collect::<Vec<_>>(), expected, "{year}");
    }
    // It blocks as if it stood, and its fraud is an event of 16(三) on the day of the government's decision.
    let withdrawn = History {
        year: 2018,
        day: Some(day("2018-06-01")),
        withdrawn: Some(day("2024-01-15")),
    };
    let found = judged_with("2026-03-31", "2026-03-01", &[withdrawn], &[], |_| {});
    assert_eq!(
        found.grounds,
        [Ground {
            article: Article::Art16iii,
            day: Some(day("2024-01-15")),
        }]
    );
}

/// The three years run from the later day: where one known day excludes, the other cannot help.
///
/// SPEC Y1, Y5
#[test]
fn one_known_day_of_two_excludes() {
    for (established, operating, ground) in [
        (Some("2025-06-01"), None, Some(Some("2025-06-01"))),
        (None, Some("2025-06-01"), Some(None)),
        (Some("2001-01-01"), None, None),
        (None, Some("2001-01-01"), None),
    ] {
        let found = judged("2026-03-31", |form| {
            form.established = established.map(day);
            form.operating_since = operating.map(day);
        });
        let expected: Vec<Ground> = ground
            .map(|on| Ground {
                article: Article::Art15i,
                day: on.map(day),
            })
            .into_iter()
            .collect();
        assert_eq!(found.grounds, expected, "{established:?} {operating:?}");
        let verdict = if expected.is_empty() {
            Verdict::Unclear
        } else {
            Verdict::Excluded
        };
        assert_eq!(found.verdict, verdict, "{established:?} {operating:?}");
        assert!(found.missing.contains("15(1)"), "a day is missing all the same");
    }
}

/// SPEC Y5
#[test]
fn grounds_go_before_what_is_missing() {
    let found = judged("2026-03-31", |form| {
        form.claims.retain(|claim| claim.article != Article::Art15ii);
        form.established = None;
        form.events = vec![
            event(Article::Art16ii, "2025-02-01"),
            event(Article::Art16i, "2025-01-01"),
            Event {
                article: Article::Art16iv,
                day: None,
            },
        ];
    });
    assert_eq!(found.verdict, Verdict::Excluded);
    let grounds: Vec<Article> = found.grounds.iter().map(|ground| ground.article).collect();
    assert_eq!(
        grounds,
        [Article::Art16i, Article::Art16ii],
        "in order of the articles"
    );
    let missing: Vec<&str> = found.missing.iter().map(String::as_str).collect();
    assert_eq!(missing, ["15(1)", "15(2)", "16(4)/day"]);
    // Without a ground the same is unclear.
    let found = judged("2026-03-31", |form| form.established = None);
    assert_eq!(found.verdict, Verdict::Unclear);
    // A yes without its event, and a no to a condition.
    let found = judged("2026-03-31", |form| {
        form.claims.retain(|claim| claim.article != Article::Art16v);
        form.claims.push(Claim {
            article: Article::Art16v,
            answer: Answer::Yes,
        });
    });
    assert_eq!(found.missing.iter().collect::<Vec<_>>(), ["16(5)/day"]);
    let found = judged("2026-03-31", |form| {
        form.claims[1].answer = Answer::No;
    });
    assert_eq!(
        found.grounds,
        [Ground {
            article: Article::Art15iii,
            day: None
        }]
    );
}

/// SPEC Y5
#[test]
fn what_an_opinion_names_is_an_answer() {
    let of = |reported: &[Event]| {
        judged_with("2026-03-31", "2026-03-01", &[], reported, |form| {
            form.claims.retain(|claim| claim.article != Article::Art16ii);
        })
    };
    assert_eq!(of(&[]).missing.iter().collect::<Vec<_>>(), ["16(2)"]);
    // Outside the window it excludes nobody, and nothing is left to ask.
    assert_eq!(
        of(&[event(Article::Art16ii, "2020-01-01")]).verdict,
        Verdict::Eligible
    );
    assert_eq!(
        of(&[event(Article::Art16ii, "2025-01-01")]).verdict,
        Verdict::Excluded
    );
    assert_eq!(
        of(&[event(Article::Art16i, "2020-01-01")]).verdict,
        Verdict::Unclear
    );
    let undated = Event {
        article: Article::Art16ii,
        day: None,
    };
    assert_eq!(of(&[undated]).missing.iter().collect::<Vec<_>>(), ["16(2)/day"]);
    // The day behind the applicant's own yes stays missing, whatever else is named.
    let own = |reported: &[Event]| {
        judged_with("2026-03-31", "2026-03-01", &[], reported, |form| {
            form.claims.retain(|claim| claim.article != Article::Art16ii);
            form.claims.push(Claim {
                article: Article::Art16ii,
                answer: Answer::Yes,
            });
        })
    };
    assert_eq!(
        own(&[event(Article::Art16ii, "2015-01-01")])
            .missing
            .iter()
            .collect::<Vec<_>>(),
        ["16(2)/day"]
    );
    assert_eq!(
        own(&[event(Article::Art16ii, "2025-01-01")]).verdict,
        Verdict::Excluded
    );
}

/// A condition of Art. 15 that an opinion or an inspection finds not to hold excludes as the applicant's own no would,
/// whenever that was found; Art. 16 alone has a window. An award is no event.
///
/// SPEC Y51
#[test]
fn what_is_found_of_a_condition() {
    for (article, on, excludes) in [
        (Article::Art15i, "2026-02-01", true),
        (Article::Art15ii, "2026-02-01", true),
        (Article::Art15iii, "2026-02-01", true),
        (Article::Art15iii, "2001-02-01", true),
        (Article::Art6, "2026-02-01", false),
    ] {
        let found = judged_with("2026-03-31", "2026-03-01", &[], &[event(article, on)], |_| {});
        let ground = Ground {
            article,
            day: Some(day(on)),
        };
        let expected = if excludes { vec![ground] } else { Vec::new() };
        assert_eq!(found.grounds, expected, "{article:?} {on}");
        assert!(found.missing.is_empty(), "{article:?} {on}");
    }
    // Without a day it excludes all the same: the answer alone would.
    let reported = [Event {
        article: Article::Art15iii,
        day: None,
    }];
    let found = judged_with("2026-03-31", "2026-03-01", &[], &reported, |_| {});
    assert_eq!((found.verdict, found.missing.len()), (Verdict::Excluded, 0));
}

/// SPEC Y51
#[test]
fn an_award_is_no_event() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, "2026-03-20", Some(good_form()));
    let events = vec![event(Article::Art6, "2025-01-01")];
    let opinion = Act::OpinionRecorded {
        application: id("a"),
        department: Department::Discipline,
        day: day("2026-04-10"),
        outcome: OpinionOutcome::Objection,
        events: events.clone(),
    };
    let inspection = Act::InspectionRecorded {
        application: id("a"),
        day: day("2026-04-10"),
        events: events.clone(),
        words: "实地检查".to_owned(),
    };
    for act in [opinion, inspection] {
        assert_eq!(case.refused(act), Refusal::AwardAsEvent);
    }
    let form = Form {
        events,
        ..good_form()
    };
    let text = case.application_text("b", "");
    let file = case.file("b.json", text, "2026-03-20");
    let identified = Act::Identified {
        file,
        application: id("b"),
        organisation: Some(organisation("本地:b")),
        continues: Vec::new(),
        expert: None,
        revision: 1,
        reason: String::new(),
        form: Some(form),
    };
    assert_eq!(case.refused(identified), Refusal::AwardAsEvent);
}
