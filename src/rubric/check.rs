//! From a rubric as stated to a rubric that can be scored with; every problem with its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::{Code, Exact, Rounding};
use crate::problem::{Place, Problems};
use crate::rubric::{
    Band, Kind, Method, Node, NodeDraft, Rubric, RubricDraft, RubricFault, Scale, Seat, Status, Step,
};

/// The most points of one clause; keeps every sum exact.
const MAX_POINTS: u64 = 1_000_000;
/// The most components of a method; keeps every mean exact.
const MAX_COMPONENTS: usize = 12;
/// How many methods a fault carries as those that are known: one more than a message lists.
const KNOWN_METHODS: usize = 13;

impl Rubric {
    /// Checks a rubric as stated: codes, names, sums, methods, bands, links.
    ///
    /// # Errors
    /// All problems, if any of them is an error; else the rubric comes with its warnings.
    pub fn check(draft: RubricDraft) -> Result<(Self, Problems<RubricFault>), Problems<RubricFault>> {
        let mut problems = Problems::new();
        check_head(&draft, &mut problems);
        let mut methods = BTreeMap::new();
        for (position, method) in draft.methods.iter().enumerate() {
            check_method(method, &mut problems);
            if methods.contains_key(method.id.as_str()) {
                problems.error(
                    Place::Method(method.id.clone()),
                    RubricFault::DuplicateId {
                        id: method.id.clone(),
                    },
                );
            } else {
                methods.insert(method.id.as_str(), position);
            }
        }
        let mut tree = Tree {
            methods: &draft.methods,
            known: methods,
            nodes: Vec::new(),
            codes: BTreeSet::new(),
            met: 0,
        };
        let mut sum = 0;
        for part in &draft.parts {
            sum += tree.grow(part, 0, Inherited::default(), &mut problems);
        }
        let nodes = tree.nodes;
        if nodes.is_empty() {
            problems.error(Place::Rubric, RubricFault::NoParts);
        } else if sum != draft.total {
            problems.error(
                Place::Rubric,
                RubricFault::TotalDiffers {
                    declared: draft.total,
                    sum,
                },
            );
        }
        let leaves = leaves(&nodes);
        check_links(&nodes, &leaves, &mut problems);
        if let Some(mapping) = &draft.mapping {
            check_mapping(mapping, &leaves, &mut problems);
        }
        let RubricDraft {
            id,
            version,
            status,
            title,
            sources,
            total,
            rounding,
            comments,
            methods,
            mapping,
            ..
        } = draft;
        let rubric = Self {
            id,
            version,
            status,
            title,
            sources,
            total,
            rounding,
            comments,
            methods,
            seats: seats(&nodes),
            nodes,
            mapping,
        };
        problems.unless_errors(rubric)
    }
}

fn check_head(draft: &RubricDraft, problems: &mut Problems<RubricFault>) {
    let members = [
        ("id", &draft.id),
        ("version", &draft.version),
        ("title", &draft.title.zh),
    ];
    for (member, text) in members {
        if text.trim().is_empty() {
            problems.error(Place::Rubric, RubricFault::EmptyIdentity { member });
        }
    }
    if let Status::Official { approval } = &draft.status
        && approval.as_deref().unwrap_or_default().trim().is_empty()
    {
        problems.warn(Place::Rubric, RubricFault::NoApproval);
    }
    if draft.rounding.decimals > Rounding::MAX_DECIMALS {
        problems.error(
            Place::Rubric,
            RubricFault::TooManyDecimals {
                found: draft.rounding.decimals,
            },
        );
    }
    for rule in [draft.comments.strengths, draft.comments.areas] {
        if rule.max.is_some_and(|max| rule.min > max) {
            problems.error(Place::Rubric, RubricFault::CommentRuleReversed);
        }
    }
}

fn check_method(method: &Method, problems: &mut Problems<RubricFault>) {
    let place = Place::Method(method.id.clone());
    if method.id.trim().is_empty() || method.name.zh.trim().is_empty() {
        problems.error(place.clone(), RubricFault::EmptyName);
    }
    if method.combination.is_some() == method.components.is_empty() {
        problems.error(place.clone(), RubricFault::CombinationUnclear);
    }
    let on_points = method.scale == Scale::Points;
    if !method.components.is_empty() && (on_points || method.components.len() > MAX_COMPONENTS) {
        problems.error(place.clone(), RubricFault::BadComponents);
    }
    let mut seen = BTreeSet::new();
    let components = method.components.iter();
    let named = components
        .map(|one| ("component", &one.id, &one.name))
        .chain(method.aspects.iter().map(|one| ("aspect", &one.id, &one.name)));
    for (sort, id, name) in named {
        if id.is_empty() || !seen.insert((sort, id)) {
            problems.error(place.clone(), RubricFault::DuplicateId { id: id.clone() });
        }
        if name.zh.trim().is_empty() {
            let item = Place::MethodItem(method.id.clone(), id.clone());
            problems.error(item, RubricFault::EmptyName);
        }
    }
    let any_bands = !method.bands.is_empty() || method.components.iter().any(|one| !one.bands.is_empty());
    match method.step {
        Step::By(step) if step <= Exact::from_integer(0) => problems.error(place, RubricFault::BadStep),
        Step::By(step) if !on_points => {
            if !(Exact::from_integer(100) / step).is_integer() {
                problems.error(place, RubricFault::StepDoesNotFit { step });
                return;
            }
            check_bands(method, &method.bands, step, problems);
            for component in &method.components {
                check_bands(method, &component.bands, step, problems);
            }
        }
        Step::By(_) | Step::Any if any_bands => problems.error(place, RubricFault::BandsWithoutSteps),
        Step::By(_) | Step::Any => {}
    }
}

/// Bands cover the scale from 0 to 100 in its steps: none missing, none twice. No bands at all are well.
fn check_bands(method: &Method, bands: &[Band], step: Exact, problems: &mut Problems<RubricFault>) {
    let zero = Exact::from_integer(0);
    let hundred = Exact::from_integer(100);
    let mut seen = BTreeSet::new();
    let mut expected = zero;
    for band in bands {
        let place = Place::MethodItem(method.id.clone(), band.id.clone());
        if band.name.zh.trim().is_empty() || band.id.is_empty() {
            problems.error(place.clone(), RubricFault::EmptyName);
        }
        if !seen.insert(&band.id) {
            problems.error(place.clone(), RubricFault::DuplicateId { id: band.id.clone() });
        }
        for value in [band.from, band.to] {
            if !(value / step).is_integer() {
                problems.error(place.clone(), RubricFault::BandOffStep { value });
            }
            if value > hundred {
                problems.error(
                    place.clone(),
                    RubricFault::BandAboveScale {
                        found: value,
                        max: hundred,
                    },
                );
            }
        }
        if band.to < band.from {
            problems.error(place.clone(), RubricFault::BandReversed);
        } else if band.from > expected {
            problems.error(
                place,
                RubricFault::BandGap {
                    from: expected,
                    to: expected.max(band.from - step),
                },
            );
        } else if band.from < expected {
            problems.error(place, RubricFault::BandOverlap { value: band.from });
        }
        expected = expected.max(band.to + step);
    }
    if !bands.is_empty() && expected <= hundred {
        problems.error(
            Place::Method(method.id.clone()),
            RubricFault::BandGap {
                from: expected,
                to: hundred,
            },
        );
    }
}

/// What a node takes over from those above it.
#[derive(Clone, Copy, Default)]
struct Inherited<'d> {
    kind: Option<Kind>,
    method: Option<&'d str>,
}

/// The tree as it grows: nodes in reading order.
struct Tree<'d> {
    methods: &'d [Method],
    /// Their places, by id.
    known: BTreeMap<&'d str, usize>,
    nodes: Vec<Node>,
    codes: BTreeSet<Code>,
    /// How many parts and clauses were met so far, with a code or without.
    met: usize,
}

impl<'d> Tree<'d> {
    /// Adds a node and all below it; returns the points of its leaves.
    fn grow(
        &mut self,
        draft: &'d NodeDraft,
        depth: usize,
        above: Inherited<'d>,
        problems: &mut Problems<RubricFault>,
    ) -> u64 {
        self.met += 1;
        let place = draft
            .code
            .clone()
            .map_or(Place::Untitled(self.met), Place::Clause);
        match &draft.code {
            None => problems.error(place.clone(), RubricFault::MissingCode),
            Some(code) if !self.codes.insert(code.clone()) => {
                problems.error(
                    place.clone(),
                    RubricFault::DuplicateCode {
                        code: code.to_string(),
                    },
                );
            }
            Some(_) => {}
        }
        if draft.name.zh.trim().is_empty() {
            problems.error(place.clone(), RubricFault::EmptyName);
        }
        let inherited = Inherited {
            kind: draft.kind.or(above.kind),
            method: draft.method.as_deref().or(above.method),
        };
        let known_method = self.known_method(inherited.method);
        if draft.method.is_some() && known_method.is_none() {
            self.note_unknown_method(&place, inherited.method, problems);
        }
        let is_leaf = draft.clauses.is_empty();
        if is_leaf {
            check_leaf(draft, inherited, &place, problems);
            if let Some(method) = known_method.and_then(|at| self.methods.get(at)) {
                check_fit(draft, inherited, method, &place, problems);
            }
        }
        let position = self.nodes.len();
        self.nodes.extend(draft.code.clone().map(|code| Node {
            code,
            name: draft.name.clone(),
            depth,
            points: draft.points.unwrap_or(0),
            kind: inherited.kind,
            requirement: draft.requirement.clone(),
            look_at: draft.look_at.clone(),
            guidance: draft.guidance.clone(),
            leads_to: draft.leads_to.clone(),
            method: known_method.filter(|_| is_leaf),
        }));
        if is_leaf {
            return draft.points.unwrap_or(0).min(MAX_POINTS);
        }
        let sum = draft
            .clauses
            .iter()
            .map(|below| self.grow(below, depth + 1, inherited, problems))
            .sum();
        if let Some(declared) = draft.points.filter(|declared| *declared != sum) {
            problems.error(place, RubricFault::SumDiffers { declared, sum });
        }
        if let Some(node) = self.nodes.get_mut(position) {
            node.points = sum;
        }
        sum
    }

    fn known_method(&self, id: Option<&str>) -> Option<usize> {
        self.known.get(id?).copied()
    }

    fn note_unknown_method(&self, place: &Place, id: Option<&str>, problems: &mut Problems<RubricFault>) {
        let first = self.methods.iter().take(KNOWN_METHODS);
        let known = first.map(|method| method.id.clone()).collect();
        problems.error(
            place.clone(),
            RubricFault::UnknownMethod {
                found: id.unwrap_or_default().to_owned(),
                known,
            },
        );
    }
}

fn check_leaf(
    draft: &NodeDraft,
    inherited: Inherited<'_>,
    place: &Place,
    problems: &mut Problems<RubricFault>,
) {
    match draft.points {
        None => problems.error(place.clone(), RubricFault::MissingPoints),
        Some(points @ (0 | MAX_POINTS..)) => {
            problems.error(
                place.clone(),
                RubricFault::PointsOutOfRange {
                    found: points.to_string(),
                },
            );
        }
        Some(_) => {}
    }
    if inherited.kind.is_none() {
        problems.error(place.clone(), RubricFault::MissingKind);
    }
    if inherited.method.is_none() {
        problems.error(place.clone(), RubricFault::MissingMethod);
    }
}

/// Whether the method is meant for the clause, and its steps lead to the clause's full points.
fn check_fit(
    draft: &NodeDraft,
    inherited: Inherited<'_>,
    method: &Method,
    place: &Place,
    problems: &mut Problems<RubricFault>,
) {
    if inherited.kind.is_some() && method.kind.is_some() && method.kind != inherited.kind {
        let method = method.id.clone();
        problems.warn(place.clone(), RubricFault::MethodForOtherKind { method });
    }
    let points = Exact::from_integer(draft.points.unwrap_or(0).into());
    if let (Scale::Points, Step::By(step)) = (method.scale, method.step)
        && step > Exact::from_integer(0)
        && !(points / step).is_integer()
    {
        problems.error(place.clone(), RubricFault::PointsOffStep { found: points, step });
    }
}

/// The clauses by code, whether their kinds and methods are known yet or not: what is wrong with them is reported at the
/// clause and nowhere else. Of a code that stands twice the first node counts.
type Leaves<'n> = BTreeMap<&'n Code, Option<&'n Node>>;

fn leaves(nodes: &[Node]) -> Leaves<'_> {
    let mut found = Leaves::new();
    for (position, node) in nodes.iter().enumerate() {
        let below = nodes.get(position + 1).filter(|next| next.depth > node.depth);
        found
            .entry(&node.code)
            .or_insert_with(|| below.is_none().then_some(node));
    }
    found
}

/// Where each code stands.
fn seats(nodes: &[Node]) -> BTreeMap<Code, Seat> {
    let mut found = BTreeMap::new();
    let (mut parts, mut leaves) = (0_usize, 0);
    for (position, node) in nodes.iter().enumerate() {
        parts += usize::from(node.depth == 0);
        let is_leaf = node.method.is_some() && node.kind.is_some();
        let seat = Seat {
            position,
            index: is_leaf.then_some(leaves),
            part: parts.saturating_sub(1),
        };
        leaves += usize::from(is_leaf);
        found.entry(node.code.clone()).or_insert(seat);
    }
    found
}

/// Links lead from enabler clauses to result clauses.
fn check_links(nodes: &[Node], leaves: &Leaves<'_>, problems: &mut Problems<RubricFault>) {
    let is_result = |code: &Code| {
        let leaf = leaves.get(code).copied().flatten();
        leaf.is_some_and(|node| node.kind != Some(Kind::Enabler))
    };
    for node in nodes {
        for target in &node.leads_to {
            if node.kind != Some(Kind::Enabler) || !is_result(target) {
                problems.error(
                    Place::Clause(node.code.clone()),
                    RubricFault::BadLink {
                        code: target.to_string(),
                    },
                );
            }
        }
    }
}

fn check_mapping(
    mapping: &crate::rubric::Mapping,
    leaves: &Leaves<'_>,
    problems: &mut Problems<RubricFault>,
) {
    if mapping.from_version.trim().is_empty() {
        let member = "mapping.from_version";
        problems.error(Place::Rubric, RubricFault::EmptyIdentity { member });
    }
    let mut seen = BTreeSet::new();
    for mapped in &mapping.clauses {
        let place = Place::Clause(mapped.code.clone());
        if leaves.get(&mapped.code).copied().flatten().is_none() {
            problems.error(
                place.clone(),
                RubricFault::MappedUnknown {
                    code: mapped.code.to_string(),
                },
            );
        }
        if !seen.insert(&mapped.code) {
            problems.error(
                place,
                RubricFault::MappedTwice {
                    code: mapped.code.to_string(),
                },
            );
        }
    }
}
