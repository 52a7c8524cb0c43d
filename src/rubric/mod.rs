//! The rubric (评定标准): parts, clauses, points, methods and bands, all of them data.
//!
//! A [`RubricDraft`] is what a file or table says; [`Rubric::check`] is the one way to a [`Rubric`], whose
//! sums, codes, methods and bands are known to be right.

mod check;
mod draft;
mod fault;
mod method;

pub use draft::{Comments, CountRule, MappedClause, Mapping, NodeDraft, RubricDraft, Source, Status};
pub use fault::RubricFault;
pub use method::{Aspect, Band, Combination, Component, Method, Scale, Step};

use std::collections::BTreeMap;

use crate::foundations::{Code, Exact, Rounding, Text};

/// Whether a clause asks what the organisation does or what it achieves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 方法类: what the organisation does.
    Enabler,
    /// 结果类: what it achieves.
    Result,
}

/// A checked rubric. It can only come from [`Rubric::check`].
///
/// ```compile_fail,E0451
/// let rubric = scoring::rubric::Rubric { ..todo!() };
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rubric {
    id: String,
    version: String,
    status: Status,
    title: Text,
    sources: Vec<Source>,
    total: u64,
    rounding: Rounding,
    comments: Comments,
    methods: Vec<Method>,
    nodes: Vec<Node>,
    mapping: Option<Mapping>,
    seats: BTreeMap<Code, Seat>,
}

/// Where the node with a code stands, so that no lookup walks through all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seat {
    /// Among the nodes.
    position: usize,
    /// Among the leaves, where it is one.
    index: Option<usize>,
    /// Its part's place among the parts.
    part: usize,
}

/// A part or clause in its place in the tree. Nodes stand in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The code, unique in the rubric.
    pub code: Code,
    /// The name.
    pub name: Text,
    /// Steps below the top: parts are at 0.
    pub depth: usize,
    /// Points: given at the leaves, summed above them.
    pub points: u64,
    /// Enabler or result; at a part it is what its clauses inherit, if anything.
    pub kind: Option<Kind>,
    /// What the clause asks for.
    pub requirement: Option<Text>,
    /// Points to look at (看点).
    pub look_at: Vec<Text>,
    /// How to judge.
    pub guidance: Option<Text>,
    /// The result clauses that this enabler should cause.
    pub leads_to: Vec<Code>,
    /// The index of the method, for leaves.
    method: Option<usize>,
}

/// A leaf of the rubric: a clause that is scored.
#[derive(Clone, Copy, Debug)]
pub struct Clause<'r> {
    /// Code, name, points and guidance.
    pub node: &'r Node,
    /// How it is scored.
    pub method: &'r Method,
    /// Enabler or result.
    pub kind: Kind,
    /// Its place among the leaves, from 0.
    pub index: usize,
    /// Its part's place among the parts, from 0.
    pub part: usize,
}

impl Clause<'_> {
    /// The clause's points as an exact number.
    pub fn points(&self) -> Exact {
        Exact::from_integer(i128::from(self.node.points))
    }
}

impl Rubric {
    /// The rubric's identity, the same over its versions.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version; a used version is never edited (Art. 19).
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the numbers are official.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The title.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// Where its contents come from.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The points of all clauses together.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The one rounding, used on output.
    pub fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// How many comments a clause should have.
    pub fn comments(&self) -> &Comments {
        &self.comments
    }

    /// The methods, as defined in the rubric.
    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// What became of the clauses of an older version.
    pub fn mapping(&self) -> Option<&Mapping> {
        self.mapping.as_ref()
    }

    /// Every part and clause in reading order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The parts: the nodes at the top.
    pub fn parts(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.depth == 0)
    }

    /// The clauses that are scored, in reading order.
    pub fn clauses(&self) -> impl Iterator<Item = Clause<'_>> {
        let mut part = 0;
        let mut parts_seen = 0;
        self.nodes
            .iter()
            .filter_map(move |node| {
                if node.depth == 0 {
                    part = parts_seen;
                    parts_seen += 1;
                }
                let method = self.methods.get(node.method?)?;
                Some((node, method, node.kind?, part))
            })
            .enumerate()
            .map(|(index, (node, method, kind, part))| Clause {
                node,
                method,
                kind,
                index,
                part,
            })
    }

    /// The clause with this code, if it is a leaf.
    pub fn clause(&self, code: &Code) -> Option<Clause<'_>> {
        let seat = self.seats.get(code)?;
        let node = self.nodes.get(seat.position)?;
        Some(Clause {
            node,
            method: self.methods.get(node.method?)?,
            kind: node.kind?,
            index: seat.index?,
            part: seat.part,
        })
    }

    /// The part or clause with this code.
    pub fn node(&self, code: &Code) -> Option<&Node> {
        self.nodes.get(self.seats.get(code)?.position)
    }

    /// How many clauses are scored.
    pub fn clause_count(&self) -> usize {
        self.nodes.iter().filter(|node| node.method.is_some()).count()
    }
}
