//! How the docket itself goes on: settings, members, papers that were issued.

use crate::cycle::{Member, ReviewStage, Setting, check_members};
use crate::docket::figures::Figures;
use crate::docket::rules::{Allowed, decides, ensure};
use crate::docket::state::{Issued, State};
use crate::docket::{Body, Refusal};
use crate::foundations::{Fingerprint, Id};

impl State<'_> {
    pub(super) fn set(&mut self, seq: u64, setting: Setting, body: Body) -> Allowed {
        let name = setting.name();
        decides(body, &[Body::Secretariat, Body::Committee], "9(3)")?;
        if let Some(article) = setting.fixed_by()
            && !self.settings.each().contains(&setting)
        {
            return Err(Refusal::FixedByRegulation { article });
        }
        ensure(setting.is_valid(), || Refusal::SettingValue { setting: name })?;
        // Once anything is scored, what decides scores is the committee's (Art. 9(三)).
        let is_scored = ReviewStage::ALL.into_iter().any(|stage| self.is_scored(stage));
        if is_scored && setting.decides_scores() {
            decides(body, &[Body::Committee], "9(3)")?;
            self.changed_while_scored.insert(seq);
        }
        self.settings.set(setting);
        Ok(())
    }

    /// The committee has other members (Art. 8).
    pub(super) fn change_members(&mut self, members: &[Member], body: Body) -> Allowed {
        decides(body, &[Body::Committee], "8")?;
        let problems = check_members(members);
        ensure(!problems.has_errors(), || Refusal::FaultyFile {
            problems: Box::new(problems),
        })?;
        self.members = members.to_vec();
        Ok(())
    }

    /// A paper that quotes figures quotes those at its place, of either stage.
    pub(super) fn issue(
        &mut self,
        seq: u64,
        (name, application): (&str, Option<&Id>),
        figures: Option<Fingerprint>,
    ) -> Allowed {
        ensure(is_paper(name), || Refusal::UnknownPaper {
            name: name.to_owned(),
        })?;
        if let Some(application) = application {
            self.known(application)?;
        }
        let Some(figures) = figures else {
            return Ok(());
        };
        let mut stages = ReviewStage::ALL.into_iter();
        let is_of_now = stages.any(|stage| Figures::of(self, stage).fingerprint == figures);
        ensure(is_of_now, || Refusal::OtherFigures)?;
        let key = application.map_or_else(|| name.to_owned(), |about| format!("{name} {about}"));
        self.issued.insert(key, Issued { seq, figures });
        Ok(())
    }
}

/// What a paper that was issued may be called: by the word or the name of one that is written here, or by the name of
/// another one of the award.
const PAPERS: [&str; 40] = [
    "announcement",
    "receipt",
    "supplement",
    "consultation",
    "qualification",
    "assignment",
    "material-report",
    "visit-list",
    "visit-plan",
    "site-report",
    "feedback",
    "ranking",
    "minutes",
    "public-notice",
    "request",
    "register",
    "申报通知",
    "申报公告",
    "申报通告",
    "公告",
    "通告",
    "受理回执",
    "补正通知",
    "征求意见函",
    "资格名单",
    "评审任务书",
    "材料评审报告",
    "现场评审名单",
    "现场评审工作计划",
    "现场评审报告",
    "反馈报告",
    "得分汇总与排序表",
    "候选名单",
    "会议纪要",
    "公示稿",
    "请示稿",
    "获奖名册",
    "表彰决定",
    "证书",
    "撤销决定",
];

fn is_paper(name: &str) -> bool {
    PAPERS.contains(&name)
}
