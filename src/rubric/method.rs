//! Methods of scoring, as data: a scale, its step, bands with wording, and components.

use crate::foundations::{Exact, Text};
use crate::rubric::Kind;

/// How a clause is scored. Nothing in the engine knows a method by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The id that clauses name it by.
    pub id: String,
    /// The name.
    pub name: Text,
    /// The kind of clause it is meant for; nothing for both.
    pub kind: Option<Kind>,
    /// What a value counts.
    pub scale: Scale,
    /// The distance between two values.
    pub step: Step,
    /// Whether a band presupposes all bands below it (CAF's classical panel).
    pub cumulative: bool,
    /// The bands, from low to high.
    pub bands: Vec<Band>,
    /// The components that are scored one by one; none for a single value.
    pub components: Vec<Component>,
    /// How components become one percentage.
    pub combination: Option<Combination>,
    /// What to write about: one text field each.
    pub aspects: Vec<Aspect>,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Per cent of the clause's points, 0–100.
    Percent,
    /// Points, 0 to the clause's own.
    Points,
}

/// The distance between two values of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Any decimal number.
    Any,
    /// Multiples of this.
    By(Exact),
}

/// A band (档位): a sentence to choose, and the values inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Unique in its method.
    pub id: String,
    /// A short name.
    pub name: Text,
    /// Its lowest value.
    pub from: Exact,
    /// Its highest value.
    pub to: Exact,
    /// The sentence that says when it fits.
    pub text: Text,
}

/// A component of a value: P, D, C, A; trend, targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Unique in its method; also the heading of its column in a table.
    pub id: String,
    /// The name.
    pub name: Text,
    /// Its own bands, where their wording differs from the method's.
    pub bands: Vec<Band>,
}

/// How components become one percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combination {
    /// Their mean, exactly.
    Mean,
    /// The lowest of them: a chain as strong as its weakest link.
    Lowest,
}

/// What to write about: approach, deployment …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aspect {
    /// Unique in its method.
    pub id: String,
    /// The name of the text field.
    pub name: Text,
    /// What to write there.
    pub prompt: Text,
}

impl Band {
    /// Whether the value lies in the band.
    pub fn holds(&self, value: Exact) -> bool {
        self.from <= value && value <= self.to
    }
}

impl Method {
    /// The bands that a value of this component (or of the method itself) is chosen from.
    pub fn bands_of(&self, component: Option<&str>) -> &[Band] {
        let own = component
            .and_then(|id| self.components.iter().find(|component| component.id == id))
            .map_or(&[][..], |component| &component.bands);
        if own.is_empty() { &self.bands } else { own }
    }

    /// The band that a value lies in: it follows from the value.
    pub fn band_at(&self, component: Option<&str>, value: Exact) -> Option<&Band> {
        self.bands_of(component).iter().find(|band| band.holds(value))
    }

    /// The bands that a band presupposes: in a cumulative method all below it that ask for something, else none.
    ///
    /// A band that holds 0 says that nothing is there yet: whoever stands higher does not fulfil it.
    pub fn presupposed_by<'m>(&'m self, component: Option<&str>, band: &str) -> &'m [Band] {
        let bands = self.bands_of(component);
        let position = |wanted: &dyn Fn(&Band) -> bool| bands.iter().position(wanted).unwrap_or(0);
        let first = position(&|one| !one.holds(Exact::from_integer(0)));
        if self.cumulative {
            bands
                .get(first..position(&|one| one.id == band))
                .unwrap_or_default()
        } else {
            &[]
        }
    }

    /// The values from `from` to `to` in steps, where there is a step; at most `limit` of them.
    pub fn values_between(&self, from: Exact, to: Exact, limit: usize) -> Vec<Exact> {
        let Step::By(step) = self.step else {
            return Vec::new();
        };
        core::iter::successors(Some(from), |value| Some(*value + step))
            .take_while(|value| *value <= to)
            .take(limit)
            .collect()
    }

    /// The value next to another one in a range, upwards or downwards, where there is a step. Nothing stands
    /// next to an end; without a value one begins at the end that one comes from.
    pub fn next_value(
        &self,
        (from, to): (Exact, Exact),
        value: Option<Exact>,
        upwards: bool,
    ) -> Option<Exact> {
        let Step::By(step) = self.step else {
            return None;
        };
        let next = match value {
            None if upwards => from,
            None => to,
            Some(value) if upwards => value + step,
            Some(value) => value - step,
        };
        (from <= next && next <= to).then_some(next)
    }

    /// One percentage out of the components' percentages.
    pub fn combined(&self, percents: &[Exact]) -> Option<Exact> {
        let count = i128::try_from(percents.len()).ok().filter(|count| *count > 0)?;
        match self.combination? {
            Combination::Mean => Some(percents.iter().sum::<Exact>() / Exact::from_integer(count)),
            Combination::Lowest => percents.iter().min().copied(),
        }
    }
}
