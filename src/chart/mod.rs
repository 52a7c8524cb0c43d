//! The geometry of charts: pure functions from shares to points on a plane. The only room with floats.
#![expect(clippy::float_arithmetic, reason = "geometry is drawn, not scored")]

use crate::foundations::{Exact, percent_of};

/// A point on the plane of a chart; x to the right, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A radar: one axis a part, the first upwards, then clockwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Radar {
    /// The ends of the axes, at the full share.
    pub tips: Vec<Point>,
    /// Where the labels stand, a little outside the tips.
    pub labels: Vec<Point>,
    /// The rings at a quarter, a half, three quarters and the whole.
    pub rings: Vec<Vec<Point>>,
    /// Where each share lies on its axis; nothing where there is none.
    pub marks: Vec<Option<Point>>,
}

/// The fewest axes that make a plane; with fewer, draw bars.
pub const RADAR_MIN_AXES: usize = 3;

/// Lays out a radar around the origin. Shares are percentages; `radius` is the length of an axis.
///
/// Returns nothing for fewer axes than a plane needs.
pub fn radar(shares: &[Option<Exact>], radius: f64, label_gap: f64) -> Option<Radar> {
    let axes = shares.len();
    if axes < RADAR_MIN_AXES {
        return None;
    }
    let at = |axis: usize, distance: f64| {
        let angle = core::f64::consts::TAU * fraction(axis, axes) - core::f64::consts::FRAC_PI_2;
        Point {
            x: distance * cosine(angle),
            y: distance * sine(angle),
        }
    };
    let ring = |distance: f64| (0..axes).map(|axis| at(axis, distance)).collect::<Vec<_>>();
    let mark = |(axis, share): (usize, &Option<Exact>)| share.map(|share| at(axis, radius * share_of(share)));
    Some(Radar {
        tips: ring(radius),
        labels: ring(radius + label_gap),
        rings: [0.25, 0.5, 0.75, 1.0]
            .into_iter()
            .map(|share| ring(radius * share))
            .collect(),
        marks: shares.iter().enumerate().map(mark).collect(),
    })
}

/// A line of values by year, with lines for a target and a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// Where each value stands; nothing where a year has none.
    pub marks: Vec<Option<Point>>,
    /// The line through the values; it breaks where a year has none.
    pub lines: Vec<Vec<Point>>,
    /// The height of the target.
    pub target: Option<f64>,
    /// The height of the value that is compared with.
    pub comparison: Option<f64>,
}

/// Lays out values by year in a box of a width and a height, the first year on its left edge, the highest number on
/// its upper edge and the lowest on its lower one. Numbers may lie below zero.
///
/// Years stand at their distance from each other. Returns nothing where no year has a value.
pub fn line_chart(
    values: &[(u16, Option<Exact>)],
    target: Option<Exact>,
    comparison: Option<Exact>,
    (width, height): (f64, f64),
) -> Option<LineChart> {
    let shown = || {
        values
            .iter()
            .filter_map(|(_, value)| *value)
            .chain(target)
            .chain(comparison)
    };
    values.iter().find_map(|(_, value)| *value)?;
    let (lowest, highest) = (shown().min()?, shown().max()?);
    let years = || values.iter().map(|(year, _)| *year);
    let (first, last) = (years().min()?, years().max()?);
    // A single number, and a single year, stand in the middle.
    let share = |part: Exact, whole: Exact| {
        if whole.numer() == 0 {
            0.5
        } else {
            share_of(percent_of(part, whole))
        }
    };
    let across = |year: u16| {
        let apart = |from: u16, to: u16| Exact::from_integer(i128::from(to - from));
        width * share(apart(first, year), apart(first, last))
    };
    let down = |value: Exact| height * (1.0 - share(value - lowest, highest - lowest));
    let marks: Vec<Option<Point>> = values
        .iter()
        .map(|(year, value)| {
            value.map(|value| Point {
                x: across(*year),
                y: down(value),
            })
        })
        .collect();
    let lines = marks
        .split(Option::is_none)
        .map(|line| line.iter().flatten().copied().collect());
    Some(LineChart {
        lines: lines.filter(|line: &Vec<Point>| line.len() > 1).collect(),
        target: target.map(down),
        comparison: comparison.map(down),
        marks,
    })
}

/// The length of a bar for a percentage of a whole length.
pub fn bar(percent: Exact, length: f64) -> f64 {
    length * share_of(percent)
}

/// A percentage as a share of one, kept between nothing and the whole.
fn share_of(percent: Exact) -> f64 {
    // Geometry needs no more than a ten-thousandth.
    let parts = (percent * Exact::from_integer(100)).to_integer().clamp(0, 10_000);
    f64::from(u16::try_from(parts).unwrap_or(10_000)) / 10_000.0
}

fn fraction(part: usize, whole: usize) -> f64 {
    let float = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    float(part) / float(whole)
}

/// The sine of an angle between -2π and 2π, by its series.
///
/// The standard library's would bring code for angles of any size into the page; a drawing needs none of it.
fn sine(angle: f64) -> f64 {
    use core::f64::consts::{PI, TAU};
    let angle = if angle > PI {
        angle - TAU
    } else if angle < -PI {
        angle + TAU
    } else {
        angle
    };
    let square = angle * angle;
    let mut term = angle;
    let mut sum = angle;
    let mut factor = 2.0;
    for _ in 0..10 {
        term = -term * square / (factor * (factor + 1.0));
        sum += term;
        factor += 2.0;
    }
    sum
}

/// The cosine of an angle between -π and 3π/2.
fn cosine(angle: f64) -> f64 {
    sine(angle + core::f64::consts::FRAC_PI_2)
}

/// A coordinate as SVG writes it, to a hundredth.
pub fn coordinate(value: f64) -> String {
    let hundredths = (value.abs() * 100.0 + 0.5) as u32;
    let sign = if value < 0.0 && hundredths > 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// An open line through points, as an SVG path; empty where there is no point.
pub fn open_path(points: &[Point]) -> String {
    let closed = path(points);
    closed.strip_suffix('Z').unwrap_or_default().to_owned()
}

/// A closed line through points, as an SVG path; empty where there is no point.
pub fn path(points: &[Point]) -> String {
    let mut text = String::new();
    for (position, point) in points.iter().enumerate() {
        text.push(if position == 0 { 'M' } else { 'L' });
        text += &coordinate(point.x);
        text.push(' ');
        text += &coordinate(point.y);
    }
    if !points.is_empty() {
        text.push('Z');
    }
    text
}
