//! What people have to know of a docket: the remarks, each with its place and a word.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::{Pool, ReviewStage};
use crate::docket::doubts::doubts;
use crate::docket::figures::{Figures, RankedApplication};
use crate::docket::state::State;
use crate::docket::{Break, Department, FileContent, Refusal};
use crate::foundations::{Fingerprint, Id, OrganisationId, OrganisationKeys, Word as _, exact_text};

/// Something that people have to know of a docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The entry was not allowed at its place and is left out.
    Refused {
        /// The entry.
        seq: u64,
        /// Why.
        refusal: Refusal,
    },
    /// The chain does not hold, or its clock ran backwards, which breaks nothing.
    Broken(Break),
    /// A file is in, and nobody has said whose it is.
    Unidentified(Fingerprint),
    /// The check digit of the organisation's code does not fit.
    CheckDigit(OrganisationId),
    /// The verdict is another one than when the qualification was decided.
    VerdictChanged(Id),
    /// The expert's employer itself applies in this cycle, and no conflict of the expert was handled.
    EmployerApplies(Id),
    /// The expert declared a conflict about an application that is not known.
    UnknownConflict {
        /// The expert.
        expert: Id,
        /// The application that the declaration names.
        application: Id,
    },
    /// A form belongs to a revision of which no application file is in.
    FormAlone {
        /// The application.
        application: Id,
        /// The revision.
        revision: u32,
    },
    /// An organisation of an expert on the panel has a name like the applicant's.
    ExpertAlike {
        /// The expert.
        expert: Id,
        /// The application.
        application: Id,
    },
    /// Another applicant, or the holder of an earlier award, has a name like the applicant's and another id.
    OrganisationAlike {
        /// The application.
        application: Id,
        /// The other organisation.
        organisation: OrganisationId,
    },
    /// The overview is longer than the cycle asks for (ours).
    LongOverview {
        /// The application.
        application: Id,
        /// How many characters it has; blanks are none.
        characters: usize,
        /// How many it should have at most.
        limit: usize,
    },
    /// The self-assessment report is longer than the cycle asks for (ours).
    LongReport {
        /// The application.
        application: Id,
        /// How many characters it has; blanks are none.
        characters: usize,
        /// How many it should have at most.
        limit: usize,
    },
    /// A paper was issued with figures that are not those of now.
    PaperOutdated {
        /// The entry that says so.
        seq: u64,
        /// The paper.
        name: String,
    },
    /// The application is confirmed, and none of its files is in force (Art. 22): nothing of it is published.
    NoFile(Id),
    /// The application has a panel, and its qualification is not confirmed (Art. 23, 24).
    PanelUnconfirmed(Id),
    /// The qualification was confirmed although a department objects (Art. 23).
    ConfirmedAgainst {
        /// The application.
        application: Id,
        /// The department.
        department: Department,
    },
    /// The applicant continues an organisation that applies itself.
    ContinuesApplicant {
        /// The application.
        application: Id,
        /// The organisation that it continues.
        organisation: OrganisationId,
    },
    /// Sheets in force were made with another revision of the application than the one in force.
    EarlierRevision {
        /// The application.
        application: Id,
        /// The stage.
        stage: ReviewStage,
    },
    /// Sheets or a report of the visit are in, and the application is not on the list for it (Art. 24).
    ReviewedUnlisted(Id),
    /// The committee passed an application that does not rank (Art. 25, 26): nothing of it is published before its
    /// review is finished.
    PassedUnranked(Id),
    /// Application files of several applications got one receipt number (Art. 22).
    ReceiptTwice {
        /// The file.
        file: Fingerprint,
        /// The number.
        receipt: String,
    },
    /// The figures are not those that the candidates were proposed with.
    FiguresChanged,
    /// How an application differs from the figures that the candidates were proposed with.
    CandidateChanged {
        /// The application.
        application: Id,
        /// Where it stood then; nothing without a rank.
        then: Option<RankedApplication>,
        /// Where it stands now.
        now: Option<RankedApplication>,
    },
    /// The report of a stage is finished, and the rule has fewer sheets or values than it works on: there is no total.
    TooFew {
        /// The application.
        application: Id,
        /// The stage.
        stage: ReviewStage,
        /// What is too few, as an address.
        address: String,
    },
    /// The objection came after the time of its list (Art. 27). It stops the decision all the same.
    LateObjection(Id),
    /// More first-time winners were passed than the quota allows (Art. 5).
    AboveQuota,
}

impl Remark {
    /// Where it is, as an address.
    pub fn place(&self) -> String {
        match self {
            Self::Refused { seq, .. } => format!("entry/{seq}"),
            Self::Broken(
                Break::Altered { seq }
                | Break::Gap { found: seq, .. }
                | Break::Missing { first: seq, .. }
                | Break::Fork { seq }
                | Break::Left { seq }
                | Break::Clock { seq },
            ) => format!("entry/{seq}"),
            Self::Unidentified(file) => format!("file/{file}"),
            Self::CheckDigit(organisation) => format!("organisation/{organisation}"),
            Self::VerdictChanged(application) => format!("application/{application}"),
            Self::EmployerApplies(expert)
            | Self::ExpertAlike { expert, .. }
            | Self::UnknownConflict { expert, .. } => format!("expert/{expert}"),
            Self::NoFile(application)
            | Self::PanelUnconfirmed(application)
            | Self::ReviewedUnlisted(application)
            | Self::PassedUnranked(application)
            | Self::ConfirmedAgainst { application, .. }
            | Self::ContinuesApplicant { application, .. }
            | Self::EarlierRevision { application, .. }
            | Self::OrganisationAlike { application, .. }
            | Self::LongOverview { application, .. }
            | Self::LongReport { application, .. }
            | Self::FormAlone { application, .. } => {
                format!("application/{application}")
            }
            Self::TooFew {
                application, stage, ..
            } => format!("application/{application}/{}", stage.word()),
            Self::PaperOutdated { seq, .. } => format!("entry/{seq}"),
            Self::ReceiptTwice { file, .. } => format!("file/{file}"),
            Self::LateObjection(objection) => format!("objection/{objection}"),
            Self::FiguresChanged => "candidates".to_owned(),
            Self::CandidateChanged { application, .. } => format!("candidates/{application}"),
            Self::AboveQuota => "votes".to_owned(),
        }
    }

    /// What it is, as a word.
    pub fn what(&self) -> String {
        let word = match self {
            Self::Refused { refusal, .. } => {
                let against = refusal.against().map(|against| format!("/{against}"));
                return format!("refused/{}{}", refusal.id(), against.unwrap_or_default());
            }
            Self::Broken(Break::Altered { .. }) => "altered",
            Self::Broken(Break::Gap { .. }) => "gap",
            Self::Broken(Break::Missing { .. }) => "missing",
            Self::Broken(Break::Fork { .. }) => "fork",
            Self::Broken(Break::Left { .. }) => "left_out",
            Self::Broken(Break::Clock { .. }) => "clock_ran_back",
            Self::Unidentified(_) => "unidentified",
            Self::CheckDigit(_) => "check_sign",
            Self::VerdictChanged(_) => "verdict_changed",
            Self::EmployerApplies(_) => "employer_applies",
            Self::ExpertAlike { application, .. } => return format!("alike/{application}"),
            Self::OrganisationAlike { organisation, .. } => return format!("alike/{organisation}"),
            Self::UnknownConflict { application, .. } => return format!("unknown_application/{application}"),
            Self::FormAlone { revision, .. } => return format!("form_alone/{revision}"),
            Self::TooFew { address, .. } => return format!("too_few/{address}"),
            Self::CandidateChanged { then, now, .. } => return difference(then.as_ref(), now.as_ref()),
            Self::LongOverview { .. } => "long_overview",
            Self::LongReport { .. } => "long_report",
            Self::PaperOutdated { .. } => "paper_outdated",
            Self::NoFile(_) => "no_file",
            Self::PanelUnconfirmed(_) => "panel_unconfirmed",
            Self::ConfirmedAgainst { department, .. } => {
                return format!("confirmed_against/{}", department.word());
            }
            Self::ContinuesApplicant { organisation, .. } => return format!("continues/{organisation}"),
            Self::EarlierRevision { stage, .. } => return format!("earlier_revision/{}", stage.word()),
            Self::ReviewedUnlisted(_) => "reviewed_unlisted",
            Self::PassedUnranked(_) => "passed_unranked",
            Self::ReceiptTwice { receipt, .. } => return format!("receipt_twice/{receipt}"),
            Self::LateObjection(_) => "late_objection",
            Self::FiguresChanged => "figures_changed",
            Self::AboveQuota => "above_quota",
        };
        word.to_owned()
    }
}

/// What differs between two places of an application, as a word for each: `rank/1..2/exact/637..640`.
fn difference(then: Option<&RankedApplication>, now: Option<&RankedApplication>) -> String {
    type Shown = fn(&RankedApplication) -> String;
    let parts: [(&str, Shown); 3] = [
        ("rank", |seat| seat.rank.to_string()),
        ("exact", |seat| exact_text(seat.total)),
        ("candidate", |seat| {
            seat.candidate
                .map_or_else(String::new, |candidate| candidate.word().to_owned())
        }),
    ];
    let differs = parts.into_iter().filter_map(|(name, of)| {
        let [then, now] = [then, now].map(|seat| seat.map_or_else(|| "none".to_owned(), of));
        (then != now).then(|| format!("{name}/{then}..{now}"))
    });
    let differs: Vec<String> = differs.collect();
    differs.join("/")
}

/// The questions and remarks of the state itself.
pub(super) fn remarks_of(state: &State<'_>, figures: &[Figures; 2]) -> Vec<Remark> {
    let mut remarks = about_files(state);
    remarks.extend(about_applications(state));
    remarks.extend(about_experts(state));
    remarks.extend(about_figures(state, figures));
    let [_, site] = figures;
    remarks.extend(doubts(state, site));
    remarks.extend(alike_experts(state));
    remarks.extend(alike_organisations(state));
    remarks.extend(long_texts(state));
    let late = state
        .objections
        .iter()
        .filter(|(_, objection)| state.is_late(objection));
    remarks.extend(late.map(|(id, _)| Remark::LateObjection(id.clone())));
    let passed = state.votes.iter().filter(|(_, votes)| votes.passed);
    if state.is_above_quota(passed.map(|(id, _)| id)) {
        remarks.push(Remark::AboveQuota);
    }
    remarks
}

/// Files of which nobody has said whose they are.
fn about_files(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let owned: BTreeSet<Fingerprint> = state
        .applications
        .values()
        .flat_map(|applicant| applicant.files.values().copied())
        .chain(state.seats.keys().copied())
        .collect();
    for file in state.accepted.keys().filter(|file| !owned.contains(*file)) {
        let content = state.opened.files.content(*file);
        if let Some(FileContent::Application { .. } | FileContent::Sheet(_)) = content {
            remarks.push(Remark::Unidentified(*file));
        }
    }
    remarks
}

/// Verdicts that have changed since the decision, codes that do not fit, and forms without their file.
fn about_applications(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut unfit = BTreeSet::new();
    for (id, applicant) in &state.applications {
        let organisation = &applicant.organisation;
        // Who compared the code with a document says that the organisation is itself.
        if !organisation.check_digit_fits() && !applicant.compared.contains_key(organisation) {
            unfit.insert(organisation);
        }
        if let Some((_, then)) = applicant.qualification
            && then != state.eligibility(id, applicant).verdict
        {
            remarks.push(Remark::VerdictChanged(id.clone()));
        }
        let alone = applicant.forms.keys();
        let alone = alone.filter(|revision| !applicant.files.contains_key(*revision));
        remarks.extend(alone.map(|revision| Remark::FormAlone {
            application: id.clone(),
            revision: *revision,
        }));
    }
    remarks.extend(unfit.into_iter().map(|id| Remark::CheckDigit(id.clone())));
    remarks
}

/// Experts whose employer applies, until a conflict of theirs was handled, and conflicts about nobody.
fn about_experts(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let applying = state.applications.values();
    let applying = applying.filter(|applicant| applicant.withdrawn.is_none());
    let applying: BTreeSet<&OrganisationId> = applying.map(|applicant| &applicant.organisation).collect();
    let handled: BTreeSet<&Id> = state.handled.keys().map(|(expert, _)| expert).collect();
    for expert in state.pool().into_iter().flat_map(Pool::experts) {
        let applies = expert.employer.as_ref().is_some_and(|own| applying.contains(own));
        if applies && !handled.contains(&expert.id) {
            remarks.push(Remark::EmployerApplies(expert.id.clone()));
        }
    }
    let declared = state.declared.keys();
    let unknown = declared.filter(|(_, application)| !state.applications.contains_key(application));
    remarks.extend(unknown.map(|(expert, application)| Remark::UnknownConflict {
        expert: expert.clone(),
        application: application.clone(),
    }));
    remarks
}

/// Figures that are not those that were quoted, and finished stages without a total.
fn about_figures(state: &State<'_>, figures: &[Figures; 2]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let [material, site] = figures;
    let now = [material.fingerprint, site.fingerprint];
    let proposed = state.proposed.as_ref();
    if let Some(then) = proposed.filter(|then| then.fingerprint != site.fingerprint) {
        remarks.push(Remark::FiguresChanged);
        let either: BTreeSet<&Id> = then.ranked.keys().chain(site.ranked.keys()).collect();
        for application in either {
            let [then, now] = [then, site].map(|of| of.ranked.get(application).cloned());
            if then.as_ref().map(RankedApplication::quoted) != now.as_ref().map(RankedApplication::quoted) {
                remarks.push(Remark::CandidateChanged {
                    application: application.clone(),
                    then,
                    now,
                });
            }
        }
    }
    let outdated = state
        .issued
        .iter()
        .filter(|(_, issued)| !now.contains(&issued.figures));
    remarks.extend(outdated.map(|(name, issued)| Remark::PaperOutdated {
        seq: issued.seq,
        name: name.clone(),
    }));
    for of in figures {
        for (application, result) in of.results.iter().filter(|(_, result)| result.is_finished()) {
            remarks.extend(result.too_few.iter().map(|address| Remark::TooFew {
                application: application.clone(),
                stage: of.stage,
                address: address.clone(),
            }));
        }
    }
    remarks
}

/// Experts on a panel of whom it is open whether they belong to the applicant.
fn alike_experts(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut seen = BTreeSet::new();
    for (application, member) in state.seats_of_all() {
        let is_new = seen.insert((application, &member.expert));
        if is_new && state.is_likeness_open(&member.expert, application) {
            remarks.push(Remark::ExpertAlike {
                expert: member.expert.clone(),
                application: application.clone(),
            });
        }
    }
    remarks
}

/// Applicants whose name is like that of another applicant, or of the holder of an earlier award, with another id.
/// Each pair is asked about once, at the later application.
fn alike_organisations(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let own = state.opened.cycle.record().id.as_str();
    let awards = state.awards().iter().filter(|award| award.cycle.as_str() != own);
    let holders = awards.map(|award| (&award.organisation, award.name.as_str()));
    let mut index = Names::default();
    for (organisation, name) in holders {
        index.insert(organisation, OrganisationKeys::of(name));
    }
    let applying = state
        .applications
        .iter()
        .filter(|(_, applicant)| applicant.withdrawn.is_none() && !applicant.files.is_empty());
    for (id, applicant) in applying {
        let keys = OrganisationKeys::of(state.name_of(applicant));
        for other in index.like(&keys) {
            let is_known = *other == applicant.organisation
                || applicant.continues.contains(other)
                || applicant.compared.contains_key(other);
            if !is_known {
                remarks.push(Remark::OrganisationAlike {
                    application: id.clone(),
                    organisation: other.clone(),
                });
            }
        }
        index.insert(&applicant.organisation, keys);
    }
    remarks
}

/// Organisations by the keys of their names.
#[derive(Default)]
struct Names<'s> {
    whole: BTreeMap<String, BTreeSet<&'s OrganisationId>>,
    shortened: BTreeMap<String, BTreeSet<&'s OrganisationId>>,
}

impl<'s> Names<'s> {
    fn insert(&mut self, organisation: &'s OrganisationId, keys: OrganisationKeys) {
        if keys.whole.is_empty() {
            return;
        }
        self.whole.entry(keys.whole).or_default().insert(organisation);
        for key in keys.shortened {
            self.shortened.entry(key).or_default().insert(organisation);
        }
    }

    fn like(&self, keys: &OrganisationKeys) -> BTreeSet<&'s OrganisationId> {
        let above = keys.shortened.iter().filter_map(|key| self.whole.get(key));
        let equal = self.whole.get(&keys.whole).into_iter();
        let below = self.shortened.get(&keys.whole).into_iter();
        equal.chain(above).chain(below).flatten().copied().collect()
    }
}

/// Applications whose overview or report is longer than it should be; it is reported and refuses nothing.
fn long_texts(state: &State<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (id, applicant) in &state.applications {
        let file = state.in_force(applicant).map(|(_, print)| print);
        let Some(FileContent::Application {
            overview_characters: overview,
            report_characters: report,
            ..
        }) = file.and_then(|print| state.opened.files.content(print))
        else {
            continue;
        };
        let limit = |most: u32| usize::try_from(most).unwrap_or(usize::MAX);
        let (most, application) = (limit(state.settings.overview_characters), || id.clone());
        if *overview > most {
            remarks.push(Remark::LongOverview {
                application: application(),
                characters: *overview,
                limit: most,
            });
        }
        let most = limit(state.settings.report_characters);
        if *report > most {
            remarks.push(Remark::LongReport {
                application: application(),
                characters: *report,
                limit: most,
            });
        }
    }
    remarks
}
