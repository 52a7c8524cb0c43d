//! The words that an entry cannot be without: who typed it, and what its kind has to say. A reason that only some
//! entries of a kind need is asked for where the need is known ([`super::rules::reason_if`]).

use crate::docket::rules::{Allowed, ensure};
use crate::docket::{Act, Entry, Refusal};
use crate::foundations::is_blank;

/// Refuses an entry without its words; blanks and characters that nobody sees are none.
pub(super) fn ensure_words(entry: &Entry) -> Allowed {
    let by = [&entry.by.name, &entry.by.role];
    ensure(!by.into_iter().any(|word| is_blank(word)), || Refusal::Blank {
        member: "by",
    })?;
    for (words, refusal) in words_of(&entry.act) {
        ensure(!is_blank(words), || refusal)?;
    }
    Ok(())
}

/// The words that an act cannot be without, each with what is said where it lacks them. The number of a document of the
/// government may come later, and so may what is collected of an award that was withdrawn, and the minutes: a vote that was
/// held counts without them.
fn words_of(act: &Act) -> Vec<(&str, Refusal)> {
    fn reason<'a>(text: &'a str, against: &'static str) -> Vec<(&'a str, Refusal)> {
        vec![(text, Refusal::ReasonNeeded { against })]
    }
    fn words<'a>(text: &'a str, member: &'static str) -> (&'a str, Refusal) {
        (text, Refusal::Blank { member })
    }
    match act {
        Act::SettingChanged {
            setting, reason: why, ..
        } => reason(why, setting.name()),
        Act::Announced { medium, .. } => vec![words(medium, "medium")],
        Act::FileAccepted { receipt, .. } => receipt.iter().map(|text| words(text, "receipt")).collect(),
        Act::FileRefused { reason: why, .. }
        | Act::FileWithdrawn { reason: why, .. }
        | Act::ApplicationWithdrawn { reason: why, .. } => reason(why, "22"),
        Act::SupplementAsked { what, .. } if what.is_empty() => vec![words("", "what")],
        Act::SupplementAsked { what, .. } => what.iter().map(|text| words(text, "what")).collect(),
        Act::InspectionRecorded { words: text, .. }
        | Act::ObjectionRecorded { words: text, .. }
        | Act::RewardRecorded { words: text, .. }
        | Act::FollowUpRecorded { words: text, .. } => vec![words(text, "words")],
        Act::PanelChanged { reason: why, .. } => reason(why, "12"),
        Act::ExpertRemoved { reason: why, .. } => reason(why, "32"),
        Act::ObjectionResolved { reason: why, .. } => reason(why, "27"),
        Act::AwardWithdrawn {
            collected,
            reason: why,
            ..
        } => {
            let collected = collected.iter().map(|text| words(text, "collected"));
            reason(why, "31").into_iter().chain(collected).collect()
        }
        Act::MembersChanged {
            members, reason: why, ..
        } => {
            let names = members.iter().map(|member| words(&member.name, "members"));
            reason(why, "8").into_iter().chain(names).collect()
        }
        Act::AwardRegistered { certificate, .. } => vec![words(certificate, "certificate")],
        Act::HandedOver { to, .. } => vec![words(to, "to")],
        Act::ForkSettled { reason: why, .. } => reason(why, "fork"),
        Act::Undone { reason: why, .. } => reason(why, "undo"),
        Act::CycleOpened { .. }
        | Act::Identified { .. }
        | Act::OpinionAsked { .. }
        | Act::OpinionRecorded { .. }
        | Act::QualificationDecided { .. }
        | Act::PanelFormed { .. }
        | Act::AssignmentIssued { .. }
        | Act::ConflictHandled { .. }
        | Act::LikenessAnswered { .. }
        | Act::SiteListDecided { .. }
        | Act::CandidatesProposed { .. }
        | Act::SessionHeld { .. }
        | Act::PublicityOpened { .. }
        | Act::PublicityClosed { .. }
        | Act::GovernmentDecided { .. }
        | Act::PaperIssued { .. } => Vec::new(),
    }
}
