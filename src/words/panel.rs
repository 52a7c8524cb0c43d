//! Taking sheets in, in words: verdicts, and the faults of a sheet beside the others.

use crate::faults::AnyFault;
use crate::files::FileFault;
use crate::foundations::Lang;
use crate::panel::{IntakeFault, Verdict};
use crate::problem::{Place, Severity};
use crate::scoresheet::SheetFault;
use crate::words as say;
use crate::words::problem::Sentence;
use crate::words::scoring::second_sheet;

impl Sentence for IntakeFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        match self {
            Self::Sheet(fault) => fault.sentence(place, lang),
            Self::SecondSheet { assessor } => second_sheet(assessor, lang),
            Self::OtherApplication { found, wanted } => {
                let (found, wanted) = (&found.short(), &wanted.short());
                say::FaultOtherApplication { found, wanted }.text(lang)
            }
        }
    }
}

/// A verdict in two or three words, for the list of imported files.
pub fn verdict_of(verdict: &Verdict<AnyFault>, lang: Lang) -> &'static str {
    let problems = match verdict {
        Verdict::Accepted(_) => return say::verdict_accepted(lang),
        Verdict::SameAgain { .. } => return say::verdict_same_again(lang),
        Verdict::Refused(problems) => problems,
    };
    let first = problems
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    match first.map(|problem| &problem.fault) {
        Some(AnyFault::File(fault)) => verdict_of_file(fault, lang),
        Some(AnyFault::Sheet(SheetFault::OtherRubric { .. })) => say::verdict_other_rubric(lang),
        Some(AnyFault::Intake(IntakeFault::SecondSheet { .. })) => say::verdict_second_sheet(lang),
        Some(AnyFault::Intake(IntakeFault::OtherApplication { .. })) => say::verdict_other_application(lang),
        _ => say::verdict_invalid(lang),
    }
}

fn verdict_of_file(fault: &FileFault, lang: Lang) -> &'static str {
    match fault {
        FileFault::Altered { .. } | FileFault::EnvelopeContradicts { .. } => say::verdict_altered(lang),
        FileFault::NewerVersion { .. } => say::verdict_newer(lang),
        FileFault::NotOurs
        | FileFault::NotJson { .. }
        | FileFault::EmptyFile
        | FileFault::Undecodable
        | FileFault::OtherEncoding { .. }
        | FileFault::DamagedEncoding { .. }
        | FileFault::Workbook => say::verdict_not_ours(lang),
        FileFault::Unreadable => say::verdict_unreadable(lang),
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
