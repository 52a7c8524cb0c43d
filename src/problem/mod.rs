//! What can be wrong, where, and how grave: facts only. The sentences people read are in [`crate::words`].

mod place;

pub use place::{Column, Place};

use crate::foundations::{Exact, Fingerprint, NumberFault};
use crate::lock::LockFault;

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the result stands.
    Warning,
    /// The result would be wrong or void; nothing is written.
    Error,
}

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub fault: Fault,
}

impl Problem {
    /// A fault at a place.
    pub fn new(place: Place, fault: Fault) -> Self {
        Self { place, fault }
    }

    /// How grave it is; the kind of fault alone decides.
    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }
}

/// All that is wrong with one input, in the order of its places. Collected, never cut off at the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a fault at a place.
    pub fn note(&mut self, place: Place, fault: Fault) {
        self.0.push(Problem::new(place, fault));
    }

    /// Adds all of another list.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether the result must not be used.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// Every problem, errors and warnings.
    pub fn iter(&self) -> core::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// Whether nothing at all is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The same faults at other places: a table says rows where a tree says codes.
    #[must_use]
    pub fn relocated(self, place_of: impl Fn(&Problem) -> Place) -> Self {
        let moved = |problem: Problem| Problem {
            place: place_of(&problem),
            fault: problem.fault,
        };
        Self(self.0.into_iter().map(moved).collect())
    }

    /// The value with its warnings, or all problems where one of them is an error.
    ///
    /// # Errors
    /// These problems, if any is an error.
    pub fn unless_errors<T>(self, value: T) -> Result<(T, Self), Self> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok((value, self))
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = core::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What is wrong, with the facts a sentence about it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum Fault {
    // Files and tables.
    /// The file has no content.
    EmptyFile,
    /// The bytes are neither UTF-8 nor GB 18030.
    Undecodable,
    /// The table is no CSV text: the fact is the reader's own.
    UnreadableTable { detail: String },
    /// A quotation mark is never closed: all that follows is in its cell.
    OpenQuote,
    /// A column that the table needs is not there.
    MissingColumn,
    /// A column stands twice.
    RepeatedColumn,
    /// A column that this kind of table does not know; it is passed over. A warning.
    UnknownColumn { known: Vec<String> },
    /// There is a header and nothing below it.
    NoRows,
    /// A row has more cells than the header has columns.
    ExtraCells,
    /// The file is not JSON.
    NotJson { line: usize, column: usize },
    /// JSON, but not a file of this workbench.
    NotOurs,
    /// A kind of file this version does not know.
    UnknownFileKind { found: String },
    /// Another kind of file than the one needed here.
    WrongFileKind { expected: &'static str, found: String },
    /// Made by a newer version of the workbench.
    NewerVersion {
        found: u64,
        known: u64,
        written_by: String,
    },
    /// The payload does not match its fingerprint. `same_content`: only the layout of the text was changed.
    Altered { same_content: bool },
    /// The file's outer and inner statements about itself differ.
    EnvelopeContradicts { member: &'static str },
    /// A member is missing, unknown or of the wrong form: the fact is the reader's own.
    BadStructure { detail: String },
    /// The lock of a draft, or a text under it, stays shut.
    Lock { fault: LockFault },

    // Codes and names.
    /// No code is given.
    MissingCode,
    /// The code has an empty segment or a sign that codes cannot have.
    BadCode { found: String },
    /// The code stands twice.
    DuplicateCode { code: String },
    /// The code's parent has no row.
    MissingParent { parent: String },
    /// The code is not in the rubric.
    UnknownCode { code: String },
    /// The code is a part; values belong to its clauses.
    NotALeaf { code: String },
    /// The name is empty.
    EmptyName,

    // The rubric.
    /// The rubric has no parts.
    NoParts,
    /// The rubric's identity is empty.
    EmptyIdentity { member: &'static str },
    /// An official rubric should name its approval (Art. 9(三)). A warning.
    NoApproval,
    /// The kind is neither given nor inherited.
    MissingKind,
    /// The kind is none of those known.
    UnknownKind { found: String },
    /// The method is neither given nor inherited.
    MissingMethod,
    /// The method is not defined.
    UnknownMethod { found: String, known: Vec<String> },
    /// The method is meant for the other kind of clause. A warning.
    MethodForOtherKind { method: String },
    /// A clause without points.
    MissingPoints,
    /// Points that are no whole number.
    FractionalPoints { found: String },
    /// Points that are zero, or too many for the engine.
    PointsOutOfRange { found: String },
    /// The declared points differ from the sum of what is below.
    SumDiffers { declared: u64, sum: u64 },
    /// The clauses do not add up to the rubric's total.
    TotalDiffers { declared: u64, sum: u64 },
    /// The rounding asks for more decimals than are kept.
    TooManyDecimals { found: u8 },
    /// A comment rule whose minimum is above its maximum.
    CommentRuleReversed,
    /// A link to something that is no result clause, or from something that is no enabler.
    BadLink { code: String },
    /// A code stands twice in the mapping.
    MappedTwice { code: String },

    // Methods.
    /// An id stands twice: of a method, a component, an aspect or a band.
    DuplicateId { id: String },
    /// The step is zero or no number.
    BadStep,
    /// The step does not divide the scale.
    StepDoesNotFit { step: Exact },
    /// A band that ends before it begins.
    BandReversed,
    /// A band whose limits are not on the steps of the scale.
    BandOffStep { value: Exact },
    /// Values that no band covers.
    BandGap { from: Exact, to: Exact },
    /// Values that two bands cover.
    BandOverlap { value: Exact },
    /// Bands on a scale that has none: the clause's own points, or a scale without steps.
    BandsWithoutSteps,
    /// Components without a combination, or the reverse.
    CombinationUnclear,
    /// Components on the scale of the clause's own points, or too many of them.
    BadComponents,

    // Values.
    /// The clause has no value. A warning: not scored is not zero.
    NotScored,
    /// The text is not a number to score with.
    NotANumber { found: String, fault: NumberFault },
    /// The value is above the end of the scale.
    AboveScale { found: Exact, max: Exact },
    /// The value is between two steps.
    OffStep { found: Exact, step: Exact },
    /// The value lies outside the band that was chosen.
    OutsideBand { found: Exact, from: Exact, to: Exact },
    /// Some components have values and others have none.
    PartlyScored { missing: Vec<String> },
    /// The value has another form than the clause's method asks for.
    WrongValueForm { wanted: ValueForm },
    /// A percentage beside components that give another one.
    PercentContradicts { found: Exact, computed: Exact },

    // Scoresheets and applications.
    /// Who applies is not named.
    NoApplicant,
    /// Who assesses is not named.
    NoAssessor,
    /// The overall judgement is empty (Art. 20). An error in the page, a warning on the command line.
    NoOverall { required: bool },
    /// Fewer strengths than the rubric asks for. A warning.
    FewStrengths { count: usize, min: usize },
    /// More strengths than the rubric asks for. A warning.
    ManyStrengths { count: usize, max: usize },
    /// Fewer areas for improvement than the rubric asks for. A warning.
    FewAreas { count: usize, min: usize },
    /// More areas for improvement than the rubric asks for. A warning.
    ManyAreas { count: usize, max: usize },
    /// A clause must be scored before this can be handed in.
    MustBeScored,
    /// A text in another field than the clause's method has. A warning.
    UnknownAspect { id: String },

    // Several sheets together.
    /// No sheets at all.
    NoSheets,
    /// The sheet was made with another rubric.
    OtherRubric {
        found: Fingerprint,
        found_name: String,
        wanted: Fingerprint,
        wanted_name: String,
    },
    /// The sheet is for another applicant than the first.
    OtherApplicant { found: String, wanted: String },
    /// The sheet is of another stage than the first.
    OtherStage,
    /// This assessor's sheet is already there.
    SecondSheet { assessor: String },
    /// The sheet scores another application file of the same applicant.
    OtherApplication { found: Fingerprint, wanted: Fingerprint },
    /// Fewer sheets than a panel needs (Art. 12). A warning.
    FewSheets { count: usize },
    /// The trimmed mean needs five sheets.
    TrimmedNeedsFive { count: usize },
}

/// The form in which a method takes its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// A percentage of the clause's points.
    Percent,
    /// Points, from zero to the clause's own.
    Points,
    /// One percentage for each of these components.
    Components(Vec<String>),
}

impl Fault {
    /// Whether this kind of fault stops the work.
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownColumn { .. }
            | Self::NoApproval
            | Self::MethodForOtherKind { .. }
            | Self::NotScored
            | Self::NoOverall { required: false }
            | Self::FewStrengths { .. }
            | Self::ManyStrengths { .. }
            | Self::FewAreas { .. }
            | Self::ManyAreas { .. }
            | Self::UnknownAspect { .. }
            | Self::FewSheets { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
