//! Where in a JSON text a reader stopped, as a path: `methods[0].bands[2].from`.

/// The path of the value that a byte offset lies in. The text is JSON up to there.
pub(super) fn path_at(json: &str, offset: usize) -> String {
    let mut path: Vec<Step> = Vec::new();
    let mut letters = json.bytes().take(offset);
    while let Some(letter) = letters.next() {
        match letter {
            b'{' => path.push(Step::Member(String::new())),
            b'[' => path.push(Step::Item(0)),
            b'}' | b']' => {
                path.pop();
            }
            b',' => match path.last_mut() {
                Some(Step::Item(position)) => *position += 1,
                Some(Step::Member(name)) => name.clear(),
                None => {}
            },
            b'"' => {
                let text = string(&mut letters);
                // The first text after a brace or comma of an object is the member's name.
                if let Some(Step::Member(name)) = path.last_mut()
                    && name.is_empty()
                {
                    *name = text;
                }
            }
            _ => {}
        }
    }
    let mut text = String::new();
    for step in path {
        match step {
            Step::Member(name) if name.is_empty() => {}
            Step::Member(name) => {
                text.push('.');
                text.push_str(&name);
            }
            Step::Item(position) => text += &format!("[{position}]"),
        }
    }
    text.trim_start_matches('.').to_owned()
}

enum Step {
    Member(String),
    Item(usize),
}

/// The rest of a string, as it is written; member names of this format have no escapes.
fn string(letters: &mut impl Iterator<Item = u8>) -> String {
    let mut bytes = Vec::new();
    while let Some(letter) = letters.next() {
        match letter {
            b'"' => break,
            b'\\' => {
                let _ = letters.next();
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
