//! The result of one application at one stage, and what its report lacks.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cycle::{CommentKind, Issue, PanelReport, ReviewStage, SheetItem};
use crate::docket::PanelMember;
use crate::docket::state::{SheetFacts, State};
use crate::foundations::{Code, Exact, Fingerprint, Id, is_blank};
use crate::rubric::{Band, Clause};
use crate::scoring::{Aggregate, Rule, Tally};

/// What a report lacks; while it lacks anything its stage does not rank (Art. 12, 24, 25).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfinished {
    /// The clause has no consensus value.
    Value(Code),
    /// The clause needs a reason: the value lies outside the individual ones, or they lie far apart.
    Reason(Code),
    /// On site the clause came to another result, and nothing says what was found.
    Finding(Code),
    /// The issue of the material report has no outcome and no waiver.
    Outcome(u32),
    /// The expert's issue is in no issue of the material report, and is not waived.
    Source(Id, u32),
    /// An issue of the material report names as its source an issue that no sheet of the report has.
    SourceUnknown {
        /// The number of the issue in the report.
        issue: u32,
        /// The expert who is said to have raised it.
        expert: Id,
        /// Its number in the expert's sheet.
        number: u32,
    },
    /// A comment of the report names as its source a comment that no sheet of the report has.
    CommentUnknown {
        /// The clause.
        clause: Code,
        /// The place of the comment among those of the clause, from 1.
        comment: usize,
        /// The expert whose sheet it names.
        expert: Id,
        /// The place in that sheet.
        source: u32,
    },
    /// The member has handed in nothing.
    SheetMissing(Id),
    /// The report rests on another sheet than the one in force.
    SheetSuperseded(Id),
    /// The report rests on a sheet of somebody who is no member any more.
    SheetRecused(Id),
    /// The report rests on a sheet that is not there.
    SheetUnknown(Fingerprint),
    /// The member's sheet is not among those the report rests on.
    SheetNotInReport(Id),
    /// Fewer members than a panel has.
    PanelSize,
    /// Not exactly one leader.
    PanelLeader,
    /// No trade expert.
    PanelTradeExpert,
    /// The rule makes a result of so many sheets, and fewer are there.
    RuleSheets {
        /// The fewest that it works on.
        needed: usize,
        /// How many are there.
        count: usize,
    },
    /// The rule makes a result of so many values of a clause, and fewer remain where somebody abstains.
    RuleValues {
        /// The clause.
        clause: Code,
        /// The fewest that it works on.
        needed: usize,
        /// How many remain.
        count: usize,
    },
    /// The report was not written by the leader.
    ReportLeader,
    /// The report goes on from a material report that is not in force.
    MaterialSuperseded,
}

/// Its address in the standing.
impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(code) => write!(f, "clause/{code}/value"),
            Self::Reason(code) => write!(f, "clause/{code}/reason"),
            Self::Finding(code) => write!(f, "clause/{code}/finding"),
            Self::Outcome(number) => write!(f, "issue/{number}/outcome"),
            Self::Source(expert, number) => write!(f, "issue/{expert}/{number}/source"),
            Self::SourceUnknown {
                issue,
                expert,
                number,
            } => {
                write!(f, "issue/{issue}/source/{expert}/{number}")
            }
            Self::CommentUnknown {
                clause,
                comment,
                expert,
                source,
            } => write!(f, "clause/{clause}/comment/{comment}/source/{expert}/{source}"),
            Self::SheetMissing(expert) => write!(f, "sheet/{expert}/missing"),
            Self::SheetSuperseded(expert) => write!(f, "sheet/{expert}/superseded"),
            Self::SheetRecused(expert) => write!(f, "sheet/{expert}/recused"),
            Self::SheetUnknown(sheet) => write!(f, "sheet/{sheet}/missing"),
            Self::SheetNotInReport(expert) => write!(f, "sheet/{expert}/not_in_report"),
            Self::PanelSize => f.write_str("panel/size"),
            Self::PanelLeader => f.write_str("panel/leader"),
            Self::PanelTradeExpert => f.write_str("panel/trade_expert"),
            Self::RuleSheets { needed, count } => write!(f, "rule/{needed}/{count}"),
            Self::RuleValues {
                clause,
                needed,
                count,
            } => write!(f, "clause/{clause}/rule/{needed}/{count}"),
            Self::ReportLeader => f.write_str("report/leader"),
            Self::MaterialSuperseded => f.write_str("material/superseded"),
        }
    }
}

/// The result of an application at a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageResult {
    /// The total, once every clause has a result; also of what is unfinished.
    pub total: Option<Exact>,
    /// Whether there is a report.
    pub is_reported: bool,
    /// What the report lacks, as sorted addresses; nothing without a report.
    pub unfinished: Vec<String>,
    /// Where the rule has fewer sheets or values than it works on, as sorted addresses: a finished report has no total
    /// all the same. Nothing without a report.
    pub too_few: Vec<String>,
    /// The percentages behind the total, in the rubric's order.
    percents: Vec<Option<Exact>>,
}

impl StageResult {
    /// Whether the stage is done: a report that lacks nothing.
    pub fn is_finished(&self) -> bool {
        self.is_reported && self.unfinished.is_empty()
    }

    /// The percentages behind the total, in the rubric's order.
    pub fn percents(&self) -> &[Option<Exact>] {
        &self.percents
    }

    /// The result of an application at a stage, by the settings in force.
    pub(super) fn of(state: &State<'_>, application: &Id, stage: ReviewStage) -> Self {
        let review = Review::of(state, application, stage);
        let percents = review.percents();
        let report = review.report.map(|(_, report)| report);
        let unfinished = report.map_or_else(BTreeSet::new, |report| review.lacking(report, &percents));
        let too_few = report.map_or_else(BTreeSet::new, |_| review.too_few());
        Self {
            total: review.total(&percents),
            is_reported: report.is_some(),
            unfinished: addresses(&unfinished),
            too_few: addresses(&too_few),
            percents,
        }
    }
}

/// What is lacking, as sorted addresses.
pub(super) fn addresses(lacking: &BTreeSet<Unfinished>) -> Vec<String> {
    let mut addresses: Vec<String> = lacking.iter().map(Unfinished::to_string).collect();
    addresses.sort();
    addresses
}

/// What a stage of an application has.
struct Review<'s, 'f> {
    state: &'s State<'f>,
    application: &'s Id,
    stage: ReviewStage,
    panel: Vec<&'s PanelMember>,
    report: Option<(Fingerprint, &'s PanelReport)>,
}

impl<'s, 'f> Review<'s, 'f> {
    fn of(state: &'s State<'f>, application: &'s Id, stage: ReviewStage) -> Self {
        let report = state.report(application, stage);
        Self {
            state,
            application,
            stage,
            panel: state.panel(application, stage),
            report: report.map(|(print, report, _)| (print, report)),
        }
    }

    fn sheet(&self, expert: &Id) -> Option<Fingerprint> {
        self.state.sheet(self.application, self.stage, expert)
    }

    /// The percentages of these sheets.
    fn percents_of(&self, sheets: impl Iterator<Item = Fingerprint>) -> Vec<&'s [Option<Exact>]> {
        let facts = sheets.filter_map(|print| self.state.sheet_facts.get(&print));
        facts.map(|sheet| sheet.percents.as_slice()).collect()
    }

    /// The clauses that the report takes out, where the cycle allows it.
    fn is_taken_out(&self, index: usize) -> bool {
        let report = self.report.filter(|_| self.state.settings.not_applicable);
        report.is_some_and(|(_, report)| report.is_not_applicable(index))
    }

    /// The result of each clause: the report's value under consensus, else what the rule makes of the sheets in force
    /// of the members.
    fn percents(&self) -> Vec<Option<Exact>> {
        let rubric = self.state.opened.rubric;
        let mut percents = match self.state.settings.result_rule.of_sheets() {
            None => {
                let report = self.report.map(|(_, report)| report.percents().to_vec());
                report.unwrap_or_else(|| vec![None; rubric.clause_count()])
            }
            Some(rule) => {
                // A member without a sheet leaves the stage unfinished, and so without a rank.
                self.result_of(rule)
            }
        };
        for (index, percent) in percents.iter_mut().enumerate() {
            if self.is_taken_out(index) || self.is_left_to_one(index) {
                *percent = None;
            }
        }
        percents
    }

    /// The sheets in force of the members.
    fn in_force(&self) -> Vec<&'s SheetFacts> {
        let sheets = self.panel.iter().filter_map(|member| self.sheet(&member.expert));
        let facts = sheets.filter_map(|print| self.state.sheet_facts.get(&print));
        facts.map(Arc::as_ref).collect()
    }

    /// What the rule makes of the sheets in force, clause by clause: of the values that remain where somebody abstains.
    fn result_of(&self, rule: Rule) -> Vec<Option<Exact>> {
        let rubric = self.state.opened.rubric;
        let facts = self.in_force();
        let result = |clause: Clause<'_>| {
            let voting = facts
                .iter()
                .filter(|sheet| !sheet.abstained.contains(&clause.index));
            let sheets: Vec<&[Option<Exact>]> = voting.map(|sheet| sheet.percents.as_slice()).collect();
            Aggregate::of_clause(&clause, &sheets, rule)
        };
        rubric.clauses().map(result).collect()
    }

    /// Where the rule has fewer values than it works on, so that there is no total.
    fn too_few(&self) -> BTreeSet<Unfinished> {
        let mut few = BTreeSet::new();
        let Some(rule) = self.state.settings.result_rule.of_sheets() else {
            return few;
        };
        let needed = rule.least_sheets();
        let facts = self.in_force();
        let count = facts.len();
        if count < needed {
            few.insert(Unfinished::RuleSheets { needed, count });
            return few;
        }
        for clause in self.state.opened.rubric.clauses() {
            let voting = facts
                .iter()
                .filter(|sheet| !sheet.abstained.contains(&clause.index));
            let count = voting.count();
            let is_open = !self.is_taken_out(clause.index) && !self.is_left_to_one(clause.index);
            if count < needed && is_open {
                few.insert(Unfinished::RuleValues {
                    clause: clause.node.code.clone(),
                    needed,
                    count,
                });
            }
        }
        few
    }

    /// Whether so many members abstain on a clause that fewer than two values remain.
    fn is_left_to_one(&self, index: usize) -> bool {
        let facts = self.in_force().into_iter();
        let (abstained, voting): (Vec<_>, Vec<_>) = facts.partition(|sheet| sheet.abstained.contains(&index));
        !abstained.is_empty() && voting.len() < LEAST_VALUES
    }

    /// The total; points of clauses that are not applicable are taken out, and the sum is scaled to the rubric's
    /// total exactly.
    fn total(&self, percents: &[Option<Exact>]) -> Option<Exact> {
        let rubric = self.state.opened.rubric;
        let tally = Tally::of(rubric, percents);
        if tally.total.is_some() {
            return tally.total;
        }
        let zero = Exact::from_integer(0);
        let (mut sum, mut out) = (zero, zero);
        for (index, clause) in tally.clauses.iter().enumerate() {
            match clause.score {
                Some(score) => sum += score,
                None if self.is_taken_out(index) => out += clause.max,
                None => return None,
            }
        }
        let left = tally.max - out;
        (left > zero).then(|| sum * tally.max / left)
    }

    fn lacking(&self, report: &PanelReport, percents: &[Option<Exact>]) -> BTreeSet<Unfinished> {
        let mut lacking = BTreeSet::new();
        self.check_panel(report, &mut lacking);
        self.check_sheets(report, &mut lacking);
        self.check_clauses(report, &mut lacking);
        self.check_comments(report, &mut lacking);
        if self.stage == ReviewStage::Material {
            self.check_sources(report, &mut lacking);
        }
        if self.stage == ReviewStage::Site {
            self.check_against_material(report, percents, &mut lacking);
        }
        lacking
    }

    fn check_panel(&self, report: &PanelReport, lacking: &mut BTreeSet<Unfinished>) {
        lacking.extend(panel_lacks(self.state, &self.panel));
        let mut panel = self.panel.iter();
        if !panel.any(|member| member.leader && member.expert == report.record().leader) {
            lacking.insert(Unfinished::ReportLeader);
        }
    }

    /// A report ranks only while the sheets it names are exactly the sheets in force of the members not recused.
    fn check_sheets(&self, report: &PanelReport, lacking: &mut BTreeSet<Unfinished>) {
        let mut named: BTreeMap<&Id, Vec<Fingerprint>> = BTreeMap::new();
        for sheet in &report.record().sheets {
            match self.state.seats.get(sheet) {
                Some((application, stage, expert))
                    if application == self.application && *stage == self.stage =>
                {
                    named.entry(expert).or_default().push(*sheet);
                }
                _ => drop(lacking.insert(Unfinished::SheetUnknown(*sheet))),
            }
        }
        for (expert, sheets) in &named {
            let id = || (*expert).clone();
            let is_member = self.panel.iter().any(|member| member.expert == **expert);
            let in_force = self.sheet(expert);
            if !is_member {
                lacking.insert(Unfinished::SheetRecused(id()));
            } else if sheets.iter().any(|sheet| Some(*sheet) != in_force) {
                lacking.insert(Unfinished::SheetSuperseded(id()));
            }
        }
        for member in &self.panel {
            let id = || member.expert.clone();
            if self.sheet(&member.expert).is_none() {
                lacking.insert(Unfinished::SheetMissing(id()));
            } else if !named.contains_key(&member.expert) {
                lacking.insert(Unfinished::SheetNotInReport(id()));
            }
        }
    }

    fn check_clauses(&self, report: &PanelReport, lacking: &mut BTreeSet<Unfinished>) {
        let rubric = self.state.opened.rubric;
        let sheets = self.percents_of(report.record().sheets.iter().copied());
        for clause in rubric.clauses() {
            if self.is_taken_out(clause.index) {
                continue;
            }
            let code = || clause.node.code.clone();
            if self.is_left_to_one(clause.index) {
                lacking.insert(Unfinished::Value(code()));
                continue;
            }
            let Some(value) = report.percents().get(clause.index).copied().flatten() else {
                lacking.insert(Unfinished::Value(code()));
                continue;
            };
            let mut given: Vec<Exact> = sheets
                .iter()
                .filter_map(|sheet| sheet.get(clause.index).copied().flatten())
                .collect();
            given.sort();
            let (Some(lowest), Some(highest)) = (given.first().copied(), given.last().copied()) else {
                continue;
            };
            let is_outside = value < lowest || highest < value;
            let is_talked_about = given.len() > 1
                && needs_discussion(&clause, lowest, highest, self.state.settings.talk_spread);
            let has_reason = report
                .clause(clause.index)
                .is_some_and(|entry| !is_blank(&entry.reason));
            if (is_outside || is_talked_about) && !has_reason {
                lacking.insert(Unfinished::Reason(code()));
            }
        }
    }

    /// Every issue of the sheets that the report rests on is the source of one of its issues, which has words, or a
    /// waiver with words; and every source that the report names is an issue of one of these sheets.
    fn check_sources(&self, report: &PanelReport, lacking: &mut BTreeSet<Unfinished>) {
        let said = |issue: &Issue| !is_blank(&issue.words) || !is_blank(&issue.waiver);
        let issues = &report.record().issues;
        let sources = issues.iter().filter(|issue| said(issue));
        let sources = sources.flat_map(|issue| &issue.sources);
        let sources: BTreeSet<(&Id, u32)> = sources.map(|source| (&source.expert, source.number)).collect();
        let sheets = report.record().sheets.iter();
        let asked = sheets.filter_map(|sheet| {
            let ((_, _, expert), facts) = self
                .state
                .seats
                .get(sheet)
                .zip(self.state.sheet_facts.get(sheet))?;
            Some(facts.issues.iter().map(move |number| (expert, *number)))
        });
        let asked: BTreeSet<(&Id, u32)> = asked.flatten().collect();
        let left = asked.difference(&sources);
        lacking.extend(left.map(|(expert, number)| Unfinished::Source((*expert).clone(), *number)));
        for issue in issues {
            let unknown = issue
                .sources
                .iter()
                .filter(|source| !asked.contains(&(&source.expert, source.number)));
            lacking.extend(unknown.map(|source| Unfinished::SourceUnknown {
                issue: issue.number,
                expert: source.expert.clone(),
                number: source.number,
            }));
        }
    }

    /// Every source that a comment of the report names is a comment of this kind and clause in a sheet that the report
    /// rests on.
    fn check_comments(&self, report: &PanelReport, lacking: &mut BTreeSet<Unfinished>) {
        let sheets = report.record().sheets.iter();
        let facts = sheets.filter_map(|sheet| {
            let (_, _, expert) = self.state.seats.get(sheet)?;
            Some((expert, self.state.sheet_facts.get(sheet)?.as_ref()))
        });
        let facts: BTreeMap<&Id, &SheetFacts> = facts.collect();
        for clause in &report.record().clauses {
            for (at, comment) in clause.comments.iter().enumerate() {
                let has = |source: &&SheetItem| {
                    let counts = facts
                        .get(&source.expert)
                        .and_then(|facts| facts.comments.get(&clause.code));
                    let [strengths, areas] = counts.copied().unwrap_or_default();
                    let count = match comment.kind {
                        CommentKind::Strength => strengths,
                        CommentKind::Area => areas,
                    };
                    usize::try_from(source.number).is_ok_and(|number| number <= count)
                };
                let unknown = comment.sources.iter().filter(|source| !has(source));
                lacking.extend(unknown.map(|source| Unfinished::CommentUnknown {
                    clause: clause.code.clone(),
                    comment: at + 1,
                    expert: source.expert.clone(),
                    source: source.number,
                }));
            }
        }
    }

    fn check_against_material(
        &self,
        report: &PanelReport,
        percents: &[Option<Exact>],
        lacking: &mut BTreeSet<Unfinished>,
    ) {
        let before = Review::of(self.state, self.application, ReviewStage::Material);
        let Some((_, material)) = before
            .report
            .filter(|(print, _)| Some(*print) == report.record().material)
        else {
            lacking.insert(Unfinished::MaterialSuperseded);
            return;
        };
        let earlier = before.percents();
        for clause in self.state.opened.rubric.clauses() {
            let at = |of: &[Option<Exact>]| of.get(clause.index).copied().flatten();
            let moved = at(&earlier) != at(percents);
            let has_finding = report
                .clause(clause.index)
                .is_some_and(|entry| !is_blank(&entry.finding));
            if moved && !has_finding {
                lacking.insert(Unfinished::Finding(clause.node.code.clone()));
            }
        }
        // What was waived before the visit asks for nothing there; what came up on site asks as the others do.
        let has_words = |issue: &Issue| !is_blank(&issue.outcome) || !is_blank(&issue.waiver);
        let numbers = |issues: &[Issue], counts: &dyn Fn(&Issue) -> bool| -> BTreeSet<u32> {
            let counting = issues.iter().filter(|issue| counts(issue));
            counting.map(|issue| issue.number).collect()
        };
        let (before, on_site) = (&material.record().issues, &report.record().issues);
        let waived = numbers(before, &|issue| !is_blank(&issue.waiver));
        let settled = numbers(on_site, &has_words);
        let left_open = numbers(on_site, &|issue| !has_words(issue));
        let unsettled = numbers(before, &|issue| !settled.contains(&issue.number));
        let open = left_open
            .union(&unsettled)
            .filter(|number| !waived.contains(number));
        lacking.extend(open.map(|number| Unfinished::Outcome(*number)));
    }
}

/// The fewest values that make a result where somebody abstains.
const LEAST_VALUES: usize = 2;

/// What stands against a panel after recusals (Art. 12).
pub(super) fn panel_lacks(state: &State<'_>, panel: &[&PanelMember]) -> BTreeSet<Unfinished> {
    let count = |of: fn(&PanelMember) -> bool| panel.iter().filter(|member| of(member)).count();
    let size = usize::try_from(state.settings.panel_size).unwrap_or(usize::MAX);
    let found = [
        (panel.len() < size, Unfinished::PanelSize),
        (count(|member| member.leader) != 1, Unfinished::PanelLeader),
        (
            count(|member| member.trade_expert) == 0,
            Unfinished::PanelTradeExpert,
        ),
    ];
    let lacks = found.into_iter().filter(|(lacks, _)| *lacks);
    lacks.map(|(_, what)| what).collect()
}

/// Whether a clause has to be talked about: the values lie far apart, or in bands that are not adjacent.
fn needs_discussion(clause: &Clause<'_>, lowest: Exact, highest: Exact, spread: Exact) -> bool {
    let bands = &clause.method.bands;
    highest - lowest >= spread || band_at(bands, highest) > band_at(bands, lowest) + 1
}

/// The place of the band that a percentage lies in; one between two bands belongs to the lower.
fn band_at(bands: &[Band], percent: Exact) -> usize {
    bands
        .iter()
        .rposition(|band| band.from <= percent)
        .unwrap_or_default()
}
