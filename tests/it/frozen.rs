//! Files of released versions, kept for ever under `tests/data/interchange/<kind>/v<version>`: each still opens
//! and is written again to the same payload bytes. The folder only grows.
//!
//! `UPDATE_EXPECT=1` adds what is missing and never rewrites what is there.

use std::fs;
use std::path::PathBuf;
use std::sync::Once;

use scoring::application::{Application, DraftCopy};
use scoring::cycle::{ApplicationForm, Assignment, Cycle, PanelReport, Pool, Register, VisitPlan};
use scoring::files::{
    Content, Envelope, FileKind, Imprint, open, write_application, write_application_form, write_assignment,
    write_cycle, write_declaration, write_docket, write_draft, write_panel_report, write_pool,
    write_register, write_rubric, write_scoresheet, write_visit_plan,
};
use scoring::foundations::Fingerprint;
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    AssignmentRef, Comment, Draft, DraftHead, DraftKind, Field, IssueKind, Item, Revision, Scoresheet,
    SheetRecord, SiteFinding, SiteIssue, Stage, Standard, Submission,
};
use serde_json::json;

use crate::award::{id, samples};
use crate::support::{
    ALL_SCORED, draft, imprint, open_rubric, patched, put, put_at, read, record, root, small, small_json,
    updating, valid,
};
use crate::{copies, results};

const FOLDER: &str = "tests/data/interchange";
/// Every frozen file with its fingerprint: whoever touches one is noticed.
const LIST: &str = "tests/data/interchange/SHA256SUMS";

/// Every frozen file, by its path in the folder.
pub(crate) fn files() -> Vec<(String, String)> {
    static ADDED: Once = Once::new();
    ADDED.call_once(|| {
        if updating() {
            add_missing();
        }
    });
    found()
}

fn found() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(FOLDER)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder of frozen files") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let name = path
                    .strip_prefix(root().join(FOLDER))
                    .expect("inside")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

/// What was frozen as the latest version of each kind, as the program writes it now.
pub(crate) fn written_now() -> Vec<(&'static str, String)> {
    let (rubric, fingerprint) = small();
    let small = open_rubric(&small_json()).expect("it opens");
    let bare = open_rubric(&patched(
        small_json(),
        &[
            ("/status", Some(json!("draft"))),
            ("/approval", None),
            ("/sources", None),
            ("/rounding", None),
            ("/comments", None),
            ("/mapping", None),
        ],
    ))
    .expect("it opens");
    let sheet = |change: fn(&mut SheetRecord)| {
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        change(&mut sheet);
        write_scoresheet(&valid(sheet, &rubric, fingerprint), &imprint())
    };
    let application = |whole: bool| {
        let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
        put(&mut draft, Field::Applicant, "甲医院");
        put(
            &mut draft,
            Field::OrganisationOverview,
            "建于一九五二年。\n共有床位三百张。",
        );
        put(&mut draft, Field::Overall, "总体良好");
        put_at(&mut draft, "1.1", Item::Value(None), "55");
        put_at(&mut draft, "1.1", Item::Text("A".to_owned()), "每年评估\n两次");
        put_at(&mut draft, "1.1", Item::Evidence, "文件三\n文件四");
        put_at(&mut draft, "1.1", Item::Strengths, "有制度");
        put_at(&mut draft, "1.1", Item::Areas, "未检查");
        if whole {
            draft.head.cycle = Some("2026".to_owned());
            put(&mut draft, Field::Assessor, "办公室");
            put_at(&mut draft, "1.4", Item::Value(None), "12.5");
            put_at(&mut draft, "2.1.1", Item::Value(Some("T".to_owned())), "45");
            put_at(&mut draft, "2.1.1", Item::Value(Some("G".to_owned())), "30");
            results::prove(&mut draft);
        }
        let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
        write_application(&application, &imprint())
    };
    vec![
        ("rubric/v1/every-member.json", write_rubric(&small, &imprint())),
        ("rubric/v1/bare.json", write_rubric(&bare, &imprint())),
        ("application/v2/without-proof.json", application(false)),
        ("application/v2/every-member.json", application(true)),
        ("scoresheet/v2/every-form-of-value.json", sheet(|_| {})),
        (
            "scoresheet/v2/every-member.json",
            sheet(|sheet| {
                sheet.stage = Stage::Material;
                sheet.application = Some(Fingerprint::of(b"application"));
                sheet.revision = Revision {
                    number: 2,
                    reason: "1.1 少看了一份附件。".to_owned(),
                    supersedes: Some(Fingerprint::of(b"sheet")),
                };
                sheet.cycle = Some("2026".to_owned());
                sheet.entries[0].texts = vec![("A".to_owned(), "每年评估".to_owned())];
                sheet.entries[0].evidence = vec!["文件三".to_owned()];
                sheet.entries[6].value = None;
            }),
        ),
        (
            "scoresheet/v2/abstentions-and-issues.json",
            sheet(|sheet| {
                sheet.stage = Stage::Material;
                sheet.entries[6].value = None;
                let abstained = sheet.entries[6].code.clone();
                sheet
                    .notes
                    .abstentions
                    .insert(abstained, "不熟悉这一领域".to_owned());
                sheet.notes.issues = vec![
                    SiteIssue {
                        number: 1,
                        kind: IssueKind::Verify,
                        clause: Some(sheet.entries[0].code.clone()),
                        words: "核实等候时间的记录".to_owned(),
                    },
                    SiteIssue {
                        number: 3,
                        kind: IssueKind::Clarify,
                        clause: None,
                        words: "外包窗口由谁管理".to_owned(),
                    },
                ];
            }),
        ),
        ("scoresheet/v3/every-member.json", sheet(with_every_member)),
        (
            "scoresheet/v3/pages-alone.json",
            sheet(|sheet| {
                sheet.stage = Stage::Material;
                sheet.entries[0].areas[0].pages = "第12–14页".to_owned();
            }),
        ),
        (
            "scoresheet/v2/self.json",
            sheet(|sheet| {
                sheet.stage = Stage::SelfAssessment;
                sheet.assessor = String::new();
                sheet.overall = String::new();
                sheet.entries.truncate(1);
            }),
        ),
        ("draft/v4/every-member.json", {
            let (mut draft, reading) = copies::review(&rubric, fingerprint).into_parts();
            let submission = Submission {
                revision: Revision::FIRST,
                at: imprint().created,
                fingerprint: Fingerprint::of(b"sheet"),
            };
            draft.apply(Draft::submitted(&submission));
            put(&mut draft, Field::Correction, "1.1 少看了一份附件。");
            put(&mut draft, Field::Origin, "0190-a 3\n0190-b 12");
            write_draft(&DraftCopy::of(draft, reading), &imprint())
        }),
        ("draft/v4/self.json", {
            let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
            put(&mut draft, Field::OrganisationOverview, "  写了一半");
            put_at(&mut draft, "1.1", Item::Value(None), "五十");
            put_at(&mut draft, "1.1", Item::Text("A".to_owned()), "每年评估\n");
            results::prove(&mut draft);
            write_draft(&DraftCopy::of(draft, None), &imprint())
        }),
    ]
    .into_iter()
    .chain(samples::files(&rubric, fingerprint))
    .collect()
}

/// What version 3 has beside the members of version 2.
fn with_every_member(sheet: &mut SheetRecord) {
    sheet.assignment = Some(AssignmentRef {
        file: Fingerprint::of(b"assignment"),
        application: id("A01"),
        declaration: Some(Fingerprint::of(b"declaration")),
    });
    sheet.notes.key_factors = vec!["全区唯一的三级医院".to_owned(), "两个院区".to_owned()];
    sheet.entries[0].strengths[0] = Comment {
        text: "等候时间每周公布".to_owned(),
        pages: "第12–14页，图3".to_owned(),
        tag: "A".to_owned(),
    };
    sheet.notes.findings = vec![
        SiteFinding {
            issue: Some(1),
            clause: Some(sheet.entries[0].code.clone()),
            words: "台账与报告一致".to_owned(),
        },
        SiteFinding {
            issue: None,
            clause: None,
            words: "外包窗口由门诊部管理".to_owned(),
        },
    ];
}

fn list(files: &[(String, String)]) -> String {
    files
        .iter()
        .map(|(name, text)| {
            let fingerprint = Fingerprint::of(text.as_bytes()).to_string();
            format!("{}  {name}\n", fingerprint.trim_start_matches("sha256:"))
        })
        .collect()
}

fn add_missing() {
    for (name, text) in written_now() {
        let file = root().join(FOLDER).join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        if !file.exists() {
            fs::write(&file, text).expect("the file can be written");
        }
    }
    let known = fs::read_to_string(root().join(LIST)).unwrap_or_default();
    let new = list(&found());
    // A file that is listed stays as it is; only new ones are added to the list.
    assert!(
        known.lines().all(|line| new.contains(line)),
        "a frozen file was changed or removed: restore it"
    );
    fs::write(root().join(LIST), new).expect("the list can be written");
}

/// SPEC F9
#[test]
fn frozen_files_are_never_touched() {
    assert_eq!(
        list(&files()),
        read(LIST),
        "a frozen file was changed, added or removed. Frozen files stand for files that people have: restore it. \
         A new one is added by UPDATE_EXPECT=1."
    );
    for kind in FileKind::ALL {
        let prefix = format!("{}/v{}/", kind.id(), kind.version());
        assert!(
            files().iter().any(|(name, _)| name.starts_with(&prefix)),
            "no frozen file under {prefix}"
        );
    }
}

/// The rubric of a frozen sheet, found by its fingerprint among the frozen rubrics.
fn rubric_of(fingerprint: Fingerprint) -> Rubric {
    let rubrics = files().into_iter().filter_map(|(_, text)| match open(&text) {
        Ok((envelope, Content::Rubric(draft))) => Some((envelope.fingerprint, *draft)),
        _ => None,
    });
    let found = rubrics.into_iter().find(|(own, _)| *own == fingerprint);
    Rubric::check(found.expect("the rubric is frozen too").1)
        .expect("sound")
        .0
}

fn written_again(envelope: &Envelope, content: Content) -> String {
    let imprint = Imprint {
        id: envelope.id.clone(),
        created: envelope.created,
        cycle: envelope.cycle.clone(),
    };
    match content {
        Content::Rubric(draft) => {
            Rubric::check((*draft).clone()).expect("sound");
            write_rubric(&draft, &imprint)
        }
        Content::Scoresheet(record) => {
            let print = record.rubric.fingerprint;
            let checked = Scoresheet::check(*record, &rubric_of(print), print, Standard::Readable);
            write_scoresheet(&checked.expect("valid").0, &imprint)
        }
        Content::Draft(copy) => write_draft(&copy, &imprint),
        Content::Cycle(record) => write_cycle(&Cycle::check(*record).expect("sound").0, &imprint),
        Content::Pool(experts) => write_pool(&Pool::check(*experts).expect("sound").0, &imprint),
        Content::Register(awards) => write_register(&Register::check(*awards).expect("sound").0, &imprint),
        Content::ApplicationForm(record) => {
            write_application_form(&ApplicationForm::check(*record).expect("sound").0, &imprint)
        }
        Content::Assignment(record) => {
            write_assignment(&Assignment::check(*record).expect("sound").0, &imprint)
        }
        Content::VisitPlan(record) => {
            write_visit_plan(&VisitPlan::check(*record).expect("sound").0, &imprint)
        }
        Content::Declaration(declaration) => write_declaration(&declaration, &imprint),
        Content::PanelReport(record) => {
            let print = record.rubric.fingerprint;
            let checked = PanelReport::check(*record, &rubric_of(print), print);
            write_panel_report(&checked.expect("sound").0, &imprint)
        }
        Content::Docket(docket) => write_docket(&docket, &imprint),
        Content::Application(record) => {
            let rubric = record.sheet.rubric.clone();
            let head = DraftHead {
                id: "again".to_owned(),
                kind: DraftKind::SelfAssessment,
                rubric: rubric.clone(),
                application: None,
                cycle: record.sheet.cycle.clone(),
                created: envelope.created,
                lock: None,
            };
            let draft = record.to_draft(head);
            let (application, _) =
                Application::from_draft(&draft, &rubric_of(rubric.fingerprint)).expect("valid");
            write_application(&application, &imprint)
        }
    }
}

fn payload_line(file: &str) -> &str {
    file.lines()
        .find(|line| line.starts_with("\"payload\":"))
        .expect("a payload")
}

/// SPEC F9, F10, F11, D11
#[test]
fn every_frozen_file_opens_and_is_written_again_as_it_was() {
    for (name, text) in files() {
        let (envelope, content) = open(&text).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert!(
            name.starts_with(&format!("{}/v{}/", envelope.kind.id(), envelope.version)),
            "{name}"
        );
        let again = written_again(&envelope, content.clone());
        let (same, content_again) = open(&again).expect("it opens again");
        assert_eq!(content_again, content, "{name}");
        // A version that is written still, whether or not it is the newest.
        if envelope.version == same.version {
            assert_eq!(payload_line(&again), payload_line(&text), "{name}");
            assert_eq!(same.fingerprint, envelope.fingerprint, "{name}");
        }
    }
}

/// The shipped files are files that people have, too.
///
/// SPEC F9
#[test]
fn the_shipped_files_open() {
    let rubrics = fs::read_dir(root().join("public/rubrics")).expect("the shipped rubrics");
    let rubrics = rubrics.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text"));
    let example = read("public/example/award.ndjson");
    for text in rubrics.chain(example.lines().map(str::to_owned)) {
        open(&text).unwrap_or_else(|problem| panic!("{problem:?}"));
    }
}
