//! The report of a panel on one application at one stage (评审报告, Art. 13, 24, 25).

use std::collections::BTreeSet;

use crate::cycle::CycleFault;
use crate::foundations::{Code, Exact, Fingerprint, Id, is_blank, words};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{
    ITEM_MAX, ITEMS_MAX, RubricName, RubricRef, SheetFault, Stage, Value, check_item, check_length,
};

words! {
    /// A stage that a panel reviews.
    ReviewStage {
        /// 材料评审 (Art. 24).
        Material = "material",
        /// 现场评审 (Art. 25).
        Site = "site",
    }
}

impl ReviewStage {
    /// Both, in the order of the award.
    pub const ALL: [Self; 2] = [Self::Material, Self::Site];

    /// The stage of the sheets behind it.
    pub fn of_sheets(self) -> Stage {
        match self {
            Self::Material => Stage::Material,
            Self::Site => Stage::Site,
        }
    }
}

/// A report as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelReportRecord {
    /// The cycle.
    pub cycle: Id,
    /// The rubric.
    pub rubric: RubricRef,
    /// The application.
    pub application: Id,
    /// The stage.
    pub stage: ReviewStage,
    /// Its revision, from 1.
    pub revision: u32,
    /// Why it was revised; a first one has none.
    pub reason: String,
    /// The leader who wrote it (组长, Art. 12).
    pub leader: Id,
    /// The sheets it rests on.
    pub sheets: Vec<Fingerprint>,
    /// The material report that a site report goes on from.
    pub material: Option<Fingerprint>,
    /// The clauses.
    pub clauses: Vec<ReportClause>,
    /// What the visit is to verify or clarify; of a site report, with outcomes.
    pub issues: Vec<Issue>,
    /// The overall judgement (Art. 20).
    pub overall: String,
    /// The key themes (关键主题): what runs through several clauses.
    pub themes: Vec<String>,
    /// Of a material report, whether the panel recommends a visit; it decides nothing (Art. 24).
    pub recommendation: Option<VisitRecommendation>,
}

words! {
    /// Whether a panel recommends to visit the applicant.
    VisitAdvice {
        /// 建议进入现场评审.
        Visit = "visit",
        /// 建议不进入现场评审.
        NoVisit = "no_visit",
    }
}

/// Whether a panel recommends to visit the applicant (材料评审建议, Art. 24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRecommendation {
    /// What it recommends.
    pub advice: VisitAdvice,
    /// Why; a recommendation against the visit has a reason (ours).
    pub reason: String,
}

/// A clause of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportClause {
    /// The clause.
    pub code: Code,
    /// The consensus value.
    pub value: Option<Value>,
    /// Why the clause is not applicable to this applicant; empty where it is.
    pub not_applicable: String,
    /// The reason for the value.
    pub reason: String,
    /// What was found on site.
    pub finding: String,
    /// Who saw it otherwise, and why.
    pub dissent: String,
    /// The strengths and areas that the panel agreed on.
    pub comments: Vec<ReportComment>,
}

words! {
    /// What a comment is.
    CommentKind {
        /// 优势.
        Strength = "strength",
        /// 改进机会.
        Area = "area",
    }
}

/// A strength or an area of a clause, merged out of comments of the sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportComment {
    /// Which of the two.
    pub kind: CommentKind,
    /// What the panel says.
    pub words: String,
    /// The comments of the sheets that were merged into it, each by its place among the strengths or areas of the
    /// clause, from 1; none where the panel added it.
    pub sources: Vec<SheetItem>,
}

/// An issue for the visit. A site report names it by the number of the material report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number in the report.
    pub number: u32,
    /// What is to be verified or clarified.
    pub words: String,
    /// The sheets' issues that were merged into it; none where the panel added it.
    pub sources: Vec<SheetItem>,
    /// What the visit showed.
    pub outcome: String,
    /// Why the leader waives it; empty where it is not.
    pub waiver: String,
}

/// An item of a sheet: known by application, expert and its number there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetItem {
    /// The expert.
    pub expert: Id,
    /// Its number in the sheet.
    pub number: u32,
}

impl PanelReportRecord {
    /// Whether any clause has merged comments; where none has, those of the sheets stand for them.
    pub fn has_comments(&self) -> bool {
        self.clauses.iter().any(|clause| !clause.comments.is_empty())
    }

    /// Themes are few and short, comments say something, and a recommendation belongs to the material.
    fn check_words(&self, problems: &mut Problems<CycleFault>) {
        let (found, max) = (self.themes.len(), ITEMS_MAX);
        if found > max {
            problems.error(Place::File, CycleFault::ManyThemes { found, max });
        }
        for theme in &self.themes {
            check_item(theme, &Place::File, problems);
            check_length(theme, ITEM_MAX, &Place::File, problems);
        }
        for clause in &self.clauses {
            let place = Place::Clause(clause.code.clone());
            for comment in &clause.comments {
                check_item(&comment.words, &place, problems);
            }
        }
        if let Some(recommendation) = &self.recommendation {
            if self.stage == ReviewStage::Site {
                problems.error(Place::File, CycleFault::RecommendationAfterVisit);
            }
            if recommendation.advice == VisitAdvice::NoVisit && is_blank(&recommendation.reason) {
                problems.error(Place::File, CycleFault::NoVisitWithoutReason);
            }
        }
    }
}

/// A report that fits its rubric. It can only come from [`PanelReport::check`]; whether it is finished is another
/// question, which the docket answers.
///
/// ```compile_fail,E0451
/// fn forged(record: scoring::cycle::PanelReportRecord) -> scoring::cycle::PanelReport {
///     scoring::cycle::PanelReport { record, percents: Vec::new(), places: Vec::new() }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelReport {
    record: PanelReportRecord,
    percents: Vec<Option<Exact>>,
    places: Vec<Option<usize>>,
}

impl PanelReport {
    /// Holds a report against the rubric it names.
    ///
    /// # Errors
    /// All problems.
    pub fn check(
        record: PanelReportRecord,
        rubric: &Rubric,
        fingerprint: Fingerprint,
    ) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        if record.rubric.fingerprint != fingerprint {
            let fault = SheetFault::OtherRubric {
                found: record.rubric.fingerprint,
                found_name: Box::new(RubricName::beside(&record.rubric, rubric)),
                wanted: fingerprint,
                wanted_name: Box::new(RubricName::of(rubric)),
            };
            return Err(Problem::error(Place::File, fault.into()).into());
        }
        let mut problems = Problems::new();
        record.check_words(&mut problems);
        let later = record.revision > 1;
        if record.revision == 0 || (later && is_blank(&record.reason)) {
            let revision = record.revision;
            problems.error(Place::File, CycleFault::RevisionWithoutReason { revision });
        }
        if record.material.is_some() != (record.stage == ReviewStage::Site) {
            problems.error(Place::File, CycleFault::MaterialReport);
        }
        let mut numbers = BTreeSet::new();
        for number in record.issues.iter().map(|issue| issue.number) {
            if !numbers.insert(number) {
                problems.error(Place::File, SheetFault::IssueTwice { number });
            }
        }
        let mut places = vec![None; rubric.clause_count()];
        let mut percents = vec![None; rubric.clause_count()];
        for (position, entry) in record.clauses.iter().enumerate() {
            let place = || Place::Clause(entry.code.clone());
            let Some(clause) = rubric.clause(&entry.code) else {
                problems.error(place(), SheetFault::no_clause(&entry.code, rubric));
                continue;
            };
            if let Some(seat) = places.get_mut(clause.index) {
                if seat.is_some() {
                    let code = entry.code.to_string();
                    problems.error(place(), SheetFault::DuplicateCode { code });
                }
                *seat = Some(position);
            }
            if entry.value.is_some() && !is_blank(&entry.not_applicable) {
                problems.error(place(), CycleFault::ScoredAndNotApplicable);
            }
            match entry.value.as_ref().map(|value| value.percent(&clause)) {
                Some(Err(fault)) => problems.error(place(), fault),
                Some(Ok(percent)) => {
                    if let Some(slot) = percents.get_mut(clause.index) {
                        *slot = Some(percent);
                    }
                }
                None => {}
            }
        }
        problems.unless_errors(Self {
            record,
            percents,
            places,
        })
    }

    /// The report as stated.
    pub fn record(&self) -> &PanelReportRecord {
        &self.record
    }

    /// The consensus percentage of each clause, in the rubric's order.
    pub fn percents(&self) -> &[Option<Exact>] {
        &self.percents
    }

    /// What the report says of the clause with this place in the rubric's order.
    pub fn clause(&self, index: usize) -> Option<&ReportClause> {
        let position = self.places.get(index).copied().flatten()?;
        self.record.clauses.get(position)
    }

    /// Whether the report takes the clause out, with a reason.
    pub fn is_not_applicable(&self, index: usize) -> bool {
        self.clause(index)
            .is_some_and(|clause| !is_blank(&clause.not_applicable))
    }
}
