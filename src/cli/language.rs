//! The language of help and messages, known before the command line is read.
//!
//! `--lang` wins. Without it the locale decides: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty.
//! An English locale means English; every other one, `C` and `POSIX` among them, means Chinese, which is complete
//! and comes first.

use std::env;
use std::ffi::OsString;

use scoring::foundations::Lang;

const LOCALES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that the command line or the locale asks for. Help and complaints need it too.
pub(crate) fn asked_for() -> Lang {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    by_option(&words).unwrap_or_else(by_locale)
}

/// What `--lang` says, and the last where there are several: clap refuses those in the language that stands last.
fn by_option(words: &[OsString]) -> Option<Lang> {
    // Behind two dashes nothing is an option.
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let options = words.get(..end).unwrap_or_default();
    let following = options.iter().skip(1).map(Some).chain([None]);
    let values = options.iter().zip(following).filter_map(|(word, next)| {
        let word = word.to_str()?;
        match word.strip_prefix("--lang=") {
            Some(value) => parse(value),
            None if word == "--lang" => parse(next?.to_str()?),
            None => None,
        }
    });
    values.last()
}

fn parse(value: &str) -> Option<Lang> {
    match value {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

fn by_locale() -> Lang {
    let locale = LOCALES
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    // `en`, `en_GB.UTF-8`, `en-US`, `en.UTF-8`, `en@quot`; not `enm`.
    let locale = locale.to_string_lossy().to_ascii_lowercase();
    match locale.split(['_', '-', '.', '@']).next() {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    }
}
