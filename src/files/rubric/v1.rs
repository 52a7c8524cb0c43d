//! The wire form of a rubric's payload, version 1.

use serde::{Deserialize, Serialize};

use crate::files::FileFault;
use crate::files::json::Cursor;
use crate::files::wire::{CodeWire, DecimalWire, Name, TextWire};
use crate::foundations::{Code, Rounding, RoundingRule, Text};
use crate::problem::Problem;
use crate::rubric::{
    Aspect, Band, Combination, Comments, Component, CountRule, Kind, MappedClause, Mapping, Method,
    NodeDraft, RubricDraft, Scale, Source, Status, Step,
};

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and an approval of what is not official.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<RubricDraft, Problem<FileFault>> {
    let wire: RubricWire = payload.read()?;
    wire.into_draft(payload)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RubricWire {
    id: Name,
    version: Name,
    status: StatusWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approval: Option<String>,
    title: TextWire,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceWire>,
    total: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rounding: Option<RoundingWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comments: Option<CommentsWire>,
    methods: Vec<MethodWire>,
    parts: Vec<NodeWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mapping: Option<MappingWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusWire {
    Official,
    Illustrative,
    Draft,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceWire {
    what: TextWire,
    #[serde(rename = "where")]
    place: String,
    licence: TextWire,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundingWire {
    rule: RoundingRuleWire,
    decimals: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RoundingRuleWire {
    HalfUp,
    HalfEven,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentsWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strengths: Option<CountRuleWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    areas: Option<CountRuleWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountRuleWire {
    // As wide on every machine: the page counts in 32 bits, the command line in 64.
    #[serde(default)]
    min: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindWire {
    Enabler,
    Result,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodWire {
    id: Name,
    name: TextWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<KindWire>,
    scale: ScaleWire,
    #[serde(default)]
    cumulative: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    combination: Option<CombinationWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    components: Vec<ComponentWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aspects: Vec<AspectWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bands: Vec<BandWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleWire {
    unit: UnitWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<DecimalWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnitWire {
    Percent,
    Points,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CombinationWire {
    Mean,
    Lowest,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ComponentWire {
    id: Name,
    name: TextWire,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bands: Vec<BandWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AspectWire {
    id: Name,
    name: TextWire,
    prompt: TextWire,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BandWire {
    id: Name,
    name: TextWire,
    from: DecimalWire,
    to: DecimalWire,
    text: TextWire,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeWire {
    code: Name,
    name: TextWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<KindWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    requirement: Option<TextWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    look_at: Vec<TextWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guidance: Option<TextWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    leads_to: Vec<CodeWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<NodeWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingWire {
    from_version: Name,
    clauses: Vec<MappedClauseWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappedClauseWire {
    code: CodeWire,
    from: Vec<CodeWire>,
    comparable: bool,
}

impl From<&RubricDraft> for RubricWire {
    fn from(draft: &RubricDraft) -> Self {
        let (status, approval) = match &draft.status {
            Status::Official { approval } => (StatusWire::Official, approval.clone()),
            Status::Illustrative => (StatusWire::Illustrative, None),
            Status::Draft => (StatusWire::Draft, None),
        };
        let sources = draft.sources.iter().map(|source| SourceWire {
            what: TextWire::from(&source.what),
            place: source.place.clone(),
            licence: TextWire::from(&source.licence),
        });
        let rule = match draft.rounding.rule {
            RoundingRule::HalfUp => RoundingRuleWire::HalfUp,
            RoundingRule::HalfEven => RoundingRuleWire::HalfEven,
        };
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let count_rule = |rule: CountRule| {
            Some(CountRuleWire {
                min: count(rule.min),
                max: rule.max.map(count),
            })
        };
        let mapping = draft.mapping.as_ref().map(|mapping| MappingWire {
            from_version: Name::from(&mapping.from_version),
            clauses: mapping
                .clauses
                .iter()
                .map(|mapped| MappedClauseWire {
                    code: CodeWire(mapped.code.clone()),
                    from: mapped.from.iter().cloned().map(CodeWire).collect(),
                    comparable: mapped.comparable,
                })
                .collect(),
        });
        Self {
            id: Name::from(&draft.id),
            version: Name::from(&draft.version),
            status,
            approval,
            title: TextWire::from(&draft.title),
            sources: sources.collect(),
            total: draft.total,
            rounding: Some(RoundingWire {
                rule,
                decimals: draft.rounding.decimals,
            }),
            comments: Some(CommentsWire {
                strengths: count_rule(draft.comments.strengths),
                areas: count_rule(draft.comments.areas),
            }),
            methods: draft.methods.iter().map(MethodWire::from).collect(),
            parts: draft.parts.iter().map(NodeWire::from).collect(),
            mapping,
        }
    }
}

impl RubricWire {
    /// The rubric as stated; `payload` is where it stands.
    fn into_draft(self, payload: Cursor<'_, '_>) -> Result<RubricDraft, Problem<FileFault>> {
        let wire = self;
        let status = match (wire.status, wire.approval) {
            (StatusWire::Official, approval) => Status::Official { approval },
            (StatusWire::Illustrative, None) => Status::Illustrative,
            (StatusWire::Draft, None) => Status::Draft,
            // Dropped in silence, the approval would be gone from the next file.
            (_, Some(_)) => return Err(payload.refused(&["approval"], FileFault::ApprovalWithoutStatus)),
        };
        let rounding = wire.rounding.map_or_else(Rounding::default, |wire| Rounding {
            rule: match wire.rule {
                RoundingRuleWire::HalfUp => RoundingRule::HalfUp,
                RoundingRuleWire::HalfEven => RoundingRule::HalfEven,
            },
            decimals: wire.decimals,
        });
        let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let count_rule = |wire: Option<CountRuleWire>| {
            wire.map_or_else(CountRule::default, |wire| CountRule {
                min: count(wire.min),
                max: wire.max.map(count),
            })
        };
        let comments = wire.comments.map_or_else(Comments::default, |wire| Comments {
            strengths: count_rule(wire.strengths),
            areas: count_rule(wire.areas),
        });
        let sources = wire.sources.into_iter().map(|source| Source {
            what: source.what.into(),
            place: source.place,
            licence: source.licence.into(),
        });
        Ok(RubricDraft {
            id: wire.id.0,
            version: wire.version.0,
            status,
            title: wire.title.into(),
            sources: sources.collect(),
            total: wire.total,
            rounding,
            comments,
            methods: wire.methods.into_iter().map(Method::from).collect(),
            parts: wire.parts.into_iter().map(NodeDraft::from).collect(),
            mapping: wire.mapping.map(Mapping::from),
        })
    }
}

impl From<Kind> for KindWire {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Enabler => Self::Enabler,
            Kind::Result => Self::Result,
        }
    }
}

impl From<KindWire> for Kind {
    fn from(wire: KindWire) -> Self {
        match wire {
            KindWire::Enabler => Self::Enabler,
            KindWire::Result => Self::Result,
        }
    }
}

impl From<&Method> for MethodWire {
    fn from(method: &Method) -> Self {
        let unit = match method.scale {
            Scale::Percent => UnitWire::Percent,
            Scale::Points => UnitWire::Points,
        };
        let step = match method.step {
            Step::Any => None,
            Step::By(step) => Some(DecimalWire(step)),
        };
        let combination = method.combination.map(|combination| match combination {
            Combination::Mean => CombinationWire::Mean,
            Combination::Lowest => CombinationWire::Lowest,
        });
        let components = method.components.iter().map(|component| ComponentWire {
            id: Name::from(&component.id),
            name: TextWire::from(&component.name),
            bands: component.bands.iter().map(BandWire::from).collect(),
        });
        let aspects = method.aspects.iter().map(|aspect| AspectWire {
            id: Name::from(&aspect.id),
            name: TextWire::from(&aspect.name),
            prompt: TextWire::from(&aspect.prompt),
        });
        Self {
            id: Name::from(&method.id),
            name: TextWire::from(&method.name),
            kind: method.kind.map(KindWire::from),
            scale: ScaleWire { unit, step },
            cumulative: method.cumulative,
            combination,
            components: components.collect(),
            aspects: aspects.collect(),
            bands: method.bands.iter().map(BandWire::from).collect(),
        }
    }
}

impl From<MethodWire> for Method {
    fn from(wire: MethodWire) -> Self {
        let bands = |bands: Vec<BandWire>| bands.into_iter().map(Band::from).collect();
        let components = wire.components.into_iter().map(|component| Component {
            id: component.id.0,
            name: component.name.into(),
            bands: bands(component.bands),
        });
        let aspects = wire.aspects.into_iter().map(|aspect| Aspect {
            id: aspect.id.0,
            name: aspect.name.into(),
            prompt: aspect.prompt.into(),
        });
        Self {
            id: wire.id.0,
            name: wire.name.into(),
            kind: wire.kind.map(Kind::from),
            scale: match wire.scale.unit {
                UnitWire::Percent => Scale::Percent,
                UnitWire::Points => Scale::Points,
            },
            step: wire.scale.step.map_or(Step::Any, |step| Step::By(step.0)),
            cumulative: wire.cumulative,
            combination: wire.combination.map(|combination| match combination {
                CombinationWire::Mean => Combination::Mean,
                CombinationWire::Lowest => Combination::Lowest,
            }),
            components: components.collect(),
            aspects: aspects.collect(),
            bands: bands(wire.bands),
        }
    }
}

impl From<&Band> for BandWire {
    fn from(band: &Band) -> Self {
        Self {
            id: Name::from(&band.id),
            name: TextWire::from(&band.name),
            from: DecimalWire(band.from),
            to: DecimalWire(band.to),
            text: TextWire::from(&band.text),
        }
    }
}

impl From<BandWire> for Band {
    fn from(wire: BandWire) -> Self {
        Self {
            id: wire.id.0,
            name: wire.name.into(),
            from: wire.from.0,
            to: wire.to.0,
            text: wire.text.into(),
        }
    }
}

impl From<&NodeDraft> for NodeWire {
    fn from(node: &NodeDraft) -> Self {
        Self {
            code: Name(node.code.as_ref().map(Code::to_string).unwrap_or_default()),
            name: TextWire::from(&node.name),
            points: node.points,
            kind: node.kind.map(KindWire::from),
            method: node.method.as_ref().map(Name::from),
            requirement: node.requirement.as_ref().map(TextWire::from),
            look_at: node.look_at.iter().map(TextWire::from).collect(),
            guidance: node.guidance.as_ref().map(TextWire::from),
            leads_to: node.leads_to.iter().cloned().map(CodeWire).collect(),
            clauses: node.clauses.iter().map(Self::from).collect(),
        }
    }
}

impl From<NodeWire> for NodeDraft {
    fn from(wire: NodeWire) -> Self {
        Self {
            // A code that is not well formed is the rubric's problem, reported with its place by its check.
            code: Code::parse(&wire.code.0),
            name: wire.name.into(),
            points: wire.points,
            kind: wire.kind.map(Kind::from),
            method: wire.method.map(|method| method.0),
            requirement: wire.requirement.map(Text::from),
            look_at: wire.look_at.into_iter().map(Text::from).collect(),
            guidance: wire.guidance.map(Text::from),
            leads_to: wire.leads_to.into_iter().map(|link| link.0).collect(),
            clauses: wire.clauses.into_iter().map(Self::from).collect(),
        }
    }
}

impl From<MappingWire> for Mapping {
    fn from(wire: MappingWire) -> Self {
        let clauses = wire.clauses.into_iter().map(|mapped| MappedClause {
            code: mapped.code.0,
            from: mapped.from.into_iter().map(|from| from.0).collect(),
            comparable: mapped.comparable,
        });
        Self {
            from_version: wire.from_version.0,
            clauses: clauses.collect(),
        }
    }
}
