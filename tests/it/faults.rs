//! Every fault there is, with a sample of each, room by room: other modules ask these lists whether they met them
//! all.

use std::fmt::Debug;

use scoring::application::{ApplicationFault, PasteFault, ResultField};
use scoring::cycle::CycleFault;
use scoring::docket::Refusal;
use scoring::faults::AwardFault;
use scoring::files::json::{JsonForm, Measure};
use scoring::files::{ArchiveFault, Encoding, FileFault, FileKind, Wanted};
use scoring::foundations::{Fingerprint, NumberFault, Text};
use scoring::lock::LockFault;
use scoring::panel::IntakeFault;
use scoring::problem::{Column, Place, Problem};
use scoring::rubric::RubricFault;
use scoring::scoresheet::{RubricName, SheetFault, ValueFault, ValueForm};
use scoring::scoring::{AggregateFault, Rule};
use scoring::table::{NotANumber, TableFault, TableKind, Written};

use crate::locks;
use crate::support::{code, exact};

macro_rules! faults {
    ($function:ident of $enum:ident:
        $($name:ident $({ $($field:ident : $sample:expr),* })?),+; wraps $($wrapped:ident),*) => {
        /// One sample of every fault of the room's own. A new fault does not compile until it stands in this list.
        pub(crate) fn $function() -> Vec<$enum> {
            let known = |fault: &$enum| match fault {
                $($enum::$name { .. } => {})+
                $($enum::$wrapped(_) => {})*
            };
            let samples = vec![$($enum::$name $({ $($field: $sample),* })?),+];
            samples.iter().for_each(known);
            samples
        }
    };
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn two(zh: &str, en: &str) -> Text {
    Text {
        zh: text(zh),
        en: Some(text(en)),
    }
}

faults! { file_faults of FileFault:
    EmptyFile,
    Undecodable,
    ZeroByte { line: 3 },
    OtherEncoding { found: Encoding::Gb18030 },
    DamagedEncoding { encoding: Encoding::Utf16Le },
    Workbook,
    TooLarge { bytes: 51_230_000, limit: 50_000_000 },
    Unreadable,
    Folder,
    NotJson { line: 3, column: 14 },
    NotOurs,
    OverLimit { measure: Measure::Depth, found: 300, limit: 128 },
    UnknownFileKind { found: text("panel"), written_by: text("workbench 9.0") },
    WrongFileKind { expected: FileKind::Rubric, found: FileKind::Scoresheet },
    NewerVersion { found: 7, known: 1, written_by: text("workbench 9.0") },
    Altered { same_content: false },
    EnvelopeContradicts { member: "rubric" },
    Archive { what: ArchiveFault::Damaged },
    MemberTwice,
    MissingMember { member: "id" },
    UnknownMember,
    WrongForm { wanted: JsonForm::Text, found: JsonForm::List },
    NotWhole,
    UnknownWord { found: text("final"), known: &["self", "material", "site"] },
    BadValue { found: text("yesterday"), wanted: Wanted::Moment },
    ApprovalWithoutStatus,
    NotSelfAssessed,
    ReadingHasScores,
    ReadingInSelfAssessment;
    wraps Lock
}

faults! { table_faults of TableFault:
    EmptyFile,
    UnreadableTable { detail: text("line 3") },
    OpenQuote,
    Separator { found: ';' },
    NoHeadings { wanted: vec![text("W1"), text("W2")], found: text("1 甲 60") },
    OtherTable { kind: TableKind::Rubric },
    AboveHeadings { found: text("标题") },
    ContentAboveHeadings { found: text("1.1 60") },
    BesideTable { found: text("审核 李四") },
    HeadingsAgain,
    MissingColumn { row: 3, found: vec![text("H1"), text("H2")] },
    RepeatedColumn,
    UnknownColumn { known: vec![text("K1"), text("K2")] },
    UnnamedColumn { found: text("说明") },
    NoRows,
    ExtraCells { found: text("5") },
    LongerRow { cells: 6, usual: 4 },
    SplitDecimal { whole: text("60"), rest: text("5") },
    MissingCode,
    BadCode { found: text("1..1") },
    OtherSeparator { found: text("1.1;60"), separator: ';' },
    QuotedCode { found: text("'1.1"), meant: text("1.1") },
    DateForCode { found: text("1月2日"), meant: text("1.2") },
    DecimalForCode { found: text("1.1000000000000001"), meant: text("1.1") },
    LostZero { code: text("1.1"), meant: text("1.10") },
    MissingParent { parent: text("7") },
    TotalLeftOut { label: text("合计") },
    TotalNotCompared { label: text("合计"), found: text("523") },
    TotalRowDiffers { label: text("合计"), found: text("999"), sum: 1000, rows: (3, 8) },
    LooksLikeTotal { points: 1000 },
    TotalWithCode { label: text("合计"), code: text("9") },
    UnknownKind { found: text("both") },
    NotANumber { found: text("many"), fault: NumberFault::NotANumber },
    WrittenNumber { found: text("'60"), meant: text("60"), written: Written::Apostrophe },
    InPlaceOfNumber { found: text("50-55"), stands: NotANumber::Range },
    FractionsOfOne { found: text("0.6"), values: 28 },
    FractionAmongPercents { found: text("0.6") },
    FractionalPoints { found: text("2.5") },
    PercentContradicts { found: exact("40"), computed: exact("37.5") },
    EmptyCell,
    BadDay { found: text("1.6.2021") },
    SerialDay { found: text("44348"), meant: text("2021-06-01") },
    BadYear { found: text("二一年") },
    BadOrganisation { found: text("9.144E+17") },
    BadId { found: text("E  1") },
    UnknownGround { found: text("同学") },
    TiesDiffer,
    BrokenId { found: text("#REF!") },
    SerialForId { found: text("46023"), meant: text("1-1") },
    IdsByRow { first: text("E001"), last: text("E002") },
    LocalOrganisation { name: text("示例区图书馆") };
    wraps Rubric, Sheet, Cycle
}

faults! { rubric_faults of RubricFault:
    NoParts,
    MissingCode,
    DuplicateCode { code: text("1.1") },
    EmptyName,
    MissingKind,
    MissingMethod,
    UnknownMethod { found: text("magic"), known: vec![text("range"), text("fine")] },
    MethodForOtherKind { method: text("range") },
    MissingPoints,
    PointsOutOfRange { found: text("1000000") },
    PointsOffStep { found: exact("12.4"), step: exact("0.5") },
    SumDiffers { declared: 100, sum: 99 },
    TotalDiffers { declared: 1000, sum: 998 },
    BadLink { code: text("9.9") },
    EmptyIdentity { member: "version" },
    NoApproval,
    TooManyDecimals { found: 7 },
    CommentRuleReversed,
    MappedUnknown { code: text("9.9") },
    MappedTwice { code: text("1.1") },
    DuplicateId { id: text("A") },
    BadStep,
    StepDoesNotFit { step: exact("7") },
    BandReversed,
    BandOffStep { value: exact("12") },
    BandAboveScale { found: exact("105"), max: exact("100") },
    BandGap { from: exact("50"), to: exact("55") },
    BandOverlap { value: exact("45") },
    BandsWithoutSteps,
    CombinationUnclear,
    BadComponents;
    wraps
}

faults! { value_faults of ValueFault:
    NotANumber { found: text("many"), fault: NumberFault::NotANumber },
    AboveScale { found: exact("101"), max: exact("100") },
    OffStep { found: exact("53"), step: exact("112/3") },
    OutsideBand { found: exact("55"), from: exact("0"), to: exact("45") },
    PartlyScored { missing: vec![text("P"), text("D")] },
    WrongValueForm { wanted: ValueForm::Percent },
    NoCombination;
    wraps
}

faults! { application_faults of ApplicationFault:
    NotAnAmount { number: 3, row: text("满意度"), cell: ResultField::Year(2023), found: text("约 95") },
    NoIndicator { number: 4 },
    FewYears { row: text("满意度"), count: 2 },
    NoComparison { row: text("满意度") },
    EvidenceWithoutNumber { title: text("章程") },
    UncitedEvidence { number: text("12"), title: text("年报") },
    RepeatedNumber { number: text("7") },
    UnknownCitation { number: text("99") };
    wraps Sheet
}

faults! { paste_faults of PasteFault:
    NotANumber { found: text("many") },
    PercentBesideUnit { found: text("95%"), unit: text("人") },
    MixedPercent,
    UnknownHeading { found: text("备注"), cells: 3 },
    RepeatedHeading { found: text("2023"), cells: 2 },
    NoColumn { found: text("beyond") },
    OpenQuote,
    Separated { separator: ',' },
    SeparatedAlone { separator: ',' },
    Unheaded { found: text("85"), field: ResultField::Unit },
    NoIndicator,
    TotalRow { label: text("合计") },
    AboveHeadings { found: text("近三年满意度") },
    Note { found: text("注:数据来自年报") },
    LeftEmpty { found: text("——"), cells: 2 };
    wraps
}

fn named(version: &str) -> Box<RubricName> {
    Box::new(RubricName {
        title: Text::zh("小标准"),
        version: version.to_owned(),
    })
}

faults! { sheet_faults of SheetFault:
    OtherRubric {
        found: Fingerprint::of(b"one"),
        found_name: named("1"),
        wanted: Fingerprint::of(b"two"),
        wanted_name: named("2")
    },
    UnknownCode { code: text("9.9") },
    NotALeaf { code: text("1") },
    DuplicateCode { code: text("1.1") },
    NotScored,
    MustBeScored,
    NoApplicant,
    NoAssessor,
    NoOverall,
    FewStrengths { count: 0, min: 1 },
    ManyStrengths { count: 5, max: 3 },
    FewAreas { count: 0, min: 1 },
    ManyAreas { count: 5, max: 3 },
    NoReason { revision: 2 },
    LongReason { found: 501, max: 500 },
    NothingSuperseded { revision: 2 },
    FirstCorrects,
    DamagedSubmission,
    AbstainedWithoutReason,
    AbstainedAndScored,
    IssueTwice { number: 2 },
    IssueWithoutWords { number: 2 },
    UnknownAspect { id: text("Z") },
    UnknownTag { id: text("Z") },
    ManyKeyFactors { found: 51, max: 50 },
    LongItem { found: 501, max: 500 },
    BlankItem,
    FindingBeforeVisit,
    AssignedSelf;
    wraps Value
}

faults! { aggregate_faults of AggregateFault:
    NoSheets,
    OtherApplicant { found: text("乙学校"), wanted: text("甲医院") },
    OtherStage,
    SecondSheet { assessor: text("王评审") },
    FewSheets { count: 2 },
    TooFewForRule { rule: Rule::Trimmed, count: 4 };
    wraps
}

faults! { intake_faults of IntakeFault:
    Table,
    Unopened { verdict: two("读不出来", "unreadable"), sentence: two("文件是空的。", "The file is empty.") },
    OpenerFailed,
    NoRubric { name: text("small 2"), found: Fingerprint::of(b"one") },
    OtherPredecessor { found: Fingerprint::of(b"one"), there: Fingerprint::of(b"two") },
    SecondSheet { assessor: text("李评审") },
    OtherApplication { found: Fingerprint::of(b"one"), wanted: Fingerprint::of(b"two") };
    wraps Sheet
}

faults! { cycle_faults of CycleFault:
    DaysReversed,
    HolidayAndWorkday { day: text("2026-10-01") },
    SettingOutOfRange { setting: "panel_size" },
    IdTwice { id: text("e1") },
    NoMembers,
    NoYear { certificate: text("2021-7") },
    CheckDigit { id: text("91350100M000100Y42") },
    RevisionWithoutReason { revision: 2 },
    MaterialReport,
    ManyThemes { found: 51, max: 50 },
    RecommendationAfterVisit,
    NoVisitWithoutReason,
    ScoredAndNotApplicable,
    WithdrawnBefore { certificate: text("2021-7") },
    NoName,
    ClaimedArticle { article: "6" },
    NotDeclared,
    DueBefore,
    NotOnPanel { id: text("e1") },
    PlanDays,
    NobodyVisits;
    wraps Sheet, Value
}

faults! { refusals of Refusal:
    Abstained,
    NotAgain,
    NotTheFirst,
    OpenedAlready,
    UnknownFile,
    NotAccepted { file: Fingerprint::of(b"x").to_string() },
    NoOwner,
    OwnedByNobody,
    SelfAssessment,
    UnopenedFile,
    CannotOpen { file: text("届.json") },
    DuplicateFile,
    OtherCycle { found: text("2024") },
    OtherRubric,
    FaultySheet { problems: Box::new(Problem::error(Place::Applicant, SheetFault::NoApplicant).into()) },
    FaultyFile { problems: Box::new(Problem::error(Place::File, CycleFault::NoMembers).into()) },
    Unknown { id: text("e9") },
    AlreadyDone { id: text("N1") },
    Nobody,
    Twice { id: text("M001") },
    NotInForce { seq: 12 },
    Removed { expert: text("E1") },
    Struck { application: text("A1") },
    Withdrawn { application: text("a") },
    RevisionTaken { revision: 2 },
    OtherRevision { revision: 2 },
    ReasonNeeded { against: "23" },
    WrongBody { against: "28" },
    OtherOrganisation,
    OtherApplication,
    OtherAssignment,
    NotOnPanel { expert: text("e9") },
    LikenessOpen { expert: text("e1"), application: text("a") },
    HandedOver { to: text("乙") },
    PanelIncomplete,
    SecondPanel { application: text("a") },
    PanelTaken { panel: text("P1") },
    NotVisited { application: text("a") },
    OnOpenNotice { application: text("a") },
    UnknownPaper { name: text("通报") },
    Late,
    AfterLastDay,
    Unreviewed { application: text("a") },
    NoFork,
    OneApplication,
    NotConfirmed { application: text("a") },
    FixedByRegulation { article: "6" },
    SettingValue { setting: "panel_size" },
    OtherFigures,
    DayRunsBack,
    NothingProposed,
    VoteDoesNotAddUp { application: text("a") },
    NotPassed { application: text("a") },
    NotPublicised { application: text("a") },
    NotDecided { application: text("a") },
    Objected { application: text("a") },
    NotRegistered { application: text("a") },
    Registered { application: text("a") },
    NotOne,
    Blank { member: "words" },
    CertificateTaken { certificate: text("2026-1") },
    NoDecision,
    NotThisBranch { kept: Fingerprint::of(b"kept").to_string() },
    DueBefore,
    AwardAsEvent,
    RestedOn { seq: 12 },
    CannotUndo;
    wraps
}

/// Further forms of faults whose sentence depends on their facts.
fn further_samples() -> Vec<AwardFault> {
    let same_name = SheetFault::OtherRubric {
        found: Fingerprint::of(b"one"),
        found_name: named("2"),
        wanted: Fingerprint::of(b"two"),
        wanted_name: named("2"),
    };
    let number = |found: &str, fault| ValueFault::NotANumber {
        found: text(found),
        fault,
    };
    let form = |wanted| ValueFault::WrongValueForm { wanted };
    let nobody = String::new();
    let written = |found: &str, meant: &str, written| TableFault::WrittenNumber {
        found: text(found),
        meant: text(meant),
        written,
    };
    let stands = |found: &str, stands| TableFault::InPlaceOfNumber {
        found: text(found),
        stands,
    };
    let other = |kind| TableFault::OtherTable { kind }.into();
    let date = TableFault::DateForCode {
        found: text("2026年1月"),
        meant: nobody.clone(),
    };
    vec![
        other(TableKind::Scoresheet),
        other(TableKind::Figures),
        other(TableKind::Pool),
        other(TableKind::Register),
        TableFault::Separator { found: '\t' }.into(),
        date.into(),
        written("1,000", "1000", Written::Thousands).into(),
        written("62,5", "62.5", Written::DecimalComma).into(),
        written("6 0", "60", Written::Blanks).into(),
        written("60分", "60", Written::Unit).into(),
        written("六十", "60", Written::Numerals).into(),
        stands("1月5日", NotANumber::Date).into(),
        stands("#REF!", NotANumber::CellError).into(),
        stands("未评", NotANumber::Placeholder).into(),
        stands("50%", NotANumber::Percentage).into(),
        FileFault::Altered { same_content: true }.into(),
        FileFault::NotJson { line: 1, column: 1 }.into(),
        number("", NumberFault::Empty).into(),
        number("1234567890", NumberFault::TooLong).into(),
        number("0.00000000001", NumberFault::PercentTooLong).into(),
        form(ValueForm::Points).into(),
        form(ValueForm::Components(vec![text("P"), text("D")])).into(),
        IntakeFault::SecondSheet { assessor: nobody }.into(),
        AggregateFault::FewSheets { count: 1 }.into(),
        same_name.into(),
    ]
}

/// A sample of every fault of every room, further forms behind them.
pub(crate) fn samples() -> Vec<AwardFault> {
    fn any<F>(faults: Vec<F>) -> impl Iterator<Item = AwardFault>
    where
        AwardFault: From<F>,
    {
        faults.into_iter().map(AwardFault::from)
    }
    any(file_faults())
        .chain(any::<LockFault>(locks::samples()))
        .chain(any(table_faults()))
        .chain(any(rubric_faults()))
        .chain(any(value_faults()))
        .chain(any(sheet_faults()))
        .chain(any(application_faults()))
        .chain(any(aggregate_faults()))
        .chain(any(intake_faults()))
        .chain(any(cycle_faults()))
        .chain(any(refusals()))
        .chain(further_samples())
        .collect()
}

macro_rules! places {
    ($(($($pattern:tt)+) => $sample:expr;)*) => {
        /// A place has a sample below; a new one does not compile until it stands in this list.
        pub(crate) fn place_samples() -> Vec<Place> {
            let known = |place: &Place| match place { $(Place::$($pattern)+ => {})* };
            let samples = vec![$($sample),*];
            samples.iter().for_each(known);
            samples
        }
    };
}

places! {
    (File) => Place::File;
    (Member(_)) => Place::Member(text("payload.methods[0].bands"));
    (Header(_)) => Place::Header(Column::Percent);
    (Row(_, _)) => Place::Row(7, Some(Column::Points));
    (Rubric) => Place::Rubric;
    (Untitled(_)) => Place::Untitled(4);
    (Clause(_)) => Place::Clause(code("1.1"));
    (Method(_)) => Place::Method(text("range"));
    (MethodItem(_, _)) => Place::MethodItem(text("range"), text("low"));
    (Applicant) => Place::Applicant;
    (Assessor) => Place::Assessor;
    (Overall) => Place::Overall;
    (Correction) => Place::Correction;
    (Evidence) => Place::Evidence;
    (Named(_)) => Place::Named(text("sheet.json"));
}

/// The bare name of a fault: `BandGap`.
fn name<F: Debug>(fault: &F) -> String {
    let debug = format!("{fault:?}");
    debug
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .collect()
}

/// Fails where a module has not brought about every fault of its room.
pub(crate) fn assert_all_met<'f, F: Debug + 'f>(samples: &[F], met: impl IntoIterator<Item = &'f F>) {
    let met: Vec<String> = met.into_iter().map(name).collect();
    let missing: Vec<String> = samples
        .iter()
        .map(name)
        .filter(|name| !met.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "no case of this table brings about: {}. Add one, so that the check behind it cannot vanish unseen.",
        missing.join(", ")
    );
}
