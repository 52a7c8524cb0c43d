//! The kinds of files that travel: one folder each, and one line here; a kind that a desk opens has another one among its
//! [`some_kinds`].

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

/// What a kind of file says of itself. In its folder `v1.rs` holds the wire types that version 1 alone has, with the step to
/// the next; `wire.rs` those that several versions share, with a check that an older file has no newer member; `mod.rs` says
/// which is read how, and has the writer.
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
}

macro_rules! some_kinds {
    ($(#[$about:meta])* $set:ident or $expected:ident { $($name:ident($value:ty) = $kind:ty),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $set {
            $(
                #[doc = concat!("As [`Content::", stringify!($name), "`].")]
                $name(Box<$value>)
            ),+
        }

        impl $set {
            /// Reads a payload of one of these kinds. A program that reads with this holds no reader of the others.
            pub(super) fn read(
                kind: FileKind,
                version: u64,
                payload: Cursor<'_, '_>,
            ) -> Result<Self, Problem<FileFault>> {
                match kind {
                    $(FileKind::$name => {
                        Ok(Self::$name(Box::new(<$kind as Kind>::read(version, payload)?)))
                    })+
                    found => Err(wrong_kind(FileKind::$expected, found)),
                }
            }

            pub(super) fn outside(&self) -> Outside<'_> {
                match self { $(Self::$name(value) => <$kind as Kind>::outside(value)),+ }
            }
        }
    };
}

some_kinds! {
    /// What the program opens that opens files for the secretariat's desk.
    Scored or Scoresheet {
        Rubric(RubricDraft) = rubric::Rubrics,
        Application(ApplicationRecord) = application::Applications,
        Scoresheet(SheetRecord) = scoresheet::Scoresheets,
    }
}

some_kinds! {
    /// What the desk of applicants and assessors opens.
    Drafted or Scoresheet {
        Rubric(RubricDraft) = rubric::Rubrics,
        Application(ApplicationRecord) = application::Applications,
        Scoresheet(SheetRecord) = scoresheet::Scoresheets,
        Draft(DraftCopy) = draft::Drafts,
    }
}

/// Reads a payload of a rubric, and of no other kind.
pub(super) fn read_rubric(
    kind: FileKind,
    version: u64,
    payload: Cursor<'_, '_>,
) -> Result<RubricDraft, Problem<FileFault>> {
    match kind {
        FileKind::Rubric => rubric::Rubrics::read(version, payload),
        found => Err(wrong_kind(FileKind::Rubric, found)),
    }
}

fn wrong_kind(expected: FileKind, found: FileKind) -> Problem<FileFault> {
    Problem::error(Place::File, FileFault::WrongFileKind { expected, found })
}
