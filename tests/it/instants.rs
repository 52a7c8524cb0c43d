//! Moments in time: reading, writing, and dates that the calendar does not have.

use proptest::prelude::*;
use scoring::foundations::Instant;

use crate::support::chances;

/// SPEC N12
#[test]
fn moments_with_their_seconds() {
    for (text, seconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:01Z", 1),
        ("2000-02-29T12:00:00Z", 951_825_600),
        ("2026-11-23T10:32:00Z", 1_795_429_920),
        ("2038-01-19T03:14:08Z", 2_147_483_648),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] {
        assert_eq!(
            Instant::parse(text).map(Instant::unix_seconds),
            Some(seconds),
            "{text}"
        );
        assert_eq!(Instant::from_unix_seconds(seconds).to_string(), text);
    }
    assert_eq!(Instant::from_unix_seconds(-5).to_string(), "1970-01-01T00:00:00Z");
    assert_eq!(
        Instant::from_unix_seconds(i64::MAX).to_string(),
        "9999-12-31T23:59:59Z"
    );
}

/// SPEC N12
#[test]
fn leap_years() {
    for (year, leap) in [
        (1972, true),
        (1999, false),
        (2000, true),
        (2024, true),
        (2026, false),
        (2100, false),
        (2400, true),
        (9996, true),
    ] {
        let day = format!("{year}-02-29T00:00:00Z");
        assert_eq!(Instant::parse(&day).is_some(), leap, "{day}");
    }
}

/// SPEC N12
#[test]
fn nonsense_is_no_moment() {
    for text in [
        "",
        "2026-11-23",
        "2026-11-23T10:32:00",
        "2026-11-23T10:32:00+08:00",
        "2026-11-23T10:32:00.5Z",
        "2026-11-23 10:32:00Z",
        "2026-11-23t10:32:00z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T23:60:00Z",
        "2026-11-23T23:59:60Z",
        "1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "+026-01-01T00:00:00Z",
        "二零二六年十一月二三日",
        "2026\u{FF0D}1-23T10:32:00Z",
    ] {
        assert_eq!(Instant::parse(text), None, "{text:?}");
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC N12
    #[test]
    fn a_moment_reads_back_as_itself(seconds in 0_i64..=253_402_300_799) {
        let moment = Instant::from_unix_seconds(seconds);
        prop_assert_eq!(moment.unix_seconds(), seconds);
        prop_assert_eq!(Instant::parse(&moment.to_string()), Some(moment));
    }

    /// SPEC N12
    #[test]
    fn written_moments_stand_in_the_order_of_time(one in 0_i64..=253_402_300_799, other in 0_i64..=253_402_300_799) {
        let text = |seconds| Instant::from_unix_seconds(seconds).to_string();
        prop_assert_eq!(one.cmp(&other), text(one).cmp(&text(other)));
    }
}
