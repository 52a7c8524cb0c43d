//! Exact numbers: scores are ratios of integers, and one named rounding turns them into digits.

use num_rational::Ratio;

use crate::foundations::text::half_width_of;

/// An exact non-negative number: points, a percentage, or a mean of either.
///
/// Inputs are bounded (nine digits before the point, [`MAX_DECIMALS`] after it), so that sums and means
/// over thousands of sheets stay far below the limits of `i128`.
// A type of its own over num-rational, so that the 128-bit arithmetic stands in the page once and not at each use.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// The ratio of two integers; the denominator is not zero.
    #[inline(never)]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let narrow = |number: i128| i64::try_from(number).ok().filter(|narrow| *narrow > 0);
        match narrow(numerator).zip(narrow(denominator)) {
            Some((numerator, denominator)) => Self::reduced(numerator, denominator),
            None => Self(Ratio::new(numerator, denominator)),
        }
    }

    /// A whole number.
    pub const fn from_integer(whole: i128) -> Self {
        Self(Ratio::new_raw(whole, 1))
    }

    /// The numerator of the reduced fraction.
    pub fn numer(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator of the reduced fraction.
    pub fn denom(self) -> i128 {
        *self.0.denom()
    }

    /// Whether it is a whole number.
    pub fn is_integer(self) -> bool {
        self.denom() == 1
    }

    /// The whole part.
    #[inline(never)]
    pub fn to_integer(self) -> i128 {
        self.numer() / self.denom()
    }

    /// What is left of the whole part.
    fn fract(self) -> Self {
        Self(self.0.fract())
    }

    /// Numerator and denominator where both are so small that sums of their products fit an `i64`, as those of scores
    /// are: a division of 128 bits costs many times one of 64, and in the page it is a function of its own.
    fn small(self) -> Option<(i64, i64)> {
        const LIMIT: i128 = 1 << 30;
        let within = |number: i128| {
            i64::try_from(number)
                .ok()
                .filter(|_| (-LIMIT..=LIMIT).contains(&number))
        };
        within(self.numer()).zip(within(self.denom()))
    }

    /// Both where both are small.
    fn both_small(self, other: Self) -> Option<((i64, i64), (i64, i64))> {
        self.small().zip(other.small())
    }

    /// The ratio of two integers that are small enough for 64 bits; the denominator is above zero.
    fn reduced(numerator: i64, denominator: i64) -> Self {
        let (mut divisor, mut rest) = (denominator, numerator);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        let divisor = divisor.abs();
        Self(Ratio::new_raw(
            i128::from(numerator / divisor),
            i128::from(denominator / divisor),
        ))
    }
}

impl core::ops::Add for Exact {
    type Output = Self;

    #[inline(never)]
    fn add(self, other: Self) -> Self {
        match self.both_small(other) {
            Some(((one, 1), (two, 1))) => Self::from_integer(i128::from(one + two)),
            Some(((one, of), (two, other_of))) => Self::reduced(one * other_of + two * of, of * other_of),
            None => Self(self.0 + other.0),
        }
    }
}

impl core::ops::Sub for Exact {
    type Output = Self;

    #[inline(never)]
    fn sub(self, other: Self) -> Self {
        match self.both_small(other) {
            Some(((one, 1), (two, 1))) => Self::from_integer(i128::from(one - two)),
            Some(((one, of), (two, other_of))) => Self::reduced(one * other_of - two * of, of * other_of),
            None => Self(self.0 - other.0),
        }
    }
}

impl core::ops::Mul for Exact {
    type Output = Self;

    #[inline(never)]
    fn mul(self, other: Self) -> Self {
        match self.both_small(other) {
            Some(((one, of), (two, other_of))) => Self::reduced(one * two, of * other_of),
            None => Self(self.0 * other.0),
        }
    }
}

impl core::ops::Div for Exact {
    type Output = Self;

    #[inline(never)]
    fn div(self, other: Self) -> Self {
        match self.both_small(other) {
            // Only a positive divisor keeps the sign above the line; zero is num-rational's to refuse.
            Some(((one, of), (two @ 1.., other_of))) => Self::reduced(one * other_of, of * two),
            _ => Self(self.0 / other.0),
        }
    }
}

impl core::ops::AddAssign for Exact {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl core::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::from_integer(0), |sum, number| sum + number)
    }
}

impl<'a> core::iter::Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        numbers.copied().sum()
    }
}

impl Ord for Exact {
    #[inline(never)]
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        match self.both_small(*other) {
            Some(((one, of), (two, other_of))) => (one * other_of).cmp(&(two * of)),
            None => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl core::fmt::Display for Exact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Display::fmt(&self.0, f)
    }
}

impl core::fmt::Debug for Exact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Display::fmt(&self.0, f)
    }
}

/// The most digits after the decimal point that a typed number may have.
pub const MAX_DECIMALS: usize = 12;

/// The most digits before the decimal point that a typed number may have.
const MAX_INTEGER_DIGITS: usize = 9;

/// Why a text is not a number that can be scored with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Nothing is written.
    Empty,
    /// Signs, letters, separators or a second point.
    NotANumber,
    /// More digits than the engine keeps exactly.
    TooLong,
    /// More digits than a percentage in a table may have: two decimals fewer than other numbers.
    PercentTooLong,
}

/// Reads a number as people type it: full-width digits, 。 for the point, blanks around it.
///
/// # Errors
/// A [`NumberFault`]; signs are refused, since no score is negative.
pub fn parse_decimal(typed: &str) -> Result<Exact, NumberFault> {
    let text = half_width_of(typed);
    let text = if text.is_ascii() {
        text
    } else {
        text.replace('。', ".").into()
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberFault::Empty);
    }
    let (whole, decimals) = match text.split_once('.') {
        None => (text, ""),
        Some((_, "")) => return Err(NumberFault::NotANumber),
        Some(pair) => pair,
    };
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits_only(whole) || !digits_only(decimals) {
        return Err(NumberFault::NotANumber);
    }
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() > MAX_INTEGER_DIGITS || decimals.len() > MAX_DECIMALS {
        return Err(NumberFault::TooLong);
    }
    let mut numerator: i128 = 0;
    let mut denominator: i128 = 1;
    for byte in whole.bytes() {
        numerator = numerator * 10 + i128::from(byte - b'0');
    }
    for byte in decimals.bytes() {
        numerator = numerator * 10 + i128::from(byte - b'0');
        denominator *= 10;
    }
    Ok(Exact::new(numerator, denominator))
}

/// The reduced fraction, or the integer: `"2149/4"`, `"537"`.
pub fn exact_text(number: Exact) -> String {
    number.to_string()
}

/// A finite decimal where there is one, else the reduced fraction: `"37.5"`, `"112/3"`.
pub fn decimal_or_fraction(number: Exact) -> String {
    let mut rest = number.denom();
    let mut decimals: u32 = 0;
    let (mut twos, mut fives) = (0, 0);
    while rest % 2 == 0 {
        rest /= 2;
        twos += 1;
    }
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    if rest != 1 {
        return number.to_string();
    }
    decimals = decimals.max(twos).max(fives);
    scaled_text(
        (number * Exact::from_integer(10_i128.pow(decimals))).numer(),
        decimals,
    )
}

/// `share` as a percentage of `whole`; nothing of nothing is zero.
pub fn percent_of(share: Exact, whole: Exact) -> Exact {
    if whole.numer() == 0 {
        Exact::from_integer(0)
    } else {
        share * Exact::from_integer(100) / whole
    }
}

/// Writes an integer number of 10^-decimals as a decimal text.
fn scaled_text(scaled: i128, decimals: u32) -> String {
    if decimals == 0 {
        return scaled.to_string();
    }
    let unit = 10_i128.pow(decimals);
    let (whole, rest) = (scaled / unit, scaled % unit);
    format!("{whole}.{rest:0>width$}", width = decimals as usize)
}

/// How a number that lies exactly between two printable ones is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundingRule {
    /// 四舍五入: a half goes up.
    HalfUp,
    /// GB/T 8170 (四舍六入五成双): a half goes to the even digit.
    HalfEven,
}

/// The one rounding of a rubric, used on output only; ranks and sums never see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// How halves are decided.
    pub rule: RoundingRule,
    /// Digits after the point, at most six.
    pub decimals: u8,
}

impl Default for Rounding {
    fn default() -> Self {
        Self {
            rule: RoundingRule::HalfUp,
            decimals: 2,
        }
    }
}

impl Rounding {
    /// The most decimals a rubric may ask for.
    pub const MAX_DECIMALS: u8 = 6;

    /// The number as it is shown, always with the rubric's number of decimals: `"537.25"`.
    pub fn print(self, number: Exact) -> String {
        let decimals = u32::from(self.decimals.min(Self::MAX_DECIMALS));
        let scaled = number * Exact::from_integer(10_i128.pow(decimals));
        let (whole, rest, unit) = (scaled.to_integer(), scaled.fract().numer(), scaled.denom());
        let up = match (rest * 2).cmp(&unit) {
            core::cmp::Ordering::Less => false,
            core::cmp::Ordering::Greater => true,
            core::cmp::Ordering::Equal => match self.rule {
                RoundingRule::HalfUp => true,
                RoundingRule::HalfEven => whole % 2 == 1,
            },
        };
        scaled_text(whole + i128::from(up), decimals)
    }
}
