//! The versions of a draft that its history offers, and the texts of each.

use std::collections::BTreeMap;

use crate::document::Address;
use crate::foundations::Instant;
use crate::journal::{Cause, StepKey};

/// Steps closer together than this are one version.
const PAUSE_SECONDS: i64 = 600;
/// However long one goes on without a pause, a version ends after this.
const LONGEST_SECONDS: i64 = 3600;

/// A version: what was done in one sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The revision of its last step: the draft as of this revision.
    pub revision: u64,
    /// When its first step was made.
    pub from: Instant,
    /// When its last step was made.
    pub to: Instant,
    /// The fields that changed, in the order of their addresses.
    pub fields: Vec<Address>,
    /// Whether an older version was brought back in it.
    pub restored: bool,
}

/// The versions, the latest first, of keys in their order.
pub fn versions(keys: &[StepKey]) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for key in keys {
        let going_on = versions.last_mut().filter(|version| {
            // A clock that was set back is no pause; what counts is how far apart the two are.
            let pause = (key.at.unix_seconds() - version.to.unix_seconds()).abs();
            let length = (key.at.unix_seconds() - version.from.unix_seconds()).abs();
            let restores = key.cause == Cause::Restored;
            pause < PAUSE_SECONDS && length < LONGEST_SECONDS && version.restored == restores
        });
        match going_on {
            Some(version) => {
                version.revision = key.revision;
                version.to = key.at;
                if let Err(place) = version.fields.binary_search(&key.field) {
                    version.fields.insert(place, key.field.clone());
                }
            }
            None => versions.push(Version {
                revision: key.revision,
                from: key.at,
                to: key.at,
                fields: vec![key.field.clone()],
                restored: key.cause == Cause::Restored,
            }),
        }
    }
    versions.reverse();
    versions
}

/// Of each field the step that stood at a revision.
pub fn fields_at(keys: &[StepKey], revision: u64) -> BTreeMap<&Address, &StepKey> {
    let mut fields = BTreeMap::new();
    for key in keys.iter().filter(|key| key.revision <= revision) {
        fields.insert(&key.field, key);
    }
    fields
}
