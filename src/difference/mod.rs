//! What changed between two texts, as runs that people read one after the other.

mod pieces;

use core::ops::Range;

use similar::algorithms::{DiffHook, myers};

/// A run of characters that stayed, went, or came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// In both texts.
    Same(String),
    /// In the text before only.
    Gone(String),
    /// In the text after only.
    New(String),
}

/// The most words, of both texts together, that are compared one by one; beyond that a changed passage is reported
/// whole.
const MOST_WORDS: usize = 100_000;

/// What changed between two texts. What stayed and went gives the text before, what stayed and came the text after.
///
/// Sentences are compared first, so that a sentence that stayed is never torn apart, and then the words of those
/// that changed: single characters in Chinese, whole words and numbers in ASCII. The search is bounded by its own
/// heuristic and not by a clock: the same texts give the same runs.
pub fn difference(before: &str, after: &str) -> Vec<Run> {
    let passages = changes(&pieces::sentences(before), &pieces::sentences(after), (0, 0));
    let mut found = Vec::new();
    for passage in passages {
        let gone = pieces::words(piece(before, &passage.old));
        let new = pieces::words(piece(after, &passage.new));
        if gone.len() + new.len() > MOST_WORDS {
            found.push(passage);
        } else {
            found.extend(changes(&gone, &new, (passage.old.start, passage.new.start)));
        }
    }
    runs(before, after, &readable(found, before))
}

/// One changed place, in bytes of both texts.
struct Change {
    old: Range<usize>,
    new: Range<usize>,
    /// The characters of its longer side.
    size: usize,
}

fn piece<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

/// Collects the stretches that stayed: where each begins in both lists, and how many pieces it has.
struct Stayed(Vec<(usize, usize, usize)>);

impl DiffHook for Stayed {
    type Error = core::convert::Infallible;

    fn equal(&mut self, old: usize, new: usize, count: usize) -> Result<(), Self::Error> {
        self.0.push((old, new, count));
        Ok(())
    }
}

/// The changed places between two lists of pieces, whose texts begin at these bytes.
fn changes(old: &[&str], new: &[&str], start: (usize, usize)) -> Vec<Change> {
    let length = |pieces: &[&str], range: Range<usize>| -> (usize, usize) {
        let pieces = pieces.get(range).unwrap_or_default();
        let characters = pieces.iter().map(|piece| piece.chars().count()).sum();
        (pieces.iter().map(|piece| piece.len()).sum(), characters)
    };
    // The search itself and not the crate's front door, which costs the page four more kilobytes.
    let mut stayed = Stayed(Vec::new());
    let Ok(()) = myers::diff(&mut stayed, old, 0..old.len(), new, 0..new.len());
    stayed.0.push((old.len(), new.len(), 0));
    let (mut old_at, mut new_at) = start;
    let (mut old_piece, mut new_piece) = (0, 0);
    let mut found = Vec::new();
    for (old_next, new_next, count) in stayed.0 {
        let (gone, gone_signs) = length(old, old_piece..old_next);
        let (came, came_signs) = length(new, new_piece..new_next);
        if gone + came > 0 {
            found.push(Change {
                old: old_at..old_at + gone,
                new: new_at..new_at + came,
                size: gone_signs.max(came_signs),
            });
        }
        let (same, _) = length(old, old_next..old_next + count);
        old_at += gone + same;
        new_at += came + same;
        (old_piece, new_piece) = (old_next + count, new_next + count);
    }
    found
}

/// Joins changes that stand so close that what stayed between them only confuses: it is no longer than either.
fn readable(changes: Vec<Change>, before: &str) -> Vec<Change> {
    let mut kept: Vec<Change> = Vec::new();
    for mut next in changes {
        while let Some(last) = kept.pop_if(|last| {
            let between = piece(before, &(last.old.end..next.old.start)).chars();
            // A long passage that stayed is not counted to its end.
            between.take(next.size + 1).count() <= last.size.min(next.size)
        }) {
            let between = piece(before, &(last.old.end..next.old.start)).chars().count();
            next = Change {
                old: last.old.start..next.old.end,
                new: last.new.start..next.new.end,
                size: last.size + between + next.size,
            };
        }
        kept.push(next);
    }
    kept
}

fn runs(before: &str, after: &str, changes: &[Change]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut put = |run: fn(String) -> Run, text: &str| {
        if !text.is_empty() {
            runs.push(run(text.to_owned()));
        }
    };
    let mut at = 0;
    for change in changes {
        put(Run::Same, piece(before, &(at..change.old.start)));
        put(Run::Gone, piece(before, &change.old));
        put(Run::New, piece(after, &change.new));
        at = change.old.end;
    }
    put(Run::Same, before.get(at..).unwrap_or_default());
    runs
}
