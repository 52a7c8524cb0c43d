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
    let mut replaced = 0;
    // The script has them as members of one object, each at the beginning of a line.
    for line in script.split_inclusive('\n') {
        let begun = line.trim_start();
        let named = begun.split_once(':').map(|(name, _)| name);
        match named.and_then(|named| imports.names.iter().position(|name| name == named)) {
            Some(number) => {
                replaced += 1;
                let name = &imports.names[number];
                text.push_str(&line.replacen(name, &short(number), 1));
            }
            None => text.push_str(line),
        }
    }
    if replaced == imports.names.len() {
        Ok((module.finish(), text))
    } else {
        Err(format!(
            "{} functions are imported, and its script names {replaced} of them at the beginnings of lines",
            imports.names.len()
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

    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./a.js", "__wbg_now_0123456789abcdef", EntityType::Function(0));
        let global = GlobalType {
            val_type: ValType::I32,
            mutable: false,
            shared: false,
        };
        imports.import("./a.js", "base", EntityType::Global(global));
        imports.import(
            "./a.js",
            "__wbg_nowhere_0123456789abcdef",
            EntityType::Function(0),
        );
        let mut module = Module::new();
        let producers = CustomSection {
            name: "producers".into(),
            data: b"rustc"[..].into(),
        };
        module.section(&types).section(&imports).section(&producers);
        module.finish()
    }

    const SCRIPT: &str = "const imports = {\n    __wbg_nowhere_0123456789abcdef: function() {\n        a: '__wbg_now_0123456789abcdef';\n    },\n    \
        __wbg_now_0123456789abcdef: now,\n};\n";

    #[test]
    fn a_program_and_its_script_agree_on_short_names() -> Result<(), Box<dyn std::error::Error>> {
        let (wasm, script) = shortened(&program(), SCRIPT)?;
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        names.push(import?.name.to_owned());
                    }
                }
                Payload::CustomSection(section) => names.push(section.name().to_owned()),
                _ => {}
            }
        }
        assert_eq!(names, ["f0", "base", "f1"]);
        assert_eq!(
            script,
            "const imports = {\n    f1: function() {\n        a: '__wbg_now_0123456789abcdef';\n    },\n    f0: now,\n};\n"
        );
        Ok(())
    }

    #[test]
    fn a_script_of_another_form_ends_the_build() {
        for script in ["", "imports['__wbg_now_0123456789abcdef'] = now;\n"] {
            assert!(shortened(&program(), script).is_err(), "{script}");
        }
    }
}
