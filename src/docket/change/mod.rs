//! One entry at its place: checked against the rules, and then part of the state. Each kind of entry leads to the
//! function that holds its rules, in the file of its subject.

mod awards;
mod panels;
mod procedure;
mod publicity;
mod qualifying;
mod receiving;
mod voting;

use crate::docket::rules::Allowed;
use crate::docket::state::{ApplicationState, State};
use crate::docket::{Act, Refusal};
use crate::foundations::{Day, Id};

impl State<'_> {
    /// Applies an entry, or says why it is not allowed here; then nothing has changed. The first entry and undos are
    /// not asked here: the first makes the state, and undos choose which entries are asked.
    pub(super) fn apply(&mut self, seq: u64, act: &Act) -> Allowed {
        match act {
            Act::CycleOpened { .. } => Err(Refusal::OpenedAlready),
            Act::Announced { day, .. } => self.announce(*day),
            Act::SettingChanged { setting, body, .. } => self.set(seq, *setting, *body),
            Act::FileAccepted {
                file,
                receipt,
                received,
            } => self.receive(seq, *file, receipt.as_deref(), *received),
            Act::FileWithdrawn { file, .. } => self.withdraw_file(*file),
            Act::Identified { .. } => self.identify(act),
            Act::ApplicationWithdrawn { application, day, .. } => {
                self.withdraw_application(seq, application, *day)
            }
            Act::SupplementAsked {
                application,
                day,
                due,
                ..
            } => self.ask_supplement(application, *day, *due),
            Act::OpinionAsked {
                application,
                department,
                day,
                due,
            } => self.ask_opinion(application, *department, (*day, *due)),
            Act::OpinionRecorded {
                application,
                department,
                outcome,
                events,
                ..
            } => self.record_opinion(application, (*department, *outcome), events),
            Act::InspectionRecorded {
                application, events, ..
            } => self.record_inspection(application, events),
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
            } => self.form_panel(*body, panel, members, applications),
            Act::PanelChanged {
                body,
                panel,
                members,
                applications,
                stage,
                ..
            } => self.change_panel(*body, panel, members, (applications, *stage)),
            Act::AssignmentIssued {
                expert,
                stage,
                applications,
                day,
                due,
            } => self.issue_assignment(expert, *stage, applications, (*day, *due)),
            Act::LikenessAnswered {
                application,
                expert,
                organisation,
                outcome,
                ..
            } => self.answer_likeness(application, (expert.as_ref(), organisation.as_ref()), *outcome),
            Act::HandedOver { to, .. } => {
                self.holder = Some(to.clone());
                Ok(())
            }
            Act::ConflictHandled {
                expert,
                applications,
                ground,
                outcome,
                reason,
                ..
            } => self.handle_conflict(seq, expert, applications, (*ground, *outcome, reason)),
            Act::ExpertRemoved { expert, .. } => self.remove_expert(seq, expert),
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
            } => self.vote(*body, *day, present, votes),
            Act::PublicityOpened {
                body,
                notice,
                applications,
                day,
                reason,
            } => self.publish(*body, notice, applications, *day, reason),
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
                ..
            } => self.resolve(objection, *upheld, *day),
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
            } => self.withdraw_award(certificate, (*asked_by, *body), *decided),
            Act::RewardRecorded { application, day, .. } | Act::FollowUpRecorded { application, day, .. } => {
                self.has_award(application, *day)
            }
            Act::MembersChanged { members, body, .. } => self.change_members(members, *body),
            Act::PaperIssued {
                name,
                application,
                figures,
                ..
            } => self.issue(seq, (name, application.as_ref()), *figures),
            // What changes no state: a fork is settled by the chain, an undo by the replay, and the audit reads the rest
            // from the entries.
            Act::FileRefused { .. } | Act::ForkSettled { .. } | Act::Undone { .. } => Ok(()),
        }
    }

    fn change(&mut self, application: &Id, how: impl FnOnce(&mut ApplicationState)) {
        if let Some(applicant) = self.applications.get_mut(application) {
            how(applicant);
        }
    }

    fn step(&mut self, day: Day) -> Allowed {
        self.in_order(day)?;
        self.last_step = Some(day);
        Ok(())
    }
}
