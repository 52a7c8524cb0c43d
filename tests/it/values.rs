//! One value of one clause: forms, scales, steps, bands, and the exact percentage behind it.

use proptest::prelude::*;
use scoring::foundations::{Exact, NumberFault};
use scoring::scoresheet::{Value, ValueFault, ValueForm, parse_typed_value};

use crate::faults::{assert_all_met, value_faults};
use crate::support::{chances, code, exact, small, value};

fn components(ids: &[&str]) -> ValueFault {
    ValueFault::WrongValueForm {
        wanted: ValueForm::Components(ids.iter().map(|id| (*id).to_owned()).collect()),
    }
}

fn above(found: &str, max: &str) -> ValueFault {
    ValueFault::AboveScale {
        found: exact(found),
        max: exact(max),
    }
}

fn off(found: &str, step: &str) -> ValueFault {
    ValueFault::OffStep {
        found: exact(found),
        step: exact(step),
    }
}

fn partly(ids: &[&str]) -> ValueFault {
    ValueFault::PartlyScored {
        missing: ids.iter().map(|id| (*id).to_owned()).collect(),
    }
}

/// SPEC V1, V2, V3, V4, M3, M4, M10
#[test]
fn values_and_their_percentages() {
    let wants_percent = || ValueFault::WrongValueForm {
        wanted: ValueForm::Percent,
    };
    let wants_points = || ValueFault::WrongValueForm {
        wanted: ValueForm::Points,
    };
    let cases: Vec<(&str, &str, Result<&str, ValueFault>)> = vec![
        ("1.1", "0", Ok("0")),
        ("1.1", "55", Ok("55")),
        ("1.1", "100", Ok("100")),
        ("1.1", "105", Err(above("105", "100"))),
        ("1.1", "52.5", Err(off("52.5", "5"))),
        ("1.1", "55p", Err(wants_percent())),
        ("1.1", "P55", Err(wants_percent())),
        ("1.2", "P60 D50 C30 A10", Ok("37.5")),
        ("1.2", "A10 C30 D50 P60", Ok("37.5")),
        ("1.2", "P100 D100 C100 A100", Ok("100")),
        ("1.2", "P1 D0 C0 A0", Ok("1/4")),
        ("1.2", "P60 D50", Err(partly(&["C", "A"]))),
        ("1.2", "P60 D50 C30 X10", Err(partly(&["A"]))),
        (
            "1.2",
            "P60 D50 C30 A10 X1",
            Err(components(&["P", "D", "C", "A"])),
        ),
        (
            "1.2",
            "P60 D50 C30 A10 P60",
            Err(components(&["P", "D", "C", "A"])),
        ),
        ("1.2", "P60 D50 C30 A101", Err(above("101", "100"))),
        ("1.2", "P60 D50 C30 A0.5", Err(off("0.5", "1"))),
        ("1.2", "37.5", Err(components(&["P", "D", "C", "A"]))),
        ("1.3", "71", Ok("71")),
        ("1.3", "70.5", Err(off("70.5", "1"))),
        ("1.4", "0p", Ok("0")),
        ("1.4", "30p", Ok("100")),
        ("1.4", "12.5p", Ok("125/3")),
        ("1.4", "30.001p", Err(above("30.001", "30"))),
        ("1.4", "12.5", Err(wants_points())),
        ("2.1.1", "T45 G30", Ok("37.5")),
        ("2.1.2", "T45 G30", Ok("30")),
        ("2.1.2", "T45", Err(partly(&["G"]))),
        ("2.2", "33.3", Ok("33.3")),
        ("2.2", "0.000000000001", Ok("0.000000000001")),
        ("2.2", "100.000000000001", Err(above("100.000000000001", "100"))),
        ("3", "12.5p", Ok("31.25")),
        ("3", "12.25p", Err(off("12.25", "0.5"))),
        ("3", "40.5p", Err(above("40.5", "40"))),
    ];
    let (rubric, _) = small();
    for (clause, text, expected) in cases {
        let clause = rubric.clause(&code(clause)).expect("a clause");
        let found = value(text).percent(&clause);
        assert_eq!(found, expected.map(exact), "{} {text}", clause.node.code);
    }
}

/// SPEC V7
#[test]
fn values_out_of_plain_percentages() {
    let (rubric, _) = small();
    for (clause, percent, expected) in [
        ("1.1", "55", Ok("55")),
        ("1.1", "52.5", Err(off("52.5", "5"))),
        ("1.4", "50", Ok("15p")),
        ("1.4", "0.1", Ok("0.03p")),
        ("1.4", "101", Err(above("101", "100"))),
        ("2.2", "33.3", Ok("33.3")),
        ("3", "31.25", Ok("12.5p")),
        ("3", "31", Err(off("12.4", "0.5"))),
        ("2.1.1", "37.5", Err(components(&["T", "G"]))),
    ] {
        let clause = rubric.clause(&code(clause)).expect("a clause");
        let found = Value::from_percent(exact(percent), &clause);
        assert_eq!(found, expected.map(value), "{} {percent}", clause.node.code);
    }
}

/// SPEC V2, V5, D6
#[test]
fn typed_values_and_what_is_wrong_with_them() {
    let not_a_number = |found: &str, fault| ValueFault::NotANumber {
        found: found.to_owned(),
        fault,
    };
    let outside = |found: &str, from: &str, to: &str| ValueFault::OutsideBand {
        found: exact(found),
        from: exact(from),
        to: exact(to),
    };
    // Clause, component, chosen band, typed text, outcome.
    type Outcome = Result<Option<&'static str>, ValueFault>;
    let cases: Vec<(&str, Option<&str>, &str, &str, Outcome)> = vec![
        ("1.1", None, "", "", Ok(None)),
        ("1.1", None, "low", " ", Ok(None)),
        ("1.1", None, "", "\u{FF15}\u{FF15}", Ok(Some("55"))),
        (
            "1.1",
            None,
            "",
            "fifty",
            Err(not_a_number("fifty", NumberFault::NotANumber)),
        ),
        (
            "1.1",
            None,
            "",
            "-5",
            Err(not_a_number("-5", NumberFault::NotANumber)),
        ),
        (
            "1.1",
            None,
            "",
            "1234567890",
            Err(not_a_number("1234567890", NumberFault::TooLong)),
        ),
        ("1.1", None, "", "101", Err(above("101", "100"))),
        ("1.1", None, "", "53", Err(off("53", "5"))),
        ("1.1", None, "high", "55", Ok(Some("55"))),
        ("1.1", None, "low", "55", Err(outside("55", "0", "45"))),
        ("1.1", None, "no such band", "55", Ok(Some("55"))),
        ("1.2", Some("P"), "3", "55", Ok(Some("55"))),
        ("1.2", Some("P"), "0", "55", Err(outside("55", "0", "10"))),
        ("1.2", Some("A"), "none", "55", Err(outside("55", "0", "49"))),
        ("1.4", None, "", "30.5", Err(above("30.5", "30"))),
        ("3", None, "", "12.25", Err(off("12.25", "0.5"))),
    ];
    let (rubric, _) = small();
    let mut met = vec![partly(&["A"]), components(&["P"])];
    for (clause, component, band, typed, expected) in cases {
        let clause = rubric.clause(&code(clause)).expect("a clause");
        let found = parse_typed_value(typed, &clause, component, band);
        met.extend(expected.clone().err());
        assert_eq!(
            found,
            expected.map(|number| number.map(exact)),
            "{} {typed:?}",
            clause.node.code
        );
    }
    // A checked rubric has no components without their combination.
    met.push(ValueFault::NoCombination);
    assert_all_met(&value_faults(), &met);
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC V4, V6
    #[test]
    fn points_and_percentages_lose_nothing(thousandths in 0_i128..=30_000) {
        let (rubric, _) = small();
        let clause = rubric.clause(&code("1.4")).expect("a clause");
        let points = Exact::new(thousandths, 1000);
        let percent = Value::Points(points).percent(&clause).expect("on the scale");
        prop_assert_eq!(clause.points() * percent / Exact::from_integer(100), points);
    }

    /// SPEC M10
    #[test]
    fn combinations_lie_between_the_lowest_and_the_highest(parts in prop::collection::vec(0_i128..=100, 4)) {
        let (rubric, _) = small();
        let clause = rubric.clause(&code("1.2")).expect("a clause");
        let numbers: Vec<Exact> = parts.iter().map(|part| Exact::from_integer(*part)).collect();
        let ids = ["P", "D", "C", "A"].map(str::to_owned);
        let value = Value::Components(ids.into_iter().zip(numbers.clone()).collect());
        let percent = value.percent(&clause).expect("on the scale");
        prop_assert_eq!(percent, Exact::new(parts.iter().sum(), 4));
        prop_assert!(numbers.iter().min() <= Some(&percent) && Some(&percent) <= numbers.iter().max());
    }
}
