//! The envelope of every file that travels, and the named stages of opening one.
//!
//! The payload is stored in canonical form (RFC 8785), so that checking hashes the bytes as they stand.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::files::json::{Cursor, Limits, ScanFault, canonical, canonical_of, members, quoted, scan};
use crate::files::registry::{self, Kind as _, Outside};
use crate::files::rubric::Rubrics;
use crate::files::wire::MomentWire;
use crate::files::{Content, Drafted, FileFault, FileKind, Scored, Wanted};
use crate::foundations::{Fingerprint, Instant};
use crate::problem::{Place, Problem};
use crate::rubric::RubricDraft;

/// What every file of the workbench says it is.
pub const FORMAT: &str = "public-service-award-workbench";

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

impl Imprint {
    /// The imprint with the payload's own cycle: a file whose outside and inside differ could not be opened again.
    pub(super) fn in_cycle(&self, cycle: Option<&str>) -> Self {
        Self {
            cycle: cycle.map(str::to_owned),
            ..self.clone()
        }
    }
}

/// The outside of an opened file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The version of its kind.
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

/// The outside of a file, without what is read before it and apart from it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EnvelopeWire {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "kind")]
    _kind: String,
    #[serde(rename = "version")]
    _version: u64,
    id: String,
    cycle: Option<String>,
    rubric: Option<String>,
    created: MomentWire,
    written_by: WriterWire,
    #[serde(rename = "payload")]
    _payload: IgnoredAny,
    #[serde(rename = "fingerprint")]
    _fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WriterWire {
    name: String,
    version: String,
}

/// Opens a file of any kind: limits and shape, kind and version, fingerprint over the bytes as they stand, structure.
///
/// # Errors
/// The first stage that fails, with its place and reason.
pub fn open(text: &str) -> Result<(Envelope, Content), Problem<FileFault>> {
    open_by(text, FileKind::read, Content::outside)
}

/// Opens a rubric in the same way, and no other kind: a program that opens files by this carries no other reader.
///
/// # Errors
/// As for every file; and [`FileFault::WrongFileKind`] for every other kind.
pub fn open_rubric(text: &str) -> Result<(Envelope, RubricDraft), Problem<FileFault>> {
    open_by(text, registry::read_rubric, Rubrics::outside)
}

/// Opens a rubric, an application or a scoresheet in the same way, and no other kind. The program that opens the files of
/// the secretariat's desk does it by this, and so does not carry the readers of every kind.
///
/// # Errors
/// As for every file; and [`FileFault::WrongFileKind`] for every other kind.
pub fn open_scored(text: &str) -> Result<(Envelope, Scored), Problem<FileFault>> {
    open_by(text, Scored::read, Scored::outside)
}

/// Opens a rubric, an application, a scoresheet or a copy of a draft in the same way: what the desk of applicants and
/// assessors knows.
///
/// # Errors
/// As for every file; and [`FileFault::WrongFileKind`] for every other kind.
pub fn open_drafted(text: &str) -> Result<(Envelope, Drafted), Problem<FileFault>> {
    open_by(text, Drafted::read, Drafted::outside)
}

/// Opens a file; what is in its payload is read by `read`, and `outside` says what the file repeats of it.
fn open_by<C>(
    text: &str,
    read: impl FnOnce(FileKind, u64, Cursor<'_, '_>) -> Result<C, Problem<FileFault>>,
    outside: impl FnOnce(&C) -> Outside<'_>,
) -> Result<(Envelope, C), Problem<FileFault>> {
    let text = without_mark(text)?;
    let scanned = scan(text, &Limits::FILES).map_err(|refusal| refused(text, refusal))?;
    let file = UnreadFile::of(scanned.root())?;
    let content = read(file.kind, file.version, file.payload)?;
    let envelope = file.envelope(outside(&content))?;
    Ok((envelope, content))
}

/// The text behind a byte order mark.
fn without_mark(text: &str) -> Result<&str, Problem<FileFault>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim_start().is_empty() {
        return Err(Problem::error(Place::File, FileFault::EmptyFile));
    }
    Ok(text)
}

/// A file of a readable version that nobody altered, its payload not yet read. No part of it knows what is in the payload,
/// so that a program has it once, whatever it opens.
struct UnreadFile<'s, 't> {
    kind: FileKind,
    version: u64,
    payload: Cursor<'s, 't>,
    fingerprint: Fingerprint,
    wire: EnvelopeWire,
}

impl<'s, 't> UnreadFile<'s, 't> {
    fn of(file: Cursor<'s, 't>) -> Result<Self, Problem<FileFault>> {
        let (kind, version) = Probe::of(file).recognised()?;
        let payload = file.member("payload");
        let stated = file.member("fingerprint").and_then(Cursor::text);
        // Where one of the two is missing, the structure tells it.
        let fingerprint = match (payload, stated) {
            (Some(payload), Some(stated)) => Some(held(payload, &stated)?),
            _ => None,
        };
        let wire: EnvelopeWire = file.read()?;
        let (Some(payload), Some(fingerprint)) = (payload, fingerprint) else {
            return Err(file.refused(&[], FileFault::MissingMember { member: "payload" }));
        };
        Ok(Self {
            kind,
            version,
            payload,
            fingerprint,
            wire,
        })
    }

    /// The envelope, where it repeats what the payload says.
    fn envelope(self, inside: Outside<'_>) -> Result<Envelope, Problem<FileFault>> {
        let wire = self.wire;
        let contradicts = |member| Problem::error(Place::File, FileFault::EnvelopeContradicts { member });
        if inside.rubric.map(|rubric| rubric.to_string()) != wire.rubric {
            return Err(contradicts("rubric"));
        }
        if inside.cycle.is_some_and(|cycle| cycle != wire.cycle.as_deref()) {
            return Err(contradicts("cycle"));
        }
        Ok(Envelope {
            kind: self.kind,
            version: self.version,
            id: wire.id,
            cycle: wire.cycle,
            created: wire.created.0,
            written_by: format!("{} {}", wire.written_by.name, wire.written_by.version),
            fingerprint: self.fingerprint,
        })
    }
}

/// The fingerprint of a payload's bytes, where it is the one that the file states.
fn held(payload: Cursor<'_, '_>, stated: &str) -> Result<Fingerprint, Problem<FileFault>> {
    let found = Fingerprint::of(payload.written().as_bytes());
    let stated = Fingerprint::parse(stated);
    if stated == Some(found) {
        return Ok(found);
    }
    let canonical = canonical_of(payload).unwrap_or_default();
    let same_content = stated == Some(Fingerprint::of(canonical.as_bytes()));
    Err(Problem::error(Place::File, FileFault::Altered { same_content }))
}

/// Why a text was not even taken for JSON that is allowed; a newer file is called newer whatever else it holds.
fn refused(text: &str, refusal: ScanFault) -> Problem<FileFault> {
    let problem = Problem::from(refusal);
    if let FileFault::NotJson { .. } | FileFault::TooLarge { .. } = problem.fault {
        return problem;
    }
    match Probe::within(text).map(|probe| probe.recognised()) {
        Some(Err(first)) => first,
        _ => problem,
    }
}

/// The kind and version that a file states, where it is one of ours; reported even of files that do not open.
pub fn stated(text: &str) -> (Option<String>, Option<u64>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let probe = match scan(text, &Limits::FILES) {
        Ok(scanned) => Some(Probe::of(scanned.root())),
        Err(ScanFault::NotJson { .. }) => None,
        Err(_) => Probe::within(text),
    };
    match probe {
        Some(probe) if probe.format == FORMAT => (probe.kind, probe.version),
        _ => (None, None),
    }
}

/// The fingerprint that bytes state for their payload, whatever else became of them; nothing where none stands there.
pub fn stated_fingerprint(bytes: &[u8]) -> Option<Fingerprint> {
    let text = String::from_utf8_lossy(bytes);
    let (_, behind) = text.rsplit_once("\"fingerprint\"")?;
    let from = behind.find("sha256:")?;
    let length = "sha256:".len() + 64;
    Fingerprint::parse(behind.get(from..from + length)?)
}

/// As much of a file as must be readable in every version.
#[derive(Default)]
struct Probe {
    format: String,
    kind: Option<String>,
    version: Option<u64>,
    written_by: String,
}

impl Probe {
    fn of(file: Cursor<'_, '_>) -> Self {
        let text = |value: Cursor<'_, '_>| value.text().map(Cow::into_owned);
        let writer = |name| file.member("written_by").and_then(|writer| writer.member(name));
        let writer = |name| writer(name).and_then(text).unwrap_or_default();
        Self {
            format: file.member("format").and_then(text).unwrap_or_default(),
            kind: file.member("kind").and_then(text),
            version: file.member("version").and_then(Cursor::whole),
            written_by: format!("{} {}", writer("name"), writer("version"))
                .trim()
                .to_owned(),
        }
    }

    /// The same of a text that is refused for what else it holds; nothing where that is no JSON.
    fn within(text: &str) -> Option<Self> {
        let members = members(text);
        let head = ["format", "kind", "version", "written_by"].into_iter();
        let head = head.filter_map(|name| {
            let name = quoted(name);
            let (_, value) = members.iter().rfind(|(found, _)| *found == name)?;
            Some(format!("{name}:{value}"))
        });
        let head = format!("{{{}}}", head.collect::<Vec<_>>().join(","));
        scan(&head, &Limits::FILES).ok().map(|head| Self::of(head.root()))
    }

    /// The kind and version of the file, where they are read here.
    fn recognised(&self) -> Result<(FileKind, u64), Problem<FileFault>> {
        let fails = |fault| Err(Problem::error(Place::File, fault));
        if self.format != FORMAT {
            return fails(FileFault::NotOurs);
        }
        let written_by = self.written_by.clone();
        let found = self.kind.clone().unwrap_or_default();
        let Some(kind) = FileKind::parse(&found) else {
            return fails(FileFault::UnknownFileKind { found, written_by });
        };
        let known = kind.version();
        match self.version {
            Some(found) if found > known => fails(FileFault::NewerVersion {
                found,
                known,
                written_by,
            }),
            Some(0) => Err(Problem::error(
                Place::Member("version".to_owned()),
                FileFault::BadValue {
                    found: "0".to_owned(),
                    wanted: Wanted::Version,
                },
            )),
            // Without a version it is held against the current one, and the structure tells what is missing.
            version => Ok((kind, version.unwrap_or(known))),
        }
    }
}

/// Packs a payload into its envelope.
pub(super) fn pack<P: Serialize>(
    kind: FileKind,
    payload: &P,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> String {
    pack_as((kind, kind.version()), payload, rubric, imprint)
}

/// Packs a payload of an older version of its kind.
pub(super) fn pack_as<P: Serialize>(
    kind: (FileKind, u64),
    payload: &P,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> String {
    // The wire types hold strings, integers, lists and maps with text keys: they cannot fail to serialize.
    pack_canonical(kind, &canonical(payload).unwrap_or_default(), rubric, imprint)
}

/// The fingerprint that a file with this payload has.
pub(super) fn fingerprint_of<P: Serialize>(payload: &P) -> Fingerprint {
    let canonical = canonical(payload).unwrap_or_default();
    Fingerprint::of(canonical.as_bytes())
}

/// Packs a payload that is given as JSON text in any layout, with numbers of every form; nothing where it is no JSON.
/// No program of the page does.
pub fn pack_payload(
    kind: FileKind,
    payload: &str,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> Option<String> {
    let payload: serde_json::Value = serde_json::from_str(payload).ok()?;
    let canonical = serde_json_canonicalizer::to_string(&payload).ok()?;
    Some(pack_canonical(
        (kind, kind.version()),
        &canonical,
        rubric,
        imprint,
    ))
}

fn pack_canonical(
    (kind, version): (FileKind, u64),
    payload: &str,
    rubric: Option<Fingerprint>,
    imprint: &Imprint,
) -> String {
    let fingerprint = Fingerprint::of(payload.as_bytes());
    let digits = fingerprint.short().replace(' ', "");
    let id = if imprint.id.is_empty() {
        format!("{}-{digits}", kind.id())
    } else {
        imprint.id.clone()
    };
    let optional = |value: Option<String>| value.map_or_else(|| "null".to_owned(), |value| quoted(&value));
    // One member a line: people look into these files, and the payload stays the bytes that were hashed.
    format!(
        "{{\n\"format\":{},\n\"kind\":{},\n\"version\":{},\n\"id\":{},\n\"cycle\":{},\n\"rubric\":{},\n\
         \"created\":{},\n\"written_by\":{{\"name\":{},\"version\":{}}},\n\"payload\":{payload},\n\
         \"fingerprint\":{}\n}}\n",
        quoted(FORMAT),
        quoted(kind.id()),
        version,
        quoted(&id),
        optional(imprint.cycle.clone()),
        optional(rubric.map(|fingerprint| fingerprint.to_string())),
        quoted(&imprint.created.to_string()),
        quoted(env!("CARGO_PKG_NAME")),
        quoted(env!("CARGO_PKG_VERSION")),
        quoted(&fingerprint.to_string()),
    )
}
