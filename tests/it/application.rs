//! The application: the applicant's file, and what an assessor may see of it.

use scoring::application::{Application, ApplicationRecord};
use scoring::files::{
    Content, open, read_reading_copy, write_application, write_application_for_assessment, write_reading_copy,
};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Comment, Draft, DraftKind, Field, Item, Stage, Value};

use crate::support::{draft, imprint, put, put_at, small};

/// An application in which every score and judgement is a number or word that stands nowhere else.
fn full() -> (Rubric, Draft) {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Assessor, "办公室");
    put(&mut draft, Field::OrganisationOverview, " 建于一九五二年 ");
    put(&mut draft, Field::Overall, "自评很好");
    put_at(&mut draft, "1.1", Item::Value(None), "85");
    for id in ["P", "D", "C", "A"] {
        put_at(&mut draft, "1.2", Item::Value(Some(id.to_owned())), "83");
    }
    put_at(&mut draft, "1.3", Item::Value(None), "87");
    put_at(&mut draft, "1.4", Item::Value(None), "29.75");
    put_at(&mut draft, "2.2", Item::Value(None), "88.125");
    put_at(&mut draft, "1.1", Item::Band(None), "high");
    put_at(&mut draft, "1.1", Item::Text("A".to_owned()), "每年评估");
    put_at(&mut draft, "1.1", Item::Evidence, "文件三\n文件四");
    put_at(&mut draft, "1.1", Item::Strengths, "有制度");
    put_at(&mut draft, "1.1", Item::Areas, "未检查");
    (rubric, draft)
}

/// A text without the digits of the rubric's fingerprint, in which any number may stand.
fn without_fingerprint(text: &str) -> String {
    text.replace(&small().1.to_string(), "")
}

fn record() -> ApplicationRecord {
    let (rubric, draft) = full();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    application.record().clone()
}

/// SPEC S8
#[test]
fn an_application_may_be_incomplete() {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    assert!(
        Application::from_draft(&draft, &rubric).is_err(),
        "but not without the applicant's name"
    );
    put(&mut draft, Field::Applicant, "甲医院");
    let (application, warnings) = Application::from_draft(&draft, &rubric).expect("valid");
    assert!(!warnings.is_empty() && !warnings.has_errors());
    assert_eq!(application.record().sheet.stage, Stage::SelfAssessment);
}

/// SPEC S8, F10
#[test]
fn an_application_holds_everything_that_was_written() {
    let (rubric, draft) = full();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    let (_, content) = open(&write_application(&application, &imprint())).expect("it opens");
    let Content::Application(found) = content else {
        panic!("no application")
    };
    // Files list the components of a value by their ids.
    let mut expected = application.record().clone();
    for entry in &mut expected.sheet.entries {
        if let Some(Value::Components(parts)) = &mut entry.value {
            parts.sort();
        }
    }
    assert_eq!(*found, expected);
    assert_eq!(found.overview, "建于一九五二年");
    let entry = &found.sheet.entries[0];
    assert_eq!(entry.texts, [("A".to_owned(), "每年评估".to_owned())]);
    assert_eq!(entry.evidence, ["文件三", "文件四"]);
    let comments = [("有制度", &entry.strengths), ("未检查", &entry.areas)];
    for (text, found) in comments {
        assert_eq!(found[..], [Comment::plain(text)]);
    }
}

/// SPEC S9
#[test]
fn an_assessor_sees_no_score_of_the_applicant() {
    let seen = record().without_scores();
    assert!(seen.sheet.entries.iter().all(|entry| entry.value.is_none()));
    assert_eq!(seen.sheet.overall, "");
    let text = without_fingerprint(&format!("{seen:?}"));
    for secret in ["83", "85", "87", "119", "88", "705", "自评很好", "high"] {
        assert!(!text.contains(secret), "{secret} shows in {text}");
    }
    for word in [
        "建于一九五二年",
        "每年评估",
        "文件四",
        "有制度",
        "未检查",
        "甲医院",
    ] {
        assert!(text.contains(word), "{word} is gone from {text}");
    }
}

/// SPEC S9, D12
#[test]
fn the_copy_for_reading_holds_no_score_either() {
    let copy = write_reading_copy(&record());
    let text = without_fingerprint(&copy);
    for secret in ["83", "85", "87", "29.75", "88.125", "自评很好"] {
        assert!(!text.contains(secret), "{secret} shows in {text}");
    }
    assert_eq!(read_reading_copy(&copy), Some(record().without_scores()));
    for damaged in [
        "",
        "{",
        &copy[..copy.len() - 1],
        &copy.replace("overview", "oververview"),
    ] {
        assert_eq!(read_reading_copy(damaged), None);
    }
}

/// SPEC S16
#[test]
fn the_file_for_assessors_has_no_score_of_the_applicant() {
    let (rubric, draft) = full();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    let file = write_application_for_assessment(application.record(), &imprint());
    let text = without_fingerprint(&file);
    for secret in ["83", "85", "87", "29.75", "88.125", "自评很好"] {
        assert!(!text.contains(secret), "{secret} shows in {text}");
    }
    let Ok((_, Content::Application(record))) = open(&file) else {
        panic!("it opens")
    };
    assert_eq!(*record, application.record().clone().without_scores());
    assert!(record.sheet.is_for_assessment());
    assert!(!application.record().sheet.is_for_assessment());
    // Opened and written again it is the same application.
    assert_eq!(write_application_for_assessment(&record, &imprint()), file);
}

/// SPEC F30
#[test]
fn an_application_of_version_1_is_one_without_proof() {
    let (rubric, draft) = crate::results::proven();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    let opened = |file: &str| match open(file) {
        Ok((_, Content::Application(record))) => *record,
        other => panic!("no application: {other:?}"),
    };
    assert_eq!(
        opened(&write_application(&application, &imprint())),
        *application.record()
    );
    let plain = write_application(
        &Application::from_draft(&full().1, &rubric).expect("valid").0,
        &imprint(),
    );
    assert!(!plain.contains("results") && plain.contains("\"version\":2,"));
    let before = plain.replacen("\"version\":2,", "\"version\":1,", 1);
    assert_eq!(opened(&before), opened(&plain));
    assert!(opened(&before).support.is_empty());
    // What version 1 did not have is refused in it.
    let newer = write_application(&application, &imprint()).replacen("\"version\":2,", "\"version\":1,", 1);
    assert!(open(&newer).is_err());
}
