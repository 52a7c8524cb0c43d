//! What every paper asks for: names of organs, the applicant that is meant, points as they are printed.

use crate::cycle::{Article, OrganisationKind, ReviewStage, Setting};
use crate::docket::{Act, ApplicantStanding, Entry, Proceedings, Receipt};
use crate::foundations::{Day, Exact, Fingerprint, Id, Lang, OrganisationId, decimal_or_fraction, squeezed};
use crate::papers::model::Writing;
use crate::papers::{Missing, PaperName, Wanted};
use crate::words as say;

/// Everything that a paper is written from.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) proceedings: &'c Proceedings<'c>,
    pub(super) wanted: &'c Wanted,
    pub(super) lang: Lang,
}

impl<'c> Context<'c> {
    /// The title of the cycle, with its number: 第九届…奖.
    pub(super) fn title(&self) -> &'c str {
        self.proceedings.cycle().record().title.get(self.lang)
    }

    /// The award without the number of the cycle.
    pub(super) fn award(&self) -> String {
        award_of(self.title())
    }

    /// What the title has beside the award: 第九届; nothing where it has nothing else.
    pub(super) fn ordinal(&self) -> Option<String> {
        let title = self.title().to_owned();
        let beside = title.strip_suffix(&self.award())?.trim();
        (!beside.is_empty()).then(|| beside.to_owned())
    }

    /// The code of an organisation, or that it has none and what the secretariat calls it.
    pub(super) fn organisation_id(&self, organisation: &OrganisationId) -> String {
        let local = organisation.local_name();
        local.map_or_else(
            || organisation.to_string(),
            |name| say::paper_organisation_local(self.lang, name),
        )
    }

    pub(super) fn secretariat(&self) -> String {
        say::paper_secretariat(self.lang, self.award())
    }

    pub(super) fn committee(&self) -> String {
        say::paper_committee(self.lang, self.award())
    }

    pub(super) fn rules(&self) -> String {
        say::paper_rules(self.lang, self.award())
    }

    /// Begins a paper with this title.
    pub(super) fn begin(&self, name: PaperName, title: String) -> Writing {
        Writing::new(name, title, self.lang)
    }

    /// What every paper of the secretariat ends with: for whom the blanks are, and the head of the chain.
    pub(super) fn close(&self, writing: &mut Writing) {
        for (setting, reason) in self.proceedings.changed_while_scored() {
            let said = say::PaperSettingChanged {
                setting: &self.setting(setting),
                reason: &reason.trim().trim_end_matches(['。', '.']),
            };
            writing.say_before_signatures(said.text(self.lang));
        }
        writing.note(say::paper_note_blanks(self.lang));
        let standing = self.proceedings.standing();
        let head = standing.head.map_or_else(String::new, |head| head.to_string());
        let note = say::PaperNoteHead {
            seq: &standing.seq,
            head: &head,
        };
        writing.note(note.text(self.lang));
    }

    /// What a setting that scores follow from is called.
    fn setting(&self, setting: Setting) -> &'static str {
        let lang = self.lang;
        match setting {
            Setting::ResultRule(_) => say::paper_result_rule(lang),
            Setting::TalkSpread(_) => say::setting_talk_spread(lang),
            Setting::NotApplicable(_) => say::setting_not_applicable(lang),
            Setting::Abstention(_) => say::setting_abstention(lang),
            Setting::SiteList(_) => say::setting_site_list(lang),
            other => other.name(),
        }
    }

    /// What kind of organisation an applicant is (Art. 2), where a form says so.
    pub(super) fn kind_of(&self, application: &Id) -> Option<String> {
        let form = self.proceedings.form(application)?;
        Some(kind_name(form.record().kind, self.lang).to_owned())
    }

    /// Signed and sealed by the secretariat.
    pub(super) fn seal(&self, writing: &mut Writing) {
        writing.signed(Some(self.secretariat()), true, self.wanted.day);
    }

    /// The line for numbers that are not official.
    pub(super) fn mark(&self) -> Option<&'static str> {
        say::notice_for(self.proceedings.rubric().status(), self.lang)
    }

    /// The applicant that the paper is about.
    pub(super) fn applicant(&self) -> Result<&'c ApplicantStanding, Vec<Missing>> {
        let wanted = self.wanted.applicant.as_deref();
        let wanted = squeezed(wanted.ok_or_else(|| vec![Missing::Applicant])?);
        let applicants = &self.proceedings.standing().applicants;
        let only = |is_meant: &dyn Fn(&ApplicantStanding) -> bool| {
            let mut found = applicants.iter().filter(|one| is_meant(one));
            found.next().filter(|_| found.next().is_none())
        };
        only(&|one| one.application.as_str() == wanted)
            .or_else(|| only(&|one| one.organisation.as_str() == wanted))
            .or_else(|| only(&|one| squeezed(&one.name) == wanted))
            .ok_or_else(|| vec![Missing::UnknownApplicant { found: wanted }])
    }

    /// An application by its id.
    pub(super) fn standing_of(&self, application: &Id) -> Option<&'c ApplicantStanding> {
        let mut applicants = self.proceedings.standing().applicants.iter();
        applicants.find(|one| one.application == *application)
    }

    /// The name of an application's organisation; its id where no file is left.
    pub(super) fn name_of(&self, application: &Id) -> String {
        match self.standing_of(application) {
            Some(one) if !one.name.is_empty() => one.name.clone(),
            _ => application.to_string(),
        }
    }

    /// The applications that came in time and were not withdrawn.
    pub(super) fn in_time(&self) -> impl Iterator<Item = &'c ApplicantStanding> {
        let applicants = self.proceedings.standing().applicants.iter();
        applicants.filter(|one| one.received == Receipt::InTime && one.withdrawn.is_none())
    }

    /// The name of an expert; the id where the pool has none.
    pub(super) fn expert(&self, id: &Id) -> String {
        let name = self.proceedings.expert(id).map(|expert| expert.name.clone());
        name.unwrap_or_else(|| id.to_string())
    }

    /// The last entry in force that answers.
    pub(super) fn last<T>(&self, answer: impl Fn(&'c Entry) -> Option<T>) -> Option<T> {
        self.proceedings.entries().rev().find_map(answer)
    }

    /// Points as they are printed.
    pub(super) fn points(&self, points: Exact) -> String {
        self.proceedings.rubric().rounding().print(points)
    }

    /// Points, or a dash.
    pub(super) fn points_or_dash(&self, points: Option<Exact>) -> Option<String> {
        Some(points.map_or_else(dash, |points| self.points(points)))
    }

    /// The rubric that everything is scored by.
    pub(super) fn rubric(&self) -> String {
        let rubric = self.proceedings.rubric();
        say::PaperRubric {
            title: &rubric.title().get(self.lang),
            version: &rubric.version(),
        }
        .text(self.lang)
    }

    /// How a stage gets its result.
    pub(super) fn result_rule(&self) -> &'static str {
        match self.proceedings.settings().result_rule.of_sheets() {
            None => say::paper_rule_consensus(self.lang),
            Some(rule) => say::rule(rule, self.lang),
        }
    }

    /// Refuses a paper that would be older than what it tells of.
    pub(super) fn not_before(&self, day: Day) -> Result<(), Vec<Missing>> {
        match self.wanted.day {
            Some(written) if written < day => Err(vec![Missing::DayBefore { day }]),
            _ => Ok(()),
        }
    }

    /// The day of the last list for the visit.
    pub(super) fn visit_day(&self) -> Option<Day> {
        self.last(|entry| match &entry.act {
            Act::SiteListDecided { day, .. } => Some(*day),
            _ => None,
        })
    }

    /// An article in words: 第十六条第（二）项.
    pub(super) fn article(&self, article: Article) -> String {
        let (number, item) = match article {
            Article::Art6 => (6, 0),
            Article::Art15i => (15, 1),
            Article::Art15ii => (15, 2),
            Article::Art15iii => (15, 3),
            Article::Art16i => (16, 1),
            Article::Art16ii => (16, 2),
            Article::Art16iii => (16, 3),
            Article::Art16iv => (16, 4),
            Article::Art16v => (16, 5),
        };
        let number = say::paper_article(self.lang, number);
        if item == 0 {
            return number;
        }
        let item = &item;
        let number = &number;
        say::PaperArticleItem { number, item }.text(self.lang)
    }

    /// What a member of a panel is: 组长, 行业专家, or a member.
    pub(super) fn role(&self, leader: bool, trade_expert: bool) -> String {
        let lang = self.lang;
        let mut roles = Vec::new();
        if leader {
            roles.push(say::paper_role_leader(lang));
        }
        if trade_expert {
            roles.push(say::paper_role_trade(lang));
        }
        if roles.is_empty() {
            roles.push(say::paper_role_member(lang));
        }
        join(roles, lang)
    }

    /// The applications that a panel reviews at a stage.
    pub(super) fn of_panel(&self, panel: &Id, stage: ReviewStage) -> Vec<&'c ApplicantStanding> {
        let reviews = |one: &&ApplicantStanding| {
            let goes_on = one.withdrawn.is_none()
                && one.qualification == crate::docket::Qualification::Confirmed
                && (stage == ReviewStage::Material || one.visit == Some(true));
            goes_on && self.proceedings.panel_of(&one.application) == Some(panel)
        };
        let applicants = self.proceedings.standing().applicants.iter();
        applicants.filter(reviews).collect()
    }
}

/// A kind of organisation in words.
fn kind_name(kind: OrganisationKind, lang: Lang) -> &'static str {
    match kind {
        OrganisationKind::Department => say::paper_kind_department(lang),
        OrganisationKind::Affiliated => say::paper_kind_affiliated(lang),
        OrganisationKind::Subdistrict => say::paper_kind_subdistrict(lang),
        OrganisationKind::Stationed => say::paper_kind_stationed(lang),
        OrganisationKind::Medical => say::paper_kind_medical(lang),
        OrganisationKind::Education => say::paper_kind_education(lang),
        OrganisationKind::Utility => say::paper_kind_utility(lang),
        OrganisationKind::Transport => say::paper_kind_transport(lang),
        OrganisationKind::Other => say::paper_kind_other(lang),
    }
}

/// The award without the number of its cycle: `第九届示例区…奖` is `示例区…奖`.
pub(super) fn award_of(title: &str) -> String {
    let cut = title.find('第').and_then(|from| {
        let rest = title.get(from..)?;
        let to = from + rest.find('届')?;
        let number = title.get(from + '第'.len_utf8()..to)?;
        let counts =
            |character: char| character.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(character);
        let is_number = !number.is_empty() && number.chars().all(counts);
        is_number.then_some((from, to + '届'.len_utf8()))
    });
    match cut.and_then(|(from, to)| Some((title.get(..from)?, title.get(to..)?))) {
        Some((before, behind)) if !(before.is_empty() && behind.is_empty()) => format!("{before}{behind}"),
        _ => title.to_owned(),
    }
}

/// A percentage, exactly.
pub(super) fn percent_text(percent: Option<Exact>) -> Option<String> {
    Some(percent.map_or_else(dash, |percent| format!("{}%", decimal_or_fraction(percent))))
}

/// What stands where there is nothing to say.
pub(super) fn dash() -> String {
    "\u{2014}".to_owned()
}

/// A text, or a dash for a blank one.
pub(super) fn text_or_dash(text: &str) -> Option<String> {
    let text = text.trim();
    Some(if text.is_empty() { dash() } else { text.to_owned() })
}

/// A row's number.
pub(super) fn row_number(at: usize) -> Option<String> {
    Some((at + 1).to_string())
}

/// The first twelve digits of a fingerprint: for talking of a file.
pub(super) fn short(file: Fingerprint) -> String {
    let text = file.to_string();
    let digits = text.rsplit(':').next().unwrap_or_default();
    digits.chars().take(12).collect()
}

/// Names behind each other.
pub(super) fn join<T: AsRef<str>>(names: impl IntoIterator<Item = T>, lang: Lang) -> String {
    let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
    let mut text = String::new();
    for (at, name) in names.into_iter().enumerate() {
        if at > 0 {
            text += between;
        }
        text += name.as_ref();
    }
    text
}
