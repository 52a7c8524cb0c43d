//! The words of the command line, as clap reads them. The help is in the reader's language, headings and placeholders
//! included.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};
use scoring::cycle::ReviewStage;
use scoring::docket::Department;
use scoring::foundations::{Lang, Word, half_width};
use scoring::papers::{AnnouncementWord, PaperName};
use scoring::scoresheet::Stage;
use scoring::scoring::Rule;
use scoring::table::RubricOptions;
use scoring::words as say;

use crate::language;

/// What was asked for.
#[derive(Parser)]
#[command(name = "scoresheets", version, about = word(say::cli_about))]
pub(crate) struct Args {
    /// The language of messages; [`language`] is what reads it.
    #[arg(long, global = true, value_name = word(say::cli_value_lang), value_parser = ["zh", "en"], help = word(say::cli_lang))]
    lang: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(subcommand, about = word(say::cli_rubric))]
    Rubric(RubricCommand),
    #[command(subcommand, about = word(say::cli_sheet))]
    Sheet(SheetCommand),
    #[command(about = word(say::cli_check))]
    Check(Check),
    #[command(about = word(say::cli_total))]
    Total(Total),
    #[command(about = word(say::cli_aggregate))]
    Aggregate(Aggregate),
    #[command(about = word(say::cli_rank))]
    Rank(Rank),
    #[command(subcommand, about = word(say::cli_cycle))]
    Cycle(CycleCommand),
    #[command(subcommand, about = word(say::cli_pool))]
    Pool(PoolCommand),
    #[command(subcommand, about = word(say::cli_register))]
    Register(RegisterCommand),
    #[command(subcommand, about = word(say::cli_application))]
    Application(ApplicationCommand),
    #[command(subcommand, about = word(say::cli_assignment))]
    Assignment(AssignmentCommand),
    #[command(subcommand, about = word(say::cli_panel))]
    Panel(PanelCommand),
    #[command(subcommand, about = word(say::cli_report))]
    Report(ReportCommand),
    #[command(subcommand, about = word(say::cli_docket))]
    Docket(DocketCommand),
    #[command(about = word(say::cli_standing))]
    Standing(Standing),
    #[command(about = word(say::cli_audit))]
    Audit(Audit),
    #[command(about = word(say::cli_paper))]
    Paper(Paper),
    #[command(about = word(say::cli_archive))]
    Archive(Archive),
    #[command(about = word(say::cli_demo))]
    Demo(Demo),
    #[command(about = word(say::cli_help_for))]
    Help {
        #[arg(value_name = word(say::cli_value_command), help = word(say::cli_help_of))]
        of: Vec<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum RubricCommand {
    #[command(about = word(say::cli_rubric_check))]
    Check {
        #[arg(value_name = word(say::cli_value_file), help = word(say::cli_file_rubric))]
        file: PathBuf,
    },
    #[command(about = word(say::cli_rubric_import))]
    Import(RubricImport),
}

#[derive(clap::Args)]
pub(crate) struct RubricImport {
    #[arg(value_name = word(say::cli_value_table), help = word(say::cli_file_table))]
    pub(crate) table: PathBuf,
    #[arg(short, long, value_name = word(say::cli_value_rubric), help = word(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = word(say::cli_value_number), default_value_t = RubricOptions::TOTAL, value_parser = value_parser!(u64).range(1..), help = word(say::cli_total_points))]
    pub(crate) total: u64,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_id))]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_title))]
    pub(crate) title: Option<String>,
    #[arg(long, value_name = word(say::cli_value_text), default_value = RubricOptions::VERSION, help = word(say::cli_rubric_version))]
    pub(crate) version: String,
    #[arg(long, value_name = word(say::cli_value_status), value_enum, default_value_t, help = word(say::cli_status))]
    pub(crate) status: RubricStatus,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_approval))]
    pub(crate) approval: Option<String>,
    #[arg(long, value_name = word(say::cli_value_time), help = word(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RubricStatus {
    #[default]
    Draft,
    Illustrative,
    Official,
}

#[derive(Subcommand)]
pub(crate) enum SheetCommand {
    #[command(about = word(say::cli_sheet_import))]
    Import(SheetImport),
}

#[derive(clap::Args)]
pub(crate) struct SheetImport {
    #[arg(value_name = word(say::cli_value_table), help = word(say::cli_file_table))]
    pub(crate) table: PathBuf,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_name = word(say::cli_value_stage), value_parser = stages(), help = word(say::cli_stage))]
    pub(crate) stage: Stage,
    #[arg(long, required_if_eq_any = [("stage", "material"), ("stage", "site")], value_name = word(say::cli_value_name), help = word(say::cli_assessor))]
    pub(crate) assessor: Option<String>,
    #[arg(long, value_name = word(say::cli_value_name), help = word(say::cli_applicant))]
    pub(crate) applicant: String,
    #[arg(short, long, value_name = word(say::cli_value_sheet), help = word(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), default_value = "", help = word(say::cli_overall))]
    pub(crate) overall: String,
    #[arg(long, requires = "reason", value_name = word(say::cli_value_sheet), help = word(say::cli_corrects))]
    pub(crate) corrects: Option<PathBuf>,
    #[arg(long, requires = "corrects", value_name = word(say::cli_value_text), help = word(say::cli_reason))]
    pub(crate) reason: Option<String>,
    #[arg(long, value_name = word(say::cli_value_time), help = word(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Check {
    #[arg(value_name = word(say::cli_value_file), required = true, help = word(say::cli_file_any))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Total {
    #[arg(value_name = word(say::cli_value_sheet), help = word(say::cli_file_entry))]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum TotalFormat {
    #[default]
    Json,
    Text,
}

#[derive(clap::Args)]
pub(crate) struct Aggregate {
    #[arg(value_name = word(say::cli_value_sheet), required = true, help = word(say::cli_file_sheet))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_name = word(say::cli_value_rule), default_value = Rule::Mean.id(), value_parser = rules(), help = word(say::cli_rule))]
    pub(crate) rule: Rule,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | csv | ndjson"))]
    pub(crate) format: AggregateFormat,
    #[arg(long, value_name = word(say::cli_value_pair), help = word(say::cli_same))]
    pub(crate) same: Vec<String>,
    #[arg(long, value_name = word(say::cli_value_pair), help = word(say::cli_different))]
    pub(crate) different: Vec<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum AggregateFormat {
    #[default]
    Json,
    Csv,
    Ndjson,
}

#[derive(clap::Args)]
pub(crate) struct Rank {
    #[arg(value_name = word(say::cli_value_file), required = true, help = word(say::cli_file_entry))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_name = word(say::cli_value_rule), default_value = Rule::Mean.id(), value_parser = rules(), help = word(say::cli_rule))]
    pub(crate) rule: Rule,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | csv"))]
    pub(crate) format: RankFormat,
    #[arg(long, value_name = word(say::cli_value_pair), help = word(say::cli_same))]
    pub(crate) same: Vec<String>,
    #[arg(long, value_name = word(say::cli_value_pair), help = word(say::cli_different))]
    pub(crate) different: Vec<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum RankFormat {
    #[default]
    Json,
    Csv,
}

#[derive(Subcommand)]
pub(crate) enum CycleCommand {
    #[command(about = word(say::cli_cycle_new))]
    New(CycleNew),
    #[command(about = word(say::cli_cycle_check))]
    Check {
        #[arg(value_name = word(say::cli_value_file), help = word(say::cli_file_cycle))]
        file: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct CycleNew {
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_cycle_id))]
    pub(crate) id: String,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_cycle_title))]
    pub(crate) title: String,
    #[arg(long, value_name = word(say::cli_value_number), help = word(say::cli_cycle_year))]
    pub(crate) year: u16,
    #[arg(long, value_name = word(say::cli_value_day), help = word(say::cli_first_day))]
    pub(crate) first_day: String,
    #[arg(long, value_name = word(say::cli_value_day), help = word(say::cli_last_day))]
    pub(crate) last_day: String,
    #[arg(long, value_name = word(say::cli_value_rubric), help = word(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, required = true, value_name = word(say::cli_value_pair), help = word(say::cli_member))]
    pub(crate) member: Vec<String>,
    #[arg(short, long, value_name = word(say::cli_value_file), help = word(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = word(say::cli_value_time), help = word(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum PoolCommand {
    #[command(about = word(say::cli_pool_import))]
    Import(TableImport),
}

#[derive(Subcommand)]
pub(crate) enum RegisterCommand {
    #[command(about = word(say::cli_register_import))]
    Import(TableImport),
    #[command(about = word(say::cli_register_list))]
    List(RegisterList),
    #[command(about = word(say::cli_register_check))]
    Check(RegisterCheck),
}

#[derive(clap::Args)]
pub(crate) struct TableImport {
    #[arg(value_name = word(say::cli_value_table), help = word(say::cli_file_table))]
    pub(crate) table: PathBuf,
    #[arg(short, long, value_name = word(say::cli_value_file), help = word(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = word(say::cli_value_time), help = word(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct RegisterList {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_register_path))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

#[derive(clap::Args)]
pub(crate) struct RegisterCheck {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_register_check_path))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_certificate))]
    pub(crate) certificate: Option<String>,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

#[derive(Subcommand)]
pub(crate) enum ApplicationCommand {
    #[command(about = word(say::cli_application_check))]
    Check(CaseCheck),
}

#[derive(Subcommand)]
pub(crate) enum PanelCommand {
    #[command(about = word(say::cli_panel_check))]
    Check(CaseCheck),
}

#[derive(Subcommand)]
pub(crate) enum ReportCommand {
    #[command(about = word(say::cli_report_check))]
    Check(CaseCheck),
}

#[derive(clap::Args)]
pub(crate) struct CaseCheck {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case_or_file))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_only_application))]
    pub(crate) application: Option<String>,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

impl CaseCheck {
    /// Whether an application is one of those that were asked about.
    pub(crate) fn is_meant(&self, application: &str) -> bool {
        self.application
            .as_deref()
            .is_none_or(|asked| asked == application)
    }
}

#[derive(Subcommand)]
pub(crate) enum AssignmentCommand {
    #[command(about = word(say::cli_assignment_new))]
    New(AssignmentNew),
}

#[derive(clap::Args)]
pub(crate) struct AssignmentNew {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_assignment_expert))]
    pub(crate) expert: String,
    #[arg(long, value_name = word(say::cli_value_stage), value_parser = closed::<ReviewStage>(), help = word(say::cli_assignment_stage))]
    pub(crate) stage: ReviewStage,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_assignment_panel))]
    pub(crate) panel: Option<String>,
    #[arg(long, requires = "due", value_name = word(say::cli_value_day), help = word(say::cli_assignment_day))]
    pub(crate) day: Option<String>,
    #[arg(long, requires = "day", value_name = word(say::cli_value_day), help = word(say::cli_assignment_due))]
    pub(crate) due: Option<String>,
    #[arg(short, long, value_name = word(say::cli_value_file), help = word(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = word(say::cli_value_time), help = word(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum DocketCommand {
    #[command(about = word(say::cli_docket_show))]
    Show {
        #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
        path: PathBuf,
    },
    #[command(about = word(say::cli_docket_verify))]
    Verify {
        #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
        path: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct Standing {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_number), help = word(say::cli_at))]
    pub(crate) at: Option<u64>,
    #[arg(long, value_name = word(say::cli_value_day), help = word(say::cli_today))]
    pub(crate) today: Option<String>,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

#[derive(clap::Args)]
pub(crate) struct Audit {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_head))]
    pub(crate) head: Option<String>,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = say::cli_format(language::asked_for(), "json | text"))]
    pub(crate) format: TotalFormat,
}

#[derive(clap::Args)]
pub(crate) struct Paper {
    #[arg(value_name = word(say::cli_value_paper), value_parser = papers(), help = paper_names())]
    pub(crate) name: (PaperName, Option<AnnouncementWord>),
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_case))]
    pub(crate) path: PathBuf,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_paper_applicant))]
    pub(crate) applicant: Option<String>,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_paper_panel))]
    pub(crate) panel: Option<String>,
    #[arg(long, value_name = word(say::cli_value_stage), value_parser = closed::<ReviewStage>(), help = word(say::cli_paper_stage))]
    pub(crate) stage: Option<ReviewStage>,
    #[arg(long, value_name = word(say::cli_value_text), value_parser = closed::<Department>(), help = word(say::cli_paper_department))]
    pub(crate) department: Option<Department>,
    #[arg(long, value_name = word(say::cli_value_text), help = word(say::cli_paper_notice))]
    pub(crate) notice: Option<String>,
    #[arg(long, value_name = word(say::cli_value_text), value_parser = closed::<AnnouncementWord>(), help = word(say::cli_paper_word))]
    pub(crate) word: Option<AnnouncementWord>,
    #[arg(long, value_name = word(say::cli_value_day), help = word(say::cli_paper_day))]
    pub(crate) day: Option<String>,
    #[arg(long, value_name = word(say::cli_value_number), help = word(say::cli_at))]
    pub(crate) at: Option<u64>,
    #[arg(long, value_name = word(say::cli_value_format), value_enum, default_value_t, help = word(say::cli_paper_format))]
    pub(crate) format: PaperFormat,
    #[arg(short, long, value_name = word(say::cli_value_file), help = word(say::cli_output))]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum PaperFormat {
    #[default]
    Text,
    Json,
}

#[derive(clap::Args)]
pub(crate) struct Archive {
    #[arg(value_name = word(say::cli_value_path), help = word(say::cli_archive_folder))]
    pub(crate) folder: PathBuf,
    #[arg(short, long, value_name = word(say::cli_value_archive), help = word(say::cli_archive_output))]
    pub(crate) output: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct Demo {
    #[arg(long, allow_negative_numbers = true, value_name = word(say::cli_value_number), help = word(say::cli_seed))]
    pub(crate) seed: u64,
    #[arg(long, value_name = word(say::cli_value_number), default_value_t = 30, help = word(say::cli_applicants))]
    pub(crate) applicants: usize,
    #[arg(long, value_name = word(say::cli_value_number), default_value_t = 90, help = word(say::cli_experts))]
    pub(crate) experts: usize,
    #[arg(short, long, value_name = word(say::cli_value_path), help = word(say::cli_demo_output))]
    pub(crate) output: PathBuf,
}

impl Args {
    /// Reads the command line that this program was started with; a request for help comes back as an error.
    pub(crate) fn read() -> Result<Self, clap::Error> {
        let matches = whole_command().try_get_matches()?;
        let args = Self::from_arg_matches(&matches)?;
        match &args.command {
            Command::Help { of } => Err(help_of(of.iter().map(String::as_str))),
            _ => Ok(args),
        }
    }
}

/// The help of the command with these words: the same as behind `--help`.
pub(crate) fn help_of<'a>(words: impl IntoIterator<Item = &'a str>) -> clap::Error {
    let names = words.into_iter().take_while(|word| !word.starts_with('-'));
    let line = ["scoresheets"].into_iter().chain(names).chain(["--help"]);
    let mut command = whole_command();
    match command.try_get_matches_from_mut(line) {
        Err(help) => help,
        Ok(_) => command.error(ErrorKind::DisplayHelp, ""),
    }
}

/// What could stand where this word was found: the command or the option that differs from it in the case or the width
/// of its letters or in its dashes alone, else the commands of this name elsewhere, or one that does what the word says.
pub(crate) fn meant_by(found: &str) -> Option<String> {
    let mut command = whole_command();
    for word in std::env::args().skip(1).take_while(|word| word != found) {
        // Behind `help` stands what could stand without it.
        let below = command.find_subcommand(&word).filter(|_| word != HELP);
        command = below.cloned().unwrap_or(command);
    }
    let plain = half_width(found).to_lowercase();
    let plain = match plain.trim_start_matches(DASHES) {
        bare if bare.len() < plain.len() => format!("--{bare}"),
        _ => plain,
    };
    let options = command.get_arguments().filter_map(Arg::get_long);
    let options = options.map(|name| format!("--{name}"));
    let commands = command.get_subcommands().map(|below| below.get_name().to_owned());
    let mut known = commands.chain(options);
    known.find(|name| *name == plain).or_else(|| elsewhere(&plain))
}

/// The command of this name, or those below others, each as it is called; else the one that does what the word says.
fn elsewhere(word: &str) -> Option<String> {
    const ALIKE: [(&str, &str); 3] = [
        ("validate", "check"),
        ("score", "total"),
        ("version", "--version"),
    ];
    let whole = whole_command();
    if whole.find_subcommand(word).is_some() {
        return Some(word.to_owned());
    }
    let mut found: Vec<String> = whole
        .get_subcommands()
        .filter(|command| command.get_name() != HELP && command.find_subcommand(word).is_some())
        .map(|command| format!("{} {word}", command.get_name()))
        .collect();
    let alike = ALIKE.iter().find(|(other, _)| *other == word);
    found.extend(alike.map(|(_, meant)| (*meant).to_owned()));
    let between = say::cli_or(language::asked_for());
    (!found.is_empty()).then(|| found.join(between))
}

/// What a word processor makes of the dashes before an option.
const DASHES: [char; 5] = ['\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'];

/// A word of the command line that begins with such a dash, which makes it a file to clap.
pub(crate) fn with_other_dashes() -> Option<String> {
    std::env::args().skip(1).find(|word| word.starts_with(DASHES))
}

/// The command that explains another one.
const HELP: &str = "help";

fn whole_command() -> clap::Command {
    dressed(Args::command(), language::asked_for())
}

fn word(text: fn(Lang) -> &'static str) -> &'static str {
    text(language::asked_for())
}

/// A command and all below it with the help's own words in the reader's language.
fn dressed(command: clap::Command, lang: Lang) -> clap::Command {
    let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
    let template = format!(
        "{{about}}\n\n{}{between}{{usage}}\n\n{{all-args}}\n",
        say::cli_usage(lang)
    );
    let flag = |id, short, long, action, text| Arg::new(id).short(short).long(long).action(action).help(text);
    let is_root = command.get_version().is_some();
    let command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template(template)
        .subcommand_help_heading(say::cli_commands(lang))
        .subcommand_value_name(say::cli_value_command(lang))
        .arg(flag("help", 'h', "help", ArgAction::Help, say::cli_help(lang)));
    let command = if is_root {
        command.arg(flag(
            "print-version",
            'V',
            "version",
            ArgAction::Version,
            say::cli_version(lang),
        ))
    } else {
        command
    };
    command
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                say::cli_arguments(lang)
            } else {
                say::cli_options(lang)
            };
            let arg = arg.help_heading(heading);
            // The texts of the help name values and defaults themselves.
            let takes_values = arg.get_action().takes_values();
            if takes_values {
                arg.hide_default_value(true).hide_possible_values(true)
            } else {
                arg
            }
        })
        .mut_subcommands(|below| dressed(below, lang))
}

fn stages() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::id)).try_map(|id| Stage::parse(&id).ok_or(id))
}

/// Papers by their words, and by their Chinese names.
fn papers() -> impl TypedValueParser<Value = (PaperName, Option<AnnouncementWord>)> {
    let known = PaperName::ALL.map(|paper| {
        let value = PossibleValue::new(paper.word()).alias(paper.label(Lang::Zh));
        match paper {
            PaperName::Announcement => value.aliases(AnnouncementWord::CALLED.map(|(called, _)| called)),
            _ => value,
        }
    });
    PossibleValuesParser::new(known).try_map(|name| PaperName::named(&name).ok_or(name))
}

/// The help of the papers' names: each with what people call it.
fn paper_names() -> String {
    let lang = language::asked_for();
    let named = PaperName::ALL.map(|paper| format!("{} ({})", paper.word(), paper.label(lang)));
    let named = named.join(", ");
    match lang {
        Lang::Zh => {
            let named = named.replace(" (", "\u{FF08}").replace("), ", "\u{FF09}\u{3001}");
            format!("{}{}", say::cli_paper_name(lang), named.replace(')', "\u{FF09}"))
        }
        Lang::En => format!("{} {named}", say::cli_paper_name(lang)),
    }
}

/// The words of a closed list.
fn closed<W: Word + Send + Sync>() -> impl TypedValueParser<Value = W> {
    PossibleValuesParser::new(W::WORDS).try_map(|word| W::parse(&word).ok_or(word))
}

fn rules() -> impl TypedValueParser<Value = Rule> {
    PossibleValuesParser::new(Rule::ALL.map(Rule::id)).try_map(|id| Rule::parse(&id).ok_or(id))
}
