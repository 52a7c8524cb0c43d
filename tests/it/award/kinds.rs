//! The kinds of files of a cycle: what opens, and what their own rules say.

use scoring::cycle::{
    Cycle, CycleFault, CycleRecord, PanelReport, PanelReportRecord, Pool, Register, Setting, Settings,
    SourceOfSetting,
};
use scoring::files::{Content, FileFault, FileKind, Imprint, open, pack_payload};
use scoring::problem::Problems;
use scoring::scoresheet::{SheetFault, ValueFault};
use serde_json::{Value as Json, json};

use super::{Case, id, samples};
use crate::support::{exact, imprint, patched, small};

fn payload(name: &str) -> Json {
    let (rubric, fingerprint) = small();
    let files = samples::files(&rubric, fingerprint);
    let (_, text) = files.iter().find(|(of, _)| *of == name).expect("a sample");
    let file: Json = serde_json::from_str(text).expect("JSON");
    file["payload"].clone()
}

/// The file of a payload.
fn file(kind: FileKind, payload: &Json) -> String {
    let (_, fingerprint) = small();
    let rubric = payload.get("rubric").map(|_| fingerprint);
    let cycle = match kind {
        FileKind::Pool | FileKind::Register => None,
        FileKind::Cycle => payload["id"].as_str(),
        _ => payload["cycle"].as_str(),
    };
    let imprint = Imprint {
        cycle: cycle.map(str::to_owned),
        ..imprint()
    };
    pack_payload(kind, &payload.to_string(), rubric, &imprint).expect("JSON")
}

fn opened(kind: FileKind, payload: &Json) -> Result<Content, FileFault> {
    open(&file(kind, payload))
        .map(|(_, content)| content)
        .map_err(|problem| problem.fault)
}

fn faults(problems: &Problems<CycleFault>) -> Vec<CycleFault> {
    problems.iter().map(|problem| problem.fault.clone()).collect()
}

fn cycle(patches: &[(&str, Option<Json>)]) -> Vec<CycleFault> {
    match opened(
        FileKind::Cycle,
        &patched(payload("cycle/v1/every-member.json"), patches),
    ) {
        Ok(Content::Cycle(record)) => match Cycle::check(*record) {
            Ok((_, warnings)) => faults(&warnings),
            Err(problems) => faults(&problems),
        },
        other => panic!("{other:?}"),
    }
}

/// SPEC B11
#[test]
fn what_is_wrong_in_a_cycle() {
    assert_eq!(cycle(&[]), []);
    for (pointer, value, fault) in [
        (
            "/calendar/last_day",
            json!("2026-01-31"),
            CycleFault::DaysReversed,
        ),
        (
            "/calendar/workdays",
            json!(["2026-10-01"]),
            CycleFault::HolidayAndWorkday {
                day: "2026-10-01".to_owned(),
            },
        ),
        ("/members", json!([]), CycleFault::NoMembers),
        (
            "/members/1/id",
            json!("m1"),
            CycleFault::IdTwice { id: "m1".to_owned() },
        ),
    ] {
        assert_eq!(cycle(&[(pointer, Some(value))]), [fault], "{pointer}");
    }
}

/// SPEC Y24, B11
#[test]
fn settings_have_bounds_defaults_and_sources() {
    for (setting, value) in [
        ("quota", json!(0)),
        ("panel_size", json!(2)),
        // What the regulation fixes is not otherwise in the file of a cycle either.
        ("waiting_years", json!(0)),
        ("waiting_years", json!(4)),
        ("operation_years", json!(2)),
        ("look_back_years", json!(4)),
        ("waiting_years", json!(100)),
        ("operation_years", json!(100)),
        ("look_back_years", json!(100)),
        ("talk_spread", json!("100.5")),
        ("site_list", json!({"first": 0})),
        ("quorum", json!("0")),
        ("quorum", json!("3/2")),
        ("majority", json!({"above": "1"})),
        ("majority", json!({"at_least_of_present": "0"})),
        ("publicity_days", json!(0)),
        ("publicity_working_days", json!(100)),
    ] {
        let found = cycle(&[(&format!("/settings/{setting}"), Some(value.clone()))]);
        let [CycleFault::SettingOutOfRange { setting: named }] = found.as_slice() else {
            panic!("{setting} {value}: {found:?}");
        };
        assert_eq!(*named, setting);
    }
    let settings = Settings::default();
    let found: Vec<(&str, SourceOfSetting)> = settings
        .each()
        .into_iter()
        .filter(|setting| setting.source() != SourceOfSetting::Ours)
        .map(|setting| (setting.name(), setting.source()))
        .collect();
    let by = SourceOfSetting::Article;
    assert_eq!(
        found,
        [
            ("quota", by("5")),
            ("waiting_years", by("6")),
            ("operation_years", by("15(1)")),
            ("look_back_years", by("16")),
            ("panel_size", by("12")),
        ]
    );
    // Every setting can be set, and has effect under its own name.
    let Content::Cycle(other) =
        opened(FileKind::Cycle, &payload("cycle/v1/every-member.json")).expect("it opens")
    else {
        panic!("a cycle");
    };
    let mut changed = settings.clone();
    for setting in other.settings.each() {
        changed.set(setting);
    }
    assert_eq!(changed, other.settings);
    assert_eq!(settings.each()[0], Setting::Quota(3));
    assert!(settings.each().into_iter().all(Setting::is_valid));
}

/// SPEC B11
#[test]
fn what_is_wrong_in_pool_and_register() {
    let pool = |payload: &Json| match opened(FileKind::Pool, payload) {
        Ok(Content::Pool(experts)) => match Pool::check(*experts) {
            Ok((_, warnings)) => faults(&warnings),
            Err(problems) => faults(&problems),
        },
        other => panic!("{other:?}"),
    };
    let good = payload("pool/v1/every-member.json");
    assert_eq!(pool(&good), []);
    let twice = patched(good.clone(), &[("/experts/-", Some(good["experts"][0].clone()))]);
    assert_eq!(pool(&twice), [CycleFault::IdTwice { id: "e1".to_owned() }]);
    let slip = patched(
        good,
        &[("/experts/0/employer", Some(json!("91350100M000100Y42")))],
    );
    assert_eq!(
        pool(&slip),
        [CycleFault::CheckDigit {
            id: "91350100M000100Y42".to_owned()
        }]
    );
    let register = |payload: &Json| match opened(FileKind::Register, payload) {
        Ok(Content::Register(awards)) => match Register::check(*awards) {
            Ok((_, warnings)) => faults(&warnings),
            Err(problems) => faults(&problems),
        },
        other => panic!("{other:?}"),
    };
    let good = payload("register/v1/every-member.json");
    assert_eq!(register(&good), []);
    let mut other = good["awards"][0].clone();
    other["certificate"] = json!("２０２２- 1");
    let twice = patched(good.clone(), &[("/awards/-", Some(other))]);
    assert_eq!(
        register(&twice),
        [CycleFault::IdTwice {
            id: "２０２２- 1".to_owned()
        }]
    );
    let nameless = patched(good, &[("/awards/0/year", Some(json!(0)))]);
    assert_eq!(
        register(&nameless),
        [CycleFault::NoYear {
            certificate: "2022-1".to_owned()
        }]
    );
}

/// What is wrong in a report with this payload.
fn report(payload: &Json) -> Vec<CycleFault> {
    let (rubric, fingerprint) = small();
    let record: PanelReportRecord = match opened(FileKind::PanelReport, payload) {
        Ok(Content::PanelReport(record)) => *record,
        other => panic!("{other:?}"),
    };
    match PanelReport::check(record, &rubric, fingerprint) {
        Ok((_, warnings)) => faults(&warnings),
        Err(problems) => faults(&problems),
    }
}

/// SPEC B11
#[test]
fn what_is_wrong_in_a_report() {
    let good = payload("panel_report/v1/every-member.json");
    let report = |patches: &[(&str, Option<Json>)]| report(&patched(good.clone(), patches));
    assert_eq!(report(&[]), []);
    let code = |code: &str| code.to_owned();
    for (patches, fault) in [
        (
            ("/reason", json!(" ")),
            CycleFault::RevisionWithoutReason { revision: 2 },
        ),
        (("/material", json!(null)), CycleFault::MaterialReport),
        (("/stage", json!("material")), CycleFault::MaterialReport),
        (
            ("/clauses/1/code", json!("1.1")),
            CycleFault::Sheet(SheetFault::DuplicateCode { code: code("1.1") }),
        ),
        (
            ("/clauses/3/code", json!("2")),
            CycleFault::Sheet(SheetFault::NotALeaf { code: code("2") }),
        ),
        (
            ("/clauses/3/code", json!("9")),
            CycleFault::Sheet(SheetFault::UnknownCode { code: code("9") }),
        ),
        (
            ("/clauses/0/value", json!({"percent": "101"})),
            CycleFault::Value(ValueFault::AboveScale {
                found: exact("101"),
                max: exact("100"),
            }),
        ),
    ] {
        let (pointer, value) = patches;
        let found = report(&[(pointer, Some(value))]);
        assert!(found.contains(&fault), "{pointer}: {found:?}");
    }
}

/// SPEC Y49, F38
#[test]
fn what_is_wrong_in_the_words_of_a_report() {
    let (_, fingerprint) = small();
    let good = payload("panel_report/v2/every-member.json");
    let report = |patches: &[(&str, Option<Json>)]| report(&patched(good.clone(), patches));
    assert_eq!(report(&[]), []);
    let blank = || CycleFault::Sheet(SheetFault::BlankItem);
    for (pointer, value, fault) in [
        ("/clauses/0/comments/1/words", json!(" "), blank()),
        ("/themes/0", json!("\n"), blank()),
        (
            "/themes/0",
            json!("长".repeat(501)),
            CycleFault::Sheet(SheetFault::LongItem { found: 501, max: 500 }),
        ),
        (
            "/themes",
            json!(vec!["以服务对象为中心"; 51]),
            CycleFault::ManyThemes { found: 51, max: 50 },
        ),
        (
            "/recommendation/reason",
            json!(" "),
            CycleFault::NoVisitWithoutReason,
        ),
    ] {
        assert_eq!(report(&[(pointer, Some(value))]), [fault], "{pointer}");
    }
    let on_site = [
        ("/stage", Some(json!("site"))),
        ("/material", Some(json!(fingerprint.to_string()))),
    ];
    assert_eq!(report(&on_site), [CycleFault::RecommendationAfterVisit]);
    let longest = [
        ("/themes", Some(json!(vec!["长".repeat(500); 50]))),
        ("/recommendation/advice", Some(json!("visit"))),
        ("/recommendation/reason", Some(json!(""))),
    ];
    assert_eq!(report(&longest), []);
}

/// SPEC F38
#[test]
fn what_version_2_of_a_report_holds_is_in_no_older_one() {
    let whole = payload("panel_report/v2/every-member.json");
    let as_version = |payload: &Json, version: u64| {
        let file = file(FileKind::PanelReport, payload);
        let file = file.replace("\"version\":2,\n", &format!("\"version\":{version},\n"));
        open(&file).map(|_| ()).map_err(|problem| problem.fault)
    };
    let bare = patched(
        whole.clone(),
        &[
            ("/themes", None),
            ("/recommendation", None),
            ("/clauses/0/comments", None),
        ],
    );
    for version in [1, 2] {
        assert_eq!(as_version(&bare, version), Ok(()), "{version}");
    }
    for pointer in ["/themes", "/recommendation", "/clauses/0/comments"] {
        let added = whole.pointer(pointer).cloned();
        let one = patched(bare.clone(), &[(pointer, added)]);
        assert_eq!(as_version(&one, 2), Ok(()), "{pointer}");
        assert_eq!(as_version(&one, 1), Err(FileFault::UnknownMember), "{pointer}");
    }
}

/// SPEC B11
#[test]
fn what_does_not_open() {
    for (kind, name, pointer, value) in [
        (
            FileKind::Cycle,
            "cycle/v1/every-member.json",
            "/settings/quorum",
            json!("4/6"),
        ),
        (
            FileKind::Cycle,
            "cycle/v1/every-member.json",
            "/settings/site_list",
            json!({"best": 3}),
        ),
        (
            FileKind::Cycle,
            "cycle/v1/every-member.json",
            "/calendar/last_day",
            json!("2026-02-30"),
        ),
        (
            FileKind::Cycle,
            "cycle/v1/every-member.json",
            "/id",
            json!(" 2026"),
        ),
        (
            FileKind::Pool,
            "pool/v1/every-member.json",
            "/experts/0/ties/0/ground",
            json!("friend"),
        ),
        (
            FileKind::Pool,
            "pool/v1/every-member.json",
            "/experts/0/employer",
            json!("123"),
        ),
        (
            FileKind::PanelReport,
            "panel_report/v1/every-member.json",
            "/revision",
            json!(0),
        ),
        (
            FileKind::PanelReport,
            "panel_report/v1/every-member.json",
            "/stage",
            json!("self"),
        ),
        (
            FileKind::Docket,
            "docket/v1/every-member.json",
            "/entries/0/kind",
            json!("cycle_closed"),
        ),
        (
            FileKind::Docket,
            "docket/v1/every-member.json",
            "/entries/1/data/setting",
            json!({"quota": 3, "panel_size": 3}),
        ),
        (
            FileKind::Docket,
            "docket/v1/every-member.json",
            "/entries/0/data/rubric",
            json!(null),
        ),
        (
            FileKind::Declaration,
            "declaration/v1/every-member.json",
            "/conflicts/0/ground",
            json!(""),
        ),
    ] {
        let damaged = patched(payload(name), &[(pointer, Some(value.clone()))]);
        let found = opened(kind, &damaged);
        assert!(found.is_err(), "{pointer} = {value} opens: {found:?}");
    }
    let record: CycleRecord = match opened(FileKind::Cycle, &payload("cycle/v1/bare.json")) {
        Ok(Content::Cycle(record)) => *record,
        other => panic!("{other:?}"),
    };
    assert_eq!(record.settings, Settings::default());
    assert_eq!(record.id, id("2026"));
    assert_eq!(Case::new().entries.len(), 3, "cycle, pool and register");
}
