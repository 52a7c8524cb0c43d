//! The words of the command line, as clap reads them. The help is in the language that `--lang` asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};
use scoring::foundations::Lang;
use scoring::scoresheet::Stage;
use scoring::scoring::Rule;
use scoring::words as say;

/// What was asked for.
#[derive(Parser)]
#[command(name = "scoresheets", version, about = help(say::cli_about))]
pub(crate) struct Args {
    /// The language of messages; [`hinted_lang`] is what reads it.
    #[arg(long, global = true, default_value = "zh", value_parser = ["zh", "en"], help = help(say::cli_lang))]
    lang: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(subcommand, about = help(say::cli_rubric))]
    Rubric(RubricCommand),
    #[command(subcommand, about = help(say::cli_sheet))]
    Sheet(SheetCommand),
    #[command(about = help(say::cli_check))]
    Check(Check),
    #[command(about = help(say::cli_total))]
    Total(Total),
    #[command(about = help(say::cli_aggregate))]
    Aggregate(Aggregate),
    #[command(about = help(say::cli_rank))]
    Rank(Rank),
}

#[derive(Subcommand)]
pub(crate) enum RubricCommand {
    #[command(about = help(say::cli_rubric_check))]
    Check {
        #[arg(value_name = "FILE", help = help(say::cli_file_rubric))]
        file: PathBuf,
    },
    #[command(about = help(say::cli_rubric_import))]
    Import(RubricImport),
}

#[derive(clap::Args)]
pub(crate) struct RubricImport {
    #[arg(value_name = "TABLE.csv", help = help(say::cli_file_table))]
    pub(crate) table: PathBuf,
    #[arg(short, long, value_name = "RUBRIC.json", help = help(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = value_parser!(u64).range(1..), help = help(say::cli_total_points))]
    pub(crate) total: u64,
    #[arg(long, help = help(say::cli_id))]
    pub(crate) id: Option<String>,
    #[arg(long, help = help(say::cli_title))]
    pub(crate) title: Option<String>,
    #[arg(long, default_value = "1", help = help(say::cli_rubric_version))]
    pub(crate) version: String,
    #[arg(long, value_enum, default_value_t, help = help(say::cli_status))]
    pub(crate) status: RubricStatus,
    #[arg(long, value_name = "TEXT", help = help(say::cli_approval))]
    pub(crate) approval: Option<String>,
    #[arg(long, value_name = "TIME", help = help(say::cli_created))]
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
    #[command(about = help(say::cli_sheet_import))]
    Import(SheetImport),
}

#[derive(clap::Args)]
pub(crate) struct SheetImport {
    #[arg(value_name = "TABLE.csv", help = help(say::cli_file_table))]
    pub(crate) table: PathBuf,
    #[arg(long, value_name = "RUBRIC.json", help = help(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_parser = stages(), help = help(say::cli_stage))]
    pub(crate) stage: Stage,
    #[arg(long, value_name = "NAME", help = help(say::cli_assessor))]
    pub(crate) assessor: String,
    #[arg(long, value_name = "NAME", help = help(say::cli_applicant))]
    pub(crate) applicant: String,
    #[arg(short, long, value_name = "SHEET.json", help = help(say::cli_output))]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "TEXT", default_value = "", help = help(say::cli_overall))]
    pub(crate) overall: String,
    #[arg(long, value_name = "TIME", help = help(say::cli_created))]
    pub(crate) created: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Check {
    #[arg(value_name = "FILE", required = true, help = help(say::cli_file_any))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "RUBRIC.json", help = help(say::cli_file_rubric))]
    pub(crate) rubric: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Total {
    #[arg(value_name = "SHEET.json", help = help(say::cli_file_entry))]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "RUBRIC.json", help = help(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, value_enum, default_value_t, help = say::cli_format(hinted_lang(), "json | text"))]
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
    #[arg(value_name = "SHEET.json", required = true, help = help(say::cli_file_sheet))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "RUBRIC.json", help = help(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, default_value = Rule::Mean.id(), value_parser = rules(), help = help(say::cli_rule))]
    pub(crate) rule: Rule,
    #[arg(long, value_enum, default_value_t, help = say::cli_format(hinted_lang(), "json | csv | ndjson"))]
    pub(crate) format: AggregateFormat,
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
    #[arg(value_name = "FILE", required = true, help = help(say::cli_file_entry))]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "RUBRIC.json", help = help(say::cli_file_rubric))]
    pub(crate) rubric: PathBuf,
    #[arg(long, default_value = Rule::Mean.id(), value_parser = rules(), help = help(say::cli_rule))]
    pub(crate) rule: Rule,
    #[arg(long, value_enum, default_value_t, help = say::cli_format(hinted_lang(), "json | csv"))]
    pub(crate) format: RankFormat,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum RankFormat {
    #[default]
    Json,
    Csv,
}

impl Args {
    /// Reads the command line that this program was started with.
    pub(crate) fn read() -> Result<Self, clap::Error> {
        let matches = dressed(Self::command(), hinted_lang()).try_get_matches()?;
        Self::from_arg_matches(&matches)
    }
}

/// The language that the command line asks for, known before it is read: help and complaints need it too.
pub(crate) fn hinted_lang() -> Lang {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let apart = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    let joined = words.iter().any(|word| word == "--lang=en");
    if apart || joined { Lang::En } else { Lang::Zh }
}

fn help(text: fn(Lang) -> &'static str) -> &'static str {
    text(hinted_lang())
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

fn rules() -> impl TypedValueParser<Value = Rule> {
    PossibleValuesParser::new(Rule::ALL.map(Rule::id)).try_map(|id| Rule::parse(&id).ok_or(id))
}
