//! The wire form of a cycle's payload, version 1.

use serde::{Deserialize, Serialize};

use crate::cycle::{Calendar, CycleRecord, Majority, Member, ResultRule, Setting, Settings, SiteList};
use crate::files::records::{Wire, WordWire, records};
use crate::files::scoresheet::parts::RubricRefWire;
use crate::files::wire::{DayWire, DecimalWire, IdWire, Name, ShareWire, TextWire};
use crate::foundations::OneByOne as _;

records! {
    CycleWire for CycleRecord {
        id: IdWire,
        title: TextWire,
        year: u16,
        calendar: CalendarWire,
        rubric: RubricRefWire,
        settings: SettingsWire,
        members: Vec<MemberWire>,
    }
    CalendarWire for Calendar {
        first_day: DayWire,
        last_day: DayWire,
        holidays: DaysWire,
        workdays: DaysWire,
    }
    MemberWire for Member { id: IdWire, name: Name }
    SettingsWire for Settings {
        quota: u32,
        waiting_years: u32,
        operation_years: u32,
        look_back_years: u32,
        reference_day: Option<DayWire>,
        panel_size: u32,
        result_rule: WordWire<ResultRule>,
        talk_spread: DecimalWire,
        not_applicable: bool,
        // Settings that came later: without them the default holds, and the default is not written.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        abstention: bool,
        site_list: SiteListWire,
        quorum: ShareWire,
        majority: MajorityWire,
        publicity_days: u32,
        publicity_working_days: u32,
        #[serde(default = "overview_characters", skip_serializing_if = "is_overview_characters")]
        overview_characters: u32,
        #[serde(default = "report_characters", skip_serializing_if = "is_report_characters")]
        report_characters: u32,
    }
}

fn overview_characters() -> u32 {
    Settings::OVERVIEW_CHARACTERS
}

fn is_overview_characters(count: &u32) -> bool {
    *count == Settings::OVERVIEW_CHARACTERS
}

fn report_characters() -> u32 {
    Settings::REPORT_CHARACTERS
}

fn is_report_characters(count: &u32) -> bool {
    *count == Settings::REPORT_CHARACTERS
}

/// Days in their order.
#[derive(Serialize, Deserialize)]
pub(in crate::files) struct DaysWire(Vec<DayWire>);

impl Wire for DaysWire {
    type Value = std::collections::BTreeSet<crate::foundations::Day>;

    fn of(value: &Self::Value) -> Self {
        Self(value.iter().map(DayWire::of).collect())
    }

    fn value(self) -> Self::Value {
        self.0.into_iter().map(Wire::value).one_by_one()
    }
}

/// `"all"`, `{"first": 10}` or `{"at_least": "600"}`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::files) enum SiteListWire {
    All,
    First(u32),
    AtLeast(DecimalWire),
}

impl Wire for SiteListWire {
    type Value = SiteList;

    fn of(value: &SiteList) -> Self {
        match value {
            SiteList::All => Self::All,
            SiteList::First(places) => Self::First(*places),
            SiteList::AtLeast(points) => Self::AtLeast(DecimalWire(*points)),
        }
    }

    fn value(self) -> SiteList {
        match self {
            Self::All => SiteList::All,
            Self::First(places) => SiteList::First(places),
            Self::AtLeast(points) => SiteList::AtLeast(points.0),
        }
    }
}

/// `{"above": "1/2"}` or `{"at_least_of_present": "2/3"}`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::files) enum MajorityWire {
    Above(ShareWire),
    AtLeastOfPresent(ShareWire),
}

impl Wire for MajorityWire {
    type Value = Majority;

    fn of(value: &Majority) -> Self {
        match value {
            Majority::Above(share) => Self::Above(ShareWire(*share)),
            Majority::AtLeastOfPresent(share) => Self::AtLeastOfPresent(ShareWire(*share)),
        }
    }

    fn value(self) -> Majority {
        match self {
            Self::Above(share) => Majority::Above(share.0),
            Self::AtLeastOfPresent(share) => Majority::AtLeastOfPresent(share.0),
        }
    }
}

macro_rules! settings {
    ($($name:ident($wire:ty)),+ $(,)?) => {
        /// One setting under its name: `{"quota": 4}`.
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(in crate::files) enum SettingWire { $($name($wire)),+ }

        impl Wire for SettingWire {
            type Value = Setting;

            fn of(value: &Setting) -> Self {
                match value { $(Setting::$name(value) => Self::$name(<$wire>::of(value))),+ }
            }

            fn value(self) -> Setting {
                match self { $(Self::$name(value) => Setting::$name(value.value())),+ }
            }
        }
    };
}

settings! {
    Quota(u32),
    WaitingYears(u32),
    OperationYears(u32),
    LookBackYears(u32),
    ReferenceDay(Option<DayWire>),
    PanelSize(u32),
    ResultRule(WordWire<ResultRule>),
    TalkSpread(DecimalWire),
    NotApplicable(bool),
    Abstention(bool),
    SiteList(SiteListWire),
    Quorum(ShareWire),
    Majority(MajorityWire),
    PublicityDays(u32),
    PublicityWorkingDays(u32),
    OverviewCharacters(u32),
    ReportCharacters(u32),
}
