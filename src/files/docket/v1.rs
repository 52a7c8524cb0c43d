//! The wire form of a docket's payload, version 1.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::cycle::{Answer, Article, Claim, Event, Form, ReviewStage, TieGround};
use crate::docket::{
    Act, Body, By, Decision, Department, Docket, Entry, FileSum, Handling, Likeness, OpinionOutcome,
    PanelMember, VoteCount,
};
use crate::files::FileFault;
use crate::files::cycle::v1::{MemberWire, SettingWire};
use crate::files::json::Cursor;
use crate::files::records::{Counted, Wire, WordWire, records};
use crate::files::wire::{DayWire, IdWire, MomentWire, Name, OrganisationWire, PrintWire, ReceivedWire};
use crate::foundations::Fingerprint;
use crate::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocketWire {
    cycle: IdWire,
    #[serde(rename = "entries")]
    _entries: Vec<IgnoredAny>,
}

/// An entry but for its data, which its kind decides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryWire {
    seq: u64,
    at: MomentWire,
    by: ByWire,
    kind: Name,
    #[serde(rename = "data")]
    _data: IgnoredAny,
    #[serde(default)]
    again: Option<PrintWire>,
    previous: Option<PrintWire>,
    hash: PrintWire,
}

records! {
    ByWire for By { name: Name, role: Name }
    FileSumWire for FileSum { file: PrintWire, sum: PrintWire, bytes: u64 }
    FormWire for Form {
        established: Option<DayWire>,
        operating_since: Option<DayWire>,
        claims: Vec<ClaimWire>,
        events: Vec<EventWire>,
    }
    ClaimWire for Claim { article: WordWire<Article>, answer: WordWire<Answer> }
    EventWire for Event { article: WordWire<Article>, day: Option<DayWire> }
    PanelMemberWire for PanelMember { expert: IdWire, leader: bool, trade_expert: bool }
    VoteWire for VoteCount {
        application: IdWire,
        #[serde(rename = "for")]
        in_favour: u32,
        against: u32,
        recused: Vec<IdWire>,
        reason: String,
    }
}

/// The kinds of entries: the data of each, and the two ways between it and its act.
macro_rules! acts {
    ($($name:ident = $id:literal { $($(#[$attribute:meta])* $member:ident: $wire:ty),+ $(,)? })+) => {
        mod data {
            use super::*;
            $(
                #[derive(Serialize, Deserialize)]
                #[serde(deny_unknown_fields)]
                pub(super) struct $name { $($(#[$attribute])* pub(super) $member: $wire),+ }
            )+
        }

        const KINDS: &[&str] = &[$($id),+];

        /// Reads an act; nothing where the kind is unknown.
        fn read_act(kind: &str, data: Cursor<'_, '_>) -> Option<Result<Act, Problem<FileFault>>> {
            Some(match kind {
                $($id => data.read::<data::$name>().map(|data| Act::$name {
                    $($member: data.$member.value()),+
                }),)+
                _ => return None,
            })
        }

        /// An act's data.
        fn written(act: &Act) -> Json {
            // The wire types hold texts, whole numbers and lists: they cannot fail to serialize.
            match act {
                $(Act::$name { $($member),+ } => {
                    let data = data::$name { $($member: <$wire as Wire>::of($member)),+ };
                    serde_json::to_value(data).unwrap_or_default()
                })+
            }
        }
    };
}

acts! {
    CycleOpened = "cycle_opened" { cycle: FileSumWire, rubric: FileSumWire }
    SettingChanged = "setting_changed" { setting: SettingWire, body: WordWire<Body>, reason: String }
    Announced = "announced" { day: DayWire, medium: String }
    FileAccepted = "file_accepted" { file: FileSumWire, receipt: Option<Name>, received: ReceivedWire }
    FileRefused = "file_refused" { file: Option<PrintWire>, sum: PrintWire, bytes: u64, reason: String }
    FileWithdrawn = "file_withdrawn" { file: PrintWire, reason: String }
    Identified = "identified" {
        file: PrintWire,
        application: IdWire,
        organisation: Option<OrganisationWire>,
        #[serde(default)]
        continues: Vec<OrganisationWire>,
        expert: Option<IdWire>,
        revision: Counted,
        #[serde(default)]
        reason: String,
        form: Option<FormWire>,
    }
    ApplicationWithdrawn = "application_withdrawn" { application: IdWire, day: DayWire, reason: String }
    SupplementAsked = "supplement_asked" { application: IdWire, what: Vec<String>, day: DayWire, due: DayWire }
    OpinionAsked = "opinion_asked" {
        application: IdWire, department: WordWire<Department>, day: DayWire, due: DayWire,
    }
    OpinionRecorded = "opinion_recorded" {
        application: IdWire,
        department: WordWire<Department>,
        day: DayWire,
        outcome: WordWire<OpinionOutcome>,
        #[serde(default)]
        events: Vec<EventWire>,
    }
    InspectionRecorded = "inspection_recorded" {
        application: IdWire, day: DayWire, events: Vec<EventWire>, words: String,
    }
    QualificationDecided = "qualification_decided" {
        application: IdWire,
        decision: WordWire<Decision>,
        body: WordWire<Body>,
        day: DayWire,
        #[serde(default)]
        reason: String,
    }
    PanelFormed = "panel_formed" {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<WordWire<Body>>,
        panel: IdWire,
        members: Vec<PanelMemberWire>,
        applications: Vec<IdWire>,
    }
    PanelChanged = "panel_changed" {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<WordWire<Body>>,
        panel: IdWire,
        members: Vec<PanelMemberWire>,
        applications: Vec<IdWire>,
        stage: WordWire<ReviewStage>,
        reason: String,
    }
    AssignmentIssued = "assignment_issued" {
        expert: IdWire,
        stage: WordWire<ReviewStage>,
        applications: Vec<IdWire>,
        day: DayWire,
        due: DayWire,
    }
    ConflictHandled = "conflict_handled" {
        expert: IdWire,
        applications: Vec<IdWire>,
        ground: WordWire<TieGround>,
        outcome: WordWire<Handling>,
        day: DayWire,
        #[serde(default)]
        reason: String,
    }
    LikenessAnswered = "likeness_answered" {
        application: IdWire,
        expert: Option<IdWire>,
        organisation: Option<OrganisationWire>,
        outcome: WordWire<Likeness>,
        day: DayWire,
        #[serde(default)]
        reason: String,
    }
    ExpertRemoved = "expert_removed" { expert: IdWire, day: DayWire, reason: String }
    SiteListDecided = "site_list_decided" {
        applications: Vec<IdWire>,
        body: WordWire<Body>,
        day: DayWire,
        figures: PrintWire,
        #[serde(default)]
        reason: String,
    }
    CandidatesProposed = "candidates_proposed" {
        body: WordWire<Body>,
        day: DayWire,
        figures: PrintWire,
        #[serde(default)]
        reason: String,
    }
    SessionHeld = "session_held" {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<WordWire<Body>>,
        day: DayWire,
        present: Vec<IdWire>,
        votes: Vec<VoteWire>,
        minutes: String,
    }
    PublicityOpened = "publicity_opened" {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<WordWire<Body>>,
        notice: IdWire,
        applications: Vec<IdWire>,
        day: DayWire,
        #[serde(default)]
        reason: String,
    }
    PublicityClosed = "publicity_closed" {
        notice: IdWire,
        day: DayWire,
        #[serde(default)]
        reason: String,
    }
    ObjectionRecorded = "objection_recorded" {
        objection: IdWire, application: Option<IdWire>, day: DayWire, signed: bool, words: String,
    }
    ObjectionResolved = "objection_resolved" { objection: IdWire, upheld: bool, day: DayWire, reason: String }
    GovernmentDecided = "government_decided" {
        approved: Vec<IdWire>,
        #[serde(default)]
        rejected: Vec<IdWire>,
        body: WordWire<Body>,
        day: DayWire,
        document: String,
        #[serde(default)]
        reason: String,
    }
    AwardRegistered = "award_registered" { application: IdWire, certificate: Name, day: DayWire }
    AwardWithdrawn = "award_withdrawn" {
        certificate: Name,
        asked_by: WordWire<Body>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<WordWire<Body>>,
        decided: Option<DayWire>,
        collected: Vec<String>,
        reason: String,
    }
    RewardRecorded = "reward_recorded" { application: IdWire, day: DayWire, words: String }
    FollowUpRecorded = "follow_up_recorded" { application: IdWire, day: DayWire, words: String }
    MembersChanged = "members_changed" {
        members: Vec<MemberWire>, body: WordWire<Body>, day: DayWire, reason: String,
    }
    PaperIssued = "paper_issued" {
        name: Name,
        application: Option<IdWire>,
        day: DayWire,
        figures: Option<PrintWire>,
        sum: Option<PrintWire>,
    }
    HandedOver = "handed_over" { to: Name, day: DayWire }
    ForkSettled = "fork_settled" { kept: PrintWire, reason: String }
    Undone = "undone" { seq: u64, reason: String }
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<Docket, Problem<FileFault>> {
    let docket: DocketWire = payload.read()?;
    let entries = payload.member("entries").into_iter().flat_map(Cursor::items);
    Ok(Docket {
        cycle: docket.cycle.value(),
        entries: entries.map(read_entry).collect::<Result<_, _>>()?,
    })
}

fn read_entry(entry: Cursor<'_, '_>) -> Result<Entry, Problem<FileFault>> {
    let head: EntryWire = entry.read()?;
    let missing = || entry.refused(&[], FileFault::MissingMember { member: "data" });
    let data = entry.member("data").ok_or_else(missing)?;
    let Name(kind) = head.kind;
    let act = read_act(&kind, data).unwrap_or_else(|| {
        let found = crate::foundations::excerpt(&kind);
        let fault = FileFault::UnknownWord { found, known: KINDS };
        Err(entry.refused(&["kind"], fault))
    })?;
    // What was scanned is JSON.
    let whole: Json = serde_json::from_str(entry.written()).unwrap_or_default();
    Ok(Entry {
        seq: head.seq,
        at: head.at.0,
        by: head.by.value(),
        act,
        again: head.again.value(),
        previous: head.previous.value(),
        hash: head.hash.value(),
        found: hash_of(&whole),
    })
}

/// SHA-256 over the canonical form (RFC 8785) of an entry without its `hash`.
pub(super) fn hash_of(entry: &Json) -> Fingerprint {
    let mut entry = entry.clone();
    if let Some(members) = entry.as_object_mut() {
        members.remove("hash");
    }
    let text = serde_json_canonicalizer::to_string(&entry).unwrap_or_default();
    Fingerprint::of(text.as_bytes())
}

/// An entry as it is written.
pub(super) fn entry(entry: &Entry) -> Json {
    let mut written = serde_json::json!({
        "seq": entry.seq,
        "at": entry.at.to_string(),
        "by": {"name": entry.by.name, "role": entry.by.role},
        "kind": entry.act.kind(),
        "data": written(&entry.act),
        "previous": entry.previous.map(|hash| hash.to_string()),
        "hash": entry.hash.to_string(),
    });
    if let (Some(again), Some(members)) = (entry.again, written.as_object_mut()) {
        members.insert("again".to_owned(), Json::from(again.to_string()));
    }
    written
}

/// A docket as it is written.
pub(super) fn payload(docket: &Docket) -> Json {
    let entries: Vec<Json> = docket.entries.iter().map(entry).collect();
    serde_json::json!({"cycle": docket.cycle.as_str(), "entries": entries})
}
