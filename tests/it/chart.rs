//! The geometry of charts: how many axes make a radar, and that nothing leaves the picture.

use proptest::prelude::*;
use scoring::chart::{Point, RADAR_MIN_AXES, bar, line_chart, open_path, path, radar};
use scoring::foundations::Exact;

use crate::support::{chances, exact};

const RADIUS: f64 = 100.0;
const GAP: f64 = 20.0;

fn distance(point: &Point) -> f64 {
    point.x.hypot(point.y)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// SPEC H1
#[test]
fn a_plane_needs_three_axes() {
    assert_eq!(RADAR_MIN_AXES, 3);
    for axes in [0, 1, 2] {
        assert_eq!(
            radar(&vec![Some(exact("50")); axes], RADIUS, GAP),
            None,
            "{axes} axes"
        );
    }
    for axes in [3, 7, 9, 12, 40] {
        let radar = radar(&vec![Some(exact("50")); axes], RADIUS, GAP).expect("a radar");
        assert_eq!(
            (radar.tips.len(), radar.labels.len(), radar.marks.len()),
            (axes, axes, axes)
        );
        assert_eq!(radar.rings.len(), 4);
        assert!(radar.rings.iter().all(|ring| ring.len() == axes));
        assert!(radar.tips.iter().all(|tip| near(distance(tip), RADIUS)));
        assert!(
            radar
                .labels
                .iter()
                .all(|label| near(distance(label), RADIUS + GAP))
        );
        let first = &radar.tips[0];
        assert!(
            near(first.x, 0.0) && near(first.y, -RADIUS),
            "the first axis points up"
        );
        assert!(radar.tips[1].x > 0.0, "and the next is clockwise from it");
    }
}

/// SPEC H3
#[test]
fn values_by_year_make_a_line() {
    let value = |text: &str| Some(exact(text));
    let values = [
        (2021, value("10")),
        (2022, None),
        (2023, value("30")),
        (2025, value("20")),
    ];
    let chart = line_chart(&values, value("50"), value("0"), (100.0, 50.0)).expect("a line");
    let at = |x: f64, y: f64| Some(Point { x, y });
    assert_eq!(
        chart.marks,
        [at(0.0, 40.0), None, at(50.0, 20.0), at(100.0, 30.0)]
    );
    assert_eq!((chart.target, chart.comparison), (Some(0.0), Some(50.0)));
    let line: Vec<Option<Point>> = chart.lines.concat().into_iter().map(Some).collect();
    assert_eq!(
        (chart.lines.len(), line),
        (1, chart.marks[2..].to_vec()),
        "a gap breaks the line"
    );
    // Below zero, a single year, a single number.
    let below = [(2021, Some(exact("0") - exact("5"))), (2022, value("5"))];
    let chart = line_chart(&below, None, None, (100.0, 50.0)).expect("a line");
    assert_eq!(chart.marks, [at(0.0, 50.0), at(100.0, 0.0)]);
    let chart = line_chart(&[(2021, value("5"))], value("5"), None, (100.0, 50.0)).expect("a mark");
    assert_eq!((chart.marks, chart.target), (vec![at(50.0, 25.0)], Some(25.0)));
    assert_eq!(line_chart(&[], value("5"), None, (100.0, 50.0)), None);
    assert_eq!(line_chart(&[(2021, None)], value("5"), None, (100.0, 50.0)), None);
    assert_eq!(
        open_path(&[Point { x: 0.0, y: 1.0 }, Point { x: 2.5, y: 3.0 }]),
        "M0.00 1.00L2.50 3.00"
    );
}

/// SPEC H2
#[test]
fn marks_lie_at_their_share() {
    let shares = [
        Some("0"),
        Some("25"),
        None,
        Some("62.5"),
        Some("100"),
        Some("100/3"),
    ];
    let shares: Vec<Option<Exact>> = shares.iter().map(|share| share.map(exact)).collect();
    let radar = radar(&shares, RADIUS, GAP).expect("a radar");
    let found: Vec<Option<f64>> = radar
        .marks
        .iter()
        .map(|mark| mark.as_ref().map(distance))
        .collect();
    for (found, expected) in found.iter().zip([
        Some(0.0),
        Some(25.0),
        None,
        Some(62.5),
        Some(100.0),
        Some(100.0 / 3.0),
    ]) {
        match (found, expected) {
            (None, None) => {}
            (Some(found), Some(expected)) => assert!((found - expected).abs() < 0.05, "{found} {expected}"),
            other => panic!("{other:?}"),
        }
    }
}

/// SPEC H2
#[test]
fn bars_and_paths() {
    assert!(near(bar(exact("37.5"), 200.0), 75.0));
    assert!(near(bar(exact("0"), 200.0), 0.0));
    assert!(
        near(bar(exact("250"), 200.0), 200.0),
        "never beyond the whole length"
    );
    let points = [Point { x: 0.0, y: -1.0 }, Point { x: 2.5, y: 3.0 / 7.0 }];
    assert_eq!(path(&points), "M0.00 -1.00L2.50 0.43Z");
    assert_eq!(path(&[]), "");
    assert_eq!(
        path(&[Point { x: -0.001, y: -0.0 }]),
        "M0.00 0.00Z",
        "no minus before nothing"
    );
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC H2
    #[test]
    fn nothing_leaves_the_picture(shares in prop::collection::vec(prop::option::of((0_i128..1_000_000, 1_i128..1000)), 3..30)) {
        let shares: Vec<Option<Exact>> = shares.into_iter().map(|share| share.map(|(above, below)| Exact::new(above, below))).collect();
        let radar = radar(&shares, RADIUS, GAP).expect("a radar");
        for mark in radar.marks.iter().flatten() {
            prop_assert!(mark.x.is_finite() && mark.y.is_finite());
            prop_assert!(distance(mark) <= RADIUS + 1e-9);
        }
        prop_assert!(!path(&radar.tips).contains("NaN"));
    }
}
