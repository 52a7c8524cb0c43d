//! One of every member of every kind of file of a cycle, and every kind of entry.

use scoring::cycle::{
    Answer, ApplicationForm, ApplicationFormRecord, Article, AssignedApplication, AssignedMember, Assignment,
    AssignmentRecord, Award, Calendar, Claim, CommentKind, Contact, Cycle, CycleRecord, Declaration,
    DeclaredConflict, Event, Expert, Form, FormEvent, Improvement, Issue, Majority, Member, OrganisationKind,
    PanelReport, PanelReportRecord, PastAward, Pool, Received, Recommendation, Register, ReportClause,
    ReportComment, ResultRule, ReviewStage, Setting, Settings, SheetItem, SiteList, Tie, TieGround,
    TimeOfDay, VisitAdvice, VisitMethod, VisitPlan, VisitPlanRecord, VisitRecommendation, VisitSession,
};
use scoring::docket::{
    Act, Body, By, Decision, Department, Docket, FileSum, Handling, Likeness, OpinionOutcome, VoteCount,
};
use scoring::files::{
    entry_again, next_entry, write_application_form, write_assignment, write_cycle, write_declaration,
    write_docket, write_panel_report, write_pool, write_register, write_visit_plan,
};
use scoring::foundations::{Exact, Fingerprint, Instant, Text};
use scoring::rubric::Rubric;
use scoring::scoresheet::{RubricRef, Value};

use super::{id, ids, organisation, seats};
use crate::support::{code, day, exact, imprint};

/// A file of every kind of a cycle, by its frozen name.
pub(crate) fn files(rubric: &Rubric, fingerprint: Fingerprint) -> Vec<(&'static str, String)> {
    let rubric_ref = RubricRef::to(rubric, fingerprint);
    let member = |number: u8| Member {
        id: id(&format!("m{number}")),
        name: format!("委员{number}"),
    };
    let cycle = |settings, whole: bool| CycleRecord {
        id: id("2026"),
        title: Text {
            zh: "第三届示例区区长公共服务质量奖".to_owned(),
            en: whole.then(|| "Third award".to_owned()),
        },
        year: 2026,
        calendar: Calendar {
            first_day: day("2026-02-01"),
            last_day: day("2026-03-31"),
            holidays: whole.then(|| day("2026-10-01")).into_iter().collect(),
            workdays: whole.then(|| day("2026-10-10")).into_iter().collect(),
        },
        rubric: rubric_ref.clone(),
        settings,
        members: vec![member(1), member(2)],
    };
    let other_settings = Settings {
        quota: 4,
        reference_day: Some(day("2026-01-01")),
        result_rule: ResultRule::Median,
        talk_spread: exact("12.5"),
        not_applicable: true,
        site_list: SiteList::AtLeast(exact("600")),
        majority: Majority::AtLeastOfPresent(Exact::new(2, 3)),
        ..Settings::default()
    };
    let first_ten = Settings {
        site_list: SiteList::First(10),
        ..Settings::default()
    };
    let written = |record| write_cycle(&Cycle::check(record).expect("sound").0, &imprint());
    let pool = Pool::check(vec![Expert {
        id: id("e1"),
        name: "王评审".to_owned(),
        employer: Some(organisation("91350100M000100Y43")),
        trades: vec!["医疗卫生".to_owned()],
        ties: vec![Tie {
            organisation: organisation("本地:7"),
            ground: TieGround::Adviser,
            until: Some(day("2025-01-01")),
        }],
    }]);
    let register = Register::check(vec![Award {
        certificate: "2022-1".to_owned(),
        organisation: organisation("本地:7"),
        name: "示例区第一医院".to_owned(),
        cycle: id("2022"),
        year: 2022,
        day: Some(day("2022-09-01")),
        withdrawn: Some(day("2024-01-15")),
    }]);
    let declaration = Declaration {
        cycle: id("2026"),
        expert: id("e1"),
        day: day("2026-05-01"),
        conflicts: vec![DeclaredConflict {
            application: id("a"),
            ground: TieGround::Relative,
            words: "配偶在该院任职".to_owned(),
        }],
    };
    let commented = PanelReport::check(report_with_comments(&rubric_ref), rubric, fingerprint);
    let report = PanelReport::check(report(&rubric_ref), rubric, fingerprint);
    let later = Settings {
        abstention: true,
        overview_characters: 4_000,
        report_characters: 50_000,
        ..Settings::default()
    };
    let (form, _) = ApplicationForm::check(form()).expect("sound");
    let (assignment, _) = Assignment::check(assignment(&rubric_ref)).expect("sound");
    let (plan, _) = VisitPlan::check(plan()).expect("sound");
    vec![
        (
            "cycle/v1/abstention-and-limits.json",
            written(cycle(later, false)),
        ),
        (
            "application_form/v1/every-member.json",
            write_application_form(&form, &imprint()),
        ),
        (
            "assignment/v1/every-member.json",
            write_assignment(&assignment, &imprint()),
        ),
        (
            "visit_plan/v1/every-member.json",
            write_visit_plan(&plan, &imprint()),
        ),
        // Papers that were issued, bodies that are named, of panels too, and an entry that is written again.
        (
            "docket/v1/bodies-of-panels.json",
            write_docket(&docket(), &imprint()),
        ),
        ("cycle/v1/bare.json", written(cycle(Settings::default(), false))),
        ("cycle/v1/every-member.json", written(cycle(other_settings, true))),
        ("cycle/v1/first-ten.json", written(cycle(first_ten, false))),
        (
            "pool/v1/every-member.json",
            write_pool(&pool.expect("sound").0, &imprint()),
        ),
        (
            "register/v1/every-member.json",
            write_register(&register.expect("sound").0, &imprint()),
        ),
        (
            "declaration/v1/every-member.json",
            write_declaration(&declaration, &imprint()),
        ),
        (
            "panel_report/v1/every-member.json",
            write_panel_report(&report.expect("sound").0, &imprint()),
        ),
        (
            "panel_report/v2/every-member.json",
            write_panel_report(&commented.expect("sound").0, &imprint()),
        ),
        ("docket/v1/every-member.json", write_docket(&docket(), &imprint())),
        // Kinds of entries that came later: likeness answered, handed over.
        (
            "docket/v1/likeness-and-handing-over.json",
            write_docket(&docket(), &imprint()),
        ),
    ]
}

/// A form in which every member stands.
pub(crate) fn form() -> ApplicationFormRecord {
    let on = Some(day("2026-05-01"));
    ApplicationFormRecord {
        cycle: id("2026"),
        application: id("a"),
        revision: 1,
        organisation: organisation("91350100M000100Y43"),
        name: "示例区人民医院".to_owned(),
        kind: OrganisationKind::Medical,
        established: Some(day("2001-05-10")),
        operating_since: Some(day("2001-09-01")),
        address: "示例区示例路1号".to_owned(),
        leader: "张院长".to_owned(),
        contact: Contact {
            name: "李联系".to_owned(),
            phone: "0000-0000000".to_owned(),
            mail: "contact@example.invalid".to_owned(),
        },
        staff: Some(300),
        services: "医疗服务".to_owned(),
        systems: "质量管理体系".to_owned(),
        awards: vec![PastAward {
            name: "示例区服务示范单位".to_owned(),
            year: 2019,
        }],
        claims: vec![Claim {
            article: Article::Art16ii,
            answer: Answer::Yes,
        }],
        events: vec![FormEvent {
            article: Article::Art16ii,
            day: on,
            words: "一起有效投诉".to_owned(),
            proofs: vec!["3".to_owned()],
        }],
        plan: vec![Improvement {
            clause: Some(code("1.1")),
            words: "缩短等候时间".to_owned(),
            who: "门诊部".to_owned(),
            until: on,
        }],
        recommendation: Some(Recommendation {
            by: "区卫生行政部门".to_owned(),
            words: "同意推荐".to_owned(),
            day: day("2026-02-05"),
        }),
        declared: Some(day("2026-02-06")),
    }
}

/// An assignment in which every member stands.
pub(crate) fn assignment(rubric: &RubricRef) -> AssignmentRecord {
    let member = |expert: &str, leader, trade_expert| AssignedMember {
        expert: id(expert),
        name: format!("评审员{expert}"),
        leader,
        trade_expert,
    };
    AssignmentRecord {
        cycle: id("2026"),
        rubric: rubric.clone(),
        expert: id("e1"),
        stage: ReviewStage::Material,
        panel: id("P"),
        members: vec![
            member("e1", true, false),
            member("e2", false, true),
            member("e3", false, false),
        ],
        applications: vec![AssignedApplication {
            application: id("a"),
            name: "示例区人民医院".to_owned(),
            file: Some(Fingerprint::of(b"for assessors")),
        }],
        day: day("2026-04-25"),
        due: day("2026-05-20"),
    }
}

/// A plan in which every member stands.
pub(crate) fn plan() -> VisitPlanRecord {
    let time = |text: &str| TimeOfDay::parse(text).expect("a time");
    VisitPlanRecord {
        cycle: id("2026"),
        application: id("a"),
        revision: 2,
        reason: "改期".to_owned(),
        leader: id("e1"),
        first_day: day("2026-06-12"),
        last_day: day("2026-06-13"),
        sessions: vec![VisitSession {
            day: day("2026-06-13"),
            begins: time("09:30"),
            ends: time("24:00"),
            place: "门诊楼".to_owned(),
            method: VisitMethod::Observation,
            words: "观察窗口".to_owned(),
            issues: vec![1],
            clauses: vec![code("1.1")],
            experts: vec![id("e1"), id("e2")],
            visited: "门诊部".to_owned(),
        }],
    }
}

fn report(rubric: &RubricRef) -> PanelReportRecord {
    let clause = |clause: &str, value| ReportClause {
        code: code(clause),
        value,
        not_applicable: String::new(),
        reason: "合议".to_owned(),
        finding: "现场核实".to_owned(),
        dissent: "一人不同意".to_owned(),
        comments: Vec::new(),
    };
    PanelReportRecord {
        cycle: id("2026"),
        rubric: rubric.clone(),
        application: id("a"),
        stage: ReviewStage::Site,
        revision: 2,
        reason: "补写理由".to_owned(),
        leader: id("e1"),
        sheets: vec![Fingerprint::of(b"sheet")],
        material: Some(Fingerprint::of(b"material")),
        clauses: vec![
            clause("1.1", Some(Value::Percent(exact("55")))),
            clause("1.4", Some(Value::Points(exact("12.5")))),
            clause("2.1.1", Some(crate::support::value("T45 G30"))),
            clause("2.2", None),
        ],
        issues: vec![Issue {
            number: 1,
            words: "核实等候时间".to_owned(),
            sources: vec![SheetItem {
                expert: id("e2"),
                number: 3,
            }],
            outcome: "已核实".to_owned(),
            waiver: String::new(),
        }],
        overall: "总体良好".to_owned(),
        themes: Vec::new(),
        recommendation: None,
    }
}

/// A report with what version 2 added.
fn report_with_comments(rubric: &RubricRef) -> PanelReportRecord {
    let mut report = report(rubric);
    let source = |expert: &str, number| SheetItem {
        expert: id(expert),
        number,
    };
    if let Some(clause) = report.clauses.first_mut() {
        clause.comments = vec![
            ReportComment {
                kind: CommentKind::Strength,
                words: "流程清楚，记录齐全".to_owned(),
                sources: vec![source("e1", 1), source("e2", 2)],
            },
            ReportComment {
                kind: CommentKind::Area,
                words: "缺少同类组织的比较".to_owned(),
                sources: Vec::new(),
            },
        ];
    }
    report.stage = ReviewStage::Material;
    report.material = None;
    report.themes = vec!["以服务对象为中心".to_owned()];
    report.recommendation = Some(VisitRecommendation {
        advice: VisitAdvice::NoVisit,
        reason: "缺少三年数据".to_owned(),
    });
    report
}

/// A docket of every kind of entry: well formed, whatever the rules would say.
pub(crate) fn docket() -> Docket {
    let mut entries: Vec<scoring::docket::Entry> = Vec::new();
    for (at, act) in acts().into_iter().enumerate() {
        let by = By {
            name: "经办人甲".to_owned(),
            role: "秘书处".to_owned(),
        };
        let moment = Instant::from_unix_seconds(imprint().created.unix_seconds() + at as i64);
        entries.push(next_entry(entries.last(), moment, by, act));
    }
    let (last, first) = (entries.last().cloned(), entries.first().cloned());
    if let Some((last, first)) = last.zip(first) {
        entries.push(entry_again(Some(&last), last.at, last.by.clone(), &first));
    }
    Docket {
        cycle: id("2026"),
        entries,
    }
}

/// One act of every kind, and every form of a setting.
pub(crate) fn acts() -> Vec<Act> {
    let sum = |name: &str| FileSum {
        file: Fingerprint::of(name.as_bytes()),
        sum: Fingerprint::of(format!("{name} file").as_bytes()),
        bytes: 4321,
    };
    let print = Fingerprint::of(b"file");
    let (a, on) = (id("a"), day("2026-05-01"));
    let reason = || "理由".to_owned();
    let event = || Event {
        article: Article::Art16ii,
        day: Some(on),
    };
    let settings = Settings {
        reference_day: Some(on),
        site_list: SiteList::First(10),
        ..Settings::default()
    };
    let more = [
        Setting::SiteList(SiteList::All),
        Setting::SiteList(SiteList::AtLeast(exact("600.5"))),
        Setting::Majority(Majority::AtLeastOfPresent(Exact::new(2, 3))),
        Setting::ReferenceDay(None),
    ];
    let set = settings
        .each()
        .into_iter()
        .chain(more)
        .map(|setting| Act::SettingChanged {
            setting,
            body: Body::Committee,
            reason: reason(),
        });
    let mut acts = vec![Act::CycleOpened {
        cycle: sum("cycle"),
        rubric: sum("rubric"),
    }];
    acts.extend(set);
    acts.extend([
        Act::Announced {
            day: on,
            medium: "示例日报".to_owned(),
        },
        Act::FileAccepted {
            file: sum("application"),
            receipt: Some("R-1".to_owned()),
            received: Received::At(imprint().created),
        },
        Act::FileAccepted {
            file: sum("sheet"),
            receipt: None,
            received: Received::On(on),
        },
        Act::FileRefused {
            file: Some(print),
            sum: print,
            bytes: 7,
            reason: reason(),
        },
        Act::FileWithdrawn {
            file: print,
            reason: reason(),
        },
        Act::Identified {
            file: print,
            application: a.clone(),
            organisation: Some(organisation("91350100M000100Y43")),
            continues: vec![organisation("本地:7")],
            expert: None,
            revision: 1,
            reason: String::new(),
            form: Some(Form {
                established: Some(on),
                operating_since: Some(on),
                claims: vec![Claim {
                    article: Article::Art15ii,
                    answer: Answer::Yes,
                }],
                events: vec![event()],
            }),
        },
        Act::Identified {
            file: print,
            application: a.clone(),
            organisation: None,
            continues: Vec::new(),
            expert: Some(id("e1")),
            revision: 2,
            reason: reason(),
            form: None,
        },
        Act::ApplicationWithdrawn {
            application: a.clone(),
            day: on,
            reason: reason(),
        },
        Act::SupplementAsked {
            application: a.clone(),
            what: vec!["证明材料目录".to_owned()],
            day: on,
            due: on,
        },
        Act::OpinionAsked {
            application: a.clone(),
            department: Department::Discipline,
            day: on,
            due: on,
        },
        Act::OpinionRecorded {
            application: a.clone(),
            department: Department::Discipline,
            day: on,
            outcome: OpinionOutcome::Objection,
            events: vec![event()],
        },
        Act::InspectionRecorded {
            application: a.clone(),
            day: on,
            events: vec![event()],
            words: "走访".to_owned(),
        },
        Act::QualificationDecided {
            application: a.clone(),
            decision: Decision::Confirmed,
            body: Body::Secretariat,
            day: on,
            reason: reason(),
        },
        Act::PanelFormed {
            body: Some(Body::Secretariat),
            panel: id("P"),
            members: seats(&["e1", "e2", "e3"]),
            applications: ids(&["a"]),
        },
        Act::PanelChanged {
            body: Some(Body::Secretariat),
            panel: id("P"),
            members: seats(&["e4", "e2", "e3"]),
            applications: ids(&["a"]),
            stage: ReviewStage::Site,
            reason: reason(),
        },
        Act::AssignmentIssued {
            expert: id("e1"),
            stage: ReviewStage::Material,
            applications: ids(&["a"]),
            day: on,
            due: on,
        },
        Act::ConflictHandled {
            expert: id("e1"),
            applications: ids(&["a"]),
            ground: TieGround::Employed,
            outcome: Handling::Recused,
            day: on,
            reason: reason(),
        },
        Act::ExpertRemoved {
            expert: id("e1"),
            day: on,
            reason: reason(),
        },
        Act::SiteListDecided {
            applications: ids(&["a"]),
            body: Body::Secretariat,
            day: on,
            figures: print,
            reason: reason(),
        },
        Act::CandidatesProposed {
            body: Body::Secretariat,
            day: on,
            figures: print,
            reason: reason(),
        },
        Act::SessionHeld {
            body: Some(Body::Committee),
            day: on,
            present: ids(&["m1", "m2"]),
            votes: vec![VoteCount {
                application: a.clone(),
                in_favour: 1,
                against: 0,
                recused: ids(&["m2"]),
                reason: reason(),
            }],
            minutes: "会议纪要".to_owned(),
        },
        Act::PublicityOpened {
            body: None,
            notice: id("N1"),
            applications: ids(&["a"]),
            day: on,
            reason: reason(),
        },
        Act::PublicityClosed {
            notice: id("N1"),
            day: on,
            reason: reason(),
        },
        Act::ObjectionRecorded {
            objection: id("O1"),
            application: Some(a.clone()),
            day: on,
            signed: true,
            words: "反映的情况".to_owned(),
        },
        Act::ObjectionResolved {
            objection: id("O1"),
            upheld: false,
            day: on,
            reason: reason(),
        },
        Act::GovernmentDecided {
            approved: ids(&["a"]),
            rejected: ids(&["b"]),
            body: Body::Government,
            day: on,
            document: "示例文号".to_owned(),
            reason: reason(),
        },
        Act::AwardRegistered {
            application: a.clone(),
            certificate: "2026-1".to_owned(),
            day: on,
        },
        Act::AwardWithdrawn {
            body: None,
            certificate: "2026-1".to_owned(),
            asked_by: Body::Office,
            decided: Some(on),
            collected: vec!["奖牌".to_owned()],
            reason: reason(),
        },
        Act::RewardRecorded {
            application: a.clone(),
            day: on,
            words: "表彰".to_owned(),
        },
        Act::FollowUpRecorded {
            application: a,
            day: on,
            words: "改进情况".to_owned(),
        },
        Act::MembersChanged {
            members: vec![Member {
                id: id("m1"),
                name: "委员1".to_owned(),
            }],
            body: Body::Committee,
            day: on,
            reason: reason(),
        },
        Act::LikenessAnswered {
            application: id("a"),
            expert: Some(id("e1")),
            organisation: None,
            outcome: Likeness::Other,
            day: on,
            reason: reason(),
        },
        Act::LikenessAnswered {
            application: id("a"),
            expert: None,
            organisation: Some(organisation("本地:甲")),
            outcome: Likeness::Same,
            day: on,
            reason: reason(),
        },
        Act::PaperIssued {
            name: "公示稿".to_owned(),
            application: Some(id("a")),
            day: on,
            figures: Some(print),
            sum: Some(print),
        },
        Act::HandedOver {
            to: "经办人乙".to_owned(),
            day: on,
        },
        Act::ForkSettled {
            kept: print,
            reason: reason(),
        },
        Act::Undone {
            seq: 3,
            reason: reason(),
        },
    ]);
    acts
}
