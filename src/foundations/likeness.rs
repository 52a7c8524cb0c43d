//! Names that may mean the same: keys under which likely doubles meet.
//!
//! A key decides nothing. Two names with a key in common become a question, and a person answers it.

use crate::foundations::{half_width, is_unseen};

/// Characters of names in their traditional and simplified forms. A table of our own, of signs that are common in the
/// names of organisations, districts and persons; what is not in it is compared as it is written.
const SIMPLIFIED: &[(&str, &str)] = &[
    // Organisations.
    (
        "區縣鄉鎮區學醫療館圖書務業處廠礦園際國華財產經濟銀電視藝術體育團聯總會長衛護養構單機關局廳組織縣區環節運輸車輛鐵路橋場",
        "区县乡镇区学医疗馆图书务业处厂矿园际国华财产经济银电视艺术体育团联总会长卫护养构单机关局厅组织县区环节运输车辆铁路桥场",
    ),
    // Places.
    (
        "龍崗廣東灣島蘇陝遼貴雲爾濱瀋陽煙臺臺廈門鹽榮葉橫嶺嶽遠寧鄭許黃濟慶",
        "龙岗广东湾岛苏陕辽贵云尔滨沈阳烟台台厦门盐荣叶横岭岳远宁郑许黄济庆",
    ),
    // Persons.
    (
        "陳張劉楊趙吳孫馬羅謝韓馮蕭鄧呂賈閻餘蔣鐘鍾盧範顧賴龔湯聶譚鄒陸葛萬錢嚴賀湯樂偉麗麗強輝傑軍紅鵬飛曉",
        "陈张刘杨赵吴孙马罗谢韩冯萧邓吕贾阎余蒋钟钟卢范顾赖龚汤聂谭邹陆葛万钱严贺汤乐伟丽丽强辉杰军红鹏飞晓",
    ),
];

/// The simplified form of a character, where the table has it.
fn simplified(letter: char) -> char {
    let pairs = SIMPLIFIED
        .iter()
        .flat_map(|(from, to)| from.chars().zip(to.chars()));
    let mut found = pairs.filter(|(from, _)| *from == letter);
    found.next().map_or(letter, |(_, to)| to)
}

/// The key of a person's name: without blanks, unseen characters, punctuation, brackets and what stands in
/// them (「陈立(组长)」), full-width forms and letter case. Nothing is left of no name alone.
pub fn person_key(name: &str) -> String {
    folded(name, false).into_iter().collect()
}

/// The keys of an organisation's name: the whole name, and the name without the districts it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationKeys {
    /// The whole name, folded as a person's is, and without the 省, 市, 区, 县 of the districts before it:
    /// 「深圳市龙岗区人民医院」 and 「深圳龙岗人民医院」 share it.
    pub whole: String,
    /// The same with one district after another taken away: 「龙岗人民医院」, 「人民医院」.
    ///
    /// These are compared with whole names only. Two hospitals of two districts share nothing but this.
    pub shortened: Vec<String>,
}

impl OrganisationKeys {
    /// The keys of this name.
    pub fn of(name: &str) -> Self {
        let mut rest = folded(name, true);
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

impl OrganisationKeys {
    /// Whether two names may mean the same organisation. Names of nothing mean nothing.
    pub fn are_alike(&self, other: &Self) -> bool {
        let is_above = |one: &Self, other: &Self| one.shortened.contains(&other.whole);
        !self.whole.is_empty()
            && (self.whole == other.whole || is_above(self, other) || is_above(other, self))
    }
}

/// A name without what people write differently; the name itself where nothing else is left. Numbers in brackets tell
/// one organisation from another (「示例区图书馆（1）」) and are kept for them; with a person's name they tell a copy.
fn folded(name: &str, with_numbers: bool) -> Vec<char> {
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    let plain = half_width(name);
    for letter in plain.chars().flat_map(char::to_lowercase) {
        match letter {
            '(' | '[' | '{' | '<' | '【' | '〔' | '〈' | '《' | '「' | '『' => depth += 1,
            ')' | ']' | '}' | '>' | '】' | '〕' | '〉' | '》' | '」' | '』' => {
                depth = depth.saturating_sub(1)
            }
            letter if depth == 0 && letter.is_alphanumeric() && !is_blank(letter) => {
                kept.push(simplified(letter))
            }
            letter if with_numbers && letter.is_ascii_digit() => kept.push(letter),
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
