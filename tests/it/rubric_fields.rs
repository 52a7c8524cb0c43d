//! Every field of the rubric format changes behaviour: one test a field, so that none is decoration.

use scoring::figures::total_json;
use scoring::files::{FileKind, open, pack_payload};
use scoring::foundations::{Lang, RoundingRule};
use scoring::report::tally_text;
use scoring::rubric::{Kind, Rubric, RubricFault, Status};
use scoring::scoresheet::{Item, Scoresheet, SheetFault, Standard, ValueForm};
use scoring::scoring::Tally;
use scoring::words;
use serde_json::{Value as Json, json};

use crate::support::{
    ALL_SCORED, Patch, check_small, code, draft, exact, facts, imprint, patched, put_at, record, small,
    small_json, small_with, valid,
};

/// Every member name of the format and the test below that stands for it.
const FIELDS: &[(&str, &str)] = &[
    ("id", "identity"),
    ("version", "identity"),
    ("title", "identity"),
    ("status", "status"),
    ("approval", "approval"),
    ("sources", "sources"),
    ("what", "sources"),
    ("where", "sources"),
    ("licence", "sources"),
    ("total", "total"),
    ("rounding", "rounding"),
    ("rule", "rounding"),
    ("decimals", "rounding"),
    ("comments", "comments"),
    ("strengths", "comments"),
    ("areas", "comments"),
    ("min", "comments"),
    ("max", "comments"),
    ("methods", "methods"),
    ("name", "names"),
    ("zh", "names"),
    ("en", "names"),
    ("kind", "kind"),
    ("scale", "scale"),
    ("unit", "scale"),
    ("step", "step"),
    ("cumulative", "cumulative"),
    ("combination", "combination"),
    ("components", "components"),
    ("aspects", "aspects"),
    ("prompt", "aspects"),
    ("bands", "bands"),
    ("from", "bands"),
    ("to", "bands"),
    ("text", "bands"),
    ("parts", "parts"),
    ("clauses", "parts"),
    ("code", "parts"),
    ("points", "points"),
    ("method", "method"),
    ("requirement", "guidance"),
    ("look_at", "guidance"),
    ("guidance", "guidance"),
    ("leads_to", "leads_to"),
    ("mapping", "mapping"),
    ("from_version", "mapping"),
    ("comparable", "mapping"),
];

fn member_names(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::Object(members) => {
            for (name, child) in members {
                found.push(name.clone());
                member_names(child, found);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| member_names(item, found)),
        _ => {}
    }
}

/// The list above names the members of the format, all of them and no others; the schema knows them too.
#[test]
fn every_field_has_its_test() {
    let tests = include_str!("rubric_fields.rs");
    let mut found = Vec::new();
    member_names(&small_json(), &mut found);
    for name in &found {
        assert!(
            FIELDS.iter().any(|(field, _)| field == name),
            "the field {name} stands in small.json and has no test here: give it one, or take it out of the format"
        );
    }
    for (field, test) in FIELDS {
        assert!(found.iter().any(|name| name == field), "no {field} in small.json");
        assert!(
            tests.contains(&format!("fn {test}()")),
            "no test {test} for {field}"
        );
    }
}

fn print_of(patches: &[Patch<'_>]) -> scoring::foundations::Fingerprint {
    let payload = patched(small_json(), patches).to_string();
    let file = pack_payload(FileKind::Rubric, &payload, None, &imprint()).expect("JSON");
    open(&file).expect("it opens").0.fingerprint
}

fn total_of(patches: &[Patch<'_>]) -> Tally {
    let (rubric, fingerprint) = small_with(patches);
    Tally::of_sheet(
        &rubric,
        &valid(record(&rubric, fingerprint, &ALL_SCORED), &rubric, fingerprint),
    )
}

/// SPEC R2, S1
#[test]
fn identity() {
    let (rubric, fingerprint) = small();
    assert_eq!((rubric.id(), rubric.version()), ("small", "2"));
    assert_eq!(rubric.title().get(Lang::En), "Small rubric");
    // Told by title and version, and by the id where these are the same.
    for (pointer, shown) in [("/id", "「other 2」"), ("/version", "「小标准 other」")] {
        let (other, other_print) = small_with(&[(pointer, Some(json!("other")))]);
        assert_ne!(fingerprint, other_print, "{pointer}");
        let sheet = record(&other, other_print, &ALL_SCORED);
        let problems =
            Scoresheet::check(sheet, &rubric, fingerprint, Standard::Readable).expect_err("another rubric");
        let problem = problems.iter().next().expect("a problem");
        let told = words::fault(problem, Lang::Zh);
        assert!(told.contains(shown), "{told}");
    }
    let (titled, _) = small_with(&[("/title/zh", Some(json!("大标准")))]);
    let text = tally_text(&titled, &total_of(&[]), Lang::Zh);
    assert!(text.starts_with("大标准\n"), "{text}");
}

/// SPEC R3, O6
#[test]
fn status() {
    for (status, notice) in [
        ("official", None),
        ("illustrative", Some("示例分值，非官方")),
        ("draft", Some("评定标准为草稿，非官方")),
    ] {
        let mut patches = vec![("/status", Some(json!(status)))];
        if status != "official" {
            patches.push(("/approval", None));
        }
        let (rubric, _) = small_with(&patches);
        assert_eq!(rubric.status().needs_notice(), notice.is_some());
        assert_eq!(words::notice_for(rubric.status(), Lang::Zh), notice);
        let text = tally_text(&rubric, &total_of(&patches), Lang::Zh);
        assert_eq!(
            notice.is_some_and(|notice| text.contains(notice)),
            notice.is_some()
        );
    }
}

/// SPEC R3
#[test]
fn approval() {
    let (rubric, _) = small();
    let expected = Some("评委会决定 3".to_owned());
    assert_eq!(rubric.status(), &Status::Official { approval: expected });
    let (_, warnings) = check_small(&[("/approval", None)]).expect("it can be scored with all the same");
    assert_eq!(facts(&warnings).len(), 1);
}

/// SPEC R15
#[test]
fn sources() {
    let (rubric, _) = small();
    let [source] = rubric.sources() else {
        panic!("one source")
    };
    assert_eq!(
        (source.statement(Lang::Zh), source.statement(Lang::En)),
        ("测试用", "For tests")
    );
    assert_eq!(source.place, "tests/data/rubric/small.json");
    assert_eq!(source.licence.get(Lang::Zh), "公有领域");
    assert_ne!(print_of(&[]), print_of(&[("/sources", Some(json!([])))]));
}

/// SPEC R7
#[test]
fn total() {
    assert_eq!(small().0.total(), 200);
    assert_eq!(total_of(&[]).max, exact("200"));
    assert!(check_small(&[("/total", Some(json!(1000)))]).is_err());
}

/// SPEC R13, N7, N8
#[test]
fn rounding() {
    let json_of = |rule: &str, decimals: u8| {
        let patches = [
            ("/rounding/rule", Some(json!(rule))),
            ("/rounding/decimals", Some(json!(decimals))),
        ];
        let (rubric, _) = small_with(&patches);
        // 23 points x 12.5 % = 2.875; only the printing differs, never the exact number.
        let mut percents = vec![None; 8];
        percents[6] = Some(exact("12.5"));
        let json: Json =
            serde_json::from_str(&total_json(&rubric, &Tally::of(&rubric, &percents))).expect("JSON");
        let score = &json["clause_scores"][6]["score"];
        assert_eq!(score["exact"], "23/8");
        score["points"].as_str().expect("points").to_owned()
    };
    assert_eq!(json_of("half_up", 2), "2.88");
    assert_eq!(json_of("half_even", 2), "2.88");
    assert_eq!(json_of("half_up", 1), "2.9");
    assert_eq!(json_of("half_up", 3), "2.875");
    assert_eq!(json_of("half_up", 0), "3");
    let (rubric, _) = small_with(&[("/rounding", None)]);
    assert_eq!(
        (rubric.rounding().rule, rubric.rounding().decimals),
        (RoundingRule::HalfUp, 2)
    );
    let (rubric, _) = small_with(&[("/rounding/rule", Some(json!("half_even")))]);
    assert_eq!(rubric.rounding().print(exact("2.865")), "2.86");
}

/// SPEC R12, S6
#[test]
fn comments() {
    for (field, count, fault) in [
        (
            "strengths",
            0,
            Some(SheetFault::FewStrengths { count: 0, min: 1 }),
        ),
        ("strengths", 1, None),
        ("strengths", 2, None),
        (
            "strengths",
            3,
            Some(SheetFault::ManyStrengths { count: 3, max: 2 }),
        ),
        ("areas", 0, Some(SheetFault::FewAreas { count: 0, min: 1 })),
        ("areas", 3, None),
        ("areas", 4, Some(SheetFault::ManyAreas { count: 4, max: 3 })),
    ] {
        let (rubric, fingerprint) = small();
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        let lines = vec![scoring::scoresheet::Comment::plain("一条"); count];
        if field == "strengths" {
            sheet.entries[2].strengths = lines;
        } else {
            sheet.entries[2].areas = lines;
        }
        let (_, warnings) = Scoresheet::check(sheet.clone(), &rubric, fingerprint, Standard::Complete)
            .expect("only warnings");
        let found: Vec<SheetFault> = warnings.iter().map(|problem| problem.fault.clone()).collect();
        assert_eq!(found, Vec::from_iter(fault), "{count} {field}");
        // Without a rule nothing is asked for.
        let (free, other) = small_with(&[("/comments", None)]);
        sheet.rubric.fingerprint = other;
        let (_, warnings) = Scoresheet::check(sheet, &free, other, Standard::Complete).expect("no warnings");
        assert!(warnings.is_empty());
    }
}

/// SPEC M1
#[test]
fn methods() {
    let (rubric, _) = small();
    let ids: Vec<&str> = rubric.methods().iter().map(|method| method.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "range", "classic", "fine", "pair", "chain", "points", "halves", "free"
        ]
    );
    assert_eq!(rubric.clause(&code("1.2")).expect("a clause").method.id, "fine");
}

/// SPEC N15, R4
#[test]
fn names() {
    let (rubric, _) = small_with(&[
        ("/parts/2/name/zh", Some(json!("甲"))),
        ("/parts/1/name/en", None),
        ("/methods/0/name/zh", Some(json!("乙"))),
        ("/methods/2/components/0/name/zh", Some(json!("丙"))),
        ("/methods/0/bands/0/name/zh", Some(json!("丁"))),
    ]);
    let name = |text: &str, lang: Lang| {
        rubric
            .node(&code(text))
            .expect("a node")
            .name
            .get(lang)
            .to_owned()
    };
    assert_eq!(
        (name("3", Lang::Zh), name("3", Lang::En)),
        ("甲".to_owned(), "Society".to_owned())
    );
    assert_eq!(name("2", Lang::En), "结果");
    assert_eq!(rubric.methods()[0].name.zh, "乙");
    assert_eq!(rubric.methods()[2].components[0].name.zh, "丙");
    assert_eq!(rubric.methods()[0].bands[0].name.zh, "丁");
}

/// SPEC R8, R9
#[test]
fn kind() {
    let (rubric, _) = small();
    let kind = |text: &str| rubric.clause(&code(text)).expect("a clause").kind;
    assert_eq!(
        (kind("1.1"), kind("2.1.1"), kind("3")),
        (Kind::Enabler, Kind::Result, Kind::Result)
    );
    let (rubric, _) = small_with(&[("/parts/0/clauses/3/kind", Some(json!("result")))]);
    let kind = |text: &str| rubric.clause(&code(text)).expect("a clause").kind;
    assert_eq!(
        (kind("1.3"), kind("1.4")),
        (Kind::Enabler, Kind::Result),
        "a clause's own kind goes first"
    );
    let (_, warnings) = check_small(&[("/methods/5/kind", Some(json!("result")))]).expect("a warning");
    let expected = RubricFault::MethodForOtherKind {
        method: "points".to_owned(),
    };
    assert!(
        warnings.iter().any(|problem| problem.fault == expected),
        "a method's kind warns"
    );
}

/// SPEC M3, V1
#[test]
fn scale() {
    let form = |patches: &[Patch<'_>]| {
        let (rubric, _) = small_with(patches);
        ValueForm::of(rubric.clause(&code("2.2")).expect("a clause").method)
    };
    assert_eq!(form(&[]), ValueForm::Percent);
    assert_eq!(
        form(&[("/methods/7/scale/unit", Some(json!("points")))]),
        ValueForm::Points
    );
}

/// SPEC M4, V2
#[test]
fn step() {
    let (rubric, _) = small();
    let values = |id: &str, from: &str, to: &str| {
        let method = rubric
            .methods()
            .iter()
            .find(|method| method.id == id)
            .expect("a method");
        let values = method.values_between(exact(from), exact(to), 100);
        values.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(values("range", "50", "65"), ["50", "55", "60", "65"]);
    assert_eq!(values("halves", "0", "1"), ["0", "1/2", "1"]);
    assert_eq!(values("free", "0", "100"), Vec::<String>::new());
    assert_eq!(
        values("range", "0", "1000000").len(),
        100,
        "never more than asked for"
    );
}

/// SPEC M4
#[test]
fn the_next_value_of_a_band() {
    let (rubric, _) = small();
    let next = |id: &str, value: Option<&str>, upwards: bool| {
        let mut methods = rubric.methods().iter();
        let method = methods.find(|method| method.id == id).expect("a method");
        let next = method.next_value((exact("50"), exact("65")), value.map(exact), upwards);
        next.map(|next| next.to_string())
    };
    let cases = [
        ("range", None, true, Some("50")),
        ("range", None, false, Some("65")),
        ("range", Some("50"), true, Some("55")),
        ("range", Some("50"), false, None),
        ("range", Some("65"), true, None),
        ("range", Some("65"), false, Some("60")),
        ("halves", Some("50"), true, Some("101/2")),
        ("free", None, true, None),
        ("free", Some("50"), true, None),
    ];
    for (id, value, upwards, expected) in cases {
        assert_eq!(
            next(id, value, upwards).as_deref(),
            expected,
            "{id} {value:?} {upwards}"
        );
    }
}

/// SPEC M8
#[test]
fn cumulative() {
    let presupposed = |patches: &[Patch<'_>], band: &str| {
        let (rubric, _) = small_with(patches);
        let clause = rubric.clause(&code("1.3")).expect("a clause");
        let bands = clause.method.presupposed_by(None, band);
        bands.iter().map(|band| band.id.clone()).collect::<Vec<_>>()
    };
    // The lowest band says that nothing is done: whoever has done something does not fulfil it.
    assert_eq!(presupposed(&[], "4"), ["1", "2", "3"]);
    assert_eq!(presupposed(&[], "1"), Vec::<String>::new());
    assert_eq!(presupposed(&[], "0"), Vec::<String>::new());
    assert_eq!(presupposed(&[], "nine"), Vec::<String>::new());
    assert_eq!(
        presupposed(&[("/methods/1/cumulative", Some(json!(false)))], "4"),
        Vec::<String>::new()
    );
}

/// SPEC M10
#[test]
fn combination() {
    let percent = |combination: &str| {
        let tally = total_of(&[("/methods/3/combination", Some(json!(combination)))]);
        tally.clauses[4].percent
    };
    assert_eq!(percent("mean"), Some(exact("37.5")));
    assert_eq!(percent("lowest"), Some(exact("30")));
}

/// SPEC M9, V3
#[test]
fn components() {
    let (rubric, _) = small();
    let ids = |text: &str| match ValueForm::of(rubric.clause(&code(text)).expect("a clause").method) {
        ValueForm::Components(ids) => ids,
        form => panic!("{form:?}"),
    };
    assert_eq!(ids("1.2"), ["P", "D", "C", "A"]);
    assert_eq!(ids("2.1.2"), ["T", "G"]);
}

/// SPEC M11, S6
#[test]
fn aspects() {
    let (rubric, fingerprint) = small();
    let aspects = &rubric.clause(&code("1.1")).expect("a clause").method.aspects;
    assert_eq!(aspects[1].prompt.get(Lang::En), "Write on deployment");
    let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
    sheet.entries[0].texts = vec![
        ("A".to_owned(), "一".to_owned()),
        ("Z".to_owned(), "二".to_owned()),
    ];
    let (sheet, warnings) =
        Scoresheet::check(sheet, &rubric, fingerprint, Standard::Complete).expect("a warning only");
    let found: Vec<SheetFault> = warnings.iter().map(|problem| problem.fault.clone()).collect();
    assert_eq!(found, [SheetFault::UnknownAspect { id: "Z".to_owned() }]);
    assert_eq!(
        sheet.record().entries[0].texts.len(),
        2,
        "what somebody wrote is kept"
    );
}

/// SPEC M7, D6
#[test]
fn bands() {
    let (rubric, fingerprint) = small();
    let fine = rubric.clause(&code("1.2")).expect("a clause");
    let band = |component: Option<&str>, value: &str| {
        fine.method
            .band_at(component, exact(value))
            .map(|band| band.id.clone())
    };
    assert_eq!(band(Some("P"), "55").as_deref(), Some("3"));
    assert_eq!(
        band(Some("A"), "55").as_deref(),
        Some("some"),
        "a component's own bands go first"
    );
    assert_eq!(
        band(Some("P"), "10.5"),
        None,
        "between two steps there is no band"
    );
    assert_eq!(
        fine.method.bands_of(None)[0].text.get(Lang::En),
        "Band 0 sentence"
    );
    let mut draft = draft(
        scoring::scoresheet::DraftKind::SelfAssessment,
        &rubric,
        fingerprint,
    );
    let clause = rubric.clause(&code("1.1")).expect("a clause");
    put_at(&mut draft, "1.1", Item::Value(None), "55");
    assert_eq!(draft.band(&clause, None), Some("high"));
    put_at(&mut draft, "1.1", Item::Band(None), "low");
    assert!(
        draft.value(&clause).is_err(),
        "a value outside the chosen band is told"
    );
}

/// SPEC R4, R5, R16
#[test]
fn parts() {
    let (rubric, _) = small();
    let codes = |nodes: &mut dyn Iterator<Item = String>| nodes.collect::<Vec<_>>().join(" ");
    assert_eq!(
        codes(&mut rubric.nodes().iter().map(|node| node.code.to_string())),
        "1 1.1 1.2 1.3 1.4 2 2.1 2.1.1 2.1.2 2.2 3"
    );
    assert_eq!(
        codes(&mut rubric.parts().map(|node| node.code.to_string())),
        "1 2 3"
    );
    let clauses: Vec<_> = rubric.clauses().collect();
    assert_eq!(
        codes(&mut clauses.iter().map(|clause| clause.node.code.to_string())),
        "1.1 1.2 1.3 1.4 2.1.1 2.1.2 2.2 3"
    );
    assert_eq!(
        clauses.iter().map(|clause| clause.part).collect::<Vec<_>>(),
        [0, 0, 0, 0, 1, 1, 1, 2]
    );
    assert!(
        clauses
            .iter()
            .enumerate()
            .all(|(position, clause)| clause.index == position)
    );
    assert_eq!(rubric.nodes().iter().map(|node| node.depth).max(), Some(2));
    assert!(rubric.clause(&code("2.1")).is_none() && rubric.node(&code("2.1")).is_some());
}

/// SPEC R5, R6
#[test]
fn points() {
    let (rubric, _) = small();
    let points = |text: &str| rubric.node(&code(text)).expect("a node").points;
    assert_eq!(
        (points("1.1"), points("2.1"), points("2"), points("3")),
        (25, 37, 60, 40)
    );
    let tally = total_of(&[("/parts/2/points", Some(json!(80))), ("/total", Some(json!(240)))]);
    assert_eq!(tally.max, exact("240"));
    assert_eq!(
        tally.clauses[7].percent,
        Some(exact("15.625")),
        "12.5 of 80 points"
    );
}

/// SPEC R8, R10
#[test]
fn method() {
    let (rubric, _) = small();
    assert_eq!(
        rubric.clause(&code("1.1")).expect("a clause").method.id,
        "range",
        "inherited from the part"
    );
    let (rubric, _) = small_with(&[("/parts/0/clauses/0/method", Some(json!("points")))]);
    assert_eq!(
        rubric.clause(&code("1.1")).expect("a clause").method.id,
        "points",
        "its own goes first"
    );
}

/// SPEC R15
#[test]
fn guidance() {
    let (rubric, _) = small();
    let node = rubric.node(&code("1.1")).expect("a node");
    let text =
        |text: &Option<scoring::foundations::Text>| text.as_ref().map(|text| text.get(Lang::En).to_owned());
    assert_eq!(text(&node.requirement).as_deref(), Some("Somebody is in charge"));
    assert_eq!(text(&node.guidance).as_deref(), Some("Look at records"));
    assert_eq!(
        node.look_at
            .iter()
            .map(|point| point.get(Lang::Zh))
            .collect::<Vec<_>>(),
        ["谁负责", "何时开始"]
    );
    let changed = [
        ("/parts/0/clauses/0/requirement", None),
        ("/parts/0/clauses/0/guidance", None),
        ("/parts/0/clauses/0/look_at", None),
    ];
    assert_ne!(print_of(&[]), print_of(&changed));
    assert_eq!(total_of(&[]), total_of(&changed), "words score nothing");
}

/// SPEC R11
#[test]
fn leads_to() {
    let (rubric, _) = small();
    assert_eq!(
        rubric.node(&code("1.1")).expect("a node").leads_to,
        [code("2.1.1"), code("3")]
    );
    assert!(check_small(&[("/parts/0/clauses/0/leads_to/0", Some(json!("1.2")))]).is_err());
}

/// SPEC R14
#[test]
fn mapping() {
    let (rubric, _) = small();
    let mapping = rubric.mapping().expect("a mapping");
    assert_eq!(mapping.from_version, "1");
    assert_eq!(mapping.comparable_with(&code("1.1")), [code("1.1"), code("1.9")]);
    assert_eq!(
        mapping.comparable_with(&code("2.2")),
        [],
        "named as not comparable"
    );
    assert_eq!(
        mapping.comparable_with(&code("1.3")),
        [code("1.3")],
        "not named: taken over"
    );
    assert!(small_with(&[("/mapping", None)]).0.mapping().is_none());
}

/// SPEC R16, R6
#[test]
fn any_depth() {
    let mut node = json!({"code": "d12", "name": {"zh": "条款"}, "points": 10});
    for depth in (0..12).rev() {
        let clauses = json!([node]);
        node = json!({"code": format!("d{depth}"), "name": {"zh": "部分"}, "clauses": clauses});
    }
    (node["kind"], node["method"]) = (json!("enabler"), json!("points"));
    let (rubric, _) = small_with(&[
        ("/parts", Some(json!([node]))),
        ("/total", Some(json!(10))),
        ("/mapping", None),
    ]);
    assert_eq!((rubric.nodes().len(), rubric.clause_count()), (13, 1));
    assert!(rubric.nodes().iter().all(|node| node.points == 10));
    assert_eq!(rubric.clause(&code("d12")).expect("a clause").kind, Kind::Enabler);
}

/// SPEC R16
#[test]
fn any_number_of_parts() {
    for count in [1_u64, 2, 9, 12, 40] {
        let part = |number: u64| json!({"code": number.to_string(), "name": {"zh": "部分"}, "points": 10, "kind": "enabler", "method": "points"});
        let parts: Json = (1..=count).map(part).collect();
        let (rubric, _) = small_with(&[
            ("/parts", Some(parts)),
            ("/total", Some(json!(count * 10))),
            ("/mapping", None),
        ]);
        assert_eq!(
            (rubric.parts().count() as u64, rubric.clause_count() as u64),
            (count, count)
        );
        let tally = Tally::of(&rubric, &vec![Some(exact("50")); rubric.clause_count()]);
        assert_eq!(tally.total, Some(exact(&(count * 5).to_string())));
        assert!(Rubric::parts(&rubric).all(|part| part.points == 10));
    }
}
