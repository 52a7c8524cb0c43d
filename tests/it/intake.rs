//! Taking in files: one verdict each, and what was accepted never changes.

use scoring::desks::secretariat::{Choice, DeskContent, Event, Purpose, ReadFile, Session};
use scoring::faults::AnyFault;
use scoring::files::{Encoding, FileFault};
use scoring::foundations::{Fingerprint, Lang};
use scoring::panel::{FileNumber, IntakeFault, Verdict};
use scoring::problem::{Place, Problem};
use scoring::scoresheet::{SheetFault, SheetRecord, Stage};
use scoring::words;
use serde_json::json;

use crate::support::{ALL_SCORED, Facts, facts, record, small, small_with};

type Change = fn(&mut SheetRecord);

const ASSESSED: &[u8] = b"the application of 2026";

/// A desk that works with the small rubric, and files that were opened elsewhere.
struct Desk {
    session: Session,
    names: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let (rubric, fingerprint) = small();
        let mut session = Session::new(Purpose::Own);
        session.handle(Event::RubricFound {
            fingerprint,
            rubric: rubric.into(),
        });
        Self {
            session,
            names: Vec::new(),
        }
    }

    /// Takes in a sheet whose payload has this fingerprint. `is_application`: it came in an application file.
    fn file(
        &mut self,
        name: &str,
        print: Fingerprint,
        sheet: SheetRecord,
        is_application: bool,
    ) -> Verdict<AnyFault> {
        let file = self.session.next_number();
        self.names.push(name.to_owned());
        let choice = Choice {
            name: name.to_owned(),
            size: 1,
        };
        self.session.handle(Event::Chosen(vec![choice]));
        let found = DeskContent::Sheet {
            record: Box::new(sheet),
            application: is_application.then_some(print),
        };
        let reading = ReadFile {
            bytes_hash: Fingerprint::of(name.as_bytes()),
            size: 1,
            payload: Some(print),
            content: found,
        };
        self.session.handle(Event::Read {
            file,
            reading: Ok(reading),
        });
        self.session.verdict(file).expect("a verdict")
    }

    fn admit(&mut self, name: &str, print: Fingerprint, sheet: SheetRecord) -> Verdict<AnyFault> {
        let is_application = sheet.stage == Stage::SelfAssessment;
        self.file(name, print, sheet, is_application)
    }

    /// The names of the files that count.
    fn accepted(&self) -> Vec<&str> {
        let rows = self.session.rows();
        let counts = rows.filter(|row| matches!(row.verdict, Verdict::Accepted { .. }));
        let numbers: Vec<FileNumber> = counts.map(|row| row.number).collect();
        numbers
            .into_iter()
            .map(|number| self.names[usize::try_from(number.0).expect("a small number")].as_str())
            .collect()
    }
}

/// What becomes of a second file after a first one, which is a complete site review of one application.
fn second(change: Change) -> (Verdict<AnyFault>, Desk) {
    let (rubric, fingerprint) = small();
    let mut first = record(&rubric, fingerprint, &ALL_SCORED);
    first.application = Some(Fingerprint::of(ASSESSED));
    let mut other = first.clone();
    change(&mut other);
    let mut desk = Desk::new();
    let verdict = desk.admit("first.json", Fingerprint::of(b"first"), first);
    assert_eq!(verdict, Verdict::Accepted { warnings: 0 });
    let verdict = desk.admit("second.json", Fingerprint::of(b"second"), other);
    (verdict, desk)
}

fn refused(change: Change) -> Facts<AnyFault> {
    let (verdict, desk) = second(change);
    assert_eq!(desk.accepted(), ["first.json"], "a refused file changes nothing");
    match verdict {
        Verdict::Refused(problems) => facts(&problems),
        other => panic!("{other:?}"),
    }
}

fn first() -> Place {
    Place::Named("first.json".to_owned())
}

/// SPEC K1
#[test]
fn the_same_again() {
    let (rubric, fingerprint) = small();
    let mut desk = Desk::new();
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    let print = Fingerprint::of(b"one");
    desk.admit("first.json", print, sheet.clone());
    let verdict = desk.admit("copy.json", print, sheet);
    assert_eq!(
        verdict,
        Verdict::SameAgain {
            first: "first.json".to_owned()
        }
    );
    assert_eq!(desk.accepted(), ["first.json"]);
}

/// SPEC K2, K6, S1
#[test]
fn another_rubric() {
    let (older, old_print) = small_with(&[("/version", Some(json!("1")))]);
    let (rubric, fingerprint) = small();
    let mut desk = Desk::new();
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    desk.admit("new.json", Fingerprint::of(b"new"), sheet);
    let sheet = record(&older, old_print, &ALL_SCORED);
    let verdict = desk.admit("old.json", Fingerprint::of(b"old"), sheet);
    let Verdict::Refused(problems) = &verdict else {
        panic!("{verdict:?}")
    };
    assert!(matches!(
        facts(problems)[..],
        [(Place::File, AnyFault::Sheet(SheetFault::OtherRubric { .. }))]
    ));
    assert_eq!(words::verdict_of(&verdict, Lang::Zh), "评定标准不同");
    assert_eq!(desk.accepted(), ["new.json"]);
}

/// SPEC K6, S2
#[test]
fn invalid_sheets_and_incomplete_ones() {
    let faults = refused(|sheet| sheet.assessor.clear());
    assert_eq!(
        faults,
        [(Place::Assessor, AnyFault::Sheet(SheetFault::NoAssessor))]
    );
    let (verdict, desk) = second(|sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.entries[0].value = None;
    });
    let taken = Verdict::Accepted { warnings: 1 };
    assert_eq!(verdict, taken, "a gap is a warning, and the sheet is taken in");
    assert_eq!(desk.accepted().len(), 2);
}

/// SPEC K3
#[test]
fn a_second_sheet_of_an_assessor() {
    let fault = AnyFault::Intake(IntakeFault::SecondSheet {
        assessor: "王评审".to_owned(),
    });
    let expected = vec![(first(), fault)];
    assert_eq!(refused(|sheet| sheet.overall = "另一份".to_owned()), expected);
    assert_eq!(refused(|sheet| sheet.assessor = " 王评审 ".to_owned()), expected);
    for accepted in [
        (|sheet| sheet.stage = Stage::Material) as Change,
        |sheet| sheet.assessor = "李评审".to_owned(),
        |sheet| sheet.applicant = "乙学校".to_owned(),
    ] {
        assert!(matches!(second(accepted).0, Verdict::Accepted { .. }));
    }
}

/// SPEC K4
#[test]
fn a_second_self_assessment() {
    let (rubric, fingerprint) = small();
    let mut desk = Desk::new();
    for (name, who, accepted) in [("a.json", "", true), ("b.json", "办公室", false)] {
        let mut sheet = record(&rubric, fingerprint, &ALL_SCORED);
        sheet.stage = Stage::SelfAssessment;
        sheet.assessor = who.to_owned();
        let verdict = desk.admit(name, Fingerprint::of(name.as_bytes()), sheet);
        assert_eq!(
            matches!(verdict, Verdict::Accepted { .. }),
            accepted,
            "{verdict:?}"
        );
        if let Verdict::Refused(problems) = verdict {
            let problem = problems.iter().next().expect("a problem");
            assert_eq!(problem.place, Place::Named("a.json".to_owned()));
            assert!(words::fault(problem, Lang::Zh).contains("已有一份自我评价"));
        }
    }
}

/// SPEC K5
#[test]
fn another_application_of_the_same_applicant() {
    let (wanted, found) = (Fingerprint::of(ASSESSED), Fingerprint::of(b"a later one"));
    let fault = || AnyFault::Intake(IntakeFault::OtherApplication { found, wanted });
    let later: Change = |sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.application = Some(Fingerprint::of(b"a later one"));
    };
    assert_eq!(refused(later), [(first(), fault())]);
    let (verdict, _) = second(later);
    assert_eq!(words::verdict_of(&verdict, Lang::Zh), "申报材料不同");
    // The two stages judge the same application.
    let at_material: Change = |sheet| {
        sheet.stage = Stage::Material;
        sheet.application = Some(Fingerprint::of(b"a later one"));
    };
    assert_eq!(refused(at_material), [(first(), fault())]);
    // A sheet that does not say which application it is about stands beside one that does.
    let silent: Change = |sheet| {
        sheet.assessor = "李评审".to_owned();
        sheet.application = None;
    };
    assert!(matches!(second(silent).0, Verdict::Accepted { .. }));
    // The applicant's own file is the application: its fingerprint is the one that reviews name.
    let own: Change = |sheet| {
        sheet.stage = Stage::SelfAssessment;
        sheet.application = None;
    };
    let found = Fingerprint::of(b"second");
    assert_eq!(
        refused(own),
        [(
            first(),
            AnyFault::Intake(IntakeFault::OtherApplication { found, wanted })
        )]
    );
}

/// SPEC K5
#[test]
fn reviews_of_the_application_that_is_there() {
    let (rubric, fingerprint) = small();
    let mut own = record(&rubric, fingerprint, &ALL_SCORED);
    own.stage = Stage::SelfAssessment;
    let mut review = record(&rubric, fingerprint, &ALL_SCORED);
    review.application = Some(Fingerprint::of(ASSESSED));
    for order in [[0, 1], [1, 0]] {
        let mut desk = Desk::new();
        for which in order {
            let (name, print, sheet) = [
                ("own.json", Fingerprint::of(ASSESSED), own.clone()),
                ("review.json", Fingerprint::of(b"review"), review.clone()),
            ][which]
                .clone();
            let verdict = desk.admit(name, print, sheet);
            assert!(
                matches!(verdict, Verdict::Accepted { .. }),
                "{order:?}: {verdict:?}"
            );
        }
    }
}

/// SPEC K5, K16
#[test]
fn a_self_assessment_out_of_a_table_is_no_application() {
    let (rubric, fingerprint) = small();
    let mut own = record(&rubric, fingerprint, &ALL_SCORED);
    own.stage = Stage::SelfAssessment;
    let mut review = record(&rubric, fingerprint, &ALL_SCORED);
    review.application = Some(Fingerprint::of(ASSESSED));
    let mut desk = Desk::new();
    for (name, sheet) in [("own.json", own), ("review.json", review)] {
        let verdict = desk.file(name, Fingerprint::of(name.as_bytes()), sheet, false);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{name}: {verdict:?}");
    }
}

/// SPEC K7
#[test]
fn what_is_taken_out_may_come_again() {
    let (rubric, fingerprint) = small();
    let mut desk = Desk::new();
    let print = Fingerprint::of(b"one");
    let sheet = record(&rubric, fingerprint, &ALL_SCORED);
    desk.admit("first.json", print, sheet.clone());
    desk.session.handle(Event::TakenOut(FileNumber(7)));
    assert_eq!(desk.accepted(), ["first.json"]);
    desk.session.handle(Event::TakenOut(FileNumber(0)));
    assert!(desk.accepted().is_empty());
    let verdict = desk.admit("again.json", print, sheet);
    assert!(matches!(verdict, Verdict::Accepted { .. }));
}

/// SPEC K1, K2, K3, K5
#[test]
fn verdicts_in_a_few_words() {
    let refused = |fault: AnyFault| Verdict::Refused(Problem::error(Place::File, fault).into());
    let newer = FileFault::NewerVersion {
        found: 2,
        known: 1,
        written_by: String::new(),
    };
    for (verdict, zh) in [
        (Verdict::Accepted { warnings: 2 }, "已接收"),
        (Verdict::Rubric, "评定标准"),
        (
            Verdict::Superseded {
                by: String::new(),
                revision: 2,
                reason: String::new(),
            },
            "已被更正",
        ),
        (Verdict::Waiting, "正在读取"),
        (Verdict::Stopped, "未读取"),
        (refused(IntakeFault::Table.into()), "表格"),
        (refused(FileFault::Unreadable.into()), "读不出来"),
        (
            refused(
                IntakeFault::NoRubric {
                    name: String::new(),
                    found: Fingerprint::of(b""),
                }
                .into(),
            ),
            "缺少评定标准",
        ),
        (Verdict::SameAgain { first: String::new() }, "重复导入"),
        (Verdict::SameApplication { by: String::new() }, "同一份申报"),
        (
            refused(FileFault::Altered { same_content: false }.into()),
            "被改动",
        ),
        (
            refused(FileFault::EnvelopeContradicts { member: "rubric" }.into()),
            "被改动",
        ),
        (refused(newer.into()), "版本较新"),
        (refused(FileFault::NotOurs.into()), "不是本工作台的文件"),
        (
            refused(FileFault::NotJson { line: 1, column: 1 }.into()),
            "不是本工作台的文件",
        ),
        (refused(FileFault::EmptyFile.into()), "不是本工作台的文件"),
        (
            refused(
                FileFault::OtherEncoding {
                    found: Encoding::Gb18030,
                }
                .into(),
            ),
            "编码不对",
        ),
        (
            refused(
                IntakeFault::SecondSheet {
                    assessor: "王评审".to_owned(),
                }
                .into(),
            ),
            "同一评审员的第二份",
        ),
        (
            refused(
                IntakeFault::SecondSheet {
                    assessor: String::new(),
                }
                .into(),
            ),
            "第二份自我评价",
        ),
        (refused(SheetFault::NoApplicant.into()), "内容有误"),
    ] {
        assert_eq!(words::verdict_of(&verdict, Lang::Zh), zh);
        assert!(!words::verdict_of(&verdict, Lang::En).is_empty());
    }
}
