//! In words: why an entry cannot stand, and what is to be reported of a docket.

use crate::cycle::{Eligibility, Verdict};
use crate::docket::{
    AwardState, Break, Candidate, DueState, Finding, Qualification, RankedApplication, Receipt, Refusal,
    Remark,
};
use crate::files::ArchiveFault;
use crate::foundations::{Lang, Word as _, decimal_or_fraction};
use crate::problem::{Place, Problems, Severity};
use crate::words as say;
use crate::words::problem::{Sentence, list};

impl Sentence for Refusal {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        match self {
            Self::NotTheFirst => plain(say::refusal_not_the_first),
            Self::UnknownFile => plain(say::refusal_unknown_file),
            Self::NotAccepted { file } => say::refusal_not_accepted(lang, file),
            Self::NoOwner => plain(say::refusal_no_owner),
            Self::OwnedByNobody => plain(say::refusal_owned_by_nobody),
            Self::SelfAssessment => plain(say::refusal_self_assessment),
            Self::UnopenedFile => plain(say::refusal_unopened_file),
            Self::CannotOpen { file } => say::refusal_cannot_open(lang, file),
            Self::DuplicateFile => plain(say::refusal_duplicate_file),
            Self::OtherCycle { found } => say::refusal_other_cycle(lang, found),
            Self::OtherRubric => plain(say::refusal_other_rubric),
            Self::FaultySheet { problems } => say::refusal_faulty_sheet(lang, first_of(problems, lang)),
            Self::FaultyFile { problems } => say::refusal_faulty_file(lang, first_of(problems, lang)),
            Self::Unknown { id } => say::refusal_unknown(lang, id),
            Self::AlreadyDone { id } => say::refusal_already_done(lang, id),
            Self::Twice { id } => say::refusal_twice(lang, id),
            Self::Nobody => plain(say::refusal_nobody),
            Self::NotInForce { seq } => say::refusal_not_in_force(lang, seq),
            Self::Withdrawn { application } => say::refusal_withdrawn(lang, application),
            Self::RevisionTaken { revision } => say::refusal_revision_taken(lang, revision),
            Self::OtherRevision { revision } => say::refusal_other_revision(lang, revision),
            Self::ReasonNeeded { against } => reason_needed(against, lang),
            Self::WrongBody { against } => say::refusal_wrong_body(lang, articles(against, lang)),
            Self::OtherOrganisation => plain(say::refusal_other_organisation),
            Self::OtherApplication => plain(say::refusal_other_application),
            Self::OtherAssignment => plain(say::refusal_other_assignment),
            Self::Abstained => plain(say::refusal_abstained),
            Self::Removed { expert } => say::refusal_removed(lang, expert),
            Self::NotOnPanel { expert } => say::refusal_not_on_panel(lang, expert),
            Self::LikenessOpen { expert, application } => {
                say::RefusalLikenessOpen { expert, application }.text(lang)
            }
            Self::NotOne => plain(say::refusal_not_one),
            Self::Blank { member } => say::refusal_blank(lang, member_words(member, lang)),
            Self::HandedOver { to } => say::refusal_handed_over(lang, to),
            Self::PanelIncomplete => plain(say::refusal_panel_incomplete),
            Self::SecondPanel { application } => say::refusal_second_panel(lang, application),
            Self::PanelTaken { panel } => say::refusal_panel_taken(lang, panel),
            Self::NotVisited { application } => say::refusal_not_visited(lang, application),
            Self::OnOpenNotice { application } => say::refusal_on_open_notice(lang, application),
            Self::UnknownPaper { name } => say::refusal_unknown_paper(lang, name),
            Self::Late => plain(say::refusal_late),
            Self::AfterLastDay => plain(say::refusal_after_last_day),
            Self::Unreviewed { application } => say::refusal_unreviewed(lang, application),
            Self::OneApplication => plain(say::refusal_one_application),
            Self::NotConfirmed { application } => say::refusal_not_confirmed(lang, application),
            Self::FixedByRegulation { article } => {
                say::refusal_fixed_by_regulation(lang, articles(article, lang))
            }
            Self::SettingValue { setting } => {
                let (setting, allowed) = setting_words(setting, lang);
                say::RefusalSettingValue {
                    setting: &setting,
                    allowed: &allowed,
                }
                .text(lang)
            }
            Self::OtherFigures => plain(say::refusal_other_figures),
            Self::DayRunsBack => plain(say::refusal_day_runs_back),
            Self::NothingProposed => plain(say::refusal_nothing_proposed),
            Self::VoteDoesNotAddUp { application } => say::refusal_vote_does_not_add_up(lang, application),
            Self::NotPassed { application } => say::refusal_not_passed(lang, application),
            Self::Struck { application } => say::refusal_struck(lang, application),
            Self::NotPublicised { application } => say::refusal_not_publicised(lang, application),
            Self::NotDecided { application } => say::refusal_not_decided(lang, application),
            Self::Objected { application } => say::refusal_objected(lang, application),
            Self::NotRegistered { application } => say::refusal_not_registered(lang, application),
            Self::Registered { application } => say::refusal_registered(lang, application),
            Self::CertificateTaken { certificate } => say::refusal_certificate_taken(lang, certificate),
            Self::NoDecision => plain(say::refusal_no_decision),
            Self::NotAgain => plain(say::refusal_not_again),
            Self::NotThisBranch { kept } => say::refusal_not_this_branch(lang, kept),
            Self::NoFork => plain(say::refusal_no_fork),
            Self::DueBefore => plain(say::refusal_due_before),
            Self::AwardAsEvent => plain(say::refusal_award_as_event),
            Self::RestedOn { seq } => say::refusal_rested_on(lang, seq),
            Self::OpenedAlready => plain(say::refusal_opened_already),
            Self::CannotUndo => plain(say::refusal_cannot_undo),
        }
    }
}

/// That a reason is missing, and of what.
fn reason_needed(against: &'static str, lang: Lang) -> String {
    let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
    match against {
        "recusal" => plain(say::refusal_reason_recusal),
        "revision" => plain(say::refusal_reason_revision),
        "undo" => plain(say::refusal_reason_undo),
        "fork" => plain(say::refusal_reason_fork),
        "publicity_days" => plain(say::refusal_reason_publicity),
        article if article.starts_with(|first: char| first.is_ascii_digit()) => {
            say::refusal_reason_needed(lang, articles(article, lang))
        }
        setting => say::refusal_reason_setting(lang, setting_words(setting, lang).0),
    }
}

/// What a member of an entry is called that has to hold words.
fn member_words(member: &'static str, lang: Lang) -> &'static str {
    match member {
        "by" => say::docket_member_by(lang),
        "medium" => say::docket_member_medium(lang),
        "receipt" => say::docket_member_receipt(lang),
        "what" => say::docket_member_what(lang),
        "minutes" => say::docket_member_minutes(lang),
        "collected" => say::docket_member_collected(lang),
        "members" => say::docket_member_members(lang),
        "to" => say::docket_member_to(lang),
        _ => say::docket_member_words(lang),
    }
}

/// Articles as they are written in words: `15, 16`, `9(3)`.
fn articles(against: &str, lang: Lang) -> String {
    let in_words = |article: &str| {
        let (number, item) = article.split_once('(').unwrap_or((article, ""));
        let number = number.parse::<u32>().ok();
        let number = number.map_or_else(|| article.to_owned(), |number| say::docket_article(lang, number));
        match item.trim_end_matches(')').parse::<u32>() {
            Ok(item) => {
                let (number, item) = (&number, &item);
                say::PaperArticleItem { number, item }.text(lang)
            }
            Err(_) => number,
        }
    };
    let articles: Vec<String> = against.split(", ").map(in_words).collect();
    list(&articles, lang)
}

/// What a setting is called, and which values it takes.
pub(super) fn setting_words(setting: &'static str, lang: Lang) -> (&'static str, &'static str) {
    match setting {
        "quota" => (say::setting_quota(lang), say::setting_quota_allowed(lang)),
        "waiting_years" => (
            say::setting_waiting_years(lang),
            say::setting_waiting_years_allowed(lang),
        ),
        "operation_years" => (
            say::setting_operation_years(lang),
            say::setting_operation_years_allowed(lang),
        ),
        "look_back_years" => (
            say::setting_look_back_years(lang),
            say::setting_look_back_years_allowed(lang),
        ),
        "reference_day" => (
            say::setting_reference_day(lang),
            say::setting_reference_day_allowed(lang),
        ),
        "panel_size" => (
            say::setting_panel_size(lang),
            say::setting_panel_size_allowed(lang),
        ),
        "result_rule" => (
            say::setting_result_rule(lang),
            say::setting_result_rule_allowed(lang),
        ),
        "talk_spread" => (
            say::setting_talk_spread(lang),
            say::setting_talk_spread_allowed(lang),
        ),
        "not_applicable" => (
            say::setting_not_applicable(lang),
            say::setting_not_applicable_allowed(lang),
        ),
        "abstention" => (
            say::setting_abstention(lang),
            say::setting_abstention_allowed(lang),
        ),
        "site_list" => (say::setting_site_list(lang), say::setting_site_list_allowed(lang)),
        "quorum" => (say::setting_quorum(lang), say::setting_quorum_allowed(lang)),
        "majority" => (say::setting_majority(lang), say::setting_majority_allowed(lang)),
        "publicity_days" => (
            say::setting_publicity_days(lang),
            say::setting_publicity_days_allowed(lang),
        ),
        "publicity_working_days" => (
            say::setting_publicity_working_days(lang),
            say::setting_publicity_working_days_allowed(lang),
        ),
        "overview_characters" => (
            say::setting_overview_characters(lang),
            say::setting_overview_characters_allowed(lang),
        ),
        "report_characters" => (
            say::setting_report_characters(lang),
            say::setting_report_characters_allowed(lang),
        ),
        other => (other, ""),
    }
}

/// The first error of a file, in a sentence.
fn first_of<F: Sentence>(problems: &Problems<F>, lang: Lang) -> String {
    let mut problems = problems.iter();
    let error = problems.find(|problem| problem.severity == Severity::Error);
    error.map_or_else(String::new, |problem| say::fault(problem, lang))
}

/// What is to be reported of a docket, in a sentence.
pub fn remark(remark: &Remark, lang: Lang) -> String {
    match remark {
        Remark::Refused { refusal, .. } => refusal.sentence(&Place::File, lang),
        Remark::Broken(Break::Altered { seq }) => say::remark_altered(lang, seq),
        Remark::Broken(Break::Gap { expected, found }) => say::RemarkGap { expected, found }.text(lang),
        Remark::Broken(Break::Missing { first, last }) if first == last => say::remark_missing(lang, first),
        Remark::Broken(Break::Missing { first, last }) => say::RemarkMissingRun { first, last }.text(lang),
        Remark::Broken(Break::Fork { seq }) => say::remark_fork(lang, seq),
        Remark::Broken(Break::Left { seq }) => say::remark_left_out(lang, seq),
        Remark::Broken(Break::Clock { seq }) => say::remark_clock(lang, seq),
        Remark::Unidentified(_) => say::remark_unidentified(lang).to_owned(),
        Remark::CheckDigit(organisation) => say::remark_check_digit(lang, organisation),
        Remark::VerdictChanged(_) => say::remark_verdict_changed(lang).to_owned(),
        Remark::EmployerApplies(_) => say::remark_employer_applies(lang).to_owned(),
        Remark::ExpertAlike { application, .. } => say::remark_expert_alike(lang, application),
        Remark::OrganisationAlike { organisation, .. } => say::remark_organisation_alike(lang, organisation),
        Remark::LongOverview {
            characters, limit, ..
        } => say::RemarkLongOverview { characters, limit }.text(lang),
        Remark::LongReport {
            characters, limit, ..
        } => say::RemarkLongReport { characters, limit }.text(lang),
        Remark::PaperOutdated { name, .. } => say::remark_paper_outdated(lang, name),
        Remark::NoFile(_) => say::remark_no_file(lang).to_owned(),
        Remark::PanelUnconfirmed(_) => say::remark_panel_unconfirmed(lang).to_owned(),
        Remark::ConfirmedAgainst { .. } => say::remark_confirmed_against(lang).to_owned(),
        Remark::ContinuesApplicant { organisation, .. } => {
            say::remark_continues_applicant(lang, organisation)
        }
        Remark::EarlierRevision { .. } => say::remark_earlier_revision(lang).to_owned(),
        Remark::ReviewedUnlisted(_) => say::remark_reviewed_unlisted(lang).to_owned(),
        Remark::PassedUnranked(_) => say::remark_passed_unranked(lang).to_owned(),
        Remark::ReceiptTwice { receipt, .. } => say::remark_receipt_twice(lang, receipt),
        Remark::LateObjection(_) => say::remark_late_objection(lang).to_owned(),
        Remark::FiguresChanged => say::remark_figures_changed(lang).to_owned(),
        Remark::CandidateChanged { then, now, .. } => {
            let [then, now] = [then, now].map(|seat| seat_words(seat.as_ref(), lang));
            say::RemarkCandidateChanged {
                then: &then,
                now: &now,
            }
            .text(lang)
        }
        Remark::TooFew { address, .. } => lacking(address, lang),
        Remark::UnknownConflict { application, .. } => say::remark_unknown_conflict(lang, application),
        Remark::FormAlone { revision, .. } => say::remark_form_alone(lang, revision),
        Remark::AboveQuota => say::remark_above_quota(lang).to_owned(),
    }
}

/// Where an application stands: its rank, its exact points and its place in the quota.
fn seat_words(seat: Option<&RankedApplication>, lang: Lang) -> String {
    let Some(seat) = seat else {
        return say::standing_no_rank(lang).to_owned();
    };
    let rank = if seat.shared {
        say::standing_shared_rank(lang, seat.rank)
    } else {
        say::standing_rank(lang, seat.rank)
    };
    let points = say::standing_points(lang, decimal_or_fraction(seat.total));
    let quota = seat.candidate.map(|seat| candidate(seat, lang).to_owned());
    let words: Vec<String> = [rank, points].into_iter().chain(quota).collect();
    list(&words, lang)
}

/// What an audit found, in a sentence.
pub fn finding(finding: &Finding, lang: Lang) -> String {
    let (expected, found) = (&finding.expected, &finding.found);
    let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
    if let Some(refusal) = &finding.refusal {
        return say::finding_refused(lang, refusal.sentence(&Place::File, lang));
    }
    match finding.what.as_str() {
        "altered" if !expected.is_empty() => say::FindingAltered { expected, found }.text(lang),
        "altered" => plain(say::finding_entry_altered),
        "other_length" => say::FindingOtherLength { expected, found }.text(lang),
        "unreadable" => plain(say::finding_unreadable),
        "added" => say::finding_added(lang, found),
        "missing" if finding.place.starts_with("entry/") => say::finding_entry_missing(lang, expected),
        "missing" => plain(say::finding_missing),
        "twice" => say::finding_twice(lang, expected),
        "other_head" => say::FindingOtherHead { expected, found }.text(lang),
        "docket_unreadable" => plain(say::finding_docket_unreadable),
        "too_deep" => plain(say::cli_too_deep),
        "fork" => plain(say::finding_fork),
        "left_out" => plain(say::finding_left_out),
        "gap" => say::FindingGap { expected, found }.text(lang),
        what => ArchiveFault::parse(what).map_or_else(
            || [what, expected, found].join("  ").trim_end().to_owned(),
            |fault| say::archive_fault(fault, lang).to_owned(),
        ),
    }
}

/// What a report or a panel lacks, in a sentence; addresses that no sentence is about stay as they are.
pub fn lacking(address: &str, lang: Lang) -> String {
    let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
    let parts: Vec<&str> = address.split('/').collect();
    match parts.as_slice() {
        ["clause", code, "value"] => say::lacks_value(lang, code),
        ["clause", code, "reason"] => say::lacks_reason(lang, code),
        ["clause", code, "finding"] => say::lacks_finding(lang, code),
        ["clause", code, "comment", comment, "source", expert, number] => say::LacksCommentUnknown {
            code,
            comment,
            expert,
            number,
        }
        .text(lang),
        ["issue", number, "outcome"] => say::lacks_outcome(lang, number),
        ["issue", expert, number, "source"] => say::LacksSource { expert, number }.text(lang),
        ["issue", issue, "source", expert, number] => say::LacksSourceUnknown {
            issue,
            expert,
            number,
        }
        .text(lang),
        ["sheet", expert, "missing"] => say::lacks_sheet(lang, expert),
        ["sheet", expert, "superseded"] => say::lacks_sheet_superseded(lang, expert),
        ["sheet", expert, "recused"] => say::lacks_sheet_recused(lang, expert),
        ["sheet", expert, "not_in_report"] => say::lacks_sheet_in_report(lang, expert),
        ["panel", "missing"] => plain(say::lacks_panel),
        ["panel", "size"] => plain(say::lacks_panel_size),
        ["panel", "leader"] => plain(say::lacks_panel_leader),
        ["panel", "trade_expert"] => plain(say::lacks_panel_trade_expert),
        ["report", "missing"] => plain(say::lacks_report),
        ["report", "leader"] => plain(say::lacks_report_leader),
        ["material", "superseded"] => plain(say::lacks_material),
        ["rule", needed, count] => say::LacksRuleSheets { needed, count }.text(lang),
        ["clause", code, "rule", needed, count] => say::LacksRuleValues { code, needed, count }.text(lang),
        ["alike", expert] => say::lacks_likeness(lang, expert),
        _ => address.to_owned(),
    }
}

/// What is to be done.
pub fn due_what(what: &str, lang: Lang) -> &'static str {
    match what {
        "applications" => say::due_applications(lang),
        "supplement" => say::due_supplement(lang),
        "opinion" => say::due_opinion(lang),
        "qualification" => say::due_qualification(lang),
        "certificate" => say::due_certificate(lang),
        "sheet" => say::due_sheet(lang),
        "closing" => say::due_closing(lang),
        "objection" => say::due_objection(lang),
        _ => say::due_replacement(lang),
    }
}

/// How something that is due stands.
pub fn due_state(state: DueState, lang: Lang) -> &'static str {
    match state {
        DueState::Open => say::due_open(lang),
        DueState::Due => say::due_today(lang),
        DueState::Missed => say::due_missed(lang),
    }
}

/// Whether an application came in time.
pub fn receipt(receipt: Receipt, lang: Lang) -> &'static str {
    match receipt {
        Receipt::InTime => say::receipt_in_time(lang),
        Receipt::Late => say::receipt_late(lang),
        Receipt::Missing => say::receipt_missing(lang),
    }
}

/// Whether the conditions are fulfilled, with articles and days, or what is missing.
pub fn eligibility(found: &Eligibility, lang: Lang) -> String {
    match found.verdict {
        Verdict::Eligible => say::verdict_eligible(lang).to_owned(),
        Verdict::Excluded => {
            let ground = |ground: &crate::cycle::Ground| match ground.day {
                Some(day) => format!("{} {day}", ground.article.word()),
                None => ground.article.word().to_owned(),
            };
            let grounds: Vec<String> = found.grounds.iter().map(ground).collect();
            say::verdict_excluded(lang, list(&grounds, lang))
        }
        Verdict::Unclear => {
            let missing: Vec<String> = found.missing.iter().cloned().collect();
            say::verdict_unclear(lang, list(&missing, lang))
        }
    }
}

/// What was decided about the qualification.
pub fn qualification(qualification: Qualification, lang: Lang) -> &'static str {
    match qualification {
        Qualification::Confirmed => say::qualification_confirmed(lang),
        Qualification::Refused => say::qualification_refused(lang),
        Qualification::Open => say::qualification_open(lang),
    }
}

/// Where an application stands for the quota.
pub fn candidate(candidate: Candidate, lang: Lang) -> &'static str {
    match candidate {
        Candidate::InQuota => say::candidate_in_quota(lang),
        Candidate::TieAtQuota => say::candidate_tie_at_quota(lang),
        Candidate::Repeat => say::candidate_repeat(lang),
        Candidate::Behind => say::candidate_behind(lang),
        Candidate::Unranked => say::candidate_none(lang),
    }
}

/// How far an award has come.
pub fn award(award: AwardState, lang: Lang) -> &'static str {
    match award {
        AwardState::NotYet => say::award_none(lang),
        AwardState::Proposed => say::award_proposed(lang),
        AwardState::Publicised => say::award_publicised(lang),
        AwardState::Decided => say::award_decided(lang),
        AwardState::Registered => say::award_registered(lang),
        AwardState::Withdrawn => say::award_withdrawn(lang),
        AwardState::Struck => say::award_struck(lang),
        AwardState::Rejected => say::award_rejected(lang),
    }
}
