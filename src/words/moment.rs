//! How a moment is written for people.

/// A moment as `2026-11-23 10:32`, without its year where that is the year of today, as `2026-11-24`.
pub fn moment<'a>(written: &'a str, today: &str) -> &'a str {
    let year = today.split_inclusive('-').next().unwrap_or_default();
    written.strip_prefix(year).unwrap_or(written)
}
