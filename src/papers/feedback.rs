//! 反馈报告: what an applicant reads of its review. Bands and comments, and nobody's name.
//!
//! [`Feedback`] holds what the paper says and nothing else, so that no name of an assessor can get in by a field.
//! People can write a name into a comment all the same; such a report is not written, and the place is reported.

use crate::cycle::ReviewStage;
use crate::docket::{Act, ApplicantStanding};
use crate::foundations::{Day, Lang, Spelling, person_key};
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
        let forbidden = Forbidden::of(context, one, &finished);
        let mut named = feedback.places_that_name(&forbidden, context, &finished);
        let file_name = context.wanted.file_name.as_deref();
        named.extend(
            file_name
                .and_then(|name| forbidden.in_text(name))
                .map(|word| Missing::FileName {
                    word: word.to_owned(),
                }),
        );
        if named.is_empty() {
            Ok(feedback)
        } else {
            Err(named)
        }
    }

    /// The places whose words hold a forbidden name. The words of comments are asked as they were written: on paper a
    /// character that nobody sees has a form that is seen.
    fn places_that_name(
        &self,
        forbidden: &Forbidden,
        context: &Context<'_>,
        finished: &Finished<'_>,
    ) -> Vec<Missing> {
        let mut named: Vec<Missing> = Vec::new();
        let mut ask = |place: &str, text: &str| {
            if let Some(word) = forbidden.in_text(text) {
                let (place, word) = (place.to_owned(), word.to_owned());
                let missing = Missing::Names { place, word };
                if !named.contains(&missing) {
                    named.push(missing);
                }
            }
        };
        ask("overall", &self.overall);
        self.themes.iter().for_each(|theme| ask("themes", theme));
        for clause in context.proceedings.rubric().clauses() {
            let place = clause_name(context, &clause);
            finished
                .written(&clause)
                .into_iter()
                .for_each(|text| ask(&place, text));
        }
        named
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

/// What the applicant must not read.
struct Forbidden {
    /// Names and ids of assessors and of other applicants, as they are written and as they are compared.
    names: Vec<(String, Spelling)>,
    /// Its own, which the paper may say.
    own: Vec<Spelling>,
}

impl Forbidden {
    /// Every expert of every pool, and who had a seat or wrote a sheet; every other applicant.
    fn of(context: &Context<'_>, one: &ApplicantStanding, finished: &Finished<'_>) -> Self {
        let seated = context.proceedings.everybody_seated(&one.application);
        let pools = context.proceedings.experts_of_all_pools();
        let mut ids: Vec<String> = seated.iter().map(ToString::to_string).collect();
        let mut names: Vec<String> = finished.assessors().map(str::to_owned).collect();
        for expert in pools {
            names.push(expert.name.clone());
            ids.push(expert.id.to_string());
        }
        // A name may have its role in brackets behind it, which no text repeats.
        let plain: Vec<String> = names.iter().map(|name| person_key(name)).collect();
        // A number is none: 「评审员12」 without its title.
        names.extend(
            plain
                .into_iter()
                .filter(|name| name.chars().any(char::is_alphabetic)),
        );
        let others = context.proceedings.standing().applicants.iter();
        for other in others.filter(|other| other.name != one.name) {
            names.push(other.name.clone());
            ids.push(other.application.to_string());
            ids.push(other.organisation.to_string());
        }
        let is_telling = |id: &String| id.chars().count() >= ID_LEAST && id.chars().any(char::is_alphabetic);
        names.extend(ids.into_iter().filter(is_telling));
        names.sort();
        names.dedup();
        let own = [&one.name, one.application.as_str(), one.organisation.as_str()];
        Self {
            names: names
                .into_iter()
                .map(|name| (name.clone(), Spelling::of(&name)))
                .collect(),
            own: own.map(Spelling::of).into(),
        }
    }

    /// The longest name that a text holds.
    fn in_text(&self, text: &str) -> Option<&str> {
        let text = Spelling::of(text);
        let names = self.names.iter();
        let found = names.filter(|(_, name)| text.names(name, &self.own));
        let found = found.map(|(name, _)| name.as_str());
        found.max_by_key(|name| name.chars().count())
    }
}
