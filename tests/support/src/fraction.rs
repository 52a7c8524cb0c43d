//! The figures that should come out, computed once more: whole numbers over whole numbers.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// So many decimals a percentage has at the most before it is taken for one that does not end.
const MOST_DECIMALS: usize = 60;

/// A fraction in lowest terms, its denominator above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    /// One number over another, which is above zero.
    pub fn of(over: i128, under: i128) -> Self {
        let common = common_divisor(over, under);
        Self {
            over: over / common,
            under: under / common,
        }
    }

    /// A whole number.
    pub fn whole(number: i128) -> Self {
        Self::of(number, 1)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let common = common_divisor(self.under, other.under);
        Self::of(
            self.over * (other.under / common) + other.over * (self.under / common),
            self.under / common * other.under,
        )
    }

    /// One less the other.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self::of(-other.over, other.under))
    }

    /// One by the other.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::of(self.over * other.over, self.under * other.under)
    }

    /// All together.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::whole(0), Self::plus)
    }

    /// The arithmetic mean.
    pub fn mean(all: &[Self]) -> Self {
        let count = i128::try_from(all.len()).expect("a small number");
        Self::sum(all.iter().copied()).times(Self::of(1, count))
    }

    /// As files write what is exact: `2149/4`, or `537`.
    pub fn exact(self) -> String {
        match self.under {
            1 => self.over.to_string(),
            under => format!("{}/{under}", self.over),
        }
    }

    /// As percentages are written, zero or more: by long division while it ends, else as a fraction.
    pub fn percent(self) -> String {
        let (mut rest, mut decimals) = (self.over % self.under, String::new());
        while rest != 0 {
            if decimals.len() > MOST_DECIMALS {
                return self.exact();
            }
            rest *= 10;
            write!(decimals, "{}", rest / self.under).expect("memory takes a text");
            rest %= self.under;
        }
        let whole = self.over / self.under;
        if decimals.is_empty() {
            whole.to_string()
        } else {
            format!("{whole}.{decimals}")
        }
    }

    /// Zero or more, rounded half up to two decimals: `537.25`.
    pub fn points(self) -> String {
        let hundredths = (self.over * 200 + self.under) / (self.under * 2);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

/// The points of a clause for a percentage.
pub fn score(points: i128, percent: Fraction) -> Fraction {
    percent.times(Fraction::of(points, 100))
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    #[test]
    fn halves_round_up_and_fractions_are_reduced() {
        assert_eq!(Fraction::of(1075, 2).points(), "537.50");
        assert_eq!(Fraction::of(1, 8).points(), "0.13");
        assert_eq!(Fraction::of(1, 3).points(), "0.33");
        assert_eq!(Fraction::of(8596, 16).exact(), "2149/4");
        assert_eq!(Fraction::of(1074, 2).exact(), "537");
        assert_eq!(Fraction::of(229, 4).percent(), "57.25");
        assert_eq!(Fraction::of(50, 1).percent(), "50");
        assert_eq!(Fraction::of(1, 1 << 40).percent().len(), 42);
        assert_eq!(Fraction::of(10050, 333).percent(), "3350/111");
    }

    #[test]
    fn what_is_computed_is_exact() {
        let all = [Fraction::of(1, 3), Fraction::of(1, 3), Fraction::of(1, 2)];
        assert_eq!(Fraction::mean(&all), Fraction::of(7, 18));
        assert_eq!(Fraction::of(1, 2).minus(Fraction::of(1, 3)), Fraction::of(1, 6));
        assert_eq!(Fraction::of(1, 3).minus(Fraction::of(1, 3)), Fraction::whole(0));
        assert!(Fraction::of(1, 3) < Fraction::of(1, 2));
    }
}
