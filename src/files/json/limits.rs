//! The limits of what is read: asked before anything is built from a text, so that a hostile file costs little.

use crate::files::wire::MAX_NAME;

/// How much one text may hold. A number above its limit refuses the text, and is reported with the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Objects and lists inside each other.
    pub depth: usize,
    /// Values in all, names of members included.
    pub values: usize,
    /// Members of one object, or items of one list.
    pub children: usize,
    /// Bytes of one text or name, as it stands in the file.
    pub text: usize,
}

impl Limits {
    /// The limits of files. The largest real ones stay below a fiftieth of each.
    pub const FILES: Self = Self {
        bytes: 50_000_000,
        depth: 128,
        values: 2_000_000,
        children: 100_000,
        text: 10_000_000,
    };

    /// The limit of one measure.
    pub fn of(&self, measure: Measure) -> usize {
        match measure {
            Measure::Bytes => self.bytes,
            Measure::Depth => self.depth,
            Measure::Values => self.values,
            Measure::Children => self.children,
            Measure::Text => self.text,
            Measure::Name => MAX_NAME,
        }
    }
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Bytes of the whole text.
    Bytes,
    /// Objects and lists inside each other.
    Depth,
    /// Values in all, names of members included.
    Values,
    /// Members of one object, or items of one list.
    Children,
    /// Bytes of one text or name.
    Text,
    /// Characters of an id, a code, a version or a name.
    Name,
}

impl Measure {
    /// The word for it where only words pass.
    pub(in crate::files) fn id(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Depth => "depth",
            Self::Values => "values",
            Self::Children => "children",
            Self::Text => "text",
            Self::Name => "name",
        }
    }
}

/// Measures a text that went over a limit: the largest number of each kind, in one pass, whether the text is sound
/// or not. Only as many levels as the limit allows are told apart.
pub(super) fn measured(text: &str, limits: &Limits, measure: Measure) -> usize {
    let (mut depth, mut deepest, mut values, mut most, mut longest) = (0_usize, 0, 0_usize, 0, 0);
    // The commas seen in each object or list that is open, as far as levels are told apart.
    let mut commas: Vec<usize> = Vec::new();
    let mut in_word = false;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        let was_in_word = core::mem::replace(&mut in_word, false);
        match byte {
            b'{' | b'[' => {
                depth += 1;
                values += 1;
                deepest = deepest.max(depth);
                if depth <= limits.depth + 1 {
                    commas.push(0);
                }
            }
            b'}' | b']' => {
                if depth <= commas.len()
                    && let Some(count) = commas.pop()
                {
                    most = most.max(count + 1);
                }
                depth = depth.saturating_sub(1);
            }
            b',' => {
                if depth <= commas.len()
                    && let Some(count) = commas.last_mut()
                {
                    *count += 1;
                }
            }
            b':' | b' ' | b'\t' | b'\r' | b'\n' => {}
            b'"' => {
                values += 1;
                let mut end = at;
                while let Some((here, inside)) = bytes.next() {
                    end = here;
                    match inside {
                        b'"' => break,
                        b'\\' => drop(bytes.next()),
                        _ => {}
                    }
                }
                longest = longest.max(end.saturating_sub(at + 1));
            }
            _ => {
                in_word = true;
                values += usize::from(!was_in_word);
            }
        }
    }
    most = commas.into_iter().map(|count| count + 1).fold(most, usize::max);
    match measure {
        Measure::Bytes => text.len(),
        Measure::Depth => deepest,
        Measure::Values => values,
        Measure::Children => most,
        Measure::Text | Measure::Name => longest,
    }
}
