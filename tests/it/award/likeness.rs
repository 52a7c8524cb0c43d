//! Names that look alike are asked about and never decided; an overview that is too long is reported; a docket that was
//! handed over is closed here.

use scoring::cycle::{Pool, ReviewStage, Settings, Verdict};
use scoring::docket::{Act, By, Likeness, Refusal, Remark};
use scoring::files::{next_entry, write_pool};
use scoring::foundations::{Id, OrganisationId, OrganisationKeys, Spelling, person_key};

use super::{Case, IN_TIME, candidates, confirm, expert, good_form, id, ids, organisation, seats};
use crate::support::{day, imprint};

/// SPEC Y40
#[test]
fn names_that_may_mean_the_same() {
    let alike = |one: &str, other: &str| OrganisationKeys::of(one).are_alike(&OrganisationKeys::of(other));
    for (one, other) in [
        ("龙岗区人民医院", "龙岗区 人民医院"),
        ("龙岗区人民医院", "龙岗区人民医院（本部）"),
        ("龙岗区人民医院", "深圳市龙岗区人民医院"),
        ("龙岗人民医院", "深圳龙岗人民医院"),
        ("龙岗区人民医院", "龍崗區人民醫院"),
        ("东海图书馆", "東海圖書館"),
        ("ＡＢＣ公司", "abc 公司"),
        ("龙岗区人民\u{200B}医院", "龙岗区人民医院"),
        ("示例区图书馆（1）", "示例区图书馆（１）"),
        // A district that is not named.
        ("区人民医院", "某区人民医院（本部）"),
        ("区人民医院", "龙岗区人民医院（本部）"),
        ("区人民医院（10）", "示例区人民医院（10）"),
        ("某区人民医院（10）", "示例区人民医院（10）"),
        ("市民服务中心", "龙岗区市民服务中心"),
    ] {
        let is_alike = alike(one, other);
        // Districts are compared with whole names only.
        assert!(is_alike || one == "龙岗人民医院", "{one} {other}");
        assert_eq!(is_alike, alike(other, one), "{one} {other}");
    }
    // Every character of the table is found.
    let traditional = "亞倉們偉側傑備傳僑價儀億優兒內兩冊則剛創劃劇劉劍動務勝勞勳勵區協吳呂員單嚴國園圖團執報場壩壽夢婦孫學實寧審寫寬寶將專對導屆岡島崗嶺嶼嶽巖帥師幣幫幹庫廈廟廠廢廣廬廳張強彎彙彥徑從復徵恆愛慮慶憑憲應懷戀戰戲戶擇擔據擬擴攝敵數斂斷昇時晉晝暉曆曉書會朧東條楊楓業極榮構樂樓標樣樹橋機橫檔檢櫃欄權歐歲歷歸殘殺毀氣決沒沖況淚淨淵測湧湯準溝溫滅滬滾滿漁漢潔潤澤濕濟濤濱瀋瀾灑灘灣為無煉煙熱燈燒營爐爭爾牆狀猶獎獨獲現瑩瑪環瓊瓏產畢畫異當療癒發盡監盧眾礎礙礦礫禪禮稅種穀積穩窮窯競筆節範築簡糧紀紅純紙級紡細終組結絕絡給統絲經綜綠維網綿緒線緣練縣縫縱總織繼續纜罰罷羅羨義習聖聯聰聲聶職聽肅腦膠臟臨臺與興舉舊艦艷莊華萬葉葦蓮蔣蔭蕭薑薦藍藝藥蘇蘊蘋蘭處虛號蝦螢蟲術衛衞補裝裡製複見規視覺觀訂計訊訓記訪設許評試詩話該詳誌語誠誤說課調談請論諧諮諸謝證譚譯議護譽變讓讚豐貝負財貢貨販貴費貿賀資賈賓賞賢質賬賴賽贈贊贏趙趨跡踐蹟車軌軍軒軟載輔輛輝輪輸轉辦辭農迴連進遊運過達違遞遠適選遼還邊鄉鄒鄧鄭鄰醞醫醬釋鈞鈴鉅銀銘鋒鋪鋼錄錢錦錫鍋鍾鎖鎮鏈鏡鐘鐵鑄鑰長門閃開間閘閱閻闊關陝陰陳陸陽隊際隨險隱雙雜雞離難雲電霧靈靜韓響頁項順須預領頭題額顏願類顧風飛飯飲飼飾養餘館馬馮駐駕駿驗驛驢體鬆魚魯鮮鳥鳳鴻鵑鵬鶴鷹鹽麗麥黃點齊齋齒齡龍龔";
    let simplified = "亚仓们伟侧杰备传侨价仪亿优儿内两册则刚创划剧刘剑动务胜劳勋励区协吴吕员单严国园图团执报场坝寿梦妇孙学实宁审写宽宝将专对导届冈岛岗岭屿岳岩帅师币帮干库厦庙厂废广庐厅张强弯汇彦径从复征恒爱虑庆凭宪应怀恋战戏户择担据拟扩摄敌数敛断升时晋昼晖历晓书会胧东条杨枫业极荣构乐楼标样树桥机横档检柜栏权欧岁历归残杀毁气决没冲况泪净渊测涌汤准沟温灭沪滚满渔汉洁润泽湿济涛滨沈澜洒滩湾为无炼烟热灯烧营炉争尔墙状犹奖独获现莹玛环琼珑产毕画异当疗愈发尽监卢众础碍矿砾禅礼税种谷积稳穷窑竞笔节范筑简粮纪红纯纸级纺细终组结绝络给统丝经综绿维网绵绪线缘练县缝纵总织继续缆罚罢罗羡义习圣联聪声聂职听肃脑胶脏临台与兴举旧舰艳庄华万叶苇莲蒋荫萧姜荐蓝艺药苏蕴苹兰处虚号虾萤虫术卫卫补装里制复见规视觉观订计讯训记访设许评试诗话该详志语诚误说课调谈请论谐咨诸谢证谭译议护誉变让赞丰贝负财贡货贩贵费贸贺资贾宾赏贤质账赖赛赠赞赢赵趋迹践迹车轨军轩软载辅辆辉轮输转办辞农回连进游运过达违递远适选辽还边乡邹邓郑邻酝医酱释钧铃巨银铭锋铺钢录钱锦锡锅钟锁镇链镜钟铁铸钥长门闪开间闸阅阎阔关陕阴陈陆阳队际随险隐双杂鸡离难云电雾灵静韩响页项顺须预领头题额颜愿类顾风飞饭饮饲饰养余馆马冯驻驾骏验驿驴体松鱼鲁鲜鸟凤鸿鹃鹏鹤鹰盐丽麦黄点齐斋齿龄龙龚";
    assert_eq!(person_key(traditional), person_key(simplified));
    for (one, other) in [
        ("龙岗区人民医院", "龙华区人民医院"),
        ("龙岗区人民医院", "龙岗区中医院"),
        ("示例区图书馆（1）", "示例区图书馆（11）"),
        ("", ""),
        ("", "龙岗区人民医院"),
    ] {
        assert!(!alike(one, other), "{one} {other}");
    }
    assert_eq!(person_key("陳立（组长）"), person_key("陈 立"));
    assert_eq!(person_key("陈立(2)"), person_key("陈立"));
    assert_ne!(person_key("陈立"), person_key("陈力"));
    // A title is none where no name is left beside it.
    for (one, other) in [
        ("王主任", "李主任"),
        ("Drew Li", "Ew Li"),
        ("Dr.", "Prof."),
        ("主任", "教授"),
    ] {
        assert_ne!(person_key(one), person_key(other));
    }
}

/// An organisation with a name like that of application a.
const ALIKE: &str = "本地:示例Ａ医院（本部）";

/// A cycle with application a of 「示例a医院」 and a pool in which e2 works at this organisation.
fn with_expert_of(employer: &str) -> Case {
    let mut case = Case::new();
    let experts = (1..=12).map(|number| {
        let mut one = expert(number);
        if number == 2 {
            one.employer = Some(organisation(employer));
        }
        one
    });
    let (pool, _) = Pool::check(experts.collect()).expect("sound");
    case.file("pool-2.json", write_pool(&pool, &imprint()), IN_TIME);
    case.confirmed("a");
    case.panel(&["a"]);
    case
}

fn assignment(expert: &str) -> Act {
    Act::AssignmentIssued {
        expert: id(expert),
        stage: ReviewStage::Material,
        applications: ids(&["a"]),
        day: day("2026-04-25"),
        due: day("2026-05-20"),
    }
}

fn answer(expert: &str, outcome: Likeness) -> Act {
    Act::LikenessAnswered {
        application: id("a"),
        expert: Some(id(expert)),
        organisation: None,
        outcome,
        day: day("2026-04-24"),
        reason: "电话核实".to_owned(),
    }
}

/// SPEC Y40
#[test]
fn an_assignment_waits_for_the_answer_about_names() {
    let told = |case: &Case| {
        let told = case.standing().remarks;
        let alike = told
            .iter()
            .filter(|one| matches!(one, Remark::ExpertAlike { .. }));
        alike.map(|one| (one.place(), one.what())).collect::<Vec<_>>()
    };
    let mut case = with_expert_of(ALIKE);
    assert_eq!(told(&case), [("expert/e2".to_owned(), "alike/a".to_owned())]);
    case.must(assignment("e1"));
    assert_eq!(
        case.refused(assignment("e2")),
        Refusal::LikenessOpen {
            expert: "e2".to_owned(),
            application: "a".to_owned()
        }
    );
    // Another one: the expert stays, and gets the papers.
    case.must(answer("e2", Likeness::Other));
    assert_eq!(told(&case), []);
    case.must(assignment("e2"));
    // The same one: the expert is out as by a tie.
    let mut case = with_expert_of(ALIKE);
    case.must(answer("e2", Likeness::Same));
    assert_eq!(told(&case), []);
    assert!(matches!(
        case.refused(assignment("e2")),
        Refusal::NotOnPanel { .. }
    ));
    // About nobody, or about two at once, there is no answer.
    let both = |expert: Option<Id>, organisation| Act::LikenessAnswered {
        application: id("a"),
        expert,
        organisation,
        outcome: Likeness::Other,
        day: day("2026-04-24"),
        reason: String::new(),
    };
    assert_eq!(case.refused(both(None, None)), Refusal::NotOne);
    let two = both(Some(id("e2")), Some(organisation("本地:甲")));
    assert_eq!(case.refused(two), Refusal::NotOne);
    assert!(matches!(
        case.refused(answer("e99", Likeness::Other)),
        Refusal::Unknown { .. }
    ));
}

/// SPEC Y40
#[test]
fn holders_of_awards_and_other_applicants_are_asked_about() {
    let mut award = candidates::former("x");
    award.name = "示例区示例a医院".to_owned();
    award.day = Some(day("2023-09-01"));
    let mut case = Case::with(Settings::default(), vec![award.clone()]);
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let asked = |case: &Case| {
        let told = case.standing().remarks;
        let alike = told.into_iter().filter_map(|one| match one {
            Remark::OrganisationAlike {
                application,
                organisation,
            } => Some((application.to_string(), organisation.to_string())),
            _ => None,
        });
        alike.collect::<Vec<_>>()
    };
    assert_eq!(asked(&case), [("a".to_owned(), award.organisation.to_string())]);
    assert_eq!(
        case.of("a").eligibility.verdict,
        Verdict::Eligible,
        "a question decides nothing"
    );
    let about = |application: &str, other: &str, outcome| Act::LikenessAnswered {
        application: id(application),
        expert: None,
        organisation: Some(organisation(other)),
        outcome,
        day: day("2026-04-24"),
        reason: String::new(),
    };
    let mut other = Case::with(Settings::default(), vec![award.clone()]);
    other.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    other.must(about("a", award.organisation.as_str(), Likeness::Other));
    assert_eq!(asked(&other), []);
    assert_eq!(other.of("a").eligibility.verdict, Verdict::Eligible);
    // The same organisation: its award counts.
    case.must(about("a", award.organisation.as_str(), Likeness::Same));
    assert_eq!(asked(&case), []);
    assert_eq!(case.of("a").eligibility.verdict, Verdict::Excluded);
    // Two applicants of one name under two ids; the same one cannot apply twice.
    let text = other.application_text("示例Ａ医院", "另一份");
    let file = other.file("b-1.json", text, IN_TIME);
    other.must(Act::Identified {
        file,
        application: id("b"),
        organisation: Some(organisation("本地:b")),
        continues: Vec::new(),
        expert: None,
        revision: 1,
        reason: String::new(),
        form: Some(good_form()),
    });
    other.must(about("b", award.organisation.as_str(), Likeness::Other));
    assert_eq!(asked(&other), [("b".to_owned(), "本地:a".to_owned())]);
    other.must(about("b", "本地:a", Likeness::Same));
    assert_eq!(asked(&other), []);
    other.opinions("a");
    assert_eq!(other.refused(confirm("a", "核实过")), Refusal::OneApplication);
    // The seats of a panel that nobody is asked about.
    assert_eq!(seats(&["e1"]).len(), 1);
}

/// SPEC Y41
#[test]
fn a_long_overview_is_told_and_refuses_nothing() {
    for (length, told) in [(3_000, 0), (3_001, 1)] {
        let mut case = Case::new();
        // Blanks and line breaks are no characters.
        let overview = "字 \n".repeat(length);
        let text = case.application_text("示例医院", &overview);
        let file = case.file("a.json", text, IN_TIME);
        case.identified(("a", "本地:a"), 1, file, Some(good_form()));
        let found = case.standing().remarks;
        let long = found
            .iter()
            .filter(|one| matches!(one, Remark::LongOverview { .. }));
        assert_eq!(long.count(), told, "{length}");
        case.opinions("a");
        case.must(confirm("a", ""));
    }
}

/// SPEC B14
#[test]
fn a_docket_that_was_handed_over_is_written_by_its_holder_alone() {
    let mut case = Case::new();
    case.applies(("a", "本地:a"), 1, IN_TIME, Some(good_form()));
    let over = |to: &str| Act::HandedOver {
        to: to.to_owned(),
        day: day("2026-04-01"),
    };
    let handed = case.must(over("经办人乙"));
    let closed = Refusal::HandedOver {
        to: "经办人乙".to_owned(),
    };
    assert_eq!(case.refused(confirm("a", "意见另附")), closed);
    let undo = Act::Undone {
        seq: handed,
        reason: "点错了".to_owned(),
    };
    assert_eq!(case.refused(undo), closed, "an undo is an entry too");
    // The holder goes on, and hands it back.
    for act in [confirm("a", "意见另附"), over("经办人甲")] {
        let by = By {
            name: "经办人乙".to_owned(),
            role: "秘书处".to_owned(),
        };
        let last = case.entries.last();
        let at = last.expect("an entry").at;
        let entry = next_entry(last, at, by, act);
        case.entries.push(entry);
        let seq = case.entries.len() as u64;
        assert_eq!(case.refusal(seq), None);
    }
    case.opinions("a");
}

/// A blank, its width, or a character that nobody sees locks nobody out of a docket.
///
/// SPEC B14
#[test]
fn a_holder_is_known_however_the_blanks_stand() {
    for to in [
        "经办人乙 ",
        "经办人 乙",
        "\u{3000}经办人\u{3000}乙",
        "经办人乙\u{200B}",
        "Ｌi Wei",
    ] {
        let mut case = Case::new();
        case.must(Act::HandedOver {
            to: to.to_owned(),
            day: day("2026-04-01"),
        });
        let name = if to.starts_with('Ｌ') {
            "Li  Wei"
        } else {
            "经办人乙"
        };
        for (name, allowed) in [("经办人丙", false), (name, true)] {
            let by = By {
                name: name.to_owned(),
                role: "秘书处".to_owned(),
            };
            let last = case.entries.last().expect("an entry");
            let act = Act::Announced {
                day: day("2026-01-20"),
                medium: "官方网站".to_owned(),
            };
            let entry = next_entry(Some(last), last.at, by, act);
            case.entries.push(entry);
            let seq = case.entries.len() as u64;
            assert_eq!(case.refusal(seq).is_none(), allowed, "{to:?} {name}");
        }
    }
}

/// SPEC Y14, Y40
#[test]
fn a_tie_to_an_organisation_that_is_the_same() {
    let mut case = with_expert_of("91350100M000100Y43");
    case.must(assignment("e2"));
    for (outcome, allowed) in [(Likeness::Other, true), (Likeness::Same, false)] {
        case.must(Act::LikenessAnswered {
            application: id("a"),
            expert: None,
            organisation: Some(organisation("91350100M000100Y43")),
            outcome,
            day: day("2026-04-24"),
            reason: "核对登记".to_owned(),
        });
        let seq = case.put(assignment("e2"));
        assert_eq!(case.refusal(seq).is_none(), allowed, "{outcome:?}");
    }
}

/// SPEC N19
#[test]
fn ids_that_look_alike_are_the_same() {
    for blank in [
        '\u{200B}',
        '\u{200C}',
        '\u{200D}',
        '\u{FE0F}',
        '\u{E0101}',
        '\u{34F}',
        '\u{3164}',
        '\u{FFA0}',
        '\u{2800}',
        '\u{202E}',
        '\u{FEFF}',
    ] {
        assert_eq!(Id::parse(&format!("A0{blank}01")), None, "{blank:?}");
        let local = format!("本地:甲{blank}院");
        assert_eq!(OrganisationId::parse(&local), None, "{blank:?}");
        assert_eq!(person_key(&format!("陈{blank}立")), "陈立", "{blank:?}");
    }
    assert_eq!(
        OrganisationId::parse("本地:甲  \u{3000}院"),
        OrganisationId::parse("本地:甲 院")
    );
}

/// SPEC U5
#[test]
fn who_is_named_in_a_text() {
    for (text, name, named) in [
        ("陈立认为良好", "陈立", true),
        ("陈\u{3000}立认为良好", "陈立", true),
        ("陳立认为良好", "陈立", true),
        ("陈，立足岗位", "陈立", false),
        ("买买提艾力认为", "买买提·艾力", true),
        ("as LI  WEI said", "Li Wei", true),
        ("LiWei said", "Li Wei", true),
        ("见Li-Wei的意见", "Li Wei", true),
        ("陈-立认为", "陈立", true),
        ("“陈”立认为", "陈立", true),
        ("陈。立足岗位", "陈立", false),
        ("很好", "好", false),
        ("the reliweight", "Li Wei", false),
        ("Li Weiss said", "Li Wei", false),
        ("capability", "Li", false),
        ("", "陈立", false),
        ("良好", "", false),
        ("良好", " \u{200B}", false),
    ] {
        let found = Spelling::of(text).names(&Spelling::of(name), &[]);
        assert_eq!(found, named, "{name} in {text}");
    }
    // Within its own name an applicant reads what else would be another's.
    for (text, named) in [
        ("示例区第一小学东校区很好", false),
        ("示例区第一小学东校区好于示例区第一小学", true),
    ] {
        let own = [Spelling::of("示例区第一小学东校区")];
        let found = Spelling::of(text).names(&Spelling::of("示例区第一小学"), &own);
        assert_eq!(found, named, "{text}");
    }
}

/// SPEC B14
#[test]
fn a_docket_is_handed_over_to_somebody() {
    let mut case = Case::new();
    let act = Act::HandedOver {
        to: " ".to_owned(),
        day: day("2026-06-01"),
    };
    assert_eq!(case.refused(act).id(), "blank");
    case.confirmed("a");
}
