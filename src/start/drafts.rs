//! The drafts on this machine, as the start program lists and removes them. Both places are looked over and swept first,
//! as the keeper says, so that nothing is listed that a killed browser brought back.

use scoring::foundations::Lang;
use scoring::keeper::{
    Card, DRAFTS, JOURNAL_MARK, JournalAnswer, JournalFault, JournalState, LocalAnswer, LocalFault, LocalSurvey,
    removal_begun, removal_ended, removed_from_journal, survey,
};
use scoring::words as say;

use crate::app::browser::{clock, ports, storage};

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// What it says of itself.
    pub card: Card,
    /// The characters it takes in localStorage.
    pub size: usize,
}

/// What a look over this machine found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The drafts, the latest first.
    pub drafts: Vec<Draft>,
    /// Whether localStorage could be looked into.
    pub local: bool,
    /// The journal.
    pub journal: JournalState,
    /// Whether a removal that was asked for is still not done.
    pub removal_left: bool,
}

/// Looks over both places, and finishes what was to be removed.
pub async fn look() -> Found {
    let (local, journal) = ports::survey().await;
    let found = survey(&local, &journal);
    ports::local(None, &found.changes);
    let mut removal_left = false;
    for id in found.removals {
        removal_left |= !remove(&id).await;
    }
    let drafts = found.listing.drafts.into_iter().map(|listed| Draft {
        size: size_of(&local, &listed.draft),
        id: listed.draft,
        card: listed.card,
    });
    Found {
        drafts: drafts.collect(),
        local: found.listing.local.is_none(),
        journal: found.listing.journal,
        removal_left,
    }
}

fn size_of(local: &LocalSurvey, id: &str) -> usize {
    let prefix = format!("{DRAFTS}{id}/");
    let keys = local.iter().flatten().map(|(key, _)| key);
    keys.filter(|key| key.starts_with(&prefix))
        .map(|key| key.len() + storage::read(key).map_or(0, |text| text.chars().count()))
        .sum()
}

/// Removes a draft from both places; whether it is done. Where it is not, the next look takes the steps again.
pub async fn remove(id: &str) -> bool {
    let now = clock::now();
    ports::local(None, &removal_begun(id, now));
    let wish_stays = match ports::journal(None, removed_from_journal(id, now)).await {
        JournalAnswer::Done(_) | JournalAnswer::Stale => false,
        // A browser that never had a journal has nothing of the draft there; should one turn up, the wish is found.
        JournalAnswer::Failed(JournalFault::Absent) if storage::read(JOURNAL_MARK).is_none() => true,
        JournalAnswer::Failed(_) => return false,
    };
    done(&ports::local(None, &removal_ended(id, wish_stays)))
}

fn done(answer: &LocalAnswer) -> bool {
    let blocked = |outcome: &Result<_, LocalFault>| outcome.is_err();
    match answer {
        LocalAnswer::Done(outcomes) => !outcomes.iter().any(blocked),
        LocalAnswer::Stale => true,
    }
}

/// What the list of drafts may lack, where a place could not be looked into.
pub fn list_note(local: bool, journal: JournalState) -> Option<fn(Lang) -> &'static str> {
    match (local, journal) {
        (_, JournalState::Emptied) => Some(say::drafts_journal_emptied),
        (_, JournalState::Failing { was_there: true, .. }) => Some(say::drafts_journal_unseen),
        (false, JournalState::Fine) => Some(say::drafts_local_unseen),
        (_, JournalState::Fine | JournalState::Failing { was_there: false, .. }) => None,
    }
}
