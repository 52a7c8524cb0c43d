//! What is wrong with a command line, in one line of the reader's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use scoring::foundations::{Lang, Word as _, half_width};
use scoring::papers::PaperName;
use scoring::words as say;

use crate::args;
use crate::notes::Notes;

/// Of this option a refusal says which numbers there are: people try a sign before them, which no other number takes.
const SEED: &str = "--seed";

/// What clap calls the options in a line of usage; it takes no other word.
const OPTIONS: &str = "[OPTIONS]";

/// Notes what is wrong; where help was asked for instead, returns it for standard output.
pub(crate) fn explain(error: &Error, notes: &mut Notes) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Some(rendered(error, notes.lang())),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => notes.help(&rendered(error, notes.lang())),
        ErrorKind::MissingSubcommand => {
            // Options without a command are as little as nothing at all: the help of where one got to.
            let so_far = context(error, ContextKind::InvalidSubcommand, "");
            let help = args::help_of(so_far.split(' ').skip(1));
            notes.help(&rendered(&help, notes.lang()));
        }
        _ => notes.wrong_argument(&complaint(error, notes.lang())),
    }
    None
}

fn rendered(help: &Error, lang: Lang) -> String {
    let help = help.render().to_string();
    let help = help.replace(OPTIONS, say::cli_value_options(lang));
    match lang {
        Lang::En => help,
        // Headings end with a colon that clap writes.
        Lang::Zh => help.replace(":\n", "\u{FF1A}\n"),
    }
}

fn complaint(error: &Error, lang: Lang) -> String {
    let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
    let context = |kind: ContextKind| context(error, kind, between);
    let name = || context(ContextKind::InvalidArg);
    let found = || context(ContextKind::InvalidValue);
    let unknown = |found: &str, meant: &str| {
        let by_case = args::meant_by(found);
        match by_case.as_deref().unwrap_or(meant) {
            "" => say::cli_unknown(lang, found),
            meant => say::CliUnknownMeant {
                found: &found,
                meant: &meant,
            }
            .text(lang),
        }
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument => match args::with_other_dashes() {
            Some(found) => unknown(&found, ""),
            None => say::cli_missing(lang, name()),
        },
        ErrorKind::UnknownArgument => unknown(&name(), &context(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => unknown(
            &context(ContextKind::InvalidSubcommand),
            &context(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::InvalidValue if found().is_empty() => say::cli_needs_value(lang, name()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match context(ContextKind::ValidValue) {
            known if known.is_empty() && name().starts_with(SEED) => say::cli_bad_seed(lang, found()),
            known if known.is_empty() => say::CliBadValue {
                name: &name(),
                found: &found(),
            }
            .text(lang),
            known => match value_meant(error, &found()) {
                Some(meant) => say::CliBadValueMeant {
                    name: &name(),
                    found: &found(),
                    meant: &meant,
                    known: &known,
                }
                .text(lang),
                None => say::CliBadValueOf {
                    name: &name(),
                    found: &found(),
                    known: &known,
                }
                .text(lang),
            },
        },
        ErrorKind::ArgumentConflict => say::cli_repeated(lang, name()),
        ErrorKind::TooManyValues => say::cli_flag_value(lang, name()),
        ErrorKind::InvalidUtf8 => say::cli_not_text(lang).to_owned(),
        // What is left cannot come from this command line.
        _ => say::cli_unreadable(lang).to_owned(),
    }
}

fn context(error: &Error, kind: ContextKind, between: &str) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(between),
        _ => String::new(),
    }
}

/// The value that was meant: one that differs in the case or width of its letters, or in one character.
fn value_meant(error: &Error, found: &str) -> Option<String> {
    let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) else {
        return None;
    };
    // A paper goes by its Chinese name too.
    let papers = PaperName::ALL.into_iter();
    let papers = papers.filter(|paper| known.iter().any(|word| word == paper.word()));
    let names = papers.map(|paper| paper.label(Lang::Zh).to_owned());
    let plain = half_width(found).to_lowercase();
    let mut known = known.iter().cloned().chain(names);
    known.find(|word| *word == plain || is_one_apart(word, &plain))
}

/// Whether two words differ in one character, which is another one, or stands in one of them alone.
fn is_one_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |(one, other): &(&char, &char)| one == other;
    let shorter = one.len().min(other.len());
    let begin = one.iter().zip(&other).take_while(same).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let alike = begin + end.min(shorter - begin);
    // Of short words a difference in one character says nothing.
    shorter > 1 && one.len().max(other.len()) - alike == 1
}
