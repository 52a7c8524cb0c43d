//! Problems in words: what is wrong, where, and what to do. No blame, and one word per thing.

use crate::foundations::{Fingerprint, Lang, NumberFault, decimal_or_fraction as number};
use crate::lock::LockFault;
use crate::panel::Verdict;
use crate::problem::{Fault, Place, Problem, ValueForm};
use crate::words as say;
use crate::words::column;

/// Where a problem is.
pub fn place(place: &Place, lang: Lang) -> String {
    match place {
        Place::File => say::place_file(lang).to_owned(),
        Place::Member(path) => path.clone(),
        Place::Header(name) => say::place_header(lang, column(name, lang)),
        Place::Row(row, None) => say::place_row(lang, row),
        Place::Row(row, Some(name)) => say::place_row_column(lang, row, column(name, lang)),
        Place::Rubric => say::place_rubric(lang).to_owned(),
        Place::Untitled(position) => say::place_untitled(lang, position),
        Place::Clause(code) => say::place_clause(lang, code),
        Place::Method(id) => say::place_method(lang, id),
        Place::MethodItem(id, item) => say::place_method_item(lang, id, item),
        Place::Applicant => say::place_applicant(lang).to_owned(),
        Place::Assessor => say::place_assessor(lang).to_owned(),
        Place::Overall => say::place_overall(lang).to_owned(),
        Place::Named(name) => name.clone(),
    }
}

/// A problem on one line: how grave, where, what, and what to do.
pub fn problem_line(problem: &Problem, lang: Lang) -> String {
    let severity = say::severity(problem.severity(), lang);
    let (between, text) = (
        if lang == Lang::Zh { "\u{FF1A}" } else { ": " },
        fault(problem, lang),
    );
    format!(
        "{severity}{between}{}{between}{text}",
        place(&problem.place, lang)
    )
}

/// What is wrong, and what to do.
pub fn fault(problem: &Problem, lang: Lang) -> String {
    let plain = |text: &str| text.to_owned();
    let list = |items: &[String]| items.join(if lang == Lang::Zh { "\u{3001}" } else { ", " });
    let heading = || match &problem.place {
        Place::Header(name) | Place::Row(_, Some(name)) => column(name, lang),
        _ => String::new(),
    };
    match &problem.fault {
        Fault::EmptyFile => plain(say::fault_empty_file(lang)),
        Fault::Undecodable => plain(say::fault_undecodable(lang)),
        Fault::UnreadableTable { detail } => say::fault_unreadable_table(lang, detail),
        Fault::OpenQuote => plain(say::fault_open_quote(lang)),
        Fault::MissingColumn => say::fault_missing_column(lang, heading()),
        Fault::RepeatedColumn => say::fault_repeated_column(lang, heading()),
        Fault::UnknownColumn { known } => say::fault_unknown_column(lang, heading(), list(known)),
        Fault::NoRows => plain(say::fault_no_rows(lang)),
        Fault::ExtraCells => plain(say::fault_extra_cells(lang)),
        Fault::NotJson { line, column } => say::fault_not_json(lang, line, column),
        Fault::NotOurs => plain(say::fault_not_ours(lang)),
        Fault::UnknownFileKind { found } => say::fault_unknown_file_kind(lang, found),
        Fault::WrongFileKind { expected, found } => {
            say::fault_wrong_file_kind(lang, kind_word(expected, lang), kind_word(found, lang))
        }
        Fault::NewerVersion {
            found,
            known,
            written_by,
        } => say::fault_newer_version(lang, found, known, written_by),
        Fault::Altered { same_content: false } => plain(say::fault_altered(lang)),
        Fault::Altered { same_content: true } => plain(say::fault_altered_layout(lang)),
        Fault::EnvelopeContradicts { member } => say::fault_envelope_contradicts(lang, member),
        Fault::BadStructure { detail } => say::fault_bad_structure(lang, detail),
        Fault::Lock { fault } => lock_fault(fault, lang),
        Fault::MissingCode => plain(say::fault_missing_code(lang)),
        Fault::BadCode { found } => say::fault_bad_code(lang, found),
        Fault::DuplicateCode { code } => say::fault_duplicate_code(lang, code),
        Fault::MissingParent { parent } => say::fault_missing_parent(lang, parent),
        Fault::UnknownCode { code } => say::fault_unknown_code(lang, code),
        Fault::NotALeaf { code } => say::fault_not_a_leaf(lang, code),
        Fault::EmptyName => plain(say::fault_empty_name(lang)),
        Fault::NoParts => plain(say::fault_no_parts(lang)),
        Fault::EmptyIdentity { member } => say::fault_empty_identity(lang, member),
        Fault::NoApproval => plain(say::fault_no_approval(lang)),
        Fault::MissingKind => plain(say::fault_missing_kind(lang)),
        Fault::UnknownKind { found } => say::fault_unknown_kind(lang, found),
        Fault::MissingMethod => plain(say::fault_missing_method(lang)),
        Fault::UnknownMethod { found, known } => say::fault_unknown_method(lang, found, list(known)),
        Fault::MethodForOtherKind { method } => say::fault_method_for_other_kind(lang, method),
        Fault::MissingPoints => plain(say::fault_missing_points(lang)),
        Fault::FractionalPoints { found } => say::fault_fractional_points(lang, found),
        Fault::PointsOutOfRange { found } => say::fault_points_out_of_range(lang, found),
        Fault::SumDiffers { declared, sum } => say::fault_sum_differs(lang, declared, sum),
        Fault::TotalDiffers { declared, sum } => say::fault_total_differs(lang, sum, declared),
        Fault::TooManyDecimals { found } => say::fault_too_many_decimals(lang, found),
        Fault::CommentRuleReversed => plain(say::fault_comment_rule_reversed(lang)),
        Fault::BadLink { code } => say::fault_bad_link(lang, code),
        Fault::MappedTwice { code } => say::fault_mapped_twice(lang, code),
        Fault::DuplicateId { id } => say::fault_duplicate_id(lang, id),
        Fault::BadStep => plain(say::fault_bad_step(lang)),
        Fault::StepDoesNotFit { step } => say::fault_step_does_not_fit(lang, number(*step)),
        Fault::BandReversed => plain(say::fault_band_reversed(lang)),
        Fault::BandOffStep { value } => say::fault_band_off_step(lang, number(*value)),
        Fault::BandGap { from, to } => say::fault_band_gap(lang, number(*from), number(*to)),
        Fault::BandOverlap { value } => say::fault_band_overlap(lang, number(*value)),
        Fault::BandsWithoutSteps => plain(say::fault_bands_without_steps(lang)),
        Fault::CombinationUnclear => plain(say::fault_combination_unclear(lang)),
        Fault::BadComponents => plain(say::fault_bad_components(lang)),
        Fault::NotScored => plain(say::fault_not_scored(lang)),
        Fault::NotANumber { found, fault } => match fault {
            NumberFault::Empty => plain(say::fault_number_empty(lang)),
            NumberFault::NotANumber => say::fault_not_a_number(lang, found),
            NumberFault::TooLong => say::fault_number_too_long(lang, found),
        },
        Fault::AboveScale { found, max } => say::fault_above_scale(lang, number(*found), number(*max)),
        Fault::OffStep { found, step } => say::fault_off_step(lang, number(*found), number(*step)),
        Fault::OutsideBand { found, from, to } => {
            say::fault_outside_band(lang, number(*found), number(*from), number(*to))
        }
        Fault::PartlyScored { missing } => say::fault_partly_scored(lang, list(missing)),
        Fault::WrongValueForm { wanted } => match wanted {
            ValueForm::Percent => plain(say::fault_wrong_form_percent(lang)),
            ValueForm::Points => plain(say::fault_wrong_form_points(lang)),
            ValueForm::Components(ids) => say::fault_wrong_form_components(lang, list(ids)),
        },
        Fault::PercentContradicts { found, computed } => {
            say::fault_percent_contradicts(lang, number(*found), number(*computed))
        }
        Fault::NoApplicant => plain(say::fault_no_applicant(lang)),
        Fault::NoAssessor => plain(say::fault_no_assessor(lang)),
        Fault::NoOverall { .. } => plain(say::fault_no_overall(lang)),
        Fault::FewStrengths { count, min } => say::fault_few_strengths(lang, count, min),
        Fault::ManyStrengths { count, max } => say::fault_many_strengths(lang, count, max),
        Fault::FewAreas { count, min } => say::fault_few_areas(lang, count, min),
        Fault::ManyAreas { count, max } => say::fault_many_areas(lang, count, max),
        Fault::MustBeScored => plain(say::fault_must_be_scored(lang)),
        Fault::UnknownAspect { id } => say::fault_unknown_aspect(lang, id),
        Fault::NoSheets => plain(say::fault_no_sheets(lang)),
        Fault::OtherRubric {
            found,
            found_name,
            wanted,
            wanted_name,
        } if found_name == wanted_name => {
            say::fault_other_rubric_version(lang, found_name, found.short(), wanted.short())
        }
        Fault::OtherRubric {
            found_name,
            wanted_name,
            ..
        } => say::fault_other_rubric(lang, found_name, wanted_name),
        Fault::OtherApplicant { found, wanted } => say::fault_other_applicant(lang, found, wanted),
        Fault::OtherStage => plain(say::fault_other_stage(lang)),
        Fault::SecondSheet { assessor } if assessor.is_empty() => plain(say::fault_second_self(lang)),
        Fault::SecondSheet { assessor } => say::fault_second_sheet(lang, assessor),
        Fault::OtherApplication { found, wanted } => {
            let short = |print: &Fingerprint| print.short();
            say::fault_other_application(lang, short(found), short(wanted))
        }
        Fault::FewSheets { count } => say::fault_few_sheets(lang, count),
        Fault::TrimmedNeedsFive { count } => say::fault_trimmed_needs_five(lang, count),
    }
}

/// Why something locked stays shut, and what to do.
pub fn lock_fault(fault: &LockFault, lang: Lang) -> String {
    match fault {
        LockFault::ShortPassphrase { count, min } => say::fault_short_passphrase(lang, count, min),
        LockFault::WrongPassphrase => say::fault_wrong_passphrase(lang).to_owned(),
        LockFault::DamagedLock => say::fault_damaged_lock(lang).to_owned(),
        LockFault::NewerLock { found, known } => say::fault_newer_lock(lang, found, known),
        LockFault::UnknownDerivation { found } => say::fault_unknown_derivation(lang, found),
        LockFault::CostOutOfBounds { m_kib, t, p } => say::fault_lock_cost(lang, m_kib, t, p),
        LockFault::NoMemory { m_kib } => say::fault_lock_memory(lang, m_kib),
        LockFault::NotSealed => say::fault_not_sealed(lang).to_owned(),
        LockFault::DamagedText => say::fault_damaged_text(lang).to_owned(),
    }
}

fn kind_word(id: &str, lang: Lang) -> String {
    match id {
        "rubric" => say::file_rubric(lang).to_owned(),
        "application" => say::file_application(lang).to_owned(),
        "scoresheet" => say::file_scoresheet(lang).to_owned(),
        "draft" => say::file_draft(lang).to_owned(),
        other => other.to_owned(),
    }
}

/// A verdict in two or three words, for the list of imported files.
pub fn verdict_of(verdict: &Verdict, lang: Lang) -> &'static str {
    let problems = match verdict {
        Verdict::Accepted(_) => return say::verdict_accepted(lang),
        Verdict::SameAgain { .. } => return say::verdict_same_again(lang),
        Verdict::Refused(problems) => problems,
    };
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == crate::problem::Severity::Error);
    match errors.map(|problem| &problem.fault).next() {
        Some(Fault::Altered { .. } | Fault::EnvelopeContradicts { .. }) => say::verdict_altered(lang),
        Some(Fault::OtherRubric { .. }) => say::verdict_other_rubric(lang),
        Some(Fault::NewerVersion { .. }) => say::verdict_newer(lang),
        Some(Fault::NotOurs | Fault::NotJson { .. } | Fault::EmptyFile | Fault::Undecodable) => {
            say::verdict_not_ours(lang)
        }
        Some(Fault::SecondSheet { .. }) => say::verdict_second_sheet(lang),
        Some(Fault::OtherApplication { .. }) => say::verdict_other_application(lang),
        _ => say::verdict_invalid(lang),
    }
}
