//! The published JSON Schemas: they take everything that is written and shipped, and whatever they take opens.

use std::collections::BTreeMap;
use std::fs;

use jsonschema::Validator;
use proptest::prelude::*;
use scoring::application::DraftCopy;
use scoring::document::Edit;
use scoring::figures::{
    CheckedFile, Held, SummaryLabels, aggregate_json, aggregate_ndjson, check_json, summary_json, total_json,
};
use scoring::files::{FileFault, FileKind, Wanted, open, write_draft};
use scoring::foundations::Fingerprint;
use scoring::panel::{FileNumber, FiledSheet, Intake, SheetSummary};
use scoring::scoresheet::{DraftKind, Revision, Stage, any_field};
use scoring::scoring::{Rule, Tally};
use serde_json::{Value as Json, json};

use crate::support::{
    ALL_SCORED, aggregate_of, chances, draft, imprint, read, record, root, small, small_with, valid,
};
use crate::{award, frozen, papers};

fn schema(name: &str) -> Json {
    serde_json::from_str(&read(format!("schemas/{name}.schema.json"))).expect("a schema is JSON")
}

fn validator(name: &str) -> Validator {
    jsonschema::validator_for(&schema(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn parse(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// The outputs of the figures, by the schema they belong to.
fn outputs() -> Vec<(&'static str, Json)> {
    let (rubric, fingerprint) = small_with(&[("/status", Some(json!("draft"))), ("/approval", None)]);
    let mut found = Vec::new();
    let mut intake = Intake::new();
    let mut next = 0;
    let mut admit = |applicant: &str, assessor: &str, stage, percent: &str| {
        let mut scores = ALL_SCORED;
        scores[6].1 = percent;
        let mut sheet = record(&rubric, fingerprint, &scores);
        sheet.applicant = applicant.to_owned();
        sheet.assessor = assessor.to_owned();
        sheet.stage = stage;
        if percent == "33.3" && assessor == "评审员 2" {
            sheet.revision = Revision {
                number: 2,
                reason: "漏看一份附件。".to_owned(),
                supersedes: Some(Fingerprint::of(b"before")),
            };
        }
        let sheet = valid(sheet, &rubric, fingerprint);
        next += 1;
        let filed = FiledSheet {
            name: "sheet.json".to_owned(),
            fingerprint: Fingerprint::of(&u64::to_be_bytes(next)),
            warnings: 0,
            summary: SheetSummary::of(&sheet, None),
        };
        intake.admit(FileNumber(next), filed);
        sheet
    };
    // One with a rank, one with a gap and a likely double, one who was not visited.
    admit("甲医院", "评审员 0", Stage::Material, "50");
    admit("丙街道", "评审员 0", Stage::Material, "50");
    admit("乙学校", "评审员(0)", Stage::Site, "50");
    admit("乙学校", "评审员", Stage::Site, "50");
    for (gap, applicant) in [("33.3", "甲医院"), ("-", "乙学校")] {
        let sheets: Vec<_> = (0..3)
            .map(|number| admit(applicant, &format!("评审员 {number}"), Stage::Site, gap))
            .collect();
        found.push((
            "total",
            parse(&total_json(&rubric, &Tally::of_sheet(&rubric, &sheets[0]))),
        ));
        for rule in [Rule::Mean, Rule::Median] {
            let aggregate = aggregate_of(&rubric, &sheets, rule);
            found.push(("aggregate", parse(&aggregate_json(&rubric, &aggregate))));
            let lines = aggregate_ndjson(&rubric, &aggregate);
            found.extend(lines.lines().map(|line| ("aggregate-line", parse(line))));
        }
    }
    for (rule, notice) in [(Rule::Mean, "非官方"), (Rule::Trimmed, "非官方")] {
        intake.score_anew();
        intake.settle(&rubric, rule);
        let labels = SummaryLabels { fingerprint, notice };
        found.push(("summary", parse(&summary_json(&rubric, labels, rule, &intake))));
    }
    let (official, fingerprint) = small();
    let labels = SummaryLabels {
        fingerprint,
        notice: "",
    };
    found.push((
        "summary",
        parse(&summary_json(&official, labels, Rule::Mean, &Intake::new())),
    ));
    let checked = |fingerprint, sha256: Option<String>, held| CheckedFile {
        file: "sheet.json".to_owned(),
        kind: sha256.as_ref().map(|_| "scoresheet".to_owned()),
        version: sha256.as_ref().map(|_| 1),
        fingerprint,
        sha256,
        held,
        errors: vec!["错误".to_owned()],
        warnings: Vec::new(),
        notes: vec!["提示".to_owned()],
    };
    let files = [
        checked(
            Some("intact"),
            Some(Fingerprint::of(b"").to_string()),
            Some(Held::Values),
        ),
        checked(
            Some("intact"),
            Some(Fingerprint::of(b"").to_string()),
            Some(Held::StructureOnly),
        ),
        checked(Some("altered"), Some(Fingerprint::of(b"").to_string()), None),
        checked(None, None, None),
    ];
    found.push(("check", parse(&check_json(&files))));
    found.extend(
        award::outputs()
            .into_iter()
            .chain(papers::outputs())
            .map(|(name, text)| (name, parse(&text))),
    );
    found
}

/// Everything that a schema must take: frozen, shipped and freshly written files, and outputs.
fn samples() -> Vec<(String, Json)> {
    let mut found: Vec<(String, Json)> = outputs()
        .into_iter()
        .map(|(name, json)| (name.to_owned(), json))
        .collect();
    let shipped = fs::read_dir(root().join("public/rubrics")).expect("the shipped rubrics");
    let shipped = shipped.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text"));
    let example = read("public/example/award.ndjson");
    let files = frozen::files().into_iter().map(|(_, text)| text);
    let written = frozen::written_now().into_iter().map(|(_, text)| text);
    for text in shipped
        .chain(example.lines().map(str::to_owned))
        .chain(files)
        .chain(written)
    {
        let file = parse(&text);
        found.push((file["kind"].as_str().expect("a kind").to_owned(), file));
    }
    found
}

const OUTPUTS: [&str; 14] = [
    "total",
    "aggregate",
    "aggregate-line",
    "summary",
    "check",
    "standing",
    "audit",
    "docket-check",
    "paper",
    "applications",
    "panels",
    "reports",
    "register-list",
    "certificate",
];

/// Every schema: one for each kind of file, one for each output.
fn names() -> impl Iterator<Item = &'static str> {
    FileKind::ALL.iter().map(|kind| kind.id()).chain(OUTPUTS)
}

fn validators() -> BTreeMap<&'static str, Validator> {
    names().map(|name| (name, validator(name))).collect()
}

/// SPEC F13, O1, O2, O3, O4
#[test]
fn everything_written_and_shipped_fits_its_schema() {
    let validators = validators();
    let samples = samples();
    for (name, sample) in &samples {
        let errors: Vec<String> = validators[name.as_str()]
            .iter_errors(sample)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    for name in names() {
        assert!(samples.iter().any(|(of, _)| of == name), "no sample for {name}");
    }
    let files = fs::read_dir(root().join("schemas")).expect("the schemas").count();
    assert_eq!(
        files,
        names().count(),
        "a schema without samples, or samples without a schema"
    );
}

/// Every object of a JSON text, by pointer.
fn objects(json: &Json, here: &str, found: &mut Vec<String>) {
    match json {
        Json::Object(members) => {
            found.push(here.to_owned());
            members
                .iter()
                .for_each(|(name, child)| objects(child, &format!("{here}/{name}"), found));
        }
        Json::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, child)| objects(child, &format!("{here}/{at}"), found));
        }
        _ => {}
    }
}

/// Objects whose members are ids of the rubric, not of the format.
fn is_map(pointer: &str) -> bool {
    let of_application = ["/results", "/citations", "/years", "/abstentions"]
        .iter()
        .any(|map| pointer.ends_with(map));
    of_application
        || pointer.ends_with("/texts")
        || pointer.ends_with("/value/components")
        || pointer.ends_with("/fields")
}

/// SPEC F6, F13
#[test]
fn a_member_that_no_format_has_is_rejected_everywhere() {
    let validators = validators();
    for (name, sample) in samples()
        .into_iter()
        .filter(|(_, sample)| sample.to_string().len() < 20_000)
    {
        let mut pointers = Vec::new();
        objects(&sample, "", &mut pointers);
        for pointer in pointers.iter().filter(|pointer| !is_map(pointer)) {
            let mut damaged = sample.clone();
            damaged.pointer_mut(pointer).expect("an object")["unheard_of"] = json!("x");
            assert!(
                !validators[name.as_str()].is_valid(&damaged),
                "{name}: a member more at {pointer}"
            );
            if is_file(&name) {
                assert!(!opens(&damaged), "{name} opens with a member more at {pointer}");
            }
        }
    }
}

/// Whether the file opens, outside and inside as they stand, with the fingerprint made anew for its payload. Where only
/// the outside says another thing than the inside, the form is right.
fn opens(file: &Json) -> bool {
    let payload = file["payload"].to_string();
    let mut file = file.clone();
    if file["fingerprint"].is_string() {
        file["fingerprint"] = json!(Fingerprint::of(payload.as_bytes()).to_string());
    }
    match open(&file.to_string()) {
        Ok(_) => true,
        Err(problem) => matches!(problem.fault, FileFault::EnvelopeContradicts { .. }),
    }
}

/// The samples that are files of a kind.
fn is_file(name: &str) -> bool {
    FileKind::ALL.iter().any(|kind| kind.id() == name)
}

/// SPEC F13
#[test]
fn damaged_samples_are_rejected() {
    let rubric = || frozen_file("rubric/v1/every-member.json");
    let sheet = || frozen_file("scoresheet/v1/every-member.json");
    let application = || frozen_file("application/v2/every-member.json");
    let draft = || frozen_file("draft/v2/every-member.json");
    let validators = validators();
    for (name, file, pointer, new) in [
        ("rubric", rubric(), "/format", json!("other")),
        ("rubric", rubric(), "/version", json!(2)),
        ("rubric", rubric(), "/kind", json!("scoresheet")),
        (
            "rubric",
            rubric(),
            "/rubric",
            json!(Fingerprint::of(b"").to_string()),
        ),
        ("rubric", rubric(), "/created", json!("2026-11-23")),
        ("rubric", rubric(), "/fingerprint", json!("sha256:0")),
        ("rubric", rubric(), "/payload/id", json!("")),
        ("rubric", rubric(), "/payload/status", json!("draft")),
        ("rubric", rubric(), "/payload/status", json!("final")),
        ("rubric", rubric(), "/payload/total", json!("200")),
        ("rubric", rubric(), "/payload/rounding/decimals", json!(7)),
        ("rubric", rubric(), "/payload/rounding/rule", json!("down")),
        ("rubric", rubric(), "/payload/parts", json!([])),
        ("rubric", rubric(), "/payload/parts/0/code", json!("1..1")),
        ("rubric", rubric(), "/payload/parts/0/clauses/0/points", json!(0)),
        (
            "rubric",
            rubric(),
            "/payload/parts/0/clauses/0/points",
            json!(1_000_000),
        ),
        (
            "rubric",
            rubric(),
            "/payload/parts/0/clauses/0/points",
            json!(2.5),
        ),
        ("rubric", rubric(), "/payload/parts/0/name", json!("一个名称")),
        (
            "rubric",
            rubric(),
            "/payload/methods/0/scale/unit",
            json!("stars"),
        ),
        ("rubric", rubric(), "/payload/methods/0/bands/0/to", json!(45)),
        ("rubric", rubric(), "/payload/methods/0/bands/0/to", json!("45.0")),
        ("rubric", rubric(), "/payload/methods/2/components", json!(null)),
        ("scoresheet", sheet(), "/rubric", json!(null)),
        ("scoresheet", sheet(), "/payload/stage", json!("final")),
        ("scoresheet", sheet(), "/payload/applicant", json!("甲医院")),
        ("scoresheet", sheet(), "/payload/cycle", json!(2026)),
        (
            "scoresheet",
            sheet(),
            "/payload/entries/0/value",
            json!({"percent": "1/3"}),
        ),
        (
            "scoresheet",
            sheet(),
            "/payload/entries/0/value",
            json!({"percent": "-5"}),
        ),
        (
            "scoresheet",
            sheet(),
            "/payload/entries/0/value",
            json!({"percent": "5", "points": "5"}),
        ),
        ("scoresheet", sheet(), "/payload/entries/0/value", json!({})),
        ("scoresheet", sheet(), "/payload/entries/0/value", json!(null)),
        (
            "scoresheet",
            sheet(),
            "/payload/entries/0/strengths",
            json!("一条"),
        ),
        (
            "application",
            application(),
            "/payload/sheet/stage",
            json!("site"),
        ),
        ("application", application(), "/payload/overview", json!(null)),
        // Version 1 had nothing that proves an application, and no rows.
        ("application", application(), "/version", json!(1)),
        ("draft", draft(), "/version", json!(1)),
        (
            "application",
            application(),
            "/payload/results/2.1.1/0/years",
            json!({"23": "5"}),
        ),
        (
            "application",
            application(),
            "/payload/results/2.1.1/0/years",
            json!({"2023": "5%"}),
        ),
        (
            "application",
            application(),
            "/payload/results/2.1.1/0/better",
            json!("up"),
        ),
        (
            "application",
            application(),
            "/payload/citations",
            json!({"1..1": ["1"]}),
        ),
        (
            "application",
            application(),
            "/payload/evidence/0/title",
            json!(7),
        ),
        ("draft", draft(), "/rubric", json!(null)),
        ("draft", draft(), "/payload/stage", json!("final")),
        // A self-assessment reads no application.
        ("draft", draft(), "/payload/stage", json!("self")),
        ("draft", draft(), "/payload/created", json!("2026")),
        ("draft", draft(), "/payload/application", json!(null)),
        ("draft", draft(), "/payload/fields", json!([])),
        ("draft", draft(), "/payload/fields/applicant", json!(null)),
        (
            "draft",
            draft(),
            "/payload/fields",
            json!({"clause/1.1/score": "55"}),
        ),
        (
            "draft",
            draft(),
            "/payload/fields",
            json!({"clause/1..1/value": "55"}),
        ),
        (
            "draft",
            draft(),
            "/payload/fields",
            json!({"clause/\u{FF11}/value": "55"}),
        ),
        (
            "draft",
            draft(),
            "/payload/fields",
            json!({"clause/1.1/text": "x"}),
        ),
        ("draft", draft(), "/payload/fields", json!({"": "x"})),
        ("draft", draft(), "/payload/reading/sheet/overall", json!("x")),
        (
            "draft",
            draft(),
            "/payload/reading/sheet/entries/0",
            json!({"code": "1.1", "value": {"percent": "55"}}),
        ),
    ] {
        let mut damaged = file.clone();
        *damaged
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("{pointer} leads nowhere")) = new.clone();
        assert!(validators[name].is_valid(&file));
        assert!(!validators[name].is_valid(&damaged), "{name}: {pointer} = {new}");
    }
    for (name, mut output) in outputs() {
        let mains = [
            "total",
            "groups",
            "applicants",
            "findings",
            "entries",
            "applications",
            "panels",
            "reports",
            "awards",
            "answer",
            "body",
        ];
        for main in mains {
            output.as_object_mut().expect("an object").remove(main);
        }
        let damaged = !matches!(name, "check") && (name != "aggregate-line" || output["record"] == "total");
        assert_eq!(
            validators[name].is_valid(&output),
            !damaged,
            "{name} without its main member"
        );
    }
}

fn frozen_file(name: &str) -> Json {
    let files = frozen::files();
    parse(
        &files
            .iter()
            .find(|(path, _)| path == name)
            .unwrap_or_else(|| panic!("no {name}"))
            .1,
    )
}

/// What a schema says, walked through: its keywords, and the names of members it knows.
fn walk(schema: &Json, visit: &mut impl FnMut(&serde_json::Map<String, Json>)) {
    match schema {
        Json::Object(members) => {
            visit(members);
            members.values().for_each(|child| walk(child, visit));
        }
        Json::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        _ => {}
    }
}

fn member_names(json: &Json, found: &mut Vec<String>) {
    walk(json, &mut |members| found.extend(members.keys().cloned()));
}

/// SPEC F13
#[test]
fn schemas_are_closed_and_say_nothing_that_is_not_there() {
    let mut definitions: BTreeMap<String, (String, Json)> = BTreeMap::new();
    let samples = samples();
    for name in names() {
        let schema = schema(name);
        assert!(jsonschema::meta::is_valid(&schema), "{name} is no JSON Schema");
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name}"
        );
        assert_eq!(
            schema["$id"],
            format!("urn:public-service-award-workbench:{name}:1")
        );
        walk(&schema, &mut |members| {
            if members.get("type").is_some_and(|kind| kind == "object") {
                assert!(
                    members.contains_key("additionalProperties"),
                    "{name}: an open object: {members:?}"
                );
            }
        });
        for (definition, body) in schema["$defs"].as_object().expect("definitions") {
            let (first, same) = definitions
                .entry(definition.clone())
                .or_insert_with(|| (name.to_owned(), body.clone()));
            assert_eq!(same, body, "{definition} differs between {first} and {name}");
        }
        let mut written = Vec::new();
        for (of, sample) in &samples {
            if of == name {
                member_names(sample, &mut written);
            }
        }
        walk(&schema, &mut |members| {
            let known = members.get("properties").and_then(Json::as_object);
            for member in known.into_iter().flat_map(|known| known.keys()) {
                // `properties` may itself be the name of a member; none of ours is called so.
                assert!(
                    written.contains(member),
                    "{name} knows {member}, which no sample has"
                );
            }
        });
    }
}

/// Draft files of a version hold the fields that had come by then: by the schemas of the documents, by the published schema,
/// and when they are opened.
///
/// SPEC F16, F31, F33
#[test]
fn a_field_stands_in_draft_files_since_its_version() {
    let published = validator("draft");
    let (rubric, fingerprint) = small();
    for kind in [DraftKind::SelfAssessment, DraftKind::Review(Stage::Site)] {
        for field in kind.schema().fields {
            let mut written = field.pattern.to_owned();
            for (brace, value) in [
                ("{clause}", "1.1"),
                ("{row}", "r1"),
                ("{year}", "2024"),
                ("{id}", "A"),
            ] {
                written = written.replace(brace, value);
            }
            let at = any_field(&written).unwrap_or_else(|| panic!("{written} is an address"));
            let mut draft = draft(kind, &rubric, fingerprint);
            draft.apply(Edit::of(at, "1"));
            let mut file = parse(&write_draft(&DraftCopy::of(draft, None), &imprint()));
            for version in 1..=FileKind::Draft.version() {
                file["version"] = json!(version);
                let has = version >= field.since;
                assert_eq!(
                    published.is_valid(&file),
                    has,
                    "{written}, the schema of version {version}"
                );
                let expected = FileFault::BadValue {
                    found: written.clone(),
                    wanted: Wanted::Address,
                };
                match open(&file.to_string()) {
                    Ok(_) => assert!(has, "{written} opens in version {version}"),
                    Err(problem) => assert_eq!((has, problem.fault), (false, expected)),
                }
            }
        }
    }
}

fn junk() -> impl Strategy<Value = Option<Json>> {
    prop_oneof![
        Just(None),
        Just(Some(Json::Null)),
        any::<bool>().prop_map(|one| Some(json!(one))),
        (0_u64..2_000_000).prop_map(|one| Some(json!(one))),
        any::<f64>().prop_map(|one| Some(json!(one))),
        // A whole number with a fraction of zero, as other programs write it.
        any::<u32>().prop_map(|one| Some(json!(f64::from(one >> (one % 32))))),
        "[0-9]{1,10}(\\.[0-9]{1,13})?".prop_map(|one| Some(json!(one))),
        "[a-zA-Z0-9.\u{FF10}-\u{FF19}\u{4E00} _/-]{0,8}".prop_map(|one| Some(json!(one))),
        Just(Some(json!([]))),
        Just(Some(json!({}))),
        Just(Some(json!({"percent": "55"}))),
        prop::sample::select(vec![
            "enabler", "result", "percent", "points", "mean", "lowest", "self", "site"
        ])
        .prop_map(|one| Some(json!(one))),
    ]
}

proptest! {
    #![proptest_config(chances())]

    /// Whatever a schema takes opens: who follows the schema needs no look into the program.
    ///
    /// SPEC F13
    #[test]
    fn what_a_schema_takes_opens(which in 0..FILES.len(), place in any::<prop::sample::Index>(), new in junk()) {
        let (name, file) = FILES[which].clone();
        let mut pointers = Vec::new();
        all_pointers(&file, "", &mut pointers);
        let (parent, member) = place.get(&pointers).rsplit_once('/').expect("a pointer");
        let mut changed = file;
        match (changed.pointer_mut(parent).expect("it is there"), new) {
            (Json::Object(members), Some(new)) => {
                members.insert(member.replace("~1", "/"), new);
            }
            (Json::Object(members), None) => {
                members.remove(&member.replace("~1", "/"));
            }
            (Json::Array(items), Some(new)) => items[member.parse::<usize>().expect("a position")] = new,
            (Json::Array(items), None) => {
                items.remove(member.parse().expect("a position"));
            }
            (other, _) => panic!("{other}"),
        }
        if VALIDATORS[name].is_valid(&changed) {
            prop_assert!(opens(&changed), "{}", changed);
        }
    }
}

/// A whole number is one number however it is written, for the schemas (JSON Schema, 6.1.1) and for the reader; and a
/// schema takes none that the reader does not hold.
///
/// SPEC F13, F23
#[test]
fn whole_numbers_are_what_json_schema_calls_integers() {
    let mut seen = 0;
    for (name, file) in FILES.iter() {
        let mut pointers = Vec::new();
        all_pointers(file, "", &mut pointers);
        let whole = pointers
            .iter()
            .filter_map(|pointer| Some((pointer, file.pointer(pointer)?.as_u64()?)))
            // Enough of each file; the numbers of a docket are of few kinds.
            .take(24);
        let content = reopened(&file.to_string());
        for (pointer, number) in whole {
            let with = |new: &str| {
                let mut changed = file.clone();
                *changed.pointer_mut(pointer).expect("it is there") = json!("the number");
                changed.to_string().replace("\"the number\"", new)
            };
            for same in [
                format!("{number}.0"),
                format!("{number}.000"),
                format!("{number}e0"),
                format!("{number}E+0"),
                format!("{number}.00E-0"),
                format!("0.{number}e{}", number.to_string().len()),
            ] {
                let text = with(&same);
                assert!(
                    VALIDATORS[name].is_valid(&parse(&text)),
                    "{name} {pointer}: {same}"
                );
                assert_eq!(reopened(&text), content, "{name} {pointer}: {same}");
                seen += 1;
            }
            for other in [
                format!("{number}.5"),
                format!("{number}.25e1"),
                format!("-1{number}"),
                "9007199254740992".to_owned(),
                "1e16".to_owned(),
                "1e300".to_owned(),
            ] {
                let text = with(&other);
                assert!(
                    !VALIDATORS[name].is_valid(&parse(&text)),
                    "{name} {pointer}: {other}"
                );
                assert!(reopened(&text).is_none(), "{name} {pointer}: {other}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// What a file holds, its fingerprint made anew for its payload as it stands in the text.
fn reopened(text: &str) -> Option<scoring::files::Content> {
    let (_, behind) = text.split_once("\"payload\":").expect("a payload");
    let (payload, _) = behind.rsplit_once(",\"rubric\":").expect("members in order");
    let stated = parse(text)["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    let anew = text.replace(&stated, &Fingerprint::of(payload.as_bytes()).to_string());
    open(&anew).ok().map(|(_, content)| content)
}

static VALIDATORS: std::sync::LazyLock<BTreeMap<&'static str, Validator>> =
    std::sync::LazyLock::new(validators);

/// The frozen files of each kind's latest version; in them every member stands.
static FILES: std::sync::LazyLock<Vec<(&'static str, Json)>> = std::sync::LazyLock::new(|| {
    let files = frozen::files();
    let of = |kind: &FileKind| {
        let folder = format!("{}/v{}/", kind.id(), kind.version());
        let own = files.iter().filter(move |(name, _)| name.starts_with(&folder));
        own.map(|(_, text)| (kind.id(), parse(text))).collect::<Vec<_>>()
    };
    FileKind::ALL.iter().flat_map(of).collect()
});

fn all_pointers(json: &Json, here: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Json)> = match json {
        Json::Object(members) => members
            .iter()
            .map(|(name, child)| (name.clone(), child))
            .collect(),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, child)| (at.to_string(), child))
            .collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        // The addresses of a draft's fields have slashes of their own.
        let pointer = format!("{here}/{}", name.replace('/', "~1"));
        all_pointers(child, &pointer, found);
        found.push(pointer);
    }
}
