//! Sheets that name the assignment they answer, and the file for assessors that they were made with.

use scoring::cycle::{Assignment, Declaration, ReviewStage};
use scoring::docket::{self, Act, AssignmentWanted, Refusal};
use scoring::files::{
    Content, fingerprint_for_assessment, open, write_assignment, write_declaration, write_scoresheet,
};
use scoring::foundations::Fingerprint;
use scoring::scoresheet::{AssignmentRef, ReviewNotes, RubricRef, SheetRecord};

use super::{Case, IN_TIME, id, received_at, samples};
use crate::support::{day, imprint, valid};

const MATERIAL: ReviewStage = ReviewStage::Material;

/// What is under test: application a with its panel, and the payloads of e1's assignment and declaration.
struct Assigned {
    case: Case,
    assignment: Fingerprint,
    declaration: Fingerprint,
    /// The entry that took the assignment in.
    taken: u64,
}

fn declaration(expert: &str) -> String {
    let declaration = Declaration {
        cycle: id("2026"),
        expert: id(expert),
        day: day("2026-04-26"),
        conflicts: Vec::new(),
    };
    write_declaration(&declaration, &imprint())
}

fn assigned() -> Assigned {
    let mut case = Case::new();
    case.confirmed("a");
    case.panel(&["a"]);
    let mut record = samples::assignment(&RubricRef::to(&case.rubric.0, case.rubric.1));
    record.applications[0].name = "示例a医院".to_owned();
    let (checked, _) = Assignment::check(record).expect("sound");
    let taken = accept(
        &mut case,
        "assignment.json",
        write_assignment(&checked, &imprint()),
    );
    let assignment = taken.1;
    let taken = case.must(taken.0);
    let declaration = case.file("declaration.json", declaration("e1"), IN_TIME);
    Assigned {
        case,
        assignment,
        declaration,
        taken,
    }
}

/// Keeps a file and gives the entry that takes it in, with its payload.
fn accept(case: &mut Case, name: &str, text: String) -> (Act, Fingerprint) {
    let file = case.keep(name, text);
    let payload = file.file;
    let act = Act::FileAccepted {
        file,
        receipt: None,
        received: received_at(IN_TIME),
    };
    (act, payload)
}

impl Assigned {
    /// The text of e1's sheet, changed.
    fn sheet(&self, stage: ReviewStage, change: impl FnOnce(&mut SheetRecord, &mut AssignmentRef)) -> String {
        let text = self
            .case
            .sheet_text(("a", stage), "e1", ["10", "20", "50"], 1, ReviewNotes::default());
        let Ok((_, Content::Scoresheet(record))) = open(&text) else {
            panic!("a sheet");
        };
        let mut record = *record;
        let mut named = AssignmentRef {
            file: self.assignment,
            application: id("a"),
            declaration: Some(self.declaration),
        };
        change(&mut record, &mut named);
        record.assignment = Some(named);
        let (rubric, fingerprint) = &self.case.rubric;
        write_scoresheet(&valid(record, rubric, *fingerprint), &imprint())
    }
}

fn identified(file: Fingerprint, expert: &str) -> Act {
    Act::Identified {
        file,
        application: id("a"),
        organisation: None,
        continues: Vec::new(),
        expert: Some(id(expert)),
        revision: 1,
        reason: String::new(),
        form: None,
    }
}

/// SPEC Y48
#[test]
fn a_sheet_fits_the_assignment_that_it_names() {
    let mut one = assigned();
    let other = one.case.file("of-e2.json", declaration("e2"), IN_TIME);
    let nowhere = Fingerprint::of(b"nowhere");
    let own = one.declaration;
    let unknown = || Refusal::Unknown {
        id: nowhere.to_string(),
    };
    type Change<'c> = &'c dyn Fn(&mut SheetRecord, &mut AssignmentRef);
    let cases: [(ReviewStage, Change<'_>, Refusal); 7] = [
        (MATERIAL, &|_, named| named.file = nowhere, unknown()),
        (MATERIAL, &|_, named| named.file = own, Refusal::OtherAssignment),
        (ReviewStage::Site, &|_, _| {}, Refusal::OtherAssignment),
        (
            MATERIAL,
            &|_, named| named.application = id("b"),
            Refusal::OtherAssignment,
        ),
        (
            MATERIAL,
            &|sheet, _| sheet.applicant = "示例b医院".to_owned(),
            Refusal::OtherAssignment,
        ),
        (MATERIAL, &|_, named| named.declaration = Some(nowhere), unknown()),
        (
            MATERIAL,
            &|_, named| named.declaration = Some(other),
            Refusal::OtherAssignment,
        ),
    ];
    for (at, (stage, change, refusal)) in cases.into_iter().enumerate() {
        let text = one.sheet(stage, change);
        let (act, _) = accept(&mut one.case, &format!("bad-{at}.json"), text);
        assert_eq!(one.case.refused(act), refusal, "{at}");
    }
    // One without a declaration as a file is as good; blanks in a name are none.
    let text = one.sheet(MATERIAL, |sheet, named| {
        sheet.applicant = " 示例a医院 ".to_owned();
        named.declaration = None;
    });
    let (act, _) = accept(&mut one.case, "undeclared.json", text);
    one.case.must(act);
    let text = one.sheet(MATERIAL, |_, _| {});
    let file = one.case.file("good.json", text, IN_TIME);
    assert_eq!(one.case.refused(identified(file, "e2")), Refusal::OtherAssignment);
    one.case.must(identified(file, "e1"));
    // What the sheet rests on is not undone under it.
    let undone = Act::Undone {
        seq: one.taken,
        reason: "点错了".to_owned(),
    };
    assert!(matches!(one.case.refused(undone), Refusal::RestedOn { .. }));
}

/// SPEC Y16, Y47
#[test]
fn assessors_know_an_application_by_the_file_they_get() {
    let mut one = assigned();
    let Ok((_, Content::Application(record))) = open(&one.case.texts["a-1.json"]) else {
        panic!("an application");
    };
    let for_assessors = fingerprint_for_assessment(&record);
    let expert = id("e1");
    let wanted = AssignmentWanted {
        expert: &expert,
        stage: MATERIAL,
        panel: None,
        days: Some((day("2026-04-25"), day("2026-05-20"))),
    };
    let found = docket::assignment(&one.case.docket(), &one.case.files(), wanted).expect("an assignment");
    assert_eq!(found.record().applications[0].file, Some(for_assessors));
    let elsewhere = one.sheet(MATERIAL, |sheet, _| {
        sheet.application = Some(Fingerprint::of(b"elsewhere"));
    });
    let file = one.case.file("elsewhere.json", elsewhere, IN_TIME);
    assert_eq!(
        one.case.refused(identified(file, "e1")),
        Refusal::OtherApplication
    );
    let text = one.sheet(MATERIAL, |sheet, _| sheet.application = Some(for_assessors));
    let file = one.case.file("good.json", text, IN_TIME);
    one.case.must(identified(file, "e1"));
}
