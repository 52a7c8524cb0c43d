//! The effects of the desk: what the shell has to do.

use crate::foundations::Fingerprint;
use crate::panel::{Entry, FileNumber};

/// The effects of the desk: what the shell has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A file has another number from now on. Where it was asked for under the old one, it is answered under that.
    Renumbered {
        /// The old number.
        from: FileNumber,
        /// The new number.
        to: FileNumber,
    },
    /// Read a file that was chosen, and answer with [`super::Event::Read`].
    Read(FileNumber),
    /// Read a stored file again from the store, and answer with [`super::Event::Read`].
    ReadStored {
        /// The file.
        file: FileNumber,
        /// The fingerprint of its bytes.
        bytes_hash: Fingerprint,
    },
    /// Read a stored file again for its texts, and answer with [`super::Event::TextRead`].
    ReadText {
        /// The file.
        file: FileNumber,
        /// The fingerprint of its bytes.
        bytes_hash: Fingerprint,
    },
    /// Store the bytes of the file that was just read. Comes before the entry that names them.
    StoreFile {
        /// The file.
        file: FileNumber,
        /// The fingerprint of its bytes.
        bytes_hash: Fingerprint,
    },
    /// Store the rubric in the file that was just read where [`Effect::FindRubric`] finds it, also once the file is
    /// taken out.
    StoreRubric {
        /// The file.
        file: FileNumber,
        /// The fingerprint of its bytes.
        bytes_hash: Fingerprint,
        /// The fingerprint of its payload.
        fingerprint: Fingerprint,
    },
    /// Append an entry to the stored log.
    Append {
        /// The entry's number.
        number: u64,
        /// The entry.
        entry: Entry,
    },
    /// Look for the rubric with this fingerprint, and answer with [`super::Event::RubricFound`] or
    /// [`super::Event::RubricMissing`].
    FindRubric(Fingerprint),
}
