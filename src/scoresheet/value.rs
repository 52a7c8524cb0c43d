//! A clause's value in the form of its method, and its way to one exact percentage.

use crate::foundations::{Exact, NumberFault, parse_decimal, percent_of};
use crate::rubric::{Clause, Method, Scale, Step};
use crate::scoresheet::ValueFault;

/// A value as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A percentage of the clause's points.
    Percent(Exact),
    /// Points, from zero to the clause's own.
    Points(Exact),
    /// A percentage for each component, with the component's id.
    Components(Vec<(String, Exact)>),
}

/// The form in which a method takes its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// A percentage of the clause's points.
    Percent,
    /// Points, from zero to the clause's own.
    Points,
    /// One percentage for each of these components.
    Components(Vec<String>),
}

impl Value {
    /// The percentage of the clause's points that this value stands for.
    ///
    /// # Errors
    /// The value is off the clause's scale or steps, or of another form than its method's.
    pub fn percent(&self, clause: &Clause<'_>) -> Result<Exact, ValueFault> {
        let method = clause.method;
        match (self, ValueForm::of(method)) {
            (Self::Percent(percent), ValueForm::Percent) => {
                on_scale(*percent, Exact::from_integer(100), method.step)
            }
            (Self::Points(points), ValueForm::Points) => {
                on_scale(*points, clause.points(), method.step)?;
                Ok(percent_of(*points, clause.points()))
            }
            (Self::Components(parts), ValueForm::Components(_)) => {
                let percents = component_percents(parts, method)?;
                method.combined(&percents).ok_or(ValueFault::NoCombination)
            }
            (_, wanted) => Err(ValueFault::WrongValueForm { wanted }),
        }
    }

    /// A value for the clause out of a plain percentage, as tables give it.
    ///
    /// # Errors
    /// The clause is scored by components, or the value is off its scale.
    pub fn from_percent(percent: Exact, clause: &Clause<'_>) -> Result<Self, ValueFault> {
        let hundred = Exact::from_integer(100);
        let value = match ValueForm::of(clause.method) {
            ValueForm::Percent => Self::Percent(percent),
            ValueForm::Points if percent > hundred => {
                return Err(ValueFault::AboveScale {
                    found: percent,
                    max: hundred,
                });
            }
            ValueForm::Points => Self::Points(clause.points() * percent / hundred),
            wanted @ ValueForm::Components(_) => return Err(ValueFault::WrongValueForm { wanted }),
        };
        value.percent(clause).map(|_| value)
    }
}

impl ValueForm {
    /// The form in which a method takes its values.
    pub fn of(method: &Method) -> Self {
        if !method.components.is_empty() {
            return Self::Components(
                method
                    .components
                    .iter()
                    .map(|component| component.id.clone())
                    .collect(),
            );
        }
        match method.scale {
            Scale::Percent => Self::Percent,
            Scale::Points => Self::Points,
        }
    }
}

/// Every component of the method has one value on the scale; in the method's order.
fn component_percents(parts: &[(String, Exact)], method: &Method) -> Result<Vec<Exact>, ValueFault> {
    let value_of = |id: &str| parts.iter().find(|part| part.0 == id).map(|part| part.1);
    let missing: Vec<String> = method
        .components
        .iter()
        .filter(|component| value_of(&component.id).is_none())
        .map(|component| component.id.clone())
        .collect();
    if !missing.is_empty() {
        return Err(ValueFault::PartlyScored { missing });
    }
    if parts.len() != method.components.len() {
        return Err(ValueFault::WrongValueForm {
            wanted: ValueForm::of(method),
        });
    }
    let hundred = Exact::from_integer(100);
    method
        .components
        .iter()
        .filter_map(|component| value_of(&component.id))
        .map(|percent| on_scale(percent, hundred, method.step))
        .collect()
}

fn on_scale(value: Exact, max: Exact, step: Step) -> Result<Exact, ValueFault> {
    if value > max {
        return Err(ValueFault::AboveScale { found: value, max });
    }
    match step {
        Step::By(step) if !(value / step).is_integer() => Err(ValueFault::OffStep { found: value, step }),
        Step::By(_) | Step::Any => Ok(value),
    }
}

/// The number that was typed for a clause or a component of its method, in percent or points as its scale says; nothing
/// where nothing was typed.
///
/// # Errors
/// It is no number, off the scale, off the steps, or outside the chosen band.
pub fn parse_typed_value(
    typed: &str,
    clause: &Clause<'_>,
    component: Option<&str>,
    chosen_band: &str,
) -> Result<Option<Exact>, ValueFault> {
    let number = match parse_decimal(typed) {
        Err(NumberFault::Empty) => return Ok(None),
        Err(fault) => {
            return Err(ValueFault::NotANumber {
                found: typed.to_owned(),
                fault,
            });
        }
        Ok(number) => number,
    };
    let max = match clause.method.scale {
        Scale::Percent => Exact::from_integer(100),
        Scale::Points => clause.points(),
    };
    on_scale(number, max, clause.method.step)?;
    let band = clause
        .method
        .bands_of(component)
        .iter()
        .find(|band| band.id == chosen_band);
    match band {
        Some(band) if !band.holds(number) => Err(ValueFault::OutsideBand {
            found: number,
            from: band.from,
            to: band.to,
        }),
        _ => Ok(Some(number)),
    }
}
