//! How the docket itself goes on: settings, members, papers that were issued, hand-over.

use crate::cycle::{Member, ReviewStage, Setting, check_members};
use crate::docket::figures::Figures;
use crate::docket::rules::{Allowed, decides, ensure, reason_if};
use crate::docket::state::{Issued, State};
use crate::docket::{Body, Refusal};
use crate::foundations::{Fingerprint, Id, is_blank};

impl State<'_> {
    pub(super) fn set(&mut self, seq: u64, setting: Setting, body: Body, reason: &str) -> Allowed {
        let name = setting.name();
        decides(body, &[Body::Secretariat, Body::Committee], "9(3)")?;
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

    /// The committee has other members (Art. 8).
    pub(super) fn change_members(&mut self, members: &[Member], body: Body, reason: &str) -> Allowed {
        decides(body, &[Body::Committee], "8")?;
        reason_if(true, reason, "8")?;
        let problems = check_members(members);
        ensure(!problems.has_errors(), || Refusal::FaultyFile {
            problems: Box::new(problems),
        })?;
        self.members = members.to_vec();
        Ok(())
    }

    /// A paper that quotes figures quotes those at its place, of either stage.
    pub(super) fn issue(
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

    /// Nobody could write in a docket that is held under no name.
    pub(super) fn hand_over(&mut self, to: &str) -> Allowed {
        ensure(!is_blank(to), || Refusal::NoHolder)?;
        self.holder = Some(to.to_owned());
        Ok(())
    }
}
