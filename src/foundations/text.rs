//! Texts in two languages, and the folding of what Chinese keyboards and Excel do to plain text.

use std::borrow::Cow;

/// The language of the person reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// Chinese, the first language of every screen and paper.
    #[default]
    Zh,
    /// English: complete for interface and names.
    En,
}

/// A text of a rubric: Chinese always, English where somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The Chinese text.
    pub zh: String,
    /// The English text, if there is one.
    pub en: Option<String>,
}

impl Text {
    /// A text that exists in Chinese only.
    pub fn zh(text: impl Into<String>) -> Self {
        Self {
            zh: text.into(),
            en: None,
        }
    }

    /// The text for a reader; Chinese stands in where English is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }
}

/// Folds full-width letters, digits and characters (U+FF01–U+FF5E) and the wide blank to their ASCII forms.
pub fn half_width(text: &str) -> String {
    half_width_of(text).into_owned()
}

/// The same without a copy of a text that has nothing to fold, as codes and numbers in files have not.
pub(super) fn half_width_of(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|letter| match letter {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            other => other,
        })
        .collect()
}

/// A name as it is compared: blanks at the ends gone, blanks inside folded to one.
pub fn squeezed(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
