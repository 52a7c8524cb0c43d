//! Taking sheets in, in words: verdicts, and the faults of a sheet beside the others.

use crate::faults::AnyFault;
use crate::files::FileFault;
use crate::foundations::Lang;
use crate::panel::{IntakeFault, NameKind, Question, Reason, Verdict};
use crate::problem::{Place, Severity};
use crate::scoresheet::{Revision, SheetFault};
use crate::scoring::PANEL_MIN;
use crate::words as say;
use crate::words::problem::{Sentence, list};
use crate::words::scoring::second_sheet;

impl Sentence for IntakeFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        match self {
            Self::Sheet(fault) => fault.sentence(place, lang),
            Self::Table => say::fault_table_at_desk(lang).to_owned(),
            Self::Unopened { sentence, .. } => sentence.get(lang).to_owned(),
            Self::OpenerFailed => say::fault_opener_failed(lang).to_owned(),
            Self::NoRubric { name, found } => {
                let found = &found.short();
                say::FaultNoRubric { name, found }.text(lang)
            }
            Self::SecondSheet { assessor } => second_sheet(assessor, lang),
            Self::OtherPredecessor { found, there } => {
                let (found, there) = (&found.short(), &there.short());
                say::FaultOtherPredecessor { found, there }.text(lang)
            }
            Self::OtherApplication { found, wanted } => {
                let (found, wanted) = (&found.short(), &wanted.short());
                say::FaultOtherApplication { found, wanted }.text(lang)
            }
        }
    }
}

/// A verdict in two or three words, for the list of imported files.
pub fn verdict_of(verdict: &Verdict<AnyFault>, lang: Lang) -> &str {
    let problems = match verdict {
        Verdict::Accepted { .. } => return say::verdict_accepted(lang),
        Verdict::Rubric => return say::verdict_rubric(lang),
        Verdict::Superseded { .. } => return say::verdict_superseded(lang),
        Verdict::Asked(_) => return say::verdict_asked(lang),
        Verdict::Waiting => return say::verdict_waiting(lang),
        Verdict::Stopped => return say::verdict_stopped(lang),
        Verdict::SameAgain { .. } => return say::verdict_same_again(lang),
        Verdict::SameApplication { .. } => return say::verdict_same_application(lang),
        Verdict::Refused(problems) => problems,
    };
    let first = problems
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    match first.map(|problem| &problem.fault) {
        Some(AnyFault::File(fault)) => verdict_of_file(fault, lang),
        Some(AnyFault::Sheet(SheetFault::OtherRubric { .. })) => say::verdict_other_rubric(lang),
        Some(AnyFault::Intake(IntakeFault::Table)) => say::verdict_table(lang),
        Some(AnyFault::Intake(IntakeFault::Unopened { verdict, .. })) => verdict.get(lang),
        Some(AnyFault::Intake(IntakeFault::OpenerFailed)) => say::verdict_unreadable(lang),
        Some(AnyFault::Intake(IntakeFault::NoRubric { .. })) => say::verdict_no_rubric(lang),
        // A self-assessment has no assessor.
        Some(AnyFault::Intake(IntakeFault::SecondSheet { assessor })) if assessor.is_empty() => {
            say::verdict_second_self(lang)
        }
        Some(AnyFault::Intake(IntakeFault::SecondSheet { .. })) => say::verdict_second_sheet(lang),
        Some(AnyFault::Intake(IntakeFault::OtherApplication { .. })) => say::verdict_other_application(lang),
        _ => say::verdict_invalid(lang),
    }
}

/// What is to be said of a verdict that has no problems: which file it is about, or which question is open.
pub fn verdict_reason(verdict: &Verdict<AnyFault>, lang: Lang) -> Option<String> {
    match verdict {
        Verdict::SameAgain { first } => Some(say::same_again_reason(lang, first)),
        Verdict::SameApplication { by } => Some(say::same_application_reason(lang, by)),
        Verdict::Superseded { by, revision, reason } => {
            Some(say::SupersededReason { by, revision, reason }.text(lang))
        }
        Verdict::Asked(question) => Some(self::question(question, lang)),
        Verdict::Stopped => Some(say::stopped_reason(lang).to_owned()),
        Verdict::Accepted { .. } | Verdict::Rubric | Verdict::Refused(_) | Verdict::Waiting => None,
    }
}

/// What is to be said of a sheet that corrects another one.
pub fn correction(revision: &Revision, lang: Lang) -> Option<String> {
    let (reason, number) = (&revision.reason, &revision.number);
    let said = say::CorrectionReason {
        revision: number,
        reason,
    };
    revision.is_correction().then(|| said.text(lang))
}

/// Why an applicant has no rank.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::NoSiteReview => say::reason_no_site_review(lang).to_owned(),
        Reason::FewSheets { count } => {
            let needed = &PANEL_MIN;
            say::ReasonFewSheets { count, needed }.text(lang)
        }
        Reason::FewForRule { count, needed } => say::ReasonFewForRule { count, needed }.text(lang),
        Reason::Gaps { clauses, assessors } => {
            let clauses: Vec<String> = clauses.iter().map(ToString::to_string).collect();
            let (clauses, assessors) = (&list(&clauses, lang), &list(assessors, lang));
            say::ReasonGaps { clauses, assessors }.text(lang)
        }
        Reason::Question(question) => self::question(question, lang),
    }
}

/// A question about two names.
pub fn question(question: &Question, lang: Lang) -> String {
    let (first, second) = (&question.first, &question.second);
    match question.whose {
        NameKind::Assessor => say::QuestionAssessor { first, second }.text(lang),
        NameKind::Applicant => say::QuestionApplicant { first, second }.text(lang),
    }
}

/// The verdict on a file that does not open, in two or three words.
pub fn verdict_of_file(fault: &FileFault, lang: Lang) -> &'static str {
    match fault {
        FileFault::Altered { .. } | FileFault::EnvelopeContradicts { .. } => say::verdict_altered(lang),
        FileFault::NewerVersion { .. } => say::verdict_newer(lang),
        FileFault::NotOurs
        | FileFault::NotJson { .. }
        | FileFault::EmptyFile
        | FileFault::Undecodable
        | FileFault::ZeroByte { .. }
        | FileFault::Workbook
        | FileFault::Archive { .. } => say::verdict_not_ours(lang),
        FileFault::OtherEncoding { .. } | FileFault::DamagedEncoding { .. } => say::verdict_encoding(lang),
        FileFault::Unreadable | FileFault::Folder => say::verdict_unreadable(lang),
        FileFault::TooLarge { .. } | FileFault::OverLimit { .. } => say::verdict_over_limit(lang),
        FileFault::UnknownFileKind { .. }
        | FileFault::WrongFileKind { .. }
        | FileFault::MemberTwice
        | FileFault::MissingMember { .. }
        | FileFault::UnknownMember
        | FileFault::WrongForm { .. }
        | FileFault::NotWhole
        | FileFault::UnknownWord { .. }
        | FileFault::BadValue { .. }
        | FileFault::ApprovalWithoutStatus
        | FileFault::NotSelfAssessed
        | FileFault::ReadingHasScores
        | FileFault::ReadingInSelfAssessment
        | FileFault::Lock(_) => say::verdict_invalid(lang),
    }
}
