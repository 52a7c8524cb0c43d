//! Days and moments as papers write them: arabic, the whole year, no zeros before (GB/T 9704).

use crate::cycle::Received;
use crate::foundations::{Day, Lang};
use crate::words as say;

/// `2026年3月31日`.
pub(super) fn day_text(day: Day, lang: Lang) -> String {
    let (year, month, day) = day.parts();
    say::PaperDay {
        year: &year,
        month: &month,
        day: &day,
    }
    .text(lang)
}

/// A day, or room for one.
pub(super) fn day_or_blank(day: Option<Day>, lang: Lang) -> String {
    day.map_or_else(
        || say::paper_day_blank(lang).to_owned(),
        |day| day_text(day, lang),
    )
}

/// A day, with the time in China where a moment was noted.
pub(super) fn received_text(received: Received, lang: Lang) -> String {
    let day = day_text(received.day(), lang);
    match received {
        Received::On(_) => day,
        Received::At(moment) => {
            let minutes = (moment.unix_seconds() + AHEAD_SECONDS).rem_euclid(86_400) / 60;
            let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            say::PaperMoment {
                day: &day,
                time: &time,
            }
            .text(lang)
        }
    }
}

/// China's time is this many seconds ahead of UTC.
const AHEAD_SECONDS: i64 = 8 * 3600;
