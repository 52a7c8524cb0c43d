//! The time that written files bear: `--created`, else `SOURCE_DATE_EPOCH`, else the system's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use scoring::foundations::Instant;
use scoring::words as say;

use crate::notes::Notes;

const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The time for a file; nothing, and a note, where what was given is no time.
pub(crate) fn created(given: Option<&str>, notes: &mut Notes) -> Option<Instant> {
    let lang = notes.lang();
    if let Some(text) = given {
        let moment = rfc3339(text);
        if moment.is_none() {
            notes.wrong_argument(
                &say::CliBadTime {
                    name: &"--created",
                    found: &text,
                }
                .text(lang),
            );
        }
        return moment;
    }
    if let Some(text) = std::env::var_os(EPOCH) {
        let text = text.to_string_lossy();
        let moment = whole_seconds(&text);
        if moment.is_none() {
            notes.wrong_argument(
                &say::CliBadEpoch {
                    name: &EPOCH,
                    found: &text,
                }
                .text(lang),
            );
        }
        return moment;
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(Instant::from_unix_seconds(
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
    ))
}

fn whole_seconds(text: &str) -> Option<Instant> {
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = text.parse().ok().filter(|_| digits_only)?;
    in_range(seconds)
}

/// The moment, where it lies in the years that can be written.
fn in_range(seconds: i64) -> Option<Instant> {
    let moment = Instant::from_unix_seconds(seconds);
    (moment.unix_seconds() == seconds).then_some(moment)
}

/// Reads RFC 3339 with any offset; a fraction of a second is cut off. The core itself knows UTC only.
fn rfc3339(text: &str) -> Option<Instant> {
    let text = text.to_ascii_uppercase();
    let (local, rest) = text.split_at_checked(19)?;
    let offset = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
            (offset.len() < fraction.len()).then_some(offset)?
        }
    };
    let moment = Instant::parse(&format!("{local}Z"))?;
    if offset == "Z" {
        return Some(moment);
    }
    let (sign, clock) = offset.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':')?;
    let number = |digits: &str, below: i64| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .parse::<i64>()
            .ok()
            .filter(|number| plain && *number < below)
    };
    let ahead = number(hours, 24)? * 3600 + number(minutes, 60)? * 60;
    match sign {
        "+" => in_range(moment.unix_seconds() - ahead),
        "-" => in_range(moment.unix_seconds() + ahead),
        _ => None,
    }
}
