//! Results grids and the evidence register: amounts, checks, citations, and the way into an application and back.

use proptest::prelude::*;
use scoring::application::{
    Amount, Application, ApplicationFault, Better, EvidenceField, EvidenceItem, Register, ResultField,
    Support, add_evidence, add_results, check_results, citations, evidence_rows, next_number, results_of,
    typed_evidence, typed_results, years_of,
};
use scoring::document::{Address, Edit, Position, RowId, row};
use scoring::foundations::{Code, NumberFault, SortedMap};
use scoring::problem::{Place, Severity};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Draft, DraftKind, Field, Item};

use crate::faults::{application_faults, assert_all_met};
use crate::support::{chances, code, draft, put, put_at, small};

fn id(text: &str) -> RowId {
    RowId::parse(text).expect("an id")
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap_or_else(|| panic!("{text} is no amount"))
}

/// A self-assessment with a grid on clause 2.1.1 and a register of two items.
pub(crate) fn proven() -> (Rubric, Draft) {
    let (rubric, fingerprint) = small();
    let mut draft = draft(DraftKind::SelfAssessment, &rubric, fingerprint);
    put(&mut draft, Field::Applicant, "甲医院");
    put(&mut draft, Field::Overall, "自评很好");
    prove(&mut draft);
    (rubric, draft)
}

/// Types a grid, a register and citations into a self-assessment.
pub(crate) fn prove(draft: &mut Draft) {
    let texts = |texts: &[(ResultField, &str)]| -> Vec<(ResultField, String)> {
        texts
            .iter()
            .map(|(field, text)| (*field, (*text).to_owned()))
            .collect()
    };
    let rows = [
        texts(&[
            (ResultField::Indicator, " 患者满意度 "),
            (ResultField::Unit, "%"),
            (ResultField::Better, "higher"),
            (ResultField::Year(2023), "90.5"),
            (ResultField::Year(2024), "９２％"),
            (ResultField::Year(2025), "—"),
            (ResultField::Year(2026), "96"),
            (ResultField::Target, "94"),
            (ResultField::Comparison, "91.2"),
            (ResultField::Against, "全市平均"),
            (ResultField::Source, "第三方调查"),
        ]),
        texts(&[
            (ResultField::Indicator, "结余变化"),
            (ResultField::Unit, "万元"),
            (ResultField::Year(2025), "-1,200.50"),
            (ResultField::Year(2024), "0"),
            (ResultField::Year(2023), "35"),
            (ResultField::Comparison, "0"),
        ]),
    ];
    let edit = add_results(
        &draft.document,
        &code("2.1.1"),
        &[id("a"), id("b")],
        &rows,
        &Position::Last,
    );
    draft.apply(edit);
    for (row, number, title) in [("x", "1", "章程"), ("y", "２", "年报")] {
        let item = EvidenceItem {
            number: number.to_owned(),
            title: title.to_owned(),
            issuer: "办公室".to_owned(),
            date: "2023–2025".to_owned(),
            pages: "1–12".to_owned(),
        };
        let edit = add_evidence(&draft.document, &id(row), &item, &Position::Last);
        draft.apply(edit);
    }
    put_at(draft, "1.1", Item::Citations, "1");
    put_at(draft, "2.1.1", Item::Citations, " 2、１");
}

/// SPEC S10
#[test]
fn amounts_are_read_as_people_write_them() {
    for (typed, expected) in [
        ("96.5", "96.5"),
        (" ９６．５ ", "96.5"),
        ("96。5", "96.5"),
        ("96.50%", "96.5"),
        ("96.5 ％", "96.5"),
        ("1,234", "1234"),
        ("1，234，567.8", "1234567.8"),
        ("-3", "-3"),
        ("\u{2212}3.5", "-3.5"),
        ("－3", "-3"),
        ("+3", "3"),
        ("- 3", "-3"),
        ("-0", "0"),
        ("0.0", "0"),
    ] {
        let read = Amount::read(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"));
        let read = read.unwrap_or_else(|| panic!("{typed}: nothing"));
        assert_eq!(read.amount.to_string(), expected, "{typed}");
        assert_eq!(read.percent, typed.contains(['%', '％']), "{typed}");
    }
    for typed in ["", " ", "-", "—", "——", "–", "/", "N/A", "无", "暂无", "\u{A0}"] {
        assert_eq!(Amount::read(typed), Ok(None), "{typed:?}");
    }
    for (typed, fault) in [
        ("约95", NumberFault::NotANumber),
        ("95人", NumberFault::NotANumber),
        ("1,23", NumberFault::NotANumber),
        ("1234,567", NumberFault::NotANumber),
        (",123", NumberFault::NotANumber),
        ("1.234,567", NumberFault::NotANumber),
        ("%", NumberFault::NotANumber),
        ("- %", NumberFault::NotANumber),
        ("--3", NumberFault::NotANumber),
        ("1/3", NumberFault::NotANumber),
        ("1e5", NumberFault::NotANumber),
        ("12345678901", NumberFault::TooLong),
    ] {
        assert_eq!(Amount::read(typed), Err(fault), "{typed:?}");
    }
    for written in ["１", "1.0", "1%", "1,000", "+1", "-0", "", "—"] {
        assert_eq!(Amount::parse(written), None, "{written:?}");
    }
}

/// SPEC S10, S11
#[test]
fn a_grid_is_read_row_by_row() {
    let (_, draft) = proven();
    let typed = typed_results(&draft.document, &code("2.1.1"));
    assert_eq!(years_of(&typed), [2023, 2024, 2025, 2026]);
    let (rows, problems) = check_results(&draft.document, &code("2.1.1"));
    assert!(problems.is_empty(), "{problems:#?}");
    let years = |row: usize| -> Vec<(u16, String)> {
        rows[row]
            .years
            .iter()
            .map(|(year, amount)| (*year, amount.to_string()))
            .collect()
    };
    let year = |year: u16, text: &str| (year, text.to_owned());
    assert_eq!(years(0), [year(2023, "90.5"), year(2024, "92"), year(2026, "96")]);
    assert_eq!(
        years(1),
        [year(2023, "35"), year(2024, "0"), year(2025, "-1200.5")]
    );
    assert_eq!(
        (rows[0].indicator.as_str(), rows[0].better),
        ("患者满意度", Better::Higher)
    );
    assert_eq!(rows[0].target, Some(amount("94")));
    assert_eq!(rows[1].target, None);
    assert_eq!(check_results(&draft.document, &code("2.2")).0, []);
}

/// What there is to say of one row with these texts.
fn said(texts: &[(ResultField, &str)]) -> Vec<(Severity, ApplicationFault)> {
    let (_, mut draft) = proven();
    let rows = results_of(&code("2.2"));
    let place = row(&rows, &id("only"));
    for (field, text) in texts {
        draft.apply(Edit::of(field.at(&place), *text));
    }
    let (_, problems) = check_results(&draft.document, &code("2.2"));
    assert!(
        problems
            .iter()
            .all(|problem| problem.place == Place::Clause(code("2.2")))
    );
    problems
        .into_iter()
        .map(|problem| (problem.severity, problem.fault))
        .collect()
}

/// What there is to say of a register.
fn register_says(items: &[(&str, &str)], cited: &[(&str, &str)]) -> Vec<(Severity, ApplicationFault)> {
    let items = items.iter().map(|(number, title)| EvidenceItem {
        number: (*number).to_owned(),
        title: (*title).to_owned(),
        ..EvidenceItem::default()
    });
    let cited: SortedMap<Code, Vec<String>> = cited
        .iter()
        .map(|(clause, numbers)| (code(clause), citations(numbers)))
        .collect();
    let problems = Register::of(items.collect(), &cited).problems();
    problems
        .into_iter()
        .map(|problem| (problem.severity, problem.fault))
        .collect()
}

/// SPEC S11, S12
#[test]
fn what_is_said_of_results_and_evidence() {
    use ResultField::{Against, Comparison, Indicator, Source, Target, Unit, Year};
    use Severity::{Error, Warning};
    let text = |text: &str| text.to_owned();
    let years = [(Year(2023), "1"), (Year(2024), "2"), (Year(2025), "3")];
    let three = |more: &[(ResultField, &'static str)]| [&years[..], more].concat();
    let wrong = |cell, found: &str| {
        let (row, found) = (text("床位"), text(found));
        (
            Error,
            ApplicationFault::NotAnAmount {
                number: 1,
                row,
                cell,
                found,
            },
        )
    };
    let few = |count| {
        (
            Warning,
            ApplicationFault::FewYears {
                row: text("床位"),
                count,
            },
        )
    };
    let no_comparison = (Warning, ApplicationFault::NoComparison { row: text("床位") });
    let mut met = Vec::new();
    for (texts, expected) in [
        (three(&[(Indicator, "床位"), (Comparison, "2")]), vec![]),
        (three(&[(Indicator, "床位")]), vec![no_comparison.clone()]),
        (
            three(&[(Indicator, "床位"), (Against, "口径不同，不作比较")]),
            vec![],
        ),
        (vec![(Indicator, "床位")], vec![few(0), no_comparison.clone()]),
        (
            three(&[(Indicator, "床位"), (Year(2024), "—"), (Comparison, "2")]),
            vec![few(2)],
        ),
        (
            three(&[(Indicator, "床位"), (Target, "约 3"), (Comparison, "2")]),
            vec![wrong(Target, "约 3")],
        ),
        (
            three(&[(Indicator, "床位"), (Year(2026), "many"), (Comparison, "?")]),
            vec![
                wrong(Year(2026), "many"),
                wrong(Comparison, "?"),
                no_comparison.clone(),
            ],
        ),
        // A per cent sign beside another unit: which of the two is meant, nobody knows.
        (
            three(&[
                (Indicator, "床位"),
                (Unit, "张"),
                (Year(2025), "3%"),
                (Comparison, "2"),
            ]),
            vec![wrong(Year(2025), "3%"), few(2)],
        ),
        (
            vec![(Year(2025), "3")],
            vec![(Warning, ApplicationFault::NoIndicator { number: 1 })],
        ),
        (
            vec![(Source, "年报")],
            vec![(Warning, ApplicationFault::NoIndicator { number: 1 })],
        ),
        (vec![(Indicator, " ")], vec![]),
    ] {
        let found = said(&texts);
        assert_eq!(found, expected, "{texts:?}");
        met.extend(found);
    }
    let uncited = |number: &str, title: &str| {
        let (number, title) = (text(number), text(title));
        (Warning, ApplicationFault::UncitedEvidence { number, title })
    };
    let unknown = |number: &str| {
        (
            Warning,
            ApplicationFault::UnknownCitation { number: text(number) },
        )
    };
    let repeated = |number: &str| (Warning, ApplicationFault::RepeatedNumber { number: text(number) });
    let numberless = (
        Warning,
        ApplicationFault::EvidenceWithoutNumber {
            title: text("章程")
        },
    );
    for (items, cited, expected) in [
        (
            vec![("1", "章程"), ("2", "年报")],
            vec![("1.1", "1"), ("1.2", "2；1")],
            vec![],
        ),
        (
            vec![("1", "章程"), ("2", "年报")],
            vec![("1.1", "1")],
            vec![uncited("2", "年报")],
        ),
        (
            vec![("1", "章程")],
            vec![("1.1", "1、3"), ("1.2", "3")],
            vec![unknown("3"), unknown("3")],
        ),
        (
            vec![("1", "章程"), ("1", "年报"), ("1", "表")],
            vec![("1.1", "1")],
            vec![repeated("1")],
        ),
        (vec![("", "章程")], vec![], vec![numberless]),
    ] {
        let found = register_says(&items, &cited);
        assert_eq!(found, expected, "{items:?} {cited:?}");
        met.extend(found);
    }
    assert_all_met(&application_faults(), met.iter().map(|(_, fault)| fault));
}

/// SPEC S12
#[test]
fn citations_and_back_references() {
    for (typed, expected) in [
        ("", vec![]),
        ("1", vec!["1"]),
        ("１、 3，12;A-7；3\n9", vec!["1", "3", "12", "A-7", "9"]),
        ("、、,", vec![]),
    ] {
        assert_eq!(citations(typed), expected, "{typed:?}");
    }
    let (rubric, draft) = proven();
    let (support, problems) = Support::of_draft(&draft, &rubric);
    assert!(problems.is_empty(), "{problems:#?}");
    let register = support.register();
    let cited_by: Vec<(&str, Vec<Code>)> = register
        .items
        .iter()
        .map(|(item, codes)| (item.number.as_str(), codes.clone()))
        .collect();
    assert_eq!(
        cited_by,
        [
            ("1", vec![code("1.1"), code("2.1.1")]),
            ("2", vec![code("2.1.1")])
        ]
    );
    assert_eq!(next_number(&typed_evidence(&draft.document)), "3");
    assert_eq!(next_number(&[]), "1");
}

/// SPEC S13
#[test]
fn an_application_goes_on_with_all_that_proves_it() {
    let (rubric, draft) = proven();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    let record = application.record();
    assert_eq!(
        record.support.results.keys().cloned().collect::<Vec<_>>(),
        [code("2.1.1")]
    );
    assert_eq!(record.support.evidence[1].number, "2");
    let again = record.to_draft(draft.head.clone());
    let (same, _) = Application::from_draft(&again, &rubric).expect("valid");
    assert_eq!(same.record(), record);
    // A figure that is no number stands in the way, wherever it is.
    let mut wrong = again;
    let at = ResultField::Target.at(&row(&results_of(&code("2.1.1")), &id("r1")));
    wrong.apply(Edit::of(at, "九十五"));
    let problems = Application::from_draft(&wrong, &rubric).expect_err("no number");
    assert_eq!(
        problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count(),
        1
    );
}

/// SPEC S9
#[test]
fn an_assessor_sees_what_proves_the_application() {
    let (rubric, draft) = proven();
    let (application, _) = Application::from_draft(&draft, &rubric).expect("valid");
    let seen = application.record().clone().without_scores();
    assert_eq!(seen.support, application.record().support);
    assert_eq!(seen.sheet.overall, "");
}

/// SPEC S11, S12
#[test]
fn rows_that_say_nothing_are_none() {
    let (rubric, mut draft) = proven();
    let before = Support::of_draft(&draft, &rubric).0;
    let results = results_of(&code("2.1.1"));
    for (collection, name) in [(results, "empty"), (evidence_rows(), "blank")] {
        let edit = draft
            .document
            .place_rows(&collection, &[id(name)], &Position::First);
        draft.apply(edit);
        draft.apply(Edit::of(
            EvidenceField::Title.at(&row(&collection, &id(name))),
            "  ",
        ));
    }
    assert_eq!(Support::of_draft(&draft, &rubric).0, before);
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC S10
    #[test]
    fn every_amount_reads_back(negative in any::<bool>(), whole in 0_u32..1_000_000_000, decimals in 0_u32..10_000) {
        let text = format!("{}{whole}.{decimals:04}", if negative { "-" } else { "" });
        let read = Amount::read(&text).expect("a number").expect("a number").amount;
        prop_assert_eq!(Amount::parse(&read.to_string()), Some(read));
    }

    /// SPEC S10, F12
    #[test]
    fn nothing_typed_makes_a_grid_stumble(
        texts in prop::collection::vec(("(indicator|unit|better|year/20[0-9]{2}|target|comparison|order)", "\\PC{0,8}|[-+0-9.,%％—]{0,8}"), 0..12),
    ) {
        let (rubric, mut draft) = proven();
        let place = row(&results_of(&code("2.1.1")), &id("a"));
        for (name, text) in texts {
            draft.apply(Edit::of(Address::parse(&format!("{place}/{name}")).expect("an address"), text));
        }
        if let Ok((application, _)) = Application::from_draft(&draft, &rubric) {
            let again = application.record().to_draft(draft.head.clone());
            let (same, _) = Application::from_draft(&again, &rubric).expect("valid");
            prop_assert_eq!(same.record(), application.record());
        }
    }
}
