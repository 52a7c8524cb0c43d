//! The settings of a cycle: what the regulation leaves open, each with its default and where the default comes from.

use crate::foundations::{Day, Exact, Word, words};

words! {
    /// How the sheets of a panel become one result.
    ResultRule {
        /// 合议: the values of the leader's report.
        Consensus = "consensus",
        /// The mean of the sheets.
        Mean = "mean",
        /// The median of the sheets.
        Median = "median",
        /// The mean without one highest and one lowest; needs five sheets.
        Trimmed = "trimmed",
    }
}

/// Which applications are visited (Art. 24, 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteList {
    /// Every confirmed application with a finished material report.
    All,
    /// Those of material rank n or better; ties at the edge are in.
    First(u32),
    /// Those with an exact material total of at least so many points.
    AtLeast(Exact),
}

/// How many of those who vote must be for a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Majority {
    /// More than this share of the members present and not recused.
    Above(Exact),
    /// At least this share of the members present, those recused included.
    AtLeastOfPresent(Exact),
}

impl Majority {
    /// Whether a candidate passed.
    pub fn passes(self, in_favour: u32, present: u32, recused: u32) -> bool {
        let share = |of: u32| (of > 0).then(|| Exact::new(i128::from(in_favour), i128::from(of)));
        let voting = present.saturating_sub(recused);
        match self {
            Self::Above(least) => share(voting).is_some_and(|share| share > least),
            Self::AtLeastOfPresent(least) => voting > 0 && share(present).is_some_and(|share| share >= least),
        }
    }
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// First-time winners (名额).
    pub quota: u32,
    /// Years after an award in which its holder may not apply.
    pub waiting_years: u32,
    /// Years that an applicant must have been in operation.
    pub operation_years: u32,
    /// Years for which events of 16(一) to (四) count.
    pub look_back_years: u32,
    /// The day that 15(一) and 16(一) to (四) are judged by; without one, the last day for applications.
    pub reference_day: Option<Day>,
    /// The fewest members of a panel after recusals; three at least.
    pub panel_size: u32,
    /// How a stage gets its result.
    pub result_rule: ResultRule,
    /// From this spread of percentages on a clause has to be talked about.
    pub talk_spread: Exact,
    /// Whether a report may call a clause not applicable.
    pub not_applicable: bool,
    /// Whether an assessor may abstain on a clause, with a reason.
    pub abstention: bool,
    /// Which applications are visited.
    pub site_list: SiteList,
    /// The share of all members that must be present.
    pub quorum: Exact,
    /// What a candidate needs.
    pub majority: Majority,
    /// The days of a publicity.
    pub publicity_days: u32,
    /// The working days that it must hold.
    pub publicity_working_days: u32,
    /// The most characters that an overview should have.
    pub overview_characters: u32,
    /// The most characters that a self-assessment report should have.
    pub report_characters: u32,
}

impl Settings {
    /// [`Settings::overview_characters`] where the cycle says nothing: ours, as several cities do.
    pub const OVERVIEW_CHARACTERS: u32 = 3_000;
    /// [`Settings::report_characters`] where the cycle says nothing: ours, as several cities do.
    pub const REPORT_CHARACTERS: u32 = 30_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quota: 3,
            waiting_years: 5,
            operation_years: 3,
            look_back_years: 3,
            reference_day: None,
            panel_size: 3,
            result_rule: ResultRule::Consensus,
            talk_spread: Exact::from_integer(20),
            not_applicable: false,
            abstention: false,
            site_list: SiteList::All,
            quorum: Exact::new(2, 3),
            majority: Majority::Above(Exact::new(1, 2)),
            publicity_days: 7,
            publicity_working_days: 5,
            overview_characters: Self::OVERVIEW_CHARACTERS,
            report_characters: Self::REPORT_CHARACTERS,
        }
    }
}

/// One setting with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// [`Settings::quota`].
    Quota(u32),
    /// [`Settings::waiting_years`].
    WaitingYears(u32),
    /// [`Settings::operation_years`].
    OperationYears(u32),
    /// [`Settings::look_back_years`].
    LookBackYears(u32),
    /// [`Settings::reference_day`].
    ReferenceDay(Option<Day>),
    /// [`Settings::panel_size`].
    PanelSize(u32),
    /// [`Settings::result_rule`].
    ResultRule(ResultRule),
    /// [`Settings::talk_spread`].
    TalkSpread(Exact),
    /// [`Settings::not_applicable`].
    NotApplicable(bool),
    /// [`Settings::abstention`].
    Abstention(bool),
    /// [`Settings::site_list`].
    SiteList(SiteList),
    /// [`Settings::quorum`].
    Quorum(Exact),
    /// [`Settings::majority`].
    Majority(Majority),
    /// [`Settings::publicity_days`].
    PublicityDays(u32),
    /// [`Settings::publicity_working_days`].
    PublicityWorkingDays(u32),
    /// [`Settings::overview_characters`].
    OverviewCharacters(u32),
    /// [`Settings::report_characters`].
    ReportCharacters(u32),
}

/// Where the default of a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceOfSetting {
    /// An article of the regulation.
    Article(&'static str),
    /// The regulation leaves it open, and the workbench chose.
    Ours,
}

impl Settings {
    /// The settings one by one, in the order in which they are read.
    pub fn each(&self) -> [Setting; 17] {
        [
            Setting::Quota(self.quota),
            Setting::WaitingYears(self.waiting_years),
            Setting::OperationYears(self.operation_years),
            Setting::LookBackYears(self.look_back_years),
            Setting::ReferenceDay(self.reference_day),
            Setting::PanelSize(self.panel_size),
            Setting::ResultRule(self.result_rule),
            Setting::TalkSpread(self.talk_spread),
            Setting::NotApplicable(self.not_applicable),
            Setting::Abstention(self.abstention),
            Setting::SiteList(self.site_list),
            Setting::Quorum(self.quorum),
            Setting::Majority(self.majority),
            Setting::PublicityDays(self.publicity_days),
            Setting::PublicityWorkingDays(self.publicity_working_days),
            Setting::OverviewCharacters(self.overview_characters),
            Setting::ReportCharacters(self.report_characters),
        ]
    }

    /// Changes one setting.
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Quota(value) => self.quota = value,
            Setting::WaitingYears(value) => self.waiting_years = value,
            Setting::OperationYears(value) => self.operation_years = value,
            Setting::LookBackYears(value) => self.look_back_years = value,
            Setting::ReferenceDay(value) => self.reference_day = value,
            Setting::PanelSize(value) => self.panel_size = value,
            Setting::ResultRule(value) => self.result_rule = value,
            Setting::TalkSpread(value) => self.talk_spread = value,
            Setting::NotApplicable(value) => self.not_applicable = value,
            Setting::Abstention(value) => self.abstention = value,
            Setting::SiteList(value) => self.site_list = value,
            Setting::Quorum(value) => self.quorum = value,
            Setting::Majority(value) => self.majority = value,
            Setting::PublicityDays(value) => self.publicity_days = value,
            Setting::PublicityWorkingDays(value) => self.publicity_working_days = value,
            Setting::OverviewCharacters(value) => self.overview_characters = value,
            Setting::ReportCharacters(value) => self.report_characters = value,
        }
    }
}

impl Setting {
    /// The setting's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quota(_) => "quota",
            Self::WaitingYears(_) => "waiting_years",
            Self::OperationYears(_) => "operation_years",
            Self::LookBackYears(_) => "look_back_years",
            Self::ReferenceDay(_) => "reference_day",
            Self::PanelSize(_) => "panel_size",
            Self::ResultRule(_) => "result_rule",
            Self::TalkSpread(_) => "talk_spread",
            Self::NotApplicable(_) => "not_applicable",
            Self::Abstention(_) => "abstention",
            Self::SiteList(_) => "site_list",
            Self::Quorum(_) => "quorum",
            Self::Majority(_) => "majority",
            Self::PublicityDays(_) => "publicity_days",
            Self::PublicityWorkingDays(_) => "publicity_working_days",
            Self::OverviewCharacters(_) => "overview_characters",
            Self::ReportCharacters(_) => "report_characters",
        }
    }

    /// Where its default comes from.
    pub fn source(self) -> SourceOfSetting {
        match self {
            Self::Quota(_) => SourceOfSetting::Article("5"),
            Self::WaitingYears(_) => SourceOfSetting::Article("6"),
            Self::OperationYears(_) => SourceOfSetting::Article("15(1)"),
            Self::LookBackYears(_) => SourceOfSetting::Article("16"),
            Self::PanelSize(_) => SourceOfSetting::Article("12"),
            _ => SourceOfSetting::Ours,
        }
    }

    /// The article that fixes it, so that no decision within a cycle changes it. The quota may be exceeded with a reason
    /// (Art. 5).
    pub fn fixed_by(self) -> Option<&'static str> {
        match (self, self.source()) {
            (Self::Quota(_), _) | (_, SourceOfSetting::Ours) => None,
            (_, SourceOfSetting::Article(article)) => Some(article),
        }
    }

    /// Whether the scores follow from it: such a change needs the committee's approval once sheets are there
    /// (Art. 9(三)).
    pub fn decides_scores(self) -> bool {
        matches!(
            self,
            Self::ResultRule(_)
                | Self::TalkSpread(_)
                | Self::NotApplicable(_)
                | Self::Abstention(_)
                | Self::SiteList(_)
        )
    }

    /// Whether the value can stand: shares lie above 0 and up to 1, spreads from 0 to 100, points are none below 0, and
    /// no setting undercuts the three assessors of Art. 12. The years that the regulation states are these and no others.
    pub fn is_valid(self) -> bool {
        let (zero, one) = (Exact::from_integer(0), Exact::from_integer(1));
        let is_share = |share: Exact| zero < share && share <= one;
        let is_period = |days: u32| days <= 99;
        match self {
            Self::Quota(value) => (1..=999).contains(&value),
            Self::WaitingYears(_) | Self::OperationYears(_) | Self::LookBackYears(_) => {
                Settings::default().each().contains(&self)
            }
            Self::PanelSize(value) => (3..=99).contains(&value),
            Self::TalkSpread(value) => zero <= value && value <= Exact::from_integer(100),
            Self::SiteList(SiteList::First(places)) => places > 0,
            Self::SiteList(SiteList::AtLeast(points)) => zero <= points,
            Self::Quorum(share) | Self::Majority(Majority::AtLeastOfPresent(share)) => is_share(share),
            Self::Majority(Majority::Above(share)) => zero <= share && share < one,
            Self::PublicityDays(days) => (1..=99).contains(&days),
            Self::PublicityWorkingDays(days) => is_period(days),
            Self::OverviewCharacters(count) | Self::ReportCharacters(count) => (1..=999_999).contains(&count),
            Self::ReferenceDay(_)
            | Self::ResultRule(_)
            | Self::NotApplicable(_)
            | Self::Abstention(_)
            | Self::SiteList(SiteList::All) => true,
        }
    }
}

impl ResultRule {
    /// The rule of aggregation behind it; none where the report's values are the result.
    pub fn of_sheets(self) -> Option<crate::scoring::Rule> {
        crate::scoring::Rule::parse(self.word())
    }
}
