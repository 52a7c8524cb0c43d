//! What is wrong with a command line, in one line of the reader's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use scoring::foundations::Lang;
use scoring::words as say;

use crate::notes::Notes;

/// Notes what is wrong; where help was asked for instead, returns it for standard output.
pub(crate) fn explain(error: &Error, notes: &mut Notes) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Some(error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => notes.help(&error.render().to_string()),
        _ => notes.wrong_argument(&complaint(error, notes.lang())),
    }
    None
}

fn complaint(error: &Error, lang: Lang) -> String {
    let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(between),
        _ => String::new(),
    };
    let name = || context(ContextKind::InvalidArg);
    let found = || context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => say::cli_missing(lang, name()),
        ErrorKind::MissingSubcommand => say::cli_missing_command(lang).to_owned(),
        ErrorKind::UnknownArgument => say::cli_unknown(lang, name()),
        ErrorKind::InvalidSubcommand => say::cli_unknown(lang, context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if found().is_empty() => say::cli_needs_value(lang, name()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match context(ContextKind::ValidValue) {
            known if known.is_empty() => say::CliBadValue {
                name: &name(),
                found: &found(),
            }
            .text(lang),
            known => say::CliBadValueOf {
                name: &name(),
                found: &found(),
                known: &known,
            }
            .text(lang),
        },
        ErrorKind::ArgumentConflict => say::cli_repeated(lang, name()),
        ErrorKind::InvalidUtf8 => say::cli_not_text(lang).to_owned(),
        // What is left cannot come from this command line; clap's own first line says it.
        _ => error.render().to_string().lines().take(1).collect(),
    }
}
