//! The steps of removing a draft: the request is stored, the draft is deleted from localStorage and from the journal,
//! and the request is deleted last. Any window that finds a request repeats the steps; each is idempotent.

use crate::foundations::{Instant, SortedMap};
use crate::keeper::machine::Context;
use crate::keeper::ports::{
    DRAFTS, IncompleteRemoval, JournalAnswer, JournalChange, JournalFault, LOCAL_BACKUPS, LocalAnswer,
    LocalChange, LocalFault, OLD_VERSIONS, REMOVALS, Record, RequestId, Store, TOMBSTONES,
};

/// The removals of one window that are in progress, and those that ended incomplete.
#[derive(Default)]
pub(super) struct Removals {
    of_drafts: SortedMap<String, Removal>,
}

/// A removal that is not complete.
struct Removal {
    /// Why localStorage could not be changed in the first step.
    local_fault: Option<LocalFault>,
    phase: Phase,
}

/// The answer that a removal awaits.
enum Phase {
    /// The request is being stored, and the draft deleted from localStorage.
    Local(RequestId),
    /// The draft is being deleted from the journal.
    Journal(RequestId),
    /// The request is being deleted.
    Request(RequestId),
    /// None: something could not be deleted.
    Incomplete(IncompleteRemoval),
}

/// What an answer means for the removals.
pub(super) enum Step {
    /// It answers no removal.
    Unknown,
    /// The next step was sent.
    Continues,
    /// The removal of this draft ended: complete, or with something left.
    Ended(String, Option<IncompleteRemoval>),
}

impl Removals {
    /// Whether a removal of this draft is in progress or incomplete.
    pub(super) fn contains(&self, draft: &str) -> bool {
        self.of_drafts.contains_key(draft)
    }

    /// The drafts, and what is left of those whose removal ended.
    pub(super) fn views(&self) -> impl Iterator<Item = (&str, Option<IncompleteRemoval>)> {
        self.of_drafts.iter().map(|(id, removal)| match removal.phase {
            Phase::Incomplete(left) => (id.as_str(), Some(left)),
            _ => (id.as_str(), None),
        })
    }

    /// Sends the first step, also again after an incomplete removal.
    pub(super) fn begin(&mut self, id: String, context: &mut Context<'_>) {
        let request_id = context.next_request_id();
        context.local(request_id, None, local_removal_changes(&id, context.now));
        self.of_drafts.insert(
            id,
            Removal {
                local_fault: None,
                phase: Phase::Local(request_id),
            },
        );
    }

    /// Handles an answer of localStorage.
    pub(super) fn local_done(
        &mut self,
        request_id: RequestId,
        answer: &LocalAnswer,
        context: &mut Context<'_>,
    ) -> Step {
        if let Some(id) = self.find(|phase| matches!(phase, Phase::Local(asked) if *asked == request_id)) {
            let next = context.next_request_id();
            if let Some(removal) = self.of_drafts.get_mut(&id) {
                removal.local_fault = answer.fault();
                removal.phase = Phase::Journal(next);
            }
            context.journal(next, None, journal_removal_changes(&id, context.now));
            return Step::Continues;
        }
        match self.find(|phase| matches!(phase, Phase::Request(asked) if *asked == request_id)) {
            None => Step::Unknown,
            Some(id) => self.end(id, left_of_removal(answer)),
        }
    }

    /// Handles an answer of the journal. `had_journal` is whether this browser is known to have or have had one.
    pub(super) fn journal_done(
        &mut self,
        request_id: RequestId,
        answer: &JournalAnswer,
        had_journal: bool,
        context: &mut Context<'_>,
    ) -> Step {
        let Some(id) = self.find(|phase| matches!(phase, Phase::Journal(asked) if *asked == request_id))
        else {
            return Step::Unknown;
        };
        let Some(removal) = self.of_drafts.get_mut(&id) else {
            return Step::Unknown;
        };
        match last_removal_changes(&id, removal.local_fault, answer, had_journal, context.now) {
            Err(left) => self.end(id, Some(left)),
            Ok(changes) => {
                let next = context.next_request_id();
                removal.phase = Phase::Request(next);
                context.local(next, None, changes);
                Step::Continues
            }
        }
    }

    fn find(&self, is: impl Fn(&Phase) -> bool) -> Option<String> {
        let found = self.of_drafts.iter().find(|(_, removal)| is(&removal.phase));
        found.map(|(id, _)| id.clone())
    }

    fn end(&mut self, id: String, left: Option<IncompleteRemoval>) -> Step {
        match left {
            None => drop(self.of_drafts.remove(&id)),
            Some(left) => {
                if let Some(removal) = self.of_drafts.get_mut(&id) {
                    removal.phase = Phase::Incomplete(left);
                }
            }
        }
        Step::Ended(id, left)
    }
}

/// The deletion of all records of a draft in localStorage.
pub(super) fn local_deletions(id: &str) -> Vec<LocalChange> {
    let backups =
        OLD_VERSIONS.map(|version| LocalChange::RemoveAll(format!("{LOCAL_BACKUPS}{version}/{id}/")));
    let mut changes = vec![LocalChange::RemoveAll(format!("{DRAFTS}{id}/"))];
    changes.extend(backups);
    changes
}

/// The first step: deletes the draft from localStorage and stores the request.
pub fn local_removal_changes(id: &str, now: Instant) -> Vec<LocalChange> {
    let mut changes = local_deletions(id);
    changes.push(LocalChange::Put(
        format!("{REMOVALS}{id}"),
        Record::Text(now.to_string()),
    ));
    changes
}

/// The second step: deletes the draft from the journal and adds a tombstone.
pub fn journal_removal_changes(id: &str, now: Instant) -> Vec<JournalChange> {
    let all = |store| JournalChange::RemoveAll(store, format!("{id}/"));
    let mut changes = vec![JournalChange::Remove(Store::Cards, id.to_owned())];
    changes.extend([Store::State, Store::Entries, Store::Conflicts].map(all));
    changes.extend(
        OLD_VERSIONS.map(|version| JournalChange::RemoveAll(Store::Backups, format!("{version}/{id}/"))),
    );
    let tombstone = Record::Text(now.to_string());
    changes.push(JournalChange::Put(
        Store::Backups,
        format!("{TOMBSTONES}{id}"),
        tombstone,
    ));
    changes
}

/// The last step, by the answers to the first two: deletes what was written to localStorage meanwhile, and the request.
/// `had_journal` is whether this browser is known to have or have had a journal. One that never had a journal has nothing
/// of the draft there, and the request is stored again: localStorage may have refused it, and if a journal turns up later,
/// the next start finishes the removal before it lists drafts.
///
/// # Errors
/// The journal may still have the draft, and the removal ends incomplete.
pub fn last_removal_changes(
    id: &str,
    local: Option<LocalFault>,
    journal: &JournalAnswer,
    had_journal: bool,
    now: Instant,
) -> Result<Vec<LocalChange>, IncompleteRemoval> {
    let key = format!("{REMOVALS}{id}");
    let request = match journal {
        JournalAnswer::Done(_) | JournalAnswer::Stale => LocalChange::Remove(key),
        JournalAnswer::Failed(JournalFault::Absent) if !had_journal => {
            LocalChange::Put(key, Record::Text(now.to_string()))
        }
        JournalAnswer::Failed(fault) => {
            return Err(IncompleteRemoval {
                local,
                journal: Some(*fault),
            });
        }
    };
    let mut changes = local_deletions(id);
    changes.push(request);
    Ok(changes)
}

/// What is left of a draft by the answer to the last step.
pub fn left_of_removal(answer: &LocalAnswer) -> Option<IncompleteRemoval> {
    answer.fault().map(|fault| IncompleteRemoval {
        local: Some(fault),
        journal: None,
    })
}
