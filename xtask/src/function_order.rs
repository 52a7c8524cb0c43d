//! The functions of a program in an order in which those that resemble each other stand together. Compression looks back
//! 32 kB at most and finds what they share: a desk's program becomes five hundredths smaller. Nothing else changes.
//!
//! Each function is followed by the one that has most byte sequences in common with it, for its length.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::folder;
use crate::process::{Failure, failed};

/// The length of the byte sequences that are compared.
const SEQUENCE: usize = 6;
/// A sequence that more functions have is no sign of resemblance.
const COMMON: usize = 60;
/// Added to a function's length, so that the shortest are not taken for the most alike.
const SHORT: usize = 200;

/// Orders the functions of every program in `dist/`.
pub fn write(dist: &Path) -> Result<(), Failure> {
    for name in folder::files(dist)?.iter().filter(|name| name.ends_with(".wasm")) {
        let path = dist.join(name);
        let in_words = |error: std::io::Error| failed(format!("dist/{name}: {error}"));
        let program = fs::read(&path).map_err(in_words)?;
        let ordered =
            ordered(&program).map_err(|error| failed(format!("dist/{name} cannot be ordered: {error}")))?;
        fs::write(&path, ordered).map_err(in_words)?;
    }
    Ok(())
}

/// The same program, its functions in order of resemblance.
fn ordered(program: &[u8]) -> Result<Vec<u8>, reencode::Error> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order_of(&bodies);
    let mut numbers = vec![0; order.len()];
    for (number, function) in (imported..).zip(&order) {
        numbers[*function] = number;
    }
    let mut module = Module::new();
    let mut order = Order {
        imported,
        order,
        numbers,
    };
    order.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok(module.finish())
}

/// Functions by their places before, each followed by the one that resembles it most; the longest begins.
fn order_of(bodies: &[&[u8]]) -> Vec<usize> {
    let mut found: Vec<(&[u8], usize)> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        found.extend(body.windows(SEQUENCE).map(|sequence| (sequence, function)));
    }
    found.sort_unstable();
    found.dedup();
    // For each function the groups of functions that share a sequence.
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut groups_of: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
    for same in found.chunk_by(|one, other| one.0 == other.0) {
        if (2..=COMMON).contains(&same.len()) {
            for (_, function) in same {
                groups_of[*function].push(groups.len());
            }
            groups.push(same.iter().map(|(_, function)| *function).collect());
        }
    }
    let mut longest: Vec<usize> = (0..bodies.len()).collect();
    longest.sort_by_key(|function| std::cmp::Reverse(bodies[*function].len()));
    let mut placed = vec![false; bodies.len()];
    let mut shared = vec![0_usize; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    for begin in longest {
        let mut next = Some(begin).filter(|begin| !placed[*begin]);
        while let Some(function) = next {
            placed[function] = true;
            order.push(function);
            let mut alike = Vec::new();
            for group in &groups_of[function] {
                for other in groups[*group].iter().filter(|other| !placed[**other]) {
                    if shared[*other] == 0 {
                        alike.push(*other);
                    }
                    shared[*other] += 1;
                }
            }
            alike.sort_unstable();
            next = alike
                .iter()
                .copied()
                .max_by_key(|other| shared[*other] * 1_000_000 / (bodies[*other].len() + SHORT));
            for other in alike {
                shared[other] = 0;
            }
        }
    }
    order
}

/// Functions in their new order, with their new numbers wherever they are named.
struct Order {
    /// How many functions are imported. Those come first and stay.
    imported: u32,
    /// The place before of each.
    order: Vec<usize>,
    /// The new number of each, by its place before.
    numbers: Vec<u32>,
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        let place = function.checked_sub(self.imported);
        let number = place.and_then(|place| self.numbers.get(usize::try_from(place).ok()?));
        Ok(number.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for function in self.order.clone() {
            functions.function(self.type_index(types[function])?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection,
        RefType, StartSection, TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::{ElementItems, Operator, Validator};

    /// What a function does here: long texts of instructions that two kinds share, a mark of its own, and a call.
    fn body(kind: i64, mark: i32, called: u32) -> Function {
        let mut body = Function::new([]);
        let mut sink = body.instructions();
        for step in 0..40 {
            sink.i64_const(kind * 1_000_003 + step * step).drop();
        }
        sink.i32_const(mark).drop().call(called).end();
        body
    }

    /// A program of six functions behind one that is imported, two kinds in turn; each calls the next.
    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for (number, called) in [2, 3, 4, 5, 6, 0].into_iter().enumerate() {
            functions.function(0);
            let number = i32::try_from(number).unwrap_or_default();
            code.function(&body(i64::from(number % 2), 100 + number, called));
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 3,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("first", ExportKind::Func, 1);
        exports.export("last", ExportKind::Func, 6);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions([0, 2, 5][..].into()),
        );
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&StartSection { function_index: 3 })
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// Everything that names a function, by the mark of the function that is named: 0 for the imported one.
    #[derive(Debug, PartialEq, Eq)]
    struct Named {
        exports: Vec<(String, i32)>,
        start: Vec<i32>,
        elements: Vec<i32>,
        /// From the mark of the caller to that of the called.
        calls: Vec<(i32, i32)>,
    }

    /// What a program names, and its marks in the order of its functions.
    fn named(program: &[u8]) -> Result<(Named, Vec<i32>), Box<dyn std::error::Error>> {
        Validator::new().validate_all(program)?;
        let (mut exports, mut start, mut elements, mut called, mut marks) =
            (vec![], vec![], vec![], vec![], vec![0]);
        for payload in Parser::new(0).parse_all(program) {
            match payload? {
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        exports.push((export.name.to_owned(), export.index));
                    }
                }
                Payload::StartSection { func, .. } => start.push(func),
                Payload::ElementSection(section) => {
                    for element in section {
                        if let ElementItems::Functions(functions) = element?.items {
                            elements.extend(functions.into_iter().collect::<Result<Vec<u32>, _>>()?);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader()? {
                        match operator? {
                            Operator::I32Const { value } => marks.push(value),
                            Operator::Call { function_index } => called.push(function_index),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        let mark = |function: u32| marks[function as usize];
        let mut calls: Vec<_> = marks[1..]
            .iter()
            .copied()
            .zip(called.into_iter().map(mark))
            .collect();
        calls.sort_unstable();
        let named = Named {
            exports: exports
                .into_iter()
                .map(|(name, function)| (name, mark(function)))
                .collect(),
            start: start.into_iter().map(mark).collect(),
            elements: elements.into_iter().map(mark).collect(),
            calls,
        };
        Ok((named, marks))
    }

    #[test]
    fn functions_that_are_alike_stand_together_and_every_name_follows_them()
    -> Result<(), Box<dyn std::error::Error>> {
        let program = program();
        let ordered = ordered(&program)?;
        let (before, marks_before) = named(&program)?;
        let (after, marks) = named(&ordered)?;
        assert_eq!(after, before);
        assert_eq!(marks_before, [0, 100, 101, 102, 103, 104, 105]);
        let kinds: Vec<i32> = marks[1..].iter().map(|mark| mark % 2).collect();
        assert!(
            kinds == [0, 0, 0, 1, 1, 1] || kinds == [1, 1, 1, 0, 0, 0],
            "{marks:?}"
        );
        assert_eq!(ordered, super::ordered(&program)?, "one program, one order");
        Ok(())
    }
}
