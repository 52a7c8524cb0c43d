//! The envelope of every file that travels, and the named stages of opening one.
//!
//! The payload is stored in canonical form (RFC 8785), so that checking hashes the bytes as they stand.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::application::{ApplicationRecord, DraftCopy};
use crate::foundations::{Fingerprint, Instant};
use crate::interchange::FileFault;
use crate::interchange::copy::DraftWire;
use crate::interchange::path::path_at;
use crate::interchange::rubric::RubricWire;
use crate::interchange::sheet::{ApplicationWire, SheetWire};
use crate::problem::{Place, Problem};
use crate::rubric::RubricDraft;
use crate::scoresheet::SheetRecord;

/// What every file of the workbench says it is.
pub const FORMAT: &str = "public-service-award-workbench";

/// The version of the formats that this program writes. Whoever raises it adds a migration step, a frozen file
/// in `tests/data/interchange`, and a line in SPEC.md.
pub const VERSION: u64 = 1;

/// The kinds of files that travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// 评定标准
    Rubric,
    /// 申报
    Application,
    /// 评分表
    Scoresheet,
    /// 草稿副本
    Draft,
}

impl FileKind {
    /// The kind's id in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rubric => "rubric",
            Self::Application => "application",
            Self::Scoresheet => "scoresheet",
            Self::Draft => "draft",
        }
    }

    fn parse(id: &str) -> Option<Self> {
        [Self::Rubric, Self::Application, Self::Scoresheet, Self::Draft]
            .into_iter()
            .find(|kind| kind.id() == id)
    }
}

/// What a file says about itself that is not its content: given from outside, never asked for here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// The file's id; empty for one made from the fingerprint.
    pub id: String,
    /// When it was made.
    pub created: Instant,
    /// The cycle (届) of a rubric file, where there is one; every other kind knows its own.
    pub cycle: Option<String>,
}

/// The outside of an opened file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The version of its format.
    pub version: u64,
    /// Its id.
    pub id: String,
    /// The cycle (届), where there is one.
    pub cycle: Option<String>,
    /// When it was made.
    pub created: Instant,
    /// The program and version that wrote it.
    pub written_by: String,
    /// The fingerprint of its payload, checked.
    pub fingerprint: Fingerprint,
}

/// The inside of an opened file, well formed but not yet held against rules.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A rubric as stated.
    Rubric(Box<RubricDraft>),
    /// An application as stated.
    Application(Box<ApplicationRecord>),
    /// A scoresheet as stated.
    Scoresheet(Box<SheetRecord>),
    /// A copy of an unfinished draft.
    Draft(Box<DraftCopy>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnvelopeWire<'a> {
    format: String,
    kind: String,
    version: u64,
    id: String,
    cycle: Option<String>,
    rubric: Option<String>,
    created: String,
    written_by: WriterWire,
    #[serde(borrow)]
    payload: &'a RawValue,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
struct WriterWire {
    name: String,
    version: String,
}

/// As much of a file as must be readable in every version.
#[derive(Deserialize)]
struct Probe {
    format: Option<String>,
    kind: Option<String>,
    version: Option<u64>,
    written_by: Option<WriterWire>,
}

/// Opens a file: shape, version, fingerprint over the bytes as they stand, structure.
///
/// # Errors
/// The first stage that fails, with its place and reason.
pub fn open(text: &str) -> Result<(Envelope, Content), Problem<FileFault>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Problem::error(Place::File, FileFault::EmptyFile));
    }
    let wire: EnvelopeWire<'_> = serde_json::from_str(text).map_err(|error| told_apart(text, &error))?;
    let kind = recognised(&wire.format, &wire.kind, wire.version, &wire.written_by)?;
    let bytes = wire.payload.get().as_bytes();
    let fingerprint = Fingerprint::of(bytes);
    if Fingerprint::parse(&wire.fingerprint) != Some(fingerprint) {
        let canonical = canonical_text(wire.payload.get()).unwrap_or_default();
        let same_content =
            Fingerprint::parse(&wire.fingerprint) == Some(Fingerprint::of(canonical.as_bytes()));
        return Err(Problem::error(Place::File, FileFault::Altered { same_content }));
    }
    let member = |name: &str, detail: String| {
        Problem::error(Place::Member(name.to_owned()), FileFault::BadStructure { detail })
    };
    let created = Instant::parse(&wire.created).ok_or_else(|| {
        member(
            "created",
            format!("{}: 2026-11-23T10:32:00Z expected", wire.created),
        )
    })?;
    let content = read_payload(kind, wire.payload.get())?;
    let inner = match &content {
        Content::Rubric(_) => None,
        Content::Application(record) => Some((&record.sheet.rubric, &record.sheet.cycle)),
        Content::Scoresheet(record) => Some((&record.rubric, &record.cycle)),
        Content::Draft(copy) => Some((&copy.draft().head.rubric, &copy.draft().head.cycle)),
    };
    // The outside repeats what a reader needs to sort files; only the inside is covered by the fingerprint.
    let rubric = inner.map(|(rubric, _)| rubric.fingerprint.to_string());
    if rubric != wire.rubric {
        return Err(Problem::error(
            Place::File,
            FileFault::EnvelopeContradicts { member: "rubric" },
        ));
    }
    if inner.is_some_and(|(_, cycle)| cycle != &wire.cycle) {
        return Err(Problem::error(
            Place::File,
            FileFault::EnvelopeContradicts { member: "cycle" },
        ));
    }
    let written_by = format!("{} {}", wire.written_by.name, wire.written_by.version);
    let envelope = Envelope {
        kind,
        version: wire.version,
        id: wire.id,
        cycle: wire.cycle,
        created,
        written_by,
        fingerprint,
    };
    Ok((envelope, content))
}

/// Why a text is no envelope of this version: the version is read first and alone, so that a newer file is
/// called newer and not broken.
fn told_apart(text: &str, error: &serde_json::Error) -> Problem<FileFault> {
    if error.is_syntax() || error.is_eof() {
        let fault = FileFault::NotJson {
            line: error.line(),
            column: error.column(),
        };
        return Problem::error(Place::File, fault);
    }
    let Ok(probe) = serde_json::from_str::<Probe>(text) else {
        return Problem::error(Place::File, FileFault::NotOurs);
    };
    let format = probe.format.unwrap_or_default();
    let kind = probe.kind.unwrap_or_default();
    let writer = probe.written_by.unwrap_or(WriterWire {
        name: String::new(),
        version: String::new(),
    });
    match recognised(&format, &kind, probe.version.unwrap_or(VERSION), &writer) {
        Err(problem) => problem,
        Ok(_) => Problem::error(
            Place::File,
            FileFault::BadStructure {
                detail: error.to_string(),
            },
        ),
    }
}

/// The kind and version that a file states, where it is one of ours; told even of files that do not open.
pub fn stated(text: &str) -> (Option<String>, Option<u64>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match serde_json::from_str::<Probe>(text) {
        Ok(probe) if probe.format.as_deref() == Some(FORMAT) => (probe.kind, probe.version),
        _ => (None, None),
    }
}

fn recognised(
    format: &str,
    kind: &str,
    version: u64,
    writer: &WriterWire,
) -> Result<FileKind, Problem<FileFault>> {
    if format != FORMAT {
        return Err(Problem::error(Place::File, FileFault::NotOurs));
    }
    if version > VERSION {
        let written_by = format!("{} {}", writer.name, writer.version).trim().to_owned();
        return Err(Problem::error(
            Place::File,
            FileFault::NewerVersion {
                found: version,
                known: VERSION,
                written_by,
            },
        ));
    }
    if version == 0 {
        let detail = "version: 1 expected".to_owned();
        return Err(Problem::error(Place::File, FileFault::BadStructure { detail }));
    }
    FileKind::parse(kind).ok_or_else(|| {
        Problem::error(
            Place::File,
            FileFault::UnknownFileKind {
                found: kind.to_owned(),
            },
        )
    })
}

fn read_payload(kind: FileKind, payload: &str) -> Result<Content, Problem<FileFault>> {
    fn read<'p, W: Deserialize<'p>>(payload: &'p str) -> Result<W, Problem<FileFault>> {
        serde_json::from_str(payload).map_err(|error| {
            // Ours stand on one line; a payload of foreign make may have several.
            let lines_before = payload.split_inclusive('\n').take(error.line().saturating_sub(1));
            let offset = lines_before.map(str::len).sum::<usize>() + error.column();
            let path = path_at(payload, offset);
            let separator = if path.is_empty() || path.starts_with('[') {
                ""
            } else {
                "."
            };
            let place = Place::Member(format!("payload{separator}{path}"));
            Problem::error(
                place,
                FileFault::BadStructure {
                    detail: error.to_string(),
                },
            )
        })
    }
    let placed = |detail: String| {
        Problem::error(
            Place::Member("payload".to_owned()),
            FileFault::BadStructure { detail },
        )
    };
    Ok(match kind {
        FileKind::Rubric => {
            let wire: RubricWire = read(payload)?;
            Content::Rubric(Box::new(RubricDraft::try_from(wire).map_err(placed)?))
        }
        FileKind::Application => {
            let wire: ApplicationWire = read(payload)?;
            Content::Application(Box::new(ApplicationRecord::try_from(wire).map_err(placed)?))
        }
        FileKind::Scoresheet => {
            let wire: SheetWire = read(payload)?;
            Content::Scoresheet(Box::new(SheetRecord::try_from(wire).map_err(placed)?))
        }
        FileKind::Draft => {
            let wire: DraftWire = read(payload)?;
            Content::Draft(Box::new(DraftCopy::try_from(wire).map_err(placed)?))
        }
    })
}

/// Packs a payload into its envelope.
pub(super) fn pack<P: Serialize>(
    kind: FileKind,
    payload: &P,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> String {
    // The wire types hold strings, integers, lists and maps with text keys: they cannot fail to serialize.
    pack_canonical(
        kind,
        &serde_json_canonicalizer::to_string(payload).unwrap_or_default(),
        rubric,
        imprint,
    )
}

/// Packs a payload that is given as JSON text in any layout; nothing where it is no JSON.
pub fn pack_payload(
    kind: FileKind,
    payload: &str,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> Option<String> {
    canonical_text(payload).map(|canonical| pack_canonical(kind, &canonical, rubric, imprint))
}

fn canonical_text(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    serde_json_canonicalizer::to_string(&value).ok()
}

fn pack_canonical(kind: FileKind, payload: &str, rubric: Option<Fingerprint>, imprint: &Imprint) -> String {
    let fingerprint = Fingerprint::of(payload.as_bytes());
    let digits = fingerprint.short().replace(' ', "");
    let id = if imprint.id.is_empty() {
        format!("{}-{digits}", kind.id())
    } else {
        imprint.id.clone()
    };
    let text = |value: &str| serde_json::Value::from(value).to_string();
    let optional = |value: Option<String>| value.map_or_else(|| "null".to_owned(), |value| text(&value));
    // One member a line: people look into these files, and the payload stays the bytes that were hashed.
    format!(
        "{{\n\"format\":{},\n\"kind\":{},\n\"version\":{VERSION},\n\"id\":{},\n\"cycle\":{},\n\"rubric\":{},\n\
         \"created\":{},\n\"written_by\":{{\"name\":{},\"version\":{}}},\n\"payload\":{payload},\n\
         \"fingerprint\":{}\n}}\n",
        text(FORMAT),
        text(kind.id()),
        text(&id),
        optional(imprint.cycle.clone()),
        optional(rubric.map(|fingerprint| fingerprint.to_string())),
        text(&imprint.created.to_string()),
        text(env!("CARGO_PKG_NAME")),
        text(env!("CARGO_PKG_VERSION")),
        text(&fingerprint.to_string()),
    )
}
