//! What a spreadsheet makes of the tables that the command line writes, when it opens them as anybody would.
//!
//! Not part of the test command: LibreOffice is large. A made-up award is scored, its tables are opened in three
//! languages and saved as workbooks, and the workbooks written out again; codes, names and exact values must be the
//! same texts, figures the same numbers. A table of a bare code and a bare fraction goes the same way and must come
//! back changed, so that the comparison is known to see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser;
use crate::process::{self, Failure, failed};

/// Languages of a spreadsheet, by the numbers that it has for them, and how many of the two bare texts each changes:
/// they differ in what they take for a number and a date.
const LANGUAGES: [(&str, u32, usize); 3] = [("Chinese", 2052, 2), ("English", 1033, 2), ("German", 1031, 0)];

/// Opens our tables in LibreOffice and compares what comes back.
pub fn check() -> Result<(), Failure> {
    let office = office().map_err(failed)?;
    let folder = process::target_dir().join("spreadsheet");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| failed(error.to_string()))?;
    let tables = written(&folder)?;
    let control = "编号,精确值\n1.10,11/2\n";
    let bare = write(&folder, "bare.csv", control)?;
    for (language, number, bare_changes) in LANGUAGES {
        let back = opened(&office, &folder, &bare, number)?;
        if differences(control, &back, &[0, 1]).len() != bare_changes {
            return Err(failed(format!(
                "In {language} a bare code and a bare fraction came back as {back:?}: not what this comparison relies on"
            )));
        }
        for (table, texts) in &tables {
            let before = fs::read_to_string(table).map_err(|error| failed(error.to_string()))?;
            let after = opened(&office, &folder, table, number)?;
            let changed = differences(&before, &after, texts);
            if !changed.is_empty() {
                let name = table.display();
                return Err(failed(format!(
                    "In {language} {name} comes back changed:\n{}",
                    changed.join("\n")
                )));
            }
        }
        println!("{language}: codes, names, exact values and figures come back as they were");
    }
    Ok(())
}

/// LibreOffice, installed where it is missing.
fn office() -> Result<PathBuf, String> {
    let found = || process::on_path("soffice").or_else(|| process::on_path("libreoffice"));
    if found().is_none() {
        browser::install(&["libreoffice-calc-nogui"]).map_err(|why| {
            format!("LibreOffice is missing, and {why}; install it so that `soffice` is on PATH")
        })?;
    }
    found().ok_or_else(|| "LibreOffice is not on PATH even after installing it".into())
}

/// The tables of a made-up award, each with the columns that hold texts; the others hold figures.
fn written(folder: &Path) -> Result<Vec<(PathBuf, Vec<usize>)>, Failure> {
    let mut build = process::cargo();
    process::run(build.args(["build", "--features", "cli", "--bin", "scoresheets"]))?;
    let program = process::target_dir().join("debug").join("scoresheets");
    let run = |words: &[&str]| -> Result<String, Failure> {
        let mut command = Command::new(&program);
        command.current_dir(folder).args(words);
        let said = process::in_words(&command);
        process::output_of(&mut command).ok_or_else(|| failed(format!("`{said}` failed")))
    };
    let mut rubric = "编号,名称,类别,分值\n1,001,方法类,\n".to_owned();
    let mut values = "编号,百分比\n".to_owned();
    for clause in 1..=10 {
        rubric.push_str(&format!("1.{clause},{clause}-2,,11\n"));
        values.push_str(&format!("1.{clause},{}\n", 5 * clause));
    }
    write(folder, "rubric.csv", &rubric)?;
    run(&[
        "rubric",
        "import",
        "rubric.csv",
        "--total",
        "110",
        "-o",
        "rubric.json",
    ])?;
    let mut sheets = Vec::new();
    for applicant in ["001", "1-2", "某区 1.10 馆"] {
        for assessor in 1..=3 {
            let (table, sheet) = (
                format!("{assessor}.csv"),
                format!("{}-{assessor}.json", sheets.len()),
            );
            write(
                folder,
                &table,
                &values.replacen(",5\n", &format!(",{}\n", 15 * assessor + 5), 1),
            )?;
            let assessor = assessor.to_string();
            run(&[
                "sheet",
                "import",
                &table,
                "--rubric",
                "rubric.json",
                "--stage",
                "site",
                "--assessor",
                &assessor,
                "--applicant",
                applicant,
                "--overall",
                "好",
                "-o",
                &sheet,
            ])?;
            sheets.push(sheet);
        }
    }
    let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
    let formed = ["--rubric", "rubric.json", "--format", "csv"];
    let aggregate = run(&[&["aggregate"], &sheets[..3], &formed].concat())?;
    let ranking = run(&[&["rank"], &sheets[..], &formed].concat())?;
    Ok(vec![
        (write(folder, "aggregate.csv", &aggregate)?, vec![0, 1, 3]),
        (write(folder, "ranking.csv", &ranking)?, vec![0, 1, 4, 6]),
    ])
}

fn write(folder: &Path, name: &str, text: &str) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    fs::write(&path, text).map_err(|error| failed(format!("{}: {error}", path.display())))?;
    Ok(path)
}

/// A table opened in LibreOffice, saved as a workbook, and written out again.
fn opened(office: &Path, folder: &Path, table: &Path, language: u32) -> Result<String, Failure> {
    // Separator, quotation mark, UTF-8, first row, no formats of columns, language, texts bare, dates recognised.
    let reading = format!("44,34,76,1,,{language},false,true");
    let workbook = table.with_extension("xlsx");
    convert(office, folder, table, "xlsx", Some(&format!("CSV:{reading}")))?;
    let back = folder.join("back");
    let into = format!("csv:Text - txt - csv (StarCalc):{reading}");
    convert(office, &back, &workbook, &into, None)?;
    let name = table.file_name().unwrap_or_default();
    fs::read_to_string(back.join(name)).map_err(|error| failed(error.to_string()))
}

fn convert(
    office: &Path,
    into: &Path,
    file: &Path,
    format: &str,
    reading: Option<&str>,
) -> Result<(), Failure> {
    let mut command = Command::new(office);
    // A profile of its own: one that somebody has open is left alone.
    let profile = process::target_dir().join("spreadsheet-profile");
    command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    command.arg("--headless");
    if let Some(reading) = reading {
        command.arg(format!("--infilter={reading}"));
    }
    command
        .args(["--convert-to", format, "--outdir"])
        .arg(into)
        .arg(file);
    let said = process::in_words(&command);
    match process::output_of(&mut command) {
        Some(_) => Ok(()),
        None => Err(failed(format!("`{said}` failed"))),
    }
}

/// The cells that came back otherwise: texts by their letters, figures by their value.
fn differences(before: &str, after: &str, texts: &[usize]) -> Vec<String> {
    let rows = |table: &str| -> Vec<Vec<String>> {
        let lines = table.trim_start_matches('\u{FEFF}').lines();
        let cells = |line: &str| line.trim_end_matches(',').split(',').map(str::to_owned).collect();
        lines.map(cells).collect()
    };
    let (before, after) = (rows(before), rows(after));
    let mut changed = Vec::new();
    for (number, row) in before.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let there = after
                .get(number)
                .and_then(|row| row.get(column))
                .map_or("", String::as_str);
            let same = match (cell.parse::<f64>(), there.parse::<f64>()) {
                (Ok(one), Ok(other)) if !texts.contains(&column) => one.to_bits() == other.to_bits(),
                _ => cell == there,
            };
            if !same {
                changed.push(format!(
                    "row {}, column {}: {cell:?} became {there:?}",
                    number + 1,
                    column + 1
                ));
            }
        }
    }
    if before.len() != after.len() {
        changed.push(format!("{} rows became {}", before.len(), after.len()));
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_their_letters_and_figures_by_their_value() {
        let table = "[1.10],名,18.00\n";
        assert!(differences(table, "[1.10],名,18\n", &[0, 1]).is_empty());
        assert_eq!(differences(table, "1.1,名,18.5\n", &[0, 1]).len(), 2);
        assert_eq!(differences("1.10\n", "1.1\n", &[0]).len(), 1);
        assert_eq!(differences("a\nb\n", "a\n", &[0]).len(), 2);
    }
}
