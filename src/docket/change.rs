//! One entry at its place: checked against the rules, and then part of the state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cycle::{ApplicationForm, PanelReport, ReviewStage, Setting, check_members, folded_certificate};
use crate::docket::figures::Figures;
use crate::docket::rules::{Allowed, decides, ensure, no_awards, not_before, reason_if, unknown};
use crate::docket::state::{
    ApplicationState, Issued, Notice, Objection, SheetFacts, State, Supplement, TakenForm, Votes,
};
use crate::docket::{
    Act, Body, Decision, FileContent, FileSum, Handling, Likeness, PanelMember, Refusal, VoteCount,
};
use crate::foundations::{Day, Fingerprint, Id, OrganisationId, is_blank, squeezed};
use crate::scoresheet::{AssignmentRef, Scoresheet, SheetRecord, Stage, Standard};

impl State<'_> {
    /// Applies an entry, or says why it is not allowed here; then nothing has changed. The first entry and undos are
    /// not asked here: the first makes the state, and undos choose which entries are asked.
    pub(super) fn apply(&mut self, seq: u64, act: &Act) -> Allowed {
        match act {
            Act::CycleOpened { .. } => Err(Refusal::NotTheFirst),
            Act::SettingChanged {
                setting,
                body,
                reason,
            } => self.set(seq, *setting, *body, reason),
            Act::FileAccepted { file, received, .. } => {
                let file = *file;
                ensure(!self.accepted.contains_key(&file.file), || Refusal::DuplicateFile)?;
                self.accept(seq, file)?;
                self.accepted.insert(file.file, *received);
                Ok(())
            }
            Act::FileWithdrawn { file, reason } => self.withdraw_file(*file, reason),
            Act::Identified { .. } => self.identify(act),
            Act::ApplicationWithdrawn {
                application, reason, ..
            } => {
                reason_if(true, reason, "22")?;
                self.not_withdrawn(application)?;
                // An award that stands in the register is the government's to take back (Art. 31).
                ensure(self.certificate_of(application).is_none(), || {
                    Refusal::Registered {
                        application: application.to_string(),
                    }
                })?;
                self.change(application, |applicant| applicant.withdrawn = Some(seq));
                Ok(())
            }
            Act::SupplementAsked {
                application,
                day,
                due,
                ..
            } => {
                not_before(*due, *day)?;
                self.not_withdrawn(application)?;
                self.change(application, |applicant| {
                    let before = applicant.all_files().collect();
                    applicant.supplement = Some(Supplement { due: *due, before });
                });
                Ok(())
            }
            Act::OpinionAsked {
                application,
                department,
                day,
                due,
            } => {
                not_before(*due, *day)?;
                self.not_withdrawn(application)?;
                self.change(application, |applicant| {
                    applicant.asked.insert(*department, *due);
                });
                Ok(())
            }
            Act::OpinionRecorded {
                application,
                department,
                outcome,
                events,
                ..
            } => {
                no_awards(events)?;
                self.known(application)?;
                self.change(application, |applicant| {
                    applicant.opinions.insert(*department, *outcome);
                    applicant.events.extend(events.iter().cloned());
                });
                Ok(())
            }
            Act::InspectionRecorded {
                application, events, ..
            } => {
                no_awards(events)?;
                self.known(application)?;
                self.change(application, |applicant| {
                    applicant.events.extend(events.iter().cloned());
                });
                Ok(())
            }
            Act::QualificationDecided {
                application,
                decision,
                body,
                reason,
                ..
            } => self.decide_qualification(application, *decision, *body, reason),
            Act::PanelFormed {
                body,
                panel,
                members,
                applications,
            } => {
                decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "11(5)")?;
                self.form_panel(panel, members, applications)
            }
            Act::PanelChanged {
                body,
                panel,
                members,
                applications,
                stage,
                reason,
            } => {
                decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "11(5)")?;
                reason_if(true, reason, "12")?;
                self.change_panel(panel, members, applications, *stage)
            }
            Act::AssignmentIssued {
                expert,
                stage,
                applications,
                day,
                due,
            } => {
                not_before(*due, *day)?;
                self.check_assignment(expert, *stage, applications)?;
                for application in applications {
                    let seat = (application.clone(), *stage, expert.clone());
                    self.assigned.insert(seat, *due);
                }
                Ok(())
            }
            Act::LikenessAnswered {
                application,
                expert,
                organisation,
                outcome,
                ..
            } => self.answer_likeness(application, (expert.as_ref(), organisation.as_ref()), *outcome),
            Act::HandedOver { to, .. } => {
                // Nobody could write in a docket that is held under no name.
                ensure(!is_blank(to), || Refusal::NoHolder)?;
                self.holder = Some(to.clone());
                Ok(())
            }
            Act::ConflictHandled {
                expert,
                applications,
                outcome,
                reason,
                ..
            } => {
                reason_if(*outcome == Handling::Stands, reason, "recusal")?;
                self.expert(expert).ok_or_else(|| unknown(expert))?;
                for application in applications {
                    self.known(application)?;
                }
                for application in applications {
                    let pair = (expert.clone(), application.clone());
                    self.handled.insert(pair, (seq, *outcome));
                }
                Ok(())
            }
            Act::ExpertRemoved { expert, reason, .. } => {
                reason_if(true, reason, "32")?;
                self.expert(expert).ok_or_else(|| unknown(expert))?;
                self.removed.entry(expert.clone()).or_insert(seq);
                Ok(())
            }
            Act::SiteListDecided {
                applications,
                body,
                day,
                figures,
                reason,
            } => self.decide_visit(applications, *body, *day, *figures, reason),
            Act::CandidatesProposed {
                body,
                day,
                figures,
                reason,
            } => self.propose(*body, *day, *figures, reason),
            Act::SessionHeld {
                body,
                day,
                present,
                votes,
                ..
            } => {
                decides(body.unwrap_or(Body::Committee), &[Body::Committee], "26")?;
                self.vote(*day, present, votes)
            }
            Act::PublicityOpened {
                body,
                notice,
                applications,
                day,
                reason,
            } => {
                decides(body.unwrap_or(Body::Secretariat), &[Body::Secretariat], "27")?;
                self.publish(notice, applications, *day, reason)
            }
            Act::PublicityClosed { notice, day, reason } => self.close(notice, *day, reason),
            Act::ObjectionRecorded {
                objection,
                application,
                day,
                signed,
                ..
            } => self.object(objection, application.as_ref(), (*day, *signed)),
            Act::ObjectionResolved {
                objection,
                upheld,
                day,
                reason,
            } => self.resolve(objection, *upheld, *day, reason),
            Act::GovernmentDecided {
                approved,
                rejected,
                body,
                day,
                reason,
                ..
            } => self.decide(approved, rejected, (*body, *day), reason),
            Act::AwardRegistered {
                application,
                certificate,
                day,
            } => self.register(application, certificate, *day),
            Act::AwardWithdrawn {
                certificate,
                asked_by,
                body,
                decided,
                ..
            } => {
                decides(body.unwrap_or(Body::Government), &[Body::Government], "31")?;
                self.withdraw_award(certificate, *asked_by, *decided)
            }
            Act::RewardRecorded { application, .. } | Act::FollowUpRecorded { application, .. } => {
                ensure(self.certificate_of(application).is_some(), || {
                    Refusal::NotRegistered {
                        application: application.to_string(),
                    }
                })
            }
            Act::MembersChanged {
                members,
                body,
                reason,
                ..
            } => {
                decides(*body, &[Body::Committee], "8")?;
                reason_if(true, reason, "8")?;
                let problems = check_members(members);
                ensure(!problems.has_errors(), || Refusal::FaultyFile {
                    problems: Box::new(problems),
                })?;
                self.members.clone_from(members);
                Ok(())
            }
            Act::PaperIssued {
                name,
                application,
                figures,
                ..
            } => self.issue(seq, (name, application.as_ref()), *figures),
            // What changes no state: a fork is settled by the chain, an undo by the replay, and papers, the audit and
            // what is due read the rest from the entries.
            Act::Announced { .. }
            | Act::FileRefused { .. }
            | Act::ForkSettled { .. }
            | Act::Undone { .. } => Ok(()),
        }
    }

    fn change(&mut self, application: &Id, how: impl FnOnce(&mut ApplicationState)) {
        if let Some(applicant) = self.applications.get_mut(application) {
            how(applicant);
        }
    }

    fn set(&mut self, seq: u64, setting: Setting, body: Body, reason: &str) -> Allowed {
        let name = setting.name();
        if let Some(article) = setting.fixed_by()
            && !self.settings.each().contains(&setting)
        {
            return Err(Refusal::FixedByRegulation { article });
        }
        ensure(setting.is_valid(), || Refusal::SettingValue { setting: name })?;
        reason_if(true, reason, name)?;
        // Once anything is scored, what decides scores is the committee's (Art. 9(三)).
        let is_scored = ReviewStage::ALL.into_iter().any(|stage| self.is_scored(stage));
        if is_scored && setting.decides_scores() {
            decides(body, &[Body::Committee], "9(3)")?;
            self.changed_while_scored.insert(seq);
        }
        self.settings.set(setting);
        Ok(())
    }

    fn accept(&mut self, seq: u64, file: FileSum) -> Allowed {
        let own = self.opened.cycle.record().id.clone();
        let of_this_cycle = |found: &str| {
            ensure(found == own.as_str(), || Refusal::OtherCycle {
                found: found.to_owned(),
            })
        };
        let content = self.opened.files.content(file.file);
        match content.ok_or_else(|| self.opened.files.not_there(file))? {
            FileContent::Rubric(_) | FileContent::Cycle(_) => return Err(Refusal::NotTheFirst),
            FileContent::Pool(_) => self.pools.push(file.file),
            FileContent::Register(_) => self.registers.push(file.file),
            FileContent::Application { cycle, rubric, .. } => {
                cycle.as_deref().map_or(Ok(()), of_this_cycle)?;
                ensure(*rubric == self.opened.rubric_print, || Refusal::OtherRubric)?;
            }
            FileContent::Form(form) => {
                of_this_cycle(form.record().cycle.as_str())?;
                self.accept_form(file.file, form)?;
            }
            FileContent::Assignment(assignment) => {
                let record = assignment.record();
                of_this_cycle(record.cycle.as_str())?;
                ensure(record.rubric.fingerprint == self.opened.rubric_print, || {
                    Refusal::OtherRubric
                })?;
                let applications = record.applications.iter().map(|one| one.application.clone());
                let applications: Vec<Id> = applications.collect();
                self.check_assignment(&record.expert, record.stage, &applications)?;
            }
            FileContent::VisitPlan(plan) => {
                let record = plan.record();
                of_this_cycle(record.cycle.as_str())?;
                self.not_withdrawn(&record.application)?;
                let judges = self.panel(&record.application, ReviewStage::Site);
                let leads = |member: &&PanelMember| member.leader && member.expert == record.leader;
                ensure(judges.iter().any(leads), || Refusal::NotOnPanel {
                    expert: record.leader.to_string(),
                })?;
                let key = (record.application.clone(), record.revision);
                let revision = record.revision;
                ensure(!self.plans.contains_key(&key), || Refusal::RevisionTaken {
                    revision,
                })?;
                self.plans.insert(key, file.file);
            }
            FileContent::Sheet(record) => {
                record.cycle.as_deref().map_or(Ok(()), of_this_cycle)?;
                let facts = self.sheet_of(record)?;
                ensure(facts.abstained.is_empty() || self.settings.abstention, || {
                    Refusal::Abstained
                })?;
                self.sheet_facts.insert(file.file, Arc::new(facts));
            }
            FileContent::Declaration(declaration) => {
                of_this_cycle(declaration.cycle.as_str())?;
                let expert = &declaration.expert;
                self.expert(expert).ok_or_else(|| unknown(expert))?;
                let pairs = declaration
                    .conflicts
                    .iter()
                    .map(|conflict| (expert.clone(), conflict.application.clone()));
                for pair in pairs {
                    self.declared.entry(pair).or_default().insert(file.file, seq);
                }
            }
            FileContent::Report(record) => {
                of_this_cycle(record.cycle.as_str())?;
                self.not_withdrawn(&record.application)?;
                ensure(record.rubric.fingerprint == self.opened.rubric_print, || {
                    Refusal::OtherRubric
                })?;
                let (application, stage, revision) =
                    (record.application.clone(), record.stage, record.revision);
                let checked =
                    PanelReport::check((**record).clone(), self.opened.rubric, self.opened.rubric_print);
                let (report, _) = checked.map_err(|problems| Refusal::FaultyFile {
                    problems: Box::new(problems),
                })?;
                let key = (application, stage);
                let taken = self
                    .reports
                    .get(&key)
                    .is_some_and(|revisions| revisions.contains_key(&revision));
                ensure(!taken, || Refusal::RevisionTaken { revision })?;
                let revisions = self.reports.entry(key).or_default();
                revisions.insert(revision, (file.file, seq));
                self.report_facts.insert(file.file, Arc::new(report));
            }
        }
        Ok(())
    }

    /// A form belongs to an application that is known, of the organisation that is known, and to one revision of it.
    fn accept_form(&mut self, file: Fingerprint, form: &ApplicationForm) -> Allowed {
        let record = form.record();
        let applicant = self.not_withdrawn(&record.application)?;
        ensure(applicant.organisation == record.organisation, || {
            Refusal::OtherOrganisation
        })?;
        let revision = record.revision;
        ensure(!applicant.forms.contains_key(&revision), || {
            Refusal::RevisionTaken { revision }
        })?;
        let taken = TakenForm {
            answers: form.answers(),
            file: Some(file),
        };
        self.change(&record.application, |applicant| {
            applicant.forms.insert(revision, taken);
        });
        Ok(())
    }

    /// A sheet of a review that fits the rubric of the cycle.
    fn sheet_of(&self, record: &SheetRecord) -> Result<SheetFacts, Refusal> {
        let stage = match record.stage {
            Stage::SelfAssessment => return Err(Refusal::UnknownFile),
            Stage::Material => ReviewStage::Material,
            Stage::Site => ReviewStage::Site,
        };
        let print = self.opened.rubric_print;
        ensure(record.rubric.fingerprint == print, || Refusal::OtherRubric)?;
        let checked = Scoresheet::check(record.clone(), self.opened.rubric, print, Standard::Readable);
        let (sheet, _) = checked.map_err(|problems| Refusal::FaultySheet {
            problems: Box::new(problems),
        })?;
        Ok(SheetFacts {
            stage,
            application_file: record.application,
            percents: sheet.percents().to_vec(),
            abstained: {
                let clauses = self.opened.rubric.clauses();
                let abstained = clauses.filter(|one| record.notes.abstentions.contains_key(&one.node.code));
                abstained.map(|clause| clause.index).collect()
            },
            comments: {
                let entries = record.entries.iter();
                let counted =
                    entries.map(|entry| (entry.code.clone(), [entry.strengths.len(), entry.areas.len()]));
                counted.filter(|(_, counts)| *counts != [0, 0]).collect()
            },
            issues: record.notes.issues.iter().map(|issue| issue.number).collect(),
            assigned: match &record.assignment {
                Some(named) => Some(self.answered(record, named, stage)?),
                None => None,
            },
            corrects: Some(record.revision.number).filter(|_| record.revision.is_correction()),
        })
    }

    /// The application and the expert of the assignment that a sheet answers: it was taken in, and so was the
    /// declaration that the sheet names; it is of this stage, and says of the application what the sheet says. Where
    /// there is an assignment a reviewer does not change the applicant's name.
    fn answered(
        &self,
        record: &SheetRecord,
        named: &AssignmentRef,
        stage: ReviewStage,
    ) -> Result<(Id, Id), Refusal> {
        let taken = |file: Fingerprint| {
            let content = self.opened.files.content(file);
            content
                .filter(|_| self.accepted.contains_key(&file))
                .ok_or_else(|| Refusal::Unknown { id: file.to_string() })
        };
        let FileContent::Assignment(assignment) = taken(named.file)? else {
            return Err(Refusal::OtherAssignment);
        };
        let assignment = assignment.record();
        let mut applications = assignment.applications.iter();
        let assigned = applications.find(|one| one.application == named.application);
        let fits = assigned.is_some_and(|one| squeezed(&one.name) == squeezed(&record.applicant));
        ensure(fits && assignment.stage == stage, || Refusal::OtherAssignment)?;
        if let Some(declaration) = named.declaration {
            let own = matches!(
                taken(declaration)?,
                FileContent::Declaration(declaration) if declaration.expert == assignment.expert
            );
            ensure(own, || Refusal::OtherAssignment)?;
        }
        Ok((named.application.clone(), assignment.expert.clone()))
    }

    /// Takes one file out; the revision before it is in force again, and the file may come again.
    fn withdraw_file(&mut self, file: Fingerprint, reason: &str) -> Allowed {
        reason_if(true, reason, "22")?;
        ensure(self.accepted.remove(&file).is_some(), || Refusal::UnknownFile)?;
        self.pools.retain(|pool| *pool != file);
        self.registers.retain(|register| *register != file);
        self.declared.retain(|_, files| {
            files.remove(&file);
            !files.is_empty()
        });
        self.sheet_facts.remove(&file);
        self.report_facts.remove(&file);
        self.plans.retain(|_, plan| *plan != file);
        for reports in self.reports.values_mut() {
            reports.retain(|_, (report, _)| *report != file);
        }
        if let Some(seat) = self.seats.remove(&file)
            && let Some(sheets) = self.sheets.get_mut(&seat)
        {
            sheets.retain(|_, sheet| *sheet != file);
        }
        self.filed.remove(&file);
        for applicant in self.applications.values_mut() {
            let revision = applicant.files.iter().find(|(_, print)| **print == file);
            if let Some(revision) = revision.map(|(revision, _)| *revision) {
                applicant.files.remove(&revision);
                // A form of paper came with it; one that is a file stays.
                if applicant
                    .forms
                    .get(&revision)
                    .is_some_and(|form| form.file.is_none())
                {
                    applicant.forms.remove(&revision);
                }
            }
            applicant.forms.retain(|_, form| form.file != Some(file));
        }
        Ok(())
    }

    fn identify(&mut self, act: &Act) -> Allowed {
        let Act::Identified {
            file,
            application,
            organisation,
            continues,
            expert,
            revision,
            reason,
            form,
        } = act
        else {
            return Ok(());
        };
        let (file, revision) = (*file, *revision);
        ensure(self.accepted.contains_key(&file), || Refusal::UnknownFile)?;
        no_awards(form.as_ref().map_or(&[], |form| &form.events))?;
        match (self.opened.files.content(file), organisation, expert) {
            (Some(FileContent::Application { .. }), Some(organisation), None) => {
                ensure(!self.filed.contains_key(&file), || Refusal::AlreadyDone {
                    id: file.to_string(),
                })?;
                if let Some(known) = self.applications.get(application) {
                    self.not_withdrawn(application)?;
                    ensure(known.organisation == *organisation, || Refusal::OtherOrganisation)?;
                    ensure(!known.files.contains_key(&revision), || Refusal::RevisionTaken {
                        revision,
                    })?;
                    // A file says it in the applicant's own words; what the clerk typed from paper does not replace it.
                    let has_form = known.forms.contains_key(&revision);
                    ensure(form.is_none() || !has_form, || Refusal::RevisionTaken {
                        revision,
                    })?;
                }
                let applicant =
                    self.applications
                        .entry(application.clone())
                        .or_insert_with(|| ApplicationState {
                            organisation: organisation.clone(),
                            continues: Vec::new(),
                            files: BTreeMap::new(),
                            forms: BTreeMap::new(),
                            withdrawn: None,
                            supplement: None,
                            opinions: BTreeMap::new(),
                            asked: BTreeMap::new(),
                            compared: BTreeMap::new(),
                            events: Vec::new(),
                            qualification: None,
                        });
                applicant.files.insert(revision, file);
                self.filed.insert(file, application.clone());
                let own = self.applications_of.entry(organisation.clone()).or_default();
                own.insert(application.clone());
                if let Some(answers) = form {
                    let (answers, file) = (answers.clone(), None);
                    applicant.forms.insert(revision, TakenForm { answers, file });
                }
                for other in continues {
                    if !applicant.continues.contains(other) {
                        applicant.continues.push(other.clone());
                    }
                }
                Ok(())
            }
            (Some(FileContent::Sheet(_)), None, Some(expert)) => {
                self.identify_sheet(file, application, expert, (revision, reason))
            }
            _ => Err(Refusal::UnknownFile),
        }
    }

    fn identify_sheet(
        &mut self,
        file: Fingerprint,
        application: &Id,
        expert: &Id,
        (revision, reason): (u32, &str),
    ) -> Allowed {
        let facts = self.sheet_facts.get(&file).ok_or(Refusal::UnknownFile)?;
        let stage = facts.stage;
        let stated = facts.corrects;
        ensure(stated.is_none_or(|stated| stated == revision), || {
            Refusal::OtherRevision { revision }
        })?;
        let applicant = self.not_withdrawn(application)?;
        let fits = facts.application_file.is_none_or(|made_with| {
            let mut files = applicant.files.values();
            files.any(|print| *print == made_with || self.for_assessors(*print) == Some(made_with))
        });
        ensure(fits, || Refusal::OtherApplication)?;
        let assigned = facts.assigned.as_ref();
        let answers = assigned.is_none_or(|(of, to)| of == application && to == expert);
        ensure(answers, || Refusal::OtherAssignment)?;
        ensure(!self.seats.contains_key(&file), || Refusal::AlreadyDone {
            id: file.to_string(),
        })?;
        let seats = self.seated(application, stage);
        let sits = seats.is_some_and(|members| members.iter().any(|member| member.expert == *expert));
        ensure(sits, || Refusal::NotOnPanel {
            expert: expert.to_string(),
        })?;
        reason_if(revision > 1, reason, "revision")?;
        let seat = (application.clone(), stage, expert.clone());
        let taken = self
            .sheets
            .get(&seat)
            .is_some_and(|revisions| revisions.contains_key(&revision));
        ensure(revision > 0 && !taken, || Refusal::RevisionTaken { revision })?;
        let revisions = self.sheets.entry(seat.clone()).or_default();
        revisions.insert(revision, file);
        self.seats.insert(file, seat);
        Ok(())
    }

    fn decide_qualification(
        &mut self,
        application: &Id,
        decision: Decision,
        body: Body,
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Secretariat], "23")?;
        let verdict = self.may_decide(application, decision, reason)?;
        self.change(application, |applicant| {
            applicant.qualification = Some((decision, verdict));
        });
        Ok(())
    }

    fn form_panel(&mut self, panel: &Id, members: &[PanelMember], applications: &[Id]) -> Allowed {
        self.may_judge(members)?;
        for application in applications {
            self.not_withdrawn(application)?;
            ensure(!self.panel_of.contains_key(application), || {
                Refusal::SecondPanel {
                    application: application.to_string(),
                }
            })?;
        }
        for application in applications {
            self.panel_of.insert(application.clone(), panel.clone());
            for stage in ReviewStage::ALL {
                self.latest_panels
                    .insert((application.clone(), stage), members.to_vec());
            }
        }
        Ok(())
    }

    fn change_panel(
        &mut self,
        panel: &Id,
        members: &[PanelMember],
        applications: &[Id],
        stage: ReviewStage,
    ) -> Allowed {
        self.may_judge(members)?;
        for application in applications {
            self.not_withdrawn(application)?;
            ensure(self.panel_of.get(application) == Some(panel), || unknown(panel))?;
        }
        for application in applications {
            for later in ReviewStage::ALL.into_iter().filter(|later| *later >= stage) {
                let key = (application.clone(), later);
                let is_reported = self.report(application, later).is_some();
                let before = self.seated(application, later).cloned();
                if let Some(before) = before.filter(|_| is_reported) {
                    self.reported_panels.insert(key.clone(), before);
                }
                self.latest_panels.insert(key, members.to_vec());
            }
        }
        Ok(())
    }

    /// An expert gets the papers of applications that it judges and of which no likeness of names is open.
    pub(super) fn check_assignment(&self, expert: &Id, stage: ReviewStage, applications: &[Id]) -> Allowed {
        for application in applications {
            self.not_withdrawn(application)?;
            let judges = self.panel(application, stage);
            let sits = judges.iter().any(|member| member.expert == *expert);
            ensure(sits, || Refusal::NotOnPanel {
                expert: expert.to_string(),
            })?;
            let is_open = self.is_likeness_open(expert, application);
            ensure(!is_open, || Refusal::LikenessOpen {
                expert: expert.to_string(),
                application: application.to_string(),
            })?;
        }
        Ok(())
    }

    /// An answer about an expert keeps the expert out where the names mean one; about another organisation it makes
    /// the applicant one that continues it.
    fn answer_likeness(
        &mut self,
        application: &Id,
        (expert, organisation): (Option<&Id>, Option<&OrganisationId>),
        outcome: Likeness,
    ) -> Allowed {
        self.known(application)?;
        match (expert, organisation) {
            (Some(expert), None) => {
                self.expert(expert).ok_or_else(|| unknown(expert))?;
                self.likeness
                    .insert((expert.clone(), application.clone()), outcome);
            }
            (None, Some(organisation)) => {
                self.compared.insert(application.clone());
                self.change(application, |applicant| {
                    applicant.compared.insert(organisation.clone(), outcome);
                });
            }
            _ => return Err(Refusal::NotOne),
        }
        Ok(())
    }

    fn step(&mut self, day: Day) -> Allowed {
        self.in_order(day)?;
        self.last_step = Some(day);
        Ok(())
    }

    fn decide_visit(
        &mut self,
        applications: &[Id],
        body: Body,
        day: Day,
        figures: Fingerprint,
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Secretariat], "24")?;
        for application in applications {
            self.confirmed(application)?;
        }
        let material = self.quoted(ReviewStage::Material, figures)?;
        let list: BTreeSet<Id> = applications.iter().cloned().collect();
        reason_if(list != self.to_visit(&material), reason, "24")?;
        self.step(day)?;
        self.visit = Some(list);
        Ok(())
    }

    fn propose(&mut self, body: Body, day: Day, figures: Fingerprint, reason: &str) -> Allowed {
        decides(body, &[Body::Secretariat], "26")?;
        let site = self.quoted(ReviewStage::Site, figures)?;
        let visited = self
            .visit
            .iter()
            .flatten()
            .filter(|id| self.is_confirmed_and_not_withdrawn(id));
        let unfinished = visited.filter(|id| !site.ranked.contains_key(*id)).count();
        reason_if(unfinished > 0, reason, "25")?;
        self.step(day)?;
        self.proposed = Some(figures);
        Ok(())
    }

    fn vote(&mut self, day: Day, present: &[Id], votes: &[VoteCount]) -> Allowed {
        ensure(self.proposed.is_some(), || Refusal::NothingProposed)?;
        let mut everybody = BTreeSet::new();
        for person in present {
            ensure(everybody.insert(person), || Refusal::AlreadyDone {
                id: person.to_string(),
            })?;
        }
        // Guests are not counted.
        let members = self.members.iter().map(|one| &one.id);
        let present: BTreeSet<&Id> = members.filter(|id| everybody.contains(id)).collect();
        let site = Figures::of(self, ReviewStage::Site);
        let mut seen = BTreeSet::new();
        for vote in votes {
            self.known(&vote.application)?;
            ensure(seen.insert(&vote.application), || Refusal::AlreadyDone {
                id: vote.application.to_string(),
            })?;
            self.adds_up(vote, &present)?;
            reason_if(!site.ranked.contains_key(&vote.application), &vote.reason, "26")?;
        }
        let present = present.len();
        self.step(day)?;
        let quorate = self.is_quorum(present);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for vote in votes {
            let (present, recused) = (count(present), count(vote.recused.len()));
            let majority = self.settings.majority;
            let found = Votes {
                in_favour: vote.in_favour,
                against: vote.against,
                present,
                recused,
                quorate,
                passed: quorate && majority.passes(vote.in_favour, present, recused),
            };
            // A session without quorum gives nothing and takes nothing away; it shows until there is one with quorum.
            let stands = self
                .votes
                .get(&vote.application)
                .is_some_and(|before| before.quorate);
            if quorate || !stands {
                self.votes.insert(vote.application.clone(), found);
            }
        }
        Ok(())
    }

    fn publish(&mut self, notice: &Id, applications: &[Id], day: Day, reason: &str) -> Allowed {
        ensure(!self.notices.contains_key(notice), || Refusal::AlreadyDone {
            id: notice.to_string(),
        })?;
        let list: BTreeSet<Id> = applications.iter().cloned().collect();
        self.may_publish(&list, reason)?;
        self.step(day)?;
        self.notices.insert(
            notice.clone(),
            Notice {
                applications: list,
                opened: day,
                closed: false,
            },
        );
        Ok(())
    }

    fn close(&mut self, notice: &Id, day: Day, reason: &str) -> Allowed {
        let found = self.notices.get(notice).ok_or_else(|| unknown(notice))?;
        ensure(!found.closed, || Refusal::AlreadyDone {
            id: notice.to_string(),
        })?;
        let ends = self.publicity_ends(found.opened);
        reason_if(day <= ends, reason, "publicity_days")?;
        self.step(day)?;
        if let Some(found) = self.notices.get_mut(notice) {
            found.closed = true;
        }
        Ok(())
    }

    fn object(&mut self, objection: &Id, application: Option<&Id>, (day, signed): (Day, bool)) -> Allowed {
        ensure(!self.objections.contains_key(objection), || {
            Refusal::AlreadyDone {
                id: objection.to_string(),
            }
        })?;
        if let Some(application) = application {
            self.known(application)?;
        }
        self.objections.insert(
            objection.clone(),
            Objection {
                application: application.cloned(),
                day,
                signed,
                open: true,
                upheld: false,
            },
        );
        Ok(())
    }

    fn resolve(&mut self, objection: &Id, upheld: bool, day: Day, reason: &str) -> Allowed {
        let found = self.objections.get(objection).ok_or_else(|| unknown(objection))?;
        ensure(found.open, || Refusal::AlreadyDone {
            id: objection.to_string(),
        })?;
        ensure(found.day <= day, || Refusal::DayRunsBack)?;
        reason_if(true, reason, "27")?;
        if let Some(found) = self.objections.get_mut(objection) {
            found.open = false;
            found.upheld = upheld;
        }
        Ok(())
    }

    /// The government approves or rejects names on lists whose time is over, and adds none (Art. 28).
    fn decide(
        &mut self,
        approved: &[Id],
        rejected: &[Id],
        (body, day): (Body, Day),
        reason: &str,
    ) -> Allowed {
        decides(body, &[Body::Government], "28")?;
        let mut seen = BTreeSet::new();
        for application in approved.iter().chain(rejected) {
            self.known(application)?;
            let twice = !seen.insert(application) || self.decisions.contains_key(application);
            ensure(!twice, || Refusal::AlreadyDone {
                id: application.to_string(),
            })?;
            let stands = self.is_publicised(application) && !self.is_struck(application);
            ensure(stands, || Refusal::NotPublicised {
                application: application.to_string(),
            })?;
            reason_if(self.is_objected_to(application), reason, "27")?;
        }
        for application in approved {
            self.confirmed(application)?;
            // A later session may have voted otherwise.
            ensure(self.is_passed(application), || Refusal::NotPassed {
                application: application.to_string(),
            })?;
        }
        self.step(day)?;
        let decided = approved.iter().map(|id| (id.clone(), (true, day)));
        let decided = decided.chain(rejected.iter().map(|id| (id.clone(), (false, day))));
        self.decisions.extend(decided);
        self.decided_on = self.decided_on.or(Some(day));
        Ok(())
    }

    fn register(&mut self, application: &Id, certificate: &str, day: Day) -> Allowed {
        let is_approved = matches!(self.decisions.get(application), Some((true, _)));
        ensure(is_approved, || Refusal::NotDecided {
            application: application.to_string(),
        })?;
        self.not_withdrawn(application)?;
        ensure(self.certificate_of(application).is_none(), || {
            Refusal::AlreadyDone {
                id: application.to_string(),
            }
        })?;
        let folded = folded_certificate(certificate);
        // A row of the register about this very award takes nothing away from it.
        let own = self.opened.cycle.record().id.as_str();
        let organisation = &self.known(application)?.organisation;
        let taken = self.awards().iter().any(|award| {
            let is_itself = award.cycle.as_str() == own && award.organisation == *organisation;
            folded_certificate(&award.certificate) == folded && !is_itself
        });
        let is_free = !folded.is_empty() && !taken && !self.certificates.contains_key(&folded);
        ensure(is_free, || Refusal::CertificateTaken {
            certificate: certificate.to_owned(),
        })?;
        self.step(day)?;
        let written = certificate.trim().to_owned();
        self.certificates.insert(folded, (application.clone(), written));
        Ok(())
    }

    /// A paper that quotes figures quotes those at its place, of either stage.
    fn issue(
        &mut self,
        seq: u64,
        (name, application): (&str, Option<&Id>),
        figures: Option<Fingerprint>,
    ) -> Allowed {
        if let Some(application) = application {
            self.known(application)?;
        }
        let Some(figures) = figures else {
            return Ok(());
        };
        let mut stages = ReviewStage::ALL.into_iter();
        let is_of_now = stages.any(|stage| Figures::of(self, stage).fingerprint == figures);
        ensure(is_of_now, || Refusal::OtherFigures)?;
        let key = application.map_or_else(|| name.to_owned(), |about| format!("{name} {about}"));
        self.issued.insert(key, Issued { seq, figures });
        Ok(())
    }

    /// The office or the secretariat asks, the government withdraws (Art. 31).
    fn withdraw_award(&mut self, certificate: &str, asked_by: Body, decided: Option<Day>) -> Allowed {
        decides(asked_by, &[Body::Office, Body::Secretariat], "31")?;
        let day = decided.ok_or(Refusal::NoDecision)?;
        let folded = folded_certificate(certificate);
        let mut former = self.awards().iter();
        let former = former.find(|award| folded_certificate(&award.certificate) == folded);
        ensure(
            former.is_some() || self.certificates.contains_key(&folded),
            || Refusal::Unknown {
                id: certificate.to_owned(),
            },
        )?;
        let is_withdrawn = former.is_some_and(|award| award.withdrawn.is_some())
            || self.withdrawn_awards.contains_key(&folded);
        ensure(!is_withdrawn, || Refusal::AlreadyDone {
            id: certificate.to_owned(),
        })?;
        let own = self.certificates.get(&folded);
        let own = own.and_then(|(application, _)| self.decisions.get(application));
        let awarded = own.map(|(_, day)| *day).or(former.and_then(|award| award.day));
        ensure(awarded.is_none_or(|awarded| awarded <= day), || {
            Refusal::DayRunsBack
        })?;
        self.withdrawn_awards.insert(folded, day);
        Ok(())
    }
}
