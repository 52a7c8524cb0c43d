//! One scoresheet held against its rubric: what it must name, what must be scored, and what only warns.

use scoring::foundations::{Fingerprint, Lang};
use scoring::problem::{Place, Problems, Severity};
use scoring::scoresheet::{
    AssignmentRef, Comment, Draft, DraftKind, EntryRecord, Field, IssueKind, RubricName, Scoresheet,
    SheetFault, SheetRecord, SiteFinding, SiteIssue, Stage, Standard, ValueFault,
};
use scoring::words;
use serde_json::json;

use crate::faults::{assert_all_met, sheet_faults};
use crate::support::{ALL_SCORED, Facts, code, draft, exact, facts, put, record, small, small_with, value};

type Change = fn(&mut SheetRecord);

fn clause(text: &str) -> Place {
    Place::Clause(code(text))
}

fn issue((number, words): (u32, &str)) -> SiteIssue {
    SiteIssue {
        number,
        kind: IssueKind::Verify,
        clause: None,
        words: words.to_owned(),
    }
}

fn checked(
    change: Change,
    standard: Standard,
) -> Result<(Scoresheet, Problems<SheetFault>), Problems<SheetFault>> {
    let (rubric, fingerprint) = small();
    let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
    change(&mut sheet);
    Scoresheet::check(sheet, &rubric, fingerprint, standard)
}

/// SPEC S2, S3, S4, S5, S6, S14, S17, V1, V2
#[test]
fn every_fault_of_a_sheet_is_told_with_its_place() {
    use Standard::{Complete, Readable};
    let unknown = || SheetFault::UnknownCode {
        code: "9.9".to_owned(),
    };
    let part = || SheetFault::NotALeaf {
        code: "2.1".to_owned(),
    };
    let twice = || SheetFault::DuplicateCode {
        code: "1.1".to_owned(),
    };
    let off = || {
        SheetFault::from(ValueFault::OffStep {
            found: exact("53"),
            step: exact("5"),
        })
    };
    let cases: Vec<(Change, Standard, Facts<SheetFault>)> = vec![
        (|_| {}, Complete, vec![]),
        (|_| {}, Readable, vec![]),
        (
            |sheet| sheet.applicant = " \u{3000}".to_owned(),
            Readable,
            vec![(Place::Applicant, SheetFault::NoApplicant)],
        ),
        (
            |sheet| sheet.assessor = " ".to_owned(),
            Readable,
            vec![(Place::Assessor, SheetFault::NoAssessor)],
        ),
        (
            |sheet| {
                sheet.assessor = String::new();
                sheet.stage = Stage::SelfAssessment;
            },
            Complete,
            vec![],
        ),
        (
            |sheet| sheet.overall = " \n".to_owned(),
            Readable,
            vec![(Place::Overall, SheetFault::NoOverall)],
        ),
        (
            |sheet| sheet.overall = String::new(),
            Complete,
            vec![(Place::Overall, SheetFault::NoOverall)],
        ),
        (
            |sheet| sheet.entries[0].value = None,
            Readable,
            vec![(clause("1.1"), SheetFault::NotScored)],
        ),
        (
            |sheet| sheet.entries[0].value = None,
            Complete,
            vec![(clause("1.1"), SheetFault::MustBeScored)],
        ),
        (
            |sheet| {
                sheet.entries.remove(7);
            },
            Readable,
            vec![(clause("3"), SheetFault::NotScored)],
        ),
        (
            |sheet| sheet.entries.push(EntryRecord::scored(code("9.9"), None)),
            Readable,
            vec![(clause("9.9"), unknown())],
        ),
        (
            |sheet| {
                sheet
                    .entries
                    .push(EntryRecord::scored(code("2.1"), Some(value("50"))))
            },
            Readable,
            vec![(clause("2.1"), part())],
        ),
        (
            |sheet| sheet.entries.push(sheet.entries[0].clone()),
            Readable,
            vec![(clause("1.1"), twice())],
        ),
        (
            |sheet| {
                sheet.entries[0].value = None;
                sheet.notes.abstentions = [(code("1.1"), " ".to_owned())].into();
            },
            Readable,
            vec![(clause("1.1"), SheetFault::AbstainedWithoutReason)],
        ),
        (
            |sheet| sheet.notes.abstentions = [(code("1.1"), "与本人专业无关".to_owned())].into(),
            Readable,
            vec![(clause("1.1"), SheetFault::AbstainedAndScored)],
        ),
        (
            |sheet| sheet.notes.issues = [(1, "核实台账"), (1, "\u{3000}")].map(issue).into(),
            Readable,
            vec![
                (Place::File, SheetFault::IssueTwice { number: 1 }),
                (Place::File, SheetFault::IssueWithoutWords { number: 1 }),
            ],
        ),
        (
            |sheet| {
                sheet.notes.key_factors = vec!["两个院区".to_owned(); 51];
                sheet.notes.key_factors[0] = "院".repeat(501);
                sheet.notes.key_factors[1] = "\u{3000}".to_owned();
            },
            Readable,
            vec![
                (Place::File, SheetFault::ManyKeyFactors { found: 51, max: 50 }),
                (Place::File, SheetFault::LongItem { found: 501, max: 500 }),
                (Place::File, SheetFault::BlankItem),
            ],
        ),
        (
            |sheet| {
                let long = "页".repeat(101);
                sheet.entries[0].strengths[0].pages = long;
                sheet.entries[0].areas[0] = Comment {
                    text: " ".to_owned(),
                    pages: "第3页".to_owned(),
                    tag: "Z".to_owned(),
                };
            },
            Readable,
            vec![
                (clause("1.1"), SheetFault::LongItem { found: 101, max: 100 }),
                (clause("1.1"), SheetFault::BlankItem),
                (clause("1.1"), SheetFault::UnknownTag { id: "Z".to_owned() }),
            ],
        ),
        (
            |sheet| sheet.entries[0].areas[0].tag = "A".repeat(101),
            Readable,
            vec![(clause("1.1"), SheetFault::LongItem { found: 101, max: 100 })],
        ),
        (
            |sheet| {
                sheet.entries[0].strengths[0].pages = "页".repeat(100);
                sheet.entries[0].strengths[0].tag = "A".to_owned();
                sheet.notes.key_factors = vec!["院".repeat(500); 50];
            },
            Readable,
            vec![],
        ),
        (
            |sheet| {
                sheet.stage = Stage::Material;
                sheet.notes.findings = vec![SiteFinding {
                    issue: Some(1),
                    clause: Some(code("9.9")),
                    words: "\n".to_owned(),
                }];
            },
            Readable,
            vec![
                (Place::File, SheetFault::FindingBeforeVisit),
                (clause("9.9"), unknown()),
                (clause("9.9"), SheetFault::BlankItem),
            ],
        ),
        (
            |sheet| {
                sheet.stage = Stage::SelfAssessment;
                sheet.assignment = Some(AssignmentRef {
                    file: Fingerprint::of(b"assignment"),
                    application: scoring::foundations::Id::parse("A01").expect("an id"),
                    declaration: None,
                });
            },
            Readable,
            vec![(Place::File, SheetFault::AssignedSelf)],
        ),
        (|sheet| sheet.entries.reverse(), Complete, vec![]),
        (
            |sheet| sheet.entries[0].value = Some(value("53")),
            Readable,
            vec![(clause("1.1"), off())],
        ),
        (
            |sheet| sheet.entries[0].strengths.clear(),
            Complete,
            vec![(clause("1.1"), SheetFault::FewStrengths { count: 0, min: 1 })],
        ),
        (
            |sheet| sheet.entries[0].strengths = vec![Comment::default(); 3],
            Complete,
            vec![(clause("1.1"), SheetFault::ManyStrengths { count: 3, max: 2 })],
        ),
        (
            |sheet| sheet.entries[0].areas.clear(),
            Complete,
            vec![(clause("1.1"), SheetFault::FewAreas { count: 0, min: 1 })],
        ),
        (
            |sheet| sheet.entries[0].areas = vec![Comment::default(); 4],
            Complete,
            vec![(clause("1.1"), SheetFault::ManyAreas { count: 4, max: 3 })],
        ),
        (
            |sheet| sheet.revision.number = 2,
            Readable,
            vec![
                (Place::Correction, SheetFault::NoReason { revision: 2 }),
                (Place::Correction, SheetFault::NothingSuperseded { revision: 2 }),
            ],
        ),
        (
            |sheet| {
                sheet.revision.number = 3;
                sheet.revision.reason = "漏".repeat(501);
                sheet.revision.supersedes = Some(Fingerprint::of(b"sheet"));
            },
            Readable,
            vec![(Place::Correction, SheetFault::LongReason { found: 501, max: 500 })],
        ),
        (
            |sheet| sheet.revision.reason = "漏看一份附件。".to_owned(),
            Readable,
            vec![(Place::Correction, SheetFault::FirstCorrects)],
        ),
        (
            |sheet| sheet.revision.supersedes = Some(Fingerprint::of(b"sheet")),
            Readable,
            vec![(Place::Correction, SheetFault::FirstCorrects)],
        ),
        (
            |sheet| sheet.entries[0].texts.push(("Z".to_owned(), "文字".to_owned())),
            Complete,
            vec![(clause("1.1"), SheetFault::UnknownAspect { id: "Z".to_owned() })],
        ),
    ];
    let mut met = vec![other_rubric(), damaged_submission()];
    for (number, (change, standard, expected)) in cases.into_iter().enumerate() {
        let outcome = checked(change, standard);
        let problems = match &outcome {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        assert_eq!(facts(problems), expected, "case {number}");
        assert_eq!(outcome.is_err(), problems.has_errors(), "case {number}");
        met.extend(expected.into_iter().map(|(_, fault)| fault));
    }
    assert_all_met(&sheet_faults(), &met);
}

/// SPEC S5
#[test]
fn the_rule_that_notices_decides_how_grave_a_fault_is() {
    for (standard, severity) in [
        (Standard::Readable, Severity::Warning),
        (Standard::Complete, Severity::Error),
    ] {
        let outcome = checked(|sheet| sheet.overall.clear(), standard);
        let problems = outcome.map_or_else(|problems| problems, |(_, warnings)| warnings);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (&problem.fault, problem.severity))
            .collect();
        assert_eq!(found, [(&SheetFault::NoOverall, severity)]);
    }
}

/// The fault of a draft of which nobody knows what was submitted.
fn damaged_submission() -> SheetFault {
    let (rubric, fingerprint) = small();
    let head = draft(DraftKind::Review(Stage::Site), &rubric, fingerprint).head;
    let mut draft = Draft::from_record(head, &record(&rubric, fingerprint, &ALL_SCORED));
    put(&mut draft, Field::Submission, "1 gestern");
    let problems = draft.validate(&rubric, Standard::Complete).expect_err("refused");
    let fault = SheetFault::DamagedSubmission;
    assert!(facts(&problems).contains(&(Place::Correction, fault.clone())));
    fault
}

/// The fault of a sheet of another rubric, from a sheet that has others too.
fn other_rubric() -> SheetFault {
    let (rubric, fingerprint) = small();
    let (older, old_print) = small_with(&[("/version", Some(json!("1")))]);
    let mut sheet = record(&older, old_print, &[("9.9", "1000")]);
    sheet.applicant.clear();
    let problems = Scoresheet::check(sheet, &rubric, fingerprint, Standard::Complete).expect_err("refused");
    let named = |version: &str| {
        Box::new(RubricName {
            title: rubric.title().clone(),
            version: version.to_owned(),
        })
    };
    let fault = SheetFault::OtherRubric {
        found: old_print,
        found_name: named("1"),
        wanted: fingerprint,
        wanted_name: named("2"),
    };
    assert_eq!(
        facts(&problems),
        [(Place::File, fault.clone())],
        "with another rubric nothing else is told"
    );
    fault
}

/// SPEC S1
#[test]
fn the_fingerprint_alone_decides_which_rubric_a_sheet_belongs_to() {
    other_rubric();
    let (rubric, fingerprint) = small();
    let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
    sheet.rubric.id = "renamed".to_owned();
    assert!(Scoresheet::check(sheet.clone(), &rubric, fingerprint, Standard::Complete).is_ok());
    sheet.rubric.fingerprint = Fingerprint::of(b"another");
    let problems = Scoresheet::check(sheet, &rubric, fingerprint, Standard::Complete).expect_err("refused");
    // Of a rubric that is not at hand the id alone is known; of the other one people know the title.
    let told = words::fault(problems.iter().next().expect("a problem"), Lang::Zh);
    assert!(
        told.contains("「renamed 2」") && told.contains(&format!("「{} 2」", rubric.title().zh)),
        "{told}"
    );
}

/// SPEC S2, N14
#[test]
fn names_are_kept_without_their_blanks() {
    let (sheet, _) = checked(
        |sheet| {
            sheet.applicant = " 甲 \u{3000} 医院 ".to_owned();
            sheet.assessor = "\t王评审\n".to_owned();
        },
        Standard::Complete,
    )
    .expect("valid");
    assert_eq!(
        (
            sheet.record().applicant.as_str(),
            sheet.record().assessor.as_str()
        ),
        ("甲 医院", "王评审")
    );
}

/// SPEC S4
#[test]
fn zero_is_a_score_and_nothing_is_none() {
    let (sheet, warnings) = checked(
        |sheet| {
            sheet.entries[0].value = Some(value("0"));
            sheet.entries[2].value = None;
        },
        Standard::Readable,
    )
    .expect("valid");
    assert_eq!(sheet.percents()[0], Some(exact("0")));
    assert_eq!(sheet.percents()[2], None);
    assert_eq!(sheet.percents().len(), 8);
    assert_eq!(facts(&warnings), [(clause("1.3"), SheetFault::NotScored)]);
    assert!(
        warnings
            .iter()
            .all(|problem| problem.severity == Severity::Warning)
    );
}

/// SPEC S3
#[test]
fn percentages_stand_in_the_order_of_the_rubric() {
    let straight = checked(|_| {}, Standard::Complete).expect("valid").0;
    let reversed = checked(|sheet| sheet.entries.reverse(), Standard::Complete)
        .expect("valid")
        .0;
    assert_eq!(straight.percents(), reversed.percents());
    let percents: Vec<String> = straight
        .percents()
        .iter()
        .flatten()
        .map(|percent| scoring::foundations::exact_text(*percent))
        .collect();
    assert_eq!(
        percents,
        ["55", "75/2", "71", "125/3", "75/2", "30", "333/10", "125/4"]
    );
}
