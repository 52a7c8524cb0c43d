//! A whole cycle in a few lines: a docket and its files, written, opened again and gone through.

mod answered; // sheets that name their assignment
mod candidates; // ranks, the quota and its edge, repeat winners, figures
mod chain; // hashes, forks, undo, prefixes, order, audit
mod checks; // panels, reports, awards, and what is due on a day
mod deadlines; // days at every edge, as the Civil Code counts them
pub(crate) mod demonstration; // the invented cycle, every awkward case by name
mod doubts; // what the rules allow and people have to know all the same
mod eligible; // days and windows, answers, awards, grounds
mod entries; // entries that say nothing, or come before what they rest on
mod forms; // forms, assignments and plans of visits as files, papers that were issued, entries written again
mod independent; // the standing of the invented cycle, computed anew from its JSON
mod intake; // applications, revisions, supplements, second applications, withdrawal
mod kinds; // the kinds of files and their own rules
mod likeness; // names that look alike, long overviews, a docket that was handed over
mod limits; // what no reason overcomes, lists of nobody or with a name twice, days that cannot be
mod notes; // abstentions, issues for the visit and where they went
mod outcome; // votes, publicity, objections, decision, register
mod panels;
pub(crate) mod samples; // one of every member of every kind of file, and every kind of entry // composition, recusal, sheets, reports and what they lack

use std::collections::BTreeMap;

use scoring::application::Application;
use scoring::cycle::{
    Answer, Article, Award, Calendar, Claim, Cycle, CycleRecord, Expert, Form, Issue, Member, PanelReport,
    PanelReportRecord, Pool, Received, Register, ReportClause, ReviewStage, Setting, Settings,
};
use scoring::docket::{
    Act, ApplicantStanding, Body, By, Candidate, Decision, Department, Docket, Entry, FileSum, Files,
    Occurrence, OpinionOutcome, PanelMember, Refusal, Replay, Standing, VoteCount, audit, awards, panels,
    reports, standing, standing_on,
};
use scoring::figures::{
    audit_json, certificate_json, docket_json, eligibility_json, panels_json, register_json, reports_json,
    standing_json,
};
use scoring::files::{
    Content, FileKind, docket_content, next_entry, open, pack_payload, stated_fingerprint, write_application,
    write_cycle, write_docket, write_panel_report, write_pool, write_register, write_rubric,
    write_scoresheet,
};
use scoring::foundations::{Fingerprint, Id, Instant, OrganisationId, Text};
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    DraftKind, EntryRecord, Field, ReviewNotes, Revision, RubricRef, SheetRecord, Stage, Standard, Value,
};

use crate::support::{code, day, draft, exact, imprint, put};

/// An id that is known to be one.
pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).unwrap_or_else(|| panic!("{text} is no id"))
}

pub(crate) fn ids(texts: &[&str]) -> Vec<Id> {
    texts.iter().map(|text| id(text)).collect()
}

pub(crate) fn organisation(text: &str) -> OrganisationId {
    OrganisationId::parse(text).unwrap_or_else(|| panic!("{text} is no id of an organisation"))
}

/// The rubric of these cycles: three clauses, 1,000 points. Clause 1.1 has bands, the others take any decimal.
fn rubric_file() -> String {
    let payload = serde_json::json!({
        "id": "award", "version": "1", "status": "draft", "title": {"zh": "示例标准"}, "total": 1000,
        "methods": [
            {"id": "banded", "name": {"zh": "分档"}, "scale": {"unit": "percent", "step": "1"}, "bands": [
                {"id": "1", "name": {"zh": "低"}, "from": "0", "to": "9", "text": {"zh": "低"}},
                {"id": "2", "name": {"zh": "中"}, "from": "10", "to": "14", "text": {"zh": "中"}},
                {"id": "3", "name": {"zh": "高"}, "from": "15", "to": "100", "text": {"zh": "高"}}]},
            {"id": "free", "name": {"zh": "自由"}, "scale": {"unit": "percent"}}],
        "parts": [
            {"code": "1", "name": {"zh": "做法"}, "points": 600, "kind": "enabler", "method": "banded", "clauses": [
                {"code": "1.1", "name": {"zh": "领导"}, "points": 200},
                {"code": "1.2", "name": {"zh": "流程"}, "points": 400, "method": "free"}]},
            {"code": "2", "name": {"zh": "结果"}, "points": 400, "kind": "result", "method": "free"}],
    });
    let text = pack_payload(FileKind::Rubric, &payload.to_string(), None, &imprint()).expect("JSON");
    let (_, Content::Rubric(draft)) = open(&text).expect("it opens") else {
        panic!("no rubric");
    };
    write_rubric(&draft, &imprint())
}

/// A form that fulfils everything on the last day 2026-03-31.
pub(crate) fn good_form() -> Form {
    let claim = |article, answer| Claim { article, answer };
    Form {
        established: Some(day("2001-05-10")),
        operating_since: Some(day("2001-09-01")),
        claims: vec![
            claim(Article::Art15ii, Answer::Yes),
            claim(Article::Art15iii, Answer::Yes),
            claim(Article::Art16i, Answer::No),
            claim(Article::Art16ii, Answer::No),
            claim(Article::Art16iii, Answer::No),
            claim(Article::Art16iv, Answer::No),
            claim(Article::Art16v, Answer::No),
        ],
        events: Vec::new(),
    }
}

/// A cycle while it goes on.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) cycle: Id,
    pub(crate) rubric: (Rubric, Fingerprint),
    pub(crate) entries: Vec<Entry>,
    /// Every file by its name, as it was written.
    pub(crate) texts: BTreeMap<String, String>,
    reports: BTreeMap<(String, ReviewStage), Fingerprint>,
    /// The same files, opened.
    opened: Files,
}

/// The day on which everything comes that says no other.
pub(crate) const IN_TIME: &str = "2026-03-01";

impl Case {
    /// A cycle with fifteen members, twelve experts and a register, opened.
    pub(crate) fn new() -> Self {
        Self::with(Settings::default(), Vec::new())
    }

    pub(crate) fn with(settings: Settings, awards: Vec<Award>) -> Self {
        let rubric_text = rubric_file();
        let (envelope, Content::Rubric(draft)) = open(&rubric_text).expect("it opens") else {
            panic!("no rubric");
        };
        let (rubric, _) = Rubric::check(*draft).expect("sound");
        let record = CycleRecord {
            id: id("2026"),
            title: Text::zh("第三届示例区区长公共服务质量奖"),
            year: 2026,
            calendar: Calendar {
                first_day: day("2026-02-01"),
                last_day: day("2026-03-31"),
                holidays: [day("2026-10-01"), day("2026-10-02")].into(),
                workdays: [day("2026-10-10")].into(),
            },
            rubric: RubricRef::to(&rubric, envelope.fingerprint),
            settings,
            members: (1..=15)
                .map(|number| Member {
                    id: id(&format!("m{number}")),
                    name: format!("委员{number}"),
                })
                .collect(),
        };
        let (cycle, _) = Cycle::check(record).expect("sound");
        let mut case = Self {
            cycle: id("2026"),
            rubric: (rubric, envelope.fingerprint),
            entries: Vec::new(),
            texts: BTreeMap::new(),
            reports: BTreeMap::new(),
            opened: Files::default(),
        };
        let rubric = case.keep("rubric.json", rubric_text);
        let cycle = case.keep("cycle.json", write_cycle(&cycle, &imprint()));
        case.put(Act::CycleOpened { cycle, rubric });
        let (pool, _) = Pool::check((1..=12).map(expert).collect()).expect("sound");
        case.file("pool.json", write_pool(&pool, &imprint()), IN_TIME);
        let (register, _) = Register::check(awards).expect("sound");
        case.file("register.json", write_register(&register, &imprint()), IN_TIME);
        case
    }

    /// Keeps a file and tells its sums.
    pub(crate) fn keep(&mut self, name: &str, text: String) -> FileSum {
        let sum = FileSum {
            file: open(&text)
                .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
                .0
                .fingerprint,
            sum: Fingerprint::of(text.as_bytes()),
            bytes: text.len() as u64,
        };
        add(&mut self.opened, name, &text);
        self.texts.insert(name.to_owned(), text);
        sum
    }

    /// Adds an entry, whether it is allowed or not; returns its number.
    pub(crate) fn put(&mut self, act: Act) -> u64 {
        let at = imprint().created.unix_seconds() + self.entries.len() as i64 * 60;
        let by = By {
            name: "经办人甲".to_owned(),
            role: "秘书处".to_owned(),
        };
        let entry = next_entry(self.entries.last(), Instant::from_unix_seconds(at), by, act);
        let seq = entry.seq;
        self.entries.push(entry);
        seq
    }

    /// Adds an entry that must be allowed; returns its number.
    pub(crate) fn must(&mut self, act: Act) -> u64 {
        let seq = self.put(act);
        assert_eq!(self.refusal(seq), None, "{:?}", self.entries.last());
        seq
    }

    /// Adds an entry and says why it is not allowed.
    pub(crate) fn refused(&mut self, act: Act) -> Refusal {
        let seq = self.put(act);
        let refusal = self.refusal(seq);
        refusal.unwrap_or_else(|| panic!("allowed: {:?}", self.entries.last()))
    }

    pub(crate) fn refusal(&self, seq: u64) -> Option<Refusal> {
        Replay::of(&self.docket(), &self.opened, None)
            .refusal(seq)
            .cloned()
    }

    /// Accepts a file.
    pub(crate) fn file(&mut self, name: &str, text: String, received: &str) -> Fingerprint {
        let file = self.keep(name, text);
        self.must(Act::FileAccepted {
            file,
            receipt: Some(format!("R-{name}")),
            received: received_at(received),
        });
        file.file
    }

    pub(crate) fn docket(&self) -> Docket {
        Docket {
            cycle: self.cycle.clone(),
            entries: self.entries.clone(),
        }
    }

    /// The files, opened from their texts.
    pub(crate) fn files(&self) -> Files {
        files_of(&self.texts)
    }

    pub(crate) fn standing(&self) -> Standing {
        standing(&self.docket(), &self.opened, None)
    }

    pub(crate) fn at(&self, seq: u64) -> Standing {
        standing(&self.docket(), &self.opened, Some(seq))
    }

    pub(crate) fn of(&self, application: &str) -> ApplicantStanding {
        self.standing()
            .applicants
            .into_iter()
            .find(|one| one.application == id(application))
            .unwrap_or_else(|| panic!("{application} is not listed"))
    }

    /// The candidates by application.
    pub(crate) fn candidates(&self) -> Vec<(String, Option<usize>, Candidate)> {
        let applicants = self.standing().applicants;
        applicants
            .into_iter()
            .map(|one| (one.application.to_string(), one.site.rank, one.candidate))
            .collect()
    }

    pub(crate) fn figures(&self, stage: ReviewStage) -> Fingerprint {
        let figures = Replay::of(&self.docket(), &self.opened, None).figures(stage);
        figures.expect("opened").fingerprint
    }

    /// The text of an application file; its overview makes it another file.
    pub(crate) fn application_text(&self, name: &str, overview: &str) -> String {
        let (rubric, fingerprint) = &self.rubric;
        let mut draft = draft(DraftKind::SelfAssessment, rubric, *fingerprint);
        draft.head.cycle = Some(self.cycle.to_string());
        put(&mut draft, Field::Applicant, name);
        put(&mut draft, Field::OrganisationOverview, overview);
        put(&mut draft, Field::Overall, "总体良好");
        let (application, _) = Application::from_draft(&draft, rubric).expect("valid");
        write_application(&application, &imprint())
    }

    /// Takes in a revision of an application and says whose it is; returns the file.
    pub(crate) fn applies(
        &mut self,
        (application, holder): (&str, &str),
        revision: u32,
        received: &str,
        form: Option<Form>,
    ) -> Fingerprint {
        let text = self.application_text(&format!("示例{application}医院"), &format!("第{revision}版"));
        let file = self.file(&format!("{application}-{revision}.json"), text, received);
        self.identified((application, holder), revision, file, form);
        file
    }

    /// Says whose application a file is.
    pub(crate) fn identified(
        &mut self,
        (application, holder): (&str, &str),
        revision: u32,
        file: Fingerprint,
        form: Option<Form>,
    ) {
        self.must(Act::Identified {
            file,
            application: id(application),
            organisation: Some(organisation(holder)),
            continues: Vec::new(),
            expert: None,
            revision,
            reason: String::new(),
            form,
        });
    }

    /// Takes in an application in time, with the three opinions, and confirms it.
    pub(crate) fn confirmed(&mut self, application: &str) {
        let holder = format!("本地:{application}");
        self.applies((application, &holder), 1, IN_TIME, Some(good_form()));
        self.opinions(application);
        self.must(confirm(application, ""));
    }

    pub(crate) fn opinions(&mut self, application: &str) {
        for department in [
            Department::Organisation,
            Department::Personnel,
            Department::Discipline,
        ] {
            self.must(Act::OpinionRecorded {
                application: id(application),
                department,
                day: day("2026-04-10"),
                outcome: OpinionOutcome::NoObjection,
                events: Vec::new(),
            });
        }
    }

    /// A panel of e1 (leader), e2 (trade expert) and e3.
    pub(crate) fn panel(&mut self, applications: &[&str]) {
        self.must(Act::PanelFormed {
            body: None,
            panel: id(&format!("P-{}", applications.join("-"))),
            members: seats(&["e1", "e2", "e3"]),
            applications: ids(applications),
        });
    }

    /// Takes in a sheet with these percentages for the three clauses.
    pub(crate) fn sheet(
        &mut self,
        of: (&str, ReviewStage),
        expert: &str,
        percents: [&str; 3],
        revision: u32,
    ) -> Fingerprint {
        let text = self.sheet_text(of, expert, percents, revision, ReviewNotes::default());
        self.take_sheet(of, expert, revision, text)
    }

    /// The text of a sheet with these notes.
    pub(crate) fn sheet_text(
        &self,
        (application, stage): (&str, ReviewStage),
        expert: &str,
        percents: [&str; 3],
        revision: u32,
        notes: ReviewNotes,
    ) -> String {
        let (rubric, fingerprint) = &self.rubric;
        let record = SheetRecord {
            rubric: RubricRef::to(rubric, *fingerprint),
            stage: match stage {
                ReviewStage::Material => Stage::Material,
                ReviewStage::Site => Stage::Site,
            },
            applicant: format!("示例{application}医院"),
            application: None,
            assessor: format!("评审员{expert}"),
            cycle: Some(self.cycle.to_string()),
            assignment: None,
            entries: entries(percents),
            notes,
            overall: format!("总体良好，第{revision}版"),
            revision: Revision::FIRST,
        };
        let (sheet, _) =
            scoring::scoresheet::Scoresheet::check(record, rubric, *fingerprint, Standard::Readable)
                .expect("valid");
        write_scoresheet(&sheet, &imprint())
    }

    /// Takes in a sheet and says whose it is.
    pub(crate) fn take_sheet(
        &mut self,
        (application, stage): (&str, ReviewStage),
        expert: &str,
        revision: u32,
        text: String,
    ) -> Fingerprint {
        let name = format!("{application}-{}-{expert}-{revision}.json", stage_word(stage));
        let file = self.file(&name, text, IN_TIME);
        self.must(Act::Identified {
            file,
            application: id(application),
            organisation: None,
            continues: Vec::new(),
            expert: Some(id(expert)),
            revision,
            reason: if revision > 1 {
                "看错一处".to_owned()
            } else {
                String::new()
            },
            form: None,
        });
        file
    }

    /// A report with these consensus percentages, without any words.
    pub(crate) fn report_record(
        &self,
        (application, stage): (&str, ReviewStage),
        percents: [&str; 3],
        sheets: &[Fingerprint],
    ) -> PanelReportRecord {
        let (rubric, fingerprint) = &self.rubric;
        let material = self.reports.get(&(application.to_owned(), ReviewStage::Material));
        PanelReportRecord {
            cycle: self.cycle.clone(),
            rubric: RubricRef::to(rubric, *fingerprint),
            application: id(application),
            stage,
            revision: 1,
            reason: String::new(),
            leader: id("e1"),
            sheets: sheets.to_vec(),
            material: (stage == ReviewStage::Site)
                .then(|| material.copied().unwrap_or_else(|| Fingerprint::of(b"none"))),
            clauses: ["1.1", "1.2", "2"]
                .iter()
                .zip(percents)
                .map(|(clause, percent)| ReportClause {
                    code: code(clause),
                    value: (percent != "-").then(|| Value::Percent(exact(percent))),
                    not_applicable: String::new(),
                    reason: String::new(),
                    finding: String::new(),
                    dissent: String::new(),
                    comments: Vec::new(),
                })
                .collect(),
            issues: Vec::new(),
            overall: "总体良好".to_owned(),
            themes: Vec::new(),
            recommendation: None,
        }
    }

    /// Takes in a report.
    pub(crate) fn report(&mut self, record: PanelReportRecord) -> Fingerprint {
        let (rubric, fingerprint) = &self.rubric;
        let key = (record.application.to_string(), record.stage);
        let name = format!("{}-{}-report-{}.json", key.0, stage_word(key.1), record.revision);
        let (report, _) = PanelReport::check(record, rubric, *fingerprint).expect("sound");
        let file = self.file(&name, write_panel_report(&report, &imprint()), IN_TIME);
        self.reports.insert(key, file);
        file
    }

    /// Three equal sheets and the report on them: a whole stage of an application.
    pub(crate) fn stage(&mut self, application: &str, stage: ReviewStage, percents: [&str; 3]) {
        let sheets = ["e1", "e2", "e3"].map(|expert| self.sheet((application, stage), expert, percents, 1));
        let mut record = self.report_record((application, stage), percents, &sheets);
        if stage == ReviewStage::Site {
            for clause in &mut record.clauses {
                clause.finding = "现场核实".to_owned();
            }
        }
        self.report(record);
    }

    /// Confirmed applications with a finished material stage, all visited, and a site stage each: points of 400 for
    /// clause 2 in per cent.
    pub(crate) fn visited(&mut self, applications: &[(&str, &str)]) {
        let names: Vec<&str> = applications.iter().map(|(name, _)| *name).collect();
        for name in &names {
            self.confirmed(name);
        }
        self.panel(&names);
        for name in &names {
            self.stage(name, ReviewStage::Material, ["50", "50", "50"]);
        }
        let visit = self.visit(&names, "");
        self.must(visit);
        for (name, percent) in applications {
            self.stage(name, ReviewStage::Site, ["50", "50", percent]);
        }
    }

    pub(crate) fn visit(&self, applications: &[&str], reason: &str) -> Act {
        Act::SiteListDecided {
            applications: ids(applications),
            body: Body::Secretariat,
            day: day("2026-06-01"),
            figures: self.figures(ReviewStage::Material),
            reason: reason.to_owned(),
        }
    }

    pub(crate) fn proposal(&self, reason: &str) -> Act {
        Act::CandidatesProposed {
            body: Body::Secretariat,
            day: day("2026-07-01"),
            figures: self.figures(ReviewStage::Site),
            reason: reason.to_owned(),
        }
    }

    /// Proposes the candidates and passes these, 9 of 13 each.
    pub(crate) fn passed(&mut self, applications: &[&str]) {
        let proposal = self.proposal("");
        self.must(proposal);
        self.must(session(
            13,
            applications.iter().map(|name| vote(name, 9, 3)).collect(),
        ));
    }

    /// A cycle in which the government approved the award of `a`.
    pub(crate) fn approved() -> Self {
        let mut case = Self::new();
        case.visited(&[("a", "90")]);
        case.passed(&["a"]);
        case.must(open_notice("N1", &["a"], ""));
        case.must(close_notice("N1", "2026-08-09", ""));
        case.must(government(&["a"], &[], ""));
        case
    }

    /// The record of a material report of `a`, before it is known what it says besides its figures.
    pub(crate) fn material_report_of_a(&mut self) -> PanelReportRecord {
        self.confirmed("a");
        self.panel(&["a"]);
        let percents = ["50", "50", "50"];
        let stage = ("a", ReviewStage::Material);
        let sheets = ["e1", "e2", "e3"].map(|expert| self.sheet(stage, expert, percents, 1));
        self.report_record(stage, percents, &sheets)
    }

    pub(crate) fn set(&mut self, setting: Setting, body: Body) -> u64 {
        self.must(Act::SettingChanged {
            setting,
            body,
            reason: "评委会决定".to_owned(),
        })
    }
}

/// Publishes a list of 拟奖 on the first of August.
pub(crate) fn open_notice(notice: &str, applications: &[&str], reason: &str) -> Act {
    Act::PublicityOpened {
        body: None,
        notice: id(notice),
        applications: ids(applications),
        day: day("2026-08-01"),
        reason: reason.to_owned(),
    }
}

/// Closes the list.
pub(crate) fn close_notice(notice: &str, on: &str, reason: &str) -> Act {
    Act::PublicityClosed {
        notice: id(notice),
        day: day(on),
        reason: reason.to_owned(),
    }
}

/// The government decides on the first of September.
pub(crate) fn government(approved: &[&str], rejected: &[&str], reason: &str) -> Act {
    Act::GovernmentDecided {
        approved: ids(approved),
        rejected: ids(rejected),
        body: Body::Government,
        day: day("2026-09-01"),
        document: "深龙府〔2026〕示例号".to_owned(),
        reason: reason.to_owned(),
    }
}

/// Registers an award.
pub(crate) fn registered(application: &str, certificate: &str) -> Act {
    Act::AwardRegistered {
        application: id(application),
        certificate: certificate.to_owned(),
        day: day("2026-09-10"),
    }
}

/// An entry with the hash that belongs to it, after it was changed: through its own file and back.
pub(crate) fn rehashed(entry: Entry) -> Entry {
    let file = |entry: &Entry| {
        let docket = Docket {
            cycle: id("2026"),
            entries: vec![entry.clone()],
        };
        let Ok((_, Content::Docket(docket))) = open(&write_docket(&docket, &imprint())) else {
            panic!("no docket");
        };
        docket.entries[0].found
    };
    let hash = file(&entry);
    Entry {
        hash,
        found: hash,
        ..entry
    }
}

/// The files of these texts, each opened as the command line does.
pub(crate) fn files_of(texts: &BTreeMap<String, String>) -> Files {
    let mut files = Files::default();
    for (name, text) in texts {
        add(&mut files, name, text);
    }
    files
}

pub(crate) fn add(files: &mut Files, name: &str, text: &str) {
    let found = Occurrence {
        name: name.to_owned(),
        sum: Fingerprint::of(text.as_bytes()),
        bytes: text.len() as u64,
    };
    let opened = open(text).ok();
    let content =
        opened.and_then(|(envelope, content)| Some((envelope.fingerprint, docket_content(content)?)));
    match content {
        Some((payload, content)) => files.add(payload, content, found),
        None => files.add_unopened(found, stated_fingerprint(text.as_bytes())),
    }
}

pub(crate) fn expert(number: usize) -> Expert {
    Expert {
        id: id(&format!("e{number}")),
        name: format!("评审员{number}"),
        employer: Some(organisation(&format!("本地:示例大学{number}"))),
        trades: vec!["医疗卫生".to_owned()],
        ties: Vec::new(),
    }
}

/// Seats of a panel: the first leads, the second is the trade expert.
pub(crate) fn seats(experts: &[&str]) -> Vec<PanelMember> {
    experts
        .iter()
        .enumerate()
        .map(|(at, expert)| PanelMember {
            expert: id(expert),
            leader: at == 0,
            trade_expert: at == 1,
        })
        .collect()
}

pub(crate) fn received_at(text: &str) -> Received {
    Instant::parse(text).map_or_else(|| Received::On(day(text)), Received::At)
}

pub(crate) fn confirm(application: &str, reason: &str) -> Act {
    Act::QualificationDecided {
        application: id(application),
        decision: Decision::Confirmed,
        body: Body::Secretariat,
        day: day("2026-04-20"),
        reason: reason.to_owned(),
    }
}

fn stage_word(stage: ReviewStage) -> &'static str {
    match stage {
        ReviewStage::Material => "material",
        ReviewStage::Site => "site",
    }
}

fn entries(percents: [&str; 3]) -> Vec<EntryRecord> {
    let codes = ["1.1", "1.2", "2"].into_iter().zip(percents);
    codes
        .map(|(clause, percent)| {
            let value = (percent != "-").then(|| Value::Percent(exact(percent)));
            EntryRecord::scored(code(clause), value)
        })
        .collect()
}

pub(crate) fn vote(application: &str, in_favour: u32, against: u32) -> VoteCount {
    VoteCount {
        application: id(application),
        in_favour,
        against,
        recused: Vec::new(),
        reason: String::new(),
    }
}

/// A session of the first so many members.
pub(crate) fn session(present: usize, votes: Vec<VoteCount>) -> Act {
    Act::SessionHeld {
        body: None,
        day: day("2026-07-10"),
        present: (1..=present).map(|number| id(&format!("m{number}"))).collect(),
        votes,
        minutes: "会议纪要".to_owned(),
    }
}

/// An issue of a report.
pub(crate) fn issue(number: u32, outcome: &str, waiver: &str) -> Issue {
    Issue {
        number,
        words: "核实窗口等候时间".to_owned(),
        sources: Vec::new(),
        outcome: outcome.to_owned(),
        waiver: waiver.to_owned(),
    }
}

/// Every output of the figures of a cycle, by the schema it belongs to.
pub(crate) fn outputs() -> Vec<(&'static str, String)> {
    let mut case = Case::with(Settings::default(), vec![candidates::former("r")]);
    case.visited(&[("a", "90"), ("r", "85")]);
    case.passed(&["a", "r"]);
    let mut young = good_form();
    young.established = Some(day("2024-02-29"));
    case.applies(("young", "本地:young"), 1, IN_TIME, Some(young.clone()));
    case.applies(("late", "本地:late"), 1, "2026-04-01", Some(young));
    case.put(confirm("nobody", ""));
    let (docket, files) = (case.docket(), case.files());
    let mut broken = docket.clone();
    broken.entries.remove(4);
    vec![
        ("standing", standing_json(&case.standing())),
        ("standing", standing_json(&standing(&broken, &files, None))),
        (
            "standing",
            standing_json(&standing_on(&docket, &files, None, Some(day("2026-03-01")))),
        ),
        ("applications", eligibility_json(&case.standing())),
        ("panels", panels_json(&docket, &panels(&docket, &files))),
        ("reports", reports_json(&docket, &reports(&docket, &files))),
        ("register-list", register_json(&awards(&docket, &files))),
        ("certificate", certificate_json("没有的", None)),
        (
            "certificate",
            certificate_json("旧 r", awards(&docket, &files).first()),
        ),
        ("audit", audit_json(&audit(&docket, &files, None))),
        ("docket-check", docket_json(&docket)),
        ("docket-check", docket_json(&broken)),
    ]
}

/// A file added to others, as the command line does.
pub(crate) fn add_file(files: &mut Files, name: &str, text: &str) {
    add(files, name, text);
}
