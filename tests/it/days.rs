//! Days in China: reading, the day of a moment, and years as the Civil Code counts them.

use proptest::prelude::*;
use scoring::foundations::{Day, Instant};

use crate::support::{chances, day};

/// SPEC N16
#[test]
fn what_is_a_day() {
    for text in [
        "2026-03-31",
        "2024-02-29",
        "1952-10-01",
        "0001-01-01",
        "9999-12-31",
    ] {
        assert_eq!(day(text).to_string(), text);
    }
    for text in [
        "",
        "2026-3-31",
        "2026-02-29",
        "2026-04-31",
        "2026-13-01",
        "0000-01-01",
        "2026/03/31",
        "2026-03-31 ",
        "２０２６-03-31",
        "2026-03-31T00:00:00Z",
    ] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
}

/// SPEC N17
#[test]
fn the_day_of_a_moment_is_chinas() {
    for (moment, expected) in [
        ("2026-03-31T15:59:59Z", "2026-03-31"),
        ("2026-03-31T16:00:00Z", "2026-04-01"),
        ("2025-12-31T16:00:00Z", "2026-01-01"),
        ("1970-01-01T00:00:00Z", "1970-01-01"),
    ] {
        let moment = Instant::parse(moment).expect("a moment");
        assert_eq!(Day::at(moment), day(expected), "{moment}");
    }
}

/// The vectors of the Civil Code's articles 201 and 202, with February.
///
/// SPEC N18
#[test]
fn years_end_on_the_corresponding_day() {
    for (from, years, to) in [
        ("2023-05-10", 3, "2026-05-10"),
        ("2024-02-29", 3, "2027-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-02-29", 5, "2029-02-28"),
        ("2021-02-28", 3, "2024-02-28"),
        ("2021-06-01", 5, "2026-06-01"),
        ("2096-02-29", 4, "2100-02-28"),
        ("2026-03-31", 0, "2026-03-31"),
    ] {
        assert_eq!(day(from).plus_years(years), day(to), "{from} + {years}");
    }
    assert_eq!(day("2026-12-31").plus_days(1), day("2027-01-01"));
    assert_eq!(day("2026-02-28").plus_days(1), day("2026-03-01"));
    assert_eq!(day("9999-12-31").plus_days(1), day("9999-12-31"));
    assert_eq!(day("9999-12-31").plus_years(1), day("9999-12-31"));
    assert!(day("2026-08-01").is_weekend() && day("2026-08-02").is_weekend());
    assert!(!day("2026-08-03").is_weekend() && !day("2026-07-31").is_weekend());
}

proptest! {
    #![proptest_config(chances())]
    /// A later day never ends earlier, and the month stays.
    ///
    /// SPEC N18
    #[test]
    fn years_keep_order_and_month(moment in 0..200_000_000_000_i64, apart in 0..2000_u32, years in 0..40_u32) {
        let one = Day::at(Instant::from_unix_seconds(moment));
        let other = one.plus_days(apart);
        prop_assert!(one.plus_years(years) <= other.plus_years(years));
        prop_assert_eq!(&one.plus_years(years).to_string()[5..7], &one.to_string()[5..7]);
        prop_assert_eq!(one.plus_years(years).year(), one.year() + i64::from(years));
        prop_assert_eq!(Day::parse(&other.to_string()), Some(other));
    }
}
