//! The geometry of charts: pure functions from shares to points on a plane. The only room with floats.
#![expect(clippy::float_arithmetic, reason = "geometry is drawn, not scored")]

use crate::foundations::Exact;

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
            x: distance * angle.cos(),
            y: distance * angle.sin(),
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

/// The length of a bar for a percentage of a whole length.
pub fn bar(percent: Exact, length: f64) -> f64 {
    length * share_of(percent)
}

/// A percentage as a share of one, kept between nothing and the whole.
fn share_of(percent: Exact) -> f64 {
    // Geometry needs no more than a thousandth; the integer is far below what a float holds exactly.
    let thousandths = (percent * Exact::from_integer(10))
        .round()
        .to_integer()
        .clamp(0, 1000);
    f64::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}

fn fraction(part: usize, whole: usize) -> f64 {
    let float = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    float(part) / float(whole)
}

/// A closed line through points, as an SVG path.
pub fn path(points: &[Point]) -> String {
    let mut text = String::new();
    for (position, point) in points.iter().enumerate() {
        let command = if position == 0 { 'M' } else { 'L' };
        text += &format!("{command}{:.2} {:.2}", point.x, point.y);
    }
    text + "Z"
}
