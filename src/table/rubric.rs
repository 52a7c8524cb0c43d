//! A rubric out of a table: 编号, 名称, 类别, 分值 and optionally 方法, 要求, 看点.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::OneByOne as _;
use crate::foundations::{Code, Rounding, Text};
use crate::problem::{Column, Place, Problems};
use crate::rubric::{Comments, Kind, Method, NodeDraft, Rubric, RubricDraft, RubricFault, Status};
use crate::table::cell::{self, plain};
use crate::table::fault::TableFault;
use crate::table::grid::Grid;
use crate::table::headings::Known;
use crate::table::other::TableKind;
use crate::table::records::Row;
use crate::table::totals;

/// What a table does not say about its rubric.
#[derive(Clone, Debug)]
pub struct RubricOptions {
    /// The rubric's identity.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Official or not.
    pub status: Status,
    /// What the clauses should add up to.
    pub total: u64,
}

impl RubricOptions {
    /// The version of a rubric out of a table that says none.
    pub const VERSION: &'static str = "1";
    /// What its clauses should add up to.
    pub const TOTAL: u64 = 1000;

    /// What a rubric is that nobody says more of than the name of its table: a draft of that name.
    pub fn of_table(name: &str) -> Self {
        Self {
            id: name.to_owned(),
            title: name.to_owned(),
            version: Self::VERSION.to_owned(),
            status: Status::Draft,
            total: Self::TOTAL,
        }
    }
}

/// The methods that a table gets where it names none.
const METHOD_OF_ENABLERS: &str = "adli_range";
const METHOD_OF_RESULTS: &str = "letci_range";

/// Reads a rubric from a CSV text. `methods` are those that the table may name by id.
///
/// # Errors
/// All problems, with row and column, if any of them is an error. The draft returned is known to pass
/// [`Rubric::check`]; the rubric that came of it is beside it.
pub fn read_rubric(
    text: &str,
    methods: &[Method],
    options: RubricOptions,
) -> Result<(RubricDraft, Rubric, Problems<TableFault>), Problems<TableFault>> {
    let mut problems = Problems::new();
    let layout = [
        Known::new(Column::Code, &["编号", "Code", "条款编号", "条款号"], true),
        Known::new(Column::Name, &["名称", "Name", "条款名称"], true),
        Known::new(Column::Kind, &["类别", "Kind"], true),
        Known::new(Column::Points, &["分值", "Points", "满分"], true),
        Known::new(Column::Method, &["方法", "Method"], false),
        Known::new(Column::Requirement, &["要求", "Requirement"], false),
        Known::new(Column::LookAt, &["看点", "Points to look at"], false),
    ];
    let Some(grid) = Grid::read(text, (TableKind::Rubric, &layout), &mut problems) else {
        return Err(problems);
    };
    let codes: BTreeSet<Code> = grid
        .rows
        .iter()
        .filter_map(|row| grid.code(row).ok())
        .one_by_one();
    let mut rows = BTreeMap::new();
    let mut nodes: Vec<NodeDraft> = Vec::new();
    for row in &grid.rows {
        let node = read_node(&grid, row, &mut problems);
        let Some(code) = node.code.clone() else { continue };
        if rows.insert(code.clone(), row.number).is_some() {
            problems.error(Place::Row(row.number, Some(Column::Code)), doubled(&code, &codes));
            continue;
        }
        nodes.push(node);
    }
    for (code, number) in &rows {
        if let Some(parent) = code.parent().filter(|parent| !rows.contains_key(parent)) {
            let fault = TableFault::MissingParent {
                parent: parent.to_string(),
            };
            problems.error(Place::Row(*number, Some(Column::Code)), fault);
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let placed: Vec<(usize, &NodeDraft)> = nodes
        .iter()
        .filter_map(|node| Some((*rows.get(node.code.as_ref()?)?, node)))
        .collect();
    totals::judge(&grid, &placed, &rows, &mut problems);
    if problems.has_errors() {
        return Err(problems);
    }
    let parts = grown(nodes);
    let RubricOptions {
        id,
        title,
        version,
        status,
        total,
    } = options;
    let draft = RubricDraft {
        id,
        version,
        status,
        title: Text::zh(title),
        sources: Vec::new(),
        total,
        rounding: Rounding::default(),
        comments: Comments::default(),
        methods: used_methods(&parts, methods),
        parts,
        mapping: None,
    };
    match Rubric::check(draft.clone()) {
        Ok((rubric, warnings)) => {
            problems.extend(in_rows(warnings, &rows));
            Ok((draft, rubric, problems))
        }
        Err(faults) => {
            problems.extend(in_rows(faults, &rows));
            Err(problems)
        }
    }
}

fn read_node(grid: &Grid, row: &Row, problems: &mut Problems<TableFault>) -> NodeDraft {
    let at = |column: Column| Place::Row(row.number, Some(column));
    let text = |column: &Column| {
        let cell = grid.cell(row, column);
        (!cell.is_empty()).then(|| Text::zh(cell))
    };
    let code = match grid.code(row) {
        Ok(code) => Some(code),
        Err(fault) => {
            problems.error(at(Column::Code), fault);
            None
        }
    };
    let typed = grid.cell(row, &Column::Kind);
    let kind = match plain(typed).to_lowercase().as_str() {
        "" => None,
        "enabler" | "方法类" => Some(Kind::Enabler),
        "result" | "结果类" => Some(Kind::Result),
        _ => {
            let found = typed.to_owned();
            problems.error(at(Column::Kind), TableFault::UnknownKind { found });
            None
        }
    };
    let points = read_points(grid.cell(row, &Column::Points)).unwrap_or_else(|fault| {
        problems.error(at(Column::Points), fault);
        None
    });
    let method = plain(grid.cell(row, &Column::Method));
    let look_at = grid.cell(row, &Column::LookAt).split([';', '\u{FF1B}']);
    NodeDraft {
        code,
        name: text(&Column::Name).unwrap_or_default(),
        points,
        kind,
        method: (!method.is_empty()).then_some(method),
        requirement: text(&Column::Requirement),
        look_at: look_at
            .map(str::trim)
            .filter(|point| !point.is_empty())
            .map(Text::zh)
            .collect(),
        guidance: None,
        leads_to: Vec::new(),
        clauses: Vec::new(),
    }
}

fn read_points(typed: &str) -> Result<Option<u64>, TableFault> {
    let Some(points) = cell::number(typed)? else {
        return Ok(None);
    };
    if !points.is_integer() {
        return Err(TableFault::FractionalPoints {
            found: typed.to_owned(),
        });
    }
    let whole = u64::try_from(points.to_integer());
    whole.map(Some).map_err(|_| {
        let found = typed.to_owned();
        RubricFault::PointsOutOfRange { found }.into()
    })
}

/// A code that stands twice. Where 1.9 is there and 1.10 is not, the second 1.1 was probably 1.10.
fn doubled(code: &Code, codes: &BTreeSet<Code>) -> TableFault {
    let there = |text: &str| Code::parse(text).is_some_and(|code| codes.contains(&code));
    let (before, last) = code.as_str().rsplit_once('.').unwrap_or(("", code.as_str()));
    let last: Option<u32> = last.parse().ok().filter(|last| (1..=9).contains(last));
    let code = code.to_string();
    match last {
        Some(last) if !before.is_empty() => {
            let (meant, previous) = (format!("{code}0"), format!("{before}.{}", last * 10 - 1));
            if there(&previous) && !there(&meant) {
                return TableFault::LostZero { code, meant };
            }
            RubricFault::DuplicateCode { code }.into()
        }
        _ => RubricFault::DuplicateCode { code }.into(),
    }
}

/// The tree out of rows in any order: parents by dotted segment, siblings in the order of their rows.
fn grown(mut nodes: Vec<NodeDraft>) -> Vec<NodeDraft> {
    let mut below: BTreeMap<Option<Code>, Vec<NodeDraft>> = BTreeMap::new();
    for node in nodes.drain(..) {
        let parent = node.code.as_ref().and_then(Code::parent);
        below.entry(parent).or_default().push(node);
    }
    adopt(None, None, None, &mut below)
}

fn adopt(
    parent: Option<&Code>,
    kind: Option<Kind>,
    method: Option<&str>,
    below: &mut BTreeMap<Option<Code>, Vec<NodeDraft>>,
) -> Vec<NodeDraft> {
    let mut children = below.remove(&parent.cloned()).unwrap_or_default();
    for child in &mut children {
        let kind = child.kind.or(kind);
        let method = child.method.clone().or_else(|| method.map(str::to_owned));
        child.clauses = adopt(child.code.as_ref(), kind, method.as_deref(), below);
        if child.clauses.is_empty() && method.is_none() {
            let default = match kind {
                // Without a kind the clause is refused for that alone, not for its method too.
                Some(Kind::Enabler) | None => METHOD_OF_ENABLERS,
                Some(Kind::Result) => METHOD_OF_RESULTS,
            };
            child.method = Some(default.to_owned());
        }
    }
    children
}

/// The methods that the tree names; all of them where it names one that is not there, for the message.
fn used_methods(parts: &[NodeDraft], methods: &[Method]) -> Vec<Method> {
    fn names<'n>(nodes: &'n [NodeDraft], found: &mut Vec<&'n str>) {
        for node in nodes {
            found.extend(node.method.as_deref());
            names(&node.clauses, found);
        }
    }
    let mut named = Vec::new();
    names(parts, &mut named);
    let all_known = named
        .iter()
        .all(|name| methods.iter().any(|method| method.id == *name));
    let used = |method: &&Method| !all_known || named.contains(&method.id.as_str());
    methods.iter().filter(used).cloned().collect()
}

/// Faults that the tree places at codes, placed at the rows and columns they came from.
fn in_rows(problems: Problems<RubricFault>, rows: &BTreeMap<Code, usize>) -> Problems<RubricFault> {
    problems.relocated(|problem| {
        let Place::Clause(code) = &problem.place else {
            return problem.place.clone();
        };
        let Some(row) = rows.get(code) else {
            return problem.place.clone();
        };
        let column = match problem.fault {
            RubricFault::EmptyName => Some(Column::Name),
            RubricFault::MissingKind => Some(Column::Kind),
            RubricFault::MissingMethod
            | RubricFault::UnknownMethod { .. }
            | RubricFault::MethodForOtherKind { .. } => Some(Column::Method),
            RubricFault::MissingPoints
            | RubricFault::PointsOutOfRange { .. }
            | RubricFault::SumDiffers { .. } => Some(Column::Points),
            _ => None,
        };
        Place::Row(*row, column)
    })
}
