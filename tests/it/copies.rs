//! Copies of drafts: what was typed travels as it is, the applicant's scores do not, and no address goes unseen.

use proptest::prelude::*;
use scoring::application::{Application, ApplicationRecord, DraftCopy};
use scoring::document::{Address, Edit};
use scoring::files::json::JsonForm;
use scoring::files::{Content, FileFault, FileKind, Imprint, Wanted, open, pack_payload, write_draft};
use scoring::foundations::Fingerprint;
use scoring::lock::{Cost, DataKey};
use scoring::problem::{Place, Problem};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Draft, DraftKind, Field, Item, Origin, SheetFault, Stage, ValueFault, ValueForm};
use serde_json::{Value as Json, json};

use crate::support::{any_address, chances, draft, facts, imprint, put, put_at, small, small_with};

/// An application with scores and an overall judgement.
pub(crate) fn application(rubric: &Rubric, fingerprint: Fingerprint) -> ApplicationRecord {
    let mut draft = draft(DraftKind::SelfAssessment, rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Assessor, "办公室");
    put(&mut draft, Field::OrganisationOverview, "建于一九五二年。");
    put(&mut draft, Field::Overall, "我们自认很好");
    put_at(&mut draft, "1.1", Item::Value(None), "95");
    put_at(&mut draft, "1.1", Item::Text("A".to_owned()), "每年评估");
    put_at(&mut draft, "1.1", Item::Evidence, "文件三");
    put_at(&mut draft, "1.1", Item::Strengths, "有制度");
    put_at(&mut draft, "1.1", Item::Areas, "未检查");
    crate::results::prove(&mut draft);
    let (application, _) = Application::from_draft(&draft, rubric).expect("valid");
    application.record().clone()
}

/// A review in the middle of the work.
pub(crate) fn review(rubric: &Rubric, fingerprint: Fingerprint) -> DraftCopy {
    let mut draft = draft(DraftKind::Review(Stage::Site), rubric, fingerprint);
    draft.head.application = Some(Fingerprint::of(b"application"));
    draft.head.cycle = Some("2026".to_owned());
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Assessor, " 王评审 ");
    put_at(&mut draft, "1.1", Item::Band(None), "low");
    put_at(&mut draft, "1.1", Item::Value(None), "九十");
    put_at(&mut draft, "1.2", Item::Value(Some("P".to_owned())), "60");
    put_at(&mut draft, "1.2", Item::Strengths, "写了一半\n\n  ");
    DraftCopy::of(draft, Some(application(rubric, fingerprint)))
}

fn file() -> String {
    let (rubric, fingerprint) = small();
    write_draft(&review(&rubric, fingerprint), &imprint())
}

/// The payload of a review's copy, changed, in a file with its own fingerprint.
fn changed(change: impl FnOnce(&mut Json)) -> String {
    let file: Json = serde_json::from_str(&file()).expect("JSON");
    let mut payload = file["payload"].clone();
    change(&mut payload);
    packed(&payload.to_string())
}

/// A payload as a file, byte for byte where it is canonical.
fn packed(payload: &str) -> String {
    let imprint = Imprint {
        cycle: Some("2026".to_owned()),
        ..imprint()
    };
    pack_payload(FileKind::Draft, payload, Some(small().1), &imprint).expect("JSON")
}

fn opened(file: &str) -> DraftCopy {
    match open(file) {
        Ok((_, Content::Draft(copy))) => *copy,
        other => panic!("no draft: {other:?}"),
    }
}

/// SPEC F10, F16
#[test]
fn a_draft_travels_as_it_was_typed() {
    let (rubric, fingerprint) = small();
    let copy = review(&rubric, fingerprint);
    let file = write_draft(&copy, &imprint());
    let (envelope, _) = open(&file).expect("it opens");
    assert_eq!(envelope.kind, FileKind::Draft);
    assert_eq!(envelope.cycle.as_deref(), Some("2026"));
    let found = opened(&file);
    assert_eq!(found, copy);
    assert_eq!(write_draft(&found, &imprint()), file, "to the last byte");
    let payload: Json = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        payload["payload"]["fields"],
        json!({
            "applicant": "甲医院",
            "assessor": " 王评审 ",
            "clause/1.1/band": "low",
            "clause/1.1/value": "九十",
            "clause/1.2/strengths": "写了一半\n\n  ",
            "clause/1.2/value/P": "60",
        })
    );
    let (draft, reading) = found.into_parts();
    assert_eq!(draft.head.kind, DraftKind::Review(Stage::Site));
    assert_eq!(draft.head.application, Some(Fingerprint::of(b"application")));
    assert_eq!(reading.expect("a reading copy").overview, "建于一九五二年。");
}

/// SPEC F16
#[test]
fn an_empty_draft_of_each_desk_travels() {
    let (rubric, fingerprint) = small();
    for kind in [
        DraftKind::SelfAssessment,
        DraftKind::Review(Stage::Material),
        DraftKind::Review(Stage::Site),
    ] {
        let copy = DraftCopy::of(draft(kind, &rubric, fingerprint), None);
        let file = write_draft(&copy, &imprint());
        assert!(file.contains("\"fields\":{}") && file.contains("\"cycle\":null"));
        assert!(!file.contains("reading") && !file.contains("application"));
        assert_eq!(opened(&file), copy);
    }
}

/// SPEC F16
#[test]
fn a_lock_stays_behind() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    let cost = Cost { m_kib: 8, t: 1, p: 1 };
    draft.head.lock = DataKey::of([7; 32])
        .lock("a passphrase", cost, [1; 16], [2; 24])
        .ok();
    assert!(draft.head.lock.is_some());
    let copy = DraftCopy::of(draft, None);
    assert_eq!(copy.draft().head.lock, None);
    assert_eq!(opened(&write_draft(&copy, &imprint())), copy);
}

/// SPEC F18, S9
#[test]
fn the_applicants_scores_stay_behind() {
    let (rubric, fingerprint) = small();
    let record = application(&rubric, fingerprint);
    let copy = review(&rubric, fingerprint);
    assert_eq!(copy.reading(), Some(&record.clone().without_scores()));
    let file = write_draft(&copy, &imprint());
    assert!(file.contains("每年评估") && !file.contains("95") && !file.contains("我们自认很好"));
    // An applicant reads no other's application, and its own is the draft itself.
    let own = DraftCopy::of(
        draft(DraftKind::SelfAssessment, &rubric, fingerprint),
        Some(record),
    );
    assert_eq!(own.reading(), None);
}

/// SPEC F6, F17, F18
#[test]
fn what_does_not_belong_in_a_draft() {
    let value = |found: &str, wanted| FileFault::BadValue {
        found: found.to_owned(),
        wanted,
    };
    let form = |wanted, found| FileFault::WrongForm { wanted, found };
    let cases: Vec<(&str, String, &str, FileFault)> = vec![
        (
            "an address that is none",
            changed(|payload| payload["fields"]["clause/1.1/score"] = json!("55")),
            "payload.fields[\"clause/1.1/score\"]",
            value("clause/1.1/score", Wanted::Address),
        ),
        (
            "a code that is none",
            changed(|payload| payload["fields"]["clause/1..1/value"] = json!("55")),
            "payload.fields[\"clause/1..1/value\"]",
            value("clause/1..1/value", Wanted::Address),
        ),
        (
            "an address written in another way",
            changed(|payload| payload["fields"]["clause/\u{FF11}.1/value"] = json!("55")),
            "payload.fields[\"clause/\u{FF11}.1/value\"]",
            value("clause/\u{FF11}.1/value", Wanted::Address),
        ),
        (
            "an empty address",
            changed(|payload| payload["fields"][""] = json!("55")),
            "payload.fields[\"\"]",
            value("", Wanted::Address),
        ),
        (
            "a number instead of a text",
            changed(|payload| payload["fields"]["clause/1.1/value"] = json!(55)),
            "payload.fields[\"clause/1.1/value\"]",
            form(JsonForm::Text, JsonForm::Number),
        ),
        (
            "a list of fields",
            changed(|payload| payload["fields"] = json!([])),
            "payload.fields",
            form(JsonForm::Object, JsonForm::List),
        ),
        (
            "a member more",
            changed(|payload| payload["lock"] = json!({})),
            "payload.lock",
            FileFault::UnknownMember,
        ),
        (
            "no fields",
            changed(|payload| {
                payload.as_object_mut().expect("an object").remove("fields");
            }),
            "payload",
            FileFault::MissingMember { member: "fields" },
        ),
        (
            "an unknown stage",
            changed(|payload| payload["stage"] = json!("final")),
            "payload.stage",
            FileFault::UnknownWord {
                found: "final".to_owned(),
                known: &["self", "material", "site"],
            },
        ),
        (
            "no moment",
            changed(|payload| payload["created"] = json!("yesterday")),
            "payload.created",
            value("yesterday", Wanted::Moment),
        ),
        (
            "no fingerprint",
            changed(|payload| payload["application"] = json!("file.json")),
            "payload.application",
            value("file.json", Wanted::Fingerprint),
        ),
        (
            "a score of the applicant's",
            changed(|payload| payload["reading"]["sheet"]["entries"][0]["value"] = json!({"percent": "95"})),
            "payload.reading",
            FileFault::ReadingHasScores,
        ),
        (
            "the applicant's overall judgement",
            changed(|payload| payload["reading"]["sheet"]["overall"] = json!("我们自认很好")),
            "payload.reading",
            FileFault::ReadingHasScores,
        ),
        (
            "a self-assessment that reads",
            changed(|payload| payload["stage"] = json!("self")),
            "payload.reading",
            FileFault::ReadingInSelfAssessment,
        ),
        (
            "a review to read",
            changed(|payload| payload["reading"]["sheet"]["stage"] = json!("site")),
            "payload.reading.sheet.stage",
            FileFault::NotSelfAssessed,
        ),
    ];
    for (name, file, place, fault) in cases {
        let problem = open(&file).expect_err(name);
        assert_eq!(
            problem,
            Problem::error(Place::Member(place.to_owned()), fault),
            "{name}"
        );
    }
}

/// A JSON reader that lets the last of two win would lose a text without a word.
///
/// SPEC F17
#[test]
fn an_address_that_stands_twice() {
    let once = file();
    let line = once
        .lines()
        .find_map(|line| line.strip_prefix("\"payload\":"))
        .expect("a payload");
    let old = Fingerprint::of(line.trim_end_matches(',').as_bytes()).to_string();
    let twice = line.trim_end_matches(',').replace(
        "\"clause/1.1/value\":\"九十\"",
        "\"clause/1.1/value\":\"九十\",\"clause/1.1/value\":\"90\"",
    );
    let forged = once
        .replace(line.trim_end_matches(','), &twice)
        .replace(&old, &Fingerprint::of(twice.as_bytes()).to_string());
    let problem = open(&forged).expect_err("refused");
    let place = Place::Member("payload.fields[\"clause/1.1/value\"]".to_owned());
    assert_eq!(problem, Problem::error(place, FileFault::MemberTwice));
}

/// SPEC F17
#[test]
fn a_field_with_an_empty_text_is_none() {
    let copy = opened(&changed(|payload| {
        payload["fields"]["clause/1.1/areas"] = json!("");
    }));
    let (rubric, fingerprint) = small();
    assert_eq!(copy, review(&rubric, fingerprint));
}

/// SPEC F7
#[test]
fn the_outside_repeats_the_head() {
    let contradicts = |member| Problem::error(Place::File, FileFault::EnvelopeContradicts { member });
    let file = file();
    let other = file.replace("\"cycle\":\"2026\",\n", "\"cycle\":null,\n");
    assert_eq!(open(&other).expect_err("refused"), contradicts("cycle"));
    let rubric = format!("\"rubric\":\"{}\",\n", small().1);
    let other = file.replace(&rubric, "\"rubric\":null,\n");
    assert_eq!(open(&other).expect_err("refused"), contradicts("rubric"));
}

/// SPEC F19
#[test]
fn a_copy_is_held_against_its_rubric_as_it_stands() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::Review(Stage::Material), &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Assessor, "王评审");
    put_at(&mut draft, "1.1", Item::Value(None), "九十");
    put_at(&mut draft, "1.1", Item::Text("Z".to_owned()), "多出的");
    put_at(&mut draft, "1.1", Item::Value(Some("P".to_owned())), "60");
    put_at(&mut draft, "1.2", Item::Value(None), "60");
    put_at(&mut draft, "1.2", Item::Band(Some("Q".to_owned())), "low");
    put_at(&mut draft, "2", Item::Strengths, "写在部分上");
    put_at(&mut draft, "9.9", Item::Value(None), "55");
    let copy = DraftCopy::of(draft, None);
    let found = facts(&copy.check(&rubric, fingerprint));
    let at = |address: &str| Place::Member(format!("payload.fields[\"{address}\"]"));
    let code = |text: &str| text.to_owned();
    let components: Vec<String> = ["P", "D", "C", "A"].map(str::to_owned).to_vec();
    let expected = [
        (
            at("clause/1.1/text/Z"),
            SheetFault::UnknownAspect { id: code("Z") },
        ),
        (
            at("clause/1.1/value/P"),
            SheetFault::from(ValueFault::WrongValueForm {
                wanted: ValueForm::Percent,
            }),
        ),
        (
            at("clause/1.2/band/Q"),
            SheetFault::from(ValueFault::WrongValueForm {
                wanted: ValueForm::Components(components.clone()),
            }),
        ),
        (
            at("clause/1.2/value"),
            SheetFault::from(ValueFault::WrongValueForm {
                wanted: ValueForm::Components(components),
            }),
        ),
        (at("clause/2/strengths"), SheetFault::NotALeaf { code: code("2") }),
        (
            at("clause/9.9/value"),
            SheetFault::UnknownCode { code: code("9.9") },
        ),
    ];
    assert_eq!(found[..expected.len()], expected);
    let rest = &found[expected.len()..];
    let clause = |text: &str| Place::Clause(crate::support::code(text));
    assert!(rest.iter().any(|(place, fault)| *place == clause("1.1")
        && matches!(fault, SheetFault::Value(ValueFault::NotANumber { .. }))));
    assert!(rest.contains(&(clause("1.3"), SheetFault::NotScored)));
    assert!(rest.contains(&(Place::Overall, SheetFault::NoOverall)));
    let members = rest.iter().any(|(place, _)| matches!(place, Place::Member(_)));
    assert!(!members, "{rest:?}");

    let (other, other_print) = small_with(&[("/version", Some(json!("3")))]);
    let found = facts(&copy.check(&other, other_print));
    assert!(
        matches!(found.as_slice(), [(Place::File, SheetFault::OtherRubric { .. })]),
        "{found:?}"
    );
}

/// SPEC F19
#[test]
fn a_finished_draft_has_no_errors() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    assert!(
        DraftCopy::of(draft.clone(), None)
            .check(&rubric, fingerprint)
            .has_errors()
    );
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::OrganisationOverview, "建于一九五二年。");
    put_at(&mut draft, "1.1", Item::Value(None), "55");
    put_at(&mut draft, "1.1", Item::Text("A".to_owned()), "每年评估");
    put_at(&mut draft, "1.2", Item::Band(Some("P".to_owned())), "");
    let problems = DraftCopy::of(draft, None).check(&rubric, fingerprint);
    assert!(!problems.has_errors() && !problems.is_empty(), "{problems:?}");
}

fn some_address() -> impl Strategy<Value = Address> {
    any_address(
        "[1-9\u{4E00}a-z]{1,2}(\\.[0-9_-]{1,2}){0,3}",
        prop_oneof!["[A-Z]{1,3}", "\\PC{1,4}|[\"\\\\/.\u{4E00}\u{FF01}\u{0}\n]{1,4}"],
    )
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC F10, F12, F16
    #[test]
    fn any_draft_travels(
        edits in prop::collection::vec((some_address(), "\\PC{0,12}|[\u{0}-\u{1F}\u{2028}\u{10FFFF}\"\\\\]{0,6}"), 0..12),
        id in "\\PC{0,8}|[/\"\\\\\u{0}]{0,3}",
        cycle in prop::option::of("\\PC{0,8}"),
        stage in prop::sample::select(Stage::ALL.to_vec()),
        reads in any::<bool>(),
    ) {
        let (rubric, fingerprint) = small();
        let kind = if stage == Stage::SelfAssessment { DraftKind::SelfAssessment } else { DraftKind::Review(stage) };
        let mut draft: Draft = draft(kind, &rubric, fingerprint);
        draft.head.id = id;
        draft.head.cycle = cycle;
        for (at, text) in edits {
            draft.apply(Edit::of(at, text));
        }
        let copy = DraftCopy::of(draft, reads.then(|| application(&rubric, fingerprint)));
        let file = write_draft(&copy, &imprint());
        match open(&file) {
            Ok((_, Content::Draft(found))) => {
                prop_assert_eq!(&*found, &copy);
                prop_assert_eq!(write_draft(&found, &imprint()), file);
            }
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        }
        let _ = copy.check(&rubric, fingerprint);
    }
}

/// SPEC F31
#[test]
fn rows_travel_in_drafts_of_version_2() {
    let (_, draft) = crate::results::proven();
    let copy = DraftCopy::of(draft, None);
    let file = write_draft(&copy, &imprint());
    assert_eq!(opened(&file), copy);
    let older = file.replacen("\"version\":4,", "\"version\":1,", 1);
    assert!(open(&older).is_err(), "version 1 has no rows");
}

/// What a draft came from travels with it since version 4; before, no file could say so.
///
/// SPEC F16, A20
#[test]
fn the_origin_travels_in_drafts_of_version_4() {
    let (rubric, fingerprint) = small();
    for kind in [DraftKind::SelfAssessment, DraftKind::Review(Stage::Site)] {
        let mut draft = draft(kind, &rubric, fingerprint);
        put(&mut draft, Field::Origin, "0190-a 3\n0190-b 12");
        let copy = DraftCopy::of(draft, None);
        let file = write_draft(&copy, &imprint());
        assert_eq!(opened(&file), copy);
        for version in [1, 2, 3] {
            let older = file.replacen("\"version\":4,", &format!("\"version\":{version},"), 1);
            assert!(open(&older).is_err(), "version {version} names no origin");
        }
    }
    let mut origin = Origin::parse(
        "0190-a 3\n\nno number
0190-b 12",
    );
    assert_eq!(origin.text(), "0190-a 3\n0190-b 12");
    assert_eq!(origin.sequence_of("0190-b"), Some(12));
    origin.join(&Origin::parse("0190-a 2\n0190-c 1"));
    assert_eq!(origin.text(), "0190-a 3\n0190-b 12\n0190-c 1");
    assert!(!origin.meets(&Origin::parse("0190-d 1")) && origin.meets(&Origin::parse("0190-c 9")));
}
