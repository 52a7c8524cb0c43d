//! The files of a cycle beside its docket: each payload once, with the bytes it came in.

use std::collections::BTreeMap;

use crate::cycle::{
    ApplicationForm, Assignment, Cycle, Declaration, PanelReportRecord, Pool, Register, VisitPlan,
};
use crate::docket::{FileSum, Refusal};
use crate::foundations::Fingerprint;
use crate::rubric::Rubric;
use crate::scoresheet::SheetRecord;

/// What a file of a cycle holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FileContent {
    /// 评定标准.
    Rubric(Box<Rubric>),
    /// 届.
    Cycle(Box<Cycle>),
    /// 专家库.
    Pool(Pool),
    /// 获奖名册.
    Register(Register),
    /// 申报.
    Application {
        /// The applicant's name.
        name: String,
        /// The cycle that it names.
        cycle: Option<String>,
        /// The rubric that it names.
        rubric: Fingerprint,
        /// The fingerprint of its file for assessors, by which their sheets name it.
        for_assessors: Fingerprint,
        /// How many characters its overview has, blanks left out.
        overview_characters: usize,
        /// How many characters its self-assessment report has, blanks left out.
        report_characters: usize,
    },
    /// 申报表.
    Form(Box<ApplicationForm>),
    /// 评审任务.
    Assignment(Box<Assignment>),
    /// 评分表, without its texts unless [`Files::with_texts`] keeps them.
    Sheet(Box<SheetRecord>),
    /// 声明.
    Declaration(Declaration),
    /// 评审报告.
    Report(Box<PanelReportRecord>),
    /// 现场评审工作计划.
    VisitPlan(Box<VisitPlan>),
}

/// Where a payload was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The file's name.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sum: Fingerprint,
    /// How many bytes it has.
    pub bytes: u64,
}

/// One payload.
#[derive(Clone, Debug, PartialEq)]
pub struct DocketFile {
    /// What it holds.
    pub content: FileContent,
    /// Where it was found; more than once is reported, and counts once.
    pub found: Vec<Occurrence>,
}

/// A file that does not open, or is none of a cycle's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unopened {
    /// Where it was found.
    pub found: Occurrence,
    /// The fingerprint that it states for its payload, if it states one.
    pub stated: Option<Fingerprint>,
}

/// Something beside the files that was not read, by the name it has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The name.
    pub name: String,
    /// Why, as a word.
    pub why: &'static str,
}

/// The available files, by the fingerprints of their payloads, and those that do not open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    by_payload: BTreeMap<Fingerprint, DocketFile>,
    unopened: Vec<Unopened>,
    passed_over: Vec<PassedOver>,
    keeps_texts: bool,
}

impl Files {
    /// No files yet, and scoresheets will be kept with their texts: papers quote them, and nothing else asks for them.
    pub fn with_texts() -> Self {
        Self {
            keeps_texts: true,
            ..Self::default()
        }
    }

    /// Adds a file that opened.
    pub fn add(&mut self, payload: Fingerprint, content: FileContent, found: Occurrence) {
        let content = match content {
            FileContent::Sheet(record) if !self.keeps_texts => {
                FileContent::Sheet(Box::new(record.shortened()))
            }
            other => other,
        };
        let file = self.by_payload.entry(payload).or_insert_with(|| DocketFile {
            content,
            found: Vec::new(),
        });
        file.found.push(found);
    }

    /// Adds a file that does not open, or is none of a cycle's, with the fingerprint that it states.
    pub fn add_unopened(&mut self, found: Occurrence, stated: Option<Fingerprint>) {
        self.unopened.push(Unopened { found, stated });
    }

    /// Notes something that was not read: a link, or an entry of an archive that is refused.
    pub fn pass_over(&mut self, name: String, why: &'static str) {
        self.passed_over.push(PassedOver { name, why });
    }

    /// What a payload holds.
    pub fn content(&self, payload: Fingerprint) -> Option<&FileContent> {
        self.by_payload.get(&payload).map(|file| &file.content)
    }

    /// Why nothing is there of an accepted file: it does not open, or is not available.
    pub(super) fn not_there(&self, file: FileSum) -> Refusal {
        let is_it = |one: &Unopened| (one.found.sum, one.found.bytes) == (file.sum, file.bytes);
        if self.unopened.iter().any(is_it) {
            Refusal::UnopenedFile
        } else {
            Refusal::UnknownFile
        }
    }

    /// What a file is called that opens the cycle, where it is there as it came or still says what it is; else its
    /// fingerprint.
    pub(super) fn called(&self, file: FileSum) -> String {
        let came = |one: &&Unopened| {
            (one.found.sum, one.found.bytes) == (file.sum, file.bytes) || one.stated == Some(file.file)
        };
        let found = self.unopened.iter().find(came).map(|one| &one.found);
        let opened = || self.by_payload.get(&file.file)?.found.first();
        let found = found.or_else(opened);
        found.map_or_else(|| file.file.to_string(), |found| found.name.clone())
    }

    /// Every payload, by fingerprint.
    pub fn each(&self) -> impl Iterator<Item = (Fingerprint, &DocketFile)> {
        self.by_payload.iter().map(|(payload, file)| (*payload, file))
    }

    /// The files that do not open.
    pub fn unopened(&self) -> &[Unopened] {
        &self.unopened
    }

    /// What was not read.
    pub fn passed_over(&self) -> &[PassedOver] {
        &self.passed_over
    }

    /// How many files there are, wherever they were found.
    pub fn count(&self) -> usize {
        let opened = self.by_payload.values().map(|file| file.found.len());
        opened.sum::<usize>() + self.unopened.len()
    }
}
