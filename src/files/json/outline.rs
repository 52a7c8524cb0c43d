//! What a text says of itself that is refused for what else it holds.

/// The members of the outermost object: names and values as they are written, in their order. Nothing is checked, so
/// that no limit is asked; in a text that is no object it is whatever stands in such places.
pub(in crate::files) fn members(text: &str) -> Vec<(&str, &str)> {
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim();
    let mut found = Vec::new();
    let (mut depth, mut start, mut name) = (0_usize, 0, "");
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                while let Some((_, inside)) = bytes.next() {
                    match inside {
                        b'"' => break,
                        b'\\' => drop(bytes.next()),
                        _ => {}
                    }
                }
            }
            b'{' | b'[' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            b':' if depth == 1 => {
                name = piece(start, at);
                start = at + 1;
            }
            b',' if depth == 1 => {
                found.push((name, piece(start, at)));
                start = at + 1;
            }
            b'}' | b']' => {
                if depth == 1 {
                    found.push((name, piece(start, at)));
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    found
}
