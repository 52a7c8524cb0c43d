//! Files: the envelope, the stages of opening one, and what writing and reading keep.

use std::sync::LazyLock;

use proptest::prelude::*;
use scoring::files::json::{JsonForm, Measure};
use scoring::files::{
    Content, FORMAT, FileFault, FileKind, Imprint, Wanted, open, pack_payload, stated, write_rubric,
    write_scoresheet,
};
use scoring::foundations::{Fingerprint, Instant, Lang};
use scoring::lock::LockFault;
use scoring::problem::{Place, Problem};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Comment, Scoresheet, Standard};
use scoring::words;
use serde_json::{Value as Json, json};

use crate::faults::{assert_all_met, file_faults};
use crate::support::{ALL_SCORED, chances, imprint, open_rubric, record, small, small_json, valid};
use crate::{archives, encodings};

fn sheet() -> (Rubric, Fingerprint, Scoresheet) {
    let (rubric, fingerprint) = small();
    let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
    sheet.application = Some(Fingerprint::of(b"application"));
    sheet.cycle = Some("2026".to_owned());
    sheet.entries[0].texts = vec![("A".to_owned(), "每年\"评估\"\n两次".to_owned())];
    sheet.entries[0].evidence = vec!["文件三".to_owned()];
    let sheet = valid(sheet, &rubric, fingerprint);
    (rubric, fingerprint, sheet)
}

fn sheet_file() -> String {
    FILE.clone()
}

static FILE: LazyLock<String> = LazyLock::new(|| write_scoresheet(&sheet().2, &imprint()));

/// The file as JSON, with a change of its outside.
fn outside(change: impl FnOnce(&mut Json)) -> String {
    let mut file: Json = serde_json::from_str(&sheet_file()).expect("JSON");
    change(&mut file);
    file.to_string()
}

/// The file with another payload, and the fingerprint made for it.
fn inside(change: impl FnOnce(&mut Json)) -> String {
    let mut file: Json = serde_json::from_str(&sheet_file()).expect("JSON");
    change(&mut file["payload"]);
    let (payload, rubric) = (
        file["payload"].to_string(),
        Fingerprint::parse(file["rubric"].as_str().expect("text")),
    );
    let imprint = Imprint {
        cycle: file["cycle"].as_str().map(str::to_owned),
        ..imprint()
    };
    let packed = pack_payload(FileKind::Scoresheet, &payload, rubric, &imprint).expect("JSON");
    // The sheet needs version 2 alone.
    packed.replace("\"version\":3,\n", "\"version\":2,\n")
}

/// SPEC F1, F2, F11
#[test]
fn the_envelope_as_it_is_written() {
    let (_, fingerprint, sheet) = sheet();
    let file = write_scoresheet(&sheet, &imprint());
    let lines: Vec<&str> = file.lines().collect();
    let member = |line: &str| {
        line.split_once(':')
            .map_or("", |(name, _)| name)
            .trim_matches('"')
            .to_owned()
    };
    let members: Vec<String> = lines.iter().map(|line| member(line)).collect();
    assert_eq!(
        members[1..lines.len() - 1],
        [
            "format",
            "kind",
            "version",
            "id",
            "cycle",
            "rubric",
            "created",
            "written_by",
            "payload",
            "fingerprint"
        ]
    );
    assert!(file.ends_with("\n}\n"));
    let payload = lines[9]
        .strip_prefix("\"payload\":")
        .and_then(|line| line.strip_suffix(','))
        .expect("a payload");
    let own = Fingerprint::of(payload.as_bytes());
    let (envelope, _) = open(&file).expect("it opens");
    assert_eq!(envelope.fingerprint, own);
    assert_eq!(envelope.kind, FileKind::Scoresheet);
    assert_eq!(envelope.version, 2, "the oldest that holds it");
    assert_eq!(
        envelope.id,
        format!("scoresheet-{}", own.short().replace(' ', ""))
    );
    assert_eq!(envelope.cycle.as_deref(), Some("2026"));
    assert_eq!(envelope.created, imprint().created);
    assert_eq!(
        envelope.written_by,
        format!("scoring-workbench {}", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(lines[6], format!("\"rubric\":\"{fingerprint}\","));
    assert_eq!(FORMAT, "public-service-award-workbench");
}

/// SPEC F11
#[test]
fn ids_and_times_are_given_and_change_no_fingerprint() {
    let (_, _, sheet) = sheet();
    let other = Imprint {
        id: "评分表 \"7\"".to_owned(),
        created: Instant::from_unix_seconds(0),
        cycle: Some("another".to_owned()),
    };
    let (one, other) = (
        write_scoresheet(&sheet, &imprint()),
        write_scoresheet(&sheet, &other),
    );
    assert_eq!(
        one,
        write_scoresheet(&sheet, &imprint()),
        "the same input gives the same bytes"
    );
    let (first, content) = open(&one).expect("it opens");
    let (second, same) = open(&other).expect("it opens: a sheet knows its own cycle");
    assert_eq!((first.fingerprint, content), (second.fingerprint, same));
    assert_eq!(second.id, "评分表 \"7\"");
    assert_eq!(second.created.to_string(), "1970-01-01T00:00:00Z");
    assert_eq!(second.cycle.as_deref(), Some("2026"));
}

/// SPEC F10
#[test]
fn what_is_written_opens_as_it_was() {
    let (rubric, fingerprint, sheet) = sheet();
    let file = write_scoresheet(&sheet, &imprint());
    let Ok((_, Content::Scoresheet(found))) = open(&file) else {
        panic!("no scoresheet")
    };
    let (again, _) = Scoresheet::check(*found, &rubric, fingerprint, Standard::Complete).expect("valid");
    assert_eq!(again.percents(), sheet.percents());
    assert_eq!(write_scoresheet(&again, &imprint()), file, "to the last byte");

    let draft = open_rubric(&small_json()).expect("it opens");
    let file = write_rubric(&draft, &imprint());
    let Ok((_, Content::Rubric(found))) = open(&file) else {
        panic!("no rubric")
    };
    assert_eq!(*found, draft);
    assert_eq!(write_rubric(&found, &imprint()), file, "to the last byte");
}

/// SPEC F3, F4, F5, F6, F7, F8, F14
#[test]
fn every_reason_to_refuse_a_file() {
    let file = sheet_file();
    let at = |path: &str| Place::Member(path.to_owned());
    let newer = |version: u64, written_by: &str| FileFault::NewerVersion {
        found: version,
        known: FileKind::Scoresheet.version(),
        written_by: written_by.to_owned(),
    };
    let altered = |same_content| FileFault::Altered { same_content };
    let contradicts = |member| FileFault::EnvelopeContradicts { member };
    let form = |wanted, found| FileFault::WrongForm { wanted, found };
    let missing = |member| FileFault::MissingMember { member };
    let value = |found: &str, wanted| FileFault::BadValue {
        found: found.to_owned(),
        wanted,
    };
    let word = |found: &str, known| FileFault::UnknownWord {
        found: found.to_owned(),
        known,
    };
    let kind = |found: &str, written_by: &str| FileFault::UnknownFileKind {
        found: found.to_owned(),
        written_by: written_by.to_owned(),
    };
    let writer = format!("scoring-workbench {}", env!("CARGO_PKG_VERSION"));
    let cases: Vec<(&str, String, Place, FileFault)> = vec![
        ("empty", String::new(), Place::File, FileFault::EmptyFile),
        ("blanks", " \n\u{FEFF}".replace('\u{FEFF}', ""), Place::File, FileFault::EmptyFile),
        ("only a mark", "\u{FEFF}".to_owned(), Place::File, FileFault::EmptyFile),
        ("cut off", file.chars().take(900).collect(), Place::File, FileFault::NotJson { line: 0, column: 0 }),
        ("text", "编号,百分比\n1.1,55\n".to_owned(), Place::File, FileFault::NotJson { line: 1, column: 1 }),
        ("two files", format!("{file}{file}"), Place::File, FileFault::NotJson { line: 13, column: 1 }),
        ("a list", "[1,2]".to_owned(), Place::File, FileFault::NotOurs),
        ("a number", "7".to_owned(), Place::File, FileFault::NotOurs),
        ("other JSON", r#"{"name":"something else"}"#.to_owned(), Place::File, FileFault::NotOurs),
        ("other format", outside(|file| file["format"] = json!("excel")), Place::File, FileFault::NotOurs),
        ("unknown kind", outside(|file| file["kind"] = json!("panel")), Place::File, kind("panel", &writer)),
        ("newer", outside(|file| file["version"] = json!(4)), Place::File, newer(4, &writer)),
        (
            "newer and otherwise unreadable",
            json!({"format": FORMAT, "kind": "rubric", "version": 9, "written_by": {"name": "workbench", "version": "9.1"}})
                .to_string(),
            Place::File,
            FileFault::NewerVersion {
                found: 9,
                known: FileKind::Rubric.version(),
                written_by: "workbench 9.1".to_owned(),
            },
        ),
        ("version 0", outside(|file| file["version"] = json!(0)), at("version"), value("0", Wanted::Version)),
        (
            "a member more outside",
            outside(|file| file["comment"] = json!("x")),
            at("comment"),
            FileFault::UnknownMember,
        ),
        (
            "a member less outside",
            outside(|file| {
                file.as_object_mut().expect("an object").remove("created");
            }),
            Place::File,
            missing("created"),
        ),
        (
            "no version",
            outside(|file| {
                file.as_object_mut().expect("an object").remove("version");
            }),
            Place::File,
            missing("version"),
        ),
        (
            "no payload",
            outside(|file| {
                file.as_object_mut().expect("an object").remove("payload");
            }),
            Place::File,
            missing("payload"),
        ),
        ("a version of parts", outside(|file| file["version"] = json!(1.5)), at("version"), FileFault::NotWhole),
        ("a version in words", outside(|file| file["version"] = json!("1")), at("version"), form(JsonForm::Number, JsonForm::Text)),
        (
            "a member twice outside",
            file.replace("\"kind\":", "\"\\u0063ycle\":null,\n\"kind\":"),
            at("cycle"),
            FileFault::MemberTwice,
        ),
        (
            "nested too deeply",
            foreign(&format!("{}{}", "[".repeat(199), "]".repeat(199))),
            at(&format!("payload{}", "[0]".repeat(126))),
            FileFault::OverLimit { measure: Measure::Depth, found: 200, limit: 128 },
        ),
        ("no time", outside(|file| file["created"] = json!("yesterday")), at("created"), value("yesterday", Wanted::Moment)),
        ("a score altered", file.replace("\"percent\":\"55\"", "\"percent\":\"95\""), Place::File, altered(false)),
        ("a name altered", file.replace("甲医院", "乙医院"), Place::File, altered(false)),
        (
            "a fingerprint altered",
            outside(|file| file["fingerprint"] = json!(Fingerprint::of(b"x").to_string())),
            Place::File,
            altered(false),
        ),
        ("no fingerprint", outside(|file| file["fingerprint"] = json!("none")), Place::File, altered(false)),
        ("layout altered", file.replace("\"payload\":{", "\"payload\":{ "), Place::File, altered(true)),
        (
            "saved again by an editor",
            serde_json::to_string_pretty(&serde_json::from_str::<Json>(&file).expect("JSON")).expect("JSON"),
            Place::File,
            altered(true),
        ),
        (
            "rubric outside altered",
            outside(|file| file["rubric"] = json!(Fingerprint::of(b"x").to_string())),
            Place::File,
            contradicts("rubric"),
        ),
        ("rubric outside gone", outside(|file| file["rubric"] = Json::Null), Place::File, contradicts("rubric")),
        ("cycle outside altered", outside(|file| file["cycle"] = json!("2028")), Place::File, contradicts("cycle")),
        ("a member more inside", inside(|payload| payload["note"] = json!("x")), at("payload.note"), FileFault::UnknownMember),
        (
            "a member more deep inside",
            inside(|payload| payload["entries"][2]["note"] = json!("x")),
            at("payload.entries[2].note"),
            FileFault::UnknownMember,
        ),
        (
            "a number instead of a text",
            inside(|payload| payload["entries"][0]["value"] = json!({"percent": 55})),
            at("payload.entries[0].value.percent"),
            form(JsonForm::Text, JsonForm::Number),
        ),
        (
            "no decimal number",
            inside(|payload| payload["entries"][0]["value"] = json!({"percent": "1/3"})),
            at("payload.entries[0].value.percent"),
            value("1/3", Wanted::Decimal),
        ),
        (
            "two forms of value",
            inside(|payload| payload["entries"][0]["value"] = json!({"percent": "5", "points": "5"})),
            at("payload.entries[0].value.points"),
            FileFault::UnknownMember,
        ),
        (
            "no form of value",
            inside(|payload| payload["entries"][0]["value"] = json!({})),
            at("payload.entries[0].value"),
            value("", Wanted::OneMember),
        ),
        (
            "a name of a thousand pages",
            inside(|payload| payload["rubric"]["id"] = json!("名".repeat(2_001))),
            at("payload.rubric.id"),
            FileFault::OverLimit { measure: Measure::Name, found: 2_001, limit: 2_000 },
        ),
        (
            "unknown form of value",
            inside(|payload| payload["entries"][0]["value"] = json!({"stars": "5"})),
            at("payload.entries[0].value.stars"),
            word("stars", &["percent", "points", "components"]),
        ),
        (
            "no code",
            inside(|payload| payload["entries"][0]["code"] = json!("1..1")),
            at("payload.entries[0].code"),
            value("1..1", Wanted::Code),
        ),
        ("unknown stage", inside(|payload| payload["stage"] = json!("final")), at("payload.stage"), word("final", &["self", "material", "site"])),
        (
            "a scoresheet called a rubric",
            outside(|file| {
                (file["kind"], file["version"]) = (json!("rubric"), json!(1));
            }),
            at("payload.applicant"),
            FileFault::UnknownMember,
        ),
        (
            "an application of another stage",
            {
                let mut sheet: Json = serde_json::from_str(&file).expect("JSON");
                // In an application a sheet is none that is corrected.
                sheet["payload"].as_object_mut().expect("members").remove("revision");
                let payload = json!({"overview": "", "sheet": sheet["payload"]}).to_string();
                let rubric = Fingerprint::parse(sheet["rubric"].as_str().expect("text"));
                let imprint = Imprint {
                    cycle: Some("2026".to_owned()),
                    ..imprint()
                };
                pack_payload(FileKind::Application, &payload, rubric, &imprint).expect("JSON")
            },
            at("payload.sheet.stage"),
            FileFault::NotSelfAssessed,
        ),
    ];
    let mut met = Vec::new();
    for (name, text, place, fault) in cases {
        let problem = open(&text).expect_err(name);
        let same = match (&problem.fault, &fault) {
            (FileFault::NotJson { line, column }, FileFault::NotJson { line: 0, column: 0 }) => {
                *line > 0 && *column > 0
            }
            (found, expected) => found == expected,
        };
        assert!(
            same && problem.place == place,
            "{name}: {problem:?}, expected {fault:?} at {place:?}"
        );
        met.push(problem.fault);
    }
    // The shells bring the first ones about, a head the lock, and the tests of rubrics and drafts the rest.
    let (expected, found) = (FileKind::Rubric, FileKind::Draft);
    met.extend(encodings::faults_met());
    met.extend(archives::faults_met());
    met.extend([
        FileFault::Unreadable,
        FileFault::Folder,
        FileFault::WrongFileKind { expected, found },
        FileFault::Lock(LockFault::DamagedLock),
        FileFault::ApprovalWithoutStatus,
        FileFault::ReadingHasScores,
        FileFault::ReadingInSelfAssessment,
    ]);
    assert_all_met(&file_faults(), &met);
}

/// Each of these files has two faults; the stage that comes first tells its own.
///
/// SPEC F3, F4
#[test]
fn the_first_stage_that_fails_tells() {
    let newer = |fault: &FileFault| matches!(fault, FileFault::NewerVersion { .. });
    let kind = |fault: &FileFault| matches!(fault, FileFault::UnknownFileKind { .. });
    let altered = |fault: &FileFault| matches!(fault, FileFault::Altered { .. });
    let structure = |fault: &FileFault| matches!(fault, FileFault::UnknownMember);
    type Told<'t> = &'t dyn Fn(&FileFault) -> bool;
    let cases: [(&str, String, Told<'_>); 7] = [
        (
            "other format and newer",
            outside(|file| (file["format"], file["version"]) = (json!("x"), json!(9))),
            &|fault| *fault == FileFault::NotOurs,
        ),
        (
            "newer and unknown kind",
            outside(|file| (file["kind"], file["version"]) = (json!("x"), json!(9))),
            &kind,
        ),
        (
            "newer and with a member twice",
            outside(|file| file["version"] = json!(9)).replace("\"cycle\":", "\"cycle\":1,\"cycle\":"),
            &newer,
        ),
        (
            "unknown kind and altered",
            outside(|file| (file["kind"], file["payload"]["overall"]) = (json!("x"), json!("x"))),
            &kind,
        ),
        (
            "altered and of wrong structure",
            outside(|file| (file["created"], file["payload"]["note"]) = (json!("x"), json!("x"))),
            &altered,
        ),
        (
            "of wrong structure and contradicting",
            inside(|payload| payload["note"] = json!("x"))
                .replace("\"cycle\":\"2026\",\n", "\"cycle\":null,\n"),
            &structure,
        ),
        (
            "newer, altered and with a member more",
            outside(|file| {
                file["version"] = json!(9);
                file["payload"]["note"] = json!("x");
                file["seal"] = json!({});
            }),
            &newer,
        ),
    ];
    for (name, text, expected) in cases {
        let problem = open(&text).expect_err(name);
        assert!(expected(&problem.fault), "{name}: {problem:?}");
    }
}

/// SPEC F3
#[test]
fn kind_and_version_are_told_of_files_that_do_not_open() {
    let text = |text: &str| Some(text.to_owned());
    for (file, expected) in [
        (sheet_file(), (text("scoresheet"), Some(2))),
        (format!("\u{FEFF}{}", sheet_file()), (text("scoresheet"), Some(2))),
        (
            outside(|file| file["payload"]["overall"] = json!("x")),
            (text("scoresheet"), Some(2)),
        ),
        (
            outside(|file| (file["kind"], file["version"]) = (json!("x"), json!(9))),
            (text("x"), Some(9)),
        ),
        (outside(|file| file["format"] = json!("x")), (None, None)),
        ("{".to_owned(), (None, None)),
        (String::new(), (None, None)),
    ] {
        assert_eq!(stated(&file), expected, "{file}");
    }
}

/// A payload of foreign make, on several lines and not sorted, whose fingerprint was taken over its bytes.
fn foreign(payload: &str) -> String {
    let (_, fingerprint, _) = sheet();
    format!(
        "{{\"format\":\"{FORMAT}\",\"kind\":\"scoresheet\",\"version\":1,\"id\":\"x\",\"cycle\":null,\
         \"rubric\":\"{fingerprint}\",\"created\":\"2026-11-23T10:32:00Z\",\
         \"written_by\":{{\"name\":\"x\",\"version\":\"1\"}},\"payload\":{payload},\"fingerprint\":\"{}\"}}",
        Fingerprint::of(payload.as_bytes())
    )
}

/// SPEC F2, F6
#[test]
fn the_fingerprint_is_taken_over_the_bytes_as_they_stand() {
    let (_, fingerprint, _) = sheet();
    let payload = format!(
        "{{\n  \"stage\": \"site\",\n  \"rubric\": {{\"id\": \"small\", \"version\": \"2\", \"fingerprint\": \"{fingerprint}\"}},\n  \
         \"applicant\": {{\"name\": \"甲医院\"}},\n  \"assessor\": {{\"name\": \"王评审\"}},\n  \"cycle\": null,\n  \
         \"entries\": [\n    {{\"code\": \"1.1\"}},\n    {{\"code\": \"1.2\", \"note\": \"x\"}}\n  ],\n  \"overall\": \"\"\n}}"
    );
    let problem = open(&foreign(&payload)).expect_err("a member more");
    assert_eq!(
        problem.place,
        Place::Member("payload.entries[1].note".to_owned()),
        "{problem:?}"
    );
    let sound = payload.replace(", \"note\": \"x\"", "");
    let (envelope, _) = open(&foreign(&sound)).expect("it opens");
    assert_eq!(envelope.fingerprint, Fingerprint::of(sound.as_bytes()));
}

/// SPEC F14
#[test]
fn a_mark_at_the_start_and_blanks_around_are_no_alteration() {
    let file = sheet_file();
    for text in [
        format!("\u{FEFF}{file}"),
        format!("\n  {file}\n\n"),
        file.replace('\n', " "),
        file.replace('\n', "\r\n"),
    ] {
        assert_eq!(
            open(&text).map(|(envelope, _)| envelope.fingerprint),
            open(&file).map(|(envelope, _)| envelope.fingerprint)
        );
    }
}

/// SPEC F8
#[test]
fn numbers_in_files_are_texts() {
    let file: Json = serde_json::from_str(&sheet_file()).expect("JSON");
    let value = |number: usize| file["payload"]["entries"][number]["value"].clone();
    assert_eq!(value(0), json!({"percent": "55"}));
    assert_eq!(
        value(1),
        json!({"components": {"P": "60", "D": "50", "C": "30", "A": "10"}})
    );
    assert_eq!(value(3), json!({"points": "12.5"}));
    let folded = inside(|payload| payload["entries"][0]["value"] = json!({"percent": "\u{FF15}\u{FF15}.0"}));
    let (_, content) = open(&folded).expect("it opens");
    let (_, original) = open(&sheet_file()).expect("it opens");
    assert_eq!(content, original, "numbers are read as people type them");
}

/// SPEC F4
#[test]
fn a_newer_file_says_which_program_made_it() {
    let text = outside(|file| {
        file["version"] = json!(4);
        file["written_by"]["version"] = json!("9.1");
    });
    let problem = open(&text).expect_err("refused");
    for lang in [Lang::Zh, Lang::En] {
        let sentence = words::fault(&problem, lang);
        assert!(
            sentence.contains("scoring-workbench 9.1") && sentence.contains('4'),
            "{sentence}"
        );
    }
}

/// SPEC F3, F15
#[test]
fn kinds_of_files() {
    let ids: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.id()).collect();
    assert_eq!(
        ids,
        [
            "rubric",
            "application",
            "scoresheet",
            "draft",
            "cycle",
            "pool",
            "register",
            "application_form",
            "assignment",
            "declaration",
            "panel_report",
            "visit_plan",
            "docket",
        ]
    );
    for (kind, id) in FileKind::ALL.iter().copied().zip(ids) {
        assert_eq!(kind.id(), id);
        let expected = FileKind::Rubric;
        let named = Problem::error(
            Place::File,
            FileFault::WrongFileKind {
                expected,
                found: kind,
            },
        );
        assert!(words::fault(&named, Lang::Zh).contains(words::file_kind(kind, Lang::Zh)));
    }
}

proptest! {
    #![proptest_config(chances())]

    /// One byte changed anywhere: the file is refused, or nothing that the fingerprint covers has changed.
    ///
    /// SPEC F5, F12
    #[test]
    fn no_change_of_a_payload_goes_unseen(at in any::<prop::sample::Index>(), byte in any::<u8>(), insert in any::<bool>()) {
        let file = &*FILE;
        let (envelope, content) = open(file).expect("it opens");
        let mut bytes = file.clone().into_bytes();
        let at = at.index(bytes.len());
        if insert {
            bytes.insert(at, byte);
        } else {
            bytes[at] = byte;
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok((found, same)) = open(&text) {
            prop_assert_eq!(found.fingerprint, envelope.fingerprint);
            prop_assert_eq!(same, content);
        }
    }

    /// SPEC F12
    #[test]
    fn no_text_makes_opening_stumble(
        start in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
        junk in "\\PC{0,20}|[\\[\\]{}\":,0-9]{0,200}",
    ) {
        let file = &*FILE;
        let boundary = |index: prop::sample::Index| {
            let mut at = index.index(file.len() + 1);
            while !file.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (boundary(start), boundary(end));
        let _ = open(&junk);
        let _ = open(&format!("{}{junk}{}", &file[..start], &file[end..]));
    }

    /// Sheets with any values, names and texts write and read back to the last byte.
    ///
    /// SPEC F10, F25
    #[test]
    fn any_sheet_writes_and_reads_back(
        texts in prop::collection::vec("\\PC{0,12}|[\u{0}-\u{1F}\u{2028}\u{10FFFF}\"\\\\]{0,6}", 6),
        value in 0_u64..=100_000_000_000_000,
        gap in any::<bool>(),
    ) {
        let (rubric, fingerprint) = small();
        let mut record = record(&rubric, fingerprint, &ALL_SCORED);
        let value = scoring::foundations::Exact::new(value.into(), 1_000_000_000_000);
        record.entries[6].value = (!gap).then_some(scoring::scoresheet::Value::Percent(value));
        record.applicant = format!("甲{}", texts[0]);
        record.assessor = format!("王{}", texts[1]);
        record.overall = texts[2].clone();
        record.cycle = Some(texts[3].clone());
        record.entries[1].texts = vec![(texts[4].clone(), texts[5].clone())];
        record.entries[1].evidence = texts.clone();
        record.entries[1].areas = vec![Comment {
            text: format!("短{}", texts[1]),
            pages: texts[2].clone(),
            tag: texts[3].clone(),
        }];
        if gap {
            record.notes.key_factors = texts.iter().map(|text| format!("关{text}")).collect();
        }
        let sheet = valid(record, &rubric, fingerprint);
        let file = write_scoresheet(&sheet, &imprint());
        let Ok((_, Content::Scoresheet(found))) = open(&file) else {
            return Err(TestCaseError::fail(file));
        };
        let again = valid(*found, &rubric, fingerprint);
        prop_assert_eq!(again.percents(), sheet.percents());
        prop_assert_eq!(write_scoresheet(&again, &imprint()), file);
    }
}

/// SPEC F12
#[test]
fn deep_nesting_is_refused_and_not_followed() {
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{{\"format\":{}1{}}}", "[".repeat(200), "]".repeat(200)),
    ] {
        assert!(open(&text).is_err());
    }
    let deep = format!("{}1{}", "[".repeat(300), "]".repeat(300));
    assert_eq!(pack_payload(FileKind::Rubric, &deep, None, &imprint()), None);
}
