//! The papers of the panels (Art. 12, 13, 24, 25): assignment, reports, list and plan for the visit.

use std::collections::BTreeSet;

use crate::cycle::{
    CommentKind, Issue, PanelReport, ReportComment, ReviewStage, SheetItem, SiteList, VisitMethod, VisitPlan,
    VisitPlanRecord, VisitSession,
};
use crate::docket::{Act, ApplicantStanding, PanelMember};
use crate::foundations::{Exact, Fingerprint, Id, Lang, is_blank};
use crate::papers::context::{Context, dash, join, percent_text, row_number, short, text_or_dash};
use crate::papers::dates::day_text;
use crate::papers::model::Writing;
use crate::papers::{Missing, Paper, PaperName};
use crate::rubric::Clause;
use crate::scoresheet::Comment;
use crate::scoring::Tally;
use crate::words as say;

/// 评审任务书 (Art. 12, 24): for one panel and stage.
pub(super) fn assignment(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let found = context.wanted.panel.as_deref().map(str::trim);
    let found = found.ok_or_else(|| vec![Missing::Panel])?;
    let unknown = || {
        vec![Missing::UnknownPanel {
            found: found.to_owned(),
        }]
    };
    let panel = Id::parse(found).ok_or_else(unknown)?;
    let is_formed = |entry: &&crate::docket::Entry| matches!(&entry.act, Act::PanelFormed { panel: formed, .. } if *formed == panel);
    context
        .proceedings
        .entries()
        .find(is_formed)
        .ok_or_else(unknown)?;
    let issued = |wanted: Option<ReviewStage>| {
        context.last(|entry| match &entry.act {
            Act::AssignmentIssued {
                stage,
                applications,
                day,
                due,
                ..
            } => {
                let of_panel = |id: &Id| context.proceedings.panel_of(id) == Some(&panel);
                let is_meant = wanted.is_none_or(|wanted| wanted == *stage);
                (is_meant && applications.iter().any(of_panel)).then_some((*stage, *day, *due))
            }
            _ => None,
        })
    };
    let last = issued(context.wanted.stage);
    let stage = context.wanted.stage.or(last.map(|(stage, _, _)| stage));
    let stage = stage.unwrap_or(ReviewStage::Material);
    if let Some((_, day, _)) = last {
        context.not_before(day)?;
    }
    let due = last.map(|(_, _, due)| day_text(due, lang));
    let applications = context.of_panel(&panel, stage);
    if applications.is_empty() {
        return Err(vec![Missing::NothingToReview {
            panel: panel.to_string(),
        }]);
    }
    let stage_name = say::stage(stage.of_sheets(), lang);
    let mut paper = context.begin(
        PaperName::Assignment,
        say::PaperAssignmentTitle {
            title: &context.title(),
            stage: &stage_name,
        }
        .text(lang),
    );
    paper.to(say::paper_assignment_to(lang, &panel));
    paper.say(
        say::PaperAssignmentIntro {
            rules: &context.rules(),
            title: &context.title(),
            stage: &stage_name,
        }
        .text(lang),
    );
    paper.fields([
        (say::paper_cycle(lang), Some(context.title().to_owned())),
        (say::paper_stage(lang), Some(stage_name.to_owned())),
        (say::paper_panel(lang), Some(panel.to_string())),
        (say::paper_rubric_label(lang), Some(context.rubric())),
        (say::paper_due(lang), due.clone()),
    ]);
    let mut members: Vec<&PanelMember> = Vec::new();
    for one in &applications {
        for member in context.proceedings.panel(&one.application, stage) {
            if !members.iter().any(|known| known.expert == member.expert) {
                members.push(member);
            }
        }
    }
    paper.heading(1, say::paper_assignment_panel(lang));
    let row = |member: &&PanelMember| {
        vec![
            Some(context.expert(&member.expert)),
            Some(member.expert.to_string()),
            Some(context.role(member.leader, member.trade_expert)),
        ]
    };
    paper.table(
        &[
            say::paper_column_name(lang),
            say::paper_column_id(lang),
            say::paper_column_role(lang),
        ],
        members.iter().map(row).collect(),
    );
    paper.heading(1, say::paper_assignment_applicants(lang));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        let judges = context.proceedings.panel(&one.application, stage);
        let names = judges.into_iter().map(|member| context.expert(&member.expert));
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(one.application.to_string()),
            Some(join(names, lang)),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_applicant(lang),
            say::paper_column_application(lang),
            say::paper_column_judges(lang),
        ],
        applications.iter().enumerate().map(row).collect(),
    );
    paper.heading(1, say::paper_assignment_duties(lang));
    let duties = [
        say::paper_duty_alone(lang),
        say::paper_duty_conflict(lang),
        say::paper_duty_secret(lang),
        say::paper_duty_return(lang),
    ];
    duties.into_iter().for_each(|text| paper.heading(2, text));
    paper.heading(1, say::paper_assignment_signed_for(lang));
    paper.signatures(
        members
            .iter()
            .map(|member| context.expert(&member.expert))
            .collect(),
    );
    context.seal(&mut paper);
    paper.note(say::paper_note_assignment(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// 材料评审报告 (Art. 13, 24) and 现场评审报告 (Art. 13, 25).
pub(super) fn report(context: &Context<'_>, stage: ReviewStage) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let one = context.applicant()?;
    let finished = Finished::of(context, one, stage)?;
    let record = finished.report.record();
    let (name, heading) = match stage {
        ReviewStage::Material => (
            PaperName::MaterialReport,
            say::paper_material_report_title(lang, context.title()),
        ),
        ReviewStage::Site => (
            PaperName::SiteReport,
            say::paper_site_report_title(lang, context.title()),
        ),
    };
    let mut paper = context.begin(name, heading);
    paper.mark(context.mark());
    paper.to(context.secretariat());
    let panel = context.proceedings.panel_of(&one.application);
    paper.fields([
        (say::paper_applicant(lang), Some(one.name.clone())),
        (say::paper_application_id(lang), Some(one.application.to_string())),
        (
            say::paper_stage(lang),
            Some(say::stage(stage.of_sheets(), lang).to_owned()),
        ),
        (say::paper_panel(lang), panel.map(Id::to_string)),
        (say::paper_rubric_label(lang), Some(context.rubric())),
        (
            say::paper_revision(lang),
            Some(say::paper_revision_text(lang, record.revision)),
        ),
    ]);
    paper.heading(1, say::paper_report_course(lang));
    finished.write_course(context, &mut paper);
    paper.heading(1, say::paper_report_overall(lang));
    paper.quote(&record.overall);
    if !record.themes.is_empty() {
        paper.points(say::paper_themes(lang), record.themes.clone());
    }
    paper.heading(1, say::paper_report_clauses(lang));
    finished.write_clauses(context, &mut paper);
    match stage {
        ReviewStage::Material => {
            paper.heading(1, say::paper_report_issues(lang));
            write_issues(context, &record.issues, &mut paper);
        }
        ReviewStage::Site => {
            paper.heading(1, say::paper_report_outcomes(lang));
            write_outcomes(context, &record.issues, &mut paper);
            paper.heading(1, say::paper_report_moved(lang));
            finished.write_moved(context, &mut paper);
        }
    }
    paper.heading(1, say::paper_report_dissent(lang));
    let dissent: Vec<_> = record
        .clauses
        .iter()
        .filter(|clause| !is_blank(&clause.dissent))
        .collect();
    if dissent.is_empty() {
        paper.say(say::paper_none(lang));
    }
    for clause in dissent {
        paper.points(clause.code.as_str(), vec![clause.dissent.trim().to_owned()]);
    }
    paper.heading(1, say::paper_report_proposal(lang));
    match stage {
        ReviewStage::Material => {
            let recommendation = record.recommendation.as_ref();
            let said = recommendation.map(|one| say::recommendation(one, lang));
            paper.fields([(say::paper_report_visit(lang), said)]);
        }
        ReviewStage::Site => paper.say(say::paper_report_no_proposal(lang)),
    }
    let signing = context.proceedings.panel(&one.application, stage);
    paper.signatures(
        signing
            .into_iter()
            .map(|member| signing_as(context, member))
            .collect(),
    );
    paper.signed(
        Some(say::paper_panel_organ(
            lang,
            panel.map_or_else(dash, Id::to_string),
        )),
        false,
        context.wanted.day,
    );
    paper.note(say::paper_note_report(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

fn signing_as(context: &Context<'_>, member: &PanelMember) -> String {
    say::PaperSigningAs {
        name: &context.expert(&member.expert),
        role: &context.role(member.leader, member.trade_expert),
    }
    .text(context.lang)
}

/// A finished report with what it rests on.
pub(super) struct Finished<'c> {
    pub(super) application: &'c Id,
    pub(super) stage: ReviewStage,
    pub(super) report: &'c PanelReport,
    /// The sheets it names, and what they say.
    sheets: Vec<(Fingerprint, &'c crate::scoresheet::SheetRecord)>,
    /// Who wrote them, in their order.
    authors: Vec<Option<&'c Id>>,
    /// The result of each clause, in the rubric's order.
    pub(super) percents: &'c [Option<Exact>],
}

impl<'c> Finished<'c> {
    pub(super) fn of(
        context: &Context<'c>,
        one: &'c ApplicantStanding,
        stage: ReviewStage,
    ) -> Result<Self, Vec<Missing>> {
        let application = &one.application;
        let missing = || {
            vec![Missing::Report {
                application: application.clone(),
                stage,
            }]
        };
        let (_, report) = context
            .proceedings
            .report(application, stage)
            .ok_or_else(missing)?;
        let result = context.proceedings.figures(stage).results.get(application);
        let result = result.ok_or_else(missing)?;
        if !result.is_finished() {
            let lacking = result.unfinished.iter().map(|address| Missing::Unfinished {
                stage,
                address: address.clone(),
            });
            return Err(lacking.collect());
        }
        let mut sheets = Vec::new();
        for sheet in &report.record().sheets {
            let words = context.proceedings.words_of(*sheet);
            let words = words.ok_or_else(|| {
                vec![Missing::SheetWords {
                    sheet: sheet.to_string(),
                }]
            })?;
            sheets.push((*sheet, words));
        }
        let authors = report.record().sheets.iter();
        let authors = authors.map(|sheet| context.proceedings.author_of(*sheet));
        Ok(Self {
            application,
            stage,
            report,
            sheets,
            authors: authors.collect(),
            percents: result.percents(),
        })
    }

    /// The strengths and areas of a clause, with the pages of the applicant's papers that sheets quote for them: those
    /// that the report has merged; where it has merged none of any clause, those of all sheets, each said once, in the
    /// order of the sheets.
    fn comments(&self, clause: &Clause<'_>) -> [Vec<Merged<'c>>; 2] {
        if self.report.record().has_comments() {
            return [CommentKind::Strength, CommentKind::Area].map(|kind| self.merged(clause, kind));
        }
        let (mut strengths, mut areas) = (Vec::new(), Vec::new());
        for (_, sheet) in &self.sheets {
            for entry in sheet
                .entries
                .iter()
                .filter(|entry| entry.code == clause.node.code)
            {
                merge(&mut strengths, &entry.strengths);
                merge(&mut areas, &entry.areas);
            }
        }
        [strengths, areas]
    }

    /// What the report says of a clause, with the pages of the comments that were merged.
    fn merged(&self, clause: &Clause<'_>, kind: CommentKind) -> Vec<Merged<'c>> {
        let said = self.report.clause(clause.index);
        let comments = said.into_iter().flat_map(|said| &said.comments);
        let comments = comments.filter(|comment| comment.kind == kind);
        let merged = |comment: &'c ReportComment| {
            let (text, sources) = (comment.words.trim(), comment.sources.as_slice());
            let mut found = Merged::new(text, sources);
            for source in sources {
                if let Some(comment) = self.source(clause, kind, source) {
                    found.quote(comment);
                }
            }
            found
        };
        comments.map(merged).collect()
    }

    /// The comment of a sheet that a report names.
    fn source(&self, clause: &Clause<'_>, kind: CommentKind, source: &SheetItem) -> Option<&'c Comment> {
        let mut written = self.sheets.iter().zip(&self.authors);
        let ((_, sheet), _) = written.find(|(_, author)| **author == Some(&source.expert))?;
        let entry = sheet
            .entries
            .iter()
            .find(|entry| entry.code == clause.node.code)?;
        let comments = match kind {
            CommentKind::Strength => &entry.strengths,
            CommentKind::Area => &entry.areas,
        };
        comments.get(usize::try_from(source.number).ok()?.checked_sub(1)?)
    }

    /// The words and pages of a clause's comments, as they were written.
    pub(super) fn written(&self, clause: &Clause<'_>) -> Vec<&'c str> {
        let comments = self.comments(clause).into_iter().flatten();
        comments
            .flat_map(|comment| std::iter::once(comment.text).chain(comment.pages))
            .collect()
    }

    /// The strengths and areas of a clause as its applicant reads them: without their sources.
    pub(super) fn comments_without_sources(&self, clause: &Clause<'_>, lang: Lang) -> [Vec<String>; 2] {
        let said = |comments: Vec<Merged<'_>>| comments.iter().map(|one| one.said(lang)).collect();
        self.comments(clause).map(said)
    }

    /// The names that the sheets carry.
    pub(super) fn assessors(&self) -> impl Iterator<Item = &'c str> + '_ {
        self.sheets.iter().map(|(_, sheet)| sheet.assessor.as_str())
    }

    fn write_course(&self, context: &Context<'c>, paper: &mut Writing) {
        let lang = context.lang;
        let members = context.proceedings.panel(self.application, self.stage);
        paper.say(
            say::PaperReportMembers {
                members: &members.len(),
                sheets: &self.sheets.len(),
                rule: &context.result_rule(),
            }
            .text(lang),
        );
        let row = |member: &PanelMember| {
            let of_member = |sheet: &&(Fingerprint, &crate::scoresheet::SheetRecord)| {
                context
                    .proceedings
                    .sheet_in_force(self.application, self.stage, &member.expert)
                    == Some(sheet.0)
            };
            let sheet = self.sheets.iter().find(of_member);
            vec![
                Some(context.expert(&member.expert)),
                Some(context.role(member.leader, member.trade_expert)),
                Some(sheet.map_or_else(dash, |(file, _)| short(*file))),
            ]
        };
        paper.table(
            &[
                say::paper_column_name(lang),
                say::paper_column_role(lang),
                say::paper_column_sheet(lang),
            ],
            members.into_iter().map(row).collect(),
        );
        self.write_key_factors(paper, lang);
        if self.stage == ReviewStage::Site {
            let plan = context.proceedings.visit_plan(self.application);
            paper.fields([
                (
                    say::paper_visit_days(lang),
                    plan.map(|plan| days_of(plan.record(), lang)),
                ),
                (say::paper_visit_plan_kept(lang), None),
            ]);
        }
    }

    /// What the sheets call decisive of the applicant, each once, in the order of the sheets.
    fn write_key_factors(&self, paper: &mut Writing, lang: Lang) {
        let mut factors: Vec<&str> = Vec::new();
        for factor in self.sheets.iter().flat_map(|(_, sheet)| &sheet.notes.key_factors) {
            let factor = factor.trim();
            if !factor.is_empty() && !factors.contains(&factor) {
                factors.push(factor);
            }
        }
        let factors: Vec<String> = factors.into_iter().map(str::to_owned).collect();
        if !factors.is_empty() {
            paper.points(say::paper_key_factors(lang), factors);
        }
    }

    fn write_clauses(&self, context: &Context<'c>, paper: &mut Writing) {
        let lang = context.lang;
        let rubric = context.proceedings.rubric();
        let tally = Tally::of(rubric, self.percents);
        let row = |clause: Clause<'_>| {
            let index = clause.index;
            let score = tally.clauses.get(index).and_then(|clause| clause.score);
            let percent = self.percents.get(index).copied().flatten();
            let said = self.report.clause(index);
            let reason = if self.report.is_not_applicable(index) {
                said.map(|said| say::paper_not_applicable(lang, said.not_applicable.trim()))
            } else {
                said.and_then(|said| text_or_dash(&said.reason))
            };
            vec![
                Some(clause.node.code.to_string()),
                Some(clause.node.name.get(lang).to_owned()),
                Some(clause.node.points.to_string()),
                percent_text(percent),
                context.points_or_dash(score),
                Some(reason.unwrap_or_else(dash)),
            ]
        };
        let mut rows: Vec<_> = rubric.clauses().map(row).collect();
        let result = context
            .proceedings
            .figures(self.stage)
            .results
            .get(self.application);
        rows.push(vec![
            Some(String::new()),
            Some(say::total(lang).to_owned()),
            Some(rubric.total().to_string()),
            Some(String::new()),
            context.points_or_dash(result.and_then(|result| result.total)),
            Some(String::new()),
        ]);
        let numeric = |heading: &str| format!("#{heading}");
        paper.table(
            &[
                say::paper_column_clause(lang),
                say::paper_column_clause_name(lang),
                &numeric(say::paper_column_points(lang)),
                &numeric(say::paper_column_percent(lang)),
                &numeric(say::paper_column_score(lang)),
                say::paper_column_reason(lang),
            ],
            rows,
        );
        for clause in rubric.clauses() {
            let said = |comments: Vec<Merged<'_>>| {
                let said = comments.iter().map(|one| one.with_sources(context, &clause));
                said.collect()
            };
            let [strengths, areas]: [Vec<String>; 2] = self.comments(&clause).map(said);
            let finding = self.report.clause(clause.index).map(|said| said.finding.trim());
            let finding = finding.filter(|finding| !finding.is_empty() && self.stage == ReviewStage::Site);
            if strengths.is_empty() && areas.is_empty() && finding.is_none() {
                continue;
            }
            paper.titled(2, clause_name(context, &clause));
            paper.points(say::paper_strengths(lang), strengths);
            paper.points(say::paper_areas(lang), areas);
            let finding = finding.map(str::to_owned);
            paper.points(say::paper_finding(lang), finding.into_iter().collect());
        }
    }

    /// The clauses whose result on site is not that of the material, with what was found.
    fn write_moved(&self, context: &Context<'c>, paper: &mut Writing) {
        let lang = context.lang;
        let material = context.proceedings.figures(ReviewStage::Material);
        let before = material.results.get(self.application);
        let at = |percents: &[Option<Exact>], index: usize| percents.get(index).copied().flatten();
        let rows: Vec<_> = context
            .proceedings
            .rubric()
            .clauses()
            .filter_map(|clause| {
                let earlier = before.and_then(|before| at(before.percents(), clause.index));
                let now = at(self.percents, clause.index);
                let finding = self.report.clause(clause.index).map(|said| said.finding.as_str());
                (earlier != now).then(|| {
                    vec![
                        Some(clause.node.code.to_string()),
                        percent_text(earlier),
                        percent_text(now),
                        text_or_dash(finding.unwrap_or_default()),
                    ]
                })
            })
            .collect();
        if rows.is_empty() {
            paper.say(say::paper_report_not_moved(lang));
        } else {
            paper.table(
                &[
                    say::paper_column_clause(lang),
                    &format!("#{}", say::paper_column_material_percent(lang)),
                    &format!("#{}", say::paper_column_site_percent(lang)),
                    say::paper_finding(lang),
                ],
                rows,
            );
        }
    }
}

/// A comment of one or more sheets, with the pages that they quote for it, the aspects that they call it about, by
/// their ids, and the sources that a report names.
struct Merged<'c> {
    text: &'c str,
    pages: Vec<&'c str>,
    tags: Vec<&'c str>,
    sources: &'c [SheetItem],
}

impl<'c> Merged<'c> {
    fn new(text: &'c str, sources: &'c [SheetItem]) -> Self {
        Self {
            text,
            pages: Vec::new(),
            tags: Vec::new(),
            sources,
        }
    }

    /// Adds what a comment of a sheet quotes, once.
    fn quote(&mut self, comment: &'c Comment) {
        for (said, found) in [(&comment.pages, &mut self.pages), (&comment.tag, &mut self.tags)] {
            let said = said.trim();
            if !said.is_empty() && !found.contains(&said) {
                found.push(said);
            }
        }
    }

    /// Without its sources.
    fn said(&self, lang: Lang) -> String {
        if self.pages.is_empty() {
            return self.text.to_owned();
        }
        let (text, pages) = (&self.text, &self.pages(lang));
        say::PaperCommentPages { text, pages }.text(lang)
    }

    /// As the panel and the secretariat read it: with aspects by their names, pages, and sources.
    fn with_sources(&self, context: &Context<'_>, clause: &Clause<'_>) -> String {
        let lang = context.lang;
        let name = |id: &&str| {
            let aspect = clause.method.aspects.iter().find(|aspect| aspect.id == **id);
            aspect.map_or_else(|| (*id).to_owned(), |aspect| aspect.name.get(lang).to_owned())
        };
        let aspects = join(self.tags.iter().map(name), lang);
        let text = &match self.tags.as_slice() {
            [] => self.text.to_owned(),
            _ => say::PaperCommentAbout {
                aspects: &aspects,
                text: &self.text,
            }
            .text(lang),
        };
        let mut beside = Vec::new();
        if !self.pages.is_empty() {
            beside.push(say::paper_comment_see(lang, self.pages(lang)));
        }
        if !self.sources.is_empty() {
            let sources = self.sources.iter().map(|source| {
                say::PaperCommentSource {
                    name: &context.expert(&source.expert),
                    number: &source.number,
                }
                .text(lang)
            });
            beside.push(say::paper_comment_from(lang, join(sources, lang)));
        }
        if beside.is_empty() {
            return text.clone();
        }
        let separator = match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        };
        let beside = &beside.join(separator);
        say::PaperCommentBeside { text, beside }.text(lang)
    }

    fn pages(&self, lang: Lang) -> String {
        join(self.pages.iter().map(|pages| (*pages).to_owned()), lang)
    }
}

/// Adds the comments of a sheet to those that were said before.
fn merge<'c>(found: &mut Vec<Merged<'c>>, comments: &'c [Comment]) {
    for comment in comments {
        let text = comment.text.trim();
        if text.is_empty() {
            continue;
        }
        let known = found.iter().position(|known| known.text == text);
        let known = known.unwrap_or(found.len());
        if known == found.len() {
            found.push(Merged::new(text, &[]));
        }
        if let Some(known) = found.get_mut(known) {
            known.quote(comment);
        }
    }
}

/// A clause with its code.
pub(super) fn clause_name(context: &Context<'_>, clause: &Clause<'_>) -> String {
    let code = &clause.node.code;
    format!("{code} {}", clause.node.name.get(context.lang))
}

fn write_issues(context: &Context<'_>, issues: &[Issue], paper: &mut Writing) {
    let lang = context.lang;
    if issues.is_empty() {
        return paper.say(say::paper_none(lang));
    }
    let row = |issue: &Issue| {
        let sources = issue.sources.iter().map(|source| {
            say::PaperIssueSource {
                name: &context.expert(&source.expert),
                number: &source.number,
            }
            .text(lang)
        });
        let sources = join(sources, lang);
        vec![
            Some(issue.number.to_string()),
            text_or_dash(&issue.words),
            Some(if sources.is_empty() {
                say::paper_issue_of_panel(lang).to_owned()
            } else {
                sources
            }),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_issue(lang),
            say::paper_column_source(lang),
        ],
        issues.iter().map(row).collect(),
    );
}

fn write_outcomes(context: &Context<'_>, issues: &[Issue], paper: &mut Writing) {
    let lang = context.lang;
    if issues.is_empty() {
        return paper.say(say::paper_none(lang));
    }
    let row = |issue: &Issue| {
        let waiver = issue.waiver.trim();
        vec![
            Some(issue.number.to_string()),
            text_or_dash(&issue.words),
            if waiver.is_empty() {
                text_or_dash(&issue.outcome)
            } else {
                Some(say::paper_issue_waived(lang, waiver))
            },
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_issue(lang),
            say::paper_column_outcome(lang),
        ],
        issues.iter().map(row).collect(),
    );
}

/// 现场评审名单 (Art. 24).
pub(super) fn visit_list(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let decided = context.last(|entry| match &entry.act {
        Act::SiteListDecided {
            applications,
            day,
            reason,
            ..
        } => Some((entry.seq, applications, *day, reason.trim())),
        _ => None,
    });
    let (seq, applications, day, reason) = decided.ok_or_else(|| vec![Missing::VisitList])?;
    context.not_before(day)?;
    let mut paper = context.begin(
        PaperName::VisitList,
        say::paper_visit_list_title(lang, context.title()),
    );
    // The rule may have been changed since the list was decided by it.
    let then = context.proceedings.at(seq).ok_or_else(|| vec![Missing::Cycle])?;
    let rule = match then.settings().site_list {
        SiteList::All => say::paper_visit_all(lang).to_owned(),
        SiteList::First(places) => say::paper_visit_first(lang, places),
        SiteList::AtLeast(points) => say::paper_visit_at_least(lang, context.points(points)),
    };
    paper.say(
        say::PaperVisitListIntro {
            rules: &context.rules(),
            day: &day_text(day, lang),
            rule: &rule,
            count: &applications.len(),
        }
        .text(lang),
    );
    if !reason.is_empty() {
        paper.points(say::paper_column_reason(lang), vec![reason.to_owned()]);
    }
    let mut listed: Vec<&ApplicantStanding> = context.proceedings.standing().applicants.iter().collect();
    listed.retain(|one| applications.contains(&one.application));
    let row = |(at, one): (usize, &&ApplicantStanding)| {
        let panel = context.proceedings.panel_of(&one.application);
        vec![
            row_number(at),
            Some(one.name.clone()),
            Some(one.application.to_string()),
            Some(panel.map_or_else(dash, Id::to_string)),
        ]
    };
    paper.table(
        &[
            say::paper_column_number(lang),
            say::paper_column_applicant(lang),
            say::paper_column_application(lang),
            say::paper_panel(lang),
        ],
        listed.iter().enumerate().map(row).collect(),
    );
    paper.signatures(vec![
        say::paper_clerk(lang).to_owned(),
        say::paper_checked_by(lang).to_owned(),
    ]);
    context.seal(&mut paper);
    paper.note(say::paper_note_visit_list(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// 现场评审工作计划 (Art. 13).
pub(super) fn visit_plan(context: &Context<'_>) -> Result<Paper, Vec<Missing>> {
    let lang = context.lang;
    let one = context.applicant()?;
    match one.visit {
        None => return Err(vec![Missing::VisitList]),
        Some(true) if one.withdrawn.is_none() => {}
        Some(_) => {
            return Err(vec![Missing::NotVisited {
                application: one.application.clone(),
            }]);
        }
    }
    if let Some(day) = context.visit_day() {
        context.not_before(day)?;
    }
    let (_, report) = context
        .proceedings
        .report(&one.application, ReviewStage::Material)
        .ok_or_else(|| {
            vec![Missing::Report {
                application: one.application.clone(),
                stage: ReviewStage::Material,
            }]
        })?;
    let panel = context.proceedings.panel_of(&one.application);
    let plan = context
        .proceedings
        .visit_plan(&one.application)
        .map(VisitPlan::record);
    let mut paper = context.begin(
        PaperName::VisitPlan,
        say::paper_visit_plan_title(lang, context.title()),
    );
    paper.fields([
        (say::paper_applicant(lang), Some(one.name.clone())),
        (say::paper_panel(lang), panel.map(Id::to_string)),
        (say::paper_visit_days(lang), plan.map(|plan| days_of(plan, lang))),
        (say::paper_visit_place(lang), plan.and_then(place_of)),
    ]);
    paper.heading(1, say::paper_visit_purpose(lang));
    paper.say(
        say::PaperVisitBasis {
            rules: &context.rules(),
            applicant: &one.name,
        }
        .text(lang),
    );
    paper.heading(1, say::paper_visit_panel(lang));
    let members = context.proceedings.panel(&one.application, ReviewStage::Site);
    let row = |member: &&PanelMember| {
        let sessions = plan.map(|plan| plan.sessions.iter());
        let own = sessions.map(|all| all.filter(|session| session.experts.contains(&member.expert)));
        let clauses = own.map(|own| own.flat_map(|session| &session.clauses).collect::<BTreeSet<_>>());
        vec![
            Some(context.expert(&member.expert)),
            Some(context.role(member.leader, member.trade_expert)),
            clauses.and_then(|clauses| said(join(clauses.iter().map(ToString::to_string), lang))),
        ]
    };
    paper.table(
        &[
            say::paper_column_name(lang),
            say::paper_column_role(lang),
            say::paper_column_clauses(lang),
        ],
        members.iter().map(row).collect(),
    );
    paper.heading(1, say::paper_report_issues(lang));
    // What was waived before the visit is looked at by nobody there.
    let issues = report.record().issues.iter();
    let issues: Vec<&Issue> = issues.filter(|issue| is_blank(&issue.waiver)).collect();
    if issues.is_empty() {
        paper.say(say::paper_none(lang));
    } else {
        let row = |issue: &&Issue| {
            let sessions = plan.into_iter().flat_map(|plan| &plan.sessions);
            let about = sessions.filter(|session| session.issues.contains(&issue.number));
            let about: Vec<&VisitSession> = about.collect();
            let of = |what: &dyn Fn(&VisitSession) -> Vec<String>| {
                let mut seen = BTreeSet::new();
                let all = about.iter().flat_map(|session| what(session));
                let all: Vec<String> = all.filter(|one| seen.insert(one.clone())).collect();
                said(join(all, lang))
            };
            vec![
                Some(issue.number.to_string()),
                text_or_dash(&issue.words),
                of(&|session| vec![method_name(session.method, lang).to_owned()]),
                of(&|session| session.experts.iter().map(|id| context.expert(id)).collect()),
                of(&|session| vec![session.visited.trim().to_owned()]),
            ]
        };
        paper.table(
            &[
                say::paper_column_number(lang),
                say::paper_column_issue(lang),
                say::paper_column_method(lang),
                say::paper_column_assessor(lang),
                say::paper_column_visited(lang),
            ],
            issues.iter().map(row).collect(),
        );
    }
    paper.heading(1, say::paper_visit_timetable(lang));
    let steps = [
        say::paper_visit_opening(lang),
        say::paper_visit_looking(lang),
        say::paper_visit_consensus(lang),
        say::paper_visit_closing(lang),
    ];
    let row = |step: &str| vec![None, Some(step.to_owned()), None, None, None];
    let planned = |session: &VisitSession| {
        let clauses = session.clauses.iter().map(ToString::to_string);
        let experts = session.experts.iter().map(|id| context.expert(id));
        let time = say::PaperVisitTime {
            day: &day_text(session.day, lang),
            begins: &session.begins,
            ends: &session.ends,
        };
        let content = say::PaperVisitContent {
            words: &session.words.trim(),
            method: &method_name(session.method, lang),
        };
        // A meeting is called one.
        let content = match session.method {
            VisitMethod::Meeting => session.words.trim().to_owned(),
            _ => content.text(lang),
        };
        vec![
            Some(time.text(lang)),
            Some(content),
            Some(said(join(clauses, lang)).unwrap_or_else(dash)),
            said(join(experts, lang)),
            said(session.visited.trim().to_owned()),
        ]
    };
    let sessions = plan.map(|plan| plan.sessions.as_slice()).unwrap_or_default();
    let rows: Vec<_> = if sessions.is_empty() {
        steps.into_iter().map(row).collect()
    } else {
        sessions.iter().map(planned).collect()
    };
    paper.table(
        &[
            say::paper_column_time(lang),
            say::paper_column_content(lang),
            say::paper_column_clauses(lang),
            say::paper_column_assessor(lang),
            say::paper_column_visited(lang),
        ],
        rows,
    );
    paper.heading(1, say::paper_visit_discipline(lang));
    let rules = [
        say::paper_discipline_rules(lang),
        say::paper_discipline_gifts(lang),
        say::paper_discipline_scores(lang),
    ];
    rules.into_iter().for_each(|text| paper.heading(2, text));
    let leaders = members.iter().filter(|member| member.leader);
    let mut signing: Vec<String> = leaders.map(|member| signing_as(context, member)).collect();
    signing.push(say::paper_visit_confirmed_by(lang).to_owned());
    paper.signatures(signing);
    paper.signed(
        Some(say::paper_panel_organ(
            lang,
            panel.map_or_else(dash, Id::to_string),
        )),
        false,
        context.wanted.day,
    );
    paper.contact([say::paper_contact_person(lang), say::paper_contact_phone(lang)]);
    paper.note(say::paper_note_visit_plan(lang));
    context.close(&mut paper);
    Ok(paper.done())
}

/// A text; a blank for nothing, to be filled in by hand.
fn said(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// The days of a visit.
fn days_of(plan: &VisitPlanRecord, lang: Lang) -> String {
    let (first, last) = (day_text(plan.first_day, lang), day_text(plan.last_day, lang));
    if first == last {
        return first;
    }
    let (first, last) = (&first, &last);
    say::PaperVisitDaysFromTo { first, last }.text(lang)
}

/// Where the visit begins.
fn place_of(plan: &VisitPlanRecord) -> Option<String> {
    plan.sessions
        .first()
        .and_then(|session| said(session.place.trim().to_owned()))
}

/// How something is looked at, in words.
fn method_name(method: VisitMethod, lang: Lang) -> &'static str {
    match method {
        VisitMethod::Meeting => say::paper_method_meeting(lang),
        VisitMethod::Documents => say::paper_method_documents(lang),
        VisitMethod::Interview => say::paper_method_interview(lang),
        VisitMethod::Observation => say::paper_method_observation(lang),
    }
}
