//! What a cell holds: a code or a number, or what a spreadsheet or a person put in place of it.

use crate::foundations::{Code, Day, Exact, Instant, NumberFault, half_width, parse_decimal};
use crate::table::fault::{NotANumber, TableFault, Written};
use crate::table::records::SEPARATORS;

/// A text without the characters that nobody sees; they come along when people paste.
pub(super) fn seen(text: &str) -> String {
    let unseen = |character: char| {
        (character.is_control() && !character.is_whitespace())
            || matches!(
                character,
                '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            )
    };
    text.chars().filter(|character| !unseen(*character)).collect()
}

/// A text as codes, kinds and numbers are read: seen characters alone, half-width, no blanks at the ends.
pub(super) fn plain(typed: &str) -> String {
    half_width(&seen(typed)).trim().to_owned()
}

/// The code in a cell; square brackets around it, as our own tables have them, are no part of it.
///
/// # Errors
/// Why it is none, with a guess at what it was where a spreadsheet changed it.
pub(super) fn code(typed: &str, separator: char) -> Result<Code, TableFault> {
    let text = plain(typed);
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let bare = bare.map_or(text.as_str(), str::trim);
    let found = typed.to_owned();
    if bare.is_empty() {
        return Err(TableFault::MissingCode);
    }
    if let Some((month, day)) = date(bare).or_else(|| serial(bare)) {
        let meant = day.map_or_else(String::new, |day| format!("{month}.{day}"));
        return Err(TableFault::DateForCode { found, meant });
    }
    if let Some(meant) = computed(bare) {
        return Err(TableFault::DecimalForCode { found, meant });
    }
    if let Some(code) = Code::parse(bare) {
        return Ok(code);
    }
    if let Some(meant) = bare.strip_prefix(APOSTROPHES).and_then(Code::parse) {
        let meant = meant.to_string();
        return Err(TableFault::QuotedCode { found, meant });
    }
    let other = |one: &char| *one != separator && typed.contains(*one);
    match SEPARATORS.into_iter().find(other) {
        Some(separator) => Err(TableFault::OtherSeparator { found, separator }),
        None => Err(TableFault::BadCode { found }),
    }
}

/// What a spreadsheet made of an id that it took for a day or a number; and whether it may be the id all the same.
pub(super) fn id_changed(typed: &str) -> Option<(TableFault, bool)> {
    let text = plain(typed);
    let found = typed.to_owned();
    if let Some((month, day)) = serial(&text) {
        let meant = day.map_or_else(|| month.to_string(), |day| format!("{month}-{day}"));
        return Some((TableFault::SerialForId { found, meant }, true));
    }
    if date(&text).is_some() {
        let meant = String::new();
        return Some((TableFault::DateForCode { found, meant }, false));
    }
    let has_exponent = text.split_once("E+").is_some_and(|(digits, power)| {
        let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        is_number(digits) && is_number(power) && parse_decimal(digits).is_ok()
    });
    (has_exponent || text.starts_with('#')).then_some((TableFault::BrokenId { found }, false))
}

/// The number that a spreadsheet computed as this one, with the error of its binary fractions: 1.1 for
/// 1.1000000000000001 and for 1.0999999999999999.
fn computed(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').filter(|(_, decimals)| decimals.len() > 12)?;
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some((before, _)) = decimals.split_once("00000000") {
        return Some(
            format!("{whole}.{}", before.trim_end_matches('0'))
                .trim_end_matches('.')
                .to_owned(),
        );
    }
    let (before, _) = decimals.split_once("99999999")?;
    let next = format!("{whole}{before}").parse::<u64>().ok()?.checked_add(1)?;
    let digits = format!("{next:0>width$}", width = before.len() + 1);
    let (whole, decimals) = digits.split_at_checked(digits.len() - before.len())?;
    Some(format!("{whole}.{decimals}").trim_end_matches('.').to_owned())
}

/// The number in a cell; nothing where the cell is empty.
///
/// # Errors
/// Why it is none, and how to write it.
pub(super) fn number(typed: &str) -> Result<Option<Exact>, TableFault> {
    let text = plain(typed);
    let found = typed.to_owned();
    match parse_decimal(&text) {
        Ok(number) => Ok(Some(number)),
        Err(NumberFault::Empty) => Ok(None),
        Err(fault @ (NumberFault::TooLong | NumberFault::PercentTooLong)) => {
            Err(TableFault::NotANumber { found, fault })
        }
        Err(fault @ NumberFault::NotANumber) => Err(if let Some((written, meant)) = written(&text) {
            TableFault::WrittenNumber {
                found,
                meant,
                written,
            }
        } else if let Some(stands) = stands(&text) {
            TableFault::InPlaceOfNumber { found, stands }
        } else {
            TableFault::NotANumber { found, fault }
        }),
    }
}

/// A percentage: with or without %, whole or decimal; and whether the sign was there.
///
/// # Errors
/// As for a number.
pub(super) fn percent(typed: &str) -> Result<Option<(Exact, bool)>, TableFault> {
    let text = plain(typed);
    let bare = text.strip_suffix('%');
    let signed = bare.is_some();
    let not_a_number = |fault| {
        let found = typed.to_owned();
        Err(TableFault::NotANumber { found, fault })
    };
    match number(bare.unwrap_or(&text)) {
        Ok(None) if signed => not_a_number(NumberFault::NotANumber),
        Ok(None) => Ok(None),
        // Two decimals fewer than elsewhere, since points out of a percentage have two more.
        Ok(Some(percent)) if !(percent * Exact::from_integer(MOST_PARTS)).is_integer() => {
            not_a_number(NumberFault::PercentTooLong)
        }
        Ok(Some(percent)) => Ok(Some((percent, signed))),
        Err(TableFault::NotANumber {
            fault: NumberFault::TooLong,
            ..
        }) => not_a_number(NumberFault::PercentTooLong),
        Err(TableFault::NotANumber { fault, .. }) => not_a_number(fault),
        Err(TableFault::InPlaceOfNumber {
            stands: NotANumber::Percentage,
            ..
        }) => not_a_number(NumberFault::NotANumber),
        Err(TableFault::WrittenNumber { meant, written, .. }) => Err(TableFault::WrittenNumber {
            found: typed.to_owned(),
            meant,
            written,
        }),
        Err(TableFault::InPlaceOfNumber { stands, .. }) => Err(TableFault::InPlaceOfNumber {
            found: typed.to_owned(),
            stands,
        }),
        Err(other) => Err(other),
    }
}

/// Percentages in tables have at most ten decimals.
const MOST_PARTS: i128 = 10_000_000_000;

/// What people and spreadsheets put before a text that looks like a number.
const APOSTROPHES: [char; 4] = ['\'', '`', '\u{2018}', '\u{2019}'];

/// A number written in a way that is not read: how, and how to write it.
fn written(text: &str) -> Option<(Written, String)> {
    let sound = |text: &str| parse_decimal(text).is_ok().then(|| text.trim().to_owned());
    if let Some(rest) = text.strip_prefix(APOSTROPHES) {
        let bare = rest.strip_suffix('%').unwrap_or(rest);
        return Some((Written::Apostrophe, sound(bare)?));
    }
    if let Some(bare) = ["分", "点", "points", "percent"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
    {
        let meant = sound(bare).or_else(|| numerals(bare));
        return meant.map(|meant| (Written::Unit, meant));
    }
    if let Some(meant) = numerals(text) {
        return Some((Written::Numerals, meant));
    }
    if text.contains(char::is_whitespace) {
        let closed: String = text
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        return Some((Written::Blanks, sound(&closed)?));
    }
    let (whole, rest) = text.split_once([',', '\u{3001}'])?;
    let (last, decimals) = match rest.rsplit_once('.') {
        Some((groups, decimals)) => (groups, Some(decimals)),
        None => (rest, None),
    };
    let thousands = last.split(',').all(|group| group.len() == 3) && whole.len() <= 3;
    if thousands {
        let digits = format!("{whole}{}", last.replace(',', ""));
        let meant = decimals.map_or(digits.clone(), |decimals| format!("{digits}.{decimals}"));
        return Some((Written::Thousands, sound(&meant)?));
    }
    Some((Written::DecimalComma, sound(&format!("{whole}.{rest}"))?))
}

/// Whether a character is a Chinese numeral.
fn is_numeral(character: char) -> bool {
    character == '\u{3007}' || "零一二三四五六七八九十".contains(character)
}

/// Chinese numerals up to 9999 as digits: 六十五, 五五, 百分之六十.
pub(super) fn numerals(text: &str) -> Option<String> {
    let text = text.strip_prefix("百分之").unwrap_or(text);
    let digit = |character: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|one| one == character)
            .or(match character {
                '\u{3007}' => Some(0),
                '两' => Some(2),
                _ => None,
            })
    };
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if text.chars().all(|character| digit(character).is_some()) {
        let digits = text.chars().filter_map(digit).map(|digit| digit.to_string());
        return Some(digits.collect());
    }
    let (mut sum, mut last) = (0_usize, None);
    for character in text.chars() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                last = Some(digit(character)?);
                continue;
            }
        };
        sum += last.take().unwrap_or(1) * unit;
    }
    Some((sum + last.unwrap_or(0)).to_string())
}

/// What stands in place of a number.
fn stands(text: &str) -> Option<NotANumber> {
    let is_number = |text: &str| parse_decimal(text.trim().trim_end_matches('%')).is_ok();
    if text.starts_with('#') {
        return Some(NotANumber::CellError);
    }
    let dated = date(text).is_some() && (text.matches(['-', '/']).count() == 2 || !text.contains('/'));
    if dated {
        return Some(NotANumber::Date);
    }
    if text.strip_suffix('%').is_some_and(is_number) {
        return Some(NotANumber::Percentage);
    }
    let between = ['-', '~', '\u{2013}', '\u{2014}', '至', '到'];
    if text
        .split_once(between)
        .is_some_and(|(from, to)| is_number(from) && is_number(to))
    {
        return Some(NotANumber::Range);
    }
    let lower = text.to_lowercase();
    PLACEHOLDERS
        .contains(&lower.as_str())
        .then_some(NotANumber::Placeholder)
}

const PLACEHOLDERS: [&str; 14] = [
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "\u{2014}\u{2014}",
    "/",
    "\\",
    "无",
    "未评",
    "缺",
    "n/a",
    "na",
    "null",
    "none",
];

/// A date as spreadsheets write it: its month, and its day where it has one. 1月1日, 2026/1/1, 1-Jan, Jan-01.
fn date(text: &str) -> Option<(u32, Option<u32>)> {
    // A date may bring its time along.
    let text = match text.split_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    };
    // As may its day of the week: 1月2日星期五, 1月2日(周五).
    let text = match text.split_once('日') {
        Some((date, week)) if week.contains(['周', '期']) => &format!("{date}日"),
        _ => text,
    };
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for character in text.chars() {
        let digit = character.is_ascii_digit() || is_numeral(character);
        match pieces.last_mut() {
            Some((piece, of_digits)) if *of_digits == digit => piece.push(character),
            _ => pieces.push((character.to_string(), digit)),
        }
    }
    for (piece, _) in pieces
        .iter_mut()
        .filter(|(piece, _)| piece.starts_with(is_numeral))
    {
        *piece = numerals(piece)?;
    }
    let pieces: Vec<&str> = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
    let is_year = |year: &str| year.len() == 4 && year.starts_with(['1', '2']);
    let month_named = |name: &str| {
        let name = name.trim_matches(['-', '/', ' ']).to_lowercase();
        let at = MONTHS.iter().position(|month| *month == name)?;
        u32::try_from(at + 1).ok()
    };
    let of_digits = |month: &str, day: &str| {
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, Some(day)))
    };
    let with_name = |name: &str, day: &str| {
        let month = month_named(name)?;
        let day: u32 = day.parse().ok()?;
        Some((month, (1..=31).contains(&day).then_some(day)))
    };
    match pieces.as_slice() {
        [month, "月", day, "日"] => of_digits(month, day),
        [month, "月"] => of_digits(month, "1").map(|(month, _)| (month, None)),
        [year, "年", month, "月", day, "日"] if is_year(year) => of_digits(month, day),
        [year, "年", month, "月"] if is_year(year) => of_digits(month, "1").map(|(month, _)| (month, None)),
        [year, "/", month, "/", day] | [year, "-", month, "-", day] if is_year(year) => of_digits(month, day),
        [month, "/", day] | [month, "/", day, "/", _] => of_digits(month, day),
        [day, name] | [day, name, _] if name.starts_with('-') => with_name(name, day),
        [name, day] if name.ends_with('-') => with_name(name, day),
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day in a cell, and whether a spreadsheet's number stood for it; nothing where the cell is empty. Read are
/// 2021-06-01, 2021/6/1, 2021.6.1, 2021年6月1日 and 20210601, with a time behind them or without.
///
/// # Errors
/// It is none: the year has four digits and stands first.
pub(super) fn day(typed: &str) -> Result<Option<(Day, bool)>, TableFault> {
    let text = plain(typed);
    if text.is_empty() {
        return Ok(None);
    }
    let bad = || TableFault::BadDay {
        found: typed.to_owned(),
    };
    let bare = match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text.as_str(),
    };
    let whole = bare.parse::<i64>().ok().filter(|_| bare.len() == 5);
    if let Some(days) = whole.filter(|days| (14_000..=80_000).contains(days)) {
        // Spreadsheets count days from the end of 1899.
        let moment = Instant::from_unix_seconds((days - 25_569) * 86_400);
        return Ok(Some((Day::at(moment), true)));
    }
    let is_between = |character: char| matches!(character, '-' | '/' | '.' | '年' | '月' | '日' | ' ');
    let parts: Vec<&str> = bare.split(is_between).filter(|part| !part.is_empty()).collect();
    let written = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            let (year, rest) = whole.split_at(4);
            let (month, day) = rest.split_at(2);
            format!("{year}-{month}-{day}")
        }
        _ => return Err(bad()),
    };
    Day::parse(&written).map(|day| Some((day, false))).ok_or_else(bad)
}

/// A date as the number that a spreadsheet keeps it as, in the years 2010 to 2049: its month and day.
fn serial(text: &str) -> Option<(u32, Option<u32>)> {
    let days: i64 = text.parse().ok().filter(|_| text.len() == 5)?;
    if !(40_179..=54_788).contains(&days) {
        return None;
    }
    // Spreadsheets count days from the end of 1899.
    let moment = Instant::from_unix_seconds((days - 25_569) * 86_400).to_string();
    let mut parts = moment.split(['-', 'T']).skip(1);
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Some((month, Some(day)))
}
