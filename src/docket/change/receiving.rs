//! What comes in: files, whose they are, and what is taken out again (Art. 22).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cycle::{ApplicationForm, PanelReport, Received, ReviewStage, VisitPlanRecord};
use crate::docket::rules::{Allowed, ensure, no_awards, reason_if, unknown};
use crate::docket::state::{ApplicationState, SheetFacts, State, TakenForm};
use crate::docket::{Act, FileContent, FileSum, PanelMember, Refusal};
use crate::foundations::{Fingerprint, Id, squeezed};
use crate::scoresheet::{AssignmentRef, Scoresheet, SheetRecord, Stage, Standard};

impl State<'_> {
    /// A file comes in, once.
    pub(super) fn receive(
        &mut self,
        seq: u64,
        file: FileSum,
        receipt: Option<&str>,
        received: Received,
    ) -> Allowed {
        ensure(!self.accepted.contains_key(&file.file), || Refusal::DuplicateFile)?;
        self.accept(seq, file)?;
        self.accepted.insert(file.file, received);
        self.receipts
            .extend(receipt.map(|receipt| (file.file, receipt.to_owned())));
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
                self.check_plan(record)?;
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
                for conflict in &declaration.conflicts {
                    let pair = (expert.clone(), conflict.application.clone());
                    let grounds = self.declared.entry(pair).or_default();
                    grounds.insert((file.file, conflict.ground), seq);
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

    /// The plan is of a visit that was decided, from that day on, with experts who judge it, about issues of the material
    /// report.
    fn check_plan(&self, plan: &VisitPlanRecord) -> Allowed {
        let application = &plan.application;
        ensure(self.is_reviewed_at(application, ReviewStage::Site), || {
            Refusal::NotVisited {
                application: application.to_string(),
            }
        })?;
        let decided = self.visit_decided;
        ensure(decided.is_none_or(|decided| decided <= plan.first_day), || {
            Refusal::DayRunsBack
        })?;
        let judges = self.panel(application, ReviewStage::Site);
        for expert in plan.sessions.iter().flat_map(|session| &session.experts) {
            let judge = judges.iter().any(|member| member.expert == *expert);
            ensure(judge, || Refusal::NotOnPanel {
                expert: expert.to_string(),
            })?;
        }
        let material = self.report(application, ReviewStage::Material);
        let issues = material.map_or(&[][..], |(_, report, _)| &report.record().issues);
        for number in plan.sessions.iter().flat_map(|session| &session.issues) {
            let known = issues.iter().any(|issue| issue.number == *number);
            ensure(known, || Refusal::Unknown {
                id: number.to_string(),
            })?;
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
            Stage::SelfAssessment => return Err(Refusal::SelfAssessment),
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
    pub(super) fn withdraw_file(&mut self, file: Fingerprint) -> Allowed {
        ensure(self.accepted.remove(&file).is_some(), || Refusal::NotAccepted {
            file: file.to_string(),
        })?;
        self.pools.retain(|pool| *pool != file);
        self.registers.retain(|register| *register != file);
        self.declared.retain(|_, grounds| {
            grounds.retain(|(print, _), _| *print != file);
            !grounds.is_empty()
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

    pub(super) fn identify(&mut self, act: &Act) -> Allowed {
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
        ensure(self.accepted.contains_key(&file), || Refusal::NotAccepted {
            file: file.to_string(),
        })?;
        no_awards(form.as_ref().map_or(&[], |form| &form.events))?;
        match (self.opened.files.content(file), organisation, expert) {
            (Some(FileContent::Application { .. }), Some(organisation), None) => {
                ensure(!self.filed.contains_key(&file), || Refusal::AlreadyDone {
                    id: file.to_string(),
                })?;
                if let Some(known) = self.applications.get(application) {
                    self.not_withdrawn(application)?;
                    // While none of its files is left, nothing says that the application is the former one's.
                    let is_left = known.all_files().next().is_some();
                    ensure(!is_left || known.organisation == *organisation, || {
                        Refusal::OtherOrganisation
                    })?;
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
                if applicant.all_files().next().is_none() {
                    if let Some(of_former) = self.applications_of.get_mut(&applicant.organisation) {
                        of_former.remove(application);
                    }
                    applicant.organisation = organisation.clone();
                    applicant.continues.clear();
                }
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
            (Some(FileContent::Application { .. } | FileContent::Sheet(_)), _, _) => Err(Refusal::NoOwner),
            _ => Err(Refusal::OwnedByNobody),
        }
    }

    fn identify_sheet(
        &mut self,
        file: Fingerprint,
        application: &Id,
        expert: &Id,
        (revision, reason): (u32, &str),
    ) -> Allowed {
        let facts = self.sheet_facts.get(&file).ok_or_else(|| Refusal::NotAccepted {
            file: file.to_string(),
        })?;
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
        self.has_standing(expert)?;
        let seats = self.seated(application, stage);
        let sits = seats.is_some_and(|members| members.iter().any(|member| member.expert == *expert));
        ensure(sits, || Refusal::NotOnPanel {
            expert: expert.to_string(),
        })?;
        // A sheet that says itself that it is a correction holds the reason.
        reason_if(revision > 1 && stated.is_none(), reason, "revision")?;
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
}
