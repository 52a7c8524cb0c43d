//! Why an entry is not allowed at its place.

use crate::cycle::CycleFault;
use crate::problem::Problems;
use crate::scoresheet::SheetFault;

/// Why an entry is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum Refusal {
    /// A docket begins with the cycle, once.
    NotTheFirst,
    /// The first entry alone opens the cycle.
    OpenedAlready,
    /// The file is not available.
    UnknownFile,
    /// The file is not among those that were accepted and not taken out again.
    NotAccepted { file: String },
    /// An application file belongs to an organisation, a scoresheet to an expert, and the entry does not name that one.
    NoOwner,
    /// A file of this kind says itself whose it is.
    OwnedByNobody,
    /// The sheet is a self-assessment and no assessor's.
    SelfAssessment,
    /// The file is there as it came and does not open.
    UnopenedFile,
    /// The cycle's own file, or its rubric, is not there, was altered or does not open: nothing can be compared.
    CannotOpen { file: String },
    /// The payload is in already.
    DuplicateFile,
    /// The file belongs to another cycle.
    OtherCycle { found: String },
    /// The file was made with another rubric (Art. 18).
    OtherRubric,
    /// The sheet does not fit its rubric.
    FaultySheet { problems: Box<Problems<SheetFault>> },
    /// A file of the cycle is not sound.
    FaultyFile { problems: Box<Problems<CycleFault>> },
    /// An application, expert, member, panel, notice, objection, certificate or entry that is not there.
    Unknown { id: String },
    /// What has been done cannot be done again.
    AlreadyDone { id: String },
    /// The entry names somebody or something twice.
    Twice { id: String },
    /// The entry to be undone was left out, or is undone already.
    NotInForce { seq: u64 },
    /// The entry is about nobody.
    Nobody,
    /// The application was withdrawn.
    Withdrawn { application: String },
    /// Another file has this revision.
    RevisionTaken { revision: u32 },
    /// The sheet says that it is another revision.
    OtherRevision { revision: u32 },
    /// A reason could carry the entry, and none is given.
    ReasonNeeded { against: &'static str },
    /// Another body decides this.
    WrongBody { against: &'static str },
    /// One application id with two organisations.
    OtherOrganisation,
    /// The sheet is about another application.
    OtherApplication,
    /// The assignment or declaration that the sheet names is another expert's, of another stage or application, or
    /// names the applicant otherwise (Art. 12).
    OtherAssignment,
    /// The sheet abstains on a clause, and the cycle allows no abstention.
    Abstained,
    /// The expert has no seat for this application at this stage (Art. 12).
    NotOnPanel { expert: String },
    /// The expert lost the standing as an assessor (Art. 32).
    Removed { expert: String },
    /// The expert's organisation has a name like the applicant's, and nobody has said whether it is the same.
    LikenessOpen { expert: String, application: String },
    /// An answer about names is about one expert or one organisation.
    NotOne,
    /// The entry lacks words that it cannot be without, by the member that should hold them.
    Blank { member: &'static str },
    /// The docket was handed over to somebody else.
    HandedOver { to: String },
    /// Fewer than three, not exactly one leader, or no trade expert (Art. 12).
    PanelIncomplete,
    /// The application has a panel already.
    SecondPanel { application: String },
    /// Another panel has this id.
    PanelTaken { panel: String },
    /// The application is not on the list for the visit, or there is none yet (Art. 24).
    NotVisited { application: String },
    /// The application stands on a published list whose time goes on (Art. 27).
    OnOpenNotice { application: String },
    /// The award has no paper of this name.
    UnknownPaper { name: String },
    /// Nothing of the application is in force: it came late, or was taken out (Art. 22).
    Late,
    /// The days were announced after the last one for applications (Art. 21).
    AfterLastDay,
    /// The site review is not finished, and was not when candidates were proposed (Art. 25).
    Unreviewed { application: String },
    /// The organisation has another application in this cycle.
    OneApplication,
    /// The qualification is not confirmed (Art. 23).
    NotConfirmed { application: String },
    /// A setting that an article of the regulation fixes.
    FixedByRegulation { article: &'static str },
    /// A setting with a value that is not allowed.
    SettingValue { setting: &'static str },
    /// The figures at this place are not the ones that are quoted.
    OtherFigures,
    /// The day lies before that of an earlier step.
    DayRunsBack,
    /// No candidates were proposed (Art. 26).
    NothingProposed,
    /// The votes of a candidate do not add up.
    VoteDoesNotAddUp { application: String },
    /// The committee did not pass the candidate (Art. 26, 27).
    NotPassed { application: String },
    /// An upheld objection struck the name from the 拟奖名单 (Art. 27).
    Struck { application: String },
    /// The name is on no closed 公示稿 (Art. 28).
    NotPublicised { application: String },
    /// The government did not approve it (Art. 28).
    NotDecided { application: String },
    /// A signed objection is open that the decision did not know: there is no certificate yet (Art. 27).
    Objected { application: String },
    /// The application has no award in the register (Art. 34).
    NotRegistered { application: String },
    /// The award stands in the register: the government alone withdraws it (Art. 31).
    Registered { application: String },
    /// The certificate number is taken (Art. 35).
    CertificateTaken { certificate: String },
    /// The government's decision has no day (Art. 31).
    NoDecision,
    /// The entry says that it writes another one again, and none that was left out says the same.
    NotAgain,
    /// The entry settles a fork by a hash that no entry before it has.
    NotThisBranch { kept: String },
    /// The entry settles a fork, and there is none behind which it stands.
    NoFork,
    /// The day until which something is due lies before the day of the entry itself.
    DueBefore,
    /// An award is no event: it stands in the register (Art. 6, 34).
    AwardAsEvent,
    /// A later entry rests on the one to be undone.
    RestedOn { seq: u64 },
    /// The first entry stays, and so does the settling of a fork.
    CannotUndo,
}

impl Refusal {
    /// A word for scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotTheFirst => "not_the_first",
            Self::OpenedAlready => "opened_already",
            Self::UnknownFile => "unknown_file",
            Self::NotAccepted { .. } => "not_accepted",
            Self::NoOwner => "no_owner",
            Self::OwnedByNobody => "owned_by_nobody",
            Self::SelfAssessment => "self_assessment",
            Self::UnopenedFile => "unopened_file",
            Self::CannotOpen { .. } => "cannot_open",
            Self::DuplicateFile => "duplicate_file",
            Self::OtherCycle { .. } => "other_cycle",
            Self::OtherRubric => "other_rubric",
            Self::FaultySheet { .. } => "faulty_sheet",
            Self::FaultyFile { .. } => "faulty_file",
            Self::Unknown { .. } => "unknown",
            Self::AlreadyDone { .. } => "already_done",
            Self::Twice { .. } => "twice",
            Self::NotInForce { .. } => "not_in_force",
            Self::Nobody => "nobody",
            Self::Withdrawn { .. } => "withdrawn",
            Self::RevisionTaken { .. } => "revision_taken",
            Self::OtherRevision { .. } => "other_revision",
            Self::ReasonNeeded { .. } => "reason_needed",
            Self::WrongBody { .. } => "wrong_body",
            Self::OtherOrganisation => "other_organisation",
            Self::OtherApplication => "other_application",
            Self::OtherAssignment => "other_assignment",
            Self::Abstained => "abstained",
            Self::NotOnPanel { .. } => "not_on_panel",
            Self::Removed { .. } => "removed",
            Self::LikenessOpen { .. } => "likeness_open",
            Self::NotOne => "not_one",
            Self::Blank { .. } => "blank",
            Self::HandedOver { .. } => "handed_over",
            Self::PanelIncomplete => "panel_incomplete",
            Self::SecondPanel { .. } => "second_panel",
            Self::PanelTaken { .. } => "panel_taken",
            Self::NotVisited { .. } => "not_visited",
            Self::OnOpenNotice { .. } => "on_open_notice",
            Self::UnknownPaper { .. } => "unknown_paper",
            Self::Late => "late",
            Self::AfterLastDay => "after_last_day",
            Self::Unreviewed { .. } => "unreviewed",
            Self::OneApplication => "one_application",
            Self::NotConfirmed { .. } => "not_confirmed",
            Self::FixedByRegulation { .. } => "fixed_by_regulation",
            Self::SettingValue { .. } => "setting_value",
            Self::OtherFigures => "other_figures",
            Self::DayRunsBack => "day_runs_back",
            Self::NothingProposed => "nothing_proposed",
            Self::VoteDoesNotAddUp { .. } => "vote_does_not_add_up",
            Self::NotPassed { .. } => "not_passed",
            Self::Struck { .. } => "struck",
            Self::NotPublicised { .. } => "not_publicised",
            Self::NotDecided { .. } => "not_decided",
            Self::Objected { .. } => "objected",
            Self::NotRegistered { .. } => "not_registered",
            Self::Registered { .. } => "registered",
            Self::CertificateTaken { .. } => "certificate_taken",
            Self::NoDecision => "no_decision",
            Self::NotAgain => "not_again",
            Self::NotThisBranch { .. } => "not_this_branch",
            Self::NoFork => "no_fork",
            Self::DueBefore => "due_before",
            Self::AwardAsEvent => "award_as_event",
            Self::RestedOn { .. } => "rested_on",
            Self::CannotUndo => "cannot_undo",
        }
    }

    /// What stands against the entry: an article or articles (`15, 16`), a setting, or one of our rules (`recusal`,
    /// `revision`, `undo`, `fork`, `one_application`); nothing where the docket itself does.
    pub fn against(&self) -> Option<&'static str> {
        match self {
            Self::OtherRubric | Self::FaultySheet { .. } => Some("18"),
            Self::ReasonNeeded { against } | Self::WrongBody { against } => Some(against),
            Self::NotOnPanel { .. }
            | Self::PanelIncomplete
            | Self::SecondPanel { .. }
            | Self::PanelTaken { .. }
            | Self::OtherAssignment => Some("12"),
            Self::NotVisited { .. } => Some("24"),
            Self::Abstained => Some("abstention"),
            Self::Removed { .. } => Some("32"),
            Self::LikenessOpen { .. } => Some("recusal"),
            Self::Late => Some("22"),
            Self::AfterLastDay => Some("21"),
            Self::Unreviewed { .. } => Some("25"),
            Self::AwardAsEvent => Some("6"),
            Self::NotConfirmed { .. } => Some("23"),
            Self::FixedByRegulation { article } => Some(article),
            Self::SettingValue { setting } => Some(setting),
            Self::NothingProposed | Self::VoteDoesNotAddUp { .. } => Some("26"),
            Self::NotPassed { .. }
            | Self::Objected { .. }
            | Self::Struck { .. }
            | Self::OnOpenNotice { .. } => Some("27"),
            Self::NotPublicised { .. } | Self::NotDecided { .. } => Some("28"),
            Self::NotRegistered { .. } => Some("34"),
            Self::CertificateTaken { .. } => Some("35"),
            Self::NoDecision | Self::Registered { .. } => Some("31"),
            Self::OneApplication => Some("one_application"),
            _ => None,
        }
    }
}
