//! Short names for what a program imports from its script. wasm-bindgen's tell what each function is and where it comes
//! from; nobody reads them here, and they travel twice. What compilers tell of themselves goes as well.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{CustomSectionReader, ImportSectionReader, Parser, TypeRef};

use crate::folder;
use crate::process::{Failure, failed};

/// Shortens the names between every program in `dist/` and the script beside it.
pub fn write(dist: &Path) -> Result<(), Failure> {
    for name in folder::files(dist)? {
        let Some(program) = name.strip_suffix("_bg.wasm") else {
            continue;
        };
        let script = format!("{program}.js");
        let in_words = |error: std::io::Error| failed(format!("dist/{name} or its script: {error}"));
        let wasm = fs::read(dist.join(&name)).map_err(in_words)?;
        let text = fs::read_to_string(dist.join(&script)).map_err(in_words)?;
        let (wasm, text) = shortened(&wasm, &text).map_err(|said| failed(format!("dist/{name}: {said}")))?;
        fs::write(dist.join(&name), wasm).map_err(in_words)?;
        fs::write(dist.join(&script), text).map_err(in_words)?;
    }
    Ok(())
}

/// A program and its script, which call what is imported `f0`, `f1` and so on.
fn shortened(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let mut imports = Imports { names: Vec::new() };
    let mut module = Module::new();
    imports
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error: reencode::Error| error.to_string())?;
    let mut text = String::with_capacity(script.len());
    let mut named = vec![0; imports.names.len()];
    // The script has them as members of one object, each at the beginning of a line.
    for line in script.split_inclusive('\n') {
        let begun = line.trim_start();
        let member = begun.split_once(':').map(|(name, _)| name);
        match member.and_then(|member| imports.names.iter().position(|name| name == member)) {
            Some(number) => {
                named[number] += 1;
                let name = &imports.names[number];
                text.push_str(&line.replacen(name, &short(number), 1));
            }
            None => text.push_str(line),
        }
    }
    let not_once: Vec<&str> = imports
        .names
        .iter()
        .zip(named)
        .filter(|(_, named)| *named != 1)
        .map(|(name, _)| name.as_str())
        .collect();
    if not_once.is_empty() {
        Ok((module.finish(), text))
    } else {
        Err(format!(
            "its script does not name each of these once at the beginning of a line: {}",
            not_once.join(", ")
        ))
    }
}

fn short(number: usize) -> String {
    format!("f{number}")
}

/// Writes a program with short names, and remembers those that stood there.
struct Imports {
    names: Vec<String>,
}

impl Reencode for Imports {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            if let TypeRef::Func(_) = import.ty {
                imports.import(import.module, &short(self.names.len()), kind);
                self.names.push(import.name.to_owned());
            } else {
                imports.import(import.module, import.name, kind);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, GlobalType, TypeSection, ValType};
    use wasmparser::Payload;

    const NOW: &str = "__wbg_now_0123456789abcdef";
    /// Begins with the whole name of another.
    const NOW_TOO: &str = "__wbg_now_0123456789abcdef2";

    /// A program with a function, something else and a function that it imports, and a custom section.
    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./a.js", NOW, EntityType::Function(0));
        let global = GlobalType {
            val_type: ValType::I32,
            mutable: false,
            shared: false,
        };
        imports.import("./a.js", "base", EntityType::Global(global));
        imports.import("./a.js", NOW_TOO, EntityType::Function(0));
        let mut module = Module::new();
        let producers = CustomSection {
            name: "producers".into(),
            data: b"rustc"[..].into(),
        };
        module.section(&types).section(&imports).section(&producers);
        module.finish()
    }

    /// A script with these lines in the object of its imports.
    fn script(lines: &[&str]) -> String {
        format!(
            "const imports = {{\n    {}\n}};\nlet base: 0;\n",
            lines.join("\n    ")
        )
    }

    #[test]
    fn a_program_and_its_script_agree_on_short_names() -> Result<(), Box<dyn std::error::Error>> {
        let inside = format!("    a: '{NOW}: {NOW_TOO}';");
        let too = format!("{NOW_TOO}: function() {{");
        let given = script(&[&too, &inside, "},", &format!("{NOW}: now, {NOW}: now,")]);
        let (wasm, script_of_short) = shortened(&program(), &given)?;
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        found.push((import.module.to_owned(), import.name.to_owned()));
                    }
                }
                Payload::CustomSection(section) => {
                    found.push(("custom".to_owned(), section.name().to_owned()))
                }
                _ => {}
            }
        }
        let of_script = |name: &str| ("./a.js".to_owned(), name.to_owned());
        assert_eq!(found, [of_script("f0"), of_script("base"), of_script("f1")]);
        // A name inside a line, and one that is no function's, stand as they were.
        let expected = script(&[
            "f1: function() {",
            &inside,
            "},",
            &format!("f0: now, {NOW}: now,"),
        ]);
        assert_eq!(script_of_short, expected);
        Ok(())
    }

    #[test]
    fn a_script_of_another_form_ends_the_build() {
        let now = format!("{NOW}: now,");
        let too = format!("{NOW_TOO}: too,");
        for (lines, missing) in [
            (vec![], vec![NOW, NOW_TOO]),
            (vec!["// no member"], vec![NOW, NOW_TOO]),
            // As many lines as functions, and one of them is named by none.
            (vec![now.as_str(), &now], vec![NOW, NOW_TOO]),
            (vec![&now, &now, &too], vec![NOW]),
            (vec![&too], vec![NOW]),
            (vec![&now], vec![NOW_TOO]),
            (
                vec!["imports['__wbg_now_0123456789abcdef'] = now;", &too],
                vec![NOW],
            ),
        ] {
            let said = shortened(&program(), &script(&lines)).err().unwrap_or_default();
            let (_, names) = said.split_once(": ").unwrap_or_default();
            assert_eq!(names, missing.join(", "), "{lines:?}");
        }
        assert!(shortened(&program(), &script(&[&now, &too])).is_ok());
        assert!(shortened(b"no program", "").is_err());
    }
}
