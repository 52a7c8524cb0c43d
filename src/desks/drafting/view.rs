//! The status of the draft of this window.

use crate::keeper::{OpenFault, View};
use crate::scoresheet::DraftHead;
use crate::stored::read_draft_head;

/// The status of the draft of this window.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftStatus {
    /// No draft is asked for.
    Nothing,
    /// A draft is being read.
    Opening,
    /// A draft waits for its passphrase; says whether words of this window wait with it.
    AwaitingPassphrase(Box<DraftHead>, bool),
    /// The draft is open.
    Open,
    /// Another window removed the draft, or it cannot be opened any more, for this reason; its texts can begin a new one.
    Detached(OpenFault),
    /// The draft cannot be opened.
    Failed(OpenFault),
}

impl DraftStatus {
    pub(super) fn of(view: &View<'_>) -> Self {
        match view {
            View::Closed => Self::Nothing,
            View::Loading => Self::Opening,
            View::AwaitingPassphrase(head, held) => match read_draft_head(&head.text) {
                Ok(stored) => Self::AwaitingPassphrase(Box::new(stored.head), *held),
                Err(_) => Self::Failed(OpenFault::DamagedHead),
            },
            View::Open(_) => Self::Open,
            View::Detached(_, reason) => Self::Detached((*reason).clone()),
            View::Failed(fault) => Self::Failed((*fault).clone()),
        }
    }
}
