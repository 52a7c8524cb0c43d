//! Days at every edge, as the Civil Code counts them (民法典 200 to 204, 1259): the first day is not counted, a day ends
//! at 24:00, a last day on a holiday moves to the next working day, years end on the corresponding day.

use scoring::cycle::{Calendar, Received, ReviewStage};
use scoring::docket::{Act, Department, Receipt, Refusal};
use scoring::foundations::Instant;

use super::{Case, good_form, id, ids, received_at};
use crate::support::day;

fn calendar(holidays: &[&str], workdays: &[&str]) -> Calendar {
    Calendar {
        first_day: day("2026-02-01"),
        last_day: day("2026-03-31"),
        holidays: holidays.iter().map(|text| day(text)).collect(),
        workdays: workdays.iter().map(|text| day(text)).collect(),
    }
}

/// The National Day of 2026 with the days on which people work instead, as a calendar lists them.
const NATIONAL_DAY: [&str; 7] = [
    "2026-10-01",
    "2026-10-02",
    "2026-10-03",
    "2026-10-04",
    "2026-10-05",
    "2026-10-06",
    "2026-10-07",
];

/// SPEC Y34
#[test]
fn the_last_day_of_a_publicity() {
    for (case, opened, (days, working), holidays, workdays, last) in [
        (
            "the day of opening is not counted",
            "2026-08-01",
            (7, 5),
            &[][..],
            &[][..],
            "2026-08-08",
        ),
        ("one day", "2026-08-03", (1, 0), &[], &[], "2026-08-04"),
        (
            "over the end of a month of 30 days",
            "2026-06-26",
            (7, 5),
            &[],
            &[],
            "2026-07-03",
        ),
        (
            "over the end of a month of 31 days",
            "2026-07-27",
            (7, 0),
            &[],
            &[],
            "2026-08-03",
        ),
        (
            "over the end of the year",
            "2026-12-28",
            (7, 0),
            &[],
            &[],
            "2027-01-04",
        ),
        ("over 28 February", "2027-02-24", (7, 0), &[], &[], "2027-03-03"),
        ("over 29 February", "2028-02-24", (7, 0), &[], &[], "2028-03-02"),
        ("on 29 February", "2028-02-22", (7, 0), &[], &[], "2028-02-29"),
        (
            "a century without a leap day",
            "2100-02-22",
            (7, 0),
            &[],
            &[],
            "2100-03-01",
        ),
        (
            "a weekend that no calendar lists ends it",
            "2026-08-01",
            (7, 0),
            &[],
            &[],
            "2026-08-08",
        ),
        (
            "a last day on a holiday moves behind it",
            "2026-08-01",
            (7, 0),
            &["2026-08-08", "2026-08-09"],
            &[],
            "2026-08-10",
        ),
        (
            "and on over the weekend behind it",
            "2026-04-24",
            (7, 0),
            &["2026-05-01"],
            &[],
            "2026-05-04",
        ),
        (
            "but not over a Saturday on which people work",
            "2026-04-24",
            (7, 0),
            &["2026-05-01"],
            &["2026-05-02"],
            "2026-05-02",
        ),
        (
            "a holiday before the last day prolongs nothing",
            "2026-08-01",
            (7, 0),
            &["2026-08-06"],
            &[],
            "2026-08-08",
        ),
        (
            "unless working days are missing",
            "2026-08-01",
            (7, 5),
            &["2026-08-06"],
            &[],
            "2026-08-10",
        ),
        (
            "a Saturday on which people work is one",
            "2026-08-01",
            (7, 5),
            &["2026-08-06"],
            &["2026-08-08"],
            "2026-08-08",
        ),
        (
            "a Saturday among the working days",
            "2026-08-01",
            (7, 6),
            &[],
            &["2026-08-08"],
            "2026-08-08",
        ),
        (
            "and Monday without it",
            "2026-08-01",
            (7, 6),
            &[],
            &[],
            "2026-08-10",
        ),
        (
            "the National Day",
            "2026-09-28",
            (7, 0),
            &NATIONAL_DAY,
            &[],
            "2026-10-08",
        ),
        (
            "the National Day and five working days",
            "2026-09-28",
            (7, 5),
            &NATIONAL_DAY,
            &[],
            "2026-10-12",
        ),
        (
            "with the Saturday behind it",
            "2026-09-28",
            (7, 5),
            &NATIONAL_DAY,
            &["2026-10-10"],
            "2026-10-10",
        ),
        (
            "the day before a holiday ends on its day",
            "2026-09-23",
            (7, 0),
            &NATIONAL_DAY,
            &[],
            "2026-09-30",
        ),
        (
            "a longest holiday ends the search",
            "2026-08-01",
            (0, 0),
            &[],
            &[],
            "2026-08-01",
        ),
    ] {
        let found = calendar(holidays, workdays).publicity_ends(day(opened), days, working);
        assert_eq!(found, day(last), "{case}");
    }
    // A calendar of nothing but holidays ends all the same.
    let all: std::collections::BTreeSet<_> = (0..4_000)
        .map(|apart| day("2026-01-01").plus_days(apart))
        .collect();
    let calendar = Calendar {
        holidays: all,
        ..calendar(&[], &[])
    };
    assert!(calendar.publicity_ends(day("2026-08-01"), 7, 5) < day("2028-01-01"));
}

/// SPEC Y6
#[test]
fn the_last_day_is_whole_and_of_china() {
    for (case, received, last, in_time) in [
        (
            "the last second of the day in China",
            "2026-03-31T15:59:59Z",
            "2026-03-31",
            true,
        ),
        (
            "24:00 is the next day",
            "2026-03-31T16:00:00Z",
            "2026-03-31",
            false,
        ),
        (
            "the morning in China is the evening before in UTC",
            "2026-03-30T16:00:00Z",
            "2026-03-31",
            true,
        ),
        ("a day without a time", "2026-03-31", "2026-03-31", true),
        ("the day after", "2026-04-01", "2026-03-31", false),
        ("29 February", "2028-02-29T15:59:59Z", "2028-02-29", true),
        ("1 March in China", "2028-02-29T16:00:00Z", "2028-02-29", false),
        (
            "the last second of the year",
            "2026-12-31T15:59:59Z",
            "2026-12-31",
            true,
        ),
        (
            "the first second of the next",
            "2026-12-31T16:00:00Z",
            "2026-12-31",
            false,
        ),
        // A last day that was announced is not moved by a weekend or a holiday.
        ("an announced Saturday", "2026-08-09", "2026-08-08", false),
    ] {
        let received = received_at(received);
        assert_eq!(Calendar::is_in_time(received, day(last)), in_time, "{case}");
    }
    let calendar = calendar(&[], &[]);
    for (received, counted) in [
        ("2026-01-31T15:59:59Z", "2026-02-01"),
        ("2026-01-31T16:00:00Z", "2026-02-01"),
        ("2026-02-01T16:00:00Z", "2026-02-02"),
    ] {
        let moment = Instant::parse(received).expect("a moment");
        assert_eq!(
            calendar.counted_as_received(Received::At(moment)),
            day(counted),
            "{received}"
        );
    }
}

/// SPEC Y7
#[test]
fn the_last_day_of_a_supplement_is_whole_too() {
    for (received, revision_in_force) in [
        ("2026-04-10T15:59:59Z", 2),
        ("2026-04-10", 2),
        ("2026-04-10T16:00:00Z", 1),
        ("2026-04-11", 1),
    ] {
        let mut case = Case::new();
        case.applies(("a", "本地:a"), 1, "2026-03-31T15:59:59Z", Some(good_form()));
        case.must(Act::SupplementAsked {
            application: id("a"),
            what: vec!["证明材料".to_owned()],
            day: day("2026-04-02"),
            due: day("2026-04-10"),
        });
        case.applies(("a", "本地:a"), 2, received, None);
        let (docket, files) = (case.docket(), case.files());
        let course = scoring::docket::Proceedings::of(&docket, &files, None).expect("opened");
        assert_eq!(
            course.revision_in_force(&id("a")),
            Some(revision_in_force),
            "{received}"
        );
        assert_eq!(case.of("a").received, Receipt::InTime);
    }
}

/// What is due is due on the day of the entry at the earliest.
///
/// SPEC Y50
#[test]
fn nothing_is_due_before_it_was_asked_for() {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let (asked, before) = (day("2026-04-02"), day("2026-04-01"));
    let acts = |due| {
        [
            Act::SupplementAsked {
                application: id("a"),
                what: vec!["证明材料".to_owned()],
                day: asked,
                due,
            },
            Act::OpinionAsked {
                application: id("a"),
                department: Department::Personnel,
                day: asked,
                due,
            },
            Act::AssignmentIssued {
                expert: id("e1"),
                stage: ReviewStage::Material,
                applications: ids(&["a"]),
                day: asked,
                due,
            },
        ]
    };
    for act in acts(before) {
        assert_eq!(case.refused(act), Refusal::DueBefore);
    }
    for act in acts(asked) {
        case.must(act);
    }
}

/// SPEC Y34
#[test]
fn a_publicity_is_closed_from_the_day_after_its_last_day_on() {
    // Opened before the National Day as the calendar of the cycle lists it: Thursday and Friday, with a Saturday on
    // which people work a week later.
    for (opened, last) in [
        ("2026-08-01", "2026-08-08"),
        ("2026-09-24", "2026-10-05"),
        ("2026-09-25", "2026-10-06"),
    ] {
        let mut case = Case::new();
        case.visited(&[("a", "90")]);
        case.passed(&["a"]);
        case.must(Act::PublicityOpened {
            body: None,
            notice: id("N1"),
            applications: ids(&["a"]),
            day: day(opened),
            reason: String::new(),
        });
        let closed = |on| Act::PublicityClosed {
            notice: id("N1"),
            day: on,
            reason: String::new(),
        };
        let early = Refusal::ReasonNeeded {
            against: "publicity_days",
        };
        assert_eq!(case.refused(closed(day(last))), early, "{opened}");
        case.must(closed(day(last).plus_days(1)));
    }
}
