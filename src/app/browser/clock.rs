//! The browser's clock. Nothing else in the app asks for the time.

use scoring::foundations::Instant;
use scoring::words::moment;

/// Now, to the second.
pub fn now() -> Instant {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "seconds since 1970 fit an i64 for ages to come"
    )]
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    Instant::from_unix_seconds(seconds)
}

/// A moment on the wall clock here: `11-23 10:32`, with its year where it is another one than now.
pub fn local(instant: Instant) -> String {
    moment(&local_moment(instant), &local_day(now())).to_owned()
}

/// A moment here with its year, for what is kept for long: `2026-11-23 10:32`.
pub fn local_moment(instant: Instant) -> String {
    format!("{} {}", local_day(instant), local_time(instant))
}

/// The time of day of a moment here: `10:32`.
pub fn local_time(instant: Instant) -> String {
    let date = date_of(instant);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// The minute here, for the names of files that come several a day: `2026-11-23-1032`.
pub fn local_minute(instant: Instant) -> String {
    format!("{}-{}", local_day(instant), local_time(instant).replace(':', ""))
}

/// The day here, for file names and printed pages: `2026-11-23`.
pub fn local_day(instant: Instant) -> String {
    let date = date_of(instant);
    format!(
        "{}-{:02}-{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date()
    )
}

fn date_of(instant: Instant) -> js_sys::Date {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 are far below 2^53"
    )]
    let milliseconds = (instant.unix_seconds() * 1000) as f64;
    js_sys::Date::new(&milliseconds.into())
}
