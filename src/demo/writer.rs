//! The hand of an invented secretariat: takes in files and adds entries, each a little later than the one before.

use std::collections::BTreeMap;

use crate::application::Application;
use crate::cycle::{
    Assignment, CommentKind, Form, PanelReport, PanelReportRecord, Received, ReportComment, ReviewStage,
    SheetItem,
};
use crate::docket::{Act, By, Docket, Entry, FileSum, Files, Occurrence, Replay};
use crate::document::Edit;
use crate::files::{
    FileKind, Imprint, docket_content, fingerprint_for_assessment, next_entry, open, pack_payload,
    write_application, write_assignment, write_docket, write_panel_report, write_scoresheet,
};
use crate::foundations::{Day, Exact, Fingerprint, Id, Instant, OrganisationId};
use crate::rubric::{Clause, Rubric, Scale, Step};
use crate::scoresheet::{
    AssignmentRef, Comment, Draft, DraftHead, DraftKind, EntryRecord, Field, ReviewNotes, Revision,
    RubricRef, Scoresheet, SheetRecord, SiteFinding, Standard, Value, ValueForm,
};

/// Numbers out of a seed (SplitMix64).
pub(super) struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the numbers below another.
    pub(super) fn below(&mut self, count: u64) -> u64 {
        self.next() % count.max(1)
    }
}

/// A percentage for each clause, in the rubric's order.
pub(super) type Levels = Vec<u32>;

pub(super) struct Writer<'r> {
    pub(super) numbers: Numbers,
    pub(super) cycle: Id,
    rubric_text: &'r str,
    rubric: &'r Rubric,
    fingerprint: Fingerprint,
    entries: Vec<Entry>,
    texts: BTreeMap<String, String>,
    files: Files,
    clock: i64,
    /// The assignments by expert, stage and application.
    assignments: BTreeMap<(Id, ReviewStage, Id), Fingerprint>,
    /// The applications' files for assessors.
    handed_out: BTreeMap<Id, Fingerprint>,
}

/// What assessors praise.
const STRENGTHS: [&str; 6] = [
    "职责和流程有文件规定，记录齐全",
    "负责人定期检查，问题有整改记录",
    "征求了服务对象意见，并据此改进",
    "与合作单位分工清楚，有会商记录",
    "三年数据完整，趋势向好",
    "一线人员了解要求，能说明做法",
];

/// What they miss.
const AREAS: [&str; 6] = [
    "做法可以扩大到全部服务窗口",
    "部分指标缺少同类组织的比较数据",
    "改进措施的效果还没有评估",
    "对外包服务的要求不够具体",
    "数据的来源没有写明",
    "培训的效果没有跟踪",
];

/// The clock of the first entry: 2026-01-20, 09:00 in China.
const BEGINS: &str = "2026-01-20T01:00:00Z";

impl<'r> Writer<'r> {
    pub(super) fn new(
        seed: u64,
        rubric_text: &'r str,
        (rubric, fingerprint): (&'r Rubric, Fingerprint),
    ) -> Option<Self> {
        Some(Self {
            numbers: Numbers(seed),
            cycle: Id::parse("2026")?,
            rubric_text,
            rubric,
            fingerprint,
            entries: Vec::new(),
            texts: BTreeMap::new(),
            files: Files::default(),
            clock: Instant::parse(BEGINS)?.unix_seconds(),
            assignments: BTreeMap::new(),
            handed_out: BTreeMap::new(),
        })
    }

    pub(super) fn rubric(&self) -> (&'r str, RubricRef) {
        (self.rubric_text, RubricRef::to(self.rubric, self.fingerprint))
    }

    pub(super) fn imprint(&self) -> Imprint {
        Imprint {
            id: String::new(),
            created: Instant::from_unix_seconds(self.clock),
            cycle: None,
        }
    }

    /// Adds an entry.
    pub(super) fn put(&mut self, act: Act) -> u64 {
        self.clock += 60 + i64::try_from(self.numbers.below(240)).unwrap_or_default();
        let by = By {
            name: "示例经办人".to_owned(),
            role: "秘书处".to_owned(),
        };
        let entry = next_entry(
            self.entries.last(),
            Instant::from_unix_seconds(self.clock),
            by,
            act,
        );
        let seq = entry.seq;
        self.entries.push(entry);
        seq
    }

    /// Keeps a file under a name and tells its sums; nothing of one that does not open.
    pub(super) fn keep(&mut self, name: &str, text: String) -> Option<FileSum> {
        let found = Occurrence {
            name: name.to_owned(),
            sum: Fingerprint::of(text.as_bytes()),
            bytes: u64::try_from(text.len()).ok()?,
        };
        let (envelope, content) = open(&text).ok()?;
        let sum = FileSum {
            file: envelope.fingerprint,
            sum: found.sum,
            bytes: found.bytes,
        };
        self.files
            .add(envelope.fingerprint, docket_content(content)?, found);
        self.texts.insert(name.to_owned(), text);
        Some(sum)
    }

    /// Keeps a file that is not taken in.
    pub(super) fn refuse(&mut self, name: &str, text: String, reason: &str) -> Option<()> {
        let (sum, bytes) = (Fingerprint::of(text.as_bytes()), u64::try_from(text.len()).ok()?);
        let file = open(&text).ok().map(|(envelope, _)| envelope.fingerprint);
        self.texts.insert(name.to_owned(), text);
        self.put(Act::FileRefused {
            file,
            sum,
            bytes,
            reason: reason.to_owned(),
        });
        Some(())
    }

    /// Takes a file in.
    pub(super) fn accept(&mut self, name: &str, text: String, received: Received) -> Option<Fingerprint> {
        let file = self.keep(name, text)?;
        let receipt = Some(format!("收2026-{:04}", self.texts.len()));
        self.put(Act::FileAccepted {
            file,
            receipt,
            received,
        });
        Some(file.file)
    }

    pub(super) fn application(
        &mut self,
        (application, name): (&Id, &str),
        organisation: &OrganisationId,
        (revision, received): (u32, Received),
        form: Option<Form>,
    ) -> Option<Fingerprint> {
        let mut draft = Draft::begin(DraftHead {
            id: format!("{application}-{revision}"),
            kind: DraftKind::SelfAssessment,
            rubric: self.rubric().1,
            application: None,
            cycle: Some(self.cycle.to_string()),
            created: self.imprint().created,
            lock: None,
        });
        for (field, text) in [
            (Field::Applicant, name.to_owned()),
            (
                Field::OrganisationOverview,
                format!("{name}，提供公共服务。申报 {application}，第{revision}版。"),
            ),
            (Field::Overall, "总体良好。".to_owned()),
        ] {
            draft.apply(Edit::of(field, &text));
        }
        let (checked, _) = Application::from_draft(&draft, self.rubric).ok()?;
        let text = write_application(&checked, &self.imprint());
        let file = self.accept(&format!("申报/{application}-{revision}.json"), text, received)?;
        self.put(Act::Identified {
            file,
            application: application.clone(),
            organisation: Some(organisation.clone()),
            continues: Vec::new(),
            expert: None,
            revision,
            reason: String::new(),
            form,
        });
        Some(fingerprint_for_assessment(checked.record()))
    }

    /// Notes which file of an application assessors get.
    pub(super) fn hand_out(&mut self, application: &Id, file: Fingerprint) {
        self.handed_out.insert(application.clone(), file);
    }

    /// The file of an application that assessors get.
    pub(super) fn handed_out(&self, application: &Id) -> Option<Fingerprint> {
        self.handed_out.get(application).copied()
    }

    /// Takes an assignment in, which the sheets of its expert then name.
    pub(super) fn assignment(&mut self, name: &str, assignment: &Assignment) -> Option<()> {
        let record = assignment.record();
        let text = write_assignment(assignment, &self.imprint());
        let file = self.accept(name, text, Received::On(record.day))?;
        for one in &record.applications {
            let answers = (record.expert.clone(), record.stage, one.application.clone());
            self.assignments.insert(answers, file);
        }
        Some(())
    }

    /// The text of a sheet.
    pub(super) fn sheet_text(
        &self,
        (application, name, stage): (&Id, &str, ReviewStage),
        expert: &Id,
        levels: &Levels,
        revision: u32,
    ) -> Option<String> {
        let clauses = self.rubric.clauses().zip(levels);
        let record = SheetRecord {
            rubric: self.rubric().1,
            stage: stage.of_sheets(),
            applicant: name.to_owned(),
            application: self.handed_out(application),
            assessor: format!("示例评审员{expert}"),
            cycle: Some(self.cycle.to_string()),
            assignment: self
                .assignments
                .get(&(expert.clone(), stage, application.clone()))
                .map(|file| AssignmentRef {
                    file: *file,
                    application: application.clone(),
                    declaration: None,
                }),
            entries: clauses
                .map(|(clause, level)| {
                    // By expert and clause, so that two sheets of an application say partly the same.
                    let seen = seen_by(expert, &clause);
                    let aspects = &clause.method.aspects;
                    let tag = aspects.get(seen % aspects.len().max(1));
                    let said = |texts: [&str; 6]| {
                        texts.get(seen % 6).map(|text| Comment {
                            text: (*text).to_owned(),
                            pages: format!("第{}页", 5 + 2 * clause.index),
                            tag: tag.map_or_else(String::new, |aspect| aspect.id.clone()),
                        })
                    };
                    EntryRecord {
                        strengths: said(STRENGTHS).into_iter().collect(),
                        areas: said(AREAS).into_iter().collect(),
                        ..EntryRecord::scored(clause.node.code.clone(), Some(value_at(&clause, *level)))
                    }
                })
                .collect(),
            notes: noted(stage),
            overall: format!("总体良好。第{revision}版。"),
            revision: Revision::FIRST,
        };
        let checked = Scoresheet::check(record, self.rubric, self.fingerprint, Standard::Readable);
        Some(write_scoresheet(&checked.ok()?.0, &self.imprint()))
    }

    /// The text of a sheet that was made with an earlier version of the rubric.
    pub(super) fn sheet_of_old_rubric(
        &self,
        whose: (&Id, &str, ReviewStage),
        expert: &Id,
        levels: &Levels,
    ) -> Option<String> {
        let text = self.sheet_text(whose, expert, levels, 1)?;
        let (_, behind) = text.split_once("\"payload\":")?;
        let (payload, _) = behind.rsplit_once(",\n\"fingerprint\"")?;
        let old = Fingerprint::of(b"an earlier version of the rubric");
        let payload = payload.replace(&self.fingerprint.to_string(), &old.to_string());
        let imprint = Imprint {
            cycle: Some(self.cycle.to_string()),
            ..self.imprint()
        };
        pack_payload(FileKind::Scoresheet, &payload, Some(old), &imprint)
    }

    /// Takes a sheet in and says whose it is.
    pub(super) fn sheet(
        &mut self,
        (application, name, stage): (&Id, &str, ReviewStage),
        expert: &Id,
        levels: &Levels,
        revision: u32,
        day: Day,
    ) -> Option<Fingerprint> {
        let text = self.sheet_text((application, name, stage), expert, levels, revision)?;
        let folder = folder_of(stage);
        let path = format!("{folder}/{application}-{expert}-{revision}.json");
        let file = self.accept(&path, text, Received::On(day))?;
        let reason = if revision > 1 { "一处看错，更正" } else { "" };
        self.put(Act::Identified {
            file,
            application: application.clone(),
            organisation: None,
            continues: Vec::new(),
            expert: Some(expert.clone()),
            revision,
            reason: reason.to_owned(),
            form: None,
        });
        Some(file)
    }

    /// The value of every clause at these levels.
    pub(super) fn values(&self, levels: &Levels) -> Vec<(crate::foundations::Code, Value)> {
        let clauses = self.rubric.clauses().zip(levels);
        clauses
            .map(|(clause, level)| (clause.node.code.clone(), value_at(&clause, *level)))
            .collect()
    }

    /// The comments of these experts' sheets, clause by clause, as their panel merges them.
    pub(super) fn merged_comments(&self, experts: &[Id]) -> Vec<Vec<ReportComment>> {
        self.rubric
            .clauses()
            .map(|clause| merged(experts, &clause))
            .collect()
    }

    /// How many clauses the rubric has.
    pub(super) fn clause_count(&self) -> usize {
        self.rubric.clause_count()
    }

    /// Takes a report in.
    pub(super) fn report(&mut self, record: PanelReportRecord, day: Day) -> Option<Fingerprint> {
        let (application, revision) = (record.application.clone(), record.revision);
        let folder = folder_of(record.stage);
        let (report, _) = PanelReport::check(record, self.rubric, self.fingerprint).ok()?;
        let text = write_panel_report(&report, &self.imprint());
        let path = format!("{folder}/{application}-报告-{revision}.json");
        self.accept(&path, text, Received::On(day))
    }

    /// The fingerprint of the figures at this place.
    pub(super) fn figures(&self, stage: ReviewStage) -> Option<Fingerprint> {
        let replay = Replay::of(&self.docket(), &self.files, None);
        replay.figures(stage).map(|figures| figures.fingerprint)
    }

    fn docket(&self) -> Docket {
        Docket {
            cycle: self.cycle.clone(),
            entries: self.entries.clone(),
        }
    }

    /// Every file, with the docket.
    pub(super) fn finish(mut self) -> BTreeMap<String, String> {
        let docket = write_docket(&self.docket(), &self.imprint());
        self.texts.insert("docket.json".to_owned(), docket);
        self.texts
    }
}

/// What an expert notices of a clause, as a place in the lists of texts.
fn seen_by(expert: &Id, clause: &Clause<'_>) -> usize {
    expert.as_str().bytes().map(usize::from).sum::<usize>() + clause.index
}

/// The comments of a clause as a panel merges them: the same words of several sheets are one comment, which names all
/// of them as its sources.
fn merged(experts: &[Id], clause: &Clause<'_>) -> Vec<ReportComment> {
    let mut comments: Vec<ReportComment> = Vec::new();
    for (kind, texts) in [(CommentKind::Strength, STRENGTHS), (CommentKind::Area, AREAS)] {
        for expert in experts {
            let source = SheetItem {
                expert: expert.clone(),
                number: 1,
            };
            let words = texts
                .get(seen_by(expert, clause) % texts.len())
                .copied()
                .unwrap_or_default();
            let known = comments
                .iter_mut()
                .find(|known| known.kind == kind && known.words == words);
            match known {
                Some(known) => known.sources.push(source),
                None => comments.push(ReportComment {
                    kind,
                    words: words.to_owned(),
                    sources: vec![source],
                }),
            }
        }
    }
    comments
}

/// What assessors weigh clauses by, and what they saw on site.
fn noted(stage: ReviewStage) -> ReviewNotes {
    let seen = SiteFinding {
        issue: Some(1),
        clause: None,
        words: "查看台账，与申报材料一致".to_owned(),
    };
    ReviewNotes {
        key_factors: vec!["服务对象以本辖区居民为主".to_owned()],
        findings: Some(seen)
            .into_iter()
            .filter(|_| stage == ReviewStage::Site)
            .collect(),
        ..ReviewNotes::default()
    }
}

fn folder_of(stage: ReviewStage) -> &'static str {
    match stage {
        ReviewStage::Material => "材料评审",
        ReviewStage::Site => "现场评审",
    }
}

/// The value of a clause that lies nearest below a percentage, in the form of its method.
fn value_at(clause: &Clause<'_>, percent: u32) -> Value {
    let percent = Exact::from_integer(i128::from(percent.min(100)));
    let floored = |value: Exact| match clause.method.step {
        Step::Any => value,
        Step::By(step) => Exact::from_integer((value / step).to_integer()) * step,
    };
    match ValueForm::of(clause.method) {
        ValueForm::Components(ids) => {
            Value::Components(ids.into_iter().map(|id| (id, floored(percent))).collect())
        }
        ValueForm::Percent | ValueForm::Points => match clause.method.scale {
            Scale::Percent => Value::Percent(floored(percent)),
            Scale::Points => Value::Points(floored(clause.points() * percent / Exact::from_integer(100))),
        },
    }
}
