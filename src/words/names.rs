//! The names of things, one word for each.

use crate::document::FieldPattern;
use crate::files::FileKind;
use crate::foundations::{Lang, Rounding, RoundingRule};
use crate::problem::{Column, Severity};
use crate::rubric::{Kind, Status};
use crate::scoresheet::Stage;
use crate::scoring::Rule;
use crate::words as say;

/// A stage of the award.
pub fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::SelfAssessment => say::stage_self(lang),
        Stage::Material => say::stage_material(lang),
        Stage::Site => say::stage_site(lang),
    }
}

/// Enabler or result.
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Enabler => say::kind_enabler(lang),
        Kind::Result => say::kind_result(lang),
    }
}

/// A kind of file.
pub fn file_kind(kind: FileKind, lang: Lang) -> &'static str {
    match kind {
        FileKind::Rubric => say::file_rubric(lang),
        FileKind::Application => say::file_application(lang),
        FileKind::Scoresheet => say::file_scoresheet(lang),
        FileKind::Draft => say::file_draft(lang),
        FileKind::Cycle => say::file_cycle(lang),
        FileKind::Pool => say::file_pool(lang),
        FileKind::Register => say::file_register(lang),
        FileKind::ApplicationForm => say::file_application_form(lang),
        FileKind::Assignment => say::file_assignment(lang),
        FileKind::Declaration => say::file_declaration(lang),
        FileKind::PanelReport => say::file_panel_report(lang),
        FileKind::VisitPlan => say::file_visit_plan(lang),
        FileKind::Docket => say::file_docket(lang),
    }
}

/// A rule of aggregation.
pub fn rule(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Mean => say::rule_mean(lang),
        Rule::Median => say::rule_median(lang),
        Rule::Trimmed => say::rule_trimmed(lang),
        Rule::TrimmedTwo => say::rule_trimmed_two(lang),
    }
}

/// A rule of rounding.
pub fn rounding_rule(rule: RoundingRule, lang: Lang) -> &'static str {
    match rule {
        RoundingRule::HalfUp => say::rounding_half_up(lang),
        RoundingRule::HalfEven => say::rounding_half_even(lang),
    }
}

/// How grave a problem is.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => say::severity_error(lang),
        Severity::Warning => say::severity_warning(lang),
    }
}

/// The heading of a table's column. Tables have Chinese headings, so English readers get both.
pub fn column(column: &Column, lang: Lang) -> String {
    let heading: fn(Lang) -> &'static str = match column {
        Column::Code => say::column_code,
        Column::Name => say::column_name,
        Column::Kind => say::column_kind,
        Column::Points => say::column_points,
        Column::Method => say::column_method,
        Column::Requirement => say::column_requirement,
        Column::LookAt => say::column_look_at,
        Column::Percent => say::column_percent,
        Column::Component(name) | Column::Other(name) => return name.clone(),
    };
    match lang {
        Lang::Zh => heading(lang).to_owned(),
        Lang::En => format!("{} ({})", heading(Lang::Zh), heading(lang)),
    }
}

/// The line that numbers under a rubric of this status carry; nothing where they are official.
pub fn notice_for(status: &Status, lang: Lang) -> Option<&'static str> {
    match status {
        Status::Official { .. } => None,
        Status::Illustrative => Some(say::notice(lang)),
        Status::Draft => Some(say::notice_draft(lang)),
    }
}

/// The same as a sentence that says what to do; nothing where the rubric is official.
pub fn long_notice_for(status: &Status, lang: Lang) -> Option<&'static str> {
    match status {
        Status::Official { .. } => None,
        Status::Illustrative => Some(say::notice_long(lang)),
        Status::Draft => Some(say::notice_draft_long(lang)),
    }
}

/// The headings of an aggregate's table.
pub fn aggregate_columns(lang: Lang) -> [&'static str; 11] {
    [
        say::column_code(lang),
        say::column_name(lang),
        say::column_score(lang),
        say::column_exact(lang),
        say::column_points(lang),
        say::column_min(lang),
        say::column_max(lang),
        say::column_spread(lang),
        say::column_rule(lang),
        say::column_rounding(lang),
        say::column_notice(lang),
    ]
}

/// The headings of a summary's table.
pub fn summary_columns(lang: Lang) -> [&'static str; 11] {
    [
        say::column_rank(lang),
        say::column_shared(lang),
        say::column_applicant(lang),
        say::column_stage(lang),
        say::column_sheets(lang),
        say::column_score(lang),
        say::column_exact(lang),
        say::column_reason(lang),
        say::column_rule(lang),
        say::column_rounding(lang),
        say::column_notice(lang),
    ]
}

/// A field of a draft, as its label on the page. A text by aspect has its name from the rubric.
pub fn field(field: &FieldPattern, lang: Lang) -> &'static str {
    match field.pattern {
        "applicant" => say::applicant_label(lang),
        "assessor" => say::assessor_label(lang),
        "overview" => say::organisation_overview_label(lang),
        "overall" => say::overall_label(lang),
        "submission" => say::submission_label(lang),
        "correction" => say::correction_label(lang),
        "origin" => say::origin_label(lang),
        "clause/{clause}/text/{id}" => say::words_title(lang),
        "clause/{clause}/evidence" => say::evidence_label(lang),
        "clause/{clause}/citations" => say::citations_label(lang),
        "clause/{clause}/strengths" => say::strengths_label(lang),
        "clause/{clause}/areas" => say::areas_label(lang),
        "clause/{clause}/band" | "clause/{clause}/band/{id}" => say::band_label(lang),
        "clause/{clause}/value" | "clause/{clause}/value/{id}" => say::value_label(lang),
        "clause/{clause}/results/{row}/indicator" => say::result_indicator(lang),
        "clause/{clause}/results/{row}/unit" => say::result_unit(lang),
        "clause/{clause}/results/{row}/better" => say::result_better(lang),
        "clause/{clause}/results/{row}/year/{year}" => say::result_year(lang),
        "clause/{clause}/results/{row}/target" => say::result_target(lang),
        "clause/{clause}/results/{row}/comparison" => say::result_comparison(lang),
        "clause/{clause}/results/{row}/against" => say::result_against(lang),
        "clause/{clause}/results/{row}/source" => say::result_source(lang),
        "evidence/{row}/number" => say::evidence_number(lang),
        "evidence/{row}/title" => say::evidence_title(lang),
        "evidence/{row}/issuer" => say::evidence_issuer(lang),
        "evidence/{row}/date" => say::evidence_date(lang),
        "evidence/{row}/pages" => say::evidence_pages(lang),
        "clause/{clause}/results/{row}/order" | "evidence/{row}/order" => say::row_order(lang),
        // A test asks for the label of every field there is.
        _ => "",
    }
}

/// How several assessors became one number: the rule, and what it works on.
pub fn rule_in_full(rule: Rule, lang: Lang) -> String {
    say::rule_per_clause(lang, say::rule(rule, lang))
}

/// How digits came about, in a cell.
pub fn rounding_in_short(rounding: Rounding, lang: Lang) -> String {
    let rule = &say::rounding_rule(rounding.rule, lang);
    let decimals = &rounding.decimals;
    say::RoundingShort { rule, decimals }.text(lang)
}
