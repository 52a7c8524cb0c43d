//! `check`, `rubric check` and `cycle check`: what files are, whether they are intact, and every problem in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use scoring::application::{ApplicationRecord, DraftCopy};
use scoring::cycle::{
    ApplicationForm, Assignment, Cycle, CycleFault, PanelReport, PanelReportRecord, Pool, Register, VisitPlan,
};
use scoring::faults::AwardFault;
use scoring::figures::{CheckedFile, Held, check_json};
use scoring::files::json::Measure;
use scoring::files::{self, Content, FileFault, FileKind};
use scoring::foundations::{Fingerprint, Lang};
use scoring::problem::{Place, Problem, Problems, Severity};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Revision, RubricRef, Scoresheet, SheetRecord, Standard};
use scoring::words as say;

use crate::args::Check;
use crate::notes::Notes;
use crate::sources::Unread;
use crate::{decode, inputs, sources};

/// Reports on files of any kind, taken in as the desk takes them. The report is the result, so it is reported of faulty
/// files too; one that cannot be read is reported on standard error and costs no other.
pub(crate) fn files(args: &Check, notes: &mut Notes) -> Option<String> {
    let paths = args.files.iter().chain(&args.rubric).map(PathBuf::as_path);
    if !inputs::stream_at_most_once(paths, notes) {
        return None;
    }
    let given = match &args.rubric {
        None => None,
        Some(path) => Some(inputs::rubric(path, notes)?),
    };
    let mut rubrics = AtHand {
        given,
        others: inputs::shipped(notes),
    };
    let mut files = Vec::new();
    sources::each(&args.files, notes, &mut |found| {
        let mut file = Looked::of(found.name, found.bytes, None);
        rubrics.others.extend(file.rubric.take());
        // Values whose rubric is at hand are not held any longer; the others wait for it.
        file.hold(&rubrics);
        files.push(file);
    });
    if files.iter().all(|file| !file.is_there) && notes.has_errors() {
        return None;
    }
    let lang = notes.lang();
    let mut replacements = Replacements::new();
    for file in &files {
        let later = file.revision.as_ref();
        if let Some((later, replaced)) = later.and_then(|later| Some((later, later.supersedes?))) {
            let by = (file.report.file.clone(), later.clone());
            replacements.entry(replaced.to_string()).or_default().push(by);
        }
    }
    let files = files.into_iter().map(|file| file.beside(&replacements, lang));
    let reports: Vec<CheckedFile> = files.map(|file| file.told(&rubrics, notes)).collect();
    Some(check_json(&reports))
}

/// Reports on one file that must be of this kind; a faulty one is reported on standard error alone.
pub(crate) fn one(path: &Path, kind: FileKind, notes: &mut Notes) -> Option<String> {
    let bytes = inputs::bytes(path, notes)?;
    let file = Looked::of(inputs::name_of(path), Ok(bytes), Some(kind));
    let report = file.told(&AtHand::default(), notes);
    (!notes.has_errors()).then(|| check_json(&[report]))
}

/// The rubrics that values can be held against.
#[derive(Default)]
struct AtHand {
    /// The one that was asked for, whatever a file was made with.
    given: Option<(Rubric, Fingerprint)>,
    /// The shipped ones and the sound ones among the files, to choose from by the fingerprint that a file names.
    others: Vec<(Rubric, Fingerprint)>,
}

impl AtHand {
    fn of(&self, wanted: Fingerprint) -> Option<&(Rubric, Fingerprint)> {
        let by_fingerprint = || self.others.iter().find(|(_, fingerprint)| *fingerprint == wanted);
        self.given.as_ref().or_else(by_fingerprint)
    }
}

/// A file of which everything is known but its values.
struct Looked {
    report: CheckedFile,
    problems: Problems<AwardFault>,
    /// Whether it could be opened.
    is_there: bool,
    /// The rubric that it is.
    rubric: Option<(Rubric, Fingerprint)>,
    /// The values in it.
    values: Option<Values>,
    /// Of a scoresheet: which revision it is.
    revision: Option<Revision>,
}

/// The corrections among the files, each with its file's name, by the fingerprint of the sheet that they replace.
type Replacements = BTreeMap<String, Vec<(String, Revision)>>;

/// What is held against a rubric.
enum Values {
    Sheet(Box<SheetRecord>),
    Application(Box<ApplicationRecord>),
    Draft(Box<DraftCopy>),
    Report(Box<PanelReportRecord>),
}

impl Values {
    fn rubric(&self) -> &RubricRef {
        match self {
            Self::Sheet(record) => &record.rubric,
            Self::Application(record) => &record.sheet.rubric,
            Self::Draft(copy) => &copy.draft().head.rubric,
            Self::Report(record) => &record.rubric,
        }
    }

    fn check(self, (rubric, fingerprint): &(Rubric, Fingerprint)) -> Problems<AwardFault> {
        match self {
            Self::Sheet(record) => {
                let standard = Standard::of_file(&record);
                let checked = Scoresheet::check(*record, rubric, *fingerprint, standard);
                checked
                    .map_or_else(|problems| problems, |(_, warnings)| warnings)
                    .convert()
            }
            Self::Application(record) => {
                let ApplicationRecord { sheet, support, .. } = *record;
                let standard = Standard::of_file(&sheet);
                match Scoresheet::check(sheet, rubric, *fingerprint, standard) {
                    Ok((_, warnings)) => {
                        let mut problems: Problems<AwardFault> = warnings.convert();
                        problems.extend(support.check(rubric));
                        problems
                    }
                    Err(problems) => problems.convert(),
                }
            }
            Self::Draft(copy) => copy.check(rubric, *fingerprint).convert(),
            Self::Report(record) => {
                let checked = PanelReport::check(*record, rubric, *fingerprint);
                checked
                    .map_or_else(|problems| problems, |(_, warnings)| warnings)
                    .convert()
            }
        }
    }
}

impl Looked {
    /// A file that cannot be opened costs no other: the report says so of it too.
    fn of(name: String, bytes: Result<Vec<u8>, Unread>, wanted: Option<FileKind>) -> Self {
        let mut looked = Self {
            report: CheckedFile {
                file: name,
                kind: None,
                version: None,
                fingerprint: None,
                sha256: None,
                held: None,
                errors: Vec::new(),
                warnings: Vec::new(),
                notes: Vec::new(),
            },
            problems: Problems::new(),
            is_there: true,
            rubric: None,
            values: None,
            revision: None,
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(Unread::Unopened(said)) => {
                looked.report.errors.push(said);
                looked.is_there = false;
                return looked;
            }
            Err(Unread::TooLarge(fault)) => {
                looked.problems = Problem::error(Place::File, AwardFault::File(fault)).into();
                return looked;
            }
        };
        let opened = match decode::json(&bytes) {
            Ok(text) => looked.open(&text, wanted),
            Err(fault) => Err(Problem::error(Place::File, fault)),
        };
        if let Err(problem) = opened {
            let problem = inputs::or_table(problem.convert(), &looked.report.file, &bytes);
            looked.problems = problem.into();
        }
        looked
    }

    /// Fills in what the file is, and what is wrong with it as far as it says so itself.
    ///
    /// # Errors
    /// It does not open, or is of another kind.
    fn open(&mut self, text: &str, wanted: Option<FileKind>) -> Result<(), Problem<FileFault>> {
        (self.report.kind, self.report.version) = files::stated(text);
        let (envelope, content) = match files::open(text) {
            Ok(opened) => opened,
            Err(problem) => {
                self.report.fingerprint = fingerprint_behind(&problem);
                return Err(problem);
            }
        };
        self.report.fingerprint = Some(INTACT);
        self.report.sha256 = Some(envelope.fingerprint.to_string());
        if let Some(wanted) = wanted.filter(|wanted| *wanted != envelope.kind) {
            return Err(inputs::wrong_kind(wanted, envelope.kind));
        }
        match content {
            Content::Rubric(draft) => {
                self.report.held = Some(Held::Values);
                self.problems = match Rubric::check(*draft) {
                    Ok((rubric, warnings)) => {
                        self.rubric = Some((rubric, envelope.fingerprint));
                        warnings.convert()
                    }
                    Err(problems) => problems.convert(),
                };
            }
            Content::Application(record) => self.values = Some(Values::Application(record)),
            Content::Scoresheet(record) => {
                self.revision = Some(record.revision.clone());
                self.values = Some(Values::Sheet(record));
            }
            Content::Draft(copy) => self.values = Some(Values::Draft(copy)),
            Content::PanelReport(record) => self.values = Some(Values::Report(record)),
            Content::Cycle(record) => self.take_checked(Cycle::check(*record)),
            Content::Pool(experts) => self.take_checked(Pool::check(*experts)),
            Content::Register(awards) => self.take_checked(Register::check(*awards)),
            Content::ApplicationForm(record) => self.take_checked(ApplicationForm::check(*record)),
            Content::Assignment(record) => self.take_checked(Assignment::check(*record)),
            Content::VisitPlan(record) => self.take_checked(VisitPlan::check(*record)),
            Content::Declaration(_) => self.report.held = Some(Held::Values),
            // Its entries are held against each other and the files by `docket verify` and `audit`.
            Content::Docket(_) => self.report.held = Some(Held::StructureOnly),
        }
        Ok(())
    }

    /// Notes what a file is that its own rules hold, without any rubric.
    fn take_checked<T>(&mut self, checked: Result<(T, Problems<CycleFault>), Problems<CycleFault>>) {
        self.report.held = Some(Held::Values);
        self.problems = checked
            .map_or_else(|problems| problems, |(_, warnings)| warnings)
            .convert();
    }

    /// Says of a scoresheet that it is a correction, and of one that another of the files replaces, by which and why.
    fn beside(mut self, replacements: &Replacements, lang: Lang) -> Self {
        let own = self.revision.as_ref();
        self.report
            .notes
            .extend(own.and_then(|revision| say::correction(revision, lang)));
        let later = self
            .report
            .sha256
            .as_ref()
            .and_then(|print| replacements.get(print));
        for (by, later) in later.into_iter().flatten() {
            let said = say::SupersededReason {
                by,
                revision: &later.number,
                reason: &later.reason,
            };
            self.report.notes.push(said.text(lang));
        }
        self
    }

    /// Holds the values against their rubric, where it is at hand.
    fn hold(&mut self, rubrics: &AtHand) {
        let fingerprint = self.values.as_ref().map(|values| values.rubric().fingerprint);
        let Some((fingerprint, rubric)) = fingerprint.and_then(|of| Some((of, rubrics.of(of)?))) else {
            return;
        };
        // Values are not looked at with another rubric than theirs; the problem says so.
        let is_theirs = rubric.1 == fingerprint;
        self.report.held = Some(if is_theirs {
            Held::Values
        } else {
            Held::StructureOnly
        });
        if let Some(values) = self.values.take() {
            self.problems = values.check(rubric);
        }
    }

    /// Says what is wrong, and what was not looked at.
    fn told(mut self, rubrics: &AtHand, notes: &mut Notes) -> CheckedFile {
        let lang = notes.lang();
        self.hold(rubrics);
        if let Some(values) = self.values.take() {
            self.report.held = Some(Held::StructureOnly);
            let of = values.rubric();
            let (name, fingerprint) = (format!("{} {}", of.id, of.version), of.fingerprint.short());
            let note = say::CliStructureOnly {
                name: &name,
                fingerprint: &fingerprint,
            };
            self.report.notes.push(note.text(lang));
        }
        for problem in &self.problems {
            let line = say::problem_line(problem, lang);
            match problem.severity {
                Severity::Error => self.report.errors.push(line),
                Severity::Warning => self.report.warnings.push(line),
            }
        }
        if self.problems.more() > 0 {
            let more = say::more_problems(lang, self.problems.more());
            self.report.errors.push(more);
        }
        notes.problems(&self.report.file, &self.problems);
        for note in &self.report.notes {
            notes.remark(&self.report.file, note);
        }
        self.report
    }
}

const INTACT: &str = "intact";
const ALTERED: &str = "altered";

/// What is known of the fingerprint of a file that did not open: what stands inside is read only after it held.
fn fingerprint_behind(problem: &Problem<FileFault>) -> Option<&'static str> {
    match (&problem.fault, &problem.place) {
        (FileFault::Altered { .. }, _) => Some(ALTERED),
        // Told before any fingerprint was taken.
        (FileFault::MemberTwice, _) => None,
        (FileFault::OverLimit { measure, .. }, _) if *measure != Measure::Name => None,
        (_, Place::Member(path)) if path == "version" => None,
        (FileFault::EnvelopeContradicts { .. }, _) | (_, Place::Member(_)) => Some(INTACT),
        _ => None,
    }
}
