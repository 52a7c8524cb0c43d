//! Everything that goes to standard error, one thing a line, and the exit code that follows from it.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use scoring::faults::AnyFault;
use scoring::foundations::{Lang, visible_line};
use scoring::panel::Question;
use scoring::problem::{Place, Problem, Problems, Severity};
use scoring::rubric::Rubric;
use scoring::scoresheet::SheetFault;
use scoring::scoring::AggregateFault;
use scoring::words::{self as say, Sentence};

use crate::inputs;

/// How a run ends; the gravest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Well, warnings included.
    Well,
    /// Problems in the data.
    Data,
    /// Wrong arguments, or files that cannot be opened or written.
    Access,
}

/// What a run has to say.
pub(crate) struct Notes {
    lang: Lang,
    lines: Vec<String>,
    end: End,
}

impl Notes {
    /// Nothing to say so far.
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            lang,
            lines: Vec::new(),
            end: End::Well,
        }
    }

    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether an error was noted.
    pub(crate) fn has_errors(&self) -> bool {
        self.end != End::Well
    }

    /// A problem in a file.
    pub(crate) fn problem<F: Sentence>(&mut self, file: &str, problem: &Problem<F>) {
        if problem.severity == Severity::Error {
            self.end = self.end.max(End::Data);
        }
        let line = say::problem_line(problem, self.lang);
        self.line_about(file, &line);
    }

    /// Why a file is not written, where the reason lies in what it would hold.
    pub(crate) fn unwritable(&mut self, file: &Path, text: &str) {
        let file = match file.display().to_string() {
            stream if stream == inputs::STREAM => Path::new(say::cli_stdout(self.lang)),
            _ => file,
        };
        self.cannot(file, text);
    }

    /// What the output itself tells as different, without a line of its own.
    pub(crate) fn differs(&mut self) {
        self.end = self.end.max(End::Data);
    }

    /// Why something cannot be made of what a folder holds.
    pub(crate) fn cannot(&mut self, path: &Path, text: &str) {
        self.end = self.end.max(End::Data);
        let line = self.joined(&[say::severity(Severity::Error, self.lang), text]);
        self.line_about(&path.display().to_string(), &line);
    }

    /// All problems in a file.
    pub(crate) fn problems<F: Sentence>(&mut self, file: &str, problems: &Problems<F>) {
        for problem in problems {
            self.problem(file, problem);
        }
        if problems.more() > 0 {
            self.remark(file, &say::more_problems(self.lang, problems.more()));
        }
    }

    /// The problems that touch the numbers: comment rules and the overall judgement do not.
    pub(crate) fn problems_of_numbers(&mut self, file: &str, problems: Problems<AnyFault>) {
        let of_numbers = |problem: &Problem<AnyFault>| {
            let touches = matches!(
                problem.fault,
                AnyFault::Sheet(SheetFault::NotScored)
                    | AnyFault::Aggregate(AggregateFault::FewSheets { .. })
            );
            touches || problem.severity == Severity::Error
        };
        for problem in problems.into_iter().filter(of_numbers) {
            self.problem(file, &problem);
        }
    }

    /// Problems of several files together: each at the file it names, the rest at all of them.
    pub(crate) fn problems_together(&mut self, files: &[&str], problems: &Problems<AggregateFault>) {
        let all = files.join(", ");
        for problem in problems {
            match &problem.place {
                Place::Named(file) => {
                    let mut here = problem.clone();
                    here.place = Place::File;
                    self.problem(file, &here);
                }
                _ => self.problem(&all, problem),
            }
        }
    }

    /// Something about a file that is neither error nor warning.
    pub(crate) fn remark(&mut self, file: &str, text: &str) {
        let line = self.joined(&[say::severity_note(self.lang), text]);
        self.line_about(file, &line);
    }

    /// A question about two names that nobody has answered.
    pub(crate) fn question(&mut self, question: &Question) {
        self.end = self.end.max(End::Data);
        let (pair, question) = (
            &format!("{}={}", question.first, question.second),
            &say::question(question, self.lang),
        );
        let text = say::CliAnswer { question, pair }.text(self.lang);
        let line = self.joined(&[say::severity(Severity::Error, self.lang), &text]);
        self.line(&line);
    }

    /// A pair of names that is none.
    pub(crate) fn bad_pair(&mut self, name: &str, found: &str) {
        let text = say::CliBadPair {
            name: &name,
            found: &found,
        }
        .text(self.lang);
        self.wrong_argument(&text);
    }

    /// The line that goes with numbers which are not official, where the output itself has no place for it.
    pub(crate) fn notice(&mut self, rubric: &Rubric) {
        if let Some(notice) = say::notice_for(rubric.status(), self.lang) {
            let line = self.joined(&[say::severity_note(self.lang), notice]);
            self.line(&line);
        }
    }

    /// What is said of a file that cannot be opened, in a report.
    pub(crate) fn said_of_unopened(&self, error: &io::Error) -> String {
        let text = say::fault_io_read(self.lang, self.reason(error));
        self.joined(&[say::severity(Severity::Error, self.lang), &text])
    }

    /// A file that cannot be opened.
    pub(crate) fn unopened(&mut self, file: &Path, error: &io::Error) {
        let text = say::fault_io_read(self.lang, self.reason(error));
        self.access(&file.display().to_string(), &[&text]);
    }

    /// A folder or a list in which there is no file to take, in these words.
    pub(crate) fn nothing_in(&mut self, place: &Path, text: fn(Lang) -> &'static str) {
        let text = text(self.lang);
        self.access(&place.display().to_string(), &[text]);
    }

    /// What is in a file and cannot be used, in these words.
    pub(crate) fn unusable(&mut self, file: &Path, text: &str) {
        self.access(&file.display().to_string(), &[text]);
    }

    /// A file that cannot be written.
    pub(crate) fn unwritten(&mut self, file: &Path, error: &io::Error) {
        let text = say::fault_io_write(self.lang, self.reason(error));
        self.access(&file.display().to_string(), &[&text]);
    }

    /// A file that would be written over the input that it is.
    pub(crate) fn over_input(&mut self, file: &Path, input: &Path) {
        let input = match input.display().to_string() {
            stream if stream == inputs::STREAM => say::cli_stdin(self.lang).to_owned(),
            name => name,
        };
        let text = say::fault_io_over_input(self.lang, input);
        self.access(&file.display().to_string(), &[&text]);
    }

    /// Standard output cannot be written.
    pub(crate) fn unprinted(&mut self, error: &io::Error) {
        let text = say::fault_io_print(self.lang, self.reason(error));
        self.access("scoresheets", &[say::cli_stdout(self.lang), &text]);
    }

    /// An argument that is wrong.
    pub(crate) fn wrong_argument(&mut self, text: &str) {
        self.access("scoresheets", &[say::cli_place(self.lang), text]);
    }

    /// The help, where a command is missing: the one thing of more than a line.
    pub(crate) fn help(&mut self, text: &str) {
        self.end = End::Access;
        self.lines.push(text.trim_end().to_owned());
    }

    /// Says everything, and the exit code.
    pub(crate) fn finish(self) -> ExitCode {
        let mut text = self.lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        // Where nobody listens any more there is nobody to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
        match self.end {
            End::Well => ExitCode::SUCCESS,
            End::Data => ExitCode::from(1),
            End::Access => ExitCode::from(2),
        }
    }

    fn access(&mut self, file: &str, text: &[&str]) {
        self.end = End::Access;
        let line = self.joined(&[&[say::severity(Severity::Error, self.lang)], text].concat());
        self.line_about(file, &line);
    }

    fn joined(&self, parts: &[&str]) -> String {
        parts.join(if self.lang == Lang::Zh { "\u{FF1A}" } else { ": " })
    }

    fn line_about(&mut self, file: &str, text: &str) {
        let name = match file {
            inputs::STREAM => say::cli_stdin(self.lang),
            name => name,
        };
        self.line(&format!("{name}: {text}"));
    }

    /// Adds one line; line breaks and other control characters out of names and cells are visible in it.
    fn line(&mut self, text: &str) {
        self.lines.push(visible_line(text).into_owned());
    }

    fn reason(&self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::NotFound => say::io_not_found(self.lang).to_owned(),
            io::ErrorKind::PermissionDenied => say::io_permission_denied(self.lang).to_owned(),
            io::ErrorKind::IsADirectory => say::io_is_a_folder(self.lang).to_owned(),
            io::ErrorKind::NotADirectory => say::io_not_a_folder(self.lang).to_owned(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                say::io_disk_full(self.lang).to_owned()
            }
            io::ErrorKind::ReadOnlyFilesystem => say::io_read_only(self.lang).to_owned(),
            io::ErrorKind::FileTooLarge => say::io_too_large(self.lang).to_owned(),
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => {
                say::io_bad_name(self.lang).to_owned()
            }
            // The system's own sentences are in a language of its own.
            _ => error.raw_os_error().map_or_else(
                || say::io_unknown(self.lang).to_owned(),
                |code| say::io_other(self.lang, code),
            ),
        }
    }
}
