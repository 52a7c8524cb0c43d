//! What the entries so far have brought about, and the questions that rules ask of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cycle::{
    Award, Calendar, Cycle, Eligibility, Event, Expert, Facts, Form, History, Member, PanelReport, Pool,
    Received, Register, ReviewStage, Settings, TieGround, Verdict, eligibility, folded_certificate,
};
use crate::docket::figures::Figures;
use crate::docket::{
    Decision, Department, FileContent, Files, Handling, Likeness, OpinionOutcome, PanelMember,
};
use crate::foundations::{Code, Day, Exact, Fingerprint, Id, OrganisationId, OrganisationKeys};
use crate::rubric::Rubric;

/// A sheet as it counts.
#[derive(Clone, Debug)]
pub(super) struct SheetFacts {
    pub(super) stage: ReviewStage,
    /// The application file that it was made with.
    pub(super) application_file: Option<Fingerprint>,
    pub(super) percents: Vec<Option<Exact>>,
    /// The clauses on which the expert abstains, by their places in the rubric.
    pub(super) abstained: BTreeSet<usize>,
    /// How many strengths and areas it has of each clause that has any.
    pub(super) comments: BTreeMap<Code, [usize; 2]>,
    /// The numbers of its issues for the visit.
    pub(super) issues: Vec<u32>,
    /// Which correction it says it is; nothing where it says none.
    pub(super) corrects: Option<u32>,
    /// The application and the expert of the assignment that it answers, where it names one.
    pub(super) assigned: Option<(Id, Id)>,
}

/// What everything is checked against: the cycle as it was opened, and its files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opened<'f> {
    pub(super) files: &'f Files,
    pub(super) cycle: &'f Cycle,
    pub(super) rubric: &'f Rubric,
    pub(super) rubric_print: Fingerprint,
}

/// What a form says: of paper, typed by the secretariat, or a file of its own.
#[derive(Clone, Debug)]
pub(super) struct TakenForm {
    pub(super) answers: Form,
    /// The file, which counts by the day on which it came.
    pub(super) file: Option<Fingerprint>,
}

/// A supplement that was asked for (补正).
#[derive(Clone, Debug)]
pub(super) struct Supplement {
    /// Until when it may come; of several that were asked for, the latest day.
    pub(super) due: Day,
    /// The files that were there when it was asked for; any other is the supplement.
    pub(super) before: BTreeSet<Fingerprint>,
}

/// How an application stands.
#[derive(Clone, Debug)]
pub(super) struct ApplicationState {
    pub(super) organisation: OrganisationId,
    pub(super) continues: Vec<OrganisationId>,
    /// Its files by revision.
    pub(super) files: BTreeMap<u32, Fingerprint>,
    /// Its forms by the revision they belong to.
    pub(super) forms: BTreeMap<u32, TakenForm>,
    /// The entry that withdrew it.
    pub(super) withdrawn: Option<u64>,
    /// Other organisations that were compared with the applicant by name.
    pub(super) compared: BTreeMap<OrganisationId, Likeness>,
    /// The supplement that was asked for last.
    pub(super) supplement: Option<Supplement>,
    pub(super) opinions: BTreeMap<Department, OpinionOutcome>,
    /// Until when departments were asked to answer.
    pub(super) asked: BTreeMap<Department, Day>,
    pub(super) events: Vec<Event>,
    /// The decision, and the verdict that could be computed then.
    pub(super) qualification: Option<(Decision, Verdict)>,
}

/// Votes on a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) in_favour: u32,
    pub(super) against: u32,
    pub(super) present: u32,
    pub(super) recused: u32,
    pub(super) quorate: bool,
    pub(super) passed: bool,
}

/// A paper that was issued.
#[derive(Clone, Copy, Debug)]
pub(super) struct Issued {
    pub(super) seq: u64,
    pub(super) figures: Fingerprint,
}

/// A published list.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) applications: BTreeSet<Id>,
    pub(super) opened: Day,
    pub(super) closed: bool,
}

/// What the government decided about an application (Art. 28).
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub(super) approved: bool,
    pub(super) day: Day,
    /// The objections that were open then, which the decision's reason carried.
    pub(super) despite: BTreeSet<Id>,
}

/// An objection.
#[derive(Clone, Debug)]
pub(super) struct Objection {
    /// The applicant; nobody where it is against the procedure.
    pub(super) application: Option<Id>,
    pub(super) day: Day,
    /// Whether it has a real name or a seal; else it stops nothing.
    pub(super) signed: bool,
    pub(super) open: bool,
    pub(super) upheld: bool,
}

/// A sheet's seat: application, stage, expert.
pub(super) type Seat = (Id, ReviewStage, Id);

/// The state at a place of the docket.
#[derive(Clone, Debug)]
pub(super) struct State<'f> {
    pub(super) opened: Opened<'f>,
    pub(super) settings: Settings,
    pub(super) members: Vec<Member>,
    /// The entries that changed what decides scores while sheets were in (Art. 9(三)).
    pub(super) changed_while_scored: BTreeSet<u64>,
    /// Lists of which the last accepted is in force.
    pub(super) pools: Vec<Fingerprint>,
    pub(super) registers: Vec<Fingerprint>,
    pub(super) accepted: BTreeMap<Fingerprint, Received>,
    /// The receipt numbers that accepted files got.
    pub(super) receipts: BTreeMap<Fingerprint, String>,
    /// Sheets that fit the rubric.
    pub(super) sheet_facts: BTreeMap<Fingerprint, Arc<SheetFacts>>,
    /// Whose an accepted sheet is.
    pub(super) seats: BTreeMap<Fingerprint, Seat>,
    /// The sheets of a seat by revision.
    pub(super) sheets: BTreeMap<Seat, BTreeMap<u32, Fingerprint>>,
    pub(super) report_facts: BTreeMap<Fingerprint, Arc<PanelReport>>,
    /// The reports of an application and stage by revision, with the entries that took them in.
    pub(super) reports: BTreeMap<(Id, ReviewStage), BTreeMap<u32, (Fingerprint, u64)>>,
    /// The plans of visits by application and revision.
    pub(super) plans: BTreeMap<(Id, u32), Fingerprint>,
    pub(super) applications: BTreeMap<Id, ApplicationState>,
    /// The applications of each organisation.
    pub(super) applications_of: BTreeMap<OrganisationId, BTreeSet<Id>>,
    /// Applications whose names were compared with those of other organisations.
    pub(super) compared: BTreeSet<Id>,
    /// The applications that files of kind `application` belong to.
    pub(super) filed: BTreeMap<Fingerprint, Id>,
    pub(super) panel_of: BTreeMap<Id, Id>,
    /// The members with which each panel was formed.
    pub(super) formed: BTreeMap<Id, Vec<PanelMember>>,
    /// The latest panel of each application and stage. Who judges a stage that was reported: [`State::seated`].
    pub(super) latest_panels: BTreeMap<(Id, ReviewStage), Vec<PanelMember>>,
    /// Who sat on a stage that was reported before its panel was changed.
    pub(super) reported_panels: BTreeMap<(Id, ReviewStage), Vec<PanelMember>>,
    /// Declared conflicts by expert and application: the declarations with their grounds, and the entries that took
    /// them in.
    pub(super) declared: BTreeMap<(Id, Id), BTreeMap<(Fingerprint, TieGround), u64>>,
    /// What became of conflicts by expert and application, on each ground.
    pub(super) handled: BTreeMap<(Id, Id), BTreeMap<TieGround, (u64, Handling)>>,
    pub(super) removed: BTreeMap<Id, u64>,
    /// Whether an expert's organisation is the applicant, where their names are alike: by expert and application.
    pub(super) likeness: BTreeMap<(Id, Id), Likeness>,
    /// Who got the papers of which application and stage, and until when a sheet is due.
    pub(super) assigned: BTreeMap<Seat, Day>,
    /// The papers that were issued last with figures, by name and application.
    pub(super) issued: BTreeMap<String, Issued>,
    /// Who alone goes on with the docket, since it was handed over.
    pub(super) holder: Option<String>,
    pub(super) visit: Option<BTreeSet<Id>>,
    /// The day of the list for the visit.
    pub(super) visit_decided: Option<Day>,
    /// The figures that the candidates were proposed with.
    pub(super) proposed: Option<Arc<Figures>>,
    /// All that ranked when candidates were proposed, then or earlier.
    pub(super) was_candidate: BTreeSet<Id>,
    pub(super) votes: BTreeMap<Id, Votes>,
    pub(super) notices: BTreeMap<Id, Notice>,
    pub(super) objections: BTreeMap<Id, Objection>,
    pub(super) decisions: BTreeMap<Id, Decided>,
    /// The day of the first decision.
    pub(super) decided_on: Option<Day>,
    /// Certificate numbers of this cycle, folded, with their applications and as they were typed.
    pub(super) certificates: BTreeMap<String, (Id, String)>,
    /// Awards that were withdrawn in this docket, by folded certificate number.
    pub(super) withdrawn_awards: BTreeMap<String, Day>,
    /// The day of the last step that may not be overtaken.
    pub(super) last_step: Option<Day>,
}

impl ApplicationState {
    /// Its files: those of kind `application`, and its forms that are files.
    pub(super) fn all_files(&self) -> impl Iterator<Item = Fingerprint> {
        let forms = self.forms.values().filter_map(|form| form.file);
        self.files.values().copied().chain(forms)
    }
}

impl<'f> State<'f> {
    pub(super) fn new(opened: Opened<'f>) -> Self {
        Self {
            opened,
            settings: opened.cycle.record().settings.clone(),
            members: opened.cycle.record().members.clone(),
            changed_while_scored: BTreeSet::new(),
            pools: Vec::new(),
            registers: Vec::new(),
            accepted: BTreeMap::new(),
            receipts: BTreeMap::new(),
            sheet_facts: BTreeMap::new(),
            seats: BTreeMap::new(),
            sheets: BTreeMap::new(),
            report_facts: BTreeMap::new(),
            reports: BTreeMap::new(),
            plans: BTreeMap::new(),
            applications: BTreeMap::new(),
            applications_of: BTreeMap::new(),
            compared: BTreeSet::new(),
            filed: BTreeMap::new(),
            panel_of: BTreeMap::new(),
            formed: BTreeMap::new(),
            latest_panels: BTreeMap::new(),
            reported_panels: BTreeMap::new(),
            declared: BTreeMap::new(),
            handled: BTreeMap::new(),
            removed: BTreeMap::new(),
            likeness: BTreeMap::new(),
            assigned: BTreeMap::new(),
            issued: BTreeMap::new(),
            holder: None,
            visit: None,
            visit_decided: None,
            proposed: None,
            was_candidate: BTreeSet::new(),
            votes: BTreeMap::new(),
            notices: BTreeMap::new(),
            objections: BTreeMap::new(),
            decisions: BTreeMap::new(),
            decided_on: None,
            certificates: BTreeMap::new(),
            withdrawn_awards: BTreeMap::new(),
            last_step: None,
        }
    }

    pub(super) fn pool(&self) -> Option<&'f Pool> {
        match self.opened.files.content(*self.pools.last()?)? {
            FileContent::Pool(pool) => Some(pool),
            _ => None,
        }
    }

    pub(super) fn expert(&self, id: &Id) -> Option<&'f Expert> {
        self.pool()?.expert(id)
    }

    /// The awards of the register in force.
    pub(super) fn awards(&self) -> &'f [Award] {
        let register: Option<&Register> =
            self.registers
                .last()
                .and_then(|register| match self.opened.files.content(*register)? {
                    FileContent::Register(register) => Some(register),
                    _ => None,
                });
        register.map_or(&[], Register::awards)
    }

    pub(super) fn reference(&self) -> Day {
        self.opened.cycle.reference_day(&self.settings)
    }

    /// The revision in force: the highest that came by the last day, or by the due day of a supplement where
    /// anything came in time.
    pub(super) fn in_force(&self, applicant: &ApplicationState) -> Option<(u32, Fingerprint)> {
        let last = self.opened.cycle.record().calendar.last_day;
        let by = |day: Day| {
            let mut files = applicant.files.iter().rev();
            files
                .find(|(_, print)| self.came_by(**print, day))
                .map(|(revision, print)| (*revision, *print))
        };
        let in_time = by(last)?;
        match &applicant.supplement {
            Some(asked) if asked.due > last => by(asked.due),
            _ => Some(in_time),
        }
    }

    /// Whether a file came by a day.
    fn came_by(&self, print: Fingerprint, day: Day) -> bool {
        let received = self.accepted.get(&print);
        received.is_some_and(|received| Calendar::is_in_time(*received, day))
    }

    /// The form that counts for a revision: the latest up to it that came in time, or by the due day of a supplement. One
    /// of paper came with its application.
    pub(super) fn form_of<'a>(
        &self,
        applicant: &'a ApplicationState,
        revision: u32,
    ) -> Option<&'a TakenForm> {
        let last = self.opened.cycle.record().calendar.last_day;
        let asked = applicant.supplement.as_ref();
        let until = asked.map_or(last, |asked| asked.due.max(last));
        let mut forms = applicant.forms.range(..=revision).rev();
        let came_with =
            |revision: &u32, form: &TakenForm| form.file.or(applicant.files.get(revision).copied());
        let counts = |file: Fingerprint| self.came_by(file, until);
        let counting = forms.find(|(revision, form)| came_with(revision, form).is_some_and(counts));
        counting.map(|(_, form)| form)
    }

    /// Whether the organisation has another application that was not withdrawn.
    pub(super) fn has_second(&self, id: &Id) -> bool {
        let is_alive = |applicant: &ApplicationState| applicant.withdrawn.is_none();
        let Some(own) = self.applications.get(id).filter(|own| is_alive(own)) else {
            return false;
        };
        // Those of the same organisation, of one that is the same by an answer here, and those that say so of this one.
        let same = own
            .compared
            .iter()
            .filter(|(_, answer)| **answer == Likeness::Same);
        let organisations = same
            .map(|(organisation, _)| organisation)
            .chain([&own.organisation]);
        let of_these = organisations.filter_map(|organisation| self.applications_of.get(organisation));
        let say_so = self.compared.iter().filter(|other| {
            let other = self.applications.get(*other);
            other.is_some_and(|other| other.compared.get(&own.organisation) == Some(&Likeness::Same))
        });
        let mut others = of_these.flatten().chain(say_so).filter(|other| *other != id);
        others.any(|other| self.applications.get(other).is_some_and(is_alive))
    }

    /// The awards of an organisation and of those that it continues, none of this cycle.
    pub(super) fn history(&self, applicant: &ApplicationState) -> Vec<History> {
        let own = self.opened.cycle.record().id.as_str();
        let counts = |award: &&Award| {
            let holder = &award.organisation;
            award.cycle.as_str() != own
                && (*holder == applicant.organisation
                    || applicant.continues.contains(holder)
                    || applicant.compared.get(holder) == Some(&Likeness::Same))
        };
        let awards = self.awards().iter().filter(counts);
        awards
            .map(|award| {
                let here = self.withdrawn_awards.get(&folded_certificate(&award.certificate));
                History {
                    year: award.year,
                    day: award.day,
                    withdrawn: award.withdrawn.or(here.copied()),
                }
            })
            .collect()
    }

    /// Whether a former award makes the organisation a repeat winner (Art. 34): one that still stands.
    pub(super) fn is_repeat(&self, applicant: &ApplicationState) -> bool {
        self.history(applicant)
            .iter()
            .any(|award| award.withdrawn.is_none())
    }

    /// What is known of an application's eligibility.
    pub(super) fn eligibility(&self, id: &Id, applicant: &ApplicationState) -> Eligibility {
        let record = self.opened.cycle.record();
        let in_force = self.in_force(applicant);
        let latest = in_force.or_else(|| applicant.files.last_key_value().map(|(at, print)| (*at, *print)));
        let received = latest.and_then(|(_, print)| self.accepted.get(&print));
        let received = received.map_or(record.calendar.first_day, |received| {
            record.calendar.counted_as_received(*received)
        });
        let blank = Form::default();
        // Of an application that is late as a whole nothing is in force, and no answer of it counts.
        let form = in_force.and_then(|(revision, _)| self.form_of(applicant, revision));
        eligibility(Facts {
            settings: &self.settings,
            reference: self.reference(),
            year: record.year,
            received,
            decided: self.decided_about(id),
            form: form.map_or(&blank, |form| &form.answers),
            reported: &applicant.events,
            history: &self.history(applicant),
            is_second: self.has_second(id),
        })
    }

    /// The day of the government's decision about an application; of the first one at all for those that stand on no
    /// list. Nothing for one that waits for its decision: what happens until then counts.
    fn decided_about(&self, id: &Id) -> Option<Day> {
        match self.decisions.get(id) {
            Some(decided) => Some(decided.day),
            None if self.is_listed(id) && !self.is_struck(id) => None,
            None => self.decided_on,
        }
    }

    /// Whether the application is confirmed and not withdrawn (Art. 23).
    pub(super) fn is_confirmed_and_not_withdrawn(&self, id: &Id) -> bool {
        self.applications.get(id).is_some_and(|applicant| {
            applicant.withdrawn.is_none() && matches!(applicant.qualification, Some((Decision::Confirmed, _)))
        })
    }

    /// Whether an application is reviewed at a stage: the material of all, on site those on the list for the visit.
    pub(super) fn is_reviewed_at(&self, id: &Id, stage: ReviewStage) -> bool {
        match stage {
            ReviewStage::Material => true,
            ReviewStage::Site => self.visit.as_ref().is_some_and(|visit| visit.contains(id)),
        }
    }

    /// Whether the expert may not judge the application: by a declaration, a tie by id, or as it was handled. Each
    /// ground is handled for itself, which stands until a later declaration of it; names that are one are of every
    /// ground, so that the handling of any says that the expert goes on.
    pub(super) fn is_recused(&self, expert: &Id, application: &Id) -> bool {
        let pair = (expert.clone(), application.clone());
        let handled = self.handled.get(&pair);
        let stood = |ground: TieGround| match handled.and_then(|grounds| grounds.get(&ground)) {
            Some((seq, Handling::Stands)) => Some(*seq),
            _ => None,
        };
        let mut declared = self.declared.get(&pair).into_iter().flatten();
        let mut outcomes = handled.into_iter().flat_map(BTreeMap::values);
        let goes_on = || {
            handled.is_some_and(|grounds| grounds.values().any(|(_, outcome)| *outcome == Handling::Stands))
        };
        outcomes.any(|(_, outcome)| *outcome == Handling::Recused)
            || declared.any(|((_, ground), taken)| stood(*ground).is_none_or(|seq| seq < *taken))
            || self
                .ties(expert, application)
                .into_iter()
                .any(|ground| stood(ground).is_none())
            || (self.likeness.get(&pair) == Some(&Likeness::Same) && !goes_on())
    }

    /// The name in the file in force, else in the latest one.
    pub(super) fn name_of(&self, applicant: &ApplicationState) -> &'f str {
        let in_force = self.in_force(applicant).map(|(_, print)| print);
        let latest = || applicant.files.last_key_value().map(|(_, print)| *print);
        let files = self.opened.files;
        match in_force.or_else(latest).and_then(|print| files.content(print)) {
            Some(FileContent::Application { name, .. }) => name,
            _ => "",
        }
    }

    /// The fingerprint by which assessors know an application's file: that of its file for them.
    pub(super) fn for_assessors(&self, file: Fingerprint) -> Option<Fingerprint> {
        match self.opened.files.content(file)? {
            FileContent::Application { for_assessors, .. } => Some(*for_assessors),
            _ => None,
        }
    }

    /// Whether an organisation of the expert's has a name like the applicant's and another id, and nobody has said
    /// yet whether it is the same.
    pub(super) fn is_likeness_open(&self, expert: &Id, application: &Id) -> bool {
        let pair = (expert.clone(), application.clone());
        if self.likeness.contains_key(&pair) {
            return false;
        }
        let Some((expert, applicant)) = self.expert(expert).zip(self.applications.get(application)) else {
            return false;
        };
        let own = OrganisationKeys::of(self.name_of(applicant));
        let ties = expert.ties.iter().map(|tie| &tie.organisation);
        let others = expert.employer.iter().chain(ties);
        let mut others = others.filter(|other| **other != applicant.organisation);
        others.any(|other| {
            let name = other.local_name().map(OrganisationKeys::of);
            name.is_some_and(|name| name.are_alike(&own))
        })
    }

    /// The grounds on which the expert is tied to the applicant, by the ids of organisations.
    pub(super) fn ties(&self, expert: &Id, application: &Id) -> BTreeSet<TieGround> {
        let Some((expert, applicant)) = self.expert(expert).zip(self.applications.get(application)) else {
            return BTreeSet::new();
        };
        let (reference, years) = (self.reference(), TIE_YEARS);
        let same = applicant.compared.iter();
        let same = same.filter(|(_, answer)| **answer == Likeness::Same);
        let organisations = std::iter::once(&applicant.organisation)
            .chain(&applicant.continues)
            .chain(same.map(|(organisation, _)| organisation));
        organisations
            .flat_map(|organisation| expert.ties_to(organisation, reference, years))
            .collect()
    }

    /// The members of an application's panel at a stage, less those recused for it, and less those who lost their
    /// standing (Art. 32) before a report rested on them.
    pub(super) fn panel(&self, application: &Id, stage: ReviewStage) -> Vec<&PanelMember> {
        let members = self.seated(application, stage);
        let judges = |member: &&PanelMember| {
            let removed = self.removed.get(&member.expert);
            let lost = removed.is_some_and(|removed| {
                !self.is_reported_before(*removed, application, stage, &member.expert)
            });
            !lost && !self.is_recused(&member.expert, application)
        };
        members.into_iter().flatten().filter(judges).collect()
    }

    /// Whether some revision of the report that came before an entry rests on a sheet of the expert.
    fn is_reported_before(&self, entry: u64, application: &Id, stage: ReviewStage, expert: &Id) -> bool {
        let seat = (application.clone(), stage, expert.clone());
        let revisions = self.reports.get(&(application.clone(), stage));
        let mut before = revisions
            .into_iter()
            .flat_map(BTreeMap::values)
            .filter(|(_, taken)| *taken < entry)
            .filter_map(|(print, _)| self.report_facts.get(print));
        before.any(|report| {
            let mut named = report.record().sheets.iter();
            named.any(|sheet| self.seats.get(sheet) == Some(&seat))
        })
    }

    /// Everybody who has a seat, with the application.
    pub(super) fn seats_of_all(&self) -> impl Iterator<Item = (&Id, &PanelMember)> {
        let stages = self.latest_panels.keys();
        stages.flat_map(|(application, stage)| {
            let members = self.seated(application, *stage).into_iter().flatten();
            members.map(move |member| (application, member))
        })
    }

    /// The members of an application's panel at a stage, those recused later among them. Who is replaced for another
    /// reason than a recusal stays a member of a stage that was reported before.
    pub(super) fn seated(&self, application: &Id, stage: ReviewStage) -> Option<&Vec<PanelMember>> {
        let key = (application.clone(), stage);
        let reported = self.reported_panels.get(&key);
        reported
            .filter(|_| self.report(application, stage).is_some())
            .or_else(|| self.latest_panels.get(&key))
    }

    /// The report in force: the highest revision.
    pub(super) fn report(
        &self,
        application: &Id,
        stage: ReviewStage,
    ) -> Option<(Fingerprint, &PanelReport, u64)> {
        let revisions = self.reports.get(&(application.clone(), stage))?;
        let (_, (print, seq)) = revisions.last_key_value()?;
        Some((*print, self.report_facts.get(print)?.as_ref(), *seq))
    }

    /// The sheet in force of an expert: the highest revision.
    pub(super) fn sheet(&self, application: &Id, stage: ReviewStage, expert: &Id) -> Option<Fingerprint> {
        let revisions = self.sheets.get(&(application.clone(), stage, expert.clone()))?;
        revisions.last_key_value().map(|(_, print)| *print)
    }

    /// Whether any sheet of a stage is in.
    pub(super) fn is_scored(&self, stage: ReviewStage) -> bool {
        let mut accepted = self
            .accepted
            .keys()
            .filter_map(|print| self.sheet_facts.get(print));
        accepted.any(|sheet| sheet.stage == stage)
    }

    /// Whether an upheld objection struck the application from its list.
    pub(super) fn is_struck(&self, application: &Id) -> bool {
        self.objections
            .values()
            .any(|objection| objection.upheld && objection.application.as_ref() == Some(application))
    }

    /// Whether an objection against the procedure was upheld.
    pub(super) fn is_procedure_faulted(&self) -> bool {
        let mut objections = self.objections.values();
        objections.any(|objection| objection.upheld && objection.application.is_none())
    }

    /// The signed objections against the applicant, or against the procedure, that are open.
    pub(super) fn open_objections(&self, application: &Id) -> impl Iterator<Item = &Id> {
        let open = self.objections.iter().filter(move |(_, objection)| {
            let about = objection.application.as_ref();
            objection.open && objection.signed && about.is_none_or(|about| about == application)
        });
        open.map(|(id, _)| id)
    }

    /// Whether such an objection is open.
    pub(super) fn is_objected_to(&self, application: &Id) -> bool {
        self.open_objections(application).next().is_some()
    }

    /// Whether an objection came after the time of every list that it is about; it stops the decision all the same.
    pub(super) fn is_late(&self, objection: &Objection) -> bool {
        let about = |notice: &&Notice| {
            let application = objection.application.as_ref();
            application.is_none_or(|application| notice.applications.contains(application))
        };
        let ends = self.notices.values().filter(about);
        let ends = ends.map(|notice| self.publicity_ends(notice.opened)).max();
        ends.is_some_and(|last| last < objection.day)
    }

    /// Whether the application stands on a published list.
    pub(super) fn is_listed(&self, application: &Id) -> bool {
        let mut notices = self.notices.values();
        notices.any(|notice| notice.applications.contains(application))
    }

    /// Whether the application stands on a list whose time is over.
    pub(super) fn is_on_closed_notice(&self, application: &Id) -> bool {
        self.notices
            .values()
            .any(|notice| notice.closed && notice.applications.contains(application))
    }

    /// The certificate that an application got.
    pub(super) fn certificate_of(&self, application: &Id) -> Option<&str> {
        let mut certificates = self.certificates.iter();
        certificates
            .find(|(_, (holder, _))| holder == application)
            .map(|(certificate, _)| certificate.as_str())
    }
}

/// Employment, direction, advice and dispute keep an expert out until so many years after their end (ours, after the
/// rules for procurement).
const TIE_YEARS: u32 = 3;
