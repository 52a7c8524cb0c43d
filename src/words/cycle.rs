//! In words: what is wrong in the files of a cycle.

use crate::cycle::{CycleFault, VisitAdvice, VisitRecommendation};
use crate::foundations::Lang;
use crate::problem::Place;
use crate::words as say;
use crate::words::docket::setting_words;
use crate::words::problem::Sentence;

impl Sentence for CycleFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        match self {
            Self::DaysReversed => say::fault_days_reversed(lang).to_owned(),
            Self::HolidayAndWorkday { day } => say::fault_holiday_and_workday(lang, day),
            Self::SettingOutOfRange { setting } => {
                let (setting, allowed) = setting_words(setting, lang);
                say::FaultSettingOutOfRange {
                    setting: &setting,
                    allowed: &allowed,
                }
                .text(lang)
            }
            Self::IdTwice { id } => say::fault_id_twice(lang, id),
            Self::NoMembers => say::fault_no_members(lang).to_owned(),
            Self::NoYear { certificate } => say::fault_no_year(lang, certificate),
            Self::CheckDigit { id } => say::fault_check_digit(lang, id),
            Self::Sheet(fault) => fault.sentence(place, lang),
            Self::Value(fault) => fault.sentence(place, lang),
            Self::RevisionWithoutReason { revision } => say::fault_revision_without_reason(lang, revision),
            Self::MaterialReport => say::fault_material_report(lang).to_owned(),
            Self::ManyThemes { found, max } => say::FaultManyThemes { found, max }.text(lang),
            Self::RecommendationAfterVisit => say::fault_recommendation_after_visit(lang).to_owned(),
            Self::ScoredAndNotApplicable => say::fault_scored_and_not_applicable(lang).to_owned(),
            Self::WithdrawnBefore { certificate } => say::fault_withdrawn_before(lang, certificate),
            Self::NoVisitWithoutReason => say::fault_no_visit_without_reason(lang).to_owned(),
            Self::NoName => say::fault_no_name(lang).to_owned(),
            Self::ClaimedArticle { article } => say::fault_claimed_article(lang, article),
            Self::NotDeclared => say::fault_not_declared(lang).to_owned(),
            Self::DueBefore => say::fault_due_before(lang).to_owned(),
            Self::NotOnPanel { id } => say::fault_not_on_panel(lang, id),
            Self::PlanDays => say::fault_plan_days(lang).to_owned(),
            Self::NobodyVisits => say::fault_nobody_visits(lang).to_owned(),
        }
    }
}

/// Whether a panel recommends to visit the applicant; of a recommendation against it, why.
pub fn recommendation(recommendation: &VisitRecommendation, lang: Lang) -> String {
    match recommendation.advice {
        VisitAdvice::Visit => say::recommended_visit(lang).to_owned(),
        VisitAdvice::NoVisit => say::recommended_no_visit(lang, recommendation.reason.trim()),
    }
}
