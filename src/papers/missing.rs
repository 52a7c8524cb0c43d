//! Why a paper cannot be written yet.

use crate::cycle::ReviewStage;
use crate::foundations::{Day, Id, Lang};
use crate::papers::dates::day_text;
use crate::words as say;

/// What a paper lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum Missing {
    /// The cycle is not opened.
    Cycle,
    /// The paper is about one applicant, and none is named.
    Applicant,
    /// No applicant, or more than one, has this id or name.
    UnknownApplicant { found: String },
    /// The paper is for one panel, and none is named.
    Panel,
    /// No panel has this id.
    UnknownPanel { found: String },
    /// No published list has this id.
    UnknownNotice { found: String },
    /// The paper is for one department, and none is named.
    Department,
    /// A publicity begins the day after the paper, which has no day.
    Day,
    /// The paper would be older than what it tells of.
    DayBefore { day: Day },
    /// The list was opened on a day of its own, and another one is asked for.
    OtherDay { day: Day },
    /// None of the applicant's files is left (Art. 22).
    File { application: Id },
    /// Nothing was asked for (Art. 22, 23).
    SupplementAsked { application: Id },
    /// No application came in time (Art. 22).
    NoApplications,
    /// The qualification is not decided (Art. 23).
    Qualification { application: Id },
    /// The panel has nothing to review at this stage (Art. 12, 23, 24).
    NothingToReview { panel: String },
    /// No report is in force (Art. 24, 25).
    Report { application: Id, stage: ReviewStage },
    /// The report lacks something (Art. 12, 24, 25).
    Unfinished { stage: ReviewStage, address: String },
    /// The words of a sheet are not at hand.
    SheetWords { sheet: String },
    /// The list for the visit is not decided (Art. 24).
    VisitList,
    /// The applicant is not on the list for the visit (Art. 24).
    NotVisited { application: Id },
    /// The text of the report names somebody whom the applicant must not read of.
    Names { place: String, word: String },
    /// So does the name of the file that the paper is written to.
    FileName { word: String },
    /// Nobody ranks (Art. 26).
    Ranks,
    /// The committee has not met (Art. 26).
    Session,
    /// The committee has passed nobody (Art. 26).
    Vote,
    /// No list is closed, or nobody is left on one (Art. 27).
    Publicity,
    /// A signed objection is open (Art. 27).
    Objection { objection: Id },
    /// The government has not decided (Art. 28).
    Decision,
    /// No award is registered (Art. 34, 35).
    Awards,
}

impl Missing {
    /// A word for scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Cycle => "cycle",
            Self::Applicant => "applicant",
            Self::UnknownApplicant { .. } => "unknown_applicant",
            Self::Panel => "panel",
            Self::UnknownPanel { .. } => "unknown_panel",
            Self::UnknownNotice { .. } => "unknown_notice",
            Self::Department => "department",
            Self::Day => "day",
            Self::DayBefore { .. } => "day_before",
            Self::OtherDay { .. } => "other_day",
            Self::File { .. } => "file",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::NoApplications => "no_applications",
            Self::Qualification { .. } => "qualification",
            Self::NothingToReview { .. } => "nothing_to_review",
            Self::Report { .. } => "report",
            Self::Unfinished { .. } => "unfinished",
            Self::SheetWords { .. } => "sheet_words",
            Self::VisitList => "visit_list",
            Self::NotVisited { .. } => "not_visited",
            Self::Names { .. } => "names",
            Self::FileName { .. } => "file_name",
            Self::Ranks => "ranks",
            Self::Session => "session",
            Self::Vote => "vote",
            Self::Publicity => "publicity",
            Self::Objection { .. } => "objection",
            Self::Decision => "decision",
            Self::Awards => "awards",
        }
    }

    /// The article that stands against the paper; nothing where only an argument is missing.
    pub fn against(&self) -> Option<&'static str> {
        match self {
            Self::File { .. } | Self::NoApplications => Some("22"),
            Self::SupplementAsked { .. } => Some("22, 23"),
            Self::Qualification { .. } => Some("23"),
            Self::NothingToReview { .. } => Some("12"),
            Self::Report {
                stage: ReviewStage::Material,
                ..
            }
            | Self::Unfinished {
                stage: ReviewStage::Material,
                ..
            }
            | Self::VisitList
            | Self::NotVisited { .. } => Some("24"),
            Self::Report { .. } | Self::Unfinished { .. } => Some("25"),
            Self::Ranks | Self::Session | Self::Vote => Some("26"),
            Self::Publicity | Self::Objection { .. } => Some("27"),
            Self::Decision => Some("28"),
            Self::Names { .. } => Some("32"),
            Self::Awards => Some("34, 35"),
            Self::Cycle
            | Self::Applicant
            | Self::UnknownApplicant { .. }
            | Self::Panel
            | Self::UnknownPanel { .. }
            | Self::UnknownNotice { .. }
            | Self::Department
            | Self::Day
            | Self::DayBefore { .. }
            | Self::FileName { .. }
            | Self::OtherDay { .. }
            | Self::SheetWords { .. } => None,
        }
    }

    /// Whether the request itself is incomplete or names what is not there, and not the cycle.
    pub fn is_of_request(&self) -> bool {
        self.against().is_none() && !matches!(self, Self::Cycle | Self::SheetWords { .. })
    }

    /// Why, in a sentence that says what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let stage = |stage: ReviewStage| say::stage(stage.of_sheets(), lang);
        match self {
            Self::Cycle => say::missing_cycle(lang).to_owned(),
            Self::Applicant => say::missing_applicant(lang).to_owned(),
            Self::UnknownApplicant { found } => say::missing_unknown_applicant(lang, found),
            Self::Panel => say::missing_panel(lang).to_owned(),
            Self::UnknownPanel { found } => say::missing_unknown_panel(lang, found),
            Self::UnknownNotice { found } => say::missing_unknown_notice(lang, found),
            Self::Department => say::missing_department(lang).to_owned(),
            Self::Day => say::missing_day(lang).to_owned(),
            Self::DayBefore { day } => say::missing_day_before(lang, day_text(*day, lang)),
            Self::OtherDay { day } => say::missing_other_day(lang, day_text(*day, lang)),
            Self::File { application } => say::missing_file(lang, application),
            Self::SupplementAsked { application } => say::missing_supplement_asked(lang, application),
            Self::NoApplications => say::missing_applications(lang).to_owned(),
            Self::Qualification { application } => say::missing_qualification(lang, application),
            Self::NothingToReview { panel } => say::missing_nothing_to_review(lang, panel),
            Self::Report {
                application,
                stage: at,
            } => {
                let stage = &stage(*at);
                say::MissingReport { application, stage }.text(lang)
            }
            Self::Unfinished { stage: at, address } => {
                let (stage, lacking) = (&stage(*at), &lacking_text(address, lang));
                say::MissingUnfinished {
                    address,
                    lacking,
                    stage,
                }
                .text(lang)
            }
            Self::SheetWords { sheet } => say::missing_sheet_words(lang, sheet),
            Self::VisitList => say::missing_visit_list(lang).to_owned(),
            Self::NotVisited { application } => say::missing_not_visited(lang, application),
            Self::Names { place, word } => say::MissingNames { place, word }.text(lang),
            Self::FileName { word } => say::missing_file_name(lang, word),
            Self::Ranks => say::missing_ranks(lang).to_owned(),
            Self::Session => say::missing_session(lang).to_owned(),
            Self::Vote => say::missing_vote(lang).to_owned(),
            Self::Publicity => say::missing_publicity(lang).to_owned(),
            Self::Objection { objection } => say::missing_objection(lang, objection),
            Self::Decision => say::missing_decision(lang).to_owned(),
            Self::Awards => say::missing_awards(lang).to_owned(),
        }
    }
}

/// What a report lacks, in words; none of them names an expert.
pub(super) fn lacking_text(address: &str, lang: Lang) -> String {
    let parts: Vec<&str> = address.split('/').collect();
    match parts.as_slice() {
        ["clause", code, "value"] => say::unfinished_value(lang, code),
        ["clause", code, "reason"] => say::unfinished_reason(lang, code),
        ["clause", code, "finding"] => say::unfinished_finding(lang, code),
        ["clause", code, "comment", _, "source", _, _] => say::unfinished_comment_unknown(lang, code),
        ["issue", number, "outcome"] => say::unfinished_outcome(lang, number),
        ["issue", _, _, "source"] => say::unfinished_source(lang).to_owned(),
        ["issue", number, "source", _, _] => say::unfinished_source_unknown(lang, number),
        ["sheet", _, "missing"] => say::unfinished_sheet(lang).to_owned(),
        ["sheet", _, "superseded"] => say::unfinished_sheet_superseded(lang).to_owned(),
        ["sheet", _, "recused"] => say::unfinished_sheet_recused(lang).to_owned(),
        ["sheet", _, "not_in_report"] => say::unfinished_sheet_named(lang).to_owned(),
        ["panel", "size"] => say::unfinished_panel_size(lang).to_owned(),
        ["panel", "leader"] => say::unfinished_panel_leader(lang).to_owned(),
        ["panel", "trade_expert"] => say::unfinished_panel_trade(lang).to_owned(),
        ["report", "leader"] => say::unfinished_report_leader(lang).to_owned(),
        ["material", "superseded"] => say::unfinished_material(lang).to_owned(),
        ["rule", needed, count] | ["clause", _, "rule", needed, count] => {
            say::UnfinishedRule { needed, count }.text(lang)
        }
        _ => say::unfinished_other(lang, address),
    }
}
