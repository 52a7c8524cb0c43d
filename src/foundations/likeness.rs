//! Names that may mean the same: keys under which likely doubles meet.
//!
//! A key decides nothing. Two names with a key in common become a question, and a person answers it.

use core::ops::Range;

use crate::foundations::{half_width, shows_nothing};

/// Characters of names in their traditional and simplified forms, in the order of the traditional ones. A table of our
/// own, of characters that are common in the names of organisations, districts, duties and persons; what is not in it is
/// compared as it is written.
#[rustfmt::skip]
const SIMPLIFIED: &[(char, char)] = &[
    ('亞', '亚'), ('倉', '仓'), ('們', '们'), ('偉', '伟'), ('側', '侧'), ('傑', '杰'), ('備', '备'), ('傳', '传'),
    ('僑', '侨'), ('價', '价'), ('儀', '仪'), ('億', '亿'), ('優', '优'), ('兒', '儿'), ('內', '内'), ('兩', '两'),
    ('冊', '册'), ('則', '则'), ('剛', '刚'), ('創', '创'), ('劃', '划'), ('劇', '剧'), ('劉', '刘'), ('劍', '剑'),
    ('動', '动'), ('務', '务'), ('勝', '胜'), ('勞', '劳'), ('勳', '勋'), ('勵', '励'), ('區', '区'), ('協', '协'),
    ('吳', '吴'), ('呂', '吕'), ('員', '员'), ('單', '单'), ('嚴', '严'), ('國', '国'), ('園', '园'), ('圖', '图'),
    ('團', '团'), ('執', '执'), ('報', '报'), ('場', '场'), ('壩', '坝'), ('壽', '寿'), ('夢', '梦'), ('婦', '妇'),
    ('孫', '孙'), ('學', '学'), ('實', '实'), ('寧', '宁'), ('審', '审'), ('寫', '写'), ('寬', '宽'), ('寶', '宝'),
    ('將', '将'), ('專', '专'), ('對', '对'), ('導', '导'), ('屆', '届'), ('岡', '冈'), ('島', '岛'), ('崗', '岗'),
    ('嶺', '岭'), ('嶼', '屿'), ('嶽', '岳'), ('巖', '岩'), ('帥', '帅'), ('師', '师'), ('幣', '币'), ('幫', '帮'),
    ('幹', '干'), ('庫', '库'), ('廈', '厦'), ('廟', '庙'), ('廠', '厂'), ('廢', '废'), ('廣', '广'), ('廬', '庐'),
    ('廳', '厅'), ('張', '张'), ('強', '强'), ('彎', '弯'), ('彙', '汇'), ('彥', '彦'), ('徑', '径'), ('從', '从'),
    ('復', '复'), ('徵', '征'), ('恆', '恒'), ('愛', '爱'), ('慮', '虑'), ('慶', '庆'), ('憑', '凭'), ('憲', '宪'),
    ('應', '应'), ('懷', '怀'), ('戀', '恋'), ('戰', '战'), ('戲', '戏'), ('戶', '户'), ('擇', '择'), ('擔', '担'),
    ('據', '据'), ('擬', '拟'), ('擴', '扩'), ('攝', '摄'), ('敵', '敌'), ('數', '数'), ('斂', '敛'), ('斷', '断'),
    ('昇', '升'), ('時', '时'), ('晉', '晋'), ('晝', '昼'), ('暉', '晖'), ('曆', '历'), ('曉', '晓'), ('書', '书'),
    ('會', '会'), ('朧', '胧'), ('東', '东'), ('條', '条'), ('楊', '杨'), ('楓', '枫'), ('業', '业'), ('極', '极'),
    ('榮', '荣'), ('構', '构'), ('樂', '乐'), ('樓', '楼'), ('標', '标'), ('樣', '样'), ('樹', '树'), ('橋', '桥'),
    ('機', '机'), ('橫', '横'), ('檔', '档'), ('檢', '检'), ('櫃', '柜'), ('欄', '栏'), ('權', '权'), ('歐', '欧'),
    ('歲', '岁'), ('歷', '历'), ('歸', '归'), ('殘', '残'), ('殺', '杀'), ('毀', '毁'), ('氣', '气'), ('決', '决'),
    ('沒', '没'), ('沖', '冲'), ('況', '况'), ('淚', '泪'), ('淨', '净'), ('淵', '渊'), ('測', '测'), ('湧', '涌'),
    ('湯', '汤'), ('準', '准'), ('溝', '沟'), ('溫', '温'), ('滅', '灭'), ('滬', '沪'), ('滾', '滚'), ('滿', '满'),
    ('漁', '渔'), ('漢', '汉'), ('潔', '洁'), ('潤', '润'), ('澤', '泽'), ('濕', '湿'), ('濟', '济'), ('濤', '涛'),
    ('濱', '滨'), ('瀋', '沈'), ('瀾', '澜'), ('灑', '洒'), ('灘', '滩'), ('灣', '湾'), ('為', '为'), ('無', '无'),
    ('煉', '炼'), ('煙', '烟'), ('熱', '热'), ('燈', '灯'), ('燒', '烧'), ('營', '营'), ('爐', '炉'), ('爭', '争'),
    ('爾', '尔'), ('牆', '墙'), ('狀', '状'), ('猶', '犹'), ('獎', '奖'), ('獨', '独'), ('獲', '获'), ('現', '现'),
    ('瑩', '莹'), ('瑪', '玛'), ('環', '环'), ('瓊', '琼'), ('瓏', '珑'), ('產', '产'), ('畢', '毕'), ('畫', '画'),
    ('異', '异'), ('當', '当'), ('療', '疗'), ('癒', '愈'), ('發', '发'), ('盡', '尽'), ('監', '监'), ('盧', '卢'),
    ('眾', '众'), ('礎', '础'), ('礙', '碍'), ('礦', '矿'), ('礫', '砾'), ('禪', '禅'), ('禮', '礼'), ('稅', '税'),
    ('種', '种'), ('穀', '谷'), ('積', '积'), ('穩', '稳'), ('窮', '穷'), ('窯', '窑'), ('競', '竞'), ('筆', '笔'),
    ('節', '节'), ('範', '范'), ('築', '筑'), ('簡', '简'), ('糧', '粮'), ('紀', '纪'), ('紅', '红'), ('純', '纯'),
    ('紙', '纸'), ('級', '级'), ('紡', '纺'), ('細', '细'), ('終', '终'), ('組', '组'), ('結', '结'), ('絕', '绝'),
    ('絡', '络'), ('給', '给'), ('統', '统'), ('絲', '丝'), ('經', '经'), ('綜', '综'), ('綠', '绿'), ('維', '维'),
    ('網', '网'), ('綿', '绵'), ('緒', '绪'), ('線', '线'), ('緣', '缘'), ('練', '练'), ('縣', '县'), ('縫', '缝'),
    ('縱', '纵'), ('總', '总'), ('織', '织'), ('繼', '继'), ('續', '续'), ('纜', '缆'), ('罰', '罚'), ('罷', '罢'),
    ('羅', '罗'), ('羨', '羡'), ('義', '义'), ('習', '习'), ('聖', '圣'), ('聯', '联'), ('聰', '聪'), ('聲', '声'),
    ('聶', '聂'), ('職', '职'), ('聽', '听'), ('肅', '肃'), ('腦', '脑'), ('膠', '胶'), ('臟', '脏'), ('臨', '临'),
    ('臺', '台'), ('與', '与'), ('興', '兴'), ('舉', '举'), ('舊', '旧'), ('艦', '舰'), ('艷', '艳'), ('莊', '庄'),
    ('華', '华'), ('萬', '万'), ('葉', '叶'), ('葦', '苇'), ('蓮', '莲'), ('蔣', '蒋'), ('蔭', '荫'), ('蕭', '萧'),
    ('薑', '姜'), ('薦', '荐'), ('藍', '蓝'), ('藝', '艺'), ('藥', '药'), ('蘇', '苏'), ('蘊', '蕴'), ('蘋', '苹'),
    ('蘭', '兰'), ('處', '处'), ('虛', '虚'), ('號', '号'), ('蝦', '虾'), ('螢', '萤'), ('蟲', '虫'), ('術', '术'),
    ('衛', '卫'), ('衞', '卫'), ('補', '补'), ('裝', '装'), ('裡', '里'), ('製', '制'), ('複', '复'), ('見', '见'),
    ('規', '规'), ('視', '视'), ('覺', '觉'), ('觀', '观'), ('訂', '订'), ('計', '计'), ('訊', '讯'), ('訓', '训'),
    ('記', '记'), ('訪', '访'), ('設', '设'), ('許', '许'), ('評', '评'), ('試', '试'), ('詩', '诗'), ('話', '话'),
    ('該', '该'), ('詳', '详'), ('誌', '志'), ('語', '语'), ('誠', '诚'), ('誤', '误'), ('說', '说'), ('課', '课'),
    ('調', '调'), ('談', '谈'), ('請', '请'), ('論', '论'), ('諧', '谐'), ('諮', '咨'), ('諸', '诸'), ('謝', '谢'),
    ('證', '证'), ('譚', '谭'), ('譯', '译'), ('議', '议'), ('護', '护'), ('譽', '誉'), ('變', '变'), ('讓', '让'),
    ('讚', '赞'), ('豐', '丰'), ('貝', '贝'), ('負', '负'), ('財', '财'), ('貢', '贡'), ('貨', '货'), ('販', '贩'),
    ('貴', '贵'), ('費', '费'), ('貿', '贸'), ('賀', '贺'), ('資', '资'), ('賈', '贾'), ('賓', '宾'), ('賞', '赏'),
    ('賢', '贤'), ('質', '质'), ('賬', '账'), ('賴', '赖'), ('賽', '赛'), ('贈', '赠'), ('贊', '赞'), ('贏', '赢'),
    ('趙', '赵'), ('趨', '趋'), ('跡', '迹'), ('踐', '践'), ('蹟', '迹'), ('車', '车'), ('軌', '轨'), ('軍', '军'),
    ('軒', '轩'), ('軟', '软'), ('載', '载'), ('輔', '辅'), ('輛', '辆'), ('輝', '辉'), ('輪', '轮'), ('輸', '输'),
    ('轉', '转'), ('辦', '办'), ('辭', '辞'), ('農', '农'), ('迴', '回'), ('連', '连'), ('進', '进'), ('遊', '游'),
    ('運', '运'), ('過', '过'), ('達', '达'), ('違', '违'), ('遞', '递'), ('遠', '远'), ('適', '适'), ('選', '选'),
    ('遼', '辽'), ('還', '还'), ('邊', '边'), ('鄉', '乡'), ('鄒', '邹'), ('鄧', '邓'), ('鄭', '郑'), ('鄰', '邻'),
    ('醞', '酝'), ('醫', '医'), ('醬', '酱'), ('釋', '释'), ('鈞', '钧'), ('鈴', '铃'), ('鉅', '巨'), ('銀', '银'),
    ('銘', '铭'), ('鋒', '锋'), ('鋪', '铺'), ('鋼', '钢'), ('錄', '录'), ('錢', '钱'), ('錦', '锦'), ('錫', '锡'),
    ('鍋', '锅'), ('鍾', '钟'), ('鎖', '锁'), ('鎮', '镇'), ('鏈', '链'), ('鏡', '镜'), ('鐘', '钟'), ('鐵', '铁'),
    ('鑄', '铸'), ('鑰', '钥'), ('長', '长'), ('門', '门'), ('閃', '闪'), ('開', '开'), ('間', '间'), ('閘', '闸'),
    ('閱', '阅'), ('閻', '阎'), ('闊', '阔'), ('關', '关'), ('陝', '陕'), ('陰', '阴'), ('陳', '陈'), ('陸', '陆'),
    ('陽', '阳'), ('隊', '队'), ('際', '际'), ('隨', '随'), ('險', '险'), ('隱', '隐'), ('雙', '双'), ('雜', '杂'),
    ('雞', '鸡'), ('離', '离'), ('難', '难'), ('雲', '云'), ('電', '电'), ('霧', '雾'), ('靈', '灵'), ('靜', '静'),
    ('韓', '韩'), ('響', '响'), ('頁', '页'), ('項', '项'), ('順', '顺'), ('須', '须'), ('預', '预'), ('領', '领'),
    ('頭', '头'), ('題', '题'), ('額', '额'), ('顏', '颜'), ('願', '愿'), ('類', '类'), ('顧', '顾'), ('風', '风'),
    ('飛', '飞'), ('飯', '饭'), ('飲', '饮'), ('飼', '饲'), ('飾', '饰'), ('養', '养'), ('餘', '余'), ('館', '馆'),
    ('馬', '马'), ('馮', '冯'), ('駐', '驻'), ('駕', '驾'), ('駿', '骏'), ('驗', '验'), ('驛', '驿'), ('驢', '驴'),
    ('體', '体'), ('鬆', '松'), ('魚', '鱼'), ('魯', '鲁'), ('鮮', '鲜'), ('鳥', '鸟'), ('鳳', '凤'), ('鴻', '鸿'),
    ('鵑', '鹃'), ('鵬', '鹏'), ('鶴', '鹤'), ('鷹', '鹰'), ('鹽', '盐'), ('麗', '丽'), ('麥', '麦'), ('黃', '黄'),
    ('點', '点'), ('齊', '齐'), ('齋', '斋'), ('齒', '齿'), ('齡', '龄'), ('龍', '龙'), ('龔', '龚'),
];

/// The simplified form of a character, where the table has it.
fn simplified(letter: char) -> char {
    let found = SIMPLIFIED.binary_search_by_key(&letter, |(traditional, _)| *traditional);
    let found = found.ok().and_then(|at| SIMPLIFIED.get(at));
    found.map_or(letter, |(_, simplified)| *simplified)
}

/// The key of a person's name: without blanks, unseen characters, punctuation, brackets and what stands in
/// them (「陈立(组长)」), titles before it and behind it (「陈立教授」, `Dr. Chen Li`), full-width forms and letter case.
/// Nothing is left of no name alone.
pub fn person_key(name: &str) -> String {
    // A title in Latin letters is a word of its own; in a name without blanks nobody can tell it.
    let plain = half_width(name).to_lowercase();
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '.' | ',');
    let words = plain
        .split(is_between)
        .filter(|word| !LATIN_TITLES.contains(word));
    let untitled: Vec<&str> = words.collect();
    let mut key: String = folded(&untitled.join(" "), false).into_iter().collect();
    while let Some(shorter) = TITLES.iter().find_map(|title| {
        let shorter = key.strip_suffix(title).or_else(|| key.strip_prefix(title))?;
        // 王主任 has no other name.
        (shorter.chars().count() >= NAME_MIN).then(|| shorter.to_owned())
    }) {
        key = shorter;
    }
    match key.is_empty() {
        true => folded(name, false).into_iter().collect(),
        false => key,
    }
}

/// The fewest characters of a person's name; a surname alone is none.
const NAME_MIN: usize = 2;

/// What people are called before or behind their names, the longer words first.
const TITLES: [&str; 28] = [
    "高级工程师",
    "评审专家",
    "副研究员",
    "总工程师",
    "副教授",
    "副主任",
    "副院长",
    "副局长",
    "副处长",
    "副组长",
    "评审员",
    "研究员",
    "工程师",
    "教授",
    "博士",
    "主任",
    "院长",
    "局长",
    "处长",
    "科长",
    "组长",
    "专家",
    "老师",
    "先生",
    "女士",
    "小姐",
    "同志",
    "经理",
];

/// The same in Latin letters.
const LATIN_TITLES: [&str; 10] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "phd",
    "ing",
    "md",
];

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
            // 「区人民医院」, 「某区人民医院」: a district that is not named says nothing.
            if !is_unnamed(&rest) {
                districts.push(rest);
            }
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
    let is_district =
        (DISTRICT_NAME..=DISTRICT_NAME_MAX).contains(&at) || name.get(..at).is_some_and(is_unnamed);
    (is_district && name.len() - (at + 1) >= REST_MIN).then_some(at + 1)
}

/// Whether nothing, or 「某」 alone, stands where a district's name does.
fn is_unnamed(district: &[char]) -> bool {
    district.iter().all(|letter| *letter == '某')
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
/// one organisation from another (「示例区图书馆（1）」): the digits 0 to 9 in brackets, of whatever width, are kept for
/// them and 「（一）」 is not; with a person's name they tell a copy.
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
            letter if depth == 0 && letter.is_alphanumeric() && !shows_nothing(letter) => {
                kept.push(simplified(letter))
            }
            letter if with_numbers && letter.is_ascii_digit() => kept.push(letter),
            _ => {}
        }
    }
    if kept.is_empty() {
        plain
            .chars()
            .filter(|letter| !letter.is_whitespace() && !shows_nothing(*letter))
            .collect()
    } else {
        kept
    }
}

/// A text as names are looked for in it, whatever width, letter case, traditional characters, blanks, marks between
/// characters and characters that nobody sees it is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling(Vec<Letter>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    letter: char,
    /// Whether something that is left out stands before it.
    is_apart: bool,
}

impl Spelling {
    /// The characters of a text as names are compared.
    pub fn of(text: &str) -> Self {
        let mut letters = Vec::new();
        let mut is_apart = false;
        for letter in half_width(text).chars().flat_map(char::to_lowercase) {
            // A pause parts words that make no name together; every other mark may stand within one.
            let is_pause = "。，、；：！？,;:!?".contains(letter);
            if is_pause || (letter.is_alphanumeric() && !shows_nothing(letter)) {
                letters.push(Letter {
                    letter: simplified(letter),
                    is_apart,
                });
                is_apart = false;
            } else {
                is_apart = true;
            }
        }
        Self(letters)
    }

    /// Whether the text names somebody, and not within one of its `own` names, which it may say. A name in Latin letters
    /// has to stand there as words of their own. Chinese parts no words, so that a name in a longer word is found too.
    pub fn names(&self, name: &Self, own: &[Self]) -> bool {
        // A surname alone is no name.
        if name.0.len() < NAME_MIN {
            return false;
        }
        let own: Vec<Range<usize>> = own.iter().flat_map(|own| self.places_of(own)).collect();
        let is_own = |at: &Range<usize>| own.iter().any(|own| own.start <= at.start && at.end <= own.end);
        self.places_of(name).any(|at| !is_own(&at))
    }

    fn places_of<'s>(&'s self, name: &'s Self) -> impl Iterator<Item = Range<usize>> + 's {
        let name = &name.0;
        let is_latin = name.iter().all(|one| one.letter.is_ascii());
        let is_name = move |part: &[Letter]| {
            let mut both = part.iter().zip(name);
            both.all(|(one, other)| one.letter == other.letter)
        };
        let places = self.0.windows(name.len().max(1)).enumerate();
        let places = places.filter(move |(_, part)| !name.is_empty() && is_name(part));
        let places = places.map(|(at, _)| at..at + name.len());
        places.filter(move |at| !is_latin || (self.is_edge(at.start) && self.is_edge(at.end)))
    }

    /// Whether a word in Latin letters may begin or end here.
    fn is_edge(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.0.get(before));
        let behind = self.0.get(at);
        let joined = |one: &Letter| one.letter.is_ascii_alphanumeric();
        let is_word = before.is_some_and(joined) && behind.is_some_and(joined);
        !is_word || behind.is_some_and(|one| one.is_apart)
    }
}
