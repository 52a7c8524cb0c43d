//! The entries of a docket: who did what. Every figure that an entry rests on is quoted by its fingerprint.

use crate::cycle::{Event, Form, Member, Received, ReviewStage, Setting, TieGround};
use crate::foundations::{Day, Fingerprint, Id, Instant, OrganisationId, Word as _, words};

/// A docket as its file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docket {
    /// The cycle.
    pub cycle: Id,
    /// The entries in the order of the file; [`crate::docket::Chain`] says which follows which.
    pub entries: Vec<Entry>,
}

/// Who typed an entry. Without a seal it is no proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
}

/// An entry as it stands in a docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub seq: u64,
    /// The clock when it was typed. No rule reads it.
    pub at: Instant,
    /// Who typed it.
    pub by: By,
    /// What was done.
    pub act: Act,
    /// The hash of an entry of a branch that was not kept, which this one writes again.
    pub again: Option<Fingerprint>,
    /// The hash of the entry before it.
    pub previous: Option<Fingerprint>,
    /// The hash that it states.
    pub hash: Fingerprint,
    /// The hash of the entry: SHA-256 over the canonical entry without `hash`.
    pub found: Fingerprint,
}

words! {
    /// The body that decided, as the regulation knows it.
    Body {
        /// 秘书处 (Art. 11, 23, 24, 26).
        Secretariat = "secretariat",
        /// 办公室 (Art. 10, 31).
        Office = "office",
        /// 评委会 (Art. 9, 26).
        Committee = "committee",
        /// 区政府 (Art. 28, 31).
        Government = "government",
    }
    /// A department that is consulted (Art. 23).
    Department {
        /// 组织部门.
        Organisation = "organisation",
        /// 人事部门.
        Personnel = "personnel",
        /// 纪检监察部门.
        Discipline = "discipline",
        /// 相关组织: another one.
        Other = "other",
    }
    /// What a department said. Silence is never consent.
    OpinionOutcome {
        /// Nothing against the applicant.
        NoObjection = "no_objection",
        /// Something against it.
        Objection = "objection",
        /// 未复: no answer came.
        Unanswered = "unanswered",
    }
    /// A decision about an applicant's qualification (Art. 23).
    Decision {
        /// The applicant fulfils the conditions.
        Confirmed = "confirmed",
        /// It does not.
        Refused = "refused",
    }
    /// Whether two names that look alike mean one.
    Likeness {
        /// They do.
        Same = "same",
        /// They do not.
        Other = "other",
    }
    /// What became of a conflict.
    Handling {
        /// The expert is out, for both stages.
        Recused = "recused",
        /// The expert goes on.
        Stands = "stands",
    }
}

impl OpinionOutcome {
    /// Whether the department answered.
    pub fn is_answer(self) -> bool {
        self != Self::Unanswered
    }
}

/// A file by its payload, and its bytes as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileSum {
    /// The fingerprint of its payload.
    pub file: Fingerprint,
    /// The SHA-256 of its bytes.
    pub sum: Fingerprint,
    /// How many bytes.
    pub bytes: u64,
}

/// A seat of a panel (Art. 12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelMember {
    /// The expert.
    pub expert: Id,
    /// 组长.
    pub leader: bool,
    /// 行业专家.
    pub trade_expert: bool,
}

/// The votes on one candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteCount {
    /// The application.
    pub application: Id,
    /// Votes for it.
    pub in_favour: u32,
    /// Votes against it.
    pub against: u32,
    /// Members present who were recused for it.
    pub recused: Vec<Id>,
    /// Why an application without a rank was voted on.
    pub reason: String,
}

/// What was done. Reasons, names and words are as typed; a blank reason is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are named as in files, and mean what their types say"
)]
pub enum Act {
    /// The first entry: the cycle's file and its rubric.
    CycleOpened { cycle: FileSum, rubric: FileSum },
    /// A setting has another value from here on.
    SettingChanged {
        setting: Setting,
        body: Body,
        reason: String,
    },
    /// The days were announced in the media (Art. 21).
    Announced { day: Day, medium: String },
    /// A file came and was taken in.
    FileAccepted {
        file: FileSum,
        receipt: Option<String>,
        received: Received,
    },
    /// A file came and was not taken in; it is kept.
    FileRefused {
        /// The fingerprint of its payload, where it opened.
        file: Option<Fingerprint>,
        sum: Fingerprint,
        bytes: u64,
        reason: String,
    },
    /// A file was taken out again.
    FileWithdrawn { file: Fingerprint, reason: String },
    /// What an application or a scoresheet does not say of itself: whose it is, and which revision.
    Identified {
        file: Fingerprint,
        application: Id,
        /// Of an application file: who applies.
        organisation: Option<OrganisationId>,
        /// Of an application file: organisations that the applicant continues; their awards count.
        continues: Vec<OrganisationId>,
        /// Of a scoresheet: whose it is.
        expert: Option<Id>,
        revision: u32,
        /// Why a scoresheet was corrected.
        reason: String,
        /// What the paper 申报表 says, where the file does not hold it.
        form: Option<Form>,
    },
    /// The applicant gave up.
    ApplicationWithdrawn {
        application: Id,
        day: Day,
        reason: String,
    },
    /// 补正: what is missing may still come until the due day (Art. 22, 23).
    SupplementAsked {
        application: Id,
        what: Vec<String>,
        day: Day,
        due: Day,
    },
    /// A department was asked about an applicant (Art. 23).
    OpinionAsked {
        application: Id,
        department: Department,
        day: Day,
        due: Day,
    },
    /// What it said.
    OpinionRecorded {
        application: Id,
        department: Department,
        day: Day,
        outcome: OpinionOutcome,
        events: Vec<Event>,
    },
    /// What the secretariat found by itself (Art. 11(八)).
    InspectionRecorded {
        application: Id,
        day: Day,
        events: Vec<Event>,
        words: String,
    },
    /// Whether the applicant fulfils the conditions (Art. 23).
    QualificationDecided {
        application: Id,
        decision: Decision,
        body: Body,
        day: Day,
        reason: String,
    },
    /// A panel for applications, for both stages (Art. 12).
    PanelFormed {
        body: Option<Body>,
        panel: Id,
        members: Vec<PanelMember>,
        applications: Vec<Id>,
    },
    /// Other members for these applications, from a stage on.
    PanelChanged {
        body: Option<Body>,
        panel: Id,
        members: Vec<PanelMember>,
        applications: Vec<Id>,
        stage: ReviewStage,
        reason: String,
    },
    /// An expert got the papers.
    AssignmentIssued {
        expert: Id,
        stage: ReviewStage,
        applications: Vec<Id>,
        day: Day,
        due: Day,
    },
    /// What became of a conflict, whoever declared it.
    ConflictHandled {
        expert: Id,
        applications: Vec<Id>,
        ground: TieGround,
        outcome: Handling,
        day: Day,
        reason: String,
    },
    /// A question about two names was answered: an expert's organisation and the applicant, or another organisation
    /// and the applicant.
    LikenessAnswered {
        application: Id,
        expert: Option<Id>,
        organisation: Option<OrganisationId>,
        outcome: Likeness,
        day: Day,
        reason: String,
    },
    /// The expert lost the standing as an assessor (Art. 32).
    ExpertRemoved { expert: Id, day: Day, reason: String },
    /// Which applications are visited (Art. 24, 25).
    SiteListDecided {
        applications: Vec<Id>,
        body: Body,
        day: Day,
        figures: Fingerprint,
        reason: String,
    },
    /// The candidates went to the committee (Art. 26).
    CandidatesProposed {
        body: Body,
        day: Day,
        figures: Fingerprint,
        reason: String,
    },
    /// The committee met and voted (Art. 26).
    SessionHeld {
        body: Option<Body>,
        day: Day,
        present: Vec<Id>,
        votes: Vec<VoteCount>,
        minutes: String,
    },
    /// A list of 拟奖 was published (Art. 27).
    PublicityOpened {
        body: Option<Body>,
        notice: Id,
        applications: Vec<Id>,
        day: Day,
        reason: String,
    },
    /// Its time was over.
    PublicityClosed { notice: Id, day: Day, reason: String },
    /// Somebody objected; without an application, to the procedure.
    ObjectionRecorded {
        objection: Id,
        application: Option<Id>,
        day: Day,
        signed: bool,
        words: String,
    },
    /// What came of it.
    ObjectionResolved {
        objection: Id,
        upheld: bool,
        day: Day,
        reason: String,
    },
    /// The 常务会议 decided (Art. 28).
    GovernmentDecided {
        approved: Vec<Id>,
        rejected: Vec<Id>,
        body: Body,
        day: Day,
        document: String,
        reason: String,
    },
    /// Plaque and certificate (Art. 34, 35).
    AwardRegistered {
        application: Id,
        certificate: String,
        day: Day,
    },
    /// The government took an award back (Art. 31).
    AwardWithdrawn {
        certificate: String,
        asked_by: Body,
        body: Option<Body>,
        decided: Option<Day>,
        collected: Vec<String>,
        reason: String,
    },
    /// What the winner was given (Art. 29).
    RewardRecorded {
        application: Id,
        day: Day,
        words: String,
    },
    /// What became of the winner's improvement (Art. 33).
    FollowUpRecorded {
        application: Id,
        day: Day,
        words: String,
    },
    /// The committee has other members (Art. 8).
    MembersChanged {
        members: Vec<Member>,
        body: Body,
        day: Day,
        reason: String,
    },
    /// A paper was issued, or shown to the committee: which figures it rests on, and what it said.
    PaperIssued {
        name: String,
        application: Option<Id>,
        day: Day,
        /// The figures of a stage, where the paper shows any.
        figures: Option<Fingerprint>,
        /// The SHA-256 of its text, where it was written out.
        sum: Option<Fingerprint>,
    },
    /// The docket goes on at another place, by this person alone, until it is handed on.
    HandedOver { to: String, day: Day },
    /// Of two branches this one goes on.
    ForkSettled { kept: Fingerprint, reason: String },
    /// A slip is taken back.
    Undone { seq: u64, reason: String },
}

impl Act {
    /// The kind of entry, as files write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CycleOpened { .. } => "cycle_opened",
            Self::SettingChanged { .. } => "setting_changed",
            Self::Announced { .. } => "announced",
            Self::FileAccepted { .. } => "file_accepted",
            Self::FileRefused { .. } => "file_refused",
            Self::FileWithdrawn { .. } => "file_withdrawn",
            Self::Identified { .. } => "identified",
            Self::ApplicationWithdrawn { .. } => "application_withdrawn",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::OpinionAsked { .. } => "opinion_asked",
            Self::OpinionRecorded { .. } => "opinion_recorded",
            Self::InspectionRecorded { .. } => "inspection_recorded",
            Self::QualificationDecided { .. } => "qualification_decided",
            Self::PanelFormed { .. } => "panel_formed",
            Self::PanelChanged { .. } => "panel_changed",
            Self::AssignmentIssued { .. } => "assignment_issued",
            Self::ConflictHandled { .. } => "conflict_handled",
            Self::LikenessAnswered { .. } => "likeness_answered",
            Self::ExpertRemoved { .. } => "expert_removed",
            Self::SiteListDecided { .. } => "site_list_decided",
            Self::CandidatesProposed { .. } => "candidates_proposed",
            Self::SessionHeld { .. } => "session_held",
            Self::PublicityOpened { .. } => "publicity_opened",
            Self::PublicityClosed { .. } => "publicity_closed",
            Self::ObjectionRecorded { .. } => "objection_recorded",
            Self::ObjectionResolved { .. } => "objection_resolved",
            Self::GovernmentDecided { .. } => "government_decided",
            Self::AwardRegistered { .. } => "award_registered",
            Self::AwardWithdrawn { .. } => "award_withdrawn",
            Self::RewardRecorded { .. } => "reward_recorded",
            Self::FollowUpRecorded { .. } => "follow_up_recorded",
            Self::MembersChanged { .. } => "members_changed",
            Self::PaperIssued { .. } => "paper_issued",
            Self::HandedOver { .. } => "handed_over",
            Self::ForkSettled { .. } => "fork_settled",
            Self::Undone { .. } => "undone",
        }
    }

    /// What the entry is about, by ids, numbers and fingerprints as files write them; nothing where its kind says it
    /// all.
    pub fn about(&self) -> Vec<String> {
        let all = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        match self {
            Self::CycleOpened { cycle, .. } => vec![cycle.file.to_string()],
            Self::SettingChanged { setting, .. } => vec![setting.name().to_owned()],
            Self::FileAccepted { file, receipt, .. } => {
                receipt.iter().cloned().chain([file.file.to_string()]).collect()
            }
            Self::FileRefused { sum, .. } => vec![sum.to_string()],
            Self::FileWithdrawn { file, .. } => vec![file.to_string()],
            Self::Identified {
                file,
                application,
                expert,
                ..
            } => {
                let expert = expert.iter().map(ToString::to_string);
                let of = [application.to_string()].into_iter().chain(expert);
                of.chain([file.to_string()]).collect()
            }
            Self::OpinionAsked {
                application,
                department,
                ..
            }
            | Self::OpinionRecorded {
                application,
                department,
                ..
            } => vec![application.to_string(), department.word().to_owned()],
            Self::ApplicationWithdrawn { application, .. }
            | Self::SupplementAsked { application, .. }
            | Self::InspectionRecorded { application, .. }
            | Self::RewardRecorded { application, .. }
            | Self::FollowUpRecorded { application, .. } => vec![application.to_string()],
            Self::QualificationDecided {
                application,
                decision,
                ..
            } => vec![application.to_string(), decision.word().to_owned()],
            Self::PanelFormed {
                panel, applications, ..
            }
            | Self::PanelChanged {
                panel, applications, ..
            } => [vec![panel.to_string()], all(applications)].concat(),
            Self::AssignmentIssued {
                expert,
                stage,
                applications,
                ..
            } => {
                let of = vec![expert.to_string(), stage.word().to_owned()];
                [of, all(applications)].concat()
            }
            Self::ConflictHandled {
                expert,
                applications,
                outcome,
                ..
            } => {
                let of = vec![expert.to_string(), outcome.word().to_owned()];
                [of, all(applications)].concat()
            }
            Self::LikenessAnswered {
                application,
                expert,
                organisation,
                outcome,
                ..
            } => {
                let expert = expert.iter().map(ToString::to_string);
                let other = expert.chain(organisation.iter().map(ToString::to_string));
                let of = [application.to_string()].into_iter().chain(other);
                of.chain([outcome.word().to_owned()]).collect()
            }
            Self::ExpertRemoved { expert, .. } => vec![expert.to_string()],
            Self::SiteListDecided { applications, .. } => all(applications),
            Self::SessionHeld { votes, .. } => {
                votes.iter().map(|vote| vote.application.to_string()).collect()
            }
            Self::PublicityOpened {
                notice, applications, ..
            } => [vec![notice.to_string()], all(applications)].concat(),
            Self::PublicityClosed { notice, .. } => vec![notice.to_string()],
            Self::ObjectionRecorded {
                objection,
                application,
                ..
            } => {
                let application = application.iter().map(ToString::to_string);
                [objection.to_string()].into_iter().chain(application).collect()
            }
            Self::ObjectionResolved { objection, .. } => vec![objection.to_string()],
            Self::GovernmentDecided {
                approved, rejected, ..
            } => [all(approved), all(rejected)].concat(),
            Self::AwardRegistered {
                application,
                certificate,
                ..
            } => vec![application.to_string(), certificate.clone()],
            Self::AwardWithdrawn { certificate, .. } => vec![certificate.clone()],
            Self::PaperIssued {
                name, application, ..
            } => {
                let application = application.iter().map(ToString::to_string);
                [name.clone()].into_iter().chain(application).collect()
            }
            Self::HandedOver { to, .. } => vec![to.clone()],
            Self::ForkSettled { kept, .. } => vec![kept.to_string()],
            Self::Undone { seq, .. } => vec![seq.to_string()],
            Self::Announced { .. } | Self::CandidatesProposed { .. } | Self::MembersChanged { .. } => {
                Vec::new()
            }
        }
    }
}
