//! One pass over a JSON text (RFC 8259): where each value stands, and the first reason to refuse the text.
//!
//! Time and memory are linear in the text, and nothing calls itself. What is found are places only: no text is
//! copied before it is wanted.

use std::borrow::Cow;

use crate::files::json::limits::{Limits, Measure, measured};
use crate::files::json::write::quoted;
use crate::foundations::in_order;

/// The largest whole number that every reader of JSON holds exactly (RFC 7493).
const MAX_WHOLE: u64 = 9_007_199_254_740_991;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    True,
    False,
    Number,
    /// A text or the name of a member, without escapes.
    Plain,
    /// A text or the name of a member, with escapes.
    Escaped,
    List,
    /// Its children are a name and a value in turn.
    Object,
}

/// One value: its bytes in the text, and the node that follows all that is inside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    start: u32,
    end: u32,
    next: u32,
}

/// A JSON text with every value found in it, in the order in which they stand.
#[derive(Debug)]
pub struct Scanned<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

/// Why a text is refused before anything is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanFault {
    /// It is not JSON from here on.
    NotJson {
        /// The line, from one.
        line: usize,
        /// The character in its line, from one.
        column: usize,
    },
    /// There is more of something than is read.
    OverLimit {
        /// Of what.
        measure: Measure,
        /// How much there is.
        found: usize,
        /// How much is read.
        limit: usize,
        /// Where, if it is at one place; else empty.
        path: String,
    },
    /// A member stands twice.
    Repeated {
        /// The member's path.
        path: String,
    },
}

/// Finds every value of a text.
///
/// # Errors
/// The first reason to refuse it.
pub fn scan<'t>(text: &'t str, limits: &Limits) -> Result<Scanned<'t>, ScanFault> {
    let (mut scanner, end) = passed(text, limits);
    let scanned = Scanned {
        text,
        nodes: core::mem::take(&mut scanner.nodes),
    };
    match end {
        Ok(()) => Ok(scanned),
        Err(stop) => Err(scanner.refusal(&scanned, &stop)),
    }
}

/// The same for whoever tells nobody why a text is refused.
pub fn sound<'t>(text: &'t str, limits: &Limits) -> Option<Scanned<'t>> {
    let (scanner, end) = passed(text, limits);
    let nodes = scanner.nodes;
    end.is_ok().then_some(Scanned { text, nodes })
}

/// A scanner that has gone over a text as far as it is sound.
fn passed<'t, 'l>(text: &'t str, limits: &'l Limits) -> (Scanner<'t, 'l>, Result<(), Stop>) {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        limits,
        // Real files have a value every forty bytes or so; too little costs a copy, too much a little memory.
        nodes: Vec::with_capacity((text.len() / 32).min(limits.values)),
        frames: Vec::new(),
        names: Vec::new(),
    };
    let end = scanner.run();
    (scanner, end)
}

/// Why and where the pass stopped.
enum Stop {
    Syntax,
    Over(Measure),
    Repeated(u32),
}

/// An object or list that is open.
struct Frame {
    node: u32,
    is_object: bool,
    children: usize,
    /// Where its names begin among all that are open.
    names: usize,
    /// Whether each name so far is above the one before it, as in canonical form: then none stands twice.
    ascending: bool,
}

struct Scanner<'t, 'l> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    limits: &'l Limits,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// The names of all objects that are open, with their nodes.
    names: Vec<(Cow<'t, str>, u32)>,
}

impl<'t> Scanner<'t, '_> {
    fn run(&mut self) -> Result<(), Stop> {
        if self.bytes.len() > self.limits.bytes {
            return Err(Stop::Over(Measure::Bytes));
        }
        loop {
            let opened = self.value()?;
            if !opened {
                loop {
                    self.blanks();
                    let Some(frame) = self.frames.last() else {
                        let whole = self.at == self.bytes.len();
                        return if whole { Ok(()) } else { Err(Stop::Syntax) };
                    };
                    match (self.peek(), frame.is_object) {
                        (Some(b','), true) => {
                            self.at += 1;
                            self.blanks();
                            self.name()?;
                            break;
                        }
                        (Some(b','), false) => {
                            self.at += 1;
                            break;
                        }
                        (Some(b'}'), true) | (Some(b']'), false) => self.close()?,
                        _ => return Err(Stop::Syntax),
                    }
                }
            }
        }
    }

    /// Takes the next value; of an object or list only its beginning, and then says so, unless it is empty.
    fn value(&mut self) -> Result<bool, Stop> {
        self.blanks();
        if let Some(frame) = self.frames.last_mut() {
            frame.children += 1;
            if frame.children > self.limits.children {
                return Err(Stop::Over(Measure::Children));
            }
        }
        match self.peek() {
            Some(b'"') => self.string().map(|_| false),
            Some(b'{') => {
                self.open(true)?;
                self.blanks();
                if self.peek() == Some(b'}') {
                    return self.close().map(|()| false);
                }
                self.name().map(|()| true)
            }
            Some(b'[') => {
                self.open(false)?;
                self.blanks();
                if self.peek() == Some(b']') {
                    return self.close().map(|()| false);
                }
                Ok(true)
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| false),
            Some(b'n') => self.literal("null", Kind::Null).map(|()| false),
            Some(b't') => self.literal("true", Kind::True).map(|()| false),
            Some(b'f') => self.literal("false", Kind::False).map(|()| false),
            _ => Err(Stop::Syntax),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Adds a value that ends where the pass stands.
    fn push(&mut self, kind: Kind, start: usize, end: usize) -> Result<u32, Stop> {
        if self.nodes.len() >= self.limits.values {
            return Err(Stop::Over(Measure::Values));
        }
        let number = short(self.nodes.len());
        self.nodes.push(Node {
            kind,
            start: short(start),
            end: short(end),
            next: number.saturating_add(1),
        });
        Ok(number)
    }

    fn open(&mut self, is_object: bool) -> Result<(), Stop> {
        let kind = if is_object { Kind::Object } else { Kind::List };
        if self.frames.len() >= self.limits.depth {
            return Err(Stop::Over(Measure::Depth));
        }
        let node = self.push(kind, self.at, self.at)?;
        self.frames.push(Frame {
            node,
            is_object,
            children: 0,
            names: self.names.len(),
            ascending: true,
        });
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Stop> {
        self.at += 1;
        let Some(frame) = self.frames.pop() else {
            return Err(Stop::Syntax);
        };
        let next = short(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(usize_of(frame.node)) {
            node.end = short(self.at);
            node.next = next;
        }
        if !frame.ascending {
            let names = in_order(self.names.split_off(frame.names), Ord::cmp);
            let same = names
                .iter()
                .zip(names.iter().skip(1))
                .find(|(one, two)| one.0 == two.0);
            if let Some((_, (_, second))) = same {
                return Err(Stop::Repeated(*second));
            }
        }
        self.names.truncate(frame.names);
        Ok(())
    }

    /// Takes the name of a member and the colon behind it.
    fn name(&mut self) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(Stop::Syntax);
        }
        let node = self.string()?;
        let name = self
            .nodes
            .last()
            .map_or(Cow::Borrowed(""), |node| unescaped(self.text, node));
        if let Some(frame) = self.frames.last_mut() {
            let open = self.names.get(frame.names..).unwrap_or_default();
            frame.ascending = frame.ascending && open.last().is_none_or(|(last, _)| *last < name);
        }
        self.names.push((name, node));
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(Stop::Syntax);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a text; the node's bytes are those between the quotation marks.
    fn string(&mut self) -> Result<u32, Stop> {
        self.at += 1;
        let start = self.at;
        let mut kind = Kind::Plain;
        loop {
            self.at += plain_bytes(self.bytes.get(self.at..).unwrap_or_default());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    self.escape()?;
                }
                _ => return Err(Stop::Syntax),
            }
        }
        let end = self.at;
        self.at += 1;
        if end - start > self.limits.text {
            return Err(Stop::Over(Measure::Text));
        }
        self.push(kind, start, end)
    }

    /// Takes an escape. Half of a surrogate pair alone is no character, and no text can hold it.
    fn escape(&mut self) -> Result<(), Stop> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match read_escape(rest) {
            Some((_, length)) => {
                self.at += length;
                Ok(())
            }
            None => Err(Stop::Syntax),
        }
    }

    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(Stop::Syntax)
        }
    }

    fn number(&mut self) -> Result<(), Stop> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at).map(drop)
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<(), Stop> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Stop::Syntax);
        }
        let start = self.at;
        self.at += word.len();
        self.push(kind, start, self.at).map(drop)
    }

    fn refusal(&self, found: &Scanned<'t>, stop: &Stop) -> ScanFault {
        match stop {
            Stop::Syntax => {
                let before = self.bytes.get(..self.at).unwrap_or(self.bytes);
                let line_start = before
                    .iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |at| at + 1);
                let begins = |byte: &u8| byte & 0xC0 != 0x80;
                let in_line = before.get(line_start..).unwrap_or_default();
                ScanFault::NotJson {
                    line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
                    column: in_line.iter().filter(|byte| begins(byte)).count() + 1,
                }
            }
            Stop::Over(measure) => ScanFault::OverLimit {
                measure: *measure,
                found: measured(self.text, self.limits, *measure),
                limit: self.limits.of(*measure),
                path: match (measure, self.frames.last()) {
                    (Measure::Depth | Measure::Children, Some(frame)) => found.path(frame.node),
                    (Measure::Text, Some(frame)) => self.path_of_last(found, frame),
                    _ => String::new(),
                },
            },
            Stop::Repeated(node) => ScanFault::Repeated {
                path: found.path(*node),
            },
        }
    }

    /// The path of the last member of an object, or of the list as a whole.
    fn path_of_last(&self, found: &Scanned<'t>, frame: &Frame) -> String {
        match self.names.get(frame.names..).and_then(<[_]>::last) {
            Some((_, node)) if frame.is_object => found.path(*node),
            _ => found.path(frame.node),
        }
    }
}

impl<'t> Scanned<'t> {
    /// The outermost value.
    pub fn root(&self) -> Cursor<'_, 't> {
        Cursor {
            scanned: self,
            node: 0,
        }
    }

    fn node(&self, number: u32) -> Option<&Node> {
        self.nodes.get(usize_of(number))
    }

    /// The path of a value, or of the member that a name belongs to: `payload.entries[2].value`,
    /// `payload.fields["clause/1.1/value"]`. An object or list that never ended reaches to the end of the text.
    pub(super) fn path(&self, wanted: u32) -> String {
        let mut path = String::new();
        let mut here = 0;
        while here < wanted {
            let Some(node) = self.node(here) else { break };
            let is_object = node.kind == Kind::Object;
            let mut child = here + 1;
            let mut position = 0;
            loop {
                let value = if is_object { child + 1 } else { child };
                let next = self.after(value);
                if next > wanted || next <= child {
                    if is_object {
                        let name = self.node(child).map(|node| unescaped(self.text, node));
                        push_name(&mut path, &name.unwrap_or_default());
                    } else {
                        path += &format!("[{position}]");
                    }
                    here = value;
                    break;
                }
                child = next;
                position += 1;
            }
        }
        path
    }

    /// The node behind a value and all that is inside it.
    fn after(&self, number: u32) -> u32 {
        match self.node(number) {
            // What was never closed holds everything that follows.
            Some(node) if node.end == node.start && matches!(node.kind, Kind::Object | Kind::List) => {
                u32::MAX
            }
            Some(node) => node.next,
            None => u32::MAX,
        }
    }
}

/// Adds a member's name to a path: after a dot where it is a plain word, else as JSON writes it.
fn push_name(path: &mut String, name: &str) {
    // A name out of a hostile file may be of any length.
    const LONGEST: usize = 80;
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        let (start, _) = name.split_at(end);
        *path += &format!("[{}\u{2026}]", quoted(start));
        return;
    }
    let is_word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_word && !name.is_empty() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    } else {
        *path += &format!("[{}]", quoted(name));
    }
}

/// One value of a scanned text.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'s, 't> {
    scanned: &'s Scanned<'t>,
    node: u32,
}

impl<'s, 't> Cursor<'s, 't> {
    pub(super) fn kind(self) -> Kind {
        self.scanned.node(self.node).map_or(Kind::Null, |node| node.kind)
    }

    pub(super) fn number(self) -> u32 {
        self.node
    }

    /// Where the value stands in the text.
    pub fn path(self) -> String {
        self.scanned.path(self.node)
    }

    /// The path of another value of the same text.
    pub(super) fn path_of(self, node: u32) -> String {
        self.scanned.path(node)
    }

    /// The value as it is written; of a text what is between its quotation marks.
    pub fn written(self) -> &'t str {
        let Some(node) = self.scanned.node(self.node) else {
            return "";
        };
        let range = usize_of(node.start)..usize_of(node.end);
        self.scanned.text.get(range).unwrap_or_default()
    }

    /// The text that the value is, without its escapes.
    pub fn text(self) -> Option<Cow<'t, str>> {
        let node = self.scanned.node(self.node)?;
        matches!(node.kind, Kind::Plain | Kind::Escaped).then(|| unescaped(self.scanned.text, node))
    }

    /// The whole number that the value is, however it is written: `1`, `1.0` and `10e-1` are one number, as for JSON
    /// Schema. None is negative, and none is larger than every reader holds exactly (RFC 7493).
    pub fn whole(self) -> Option<u64> {
        let written = (self.kind() == Kind::Number).then(|| self.written())?;
        whole_number(written).filter(|number| *number <= MAX_WHOLE)
    }

    /// Whether the value is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether the value is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// The values inside, one after the other; of an object names and values in turn.
    pub(super) fn children(self) -> Children<'s, 't> {
        let container = matches!(self.kind(), Kind::Object | Kind::List);
        let end = self.scanned.after(self.node);
        Children {
            scanned: self.scanned,
            next: if container { self.node + 1 } else { end },
            end,
        }
    }

    /// The items of the list that the value is.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let is_list = self.kind() == Kind::List;
        self.children().filter(move |_| is_list)
    }

    /// The members of the object that the value is, each name with its value.
    pub(in crate::files) fn entries(self) -> impl Iterator<Item = (Self, Self)> {
        let mut children = self.children();
        let is_object = self.is_object();
        core::iter::from_fn(move || Some((children.next()?, children.next()?))).filter(move |_| is_object)
    }

    /// A member of the object that the value is.
    pub fn member(self, name: &str) -> Option<Self> {
        if !self.is_object() {
            return None;
        }
        let mut children = self.children();
        while let (Some(found), Some(value)) = (children.next(), children.next()) {
            if found.text().is_some_and(|found| found == name) {
                return Some(value);
            }
        }
        None
    }
}

/// The values inside an object or list.
#[derive(Debug)]
pub(super) struct Children<'s, 't> {
    scanned: &'s Scanned<'t>,
    next: u32,
    end: u32,
}

impl<'s, 't> Iterator for Children<'s, 't> {
    type Item = Cursor<'s, 't>;

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.next;
        if node >= self.end {
            return None;
        }
        self.next = self.scanned.after(node);
        Some(Cursor {
            scanned: self.scanned,
            node,
        })
    }
}

/// A text without its escapes, which are known to be sound.
fn unescaped<'t>(text: &'t str, node: &Node) -> Cow<'t, str> {
    let written = text
        .get(usize_of(node.start)..usize_of(node.end))
        .unwrap_or_default();
    if node.kind != Kind::Escaped {
        return Cow::Borrowed(written);
    }
    let mut plain = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, _)) = rest.split_once('\\') {
        plain.push_str(before);
        // `split_at` could panic, and brings a page of program to say how.
        let escape = rest.get(before.len()..).unwrap_or_default();
        let Some((character, length)) = read_escape(escape.as_bytes()) else {
            break;
        };
        plain.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The character that an escape at the start of these bytes stands for, and the bytes it takes.
fn read_escape(bytes: &[u8]) -> Option<(char, usize)> {
    let plain = |character| Some((character, 2));
    match bytes.get(1)? {
        b'"' => plain('"'),
        b'\\' => plain('\\'),
        b'/' => plain('/'),
        b'b' => plain('\u{8}'),
        b'f' => plain('\u{C}'),
        b'n' => plain('\n'),
        b'r' => plain('\r'),
        b't' => plain('\t'),
        b'u' => {
            let first = hex(bytes.get(2..6)?)?;
            if !(0xD800..0xDC00).contains(&first) {
                return Some((char::from_u32(first)?, 6));
            }
            let second = match bytes.get(6..8)? {
                b"\\u" => hex(bytes.get(8..12)?)?,
                _ => return None,
            };
            let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
            Some((char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)?, 12))
        }
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        Some(value << 4 | char::from(*digit).to_digit(16)?)
    })
}

/// How many bytes there are before the first quotation mark, backslash or control character; eight at a time.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    let (eights, _) = bytes.as_chunks::<8>();
    let mut passed = 0;
    for eight in eights {
        let word = u64::from_le_bytes(*eight);
        // The top bit of each byte that is below 0x20, or equal to one of the two; bytes above 0x7F are neither.
        let below = |limit: u64| word.wrapping_sub(ONES * limit) & !word;
        let equal = |sought: u8| {
            let other = word ^ (ONES * u64::from(sought));
            other.wrapping_sub(ONES) & !other
        };
        let found = (below(0x20) | equal(b'"') | equal(b'\\')) & TOPS;
        if found != 0 {
            // A borrow can mark a byte above a true one, never one below it.
            return passed + usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
        }
        passed += 8;
    }
    let rest = bytes.get(passed..).unwrap_or_default();
    let stop = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    passed + rest.iter().position(stop).unwrap_or(rest.len())
}

/// A number of bytes or values; every one of them is below the limit of a text.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Reads a JSON number that is whole and not negative, without rounding.
fn whole_number(written: &str) -> Option<u64> {
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        return written.parse().ok();
    }
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{behind}", before.trim_start_matches('-'));
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // How many zeros follow the last digit that is none; fewer than none is a fraction.
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let places = i64::try_from(behind.len()).ok()?;
    let shift = exponent
        .parse::<i64>()
        .ok()?
        .checked_add(zeros)?
        .checked_sub(places)?;
    let factor = 10_u64.checked_pow(u32::try_from(shift).ok()?)?;
    let number = significant.parse::<u64>().ok()?.checked_mul(factor)?;
    (!before.starts_with('-')).then_some(number)
}
