//! What rows that sum up others are called in tables of offices.

/// The name of a row that sums up others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumName {
    /// The word for the sum: rows with the same word sum up the same kind of rows.
    pub word: &'static str,
    /// What stands before the word and is no word for sums itself, such as the name of a part; often empty.
    pub of: String,
    /// What is summed up.
    pub kind: SumKind,
}

/// What a row that sums up others holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumKind {
    /// A sum of all rows, or of those since the last one with the same word.
    Sum,
    /// A sum of a part.
    Part,
    /// A sum of all rows above it.
    Running,
    /// A mean or another figure that is no sum.
    NoSum,
}

/// Words that name a sum whatever stands before them: 领导力小计.
const AFTER_ANY: [(&str, SumKind); 11] = [
    ("小计", SumKind::Part),
    ("合计", SumKind::Sum),
    ("总计", SumKind::Sum),
    ("共计", SumKind::Sum),
    ("累计", SumKind::Running),
    ("subtotals", SumKind::Part),
    ("subtotal", SumKind::Part),
    ("sub-total", SumKind::Part),
    ("runningtotal", SumKind::Running),
    ("totals", SumKind::Sum),
    ("total", SumKind::Sum),
];

/// Words that name such a row alone or with a word for sums before them; with others they may be a clause's name.
const ALONE: [(&str, SumKind); 30] = [
    ("总和", SumKind::Sum),
    ("汇总", SumKind::Sum),
    ("总分值", SumKind::Sum),
    ("总分数", SumKind::Sum),
    ("总分", SumKind::Sum),
    ("总值", SumKind::Sum),
    ("满分", SumKind::Sum),
    ("总成绩", SumKind::Sum),
    ("总评分", SumKind::Sum),
    ("计", SumKind::Sum),
    ("σ", SumKind::Sum),
    ("∑", SumKind::Sum),
    ("sum", SumKind::Sum),
    ("fullmarks", SumKind::Sum),
    ("cumulative", SumKind::Running),
    ("平均分", SumKind::NoSum),
    ("平均值", SumKind::NoSum),
    ("平均数", SumKind::NoSum),
    ("平均", SumKind::NoSum),
    ("均值", SumKind::NoSum),
    ("均分", SumKind::NoSum),
    ("最高分", SumKind::NoSum),
    ("最低分", SumKind::NoSum),
    ("中位数", SumKind::NoSum),
    ("极差", SumKind::NoSum),
    ("标准差", SumKind::NoSum),
    ("average", SumKind::NoSum),
    ("mean", SumKind::NoSum),
    ("median", SumKind::NoSum),
    ("得分", SumKind::Sum),
];

/// What stands before or behind such a word and names no part: 得分合计, 合计分值, 加权平均, Total points.
const AROUND: [&str; 35] = [
    "本部分",
    "各部分",
    "部分",
    "本页",
    "本节",
    "本章",
    "各项",
    "全部",
    "以上",
    "上述",
    "加权",
    "算术",
    "综合",
    "评审",
    "最后",
    "实",
    "最终",
    "专家",
    "得分率",
    "得分",
    "分值",
    "分数",
    "百分比",
    "满分",
    "评分",
    "总",
    "points",
    "scores",
    "score",
    "grand",
    "overall",
    "weighted",
    "part",
    "section",
    "all",
];

/// Of these, those that say that a part is summed up.
const OF_A_PART: [&str; 6] = ["本部分", "部分", "本节", "本章", "part", "section"];

impl SumName {
    /// Reads a name without blanks, half-width and in small letters: 合计, 得分合计(分), 领导力小计, totalpoints.
    pub fn of(key: &str) -> Option<Self> {
        let key: String = key.chars().map(simplified).collect();
        let key = match key.strip_suffix(')').and_then(|key| key.split_once('(')) {
            Some(("", inside)) => inside,
            Some((before, _)) => before,
            None => &key,
        };
        // 合计1000分, 合计:1000
        let unit = ["分", "点", "points"].into_iter();
        let mut bare = unit.filter_map(|unit| key.strip_suffix(unit));
        let bare = bare.find(|bare| bare.ends_with(is_digit)).unwrap_or(key);
        let without = bare.trim_end_matches(is_digit);
        // One digit may be a number of its own: 合计1 is the first of several.
        let bare = if bare.len() - without.len() > 1 {
            without
        } else {
            bare
        };
        let bare = bare.trim_end_matches(['.', ':', '=']);
        with_word(bare).or_else(|| {
            let shorter = AROUND.iter().filter_map(|word| bare.strip_suffix(word));
            let mut shorter = shorter.filter(|shorter| !shorter.is_empty());
            shorter.find_map(with_word)
        })
    }
}

/// The traditional characters of these words.
fn simplified(character: char) -> char {
    match character {
        '計' => '计',
        '總' => '总',
        '\u{5024}' => '值',
        '彙' | '匯' => '汇',
        '數' => '数',
        other => other,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// A name that ends with a word for sums.
fn with_word(name: &str) -> Option<SumName> {
    let ends = |words: &'static [(&'static str, SumKind)]| {
        let found = words
            .iter()
            .find_map(|(word, kind)| Some((*word, *kind, name.strip_suffix(word)?)));
        found.map(|(word, kind, before)| (word, kind, before, without_words(before)))
    };
    let (word, kind, before, of) = match ends(&AFTER_ANY) {
        Some(found) => found,
        None => ends(&ALONE).filter(|(_, _, _, of)| of.is_empty())?,
    };
    let part = kind == SumKind::Sum && OF_A_PART.contains(&before);
    Some(SumName {
        word,
        of: of.to_owned(),
        kind: if part { SumKind::Part } else { kind },
    })
}

/// What is left of a text when words that name no part are taken from its end.
fn without_words(mut text: &str) -> &str {
    while let Some(shorter) = AROUND.iter().find_map(|word| text.strip_suffix(word)) {
        // 第一部分合计 names a part; of 部分合计 nothing is left.
        if shorter.starts_with('第') {
            return text;
        }
        text = shorter;
    }
    text
}
