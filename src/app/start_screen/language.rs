//! The language of the page.

use scoring::foundations::Lang;

use crate::app::browser::document;

/// Where the language is remembered; public/first.js reads it. The number is the version of the stored form.
pub const LANGUAGE: &str = "scoring-workbench/1/language";

/// The language that the page is in (public/first.js found it).
pub fn language() -> Lang {
    if document::language().starts_with("en") {
        Lang::En
    } else {
        Lang::Zh
    }
}
