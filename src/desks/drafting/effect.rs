//! What the desk asks of the shell.

use std::rc::Rc;
use std::sync::Arc;

use crate::desks::drafting::{Handed, OpenedFile, ShelvedRubric};
use crate::faults::AnyFault;
use crate::foundations::Fingerprint;
use crate::keeper::{self, JournalFault};
use crate::lock::{DataKey, Lock, LockFault};
use crate::problem::Problems;
use crate::scoresheet::RubricRef;

/// What the desk asks of the shell.
#[derive(Clone, Debug)]
pub enum Effect {
    /// What the keeper asks. [`keeper::Effect::FindSchema`] never comes: the desk answers it.
    Keeper(keeper::Effect),
    /// Look for the rubric file with this fingerprint wherever there are rubrics, and answer with
    /// [`super::Event::RubricFound`] or [`super::Event::RubricMissing`].
    FindRubric(Fingerprint),
    /// Keep a rubric that was opened, under [`super::RUBRICS`] and its fingerprint.
    KeepRubric(Arc<ShelvedRubric>),
    /// Hand a file out: a download, or a file in a folder.
    HandOut(Handed),
    /// Take scoresheets to the secretariat's desk.
    ToSecretariat(Vec<OpenedFile>),
    /// Read the keys of a draft's journal entries, and answer with [`super::Event::HistoryRead`].
    ReadHistory(String),
    /// Read journal entries by their keys, and answer with [`super::Event::EntriesRead`].
    ReadEntries(Vec<String>),
    /// Open a lock with a passphrase, which takes long, and answer with [`super::Event::LockOpened`].
    OpenLock(Lock, String),
    /// Make a lock with a passphrase for this key, or for a new one, of fresh random bytes. Takes long; answered by
    /// [`super::Event::LockMade`].
    MakeLock(Option<Rc<DataKey>>, String),
    /// Tell the page.
    Tell(News),
}

/// What the page is told as it happens. Everything that lasts stands in the view.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A rubric was put on the shelf, out of this file; what was passed over in reading it.
    RubricTaken(String, Arc<ShelvedRubric>, Problems<AnyFault>),
    /// A file is nothing for this desk; why.
    Refused(String, Problems<AnyFault>),
    /// Files lead to different places and wait.
    Waiting(usize),
    /// A draft cannot begin: its rubric is not at hand.
    NoRubric(RubricRef),
    /// A draft cannot be exported; all that stands in the way.
    NotExported(Problems<AnyFault>),
    /// The history cannot be read.
    NoHistory(JournalFault),
    /// A lock was not opened, or not made; nothing was changed.
    Lock(LockFault),
}
