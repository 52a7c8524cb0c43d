//! Numbers: reading what people type, exact text, and the one rounding.

use proptest::prelude::*;
use scoring::foundations::{
    Exact, NumberFault, Rounding, RoundingRule, decimal_or_fraction, exact_text, parse_decimal, percent_of,
};

use crate::support::{chances, exact};

/// SPEC N2, N3, N4
#[test]
fn typed_numbers() {
    use NumberFault::{Empty, NotANumber, TooLong};
    let cases: &[(&str, Result<&str, NumberFault>)] = &[
        ("0", Ok("0")),
        ("00055", Ok("55")),
        ("55", Ok("55")),
        ("55.0", Ok("55")),
        ("37.5", Ok("75/2")),
        ("0.1", Ok("1/10")),
        ("  12 \t", Ok("12")),
        ("\u{3000}12\u{3000}", Ok("12")),
        ("\u{FF15}\u{FF15}", Ok("55")),
        ("\u{FF13}\u{FF17}\u{FF0E}\u{FF15}", Ok("75/2")),
        ("37。5", Ok("75/2")),
        ("999999999", Ok("999999999")),
        ("0000999999999", Ok("999999999")),
        ("0.000000000001", Ok("1/1000000000000")),
        ("1.000000000000000000", Ok("1")),
        ("", Err(Empty)),
        ("  ", Err(Empty)),
        ("\u{3000}", Err(Empty)),
        (".", Err(NotANumber)),
        ("5.", Err(NotANumber)),
        (".5", Err(NotANumber)),
        ("1.2.3", Err(NotANumber)),
        ("1。2.3", Err(NotANumber)),
        ("+5", Err(NotANumber)),
        ("-5", Err(NotANumber)),
        ("\u{FF0D}5", Err(NotANumber)),
        ("1e3", Err(NotANumber)),
        ("0x10", Err(NotANumber)),
        ("1,000", Err(NotANumber)),
        ("1 000", Err(NotANumber)),
        ("55%", Err(NotANumber)),
        ("五十", Err(NotANumber)),
        ("½", Err(NotANumber)),
        ("\u{0665}", Err(NotANumber)),
        ("NaN", Err(NotANumber)),
        ("1000000000", Err(TooLong)),
        ("0.0000000000001", Err(TooLong)),
        ("99999999999999999999999999999999999999999999", Err(TooLong)),
    ];
    for (typed, expected) in cases {
        let found = parse_decimal(typed).map(exact_text);
        assert_eq!(found, expected.map(str::to_owned), "typed {typed:?}");
    }
}

/// SPEC N5, N6
#[test]
fn exact_numbers_as_text() {
    for (number, fraction, decimal) in [
        ("0", "0", "0"),
        ("537", "537", "537"),
        ("2149/4", "2149/4", "537.25"),
        ("75/2", "75/2", "37.5"),
        ("1/8", "1/8", "0.125"),
        ("1/3", "1/3", "1/3"),
        ("112/3", "112/3", "112/3"),
        ("1/7", "1/7", "1/7"),
        ("10/4", "5/2", "2.5"),
        ("1/1024", "1/1024", "0.0009765625"),
        ("3/3125", "3/3125", "0.00096"),
        ("7/30", "7/30", "7/30"),
    ] {
        assert_eq!(exact_text(exact(number)), fraction);
        assert_eq!(decimal_or_fraction(exact(number)), decimal);
    }
}

/// SPEC N7, N8
#[test]
fn the_one_rounding() {
    use RoundingRule::{HalfEven, HalfUp};
    for (number, decimals, half_up, half_even) in [
        ("0", 2, "0.00", "0.00"),
        ("500", 2, "500.00", "500.00"),
        ("500", 0, "500", "500"),
        ("9.375", 2, "9.38", "9.38"),
        ("9.365", 2, "9.37", "9.36"),
        ("9.385", 2, "9.39", "9.38"),
        ("0.005", 2, "0.01", "0.00"),
        ("0.015", 2, "0.02", "0.02"),
        ("0.0049999", 2, "0.00", "0.00"),
        ("0.0050001", 2, "0.01", "0.01"),
        ("1/3", 2, "0.33", "0.33"),
        ("2/3", 2, "0.67", "0.67"),
        ("0.5", 0, "1", "0"),
        ("1.5", 0, "2", "2"),
        ("2.5", 0, "3", "2"),
        ("99.995", 2, "100.00", "100.00"),
        ("9.995", 2, "10.00", "10.00"),
        ("1/3", 6, "0.333333", "0.333333"),
        ("0.0000005", 6, "0.000001", "0.000000"),
    ] {
        for (rule, printed) in [(HalfUp, half_up), (HalfEven, half_even)] {
            assert_eq!(
                Rounding { rule, decimals }.print(exact(number)),
                printed,
                "{number} {rule:?} {decimals}"
            );
        }
    }
    let default = Rounding::default();
    assert_eq!((default.rule, default.decimals), (HalfUp, 2));
}

/// SPEC N9
#[test]
fn shares_in_per_cent() {
    for (share, whole, percent) in [
        ("9.375", "25", "37.5"),
        ("1", "3", "100/3"),
        ("0", "7", "0"),
        ("0", "0", "0"),
    ] {
        assert_eq!(percent_of(exact(share), exact(whole)), exact(percent));
    }
}

/// Numerators and denominators of a few digits, of about 2^30, where the arithmetic changes its width, and of many.
fn ratios() -> impl Strategy<Value = (i128, i128)> {
    let edge = 1_i128 << 30;
    let over = prop_oneof![
        -1_000..1_000_i128,
        edge - 3..edge + 4,
        -edge - 3..-edge + 4,
        0..1_i128 << 40
    ];
    let under = prop_oneof![1..4_i128, 1..1_000_i128, edge - 3..edge + 4, 1..1_i128 << 40];
    (over, under)
}

fn common_divisor(one: i128, two: i128) -> i128 {
    if two == 0 {
        one.abs()
    } else {
        common_divisor(two, one % two)
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC N1, N6
    #[test]
    fn what_is_written_reads_back(whole in 0_u32..1_000_000_000, decimals in 0_u64..1_000_000_000_000) {
        let typed = format!("{whole}.{decimals:012}");
        let number = parse_decimal(&typed).expect("a number");
        prop_assert_eq!(number, Exact::new(i128::from(whole) * 1_000_000_000_000 + i128::from(decimals), 1_000_000_000_000));
        prop_assert_eq!(parse_decimal(&decimal_or_fraction(number)), Ok(number));
    }

    /// SPEC N1
    #[test]
    fn sums_and_products_are_exact_at_every_size(
        one in ratios(), two in ratios(),
    ) {
        // Computed once more in 128 bits; written in lowest terms, with a denominator above zero.
        let ((a, b), (c, d)) = (one, two);
        let (left, right) = (Exact::new(a, b), Exact::new(c, d));
        let parts = |found: Exact| (found.numer(), found.denom());
        let wanted = |over: i128, under: i128| {
            let common = common_divisor(over, under) * if under < 0 { -1 } else { 1 };
            (over / common, under / common)
        };
        prop_assert_eq!(parts(left + right), wanted(a * d + c * b, b * d));
        prop_assert_eq!(parts(left - right), wanted(a * d - c * b, b * d));
        prop_assert_eq!(parts(left * right), wanted(a * c, b * d));
        if c != 0 {
            prop_assert_eq!(parts(left / right), wanted(a * d, b * c));
        }
        prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
    }

    /// SPEC N7, N8
    #[test]
    fn rounding_goes_to_the_nearest(above in 0_i128..1_000_000_000, below in 1_i128..10_000, decimals in 0_u8..=6) {
        let number = Exact::new(above, below);
        let unit = Exact::new(1, 10_i128.pow(decimals.into()));
        for rule in [RoundingRule::HalfUp, RoundingRule::HalfEven] {
            let printed = Rounding { rule, decimals }.print(number);
            let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
            prop_assert_eq!(digits, usize::from(decimals));
            let printed = parse_decimal(&printed).expect("a number");
            let distance = if printed > number { printed - number } else { number - printed };
            prop_assert!(distance * Exact::from_integer(2) <= unit, "{} is far from {}", printed, number);
            if distance * Exact::from_integer(2) == unit {
                let even = ((printed / unit).to_integer() % 2) == 0;
                prop_assert_eq!(if rule == RoundingRule::HalfUp { printed > number } else { even }, true);
            }
        }
    }

    /// SPEC N2, F12
    #[test]
    fn no_text_makes_the_reader_stumble(typed in "\\PC{0,40}") {
        let _ = parse_decimal(&typed);
    }
}
