//! Corrections: a submitted sheet never changes, and a correction (更正) is a later revision with a reason.

use crate::foundations::{Fingerprint, Instant, is_blank};
use crate::problem::{Place, Problems};
use crate::scoresheet::SheetFault;

/// The most characters of a reason: a reason is reported beside a sheet, and the sheet's words say the rest.
pub const REASON_MAX: usize = 500;

/// Which of the sheets of one assessor, applicant and stage a sheet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number; a first sheet has 1.
    pub number: u32,
    /// Why it was corrected; empty in a first sheet.
    pub reason: String,
    /// The payload of the sheet that it replaces; nothing in a first sheet.
    pub supersedes: Option<Fingerprint>,
}

impl Revision {
    /// What a sheet is that corrects none.
    pub const FIRST: Self = Self {
        number: 1,
        reason: String::new(),
        supersedes: None,
    };

    /// The next revision, of a sheet of this revision and payload, for a reason.
    #[must_use]
    pub fn corrected(&self, fingerprint: Fingerprint, reason: String) -> Self {
        Self {
            number: self.number.saturating_add(1),
            reason,
            supersedes: Some(fingerprint),
        }
    }

    /// Whether it corrects a sheet.
    pub fn is_correction(&self) -> bool {
        self.number > 1
    }

    /// A correction has a reason and names the sheet that it replaces; a first sheet has neither.
    pub(super) fn check(&self, problems: &mut Problems<SheetFault>) {
        let (revision, place) = (self.number, || Place::Correction);
        let has_no_reason = is_blank(&self.reason);
        if !self.is_correction() {
            if !has_no_reason || self.supersedes.is_some() {
                problems.error(place(), SheetFault::FirstCorrects);
            }
            return;
        }
        if has_no_reason {
            problems.error(place(), SheetFault::NoReason { revision });
        }
        if self.supersedes.is_none() {
            problems.error(place(), SheetFault::NothingSuperseded { revision });
        }
        // Counting is asked of long ones alone: no text has more characters than bytes.
        if self.reason.len() > REASON_MAX {
            let (found, max) = (self.reason.chars().count(), REASON_MAX);
            if found > max {
                problems.error(place(), SheetFault::LongReason { found, max });
            }
        }
    }
}

/// That a draft was submitted: as which revision, when, and as which payload.
///
/// A draft keeps the last one as one text, so that no half of it can stand. Its first line holds number, moment,
/// fingerprint and, in a correction, the fingerprint of what it replaced; the reason follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Which revision was submitted.
    pub revision: Revision,
    /// When.
    pub at: Instant,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
}

impl Submission {
    /// The text under which a draft keeps it.
    pub fn text(&self) -> String {
        let Revision {
            number,
            reason,
            supersedes,
        } = &self.revision;
        let supersedes = supersedes.map_or_else(String::new, |fingerprint| format!(" {fingerprint}"));
        format!("{number} {} {}{supersedes}\n{reason}", self.at, self.fingerprint)
    }

    /// Reads a kept text back; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, reason) = text.split_once('\n')?;
        let mut parts = head.split(' ');
        let read = Self {
            revision: Revision {
                number: parts.next()?.parse().ok()?,
                reason: reason.to_owned(),
                supersedes: None,
            },
            at: Instant::parse(parts.next()?)?,
            fingerprint: Fingerprint::parse(parts.next()?)?,
        };
        let supersedes = match parts.next() {
            None => None,
            Some(part) => Some(Fingerprint::parse(part)?),
        };
        let revision = Revision {
            supersedes,
            ..read.revision
        };
        let read = Self { revision, ..read };
        (read.text() == text && read.revision.number > 0).then_some(read)
    }
}

/// How far a review is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmissionState {
    /// 草稿: not yet.
    Not,
    /// 已提交: as it stands; its fields are fixed.
    Submitted(Submission),
    /// 更正: it was, and is being corrected for this reason.
    Correcting(Submission, String),
    /// It was, and the note of it cannot be read. The fields are fixed until somebody decides.
    Damaged,
}

impl SubmissionState {
    /// What the two texts of a draft say: the last submission, and the reason of the correction under way.
    pub(super) fn of(submission: &str, reason: &str) -> Self {
        match Submission::parse(submission) {
            // Whatever stands there was written when something was submitted.
            None if submission.trim().is_empty() => Self::Not,
            None => Self::Damaged,
            Some(last) if is_blank(reason) => Self::Submitted(last),
            Some(last) => Self::Correcting(last, reason.trim().to_owned()),
        }
    }

    /// Whether the fields are fixed.
    pub fn is_fixed(&self) -> bool {
        matches!(self, Self::Submitted(_) | Self::Damaged)
    }

    /// The last submission.
    pub fn last(&self) -> Option<&Submission> {
        match self {
            Self::Not | Self::Damaged => None,
            Self::Submitted(last) | Self::Correcting(last, _) => Some(last),
        }
    }

    /// What a sheet that is submitted now is: the one that was submitted, as long as nobody corrects it. After a
    /// submission that cannot be read nobody knows; the draft gives no sheet then.
    pub fn revision(&self) -> Revision {
        match self {
            Self::Not | Self::Damaged => Revision::FIRST,
            Self::Submitted(last) => last.revision.clone(),
            Self::Correcting(last, reason) => last.revision.corrected(last.fingerprint, reason.clone()),
        }
    }
}
