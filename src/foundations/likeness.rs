//! Names that may mean the same: keys under which likely doubles meet.
//!
//! A key decides nothing. Two names with a key in common become a question, and a person answers it.

use crate::foundations::{half_width, is_unseen};

/// Characters of names in their traditional and simplified forms, in the order of the traditional ones. A table of our
/// own, of characters that are common in the names of organisations, districts and persons; what is not in it is
/// compared as it is written.
#[rustfmt::skip]
const SIMPLIFIED: &[(char, char)] = &[
    ('偉', '伟'), ('傑', '杰'), ('劉', '刘'), ('務', '务'), ('區', '区'), ('吳', '吴'), ('呂', '吕'), ('單', '单'),
    ('嚴', '严'), ('國', '国'), ('園', '园'), ('圖', '图'), ('團', '团'), ('場', '场'), ('孫', '孙'), ('學', '学'),
    ('寧', '宁'), ('島', '岛'), ('崗', '岗'), ('嶺', '岭'), ('嶽', '岳'), ('廈', '厦'), ('廠', '厂'), ('廣', '广'),
    ('廳', '厅'), ('張', '张'), ('強', '强'), ('慶', '庆'), ('曉', '晓'), ('書', '书'), ('會', '会'), ('東', '东'),
    ('楊', '杨'), ('業', '业'), ('榮', '荣'), ('構', '构'), ('樂', '乐'), ('橋', '桥'), ('機', '机'), ('橫', '横'),
    ('湯', '汤'), ('濟', '济'), ('濱', '滨'), ('瀋', '沈'), ('灣', '湾'), ('煙', '烟'), ('爾', '尔'), ('環', '环'),
    ('產', '产'), ('療', '疗'), ('盧', '卢'), ('礦', '矿'), ('節', '节'), ('範', '范'), ('紅', '红'), ('組', '组'),
    ('經', '经'), ('縣', '县'), ('總', '总'), ('織', '织'), ('羅', '罗'), ('聯', '联'), ('聶', '聂'), ('臺', '台'),
    ('華', '华'), ('萬', '万'), ('葉', '叶'), ('蔣', '蒋'), ('蕭', '萧'), ('藝', '艺'), ('蘇', '苏'), ('處', '处'),
    ('術', '术'), ('衛', '卫'), ('視', '视'), ('許', '许'), ('謝', '谢'), ('譚', '谭'), ('護', '护'), ('財', '财'),
    ('貴', '贵'), ('賀', '贺'), ('賈', '贾'), ('賴', '赖'), ('趙', '赵'), ('車', '车'), ('軍', '军'), ('輛', '辆'),
    ('輝', '辉'), ('輸', '输'), ('運', '运'), ('遠', '远'), ('遼', '辽'), ('鄉', '乡'), ('鄒', '邹'), ('鄧', '邓'),
    ('鄭', '郑'), ('醫', '医'), ('銀', '银'), ('錢', '钱'), ('鍾', '钟'), ('鎮', '镇'), ('鐘', '钟'), ('鐵', '铁'),
    ('長', '长'), ('門', '门'), ('閻', '阎'), ('關', '关'), ('陝', '陕'), ('陳', '陈'), ('陸', '陆'), ('陽', '阳'),
    ('際', '际'), ('雲', '云'), ('電', '电'), ('韓', '韩'), ('顧', '顾'), ('飛', '飞'), ('養', '养'), ('餘', '余'),
    ('館', '馆'), ('馬', '马'), ('馮', '冯'), ('體', '体'), ('鵬', '鹏'), ('鹽', '盐'), ('麗', '丽'), ('黃', '黄'),
    ('龍', '龙'), ('龔', '龚'),
];

/// The simplified form of a character, where the table has it.
fn simplified(letter: char) -> char {
    let found = SIMPLIFIED.binary_search_by_key(&letter, |(traditional, _)| *traditional);
    let found = found.ok().and_then(|at| SIMPLIFIED.get(at));
    found.map_or(letter, |(_, simplified)| *simplified)
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
