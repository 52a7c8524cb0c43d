//! A text in pieces that are compared whole. Put together again, the pieces are the text.

/// Sentences, each with the sign that ends it.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['\n', '\u{3002}', '\u{FF01}', '\u{FF1F}', '\u{FF1B}'])
        .collect()
}

/// Words: letters and digits of ASCII that stand together, and every other character by itself with the marks on it.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, character) in text.char_indices() {
        let goes_on = last.is_some_and(|last: char| {
            let in_word = last.is_ascii_alphanumeric() && character.is_ascii_alphanumeric();
            in_word || last == JOINER || is_mark(character)
        });
        if at > start && !goes_on {
            words.extend(text.get(start..at));
            start = at;
        }
        last = Some(character);
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// Joins what stands on both sides of it into one picture.
const JOINER: char = '\u{200D}';

/// Whether a character is nothing without the one before: accents, variants, skin colours, the joiner.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | JOINER
    )
}
