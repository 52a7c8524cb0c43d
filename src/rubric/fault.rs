//! What can be wrong with a rubric.

use crate::foundations::Exact;

/// A fault of a rubric or of one of its methods.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum RubricFault {
    // Parts and clauses.
    /// The rubric has no parts.
    NoParts,
    /// No code is given.
    MissingCode,
    /// The code stands twice.
    DuplicateCode { code: String },
    /// A name is empty: of a part, a clause, a method, a component or a band.
    EmptyName,
    /// The kind is neither given nor inherited.
    MissingKind,
    /// The method is neither given nor inherited.
    MissingMethod,
    /// The method is not defined.
    UnknownMethod { found: String, known: Vec<String> },
    /// The method is meant for the other kind of clause.
    MethodForOtherKind { method: String },
    /// A clause without points.
    MissingPoints,
    /// Points that are zero, or too many for the engine.
    PointsOutOfRange { found: String },
    /// The points of a clause that is scored in points are between two steps of its method.
    PointsOffStep { found: Exact, step: Exact },
    /// The declared points differ from the sum of what is below.
    SumDiffers { declared: u64, sum: u64 },
    /// The clauses do not add up to the rubric's total.
    TotalDiffers { declared: u64, sum: u64 },
    /// A link to something that is no result clause, or from something that is no enabler.
    BadLink { code: String },

    // The head.
    /// The rubric's identity is empty.
    EmptyIdentity { member: &'static str },
    /// An official rubric should name its approval (Art. 9(三)).
    NoApproval,
    /// The rounding asks for more decimals than are kept.
    TooManyDecimals { found: u8 },
    /// A comment rule whose minimum is above its maximum.
    CommentRuleReversed,
    /// The mapping names a clause that the rubric does not have.
    MappedUnknown { code: String },
    /// A code stands twice in the mapping.
    MappedTwice { code: String },

    // Methods.
    /// An id is empty or stands twice: of a method, a component, an aspect or a band.
    DuplicateId { id: String },
    /// The step is zero or no number.
    BadStep,
    /// The step does not divide the scale.
    StepDoesNotFit { step: Exact },
    /// A band that ends before it begins.
    BandReversed,
    /// A band whose limits are not on the steps of the scale.
    BandOffStep { value: Exact },
    /// A band that ends above the scale.
    BandAboveScale { found: Exact, max: Exact },
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
}
