//! Build script: turns the Fluent files of this room into Rust.
//!
//! So the words stay in a standard format that translators know, a missing message or argument is a build
//! error, and the page carries no message parser. Supported: texts, `{ $argument }`, and a choice by number
//! (`{ $n -> [one] … *[other] … }`).
//!
//! A message without arguments or with one becomes a function. A message with more becomes a struct with a field
//! for each, so that every caller names its facts and no translator can swap two of them by their order. Every fact
//! is quoted, so that no caller forgets it for a text out of a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

const FOLDER: &str = "src/words";
/// The languages, as the variants of `Lang` and as the ends of file names.
const LANGUAGES: [(&str, &str); 2] = [("Zh", ".zh.ftl"), ("En", ".en.ftl")];

/// One message in every language, in the order of `LANGUAGES`.
struct Message {
    id: String,
    patterns: Vec<Pattern<String>>,
    arguments: Vec<String>,
}

fn main() {
    println!("cargo:rerun-if-changed={FOLDER}");
    let (mut code, mut marked) = (String::new(), String::new());
    for message in messages() {
        write_message(&mut code, &message);
        write_marked(&mut marked, &message);
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name: &str, text: &str| fs::write(Path::new(&out).join(name), text);
    write("messages.rs", &code).expect("OUT_DIR can be written");
    let marked = format!(
        "/// Every message with two arguments or more, each argument its own name in brackets.\n\
         fn marked_messages(lang: Lang) -> Vec<(&'static str, String)> {{ vec![{marked}] }}\n"
    );
    write("marked_messages.rs", &marked).expect("OUT_DIR can be written");
}

/// Every message of every room, by id.
fn messages() -> Vec<Message> {
    let mut found: BTreeMap<String, (String, Vec<Pattern<String>>)> = BTreeMap::new();
    let rooms = rooms();
    for (done, (_, ending)) in LANGUAGES.iter().enumerate() {
        for room in &rooms {
            for (id, pattern) in read(&format!("{FOLDER}/{room}{ending}")) {
                let (home, patterns) = found
                    .entry(id.clone())
                    .or_insert_with(|| (room.clone(), Vec::new()));
                assert!(
                    home == room,
                    "the message {id} stands in the files of {home} and of {room}"
                );
                assert!(patterns.len() <= done, "{room}{ending}: {id} stands twice");
                assert!(
                    patterns.len() == done,
                    "{room}{ending}: {id} is missing in another language"
                );
                patterns.push(pattern);
            }
        }
    }
    let whole = |(id, (room, patterns)): (String, (String, Vec<Pattern<String>>))| {
        assert!(
            patterns.len() == LANGUAGES.len(),
            "the message {id} of {room} is missing in one of the languages"
        );
        let arguments = arguments(&patterns[0]);
        for pattern in &patterns {
            assert!(
                self::arguments(pattern) == arguments,
                "the message {id} of {room} has other arguments in another language"
            );
        }
        Message {
            id,
            patterns,
            arguments,
        }
    };
    found.into_iter().map(whole).collect()
}

/// The names before the endings; each has a file in every language, or reading it fails.
fn rooms() -> Vec<String> {
    let mut rooms = Vec::new();
    for entry in fs::read_dir(FOLDER).expect("the folder of this script can be read") {
        let name = entry.expect("the folder can be read").file_name();
        let name = name.to_str().expect("file names are ASCII");
        for (_, ending) in LANGUAGES {
            rooms.extend(name.strip_suffix(ending).map(str::to_owned));
        }
    }
    rooms.sort();
    rooms.dedup();
    rooms
}

fn read(file: &str) -> Vec<(String, Pattern<String>)> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
    let message = |entry| match entry {
        Entry::Message(message) => message.value.map(|pattern| (message.id.name, pattern)),
        _ => None,
    };
    resource.body.into_iter().filter_map(message).collect()
}

/// The names of a pattern's arguments, sorted.
fn arguments(pattern: &Pattern<String>) -> Vec<String> {
    fn collect(pattern: &Pattern<String>, found: &mut Vec<String>) {
        let mut add = |expression: &InlineExpression<String>| {
            if let InlineExpression::VariableReference { id } = expression {
                found.push(id.name.clone());
            }
        };
        let mut nested = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable {
                    expression: Expression::Inline(inline),
                } => add(inline),
                PatternElement::Placeable {
                    expression: Expression::Select { selector, variants },
                } => {
                    add(selector);
                    nested.extend(variants.iter().map(|variant| &variant.value));
                }
                PatternElement::TextElement { .. } => {}
            }
        }
        for pattern in nested {
            collect(pattern, found);
        }
    }
    let mut found = Vec::new();
    collect(pattern, &mut found);
    found.sort();
    found.dedup();
    found
}

fn write_message(code: &mut String, message: &Message) {
    let Message {
        id,
        patterns,
        arguments,
    } = message;
    let name = id.replace('-', "_");
    let arms = |text: &dyn Fn(&Pattern<String>) -> String| -> String {
        LANGUAGES
            .iter()
            .zip(patterns)
            .map(|((language, _), pattern)| format!("Lang::{language} => {},", text(pattern)))
            .collect()
    };
    let _ = writeln!(code, "/// The message `{id}`.");
    let _ = match arguments.as_slice() {
        [] => writeln!(
            code,
            "pub fn {name}(lang: Lang) -> &'static str {{ match lang {{ {} }} }}\n",
            arms(&|pattern| format!("{:?}", plain_text(pattern)))
        ),
        // The inner function is compiled once and not once for each type of the argument.
        [only] => writeln!(
            code,
            "pub fn {name}(lang: Lang, {only}: impl core::fmt::Display) -> String {{\n\
             fn said(lang: Lang, {only}: &dyn core::fmt::Display) -> String {{ match lang {{ {} }} }}\n\
             said(lang, &Quoted(&{only}))\n}}\n",
            arms(&|pattern| expression(pattern, ""))
        ),
        several => {
            let fields: String = several
                .iter()
                .map(|name| {
                    format!("/// What stands for `${name}`.\npub {name}: &'a dyn core::fmt::Display,\n")
                })
                .collect();
            let of_type = type_name(id);
            writeln!(
                code,
                "#[derive(Clone, Copy)]\npub struct {of_type}<'a> {{\n{fields}}}\n\
                 impl {of_type}<'_> {{\n/// The message in a language.\n\
                 pub fn text(self, lang: Lang) -> String {{ match lang {{ {} }} }}\n}}\n",
                arms(&|pattern| expression(pattern, "self."))
            )
        }
    };
}

/// `fault-sum-differs` as a type: `FaultSumDiffers`.
fn type_name(id: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    id.split('-').map(capital).collect()
}

/// For the tests: the message with its arguments' names for facts.
fn write_marked(code: &mut String, message: &Message) {
    if message.arguments.len() < 2 {
        return;
    }
    let id = &message.id;
    let fields: String = message
        .arguments
        .iter()
        .map(|name| format!("{name}: &{:?},", format!("\u{27E8}{name}\u{27E9}")))
        .collect();
    let _ = writeln!(
        code,
        "({id:?}, words::{} {{ {fields} }}.text(lang)),",
        type_name(id)
    );
}

fn plain_text(pattern: &Pattern<String>) -> String {
    let text = |element: &PatternElement<String>| match element {
        PatternElement::TextElement { value } => value.clone(),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => value.clone(),
        PatternElement::Placeable { .. } => unreachable!("a message without arguments has none"),
    };
    pattern.elements.iter().map(text).collect()
}

/// A Rust expression of type `String` for a pattern; `before` stands before the name of an argument.
fn expression(pattern: &Pattern<String>, before: &str) -> String {
    if let [
        PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        },
    ] = pattern.elements.as_slice()
    {
        return choice(selector, variants, before);
    }
    let (mut format, mut values) = (String::new(), String::new());
    let escaped = |text: &str| text.replace('{', "{{").replace('}', "}}");
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => format += &escaped(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => format += &escaped(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                format += "{}";
                let _ = write!(values, ", {}", value(&id.name, before));
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                format += "{}";
                let _ = write!(values, ", {}", choice(selector, variants, before));
            }
            PatternElement::Placeable { expression } => {
                panic!("not supported in a message: {expression:?}")
            }
        }
    }
    if values.is_empty() {
        format!("{:?}.to_owned()", plain_text(pattern))
    } else {
        format!("format!({format:?}{values})")
    }
}

/// An argument as it stands in the text. That of a function is quoted already.
fn value(name: &str, before: &str) -> String {
    if before.is_empty() {
        name.to_owned()
    } else {
        format!("Quoted({before}{name})")
    }
}

fn choice(selector: &InlineExpression<String>, variants: &[Variant<String>], before: &str) -> String {
    let InlineExpression::VariableReference { id } = selector else {
        panic!("a choice is made by an argument")
    };
    let arm = |variant: &Variant<String>| {
        let key = match &variant.key {
            _ if variant.default => "_".to_owned(),
            VariantKey::Identifier { name } if name == "one" => "\"1\"".to_owned(),
            VariantKey::Identifier { name } => format!("{name:?}"),
            VariantKey::NumberLiteral { value } => format!("{value:?}"),
        };
        format!("{key} => {},", expression(&variant.value, before))
    };
    let arms: String = variants.iter().map(arm).collect();
    format!("match {before}{}.to_string().as_str() {{ {arms} }}", id.name)
}
