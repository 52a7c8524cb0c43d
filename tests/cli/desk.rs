//! A folder to work in, and the program run inside it.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use scoring::foundations::Fingerprint;
use tempfile::TempDir;

/// The moment that every file of the tests bears.
pub(crate) const MADE: &str = "2026-11-23T10:32:00Z";

/// The colon between the parts of a Chinese message.
pub(crate) const COLON: &str = "\u{FF1A}";

/// The headings of a rubric's table.
pub(crate) const RUBRIC_HEAD: &str = "编号,名称,类别,分值\n";

/// The headings of a scoresheet's table.
pub(crate) const SHEET_HEAD: &str = "编号,百分比\n";

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Outcome {
    /// The run went well and said nothing on standard error.
    #[track_caller]
    pub(crate) fn silent(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }

    /// The run went well, whatever it said on standard error.
    #[track_caller]
    pub(crate) fn well(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// The run was refused with this exit code, and said nothing on standard output.
    #[track_caller]
    pub(crate) fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{self:?}");
        assert!(!self.err.is_empty(), "a refusal without a reason");
        self.err
    }
}

/// A folder with files in it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a folder"),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("the file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The payload of a file, as it stands.
    pub(crate) fn payload(&self, name: &str) -> String {
        let text = self.read(name);
        let (_, payload) = text.split_once("\"payload\":").expect("a payload");
        let (payload, _) = payload.split_once(",\n\"fingerprint\"").expect("a fingerprint");
        payload.to_owned()
    }

    /// A file with another payload and a fingerprint that fits: as another program might write it.
    pub(crate) fn with_payload(&self, name: &str, payload: &str) -> String {
        let text = self.read(name);
        let (start, _) = text.split_once("\"payload\":").expect("a payload");
        let fingerprint = Fingerprint::of(payload.as_bytes());
        format!("{start}\"payload\":{payload},\n\"fingerprint\":\"{fingerprint}\"\n}}\n")
    }

    /// The names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }

    /// The program in this folder, without the environment's time and locale, and with nothing on standard input.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scoresheets"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null());
        for locale in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(locale);
        }
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Outcome {
        outcome(&mut self.command(words))
    }

    /// The words of one line, split at blanks.
    pub(crate) fn say(&self, line: &str) -> Outcome {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Imports `table` as the rubric `name`.json with this total.
    pub(crate) fn import_rubric(&self, name: &str, table: &str, total: u64) -> Outcome {
        let (csv, json) = (format!("{name}.csv"), format!("{name}.json"));
        self.write(&csv, table);
        self.run(&[
            "rubric",
            "import",
            &csv,
            "-o",
            &json,
            "--total",
            &total.to_string(),
            "--created",
            MADE,
        ])
    }

    /// Imports `table` as the site scoresheet `name`.json, by the assessor `name`, with the rubric r.json.
    pub(crate) fn import_sheet(&self, name: &str, table: &str) -> Outcome {
        self.import_sheet_of(name, table, "site", name, "某区图书馆")
    }

    /// Makes a sheet of a table that is there, by people of no name.
    pub(crate) fn import_table(&self, table: &str, rubric: &str, output: &str) -> Outcome {
        let [stage, assessor, applicant] = ["site", "A", "B"];
        self.run(&[
            "sheet",
            "import",
            table,
            "--rubric",
            rubric,
            "--stage",
            stage,
            "--assessor",
            assessor,
            "--applicant",
            applicant,
            "-o",
            output,
        ])
    }

    pub(crate) fn import_sheet_of(
        &self,
        name: &str,
        table: &str,
        stage: &str,
        assessor: &str,
        applicant: &str,
    ) -> Outcome {
        let (csv, json) = (format!("{name}.csv"), format!("{name}.json"));
        self.write(&csv, table);
        self.run(&[
            "sheet",
            "import",
            &csv,
            "--rubric",
            "r.json",
            "--stage",
            stage,
            "--assessor",
            assessor,
            "--applicant",
            applicant,
            "-o",
            &json,
            "--overall",
            "总体良好。",
            "--created",
            MADE,
        ])
    }
}

/// Runs a command with this on its standard input.
pub(crate) fn fed(command: &mut Command, input: impl AsRef<[u8]>) -> Outcome {
    let (reader, mut writer) = std::io::pipe().expect("a pipe");
    let input = input.as_ref().to_vec();
    // The program may end before it has read all.
    let feeding = std::thread::spawn(move || drop(writer.write_all(&input)));
    let outcome = outcome(command.stdin(reader));
    // The command holds the reader's end, and a writer without a reader ends.
    command.stdin(Stdio::null());
    feeding.join().expect("the input is written");
    outcome
}

pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Outcome {
        code: output.status.code().expect("the program ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs a command whose standard output nobody reads any more.
pub(crate) fn cut_off(command: &mut Command) -> Outcome {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    outcome(command.stdout(writer))
}

/// Every line names the file, and none is broken in two.
#[track_caller]
pub(crate) fn each_line_names(err: &str, file: &str) {
    for line in err.lines() {
        assert!(
            line.starts_with(&format!("{file}: ")),
            "{line:?} does not begin with {file}"
        );
    }
}

/// Bytes as a file, without the helper that tests for text have.
pub(crate) fn append(path: PathBuf, bytes: &[u8]) {
    let mut file = fs::File::options().append(true).open(path).expect("the file");
    file.write_all(bytes).expect("the file can be written");
}
