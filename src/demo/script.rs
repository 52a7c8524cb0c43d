//! What happens in the invented cycle, from the announcement to the register.

use std::collections::BTreeMap;

use crate::cycle::{
    Answer, ApplicationForm, ApplicationFormRecord, Article, AssignedApplication, AssignedMember, Assignment,
    AssignmentRecord, Award, Calendar, Claim, Contact, Cycle, CycleRecord, Declaration, DeclaredConflict,
    Event, Expert, Form, FormEvent, Improvement, Issue, Member, OrganisationKind, PanelReportRecord,
    PastAward, Pool, Received, Recommendation, Register, ReportClause, ReviewStage, Settings, Tie, TieGround,
    TimeOfDay, VisitAdvice, VisitMethod, VisitPlan, VisitPlanRecord, VisitRecommendation, VisitSession,
};
use crate::demo::Size;
use crate::demo::writer::{Levels, Writer};
use crate::docket::{Act, Body, Decision, Department, Handling, OpinionOutcome, PanelMember, VoteCount};
use crate::files::{
    write_application_form, write_cycle, write_declaration, write_pool, write_register, write_visit_plan,
};
use crate::foundations::{Day, Fingerprint, Id, Instant, OrganisationId, Text, Word as _};

/// How many applications a panel reviews.
pub(super) const APPLICATIONS_A_PANEL: usize = 3;
/// Experts beyond the panels, for replacements.
pub(super) const SPARE_EXPERTS: usize = 3;

/// The parts that applications play; all others are plain.
mod part {
    /// Two with the best result.
    pub(super) const FIRST: [usize; 2] = [1, 2];
    /// Two at the edge of the quota.
    pub(super) const EDGE: [usize; 2] = [3, 4];
    /// A former award makes it a repeat winner; its new one is withdrawn in the end.
    pub(super) const REPEAT: usize = 5;
    /// In its fourth year after an award.
    pub(super) const FOURTH_YEAR: usize = 6;
    /// Handed in on the very day on which five years end.
    pub(super) const VERY_DAY: usize = 7;
    /// Founded on 29 February.
    pub(super) const LEAP_DAY: usize = 8;
    /// Excluded under 16(二) by one day.
    pub(super) const IN_WINDOW: usize = 9;
    /// Missed by 16(二) by one day.
    pub(super) const OUT_OF_WINDOW: usize = 10;
    /// Two applications of one organisation; the second is withdrawn.
    pub(super) const TWICE: [usize; 2] = [11, 12];
    /// A revision comes after the deadline.
    pub(super) const LATE_REVISION: usize = 13;
    /// Its leader is recused after the site report.
    pub(super) const LEADER_RECUSED: usize = 14;
    /// A member declares a conflict, and the panel falls to two.
    pub(super) const PANEL_OF_TWO: usize = 15;
    /// A sheet is corrected before the report.
    pub(super) const CORRECTED_BEFORE: usize = 16;
    /// A sheet is corrected after the report, which so rests on a superseded one.
    pub(super) const CORRECTED_AFTER: usize = 17;
    /// A clause moves on site without a finding.
    pub(super) const NO_FINDING: usize = 18;
    /// An issue is waived.
    pub(super) const WAIVED: usize = 19;
    /// Withdrawn after the ranking.
    pub(super) const WITHDRAWN: usize = 20;
    /// Handed in without its proofs, and put right in time after it was asked.
    pub(super) const SUPPLEMENTED: usize = 22;
    /// Late as a whole.
    pub(super) const LATE: usize = 21;
    /// Passed from the edge of the quota, and struck after an objection.
    pub(super) const STRUCK: usize = 4;
}

const NAMES: [(&str, OrganisationKind); 10] = [
    ("人民医院", OrganisationKind::Medical),
    ("图书馆", OrganisationKind::Affiliated),
    ("第一小学", OrganisationKind::Education),
    ("公共交通公司", OrganisationKind::Transport),
    ("供水公司", OrganisationKind::Utility),
    ("街道办事处", OrganisationKind::Subdistrict),
    ("社区服务中心", OrganisationKind::Other),
    ("文化馆", OrganisationKind::Affiliated),
    ("中心幼儿园", OrganisationKind::Education),
    ("疾病预防控制中心", OrganisationKind::Medical),
];

struct Applicant {
    number: usize,
    id: Id,
    name: String,
    organisation: OrganisationId,
    kind: OrganisationKind,
    /// The consensus of the material stage.
    levels: Levels,
    panel: usize,
}

/// A day that is written here, and so is one.
fn day(text: &str) -> Option<Day> {
    Day::parse(text)
}

/// Everything, in its order.
pub(super) fn whole_cycle(mut writer: Writer<'_>, size: Size) -> Option<BTreeMap<String, String>> {
    let applicants = applicants(&mut writer, size)?;
    open(&mut writer, &applicants, size)?;
    receive(&mut writer, &applicants)?;
    ask(&mut writer, &applicants)?;
    qualify(&mut writer, &applicants)?;
    form_panels(&mut writer, &applicants)?;
    let material = review(&mut writer, &applicants, ReviewStage::Material, &BTreeMap::new())?;
    let visited: Vec<&Applicant> = applicants.iter().filter(|one| goes_on(one)).collect();
    let figures = writer.figures(ReviewStage::Material)?;
    let finished = visited.iter().filter(|one| one.number != part::PANEL_OF_TWO);
    let list: Vec<Id> = finished.map(|one| one.id.clone()).collect();
    writer.put(Act::SiteListDecided {
        applications: list.clone(),
        body: Body::Secretariat,
        day: day("2026-06-01")?,
        figures,
        reason: String::new(),
    });
    for panel in 0..=applicants.last()?.panel {
        let of_panel = applicants
            .iter()
            .filter(|one| one.panel == panel && list.contains(&one.id));
        let of_panel: Vec<&Applicant> = of_panel.collect();
        let days = (day("2026-06-02")?, day("2026-06-18")?);
        assign(&mut writer, panel, ReviewStage::Site, &of_panel, days)?;
        for one in of_panel {
            plan_visit(&mut writer, one)?;
        }
    }
    review(&mut writer, &applicants, ReviewStage::Site, &material)?;
    disturb(&mut writer, &applicants)?;
    decide(&mut writer, &applicants)?;
    Some(writer.finish())
}

/// Whether an application is confirmed, and so is reviewed.
fn goes_on(applicant: &Applicant) -> bool {
    let stops = [
        part::FOURTH_YEAR,
        part::VERY_DAY,
        part::LEAP_DAY,
        part::IN_WINDOW,
        part::TWICE[1],
        part::LATE,
    ];
    !stops.contains(&applicant.number)
}

fn applicants(writer: &mut Writer<'_>, size: Size) -> Option<Vec<Applicant>> {
    let mut found: Vec<Applicant> = Vec::new();
    for number in 1..=size.applicants {
        let organisation = if number == part::TWICE[1] {
            found.last()?.organisation.clone()
        } else if number % 5 == 0 {
            OrganisationId::parse(&format!("本地:{number:03}"))?
        } else {
            OrganisationId::completed(&format!("12440307MB2D{number:05}"))?
        };
        let (service, kind) = NAMES.get(number % NAMES.len()).copied()?;
        let name = if number == part::TWICE[1] {
            found.last()?.name.clone()
        } else {
            format!("示例区{service}（{number}）")
        };
        let base: u64 = match number {
            number if part::FIRST.contains(&number) => 80,
            number if part::EDGE.contains(&number) => 70,
            part::REPEAT => 75,
            // Tens, so that all others stay behind the edge.
            _ => 40 + 10 * writer.numbers.below(2),
        };
        let twin = match number {
            2 | 4 => found.last().map(|before| before.levels.clone()),
            _ => None,
        };
        let clauses = writer.clause_count();
        let levels = twin.unwrap_or_else(|| {
            let level = |_| u32::try_from(base + 5 * writer.numbers.below(2)).unwrap_or_default();
            (0..clauses).map(level).collect()
        });
        found.push(Applicant {
            number,
            id: Id::numbered('A', number),
            name,
            organisation,
            kind,
            levels,
            panel: (number - 1) / APPLICATIONS_A_PANEL,
        });
    }
    Some(found)
}

fn open(writer: &mut Writer<'_>, applicants: &[Applicant], size: Size) -> Option<()> {
    let (rubric_text, rubric) = writer.rubric();
    let record = CycleRecord {
        id: writer.cycle.clone(),
        title: Text::zh("第九届示例区区长公共服务质量奖"),
        year: 2026,
        calendar: Calendar {
            first_day: day("2026-02-01")?,
            last_day: day("2026-03-31")?,
            holidays: [day("2026-10-01")?, day("2026-10-02")?].into(),
            workdays: [day("2026-10-10")?].into(),
        },
        rubric,
        settings: Settings::default(),
        members: (1..=15)
            .map(|number| Member {
                id: Id::numbered('M', number),
                name: format!("示例委员{number}"),
            })
            .collect(),
    };
    let (cycle, _) = Cycle::check(record).ok()?;
    let rubric = writer.keep("评定标准.json", rubric_text.to_owned())?;
    let cycle = writer.keep("届.json", write_cycle(&cycle, &writer.imprint()))?;
    writer.put(Act::CycleOpened { cycle, rubric });
    writer.put(Act::Announced {
        day: day("2026-01-20")?,
        medium: "示例日报".to_owned(),
    });
    let experts = (1..=size.experts).map(|number| {
        let tied = applicants.iter().find(|one| one.number == part::OUT_OF_WINDOW);
        Some(Expert {
            id: Id::numbered('E', number),
            name: format!("示例评审员{number}"),
            employer: OrganisationId::parse(&format!("本地:大学{number}")),
            trades: vec!["公共服务".to_owned()],
            // The last of the pool advised an applicant until recently, and sits on no panel.
            ties: tied
                .filter(|_| number == size.experts)
                .map(|one| Tie {
                    organisation: one.organisation.clone(),
                    ground: TieGround::Adviser,
                    until: Day::parse("2025-06-30"),
                })
                .into_iter()
                .collect(),
        })
    });
    let (pool, _) = Pool::check(experts.collect::<Option<Vec<Expert>>>()?).ok()?;
    let on = Received::On(day("2026-01-21")?);
    writer.accept("专家库.json", write_pool(&pool, &writer.imprint()), on)?;
    let award = |number: usize, year: u16, on: &str| {
        let holder = applicants.iter().find(|one| one.number == number)?;
        Some(Award {
            certificate: format!("示例{year}-{number}"),
            organisation: holder.organisation.clone(),
            name: holder.name.clone(),
            cycle: Id::parse(&year.to_string())?,
            year,
            day: Day::parse(on),
            withdrawn: None,
        })
    };
    let awards = vec![
        award(part::REPEAT, 2016, "2016-09-01")?,
        award(part::FOURTH_YEAR, 2022, "2022-09-01")?,
        award(part::VERY_DAY, 2021, "2021-03-10")?,
    ];
    let (register, _) = Register::check(awards).ok()?;
    writer.accept("获奖名册.json", write_register(&register, &writer.imprint()), on)?;
    Some(())
}

/// What an applicant's form says; most fulfil everything.
fn form(number: usize) -> Option<Form> {
    let claim = |article, answer| Claim { article, answer };
    let window = match number {
        part::IN_WINDOW => Some("2023-03-31"),
        part::OUT_OF_WINDOW => Some("2023-03-30"),
        _ => None,
    };
    let accident = if window.is_some() { Answer::Yes } else { Answer::No };
    let founded = if number == part::LEAP_DAY {
        "2024-02-29"
    } else {
        "2001-05-10"
    };
    Some(Form {
        established: Some(day(founded)?),
        operating_since: Some(day(founded)?),
        claims: vec![
            claim(Article::Art15ii, Answer::Yes),
            claim(Article::Art15iii, Answer::Yes),
            claim(Article::Art16i, Answer::No),
            claim(Article::Art16ii, accident),
            claim(Article::Art16iii, Answer::No),
            claim(Article::Art16iv, Answer::No),
            claim(Article::Art16v, Answer::No),
        ],
        events: window
            .map(|on| Event {
                article: Article::Art16ii,
                day: Day::parse(on),
            })
            .into_iter()
            .collect(),
    })
}

fn receive(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    for one in applicants {
        let received = match one.number {
            part::LATE => Received::At(Instant::parse("2026-03-31T16:00:00Z")?),
            part::VERY_DAY => Received::On(day("2026-03-10")?),
            part::OUT_OF_WINDOW => Received::At(Instant::parse("2026-03-31T15:59:59Z")?),
            number => Received::On(day("2026-02-10")?.plus_days(u32::try_from(number % 30).ok()?)),
        };
        let whose = (&one.id, one.name.as_str());
        let answers = form(one.number)?;
        let first = (1, received);
        let file = if is_on_paper(one.number) {
            writer.application(whose, &one.organisation, first, Some(answers))?
        } else {
            let file = writer.application(whose, &one.organisation, first, None)?;
            hand_in_form(writer, one, answers, received)?;
            file
        };
        writer.hand_out(&one.id, file);
        if one.number == part::LATE_REVISION {
            let late = Received::On(day("2026-04-02")?);
            writer.application(whose, &one.organisation, (2, late), None)?;
        }
    }
    // A file that was altered by hand does not open, and is kept as it came.
    let whose = (&Id::numbered('A', 1), "示例区人民医院", ReviewStage::Material);
    let altered = writer.sheet_text(whose, &Id::numbered('E', 1), &applicants.first()?.levels, 9)?;
    let altered = altered.replace("总体良好", "总体优秀");
    writer.refuse("退回/改动过的评分表.json", altered, "内容与指纹不符")?;
    // One against the rubric before this one opens, and is of no use here.
    let old = writer.sheet_of_old_rubric(whose, &Id::numbered('E', 2), &applicants.first()?.levels)?;
    writer.refuse(
        "退回/旧版标准的评分表.json",
        old,
        "所依据的评定标准不是本届的版本（第十八条）",
    )?;
    Some(())
}

/// Whether an applicant hands its form in on paper alone, from which the secretariat types what decides.
fn is_on_paper(number: usize) -> bool {
    number.is_multiple_of(4)
}

/// The form as a file of its own, beside the application.
fn hand_in_form(writer: &mut Writer<'_>, one: &Applicant, answers: Form, received: Received) -> Option<()> {
    let events = answers.events.into_iter().map(|event| FormEvent {
        article: event.article,
        day: event.day,
        words: "一起有效投诉，已整改并回复".to_owned(),
        proofs: vec!["1".to_owned()],
    });
    let record = ApplicationFormRecord {
        cycle: writer.cycle.clone(),
        application: one.id.clone(),
        revision: 1,
        organisation: one.organisation.clone(),
        name: one.name.clone(),
        kind: one.kind,
        established: answers.established,
        operating_since: answers.operating_since,
        address: "示例区示例路".to_owned(),
        leader: format!("示例负责人{}", one.number),
        contact: Contact {
            name: format!("示例联系人{}", one.number),
            phone: "0000-0000000".to_owned(),
            mail: "contact@example.invalid".to_owned(),
        },
        staff: u32::try_from(60 + 7 * one.number).ok(),
        services: "面向居民的公共服务".to_owned(),
        systems: "质量管理体系".to_owned(),
        awards: vec![PastAward {
            name: "示例区服务示范单位".to_owned(),
            year: 2019,
        }],
        claims: answers.claims,
        events: events.collect(),
        plan: vec![Improvement {
            clause: None,
            words: "缩短窗口等候时间".to_owned(),
            who: "办公室".to_owned(),
            until: day("2026-12-31"),
        }],
        recommendation: Some(Recommendation {
            by: "示例区行业主管部门".to_owned(),
            words: "同意推荐".to_owned(),
            day: day("2026-02-05")?,
        }),
        declared: day("2026-02-06"),
    };
    let (form, _) = ApplicationForm::check(record).ok()?;
    let text = write_application_form(&form, &writer.imprint());
    writer.accept(&format!("申报/{}-申报表-1.json", one.id), text, received)?;
    Some(())
}

/// The departments that are consulted about every applicant (Art. 23).
const DEPARTMENTS: [Department; 3] = [
    Department::Organisation,
    Department::Personnel,
    Department::Discipline,
];

/// What is missing of an application is asked for and comes; the departments are asked about every applicant, and the
/// late one too: what is decided of it is decided with the others.
fn ask(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    let one = applicants.iter().find(|one| one.number == part::SUPPLEMENTED)?;
    writer.put(Act::SupplementAsked {
        application: one.id.clone(),
        what: vec![
            "近三年服务对象满意度调查的原始资料".to_owned(),
            "质量管理体系证书复印件".to_owned(),
        ],
        day: day("2026-04-02")?,
        due: day("2026-04-10")?,
    });
    let on = Received::On(day("2026-04-08")?);
    let file = writer.application((&one.id, one.name.as_str()), &one.organisation, (2, on), None)?;
    writer.hand_out(&one.id, file);
    for department in DEPARTMENTS {
        for one in applicants {
            writer.put(Act::OpinionAsked {
                application: one.id.clone(),
                department,
                day: day("2026-04-03")?,
                due: day("2026-04-15")?,
            });
        }
    }
    Some(())
}

fn qualify(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    for one in applicants {
        for department in DEPARTMENTS {
            writer.put(Act::OpinionRecorded {
                application: one.id.clone(),
                department,
                day: day("2026-04-10")?,
                outcome: OpinionOutcome::NoObjection,
                events: Vec::new(),
            });
        }
        if one.number == part::TWICE[1] {
            writer.put(Act::ApplicationWithdrawn {
                application: one.id.clone(),
                day: day("2026-04-15")?,
                reason: "与另一份申报重复".to_owned(),
            });
        }
    }
    for one in applicants.iter().filter(|one| one.number != part::TWICE[1]) {
        let confirmed = goes_on(one);
        writer.put(Act::QualificationDecided {
            application: one.id.clone(),
            decision: if confirmed {
                Decision::Confirmed
            } else {
                Decision::Refused
            },
            body: Body::Secretariat,
            day: day("2026-04-20")?,
            reason: refused_because(one.number).to_owned(),
        });
    }
    Some(())
}

/// Why an application is not confirmed; empty for those that are.
fn refused_because(number: usize) -> &'static str {
    match number {
        part::FOURTH_YEAR | part::VERY_DAY => "上一次获奖未满五年",
        part::LEAP_DAY => "正常运作未满三年",
        part::IN_WINDOW => "近三年内发生重大有效投诉",
        part::LATE => "申报材料在截止日之后送达",
        _ => "",
    }
}

/// The experts of a panel: the leader, the trade expert, and a third. The third of the second panel sits on the first
/// as well.
fn seats(panel: usize) -> Vec<PanelMember> {
    let expert = |at: usize| {
        let panel = if panel == 1 && at == 3 { 0 } else { panel };
        Id::numbered('E', panel * 3 + at)
    };
    (1..=3)
        .map(|at| PanelMember {
            expert: expert(at),
            leader: at == 1,
            trade_expert: at == 2,
        })
        .collect()
}

fn form_panels(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    let panels = applicants.last()?.panel;
    for panel in 0..=panels {
        let of_panel = applicants.iter().filter(|one| one.panel == panel && goes_on(one));
        let applications: Vec<Id> = of_panel.map(|one| one.id.clone()).collect();
        writer.put(Act::PanelFormed {
            body: None,
            panel: Id::numbered('P', panel + 1),
            members: seats(panel),
            applications: applications.clone(),
        });
        let days = (day("2026-04-25")?, day("2026-05-20")?);
        let of_panel: Vec<&Applicant> = applicants
            .iter()
            .filter(|one| applications.contains(&one.id))
            .collect();
        assign(writer, panel, ReviewStage::Material, &of_panel, days)?;
    }
    Some(())
}

/// Every member of a panel gets an assignment with the papers of its applications.
fn assign(
    writer: &mut Writer<'_>,
    panel: usize,
    stage: ReviewStage,
    applicants: &[&Applicant],
    (day, due): (Day, Day),
) -> Option<()> {
    let name = |expert: &Id| format!("示例评审员{}", expert.as_str().trim_start_matches(['E', '0']));
    for member in seats(panel).into_iter().filter(|_| !applicants.is_empty()) {
        writer.put(Act::AssignmentIssued {
            expert: member.expert.clone(),
            stage,
            applications: applicants.iter().map(|one| one.id.clone()).collect(),
            day,
            due,
        });
        let record = AssignmentRecord {
            cycle: writer.cycle.clone(),
            rubric: writer.rubric().1,
            expert: member.expert.clone(),
            stage,
            panel: Id::numbered('P', panel + 1),
            members: seats(panel)
                .into_iter()
                .map(|member| AssignedMember {
                    name: name(&member.expert),
                    expert: member.expert,
                    leader: member.leader,
                    trade_expert: member.trade_expert,
                })
                .collect(),
            applications: applicants
                .iter()
                .map(|one| AssignedApplication {
                    application: one.id.clone(),
                    name: one.name.clone(),
                    file: writer.handed_out(&one.id),
                })
                .collect(),
            day,
            due,
        };
        let (assignment, _) = Assignment::check(record).ok()?;
        let path = format!(
            "任务/{}-{}-{}.json",
            Id::numbered('P', panel + 1),
            stage.word(),
            member.expert
        );
        writer.assignment(&path, &assignment)?;
    }
    Some(())
}

/// The plan of a visit: a day with its meetings, and the issue of the material report.
fn plan_visit(writer: &mut Writer<'_>, one: &Applicant) -> Option<()> {
    let experts: Vec<Id> = seats(one.panel).into_iter().map(|member| member.expert).collect();
    let on = day("2026-06-12")?;
    let session = |times: (&str, &str), method, words: &str, issues: Vec<u32>| {
        Some(VisitSession {
            day: on,
            begins: TimeOfDay::parse(times.0)?,
            ends: TimeOfDay::parse(times.1)?,
            place: "申报组织会议室".to_owned(),
            method,
            words: words.to_owned(),
            issues,
            clauses: Vec::new(),
            experts: experts.clone(),
            visited: "办公室".to_owned(),
        })
    };
    let record = VisitPlanRecord {
        cycle: writer.cycle.clone(),
        application: one.id.clone(),
        revision: 1,
        reason: String::new(),
        leader: experts.first()?.clone(),
        first_day: on,
        last_day: on,
        sessions: vec![
            session(("09:00", "09:30"), VisitMethod::Meeting, "首次会议", Vec::new())?,
            session(
                ("09:30", "11:30"),
                VisitMethod::Documents,
                "查阅窗口等候时间的记录",
                vec![1],
            )?,
            session(
                ("14:00", "16:00"),
                VisitMethod::Interview,
                "访谈窗口人员",
                vec![1],
            )?,
            session(("16:30", "17:00"), VisitMethod::Meeting, "末次会议", Vec::new())?,
        ],
    };
    let (plan, _) = VisitPlan::check(record).ok()?;
    let text = write_visit_plan(&plan, &writer.imprint());
    let received = Received::On(day("2026-06-08")?);
    writer.accept(&format!("现场评审/{}-工作计划-1.json", one.id), text, received)?;
    Some(())
}

/// Sheets and a report for every application that goes on; the reports by application.
fn review(
    writer: &mut Writer<'_>,
    applicants: &[Applicant],
    stage: ReviewStage,
    material: &BTreeMap<Id, Fingerprint>,
) -> Option<BTreeMap<Id, Fingerprint>> {
    let mut reports = BTreeMap::new();
    let is_site = stage == ReviewStage::Site;
    let on = if is_site {
        day("2026-06-15")?
    } else {
        day("2026-05-10")?
    };
    for one in applicants.iter().filter(|one| goes_on(one)) {
        if is_site && one.number == part::PANEL_OF_TWO {
            continue;
        }
        let mut consensus = one.levels.clone();
        if is_site
            && one.number == part::NO_FINDING
            && let Some(first) = consensus.first_mut()
        {
            *first += 10;
        }
        let whose = (&one.id, one.name.as_str(), stage);
        let mut sheets = Vec::new();
        for member in seats(one.panel) {
            // Single assessors stand five points off the consensus, at most a band away.
            let apart = 5 * u32::try_from(writer.numbers.below(2)).ok()?;
            let own: Levels = consensus.iter().map(|level| level + apart).collect();
            let own = if member.leader { consensus.clone() } else { own };
            let mut sheet = writer.sheet(whose, &member.expert, &own, 1, on)?;
            if !is_site && one.number == part::CORRECTED_BEFORE && member.trade_expert {
                sheet = writer.sheet(whose, &member.expert, &consensus, 2, on)?;
            }
            sheets.push(sheet);
        }
        let issues = issues(one.number, is_site);
        // One clause was looked into on site; where the finding is forgotten, it is the one that moved.
        let finding = if is_site && one.number != part::NO_FINDING {
            "查看台账并访谈窗口人员，与材料一致"
        } else {
            ""
        };
        let dissent = if is_site && one.number == part::WAIVED {
            "一名评审员认为覆盖面的证据不足，宜低五个百分点"
        } else {
            ""
        };
        let only_first = |at: usize, words: &str| if at == 0 { words.to_owned() } else { String::new() };
        let experts: Vec<Id> = seats(one.panel).into_iter().map(|member| member.expert).collect();
        let comments = writer.merged_comments(&experts);
        let clauses = writer
            .values(&consensus)
            .into_iter()
            .zip(comments)
            .enumerate()
            .map(|(at, ((code, value), comments))| ReportClause {
                code,
                value: Some(value),
                not_applicable: String::new(),
                reason: "按现有记录合议".to_owned(),
                finding: only_first(at, finding),
                dissent: only_first(at, dissent),
                comments,
            });
        let record = PanelReportRecord {
            cycle: writer.cycle.clone(),
            rubric: writer.rubric().1,
            application: one.id.clone(),
            stage,
            revision: 1,
            reason: String::new(),
            leader: seats(one.panel).first()?.expert.clone(),
            sheets,
            material: material.get(&one.id).copied(),
            clauses: clauses.collect(),
            issues,
            overall: "总体良好，建议继续改进。".to_owned(),
            themes: vec![
                "以记录说话：职责、流程和检查有据可查".to_owned(),
                "与同类组织的比较不足，改进的效果少有评估".to_owned(),
            ],
            recommendation: (!is_site).then(|| VisitRecommendation {
                advice: VisitAdvice::Visit,
                reason: "材料需要现场核实".to_owned(),
            }),
        };
        reports.insert(one.id.clone(), writer.report(record, on)?);
        if !is_site && one.number == part::PANEL_OF_TWO {
            declare(writer, one)?;
        }
    }
    Some(reports)
}

/// The issues of a report: one for every application; on site an outcome, or a waiver.
fn issues(number: usize, is_site: bool) -> Vec<Issue> {
    let waived = number == part::WAIVED;
    let only = |on: bool, words: &str| if on { words.to_owned() } else { String::new() };
    vec![Issue {
        number: 1,
        words: "核实窗口等候时间的记录".to_owned(),
        sources: Vec::new(),
        outcome: only(is_site && !waived, "已查看近三年记录，与材料一致"),
        waiver: only(is_site && waived, "该窗口已由上级部门核查，不再重复"),
    }]
}

/// The third member of a panel declares a conflict.
fn declare(writer: &mut Writer<'_>, one: &Applicant) -> Option<()> {
    let declaration = Declaration {
        cycle: writer.cycle.clone(),
        expert: seats(one.panel).pop()?.expert,
        day: day("2026-05-12")?,
        conflicts: vec![DeclaredConflict {
            application: one.id.clone(),
            ground: TieGround::Relative,
            words: "近亲属在该单位任职".to_owned(),
        }],
    };
    let text = write_declaration(&declaration, &writer.imprint());
    let on = Received::On(day("2026-05-12")?);
    writer.accept(&format!("声明/{}.json", declaration.expert), text, on)?;
    Some(())
}

/// What goes wrong after the reports.
fn disturb(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    let of = |number: usize| applicants.iter().find(|one| one.number == number);
    let recused = of(part::LEADER_RECUSED)?;
    writer.put(Act::ConflictHandled {
        expert: seats(recused.panel).first()?.expert.clone(),
        applications: vec![recused.id.clone()],
        ground: TieGround::Adviser,
        outcome: Handling::Recused,
        day: day("2026-06-20")?,
        reason: "曾为该单位辅导，经举报查实".to_owned(),
    });
    let corrected = of(part::CORRECTED_AFTER)?;
    let third = seats(corrected.panel).pop()?.expert;
    let whose = (&corrected.id, corrected.name.as_str(), ReviewStage::Site);
    writer.sheet(whose, &third, &corrected.levels, 2, day("2026-06-25")?)?;
    Some(())
}

/// From the candidates to the register.
fn decide(writer: &mut Writer<'_>, applicants: &[Applicant]) -> Option<()> {
    let id = |number: usize| Id::numbered('A', number);
    let figures = writer.figures(ReviewStage::Site)?;
    writer.put(Act::CandidatesProposed {
        body: Body::Secretariat,
        day: day("2026-07-01")?,
        figures,
        reason: "三份现场评审报告未完成，不影响候选名单".to_owned(),
    });
    writer.put(Act::PaperIssued {
        name: "得分汇总与排序表".to_owned(),
        application: None,
        day: day("2026-07-01")?,
        figures: Some(figures),
        sum: None,
    });
    let winners = [part::FIRST[0], part::FIRST[1], part::STRUCK, part::REPEAT];
    let vote = |number: usize, in_favour, against, recused: &[usize]| VoteCount {
        application: id(number),
        in_favour,
        against,
        recused: recused.iter().map(|member| Id::numbered('M', *member)).collect(),
        reason: String::new(),
    };
    let session = |on: Day, present: usize, votes: Vec<VoteCount>| Act::SessionHeld {
        body: None,
        day: on,
        present: (1..=present).map(|number| Id::numbered('M', number)).collect(),
        votes,
        minutes: "会议听取汇报，逐家无记名投票".to_owned(),
    };
    // Nine of fifteen are no quorum; thirteen are.
    let without = winners.iter().map(|number| vote(*number, 9, 0, &[])).collect();
    writer.put(session(day("2026-07-08")?, 9, without));
    let votes = vec![
        vote(part::FIRST[0], 9, 3, &[2]),
        vote(part::FIRST[1], 12, 1, &[]),
        vote(part::EDGE[0], 6, 7, &[]),
        vote(part::STRUCK, 7, 6, &[]),
        vote(part::REPEAT, 10, 2, &[]),
    ];
    writer.put(session(day("2026-07-10")?, 13, votes));
    writer.put(Act::ApplicationWithdrawn {
        application: applicants
            .iter()
            .find(|one| one.number == part::WITHDRAWN)?
            .id
            .clone(),
        day: day("2026-07-12")?,
        reason: "机构撤并，不再参评".to_owned(),
    });
    let notice = Id::numbered('N', 1);
    writer.put(Act::PublicityOpened {
        body: None,
        notice: notice.clone(),
        applications: winners.iter().map(|number| id(*number)).collect(),
        day: day("2026-08-01")?,
        reason: "一家申报组织撤回申报，候选不受影响".to_owned(),
    });
    writer.put(Act::ObjectionRecorded {
        objection: Id::numbered('O', 1),
        application: Some(id(part::STRUCK)),
        day: day("2026-08-04")?,
        signed: true,
        words: "反映等候时间的数据不实".to_owned(),
    });
    writer.put(Act::ObjectionRecorded {
        objection: Id::numbered('O', 2),
        application: Some(id(part::FIRST[0])),
        day: day("2026-08-05")?,
        signed: false,
        words: "匿名来信".to_owned(),
    });
    writer.put(Act::PublicityClosed {
        notice,
        day: day("2026-08-09")?,
        reason: String::new(),
    });
    writer.put(Act::ObjectionResolved {
        objection: Id::numbered('O', 1),
        upheld: true,
        day: day("2026-08-20")?,
        reason: "经核查属实".to_owned(),
    });
    let approved = [part::FIRST[0], part::FIRST[1], part::REPEAT];
    writer.put(Act::GovernmentDecided {
        approved: approved.iter().map(|number| id(*number)).collect(),
        rejected: Vec::new(),
        body: Body::Government,
        day: day("2026-09-01")?,
        document: "示例府〔2026〕9号".to_owned(),
        reason: String::new(),
    });
    let on = day("2026-09-10")?;
    let registered = |number: usize, certificate: &str| Act::AwardRegistered {
        application: id(number),
        certificate: certificate.to_owned(),
        day: on,
    };
    let slip = writer.put(registered(part::FIRST[0], "示例2026-11"));
    writer.put(Act::Undone {
        seq: slip,
        reason: "证书编号写错".to_owned(),
    });
    for (place, number) in approved.iter().enumerate() {
        writer.put(registered(*number, &format!("示例2026-{}", place + 1)));
    }
    writer.put(Act::AwardWithdrawn {
        body: None,
        certificate: "示例2026-3".to_owned(),
        asked_by: Body::Secretariat,
        decided: Some(day("2027-01-15")?),
        collected: vec!["奖牌".to_owned(), "证书".to_owned()],
        reason: "弄虚作假".to_owned(),
    });
    Some(())
}
