//! An invented cycle, whole, with every awkward case that a secretariat meets; the same seed gives the same bytes.
//!
//! It is made as a secretariat would make it: files come, entries are typed, and an entry that quotes figures quotes
//! those at its place.

mod script;
mod writer;

use std::collections::BTreeMap;

use crate::foundations::Fingerprint;
use crate::rubric::Rubric;

/// How large a cycle is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Applications.
    pub applicants: usize,
    /// Experts in the pool.
    pub experts: usize,
}

impl Size {
    /// The fewest applications that hold every awkward case.
    pub const APPLICANTS_MIN: usize = 22;
    /// The most: what a folder of files still shows.
    pub const APPLICANTS_MAX: usize = 2_000;

    /// The fewest experts that the panels of so many applications need.
    pub fn experts_min(applicants: usize) -> usize {
        applicants.div_ceil(script::APPLICATIONS_A_PANEL) * 3 + script::SPARE_EXPERTS
    }
}

impl Default for Size {
    fn default() -> Self {
        Self {
            applicants: 30,
            experts: 90,
        }
    }
}

/// The files of an invented cycle by their names, the docket among them as `docket.json`.
///
/// `rubric` is the text of the rubric's file, with the rubric in it and its fingerprint. Nothing comes back where the
/// size holds no whole cycle: fewer than [`Size::APPLICANTS_MIN`] applications, more than
/// [`Size::APPLICANTS_MAX`], or too few experts for their panels; or where a file of it cannot be made.
pub fn demo(
    seed: u64,
    size: Size,
    rubric_text: &str,
    rubric: (&Rubric, Fingerprint),
) -> Option<BTreeMap<String, String>> {
    let holds = (Size::APPLICANTS_MIN..=Size::APPLICANTS_MAX).contains(&size.applicants)
        && size.experts >= Size::experts_min(size.applicants);
    if !holds {
        return None;
    }
    script::whole_cycle(writer::Writer::new(seed, rubric_text, rubric)?, size)
}
