//! Submitted and corrected: what a draft remembers of it, and which revision the next file is.

use proptest::prelude::*;
use scoring::application::DraftCopy;
use scoring::document::{Address, UndoHistory};
use scoring::files::{
    Content, FileFault, FileKind, Imprint, Wanted, open, pack_payload, write_draft, write_scoresheet,
};
use scoring::foundations::{Fingerprint, Id, Instant};
use scoring::problem::Place;
use scoring::scoresheet::{
    AssignmentRef, Draft, DraftKind, Field, Item, Revision, Scoresheet, SheetFault, SheetRecord, SiteFinding,
    Stage, Standard, Submission, SubmissionState, Value,
};
use serde_json::Value as Json;

use crate::support::{ALL_SCORED, chances, draft, imprint, put, put_at, read, record, small, valid};

/// A review of which every clause is scored.
fn finished() -> (Draft, impl Fn(&Draft) -> Scoresheet) {
    let (rubric, fingerprint) = small();
    let head = draft(DraftKind::Review(Stage::Site), &rubric, fingerprint).head;
    let draft = Draft::from_record(head, &record(&rubric, fingerprint, &ALL_SCORED));
    let sheet = move |draft: &Draft| {
        let (sheet, _) = draft
            .validate(&rubric, Standard::Complete)
            .unwrap_or_else(|problems| panic!("{problems:#?}"));
        sheet
    };
    (draft, sheet)
}

fn submit(draft: &mut Draft, sheet: &Scoresheet) -> (String, Fingerprint) {
    let text = write_scoresheet(sheet, &imprint());
    let (envelope, _) = open(&text).expect("it opens");
    let submission = Submission {
        revision: sheet.record().revision.clone(),
        at: imprint().created,
        fingerprint: envelope.fingerprint,
    };
    draft.apply(Draft::submitted(&submission));
    (text, envelope.fingerprint)
}

/// SPEC S15
#[test]
fn what_was_submitted_stays_as_it_is_until_somebody_corrects_it() {
    let (mut draft, sheet) = finished();
    assert_eq!(draft.submission_state(), SubmissionState::Not);
    let as_it_is = sheet(&draft);
    let (first, print) = submit(&mut draft, &as_it_is);
    assert!(draft.submission_state().is_fixed());
    // The file can be had again, and is the same.
    assert_eq!(write_scoresheet(&sheet(&draft), &imprint()), first);

    put(&mut draft, Field::Correction, " 1.1 漏看一份附件。 ");
    assert!(!draft.submission_state().is_fixed());
    put_at(&mut draft, "1.1", Item::Value(None), "45");
    let corrected = sheet(&draft);
    let (_, second) = submit(&mut draft, &corrected);
    let last = draft.submission_state().last().expect("submitted").clone();
    assert_eq!(
        last.revision,
        Revision {
            number: 2,
            reason: "1.1 漏看一份附件。".to_owned(),
            supersedes: Some(print),
        }
    );
    assert_eq!(
        (last.fingerprint, draft.submission_state().is_fixed()),
        (second, true)
    );
    assert_eq!(draft.text(&Field::Correction), "");
}

/// A copy carries it, so that a sheet that was submitted is not submitted again as a first one elsewhere; a file of
/// version 2 has no such fields.
///
/// SPEC S15, F33
#[test]
fn a_copy_carries_what_was_submitted() {
    let (mut draft, sheet) = finished();
    let sheet = sheet(&draft);
    submit(&mut draft, &sheet);
    put(&mut draft, Field::Correction, "漏看一份附件。");
    let text = write_draft(&DraftCopy::of(draft.clone(), None), &imprint());
    let Ok((_, Content::Draft(copy))) = open(&text) else {
        panic!("it opens")
    };
    assert_eq!(copy.draft().submission_state(), draft.submission_state());

    let file: Json = serde_json::from_str(&text).expect("JSON");
    for version in [1, 2] {
        for (field, other) in [("submission", "correction"), ("correction", "submission")] {
            let mut payload = file["payload"].clone();
            payload["fields"].as_object_mut().expect("fields").remove(other);
            let (rubric, imprint) = (Some(small().1), imprint());
            let older = pack_payload(FileKind::Draft, &payload.to_string(), rubric, &imprint).expect("JSON");
            let older = older.replace("\"version\":4", &format!("\"version\":{version}"));
            let fault = open(&older).expect_err("refused");
            let (found, wanted) = (field.to_owned(), Wanted::Address);
            assert_eq!(
                fault.fault,
                FileFault::BadValue { found, wanted },
                "{version} {field}"
            );
            let place = Place::Member(format!("payload.fields.{field}"));
            assert!(fault.place == place || version == 1, "{:?}", fault.place);
        }
    }
}

/// SPEC S15
#[test]
fn undoing_leaves_what_was_submitted() {
    let (mut draft, sheet) = finished();
    let mut history = UndoHistory::default();
    let typed = scoring::document::Edit::of(Field::Overall, "服务扎实。");
    history.change(&mut draft.document, typed, imprint().created);
    let sheet = sheet(&draft);
    submit(&mut draft, &sheet);
    while history.undo(&mut draft.document).is_some() {}
    assert!(draft.submission_state().is_fixed());
}

/// SPEC F32
#[test]
fn a_sheet_of_version_1_is_a_first_one() {
    let file = read("tests/data/interchange/scoresheet/v1/every-member.json");
    let Ok((_, Content::Scoresheet(record))) = open(&file) else {
        panic!("it opens")
    };
    assert_eq!(record.revision, Revision::FIRST);
    let file: Json = serde_json::from_str(&file).expect("JSON");
    let refused = |payload: &Json, version: u64| {
        let imprint = Imprint {
            cycle: record.cycle.clone(),
            ..imprint()
        };
        let rubric = Some(record.rubric.fingerprint);
        let file = pack_payload(FileKind::Scoresheet, &payload.to_string(), rubric, &imprint).expect("JSON");
        let file = file.replace("\"version\":3,\n", &format!("\"version\":{version},\n"));
        open(&file).map_err(|problem| problem.fault)
    };
    let mut payload = file["payload"].clone();
    let member = "revision";
    assert_eq!(refused(&payload, 2), Err(FileFault::MissingMember { member }));
    for (written, outcome) in [
        ("2", Ok(2)),
        ("0", Err("0")),
        ("02", Err("02")),
        ("二", Err("二")),
    ] {
        payload["revision"] = written.into();
        let opened = refused(&payload, 2).map(|(_, content)| match content {
            Content::Scoresheet(record) => record.revision.number,
            _ => 0,
        });
        let expected = outcome.map_err(|found: &str| FileFault::BadValue {
            found: found.to_owned(),
            wanted: Wanted::Count,
        });
        assert_eq!(opened, expected);
        assert_eq!(refused(&payload, 1).map(|_| ()), Err(FileFault::UnknownMember));
    }
}

/// SPEC F37, F6
#[test]
fn what_version_3_of_a_sheet_holds_is_in_no_older_one() {
    let file = read("tests/data/interchange/scoresheet/v3/every-member.json");
    let file: Json = serde_json::from_str(&file).expect("JSON");
    let rubric = Fingerprint::parse(file["rubric"].as_str().expect("text"));
    let opened = |payload: &Json, version: u64| {
        let file =
            pack_payload(FileKind::Scoresheet, &payload.to_string(), rubric, &imprint()).expect("JSON");
        let file = file.replace("\"version\":3,\n", &format!("\"version\":{version},\n"));
        open(&file).map(|_| ()).map_err(|problem| problem.fault)
    };
    let whole = &file["payload"];
    assert_eq!(opened(whole, 3), Ok(()));
    let mut plain = whole.clone();
    for member in ["assignment", "key_factors", "findings"] {
        let taken = plain.as_object_mut().expect("an object").remove(member);
        let mut one = whole.clone();
        one["entries"] = Json::Array(Vec::new());
        for other in ["assignment", "key_factors", "findings"] {
            one.as_object_mut().expect("an object").remove(other);
        }
        assert_eq!(opened(&one, 2), Ok(()));
        one[member] = taken.expect("it is there");
        assert_eq!(opened(&one, 3), Ok(()), "{member}");
        assert_eq!(opened(&one, 2), Err(FileFault::UnknownMember), "{member}");
    }
    // Comments are texts in version 2, and nothing else in version 3.
    assert!(opened(&plain, 2).is_err());
    let mut texts = plain.clone();
    texts["entries"][0]["areas"] = serde_json::json!(["未检查"]);
    assert!(opened(&texts, 3).is_err());
    let mut number = whole.clone();
    number["entries"][0]["strengths"][0]["pages"] = 12.into();
    assert!(matches!(opened(&number, 3), Err(FileFault::WrongForm { .. })));
    let mut wordless = whole.clone();
    let item = wordless["entries"][0]["strengths"][0].as_object_mut();
    item.expect("an object").remove("text");
    let member = "text";
    assert_eq!(opened(&wordless, 3), Err(FileFault::MissingMember { member }));
    for (pointer, member) in [
        ("/entries/0/strengths/0", "page"),
        ("/assignment", "expert"),
        ("/findings/0", "number"),
    ] {
        let mut more = whole.clone();
        more.pointer_mut(pointer).expect("it is there")[member] = "1".into();
        assert_eq!(opened(&more, 3), Err(FileFault::UnknownMember), "{pointer}");
    }
}

/// SPEC F37
#[test]
fn a_sheet_is_written_in_the_oldest_version_that_holds_it() {
    let (rubric, fingerprint) = small();
    let version = |change: fn(&mut SheetRecord)| {
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        change(&mut sheet);
        let sheet = valid(sheet, &rubric, fingerprint);
        let file = write_scoresheet(&sheet, &imprint());
        let (envelope, content) = open(&file).expect("it opens");
        let Content::Scoresheet(found) = content else {
            panic!("a sheet")
        };
        // Files list the components of a value by their ids.
        let mut expected = sheet.record().clone();
        for entry in &mut expected.entries {
            if let Some(Value::Components(parts)) = &mut entry.value {
                parts.sort();
            }
        }
        assert_eq!(*found, expected);
        envelope.version
    };
    assert_eq!(version(|_| {}), 2);
    assert_eq!(
        version(|sheet| sheet.entries[0].areas[0].pages = "第3页".to_owned()),
        3
    );
    assert_eq!(
        version(|sheet| sheet.entries[0].strengths[1].tag = "D".to_owned()),
        3
    );
    assert_eq!(
        version(|sheet| sheet.notes.key_factors = vec!["两个院区".to_owned()]),
        3
    );
    assert_eq!(
        version(|sheet| {
            sheet.notes.findings = vec![SiteFinding {
                issue: None,
                clause: None,
                words: "属实".to_owned(),
            }];
        }),
        3
    );
    assert_eq!(
        version(|sheet| {
            sheet.assignment = Some(AssignmentRef {
                file: Fingerprint::of(b"assignment"),
                application: Id::parse("A01").expect("an id"),
                declaration: None,
            });
        }),
        3
    );
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC S15
    #[test]
    fn a_submission_reads_back_from_its_text(
        number in 1_u32..,
        seconds in 0_i64..4_000_000_000,
        reason in "\\PC{0,20}(\n\\PC{0,20})?",
        supersedes in any::<bool>(),
    ) {
        let submission = Submission {
            revision: Revision {
                number,
                reason,
                supersedes: supersedes.then(|| Fingerprint::of(b"before")),
            },
            at: Instant::from_unix_seconds(seconds),
            fingerprint: Fingerprint::of(b"sheet"),
        };
        prop_assert_eq!(Submission::parse(&submission.text()), Some(submission));
    }

    /// A note that cannot be read is no leave to edit: the draft stays fixed, and gives no sheet, until somebody decides.
    ///
    /// SPEC S15
    #[test]
    fn what_is_no_submission_keeps_the_draft_fixed(text in "\\PC{0,40}(\n\\PC{0,9})?", reason in "\\PC{0,9}") {
        let (mut draft, _) = finished();
        put(&mut draft, Field::Submission, &text);
        put(&mut draft, Field::Correction, &reason);
        let was_submitted = !text.trim().is_empty();
        let expected = if was_submitted { SubmissionState::Damaged } else { SubmissionState::Not };
        prop_assert_eq!(draft.submission_state(), expected);
        let faults = draft.validate(&small().0, Standard::Complete).err().unwrap_or_default();
        let told = faults.iter().any(|problem| problem.fault == SheetFault::DamagedSubmission);
        prop_assert_eq!(told, was_submitted);
        draft.apply(Draft::not_submitted());
        prop_assert_eq!(draft.submission_state(), SubmissionState::Not);
    }
}

/// The address of a submission is no step of undo, whatever kind of draft one has.
///
/// SPEC D17
#[test]
fn only_a_review_is_submitted_as_a_sheet() {
    for field in [Field::Submission, Field::Correction] {
        let at = Address::from(field);
        assert!(DraftKind::Review(Stage::Material).schema().recognises(&at));
        assert!(!DraftKind::SelfAssessment.schema().recognises(&at));
    }
}
