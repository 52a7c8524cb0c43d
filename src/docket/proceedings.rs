//! The course of a cycle (办理经过) as papers show it: the entries in force, and who and what counts at a place.
//!
//! [`crate::docket::Standing`] says how every application stands. A paper also needs days, names and words: those of
//! the entries in force, and the files that count.

use crate::cycle::{
    ApplicationForm, Award, Cycle, Expert, Member, PanelReport, Pool, Received, ReviewStage, Setting,
    Settings, VisitPlan,
};
use crate::docket::figures::Figures;
use crate::docket::standing::of_replay;
use crate::docket::state::State;
use crate::docket::{Act, Chain, Docket, Entry, FileContent, Files, PanelMember, Replay, Standing};
use crate::foundations::{Day, Exact, Fingerprint, Id};
use crate::rubric::Rubric;
use crate::scoresheet::SheetRecord;

/// The course of a cycle up to a place of its docket.
#[derive(Clone, Debug)]
pub struct Proceedings<'f> {
    docket: &'f Docket,
    files: &'f Files,
    entries: Vec<&'f Entry>,
    state: State<'f>,
    standing: Standing,
    material: Figures,
    site: Figures,
}

impl<'f> Proceedings<'f> {
    /// Goes through a docket; up to the entry with number `at`, where one is given. Nothing comes back before the
    /// cycle was opened.
    pub fn of(docket: &'f Docket, files: &'f Files, at: Option<u64>) -> Option<Self> {
        let replay = Replay::of(docket, files, at);
        let standing = of_replay(docket, &replay);
        let line = Chain::of(&docket.entries).line;
        let in_force = |entry: &&Entry| at.is_none_or(|at| entry.seq <= at) && replay.is_in_force(entry.seq);
        let entries = line.into_iter().filter(in_force).collect();
        let state = replay.state?;
        let [material, site] = ReviewStage::ALL.map(|stage| Figures::of(&state, stage));
        Some(Self {
            docket,
            files,
            entries,
            state,
            standing,
            material,
            site,
        })
    }

    /// The same cycle as it stood right after an entry.
    pub fn at(&self, seq: u64) -> Option<Self> {
        Self::of(self.docket, self.files, Some(seq))
    }

    /// The entries that count, in their order: allowed at their place, and not undone.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &'f Entry> + '_ {
        self.entries.iter().copied()
    }

    /// The standing at this place.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The cycle as it was opened.
    pub fn cycle(&self) -> &'f Cycle {
        self.state.opened.cycle
    }

    /// Its rubric.
    pub fn rubric(&self) -> &'f Rubric {
        self.state.opened.rubric
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.state.settings
    }

    /// The day that 15(一) and 16(一) to (四) are judged by.
    pub fn reference(&self) -> Day {
        self.state.reference()
    }

    /// The committee in force.
    pub fn members(&self) -> &[Member] {
        &self.state.members
    }

    /// Who wrote a sheet that was identified.
    pub fn author_of(&self, sheet: Fingerprint) -> Option<&Id> {
        self.state.seats.get(&sheet).map(|(_, _, expert)| expert)
    }

    /// Who of these is a member of the committee; guests are not counted.
    pub fn members_among<'i>(&self, present: &'i [Id]) -> Vec<&'i Id> {
        let members = &self.state.members;
        let present = present.iter();
        present
            .filter(|id| members.iter().any(|member| member.id == **id))
            .collect()
    }

    /// An expert of the pool in force.
    pub fn expert(&self, id: &Id) -> Option<&'f Expert> {
        self.state.expert(id)
    }

    /// The awards of the register in force, those of this docket not among them.
    pub fn awards(&self) -> &'f [Award] {
        self.state.awards()
    }

    /// The day on which an award was withdrawn in this docket, by its number.
    pub fn withdrawn_on(&self, certificate: &str) -> Option<Day> {
        let folded = crate::cycle::folded_certificate(certificate);
        self.state.withdrawn_awards.get(&folded).copied()
    }

    /// Whether a former award makes the applicant a repeat winner (Art. 34).
    pub fn is_repeat(&self, application: &Id) -> bool {
        let applicant = self.state.applications.get(application);
        applicant.is_some_and(|applicant| self.state.is_repeat(applicant))
    }

    /// The latest revision of an application, in force or not, with its file and when it came.
    pub fn latest_file(&self, application: &Id) -> Option<(u32, Fingerprint, Received)> {
        let files = &self.state.applications.get(application)?.files;
        let (revision, file) = files.last_key_value()?;
        Some((*revision, *file, *self.state.accepted.get(file)?))
    }

    /// The revision of an application that is in force.
    pub fn revision_in_force(&self, application: &Id) -> Option<u32> {
        let applicant = self.state.applications.get(application)?;
        self.state.in_force(applicant).map(|(revision, _)| revision)
    }

    /// The panel that reviews an application.
    pub fn panel_of(&self, application: &Id) -> Option<&Id> {
        self.state.panel_of.get(application)
    }

    /// Whoever has, or had, a seat for an application: the names that its applicant must not read.
    pub fn everybody_seated(&self, application: &Id) -> Vec<&Id> {
        let now = ReviewStage::ALL.into_iter().flat_map(|stage| {
            let seats = self.state.latest_panels.get(&(application.clone(), stage));
            seats.into_iter().flatten().map(|member| &member.expert)
        });
        let scored = self.state.seats.values();
        let scored = scored.filter(|(of, _, _)| of == application);
        // Who was replaced before handing in anything stands in the entries alone.
        let ever = self.entries.iter().flat_map(|entry| match &entry.act {
            Act::PanelFormed {
                members,
                applications,
                ..
            }
            | Act::PanelChanged {
                members,
                applications,
                ..
            } if applications.contains(application) => members.as_slice(),
            _ => &[],
        });
        let ever = ever.map(|member| &member.expert);
        now.chain(scored.map(|(_, _, expert)| expert))
            .chain(ever)
            .collect()
    }

    /// The experts of every pool that lies among the files, in force or not: whoever is no expert any more, or has another
    /// name by now, is an assessor all the same.
    pub fn experts_of_all_pools(&self) -> impl Iterator<Item = &'f Expert> {
        let contents = self.files.each().map(|(_, file)| &file.content);
        let pools = contents.filter_map(|content| match content {
            FileContent::Pool(pool) => Some(pool),
            _ => None,
        });
        pools.flat_map(Pool::experts)
    }

    /// The members who judge an application at a stage.
    pub fn panel(&self, application: &Id, stage: ReviewStage) -> Vec<&PanelMember> {
        self.state.panel(application, stage)
    }

    /// The report in force.
    pub fn report(&self, application: &Id, stage: ReviewStage) -> Option<(Fingerprint, &PanelReport)> {
        let (file, report, _) = self.state.report(application, stage)?;
        Some((file, report))
    }

    /// The sheet in force of an expert.
    pub fn sheet_in_force(&self, application: &Id, stage: ReviewStage, expert: &Id) -> Option<Fingerprint> {
        self.state.sheet(application, stage, expert)
    }

    /// Its percentages, in the rubric's order.
    pub fn sheet(&self, application: &Id, stage: ReviewStage, expert: &Id) -> Option<&[Option<Exact>]> {
        let file = self.sheet_in_force(application, stage, expert)?;
        Some(self.state.sheet_facts.get(&file)?.percents.as_slice())
    }

    /// A sheet with its words, where the available files were opened with them.
    pub fn words_of(&self, sheet: Fingerprint) -> Option<&'f SheetRecord> {
        match self.files.content(sheet)? {
            FileContent::Sheet(record) => Some(record),
            _ => None,
        }
    }

    /// The form that counts for an application, where it is a file of its own.
    pub fn form(&self, application: &Id) -> Option<&'f ApplicationForm> {
        let applicant = self.state.applications.get(application)?;
        let (revision, _) = self.state.in_force(applicant)?;
        match self
            .files
            .content(self.state.form_of(applicant, revision)?.file?)?
        {
            FileContent::Form(form) => Some(form),
            _ => None,
        }
    }

    /// The plan of a visit in force: the highest revision.
    pub fn visit_plan(&self, application: &Id) -> Option<&'f VisitPlan> {
        let plans = self.state.plans.iter().rev();
        let mut plans = plans.filter(|((of, _), _)| of == application);
        match self.files.content(*plans.next()?.1)? {
            FileContent::VisitPlan(plan) => Some(plan),
            _ => None,
        }
    }

    /// The settings that scores follow from and that were changed while sheets were in (Art. 9(三)), each with its
    /// reason, in the order of the entries.
    pub fn changed_while_scored(&self) -> Vec<(Setting, &'f str)> {
        let changed = &self.state.changed_while_scored;
        let entries = self.entries.iter();
        entries
            .filter(|entry| changed.contains(&entry.seq))
            .filter_map(|entry| match &entry.act {
                Act::SettingChanged { setting, reason, .. } => Some((*setting, reason.as_str())),
                _ => None,
            })
            .collect()
    }

    /// The figures of a stage.
    pub fn figures(&self, stage: ReviewStage) -> &Figures {
        match stage {
            ReviewStage::Material => &self.material,
            ReviewStage::Site => &self.site,
        }
    }

    /// The last day of a publicity that opens on a day, by the settings in force.
    pub fn publicity_ends(&self, opened: Day) -> Day {
        self.state.publicity_ends(opened)
    }

    /// Whether a signed objection against the applicant, or against the procedure, is open.
    pub fn is_objected_to(&self, application: &Id) -> bool {
        self.state.is_objected_to(application)
    }

    /// Whether the application stands on a list whose time is over, and was not struck from it.
    pub fn is_publicised(&self, application: &Id) -> bool {
        self.state.is_on_closed_notice(application) && !self.state.is_struck(application)
    }

    /// Whether so many members are a quorum (ours, a setting).
    pub fn is_quorum(&self, present: usize) -> bool {
        self.state.is_quorum(present)
    }
}
