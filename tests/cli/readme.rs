//! Every command that README shows, run in the order in which it stands, with the output that it shows.
//!
//! In the section on the command line a `csv` block is the file that was named last before it, and a `console` block
//! is commands behind `$` with what they print, standard error behind standard output. The byte order mark and the
//! line ends of CSV cannot be shown there, so they are not compared. `UPDATE_EXPECT=1` writes README anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, outcome};

/// SPEC C24
#[test]
fn readme_shows_what_its_commands_print() {
    follow("README.md", "## The command line");
}

/// SPEC C24
#[test]
fn the_chinese_readme_shows_what_its_commands_print() {
    follow("README.zh-CN.md", "## 命令行");
}

#[track_caller]
fn follow(file: &str, heading: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).expect("README");
    let (before, section) = text.split_once(heading).expect("the section");
    let end = section.find("\n## ").expect("its end");
    let (section, after) = section.split_at(end);
    let mut reader = Reader::new();
    for (number, block) in section.split("```").enumerate() {
        // Between the marks of blocks stand text and blocks in turn.
        if number % 2 == 0 {
            reader.text(block);
        } else {
            reader.block(block);
        }
    }
    assert!(
        reader.commands > 10,
        "{file}: {} commands were found",
        reader.commands
    );
    let run = reader.written.trim_end_matches("```");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{heading}{run}{after}")).expect("README can be written");
    }
    for (line, (shown, printed)) in section.lines().zip(run.lines()).enumerate() {
        let line = before.lines().count() + line;
        assert_eq!(
            shown, printed,
            "{file}:{line}: README shows what its command does not print"
        );
    }
    assert_eq!(section, run, "{file} ends in another way");
}

/// A section as it is read: what it has written so far, with the outputs that the commands have in fact.
struct Reader {
    desk: Desk,
    /// The table that was named last.
    named: String,
    /// The exit code of the last command.
    code: i32,
    commands: usize,
    written: String,
}

impl Reader {
    fn new() -> Self {
        Self {
            desk: Desk::new(),
            named: String::new(),
            code: 0,
            commands: 0,
            written: String::new(),
        }
    }

    fn text(&mut self, text: &str) {
        // The odd pieces between backquotes are code.
        let code = text.split('`').skip(1).step_by(2);
        if let Some(name) = code.filter(|code| code.ends_with(".csv")).last() {
            name.clone_into(&mut self.named);
        }
        self.written += text;
        self.written += "```";
    }

    fn block(&mut self, block: &str) {
        let (language, inside) = block.split_once('\n').expect("a line for the language");
        match language {
            "csv" => {
                self.desk.write(&self.named, inside);
                self.written += block;
            }
            "console" => {
                self.written += "console\n";
                self.run(inside);
            }
            _ => self.written += block,
        }
        self.written += "```";
    }

    fn run(&mut self, block: &str) {
        let mut lines = block.lines();
        while let Some(line) = lines.next() {
            // What is shown of the outputs is left out; what is printed comes in its place.
            let Some(command) = line.strip_prefix("$ ") else {
                continue;
            };
            let mut command = command.to_owned();
            while command.ends_with('\\') {
                command.push('\n');
                command += lines.next().expect("the command goes on");
            }
            let ran = outcome(&mut shell(&self.desk, &command, self.code));
            self.code = ran.code;
            self.commands += 1;
            let printed = ran.out.replace('\u{FEFF}', "").replace("\r\n", "\n");
            self.written += &format!("$ {command}\n{printed}");
        }
    }
}

/// A shell for one command, with the exit code of the one before it, and both outputs as one.
fn shell(desk: &Desk, command: &str, code: i32) -> Command {
    let script = format!("exec 2>&1\n(exit {code})\n{command}\n");
    let program = Path::new(env!("CARGO_BIN_EXE_scoresheets"));
    let mut folders = vec![program.parent().expect("its folder").to_owned()];
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    let own = desk.command(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]);
    shell.current_dir(own.get_current_dir().expect("the folder"));
    for (name, value) in own.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.env("PATH", std::env::join_paths(folders).expect("folders"));
    shell
}
