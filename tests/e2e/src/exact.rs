//! The figures that should come out, computed once more: whole numbers over whole numbers, and nothing of the
//! program under test.

use std::cmp::Ordering;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    /// One number over another.
    pub fn of(over: i128, under: i128) -> Self {
        let common = common_divisor(over, under);
        Self {
            over: over / common,
            under: under / common,
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::of(
            self.over * other.under + other.over * self.under,
            self.under * other.under,
        )
    }

    /// One by the other.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::of(self.over * other.over, self.under * other.under)
    }

    /// All together.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::of(0, 1), Self::plus)
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

    /// As a person reads it: with all its decimals, or as a fraction where they never end.
    pub fn plain(self) -> String {
        let ends = (0..7).find(|decimals| 10_i128.pow(*decimals) % self.under == 0);
        let Some(decimals) = ends.filter(|decimals| *decimals > 0) else {
            return self.exact();
        };
        let unit = 10_i128.pow(decimals);
        let scaled = self.over * (unit / self.under);
        format!(
            "{}.{:0width$}",
            scaled / unit,
            scaled % unit,
            width = decimals as usize
        )
    }

    /// Rounded half up to two decimals: `537.25`.
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
    if other == 0 {
        one.max(1)
    } else {
        common_divisor(other, one % other)
    }
}

/// The points of a clause for a percentage.
pub fn score(points: i128, percent: Fraction) -> Fraction {
    percent.times(Fraction::of(points, 100))
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    /// Dice that fall in the same way for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `faces`.
    pub fn throw(&mut self, faces: u64) -> u64 {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % faces
    }
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
        assert_eq!(Fraction::of(229, 4).plain(), "57.25");
        assert_eq!(Fraction::of(50, 1).plain(), "50");
        assert_eq!(Fraction::of(10050, 333).plain(), "3350/111");
    }

    #[test]
    fn a_mean_of_thirds_is_exact() {
        let all = [Fraction::of(1, 3), Fraction::of(1, 3), Fraction::of(1, 2)];
        assert_eq!(Fraction::mean(&all), Fraction::of(7, 18));
    }
}
