//! 公示稿 (Art. 27): the names that the committee passed, shown to the public.
//!
//! [`PublicNotice`] has the public fields and no others. The paper is written from it alone, in a function that is
//! handed nothing else, so that a vote, a rank, a score or an expert can only get in as a new field here.

use crate::docket::{Act, ApplicantStanding, AwardState, Qualification};
use crate::foundations::{Day, Fingerprint, Lang};
use crate::papers::context::{Context, row_number};
use crate::papers::dates::day_text;
use crate::papers::model::Writing;
use crate::papers::{Missing, Paper, PaperName};
use crate::words as say;

/// A name on a 公示稿.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicName {
    /// The organisation.
    pub name: String,
    /// What kind of organisation it is (Art. 2); nothing where no file says so.
    pub kind: Option<String>,
}

/// Everything that the public reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicNotice {
    /// The title of the cycle.
    pub title: String,
    /// The award.
    pub award: String,
    /// The year of the award (Art. 34).
    pub year: u16,
    /// The rules it rests on.
    pub rules: String,
    /// The names, in an order that says nothing of ranks.
    pub names: Vec<PublicName>,
    /// The day of the notice, which does not count.
    pub day: Day,
    /// The first and the last day for objections; both count.
    pub period: (Day, Day),
    /// How many days these are.
    pub days: u32,
    /// Where to object, and who signs.
    pub organ: String,
    /// The head of the docket's chain when it was written.
    pub head: Option<Fingerprint>,
}

impl PublicNotice {
    /// The list that is asked for as it was opened, on its own day; without one the names that were passed and are on
    /// no list yet, and where there are none, the last list.
    ///
    /// Names stand by the id of their organisation.
    pub(super) fn of(context: &Context<'_>) -> Result<Self, Vec<Missing>> {
        if let Some(wanted) = &context.wanted.notice {
            let unknown = Missing::UnknownNotice {
                found: wanted.clone(),
            };
            return Self::opened(context, Some(wanted), unknown);
        }
        let applicants = context.proceedings.standing().applicants.iter();
        let passed: Vec<&ApplicantStanding> = applicants
            .filter(|one| one.award == AwardState::Proposed && one.qualification == Qualification::Confirmed)
            .collect();
        if !passed.is_empty() {
            let day = context.wanted.day.ok_or_else(|| vec![Missing::Day])?;
            let met = context.last(|entry| match &entry.act {
                Act::SessionHeld { day, .. } => Some(*day),
                _ => None,
            });
            context.not_before(met.unwrap_or(day))?;
            let head = context.proceedings.standing().head;
            return Ok(Self::with(context, &passed, day, head));
        }
        Self::opened(context, None, Missing::Vote)
    }

    /// The list with an id, or the last one, as it was opened.
    fn opened(context: &Context<'_>, wanted: Option<&str>, missing: Missing) -> Result<Self, Vec<Missing>> {
        let opened = context.last(|entry| match &entry.act {
            Act::PublicityOpened {
                notice,
                applications,
                day,
                ..
            } if wanted.is_none_or(|wanted| notice.as_str() == wanted) => Some((entry, applications, *day)),
            _ => None,
        });
        let (entry, applications, day) = opened.ok_or_else(|| vec![missing])?;
        if context.wanted.day.is_some_and(|wanted| wanted != day) {
            return Err(vec![Missing::OtherDay { day }]);
        }
        let then = context
            .proceedings
            .at(entry.seq)
            .ok_or_else(|| vec![Missing::Cycle])?;
        let listed = then.standing().applicants.iter();
        let listed = listed.filter(|one| applications.contains(&one.application));
        let listed: Vec<&ApplicantStanding> = listed.collect();
        let context = Context {
            proceedings: &then,
            wanted: context.wanted,
            lang: context.lang,
        };
        Ok(Self::with(&context, &listed, day, entry.previous))
    }

    fn with(
        context: &Context<'_>,
        listed: &[&ApplicantStanding],
        day: Day,
        head: Option<Fingerprint>,
    ) -> Self {
        let (first, last) = (day.plus_days(1), context.proceedings.publicity_ends(day));
        let mut days = 1;
        while first.plus_days(days - 1) < last {
            days += 1;
        }
        Self {
            title: context.title().to_owned(),
            award: context.award(),
            year: context.proceedings.cycle().record().year,
            rules: context.rules(),
            names: listed
                .iter()
                .map(|one| PublicName {
                    name: one.name.clone(),
                    kind: context.kind_of(&one.application),
                })
                .collect(),
            day,
            period: (first, last),
            days,
            organ: context.secretariat(),
            head,
        }
    }

    /// The paper.
    pub fn paper(&self, lang: Lang) -> Paper {
        let title = say::paper_public_notice_title(lang, &self.title);
        let mut paper = Writing::new(PaperName::PublicNotice, title, lang);
        paper.say(
            say::PaperPublicNoticeIntro {
                rules: &self.rules,
                title: &self.title,
                year: &self.year,
                count: &self.names.len(),
            }
            .text(lang),
        );
        let row = |(at, one): (usize, &PublicName)| {
            vec![
                row_number(at),
                Some(one.name.clone()),
                one.kind.clone(),
                Some(
                    say::PaperAwardOfYear {
                        award: &self.award,
                        year: &self.year,
                    }
                    .text(lang),
                ),
            ]
        };
        paper.table(
            &[
                say::paper_column_number(lang),
                say::paper_column_organisation(lang),
                say::paper_column_kind(lang),
                say::paper_column_award(lang),
            ],
            self.names.iter().enumerate().map(row).collect(),
        );
        paper.say(say::paper_public_notice_order(lang));
        let (first, last) = self.period;
        paper.say(
            say::PaperPublicNoticePeriod {
                first: &day_text(first, lang),
                last: &day_text(last, lang),
                days: &self.days,
            }
            .text(lang),
        );
        paper.say(say::paper_public_notice_objections(lang));
        paper.say(say::paper_public_notice_kept(lang));
        paper.fields([
            (say::paper_objections_to(lang), Some(self.organ.clone())),
            (say::paper_address(lang), None),
            (say::paper_contact_phone(lang), None),
            (say::paper_contact_mail(lang), None),
            (say::paper_head(lang), self.head.map(|head| head.to_string())),
        ]);
        paper.signed(Some(self.organ.clone()), true, Some(self.day));
        paper.remark(say::paper_public(lang));
        paper.note(say::paper_note_public_notice(lang));
        paper.done()
    }
}
