//! Every fault there is, with a sample of each: other modules ask this list whether they met them all.

use scoring::foundations::{Fingerprint, NumberFault};
use scoring::lock::LockFault;
use scoring::problem::{Column, Fault, Place, ValueForm};

use crate::support::{code, exact};

/// The module that must bring a fault about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// `interchange`: the outside of files.
    Files,
    /// `locks`: what is locked by a passphrase.
    Locks,
    /// `tables`: CSV.
    Tables,
    /// `rubric_checks`: the rubric and its methods.
    Rubric,
    /// `values`: one value.
    Values,
    /// `sheets`: one scoresheet.
    Sheets,
    /// `aggregate` and `intake`: several sheets.
    Together,
    /// The shells' own: the core only has the words.
    Shells,
}

macro_rules! faults {
    ($($home:ident: $($name:ident $({ $($field:ident : $sample:expr),* })?),+;)*) => {
        /// Where each fault must be brought about. A new fault does not compile until it stands in this list.
        pub(crate) fn home(fault: &Fault) -> Home {
            match fault { $($(Fault::$name { .. } => Home::$home,)+)* }
        }

        /// One sample of every fault.
        pub(crate) fn samples() -> Vec<Fault> {
            vec![$($(Fault::$name $({ $($field: $sample),* })?),+),*]
        }
    };
}

fn text(text: &str) -> String {
    text.to_owned()
}

faults! {
    Files:
        NotJson { line: 3, column: 14 },
        NotOurs,
        UnknownFileKind { found: text("panel") },
        NewerVersion { found: 7, known: 1, written_by: text("workbench 9.0") },
        Altered { same_content: false },
        EnvelopeContradicts { member: "rubric" },
        BadStructure { detail: text("missing field `id`") };
    Locks:
        Lock { fault: LockFault::WrongPassphrase };
    Shells:
        Undecodable,
        WrongFileKind { expected: "rubric", found: text("scoresheet") };
    Tables:
        EmptyFile,
        UnreadableTable { detail: text("line 3") },
        OpenQuote,
        MissingColumn,
        RepeatedColumn,
        UnknownColumn { known: vec![text("K1"), text("K2")] },
        NoRows,
        ExtraCells,
        BadCode { found: text("1..1") },
        MissingParent { parent: text("7") },
        UnknownKind { found: text("both") },
        FractionalPoints { found: text("2.5") },
        PercentContradicts { found: exact("40"), computed: exact("37.5") };
    Rubric:
        MissingCode,
        DuplicateCode { code: text("1.1") },
        EmptyName,
        NoParts,
        EmptyIdentity { member: "version" },
        NoApproval,
        MissingKind,
        MissingMethod,
        UnknownMethod { found: text("magic"), known: vec![text("range"), text("fine")] },
        MethodForOtherKind { method: text("range") },
        MissingPoints,
        PointsOutOfRange { found: text("1000000") },
        SumDiffers { declared: 100, sum: 99 },
        TotalDiffers { declared: 1000, sum: 998 },
        TooManyDecimals { found: 7 },
        CommentRuleReversed,
        BadLink { code: text("9.9") },
        MappedTwice { code: text("1.1") },
        DuplicateId { id: text("A") },
        BadStep,
        StepDoesNotFit { step: exact("7") },
        BandReversed,
        BandOffStep { value: exact("12") },
        BandGap { from: exact("50"), to: exact("55") },
        BandOverlap { value: exact("45") },
        BandsWithoutSteps,
        CombinationUnclear,
        BadComponents;
    Values:
        NotANumber { found: text("many"), fault: NumberFault::NotANumber },
        AboveScale { found: exact("101"), max: exact("100") },
        OffStep { found: exact("53"), step: exact("5") },
        OutsideBand { found: exact("55"), from: exact("0"), to: exact("45") },
        PartlyScored { missing: vec![text("P"), text("D")] },
        WrongValueForm { wanted: ValueForm::Percent };
    Sheets:
        UnknownCode { code: text("9.9") },
        NotALeaf { code: text("1") },
        NotScored,
        MustBeScored,
        OtherRubric {
            found: Fingerprint::of(b"one"),
            found_name: text("small 1"),
            wanted: Fingerprint::of(b"two"),
            wanted_name: text("small 2")
        },
        NoApplicant,
        NoAssessor,
        NoOverall { required: true },
        FewStrengths { count: 0, min: 1 },
        ManyStrengths { count: 9, max: 5 },
        FewAreas { count: 0, min: 1 },
        ManyAreas { count: 9, max: 5 },
        UnknownAspect { id: text("Z") };
    Together:
        NoSheets,
        OtherApplicant { found: text("乙学校"), wanted: text("甲医院") },
        OtherStage,
        SecondSheet { assessor: text("王评审") },
        OtherApplication { found: Fingerprint::of(b"one"), wanted: Fingerprint::of(b"two") },
        FewSheets { count: 2 },
        TrimmedNeedsFive { count: 4 };
}

/// Further forms of faults whose sentence depends on their facts.
pub(crate) fn further_samples() -> Vec<Fault> {
    let named = |name: &str| Fault::OtherRubric {
        found: Fingerprint::of(b"one"),
        found_name: text(name),
        wanted: Fingerprint::of(b"two"),
        wanted_name: text("small 2"),
    };
    vec![
        Fault::Altered { same_content: true },
        Fault::NoOverall { required: false },
        Fault::NotANumber {
            found: String::new(),
            fault: NumberFault::Empty,
        },
        Fault::NotANumber {
            found: text("1234567890"),
            fault: NumberFault::TooLong,
        },
        Fault::WrongValueForm {
            wanted: ValueForm::Points,
        },
        Fault::WrongValueForm {
            wanted: ValueForm::Components(vec![text("P"), text("D")]),
        },
        Fault::WrongFileKind {
            expected: "application",
            found: text("ranking"),
        },
        Fault::SecondSheet {
            assessor: String::new(),
        },
        Fault::FewSheets { count: 1 },
        named("small 2"),
    ]
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
    (Named(_)) => Place::Named(text("sheet.json"));
}

/// The bare name of a fault: `BandGap`.
pub(crate) fn name(fault: &Fault) -> String {
    let debug = format!("{fault:?}");
    debug.chars().take_while(|sign| sign.is_alphanumeric()).collect()
}

/// Fails where a module has not brought about every fault that belongs to it.
pub(crate) fn assert_all_met<'f>(here: Home, met: impl IntoIterator<Item = &'f Fault>) {
    let met: Vec<String> = met.into_iter().map(name).collect();
    let missing: Vec<String> = samples()
        .iter()
        .filter(|fault| home(fault) == here)
        .map(name)
        .filter(|name| !met.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "no case of this table brings about: {}. Add one, so that the check behind it cannot vanish unseen.",
        missing.join(", ")
    );
}
