//! Build script: turns the Fluent files of this room into one Rust function a message.
//!
//! So the words stay in a standard format that translators know, a missing message or argument is a build
//! error, and the page carries no message parser. Supported: texts, `{ $argument }`, and a choice by number
//! (`{ $n -> [one] … *[other] … }`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

const LANGUAGES: [(&str, &str); 2] = [("Zh", "src/words/zh.ftl"), ("En", "src/words/en.ftl")];

fn main() {
    let mut messages: BTreeMap<String, Vec<(&str, Pattern<String>)>> = BTreeMap::new();
    for (language, file) in LANGUAGES {
        println!("cargo:rerun-if-changed={file}");
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.body {
            if let Entry::Message(Message {
                id,
                value: Some(pattern),
                ..
            }) = entry
            {
                let known = messages.entry(id.name.clone()).or_default();
                assert!(
                    known.iter().all(|(other, _)| *other != language),
                    "{file}: {} stands twice",
                    id.name
                );
                known.push((language, pattern));
            }
        }
    }
    println!("cargo:rerun-if-changed=src/words/generate.rs");
    let mut code = String::new();
    for (id, patterns) in &messages {
        assert!(
            patterns.len() == LANGUAGES.len(),
            "the message {id} is missing in one of the languages"
        );
        write_function(&mut code, id, patterns);
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("messages.rs"), code).expect("OUT_DIR can be written");
}

fn write_function(code: &mut String, id: &str, patterns: &[(&str, Pattern<String>)]) {
    let name = id.replace('-', "_");
    let mut arguments = Vec::new();
    for (_, pattern) in patterns {
        collect_arguments(pattern, &mut arguments);
    }
    for (language, pattern) in patterns {
        let mut own = Vec::new();
        collect_arguments(pattern, &mut own);
        assert!(
            own.len() == arguments.len(),
            "the message {id} lacks an argument in {language}"
        );
    }
    let _ = writeln!(code, "/// The message `{id}`.");
    if arguments.is_empty() {
        let _ = writeln!(code, "pub fn {name}(lang: Lang) -> &'static str {{ match lang {{");
        for (language, pattern) in patterns {
            let _ = writeln!(code, "Lang::{language} => {:?},", plain_text(pattern));
        }
    } else {
        let list: String = arguments
            .iter()
            .map(|name| format!(", {name}: impl core::fmt::Display"))
            .collect();
        let _ = writeln!(code, "pub fn {name}(lang: Lang{list}) -> String {{ match lang {{");
        for (language, pattern) in patterns {
            let _ = writeln!(code, "Lang::{language} => {},", expression(pattern));
        }
    }
    code.push_str("} }\n\n");
}

fn collect_arguments(pattern: &Pattern<String>, found: &mut Vec<String>) {
    let mut add = |expression: &InlineExpression<String>| {
        if let InlineExpression::VariableReference { id } = expression
            && !found.contains(&id.name)
        {
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
        collect_arguments(pattern, found);
    }
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

/// A Rust expression of type `String` for a pattern.
fn expression(pattern: &Pattern<String>) -> String {
    let mut parts = String::from("{ let mut text = String::new();");
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let _ = write!(parts, "text += {value:?};");
            }
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => match inline {
                InlineExpression::VariableReference { id } => {
                    let _ = write!(parts, "text.push_str(&{}.to_string());", id.name);
                }
                InlineExpression::StringLiteral { value } => {
                    let _ = write!(parts, "text += {value:?};");
                }
                other => panic!("not supported in a message: {other:?}"),
            },
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("a choice is made by an argument")
                };
                let _ = write!(parts, "text.push_str(&match {}.to_string().as_str() {{", id.name);
                for variant in variants {
                    let key = match &variant.key {
                        _ if variant.default => "_".to_owned(),
                        VariantKey::Identifier { name } if name == "one" => "\"1\"".to_owned(),
                        VariantKey::Identifier { name } => format!("{name:?}"),
                        VariantKey::NumberLiteral { value } => format!("{value:?}"),
                    };
                    let _ = write!(parts, "{key} => {},", expression(&variant.value));
                }
                parts.push_str("});");
            }
        }
    }
    parts + " text }"
}
