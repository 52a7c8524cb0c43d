//! Names that may mean the same: keys under which likely doubles meet.
//!
//! A key decides nothing. Two names with a key in common become a question, and a person answers it.

use crate::foundations::{half_width, is_unseen};

/// The key of an assessor's name: without blanks, unseen characters, punctuation, brackets and what stands in
/// them (「陈立(组长)」), full-width forms and letter case. Nothing is left of no name alone.
pub(super) fn assessor_key(name: &str) -> String {
    folded(name).into_iter().collect()
}

/// The keys of an applicant's name: the whole name, and the name without the districts it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ApplicantKeys {
    /// The whole name, folded as an assessor's is, and without the 省, 市, 区, 县 of the districts before it:
    /// 「深圳市龙岗区人民医院」 and 「深圳龙岗人民医院」 share it.
    pub(super) whole: String,
    /// The same with one district after another taken away: 「龙岗人民医院」, 「人民医院」.
    ///
    /// These are compared with whole names only. Two hospitals of two districts share nothing but this.
    pub(super) shortened: Vec<String>,
}

impl ApplicantKeys {
    /// The keys of this name.
    pub(super) fn of(name: &str) -> Self {
        let mut rest = folded(name);
        let mut districts: Vec<Vec<char>> = Vec::new();
        while let Some(end) = district_end(&rest) {
            let behind = rest.split_off(end);
            rest.pop();
            districts.push(rest);
            rest = behind;
        }
        let key = |from: usize| -> String {
            districts
                .iter()
                .skip(from)
                .flatten()
                .chain(&rest)
                .copied()
                .collect()
        };
        Self {
            whole: key(0),
            shortened: (1..=districts.len()).map(key).collect(),
        }
    }
}

/// How many characters a district's name has before 省, 市, 区 or 县 at least: 「社区」 and 「小区」 are none.
const DISTRICT_NAME: usize = 2;
/// At most: a longer name with such a character in it is no district's.
const DISTRICT_NAME_MAX: usize = 6;
/// How many characters must be left behind a district.
const REST_MIN: usize = 2;

/// Behind the district with which a name begins, if it begins with one.
fn district_end(name: &[char]) -> Option<usize> {
    let at = name
        .iter()
        .position(|letter| matches!(letter, '省' | '市' | '区' | '县'))?;
    let fits = (DISTRICT_NAME..=DISTRICT_NAME_MAX).contains(&at) && name.len() - (at + 1) >= REST_MIN;
    fits.then_some(at + 1)
}

/// A name without what people write differently; the name itself where nothing else is left.
fn folded(name: &str) -> Vec<char> {
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    let plain = half_width(name);
    for letter in plain.chars().flat_map(char::to_lowercase) {
        match letter {
            '(' | '[' | '{' | '<' | '【' | '〔' | '〈' | '《' | '「' | '『' => depth += 1,
            ')' | ']' | '}' | '>' | '】' | '〕' | '〉' | '》' | '」' | '』' => {
                depth = depth.saturating_sub(1)
            }
            letter if depth == 0 && letter.is_alphanumeric() && !is_blank(letter) => kept.push(letter),
            _ => {}
        }
    }
    if kept.is_empty() {
        plain
            .chars()
            .filter(|letter| !letter.is_whitespace() && !is_blank(*letter))
            .collect()
    } else {
        kept
    }
}

/// Whether a character shows nothing, the letters among them too: fillers of Hangul.
fn is_blank(letter: char) -> bool {
    is_unseen(letter) || matches!(letter, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}
