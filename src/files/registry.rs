//! The kinds of files that travel: one folder each, and one line here; a kind that a desk opens has another one below.

use crate::application::{ApplicationRecord, DraftCopy};
use crate::cycle::{
    ApplicationFormRecord, AssignmentRecord, Award, CycleRecord, Declaration, Expert, PanelReportRecord,
    VisitPlanRecord,
};
use crate::docket::Docket;
use crate::files::json::Cursor;
use crate::files::{
    FileFault, application, application_form, assignment, cycle, declaration, docket, draft, panel_report,
    pool, register, rubric, scoresheet, visit_plan,
};
use crate::foundations::Fingerprint;
use crate::problem::{Place, Problem};
use crate::rubric::RubricDraft;
use crate::scoresheet::SheetRecord;

/// What a kind of file says of itself. Its folder holds the wire types of each version, or of the newest one
/// with a check that an older file has no newer member, the steps from an older version to the next, what is checked on the way in, and the writer.
pub(super) trait Kind {
    /// The kind's id in files.
    const ID: &'static str;
    /// The version of this kind that is written, and the newest that is read. Whoever raises it adds the wire types
    /// of the new version, a step from the one before, a frozen file in `tests/data/interchange`, and a line in SPEC.md.
    const VERSION: u64;
    /// What a file of this kind holds.
    type Value;

    /// Reads a payload of any version up to [`Kind::VERSION`].
    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<Self::Value, Problem<FileFault>>;

    /// What the file's outside repeats.
    fn outside(value: &Self::Value) -> Outside<'_>;
}

/// What a file's outside repeats of its payload, so that readers can sort files without opening them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outside<'v> {
    /// The rubric that the payload belongs to; nothing in a rubric itself.
    pub(super) rubric: Option<Fingerprint>,
    /// The cycle (届) that the payload states; nothing where the payload states none and the outside is free.
    pub(super) cycle: Option<Option<&'v str>>,
}

macro_rules! kinds {
    ($($(#[$about:meta])* $name:ident($value:ty) = $kind:ty),+ $(,)?) => {
        /// The kinds of files that travel.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FileKind {
            $($(#[$about])* $name),+
        }

        /// The inside of an opened file, well formed but not yet held against rules.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Content {
            $($(#[$about])* $name(Box<$value>)),+
        }

        impl FileKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The kind's id in files.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => <$kind as Kind>::ID),+ }
            }

            /// The version of this kind that is written, and the newest that is read.
            pub fn version(self) -> u64 {
                match self { $(Self::$name => <$kind as Kind>::VERSION),+ }
            }

            /// Reads a payload of any kind.
            pub(super) fn read(
                self,
                version: u64,
                payload: Cursor<'_, '_>,
            ) -> Result<Content, Problem<FileFault>> {
                match self {
                    $(Self::$name => Ok(Content::$name(Box::new(<$kind as Kind>::read(version, payload)?)))),+
                }
            }
        }

        impl Content {
            /// The kind of file it came in.
            pub fn kind(&self) -> FileKind {
                match self { $(Self::$name(_) => FileKind::$name),+ }
            }

            pub(super) fn outside(&self) -> Outside<'_> {
                match self { $(Self::$name(value) => <$kind as Kind>::outside(value)),+ }
            }
        }
    };
}

kinds! {
    /// 评定标准: a rubric as stated.
    Rubric(RubricDraft) = rubric::Rubrics,
    /// 申报: an application as stated.
    Application(ApplicationRecord) = application::Applications,
    /// 评分表: a scoresheet as stated.
    Scoresheet(SheetRecord) = scoresheet::Scoresheets,
    /// 草稿副本: a copy of an unfinished draft.
    Draft(DraftCopy) = draft::Drafts,
    /// 届: a cycle as stated.
    Cycle(CycleRecord) = cycle::Cycles,
    /// 专家库: the experts as stated.
    Pool(Vec<Expert>) = pool::Pools,
    /// 获奖名册: the awards as stated.
    Register(Vec<Award>) = register::Registers,
    /// 申报表: an applicant's form as stated.
    ApplicationForm(ApplicationFormRecord) = application_form::ApplicationForms,
    /// 评审任务: an expert's assignment as stated.
    Assignment(AssignmentRecord) = assignment::Assignments,
    /// 声明: an expert's declaration.
    Declaration(Declaration) = declaration::Declarations,
    /// 评审报告: a panel's report as stated.
    PanelReport(PanelReportRecord) = panel_report::PanelReports,
    /// 现场评审工作计划: the plan of a visit as stated.
    VisitPlan(VisitPlanRecord) = visit_plan::VisitPlans,
    /// 案卷日志: a docket, its hashes not yet compared.
    Docket(Docket) = docket::Dockets,
}

impl FileKind {
    /// Reads the written form back.
    pub(super) fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// Reads a payload of a rubric.
    pub(super) fn read_rubric(
        self,
        version: u64,
        payload: Cursor<'_, '_>,
    ) -> Result<Content, Problem<FileFault>> {
        if self == Self::Rubric {
            return Ok(Content::Rubric(Box::new(rubric::Rubrics::read(
                version, payload,
            )?)));
        }
        let (expected, found) = (Self::Rubric, self);
        Err(Problem::error(
            Place::File,
            FileFault::WrongFileKind { expected, found },
        ))
    }

    /// Reads a payload of the kinds that are scored. A program that reads with this holds no reader of the others.
    pub(super) fn read_scored(
        self,
        version: u64,
        payload: Cursor<'_, '_>,
    ) -> Result<Content, Problem<FileFault>> {
        match self {
            Self::Rubric => Ok(Content::Rubric(Box::new(rubric::Rubrics::read(
                version, payload,
            )?))),
            Self::Application => {
                let record = application::Applications::read(version, payload)?;
                Ok(Content::Application(Box::new(record)))
            }
            Self::Scoresheet => {
                let record = scoresheet::Scoresheets::read(version, payload)?;
                Ok(Content::Scoresheet(Box::new(record)))
            }
            found => Err(Problem::error(
                Place::File,
                FileFault::WrongFileKind {
                    expected: Self::Scoresheet,
                    found,
                },
            )),
        }
    }

    /// Reads a payload of the kinds that are scored, or of a draft.
    pub(super) fn read_drafted(
        self,
        version: u64,
        payload: Cursor<'_, '_>,
    ) -> Result<Content, Problem<FileFault>> {
        match self {
            Self::Draft => Ok(Content::Draft(Box::new(draft::Drafts::read(version, payload)?))),
            other => other.read_scored(version, payload),
        }
    }
}
