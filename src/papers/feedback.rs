//! 反馈报告: what an applicant reads of its review. Bands and comments, and nobody's name.
//!
//! [`Feedback`] holds what the paper says and nothing else, so that no name of an assessor can get in by a field.
//! People can write a name into a comment all the same; such a report is not written, and the place is reported.

use crate::cycle::ReviewStage;
use crate::docket::{Act, ApplicantStanding};
use crate::foundations::{Day, Lang, is_named, person_key};
use crate::papers::context::{Context, dash};
use crate::papers::model::Writing;
use crate::papers::reviewing::{Finished, clause_name};
use crate::papers::{Missing, Paper, PaperName};
use crate::words as say;

/// A clause as its applicant reads of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FeedbackClause {
    name: String,
    band: String,
    strengths: Vec<String>,
    areas: Vec<String>,
}

/// What an applicant reads of its review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    title: String,
    organ: String,
    applicant: String,
    stage: ReviewStage,
    mark: Option<&'static str>,
    overall: String,
    themes: Vec<String>,
    clauses: Vec<FeedbackClause>,
    day: Option<Day>,
}

impl Feedback {
    /// Takes what the applicant may read out of the proceedings: not before the government decided (ours), and of the last
    /// stage with a finished report.
    pub(super) fn of(context: &Context<'_>) -> Result<Self, Vec<Missing>> {
        let one = context.applicant()?;
        let decided = context.proceedings.entries().find_map(|entry| match &entry.act {
            Act::GovernmentDecided { day, .. } => Some(*day),
            _ => None,
        });
        context.not_before(decided.ok_or_else(|| vec![Missing::Decision])?)?;
        let site = Finished::of(context, one, ReviewStage::Site);
        let finished = match site {
            Ok(site) => site,
            Err(_) if one.visit != Some(true) => Finished::of(context, one, ReviewStage::Material)?,
            Err(missing) => return Err(missing),
        };
        let lang = context.lang;
        let clauses = context.proceedings.rubric().clauses().map(|clause| {
            let percent = finished.percents.get(clause.index).copied().flatten();
            let bands = &clause.method.bands;
            let band = percent.and_then(|percent| bands.iter().rfind(|band| band.from <= percent));
            let [strengths, areas] = finished.comments_without_sources(&clause, lang);
            FeedbackClause {
                name: clause_name(context, &clause),
                band: band.map_or_else(dash, |band| band.name.get(lang).to_owned()),
                strengths,
                areas,
            }
        });
        let feedback = Self {
            title: context.title().to_owned(),
            organ: context.secretariat(),
            applicant: one.name.clone(),
            stage: finished.stage,
            mark: context.mark(),
            overall: finished.report.record().overall.clone(),
            themes: finished.report.record().themes.clone(),
            clauses: clauses.collect(),
            day: context.wanted.day,
        };
        let named = feedback.places_that_name(&forbidden(context, one, &finished), context, &finished);
        if named.is_empty() {
            Ok(feedback)
        } else {
            Err(named)
        }
    }

    /// The places whose words hold one of these names. The words of comments are asked as they were written: on paper
    /// a character that nobody sees has a form that is seen.
    fn places_that_name(
        &self,
        forbidden: &[String],
        context: &Context<'_>,
        finished: &Finished<'_>,
    ) -> Vec<Missing> {
        let holds = |text: &str| forbidden.iter().any(|name| is_named(text, name));
        let mut named = Vec::new();
        if holds(&self.overall) {
            named.push("overall".to_owned());
        }
        if self.themes.iter().any(|theme| holds(theme)) {
            named.push("themes".to_owned());
        }
        for clause in context.proceedings.rubric().clauses() {
            if finished.written(&clause).into_iter().any(holds) {
                named.push(clause_name(context, &clause));
            }
        }
        named.into_iter().map(|place| Missing::Names { place }).collect()
    }

    /// The paper.
    pub(super) fn paper(&self, lang: Lang) -> Paper {
        let title = say::paper_feedback_title(lang, &self.title);
        let mut paper = Writing::new(PaperName::Feedback, title, lang);
        paper.mark(self.mark);
        paper.to(self.applicant.clone());
        paper.say(
            say::PaperFeedbackIntro {
                title: &self.title,
                stage: &say::stage(self.stage.of_sheets(), lang),
            }
            .text(lang),
        );
        paper.heading(1, say::paper_feedback_reading(lang));
        let reading = [
            say::paper_feedback_bands(lang),
            say::paper_feedback_comments(lang),
            say::paper_feedback_use(lang),
        ];
        reading.into_iter().for_each(|text| paper.heading(2, text));
        paper.heading(1, say::paper_report_overall(lang));
        paper.quote(&self.overall);
        if !self.themes.is_empty() {
            paper.points(say::paper_themes(lang), self.themes.clone());
        }
        paper.heading(1, say::paper_feedback_clauses(lang));
        for clause in &self.clauses {
            paper.titled(2, clause.name.clone());
            paper.fields([(say::paper_band(lang), Some(clause.band.clone()))]);
            paper.points(say::paper_strengths(lang), clause.strengths.clone());
            paper.points(say::paper_areas(lang), clause.areas.clone());
        }
        paper.signed(Some(self.organ.clone()), true, self.day);
        paper.note(say::paper_note_feedback(lang));
        paper.done()
    }
}

/// The fewest characters of an id that no text may hold; a shorter one, or one without a letter, would be found in page
/// numbers.
const ID_LEAST: usize = 4;

/// What the applicant must not read: names and ids of assessors, and names, ids and codes of other applicants.
fn forbidden(context: &Context<'_>, one: &ApplicantStanding, finished: &Finished<'_>) -> Vec<String> {
    let seated = context.proceedings.everybody_seated(&one.application);
    let mut names: Vec<String> = seated.iter().map(|expert| context.expert(expert)).collect();
    names.extend(finished.assessors().map(str::to_owned));
    // A name may have its role in brackets behind it, which no text repeats.
    let plain: Vec<String> = names.iter().map(|name| person_key(name)).collect();
    names.extend(plain);
    let mut ids: Vec<String> = seated.iter().map(ToString::to_string).collect();
    let others = context.proceedings.standing().applicants.iter();
    for other in others.filter(|other| other.name != one.name) {
        names.push(other.name.clone());
        ids.push(other.application.to_string());
        ids.push(other.organisation.to_string());
    }
    let is_telling = |id: &String| id.chars().count() >= ID_LEAST && id.chars().any(char::is_alphabetic);
    names.extend(ids.into_iter().filter(is_telling));
    let own = [&one.name, one.application.as_str(), &one.organisation.to_string()].map(str::to_owned);
    names.retain(|name| !own.iter().any(|own| is_named(own, name)));
    names
}
