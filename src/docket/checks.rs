//! What is checked before anything is published: panels, reports, what is due on a day, and the awards with those of this
//! cycle among them.

use crate::cycle::{Award, ReviewStage, VisitRecommendation};
use crate::docket::act::Decision;
use crate::docket::replay::Replay;
use crate::docket::review::{StageResult, addresses, panel_lacks};
use crate::docket::state::State;
use crate::docket::{Docket, Files};
use crate::foundations::{Day, Fingerprint, Id, Word as _, words};

/// A panel as it stands for one application and stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelCheck {
    /// The application.
    pub application: Id,
    /// The stage.
    pub stage: ReviewStage,
    /// The panel; nothing where the application has none.
    pub panel: Option<Id>,
    /// Its members, those who are out among them.
    pub members: Vec<MemberCheck>,
    /// What stands against it, as sorted addresses; nothing where it is whole.
    pub lacking: Vec<String>,
}

/// A member of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCheck {
    /// The expert.
    pub expert: Id,
    /// The name in the pool.
    pub name: String,
    /// 组长.
    pub leader: bool,
    /// 行业专家.
    pub trade_expert: bool,
    /// Whether the expert may not judge this application, or lost the standing.
    pub out: bool,
}

/// A report as it stands for one application and stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportCheck {
    /// The application.
    pub application: Id,
    /// The stage.
    pub stage: ReviewStage,
    /// The report in force.
    pub report: Option<Fingerprint>,
    /// Its revision.
    pub revision: Option<u32>,
    /// Whether it recommends the visit.
    pub recommendation: Option<VisitRecommendation>,
    /// What it lacks, as sorted addresses.
    pub lacking: Vec<String>,
}

words! {
    /// How something that is due stands on a day.
    DueState {
        /// Its day is still to come, or it has none.
        Open = "open",
        /// Its day is this one.
        Due = "due",
        /// Its day is over.
        Missed = "missed",
    }
}

/// Something that somebody still has to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Until when; nothing where no day was set.
    pub day: Option<Day>,
    /// About what, as an address.
    pub place: String,
    /// What, as a word.
    pub what: &'static str,
    /// How it stands.
    pub state: DueState,
}

/// The panels of every application that is confirmed or has one.
pub fn panels(docket: &Docket, files: &Files) -> Vec<PanelCheck> {
    let replay = Replay::of(docket, files, None);
    let Some(state) = &replay.state else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (application, applicant) in &state.applications {
        let panel = state.panel_of.get(application);
        if applicant.withdrawn.is_some()
            || (panel.is_none() && !state.is_confirmed_and_not_withdrawn(application))
        {
            continue;
        }
        found.extend(ReviewStage::ALL.map(|stage| panel_check(state, application, stage)));
    }
    found
}

fn panel_check(state: &State<'_>, application: &Id, stage: ReviewStage) -> PanelCheck {
    let seated = state.seated(application, stage);
    let judging = state.panel(application, stage);
    let member = |member: &crate::docket::PanelMember| MemberCheck {
        expert: member.expert.clone(),
        name: state
            .expert(&member.expert)
            .map_or_else(String::new, |expert| expert.name.clone()),
        leader: member.leader,
        trade_expert: member.trade_expert,
        out: !judging.iter().any(|one| one.expert == member.expert),
    };
    let members: Vec<MemberCheck> = seated.into_iter().flatten().map(member).collect();
    let mut lacking: Vec<String> = if seated.is_none() {
        vec!["panel/missing".to_owned()]
    } else {
        addresses(&panel_lacks(state, &judging))
    };
    let alike = judging
        .iter()
        .filter(|member| state.is_likeness_open(&member.expert, application));
    lacking.extend(alike.map(|member| format!("alike/{}", member.expert)));
    lacking.sort();
    PanelCheck {
        application: application.clone(),
        stage,
        panel: state.panel_of.get(application).cloned(),
        members,
        lacking,
    }
}

/// The reports of every application that has a panel; a stage without a report lacks `report/missing`. The site stage
/// is asked of those on the list for the visit.
pub fn reports(docket: &Docket, files: &Files) -> Vec<ReportCheck> {
    let replay = Replay::of(docket, files, None);
    let Some(state) = &replay.state else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (application, applicant) in &state.applications {
        if applicant.withdrawn.is_some() || !state.panel_of.contains_key(application) {
            continue;
        }
        for stage in ReviewStage::ALL
            .into_iter()
            .filter(|stage| state.is_reviewed_at(application, *stage))
        {
            let result = StageResult::of(state, application, stage);
            let report = state.report(application, stage);
            let lacking = if report.is_some() {
                let mut lacking = result.unfinished;
                lacking.extend(result.too_few);
                lacking.sort();
                lacking
            } else {
                vec!["report/missing".to_owned()]
            };
            found.push(ReportCheck {
                application: application.clone(),
                stage,
                report: report.map(|(print, ..)| print),
                revision: report.map(|(_, report, _)| report.record().revision),
                recommendation: report.and_then(|(_, report, _)| report.record().recommendation.clone()),
                lacking,
            });
        }
    }
    found
}

/// The awards of the register in force, and those of this cycle as far as they are registered; with what was withdrawn
/// here.
pub fn awards(docket: &Docket, files: &Files) -> Vec<Award> {
    let replay = Replay::of(docket, files, None);
    let Some(state) = &replay.state else {
        return Vec::new();
    };
    let taken = |folded: &str| state.withdrawn_awards.get(folded).copied();
    let mut found: Vec<Award> = state
        .awards()
        .iter()
        .map(|award| {
            let folded = crate::cycle::folded_certificate(&award.certificate);
            Award {
                withdrawn: award.withdrawn.or(taken(&folded)),
                ..award.clone()
            }
        })
        .collect();
    let record = state.opened.cycle.record();
    for (folded, (application, certificate)) in &state.certificates {
        let is_listed = found
            .iter()
            .any(|award| crate::cycle::folded_certificate(&award.certificate) == *folded);
        if let Some(applicant) = state.applications.get(application).filter(|_| !is_listed) {
            found.push(Award {
                certificate: certificate.clone(),
                organisation: applicant.organisation.clone(),
                name: state.name_of(applicant).to_owned(),
                cycle: record.id.clone(),
                year: record.year,
                day: state.decisions.get(application).map(|decided| decided.day),
                withdrawn: taken(folded),
            });
        }
    }
    found
}

/// What somebody still has to do on a day, by day and place: it changes nothing of the standing.
pub(super) fn due(state: &State<'_>, today: Day) -> Vec<Due> {
    let mut found = Vec::new();
    let mut add = |day: Option<Day>, place: String, what: &'static str| {
        let state = match day {
            Some(day) if day < today => DueState::Missed,
            Some(day) if day == today => DueState::Due,
            _ => DueState::Open,
        };
        found.push(Due {
            day,
            place,
            what,
            state,
        });
    };
    let last = state.opened.cycle.record().calendar.last_day;
    if today <= last {
        add(Some(last), "calendar/last_day".to_owned(), "applications");
    }
    for (id, applicant) in &state.applications {
        if applicant.withdrawn.is_some() {
            continue;
        }
        let place = || format!("application/{id}");
        if let Some(asked) = &applicant.supplement {
            let came = |print: Fingerprint| {
                let received = state.accepted.get(&print);
                let in_time = received.is_some_and(|received| received.day() <= asked.due);
                in_time && !asked.before.contains(&print)
            };
            if !applicant.all_files().any(came) {
                add(Some(asked.due), place(), "supplement");
            }
        }
        for (department, until) in &applicant.asked {
            let answered = applicant
                .opinions
                .get(department)
                .is_some_and(|one| one.is_answer());
            if !answered {
                let place = format!("{}/opinion/{}", place(), department.word());
                add(Some(*until), place, "opinion");
            }
        }
        if applicant.qualification.is_none() && last < today {
            add(None, place(), "qualification");
        }
        let decided = state.decisions.get(id);
        let is_approved = decided.is_some_and(|decided| decided.approved) && !state.is_struck(id);
        if is_approved && state.certificate_of(id).is_none() {
            add(None, place(), "certificate");
        }
    }
    let is_reviewed = |application: &Id| {
        let applicant = state.applications.get(application);
        applicant.is_some_and(|applicant| {
            let is_refused = matches!(applicant.qualification, Some((Decision::Refused, _)));
            applicant.withdrawn.is_none() && !is_refused
        })
    };
    let assigned = state.assigned.iter();
    for ((application, stage, expert), until) in assigned.filter(|((id, ..), _)| is_reviewed(id)) {
        let judges = state.panel(application, *stage);
        let sits = judges.iter().any(|member| member.expert == *expert);
        if sits && state.sheet(application, *stage, expert).is_none() {
            let place = format!("sheet/{expert}/{application}/{}", stage.word());
            add(Some(*until), place, "sheet");
        }
    }
    for (id, notice) in state.notices.iter().filter(|(_, notice)| !notice.closed) {
        // It may be closed from the day after on.
        let until = state.publicity_ends(notice.opened).plus_days(1);
        add(Some(until), format!("notice/{id}"), "closing");
    }
    for (id, objection) in &state.objections {
        if objection.open && objection.signed {
            add(None, format!("objection/{id}"), "objection");
        }
    }
    let undecided = state.panel_of.keys();
    let undecided = undecided.filter(|id| is_reviewed(id) && !state.decisions.contains_key(*id));
    for (application, expert) in undecided.flat_map(|id| to_replace(state, id)) {
        add(None, format!("panel/{application}/{expert}"), "replacement");
    }
    found.sort();
    found
}

/// The members who are out of the stage that an application is at, while its panel lacks something without them.
fn to_replace<'s>(state: &'s State<'_>, application: &'s Id) -> Vec<(&'s Id, &'s Id)> {
    let stage = match &state.visit {
        None => ReviewStage::Material,
        Some(visit) if visit.contains(application) => ReviewStage::Site,
        Some(_) => return Vec::new(),
    };
    let judging = state.panel(application, stage);
    if panel_lacks(state, &judging).is_empty() {
        return Vec::new();
    }
    let seated = state.seated(application, stage).into_iter().flatten();
    let out = seated.filter(|seat| !judging.iter().any(|one| one.expert == seat.expert));
    out.map(|seat| (application, &seat.expert)).collect()
}
