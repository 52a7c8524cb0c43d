//! The form of an application (申报表, Art. 22): who applies, its answers to Art. 15 and 16, its plan of improvement,
//! and who recommends it.

use std::collections::BTreeSet;

use crate::cycle::{Article, Claim, CycleFault, Event, Form};
use crate::foundations::{Code, Day, Id, OrganisationId, Word as _, is_blank, words};
use crate::problem::{Place, Problems};

words! {
    /// A kind of organisation that may apply (Art. 2).
    OrganisationKind {
        /// 区政府工作部门.
        Department = "department",
        /// 直属事务（业）单位.
        Affiliated = "affiliated",
        /// 派出机构（街道办）.
        Subdistrict = "subdistrict",
        /// 驻区政府职能部门.
        Stationed = "stationed",
        /// 政府投资的医疗卫生机构.
        Medical = "medical",
        /// 政府投资的教育机构.
        Education = "education",
        /// 城市供水、供电企业.
        Utility = "utility",
        /// 公共交通企业.
        Transport = "transport",
        /// 其他由政府投资提供公共服务的组织.
        Other = "other",
    }
}

/// Whom the secretariat asks at the applicant's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone.
    pub phone: String,
    /// The mail address.
    pub mail: String,
}

/// An award that the applicant won before, of whatever kind (曾获奖项).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAward {
    /// What it is called.
    pub name: String,
    /// Its year.
    pub year: u16,
}

/// An event behind a yes to Art. 16, with what proves how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormEvent {
    /// The article.
    pub article: Article,
    /// Its day, where the applicant knows it.
    pub day: Option<Day>,
    /// What happened.
    pub words: String,
    /// The numbers of the register of evidence that prove it.
    pub proofs: Vec<String>,
}

/// A step of the plan of improvement (改进计划, Art. 17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// The clause that it is about, where it is about one.
    pub clause: Option<Code>,
    /// What will be done.
    pub words: String,
    /// Who does it.
    pub who: String,
    /// Until when.
    pub until: Option<Day>,
}

/// What the department in charge says (推荐意见, Art. 14).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Who recommends.
    pub by: String,
    /// In its words.
    pub words: String,
    /// The day of its seal.
    pub day: Day,
}

/// A form as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationFormRecord {
    /// The cycle.
    pub cycle: Id,
    /// The application that it belongs to.
    pub application: Id,
    /// The revision of the application that it belongs to, from 1.
    pub revision: u32,
    /// Who applies.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is (Art. 2).
    pub kind: OrganisationKind,
    /// The day of founding (15(一)).
    pub established: Option<Day>,
    /// The day since which it is in operation (15(一)).
    pub operating_since: Option<Day>,
    /// Its address.
    pub address: String,
    /// 法定代表人或主要负责人.
    pub leader: String,
    /// Whom to ask.
    pub contact: Contact,
    /// How many people work there.
    pub staff: Option<u32>,
    /// Its main services.
    pub services: String,
    /// Its management systems (15(二)).
    pub systems: String,
    /// Awards it won before.
    pub awards: Vec<PastAward>,
    /// Its answers to Art. 15 and 16.
    pub claims: Vec<Claim>,
    /// The events behind a yes to Art. 16.
    pub events: Vec<FormEvent>,
    /// What it will improve.
    pub plan: Vec<Improvement>,
    /// Who recommends it.
    pub recommendation: Option<Recommendation>,
    /// The day on which its truth was declared (承诺声明); nothing where it was not.
    pub declared: Option<Day>,
}

/// A form that names its applicant and answers each article once. It can only come from [`ApplicationForm::check`].
///
/// ```compile_fail,E0423
/// fn forged(record: scoring::cycle::ApplicationFormRecord) -> scoring::cycle::ApplicationForm {
///     scoring::cycle::ApplicationForm(record)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationForm(ApplicationFormRecord);

impl ApplicationForm {
    /// Checks a form as stated.
    ///
    /// # Errors
    /// All problems.
    pub fn check(
        record: ApplicationFormRecord,
    ) -> Result<(Self, Problems<CycleFault>), Problems<CycleFault>> {
        let mut problems = Problems::new();
        let member = |path: &str| Place::Member(path.to_owned());
        if is_blank(&record.name) {
            problems.error(member("name"), CycleFault::NoName);
        }
        if !record.organisation.check_digit_fits() {
            let id = record.organisation.to_string();
            problems.warn(member("organisation"), CycleFault::CheckDigit { id });
        }
        let mut seen = BTreeSet::new();
        for claim in &record.claims {
            let article = claim.article.word();
            // 6 follows from the register and 15(一) from days: neither is answered.
            if matches!(claim.article, Article::Art6 | Article::Art15i) || !seen.insert(claim.article) {
                problems.error(member("claims"), CycleFault::ClaimedArticle { article });
            }
        }
        for event in record.events.iter().filter(|event| !event.article.is_exclusion()) {
            let article = event.article.word();
            problems.error(member("events"), CycleFault::ClaimedArticle { article });
        }
        if record.declared.is_none() {
            problems.warn(member("declared"), CycleFault::NotDeclared);
        }
        problems.unless_errors(Self(record))
    }

    /// The form as stated.
    pub fn record(&self) -> &ApplicationFormRecord {
        &self.0
    }

    /// What the verdict on Art. 15 and 16 is made of.
    pub fn answers(&self) -> Form {
        let events = self.0.events.iter();
        Form {
            established: self.0.established,
            operating_since: self.0.operating_since,
            claims: self.0.claims.clone(),
            events: events
                .map(|event| Event {
                    article: event.article,
                    day: event.day,
                })
                .collect(),
        }
    }
}
