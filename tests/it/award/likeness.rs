//! Names that look alike are asked about and never decided; an overview that is too long is told; a docket that was
//! handed over is closed here.

use scoring::cycle::{Pool, ReviewStage, Settings, Verdict};
use scoring::docket::{Act, By, Likeness, Refusal, Remark};
use scoring::files::{next_entry, write_pool};
use scoring::foundations::{Id, OrganisationKeys, person_key};

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
    ] {
        let is_alike = alike(one, other);
        // Districts are compared with whole names only.
        assert!(is_alike || one == "龙岗人民医院", "{one} {other}");
        assert_eq!(is_alike, alike(other, one), "{one} {other}");
    }
    // Every character of the table is found.
    let traditional = "偉傑劉務區吳呂單嚴國園圖團場孫學寧島崗嶺嶽廈廠廣廳張強慶曉書會東楊業榮構樂橋機橫湯濟濱瀋灣煙爾環產療盧礦節範紅組經縣總織羅聯聶臺華萬葉蔣蕭藝蘇處術衛視許謝譚護財貴賀賈賴趙車軍輛輝輸運遠遼鄉鄒鄧鄭醫銀錢鍾鎮鐘鐵長門閻關陝陳陸陽際雲電韓顧飛養餘館馬馮體鵬鹽麗黃龍龔";
    let simplified = "伟杰刘务区吴吕单严国园图团场孙学宁岛岗岭岳厦厂广厅张强庆晓书会东杨业荣构乐桥机横汤济滨沈湾烟尔环产疗卢矿节范红组经县总织罗联聂台华万叶蒋萧艺苏处术卫视许谢谭护财贵贺贾赖赵车军辆辉输运远辽乡邹邓郑医银钱钟镇钟铁长门阎关陕陈陆阳际云电韩顾飞养余馆马冯体鹏盐丽黄龙龚";
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
}

/// A cycle with application a of 「示例a医院」 and a pool in which e2 works at an organisation of that name.
fn with_alike_expert() -> Case {
    let mut case = Case::new();
    let experts = (1..=12).map(|number| {
        let mut one = expert(number);
        if number == 2 {
            one.employer = Some(organisation("本地:示例Ａ医院（本部）"));
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
        let told = case.standing().told;
        let alike = told
            .iter()
            .filter(|one| matches!(one, Remark::ExpertAlike { .. }));
        alike.map(|one| (one.place(), one.what())).collect::<Vec<_>>()
    };
    let mut case = with_alike_expert();
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
    let mut case = with_alike_expert();
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
    assert!(matches!(case.refused(both(None, None)), Refusal::Unknown { .. }));
    let two = both(Some(id("e2")), Some(organisation("本地:甲")));
    assert!(matches!(case.refused(two), Refusal::Unknown { .. }));
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
        let told = case.standing().told;
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
        let found = case.standing().told;
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
