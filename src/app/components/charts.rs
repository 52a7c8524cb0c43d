//! Charts drawn from the core's geometry; the same numbers are always in a table beside them.

use leptos::prelude::*;

use scoring::chart;
use scoring::foundations::{Exact, Lang};
use scoring::rubric::Rubric;
use scoring::scoring::Tally;

use crate::app::components::visible_text;

/// One axis of a radar.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The part's code.
    pub code: String,
    /// The part's name.
    pub name: String,
    /// Its percentage, if there is one.
    pub share: Option<Exact>,
    /// Whether every clause of it is scored.
    pub whole: bool,
}

/// The axes of a radar: one a part, with the share of the clauses that are scored.
pub fn axes(rubric: &Rubric, tally: &Tally, lang: Lang) -> Vec<Axis> {
    rubric
        .parts()
        .zip(&tally.parts)
        .map(|(node, part)| Axis {
            code: node.code.to_string(),
            name: visible_text(node.name.get(lang)),
            share: part.percent(),
            whole: part.score.is_some(),
        })
        .collect()
}

const RADIUS: f64 = 100.0;
const GAP: f64 = 20.0;

/// A radar of the parts; nothing where there are too few for a plane.
#[component]
pub fn RadarChart(
    /// The axes.
    axes: Vec<Axis>,
    /// What it shows, for those who cannot see it.
    title: String,
) -> impl IntoView {
    let shares: Vec<_> = axes.iter().map(|axis| axis.share).collect();
    let radar = chart::radar(&shares, RADIUS, GAP)?;
    let rings: Vec<_> = radar
        .rings
        .iter()
        .map(|ring| view! { <path class="ring" d=chart::path(ring)/> })
        .collect();
    let spokes: Vec<_> = radar
        .tips
        .iter()
        .map(|tip| view! { <line class="spoke" x1="0" y1="0" x2=chart::coordinate(tip.x) y2=chart::coordinate(tip.y)/> })
        .collect();
    let drawn: Vec<_> = radar.marks.iter().flatten().copied().collect();
    let closed = drawn.len() == axes.len();
    let outline = view! { <path class="profile" class:open=!closed d=chart::path(&drawn)/> };
    let marks: Vec<_> = radar
        .marks
        .iter()
        .zip(&axes)
        .enumerate()
        .filter_map(|(at, (mark, axis))| {
            let mark = (*mark)?;
            let class = format!("mark hue-{}{}", at % HUES + 1, if axis.whole { "" } else { " partial" });
            Some(view! { <circle class=class cx=chart::coordinate(mark.x) cy=chart::coordinate(mark.y) r="4"/> })
        })
        .collect();
    let labels: Vec<_> = radar
        .labels
        .iter()
        .zip(&axes)
        .map(|(place, axis)| {
            let anchor = if place.x > 12.0 {
                "start"
            } else if place.x < -12.0 {
                "end"
            } else {
                "middle"
            };
            let lines = wrapped(&axis.name);
            let first = place.y - 6.0 * lines.len().saturating_sub(1) as f64;
            let spans: Vec<_> = lines
                .into_iter()
                .enumerate()
                .map(|(at, line)| {
                    let line = if at == 0 {
                        format!("{} {line}", axis.code)
                    } else {
                        line
                    };
                    let y = first + 13.0 * at as f64;
                    view! { <tspan x=chart::coordinate(place.x) y=chart::coordinate(y)>{line}</tspan> }
                })
                .collect();
            view! { <text class="axis" text-anchor=anchor dominant-baseline="middle">{spans}</text> }
        })
        .collect();
    Some(view! {
        <svg class="radar" viewBox="-210 -150 420 300" role="img" aria-label=title>
            {rings}{spokes}{outline}{marks}{labels}
        </svg>
    })
}

/// How many hues the style sheet has for parts; more parts begin again, and carry their codes anyway.
pub const HUES: usize = 12;

/// A name on at most two lines of a radar's margin.
fn wrapped(name: &str) -> Vec<String> {
    const WIDTH: usize = 7;
    let wide = |character: char| if character.is_ascii() { 1 } else { 2 };
    let width: usize = name.chars().map(wide).sum();
    if width <= WIDTH * 2 {
        return vec![name.to_owned()];
    }
    if name.contains(' ') {
        let middle = name.len() / 2;
        let at = name
            .match_indices(' ')
            .map(|(at, _)| at)
            .min_by_key(|at| at.abs_diff(middle))
            .unwrap_or(middle);
        return vec![name[..at].to_owned(), name[at + 1..].to_owned()];
    }
    let half = name.chars().count().div_ceil(2);
    vec![
        name.chars().take(half).collect(),
        name.chars().skip(half).collect(),
    ]
}

/// A bar for a percentage, beside the number it shows.
#[component]
pub fn Bar(
    /// The percentage; an empty track where there is none.
    share: Option<Exact>,
    /// The part's place, for its hue.
    part: usize,
) -> impl IntoView {
    let length = share.map(|share| chart::bar(share, 100.0));
    let class = format!("bar-fill hue-{}", part % HUES + 1);
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class={"bar-track"} width="100" height="10"/>
            {length.map(|length| view! { <rect class=class width=chart::coordinate(length) height="10"/> })}
        </svg>
    }
}
