//! The papers of a cycle, as data: from the announcement to the register, each one function of the proceedings so far.
//!
//! [`paper`] gives a [`Paper`], or says what is missing for it. Nothing is invented: what neither docket nor files
//! hold is a blank, to be filled in by hand, and what we assume is said in a note. What leaves the house is written
//! from types that hold nothing else: [`PublicNotice`] and [`Feedback`].

mod announcing;
mod context;
mod dates;
mod deciding;
mod feedback;
mod missing;
mod model;
mod notice;
mod reviewing;

pub use feedback::Feedback;
pub use missing::Missing;
pub use model::{Annex, AnnouncementWord, Block, Column, Field, Paper, PaperName, Signature};
pub use notice::{PublicName, PublicNotice};

use crate::cycle::ReviewStage;
use crate::docket::{Department, Proceedings};
use crate::foundations::{Day, Lang, Word as _};
use crate::words as say;
use context::Context;

/// What a paper is about, and when it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The applicant: the id of application or organisation, or the name.
    pub applicant: Option<String>,
    /// The panel.
    pub panel: Option<String>,
    /// The stage of an assignment; without it the last one that was assigned.
    pub stage: Option<ReviewStage>,
    /// The department that is consulted.
    pub department: Option<Department>,
    /// The published list that a 公示稿 is of; without it the names that are on no list yet.
    pub notice: Option<String>,
    /// What an announcement calls itself; without it 通知.
    pub word: Option<AnnouncementWord>,
    /// The day of signature; without it a blank.
    pub day: Option<Day>,
    /// The name of the file that it is written to; the applicant reads that of a 反馈报告 too.
    pub file_name: Option<String>,
}

/// Writes a paper.
///
/// # Errors
/// What is missing for it.
pub fn paper(
    name: PaperName,
    proceedings: Option<&Proceedings<'_>>,
    wanted: &Wanted,
    lang: Lang,
) -> Result<Paper, Vec<Missing>> {
    let proceedings = proceedings.ok_or_else(|| vec![Missing::Cycle])?;
    let context = Context {
        proceedings,
        wanted,
        lang,
    };
    let written = match name {
        PaperName::Announcement => announcing::announcement(&context),
        PaperName::Receipt => announcing::receipt(&context)?,
        PaperName::Supplement => announcing::supplement(&context)?,
        PaperName::Consultation => announcing::consultation(&context)?,
        PaperName::Qualification => announcing::qualification(&context)?,
        PaperName::Assignment => reviewing::assignment(&context)?,
        PaperName::MaterialReport => reviewing::report(&context, ReviewStage::Material)?,
        PaperName::VisitList => reviewing::visit_list(&context)?,
        PaperName::VisitPlan => reviewing::visit_plan(&context)?,
        PaperName::SiteReport => reviewing::report(&context, ReviewStage::Site)?,
        PaperName::Feedback => Feedback::of(&context)?.paper(lang),
        PaperName::Ranking => deciding::ranking(&context)?,
        PaperName::Minutes => deciding::minutes(&context)?,
        PaperName::PublicNotice => PublicNotice::of(&context)?.paper(lang),
        PaperName::Request => deciding::request(&context)?,
        PaperName::Register => deciding::register(&context)?,
    };
    Ok(written)
}

impl PaperName {
    /// The name that people use.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Announcement => say::paper_name_announcement(lang),
            Self::Receipt => say::paper_name_receipt(lang),
            Self::Supplement => say::paper_name_supplement(lang),
            Self::Consultation => say::paper_name_consultation(lang),
            Self::Qualification => say::paper_name_qualification(lang),
            Self::Assignment => say::paper_name_assignment(lang),
            Self::MaterialReport => say::paper_name_material_report(lang),
            Self::VisitList => say::paper_name_visit_list(lang),
            Self::VisitPlan => say::paper_name_visit_plan(lang),
            Self::SiteReport => say::paper_name_site_report(lang),
            Self::Feedback => say::paper_name_feedback(lang),
            Self::Ranking => say::paper_name_ranking(lang),
            Self::Minutes => say::paper_name_minutes(lang),
            Self::PublicNotice => say::paper_name_public_notice(lang),
            Self::Request => say::paper_name_request(lang),
            Self::Register => say::paper_name_register(lang),
        }
    }

    /// The paper of a name: the word, or the Chinese name. Of an announcement that is what it calls itself too: 公告,
    /// 申报公告.
    pub fn named(name: &str) -> Option<(Self, Option<AnnouncementWord>)> {
        let chinese = |paper: &Self| paper.label(Lang::Zh) == name;
        let paper = Self::parse(name).or_else(|| Self::ALL.into_iter().find(chinese));
        let called = AnnouncementWord::CALLED
            .iter()
            .find(|(called, _)| *called == name);
        let called = called.map(|(_, word)| (Self::Announcement, Some(*word)));
        paper.map(|paper| (paper, None)).or(called)
    }
}

impl AnnouncementWord {
    /// What an announcement is called by its word, where that is not its usual name.
    pub const CALLED: [(&'static str, Self); 4] = [
        ("公告", Self::Proclamation),
        ("申报公告", Self::Proclamation),
        ("通告", Self::Notice),
        ("申报通告", Self::Notice),
    ];
}
